/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-moment.c: the moments of a step say all that the events say, in order, and with numbers that are right. */
#include "dsc-moment.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dsc-test-matrix.h"
#include "dsc-test-moments.h"

static const char *const versions[] = {
  "1.5.2", "2.1.3", "2.4.6", "2.7.18", "3.2.6", "3.3.0", "3.5.10", "3.6.0", "3.6.15", "3.9.18", "3.10.13", "3.11.7", "3.12.1", "3.13.0", "3.13.13",
  "3.13.13t", "3.14.10", "3.15.2", "2.7.18-i386", "3.12.13-i386",
};

static const char *const programs[] = {
  "set 1", "set 1; set 9; set 17", "set 1; set 9; del 1; get 9", "set 1; set 9; del 1; set 17", "update 100", "update 5; set 77", "update 10; del 3; set 99; set 98",
  "set 'a'; set 'b'; set 3", "set 'a'; get 3", "update 5; clear", "clear", "update 30; pop", "set 'a'; from 30", "from 100", "fromset 21",
  "update 20; copy", "display 6", "display 40", "set 5; set 5", "get 5", "update 22; set -9223372036854775807", "update 43; set 1234567890123456789",
};

static const char *const instance_programs[] = {
  "class; new", "class; new; attr x", "class; new; attr x; attr y; attr x", "class; new; new; attr x; other y", "class; new; attr x; vars",
  "class; new; attr x; attr y; delattr x", "class; new; new; attr x; vars; vars 1", "class; new; attr x; getattr x", "class; new; new; attr a; attr b; attr c; attr d; attr e; attr f",
};

/* --- what holds of all ------------------------------------------------------------------------------------------- */

static guint64
read_number (const char **at)
{
  char *end;
  guint64 number;

  while (!g_ascii_isdigit (**at))
    (*at)++;
  number = g_ascii_strtoull (*at, &end, 0);
  *at = end;
  return number;
}

/* Calculates what is written once more: "i = (5·6 + 0x… + 1) & 7 = 3". */
static void
check_recurrence (const char *text,
                  gint64      slot)
{
  const char *at = strstr (text, "i = (5·");
  g_assert_nonnull (at);
  at += strlen ("i = (5·");
  const guint64 i = read_number (&at);
  const guint64 perturb = read_number (&at);
  const guint64 one = read_number (&at);
  const guint64 mask = read_number (&at);
  const guint64 result = read_number (&at);

  g_assert_cmpuint (one, ==, 1);
  g_assert_cmpuint ((i * 5 + perturb + 1) & mask, ==, result);
  g_assert_cmpuint (result, ==, (guint64) slot);
}

static void
check_first (const char *text,
             gint64      slot)
{
  const char *at = strstr (text, "mask = ");
  g_assert_nonnull (at);
  at += strlen ("mask = ");
  const guint64 hash = *at == '~' ? ~read_number (&at) : read_number (&at);
  const guint64 mask = read_number (&at);

  g_assert_cmpuint (hash & mask, ==, read_number (&at));
  g_assert_cmpuint (hash & mask, ==, (guint64) slot);
}

static void
check_polynomial (const char *text,
                  gint64      slot)
{
  const char *at = strstr (text, "mask = ");
  g_assert_nonnull (at);
  const guint64 start = read_number (&at);
  const guint64 incr = read_number (&at);
  const guint64 mask = read_number (&at);

  g_assert_cmpuint ((start + incr) & mask, ==, read_number (&at));
  g_assert_cmpuint ((start + incr) & mask, ==, (guint64) slot);
}

static void
check_prime (const char *text,
             gint64      slot)
{
  const char *at = strchr (text, '=');
  const gboolean is_first = strstr (text, "hash %") != NULL;

  if (is_first)
    at = strchr (at + 1, '=');
  guint64 number = read_number (&at);

  if (!is_first)
    number += read_number (&at);
  const guint64 size = read_number (&at);
  g_assert_cmpuint (number % size, ==, read_number (&at));
  g_assert_cmpuint (number % size, ==, (guint64) slot);
}

static void
check_probe (const DscTraits *traits,
             const DscMoment *moment)
{
  g_assert_nonnull (moment->arithmetic);
  if (traits->probe == DSC_PROBE_PRIME)
    check_prime (moment->arithmetic, moment->slot);
  else if (moment->probe == 0)
    check_first (moment->arithmetic, moment->slot);
  else if (traits->probe == DSC_PROBE_POLYNOMIAL)
    check_polynomial (moment->arithmetic, moment->slot);
  else
    check_recurrence (moment->arithmetic, moment->slot);
}

/* Each event is in one moment; the last one ends with the trace; each has a sentence. */
static void
check_moments (const DscMoments *moments)
{
  const DscTraits *traits = dsc_snapshot_get_traits (dsc_moments_get_after (moments));
  const guint n = dsc_moments_get_n (moments);
  gsize at = 0;

  g_assert_cmpuint (n, >=, 1);
  g_assert_cmpuint (n, <=, DSC_MOMENTS_MAX);
  for (guint i = 0; i < n; i++)
    {
      const DscMoment *moment = dsc_moments_get (moments, i);

      g_assert_cmpuint (moment->first_event, ==, at);
      at += moment->n_events;
      g_assert_cmpint (moment->kind == DSC_MOMENT_DONE, ==, i + 1 == n);
      g_assert_cmpint (moment->grain == DSC_GRAIN_OPERATION, ==, i + 1 == n);
      g_assert_nonnull (moment->sentence);
      g_assert_true (g_utf8_validate (moment->sentence, -1, NULL));
      g_assert_true (g_str_has_suffix (moment->sentence, "."));
      if (moment->kind == DSC_MOMENT_PROBE)
        check_probe (traits, moment);
      g_test_message ("%3u %2d %d [%zu,%zu) %s%s%s", i, moment->kind, moment->grain, moment->first_event, at, moment->sentence,
                      moment->arithmetic != NULL ? " | " : "", moment->arithmetic != NULL ? moment->arithmetic : "");
    }
  g_assert_cmpuint (at, ==, dsc_moments_get_trace (moments)->n_events);
}

static void
test_all (gconstpointer data)
{
  const char *version = data;

  for (gsize i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      g_test_message ("== %s: %s", version, programs[i]);
      g_autoptr (DscMoments) moments = dsc_test_moments (version, programs[i]);

      check_moments (moments);
    }
}

static void
test_instances (gconstpointer data)
{
  const char *version = data;

  for (gsize i = 0; i < G_N_ELEMENTS (instance_programs); i++)
    {
      g_test_message ("== %s: %s", version, instance_programs[i]);
      g_autoptr (DscMoments) moments = dsc_test_moments (version, instance_programs[i]);

      check_moments (moments);
    }
}

static void
check_case_cb (const DscTestCase *test_case,
               DscScene          *scene,
               DscTestState      *state,
               gpointer           data)
{
  g_autoptr (DscMoments) moments = dsc_moments_new (NULL, &state->trace, state->before, state->snapshot);

  (void) test_case;
  (void) scene;
  check_moments (moments);
  (*(guint *) data)++;
}

static void
test_matrix (void)
{
  guint n = 0;

  dsc_test_matrix_foreach (NULL, check_case_cb, &n);
  g_assert_cmpuint (n, >, 400);
}

/* --- particular sentences ----------------------------------------------------------------------------------------- */

static const DscMoment *
find (const DscMoments *moments,
      DscMomentKind     kind)
{
  const gint i = dsc_test_find_moment (moments, kind, -1);

  g_assert_cmpint (i, >=, 0);
  return dsc_moments_get (moments, (guint) i);
}

static void
assert_moment (const char   *version,
               const char   *program,
               DscMomentKind kind,
               const char   *sentence,
               const char   *arithmetic)
{
  g_autoptr (DscMoments) moments = dsc_test_moments (version, program);
  const DscMoment *moment = find (moments, kind);

  g_assert_cmpstr (moment->sentence, ==, sentence);
  g_assert_cmpstr (moment->arithmetic, ==, arithmetic);
}

/* The order of shift and step, as dsc-probe.h has it: the same hash, 0x102, from slot 2 on. */
static void
test_order_of_shift (void)
{
  g_autoptr (DscMoments) late = dsc_test_moments ("3.5.10", "set 2; set 258");
  g_autoptr (DscMoments) first = dsc_test_moments ("3.6.15", "set 2; set 258");
  const DscMoment *late_probe = dsc_moments_get (late, (guint) dsc_test_find_moment (late, DSC_MOMENT_PROBE, 1));
  const DscMoment *first_probe = dsc_moments_get (first, (guint) dsc_test_find_moment (first, DSC_MOMENT_PROBE, 1));

  g_assert_cmpstr (late_probe->arithmetic, ==, "i = (5·2 + 258 + 1) & 7 = 5; perturb >>= 5: 8");
  g_assert_cmpstr (first_probe->arithmetic, ==, "perturb = 258 >> 5 = 8; i = (5·2 + 8 + 1) & 7 = 3");
  g_assert_cmpuint (first_probe->perturb_before, ==, 258);
  g_assert_cmpuint (first_probe->perturb_after, ==, 8);
  g_assert_cmpint (first_probe->slot, ==, 3);
}

static void
test_requests (void)
{
  assert_moment ("2.7.18", "update 5; set 77", DSC_MOMENT_RESIZE_REQUEST,
                 "The table is too full: ma_fill 6 · 3 >= 8 slots · 2. A table for a request of 24 is asked for: 32 slots.", "6 * 4 = 24; 2ⁿ > 24: 32");
  assert_moment ("3.5.10", "update 5; set 77", DSC_MOMENT_RESIZE_REQUEST,
                 "dk_usable is 0: no entry is left. A table for a request of 14 is asked for: 16 slots.", "5 * 2 + 4 = 14; 2ⁿ > 14: 16");
  assert_moment ("3.9.18", "update 5; set 77", DSC_MOMENT_RESIZE_REQUEST,
                 "dk_usable is 0: no entry is left. A table for a request of 15 is asked for: 16 slots.", "5 * 3 = 15; 2ⁿ >= 15: 16");
  assert_moment ("3.10.13", "fromset 21", DSC_MOMENT_RESIZE_REQUEST,
                 "It is known beforehand that 21 items will come. A table for a request of 32 is asked for: 64 slots.",
                 "(21 * 3 + 1) / 2 = 32; 1 << bit_length (((32 | 8) - 1) | 7) = 1 << bit_length (39) = 64");
  assert_moment ("3.13.13", "fromset 21", DSC_MOMENT_RESIZE_REQUEST,
                 "It is known beforehand that 21 items will come. A table of 32 slots is asked for.", "(21 * 3 + 1) / 2 = 32; 2ⁿ >= 32: 32");
  assert_moment ("3.14.10", "set 1", DSC_MOMENT_RESIZE_REQUEST,
                 "Py_EMPTY_KEYS cannot hold anything. A table of the least size, 8 slots, is asked for.", NULL);
}

static void
test_tombstones (void)
{
  assert_moment ("3.14.10", "set 1; set 9; del 1", DSC_MOMENT_DUMMY_PLACED,
                 "Entry 0 is emptied, and slot 1 keeps a dummy, so that later searches pass over it.", NULL);
  assert_moment ("3.14.10", "set 1; set 9; del 1; set 17", DSC_MOMENT_DUMMY_REUSED,
                 "The dummy in slot 1 is overwritten; the entry that it once led to stays empty, and a fresh one is taken.", NULL);
  assert_moment ("2.7.18", "set 1; set 9; del 1; set 17", DSC_MOMENT_DUMMY_REUSED, "The dummy in slot 1 is overwritten by the new key.", NULL);
  assert_moment ("3.14.10", "set 1; set 9; del 1; get 9", DSC_MOMENT_PROBE,
                 "Probe 1 looks at slot 1: it holds a dummy that a deletion left, so the search goes on.", "i = hash & mask = 9 & 7 = 1");
  g_autoptr (DscMoments) free_threaded = dsc_test_moments ("3.13.13t", "set 1; set 9; del 1; set 17");
  g_assert_cmpint (dsc_test_find_moment (free_threaded, DSC_MOMENT_DUMMY_REUSED, -1), ==, -1);
}

/* A rebuild in stages, in this order, in every family. */
static void
test_stages (void)
{
  static const DscMomentKind stages[] = { DSC_MOMENT_RESIZE_REQUEST, DSC_MOMENT_NEW_TABLE, DSC_MOMENT_ROWS_MOVED, DSC_MOMENT_INDICES_FILLED,
                                          DSC_MOMENT_OLD_TABLE_LEFT, DSC_MOMENT_DONE };
  static const char *const of[] = { "1.5.2", "2.7.18", "3.3.0", "3.5.10", "3.6.15", "3.10.13", "3.14.10" };

  for (gsize v = 0; v < G_N_ELEMENTS (of); v++)
    {
      g_autoptr (DscMoments) moments = dsc_test_moments (of[v], "update 10; update 30");
      const gboolean is_compact = dsc_snapshot_get_traits (dsc_moments_get_after (moments))->family == DSC_FAMILY_COMPACT;
      gint at = -1;

      for (gsize i = 0; i < G_N_ELEMENTS (stages); i++)
        {
          if (stages[i] == DSC_MOMENT_INDICES_FILLED && !is_compact)
            continue;
          at = dsc_test_find_moment (moments, stages[i], at);
          g_assert_cmpint (at, >=, 0);
        }
    }
}

static void
test_grains (void)
{
  g_autoptr (DscMoments) moments = dsc_test_moments ("3.14.10", "set 1; set 9");
  const gint n = (gint) dsc_moments_get_n (moments);
  gint at = -1, n_write = 0;

  g_assert_cmpint (dsc_moments_find (moments, -1, TRUE, DSC_GRAIN_OPERATION), ==, n - 1);
  g_assert_cmpint (dsc_moments_find (moments, n - 1, TRUE, DSC_GRAIN_WRITE), ==, -1);
  g_assert_cmpint (dsc_moments_find (moments, 0, FALSE, DSC_GRAIN_WRITE), ==, -1);
  g_assert_cmpint (dsc_moments_find (moments, n - 1, FALSE, DSC_GRAIN_WRITE), ==, n - 2);
  while ((at = dsc_moments_find (moments, at, TRUE, DSC_GRAIN_WRITE)) >= 0)
    n_write++;
  g_assert_cmpint (n_write, ==, n);
  for (at = -1; (at = dsc_moments_find (moments, at, TRUE, DSC_GRAIN_PROBE)) >= 0;)
    g_assert_cmpint (dsc_moments_get (moments, (guint) at)->grain, <=, DSC_GRAIN_PROBE);
}

static void
test_many (void)
{
  g_autoptr (DscMoments) moments = dsc_test_moments ("3.14.10", "update 400");
  const gint many = dsc_test_find_moment (moments, DSC_MOMENT_MANY, -1);

  check_moments (moments);
  g_assert_cmpint (many, ==, (gint) dsc_moments_get_n (moments) - 2);
  g_assert_cmpuint (dsc_moments_get_n (moments), >, DSC_MOMENTS_MAX - 10);
}

/* The keys of another dict are told of, not those of the dict that was asked for before. */
static void
test_merged_keys (void)
{
  g_autoptr (DscMoments) moments = dsc_test_moments ("2.7.18", "set -1; from 3");
  const gint first = dsc_test_find_moment (moments, DSC_MOMENT_NOT_FOUND, -1);
  const gint second = dsc_test_find_moment (moments, DSC_MOMENT_NOT_FOUND, first);

  g_assert_cmpstr (dsc_moments_get (moments, (guint) first)->sentence, ==, "The key 0 is not there: slot 0 was never used. It took 1 probe to know.");
  g_assert_cmpstr (dsc_moments_get (moments, (guint) second)->sentence, ==, "The key 1 is not there: slot 1 was never used. It took 1 probe to know.");
}

/* What another instance does to the keys is told, and what it does with its own values is not. */
static void
test_other_instance (void)
{
  g_autoptr (DscMoments) moments = dsc_test_moments ("3.13.13", "class; new; new; attr x; other y");
  g_autoptr (DscMoments) same = dsc_test_moments ("3.13.13", "class; new; new; attr x; other x");

  find (moments, DSC_MOMENT_SHARED_GROWTH);
  g_assert_cmpint (dsc_test_find_moment (moments, DSC_MOMENT_VALUE, -1), ==, -1);
  g_assert_cmpint (dsc_test_find_moment (same, DSC_MOMENT_VALUE, -1), ==, -1);
}

static void
test_snapshots (void)
{
  g_autoptr (DscMoments) moments = dsc_test_moments ("3.14.10", "set 1; set 9");
  DscSnapshot *before = dsc_moments_build_snapshot (moments, -1);
  DscSnapshot *after = dsc_moments_build_snapshot (moments, (gint) dsc_moments_get_n (moments) - 1);
  DscSnapshot *searching = dsc_moments_build_snapshot (moments, 0);

  g_assert_true (before == dsc_moments_get_before (moments));
  g_assert_true (after == dsc_moments_get_after (moments));
  g_assert_cmpint (dsc_snapshot_get_value (searching, DSC_FIELD_MA_USED, -1), ==, 1);
  dsc_snapshot_unref (before);
  dsc_snapshot_unref (after);
  dsc_snapshot_unref (searching);
}

/* How often a table was rebuilt cannot be known of a trace with a gap. */
static char *
last_sentence (const DscMoments *moments)
{
  g_autoptr (GRegex) times = g_regex_new ("rebuilt [0-9]+ times", 0, 0, NULL);

  return g_regex_replace_literal (times, dsc_moments_get (moments, dsc_moments_get_n (moments) - 1)->sentence, -1, 0, "rebuilt several times", 0, NULL);
}

/* A trace that kept only its two ends: the sentence of the step is that of the whole one, and the gap is told. */
static void
test_gap (void)
{
  static const char *const of[] = { "1.5.2", "2.7.18", "3.5.10", "3.6.15", "3.10.13", "3.14.10" };
  static const char *const cut_programs[] = { "update 2000", "from 2000", "display 2500", "fromset 2500", "update 1365; set -5", "update 5; from 2900" };

  for (gsize v = 0; v < G_N_ELEMENTS (of); v++)
    for (gsize i = v < 1 ? 4 : 0; i < G_N_ELEMENTS (cut_programs); i++)
      {
        g_autoptr (DscMoments) whole = dsc_test_moments (of[v], cut_programs[i]);
        g_autoptr (DscMoments) cut = dsc_test_moments_cut (of[v], cut_programs[i], DSC_TRACE_LEAST);

        g_test_message ("== %s: %s, cut", of[v], cut_programs[i]);
        check_moments (cut);
        g_autofree char *said = last_sentence (cut);
        g_autofree char *expected = last_sentence (whole);
        g_assert_cmpstr (said, ==, expected);
        if (dsc_moments_get_trace (cut)->status == DSC_STATUS_OK)
          continue;
        if (i != 4)
          find (cut, DSC_MOMENT_MANY);
        else
          {
            g_assert_cmpint (dsc_test_find_moment (cut, DSC_MOMENT_MANY, -1), ==, -1);
            g_assert_cmpstr (find (cut, DSC_MOMENT_ROWS_MOVED)->sentence, ==, find (whole, DSC_MOMENT_ROWS_MOVED)->sentence);
          }
      }
}

static void
test_no_trace (void)
{
  g_autoptr (DscTestState) state = dsc_test_state_new ("3.14.10", DSC_STATE_EXAMPLE, 4);
  g_autoptr (DscMoments) moments = dsc_moments_new (NULL, NULL, NULL, state->snapshot);

  g_assert_cmpuint (dsc_moments_get_n (moments), ==, 1);
  g_assert_cmpint (dsc_moments_get (moments, 0)->kind, ==, DSC_MOMENT_DONE);
  g_assert_null (dsc_moments_build_snapshot (moments, -1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autofree char *path = g_strdup_printf ("/scene/moment/all/%s", versions[i]);
      g_autofree char *instances = g_strdup_printf ("/scene/moment/instances/%s", versions[i]);

      g_test_add_data_func (path, versions[i], test_all);
      if (versions[i][0] == '3' || g_str_has_prefix (versions[i], "2.7"))
        g_test_add_data_func (instances, versions[i], test_instances);
    }
  g_test_add_func ("/scene/moment/matrix", test_matrix);
  g_test_add_func ("/scene/moment/order-of-shift", test_order_of_shift);
  g_test_add_func ("/scene/moment/requests", test_requests);
  g_test_add_func ("/scene/moment/tombstones", test_tombstones);
  g_test_add_func ("/scene/moment/stages", test_stages);
  g_test_add_func ("/scene/moment/grains", test_grains);
  g_test_add_func ("/scene/moment/many", test_many);
  g_test_add_func ("/scene/moment/merged-keys", test_merged_keys);
  g_test_add_func ("/scene/moment/other-instance", test_other_instance);
  g_test_add_func ("/scene/moment/snapshots", test_snapshots);
  g_test_add_func ("/scene/moment/gap", test_gap);
  g_test_add_func ("/scene/moment/no-trace", test_no_trace);
  return g_test_run ();
}
