/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-animation.h: pictures that follow each other as a file: animated WebP and GIF, MP4 by a found ffmpeg, numbered PNG files, and a
 * storyboard (chosen pictures with captions on sheets: PNG, SVG, PDF). */
#pragma once

#include "dsc-export.h"

typedef enum { DSC_ANIMATION_WEBP = 0, DSC_ANIMATION_GIF, DSC_ANIMATION_MP4, DSC_ANIMATION_PNG_FOLDER, DSC_N_ANIMATIONS } DscAnimationFormat;

/* "x.webp", "x.gif", "x.mp4", and "folder/"; FALSE: none of them. */
gboolean dsc_animation_from_path (const char *path, DscAnimationFormat *out_format);

/* Where pictures come from: frame i of n. Returns the scene (unref it) and how long it is shown in milliseconds; caption (may be NULL): g_free. NULL: failed. */
typedef DscScene *(*DscFrameFunc) (guint i, guint *out_milliseconds, char **out_caption, gpointer data);

typedef struct {
  DscTheme  theme;
  gboolean  transparent;     /* PNG files only */
  guint     width, height;   /* pixels; the picture is fitted into it; 0: what the largest scene needs at scale */
  double    scale;           /* 0 = 1 */
  gboolean  captions;        /* a line below the picture with the caption */
  gboolean  loop;
  gint     *permille;        /* progress, set atomically; may be NULL */
} DscAnimationOptions;

/* Same bytes on every run. Atomically: on failure or cancellation an existing file is as it was (a folder: no half of the pictures stays). MP4 where no ffmpeg is: an
 * error that says so and names WebP. */
gboolean dsc_animation_write     (DscPainter *painter, guint n_frames, DscFrameFunc frame, gpointer data, const char *path, DscAnimationFormat format,
                                  const DscAnimationOptions *options, GCancellable *cancellable, GError **error);
/* Pictures in a grid with numbers and captions; PDF: as many pages as are needed. */
gboolean dsc_storyboard_write    (DscPainter *painter, guint n_frames, DscFrameFunc frame, gpointer data, const char *path, DscFormat format,
                                  const DscAnimationOptions *options, GCancellable *cancellable, GError **error);
