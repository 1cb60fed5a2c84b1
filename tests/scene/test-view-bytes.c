/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-view-bytes.c: every byte is in one cell, picking and describing agree, rows of any number cost what is drawn of them. */
#include <string.h>

#include "dsc-test-matrix.h"
#include "dsc-test-scene.h"
#include "dsc-view-bytes.h"

static const DscTestCase cases[] = {
  { "2.7.18",  DSC_STATE_EXAMPLE, 4 },  { "2.7.18", DSC_STATE_MIXED, 40 },    { "3.5.10",  DSC_STATE_EXAMPLE, 4 },
  { "3.5.10",  DSC_STATE_INSTANCE, 3 }, { "3.6.15", DSC_STATE_CLEARED, 6 },   { "3.9.18",  DSC_STATE_EXAMPLE, 0 },
  { "3.9.18",  DSC_STATE_MIXED, 8 },    { "3.9.18", DSC_STATE_INSTANCE, 3 },  { "3.11.7",  DSC_STATE_STRS, 30 },
  { "3.11.7",  DSC_STATE_DELETED, 3 },  { "3.12.1", DSC_STATE_INSTANCE, 3 },  { "3.13.0",  DSC_STATE_INSTANCE, 3 },
  { "3.13.0",  DSC_STATE_COMBINED, 3 }, { "3.13.13t", DSC_STATE_VARS, 3 },    { "3.14.10", DSC_STATE_EXAMPLE, 4 },
  { "3.14.10", DSC_STATE_CLASS, 3 },    { "3.14.10", DSC_STATE_INTS, 5000 },  { "3.10.4-i386", DSC_STATE_VARS, 3 },
};

static DscViewBytes *
create_view (const DscTestState *state,
             double              width)
{
  const DscBytesOptions options = { .width = width, .block = DSC_BYTES_ALL_BLOCKS, .name = "d" };

  return dsc_view_bytes_new (state->snapshot, &options);
}

static gboolean
lies_in (const DscRect *box,
         double         x,
         double         y)
{
  return x >= box->x && x < box->x + box->width && y >= box->y && y < box->y + box->height;
}

/* Boxes of cells around the point, by what they are drawn as. */
static guint
count_boxes (const DscScene *scene,
             double          x,
             double          y,
             DscSceneId     *out_id)
{
  guint n = 0;

  for (guint i = 1; i < dsc_scene_get_n_nodes (scene); i++)
    {
      const DscNode *node = dsc_scene_get_node (scene, i);
      if (node->kind == DSC_NODE_RECT && node->role != DSC_ROLE_BACKGROUND && node->role != DSC_ROLE_PLATE && node->bounds.height > 15
          && node->role != DSC_ROLE_NONE && lies_in (&node->bounds, x, y))
        {
          *out_id = node->id;
          n++;
        }
    }
  return n;
}

static void
check_row (const DscTestState *state,
           DscViewBytes       *view,
           guint64             row,
           gboolean           *seen)
{
  DscBlockKind block, picked_block;
  guint64 start, picked;
  const double top = dsc_view_bytes_get_row_y (view, row);

  g_assert_cmpuint (dsc_view_bytes_get_row_at (view, top + 1), ==, row);
  g_assert_cmpuint (dsc_view_bytes_get_row_at (view, dsc_view_bytes_get_row_y (view, row + 1) - 1), ==, row);
  if (!dsc_view_bytes_get_row (view, row, &block, &start))
    return;
  g_autoptr (DscScene) scene = dsc_view_bytes_draw (view, row, 1);
  for (double x = 0.5; x < dsc_view_bytes_get_width (view); x += 2)
    {
      DscSceneId drawn = { 0 };
      if (!dsc_view_bytes_byte_at (view, x, top + 25, &picked_block, &picked))
        continue;
      g_assert_cmpint (picked_block, ==, block);
      g_assert_cmpuint (picked - start, <, dsc_view_bytes_get_bytes_per_row (view));
      const DscSceneId id = dsc_view_bytes_pick (view, x, top + 25);
      g_assert_true (dsc_scene_id_equal (id, dsc_byte_id_at (state->snapshot, block, picked)));
      const guint n = count_boxes (scene, x, 25, &drawn);
      g_assert_cmpuint (n, <=, 1);
      if (n == 1)
        {
          g_assert_true (dsc_scene_id_equal (drawn, id));
          seen[picked] = TRUE;
        }
    }
}

static void
test_every_byte_once (void)
{
  g_test_summary ("Each byte of each block is in one box, and the box has the id of that byte.");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      if (cases[i].n > 100)
        continue;
      g_autoptr (DscTestState) state = dsc_test_state_new (cases[i].version, cases[i].kind, cases[i].n);
      for (double width = 420; width < 1200; width += 360)
        {
          g_autoptr (DscViewBytes) view = create_view (state, width);
          guint64 row = 0;
          for (gsize b = 0; b < dsc_snapshot_get_n_blocks (state->snapshot); b++)
            {
              const DscBlock *block = dsc_snapshot_get_block (state->snapshot, b);
              g_autofree gboolean *seen = g_new0 (gboolean, block->size + 1);
              DscBlockKind kind;
              guint64 offset;
              if (block->size == 0)
                continue;
              check_row (state, view, row++, seen);
              while (dsc_view_bytes_get_row (view, row, &kind, &offset))
                check_row (state, view, row++, seen);
              for (guint64 k = 0; k < block->size; k++)
                if (!seen[k])
                  g_error ("%s: byte %" G_GUINT64_FORMAT " of %s is in no box", cases[i].version, k, dsc_block_name (block->kind));
            }
          g_assert_cmpuint (row, ==, dsc_view_bytes_get_n_rows (view));
        }
    }
}

static void
test_ids_and_bytes_agree (void)
{
  g_test_summary ("The range of the id of a byte holds the byte, and every byte of a member's range has that id.");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DscTestState) state = dsc_test_state_new (cases[i].version, cases[i].kind, cases[i].n);
      for (gsize b = 0; b < dsc_snapshot_get_n_blocks (state->snapshot); b++)
        {
          const DscBlock *block = dsc_snapshot_get_block (state->snapshot, b);
          for (guint64 offset = 0; offset < block->size; offset++)
            {
              const DscSceneId id = dsc_byte_id_at (state->snapshot, block->kind, offset);
              DscByteRange range;
              g_assert_cmpint (id.part, !=, DSC_PART_OF_PICTURE);
              if (!dsc_byte_id_range (state->snapshot, id, &range))
                g_error ("%s: byte %" G_GUINT64_FORMAT " of %s has an id without a range", cases[i].version, offset, dsc_block_name (block->kind));
              g_assert_cmpint (range.block, ==, block->kind);
              g_assert_cmpuint (offset, >=, range.offset);
              g_assert_cmpuint (offset - range.offset, <, range.size);
              if (id.part != DSC_PART_OF_BLOCK)
                g_assert_true (dsc_scene_id_equal (dsc_byte_id_at (state->snapshot, block->kind, range.offset), id));
            }
        }
    }
}

static void
test_describes_what_it_picks (void)
{
  g_test_summary ("The words on a byte begin with the name that dsc_bytes_describe gives it.");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DscTestState) state = dsc_test_state_new (cases[i].version, cases[i].kind, MIN (cases[i].n, 30));
      for (gsize b = 0; b < dsc_snapshot_get_n_blocks (state->snapshot); b++)
        {
          const DscBlock *block = dsc_snapshot_get_block (state->snapshot, b);
          for (guint64 offset = 0; offset < block->size; offset++)
            {
              char name[DSC_BYTE_NAME_SIZE];
              DscByteCell cell;
              g_autofree char *words = dsc_view_bytes_describe_byte (state->snapshot, block->kind, offset);
              g_assert_true (dsc_bytes_describe (state->snapshot, block->kind, offset, &cell));
              dsc_byte_cell_name (&cell, name, sizeof name);
              g_assert_nonnull (strstr (words, name));
            }
          g_assert_null (dsc_view_bytes_describe_byte (state->snapshot, block->kind, block->size));
        }
    }
}

static void
test_explains (void)
{
  g_autoptr (DscTestState) state = dsc_test_state_new ("3.14.10", DSC_STATE_EXAMPLE, 4);
  const DscSceneId used = { .part = DSC_PART_OF_FIELD, .field = DSC_FIELD_MA_USED, .index = DSC_BLOCK_DICT };
  const DscSceneId dummy = { .part = DSC_PART_OF_SLOT, .index = 14 };
  const DscSceneId padding = { .part = DSC_PART_OF_FIELD, .field = DSC_FIELD_PADDING, .index = DSC_BLOCK_DICT, .extra = 1000 };
  g_autofree char *number = dsc_view_bytes_explain (state->snapshot, used);
  g_autofree char *negative = dsc_view_bytes_explain (state->snapshot, dummy);
  g_autofree char *rule = dsc_view_bytes_explain (state->snapshot, (DscSceneId) { 0 });
  g_autofree char *nowhere = dsc_view_bytes_explain (state->snapshot, padding);

  g_assert_cmpstr (number, ==, "05 00 00 00 00 00 00 00, lowest byte first, is 5.");
  g_assert_cmpstr (negative, ==, "FE is −2: the byte is signed, 256 is taken away.");
  g_assert_nonnull (strstr (rule, "lowest byte first (little-endian): in ma_used, 05 00"));
  g_assert_cmpstr (nowhere, ==, rule);
}

static void
test_diagram_has_the_same_ids (void)
{
  g_test_summary ("What a byte belongs to can be found in the diagram, so that a selection is marked in both.");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      if (cases[i].n > 8)
        continue;
      g_autoptr (DscTestState) state = dsc_test_state_new (cases[i].version, cases[i].kind, cases[i].n);
      g_autoptr (DscScene) scene = dsc_test_case_draw (&cases[i], state, NULL);
      for (gsize b = 0; b < dsc_snapshot_get_n_blocks (state->snapshot); b++)
        {
          const DscBlock *block = dsc_snapshot_get_block (state->snapshot, b);
          if (block->kind == DSC_BLOCK_VALUES && block->is_static)
            continue;   /* the diagram only names empty_values */
          for (guint64 offset = 0; offset < block->size; offset++)
            {
              const DscSceneId id = dsc_byte_id_at (state->snapshot, block->kind, offset);
              g_autofree char *name = dsc_scene_id_format (id, dsc_snapshot_get_traits (state->snapshot));
              if (!dsc_scene_get_bounds (scene, dsc_scene_get_shown (scene, id), NULL))
                g_error ("%s: the diagram has no %s (byte %" G_GUINT64_FORMAT " of %s)", cases[i].version, name, offset, dsc_block_name (block->kind));
            }
        }
    }
}

/* All from the first to the last by the right key, and back by the left. */
static void
test_keys_walk (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      if (cases[i].n > 100)
        continue;
      g_autoptr (DscTestState) state = dsc_test_state_new (cases[i].version, cases[i].kind, cases[i].n);
      g_autoptr (DscViewBytes) view = create_view (state, 0);
      const DscSceneId first = dsc_view_bytes_move (view, (DscSceneId) { 0 }, DSC_MOVE_DOWN);
      const DscSceneId last = dsc_view_bytes_move (view, (DscSceneId) { 0 }, DSC_MOVE_LAST);
      DscSceneId at = first;
      guint n = 0;
      for (DscSceneId next; !dsc_scene_id_equal (next = dsc_view_bytes_move (view, at, DSC_MOVE_RIGHT), at) && n < 100000; n++)
        at = next;
      g_assert_true (dsc_scene_id_equal (at, last));
      g_assert_cmpuint (n, >, 3);
      for (DscMove move = DSC_MOVE_LEFT; move <= DSC_MOVE_PREVIOUS; move++)
        g_assert_cmpint (dsc_view_bytes_move (view, at, move).part, !=, DSC_PART_OF_PICTURE);
    }
}

static void
test_any_size (void)
{
  g_autoptr (DscTestState) state = dsc_test_state_new ("3.14.10", DSC_STATE_INTS, 1000000);
  g_autoptr (DscViewBytes) view = create_view (state, 0);
  const DscSceneId entry = { .part = DSC_PART_OF_ENTRY_FIELD, .field = DSC_FIELD_ME_KEY, .index = 999999 };
  guint64 first, last;
  DscRect box;

  g_assert_cmpuint (dsc_view_bytes_get_n_rows (view), >, 2000000);
  g_assert_true (dsc_view_bytes_find (view, entry, &first, &last));
  g_assert_true (dsc_view_bytes_get_box (view, entry, first, &box));
  g_assert_true (dsc_scene_id_equal (dsc_view_bytes_pick (view, box.x + 2, box.y + 2), entry));
  g_assert_cmpuint (dsc_view_bytes_get_row_at (view, box.y), ==, first);
  g_autoptr (DscScene) scene = dsc_view_bytes_draw (view, first - 10, 20);
  g_assert_cmpuint (dsc_scene_get_n_nodes (scene), <, 3000);
  g_assert_true (dsc_scene_get_bounds (scene, entry, NULL));
}

/* Of the faults that pictures must not have, those that hold for rows: a thing may have several boxes here. */
static void
check_picture (const DscTestCase *test_case)
{
  g_autoptr (DscTestState) state = dsc_test_state_new (test_case->version, test_case->kind, MIN (test_case->n, 100));
  g_autoptr (DscViewBytes) view = create_view (state, 0);
  g_autoptr (DscScene) scene = dsc_view_bytes_draw_picture (view);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *name = dsc_test_case_name (test_case);

  dsc_test_scene_check_layout (scene, faults);
  for (guint i = faults->len; i > 0; i--)
    if (g_str_has_prefix (g_ptr_array_index (faults, i - 1), "two groups have one id"))
      g_ptr_array_remove_index (faults, i - 1);
  for (guint theme = 0; theme < DSC_N_THEMES && test_case->n < 10; theme++)
    dsc_test_scene_check_contrast (scene, (DscTheme) theme, faults);
  dsc_test_scene_report (name, faults);
}

static void
test_everything_can_be_read (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (cases[i].n < 100)
      check_picture (&cases[i]);
}

static const DscTestCase goldens[] = {
  { "2.7.18", DSC_STATE_EXAMPLE, 4 }, { "3.9.18", DSC_STATE_EXAMPLE, 4 }, { "3.14.10", DSC_STATE_EXAMPLE, 4 }, { "3.13.0", DSC_STATE_INSTANCE, 3 },
};

static void
test_golden (gconstpointer data)
{
  const DscTestCase *test_case = data;
  g_autofree char *name = dsc_test_case_name (test_case);
  g_autofree char *file = g_strconcat (name, ".bytes", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "goldens", file, NULL);
  g_autofree char *expected = NULL;
  g_autoptr (DscTestState) state = dsc_test_state_new (test_case->version, test_case->kind, test_case->n);
  g_autoptr (DscViewBytes) view = create_view (state, 0);
  g_autoptr (DscScene) scene = dsc_view_bytes_draw (view, 0, dsc_view_bytes_get_n_rows (view));
  g_autofree char *dump = dsc_scene_dump (scene);

  if (g_getenv ("DSC_UPDATE_GOLDENS") != NULL)
    g_assert_true (g_file_set_contents (path, dump, -1, NULL));
  if (!g_file_get_contents (path, &expected, NULL, NULL))
    g_error ("%s is missing; tests/scene/update-goldens writes it", path);
  g_assert_cmpstr (dump, ==, expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/view-bytes/every-byte-once", test_every_byte_once);
  g_test_add_func ("/scene/view-bytes/ids-and-bytes-agree", test_ids_and_bytes_agree);
  g_test_add_func ("/scene/view-bytes/describes-what-it-picks", test_describes_what_it_picks);
  g_test_add_func ("/scene/view-bytes/explains", test_explains);
  g_test_add_func ("/scene/view-bytes/diagram-has-the-same-ids", test_diagram_has_the_same_ids);
  g_test_add_func ("/scene/view-bytes/keys-walk", test_keys_walk);
  g_test_add_func ("/scene/view-bytes/any-size", test_any_size);
  g_test_add_func ("/scene/view-bytes/everything-can-be-read", test_everything_can_be_read);
  for (guint i = 0; i < G_N_ELEMENTS (goldens); i++)
    {
      g_autofree char *name = dsc_test_case_name (&goldens[i]);
      g_autofree char *path = g_strconcat ("/scene/view-bytes/golden/", name, NULL);
      g_test_add_data_func (path, &goldens[i], test_golden);
    }
  return g_test_run ();
}
