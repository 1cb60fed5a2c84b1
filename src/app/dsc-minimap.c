/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-minimap.c: the whole picture in a corner, with a frame around what the canvas shows of it; dragging moves the canvas. */
#include "dsc-minimap.h"

#include <glib/gi18n.h>
#include <math.h>

#define SMALLEST_FRAME 7.0   /* pixels: what it shows may be far smaller */
#define MOST_SEEN      0.85  /* share of the picture, each way, that may be seen before there is no need of an overview */
#define MOST_WIDTH     0.2   /* share of the canvas, so that it leaves room for what is shown */
#define MOST_HEIGHT    0.28
#define LEAST_WIDTH    90.0  /* pixels: below that nothing can be made out, and none is shown */

struct _DscMinimap {
  GtkWidget  parent_instance;

  DscCanvas *canvas;         /* borrowed */
  double     width, height;  /* shown; 0: not there yet, or not wanted */
  double     shrink;         /* of the small picture, to be shown that large */
  DscPoint   grip;           /* from the pointer to the middle of the frame, while one drags */
  DscPoint   start;          /* where the drag began */
};

G_DEFINE_FINAL_TYPE (DscMinimap, dsc_minimap, GTK_TYPE_WIDGET)

/* Minimap pixels per scene unit. */
static double
factor_of (DscMinimap *self)
{
  const DscScene *scene = dsc_canvas_get_scene (self->canvas);

  return scene != NULL && dsc_scene_get_width (scene) > 0 ? self->width / dsc_scene_get_width (scene) : 0;
}

DscRect
dsc_minimap_get_frame (DscMinimap *self)
{
  const double factor = factor_of (self);
  const DscRect view = dsc_canvas_get_view (self->canvas);
  const double left = CLAMP (view.x * factor, 0, self->width), right = CLAMP ((view.x + view.width) * factor, 0, self->width);
  const double top = CLAMP (view.y * factor, 0, self->height), bottom = CLAMP ((view.y + view.height) * factor, 0, self->height);

  if (factor <= 0)
    return (DscRect) { 0 };
  const double width = MAX (right - left, SMALLEST_FRAME), height = MAX (bottom - top, SMALLEST_FRAME);

  return (DscRect) { (left + right - width) / 2, (top + bottom - height) / 2, width, height };
}

/* (Nearly) everything is seen without it. */
static gboolean
is_needed (DscMinimap *self)
{
  const DscScene *scene = dsc_canvas_get_scene (self->canvas);

  if (scene == NULL || dsc_canvas_shows_all (self->canvas))
    return FALSE;
  const DscRect view = dsc_canvas_get_view (self->canvas);
  const double right = MIN (view.x + view.width, dsc_scene_get_width (scene)), bottom = MIN (view.y + view.height, dsc_scene_get_height (scene));

  return right - MAX (view.x, 0) < MOST_SEEN * dsc_scene_get_width (scene) || bottom - MAX (view.y, 0) < MOST_SEEN * dsc_scene_get_height (scene);
}

void
dsc_minimap_update (DscMinimap *self)
{
  const double most_width = gtk_widget_get_width (GTK_WIDGET (self->canvas)) * MOST_WIDTH;
  const double most_height = gtk_widget_get_height (GTK_WIDGET (self->canvas)) * MOST_HEIGHT;
  double width = 0, height = 0;

  g_return_if_fail (DSC_IS_MINIMAP (self));
  if (!is_needed (self) || dsc_canvas_get_small (self->canvas, &width, &height) == NULL)
    width = height = 0;
  self->shrink = width > 0 ? MIN (1, MIN (most_width / width, most_height / height)) : 1;
  width = floor (width * self->shrink);
  height = floor (height * self->shrink);
  if (MAX (width, height) < LEAST_WIDTH)
    width = height = 0;
  if (width != self->width || height != self->height)
    {
      self->width = width;
      self->height = height;
      gtk_widget_queue_resize (GTK_WIDGET (self));
    }
  gtk_widget_set_visible (GTK_WIDGET (self), width > 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* ---- dragging -------------------------------------------------------------------------------- */

static void
move_to (DscMinimap *self,
         double      x,
         double      y)
{
  const double factor = factor_of (self);

  if (factor > 0)
    dsc_canvas_center_on (self->canvas, (DscPoint) { (x + self->grip.x) / factor, (y + self->grip.y) / factor });
}

/* Inside the frame it is taken where it is; outside it comes to the pointer. */
static void
drag_begin_cb (GtkGestureDrag *gesture,
               double          x,
               double          y,
               DscMinimap     *self)
{
  const DscRect frame = dsc_minimap_get_frame (self);
  const gboolean inside = x >= frame.x && x < frame.x + frame.width && y >= frame.y && y < frame.y + frame.height;

  self->start = (DscPoint) { x, y };
  self->grip = inside ? (DscPoint) { frame.x + frame.width / 2 - x, frame.y + frame.height / 2 - y } : (DscPoint) { 0, 0 };
  if (!inside)
    move_to (self, x, y);
}

static void
drag_update_cb (GtkGestureDrag *gesture,
                double          dx,
                double          dy,
                DscMinimap     *self)
{
  move_to (self, self->start.x + dx, self->start.y + dy);
}

/* ---- widget ---------------------------------------------------------------------------------- */

static void
dsc_minimap_measure (GtkWidget      *widget,
                     GtkOrientation  orientation,
                     int             for_size,
                     int            *minimum,
                     int            *natural,
                     int            *minimum_baseline,
                     int            *natural_baseline)
{
  DscMinimap *self = DSC_MINIMAP (widget);

  *minimum = *natural = (int) (orientation == GTK_ORIENTATION_HORIZONTAL ? self->width : self->height);
}

static void
append_frame (DscMinimap  *self,
              GtkSnapshot *snapshot)
{
  const DscRect frame = dsc_minimap_get_frame (self);
  const graphene_rect_t box = GRAPHENE_RECT_INIT ((float) frame.x, (float) frame.y, (float) frame.width, (float) frame.height);
  GdkRGBA color;
  GskRoundedRect outline;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  gsk_rounded_rect_init_from_rect (&outline, &box, 2);
  const GdkRGBA fill = { color.red, color.green, color.blue, 0.12f };

  gtk_snapshot_append_color (snapshot, &fill, &box);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]) { 2, 2, 2, 2 }, (GdkRGBA[4]) { color, color, color, color });
}

static void
dsc_minimap_snapshot (GtkWidget   *widget,
                      GtkSnapshot *snapshot)
{
  DscMinimap *self = DSC_MINIMAP (widget);
  double width, height;
  GskRenderNode *node = dsc_canvas_get_small (self->canvas, &width, &height);

  if (node == NULL)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_scale (snapshot, (float) self->shrink, (float) self->shrink);
  gtk_snapshot_append_node (snapshot, node);
  gtk_snapshot_restore (snapshot);
  append_frame (self, snapshot);
}

static void
dsc_minimap_class_init (DscMinimapClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = dsc_minimap_measure;
  widget_class->snapshot = dsc_minimap_snapshot;
  gtk_widget_class_set_css_name (widget_class, "minimap");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
dsc_minimap_init (DscMinimap *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_direction (widget, GTK_TEXT_DIR_LTR);
  gtk_widget_set_tooltip_text (widget, _("The whole picture. Drag the frame to move to another part."));
  gtk_widget_set_cursor_from_name (widget, "grab");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Overview of the whole picture"), -1);
}

DscMinimap *
dsc_minimap_new (DscCanvas *canvas)
{
  DscMinimap *self = g_object_new (DSC_TYPE_MINIMAP, "visible", FALSE, NULL);

  self->canvas = canvas;
  return self;
}
