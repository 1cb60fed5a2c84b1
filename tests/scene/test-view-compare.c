/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-view-compare.c: states side by side: the same things on the same lines, all that differs marked, nothing in the way of anything. */
#include "dsc-view-compare.h"

#include <string.h>
#include <time.h>

#include "dsc-test-scene.h"
#include "dsc-test-states.h"

static const char *const versions[] = { "2.7.18", "3.5.10", "3.6.15", "3.11.7", "3.14.10", "3.13.13t", "3.9.18-i386" };
static const struct { DscStateKind kind; gsize n; } states[] = {
  { DSC_STATE_EXAMPLE, 4 }, { DSC_STATE_INTS, 0 }, { DSC_STATE_MIXED, 6 },      { DSC_STATE_STRS, 30 }, { DSC_STATE_LONG, 4 },
  { DSC_STATE_CLEARED, 3 }, { DSC_STATE_INTS, 80 }, { DSC_STATE_INSTANCE, 3 }, { DSC_STATE_VARS, 3 },   { DSC_STATE_CLASS, 3 },
};

typedef struct {
  DscTestState  *states[DSC_COMPARE_MOST_SIDES];
  DscCompareSide sides[DSC_COMPARE_MOST_SIDES];
  guint          n;
} Sides;

static void
add_side (Sides       *self,
          const char  *version,
          DscStateKind kind,
          gsize        n)
{
  self->states[self->n] = dsc_test_state_new (version, kind, n);
  self->sides[self->n] = (DscCompareSide) { .name = "d", .snapshot = self->states[self->n]->snapshot };
  self->n++;
}

static void
sides_clear (Sides *self)
{
  for (guint i = 0; i < self->n; i++)
    g_clear_pointer (&self->states[i], dsc_test_state_free);
}

typedef void (*SidesFunc) (const Sides *sides, const char *what);

/* Every pair of releases in every state that both have. */
static void
foreach_pair (SidesFunc func)
{
  for (guint k = 0; k < G_N_ELEMENTS (states); k++)
    for (guint a = 0; a < G_N_ELEMENTS (versions); a++)
      for (guint b = a + 1; b < G_N_ELEMENTS (versions); b++)
        {
          Sides sides = { .n = 0 };
          g_autofree char *what = g_strdup_printf ("%s | %s, %s %" G_GSIZE_FORMAT, versions[a], versions[b], dsc_test_state_name (states[k].kind), states[k].n);

          if (!dsc_test_state_exists (versions[a], states[k].kind) || !dsc_test_state_exists (versions[b], states[k].kind))
            continue;
          add_side (&sides, versions[a], states[k].kind, states[k].n);
          add_side (&sides, versions[b], states[k].kind, states[k].n);
          func (&sides, what);
          sides_clear (&sides);
        }
}

/* --- the same on the same line ------------------------------------------------------------------------------------ */

/* Renamed members are one. */
static DscSceneId
first_name (DscSceneId id)
{
  if (id.part == DSC_PART_OF_FIELD && id.field == DSC_FIELD_DK_LOG2_SIZE)
    id.field = DSC_FIELD_DK_SIZE;
  if (id.part == DSC_PART_OF_FIELD && id.field == DSC_FIELD_MA_WATCHER_TAG)
    id.field = DSC_FIELD_MA_VERSION_TAG;
  if (id.part == DSC_PART_OF_FIELD && id.field == DSC_FIELD_GC_NEXT_WORD)
    id.field = DSC_FIELD_GC_NEXT;
  if (id.part == DSC_PART_OF_FIELD && id.field == DSC_FIELD_GC_PREV_WORD)
    id.field = DSC_FIELD_GC_PREV;
  return id;
}

static const DscNode *
find_group (const DscScene *scene,
            DscSceneId      id)
{
  for (guint i = 1; i < dsc_scene_get_n_nodes (scene); i++)
    {
      const DscNode *node = dsc_scene_get_node (scene, i);
      if (node->kind == DSC_NODE_GROUP && dsc_scene_id_equal (first_name (node->id), first_name (id)))
        return node;
    }
  return NULL;
}

/* Returns how many things both have. A slot and an entry are told by their boxes' middles: what is marked has a ground around it. */
static guint
check_aligned (const DscScene *a,
               const DscScene *b,
               const char     *what)
{
  guint common = 0;

  for (guint i = 1; i < dsc_scene_get_n_nodes (a); i++)
    {
      const DscNode *node = dsc_scene_get_node (a, i);
      const DscNode *other = node->kind == DSC_NODE_GROUP && node->id.part != DSC_PART_OF_PICTURE ? find_group (b, node->id) : NULL;
      if (other == NULL)
        continue;
      const double middle = node->bounds.y + node->bounds.height / 2;
      if (ABS (middle - other->bounds.y - other->bounds.height / 2) > 0.6)
        g_error ("%s: “%s” is at %.1f in one and at %.1f in the other", what, node->text, middle, other->bounds.y + other->bounds.height / 2);
      common++;
    }
  return common;
}

static void
check_pair_is_aligned (const Sides *sides,
                       const char  *what)
{
  g_autoptr (DscScene) a = dsc_view_compare_side_new (sides->sides, sides->n, 0, NULL);
  g_autoptr (DscScene) b = dsc_view_compare_side_new (sides->sides, sides->n, 1, NULL);

  g_assert_cmpfloat (dsc_scene_get_height (a), ==, dsc_scene_get_height (b));
  g_assert_cmpfloat (dsc_scene_get_width (a), ==, dsc_scene_get_width (b));
  g_assert_cmpuint (check_aligned (a, b, what), >, 4);
}

static void
test_aligned (void)
{
  foreach_pair (check_pair_is_aligned);
}

/* --- what differs ------------------------------------------------------------------------------------------------- */

static gboolean
has_id (const GArray *list,
        DscSceneId    id)
{
  for (guint i = 0; i < list->len; i++)
    if (dsc_scene_id_equal (g_array_index (list, DscSceneId, i), id))
      return TRUE;
  return FALSE;
}

/* Things with the sign, once each; each has its ground too. */
static void
collect_marked (const DscScene *scene,
                GArray         *marked)
{
  g_autoptr (GArray) signs = g_array_new (FALSE, FALSE, sizeof (DscSceneId));
  g_autoptr (GArray) grounds = g_array_new (FALSE, FALSE, sizeof (DscSceneId));

  for (guint i = 1; i < dsc_scene_get_n_nodes (scene); i++)
    {
      const DscNode *node = dsc_scene_get_node (scene, i);
      if (node->kind == DSC_NODE_SHAPE && node->role == DSC_ROLE_CHANGED)
        {
          g_assert_false (has_id (signs, node->id));
          g_array_append_val (signs, node->id);
        }
      if (node->role == DSC_ROLE_CHANGED_GROUND)
        g_array_append_val (grounds, node->id);
    }
  g_assert_cmpuint (signs->len, ==, grounds->len);
  for (guint i = 0; i < signs->len; i++)
    {
      g_assert_true (has_id (grounds, g_array_index (signs, DscSceneId, i)));
      if (!has_id (marked, g_array_index (signs, DscSceneId, i)))
        g_array_append_val (marked, g_array_index (signs, DscSceneId, i));
    }
}

/* A renamed member is listed once, and marked under either name. */
static void
check_list_is_what_is_marked (const Sides *sides,
                              const char  *what)
{
  g_autoptr (GArray) listed = dsc_compare_list_differences (sides->sides, sides->n);
  g_autoptr (GArray) marked = g_array_new (FALSE, FALSE, sizeof (DscSceneId));

  for (guint i = 0; i < sides->n; i++)
    {
      g_autoptr (DscScene) scene = dsc_view_compare_side_new (sides->sides, sides->n, i, NULL);
      collect_marked (scene, marked);
    }
  for (guint i = 0; i < listed->len; i++)
    {
      const DscSceneId id = g_array_index (listed, DscSceneId, i);
      if (!has_id (marked, id))
        g_error ("%s: part %u field %u index %" G_GINT64_FORMAT " is listed, but not marked", what, id.part, id.field, id.index);
    }
  for (guint i = 0; i < marked->len; i++)
    {
      const DscSceneId id = g_array_index (marked, DscSceneId, i);
      gboolean found = FALSE;
      for (guint k = 0; k < listed->len; k++)
        found = found || dsc_scene_id_equal (first_name (id), first_name (g_array_index (listed, DscSceneId, k)));
      if (!found)
        g_error ("%s: part %u field %u index %" G_GINT64_FORMAT " is marked, but not listed", what, id.part, id.field, id.index);
    }
}

static void
test_listed (void)
{
  foreach_pair (check_list_is_what_is_marked);
}

/* The same state of the same release, run twice, has nothing to be marked. */
static void
test_alike (void)
{
  for (guint k = 0; k < G_N_ELEMENTS (states); k++)
    for (guint v = 0; v < G_N_ELEMENTS (versions); v++)
      {
        Sides sides = { .n = 0 };

        if (!dsc_test_state_exists (versions[v], states[k].kind))
          continue;
        for (guint i = 0; i < 2; i++)
          add_side (&sides, versions[v], states[k].kind, states[k].n);
        g_autoptr (GArray) listed = dsc_compare_list_differences (sides.sides, 2);
        g_autoptr (GArray) marked = g_array_new (FALSE, FALSE, sizeof (DscSceneId));
        g_autoptr (DscScene) scene = dsc_view_compare_side_new (sides.sides, 2, 0, NULL);
        collect_marked (scene, marked);
        g_assert_cmpuint (listed->len, ==, 0);
        g_assert_cmpuint (marked->len, ==, 0);
        sides_clear (&sides);
      }
}

/* The forum's question: five keys, three deleted, one added (here: what is the same in it). */
static void
test_growth_differs (void)
{
  Sides sides = { .n = 0 };
  const DscSceneId size = { .part = DSC_PART_OF_FIELD, .field = DSC_FIELD_DK_SIZE, .index = DSC_BLOCK_KEYS };
  const DscSceneId used = { .part = DSC_PART_OF_FIELD, .field = DSC_FIELD_MA_USED, .index = DSC_BLOCK_DICT };
  const DscSceneId refcnt = { .part = DSC_PART_OF_FIELD, .field = DSC_FIELD_OB_REFCNT, .index = DSC_BLOCK_DICT };

  add_side (&sides, "3.9.18", DSC_STATE_INTS, 5);
  add_side (&sides, "3.9.18", DSC_STATE_INTS, 6);
  g_autoptr (GArray) listed = dsc_compare_list_differences (sides.sides, 2);
  g_assert_true (has_id (listed, size));
  g_assert_true (has_id (listed, used));
  g_assert_false (has_id (listed, refcnt));
  for (gsize i = 0; i < 16; i++)
    {
      const gint64 in_a = i < 8 ? dsc_snapshot_get_index (sides.sides[0].snapshot, i) : DSC_INDEX_EMPTY;
      g_assert_true (has_id (listed, (DscSceneId) { .part = DSC_PART_OF_SLOT, .index = (gint64) i }) == (in_a != dsc_snapshot_get_index (sides.sides[1].snapshot, i)));
    }
  g_assert_true (has_id (listed, (DscSceneId) { .part = DSC_PART_OF_ENTRY, .index = 5 }));
  g_assert_true (has_id (listed, (DscSceneId) { .part = DSC_PART_OF_LEDGER, .index = DSC_PART_INDICES }));
  g_assert_false (has_id (listed, (DscSceneId) { .part = DSC_PART_OF_LEDGER, .index = DSC_PART_OBJECT }));
  sides_clear (&sides);
}

static void
test_titles (void)
{
  Sides sides = { .n = 0 };
  const DscSceneId size = { .part = DSC_PART_OF_FIELD, .field = DSC_FIELD_DK_SIZE, .index = DSC_BLOCK_KEYS };

  add_side (&sides, "3.9.18", DSC_STATE_INTS, 5);
  add_side (&sides, "3.14.10", DSC_STATE_INTS, 6);
  g_autoptr (DscScene) scene = dsc_view_compare_side_new (sides.sides, 2, 0, NULL);
  g_autofree char *title = dsc_scene_dup_title (scene, size);
  g_assert_nonnull (strstr (title, "dk_size"));
  g_assert_nonnull (strstr (title, "CPython 3.14.10: dk_log2_size = 4."));
  sides_clear (&sides);
}

/* --- layout ------------------------------------------------------------------------------------------------------- */

static const DscCompareReason some_reasons[] = {
  { .heading = "dk_usable = 0", .note = "both must rebuild" },
  { .heading = "round up 6", .outcomes = { "8", "16", "32", "64" } },
  { .heading = "a heading that is so long that it has to be broken", .note = "and a note that is longer than its box, and goes on for quite a while, so that it fills many lines",
    .outcomes = { "2**bit_length(((request | 8) - 1) | 7)", "power of two >= request", NULL, "none" } },
};
static const DscCompareRelease some_releases[] = {
  { { .version = DSC_V (2, 7, 18) | DSC_V_FINAL }, 280 },       { { .version = DSC_V (3, 9, 18) | DSC_V_FINAL }, 232 },
  { { .version = DSC_V (3, 10, 13) | DSC_V_FINAL, .build = { .arch = DSC_ARCH_WASM32 } }, 167772248 }, { { .version = DSC_V (3, 14, 10) | DSC_V_FINAL }, -1 },
};

static DscCompareOptions
page_options (gboolean with_all)
{
  if (!with_all)
    return (DscCompareOptions) { 0 };
  return (DscCompareOptions) { .operation = "d['new'] = 1", .step = 6, .n_steps = 6, .is_first_difference = TRUE, .reasons = some_reasons,
                               .n_reasons = G_N_ELEMENTS (some_reasons), .source = "bpo-41493, 3.10.0; undone in 3.13.4 and 3.14.0",
                               .releases = some_releases, .n_releases = G_N_ELEMENTS (some_releases) };
}

/* What makes them differ may take several lines, but is there in full. */
static void
check_outcomes (const DscScene *page)
{
  for (guint i = 0; i < dsc_scene_get_n_nodes (page); i++)
    {
      const char *text = dsc_scene_get_node (page, i)->text;

      if (text != NULL && (g_str_has_prefix (text, "2**bit") || g_str_has_prefix (text, "power of")))
        g_assert_null (strstr (text, "…"));
    }
}

static void
check_layout (const Sides *sides,
              const char  *what,
              gboolean     with_all)
{
  const DscCompareOptions options = page_options (with_all);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (DscScene) page = dsc_view_compare_new (sides->sides, sides->n, &options);

  dsc_test_scene_check_layout (page, faults);
  check_outcomes (page);
  for (guint i = 0; i < sides->n; i++)
    {
      g_autoptr (DscScene) side = dsc_view_compare_side_new (sides->sides, sides->n, i, &options);
      dsc_test_scene_check_layout (side, faults);
    }
  dsc_test_scene_report (what, faults);
}

static void
check_pair_layout (const Sides *sides,
                   const char  *what)
{
  check_layout (sides, what, FALSE);
}

static void
test_layout (void)
{
  foreach_pair (check_pair_layout);
}

/* One to four sides, with everything around them. */
static void
test_page (void)
{
  static const DscStateKind kinds[] = { DSC_STATE_EXAMPLE, DSC_STATE_MIXED, DSC_STATE_INSTANCE };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint n = 1; n <= DSC_COMPARE_MOST_SIDES; n++)
      {
        static const char *const four[] = { "3.6.15", "3.10.13", "3.13.13t", "3.14.10" };
        Sides sides = { .n = 0 };
        g_autofree char *what = g_strdup_printf ("%u sides, %s", n, dsc_test_state_name (kinds[k]));

        for (guint i = 0; i < n; i++)
          {
            add_side (&sides, four[i], kinds[k], 4);
            sides.sides[i].label = i == 1 ? "a label of my own that is much too long for the head of a side, however wide it may be, and goes on" : i == 2 ? "תווית" : NULL;
          }
        check_layout (&sides, what, TRUE);
        sides_clear (&sides);
      }
}

/* A side without a dict says why, and so does a page of nothing else. */
static void
test_absent (void)
{
  const DscTarget target = { .version = DSC_V (3, 14, 10) | DSC_V_FINAL };
  Sides sides = { .n = 0 };

  add_side (&sides, "3.9.18", DSC_STATE_EXAMPLE, 4);
  sides.sides[1] = (DscCompareSide) { .label = "mine", .absent = "The program ended after step 4: KeyError: 'a'.", .target = &target };
  sides.n = 2;
  check_layout (&sides, "absent", TRUE);
  g_autoptr (DscScene) scene = dsc_view_compare_side_new (sides.sides, 2, 1, NULL);
  g_autofree char *dump = dsc_scene_dump (scene);
  g_assert_nonnull (strstr (dump, "KeyError"));
  g_assert_nonnull (strstr (dump, "CPython 3.14.10"));
  g_autoptr (GArray) listed = dsc_compare_list_differences (sides.sides, 2);
  g_assert_cmpuint (listed->len, ==, 0);
  sides.sides[0].snapshot = NULL;
  check_layout (&sides, "nothing at all", FALSE);
  sides_clear (&sides);
}

/* --- large tables ------------------------------------------------------------------------------------------------- */

static void
test_maps (void)
{
  Sides sides = { .n = 0 };
  const DscSceneId slot = { .part = DSC_PART_OF_SLOT, .index = 700 };
  const DscSceneId entry = { .part = DSC_PART_OF_ENTRY, .index = 700 };
  DscRect a, b;

  add_side (&sides, "3.9.18", DSC_STATE_INTS, 1000);
  add_side (&sides, "3.14.10", DSC_STATE_INTS, 900);
  add_side (&sides, "2.7.18", DSC_STATE_INTS, 1000);
  add_side (&sides, "3.14.10", DSC_STATE_INTS, 3);
  check_layout (&sides, "maps", TRUE);
  g_autoptr (DscScene) first = dsc_view_compare_side_new (sides.sides, 4, 0, NULL);
  g_autoptr (DscScene) second = dsc_view_compare_side_new (sides.sides, 4, 1, NULL);
  g_assert_true (dsc_scene_get_bounds (first, slot, &a) && dsc_scene_get_bounds (second, slot, &b));
  g_assert_cmpfloat_with_epsilon (a.y, b.y, 0.01);
  g_assert_cmpfloat_with_epsilon (a.x, b.x, 0.01);
  g_assert_true (dsc_scene_get_bounds (first, entry, &a) && dsc_scene_get_bounds (second, entry, &b));
  g_assert_cmpfloat_with_epsilon (a.y, b.y, 0.01);
  g_autoptr (GArray) listed = dsc_compare_list_differences (sides.sides, 4);
  g_assert_true (has_id (listed, (DscSceneId) { .part = DSC_PART_OF_ENTRY, .index = 950 }));
  sides_clear (&sides);
}

/* Four sides, as a map and as rows: what one of them costs, in processor time, the best of some. */
static void
test_quick (void)
{
  static const gsize sizes[] = { 1000, 80 };

  for (guint k = 0; k < G_N_ELEMENTS (sizes); k++)
    {
      Sides sides = { .n = 0 };
      double best = 1;

      for (guint i = 0; i < DSC_COMPARE_MOST_SIDES; i++)
        add_side (&sides, i % 2 == 0 ? "3.9.18" : "3.14.10", DSC_STATE_INTS, sizes[k] + i);
      for (guint i = 0; i < 8; i++)
        {
          const clock_t begin = clock ();
          g_autoptr (DscScene) scene = dsc_view_compare_side_new (sides.sides, sides.n, i % 4, NULL);
          best = MIN (best, (double) (clock () - begin) / CLOCKS_PER_SEC);
        }
      g_test_message ("a side of %" G_GSIZE_FORMAT " entries: %.2f ms", sizes[k], best * 1000);
      g_assert_cmpfloat (best, <, 0.1);     /* ten times what it may take where nothing watches memory */
      sides_clear (&sides);
    }
}

static void
test_cancelled (void)
{
  Sides sides = { .n = 0 };
  const gint cancelled = 1;
  const DscCompareOptions options = { .cancelled = &cancelled };

  add_side (&sides, "3.9.18", DSC_STATE_INTS, 100000);
  add_side (&sides, "3.14.10", DSC_STATE_INTS, 90000);
  g_assert_null (dsc_view_compare_side_new (sides.sides, 2, 0, &options));
  g_assert_null (dsc_view_compare_new (sides.sides, 2, &options));
  sides_clear (&sides);
}

/* --- themes, runs ------------------------------------------------------------------------------------------------- */

static void
test_contrast (void)
{
  Sides sides = { .n = 0 };
  const DscCompareOptions options = page_options (TRUE);

  add_side (&sides, "3.5.10", DSC_STATE_MIXED, 6);
  add_side (&sides, "3.14.10", DSC_STATE_MIXED, 6);
  g_autoptr (DscScene) page = dsc_view_compare_new (sides.sides, 2, &options);
  for (guint theme = 0; theme < DSC_N_THEMES; theme++)
    {
      g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
      dsc_test_scene_check_contrast (page, (DscTheme) theme, faults);
      dsc_test_scene_report (dsc_theme_get_name ((DscTheme) theme), faults);
    }
  sides_clear (&sides);
}

static void
test_deterministic (void)
{
  const DscCompareOptions options = page_options (TRUE);
  char *dumps[2];

  for (guint i = 0; i < 2; i++)
    {
      Sides sides = { .n = 0 };
      add_side (&sides, "3.5.10", DSC_STATE_MIXED, 20);
      add_side (&sides, "3.14.10", DSC_STATE_MIXED, 20);
      g_autoptr (DscScene) page = dsc_view_compare_new (sides.sides, 2, &options);
      dumps[i] = dsc_scene_dump (page);
      sides_clear (&sides);
    }
  g_assert_cmpstr (dumps[0], ==, dumps[1]);
  for (guint i = 0; i < 2; i++)
    g_free (dumps[i]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/view-compare/aligned", test_aligned);
  g_test_add_func ("/scene/view-compare/listed-is-marked", test_listed);
  g_test_add_func ("/scene/view-compare/alike", test_alike);
  g_test_add_func ("/scene/view-compare/growth-differs", test_growth_differs);
  g_test_add_func ("/scene/view-compare/titles", test_titles);
  g_test_add_func ("/scene/view-compare/layout", test_layout);
  g_test_add_func ("/scene/view-compare/page", test_page);
  g_test_add_func ("/scene/view-compare/absent", test_absent);
  g_test_add_func ("/scene/view-compare/maps", test_maps);
  g_test_add_func ("/scene/view-compare/quick", test_quick);
  g_test_add_func ("/scene/view-compare/cancelled", test_cancelled);
  g_test_add_func ("/scene/view-compare/contrast", test_contrast);
  g_test_add_func ("/scene/view-compare/deterministic", test_deterministic);
  return g_test_run ();
}
