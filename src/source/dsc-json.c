/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-json.c: JSON text read into a tree, exactly and within bounds.
 *
 * A recursive descent, as deep as DSC_JSON_MAX_DEPTH. The values of an array are gathered on one growing stack and moved to
 * the document's memory when the bracket closes, so each array ends up as one piece. Strings are decoded to UTF-8; an
 * escaped surrogate without its other half becomes the three bytes that UTF-8 would give it, as in the core's texts. */
#include "dsc-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dsc-arena.h"

struct DscJsonDocument {
  DscArena arena;
  DscJson  root;
};

typedef struct {
  const char      *text;
  const char      *at;
  const char      *end;
  DscJsonDocument *document;
  GArray          *stack;      /* DscJson: items, names and values of the brackets that are still open */
  GByteArray      *scratch;    /* the string being decoded */
  guint            depth;
  GError         **error;
} Parser;

static gboolean parse_value (Parser *self, DscJson *out_json);

static gboolean
fail (Parser *self, const char *reason)
{
  guint line = 1;
  const char *start = self->text;

  for (const char *p = self->text; p < self->at; p++)
    if (*p == '\n')
      {
        line++;
        start = p + 1;
      }
  g_set_error (self->error, DSC_ERROR, DSC_ERROR_FORMAT, _("This is not JSON: %s in line %u, column %u."), reason, line,
               (guint) (self->at - start) + 1);
  return FALSE;
}

static void *
allocate (Parser *self, gsize size)
{
  void *block = dsc_arena_allocate (&self->document->arena, size);

  if (block == NULL)
    g_set_error_literal (self->error, DSC_ERROR, DSC_ERROR_NO_MEMORY, _("There is not enough memory to read this JSON text."));
  return block;
}

static void
skip_blanks (Parser *self)
{
  while (self->at < self->end && (*self->at == ' ' || *self->at == '\t' || *self->at == '\n' || *self->at == '\r'))
    self->at++;
}

static gboolean
take (Parser *self, char c)
{
  if (self->at == self->end || *self->at != c)
    return FALSE;
  self->at++;
  return TRUE;
}

static gboolean
take_word (Parser *self, const char *word, DscJsonKind kind, DscJson *out_json)
{
  gsize length = strlen (word);

  if ((gsize) (self->end - self->at) < length || memcmp (self->at, word, length) != 0)
    return fail (self, _("an unknown word"));
  self->at += length;
  out_json->kind = kind;
  return TRUE;
}

/* Numbers. */

static gsize
take_digits (Parser *self)
{
  const char *start = self->at;

  while (self->at < self->end && g_ascii_isdigit (*self->at))
    self->at++;
  return (gsize) (self->at - start);
}

static gboolean
take_fraction (Parser *self, gboolean *is_float)
{
  if (take (self, '.'))
    {
      *is_float = TRUE;
      if (take_digits (self) == 0)
        return FALSE;
    }
  if (take (self, 'e') || take (self, 'E'))
    {
      *is_float = TRUE;
      if (!take (self, '+'))
        take (self, '-');
      if (take_digits (self) == 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
finish_number (Parser *self, const char *start, gboolean is_float, DscJson *out_json)
{
  gsize length = (gsize) (self->at - start);
  char *copy = allocate (self, length + 1);

  if (copy == NULL)
    return FALSE;
  memcpy (copy, start, length);
  copy[length] = '\0';
  if (is_float)
    {
      out_json->kind = DSC_JSON_FLOAT;
      out_json->as.real = g_ascii_strtod (copy, NULL);
    }
  else if (g_ascii_string_to_signed (copy, 10, G_MININT64, G_MAXINT64, &out_json->as.integer, NULL))
    out_json->kind = DSC_JSON_INTEGER;
  else
    {
      out_json->kind = DSC_JSON_BIG;
      out_json->as.text.bytes = copy;
      out_json->as.text.length = length;
    }
  return TRUE;
}

static gboolean
parse_number (Parser *self, DscJson *out_json)
{
  const char *start = self->at;
  gboolean is_float = FALSE;

  take (self, '-');
  gboolean leading_zero = self->at < self->end && *self->at == '0';
  gsize n_digits = take_digits (self);
  if (n_digits == 0 || (leading_zero && n_digits > 1) || !take_fraction (self, &is_float))
    return fail (self, _("a malformed number"));
  if (is_float || self->at - start > 18)
    return finish_number (self, start, is_float, out_json);

  gint64 value = 0;
  for (const char *p = start + (*start == '-'); p < self->at; p++)
    value = value * 10 + (*p - '0');
  out_json->kind = DSC_JSON_INTEGER;
  out_json->as.integer = *start == '-' ? -value : value;
  return TRUE;
}

/* Strings. */

static void
append_character (GByteArray *bytes, guint32 c)
{
  guint8 utf8[4];
  guint n;

  if (c < 0x80)
    {
      utf8[0] = (guint8) c;
      n = 1;
    }
  else if (c < 0x800)
    {
      utf8[0] = (guint8) (0xc0 | c >> 6);
      n = 2;
    }
  else if (c < 0x10000)
    {
      utf8[0] = (guint8) (0xe0 | c >> 12);
      n = 3;
    }
  else
    {
      utf8[0] = (guint8) (0xf0 | c >> 18);
      n = 4;
    }
  for (guint i = 1; i < n; i++)
    utf8[i] = (guint8) (0x80 | (c >> (6 * (n - 1 - i)) & 0x3f));
  g_byte_array_append (bytes, utf8, n);
}

static gboolean
take_hex4 (Parser *self, guint32 *out_unit)
{
  guint32 unit = 0;

  if (self->end - self->at < 4)
    return FALSE;
  for (guint i = 0; i < 4; i++)
    {
      if (!g_ascii_isxdigit (self->at[i]))
        return FALSE;
      unit = unit << 4 | (guint32) g_ascii_xdigit_value (self->at[i]);
    }
  self->at += 4;
  *out_unit = unit;
  return TRUE;
}

/* Behind \u: one unit, or two that are the halves of one character. */
static gboolean
take_unicode_escape (Parser *self)
{
  guint32 unit;
  guint32 low;

  if (!take_hex4 (self, &unit))
    return fail (self, _("a malformed \\u escape"));
  const char *behind = self->at;
  if (unit >> 10 == 0x36 && take (self, '\\') && take (self, 'u') && take_hex4 (self, &low) && low >> 10 == 0x37)
    unit = 0x10000 + ((unit & 0x3ff) << 10) + (low & 0x3ff);
  else
    self->at = behind;
  append_character (self->scratch, unit);
  return TRUE;
}

static gboolean
take_escape (Parser *self)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  const char *found = self->at < self->end && *self->at != '\0' ? strchr (letters, *self->at) : NULL;

  if (take (self, 'u'))
    return take_unicode_escape (self);
  if (found == NULL)
    return fail (self, _("an unknown escape"));
  append_character (self->scratch, (guchar) meanings[found - letters]);
  self->at++;
  return TRUE;
}

static gboolean
finish_string (Parser *self, const char *bytes, gsize length, DscJson *out_json)
{
  char *copy = allocate (self, length + 1);

  if (copy == NULL)
    return FALSE;
  if (length != 0)
    memcpy (copy, bytes, length);
  copy[length] = '\0';
  out_json->kind = DSC_JSON_STRING;
  out_json->as.text.bytes = copy;
  out_json->as.text.length = length;
  return TRUE;
}

/* Bytes up to the next quote, backslash or control character; FALSE when they are not UTF-8. */
static gboolean
take_plain (Parser *self)
{
  const char *start = self->at;

  while (self->at < self->end && *self->at != '"' && *self->at != '\\' && (guchar) *self->at >= 0x20)
    self->at++;
  return g_utf8_validate_len (start, (gsize) (self->at - start), NULL);
}

static gboolean
parse_string (Parser *self, DscJson *out_json)
{
  const char *start = ++self->at;

  if (!take_plain (self))
    return fail (self, _("text that is not UTF-8"));
  if (take (self, '"'))
    return finish_string (self, start, (gsize) (self->at - 1 - start), out_json);

  g_byte_array_set_size (self->scratch, 0);
  g_byte_array_append (self->scratch, (const guint8 *) start, (guint) (self->at - start));
  while (!take (self, '"'))
    {
      if (!take (self, '\\'))
        return fail (self, _("a string that does not end"));
      if (!take_escape (self))
        return FALSE;
      const char *plain = self->at;
      if (!take_plain (self))
        return fail (self, _("text that is not UTF-8"));
      g_byte_array_append (self->scratch, (const guint8 *) plain, (guint) (self->at - plain));
    }
  return finish_string (self, (const char *) self->scratch->data, self->scratch->len, out_json);
}

/* Brackets. */

static const void *
move_from_stack (Parser *self, guint first)
{
  gsize size = (self->stack->len - first) * sizeof (DscJson);
  void *block = allocate (self, size);

  if (block != NULL && size != 0)
    memcpy (block, &g_array_index (self->stack, DscJson, first), size);
  g_array_set_size (self->stack, first);
  return block;
}

static gboolean
parse_array (Parser *self, DscJson *out_json)
{
  guint first = self->stack->len;
  gboolean closed;

  skip_blanks (self);
  closed = take (self, ']');
  if (!closed)
    {
      do
        {
          DscJson item;
          if (!parse_value (self, &item))
            return FALSE;
          g_array_append_val (self->stack, item);
        }
      while (take (self, ','));
      closed = take (self, ']');
    }
  if (!closed)
    return fail (self, _("a missing “,” or “]”"));
  out_json->kind = DSC_JSON_ARRAY;
  out_json->as.array.length = self->stack->len - first;
  out_json->as.array.items = move_from_stack (self, first);
  return out_json->as.array.items != NULL;
}

static gboolean
parse_member (Parser *self)
{
  DscJson name;
  DscJson value;

  skip_blanks (self);
  if (self->at == self->end || *self->at != '"')
    return fail (self, _("a missing name"));
  if (!parse_string (self, &name))
    return FALSE;
  skip_blanks (self);
  if (!take (self, ':'))
    return fail (self, _("a missing “:”"));
  if (!parse_value (self, &value))
    return FALSE;
  g_array_append_val (self->stack, name);
  g_array_append_val (self->stack, value);
  return TRUE;
}

static gboolean
parse_object (Parser *self, DscJson *out_json)
{
  guint first = self->stack->len;
  gboolean closed;

  G_STATIC_ASSERT (sizeof (DscJsonMember) == 2 * sizeof (DscJson));
  skip_blanks (self);
  closed = take (self, '}');
  if (!closed)
    {
      do
        if (!parse_member (self))
          return FALSE;
      while (take (self, ','));
      closed = take (self, '}');
    }
  if (!closed)
    return fail (self, _("a missing “,” or “}”"));
  out_json->kind = DSC_JSON_OBJECT;
  out_json->as.object.length = (self->stack->len - first) / 2;
  out_json->as.object.members = move_from_stack (self, first);
  return out_json->as.object.members != NULL;
}

static gboolean
parse_nested (Parser *self, DscJson *out_json)
{
  gboolean is_array = *self->at == '[';

  if (self->depth == DSC_JSON_MAX_DEPTH)
    return fail (self, _("too many brackets within each other"));
  self->depth++;
  self->at++;
  gboolean parsed = is_array ? parse_array (self, out_json) : parse_object (self, out_json);
  self->depth--;
  return parsed;
}

static gboolean
parse_value (Parser *self, DscJson *out_json)
{
  gboolean parsed;

  skip_blanks (self);
  memset (out_json, 0, sizeof *out_json);
  switch (self->at < self->end ? *self->at : '\0')
    {
    case '[': case '{':
      parsed = parse_nested (self, out_json);
      break;
    case '"':
      parsed = parse_string (self, out_json);
      break;
    case 'n':
      parsed = take_word (self, "null", DSC_JSON_NULL, out_json);
      break;
    case 't':
      parsed = take_word (self, "true", DSC_JSON_TRUE, out_json);
      break;
    case 'f':
      parsed = take_word (self, "false", DSC_JSON_FALSE, out_json);
      break;
    default:
      parsed = parse_number (self, out_json);
    }
  skip_blanks (self);
  return parsed;
}

DscJsonDocument *
dsc_json_parse (const char *text, gsize length, GError **error)
{
  DscJsonDocument *document = g_new0 (DscJsonDocument, 1);
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (DscJson));
  g_autoptr (GByteArray) scratch = g_byte_array_new ();
  Parser self = { text, text, text + length, document, stack, scratch, 0, error };

  dsc_arena_init (&document->arena, &dsc_alloc_libc);
  if (length <= DSC_JSON_MAX_BYTES && parse_value (&self, &document->root) && self.at == self.end)
    return document;
  if (length > DSC_JSON_MAX_BYTES)
    g_set_error (error, DSC_ERROR, DSC_ERROR_LIMIT, _("This JSON text is longer than %u MB."), DSC_JSON_MAX_BYTES >> 20);
  else if (error != NULL && *error == NULL)
    fail (&self, _("more text behind the value"));
  dsc_json_free (document);
  return NULL;
}

GBytes *
dsc_json_read_stream (GInputStream *stream, gsize max_bytes, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 piece[16384];
  gssize n;

  while ((n = g_input_stream_read (stream, piece, sizeof piece, NULL, error)) > 0)
    {
      if (bytes->len + (gsize) n > max_bytes)
        {
          g_set_error (error, DSC_ERROR, DSC_ERROR_LIMIT, _("It is longer than %" G_GSIZE_FORMAT " MB."), max_bytes >> 20);
          return NULL;
        }
      g_byte_array_append (bytes, piece, (guint) n);
    }
  return n == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}

DscJsonDocument *
dsc_json_load (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autoptr (GBytes) bytes = stream != NULL ? dsc_json_read_stream (G_INPUT_STREAM (stream), DSC_JSON_MAX_BYTES, error) : NULL;
  gsize length = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
  DscJsonDocument *document = bytes != NULL ? dsc_json_parse (text != NULL ? text : "", length, error) : NULL;

  if (document == NULL)
    g_prefix_error (error, "%s: ", path);
  return document;
}

void
dsc_json_free (DscJsonDocument *self)
{
  if (self == NULL)
    return;
  dsc_arena_clear (&self->arena);
  g_free (self);
}

const DscJson *
dsc_json_get_root (const DscJsonDocument *self)
{
  return &self->root;
}

const DscJson *
dsc_json_get_member (const DscJson *self, const char *name)
{
  if (self == NULL || self->kind != DSC_JSON_OBJECT)
    return NULL;
  for (gsize i = self->as.object.length; i-- > 0;)
    if (dsc_json_is_text (&self->as.object.members[i].name, name))
      return &self->as.object.members[i].value;
  return NULL;
}

const DscJson *
dsc_json_get_item (const DscJson *self, gsize i)
{
  return self != NULL && self->kind == DSC_JSON_ARRAY && i < self->as.array.length ? &self->as.array.items[i] : NULL;
}

gboolean
dsc_json_is_text (const DscJson *self, const char *text)
{
  return self != NULL && self->kind == DSC_JSON_STRING && self->as.text.length == strlen (text)
         && memcmp (self->as.text.bytes, text, self->as.text.length) == 0;
}
