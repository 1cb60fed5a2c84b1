/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-scene.c: building, bounds, picking, moving the focus, names of things, the dump. */
#include "dsc-scene.h"

#include <string.h>

static const DscFontSpec mono = { DSC_FONT_MONO, 10, FALSE };

static DscSceneId
slot_id (gint64 i)
{
  return (DscSceneId) { .part = DSC_PART_OF_SLOT, .index = i };
}

static DscSceneId
entry_id (gint64 i)
{
  return (DscSceneId) { .part = DSC_PART_OF_ENTRY, .index = i };
}

static DscSceneId
key_field_id (gint64 i)
{
  return (DscSceneId) { .part = DSC_PART_OF_ENTRY_FIELD, .field = DSC_FIELD_ME_KEY, .index = i };
}

/* Two slots at the left, one above the other; two entries at the right with a field in each; an arrow from slot 0 to entry 1. */
static DscScene *
sample (void)
{
  DscScene *scene = dsc_scene_new (300, 200);
  const DscSceneId none = { 0 };

  dsc_scene_set_title (scene, "sample", "two slots, two entries");
  dsc_scene_add_rect (scene, none, DSC_ROLE_BACKGROUND, (DscRect) { 0, 0, 300, 200 }, 0);
  for (gint64 i = 0; i < 2; i++)
    {
      dsc_scene_begin_group (scene, slot_id (i), "slot", "a slot");
      dsc_scene_add_rect (scene, slot_id (i), DSC_ROLE_LIVE, (DscRect) { 10, 10 + 50.0 * i, 40, 30 }, 5);
      dsc_scene_add_text (scene, none, DSC_ROLE_LIVE, &mono, DSC_ANCHOR_MIDDLE, 30, 30 + 50.0 * i, i == 0 ? "1" : "−1", &dsc_text_metrics_builtin);
      dsc_scene_end_group (scene);
    }
  for (gint64 i = 0; i < 2; i++)
    {
      dsc_scene_begin_group (scene, entry_id (i), "entry", "an entry");
      dsc_scene_add_rect (scene, entry_id (i), DSC_ROLE_LIVE, (DscRect) { 150, 10 + 50.0 * i, 100, 40 }, 7);
      dsc_scene_begin_group (scene, key_field_id (i), "me_key", "a key");
      dsc_scene_add_rect (scene, key_field_id (i), DSC_ROLE_NONE, (DscRect) { 180, 12 + 50.0 * i, 60, 36 }, 0);
      dsc_scene_end_group (scene);
      dsc_scene_end_group (scene);
    }
  dsc_scene_add_arrow (scene, slot_id (0), DSC_ROLE_POINTER_LIVE, (DscPoint[4]) { { 50, 25 }, { 100, 25 }, { 100, 80 }, { 150, 80 } });
  return scene;
}

static void
test_bounds_hold_members (void)
{
  g_autoptr (DscScene) scene = sample ();
  const DscNode *root = dsc_scene_get_node (scene, 0);
  const DscNode *slot = dsc_scene_find (scene, slot_id (1));

  g_assert_cmpint (root->kind, ==, DSC_NODE_GROUP);
  g_assert_cmpfloat (root->bounds.width, ==, 300);
  g_assert_cmpint (slot->kind, ==, DSC_NODE_GROUP);
  g_assert_cmpfloat (slot->bounds.x, ==, 10);
  g_assert_cmpfloat (slot->bounds.y, ==, 60);
  g_assert_cmpfloat (slot->bounds.height, ==, 30);
  for (guint i = 1; i < dsc_scene_get_n_nodes (scene); i++)
    {
      const DscNode *node = dsc_scene_get_node (scene, i);
      const DscNode *parent = dsc_scene_get_node (scene, node->parent);
      g_assert_cmpuint (node->parent, <, i);
      g_assert_cmpfloat (parent->bounds.x, <=, node->bounds.x);
      g_assert_cmpfloat (parent->bounds.y + parent->bounds.height, >=, node->bounds.y + node->bounds.height);
    }
}

static void
test_empty_group_has_no_bounds (void)
{
  g_autoptr (DscScene) scene = dsc_scene_new (10, 10);
  const guint group = dsc_scene_begin_group (scene, slot_id (0), "nothing", NULL);

  dsc_scene_end_group (scene);
  g_assert_cmpfloat (dsc_scene_get_node (scene, group)->bounds.width, ==, 0);
  g_assert_cmpfloat (dsc_scene_get_node (scene, group)->bounds.height, ==, 0);
}

static void
test_anchors_place_text (void)
{
  g_autoptr (DscScene) scene = dsc_scene_new (100, 100);
  const DscAnchor anchors[] = { DSC_ANCHOR_START, DSC_ANCHOR_MIDDLE, DSC_ANCHOR_END };

  for (guint i = 0; i < 3; i++)
    {
      const guint text = dsc_scene_add_text (scene, (DscSceneId) { 0 }, DSC_ROLE_TEXT, &mono, anchors[i], 50, 50, "abcd", &dsc_text_metrics_builtin);
      const DscRect box = dsc_scene_get_node (scene, text)->bounds;
      g_assert_cmpfloat_with_epsilon (box.x + i * box.width / 2, 50, 0.0001);
      g_assert_cmpfloat_with_epsilon (box.width, 24.08, 0.01);
    }
}

static void
test_arrow_bounds_are_the_curve (void)
{
  g_autoptr (DscScene) scene = dsc_scene_new (400, 100);
  const guint arrow = dsc_scene_add_arrow (scene, (DscSceneId) { 0 }, DSC_ROLE_POINTER, (DscPoint[4]) { { 0, 0 }, { 300, 0 }, { 300, 50 }, { 0, 50 } });
  const DscRect box = dsc_scene_get_node (scene, arrow)->bounds;

  g_assert_cmpfloat_with_epsilon (box.width, 225, 0.5);   /* the curve reaches three quarters of the way to its inner points */
  g_assert_cmpfloat_with_epsilon (box.height, 50, 0.0001);
}

static void
test_picks_the_topmost_thing (void)
{
  g_autoptr (DscScene) scene = sample ();

  g_assert_true (dsc_scene_id_equal (dsc_scene_pick (scene, 20, 20, 0), slot_id (0)));
  g_assert_true (dsc_scene_id_equal (dsc_scene_pick (scene, 30, 27, 0), slot_id (0)));      /* on the text, which has no id of its own */
  g_assert_true (dsc_scene_id_equal (dsc_scene_pick (scene, 155, 20, 0), entry_id (0)));
  g_assert_true (dsc_scene_id_equal (dsc_scene_pick (scene, 200, 30, 0), key_field_id (0))); /* an area that is not painted */
  g_assert_true (dsc_scene_id_equal (dsc_scene_pick (scene, 100, 52, 0), slot_id (0)));     /* on the arrow */
  g_assert_cmpuint (dsc_scene_pick (scene, 100, 150, 0).part, ==, DSC_PART_OF_PICTURE);                                          /* only the background */
  g_assert_cmpuint (dsc_scene_pick (scene, -5, 500, 0).part, ==, DSC_PART_OF_PICTURE);
}

static void
assert_move (const DscScene *scene,
             DscSceneId      from,
             DscMove         move,
             DscSceneId      to)
{
  g_assert_true (dsc_scene_id_equal (dsc_scene_move (scene, from, move), to));
}

static void
test_focus_moves (void)
{
  g_autoptr (DscScene) scene = sample ();

  assert_move (scene, slot_id (0), DSC_MOVE_DOWN, slot_id (1));
  assert_move (scene, slot_id (1), DSC_MOVE_UP, slot_id (0));
  assert_move (scene, slot_id (0), DSC_MOVE_UP, slot_id (0));
  assert_move (scene, slot_id (0), DSC_MOVE_RIGHT, entry_id (0));
  assert_move (scene, entry_id (0), DSC_MOVE_RIGHT, key_field_id (0));
  assert_move (scene, entry_id (0), DSC_MOVE_DOWN, entry_id (1));
  assert_move (scene, key_field_id (0), DSC_MOVE_DOWN, key_field_id (1));
  assert_move (scene, key_field_id (1), DSC_MOVE_LEFT, entry_id (1));
  assert_move (scene, slot_id (1), DSC_MOVE_NEXT, entry_id (0));
  assert_move (scene, key_field_id (1), DSC_MOVE_NEXT, key_field_id (1));
  assert_move (scene, entry_id (1), DSC_MOVE_PREVIOUS, slot_id (0));
  assert_move (scene, slot_id (0), DSC_MOVE_LAST, slot_id (1));
  assert_move (scene, entry_id (1), DSC_MOVE_FIRST, entry_id (0));
  assert_move (scene, entry_id (77), DSC_MOVE_NEXT, slot_id (0));       /* not in the picture */
}

static void
test_moves_in_nothing_stay (void)
{
  g_autoptr (DscScene) scene = dsc_scene_new (10, 10);

  assert_move (scene, slot_id (3), DSC_MOVE_NEXT, slot_id (3));
  assert_move (scene, slot_id (3), DSC_MOVE_LEFT, slot_id (3));
}

static void
assert_name (const char *version,
             DscSceneId  id,
             const char *name)
{
  DscTarget target;
  g_assert_cmpint (dsc_target_parse (version, &target), ==, DSC_STATUS_OK);
  const DscTraits traits = dsc_traits_resolve (target);
  g_autofree char *text = dsc_scene_id_format (id, &traits);

  g_assert_cmpstr (text, ==, name);
}

static void
test_names_are_cpythons (void)
{
  assert_name ("3.14.10", slot_id (14), "dk_indices[14]");
  assert_name ("2.7.18", slot_id (3), "ma_table[3]");
  assert_name ("3.5.10", slot_id (3), "dk_entries[3]");
  assert_name ("3.14.10", key_field_id (3), "dk_entries[3].me_key");
  assert_name ("2.7.18", entry_id (3), "ma_table[3]");
  assert_name ("3.9.18", (DscSceneId) { .part = DSC_PART_OF_FIELD, .field = DSC_FIELD_MA_USED, .index = DSC_BLOCK_DICT }, "ma_used");
  assert_name ("3.11.7", (DscSceneId) { .part = DSC_PART_OF_FIELD, .index = DSC_BLOCK_KEYS, .extra = 11 }, "PyDictKeysObject+11");
  assert_name ("3.11.7", (DscSceneId) { .part = DSC_PART_OF_BLOCK, .index = DSC_BLOCK_DICT }, "PyDictObject");
  assert_name ("3.11.7", (DscSceneId) { .part = DSC_PART_OF_KEY, .index = 2 }, "*dk_entries[2].me_key");
  assert_name ("3.11.7", (DscSceneId) { .part = DSC_PART_OF_LEDGER, .index = DSC_PART_TOMBSTONES }, "getsizeof.tombstones");
  assert_name ("3.11.7", (DscSceneId) { .part = DSC_PART_OF_GAP, .field = DSC_FIELD_DK_INDICES, .index = 8, .extra = 4 }, "dk_indices[8:12]");
  assert_name ("3.11.7", (DscSceneId) { 0 }, "");
}

static void
test_dump_is_readable (void)
{
  g_autoptr (DscScene) scene = sample ();
  g_autofree char *dump = dsc_scene_dump (scene);
  g_autofree char *again = dsc_scene_dump (scene);

  g_assert_cmpstr (dump, ==, again);
  g_assert_nonnull (strstr (dump, "scene 300x200 \"sample\"\n"));
  g_assert_nonnull (strstr (dump, "group <slot 1> \"slot\" title \"a slot\"\n  rect live <slot 1> 10,60 40x30 r5\n"));
  g_assert_nonnull (strstr (dump, "  text live 23.98,80 mono10 middle \"−1\"\n"));
  g_assert_nonnull (strstr (dump, "group <entry-field 0 me_key> \"me_key\""));
}

static void
test_strings_are_copied (void)
{
  g_autoptr (DscScene) scene = dsc_scene_new (10, 10);
  char text[] = "before";
  const guint node = dsc_scene_add_text (scene, (DscSceneId) { 0 }, DSC_ROLE_TEXT, &mono, DSC_ANCHOR_START, 0, 8, text, &dsc_text_metrics_builtin);

  dsc_scene_set_node_title (scene, node, text);
  strcpy (text, "after");
  g_assert_cmpstr (dsc_scene_get_node (scene, node)->text, ==, "before");
  g_assert_cmpstr (dsc_scene_get_node (scene, node)->title, ==, "before");
}

static void
test_path (void)
{
  g_autoptr (DscScene) scene = dsc_scene_new (100, 50);
  DscPoint points[3] = { { 10, 20 }, { 30, 20 }, { 30, 5 } };
  const guint node = dsc_scene_add_path (scene, (DscSceneId) { .part = DSC_PART_OF_DATUM, .index = 2, .extra = 1 }, DSC_ROLE_SERIES_2, points, 3, 3);

  points[0] = (DscPoint) { 0, 0 };
  const DscNode *path = dsc_scene_get_node (scene, node);
  g_assert_cmpuint (path->n_path, ==, 3);
  g_assert_cmpfloat (path->path[0].x, ==, 10);
  g_assert_cmpfloat (path->bounds.x, ==, 10);
  g_assert_cmpfloat (path->bounds.y, ==, 5);
  g_assert_cmpfloat (path->bounds.width, ==, 20);
  g_assert_cmpfloat (path->bounds.height, ==, 15);

  g_autofree char *dump = dsc_scene_dump (scene);
  g_assert_nonnull (strstr (dump, "path series-2 <datum 2 1> 10,20 30,20 30,5 pattern 3\n"));
}

static void
test_dashes_differ (void)
{
  for (guint a = 0; a < DSC_N_DASHES; a++)
    for (guint b = a + 1; b < DSC_N_DASHES; b++)
      {
        guint n_a, n_b;
        const double *x = dsc_scene_get_dashes (a, &n_a), *y = dsc_scene_get_dashes (b, &n_b);

        g_assert_cmpuint (n_b % 2, ==, 0);
        g_assert_true (n_a != n_b || memcmp (x, y, n_a * sizeof *x) != 0);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/scene/bounds-hold-members", test_bounds_hold_members);
  g_test_add_func ("/scene/scene/empty-group-has-no-bounds", test_empty_group_has_no_bounds);
  g_test_add_func ("/scene/scene/anchors-place-text", test_anchors_place_text);
  g_test_add_func ("/scene/scene/arrow-bounds-are-the-curve", test_arrow_bounds_are_the_curve);
  g_test_add_func ("/scene/scene/picks-the-topmost-thing", test_picks_the_topmost_thing);
  g_test_add_func ("/scene/scene/focus-moves", test_focus_moves);
  g_test_add_func ("/scene/scene/moves-in-nothing-stay", test_moves_in_nothing_stay);
  g_test_add_func ("/scene/scene/names-are-cpythons", test_names_are_cpythons);
  g_test_add_func ("/scene/scene/dump-is-readable", test_dump_is_readable);
  g_test_add_func ("/scene/scene/strings-are-copied", test_strings_are_copied);
  g_test_add_func ("/scene/scene/path", test_path);
  g_test_add_func ("/scene/scene/dashes-differ", test_dashes_differ);
  return g_test_run ();
}
