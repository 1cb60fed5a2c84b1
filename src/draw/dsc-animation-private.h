/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-animation-private.h: one function per kind of file that pictures are written to. */
#pragma once

#include "dsc-reel.h"

/* All: FALSE and error: not written, what was there is as it was. */
gboolean dsc_animation_write_webp (DscReel *reel, const char *path, const DscAnimationOptions *options, GError **error);
gboolean dsc_animation_write_gif  (DscReel *reel, const char *path, const DscAnimationOptions *options, GError **error);
gboolean dsc_animation_write_mp4  (DscReel *reel, const char *path, const DscAnimationOptions *options, GCancellable *cancellable, GError **error);
gboolean dsc_animation_write_pngs (DscReel *reel, const char *path, GError **error);

/* libwebp's method, 0 to 6, and how hard it tries at lossless files, 0 to 100: with more, files do not get smaller (tests/bench/README.md). */
#define DSC_WEBP_EFFORT  3
#define DSC_WEBP_QUALITY 40

/* One line of what a library or program said, as an error. */
void     dsc_animation_set_error  (GError **error, const char *path, const char *reason);
