/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-repr.c: repr () and str () beyond the recorded ones: limits, user objects, running out of memory. */
#include "expression.h"

#include "dsc-repr.h"
#include "failing-alloc.h"

#include <glib.h>
#include <string.h>

static DscPool *
pool_of (const char *version)
{
  DscTarget target;

  g_assert_cmpint (dsc_target_parse (version, &target), ==, DSC_STATUS_OK);
  const DscTraits traits = dsc_traits_resolve (target);
  return dsc_pool_new (&traits, 0, &dsc_alloc_libc);
}

static void
assert_text (const DscObject *object, DscPool *pool, gsize max_chars, bool is_str, const char *wanted)
{
  DscText text;
  DscStatus status;

  g_assert_nonnull (object);
  dsc_text_init (&text, &dsc_alloc_libc);
  if (is_str)
    dsc_repr_append_str (&text, object, pool, max_chars);
  else
    dsc_repr_append (&text, object, pool, max_chars);
  char *made = dsc_text_steal (&text, &status);
  g_assert_cmpint (status, ==, DSC_STATUS_OK);
  g_assert_cmpstr (made, ==, wanted);
  g_assert_true (g_utf8_validate (made, -1, NULL));
  dsc_alloc_free (&dsc_alloc_libc, made);
}

static void
assert_repr (const char *version, const char *expression, gsize max_chars, const char *wanted)
{
  DscPool *pool = pool_of (version);

  assert_text (expression_read (pool, expression), pool, max_chars, false, wanted);
  dsc_pool_unref (pool);
}

static void
test_limits (void)
{
  assert_repr ("3.9.18", "'abcdef'", 3, "'abc'…+3");
  assert_repr ("3.9.18", "'abc'", 3, "'abc'");
  assert_repr ("3.9.18", "'\\xe9\\u20ac\\U0001f600x'", 2, "'é€'…+2");
  assert_repr ("3.9.18", "b'abcdef'", 3, "b'abc'…+3");
  assert_repr ("2.7.18", "u'abcdef'", 3, "u'abc'…+3");
  assert_repr ("3.9.18", "10**30", 5, "10000…+26");
  assert_repr ("2.7.18", "10**30", 5, "10000…+26L");
  assert_repr ("3.9.18", "(1, 2, 3, 4, 5)", 3, "(1, 2, 3, …+2)");
  assert_repr ("3.9.18", "[1, 2, 3]", 3, "[1, 2, 3]");
  assert_repr ("3.9.18", "('abcdef', ('ghijkl',))", 5, "('abcde'…+1, ('ghijk'…+1,))");
  assert_repr ("3.9.18", "frozenset([1, 2, 3])", 2, "frozenset({1, 2, …+1})");
}

static void
test_no_flood (void)
{
  DscPool *pool = pool_of ("3.9.18");
  const DscObject *tuple = dsc_object_int (pool, 1);
  DscText text;

  g_test_summary ("A tuple of 2**200 ones is cut off.");
  for (int i = 0; i < 200; i++)
    {
      const DscObject *twice[] = { tuple, tuple };
      tuple = dsc_object_tuple (pool, twice, 2);
    }
  dsc_text_init (&text, &dsc_alloc_libc);
  dsc_repr_append (&text, tuple, pool, 40);
  g_assert_cmpint (text.status, ==, DSC_STATUS_OK);
  g_assert_cmpuint (text.length, <, 64 * 40 + 5000);
  dsc_text_clear (&text);
  dsc_pool_unref (pool);
}

static void
test_user_objects (void)
{
  DscPool *pool = pool_of ("3.9.18");
  int target;

  assert_text (dsc_object_keyed (pool, -7, "a", "H"), pool, 0, false, "H(-7,a)");
  assert_text (dsc_object_keyed (pool, -1, "a", "H"), pool, 0, false, "H(-1,a)");   /* though hash () is -2 */
  assert_text (dsc_object_str_subclass (pool, "it's", 4, "S"), pool, 0, false, "S(\"it's\")");
  assert_text (dsc_object_str_subclass (pool, "it's", 4, "S"), pool, 0, true, "it's");
  assert_text (dsc_object_opaque (pool, "deque", "deque([1])", true), pool, 0, false, "deque([1])");
  assert_text (dsc_object_dummy (pool), pool, 0, false, "<dummy key>");
  assert_text (dsc_object_reference (pool, DSC_OBJECT_CLASS, &target, "P"), pool, 0, false, "<class '__main__.P'>");
  const DscObject *instance = dsc_object_reference (pool, DSC_OBJECT_INSTANCE, &target, "P");
  g_autofree char *wanted = g_strdup_printf ("<__main__.P object at 0x%" G_GINT64_MODIFIER "x>", dsc_object_address (instance, pool));
  assert_text (instance, pool, 0, false, wanted);
  dsc_pool_unref (pool);
}

static void
test_xrange (void)
{
  static const struct { int64_t range[3]; const char *wanted; } cases[] = {
    { { 0, 5, 1 }, "xrange(5)" },          { { 1, 5, 1 }, "xrange(1, 5)" },      { { 0, 9, 2 }, "xrange(0, 10, 2)" },
    { { 2, 10, 3 }, "xrange(2, 11, 3)" },  { { 5, 0, 1 }, "xrange(5, 5)" },      { { 5, 0, -2 }, "xrange(5, -1, -2)" },
  };
  DscPool *pool = pool_of ("2.7.18");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_text (dsc_object_range (pool, cases[i].range[0], cases[i].range[1], cases[i].range[2]), pool, 0, false, cases[i].wanted);
  dsc_pool_unref (pool);
}

static void
test_old_floats (void)
{
  assert_repr ("2.6.9", "0.1", 0, "0.10000000000000001");
  assert_repr ("3.0.1", "0.1", 0, "0.10000000000000001");
  assert_repr ("2.6.9", "1.0", 0, "1.0");
  assert_repr ("2.6.9", "1e16", 0, "10000000000000000.0");
  assert_repr ("2.6.9", "1e17", 0, "1e+17");
  assert_repr ("2.7.18", "0.1", 0, "0.1");
}

static void
test_extreme_ints (void)
{
  assert_repr ("3.9.18", "-9223372036854775807 - 1", 0, "-9223372036854775808");
  assert_repr ("3.9.18", "9223372036854775807", 0, "9223372036854775807");
  assert_repr ("3.9.18", "0", 0, "0");
  assert_repr ("2.7.18", "long(-5)", 0, "-5L");
}

static DscRuntime *
runtime_of (const char *version)
{
  DscTarget target;

  g_assert_cmpint (dsc_target_parse (version, &target), ==, DSC_STATUS_OK);
  return dsc_runtime_new (target, 0, &dsc_alloc_libc);
}

static void
release_all (DscRuntime *runtime, GPtrArray *dicts)
{
  for (guint i = 0; i < dicts->len; i++)
    g_assert_cmpint (dsc_dict_clear_items (runtime, dicts->pdata[i]), ==, DSC_STATUS_OK);
  while (dicts->len > 0)
    dsc_dict_unref (runtime, g_ptr_array_steal_index (dicts, dicts->len - 1));
  dsc_runtime_free (runtime);
}

static void
test_dicts (void)
{
  DscRuntime *runtime = runtime_of ("3.9.18");
  DscPool *pool = dsc_runtime_get_pool (runtime);
  g_autoptr (GPtrArray) dicts = g_ptr_array_new ();

  assert_text (expression_read_in (runtime, "{}", dicts), pool, 0, false, "{}");
  assert_text (expression_read_in (runtime, "{1: 'a', 'b': [2, {}]}", dicts), pool, 0, false, "{1: 'a', 'b': [2, {}]}");
  assert_text (expression_read_in (runtime, "{1: 2, 3: 4, 5: 6}", dicts), pool, 2, false, "{1: 2, 3: 4, …+1}");

  const DscObject *inside = expression_read_in (runtime, "{}", dicts);
  const DscObject *key = dsc_object_str (pool, "me", 2);
  const DscObject *list = dsc_object_list (pool, &inside, 1);
  g_assert_cmpint (dsc_dict_set_item (runtime, inside->as.dict, key, list), ==, DSC_STATUS_OK);
  assert_text (inside, pool, 0, false, "{'me': [{...}]}");
  assert_text (inside, pool, 0, true, "{'me': [{...}]}");
  release_all (runtime, dicts);
}

static void
test_deep_dicts (void)
{
  DscRuntime *runtime = runtime_of ("3.9.18");
  DscPool *pool = dsc_runtime_get_pool (runtime);
  g_autoptr (GPtrArray) dicts = g_ptr_array_new ();
  const DscObject *outer = expression_read_in (runtime, "{}", dicts);
  DscText text;

  g_test_summary ("Dicts ten thousand levels deep are written down to a limit.");
  for (int i = 0; i < 10000; i++)
    {
      const DscObject *dict = expression_read_in (runtime, "{}", dicts);
      g_assert_cmpint (dsc_dict_set_item (runtime, dict->as.dict, dsc_object_int (pool, 1), outer), ==, DSC_STATUS_OK);
      outer = dict;
    }
  dsc_text_init (&text, &dsc_alloc_libc);
  dsc_repr_append (&text, outer, pool, 0);
  g_assert_cmpuint (text.length, ==, 500 * strlen ("{1: }") + strlen ("{...}"));
  dsc_text_clear (&text);
  release_all (runtime, dicts);
}

static DscStatus
repr_with (const DscAlloc *alloc, const DscObject *object, DscPool *pool)
{
  DscText text;
  DscStatus status;

  dsc_text_init (&text, alloc);
  dsc_repr_append (&text, object, pool, 0);
  char *made = dsc_text_steal (&text, &status);
  g_assert_true ((made != NULL) == (status == DSC_STATUS_OK));
  dsc_alloc_free (alloc, made);
  return status;
}

static void
test_out_of_memory (void)
{
  DscPool *pool = pool_of ("3.9.18");
  const DscObject *object = expression_read (pool, "(10**50, 1.5, 1j, 'text', [frozenset([1, 2])], range(3), b'x', None, -10**60)");
  DscStatus status = DSC_STATUS_NO_MEMORY;
  unsigned fail_at;

  for (fail_at = 1; status != DSC_STATUS_OK; fail_at++)
    {
      FailingAlloc failing;
      failing_alloc_init (&failing, fail_at);
      status = repr_with (&failing.alloc, object, pool);
      g_assert_cmpint (status, ==, failing_alloc_has_failed (&failing) ? DSC_STATUS_NO_MEMORY : DSC_STATUS_OK);
      g_assert_cmpuint (failing.n_live, ==, 0);
    }
  g_assert_cmpuint (fail_at, >, 5);
  dsc_pool_unref (pool);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/repr/limits", test_limits);
  g_test_add_func ("/core/repr/no-flood", test_no_flood);
  g_test_add_func ("/core/repr/user-objects", test_user_objects);
  g_test_add_func ("/core/repr/xrange", test_xrange);
  g_test_add_func ("/core/repr/old-floats", test_old_floats);
  g_test_add_func ("/core/repr/extreme-ints", test_extreme_ints);
  g_test_add_func ("/core/repr/dicts", test_dicts);
  g_test_add_func ("/core/repr/deep-dicts", test_deep_dicts);
  g_test_add_func ("/core/repr/out-of-memory", test_out_of_memory);
  return g_test_run ();
}
