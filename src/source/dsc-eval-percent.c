/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-eval-percent.c: '%d of %s' % (a, b) and '{} of {}'.format (a, b). */
#include "dsc-eval-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

typedef struct {
  DscEval       *eval;
  const DscNode *node;
  const char    *text;        /* the format */
  gsize          length;
  GPtrArray     *arguments;   /* const DscObject * */
  guint          used;
  gboolean       is_unicode;  /* of Python 2: the format or an argument */
  GString       *out;
} Percent;

static gboolean
next_argument (Percent  *self,
               DscValue *out_value)
{
  if (self->used == self->arguments->len)
    return dsc_eval_raise (self->eval, self->node, DSC_EXCEPTION_TYPE_ERROR, "not enough arguments for format string");
  *out_value = dsc_value_object (self->arguments->pdata[self->used++]);
  return TRUE;
}

/* Flags, width and precision of one conversion, as the spec of a field. */
typedef struct {
  gboolean left, zero, plus, space, alternate;
  guint    width;
  int      precision;
} Conversion;

static gsize
read_flags (const char *text,
            gsize       i,
            gsize       end,
            Conversion *c)
{
  for (; i < end && strchr ("-0+ #", text[i]) != NULL; i++)
    {
      c->left |= text[i] == '-';
      c->zero |= text[i] == '0';
      c->plus |= text[i] == '+';
      c->space |= text[i] == ' ';
      c->alternate |= text[i] == '#';
    }
  for (; i < end && g_ascii_isdigit (text[i]); i++)
    c->width = MIN (c->width * 10 + (guint) (text[i] - '0'), 100000u);
  c->precision = -1;
  if (i < end && text[i] == '.')
    for (c->precision = 0, i++; i < end && g_ascii_isdigit (text[i]); i++)
      c->precision = MIN (c->precision * 10 + (text[i] - '0'), 1000);
  return i;
}

static char *
make_spec (const Conversion *c,
           char              type,
           gboolean          number)
{
  GString *spec = g_string_new (c->left ? "<" : number && c->zero ? "" : ">");

  if (number && (c->plus || c->space))
    g_string_append_c (spec, c->plus ? '+' : ' ');
  if (number && c->alternate)
    g_string_append_c (spec, '#');
  if (number && c->zero && !c->left)
    g_string_append_c (spec, '0');
  if (c->width != 0)
    g_string_append_printf (spec, "%u", c->width);
  if (c->precision >= 0)
    g_string_append_printf (spec, ".%d", c->precision);
  g_string_append_c (spec, type);
  return g_string_free (spec, FALSE);
}

static gboolean
convert_integer (Percent          *self,
                 const Conversion *c,
                 char              type)
{
  g_autofree char *spec = NULL;
  DscValue value;
  double real;

  if (!next_argument (self, &value))
    return FALSE;
  if (dsc_value_is (&value, DSC_OBJECT_FLOAT) && type == 'd')
    {
      real = trunc (value.as.object->as.real);
      if (!(fabs (real) < 9e18))
        return dsc_eval_outside (self->eval, self->node, _("Conversions of such floats to integers"), _("Write an integer."));
      value = dsc_value_int ((gint64) real);
    }
  if (!dsc_value_is_integral (&value))
    return dsc_eval_raise (self->eval, self->node, DSC_EXCEPTION_TYPE_ERROR,
                           type != 'd' && !self->eval->traits->is_python2         ? "%%%c format: an integer is required, not %s"
                           : DSC_EVAL_IS (self->eval, WORDING_REAL_NUMBER)        ? "%%%c format: a real number is required, not %s"
                                                                                  : "%%%c format: a number is required, not %s",
                           type, dsc_eval_type_name (self->eval, &value));
  if (type == 'd' && c->width == 0 && c->precision < 0 && !c->plus && !c->space && dsc_eval_append_small (&value, self->out))
    return TRUE;
  if (c->precision >= 0)
    return dsc_eval_outside (self->eval, self->node, _("Precisions of integers"), _("Write the width with a zero in front, like %05d."));
  spec = make_spec (c, type, TRUE);
  return dsc_eval_format_value (self->eval, self->node, &value, spec, self->out);
}

static gboolean
convert_float (Percent          *self,
               const Conversion *c,
               char              type)
{
  g_autofree char *spec = NULL;
  DscValue value;
  double real;

  if (!next_argument (self, &value))
    return FALSE;
  if (!dsc_eval_to_double (&value, &real))
    return dsc_eval_raise (self->eval, self->node, DSC_EXCEPTION_TYPE_ERROR,
                           self->eval->traits->is_python2 ? "float argument required, not %s" : "must be real number, not %s",
                           dsc_eval_type_name (self->eval, &value));
  value = dsc_value_float (real);
  spec = make_spec (c, type, TRUE);
  return dsc_eval_format_value (self->eval, self->node, &value, spec, self->out);
}

static gboolean
convert_text (Percent          *self,
              const Conversion *c,
              char              type)
{
  g_autoptr (GString) shown = NULL;
  g_autofree char *spec = NULL;
  DscValue value;

  if (!next_argument (self, &value))
    return FALSE;
  if (type == 's' && dsc_value_is (&value, DSC_OBJECT_UNICODE))
    self->is_unicode = TRUE;
  if (type == 'a' && self->eval->traits->is_python2)
    return dsc_eval_outside (self->eval, self->node, _("“%a” conversions in Python 2"), _("Write %r."));
  if (c->width == 0 && c->precision < 0)
    return dsc_eval_append_shown (self->eval, self->node, &value, type == 's' ? '\0' : type, self->out);

  DscValue text;
  shown = g_string_new (NULL);
  spec = make_spec (c, 's', FALSE);
  if (!dsc_eval_append_shown (self->eval, self->node, &value, type == 's' ? '\0' : type, shown))
    return FALSE;
  return dsc_eval_set_text (self->eval, DSC_OBJECT_STR, shown->str, shown->len, &text)
         && dsc_eval_format_value (self->eval, self->node, &text, spec, self->out);
}

static gboolean
convert_character (Percent *self)
{
  DscValue value;
  gint64 code;

  if (!next_argument (self, &value))
    return FALSE;
  if (dsc_value_get_int (&value, &code) && code >= 0 && code < (self->eval->traits->is_python2 ? 0x80 : 0xd800))
    g_string_append_unichar (self->out, (gunichar) code);
  else if (dsc_value_is_text (&value) && g_utf8_strlen (value.as.object->as.text.bytes, (gssize) value.as.object->as.text.length) == 1)
    g_string_append_len (self->out, value.as.object->as.text.bytes, (gssize) value.as.object->as.text.length);
  else
    return dsc_eval_outside (self->eval, self->node, _("Such arguments of “%c”"), _("Give one character, or its number."));
  return TRUE;
}

/* At "%"; *i moves behind the conversion. */
static gboolean
convert (Percent *self,
         gsize   *i)
{
  Conversion c = { 0 };
  gsize at = read_flags (self->text, *i + 1, self->length, &c);

  if (at >= self->length)
    return dsc_eval_raise (self->eval, self->node, DSC_EXCEPTION_VALUE_ERROR, "incomplete format");

  char type = self->text[at];
  *i = at + 1;
  switch (type)
    {
    case '%':
      g_string_append_c (self->out, '%');
      return TRUE;
    case 'd': case 'i': case 'u':
      return convert_integer (self, &c, 'd');
    case 'x': case 'X': case 'o':
      return convert_integer (self, &c, type);
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G':
      return convert_float (self, &c, type);
    case 's': case 'r': case 'a':
      return convert_text (self, &c, type);
    case 'c':
      return convert_character (self);
    case '(': case '*': case 'l': case 'h': case 'L':
      return dsc_eval_outside (self->eval, self->node, _("Conversions of “%” with names or stars"), _("Write %s, %d or %05d, and a tuple of values."));
    default:
      return dsc_eval_raise (self->eval, self->node, DSC_EXCEPTION_VALUE_ERROR, "unsupported format character '%c' (0x%x) at index %" G_GSIZE_FORMAT,
                             type, (guint) (guchar) type, at);
    }
}

static gboolean
convert_all (Percent *self)
{
  for (gsize i = 0; i < self->length;)
    {
      if (self->text[i] == '%')
        {
          if (!convert (self, &i))
            return FALSE;
        }
      else
        g_string_append_c (self->out, self->text[i++]);
    }
  if (self->used < self->arguments->len)
    return dsc_eval_raise (self->eval, self->node, DSC_EXCEPTION_TYPE_ERROR, "not all arguments converted during string formatting");
  return TRUE;
}

gboolean
dsc_eval_percent (DscEval       *self,
                  const DscNode *node,
                  DscValue      *format,
                  DscValue      *arguments,
                  DscValue      *out_value)
{
  const DscObject *text = format->as.object;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  Percent percent = { .eval = self, .node = node, .text = text->as.text.bytes, .length = text->as.text.length, .arguments = values, .out = out };

  if (text->kind == DSC_OBJECT_BYTES)
    return dsc_eval_outside (self, node, _("“%” operators on bytes"), _("Use texts."));
  percent.is_unicode = text->kind == DSC_OBJECT_UNICODE;
  if (dsc_value_is (arguments, DSC_OBJECT_TUPLE))
    for (gsize i = 0; i < arguments->as.object->as.sequence.length; i++)
      g_ptr_array_add (values, (gpointer) arguments->as.object->as.sequence.items[i]);
  else
    {
      /* A list, too, is one argument; it is only shown. */
      const DscObject *own = arguments->kind == DSC_VALUE_LIST ? arguments->as.list->object : NULL;
      const DscObject *object = dsc_eval_box (self, arguments, node);

      if (object == NULL)
        return FALSE;
      if (arguments->kind == DSC_VALUE_LIST)
        arguments->as.list->object = own;
      g_ptr_array_add (values, (gpointer) object);
    }
  if (dsc_value_is_dict (arguments) && memchr (percent.text, '%', percent.length) == NULL)
    percent.used = 1;   /* a dict may have keys that the format does not name */
  return convert_all (&percent) && dsc_eval_set_text (self, percent.is_unicode ? DSC_OBJECT_UNICODE : DSC_OBJECT_STR, out->str, out->len, out_value);
}

/* '…'.format (…): fields {}, {0}, {name}, with !r and :spec. */

typedef struct {
  DscCall *call;
  guint    next;          /* automatic numbering */
} Fields;

static gboolean
find_argument (DscEval    *self,
               Fields     *fields,
               const char *name,
               DscValue  **out_value)
{
  DscCall *call = fields->call;
  guint64 number = fields->next;

  if (*name == '\0')
    fields->next++;
  else if (!g_ascii_string_to_unsigned (name, 10, 0, G_MAXUINT, &number, NULL))
    {
      for (guint i = 0; i < call->n_keywords; i++)
        if (call->keywords[i].text != NULL && strcmp (call->keywords[i].text, name) == 0)
          {
            *out_value = &call->keywords[i].value;
            return TRUE;
          }
      if (strpbrk (name, ".[") != NULL)
        return dsc_eval_outside (self, call->node, _("Fields with attributes or subscripts"), _("Give the value itself as an argument."));
      return dsc_eval_raise_key (self, call->node, dsc_object_str (self->pool, name, strlen (name)));
    }
  if (number >= call->n_positional)
    return dsc_eval_raise (self, call->node, DSC_EXCEPTION_INDEX_ERROR,
                           DSC_EVAL_IS (self, WORDING_REPLACEMENT_INDEX) ? "Replacement index %u out of range for positional args tuple"
                                                                         : "tuple index out of range",
                           (guint) number);
  *out_value = &call->positional[number];
  return TRUE;
}

/* field: what is between the braces. */
static gboolean
append_field (DscEval *self,
              Fields  *fields,
              char    *field,
              GString *out_text)
{
  char *colon = strchr (field, ':');
  const char *spec = "";
  char *mark;
  DscValue *value = NULL, converted;
  g_autoptr (GString) shown = g_string_new (NULL);

  if (colon != NULL)
    {
      *colon = '\0';
      spec = colon + 1;
    }
  mark = strchr (field, '!');
  if (mark != NULL)
    *mark = '\0';
  if (strchr (spec, '{') != NULL || (mark != NULL && (strchr ("rsa", mark[1]) == NULL || mark[1] == '\0' || mark[2] != '\0')))
    return dsc_eval_outside (self, fields->call->node, _("Fields of this kind"), _("Write {}, {0}, {name}, {!r} or {:05d}."));
  if (!find_argument (self, fields, field, &value))
    return FALSE;
  if (mark == NULL && *spec != '\0')
    return dsc_eval_format_value (self, fields->call->node, value, spec, out_text);
  if (!dsc_eval_append_shown (self, fields->call->node, value, mark != NULL ? mark[1] : '\0', shown))
    return FALSE;
  if (*spec == '\0')
    {
      g_string_append_len (out_text, shown->str, (gssize) shown->len);
      return TRUE;
    }
  return dsc_eval_set_text (self, DSC_OBJECT_STR, shown->str, shown->len, &converted)
         && dsc_eval_format_value (self, fields->call->node, &converted, spec, out_text);
}

static gboolean
fail_brace (DscEval *self,
            DscCall *call,
            char     brace)
{
  return dsc_eval_raise (self, call->node, DSC_EXCEPTION_VALUE_ERROR, "Single '%c' encountered in format string", brace);
}

gboolean
dsc_eval_call_format (DscEval  *self,
                      DscCall  *call,
                      DscValue *out_value)
{
  const DscObject *format = call->self.as.object;
  const char *p = format->as.text.bytes, *end = p + format->as.text.length;
  g_autoptr (GString) out = g_string_new (NULL);
  Fields fields = { .call = call };

  while (p < end)
    {
      if ((*p == '{' || *p == '}') && p + 1 < end && p[1] == *p)
        {
          g_string_append_c (out, *p);
          p += 2;
        }
      else if (*p == '}')
        return fail_brace (self, call, '}');
      else if (*p != '{')
        g_string_append_c (out, *p++);
      else
        {
          const char *close = memchr (p, '}', (gsize) (end - p));
          g_autofree char *field = close != NULL ? g_strndup (p + 1, (gsize) (close - p - 1)) : NULL;

          if (field == NULL)
            return fail_brace (self, call, '{');
          if (!append_field (self, &fields, field, out))
            return FALSE;
          p = close + 1;
        }
    }
  return dsc_eval_set_text (self, (DscObjectKind) format->kind, out->str, out->len, out_value);
}
