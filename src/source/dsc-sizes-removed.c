/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-sizes-removed.c: tables of five keys of which some are removed before another one comes.
 *
 * All 32 subsets of the five are tried. Where a removed key leaves a dummy in the only table (up to 3.5), it matters whether the
 * new key's probes meet one, so the answer depends on hashes, and with hashes of strs on the seed. */
#include "dsc-sizes-table-private.h"

#include <glib/gi18n-lib.h>

static const char *const letters[] = { "a", "b", "c", "d", "e", "f" };

static const DscObject *
nth_key (DscTrial            *trial,
         const DscSizesQuery *query,
         guint                i)
{
  if (query->int_keys)
    return dsc_trial_int (trial, i);
  return dsc_trial_str (trial, query->removed_keys != NULL ? query->removed_keys[i] : letters[i]);
}

gboolean
dsc_sizes_try_removed (const DscSizesQuery  *query,
                       DscTarget             target,
                       guint32               seed,
                       DscRemoved           *out_removed,
                       GError              **error)
{
  const DscObject *keys[6];
  DscTrial trial;

  dsc_trial_init (&trial, target, seed);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    keys[i] = nth_key (&trial, query, i);
  for (guint subset = 0; subset < 32; subset++)
    {
      dsc_trial_renew (&trial);
      for (guint i = 0; i < 5; i++)
        dsc_trial_set (&trial, keys[i]);
      out_removed->before = dsc_trial_size (&trial);
      for (guint i = 0; i < 5; i++)
        if ((subset & (1u << i)) != 0)
          dsc_trial_delete (&trial, keys[i]);
      dsc_trial_set (&trial, keys[5]);
      out_removed->after[subset] = dsc_trial_size (&trial);
    }
  return dsc_trial_finish (&trial, error);
}

static guint
n_removed (guint subset)
{
  return (guint) __builtin_popcount (subset);
}

guint
dsc_removed_count (const DscRemoved *self,
                   guint             k)
{
  guint n = 0;

  for (guint subset = 0; subset < 32; subset++)
    n += n_removed (subset) == k && self->after[subset] != self->before;
  return n;
}

guint
dsc_removed_subsets (guint k)
{
  static const guint n[] = { 1, 5, 10, 10, 5, 1 };

  return k < G_N_ELEMENTS (n) ? n[k] : 0;
}

/* All seeds of one version. */
typedef struct {
  DscRemoved *tries;
  guint       n_tries;     /* 1 where the seed does not matter */
} Tries;

static gboolean
try_all (const DscSizesQuery  *query,
         DscTarget             target,
         Tries                *self,
         GError              **error)
{
  const DscTraits traits = dsc_traits_resolve (target);
  const gboolean matters = !query->int_keys && dsc_sizes_seed_matters (&traits);

  self->n_tries = matters ? query->last_seed - query->first_seed + 1 : 1;
  self->tries = g_new (DscRemoved, self->n_tries);
  for (guint i = 0; i < self->n_tries; i++)
    if (!dsc_sizes_try_removed (query, target, matters ? query->first_seed + i : 0, &self->tries[i], error))
      return FALSE;
  return TRUE;
}

static void
get_range (const Tries *self,
           guint        k,
           guint       *out_least,
           guint       *out_most)
{
  *out_least = G_MAXUINT;
  *out_most = 0;
  for (guint i = 0; i < self->n_tries; i++)
    {
      const guint n = dsc_removed_count (&self->tries[i], k);
      *out_least = MIN (*out_least, n);
      *out_most = MAX (*out_most, n);
    }
}

/* "2–10" where seeds differ. */
static void
add_range (DscSizesTable *table,
           const Tries   *tries,
           guint          k)
{
  guint least;
  guint most;

  get_range (tries, k, &least, &most);
  if (least == most)
    dsc_sizes_table_add_number (table, least);
  else
    {
      g_autofree char *text = g_strdup_printf ("%u–%u", least, most);
      dsc_sizes_table_add_text (table, text);
    }
}

/* Sizes that occur, the smallest first: "288" or, where seeds differ, "288 ×23, 480 ×41". */
static void
add_sizes (DscSizesTable *table,
           const Tries   *tries,
           guint          subset)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 size = -1;
  guint n_sizes = 0;

  for (;;)
    {
      gint64 next = G_MAXINT64;
      guint n = 0;
      for (guint i = 0; i < tries->n_tries; i++)
        if (tries->tries[i].after[subset] > size)
          next = MIN (next, tries->tries[i].after[subset]);
      for (guint i = 0; i < tries->n_tries; i++)
        n += tries->tries[i].after[subset] == next;
      if (n == 0)
        break;
      g_string_append_printf (text, "%s%" G_GINT64_FORMAT " ×%u", n_sizes > 0 ? ", " : "", next, n);
      size = next;
      n_sizes++;
    }
  if (n_sizes == 1)
    dsc_sizes_table_add_number (table, size);
  else
    dsc_sizes_table_add_text (table, text->str);
}

static void
add_seed_note (DscSizesTable       *table,
               const DscSizesQuery *query)
{
  if (query->int_keys)
    dsc_sizes_table_add_note (table, g_strdup (_("Int keys have the same hashes in every run: 0 to 4, then 5.")));
  else
    dsc_sizes_table_add_note (table, g_strdup_printf (_("Where hashes of strs are randomised, hash seeds %u to %u were tried."), query->first_seed, query->last_seed));
}

static DscSizesTable *
make_counts (const DscSizesQuery *query,
             const Tries         *tries)
{
  DscSizesTable *table = dsc_sizes_table_new ("removed", "subsets", g_strdup (_("Five keys, some removed, one added: after how many subsets the dict has another size")));

  dsc_sizes_table_add_head (table, "removed");
  dsc_sizes_table_add_head (table, "of");
  dsc_sizes_table_add_targets (table, query);
  for (guint k = 0; k <= 5; k++)
    {
      dsc_sizes_table_add_number (table, k);
      dsc_sizes_table_add_number (table, dsc_removed_subsets (k));
      for (gsize i = 0; i < query->n_targets; i++)
        add_range (table, &tries[i], k);
    }
  add_seed_note (table, query);
  return table;
}

/* The subset as its keys, "a c". */
static char *
name_subset (const DscSizesQuery *query,
             guint                subset)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 5; i++)
    if ((subset & (1u << i)) != 0 && query->int_keys)
      g_string_append_printf (text, "%s%u", text->len > 0 ? " " : "", i);
    else if ((subset & (1u << i)) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", query->removed_keys != NULL ? query->removed_keys[i] : letters[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static DscSizesTable *
make_subsets (const DscSizesQuery *query,
              const Tries         *tries)
{
  DscSizesTable *table = dsc_sizes_table_new ("removed-subsets", "bytes", g_strdup (_("The size afterwards, by the keys that were removed; where seeds differ, how many gave which")));

  dsc_sizes_table_add_head (table, "removed");
  dsc_sizes_table_add_head (table, "keys");
  dsc_sizes_table_add_targets (table, query);
  for (guint k = 0; k <= 5; k++)
    for (guint subset = 0; subset < 32; subset++)
      if (n_removed (subset) == k)
        {
          g_autofree char *name = name_subset (query, subset);
          dsc_sizes_table_add_number (table, k);
          dsc_sizes_table_add_text (table, name);
          for (gsize i = 0; i < query->n_targets; i++)
            add_sizes (table, &tries[i], subset);
        }
  return table;
}

static gboolean
add_distribution_row (DscSizesTable       *table,
                      const DscSizesQuery *query,
                      const Tries         *tries,
                      guint                k,
                      guint                n_resized)
{
  g_autofree guint *counts = g_new0 (guint, query->n_targets);
  gboolean any = FALSE;

  for (gsize i = 0; i < query->n_targets; i++)
    {
      for (guint j = 0; j < tries[i].n_tries; j++)
        counts[i] += dsc_removed_count (&tries[i].tries[j], k) == n_resized;
      any = any || (tries[i].n_tries > 1 && counts[i] > 0);
    }
  if (!any)
    return FALSE;
  dsc_sizes_table_add_number (table, k);
  dsc_sizes_table_add_number (table, n_resized);
  for (gsize i = 0; i < query->n_targets; i++)
    dsc_sizes_table_add_size (table, tries[i].n_tries > 1 ? (gint64) counts[i] : -1);
  return TRUE;
}

static DscSizesTable *
make_distribution (const DscSizesQuery *query,
                   const Tries         *tries)
{
  DscSizesTable *table = dsc_sizes_table_new ("removed-seeds", "seeds", g_strdup (_("With how many hash seeds so many subsets change the size")));

  dsc_sizes_table_add_head (table, "removed");
  dsc_sizes_table_add_head (table, "subsets");
  dsc_sizes_table_add_targets (table, query);
  for (guint k = 0; k <= 5; k++)
    for (guint n = 0; n <= dsc_removed_subsets (k); n++)
      add_distribution_row (table, query, tries, k, n);
  add_seed_note (table, query);
  return table;
}

static gboolean
do_seeds_differ (const Tries *tries)
{
  for (guint k = 0; k <= 5; k++)
    {
      guint least;
      guint most;
      get_range (tries, k, &least, &most);
      if (least != most)
        return TRUE;
    }
  return FALSE;
}

/* Only the versions in which seeds differ; tries of the others are passed over. */
static DscSizesTable *
make_distribution_of_differing (const DscSizesQuery *query,
                                const Tries         *tries)
{
  g_autofree DscTarget *targets = g_new (DscTarget, query->n_targets + 1);
  g_autofree Tries *differing = g_new (Tries, query->n_targets + 1);
  DscSizesQuery narrowed = *query;

  narrowed.targets = targets;
  narrowed.n_targets = 0;
  for (gsize i = 0; i < query->n_targets; i++)
    if (do_seeds_differ (&tries[i]))
      {
        targets[narrowed.n_targets] = query->targets[i];
        differing[narrowed.n_targets++] = tries[i];
      }
  return narrowed.n_targets > 0 ? make_distribution (&narrowed, differing) : NULL;
}

static void
free_tries (Tries *tries,
            gsize  n)
{
  for (gsize i = 0; i < n; i++)
    g_free (tries[i].tries);
  g_free (tries);
}

static Tries *
try_all_targets (const DscSizesQuery  *query,
                 GError              **error)
{
  Tries *tries = g_new0 (Tries, query->n_targets + 1);

  for (gsize i = 0; i < query->n_targets; i++)
    if (!try_all (query, query->targets[i], &tries[i], error))
      {
        free_tries (tries, query->n_targets);
        return NULL;
      }
  return tries;
}

GPtrArray *
dsc_sizes_removed (const DscSizesQuery  *query,
                   GError              **error)
{
  Tries *tries = try_all_targets (query, error);

  if (tries == NULL)
    return NULL;
  GPtrArray *tables = dsc_sizes_tables_new ();
  DscSizesTable *distribution = make_distribution_of_differing (query, tries);
  g_ptr_array_add (tables, make_counts (query, tries));
  if (distribution != NULL)
    g_ptr_array_add (tables, distribution);
  g_ptr_array_add (tables, make_subsets (query, tries));
  free_tries (tries, query->n_targets);
  return tables;
}

/* The whole matrix. */

static void
add_size_row (DscSizesTable       *table,
              const DscSizesQuery *query,
              const char          *name,
              gboolean             str,
              guint                n)
{
  dsc_sizes_table_add_text (table, name);
  dsc_sizes_table_add_empty (table);
  for (gsize i = 0; i < query->n_targets; i++)
    {
      const DscTraits traits = dsc_traits_resolve (query->targets[i]);
      dsc_sizes_table_add_size (table, dsc_ladder_size (&traits, DSC_LADDER_LOOP, str, n));
    }
}

GPtrArray *
dsc_sizes_matrix (const DscSizesQuery  *query,
                  GError              **error)
{
  Tries *tries = try_all_targets (query, error);

  if (tries == NULL)
    return NULL;
  GPtrArray *tables = dsc_sizes_tables_new ();
  DscSizesTable *table = dsc_sizes_table_new ("table", "bytes", g_strdup (_("Sizes in bytes; then, of all ways to remove some of five letters, how many let the sixth change the size")));
  g_ptr_array_add (tables, table);
  dsc_sizes_table_add_head (table, "dict");
  dsc_sizes_table_add_head (table, "of");
  dsc_sizes_table_add_targets (table, query);
  add_size_row (table, query, "{}", TRUE, 0);
  add_size_row (table, query, "5 letter keys", TRUE, 5);
  add_size_row (table, query, "5 number keys", FALSE, 5);
  add_size_row (table, query, "10 letter keys", TRUE, 10);
  add_size_row (table, query, "10 number keys", FALSE, 10);
  for (guint k = 0; k <= 5; k++)
    {
      g_autofree char *name = g_strdup_printf ("%u removed", k);
      dsc_sizes_table_add_text (table, name);
      dsc_sizes_table_add_number (table, dsc_removed_subsets (k));
      for (gsize i = 0; i < query->n_targets; i++)
        add_range (table, &tries[i], k);
    }
  add_seed_note (table, query);
  free_tries (tries, query->n_targets);
  return tables;
}
