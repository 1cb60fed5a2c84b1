/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz-script.c: any text is read and run as a script, and any step of its history is shown.
 *
 * The first bytes choose the version. A run is cancelled after 20,000 steps, or 30 ms by a clock of its own. */
#include "fuzz.h"

#include "dsc-script.h"
#include "dsc-snapshot.h"

#define MAX_STEPS        20000u
#define MAX_MICROSECONDS 30000

typedef struct {
  GMutex        lock;
  GCond         changed;
  GCancellable *running;    /* NULL: nothing to cancel */
  gint64        end;
} Clock;

static Clock run_clock;

/* Cancels what runs longer than it may. */
static gpointer
watch (gpointer data)
{
  Clock *self = data;

  g_mutex_lock (&self->lock);
  for (;;)
    if (self->running == NULL)
      g_cond_wait (&self->changed, &self->lock);
    else if (!g_cond_wait_until (&self->changed, &self->lock, self->end) && self->running != NULL)
      {
        g_cancellable_cancel (self->running);
        self->running = NULL;
      }
  return NULL;
}

static void
set_running (GCancellable *cancellable)
{
  static gsize started;

  if (g_once_init_enter (&started))
    {
      g_thread_unref (g_thread_new ("clock", watch, &run_clock));
      g_once_init_leave (&started, 1);
    }
  g_mutex_lock (&run_clock.lock);
  run_clock.running = cancellable;
  run_clock.end = g_get_monotonic_time () + MAX_MICROSECONDS;
  g_cond_signal (&run_clock.changed);
  g_mutex_unlock (&run_clock.lock);
}

static void
limit_steps (gsize n_steps, gpointer cancellable)
{
  if (n_steps > MAX_STEPS)
    g_cancellable_cancel (cancellable);
}

/* The state after a step, with the invariants of all that names are bound to. */
static void
show_step (DscTimeline *timeline, gsize step)
{
  DscTrace trace;
  dsc_trace_init (&trace, &dsc_alloc_libc);
  DscMachine *machine = dsc_timeline_seek (timeline, step, &trace);

  g_assert (machine != NULL);
  for (uint32_t reg = 1; reg <= dsc_machine_get_n_names (machine); reg++)
    {
      const DscDict *dict = dsc_machine_get_dict (machine, reg);
      const DscInstance *instance = dsc_machine_get_instance (machine, reg);
      const DscRuntime *rt = dsc_machine_get_runtime (machine);
      g_assert_cmpstr (dict != NULL ? dsc_dict_check (rt, dict) : NULL, ==, NULL);
      g_assert_cmpstr (instance != NULL ? dsc_instance_check (rt, instance) : NULL, ==, NULL);
      if (dict != NULL)
        dsc_snapshot_unref (dsc_snapshot_new_from_dict (rt, dict));
      if (instance != NULL)
        dsc_snapshot_unref (dsc_snapshot_new_from_instance (rt, instance));
    }
  dsc_trace_clear (&trace);
}

static void
run_script (DscScript *script, DscTarget target)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  set_running (cancellable);
  g_autoptr (DscRun) run = dsc_script_run (script, target, 0, cancellable, limit_steps, cancellable, NULL);
  set_running (NULL);
  if (run == NULL)
    return;
  gsize n = dsc_timeline_get_n_steps (run->timeline);
  if (run->diagnostic != NULL)
    g_free (dsc_diagnostic_format (run->diagnostic, "fuzz.py"));
  if (n > 2000)
    return;
  show_step (run->timeline, n);
  show_step (run->timeline, n / 2);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  if (size < FUZZ_PREFIX)
    return 0;

  const char *text = (const char *) data + FUZZ_PREFIX;
  gsize length = MIN (size - FUZZ_PREFIX, FUZZ_MAX_SIZE);
  g_autoptr (DscScript) script = dsc_script_new (text, length);
  if (dsc_script_get_diagnostic (script) != NULL)
    g_free (dsc_diagnostic_format (dsc_script_get_diagnostic (script), NULL));
  run_script (script, fuzz_target_of (data[0], data[1]));
  return 0;
}
