/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-watch.c: while something long is done: tells how far it is, and lets Ctrl+C end it without leaving half of anything.
 *
 * A thread of its own waits for the signal, because what a handler of signals may do is next to nothing. */
#include "dsc-cli-watch.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define TICK_NS  25000000L      /* between two looks */
#define QUIET_US 500000         /* what is done before that needs no progress */

struct DscCliWatch {
  GThread      *thread;
  GCancellable *cancellable;
  sigset_t      signals, before;
  gint          permille, is_over;
  gboolean      is_shown;       /* there is a line of progress on the terminal */
  gint          last;           /* what it says, in percent */
};

static void
show_progress (DscCliWatch *self,
               gint64       start)
{
  const gint percent = g_atomic_int_get (&self->permille) / 10;

  if (g_get_monotonic_time () - start < QUIET_US || (self->is_shown && percent == self->last))
    return;
  /* Translators: how much is done */
  fprintf (stderr, _("\rdictoscope-cli: %3d %% "), percent);
  fflush (stderr);
  self->is_shown = TRUE;
  self->last = percent;
}

static gpointer
watch (gpointer data)
{
  DscCliWatch *self = data;
  const gint64 start = g_get_monotonic_time ();
  const gboolean is_terminal = isatty (STDERR_FILENO) != 0;
  const struct timespec tick = { 0, TICK_NS };

  while (!g_atomic_int_get (&self->is_over))
    {
      if (sigtimedwait (&self->signals, NULL, &tick) > 0)
        g_cancellable_cancel (self->cancellable);
      if (is_terminal)
        show_progress (self, start);
    }
  if (self->is_shown)
    fprintf (stderr, "\r%*s\r", 30, "");
  return NULL;
}

DscCliWatch *
dsc_cli_watch_new (void)
{
  DscCliWatch *self = g_new0 (DscCliWatch, 1);

  self->cancellable = g_cancellable_new ();
  sigemptyset (&self->signals);
  sigaddset (&self->signals, SIGINT);
  sigaddset (&self->signals, SIGTERM);
  sigaddset (&self->signals, SIGHUP);
  pthread_sigmask (SIG_BLOCK, &self->signals, &self->before);
  self->thread = g_thread_new ("watch", watch, self);
  return self;
}

void
dsc_cli_watch_free (DscCliWatch *self)
{
  g_atomic_int_set (&self->is_over, 1);
  g_thread_join (self->thread);
  pthread_sigmask (SIG_SETMASK, &self->before, NULL);
  g_object_unref (self->cancellable);
  g_free (self);
}

GCancellable *
dsc_cli_watch_get_cancellable (DscCliWatch *self)
{
  return self->cancellable;
}

gint *
dsc_cli_watch_get_permille (DscCliWatch *self)
{
  return &self->permille;
}
