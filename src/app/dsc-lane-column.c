/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-lane-column.c: one step of a lane, painted; or the names of its rows. */
#include "dsc-lane-column.h"

#include <math.h>

#include "dsc-painter.h"
#include "dsc-style.h"

struct _DscLaneColumn {
  GtkWidget  parent_instance;
  DscScene  *scene;        /* the names of the rows, and a column beside them; NULL: nothing yet */
  gboolean   is_names;
};

G_DEFINE_FINAL_TYPE (DscLaneColumn, dsc_lane_column, GTK_TYPE_WIDGET)

/* All columns of a thread, the main one, are painted by one painter. */
static DscPainter *
get_painter (void)
{
  static DscPainter *painter;

  if (painter == NULL)
    painter = dsc_painter_new ();
  return painter;
}

static DscRect
get_part (DscLaneColumn *self)
{
  double x, width;

  dsc_view_lane_get_column (0, &x, &width);
  return self->is_names ? (DscRect) { 0, 0, x, dsc_scene_get_height (self->scene) } : (DscRect) { x, 0, width, dsc_scene_get_height (self->scene) };
}

static void
dsc_lane_column_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  DscLaneColumn *self = DSC_LANE_COLUMN (widget);

  *minimum = *natural = 0;
  if (self->scene == NULL)
    return;
  const DscRect part = get_part (self);
  *minimum = *natural = (int) ceil (orientation == GTK_ORIENTATION_HORIZONTAL ? part.width : part.height);
}

static void
dsc_lane_column_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  DscLaneColumn *self = DSC_LANE_COLUMN (widget);

  if (self->scene == NULL)
    return;
  const DscRect part = get_part (self);
  const DscPaintOptions options = { .theme = dsc_style_get_theme (), .transparent = TRUE, .device_scale = gtk_widget_get_scale_factor (widget) };
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) part.width, (float) part.height));

  cairo_rectangle (cr, 0, 0, part.width, part.height);
  cairo_clip (cr);
  cairo_translate (cr, -part.x, 0);
  dsc_painter_paint (get_painter (), cr, self->scene, &options, &part);
  cairo_destroy (cr);
}

void
dsc_lane_column_show (DscLaneColumn     *self,
                      const DscTraits   *traits,
                      const DscLaneStep *step)
{
  const DscLaneOptions options = { .metrics = dsc_painter_get_metrics (get_painter ()), .without_notes = TRUE };
  g_autofree char *words = step != NULL ? dsc_view_lane_describe (traits, step) : NULL;

  g_return_if_fail (DSC_IS_LANE_COLUMN (self));
  g_clear_pointer (&self->scene, dsc_scene_unref);
  self->scene = dsc_view_lane_new (traits, step, step != NULL ? 1 : 0, &options);
  self->is_names = step == NULL;
  if (words != NULL)
    {
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
dsc_lane_column_dispose (GObject *object)
{
  g_clear_pointer (&DSC_LANE_COLUMN (object)->scene, dsc_scene_unref);
  G_OBJECT_CLASS (dsc_lane_column_parent_class)->dispose (object);
}

static void
dsc_lane_column_class_init (DscLaneColumnClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dsc_lane_column_dispose;
  widget_class->measure = dsc_lane_column_measure;
  widget_class->snapshot = dsc_lane_column_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

/* Signals of the style go to the object, and end with it. */
static void
dsc_lane_column_init (DscLaneColumn *self)
{
  dsc_style_connect (self, G_CALLBACK (gtk_widget_queue_draw));
}

GtkWidget *
dsc_lane_column_new (void)
{
  return g_object_new (DSC_TYPE_LANE_COLUMN, NULL);
}
