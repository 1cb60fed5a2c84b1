/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-script-run.c: runs a script for one target and hands over the history. */
#include "dsc-eval-private.h"

#include <glib/gi18n-lib.h>

/* What the target's release cannot read, up to `end` of the text; FALSE: there is something, and the run stops in front of it. */
static gboolean
check_syntax (DscEval *self,
              guint    *next,
              guint32   end)
{
  const GArray *requirements = self->tree->requirements;
  char version[64];

  for (; *next < requirements->len; ++*next)
    {
      const DscRequirement *r = &g_array_index (requirements, DscRequirement, *next);
      DscNode place = { .place = r->place };

      if (r->place.start >= end)
        return TRUE;
      if (dsc_syntax_is_available (r->syntax, self->traits->target.version)
          || ((r->syntax == DSC_SYNTAX_PRINT_KEYWORDS || r->syntax == DSC_SYNTAX_PRINT_EXPRESSION) && self->tree->future_print))
        continue;
      dsc_target_format (self->traits->target, version, sizeof version);
      /* Translators: the first %s is a noun in the plural, as “f-strings”, the second a version. */
      return dsc_eval_stop (self, DSC_ERROR_SYNTAX, &place,
                            g_strdup_printf (_("%s are a SyntaxError in CPython %s, which would run nothing of this script."), dsc_syntax_name (r->syntax), version),
                            g_strdup (dsc_syntax_suggestion (r->syntax)));
    }
  return TRUE;
}

static void
run_all (DscEval *self)
{
  const DscNode *body = self->tree->body;
  guint next = 0;

  if (self->watcher != NULL && self->watcher->begun != NULL)
    self->watcher->begun (self->timeline, self->watcher->user_data);

  for (guint i = 0; body != NULL && i < body->n_items; i++)
    if (!check_syntax (self, &next, body->items[i]->place.end) || dsc_eval_statement (self, body->items[i]) == DSC_FLOW_FAILED)
      return;
  if (self->script->diagnostic == NULL)
    check_syntax (self, &next, G_MAXUINT32);
}

/* The exception that ended the program, at the place of the statement. */
static DscDiagnostic *
describe_exception (DscEval *self)
{
  const DscStep *step = dsc_timeline_get_step (self->timeline, dsc_timeline_get_n_steps (self->timeline) - 1);
  DscPlace place = { .line = step->op.line, .column = step->op.column, .end_line = step->op.end_line, .end_column = step->op.end_column };

  /* Translators: %s is the last line of Python's traceback, which is never translated. */
  return dsc_diagnostic_new_take (DSC_ERROR_RAISED, place, g_strdup_printf (_("Python stops here: %s"), self->exception.line), NULL);
}

static DscDiagnostic *
take_diagnostic (DscEval *self)
{
  if (self->state == DSC_EVAL_RAISED)
    return describe_exception (self);
  if (self->state == DSC_EVAL_STOPPED)
    return g_steal_pointer (&self->diagnostic);
  return self->script->diagnostic != NULL ? dsc_diagnostic_copy (self->script->diagnostic) : NULL;
}

/* Runs to its end and takes what came of it. */
static DscRun *
run_and_free (DscEval  *eval,
              GError  **error)
{
  DscRun *run = NULL;

  run_all (eval);
  if (eval->state == DSC_EVAL_CANCELLED)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("The run was cancelled."));
  else if (eval->state == DSC_EVAL_NO_MEMORY)
    dsc_error_set_from_status (error, DSC_STATUS_NO_MEMORY, "script");
  else
    {
      run = g_new0 (DscRun, 1);
      run->timeline = eval->timeline;
      run->diagnostic = take_diagnostic (eval);
      run->asked = eval->asked;
      run->looks = eval->looks;
    }
  if (run == NULL)
    dsc_timeline_free (eval->timeline);
  dsc_eval_free (eval);
  return run;
}

static DscEval *
new_eval (DscScript *self,
          DscTarget  target,
          guint32    hash_seed,
          GError   **error)
{
  const DscTraits traits = dsc_traits_resolve (target);
  DscEval *eval = dsc_eval_new (self, &traits, hash_seed);

  if (eval == NULL)
    dsc_error_set_from_status (error, DSC_STATUS_NO_MEMORY, "script");
  return eval;
}

DscRun *
dsc_script_run (DscScript      *self,
                DscTarget       target,
                guint32         hash_seed,
                GCancellable   *cancellable,
                DscRunProgress  progress,
                gpointer        user_data,
                GError        **error)
{
  DscEval *eval = new_eval (self, target, hash_seed, error);

  if (eval == NULL)
    return NULL;
  eval->cancellable = cancellable;
  eval->progress = progress;
  eval->user_data = user_data;
  return run_and_free (eval, error);
}

DscRun *
dsc_script_run_by_traits (DscScript       *self,
                          const DscTraits *traits,
                          guint32          hash_seed,
                          gsize            max_steps,
                          GCancellable    *cancellable,
                          GError         **error)
{
  DscEval *eval = dsc_eval_new (self, traits, hash_seed);

  if (eval == NULL)
    {
      dsc_error_set_from_status (error, DSC_STATUS_NO_MEMORY, "script");
      return NULL;
    }
  eval->cancellable = cancellable;
  eval->max_steps = MIN (max_steps, DSC_SCRIPT_MAX_STEPS);
  return run_and_free (eval, error);
}

DscRun *
dsc_script_run_watched (DscScript           *self,
                        DscTarget            target,
                        guint32              hash_seed,
                        const DscRunWatcher *watcher,
                        GCancellable        *cancellable,
                        GError             **error)
{
  DscEval *eval = new_eval (self, target, hash_seed, error);

  if (eval == NULL)
    return NULL;
  eval->cancellable = cancellable;
  eval->watcher = watcher;
  eval->progress = watcher->progress;
  if (watcher->max_steps != 0)
    eval->max_steps = MIN (watcher->max_steps, DSC_SCRIPT_MAX_STEPS);
  eval->user_data = watcher->user_data;
  return run_and_free (eval, error);
}

gboolean
dsc_script_is_watched (const DscNode *statement)
{
  return statement->kind == DSC_NODE_EXPRESSION || statement->kind == DSC_NODE_ASSIGN || statement->kind == DSC_NODE_AUGMENT
         || statement->kind == DSC_NODE_DELETE;
}

static void
list_ends (const DscNode *node,
           GArray        *ends)
{
  if (node->kind == DSC_NODE_CLASS)
    return;
  if (dsc_script_is_watched (node))
    {
      g_array_append_val (ends, node->place.end);
      return;
    }
  for (guint i = 0; i < node->n_items; i++)
    if (node->items[i] != NULL)
      list_ends (node->items[i], ends);
}

static int
compare_ends (gconstpointer a,
              gconstpointer b)
{
  const guint32 first = *(const guint32 *) a, second = *(const guint32 *) b;

  return (first > second) - (first < second);
}

GArray *
dsc_script_list_ends (const DscScript *self)
{
  GArray *ends = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (self->tree->body != NULL)
    list_ends (self->tree->body, ends);
  g_array_sort (ends, compare_ends);
  return ends;
}

static gboolean
reads_alike (const DscScript *script, DscVersion a, DscVersion b)
{
  const GArray *requirements = script->tree->requirements;

  for (guint i = 0; a != b && i < requirements->len; i++)
    {
      const DscSyntax syntax = g_array_index (requirements, DscRequirement, i).syntax;

      if (dsc_syntax_is_available (syntax, a) != dsc_syntax_is_available (syntax, b))
        return FALSE;
    }
  return TRUE;
}

gboolean
dsc_run_asks_alike (const DscRun *self, DscScript *script, DscTarget a, DscTarget b)
{
  if ((self->looks & DSC_LOOKS_AT_RELEASE) != 0 && !dsc_target_equal (a, b))
    return FALSE;
  for (guint i = 0; self->asked >> i != 0; i++)
    if ((self->asked >> i & 1) != 0 && dsc_wording_applies ((DscWording) i, a.version) != dsc_wording_applies ((DscWording) i, b.version))
      return FALSE;
  return reads_alike (script, a.version, b.version);
}

void
dsc_run_free (DscRun *self)
{
  if (self == NULL)
    return;
  dsc_timeline_free (self->timeline);
  dsc_diagnostic_free (self->diagnostic);
  g_free (self);
}
