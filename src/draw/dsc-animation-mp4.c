/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-animation-mp4.c: MP4 by ffmpeg, if there is one: the pictures go through a pipe.
 *
 * A film has so many pictures a second, so each is repeated until its time is over. Written to a file beside the one that is
 * asked for, which takes its place when ffmpeg has ended well. */
#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dsc-animation-private.h"

#define MOST_WORDS 300        /* characters of what ffmpeg says */

typedef struct {
  DscReel      *reel;
  GSubprocess  *ffmpeg;
  GCancellable *cancellable;
  guint         rate;
  int           words;        /* a file without a name that ffmpeg's messages go to */
} Film;

/* H.264 by libx264, with little loss for the sake of small text; whatever it takes for MP4 where it was built without that. */
static gboolean
has_x264 (const char *program)
{
  g_autofree char *encoders = NULL;
  const char *const words[] = { program, "-hide_banner", "-encoders", NULL };

  return g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &encoders, NULL, NULL, NULL)
         && strstr (encoders, " libx264 ") != NULL;
}

static GPtrArray *
build_words (const Film *self,
             const char *program,
             const char *path)
{
  static const char *const start[] = { "-hide_banner", "-loglevel", "error", "-nostdin", "-y", "-f", "rawvideo", "-pix_fmt", "bgra" };
  static const char *const x264[] = { "-c:v", "libx264", "-crf", "16", "-preset", "veryfast", "-tune", "animation" };
  static const char *const other[] = { "-q:v", "3" };
  static const char *const end[] = { "-an", "-pix_fmt", "yuv420p", "-threads", "1", "-movflags", "+faststart", "-fflags", "+bitexact",
                                     "-flags:v", "+bitexact", "-f", "mp4" };
  const gboolean is_x264 = has_x264 (program);
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (words, g_strdup (program));
  for (gsize i = 0; i < G_N_ELEMENTS (start); i++)
    g_ptr_array_add (words, g_strdup (start[i]));
  g_ptr_array_add (words, g_strdup ("-s"));
  g_ptr_array_add (words, g_strdup_printf ("%dx%d", dsc_reel_get_width (self->reel), dsc_reel_get_height (self->reel)));
  g_ptr_array_add (words, g_strdup ("-r"));
  g_ptr_array_add (words, g_strdup_printf ("%u", self->rate));
  g_ptr_array_add (words, g_strdup ("-i"));
  g_ptr_array_add (words, g_strdup ("pipe:0"));
  for (gsize i = 0; i < (is_x264 ? G_N_ELEMENTS (x264) : G_N_ELEMENTS (other)); i++)
    g_ptr_array_add (words, g_strdup (is_x264 ? x264[i] : other[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (end); i++)
    g_ptr_array_add (words, g_strdup (end[i]));
  g_ptr_array_add (words, g_strconcat ("file:", path, NULL));
  g_ptr_array_add (words, NULL);
  return words;
}

static gboolean
start_ffmpeg (Film        *self,
              const char  *program,
              const char  *path,
              GError     **error)
{
  g_autoptr (GPtrArray) words = build_words (self, program, path);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autofree char *name = NULL;

  self->words = g_file_open_tmp ("dictoscope-XXXXXX", &name, error);
  if (self->words < 0)
    return FALSE;
  g_unlink (name);
  g_subprocess_launcher_take_stderr_fd (launcher, fcntl (self->words, F_DUPFD_CLOEXEC, 0));
  self->ffmpeg = g_subprocess_launcher_spawnv (launcher, (const char *const *) words->pdata, error);
  if (self->ffmpeg == NULL)
    return FALSE;
  /* So that a program that does not read can be waited for, and given up when somebody cancels. */
  const int pipe = g_unix_output_stream_get_fd (G_UNIX_OUTPUT_STREAM (g_subprocess_get_stdin_pipe (self->ffmpeg)));
  return g_unix_set_fd_nonblocking (pipe, TRUE, error);
}

static gboolean
send_picture (Film                  *self,
              const DscReelPicture  *picture,
              GError               **error)
{
  GOutputStream *pipe = g_subprocess_get_stdin_pipe (self->ffmpeg);
  const gint64 first = (picture->start * self->rate + 500) / 1000;
  const gint64 end = ((picture->start + picture->milliseconds) * self->rate + 500) / 1000;
  const gsize size = (gsize) cairo_image_surface_get_stride (picture->surface) * (gsize) cairo_image_surface_get_height (picture->surface);

  for (gint64 i = first; i < end; i++)
    if (!g_output_stream_write_all (pipe, cairo_image_surface_get_data (picture->surface), size, NULL, self->cancellable, error))
      return FALSE;
  return TRUE;
}

static gboolean
send_pictures (Film    *self,
               GError **error)
{
  g_autoptr (GError) local = NULL;
  DscReelPicture picture;

  while (dsc_reel_next (self->reel, &picture, &local))
    if (!send_picture (self, &picture, &local))
      break;
  if (local == NULL && g_output_stream_close (g_subprocess_get_stdin_pipe (self->ffmpeg), self->cancellable, &local))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* The first line of what it said, without its own full stop. */
static char *
read_words (const Film *self)
{
  char buffer[MOST_WORDS + 1];
  const gssize n = pread (self->words, buffer, MOST_WORDS, 0);

  buffer[MAX (n, 0)] = '\0';
  buffer[strcspn (buffer, "\n")] = '\0';
  char *words = g_utf8_make_valid (g_strchomp (buffer), -1);
  if (g_str_has_suffix (words, "."))
    words[strlen (words) - 1] = '\0';
  return words;
}

static void
set_ffmpeg_error (const Film  *self,
                  const char  *path,
                  GError     **error)
{
  g_autofree char *words = read_words (self);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               _("“%1$s” could not be written: ffmpeg says “%2$s”. An animated WebP (.webp) needs no other program."), path,
               words[0] != '\0' ? words : _("nothing"));
}

/* Writing to a program that has ended is an error here, not the end of this program. */
static gboolean
run_ffmpeg (Film        *self,
            const char  *path,
            GError     **error)
{
  const struct timespec now = { 0, 0 };
  g_autoptr (GError) local = NULL;
  sigset_t broken_pipe, before;

  sigemptyset (&broken_pipe);
  sigaddset (&broken_pipe, SIGPIPE);
  pthread_sigmask (SIG_BLOCK, &broken_pipe, &before);
  const gboolean is_sent = send_pictures (self, &local);
  if (!is_sent)
    while (sigtimedwait (&broken_pipe, NULL, &now) < 0 && errno == EINTR)
      ;
  pthread_sigmask (SIG_SETMASK, &before, NULL);
  const gboolean is_broken = g_error_matches (local, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE);
  if (!is_sent && !is_broken)
    g_subprocess_force_exit (self->ffmpeg);
  if (is_sent && g_subprocess_wait_check (self->ffmpeg, self->cancellable, &local))
    return TRUE;
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_subprocess_force_exit (self->ffmpeg);
  g_subprocess_wait (self->ffmpeg, NULL, NULL);
  if (is_sent || is_broken)
    {
      if (!g_cancellable_set_error_if_cancelled (self->cancellable, error))
        set_ffmpeg_error (self, path, error);
    }
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
write_film (Film        *self,
            const char  *program,
            const char  *path,
            GError     **error)
{
  g_autofree char *target = realpath (path, NULL);      /* a link stays a link */
  g_autofree char *fresh = g_strconcat (target != NULL ? target : path, ".XXXXXX", NULL);
  const int fd = g_mkstemp_full (fresh, O_RDWR | O_CLOEXEC, 0666);

  if (fd < 0)
    {
      dsc_animation_set_error (error, path, g_strerror (errno));
      return FALSE;
    }
  close (fd);
  if (start_ffmpeg (self, program, fresh, error) && run_ffmpeg (self, path, error))
    {
      if (g_rename (fresh, target != NULL ? target : path) == 0)
        return TRUE;
      dsc_animation_set_error (error, path, g_strerror (errno));
    }
  g_unlink (fresh);
  return FALSE;
}

gboolean
dsc_animation_write_mp4 (DscReel                    *reel,
                         const char                 *path,
                         const DscAnimationOptions  *options,
                         GCancellable               *cancellable,
                         GError                    **error)
{
  g_autofree char *program = g_find_program_in_path ("ffmpeg");
  Film self = { reel, NULL, cancellable, options->rate, -1 };

  if (program == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           _("There is no ffmpeg on this machine, which MP4 files are written with. Install it, or write an animated WebP (.webp), "
                             "which needs no other program."));
      return FALSE;
    }
  const gboolean is_written = write_film (&self, program, path, error);
  g_clear_object (&self.ffmpeg);
  if (self.words >= 0)
    close (self.words);
  return is_written;
}
