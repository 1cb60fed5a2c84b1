/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-byte-rows.c: the widget that shows the bytes of a state: virtual rows, selection, keyboard. */
#include "dsc-byte-rows.h"

#include <glib/gi18n.h>
#include <math.h>

#include "dsc-describe.h"
#include "dsc-painter.h"
#include "dsc-style.h"

#define ROWS_AROUND   8u         /* drawn beyond what is seen, so that short ways scroll without drawing */
#define REVEAL_MARGIN 30.0

struct _DscByteRows {
  GtkWidget            parent_instance;

  DscPainter          *painter;
  DscSnapshot         *snapshot;
  DscViewBytes        *view;                 /* for the width of the widget; NULL: to be made */
  int                  view_width;
  gboolean             show_addresses;
  int                  block;                /* DscBlockKind, or DSC_BYTES_ALL_BLOCKS */
  DscTheme             theme;
  char                *label;
  DscSceneId           selection, hover;
  gboolean             reveal_later;         /* when it has been laid out */

  GskRenderNode       *node;                 /* rows first … end - 1, top at 0; NULL: to be drawn */
  guint64              first, end;
  GtkAdjustment       *adjustments[2];       /* by GtkOrientation; NULL: none */
  GtkScrollablePolicy  policies[2];
  gboolean             configuring;
};

enum { PROP_HADJUSTMENT = 1, PROP_VADJUSTMENT, PROP_HSCROLL_POLICY, PROP_VSCROLL_POLICY };
enum { SIGNAL_SELECTION_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (DscByteRows, dsc_byte_rows, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static void
forget_drawing (DscByteRows *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* ---- geometry -------------------------------------------------------------------------------- */

static double
scroll_value (DscByteRows    *self,
              GtkOrientation  orientation)
{
  return self->adjustments[orientation] != NULL ? round (gtk_adjustment_get_value (self->adjustments[orientation])) : 0;
}

static void
configure (DscByteRows    *self,
           GtkOrientation  orientation,
           double          content,
           double          value)
{
  const double view = orientation == GTK_ORIENTATION_HORIZONTAL ? gtk_widget_get_width (GTK_WIDGET (self))
                                                                : gtk_widget_get_height (GTK_WIDGET (self));
  const double upper = MAX (content, view);

  if (self->adjustments[orientation] == NULL)
    return;
  self->configuring = TRUE;
  gtk_adjustment_configure (self->adjustments[orientation], CLAMP (value, 0, upper - view), 0, upper, 54, MAX (view - 54, 1), view);
  self->configuring = FALSE;
}

static void
arrange (DscByteRows *self,
         double       x,
         double       y)
{
  configure (self, GTK_ORIENTATION_HORIZONTAL, self->view != NULL ? dsc_view_bytes_get_width (self->view) : 0, x);
  configure (self, GTK_ORIENTATION_VERTICAL, self->view != NULL ? dsc_view_bytes_get_height (self->view) : 0, y);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The same byte stays at the top when another width changes the rows. */
static void
make_view (DscByteRows *self)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (self));
  DscSceneId top = { 0 };
  guint64 first = 0, last;
  double y = scroll_value (self, GTK_ORIENTATION_VERTICAL);

  if (self->view != NULL && y > 0)
    top = dsc_view_bytes_pick (self->view, dsc_view_bytes_get_width (self->view) / 2, y + 20);
  g_clear_pointer (&self->view, dsc_view_bytes_free);
  if (self->snapshot != NULL && width > 0)
    {
      const DscBytesOptions options = {
        .width = width, .block = self->block, .show_addresses = self->show_addresses, .without_titles = TRUE,
        .metrics = dsc_painter_get_metrics (self->painter),
      };
      self->view = dsc_view_bytes_new (self->snapshot, &options);
      self->view_width = width;
      if (top.part != DSC_PART_OF_PICTURE && dsc_view_bytes_find (self->view, top, &first, &last))
        y = dsc_view_bytes_get_row_y (self->view, first);
    }
  forget_drawing (self);
  arrange (self, scroll_value (self, GTK_ORIENTATION_HORIZONTAL), y);
}

static void
dsc_byte_rows_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  DscByteRows *self = DSC_BYTE_ROWS (widget);

  if (self->view == NULL || self->view_width != width)
    make_view (self);
  else
    arrange (self, scroll_value (self, GTK_ORIENTATION_HORIZONTAL), scroll_value (self, GTK_ORIENTATION_VERTICAL));
  if (self->reveal_later)
    dsc_byte_rows_reveal (self, self->selection);
}

static void
dsc_byte_rows_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  *minimum = 0;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 760 : 300;
}

static double
value_that_shows (double value,
                  double view,
                  double begin,
                  double end)
{
  if (begin - REVEAL_MARGIN < value || end - begin + 2 * REVEAL_MARGIN > view)
    return begin - REVEAL_MARGIN;
  return MAX (value, end + REVEAL_MARGIN - view);
}

void
dsc_byte_rows_reveal (DscByteRows *self,
                      DscSceneId   id)
{
  guint64 first, last;
  DscRect box, end;

  g_return_if_fail (DSC_IS_BYTE_ROWS (self));
  self->reveal_later = self->view == NULL && self->snapshot != NULL;
  if (self->view == NULL || !dsc_view_bytes_find (self->view, id, &first, &last) || !dsc_view_bytes_get_box (self->view, id, first, &box)
      || !dsc_view_bytes_get_box (self->view, id, last, &end))
    return;
  arrange (self,
           value_that_shows (scroll_value (self, GTK_ORIENTATION_HORIZONTAL), gtk_widget_get_width (GTK_WIDGET (self)), box.x, box.x + box.width),
           value_that_shows (scroll_value (self, GTK_ORIENTATION_VERTICAL), gtk_widget_get_height (GTK_WIDGET (self)), box.y, end.y + end.height));
}

/* ---- drawing --------------------------------------------------------------------------------- */

/* As pixels, like the canvas: GSK would paint the nodes again in each frame. There is no zoom, so letters on whole pixels stay
 * even, and cost an eighth of outlines: 5 ms for 24 rows. */
static void
draw_rows (DscByteRows *self,
           guint64      first,
           guint64      end)
{
  g_autoptr (DscScene) scene = dsc_view_bytes_draw (self->view, first, end - first);
  const int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  const int width = (int) ceil (dsc_scene_get_width (scene)), height = MAX (1, (int) ceil (dsc_scene_get_height (scene)));
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  const DscPaintOptions options = { .theme = self->theme, .device_scale = scale };
  cairo_surface_t *pixels = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width * scale, height * scale);
  cairo_t *cr = cairo_create (pixels);
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  cairo_scale (cr, scale, scale);
  dsc_painter_paint (self->painter, cr, scene, &options, NULL);
  cairo_destroy (cr);
  cairo_surface_set_device_scale (pixels, scale, scale);
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  cairo_set_source_surface (cr, pixels, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (pixels);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  self->node = gtk_snapshot_free_to_node (snapshot);
  self->first = first;
  self->end = end;
}

static void
draw_mark (DscByteRows *self,
           GtkSnapshot *snapshot,
           DscSceneId   id,
           DscRole      role,
           guint64      first,
           guint64      end)
{
  const DscInk *ink = dsc_palette_get_ink (self->theme, role);
  const GdkRGBA fill = dsc_style_get_rgba (ink->fill), stroke = dsc_style_get_rgba (ink->stroke);
  const GdkRGBA strokes[4] = { stroke, stroke, stroke, stroke };
  const float widths[4] = { ink->stroke_width, ink->stroke_width, ink->stroke_width, ink->stroke_width };
  const double origin = dsc_view_bytes_get_row_y (self->view, first);
  DscRect box;

  for (guint64 row = first; row < end; row++)
    {
      if (!dsc_view_bytes_get_box (self->view, id, row, &box))
        continue;
      const graphene_rect_t rect = GRAPHENE_RECT_INIT ((float) box.x - 1, (float) (box.y - origin) - 1, (float) box.width + 2, (float) box.height + 2);
      GskRoundedRect rounded;

      gsk_rounded_rect_init_from_rect (&rounded, &rect, 6);
      gtk_snapshot_push_rounded_clip (snapshot, &rounded);
      gtk_snapshot_append_color (snapshot, &fill, &rect);
      gtk_snapshot_pop (snapshot);
      gtk_snapshot_append_border (snapshot, &rounded, widths, strokes);
    }
}

static void
dsc_byte_rows_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  DscByteRows *self = DSC_BYTE_ROWS (widget);
  const graphene_rect_t all = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  const GdkRGBA background = dsc_style_get_rgba (dsc_palette_get_ink (self->theme, DSC_ROLE_BACKGROUND)->fill);

  gtk_snapshot_append_color (snapshot, &background, &all);
  if (self->view == NULL || dsc_view_bytes_get_n_rows (self->view) == 0 || all.size.height < 1)
    return;
  const double x = -scroll_value (self, GTK_ORIENTATION_HORIZONTAL), y = scroll_value (self, GTK_ORIENTATION_VERTICAL);
  const guint64 top = dsc_view_bytes_get_row_at (self->view, y);
  const guint64 bottom = dsc_view_bytes_get_row_at (self->view, y + all.size.height) + 1;

  if (self->node == NULL || top < self->first || bottom > self->end)
    draw_rows (self, top - MIN (top, ROWS_AROUND), MIN (bottom + ROWS_AROUND, dsc_view_bytes_get_n_rows (self->view)));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) (dsc_view_bytes_get_row_y (self->view, self->first) - y)));
  gtk_snapshot_append_node (snapshot, self->node);
  gtk_snapshot_restore (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) (dsc_view_bytes_get_row_y (self->view, top) - y)));
  if (self->hover.part != DSC_PART_OF_BLOCK && !dsc_scene_id_equal (self->hover, self->selection))
    draw_mark (self, snapshot, self->hover, DSC_ROLE_HOVER, top, bottom);
  draw_mark (self, snapshot, self->selection, DSC_ROLE_SELECTION, top, bottom);
  gtk_snapshot_restore (snapshot);
}

/* ---- words ----------------------------------------------------------------------------------- */

/* What is selected comes first in the name, as a screen reader follows changes of the focused object's name only. */
static void
tell_words (DscByteRows *self)
{
  const gboolean is_selected = self->snapshot != NULL && dsc_byte_id_range (self->snapshot, self->selection, NULL);
  g_autofree char *title = is_selected ? dsc_describe_title (self->snapshot, NULL, self->selection) : NULL;
  g_autofree char *reading = self->snapshot != NULL ? dsc_view_bytes_explain (self->snapshot, self->selection) : NULL;
  const char *label = self->label != NULL ? self->label : _("Bytes in memory");
  g_autofree char *both = is_selected ? g_strdup_printf ("%s %s · %s", title != NULL ? title : "", reading, label) : NULL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, both != NULL ? both : label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, reading != NULL ? reading : "", -1);
}

static gboolean
query_tooltip (GtkWidget  *widget,
               int         x,
               int         y,
               gboolean    keyboard,
               GtkTooltip *tooltip)
{
  DscByteRows *self = DSC_BYTE_ROWS (widget);
  DscBlockKind block;
  guint64 offset;
  g_autofree char *text = NULL;

  if (self->view == NULL)
    return FALSE;
  const double left = x + scroll_value (self, GTK_ORIENTATION_HORIZONTAL), top = y + scroll_value (self, GTK_ORIENTATION_VERTICAL);
  if (keyboard)
    text = dsc_describe_title (self->snapshot, NULL, self->selection);
  else if (dsc_view_bytes_byte_at (self->view, left, top, &block, &offset))
    text = dsc_view_bytes_describe_byte (self->snapshot, block, offset);
  else
    text = dsc_describe_title (self->snapshot, NULL, dsc_view_bytes_pick (self->view, left, top));
  if (text != NULL)
    gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

/* ---- interface ------------------------------------------------------------------------------- */

void
dsc_byte_rows_set_snapshot (DscByteRows *self,
                            DscSnapshot *snapshot)
{
  g_return_if_fail (DSC_IS_BYTE_ROWS (self));
  if (snapshot == self->snapshot)
    return;
  g_clear_pointer (&self->snapshot, dsc_snapshot_unref);
  self->snapshot = snapshot != NULL ? dsc_snapshot_ref (snapshot) : NULL;
  self->hover = (DscSceneId) { 0 };
  make_view (self);
  tell_words (self);
}

void
dsc_byte_rows_set_show_addresses (DscByteRows *self,
                                  gboolean     show)
{
  g_return_if_fail (DSC_IS_BYTE_ROWS (self));
  if (show == self->show_addresses)
    return;
  self->show_addresses = show;
  make_view (self);
}

void
dsc_byte_rows_set_block (DscByteRows *self,
                         int          block)
{
  g_return_if_fail (DSC_IS_BYTE_ROWS (self));
  if (block == self->block)
    return;
  self->block = block;
  if (self->view != NULL)
    make_view (self);
  if (self->adjustments[GTK_ORIENTATION_VERTICAL] != NULL)
    arrange (self, 0, 0);
}

int
dsc_byte_rows_get_block (DscByteRows *self)
{
  g_return_val_if_fail (DSC_IS_BYTE_ROWS (self), DSC_BYTES_ALL_BLOCKS);
  return self->block;
}

void
dsc_byte_rows_set_theme (DscByteRows *self,
                         DscTheme     theme)
{
  g_return_if_fail (DSC_IS_BYTE_ROWS (self));
  self->theme = theme;
  forget_drawing (self);
}

void
dsc_byte_rows_set_label (DscByteRows *self,
                         const char  *label)
{
  g_return_if_fail (DSC_IS_BYTE_ROWS (self));
  g_free (self->label);
  self->label = g_strdup (label);
  tell_words (self);
}

void
dsc_byte_rows_set_selection (DscByteRows *self,
                             DscSceneId   id)
{
  g_return_if_fail (DSC_IS_BYTE_ROWS (self));
  if (dsc_scene_id_equal (id, self->selection))
    return;
  self->selection = id;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  tell_words (self);
}

DscSceneId
dsc_byte_rows_get_selection (DscByteRows *self)
{
  return self->selection;
}

DscViewBytes *
dsc_byte_rows_get_view (DscByteRows *self)
{
  g_return_val_if_fail (DSC_IS_BYTE_ROWS (self), NULL);
  return self->view;
}

guint64
dsc_byte_rows_get_n_drawn (DscByteRows *self)
{
  g_return_val_if_fail (DSC_IS_BYTE_ROWS (self), 0);
  return self->node != NULL ? self->end - self->first : 0;
}

/* As if the user had done it: tells the listeners. */
static void
select_id (DscByteRows *self,
           DscSceneId   id)
{
  if (dsc_scene_id_equal (id, self->selection))
    return;
  dsc_byte_rows_set_selection (self, id);
  g_signal_emit (self, signals[SIGNAL_SELECTION_CHANGED], 0);
}

/* ---- input ----------------------------------------------------------------------------------- */

static DscSceneId
id_at (DscByteRows *self,
       double       x,
       double       y)
{
  if (self->view == NULL)
    return (DscSceneId) { 0 };
  return dsc_view_bytes_pick (self->view, x + scroll_value (self, GTK_ORIENTATION_HORIZONTAL), y + scroll_value (self, GTK_ORIENTATION_VERTICAL));
}

static void
click_pressed_cb (GtkGestureClick *gesture,
                  int              n_press,
                  double           x,
                  double           y,
                  DscByteRows     *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  select_id (self, id_at (self, x, y));
}

static void
set_hover (DscByteRows *self,
           DscSceneId   id)
{
  if (dsc_scene_id_equal (id, self->hover))
    return;
  self->hover = id;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
motion_cb (GtkEventControllerMotion *controller,
           double                    x,
           double                    y,
           DscByteRows              *self)
{
  set_hover (self, id_at (self, x, y));
}

static void
leave_cb (GtkEventControllerMotion *controller,
          DscByteRows              *self)
{
  set_hover (self, (DscSceneId) { 0 });
}

/* As on the canvas: before there is a selection, left and right are the window's. */
static gboolean
arrow_key_cb (GtkWidget *widget,
              GVariant  *args,
              gpointer   user_data)
{
  DscByteRows *self = DSC_BYTE_ROWS (widget);
  const DscMove move = (DscMove) g_variant_get_int32 (args);
  const gboolean has_selection = self->snapshot != NULL && dsc_byte_id_range (self->snapshot, self->selection, NULL);

  if (self->view == NULL || dsc_view_bytes_get_n_rows (self->view) == 0)
    return FALSE;
  if (!has_selection && (move == DSC_MOVE_LEFT || move == DSC_MOVE_RIGHT))
    return FALSE;
  select_id (self, dsc_view_bytes_move (self->view, self->selection, move));
  dsc_byte_rows_reveal (self, self->selection);
  return TRUE;
}

static gboolean
escape_key_cb (GtkWidget *widget,
               GVariant  *args,
               gpointer   user_data)
{
  DscByteRows *self = DSC_BYTE_ROWS (widget);

  if (self->selection.part == DSC_PART_OF_PICTURE)
    return FALSE;
  select_id (self, (DscSceneId) { 0 });
  return TRUE;
}

static gboolean
page_key_cb (GtkWidget *widget,
             GVariant  *args,
             gpointer   user_data)
{
  DscByteRows *self = DSC_BYTE_ROWS (widget);
  GtkAdjustment *adjustment = self->adjustments[GTK_ORIENTATION_VERTICAL];

  if (adjustment == NULL)
    return FALSE;
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + g_variant_get_int32 (args) * gtk_adjustment_get_page_increment (adjustment));
  return TRUE;
}

static void
add_keys (GtkWidgetClass *klass)
{
  static const struct { guint keyval, keypad; DscMove move; } arrows[] = {
    { GDK_KEY_Left, GDK_KEY_KP_Left, DSC_MOVE_LEFT }, { GDK_KEY_Right, GDK_KEY_KP_Right, DSC_MOVE_RIGHT },
    { GDK_KEY_Up, GDK_KEY_KP_Up, DSC_MOVE_UP }, { GDK_KEY_Down, GDK_KEY_KP_Down, DSC_MOVE_DOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
    {
      gtk_widget_class_add_binding (klass, arrows[i].keyval, 0, arrow_key_cb, "i", (gint32) arrows[i].move);
      gtk_widget_class_add_binding (klass, arrows[i].keypad, 0, arrow_key_cb, "i", (gint32) arrows[i].move);
    }
  gtk_widget_class_add_binding (klass, GDK_KEY_Page_Up, 0, page_key_cb, "i", -1);
  gtk_widget_class_add_binding (klass, GDK_KEY_Page_Down, 0, page_key_cb, "i", 1);
  gtk_widget_class_add_binding (klass, GDK_KEY_Escape, 0, escape_key_cb, NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Return, 0, "win.drill-in", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_KP_Enter, 0, "win.drill-in", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_BackSpace, 0, "win.drill-out", NULL);
}

/* ---- widget ---------------------------------------------------------------------------------- */

static void
value_changed_cb (GtkAdjustment *adjustment,
                  DscByteRows   *self)
{
  if (!self->configuring)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
take_adjustment (DscByteRows    *self,
                 GtkOrientation  orientation,
                 GtkAdjustment  *adjustment)
{
  GtkAdjustment **place = &self->adjustments[orientation];

  if (*place == adjustment)
    return;
  if (*place != NULL)
    g_signal_handlers_disconnect_by_func (*place, value_changed_cb, self);
  g_clear_object (place);
  if (adjustment == NULL)
    return;
  *place = g_object_ref_sink (adjustment);
  g_signal_connect (adjustment, "value-changed", G_CALLBACK (value_changed_cb), self);
  arrange (self, 0, 0);
}

static void
dsc_byte_rows_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  DscByteRows *self = DSC_BYTE_ROWS (object);

  switch (prop_id)
    {
    case PROP_HADJUSTMENT:    g_value_set_object (value, self->adjustments[GTK_ORIENTATION_HORIZONTAL]); break;
    case PROP_VADJUSTMENT:    g_value_set_object (value, self->adjustments[GTK_ORIENTATION_VERTICAL]); break;
    case PROP_HSCROLL_POLICY: g_value_set_enum (value, self->policies[GTK_ORIENTATION_HORIZONTAL]); break;
    case PROP_VSCROLL_POLICY: g_value_set_enum (value, self->policies[GTK_ORIENTATION_VERTICAL]); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
dsc_byte_rows_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  DscByteRows *self = DSC_BYTE_ROWS (object);

  switch (prop_id)
    {
    case PROP_HADJUSTMENT:    take_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value)); break;
    case PROP_VADJUSTMENT:    take_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value)); break;
    case PROP_HSCROLL_POLICY: self->policies[GTK_ORIENTATION_HORIZONTAL] = g_value_get_enum (value); break;
    case PROP_VSCROLL_POLICY: self->policies[GTK_ORIENTATION_VERTICAL] = g_value_get_enum (value); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
dsc_byte_rows_dispose (GObject *object)
{
  DscByteRows *self = DSC_BYTE_ROWS (object);

  take_adjustment (self, GTK_ORIENTATION_HORIZONTAL, NULL);
  take_adjustment (self, GTK_ORIENTATION_VERTICAL, NULL);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->view, dsc_view_bytes_free);
  g_clear_pointer (&self->snapshot, dsc_snapshot_unref);
  G_OBJECT_CLASS (dsc_byte_rows_parent_class)->dispose (object);
}

static void
dsc_byte_rows_finalize (GObject *object)
{
  DscByteRows *self = DSC_BYTE_ROWS (object);

  g_clear_pointer (&self->painter, dsc_painter_free);
  g_free (self->label);
  G_OBJECT_CLASS (dsc_byte_rows_parent_class)->finalize (object);
}

static void
dsc_byte_rows_class_init (DscByteRowsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = dsc_byte_rows_dispose;
  object_class->finalize = dsc_byte_rows_finalize;
  object_class->get_property = dsc_byte_rows_get_property;
  object_class->set_property = dsc_byte_rows_set_property;
  widget_class->measure = dsc_byte_rows_measure;
  widget_class->size_allocate = dsc_byte_rows_size_allocate;
  widget_class->snapshot = dsc_byte_rows_snapshot;
  widget_class->query_tooltip = query_tooltip;
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  signals[SIGNAL_SELECTION_CHANGED] = g_signal_new ("selection-changed", DSC_TYPE_BYTE_ROWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "byterows");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  add_keys (widget_class);
}

static void
dsc_byte_rows_init (DscByteRows *self)
{
  self->block = DSC_BYTES_ALL_BLOCKS;
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->painter = dsc_painter_new ();
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_has_tooltip (widget, TRUE);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  /* Offsets run from left to right in every language. */
  gtk_widget_set_direction (widget, GTK_TEXT_DIR_LTR);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  g_signal_connect (click, "pressed", G_CALLBACK (click_pressed_cb), self);
  g_signal_connect (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (forget_drawing), NULL);
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  tell_words (self);
}
