/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-animation-gif.c: animated GIF by giflib.
 *
 * One table of colours for all pictures, chosen from all of them, so they are painted twice: flat areas keep their exact colour,
 * and nothing flickers. No dithering, which would turn letters into dust. Each picture is written only where it differs from
 * the one before, and what did not change in there is transparent, which packs better. */
#include <gif_lib.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "dsc-animation-private.h"
#include "dsc-colors.h"

#define TRANSPARENT_INDEX 255
#define LEAST_DELAY 2          /* hundredths of a second; browsers show shorter ones far too long */
#define MOST_BYTES (2u << 30)

typedef struct {
  DscReel     *reel;
  DscColors   *colors;
  GifFileType *gif;
  GByteArray  *bytes;
  int          width, height;
  guint8      *indices, *before;    /* colours of the picture, and of the one before */
  guint8      *line;
  gint64       shown;               /* hundredths of a second that are written so far */
} Writer;

static int
write_cb (GifFileType       *gif,
          const GifByteType *data,
          int                length)
{
  GByteArray *bytes = gif->UserData;

  if (length < 0 || bytes->len + (guint) length > MOST_BYTES)
    return 0;
  g_byte_array_append (bytes, data, (guint) length);
  return length;
}

static gboolean
count_colors (Writer  *self,
              GError **error)
{
  g_autoptr (GError) local = NULL;
  DscReelPicture picture;

  dsc_reel_set_progress (self->reel, 60, 400);
  while (dsc_reel_next (self->reel, &picture, &local))
    dsc_colors_count (self->colors, picture.surface, picture.damage);
  dsc_reel_rewind (self->reel);
  dsc_reel_set_progress (self->reel, 400, 1000);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
write_head (Writer   *self,
            gboolean  loop)
{
  guint n;
  const guint32 *chosen = dsc_colors_choose (self->colors, &n);
  GifColorType colors[256] = { { 0 } };

  for (guint i = 0; i < n; i++)
    colors[i] = (GifColorType) { (GifByteType) (chosen[i] >> 16), (GifByteType) (chosen[i] >> 8), (GifByteType) chosen[i] };
  ColorMapObject *map = GifMakeMapObject (256, colors);
  EGifSetGifVersion (self->gif, true);
  gboolean is_written = map != NULL && EGifPutScreenDesc (self->gif, self->width, self->height, 8, 0, map) == GIF_OK;
  if (map != NULL)
    GifFreeMapObject (map);
  if (is_written && loop)
    is_written = EGifPutExtensionLeader (self->gif, APPLICATION_EXT_FUNC_CODE) == GIF_OK
                 && EGifPutExtensionBlock (self->gif, 11, "NETSCAPE2.0") == GIF_OK
                 && EGifPutExtensionBlock (self->gif, 3, "\001\000\000") == GIF_OK && EGifPutExtensionTrailer (self->gif) == GIF_OK;
  return is_written;
}

/* Colours of the damaged part; the rest is as before. */
static void
read_indices (Writer               *self,
              const DscReelPicture *picture)
{
  const guint8 *data = cairo_image_surface_get_data (picture->surface);
  const gsize stride = (gsize) cairo_image_surface_get_stride (picture->surface);

  for (int i = 0; i < cairo_region_num_rectangles (picture->damage); i++)
    {
      cairo_rectangle_int_t box;

      cairo_region_get_rectangle (picture->damage, i, &box);
      for (int y = box.y; y < box.y + box.height; y++)
        {
          const guint32 *row = (const guint32 *) (const void *) (data + (gsize) y * stride);

          for (int x = box.x; x < box.x + box.width; x++)
            self->indices[(gsize) y * (gsize) self->width + (gsize) x] = dsc_colors_find (self->colors, row[x]);
        }
    }
}

/* The box around what changed; one pixel when nothing did, because a picture must be written. */
static cairo_rectangle_int_t
find_changed (const Writer *self)
{
  int left = self->width, top = self->height, right = 0, bottom = 0;

  for (int y = 0; y < self->height; y++)
    {
      const guint8 *row = self->indices + (gsize) y * (gsize) self->width, *before = self->before + (gsize) y * (gsize) self->width;
      int first = 0, last = self->width;

      if (memcmp (row, before, (gsize) self->width) == 0)
        continue;
      while (row[first] == before[first])
        first++;
      while (row[last - 1] == before[last - 1])
        last--;
      left = MIN (left, first);
      right = MAX (right, last);
      top = MIN (top, y);
      bottom = y + 1;
    }
  return bottom > 0 ? (cairo_rectangle_int_t) { left, top, right - left, bottom - top } : (cairo_rectangle_int_t) { 0, 0, 1, 1 };
}

static int
get_delay (Writer               *self,
           const DscReelPicture *picture)
{
  const gint64 end = (picture->start + picture->milliseconds + 5) / 10;
  const int delay = (int) CLAMP (end - self->shown, LEAST_DELAY, 65535);

  self->shown += delay;
  return delay;
}

static gboolean
write_picture (Writer               *self,
               const DscReelPicture *picture)
{
  const gboolean is_first = picture->number == 0;
  const GraphicsControlBlock control = { DISPOSE_DO_NOT, false, get_delay (self, picture), is_first ? NO_TRANSPARENT_COLOR : TRANSPARENT_INDEX };
  GifByteType extension[4];

  read_indices (self, picture);
  const cairo_rectangle_int_t box = is_first ? (cairo_rectangle_int_t) { 0, 0, self->width, self->height } : find_changed (self);
  EGifGCBToExtension (&control, extension);
  if (EGifPutExtension (self->gif, GRAPHICS_EXT_FUNC_CODE, 4, extension) != GIF_OK
      || EGifPutImageDesc (self->gif, box.x, box.y, box.width, box.height, false, NULL) != GIF_OK)
    return FALSE;
  for (int y = box.y; y < box.y + box.height; y++)
    {
      const gsize start = (gsize) y * (gsize) self->width + (gsize) box.x;

      for (gsize x = 0; x < (gsize) box.width; x++)
        self->line[x] = !is_first && self->indices[start + x] == self->before[start + x] ? TRANSPARENT_INDEX : self->indices[start + x];
      if (EGifPutLine (self->gif, self->line, box.width) != GIF_OK)
        return FALSE;
      memcpy (self->before + start, self->indices + start, (gsize) box.width);
    }
  return TRUE;
}

static gboolean
write_pictures (Writer      *self,
                gboolean     loop,
                const char  *path,
                GError     **error)
{
  g_autoptr (GError) local = NULL;
  DscReelPicture picture;
  gboolean is_written = count_colors (self, &local) && write_head (self, loop);

  while (is_written && dsc_reel_next (self->reel, &picture, &local))
    is_written = write_picture (self, &picture);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (is_written)
    return TRUE;
  else
    dsc_animation_set_error (error, path, self->gif->Error != 0 ? GifErrorString (self->gif->Error) : _("the file would be too large"));
  return FALSE;
}

gboolean
dsc_animation_write_gif (DscReel                    *reel,
                         const char                 *path,
                         const DscAnimationOptions  *options,
                         GError                    **error)
{
  const gsize n_pixels = (gsize) dsc_reel_get_width (reel) * (gsize) dsc_reel_get_height (reel);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (DscColors) colors = dsc_colors_new ();
  g_autofree guint8 *pixels = g_try_malloc0 (2 * n_pixels + (gsize) dsc_reel_get_width (reel));
  int code = 0;
  GifFileType *gif = EGifOpen (bytes, write_cb, &code);

  if (colors == NULL || pixels == NULL || gif == NULL)
    {
      dsc_animation_set_error (error, path, _("there is not enough memory"));
      if (gif != NULL)
        EGifCloseFile (gif, &code);
      return FALSE;
    }
  Writer self = { reel, colors, gif, bytes, dsc_reel_get_width (reel), dsc_reel_get_height (reel), pixels, pixels + n_pixels, pixels + 2 * n_pixels, 0 };
  const gboolean is_written = write_pictures (&self, options->loop, path, error);
  if (EGifCloseFile (gif, &code) != GIF_OK && is_written)
    {
      dsc_animation_set_error (error, path, GifErrorString (code));
      return FALSE;
    }
  return is_written && dsc_write_file (path, bytes->data, bytes->len, error);
}
