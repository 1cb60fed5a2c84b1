/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-view-history.c: nothing overlaps or is cut, every span has its place among the releases, and changes are told in full when asked for. */
#include "dsc-view-history.h"

#include <string.h>

#include "dsc-test-scene.h"

static gboolean
has_text (const DscScene *scene,
          const char     *part)
{
  for (guint i = 1; i < dsc_scene_get_n_nodes (scene); i++)
    if (dsc_scene_get_node (scene, i)->kind == DSC_NODE_TEXT && strstr (dsc_scene_get_node (scene, i)->text, part) != NULL)
      return TRUE;
  return FALSE;
}

static void
check (const DscBehaviourHistory *history,
       const DscHistoryQuery     *query,
       const DscSceneId          *selected,
       const char                *what)
{
  g_autoptr (DscScene) scene = dsc_view_history (history, query, selected, NULL);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);

  dsc_test_scene_check_layout (scene, faults);
  for (guint theme = 0; theme < DSC_N_THEMES; theme++)
    dsc_test_scene_check_contrast (scene, theme, faults);
  dsc_test_scene_report (what, faults);
  for (guint i = 1; i < dsc_scene_get_n_nodes (scene); i++)
    if (dsc_scene_get_node (scene, i)->kind == DSC_NODE_TEXT)
      g_assert_cmpfloat (dsc_scene_get_node (scene, i)->font.size, >=, 11);
}

static void
test_faults (void)
{
  static const DscBuild builds[] = { { .arch = DSC_ARCH_64 }, { .arch = DSC_ARCH_64, .free_threaded = true }, { .arch = DSC_ARCH_I386 } };
  const DscSceneId selected = { .part = DSC_PART_OF_DATUM, .index = 2, .extra = 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (builds); i++)
    {
      g_autoptr (DscBehaviourHistory) history = dsc_behaviour_history_new (builds[i]);
      DscHistoryQuery query = { 0 };

      check (history, &query, NULL, "all");
      check (history, &query, &selected, "all, one selected");
      query.behaviours = 2;
      check (history, &query, NULL, "growth");
      query = (DscHistoryQuery) { .first = history->targets->len > 40 ? history->targets->len - 40 : 1, .last = history->targets->len - 1, .changed_only = TRUE };
      check (history, &query, NULL, "forty releases");
      query = (DscHistoryQuery) { .first = 5, .last = 6, .changed_only = TRUE };
      check (history, &query, NULL, "two releases");
    }
}

/* Spans of a band follow each other from left to right without a gap. */
static void
test_places (void)
{
  g_autoptr (DscBehaviourHistory) history = dsc_behaviour_history_new ((DscBuild) { 0 });
  const DscHistoryQuery query = { 0 };
  g_autoptr (DscScene) scene = dsc_view_history (history, &query, NULL, NULL);
  double right = 0;

  for (guint i = 0; i < history->spans->len; i++)
    {
      DscRect box = { 0 };
      double x = 0;

      for (guint k = 0; k < dsc_behaviour_history_get_n_spans (history, i); k++)
        {
          const DscSceneId id = { .part = DSC_PART_OF_DATUM, .index = i, .extra = k };
          g_autofree char *title = dsc_scene_dup_title (scene, id);
          const DscBehaviourSpan *span;

          g_assert_true (dsc_view_history_get_span (history, id, &span));
          g_assert_true (dsc_scene_get_bounds (scene, id, &box));
          g_assert_nonnull (strstr (title, span->meaning));
          if (k > 0)
            g_assert_cmpfloat_with_epsilon (box.x, x + 2, 0.01);
          x = box.x + box.width;
        }
      if (right > 0)
        g_assert_cmpfloat_with_epsilon (x, right, 0.01);
      right = x;
    }
}

static void
test_in_full (void)
{
  g_autoptr (DscBehaviourHistory) history = dsc_behaviour_history_new ((DscBuild) { 0 });
  DscHistoryQuery query = { 0 };
  const DscBehaviourSpan *none;
  const DscSceneId nowhere = { .part = DSC_PART_OF_DATUM, .index = 0, .extra = 77 };
  guint rounding;

  g_assert_true (dsc_behaviour_find ("rounding", &rounding));
  const DscSceneId id = { .part = DSC_PART_OF_DATUM, .index = rounding, .extra = 2 };
  g_autoptr (DscScene) all = dsc_view_history (history, &query, NULL, NULL);
  g_autoptr (DscScene) one = dsc_view_history (history, &query, &id, NULL);
  query.behaviours = G_GUINT64_CONSTANT (1) << rounding;
  g_autoptr (DscScene) alone = dsc_view_history (history, &query, NULL, NULL);
  query = (DscHistoryQuery) { .first = 1, .last = 2, .changed_only = TRUE };
  g_autoptr (DscScene) range = dsc_view_history (history, &query, NULL, NULL);

  g_assert_false (has_text (all, "Read in:"));
  g_assert_true (has_text (one, "bpo-41493"));
  g_assert_true (has_text (one, "Up to 3.9.25"));
  g_assert_true (has_text (alone, "gh-133703"));
  g_assert_false (has_text (alone, "Empty dict"));
  g_assert_true (has_text (range, "None of these behaviours changed there."));
  g_assert_false (dsc_view_history_get_span (history, nowhere, &none));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/view-history/has-no-faults", test_faults);
  g_test_add_func ("/scene/view-history/places", test_places);
  g_test_add_func ("/scene/view-history/in-full", test_in_full);
  return g_test_run ();
}
