/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-version-sizes.c: sizes of ints, texts, tuples and the like, release by release; part of the version files.
 *
 * Sources: Include/longintrepr.h, unicodeobject.h, bytesobject.h, floatobject.h, complexobject.h, tupleobject.h of the
 * releases, and sys.getsizeof of 2.7.18 and 3.6 to 3.13 on 64-bit Linux. Only 64-bit default builds from 3.3 on, and 2.7, are
 * known; all others say so. */
#include "dsc-sizes-private.h"

#include "dsc-wtf8.h"

static bool
is_known (const DscTraits *traits)
{
  DscVersion v = traits->target.version;

  return traits->target.build.arch == DSC_ARCH_64 && !traits->target.build.free_threaded && !traits->target.build.debug
         && ((v >= DSC_V (2, 7, 0) && v < DSC_V (3, 0, 0)) || v >= DSC_V (3, 3, 0));
}

static uint64_t
count_bits (const DscObject *object)
{
  uint64_t magnitude;

  if (object->is_big)
    {
      const DscBigint *big = object->as.big;
      return (uint64_t) big->n_digits * 32 - (uint64_t) __builtin_clz (big->digits[big->n_digits - 1]);
    }
  magnitude = object->as.integer < 0 ? 0 - (uint64_t) object->as.integer : (uint64_t) object->as.integer;
  return magnitude != 0 ? 64 - (uint64_t) __builtin_clzll (magnitude) : 0;
}

/* Digits of 30 bits. Zero has none up to 3.10 and one since, when small ints became static; 3.12 gives every int one. */
static int64_t
size_of_int (const DscTraits *traits, const DscObject *object)
{
  uint64_t digits = (count_bits (object) + 29) / 30;

  if (object->kind == DSC_OBJECT_INT && traits->is_python2)
    return 24;
  if (digits == 0 && traits->target.version >= DSC_V (3, 11, 0))
    digits = 1;
  return 24 + 4 * (int64_t) digits;
}

static int64_t
size_of_bool (const DscTraits *traits, const DscObject *object)
{
  return traits->is_python2 ? 24 : size_of_int (traits, object);
}

/* PEP 393: head, then 1, 2 or 4 bytes a character and a NUL of the same width. Latin-1 singletons have their UTF-8 kept. */
static int64_t
size_of_text (const DscTraits *traits, const DscObject *object)
{
  bool slim = traits->target.version >= DSC_V (3, 12, 0);   /* without wstr */
  uint32_t max;
  int64_t n = (int64_t) dsc_wtf8_measure (object->as.text.bytes, object->as.text.length, &max);
  int64_t head = slim ? 56 : 72;

  if (max < 0x80)
    return (slim ? 40 : 48) + n + 1;
  if (max < 0x100)
    return head + n + 1 + (slim && n == 1 ? 3 : 0);
  return max < 0x10000 ? head + 2 * (n + 1) : head + 4 * (n + 1);
}

static int64_t
size_of_old_text (const DscObject *object)
{
  if (object->kind == DSC_OBJECT_STR)
    return 37 + (int64_t) object->as.text.length;
  return 48 + 4 * (1 + (int64_t) dsc_wtf8_measure (object->as.text.bytes, object->as.text.length, NULL));
}

int64_t
dsc_sizes_of (const DscTraits *traits, const DscObject *object)
{
  if (!is_known (traits))
    return -1;
  switch ((unsigned) object->kind)
    {
    case DSC_OBJECT_NONE:
      return 16;
    case DSC_OBJECT_BOOL:
      return size_of_bool (traits, object);
    case DSC_OBJECT_INT:
    case DSC_OBJECT_LONG:
      return size_of_int (traits, object);
    case DSC_OBJECT_FLOAT:
      return 24;
    case DSC_OBJECT_COMPLEX:
      return 32;
    case DSC_OBJECT_STR:
    case DSC_OBJECT_UNICODE:
      return traits->is_python2 ? size_of_old_text (object) : size_of_text (traits, object);
    case DSC_OBJECT_BYTES:
      return 33 + (int64_t) object->as.text.length;
    case DSC_OBJECT_TUPLE:
      return 24 + 8 * (int64_t) object->as.sequence.length + (traits->target.version >= DSC_V (3, 14, 0) ? 8 : 0);   /* ob_hash */
    default:
      return -1;
    }
}

bool
dsc_sizes_has_gc_head (const DscObject *object)
{
  return object->kind == DSC_OBJECT_TUPLE;
}
