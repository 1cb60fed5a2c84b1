/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-plot-searches.c: what the search for each key of a dict costs: slots that it looks at, cache lines of the table that it touches.
 *
 * A search for a key that is there is played with the very object that is stored, so it ends with the comparison of two pointers. Lines
 * are those of 64 bytes that the table's own members lie in, at the addresses of the snapshot: each index on the way; of each entry on the
 * way me_key, and me_hash where entries have one, which is read when the keys are not the same object; of the entry found, me_key and the
 * value, in the entry or among the values of a split dict. The dict, the header of its keys object and the keys themselves are not counted. */
#include "dsc-plot-private.h"
#include "dsc-plot-runs-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dsc-byte-id.h"
#include "dsc-describe-private.h"
#include "dsc-survey.h"

#define LINE_BYTES   64u
#define MOST_SLOTS   1024u     /* of a search that are looked at */
#define MOST_ENTRIES 200000u   /* of a table whose lines are counted; of a larger one every second, third … */
#define WORST        10u
#define MOST_LISTS   12u
#define MOST_CHARS   40u

typedef struct {
  guint64 entry;
  guint64 cost;
} Search;

typedef struct {
  DscSnapshot *snapshot;       /* NULL: there is no dict */
  GArray      *searches;       /* Search */
  GPtrArray   *worst;          /* lines of the dearest ones */
  char        *name;
} State;

/* ---- lines ----------------------------------------------------------------------------------------------------- */

typedef struct {
  guint64 lines[4 * MOST_SLOTS];
  guint   n;
} Lines;

static void
touch (Lines             *self,
       const DscSnapshot *snapshot,
       DscSceneId         id)
{
  DscByteRange range;

  if (!dsc_byte_id_range (snapshot, id, &range))
    return;
  const guint64 first = dsc_snapshot_find_block (snapshot, range.block)->address + range.offset;
  for (guint64 line = first / LINE_BYTES; line <= (first + range.size - 1) / LINE_BYTES; line++)
    {
      guint i = 0;

      while (i < self->n && self->lines[i] != line)
        i++;
      if (i == self->n && self->n < G_N_ELEMENTS (self->lines))
        self->lines[self->n++] = line;
    }
}

static void
touch_member (Lines             *self,
              const DscSnapshot *snapshot,
              gint64             entry,
              DscFieldId         field)
{
  touch (self, snapshot, (DscSceneId) { .part = DSC_PART_OF_ENTRY_FIELD, .field = field, .index = entry });
}

guint
dsc_plot_count_lines (const DscSnapshot *snapshot,
                      gsize              entry)
{
  const gboolean compact = dsc_snapshot_get_index_width (snapshot) != 0;
  gsize slots[MOST_SLOTS];
  const gsize n = dsc_snapshot_probe_chain (snapshot, dsc_snapshot_get_entry (snapshot, entry).me_hash, (gint64) entry, slots, MOST_SLOTS);
  Lines all, *lines = &all;

  lines->n = 0;
  for (gsize i = 0; i < n; i++)
    {
      const gint64 index = dsc_snapshot_get_index (snapshot, slots[i]);

      if (compact)
        touch (lines, snapshot, (DscSceneId) { .part = DSC_PART_OF_SLOT, .index = (gint64) slots[i] });
      if (compact && index < 0)
        continue;
      const gint64 at = compact ? index : (gint64) slots[i];
      touch_member (lines, snapshot, at, DSC_FIELD_ME_KEY);
      if (at != (gint64) entry && dsc_snapshot_entries_have_hash (snapshot) && index >= 0)
        touch_member (lines, snapshot, at, DSC_FIELD_ME_HASH);
    }
  if (dsc_snapshot_is_split (snapshot))
    touch (lines, snapshot, (DscSceneId) { .part = DSC_PART_OF_SPLIT_VALUE, .index = (gint64) entry });
  else
    touch_member (lines, snapshot, (gint64) entry, DSC_FIELD_ME_VALUE);
  return lines->n;
}

static void
list_lines (State                 *self,
            const DscPlotPrograms *programs)
{
  const gsize n = dsc_snapshot_get_n_entries (self->snapshot), stride = n / MOST_ENTRIES + 1;

  for (gsize i = 0; i < n; i += stride)
    {
      if (dsc_snapshot_get_entry_state (self->snapshot, i) != DSC_SLOT_USED)
        continue;
      const Search search = { i, dsc_plot_count_lines (self->snapshot, i) };
      g_array_append_val (self->searches, search);
      if (self->searches->len % 1024 == 0 && dsc_plot_programs_are_cancelled (programs))
        return;
    }
}

/* ---- probes ---------------------------------------------------------------------------------------------------- */

static void
list_probes (State *self)
{
  const gsize n = dsc_snapshot_get_n_entries (self->snapshot), capacity = dsc_snapshot_get_entry_capacity (self->snapshot);
  const gsize n_slots = dsc_snapshot_get_n_slots (self->snapshot);
  g_autofree guint8 *cells = g_new0 (guint8, MAX (capacity, n_slots) + 1);

  if (dsc_snapshot_get_index_width (self->snapshot) != 0)
    dsc_survey_entries (self->snapshot, 0, n, cells, NULL);
  else
    dsc_survey_slots (self->snapshot, 0, n_slots, cells);
  for (gsize i = 0; i < n; i++)
    if (cells[i] >= DSC_CELL_USED)
      {
        const Search search = { i, dsc_cell_probes (cells[i]) };
        g_array_append_val (self->searches, search);
      }
}

/* ---- a state of each release ----------------------------------------------------------------------------------- */

static void
clear_state (gpointer data)
{
  State *self = data;

  dsc_snapshot_unref (self->snapshot);
  g_array_unref (self->searches);
  g_ptr_array_unref (self->worst);
  g_free (self->name);
}

static int
compare_searches (gconstpointer a,
                  gconstpointer b)
{
  const Search *x = a, *y = b;

  if (x->cost != y->cost)
    return x->cost > y->cost ? -1 : 1;
  return (x->entry > y->entry) - (x->entry < y->entry);
}

/* "  4  'abc'". */
static void
list_worst (State *self)
{
  g_autoptr (GArray) searches = g_array_copy (self->searches);

  g_array_sort (searches, compare_searches);
  for (guint i = 0; i < MIN (searches->len, WORST); i++)
    {
      const Search *search = &g_array_index (searches, Search, i);
      g_autofree char *key = dsc_describe_repr (self->snapshot, dsc_snapshot_get_entry (self->snapshot, search->entry).me_key, MOST_CHARS);

      g_ptr_array_add (self->worst, g_strdup_printf ("%3u  %s", (guint) search->cost, key));
    }
}

static gboolean
look (State                 *self,
      DscPlotKind            kind,
      const DscPlotRun      *run,
      const DscPlotPrograms *programs)
{
  const gsize step = dsc_plot_run_clamp_step (run, programs->step);
  const DscMachine *machine = dsc_timeline_seek (run->timeline, step, NULL);

  self->searches = g_array_new (FALSE, FALSE, sizeof (Search));
  self->worst = g_ptr_array_new_with_free_func (g_free);
  if (machine == NULL || dsc_plot_programs_are_cancelled (programs))
    return FALSE;
  const guint32 reg = dsc_plot_run_find_register (run, machine, step, programs->name);
  if (reg != 0)
    {
      self->snapshot = dsc_machine_take_snapshot (machine, reg);
      self->name = g_strdup (dsc_machine_get_name (machine, reg));
    }
  if (self->snapshot != NULL && kind == DSC_PLOT_KIND_LINES)
    list_lines (self, programs);
  else if (self->snapshot != NULL)
    list_probes (self);
  list_worst (self);
  return !dsc_plot_programs_are_cancelled (programs);
}

/* ---- plots ----------------------------------------------------------------------------------------------------- */

static double
mean_of (const State *self)
{
  double sum = 0;

  for (guint i = 0; i < self->searches->len; i++)
    sum += (double) g_array_index (self->searches, Search, i).cost;
  return self->searches->len > 0 ? sum / self->searches->len : 0;
}

static guint64
find_most (const DscPlotPrograms *programs,
           const State           *states)
{
  guint64 most = 0;

  for (guint i = 0; i < programs->n_runs; i++)
    for (guint k = 0; k < states[i].searches->len; k++)
      most = MAX (most, g_array_index (states[i].searches, Search, k).cost);
  return most;
}

static void
add_histogram (DscPlot          *plot,
               const DscPlotRun *run,
               const State      *state,
               guint64           most)
{
  dsc_plot_add_target (plot, DSC_PLOT_BARS, run->target);
  if (state->searches->len == 0)
    return;

  g_autofree guint *counts = g_new0 (guint, most + 1);
  for (guint i = 0; i < state->searches->len; i++)
    counts[g_array_index (state->searches, Search, i).cost]++;
  for (guint64 cost = 1; cost <= most; cost++)
    dsc_plot_add_point (plot, (double) cost, counts[cost]);
}

/* Whether all that is shown of both is the same. */
static gboolean
same_searches (const State *a,
               const State *b)
{
  const guint n = a->searches->len;

  if (n != b->searches->len || (a->snapshot == NULL) != (b->snapshot == NULL))
    return FALSE;
  if (n > 0 && memcmp (a->searches->data, b->searches->data, n * sizeof (Search)) != 0)
    return FALSE;
  for (guint i = 0; i < a->worst->len; i++)
    if (!g_str_equal (g_ptr_array_index (a->worst, i), g_ptr_array_index (b->worst, i)))
      return FALSE;
  return TRUE;
}

/* "3.6.15 to 3.10.21": all that are as the state of that number. */
static char *
write_heading (const DscPlotPrograms *programs,
               const State           *states,
               guint                  number)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = number; i < programs->n_runs; i++)
    if (same_searches (&states[i], &states[number]))
      {
        char version[64];

        dsc_target_format (programs->runs[i].target, version, sizeof version);
        g_ptr_array_add (names, g_strdup (version));
        g_array_append_val (numbers, i);
      }
  return dsc_plot_join_names ((const char *const *) names->pdata, (const guint *) (gpointer) numbers->data, names->len);
}

static void
add_lists (DscPlot               *plot,
           const DscPlotPrograms *programs,
           const State           *states)
{
  guint n_lists = 0;

  for (guint i = 0; i < programs->n_runs; i++)
    {
      gboolean seen = FALSE;

      for (guint k = 0; k < i; k++)
        seen = seen || same_searches (&states[k], &states[i]);
      if (seen)
        continue;
      g_autofree char *heading = write_heading (programs, states, i);

      g_autofree char *mean = dsc_plot_format_number (mean_of (&states[i]));
      g_autofree char *first = states[i].searches->len > 0 ? g_strdup_printf (_("mean %s"), mean) : g_strdup (_("no key"));

      dsc_plot_add_list (plot, i, heading);
      dsc_plot_add_list_line (plot, first);
      for (guint k = 0; n_lists < MOST_LISTS && k < states[i].worst->len; k++)
        dsc_plot_add_list_line (plot, g_ptr_array_index (states[i].worst, k));
      n_lists++;
    }
}

static void
add_notes (DscPlot               *plot,
           DscPlotKind            kind,
           const DscPlotPrograms *programs,
           const State           *states)
{
  gsize most = 0;

  for (guint i = 0; i < programs->n_runs; i++)
    if (states[i].snapshot != NULL)
      most = MAX (most, dsc_snapshot_get_n_entries (states[i].snapshot));
  if (kind == DSC_PLOT_KIND_PROBES)
    dsc_plot_add_note (plot, _("A search that goes straight to its key looks at one slot. 254 stands for 254 slots or more."));
  else
    dsc_plot_add_note (plot, _("Counted are lines of 64 bytes in the table, each once: indices on the way; me_key of each entry on the way, and me_hash, where entries have "
                               "one, of those passed by; the value that is found. Not counted are the dict, the header of the keys object, and the keys themselves, whose "
                               "own hash is read where entries have none. Addresses are the model’s; the allocator may place a table elsewhere."));
  if (kind == DSC_PLOT_KIND_LINES && most > MOST_ENTRIES)
    dsc_plot_add_note (plot, _("The table is so large that only some of its entries, evenly spread, were looked at."));
  dsc_plot_add_note (plot, _("Below are the dearest searches: what each costs, and its key."));
}

static DscPlot *
plot_states (DscPlotKind            kind,
             const DscPlotPrograms *programs,
             State                 *states)
{
  const gsize n_steps = programs->n_runs > 0 ? dsc_timeline_get_n_steps (programs->runs[0].timeline) : 0;
  const gsize step = programs->n_runs > 0 ? dsc_plot_run_clamp_step (&programs->runs[0], programs->step) : 0;
  g_autofree char *done = dsc_plot_format_number ((double) step);
  g_autofree char *all = dsc_plot_format_number ((double) n_steps);
  g_autofree char *where = g_strdup_printf (_("after %s of %s operations"), done, all);
  g_autofree char *line = dsc_plot_programs_write_line (programs, programs->n_runs > 0 ? states[0].name : NULL, where);
  const gboolean probes = kind == DSC_PLOT_KIND_PROBES;
  DscPlot *plot = dsc_plot_new (probes ? _("How many slots the search for a key looks at") : _("How many cache lines the search for a key touches"), line);
  DscPlotAxis *x = probes ? dsc_plot_set_x (plot, "probes", _("slots looked at"), _("slots")) : dsc_plot_set_x (plot, "lines", _("cache lines touched"), _("lines"));
  DscPlotAxis *y = dsc_plot_add_panel (plot, "keys", _("number of keys"), _("keys"));

  x->unit_of_one = g_strdup (probes ? _("slot") : _("line"));
  y->unit_of_one = g_strdup (_("key"));
  x->integral = y->integral = TRUE;
  y->scale = programs->log_scale ? DSC_PLOT_LOG10 : DSC_PLOT_LINEAR;
  for (guint i = 0; i < programs->n_runs; i++)
    add_histogram (plot, &programs->runs[i], &states[i], find_most (programs, states));
  add_notes (plot, kind, programs, states);
  add_lists (plot, programs, states);
  return plot;
}

DscPlot *
dsc_plot_new_of_searches (DscPlotKind            kind,
                          const DscPlotPrograms *programs)
{
  g_autofree State *states = g_new0 (State, programs->n_runs + 1);
  gboolean done = TRUE;
  DscPlot *plot = NULL;
  guint n = 0;

  for (; done && n < programs->n_runs; n++)
    done = look (&states[n], kind, &programs->runs[n], programs);
  if (done)
    plot = plot_states (kind, programs, states);
  for (guint i = 0; i < n; i++)
    clear_state (&states[i]);
  return plot;
}
