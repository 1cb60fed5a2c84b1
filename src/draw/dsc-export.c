/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-export.c: a scene as PNG, SVG or PDF, in memory or in a file. */
#include "dsc-export.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dsc-png.h"
#include "dsc-svg.h"

#define MAX_IMAGE_SIDE 32767          /* cairo's limit of an image surface; larger ones are painted in bands */
#define MAX_PNG_SIDE   2000000
#define MAX_PNG_PIXELS 1e9
#define MIN_SCALE      0.01
#define MAX_SCALE      1e6      /* parts of large tables need much; what is too large as a picture is told by its pixels */
#define AROUND         24.0           /* scene units shown around a selection, at least */
#define POINTS_PER_PIXEL 0.75         /* 1/96 inch in 1/72 inch */
#define FIXED_DATE "2024-01-01T00:00:00Z"   /* else cairo writes the time of day, and no two files are alike */

gboolean
dsc_format_from_path (const char *path,
                      DscFormat  *out_format)
{
  static const char *const endings[DSC_N_FORMATS] = { ".png", ".svg", ".pdf" };
  const gsize length = strlen (path);

  for (guint i = 0; i < DSC_N_FORMATS; i++)
    if (length > 4 && g_ascii_strcasecmp (path + length - 4, endings[i]) == 0)
      {
        *out_format = i;
        return TRUE;
      }
  return FALSE;
}

static cairo_status_t
append_to_array (void                *closure,
                 const unsigned char *data,
                 unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
take_cairo_status (cairo_status_t   status,
                   GError         **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The picture could not be drawn: %s."), cairo_status_to_string (status));
  return FALSE;
}

/* The part of the scene that is exported. */
static DscRect
get_area (const DscScene         *scene,
          const DscExportOptions *options)
{
  if (options->crop.width > 0 && options->crop.height > 0)
    return options->crop;
  return (DscRect) { 0, 0, dsc_scene_get_width (scene), dsc_scene_get_height (scene) };
}

static gboolean
is_cell (const DscScene *scene,
         DscSceneId      id)
{
  return id.part != DSC_PART_OF_PICTURE && id.part != DSC_PART_OF_FIELD && dsc_scene_find_map (scene, id) != NULL;
}

double
dsc_export_crop_scale (const DscScene *scene,
                       DscSceneId      id)
{
  id = dsc_scene_get_shown (scene, id);
  return is_cell (scene, id) ? 1 / dsc_map_get_geometry (dsc_scene_find_map (scene, id))->unit : 1;
}

gboolean
dsc_export_crop_to (const DscScene *scene,
                    DscSceneId      id,
                    DscRect        *out_crop)
{
  DscRect box;

  id = dsc_scene_get_shown (scene, id);
  if (!dsc_scene_get_bounds (scene, id, &box))
    return FALSE;
  /* Cells of a map are small in the scene: their surroundings are a few cells. */
  const double around = is_cell (scene, id) ? 3 * box.height : AROUND;
  const double left = MAX (box.x - around, 0), top = MAX (box.y - around, 0);
  *out_crop = (DscRect) { left, top, MIN (box.x + box.width + around, dsc_scene_get_width (scene)) - left,
                          MIN (box.y + box.height + around, dsc_scene_get_height (scene)) - top };
  return TRUE;
}

static gboolean
check_png_size (DscRect   area,
                double    scale,
                GError  **error)
{
  const double width = ceil (area.width * scale), height = ceil (area.height * scale);
  const double side = MAX (area.width, area.height);

  if (width * height <= MAX_PNG_PIXELS && MAX (width, height) <= MAX_PNG_SIDE)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
               _("A PNG of this picture would have %.0f × %.0f pixels, more than can be written. "
                 "Use a scale of at most %.2f, crop it, or export it as SVG or PDF."),
               width, height, floor (MIN (sqrt (MAX_PNG_PIXELS / (area.width * area.height)), MAX_PNG_SIDE / side) * 100) / 100);
  return FALSE;
}

/* A level that is asked for must have pixels enough that it can be told from dirt: at least half of what it is chosen for by itself. */
static gboolean
check_detail (const DscScene         *scene,
              const DscExportOptions *options,
              DscRect                 area,
              double                  scale,
              GError                **error)
{
  double least = 0;

  for (guint i = 0; options->detail > DSC_DETAIL_GRID && i < dsc_scene_get_n_nodes (scene); i++)
    {
      const DscNode *node = dsc_scene_get_node (scene, i);
      const DscRect *b = &node->bounds;

      if (node->kind == DSC_NODE_MAP && b->x < area.x + area.width && b->x + b->width > area.x && b->y < area.y + area.height
          && b->y + b->height > area.y)
        least = MAX (least, dsc_map_get_least_scale (node->map, options->detail) / 2);
    }
  if (scale >= least)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
               _("At this scale there are not pixels enough for the level %1$s. Use a scale of at least %2$.2f, a coarser level, crop it, "
                 "or export it as SVG or PDF."), dsc_detail_get_name (options->detail), ceil (least * 100) / 100);
  return FALSE;
}

typedef struct {
  DscPainter             *painter;
  const DscScene         *scene;
  const DscExportOptions *options;
  DscRect                 area;
  double                  scale;
} PngJob;

static void
paint_png_part (cairo_t  *cr,
                int       x,
                int       y,
                gpointer  data)
{
  const PngJob *job = data;
  const DscPaintOptions paint = { job->options->theme, job->options->transparent, job->scale, TRUE, job->options->detail };
  double left, top, right, bottom;

  cairo_translate (cr, -x, -y);
  cairo_scale (cr, job->scale, job->scale);
  cairo_translate (cr, -job->area.x, -job->area.y);
  cairo_clip_extents (cr, &left, &top, &right, &bottom);
  const DscRect clip = { left, top, right - left, bottom - top };
  dsc_painter_paint (job->painter, cr, job->scene, &paint, &clip);
}

/* cairo's own encoder for what fits into one image. */
static GBytes *
export_one_image (PngJob  *job,
                  int      width,
                  int      height,
                  GError **error)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  GByteArray *bytes = g_byte_array_new ();

  paint_png_part (cr, 0, 0, job);
  cairo_status_t status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, append_to_array, bytes);
  cairo_surface_destroy (surface);

  GBytes *result = g_byte_array_free_to_bytes (bytes);
  if (take_cairo_status (status, error))
    return result;
  g_bytes_unref (result);
  return NULL;
}

static GBytes *
export_png (DscPainter             *painter,
            const DscScene         *scene,
            const DscExportOptions *options,
            double                  scale,
            GError                **error)
{
  PngJob job = { painter, scene, options, get_area (scene, options), scale };

  if (!check_detail (scene, options, job.area, scale, error) || !check_png_size (job.area, scale, error))
    return NULL;
  const int width = MAX ((int) ceil (job.area.width * scale), 1), height = MAX ((int) ceil (job.area.height * scale), 1);
  if (MAX (width, height) > MAX_IMAGE_SIDE)
    return dsc_png_write_bands (width, height, options->transparent, paint_png_part, &job, error);
  return export_one_image (&job, width, height, error);
}

static GBytes *
export_pdf (DscPainter             *painter,
            const DscScene         *scene,
            const DscExportOptions *options,
            double                  scale,
            GError                **error)
{
  const double factor = scale * POINTS_PER_PIXEL;
  const DscRect area = get_area (scene, options);
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_to_array, bytes, area.width * factor, area.height * factor);
  const DscPaintOptions paint = { options->theme, options->transparent, scale, FALSE, options->detail };

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, FIXED_DATE);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Dictoscope");
  if (dsc_scene_get_title (scene) != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, dsc_scene_get_title (scene));
  if (dsc_scene_get_description (scene) != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, dsc_scene_get_description (scene));

  cairo_t *cr = cairo_create (surface);
  cairo_scale (cr, factor, factor);
  cairo_translate (cr, -area.x, -area.y);
  dsc_painter_paint (painter, cr, scene, &paint, &area);
  cairo_status_t status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  GBytes *result = g_byte_array_free_to_bytes (bytes);
  if (take_cairo_status (status, error))
    return result;
  g_bytes_unref (result);
  return NULL;
}

static GBytes *
export_svg (DscPainter             *painter,
            const DscScene         *scene,
            const DscExportOptions *options,
            double                  scale)
{
  const DscSvgOptions svg = { options->theme, options->transparent, scale, dsc_painter_get_family (painter, DSC_FONT_SANS),
                              dsc_painter_get_family (painter, DSC_FONT_MONO), options->detail, options->crop };

  return g_string_free_to_bytes (dsc_svg_write (scene, &svg));
}

GBytes *
dsc_export_bytes (DscPainter              *painter,
                  const DscScene          *scene,
                  DscFormat                format,
                  const DscExportOptions  *options,
                  GError                 **error)
{
  const double scale = options->scale == 0 ? 1 : options->scale;

  if (!(scale >= MIN_SCALE && scale <= MAX_SCALE))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("The scale must be between %g and %g."), MIN_SCALE, MAX_SCALE);
      return NULL;
    }
  switch (format)
    {
    case DSC_FORMAT_PNG:
      return export_png (painter, scene, options, scale, error);
    case DSC_FORMAT_PDF:
      return export_pdf (painter, scene, options, scale, error);
    case DSC_FORMAT_SVG:
    case DSC_N_FORMATS:
      break;
    }
  return export_svg (painter, scene, options, scale);
}

static gboolean
write_all (int           fd,
           const guchar *data,
           gsize         length)
{
  while (length > 0)
    {
      const gssize written = write (fd, data, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return FALSE;
      data += written;
      length -= written;
    }
  return TRUE;
}

/* Devices and pipes cannot be replaced by a new file: they are written as they are. */
static gboolean
write_straight (const char  *path,
                const void  *data,
                gsize        length,
                GError     **error)
{
  const int fd = open (path, O_WRONLY | O_CLOEXEC);
  int failure = fd < 0 || !write_all (fd, data, length) ? errno : 0;

  if (fd >= 0 && close (fd) != 0 && failure == 0)
    failure = errno;
  if (failure == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (failure), _("“%s” could not be written: %s."), path, g_strerror (failure));
  return FALSE;
}

/* GLib's own sentence names the temporary file, whose name differs from run to run. */
static const char *
get_reason (const GError *error)
{
  static const struct {
    int code, number;
  } reasons[] = {
    { G_FILE_ERROR_ACCES, EACCES }, { G_FILE_ERROR_IO, EIO },         { G_FILE_ERROR_ISDIR, EISDIR },   { G_FILE_ERROR_LOOP, ELOOP },
    { G_FILE_ERROR_MFILE, EMFILE }, { G_FILE_ERROR_NAMETOOLONG, ENAMETOOLONG }, { G_FILE_ERROR_NFILE, ENFILE },
    { G_FILE_ERROR_NOENT, ENOENT }, { G_FILE_ERROR_NOSPC, ENOSPC },   { G_FILE_ERROR_NOTDIR, ENOTDIR }, { G_FILE_ERROR_PERM, EPERM },
    { G_FILE_ERROR_ROFS, EROFS },
  };

  for (gsize i = 0; error->domain == G_FILE_ERROR && i < G_N_ELEMENTS (reasons); i++)
    if (error->code == reasons[i].code)
      return g_strerror (reasons[i].number);
  return error->message;
}

/* Through a temporary file beside it and a rename, so that a failure leaves what was there. Not g_file_replace_contents: when
 * a write fails, that one puts the half-written file in the place of the old one. */
static gboolean
write_replacing (const char  *path,
                 const void  *data,
                 gsize        length,
                 int          mode,
                 GError     **error)
{
  g_autofree char *target = realpath (path, NULL);   /* a link stays a link */
  g_autoptr (GError) local = NULL;

  if (g_file_set_contents_full (target != NULL ? target : path, data, length, G_FILE_SET_CONTENTS_CONSISTENT, mode, &local))
    return TRUE;
  const int code = local->domain == G_FILE_ERROR && local->code == G_FILE_ERROR_NOSPC ? G_IO_ERROR_NO_SPACE : G_IO_ERROR_FAILED;
  g_set_error (error, G_IO_ERROR, code, _("“%s” could not be written: %s."), path, get_reason (local));
  return FALSE;
}

gboolean
dsc_write_file (const char  *path,
                const void  *data,
                gsize        length,
                GError     **error)
{
  struct stat status;
  const gboolean exists = stat (path, &status) == 0;

  if (exists && !S_ISREG (status.st_mode) && !S_ISDIR (status.st_mode))
    return write_straight (path, data, length, error);
  return write_replacing (path, data, length, exists && S_ISREG (status.st_mode) ? (int) (status.st_mode & 0777) : 0666, error);
}

gboolean
dsc_export_file (DscPainter              *painter,
                 const DscScene          *scene,
                 const char              *path,
                 DscFormat                format,
                 const DscExportOptions  *options,
                 GError                 **error)
{
  g_autoptr (GBytes) bytes = dsc_export_bytes (painter, scene, format, options, error);

  if (bytes == NULL)
    return FALSE;

  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);
  return dsc_write_file (path, data, length, error);
}
