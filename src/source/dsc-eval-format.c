/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-eval-format.c: f-strings, str.format's fields and the "%" operator on texts. */
#include "dsc-eval-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "dsc-wtf8.h"

#define MAX_WIDTH 100000u
#define MAX_FLOAT_TEXT 1500u   /* 309 digits, a point, 1000 digits */

typedef struct {
  char     fill[5];         /* one character, UTF-8 */
  char     align;           /* '<' '>' '^' '=' or 0 */
  char     sign;            /* '+' '-' ' ' */
  gboolean alternate, comma, zero;
  guint    width;
  int      precision;       /* -1: none */
  char     type;            /* 0: none */
} Spec;

static gboolean
read_count (const char **p,
            guint       *out_count)
{
  guint64 count = 0;

  while (g_ascii_isdigit (**p) && count <= MAX_WIDTH)
    count = count * 10 + (guint64) (*(*p)++ - '0');
  *out_count = (guint) count;
  return count <= MAX_WIDTH;
}

/* [[fill]align][sign][#][0][width][,][.precision][type] */
static gboolean
read_spec (const char *text,
           Spec       *spec)
{
  const char *p = text;
  const char *behind = *p != '\0' ? g_utf8_next_char (p) : p;
  guint precision;

  *spec = (Spec) { .fill = " ", .sign = '-', .precision = -1 };
  if (*p != '\0' && *behind != '\0' && strchr ("<>=^", *behind) != NULL)
    {
      memset (spec->fill, 0, sizeof spec->fill);
      memcpy (spec->fill, p, MIN ((gsize) (behind - p), sizeof spec->fill - 1));
      spec->align = *behind;
      p = behind + 1;
    }
  else if (*p != '\0' && strchr ("<>=^", *p) != NULL)
    spec->align = *p++;
  if (*p != '\0' && strchr ("+- ", *p) != NULL)
    spec->sign = *p++;
  if (*p == '#')
    spec->alternate = TRUE, p++;
  if (*p == '0')
    spec->zero = TRUE, p++;
  if (!read_count (&p, &spec->width))
    return FALSE;
  if (*p == ',')
    spec->comma = TRUE, p++;
  if (*p == '.')
    {
      p++;
      if (!g_ascii_isdigit (*p) || !read_count (&p, &precision) || precision > 1000)
        return FALSE;
      spec->precision = (int) precision;
    }
  spec->type = *p;
  return *p == '\0' || p[1] == '\0';
}

static void
append_fill (GString    *out_text,
             const char *fill,
             gsize       n)
{
  for (; n != 0; n--)
    g_string_append (out_text, fill);
}

/* head: sign and prefix, which zeros go behind. */
static void
pad (const Spec *spec,
     char        fallback_align,
     const char *head,
     const char *body,
     gsize       length,
     GString    *out_text)
{
  gsize characters = dsc_wtf8_measure (body, length, NULL) + strlen (head);
  gsize missing = spec->width > characters ? spec->width - characters : 0;
  char align = spec->align != '\0' ? spec->align : spec->zero && fallback_align == '>' ? '=' : fallback_align;
  const char *fill = spec->zero && spec->align == '\0' ? "0" : spec->fill;
  gsize before = align == '>' ? missing : align == '^' ? missing / 2 : 0;

  append_fill (out_text, fill, before);
  g_string_append (out_text, head);
  if (align == '=')
    append_fill (out_text, fill, missing);
  g_string_append_len (out_text, body, (gssize) length);
  if (align == '<' || align == '^')
    append_fill (out_text, fill, missing - before);
}

static char *
group_thousands (const char *digits)
{
  GString *grouped = g_string_new (NULL);
  gsize whole = strspn (digits, "0123456789");

  for (gsize i = 0; i < whole; i++)
    {
      if (i != 0 && (whole - i) % 3 == 0)
        g_string_append_c (grouped, ',');
      g_string_append_c (grouped, digits[i]);
    }
  g_string_append (grouped, digits + whole);
  return g_string_free (grouped, FALSE);
}

/* Digits without a sign, in base 2, 8, 10 or 16. */
static char *
integer_digits (DscEval       *self,
                const DscNode *node,
                DscValue      *value,
                guint          base,
                gboolean      *out_negative)
{
  DscBigint big;
  GString *digits;
  char *decimal = NULL;

  if (!dsc_eval_to_big (self, node, value, &big))
    return NULL;
  *out_negative = big.negative;
  big.negative = false;
  if (base == 10)
    {
      const DscAlloc *alloc = dsc_pool_get_alloc (self->pool);
      char *text = NULL;

      if (dsc_eval_status (self, dsc_bigint_to_text (&big, alloc, &text), node))
        decimal = g_strdup (text);
      dsc_alloc_free (alloc, text);
      dsc_bigint_clear (&big, alloc);
      return decimal;
    }

  guint shift = base == 16 ? 4 : base == 8 ? 3 : 1;
  gsize bits = big.n_digits * 32;
  digits = g_string_new (NULL);
  for (gsize position = (bits + shift - 1) / shift; position-- > 0;)
    {
      guint digit = 0;

      for (guint b = shift; b-- > 0;)
        {
          gsize bit = position * shift + b;
          digit = digit << 1 | (bit < bits ? big.digits[bit / 32] >> (bit % 32) & 1u : 0u);
        }
      if (digit != 0 || digits->len != 0)
        g_string_append_c (digits, "0123456789abcdef"[digit]);
    }
  if (digits->len == 0)
    g_string_append_c (digits, '0');
  dsc_bigint_clear (&big, dsc_pool_get_alloc (self->pool));
  return g_string_free (digits, FALSE);
}

static const char *
sign_of (char     sign,
         gboolean negative)
{
  return negative ? "-" : sign == '+' ? "+" : sign == ' ' ? " " : "";
}

gboolean
dsc_eval_check_digits (DscEval       *self,
                       const DscNode *node,
                       gsize          n_digits)
{
  if (n_digits <= 4300 || !DSC_EVAL_IS (self, BEHAVIOUR_INT_DIGITS_LIMITED))
    return TRUE;
  return dsc_eval_raise (self, node, DSC_EXCEPTION_VALUE_ERROR,
                         "Exceeds the limit (4300%s) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit",
                         DSC_EVAL_IS (self, WORDING_LIMIT_DIGITS) ? " digits" : "");
}

static gboolean
format_integer (DscEval       *self,
                const DscNode *node,
                DscValue      *value,
                const Spec    *spec,
                GString       *out_text)
{
  char type = spec->type != '\0' ? g_ascii_tolower (spec->type) : 'd';
  guint base = type == 'x' ? 16 : type == 'o' ? 8 : type == 'b' ? 2 : 10;
  gboolean negative;
  g_autofree char *digits = integer_digits (self, node, value, base, &negative);
  g_autofree char *head = NULL;

  if (digits == NULL || (base == 10 && !dsc_eval_check_digits (self, node, strlen (digits))))
    return FALSE;
  if (spec->type == 'X')
    for (char *c = digits; *c != '\0'; c++)
      *c = g_ascii_toupper (*c);
  if (spec->comma && base == 10)
    {
      char *grouped = group_thousands (digits);
      g_free (digits);
      digits = grouped;
    }
  head = g_strdup_printf ("%s%s%.1s", sign_of (spec->sign, negative), spec->alternate && base != 10 ? "0" : "",
                          spec->alternate && base != 10 ? &spec->type : "");
  pad (spec, '>', head, digits, strlen (digits), out_text);
  return TRUE;
}

static gboolean
format_float (double      real,
              const Spec *spec,
              GString    *out_text)
{
  g_autofree char *body = NULL;
  gboolean negative = signbit (real) != 0 && !isnan (real);
  int precision = spec->precision >= 0 ? spec->precision : 6;
  double magnitude = fabs (real) * (spec->type == '%' ? 100.0 : 1.0);

  if (!isfinite (real))
    body = g_strdup (isnan (real) ? "nan" : "inf");
  else if (spec->type == '\0' && spec->precision < 0)
    {
      char buffer[40];
      dsc_repr_double (magnitude, buffer, sizeof buffer);
      body = g_strdup (buffer);
    }
  else
    {
      char type = spec->type == '%' ? 'f' : spec->type == '\0' ? 'g' : spec->type;
      g_autofree char *c_format = g_strdup_printf ("%%%s.%d%c", spec->alternate ? "#" : "", precision, type);

      body = g_malloc (MAX_FLOAT_TEXT);
      g_ascii_formatd (body, MAX_FLOAT_TEXT, c_format, magnitude);
    }
  if (spec->comma)
    {
      char *grouped = group_thousands (body);
      g_free (body);
      body = grouped;
    }

  g_autofree char *whole = g_strconcat (body, spec->type == '%' ? "%" : "", NULL);
  pad (spec, '>', sign_of (spec->sign, negative), whole, strlen (whole), out_text);
  return TRUE;
}

static gboolean
format_text (const Spec *spec,
             const char *text,
             gsize       length,
             GString    *out_text)
{
  const char *end = text, *limit = text + length;

  if (spec->precision >= 0)
    {
      for (int i = 0; i < spec->precision && end < limit; i++)
        dsc_wtf8_next (&end, limit);
      length = (gsize) (end - text);
    }
  pad (spec, '<', "", text, length, out_text);
  return TRUE;
}

static gboolean
fail_code (DscEval        *self,
           const DscNode  *node,
           const DscValue *value,
           char            type)
{
  return dsc_eval_raise (self, node, DSC_EXCEPTION_VALUE_ERROR, "Unknown format code '%c' for object of type '%s'", type, dsc_eval_type_name (self, value));
}

gboolean
dsc_eval_format_value (DscEval       *self,
                       const DscNode *node,
                       DscValue      *value,
                       const char    *text,
                       GString       *out_text)
{
  gboolean is_bool = dsc_value_is (value, DSC_OBJECT_BOOL);
  gboolean is_float = value->kind == DSC_VALUE_FLOAT || dsc_value_is (value, DSC_OBJECT_FLOAT);
  double real;
  Spec spec;

  if (*text == '\0')
    {
      gsize length;
      g_autofree char *shown = dsc_eval_repr (self, value, node, TRUE, &length);

      if (shown != NULL)
        g_string_append_len (out_text, shown, (gssize) length);
      return shown != NULL;
    }
  if (!read_spec (text, &spec))
    return dsc_eval_outside (self, node, _("Format specifications of this kind"), _("Write something like :5, :05d, :.2f or :>10."));
  if (dsc_value_is_integral (value) && (spec.type == '\0' || strchr ("dxXob", spec.type) != NULL) && !(is_bool && spec.type == '\0'))
    return format_integer (self, node, value, &spec, out_text);
  if ((is_float || dsc_value_is_integral (value)) && spec.type != 's' && (is_float || spec.type != '\0'))
    {
      if (spec.type != '\0' && strchr ("fFeEgG%", spec.type) == NULL)
        return fail_code (self, node, value, spec.type);
      dsc_eval_to_double (value, &real);
      if (is_float && spec.type == '\0' && spec.precision >= 0)
        return dsc_eval_outside (self, node, _("Precisions without a type"), _("Write f, e or g behind the precision."));
      return format_float (real, &spec, out_text);
    }
  if (!dsc_value_is_text (value) && !is_bool && self->traits->is_python2)
    return dsc_eval_outside (self, node, _("Format specifications for this type, in Python 2,"), _("Convert the value with str() first."));
  if (!dsc_value_is_text (value) && !is_bool)
    return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "unsupported format string passed to %s.__format__", dsc_eval_type_name (self, value));
  if (spec.type != '\0' && spec.type != 's')
    return fail_code (self, node, value, spec.type);

  gsize length;
  g_autofree char *shown = dsc_eval_repr (self, value, node, TRUE, &length);
  return shown != NULL && format_text (&spec, shown, length, out_text);
}

/* The text of a value as a part of a longer one: a str as it is, lone surrogates included. */
/* The commonest of all texts of numbers, without an object and without printf. FALSE: another one. */
gboolean
dsc_eval_append_small (const DscValue *value,
                       GString        *out_text)
{
  char digits[24];
  guint n = sizeof digits;
  guint64 magnitude;
  gint64 integer;

  if (value->kind == DSC_VALUE_INT)
    integer = value->as.integer;
  else if (dsc_value_is (value, DSC_OBJECT_INT) && !value->as.object->is_big)
    integer = value->as.object->as.integer;
  else
    return FALSE;
  magnitude = integer < 0 ? 0 - (guint64) integer : (guint64) integer;
  do
    digits[--n] = (char) ('0' + magnitude % 10);
  while ((magnitude /= 10) != 0);
  if (integer < 0)
    digits[--n] = '-';
  g_string_append_len (out_text, digits + n, sizeof digits - n);
  return TRUE;
}

gboolean
dsc_eval_append_shown (DscEval       *self,
                       const DscNode *node,
                       DscValue      *value,
                       char           conversion,
                       GString       *out_text)
{
  gsize length;

  if (!(value->is_long && conversion == 'r') && dsc_eval_append_small (value, out_text))
    return TRUE;

  if (conversion != 'r' && conversion != 'a' && dsc_value_is_text (value))
    {
      g_string_append_len (out_text, value->as.object->as.text.bytes, (gssize) value->as.object->as.text.length);
      return TRUE;
    }

  g_autofree char *shown = dsc_eval_repr (self, value, node, conversion != 'r' && conversion != 'a', &length);
  if (shown == NULL)
    return FALSE;
  if (conversion != 'a')
    g_string_append_len (out_text, shown, (gssize) length);
  else
    for (const char *p = shown, *end = shown + length; p < end;)
      {
        guint32 c = dsc_wtf8_next (&p, end);

        if (c < 0x80)
          g_string_append_c (out_text, (char) c);
        else
          g_string_append_printf (out_text, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
      }
  return TRUE;
}

static gboolean
append_field (DscEval       *self,
              const DscNode *field,
              GString       *out_text)
{
  g_autoptr (GString) converted = NULL;
  DscValue value, spec;

  if (!dsc_eval_expression (self, field->items[0], &value))
    return FALSE;
  if (field->items[1] == NULL)
    return dsc_eval_append_shown (self, field, &value, (char) field->detail, out_text);
  if (field->detail != 0)
    {
      converted = g_string_new (NULL);
      if (!dsc_eval_append_shown (self, field, &value, (char) field->detail, converted)
          || !dsc_eval_set_text (self, DSC_OBJECT_STR, converted->str, converted->len, &value))
        return FALSE;
    }
  return dsc_eval_format_string (self, field->items[1], &spec) && dsc_eval_format_value (self, field, &value, spec.as.object->as.text.bytes, out_text);
}

gboolean
dsc_eval_format_string (DscEval       *self,
                        const DscNode *node,
                        DscValue      *out_value)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < node->n_items; i++)
    {
      const DscNode *part = node->items[i];
      DscValue value;

      if (part->kind == DSC_NODE_FIELD)
        {
          if (!append_field (self, part, text))
            return FALSE;
          continue;
        }
      if (!dsc_eval_expression (self, part, &value))
        return FALSE;
      g_string_append_len (text, value.as.object->as.text.bytes, (gssize) value.as.object->as.text.length);
    }
  return dsc_eval_set_text (self, DSC_OBJECT_STR, text->str, text->len, out_value);
}
