/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-eval-methods.c: methods of texts and lists, and of sys. */
#include "dsc-eval-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dsc-wtf8.h"

static gboolean
check_list (DscEval *self,
            DscCall *call)
{
  dsc_eval_note_change (self, &call->self);
  return call->self.as.list->object == NULL || dsc_eval_fail_frozen (self, call->node);
}

/* The argument becomes an element. */
static const DscObject *
element (DscEval *self,
         DscCall *call,
         guint    i)
{
  return dsc_eval_hold (self, &call->positional[i], call->node) ? dsc_eval_box (self, &call->positional[i], call->node) : NULL;
}

static gboolean
list_append (DscEval  *self,
             DscCall  *call,
             DscValue *out_value)
{
  const DscObject *object;

  *out_value = dsc_eval_none (self);
  if (!dsc_call_check_one (self, call) || !check_list (self, call))
    return FALSE;
  if (call->positional[0].kind == DSC_VALUE_LIST && call->positional[0].as.list == call->self.as.list)
    return dsc_eval_outside (self, call->node, _("Lists that hold themselves"), _("Append a copy, as in list(x)."));
  if ((object = element (self, call, 0)) == NULL)
    return FALSE;
  g_ptr_array_add (call->self.as.list->items, (gpointer) object);
  return TRUE;
}

static gboolean
list_extend (DscEval  *self,
             DscCall  *call,
             DscValue *out_value)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  *out_value = dsc_eval_none (self);
  if (!dsc_call_check_one (self, call) || !check_list (self, call) || !dsc_eval_collect (self, call->node, &call->positional[0], items))
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (call->self.as.list->items, items->pdata[i]);
  dsc_eval_account (self, items->len * sizeof (gpointer));
  return TRUE;
}

static gboolean
list_insert (DscEval  *self,
             DscCall  *call,
             DscValue *out_value)
{
  gint64 n = call->self.as.list->items->len, i;
  const DscObject *object;

  *out_value = dsc_eval_none (self);
  if (!dsc_call_check_count (self, call, 2, 2) || !check_list (self, call))
    return FALSE;
  if (!dsc_value_get_int (&call->positional[0], &i))
    return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "'%s' object cannot be interpreted as an integer",
                           dsc_eval_type_name (self, &call->positional[0]));
  if ((object = element (self, call, 1)) == NULL)
    return FALSE;
  i = i < 0 ? MAX (i + n, 0) : MIN (i, n);
  g_ptr_array_insert (call->self.as.list->items, (gint) i, (gpointer) object);
  return TRUE;
}

static gboolean
list_pop (DscEval  *self,
          DscCall  *call,
          DscValue *out_value)
{
  GPtrArray *items = call->self.as.list->items;
  gint64 i = -1;

  if (!dsc_call_check_count (self, call, 0, 1) || !check_list (self, call))
    return FALSE;
  if (call->n_positional == 1 && !dsc_value_get_int (&call->positional[0], &i))
    return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "'%s' object cannot be interpreted as an integer",
                           dsc_eval_type_name (self, &call->positional[0]));
  if (items->len == 0)
    return dsc_eval_raise (self, call->node, DSC_EXCEPTION_INDEX_ERROR, "pop from empty list");
  if (i < 0)
    i += items->len;
  if (i < 0 || i >= (gint64) items->len)
    return dsc_eval_raise (self, call->node, DSC_EXCEPTION_INDEX_ERROR, "pop index out of range");
  *out_value = dsc_value_object (g_ptr_array_remove_index (items, (guint) i));
  return dsc_eval_find_register (self, out_value, call->node);
}

static gboolean
list_reverse (DscEval  *self,
              DscCall  *call,
              DscValue *out_value)
{
  GPtrArray *items = call->self.as.list->items;

  *out_value = dsc_eval_none (self);
  if (!dsc_call_check_none (self, call) || !check_list (self, call))
    return FALSE;
  for (guint i = 0; i < items->len / 2; i++)
    {
      gpointer item = items->pdata[i];
      items->pdata[i] = items->pdata[items->len - 1 - i];
      items->pdata[items->len - 1 - i] = item;
    }
  return TRUE;
}

static gboolean
list_sort (DscEval  *self,
           DscCall  *call,
           DscValue *out_value)
{
  gboolean reverse = FALSE;

  *out_value = dsc_eval_none (self);
  if (!check_list (self, call))
    return FALSE;
  if (call->n_keywords == 1 && g_strcmp0 (call->keywords[0].text, "reverse") == 0)
    {
      if (!dsc_eval_truth (self, &call->keywords[0].value, call->node, &reverse))
        return FALSE;
    }
  else if (call->n_keywords != 0 || call->n_positional != 0)
    return dsc_eval_outside (self, call->node, _("Sorting by a key"), _("Write sort() or sort(reverse=True)."));
  return dsc_eval_sort (self, call->node, call->self.as.list->items, reverse);
}

static gboolean
list_count (DscEval  *self,
            DscCall  *call,
            DscValue *out_value)
{
  const GPtrArray *items = call->self.as.list->items;
  gint64 n = 0;

  if (!dsc_call_check_one (self, call))
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      DscValue item = dsc_value_object (items->pdata[i]);
      gboolean equal;

      if (!dsc_eval_compare (self, call->node, DSC_OPERATOR_EQUAL, &item, &call->positional[0], &equal))
        return FALSE;
      n += equal;
    }
  *out_value = dsc_value_int (n);
  return TRUE;
}

/* Texts. */

static gboolean
fail_join (DscEval        *self,
           DscCall        *call,
           guint           i,
           const DscValue *item)
{
  gboolean is_bytes = dsc_value_is (&call->self, DSC_OBJECT_BYTES);

  return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "sequence item %u: expected %s, %s found", i,
                         self->traits->is_python2 ? "string" : is_bytes ? "a bytes-like object" : "str instance", dsc_eval_type_name (self, item));
}

static gboolean
text_join (DscEval  *self,
           DscCall  *call,
           DscValue *out_value)
{
  const DscObject *separator = call->self.as.object;
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  DscObjectKind kind = (DscObjectKind) separator->kind;

  if (!dsc_call_check_one (self, call))
    return FALSE;
  if (!dsc_eval_is_iterable (&call->positional[0]))
    return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "can only join an iterable");
  if (!dsc_eval_collect (self, call->node, &call->positional[0], items))
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      DscValue item = dsc_value_object (items->pdata[i]);

      if (self->traits->is_python2 && kind == DSC_OBJECT_STR && item.as.object->kind == DSC_OBJECT_UNICODE)
        return dsc_eval_outside (self, call->node, _("Joins of str and unicode"), _("Use one type of text."));
      if (item.as.object->kind != kind)
        return fail_join (self, call, i, &item);
      if (i != 0)
        g_string_append_len (text, separator->as.text.bytes, (gssize) separator->as.text.length);
      g_string_append_len (text, item.as.object->as.text.bytes, (gssize) item.as.object->as.text.length);
    }
  if (items->len == 1)
    {
      *out_value = dsc_value_object (items->pdata[0]);
      return TRUE;
    }
  return dsc_eval_set_text (self, kind, text->str, text->len, out_value);
}

/* Only ASCII letters: other scripts would need each version's Unicode tables. */
static gboolean
change_case (DscEval  *self,
             DscCall  *call,
             gboolean  upper,
             DscValue *out_value)
{
  const DscObject *text = call->self.as.object;
  g_autofree char *changed = NULL;

  if (!dsc_call_check_none (self, call))
    return FALSE;
  if (!dsc_wtf8_is_ascii (text->as.text.bytes, text->as.text.length))
    return dsc_eval_outside (self, call->node, _("Changes of case beyond ASCII"), _("Write the text as you need it."));
  changed = upper ? g_ascii_strup (text->as.text.bytes, (gssize) text->as.text.length) : g_ascii_strdown (text->as.text.bytes, (gssize) text->as.text.length);
  return dsc_eval_set_text (self, (DscObjectKind) text->kind, changed, text->as.text.length, out_value);
}

static gboolean
text_upper (DscEval  *self,
            DscCall  *call,
            DscValue *out_value)
{
  return change_case (self, call, TRUE, out_value);
}

static gboolean
text_lower (DscEval  *self,
            DscCall  *call,
            DscValue *out_value)
{
  return change_case (self, call, FALSE, out_value);
}

static gboolean
has_affix (DscEval  *self,
           DscCall  *call,
           gboolean  at_end,
           DscValue *out_value)
{
  const DscObject *text = call->self.as.object, *affix;
  gsize n;

  if (call->n_positional != 1 || call->n_keywords != 0 || !dsc_value_is (&call->positional[0], (DscObjectKind) text->kind))
    return dsc_eval_outside (self, call->node, _("Calls of startswith() and endswith() with these arguments"), _("Give one text."));
  affix = call->positional[0].as.object;
  n = affix->as.text.length;
  *out_value = dsc_eval_bool (self, n <= text->as.text.length
                                      && memcmp (text->as.text.bytes + (at_end ? text->as.text.length - n : 0), affix->as.text.bytes, n) == 0);
  return TRUE;
}

static gboolean
text_startswith (DscEval  *self,
                 DscCall  *call,
                 DscValue *out_value)
{
  return has_affix (self, call, FALSE, out_value);
}

static gboolean
text_endswith (DscEval  *self,
               DscCall  *call,
               DscValue *out_value)
{
  return has_affix (self, call, TRUE, out_value);
}

static gboolean
text_split (DscEval  *self,
            DscCall  *call,
            DscValue *out_value)
{
  const DscObject *text = call->self.as.object;
  const char *p = text->as.text.bytes, *end = p + text->as.text.length;
  const char *separator = NULL;
  gsize n = 0;

  if (call->n_positional == 1 && call->n_keywords == 0 && dsc_value_is (&call->positional[0], (DscObjectKind) text->kind))
    {
      separator = call->positional[0].as.object->as.text.bytes;
      n = call->positional[0].as.object->as.text.length;
      if (n == 0)
        return dsc_eval_raise (self, call->node, DSC_EXCEPTION_VALUE_ERROR, "empty separator");
    }
  else if (call->n_positional != 0 || call->n_keywords != 0 || !dsc_wtf8_is_ascii (text->as.text.bytes, text->as.text.length))
    return dsc_eval_outside (self, call->node, _("Calls of split() with these arguments"), _("Write split() or split(',')."));

  dsc_eval_new_list (self, out_value);
  for (;;)
    {
      const char *stop;
      DscValue part;

      while (separator == NULL && p < end && g_ascii_isspace (*p))
        p++;
      if (separator == NULL && p == end)
        return TRUE;
      for (stop = p; stop < end && (separator != NULL ? (gsize) (end - stop) < n || memcmp (stop, separator, n) != 0 : !g_ascii_isspace (*stop)); stop++)
        ;
      if (!dsc_eval_set_text (self, (DscObjectKind) text->kind, p, (gsize) (stop - p), &part))
        return FALSE;
      g_ptr_array_add (out_value->as.list->items, (gpointer) part.as.object);
      if (separator != NULL && stop == end)
        return TRUE;
      p = stop + (separator != NULL ? n : 0);
    }
}

static gboolean
text_zfill (DscEval  *self,
            DscCall  *call,
            DscValue *out_value)
{
  const DscObject *text = call->self.as.object;
  gint64 width, length;
  gboolean sign = text->as.text.length != 0 && strchr ("+-", text->as.text.bytes[0]) != NULL;
  g_autoptr (GString) filled = g_string_new (NULL);

  if (!dsc_call_check_one (self, call) || !dsc_eval_length (self, call->node, &call->self, &length))
    return FALSE;
  if (!dsc_value_get_int (&call->positional[0], &width) || width > 100000)
    return dsc_eval_outside (self, call->node, _("Calls of zfill() with this argument"), _("Give a small number."));
  if (sign)
    g_string_append_c (filled, text->as.text.bytes[0]);
  for (gint64 i = length; i < width; i++)
    g_string_append_c (filled, '0');
  g_string_append_len (filled, text->as.text.bytes + sign, (gssize) (text->as.text.length - sign));
  return dsc_eval_set_text (self, (DscObjectKind) text->kind, filled->str, filled->len, out_value);
}

gboolean
dsc_eval_is_utf8 (const DscValue *encoding)
{
  return dsc_value_is_text (encoding)
         && (strcmp (encoding->as.object->as.text.bytes, "utf-8") == 0 || strcmp (encoding->as.object->as.text.bytes, "utf8") == 0
             || strcmp (encoding->as.object->as.text.bytes, "UTF-8") == 0);
}

static gboolean
text_encode (DscEval  *self,
             DscCall  *call,
             DscValue *out_value)
{
  const DscObject *text = call->self.as.object;

  if (call->n_keywords != 0 || call->n_positional > 1 || (call->n_positional == 1 && !dsc_eval_is_utf8 (&call->positional[0]))
      || (self->traits->is_python2 && (text->kind != DSC_OBJECT_UNICODE || call->n_positional == 0))
      || !g_utf8_validate_len (text->as.text.bytes, text->as.text.length, NULL))
    return dsc_eval_outside (self, call->node, _("Encodings other than UTF-8"), _("Write text.encode('utf-8')."));
  return dsc_eval_set_text (self, DSC_OBJECT_BYTES, text->as.text.bytes, text->as.text.length, out_value);
}

static gboolean
text_decode (DscEval  *self,
             DscCall  *call,
             DscValue *out_value)
{
  const DscObject *text = call->self.as.object;

  if (call->n_keywords != 0 || call->n_positional > 1 || (call->n_positional == 1 && !dsc_eval_is_utf8 (&call->positional[0]))
      || (self->traits->is_python2 && call->n_positional == 0) || !g_utf8_validate_len (text->as.text.bytes, text->as.text.length, NULL))
    return dsc_eval_outside (self, call->node, _("Encodings other than UTF-8"), _("Write text.decode('utf-8')."));
  return dsc_eval_set_text (self, self->traits->is_python2 ? DSC_OBJECT_UNICODE : DSC_OBJECT_STR, text->as.text.bytes, text->as.text.length, out_value);
}

static const DscFunction list_methods[] = {
  { "append", list_append, 0 }, { "count", list_count, 0 }, { "extend", list_extend, 0 }, { "insert", list_insert, 0 },
  { "pop", list_pop, 0 }, { "reverse", list_reverse, 0 }, { "sort", list_sort, 0 },
};
static const DscFunction text_methods[] = {
  { "__sizeof__", dsc_eval_call_sizeof, 0 }, { "encode", text_encode, 0 }, { "decode", text_decode, 2 }, { "endswith", text_endswith, 0 },
  { "format", dsc_eval_call_format, 0 }, { "join", text_join, 0 }, { "lower", text_lower, 0 }, { "split", text_split, 0 },
  { "startswith", text_startswith, 0 }, { "upper", text_upper, 0 }, { "zfill", text_zfill, 0 },
};
static const DscFunction bytes_methods[] = {
  { "__sizeof__", dsc_eval_call_sizeof, 0 }, { "decode", text_decode, 0 }, { "join", text_join, 0 },
};
static const DscFunction other_methods[] = {
  { "__sizeof__", dsc_eval_call_sizeof, 0 },
};
static const DscFunction module_functions[] = {
  { "getsizeof", dsc_eval_call_getsizeof, 0 },
};

static DscCallHandler
find (DscEval           *self,
      const DscFunction *functions,
      gsize              n,
      const char        *name)
{
  for (gsize i = 0; i < n; i++)
    if (strcmp (functions[i].name, name) == 0 && (functions[i].only == 0 || (functions[i].only == 2) == self->traits->is_python2))
      return functions[i].handler;
  return NULL;
}

DscCallHandler
dsc_method_find (DscEval        *self,
                 const DscValue *value,
                 const char     *name)
{
  if (dsc_value_is_dict (value))
    return dsc_dict_method_find (self, name);
  if (value->kind == DSC_VALUE_LIST)
    return find (self, list_methods, G_N_ELEMENTS (list_methods), name);
  if (dsc_value_is_text (value))
    return find (self, text_methods, G_N_ELEMENTS (text_methods), name);
  if (dsc_value_is (value, DSC_OBJECT_BYTES))
    return find (self, bytes_methods, G_N_ELEMENTS (bytes_methods), name);
  if (value->kind == DSC_VALUE_MODULE)
    return find (self, module_functions, G_N_ELEMENTS (module_functions), name);
  if (dsc_value_is (value, DSC_OBJECT_INSTANCE) && !dsc_eval_is_old_instance (self, value))
    return find (self, other_methods, G_N_ELEMENTS (other_methods), name);
  if (value->kind == DSC_VALUE_INT || value->kind == DSC_VALUE_FLOAT || (value->kind == DSC_VALUE_OBJECT && !dsc_value_is (value, DSC_OBJECT_INSTANCE) && !dsc_value_is (value, DSC_OBJECT_CLASS)))
    return find (self, other_methods, G_N_ELEMENTS (other_methods), name);
  return NULL;
}
