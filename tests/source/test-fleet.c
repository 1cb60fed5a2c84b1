/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-fleet.c: a fleet gives each of its targets, at every step, what a run of that target alone gives. */
#include "dsc-fleet.h"

#include <math.h>
#include <string.h>

#include "dsc-random-script.h"
#include "script-fixture.h"

static DscFleet *
fleet_of (const char   *text,
          guint32       hash_seed,
          const GArray *targets)
{
  g_autoptr (DscScript) script = dsc_script_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  DscFleet *fleet = dsc_fleet_new (script, hash_seed, (const DscTarget *) (gpointer) targets->data, targets->len);

  g_assert_true (dsc_fleet_run (fleet, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  return fleet;
}

static GArray *
targets_of (const char *const *names)
{
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (DscTarget));

  for (; *names != NULL; names++)
    {
      const DscTarget target = script_target (*names);

      g_array_append_val (targets, target);
    }
  return targets;
}

static DscRun *
run_alone (const DscFleet *fleet,
           DscScript      *script,
           guint           i)
{
  g_autoptr (GError) error = NULL;
  DscRun *run = dsc_script_run (script, dsc_fleet_get_target (fleet, i), dsc_fleet_get_hash_seed (fleet), NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return run;
}

static void
check_target (const DscFleet *fleet,
              guint           i,
              const DscRun   *alone,
              const char     *what)
{
  const gsize n = dsc_timeline_get_n_steps (alone->timeline);
  char name[64];

  dsc_target_format (dsc_fleet_get_target (fleet, i), name, sizeof name);
  if (dsc_fleet_get_n_steps (fleet, i) != n)
    g_error ("%s by %s: %" G_GSIZE_FORMAT " steps, not %" G_GSIZE_FORMAT, what, name, dsc_fleet_get_n_steps (fleet, i), n);
  for (gsize k = 0; k < n; k++)
    {
      const DscStep *step = dsc_timeline_get_step (alone->timeline, k);
      DscFleetStep there;

      g_assert_true (dsc_fleet_get_step (fleet, i, k, &there));
      if (there.used != step->used || there.n_slots != step->n_slots || there.getsizeof != step->getsizeof)
        g_error ("%s by %s, step %" G_GSIZE_FORMAT " “%s”: %" G_GSIZE_FORMAT " items, %" G_GSIZE_FORMAT " slots, %" G_GINT64_FORMAT " bytes; alone %"
                 G_GSIZE_FORMAT ", %" G_GSIZE_FORMAT ", %" G_GINT64_FORMAT,
                 what, name, k + 1, step->label, there.used, there.n_slots, there.getsizeof, step->used, step->n_slots, step->getsizeof);
      g_assert_cmpstr (dsc_fleet_get_operation (fleet, i, k), ==, step->label);
    }
  g_assert_cmpint (dsc_fleet_get_diagnostic (fleet, i) != NULL, ==, alone->diagnostic != NULL);
}

/* Neighbours part where their own runs do. */
static void
check_differences (DscFleet     *fleet,
                   guint         i,
                   const DscRun *before,
                   const DscRun *alone)
{
  static const guint whats[] = { DSC_COMPARE_BEHAVIOUR, DSC_COMPARE_BYTES };

  for (gsize k = 0; k < G_N_ELEMENTS (whats); k++)
    {
      DscDifference a = { 0 }, b = { 0 };
      const gboolean differ = dsc_compare_runs (before->timeline, alone->timeline, whats[k], &a);

      g_assert_cmpint (dsc_fleet_find_difference (fleet, i - 1, i, whats[k], &b), ==, differ);
      if (differ)
        {
          g_assert_cmpint (a.what, ==, b.what);
          g_assert_cmpuint (a.step, ==, b.step);
          g_assert_cmpint (a.a, ==, b.a);
          g_assert_cmpint (a.b, ==, b.b);
        }
    }
}

static void
check_script (const char *text,
              guint32     hash_seed,
              GArray     *targets,
              const char *what)
{
  g_autoptr (DscScript) script = dsc_script_new (text, strlen (text));
  g_autoptr (DscFleet) fleet = fleet_of (text, hash_seed, targets);
  g_autoptr (DscRun) before = NULL;

  for (guint i = 0; i < targets->len; i++)
    {
      g_autoptr (DscRun) alone = run_alone (fleet, script, i);

      check_target (fleet, i, alone, what);
      if (before != NULL)
        check_differences (fleet, i, before, alone);
      g_clear_pointer (&before, dsc_run_free);
      before = g_steal_pointer (&alone);
    }
}

/* Every n-th target, all of them in slow tests: neighbours are tried too. */
static GArray *
sample_targets (guint first,
                guint every)
{
  g_autoptr (GArray) all = dsc_fleet_list_targets ();
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (DscTarget));

  for (guint i = first % every; i < all->len; i += every)
    g_array_append_val (targets, g_array_index (all, DscTarget, i));
  return targets;
}

static void
test_scripts (void)
{
  g_autoptr (GPtrArray) files = script_files ("scripts/good", ".py");
  const guint every = g_test_slow () ? 1 : 19;

  g_assert_cmpuint (files->len, >, 20);
  for (guint i = 0; i < files->len; i++)
    {
      const char *path = g_ptr_array_index (files, i);
      g_autoptr (GArray) targets = sample_targets (i, every);
      g_autofree char *text = NULL;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      check_script (text, 0, targets, path);
    }
}

static void
test_random (void)
{
  static const char * const releases[] = { "2.2.3", "2.7.18", "3.3.7", "3.6.15", "3.9.25", "3.14.10" };
  const guint n = g_test_slow () ? 120 : 24;
  const guint every = g_test_slow () ? 3 : 17;

  for (guint i = 0; i < n; i++)
    {
      const DscTarget target = script_target (releases[i % G_N_ELEMENTS (releases)]);
      g_autoptr (GPtrArray) statements = dsc_random_script_new (i, 40 + 3 * i, target.version);
      g_autofree char *text = dsc_random_script_join (statements);
      g_autofree char *what = g_strdup_printf ("random script %u", i);
      g_autoptr (GArray) targets = sample_targets (i, every);

      check_script (text, i % 3 == 0 ? 0 : i, targets, what);
    }
}

/* What hardly anything but the release decides. */
static void
test_release (void)
{
  static const char * const texts[] = {
    "import sys\nd = {}\nif sys.version_info >= (3, 6, 5):\n    d['a'] = 1\nelse:\n    d['b'] = {}\n",
    "import sys\nd = {}\nfor i in range(sys.hexversion >> 16 & 15):\n    d[i] = i\n",
    "import sys\nd = {}\nd[sys.getsizeof(())] = 1\nd[sys.getsizeof('abc')] = 1\nd[sys.getsizeof(d)] = 1\n",
    "d = {}\ntry:\n    d[[]] = 1\nexcept TypeError as e:\n    d[str(e)] = 1\n",
    "d = {}\nd[str(1.1)] = repr(0.1)\nd[hash('a') % 7] = hash(-1)\nd[hash(None) % 3] = 0\n",
    "d = dict.fromkeys('abcdefgh')\nfor k in d:\n    if k > 'c':\n        d.pop(k)\n        break\nd['z'] = d.popitem()\n",
    "s = {3, 1, 2, 33, 65}\nd = {}\nfor x in s:\n    d[x] = len(d)\nd2 = {k: v for k, v in d.items()}\n",
    "d = {}\nfor i in range(30):\n    d[i * 8] = 1\nfor i in range(0, 30, 2):\n    del d[i * 8]\nfor i in range(40):\n    d['%d' % i] = 1\n",
  };
  g_autoptr (GArray) targets = sample_targets (0, g_test_slow () ? 1 : 7);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    check_script (texts[i], 0, targets, texts[i]);
}

static void
test_targets (void)
{
  g_autoptr (GArray) targets = dsc_fleet_list_targets ();
  const DscVersion *releases;
  guint n_debug = 0, n_threads = 0, n_32 = 0, n_other = 0;

  for (guint i = 0; i < targets->len; i++)
    {
      const DscTarget target = g_array_index (targets, DscTarget, i);
      DscTarget again;
      char name[64];

      n_debug += target.build.debug;
      n_threads += target.build.free_threaded;
      n_32 += target.build.arch != DSC_ARCH_64;
      n_other += target.implementation != DSC_IMPLEMENTATION_CPYTHON;
      dsc_target_format (target, name, sizeof name);
      g_assert_cmpint (dsc_target_parse (name, &again), ==, DSC_STATUS_OK);
      g_assert_true (dsc_target_equal (target, again));
    }
  g_assert_cmpuint (targets->len, >, 2 * dsc_releases (&releases));
  g_assert_true (n_debug > 100 && n_threads > 10 && n_32 > 100 && n_other == 2);
}

static void
test_measures (void)
{
  static const char * const names[] = { "3.9.18", "3.10.13", "3.10.14", "2.7.18", NULL };
  static const char text[] = "d = {}\nfor key in 'abcde':\n    d[key] = 0\ndel d['a']\ndel d['b']\ndel d['c']\nd['f'] = 0\ne = dict(d)\n";
  g_autoptr (GArray) targets = targets_of (names);
  g_autoptr (DscFleet) fleet = fleet_of (text, 0, targets);
  g_autoptr (GError) error = NULL;
  double m[DSC_N_MEASURES];
  DscFleetStep step;

  for (guint i = 0; i < 4; i++)
    for (gsize k = dsc_fleet_get_n_steps (fleet, i); k-- > 0;)
      {
        g_assert_true (dsc_fleet_get_step (fleet, i, k, &step));
        g_assert_true (dsc_fleet_measure (fleet, i, k + 1, NULL, DSC_MEASURES_ALL, NULL, m, &error));
        g_assert_no_error (error);
        if (step.getsizeof < 0)
          continue;
        g_assert_cmpfloat (m[DSC_MEASURE_GETSIZEOF], ==, (double) step.getsizeof);
        g_assert_cmpfloat (m[DSC_MEASURE_SLOTS], ==, (double) step.n_slots);
        g_assert_cmpfloat (m[DSC_MEASURE_ITEMS], ==, (double) step.used);
      }
  /* “f” makes the table of 3.10 one of sixteen slots, that of 3.9 is made anew as it was; 2.7 counts the dummies, and makes room for four times its items. */
  const gsize last = dsc_fleet_get_n_steps (fleet, 0) - 1;
  static const double slots[] = { 8, 16, 16, 16 }, resizes[] = { 1, 1, 1, 1 };
  for (guint i = 0; i < 4; i++)
    {
      g_assert_true (dsc_fleet_measure (fleet, i, last, "d", DSC_MEASURES_ALL, NULL, m, &error));
      g_assert_cmpfloat (m[DSC_MEASURE_SLOTS], ==, slots[i]);
      g_assert_cmpfloat (m[DSC_MEASURE_RESIZES], ==, resizes[i]);
      g_assert_true (dsc_fleet_measure (fleet, i, last, "nobody", DSC_MEASURES_ALL, NULL, m, &error));
      g_assert_true (isnan (m[DSC_MEASURE_SLOTS]));
      g_assert_true (dsc_fleet_measure (fleet, i, 0, NULL, DSC_MEASURES_ALL, NULL, m, &error));
      g_assert_true (isnan (m[DSC_MEASURE_SLOTS]));
      g_assert_true (dsc_fleet_measure (fleet, i, last + 100, NULL, DSC_MEASURES_ALL, NULL, m, &error));
      g_assert_true (isnan (m[DSC_MEASURE_SLOTS]));
    }
}

static void
note_progress (guint    n_done,
               gpointer user_data)
{
  guint *most = user_data;

  g_assert_cmpuint (n_done, >=, *most);
  *most = n_done;
}

static void
test_cancel (void)
{
  static const char * const names[] = { "3.9.18", "3.10.13", "2.7.18", NULL };
  static const char text[] = "d = {}\nfor i in range(100):\n    d[i] = i\n";
  g_autoptr (GArray) targets = targets_of (names);
  g_autoptr (DscScript) script = dsc_script_new (text, strlen (text));
  g_autoptr (DscFleet) fleet = dsc_fleet_new (script, 0, (const DscTarget *) (gpointer) targets->data, targets->len);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  guint most = 0;

  g_cancellable_cancel (cancellable);
  g_assert_false (dsc_fleet_run (fleet, cancellable, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_true (dsc_fleet_run (fleet, NULL, note_progress, &most, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (most, ==, 3);
}

static void
test_too_long (void)
{
  static const char * const names[] = { "3.14", NULL };
  static const char text[] = "d = {}\nfor i in range(300000):\n    d[0] = i\n";
  g_autoptr (GArray) targets = targets_of (names);
  g_autoptr (DscScript) script = dsc_script_new (text, strlen (text));
  g_autoptr (DscFleet) fleet = dsc_fleet_new (script, 0, (const DscTarget *) (gpointer) targets->data, targets->len);
  g_autoptr (GError) error = NULL;

  g_assert_false (dsc_fleet_run (fleet, NULL, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/source/fleet/targets", test_targets);
  g_test_add_func ("/source/fleet/scripts", test_scripts);
  g_test_add_func ("/source/fleet/random", test_random);
  g_test_add_func ("/source/fleet/release", test_release);
  g_test_add_func ("/source/fleet/measures", test_measures);
  g_test_add_func ("/source/fleet/cancel", test_cancel);
  g_test_add_func ("/source/fleet/too-long", test_too_long);
  return g_test_run ();
}
