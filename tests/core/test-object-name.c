/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-object-name.c: kinds and names of types, by version. */
#include "expression.h"

#include "dsc-hash.h"

#include <glib.h>

static DscPool *
pool_of (const char *version)
{
  DscTarget target;

  g_assert_cmpint (dsc_target_parse (version, &target), ==, DSC_STATUS_OK);
  const DscTraits traits = dsc_traits_resolve (target);
  return dsc_pool_new (&traits, 0, &dsc_alloc_libc);
}

static void
assert_kind (DscPool *pool, const char *expression, DscObjectKind kind, const char *type_name)
{
  const DscObject *object = expression_read (pool, expression);

  g_assert_nonnull (object);
  g_assert_cmpint (object->kind, ==, kind);
  g_assert_cmpstr (dsc_object_type_name (object, pool), ==, type_name);
}

static void
test_kinds (void)
{
  DscPool *old = pool_of ("2.7.18"), *old_32 = pool_of ("2.7.18-i386"), *new = pool_of ("3.9.18");

  assert_kind (old, "2**62", DSC_OBJECT_INT, "int");
  assert_kind (old, "2**63", DSC_OBJECT_LONG, "long");
  assert_kind (old_32, "2**31", DSC_OBJECT_LONG, "long");
  assert_kind (old_32, "-2**31 + 0", DSC_OBJECT_LONG, "long");
  assert_kind (old_32, "2**31 - 1", DSC_OBJECT_LONG, "long");
  assert_kind (old_32, "2147483647", DSC_OBJECT_INT, "int");
  assert_kind (new, "2**63", DSC_OBJECT_INT, "int");
  assert_kind (old, "long(1)", DSC_OBJECT_LONG, "long");
  assert_kind (old, "'a'", DSC_OBJECT_STR, "str");
  assert_kind (old, "u'a'", DSC_OBJECT_UNICODE, "unicode");
  assert_kind (old, "b'a'", DSC_OBJECT_STR, "str");
  assert_kind (new, "'a'", DSC_OBJECT_STR, "str");
  assert_kind (new, "u'a'", DSC_OBJECT_STR, "str");
  assert_kind (new, "b'a'", DSC_OBJECT_BYTES, "bytes");
  assert_kind (new, "None", DSC_OBJECT_NONE, "NoneType");
  assert_kind (new, "True", DSC_OBJECT_BOOL, "bool");
  assert_kind (new, "1.5", DSC_OBJECT_FLOAT, "float");
  assert_kind (new, "1j", DSC_OBJECT_COMPLEX, "complex");
  assert_kind (new, "(1,)", DSC_OBJECT_TUPLE, "tuple");
  assert_kind (new, "[1]", DSC_OBJECT_LIST, "list");
  assert_kind (new, "set([1])", DSC_OBJECT_SET, "set");
  assert_kind (new, "frozenset([1])", DSC_OBJECT_FROZENSET, "frozenset");
  assert_kind (new, "range(3)", DSC_OBJECT_RANGE, "range");
  g_assert_cmpstr (dsc_object_type_name (dsc_object_range (old, 0, 3, 1), old), ==, "xrange");
  g_assert_cmpint (dsc_object_str (old, "\xc3\xa9", 2)->kind, ==, DSC_OBJECT_UNICODE);
  g_assert_cmpint (dsc_object_str (old, "ab", 2)->kind, ==, DSC_OBJECT_STR);
  dsc_pool_unref (old);
  dsc_pool_unref (old_32);
  dsc_pool_unref (new);
}

static void
test_class_names (void)
{
  DscPool *pool = pool_of ("3.9.18");
  int target;

  const DscObject *keyed = dsc_object_keyed (pool, 7, "a", "Key");
  g_assert_cmpstr (dsc_object_class_name (keyed), ==, "Key");
  g_assert_cmpstr (dsc_object_type_name (keyed, pool), ==, "Key");
  g_assert_cmpint (keyed->hash, ==, 7);
  const DscObject *instance = dsc_object_reference (pool, DSC_OBJECT_INSTANCE, &target, "P");
  g_assert_true (instance->as.owner == &target);
  g_assert_cmpstr (dsc_object_type_name (instance, pool), ==, "P");
  const DscObject *class = dsc_object_reference (pool, DSC_OBJECT_CLASS, &target, "P");
  g_assert_cmpstr (dsc_object_type_name (class, pool), ==, "type");
  g_assert_cmpstr (dsc_object_class_name (class), ==, "P");
  const DscObject *dict = dsc_object_reference (pool, DSC_OBJECT_DICT, &target, NULL);
  g_assert_true ((void *) dict->as.dict == &target);
  g_assert_null (dsc_object_class_name (dict));
  g_assert_cmpstr (dsc_object_type_name (dict, pool), ==, "dict");
  g_assert_cmpstr (dsc_object_type_name (dsc_object_opaque (pool, "deque", "deque([])", true), pool), ==, "deque");
  g_assert_null (dsc_object_class_name (dsc_object_none (pool)));
  dsc_pool_unref (pool);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/object-name/kinds", test_kinds);
  g_test_add_func ("/core/object-name/class-names", test_class_names);
  return g_test_run ();
}
