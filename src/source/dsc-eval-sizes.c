/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-eval-sizes.c: sys.getsizeof (x) and x.__sizeof__ (). */
#include "dsc-eval-private.h"

#include <glib/gi18n-lib.h>

#include "dsc-sizes-private.h"

/* classobject.h, PyInstanceObject of Python 2: ob_refcnt, ob_type, in_class, in_dict, in_weakreflist. */
#define OLD_INSTANCE_POINTERS 5

/* Of a dict or an instance, as a step. */
static gboolean
size_of_dict (DscEval       *self,
              const DscNode *node,
              DscValue      *dict,
              DscOpKind      kind,
              DscValue      *out_value)
{
  DscOp op = { .kind = (guint8) kind, .source = dict->reg };
  DscStep *step;

  dsc_eval_consume (self, dict);
  if (!dsc_eval_append (self, &op, node, &step))
    return FALSE;
  *out_value = dsc_value_object (step->result.value);
  return TRUE;
}

static gboolean
size_of (DscEval       *self,
         const DscNode *node,
         DscValue      *value,
         gboolean       with_gc_head,
         DscValue      *out_value)
{
  const DscObject *object;
  gint64 size;

  if (dsc_eval_is_old_instance (self, value))
    {
      (void) dsc_eval_ask_release (self);
      *out_value = dsc_value_int (OLD_INSTANCE_POINTERS * self->traits->pointer_size + self->traits->gc_head);
      return TRUE;
    }
  if (dsc_value_is_dict (value) || dsc_value_is (value, DSC_OBJECT_INSTANCE))
    return dsc_eval_find_register (self, value, node)
           && size_of_dict (self, node, value, with_gc_head ? DSC_OP_GETSIZEOF : DSC_OP_SIZEOF, out_value);
  if (value->kind == DSC_VALUE_OBJECT || value->kind == DSC_VALUE_INT || value->kind == DSC_VALUE_FLOAT)
    {
      if ((object = dsc_eval_box (self, value, node)) == NULL)
        return FALSE;
      (void) dsc_eval_ask_release (self);
      size = dsc_sizes_of (self->traits, object);
      if (size >= 0)
        {
          *out_value = dsc_value_int (size + (with_gc_head && dsc_sizes_has_gc_head (object) ? self->traits->gc_head : 0));
          return TRUE;
        }
    }
  return dsc_eval_stop (self, DSC_ERROR_NOT_MODELLED, node,
                        g_strdup_printf (_("The size of “%s” objects is not modelled for this version and build."), dsc_eval_type_name (self, value)),
                        g_strdup (_("Ask for the size of a dict.")));
}

gboolean
dsc_eval_call_getsizeof (DscEval  *self,
                         DscCall  *call,
                         DscValue *out_value)
{
  if (call->n_keywords != 0 || call->n_positional == 0 || call->n_positional > 2)
    return dsc_eval_outside (self, call->node, _("Calls of sys.getsizeof() with these arguments"), _("Write sys.getsizeof(d)."));
  return size_of (self, call->node, &call->positional[0], TRUE, out_value);
}

gboolean
dsc_eval_call_sizeof (DscEval  *self,
                      DscCall  *call,
                      DscValue *out_value)
{
  return dsc_call_check_none (self, call) && size_of (self, call->node, &call->self, FALSE, out_value);
}
