/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-eval-sequences.c: "+" and "*" on texts, bytes, tuples and lists, and what stands in brackets behind them. */
#include "dsc-eval-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dsc-wtf8.h"

#define MAX_TEXT  (64u << 20)            /* bytes */
#define LARGE_TEXT (1u << 16)            /* of which many are looked for at once */
#define MAX_ITEMS DSC_SCRIPT_MAX_STEPS

static gboolean
is_bytes (const DscValue *value)
{
  return dsc_value_is (value, DSC_OBJECT_BYTES);
}

static gboolean
is_tuple (const DscValue *value)
{
  return dsc_value_is (value, DSC_OBJECT_TUPLE);
}

static gboolean
is_list (const DscValue *value)
{
  return value->kind == DSC_VALUE_LIST || dsc_value_is (value, DSC_OBJECT_LIST);
}

/* Items of a tuple or list, whichever way it is kept. */
static const DscObject *const *
get_items (const DscValue *value,
           gsize          *out_n)
{
  if (value->kind == DSC_VALUE_LIST)
    {
      *out_n = value->as.list->items->len;
      return (const DscObject *const *) (gpointer) value->as.list->items->pdata;
    }
  *out_n = value->as.object->as.sequence.length;
  return value->as.object->as.sequence.items;
}

gboolean
dsc_eval_set_text (DscEval      *self,
                   DscObjectKind kind,
                   const char   *text,
                   gsize         length,
                   DscValue     *out_value)
{
  const DscObject *object;

  if (kind == DSC_OBJECT_UNICODE)
    object = dsc_object_unicode (self->pool, text, length);
  else if (kind == DSC_OBJECT_BYTES || self->traits->is_python2)
    object = dsc_object_bytes (self->pool, text, length);
  else
    object = dsc_object_str (self->pool, text, length);
  *out_value = dsc_value_object (object);
  if (length > LARGE_TEXT)
    self->next_check = 0;
  return object != NULL || dsc_eval_no_memory (self);
}

static gboolean
check_size (DscEval       *self,
            const DscNode *node,
            guint64        size,
            guint64        limit)
{
  return size <= limit || dsc_eval_limit (self, node, _("The text, tuple or list would be too large."), _("Repeat or join fewer parts."));
}

/* Python 2 reads a str as ASCII where a unicode stands beside it. */
gboolean
dsc_eval_check_ascii (DscEval         *self,
                      const DscNode   *node,
                      const DscObject *text)
{
  for (gsize i = 0; i < text->as.text.length; i++)
    if ((guchar) text->as.text.bytes[i] >= 0x80)
      return dsc_eval_raise (self, node, DSC_EXCEPTION_UNICODE_DECODE_ERROR,
                             "'ascii' codec can't decode byte 0x%02x in position %" G_GSIZE_FORMAT ": ordinal not in range(128)",
                             (guchar) text->as.text.bytes[i], i);
  return TRUE;
}

static gboolean
join_texts (DscEval       *self,
            const DscNode *node,
            const DscValue *left,
            const DscValue *right,
            DscValue       *out_value)
{
  const DscObject *a = left->as.object, *b = right->as.object;
  gsize length = a->as.text.length + b->as.text.length;
  DscObjectKind kind = (DscObjectKind) a->kind;

  if (a->kind != b->kind)
    {
      kind = DSC_OBJECT_UNICODE;
      if (!dsc_eval_check_ascii (self, node, a->kind == DSC_OBJECT_STR ? a : b))
        return FALSE;
    }
  if (!check_size (self, node, length, MAX_TEXT))
    return FALSE;
  if (a->as.text.length == 0 && a->kind == kind)
    {
      *out_value = *right;
      if (b->kind == kind)
        return TRUE;
    }
  if (b->as.text.length == 0 && a->kind == kind)
    {
      *out_value = *left;
      return TRUE;
    }

  g_autofree char *text = g_malloc (length + 1);
  memcpy (text, a->as.text.bytes, a->as.text.length);
  memcpy (text + a->as.text.length, b->as.text.bytes, b->as.text.length);
  return dsc_eval_set_text (self, kind, text, length, out_value);
}

static gboolean
join_items (DscEval        *self,
            const DscNode  *node,
            const DscValue *left,
            const DscValue *right,
            gboolean        in_place,
            DscValue       *out_value)
{
  gsize n_left, n_right;
  const DscObject *const *a = get_items (left, &n_left);
  const DscObject *const *b = get_items (right, &n_right);

  if (!check_size (self, node, n_left + n_right, MAX_ITEMS))
    return FALSE;
  if (in_place && left->kind == DSC_VALUE_LIST && left->as.list->object == NULL)
    {
      for (gsize i = 0; i < n_right; i++)
        g_ptr_array_add (left->as.list->items, (gpointer) get_items (right, &n_left)[i]);
      if (!dsc_eval_hold_items (self, left->as.list->items, node))
        return FALSE;
      dsc_eval_account (self, n_right * sizeof (gpointer));
      *out_value = *left;
      return TRUE;
    }
  if (in_place && is_list (left))
    return dsc_eval_fail_frozen (self, node);

  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  for (gsize i = 0; i < n_left; i++)
    g_ptr_array_add (items, (gpointer) a[i]);
  for (gsize i = 0; i < n_right; i++)
    g_ptr_array_add (items, (gpointer) b[i]);
  return dsc_eval_make_sequence (self, node, items, is_list (left), out_value);
}

gboolean
dsc_eval_make_sequence (DscEval       *self,
                        const DscNode *node,
                        GPtrArray     *items,
                        gboolean       list,
                        DscValue      *out_value)
{
  if (!dsc_eval_hold_items (self, items, node))
    return FALSE;
  if (list)
    {
      dsc_eval_new_list (self, out_value);
      g_ptr_array_set_size (out_value->as.list->items, (gint) items->len);
      if (items->len != 0)
        memcpy (out_value->as.list->items->pdata, items->pdata, items->len * sizeof (gpointer));
      dsc_eval_account (self, items->len * sizeof (gpointer));
      return TRUE;
    }
  *out_value = dsc_value_object (dsc_object_tuple (self->pool, (const DscObject *const *) (gpointer) items->pdata, items->len));
  if (out_value->as.object == NULL)
    return dsc_eval_limit (self, node, _("Tuples are nested too deeply."), _("Use fewer levels."));
  return TRUE;
}

gboolean
dsc_eval_fail_frozen (DscEval       *self,
                      const DscNode *node)
{
  return dsc_eval_stop (self, DSC_ERROR_NOT_MODELLED, node,
                        g_strdup (_("This list was stored in a dict or in another object, and changing it there is not modelled.")),
                        g_strdup (_("Complete the list before you store it.")));
}

static gboolean
fail_concatenation (DscEval        *self,
                    const DscNode  *node,
                    const DscValue *left,
                    const DscValue *right)
{
  const char *a = dsc_eval_type_name (self, left), *b = dsc_eval_type_name (self, right);

  if (self->traits->is_python2 && dsc_value_is (left, DSC_OBJECT_STR))
    return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "cannot concatenate '%s' and '%s' objects", a, b);
  if (dsc_value_is (left, DSC_OBJECT_UNICODE))
    return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "coercing to Unicode: need string or buffer, %s found", b);
  if (is_bytes (left))
    return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "can't concat %s to bytes", b);
  if (!dsc_value_is_text (left))
    return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "can only concatenate %s (not \"%s\") to %s", a, b, a);
  if (DSC_EVAL_IS (self, WORDING_CONCATENATE))
    return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "can only concatenate str (not \"%s\") to str", b);
  if (DSC_EVAL_IS (self, WORDING_MUST_BE_STR))
    return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "must be str, not %s", b);
  return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "Can't convert '%s' object to str implicitly", b);
}

gboolean
dsc_eval_add_sequences (DscEval       *self,
                        const DscNode *node,
                        DscValue      *left,
                        DscValue      *right,
                        gboolean       in_place,
                        gboolean      *out_handled,
                        DscValue      *out_value)
{
  *out_handled = TRUE;
  if ((dsc_value_is_text (left) && dsc_value_is_text (right)) || (is_bytes (left) && is_bytes (right)))
    return join_texts (self, node, left, right, out_value);
  if ((is_tuple (left) && is_tuple (right)) || (is_list (left) && is_list (right)))
    return join_items (self, node, left, right, in_place, out_value);
  if (in_place && left->kind == DSC_VALUE_LIST)
    {
      if (left->as.list->object != NULL)
        return dsc_eval_fail_frozen (self, node);
      *out_value = *left;
      return dsc_eval_collect (self, node, right, left->as.list->items);
    }
  if (dsc_value_is_text (left) || is_bytes (left) || is_tuple (left) || is_list (left))
    return fail_concatenation (self, node, left, right);
  *out_handled = FALSE;
  return FALSE;
}

static gboolean
repeat_text (DscEval         *self,
             const DscNode   *node,
             const DscObject *text,
             gsize            count,
             DscValue        *out_value)
{
  gsize length = text->as.text.length;
  guint64 size;

  if (__builtin_mul_overflow ((guint64) length, (guint64) count, &size))
    size = G_MAXUINT64;
  if (!check_size (self, node, size, MAX_TEXT))
    return FALSE;

  g_autofree char *repeated = g_malloc (size + 1);
  for (gsize i = 0; i < count; i++)
    memcpy (repeated + i * length, text->as.text.bytes, length);
  return dsc_eval_set_text (self, (DscObjectKind) text->kind, repeated, size, out_value);
}

static gboolean
repeat_items (DscEval        *self,
              const DscNode  *node,
              const DscValue *sequence,
              gsize           count,
              DscValue       *out_value)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  guint64 size;
  gsize n;
  const DscObject *const *part = get_items (sequence, &n);

  if (__builtin_mul_overflow ((guint64) n, (guint64) count, &size))
    size = G_MAXUINT64;
  if (!check_size (self, node, size, MAX_ITEMS))
    return FALSE;
  for (gsize i = 0; i < count; i++)
    for (gsize j = 0; j < n; j++)
      g_ptr_array_add (items, (gpointer) part[j]);
  return dsc_eval_make_sequence (self, node, items, is_list (sequence), out_value);
}

static gboolean
is_sequence (const DscValue *value)
{
  return dsc_value_is_text (value) || is_bytes (value) || is_tuple (value) || is_list (value);
}

gboolean
dsc_eval_repeat (DscEval       *self,
                 const DscNode *node,
                 DscValue      *left,
                 DscValue      *right,
                 gboolean      *out_handled,
                 DscValue      *out_value)
{
  DscValue *sequence = is_sequence (left) ? left : is_sequence (right) ? right : NULL;
  DscValue *times = sequence == left ? right : left;
  gint64 count;

  *out_handled = sequence != NULL;
  if (sequence == NULL)
    return FALSE;
  if (!dsc_value_is_integral (times))
    return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "can't multiply sequence by non-int of type '%s'", dsc_eval_type_name (self, times));
  if (!dsc_value_get_int (times, &count))
    return dsc_eval_raise (self, node, DSC_EXCEPTION_OVERFLOW_ERROR, "cannot fit '%s' into an index-sized integer", dsc_eval_type_name (self, times));
  count = MAX (count, 0);
  if (count == 1 && left->kind == DSC_VALUE_OBJECT && !is_list (sequence) && !is_bytes (sequence))
    {
      *out_value = *sequence;
      return TRUE;
    }
  return is_tuple (sequence) || is_list (sequence) ? repeat_items (self, node, sequence, (gsize) count, out_value)
                                                   : repeat_text (self, node, sequence->as.object, (gsize) count, out_value);
}

/* Units that Python counts: bytes of bytes and 2.x str, else characters. */
static gboolean
counts_bytes (DscEval         *self,
              const DscObject *text)
{
  return text->kind == DSC_OBJECT_BYTES || (self->traits->is_python2 && text->kind == DSC_OBJECT_STR);
}

static gsize
text_length (DscEval         *self,
             const DscObject *text)
{
  return counts_bytes (self, text) ? text->as.text.length : dsc_wtf8_measure (text->as.text.bytes, text->as.text.length, NULL);
}

gboolean
dsc_eval_length (DscEval       *self,
                 const DscNode *node,
                 DscValue      *value,
                 gint64        *out_length)
{
  gsize n;

  if (dsc_value_is_dict (value) || value->kind == DSC_VALUE_VIEW)
    return dsc_eval_dict_length (self, node, value, out_length);
  if (dsc_value_is_text (value) || is_bytes (value))
    *out_length = (gint64) text_length (self, value->as.object);
  else if (is_tuple (value) || is_list (value) || dsc_value_is (value, DSC_OBJECT_SET) || dsc_value_is (value, DSC_OBJECT_FROZENSET))
    {
      get_items (value, &n);
      *out_length = (gint64) n;
    }
  else if (dsc_value_is (value, DSC_OBJECT_RANGE))
    *out_length = (gint64) dsc_object_range_length (value->as.object);
  else if (value->kind == DSC_VALUE_VERSION_INFO)
    *out_length = 5;
  else
    return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "object of type '%s' has no len()", dsc_eval_type_name (self, value));
  return TRUE;
}

/* Byte offset of unit i. */
static gsize
text_offset (DscEval         *self,
             const DscObject *text,
             gsize            i)
{
  const char *start = text->as.text.bytes, *p = start, *end = start + text->as.text.length;

  if (counts_bytes (self, text))
    return i;
  for (; i != 0 && p < end; i--)
    dsc_wtf8_next (&p, end);
  return (gsize) (p - start);
}

static gboolean
index_text (DscEval         *self,
            const DscObject *text,
            gsize            i,
            DscValue        *out_value)
{
  gsize from = text_offset (self, text, i), to = text_offset (self, text, i + 1);

  if (text->kind == DSC_OBJECT_BYTES)
    {
      *out_value = dsc_value_int ((guchar) text->as.text.bytes[i]);
      return TRUE;
    }
  return dsc_eval_set_text (self, (DscObjectKind) text->kind, text->as.text.bytes + from, to - from, out_value);
}

static gboolean
fail_index (DscEval        *self,
            const DscNode  *node,
            const DscValue *sequence,
            const DscValue *index)
{
  const char *type = dsc_eval_type_name (self, index);
  const char *what = dsc_value_is_text (sequence) ? "string" : is_bytes (sequence) ? "byte" : dsc_eval_type_name (self, sequence);

  if (dsc_value_is_text (sequence) && DSC_EVAL_IS (self, WORDING_STRING_INDEX_QUOTED))
    return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "string indices must be integers, not '%s'", type);
  if (dsc_value_is_text (sequence) && DSC_EVAL_IS (self, WORDING_STRING_INDEX_PLAIN))
    return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "string indices must be integers");
  return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "%s indices must be integers%s, not %s", what,
                         DSC_EVAL_IS (self, WORDING_OR_SLICES) && !dsc_value_is_text (sequence) ? " or slices" : "", type);
}

static gboolean
fail_range (DscEval        *self,
            const DscNode  *node,
            const DscValue *sequence)
{
  const char *what = "tuple ";

  if (dsc_value_is_text (sequence))
    what = "string ";
  else if (is_bytes (sequence))
    what = "";
  else if (is_list (sequence))
    what = "list ";
  else if (dsc_value_is (sequence, DSC_OBJECT_RANGE))
    what = self->traits->is_python2 ? "xrange object " : "range object ";
  return dsc_eval_raise (self, node, DSC_EXCEPTION_INDEX_ERROR, "%sindex out of range", what);
}

static gboolean
fail_subscript (DscEval        *self,
                const DscNode  *node,
                const DscValue *object,
                const DscValue *index)
{
  const char *type = dsc_eval_type_name (self, object);

  if (object->kind == DSC_VALUE_BUILTIN || object->kind == DSC_VALUE_MODULE || object->kind == DSC_VALUE_EXCEPTION)
    return dsc_eval_outside (self, node, _("Subscripts of functions and modules"), _("Use d[key] with a dict."));
  if ((object->kind == DSC_VALUE_VIEW || dsc_value_is (object, DSC_OBJECT_INSTANCE)) && index != NULL && dsc_value_is_integral (index)
      && !DSC_EVAL_IS (self, WORDING_INDEXING_SAME))
    return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "'%s' object does not support indexing", type);
  if (!DSC_EVAL_IS (self, WORDING_SUBSCRIPTABLE))
    return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "'%s' object has no attribute '__getitem__'", type);
  return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "'%s' object is not subscriptable", type);
}

static gboolean
index_version (DscEval *self,
               gsize    i,
               DscValue *out_value)
{
  DscVersion v = dsc_eval_ask_release (self);
  const gint64 parts[] = { v >> 24, v >> 16 & 0xff, v >> 8 & 0xff, 0, 0 };

  if (i == 3)
    return dsc_eval_new_text (self, "final", 5, out_value);
  *out_value = dsc_value_int (parts[i]);
  return TRUE;
}

static gboolean
index_range (const DscObject *range,
             gsize            i,
             DscValue        *out_value)
{
  *out_value = dsc_value_int (range->as.range[0] + (gint64) i * range->as.range[2]);
  return TRUE;
}

gboolean
dsc_eval_index (DscEval       *self,
                const DscNode *node,
                DscValue      *sequence,
                DscValue      *index,
                DscValue      *out_value)
{
  gboolean is_range = dsc_value_is (sequence, DSC_OBJECT_RANGE);
  gint64 length, i;
  gsize n;

  if (!is_sequence (sequence) && !is_range && sequence->kind != DSC_VALUE_VERSION_INFO)
    return fail_subscript (self, node, sequence, index);
  if (!dsc_value_is_integral (index))
    return fail_index (self, node, sequence, index);
  if (!dsc_eval_length (self, node, sequence, &length))
    return FALSE;
  if (!dsc_value_get_int (index, &i))
    return dsc_eval_raise (self, node, DSC_EXCEPTION_INDEX_ERROR, "cannot fit '%s' into an index-sized integer", dsc_eval_type_name (self, index));
  if (i < 0)
    i += length;
  if (i < 0 || i >= length)
    return fail_range (self, node, sequence);
  if (dsc_value_is_text (sequence) || is_bytes (sequence))
    return index_text (self, sequence->as.object, (gsize) i, out_value);
  if (is_range)
    return index_range (sequence->as.object, (gsize) i, out_value);
  if (sequence->kind == DSC_VALUE_VERSION_INFO)
    return index_version (self, (gsize) i, out_value);
  *out_value = dsc_value_object (get_items (sequence, &n)[i]);
  return dsc_eval_find_register (self, out_value, node);
}

/* A part of a slice, or its default; Python clips it to the length. */
static gboolean
slice_part (DscEval       *self,
            const DscNode *node,
            gint64         fallback,
            gint64        *out_part)
{
  DscValue value;

  *out_part = fallback;
  if (node == NULL)
    return TRUE;
  if (!dsc_eval_expression (self, node, &value))
    return FALSE;
  if (dsc_value_is (&value, DSC_OBJECT_NONE) || dsc_value_get_int (&value, out_part))
    return TRUE;
  return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "slice indices must be integers or None or have an __index__ method");
}

static gint64
clip (gint64 part,
      gint64 length,
      gint64 step)
{
  if (part < 0)
    part += length;
  if (part < 0)
    return step < 0 ? -1 : 0;
  return part >= length ? (step < 0 ? length - 1 : length) : part;
}

static gboolean
append_part (DscEval         *self,
             const DscObject *text,
             gint64           i,
             GString         *out_text)
{
  gsize from = text_offset (self, text, (gsize) i), to = text_offset (self, text, (gsize) i + 1);

  g_string_append_len (out_text, text->as.text.bytes + from, (gssize) (to - from));
  return TRUE;
}

static gboolean
slice_text (DscEval         *self,
            const DscObject *text,
            gint64           start,
            gint64           stop,
            gint64           step,
            DscValue        *out_value)
{
  g_autoptr (GString) part = g_string_new (NULL);

  if (step == 1 && start < stop)
    {
      gsize from = text_offset (self, text, (gsize) start), to = text_offset (self, text, (gsize) stop);
      g_string_append_len (part, text->as.text.bytes + from, (gssize) (to - from));
    }
  else if (step != 1)
    for (gint64 i = start; step > 0 ? i < stop : i > stop; i += step)
      append_part (self, text, i, part);
  return dsc_eval_set_text (self, (DscObjectKind) text->kind, part->str, part->len, out_value);
}

/* A slice is a key for a dict: unhashable before 3.12, and never in a dict that a script can make. */
static gboolean
fail_slice_of_dict (DscEval       *self,
                    const DscNode *node,
                    const gint64   parts[3],
                    const DscNode *slice)
{
  g_autoptr (GString) text = g_string_new ("slice(");

  if (!DSC_EVAL_IS (self, WORDING_SUBSCRIPTABLE))
    return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "unhashable type");
  if (!DSC_EVAL_IS (self, BEHAVIOUR_SLICE_HASHABLE))
    return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "unhashable type: 'slice'");
  for (guint i = 0; i < 3; i++)
    {
      if (slice->items[i] == NULL)
        g_string_append (text, i == 2 ? "None)" : "None, ");
      else
        g_string_append_printf (text, "%" G_GINT64_FORMAT "%s", parts[i], i == 2 ? ")" : ", ");
    }
  return dsc_eval_raise (self, node, DSC_EXCEPTION_KEY_ERROR, "%s", text->str);
}

gboolean
dsc_eval_slice (DscEval       *self,
                const DscNode *node,
                DscValue      *sequence,
                const DscNode *slice,
                DscValue      *out_value)
{
  gint64 parts[3], length;
  gsize n;

  if (!slice_part (self, slice->items[2], 1, &parts[2]) || !slice_part (self, slice->items[0], parts[2] < 0 ? G_MAXINT64 : 0, &parts[0])
      || !slice_part (self, slice->items[1], parts[2] < 0 ? G_MININT64 : G_MAXINT64, &parts[1]))
    return FALSE;
  if (dsc_value_is_dict (sequence))
    return fail_slice_of_dict (self, node, parts, slice);
  if (!is_sequence (sequence) && sequence->kind != DSC_VALUE_VERSION_INFO)
    return fail_subscript (self, node, sequence, NULL);
  if (parts[2] == 0)
    return dsc_eval_raise (self, node, DSC_EXCEPTION_VALUE_ERROR, "slice step cannot be zero");
  if (!dsc_eval_length (self, node, sequence, &length))
    return FALSE;

  gint64 step = CLAMP (parts[2], -G_MAXINT32, G_MAXINT32);
  gint64 start = clip (MAX (parts[0], -G_MAXINT32), length, step), stop = parts[1] == G_MININT64 ? -1 : clip (MAX (parts[1], -G_MAXINT32), length, step);
  if (dsc_value_is_text (sequence) || is_bytes (sequence))
    return slice_text (self, sequence->as.object, start, stop, step, out_value);

  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  for (gint64 i = start; step > 0 ? i < stop : i > stop; i += step)
    {
      DscValue item;

      if (sequence->kind != DSC_VALUE_VERSION_INFO)
        g_ptr_array_add (items, (gpointer) get_items (sequence, &n)[i]);
      else if (index_version (self, (gsize) i, &item))
        g_ptr_array_add (items, (gpointer) dsc_eval_box (self, &item, node));
    }
  return dsc_eval_make_sequence (self, node, items, is_list (sequence), out_value);
}
