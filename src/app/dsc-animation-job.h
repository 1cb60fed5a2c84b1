/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-animation-job.h: writes steps of a session as motion or a storyboard, in a thread of its own. */
#pragma once

#include <gio/gio.h>

#include "dsc-animation.h"
#include "dsc-film.h"
#include "dsc-session.h"

typedef enum {
  DSC_ANIMATION_KIND_WEBP = 0, DSC_ANIMATION_KIND_GIF, DSC_ANIMATION_KIND_MP4, DSC_ANIMATION_KIND_FOLDER,
  DSC_ANIMATION_KIND_PDF, DSC_ANIMATION_KIND_SVG, DSC_ANIMATION_KIND_PNG, DSC_N_ANIMATION_KINDS,   /* storyboards */
} DscAnimationKind;

/* "webp"; "" for a folder. */
const char *dsc_animation_kind_get_ending  (DscAnimationKind kind);
DscAnimationKind dsc_animation_kind_of_path (const char *path, DscAnimationKind fallback);   /* fallback: it has no ending that is known */
gboolean    dsc_animation_kind_is_still    (DscAnimationKind kind);

typedef struct {
  DscAnimationKind kind;
  guint64          first, last;     /* steps, inclusive; beyond the end: the end */
  DscGrain         grain;
  double           speed, scale;
  DscTheme         theme;
  gboolean         captions, loop;
  gint            *permille;        /* progress, valid until the callback; may be NULL */
} DscAnimationRequest;

/* The run and the variable that the session shows now; it may go on to others meanwhile. */
void        dsc_animation_write_async  (DscSession                *session,
                                        GFile                     *file,
                                        const DscAnimationRequest *request,
                                        GCancellable              *cancellable,
                                        GAsyncReadyCallback        callback,
                                        gpointer                   user_data);
gboolean    dsc_animation_write_finish (GAsyncResult              *result,
                                        GError                   **error);
