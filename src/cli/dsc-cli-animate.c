/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-animate.c: "dictoscope-cli animate": what a script does to its dict, step after step, as a file of motion or a storyboard. */
#include "dsc-cli.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "dsc-animation.h"
#include "dsc-cli-watch.h"
#include "dsc-describe.h"
#include "dsc-film.h"

typedef struct {
  DscPainter          *painter;
  DscCliProgram       *program;
  const char          *output;
  gboolean             is_storyboard;
  DscAnimationFormat   motion_format;
  DscFormat            sheet_format;
  DscAnimationOptions  animation;
  DscFilmOptions       film;
  GCancellable        *cancellable;
} Animator;

/* --- options ------------------------------------------------------------------------------------------------------ */

static gboolean
read_output (Animator            *self,
             const DscCliOptions *options)
{
  self->output = options->output;
  if (self->output != NULL && dsc_format_from_path (self->output, &self->sheet_format))
    self->is_storyboard = TRUE;
  else if (self->output != NULL && g_file_test (self->output, G_FILE_TEST_IS_DIR))
    self->motion_format = DSC_ANIMATION_PNG_FOLDER;
  else if (self->output == NULL || !dsc_animation_from_path (self->output, &self->motion_format))
    {
      dsc_cli_complain (_("Name the file with -o: .webp, .gif or .mp4 for motion, a folder (with a “/” at its end) for numbered PNG files, "
                          ".pdf, .svg or .png for a storyboard."));
      return FALSE;
    }
  if (!options->storyboard || self->is_storyboard)
    return TRUE;
  dsc_cli_complain (_("A storyboard is a .pdf, .svg or .png file."));
  return FALSE;
}

/* "800x500" */
static gboolean
read_size (Animator   *self,
           const char *text)
{
  const char *x = text != NULL ? strpbrk (text, "x×X") : NULL;
  guint64 width = 0, height = 0;

  if (text == NULL)
    return TRUE;
  g_autofree char *first = x != NULL ? g_strndup (text, (gsize) (x - text)) : g_strdup ("");
  const char *second = x != NULL ? g_utf8_next_char (x) : "";
  if (g_ascii_string_to_unsigned (first, 10, 1, 1000000, &width, NULL) && g_ascii_string_to_unsigned (second, 10, 1, 1000000, &height, NULL))
    {
      self->animation.width = (guint) width;
      self->animation.height = (guint) height;
      return TRUE;
    }
  dsc_cli_complain (_("“%s” is no size. Give width and height in pixels, such as 1280x1000."), text);
  return FALSE;
}

static gboolean
read_grain (Animator   *self,
            const char *text)
{
  static const char *const grains[DSC_N_GRAINS] = { "operation", "probe", "write" };

  self->film.grain = self->is_storyboard ? DSC_GRAIN_OPERATION : DSC_GRAIN_PROBE;
  for (guint i = 0; text != NULL && i < DSC_N_GRAINS; i++)
    if (g_str_equal (text, grains[i]))
      {
        self->film.grain = i;
        return TRUE;
      }
  if (text == NULL)
    return TRUE;
  dsc_cli_complain (_("There is no grain “%s”. Use operation, probe or write."), text);
  return FALSE;
}

static gboolean
read_options (Animator            *self,
              const DscCliOptions *options)
{
  if (!read_output (self, options) || !read_size (self, options->size) || !read_grain (self, options->grain))
    return FALSE;
  if (options->theme != NULL && !dsc_cli_read_theme (options->theme, &self->animation.theme))
    return FALSE;
  if (!(options->speed >= 0.25 && options->speed <= 16))
    dsc_cli_complain (_("The speed must be between 0.25 and 16."));
  else if (options->fps < 1 || options->fps > 60)
    dsc_cli_complain (_("There can be 1 to 60 pictures a second."));
  else if (!self->is_storyboard && self->motion_format == DSC_ANIMATION_GIF && options->fps > 50)
    dsc_cli_complain (_("A GIF can have at most 50 pictures a second."));
  else if (options->scale != 0 && !(options->scale >= 0.01 && options->scale <= 100))
    dsc_cli_complain (_("The scale must be between 0.01 and 100."));
  else
    {
      self->film.speed = options->speed;
      self->film.rate = self->animation.rate = (guint) options->fps;
      self->film.still = self->is_storyboard;
      self->animation.scale = options->scale;
      self->animation.captions = options->captions;
      self->animation.loop = options->loop;
      return TRUE;
    }
  return FALSE;
}

static gboolean
read_steps (Animator            *self,
            const DscCliOptions *options)
{
  const gint64 n_steps = (gint64) dsc_timeline_get_n_steps (self->program->timeline);
  const gint64 first = options->from != DSC_CLI_UNSET ? options->from : MIN (1, n_steps);
  const gint64 last = options->to != DSC_CLI_UNSET ? options->to : n_steps;

  if (first < 0 || last < 0)
    dsc_cli_complain (_("The step must be 0 or more."));
  else if (MAX (first, last) > n_steps)
    dsc_cli_complain (_("There is no step %" G_GINT64_FORMAT ": the script has %" G_GINT64_FORMAT " operations."), MAX (first, last), n_steps);
  else if (first > last)
    dsc_cli_complain (_("--from %" G_GINT64_FORMAT " comes after --to %" G_GINT64_FORMAT "."), first, last);
  else
    {
      self->film.first = (guint64) first;
      self->film.last = (guint64) last;
      return TRUE;
    }
  return FALSE;
}

/* --- steps -------------------------------------------------------------------------------------------------------- */

typedef struct {
  DscCliView before, after;
  DscTrace   trace;
  char      *sentence;
} StepOwner;

static void
step_owner_free (gpointer data)
{
  StepOwner *self = data;

  dsc_cli_view_clear (&self->before);
  dsc_cli_view_clear (&self->after);
  dsc_trace_clear (&self->trace);
  g_free (self->sentence);
  g_free (self);
}

static gboolean
get_step (guint64      step,
          DscFilmStep *out_step,
          gpointer     data)
{
  const Animator *self = data;

  if (g_cancellable_is_cancelled (self->cancellable))
    return FALSE;
  StepOwner *owner = g_new0 (StepOwner, 1);
  dsc_trace_init (&owner->trace, &dsc_alloc_libc);
  if (step > 0)
    owner->before = dsc_cli_program_get_view (self->program, step - 1, NULL);
  owner->after = dsc_cli_program_get_view (self->program, step, &owner->trace);
  if (owner->after.snapshot == NULL)
    {
      step_owner_free (owner);
      return FALSE;
    }
  const DscStep *operation = step > 0 ? dsc_timeline_get_step (self->program->timeline, step - 1) : NULL;
  const DscSnapshot *comparable = dsc_cli_view_is_same (&owner->before, &owner->after) ? owner->before.snapshot : NULL;
  owner->sentence = operation != NULL ? dsc_describe_step (operation, &owner->trace, comparable, owner->after.snapshot) : NULL;
  *out_step = (DscFilmStep) {
    .after = dsc_snapshot_ref (owner->after.snapshot),
    .moments = operation != NULL ? dsc_moments_new (operation, &owner->trace, comparable, owner->after.snapshot) : NULL,
    .options = {
      .name = owner->after.name,
      .operation = operation != NULL ? operation->label : NULL,
      .sentence = owner->sentence,
      .step = step,
      .n_steps = dsc_timeline_get_n_steps (self->program->timeline),
      .before = comparable,
      .trace = &owner->trace,
      .sharer_name = dsc_cli_view_dup_sharer_name,
      .sharer_data = &owner->after,
      .metrics = dsc_painter_get_metrics (self->painter),
    },
    .owner = owner,
    .free_owner = step_owner_free,
  };
  return TRUE;
}

/* --- the command -------------------------------------------------------------------------------------------------- */

static gboolean
write_film (Animator  *self,
            GError   **error)
{
  g_autoptr (DscCliWatch) watch = dsc_cli_watch_new ();
  g_autoptr (DscFilm) film = dsc_film_new (&self->film, get_step, self);
  GCancellable *cancellable = self->cancellable = dsc_cli_watch_get_cancellable (watch);

  self->animation.permille = dsc_cli_watch_get_permille (watch);
  self->animation.permille_before = DSC_FILM_COUNTED;
  const guint n_frames = dsc_film_count_frames (film, self->animation.permille);
  if (n_frames == 0 && !g_cancellable_is_cancelled (cancellable))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("There is no dict or instance to show at any of these steps."));
      return FALSE;
    }
  if (self->is_storyboard)
    return dsc_storyboard_write (self->painter, MAX (n_frames, 1), dsc_film_draw_frame, film, self->output, self->sheet_format, &self->animation,
                                 cancellable, error);
  return dsc_animation_write (self->painter, MAX (n_frames, 1), dsc_film_draw_frame, film, self->output, self->motion_format, &self->animation, cancellable,
                              error);
}

static DscExit
animate (Animator            *self,
         const DscCliOptions *options,
         const char          *path)
{
  g_autoptr (DscPainter) painter = dsc_painter_new ();
  g_autoptr (GError) error = NULL;
  DscCliProgram program;
  DscExit status = dsc_cli_program_load (&program, options, path);

  self->painter = painter;
  self->program = &program;
  if (status == DSC_EXIT_OK && !read_steps (self, options))
    status = DSC_EXIT_USAGE;
  if (status == DSC_EXIT_OK && !write_film (self, &error))
    {
      dsc_cli_complain ("%s", g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? _("Interrupted; nothing was written.") : error->message);
      status = DSC_EXIT_FAILURE;
    }
  if (status == DSC_EXIT_OK)
    status = dsc_cli_program_finish (&program);
  dsc_cli_program_clear (&program);
  return status;
}

DscExit
dsc_cli_animate (int    argc,
                 char **argv)
{
  DscCliOptions options;
  Animator self = { NULL };
  DscExit status = DSC_EXIT_USAGE;

  dsc_cli_options_init (&options);
  if (dsc_cli_options_parse (&options, DSC_CLI_OPTION_ANIMATE, _("Runs a script and writes what happens to its dict as an animation or a storyboard."),
                             _("FILE"), &argc, &argv)
      && read_options (&self, &options))
    {
      if (argc == 2)
        status = animate (&self, &options, argv[1]);
      else
        dsc_cli_complain (_("“%s” takes one file. “dictoscope-cli %s --help” tells more."), argv[0], argv[0]);
    }
  dsc_cli_options_clear (&options);
  return status;
}
