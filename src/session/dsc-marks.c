/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-marks.c: what is to be noticed at each step of a history, and, without looking at each, between any two of them.
 *
 * Level 0 has a byte for each step, each further level one for FAN_OUT of the one below: their union. */
#include "dsc-marks.h"

#include "dsc-layout.h"

#define SHIFT     4u
#define FAN_OUT   (1u << SHIFT)
#define N_LEVELS  8u          /* 16^8 steps are more than there can be */

struct DscMarks {
  GByteArray *levels[N_LEVELS];
};

DscMarks *
dsc_marks_new (void)
{
  DscMarks *self = g_new0 (DscMarks, 1);

  for (guint k = 0; k < N_LEVELS; k++)
    self->levels[k] = g_byte_array_new ();
  return self;
}

void
dsc_marks_free (DscMarks *self)
{
  if (self == NULL)
    return;
  for (guint k = 0; k < N_LEVELS; k++)
    g_byte_array_unref (self->levels[k]);
  g_free (self);
}

void
dsc_marks_join (DscMarks     *self,
                guint64       i,
                DscStepMarks  marks)
{
  for (guint k = 0; k < N_LEVELS; k++)
    self->levels[k]->data[i >> (k * SHIFT)] |= (guint8) marks;
}

void
dsc_marks_add (DscMarks     *self,
               DscStepMarks  marks)
{
  static const guint8 none = 0;
  const guint64 i = self->levels[0]->len;

  for (guint k = 0; k < N_LEVELS && (i & ((1ull << (k * SHIFT)) - 1)) == 0; k++)
    g_byte_array_append (self->levels[k], &none, 1);
  if (marks != 0)
    dsc_marks_join (self, i, marks);
}

guint64
dsc_marks_get_n (const DscMarks *self)
{
  return self->levels[0]->len;
}

DscStepMarks
dsc_marks_get (const DscMarks *self,
               guint64         i)
{
  return i < self->levels[0]->len ? self->levels[0]->data[i] : 0;
}

/* The largest block that begins at `at` and ends by `end`, as a level. */
static guint
level_at (guint64 at,
          guint64 end)
{
  guint k = 0;

  while (k + 1 < N_LEVELS && (at & ((1ull << ((k + 1) * SHIFT)) - 1)) == 0 && at + (1ull << ((k + 1) * SHIFT)) <= end)
    k++;
  return k;
}

DscStepMarks
dsc_marks_get_between (const DscMarks *self,
                       guint64         from,
                       guint64         to)
{
  const guint64 end = MIN (to, self->levels[0]->len);
  DscStepMarks marks = 0;

  while (from < end)
    {
      const guint k = level_at (from, end);

      marks |= self->levels[k]->data[from >> (k * SHIFT)];
      from += 1ull << (k * SHIFT);
    }
  return marks;
}

/* Up while a whole block has none, down where one has some. */
static gboolean
find_forward (const DscMarks *self,
              guint64         at,
              DscStepMarks    any_of,
              guint64        *out_step)
{
  const guint64 n = self->levels[0]->len;
  guint k = 0;

  while (at < n)
    {
      if ((self->levels[k]->data[at >> (k * SHIFT)] & any_of) != 0)
        {
          *out_step = at;
          if (k == 0)
            return TRUE;
          k--;
          continue;
        }
      at += 1ull << (k * SHIFT);
      while (k + 1 < N_LEVELS && (at & ((1ull << ((k + 1) * SHIFT)) - 1)) == 0)
        k++;
    }
  return FALSE;
}

static gboolean
find_backward (const DscMarks *self,
               guint64         end,      /* exclusive */
               DscStepMarks    any_of,
               guint64        *out_step)
{
  guint k = 0;

  end = MIN (end, self->levels[0]->len);
  while (end > 0)
    {
      const guint64 at = end - 1;

      if ((self->levels[k]->data[at >> (k * SHIFT)] & any_of) != 0)
        {
          *out_step = at;
          if (k == 0)
            return TRUE;
          k--;
          continue;
        }
      end = at >> (k * SHIFT) << (k * SHIFT);
      while (k + 1 < N_LEVELS && (end & ((1ull << ((k + 1) * SHIFT)) - 1)) == 0)
        k++;
    }
  return FALSE;
}

gboolean
dsc_marks_find (const DscMarks *self,
                guint64         from,
                gboolean        forward,
                DscStepMarks    any_of,
                guint64        *out_step)
{
  return forward ? find_forward (self, from, any_of, out_step) : find_backward (self, from, any_of, out_step);
}

/* ---- from events ----------------------------------------------------------------------------- */

/* A first table is not a rebuilt one, and a change of kind or the end of sharing only where the size changes too. */
static DscStepMarks
marks_of_resize (const DscEvent *event)
{
  switch ((DscResizeReason) event->detail)
    {
    case DSC_RESIZE_FROM_EMPTY:
    case DSC_RESIZE_PRESIZE:
    case DSC_RESIZE_COPY:
      return 0;
    case DSC_RESIZE_KIND:
    case DSC_RESIZE_SPLIT:
      return event->b > 1 && event->b != event->c ? DSC_MARK_RESIZE : 0;
    case DSC_RESIZE_FULL:
    case DSC_RESIZE_UPDATE:
    case DSC_RESIZE_FROMKEYS:
      break;
    }
  return event->b > 1 ? DSC_MARK_RESIZE : 0;
}

static DscStepMarks
marks_of_event (const DscEvent *event)
{
  switch (event->kind)
    {
    case DSC_EVENT_RESIZE_BEGIN:   return marks_of_resize (event);
    case DSC_EVENT_KIND_CHANGE:    return event->a != DSC_KEYS_SPLIT ? DSC_MARK_KIND : 0;
    case DSC_EVENT_SPLIT_COMBINED: return DSC_MARK_UNSHARED;
    case DSC_EVENT_VERSION_TAG:    return DSC_MARK_TAG;
    case DSC_EVENT_PROBE:          return event->d > 0 ? DSC_MARK_COLLISION : 0;
    case DSC_EVENT_DUMMY_PLACED:   return DSC_MARK_TOMBSTONE;
    case DSC_EVENT_WRITE_FIELD:    return event->detail == DSC_FIELD_DK_VERSION ? DSC_MARK_TAG : 0;
    default:                       return 0;
    }
}

DscStepMarks
dsc_marks_of_trace (const DscTrace *trace)
{
  DscStepMarks marks = 0;

  for (gsize i = 0; i < trace->n_events; i++)
    marks |= marks_of_event (&trace->events[i]);
  return marks;
}
