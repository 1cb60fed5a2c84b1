/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-timeline.c: a history of operations and the way to the state after any of them.
 *
 * Two machines share one pool of objects: the live one is at the end of the history, where sources append; the other one
 * shows whatever step was asked for last. Everything that a state holds (version tags, numbers of dicts and blocks, and so
 * addresses) follows from the operations alone, so replaying gives the very same state.
 *
 * Keys and values are shared by both machines. An object that stands for a dict or an instance is shared, too; which one it stands for, each
 * machine knows for itself (dsc-referents.h).
 *
 * Steps lie in chunks that never move. States on the way are kept while the history is made (dsc-keyframes.h), so that
 * replaying begins near the step that is asked for. */
#include "dsc-timeline.h"

#include "dsc-arena.h"
#include "dsc-keyframes.h"
#include "dsc-machine-private.h"

#include <string.h>

#define CHUNK_STEPS        128u
#define SLAB_CHUNKS        256u    /* so many are made at once when there are so many: large blocks may have huge pages */
#define MAX_LABEL_CHARS    200u
#define RECENT_LABELS      8u

struct DscTimeline {
  const DscAlloc *alloc;
  DscTarget       target;
  uint32_t        hash_seed;
  DscMachine     *live;
  DscMachine     *shown;              /* NULL: none yet */
  size_t          shown_step;         /* operations that were applied to it */
  DscStep    **chunks;             /* CHUNK_STEPS each */
  size_t          n_chunks, chunks_capacity;
  size_t          n_steps;
  DscKeyframes    keyframes;
  DscArena        arena;              /* arrays and texts of the steps */
  struct {
    const char *text;
    size_t      length;
  } labels[RECENT_LABELS];            /* the last ones; loops repeat them */
  size_t          next_label;
  bool            live_is_stale;      /* a failed operation may have changed the live machine */
  DscTimelineObserver observer;       /* NULL: nobody looks on */
  void           *observer_user;
  DscTrace        observed;           /* events of the last step, for the observer */
};

static DscStep *
stored_step (const DscTimeline *self, size_t i)
{
  return &self->chunks[i / CHUNK_STEPS][i % CHUNK_STEPS];
}

/* Whether a block of memory begins with that chunk. */
static bool
is_first_of_block (size_t chunk)
{
  return chunk < SLAB_CHUNKS || chunk % SLAB_CHUNKS == 0;
}

DscTimeline *
dsc_timeline_new (DscTarget target, uint32_t hash_seed, const DscAlloc *alloc)
{
  const DscTraits traits = dsc_traits_resolve (target);

  return dsc_timeline_new_by_traits (&traits, hash_seed, alloc);
}

DscTimeline *
dsc_timeline_new_by_traits (const DscTraits *traits, uint32_t hash_seed, const DscAlloc *alloc)
{
  DscTimeline *self = dsc_alloc_zero (alloc, sizeof *self);
  DscPool *pool;

  if (self == NULL)
    return NULL;
  self->alloc = alloc;
  self->target = traits->target;
  self->hash_seed = hash_seed;
  dsc_arena_init (&self->arena, alloc);
  dsc_keyframes_init (&self->keyframes, alloc);
  dsc_trace_init (&self->observed, alloc);
  self->observed.max_events = DSC_OBSERVED_EVENTS;
  pool = dsc_pool_new (traits, hash_seed, alloc);
  if (pool != NULL)
    {
      self->live = dsc_machine_new (self->target, hash_seed, pool, alloc);
      dsc_pool_unref (pool);
    }
  if (self->live == NULL)
    {
      dsc_timeline_free (self);
      return NULL;
    }
  return self;
}

void
dsc_timeline_free (DscTimeline *self)
{
  if (self == NULL)
    return;
  dsc_machine_free (self->shown);
  dsc_machine_free (self->live);
  dsc_keyframes_clear (&self->keyframes);
  for (size_t i = 0; i < self->n_chunks; i++)
    if (is_first_of_block (i))
      dsc_alloc_free (self->alloc, self->chunks[i]);
  dsc_alloc_free (self->alloc, self->chunks);
  dsc_arena_clear (&self->arena);
  dsc_trace_clear (&self->observed);
  dsc_alloc_free (self->alloc, self);
}

DscMachine *
dsc_timeline_get_live (const DscTimeline *self)
{
  return self->live;
}

DscKeyframes *
dsc_timeline_get_keyframes (DscTimeline *self)
{
  return &self->keyframes;
}

DscPool *
dsc_timeline_get_pool (const DscTimeline *self)
{
  return self->live->pool;
}

size_t
dsc_timeline_get_n_steps (const DscTimeline *self)
{
  return self->n_steps;
}

const DscStep *
dsc_timeline_get_step (const DscTimeline *self, size_t i)
{
  return i < self->n_steps ? stored_step (self, i) : NULL;
}

/* Replaying. */

static bool
is_pythons (DscStatus status)
{
  return status == DSC_STATUS_OK || status == DSC_STATUS_RAISED;
}

/* Brings the shown machine to the state from which a step is reached soonest, at most `last_start` operations from the
 * beginning. */
static DscStatus
nearest_state (DscTimeline *self, size_t last_start)
{
  const DscKeyframe *frame = dsc_keyframes_find (&self->keyframes, last_start);
  const size_t is_worth = frame != NULL ? frame->step - frame->step_equivalent : 0;   /* a copy costs as much as some steps */

  if (self->shown != NULL && self->shown_step <= last_start && (frame == NULL || self->shown_step >= is_worth))
    return DSC_STATUS_OK;
  dsc_machine_free (self->shown);
  self->shown = frame != NULL ? dsc_machine_copy (frame->machine, NULL, NULL)
                              : dsc_machine_new (self->target, self->hash_seed, self->live->pool, self->alloc);
  self->shown_step = frame != NULL ? frame->step : 0;
  return self->shown != NULL ? DSC_STATUS_OK : DSC_STATUS_NO_MEMORY;
}

DscMachine *
dsc_timeline_seek (DscTimeline *self, size_t step, DscTrace *trace)
{
  size_t wanted = step <= self->n_steps ? step : self->n_steps;
  bool goes_back = self->shown != NULL && self->shown_step > wanted && self->shown_step - wanted <= DSC_KEYFRAMES_BACK;
  DscStatus status = nearest_state (self, trace != NULL && wanted != 0 ? wanted - 1 : wanted);
  size_t start = self->shown_step;

  if (status == DSC_STATUS_OK)
    status = dsc_machine_share_names (self->shown, self->live);
  while (status == DSC_STATUS_OK && self->shown_step < wanted)
    {
      bool last = self->shown_step == wanted - 1;
      dsc_runtime_set_trace (self->shown->rt, last ? trace : NULL);
      if (!is_pythons (dsc_machine_apply (self->shown, &stored_step (self, self->shown_step)->op, NULL)))
        status = DSC_STATUS_NO_MEMORY;
      self->shown_step++;
      if (goes_back && status == DSC_STATUS_OK && self->shown_step + DSC_KEYFRAMES_BACK == wanted && self->shown_step - start > DSC_KEYFRAMES_BACK)
        dsc_keyframes_keep_recent (&self->keyframes, self->shown, self->shown_step);
    }
  if (self->shown != NULL)
    dsc_runtime_set_trace (self->shown->rt, NULL);
  if (status == DSC_STATUS_OK)
    return self->shown;
  dsc_machine_free (self->shown);
  self->shown = NULL;
  return NULL;
}

/* After a failure: the live machine is made anew. Objects that stood for dicts of the old one stand for the new one's. */

static DscStatus
take_over_objects (DscMachine *machine, const DscMachine *from)
{
  DscStatus status = DSC_STATUS_OK;

  for (const DscDict *old = from->rt->dicts; old != NULL && status == DSC_STATUS_OK; old = old->next)
    {
      DscDict *dict = old->object != NULL ? dsc_machine_find_dict (machine, old->id) : NULL;
      if (dict == NULL || dict->object != NULL)
        continue;
      status = dsc_runtime_adopt (machine->rt, old->object, dict);
      if (status == DSC_STATUS_OK)
        dict->object = old->object;
    }
  return status;
}

static void
point_objects (const DscMachine *machine)
{
  for (DscDict *dict = machine->rt->dicts; dict != NULL; dict = dict->next)
    if (dict->object != NULL)
      ((DscObject *) dict->object)->as.dict = dict;
}

static DscStatus
rebuild_live (DscTimeline *self)
{
  DscMachine *machine = dsc_machine_new (self->target, self->hash_seed, self->live->pool, self->alloc);
  DscStatus status = machine != NULL ? dsc_machine_share_names (machine, self->live) : DSC_STATUS_NO_MEMORY;

  for (size_t i = 0; i < self->n_steps && status == DSC_STATUS_OK; i++)
    if (!is_pythons (dsc_machine_apply (machine, &stored_step (self, i)->op, NULL)))
      status = DSC_STATUS_NO_MEMORY;
  if (status == DSC_STATUS_OK)
    status = take_over_objects (machine, self->live);
  self->live_is_stale = status != DSC_STATUS_OK;
  if (status == DSC_STATUS_OK)
    {
      DscMachine before = *self->live;
      *self->live = *machine;
      *machine = before;
      dsc_runtime_set_trace (self->live->rt, dsc_runtime_get_trace (machine->rt));
      dsc_runtime_set_trace (machine->rt, NULL);
    }
  dsc_machine_free (machine);
  point_objects (self->live);
  return status;
}

/* Appending: everything that may fail is done before the operation is applied. */

static size_t
label_length (const char *label)
{
  size_t length = strnlen (label, MAX_LABEL_CHARS + 1);

  if (length <= MAX_LABEL_CHARS)
    return length;
  length = 0;
  for (unsigned n_chars = 0; label[length] != '\0'; length++)
    if (((unsigned char) label[length] & 0xc0) != 0x80 && n_chars++ == MAX_LABEL_CHARS)
      break;
  return length;
}

static const char *
keep_text (DscTimeline *self, const char *text, size_t length)
{
  char *copy = dsc_arena_allocate (&self->arena, length + 1);

  if (copy != NULL)
    {
      memcpy (copy, text, length);
      copy[length] = '\0';
    }
  return copy;
}

static const char *
find_recent_label (const DscTimeline *self, const char *label, size_t length)
{
  for (size_t i = 0; i < RECENT_LABELS; i++)
    if (self->labels[i].length == length && self->labels[i].text != NULL && memcmp (self->labels[i].text, label, length) == 0)
      return self->labels[i].text;
  return NULL;
}

/* A new one is remembered only when its step is there (remember_label): until then it may be taken back. */
static DscStatus
keep_label (DscTimeline *self, const char *label, DscStep *step, size_t *out_new_length)
{
  size_t length = label != NULL ? label_length (label) : 0;

  step->label = "";
  *out_new_length = 0;
  if (length == 0)
    return DSC_STATUS_OK;
  step->label = find_recent_label (self, label, length);
  if (step->label != NULL)
    return DSC_STATUS_OK;
  step->label = keep_text (self, label, length);
  *out_new_length = length;
  return step->label != NULL ? DSC_STATUS_OK : DSC_STATUS_NO_MEMORY;
}

static void
remember_label (DscTimeline *self, const char *label, size_t length)
{
  if (length == 0)
    return;
  self->labels[self->next_label].text = label;
  self->labels[self->next_label].length = length;
  self->next_label = (self->next_label + 1) % RECENT_LABELS;
}

static DscStatus
keep_array (DscTimeline *self, const void *array, size_t n, size_t element_size, const void **out_copy)
{
  size_t bytes;

  *out_copy = NULL;
  if (n == 0)
    return DSC_STATUS_OK;
  if (__builtin_mul_overflow (n, element_size, &bytes))
    return DSC_STATUS_NO_MEMORY;

  void *copy = dsc_arena_allocate (&self->arena, bytes);
  if (copy == NULL)
    return DSC_STATUS_NO_MEMORY;
  *out_copy = memcpy (copy, array, bytes);
  return DSC_STATUS_OK;
}

static DscStatus
reserve_step (DscTimeline *self)
{
  if (self->n_steps < self->n_chunks * CHUNK_STEPS)
    return DSC_STATUS_OK;

  DscStatus status = dsc_alloc_reserve_one (self->alloc, &self->chunks, sizeof (DscStep *), self->n_chunks, &self->chunks_capacity);
  if (status != DSC_STATUS_OK)
    return status;

  size_t n_steps = self->n_chunks < SLAB_CHUNKS ? CHUNK_STEPS : CHUNK_STEPS * SLAB_CHUNKS;
  DscStep *chunk = is_first_of_block (self->n_chunks) ? dsc_alloc_new (self->alloc, n_steps * sizeof *chunk)
                                                         : self->chunks[self->n_chunks - 1] + CHUNK_STEPS;
  if (chunk == NULL)
    return DSC_STATUS_NO_MEMORY;
  self->chunks[self->n_chunks++] = chunk;
  return DSC_STATUS_OK;
}

/* The step, where it will stay, with copies of all that the operation borrows. */
static DscStatus
prepare_step (DscTimeline *self, const DscOp *op, const char *label, DscStep **out_stored, size_t *out_new_label_length)
{
  const void *pairs = NULL;
  const void *parts = NULL;
  const void *drops = NULL;
  DscStatus status = reserve_step (self);

  if (status != DSC_STATUS_OK)
    return status;
  DscStep *stored = *out_stored = stored_step (self, self->n_steps);
  *stored = (DscStep) { .op = *op };
  status = keep_label (self, label, stored, out_new_label_length);
  if (status == DSC_STATUS_OK)
    status = keep_array (self, op->pairs, op->n_pairs, sizeof *op->pairs, &pairs);
  if (status == DSC_STATUS_OK)
    status = keep_array (self, op->parts, op->n_parts, sizeof *op->parts, &parts);
  if (status == DSC_STATUS_OK)
    status = keep_array (self, op->drops, op->n_drops, sizeof *op->drops, &drops);
  stored->op.pairs = pairs;
  stored->op.parts = parts;
  stored->op.drops = drops;
  return status;
}

static bool
is_shown (const DscMachine *machine, uint32_t reg)
{
  DscBoundKind kind = dsc_machine_get_bound_kind (machine, reg);

  if (kind == DSC_BOUND_NOTHING || machine->variables[reg - 1].name[0] == ' ')
    return false;
  return kind != DSC_BOUND_CLASS || dsc_class_shares_keys (dsc_machine_get_class (machine, reg));
}

static void
describe_extent (const DscMachine *machine, DscStep *step)
{
  const DscInstance *instance = dsc_machine_get_instance (machine, step->visible);
  const DscDict *dict = instance != NULL ? dsc_instance_peek_dict (instance) : dsc_machine_get_dict (machine, step->visible);

  if (instance != NULL)
    step->used = dsc_instance_get_n_attributes (instance);
  if (dict == NULL)
    return;
  step->getsizeof = dsc_dict_getsizeof (machine->rt, dict);
  step->used = dsc_dict_get_used (dict);
  step->n_slots = dsc_dict_get_n_slots (machine->rt, dict);
}

static void
describe_state (const DscMachine *machine, DscStep *step)
{
  const DscOp *op = &step->op;

  step->visible = is_shown (machine, op->target) ? op->target : is_shown (machine, op->source) ? op->source : 0;
  step->getsizeof = -1;
  if (step->visible != 0)
    describe_extent (machine, step);
}

void
dsc_timeline_set_observer (DscTimeline *self, DscTimelineObserver observer, void *user)
{
  self->observer = observer;
  self->observer_user = user;
}

static DscStatus
apply_live (DscTimeline *self, DscStep *step)
{
  DscRuntime *rt = self->live->rt;
  DscTrace *trace = dsc_runtime_get_trace (rt);
  DscStatus status;

  if (self->observer == NULL)
    return dsc_machine_apply (self->live, &step->op, &step->result);
  dsc_trace_reset (&self->observed);
  dsc_runtime_set_trace (rt, &self->observed);
  status = dsc_machine_apply (self->live, &step->op, &step->result);
  dsc_runtime_set_trace (rt, trace);
  return status;
}

DscStatus
dsc_timeline_append (DscTimeline *self, const DscOp *op, const char *label, DscStep **out_step)
{
  DscArenaMark mark = dsc_arena_mark (&self->arena);
  DscStatus status = self->live_is_stale ? rebuild_live (self) : DSC_STATUS_OK;
  DscStep *stored = NULL;
  size_t new_label_length = 0;

  if (status == DSC_STATUS_OK)
    status = prepare_step (self, op, label, &stored, &new_label_length);
  if (status == DSC_STATUS_OK)
    {
      status = apply_live (self, stored);
      if (status == DSC_STATUS_NO_MEMORY || status == DSC_STATUS_TOO_LARGE)
        (void) rebuild_live (self);   /* else the next append tries again */
    }
  if (!is_pythons (status))
    {
      dsc_arena_release (&self->arena, mark);
      return status;
    }

  if (op->kind == DSC_OP_CLASS || op->kind == DSC_OP_INSTANCE || op->kind == DSC_OP_POPITEM)
    stored->op.value = stored->result.value;   /* replaying binds the same object */
  describe_state (self->live, stored);
  remember_label (self, stored->label, new_label_length);
  self->n_steps++;
  dsc_keyframes_note (&self->keyframes, stored, self->live, self->n_steps);
  if (self->observer != NULL)
    self->observer (stored, &self->observed, self->observer_user);
  if (out_step != NULL)
    *out_step = stored;
  return status;
}

DscStatus
dsc_timeline_set_error (DscTimeline *self, const char *message)
{
  if (self->n_steps == 0)
    return DSC_STATUS_INVALID;

  const char *copy = keep_text (self, message, strlen (message));
  if (copy == NULL)
    return DSC_STATUS_NO_MEMORY;
  stored_step (self, self->n_steps - 1)->error = copy;
  return DSC_STATUS_OK;
}
