/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-eval-text-functions.c: print (), str (), chr () and other functions of texts. */
#include "dsc-builtins-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dsc-wtf8.h"

static gboolean
fail_integer (DscEval *self,
              DscCall *call)
{
  const char *type = dsc_eval_type_name (self, &call->positional[0]);

  if (self->traits->is_python2)
    return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "an integer is required");
  return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR,
                         DSC_EVAL_IS (self, WORDING_INTERPRETED_INT) ? "'%s' object cannot be interpreted as an integer"
                                                                     : "an integer is required (got type %s)",
                         type);
}

gboolean
dsc_call_chr (DscEval  *self,
              DscCall  *call,
              DscValue *out_value)
{
  gboolean is_bytes = self->traits->is_python2 && strcmp (call->name, "chr") == 0;
  gint64 code, limit = is_bytes ? 256 : 0x110000;
  char text[4];

  if (!dsc_call_check_one (self, call))
    return FALSE;
  if (!dsc_value_is_integral (&call->positional[0]))
    return fail_integer (self, call);
  if (!dsc_value_get_int (&call->positional[0], &code) || code < 0 || code >= limit)
    return dsc_eval_raise (self, call->node, DSC_EXCEPTION_VALUE_ERROR, "%s() arg not in range(%s)", call->name, is_bytes ? "256" : "0x110000");
  if (is_bytes)
    {
      text[0] = (char) code;
      return dsc_eval_set_text (self, DSC_OBJECT_STR, text, 1, out_value);
    }
  return dsc_eval_set_text (self, self->traits->is_python2 ? DSC_OBJECT_UNICODE : DSC_OBJECT_STR, text, dsc_wtf8_put ((uint32_t) code, text), out_value);
}

gboolean
dsc_call_ord (DscEval  *self,
              DscCall  *call,
              DscValue *out_value)
{
  DscValue *value = &call->positional[0];
  const char *p, *end;
  gint64 length;

  if (!dsc_call_check_one (self, call))
    return FALSE;
  if (!dsc_value_is_text (value) && !dsc_value_is (value, DSC_OBJECT_BYTES))
    return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "ord() expected string of length 1, but %s found", dsc_eval_type_name (self, value));
  if (!dsc_eval_length (self, call->node, value, &length))
    return FALSE;
  if (length != 1)
    return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "ord() expected a character, but string of length %" G_GINT64_FORMAT " found", length);
  p = value->as.object->as.text.bytes;
  end = p + value->as.object->as.text.length;
  *out_value = dsc_value_int (end - p == 1 ? (guchar) *p : dsc_wtf8_next (&p, end));
  return TRUE;
}

/* Python 2's unicode (x): bytes have to be ASCII. */
static gboolean
make_unicode (DscEval  *self,
              DscCall  *call,
              DscValue *value,
              DscValue *out_value)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (dsc_value_is (value, DSC_OBJECT_UNICODE))
    {
      *out_value = *value;
      return TRUE;
    }
  if (dsc_value_is (value, DSC_OBJECT_STR) && !dsc_eval_check_ascii (self, call->node, value->as.object))
    return FALSE;
  return dsc_eval_append_shown (self, call->node, value, '\0', text) && dsc_eval_set_text (self, DSC_OBJECT_UNICODE, text->str, text->len, out_value);
}

static gboolean
encode_ascii (DscEval  *self,
              DscCall  *call,
              DscValue *value,
              DscValue *out_value)
{
  const DscObject *text = value->as.object;
  const char *start = text->as.text.bytes, *p = start, *end = start + text->as.text.length;

  for (gsize position = 0; p < end; position++)
    {
      guint32 c = dsc_wtf8_next (&p, end);

      if (c >= 0x80)
        return dsc_eval_raise (self, call->node, DSC_EXCEPTION_UNICODE_ENCODE_ERROR,
                               c < 0x100     ? "'ascii' codec can't encode character u'\\x%02x' in position %" G_GSIZE_FORMAT ": ordinal not in range(128)"
                               : c < 0x10000 ? "'ascii' codec can't encode character u'\\u%04x' in position %" G_GSIZE_FORMAT ": ordinal not in range(128)"
                                             : "'ascii' codec can't encode character u'\\U%08x' in position %" G_GSIZE_FORMAT ": ordinal not in range(128)",
                               c, position);
    }
  return dsc_eval_set_text (self, DSC_OBJECT_STR, start, (gsize) (end - start), out_value);
}

gboolean
dsc_call_str (DscEval  *self,
              DscCall  *call,
              DscValue *out_value)
{
  gboolean is_unicode = strcmp (call->name, "unicode") == 0;
  DscValue *value = &call->positional[0];
  g_autoptr (GString) shown = g_string_new (NULL);
  gsize length;
  g_autofree char *text = NULL;

  if (call->n_positional > 1 || call->n_keywords != 0)
    return dsc_eval_outside (self, call->node, _("Calls of str() with an encoding"), _("Write the text itself."));
  if (call->n_positional == 0)
    return dsc_eval_set_text (self, is_unicode ? DSC_OBJECT_UNICODE : DSC_OBJECT_STR, "", 0, out_value);
  if (is_unicode)
    return make_unicode (self, call, value, out_value);
  if (dsc_value_is (value, DSC_OBJECT_UNICODE))
    return encode_ascii (self, call, value, out_value);
  if (dsc_value_is (value, DSC_OBJECT_STR))
    {
      *out_value = *value;
      return TRUE;
    }
  if (dsc_eval_append_small (value, shown))
    return dsc_eval_set_text (self, DSC_OBJECT_STR, shown->str, shown->len, out_value);
  if ((text = dsc_eval_repr (self, value, call->node, TRUE, &length)) == NULL
      || (dsc_value_is_integral (value) && !dsc_eval_check_digits (self, call->node, length - (*text == '-'))))
    return FALSE;
  return dsc_eval_set_text (self, DSC_OBJECT_STR, text, length, out_value);
}

static gboolean
bytes_of_numbers (DscEval  *self,
                  DscCall  *call,
                  DscValue *out_value)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  if (!dsc_eval_collect (self, call->node, &call->positional[0], items))
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      DscValue item = dsc_value_object (items->pdata[i]);
      gint64 number;
      guint8 byte;

      if (!dsc_value_is_integral (&item))
        return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "'%s' object cannot be interpreted as an integer", dsc_eval_type_name (self, &item));
      if (!dsc_value_get_int (&item, &number) || number < 0 || number > 255)
        return dsc_eval_raise (self, call->node, DSC_EXCEPTION_VALUE_ERROR, "bytes must be in range(0, 256)");
      byte = (guint8) number;
      g_byte_array_append (bytes, &byte, 1);
    }
  return dsc_eval_set_text (self, DSC_OBJECT_BYTES, (const char *) bytes->data, bytes->len, out_value);
}

gboolean
dsc_call_bytes (DscEval  *self,
                DscCall  *call,
                DscValue *out_value)
{
  DscValue *value = &call->positional[0];
  gint64 n;

  if (self->traits->is_python2)
    return dsc_call_str (self, call, out_value);
  if (call->n_positional == 0 && call->n_keywords == 0)
    return dsc_eval_set_text (self, DSC_OBJECT_BYTES, "", 0, out_value);
  if (call->n_keywords != 0 || call->n_positional > 2 || (call->n_positional == 2 && !dsc_eval_is_utf8 (&call->positional[1])))
    return dsc_eval_outside (self, call->node, _("Calls of bytes() with these arguments"), _("Write b'…', or text.encode('utf-8')."));
  if (call->n_positional == 2 && dsc_value_is_text (value))
    return dsc_eval_set_text (self, DSC_OBJECT_BYTES, value->as.object->as.text.bytes, value->as.object->as.text.length, out_value);
  if (dsc_value_is_text (value))
    return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "string argument without an encoding");
  if (dsc_value_is (value, DSC_OBJECT_BYTES))
    {
      *out_value = *value;
      return TRUE;
    }
  if (!dsc_value_is_integral (value))
    return bytes_of_numbers (self, call, out_value);
  if (!dsc_value_get_int (value, &n) || n < 0 || n > (64 << 20))
    return dsc_eval_limit (self, call->node, _("The text, tuple or list would be too large."), NULL);

  g_autofree char *zeros = g_malloc0 ((gsize) n + 1);
  return dsc_eval_set_text (self, DSC_OBJECT_BYTES, zeros, (gsize) n, out_value);
}

/* print */

typedef struct {
  const char *separator, *end;
  gsize       separator_length, end_length;
} PrintOptions;

static gboolean
read_option (DscEval     *self,
             DscCall     *call,
             guint        i,
             const char **out_text,
             gsize       *out_length)
{
  DscValue *value = &call->keywords[i].value;

  if (dsc_value_is (value, DSC_OBJECT_NONE))
    return TRUE;
  if (!dsc_value_is_text (value))
    return dsc_eval_raise (self, call->keywords[i].node, DSC_EXCEPTION_TYPE_ERROR, "%s must be None or a string, not %s", call->keywords[i].text,
                           dsc_eval_type_name (self, value));
  *out_text = value->as.object->as.text.bytes;
  *out_length = value->as.object->as.text.length;
  return TRUE;
}

static gboolean
read_options (DscEval      *self,
              DscCall      *call,
              PrintOptions *options)
{
  *options = (PrintOptions) { " ", "\n", 1, 1 };
  for (guint i = 0; i < call->n_keywords; i++)
    {
      const char *name = call->keywords[i].text;
      gboolean ok = TRUE;

      if (g_strcmp0 (name, "sep") == 0)
        ok = read_option (self, call, i, &options->separator, &options->separator_length);
      else if (g_strcmp0 (name, "end") == 0)
        ok = read_option (self, call, i, &options->end, &options->end_length);
      else if (g_strcmp0 (name, "flush") != 0)
        return dsc_eval_outside (self, call->keywords[i].node, _("Keywords of print() other than sep, end and flush"), _("Leave the keyword out."));
      if (!ok)
        return FALSE;
    }
  return TRUE;
}

/* Standard output is UTF-8, which has no lone surrogates. */
static gboolean
check_encodable (DscEval       *self,
                 const DscNode *node,
                 const GString *text)
{
  const char *p = text->str, *end = text->str + text->len;

  if (self->traits->is_python2)
    return TRUE;
  for (gsize position = 0; p < end; position++)
    {
      guint32 c = dsc_wtf8_next (&p, end);

      if (c >= 0xd800 && c <= 0xdfff)
        return dsc_eval_raise (self, node, DSC_EXCEPTION_UNICODE_ENCODE_ERROR,
                               "'utf-8' codec can't encode character '\\u%04x' in position %" G_GSIZE_FORMAT ": surrogates not allowed", c, position);
    }
  return TRUE;
}

/* The print statement of Python 2 shows parentheses around several values, for they are a tuple. */
static gboolean
append_tuple (DscEval *self,
              DscCall *call,
              GString *out_text)
{
  g_string_append_c (out_text, '(');
  for (guint i = 0; i < call->n_positional; i++)
    {
      if (i != 0)
        g_string_append (out_text, ", ");
      if (!dsc_eval_append_shown (self, call->node, &call->positional[i], 'r', out_text))
        return FALSE;
    }
  g_string_append_c (out_text, ')');
  return TRUE;
}

static gboolean
append_values (DscEval            *self,
               DscCall            *call,
               const PrintOptions *options,
               GString            *out_text)
{
  for (guint i = 0; i < call->n_positional; i++)
    {
      guint before = (guint) out_text->len;

      if (i != 0)
        g_string_append_len (out_text, options->separator, (gssize) options->separator_length);
      if (!dsc_eval_append_shown (self, dsc_call_argument_node (call, i), &call->positional[i], '\0', out_text))
        return FALSE;
      if (dsc_value_is_integral (&call->positional[i]) && !dsc_eval_check_digits (self, call->node, out_text->len - before))
        return FALSE;
    }
  return TRUE;
}

gboolean
dsc_call_print (DscEval  *self,
                DscCall  *call,
                DscValue *out_value)
{
  gboolean is_statement = self->traits->is_python2 && !self->tree->future_print && call->n_positional != 1;
  g_autoptr (GString) text = g_string_new (NULL);
  DscOp op = { .kind = DSC_OP_PRINT };
  PrintOptions options;

  *out_value = dsc_eval_none (self);
  if (!read_options (self, call, &options))
    return FALSE;
  if (!(is_statement ? append_tuple (self, call, text) : append_values (self, call, &options, text)))
    return FALSE;
  g_string_append_len (text, options.end, (gssize) options.end_length);
  if (!check_encodable (self, call->node, text))
    return FALSE;
  if (call->n_positional != 0 && dsc_value_is_dict (&call->positional[0]))
    op.source = call->positional[0].reg;
  op.value = g_utf8_validate_len (text->str, text->len, NULL) || !self->traits->is_python2 ? dsc_object_str (self->pool, text->str, text->len)
                                                                                           : dsc_object_bytes (self->pool, text->str, text->len);
  if (op.value == NULL)
    return dsc_eval_no_memory (self);
  dsc_eval_consume_since (self, call->mark);
  return dsc_eval_append (self, &op, call->node, NULL);
}
