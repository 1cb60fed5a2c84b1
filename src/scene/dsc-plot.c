/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-plot.c: the data of a plot, and what can be asked of it. */
#include "dsc-plot-private.h"

#include <math.h>
#include <string.h>

static void
clear_axis (gpointer data)
{
  DscPlotAxis *self = data;

  g_free (self->name);
  g_free (self->label);
  g_free (self->unit);
  g_free (self->unit_of_one);
  g_strfreev (self->categories);
}

static void
clear_panel (gpointer data)
{
  DscPlotPanel *self = data;

  clear_axis (&self->axis);
  g_free (self->mark);
}

static void
clear_point (gpointer data)
{
  g_free (((DscPlotPoint *) data)->title);
}

static void
clear_series (gpointer data)
{
  DscPlotSeries *self = data;

  g_free (self->name);
  g_free (self->label);
  g_array_unref (self->points);
}

static void
clear_list (gpointer data)
{
  DscPlotList *self = data;

  g_free (self->heading);
  g_ptr_array_unref (self->lines);
}

static GArray *
new_array (gsize          size,
           GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, TRUE, size);

  g_array_set_clear_func (array, clear);
  return array;
}

DscPlot *
dsc_plot_new (const char *title,
              const char *line)
{
  DscPlot *self = g_atomic_rc_box_new0 (DscPlot);

  self->title = g_strdup (title);
  self->line = g_strdup (line);
  self->x = (DscPlotAxis) { .from = 1, .to = 0 };
  self->panels = new_array (sizeof (DscPlotPanel), clear_panel);
  self->series = new_array (sizeof (DscPlotSeries), clear_series);
  self->lists = new_array (sizeof (DscPlotList), clear_list);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  return self;
}

DscPlot *
dsc_plot_ref (DscPlot *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  DscPlot *self = data;

  g_free (self->title);
  g_free (self->line);
  clear_axis (&self->x);
  g_array_unref (self->panels);
  g_array_unref (self->series);
  g_array_unref (self->lists);
  g_ptr_array_unref (self->notes);
}

void
dsc_plot_unref (DscPlot *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/* ---- building -------------------------------------------------------------------------------------------------- */

static void
fill_axis (DscPlotAxis *self,
           const char  *name,
           const char  *label,
           const char  *unit)
{
  *self = (DscPlotAxis) { .name = g_strdup (name), .label = g_strdup (label), .unit = g_strdup (unit), .from = 1, .to = 0 };
}

DscPlotAxis *
dsc_plot_set_x (DscPlot    *self,
                const char *name,
                const char *label,
                const char *unit)
{
  clear_axis (&self->x);
  fill_axis (&self->x, name, label, unit);
  return &self->x;
}

DscPlotAxis *
dsc_plot_add_panel (DscPlot    *self,
                    const char *name,
                    const char *label,
                    const char *unit)
{
  g_array_set_size (self->panels, self->panels->len + 1);

  DscPlotPanel *panel = &g_array_index (self->panels, DscPlotPanel, self->panels->len - 1);
  fill_axis (&panel->axis, name, label, unit);
  return &panel->axis;
}

void
dsc_plot_set_mark (DscPlot    *self,
                   const char *label)
{
  DscPlotPanel *panel = &g_array_index (self->panels, DscPlotPanel, self->panels->len - 1);

  g_free (panel->mark);
  panel->mark = g_strdup (label);
}

guint
dsc_plot_add_series (DscPlot         *self,
                     DscPlotShape     shape,
                     const char      *name,
                     const char      *label,
                     const DscTarget *target)
{
  DscPlotSeries series = { .panel = self->panels->len - 1, .shape = shape, .name = g_strdup (name), .label = g_strdup (label),
                           .points = new_array (sizeof (DscPlotPoint), clear_point) };

  g_return_val_if_fail (self->panels->len > 0, 0);
  for (guint i = 0; i < self->series->len; i++)
    series.number += dsc_plot_get_series (self, i)->panel == series.panel;
  if (target != NULL)
    {
      series.has_target = TRUE;
      series.target = *target;
    }
  g_array_append_val (self->series, series);
  return self->series->len - 1;
}

guint
dsc_plot_add_target (DscPlot      *self,
                     DscPlotShape  shape,
                     DscTarget     target)
{
  char name[64];

  dsc_target_format (target, name, sizeof name);
  return dsc_plot_add_series (self, shape, name, name, &target);
}

void
dsc_plot_add_point (DscPlot *self,
                    double   x,
                    double   y)
{
  const DscPlotPoint point = { .x = x, .y = y };

  g_return_if_fail (self->series->len > 0);
  g_array_append_val (g_array_index (self->series, DscPlotSeries, self->series->len - 1).points, point);
}

void
dsc_plot_mark_point (DscPlot    *self,
                     const char *title,
                     gboolean    marked)
{
  GArray *points = g_array_index (self->series, DscPlotSeries, self->series->len - 1).points;
  DscPlotPoint *point = &g_array_index (points, DscPlotPoint, points->len - 1);

  g_free (point->title);
  point->title = g_strdup (title);
  point->marked = marked;
}

void
dsc_plot_add_note (DscPlot    *self,
                   const char *note)
{
  g_ptr_array_add (self->notes, g_strdup (note));
}

void
dsc_plot_add_list (DscPlot    *self,
                   guint       number,
                   const char *heading)
{
  const DscPlotList list = { .heading = g_strdup (heading), .lines = g_ptr_array_new_with_free_func (g_free), .number = number };

  g_array_append_val (self->lists, list);
}

void
dsc_plot_add_list_line (DscPlot    *self,
                        const char *line)
{
  g_ptr_array_add (g_array_index (self->lists, DscPlotList, self->lists->len - 1).lines, g_strdup (line));
}

/* ---- reading --------------------------------------------------------------------------------------------------- */

const char *
dsc_plot_get_title (const DscPlot *self)
{
  return self->title;
}

const char *
dsc_plot_get_line (const DscPlot *self)
{
  return self->line;
}

const DscPlotAxis *
dsc_plot_get_x (const DscPlot *self)
{
  return &self->x;
}

guint
dsc_plot_get_n_panels (const DscPlot *self)
{
  return self->panels->len;
}

const DscPlotAxis *
dsc_plot_get_panel (const DscPlot *self,
                    guint          panel)
{
  return &g_array_index (self->panels, DscPlotPanel, panel).axis;
}

const char *
dsc_plot_get_mark (const DscPlot *self,
                   guint          panel)
{
  return g_array_index (self->panels, DscPlotPanel, panel).mark;
}

guint
dsc_plot_get_n_series (const DscPlot *self)
{
  return self->series->len;
}

const DscPlotSeries *
dsc_plot_get_series (const DscPlot *self,
                     guint          i)
{
  return &g_array_index (self->series, DscPlotSeries, i);
}

guint
dsc_plot_get_n_notes (const DscPlot *self)
{
  return self->notes->len;
}

const char *
dsc_plot_get_note (const DscPlot *self,
                   guint          i)
{
  return g_ptr_array_index (self->notes, i);
}

guint
dsc_plot_get_n_lists (const DscPlot *self)
{
  return self->lists->len;
}

const DscPlotList *
dsc_plot_get_list (const DscPlot *self,
                   guint          i)
{
  return &g_array_index (self->lists, DscPlotList, i);
}

guint
dsc_plot_get_n_numbers (const DscPlot *self)
{
  guint n = 0;

  for (guint i = 0; i < self->series->len; i++)
    n = MAX (n, dsc_plot_get_series (self, i)->number + 1);
  return n;
}

static const DscPlotSeries *
find_series (const DscPlot *self,
             guint          panel,
             guint          number)
{
  for (guint i = 0; i < self->series->len; i++)
    if (dsc_plot_get_series (self, i)->panel == panel && dsc_plot_get_series (self, i)->number == number)
      return dsc_plot_get_series (self, i);
  return NULL;
}

static gboolean
same_points (const DscPlotSeries *a,
             const DscPlotSeries *b)
{
  if (a == NULL || b == NULL || a->shape != b->shape || a->points->len != b->points->len)
    return a == b;
  for (guint i = 0; i < a->points->len; i++)
    {
      const DscPlotPoint *p = &g_array_index (a->points, DscPlotPoint, i), *q = &g_array_index (b->points, DscPlotPoint, i);

      if (p->x != q->x || p->y != q->y || p->marked != q->marked)
        return FALSE;
    }
  return TRUE;
}

static gboolean
are_twins (const DscPlot *self,
           guint          a,
           guint          b)
{
  for (guint panel = 0; panel < self->panels->len; panel++)
    if (!same_points (find_series (self, panel, a), find_series (self, panel, b)))
      return FALSE;
  return TRUE;
}

guint
dsc_plot_get_twin (const DscPlot *self,
                   guint          number)
{
  for (guint i = 0; i < number; i++)
    if (are_twins (self, i, number))
      return i;
  return number;
}

guint
dsc_plot_find_point (const DscPlotSeries *series,
                     double               x)
{
  guint low = 0, high = series->points->len;

  while (low < high)
    {
      const guint middle = (low + high) / 2;

      if (g_array_index (series->points, DscPlotPoint, middle).x <= x)
        low = middle + 1;
      else
        high = middle;
    }
  return low > 0 ? low - 1 : G_MAXUINT;
}

gboolean
dsc_plot_get_value (const DscPlot *self,
                    guint          series,
                    double         x,
                    double        *out_y)
{
  const DscPlotSeries *one = dsc_plot_get_series (self, series);
  const guint i = dsc_plot_find_point (one, x);

  if (i == G_MAXUINT)
    return FALSE;

  const DscPlotPoint *point = &g_array_index (one->points, DscPlotPoint, i);
  if (one->shape != DSC_PLOT_STEPS && point->x != x)
    return FALSE;
  *out_y = point->y;
  return TRUE;
}

/* ---- as a table ------------------------------------------------------------------------------------------------ */

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

GArray *
dsc_plot_list_x (const DscPlot *self)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (double));
  guint n = 0;

  for (guint i = 0; i < self->series->len; i++)
    for (guint k = 0; k < dsc_plot_get_series (self, i)->points->len; k++)
      g_array_append_val (all, g_array_index (dsc_plot_get_series (self, i)->points, DscPlotPoint, k).x);
  g_array_sort (all, compare_doubles);
  for (guint i = 0; i < all->len; i++)
    if (n == 0 || g_array_index (all, double, i) != g_array_index (all, double, n - 1))
      g_array_index (all, double, n++) = g_array_index (all, double, i);
  g_array_set_size (all, n);
  return all;
}

static void
add_value (DscSheet          *sheet,
           const DscPlotAxis *axis,
           double             value)
{
  if (axis->categories != NULL && value >= 0 && value < g_strv_length (axis->categories))
    dsc_sheet_add_text (sheet, axis->categories[(guint) value]);
  else if (axis->integral && fabs (value) < 9e15)
    dsc_sheet_add_integer (sheet, (gint64) llround (value));
  else
    dsc_sheet_add_number (sheet, value);
}

static char *
name_column (const DscPlot       *self,
             const DscPlotSeries *series,
             gboolean             for_people)
{
  const DscPlotAxis *panel = dsc_plot_get_panel (self, series->panel);
  const char *what = for_people ? panel->label : panel->name, *whose = for_people ? series->label : series->name;

  return self->panels->len > 1 ? g_strconcat (whose, " ", what, NULL) : g_strdup (whose);
}

static void
add_list_note (DscSheet          *sheet,
               const DscPlotList *list)
{
  g_autoptr (GString) note = g_string_new (list->heading);

  for (guint i = 0; i < list->lines->len; i++)
    {
      const char *line = g_ptr_array_index (list->lines, i);

      g_string_append_printf (note, "%s%s", i == 0 ? " – " : "; ", line + strspn (line, " "));
    }
  g_string_append_c (note, '.');
  dsc_sheet_add_note (sheet, note->str);
}

DscSheet *
dsc_plot_to_sheet (const DscPlot *self)
{
  DscSheet *sheet = dsc_sheet_new (self->title);
  g_autoptr (GArray) xs = dsc_plot_list_x (self);
  double y;

  dsc_sheet_add_column (sheet, self->x.name, self->x.label);
  for (guint i = 0; i < self->series->len; i++)
    {
      g_autofree char *name = name_column (self, dsc_plot_get_series (self, i), FALSE);
      g_autofree char *label = name_column (self, dsc_plot_get_series (self, i), TRUE);

      dsc_sheet_add_column (sheet, name, label);
    }
  for (guint row = 0; row < xs->len; row++)
    {
      dsc_sheet_add_row (sheet);
      add_value (sheet, &self->x, g_array_index (xs, double, row));
      for (guint i = 0; i < self->series->len; i++)
        if (dsc_plot_get_value (self, i, g_array_index (xs, double, row), &y))
          add_value (sheet, dsc_plot_get_panel (self, dsc_plot_get_series (self, i)->panel), y);
        else
          dsc_sheet_add_empty (sheet);
    }
  if (self->line != NULL)
    dsc_sheet_add_note (sheet, self->line);
  for (guint i = 0; i < self->notes->len; i++)
    dsc_sheet_add_note (sheet, dsc_plot_get_note (self, i));
  for (guint i = 0; i < self->lists->len; i++)
    add_list_note (sheet, dsc_plot_get_list (self, i));
  return sheet;
}
