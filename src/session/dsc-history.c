/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-history.c: one finished run of a script for one target, and what there is to see at each of its steps.
 *
 * A timeline keeps no states: asking for one replays operations. Two neighbouring ones are needed for each step that is
 * shown, because the picture marks what changed, so the state before is taken on the way to the state after. */
#include "dsc-history.h"

#include <string.h>

#include "dsc-describe.h"
#include "dsc-keyframes.h"
#include "dsc-view-lane.h"
#include "dsc-writer.h"

#define RESULT_CHARS 80u
#define LANE_PIECE 8u            /* steps that are read at once */
#define MANY_STEPS 100000u        /* take some ten milliseconds to free */
#define MAX_EVENTS (1u << 18)     /* of one step that are kept to be told of: some 12 MB */

struct DscHistory {
  gatomicrefcount  ref_count;
  GMutex           mutex;       /* of the timeline's moving machine, below */
  DscRun          *run;
  DscTimeline     *timeline;    /* the run's */
  DscTarget        target;
  guint32          hash_seed;
  DscMarks        *marks;
  guint64          at;          /* step that the timeline's machine is at */
};

/* ---- states ---------------------------------------------------------------------------------- */

DscState *
dsc_state_ref (DscState *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

static void
forget_trace (DscState *self)
{
  if (self->history == NULL)
    return;
  dsc_trace_clear (&self->trace);
  g_clear_pointer (&self->history, dsc_history_unref);
}

static void
free_whole (DscState *self)
{
  for (gsize i = 0; i < self->n_variables; i++)
    {
      g_free (self->variables[i].name);
      g_free (self->variables[i].class_name);
    }
  g_free (self->variables);
  g_strfreev (self->sharers);
  g_free (self->name);
  g_free (self->operation);
  g_free (self->sentence);
  g_free (self->result);
  g_free (self->error);
  g_clear_pointer (&self->moments, dsc_moments_unref);
  forget_trace (self);
  dsc_snapshot_unref (self->before);
}

void
dsc_state_unref (DscState *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  if (self->whole != NULL)
    dsc_state_unref (self->whole);
  else
    free_whole (self);
  dsc_snapshot_unref (self->snapshot);
  g_free (self);
}

DscMoments *
dsc_state_get_moments (DscState *self)
{
  static GMutex mutex;
  DscState *whole = self->whole != NULL ? self->whole : self;

  g_mutex_lock (&mutex);
  if (whole->moments == NULL && whole->history != NULL && whole->snapshot != NULL)
    whole->moments = dsc_moments_new (dsc_history_get_step (whole->history, whole->step - 1), &whole->trace, whole->before, whole->snapshot);
  if (whole->moments != NULL)
    forget_trace (whole);
  g_mutex_unlock (&mutex);
  return whole->moments;
}

DscState *
dsc_state_new_at_moment (DscState *self,
                         gint      moment)
{
  DscState *whole = self->whole != NULL ? self->whole : self;
  DscMoments *moments = moment >= 0 ? dsc_state_get_moments (whole) : NULL;

  if (moments == NULL || (guint) moment + 1 >= dsc_moments_get_n (moments))
    return dsc_state_ref (whole);
  DscState *state = g_new0 (DscState, 1);

  *state = *whole;
  g_atomic_ref_count_init (&state->ref_count);
  state->whole = dsc_state_ref (whole);
  state->history = NULL;
  state->moments = NULL;
  state->moment = moment;
  state->snapshot = dsc_moments_build_snapshot (moments, moment);
  state->kind = state->snapshot != NULL ? DSC_STATE_DICT : DSC_STATE_UNBOUND;
  state->sentence = dsc_moments_get (moments, (guint) moment)->sentence;
  state->result = state->error = NULL;
  return state;
}

/* ---- runs ------------------------------------------------------------------------------------ */

typedef struct {
  DscMarks *marks;
  guint    *progress;
} Recorder;

/* The wording of an error comes after its step. */
static void
mark_error (DscMarks          *marks,
            const DscTimeline *timeline,
            guint64            i)
{
  if (dsc_timeline_get_step (timeline, i)->error != NULL)
    dsc_marks_join (marks, i, DSC_MARK_ERROR);
}

static void
step_cb (const DscStep  *step,
         const DscTrace *trace,
         void           *user)
{
  Recorder *self = user;

  dsc_marks_add (self->marks, dsc_marks_of_trace (trace));
}

static void
run_begun_cb (DscTimeline *timeline,
              gpointer     user_data)
{
  dsc_timeline_set_observer (timeline, step_cb, user_data);
}

static void
run_progress_cb (gsize    n_steps,
                 gpointer user_data)
{
  Recorder *self = user_data;

  if (self->progress != NULL)
    g_atomic_int_set (self->progress, (guint) MIN (n_steps, G_MAXUINT));
}

static DscHistory *
history_of_run (DscRun   *run,
                DscMarks *marks,
                DscTarget target,
                guint32   hash_seed)
{
  DscHistory *self = g_new0 (DscHistory, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  self->run = run;
  self->timeline = run->timeline;
  self->target = target;
  self->hash_seed = hash_seed;
  self->marks = marks;
  dsc_timeline_set_observer (self->timeline, NULL, NULL);
  for (guint64 i = 0; i < dsc_marks_get_n (marks); i++)
    mark_error (marks, self->timeline, i);
  return self;
}

DscHistory *
dsc_history_new (DscScript     *script,
                 DscTarget      target,
                 guint32        hash_seed,
                 guint         *progress,
                 GCancellable  *cancellable,
                 GError       **error)
{
  Recorder recorder = { dsc_marks_new (), progress };
  const DscRunWatcher watcher = { .begun = run_begun_cb, .progress = run_progress_cb, .user_data = &recorder };
  DscRun *run = dsc_script_run_watched (script, target, hash_seed, &watcher, cancellable, error);

  if (run != NULL)
    return history_of_run (run, recorder.marks, target, hash_seed);
  dsc_marks_free (recorder.marks);
  return NULL;
}

DscHistory *
dsc_history_ref (DscHistory *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

static gpointer
free_history (gpointer data)
{
  DscHistory *self = data;

  dsc_run_free (self->run);
  g_mutex_clear (&self->mutex);
  dsc_marks_free (self->marks);
  g_free (self);
  return NULL;
}

void
dsc_history_unref (DscHistory *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  /* Who lets it go is the main loop mostly, which has better things to do. */
  if (dsc_history_get_n_steps (self) > MANY_STEPS)
    g_thread_unref (g_thread_new ("free-history", free_history, self));
  else
    free_history (self);
}

DscTarget
dsc_history_get_target (const DscHistory *self)
{
  return self->target;
}

const DscDiagnostic *
dsc_history_get_diagnostic (const DscHistory *self)
{
  return self->run->diagnostic;
}

guint64
dsc_history_get_n_steps (const DscHistory *self)
{
  return dsc_timeline_get_n_steps (self->timeline);
}

const DscStep *
dsc_history_get_step (const DscHistory *self,
                      guint64           i)
{
  return dsc_timeline_get_step (self->timeline, i);
}

DscStepMarks
dsc_history_get_marks (const DscHistory *self,
                       guint64           i)
{
  return dsc_marks_get (self->marks, i);
}

const DscTimeline *
dsc_history_get_timeline (const DscHistory *self)
{
  return self->timeline;
}

const DscMarks *
dsc_history_get_all_marks (const DscHistory *self)
{
  return self->marks;
}

char *
dsc_history_dup_result (const DscHistory *self,
                        guint64           i)
{
  const DscStep *step = dsc_timeline_get_step (self->timeline, i);
  const DscPool *pool = dsc_timeline_get_pool (self->timeline);
  char *copy = NULL;
  DscText text;

  if (step->result.value == NULL)
    return NULL;
  dsc_text_init (&text, dsc_pool_get_alloc (pool));
  if (step->op.kind == DSC_OP_PRINT)
    dsc_repr_append_str (&text, step->result.value, pool, RESULT_CHARS);
  else
    dsc_repr_append (&text, step->result.value, pool, RESULT_CHARS);
  if (text.status == DSC_STATUS_OK && text.text != NULL)
    copy = g_utf8_make_valid (text.text, (gssize) text.length);
  dsc_text_clear (&text);
  /* What was printed ends its line; it is shown in one. */
  return copy != NULL ? g_strdelimit (g_strchomp (copy), "\n\r", ' ') : NULL;
}

static gboolean
same_step (const DscStep *a,
           const DscStep *b)
{
  return a->op.kind == b->op.kind && a->op.line == b->op.line && a->getsizeof == b->getsizeof
         && a->used == b->used && a->n_slots == b->n_slots
         && g_strcmp0 (a->label, b->label) == 0 && g_strcmp0 (a->error, b->error) == 0;
}

guint64
dsc_history_common_prefix (const DscHistory *a,
                           const DscHistory *b)
{
  const guint64 n = MIN (dsc_history_get_n_steps (a), dsc_history_get_n_steps (b));
  guint64 i = 0;

  if (!dsc_target_equal (a->target, b->target) || a->hash_seed != b->hash_seed)
    return 0;
  while (i < n && same_step (dsc_history_get_step (a, i), dsc_history_get_step (b, i)))
    i++;
  return i;
}

static guint64
entries_at (const DscHistory *self,
            guint64           step)
{
  return step > 0 ? dsc_timeline_get_step (self->timeline, step - 1)->used : 0;
}

guint64
dsc_history_get_cost (DscHistory *self,
                      guint64     step)
{
  const guint64 wanted = MIN (step, dsc_history_get_n_steps (self));
  const guint64 entries = entries_at (self, wanted);

  g_mutex_lock (&self->mutex);
  const guint64 at = self->at;
  const DscKeyframe *frame = dsc_keyframes_find (dsc_timeline_get_keyframes (self->timeline), wanted);
  const guint64 from_frame = frame != NULL ? wanted - frame->step + frame->step_equivalent : wanted;

  g_mutex_unlock (&self->mutex);
  /* Two states are copied, and the way from the beginning has one operation that can have made them all. */
  return wanted > at && wanted - at <= from_frame ? wanted - at + 2 * entries : from_frame + 3 * entries;
}

/* ---- the state at a step --------------------------------------------------------------------- */

/* The register that is shown when nobody asks for one: of the last step that was about a variable. */
static guint32
register_of_step (DscHistory *self,
                  guint64     step)
{
  for (guint64 i = step; i > 0; i--)
    {
      const guint32 reg = dsc_timeline_get_step (self->timeline, i - 1)->visible;

      if (reg != 0)
        return reg;
    }
  return 0;
}

static const char *
name_of_register (DscHistory *self,
                  guint32     reg)
{
  const char *name = reg != 0 ? dsc_machine_get_name (dsc_timeline_get_live (self->timeline), reg) : NULL;

  return name != NULL && name[0] != ' ' && name[0] != '\0' ? name : NULL;   /* a space begins a temporary's name */
}

/* ---- what a register is bound to --------------------------------------------------------------- */

typedef struct {
  DscBoundKind kind;
  guint32      id;             /* of that dict, instance or class; 0: nothing */
} Identity;

static gboolean
same (Identity a,
      Identity b)
{
  return a.id != 0 && a.kind == b.kind && a.id == b.id;
}

static Identity
identity_of (DscMachine *machine,
             guint32     reg)
{
  switch (reg != 0 ? dsc_machine_get_bound_kind (machine, reg) : DSC_BOUND_NOTHING)
    {
    case DSC_BOUND_NOTHING:
      break;
    case DSC_BOUND_DICT:
      return (Identity) { DSC_BOUND_DICT, dsc_dict_get_id (dsc_machine_get_dict (machine, reg)) };
    case DSC_BOUND_INSTANCE:
      return (Identity) { DSC_BOUND_INSTANCE, dsc_instance_get_id (dsc_machine_get_instance (machine, reg)) };
    case DSC_BOUND_CLASS:
      return (Identity) { DSC_BOUND_CLASS, dsc_class_get_id (dsc_machine_get_class (machine, reg)) };
    }
  return (Identity) { DSC_BOUND_NOTHING, 0 };
}

static DscSnapshot *
snapshot_of_dict (DscMachine *machine,
                  guint32     id)
{
  DscDict *dict = id != 0 ? dsc_machine_find_dict (machine, id) : NULL;

  return dict != NULL ? dsc_snapshot_new_from_dict (dsc_machine_get_runtime (machine), dict) : NULL;
}

/* ---- variables ------------------------------------------------------------------------------- */

static guint64
count_shared_keys (DscMachine *machine,
                   guint32     reg)
{
  DscSnapshot *snapshot = dsc_machine_take_snapshot (machine, reg);
  guint64 n = 0;

  for (gsize i = 0; snapshot != NULL && i < dsc_snapshot_get_n_entries (snapshot); i++)
    n += dsc_snapshot_get_entry_state (snapshot, i) == DSC_SLOT_USED;
  dsc_snapshot_unref (snapshot);
  return n;
}

static DscStateVariable
describe_variable (DscMachine *machine,
                   guint32     reg,
                   const char *name)
{
  const DscRuntime *rt = dsc_machine_get_runtime (machine);
  const DscInstance *instance = dsc_machine_get_instance (machine, reg);
  const DscDict *dict = instance != NULL ? dsc_instance_peek_dict (instance) : dsc_machine_get_dict (machine, reg);
  DscStateVariable variable = { g_strdup (name), dsc_machine_get_bound_kind (machine, reg), NULL, 0, -1, -1 };

  if (instance != NULL)
    {
      variable.class_name = g_strdup (dsc_class_get_name (dsc_instance_get_class (instance)));
      variable.n_items = dsc_instance_get_n_attributes (instance);
      variable.bytes = dsc_instance_getsizeof (rt);
      variable.dict_bytes = dict != NULL ? dsc_dict_getsizeof (rt, dict) : -1;
    }
  else if (dict != NULL)
    {
      variable.n_items = dsc_dict_get_used (dict);
      variable.bytes = dsc_dict_getsizeof (rt, dict);
    }
  else
    variable.n_items = count_shared_keys (machine, reg);
  return variable;
}

static void
collect_variables (DscHistory *self,
                   DscState   *state,
                   DscMachine *machine)
{
  const guint32 n_names = dsc_machine_get_n_names (dsc_timeline_get_live (self->timeline));
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (DscStateVariable));

  for (guint32 reg = 1; reg <= n_names && found->len < DSC_STATE_MAX_VARIABLES; reg++)
    {
      const char *name = name_of_register (self, reg);

      if (name == NULL || dsc_machine_get_bound_kind (machine, reg) == DSC_BOUND_NOTHING)
        continue;
      DscStateVariable variable = describe_variable (machine, reg, name);

      g_array_append_val (found, variable);
    }
  state->variables = (DscStateVariable *) g_array_steal (found, &state->n_variables);
}

/* ---- who shares the keys --------------------------------------------------------------------- */

static gboolean
holds_sharer (DscMachine      *machine,
              guint32          reg,
              const DscSharer *sharer)
{
  const Identity bound = identity_of (machine, reg);

  if (bound.kind == DSC_BOUND_INSTANCE)
    return sharer->instance_id != 0 && bound.id == sharer->instance_id;
  return bound.kind == DSC_BOUND_DICT && !sharer->is_instance && bound.id == sharer->id;
}

static char *
name_sharer (DscHistory      *self,
             DscMachine      *machine,
             const DscSharer *sharer)
{
  const guint32 n_names = MIN (dsc_machine_get_n_names (dsc_timeline_get_live (self->timeline)), DSC_STATE_MAX_VARIABLES);
  GString *names = g_string_new (NULL);

  for (guint32 reg = 1; reg <= n_names; reg++)
    if (name_of_register (self, reg) != NULL && holds_sharer (machine, reg, sharer))
      g_string_append_printf (names, "%s%s", names->len != 0 ? ", " : "", name_of_register (self, reg));
  return g_string_free (names, FALSE);
}

static void
name_sharers (DscHistory *self,
              DscState   *state,
              DscMachine *machine)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const DscSharer *sharer;

  for (gsize i = 0; (sharer = dsc_snapshot_get_sharer (state->snapshot, i)) != NULL; i++)
    g_ptr_array_add (names, name_sharer (self, machine, sharer));
  g_ptr_array_add (names, NULL);
  state->sharers = (char **) g_ptr_array_steal (names, NULL);
}

char *
dsc_state_dup_sharer_name (const DscState  *self,
                           const DscSharer *sharer)
{
  const DscSharer *other;

  if (self->whole != NULL)
    return dsc_state_dup_sharer_name (self->whole, sharer);
  for (gsize i = 0; self->snapshot != NULL && (other = dsc_snapshot_get_sharer (self->snapshot, i)) != NULL; i++)
    if (other->is_instance == sharer->is_instance && other->id == sharer->id)
      return *self->sharers[i] != '\0' ? g_strdup (self->sharers[i]) : NULL;
  return NULL;
}

/* Two things matter at a step: the one that is shown, and the one that the operation was about. Mostly they are the same. */
typedef struct {
  guint32      reg;            /* of the shown variable; 0: none */
  guint32      touched_reg;    /* of the instance that the operation was about; 0: it was about the dict below */
  guint32      touched_dict;   /* 0: none */
  Identity     shown_before_id, touched_before_id;
  DscSnapshot *touched_before, *touched_after;
  DscSnapshot *shown_before;
} Views;

static void
views_clear (Views *self)
{
  dsc_snapshot_unref (self->touched_before);
  dsc_snapshot_unref (self->touched_after);
  dsc_snapshot_unref (self->shown_before);
}

/* What the operation was about, at the moment of the machine. An image that is at hand is not taken twice: it may be large. */
static DscSnapshot *
snapshot_of_touched (const Views *self,
                     DscMachine  *machine,
                     DscSnapshot *shown,
                     Identity     shown_id)
{
  const gboolean is_shown = self->touched_reg != 0 ? same (identity_of (machine, self->touched_reg), shown_id)
                                                   : same ((Identity) { DSC_BOUND_DICT, self->touched_dict }, shown_id);

  if (is_shown && shown != NULL)
    return dsc_snapshot_ref (shown);
  return self->touched_reg != 0 ? dsc_machine_take_snapshot (machine, self->touched_reg) : snapshot_of_dict (machine, self->touched_dict);
}

/* The register of the instance or class that the operation is about. */
static guint32
register_touched (const DscOp *op)
{
  switch (op->kind)
    {
    case DSC_OP_CLASS:
    case DSC_OP_INSTANCE:
      return op->target;
    case DSC_OP_SET_ATTR:
    case DSC_OP_GET_ATTR:
    case DSC_OP_DELETE_ATTR:
    case DSC_OP_VARS:
    case DSC_OP_SET_DICT:
      return op->source;
    default:
      return 0;
    }
}

static gboolean
look_before (DscHistory *self,
             DscState   *state,
             Views      *views)
{
  DscMachine *machine = dsc_timeline_seek (self->timeline, state->step - 1, NULL);
  const DscStep *step = dsc_timeline_get_step (self->timeline, state->step - 1);

  if (machine == NULL)
    return FALSE;
  views->touched_reg = register_touched (&step->op);
  views->touched_dict = views->touched_reg == 0 ? step->result.dict : 0;
  views->touched_before_id = identity_of (machine, views->touched_reg);
  views->shown_before_id = identity_of (machine, views->reg);
  views->shown_before = dsc_machine_take_snapshot (machine, views->reg);
  views->touched_before = snapshot_of_touched (views, machine, views->shown_before, views->shown_before_id);
  return TRUE;
}

static DscStateKind
kind_without_picture (DscState   *state,
                      DscMachine *machine,
                      guint32     reg,
                      const char *asked)
{
  if (reg != 0 && dsc_machine_get_bound_kind (machine, reg) == DSC_BOUND_CLASS)
    return DSC_STATE_NO_KEYS;
  if (asked == NULL && state->n_steps == 0)
    return DSC_STATE_NO_STEPS;
  if (asked == NULL && reg == 0)
    return DSC_STATE_BEFORE_DICT;
  return DSC_STATE_UNBOUND;
}

static gboolean
look_after (DscHistory *self,
            DscState   *state,
            DscMachine *machine,
            Views      *views,
            const char *asked)
{
  const DscBoundKind kind = views->reg != 0 ? dsc_machine_get_bound_kind (machine, views->reg) : DSC_BOUND_NOTHING;
  const Identity shown = identity_of (machine, views->reg);

  collect_variables (self, state, machine);
  state->name = g_strdup (asked != NULL ? asked : name_of_register (self, views->reg));
  state->snapshot = dsc_machine_take_snapshot (machine, views->reg);
  state->kind = state->snapshot != NULL ? DSC_STATE_DICT : kind_without_picture (state, machine, views->reg, asked);
  if (state->snapshot == NULL && (kind == DSC_BOUND_DICT || kind == DSC_BOUND_INSTANCE))
    return FALSE;
  if (state->snapshot != NULL)
    name_sharers (self, state, machine);
  if (same (shown, views->shown_before_id))
    state->before = g_steal_pointer (&views->shown_before);
  views->touched_after = snapshot_of_touched (views, machine, state->snapshot, shown);
  if (views->touched_reg != 0 && !same (identity_of (machine, views->touched_reg), views->touched_before_id))
    g_clear_pointer (&views->touched_before, dsc_snapshot_unref);
  return TRUE;
}

static void
describe (DscHistory     *self,
          DscState       *state,
          const Views    *views,
          const DscTrace *trace)
{
  const DscStep *step = dsc_timeline_get_step (self->timeline, state->step - 1);

  state->operation = g_strdup (step->label);
  state->error = g_strdup (step->error);
  state->result = dsc_history_dup_result (self, state->step - 1);
  state->line = step->op.line;
  state->end_line = MAX (step->op.line, step->op.end_line);
  if (views->touched_after != NULL)
    state->sentence = dsc_describe_step (step, trace, views->touched_before, views->touched_after);
}

static gboolean
fill_state (DscHistory *self,
            DscState   *state,
            const char *asked,
            DscTrace   *trace)
{
  Views views = { 0 };
  DscMachine *machine;
  gboolean complete = FALSE;

  views.reg = asked != NULL ? dsc_machine_find_name (dsc_timeline_get_live (self->timeline), asked)
                            : register_of_step (self, state->step);
  if (state->step == 0 || look_before (self, state, &views))
    {
      machine = dsc_timeline_seek (self->timeline, state->step, state->step > 0 ? trace : NULL);
      complete = machine != NULL && look_after (self, state, machine, &views, asked);
    }
  if (complete && state->step > 0)
    describe (self, state, &views, trace);
  views_clear (&views);
  return complete;
}

DscState *
dsc_history_build_state (DscHistory *self,
                         guint64     step,
                         const char *name)
{
  DscState *state = g_new0 (DscState, 1);
  gboolean complete;
  DscTrace trace;

  g_atomic_ref_count_init (&state->ref_count);
  state->moment = -1;
  state->n_steps = dsc_history_get_n_steps (self);
  state->step = MIN (step, state->n_steps);
  dsc_trace_init (&trace, dsc_pool_get_alloc (dsc_timeline_get_pool (self->timeline)));
  trace.max_events = MAX_EVENTS;
  g_mutex_lock (&self->mutex);
  complete = fill_state (self, state, name, &trace);
  self->at = state->step;
  g_mutex_unlock (&self->mutex);
  if (complete && state->step > 0 && state->snapshot != NULL && trace.status != DSC_STATUS_NO_MEMORY)
    {
      state->trace = trace;
      state->history = dsc_history_ref (self);
    }
  else
    dsc_trace_clear (&trace);
  if (!complete)
    g_clear_pointer (&state, dsc_state_unref);
  return state;
}

/* ---- lanes ----------------------------------------------------------------------------------- */

/* In pieces, so that who waits for a state does not wait for all of it. */
GArray *
dsc_history_read_lane (DscHistory   *self,
                       const char   *name,
                       guint64       first,
                       guint64       n,
                       GCancellable *cancellable)
{
  const guint64 end = MIN (first + n, dsc_history_get_n_steps (self));
  const guint32 reg = name != NULL ? dsc_machine_find_name (dsc_timeline_get_live (self->timeline), name) : register_of_step (self, end);
  GArray *steps = g_array_new (FALSE, TRUE, sizeof (DscLaneStep));

  g_array_set_clear_func (steps, dsc_lane_step_clear);
  for (guint64 at = first; at < end && !g_cancellable_is_cancelled (cancellable); at += LANE_PIECE)
    {
      GArray *piece;
      guint len;

      g_mutex_lock (&self->mutex);
      piece = dsc_lane_read (self->timeline, reg, at, MIN (LANE_PIECE, end - at));
      self->at = at + piece->len;
      g_mutex_unlock (&self->mutex);
      len = piece->len;
      g_array_append_vals (steps, piece->data, len);
      g_array_set_clear_func (piece, NULL);     /* what they own has moved */
      g_array_unref (piece);
      if (len < MIN (LANE_PIECE, end - at))
        break;
    }
  return steps;
}

/* ---- writers --------------------------------------------------------------------------------- */

/* Backwards in pieces: what is asked for was mostly written not long ago. */
guint64
dsc_history_find_writer (DscHistory     *self,
                         const DscState *state,
                         DscSceneId      id,
                         GCancellable   *cancellable)
{
  guint64 end = state->step, step = 0;
  DscWriter writer;

  if (state->snapshot == NULL || !dsc_writer_init (&writer, state->snapshot, id))
    return 0;
  const guint32 reg = state->name != NULL ? dsc_machine_find_name (dsc_timeline_get_live (self->timeline), state->name) : register_of_step (self, end);

  while (end > 0 && step == 0 && writer.part != DSC_PART_OF_PICTURE && !g_cancellable_is_cancelled (cancellable))
    {
      const guint64 first = end > LANE_PIECE ? end - LANE_PIECE : 0;

      g_mutex_lock (&self->mutex);
      step = dsc_writer_look (&writer, self->timeline, reg, first, end);
      self->at = end;
      g_mutex_unlock (&self->mutex);
      end = first;
    }
  return step;
}
