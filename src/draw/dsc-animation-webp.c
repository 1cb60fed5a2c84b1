/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-animation-webp.c: animated WebP by libwebp's encoder of animations.
 *
 * Lossless: these pictures are flat areas, thin lines and small text, of which lossless WebP makes smaller files than
 * lossy WebP does at a quality at which text stays clean, and no colour is off. The encoder cuts each picture down to
 * where it differs. Key frames, which only serve to jump into the middle of a file, are left out. */
#include <glib/gi18n-lib.h>
#include <webp/encode.h>
#include <webp/mux.h>

#include "dsc-animation-private.h"

static gboolean
add_picture (WebPAnimEncoder       *encoder,
             const WebPConfig      *config,
             const DscReelPicture  *picture,
             const char            *path,
             GError               **error)
{
  WebPPicture webp;

  if (!WebPPictureInit (&webp))
    g_error ("libwebp does not fit its header.");
  webp.use_argb = 1;
  webp.width = cairo_image_surface_get_width (picture->surface);
  webp.height = cairo_image_surface_get_height (picture->surface);
  webp.argb = (guint32 *) (void *) cairo_image_surface_get_data (picture->surface);      /* opaque, so cairo's pixels are WebP's */
  webp.argb_stride = cairo_image_surface_get_stride (picture->surface) / 4;
  if (WebPAnimEncoderAdd (encoder, &webp, (int) picture->start, config))
    return TRUE;
  dsc_animation_set_error (error, path, WebPAnimEncoderGetError (encoder));
  return FALSE;
}

static gboolean
add_pictures (WebPAnimEncoder  *encoder,
              DscReel          *reel,
              const char       *path,
              GError          **error)
{
  g_autoptr (GError) local = NULL;
  DscReelPicture picture;
  WebPConfig config;
  gint64 end = 0;

  if (!WebPConfigInit (&config))
    g_error ("libwebp does not fit its header.");
  config.lossless = 1;
  config.method = DSC_WEBP_EFFORT;
  config.quality = DSC_WEBP_QUALITY;
  while (dsc_reel_next (reel, &picture, &local))
    {
      if (!add_picture (encoder, &config, &picture, path, error))
        return FALSE;
      end = picture.start + picture.milliseconds;
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return WebPAnimEncoderAdd (encoder, NULL, (int) end, NULL);
}

gboolean
dsc_animation_write_webp (DscReel                    *reel,
                          const char                 *path,
                          const DscAnimationOptions  *options,
                          GError                    **error)
{
  WebPAnimEncoderOptions settings;
  WebPData file;

  if (!WebPAnimEncoderOptionsInit (&settings))
    g_error ("libwebp does not fit its header.");
  settings.anim_params.loop_count = options->loop ? 0 : 1;
  settings.kmax = 0;
  WebPDataInit (&file);
  WebPAnimEncoder *encoder = WebPAnimEncoderNew (dsc_reel_get_width (reel), dsc_reel_get_height (reel), &settings);
  if (encoder == NULL)
    {
      dsc_animation_set_error (error, path, _("there is not enough memory"));
      return FALSE;
    }
  gboolean is_written = add_pictures (encoder, reel, path, error);
  if (is_written && !WebPAnimEncoderAssemble (encoder, &file))
    {
      dsc_animation_set_error (error, path, WebPAnimEncoderGetError (encoder));
      is_written = FALSE;
    }
  WebPAnimEncoderDelete (encoder);
  is_written = is_written && dsc_write_file (path, file.bytes, file.size, error);
  WebPDataClear (&file);
  return is_written;
}
