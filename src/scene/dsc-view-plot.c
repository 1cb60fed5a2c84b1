/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-plot.c: the page of a plot: heading, a card for each panel, notes, lists. */
#include "dsc-view-plot-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PAGE_WIDTH   1200.0
#define PAD          20.0
#define TOP          42.0      /* of a panel, for what its y axis is called */
#define LEGEND_LINE  20.0
#define LIST_COLUMNS 4u
#define LIST_LINE    16.0

static gboolean
has_bars (const DscPlotFrame *self)
{
  for (guint i = 0; i < dsc_plot_get_n_series (self->plot); i++)
    if (dsc_plot_get_series (self->plot, i)->panel == self->panel && dsc_plot_get_series (self->plot, i)->shape == DSC_PLOT_BARS)
      return TRUE;
  return FALSE;
}

static gboolean
is_empty (const DscPlotFrame *self)
{
  for (guint i = 0; i < dsc_plot_get_n_series (self->plot); i++)
    if (dsc_plot_get_series (self->plot, i)->panel == self->panel && dsc_plot_get_series (self->plot, i)->points->len > 0)
      return FALSE;
  return TRUE;
}

/* ---- legend ---------------------------------------------------------------------------------------------------- */

static void
next_item (const DscPlotFrame *self,
           double              left,
           double              right,
           double             *x,
           double             *baseline,
           const char         *label)
{
  if (*x > left && *x + 25 + dsc_page_width_of (self->page, &dsc_page_small, label) > right)
    {
      *x = left;
      *baseline += LEGEND_LINE;
    }
}

/* What bars are of which series, and what marked points are. Returns the y below; draws nothing where `draw` is FALSE. */
static double
lay_out_legend (const DscPlotFrame *self,
                double              left,
                double              right,
                double              top,
                gboolean            draw)
{
  const char *mark = dsc_plot_get_mark (self->plot, self->panel);
  double x = left, baseline = top + 14;

  for (guint i = 0; has_bars (self) && i < dsc_plot_get_n_series (self->plot); i++)
    {
      const DscPlotSeries *series = dsc_plot_get_series (self->plot, i);

      if (series->panel != self->panel || self->twins[series->number] != series->number)
        continue;
      g_autofree char *label = dsc_plot_name_twins (self, series->number);
      next_item (self, left, right, &x, &baseline, label);
      if (draw)
        {
          dsc_scene_add_rect (self->page->scene, dsc_no_id (), dsc_plot_style_role (self->styles[series->number]), (DscRect) { x, baseline - 10, 18, 12 }, 0);
          dsc_page_text_fit (self->page, dsc_no_id (), DSC_ROLE_TEXT, &dsc_page_small, DSC_ANCHOR_START, x + 25, baseline, label, right - x - 25);
        }
      x += 25 + dsc_page_width_of (self->page, &dsc_page_small, label) + 26;
    }
  if (mark != NULL)
    {
      next_item (self, left, right, &x, &baseline, mark);
      if (draw)
        {
          const guint ring = dsc_scene_add_rect (self->page->scene, dsc_no_id (), DSC_ROLE_TEXT_DIM, (DscRect) { x + 4, baseline - 9, 10, 10 }, 5);
          dsc_scene_set_node_hollow (self->page->scene, ring, TRUE);
          dsc_page_text_fit (self->page, dsc_no_id (), DSC_ROLE_TEXT, &dsc_page_small, DSC_ANCHOR_START, x + 25, baseline, mark, right - x - 25);
        }
      x += 25;
    }
  return x > left ? baseline + 12 : top;
}

/* ---- panels ---------------------------------------------------------------------------------------------------- */

/* Values of all panels begin and end at the same x. */
static void
measure (DscPlotFrame *frames,
         guint         n,
         double        least_height,
         double       *out_numbers,
         double       *out_names)
{
  *out_numbers = *out_names = 0;
  for (guint i = 0; i < n; i++)
    {
      frames[i].area.height = MAX (least_height, dsc_plot_ends_height (&frames[i]) - 14);
      *out_numbers = MAX (*out_numbers, dsc_plot_axis_width (&frames[i]) + 10);
      *out_names = MAX (*out_names, dsc_plot_ends_width (&frames[i]));
    }
  *out_names = MAX (*out_names, 12);
}

static void
draw_panel (DscPlotFrame *self,
            double        numbers,
            double        names)
{
  const gboolean is_last = self->panel + 1 == dsc_plot_get_n_panels (self->plot);
  const double left = DSC_PAGE_MARGIN, right = self->page->width - DSC_PAGE_MARGIN, top = self->page->y;
  const double legend_bottom = lay_out_legend (self, left + PAD, right - PAD, top + 34, FALSE);
  g_autofree char *label = self->axis->unit != NULL && strstr (self->axis->label, self->axis->unit) == NULL ? g_strdup_printf (_("%s (%s)"), self->axis->label, self->axis->unit) : g_strdup (self->axis->label);

  self->area = (DscRect) { left + PAD + numbers, MAX (top + TOP, legend_bottom) + 18, right - left - 2 * PAD - numbers - names, self->area.height };
  const double bottom = self->area.y + self->area.height + dsc_plot_axis_height (self, is_last) + PAD;
  dsc_page_card (self->page, dsc_no_id (), (DscRect) { left, top, right - left, bottom - top });
  dsc_page_text_fit (self->page, dsc_no_id (), DSC_ROLE_TITLE, &dsc_page_sans_bold, DSC_ANCHOR_START, left + PAD, top + 26, label, right - left - 2 * PAD);
  lay_out_legend (self, left + PAD, right - PAD, top + 34, TRUE);
  if (!is_empty (self))
    {
      dsc_plot_draw_axes (self, is_last);
      dsc_plot_draw_series (self);
      dsc_plot_draw_ends (self);
    }
  else
    dsc_page_text_fit (self->page, dsc_no_id (), DSC_ROLE_TEXT_DIM, &dsc_page_sans, DSC_ANCHOR_MIDDLE, self->area.x + self->area.width / 2,
                       self->area.y + self->area.height / 2 - 10, _("There is nothing to show here."), self->area.width);
  self->page->y = bottom + 16;
}

static DscPlotFrame
make_frame (const DscPlot *plot,
            DscPage       *page,
            guint          panel,
            const guint   *looks)
{
  DscPlotFrame self = { .plot = plot, .axis = dsc_plot_get_panel (plot, panel), .panel = panel, .page = page, .twins = looks,
                        .styles = looks + dsc_plot_get_n_numbers (plot) };

  dsc_plot_get_range (plot, -1, &self.x_from, &self.x_to);
  dsc_plot_get_range (plot, (int) panel, &self.y_from, &self.y_to);
  return self;
}

/* ---- notes and lists ------------------------------------------------------------------------------------------- */

static void
draw_notes (const DscPlot *plot,
            DscPage       *page)
{
  for (guint i = 0; i < dsc_plot_get_n_notes (plot); i++)
    page->y = dsc_page_paragraph (page, DSC_ROLE_TEXT_DIM, &dsc_page_small, DSC_PAGE_MARGIN, page->y, page->width - 2 * DSC_PAGE_MARGIN,
                                  dsc_plot_get_note (plot, i)) + 4;
}

static double
list_height (const DscPlotList *list)
{
  return 44 + list->lines->len * LIST_LINE;
}

static void
draw_list (const DscPlotList *list,
           DscPage           *page,
           const guint       *styles,
           DscRect            box)
{
  const double room = box.width - 2 * 14;

  dsc_page_card (page, dsc_no_id (), box);
  dsc_plot_add_sign (page->scene, dsc_no_id (), styles[list->number], box.x + 19, box.y + 20);
  dsc_page_text_fit (page, dsc_no_id (), DSC_ROLE_TITLE, &dsc_page_sans_bold, DSC_ANCHOR_START, box.x + 32, box.y + 24.5, list->heading, room - 18);
  for (guint i = 0; i < list->lines->len; i++)
    dsc_page_text_fit (page, dsc_no_id (), DSC_ROLE_TEXT, &dsc_page_mono_small, DSC_ANCHOR_START, box.x + 14, box.y + 46 + i * LIST_LINE,
                       g_ptr_array_index (list->lines, i), room);
}

static void
draw_lists (const DscPlot *plot,
            DscPage       *page,
            const guint   *styles)
{
  const guint n = dsc_plot_get_n_lists (plot), columns = CLAMP (n, 3, LIST_COLUMNS);
  const double width = (page->width - 2 * DSC_PAGE_MARGIN - (columns - 1) * 14) / columns;

  page->y += n > 0 ? 8 : 0;
  for (guint first = 0; first < n; first += columns)
    {
      double height = 0;

      for (guint i = first; i < MIN (first + columns, n); i++)
        height = MAX (height, list_height (dsc_plot_get_list (plot, i)));
      for (guint i = first; i < MIN (first + columns, n); i++)
        draw_list (dsc_plot_get_list (plot, i), page, styles, (DscRect) { DSC_PAGE_MARGIN + (i - first) * (width + 14), page->y, width, height });
      page->y += height + 14;
    }
}

gboolean
dsc_view_plot_get_area (const DscScene *scene,
                        guint           panel,
                        DscRect        *out_area)
{
  const DscNode *node = dsc_scene_find (scene, dsc_plot_area_id (panel));

  if (node != NULL)
    *out_area = node->bounds;
  return node != NULL;
}

DscScene *
dsc_view_plot_new (const DscPlot        *plot,
                   const DscTextMetrics *metrics)
{
  static const double heights[] = { 440, 250, 190 };
  const guint n_panels = dsc_plot_get_n_panels (plot);
  g_autofree guint *looks = dsc_plot_list_styles (plot);
  g_autofree DscPlotFrame *frames = g_new (DscPlotFrame, n_panels);
  double numbers, names;
  DscPage page;

  dsc_page_begin (&page, metrics, PAGE_WIDTH);
  dsc_page_heading_block (&page, dsc_plot_get_title (plot), dsc_plot_get_line (plot));
  for (guint i = 0; i < n_panels; i++)
    frames[i] = make_frame (plot, &page, i, looks);
  measure (frames, n_panels, heights[CLAMP (n_panels, 1, G_N_ELEMENTS (heights)) - 1], &numbers, &names);
  for (guint i = 0; i < n_panels; i++)
    draw_panel (&frames[i], numbers, names);
  draw_notes (plot, &page);
  draw_lists (plot, &page, looks + dsc_plot_get_n_numbers (plot));
  page.y -= 8;
  return dsc_page_end (&page);
}
