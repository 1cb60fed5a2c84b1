/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-comparison-follow.c: makes the companions of a comparison what the lead is: its text, seed and variable, its step and moment. */
#include "dsc-comparison-private.h"

/* ---- moments ----------------------------------------------------------------------------------- */

/* Of each kind, how often it has come up to and with moment i; freed by the caller. */
static guint *
count_kinds (const DscMoments *moments,
             guint             n)
{
  guint *counts = g_new0 (guint, DSC_MOMENT_DONE + 1);

  for (guint i = 0; i < n; i++)
    counts[dsc_moments_get (moments, i)->kind]++;
  return counts;
}

/* The k-th moment of a kind, from 1; -1: there are not so many. */
static gint
find_kind (const DscMoments *moments,
           DscMomentKind     kind,
           guint             k)
{
  guint seen = 0;

  for (guint i = 0; i < dsc_moments_get_n (moments); i++)
    if (dsc_moments_get (moments, i)->kind == kind && ++seen == k)
      return (gint) i;
  return -1;
}

/* The third probe of one is the third probe of the other. Where the other does nothing of the kind, it waits at the last thing that both did,
 * or, before anything like that, at its own first moment. */
static gint
moment_like (const DscMoments *of_lead,
             gint              moment,
             const DscMoments *of_side)
{
  g_autofree guint *counts = count_kinds (of_lead, (guint) moment + 1);

  for (gint i = moment; i >= 0; i--)
    {
      const DscMomentKind kind = dsc_moments_get (of_lead, (guint) i)->kind;
      const gint found = find_kind (of_side, kind, counts[kind]);

      if (found >= 0)
        return found;
      counts[kind]--;
    }
  return 0;
}

/* The lead's moments and its present one; NULL: its step is done. */
static DscMoments *
moments_of_lead (DscComparison *self)
{
  return dsc_session_get_moment (self->lead) >= 0 && dsc_session_is_there (self->lead)
         ? dsc_state_get_moments (dsc_session_get_state (self->lead)) : NULL;
}

/* -1: its step is done, or it is not there yet. */
static gint
moment_for (DscComparison *self,
            DscSession    *session,
            guint64        position)
{
  DscMoments *of_lead = moments_of_lead (self);
  DscMoments *moments;

  if (of_lead == NULL || position != dsc_session_get_position (self->lead) || position != dsc_session_get_position (session)
      || !dsc_session_is_there (session))
    return -1;
  moments = dsc_state_get_moments (dsc_session_get_state (session));
  if (moments == NULL)
    return -1;
  const gint moment = moment_like (of_lead, dsc_session_get_moment (self->lead), moments);

  return (guint) moment + 1 < dsc_moments_get_n (moments) ? moment : -1;
}

/* ---- following --------------------------------------------------------------------------------- */

static guint64
position_for (DscComparison *self,
              DscSession    *session)
{
  return MIN (dsc_session_get_position (self->lead), dsc_session_get_n_steps (session));
}

static void
follow (DscComparison     *self,
        DscComparisonSide *side)
{
  DscSession *session = side->session;
  const char *text = dsc_session_get_text (self->lead);

  if (!side->own_target)
    dsc_session_set_target (session, dsc_session_get_target (self->lead));
  dsc_session_set_hash_seed (session, dsc_session_get_hash_seed (self->lead));
  if (side->script_name == NULL && g_strcmp0 (text, dsc_session_get_text (session)) != 0)
    dsc_session_set_text (session, text);
  if (side->script_name == NULL)
    dsc_session_set_pinned_name (session, dsc_session_get_pinned_name (self->lead));
  dsc_session_set_selection (session, dsc_session_get_selection (self->lead));
  const guint64 position = position_for (self, session);

  dsc_session_set_place (session, position, moment_for (self, session, position));
}

static gboolean
is_there (DscComparison     *self,
          DscComparisonSide *side)
{
  const DscState *state = dsc_session_get_state (side->session);

  if (dsc_session_is_running (side->session))
    return FALSE;
  /* A side that never ran (it was stopped) has nothing to show, and says so. */
  return dsc_comparison_is_lead (self, side) || state == NULL
         || (dsc_session_is_there (side->session) && state->step == position_for (self, side->session));
}

gboolean
dsc_comparison_all_there (DscComparison *self)
{
  if (dsc_session_get_state (self->lead) == NULL || !dsc_session_is_there (self->lead))
    return FALSE;
  for (guint i = 0; i < self->sides->len; i++)
    if (!is_there (self, dsc_comparison_get_side (self, i)))
      return FALSE;
  return TRUE;
}

void
dsc_comparison_follow (DscComparison *self)
{
  if (!self->on || self->following)
    return;
  self->following = TRUE;
  for (guint i = 0; i < self->sides->len; i++)
    if (!dsc_comparison_is_lead (self, dsc_comparison_get_side (self, i)))
      follow (self, dsc_comparison_get_side (self, i));
  self->following = FALSE;
  dsc_comparison_find_partings (self);
  dsc_comparison_update_pictures (self);
}
