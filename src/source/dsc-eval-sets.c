/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-eval-sets.c: sets and frozensets, in the order in which that version iterates over them.
 *
 * The order follows from how a set was made: item by item, from a dict, as a display, or as a copy of another set, which
 * is sized beforehand. So it is kept of each set what it was filled with, and how often it was copied since. */
#include "dsc-eval-private.h"

#include <glib/gi18n-lib.h>

#include "dsc-set.h"

#define MIN_CONSTANT_SET 3   /* compile.c: smaller displays are filled item by item */

typedef struct {
  GPtrArray *items;          /* const DscObject *, in the order in which they were added */
  guint      n_copies;
  gboolean   presized;       /* the items came from a dict */
} Making;

static void
free_making (gpointer data)
{
  g_ptr_array_unref (((Making *) data)->items);
  g_free (data);
}

void
dsc_eval_init_sets (DscEval *self)
{
  self->sets = g_hash_table_new_full (NULL, NULL, NULL, free_making);
}

/* A set refuses what cannot be hashed; its words say "set element" where a dict's say "dict key". */
static gboolean
check_items (DscEval       *self,
             const DscNode *node,
             GPtrArray     *items)
{
  const DscObject *culprit = NULL;
  gint64 hash;

  self->looks |= DSC_LOOKS_AT_HASHES;
  for (guint i = 0; i < items->len; i++)
    {
      const DscObject *item = items->pdata[i];

      if (dsc_hash_object (item, self->pool, &hash, &culprit))
        continue;
      if (DSC_EVAL_IS (self, WORDING_KEY_USE))
        return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "cannot use '%s' as a set element (unhashable type: '%s')",
                               dsc_object_type_name (item, self->pool), dsc_object_type_name (culprit, self->pool));
      return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "unhashable type: '%s'", dsc_object_type_name (culprit, self->pool));
    }
  return TRUE;
}

static gboolean
make (DscEval       *self,
      const DscNode *node,
      Making         making,
      gboolean       frozen,
      DscValue      *out_value)
{
  const DscObject *object;

  if (!check_items (self, node, making.items))
    return FALSE;
  object = dsc_set_make (self->pool, frozen ? DSC_OBJECT_FROZENSET : DSC_OBJECT_SET, (const DscObject *const *) (gpointer) making.items->pdata,
                         making.items->len, making.presized, making.n_copies);
  *out_value = dsc_value_object (object);
  if (object == NULL)
    return dsc_eval_limit (self, node, _("The values are nested too deeply."), _("Use fewer levels."));
  g_ptr_array_ref (making.items);
  dsc_eval_account (self, sizeof making + making.items->len * sizeof (gpointer));
  g_hash_table_replace (self->sets, (gpointer) object, g_memdup2 (&making, sizeof making));
  return TRUE;
}

gboolean
dsc_eval_make_set (DscEval       *self,
                   const DscNode *node,
                   GPtrArray     *items,
                   gboolean       frozen,
                   DscValue      *out_value)
{
  return make (self, node, (Making) { .items = items }, frozen, out_value);
}

/* set (source), whose items have been collected. */
gboolean
dsc_eval_make_set_from (DscEval        *self,
                        const DscNode  *node,
                        const DscValue *source,
                        GPtrArray      *items,
                        gboolean        frozen,
                        DscValue       *out_value)
{
  const Making *original = source != NULL && source->kind == DSC_VALUE_OBJECT ? g_hash_table_lookup (self->sets, source->as.object) : NULL;
  Making making = { .items = items, .presized = source != NULL && dsc_value_is_dict (source) };

  if (original != NULL)
    {
      making = *original;
      making.n_copies++;
    }
  return make (self, node, making, frozen, out_value);
}

static gboolean
is_constant (const DscNode *node)
{
  for (guint i = 0; i < node->n_items; i++)
    if (node->items[i]->kind != DSC_NODE_CONSTANT && (node->items[i]->flags & DSC_NODE_IS_CONSTANT) == 0)
      return FALSE;
  return node->n_items >= MIN_CONSTANT_SET;
}

static GPtrArray *
reverse (GPtrArray *items)
{
  GPtrArray *reversed = g_ptr_array_new ();

  for (guint i = items->len; i-- > 0;)
    g_ptr_array_add (reversed, items->pdata[i]);
  return reversed;
}

/* The order in which a set of these items is gone through. */
static GPtrArray *
order (DscEval   *self,
       GPtrArray *items)
{
  self->looks |= DSC_LOOKS_AT_HASHES;
  const DscObject *set = dsc_object_frozenset (self->pool, (const DscObject *const *) (gpointer) items->pdata, items->len);
  GPtrArray *ordered = g_ptr_array_new ();

  for (gsize i = 0; set != NULL && i < set->as.sequence.length; i++)
    g_ptr_array_add (ordered, (gpointer) set->as.sequence.items[i]);
  return ordered;
}

/* What a display is filled with, and how often that is copied before the program gets it. */
static Making
plan_display (DscEval       *self,
              const DscNode *node,
              GPtrArray     *items)
{
  self->looks |= DSC_LOOKS_AT_HASHES;
  switch (self->traits->set_display)
    {
    case DSC_SET_DISPLAY_REVERSED:
      return (Making) { .items = reverse (items) };
    case DSC_SET_DISPLAY_CONSTANT_TWICE:
      if (is_constant (node))
        return (Making) { .items = order (self, items), .n_copies = 1 };
      break;
    case DSC_SET_DISPLAY_CONSTANT:
      if (is_constant (node))
        return (Making) { .items = g_ptr_array_ref (items), .n_copies = 1 };
      break;
    case DSC_SET_DISPLAY_IN_ORDER:
      break;
    }
  return (Making) { .items = g_ptr_array_ref (items) };
}

gboolean
dsc_eval_set_display (DscEval       *self,
                      const DscNode *node,
                      GPtrArray     *items,
                      DscValue      *out_value)
{
  Making making = { NULL };
  gboolean ok;

  if (!check_items (self, node, items))
    return FALSE;
  making = plan_display (self, node, items);
  ok = make (self, node, making, FALSE, out_value);
  g_ptr_array_unref (making.items);
  return ok;
}

/* The same, where nothing but a loop sees it: the compiler's frozenset itself, not a copy. */
gboolean
dsc_eval_set_gone_through (DscEval       *self,
                           const DscNode *node,
                           GPtrArray     *items,
                           DscValue      *out_value)
{
  Making making = { NULL };
  gboolean ok;

  if (!check_items (self, node, items))
    return FALSE;
  making = plan_display (self, node, items);
  making.n_copies = 0;
  ok = make (self, node, making, FALSE, out_value);
  g_ptr_array_unref (making.items);
  return ok;
}
