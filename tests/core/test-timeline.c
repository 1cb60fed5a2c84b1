/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-timeline.c: histories: what a step says, and that every state is reached again exactly. */
#include "machine-dump.h"
#include "program-fixture.h"

static void
check_step (Program *self, size_t step, const char *expected)
{
  const DscMachine *machine = dsc_timeline_seek (self->timeline, step, NULL);

  g_assert_nonnull (machine);
  g_autofree char *got = states_of (machine);
  g_assert_cmpstr (got, ==, expected);
}

static void
test_seek_is_exact (gconstpointer target)
{
  const size_t n = 400;
  Program self;
  FailingAlloc memory;
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);

  g_test_summary ("Each state of a random program, in any order, is reached again to the last address and version tag.");
  failing_alloc_init (&memory, 0);
  program_init (&self, target, 2026, &memory.alloc);
  for (size_t i = 0; i <= n; i++)
    {
      g_ptr_array_add (states, states_of (dsc_timeline_get_live (self.timeline)));
      append_some (&self);
      if (i % 50 == 7)
        check_step (&self, i / 2, g_ptr_array_index (states, i / 2));   /* looking back changes nothing of what follows */
    }
  for (size_t i = 0; i <= n; i++)
    check_step (&self, i, g_ptr_array_index (states, i));
  for (int i = 0; i < 100; i++)
    {
      size_t step = below (&self, n + 1);
      check_step (&self, step, g_ptr_array_index (states, step));
    }
  program_clear (&self);
  g_assert_cmpuint (memory.n_live, ==, 0);
}

static void
test_long_history (void)
{
  const size_t n = 100000;
  const size_t every = 5000;
  Program self;
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);

  g_test_summary ("100,000 operations: seeking forward and back equals a fresh replay.");
  program_init (&self, "3.13.0", 1, &dsc_alloc_libc);
  for (size_t i = 0; i < n; i++)
    {
      if (i % every == 0)
        g_ptr_array_add (states, states_of (dsc_timeline_get_live (self.timeline)));
      append_some (&self);
    }
  for (guint i = 0; i < states->len; i++)
    check_step (&self, i * every, g_ptr_array_index (states, i));
  for (guint i = states->len; i-- > 0; i -= MIN (i, 4))
    check_step (&self, i * every, g_ptr_array_index (states, i));
  g_autofree char *live = states_of (dsc_timeline_get_live (self.timeline));
  check_step (&self, n, live);
  check_step (&self, n + 5, live);
  program_clear (&self);
}

static DscStep *
append (DscTimeline *timeline, DscOp op, const char *label)
{
  DscStep *step = NULL;
  DscStatus status = dsc_timeline_append (timeline, &op, label, &step);

  g_assert_true (status == DSC_STATUS_OK || status == DSC_STATUS_RAISED);
  return step;
}

static void
test_steps (void)
{
  DscTimeline *timeline = dsc_timeline_new (target_of ("3.12.1"), 0, &dsc_alloc_libc);
  DscMachine *live = dsc_timeline_get_live (timeline);
  DscPool *pool = dsc_timeline_get_pool (timeline);
  uint32_t a = name_of (live, "a");
  uint32_t t = name_of (live, " t");
  DscPair pair = { str_of (pool, "k0"), dsc_object_int (pool, 1) };
  g_autofree char *long_label = g_strnfill (500, 'x');
  memcpy (long_label + 190, "ä", 2);

  g_assert_null (dsc_timeline_get_step (timeline, 0));
  g_assert_cmpint (dsc_timeline_set_error (timeline, "none"), ==, DSC_STATUS_INVALID);
  DscStep *first = append (timeline, (DscOp) { .kind = DSC_OP_BUILD, .target = a, .pairs = &pair, .n_pairs = 1, .line = 3 }, long_label);
  pair.key = NULL;
  g_assert_cmpuint (first->visible, ==, a);
  g_assert_cmpint (first->getsizeof, ==, 184);
  g_assert_cmpuint (first->used, ==, 1);
  g_assert_cmpuint (first->n_slots, ==, 8);
  g_assert_cmpuint (first->op.line, ==, 3);
  g_assert_nonnull (first->op.pairs[0].key);
  g_assert_cmpint (g_utf8_strlen (first->label, -1), ==, 200);
  g_assert_true (g_str_has_prefix (long_label, first->label));
  g_assert_null (first->error);

  DscStep *second = append (timeline, (DscOp) { .kind = DSC_OP_COPY, .source = a, .target = t }, "tmp");
  g_assert_cmpuint (second->visible, ==, a);
  DscStep *third = append (timeline, (DscOp) { .kind = DSC_OP_PRINT, .value = str_of (pool, "x") }, NULL);
  g_assert_cmpuint (third->visible, ==, 0);
  g_assert_cmpint (third->getsizeof, ==, -1);
  g_assert_cmpstr (third->label, ==, "");
  DscStep *fourth = append (timeline, (DscOp) { .kind = DSC_OP_GET_ITEM, .source = a, .key = str_of (pool, "none") }, "tmp");
  g_assert_cmpint (fourth->result.status, ==, DSC_STATUS_RAISED);
  g_assert_true (fourth->label == second->label);
  g_assert_cmpint (dsc_timeline_set_error (timeline, "KeyError: 'none'"), ==, DSC_STATUS_OK);
  g_assert_cmpstr (dsc_timeline_get_step (timeline, 3)->error, ==, "KeyError: 'none'");

  DscOp refused = { .kind = DSC_OP_VARS, .source = a };
  g_assert_cmpint (dsc_timeline_append (timeline, &refused, "vars(a)", NULL), ==, DSC_STATUS_INVALID);
  refused.kind = DSC_OP_LEN;
  refused.source = 99;
  g_assert_cmpint (dsc_timeline_append (timeline, &refused, "len(x)", NULL), ==, DSC_STATUS_INVALID);
  g_assert_cmpuint (dsc_timeline_get_n_steps (timeline), ==, 4);
  dsc_timeline_free (timeline);
}

static void
test_trace (void)
{
  DscTimeline *timeline = dsc_timeline_new (target_of ("3.11.7"), 0, &dsc_alloc_libc);
  DscMachine *live = dsc_timeline_get_live (timeline);
  DscPool *pool = dsc_timeline_get_pool (timeline);
  uint32_t a = name_of (live, "a");
  DscTrace direct;
  DscTrace replayed;

  g_test_summary ("A seek with a trace records the last operation only, and the same as when it was done first.");
  dsc_trace_init (&direct, &dsc_alloc_libc);
  dsc_trace_init (&replayed, &dsc_alloc_libc);
  append (timeline, (DscOp) { .kind = DSC_OP_NEW, .target = a }, NULL);
  for (int i = 0; i < 30; i++)
    {
      dsc_trace_reset (&direct);
      dsc_runtime_set_trace (dsc_machine_get_runtime (live), &direct);
      append (timeline, (DscOp) { .kind = DSC_OP_SET_ITEM, .source = a, .key = dsc_object_int (pool, i * 7), .value = dsc_object_none (pool) }, NULL);
      for (int again = 0; again < 2; again++)
        {
          dsc_trace_reset (&replayed);
          g_assert_nonnull (dsc_timeline_seek (timeline, (size_t) i + 2, &replayed));
          g_assert_cmpuint (direct.n_events, >, 0);
          g_assert_cmpmem (direct.events, direct.n_events * sizeof *direct.events, replayed.events, replayed.n_events * sizeof *replayed.events);
        }
      g_assert_null (dsc_runtime_get_trace (dsc_machine_get_runtime (dsc_timeline_seek (timeline, (size_t) i + 2, NULL))));
    }
  dsc_trace_reset (&replayed);
  g_assert_nonnull (dsc_timeline_seek (timeline, 0, &replayed));
  g_assert_cmpuint (replayed.n_events, ==, 0);
  dsc_timeline_free (timeline);
  dsc_trace_clear (&direct);
  dsc_trace_clear (&replayed);
}

static void
test_instances (void)
{
  DscTimeline *timeline = dsc_timeline_new (target_of ("3.12.1"), 0, &dsc_alloc_libc);
  DscMachine *live = dsc_timeline_get_live (timeline);
  DscPool *pool = dsc_timeline_get_pool (timeline);
  uint32_t class = name_of (live, "P");
  uint32_t object = name_of (live, "p");
  uint32_t a = name_of (live, "a");

  g_test_summary ("An instance that is a key has the same address, and so the same hash, each time it is replayed.");
  append (timeline, (DscOp) { .kind = DSC_OP_CLASS, .target = class, .key = str_of (pool, "P") }, NULL);
  append (timeline, (DscOp) { .kind = DSC_OP_INSTANCE, .target = object, .source = class }, NULL);
  append (timeline, (DscOp) { .kind = DSC_OP_NEW, .target = a }, NULL);
  append (timeline, (DscOp) { .kind = DSC_OP_SET_ITEM, .source = a, .key = dsc_machine_get_object (live, object),
                              .value = dsc_machine_get_object (live, class) }, NULL);
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *expected = states_of (live);
      g_assert_nonnull (dsc_timeline_seek (timeline, 1, NULL));
      g_autofree char *got = states_of (dsc_timeline_seek (timeline, 4, NULL));
      g_assert_cmpstr (got, ==, expected);
    }
  dsc_timeline_free (timeline);
}

/* Refuses some allocations from one on. */
typedef struct {
  DscAlloc alloc;
  unsigned n_asked, first, last;
} Refusing;

static void *
refusing_reallocate (void *user, void *block, size_t size)
{
  Refusing *self = user;

  if (size != 0)
    {
      self->n_asked++;
      if (self->n_asked >= self->first && self->n_asked <= self->last)
        return NULL;
    }
  return dsc_alloc_libc.reallocate (NULL, block, size);
}

/* One append in which n_refused allocations from the first one on fail, then everything is as before and goes on. */
static bool
refuse (const char *target, guint32 seed, unsigned first, unsigned n_refused)
{
  Refusing memory = { .alloc = { refusing_reallocate, &memory } };
  Program self;

  program_init (&self, target, seed, &memory.alloc);
  for (int i = 0; i < 60; i++)
    append_some (&self);
  g_autofree char *before = states_of (dsc_timeline_get_live (self.timeline));
  g_assert_nonnull (dsc_timeline_seek (self.timeline, 30, NULL));
  size_t n = dsc_timeline_get_n_steps (self.timeline);
  DscOp op = some_op (&self);
  while (op.kind == DSC_OP_NEW || op.kind == DSC_OP_BIND)
    op = some_op (&self);
  memory.n_asked = 0;
  memory.first = first;
  memory.last = first + n_refused - 1;
  DscStatus status = dsc_timeline_append (self.timeline, &op, "a label of its own", NULL);
  bool refused = memory.n_asked >= first;
  memory.last = 0;
  if (status == DSC_STATUS_NO_MEMORY)
    {
      g_assert_cmpuint (dsc_timeline_get_n_steps (self.timeline), ==, n);
      if (n_refused == 1)
        {
          g_autofree char *after = states_of (dsc_timeline_get_live (self.timeline));
          g_assert_cmpstr (after, ==, before);
        }
    }
  append_some (&self);
  g_autofree char *live = states_of (dsc_timeline_get_live (self.timeline));
  check_step (&self, dsc_timeline_get_n_steps (self.timeline), live);
  program_clear (&self);
  return refused;
}

static void
test_append_without_memory (void)
{
  static const char *const targets[] = { "2.7.18", "3.5.10", "3.8.18", "3.12.1" };
  unsigned n_refused = 0;

  g_test_summary ("Each allocation of an append is refused, once and for a while: the history and its end stay true.");
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    for (guint32 seed = 0; seed < 60; seed++)
      for (unsigned first = 1; refuse (targets[i], seed, first, 1); first++)
        {
          refuse (targets[i], seed, first, 12);
          n_refused++;
        }
  g_assert_cmpuint (n_refused, >, 80);
}

static void
test_seek_without_memory (void)
{
  Refusing memory = { .alloc = { refusing_reallocate, &memory } };
  Program self;
  unsigned n_failed = 0;

  program_init (&self, "3.10.13", 5, &memory.alloc);
  for (int i = 0; i < 100; i++)
    append_some (&self);
  g_autofree char *expected = states_of (dsc_timeline_seek (self.timeline, 80, NULL));
  for (unsigned first = 1;; first++)
    {
      g_assert_nonnull (dsc_timeline_seek (self.timeline, 90, NULL));
      memory.n_asked = 0;
      memory.first = memory.last = first;
      DscMachine *machine = dsc_timeline_seek (self.timeline, 80, NULL);
      memory.last = 0;
      check_step (&self, 80, expected);
      if (machine != NULL)
        break;
      n_failed++;
    }
  g_assert_cmpuint (n_failed, >, 20);
  program_clear (&self);
}

static void
test_new_without_memory (void)
{
  for (unsigned fail_at = 1;; fail_at++)
    {
      FailingAlloc memory;
      failing_alloc_init (&memory, fail_at);
      DscTimeline *timeline = dsc_timeline_new (target_of ("3.9.18"), 0, &memory.alloc);
      dsc_timeline_free (timeline);
      g_assert_cmpuint (memory.n_live, ==, 0);
      if (timeline != NULL)
        break;
    }
}

typedef struct { GArray *counts; size_t n_truncated; } Observed;

static void
observe (const DscStep *step, const DscTrace *trace, void *user)
{
  Observed *self = user;

  g_assert_nonnull (step->label);
  self->n_truncated += trace->status != DSC_STATUS_OK;
  g_assert_cmpuint (trace->n_events, <=, DSC_OBSERVED_EVENTS);
  g_array_append_vals (self->counts, &trace->n_events, 1);
}

static void
test_observer_sees_what_a_seek_tells (void)
{
  const size_t n = 300;
  Program self;
  Observed observed = { g_array_new (FALSE, FALSE, sizeof (size_t)), 0 };
  DscTrace trace;

  program_init (&self, "3.13.0", 5, &dsc_alloc_libc);
  dsc_timeline_set_observer (self.timeline, observe, &observed);
  for (size_t i = 0; i < n; i++)
    append_some (&self);
  dsc_timeline_set_observer (self.timeline, NULL, NULL);
  append_some (&self);
  g_assert_cmpuint (observed.counts->len, ==, n);
  g_assert_cmpuint (observed.n_truncated, ==, 0);
  g_assert_null (dsc_runtime_get_trace (dsc_machine_get_runtime (dsc_timeline_get_live (self.timeline))));
  dsc_trace_init (&trace, &dsc_alloc_libc);
  for (size_t i = 0; i < n; i++)
    {
      dsc_trace_reset (&trace);
      g_assert_nonnull (dsc_timeline_seek (self.timeline, i + 1, &trace));
      g_assert_cmpuint (g_array_index (observed.counts, size_t, i), ==, trace.n_events);
    }
  dsc_trace_clear (&trace);
  g_array_unref (observed.counts);
  program_clear (&self);
}

int
main (int argc, char **argv)
{
  static const char *const targets[] = {
    "1.5.2", "2.2.3", "2.7.18", "3.3.0", "3.5.10", "3.6.15", "3.7.16", "3.9.18", "3.10.13", "3.12.1", "3.14.10", "3.13.13t", "3.11.2-i386",
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autofree char *path = g_strconcat ("/core/timeline/seek-is-exact/", targets[i], NULL);
      g_test_add_data_func (path, targets[i], test_seek_is_exact);
    }
  g_test_add_func ("/core/timeline/long-history", test_long_history);
  g_test_add_func ("/core/timeline/observer-sees-what-a-seek-tells", test_observer_sees_what_a_seek_tells);
  g_test_add_func ("/core/timeline/steps", test_steps);
  g_test_add_func ("/core/timeline/trace", test_trace);
  g_test_add_func ("/core/timeline/instances", test_instances);
  g_test_add_func ("/core/timeline/append-without-memory", test_append_without_memory);
  g_test_add_func ("/core/timeline/seek-without-memory", test_seek_without_memory);
  g_test_add_func ("/core/timeline/new-without-memory", test_new_without_memory);
  return g_test_run ();
}
