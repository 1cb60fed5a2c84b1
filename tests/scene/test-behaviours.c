/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-behaviours.c: every trait of the history is told of or left out for a reason, every change has words and a meaning, and the numbers
 * in them are those that the traits give. */
#include "dsc-behaviours.h"

#include <string.h>

#include "dsc-ladder.h"

static const DscBuild builds[] = {
  { .arch = DSC_ARCH_64 }, { .arch = DSC_ARCH_64, .free_threaded = true }, { .arch = DSC_ARCH_64, .debug = true }, { .arch = DSC_ARCH_I386 },
  { .arch = DSC_ARCH_I386, .free_threaded = true }, { .arch = DSC_ARCH_WASM32 },
};

static gboolean
is_in_a_behaviour (const char *trait)
{
  const DscBehaviour *behaviours;
  const guint n = dsc_behaviours (&behaviours);

  for (guint i = 0; i < n; i++)
    for (guint k = 0; behaviours[i].traits[k] != NULL; k++)
      if (strcmp (behaviours[i].traits[k], trait) == 0)
        return TRUE;
  return FALSE;
}

static gboolean
is_a_trait (const char *name)
{
  for (gsize i = 0; i < dsc_traits_n_members (); i++)
    if (strcmp (dsc_traits_member_name (i), name) == 0)
      return TRUE;
  return FALSE;
}

static void
test_every_trait (void)
{
  const DscBehaviour *behaviours;
  const guint n = dsc_behaviours (&behaviours);

  for (gsize i = 0; i < dsc_traits_n_members (); i++)
    {
      const char *trait = dsc_traits_member_name (i);
      const char *reason = dsc_behaviours_left_out (trait);

      if (is_in_a_behaviour (trait) == (reason != NULL))
        g_error ("the trait %s must be in a behaviour, or be left out with a reason, and not both", trait);
      if (reason != NULL)
        g_assert_cmpuint (strlen (reason), >, 8);
    }
  for (guint i = 0; i < n; i++)
    for (guint k = 0; behaviours[i].traits[k] != NULL; k++)
      if (!is_a_trait (behaviours[i].traits[k]))
        g_error ("%s is no trait", behaviours[i].traits[k]);
}

static void
check_text (const char *what,
            const char *text)
{
  if (text == NULL || *text == '\0')
    g_error ("%s: there is no text", what);
  if (strstr (text, "{was") != NULL || strstr (text, "{value") != NULL || strstr (text, "{slots") != NULL || !g_utf8_validate (text, -1, NULL))
    g_error ("%s: “%s” has a number that is not filled in", what, text);
  for (const char *p = strchr (text, '{'); p != NULL; p = strchr (p + 1, '{'))
    if (g_ascii_islower (p[1]) && p[2] != ':' && strchr (p, ' ') > strchr (p, '}'))       /* {a: 1} is Python */
      g_error ("%s: “%s” has a number that is not filled in", what, text);
}

static void
check_behaviour (const DscBehaviourHistory *history,
                 guint                      behaviour)
{
  const guint n = dsc_behaviour_history_get_n_spans (history, behaviour);
  const DscBehaviour *behaviours;

  dsc_behaviours (&behaviours);
  for (guint i = 0; i < n; i++)
    {
      const DscBehaviourSpan *span = dsc_behaviour_history_get_span (history, behaviour, i);
      char release[64];

      dsc_target_format (dsc_behaviour_history_get_target (history, span->first), release, sizeof release);
      g_autofree char *what = g_strdup_printf ("%s at %s", behaviours[behaviour].name, release);
      g_assert_cmpint (span->is_change, ==, i > 0);
      g_assert_cmpuint (span->first, ==, i == 0 ? 0 : dsc_behaviour_history_get_span (history, behaviour, i - 1)->last + 1);
      g_assert_cmpuint (span->last, >=, span->first);
      check_text (what, span->words);
      check_text (what, span->to);
      check_text (what, span->meaning);
      if (span->is_change)
        {
          check_text (what, span->from);
          check_text (what, span->source);
        }
      if (!g_str_has_suffix (span->meaning, "."))
        g_error ("%s: “%s” is no sentence", what, span->meaning);
    }
  g_assert_cmpuint (dsc_behaviour_history_get_span (history, behaviour, n - 1)->last, ==, history->targets->len - 1);
}

static void
test_every_change (void)
{
  for (gsize b = 0; b < G_N_ELEMENTS (builds); b++)
    {
      g_autoptr (DscBehaviourHistory) history = dsc_behaviour_history_new (builds[b]);

      g_assert_cmpuint (history->targets->len, >, 10);
      for (guint i = 0; i < history->spans->len; i++)
        check_behaviour (history, i);
    }
}

/* Between two releases that follow each other, a behaviour changes only where one of its traits does. */
static void
test_changes_are_real (void)
{
  for (gsize b = 0; b < G_N_ELEMENTS (builds); b++)
    {
      g_autoptr (DscBehaviourHistory) history = dsc_behaviour_history_new (builds[b]);
      const DscBehaviour *behaviours;
      const guint n = dsc_behaviours (&behaviours);

      for (guint i = 0; i < n; i++)
        for (guint k = 1; k < dsc_behaviour_history_get_n_spans (history, i); k++)
          {
            const DscBehaviourSpan *span = dsc_behaviour_history_get_span (history, i, k);
            const DscTraits now = dsc_traits_resolve (dsc_behaviour_history_get_target (history, span->first));
            const DscTraits before = dsc_traits_resolve (dsc_behaviour_history_get_target (history, span->first - 1));
            gboolean changed = FALSE;

            for (gsize m = 0; m < dsc_traits_n_members (); m++)
              for (guint t = 0; behaviours[i].traits[t] != NULL; t++)
                changed |= strcmp (behaviours[i].traits[t], dsc_traits_member_name (m)) == 0
                           && dsc_traits_get_member (&now, m) != dsc_traits_get_member (&before, m);
            g_assert_true (changed);
          }
    }
}

/* ---- what is known from interpreters ----------------------------------------------------------------------------- */

static void
expect (const char *behaviour,
        const char *release,
        const char *words)
{
  g_autoptr (DscBehaviourHistory) history = dsc_behaviour_history_new ((DscBuild) { 0 });
  DscTarget target;
  guint number;

  g_assert_cmpint (dsc_target_parse (release, &target), ==, DSC_STATUS_OK);
  g_assert_true (dsc_behaviour_find (behaviour, &number));
  for (guint i = 0; i < dsc_behaviour_history_get_n_spans (history, number); i++)
    {
      const DscBehaviourSpan *span = dsc_behaviour_history_get_span (history, number, i);

      if (!dsc_target_equal (dsc_behaviour_history_get_target (history, span->first), target))
        continue;
      if (strstr (span->meaning, words) == NULL)
        g_error ("%s at %s says “%s”, without “%s”", behaviour, release, span->meaning, words);
      return;
    }
  g_error ("%s does not change at %s", behaviour, release);
}

static void
test_numbers (void)
{
  expect ("structure", "3.6.0", "takes 168 bytes instead of 224");
  expect ("indices", "3.6.0", "1 byte in tables of up to 128 slots, 2 bytes up to 32768, 4 bytes up to 2147483648");
  expect ("size-empty", "3.8.0", "An empty dict takes 64 bytes: 16 of the GC head, 48 of the dict itself, 0 of a table");
  expect ("growth", "2.3.0", "8, 32, 128, 512 slots instead of 8, 16, 32, 64");
  expect ("growth", "3.3.3", "has 2048 after its next rebuild, instead of 8");
  expect ("growth", "3.7.0", "has 8 after it, instead of 1024");
  expect ("rounding", "3.6.0", "gives 8 slots instead of 16");
  expect ("rounding", "3.10.0", "1 to 7 gets 16 slots instead of 8, one of 32 gets 64 instead of 32");
  expect ("rounding", "3.13.4", "gives 8 slots instead of 16");
  expect ("usable", "3.3.0", "5 of 8 slots, 11 of 16, where there were 10");
  expect ("entry", "3.11.0", "16 bytes instead of 24, and a dict of five 184 bytes instead of 232");
  expect ("kinds", "3.11.0", "takes 184 bytes, and with the int 1 as second key 352 bytes");
  expect ("kinds", "3.14.0", "takes 184 bytes, and with the int 1 as second key 224 bytes");
  expect ("empty", "3.3.0", "says 80 bytes then, instead of 280");
  expect ("empty", "3.8.0", "64 bytes instead of 248");
  expect ("empty", "3.10.0", "64 bytes instead of 232");
  expect ("presize", "3.6.1", "16 slots for six items instead of 8");
  expect ("fromkeys", "3.13.4", "get 32 slots instead of 64");
  expect ("gc-head", "2.3.0", "32 bytes");
  expect ("gc-head", "3.7.4", "{} takes 248 bytes");
  expect ("header", "3.11.0", "takes 32 bytes; it was 40");
  expect ("version-tag", "3.13.0", "4096 instead of 256");
}

/* A band of sizes says of every single release what the rules give. */
static void
test_sizes (void)
{
  static const struct { const char *behaviour; gboolean str; guint64 keys; } rows[] = { { "size-empty", FALSE, 0 }, { "size-strs", TRUE, 5 }, { "size-ints", FALSE, 1000 } };

  for (gsize b = 0; b < G_N_ELEMENTS (builds); b++)
    for (gsize r = 0; r < G_N_ELEMENTS (rows); r++)
      {
        g_autoptr (DscBehaviourHistory) history = dsc_behaviour_history_new (builds[b]);
        guint behaviour;

        g_assert_true (dsc_behaviour_find (rows[r].behaviour, &behaviour));
        for (guint i = 0; i < dsc_behaviour_history_get_n_spans (history, behaviour); i++)
          {
            const DscBehaviourSpan *span = dsc_behaviour_history_get_span (history, behaviour, i);

            for (guint k = span->first; k <= span->last; k++)
              {
                const DscTraits traits = dsc_traits_resolve (dsc_behaviour_history_get_target (history, k));
                g_autofree char *words = g_strdup_printf ("%" G_GINT64_FORMAT, dsc_ladder_size (&traits, DSC_LADDER_LOOP, rows[r].str, rows[r].keys));

                g_assert_cmpstr (span->to, ==, words);
              }
            if (i > 0)
              g_assert_cmpstr (span->from, !=, span->to);
          }
      }
}

static void
test_range (void)
{
  g_autoptr (DscBehaviourHistory) history = dsc_behaviour_history_new ((DscBuild) { 0 });
  DscTarget a, b;
  DscHistoryQuery query = { 0 };
  gboolean has_rounding = FALSE;

  g_assert_cmpint (dsc_target_parse ("3.10.13", &b), ==, DSC_STATUS_OK);
  g_assert_cmpint (dsc_target_parse ("3.9.18", &a), ==, DSC_STATUS_OK);
  g_assert_false (dsc_behaviour_history_get_range (history, a.version, a.version, &query));
  g_assert_true (dsc_behaviour_history_get_range (history, b.version, a.version, &query));
  g_autoptr (DscSheet) sheet = dsc_behaviour_history_tabulate (history, &query);
  for (guint i = 0; i < dsc_sheet_get_n_rows (sheet); i++)
    {
      g_assert_cmpstr (dsc_sheet_get_cell (sheet, i, 2), ==, "3.10.0");
      g_assert_cmpstr (dsc_sheet_get_cell (sheet, i, 3), ==, "3.9.25");
      has_rounding |= strcmp (dsc_sheet_get_cell (sheet, i, 0), "rounding") == 0;
    }
  g_assert_true (has_rounding);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/behaviours/every-trait", test_every_trait);
  g_test_add_func ("/scene/behaviours/every-change-has-a-meaning", test_every_change);
  g_test_add_func ("/scene/behaviours/changes-are-real", test_changes_are_real);
  g_test_add_func ("/scene/behaviours/numbers", test_numbers);
  g_test_add_func ("/scene/behaviours/sizes", test_sizes);
  g_test_add_func ("/scene/behaviours/range", test_range);
  return g_test_run ();
}
