/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-plot-crosshair.c: what is laid over a plot under the pointer: a line, and the values of all series where it stands. */
#include "dsc-view-plot-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define ROW       17.0
#define PAD       12.0
#define MOST_ROWS 24u

typedef struct {
  guint number;
  char *label, *value;
} Row;

static void
clear_row (gpointer data)
{
  g_free (((Row *) data)->label);
  g_free (((Row *) data)->value);
}

static gboolean
enter_panel (DscPlotFrame   *self,
             const DscScene *scene,
             guint           panel)
{
  self->panel = panel;
  self->axis = dsc_plot_get_panel (self->plot, panel);
  dsc_plot_get_range (self->plot, -1, &self->x_from, &self->x_to);
  dsc_plot_get_range (self->plot, (int) panel, &self->y_from, &self->y_to);
  return dsc_view_plot_get_area (scene, panel, &self->area);
}

/* The panel that the point is in; FALSE: none. A little beside it counts. */
static gboolean
find_panel (DscPlotFrame   *self,
            const DscScene *scene,
            DscPoint        point)
{
  for (guint i = 0; i < dsc_plot_get_n_panels (self->plot); i++)
    {
      const DscRect *area = &self->area;

      if (enter_panel (self, scene, i) && point.x >= area->x - 6 && point.x <= area->x + area->width + 6 && point.y >= area->y - 6
          && point.y <= area->y + area->height + 6)
        return TRUE;
    }
  return FALSE;
}

/* The value that a pixel stands for. */
static double
value_at (const DscPlotFrame *self,
          double              pixel)
{
  const double share = CLAMP ((pixel - self->area.x) / self->area.width, 0, 1);

  if (dsc_plot_get_x (self->plot)->scale == DSC_PLOT_LINEAR)
    return self->x_from + share * (self->x_to - self->x_from);
  return self->x_from * pow (self->x_to / self->x_from, share);
}

/* Steps have a value everywhere, so any whole number will do; else it is the nearest point. */
static gboolean
find_x (const DscPlotFrame *self,
        double              pixel,
        double             *out_x)
{
  const double wanted = value_at (self, pixel);
  double nearest = INFINITY;
  gboolean any = FALSE;

  for (guint i = 0; i < dsc_plot_get_n_series (self->plot); i++)
    {
      const DscPlotSeries *series = dsc_plot_get_series (self->plot, i);
      const guint at = dsc_plot_find_point (series, wanted);

      if (series->panel != self->panel || series->points->len == 0)
        continue;
      any = TRUE;
      if (series->shape == DSC_PLOT_STEPS && dsc_plot_get_x (self->plot)->integral)
        {
          *out_x = CLAMP (round (wanted), ceil (self->x_from), floor (self->x_to));
          return TRUE;
        }
      for (guint k = at == G_MAXUINT ? 0 : at; k < series->points->len && k <= (at == G_MAXUINT ? 0 : at + 1); k++)
        {
          const double x = g_array_index (series->points, DscPlotPoint, k).x;
          if (fabs (dsc_plot_frame_x (self, x) - pixel) < fabs (dsc_plot_frame_x (self, nearest) - pixel) || !isfinite (nearest))
            nearest = x;
        }
    }
  *out_x = nearest;
  return any && isfinite (nearest);
}

static GArray *
list_rows (const DscPlotFrame *self,
           double              x)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));
  double y;

  g_array_set_clear_func (rows, clear_row);
  for (guint i = 0; i < dsc_plot_get_n_series (self->plot); i++)
    {
      const DscPlotSeries *series = dsc_plot_get_series (self->plot, i);
      Row row = { .number = series->number };

      if (series->panel != self->panel || self->twins[series->number] != series->number || !dsc_plot_get_value (self->plot, i, x, &y))
        continue;
      row.label = dsc_plot_name_twins (self, series->number);
      row.value = dsc_plot_format_value (self->axis, y);
      g_array_append_val (rows, row);
    }
  return rows;
}

static void
draw_signs (const DscPlotFrame *self,
            double              x)
{
  double y;

  for (guint i = dsc_plot_get_n_series (self->plot); i-- > 0;)
    {
      const DscPlotSeries *series = dsc_plot_get_series (self->plot, i);

      if (series->panel == self->panel && series->shape != DSC_PLOT_BARS && self->twins[series->number] == series->number
          && dsc_plot_get_value (self->plot, i, x, &y) && isfinite (y))
        dsc_plot_add_sign (self->page->scene, dsc_no_id (), self->styles[series->number], dsc_plot_frame_x (self, x), dsc_plot_frame_y (self, y));
    }
}

static void
draw_values (const DscPlotFrame *self,
             const DscScene     *scene,
             GArray             *rows,
             double              x,
             double              pointer_y)
{
  const guint n = MIN (rows->len, MOST_ROWS), more = rows->len - n;
  g_autofree char *head = dsc_plot_format_value (dsc_plot_get_x (self->plot), x);
  g_autofree char *rest = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u more", "and %u more", more), more);
  double labels = 0, values = 0;

  for (guint i = 0; i < n; i++)
    {
      labels = MAX (labels, MIN (dsc_page_width_of (self->page, &dsc_page_small, g_array_index (rows, Row, i).label), 260));
      values = MAX (values, dsc_page_width_of (self->page, &dsc_page_small, g_array_index (rows, Row, i).value));
    }
  const double width = MAX (16 + labels + 18 + values, dsc_page_width_of (self->page, &dsc_page_sans_bold, head)) + 2 * PAD;
  const double height = 34 + n * ROW + (more > 0 ? ROW : 0) + 4, at = dsc_plot_frame_x (self, x);
  const double left = at + 14 + width <= self->area.x + self->area.width || at - 14 - width < 4 ? MIN (at + 14, dsc_scene_get_width (scene) - width - 4)
                                                                                             : at - 14 - width;
  const double top = CLAMP (pointer_y - height / 2, 4, MAX (dsc_scene_get_height (scene) - height - 4, 4));

  dsc_page_card (self->page, dsc_no_id (), (DscRect) { left, top, width, height });
  dsc_page_text (self->page, dsc_no_id (), DSC_ROLE_TITLE, &dsc_page_sans_bold, DSC_ANCHOR_START, left + PAD, top + 21, head);
  for (guint i = 0; i < n; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);
      const double baseline = top + 40 + i * ROW;

      dsc_plot_add_sign (self->page->scene, dsc_no_id (), self->styles[row->number], left + PAD + 5, baseline - 4);
      dsc_page_text_fit (self->page, dsc_no_id (), DSC_ROLE_TEXT, &dsc_page_small, DSC_ANCHOR_START, left + PAD + 16, baseline, row->label, 260);
      dsc_page_text (self->page, dsc_no_id (), DSC_ROLE_TEXT, &dsc_page_small, DSC_ANCHOR_END, left + width - PAD, baseline, row->value);
    }
  if (more > 0)
    dsc_page_text (self->page, dsc_no_id (), DSC_ROLE_TEXT_DIM, &dsc_page_small, DSC_ANCHOR_START, left + PAD + 16, top + 40 + n * ROW, rest);
}

DscScene *
dsc_plot_crosshair_new (const DscPlot        *plot,
                        const DscScene       *scene,
                        DscPoint              point,
                        const DscTextMetrics *metrics)
{
  g_autofree guint *looks = dsc_plot_list_styles (plot);
  DscPlotFrame frame = { .plot = plot, .twins = looks, .styles = looks + dsc_plot_get_n_numbers (plot) };
  g_autoptr (GArray) rows = NULL;
  DscPage page;
  double x;

  if (!find_panel (&frame, scene, point) || !find_x (&frame, point.x, &x))
    return NULL;
  dsc_page_begin (&page, metrics, dsc_scene_get_width (scene));
  frame.page = &page;
  for (guint i = 0; i < dsc_plot_get_n_panels (plot); i++)
    {
      DscPlotFrame other = frame;

      if (!enter_panel (&other, scene, i))
        continue;
      const double at = dsc_plot_frame_x (&other, x);
      dsc_scene_add_line (page.scene, dsc_no_id (), DSC_ROLE_TEXT_DIM, (DscPoint) { at, other.area.y }, (DscPoint) { at, other.area.y + other.area.height });
      draw_signs (&other, x);
    }
  rows = list_rows (&frame, x);
  draw_values (&frame, scene, rows, x, point.y);
  dsc_scene_set_size (page.scene, dsc_scene_get_width (scene), dsc_scene_get_height (scene));
  return page.scene;
}
