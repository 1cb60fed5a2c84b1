/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-film.h: steps one after the other as numbered frames, each with the time that it is shown: what is written to files of motion.
 *
 * A step moves from stop to stop (those of its grain) and rests at each for as long as its sentence can be read, longest at its end.
 * Only one step is in memory at a time. Frames are got in order, as often as wanted; going back to an earlier step makes it anew. One
 * thread at a time. */
#pragma once

#include "dsc-motion.h"

/* What there is of one step. */
typedef struct {
  DscSnapshot       *after;        /* a reference that the film takes */
  DscMoments        *moments;      /* another; NULL: nothing moves */
  DscDiagramOptions  options;      /* of the picture at rest; what it points at is valid until free_owner */
  gpointer           owner;
  GDestroyNotify     free_owner;
} DscFilmStep;

/* FALSE: there is nothing to show at that step, or somebody cancelled. */
typedef gboolean (*DscFilmFunc) (guint64 step, DscFilmStep *out_step, gpointer data);

typedef struct {
  guint64  first, last;            /* states after so many operations, inclusive */
  DscGrain grain;
  double   speed;                  /* 0.25 to 16; 0 = 1 */
  guint    rate;                   /* frames a second while something moves; 0 = 25 */
  gboolean still;                  /* only what it stops at, for a storyboard */
} DscFilmOptions;

typedef struct DscFilm DscFilm;

DscFilm  *dsc_film_new          (const DscFilmOptions *options, DscFilmFunc func, gpointer data);
void      dsc_film_free         (DscFilm *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscFilm, dsc_film_free)
/* Looks at every step once. 0: there is nothing to show. permille (may be NULL) is set atomically, up to DSC_FILM_COUNTED. */
#define DSC_FILM_COUNTED 150
guint     dsc_film_count_frames (DscFilm *self, gint *permille);
/* Frame i of those; NULL: it cannot be made. Unref it; caption (may be NULL there): g_free. Has the form of a DscFrameFunc. */
DscScene *dsc_film_draw_frame   (guint i, guint *out_milliseconds, char **out_caption, gpointer film);
