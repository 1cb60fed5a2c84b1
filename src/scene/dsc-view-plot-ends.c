/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-plot-ends.c: names at the ends of lines, each at its own height as far as there is room, never upon each other. */
#include "dsc-view-plot-private.h"

#include <math.h>

#define MOST_WIDTH  200.0
#define LEADER      40.0      /* from the end of the line to its name */
#define SIGN        16.0
#define LINE_HEIGHT 15.0
#define GAP         4.0

typedef struct {
  guint      number;
  double     end;          /* y of the line's end */
  double     top, height;  /* of the name */
  GPtrArray *lines;
} End;

static void
clear_end (gpointer data)
{
  g_ptr_array_unref (((End *) data)->lines);
}

static gboolean
find_end (const DscPlotFrame  *self,
          const DscPlotSeries *series,
          double              *out_y)
{
  for (guint i = series->points->len; i-- > 0;)
    {
      const DscPlotPoint *point = &g_array_index (series->points, DscPlotPoint, i);

      if (point->x > self->x_to || !isfinite (point->y))
        continue;
      *out_y = dsc_plot_frame_y (self, point->y);
      return TRUE;
    }
  return FALSE;
}

static int
compare_ends (gconstpointer a,
              gconstpointer b)
{
  const End *x = a, *y = b;

  if (x->end != y->end)
    return x->end < y->end ? -1 : 1;
  return (x->number > y->number) - (x->number < y->number);
}

static GArray *
list_ends (const DscPlotFrame *self)
{
  GArray *ends = g_array_new (FALSE, FALSE, sizeof (End));

  g_array_set_clear_func (ends, clear_end);
  for (guint i = 0; i < dsc_plot_get_n_series (self->plot); i++)
    {
      const DscPlotSeries *series = dsc_plot_get_series (self->plot, i);
      End end = { .number = series->number };

      if (series->panel != self->panel || series->shape == DSC_PLOT_BARS || self->twins[series->number] != series->number
          || !find_end (self, series, &end.end))
        continue;
      g_autofree char *name = dsc_plot_name_twins (self, series->number);

      end.lines = dsc_text_wrap (self->page->metrics, &dsc_page_small, name, MOST_WIDTH);
      end.height = end.lines->len * LINE_HEIGHT + GAP;
      g_array_append_val (ends, end);
    }
  g_array_sort (ends, compare_ends);
  return ends;
}

double
dsc_plot_ends_width (const DscPlotFrame *self)
{
  g_autoptr (GArray) ends = list_ends (self);
  double width = 0;

  for (guint i = 0; i < ends->len; i++)
    for (guint k = 0; k < g_array_index (ends, End, i).lines->len; k++)
      width = MAX (width, dsc_page_width_of (self->page, &dsc_page_small, g_ptr_array_index (g_array_index (ends, End, i).lines, k)));
  return ends->len > 0 ? LEADER + SIGN + width : 0;
}

double
dsc_plot_ends_height (const DscPlotFrame *self)
{
  g_autoptr (GArray) ends = list_ends (self);
  double height = 0;

  for (guint i = 0; i < ends->len; i++)
    height += g_array_index (ends, End, i).height;
  return height;
}

/* Downward as far as each name pushes the next one, then upward from the bottom. */
static void
place (const DscPlotFrame *self,
       GArray             *ends)
{
  double edge = self->area.y - 10;

  for (guint i = 0; i < ends->len; i++)
    {
      End *end = &g_array_index (ends, End, i);

      end->top = MAX (edge, end->end - end->height / 2);
      edge = end->top + end->height;
    }
  edge = self->area.y + self->area.height + 8;
  for (guint i = ends->len; i-- > 0;)
    {
      End *end = &g_array_index (ends, End, i);

      end->top = MIN (end->top, edge - end->height);
      edge = end->top;
    }
}

void
dsc_plot_draw_ends (const DscPlotFrame *self)
{
  g_autoptr (GArray) ends = list_ends (self);
  const double right = self->area.x + self->area.width;

  place (self, ends);
  for (guint i = 0; i < ends->len; i++)
    {
      const End *end = &g_array_index (ends, End, i);
      const guint style = self->styles[end->number];
      const DscRole role = dsc_plot_style_role (style);
      const double middle = end->top + end->height / 2;
      const DscPoint leader[3] = { { right, end->end }, { right + 7, end->end }, { right + LEADER - 4, middle } };

      dsc_scene_add_path (self->page->scene, dsc_no_id (), role, leader, 3, dsc_plot_style_dashes (style));
      dsc_plot_add_sign (self->page->scene, dsc_no_id (), style, right + LEADER, middle);
      for (guint k = 0; k < end->lines->len; k++)
        dsc_page_text (self->page, dsc_no_id (), role, &dsc_page_small, DSC_ANCHOR_START, right + LEADER + SIGN - 5,
                       end->top + GAP / 2 + k * LINE_HEIGHT + 11.5, g_ptr_array_index (end->lines, k));
    }
}
