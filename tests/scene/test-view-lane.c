/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-view-lane.c: columns of steps: what is told, what ticks, by release; and the same in words. */
#include "dsc-view-lane.h"

#include <string.h>

#include "dsc-test-scene.h"

static DscTraits
traits_of (const char *version)
{
  DscTarget target;

  g_assert_cmpint (dsc_target_parse (version, &target), ==, DSC_STATUS_OK);
  return dsc_traits_resolve (target);
}

static const DscLaneStep steps[] = {
  { .step = 1, .label = (char *) "d = {'a': 1}", .has_dict = TRUE, .told = { [DSC_WATCHER_ADDED] = 1 }, .tag_before = 0, .tag_after = 2 },
  { .step = 2, .label = (char *) "d['a'] = 2", .has_dict = TRUE, .told = { [DSC_WATCHER_MODIFIED] = 1 }, .tag_before = 2, .tag_after = 3 },
  { .step = 3, .label = (char *) "d.update(dict.fromkeys(range(100)))", .has_dict = TRUE, .told = { [DSC_WATCHER_ADDED] = 100 }, .tag_before = 3,
    .tag_after = 103, .marks = DSC_LANE_RESIZE | DSC_LANE_COLLISION | DSC_LANE_KIND },
  { .step = 4, .label = (char *) "del d['a']", .has_dict = TRUE, .told = { [DSC_WATCHER_DELETED] = 1 }, .tag_before = 103, .tag_after = 104,
    .marks = DSC_LANE_TOMBSTONE },
  { .step = 5, .label = (char *) "del d", .told = { [DSC_WATCHER_DEALLOCATED] = 1 } },
};

static gboolean
has_text (DscScene   *scene,
          const char *text)
{
  for (guint i = 0; i < dsc_scene_get_n_nodes (scene); i++)
    {
      const DscNode *node = dsc_scene_get_node (scene, i);
      if (node->kind == DSC_NODE_TEXT && strstr (node->text, text) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* Texts stay inside the picture and, but for the notes, do not overlap. */
static void
check_layout (DscScene *scene)
{
  for (guint i = 0; i < dsc_scene_get_n_nodes (scene); i++)
    {
      const DscNode *a = dsc_scene_get_node (scene, i);

      if (a->kind != DSC_NODE_TEXT)
        continue;
      g_assert_cmpfloat (a->bounds.x, >=, 0);
      g_assert_cmpfloat (a->bounds.x + a->bounds.width, <=, dsc_scene_get_width (scene));
      g_assert_cmpfloat (a->bounds.y + a->bounds.height, <=, dsc_scene_get_height (scene) + 1);
      for (guint k = i + 1; k < dsc_scene_get_n_nodes (scene); k++)
        {
          const DscNode *b = dsc_scene_get_node (scene, k);
          const double across = MIN (a->bounds.x + a->bounds.width, b->bounds.x + b->bounds.width) - MAX (a->bounds.x, b->bounds.x);
          const double down = MIN (a->bounds.y + a->bounds.height, b->bounds.y + b->bounds.height) - MAX (a->bounds.y, b->bounds.y);

          if (b->kind == DSC_NODE_TEXT && across > 0.5 && down > 4)
            g_error ("“%s” and “%s” overlap", a->text, b->text);
        }
    }
}

static void
test_by_release (void)
{
  static const struct { const char *version; gboolean told, tag, dk_version; } cases[] = {
    { "2.7.18", FALSE, FALSE, FALSE }, { "3.5.10", FALSE, FALSE, FALSE }, { "3.6.15", FALSE, TRUE, FALSE }, { "3.11.7", FALSE, TRUE, TRUE },
    { "3.12.1", TRUE, TRUE, TRUE }, { "3.13.13", TRUE, TRUE, TRUE }, { "3.14.10", TRUE, FALSE, TRUE }, { "gopy", TRUE, FALSE, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const DscTraits traits = traits_of (cases[i].version);
      g_autoptr (DscScene) scene = dsc_view_lane_new (&traits, steps, G_N_ELEMENTS (steps), NULL);

      g_test_message ("%s", cases[i].version);
      g_assert_cmpint (has_text (scene, "ADDED"), ==, cases[i].told);
      g_assert_cmpint (has_text (scene, "watchers: none here"), ==, !cases[i].told);
      g_assert_cmpint (has_text (scene, "no ma_version_tag"), ==, !cases[i].tag);
      g_assert_cmpint (has_text (scene, "no dk_version"), ==, !cases[i].dk_version);
      g_assert_cmpint (has_text (scene, "+100"), ==, cases[i].tag);
      g_assert_cmpint (has_text (scene, "not told"), ==, g_str_equal (cases[i].version, "gopy"));
      check_layout (scene);
    }
}

static void
test_words (void)
{
  const DscTraits traits = traits_of ("3.12.1");
  const DscTraits old = traits_of ("2.7.18");
  g_autofree char *third = dsc_view_lane_describe (&traits, &steps[2]);
  g_autofree char *without = dsc_view_lane_describe (&old, &steps[3]);
  g_autofree char *gone = dsc_view_lane_describe (&traits, &steps[4]);

  g_assert_cmpstr (third, ==, "Step 3, d.update(dict.fromkeys(range(100))); ADDED × 100; ma_version_tag 3 → 103; dk_version 0; watcher bits 0; "
                              "the table is rebuilt; a search looks at several slots; the keys change their kind.");
  g_assert_cmpstr (without, ==, "Step 4, del d['a']; a deletion leaves a tombstone.");
  g_assert_cmpstr (gone, ==, "Step 5, del d; DEALLOCATED.");
}

static void
test_notes (void)
{
  static const struct { const char *version, *text; } cases[] = {
    { "2.7.18", "This release has no dict watchers; they came with 3.12." }, { "3.5.10", "This release has no ma_version_tag; it came with 3.6." },
    { "3.10.13", "This release has no dk_version; it came with 3.11." }, { "3.14.10", "There is no ma_version_tag any more: 3.14 took it away (PEP 699)." },
    { "gopy", "only ADDED, MODIFIED and CLEARED" }, { "3.12.1", "only its steps can be compared" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const DscTraits traits = traits_of (cases[i].version);
      g_autoptr (GPtrArray) notes = dsc_view_lane_notes (&traits);
      gboolean found = FALSE;

      for (guint k = 0; k < notes->len; k++)
        found = found || strstr (g_ptr_array_index (notes, k), cases[i].text) != NULL;
      g_assert_true (found);
    }
}

static void
test_columns (void)
{
  for (gsize i = 0; i < 100; i++)
    {
      double x, width;

      dsc_view_lane_get_column (i, &x, &width);
      g_assert_cmpint (dsc_view_lane_column_at (x + 0.1, 100), ==, (gint64) i);
      g_assert_cmpint (dsc_view_lane_column_at (x + width - 0.1, 100), ==, (gint64) i);
    }
  g_assert_cmpint (dsc_view_lane_column_at (0, 100), ==, -1);
  g_assert_cmpint (dsc_view_lane_column_at (1e9, 100), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/view-lane/by-release", test_by_release);
  g_test_add_func ("/scene/view-lane/words", test_words);
  g_test_add_func ("/scene/view-lane/notes", test_notes);
  g_test_add_func ("/scene/view-lane/columns", test_columns);
  return g_test_run ();
}
