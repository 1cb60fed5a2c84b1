/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-ladder.c: sizes by the number of keys, from the rules: equal to recorded ones, and to those of tables that are filled. */
#include "dsc-ladder.h"

#include "../dsc-test-cases.h"
#include "table-fixture.h"

#define FILLED_UP_TO  DSC_TEST_CASES (1000000, 150000)
#define RECORDED_UP_TO 1000000
#define BUILT_UP_TO   (g_test_slow () ? 6000u : DSC_TEST_CASES (1400u, 500u))

/* Filled tables. */

static const DscObject *
key_of (Fixture *f, bool str, guint64 i)
{
  char name[24];

  if (!str)
    return fixture_int (f, (int64_t) i);
  g_snprintf (name, sizeof name, "k%" G_GUINT64_FORMAT, i);
  return fixture_str (f, name);
}

static DscDict *
grown (Fixture *f, bool str, guint64 first, guint64 n)
{
  DscDict *dict;

  g_assert_cmpint (dsc_dict_new (f->rt, &dict), ==, DSC_STATUS_OK);
  for (guint64 i = 0; i < n; i++)
    g_assert_cmpint (dsc_dict_set_item (f->rt, dict, key_of (f, str, first + i), dsc_object_none (f->pool)), ==, DSC_STATUS_OK);
  return dict;
}

static DscStatus
build_of_keys (Fixture *f, DscLadderWay way, const DscPair *pairs, size_t n, DscDict **out_dict)
{
  static const DscBuildForm forms[] = {
    [DSC_LADDER_COMPREHENSION] = DSC_BUILD_COMPREHENSION, [DSC_LADDER_DISPLAY] = DSC_BUILD_DISPLAY,
    [DSC_LADDER_PAIRS] = DSC_BUILD_CALL_PAIRS, [DSC_LADDER_KWARGS] = DSC_BUILD_CALL_KWARGS, [DSC_LADDER_PARAMETER] = DSC_BUILD_KWARGS,
  };
  g_autofree const DscObject **keys = g_new (const DscObject *, n + 1);

  if (way <= DSC_LADDER_PARAMETER)
    return dsc_dict_build (f->rt, forms[way], pairs, n, out_dict);
  for (size_t i = 0; i < n; i++)
    keys[i] = pairs[i].key;
  return dsc_dict_fromkeys (f->rt, way == DSC_LADDER_FROMKEYS_SET ? DSC_ITERABLE_SET : DSC_ITERABLE_RANGE, keys, n, fixture_int (f, 0), out_dict);
}

static DscStatus
update_grown (Fixture *f, bool str, guint64 n_before, DscDict *source, DscDict **out_dict)
{
  *out_dict = grown (f, str, 10000000, n_before);
  return dsc_dict_update_dict (f->rt, *out_dict, source);
}

static DscStatus
unpack_and_more (Fixture *f, bool str, DscDict *source, DscDict **out_dict)
{
  const DscPair pair = { key_of (f, str, 10000000), fixture_int (f, 0) };
  DscDict *more;
  DscStatus status = update_grown (f, str, 0, source, out_dict);

  if (status == DSC_STATUS_OK)
    status = dsc_dict_build (f->rt, DSC_BUILD_DISPLAY, &pair, 1, &more);
  if (status != DSC_STATUS_OK)
    return status;
  status = dsc_dict_update_dict (f->rt, *out_dict, more);
  dsc_dict_unref (f->rt, more);
  return status;
}

static DscStatus
build_of_dict (Fixture *f, DscLadderWay way, bool str, DscDict *source, DscDict **out_dict)
{
  switch ((unsigned) way)
    {
    case DSC_LADDER_FROMKEYS_DICT: return dsc_dict_fromkeys_dict (f->rt, source, fixture_int (f, 0), out_dict);
    case DSC_LADDER_CALL:          return dsc_dict_new_from (f->rt, source, out_dict);
    case DSC_LADDER_COPY:          return dsc_dict_copy (f->rt, source, out_dict);
    case DSC_LADDER_UPDATE:
    case DSC_LADDER_UNPACK:        return update_grown (f, str, 0, source, out_dict);
    case DSC_LADDER_UPDATE_1:      return update_grown (f, str, 1, source, out_dict);
    case DSC_LADDER_UPDATE_5:      return update_grown (f, str, 5, source, out_dict);
    case DSC_LADDER_UNPACK_MORE:   return unpack_and_more (f, str, source, out_dict);
    case DSC_LADDER_UNION:         return dsc_dict_union (f->rt, source, f->dict, out_dict);
    case DSC_LADDER_UNION_RIGHT:   return dsc_dict_union (f->rt, f->dict, source, out_dict);
    default:                       return DSC_STATUS_INVALID;
    }
}

static int64_t
built_size (Fixture *f, DscLadderWay way, bool str, const DscPair *pairs, guint64 n)
{
  DscDict *dict = NULL;
  DscStatus status;

  if (way != DSC_LADDER_LOOP && way <= DSC_LADDER_FROMKEYS_SET)
    status = build_of_keys (f, way, pairs, n, &dict);
  else
    {
      DscDict *source = grown (f, str, 0, n);
      status = way == DSC_LADDER_LOOP ? (dict = dsc_dict_ref (source), DSC_STATUS_OK) : build_of_dict (f, way, str, source, &dict);
      dsc_dict_unref (f->rt, source);
    }
  g_assert_cmpint (status, ==, DSC_STATUS_OK);

  const int64_t size = dsc_dict_getsizeof (f->rt, dict);
  dsc_dict_unref (f->rt, dict);
  return size;
}

/* Targets: each behaviour of each build once. */

static GPtrArray *
list_targets (void)
{
  static const char *const suffixes[] = { "", "d", "-i386", "-wasm32", "t" };
  GPtrArray *targets = g_ptr_array_new_with_free_func (g_free);
  const DscVersion *releases;
  const size_t n = dsc_releases (&releases);

  for (guint suffix = 0; suffix < G_N_ELEMENTS (suffixes); suffix++)
    {
      DscTraits before;
      for (size_t i = 0; i < n; i++)
        {
          char name[64];
          DscTarget target;
          dsc_target_format ((DscTarget) { .version = releases[i] }, name, sizeof name);
          g_autofree char *text = g_strconcat (name, suffixes[suffix], NULL);
          if (dsc_target_parse (text, &target) != DSC_STATUS_OK)
            continue;
          const DscTraits traits = dsc_traits_resolve (target);
          if (i > 0 && dsc_traits_behave_alike (&traits, &before))
            continue;
          before = traits;
          g_ptr_array_add (targets, g_steal_pointer (&text));
        }
    }
  return targets;
}

static DscTraits
traits_of (const char *text)
{
  DscTarget target;

  g_assert_cmpint (dsc_target_parse (text, &target), ==, DSC_STATUS_OK);
  return dsc_traits_resolve (target);
}

static void
assert_size (const DscTraits *traits, const char *target, DscLadderWay way, bool str, guint64 n, int64_t filled)
{
  const int64_t size = dsc_ladder_size (traits, way, str, n);

  if (size != filled)
    g_test_message ("%s: %s of %" G_GUINT64_FORMAT " %s keys", target, dsc_ladder_name (way), n, str ? "str" : "int");
  g_assert_cmpint (size, ==, filled);
}

/* Numbers of keys for which a dict is built: all the small ones, then both sides of each step. */
static bool
is_sampled (const DscTraits *traits, DscLadderWay way, bool str, guint64 n)
{
  if (n <= 45)
    return true;
  const int64_t size = dsc_ladder_size (traits, way, str, n);

  return n % 997 == 0 || size != dsc_ladder_size (traits, way, str, n + 1) || size != dsc_ladder_size (traits, way, str, n - 1);
}

/* 64-bit, not free-threaded, not for debugging: the others have the same rules and other layouts. */
static bool
is_usual_build (const char *target)
{
  return target[strspn (target, "0123456789.")] == '\0';
}

static void
compare_with_built (const char *target, guint i)
{
  const DscTraits traits = traits_of (target);
  Fixture f;

  fixture_init (&f, target);
  for (guint str = 0; str < 2; str++)
    {
      if (!is_usual_build (target) && str != i % 2 && !g_test_slow ())
        continue;
      g_autofree DscPair *pairs = str ? str_pairs (&f, 0, BUILT_UP_TO) : int_pairs (&f, 0, BUILT_UP_TO);
      for (DscLadderWay way = 0; way < DSC_N_LADDERS; way++)
        for (guint64 n = 0; n < BUILT_UP_TO && dsc_ladder_exists (&traits, way, str); n++)
          if (is_sampled (&traits, way, str, n))
            assert_size (&traits, target, way, str, n, built_size (&f, way, str, pairs, n));
    }
  fixture_clear (&f);
}

static void
test_built (void)
{
  g_autoptr (GPtrArray) targets = list_targets ();

  for (guint i = 0; i < targets->len; i++)
    compare_with_built (g_ptr_array_index (targets, i), i);
  g_test_message ("%u targets", targets->len);
  g_assert_cmpuint (targets->len, >, 100);
}

/* Every number of keys to a million, one by one: in one release of each kind of growth. */
static void
test_filled (void)
{
  static const char *const targets[] = { "1.5.2", "2.1.3", "2.2.3", "2.7.18", "3.3.0", "3.5.2-i386", "3.6.15", "3.9.18", "3.12.1", "3.15.2" };

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      const bool str = i % 2 == 1;
      const DscTraits traits = traits_of (targets[i]);
      guint64 border = 0;
      Fixture f;

      fixture_init (&f, targets[i]);
      for (guint64 n = 0; n <= FILLED_UP_TO; n++)
        {
          if (n > 0)
            fixture_set (&f, key_of (&f, str, n - 1), dsc_object_none (f.pool));
          const int64_t size = getsizeof (&f);
          if (n == border)
            {
              assert_size (&traits, targets[i], DSC_LADDER_LOOP, str, n, size);
              border = dsc_ladder_next (&traits, DSC_LADDER_LOOP, str, n, FILLED_UP_TO);
            }
          else if (n + 1 == border || n % 1009 == 0)
            assert_size (&traits, targets[i], DSC_LADDER_LOOP, str, n, size);
        }
      g_assert_cmpuint (border, ==, 0);
      fixture_clear (&f);
    }
}

/* At the larger steps of the other ways. */
static void
test_large (void)
{
  static const char *const targets[] = { "2.7.18", "3.2.6", "3.5.10", "3.8.18", "3.9.18", "3.10.13", "3.13.13", "3.14.5t" };
  const guint64 up_to = g_test_slow () ? FILLED_UP_TO : 140000;
  const size_t n_pairs = (size_t) up_to + 1;

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      const bool str = i % 2 == 0;
      const DscTraits traits = traits_of (targets[i]);
      Fixture f;

      fixture_init (&f, targets[i]);
      g_autofree DscPair *pairs = str ? str_pairs (&f, 0, n_pairs) : int_pairs (&f, 0, n_pairs);
      for (DscLadderWay way = DSC_LADDER_DISPLAY; way <= DSC_LADDER_FROMKEYS_SET; way++)
        for (guint64 n = 40000; n != 0 && dsc_ladder_exists (&traits, way, str); n = dsc_ladder_next (&traits, way, str, n, up_to))
          {
            assert_size (&traits, targets[i], way, str, n, built_size (&f, way, str, pairs, n));
            assert_size (&traits, targets[i], way, str, n - 1, built_size (&f, way, str, pairs, n - 1));
          }
      fixture_clear (&f);
    }
}

/* The steps are all steps: no number between two of them has another size. */
static void
test_steps (void)
{
  g_autoptr (GPtrArray) targets = list_targets ();

  for (guint i = 0; i < targets->len; i++)
    {
      if (!is_usual_build (g_ptr_array_index (targets, i)) && !g_test_slow ())
        continue;
      const DscTraits traits = traits_of (g_ptr_array_index (targets, i));
      const bool str = i % 2 == 1;
      const guint64 up_to = i % 20 == 0 ? (g_test_slow () ? FILLED_UP_TO : 100000) : 2600;

      for (DscLadderWay way = 0; way < DSC_N_LADDERS; way++)
        {
          guint64 next = 0;
          int64_t size = -1;
          for (guint64 n = 0; n <= up_to && dsc_ladder_exists (&traits, way, str); n++)
            {
              const int64_t now = dsc_ladder_size (&traits, way, str, n);
              if (now != size)
                {
                  if (n != next)
                    g_test_message ("%s: %s", (char *) g_ptr_array_index (targets, i), dsc_ladder_name (way));
                  g_assert_cmpuint (n, ==, next);
                  next = dsc_ladder_next (&traits, way, str, n, up_to);
                  size = now;
                }
            }
          g_assert_cmpuint (next, ==, 0);
        }
    }
}

/* Rebuilds as the events of the dict itself tell them. */

static DscDict *
build_traced (Fixture *f, DscLadderWay way, bool str, const DscPair *pairs, guint64 n, DscTrace *trace)
{
  const bool of_keys = way != DSC_LADDER_LOOP && way <= DSC_LADDER_FROMKEYS_SET;
  DscDict *source = of_keys || way == DSC_LADDER_LOOP ? NULL : grown (f, str, 0, n), *dict = NULL;
  DscStatus status = DSC_STATUS_OK;

  dsc_runtime_set_trace (f->rt, trace);
  if (way == DSC_LADDER_LOOP)
    dict = grown (f, str, 0, n);
  else
    status = of_keys ? build_of_keys (f, way, pairs, n, &dict) : build_of_dict (f, way, str, source, &dict);
  dsc_runtime_set_trace (f->rt, NULL);
  g_assert_cmpint (status, ==, DSC_STATUS_OK);
  if (source != NULL)
    dsc_dict_unref (f->rt, source);
  return dict;
}

static void
assert_rebuilds (Fixture *f, const DscTraits *traits, const char *target, DscLadderWay way, bool str, const DscPair *pairs, guint64 n)
{
  const DscLadderTable table = dsc_ladder_table (traits, way, str, n);
  guint64 rebuilds = 0, moved = 0;
  DscTrace trace;

  dsc_trace_init (&trace, &dsc_alloc_libc);
  DscDict *dict = build_traced (f, way, str, pairs, n, &trace);
  for (size_t i = 0; i < trace.n_events; i++)
    {
      const DscEvent *event = &trace.events[i];
      if (event->kind != DSC_EVENT_RESIZE_BEGIN || event->dict != dsc_dict_get_id (dict) || event->d == 0)
        continue;
      rebuilds++;
      moved += (guint64) event->d;
    }
  if (table.rebuilds != rebuilds || table.moved != moved)
    g_test_message ("%s: %s of %" G_GUINT64_FORMAT " %s keys", target, dsc_ladder_name (way), n, str ? "str" : "int");
  g_assert_cmpuint (table.rebuilds, ==, rebuilds);
  g_assert_cmpuint (table.moved, ==, moved);
  g_assert_cmpuint (table.slots > 1 ? table.slots : 0, ==, dsc_dict_get_n_slots (f->rt, dict) > 1 ? dsc_dict_get_n_slots (f->rt, dict) : 0);
  dsc_dict_unref (f->rt, dict);
  dsc_trace_clear (&trace);
}

static void
test_rebuilds (void)
{
  g_autoptr (GPtrArray) targets = list_targets ();

  for (guint i = 0; i < targets->len; i++)
    {
      const char *target = g_ptr_array_index (targets, i);
      const DscTraits traits = traits_of (target);
      Fixture f;

      if (!is_usual_build (target))
        continue;
      fixture_init (&f, target);
      for (guint str = 0; str < 2; str++)
        {
          g_autofree DscPair *pairs = str ? str_pairs (&f, 0, 400) : int_pairs (&f, 0, 400);
          for (DscLadderWay way = 0; way < DSC_N_LADDERS; way++)
            for (guint64 n = 0; n < 400 && dsc_ladder_exists (&traits, way, str); n += n < 24 ? 1 : 1 + n / 8)
              assert_rebuilds (&f, &traits, target, way, str, pairs, n);
        }
      fixture_clear (&f);
    }
}

/* The list is what going from step to step finds, however far it goes and however much room there is. */
static void
test_list (void)
{
  static const guint64 ends[] = { 0, 1, 5, 22, 100, 1365, 2731, 50001, 1000000, G_GUINT64_CONSTANT (1) << 40 };
  g_autoptr (GPtrArray) targets = list_targets ();

  for (guint i = 0; i < targets->len; i++)
    for (DscLadderWay way = 0; way < DSC_N_LADDERS; way++)
      {
        const DscTraits traits = traits_of (g_ptr_array_index (targets, i));
        const bool one_by_one = way <= DSC_LADDER_COMPREHENSION || way == DSC_LADDER_PAIRS || way == DSC_LADDER_PARAMETER || way == DSC_LADDER_FROMKEYS_RANGE;
        const guint64 up_to = one_by_one ? ends[(i + way) % G_N_ELEMENTS (ends)] : MIN (ends[(i + way) % G_N_ELEMENTS (ends)], 300);
        const bool str = (i + way) % 2;
        DscLadderStep steps[200];
        guint64 n = 0;
        size_t count = 0;

        if (!dsc_ladder_exists (&traits, way, str))
          continue;
        const size_t n_steps = dsc_ladder_list (&traits, way, str, up_to, steps, G_N_ELEMENTS (steps));
        do
          {
            if (count < MIN (n_steps, G_N_ELEMENTS (steps)) && (steps[count].n != n || steps[count].size != dsc_ladder_size (&traits, way, str, n)))
              g_error ("%s: %s, %s, to %" G_GUINT64_FORMAT, (char *) g_ptr_array_index (targets, i), dsc_ladder_name (way), str ? "str" : "int", up_to);
            n = dsc_ladder_next (&traits, way, str, n, up_to);
            count++;
          }
        while (n != 0);
        g_assert_cmpuint (n_steps, ==, count);
        g_assert_cmpuint (dsc_ladder_list (&traits, way, str, up_to, NULL, 0), ==, count);
      }
}

/* No number between two steps of the table has another one. */
static void
test_steps_of_tables (void)
{
  static const char *const targets[] = { "1.5.2", "2.2.3", "2.7.18", "3.5.10", "3.7.16", "3.10.13", "3.13.13", "3.15.2" };

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    for (DscLadderWay way = 0; way < DSC_N_LADDERS; way++)
      {
        const DscTraits traits = traits_of (targets[i]);
        DscLadderTable before = { 0 };
        guint64 next = 0;

        for (guint64 n = 0; n <= 12000 && dsc_ladder_exists (&traits, way, i % 2); n++)
          {
            const DscLadderTable now = dsc_ladder_table (&traits, way, i % 2, n);
            if (n == 0 || now.slots != before.slots || now.rebuilds != before.rebuilds || now.moved != before.moved)
              {
                if (n != next)
                  g_test_message ("%s: %s", targets[i], dsc_ladder_name (way));
                g_assert_cmpuint (n, ==, next);
                next = dsc_ladder_next_table (&traits, way, i % 2, n, 12000);
              }
            before = now;
          }
        g_assert_cmpuint (next, ==, 0);
      }
}

/* Recorded. */

static const struct {
  const char  *recorded;
  DscLadderWay way;
} names[] = {
  { "comprehension", DSC_LADDER_COMPREHENSION }, { "d.copy()", DSC_LADDER_COPY }, { "dict(d)", DSC_LADDER_CALL },
  { "dict(list of pairs)", DSC_LADDER_PAIRS }, { "dict(zip)", DSC_LADDER_PAIRS }, { "display, constant keys", DSC_LADDER_DISPLAY },
  { "display, variable keys", DSC_LADDER_DISPLAY }, { "dict(**d)", DSC_LADDER_KWARGS }, { "dict(a=..)", DSC_LADDER_KWARGS },
  { "f(a=..)", DSC_LADDER_PARAMETER }, { "f(**d)", DSC_LADDER_PARAMETER }, { "fromkeys(dict)", DSC_LADDER_FROMKEYS_DICT },
  { "fromkeys(set)", DSC_LADDER_FROMKEYS_SET }, { "fromkeys(list)", DSC_LADDER_FROMKEYS_RANGE }, { "{}.update(dict)", DSC_LADDER_UPDATE },
  { "{1 key}.update(dict)", DSC_LADDER_UPDATE_1 }, { "{5 keys}.update(dict)", DSC_LADDER_UPDATE_5 }, { "{}.update(pairs)", DSC_LADDER_LOOP },
  { "{**d}", DSC_LADDER_UNPACK }, { "{**d, k: 0}", DSC_LADDER_UNPACK_MORE }, { "d | {}", DSC_LADDER_UNION }, { "{} | d", DSC_LADDER_UNION_RIGHT },
};

static char *
steps_text (const char *interpreter, DscLadderWay way, bool str, guint64 up_to)
{
  const DscTraits traits = traits_of (interpreter);
  GString *text = g_string_new (NULL);
  guint64 n = 0;

  do
    {
      g_string_append_printf (text, "%s%" G_GUINT64_FORMAT ":%" G_GINT64_FORMAT, n > 0 ? "," : "", n, dsc_ladder_size (&traits, way, str, n));
      n = dsc_ladder_next (&traits, way, str, n, up_to);
    }
  while (n != 0);
  return g_string_free (text, FALSE);
}

static void
compare_row (char **columns)
{
  const bool ladder = strcmp (columns[0], "ladder") == 0;
  const bool str = g_str_has_suffix (ladder ? columns[1] : columns[0], "str");
  const bool same = strcmp (columns[3], "=") == 0;
  const guint64 up_to = ladder ? RECORDED_UP_TO : same ? 129 : 64;
  g_auto (GStrv) interpreters = g_strsplit (columns[2], ",", -1);
  DscLadderWay way = ladder ? DSC_LADDER_LOOP : DSC_N_LADDERS;

  for (guint i = 0; i < G_N_ELEMENTS (names) && !ladder; i++)
    if (strcmp (names[i].recorded, columns[1]) == 0)
      way = names[i].way;
  g_assert_cmpint (way, !=, DSC_N_LADDERS);
  for (char **interpreter = interpreters; *interpreter != NULL; interpreter++)
    {
      g_autofree char *steps = steps_text (*interpreter, way, str, up_to);
      g_autofree char *one_by_one = steps_text (*interpreter, DSC_LADDER_LOOP, str, up_to);
      g_test_message ("%s, %s", columns[1], *interpreter);
      g_assert_cmpstr (steps, ==, same ? one_by_one : columns[3]);
    }
}

static void
test_recorded (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "recorded-sizes.txt", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) columns = g_strsplit (*line, "\t", -1);
      if (g_strv_length (columns) != 4 || !(g_str_has_prefix (*line, "ladder") || g_str_has_prefix (*line, "build ")))
        continue;
      compare_row (columns);
      n++;
    }
  g_assert_cmpuint (n, >, 100);
}

static void
test_names (void)
{
  DscLadderWay found;

  for (DscLadderWay way = 0; way < DSC_N_LADDERS; way++)
    {
      g_assert_true (dsc_ladder_find (dsc_ladder_name (way), &found));
      g_assert_cmpint (found, ==, way);
      g_assert_cmpstr (dsc_ladder_code (way), !=, "");
    }
  g_assert_false (dsc_ladder_find ("", &found));
  g_assert_false (dsc_ladder_find ("fromkeys", &found));
}

static void
test_exists (void)
{
  const DscTraits oldest = traits_of ("1.5.2");
  const DscTraits old = traits_of ("2.2.3");
  const DscTraits newest = traits_of ("3.15.2");

  for (DscLadderWay way = 0; way < DSC_N_LADDERS; way++)
    {
      g_assert_true (dsc_ladder_exists (&newest, way, true));
      g_assert_cmpint (dsc_ladder_exists (&newest, way, false), ==, way != DSC_LADDER_KWARGS && way != DSC_LADDER_PARAMETER);
    }
  g_assert_true (dsc_ladder_exists (&oldest, DSC_LADDER_COPY, false));
  g_assert_false (dsc_ladder_exists (&oldest, DSC_LADDER_CALL, false));
  g_assert_true (dsc_ladder_exists (&old, DSC_LADDER_CALL, false));
  g_assert_false (dsc_ladder_exists (&old, DSC_LADDER_FROMKEYS_SET, false));
  g_assert_false (dsc_ladder_exists (&old, DSC_LADDER_COMPREHENSION, false));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/ladder/names", test_names);
  g_test_add_func ("/core/ladder/exists", test_exists);
  g_test_add_func ("/core/ladder/recorded", test_recorded);
  g_test_add_func ("/core/ladder/built", test_built);
  g_test_add_func ("/core/ladder/filled", test_filled);
  g_test_add_func ("/core/ladder/large", test_large);
  g_test_add_func ("/core/ladder/steps", test_steps);
  g_test_add_func ("/core/ladder/list", test_list);
  g_test_add_func ("/core/ladder/rebuilds", test_rebuilds);
  g_test_add_func ("/core/ladder/steps-of-tables", test_steps_of_tables);
  return g_test_run ();
}
