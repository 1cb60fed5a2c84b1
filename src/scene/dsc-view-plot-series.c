/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-plot-series.c: lines, steps and bars of a panel, and how they are told apart. */
#include "dsc-plot-private.h"
#include "dsc-view-plot-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define SIGN_SPACING 120.0     /* pixels between two marks on a line */
#define LEAST_BAR    4.0       /* pixels; thinner ones are drawn as a line */
#define N_HUES       8u

/* ---- looks ----------------------------------------------------------------------------------------------------- */

DscRole
dsc_plot_style_role (guint style)
{
  return DSC_ROLE_SERIES_1 + style % N_HUES;
}

guint
dsc_plot_style_dashes (guint style)
{
  return (style + style / N_HUES * 3) % DSC_N_DASHES;
}

void
dsc_plot_add_sign (DscScene   *scene,
                   DscSceneId  id,
                   guint       style,
                   double      x,
                   double      y)
{
  static const DscPoint shapes[][4] = {
    { { -4, -4 }, { 4, -4 }, { 4, 4 }, { -4, 4 } },          /* square */
    { { 0, -5.5 }, { 5.5, 0 }, { 0, 5.5 }, { -5.5, 0 } },    /* diamond */
    { { 0, -5 }, { 5, 4 }, { -5, 4 }, { -5, 4 } },           /* up */
    { { -5, -4 }, { 5, -4 }, { 0, 5 }, { 0, 5 } },           /* down */
    { { -4, -5 }, { 5, 0 }, { -4, 5 }, { -4, 5 } },          /* right */
    { { 4, -5 }, { -5, 0 }, { 4, 5 }, { 4, 5 } },            /* left */
    { { -6, -2.5 }, { 6, -2.5 }, { 6, 2.5 }, { -6, 2.5 } },  /* lying bar */
    { { -2.5, -6 }, { 2.5, -6 }, { 2.5, 6 }, { -2.5, 6 } },  /* standing bar */
  };
  const DscPoint *shape = shapes[(style + style / N_HUES * 5) % G_N_ELEMENTS (shapes)];
  DscPoint points[4];

  for (guint i = 0; i < 4; i++)
    points[i] = (DscPoint) { x + shape[i].x, y + shape[i].y };
  dsc_scene_add_shape (scene, id, dsc_plot_style_role (style), points);
}

guint *
dsc_plot_list_styles (const DscPlot *plot)
{
  const guint n = dsc_plot_get_n_numbers (plot);
  guint *twins = g_new0 (guint, 2 * n + 1);
  guint n_styles = 0;

  for (guint i = 0; i < n; i++)
    {
      twins[i] = dsc_plot_get_twin (plot, i);
      twins[n + i] = twins[i] == i ? n_styles++ : twins[n + twins[i]];
    }
  return twins;
}

/* ---- words ----------------------------------------------------------------------------------------------------- */

char *
dsc_plot_name_twins (const DscPlotFrame *self,
                     guint               number)
{
  const guint n = dsc_plot_get_n_series (self->plot);
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < n; i++)
    {
      const DscPlotSeries *series = dsc_plot_get_series (self->plot, i);

      if (series->panel != self->panel || self->twins[series->number] != self->twins[number])
        continue;
      g_ptr_array_add (labels, series->label);
      g_array_append_val (numbers, series->number);
    }
  return dsc_plot_join_names ((const char *const *) labels->pdata, (const guint *) (gpointer) numbers->data, labels->len);
}

char *
dsc_plot_name_point (const DscPlotFrame  *self,
                     const DscPlotSeries *series,
                     guint                i,
                     const char          *label)
{
  const DscPlotPoint *point = &g_array_index (series->points, DscPlotPoint, i);
  const DscPlotPoint *next = i + 1 < series->points->len ? point + 1 : NULL;
  const DscPlotAxis *axis = dsc_plot_get_x (self->plot);
  const double last = next != NULL ? next->x - 1 : self->x_to;
  g_autofree char *y = dsc_plot_format_value (self->axis, point->y);
  g_autofree char *x = dsc_plot_format_value (axis, point->x);

  if (point->title != NULL)
    return g_strdup (point->title);
  if (series->shape != DSC_PLOT_STEPS || !axis->integral || last <= point->x)
    return g_strdup_printf (_("%s, %s: %s."), label, x, y);

  g_autofree char *first = dsc_plot_format_number (point->x);
  g_autofree char *end = dsc_plot_format_value (axis, last);
  return g_strdup_printf (_("%s, %s to %s: %s."), label, first, end, y);
}

/* ---- lines ----------------------------------------------------------------------------------------------------- */

static void
add_pixel (GArray *pixels,
           double  x,
           double  y)
{
  const DscPoint pixel = { x, y };

  g_array_append_val (pixels, pixel);
}

/* Of all that fall into half a pixel, the first, the lowest, the highest and the last are drawn. */
static void
thin_out (GArray *pixels)
{
  DscPoint *p = (DscPoint *) (gpointer) pixels->data;
  guint n = 0;

  for (guint i = 0; i < pixels->len;)
    {
      const double column = floor (p[i].x * 2);
      guint end = i, low = i, high = i;

      for (; end < pixels->len && floor (p[end].x * 2) == column; end++)
        {
          low = p[end].y > p[low].y ? end : low;
          high = p[end].y < p[high].y ? end : high;
        }
      const guint kept[] = { i, MIN (low, high), MAX (low, high), end - 1 };
      DscPoint copies[4];
      for (guint k = 0; k < 4; k++)
        copies[k] = p[kept[k]];
      for (guint k = 0; k < 4; k++)
        if (k == 0 || kept[k] != kept[k - 1])
          p[n++] = copies[k];
      i = end;
    }
  g_array_set_size (pixels, n);
}

static GArray *
list_pixels (const DscPlotFrame  *self,
             const DscPlotSeries *series)
{
  GArray *pixels = g_array_new (FALSE, FALSE, sizeof (DscPoint));
  double last_y = NAN;

  for (guint i = 0; i < series->points->len; i++)
    {
      const DscPlotPoint *point = &g_array_index (series->points, DscPlotPoint, i);
      const double x = dsc_plot_frame_x (self, point->x), y = dsc_plot_frame_y (self, point->y);

      if (!isfinite (point->y) || point->x > self->x_to || (series->shape != DSC_PLOT_STEPS && point->x < self->x_from))
        continue;
      if (point->x <= self->x_from)         /* what was before it is not to be seen */
        g_array_set_size (pixels, 0);
      else if (series->shape == DSC_PLOT_STEPS && isfinite (last_y) && last_y != y)
        add_pixel (pixels, x, last_y);
      add_pixel (pixels, x, y);
      last_y = y;
    }
  if (series->shape == DSC_PLOT_STEPS && pixels->len > 0)
    add_pixel (pixels, self->area.x + self->area.width, last_y);
  thin_out (pixels);
  return pixels;
}

/* What the pointer and the keyboard reach: the run of a step, or what is around a point. */
static void
add_reach (const DscPlotFrame  *self,
           const DscPlotSeries *series,
           guint                index,
           const char          *label)
{
  double last = -INFINITY;

  for (guint i = 0; i < series->points->len; i++)
    {
      const DscPlotPoint *point = &g_array_index (series->points, DscPlotPoint, i);
      const double x = dsc_plot_frame_x (self, point->x), y = dsc_plot_frame_y (self, point->y);
      const double end = series->shape != DSC_PLOT_STEPS ? x
                         : i + 1 < series->points->len ? dsc_plot_frame_x (self, (point + 1)->x) : self->area.x + self->area.width;

      if (!isfinite (point->y) || point->x > self->x_to || (!point->marked && MAX (x, end) < last + 3)
          || (self->x_from > 0 && point->x < self->x_from))
        continue;
      const double left = CLAMP (x - 3, self->area.x, self->area.x + self->area.width - 6);
      const DscRect box = { left, CLAMP (y - 4, self->area.y, self->area.y + self->area.height - 8),
                            MIN (MAX (end - left, 6), self->area.x + self->area.width - left), 8 };
      const guint node = dsc_scene_add_rect (self->page->scene, dsc_datum (index, i), DSC_ROLE_NONE, box, 2);
      g_autofree char *title = dsc_plot_name_point (self, series, i, label);

      dsc_scene_set_node_title (self->page->scene, node, title);
      last = MAX (x, end);
    }
}

static void
draw_line (const DscPlotFrame  *self,
           const DscPlotSeries *series,
           guint                index)
{
  const guint style = self->styles[series->number];
  const DscRole role = dsc_plot_style_role (style);
  g_autofree char *label = dsc_plot_name_twins (self, series->number);
  g_autoptr (GArray) pixels = list_pixels (self, series);
  double next = self->area.x + 24 + fmod (style * 47.0, SIGN_SPACING);

  if (pixels->len == 0)
    return;
  dsc_scene_add_path (self->page->scene, dsc_no_id (), role, (const DscPoint *) (gpointer) pixels->data, pixels->len, dsc_plot_style_dashes (style));
  for (guint i = 0; i < pixels->len; i++)
    {
      const DscPoint *p = &g_array_index (pixels, DscPoint, i);

      /* In the middle of a long run as well as at a point. */
      while (p->x >= next || (i + 1 < pixels->len && (p + 1)->y == p->y && (p + 1)->x > next))
        {
          if (p->x < next || series->shape != DSC_PLOT_STEPS)
            dsc_plot_add_sign (self->page->scene, dsc_no_id (), style, MAX (p->x, next), p->y);
          next = MAX (next, p->x) + SIGN_SPACING;
        }
    }
  for (guint i = 0; i < series->points->len; i++)
    {
      const DscPlotPoint *point = &g_array_index (series->points, DscPlotPoint, i);

      if (!point->marked || point->x > self->x_to || !isfinite (point->y))
        continue;
      const guint ring = dsc_scene_add_rect (self->page->scene, dsc_no_id (), role,
                                             (DscRect) { dsc_plot_frame_x (self, point->x) - 5, dsc_plot_frame_y (self, point->y) - 5, 10, 10 }, 5);
      dsc_scene_set_node_hollow (self->page->scene, ring, TRUE);
    }
  add_reach (self, series, index, label);
}

/* ---- bars ------------------------------------------------------------------------------------------------------ */

/* How many bars stand side by side for the series before `end`. */
static guint
count_bars (const DscPlotFrame *self,
            guint               end)
{
  guint n = 0;

  for (guint i = 0; i < end; i++)
    {
      const DscPlotSeries *series = dsc_plot_get_series (self->plot, i);
      n += series->panel == self->panel && series->shape == DSC_PLOT_BARS && self->twins[series->number] == series->number;
    }
  return n;
}

static void
draw_bar (const DscPlotFrame  *self,
          const DscPlotSeries *series,
          guint                index,
          guint                i,
          double               left,
          double               width)
{
  const DscPlotPoint *point = &g_array_index (series->points, DscPlotPoint, i);
  const double base = dsc_plot_frame_y (self, self->axis->scale == DSC_PLOT_LINEAR ? 0 : self->y_from);
  const double y = dsc_plot_frame_y (self, point->y), height = MAX (fabs (base - y), 1);
  const DscRole role = dsc_plot_style_role (self->styles[series->number]);
  g_autofree char *label = dsc_plot_name_twins (self, series->number);
  g_autofree char *title = dsc_plot_name_point (self, series, i, label);
  g_autofree char *number = dsc_plot_format_number (point->y);

  if (point->y == 0 || !isfinite (point->y))
    return;
  const guint node = dsc_scene_add_rect (self->page->scene, dsc_datum (index, i), role, (DscRect) { left, MIN (y, base), width, height }, 0);
  dsc_scene_set_node_title (self->page->scene, node, title);
  if (point->y < 0 || dsc_page_width_of (self->page, &dsc_page_small, number) > width - 3)
    return;

  const double rule = dsc_plot_find_rule (self, y - 17, y - 1);       /* a number does not stand on a line of the grid */
  const double baseline = isfinite (rule) ? rule - 5 : y - 5;
  if (baseline > self->area.y - 6)
    dsc_page_text (self->page, dsc_no_id (), DSC_ROLE_TEXT, &dsc_page_small, DSC_ANCHOR_MIDDLE, left + width / 2, baseline, number);
}

static void
draw_bars (const DscPlotFrame  *self,
           const DscPlotSeries *series,
           guint                index,
           guint                n_bars)
{
  const double place = self->area.width / (self->x_to - self->x_from), width = MIN (place * 0.8 / n_bars, 90);

  if (width < LEAST_BAR)
    {
      draw_line (self, series, index);
      return;
    }
  for (guint i = 0; i < series->points->len; i++)
    {
      const DscPlotPoint *point = &g_array_index (series->points, DscPlotPoint, i);

      if (point->x > self->x_from && point->x < self->x_to)
        draw_bar (self, series, index, i, dsc_plot_frame_x (self, point->x) + (count_bars (self, index) - n_bars / 2.0) * width, width - MIN (2, width / 4));
    }
}

void
dsc_plot_draw_series (const DscPlotFrame *self)
{
  const guint n_bars = count_bars (self, dsc_plot_get_n_series (self->plot));

  /* The first one is solid: dashes upon it show both. */
  for (guint i = 0; i < dsc_plot_get_n_series (self->plot); i++)
    {
      const DscPlotSeries *series = dsc_plot_get_series (self->plot, i);

      if (series->panel != self->panel || self->twins[series->number] != series->number)
        continue;
      if (series->shape == DSC_PLOT_BARS)
        draw_bars (self, series, i, n_bars);
      else
        draw_line (self, series, i);
    }
}
