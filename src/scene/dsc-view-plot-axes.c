/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-plot-axes.c: where values are in a panel, and the axes and grid that tell it. */
#include "dsc-view-plot-private.h"

#include <math.h>

#define TICK_HEIGHT  20.0
#define LABEL_HEIGHT 24.0
#define LINE_HEIGHT  15.0
#define MOST_LINES   3u      /* of the name of a category */

/* ---- values and pixels ----------------------------------------------------------------------------------------- */

static double
share_of (DscPlotScale scale,
          double       from,
          double       to,
          double       value)
{
  if (scale == DSC_PLOT_LINEAR)
    return CLAMP ((value - from) / (to - from), 0, 1);
  if (value <= 0)
    return 0;
  return CLAMP (log (value / from) / log (to / from), 0, 1);
}

double
dsc_plot_frame_x (const DscPlotFrame *self,
                  double              x)
{
  return self->area.x + share_of (dsc_plot_get_x (self->plot)->scale, self->x_from, self->x_to, x) * self->area.width;
}

double
dsc_plot_frame_y (const DscPlotFrame *self,
                  double              y)
{
  return self->area.y + self->area.height - share_of (self->axis->scale, self->y_from, self->y_to, y) * self->area.height;
}

/* ---- y --------------------------------------------------------------------------------------------------------- */

static GArray *
list_y_ticks (const DscPlotFrame *self)
{
  return dsc_plot_list_ticks (self->axis, self->y_from, self->y_to, MAX ((guint) (self->area.height / 42), 2));
}

double
dsc_plot_axis_width (const DscPlotFrame *self)
{
  g_autoptr (GArray) ticks = list_y_ticks (self);
  double width = 0;

  for (guint i = 0; i < ticks->len; i++)
    {
      g_autofree char *text = dsc_plot_format_number (g_array_index (ticks, double, i));
      width = MAX (width, dsc_page_width_of (self->page, &dsc_page_small, text));
    }
  return width;
}

double
dsc_plot_find_rule (const DscPlotFrame *self,
                    double              top,
                    double              bottom)
{
  g_autoptr (GArray) ticks = list_y_ticks (self);

  for (guint i = 0; i < ticks->len; i++)
    {
      const double y = dsc_plot_frame_y (self, g_array_index (ticks, double, i));

      if (y >= top && y <= bottom)
        return y;
    }
  return NAN;
}

static void
draw_y (const DscPlotFrame *self)
{
  g_autoptr (GArray) ticks = list_y_ticks (self);

  for (guint i = 0; i < ticks->len; i++)
    {
      const double value = g_array_index (ticks, double, i), y = dsc_plot_frame_y (self, value);
      g_autofree char *text = dsc_plot_format_number (value);

      dsc_scene_add_line (self->page->scene, dsc_no_id (), DSC_ROLE_GRID, (DscPoint) { self->area.x, y }, (DscPoint) { self->area.x + self->area.width, y });
      dsc_page_text (self->page, dsc_no_id (), DSC_ROLE_TEXT_DIM, &dsc_page_small, DSC_ANCHOR_END, self->area.x - 8, y + 4, text);
    }
}

/* ---- x --------------------------------------------------------------------------------------------------------- */

static gboolean
fit (const DscPlotFrame *self,
     const GArray       *ticks)
{
  double last = -INFINITY;

  for (guint i = 0; i < ticks->len; i++)
    {
      const double value = g_array_index (ticks, double, i), x = dsc_plot_frame_x (self, value);
      g_autofree char *text = dsc_plot_format_number (value);
      const double width = dsc_page_width_of (self->page, &dsc_page_small, text);

      if (x - width / 2 < last + 14)
        return FALSE;
      last = x + width / 2;
    }
  return TRUE;
}

/* As many as there is room for. */
static GArray *
list_x_ticks (const DscPlotFrame *self)
{
  for (guint most = MAX ((guint) (self->area.width / 52), 2);; most--)
    {
      GArray *ticks = dsc_plot_list_ticks (dsc_plot_get_x (self->plot), self->x_from, self->x_to, most);

      if (most <= 1 || fit (self, ticks))
        return ticks;
      g_array_unref (ticks);
    }
}

static GPtrArray *
wrap_category (const DscPlotFrame *self,
               const char         *name)
{
  const double room = self->area.width / (self->x_to - self->x_from) - 10;
  GPtrArray *lines = dsc_text_wrap (self->page->metrics, &dsc_page_small, name, MAX (room, 20));

  if (lines->len > MOST_LINES)
    g_ptr_array_set_size (lines, MOST_LINES);
  return lines;
}

static void
draw_categories (const DscPlotFrame *self,
                 char              **categories)
{
  const double bottom = self->area.y + self->area.height;

  for (guint i = 0; categories[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) lines = wrap_category (self, categories[i]);

      for (guint k = 0; k < lines->len; k++)
        dsc_page_text (self->page, dsc_no_id (), DSC_ROLE_TEXT, &dsc_page_small, DSC_ANCHOR_MIDDLE, dsc_plot_frame_x (self, i),
                       bottom + 16 + k * LINE_HEIGHT, g_ptr_array_index (lines, k));
    }
}

static void
draw_numbers (const DscPlotFrame *self)
{
  g_autoptr (GArray) ticks = list_x_ticks (self);
  const double bottom = self->area.y + self->area.height;
  const gboolean bars = self->x_from != floor (self->x_from);

  for (guint i = 0; i < ticks->len; i++)
    {
      const double value = g_array_index (ticks, double, i), x = dsc_plot_frame_x (self, value);
      g_autofree char *text = dsc_plot_format_number (value);

      if (!bars)
        dsc_scene_add_line (self->page->scene, dsc_no_id (), DSC_ROLE_GRID, (DscPoint) { x, self->area.y }, (DscPoint) { x, bottom });
      dsc_scene_add_line (self->page->scene, dsc_no_id (), DSC_ROLE_TEXT_FAINT, (DscPoint) { x, bottom }, (DscPoint) { x, bottom + 4 });
      dsc_page_text (self->page, dsc_no_id (), DSC_ROLE_TEXT_DIM, &dsc_page_small, DSC_ANCHOR_MIDDLE, x, bottom + 17, text);
    }
}

double
dsc_plot_axis_height (const DscPlotFrame *self,
                      gboolean            with_label)
{
  char **categories = dsc_plot_get_x (self->plot)->categories;
  guint n_lines = 1;

  for (guint i = 0; categories != NULL && categories[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) lines = wrap_category (self, categories[i]);
      n_lines = MAX (n_lines, lines->len);
    }
  return TICK_HEIGHT + (n_lines - 1) * LINE_HEIGHT + (with_label ? LABEL_HEIGHT : 0);
}

void
dsc_plot_draw_axes (const DscPlotFrame *self,
                    gboolean            with_label)
{
  const DscPlotAxis *x = dsc_plot_get_x (self->plot);
  const double bottom = self->area.y + self->area.height, base = dsc_plot_frame_y (self, self->axis->scale == DSC_PLOT_LINEAR ? 0 : self->y_from);

  dsc_scene_add_rect (self->page->scene, dsc_plot_area_id (self->panel), DSC_ROLE_NONE, self->area, 0);
  draw_y (self);
  if (x->categories != NULL)
    draw_categories (self, x->categories);
  else
    draw_numbers (self);
  dsc_scene_add_line (self->page->scene, dsc_no_id (), DSC_ROLE_TEXT_FAINT, (DscPoint) { self->area.x, base },
                      (DscPoint) { self->area.x + self->area.width, base });
  if (with_label)
    dsc_page_text_fit (self->page, dsc_no_id (), DSC_ROLE_TEXT, &dsc_page_sans, DSC_ANCHOR_MIDDLE, self->area.x + self->area.width / 2,
                       bottom + dsc_plot_axis_height (self, TRUE) - 6, x->label, self->area.width);
}
