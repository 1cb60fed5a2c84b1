/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-animation-private.h: one function per kind of file that pictures are written to. */
#pragma once

#include "dsc-reel.h"

/* All: FALSE and error: not written, what was there is as it was. */
gboolean dsc_animation_write_webp (DscReel *reel, const char *path, const DscAnimationOptions *options, GError **error);
gboolean dsc_animation_write_gif  (DscReel *reel, const char *path, const DscAnimationOptions *options, GError **error);
gboolean dsc_animation_write_mp4  (DscReel *reel, const char *path, const DscAnimationOptions *options, GCancellable *cancellable, GError **error);
gboolean dsc_animation_write_pngs (DscReel *reel, const char *path, GError **error);

/* One line of what a library or program said, as an error. */
void     dsc_animation_set_error  (GError **error, const char *path, const char *reason);
