/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-painter.c: draws a scene with cairo and Pango.
 *
 * One routine for screen, PNG and PDF, so that an export cannot differ from the screen. A node is painted by its kind, its
 * colours come from the palette by its role. Text layouts are kept from one paint to the next, because shaping is what
 * costs; metrics are not hinted, so that a picture is laid out alike at every scale. */
#include "dsc-painter-private.h"

#include <math.h>
#include <string.h>

#include "dsc-scene-diff.h"

#define SANS_FAMILY "Noto Sans,Cantarell,DejaVu Sans"
#define MONO_FAMILY "DejaVu Sans Mono,Noto Sans Mono"

#define MAX_CACHED_LAYOUTS 8192
#define HATCH_SPACING 6.0
#define ARROW_HEAD_LENGTH 9.0
#define ARROW_HEAD_HALF 4.0

typedef struct {
  DscFontSpec font;      /* its size plays no part */
  char       *text;
} LayoutKey;

static guint
layout_key_hash (gconstpointer data)
{
  const LayoutKey *key = data;

  return g_str_hash (key->text) ^ ((guint) key->font.font << 28) ^ ((guint) key->font.bold << 30);
}

static gboolean
layout_key_equal (gconstpointer a,
                  gconstpointer b)
{
  const LayoutKey *x = a;
  const LayoutKey *y = b;

  return x->font.font == y->font.font && !x->font.bold == !y->font.bold && strcmp (x->text, y->text) == 0;
}

static void
layout_key_free (gpointer data)
{
  LayoutKey *key = data;

  g_free (key->text);
  g_free (key);
}

static PangoLayout *
create_layout (DscPainter        *self,
               const DscFontSpec *font,
               const char        *text)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *description = pango_font_description_new ();

  pango_font_description_set_family_static (description, font->font == DSC_FONT_MONO ? MONO_FAMILY : SANS_FAMILY);
  pango_font_description_set_absolute_size (description, DSC_LAYOUT_SIZE * PANGO_SCALE);
  if (font->bold)
    pango_font_description_set_weight (description, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

PangoLayout *
dsc_painter_get_layout (DscPainter        *self,
                        const DscFontSpec *font,
                        const char        *text)
{
  const LayoutKey wanted = { *font, (char *) text };
  PangoLayout *layout = g_hash_table_lookup (self->layouts, &wanted);

  if (layout != NULL)
    return layout;

  if (g_hash_table_size (self->layouts) >= MAX_CACHED_LAYOUTS)
    g_hash_table_remove_all (self->layouts);

  LayoutKey *key = g_new (LayoutKey, 1);
  key->font = *font;
  key->text = g_strdup (text);
  layout = create_layout (self, font, text);
  g_hash_table_insert (self->layouts, key, layout);
  return layout;
}

static double
text_width (gpointer           user,
            const DscFontSpec *font,
            const char        *text)
{
  int width;

  pango_layout_get_size (dsc_painter_get_layout (user, font, text), &width, NULL);
  return (double) width / PANGO_SCALE * font->size / DSC_LAYOUT_SIZE;
}

DscPainter *
dsc_painter_new (void)
{
  DscPainter *self = g_new0 (DscPainter, 1);
  cairo_font_options_t *options = cairo_font_options_create ();
  /* A font map of its own: that of the thread is used by whatever else paints there, GTK itself in the main thread, while this painter
   * may have gone to another one. */
  PangoFontMap *fonts = pango_cairo_font_map_new ();

  self->context = pango_font_map_create_context (fonts);
  g_object_unref (fonts);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (self->context, options);
  cairo_font_options_destroy (options);
  pango_cairo_context_set_resolution (self->context, 96);
  pango_context_set_base_dir (self->context, PANGO_DIRECTION_LTR);
  pango_context_set_round_glyph_positions (self->context, FALSE);

  self->layouts = g_hash_table_new_full (layout_key_hash, layout_key_equal, layout_key_free, g_object_unref);
  self->metrics = (DscTextMetrics) { text_width, self };
  return self;
}

void
dsc_painter_free (DscPainter *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->layouts);
  dsc_glyphs_free (self->glyphs);
  g_free (self->map_ink);
  g_clear_pointer (&self->scratch, cairo_surface_destroy);
  g_object_unref (self->context);
  g_free (self);
}

DscGlyphs *
dsc_painter_get_glyphs (DscPainter *self)
{
  if (self->glyphs == NULL)
    self->glyphs = dsc_glyphs_new (self->context, MONO_FAMILY);
  return self->glyphs;
}

const DscTextMetrics *
dsc_painter_get_metrics (DscPainter *self)
{
  return &self->metrics;
}

const char *
dsc_painter_get_family (DscPainter *self,
                        DscFont     font)
{
  (void) self;
  return font == DSC_FONT_MONO ? MONO_FAMILY : SANS_FAMILY;
}

/* --- colours and shapes ------------------------------------------------------------------------------------------- */

static void
set_color (cairo_t  *cr,
           DscColor  color)
{
  cairo_set_source_rgba (cr, color.r, color.g, color.b, color.a);
}

static void
add_rounded_rect (cairo_t *cr,
                  DscRect  box,
                  double   radius)
{
  const double r = MIN (radius, MIN (box.width, box.height) / 2);

  cairo_new_path (cr);
  if (r <= 0)
    {
      cairo_rectangle (cr, box.x, box.y, box.width, box.height);
      return;
    }
  cairo_arc (cr, box.x + box.width - r, box.y + r, r, -G_PI_2, 0);
  cairo_arc (cr, box.x + box.width - r, box.y + box.height - r, r, 0, G_PI_2);
  cairo_arc (cr, box.x + r, box.y + box.height - r, r, G_PI_2, G_PI);
  cairo_arc (cr, box.x + r, box.y + r, r, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

/* Moves the edges of a stroked box onto device pixel centres (odd widths) or borders (even widths), so that hairlines are sharp. */
static DscRect
snap_box (cairo_t *cr,
          DscRect  box,
          double   stroke_width)
{
  double left = box.x, top = box.y, right = box.x + box.width, bottom = box.y + box.height;
  double device_width = stroke_width, ignored = 0;

  cairo_user_to_device_distance (cr, &device_width, &ignored);
  const double shift = lround (fabs (device_width)) % 2 == 1 ? 0.5 : 0;

  cairo_user_to_device (cr, &left, &top);
  cairo_user_to_device (cr, &right, &bottom);
  left = floor (left) + shift;
  top = floor (top) + shift;
  right = floor (right) + shift;
  bottom = floor (bottom) + shift;
  cairo_device_to_user (cr, &left, &top);
  cairo_device_to_user (cr, &right, &bottom);
  return (DscRect) { left, top, right - left, bottom - top };
}

static void
add_hatch_lines (cairo_t *cr,
                 DscRect  box,
                 gboolean falling)
{
  /* Lines start at multiples of the spacing in scene coordinates, so that neighbouring boxes continue each other's texture. */
  const double from = floor ((box.x - box.height) / HATCH_SPACING) * HATCH_SPACING;

  for (double x = from; x < box.x + box.width; x += HATCH_SPACING)
    {
      cairo_move_to (cr, x, falling ? box.y : box.y + box.height);
      cairo_line_to (cr, x + box.height, falling ? box.y + box.height : box.y);
    }
}

static void
paint_texture (cairo_t      *cr,
               DscRect       box,
               double        radius,
               const DscInk *ink)
{
  if (ink->texture == DSC_TEXTURE_NONE)
    return;

  cairo_save (cr);
  add_rounded_rect (cr, box, radius);
  cairo_clip (cr);
  cairo_new_path (cr);
  cairo_set_source_rgba (cr, ink->stroke.r, ink->stroke.g, ink->stroke.b, ink->stroke.a * 0.55f);
  cairo_set_line_width (cr, 1);
  if (ink->texture == DSC_TEXTURE_DOTS)
    {
      for (double y = box.y + 2; y < box.y + box.height; y += 4)
        for (double x = box.x + 2; x < box.x + box.width; x += 4)
          cairo_rectangle (cr, x, y, 1, 1);
      cairo_fill (cr);
    }
  else
    {
      add_hatch_lines (cr, box, FALSE);
      if (ink->texture == DSC_TEXTURE_CROSS_HATCH)
        add_hatch_lines (cr, box, TRUE);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}

static void
paint_rect (cairo_t       *cr,
            const DscNode *node,
            const DscInk  *ink)
{
  const gboolean stroked = ink->stroke.a > 0 && ink->stroke_width > 0;
  const DscRect box = snap_box (cr, node->bounds, stroked ? ink->stroke_width : 0);

  if (ink->fill.a > 0 && !node->hollow)
    {
      add_rounded_rect (cr, box, node->radius);
      set_color (cr, ink->fill);
      cairo_fill (cr);
    }
  if (!node->hollow)
    paint_texture (cr, box, node->radius, ink);
  if (!stroked)
    return;

  static const double dash[] = { 3, 3 };
  if (ink->dashed || node->dashed)
    cairo_set_dash (cr, dash, G_N_ELEMENTS (dash), 0);
  add_rounded_rect (cr, box, node->radius);
  set_color (cr, ink->stroke);
  cairo_set_line_width (cr, ink->stroke_width);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
paint_text (DscPainter    *self,
            cairo_t       *cr,
            const DscNode *node,
            const DscInk  *ink,
            gboolean       outlines)
{
  PangoLayout *layout = dsc_painter_get_layout (self, &node->font, node->text);
  const double slack = node->bounds.width - text_width (self, &node->font, node->text);
  double x = node->bounds.x;
  if (node->anchor == DSC_ANCHOR_MIDDLE)
    x += slack / 2;
  else if (node->anchor == DSC_ANCHOR_END)
    x += slack;

  cairo_save (cr);
  cairo_translate (cr, x, node->baseline);
  cairo_scale (cr, node->font.size / DSC_LAYOUT_SIZE, node->font.size / DSC_LAYOUT_SIZE);
  cairo_move_to (cr, 0, 0);
  set_color (cr, ink->text);
  if (outlines)
    {
      pango_cairo_layout_line_path (cr, pango_layout_get_line_readonly (layout, 0));
      cairo_fill (cr);
    }
  else
    pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (layout, 0));
  cairo_restore (cr);
}

static void
paint_arrow_head (cairo_t  *cr,
                  DscPoint  from,
                  DscPoint  tip)
{
  const double length = hypot (tip.x - from.x, tip.y - from.y);
  const double ux = length > 0 ? (tip.x - from.x) / length : 1;
  const double uy = length > 0 ? (tip.y - from.y) / length : 0;
  const double bx = tip.x - ARROW_HEAD_LENGTH * ux;
  const double by = tip.y - ARROW_HEAD_LENGTH * uy;

  cairo_move_to (cr, tip.x, tip.y);
  cairo_line_to (cr, bx - ARROW_HEAD_HALF * uy, by + ARROW_HEAD_HALF * ux);
  cairo_line_to (cr, bx + ARROW_HEAD_HALF * uy, by - ARROW_HEAD_HALF * ux);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
paint_arrow (cairo_t       *cr,
             const DscNode *node,
             const DscInk  *ink)
{
  static const double long_dash[] = { 9, 4 };
  const DscPoint *p = node->points;
  const double length = hypot (p[3].x - p[2].x, p[3].y - p[2].y);
  const double back = length > 0 ? (ARROW_HEAD_LENGTH - 1) / length : 0;

  set_color (cr, ink->stroke);
  cairo_set_line_width (cr, ink->stroke_width);
  cairo_move_to (cr, p[0].x, p[0].y);
  /* The line ends under the head, not at its tip, where its square end would show. */
  cairo_curve_to (cr, p[1].x, p[1].y, p[2].x, p[2].y, p[3].x - (p[3].x - p[2].x) * back, p[3].y - (p[3].y - p[2].y) * back);
  if (node->dashed)
    cairo_set_dash (cr, long_dash, G_N_ELEMENTS (long_dash), 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  paint_arrow_head (cr, p[2], p[3]);
}

static void
paint_line (cairo_t       *cr,
            const DscNode *node,
            const DscInk  *ink)
{
  static const double dash[] = { 3, 3 };
  const DscRect box = snap_box (cr, (DscRect) { node->points[0].x, node->points[0].y, node->points[1].x - node->points[0].x,
                                                node->points[1].y - node->points[0].y }, ink->stroke_width);

  if (ink->dashed || node->dashed)
    cairo_set_dash (cr, dash, G_N_ELEMENTS (dash), 0);
  set_color (cr, ink->stroke);
  cairo_set_line_width (cr, ink->stroke_width);
  cairo_move_to (cr, box.x, box.y);
  cairo_line_to (cr, box.x + box.width, box.y + box.height);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
paint_path (cairo_t       *cr,
            const DscNode *node,
            const DscInk  *ink)
{
  guint n;
  const double *dashes = dsc_scene_get_dashes (node->dashed, &n);

  cairo_new_path (cr);
  for (guint i = 0; i < node->n_path; i++)
    cairo_line_to (cr, node->path[i].x, node->path[i].y);
  cairo_set_dash (cr, dashes, (int) n, 0);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  set_color (cr, ink->stroke);
  cairo_set_line_width (cr, ink->stroke_width);
  cairo_stroke (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
paint_shape (cairo_t       *cr,
             const DscNode *node,
             const DscInk  *ink)
{
  cairo_new_path (cr);
  for (guint i = 0; i < G_N_ELEMENTS (node->points); i++)
    cairo_line_to (cr, node->points[i].x, node->points[i].y);
  cairo_close_path (cr);
  set_color (cr, ink->fill);
  cairo_fill_preserve (cr);
  set_color (cr, ink->stroke);
  cairo_set_line_width (cr, ink->stroke_width);
  cairo_stroke (cr);
}

/* What has come or gone half-way is half transparent. */
static DscInk
fade_ink (const DscInk *ink,
          guint8        fade)
{
  const float opacity = (float) (255 - fade) / 255.0f;
  DscInk faded = *ink;

  faded.fill.a *= opacity;
  faded.stroke.a *= opacity;
  faded.text.a *= opacity;
  return faded;
}

static void
paint_node (DscPainter            *self,
            cairo_t               *cr,
            const DscNode         *node,
            const DscPaintOptions *options)
{
  const DscInk *ink = dsc_palette_get_ink (options->theme, node->role);
  DscInk faded;

  if (node->fade > 0)
    {
      faded = fade_ink (ink, node->fade);
      ink = &faded;
    }
  switch ((DscNodeKind) node->kind)
    {
    case DSC_NODE_GROUP:
      break;
    case DSC_NODE_RECT:
      paint_rect (cr, node, ink);
      break;
    case DSC_NODE_TEXT:
      paint_text (self, cr, node, ink, options->outlines);
      break;
    case DSC_NODE_ARROW:
      paint_arrow (cr, node, ink);
      break;
    case DSC_NODE_LINE:
      paint_line (cr, node, ink);
      break;
    case DSC_NODE_SHAPE:
      paint_shape (cr, node, ink);
      break;
    case DSC_NODE_PATH:
      paint_path (cr, node, ink);
      break;
    case DSC_NODE_MAP:
      dsc_painter_paint_map (self, cr, node->map, options);
      break;
    }
}

static gboolean
meets (const DscRect *clip,
       const DscNode *node)
{
  const double reach = dsc_node_get_reach (node);
  const DscRect *b = &node->bounds;

  return clip == NULL
         || (b->x - reach < clip->x + clip->width && b->x + b->width + reach > clip->x
             && b->y - reach < clip->y + clip->height && b->y + b->height + reach > clip->y);
}

/* Number of the node to begin with: a map covers what is below it, and in the midst of one there is nothing else to be seen. */
static guint
first_visible (const DscScene *scene,
               const DscRect  *clip)
{
  guint first = 0;

  for (guint i = dsc_scene_get_n_nodes (scene); clip != NULL && first == 0 && i-- > 0;)
    {
      const DscNode *node = dsc_scene_get_node (scene, i);
      const DscRect *b = &node->bounds;

      if (node->kind == DSC_NODE_MAP && clip->x >= b->x && clip->y >= b->y && clip->x + clip->width <= b->x + b->width
          && clip->y + clip->height <= b->y + b->height)
        first = i;
    }
  return first;
}

void
dsc_painter_paint (DscPainter            *self,
                   cairo_t               *cr,
                   const DscScene        *scene,
                   const DscPaintOptions *options,
                   const DscRect         *clip)
{
  const guint n_nodes = dsc_scene_get_n_nodes (scene);
  const guint first = first_visible (scene, clip);

  cairo_save (cr);
  if (clip != NULL)
    {
      cairo_rectangle (cr, clip->x, clip->y, clip->width, clip->height);
      cairo_clip (cr);
    }
  if (!options->transparent && first == 0)
    {
      set_color (cr, dsc_palette_get_ink (options->theme, DSC_ROLE_BACKGROUND)->fill);
      cairo_paint (cr);
    }
  for (guint i = first; i < n_nodes; i++)
    {
      const DscNode *node = dsc_scene_get_node (scene, i);

      if (node->kind != DSC_NODE_GROUP && node->role != DSC_ROLE_NONE && node->fade < 255 && meets (clip, node)
          && !(options->transparent && node->role == DSC_ROLE_BACKGROUND))
        paint_node (self, cr, node, options);
    }
  cairo_restore (cr);
}

/* A cell may be far smaller than a line: the line has its width on the screen, and surrounds at least a few pixels. */
static void
paint_cell_mark (cairo_t      *cr,
                 DscRect       cell,
                 const DscInk *ink)
{
  double left = cell.x, top = cell.y, right = cell.x + cell.width, bottom = cell.y + cell.height;

  cairo_user_to_device (cr, &left, &top);
  cairo_user_to_device (cr, &right, &bottom);
  cairo_save (cr);
  cairo_identity_matrix (cr);
  const double grow_x = MAX (2, (8 - (right - left)) / 2), grow_y = MAX (2, (8 - (bottom - top)) / 2);
  cairo_rectangle (cr, left - grow_x, top - grow_y, right - left + 2 * grow_x, bottom - top + 2 * grow_y);
  set_color (cr, ink->fill);
  cairo_fill_preserve (cr);
  set_color (cr, ink->stroke);
  cairo_set_line_width (cr, ink->stroke_width);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* Boxes of one thing lie in each other (the row of a slot, its cell, the plate under its number): the outer one is marked. */
static gboolean
is_marked_box (const DscNode *node,
               DscSceneId     id)
{
  return dsc_scene_id_equal (node->id, id) && node->kind != DSC_NODE_TEXT && node->kind != DSC_NODE_LINE && node->kind != DSC_NODE_PATH
         && node->kind != DSC_NODE_ARROW;
}

static gboolean
lies_in_marked_box (const DscScene *scene,
                    guint           i)
{
  const DscNode *node = dsc_scene_get_node (scene, i);
  const DscRect *a = &node->bounds;

  for (guint k = 0; k < dsc_scene_get_n_nodes (scene); k++)
    {
      const DscNode *other = dsc_scene_get_node (scene, k);
      const DscRect *b = &other->bounds;

      if (k == i || !is_marked_box (other, node->id) || b->width * b->height < a->width * a->height
          || (b->width * b->height == a->width * a->height && k > i))
        continue;
      if (a->x >= b->x && a->y >= b->y && a->x + a->width <= b->x + b->width && a->y + a->height <= b->y + b->height)
        return TRUE;
    }
  return FALSE;
}

static void
paint_box_mark (cairo_t       *cr,
                const DscNode *node,
                const DscInk  *ink)
{
  const DscRect box = { node->bounds.x - 2, node->bounds.y - 2, node->bounds.width + 4, node->bounds.height + 4 };

  add_rounded_rect (cr, snap_box (cr, box, ink->stroke_width), node->radius + 2);
  if (ink->fill.a > 0)
    {
      set_color (cr, ink->fill);
      cairo_fill_preserve (cr);
    }
  set_color (cr, ink->stroke);
  cairo_set_line_width (cr, ink->stroke_width);
  cairo_stroke (cr);
}

void
dsc_painter_paint_mark (DscPainter     *self,
                        cairo_t        *cr,
                        const DscScene *scene,
                        DscSceneId      id,
                        DscRole         role,
                        DscTheme        theme)
{
  const DscInk *ink = dsc_palette_get_ink (theme, role);
  const guint n_nodes = dsc_scene_get_n_nodes (scene);
  const DscMap *map = dsc_scene_find_map (scene, id);
  DscRect cell;

  (void) self;
  if (map != NULL && id.part != DSC_PART_OF_PICTURE && dsc_map_find (map, id, NULL, &cell))
    paint_cell_mark (cr, cell, ink);
  for (guint i = 0; i < n_nodes; i++)
    {
      const DscNode *node = dsc_scene_get_node (scene, i);

      if (!dsc_scene_id_equal (node->id, id))
        continue;
      if (node->kind == DSC_NODE_ARROW)
        paint_arrow (cr, node, ink);
      else if (is_marked_box (node, id) && !lies_in_marked_box (scene, i))
        paint_box_mark (cr, node, ink);
    }
}
