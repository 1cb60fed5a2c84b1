/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-storyboard.c: a contact sheet: pictures in a grid, each with its number and caption.
 *
 * A sheet is a list of scenes, each with its place and scale, so that PNG, SVG and PDF are made of the same; one of them holds
 * the captions. All pictures have one scale, so that what is larger looks larger. */
#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "dsc-png.h"
#include "dsc-reel.h"
#include "dsc-svg.h"
#include "dsc-text-fit.h"

#define MOST_ON_A_SHEET   400u
#define MOST_ON_PAGES     20000u
#define MOST_CHARS        600u           /* of a caption */
#define MOST_PIXELS       1e9
#define DEFAULT_PIXELS    40e6
#define MOST_SIDE         2000000
#define A4_SHORT          595.28         /* points */
#define A4_LONG           841.89
#define PAGE_MARGIN       34.0
#define FOOTER            14.0
#define LEAST_SCALE       0.22           /* points per unit of a picture: smaller ones cannot be read on paper */
#define PAGE_FONT         9.0
#define FIXED_DATE "2024-01-01T00:00:00Z"

typedef struct {
  DscPainter          *painter;
  guint                n;
  DscFrameFunc         frame;
  gpointer             data;
  DscAnimationOptions  options;
  GCancellable        *cancellable;
  double               widest, tallest;
  GPtrArray           *captions;         /* char *, of each picture */

  double               width, height;    /* of the sheet or page, in its units */
  double               margin, margin_left, gap;
  guint                columns, rows;    /* of one sheet */
  double               cell, scale;      /* width of a picture's place; units of the sheet per unit of a picture */
  double               caption;          /* height of the room below a picture */
  DscFontSpec          font;
} Board;

typedef struct {
  GArray *parts;                         /* DscSvgPart; the first one holds the captions */
  guint   first, n;                      /* of the pictures */
} Sheet;

static void
sheet_clear (Sheet *self)
{
  for (guint i = 0; self->parts != NULL && i < self->parts->len; i++)
    dsc_scene_unref (g_array_index (self->parts, DscSvgPart, i).scene);
  g_clear_pointer (&self->parts, g_array_unref);
}

static void
tell_progress (const Board *self,
               guint        from,
               guint        to,
               guint        done)
{
  const guint here = from + (guint) ((guint64) (to - from) * done / self->n);

  if (self->options.permille != NULL)
    g_atomic_int_set (self->options.permille, (gint) (self->options.permille_before + (1000 - self->options.permille_before) * here / 1000));
}

static gboolean
look_at_frames (Board   *self,
                GError **error)
{
  for (guint i = 0; i < self->n; i++)
    {
      DscFrame frame;

      if (!dsc_frame_get (&frame, i, self->n, self->frame, self->data, self->cancellable, error))
        return FALSE;
      self->widest = MAX (self->widest, dsc_scene_get_width (frame.scene));
      self->tallest = MAX (self->tallest, dsc_scene_get_height (frame.scene));
      g_autofree char *clipped = dsc_text_clip (frame.caption != NULL && self->options.captions ? frame.caption : "", MOST_CHARS);
      g_ptr_array_add (self->captions, dsc_text_isolate (clipped));
      dsc_frame_clear (&frame);
      tell_progress (self, 0, 200, i + 1);
    }
  return TRUE;
}

/* --- where things are --------------------------------------------------------------------------------------------- */

static double
get_number_width (const Board *self)
{
  g_autofree char *number = g_strdup_printf ("%u", self->n);
  const DscFontSpec bold = { DSC_FONT_SANS, self->font.size, TRUE };

  return dsc_text_width (dsc_painter_get_metrics (self->painter), &bold, number) + self->font.size * 0.8;
}

static GPtrArray *
wrap_caption (const Board *self,
              guint        i)
{
  return dsc_text_wrap (dsc_painter_get_metrics (self->painter), &self->font, g_ptr_array_index (self->captions, i),
                        self->cell - get_number_width (self));
}

/* Room for the longest caption, in a cell of that width. */
static void
measure_captions (Board *self)
{
  guint n_lines = 1;

  for (guint i = 0; i < self->n; i++)
    {
      g_autoptr (GPtrArray) lines = wrap_caption (self, i);
      n_lines = MAX (n_lines, lines->len);
    }
  self->caption = self->font.size * (1.35 * n_lines + 0.6);
}

static void
fit_pictures (Board *self)
{
  const double room = (self->height - 2 * self->margin - FOOTER - (self->rows - 1) * self->gap) / self->rows - self->caption;

  self->scale = MAX (MIN (MIN (self->cell / self->widest, room / self->tallest), 0.75), 0.001);
}

/* The scale of pictures on a page of so many columns and rows. */
static void
try_page (Board    *self,
          gboolean  is_portrait,
          guint     columns,
          guint     rows)
{
  self->width = is_portrait ? A4_SHORT : A4_LONG;
  self->height = is_portrait ? A4_LONG : A4_SHORT;
  self->columns = columns;
  self->rows = rows;
  self->cell = (self->width - 2 * self->margin - (columns - 1) * self->gap) / columns;
  measure_captions (self);
  fit_pictures (self);
}

/* The fewest pages whose pictures can be read; where none can, the largest pictures. */
static void
choose_page (Board *self)
{
  Board best = { .scale = 0 };
  guint fewest = G_MAXUINT;

  self->margin = PAGE_MARGIN;
  self->gap = 16;
  self->font = (DscFontSpec) { DSC_FONT_SANS, PAGE_FONT, FALSE };
  for (guint form = 0; form < 2 * 4 * 5; form++)
    {
      try_page (self, form % 2 == 0, form / 2 % 4 + 1, form / 8 + 1);
      const gboolean is_readable = self->scale >= LEAST_SCALE;
      const guint n_pages = is_readable ? (self->n + self->columns * self->rows - 1) / (self->columns * self->rows) : G_MAXUINT;
      if (n_pages < fewest || (n_pages == fewest && self->scale > best.scale))
        {
          fewest = n_pages;
          best = *self;
        }
    }
  *self = best;
  /* What the pictures leave of the width goes to both sides. */
  self->cell = MIN (self->cell, MAX (self->widest * self->scale, self->cell * 0.6));
  measure_captions (self);
  fit_pictures (self);
  self->margin_left = (self->width - self->columns * self->cell - (self->columns - 1) * self->gap) / 2;
}

/* One sheet for all, about as wide as a screen is. */
static void
choose_sheet (Board *self)
{
  double best = G_MAXDOUBLE;

  self->scale = 1;
  self->cell = self->widest;
  self->font = (DscFontSpec) { DSC_FONT_SANS, CLAMP (self->widest / 70, 12, 26), FALSE };
  self->margin = self->margin_left = self->gap = 2 * self->font.size;
  measure_captions (self);
  for (guint columns = 1; columns <= self->n; columns++)
    {
      const guint rows = (self->n + columns - 1) / columns;
      const double width = 2 * self->margin + columns * (self->cell + self->gap) - self->gap;
      const double height = 2 * self->margin + rows * (self->tallest + self->caption + self->gap) - self->gap;
      const double off = fabs (log (width / height / 1.4));

      if (off >= best)
        continue;
      best = off;
      self->columns = columns;
      self->rows = rows;
      self->width = width;
      self->height = height;
    }
}

static void
get_place (const Board *self,
           guint        place,
           double      *out_x,
           double      *out_y)
{
  *out_x = self->margin_left + place % self->columns * (self->cell + self->gap);
  *out_y = self->margin + place / self->columns * (self->tallest * self->scale + self->caption + self->gap);
}

/* --- sheets ------------------------------------------------------------------------------------------------------- */

static void
add_frame (DscScene *scene,
           DscRect   box)
{
  const DscPoint corners[] = { { box.x, box.y }, { box.x + box.width, box.y }, { box.x + box.width, box.y + box.height }, { box.x, box.y + box.height } };

  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    dsc_scene_add_line (scene, (DscSceneId) { 0 }, DSC_ROLE_RULE, corners[i], corners[(i + 1) % G_N_ELEMENTS (corners)]);
}

static void
add_caption (const Board *self,
             DscScene    *scene,
             guint        i,
             double       x,
             double       y)
{
  const DscTextMetrics *metrics = dsc_painter_get_metrics (self->painter);
  const DscFontSpec bold = { DSC_FONT_SANS, self->font.size, TRUE };
  g_autofree char *number = g_strdup_printf ("%u", i + 1);
  g_autoptr (GPtrArray) lines = wrap_caption (self, i);

  dsc_scene_add_text (scene, (DscSceneId) { 0 }, DSC_ROLE_TITLE, &bold, DSC_ANCHOR_START, x, y + self->font.size * 1.3, number, metrics);
  for (guint line = 0; line < lines->len; line++)
    dsc_scene_add_text (scene, (DscSceneId) { 0 }, DSC_ROLE_TEXT, &self->font, DSC_ANCHOR_START, x + get_number_width (self),
                        y + self->font.size * (1.35 * line + 1.3), g_ptr_array_index (lines, line), metrics);
}

static void
add_page_number (const Board *self,
                 DscScene    *scene,
                 guint        first)
{
  const guint per_page = self->columns * self->rows;
  /* Translators: page 2 of 7 */
  g_autofree char *text = g_strdup_printf (_("page %1$u of %2$u"), first / per_page + 1, (self->n + per_page - 1) / per_page);

  dsc_scene_add_text (scene, (DscSceneId) { 0 }, DSC_ROLE_TEXT_DIM, &self->font, DSC_ANCHOR_END, self->width - self->margin,
                      self->height - self->margin + 4, text, dsc_painter_get_metrics (self->painter));
}

/* The pictures from `first` on, as many as there is room for. */
static gboolean
build_sheet (Board    *self,
             guint     first,
             gboolean  is_page,
             Sheet    *out_sheet,
             GError  **error)
{
  const DscSvgPart words = { dsc_scene_new (self->width, self->height), 0, 0, 1 };

  *out_sheet = (Sheet) { g_array_new (FALSE, FALSE, sizeof (DscSvgPart)), first, MIN (self->columns * self->rows, self->n - first) };
  g_array_append_val (out_sheet->parts, words);
  for (guint i = 0; i < out_sheet->n; i++)
    {
      DscFrame frame;
      DscSvgPart part = { .scale = self->scale };

      if (!dsc_frame_get (&frame, first + i, self->n, self->frame, self->data, self->cancellable, error))
        return FALSE;
      get_place (self, i, &part.x, &part.y);
      part.scene = dsc_scene_ref (frame.scene);
      g_array_append_val (out_sheet->parts, part);
      add_frame (words.scene, (DscRect) { part.x, part.y, self->cell, self->tallest * self->scale });
      add_caption (self, words.scene, first + i, part.x, part.y + self->tallest * self->scale);
      dsc_frame_clear (&frame);
      tell_progress (self, 200, 950, first + i + 1);
    }
  if (is_page)
    add_page_number (self, words.scene, first);
  return TRUE;
}

static void
paint_sheet (const Board *self,
             const Sheet *sheet,
             cairo_t     *cr,
             double       scale,
             gboolean     outlines)
{
  const DscColor ground = dsc_palette_get_ink (self->options.theme, DSC_ROLE_BACKGROUND)->fill;
  double left, top, right, bottom;

  if (!self->options.transparent)
    {
      cairo_set_source_rgba (cr, ground.r, ground.g, ground.b, ground.a);
      cairo_paint (cr);
    }
  for (guint i = 0; i < sheet->parts->len; i++)
    {
      const DscSvgPart *part = &g_array_index (sheet->parts, DscSvgPart, i);
      const DscPaintOptions paint = { self->options.theme, TRUE, scale * part->scale, outlines, DSC_DETAIL_AUTO };

      cairo_save (cr);
      cairo_translate (cr, part->x, part->y);
      cairo_scale (cr, part->scale, part->scale);
      cairo_rectangle (cr, 0, 0, dsc_scene_get_width (part->scene), dsc_scene_get_height (part->scene));
      cairo_clip (cr);
      cairo_clip_extents (cr, &left, &top, &right, &bottom);
      const DscRect clip = { left, top, right - left, bottom - top };
      if (clip.width > 0 && clip.height > 0)
        dsc_painter_paint (self->painter, cr, part->scene, &paint, &clip);
      cairo_restore (cr);
    }
}

/* --- files -------------------------------------------------------------------------------------------------------- */

typedef struct {
  const Board *board;
  const Sheet *sheet;
  double       scale;
} PngJob;

static void
paint_png_part (cairo_t  *cr,
                int       x,
                int       y,
                gpointer  data)
{
  const PngJob *job = data;

  cairo_translate (cr, -x, -y);
  cairo_scale (cr, job->scale, job->scale);
  paint_sheet (job->board, job->sheet, cr, job->scale, TRUE);
}

static double
get_scale (const Board *self,
           DscFormat    format)
{
  if (self->options.width != 0)
    return self->options.width / self->width;
  if (self->options.scale != 0)
    return self->options.scale;
  return format == DSC_FORMAT_PNG ? MIN (1, sqrt (DEFAULT_PIXELS / (self->width * self->height))) : 1;
}

static GBytes *
write_png (const Board  *self,
           const Sheet  *sheet,
           GError      **error)
{
  PngJob job = { self, sheet, get_scale (self, DSC_FORMAT_PNG) };
  const double width = ceil (self->width * job.scale - 1e-9), height = ceil (self->height * job.scale - 1e-9);

  if (width * height <= MOST_PIXELS && MAX (width, height) <= MOST_SIDE && MIN (width, height) >= 16)
    return dsc_png_write_bands ((int) width, (int) height, self->options.transparent, paint_png_part, &job, error);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               _("The storyboard would have %.0f × %.0f pixels, which cannot be written. Choose another size or scale, or write SVG or PDF."), width, height);
  return NULL;
}

static GBytes *
write_svg (const Board *self,
           const Sheet *sheet)
{
  const DscSvgOptions options = { self->options.theme, self->options.transparent, get_scale (self, DSC_FORMAT_SVG),
                                  dsc_painter_get_family (self->painter, DSC_FONT_SANS), dsc_painter_get_family (self->painter, DSC_FONT_MONO) };
  const DscScene *first = g_array_index (sheet->parts, DscSvgPart, 1).scene;

  return g_string_free_to_bytes (dsc_svg_write_sheet ((const DscSvgPart *) (const void *) sheet->parts->data, sheet->parts->len, self->width, self->height,
                                                      dsc_scene_get_title (first), &options));
}

static cairo_status_t
append_cb (void                *closure,
           const unsigned char *data,
           unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
paint_pages (Board            *self,
             cairo_surface_t  *surface,
             GError          **error)
{
  cairo_t *cr = cairo_create (surface);
  gboolean is_painted = TRUE;

  for (guint first = 0; is_painted && first < self->n; first += self->columns * self->rows)
    {
      Sheet sheet;

      is_painted = build_sheet (self, first, TRUE, &sheet, error);
      if (is_painted)
        paint_sheet (self, &sheet, cr, 1, FALSE);
      sheet_clear (&sheet);
      cairo_show_page (cr);
    }
  if (is_painted && cairo_status (cr) != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The picture could not be drawn: %s."), cairo_status_to_string (cairo_status (cr)));
      is_painted = FALSE;
    }
  cairo_destroy (cr);
  return is_painted;
}

static GBytes *
write_pdf (Board   *self,
           GError **error)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_cb, bytes, self->width, self->height);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, FIXED_DATE);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Dictoscope");
  const gboolean is_painted = paint_pages (self, surface, error);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  if (is_painted)
    return g_byte_array_free_to_bytes (bytes);
  g_byte_array_unref (bytes);
  return NULL;
}

static GBytes *
write_sheet (Board      *self,
             DscFormat   format,
             GError    **error)
{
  Sheet sheet;
  GBytes *bytes = NULL;

  if (build_sheet (self, 0, FALSE, &sheet, error))
    bytes = format == DSC_FORMAT_SVG ? write_svg (self, &sheet) : write_png (self, &sheet, error);
  sheet_clear (&sheet);
  return bytes;
}

static gboolean
check_number (guint       n,
              DscFormat   format,
              GError    **error)
{
  const guint most = format == DSC_FORMAT_PDF ? MOST_ON_PAGES : MOST_ON_A_SHEET;

  if (n > 0 && n <= most)
    return TRUE;
  if (n == 0)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("There is no picture to write."));
  else if (format == DSC_FORMAT_PDF)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("A storyboard can have at most %1$u pictures, and there would be %2$u. Choose fewer steps."), most, n);
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 _("One sheet can hold at most %1$u pictures, and there would be %2$u. Choose fewer steps, or write a PDF, which has pages."), most, n);
  return FALSE;
}

gboolean
dsc_storyboard_write (DscPainter                 *painter,
                      guint                       n_frames,
                      DscFrameFunc                frame,
                      gpointer                    data,
                      const char                 *path,
                      DscFormat                   format,
                      const DscAnimationOptions  *options,
                      GCancellable               *cancellable,
                      GError                    **error)
{
  g_autoptr (GPtrArray) captions = g_ptr_array_new_with_free_func (g_free);
  Board board = { painter, n_frames, frame, data, *options, cancellable, 1, 1, captions };
  g_autoptr (GBytes) bytes = NULL;
  gsize length;

  if (options->scale != 0 && !(options->scale >= 0.01 && options->scale <= 100))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("The scale must be between 0.01 and 100."));
      return FALSE;
    }
  if (!check_number (n_frames, format, error) || !look_at_frames (&board, error))
    return FALSE;
  if (format == DSC_FORMAT_PDF)
    choose_page (&board);
  else
    choose_sheet (&board);
  bytes = format == DSC_FORMAT_PDF ? write_pdf (&board, error) : write_sheet (&board, format, error);
  if (bytes == NULL)
    return FALSE;
  const void *content = g_bytes_get_data (bytes, &length);
  return dsc_write_file (path, content, length, error);
}
