/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-sizes-table.c: a table of sizes as data, the kinds that there are, and the versions that they are usually made for. */
#include "dsc-sizes-table-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
clear_cell (gpointer cell)
{
  g_free (((DscCell *) cell)->text);
}

DscSizesTable *
dsc_sizes_table_new (const char *id,
                     const char *unit,
                     char       *title)
{
  DscSizesTable *self = g_new0 (DscSizesTable, 1);

  self->id = id;
  self->unit = unit;
  self->title = title;
  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->cells = g_array_new (FALSE, TRUE, sizeof (DscCell));
  g_array_set_clear_func (self->cells, clear_cell);
  return self;
}

void
dsc_sizes_table_free (DscSizesTable *self)
{
  g_free (self->title);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->notes);
  g_array_unref (self->cells);
  g_free (self);
}

GPtrArray *
dsc_sizes_tables_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) dsc_sizes_table_free);
}

guint
dsc_sizes_table_get_n_rows (const DscSizesTable *self)
{
  return self->columns->len > 0 ? self->cells->len / self->columns->len : 0;
}

const DscCell *
dsc_sizes_table_get_cell (const DscSizesTable *self,
                          guint                row,
                          guint                column)
{
  g_return_val_if_fail (column < self->columns->len && row < dsc_sizes_table_get_n_rows (self), NULL);
  return &g_array_index (self->cells, DscCell, row * self->columns->len + column);
}

void
dsc_sizes_table_add_column (DscSizesTable *self,
                            const char    *name)
{
  g_ptr_array_add (self->columns, g_strdup (name));
}

void
dsc_sizes_table_add_head (DscSizesTable *self,
                          const char    *name)
{
  dsc_sizes_table_add_column (self, name);
  self->n_heads++;
}

void
dsc_sizes_table_add_targets (DscSizesTable       *self,
                             const DscSizesQuery *query)
{
  for (gsize i = 0; i < query->n_targets; i++)
    {
      char text[64];

      dsc_target_format (query->targets[i], text, sizeof text);
      dsc_sizes_table_add_column (self, text);
    }
}

static void
add_cell (DscSizesTable *self,
          DscCell        cell)
{
  g_array_append_val (self->cells, cell);
}

void
dsc_sizes_table_add_number (DscSizesTable *self,
                            gint64         number)
{
  add_cell (self, (DscCell) { .kind = DSC_CELL_NUMBER, .number = number });
}

void
dsc_sizes_table_add_size (DscSizesTable *self,
                          gint64         size)
{
  if (size < 0)
    dsc_sizes_table_add_empty (self);
  else
    dsc_sizes_table_add_number (self, size);
}

void
dsc_sizes_table_add_text (DscSizesTable *self,
                          const char    *text)
{
  add_cell (self, (DscCell) { .kind = DSC_CELL_TEXT, .text = g_strdup (text) });
}

void
dsc_sizes_table_add_empty (DscSizesTable *self)
{
  add_cell (self, (DscCell) { .kind = DSC_CELL_EMPTY });
}

void
dsc_sizes_table_add_note (DscSizesTable *self,
                          char          *note)
{
  g_ptr_array_add (self->notes, note);
}

static gboolean
is_same (const DscCell *a,
         const DscCell *b)
{
  return a->kind == b->kind && a->number == b->number && g_strcmp0 (a->text, b->text) == 0;
}

void
dsc_sizes_table_keep_steps (DscSizesTable *self)
{
  for (guint row = dsc_sizes_table_get_n_rows (self); row-- > 1;)
    {
      gboolean all = TRUE;

      for (guint column = self->n_heads; column < self->columns->len; column++)
        {
          DscCell *cell = (DscCell *) dsc_sizes_table_get_cell (self, row, column);
          cell->repeats = is_same (cell, dsc_sizes_table_get_cell (self, row - 1, column));
          all = all && cell->repeats;
        }
      if (all)
        g_array_remove_range (self->cells, row * self->columns->len, self->columns->len);
    }
}

/* Kinds. */

#define MANY (G_GUINT64_CONSTANT (1) << 40)

static const DscSizesKind kinds[] = {
  { "table", "[--seeds A-B]", N_("empty, 5 and 10 keys, and how often a sixth key resizes when some of five were removed"), 0, 0, 0, dsc_sizes_matrix },
  { "ladder", "[--keys int|str] [--by WAY] [--up-to N] [--percent]", N_("sizes by the number of keys: the rows are those at which one changes"), MANY, 0, 0, dsc_sizes_ladder },
  { "ways", "[--keys int|str] [--count N]", N_("every way of building a dict of so many keys"), 0, G_MAXINT, 0, dsc_sizes_ways },
  { "growth", "[--up-to N]", N_("how many keys a table of so many slots holds, and what follows it"), MANY, 0, 0, dsc_sizes_growth },
  { "removed", "[--keys int|str] [--seeds A-B]", N_("five keys, some removed, one added: all 32 subsets, over hash seeds"), 0, 0, 0, dsc_sizes_removed },
  { "emptied", "[--count N]", N_("a dict of int keys emptied one by one, its copies, and the next key"), 0, 1000000, 0, dsc_sizes_emptied },
  { "copies", "[--keys int|str] [--count N]", N_("copies of a dict with holes"), 0, 10000, 0, dsc_sizes_copies },
  { "mixed", "", N_("a dict of str keys that meets an int key"), 0, 0, 0, dsc_sizes_mixed },
  { "record", "", N_("a record of four fields as a dict, a tuple and an object, and two more fields"), 0, 0, 0, dsc_sizes_record },
  { "parts", "", N_("what an empty dict is made of, and when it is empty again"), 0, 0, 0, dsc_sizes_parts },
  { "instances", "[--names N] [--count N] [--kept]", N_("x().__dict__.__sizeof__() of instance after instance"), 0, 100000, 1000, dsc_sizes_instances },
  { "attributes", "[--up-to N]", N_("__dict__ of a first instance by the number of its attributes"), 1000, 0, 0, dsc_sizes_attributes },
};

const DscSizesKind *
dsc_sizes_kinds (gsize *out_n)
{
  *out_n = G_N_ELEMENTS (kinds);
  return kinds;
}

void
dsc_sizes_query_init (DscSizesQuery *self)
{
  *self = (DscSizesQuery) { .last_seed = 63 };
}

/* Versions. */

static gboolean
is_line_measured (const DscVersion *releases,
                  gsize             n,
                  DscVersion        line)
{
  for (gsize i = 0; i < n; i++)
    if (releases[i] >> 16 == line >> 16 && dsc_target_evidence ((DscTarget) { .version = releases[i] }) == DSC_EVIDENCE_MEASURED)
      return TRUE;
  return FALSE;
}

static GArray *
newest_of_lines (gboolean only_measured)
{
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (DscTarget));
  const DscVersion *releases;
  const gsize n = dsc_releases (&releases);

  for (gsize i = n; i-- > 0;)
    {
      const DscTarget target = { .version = releases[i] };

      if ((i == 0 || releases[i - 1] >> 16 != releases[i] >> 16) && (!only_measured || is_line_measured (releases, n, releases[i])))
        g_array_append_val (targets, target);
    }
  return targets;
}

GArray *
dsc_sizes_usual_targets (void)
{
  return newest_of_lines (TRUE);
}

GArray *
dsc_sizes_minor_targets (void)
{
  return newest_of_lines (FALSE);
}

GArray *
dsc_sizes_all_targets (void)
{
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (DscTarget));
  const DscVersion *releases;
  const gsize n = dsc_releases (&releases);
  DscTraits before;

  for (gsize i = n; i-- > 0;)
    {
      const DscTarget target = { .version = releases[i] };
      const DscTraits traits = dsc_traits_resolve (target);

      if (i == n - 1 || !dsc_traits_behave_alike (&before, &traits))
        g_array_append_val (targets, target);
      before = traits;
    }
  return targets;
}
