/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-object.c: making of objects.
 *
 * Everything that belongs to an object (text, items, digits, a class name) is allocated with it and lies behind it, so that
 * a key costs one piece of memory and one miss of the cache. Objects of which CPython has one each are members of the
 * pool; they are made first and therefore have the same ordinals in every pool. */
#include "dsc-object-private.h"

#include "dsc-hash.h"
#include "dsc-set.h"
#include "dsc-wtf8.h"

#include <string.h>

#define MIN_CONSTANT_SET 3   /* items; compile.c, starunpack_helper; flowgraph.c, MIN_CONST_SEQUENCE_SIZE */

static void
know_hash (DscObject *object, int64_t hash)
{
  object->hash = hash;
  object->hash_known = 1;
}

/* -- Objects of which there is one each ------------------------------------------------------------------------------ */

static void
init_shared (DscPool *pool, DscObject *object, DscObjectKind kind)
{
  *object = (DscObject) { .kind = (uint8_t) kind, .ordinal = pool->n_objects++ };
}

static void
init_shared_text (DscPool *pool, DscObject *object, DscObjectKind kind, const char *bytes, size_t length)
{
  init_shared (pool, object, kind);
  object->is_ascii = dsc_wtf8_is_ascii (bytes, length);
  object->as.text.bytes = bytes;
  object->as.text.length = length;
}

static DscObjectKind
text_kind (const DscPool *pool)
{
  return pool->traits.is_python2 ? DSC_OBJECT_UNICODE : DSC_OBJECT_STR;
}

static DscObjectKind
raw_kind (const DscPool *pool)
{
  return pool->traits.is_python2 ? DSC_OBJECT_STR : DSC_OBJECT_BYTES;
}

static void
init_characters (DscPool *pool)
{
  init_shared_text (pool, &pool->empty_text, text_kind (pool), "", 0);
  init_shared_text (pool, &pool->empty_raw, raw_kind (pool), "", 0);
  for (unsigned c = 0; c < 256; c++)
    {
      char utf8[4];
      const size_t length = dsc_wtf8_put (c, utf8);

      memcpy (pool->char_utf8[c], utf8, length);
      pool->char_bytes[c][0] = (char) c;
      init_shared_text (pool, &pool->char_text[c], text_kind (pool), pool->char_utf8[c], length);
      init_shared_text (pool, &pool->char_raw[c], raw_kind (pool), pool->char_bytes[c], 1);
    }
}

void
dsc_object_init_shared (DscPool *pool)
{
  init_shared (pool, &pool->none, DSC_OBJECT_NONE);
  init_shared (pool, &pool->dummy, DSC_OBJECT_DUMMY);
  for (int i = 0; i < 2; i++)
    {
      init_shared (pool, &pool->truth[i], DSC_OBJECT_BOOL);
      pool->truth[i].as.integer = i;
    }
  init_shared (pool, &pool->empty_tuple, DSC_OBJECT_TUPLE);
  for (int i = 0; i < DSC_POOL_N_SMALL_INTS; i++)
    {
      init_shared (pool, &pool->small_ints[i], DSC_OBJECT_INT);
      pool->small_ints[i].as.integer = i + DSC_POOL_FIRST_SMALL_INT;
      know_hash (&pool->small_ints[i], dsc_hash_int64 (&pool->traits, i + DSC_POOL_FIRST_SMALL_INT));
    }
  init_characters (pool);
}

const DscObject *
dsc_object_none (const DscPool *pool)
{
  return &pool->none;
}

const DscObject *
dsc_object_dummy (const DscPool *pool)
{
  return &pool->dummy;
}

const DscObject *
dsc_object_bool (const DscPool *pool, bool value)
{
  return &pool->truth[value];
}

/* -- Numbers --------------------------------------------------------------------------------------------------------- */

/* 2.x: whether an int, which is a C long there, can hold the value. */
static bool
is_small_enough (const DscPool *pool, int64_t value)
{
  return !pool->traits.is_python2 || pool->traits.hash_size == 8 || value == (int32_t) value;
}

static const DscObject *
new_integer (DscPool *pool, DscObjectKind kind, int64_t value)
{
  DscObject *object = dsc_pool_new_object (pool, kind, sizeof *object, 0);

  if (object == NULL)
    return NULL;
  object->as.integer = value;
  know_hash (object, dsc_hash_int64 (&pool->traits, value));
  return object;
}

const DscObject *
dsc_object_int (DscPool *pool, int64_t value)
{
  if (value >= DSC_POOL_FIRST_SMALL_INT && value <= DSC_POOL_LAST_SMALL_INT)
    return &pool->small_ints[value - DSC_POOL_FIRST_SMALL_INT];
  return new_integer (pool, is_small_enough (pool, value) ? DSC_OBJECT_INT : DSC_OBJECT_LONG, value);
}

const DscObject *
dsc_object_long (DscPool *pool, int64_t value)
{
  return pool->traits.is_python2 ? new_integer (pool, DSC_OBJECT_LONG, value) : dsc_object_int (pool, value);
}

const DscObject *
dsc_object_big (DscPool *pool, const DscBigint *value, bool is_long)
{
  int64_t small;

  if (dsc_bigint_fits_int64 (value, &small))
    return is_long ? dsc_object_long (pool, small) : dsc_object_int (pool, small);

  const size_t digit_bytes = value->n_digits * sizeof value->digits[0];
  const DscObjectKind kind = pool->traits.is_python2 ? DSC_OBJECT_LONG : DSC_OBJECT_INT;
  DscObject *object = dsc_pool_new_object (pool, kind, sizeof *object, sizeof (DscBigint) + digit_bytes);
  if (object == NULL)
    return NULL;

  DscBigint *big = (DscBigint *) (object + 1);
  *big = (DscBigint) { (uint32_t *) (big + 1), value->n_digits, value->negative };
  memcpy (big->digits, value->digits, digit_bytes);
  object->is_big = 1;
  object->as.big = big;
  return object;
}

const DscObject *
dsc_object_float (DscPool *pool, double value)
{
  DscObject *object = dsc_pool_new_object (pool, DSC_OBJECT_FLOAT, sizeof *object, 0);

  if (object != NULL)
    object->as.real = value;
  return object;
}

const DscObject *
dsc_object_complex (DscPool *pool, double re, double im)
{
  DscObject *object = dsc_pool_new_object (pool, DSC_OBJECT_COMPLEX, sizeof *object, 2 * sizeof (double));

  if (object == NULL)
    return NULL;
  double *pair = (double *) (object + 1);
  pair[0] = re;
  pair[1] = im;
  object->as.pair = pair;
  return object;
}

const DscObject *
dsc_object_range (DscPool *pool, int64_t start, int64_t stop, int64_t step)
{
  DscObject *object = dsc_pool_new_object (pool, DSC_OBJECT_RANGE, sizeof *object, 3 * sizeof (int64_t));

  if (object == NULL)
    return NULL;
  int64_t *range = (int64_t *) (object + 1);
  range[0] = start;
  range[1] = stop;
  range[2] = step;
  object->as.range = range;
  return object;
}

/* -- Text and bytes -------------------------------------------------------------------------------------------------- */

/* Joins each pair of surrogates to the character that it stands for, which is the only way in which a narrow build can
 * hold that character. Returns the new length. */
static size_t
join_surrogates (char *text, size_t length)
{
  const char *in = text, *end = text + length;
  char *out = text;

  while (in < end)
    {
      uint32_t c = dsc_wtf8_next (&in, end);
      if ((c & 0xfffffc00) == 0xd800 && in < end)
        {
          const char *behind = in;
          const uint32_t low = dsc_wtf8_next (&behind, end);
          if ((low & 0xfffffc00) == 0xdc00)
            {
              c = 0x10000 + ((c & 0x3ff) << 10) + (low & 0x3ff);
              in = behind;
            }
        }
      char bytes[4];
      const size_t n = dsc_wtf8_put (c, bytes);
      memcpy (out, bytes, n);
      out += n;
    }
  return (size_t) (out - text);
}

/* `size` is that of the object with its class name, if it has one. The text is copied behind it. */
static DscObject *
new_text (DscPool *pool, DscObjectKind kind, size_t size, const void *bytes, size_t length)
{
  if (length > SIZE_MAX / 8)
    return NULL;

  DscObject *object = dsc_pool_new_object (pool, kind, size, length + 1);
  if (object == NULL)
    return NULL;

  char *copy = (char *) object + size;
  if (length != 0)
    memcpy (copy, bytes, length);
  object->is_ascii = dsc_wtf8_is_ascii (copy, length);
  pool->has_other_texts |= !object->is_ascii;
  if (!object->is_ascii && pool->traits.unicode_narrow && kind != raw_kind (pool))
    length = join_surrogates (copy, length);
  copy[length] = '\0';
  object->as.text.bytes = copy;
  object->as.text.length = length;
  return object;
}

const DscObject *
dsc_object_unicode (DscPool *pool, const char *utf8, size_t length)
{
  if (length == 0)
    return &pool->empty_text;
  if (length <= 2)
    {
      const char *behind = utf8;
      const uint32_t c = dsc_wtf8_next (&behind, utf8 + length);
      if (behind == utf8 + length && c < 256)
        {
          pool->has_other_texts |= c >= 0x80;
          return &pool->char_text[c];
        }
    }
  return new_text (pool, text_kind (pool), sizeof (DscObject), utf8, length);
}

const DscObject *
dsc_object_bytes (DscPool *pool, const void *bytes, size_t length)
{
  if (length == 0)
    return &pool->empty_raw;
  if (length == 1)
    {
      pool->has_other_texts |= *(const unsigned char *) bytes >= 0x80;
      return &pool->char_raw[*(const unsigned char *) bytes];
    }
  return new_text (pool, raw_kind (pool), sizeof (DscObject), bytes, length);
}

const DscObject *
dsc_object_str (DscPool *pool, const char *utf8, size_t length)
{
  if (pool->traits.is_python2 && dsc_wtf8_is_ascii (utf8, length))
    return dsc_object_bytes (pool, utf8, length);
  return dsc_object_unicode (pool, utf8, length);
}

/* -- Objects with a class name ---------------------------------------------------------------------------------------- */

/* A copy of a name; NULL: no memory. */
static const char *
copy_name (DscPool *pool, const char *name)
{
  const size_t size = strlen (name) + 1;
  char *copy = dsc_pool_allocate (pool, size);

  if (copy != NULL)
    memcpy (copy, name, size);
  return copy;
}

static DscObject *
new_named_text (DscPool *pool, DscObjectKind kind, const char *class_name, const char *text, size_t length)
{
  const char *name = copy_name (pool, class_name);
  DscObject *object = name == NULL ? NULL : new_text (pool, kind, sizeof (DscNamedObject), text, length);

  if (object != NULL)
    ((DscNamedObject *) object)->class_name = name;
  return object;
}

const DscObject *
dsc_object_str_subclass (DscPool *pool, const char *utf8, size_t length, const char *class_name)
{
  DscObject *object = new_named_text (pool, DSC_OBJECT_STR_SUBCLASS, class_name, utf8, length);

  if (object != NULL)
    object->trackable = 1;
  return object;
}

const DscObject *
dsc_object_keyed (DscPool *pool, int64_t hash, const char *name, const char *class_name)
{
  DscObject *object = new_named_text (pool, DSC_OBJECT_KEYED, class_name, name, strlen (name));

  if (object == NULL)
    return NULL;
  object->trackable = 1;
  ((DscNamedObject *) object)->given_hash = hash;
  know_hash (object, dsc_hash_given (&pool->traits, hash));
  return object;
}

const DscObject *
dsc_object_opaque (DscPool *pool, const char *type_name, const char *repr, bool trackable)
{
  DscObject *object = new_named_text (pool, DSC_OBJECT_OPAQUE, type_name, repr, strlen (repr));

  if (object != NULL)
    object->trackable = trackable;
  return object;
}

DscObject *
dsc_object_reference (DscPool *pool, DscObjectKind kind, void *target, const char *class_name)
{
  const char *name = class_name == NULL ? NULL : copy_name (pool, class_name);

  if (name == NULL && class_name != NULL)
    return NULL;
  DscObject *object = dsc_pool_new_object (pool, kind, sizeof (DscNamedObject), 0);
  if (object == NULL)
    return NULL;
  object->trackable = 1;
  object->has_dict = kind == DSC_OBJECT_DICT;
  object->can_change = kind == DSC_OBJECT_DICT || kind == DSC_OBJECT_INSTANCE;
  object->as.owner = target;
  if (kind == DSC_OBJECT_DICT)
    object->as.dict = target;
  ((DscNamedObject *) object)->class_name = name;
  return object;
}

/* -- Containers ------------------------------------------------------------------------------------------------------ */

/* Depth of a container of these items; 0: it may not be made. */
static unsigned
container_depth (const DscObject *const *items, size_t n)
{
  unsigned depth = 1;

  for (size_t i = 0; i < n; i++)
    {
      if (items[i] == NULL)
        return 0;
      depth = items[i]->depth >= depth ? items[i]->depth + 1u : depth;
    }
  return depth <= DSC_OBJECT_MAX_DEPTH ? depth : 0;
}

static DscObject *
new_container (DscPool *pool, DscObjectKind kind, const DscObject *const *items, size_t n)
{
  const unsigned depth = container_depth (items, n);

  if (depth == 0 || n > SIZE_MAX / 8 / sizeof *items)
    return NULL;
  DscObject *object = dsc_pool_new_object (pool, kind, sizeof *object, n * sizeof *items);
  if (object == NULL)
    return NULL;

  const DscObject **copy = (const DscObject **) (object + 1);
  if (n != 0)
    memcpy (copy, items, n * sizeof *items);
  for (size_t i = 0; i < n; i++)
    {
      object->has_dict |= items[i]->has_dict;
      object->can_change |= items[i]->can_change;
    }
  object->trackable = 1;
  object->depth = (uint8_t) depth;
  object->as.sequence.items = copy;
  object->as.sequence.length = n;
  return object;
}

const DscObject *
dsc_object_tuple (DscPool *pool, const DscObject *const *items, size_t n)
{
  return n == 0 ? &pool->empty_tuple : new_container (pool, DSC_OBJECT_TUPLE, items, n);
}

DscObject *
dsc_object_pair_new (DscPool *pool)
{
  const DscObject *const items[] = { &pool->none, &pool->none };

  return new_container (pool, DSC_OBJECT_TUPLE, items, 2);
}

const DscObject *
dsc_object_pair_fill (DscObject *self, const DscObject *first, const DscObject *second)
{
  const DscObject **items = (const DscObject **) (self + 1);

  items[0] = first;
  items[1] = second;
  self->depth = (uint8_t) ((first->depth > second->depth ? first->depth : second->depth) + 1u);
  self->has_dict = first->has_dict || second->has_dict;
  self->can_change = first->can_change || second->can_change;
  return self;
}

const DscObject *
dsc_object_tuple_from_iterator (DscPool *pool, const DscObject *const *items, size_t n)
{
  if (n == 0 && !pool->traits.empty_tuple_made_anew)
    return &pool->empty_tuple;
  return new_container (pool, DSC_OBJECT_TUPLE, items, n);
}

const DscObject *
dsc_object_list (DscPool *pool, const DscObject *const *items, size_t n)
{
  return new_container (pool, DSC_OBJECT_LIST, items, n);
}

/* The items are copied first and put in order where they are, so that a set is one piece of memory, too. */
const DscObject *
dsc_set_make (DscPool *pool, DscObjectKind kind, const DscObject *const *items, size_t n, bool presized, unsigned n_copies)
{
  DscObject *object = new_container (pool, kind, items, n);

  if (object == NULL)
    return NULL;
  const DscObject **copy = (const DscObject **) (object + 1);
  if (dsc_set_order_made (pool, copy, n, presized, n_copies, copy, &object->as.sequence.length) != DSC_STATUS_OK)
    return NULL;
  return object;
}

static const DscObject *
new_set (DscPool *pool, DscObjectKind kind, const DscObject *const *items, size_t n, unsigned n_copies)
{
  return dsc_set_make (pool, kind, items, n, false, n_copies);
}

const DscObject *
dsc_object_frozenset (DscPool *pool, const DscObject *const *items, size_t n)
{
  return new_set (pool, DSC_OBJECT_FROZENSET, items, n, 0);
}

const DscObject *
dsc_object_set (DscPool *pool, const DscObject *const *items, size_t n)
{
  return new_set (pool, DSC_OBJECT_SET, items, n, 0);
}

static const DscObject *
frozenset_of_reversed (DscPool *pool, const DscObject *const *items, size_t n)
{
  const DscAlloc *alloc = dsc_pool_get_alloc (pool);
  const DscObject **reversed = n != 0 ? dsc_alloc_zero (alloc, n * sizeof *reversed) : NULL;

  if (n != 0 && reversed == NULL)
    return NULL;
  for (size_t i = 0; i < n; i++)
    reversed[i] = items[n - 1 - i];
  const DscObject *object = new_set (pool, DSC_OBJECT_FROZENSET, reversed, n, 1);
  dsc_alloc_free (alloc, reversed);
  return object;
}

const DscObject *
dsc_object_frozenset_of_display (DscPool *pool, const DscObject *const *items, size_t n, bool constants)
{
  const DscObject *first;

  switch (pool->traits.set_display)
    {
    case DSC_SET_DISPLAY_REVERSED:
      return frozenset_of_reversed (pool, items, n);
    case DSC_SET_DISPLAY_CONSTANT_TWICE:
      if (!constants || n < MIN_CONSTANT_SET)
        break;
      first = dsc_object_frozenset (pool, items, n);
      return first != NULL ? new_set (pool, DSC_OBJECT_FROZENSET, first->as.sequence.items, first->as.sequence.length, 2) : NULL;
    case DSC_SET_DISPLAY_CONSTANT:
      if (constants && n >= MIN_CONSTANT_SET)
        return new_set (pool, DSC_OBJECT_FROZENSET, items, n, 2);
      break;
    case DSC_SET_DISPLAY_IN_ORDER:
      break;
    }
  return new_set (pool, DSC_OBJECT_FROZENSET, items, n, 1);
}
