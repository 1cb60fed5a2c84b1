/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-child.c: a program that is run beside this one and read line by line, within bounds of time and size. */
#include "dsc-child.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "dsc-error.h"

#define PIECE      65536u
#define MAX_ERRORS 4096u     /* bytes of standard error that are kept, the last ones */

struct DscChild {
  GSubprocess *process;
  int          output, errors;      /* -1: over */
  GByteArray  *buffer;
  gsize        start;               /* of the next line in the buffer */
  gsize        searched;            /* bytes behind start that hold no line feed */
  GString     *said;                /* on standard error */
  guint        silence;
};

static void
set_environment (GSubprocessLauncher *launcher,
                 guint32              hash_seed)
{
  g_auto (GStrv) names = g_listenv ();
  g_autofree char *seed = g_strdup_printf ("%u", hash_seed);

  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_has_prefix (names[i], "PYTHON"))
      g_subprocess_launcher_unsetenv (launcher, names[i]);
  g_subprocess_launcher_setenv (launcher, "PYTHONHASHSEED", seed, TRUE);
  g_subprocess_launcher_setenv (launcher, "PYTHONIOENCODING", "utf-8", TRUE);
}

DscChild *
dsc_child_new (const char *const  *words,
               guint32             hash_seed,
               guint               silence,
               GError            **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);

  set_environment (launcher, hash_seed);
  GSubprocess *process = g_subprocess_launcher_spawnv (launcher, words, error);
  if (process == NULL)
    return NULL;

  DscChild *self = g_new0 (DscChild, 1);
  self->process = process;
  self->output = g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (g_subprocess_get_stdout_pipe (process)));
  self->errors = g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (g_subprocess_get_stderr_pipe (process)));
  self->buffer = g_byte_array_new ();
  self->said = g_string_new (NULL);
  self->silence = silence;
  return self;
}

void
dsc_child_free (DscChild *self)
{
  if (self == NULL)
    return;
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->process);
  g_byte_array_unref (self->buffer);
  g_string_free (self->said, TRUE);
  g_free (self);
}

static void
read_errors (DscChild *self)
{
  char piece[1024];
  const gssize n = read (self->errors, piece, sizeof piece);

  if (n <= 0)
    {
      self->errors = -1;
      return;
    }
  g_string_append_len (self->said, piece, n);
  if (self->said->len > MAX_ERRORS)
    g_string_erase (self->said, 0, (gssize) (self->said->len - MAX_ERRORS));
}

static void
read_output (DscChild *self)
{
  const guint old = self->buffer->len;

  g_byte_array_set_size (self->buffer, old + PIECE);
  const gssize n = read (self->output, self->buffer->data + old, PIECE);
  g_byte_array_set_size (self->buffer, old + (guint) MAX (n, 0));
  if (n <= 0)
    self->output = -1;
}

/* Waits for more to read. FALSE: it was silent for too long. */
static gboolean
wait_for_more (DscChild  *self,
               GError   **error)
{
  struct pollfd places[2] = { { .fd = self->output, .events = POLLIN }, { .fd = self->errors, .events = POLLIN } };

  if (poll (places, 2, (int) MIN (self->silence, 1000000u) * 1000) <= 0)
    {
      g_set_error (error, DSC_ERROR, DSC_ERROR_FAILED, g_dngettext (GETTEXT_PACKAGE, "It said nothing for %u second and was ended.",
                   "It said nothing for %u seconds and was ended.", self->silence), self->silence);
      return FALSE;
    }
  if (places[1].revents != 0)
    read_errors (self);
  if (places[0].revents != 0)
    read_output (self);
  return TRUE;
}

static const char *
last_line (GString *text)
{
  while (text->len != 0 && g_ascii_isspace (text->str[text->len - 1]))
    g_string_truncate (text, text->len - 1);

  const char *newline = strrchr (text->str, '\n');
  return newline != NULL ? newline + 1 : text->str;
}

/* The output is over: NULL, and an error unless the program ended well. */
static const char *
finish (DscChild  *self,
        GError   **error)
{
  while (self->errors >= 0)
    if (!wait_for_more (self, error))
      return NULL;
  if (self->buffer->len > self->start)
    {
      g_set_error_literal (error, DSC_ERROR, DSC_ERROR_FORMAT, _("Its output ends in the middle of a line."));
      return NULL;
    }
  g_subprocess_wait (self->process, NULL, NULL);
  if (g_subprocess_get_successful (self->process))
    return NULL;

  g_autofree char *said = g_utf8_make_valid (last_line (self->said), -1);
  if (g_subprocess_get_if_signaled (self->process))
    g_set_error (error, DSC_ERROR, DSC_ERROR_FAILED, _("It crashed with signal %d (%s)."), g_subprocess_get_term_sig (self->process), said);
  else
    g_set_error (error, DSC_ERROR, DSC_ERROR_FAILED, _("It ended with status %d: %s"), g_subprocess_get_exit_status (self->process), said);
  return NULL;
}

const char *
dsc_child_read_line (DscChild  *self,
                     gsize     *out_length,
                     GError   **error)
{
  if (self->start != 0 && (self->start == self->buffer->len || self->start > PIECE))
    {
      g_byte_array_remove_range (self->buffer, 0, (guint) self->start);
      self->start = 0;
    }
  for (;;)
    {
      const gsize n = self->buffer->len - self->start;
      guint8 *line = self->buffer->data + self->start;
      guint8 *newline = n > self->searched ? memchr (line + self->searched, '\n', n - self->searched) : NULL;

      if (newline != NULL)
        {
          *newline = '\0';
          *out_length = (gsize) (newline - line);
          self->start += *out_length + 1;
          self->searched = 0;
          return (const char *) line;
        }
      self->searched = n;
      if (n > DSC_CHILD_MAX_LINE)
        {
          g_set_error (error, DSC_ERROR, DSC_ERROR_LIMIT, _("It printed a line of more than %u MiB."), (guint) (DSC_CHILD_MAX_LINE >> 20));
          return NULL;
        }
      if (self->output < 0)
        return finish (self, error);
      if (!wait_for_more (self, error))
        return NULL;
    }
}
