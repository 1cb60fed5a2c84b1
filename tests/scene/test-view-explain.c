/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-view-explain.c: nothing overlaps or is cut, each bar adds up, and where nothing is found the nearest numbers can be clicked. */
#include "dsc-view-explain.h"

#include <string.h>

#include "dsc-test-scene.h"

static DscSizeSearch *
search (gint64 bytes)
{
  g_autoptr (GArray) releases = dsc_size_list_releases ();

  return dsc_size_search_new (bytes, (const DscTarget *) (gpointer) releases->data, releases->len);
}

static DscScene *
draw (gint64 bytes)
{
  g_autoptr (DscSizeSearch) found = search (bytes);
  gint64 below;
  gint64 above;

  dsc_size_search_get_nearest (found, &below, &above);
  g_autoptr (DscSizeSearch) smaller = below > 0 ? search (below) : NULL;
  g_autoptr (DscSizeSearch) larger = above <= DSC_EXPLAIN_MOST ? search (above) : NULL;
  return dsc_view_explain_new (found, smaller, larger, NULL);
}

static void
test_faults (void)
{
  static const gint64 numbers[] = { 1, 48, 64, 65, 72, 184, 232, 280, 1048, 1049, 1584, 36952, 2684354648, DSC_EXPLAIN_MOST };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (DscScene) scene = draw (numbers[i]);
      g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *what = g_strdup_printf ("%" G_GINT64_FORMAT, numbers[i]);

      dsc_test_scene_check_layout (scene, faults);
      for (guint theme = 0; theme < DSC_N_THEMES; theme++)
        dsc_test_scene_check_contrast (scene, theme, faults);
      dsc_test_scene_report (what, faults);
    }
}

/* Numbers in the titles of a finding's parts, and the widths of its boxes, add up. */
static void
test_bars (void)
{
  g_autoptr (DscSizeSearch) found = search (1048);
  g_autoptr (DscScene) scene = dsc_view_explain_new (found, NULL, NULL, NULL);
  double whole = 0;

  for (guint i = 0; i < dsc_size_search_get_n (found); i++)
    {
      gint64 sum = 0;
      double width = 0;

      for (guint part = 0; part < DSC_N_PARTS; part++)
        {
          const DscSceneId id = { .part = DSC_PART_OF_DATUM, .index = i, .extra = (gint64) part + 1 };
          const DscNode *node = dsc_scene_find (scene, id);
          const gint64 bytes = dsc_size_search_get (found, i)->origin.parts[part];

          g_assert_cmpint (node != NULL, ==, bytes != 0);
          if (node == NULL)
            continue;
          g_autofree char *size = g_strdup_printf (": %" G_GINT64_FORMAT " bytes of 1048", bytes);
          g_assert_nonnull (strstr (node->title, size));
          sum += bytes;
          width += node->bounds.width;
        }
      g_assert_cmpint (sum, ==, 1048);
      whole = whole == 0 ? width : whole;
      g_assert_cmpfloat (ABS (width - whole), <, 0.5);
    }
}

static void
test_nearest (void)
{
  g_autoptr (DscScene) scene = draw (65);
  const DscSceneId below = { .part = DSC_PART_OF_DATUM, .index = -1, .extra = 64 };
  const DscSceneId above = { .part = DSC_PART_OF_DATUM, .index = -2, .extra = 72 };

  g_assert_nonnull (dsc_scene_find (scene, below));
  g_assert_nonnull (dsc_scene_find (scene, above));
  g_assert_cmpint (dsc_view_explain_get_number (below), ==, 64);
  g_assert_cmpint (dsc_view_explain_get_number (above), ==, 72);
  g_assert_nonnull (dsc_scene_find (scene, (DscSceneId) { .part = DSC_PART_OF_DATUM, .index = DSC_EXPLAIN_BELOW }));
  g_assert_nonnull (dsc_scene_find (scene, (DscSceneId) { .part = DSC_PART_OF_DATUM, .index = DSC_EXPLAIN_ABOVE }));
  g_assert_cmpint (dsc_view_explain_get_number ((DscSceneId) { .part = DSC_PART_OF_DATUM, .index = 0, .extra = 3 }), ==, 0);
  g_assert_nonnull (strstr (dsc_scene_get_description (scene), "Nothing has so many bytes"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/view-explain/faults", test_faults);
  g_test_add_func ("/scene/view-explain/bars", test_bars);
  g_test_add_func ("/scene/view-explain/nearest", test_nearest);
  return g_test_run ();
}
