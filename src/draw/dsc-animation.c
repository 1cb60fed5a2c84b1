/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-animation.c: chooses what an animation is written with. */
#include "dsc-animation-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FRAMES_A_SECOND 25u
#define MOST_FRAMES_A_SECOND 60u

gboolean
dsc_animation_from_path (const char         *path,
                         DscAnimationFormat *out_format)
{
  static const struct {
    const char         *ending;
    DscAnimationFormat  format;
  } endings[] = {
    { ".webp", DSC_ANIMATION_WEBP }, { ".gif", DSC_ANIMATION_GIF }, { ".mp4", DSC_ANIMATION_MP4 }, { "/", DSC_ANIMATION_PNG_FOLDER },
  };
  const gsize length = strlen (path);

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      const gsize n = strlen (endings[i].ending);

      if (length > n && g_ascii_strcasecmp (path + length - n, endings[i].ending) == 0)
        {
          *out_format = endings[i].format;
          return TRUE;
        }
    }
  return FALSE;
}

void
dsc_animation_set_error (GError     **error,
                         const char  *path,
                         const char  *reason)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("“%s” could not be written: %s."), path, reason);
}

static const DscReelLimits limits[DSC_N_ANIMATIONS] = {
  [DSC_ANIMATION_WEBP] = { .even = 1, .most_pixels_a_side = 16383 },      /* of the format */
  [DSC_ANIMATION_GIF] = { .even = 1, .most_pixels_a_side = 65535 },       /* of the format */
  [DSC_ANIMATION_MP4] = { .even = 2, .most_pixels_a_side = 8192 },        /* of what H.264 players take; colours have half the size */
  [DSC_ANIMATION_PNG_FOLDER] = { .even = 1, .most_pixels_a_side = 32767, .transparent = TRUE },   /* of cairo */
};

static gboolean
write_reel (DscReel                    *reel,
            const char                 *path,
            DscAnimationFormat          format,
            const DscAnimationOptions  *options,
            GCancellable               *cancellable,
            GError                    **error)
{
  switch (format)
    {
    case DSC_ANIMATION_WEBP:
      return dsc_animation_write_webp (reel, path, options, error);
    case DSC_ANIMATION_GIF:
      return dsc_animation_write_gif (reel, path, options, error);
    case DSC_ANIMATION_MP4:
      return dsc_animation_write_mp4 (reel, path, options, cancellable, error);
    case DSC_ANIMATION_PNG_FOLDER:
    case DSC_N_ANIMATIONS:
      break;
    }
  return dsc_animation_write_pngs (reel, path, error);
}

gboolean
dsc_animation_write (DscPainter                 *painter,
                     guint                       n_frames,
                     DscFrameFunc                frame,
                     gpointer                    data,
                     const char                 *path,
                     DscAnimationFormat          format,
                     const DscAnimationOptions  *options,
                     GCancellable               *cancellable,
                     GError                    **error)
{
  DscAnimationOptions all = *options;

  all.rate = all.rate == 0 ? FRAMES_A_SECOND : all.rate;
  if (all.rate > MOST_FRAMES_A_SECOND)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("There can be at most %u pictures a second."), MOST_FRAMES_A_SECOND);
      return FALSE;
    }
  g_autoptr (DscReel) reel = dsc_reel_new (painter, n_frames, frame, data, &all, &limits[format], cancellable, error);
  return reel != NULL && write_reel (reel, path, format, &all, cancellable, error);
}
