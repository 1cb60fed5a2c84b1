/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-plot.c: plots as data: ticks, ranges, tables; and those from the rules, number by number. */
#include "dsc-plot-kind.h"

#include <math.h>
#include <string.h>

/* ---- axes ------------------------------------------------------------------------------------------------------ */

static char *
ticks_text (DscPlotScale scale,
            gboolean     integral,
            double       from,
            double       to,
            guint        most)
{
  const DscPlotAxis axis = { .scale = scale, .integral = integral };
  g_autoptr (GArray) ticks = dsc_plot_list_ticks (&axis, from, to, most);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ticks->len; i++)
    {
      g_autofree char *number = dsc_plot_format_number (g_array_index (ticks, double, i));
      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", number);
    }
  return g_string_free (text, FALSE);
}

#define assert_ticks(expected, ...) \
  G_STMT_START { g_autofree char *text_ = ticks_text (__VA_ARGS__); g_assert_cmpstr (text_, ==, expected); } G_STMT_END

static void
test_ticks (void)
{
  assert_ticks ("0 50 100 150 200", DSC_PLOT_LINEAR, TRUE, 0, 200, 5);
  assert_ticks ("0 20 40 60 80 100 120 140 160 180 200", DSC_PLOT_LINEAR, TRUE, 0, 200, 11);
  assert_ticks ("0 1 2 3", DSC_PLOT_LINEAR, TRUE, 0, 3, 12);
  assert_ticks ("0 0.2 0.4 0.6 0.8 1", DSC_PLOT_LINEAR, FALSE, 0, 1, 7);
  assert_ticks ("−20 0 20 40", DSC_PLOT_LINEAR, FALSE, -30, 55, 5);
  assert_ticks ("1 10 100 1,000 10,000 100,000 1,000,000", DSC_PLOT_LOG10, TRUE, 1, 1e6, 10);
  assert_ticks ("1 2 5 10 20 50 100", DSC_PLOT_LOG10, TRUE, 1, 100, 10);
  assert_ticks ("1 100 10,000 1,000,000", DSC_PLOT_LOG10, TRUE, 1, 1e6, 4);
  assert_ticks ("8 16 32 64 128", DSC_PLOT_LOG2, TRUE, 8, 128, 8);
  assert_ticks ("16 64", DSC_PLOT_LOG2, TRUE, 8, 128, 3);
}

static void
test_ticks_are_few_and_ascending (void)
{
  g_test_summary ("Whatever the range, ticks ascend, lie on the axis, and are never more than asked for.");
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);

  for (guint i = 0; i < 20000; i++)
    {
      const DscPlotAxis axis = { .scale = g_rand_int_range (rand, 0, 3), .integral = g_rand_boolean (rand) };
      const double from = axis.scale == DSC_PLOT_LINEAR ? g_rand_double_range (rand, -1000, 1000) : exp (g_rand_double_range (rand, -5, 20));
      const double to = from + exp (g_rand_double_range (rand, -3, 25));
      const guint most = (guint) g_rand_int_range (rand, 1, 30);
      g_autoptr (GArray) ticks = dsc_plot_list_ticks (&axis, from, to, most);

      g_assert_cmpuint (ticks->len, <=, most);
      for (guint k = 0; k < ticks->len; k++)
        {
          const double value = g_array_index (ticks, double, k), slack = (to - from) * 1e-6 + fabs (value) * 1e-9;
          g_assert_true (value >= from - slack && value <= to + slack);
          g_assert_true (k == 0 || value > g_array_index (ticks, double, k - 1));
        }
    }
}

static void
test_numbers (void)
{
  static const struct { double value; const char *text; } pairs[] = {
    { 0, "0" }, { 7, "7" }, { 1234567, "1,234,567" }, { -1000, "−1,000" }, { 0.625, "0.625" }, { 66.666666, "66.67" }, { -23.3333, "−23.33" },
    { 123.456, "123.5" }, { 1e15, "1,000,000,000,000,000" }, { 1234.5, "1,234" }, { 0.00001, "0" }, { -0.00001, "0" }, { NAN, "–" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *text = dsc_plot_format_number (pairs[i].value);
      g_assert_cmpstr (text, ==, pairs[i].text);
    }
}

/* ---- data ------------------------------------------------------------------------------------------------------ */

static DscPlot *
make_plot (void)
{
  DscPlot *plot = dsc_plot_new ("Title", "Line");
  DscPlotAxis *x = dsc_plot_set_x (plot, "keys", "number of keys", "keys");

  x->integral = TRUE;
  x->unit_of_one = g_strdup ("key");
  dsc_plot_add_panel (plot, "bytes", "size", "bytes")->integral = TRUE;
  dsc_plot_add_series (plot, DSC_PLOT_STEPS, "a", "A", NULL);
  dsc_plot_add_point (plot, 0, 64);
  dsc_plot_add_point (plot, 6, 352);
  dsc_plot_add_series (plot, DSC_PLOT_STEPS, "b", "B", NULL);
  dsc_plot_add_point (plot, 1, 64);
  dsc_plot_add_series (plot, DSC_PLOT_STEPS, "c", "C", NULL);
  dsc_plot_add_point (plot, 0, 64);
  dsc_plot_add_point (plot, 6, 352);
  dsc_plot_add_note (plot, "A note.");
  dsc_plot_add_list (plot, 1, "Longest of B");
  dsc_plot_add_list_line (plot, "one");
  dsc_plot_add_list_line (plot, "two");
  return plot;
}

static void
test_sheet (void)
{
  g_autoptr (DscPlot) plot = make_plot ();
  g_autoptr (DscSheet) sheet = dsc_plot_to_sheet (plot);
  g_autofree char *csv = dsc_sheet_write (sheet, DSC_SHEET_CSV);
  g_autofree char *text = dsc_sheet_write (sheet, DSC_SHEET_TEXT);

  g_assert_cmpstr (csv, ==, "keys,a,b,c\n0,64,,64\n1,64,64,64\n6,352,64,352\n");
  g_assert_nonnull (strstr (text, "Longest of B – one; two."));
  g_assert_nonnull (strstr (text, "A note."));
}

static void
test_values (void)
{
  g_autoptr (DscPlot) plot = make_plot ();
  double y = -1;

  g_assert_true (dsc_plot_get_value (plot, 0, 5, &y));
  g_assert_cmpfloat (y, ==, 64);
  g_assert_true (dsc_plot_get_value (plot, 0, 1000, &y));
  g_assert_cmpfloat (y, ==, 352);
  g_assert_false (dsc_plot_get_value (plot, 1, 0, &y));
  g_assert_cmpuint (dsc_plot_get_twin (plot, 0), ==, 0);
  g_assert_cmpuint (dsc_plot_get_twin (plot, 1), ==, 1);
  g_assert_cmpuint (dsc_plot_get_twin (plot, 2), ==, 0);
  g_assert_cmpuint (dsc_plot_get_n_numbers (plot), ==, 3);
}

static void
test_ranges (void)
{
  g_autoptr (DscPlot) plot = make_plot ();
  g_autoptr (DscPlot) empty = dsc_plot_new ("t", NULL);
  double from, to;

  dsc_plot_get_range (plot, -1, &from, &to);
  g_assert_cmpfloat (from, ==, 0);
  g_assert_cmpfloat (to, ==, 6);
  dsc_plot_get_range (plot, 0, &from, &to);
  g_assert_cmpfloat (from, ==, 0);
  g_assert_cmpfloat (to, ==, 400);
  dsc_plot_set_x (empty, "x", "x", NULL)->scale = DSC_PLOT_LOG10;
  dsc_plot_add_panel (empty, "y", "y", NULL);
  for (int panel = -1; panel < 1; panel++)
    {
      dsc_plot_get_range (empty, panel, &from, &to);
      g_assert_true (isfinite (from) && isfinite (to) && to > from);
    }
}

/* ---- from the rules -------------------------------------------------------------------------------------------- */

static DscPlot *
plot_of_rules (DscPlotKind  kind,
               const char  *versions,
               gboolean     str,
               DscLadderWay way,
               guint64      up_to)
{
  g_auto (GStrv) names = g_strsplit (versions, ",", -1);
  DscTarget targets[64];
  guint n = 0;

  for (; names[n] != NULL; n++)
    g_assert_cmpint (dsc_target_parse (names[n], &targets[n]), ==, DSC_STATUS_OK);
  return dsc_plot_new_of_rules (kind, &(DscPlotQuery) { .targets = targets, .n_targets = n, .str = str, .way = way, .up_to = up_to });
}

static char *
points_text (const DscPlot *plot,
             guint          series)
{
  const DscPlotSeries *one = dsc_plot_get_series (plot, series);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < one->points->len; i++)
    {
      const DscPlotPoint *point = &g_array_index (one->points, DscPlotPoint, i);
      g_string_append_printf (text, "%s%.0f:%.0f", i > 0 ? " " : "", point->x, point->y);
    }
  return g_string_free (text, FALSE);
}

static void
test_ladders (void)
{
  g_test_summary ("The growth ladders that people have measured.");
  static const struct { const char *version; gboolean str; guint64 up_to; const char *points; } ladders[] = {
    { "2.7", FALSE, 100, "0:280 6:1048 22:3352 86:12568" },
    { "3.5", FALSE, 200, "0:288 6:480 12:864 22:1632 44:3168 86:6240 172:12384" },
    { "3.6", FALSE, 200, "0:240 6:368 11:648 22:1184 43:2280 86:4704 171:9320" },
    { "3.8", FALSE, 100, "0:64 1:232 6:360 11:640 22:1176 43:2272 86:4696" },
    { "3.11.7", FALSE, 700, "0:64 1:224 6:352 11:632 22:1168 43:2264 86:4688 171:9304 342:18512 683:36952" },
    { "3.11.7", TRUE, 400, "0:64 1:184 6:272 11:464 22:832 43:1584 86:3328 171:6576 342:13056" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ladders); i++)
    {
      g_autoptr (DscPlot) plot = plot_of_rules (DSC_PLOT_KIND_SIZES, ladders[i].version, ladders[i].str, DSC_LADDER_LOOP, ladders[i].up_to);
      g_autofree char *text = points_text (plot, 0);
      g_assert_cmpstr (text, ==, ladders[i].points);
    }
}

static void
test_difference (void)
{
  g_test_summary ("3.6 against 3.5: 17 to 28 % smaller, but 35, 40 and 49 % larger at 11, 43 and 171 keys.");
  g_autoptr (DscPlot) plot = plot_of_rules (DSC_PLOT_KIND_DIFFERENCE, "3.5,3.6", FALSE, DSC_LADDER_LOOP, 200);
  g_autofree char *base = points_text (plot, 0);
  g_autofree char *text = points_text (plot, 1);

  g_assert_cmpstr (base, ==, "0:0");
  g_assert_cmpstr (text, ==, "0:-17 6:-23 11:35 12:-25 22:-27 43:40 44:-28 86:-25 171:49 172:-25");
}

static void
test_curves (void)
{
  g_test_summary ("Bytes per key and load are the sizes and slots of the rules at every point, and have points on both sides of every step.");
  static const DscPlotKind kinds[] = { DSC_PLOT_KIND_PER_KEY, DSC_PLOT_KIND_LOAD };

  for (guint k = 0; k < 2; k++)
    {
      g_autoptr (DscPlot) plot = plot_of_rules (kinds[k], "2.7,3.5,3.6,3.14,3.13t", TRUE, DSC_LADDER_UPDATE, 5000);

      for (guint i = 0; i < dsc_plot_get_n_series (plot); i++)
        {
          const DscPlotSeries *series = dsc_plot_get_series (plot, i);
          const DscTraits traits = dsc_traits_resolve (series->target);
          double y;

          for (guint p = 0; p < series->points->len; p++)
            {
              const DscPlotPoint *point = &g_array_index (series->points, DscPlotPoint, p);
              const guint64 n = (guint64) point->x;
              const double size = (double) dsc_ladder_size (&traits, DSC_LADDER_UPDATE, TRUE, n);
              const double slots = (double) dsc_ladder_table (&traits, DSC_LADDER_UPDATE, TRUE, n).slots;
              g_assert_cmpfloat_with_epsilon (point->y, k == 0 ? size / point->x : point->x / slots * 100, 1e-9);
            }
          for (guint64 n = dsc_ladder_next (&traits, DSC_LADDER_UPDATE, TRUE, 1, 5000); n != 0; n = dsc_ladder_next (&traits, DSC_LADDER_UPDATE, TRUE, n, 5000))
            g_assert_true (dsc_plot_get_value (plot, i, (double) n, &y) && dsc_plot_get_value (plot, i, (double) n - 1, &y));
        }
    }
}

static void
test_resizes (void)
{
  g_autoptr (DscPlot) plot = plot_of_rules (DSC_PLOT_KIND_RESIZES, "2.7,3.14", FALSE, DSC_LADDER_LOOP, 100);
  g_autofree char *old = points_text (plot, 0);
  g_autofree char *old_moved = points_text (plot, 2);
  g_autofree char *new_moved = points_text (plot, 3);

  g_assert_cmpuint (dsc_plot_get_n_panels (plot), ==, 2);
  g_assert_cmpstr (old, ==, "0:0 6:1 22:2 86:3");
  g_assert_cmpstr (old_moved, ==, "0:0 6:6 22:28 86:114");             /* after the store: with the new key */
  g_assert_cmpstr (new_moved, ==, "0:0 6:5 11:15 22:36 43:78 86:163");  /* before it */
}

static void
test_left_out (void)
{
  g_autoptr (DscPlot) plot = plot_of_rules (DSC_PLOT_KIND_SIZES, "1.5.2,3.14", FALSE, DSC_LADDER_FROMKEYS_SET, 100);
  g_autoptr (DscPlot) none = plot_of_rules (DSC_PLOT_KIND_DIFFERENCE, "1.5.2", FALSE, DSC_LADDER_FROMKEYS_SET, 100);

  g_assert_cmpuint (dsc_plot_get_n_series (plot), ==, 1);
  g_assert_nonnull (strstr (dsc_plot_get_note (plot, 0), "1.5.2"));
  g_assert_cmpuint (dsc_plot_get_n_series (none), ==, 0);
}

static void
test_kinds (void)
{
  for (guint i = 0; i < DSC_N_PLOT_KINDS; i++)
    {
      DscPlotKind found = DSC_N_PLOT_KINDS;
      g_assert_true (dsc_plot_kind_find (dsc_plot_kind_name ((DscPlotKind) i), &found));
      g_assert_cmpuint (found, ==, i);
      g_assert_cmpstr (dsc_plot_kind_label ((DscPlotKind) i), !=, "");
      g_assert_cmpstr (dsc_plot_kind_summary ((DscPlotKind) i), !=, "");
    }
  DscPlotKind found;
  g_assert_false (dsc_plot_kind_find ("size", &found));
  g_assert_false (dsc_plot_kind_find (NULL, &found));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/plot/ticks", test_ticks);
  g_test_add_func ("/scene/plot/ticks-are-few-and-ascending", test_ticks_are_few_and_ascending);
  g_test_add_func ("/scene/plot/numbers", test_numbers);
  g_test_add_func ("/scene/plot/sheet", test_sheet);
  g_test_add_func ("/scene/plot/values", test_values);
  g_test_add_func ("/scene/plot/ranges", test_ranges);
  g_test_add_func ("/scene/plot/ladders", test_ladders);
  g_test_add_func ("/scene/plot/difference", test_difference);
  g_test_add_func ("/scene/plot/curves", test_curves);
  g_test_add_func ("/scene/plot/resizes", test_resizes);
  g_test_add_func ("/scene/plot/left-out", test_left_out);
  g_test_add_func ("/scene/plot/kinds", test_kinds);
  return g_test_run ();
}
