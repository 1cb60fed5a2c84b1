/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-eval.c: life of a run, and its limits. */
#include "dsc-eval-private.h"

#include <glib/gi18n-lib.h>

#define CHECK_EVERY 16384u
#define LARGE       (1u << 16)   /* bytes that are worth a look at the limits at once */

static void
free_list (gpointer data)
{
  DscList *list = data;

  g_ptr_array_unref (list->items);
  g_free (list);
}

static void
free_iterator (gpointer data)
{
  dsc_iter_clear (data);
  g_free (data);
}

static void
free_exception (gpointer data)
{
  dsc_exception_clear (data);
  g_free (data);
}

static void
allocate_tables (DscEval *self)
{
  const DscTree *tree = self->tree;

  self->variables = g_new0 (DscBinding, tree->symbols->len + 1);
  self->builtins = g_new0 (guint8, tree->symbols->len + 1);
  self->constants = g_new0 (const DscObject *, tree->constants->len + 1);
  self->names = g_new0 (const DscObject *, tree->symbols->len + 1);
  self->folded = g_new0 (const DscObject *, tree->n_folded + 1);
  self->merged = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->labels = g_new0 (char *, tree->n_nodes + 1);
  self->held = g_hash_table_new (NULL, NULL);
  self->loops = g_ptr_array_new ();
  dsc_eval_init_classes (self);
  dsc_eval_init_sets (self);
  self->lists = g_ptr_array_new_with_free_func (free_list);
  self->iterators = g_ptr_array_new_with_free_func (free_iterator);
  self->exceptions = g_ptr_array_new_with_free_func (free_exception);
  self->temporaries = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->free_temporaries = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->drops = g_array_new (FALSE, FALSE, sizeof (guint32));
}

DscEval *
dsc_eval_new (DscScript       *script,
              const DscTraits *traits,
              guint32          hash_seed)
{
  DscTimeline *timeline = dsc_timeline_new_by_traits (traits, hash_seed, &dsc_alloc_libc);

  if (timeline == NULL)
    return NULL;

  DscEval *self = g_new0 (DscEval, 1);
  self->script = script;
  self->tree = script->tree;
  self->timeline = timeline;
  self->machine = dsc_timeline_get_live (timeline);
  self->pool = dsc_timeline_get_pool (timeline);
  self->traits = dsc_pool_get_traits (self->pool);
  self->next_check = CHECK_EVERY;
  self->max_steps = DSC_SCRIPT_MAX_STEPS;
  allocate_tables (self);
  for (guint i = 0; i < self->tree->symbols->len; i++)
    self->builtins[i] = (guint8) dsc_builtin_find (dsc_tree_get_symbol (self->tree, i));
  for (guint i = 0; i < DSC_N_WORDINGS; i++)
    self->wording[i] = dsc_wording_applies ((DscWording) i, traits->target.version);
  return self;
}

void
dsc_eval_free (DscEval *self)
{
  for (guint i = 0; i < self->tree->n_nodes; i++)
    g_free (self->labels[i]);
  g_free (self->labels);
  g_free (self->variables);
  g_free (self->builtins);
  g_free (self->constants);
  g_free (self->names);
  g_free (self->folded);
  g_hash_table_unref (self->merged);
  dsc_eval_clear_classes (self);
  g_hash_table_unref (self->sets);
  g_hash_table_unref (self->held);
  g_ptr_array_unref (self->loops);
  g_ptr_array_unref (self->iterators);
  g_ptr_array_unref (self->lists);
  g_ptr_array_unref (self->exceptions);
  g_array_unref (self->temporaries);
  g_array_unref (self->free_temporaries);
  g_array_unref (self->drops);
  dsc_exception_clear (&self->exception);
  dsc_diagnostic_free (self->diagnostic);
  g_free (self);
}

static gboolean
check_memory (DscEval       *self,
              const DscNode *node)
{
  gsize bytes = dsc_pool_get_bytes (self->pool) + dsc_timeline_get_n_steps (self->timeline) * sizeof (DscStep) + self->own_bytes;

  if (bytes <= DSC_EVAL_MAX_MEMORY)
    return TRUE;
  return dsc_eval_limit (self, node, _("The program makes more objects than fit into the memory set aside for a script."),
                         _("Use smaller ranges or texts."));
}

void
dsc_eval_account (DscEval *self,
                  gsize    bytes)
{
  self->own_bytes += bytes;
  if (bytes > LARGE)
    self->next_check = 0;
}

gboolean
dsc_eval_tick (DscEval       *self,
               const DscNode *node)
{
  if (++self->ticks < self->next_check)
    return TRUE;
  self->next_check = self->ticks + CHECK_EVERY;
  if (g_cancellable_is_cancelled (self->cancellable))
    {
      self->state = DSC_EVAL_CANCELLED;
      return FALSE;
    }
  if (self->ticks - self->last_step > DSC_EVAL_MAX_TICKS)
    return dsc_eval_limit (self, node, _("The program computes for too long without coming to a dict."),
                           _("Check the condition of the loop, or use smaller ranges."));
  return check_memory (self, node);
}
