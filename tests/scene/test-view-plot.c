/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-view-plot.c: every kind of plot is drawn without a fault, and the crosshair says what the data say. */
#include "dsc-plot-kind.h"
#include "dsc-test-scene.h"
#include "dsc-view-plot.h"

#include <string.h>

static DscPlot *
plot_of_rules (DscPlotKind  kind,
               const char  *versions,
               guint64      up_to,
               gboolean     log_scale)
{
  g_auto (GStrv) names = g_strsplit (versions, ",", -1);
  DscTarget targets[64];
  guint n = 0;

  for (; names[n] != NULL; n++)
    g_assert_cmpint (dsc_target_parse (names[n], &targets[n]), ==, DSC_STATUS_OK);
  return dsc_plot_new_of_rules (kind, &(DscPlotQuery) { .targets = targets, .n_targets = n, .up_to = up_to, .log_scale = log_scale });
}

static void
check (const DscPlot *plot,
       const char    *what,
       DscTheme       theme)
{
  g_autoptr (DscScene) scene = dsc_view_plot_new (plot, NULL);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);

  dsc_test_scene_check_layout (scene, faults);
  dsc_test_scene_check_contrast (scene, theme, faults);
  dsc_test_scene_report (what, faults);
}

static void
test_rules (void)
{
  g_test_summary ("All kinds from the rules, with one, four, twelve and twenty-six releases, linear and logarithmic, small and large.");
  static const char *const versions[] = {
    "3.14", "2.7,3.5,3.6,3.14", "2.7,3.3,3.5,3.6,3.7,3.8,3.9,3.10,3.11,3.12,3.13t,3.14-i386",
    "1.5.2,1.6,2.0,2.1,2.2,2.3,2.4,2.5,2.6,2.7,3.0,3.1,3.2,3.3,3.4,3.5,3.6,3.7,3.8,3.9,3.10,3.11,3.12,3.13,3.14,3.15",
  };
  static const guint64 sizes[] = { 1, 30, 1000000 };

  for (guint kind = 0; !dsc_plot_kind_is_of_program (kind); kind++)
    for (guint v = 0; v < G_N_ELEMENTS (versions); v++)
      for (guint k = 0; k < 2 * G_N_ELEMENTS (sizes); k++)
        {
          const guint64 up_to = kind == DSC_PLOT_KIND_COSTS ? MIN (sizes[k / 2], 300) : sizes[k / 2];      /* those are filled */
          g_autoptr (DscPlot) plot = plot_of_rules (kind, versions[v], up_to, k % 2);
          g_autofree char *what = g_strdup_printf ("%s, %s, up to %u, %s", dsc_plot_kind_name (kind), versions[v], (guint) sizes[k / 2], k % 2 ? "log" : "linear");
          check (plot, what, (DscTheme) ((kind + v + k) % DSC_THEME_USER));
        }
}

static void
test_strange_plots (void)
{
  g_test_summary ("No panel, no series, no point, one point, long words, names from right to left, values that are not finite.");
  g_autoptr (DscPlot) none = dsc_plot_new ("Nothing", NULL);
  g_autoptr (DscPlot) plot = dsc_plot_new ("A title that is so long that it cannot stand in one line, because it goes on and on and on, and then on again, without end", "Line");

  check (none, "no panel", DSC_THEME_LIGHT);
  dsc_plot_set_x (plot, "x", "a label of an axis that is much longer than the axis itself can be, whatever happens, since it never ends, and goes on, and on and on, and on", "miles");
  dsc_plot_add_panel (plot, "y", "y", NULL);
  check (plot, "no series", DSC_THEME_DARK);
  dsc_plot_add_series (plot, DSC_PLOT_LINES, "a", "שלום עולם, a name that is far too long for its place at the end of a line", NULL);
  check (plot, "no point", DSC_THEME_DARK);
  dsc_plot_add_point (plot, 0, 0);
  check (plot, "one point", DSC_THEME_DARK);
  dsc_plot_add_point (plot, 1, G_MAXDOUBLE * 10);
  dsc_plot_add_point (plot, 2, -1e12);
  dsc_plot_add_note (plot, "A note that is as long as a note may be, and longer than what a line can hold, so that it must be broken into two lines at the very least.");
  dsc_plot_add_list (plot, 0, "A heading of a list that is too wide for its column, by far");
  dsc_plot_add_list_line (plot, "a line of a list that is too wide for its column, by far, and farther");
  check (plot, "not finite", DSC_THEME_LIGHT);
}

static DscPlot *
bars (guint n_series,
      guint n_places,
      char **categories)
{
  DscPlot *plot = dsc_plot_new ("Bars", "Line");
  DscPlotAxis *x = dsc_plot_set_x (plot, "length", "length", "probes");

  x->integral = TRUE;
  x->categories = g_strdupv (categories);
  dsc_plot_add_panel (plot, "n", "keys", NULL)->integral = TRUE;
  dsc_plot_set_mark (plot, "a mark");
  for (guint i = 0; i < n_series; i++)
    {
      g_autofree char *name = g_strdup_printf ("3.%u.1", i);

      dsc_plot_add_series (plot, DSC_PLOT_BARS, name, name, NULL);
      for (guint k = 0; k < n_places; k++)
        dsc_plot_add_point (plot, k, (i + 1) * 1000.0 / (k + 1));
    }
  return plot;
}

static gboolean
has_text (const DscScene *scene,
          const char     *text)
{
  for (guint i = 0; i < dsc_scene_get_n_nodes (scene); i++)
    if (g_strcmp0 (dsc_scene_get_node (scene, i)->text, text) == 0)
      return TRUE;
  return FALSE;
}

static void
test_bars (void)
{
  char *categories[] = { (char *) "dict", (char *) "tuple", (char *) "a class with __slots__ and more words than fit", NULL };

  for (guint n_series = 1; n_series < 14; n_series += 4)
    for (guint n_places = 1; n_places < 70; n_places = n_places * 3 + 1)
      {
        g_autoptr (DscPlot) plot = bars (n_series, n_places, NULL);
        check (plot, "bars", (DscTheme) (n_series % DSC_THEME_USER));
      }
  g_autoptr (DscPlot) plot = bars (4, 3, categories);
  g_autoptr (DscScene) scene = dsc_view_plot_new (plot, NULL);
  g_autofree char *title = dsc_scene_dup_title (scene, (DscSceneId) { .part = DSC_PART_OF_DATUM, .index = 2, .extra = 1 });

  check (plot, "categories", DSC_THEME_GREYSCALE);
  g_assert_cmpstr (title, ==, "3.2.1, tuple: 1,500.");
}

/* Also where the axis ends right above the bar. */
static void
test_tallest_bar_has_its_number (void)
{
  for (guint value = 310; value <= 400; value += 3)
    {
      g_autoptr (DscPlot) plot = bars (1, 0, NULL);
      g_autofree char *number = g_strdup_printf ("%u", value);

      dsc_plot_add_point (plot, 0, value);
      dsc_plot_add_point (plot, 1, 1);
      g_autoptr (DscScene) scene = dsc_view_plot_new (plot, NULL);
      g_assert_true (has_text (scene, number));
    }
}

static void
test_crosshair (void)
{
  g_test_summary ("At any x of any panel all values are those of the rules.");
  g_autoptr (DscPlot) plot = plot_of_rules (DSC_PLOT_KIND_SIZES, "2.7,3.5,3.6,3.14", 200, FALSE);
  g_autoptr (DscScene) scene = dsc_view_plot_new (plot, NULL);
  DscRect area;

  g_assert_true (dsc_view_plot_get_area (scene, 0, &area));
  for (guint n = 0; n <= 200; n += 7)
    {
      const DscPoint point = { area.x + area.width * n / 200, area.y + 20 };
      g_autoptr (DscScene) cross = dsc_plot_crosshair_new (plot, scene, point, NULL);
      g_autofree char *head = g_strdup_printf (n == 1 ? "%u key" : "%u keys", n);

      g_assert_nonnull (cross);
      g_assert_true (has_text (cross, head));
      for (guint i = 0; i < 4; i++)
        {
          const DscTraits traits = dsc_traits_resolve (dsc_plot_get_series (plot, i)->target);
          g_autofree char *number = dsc_plot_format_number ((double) dsc_ladder_size (&traits, DSC_LADDER_LOOP, false, n));
          g_autofree char *value = g_strconcat (number, " bytes", NULL);

          g_assert_true (has_text (cross, value));
          g_assert_true (has_text (cross, dsc_plot_get_series (plot, i)->label));
        }
    }
  g_assert_null (dsc_plot_crosshair_new (plot, scene, (DscPoint) { area.x - 30, area.y + 5 }, NULL));
  g_assert_null (dsc_plot_crosshair_new (plot, scene, (DscPoint) { area.x + 5, area.y + area.height + 30 }, NULL));
}

static void
test_crosshair_stays_on_the_page (void)
{
  g_autoptr (DscPlot) plot = plot_of_rules (DSC_PLOT_KIND_LOAD, "1.5.2,2.0,2.1,2.2,2.7,3.3,3.5,3.6,3.14,3.13t", 1000000, TRUE);
  g_autoptr (DscScene) scene = dsc_view_plot_new (plot, NULL);
  DscRect area;

  g_assert_true (dsc_view_plot_get_area (scene, 0, &area));
  for (guint i = 0; i <= 40; i++)
    {
      g_autoptr (DscScene) cross = dsc_plot_crosshair_new (plot, scene, (DscPoint) { area.x + area.width * i / 40, area.y + area.height * (i % 5) / 4 }, NULL);
      g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);

      g_assert_nonnull (cross);
      dsc_test_scene_check_layout (cross, faults);
      dsc_test_scene_report ("crosshair", faults);
    }
}

static void
test_things_have_sentences (void)
{
  g_autoptr (DscPlot) plot = plot_of_rules (DSC_PLOT_KIND_SIZES, "3.8,3.9,3.10", 200, FALSE);
  g_autoptr (DscScene) scene = dsc_view_plot_new (plot, NULL);
  const DscSceneId id = { .part = DSC_PART_OF_DATUM, .index = 0, .extra = 2 };
  g_autofree char *title = dsc_scene_dup_title (scene, id);
  DscRect box;

  g_assert_nonnull (title);
  g_assert_true (g_str_has_prefix (title, "3.8."));
  g_assert_nonnull (strstr (title, ", 6 to 10 keys: 360 bytes."));
  g_assert_true (dsc_scene_get_bounds (scene, id, &box));
  g_assert_true (dsc_scene_id_equal (dsc_scene_pick (scene, box.x + box.width / 2, box.y + 4, 1), id));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/view-plot/rules", test_rules);
  g_test_add_func ("/scene/view-plot/strange-plots", test_strange_plots);
  g_test_add_func ("/scene/view-plot/bars", test_bars);
  g_test_add_func ("/scene/view-plot/tallest-bar-has-its-number", test_tallest_bar_has_its_number);
  g_test_add_func ("/scene/view-plot/crosshair", test_crosshair);
  g_test_add_func ("/scene/view-plot/crosshair-stays-on-the-page", test_crosshair_stays_on_the_page);
  g_test_add_func ("/scene/view-plot/things-have-sentences", test_things_have_sentences);
  return g_test_run ();
}
