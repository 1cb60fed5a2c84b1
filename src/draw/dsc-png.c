/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-png.c: writes a PNG row by row through libpng, while cairo paints tile after tile of a band of rows.
 *
 * Memory is one band, however large the picture is. */
#include "dsc-png.h"

#include <glib/gi18n-lib.h>
#include <png.h>
#include <string.h>

#define TILE_WIDTH  16384
#define BAND_PIXELS (16 << 20)

typedef struct {
  int         width, height, band;
  gboolean    transparent;
  DscPngPaint paint;
  gpointer    data;
  GByteArray *out;
  guint8     *rows;       /* a band, as the file has it */
} Job;

static void
write_cb (png_structp png,
          png_bytep   data,
          png_size_t  length)
{
  g_byte_array_append (png_get_io_ptr (png), data, (guint) length);
}

static void
flush_cb (png_structp png)
{
  (void) png;
}

static inline guint8
unmultiply (guint32 pixel,
            guint   shift,
            guint   alpha)
{
  return (guint8) (((pixel >> shift & 255) * 255 + alpha / 2) / alpha);
}

static void
copy_row (guint8        *out,
          const guint32 *pixels,
          int            n,
          gboolean       transparent)
{
  for (int i = 0; i < n; i++)
    {
      const guint32 pixel = pixels[i];
      const guint alpha = pixel >> 24;

      if (!transparent || alpha == 0)
        {
          *out++ = (guint8) (transparent ? 0 : pixel >> 16);
          *out++ = (guint8) (transparent ? 0 : pixel >> 8);
          *out++ = (guint8) (transparent ? 0 : pixel);
        }
      else
        {
          *out++ = unmultiply (pixel, 16, alpha);
          *out++ = unmultiply (pixel, 8, alpha);
          *out++ = unmultiply (pixel, 0, alpha);
        }
      if (transparent)
        *out++ = (guint8) alpha;
    }
}

/* FALSE: cairo could not paint it. */
static gboolean
paint_tile (const Job *job,
            int        x,
            int        y,
            int        width,
            int        height)
{
  const gsize bytes = job->transparent ? 4 : 3;
  cairo_surface_t *surface = cairo_image_surface_create (job->transparent ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);

  job->paint (cr, x, y, job->data);
  const gboolean is_painted = cairo_status (cr) == CAIRO_STATUS_SUCCESS;
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  const guint8 *data = cairo_image_surface_get_data (surface);
  for (int row = 0; is_painted && row < height; row++)
    copy_row (job->rows + ((gsize) row * (gsize) job->width + (gsize) x) * bytes,
              (const guint32 *) (const void *) (data + (gsize) row * (gsize) cairo_image_surface_get_stride (surface)), width, job->transparent);
  cairo_surface_destroy (surface);
  return is_painted;
}

/* In a function of its own, because libpng comes back here from wherever it fails. */
static gboolean
write_bands (Job         *job,
             png_structp  png,
             png_infop    info)
{
  const gsize stride = (gsize) job->width * (job->transparent ? 4 : 3);

  if (setjmp (png_jmpbuf (png)))
    return FALSE;
  png_set_write_fn (png, job->out, write_cb, flush_cb);
  png_set_user_limits (png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_set_IHDR (png, info, (png_uint_32) job->width, (png_uint_32) job->height, 8, job->transparent ? PNG_COLOR_TYPE_RGB_ALPHA : PNG_COLOR_TYPE_RGB,
                PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_write_info (png, info);
  for (int y = 0; y < job->height; y += job->band)
    {
      const int height = MIN (job->band, job->height - y);

      for (int x = 0; x < job->width; x += TILE_WIDTH)
        if (!paint_tile (job, x, y, MIN (TILE_WIDTH, job->width - x), height))
          return FALSE;
      for (int row = 0; row < height; row++)
        png_write_row (png, job->rows + (gsize) row * stride);
    }
  png_write_end (png, info);
  return TRUE;
}

GBytes *
dsc_png_write_bands (int           width,
                     int           height,
                     gboolean      transparent,
                     DscPngPaint   paint,
                     gpointer      data,
                     GError      **error)
{
  Job job = { width, height, CLAMP (BAND_PIXELS / width, 1, 4096), transparent, paint, data, g_byte_array_new (), NULL };
  png_structp png = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png != NULL ? png_create_info_struct (png) : NULL;

  job.rows = g_try_malloc ((gsize) width * (gsize) job.band * 4);
  const gboolean is_written = job.rows != NULL && info != NULL && write_bands (&job, png, info);
  png_destroy_write_struct (&png, &info);
  g_free (job.rows);
  GBytes *bytes = g_byte_array_free_to_bytes (job.out);
  if (is_written)
    return bytes;
  g_bytes_unref (bytes);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("A picture of %d × %d pixels could not be drawn: there is not enough memory."), width, height);
  return NULL;
}
