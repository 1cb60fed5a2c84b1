/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-figure-plot.c: plots of programs say what the model's dicts are, step by step, and the figure follows the document. */
#include "dsc-figure-plot.h"

#include <string.h>

#include "dsc-plot-kind.h"
#include "dsc-survey.h"
#include "dsc-view-plot.h"
#include "session-tests.h"

#define CHURN \
  "d = {}\n" \
  "for i in range(40):\n" \
  "    d['k%d' % i] = i\n" \
  "    if i % 3 == 0 and i > 5:\n" \
  "        del d['k%d' % (i - 4)]\n" \
  "d[7] = 7\n" \
  "d.popitem()\n" \
  "for i in range(10, 30):\n" \
  "    d.pop('k%d' % i, None)\n" \
  "d['last'] = 1\n"

static const char *const versions[] = { "1.5.2", "2.1.3", "2.7.18", "3.3.7", "3.5.10", "3.6.15", "3.10.13", "3.12.1", "3.14.10", "3.13.13t", "3.11.7-i386" };
#define N_VERSIONS G_N_ELEMENTS (versions)

/* ---- plots of programs ------------------------------------------------------------------------------------------ */

typedef struct {
  DscScript *script;
  DscRun    *runs[N_VERSIONS];
  DscPlotRun list[N_VERSIONS];
} Programs;

/* Old releases do not know all of the text: as far as they get. */
static void
run_all (Programs   *self,
         const char *text,
         guint       first)
{
  g_autoptr (GError) error = NULL;

  *self = (Programs) { .script = dsc_script_new (text, strlen (text)) };
  for (guint i = first; i < N_VERSIONS; i++)
    {
      self->runs[i] = dsc_script_run (self->script, target_from_text (versions[i]), 0, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      self->list[i - first] = (DscPlotRun) { target_from_text (versions[i]), self->runs[i]->timeline };
    }
}

static void
clear_all (Programs *self)
{
  for (guint i = 0; i < N_VERSIONS; i++)
    g_clear_pointer (&self->runs[i], dsc_run_free);
  dsc_script_unref (self->script);
}

static DscSnapshot *
snapshot_at (const DscPlotRun *run,
             gsize             step)
{
  DscMachine *machine = dsc_timeline_seek (run->timeline, step, NULL);

  return dsc_machine_take_snapshot (machine, dsc_machine_find_name (machine, "d"));
}

static gsize
count_dummies (const DscSnapshot *snapshot)
{
  gsize n = 0;

  for (gsize i = 0; i < dsc_snapshot_get_n_entries (snapshot); i++)
    n += dsc_snapshot_get_entry_state (snapshot, i) == DSC_SLOT_DUMMY;
  return n;
}

static void
history_is_that_of_the_states (void)
{
  Programs p;

  run_all (&p, CHURN, 0);
  const DscPlotPrograms programs = { .runs = p.list, .n_runs = N_VERSIONS };
  g_autoptr (DscPlot) history = dsc_plot_new_of_runs (DSC_PLOT_KIND_HISTORY, &programs);
  g_autoptr (DscPlot) tombstones = dsc_plot_new_of_runs (DSC_PLOT_KIND_TOMBSTONES, &programs);
  guint n_marks = 0, n_tombstones = 0;

  for (guint i = 0; i < N_VERSIONS; i++)
    {
      const gsize n_steps = dsc_timeline_get_n_steps (p.list[i].timeline);
      double y;

      g_assert_cmpuint (n_steps, >, 60);
      for (gsize step = 1; step <= n_steps; step++)
        {
          DscSnapshot *snapshot = snapshot_at (&p.list[i], step);
          const double dummies = (double) count_dummies (snapshot), used = (double) dsc_snapshot_get_value (snapshot, DSC_FIELD_MA_USED, 0);

          g_assert_true (dsc_plot_get_value (history, i, (double) step, &y));
          g_assert_cmpfloat (y, ==, (double) dsc_snapshot_get_getsizeof (snapshot));
          g_assert_true (dsc_plot_get_value (history, N_VERSIONS + i, (double) step, &y));
          g_assert_cmpfloat (y, ==, (double) dsc_snapshot_get_n_slots (snapshot));
          g_assert_true (dsc_plot_get_value (tombstones, i, (double) step, &y));
          g_assert_cmpfloat_with_epsilon (y, dummies == 0 ? 0 : 100 * dummies / (dummies + used), 1e-9);
          n_tombstones += dummies > 0;
          dsc_snapshot_unref (snapshot);
        }
      const DscPlotSeries *series = dsc_plot_get_series (history, i);
      for (guint k = 0; k < series->points->len; k++)
        n_marks += g_array_index (series->points, DscPlotPoint, k).marked;
    }
  g_assert_cmpuint (n_marks, >, 2 * N_VERSIONS);
  g_assert_cmpuint (n_tombstones, >, 20 * N_VERSIONS);
  clear_all (&p);
}

static void
probes_are_those_of_the_survey (void)
{
  Programs p;

  run_all (&p, CHURN, 0);
  const DscPlotPrograms programs = { .runs = p.list, .n_runs = N_VERSIONS, .step = 45 };
  g_autoptr (DscPlot) plot = dsc_plot_new_of_runs (DSC_PLOT_KIND_PROBES, &programs);

  for (guint i = 0; i < N_VERSIONS; i++)
    {
      DscSnapshot *snapshot = snapshot_at (&p.list[i], 45);
      const gsize capacity = MAX (dsc_snapshot_get_entry_capacity (snapshot), dsc_snapshot_get_n_slots (snapshot));
      g_autofree guint8 *cells = g_new0 (guint8, capacity);
      guint counts[256] = { 0 }, chains[256] = { 0 };
      gsize slots[255];
      double y;

      if (dsc_snapshot_get_index_width (snapshot) != 0)
        dsc_survey_entries (snapshot, 0, dsc_snapshot_get_n_entries (snapshot), cells, NULL);
      else
        dsc_survey_slots (snapshot, 0, dsc_snapshot_get_n_slots (snapshot), cells);
      for (gsize k = 0; k < dsc_snapshot_get_n_entries (snapshot); k++)
        if (dsc_snapshot_get_entry_state (snapshot, k) == DSC_SLOT_USED)
          {
            counts[dsc_cell_probes (cells[k])]++;
            chains[dsc_snapshot_probe_chain (snapshot, dsc_snapshot_get_entry (snapshot, k).me_hash, (gint64) k, slots, 255)]++;
          }
      g_assert_cmpmem (counts, sizeof counts, chains, sizeof chains);
      for (guint n = 1; n < 255; n++)
        g_assert_cmpfloat (dsc_plot_get_value (plot, i, n, &y) ? y : 0, ==, counts[n]);
      dsc_snapshot_unref (snapshot);
    }
  g_assert_cmpuint (dsc_plot_get_n_lists (plot), >, 3);
  g_assert_nonnull (strstr (dsc_plot_get_list (plot, 0)->lines->pdata[0], "mean "));
  g_assert_nonnull (strstr (dsc_plot_get_list (plot, 0)->lines->pdata[1], "'k"));
  clear_all (&p);
}

/* Lines of one state of one release, "1:5 2:3". */
static char *
lines_of (const char *version,
          const char *text)
{
  g_autoptr (GError) error = NULL;
  DscScript *script = dsc_script_new (text, strlen (text));
  DscRun *run = dsc_script_run (script, target_from_text (version), 0, NULL, NULL, NULL, &error);
  const DscPlotRun list = { target_from_text (version), run->timeline };
  g_autoptr (DscPlot) plot = dsc_plot_new_of_runs (DSC_PLOT_KIND_LINES, &(DscPlotPrograms) { .runs = &list, .n_runs = 1, .step = G_MAXUINT64 });
  const DscPlotSeries *series = dsc_plot_get_series (plot, 0);
  GString *result = g_string_new (NULL);

  for (guint i = 0; i < series->points->len; i++)
    {
      const DscPlotPoint *point = &g_array_index (series->points, DscPlotPoint, i);
      if (point->y > 0)
        g_string_append_printf (result, "%s%.0f:%.0f", result->len > 0 ? " " : "", point->x, point->y);
    }
  dsc_run_free (run);
  dsc_script_unref (script);
  return g_string_free (result, FALSE);
}

#define assert_lines(version, script, expected) \
  G_STMT_START { g_autofree char *lines_ = lines_of (version, script); g_assert_cmpstr (lines_, ==, expected); } G_STMT_END

static void
lines_by_hand (void)
{
  g_test_summary ("Keys objects begin at a line: 32 bytes of header, 8 of indices, then entries of 16 or 24 bytes; 40 and 24 before 3.11. What each search reads was "
                  "counted with pencil and paper.");
  /* 3.14, strs: entry 0 at 40 … 55, all in line 0. */
  assert_lines ("3.14.10", "d = {}\nd['a'] = 1\n", "1:1");
  /* ints: entry 0 at 40 … 63, with the index in line 0; 1 and 2 in line 1; 3 at 112 has its key in line 1 and its value in line 2; 4 in line 2. */
  assert_lines ("3.14.10", "d = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4}\n", "1:1 2:3 3:1");
  /* 3.6: entry 0 at 48: key 56, value 64; 1 at 72 and 2 in line 1; 3 at 120: key 128, value 136, and 4: line 2. Each beside the index in line 0. */
  assert_lines ("3.6.15", "d = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4}\n", "2:5");
  /* 3.5: no index; slot 0 at 32: key 40, value 48; 1: 64, 72; 2: 88, 96; 3: 112, 120; 4: 136, 144. */
  assert_lines ("3.5.10", "d = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4}\n", "1:5");
  /* 0 and 8 collide in 8 slots: the second one passes by slot 0, whose key and hash lie in line 0, and finds slot 1 in line 1. */
  assert_lines ("3.5.10", "d = {}\nd[0] = 0\nd[8] = 8\n", "1:1 2:1");
  assert_lines ("3.14.10", "d = {}\n", "");
}

static gboolean
always (gpointer data)
{
  return TRUE;
}

static double
mean_of (const DscPlot *plot,
         guint          series)
{
  const GArray *points = dsc_plot_get_series (plot, series)->points;
  double sum = 0, n = 0;

  for (guint i = 0; i < points->len; i++)
    {
      sum += g_array_index (points, DscPlotPoint, i).x * g_array_index (points, DscPlotPoint, i).y;
      n += g_array_index (points, DscPlotPoint, i).y;
    }
  return sum / n;
}

static void
costs_are_those_of_a_program (void)
{
  g_test_summary ("Average costs of dicts that are filled for the plot are those of a program that fills them.");
  static const guint sizes[] = { 1, 5, 6, 22, 170, 171 };
  DscTarget targets[N_VERSIONS];

  for (guint i = 0; i < N_VERSIONS; i++)
    targets[i] = target_from_text (versions[i]);
  for (guint str = 0; str < 2; str++)
    {
      g_autoptr (DscPlot) costs = dsc_plot_new_of_rules (DSC_PLOT_KIND_COSTS, &(DscPlotQuery) { .targets = targets, .n_targets = N_VERSIONS, .str = str, .up_to = 171 });

      for (guint k = 0; k < G_N_ELEMENTS (sizes); k++)
        {
          g_autofree char *text = g_strdup_printf ("d = {}\nfor i in range(%u):\n    d[%s] = 0\n", sizes[k], str ? "'k%d' % i" : "i");
          Programs p;

          run_all (&p, text, 0);
          const DscPlotPrograms programs = { .runs = p.list, .n_runs = N_VERSIONS, .step = G_MAXUINT64 };
          g_autoptr (DscPlot) probes = dsc_plot_new_of_runs (DSC_PLOT_KIND_PROBES, &programs);
          g_autoptr (DscPlot) lines = dsc_plot_new_of_runs (DSC_PLOT_KIND_LINES, &programs);
          for (guint i = 0; i < N_VERSIONS; i++)
            {
              double y;

              g_assert_true (dsc_plot_get_value (costs, i, sizes[k], &y));
              g_assert_cmpfloat_with_epsilon (y, mean_of (probes, i), 1e-9);
              g_assert_true (dsc_plot_get_value (costs, N_VERSIONS + i, sizes[k], &y));
              g_assert_cmpfloat_with_epsilon (y, mean_of (lines, i), 1e-9);
            }
          clear_all (&p);
        }
    }
  g_assert_null (dsc_plot_new_of_rules (DSC_PLOT_KIND_COSTS, &(DscPlotQuery) { .targets = targets, .n_targets = 1, .up_to = 9, .is_cancelled = always }));
}

static void
names_are_obeyed (void)
{
  Programs p;

  run_all (&p, "a = {}\nb = {}\nfor i in range(9):\n    a[i] = i\nb['x'] = 1\n", 5);
  DscPlotPrograms programs = { .runs = p.list, .n_runs = N_VERSIONS - 5, .step = G_MAXUINT64, .program = "two.py" };
  g_autoptr (DscPlot) last = dsc_plot_new_of_runs (DSC_PLOT_KIND_PROBES, &programs);
  programs.name = "a";
  g_autoptr (DscPlot) named = dsc_plot_new_of_runs (DSC_PLOT_KIND_PROBES, &programs);
  programs.name = "c";
  g_autoptr (DscPlot) missing = dsc_plot_new_of_runs (DSC_PLOT_KIND_HISTORY, &programs);
  g_autoptr (DscPlot) missing_state = dsc_plot_new_of_runs (DSC_PLOT_KIND_LINES, &programs);
  double y;

  g_assert_nonnull (strstr (dsc_plot_get_line (last), "two.py · b · after 12 of 12"));
  g_assert_true (dsc_plot_get_value (last, 0, 1, &y));
  g_assert_cmpfloat (y, ==, 1);
  g_assert_true (dsc_plot_get_value (named, 0, 1, &y));
  g_assert_cmpfloat (y, ==, 9);
  for (guint i = 0; i < dsc_plot_get_n_series (missing); i++)
    g_assert_cmpuint (dsc_plot_get_series (missing, i)->points->len, ==, 0);
  for (guint i = 0; i < dsc_plot_get_n_series (missing_state); i++)
    g_assert_cmpuint (dsc_plot_get_series (missing_state, i)->points->len, ==, 0);
  clear_all (&p);
}

static void
instances_are_looked_at (void)
{
  static const char text[] = "class P:\n    pass\np = P()\np.x = 1\np.y = 2\nd = p.__dict__\nd['z'] = 3\n";
  Programs p;

  run_all (&p, text, 3);
  for (DscPlotKind kind = DSC_PLOT_KIND_HISTORY; kind < DSC_N_PLOT_KINDS; kind++)
    for (guint64 step = 0; step < 7; step++)
      {
        const DscPlotPrograms programs = { .runs = p.list, .n_runs = N_VERSIONS - 3, .name = "p", .step = step };
        g_autoptr (DscPlot) plot = dsc_plot_new_of_runs (kind, &programs);
        g_autoptr (DscScene) scene = dsc_view_plot_new (plot, NULL);

        g_assert_cmpfloat (dsc_scene_get_height (scene), >, 100);
      }
  clear_all (&p);
}

static void
can_be_cancelled (void)
{
  Programs p;

  run_all (&p, CHURN, 9);
  for (DscPlotKind kind = DSC_PLOT_KIND_HISTORY; kind < DSC_N_PLOT_KINDS; kind++)
    g_assert_null (dsc_plot_new_of_runs (kind, &(DscPlotPrograms) { .runs = p.list, .n_runs = N_VERSIONS - 9, .is_cancelled = always }));
  clear_all (&p);
}

/* ---- the figure ------------------------------------------------------------------------------------------------- */

typedef struct {
  DscScene *scene;
  DscSheet *sheet;
  GError   *error;
  guint     changed;
  DscTarget target;
  guint64   step;
} Seen;

static void
on_changed (DscFigure *figure,
            Seen      *seen)
{
  seen->changed++;
}

static void
on_activated (DscFigure *figure,
              guint      action,
              gpointer   a,
              gpointer   b,
              Seen      *seen)
{
  if (action == DSC_FIGURE_GO_TO_STEP)
    seen->step = *(const guint64 *) a;
  else
    seen->target = *(const DscTarget *) a;
}

static void
forget (Seen *seen)
{
  g_clear_pointer (&seen->scene, dsc_scene_unref);
  g_clear_pointer (&seen->sheet, dsc_sheet_unref);
  g_clear_error (&seen->error);
}

static void
look (DscFigure *figure,
      Seen      *seen)
{
  forget (seen);
  figure_look (figure, &seen->scene, &seen->sheet, &seen->error);
}

static void
figure_of_rules (void)
{
  g_autoptr (DscSession) session = session_with (ROW_SCRIPT);
  g_autoptr (DscFigure) figure = dsc_figure_plot_new (session);
  const DscTarget two[] = { target_from_text ("3.5.10"), target_from_text ("3.6.15") };
  Seen seen = { 0 };
  DscRect area;

  g_signal_connect (figure, "changed", G_CALLBACK (on_changed), &seen);
  g_signal_connect (figure, "activated", G_CALLBACK (on_activated), &seen);
  g_assert_cmpstr (dsc_figure_get_name (figure), ==, "plot");
  g_assert_cmpuint (dsc_figure_get_n_choices (figure), ==, 6);
  g_assert_cmpuint (dsc_figure_get_choice (figure, 1).n_targets, >=, 4);
  look (figure, &seen);
  g_assert_no_error (seen.error);
  g_assert_cmpuint (dsc_sheet_get_n_columns (seen.sheet), ==, 1 + dsc_figure_get_choice (figure, 1).n_targets);

  dsc_figure_set_targets (figure, 1, two, 2);
  dsc_figure_set_number (figure, 0, DSC_PLOT_KIND_DIFFERENCE);
  g_assert_cmpuint (seen.changed, ==, 2);
  look (figure, &seen);
  g_assert_true (dsc_view_plot_get_area (seen.scene, 0, &area));
  g_autoptr (DscScene) cross = dsc_figure_point_at (figure, seen.scene, (DscPoint) { area.x + 50, area.y + 50 }, &dsc_text_metrics_builtin);
  g_assert_nonnull (cross);
  g_assert_null (dsc_figure_point_at (figure, cross, (DscPoint) { area.x + 50, area.y + 50 }, &dsc_text_metrics_builtin));
  dsc_figure_activate (figure, (DscSceneId) { .part = DSC_PART_OF_DATUM, .index = 1, .extra = 0 });
  g_assert_true (dsc_target_equal (seen.target, two[1]));
  dsc_figure_activate (figure, (DscSceneId) { .part = DSC_PART_OF_DATUM, .index = 99, .extra = 0 });

  /* Keywords are strs: each of the two choices gives way to the other. */
  dsc_figure_set_number (figure, 5, DSC_LADDER_KWARGS);
  g_assert_cmpfloat (dsc_figure_get_choice (figure, 3).number, ==, 1);
  look (figure, &seen);
  dsc_figure_set_number (figure, 3, 0);
  g_assert_cmpfloat (dsc_figure_get_choice (figure, 5).number, ==, DSC_LADDER_LOOP);
  forget (&seen);
}

static void
figure_of_a_program (void)
{
  g_autoptr (DscSession) session = session_with (CHURN);
  g_autoptr (DscFigure) figure = dsc_figure_plot_new (session);
  Seen seen = { 0 };
  guint before;

  g_signal_connect (figure, "changed", G_CALLBACK (on_changed), &seen);
  g_signal_connect (figure, "activated", G_CALLBACK (on_activated), &seen);
  dsc_session_set_position (session, 5);
  session_settle (session);
  g_assert_cmpuint (seen.changed, ==, 0);
  dsc_figure_set_number (figure, 0, DSC_PLOT_KIND_HISTORY);
  g_assert_cmpuint (dsc_figure_get_n_choices (figure), ==, 3);
  look (figure, &seen);
  g_assert_no_error (seen.error);
  dsc_figure_activate (figure, (DscSceneId) { .part = DSC_PART_OF_DATUM, .index = 0, .extra = 1 });
  g_assert_cmpuint (seen.step, >, 1);

  /* A history is not about a position; searches are. */
  before = seen.changed;
  dsc_session_set_position (session, 9);
  session_settle (session);
  g_assert_cmpuint (seen.changed, ==, before);
  dsc_figure_set_number (figure, 0, DSC_PLOT_KIND_PROBES);
  look (figure, &seen);
  g_assert_nonnull (strstr (dsc_scene_get_description (seen.scene), "after 9 of "));
  before = seen.changed;
  dsc_session_set_position (session, 12);
  session_settle (session);
  g_assert_cmpuint (seen.changed, >, before);

  before = seen.changed;
  dsc_session_set_text (session, "e = {}\ne[1] = 1\n");
  session_settle (session);
  g_assert_cmpuint (seen.changed, >, before);
  look (figure, &seen);
  g_assert_nonnull (strstr (dsc_scene_get_description (seen.scene), "e · after 2 of 2"));
  dsc_session_set_text (session, "");
  session_settle (session);
  look (figure, &seen);
  g_assert_error (seen.error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  forget (&seen);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/figure-plot/history-is-that-of-the-states", history_is_that_of_the_states);
  g_test_add_func ("/session/figure-plot/probes-are-those-of-the-survey", probes_are_those_of_the_survey);
  g_test_add_func ("/session/figure-plot/lines-by-hand", lines_by_hand);
  g_test_add_func ("/session/figure-plot/costs-are-those-of-a-program", costs_are_those_of_a_program);
  g_test_add_func ("/session/figure-plot/names-are-obeyed", names_are_obeyed);
  g_test_add_func ("/session/figure-plot/instances-are-looked-at", instances_are_looked_at);
  g_test_add_func ("/session/figure-plot/can-be-cancelled", can_be_cancelled);
  g_test_add_func ("/session/figure-plot/figure-of-rules", figure_of_rules);
  g_test_add_func ("/session/figure-plot/figure-of-a-program", figure_of_a_program);
  return g_test_run ();
}
