/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-plot-axis.c: from where to where an axis goes, where its ticks are, how numbers and releases are written. */
#include "dsc-plot-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define TICKS_OF_RANGE 9     /* that a linear y axis is rounded for; fewer where panels are low */
#define TICKS_OF_LOW   5
#define MOST_NAMES     12u   /* of releases in a heading */

/* ---- ranges ---------------------------------------------------------------------------------------------------- */

static gboolean
has_bars (const DscPlot *self)
{
  for (guint i = 0; i < self->series->len; i++)
    if (dsc_plot_get_series (self, i)->shape == DSC_PLOT_BARS)
      return TRUE;
  return FALSE;
}

/* 1, 2 or 5 times a power of ten: the least one not below the value, or the greatest one not above it. */
static double
nice (double   value,
      gboolean above)
{
  static const double digits[] = { 1, 2, 5, 10 };
  const double power = pow (10, floor (log10 (value) + 1e-9));
  double found = power;

  for (guint i = 0; i < G_N_ELEMENTS (digits); i++)
    {
      if (above && value <= digits[i] * power * (1 + 1e-9))
        return digits[i] * power;
      if (value >= digits[i] * power * (1 - 1e-9))
        found = digits[i] * power;
    }
  return found;
}

/* What the points of the panel (-1: all, their x) need. */
static void
find_extent (const DscPlot *self,
             int            panel,
             gboolean       positive,
             double        *from,
             double        *to)
{
  for (guint i = 0; i < self->series->len; i++)
    {
      const DscPlotSeries *series = dsc_plot_get_series (self, i);

      if (panel >= 0 && series->panel != (guint) panel)
        continue;
      for (guint k = 0; k < series->points->len; k++)
        {
          const DscPlotPoint *point = &g_array_index (series->points, DscPlotPoint, k);
          const double value = panel < 0 ? point->x : point->y;

          if (!isfinite (value) || (self->x.scale != DSC_PLOT_LINEAR && point->x <= 0) || (positive && value <= 0))
            continue;
          *from = MIN (*from, value);
          *to = MAX (*to, value);
        }
    }
}

static void
round_outward (DscPlotScale  scale,
               guint         ticks,
               double       *from,
               double       *to)
{
  if (scale == DSC_PLOT_LINEAR)
    {
      const double step = nice ((*to - *from) / ticks, TRUE);

      *from = floor (*from / step + 1e-9) * step;
      *to = ceil (*to / step - 1e-9) * step;
    }
  else if (scale == DSC_PLOT_LOG2)
    {
      *from = exp2 (floor (log2 (*from) + 1e-9));
      *to = exp2 (ceil (log2 (*to) - 1e-9));
    }
  else
    {
      *from = nice (*from, FALSE);
      *to = nice (*to, TRUE);
    }
}

void
dsc_plot_get_range (const DscPlot *self,
                    int            panel,
                    double        *out_from,
                    double        *out_to)
{
  const DscPlotAxis *axis = panel < 0 ? &self->x : dsc_plot_get_panel (self, (guint) panel);
  const gboolean is_log = axis->scale != DSC_PLOT_LINEAR, is_given = axis->from <= axis->to;
  double from = is_given ? axis->from : INFINITY, to = is_given ? axis->to : -INFINITY;

  if (is_log && is_given && from <= 0)
    from = MIN (1, to > 0 ? to : 1);
  if (panel >= 0 || !is_given)
    find_extent (self, panel, is_log, &from, &to);
  if (!(from <= to))
    from = to = is_log ? 1 : 0;
  if (panel >= 0 && !is_log)
    {
      from = MIN (from, 0);
      to = MAX (to, 0);
    }
  if (panel >= 0 && is_log && has_bars (self))
    from /= 2;                 /* a bar of the least value has a height too */
  if (from == to)
    to = is_log ? from * 2 : from + 1;
  if (panel >= 0)
    round_outward (axis->scale, self->panels->len > 1 ? TICKS_OF_LOW : TICKS_OF_RANGE, &from, &to);
  else if (has_bars (self))
    {
      from = floor (from) - 0.5;
      to = ceil (to) + 0.5;
    }
  *out_from = from;
  *out_to = to;
}

/* ---- ticks ----------------------------------------------------------------------------------------------------- */

static void
add_linear_ticks (GArray  *ticks,
                  double   from,
                  double   to,
                  guint    most,
                  gboolean integral)
{
  double step = nice ((to - from) / MAX (most, 1), TRUE);

  if (integral)
    step = MAX (step, 1);
  while (floor (to / step + 1e-9) - ceil (from / step - 1e-9) + 1 > most && step < to - from)
    step = nice (step * 1.5, TRUE);
  for (double i = ceil (from / step - 1e-9); i <= floor (to / step + 1e-9) && ticks->len < most; i++)
    {
      const double value = i * step;
      g_array_append_val (ticks, value);
    }
}

/* Powers of the base, each `stride`-th one; with digits: times 1, 2 and 5. */
static void
list_powers (GArray  *ticks,
             double   base,
             double   from,
             double   to,
             int      stride,
             gboolean with_digits)
{
  static const double digits[] = { 1, 2, 5 };
  const int first = (int) floor (log (from) / log (base) - 1e-9), last = (int) ceil (log (to) / log (base) + 1e-9);

  g_array_set_size (ticks, 0);
  for (int i = first; i <= last; i++)
    for (guint k = 0; k < (with_digits ? 3 : 1); k++)
      {
        const double value = pow (base, i) * digits[k];
        if (i % stride == 0 && value >= from * (1 - 1e-9) && value <= to * (1 + 1e-9))
          g_array_append_val (ticks, value);
      }
}

static void
add_log_ticks (GArray       *ticks,
               DscPlotScale  scale,
               double        from,
               double        to,
               guint         most)
{
  const double base = scale == DSC_PLOT_LOG2 ? 2 : 10;

  if (scale == DSC_PLOT_LOG10)
    {
      list_powers (ticks, base, from, to, 1, TRUE);
      if (ticks->len <= most)
        return;
    }
  for (int stride = 1; stride < 1100; stride++)
    {
      list_powers (ticks, base, from, to, stride, FALSE);
      if (ticks->len <= most)
        return;
    }
}

GArray *
dsc_plot_list_ticks (const DscPlotAxis *axis,
                     double             from,
                     double             to,
                     guint              most)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (double));

  if (axis->categories != NULL)
    for (double i = 0; i < g_strv_length (axis->categories); i++)
      g_array_append_val (ticks, i);
  else if (axis->scale != DSC_PLOT_LINEAR && from > 0)
    add_log_ticks (ticks, axis->scale, from, to, most);
  if (ticks->len < 2 && axis->categories == NULL)
    {
      g_array_set_size (ticks, 0);
      add_linear_ticks (ticks, from, to, most, axis->integral);
    }
  return ticks;
}

/* ---- words ----------------------------------------------------------------------------------------------------- */

char *
dsc_plot_format_number (double value)
{
  const double magnitude = fabs (value);
  const int decimals = magnitude >= 1000 || magnitude == floor (magnitude) ? 0 : magnitude >= 100 ? 1 : magnitude >= 10 ? 2 : magnitude >= 1 ? 3 : 4;
  char digits[G_ASCII_DTOSTR_BUF_SIZE + 320];
  char format[8];
  g_autoptr (GString) out = g_string_new (NULL);

  if (!isfinite (value))
    return g_strdup ("–");
  g_snprintf (format, sizeof format, "%%.%df", decimals);
  g_ascii_formatd (digits, sizeof digits, format, magnitude);
  const gsize whole = strspn (digits, "0123456789");
  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % 3 == 0)
        g_string_append_c (out, ',');
      g_string_append_c (out, digits[i]);
    }
  if (digits[whole] == '.')
    {
      gsize end = strlen (digits);
      while (digits[end - 1] == '0')
        end--;
      if (end > whole + 1)
        g_string_append_len (out, digits + whole, (gssize) (end - whole));
    }
  if (value < 0 && strcmp (out->str, "0") != 0)
    g_string_prepend (out, "−");
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
dsc_plot_format_value (const DscPlotAxis *axis,
                       double             value)
{
  g_autofree char *number = NULL;

  if (axis->categories != NULL && value >= 0 && value < g_strv_length (axis->categories))
    return g_strdup (axis->categories[(guint) value]);
  number = dsc_plot_format_number (value);
  if (axis->unit == NULL)
    return g_steal_pointer (&number);
  if (value == 1 && axis->unit_of_one != NULL)
    return g_strconcat (number, " ", axis->unit_of_one, NULL);
  return g_strconcat (number, g_str_equal (axis->unit, "%") ? "\u202f" : " ", axis->unit, NULL);
}

/* "t" of "3.13.13t", "-i386" …: what is behind the numbers. */
static const char *
suffix_of (const char *name)
{
  return name + strspn (name, "0123456789.");
}

char *
dsc_plot_join_names (const char *const *names,
                     const guint       *numbers,
                     guint              n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n;)
    {
      guint end = i + 1;

      while (end < n && numbers[end] == numbers[end - 1] + 1 && g_str_equal (suffix_of (names[end]), suffix_of (names[i])))
        end++;
      g_string_append (text, i > 0 ? ", " : "");
      if (end - i >= 3)
        g_string_append_printf (text, _("%s to %s"), names[i], names[end - 1]);
      else
        g_string_append (text, names[i]);
      i = end - i >= 3 ? end : i + 1;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
same_build (DscTarget a,
            DscTarget b)
{
  return a.implementation == b.implementation && a.build.arch == b.build.arch && a.build.free_threaded == b.build.free_threaded
         && a.build.debug == b.build.debug && a.build.gc_head == b.build.gc_head;
}

/* "2.7.18, 3.5.10 and 3.6.15" of those with the build of the first; they are taken off the list. */
static char *
name_of_one_build (GArray *targets)
{
  const DscTarget first = g_array_index (targets, DscTarget, 0);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) text = g_string_new (NULL);
  char build[96];

  for (guint i = 0; i < targets->len;)
    {
      const DscTarget target = g_array_index (targets, DscTarget, i);
      char name[64];

      if (!same_build (target, first))
        {
          i++;
          continue;
        }
      dsc_target_format (target, name, sizeof name);
      g_ptr_array_add (names, g_strdup (name));
      g_array_remove_index (targets, i);
    }
  dsc_build_format (first.build, build, sizeof build);
  if (names->len > MOST_NAMES)
    return g_strdup_printf (_("%u releases of CPython from %s to %s (%s)"), names->len, (const char *) g_ptr_array_index (names, 0),
                            (const char *) g_ptr_array_index (names, names->len - 1), build);
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "" : i + 1 < names->len ? ", " : _(" and "), (const char *) g_ptr_array_index (names, i));
  return first.implementation == DSC_IMPLEMENTATION_CPYTHON ? g_strdup_printf (_("CPython %s (%s)"), text->str, build)
                                                            : g_strdup_printf (_("%s (%s)"), text->str, build);
}

char *
dsc_plot_name_targets (const DscTarget *targets,
                       guint            n)
{
  g_autoptr (GArray) left = g_array_new (FALSE, FALSE, sizeof (DscTarget));
  g_autoptr (GString) text = g_string_new (NULL);

  g_array_append_vals (left, targets, n);
  while (left->len > 0)
    {
      g_autofree char *names = name_of_one_build (left);

      g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", names);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
