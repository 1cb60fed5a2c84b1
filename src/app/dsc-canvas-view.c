/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-canvas-view.c: how far one can zoom, what part of the picture is seen, at which level, and ways to go to a part of it. */
#include "dsc-canvas-private.h"

#include <glib/gi18n.h>
#include <math.h>

#define FARTHEST      4e6     /* device pixels: cairo's coordinates end at 8,388,608 */
#define SELECTION_MAX 0.6     /* share of the view that a selection takes when one zooms to it */

static DscRect
content_of (DscCanvas *self)
{
  return (DscRect) { 0, 0, dsc_scene_get_width (self->scene), dsc_scene_get_height (self->scene) };
}

static DscPoint
size_of (DscCanvas *self)
{
  return (DscPoint) { gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)) };
}

double
dsc_canvas_get_min_zoom (DscCanvas *self)
{
  const DscPoint size = size_of (self);

  g_return_val_if_fail (DSC_IS_CANVAS (self), 1);
  if (self->scene == NULL || size.x < 1 || size.y < 1)
    return DSC_CANVAS_MIN_ZOOM;
  const DscRect content = content_of (self);

  return MIN (DSC_CANVAS_MIN_ZOOM, MIN (size.x / MAX (content.width, 1), size.y / MAX (content.height, 1)));
}

double
dsc_canvas_get_max_zoom (DscCanvas *self)
{
  const int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  g_return_val_if_fail (DSC_IS_CANVAS (self), 1);
  if (self->scene == NULL)
    return DSC_CANVAS_MAX_ZOOM;
  const DscRect content = content_of (self);
  const double reach = FARTHEST / scale / MAX (MAX (content.width, content.height), 1);

  return MAX (DSC_CANVAS_MAX_ZOOM, MIN (DSC_CANVAS_MAX_ZOOM * dsc_scene_get_full_scale (self->scene), reach));
}

DscRect
dsc_canvas_get_view (DscCanvas *self)
{
  const DscPoint size = size_of (self);
  const DscPoint corner = dsc_canvas_to_scene (self, (DscPoint) { 0, 0 });

  return (DscRect) { corner.x, corner.y, size.x / self->zoom, size.y / self->zoom };
}

gboolean
dsc_canvas_shows_all (DscCanvas *self)
{
  const DscPoint size = size_of (self);

  g_return_val_if_fail (DSC_IS_CANVAS (self), TRUE);
  /* Less than a pixel is no reason to scroll. */
  return self->scene == NULL || (dsc_scene_get_width (self->scene) * self->zoom <= size.x + 1
                                 && dsc_scene_get_height (self->scene) * self->zoom <= size.y + 1);
}

void
dsc_canvas_center_on (DscCanvas *self,
                      DscPoint   point)
{
  const DscPoint size = size_of (self);

  g_return_if_fail (DSC_IS_CANVAS (self));
  dsc_canvas_scroll_to (self, point.x * self->zoom - size.x / 2, point.y * self->zoom - size.y / 2);
}

void
dsc_canvas_set_left_room (DscCanvas *self,
                          double     left_room)
{
  g_return_if_fail (DSC_IS_CANVAS (self));
  self->left_room = left_room;
}

double
dsc_canvas_get_left_room (DscCanvas *self)
{
  const gboolean has_levels = self->scene != NULL && dsc_scene_find_map (self->scene, (DscSceneId) { 0 }) != NULL;

  return has_levels && size_of (self).x > 2 * self->left_room ? self->left_room : 0;
}

/* While a picture becomes another one, what moves is not in the scene but in the overlay. */
gboolean
dsc_canvas_find (DscCanvas  *self,
                 DscSceneId *id,
                 DscRect    *out_box)
{
  DscRect box = { 0 }, moving;

  if (self->scene == NULL)
    return FALSE;
  if (self->overlay == NULL || !dsc_scene_get_bounds (self->overlay, *id, NULL))
    *id = dsc_scene_get_shown (self->scene, *id);
  gboolean found = dsc_scene_get_bounds (self->scene, *id, &box);

  if (self->overlay != NULL && dsc_scene_get_bounds (self->overlay, *id, &moving))
    {
      const double right = MAX (found ? box.x + box.width : moving.x, moving.x + moving.width);
      const double bottom = MAX (found ? box.y + box.height : moving.y, moving.y + moving.height);

      box.x = found ? MIN (box.x, moving.x) : moving.x;
      box.y = found ? MIN (box.y, moving.y) : moving.y;
      box.width = right - box.x;
      box.height = bottom - box.y;
      found = TRUE;
    }
  if (found && out_box != NULL)
    *out_box = box;
  return found;
}

gboolean
dsc_canvas_zoom_to (DscCanvas *self,
                    DscSceneId id)
{
  const double left = dsc_canvas_get_left_room (self);
  const DscPoint size = { size_of (self).x - left, size_of (self).y };
  DscRect box;

  g_return_val_if_fail (DSC_IS_CANVAS (self), FALSE);
  if (size.x < 1 || !dsc_canvas_find (self, &id, &box))
    return FALSE;
  const DscMap *map = dsc_scene_find_map (self->scene, id);
  const double fitting = SELECTION_MAX * MIN (size.x / MAX (box.width, 1e-6), size.y / MAX (box.height, 1e-6));
  const double most = map != NULL && dsc_map_find (map, id, NULL, NULL) ? 1.25 / dsc_map_get_geometry (map)->unit : DSC_CANVAS_READING_ZOOM;
  const DscPoint middle = { left + size.x / 2, size.y / 2 };

  self->anchored = FALSE;
  dsc_canvas_zoom_about (self, MIN (fitting, most), middle);
  dsc_canvas_scroll_to (self, (box.x + box.width / 2) * self->zoom - middle.x, (box.y + box.height / 2) * self->zoom - middle.y);
  return TRUE;
}

/* ---- never lost ------------------------------------------------------------------------------ */

#define KEPT 0.3    /* share of the view that what is brought back takes, at most */

/* Text, cells, and boxes that are painted; cards are mostly blank themselves, and so are the ways of arrows. */
static gboolean
is_seen (const DscNode *node)
{
  if (node->kind == DSC_NODE_TEXT || node->kind == DSC_NODE_MAP)
    return TRUE;
  return node->kind == DSC_NODE_RECT && node->role != DSC_ROLE_NONE && node->id.part != DSC_PART_OF_PICTURE && node->id.part != DSC_PART_OF_BLOCK;
}

/* From one interval to another; 0: they meet. */
static double
way_to (double from,
        double from_end,
        double to,
        double to_end)
{
  return to > from_end ? to - from_end : to_end < from ? to_end - from : 0;
}

/* The way to the nearest thing; 0, 0: one is in view. FALSE: there is none. */
static gboolean
find_nearest (DscCanvas *self,
              DscRect    view,
              DscPoint  *out_way)
{
  double least = G_MAXDOUBLE;

  for (guint i = 0; i < dsc_scene_get_n_nodes (self->scene) && least > 0; i++)
    {
      const DscNode *node = dsc_scene_get_node (self->scene, i);
      const DscRect box = node->bounds;
      const DscPoint way = { way_to (view.x, view.x + view.width, box.x, box.x + box.width),
                             way_to (view.y, view.y + view.height, box.y, box.y + box.height) };

      if (!is_seen (node) || hypot (way.x, way.y) >= least)
        continue;
      least = hypot (way.x, way.y);
      *out_way = way;
    }
  return least < G_MAXDOUBLE;
}

void
dsc_canvas_keep_content (DscCanvas *self)
{
  const DscRect view = dsc_canvas_get_view (self);
  DscPoint way = { 0, 0 };

  if (self->scene == NULL || self->zoom <= DSC_CANVAS_READING_ZOOM || view.width <= 0 || view.height <= 0 || !find_nearest (self, view, &way))
    return;
  /* Not its very edge only. */
  way.x += way.x > 0 ? view.width * KEPT : way.x < 0 ? -view.width * KEPT : 0;
  way.y += way.y > 0 ? view.height * KEPT : way.y < 0 ? -view.height * KEPT : 0;
  if (way.x != 0 || way.y != 0)
    dsc_canvas_scroll_to (self, (view.x + way.x) * self->zoom, (view.y + way.y) * self->zoom);
}

/* ---- the level ------------------------------------------------------------------------------- */

/* The one in the middle, or else the first. */
static const DscMap *
map_in_view (DscCanvas *self)
{
  const DscPoint size = size_of (self);
  const DscPoint middle = dsc_canvas_to_scene (self, (DscPoint) { size.x / 2, size.y / 2 });
  const DscSceneId id = dsc_scene_pick (self->scene, middle.x, middle.y, 0);
  const DscMap *map = id.part != DSC_PART_OF_PICTURE ? dsc_scene_find_map (self->scene, id) : NULL;

  return map != NULL ? map : dsc_scene_find_map (self->scene, (DscSceneId) { 0 });
}

/* " · dk_indices[5120]": what is in the middle, where a single thing fills so much of the view that its number may be out of sight. */
static char *
dup_place (DscCanvas *self)
{
  const DscPoint size = size_of (self);
  const DscPoint middle = dsc_canvas_to_scene (self, (DscPoint) { size.x / 2, size.y / 2 });
  const DscSceneId id = dsc_scene_pick (self->scene, middle.x, middle.y, 0);
  const DscMap *map = id.part != DSC_PART_OF_PICTURE ? dsc_scene_find_map (self->scene, id) : NULL;
  DscRect box;

  if (map == NULL || !dsc_map_find (map, id, NULL, NULL) || !dsc_scene_get_bounds (self->scene, id, &box) || box.height * self->zoom < 20)
    return g_strdup ("");
  g_autofree char *name = dsc_scene_id_format (id, dsc_snapshot_get_traits (dsc_map_get_snapshot (map)));
  return g_strdup_printf (" · %s", name);
}

char *
dsc_canvas_dup_level (DscCanvas *self)
{
  g_return_val_if_fail (DSC_IS_CANVAS (self), NULL);
  if (self->scene == NULL)
    return NULL;
  const double scale = self->zoom * gtk_widget_get_scale_factor (GTK_WIDGET (self));
  const DscMap *map = map_in_view (self);

  if (map == NULL)
    return NULL;
  const char *level = dsc_detail_get_name (dsc_map_get_detail (map, scale));
  g_autofree char *pixel = dsc_map_describe_pixel (map, scale);

  if (pixel != NULL)
    return g_strdup_printf ("%s · %s", level, pixel);
  const double pitch = dsc_map_get_geometry (map)->pitch_y * scale;
  const gboolean slots = dsc_map_get_kind (map) == DSC_MAP_OF_INDICES;

  if (pitch < 10)
    /* Translators: level of detail, then the height of a slot or an entry in pixels of the screen */
    return g_strdup_printf (slots ? _("%s · %.1f pixels per slot") : _("%s · %.1f pixels per entry"), level, pitch);
  g_autofree char *place = dup_place (self);
  g_autofree char *text = g_strdup_printf (slots ? _("%s · %.0f pixels per slot") : _("%s · %.0f pixels per entry"), level, pitch);
  return g_strconcat (text, place, NULL);
}

/* ---- what else there is to know -------------------------------------------------------------- */

GskRenderNode *
dsc_canvas_get_small (DscCanvas *self,
                      double    *out_width,
                      double    *out_height)
{
  g_return_val_if_fail (DSC_IS_CANVAS (self), NULL);
  dsc_tiles_want_small (self->tiles, gtk_widget_get_scale_factor (GTK_WIDGET (self)));
  return dsc_tiles_get_small (self->tiles, out_width, out_height);
}

gboolean
dsc_canvas_is_settled (DscCanvas *self)
{
  g_return_val_if_fail (DSC_IS_CANVAS (self), TRUE);
  return dsc_tiles_is_settled (self->tiles);
}

gsize
dsc_canvas_get_cache_size (DscCanvas *self)
{
  g_return_val_if_fail (DSC_IS_CANVAS (self), 0);
  return dsc_tiles_get_size (self->tiles);
}

/* ---- fonts for workers ----------------------------------------------------------------------- */

/* Made when it is first needed, and kept: whoever measures may outlive every window. */
static double
measure_cb (gpointer           user,
            const DscFontSpec *font,
            const char        *text)
{
  static GMutex mutex;
  static DscPainter *painter;
  const DscTextMetrics *metrics;
  double width;

  g_mutex_lock (&mutex);
  if (painter == NULL)
    painter = dsc_painter_new ();
  metrics = dsc_painter_get_metrics (painter);
  width = metrics->text_width (metrics->user, font, text);
  g_mutex_unlock (&mutex);
  return width;
}

const DscTextMetrics *
dsc_canvas_get_worker_metrics (void)
{
  static const DscTextMetrics metrics = { .text_width = measure_cb };

  return &metrics;
}
