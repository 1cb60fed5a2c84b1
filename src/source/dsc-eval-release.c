/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-eval-release.c: lets go of what lay in a list or tuple that the program has dropped.
 *
 * A dict, instance or class that goes into a container keeps a register of its own. How long CPython's would live matters: up to
 * 3.10 a class takes over the keys of an instance that outgrew them only while no other instance has them. Behind each
 * statement that no “for” loop or method runs, everything that a name still leads to is marked, and the rest loses its register. What lies in a dict is the machine's to keep. */
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

/* FALSE: what it leads to is not known. */
static gboolean
mark_value (Marking        *self,
            const DscValue *value)
{
  switch ((DscValueKind) value->kind)
    {
    case DSC_VALUE_OBJECT:
      mark_object (self, value->as.object);
      return TRUE;
    case DSC_VALUE_LIST:
      mark_list (self, value->as.list);
      return TRUE;
    case DSC_VALUE_VIEW:
      mark_register (self, value->reg);
      return TRUE;
    case DSC_VALUE_ITERATOR:
    case DSC_VALUE_EXCEPTION:
      return FALSE;
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
          if (!mark_value (self, &class->defaults[i][j]))
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

gboolean
dsc_eval_release (DscEval       *self,
                  const DscNode *statement)
{
  Marking marking = { .eval = self };

  if (g_hash_table_size (self->held) == 0 || self->frame != NULL || self->n_loops != 0 || self->depth != 0 || self->release_work > MAX_WORK)
    return TRUE;
  self->release_work += self->tree->symbols->len;
  marking.live = g_hash_table_new (NULL, NULL);
  marking.seen = g_hash_table_new (NULL, NULL);
  if (mark_all (&marking))
    drop_dead (&marking);
  g_hash_table_unref (marking.live);
  g_hash_table_unref (marking.seen);
  return dsc_eval_sweep (self, self->temporaries->len, statement);
}
