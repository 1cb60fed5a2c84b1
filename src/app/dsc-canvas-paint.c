/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-canvas-paint.c: what the canvas draws: tiles of the picture, and over them the marks of hover and selection.
 *
 * The marks are small nodes of their own, so that a moved pointer paints nothing of the picture. They begin at their own corner and
 * are moved by doubles that have become small: what is drawn in never has the coordinates of a picture five million cells large. */
#include "dsc-canvas-private.h"

#include <math.h>

#include "dsc-style.h"

#define AROUND_MARK  12.0     /* pixels, times the zoom where lines grow with it */
#define AROUND_VIEW 256.0     /* pixels of a large mark that are drawn beyond what is seen */

void
dsc_canvas_mark_clear (DscCanvasMark *mark)
{
  g_clear_pointer (&mark->node, gsk_render_node_unref);
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
static DscRect
to_pixels (DscRect rect)
{
  const double x = floor (rect.x), y = floor (rect.y);

  return (DscRect) { x, y, ceil (rect.x + rect.width) - x, ceil (rect.y + rect.height) - y };
}

static DscRect
view_of_content (DscCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  return (DscRect) { -self->origin.x, -self->origin.y, gtk_widget_get_width (widget), gtk_widget_get_height (widget) };
}

static gboolean
contains (DscRect outer,
          DscRect inner)
{
  return outer.x <= inner.x && outer.y <= inner.y
         && outer.x + outer.width >= inner.x + inner.width && outer.y + outer.height >= inner.y + inner.height;
}

/* Of a table at whose zoom a scene unit may be hundreds of pixels: its mark keeps its line's width. */
static gboolean
is_cell (DscCanvas  *self,
         DscSceneId  id)
{
  const DscMap *map = dsc_scene_find_map (self->scene, id);

  return map != NULL && dsc_map_find (map, id, NULL, NULL);
}

/* A thing that moves as it is marked: one box around all that belongs to it, and its arrows. At rest that box is a group in the scene;
 * in motion there are none. */
static DscScene *
collect_thing (DscCanvas  *self,
               DscSceneId  id)
{
  const DscScene *scenes[] = { self->scene, self->overlay };
  DscScene *thing = dsc_scene_new (dsc_scene_get_width (self->scene), dsc_scene_get_height (self->scene));
  double left = G_MAXDOUBLE, top = G_MAXDOUBLE, right = -G_MAXDOUBLE, bottom = -G_MAXDOUBLE;

  for (guint i = 0; i < G_N_ELEMENTS (scenes); i++)
    for (guint k = 1; k < dsc_scene_get_n_nodes (scenes[i]); k++)
      {
        const DscNode *node = dsc_scene_get_node (scenes[i], k);

        if (!dsc_scene_id_equal (node->id, id))
          continue;
        if (node->kind == DSC_NODE_ARROW)
          {
            dsc_scene_add_arrow (thing, id, node->role, node->points);
            continue;
          }
        left = MIN (left, node->bounds.x);
        top = MIN (top, node->bounds.y);
        right = MAX (right, node->bounds.x + node->bounds.width);
        bottom = MAX (bottom, node->bounds.y + node->bounds.height);
      }
  if (right >= left)
    dsc_scene_add_rect (thing, id, DSC_ROLE_NONE, (DscRect) { left, top, right - left, bottom - top }, 0);
  return thing;
}

static void
paint_mark (DscCanvas     *self,
            DscCanvasMark *mark,
            DscSceneId     id,
            DscRole        role)
{
  const DscRect view = view_of_content (self);
  DscRect box;

  if (!dsc_canvas_find (self, &id, &box))
    return;
  mark->whole = to_pixels (grow (scaled (box, self->zoom), is_cell (self, id) ? AROUND_MARK : AROUND_MARK * MAX (self->zoom, 1)));
  mark->covers = intersect (mark->whole, grow (view, AROUND_VIEW));
  if (mark->covers.width < 1 || mark->covers.height < 1)
    return;
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) mark->covers.width, (float) mark->covers.height));

  cairo_translate (cr, -mark->covers.x, -mark->covers.y);
  cairo_scale (cr, self->zoom, self->zoom);
  const gboolean moves = self->overlay != NULL && dsc_scene_get_bounds (self->overlay, id, NULL);
  g_autoptr (DscScene) thing = moves ? collect_thing (self, id) : dsc_scene_ref (self->scene);

  dsc_painter_paint_mark (self->painter, cr, thing, id, role, self->theme);
  cairo_destroy (cr);
  mark->node = gtk_snapshot_free_to_node (snapshot);
}

static void
append_mark (DscCanvas     *self,
             GtkSnapshot   *snapshot,
             DscCanvasMark *mark,
             DscSceneId     id,
             DscRole        role)
{
  if (mark->node != NULL && !contains (mark->covers, intersect (mark->whole, view_of_content (self))))
    dsc_canvas_mark_clear (mark);
  if (mark->node == NULL)
    paint_mark (self, mark, id, role);
  if (mark->node == NULL)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (mark->covers.x + self->origin.x), (float) (mark->covers.y + self->origin.y)));
  gtk_snapshot_append_node (snapshot, mark->node);
  gtk_snapshot_restore (snapshot);
}

/* A tint over a whole block under the pointer would only flash while one moves from field to field. */
static gboolean
shows_hover (DscCanvas *self)
{
  return self->hover.part != DSC_PART_OF_PICTURE && self->hover.part != DSC_PART_OF_BLOCK
         && !dsc_scene_id_equal (self->hover, self->selection);
}

#define RING_LEAST 9.0f      /* pixels: a slot may be far smaller */

/* Around what was looked at on the way to the selected key; a dot where a slot has no pixel of its own. */
static void
append_ring (DscCanvas   *self,
             GtkSnapshot *snapshot,
             DscSceneId   id,
             DscRole      role)
{
  const DscInk *ink = dsc_palette_get_ink (self->theme, role);
  const GdkRGBA stroke = dsc_style_get_rgba (ink->stroke);
  const DscRect view = view_of_content (self);
  DscRect box;

  if (!dsc_canvas_find (self, &id, &box))
    return;
  box = grow (scaled (box, self->zoom), 2);
  if (box.x > view.x + view.width || box.x + box.width < view.x || box.y > view.y + view.height || box.y + box.height < view.y)
    return;
  const float width = MAX ((float) MIN (box.width, 4096), RING_LEAST), height = MAX ((float) MIN (box.height, 4096), RING_LEAST);
  const float x = (float) (box.x - view.x + box.width / 2) - width / 2, y = (float) (box.y - view.y + box.height / 2) - height / 2;
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (x, y, width, height), 4);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]) { 2, 2, 2, 2 }, (GdkRGBA[4]) { stroke, stroke, stroke, stroke });
}

static void
append_chain (DscCanvas   *self,
              GtkSnapshot *snapshot)
{
  const guint n = self->chain != NULL ? self->chain->len : 0;

  for (guint i = 0; i < n; i++)
    append_ring (self, snapshot, g_array_index (self->chain, DscSceneId, i), i + 1 < n ? DSC_ROLE_PROBE : DSC_ROLE_MATCH);
}

static gboolean
get_extent (const DscScene *scene,
            DscRect        *out_box)
{
  double left = G_MAXDOUBLE, top = G_MAXDOUBLE, right = -G_MAXDOUBLE, bottom = -G_MAXDOUBLE;

  for (guint i = 0; i < dsc_scene_get_n_nodes (scene); i++)
    {
      const DscNode *node = dsc_scene_get_node (scene, i);

      if (node->kind == DSC_NODE_GROUP)
        continue;
      left = MIN (left, node->bounds.x);
      top = MIN (top, node->bounds.y);
      right = MAX (right, node->bounds.x + node->bounds.width);
      bottom = MAX (bottom, node->bounds.y + node->bounds.height);
    }
  *out_box = (DscRect) { left, top, right - left, bottom - top };
  return right >= left;
}

/* What moves, over the tiles. Its node is as small as it is, so that no more of the window is painted anew. */
static void
append_overlay (DscCanvas   *self,
                GtkSnapshot *snapshot)
{
  const DscPaintOptions options = {
    .theme = self->theme, .transparent = TRUE, .outlines = TRUE,
    .device_scale = self->zoom * gtk_widget_get_scale_factor (GTK_WIDGET (self)),
  };
  DscRect box;

  if (!get_extent (self->overlay, &box))
    return;
  const DscRect area = intersect (to_pixels (grow (scaled (box, self->zoom), AROUND_MARK * MAX (self->zoom, 1))), view_of_content (self));

  if (area.width < 1 || area.height < 1)
    return;
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) (area.x + self->origin.x), (float) (area.y + self->origin.y),
                                                     (float) area.width, (float) area.height);
  const DscRect clip = scaled (area, 1 / self->zoom);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);

  cairo_translate (cr, self->origin.x, self->origin.y);
  cairo_scale (cr, self->zoom, self->zoom);
  dsc_painter_paint (self->painter, cr, self->overlay, &options, &clip);
  cairo_destroy (cr);
}

void
dsc_canvas_snapshot (GtkWidget   *widget,
                     GtkSnapshot *snapshot)
{
  DscCanvas *self = DSC_CANVAS (widget);
  const graphene_rect_t all = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  const GdkRGBA background = dsc_style_get_rgba (dsc_palette_get_ink (self->theme, DSC_ROLE_BACKGROUND)->fill);
  const DscTilesView view = {
    .zoom = self->zoom, .scale = gtk_widget_get_scale_factor (widget),
    .x = -self->origin.x, .y = -self->origin.y, .width = all.size.width, .height = all.size.height,
  };

  if (self->scene == NULL)
    gtk_snapshot_append_color (snapshot, &background, &all);
  if (self->scene == NULL || all.size.width < 1)
    return;
  dsc_tiles_snapshot (self->tiles, snapshot, &view);
  if (self->overlay != NULL)
    append_overlay (self, snapshot);
  if (shows_hover (self))
    append_mark (self, snapshot, &self->hover_mark, self->hover, DSC_ROLE_HOVER);
  append_chain (self, snapshot);
  if (self->selection.part != DSC_PART_OF_PICTURE)
    append_mark (self, snapshot, &self->selection_mark, self->selection, DSC_ROLE_SELECTION);
}
