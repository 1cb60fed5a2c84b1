/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-eval-release.c: lets go of what lay in a list or tuple that the program has dropped.
 *
 * What may die and goes into a container keeps a register of its own. How long CPython's would live matters: up to
 * 3.10 a class takes over the keys of an instance that outgrew them only while no other instance has them, and the keys count who shares them. Behind each
 * statement that no method runs, everything that a name or a loop still leads to is marked, and the rest loses its register. What lies in a dict,
 * or in a container that has a register, is the machine's to count. */
#include "dsc-eval-private.h"

#define MAX_WORK 50000000u   /* objects looked at in a whole run; beyond it nothing is let go of */

typedef struct {
  DscEval    *eval;
  GHashTable *live;          /* objects with a register of their own */
  GHashTable *seen;          /* lists */
} Marking;

static void
mark_object (Marking         *self,
             const DscObject *object)
{
  self->eval->release_work++;
  if (g_hash_table_contains (self->eval->held, object))
    g_hash_table_add (self->live, (gpointer) object);
  if (object->kind != DSC_OBJECT_TUPLE && object->kind != DSC_OBJECT_LIST && object->kind != DSC_OBJECT_SET && object->kind != DSC_OBJECT_FROZENSET)
    return;
  for (gsize i = 0; object->can_change && i < object->as.sequence.length; i++)
    mark_object (self, object->as.sequence.items[i]);
}

static void
mark_list (Marking       *self,
           const DscList *list)
{
  if (!g_hash_table_add (self->seen, (gpointer) list))
    return;
  for (guint i = 0; i < list->items->len; i++)
    mark_object (self, list->items->pdata[i]);
}

static void
mark_register (Marking *self,
               guint32  reg)
{
  const DscObject *object = dsc_machine_get_object (self->eval->machine, reg);

  if (object != NULL)
    mark_object (self, object);
}

static gboolean mark_value (Marking *self, const DscValue *value);

/* FALSE: what it leads to is not known. */
static gboolean
mark_iterator (Marking       *self,
               const DscIter *iter)
{
  switch ((DscIterKind) iter->kind)
    {
    case DSC_ITER_OBJECTS:
      mark_object (self, iter->owner);
      return TRUE;
    case DSC_ITER_LIST:
      mark_list (self, iter->list);
      return TRUE;
    case DSC_ITER_DICT:
      mark_register (self, iter->dict.reg);
      return TRUE;
    case DSC_ITER_RANGE: case DSC_ITER_TEXT: case DSC_ITER_BYTES:
      return TRUE;
    case DSC_ITER_ENUMERATE: case DSC_ITER_ZIP:
      for (guint i = 0; i < iter->n_inner; i++)
        if (!mark_iterator (self, iter->inner[i]))
          return FALSE;
      return TRUE;
    case DSC_ITER_SHARED:
      return mark_iterator (self, iter->inner[0]);
    case DSC_ITER_COMPREHENSION:
      return FALSE;
    }
  return FALSE;
}

/* What has a name is held by the register of that name. */
static gboolean
mark_value (Marking        *self,
            const DscValue *value)
{
  switch ((DscValueKind) value->kind)
    {
    case DSC_VALUE_OBJECT:
      if (value->reg == 0 || !dsc_value_is_bound (value))
        mark_object (self, value->as.object);
      return TRUE;
    case DSC_VALUE_LIST:
      mark_list (self, value->as.list);
      return TRUE;
    case DSC_VALUE_VIEW:
      mark_register (self, value->reg);
      return TRUE;
    case DSC_VALUE_ITERATOR:
      return mark_iterator (self, value->as.iterator);
    case DSC_VALUE_EXCEPTION:
      if (value->as.exception->argument != NULL)
        mark_object (self, value->as.exception->argument);
      return TRUE;
    case DSC_VALUE_NOTHING:
    case DSC_VALUE_INT:
    case DSC_VALUE_FLOAT:
    case DSC_VALUE_BUILTIN:
    case DSC_VALUE_MODULE:
    case DSC_VALUE_VERSION_INFO:
      return TRUE;
    }
  return FALSE;
}

/* Its register is the one that holds it. */
static gboolean
mark_default (Marking        *self,
              const DscValue *value)
{
  DscValue bare = *value;

  bare.reg = bare.kind == DSC_VALUE_OBJECT ? 0 : bare.reg;
  return mark_value (self, &bare);
}

static gboolean
mark_defaults (Marking *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->eval->classes);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const DscEvalClass *class = value;

      for (guint i = 1; i < class->node->n_items; i++)
        for (guint j = 1; j < class->node->items[i]->n_items; j++)
          if (!mark_default (self, &class->defaults[i][j]))
            return FALSE;
    }
  return TRUE;
}

static gboolean
mark_all (Marking *self)
{
  for (guint i = 0; i < self->eval->tree->symbols->len; i++)
    if (!mark_value (self, &self->eval->variables[i].value))
      return FALSE;
  for (guint i = 0; i < self->eval->loops->len; i++)
    if (!mark_iterator (self, self->eval->loops->pdata[i]))
      return FALSE;
  return mark_defaults (self);
}

static int
compare_registers (gconstpointer a,
                   gconstpointer b)
{
  guint32 left = *(const guint32 *) a, right = *(const guint32 *) b;

  return (left > right) - (left < right);
}

/* In the order of registers, so that each run is like the last. */
static void
drop_dead (Marking *self)
{
  guint before = self->eval->drops->len;
  GHashTableIter iter;
  gpointer object, reg;

  g_hash_table_iter_init (&iter, self->eval->held);
  while (g_hash_table_iter_next (&iter, &object, &reg))
    if (!g_hash_table_contains (self->live, object))
      {
        guint32 dead = GPOINTER_TO_UINT (reg);

        g_array_append_val (self->eval->drops, dead);
        g_hash_table_iter_remove (&iter);
      }
  if (self->eval->drops->len > before)
    qsort (&g_array_index (self->eval->drops, guint32, before), self->eval->drops->len - before, sizeof (guint32), compare_registers);
}

void
dsc_eval_note_change (DscEval        *self,
                      const DscValue *before)
{
  switch ((DscValueKind) before->kind)
    {
    case DSC_VALUE_OBJECT:
      self->may_release |= before->as.object->can_change && !dsc_value_is_bound (before);
      return;
    case DSC_VALUE_LIST:
    case DSC_VALUE_VIEW:
    case DSC_VALUE_ITERATOR:
    case DSC_VALUE_EXCEPTION:
      self->may_release = TRUE;
      return;
    case DSC_VALUE_NOTHING:
    case DSC_VALUE_INT:
    case DSC_VALUE_FLOAT:
    case DSC_VALUE_BUILTIN:
    case DSC_VALUE_MODULE:
    case DSC_VALUE_VERSION_INFO:
      return;
    }
}

gboolean
dsc_eval_release (DscEval       *self,
                  const DscNode *statement)
{
  Marking marking = { .eval = self };

  if (!self->may_release || g_hash_table_size (self->held) == 0 || self->frame != NULL || self->depth != 0 || self->release_work > MAX_WORK)
    return TRUE;
  self->may_release = FALSE;
  self->release_work += self->tree->symbols->len;
  marking.live = g_hash_table_new (NULL, NULL);
  marking.seen = g_hash_table_new (NULL, NULL);
  if (mark_all (&marking))
    drop_dead (&marking);
  g_hash_table_unref (marking.live);
  g_hash_table_unref (marking.seen);
  return dsc_eval_sweep (self, self->temporaries->len, statement);
}
