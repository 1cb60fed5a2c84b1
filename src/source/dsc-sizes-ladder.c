/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-sizes-ladder.c: tables that follow from the rules: sizes by the number of keys, ways of building, growth. */
#include "dsc-sizes-table-private.h"

#include <glib/gi18n-lib.h>

#define LADDER_UP_TO 1000000u
#define GROWTH_UP_TO (1u << 18)
#define WAYS_COUNT   21u      /* where ways differ in most versions */

static DscTraits *
resolve_all (const DscSizesQuery *query)
{
  DscTraits *traits = g_new (DscTraits, query->n_targets);

  for (gsize i = 0; i < query->n_targets; i++)
    traits[i] = dsc_traits_resolve (query->targets[i]);
  return traits;
}

/* The next step of any version; 0: none. */
static guint64
next_of_all (const DscSizesQuery *query,
             const DscTraits     *traits,
             guint64              n)
{
  guint64 nearest = 0;

  for (gsize i = 0; i < query->n_targets; i++)
    {
      const guint64 next = dsc_ladder_exists (&traits[i], query->way, !query->int_keys)
                               ? dsc_ladder_next (&traits[i], query->way, !query->int_keys, n, query->up_to != 0 ? query->up_to : LADDER_UP_TO) : 0;
      if (next != 0 && (nearest == 0 || next < nearest))
        nearest = next;
    }
  return nearest;
}

static void
add_percent (DscSizesTable *table,
             gint64         size,
             gint64         first)
{
  const double percent = 100.0 * (double) (size - first) / (double) first;

  dsc_sizes_table_add_number (table, (gint64) (percent + (percent < 0 ? -0.5 : 0.5)));
}

static void
add_ladder_row (DscSizesTable       *table,
                const DscSizesQuery *query,
                const DscTraits     *traits,
                guint64              n)
{
  gint64 first = 0;

  dsc_sizes_table_add_number (table, (gint64) n);
  for (gsize i = 0; i < query->n_targets; i++)
    {
      const gboolean exists = dsc_ladder_exists (&traits[i], query->way, !query->int_keys);
      const gint64 size = exists ? dsc_ladder_size (&traits[i], query->way, !query->int_keys, n) : -1;

      if (i == 0)
        first = size;
      if (!query->percent || i == 0 || size < 0 || first <= 0)
        dsc_sizes_table_add_size (table, size);
      else
        add_percent (table, size, first);
    }
}

GPtrArray *
dsc_sizes_ladder (const DscSizesQuery  *query,
                  GError              **error)
{
  GPtrArray *tables = dsc_sizes_tables_new ();
  g_autofree DscTraits *traits = resolve_all (query);
  char *title = g_strdup_printf (query->int_keys ? _("sys.getsizeof by the number of int keys: %s") : _("sys.getsizeof by the number of str keys: %s"),
                                 dsc_ladder_code (query->way));
  DscSizesTable *table = dsc_sizes_table_new ("ladder", query->percent ? "%" : "bytes", title);
  guint64 n = 0;

  (void) error;
  g_ptr_array_add (tables, table);
  dsc_sizes_table_add_head (table, "keys");
  dsc_sizes_table_add_targets (table, query);
  do
    {
      add_ladder_row (table, query, traits, n);
      n = next_of_all (query, traits, n);
    }
  while (n != 0);
  dsc_sizes_table_keep_steps (table);
  dsc_sizes_table_add_note (table, g_strdup (_("A row stands for its number of keys and all above it, up to the next row.")));
  if (query->percent)
    dsc_sizes_table_add_note (table, g_strdup (_("The first version is in bytes, the others are by how many percent they differ from it.")));
  return tables;
}

GPtrArray *
dsc_sizes_ways (const DscSizesQuery  *query,
                GError              **error)
{
  const guint count = query->count != 0 ? query->count : WAYS_COUNT;
  GPtrArray *tables = dsc_sizes_tables_new ();
  g_autofree DscTraits *traits = resolve_all (query);
  char *title = g_strdup_printf (query->int_keys ? _("sys.getsizeof of a dict of %u int keys by the way it was built")
                                                 : _("sys.getsizeof of a dict of %u str keys by the way it was built"), count);
  DscSizesTable *table = dsc_sizes_table_new ("ways", "bytes", title);

  (void) error;
  g_ptr_array_add (tables, table);
  dsc_sizes_table_add_head (table, "way");
  dsc_sizes_table_add_head (table, "code");
  dsc_sizes_table_add_targets (table, query);
  for (DscLadderWay way = 0; way < DSC_N_LADDERS; way++)
    {
      if (query->int_keys && (way == DSC_LADDER_KWARGS || way == DSC_LADDER_PARAMETER))
        continue;
      dsc_sizes_table_add_text (table, dsc_ladder_name (way));
      dsc_sizes_table_add_text (table, dsc_ladder_code (way));
      for (gsize i = 0; i < query->n_targets; i++)
        dsc_sizes_table_add_size (table, dsc_ladder_exists (&traits[i], way, !query->int_keys)
                                             ? dsc_ladder_size (&traits[i], way, !query->int_keys, count) : -1);
    }
  dsc_sizes_table_add_note (table, g_strdup (_("Where a dict d is read, it was built one by one; update-1, update-5 and unpack-more count the keys of d only.")));
  return tables;
}

/* "5 → 16": keys that fit, and the slots of the next table. */
static char *
describe_growth (const DscTraits *traits,
                 guint64          slots)
{
  const guint64 most = dsc_traits_usable (traits, slots);
  const gboolean after = traits->family == DSC_FAMILY_OPEN || traits->fills_holes;   /* the key that is too many is counted */
  const guint64 holds = traits->resize_before_store ? most + 1 : most;
  const guint64 request = dsc_traits_growth_request (traits, after && !traits->resize_before_store ? holds + 1 : holds, slots);

  if (slots < traits->min_size)
    return NULL;
  return g_strdup_printf ("%" G_GUINT64_FORMAT " → %" G_GUINT64_FORMAT, holds, dsc_traits_round (traits, request));
}

GPtrArray *
dsc_sizes_growth (const DscSizesQuery  *query,
                  GError              **error)
{
  GPtrArray *tables = dsc_sizes_tables_new ();
  g_autofree DscTraits *traits = resolve_all (query);
  DscSizesTable *table = dsc_sizes_table_new ("growth", "slots", g_strdup (_("How many keys a table of so many slots holds, and how many slots the next key leads to")));

  (void) error;
  g_ptr_array_add (tables, table);
  dsc_sizes_table_add_head (table, "slots");
  dsc_sizes_table_add_targets (table, query);
  for (guint64 slots = 4; slots <= (query->up_to != 0 ? query->up_to : GROWTH_UP_TO); slots *= 2)
    {
      gboolean any = FALSE;
      for (gsize i = 0; i < query->n_targets; i++)
        any = any || slots >= traits[i].min_size;
      if (!any)
        continue;
      dsc_sizes_table_add_number (table, (gint64) slots);
      for (gsize i = 0; i < query->n_targets; i++)
        {
          g_autofree char *text = describe_growth (&traits[i], slots);
          if (text != NULL)
            dsc_sizes_table_add_text (table, text);
          else
            dsc_sizes_table_add_empty (table);
        }
    }
  dsc_sizes_table_add_note (table, g_strdup (_("For dicts from which nothing was removed. A version that quadruples passes over some of these tables; presizing and copies still make them.")));
  return tables;
}
