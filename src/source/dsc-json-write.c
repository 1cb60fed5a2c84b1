/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-json-write.c: trees written as Python's json module writes them, and compared place by place. */
#include "dsc-json.h"

#include <string.h>

#include "dsc-repr.h"

void
dsc_json_append_integer (GString *string, gint64 value)
{
  char digits[24];
  char *at = digits + sizeof digits;
  guint64 rest = value < 0 ? -(guint64) value : (guint64) value;

  do
    *--at = (char) ('0' + rest % 10);
  while ((rest /= 10) != 0);
  if (value < 0)
    *--at = '-';
  g_string_append_len (string, at, digits + sizeof digits - at);
}

static void
append_unit (GString *string, guint32 unit)
{
  g_string_append_printf (string, "\\u%04x", unit);
}

static void
append_character (GString *string, guint32 c)
{
  static const char controls[] = "\b\t\n\f\r\"\\";
  static const char letters[] = "btnfr\"\\";
  const char *found = c != 0 && c < 0x80 ? strchr (controls, (int) c) : NULL;

  if (found != NULL)
    {
      g_string_append_c (string, '\\');
      g_string_append_c (string, letters[found - controls]);
    }
  else if (c >= ' ' && c <= '~')
    g_string_append_c (string, (char) c);
  else if (c < 0x10000)
    append_unit (string, c);
  else
    {
      append_unit (string, 0xd800 + ((c - 0x10000) >> 10));
      append_unit (string, 0xdc00 + ((c - 0x10000) & 0x3ff));
    }
}

/* The character at *at, which moves behind it. Surrogates are taken as they are; a stray byte is one of Latin-1. */
static guint32
next_character (const char **at, const char *end)
{
  guchar first = (guchar) *(*at)++;
  guint n = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : 0;
  guint32 c = n == 0 ? first : first & (0x3fu >> n);

  for (; n > 0 && *at < end && ((guchar) **at & 0xc0) == 0x80; n--)
    c = c << 6 | ((guchar) *(*at)++ & 0x3f);
  return c;
}

void
dsc_json_append_text (GString *string, const char *utf8, gsize length)
{
  const char *end = utf8 + length;

  g_string_append_c (string, '"');
  while (utf8 < end)
    {
      const char *plain = utf8;
      while (utf8 < end && *utf8 >= ' ' && *utf8 <= '~' && *utf8 != '"' && *utf8 != '\\')
        utf8++;
      g_string_append_len (string, plain, utf8 - plain);
      if (utf8 < end)
        append_character (string, next_character (&utf8, end));
    }
  g_string_append_c (string, '"');
}

static void
append_float (GString *string, double value)
{
  char text[64];

  if (value != value)
    g_string_append (string, "NaN");
  else if (value - value != 0)
    g_string_append (string, value > 0 ? "Infinity" : "-Infinity");
  else
    g_string_append_len (string, text, (gssize) dsc_repr_double (value, text, sizeof text));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const DscJsonMember *const *left = a;
  const DscJsonMember *const *right = b;
  gsize n = MIN ((*left)->name.as.text.length, (*right)->name.as.text.length);
  int order = memcmp ((*left)->name.as.text.bytes, (*right)->name.as.text.bytes, n);

  if (order != 0)
    return order;
  return ((*left)->name.as.text.length > n) - ((*right)->name.as.text.length > n);
}

static void
append_object (GString *string, const DscJson *json)
{
  g_autofree const DscJsonMember **members = g_new (const DscJsonMember *, json->as.object.length);

  for (gsize i = 0; i < json->as.object.length; i++)
    members[i] = &json->as.object.members[i];
  if (members != NULL)
    qsort (members, json->as.object.length, sizeof *members, compare_names);
  g_string_append_c (string, '{');
  for (gsize i = 0; i < json->as.object.length; i++)
    {
      if (i != 0)
        g_string_append_c (string, ',');
      dsc_json_append (string, &members[i]->name);
      g_string_append_c (string, ':');
      dsc_json_append (string, &members[i]->value);
    }
  g_string_append_c (string, '}');
}

static void
append_array (GString *string, const DscJson *json)
{
  g_string_append_c (string, '[');
  for (gsize i = 0; i < json->as.array.length; i++)
    {
      if (i != 0)
        g_string_append_c (string, ',');
      dsc_json_append (string, &json->as.array.items[i]);
    }
  g_string_append_c (string, ']');
}

void
dsc_json_append (GString *string, const DscJson *json)
{
  switch (json->kind)
    {
    case DSC_JSON_NULL:    g_string_append (string, "null"); break;
    case DSC_JSON_FALSE:   g_string_append (string, "false"); break;
    case DSC_JSON_TRUE:    g_string_append (string, "true"); break;
    case DSC_JSON_INTEGER: dsc_json_append_integer (string, json->as.integer); break;
    case DSC_JSON_BIG:     g_string_append_len (string, json->as.text.bytes, (gssize) json->as.text.length); break;
    case DSC_JSON_FLOAT:   append_float (string, json->as.real); break;
    case DSC_JSON_STRING:  dsc_json_append_text (string, json->as.text.bytes, json->as.text.length); break;
    case DSC_JSON_ARRAY:   append_array (string, json); break;
    case DSC_JSON_OBJECT:  append_object (string, json); break;
    default:               g_assert_not_reached ();
    }
}

typedef struct {
  DscJsonDifference found;
  gpointer          user_data;
  gsize             limit;
  gsize             n;
  GString          *path;
} Comparison;

static void compare_values (Comparison *self, const DscJson *expected, const DscJson *got);

static gboolean
same_scalar (const DscJson *a, const DscJson *b)
{
  switch (a->kind)
    {
    case DSC_JSON_INTEGER:
      return a->as.integer == b->as.integer;
    case DSC_JSON_FLOAT:
      return a->as.real == b->as.real;
    case DSC_JSON_BIG:
    case DSC_JSON_STRING:
      return a->as.text.length == b->as.text.length && memcmp (a->as.text.bytes, b->as.text.bytes, a->as.text.length) == 0;
    case DSC_JSON_NULL:
    case DSC_JSON_FALSE:
    case DSC_JSON_TRUE:
    case DSC_JSON_ARRAY:
    case DSC_JSON_OBJECT:
    default:
      return TRUE;
    }
}

static void
compare_member (Comparison *self, const char *name, const DscJson *expected, const DscJson *got)
{
  gsize length = self->path->len;

  g_string_append_printf (self->path, "%s%s", length != 0 ? "." : "", name);
  compare_values (self, expected, got);
  g_string_truncate (self->path, length);
}

static void
compare_objects (Comparison *self, const DscJson *expected, const DscJson *got)
{
  for (gsize i = 0; i < expected->as.object.length; i++)
    {
      const char *name = expected->as.object.members[i].name.as.text.bytes;
      compare_member (self, name, &expected->as.object.members[i].value, dsc_json_get_member (got, name));
    }
  for (gsize i = 0; i < got->as.object.length; i++)
    {
      const char *name = got->as.object.members[i].name.as.text.bytes;
      if (dsc_json_get_member (expected, name) == NULL)
        compare_member (self, name, NULL, &got->as.object.members[i].value);
    }
}

static void
compare_arrays (Comparison *self, const DscJson *expected, const DscJson *got)
{
  gsize n = MAX (expected->as.array.length, got->as.array.length);
  gsize length = self->path->len;

  for (gsize i = 0; i < n && self->n < self->limit; i++)
    {
      g_string_append_printf (self->path, "[%" G_GSIZE_FORMAT "]", i);
      compare_values (self, dsc_json_get_item (expected, i), dsc_json_get_item (got, i));
      g_string_truncate (self->path, length);
    }
}

static void
compare_values (Comparison *self, const DscJson *expected, const DscJson *got)
{
  if (self->n == self->limit)
    return;
  if (expected == NULL || got == NULL || expected->kind != got->kind || !same_scalar (expected, got))
    {
      self->n++;
      if (self->found != NULL)
        self->found (self->path->str, expected, got, self->user_data);
    }
  else if (expected->kind == DSC_JSON_OBJECT)
    compare_objects (self, expected, got);
  else if (expected->kind == DSC_JSON_ARRAY)
    compare_arrays (self, expected, got);
}

gsize
dsc_json_compare (const DscJson *expected, const DscJson *got, gsize limit, DscJsonDifference found, gpointer user_data)
{
  g_autoptr (GString) path = g_string_new (NULL);
  Comparison self = { found, user_data, limit, 0, path };

  compare_values (&self, expected, got);
  return self.n;
}
