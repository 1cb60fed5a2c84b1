/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-colors.c: counts colours, keeps the frequent ones, and cuts the rest into boxes (each the mean of its colours).
 *
 * A table of all 16 million colours is the simplest exact count there is; the system gives memory for the parts of it that
 * are touched, which are few. The box with the largest error is cut at its mean, along the axis on which it is widest. */
#include "dsc-colors.h"

#include <stdlib.h>
#include <string.h>

#define N_ALL         (1u << 24)
#define MOST_KEPT     128u          /* colours that are kept as they are */
#define KEPT_SHARE    2000u         /* they are more than one pixel in so many */
#define NOT_FOUND_YET 255u

typedef struct {
  guint32 color, count;
} Counted;

typedef struct {
  guint  first, n;             /* of the list */
  double weight, error;        /* pixels; sum of squared distances from the mean */
  double mean[3];
  guint  axis;                 /* on which they differ most */
} Box;

struct DscColors {
  guint32 *counts;             /* of each colour; freed once they are chosen */
  guint8  *found;              /* number for each colour, or NOT_FOUND_YET */
  guint32  chosen[DSC_COLORS_MAX];
  guint    n_chosen;
};

DscColors *
dsc_colors_new (void)
{
  DscColors *self = g_new0 (DscColors, 1);

  self->counts = calloc (N_ALL, sizeof *self->counts);
  self->found = malloc (N_ALL);
  if (self->counts != NULL && self->found != NULL)
    {
      memset (self->found, NOT_FOUND_YET, N_ALL);
      return self;
    }
  dsc_colors_free (self);
  return NULL;
}

void
dsc_colors_free (DscColors *self)
{
  if (self == NULL)
    return;
  free (self->counts);
  free (self->found);
  g_free (self);
}

void
dsc_colors_count (DscColors            *self,
                  cairo_surface_t      *surface,
                  const cairo_region_t *part)
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  const gsize stride = (gsize) cairo_image_surface_get_stride (surface);

  for (int i = 0; i < cairo_region_num_rectangles (part); i++)
    {
      cairo_rectangle_int_t box;

      cairo_region_get_rectangle (part, i, &box);
      for (int y = box.y; y < box.y + box.height; y++)
        {
          const guint32 *row = (const guint32 *) (const void *) (data + (gsize) y * stride);

          for (int x = box.x; x < box.x + box.width; x++)
            {
              guint32 *count = &self->counts[row[x] & (N_ALL - 1)];
              *count += *count != G_MAXUINT32;
            }
        }
    }
}

static int
compare_counted (gconstpointer a,
                 gconstpointer b)
{
  const Counted *x = a, *y = b;

  if (x->count != y->count)
    return x->count < y->count ? 1 : -1;
  return x->color < y->color ? -1 : x->color > y->color;
}

static GArray *
list_colors (const DscColors *self,
             guint64         *out_total)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Counted));

  *out_total = 0;
  for (guint32 color = 0; color < N_ALL; color++)
    if (self->counts[color] != 0)
      {
        const Counted counted = { color, self->counts[color] };
        g_array_append_val (list, counted);
        *out_total += counted.count;
      }
  g_array_sort (list, compare_counted);
  return list;
}

static inline double
channel (guint32 color,
         guint   axis)
{
  return color >> (16 - 8 * axis) & 255;
}

/* How much the eye makes of a difference in red, green and blue. */
static const double importance[3] = { 2, 4, 3 };

static void
measure_box (Box           *self,
             const Counted *list)
{
  double sum[3] = { 0 }, squares[3] = { 0 }, widest = -1;

  self->weight = self->error = 0;
  for (guint i = self->first; i < self->first + self->n; i++)
    {
      self->weight += list[i].count;
      for (guint axis = 0; axis < 3; axis++)
        {
          const double value = channel (list[i].color, axis);
          sum[axis] += value * list[i].count;
          squares[axis] += value * value * list[i].count;
        }
    }
  for (guint axis = 0; axis < 3; axis++)
    {
      self->mean[axis] = sum[axis] / self->weight;
      const double error = importance[axis] * MAX (squares[axis] - sum[axis] * self->mean[axis], 0);
      self->error += error;
      if (error > widest)
        {
          widest = error;
          self->axis = axis;
        }
    }
}

/* Colours below the mean come first. FALSE: all are on one side. */
static gboolean
cut_box (Box     *self,
         Box     *out_other,
         Counted *list)
{
  guint n = 0;

  for (guint i = self->first; i < self->first + self->n; i++)
    if (channel (list[i].color, self->axis) < self->mean[self->axis])
      {
        const Counted below = list[i];
        list[i] = list[self->first + n];
        list[self->first + n++] = below;
      }
  if (n == 0 || n == self->n)
    return FALSE;
  *out_other = (Box) { .first = self->first + n, .n = self->n - n };
  self->n = n;
  measure_box (self, list);
  measure_box (out_other, list);
  return TRUE;
}

static guint
cut_boxes (Box     *boxes,
           guint    most,
           Counted *list)
{
  guint n = 1;

  measure_box (&boxes[0], list);
  while (n < most)
    {
      guint worst = 0;

      for (guint i = 1; i < n; i++)
        if (boxes[i].error > boxes[worst].error)
          worst = i;
      if (!(boxes[worst].error > 0))
        break;
      if (cut_box (&boxes[worst], &boxes[n], list))
        n++;
      else
        boxes[worst].error = 0;
    }
  return n;
}

const guint32 *
dsc_colors_choose (DscColors *self,
                   guint     *out_n)
{
  guint64 total;
  g_autoptr (GArray) colors = list_colors (self, &total);
  Counted *list = (Counted *) (gpointer) colors->data;
  Box boxes[DSC_COLORS_MAX];

  while (self->n_chosen < colors->len
         && (colors->len <= DSC_COLORS_MAX || (self->n_chosen < MOST_KEPT && list[self->n_chosen].count > total / KEPT_SHARE)))
    {
      self->chosen[self->n_chosen] = list[self->n_chosen].color;
      self->n_chosen++;
    }
  if (self->n_chosen < colors->len)
    {
      boxes[0] = (Box) { .first = self->n_chosen, .n = colors->len - self->n_chosen };
      const guint n = cut_boxes (boxes, DSC_COLORS_MAX - self->n_chosen, list);
      for (guint i = 0; i < n; i++)
        self->chosen[self->n_chosen++] = (guint32) (boxes[i].mean[0] + 0.5) << 16 | (guint32) (boxes[i].mean[1] + 0.5) << 8
                                         | (guint32) (boxes[i].mean[2] + 0.5);
    }
  g_clear_pointer (&self->counts, free);
  *out_n = self->n_chosen;
  return self->chosen;
}

guint8
dsc_colors_find (DscColors *self,
                 guint32    color)
{
  guint8 *found = &self->found[color & (N_ALL - 1)];
  double nearest = G_MAXDOUBLE;

  for (guint i = 0; *found == NOT_FOUND_YET && i < self->n_chosen; i++)
    if (self->chosen[i] == (color & (N_ALL - 1)))
      *found = (guint8) i;
  if (*found != NOT_FOUND_YET)
    return *found;
  for (guint i = 0; i < self->n_chosen; i++)
    {
      double distance = 0;

      for (guint axis = 0; axis < 3; axis++)
        {
          const double difference = channel (color, axis) - channel (self->chosen[i], axis);
          distance += importance[axis] * difference * difference;
        }
      if (distance < nearest)
        {
          nearest = distance;
          *found = (guint8) i;
        }
    }
  return *found;
}
