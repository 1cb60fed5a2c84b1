/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-map.c: the arithmetic of maps: every cell is where it is looked for, plans fit their width, levels and words. */
#include "dsc-map.h"

#include <math.h>
#include <string.h>

#include "dsc-test-states.h"

typedef struct {
  DscTestState *state;
  DscPyramid   *pyramid;
  DscMap       *slots, *entries;   /* slots NULL: an open table */
} Fixture;

static Fixture
create (const char  *version,
        DscStateKind kind,
        gsize        n)
{
  Fixture self = { .state = dsc_test_state_new (version, kind, n) };
  DscSnapshot *snapshot = self.state->snapshot;
  const DscMapPlan plan = dsc_map_plan (snapshot, 900);

  self.pyramid = dsc_pyramid_new (snapshot, plan.slot_columns, plan.entry_columns);
  if (plan.slot_columns > 0)
    self.slots = dsc_map_new (snapshot, self.pyramid, DSC_MAP_OF_INDICES, plan.slot_columns, 100, 50, plan.unit);
  self.entries = dsc_map_new (snapshot, self.pyramid, DSC_MAP_OF_ENTRIES, plan.entry_columns, 100, 500, plan.unit);
  return self;
}

static void
destroy (Fixture *self)
{
  g_clear_pointer (&self->slots, dsc_map_unref);
  dsc_map_unref (self->entries);
  dsc_pyramid_unref (self->pyramid);
  dsc_test_state_free (self->state);
}

static const struct { const char *version; DscStateKind kind; gsize n; } cases[] = {
  { "3.14.10", DSC_STATE_STRS, 200 }, { "3.9.18", DSC_STATE_MIXED, 5000 }, { "2.7.18", DSC_STATE_INTS, 3000 },
  { "3.12.1", DSC_STATE_INTS, 300000 },
};

static void
check_cells (const DscMap *map)
{
  const DscMapGeometry *g = dsc_map_get_geometry (map);

  for (guint round = 0; round < 20000; round++)
    {
      const gsize i = (gsize) (g_test_rand_double () * (double) g->n);
      const DscRect box = dsc_map_cell_rect (map, i);
      const double x = box.x + g_test_rand_double_range (0.001, 0.999) * g->pitch_x, y = box.y + g_test_rand_double_range (0.001, 0.999) * g->pitch_y;
      const DscSceneId id = dsc_map_cell_id (map, i);
      const DscMapRange range = dsc_map_range (map, (DscRect) { x, y, 0.01 * g->pitch_x, 0.01 * g->pitch_y });
      DscRect found;
      gsize cell;

      g_assert_true (dsc_map_cell_at (map, x, y, &cell));
      g_assert_cmpuint (cell, ==, i);
      g_assert_true (dsc_scene_id_equal (dsc_map_pick (map, x, y, 1e-9), id));
      g_assert_true (dsc_map_find (map, id, &cell, &found));
      g_assert_cmpuint (cell, ==, i);
      g_assert_cmpmem (&found, sizeof found, &box, sizeof box);
      g_assert_true (i % g->columns >= range.column && i % g->columns < range.end_column);
      g_assert_true (i / g->columns >= range.row && i / g->columns < range.end_row);
    }
}

static void
test_every_cell_is_found (void)
{
  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      Fixture self = create (cases[c].version, cases[c].kind, cases[c].n);

      check_cells (self.entries);
      if (self.slots != NULL)
        check_cells (self.slots);
      destroy (&self);
    }
}

static void
test_fields_are_inside_their_cell (void)
{
  static const DscFieldId fields[] = { DSC_FIELD_ME_HASH, DSC_FIELD_ME_KEY, DSC_FIELD_ME_VALUE };

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      Fixture self = create (cases[c].version, cases[c].kind, cases[c].n);
      const DscSnapshot *snapshot = self.state->snapshot;

      for (gsize i = 0; i < 200; i++)
        for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
          {
            const DscRect cell = dsc_map_cell_rect (self.entries, i), box = dsc_map_field_rect (self.entries, i, fields[f]);
            const DscSceneId id = { .part = DSC_PART_OF_ENTRY_FIELD, .field = (guint16) fields[f], .index = (gint64) i };
            const gboolean is_there = (fields[f] != DSC_FIELD_ME_HASH || dsc_snapshot_entries_have_hash (snapshot))
                                      && dsc_snapshot_get_entry_state (snapshot, i) == DSC_SLOT_USED;

            g_assert_cmpint (dsc_map_find (self.entries, id, NULL, NULL), ==, is_there);
            if (!is_there)
              continue;
            g_assert_true (box.x > cell.x && box.y > cell.y && box.x + box.width < cell.x + cell.width && box.y + box.height < cell.y + cell.height);
            g_assert_true (dsc_scene_id_equal (dsc_map_pick (self.entries, box.x + box.width / 2, box.y + box.height / 2, 0), id));
            g_assert_cmpuint (dsc_map_pick (self.entries, box.x + box.width / 2, box.y + box.height / 2, 1).part, ==, DSC_PART_OF_ENTRY);
          }
      destroy (&self);
    }
}

static void
test_nothing_outside (void)
{
  Fixture self = create ("3.9.18", DSC_STATE_MIXED, 5000);
  const DscRect bounds = dsc_map_get_bounds (self.entries);
  const DscMapGeometry *g = dsc_map_get_geometry (self.entries);
  const double outside[][2] = {
    { bounds.x - 0.01, bounds.y + 1 }, { bounds.x + 1, bounds.y - 0.01 }, { bounds.x + bounds.width + 0.01, bounds.y + 1 },
    { bounds.x + 1, bounds.y + bounds.height + 0.01 }, { bounds.x + bounds.width - 0.01, bounds.y + bounds.height - 0.01 },
  };

  g_assert_cmpuint (g->n % g->columns, !=, 0);   /* the last row is not full, so its end is outside, too */
  for (guint i = 0; i < G_N_ELEMENTS (outside); i++)
    {
      g_autofree char *words = dsc_map_describe_at (self.entries, outside[i][0], outside[i][1], 1);
      g_assert_cmpuint (dsc_map_pick (self.entries, outside[i][0], outside[i][1], 0).part, ==, DSC_PART_OF_PICTURE);
      g_assert_null (words);
    }
  g_assert_false (dsc_map_find (self.entries, (DscSceneId) { .part = DSC_PART_OF_ENTRY, .index = (gint64) g->n }, NULL, NULL));
  g_assert_false (dsc_map_find (self.entries, (DscSceneId) { .part = DSC_PART_OF_ENTRY, .index = -1 }, NULL, NULL));
  g_assert_false (dsc_map_find (self.entries, (DscSceneId) { .part = DSC_PART_OF_SLOT, .index = 0 }, NULL, NULL));
  destroy (&self);
}

static void
test_plans_fit (void)
{
  g_test_summary ("Both maps fit the width, use most of it, and are about 16:10 together, whatever the size.");
  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      Fixture self = create (cases[c].version, cases[c].kind, cases[c].n);
      const DscRect entries = dsc_map_get_bounds (self.entries);
      const DscRect slots = self.slots != NULL ? dsc_map_get_bounds (self.slots) : (DscRect) { 0 };

      g_assert_cmpfloat (MAX (entries.width, slots.width), <=, 900.001);
      g_assert_cmpfloat (entries.width, >, 900 * 0.75);
      g_assert_cmpfloat (900 / (entries.height + slots.height), >, 1.1);
      g_assert_cmpfloat (900 / (entries.height + slots.height), <, 2.1);
      if (self.slots != NULL)
        g_assert_cmpfloat_with_epsilon (slots.width, 900, 0.001);
      destroy (&self);
    }
}

static void
test_levels (void)
{
  static const struct { double pixels; DscDetail detail; } levels[] = {
    { 0.01, DSC_DETAIL_DENSITY }, { 0.99, DSC_DETAIL_DENSITY }, { 1, DSC_DETAIL_GRID }, { 4.99, DSC_DETAIL_GRID }, { 5, DSC_DETAIL_CELLS },
    { 15.9, DSC_DETAIL_CELLS }, { 16, DSC_DETAIL_ROWS }, { 43.9, DSC_DETAIL_ROWS }, { 44, DSC_DETAIL_ANATOMY }, { 1000, DSC_DETAIL_ANATOMY },
  };
  Fixture self = create ("3.14.10", DSC_STATE_STRS, 200);

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    g_assert_cmpint (dsc_map_get_detail (self.slots, levels[i].pixels / dsc_map_get_geometry (self.slots)->pitch_y), ==, levels[i].detail);
  for (guint detail = 0; detail < DSC_N_DETAILS; detail++)
    {
      DscDetail parsed;
      g_assert_true (dsc_detail_parse (dsc_detail_get_word (detail), &parsed));
      g_assert_cmpint (parsed, ==, detail);
      g_assert_nonnull (dsc_detail_get_name (detail));
    }
  DscDetail ignored;
  g_assert_false (dsc_detail_parse ("Rows", &ignored));
  destroy (&self);
}

static void
test_pixels_in_words (void)
{
  Fixture self = create ("3.9.18", DSC_STATE_MIXED, 5000);
  const DscMapGeometry *g = dsc_map_get_geometry (self.slots);
  const double scale = 1 / sqrt (6 * g->pitch_x * g->pitch_y);
  g_autofree char *pixel = dsc_map_describe_pixel (self.slots, scale);
  g_autofree char *none = dsc_map_describe_pixel (self.slots, 1 / g->pitch_y);
  g_autofree char *whole = dsc_map_describe_whole (self.slots);
  g_autofree char *block = dsc_map_describe_at (self.slots, g->x, g->y, scale);
  g_autofree char *cell = dsc_map_describe_at (self.slots, g->x, g->y, 1000);
  const DscBin bin = dsc_pyramid_get_bin (self.pyramid, DSC_LAYER_SLOTS, dsc_map_get_level (self.slots, scale), 0, 0);
  g_autofree char *start = g_strdup_printf ("This pixel shows %u slots: %u in use", bin.cells, bin.used);

  /* The level's name and the words about a pixel tell of the same block. */
  g_autofree char *shows = g_strdup_printf ("each pixel shows %u slots", bin.cells);
  g_assert_cmpuint (bin.cells, >=, 6);
  g_assert_cmpstr (pixel, ==, shows);
  g_assert_null (none);
  g_assert_true (g_str_has_prefix (whole, "8192 slots: 3333 in use, 1667 dummy; worst "));
  g_assert_true (g_str_has_prefix (block, start));
  g_assert_nonnull (strstr (cell, "dk_indices[0]"));
  destroy (&self);
}

static void
test_keys_move_inside (void)
{
  Fixture self = create ("3.14.10", DSC_STATE_STRS, 200);
  g_autoptr (DscScene) scene = dsc_scene_new (1000, 1000);
  const DscMapGeometry *g = dsc_map_get_geometry (self.slots);
  const DscSceneId array = { .part = DSC_PART_OF_FIELD, .field = DSC_FIELD_DK_INDICES, .index = DSC_BLOCK_KEYS };
  const struct { DscMove move; gint64 to; } moves[] = {
    { DSC_MOVE_RIGHT, 1 }, { DSC_MOVE_DOWN, (gint64) g->columns + 1 }, { DSC_MOVE_LEFT, (gint64) g->columns }, { DSC_MOVE_LEFT, (gint64) g->columns },
    { DSC_MOVE_UP, 0 }, { DSC_MOVE_LAST, (gint64) g->n - 1 }, { DSC_MOVE_RIGHT, (gint64) g->n - 1 }, { DSC_MOVE_FIRST, 0 },
  };
  DscSceneId id = { .part = DSC_PART_OF_SLOT, .index = 0 };

  dsc_scene_add_map (scene, array, self.slots);
  dsc_scene_add_map (scene, (DscSceneId) { .part = DSC_PART_OF_FIELD, .field = DSC_FIELD_DK_ENTRIES, .index = DSC_BLOCK_KEYS }, self.entries);
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      id = dsc_scene_move (scene, id, moves[i].move);
      g_assert_cmpuint (id.part, ==, DSC_PART_OF_SLOT);
      g_assert_cmpint (id.index, ==, moves[i].to);
    }
  /* From the last row down into the other map, and back up. */
  id = dsc_scene_move (scene, dsc_scene_move (scene, id, DSC_MOVE_LAST), DSC_MOVE_DOWN);
  g_assert_cmpuint (id.part, ==, DSC_PART_OF_ENTRY);
  g_assert_cmpint (id.index, <, (gint64) dsc_map_get_geometry (self.entries)->columns);
  g_assert_cmpuint (dsc_scene_move (scene, id, DSC_MOVE_UP).part, ==, DSC_PART_OF_SLOT);
  id = dsc_scene_move (scene, (DscSceneId) { .part = DSC_PART_OF_SLOT, .index = 7 }, DSC_MOVE_NEXT);
  g_assert_true (dsc_scene_id_equal (id, (DscSceneId) { .part = DSC_PART_OF_ENTRY, .index = 0 }));
  destroy (&self);
}

static void
test_scene_knows_its_maps (void)
{
  Fixture self = create ("3.14.10", DSC_STATE_STRS, 200);
  g_autoptr (DscScene) scene = dsc_scene_new (1000, 1000);
  const DscSceneId id = { .part = DSC_PART_OF_ENTRY, .index = 123 };
  const DscRect cell = dsc_map_cell_rect (self.entries, 123);
  g_autofree char *title = NULL;
  g_autofree char *dump = NULL;
  DscRect box;

  dsc_scene_add_rect (scene, id, DSC_ROLE_LIVE, (DscRect) { 5, 5, 50, 20 }, 0);   /* a landmark */
  dsc_scene_add_map (scene, (DscSceneId) { .part = DSC_PART_OF_FIELD, .field = DSC_FIELD_DK_ENTRIES, .index = DSC_BLOCK_KEYS }, self.entries);
  g_assert_true (dsc_scene_get_bounds (scene, id, &box));
  g_assert_cmpmem (&box, sizeof box, &cell, sizeof cell);
  g_assert_true (dsc_scene_find_map (scene, id) == self.entries);
  g_assert_null (dsc_scene_find_map (scene, (DscSceneId) { .part = DSC_PART_OF_SLOT, .index = 1 }));
  g_assert_cmpfloat (dsc_scene_get_full_scale (scene), ==, 1 / dsc_map_get_geometry (self.entries)->unit);
  title = dsc_scene_dup_title (scene, (DscSceneId) { .part = DSC_PART_OF_ENTRY, .index = 7 });
  g_assert_nonnull (strstr (title, "dk_entries[7]"));
  dump = dsc_scene_dump (scene);
  g_assert_nonnull (strstr (dump, "map card <field 3 dk_entries> 100,500 "));
  g_assert_nonnull (strstr (dump, " 341 entries in "));
  destroy (&self);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/map/every-cell-is-found", test_every_cell_is_found);
  g_test_add_func ("/scene/map/fields-are-inside-their-cell", test_fields_are_inside_their_cell);
  g_test_add_func ("/scene/map/nothing-outside", test_nothing_outside);
  g_test_add_func ("/scene/map/plans-fit", test_plans_fit);
  g_test_add_func ("/scene/map/levels", test_levels);
  g_test_add_func ("/scene/map/pixels-in-words", test_pixels_in_words);
  g_test_add_func ("/scene/map/keys-move-inside", test_keys_move_inside);
  g_test_add_func ("/scene/map/scene-knows-its-maps", test_scene_knows_its_maps);
  return g_test_run ();
}
