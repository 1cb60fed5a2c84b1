/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-eval-frames.c: calls of methods that a script defines: arguments, names of their own, what they return.
 *
 * A method cannot give names outside another value, since "global" is outside of the subset: so a parameter may share the
 * register of the name or temporary that the caller passed, and no operation is needed to bind it. */
#include "dsc-eval-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_FRAMES 150u

typedef struct {
  guint32    symbol;
  DscBinding other;        /* the one that is hidden: the name outside, or while another method runs, the one in here */
} Local;

struct DscFrame {
  DscFrame           *caller;
  const DscEvalClass *class;      /* that defines the method */
  DscValue            self;
  GArray             *locals;     /* Local */
  DscValue            result;
  gboolean            owns_result;   /* its register is a temporary that nothing else knows of */
};

/* Arguments. */

static gboolean
fail_method (DscEval         *self,
             DscCall         *call,
             const DscMethod *method,
             const char      *message)
{
  const char *name = dsc_tree_get_symbol (self->tree, method->node->number);

  if (!DSC_EVAL_IS (self, WORDING_QUALIFIED_INIT))
    return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "%s() %s", name, message);
  return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "%s.%s() %s", dsc_tree_get_symbol (self->tree, method->class->node->number), name, message);
}

/* "exactly 2 arguments (3 given)" before 3.3, "2 positional arguments but 3 were given" since. */
static gboolean
fail_number (DscEval         *self,
             DscCall         *call,
             const DscMethod *method,
             guint            min,
             guint            max,
             guint            given)
{
  g_autofree char *message = NULL;
  gboolean too_many = given > max;
  guint wanted = too_many ? max : min;

  if (!DSC_EVAL_IS (self, WORDING_MISSING_ARGUMENTS))
    message = g_strdup_printf ("takes %s %u %sargument%s (%u given)", min == max ? "exactly" : too_many ? "at most" : "at least", wanted,
                               self->traits->is_python2 ? "" : "positional ", wanted == 1 ? "" : "s", given);
  else if (min == max)
    message = g_strdup_printf ("takes %u positional argument%s but %u %s given", max, max == 1 ? "" : "s", given, given == 1 ? "was" : "were");
  else
    message = g_strdup_printf ("takes from %u to %u positional arguments but %u %s given", min, max, given, given == 1 ? "was" : "were");
  return fail_method (self, call, method, message);
}

static gboolean
fail_missing (DscEval         *self,
              DscCall         *call,
              const DscMethod *method,
              GPtrArray       *names)
{
  g_autoptr (GString) message = g_string_new (NULL);

  g_string_printf (message, "missing %u required positional argument%s: ", names->len, names->len == 1 ? "" : "s");
  for (guint i = 0; i < names->len; i++)
    {
      if (i != 0)
        g_string_append (message, names->len == 2 ? " and " : i + 1 == names->len ? ", and " : ", ");
      g_string_append_printf (message, "'%s'", (const char *) names->pdata[i]);
    }
  return fail_method (self, call, method, message->str);
}

static gboolean
bind_keyword (DscEval            *self,
              DscCall            *call,
              const DscMethod    *method,
              DscKeywordArgument *keyword,
              DscValue           *values)
{
  g_autofree char *message = NULL;

  for (guint i = 1; i < method->node->n_items; i++)
    {
      if (g_strcmp0 (dsc_tree_get_symbol (self->tree, method->node->items[i]->number), keyword->text) != 0)
        continue;
      if (values[i].kind != DSC_VALUE_NOTHING)
        {
          message = g_strdup_printf ("got multiple values for %sargument '%s'", DSC_EVAL_IS (self, WORDING_MISSING_ARGUMENTS) ? "" : "keyword ", keyword->text);
          return fail_method (self, call, method, message);
        }
      values[i] = keyword->value;
      return TRUE;
    }
  message = g_strdup_printf ("got an unexpected keyword argument '%s'", keyword->text != NULL ? keyword->text : "");
  return fail_method (self, call, method, message);
}

static gboolean
bind_arguments (DscEval         *self,
                DscCall         *call,
                const DscMethod *method,
                DscValue        *values)
{
  guint max = method->node->n_items - 1, min = 0;
  g_autoptr (GPtrArray) missing = g_ptr_array_new ();

  for (guint i = 1; i <= max; i++)
    min += method->node->items[i]->items[0] == NULL;
  if (call->n_positional + 1 > max)
    return fail_number (self, call, method, min, max, call->n_positional + 1);
  for (guint i = 0; i < call->n_positional; i++)
    values[i + 2] = call->positional[i];
  for (guint i = 0; i < call->n_keywords; i++)
    if (!bind_keyword (self, call, method, &call->keywords[i], values))
      return FALSE;
  for (guint i = 2; i <= max; i++)
    {
      if (values[i].kind == DSC_VALUE_NOTHING)
        values[i] = method->defaults[i];
      if (values[i].kind == DSC_VALUE_NOTHING)
        g_ptr_array_add (missing, (gpointer) dsc_tree_get_symbol (self->tree, method->node->items[i]->number));
    }
  if (missing->len == 0)
    return TRUE;
  if (!DSC_EVAL_IS (self, WORDING_MISSING_ARGUMENTS))
    return fail_number (self, call, method, min, max, call->n_positional + call->n_keywords + 1);
  return fail_missing (self, call, method, missing);
}

/* Names of a method: parameters and whatever it assigns; they hide those outside. */

static void
hide (DscEval  *self,
      DscFrame *frame,
      guint32   symbol)
{
  Local local = { symbol, self->variables[symbol] };

  for (guint i = 0; i < frame->locals->len; i++)
    if (g_array_index (frame->locals, Local, i).symbol == symbol)
      return;
  self->variables[symbol] = (DscBinding) { .local = TRUE };
  g_array_append_val (frame->locals, local);
}

static void
hide_assigned (DscEval       *self,
               DscFrame      *frame,
               const DscNode *node)
{
  if (node->kind == DSC_NODE_NAME)
    {
      hide (self, frame, node->number);
      return;
    }
  if (node->kind == DSC_NODE_HANDLER && node->number != 0)
    hide (self, frame, node->number - 1);
  for (guint i = 0; i < node->n_items; i++)
    if (node->items[i] != NULL && dsc_node_binds_item (node, i))
      hide_assigned (self, frame, node->items[i]);
}

/* The caller's own names are not seen by what it calls. */
static void
exchange (DscEval  *self,
          DscFrame *frame)
{
  for (guint i = 0; frame != NULL && i < frame->locals->len; i++)
    {
      Local *local = &g_array_index (frame->locals, Local, i);
      DscBinding binding = self->variables[local->symbol];

      self->variables[local->symbol] = local->other;
      local->other = binding;
    }
}

static void
let_go (DscEval *self,
        guint32  reg)
{
  if (dsc_machine_is_bound (self->machine, reg))
    g_array_append_val (self->drops, reg);
  else
    g_array_append_val (self->free_temporaries, reg);
}

/* Registers of its names die with the next operation; that of the result becomes a temporary. */
static void
show_again (DscEval  *self,
            DscFrame *frame)
{
  self->may_release = TRUE;
  for (guint i = frame->locals->len; i-- > 0;)
    {
      const Local *local = &g_array_index (frame->locals, Local, i);
      guint32 reg = self->variables[local->symbol].reg;

      if (reg != 0 && dsc_value_is_bound (&frame->result) && frame->result.reg == reg)
        frame->owns_result = TRUE;
      else if (reg != 0)
        let_go (self, reg);
      self->variables[local->symbol] = local->other;
    }
}

static gboolean
run_block (DscEval         *self,
           DscCall         *call,
           const DscMethod *method,
           DscFrame        *frame,
           DscValue        *values)
{
  const DscNode *node = method->node;

  for (guint i = 1; i < node->n_items; i++)
    {
      if (!dsc_eval_find_register (self, &values[i], call->node))
        return FALSE;
      values[i].temporary = false;
      hide (self, frame, node->items[i]->number);
      self->variables[node->items[i]->number].value = values[i];
    }
  hide_assigned (self, frame, node->items[0]);
  return dsc_eval_block (self, node->items[0]) != DSC_FLOW_FAILED;
}

static gboolean
run_frame (DscEval         *self,
           DscCall         *call,
           const DscMethod *method,
           DscValue        *values,
           DscValue        *out_value)
{
  DscFrame frame = { .caller = self->frame, .class = method->class, .self = values[1], .result = dsc_eval_none (self) };
  const DscNode *statement = self->statement, *place = self->into_place;
  gboolean ok;

  frame.locals = g_array_new (FALSE, FALSE, sizeof (Local));
  exchange (self, frame.caller);
  self->frame = &frame;
  ok = run_block (self, call, method, &frame, values);
  show_again (self, &frame);
  self->frame = frame.caller;
  exchange (self, frame.caller);
  g_array_unref (frame.locals);
  self->statement = statement;
  self->into_place = place;
  *out_value = frame.result;
  if (frame.owns_result)
    {
      g_array_append_val (self->temporaries, out_value->reg);
      out_value->temporary = true;
    }
  return ok;
}

gboolean
dsc_eval_run_method (DscEval         *self,
                     DscCall         *call,
                     const DscMethod *method,
                     const DscValue  *instance,
                     DscValue        *out_value)
{
  g_autofree DscValue *values = g_new0 (DscValue, method->node->n_items + 1);
  gboolean ok;

  if (self->n_frames >= MAX_FRAMES)
    return dsc_eval_limit (self, call->node, _("Methods call each other without end."), _("Check what the method calls."));
  values[1] = *instance;
  self->n_frames++;
  ok = bind_arguments (self, call, method, values) && run_frame (self, call, method, values, out_value);
  self->n_frames--;
  return ok;
}

/* Temporaries of the call die with the next operation, but for the one that the result is in. */
void
dsc_eval_release_call (DscEval       *self,
                       const DscCall *call,
                       DscValue      *result)
{
  gboolean keeps = FALSE;

  for (guint i = call->mark; i < self->temporaries->len && dsc_value_is_bound (result); i++)
    keeps |= g_array_index (self->temporaries, guint32, i) == result->reg;
  if (keeps)
    dsc_eval_keep (self, result->reg);
  dsc_eval_consume_since (self, call->mark);
  if (keeps)
    g_array_append_val (self->temporaries, result->reg);
  result->temporary = keeps;
}

gboolean
dsc_eval_call_own (DscEval         *self,
                   DscCall         *call,
                   const DscMethod *method,
                   const DscValue  *instance,
                   DscValue        *out_value)
{
  DscValue borrowed = *instance;

  borrowed.temporary = false;
  if (!dsc_eval_run_method (self, call, method, &borrowed, out_value))
    return FALSE;
  dsc_eval_release_call (self, call, out_value);
  return TRUE;
}

DscFlow
dsc_eval_return (DscEval       *self,
                 const DscNode *node)
{
  DscFrame *frame = self->frame;

  if (frame->owns_result)
    let_go (self, frame->result.reg);
  frame->owns_result = FALSE;
  frame->result = dsc_eval_none (self);
  if (node->items[0] == NULL)
    return DSC_FLOW_RETURN;

  DscValue value;
  if (!dsc_eval_shared (self, node->items[0], &value))
    return DSC_FLOW_FAILED;
  frame->result = value;
  if (value.temporary && dsc_value_is_bound (&value))
    {
      dsc_eval_keep (self, value.reg);
      frame->owns_result = TRUE;
    }
  return DSC_FLOW_RETURN;
}

/* super (): the class behind the one whose method runs; super (C, self): the class behind C. */
gboolean
dsc_eval_super (DscEval             *self,
                const DscNode       *node,
                const DscEvalClass **out_class,
                DscValue            *out_instance)
{
  DscValue class;

  if (self->frame == NULL || (node->n_items != 1 && node->n_items != 3) || (node->n_items == 1 && self->traits->is_python2))
    return dsc_eval_outside (self, node, _("Calls of super() at this place"), _("Write super(C, self) within a method of class C."));
  *out_class = self->frame->class;
  *out_instance = self->frame->self;
  if (node->n_items == 3
      && (!dsc_eval_expression (self, node->items[1], &class) || !dsc_eval_expression (self, node->items[2], out_instance)))
    return FALSE;
  if (node->n_items == 3 && ((*out_class = dsc_eval_get_class (self, &class)) == NULL || !dsc_value_is (out_instance, DSC_OBJECT_INSTANCE)))
    return dsc_eval_outside (self, node, _("Calls of super() with these arguments"), _("Write super(C, self) within a method of class C."));
  if ((*out_class)->is_old)
    return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "super() argument 1 must be type, not classobj");
  *out_class = (*out_class)->base;
  return TRUE;
}
