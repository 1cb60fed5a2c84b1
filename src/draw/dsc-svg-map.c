/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-svg-map.c: writes a map as SVG: Grid and Density as an image, the larger levels as runs of cells filled with a pattern.
 *
 * A pattern has the size of a cell and holds its look; neighbours that look alike are one rectangle. So a table of thousands of
 * cells takes a few bytes for each run, and any editor still shows cells. Coordinates are map units, whole numbers. */
#include "dsc-svg-map-private.h"

#include <cairo.h>
#include <math.h>
#include <string.h>

#include "dsc-describe-private.h"
#include "dsc-map-pixels.h"

#define MOST_TEXTS   50000u
#define RESOLUTION   2.0      /* pixels of an embedded image per pixel of the page */
#define MOST_SIDE    32000.0
#define MOST_PIXELS  64e6
#define LOOK_EMPTY   0u       /* looks of a cell: empty, dummy, in use by tint */
#define LOOK_DUMMY   1u
#define LOOK_USED    2u
#define N_LOOKS      (LOOK_USED + DSC_MAP_N_TINTS)

/* --- image -------------------------------------------------------------------------------------------------------- */

static cairo_status_t
append_cb (void                *closure,
           const unsigned char *data,
           unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* What the crop leaves of the map. */
static DscRect
visible_bounds (const DscSvgMapWriter *self)
{
  const DscRect all = dsc_map_get_bounds (self->map);
  const DscRect crop = self->options->crop.width > 0 ? self->options->crop : all;
  const double left = MAX (all.x, crop.x), top = MAX (all.y, crop.y);

  return (DscRect) { left, top, MAX (MIN (all.x + all.width, crop.x + crop.width) - left, 1e-6),
                     MAX (MIN (all.y + all.height, crop.y + crop.height) - top, 1e-6) };
}

static void
append_image (DscSvgMapWriter *self,
              DscDetail        detail)
{
  const DscRect bounds = visible_bounds (self);
  const double most = MIN (MOST_SIDE / MAX (bounds.width, bounds.height), sqrt (MOST_PIXELS / (bounds.width * bounds.height)));
  const double scale = MIN (self->options->scale * RESOLUTION, most);
  const DscPixelBox box = { 0, 0, MAX ((int) ceil (bounds.width * scale), 1), MAX ((int) ceil (bounds.height * scale), 1) };
  const DscPixelGrid grid = dsc_pixel_grid_new (scale, -bounds.x * scale, -bounds.y * scale);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, box.width, box.height);
  g_autoptr (GByteArray) png = g_byte_array_new ();

  guint32 *pixels = (guint32 *) (void *) cairo_image_surface_get_data (surface);
  const gsize stride = (gsize) cairo_image_surface_get_stride (surface) / 4;
  if (pixels != NULL)
    {
      if (detail == DSC_DETAIL_GRID)
        dsc_map_paint_grid (self->map, self->ink, &grid, box, pixels, stride);
      else
        dsc_map_paint_density (self->map, self->ink, &grid, box, pixels, stride);
      cairo_surface_mark_dirty (surface);
      cairo_surface_write_to_png_stream (surface, append_cb, png);
    }
  cairo_surface_destroy (surface);

  g_autofree char *base64 = g_base64_encode (png->data, png->len);
  g_string_append (self->out, "<image style=\"image-rendering:pixelated\" preserveAspectRatio=\"none\"");
  dsc_svg_append_attribute (self->out, "x", bounds.x);
  dsc_svg_append_attribute (self->out, "y", bounds.y);
  dsc_svg_append_attribute (self->out, "width", box.width / scale);
  dsc_svg_append_attribute (self->out, "height", box.height / scale);
  g_string_append (self->out, " href=\"data:image/png;base64,");
  g_string_append (self->out, base64);
  g_string_append (self->out, "\"/>\n");
}

/* --- cells -------------------------------------------------------------------------------------------------------- */

void
dsc_svg_map_append_color (GString *out,
                          guint32  color)
{
  static const char digits[] = "0123456789abcdef";
  char text[8] = "#";

  for (guint i = 0; i < 6; i++)
    text[i + 1] = digits[color >> (20 - 4 * i) & 15];
  g_string_append_len (out, text, 7);
}

static void
append_box (DscSvgMapWriter *self,
            double           y,
            double           height,
            guint32          fill,
            guint32          stroke,
            gboolean         is_dashed)
{
  const double line = 2;

  g_string_append (self->out, "<rect");
  dsc_svg_append_attribute (self->out, "x", stroke != 0 ? line / 2 : 0);
  dsc_svg_append_attribute (self->out, "y", stroke != 0 ? y + line / 2 : y);
  dsc_svg_append_attribute (self->out, "width", stroke != 0 ? self->width - line : self->width);
  dsc_svg_append_attribute (self->out, "height", stroke != 0 ? height - line : height);
  g_string_append (self->out, " fill=\"");
  if (fill != 0)
    dsc_svg_map_append_color (self->out, fill);
  else
    g_string_append (self->out, "none");
  if (stroke != 0)
    {
      g_string_append (self->out, is_dashed ? "\" stroke-dasharray=\"4 4\" stroke-width=\"2\" stroke=\"" : "\" stroke-width=\"2\" stroke=\"");
      dsc_svg_map_append_color (self->out, stroke);
    }
  g_string_append (self->out, "\"/>");
}

void
dsc_svg_map_append_fill (DscSvgMapWriter *self,
                         DscRect          box,
                         guint32          fill)
{
  g_string_append (self->out, "<rect");
  dsc_svg_append_attribute (self->out, "x", box.x);
  dsc_svg_append_attribute (self->out, "y", box.y);
  dsc_svg_append_attribute (self->out, "width", box.width);
  dsc_svg_append_attribute (self->out, "height", box.height);
  g_string_append (self->out, " fill=\"");
  dsc_svg_map_append_color (self->out, fill);
  g_string_append (self->out, "\"/>");
}

/* Stripes, and a cross where nothing is written. */
static void
append_dummy_marks (DscSvgMapWriter *self)
{
  const double center = self->width / 2, half = 12;

  g_string_append (self->out, "<path stroke-width=\"2\" d=\"");
  for (int x = -36; x < (int) self->width; x += 12)
    g_string_append_printf (self->out, "M%d %dl%d -%d", MAX (x, 0), (int) DSC_MAP_HEIGHT + MIN (x, 0),
                            MIN ((int) self->width - MAX (x, 0), (int) DSC_MAP_HEIGHT + MIN (x, 0)),
                            MIN ((int) self->width - MAX (x, 0), (int) DSC_MAP_HEIGHT + MIN (x, 0)));
  g_string_append (self->out, "\" stroke=\"");
  dsc_svg_map_append_color (self->out, self->ink->dummy);
  g_string_append (self->out, "\"/>");
  if (self->detail == DSC_DETAIL_ANATOMY)
    {
      dsc_svg_map_append_dummy_grounds (self);
      return;
    }
  if (self->detail == DSC_DETAIL_ROWS && dsc_map_get_kind (self->map) == DSC_MAP_OF_ENTRIES)      /* under its number */
    dsc_svg_map_append_fill (self, (DscRect) { 3, 12, 62, 20 }, self->ink->dummy_ground);
  g_string_append_printf (self->out, "<path stroke-width=\"5\" d=\"M%g 10l%g %gm0 -%gl-%g %g\" stroke=\"", center - half, 2 * half, 2 * half,
                          2 * half, 2 * half, 2 * half);
  dsc_svg_map_append_color (self->out, self->ink->dummy);
  g_string_append (self->out, "\"/>");
}

static void
append_pattern (DscSvgMapWriter *self,
                guint            look)
{
  g_string_append_printf (self->out, "<pattern id=\"%s%u\" width=\"%u\" height=\"%u\" patternUnits=\"userSpaceOnUse\">", self->prefix, look,
                          self->pitch_x, self->pitch_y);
  if (look == LOOK_EMPTY)
    append_box (self, 0, DSC_MAP_HEIGHT, 0, self->ink->empty_line, TRUE);
  else if (look == LOOK_DUMMY)
    {
      append_box (self, 0, DSC_MAP_HEIGHT, self->ink->dummy_ground, 0, FALSE);
      append_dummy_marks (self);
      append_box (self, 0, DSC_MAP_HEIGHT, 0, self->ink->dummy, FALSE);
    }
  else
    {
      const double share = 0.22 + 0.78 * pow ((look - LOOK_USED) / (DSC_MAP_N_TINTS - 1.0), 1 / 1.3);
      const double bar = self->detail == DSC_DETAIL_ROWS ? 6 : round (DSC_MAP_HEIGHT * share);
      append_box (self, 0, DSC_MAP_HEIGHT, self->ink->live, 0, FALSE);
      if (self->detail == DSC_DETAIL_ANATOMY)
        dsc_svg_map_append_live_grounds (self, look - LOOK_USED);
      else
        append_box (self, DSC_MAP_HEIGHT - bar, bar, self->ink->tints[look - LOOK_USED], 0, FALSE);
      append_box (self, 0, DSC_MAP_HEIGHT, 0, self->ink->live_line, FALSE);
    }
  g_string_append (self->out, "</pattern>\n");
}

static guint
look_of (const DscSvgMapWriter *self,
         gsize                  i)
{
  const guint8 cell = self->cells[i];

  return cell == DSC_CELL_EMPTY ? LOOK_EMPTY : cell == DSC_CELL_DUMMY ? LOOK_DUMMY : LOOK_USED + dsc_map_ink_get_tint (self->ink, cell);
}

static DscMapRange
visible_cells (const DscSvgMapWriter *self)
{
  return dsc_map_range (self->map, visible_bounds (self));
}

static void
append_run (DscSvgMapWriter *self,
            GString         *path,
            gsize            column,
            gsize            row,
            gsize            n)
{
  g_string_append_c (path, 'M');
  dsc_svg_append_unsigned (path, column * self->pitch_x);
  g_string_append_c (path, ' ');
  dsc_svg_append_unsigned (path, row * self->pitch_y);
  g_string_append_c (path, 'h');
  dsc_svg_append_unsigned (path, n * self->pitch_x);
  g_string_append_c (path, 'v');
  dsc_svg_append_unsigned (path, self->pitch_y);
  g_string_append (path, "h-");
  dsc_svg_append_unsigned (path, n * self->pitch_x);
  g_string_append_c (path, 'z');
}

static void
append_cells (DscSvgMapWriter *self)
{
  const DscMapRange range = visible_cells (self);
  GString *paths[N_LOOKS];

  for (guint look = 0; look < N_LOOKS; look++)
    paths[look] = g_string_new (NULL);
  for (gsize row = range.row; row < range.end_row; row++)
    for (gsize column = range.column; column < range.end_column;)
      {
        const gsize first = row * self->g->columns + column;
        const gsize most = MIN (range.end_column - column, self->g->n > first ? self->g->n - first : 0);
        gsize n = 1;

        if (most == 0)
          break;
        const guint look = look_of (self, first);
        while (n < most && look_of (self, first + n) == look)
          n++;
        append_run (self, paths[look], column, row, n);
        column += n;
      }
  for (guint look = 0; look < N_LOOKS; look++)
    {
      if (paths[look]->len > 0)
        {
          append_pattern (self, look);
          g_string_append_printf (self->out, "<path fill=\"url(#%s%u)\" d=\"", self->prefix, look);
          g_string_append_len (self->out, paths[look]->str, (gssize) paths[look]->len);
          g_string_append (self->out, "\"/>\n");
        }
      g_string_free (paths[look], TRUE);
    }
}

/* --- texts -------------------------------------------------------------------------------------------------------- */

void
dsc_svg_map_append_text (DscSvgMapWriter *self,
                         const char      *style,
                         double           x,
                         double           y,
                         const char      *text)
{
  g_string_append (self->out, "<text class=\"");
  g_string_append (self->out, style);
  g_string_append_c (self->out, '"');
  dsc_svg_append_attribute (self->out, "x", x);
  dsc_svg_append_attribute (self->out, "y", y);
  g_string_append_c (self->out, '>');
  dsc_svg_append_escaped (self->out, text);
  g_string_append (self->out, "</text>\n");
}

static void
append_entry_texts (DscSvgMapWriter *self,
                    gsize            i,
                    double           x,
                    double           y)
{
  const DscSnapshot *snapshot = dsc_map_get_snapshot (self->map);
  const DscEntry entry = dsc_snapshot_get_entry (snapshot, i);
  char number[24];

  g_snprintf (number, sizeof number, "%" G_GSIZE_FORMAT, i);
  dsc_svg_map_append_text (self, self->cells[i] >= DSC_CELL_USED ? "mn" : self->cells[i] == DSC_CELL_DUMMY ? "mx" : "mf", x + 6, y + 28, number);
  if (self->cells[i] < DSC_CELL_USED)
    return;
  g_autofree char *key = dsc_describe_repr (snapshot, entry.me_key, 19);
  g_autofree char *value = dsc_describe_repr (snapshot, entry.me_value, 19);
  dsc_svg_map_append_text (self, "mt", x + 84, y + 19, key);
  dsc_svg_map_append_text (self, "md", x + 84, y + 36, value);
}

static void
append_slot_text (DscSvgMapWriter *self,
                  gsize            i,
                  double           x,
                  double           y)
{
  char number[24];

  if (self->cells[i] < DSC_CELL_USED)
    return;
  g_snprintf (number, sizeof number, "%" G_GINT64_FORMAT, (gint64) dsc_snapshot_get_index (dsc_map_get_snapshot (self->map), i));
  dsc_svg_map_append_text (self, "ms", x + DSC_MAP_INDEX_WIDTH / 2, y + 28, number);
}

static void
append_text_style (DscSvgMapWriter *self)
{
  static const struct { const char *name; DscRole role; const char *rest; } classes[] = {
    { "mn", DSC_ROLE_LIVE, "font-size:15px;font-weight:bold" }, { "mf", DSC_ROLE_EMPTY, "font-size:15px" },
    { "mx", DSC_ROLE_DUMMY, "font-size:15px;font-weight:bold" }, { "mt", DSC_ROLE_TEXT, "font-size:15px" }, { "md", DSC_ROLE_TEXT_DIM, "font-size:14px" },
    { "ms", DSC_ROLE_LIVE, "font-size:12px;font-weight:bold;text-anchor:middle" },
  };

  g_string_append (self->out, "<style>\n");
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      g_string_append_printf (self->out, ".%s{font-family:%s,monospace;fill:", classes[i].name, self->options->mono_family);
      dsc_svg_map_append_color (self->out, dsc_color_to_pixel (dsc_palette_get_ink (self->options->theme, classes[i].role)->text));
      g_string_append_printf (self->out, ";%s}\n", classes[i].rest);
    }
  g_string_append (self->out, "</style>\n");
}

static void
append_texts (DscSvgMapWriter *self)
{
  const DscMapRange range = visible_cells (self);

  if (self->detail == DSC_DETAIL_ANATOMY)
    dsc_svg_map_append_anatomy_style (self);
  else
    append_text_style (self);
  for (gsize row = range.row; row < range.end_row; row++)
    for (gsize column = range.column; column < range.end_column; column++)
      {
        const gsize i = row * self->g->columns + column;
        const double x = (double) (column * self->pitch_x), y = (double) (row * self->pitch_y);

        if (i < self->g->n && self->detail == DSC_DETAIL_ANATOMY)
          dsc_svg_map_append_anatomy_texts (self, i, x, y);
        else if (i < self->g->n && dsc_map_get_kind (self->map) == DSC_MAP_OF_INDICES)
          append_slot_text (self, i, x, y);
        else if (i < self->g->n)
          append_entry_texts (self, i, x, y);
      }
}

/* --- the map ------------------------------------------------------------------------------------------------------ */

static gsize
count_visible (const DscSvgMapWriter *self)
{
  const DscMapRange range = visible_cells (self);

  return (range.end_column - range.column) * (range.end_row - range.row);
}

static void
append_level (DscSvgMapWriter *self)
{
  const DscDetail asked = self->options->detail;
  const DscDetail detail = asked != DSC_DETAIL_AUTO ? asked : dsc_map_get_detail (self->map, self->options->scale);
  const gboolean has_text = detail >= DSC_DETAIL_ROWS && count_visible (self) <= MOST_TEXTS;

  if (detail <= DSC_DETAIL_GRID)
    {
      append_image (self, detail);
      return;
    }
  g_string_append (self->out, "<g transform=\"translate(");
  dsc_svg_append_number (self->out, self->g->x);
  g_string_append_c (self->out, ' ');
  dsc_svg_append_number (self->out, self->g->y);
  g_string_append_printf (self->out, ") scale(");
  char scale[G_ASCII_DTOSTR_BUF_SIZE];
  g_string_append (self->out, g_ascii_formatd (scale, sizeof scale, "%.9g", self->g->unit));
  g_string_append (self->out, ")\">\n");
  self->detail = has_text ? detail : DSC_DETAIL_CELLS;
  append_cells (self);
  if (has_text)
    append_texts (self);
  g_string_append (self->out, "</g>\n");
}

void
dsc_svg_append_map (GString             *out,
                    const DscMap        *map,
                    const DscSvgOptions *options)
{
  DscPyramid *pyramid = dsc_map_get_pyramid (map);
  const gboolean is_index = dsc_map_get_kind (map) == DSC_MAP_OF_INDICES;
  g_autofree char *whole = dsc_map_describe_whole (map);   /* builds the pyramid */
  g_autofree DscMapInk *ink = g_new (DscMapInk, 1);
  g_autofree char *prefix = options->part > 0 ? g_strdup_printf ("%s%u-", is_index ? "ms" : "me", options->part) : g_strdup (is_index ? "ms" : "me");
  DscSvgMapWriter self = {
    .out = out, .map = map, .g = dsc_map_get_geometry (map), .options = options, .ink = ink,
    .cells = dsc_pyramid_get_cells (pyramid, dsc_map_get_layer (map)), .prefix = prefix,
    .width = is_index ? DSC_MAP_INDEX_WIDTH : DSC_MAP_ENTRY_WIDTH,
    .pitch_x = (guint) (is_index ? DSC_MAP_INDEX_WIDTH + DSC_MAP_GAP : DSC_MAP_ENTRY_WIDTH + DSC_MAP_GAP),
    .pitch_y = (guint) (DSC_MAP_HEIGHT + DSC_MAP_GAP),
  };

  dsc_map_ink_init (ink, options->theme, dsc_pyramid_get_whole (pyramid, dsc_map_get_layer (map)).worst);
  g_string_append (out, "<g><title>");
  dsc_svg_append_escaped (out, whole);
  g_string_append (out, "</title>\n");
  append_level (&self);
  g_string_append (out, "</g>\n");
}
