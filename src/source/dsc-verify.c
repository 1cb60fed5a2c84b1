/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-verify.c: runs the model and a real interpreter side by side, statement by statement. */
#include "dsc-verify-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dsc-hash.h"

typedef struct {
  DscWitness    *witness;
  DscScript     *script;
  guint          number;         /* of the script */
  DscComparison  comparison;
  gsize          n_printed;      /* steps of the timeline whose prints were compared */
  gboolean       lost;           /* the two are at different places: nothing more can be compared in this script */
  char          *refused;        /* the SyntaxError with which the interpreter refused all of the script */
  GError        *error;          /* the witness failed */
  GCancellable *cancellable;    /* of the model's run */
  gint64        deadline;       /* of the script, in monotonic microseconds */
} Verifier;

const char *
dsc_left_out_name (DscLeftOut reason)
{
  static const char *const names[DSC_N_LEFT_OUT] = { "gc-head", "thread", "ob_refcnt", "empty-keys-dk_refcnt", "dk_version", "uninitialised", "stale-hash",
                                                     "address-hash", "old-instance", "class-keys" };

  return names[reason];
}

const char *
dsc_left_out_text (DscLeftOut reason)
{
  static const char *const texts[DSC_N_LEFT_OUT] = {
    N_("links and counters of the garbage collector: they tell what else the interpreter has made"),
    N_("members of an object that belong to its thread or to the bookkeeping of its references"),
    N_("ob_refcnt: loops, calls and the probe itself hold references while they run"),
    N_("dk_refcnt of the shared empty keys: it counts all empty dicts of the interpreter"),
    N_("dk_version where the specialising interpreter has given one"),
    N_("members that CPython does not write"),
    N_("me_hash of slots that hold no key"),
    N_("tables with keys that hash by their address: hashes, and where the keys lie"),
    N_("the object of an instance of an old-style class; its dict is compared"),
    N_("the shared keys of a class, where the place that holds them was not found"),
  };

  return _(texts[reason]);
}

static void
free_difference (DscDifference *self)
{
  if (self == NULL)
    return;
  g_free (self->statement);
  g_free (self->variable);
  g_free (self->field);
  g_free (self->model);
  g_free (self->interpreter);
  g_free (self);
}

void
dsc_verification_free (DscVerification *self)
{
  if (self == NULL)
    return;
  free_difference (self->first);
  dsc_diagnostic_free (self->stopped);
  g_free (self);
}

/* --- Differences. --- */

/* The line of the text that ends behind the byte, and its number. */
static char *
find_statement (const DscScript *script,
                guint32          end,
                guint           *out_line)
{
  gsize length;
  const char *text = dsc_script_get_text (script, &length);
  gsize start = MIN (end, length), stop = start;

  *out_line = 1;
  while (start > 0 && text[start - 1] != '\n')
    start--;
  while (stop < length && text[stop] != '\n')
    stop++;
  for (gsize i = 0; i < start; i++)
    *out_line += text[i] == '\n';

  char *line = g_utf8_make_valid (text + start, (gssize) (stop - start));
  return g_strstrip (line);
}

/* The first of all is kept. end 0: of the end of the script. */
static void
record (Verifier    *self,
        DscTimeline *timeline,
        guint32      end,
        const char  *variable)
{
  DscVerification *result = self->comparison.result;

  result->differing++;
  if (result->first == NULL)
    {
      DscDifference *first = result->first = g_new0 (DscDifference, 1);

      first->script = self->number;
      first->step = timeline != NULL ? dsc_timeline_get_n_steps (timeline) : 0;
      first->statement = end != 0 ? find_statement (self->script, end, &first->line) : NULL;
      first->variable = g_strdup (variable);
      first->field = g_steal_pointer (&self->comparison.field);
      first->model = g_steal_pointer (&self->comparison.model);
      first->interpreter = g_steal_pointer (&self->comparison.interpreter);
    }
  g_clear_pointer (&self->comparison.field, g_free);
  g_clear_pointer (&self->comparison.model, g_free);
  g_clear_pointer (&self->comparison.interpreter, g_free);
}

static void
record_texts (Verifier    *self,
              DscTimeline *timeline,
              guint32      end,
              const char  *field,
              const char  *model,
              const char  *interpreter)
{
  self->comparison.differs = FALSE;
  dsc_comparison_differ (&self->comparison, model, interpreter, "%s", field);
  record (self, timeline, end, NULL);
}

/* --- States. --- */

/* A variable that has no snapshot: a class that shares no keys, or nothing at all. */
static void
compare_without (Verifier    *self,
                 DscTimeline *timeline,
                 guint32      end,
                 const char  *name,
                 DscBoundKind bound,
                 DscImage    *image)
{
  const gboolean in_model = bound != DSC_BOUND_NOTHING;
  const gboolean has_keys = image != NULL && image->blocks[DSC_BLOCK_KEYS] != NULL;

  if (in_model == (image != NULL) && (!in_model || !has_keys))
    return;
  self->comparison.differs = FALSE;
  if (bound == DSC_BOUND_CLASS && image != NULL)
    dsc_comparison_differ (&self->comparison, "not there", "there", "keys");
  else
    dsc_comparison_differ (&self->comparison, in_model ? "bound" : "not bound", image != NULL ? "bound" : "not bound", "name");
  record (self, timeline, end, name);
}

static void
compare_variable (Verifier    *self,
                  DscTimeline *timeline,
                  guint32      end,
                  guint32      reg)
{
  DscMachine *machine = dsc_timeline_get_live (timeline);
  const char *name = dsc_machine_get_name (machine, reg);
  const DscBoundKind bound = dsc_machine_get_bound_kind (machine, reg);
  DscImage *image = g_hash_table_lookup (dsc_witness_get_images (self->witness), name);
  DscSnapshot *snapshot;

  if (bound == DSC_BOUND_NOTHING && image == NULL)
    return;
  if (bound == DSC_BOUND_CLASS && image == NULL && self->comparison.traits->is_python2)
    return;                                            /* an old-style class */
  self->comparison.result->states++;
  snapshot = image != NULL ? dsc_machine_take_snapshot (machine, reg) : NULL;
  if (snapshot == NULL)
    compare_without (self, timeline, end, name, bound, image);
  else if (!dsc_comparison_run (&self->comparison, snapshot, image))
    record (self, timeline, end, name);
  dsc_snapshot_unref (snapshot);
}

/* What the model printed since the last look, against what the interpreter did. */
static void
compare_printed (Verifier           *self,
                 DscTimeline        *timeline,
                 guint32             end,
                 const DscTestimony *testimony)
{
  g_autoptr (GString) printed = g_string_new (NULL);
  const gsize n = dsc_timeline_get_n_steps (timeline);

  for (; self->n_printed < n; self->n_printed++)
    {
      const DscStep *step = dsc_timeline_get_step (timeline, self->n_printed);

      if (step->op.kind == DSC_OP_PRINT)
        g_string_append_len (printed, step->op.value->as.text.bytes, (gssize) step->op.value->as.text.length);
    }
  if (printed->len != testimony->printed_length || memcmp (printed->str, testimony->printed, printed->len) != 0)
    record_texts (self, timeline, end, "print", printed->str, testimony->printed);
}

static void
compare_all (Verifier    *self,
             DscTimeline *timeline,
             guint32      end)
{
  DscMachine *machine = dsc_timeline_get_live (timeline);
  GHashTable *images = dsc_witness_get_images (self->witness);
  const guint32 n = dsc_machine_get_n_names (machine);
  GHashTableIter iter;
  gpointer name, image;

  for (guint32 reg = 1; reg <= n; reg++)
    if (dsc_machine_get_name (machine, reg)[0] != ' ')
      compare_variable (self, timeline, end, reg);
  g_hash_table_iter_init (&iter, images);
  while (g_hash_table_iter_next (&iter, &name, &image))
    if (dsc_machine_find_name (machine, name) == 0)
      compare_without (self, timeline, end, name, DSC_BOUND_NOTHING, image);
}

/* --- A script. --- */

static void
begun (DscTimeline *timeline,
       gpointer     user_data)
{
  Verifier *self = user_data;
  DscPool *pool = dsc_timeline_get_pool (timeline);

  self->comparison.pool = pool;
  if (!self->comparison.traits->none_hash_constant)
    dsc_hash_take (dsc_object_none (pool), dsc_witness_get_facts (self->witness)->hash_none);
}

static gboolean
is_syntax_error (const char *raised)
{
  return raised != NULL && (g_str_has_prefix (raised, "SyntaxError") || g_str_has_prefix (raised, "IndentationError"));
}

static void
done (DscTimeline *timeline,
      guint32      end,
      gpointer     user_data)
{
  Verifier *self = user_data;
  DscTestimony testimony;

  if (g_get_monotonic_time () > self->deadline)
    {
      self->comparison.result->out_of_time = TRUE;
      g_cancellable_cancel (self->cancellable);
    }
  if (self->lost || self->error != NULL || self->comparison.result->out_of_time || !dsc_witness_next (self->witness, &testimony, &self->error))
    return;
  if (testimony.kind == DSC_TESTIMONY_END && is_syntax_error (testimony.raised))
    {
      self->lost = TRUE;
      self->refused = g_strdup (testimony.raised);
      return;
    }
  if (testimony.kind != DSC_TESTIMONY_STATEMENT || testimony.end != end)
    {
      guint line;
      g_autofree char *mine = find_statement (self->script, end, &line);
      g_autofree char *other = testimony.kind == DSC_TESTIMONY_STATEMENT ? find_statement (self->script, testimony.end, &line)
                               : g_strdup (testimony.raised != NULL ? testimony.raised : "the end");

      self->lost = TRUE;
      record_texts (self, timeline, end, "statement", mine, other);
      return;
    }
  compare_printed (self, timeline, end, &testimony);
  compare_all (self, timeline, end);
}

/* Exception and state at the end. */
static void
compare_end (Verifier *self,
             DscRun   *run)
{
  const gsize n = dsc_timeline_get_n_steps (run->timeline);
  const gboolean raised = run->diagnostic != NULL && run->diagnostic->code == DSC_ERROR_RAISED;
  const char *mine = raised && n != 0 ? dsc_timeline_get_step (run->timeline, n - 1)->error : NULL;
  DscTestimony testimony;

  if (!dsc_witness_next (self->witness, &testimony, &self->error))
    return;
  if (testimony.kind != DSC_TESTIMONY_END)
    {
      guint line;
      g_autofree char *other = find_statement (self->script, testimony.end, &line);

      self->lost = TRUE;
      record_texts (self, run->timeline, testimony.end, "statement", mine != NULL ? mine : "the end", other);
      return;
    }
  self->comparison.result->states++;
  if (g_strcmp0 (mine, testimony.raised) != 0)
    record_texts (self, run->timeline, 0, "exception", mine != NULL ? mine : "none", testimony.raised != NULL ? testimony.raised : "none");
  compare_printed (self, run->timeline, 0, &testimony);
  compare_all (self, run->timeline, 0);
}

/* A script that the release cannot read: the model stops where it is so, the interpreter runs nothing of it. */
static gboolean
is_refused_by_both (Verifier *self,
                    DscRun   *run)
{
  const gboolean mine = run->diagnostic != NULL && run->diagnostic->code == DSC_ERROR_SYNTAX;
  DscTestimony testimony;

  if (self->error != NULL || !mine)
    return FALSE;
  if (self->refused == NULL && !self->lost && dsc_witness_next (self->witness, &testimony, &self->error)
      && testimony.kind == DSC_TESTIMONY_END && is_syntax_error (testimony.raised))
    return TRUE;
  return self->refused != NULL;
}

/* What is to be said when the model has run. */
static void
conclude (Verifier *self,
          DscRun   *run)
{
  DscVerification *result = self->comparison.result;

  if (is_refused_by_both (self, run))
    result->states++;
  else if (self->refused != NULL)
    record_texts (self, run->timeline, 0, "exception", "none", self->refused);
  else if (run->diagnostic != NULL && run->diagnostic->code != DSC_ERROR_RAISED)
    {
      result->n_stopped++;
      if (result->stopped == NULL)
        result->stopped = g_steal_pointer (&run->diagnostic);
    }
  else if (!self->lost && self->error == NULL)
    compare_end (self, run);
  g_clear_pointer (&self->refused, g_free);
}

static gboolean
verify_script (Verifier             *self,
               const DscInterpreter *interpreter,
               guint32               hash_seed,
               guint                 seconds,
               GError              **error)
{
  const DscRunWatcher watcher = { .begun = begun, .done = done, .user_data = self };
  DscVerification *result = self->comparison.result;
  g_autoptr (GError) ended = NULL;

  if (!dsc_witness_begin (self->witness, self->number, error))
    return FALSE;
  self->n_printed = 0;
  self->lost = FALSE;
  self->deadline = g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC;

  g_autoptr (DscRun) run = dsc_script_run_watched (self->script, interpreter->target, hash_seed, &watcher, self->cancellable, &ended);
  if (result->out_of_time)
    return self->error == NULL;
  if (run == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&ended));
      return FALSE;
    }
  result->operations += dsc_timeline_get_n_steps (run->timeline);
  conclude (self, run);
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

DscVerification *
dsc_verify (const DscInterpreter  *interpreter,
            guint32                hash_seed,
            GPtrArray             *scripts,
            DscVerifyFlags         flags,
            guint                  silence,
            GError               **error)
{
  const DscTraits traits = dsc_traits_resolve (interpreter->target);
  g_autoptr (DscVerification) result = g_new0 (DscVerification, 1);
  g_autoptr (DscWitness) witness = dsc_witness_new (interpreter, hash_seed, scripts, silence, error);
  g_autoptr (GHashTable) functions = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  gboolean ok = witness != NULL;

  if (!ok)
    return NULL;
  Verifier self = { .witness = witness,
                    .comparison = { .facts = dsc_witness_get_facts (witness), .traits = &traits, .functions = functions, .result = result,
                                    .bytes = (flags & DSC_VERIFY_BYTES) != 0 } };
  dsc_text_init (&self.comparison.text, &dsc_alloc_libc);
  self.cancellable = g_cancellable_new ();
  for (guint i = 0; i < scripts->len && ok && !result->out_of_time; i++)
    {
      self.number = i;
      self.script = scripts->pdata[i];
      ok = verify_script (&self, interpreter, hash_seed, silence, error);
    }
  g_object_unref (self.cancellable);
  dsc_text_clear (&self.comparison.text);
  return ok ? g_steal_pointer (&result) : NULL;
}
