/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-animation.h: pictures that follow each other as a file: animated WebP and GIF, MP4 by a found ffmpeg, numbered PNG files, and a
 * storyboard (chosen pictures with captions on sheets: PNG, SVG, PDF). */
#pragma once

#include "dsc-export.h"

typedef enum { DSC_ANIMATION_WEBP = 0, DSC_ANIMATION_GIF, DSC_ANIMATION_MP4, DSC_ANIMATION_PNG_FOLDER, DSC_N_ANIMATIONS } DscAnimationFormat;

/* "x.webp", "x.gif", "x.mp4", and "folder/"; FALSE: none of them. */
gboolean dsc_animation_from_path (const char *path, DscAnimationFormat *out_format);

/* Where pictures come from: frame i of n, from the first to the last, two or three times over (sizes and colours must be known before
 * anything can be written). Returns the scene (unref it) and how long it is shown in milliseconds; caption (may be NULL): g_free. NULL: failed. */
typedef DscScene *(*DscFrameFunc) (guint i, guint *out_milliseconds, char **out_caption, gpointer data);

typedef struct {
  DscTheme  theme;
  gboolean  transparent;     /* PNG files only */
  guint     width, height;   /* pixels; all pictures are fitted into it at one scale; both 0: what the largest scene needs at scale */
  double    scale;           /* 0 = 1 */
  gboolean  captions;        /* a line below the picture with the caption */
  gboolean  loop;
  guint     rate;            /* MP4: pictures a second, at most 60; 0 = 25. Other files show each picture as long as it is to be shown */
  gint     *permille;        /* progress, set atomically; may be NULL */
  guint     permille_before; /* what is done already when it begins: progress goes from there to 1000 */
} DscAnimationOptions;

/* A frame that looks like the one before lengthens that one. At most 40 million pixels a picture. Same bytes on every run. Atomically: on
 * failure or cancellation what was there is as it was. A folder may hold pictures of an earlier animation, which go, and nothing else.
 * MP4 where no ffmpeg is: an error that says so and names WebP. */
gboolean dsc_animation_write     (DscPainter *painter, guint n_frames, DscFrameFunc frame, gpointer data, const char *path, DscAnimationFormat format,
                                  const DscAnimationOptions *options, GCancellable *cancellable, GError **error);
/* Pictures in a grid, each with its number and caption. PNG, SVG: one sheet of at most 400, width pixels wide, or what it needs at scale (0: 1, or
 * what makes a PNG of 40 million pixels); height is not looked at. PDF: pages of A4, with as many pictures as stay readable. */
gboolean dsc_storyboard_write    (DscPainter *painter, guint n_frames, DscFrameFunc frame, gpointer data, const char *path, DscFormat format,
                                  const DscAnimationOptions *options, GCancellable *cancellable, GError **error);
