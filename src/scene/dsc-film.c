/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-film.c: a plan of frames, one line per step, and the step whose frames are being drawn. */
#include "dsc-film.h"

#include <math.h>

#define REST_SECONDS  1.2      /* how long a picture at rest is shown at speed 1 */
#define LAST_SECONDS  1.5      /* the last one longer than that */

typedef struct {
  guint64 step;
  guint   first;               /* of its frames in the film; the last of them is the picture at rest */
} Line;

struct DscFilm {
  DscFilmOptions  options;
  DscFilmFunc     func;
  gpointer        data;
  GArray         *plan;        /* Line, for each step that has something to show */
  guint           n_frames;

  guint           open;        /* line whose step is here; G_MAXUINT: none */
  DscFilmStep     step;
  DscScene       *rest;        /* NULL: not asked for yet */
};

static void
close_step (DscFilm *self)
{
  g_clear_pointer (&self->rest, dsc_scene_unref);
  g_clear_pointer (&self->step.after, dsc_snapshot_unref);
  if (self->step.free_owner != NULL)
    self->step.free_owner (self->step.owner);
  self->step = (DscFilmStep) { NULL };
  self->open = G_MAXUINT;
}

DscFilm *
dsc_film_new (const DscFilmOptions *options,
              DscFilmFunc           func,
              gpointer              data)
{
  DscFilm *self = g_new0 (DscFilm, 1);

  self->options = *options;
  self->options.speed = options->speed == 0 ? 1 : CLAMP (options->speed, 0.25, 16);
  self->options.rate = options->rate == 0 ? 25 : MIN (options->rate, 60);
  self->func = func;
  self->data = data;
  self->plan = g_array_new (FALSE, FALSE, sizeof (Line));
  self->open = G_MAXUINT;
  return self;
}

void
dsc_film_free (DscFilm *self)
{
  if (self == NULL)
    return;
  close_step (self);
  g_array_unref (self->plan);
  g_free (self);
}

guint
dsc_film_count_frames (DscFilm *self,
                       gint    *permille)
{
  g_array_set_size (self->plan, 0);
  self->n_frames = 0;
  for (guint64 step = self->options.first; step <= self->options.last; step++)
    {
      const Line line = { step, self->n_frames };

      if (permille != NULL)
        g_atomic_int_set (permille, (gint) (DSC_FILM_COUNTED * (step - self->options.first) / (self->options.last - self->options.first + 1)));
      if (!self->func (step, &self->step, self->data))
        continue;
      close_step (self);
      g_array_append_val (self->plan, line);
      self->n_frames++;
    }
  return self->n_frames;
}

static const Line *
get_line (const DscFilm *self,
          guint          i)
{
  return &g_array_index (self->plan, Line, i);
}

/* The line that frame i belongs to: mostly the one that is open, or the next. */
static guint
find_line (const DscFilm *self,
           guint          i)
{
  guint low = 0, high = self->plan->len;

  while (high - low > 1)
    {
      const guint middle = (low + high) / 2;

      if (get_line (self, middle)->first <= i)
        low = middle;
      else
        high = middle;
    }
  return low;
}

static gboolean
open_step (DscFilm *self,
           guint    number)
{
  if (self->open == number)
    return TRUE;
  close_step (self);
  if (!self->func (get_line (self, number)->step, &self->step, self->data))
    return FALSE;
  self->open = number;
  return TRUE;
}

DscScene *
dsc_film_draw_frame (guint     i,
                     guint    *out_milliseconds,
                     char    **out_caption,
                     gpointer  film)
{
  DscFilm *self = film;

  if (i >= self->n_frames || !open_step (self, find_line (self, i)))
    return NULL;
  if (self->rest == NULL)
    self->rest = dsc_view_diagram_new (self->step.after, &self->step.options);
  if (self->rest == NULL)
    return NULL;
  const double seconds = (i + 1 == self->n_frames ? LAST_SECONDS : REST_SECONDS) / self->options.speed;
  *out_milliseconds = (guint) lround (seconds * 1000);
  *out_caption = g_strdup (self->step.options.sentence);
  return dsc_scene_ref (self->rest);
}
