/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-repr.c: repr () and str () of objects. The numbers of the traits decide between the ways of the versions. */
#include "dsc-repr-private.h"

#include "dsc-object-private.h"
#include "dsc-referents.h"

#include <string.h>

#define MAX_LEVELS 500   /* of containers in each other; CPython raises RecursionError */

/* One for the text and one more for each container that is being written: their chain says what is inside what. */
typedef struct Writer Writer;
struct Writer {
  const Writer    *outer;         /* NULL: the outermost */
  unsigned         level;
  const DscDict   *dict;          /* that is being written; else NULL */
  DscText         *text;
  const DscPool   *pool;
  const DscTraits *traits;
  const DscRuntime *rt;           /* NULL: the one that the objects were made in */
  size_t           max_chars;
  bool             is_str;        /* outermost object only: str () of a container is made of reprs */
};

static void write_object (const Writer *self, const DscObject *object);

/* -- Numbers --------------------------------------------------------------------------------------------------------- */

static void
write_digits (const Writer *self, const char *text)
{
  const size_t length = strlen (text);
  const size_t shown = self->max_chars != 0 && length > self->max_chars ? self->max_chars : length;

  dsc_text_append_len (self->text, text, shown);
  if (shown < length)
    dsc_text_printf (self->text, "…+%zu", length - shown);
}

static void
write_int64 (const Writer *self, int64_t value)
{
  char text[24];
  char *p = text + sizeof text;
  uint64_t rest = value < 0 ? -(uint64_t) value : (uint64_t) value;

  do
    *--p = (char) ('0' + rest % 10);
  while ((rest /= 10) != 0);
  if (value < 0)
    *--p = '-';
  dsc_text_append_len (self->text, p, (size_t) (text + sizeof text - p));
}

static void
write_integer (const Writer *self, const DscObject *object)
{
  char *digits;

  if (!object->is_big)
    write_int64 (self, object->as.integer);
  else
    {
      const DscAlloc *alloc = self->text->alloc;
      const DscStatus status = dsc_bigint_to_text (object->as.big, alloc, &digits);
      if (status == DSC_STATUS_OK)
        {
          write_digits (self, digits);
          dsc_alloc_free (alloc, digits);
        }
      else if (self->text->status == DSC_STATUS_OK)
        self->text->status = status;
    }
  if (object->kind == DSC_OBJECT_LONG && !self->is_str)
    dsc_text_append (self->text, "L");
}

static void
write_double (const Writer *self, double value, bool dot_zero)
{
  char text[DSC_REPR_MAX_DOUBLE];
  const DscReprDigits digits = self->is_str && !self->traits->float_str_short ? DSC_REPR_12_DIGITS
                               : self->traits->float_repr_short               ? DSC_REPR_SHORTEST
                                                                              : DSC_REPR_17_DIGITS;

  dsc_repr_format_double (value, digits, dot_zero, text);
  dsc_text_append (self->text, text);
}

/* Objects/complexobject.c, complex_repr: a real part of +0 is left out. */
static void
write_complex (const Writer *self, const double *pair)
{
  const bool has_real = pair[0] != 0 || __builtin_signbit (pair[0]);

  if (has_real)
    {
      dsc_text_append (self->text, "(");
      write_double (self, pair[0], false);
      if (!__builtin_signbit (pair[1]) || pair[1] != pair[1])
        dsc_text_append (self->text, "+");
    }
  write_double (self, pair[1], false);
  dsc_text_append (self->text, has_real ? "j)" : "j");
}

static void
write_range (const Writer *self, const DscObject *object)
{
  const bool old = self->traits->is_python2;
  const long long start = object->as.range[0], step = object->as.range[2];
  /* xrange keeps its length, not its end (Objects/rangeobject.c of 2.7). */
  const long long stop = old ? (long long) ((uint64_t) start + dsc_object_range_length (object) * (uint64_t) step)
                             : object->as.range[1];

  dsc_text_append (self->text, old ? "xrange(" : "range(");
  if (!old || start != 0 || step != 1)
    dsc_text_printf (self->text, "%lld, ", start);
  dsc_text_printf (self->text, "%lld", stop);
  if (step != 1)
    dsc_text_printf (self->text, ", %lld", step);
  dsc_text_append (self->text, ")");
}

/* -- Containers ------------------------------------------------------------------------------------------------------ */

static bool
is_flooded (const Writer *self, size_t n_written)
{
  if (self->text->status != DSC_STATUS_OK)
    return true;
  return self->max_chars != 0 && (n_written >= self->max_chars || self->text->length / 64 >= self->max_chars);
}

static Writer
writer_inside (const Writer *outer, const DscDict *dict)
{
  Writer self = *outer;

  self.outer = outer;
  self.level++;
  self.dict = dict;
  self.is_str = false;
  return self;
}

static void
write_items (const Writer *self, const DscObject *object)
{
  const Writer inner = writer_inside (self, NULL);
  const size_t n = object->as.sequence.length;

  for (size_t i = 0; i < n; i++)
    {
      if (is_flooded (self, i))
        {
          dsc_text_printf (self->text, "%s…+%zu", i > 0 ? ", " : "", n - i);
          return;
        }
      dsc_text_append (self->text, i > 0 ? ", " : "");
      write_object (&inner, object->as.sequence.items[i]);
    }
}

static void
write_sequence (const Writer *self, const DscObject *object, const char *open, const char *close)
{
  dsc_text_append (self->text, open);
  write_items (self, object);
  dsc_text_append (self->text, close);
}

static void
write_set (const Writer *self, const DscObject *object)
{
  const bool frozen = object->kind == DSC_OBJECT_FROZENSET;

  if (self->traits->is_python2)
    write_sequence (self, object, frozen ? "frozenset([" : "set([", "])");
  else if (object->as.sequence.length == 0)
    dsc_text_append (self->text, frozen ? "frozenset()" : "set()");
  else
    write_sequence (self, object, frozen ? "frozenset({" : "{", frozen ? "})" : "}");
}

static bool
is_being_written (const Writer *self, const DscDict *dict)
{
  for (; self != NULL; self = self->outer)
    if (self->dict == dict)
      return true;
  return false;
}

/* Objects/dictobject.c, dict_repr. */
static void
write_dict (const Writer *self, const DscDict *dict)
{
  const Writer inner = writer_inside (self, dict);
  const size_t n = dict != NULL ? dsc_dict_get_used (dict) : 0;
  size_t position = 0, n_written = 0;
  DscPair pair;

  if (dict == NULL || is_being_written (self, dict) || self->level >= MAX_LEVELS)
    {
      dsc_text_append (self->text, "{...}");
      return;
    }
  dsc_text_append (self->text, "{");
  while (!is_flooded (self, n_written) && dsc_dict_next (dict, &position, &pair))
    {
      dsc_text_append (self->text, n_written++ > 0 ? ", " : "");
      write_object (&inner, pair.key);
      dsc_text_append (self->text, ": ");
      write_object (&inner, pair.value);
    }
  if (n_written < n)
    dsc_text_printf (self->text, "%s…+%zu", n_written > 0 ? ", " : "", n - n_written);
  dsc_text_append (self->text, "}");
}

/* -- Objects --------------------------------------------------------------------------------------------------------- */

static void
write_text (const Writer *self, const DscObject *object)
{
  if (self->is_str && (object->kind != DSC_OBJECT_BYTES))
    dsc_repr_append_plain (self->text, object, self->pool, self->max_chars);
  else
    dsc_repr_append_quoted (self->text, object, self->pool, self->max_chars);
}

static void
write_str_subclass (const Writer *self, const DscObject *object)
{
  const bool named = !self->is_str;

  if (named)
    dsc_text_printf (self->text, "%s(", dsc_object_class_name (object));
  write_text (self, object);
  if (named)
    dsc_text_append (self->text, ")");
}

static void
write_instance (const Writer *self, const DscObject *object)
{
  const char *name = dsc_object_class_name (object);

  if (object->kind == DSC_OBJECT_CLASS)
    dsc_text_printf (self->text, "<class '__main__.%s'>", name != NULL ? name : "?");
  else
    dsc_text_printf (self->text, "<__main__.%s object at 0x%llx>", name != NULL ? name : "?",
                     (unsigned long long) dsc_object_address (object, self->pool));
}

static void
write_object (const Writer *self, const DscObject *object)
{
  switch ((DscObjectKind) object->kind)
    {
    case DSC_OBJECT_NONE:
      dsc_text_append (self->text, "None");
      return;
    case DSC_OBJECT_BOOL:
      dsc_text_append (self->text, object->as.integer ? "True" : "False");
      return;
    case DSC_OBJECT_INT: case DSC_OBJECT_LONG:
      write_integer (self, object);
      return;
    case DSC_OBJECT_FLOAT:
      write_double (self, object->as.real, true);
      return;
    case DSC_OBJECT_COMPLEX:
      write_complex (self, object->as.pair);
      return;
    case DSC_OBJECT_STR: case DSC_OBJECT_UNICODE: case DSC_OBJECT_BYTES:
      write_text (self, object);
      return;
    case DSC_OBJECT_STR_SUBCLASS:
      write_str_subclass (self, object);
      return;
    case DSC_OBJECT_TUPLE:
      write_sequence (self, object, "(", object->as.sequence.length == 1 ? ",)" : ")");
      return;
    case DSC_OBJECT_LIST:
      write_sequence (self, object, "[", "]");
      return;
    case DSC_OBJECT_SET: case DSC_OBJECT_FROZENSET:
      write_set (self, object);
      return;
    case DSC_OBJECT_RANGE:
      write_range (self, object);
      return;
    case DSC_OBJECT_KEYED:
      dsc_text_printf (self->text, "%s(%lld,%s)", dsc_object_class_name (object), (long long) ((const DscNamedObject *) object)->given_hash, object->as.text.bytes);
      return;
    case DSC_OBJECT_DICT:
      write_dict (self, self->rt != NULL ? dsc_runtime_find_dict (self->rt, object) : object->as.dict);
      return;
    case DSC_OBJECT_INSTANCE: case DSC_OBJECT_CLASS:
      write_instance (self, object);
      return;
    case DSC_OBJECT_DUMMY:
      dsc_text_append (self->text, "<dummy key>");
      return;
    case DSC_OBJECT_OPAQUE:
      dsc_repr_append_plain (self->text, object, self->pool, self->max_chars);
      return;
    }
}

static void
write_outermost (DscText *text, const DscObject *object, const DscPool *pool, const DscRuntime *rt, size_t max_chars, bool is_str)
{
  const Writer writer = {
    .text = text, .pool = pool, .rt = rt, .traits = dsc_pool_get_traits (pool), .max_chars = max_chars, .is_str = is_str,
  };

  write_object (&writer, object);
}

void
dsc_repr_append (DscText *self, const DscObject *object, const DscPool *pool, size_t max_chars)
{
  write_outermost (self, object, pool, NULL, max_chars, false);
}

void
dsc_repr_append_in (DscText *self, const DscObject *object, const DscRuntime *rt, size_t max_chars)
{
  write_outermost (self, object, rt->pool, rt, max_chars, false);
}

void
dsc_repr_append_str (DscText *self, const DscObject *object, const DscPool *pool, size_t max_chars)
{
  write_outermost (self, object, pool, NULL, max_chars, true);
}
