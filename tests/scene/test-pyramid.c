/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-pyramid.c: every block of every level equals counting its cells by hand, also after changes. */
#include "dsc-pyramid.h"

#include <string.h>

#include "dsc-test-states.h"

/* Cell by cell, from level 0. */
static DscBin
count (const DscPyramid *pyramid,
       DscPyramidLayer   layer,
       gsize             n,
       gsize             columns,
       gsize             left,
       gsize             top,
       gsize             width,
       gsize             height)
{
  const guint8 *cells = dsc_pyramid_get_cells (pyramid, layer);
  DscBin bin = { 0 };

  for (gsize y = top; y < top + height; y++)
    for (gsize x = left; x < MIN (left + width, columns); x++)
      if (y * columns + x < n)
        {
          const guint8 cell = cells[y * columns + x];
          bin.cells++;
          bin.used += cell >= DSC_CELL_USED;
          bin.dummies += cell == DSC_CELL_DUMMY;
          bin.worst = MAX (bin.worst, cell);
        }
  return bin;
}

static void
assert_same (DscBin a,
             DscBin b)
{
  g_assert_cmpuint (a.cells, ==, b.cells);
  g_assert_cmpuint (a.used, ==, b.used);
  g_assert_cmpuint (a.dummies, ==, b.dummies);
  g_assert_cmpuint (a.worst, ==, b.worst);
}

/* A share is none only where there is nothing, all only where there is nothing else. */
static void
check_code (guint16 code,
            DscBin  bin)
{
  const guint full = code >> 11, dummies = code >> 8 & 7;

  g_assert_cmpuint (code & 255, ==, bin.worst);
  g_assert_cmpint (full == 0, ==, bin.used == 0);
  g_assert_cmpint (dummies == 0, ==, bin.dummies == 0);
  if (bin.cells > 0)
    {
      g_assert_cmpint (full == 31, ==, bin.used == bin.cells);
      g_assert_cmpint (dummies == 7, ==, bin.dummies == bin.cells);
      g_assert_cmpfloat_with_epsilon (full / 31.0, (double) bin.used / bin.cells, 0.05);
    }
}

static void
check_layer (const DscPyramid *pyramid,
             DscPyramidLayer   layer,
             gsize             n,
             gsize             columns)
{
  const gsize rows = (n + columns - 1) / columns;
  const guint n_levels = dsc_pyramid_get_n_levels (pyramid, layer);

  for (guint level = 0; level < n_levels; level++)
    {
      gsize width, height;
      dsc_pyramid_get_block (pyramid, layer, level, &width, &height);
      for (gsize y = 0; y * height < rows; y++)
        {
          const gsize across = (columns + width - 1) / width;
          g_autofree guint16 *codes = g_new (guint16, across);

          if (level > 0)
            dsc_pyramid_get_codes (pyramid, layer, level, y, 0, across, codes);
          for (gsize x = 0; x < across; x++)
            {
              const DscBin bin = dsc_pyramid_get_bin (pyramid, layer, level, x, y);
              assert_same (bin, count (pyramid, layer, n, columns, x * width, y * height, width, height));
              if (level > 0)
                check_code (codes[x], bin);
            }
        }
    }
  g_assert_cmpuint (dsc_pyramid_get_whole (pyramid, layer).cells, ==, n);
}

static void
check_pyramid (const DscPyramid  *pyramid,
               const DscSnapshot *snapshot,
               gsize              slot_columns,
               gsize              entry_columns)
{
  if (slot_columns > 0)
    check_layer (pyramid, DSC_LAYER_SLOTS, dsc_snapshot_get_n_slots (snapshot), slot_columns);
  check_layer (pyramid, DSC_LAYER_ENTRIES, dsc_snapshot_get_entry_capacity (snapshot), entry_columns);
}

static void
test_equals_counting (void)
{
  static const struct { const char *version; DscStateKind kind; gsize n, slot_columns, entry_columns; } cases[] = {
    { "3.14.10", DSC_STATE_STRS, 3000, 64, 12 }, { "3.9.18", DSC_STATE_MIXED, 5000, 112, 37 }, { "3.6.15", DSC_STATE_EMPTIED, 700, 16, 7 },
    { "2.7.18", DSC_STATE_MIXED, 4000, 0, 41 }, { "3.5.10", DSC_STATE_INTS, 2000, 0, 1 }, { "3.14.10", DSC_STATE_STRS, 300, 1, 1000 },
  };

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (DscTestState) state = dsc_test_state_new (cases[c].version, cases[c].kind, cases[c].n);
      g_autoptr (DscPyramid) pyramid = dsc_pyramid_new (state->snapshot, cases[c].slot_columns, cases[c].entry_columns);

      g_assert_false (dsc_pyramid_is_ready (pyramid));
      g_assert_true (dsc_pyramid_build (pyramid, NULL, NULL));
      check_pyramid (pyramid, state->snapshot, cases[c].slot_columns, cases[c].entry_columns);
    }
}

/* Lists the cells that differ between two snapshots of one table. */
static GArray *
list_changes (const DscSnapshot *before,
              const DscSnapshot *after,
              gboolean           of_slots)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (gsize));
  const gsize n = of_slots ? dsc_snapshot_get_n_slots (after) : dsc_snapshot_get_entry_capacity (after);

  for (gsize i = 0; i < n; i++)
    if (of_slots ? dsc_snapshot_get_index (before, i) != dsc_snapshot_get_index (after, i)
                 : dsc_snapshot_get_entry_state (before, i) != dsc_snapshot_get_entry_state (after, i))
      g_array_append_val (changes, i);
  return changes;
}

static void
test_update_touches_the_path (void)
{
  static const struct { const char *version; DscStateKind kind; gsize n, slot_columns; } cases[] = {
    { "3.14.10", DSC_STATE_STRS, 3000, 64 }, { "3.9.18", DSC_STATE_MIXED, 3001, 48 }, { "3.12.1", DSC_STATE_POPPED, 500, 33 },
    { "2.7.18", DSC_STATE_MIXED, 3001, 0 }, { "3.5.10", DSC_STATE_INTS, 3001, 0 },
  };

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (DscTestState) state = dsc_test_state_new (cases[c].version, cases[c].kind, cases[c].n);
      g_autoptr (DscPyramid) pyramid = dsc_pyramid_new (state->before, cases[c].slot_columns, 20);
      g_autoptr (DscPyramid) fresh = dsc_pyramid_new (state->snapshot, cases[c].slot_columns, 20);
      g_autoptr (GArray) slots = list_changes (state->before, state->snapshot, TRUE);
      g_autoptr (GArray) entries = list_changes (state->before, state->snapshot, FALSE);

      g_assert_cmpuint (entries->len, ==, 1);
      g_assert_false (dsc_pyramid_update (pyramid, state->snapshot, NULL, 0, NULL, 0));   /* not built yet */
      g_assert_true (dsc_pyramid_build (pyramid, NULL, NULL) && dsc_pyramid_build (fresh, NULL, NULL));
      g_assert_true (dsc_pyramid_update (pyramid, state->snapshot, (const gsize *) slots->data, slots->len, (const gsize *) entries->data,
                                         entries->len));
      check_pyramid (pyramid, state->snapshot, cases[c].slot_columns, 20);
      for (guint layer = cases[c].slot_columns > 0 ? DSC_LAYER_SLOTS : DSC_LAYER_ENTRIES; layer < DSC_N_LAYERS; layer++)
        g_assert_cmpint (memcmp (dsc_pyramid_get_cells (pyramid, layer), dsc_pyramid_get_cells (fresh, layer),
                                 dsc_pyramid_get_whole (fresh, layer).cells), ==, 0);
    }
}

/* ---- from state to state --------------------------------------------------------------------- */

typedef struct {
  DscRuntime *rt;
  DscDict    *dict;
  GRand      *random;
} Walk;

static const DscObject *
key_of (Walk  *self,
        guint  i)
{
  DscPool *pool = dsc_runtime_get_pool (self->rt);
  g_autofree char *text = g_strdup_printf ("key%u", i);

  return i % 5 == 1 ? dsc_object_int (pool, (gint64) i * 64) : dsc_object_str (pool, text, strlen (text));
}

/* Sets, changes, deletes or pops: what the next picture has to show. */
static void
walk_one_step (Walk *self)
{
  const guint i = (guint) g_rand_int_range (self->random, 0, 1500);
  const guint what = (guint) g_rand_int_range (self->random, 0, 8);
  DscPair pair;

  if (what == 0)
    {
      const DscStatus status = dsc_dict_delete_item (self->rt, self->dict, key_of (self, i));
      g_assert_true (status == DSC_STATUS_OK || status == DSC_STATUS_RAISED);
    }
  else if (what == 1)
    g_assert_cmpint (dsc_dict_popitem (self->rt, self->dict, &pair), ==, DSC_STATUS_OK);
  else
    g_assert_cmpint (dsc_dict_set_item (self->rt, self->dict, key_of (self, i), dsc_object_int (dsc_runtime_get_pool (self->rt), g_rand_int (self->random))),
                     ==, DSC_STATUS_OK);
}

/* Every cell whose byte is another one must be named. */
static void
check_named (const DscPyramid *before,
             const DscPyramid *now,
             DscPyramidLayer   layer)
{
  const gsize *cells;
  gsize n, next = 0;

  g_assert_false (dsc_pyramid_get_changes (before, now, layer, &cells, &n));
  g_assert_true (dsc_pyramid_get_changes (now, before, layer, &cells, &n));
  for (gsize i = 0; dsc_pyramid_get_n_levels (now, layer) > 0 && i < dsc_pyramid_get_whole (now, layer).cells; i++)
    {
      if (next < n && cells[next] == i)
        next++;
      else
        g_assert_cmpuint (dsc_pyramid_get_cells (before, layer)[i], ==, dsc_pyramid_get_cells (now, layer)[i]);
    }
  g_assert_cmpuint (next, ==, n);
}

static void
check_same_cells (const DscPyramid *a,
                  const DscPyramid *b)
{
  for (guint layer = 0; layer < DSC_N_LAYERS; layer++)
    if (dsc_pyramid_get_n_levels (b, layer) > 0)
      g_assert_cmpint (memcmp (dsc_pyramid_get_cells (a, layer), dsc_pyramid_get_cells (b, layer), dsc_pyramid_get_whole (b, layer).cells), ==, 0);
}

/* Walks through states, mostly a step at a time, sometimes several, and compares each pyramid that was made from the one before with one
 * made from nothing. Returns how many were. */
static guint
walk (Walk  *self,
      gsize  slot_columns)
{
  DscSnapshot *before = dsc_snapshot_new_from_dict (self->rt, self->dict);
  DscPyramid *earlier = dsc_pyramid_new (before, slot_columns, 20);
  guint n_followed = 0;

  g_assert_true (dsc_pyramid_build (earlier, NULL, NULL));
  for (guint round = 0; round < 60; round++)
    {
      for (guint step = 0; step < (round % 4 == 3 ? 40u : 1u); step++)
        walk_one_step (self);
      DscSnapshot *now = dsc_snapshot_new_from_dict (self->rt, self->dict);
      g_autoptr (DscPyramid) fresh = dsc_pyramid_new (now, slot_columns, 20);
      g_autoptr (DscPyramid) as_it_was = dsc_pyramid_new (before, slot_columns, 20);
      DscPyramid *followed = dsc_pyramid_new_changed (earlier, before, now);

      g_assert_true (dsc_pyramid_build (fresh, NULL, NULL) && dsc_pyramid_build (as_it_was, NULL, NULL));
      check_same_cells (earlier, as_it_was);    /* nobody has written to it */
      if (followed != NULL)
        {
          n_followed++;
          g_assert_true (dsc_pyramid_is_ready (followed));
          check_same_cells (followed, fresh);
          check_pyramid (followed, now, slot_columns, 20);
          for (guint layer = 0; layer < DSC_N_LAYERS; layer++)
            check_named (earlier, followed, layer);
        }
      dsc_pyramid_unref (earlier);
      dsc_snapshot_unref (before);
      earlier = followed != NULL ? followed : dsc_pyramid_ref (fresh);
      before = now;
    }
  dsc_pyramid_unref (earlier);
  dsc_snapshot_unref (before);
  return n_followed;
}

static void
test_follows_the_states (void)
{
  static const struct { const char *version; gsize slot_columns; } cases[] = { { "3.14.10", 48 }, { "3.9.18", 64 }, { "3.6.15", 33 }, { "3.4.10", 0 }, { "2.7.18", 0 } };

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      Walk self = { .random = g_rand_new_with_seed (c + 1) };
      DscTarget target;

      g_assert_cmpint (dsc_target_parse (cases[c].version, &target), ==, DSC_STATUS_OK);
      self.rt = dsc_runtime_new (target, 0, &dsc_alloc_libc);
      g_assert_cmpint (dsc_dict_new (self.rt, &self.dict), ==, DSC_STATUS_OK);
      for (guint i = 0; i < 900; i++)
        walk_one_step (&self);
      g_assert_cmpuint (walk (&self, cases[c].slot_columns), >, 40);
      dsc_dict_unref (self.rt, self.dict);
      dsc_runtime_free (self.rt);
      g_rand_free (self.random);
    }
}

static void
test_another_table_is_not_followed (void)
{
  g_autoptr (DscTestState) small = dsc_test_state_new ("3.14.10", DSC_STATE_STRS, 300);
  g_autoptr (DscTestState) large = dsc_test_state_new ("3.14.10", DSC_STATE_STRS, 3000);
  g_autoptr (DscTestState) twin = dsc_test_state_new ("3.14.10", DSC_STATE_STRS, 300);   /* its objects are others */
  g_autoptr (DscPyramid) pyramid = dsc_pyramid_new (small->before, 32, 8);
  const gsize *cells;
  gsize n;

  g_assert_null (dsc_pyramid_new_changed (pyramid, small->before, small->snapshot));   /* not built yet */
  g_assert_true (dsc_pyramid_build (pyramid, NULL, NULL));
  g_assert_null (dsc_pyramid_new_changed (pyramid, small->before, large->snapshot));
  g_assert_null (dsc_pyramid_new_changed (pyramid, small->before, twin->snapshot));
  g_autoptr (DscPyramid) next = dsc_pyramid_new_changed (pyramid, small->before, small->snapshot);

  g_assert_nonnull (next);
  g_assert_true (dsc_pyramid_get_changes (next, next, DSC_LAYER_SLOTS, &cells, &n));
  g_assert_cmpuint (n, ==, 0);
  g_assert_true (dsc_pyramid_get_changes (next, pyramid, DSC_LAYER_SLOTS, &cells, &n));
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (dsc_pyramid_update (pyramid, small->snapshot, NULL, 0, NULL, 0));
  g_assert_false (dsc_pyramid_get_changes (next, pyramid, DSC_LAYER_SLOTS, &cells, &n));   /* that one has been changed meanwhile */
}

static void
test_another_shape_is_refused (void)
{
  g_autoptr (DscTestState) small = dsc_test_state_new ("3.14.10", DSC_STATE_STRS, 300);
  g_autoptr (DscTestState) large = dsc_test_state_new ("3.14.10", DSC_STATE_STRS, 3000);
  g_autoptr (DscPyramid) pyramid = dsc_pyramid_new (small->snapshot, 32, 8);

  g_assert_true (dsc_pyramid_build (pyramid, NULL, NULL));
  g_assert_false (dsc_pyramid_update (pyramid, large->snapshot, NULL, 0, NULL, 0));
  g_assert_true (dsc_pyramid_fits (pyramid, small->snapshot, 32, 8));
  g_assert_false (dsc_pyramid_fits (pyramid, small->snapshot, 16, 8));
  g_assert_false (dsc_pyramid_fits (pyramid, large->snapshot, 32, 8));
}

static void
test_can_be_cancelled (void)
{
  g_autoptr (DscTestState) state = dsc_test_state_new ("3.14.10", DSC_STATE_STRS, 3000);
  g_autoptr (DscPyramid) pyramid = dsc_pyramid_new (state->snapshot, 64, 16);
  const gint cancelled = 1;
  gint permille = -1;

  g_assert_false (dsc_pyramid_build (pyramid, &cancelled, &permille));
  g_assert_false (dsc_pyramid_is_ready (pyramid));
  g_assert_true (dsc_pyramid_build (pyramid, NULL, &permille));
  g_assert_cmpint (permille, ==, 1000);
  check_pyramid (pyramid, state->snapshot, 64, 16);
}

static gpointer
build_cb (gpointer data)
{
  return GINT_TO_POINTER (dsc_pyramid_build (data, NULL, NULL));
}

static void
test_two_threads_build_it_once (void)
{
  g_autoptr (DscTestState) state = dsc_test_state_new ("3.14.10", DSC_STATE_STRS, 50000);
  g_autoptr (DscPyramid) pyramid = dsc_pyramid_new (state->snapshot, 256, 60);
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("build", build_cb, pyramid);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_true (GPOINTER_TO_INT (g_thread_join (threads[i])));
  check_pyramid (pyramid, state->snapshot, 256, 60);
}

static void
test_takes_little_memory (void)
{
  g_test_summary ("The tables of five million entries, 8,388,608 slots and 5,592,405 entries, take less than 20 MB, which leaves 12 of 32 for tiles: measured at a sixteenth.");
  g_autoptr (DscTestState) state = dsc_test_state_new ("3.14.10", DSC_STATE_INTS, 5000000 / 16);
  g_autoptr (DscPyramid) pyramid = dsc_pyramid_new (state->snapshot, 2048, 400);

  g_assert_cmpuint (dsc_snapshot_get_n_slots (state->snapshot), ==, 8388608 / 16);
  g_assert_cmpuint (dsc_pyramid_get_size (pyramid), <, 20000000 / 16);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/pyramid/equals-counting", test_equals_counting);
  g_test_add_func ("/scene/pyramid/update-touches-the-path", test_update_touches_the_path);
  g_test_add_func ("/scene/pyramid/follows-the-states", test_follows_the_states);
  g_test_add_func ("/scene/pyramid/another-table-is-not-followed", test_another_table_is_not_followed);
  g_test_add_func ("/scene/pyramid/another-shape-is-refused", test_another_shape_is_refused);
  g_test_add_func ("/scene/pyramid/can-be-cancelled", test_can_be_cancelled);
  g_test_add_func ("/scene/pyramid/two-threads-build-it-once", test_two_threads_build_it_once);
  g_test_add_func ("/scene/pyramid/takes-little-memory", test_takes_little_memory);
  return g_test_run ();
}
