/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-view-diagram.c: the diagram over a matrix of versions and states: nothing overlaps or is cut, sizes add up, contrasts hold,
 * and what is in memory is in the picture. */
#include <string.h>

#include "dsc-describe-private.h"
#include "dsc-test-matrix.h"
#include "dsc-test-scene.h"
#include "dsc-view-diagram.h"

static void
check_layout (const DscTestCase *test_case,
              DscScene          *scene,
              DscTestState      *state,
              gpointer           data)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *name = dsc_test_case_name (test_case);

  (void) state;
  (void) data;
  dsc_test_scene_check_layout (scene, faults);
  dsc_test_scene_report (name, faults);
}

static void
test_nothing_overlaps (void)
{
  g_test_summary ("No text meets another text, an edge, an arrow or the end of the picture, in any version and state, by the built-in widths.");
  dsc_test_matrix_foreach (NULL, check_layout, NULL);
}

static void
test_huge_tables (void)
{
  static const DscTestCase cases[] = {
    { "2.7.18", DSC_STATE_INTS, 150000 }, { "3.5.10", DSC_STATE_INTS, 150000 }, { "3.14.10", DSC_STATE_INTS, 1000000 },
  };

  g_test_summary ("Numbers and offsets of seven and more digits have their room, too.");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DscTestState) state = dsc_test_state_new (cases[i].version, cases[i].kind, cases[i].n);
      g_autoptr (DscScene) scene = dsc_test_case_draw (&cases[i], state, NULL);

      check_layout (&cases[i], scene, state, NULL);
    }
}

static void
check_contrast (const DscTestCase *test_case,
                DscScene          *scene,
                DscTestState      *state,
                gpointer           data)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *name = dsc_test_case_name (test_case);

  (void) state;
  (void) data;
  if (test_case->n > 10)
    return;   /* more rows of the same roles, at a square of the cost */
  for (guint theme = 0; theme < DSC_N_THEMES; theme++)
    dsc_test_scene_check_contrast (scene, (DscTheme) theme, faults);
  dsc_test_scene_report (name, faults);
}

static void
test_everything_can_be_read (void)
{
  g_test_summary ("Texts stand at least 4.5:1 against their ground and on no texture, strokes with a meaning at least 3:1, in all themes.");
  dsc_test_matrix_foreach (NULL, check_contrast, NULL);
}

/* --- what is in the picture --------------------------------------------------------------------------------------- */

static guint
count_parts (const DscScene *scene,
             DscPartKind     part)
{
  guint n = 0;

  for (guint i = 0; i < dsc_scene_get_n_nodes (scene); i++)
    n += dsc_scene_get_node (scene, i)->kind == DSC_NODE_GROUP && dsc_scene_get_node (scene, i)->id.part == part;
  return n;
}

static gboolean
has_text (const DscScene *scene,
          const char     *text)
{
  for (guint i = 0; i < dsc_scene_get_n_nodes (scene); i++)
    if (dsc_scene_get_node (scene, i)->kind == DSC_NODE_TEXT && g_str_equal (dsc_scene_get_node (scene, i)->text, text))
      return TRUE;
  return FALSE;
}

/* The numbers of the bar, whether they stand in a segment or before a label, add up to sys.getsizeof. */
static gint64
sum_of_ledger (const DscScene *scene)
{
  gint64 sum = 0;

  for (guint i = 0; i < dsc_scene_get_n_nodes (scene); i++)
    {
      const DscNode *group = dsc_scene_get_node (scene, i);
      if (group->kind != DSC_NODE_GROUP || group->id.part != DSC_PART_OF_LEDGER || group->id.index >= DSC_PART_LEFT_VALUES)
        continue;
      for (guint k = i + 1; k < dsc_scene_get_n_nodes (scene) && dsc_scene_get_node (scene, k)->parent == i; k++)
        if (dsc_scene_get_node (scene, k)->kind == DSC_NODE_TEXT)
          {
            sum += g_ascii_strtoll (dsc_scene_get_node (scene, k)->text, NULL, 10);
            break;
          }
    }
  return sum;
}

/* From the left edge of the first part to the right edge of the last. */
static double
width_of_ledger (const DscScene *scene)
{
  double left = G_MAXDOUBLE, right = 0;

  for (guint i = 0; i < dsc_scene_get_n_nodes (scene); i++)
    {
      const DscNode *node = dsc_scene_get_node (scene, i);
      if (node->kind == DSC_NODE_RECT && node->id.part == DSC_PART_OF_LEDGER && node->role >= DSC_ROLE_LEDGER_GC && node->role <= DSC_ROLE_LEDGER_IDLE
          && node->radius <= 0)
        {
          left = MIN (left, node->bounds.x);
          right = MAX (right, node->bounds.x + node->bounds.width);
        }
    }
  return right - left;
}

static void
check_fields (const DscScene    *scene,
              const DscSnapshot *snapshot)
{
  for (gsize b = 0; b < dsc_snapshot_get_n_blocks (snapshot); b++)
    {
      const DscBlock *block = dsc_snapshot_get_block (snapshot, b);
      if (block->kind == DSC_BLOCK_VALUES && block->is_static)
        continue;
      for (guint f = 0; f < block->n_fields; f++)
        {
          const DscField *field = &block->fields[f];
          const DscSceneId id = { .part = DSC_PART_OF_FIELD, .field = (guint16) field->member.id, .index = block->kind,
                                  .extra = field->member.id == DSC_FIELD_PADDING ? field->member.offset : 0 };
          g_autofree char *offset = g_strdup_printf ("%u", field->member.offset);

          g_assert_nonnull (dsc_scene_find (scene, id));
          g_assert_true (field->member.is_table || has_text (scene, offset));
          g_assert_true (field->member.id == DSC_FIELD_PADDING || has_text (scene, dsc_field_name (field->member.id)));
        }
    }
}

static gint64
count_shared_keys (const DscSnapshot *snapshot)
{
  gint64 n = 0;

  for (gsize i = 0; i < dsc_snapshot_get_n_entries (snapshot); i++)
    n += dsc_snapshot_get_entry (snapshot, i).me_key != NULL;
  return n;
}

/* Every value and order byte, with the offset of the first ones, and everyone who shares the keys. */
static void
check_shared (const DscScene    *scene,
              const DscSnapshot *snapshot)
{
  const gsize n_order = dsc_describe_n_order_bytes (snapshot);

  if (!dsc_describe_is_shared (snapshot))
    return;
  g_assert_cmpuint (count_parts (scene, DSC_PART_OF_SHARER), ==, MIN (dsc_snapshot_get_n_sharers (snapshot), 12));
  if (dsc_scene_find_map (scene, (DscSceneId) { 0 }) != NULL)
    return;   /* the values are told where their keys are */
  for (gsize i = 0; i < dsc_snapshot_get_n_values (snapshot); i++)
    if (dsc_snapshot_get_split_value (snapshot, i) != NULL)
      {
        g_autofree char *offset = g_strdup_printf ("%" G_GUINT64_FORMAT, (guint64) dsc_describe_value_offset (snapshot, i));
        g_assert_nonnull (dsc_scene_find (scene, (DscSceneId) { .part = DSC_PART_OF_SPLIT_VALUE, .index = (gint64) i }));
        g_assert_true (has_text (scene, offset));
      }
  g_assert_cmpuint (count_parts (scene, DSC_PART_OF_ORDER), ==, dsc_describe_values_block (snapshot) != NULL ? n_order : 0);
}

static void
check_contents (const DscTestCase *test_case,
                DscScene          *scene,
                DscTestState      *state,
                gpointer           data)
{
  const DscSnapshot *snapshot = state->snapshot;
  const gint64 used = dsc_describe_n_items (snapshot);
  const gint64 size = dsc_describe_getsizeof (snapshot);
  g_autofree char *version = dsc_describe_version (snapshot);

  (void) test_case;
  (void) data;
  check_fields (scene, snapshot);
  check_shared (scene, snapshot);
  g_assert_true (has_text (scene, version));
  if (dsc_scene_find_map (scene, (DscSceneId) { 0 }) == NULL)
    {
      g_assert_cmpint (count_parts (scene, DSC_PART_OF_KEY), ==, dsc_describe_is_shared (snapshot) ? count_shared_keys (snapshot) : used);
      g_assert_cmpint (count_parts (scene, DSC_PART_OF_VALUE), ==, used);
      if (dsc_snapshot_get_index_width (snapshot) > 0)
        g_assert_cmpint (count_parts (scene, DSC_PART_OF_SLOT), ==, (gint64) dsc_snapshot_get_n_slots (snapshot));
    }
  if (size > 0)
    {
      g_assert_cmpint (sum_of_ledger (scene), ==, size);
      g_assert_cmpfloat_with_epsilon (width_of_ledger (scene), dsc_scene_get_width (scene) - 80, 0.01);
    }
  g_assert_nonnull (dsc_scene_get_title (scene));
  g_assert_nonnull (strstr (dsc_scene_get_title (scene), version));
  g_assert_nonnull (dsc_scene_get_description (scene));
}

static void
test_shows_what_is_in_memory (void)
{
  g_test_summary ("Every member of every block, and every slot, key and value of a table that is no map is in the picture; the bar adds up to sys.getsizeof.");
  dsc_test_matrix_foreach (NULL, check_contents, NULL);
}

/* --- single properties -------------------------------------------------------------------------------------------- */

static DscScene *
draw (const DscTestState *state,
      gboolean            with_before)
{
  const DscDiagramOptions options = { .name = "d", .before = with_before ? state->before : NULL, .trace = &state->trace };

  return dsc_view_diagram_new (state->snapshot, &options);
}

static guint
count_role (const DscScene *scene,
            DscNodeKind     kind,
            DscRole         role)
{
  guint n = 0;

  for (guint i = 0; i < dsc_scene_get_n_nodes (scene); i++)
    n += dsc_scene_get_node (scene, i)->kind == kind && dsc_scene_get_node (scene, i)->role == role;
  return n;
}

static guint
count_kind (const DscScene *scene,
            DscNodeKind     kind)
{
  guint n = 0;

  for (guint i = 0; i < dsc_scene_get_n_nodes (scene); i++)
    n += dsc_scene_get_node (scene, i)->kind == kind;
  return n;
}

static void
test_marks_what_changed (void)
{
  g_autoptr (DscTestState) state = dsc_test_state_new ("3.14.10", DSC_STATE_EXAMPLE, 4);
  g_autoptr (DscScene) scene = draw (state, TRUE);
  g_autoptr (DscScene) without = draw (state, FALSE);
  const DscNode *slot = dsc_scene_find (scene, (DscSceneId) { .part = DSC_PART_OF_SLOT, .index = 14 });
  const DscNode *used = dsc_scene_find (scene, (DscSceneId) { .part = DSC_PART_OF_FIELD, .field = DSC_FIELD_MA_USED, .index = DSC_BLOCK_DICT });

  /* ma_used, slot 14, entry 5, and the one in the legend */
  g_assert_cmpuint (count_role (scene, DSC_NODE_SHAPE, DSC_ROLE_CHANGED), ==, 4);
  g_assert_cmpuint (count_role (without, DSC_NODE_SHAPE, DSC_ROLE_CHANGED), ==, 0);
  g_assert_nonnull (strstr (slot->title, "It was 5 before this step."));
  g_assert_nonnull (strstr (used->title, "It was 6 before this step."));
}

static void
test_one_object_is_drawn_once (void)
{
  g_autoptr (DscTestState) state = dsc_test_state_new ("3.9.18", DSC_STATE_SHARED, 5);
  g_autoptr (DscScene) scene = draw (state, FALSE);

  g_assert_cmpuint (count_role (scene, DSC_NODE_RECT, DSC_ROLE_HEAP_OBJECT), ==, 6);   /* five keys and None */
  g_assert_cmpuint (count_parts (scene, DSC_PART_OF_VALUE), ==, 5);
}

/* Every slot and entry has its place in the picture, whether by nodes or in a map, and is picked there. */
static void
check_everything_has_a_place (const DscScene    *scene,
                              const DscSnapshot *snapshot,
                              gboolean           is_map)
{
  const DscRect all = { 0, 0, dsc_scene_get_width (scene), dsc_scene_get_height (scene) };

  for (guint part = DSC_PART_OF_SLOT; part <= DSC_PART_OF_ENTRY; part++)
    {
      const gsize n = part == DSC_PART_OF_ENTRY ? dsc_snapshot_get_entry_capacity (snapshot)
                                                : dsc_snapshot_get_index_width (snapshot) > 0 ? dsc_snapshot_get_n_slots (snapshot) : 0;
      for (gsize i = 0; i < n; i++)
        {
          const DscSceneId id = { .part = (guint16) part, .index = (gint64) i };
          g_autofree char *title = NULL;
          DscRect box;

          /* Without a map, neighbours that are empty share a row with an id of its own. */
          if (!is_map && dsc_snapshot_get_entry_state (snapshot, i) == DSC_SLOT_EMPTY)
            continue;
          g_assert_true (dsc_scene_get_bounds (scene, id, &box));
          g_assert_true (box.x >= all.x && box.y >= all.y && box.x + box.width <= all.width && box.y + box.height <= all.height);
          if (is_map)
            g_assert_true (dsc_scene_id_equal (dsc_scene_pick (scene, box.x + box.width / 2, box.y + box.height / 2, 1e-6), id));
          title = dsc_scene_dup_title (scene, id);
          g_assert_nonnull (title);
        }
    }
}

static void
test_large_tables_are_maps (void)
{
  static const struct { const char *version; DscStateKind kind; gsize n; guint n_maps; } cases[] = {
    { "3.14.10", DSC_STATE_STRS, 1000, 2 }, { "3.9.18", DSC_STATE_MIXED, 300, 2 }, { "2.7.18", DSC_STATE_MIXED, 300, 1 },
    { "3.5.10", DSC_STATE_INTS, 86, 1 }, { "3.14.10", DSC_STATE_STRS, 85, 0 }, { "2.7.18", DSC_STATE_INTS, 20, 0 },
  };

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (DscTestState) state = dsc_test_state_new (cases[c].version, cases[c].kind, cases[c].n);
      g_autoptr (DscScene) scene = draw (state, FALSE);

      g_assert_cmpuint (count_kind (scene, DSC_NODE_MAP), ==, cases[c].n_maps);
      if (cases[c].n_maps > 0)
        g_assert_cmpuint (dsc_scene_get_n_nodes (scene), <, 400);
      check_everything_has_a_place (scene, state->snapshot, cases[c].n_maps > 0);
    }
}

static void
test_landmarks_stand_beside_maps (void)
{
  g_autoptr (DscTestState) state = dsc_test_state_new ("3.14.10", DSC_STATE_STRS, 1000);
  const DscDiagramOptions options = { .selection = { .part = DSC_PART_OF_ENTRY_FIELD, .index = 500, .field = DSC_FIELD_ME_KEY } };
  g_autoptr (DscScene) scene = dsc_view_diagram_new (state->snapshot, &options);
  static const gint64 shown[] = { 0, 1, 2, 997, 998, 999, 500 };
  guint8 longest = 0;
  gsize slots[64];

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    g_assert_nonnull (dsc_scene_find (scene, (DscSceneId) { .part = DSC_PART_OF_ENTRY, .index = shown[i] }));
  for (gsize i = 0; i < 1000; i++)
    longest = MAX (longest, (guint8) dsc_snapshot_probe_chain (state->snapshot, dsc_snapshot_get_entry (state->snapshot, i).me_hash, (gint64) i,
                                                               slots, G_N_ELEMENTS (slots)));
  g_autofree char *text = g_strdup_printf ("Longest search: %u probes", longest);
  g_assert_true (has_text (scene, text));
}

/* Maps write what a field points at into the field: there an object has no box of its own, and yet it can be selected. */
static void
test_objects_in_maps_are_shown_by_their_pointers (void)
{
  g_autoptr (DscTestState) state = dsc_test_state_new ("3.14.10", DSC_STATE_STRS, 1000);
  g_autoptr (DscScene) scene = dsc_view_diagram_new (state->snapshot, NULL);
  static const struct { DscPartKind object; DscFieldId field; } pairs[] = {
    { DSC_PART_OF_KEY, DSC_FIELD_ME_KEY }, { DSC_PART_OF_VALUE, DSC_FIELD_ME_VALUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      const DscSceneId object = { .part = pairs[i].object, .index = 500 };
      const DscSceneId field = { .part = DSC_PART_OF_ENTRY_FIELD, .field = pairs[i].field, .index = 500 };

      g_assert_false (dsc_scene_get_bounds (scene, object, NULL));
      g_assert_true (dsc_scene_get_bounds (scene, field, NULL));
      g_assert_true (dsc_scene_id_equal (dsc_scene_get_shown (scene, object), field));
    }
}

static void
test_drawing_can_be_cancelled (void)
{
  g_autoptr (DscTestState) state = dsc_test_state_new ("3.14.10", DSC_STATE_INTS, 1000);
  const gint cancelled = 1;
  gint permille = -1;
  const DscDiagramOptions options = { .cancelled = &cancelled, .permille = &permille };
  const DscDiagramOptions again = { .permille = &permille };
  g_autoptr (DscScene) scene = NULL;

  g_assert_null (dsc_view_diagram_new (state->snapshot, &options));
  scene = dsc_view_diagram_new (state->snapshot, &again);
  g_assert_nonnull (scene);
  g_assert_cmpint (permille, ==, 1000);
}

static void
test_addresses_are_shown_on_wish (void)
{
  g_autoptr (DscTestState) state = dsc_test_state_new ("3.14.10", DSC_STATE_EXAMPLE, 4);
  const DscDiagramOptions options = { .show_addresses = TRUE };
  g_autoptr (DscScene) scene = dsc_view_diagram_new (state->snapshot, &options);
  g_autoptr (DscTestState) vars = dsc_test_state_new ("3.13.0", DSC_STATE_VARS, 3);
  g_autoptr (DscScene) shared = dsc_view_diagram_new (vars->snapshot, &options);
  const DscEntry entry = dsc_snapshot_get_entry (state->snapshot, 0);
  g_autofree char *address = dsc_describe_address (state->snapshot, entry.me_key);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);

  g_assert_true (has_text (scene, address));
  dsc_test_scene_check_layout (scene, faults);
  dsc_test_scene_check_layout (shared, faults);
  dsc_test_scene_report ("with addresses", faults);
}

static void
test_focus_reaches_everything (void)
{
  g_test_summary ("Tab goes through header, indices, entries, objects and ledger; within a stop every thing is reached by the arrows.");
  g_autoptr (DscTestState) state = dsc_test_state_new ("3.14.10", DSC_STATE_EXAMPLE, 4);
  g_autoptr (DscScene) scene = draw (state, FALSE);
  DscSceneId id = { .part = DSC_PART_OF_PICTURE };
  GString *stops = g_string_new (NULL);

  for (guint i = 0; i < 12; i++)
    {
      const DscSceneId next = dsc_scene_move (scene, id, DSC_MOVE_NEXT);
      if (dsc_scene_id_equal (next, id))
        break;
      id = next;
      g_autofree char *name = dsc_scene_id_format (id, dsc_snapshot_get_traits (state->snapshot));
      g_string_append_printf (stops, "%s ", name);
    }
  g_assert_cmpstr (stops->str, ==, "_gc_next ob_refcnt dk_refcnt dk_indices[0] dk_entries[0] *dk_entries[0].me_key getsizeof.gc_head ");
  g_string_free (stops, TRUE);

  for (gint64 slot = 0; slot < 15; slot++)
    g_assert_true (dsc_scene_id_equal (dsc_scene_move (scene, (DscSceneId) { .part = DSC_PART_OF_SLOT, .index = slot }, DSC_MOVE_DOWN),
                                       (DscSceneId) { .part = DSC_PART_OF_SLOT, .index = slot + 1 }));
}

static char *
stops_of (const DscScene  *scene,
          const DscTraits *traits)
{
  DscSceneId id = { .part = DSC_PART_OF_PICTURE };
  GString *stops = g_string_new (NULL);

  for (guint i = 0; i < 20; i++)
    {
      const DscSceneId next = dsc_scene_move (scene, id, DSC_MOVE_NEXT);
      if (dsc_scene_id_equal (next, id))
        break;
      id = next;
      g_autofree char *name = dsc_scene_id_format (id, traits);
      g_string_append_printf (stops, "%s ", name);
    }
  return g_string_free (stops, FALSE);
}

static void
test_focus_reaches_what_is_shared (void)
{
  static const struct { const char *version; DscStateKind kind; const char *stops; } cases[] = {
    { "3.13.0", DSC_STATE_INSTANCE, "__weakref__ ob_refcnt capacity values[0] order[0] dk_refcnt dk_indices[0] dk_entries[0] *values[0] sharers[0] "
                                    "getsizeof.gc_head " },
    { "3.11.7", DSC_STATE_VARS, "values_ptr ob_refcnt _gc_next ob_refcnt order[28] size values[0] dk_refcnt dk_indices[0] dk_entries[0] *values[0] "
                                "sharers[0] getsizeof.gc_head " },
    { "3.9.18", DSC_STATE_INSTANCE, "_gc_next ob_refcnt _gc_next ob_refcnt values[0] dk_refcnt dk_indices[0] dk_entries[0] *values[0] sharers[0] "
                                    "getsizeof.gc_head " },
    { "3.14.10", DSC_STATE_CLASS, "dk_refcnt dk_indices[0] dk_entries[0] *dk_entries[0].me_key sharers[0] " },
  };

  g_test_summary ("Instance, dict, values, order, shared keys, objects, sharers, ledger, in the order in which they are read.");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DscTestState) state = dsc_test_state_new (cases[i].version, cases[i].kind, 3);
      g_autoptr (DscScene) scene = draw (state, FALSE);
      g_autofree char *stops = stops_of (scene, dsc_snapshot_get_traits (state->snapshot));

      g_assert_cmpstr (stops, ==, cases[i].stops);
    }
}

static void
test_sharers_have_names (void)
{
  g_autoptr (DscTestState) state = dsc_test_state_new ("3.13.0", DSC_STATE_INSTANCE, 3);
  const DscDiagramOptions named = { .name = "p", .sharer_name = dsc_test_sharer_name };
  g_autoptr (DscScene) scene = dsc_view_diagram_new (state->snapshot, &named);
  g_autoptr (DscScene) without = dsc_view_diagram_new (state->snapshot, NULL);
  const DscNode *q = dsc_scene_find (scene, (DscSceneId) { .part = DSC_PART_OF_SHARER, .index = 1 });

  g_assert_cmpstr (q->text, ==, "q");
  g_assert_true (g_str_has_prefix (q->title, "q: The same keys object serves instance 2: 2 values set, room for 28."));
  g_assert_true (has_text (scene, "p") && has_text (scene, "q") && has_text (scene, "instance 3"));
  g_assert_true (has_text (without, "instance 1") && has_text (without, "instance 2"));
}

/* More instances than have their place in a picture; each says how many others there are. */
static void
test_many_sharers (void)
{
  g_autoptr (DscTestState) state = dsc_test_state_new ("3.13.0", DSC_STATE_CROWD, 100);
  g_autoptr (DscScene) scene = draw (state, FALSE);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);

  g_assert_cmpuint (dsc_snapshot_get_n_sharers (state->snapshot), ==, 100);
  g_assert_cmpuint (count_parts (scene, DSC_PART_OF_SHARER), ==, 12);
  g_assert_true (has_text (scene, "The keys object is shared by 100"));
  g_assert_true (has_text (scene, "and 88 more"));
  dsc_test_scene_check_layout (scene, faults);
  dsc_test_scene_report ("many sharers", faults);
}

static void
test_marks_changed_values (void)
{
  g_autoptr (DscTestState) state = dsc_test_state_new ("3.11.7", DSC_STATE_DELETED, 3);
  g_autoptr (DscScene) scene = draw (state, TRUE);

  /* size, values[0], the three order bytes that were in use, and the one in the legend */
  g_assert_cmpuint (count_role (scene, DSC_NODE_SHAPE, DSC_ROLE_CHANGED), ==, 6);
}

static void
check_picking (const DscTestCase *test_case,
               DscScene          *scene,
               DscTestState      *state,
               gpointer           data)
{
  (void) state;
  (void) data;
  if (test_case->n > 10)
    return;
  for (guint i = 1; i < dsc_scene_get_n_nodes (scene); i++)
    {
      const DscNode *node = dsc_scene_get_node (scene, i);
      const gboolean is_own_text = node->kind == DSC_NODE_TEXT && node->id.part != DSC_PART_OF_PICTURE;

      if (!is_own_text && !(node->kind == DSC_NODE_RECT && node->id.part == DSC_PART_OF_SLOT && node->role != DSC_ROLE_PLATE))
        continue;
      const DscSceneId found = dsc_scene_pick (scene, node->bounds.x + node->bounds.width / 2, node->bounds.y + node->bounds.height / 2, 0);
      if (!dsc_scene_id_equal (found, node->id))
        g_error ("%s: '%s' at %g, %g is not what is picked there", test_case->version, node->text, node->bounds.x, node->bounds.y);
    }
}

static void
test_picks_what_is_under_the_pointer (void)
{
  g_test_summary ("On the middle of each text and cell that stands for something in memory, that thing is picked.");
  dsc_test_matrix_foreach (NULL, check_picking, NULL);
}

static void
test_endless_texts_are_clipped (void)
{
  g_test_summary ("Ten million characters of name, source text, sentence and key take no time and leave everything in its place.");
  g_autofree char *endless = g_strnfill (10000000, 'x');
  g_autoptr (DscTestState) state = dsc_test_state_new ("3.14.10", DSC_STATE_LONG, 5);
  const DscDiagramOptions options = { .name = endless, .operation = endless, .sentence = endless, .step = 1, .n_steps = 2 };
  g_autoptr (DscScene) scene = dsc_view_diagram_new (state->snapshot, &options);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);

  dsc_test_scene_check_layout (scene, faults);
  dsc_test_scene_report ("endless texts", faults);
  g_assert_cmpuint (strlen (dsc_scene_get_title (scene)), <, 1000);
}

static void
test_another_dict_is_not_compared (void)
{
  g_autoptr (DscTestState) state = dsc_test_state_new ("3.14.10", DSC_STATE_EXAMPLE, 4);
  g_autoptr (DscTestState) other = dsc_test_state_new ("2.7.18", DSC_STATE_EXAMPLE, 4);
  const DscDiagramOptions options = { .before = other->snapshot };
  g_autoptr (DscScene) scene = dsc_view_diagram_new (state->snapshot, &options);

  g_assert_cmpuint (count_role (scene, DSC_NODE_SHAPE, DSC_ROLE_CHANGED), ==, 0);
}

/* --- goldens ------------------------------------------------------------------------------------------------------ */

static const DscTestCase goldens[] = {
  { "2.7.18",  DSC_STATE_EXAMPLE, 4 },
  { "3.2.6",   DSC_STATE_EXAMPLE, 2 },
  { "3.5.10",  DSC_STATE_EXAMPLE, 4 },
  { "3.9.18",  DSC_STATE_EXAMPLE, 0 },
  { "3.9.18",  DSC_STATE_MIXED,   8 },
  { "3.14.10", DSC_STATE_EXAMPLE, 1 },
  { "3.14.10", DSC_STATE_EXAMPLE, 3 },
  { "3.14.10", DSC_STATE_EXAMPLE, 4 },
  { "3.11.7",  DSC_STATE_STRS,    30 },
  { "3.14.10", DSC_STATE_MIXED,   300 },
  { "2.7.18",  DSC_STATE_INTS,    100 },
  { "3.5.10",  DSC_STATE_KEPT,    3 },
  { "3.9.18",  DSC_STATE_INSTANCE, 3 },
  { "3.11.7",  DSC_STATE_DELETED, 3 },
  { "3.13.0",  DSC_STATE_INSTANCE, 3 },
  { "3.13.0",  DSC_STATE_COMBINED, 3 },
  { "3.14.10", DSC_STATE_VARS,    3 },
  { "3.14.10", DSC_STATE_CLASS,   3 },
};

static void
test_golden (gconstpointer data)
{
  const DscTestCase *test_case = data;
  g_autofree char *name = dsc_test_case_name (test_case);
  g_autofree char *file = g_strconcat (name, ".scene", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "goldens", file, NULL);
  g_autofree char *expected = NULL;
  g_autoptr (DscTestState) state = dsc_test_state_new (test_case->version, test_case->kind, test_case->n);
  g_autoptr (DscScene) scene = dsc_test_case_draw (test_case, state, NULL);
  g_autofree char *dump = dsc_scene_dump (scene);

  if (g_getenv ("DSC_UPDATE_GOLDENS") != NULL)
    g_assert_true (g_file_set_contents (path, dump, -1, NULL));
  if (!g_file_get_contents (path, &expected, NULL, NULL))
    g_error ("%s is missing; tests/scene/update-goldens writes it", path);
  if (!g_str_equal (dump, expected))
    {
      g_auto (GStrv) now = g_strsplit (dump, "\n", -1);
      g_auto (GStrv) then = g_strsplit (expected, "\n", -1);
      guint line = 0;
      while (now[line] != NULL && then[line] != NULL && g_str_equal (now[line], then[line]))
        line++;
      g_test_message ("%s, line %u:\n  was %s\n  is  %s\nIf that is right, tests/scene/update-goldens accepts it.", path, line + 1,
                      then[line] != NULL ? then[line] : "(end)", now[line] != NULL ? now[line] : "(end)");
      g_test_fail ();
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/view-diagram/nothing-overlaps", test_nothing_overlaps);
  g_test_add_func ("/scene/view-diagram/huge-tables", test_huge_tables);
  g_test_add_func ("/scene/view-diagram/everything-can-be-read", test_everything_can_be_read);
  g_test_add_func ("/scene/view-diagram/shows-what-is-in-memory", test_shows_what_is_in_memory);
  g_test_add_func ("/scene/view-diagram/marks-what-changed", test_marks_what_changed);
  g_test_add_func ("/scene/view-diagram/one-object-is-drawn-once", test_one_object_is_drawn_once);
  g_test_add_func ("/scene/view-diagram/large-tables-are-maps", test_large_tables_are_maps);
  g_test_add_func ("/scene/view-diagram/landmarks-stand-beside-maps", test_landmarks_stand_beside_maps);
  g_test_add_func ("/scene/view-diagram/objects-in-maps-are-shown-by-their-pointers", test_objects_in_maps_are_shown_by_their_pointers);
  g_test_add_func ("/scene/view-diagram/drawing-can-be-cancelled", test_drawing_can_be_cancelled);
  g_test_add_func ("/scene/view-diagram/addresses-are-shown-on-wish", test_addresses_are_shown_on_wish);
  g_test_add_func ("/scene/view-diagram/focus-reaches-everything", test_focus_reaches_everything);
  g_test_add_func ("/scene/view-diagram/focus-reaches-what-is-shared", test_focus_reaches_what_is_shared);
  g_test_add_func ("/scene/view-diagram/sharers-have-names", test_sharers_have_names);
  g_test_add_func ("/scene/view-diagram/many-sharers", test_many_sharers);
  g_test_add_func ("/scene/view-diagram/marks-changed-values", test_marks_changed_values);
  g_test_add_func ("/scene/view-diagram/picks-what-is-under-the-pointer", test_picks_what_is_under_the_pointer);
  g_test_add_func ("/scene/view-diagram/endless-texts-are-clipped", test_endless_texts_are_clipped);
  g_test_add_func ("/scene/view-diagram/another-dict-is-not-compared", test_another_dict_is_not_compared);
  for (guint i = 0; i < G_N_ELEMENTS (goldens); i++)
    {
      g_autofree char *name = dsc_test_case_name (&goldens[i]);
      g_autofree char *path = g_strconcat ("/scene/view-diagram/golden/", name, NULL);
      g_test_add_data_func (path, &goldens[i], test_golden);
    }
  return g_test_run ();
}
