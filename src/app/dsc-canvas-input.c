/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-canvas-input.c: pointer, wheel, pinch and keys on the canvas. */
#include "dsc-canvas-private.h"

#include <math.h>

#define WHEEL_FACTOR 1.15

/* ---- selection ------------------------------------------------------------------------------- */

static DscSceneId
id_at (DscCanvas *self,
       double     x,
       double     y)
{
  const DscPoint point = dsc_canvas_to_scene (self, (DscPoint) { x, y });
  const double scale = self->zoom * gtk_widget_get_scale_factor (GTK_WIDGET (self));

  return self->scene != NULL ? dsc_scene_pick (self->scene, point.x, point.y, scale) : (DscSceneId) { 0 };
}

static gboolean
has_selection (DscCanvas *self)
{
  return self->scene != NULL && self->selection.part != DSC_PART_OF_PICTURE
         && dsc_scene_get_bounds (self->scene, dsc_scene_get_shown (self->scene, self->selection), NULL);
}

static void
click_pressed_cb (GtkGestureClick *gesture,
                  int              n_press,
                  double           x,
                  double           y,
                  DscCanvas       *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!self->space_held)
    dsc_canvas_select (self, id_at (self, x, y));
}

static gboolean
move_selection (DscCanvas *self,
                DscMove    move)
{
  const DscSceneId to = dsc_scene_move (self->scene, dsc_scene_get_shown (self->scene, self->selection), move);
  const gboolean moved = !dsc_scene_id_equal (to, self->selection) && to.part != DSC_PART_OF_PICTURE;

  if (!moved)
    return FALSE;
  dsc_canvas_select (self, to);
  dsc_canvas_reveal (self, to);
  return TRUE;
}

/* Arrows walk from part to part. Before there is a selection, left and right are the window's: they step. */
static gboolean
arrow_key_cb (GtkWidget *widget,
              GVariant  *args,
              gpointer   user_data)
{
  DscCanvas *self = DSC_CANVAS (widget);
  const DscMove move = (DscMove) g_variant_get_int32 (args);

  if (self->scene == NULL)
    return FALSE;
  if (has_selection (self))
    {
      move_selection (self, move);
      return TRUE;
    }
  if (move == DSC_MOVE_LEFT || move == DSC_MOVE_RIGHT)
    return FALSE;
  return move_selection (self, move == DSC_MOVE_UP ? DSC_MOVE_LAST : DSC_MOVE_FIRST);
}

/* Tab goes on from a selected part to the next stop; behind the last one, and without a selection, it leaves the canvas. */
static gboolean
tab_key_cb (GtkWidget *widget,
            GVariant  *args,
            gpointer   user_data)
{
  DscCanvas *self = DSC_CANVAS (widget);

  return has_selection (self) && move_selection (self, (DscMove) g_variant_get_int32 (args));
}

static gboolean
escape_key_cb (GtkWidget *widget,
               GVariant  *args,
               gpointer   user_data)
{
  DscCanvas *self = DSC_CANVAS (widget);

  if (self->selection.part == DSC_PART_OF_PICTURE)
    return FALSE;
  dsc_canvas_select (self, (DscSceneId) { 0 });
  return TRUE;
}

/* Where a pixel stands for many cells it is the pixel that is told of. */
static char *
title_at (DscCanvas *self,
          DscSceneId id,
          double     x,
          double     y)
{
  const DscMap *map = self->scene != NULL && id.part != DSC_PART_OF_PICTURE ? dsc_scene_find_map (self->scene, id) : NULL;
  const double scale = self->zoom * gtk_widget_get_scale_factor (GTK_WIDGET (self));
  const DscPoint point = dsc_canvas_to_scene (self, (DscPoint) { x, y });
  char *text = map != NULL && dsc_map_get_level (map, scale) > 0 ? dsc_map_describe_at (map, point.x, point.y, scale) : NULL;

  return text != NULL ? text : dsc_canvas_dup_title (self, id);
}

static gboolean
query_tooltip (GtkWidget  *widget,
               int         x,
               int         y,
               gboolean    keyboard,
               GtkTooltip *tooltip)
{
  DscCanvas *self = DSC_CANVAS (widget);
  const DscSceneId id = keyboard ? self->selection : id_at (self, x, y);
  g_autofree char *title = keyboard ? dsc_canvas_dup_title (self, id) : title_at (self, id, x, y);
  DscRect box;

  if (title == NULL || !dsc_scene_get_bounds (self->scene, id, &box))
    return FALSE;
  const DscPoint corner = dsc_canvas_to_widget (self, (DscPoint) { box.x, box.y });
  const GdkRectangle area = {
    (int) CLAMP (corner.x, -1e6, 1e6), (int) CLAMP (corner.y, -1e6, 1e6),
    (int) CLAMP (box.width * self->zoom, 1, 1e6), (int) CLAMP (box.height * self->zoom, 1, 1e6),
  };

  gtk_tooltip_set_text (tooltip, title);
  /* A large box would put the tooltip far from the pointer. */
  if (area.width < 400 && area.height < 100)
    gtk_tooltip_set_tip_area (tooltip, &area);
  return TRUE;
}

/* ---- pointer --------------------------------------------------------------------------------- */

static void
motion_cb (GtkEventControllerMotion *controller,
           double                    x,
           double                    y,
           DscCanvas                *self)
{
  self->pointer = (DscPoint) { x, y };
  dsc_canvas_set_hover (self, id_at (self, x, y));
}

static void
leave_cb (GtkEventControllerMotion *controller,
          DscCanvas                *self)
{
  dsc_canvas_set_hover (self, (DscSceneId) { 0 });
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller,
           double                    dx,
           double                    dy,
           DscCanvas                *self)
{
  const GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) == 0)
    return FALSE;
  /* A wheel tells whole clicks, a touchpad fractions of them. */
  dsc_canvas_zoom_about (self, self->zoom * pow (WHEEL_FACTOR, -CLAMP (dy, -4, 4)), self->pointer);
  return TRUE;
}

void
dsc_canvas_begin_pinch (DscCanvas *self)
{
  self->pinch_scale = 1;
}

/* By what it changed since the last time: a wheel or a key in between zooms too, and nothing jumps. */
static void
pinch_scale_changed_cb (GtkGestureZoom *gesture,
                        double          scale,
                        DscCanvas      *self)
{
  DscPoint middle = self->pointer;

  if (!(scale > 0))
    return;
  if (gtk_gesture_is_recognized (GTK_GESTURE (gesture)))
    gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &middle.x, &middle.y);
  dsc_canvas_zoom_about (self, self->zoom * scale / self->pinch_scale, middle);
  self->pinch_scale = scale;
}

static void
pan_begin_cb (GtkGestureDrag *gesture,
              double          x,
              double          y,
              DscCanvas      *self)
{
  const guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  if (button != GDK_BUTTON_MIDDLE && !(button == GDK_BUTTON_PRIMARY && self->space_held))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  self->space_used = TRUE;
  self->pan_from = (DscPoint) { -self->origin.x, -self->origin.y };
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grabbing");
}

static void
pan_update_cb (GtkGestureDrag *gesture,
               double          dx,
               double          dy,
               DscCanvas      *self)
{
  dsc_canvas_scroll_to (self, self->pan_from.x - dx, self->pan_from.y - dy);
}

static void
pan_end_cb (GtkGestureDrag *gesture,
            double          dx,
            double          dy,
            DscCanvas      *self)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), self->space_held ? "grab" : NULL);
}

static void
hold_space (DscCanvas *self,
            gboolean   held)
{
  if (held == self->space_held)
    return;
  self->space_used = FALSE;
  self->space_held = held;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), held ? "grab" : NULL);
}

/* Held down while one drags it moves the picture; alone it is the window's key to play. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                DscCanvas             *self)
{
  if (keyval != GDK_KEY_space || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  hold_space (self, TRUE);
  return TRUE;
}

static void
key_released_cb (GtkEventControllerKey *controller,
                 guint                  keyval,
                 guint                  keycode,
                 GdkModifierType        state,
                 DscCanvas             *self)
{
  const gboolean is_tap = self->space_held && !self->space_used;

  if (keyval != GDK_KEY_space)
    return;
  hold_space (self, FALSE);
  if (is_tap)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.play", NULL);
}

static void
focus_leave_cb (GtkEventControllerFocus *controller,
                DscCanvas               *self)
{
  hold_space (self, FALSE);
}

/* ---- set-up ---------------------------------------------------------------------------------- */

static void
add_move (GtkWidgetClass         *klass,
          guint                   keyval,
          guint                   keypad,
          GdkModifierType         state,
          GtkShortcutFunc         callback,
          DscMove                 move)
{
  gtk_widget_class_add_binding (klass, keyval, state, callback, "i", (gint32) move);
  if (keypad != 0)
    gtk_widget_class_add_binding (klass, keypad, state, callback, "i", (gint32) move);
}

void
dsc_canvas_input_class_init (GtkWidgetClass *klass)
{
  klass->query_tooltip = query_tooltip;
  add_move (klass, GDK_KEY_Left, GDK_KEY_KP_Left, 0, arrow_key_cb, DSC_MOVE_LEFT);
  add_move (klass, GDK_KEY_Right, GDK_KEY_KP_Right, 0, arrow_key_cb, DSC_MOVE_RIGHT);
  add_move (klass, GDK_KEY_Up, GDK_KEY_KP_Up, 0, arrow_key_cb, DSC_MOVE_UP);
  add_move (klass, GDK_KEY_Down, GDK_KEY_KP_Down, 0, arrow_key_cb, DSC_MOVE_DOWN);
  add_move (klass, GDK_KEY_Tab, GDK_KEY_KP_Tab, 0, tab_key_cb, DSC_MOVE_NEXT);
  add_move (klass, GDK_KEY_ISO_Left_Tab, 0, GDK_SHIFT_MASK, tab_key_cb, DSC_MOVE_PREVIOUS);
  add_move (klass, GDK_KEY_Tab, GDK_KEY_KP_Tab, GDK_SHIFT_MASK, tab_key_cb, DSC_MOVE_PREVIOUS);
  gtk_widget_class_add_binding (klass, GDK_KEY_Escape, 0, escape_key_cb, NULL);
  /* Else the scrolled window around would take them. */
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Home, 0, "win.first-step", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_End, 0, "win.last-step", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Page_Up, 0, "win.previous-event", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Page_Down, 0, "win.next-event", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Return, 0, "win.drill-in", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_KP_Enter, 0, "win.drill-in", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_BackSpace, 0, "win.drill-out", NULL);
}

static GtkEventController *
add_controller (DscCanvas          *self,
                GtkEventController *controller)
{
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  return controller;
}

static void
add_pointer_controllers (DscCanvas *self)
{
  GtkEventController *motion = add_controller (self, gtk_event_controller_motion_new ());
  GtkEventController *scroll = add_controller (self, gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES));
  GtkEventController *pinch = add_controller (self, GTK_EVENT_CONTROLLER (gtk_gesture_zoom_new ()));
  GtkEventController *pan = GTK_EVENT_CONTROLLER (gtk_gesture_drag_new ());
  GtkEventController *click = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());

  g_signal_connect (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (dsc_canvas_begin_pinch), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinch_scale_changed_cb), self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (pan), 0);
  g_signal_connect (pan, "drag-begin", G_CALLBACK (pan_begin_cb), self);
  g_signal_connect (pan, "drag-update", G_CALLBACK (pan_update_cb), self);
  g_signal_connect (pan, "drag-end", G_CALLBACK (pan_end_cb), self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  g_signal_connect (click, "pressed", G_CALLBACK (click_pressed_cb), self);
  add_controller (self, click);
  add_controller (self, pan);
}

void
dsc_canvas_input_init (DscCanvas *self)
{
  GtkEventController *keys = add_controller (self, gtk_event_controller_key_new ());
  GtkEventController *focus = add_controller (self, gtk_event_controller_focus_new ());

  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect (keys, "key-released", G_CALLBACK (key_released_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_leave_cb), self);
  add_pointer_controllers (self);
}
