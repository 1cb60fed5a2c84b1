/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-film.c: a plan of frames, one line per stop, and the step whose frames are being drawn.
 *
 * The plan is all that is kept of steps that are not open: when their motion reaches each stop, and how many frames that takes. */
#include "dsc-film.h"

#include <math.h>

#define REST_SECONDS  1.2      /* how long a step's last picture is shown at speed 1 */
#define LAST_SECONDS  2.0      /* that of the last step */
#define STOP_SECONDS  0.8      /* a stop inside a step … */
#define STOPS_SECONDS 6.0      /* … and all of them together, at most */

typedef struct {
  guint64 step;
  gint    moment;              /* that is reached; -1: the end of the step */
  double  start, end;          /* of the way there, in seconds of the step's motion; the same: nothing moves */
  guint   first;               /* of its frames in the film: the way, and then the picture of the stop */
  guint   milliseconds;        /* that the stop is shown */
} Line;

struct DscFilm {
  DscFilmOptions  options;
  DscFilmFunc     func;
  gpointer        data;
  GArray         *plan;        /* Line */
  guint           n_frames;

  gboolean        is_open;     /* a step is here */
  guint64         open;        /* its number */
  DscFilmStep     step;
  DscMotion      *motion;      /* NULL: nothing moves */
  DscScene       *shown;       /* picture of the stop that was drawn last; NULL: none */
  guint           shown_line;
};

static void
close_step (DscFilm *self)
{
  g_clear_pointer (&self->shown, dsc_scene_unref);
  g_clear_pointer (&self->motion, dsc_motion_free);
  g_clear_pointer (&self->step.moments, dsc_moments_unref);
  g_clear_pointer (&self->step.after, dsc_snapshot_unref);
  if (self->step.free_owner != NULL)
    self->step.free_owner (self->step.owner);
  self->step = (DscFilmStep) { NULL };
  self->is_open = FALSE;
}

static gboolean
open_step (DscFilm *self,
           guint64  step)
{
  if (self->is_open && self->open == step)
    return TRUE;
  close_step (self);
  if (!self->func (step, &self->step, self->data))
    return FALSE;
  if (self->step.moments != NULL && !(self->options.still && self->options.grain == DSC_GRAIN_OPERATION))
    self->motion = dsc_motion_new (self->step.moments, -1, (gint) dsc_moments_get_n (self->step.moments) - 1, self->options.grain, &self->step.options);
  self->is_open = TRUE;
  self->open = step;
  return TRUE;
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

/* --- the plan ----------------------------------------------------------------------------------------------------- */

/* Frames of the way: one for each picture that the rate has time for. */
static guint
count_way (const DscFilm *self,
           const Line    *line)
{
  return self->options.still ? 0 : (guint) ceil ((line->end - line->start) / self->options.speed * self->options.rate - 1e-6);
}

static void
add_line (DscFilm *self,
          Line     line,
          double   seconds)
{
  const guint n_way = count_way (self, &line);

  if (n_way > G_MAXUINT - 1 - self->n_frames)
    return;                    /* more than can be written in any case */
  line.first = self->n_frames;
  line.milliseconds = (guint) lround (seconds / self->options.speed * 1000);
  g_array_append_val (self->plan, line);
  self->n_frames += n_way + 1;
}

/* The stops of the step that is open; its end is always the last of them. */
static void
plan_step (DscFilm *self)
{
  const guint n_stops = self->motion != NULL ? dsc_motion_get_n_stops (self->motion) : 0;
  const double seconds = MIN (STOP_SECONDS, STOPS_SECONDS / MAX (n_stops, 1));
  Line line = { .step = self->open, .moment = -1 };

  for (guint k = 0; k + 1 < n_stops; k++)
    {
      line.end = dsc_motion_get_stop (self->motion, k, &line.moment);
      add_line (self, line, seconds);
      line.start = line.end;
    }
  line.end = self->motion != NULL ? dsc_motion_get_duration (self->motion) : 0;
  line.moment = -1;
  add_line (self, line, REST_SECONDS);
}

guint
dsc_film_count_frames (DscFilm *self,
                       gint    *permille)
{
  g_array_set_size (self->plan, 0);
  self->n_frames = 0;
  for (guint64 step = self->options.first; step <= self->options.last; step++)
    {
      if (permille != NULL)
        g_atomic_int_set (permille, (gint) (DSC_FILM_COUNTED * (step - self->options.first) / (self->options.last - self->options.first + 1)));
      if (open_step (self, step))
        plan_step (self);
    }
  if (self->plan->len > 0)
    g_array_index (self->plan, Line, self->plan->len - 1).milliseconds = (guint) lround (LAST_SECONDS / self->options.speed * 1000);
  return self->n_frames;
}

/* The line that frame i belongs to. */
static guint
find_line (const DscFilm *self,
           guint          i)
{
  guint low = 0, high = self->plan->len;

  while (high - low > 1)
    {
      const guint middle = (low + high) / 2;

      if (g_array_index (self->plan, Line, middle).first <= i)
        low = middle;
      else
        high = middle;
    }
  return low;
}

/* --- frames ------------------------------------------------------------------------------------------------------- */

/* Exactly what it is at the stop; at the end of a step the picture at rest, as it is drawn everywhere. */
static DscScene *
draw_stop (DscFilm *self,
           guint    number)
{
  const Line *line = &g_array_index (self->plan, Line, number);

  if (self->shown == NULL || self->shown_line != number)
    {
      g_clear_pointer (&self->shown, dsc_scene_unref);
      self->shown = line->moment >= 0 ? dsc_motion_flatten (self->motion, line->end) : dsc_view_diagram_new (self->step.after, &self->step.options);
      self->shown_line = number;
    }
  return self->shown != NULL ? dsc_scene_ref (self->shown) : NULL;
}

static const char *
get_caption (const DscFilm *self,
             const Line    *line)
{
  return line->moment >= 0 ? dsc_moments_get (self->step.moments, (guint) line->moment)->sentence : self->step.options.sentence;
}

DscScene *
dsc_film_draw_frame (guint     i,
                     guint    *out_milliseconds,
                     char    **out_caption,
                     gpointer  film)
{
  DscFilm *self = film;
  const guint number = find_line (self, i);

  if (i >= self->n_frames)
    return NULL;
  const Line *line = &g_array_index (self->plan, Line, number);
  const guint n_way = count_way (self, line), place = i - line->first;
  if (!open_step (self, line->step))
    return NULL;
  *out_caption = g_strdup (get_caption (self, line));
  *out_milliseconds = line->milliseconds;
  if (place >= n_way)
    return draw_stop (self, number);

  /* In whole milliseconds, without losing any on the way. */
  *out_milliseconds = (place + 1) * 1000 / self->options.rate - place * 1000 / self->options.rate;
  const double time = line->start + place * self->options.speed / self->options.rate;
  return dsc_motion_flatten (self->motion, time);
}
