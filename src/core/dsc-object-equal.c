/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-object-equal.c: == between objects.
 *
 * Numbers compare by exact value across types (Objects/floatobject.c, float_richcompare; complexobject.c), texts within
 * their type and in 2.x with str that is ASCII, containers item by item, where an item is also equal to itself
 * (PyObject_RichCompareBool). Everything else is equal only to itself. */
#include "dsc-object-private.h"

#include <math.h>
#include <string.h>

/* -- Numbers --------------------------------------------------------------------------------------------------------- */

static bool
is_integer (const DscObject *object)
{
  return object->kind == DSC_OBJECT_BOOL || object->kind == DSC_OBJECT_INT || object->kind == DSC_OBJECT_LONG;
}

static bool
is_number (const DscObject *object)
{
  return is_integer (object) || object->kind == DSC_OBJECT_FLOAT || object->kind == DSC_OBJECT_COMPLEX;
}

static bool
integer_equals_double (const DscObject *integer, double value)
{
  if (integer->is_big)
    return dsc_bigint_equals_double (integer->as.big, value);
  return value >= -0x1p63 && value < 0x1p63 && trunc (value) == value && (int64_t) value == integer->as.integer;
}

static bool
integers_equal (const DscObject *a, const DscObject *b)
{
  if (a->is_big != b->is_big)
    return false;
  return a->is_big ? dsc_bigint_compare (a->as.big, b->as.big) == 0 : a->as.integer == b->as.integer;
}

static double
real_part (const DscObject *object)
{
  return object->kind == DSC_OBJECT_COMPLEX ? object->as.pair[0] : object->as.real;
}

static double
imaginary_part (const DscObject *object)
{
  return object->kind == DSC_OBJECT_COMPLEX ? object->as.pair[1] : 0;
}

static bool
numbers_equal (const DscObject *a, const DscObject *b)
{
  if (is_integer (a) && is_integer (b))
    return integers_equal (a, b);
  if (is_integer (a))
    return imaginary_part (b) == 0 && integer_equals_double (a, real_part (b));
  if (is_integer (b))
    return imaginary_part (a) == 0 && integer_equals_double (b, real_part (a));
  return real_part (a) == real_part (b) && imaginary_part (a) == imaginary_part (b);
}

/* -- Texts ----------------------------------------------------------------------------------------------------------- */

static bool
same_bytes (const DscObject *a, const DscObject *b)
{
  return a->as.text.length == b->as.text.length
         && memcmp (a->as.text.bytes, b->as.text.bytes, a->as.text.length) == 0;
}

static bool
is_text (const DscObject *object)
{
  return object->kind == DSC_OBJECT_STR || object->kind == DSC_OBJECT_STR_SUBCLASS
         || object->kind == DSC_OBJECT_UNICODE || object->kind == DSC_OBJECT_BYTES;
}

/* 2.x decodes a str as ASCII to compare it with a unicode; where that fails they differ (and Python warns). */
static bool
texts_equal (const DscObject *a, const DscObject *b)
{
  const bool a_native = a->kind == DSC_OBJECT_STR || a->kind == DSC_OBJECT_STR_SUBCLASS;
  const bool b_native = b->kind == DSC_OBJECT_STR || b->kind == DSC_OBJECT_STR_SUBCLASS;

  if (a->kind == DSC_OBJECT_BYTES || b->kind == DSC_OBJECT_BYTES)
    return a->kind == b->kind && same_bytes (a, b);
  if (a_native != b_native && !(a->is_ascii && b->is_ascii))
    return false;
  return same_bytes (a, b);
}

/* -- Containers ------------------------------------------------------------------------------------------------------ */

static bool
items_equal (const DscObject *a, const DscObject *b, const DscPool *pool)
{
  return a == b || dsc_object_equal (a, b, pool);
}

/* A pair of containers that was just found equal is not compared again: t = (t, t) sixty times makes 2**60 ones in a few lines. */
static bool
sequences_equal (const DscObject *a, const DscObject *b, const DscPool *pool)
{
  const DscObject *last_x = NULL, *last_y = NULL;

  if (a->as.sequence.length != b->as.sequence.length)
    return false;
  for (size_t i = 0; i < a->as.sequence.length; i++)
    {
      const DscObject *x = a->as.sequence.items[i], *y = b->as.sequence.items[i];
      if (x == last_x && y == last_y)
        continue;
      if (!items_equal (x, y, pool))
        return false;
      if (x->depth > 0)
        {
          last_x = x;
          last_y = y;
        }
    }
  return true;
}

static bool
set_holds (const DscObject *set, const DscObject *item, size_t hint, const DscPool *pool)
{
  const size_t n = set->as.sequence.length;

  for (size_t i = 0; i < n; i++)
    {
      const DscObject *other = set->as.sequence.items[(hint + i) % n];
      if (other == item || (other->hash == item->hash && dsc_object_equal (other, item, pool)))
        return true;
    }
  return false;
}

/* Equal sets mostly have the same order, so each item is looked for from its own place on. Items have their hashes. */
static bool
sets_equal (const DscObject *a, const DscObject *b, const DscPool *pool)
{
  if (a->as.sequence.length != b->as.sequence.length)
    return false;
  for (size_t i = 0; i < a->as.sequence.length; i++)
    if (!set_holds (b, a->as.sequence.items[i], i, pool))
      return false;
  return true;
}

static bool
is_set (const DscObject *object)
{
  return object->kind == DSC_OBJECT_SET || object->kind == DSC_OBJECT_FROZENSET;
}

/* -- Ranges ---------------------------------------------------------------------------------------------------------- */

uint64_t
dsc_object_range_length (const DscObject *self)
{
  const int64_t start = self->as.range[0], stop = self->as.range[1], step = self->as.range[2];
  const uint64_t stride = step < 0 ? -(uint64_t) step : (uint64_t) step;

  if (step > 0 && start < stop)
    return ((uint64_t) stop - (uint64_t) start - 1) / stride + 1;
  if (step < 0 && start > stop)
    return ((uint64_t) start - (uint64_t) stop - 1) / stride + 1;
  return 0;
}

static bool
ranges_equal (const DscObject *a, const DscObject *b)
{
  const uint64_t length = dsc_object_range_length (a);

  if (length != dsc_object_range_length (b))
    return false;
  if (length > 0 && a->as.range[0] != b->as.range[0])
    return false;
  return length < 2 || a->as.range[2] == b->as.range[2];
}

/* -- Objects --------------------------------------------------------------------------------------------------------- */

static bool
same_keyed (const DscObject *a, const DscObject *b)
{
  return same_bytes (a, b) && strcmp (dsc_object_class_name (a), dsc_object_class_name (b)) == 0;
}

static bool
same_kind_equal (const DscObject *a, const DscObject *b, const DscPool *pool)
{
  switch ((DscObjectKind) a->kind)
    {
    case DSC_OBJECT_TUPLE: case DSC_OBJECT_LIST:
      return sequences_equal (a, b, pool);
    case DSC_OBJECT_RANGE:
      return a == b || (pool->traits.range_by_value && ranges_equal (a, b));
    case DSC_OBJECT_KEYED:
      return same_keyed (a, b);
    case DSC_OBJECT_DICT:
      return a->as.dict == b->as.dict;
    case DSC_OBJECT_INSTANCE: case DSC_OBJECT_CLASS:
      return a->as.owner != NULL && a->as.owner == b->as.owner;   /* without one, only identity tells */
    case DSC_OBJECT_NONE: case DSC_OBJECT_DUMMY: case DSC_OBJECT_OPAQUE:
      return a == b;
    case DSC_OBJECT_BOOL: case DSC_OBJECT_INT: case DSC_OBJECT_LONG: case DSC_OBJECT_FLOAT: case DSC_OBJECT_COMPLEX:
    case DSC_OBJECT_STR: case DSC_OBJECT_UNICODE: case DSC_OBJECT_BYTES: case DSC_OBJECT_STR_SUBCLASS:
    case DSC_OBJECT_FROZENSET: case DSC_OBJECT_SET:
      return false;     /* compared across kinds before */
    }
  return false;
}

bool
dsc_object_equal (const DscObject *a, const DscObject *b, const DscPool *pool)
{
  if (is_text (a) && is_text (b))
    return texts_equal (a, b);
  if (is_number (a) && is_number (b))
    return numbers_equal (a, b);
  if (is_set (a) && is_set (b))
    return sets_equal (a, b, pool);
  return a->kind == b->kind && same_kind_equal (a, b, pool);
}
