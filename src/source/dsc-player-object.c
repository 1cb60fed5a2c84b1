/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-player-object.c: keys and values of the scenario language as objects of the model.
 *
 * A bare JSON value is that Python value; an object with one member names a type: {"i": 5}, {"t": [1, 2]}. As in the
 * recorder, everything is made anew for each operation, but instances of the two user classes are made once for each text. */
#include "dsc-player-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "dsc-hash.h"

typedef const DscObject *(*Maker) (DscPlayer *self, const DscJson *json, GError **error);

gboolean
dsc_player_no_memory (GError **error)
{
  g_set_error_literal (error, DSC_ERROR, DSC_ERROR_NO_MEMORY, _("There is not enough memory for this operation."));
  return FALSE;
}

static const DscObject *
made (const DscObject *object, GError **error)
{
  if (object == NULL)
    dsc_player_no_memory (error);
  return object;
}

static const DscObject *
malformed (const DscJson *json, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  dsc_json_append (text, json);
  g_string_truncate (text, MIN (text->len, 60));
  g_set_error (error, DSC_ERROR, DSC_ERROR_FORMAT, _("%s is not a key or value."), text->str);
  return NULL;
}

/* The recorder's own making of this argument raises. */
static const DscObject *
raises (DscPlayer *self, const char *exception)
{
  self->raised = exception;
  return NULL;
}

/* int (text): decimal digits with a sign, blanks around them. */
static const DscObject *
make_big (DscPlayer *self, const DscJson *json, gboolean is_long, GError **error)
{
  g_autofree char *copy = g_strndup (json->as.text.bytes, json->as.text.length);
  const char *digits = g_strstrip (copy);
  gboolean negative = *digits == '-';
  DscBigint big;

  digits += *digits == '-' || *digits == '+';
  DscStatus status = dsc_bigint_init_text (&big, &dsc_alloc_libc, digits, strlen (digits), 10);
  if (status != DSC_STATUS_OK)
    return status == DSC_STATUS_INVALID ? malformed (json, error) : made (NULL, error);
  big.negative = negative && big.n_digits != 0;
  const DscObject *object = dsc_object_big (self->pool, &big, is_long);
  dsc_bigint_clear (&big, &dsc_alloc_libc);
  return made (object, error);
}

static const DscObject *
make_integer (DscPlayer *self, const DscJson *json, gboolean is_long, GError **error)
{
  if (json->kind == DSC_JSON_INTEGER)
    return made (is_long ? dsc_object_long (self->pool, json->as.integer) : dsc_object_int (self->pool, json->as.integer), error);
  if (json->kind == DSC_JSON_BIG || json->kind == DSC_JSON_STRING)
    return make_big (self, json, is_long, error);
  return malformed (json, error);
}

static const DscObject *
make_int (DscPlayer *self, const DscJson *json, GError **error)
{
  return make_integer (self, json, FALSE, error);
}

static const DscObject *
make_long (DscPlayer *self, const DscJson *json, GError **error)
{
  return make_integer (self, json, TRUE, error);
}

static gboolean
get_double (const DscJson *json, double *out_value)
{
  if (json->kind == DSC_JSON_FLOAT)
    *out_value = json->as.real;
  else if (json->kind == DSC_JSON_INTEGER)
    *out_value = (double) json->as.integer;
  else if (json->kind == DSC_JSON_STRING || json->kind == DSC_JSON_BIG)
    {
      char *end;
      *out_value = g_ascii_strtod (json->as.text.bytes, &end);
      return end != json->as.text.bytes && *end == '\0';
    }
  else
    return FALSE;
  return TRUE;
}

static const DscObject *
make_float (DscPlayer *self, const DscJson *json, GError **error)
{
  double value;

  return get_double (json, &value) ? made (dsc_object_float (self->pool, value), error) : malformed (json, error);
}

static const DscObject *
make_complex (DscPlayer *self, const DscJson *json, GError **error)
{
  const DscJson *re = dsc_json_get_item (json, 0);
  const DscJson *im = dsc_json_get_item (json, 1);
  double pair[2];

  if (re == NULL || im == NULL || json->as.array.length != 2)
    return malformed (json, error);
  if (re->kind == DSC_JSON_STRING || im->kind == DSC_JSON_STRING)
    return raises (self, "TypeError");   /* complex ('inf', 0) */
  if (!get_double (re, &pair[0]) || !get_double (im, &pair[1]))
    return malformed (json, error);
  return made (dsc_object_complex (self->pool, pair[0], pair[1]), error);
}

static const DscObject *
make_native (DscPlayer *self, const DscJson *json, GError **error)
{
  if (json->kind != DSC_JSON_STRING)
    return malformed (json, error);
  return made (dsc_object_str (self->pool, json->as.text.bytes, json->as.text.length), error);
}

static const DscObject *
make_unicode (DscPlayer *self, const DscJson *json, GError **error)
{
  if (json->kind != DSC_JSON_STRING)
    return malformed (json, error);
  return made (dsc_object_unicode (self->pool, json->as.text.bytes, json->as.text.length), error);
}

/* The text's characters are the bytes: those of two bytes in UTF-8 are 0x80 to 0xff. */
static const DscObject *
make_bytes (DscPlayer *self, const DscJson *json, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  if (json->kind != DSC_JSON_STRING)
    return malformed (json, error);
  for (gsize i = 0; i < json->as.text.length; i++)
    {
      guint8 byte = (guint8) json->as.text.bytes[i];
      if (byte >= 0x80)
        {
          if (byte > 0xc3)
            return malformed (json, error);
          byte = (guint8) (byte << 6 | ((guint8) json->as.text.bytes[++i] & 0x3f));
        }
      g_byte_array_append (bytes, &byte, 1);
    }
  return made (dsc_object_bytes (self->pool, bytes->data, bytes->len), error);
}

static const DscObject *
make_none (DscPlayer *self, const DscJson *json, GError **error)
{
  (void) json, (void) error;
  return dsc_object_none (self->pool);
}

/* bool (v) */
static const DscObject *
make_bool (DscPlayer *self, const DscJson *json, GError **error)
{
  gboolean value = json->kind == DSC_JSON_TRUE || json->kind == DSC_JSON_BIG || (json->kind == DSC_JSON_INTEGER && json->as.integer != 0);

  (void) error;
  return dsc_object_bool (self->pool, value);
}

/* All items are made before the container, whose memory then is one piece. */
static const DscObject *
make_container (DscPlayer *self, const DscJson *json, DscObjectKind kind, GError **error)
{
  if (json->kind != DSC_JSON_ARRAY)
    return malformed (json, error);

  gsize n = json->as.array.length;
  g_autofree const DscObject **items = g_new (const DscObject *, n + 1);
  for (gsize i = 0; i < n; i++)
    {
      items[i] = dsc_player_make_object (self, &json->as.array.items[i], error);
      if (items[i] == NULL)
        return NULL;
    }
  if (kind == DSC_OBJECT_TUPLE)
    return made (dsc_object_tuple_from_iterator (self->pool, items, n), error);
  if (kind == DSC_OBJECT_LIST)
    return made (dsc_object_list (self->pool, items, n), error);
  for (gsize i = 0; i < n; i++)
    if (!dsc_hash_object (items[i], self->pool, &(int64_t) { 0 }, NULL))
      return raises (self, "TypeError");
  return made (dsc_object_frozenset (self->pool, items, n), error);
}

static const DscObject *
make_tuple (DscPlayer *self, const DscJson *json, GError **error)
{
  return make_container (self, json, DSC_OBJECT_TUPLE, error);
}

static const DscObject *
make_frozenset (DscPlayer *self, const DscJson *json, GError **error)
{
  return make_container (self, json, DSC_OBJECT_FROZENSET, error);
}

static const DscObject *
make_unhashable (DscPlayer *self, const DscJson *json, GError **error)
{
  (void) json;
  return made (dsc_object_list (self->pool, NULL, 0), error);
}

/* Takes the text. */
static const DscObject *
remember (DscPlayer *self, char *text, const DscObject *object, GError **error)
{
  if (object != NULL)
    g_hash_table_insert (self->memo, g_steal_pointer (&text), (gpointer) object);
  g_free (text);
  return made (object, error);
}

static gboolean
is_ascii (const DscJson *text)
{
  for (gsize i = 0; i < text->as.text.length; i++)
    if ((guchar) text->as.text.bytes[i] >= 0x80)
      return FALSE;
  return TRUE;
}

static const DscObject *
make_str_subclass (DscPlayer *self, const DscJson *json, GError **error)
{
  if (json->kind != DSC_JSON_STRING || strlen (json->as.text.bytes) != json->as.text.length)
    return malformed (json, error);
  if (self->traits->is_python2 && !is_ascii (json))
    return raises (self, "UnicodeEncodeError");   /* str (u'…') */

  char *text = g_strconcat ("c", json->as.text.bytes, NULL);
  const DscObject *known = g_hash_table_lookup (self->memo, text);
  if (known != NULL)
    {
      g_free (text);
      return known;
    }
  return remember (self, text, dsc_object_str_subclass (self->pool, json->as.text.bytes, json->as.text.length, "S"), error);
}

static const DscObject *
make_keyed (DscPlayer *self, const DscJson *json, GError **error)
{
  const DscJson *hash = dsc_json_get_item (json, 0);
  const DscJson *name = dsc_json_get_item (json, 1);

  if (hash == NULL || hash->kind != DSC_JSON_INTEGER || name == NULL
      || (name->kind != DSC_JSON_STRING && name->kind != DSC_JSON_INTEGER))
    return malformed (json, error);

  g_autofree char *name_text = name->kind == DSC_JSON_STRING ? g_strndup (name->as.text.bytes, name->as.text.length)
                                                             : g_strdup_printf ("%" G_GINT64_FORMAT, name->as.integer);
  char *text = g_strdup_printf ("h%" G_GINT64_FORMAT ",%s", hash->as.integer, name_text);
  const DscObject *known = g_hash_table_lookup (self->memo, text);
  if (known != NULL)
    {
      g_free (text);
      return known;
    }
  return remember (self, text, dsc_object_keyed (self->pool, hash->as.integer, name_text, "H"), error);
}

static const DscObject *
make_typed (DscPlayer *self, const DscJson *json, GError **error)
{
  static const struct { const char *name; Maker maker; } types[] = {
    { "i", make_int },    { "l", make_long },      { "s", make_native }, { "u", make_unicode },      { "f", make_float },
    { "x", make_complex }, { "t", make_tuple },    { "fs", make_frozenset }, { "n", make_none },     { "b", make_bool },
    { "y", make_bytes },  { "c", make_str_subclass }, { "h", make_keyed }, { "unhashable", make_unhashable },
  };

  if (json->as.object.length == 1)
    for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
      if (dsc_json_is_text (&json->as.object.members[0].name, types[i].name))
        return types[i].maker (self, &json->as.object.members[0].value, error);
  return malformed (json, error);
}

const DscObject *
dsc_player_make_object (DscPlayer *self, const DscJson *json, GError **error)
{
  switch (json->kind)
    {
    case DSC_JSON_NULL:
      return dsc_object_none (self->pool);
    case DSC_JSON_FALSE:
    case DSC_JSON_TRUE:
      return dsc_object_bool (self->pool, json->kind == DSC_JSON_TRUE);
    case DSC_JSON_INTEGER:
    case DSC_JSON_BIG:
      return make_int (self, json, error);
    case DSC_JSON_FLOAT:
      return made (dsc_object_float (self->pool, json->as.real), error);
    case DSC_JSON_STRING:
      return make_native (self, json, error);
    case DSC_JSON_ARRAY:
      return make_container (self, json, DSC_OBJECT_LIST, error);
    case DSC_JSON_OBJECT:
      return make_typed (self, json, error);
    default:
      g_assert_not_reached ();
    }
}

/* Whether an integer is a long when Python 2 reads it from JSON. */
static gboolean
is_json_long (const DscPlayer *self, const DscJson *json)
{
  return json->kind == DSC_JSON_BIG
         || (json->kind == DSC_JSON_INTEGER && self->traits->hash_size == 4
             && (json->as.integer < G_MININT32 || json->as.integer > G_MAXINT32));
}

const DscObject *
dsc_player_make_value (DscPlayer *self, const DscJson *json, GError **error)
{
  if (self->traits->is_python2 && is_json_long (self, json))
    return raises (self, "AttributeError");   /* the recorder takes a value that is a long for text */
  if (json->kind != DSC_JSON_ARRAY)
    return dsc_player_make_object (self, json, error);

  gsize n = json->as.array.length;
  g_autofree const DscObject **items = g_new (const DscObject *, n + 1);
  for (gsize i = 0; i < n; i++)
    {
      items[i] = dsc_player_make_value (self, &json->as.array.items[i], error);
      if (items[i] == NULL)
        return NULL;
    }
  return made (dsc_object_list (self->pool, items, n), error);
}

const DscObject *
dsc_player_nth_key (DscPlayer *self, const DscJson *kind, gint64 i, GError **error)
{
  char name[32];

  if (dsc_json_is_text (kind, "i"))
    return made (dsc_object_int (self->pool, i), error);
  if (dsc_json_is_text (kind, "s"))
    return made (dsc_object_str (self->pool, name, (gsize) g_snprintf (name, sizeof name, "k%" G_GINT64_FORMAT, i)), error);
  if (dsc_json_is_text (kind, "f"))
    return made (dsc_object_float (self->pool, (double) i + 0.5), error);
  if (dsc_json_is_text (kind, "t"))
    {
      const DscObject *item = dsc_object_int (self->pool, i);
      const DscObject *const items[] = { item, item };
      return made (dsc_object_tuple (self->pool, items, 2), error);
    }
  if (dsc_json_is_text (kind, "i16"))
    return made (dsc_object_int (self->pool, i * 65536), error);
  if (dsc_json_is_text (kind, "neg"))
    return made (dsc_object_int (self->pool, -i), error);
  return NULL;
}

/* Evaluating repr (object), as the recorder does for displays and keywords. */

/* Text like (1-2j) is a sum of a real number and an imaginary one, which loses signs of zeros; up to 3.13 the difference of
 * an int and 0j loses that of the imaginary part, too. -2j is the negated 2j, but one literal in Python 2 (ast.c,
 * ast_for_factor). */
static const DscObject *
evaluate_complex (DscPlayer *self, const DscObject *object, GError **error)
{
  double re = object->as.pair[0];
  double im = object->as.pair[1];

  if (!isfinite (re) || !isfinite (im))
    return NULL;
  if (re == 0 && !signbit (re))
    re = signbit (im) && !self->traits->is_python2 ? -0.0 : 0.0;
  else
    {
      re = re == 0 ? 0.0 : re;
      im = im == 0 && !self->traits->mixed_complex ? 0.0 : im;
    }
  return made (dsc_object_complex (self->pool, re, im), error);
}

/* Whether the compiler makes a constant of its source text. */
static gboolean
is_constant (const DscObject *object)
{
  for (gsize i = 0; object->kind == DSC_OBJECT_TUPLE && i < object->as.sequence.length; i++)
    if (!is_constant (object->as.sequence.items[i]))
      return FALSE;
  return object->kind != DSC_OBJECT_FROZENSET && object->kind != DSC_OBJECT_LIST;
}

/* Python 2: frozenset ([a, b]). */
static const DscObject *
evaluate_frozenset (DscPlayer *self, const DscObject *const *items, gsize n, GError **error)
{
  gboolean constants = TRUE;

  if (self->traits->is_python2)
    return made (dsc_object_frozenset (self->pool, items, n), error);
  for (gsize i = 0; i < n; i++)
    constants = constants && is_constant (items[i]);
  return made (dsc_object_frozenset_of_display (self->pool, items, n, constants), error);
}

static const DscObject *
evaluate_container (DscPlayer *self, const DscObject *object, GError **error)
{
  gsize n = object->as.sequence.length;
  g_autofree const DscObject **items = g_new (const DscObject *, n + 1);

  for (gsize i = 0; i < n; i++)
    {
      items[i] = dsc_player_evaluate (self, object->as.sequence.items[i], TRUE, error);
      if (items[i] == NULL)
        return NULL;
    }
  if (object->kind == DSC_OBJECT_TUPLE)
    return made (dsc_object_tuple (self->pool, items, n), error);
  if (object->kind == DSC_OBJECT_LIST)
    return made (dsc_object_list (self->pool, items, n), error);
  return evaluate_frozenset (self, items, n, error);
}

const DscObject *
dsc_player_evaluate (DscPlayer *self, const DscObject *object, gboolean nested, GError **error)
{
  switch ((DscObjectKind) object->kind)
    {
    case DSC_OBJECT_KEYED:
    case DSC_OBJECT_STR_SUBCLASS:
      return NULL;
    case DSC_OBJECT_FLOAT:
      return nested && !isfinite (object->as.real) ? NULL : object;
    case DSC_OBJECT_COMPLEX:
      return evaluate_complex (self, object, error);
    case DSC_OBJECT_TUPLE: case DSC_OBJECT_LIST: case DSC_OBJECT_FROZENSET:
      return evaluate_container (self, object, error);
    case DSC_OBJECT_NONE: case DSC_OBJECT_BOOL: case DSC_OBJECT_INT: case DSC_OBJECT_LONG: case DSC_OBJECT_STR:
    case DSC_OBJECT_UNICODE: case DSC_OBJECT_BYTES: case DSC_OBJECT_RANGE: case DSC_OBJECT_SET: case DSC_OBJECT_DICT:
    case DSC_OBJECT_INSTANCE: case DSC_OBJECT_CLASS: case DSC_OBJECT_DUMMY: case DSC_OBJECT_OPAQUE:
    default:
      return object;
    }
}
