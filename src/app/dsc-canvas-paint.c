/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-canvas-paint.c: what the canvas draws, in three layers that are kept as render nodes.
 *
 * The picture is painted anew only when it, its zoom or its colours change, or when it was scrolled out of what was painted;
 * the marks of hover and selection are small nodes of their own, so that a moved pointer does not paint the picture again.
 * The picture's node holds pixels, not drawing commands: letters as outlines cost three times as much as blitting the whole
 * view, and GSK would draw them again for each frame that scrolls. */
#include "dsc-canvas-private.h"

#include <math.h>

#include "dsc-style.h"

#define AROUND_VIEW 160.0     /* pixels painted beyond what is seen, so that short ways scroll without painting */
#define AROUND_MARK 8.0

void
dsc_canvas_layer_clear (DscCanvasLayer *layer)
{
  g_clear_pointer (&layer->node, gsk_render_node_unref);
  g_clear_pointer (&layer->pixels, cairo_surface_destroy);
}

static DscRect
intersect (DscRect a,
           DscRect b)
{
  const double x = MAX (a.x, b.x), y = MAX (a.y, b.y);

  return (DscRect) {
    x, y,
    MAX (0, MIN (a.x + a.width, b.x + b.width) - x),
    MAX (0, MIN (a.y + a.height, b.y + b.height) - y),
  };
}

static DscRect
grow (DscRect rect,
      double  by)
{
  return (DscRect) { rect.x - by, rect.y - by, rect.width + 2 * by, rect.height + 2 * by };
}

static DscRect
scaled (DscRect rect,
        double  factor)
{
  return (DscRect) { rect.x * factor, rect.y * factor, rect.width * factor, rect.height * factor };
}

/* Outwards, so that neighbouring pixels are whole. */
static graphene_rect_t
to_graphene (DscRect rect)
{
  const double x = floor (rect.x), y = floor (rect.y);

  return GRAPHENE_RECT_INIT ((float) x, (float) y,
                             (float) (ceil (rect.x + rect.width) - x), (float) (ceil (rect.y + rect.height) - y));
}

static DscRect
content_rect (DscCanvas *self)
{
  return (DscRect) {
    0, 0, dsc_scene_get_width (self->scene) * self->zoom, dsc_scene_get_height (self->scene) * self->zoom,
  };
}

static DscRect
visible_content (DscCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const DscRect view = { -self->origin.x, -self->origin.y, gtk_widget_get_width (widget), gtk_widget_get_height (widget) };

  return intersect (view, content_rect (self));
}

static gboolean
contains (DscRect outer,
          DscRect inner)
{
  return outer.x <= inner.x && outer.y <= inner.y
         && outer.x + outer.width >= inner.x + inner.width && outer.y + outer.height >= inner.y + inner.height;
}

/* Of the scene, in device pixels of `bounds`, which is in content coordinates. */
static cairo_surface_t *
paint_pixels (DscCanvas             *self,
              const graphene_rect_t *bounds)
{
  const int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  cairo_surface_t *pixels = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) bounds->size.width * scale,
                                                        (int) bounds->size.height * scale);
  cairo_t *cr = cairo_create (pixels);
  const DscRect clip = {
    bounds->origin.x / self->zoom, bounds->origin.y / self->zoom,
    bounds->size.width / self->zoom, bounds->size.height / self->zoom,
  };
  const DscPaintOptions options = {
    .theme = self->theme,
    .outlines = TRUE,
    .device_scale = self->zoom * scale,
  };

  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -bounds->origin.x, -bounds->origin.y);
  cairo_scale (cr, self->zoom, self->zoom);
  dsc_painter_paint (self->painter, cr, self->scene, &options, &clip);
  cairo_destroy (cr);
  cairo_surface_set_device_scale (pixels, scale, scale);
  return pixels;
}

static void
paint_picture (DscCanvas *self)
{
  const DscRect covers = intersect (grow (visible_content (self), AROUND_VIEW), content_rect (self));
  const graphene_rect_t bounds = to_graphene (covers);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);

  /* Kept beside the node: cairo would copy it when it were given away. */
  self->picture.pixels = paint_pixels (self, &bounds);
  cairo_set_source_surface (cr, self->picture.pixels, bounds.origin.x, bounds.origin.y);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_destroy (cr);
  self->picture.node = gtk_snapshot_free_to_node (snapshot);
  self->picture.covers = covers;
}

gboolean
dsc_canvas_bounds_of (DscCanvas  *self,
                      DscSceneId  id,
                      DscRect    *out_box)
{
  gboolean found = FALSE;
  double left = 0, top = 0, right = 0, bottom = 0;

  if (self->scene == NULL || id.part == DSC_PART_OF_PICTURE)
    return FALSE;
  for (guint i = 0; i < dsc_scene_get_n_nodes (self->scene); i++)
    {
      const DscNode *node = dsc_scene_get_node (self->scene, i);
      const DscRect box = node->bounds;

      if (!dsc_scene_id_equal (node->id, id))
        continue;
      left = found ? MIN (left, box.x) : box.x;
      top = found ? MIN (top, box.y) : box.y;
      right = found ? MAX (right, box.x + box.width) : box.x + box.width;
      bottom = found ? MAX (bottom, box.y + box.height) : box.y + box.height;
      found = TRUE;
    }
  *out_box = (DscRect) { left, top, right - left, bottom - top };
  return found;
}

static void
paint_mark (DscCanvas      *self,
            DscCanvasLayer *layer,
            DscSceneId      id,
            DscRole         role)
{
  DscRect box;

  if (!dsc_canvas_bounds_of (self, id, &box))
    return;
  const graphene_rect_t bounds = to_graphene (scaled (grow (box, AROUND_MARK), self->zoom));
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);

  cairo_scale (cr, self->zoom, self->zoom);
  dsc_painter_paint_mark (self->painter, cr, self->scene, id, role, self->theme);
  cairo_destroy (cr);
  layer->node = gtk_snapshot_free_to_node (snapshot);
}

static void
append_layer (GtkSnapshot          *snapshot,
              const DscCanvasLayer *layer)
{
  if (layer->node != NULL)
    gtk_snapshot_append_node (snapshot, layer->node);
}

void
dsc_canvas_snapshot (GtkWidget   *widget,
                     GtkSnapshot *snapshot)
{
  DscCanvas *self = DSC_CANVAS (widget);
  const graphene_rect_t all = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  const GdkRGBA background = dsc_style_get_rgba (dsc_palette_get_ink (self->theme, DSC_ROLE_BACKGROUND)->fill);

  gtk_snapshot_append_color (snapshot, &background, &all);
  if (self->scene == NULL || all.size.width < 1)
    return;
  if (self->picture.node != NULL && !contains (self->picture.covers, visible_content (self)))
    dsc_canvas_layer_clear (&self->picture);
  if (self->picture.node == NULL)
    paint_picture (self);
  /* A tint over a whole block under the pointer would only flash while one moves from field to field. */
  if (self->hover_mark.node == NULL && self->hover.part != DSC_PART_OF_BLOCK
      && !dsc_scene_id_equal (self->hover, self->selection))
    paint_mark (self, &self->hover_mark, self->hover, DSC_ROLE_HOVER);
  if (self->selection_mark.node == NULL)
    paint_mark (self, &self->selection_mark, self->selection, DSC_ROLE_SELECTION);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) self->origin.x, (float) self->origin.y));
  append_layer (snapshot, &self->picture);
  append_layer (snapshot, &self->hover_mark);
  append_layer (snapshot, &self->selection_mark);
  gtk_snapshot_restore (snapshot);
}
