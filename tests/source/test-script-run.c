/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-script-run.c: histories of scripts in several versions: goldens, sizes, limits, cancelling, threads. */
#include "script-fixture.h"

#include "dsc-snapshot.h"

static const char default_example[] = "row = {'route': '22', 'date': '01/01/2001', 'daytype': 'U', 'rides': 7354}\nrow['a'] = 1\nrow['b'] = 2\ndel row['b']\n";

/* Checklist rows 2-02 to 2-05: a display of four, one more, one too many for the table, one less. */
static const struct {
  const char *target;
  gint64      display, grown;
} example_sizes[] = {
  { "2.7.0", 280, 1048 },   { "2.7.18", 280, 1048 },  { "3.5.0", 288, 480 },    { "3.5.10", 288, 480 },  { "3.6.0", 240, 368 },   { "3.6.15", 240, 368 },
  { "3.7.0", 240, 368 },    { "3.7.3", 240, 368 },    { "3.7.4", 248, 376 },    { "3.7.16", 248, 376 },  { "3.8.0", 232, 360 },   { "3.8.18", 232, 360 },
  { "3.9.18", 232, 360 },   { "3.10.0", 232, 360 },   { "3.10.13", 232, 360 },  { "3.11.0", 184, 272 },  { "3.11.7", 184, 272 },  { "3.12.1", 184, 272 },
  { "3.13.0", 184, 272 },   { "3.13.13", 184, 272 },  { "3.14.0", 184, 272 },   { "3.14.10", 184, 272 }, { "3.15.2", 184, 272 },
};

static void
test_default_example (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (example_sizes); i++)
    {
      g_autoptr (DscRun) run = script_run (default_example, example_sizes[i].target);
      const gint64 sizes[] = { example_sizes[i].display, example_sizes[i].display, example_sizes[i].grown, example_sizes[i].grown };

      g_assert_null (run->diagnostic);
      g_assert_cmpuint (dsc_timeline_get_n_steps (run->timeline), ==, 4);
      for (gsize step = 0; step < 4; step++)
        {
          g_test_message ("%s step %" G_GSIZE_FORMAT, example_sizes[i].target, step + 1);
          g_assert_cmpint (dsc_timeline_get_step (run->timeline, step)->getsizeof, ==, sizes[step]);
        }
    }
}

/* Every release that is known runs the example, and where a size was measured it is one of the measured ones. */
static void
test_every_release (void)
{
  const DscVersion *releases;
  gsize n = dsc_releases (&releases);
  g_autoptr (DscScript) script = dsc_script_new (default_example, strlen (default_example));

  g_assert_cmpuint (n, >, 50);
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DscRun) run = dsc_script_run (script, (DscTarget) { .version = releases[i] }, 0, NULL, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_null (run->diagnostic);
      const DscStep *last = dsc_timeline_get_step (run->timeline, 3);
      g_assert_cmpuint (last->used, ==, 5);
      g_assert_cmpint (last->getsizeof, ==, dsc_timeline_get_step (run->timeline, 2)->getsizeof);
    }
}

static void
test_goldens (void)
{
  static const char *const targets[] = { "2.7.18", "3.14.10" };
  g_autoptr (GPtrArray) files = script_files ("scripts/good", ".py");

  for (guint i = 0; i < files->len; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (targets); j++)
      {
        g_autofree char *text = NULL;
        g_autofree char *golden = g_strdup_printf ("%s.%s.steps", (const char *) files->pdata[i], targets[j]);
        g_autofree char *name = g_path_get_basename (files->pdata[i]);
        gsize length;

        g_assert_true (g_file_get_contents (files->pdata[i], &text, &length, NULL));
        g_autoptr (DscRun) run = script_run_text (text, length, targets[j]);
        g_autofree char *steps = script_steps (run);
        g_autofree char *diagnostic = run->diagnostic != NULL ? dsc_diagnostic_format (run->diagnostic, name) : NULL;
        g_autofree char *all = g_strconcat (steps, diagnostic, diagnostic != NULL ? "\n" : NULL, NULL);

        g_test_message ("%s in %s", name, targets[j]);
        script_check_golden (golden, all);
      }
}

/* The good scripts in every line of releases: none may stop for a reason of ours, but for syntax that the release has not. */
static void
test_good_scripts_everywhere (void)
{
  static const char *const targets[] = { "2.6.9", "2.7.18", "3.0.1", "3.2.6", "3.3.7", "3.4.10", "3.5.10", "3.6.0", "3.7.16", "3.8.18", "3.9.18", "3.10.13", "3.11.7", "3.12.13",
                                         "3.13.13", "3.13.13t", "3.14.10", "3.15.2", "2.7.18-i386", "3.9.2-i386", "3.14.2-wasm32" };
  g_autoptr (GPtrArray) files = script_files ("scripts/good", ".py");

  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *text = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (files->pdata[i], &text, &length, NULL));
      for (gsize j = 0; j < G_N_ELEMENTS (targets); j++)
        {
          g_autoptr (DscRun) run = script_run_text (text, length, targets[j]);
          guint code = run->diagnostic != NULL ? run->diagnostic->code : 0;

          if (run->diagnostic != NULL && code != DSC_ERROR_RAISED && code != DSC_ERROR_SYNTAX
              && !(code == DSC_ERROR_NOT_MODELLED && strstr (files->pdata[i], "sizes_objects") != NULL))
            g_error ("%s in %s: %s", (const char *) files->pdata[i], targets[j], run->diagnostic->message);
        }
    }
}

/* A cut script runs as far as it goes: its steps are the first ones of the whole. */
static void
test_prefixes (void)
{
  static const char *const names[] = { "dict_nested.py", "loops.py", "exceptions.py", "comprehensions.py", "classes.py" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "scripts", "good", names[i], NULL);
      g_autofree char *text = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      for (gsize n = 0; n < length; n += 3)
        {
          g_autofree char *copy = g_memdup2 (text, n + 1);
          g_autoptr (DscRun) run = script_run_text (copy, n, "3.13.0");

          g_assert_cmpuint (dsc_timeline_get_n_steps (run->timeline), <, 1000);
        }
    }
}

static void
test_labels_and_places (void)
{
  g_autoptr (DscRun) run = script_run ("d = {'a':\n       1,   \n     'b': 2}\nfor k in d:\n    d[k] = d[k] + 1\nprint(d)\n", "3.14.10");
  static const char *const labels[] = { "d = {'a': 1, 'b': 2}", "for k in d", "d[k]", "d[k] = d[k] + 1", "for k in d", "d[k]", "d[k] = d[k] + 1", "print(d)" };
  static const guint lines[] = { 1, 4, 5, 5, 4, 5, 5, 6 };

  g_assert_cmpuint (dsc_timeline_get_n_steps (run->timeline), ==, G_N_ELEMENTS (labels));
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      const DscStep *step = dsc_timeline_get_step (run->timeline, i);
      g_assert_cmpstr (step->label, ==, labels[i]);
      g_assert_cmpuint (step->op.line, ==, lines[i]);
      g_assert_cmpuint (step->visible, ==, 1);
    }
  g_assert_cmpuint (dsc_timeline_get_step (run->timeline, 0)->op.end_line, ==, 3);
  g_assert_cmpuint (dsc_timeline_get_step (run->timeline, 2)->op.column, ==, 12);
  g_assert_cmpuint (dsc_timeline_get_step (run->timeline, 2)->op.end_column, ==, 16);
}

static void
test_long_label (void)
{
  g_autofree char *x = g_strnfill (1000, 'x');
  g_autofree char *text = g_strdup_printf ("d = {'%s': 1}\n", x);
  g_autoptr (DscRun) run = script_run (text, "3.14.10");

  g_assert_cmpint (g_utf8_strlen (dsc_timeline_get_step (run->timeline, 0)->label, -1), ==, 200);
  g_assert_true (g_str_has_suffix (dsc_timeline_get_step (run->timeline, 0)->label, "…"));
}

/* Which object a value is: one for each literal, a new one for each computed value, the same under each of its names. */
static void
test_identity (void)
{
  g_autoptr (DscRun) run = script_run ("d = {}\nfor i in range(3): d[i] = 'text'\nx = 1000\ny = x\nd['x'] = x\nd['y'] = y\nd['z'] = 1000\nd['c'] = 500 + 500\n"
                                       "k = 'a' + str(5)\nd[k] = k\nfor i in range(2): d['n'] = i + 5000\nt = (1, 2)\nd[t] = t\nd['kw'] = 'kw'\ne = dict(kw=1)\n", "3.14.10");
  DscMachine *machine = dsc_timeline_get_live (run->timeline);
  const DscDict *d = dsc_machine_get_dict (machine, dsc_machine_find_name (machine, "d"));
  const DscDict *e = dsc_machine_get_dict (machine, dsc_machine_find_name (machine, "e"));
  DscPair pairs[20], keyword;
  size_t position = 0, n = 0;

  g_assert_null (run->diagnostic);
  while (dsc_dict_next (d, &position, &pairs[n]))
    n++;
  g_assert_cmpuint (n, ==, 11);
  g_assert_true (pairs[0].value == pairs[1].value && pairs[1].value == pairs[2].value);
  g_assert_true (pairs[3].value == pairs[4].value);
  g_assert_true (pairs[3].value == pairs[5].value);
  g_assert_true (pairs[6].value != pairs[3].value);
  g_assert_true (pairs[7].key == pairs[7].value);
  g_assert_true (pairs[9].key == pairs[9].value);
  g_assert_true (pairs[10].key == pairs[10].value);
  position = 0;
  g_assert_true (dsc_dict_next (e, &position, &keyword));
  g_assert_true (keyword.key == pairs[10].key);
}

/* References are counted as CPython counts them: one for each name, none for what an expression made and used up. */
static void
test_references (void)
{
  g_autoptr (DscRun) run = script_run ("d = {}\ne = d\nf = e\ndel f\nd.update({'a': 1})\nn = {'in': {}}\nx = n['in']\nlen({})\n{}\nd = d\n", "3.14.10");
  DscMachine *machine = dsc_timeline_get_live (run->timeline);

  g_assert_null (run->diagnostic);
  g_assert_cmpuint (dsc_dict_get_refcount (dsc_machine_get_dict (machine, dsc_machine_find_name (machine, "d"))), ==, 2);
  g_assert_cmpuint (dsc_dict_get_refcount (dsc_machine_get_dict (machine, dsc_machine_find_name (machine, "x"))), ==, 2);
  for (uint32_t reg = 1; reg <= dsc_machine_get_n_names (machine); reg++)
    if (dsc_machine_get_name (machine, reg)[0] == ' ')
      g_assert_cmpint (dsc_machine_get_bound_kind (machine, reg), ==, DSC_BOUND_NOTHING);
}

/* x.__dict__ = 5 is refused everywhere, but 3.11 and 3.12 have made the dict by then; the class's keys have one more that shares them. */
static void
test_refused_dict (void)
{
  static const struct {
    const char *target;
    gboolean    has_dict;
  } cases[] = {
    { "2.7.18", FALSE }, { "3.10.13", FALSE }, { "3.11.7", TRUE }, { "3.12.1", TRUE }, { "3.13.0", FALSE }, { "3.14.10", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DscRun) run = script_run ("class A(object):\n    pass\na = A()\ntry:\n    a.__dict__ = 5\nexcept TypeError:\n    pass\n", cases[i].target);
      DscMachine *machine = dsc_timeline_get_live (run->timeline);
      DscInstance *a = dsc_machine_get_instance (machine, dsc_machine_find_name (machine, "a"));
      DscSnapshot *snapshot = dsc_snapshot_new_from_instance (dsc_machine_get_runtime (machine), a);

      g_test_message ("%s", cases[i].target);
      g_assert_null (run->diagnostic);
      g_assert_cmpint (dsc_snapshot_has_dict (snapshot), ==, cases[i].has_dict);
      dsc_snapshot_unref (snapshot);
    }
}

/* Python 2: super () takes no class that does not inherit from object. */
static void
test_super_of_old_class (void)
{
  static const char text[] = "class A:\n    pass\nclass B(A):\n    def __init__(self):\n        super(B, self).__init__()\n"
                             "try:\n    b = B()\nexcept TypeError as e:\n    print(e)\n";
  g_autoptr (DscRun) old = script_run (text, "2.7.18");
  g_autoptr (DscRun) new = script_run (text, "3.6.15");
  g_autofree char *old_output = script_output (old);
  g_autofree char *new_output = script_output (new);

  g_assert_cmpstr (old_output, ==, "super() argument 1 must be type, not classobj\n");
  g_assert_cmpstr (new_output, ==, "");
}

/* What stops a run leaves the steps in front of it. */
static void
test_limits (void)
{
  static const struct {
    const char *text;
    guint       n_steps;
  } cases[] = {
    { "d = {}\nfor i in range(10**12): d[i] = 0\n", 1 },
    { "d = {}\nx = {i: 0 for i in range(10**12)}\n", 1 },
    { "d = dict.fromkeys(range(10**12))\n", 0 },
    { "d = {}\nx = list(range(10**11))\n", 1 },
    { "d = {}\nx = 2**10**9\n", 1 },
    { "x = 1 << 10**10\n", 0 },
    { "x = 10**100000 ** 100000\n", 0 },
    { "x = 'a' * 10**15\n", 0 },
    { "x = [0] * 10**15\n", 0 },
    { "x = 'ab'\nfor i in range(100): x += x\n", 0 },
    { "x = [[]]\nfor i in range(1000): x = [x]\nd = {'x': x}\n", 0 },
    { "x = ()\nfor i in range(1000): x = (x,)\nd = {x: x}\n", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DscRun) run = script_run (cases[i].text, "3.13.0");

      g_test_message ("%s", cases[i].text);
      g_assert_nonnull (run->diagnostic);
      g_assert_cmpuint (run->diagnostic->code, ==, DSC_ERROR_LIMIT);
      g_assert_cmpuint (dsc_timeline_get_n_steps (run->timeline), ==, cases[i].n_steps);
    }
}

static void
test_values_without_end (void)
{
  static const char *const scripts[] = {
    "d = {}\nd['d'] = d\nprint(d)\n",
    "d = {}\ne = {'d': d}\nd['e'] = e\nprint(d, e, len(d))\nfor k in d: d[k]['x'] = d\n",
    "l = []\nm = [l]\nl.append(1)\n",
    "class P(object):\n    def __init__(self): self.p = P()\nP()\n",
    "d = {}\nd['d'] = d\nd == d\nx = d == {'d': d}\n",
    "d = {}\nfor i in range(20000): d = {'d': d}\nprint(d)\n",
    "d = {}\ne = {}\nfor i in range(20000):\n    d = {'d': d}\n    e = {'d': e}\nx = d == e\nd = e = 0\n",
    "d = {}\ne = d\nfor i in range(20000):\n    e['a'] = e['b'] = {}\n    e = e['a']\n",
    "d = {}\nd['a'] = d['b'] = d\nfor i in range(300): d = {'a': d, 'b': d}\nprint(len(repr(d)))\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autoptr (DscRun) run = script_run (scripts[i], "3.13.0");
      g_assert_cmpuint (dsc_timeline_get_n_steps (run->timeline), <, 100000);
    }
}

typedef struct {
  GCancellable *cancellable;
  gsize         calls, last;
} Progress;

static void
progress_cb (gsize    n_steps,
             gpointer user_data)
{
  Progress *progress = user_data;

  g_assert_cmpuint (n_steps, >, progress->last);
  progress->last = n_steps;
  if (++progress->calls == 3 && progress->cancellable != NULL)
    g_cancellable_cancel (progress->cancellable);
}

static void
test_progress_and_cancel (void)
{
  static const char text[] = "d = {}\nfor i in range(100000): d[i] = i\n";
  g_autoptr (DscScript) script = dsc_script_new (text, sizeof text - 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Progress counted = { 0 }, cancelled = { cancellable, 0, 0 };
  g_autoptr (DscRun) run = dsc_script_run (script, script_target ("3.14.10"), 0, NULL, progress_cb, &counted, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (dsc_timeline_get_n_steps (run->timeline), ==, 100001);
  g_assert_cmpuint (counted.calls, >=, 20);
  g_assert_cmpuint (counted.calls, <=, 25);
  g_assert_null (dsc_script_run (script, script_target ("3.14.10"), 0, cancellable, progress_cb, &cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (cancelled.calls, ==, 3);
}

/* A loop that never comes to a dict can be cancelled, too. */
static gpointer
cancel_soon (gpointer data)
{
  g_usleep (20000);
  g_cancellable_cancel (data);
  return NULL;
}

static void
test_cancel_computing (void)
{
  static const char text[] = "x = 0\nwhile True: x += 1\n";
  g_autoptr (DscScript) script = dsc_script_new (text, sizeof text - 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);

  g_assert_null (dsc_script_run (script, script_target ("3.14.10"), 0, cancellable, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
}

/* Runs of one script at the same time, each for its version. */
static gpointer
run_in_thread (gpointer data)
{
  g_autoptr (GError) error = NULL;
  DscRun *run = dsc_script_run (data, script_target ("3.9.18"), 0, NULL, NULL, NULL, &error);
  char *steps = script_steps (run);

  dsc_run_free (run);
  return steps;
}

static void
test_threads (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "scripts", "good", "dict_build.py", NULL);
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_autoptr (DscScript) script = dsc_script_new (text, length);
  g_autofree char *expected = run_in_thread (script);
  GThread *threads[4];
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("run", run_in_thread, script);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autofree char *steps = g_thread_join (threads[i]);
      g_assert_cmpstr (steps, ==, expected);
    }
}

/* An exception is the last step's error and the diagnostic's message, at the same place. */
static void
test_uncaught (void)
{
  g_autoptr (DscRun) run = script_run ("d = {'a': 1}\nd['b']\nd['c'] = 1\n", "3.14.10");
  const DscStep *last = dsc_timeline_get_step (run->timeline, dsc_timeline_get_n_steps (run->timeline) - 1);

  g_assert_cmpuint (dsc_timeline_get_n_steps (run->timeline), ==, 2);
  g_assert_cmpint (last->result.status, ==, DSC_STATUS_RAISED);
  g_assert_cmpstr (last->error, ==, "KeyError: 'b'");
  g_assert_nonnull (strstr (run->diagnostic->message, last->error));
  g_assert_cmpuint (run->diagnostic->line, ==, 2);
  g_assert_cmpuint (run->diagnostic->column, ==, 1);

  g_autoptr (DscRun) other = script_run ("d = {}\nx = nope\n", "3.9.18");
  last = dsc_timeline_get_step (other->timeline, 1);
  g_assert_cmpint (last->op.kind, ==, DSC_OP_RAISE);
  g_assert_cmpstr (last->error, ==, "NameError: name 'nope' is not defined");
  g_assert_cmpuint (other->diagnostic->line, ==, 2);
  g_assert_cmpuint (other->diagnostic->column, ==, 5);
}

/* What a release cannot read stops the run in front of the statement that holds it. */
static void
test_syntax_of_other_releases (void)
{
  static const struct {
    const char *text, *target;
    guint       n_steps;
    gboolean    stops;
  } cases[] = {
    { "d = {}\nd[f'{1}'] = 2\n", "3.5.10", 1, TRUE },      { "d = {}\nd[f'{1}'] = 2\n", "3.6.0", 2, FALSE },
    { "a = {}\nb = {**a}\n", "3.4.10", 1, TRUE },          { "a = {}\nb = {**a}\n", "3.5.0", 2, FALSE },
    { "d = {10L: 1}\n", "3.2.6", 0, TRUE },                { "d = {10L: 1}\n", "2.7.18", 1, FALSE },
    { "d = {u'a': 1}\n", "3.2.6", 0, TRUE },               { "d = {u'a': 1}\n", "3.3.0", 1, FALSE },
    { "d = {'\xc3\xa9': 1}\n", "2.7.18", 0, TRUE },        { "# coding: utf-8\nd = {'\xc3\xa9': 1}\n", "2.7.18", 1, FALSE },
    { "d = {}  # \xc3\xa9\n", "2.7.18", 1, TRUE },         { "d = {}\nprint(d, end='')\n", "2.7.18", 1, TRUE },
    { "d = {1_0: 1}\n", "3.5.10", 0, TRUE },               { "d = {i: 1 for i in range(2)}\n", "2.6.9", 0, TRUE },
    { "d = {}\ntry: d[1]\nexcept KeyError as e: pass\n", "2.5.4", 1, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DscRun) run = script_run (cases[i].text, cases[i].target);

      g_test_message ("%s in %s", cases[i].text, cases[i].target);
      g_assert_cmpuint (dsc_timeline_get_n_steps (run->timeline), ==, cases[i].n_steps);
      g_assert_true ((run->diagnostic != NULL) == cases[i].stops);
      if (cases[i].stops)
        g_assert_cmpuint (run->diagnostic->code, ==, DSC_ERROR_SYNTAX);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/source/script-run/default-example", test_default_example);
  g_test_add_func ("/source/script-run/every-release", test_every_release);
  g_test_add_func ("/source/script-run/goldens", test_goldens);
  g_test_add_func ("/source/script-run/good-scripts-everywhere", test_good_scripts_everywhere);
  g_test_add_func ("/source/script-run/prefixes", test_prefixes);
  g_test_add_func ("/source/script-run/labels-and-places", test_labels_and_places);
  g_test_add_func ("/source/script-run/long-label", test_long_label);
  g_test_add_func ("/source/script-run/identity", test_identity);
  g_test_add_func ("/source/script-run/references", test_references);
  g_test_add_func ("/source/script-run/refused-dict", test_refused_dict);
  g_test_add_func ("/source/script-run/super-of-old-class", test_super_of_old_class);
  g_test_add_func ("/source/script-run/limits", test_limits);
  g_test_add_func ("/source/script-run/values-without-end", test_values_without_end);
  g_test_add_func ("/source/script-run/progress-and-cancel", test_progress_and_cancel);
  g_test_add_func ("/source/script-run/cancel-computing", test_cancel_computing);
  g_test_add_func ("/source/script-run/threads", test_threads);
  g_test_add_func ("/source/script-run/uncaught", test_uncaught);
  g_test_add_func ("/source/script-run/syntax-of-other-releases", test_syntax_of_other_releases);
  return g_test_run ();
}
