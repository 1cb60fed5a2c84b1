/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-canvas.c: the widget that shows a scene: zoom, pan, hover, selection, keyboard. */
#include "dsc-canvas-private.h"

#include <glib/gi18n.h>
#include <math.h>

#define FIT_MAX_ZOOM 1.25        /* a small picture is not blown up */
#define FIT_MIN_ZOOM 0.45        /* below this nothing can be read: rather scroll */
#define GLIDE_SECONDS 0.25       /* from one size of the picture to the next, in motion */
#define LEVEL_ROOM   64.0        /* above and below a whole picture, so that the name of the level stands beside it … */
#define LEVEL_SHARE   0.17       /* … but no more of the height than this */

enum { PROP_HADJUSTMENT = 1, PROP_VADJUSTMENT, PROP_HSCROLL_POLICY, PROP_VSCROLL_POLICY };
enum { SIGNAL_SELECTION_CHANGED, SIGNAL_ZOOM_CHANGED, SIGNAL_VIEW_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (DscCanvas, dsc_canvas, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

/* The picture is another one, or at another zoom. */
static void
invalidate_marks (DscCanvas *self)
{
  dsc_canvas_mark_clear (&self->hover_mark);
  dsc_canvas_mark_clear (&self->selection_mark);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
view_changed (DscCanvas *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_VIEW_CHANGED], 0);
}

/* ---- geometry -------------------------------------------------------------------------------- */

/* While one picture becomes another one of another size, it is a size in between: what fits it into the view, and what centres it,
 * then changes as smoothly as what is in it. */
static double
extent_of_scene (DscCanvas      *self,
                 GtkOrientation  orientation)
{
  if (self->scene == NULL)
    return 0;
  const gboolean horizontal = orientation == GTK_ORIENTATION_HORIZONTAL;
  const double extent = horizontal ? dsc_scene_get_width (self->scene) : dsc_scene_get_height (self->scene);
  const double from = horizontal ? self->glide_from.x : self->glide_from.y;
  const double share = self->glide * self->glide * (3 - 2 * self->glide);

  return share < 1 ? from + (extent - from) * share : extent;
}

static double
extent_of_widget (DscCanvas      *self,
                  GtkOrientation  orientation)
{
  return orientation == GTK_ORIENTATION_HORIZONTAL ? gtk_widget_get_width (GTK_WIDGET (self))
                                                   : gtk_widget_get_height (GTK_WIDGET (self));
}

static double
fitting_zoom (DscCanvas *self)
{
  const gboolean has_levels = dsc_scene_find_map (self->scene, (DscSceneId) { 0 }) != NULL;
  const double width = extent_of_widget (self, GTK_ORIENTATION_HORIZONTAL);
  const double own_height = extent_of_widget (self, GTK_ORIENTATION_VERTICAL);
  const double height = MAX (own_height - (has_levels ? MIN (LEVEL_ROOM, own_height * LEVEL_SHARE) : 0), 1);
  const double by_width = width / MAX (1, extent_of_scene (self, GTK_ORIENTATION_HORIZONTAL));
  const double by_height = height / MAX (1, extent_of_scene (self, GTK_ORIENTATION_VERTICAL));
  const double whole = MIN (by_width, by_height);

  /* Too long for one look: fit the narrower side only, so that one scrolls one way. A table with levels of detail has one for that,
   * unless somebody has said what is least. */
  if (whole < self->least_fit && (!has_levels || self->least_fit > FIT_MIN_ZOOM))
    return CLAMP (MAX (by_width, by_height), self->least_fit, 1);
  return MIN (whole, FIT_MAX_ZOOM);
}

static void
place (DscCanvas      *self,
       GtkOrientation  orientation)
{
  const double content = extent_of_scene (self, orientation) * self->zoom;
  const double view = extent_of_widget (self, orientation);
  GtkAdjustment *adjustment = self->adjustments[orientation];
  double *origin = orientation == GTK_ORIENTATION_HORIZONTAL ? &self->origin.x : &self->origin.y;

  if (content <= view || adjustment == NULL)
    *origin = round ((view - content) / 2);
  else
    *origin = -round (gtk_adjustment_get_value (adjustment));
}

static void
configure (DscCanvas      *self,
           GtkOrientation  orientation,
           double          value)
{
  const double content = ceil (extent_of_scene (self, orientation) * self->zoom);
  const double view = extent_of_widget (self, orientation);
  GtkAdjustment *adjustment = self->adjustments[orientation];

  if (adjustment == NULL)
    return;
  const double upper = MAX (content, view);

  self->configuring = TRUE;
  gtk_adjustment_configure (adjustment, CLAMP (value, 0, upper - view), 0, upper, view * 0.1, view * 0.9, view);
  self->configuring = FALSE;
}

/* After anything that changes zoom or sizes; x, y are the wanted scroll values. */
static void
arrange (DscCanvas *self,
         double     x,
         double     y)
{
  configure (self, GTK_ORIENTATION_HORIZONTAL, x);
  configure (self, GTK_ORIENTATION_VERTICAL, y);
  place (self, GTK_ORIENTATION_HORIZONTAL);
  place (self, GTK_ORIENTATION_VERTICAL);
  view_changed (self);
}

static double
scroll_value (DscCanvas      *self,
              GtkOrientation  orientation)
{
  return self->adjustments[orientation] != NULL ? gtk_adjustment_get_value (self->adjustments[orientation]) : 0;
}

static void
arrange_in_place (DscCanvas *self)
{
  arrange (self, scroll_value (self, GTK_ORIENTATION_HORIZONTAL), scroll_value (self, GTK_ORIENTATION_VERTICAL));
}

static gboolean
change_zoom (DscCanvas *self,
             double     zoom)
{
  if (zoom == self->zoom)
    return FALSE;
  self->zoom = zoom;
  invalidate_marks (self);
  g_signal_emit (self, signals[SIGNAL_ZOOM_CHANGED], 0);
  return TRUE;
}

static void
refit (DscCanvas *self)
{
  if (self->fit && self->scene != NULL && gtk_widget_get_width (GTK_WIDGET (self)) > 0)
    change_zoom (self, fitting_zoom (self));
  arrange_in_place (self);
}

DscPoint
dsc_canvas_to_widget (DscCanvas *self,
                      DscPoint   point)
{
  return (DscPoint) { self->origin.x + point.x * self->zoom, self->origin.y + point.y * self->zoom };
}

DscPoint
dsc_canvas_to_scene (DscCanvas *self,
                     DscPoint   point)
{
  return (DscPoint) { (point.x - self->origin.x) / self->zoom, (point.y - self->origin.y) / self->zoom };
}

void
dsc_canvas_scroll_to (DscCanvas *self,
                      double     x,
                      double     y)
{
  self->anchored = FALSE;
  arrange (self, x, y);
}

void
dsc_canvas_zoom_about (DscCanvas *self,
                       double     zoom,
                       DscPoint   still)
{
  /* What is turned while the picture is still being made would open it somewhere beside everything. */
  if (self->scene == NULL)
    return;
  /* Twenty turns of the wheel would add up twenty roundings, each magnified by what follows, and at the edges of the picture it
   * cannot stay where it is wanted: as long as the point is the same, what belongs under it is remembered. */
  if (!self->anchored || self->anchor.x != still.x || self->anchor.y != still.y)
    self->anchor_scene = dsc_canvas_to_scene (self, still);
  const DscPoint under = self->anchor_scene;

  self->anchored = TRUE;
  self->anchor = still;
  self->fit = FALSE;
  zoom = CLAMP (zoom, dsc_canvas_get_min_zoom (self), dsc_canvas_get_max_zoom (self));
  if (!change_zoom (self, zoom))
    g_signal_emit (self, signals[SIGNAL_ZOOM_CHANGED], 0);
  arrange (self, under.x * zoom - still.x, under.y * zoom - still.y);
  dsc_canvas_keep_content (self);
}

void
dsc_canvas_zoom_by (DscCanvas *self,
                    double     factor)
{
  const DscPoint middle = {
    extent_of_widget (self, GTK_ORIENTATION_HORIZONTAL) / 2,
    extent_of_widget (self, GTK_ORIENTATION_VERTICAL) / 2,
  };

  g_return_if_fail (DSC_IS_CANVAS (self));
  dsc_canvas_zoom_about (self, self->zoom * factor, middle);
}

void
dsc_canvas_set_zoom (DscCanvas *self,
                     double     zoom)
{
  g_return_if_fail (DSC_IS_CANVAS (self));
  if (zoom > 0)
    {
      dsc_canvas_zoom_by (self, zoom / self->zoom);
      return;
    }
  self->fit = TRUE;
  self->anchored = FALSE;
  refit (self);
  g_signal_emit (self, signals[SIGNAL_ZOOM_CHANGED], 0);
}

double
dsc_canvas_get_zoom (DscCanvas *self)
{
  g_return_val_if_fail (DSC_IS_CANVAS (self), 1);
  return self->zoom;
}

void
dsc_canvas_set_least_fit (DscCanvas *self,
                          double     zoom)
{
  g_return_if_fail (DSC_IS_CANVAS (self));
  self->least_fit = zoom;
  refit (self);
}

gboolean
dsc_canvas_is_fit (DscCanvas *self)
{
  g_return_val_if_fail (DSC_IS_CANVAS (self), FALSE);
  return self->fit;
}

static double
value_that_shows (double value,
                  double view,
                  double begin,
                  double end)
{
  const double margin = 24;

  if (begin - margin < value || end - begin > view)
    return begin - margin;
  return MAX (value, end + margin - view);
}

void
dsc_canvas_reveal (DscCanvas  *self,
                   DscSceneId  id)
{
  DscRect box;

  g_return_if_fail (DSC_IS_CANVAS (self));
  if (!dsc_canvas_find (self, &id, &box))
    return;
  const double left = dsc_canvas_get_left_room (self);
  const gboolean larger = box.width * self->zoom > extent_of_widget (self, GTK_ORIENTATION_HORIZONTAL) - left
                          || box.height * self->zoom > extent_of_widget (self, GTK_ORIENTATION_VERTICAL);

  /* Deep inside a table, a field of the header would be nothing but the blank at its left edge. */
  if (larger && self->zoom > DSC_CANVAS_READING_ZOOM && dsc_canvas_zoom_to (self, id))
    return;
  self->anchored = FALSE;
  arrange (self,
           value_that_shows (scroll_value (self, GTK_ORIENTATION_HORIZONTAL), extent_of_widget (self, GTK_ORIENTATION_HORIZONTAL),
                             box.x * self->zoom - left, (box.x + box.width) * self->zoom),
           value_that_shows (scroll_value (self, GTK_ORIENTATION_VERTICAL), extent_of_widget (self, GTK_ORIENTATION_VERTICAL),
                             box.y * self->zoom, (box.y + box.height) * self->zoom));
}

/* ---- what is shown --------------------------------------------------------------------------- */

char *
dsc_canvas_dup_title (DscCanvas *self,
                      DscSceneId id)
{
  return self->scene != NULL && id.part != DSC_PART_OF_PICTURE ? dsc_scene_dup_title (self->scene, id) : NULL;
}

/* The name of the focused object is the one thing that a screen reader follows when it changes, so what is selected
 * comes first in it. */
void
dsc_canvas_tell_words (DscCanvas *self)
{
  g_autofree char *title = dsc_canvas_dup_title (self, self->selection);
  const char *label = self->label != NULL ? self->label : _("No picture");
  g_autofree char *both = title != NULL ? g_strdup_printf ("%s · %s", title, label) : NULL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, both != NULL ? both : label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, self->description != NULL ? self->description : "",
                                  -1);
}

const DscTextMetrics *
dsc_canvas_get_metrics (DscCanvas *self)
{
  g_return_val_if_fail (DSC_IS_CANVAS (self), NULL);
  return dsc_painter_get_metrics (self->painter);
}

static gboolean
selection_is_in (DscCanvas *self,
                 DscRect    view)
{
  DscSceneId id = self->selection;
  DscRect box;

  return dsc_canvas_find (self, &id, &box)
         && box.x < view.x + view.width && box.x + box.width > view.x && box.y < view.y + view.height && box.y + box.height > view.y;
}

void
dsc_canvas_set_scene (DscCanvas *self,
                      DscScene  *scene)
{
  g_return_if_fail (DSC_IS_CANVAS (self));
  if (scene == self->scene)
    return;
  /* Deep inside a table, another version's table lies elsewhere. */
  const gboolean follow = self->zoom > DSC_CANVAS_READING_ZOOM && selection_is_in (self, dsc_canvas_get_view (self));

  g_clear_pointer (&self->scene, dsc_scene_unref);
  self->scene = scene != NULL ? dsc_scene_ref (scene) : NULL;
  self->hover = (DscSceneId) { 0 };
  self->anchored = FALSE;
  dsc_tiles_set_scene (self->tiles, scene, self->theme);
  invalidate_marks (self);
  if (scene != NULL && self->zoom > dsc_canvas_get_max_zoom (self))
    self->fit = TRUE;      /* it was deep inside a table that is gone */
  refit (self);
  if (follow && !self->fit && !selection_is_in (self, dsc_canvas_get_view (self)))
    dsc_canvas_reveal (self, self->selection);
  dsc_canvas_tell_words (self);
}

static gboolean
glide_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       user_data)
{
  DscCanvas *self = DSC_CANVAS (widget);
  const gint64 now = gdk_frame_clock_get_frame_time (clock);

  if (self->glide_start == 0)
    self->glide_start = now;
  self->glide = MIN ((double) (now - self->glide_start) / (GLIDE_SECONDS * 1e6), 1);
  refit (self);
  if (self->glide < 1)
    return G_SOURCE_CONTINUE;
  self->glide_tick = 0;
  return G_SOURCE_REMOVE;
}

static void
begin_glide (DscCanvas *self,
             DscScene  *to)
{
  const DscPoint from = { extent_of_scene (self, GTK_ORIENTATION_HORIZONTAL), extent_of_scene (self, GTK_ORIENTATION_VERTICAL) };

  if (dsc_scene_get_width (to) == dsc_scene_get_width (self->scene) && dsc_scene_get_height (to) == dsc_scene_get_height (self->scene))
    return;
  self->glide_from = from;
  self->glide = 0;
  self->glide_start = 0;
  if (self->glide_tick == 0)
    self->glide_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), glide_cb, NULL, NULL);
}

static void
end_glide (DscCanvas *self)
{
  if (self->glide_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->glide_tick);
  self->glide_tick = 0;
  self->glide = 1;
}

/* Marks stand around what moves, too. */
static void
set_overlay (DscCanvas *self,
             DscScene  *overlay)
{
  DscCanvasMark *marks[] = { &self->selection_mark, &self->hover_mark };
  const DscSceneId ids[] = { self->selection, self->hover };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if ((overlay != NULL && dsc_scene_get_bounds (overlay, ids[i], NULL))
        || (self->overlay != NULL && dsc_scene_get_bounds (self->overlay, ids[i], NULL)))
      dsc_canvas_mark_clear (marks[i]);
  g_clear_pointer (&self->overlay, dsc_scene_unref);
  self->overlay = overlay != NULL ? dsc_scene_ref (overlay) : NULL;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
dsc_canvas_set_frame (DscCanvas *self,
                      DscScene  *base,
                      DscScene  *overlay)
{
  const DscSceneId hover = self->hover;
  const gboolean moves = overlay != NULL || self->overlay != NULL;

  g_return_if_fail (DSC_IS_CANVAS (self));
  if (base != self->scene && moves && base != NULL && self->scene != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    begin_glide (self, base);
  else if (base != self->scene)
    end_glide (self);
  dsc_canvas_set_scene (self, base);
  self->hover = hover;
  if (moves)
    set_overlay (self, overlay);
}

DscScene *
dsc_canvas_get_scene (DscCanvas *self)
{
  g_return_val_if_fail (DSC_IS_CANVAS (self), NULL);
  return self->scene;
}

void
dsc_canvas_set_theme (DscCanvas *self,
                      DscTheme   theme)
{
  g_return_if_fail (DSC_IS_CANVAS (self));
  if (theme == self->theme)
    return;
  self->theme = theme;
  dsc_tiles_set_scene (self->tiles, self->scene, theme);
  invalidate_marks (self);
}

void
dsc_canvas_set_words (DscCanvas  *self,
                      const char *label,
                      const char *description)
{
  g_return_if_fail (DSC_IS_CANVAS (self));
  g_free (self->label);
  self->label = g_strdup (label);
  g_free (self->description);
  self->description = g_strdup (description);
  dsc_canvas_tell_words (self);
}

void
dsc_canvas_set_selection (DscCanvas  *self,
                          DscSceneId  id)
{
  g_return_if_fail (DSC_IS_CANVAS (self));
  if (dsc_scene_id_equal (id, self->selection))
    return;
  self->selection = id;
  dsc_canvas_mark_clear (&self->selection_mark);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  dsc_canvas_tell_words (self);
}

void
dsc_canvas_set_chain (DscCanvas        *self,
                      const DscSceneId *ids,
                      gsize             n)
{
  g_return_if_fail (DSC_IS_CANVAS (self));
  if (n == 0 && self->chain == NULL)
    return;
  g_clear_pointer (&self->chain, g_array_unref);
  if (n > 0)
    {
      self->chain = g_array_new (FALSE, FALSE, sizeof *ids);
      g_array_append_vals (self->chain, ids, (guint) n);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

DscSceneId
dsc_canvas_get_selection (DscCanvas *self)
{
  return self->selection;
}

void
dsc_canvas_select (DscCanvas *self,
                   DscSceneId id)
{
  if (dsc_scene_id_equal (id, self->selection))
    return;
  dsc_canvas_set_selection (self, id);
  g_signal_emit (self, signals[SIGNAL_SELECTION_CHANGED], 0);
}

void
dsc_canvas_set_hover (DscCanvas *self,
                      DscSceneId id)
{
  if (dsc_scene_id_equal (id, self->hover))
    return;
  self->hover = id;
  dsc_canvas_mark_clear (&self->hover_mark);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* ---- widget ---------------------------------------------------------------------------------- */

static void
value_changed_cb (GtkAdjustment *adjustment,
                  DscCanvas     *self)
{
  if (self->configuring)
    return;
  self->anchored = FALSE;
  place (self, GTK_ORIENTATION_HORIZONTAL);
  place (self, GTK_ORIENTATION_VERTICAL);
  view_changed (self);
}

static void
take_adjustment (DscCanvas      *self,
                 GtkOrientation  orientation,
                 GtkAdjustment  *adjustment)
{
  GtkAdjustment **place_for = &self->adjustments[orientation];

  if (*place_for == adjustment)
    return;
  if (*place_for != NULL)
    g_signal_handlers_disconnect_by_func (*place_for, value_changed_cb, self);
  g_clear_object (place_for);
  if (adjustment == NULL)
    return;
  *place_for = g_object_ref_sink (adjustment);
  g_signal_connect (adjustment, "value-changed", G_CALLBACK (value_changed_cb), self);
  configure (self, orientation, gtk_adjustment_get_value (adjustment));
}

static void
dsc_canvas_size_allocate (GtkWidget *widget,
                          int        width,
                          int        height,
                          int        baseline)
{
  DscCanvas *self = DSC_CANVAS (widget);
  DscRect view = dsc_canvas_get_view (self);

  /* The adjustments still have the size before: what was selected in view does not go out of it because a pane came. */
  for (int o = 0; o < 2; o++)
    if (self->adjustments[o] != NULL)
      *(o == GTK_ORIENTATION_HORIZONTAL ? &view.width : &view.height) = gtk_adjustment_get_page_size (self->adjustments[o]) / self->zoom;
  const gboolean follow = !self->fit && selection_is_in (self, view);

  refit (self);
  if (follow && !selection_is_in (self, dsc_canvas_get_view (self)))
    dsc_canvas_reveal (self, self->selection);
}

static void
dsc_canvas_measure (GtkWidget      *widget,
                    GtkOrientation  orientation,
                    int             for_size,
                    int            *minimum,
                    int            *natural,
                    int            *minimum_baseline,
                    int            *natural_baseline)
{
  DscCanvas *self = DSC_CANVAS (widget);

  *minimum = 0;
  *natural = (int) ceil (extent_of_scene (self, orientation));
}

static void
dsc_canvas_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  DscCanvas *self = DSC_CANVAS (object);

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
dsc_canvas_set_property (GObject      *object,
                         guint         prop_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  DscCanvas *self = DSC_CANVAS (object);

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
tiles_changed_cb (gpointer data)
{
  view_changed (data);
}

static void
scale_factor_changed_cb (DscCanvas *self)
{
  invalidate_marks (self);
}

static void
dsc_canvas_dispose (GObject *object)
{
  DscCanvas *self = DSC_CANVAS (object);

  take_adjustment (self, GTK_ORIENTATION_HORIZONTAL, NULL);
  take_adjustment (self, GTK_ORIENTATION_VERTICAL, NULL);
  g_clear_pointer (&self->tiles, dsc_tiles_free);
  dsc_canvas_mark_clear (&self->hover_mark);
  dsc_canvas_mark_clear (&self->selection_mark);
  g_clear_pointer (&self->overlay, dsc_scene_unref);
  g_clear_pointer (&self->scene, dsc_scene_unref);
  G_OBJECT_CLASS (dsc_canvas_parent_class)->dispose (object);
}

static void
dsc_canvas_finalize (GObject *object)
{
  DscCanvas *self = DSC_CANVAS (object);

  g_clear_pointer (&self->painter, dsc_painter_free);
  g_clear_pointer (&self->chain, g_array_unref);
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->description, g_free);
  G_OBJECT_CLASS (dsc_canvas_parent_class)->finalize (object);
}

static void
dsc_canvas_class_init (DscCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = dsc_canvas_dispose;
  object_class->finalize = dsc_canvas_finalize;
  object_class->get_property = dsc_canvas_get_property;
  object_class->set_property = dsc_canvas_set_property;
  widget_class->measure = dsc_canvas_measure;
  widget_class->size_allocate = dsc_canvas_size_allocate;
  widget_class->snapshot = dsc_canvas_snapshot;
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  signals[SIGNAL_SELECTION_CHANGED] = g_signal_new ("selection-changed", DSC_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0,
                                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ZOOM_CHANGED] = g_signal_new ("zoom-changed", DSC_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0,
                                               NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_VIEW_CHANGED] = g_signal_new ("view-changed", DSC_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0,
                                               NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  dsc_canvas_input_class_init (widget_class);
}

static void
dsc_canvas_init (DscCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  self->painter = dsc_painter_new ();
  self->tiles = dsc_tiles_new (self->painter, tiles_changed_cb, self);
  self->zoom = 1;
  self->glide = 1;
  self->least_fit = FIT_MIN_ZOOM;
  self->fit = TRUE;
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_has_tooltip (widget, TRUE);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  /* Addresses and indices run from left to right in every language. */
  gtk_widget_set_direction (widget, GTK_TEXT_DIR_LTR);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (scale_factor_changed_cb), NULL);
  dsc_canvas_input_init (self);
  dsc_canvas_tell_words (self);
}
