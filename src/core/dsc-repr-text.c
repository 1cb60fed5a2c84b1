/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-repr-text.c: texts and bytes as repr () and str () write them.
 *
 * Objects/stringobject.c, string_repr; bytesobject.c, PyBytes_Repr; unicodeobject.c, unicode_repr. Single quotes, unless the
 * text has some and no double ones. Bytes and 2.x unicode escape all that is not ASCII, 3.x str what is not printable. */
#include "dsc-repr-private.h"

#include "dsc-printable.h"
#include "dsc-wtf8.h"

#include <string.h>

typedef struct {
  const DscTraits *traits;
  const char      *position, *end;
  bool             raw;             /* bytes are the characters */
  bool             ascii_only;      /* everything else is escaped */
} Reader;

static Reader
reader_of (const DscObject *object, const DscPool *pool)
{
  const DscTraits *traits = dsc_pool_get_traits (pool);
  const char *bytes = object->as.text.bytes;
  const bool native = object->kind == DSC_OBJECT_STR || object->kind == DSC_OBJECT_STR_SUBCLASS;

  return (Reader) {
    .traits = traits,
    .position = bytes,
    .end = bytes + object->as.text.length,
    .raw = object->kind == DSC_OBJECT_BYTES || (native && traits->is_python2),
    .ascii_only = object->kind == DSC_OBJECT_BYTES || traits->is_python2,
  };
}

static uint32_t
next_character (Reader *self)
{
  return self->raw ? (unsigned char) *self->position++ : dsc_wtf8_next (&self->position, self->end);
}

static size_t
count_characters (Reader reader)
{
  const size_t length = (size_t) (reader.end - reader.position);

  return reader.raw ? length : dsc_wtf8_measure (reader.position, length, NULL);
}

static void
append_escape (DscText *text, const DscTraits *traits, uint32_t c)
{
  if (traits->repr_octal && c < 0x100)
    dsc_text_printf (text, "\\%03o", (unsigned) c);
  else if (c == '\t' || c == '\n' || c == '\r')
    dsc_text_append (text, c == '\t' ? "\\t" : c == '\n' ? "\\n" : "\\r");
  else if (c < 0x100)
    dsc_text_printf (text, "\\x%02x", (unsigned) c);
  else if (c < 0x10000)
    dsc_text_printf (text, "\\u%04x", (unsigned) c);
  else
    dsc_text_printf (text, "\\U%08x", (unsigned) c);
}

static void
append_character (DscText *text, uint32_t c)
{
  char bytes[4];

  dsc_text_append_len (text, bytes, dsc_wtf8_put (c, bytes));
}

static bool
stays (const Reader *reader, uint32_t c)
{
  if (reader->ascii_only)
    return c >= 0x20 && c < 0x7f;
  return dsc_printable (c, reader->traits->unicode_data);
}

/* What of n characters is left out. */
static void
append_rest (DscText *text, size_t n, size_t max_chars)
{
  if (max_chars != 0 && n > max_chars)
    dsc_text_printf (text, "…+%zu", n - max_chars);
}

void
dsc_repr_append_quoted (DscText *self, const DscObject *object, const DscPool *pool, size_t max_chars)
{
  Reader reader = reader_of (object, pool);
  const size_t n = count_characters (reader);
  const bool has_single = memchr (reader.position, '\'', object->as.text.length) != NULL;
  const bool has_double = memchr (reader.position, '"', object->as.text.length) != NULL;
  const char quote = has_single && !has_double ? '"' : '\'';

  dsc_text_append (self, object->kind == DSC_OBJECT_BYTES ? "b" : object->kind == DSC_OBJECT_UNICODE ? "u" : "");
  dsc_text_append_len (self, &quote, 1);
  for (size_t i = 0; i < n && (max_chars == 0 || i < max_chars); i++)
    {
      const uint32_t c = next_character (&reader);
      if (c == (uint32_t) quote || c == '\\')
        dsc_text_append (self, "\\");
      if (stays (&reader, c))
        append_character (self, c);
      else
        append_escape (self, reader.traits, c);
    }
  dsc_text_append_len (self, &quote, 1);
  append_rest (self, n, max_chars);
}

/* Bytes are read as UTF-8 here, as a terminal does; what is none, and lone surrogates, cannot be written and is escaped. */
void
dsc_repr_append_plain (DscText *self, const DscObject *object, const DscPool *pool, size_t max_chars)
{
  Reader reader = reader_of (object, pool);
  const bool bytes = reader.raw;

  reader.raw = false;
  const size_t n = count_characters (reader);
  for (size_t i = 0; i < n && (max_chars == 0 || i < max_chars); i++)
    {
      const char *before = reader.position;
      const uint32_t c = next_character (&reader);
      if ((c & 0xfffff800) != 0xd800)
        append_character (self, c);
      else if (bytes && reader.position == before + 1)
        append_escape (self, reader.traits, (unsigned char) *before);
      else
        append_escape (self, reader.traits, c);
    }
  append_rest (self, n, max_chars);
}
