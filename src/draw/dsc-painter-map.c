/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-painter-map.c: paints the visible part of a map at the right level.
 *
 * What it costs depends on how many cells and pixels are seen, never on how many there are. Everything stands on whole pixels that
 * depend on the cell alone, so tiles fit together. */
#include "dsc-painter-map-private.h"

#include <math.h>
#include <string.h>

#define RASTER_ON_PAPER 2.0    /* pixels of Grid and Density per pixel of the screen, in a PDF */

/* --- boxes -------------------------------------------------------------------------------------------------------- */

DscPixelRect
dsc_map_job_rect (const DscMapJob *job,
                  DscRect          rect)
{
  return (DscPixelRect) { dsc_pixel_x (&job->grid, rect.x), dsc_pixel_y (&job->grid, rect.y),
                          dsc_pixel_x (&job->grid, rect.x + rect.width), dsc_pixel_y (&job->grid, rect.y + rect.height) };
}

/* Up to where the next cell begins, less a gap that is never less than a hairline. */
DscPixelRect
dsc_map_job_cell (const DscMapJob *job,
                  gsize            i)
{
  const DscMapGeometry *g = dsc_map_get_geometry (job->map);
  const double x = g->x + (double) (i % g->columns) * g->pitch_x;
  const double y = g->y + (double) (i / g->columns) * g->pitch_y;
  const int gap = MAX ((int) floor ((g->pitch_y - g->height) * job->grid.scale), job->hair);

  return (DscPixelRect) { dsc_pixel_x (&job->grid, x), dsc_pixel_y (&job->grid, y),
                          dsc_pixel_x (&job->grid, x + g->pitch_x) - gap, dsc_pixel_y (&job->grid, y + g->pitch_y) - gap };
}

void
dsc_map_job_foreach (const DscMapJob *job,
                     DscMapCellFunc   func,
                     gpointer         data)
{
  const DscMapGeometry *g = dsc_map_get_geometry (job->map);

  for (gsize row = job->range.row; row < job->range.end_row; row++)
    for (gsize column = job->range.column; column < job->range.end_column; column++)
      {
        const gsize i = row * g->columns + column;

        if (i < g->n)
          func (job, i, dsc_map_job_cell (job, i), data);
      }
}

static void
set_pixel_color (cairo_t *cr,
                 guint32  color)
{
  cairo_set_source_rgb (cr, (color >> 16 & 255) / 255.0, (color >> 8 & 255) / 255.0, (color & 255) / 255.0);
}

static DscPixelRect
clip_to_box (const DscMapJob *job,
             DscPixelRect     rect)
{
  return (DscPixelRect) { MAX (rect.left, job->box.x), MAX (rect.top, job->box.y), MIN (rect.right, job->box.x + job->box.width),
                          MIN (rect.bottom, job->box.y + job->box.height) };
}

static inline guint32 *
pixel_at (const DscMapJob *job,
          int              x,
          int              y)
{
  return job->pixels + (gsize) (y - job->box.y) * job->stride + (x - job->box.x);
}

void
dsc_map_job_fill (const DscMapJob *job,
                  DscPixelRect     rect,
                  guint32          color)
{
  if (job->pixels == NULL)
    {
      set_pixel_color (job->cr, color);
      cairo_rectangle (job->cr, rect.left, rect.top, MAX (rect.right - rect.left, 0), MAX (rect.bottom - rect.top, 0));
      cairo_fill (job->cr);
      return;
    }
  rect = clip_to_box (job, rect);
  for (int y = rect.top; y < rect.bottom; y++)
    {
      guint32 *row = pixel_at (job, rect.left, y);
      for (int x = rect.left; x < rect.right; x++)
        *row++ = color;
    }
}

void
dsc_map_job_outline (const DscMapJob *job,
                     DscPixelRect     rect,
                     int              width,
                     guint32          color)
{
  if (job->pixels == NULL)
    {
      set_pixel_color (job->cr, color);
      cairo_set_line_width (job->cr, width);
      cairo_rectangle (job->cr, rect.left + width / 2.0, rect.top + width / 2.0, rect.right - rect.left - width, rect.bottom - rect.top - width);
      cairo_stroke (job->cr);
      return;
    }
  dsc_map_job_fill (job, (DscPixelRect) { rect.left, rect.top, rect.right, rect.top + width }, color);
  dsc_map_job_fill (job, (DscPixelRect) { rect.left, rect.bottom - width, rect.right, rect.bottom }, color);
  dsc_map_job_fill (job, (DscPixelRect) { rect.left, rect.top + width, rect.left + width, rect.bottom - width }, color);
  dsc_map_job_fill (job, (DscPixelRect) { rect.right - width, rect.top + width, rect.right, rect.bottom - width }, color);
}

static void
put_pixel (const DscMapJob *job,
           int              x,
           int              y,
           guint32          color)
{
  if (x >= job->box.x && x < job->box.x + job->box.width && y >= job->box.y && y < job->box.y + job->box.height)
    *pixel_at (job, x, y) = color;
}

void
dsc_map_job_dots (const DscMapJob *job,
                  DscPixelRect     rect,
                  guint32          color)
{
  const double dash[] = { job->hair * 2, job->hair * 2 };

  if (job->pixels == NULL)
    {
      cairo_set_dash (job->cr, dash, 2, 0);
      dsc_map_job_outline (job, rect, job->hair, color);
      cairo_set_dash (job->cr, NULL, 0, 0);
      return;
    }
  for (int x = rect.left; x < rect.right; x += 2)
    {
      put_pixel (job, x, rect.top, color);
      put_pixel (job, x, rect.bottom - 1, color);
    }
  for (int y = rect.top; y < rect.bottom; y += 2)
    {
      put_pixel (job, rect.left, y, color);
      put_pixel (job, rect.right - 1, y, color);
    }
}

static void
hatch_paper (const DscMapJob *job,
             DscPixelRect     rect,
             int              spacing,
             guint32          color)
{
  const int height = rect.bottom - rect.top;
  const int first = (rect.left + rect.top) / spacing * spacing;

  cairo_save (job->cr);
  cairo_rectangle (job->cr, rect.left, rect.top, rect.right - rect.left, height);
  cairo_clip (job->cr);
  set_pixel_color (job->cr, color);
  cairo_set_line_width (job->cr, job->hair);
  for (int sum = first; sum < rect.right + rect.bottom; sum += spacing)   /* x + y is the same all along a stripe */
    {
      cairo_move_to (job->cr, sum - rect.bottom, rect.bottom);
      cairo_line_to (job->cr, sum - rect.top, rect.top);
    }
  cairo_stroke (job->cr);
  cairo_restore (job->cr);
}

void
dsc_map_job_hatch (const DscMapJob *job,
                   DscPixelRect     rect,
                   int              spacing,
                   guint32          color)
{
  if (job->pixels == NULL)
    {
      hatch_paper (job, rect, spacing, color);
      return;
    }
  /* Stripes are counted from the grid's base, which tiles of one picture have in common. */
  const int base = job->grid.base_x + job->grid.base_y;
  rect = clip_to_box (job, rect);
  for (int y = rect.top; y < rect.bottom; y++)
    {
      const int phase = (((rect.left + y - base) % spacing) + spacing) % spacing;
      for (int x = rect.left + (spacing - phase) % spacing; x < rect.right; x += spacing)
        *pixel_at (job, x, y) = color;
    }
}

void
dsc_map_job_cross (const DscMapJob *job,
                   int              x,
                   int              y,
                   int              half,
                   guint32          color)
{
  if (job->pixels == NULL)
    {
      set_pixel_color (job->cr, color);
      cairo_set_line_width (job->cr, job->hair * 1.6);
      cairo_move_to (job->cr, x - half, y - half);
      cairo_line_to (job->cr, x + half, y + half);
      cairo_move_to (job->cr, x - half, y + half);
      cairo_line_to (job->cr, x + half, y - half);
      cairo_stroke (job->cr);
      return;
    }
  for (int i = -half; i <= half; i++)
    for (int side = 0; side < 2; side++)
      {
        put_pixel (job, x + i + side, y + i, color);
        put_pixel (job, x + i + side, y - i, color);
      }
}

/* --- text --------------------------------------------------------------------------------------------------------- */

guint32
dsc_map_job_text_color (const DscMapJob *job,
                        DscRole          role)
{
  return dsc_color_to_pixel (dsc_palette_get_ink (job->theme, role)->text);
}

/* Shaped by Pango and shown at once. */
static void
show_shaped (const DscMapJob *job,
             double           advance,
             gboolean         bold,
             guint32          color,
             double           x,
             double           baseline,
             const char      *text,
             gsize            max_chars)
{
  const double size = dsc_glyphs_get_size (dsc_painter_get_glyphs (job->painter), advance);
  const DscFontSpec font = { DSC_FONT_MONO, size, bold };
  PangoLayout *layout = dsc_painter_get_layout (job->painter, &font, text);
  const double room = (double) max_chars * advance;

  cairo_save (job->cr);
  cairo_rectangle (job->cr, x, baseline - 2 * size, room, 3 * size);
  cairo_clip (job->cr);
  cairo_translate (job->cr, x, baseline);
  cairo_scale (job->cr, size / DSC_LAYOUT_SIZE, size / DSC_LAYOUT_SIZE);
  cairo_move_to (job->cr, 0, 0);
  set_pixel_color (job->cr, color);
  pango_cairo_show_layout_line (job->cr, pango_layout_get_line_readonly (layout, 0));
  cairo_restore (job->cr);
}

void
dsc_map_job_text (const DscMapJob *job,
                  double           advance,
                  gboolean         bold,
                  guint32          color,
                  double           x,
                  double           baseline,
                  const char      *text,
                  gsize            max_chars)
{
  DscGlyphs *glyphs = dsc_painter_get_glyphs (job->painter);

  if (dsc_glyphs_has (glyphs, text))
    dsc_glyphs_add (glyphs, advance, bold, color, x, baseline, text, max_chars);
  else
    show_shaped (job, advance, bold, color, x, baseline, text, max_chars);
}

/* --- the job ------------------------------------------------------------------------------------------------------ */

static guint32 *
get_scratch (DscPainter *self,
             int         width,
             int         height,
             gsize      *out_stride)
{
  if (self->scratch != NULL && (cairo_image_surface_get_width (self->scratch) < width || cairo_image_surface_get_height (self->scratch) < height))
    g_clear_pointer (&self->scratch, cairo_surface_destroy);
  if (self->scratch == NULL)
    self->scratch = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  if (cairo_surface_status (self->scratch) != CAIRO_STATUS_SUCCESS)
    {
      g_clear_pointer (&self->scratch, cairo_surface_destroy);
      return NULL;
    }
  cairo_surface_flush (self->scratch);
  *out_stride = (gsize) cairo_image_surface_get_stride (self->scratch) / 4;
  return (guint32 *) (void *) cairo_image_surface_get_data (self->scratch);
}

static void
show_scratch (const DscMapJob *job)
{
  cairo_surface_mark_dirty (job->painter->scratch);
  cairo_save (job->cr);
  cairo_set_source_surface (job->cr, job->painter->scratch, job->box.x, job->box.y);
  cairo_pattern_set_filter (cairo_get_source (job->cr), CAIRO_FILTER_NEAREST);
  cairo_set_operator (job->cr, CAIRO_OPERATOR_SOURCE);
  cairo_rectangle (job->cr, job->box.x, job->box.y, job->box.width, job->box.height);
  cairo_fill (job->cr);
  cairo_restore (job->cr);
}

static const DscMapInk *
get_ink (DscPainter   *self,
         const DscMap *map,
         DscTheme      theme)
{
  const guint worst = dsc_pyramid_get_whole (dsc_map_get_pyramid (map), dsc_map_get_layer (map)).worst;

  if (self->map_ink == NULL || self->map_ink->theme != theme || self->map_ink->worst != worst)
    {
      if (self->map_ink == NULL)
        self->map_ink = g_new (DscMapInk, 1);
      dsc_map_ink_init (self->map_ink, theme, worst);
    }
  return self->map_ink;
}

/* What the clip leaves of the map, in pixels and in cells; FALSE: nothing. */
static gboolean
find_visible (DscMapJob *job)
{
  const DscPixelRect all = dsc_map_job_rect (job, dsc_map_get_bounds (job->map));
  double left, top, right, bottom;

  cairo_clip_extents (job->cr, &left, &top, &right, &bottom);
  const int x = MAX (all.left, (int) floor (left)), end_x = MIN (all.right, (int) ceil (right));
  const int y = MAX (all.top, (int) floor (top)), end_y = MIN (all.bottom, (int) ceil (bottom));
  if (x >= end_x || y >= end_y)
    return FALSE;

  const DscPixelGrid *grid = &job->grid;
  const DscRect seen = { (x - grid->base_x - grid->shift_x - 1) / grid->scale, (y - grid->base_y - grid->shift_y - 1) / grid->scale,
                         (end_x - x + 2) / grid->scale, (end_y - y + 2) / grid->scale };
  job->box = (DscPixelBox) { x, y, end_x - x, end_y - y };
  job->range = dsc_map_range (job->map, seen);
  return job->range.end_column > job->range.column;
}

static void
paint_boxes_and_text (DscMapJob *job,
                      DscDetail  detail)
{
  const DscPixelRect all = { job->box.x, job->box.y, job->box.x + job->box.width, job->box.y + job->box.height };

  dsc_map_job_fill (job, all, job->ink->card);
  if (detail == DSC_DETAIL_CELLS)
    dsc_map_job_cells_boxes (job);
  else if (detail == DSC_DETAIL_ROWS)
    dsc_map_job_rows_boxes (job);
  else
    dsc_map_job_anatomy_boxes (job);
  if (job->pixels != NULL)
    show_scratch (job);
  if (detail == DSC_DETAIL_ROWS)
    dsc_map_job_rows_texts (job);
  else if (detail == DSC_DETAIL_ANATOMY)
    dsc_map_job_anatomy_texts (job);
  dsc_glyphs_flush (dsc_painter_get_glyphs (job->painter), job->cr);
}

static void
paint_pixels (DscMapJob *job,
              DscDetail  detail)
{
  if (detail == DSC_DETAIL_GRID)
    dsc_map_paint_grid (job->map, job->ink, &job->grid, job->box, job->pixels, job->stride);
  else
    dsc_map_paint_density (job->map, job->ink, &job->grid, job->box, job->pixels, job->stride);
  show_scratch (job);
}

/* Makes cr's user space that of pixels, and says where the scene lies in it. */
static void
enter_pixels (DscMapJob *job,
              gboolean   is_image,
              double     scale)
{
  cairo_matrix_t matrix;

  if (is_image)
    {
      double x_scale, y_scale;

      cairo_surface_get_device_scale (cairo_get_group_target (job->cr), &x_scale, &y_scale);
      cairo_get_matrix (job->cr, &matrix);
      cairo_identity_matrix (job->cr);
      cairo_scale (job->cr, 1 / x_scale, 1 / y_scale);
      job->grid = dsc_pixel_grid_new (matrix.xx * x_scale, matrix.x0 * x_scale, matrix.y0 * y_scale);
      return;
    }
  cairo_scale (job->cr, 1 / scale, 1 / scale);
  job->grid = dsc_pixel_grid_new (scale, 0, 0);
}

static gboolean
has_pixels (cairo_t *cr)
{
  cairo_matrix_t matrix;

  cairo_get_matrix (cr, &matrix);
  return cairo_surface_get_type (cairo_get_group_target (cr)) == CAIRO_SURFACE_TYPE_IMAGE && fabs (matrix.xx - matrix.yy) < 1e-9 * matrix.xx
         && fabs (matrix.xy) < 1e-12 && fabs (matrix.yx) < 1e-12;
}

void
dsc_painter_paint_map (DscPainter            *self,
                       cairo_t               *cr,
                       const DscMap          *map,
                       const DscPaintOptions *options)
{
  const gboolean is_image = has_pixels (cr);
  const double scale = options->device_scale > 0 ? options->device_scale : 1;
  DscMapJob job = { .painter = self, .cr = cr, .map = map, .theme = options->theme, .hair = 1 };
  DscDetail detail = options->detail;

  cairo_save (cr);
  if (is_image)
    enter_pixels (&job, TRUE, 1);
  if (detail == DSC_DETAIL_AUTO)
    detail = dsc_map_get_detail (map, is_image ? job.grid.scale : scale);
  const gboolean is_raster = detail <= DSC_DETAIL_GRID;
  if (!is_image)
    {
      job.hair = is_raster ? 1 : DSC_PAPER_HAIR;
      enter_pixels (&job, FALSE, is_raster ? scale * RASTER_ON_PAPER : scale * DSC_PAPER_HAIR);
    }
  if (find_visible (&job))
    {
      dsc_pyramid_build (dsc_map_get_pyramid (map), NULL, NULL);
      job.ink = get_ink (self, map, options->theme);
      job.cells = dsc_pyramid_get_cells (dsc_map_get_pyramid (map), dsc_map_get_layer (map));
      if (is_image || is_raster)
        job.pixels = get_scratch (self, job.box.width, job.box.height, &job.stride);
      if (is_raster && job.pixels != NULL)
        paint_pixels (&job, detail);
      else if (!is_raster)
        paint_boxes_and_text (&job, detail);
    }
  cairo_restore (cr);
}
