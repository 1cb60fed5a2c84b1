/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-keyframes.c: states on the way: any step is reached exactly, in bounded memory. */
#include "machine-dump.h"
#include "program-fixture.h"

#include "dsc-keyframes.h"

#define N_STEPS 300u

/* Keyframes as often as that much work is done. */
static void
set_spacing (DscTimeline *timeline, uint64_t work)
{
  DscKeyframes *keyframes = dsc_timeline_get_keyframes (timeline);

  keyframes->min_work = work;
  keyframes->next = work;
}

static void
assert_step (Program *self, size_t step, const GPtrArray *dumps)
{
  const DscMachine *machine = dsc_timeline_seek (self->timeline, step, NULL);

  g_assert_nonnull (machine);
  g_autofree char *dump = machine_dump (machine);
  g_assert_cmpstr (dump, ==, g_ptr_array_index (dumps, step));
}

static GPtrArray *
run_program (Program *self, size_t n)
{
  GPtrArray *dumps = g_ptr_array_new_with_free_func (g_free);

  for (size_t i = 0; i <= n; i++)
    {
      g_ptr_array_add (dumps, machine_dump (dsc_timeline_get_live (self->timeline)));
      if (i < n)
        append_some (self);
    }
  return dumps;
}

static void
test_random_seeks (gconstpointer target)
{
  static const uint64_t spacings[] = { 1, 100, 1000 };

  g_test_summary ("Steps in random order equal what was there at first, to the last byte, and so does a replay without keyframes.");
  for (guint i = 0; i < G_N_ELEMENTS (spacings); i++)
    {
      FailingAlloc memory;
      Program self;
      failing_alloc_init (&memory, 0);
      program_init (&self, target, 77 + i, &memory.alloc);
      set_spacing (self.timeline, spacings[i]);
      g_autoptr (GPtrArray) dumps = run_program (&self, N_STEPS);
      g_assert_cmpuint (dsc_timeline_get_keyframes (self.timeline)->n_frames, >, 2);
      for (int j = 0; j < 100; j++)
        assert_step (&self, below (&self, N_STEPS + 1), dumps);
      for (size_t step = N_STEPS; step > N_STEPS - 80; step--)
        assert_step (&self, step, dumps);
      dsc_keyframes_clear (dsc_timeline_get_keyframes (self.timeline));
      assert_step (&self, 0, dumps);
      assert_step (&self, N_STEPS, dumps);
      for (int j = 0; j < 200; j++)
        append_some (&self);
      g_assert_cmpuint (dsc_timeline_get_keyframes (self.timeline)->frozen_bytes, <, 1u << 24);   /* what was forgotten is not counted twice */
      program_clear (&self);
      g_assert_cmpuint (memory.n_live, ==, 0);
    }
}

static void
test_traces (gconstpointer target)
{
  Program self;
  DscTrace from_keyframe;
  DscTrace from_start;

  g_test_summary ("The last operation's events are the same, whether it is replayed from a keyframe or from the beginning.");
  program_init (&self, target, 9, &dsc_alloc_libc);
  set_spacing (self.timeline, 50);
  g_autoptr (GPtrArray) dumps = run_program (&self, N_STEPS);
  dsc_trace_init (&from_keyframe, &dsc_alloc_libc);
  dsc_trace_init (&from_start, &dsc_alloc_libc);
  DscKeyframes kept = *dsc_timeline_get_keyframes (self.timeline);
  for (int i = 0; i < 60; i++)
    {
      size_t step = below (&self, N_STEPS + 1);
      dsc_trace_reset (&from_keyframe);
      dsc_trace_reset (&from_start);
      g_assert_nonnull (dsc_timeline_seek (self.timeline, step, &from_keyframe));
      DscKeyframes *keyframes = dsc_timeline_get_keyframes (self.timeline);
      kept = *keyframes;
      keyframes->n_frames = 0;
      memset (keyframes->recent, 0, sizeof keyframes->recent);
      g_assert_nonnull (dsc_timeline_seek (self.timeline, 0, NULL));
      g_assert_nonnull (dsc_timeline_seek (self.timeline, step, &from_start));
      *keyframes = kept;
      g_assert_cmpuint (from_keyframe.n_events, ==, from_start.n_events);
      for (size_t j = 0; j < from_start.n_events; j++)
        {
          g_assert_cmpint (from_keyframe.events[j].kind, ==, from_start.events[j].kind);
          g_assert_cmpuint (from_keyframe.events[j].dict, ==, from_start.events[j].dict);
          g_assert_cmpint (from_keyframe.events[j].a, ==, from_start.events[j].a);
          g_assert_cmpint (from_keyframe.events[j].b, ==, from_start.events[j].b);
        }
    }
  dsc_trace_clear (&from_keyframe);
  dsc_trace_clear (&from_start);
  program_clear (&self);
}

static void
test_bounded (void)
{
  Program self;
  size_t most = 0;

  g_test_summary ("However long the history, keyframes stay within their memory, spread over all of it.");
  program_init (&self, "3.12.1", 6, &dsc_alloc_libc);
  set_spacing (self.timeline, 80);
  DscKeyframes *keyframes = dsc_timeline_get_keyframes (self.timeline);
  keyframes->max_bytes = 400000;
  DscMachine *live = dsc_timeline_get_live (self.timeline);
  DscPool *pool = dsc_timeline_get_pool (self.timeline);
  for (uint32_t i = 0; i < 20000; i++)
    {
      DscOp op = { .kind = DSC_OP_SET_ITEM, .source = name_of (live, "a"), .key = dsc_object_int (pool, i % 300), .value = dsc_object_int (pool, i) };
      if (i == 0)
        op = (DscOp) { .kind = DSC_OP_NEW, .target = name_of (live, "a") };
      g_assert_cmpint (dsc_timeline_append (self.timeline, &op, NULL, NULL), ==, DSC_STATUS_OK);
      most = MAX (most, keyframes->own_bytes + keyframes->frozen_bytes);
      g_assert_true (keyframes->n_frames == 0 || keyframes->frames[keyframes->n_frames - 1].step <= i + 1);
    }
  g_assert_cmpuint (most, >, 300000);
  g_assert_cmpuint (most, <, 440000);   /* the last one made may be over it until others have gone */
  g_assert_cmpuint (keyframes->n_frames, >, 8);
  for (size_t i = 1; i < keyframes->n_frames; i++)
    g_assert_cmpuint (keyframes->frames[i].step - keyframes->frames[i - 1].step, <, 20000 / 4);
  program_clear (&self);
}

static void
test_going_back (void)
{
  Program self;

  g_test_summary ("Who goes back step by step replays few of them each time: a state is left behind on the way.");
  program_init (&self, "3.11.7", 6, &dsc_alloc_libc);
  set_spacing (self.timeline, UINT64_MAX);
  g_autoptr (GPtrArray) dumps = run_program (&self, N_STEPS);
  DscKeyframes *keyframes = dsc_timeline_get_keyframes (self.timeline);
  g_assert_cmpuint (keyframes->n_frames, ==, 0);
  for (size_t step = N_STEPS; step-- > 0;)
    {
      assert_step (&self, step, dumps);
      const DscKeyframe *nearest = dsc_keyframes_find (keyframes, step);
      if (step < N_STEPS - 1 && step > 2 * DSC_KEYFRAMES_BACK)
        g_assert_true (nearest != NULL && step - nearest->step <= 2 * DSC_KEYFRAMES_BACK);
    }
  program_clear (&self);
}

static void
test_no_memory (void)
{
  FailingAlloc memory;
  Program self;
  unsigned n_refused = 0;

  g_test_summary ("A keyframe for which there is no memory is not made, and nothing else happens.");
  failing_alloc_init (&memory, 0);
  program_init (&self, "3.10.13", 8, &memory.alloc);
  for (int i = 0; i < 100; i++)
    append_some (&self);
  DscMachine *live = dsc_timeline_get_live (self.timeline);
  const DscStep *last = dsc_timeline_get_step (self.timeline, 99);
  g_autofree char *dump = machine_dump (live);
  DscKeyframes keyframes;
  dsc_keyframes_init (&keyframes, &memory.alloc);
  while (keyframes.n_frames == 0)
    {
      g_autofree char *before = machine_dump (live);
      g_assert_cmpstr (before, ==, dump);
      keyframes.next = 0;
      memory.n_asked = 0;
      memory.fail_at = n_refused++ + 1;
      dsc_keyframes_note (&keyframes, last, live, 100);
      memory.fail_at = 0;
      g_assert_true (keyframes.n_frames == 1 || keyframes.own_bytes + keyframes.frozen_bytes == 0);
    }
  g_assert_cmpuint (n_refused, >, 10);
  dsc_keyframes_keep_recent (&keyframes, live, 100);
  memory.fail_at = memory.n_asked + 1;
  dsc_keyframes_keep_recent (&keyframes, live, 100);
  g_assert_null (keyframes.recent[1].machine);
  dsc_keyframes_clear (&keyframes);
  program_clear (&self);
  g_assert_cmpuint (memory.n_live, ==, 0);
}

int
main (int argc, char **argv)
{
  static const char *const targets[] = {
    "1.5.2", "2.2.3", "2.7.18", "3.3.0", "3.5.10", "3.6.15", "3.7.16", "3.9.18", "3.10.13", "3.11.7", "3.12.1", "3.13.13", "3.14.10", "3.11.2-i386",
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autofree char *seeks = g_strconcat ("/core/keyframes/random-seeks/", targets[i], NULL);
      g_autofree char *traces = g_strconcat ("/core/keyframes/traces/", targets[i], NULL);
      g_test_add_data_func (seeks, targets[i], test_random_seeks);
      g_test_add_data_func (traces, targets[i], test_traces);
    }
  g_test_add_func ("/core/keyframes/bounded", test_bounded);
  g_test_add_func ("/core/keyframes/going-back", test_going_back);
  g_test_add_func ("/core/keyframes/no-memory", test_no_memory);
  return g_test_run ();
}
