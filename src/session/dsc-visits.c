/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-visits.c: visited places, with the present one somewhere among them. */
#include "dsc-visits.h"

struct DscVisits {
  GArray *visits;      /* DscVisit, the oldest first */
  guint   at;          /* the present one; meaningless while there is none */
};

DscVisits *
dsc_visits_new (void)
{
  DscVisits *self = g_new0 (DscVisits, 1);

  self->visits = g_array_new (FALSE, FALSE, sizeof (DscVisit));
  return self;
}

void
dsc_visits_free (DscVisits *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->visits);
  g_free (self);
}

void
dsc_visits_clear (DscVisits *self)
{
  g_array_set_size (self->visits, 0);
  self->at = 0;
}

static gboolean
is_neighbour (DscVisit a,
              DscVisit b)
{
  const gint64 apart = a.id.index > b.id.index ? a.id.index - b.id.index : b.id.index - a.id.index;

  return a.step == b.step && a.id.part == b.id.part && a.id.field == b.id.field && apart <= 1;
}

void
dsc_visits_add (DscVisits *self,
                DscVisit   visit)
{
  if (self->visits->len > 0)
    g_array_set_size (self->visits, self->at + 1);
  if (self->visits->len > 0 && is_neighbour (g_array_index (self->visits, DscVisit, self->at), visit))
    {
      g_array_index (self->visits, DscVisit, self->at) = visit;
      return;
    }
  if (self->visits->len == DSC_VISITS_MAX)
    g_array_remove_index (self->visits, 0);
  g_array_append_val (self->visits, visit);
  self->at = self->visits->len - 1;
}

gboolean
dsc_visits_can_go (const DscVisits *self,
                   gboolean         forward)
{
  return forward ? self->at + 1 < self->visits->len : self->at > 0;
}

gboolean
dsc_visits_go (DscVisits *self,
               gboolean   forward,
               DscVisit  *out_visit)
{
  if (!dsc_visits_can_go (self, forward))
    return FALSE;
  self->at += forward ? 1 : -1;
  *out_visit = g_array_index (self->visits, DscVisit, self->at);
  return TRUE;
}
