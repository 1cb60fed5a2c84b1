/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-comparison-words.c: where the sides of a comparison part, in sentences. */
#include "dsc-comparison-private.h"

#include <glib/gi18n.h>

/* Of two scripts: the sides are told apart by their names. */
static char *
describe_scripts (const DscDifference *difference,
                  const char          *a,
                  const char          *b)
{
  const guint64 step = difference->step;

  switch (difference->what)
    {
    case DSC_DIFFERS_SLOTS:
      /* Translators: number of a step; names of two scripts or versions, each with its number of slots */
      return g_strdup_printf (_("They part at step %1$'" G_GUINT64_FORMAT ": %2$s has %3$" G_GINT64_FORMAT " slots, %4$s has %5$" G_GINT64_FORMAT "."),
                              step, a, difference->a, b, difference->b);
    case DSC_DIFFERS_ITEMS:
      return g_strdup_printf (_("They part at step %1$'" G_GUINT64_FORMAT ": %2$s has %3$" G_GINT64_FORMAT " items, %4$s has %5$" G_GINT64_FORMAT "."),
                              step, a, difference->a, b, difference->b);
    case DSC_DIFFERS_BYTES:
      return g_strdup_printf (_("They part at step %1$'" G_GUINT64_FORMAT ": %2$s takes %3$" G_GINT64_FORMAT " bytes, %4$s takes %5$" G_GINT64_FORMAT "."),
                              step, a, difference->a, b, difference->b);
    case DSC_DIFFERS_PROGRAM:
    case DSC_DIFFERS_OUTCOME:
    case DSC_N_DIFFERS:
      break;
    }
  return g_strdup_printf (_("They part at step %1$'" G_GUINT64_FORMAT ": %2$s and %3$s do different things."), step, a, b);
}

static char *
describe_parting (DscComparison *self,
                  guint          i)
{
  const DscComparisonSide *side = dsc_comparison_get_side (self, i);
  g_autofree char *lead = NULL, *other = NULL;

  if (side->parting.sentence != NULL)
    return g_strdup (side->parting.sentence);
  lead = dsc_comparison_dup_title (self, dsc_comparison_get_lead (self));
  other = dsc_comparison_dup_title (self, i);
  return describe_scripts (&side->parting.difference, lead, other);
}

/* "16 in 3.10.13, 8 in 3.9.18 and 3.8.18": the lead's number, then those of the sides that part from it here. */
static char *
list_numbers (DscComparison *self,
              const GArray  *sides)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i <= sides->len; i++)
    {
      const guint which = i == 0 ? dsc_comparison_get_lead (self) : g_array_index (sides, guint, i - 1);
      const DscDifference *difference = &dsc_comparison_get_side (self, g_array_index (sides, guint, i == 0 ? 0 : i - 1))->parting.difference;
      g_autofree char *title = dsc_comparison_dup_title (self, which);

      /* Translators: a number, and the name of the side that has it, "16 in CPython 3.10.13" */
      g_string_append_printf (text, "%s", i > 0 ? ", " : "");
      g_string_append_printf (text, _("%" G_GINT64_FORMAT " in %s"), i == 0 ? difference->a : difference->b, title);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Several sides that part from the lead at one step, in the same thing. */
static char *
describe_several (DscComparison *self,
                  const GArray  *sides)
{
  const DscDifference *difference = &dsc_comparison_get_side (self, g_array_index (sides, guint, 0))->parting.difference;
  g_autofree char *numbers = list_numbers (self, sides);

  switch (difference->what)
    {
    case DSC_DIFFERS_SLOTS:
      return g_strdup_printf (_("They part at step %'" G_GUINT64_FORMAT ". Slots then: %s."), difference->step, numbers);
    case DSC_DIFFERS_ITEMS:
      return g_strdup_printf (_("They part at step %'" G_GUINT64_FORMAT ". Items then: %s."), difference->step, numbers);
    case DSC_DIFFERS_BYTES:
      return g_strdup_printf (_("They part at step %'" G_GUINT64_FORMAT ". Bytes then: %s."), difference->step, numbers);
    case DSC_DIFFERS_PROGRAM:
    case DSC_DIFFERS_OUTCOME:
    case DSC_N_DIFFERS:
      break;
    }
  return NULL;
}

static gboolean
are_alike (DscComparison *self,
           const GArray  *sides)
{
  const DscDiffers what = dsc_comparison_get_side (self, g_array_index (sides, guint, 0))->parting.difference.what;

  for (guint i = 0; i < sides->len; i++)
    if (dsc_comparison_get_side (self, g_array_index (sides, guint, i))->parting.difference.what != what)
      return FALSE;
  return what == DSC_DIFFERS_SLOTS || what == DSC_DIFFERS_ITEMS || what == DSC_DIFFERS_BYTES;
}

static char *
describe_all (DscComparison *self,
              const GArray  *sides)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (sides->len > 1 && are_alike (self, sides))
    return describe_several (self, sides);
  for (guint i = 0; i < sides->len; i++)
    {
      g_autofree char *one = describe_parting (self, g_array_index (sides, guint, i));

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", one);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* How much a parting matters now: at this step, then those that were, the latest first, then those that come, the nearest first. */
static guint64
distance_of (DscComparison *self,
             guint          i)
{
  const guint64 here = dsc_session_get_position (self->lead), step = dsc_comparison_get_side (self, i)->parting.difference.step;

  return step <= here ? here - step : G_MAXUINT32 + (step - here);
}

static gboolean
may_be_told (DscComparison *self,
             guint          i)
{
  const DscComparisonSide *side = dsc_comparison_get_side (self, i);

  return !dsc_comparison_is_lead (self, side) && side->parting.differs;
}

static char *
tell_alike (DscComparison *self)
{
  const guint64 n = dsc_session_get_n_steps (self->lead);

  if (self->runs == NULL)
    return NULL;
  return g_strdup_printf (ngettext ("They are alike in the only step, in behaviour and in size.",
                                    "They are alike in all %'" G_GUINT64_FORMAT " steps, in behaviour and in size.", (gulong) n), n);
}

/* The sides of which the user is told now; those that part from the lead at the one step that matters most. */
static GArray *
list_told (DscComparison *self)
{
  GArray *told = g_array_new (FALSE, FALSE, sizeof (guint));
  guint64 nearest = G_MAXUINT64;

  for (guint i = 0; i < self->sides->len; i++)
    if (may_be_told (self, i))
      nearest = MIN (nearest, distance_of (self, i));
  for (guint i = 0; i < self->sides->len; i++)
    if (may_be_told (self, i) && distance_of (self, i) == nearest)
      g_array_append_val (told, i);
  return told;
}

char *
dsc_comparison_dup_sentence (DscComparison *self)
{
  g_return_val_if_fail (DSC_IS_COMPARISON (self), NULL);
  g_autoptr (GArray) told = list_told (self);

  if (told->len == 0)
    return tell_alike (self);
  const DscComparisonSide *side = dsc_comparison_get_side (self, g_array_index (told, guint, 0));
  const guint64 here = dsc_session_get_position (self->lead), step = side->parting.difference.step;
  g_autofree char *sentence = describe_all (self, told);

  if (side->parting.difference.what == DSC_DIFFERS_BYTES && side->script_name == NULL)
    /* Translators: followed by "They part at step 3, “d[2] = 1”. 3.10.13 needs 232 bytes then, 3.9.18 needs 248." */
    return g_strdup_printf (_("They behave alike, only sizes differ. %s"), sentence);
  if (step == here && side->parting.rule != NULL)
    return g_strdup_printf ("%s\n%s", sentence, side->parting.rule);
  if (step > here)
    /* Translators: followed by "They part at step 3, “d[2] = 1”. 3.10.13 has 16 slots then, 3.9.18 has 8." */
    return g_strdup_printf (_("Alike so far. %s"), sentence);
  return g_steal_pointer (&sentence);
}

char *
dsc_comparison_dup_detail (DscComparison *self)
{
  g_return_val_if_fail (DSC_IS_COMPARISON (self), NULL);
  g_autoptr (GArray) told = list_told (self);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < told->len; i++)
    {
      const DscParting *parting = &dsc_comparison_get_side (self, g_array_index (told, guint, i))->parting;

      if (parting->cause != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", parting->cause);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

const DscParting *
dsc_comparison_get_parting (DscComparison *self,
                            guint          i)
{
  g_return_val_if_fail (DSC_IS_COMPARISON (self), NULL);
  g_return_val_if_fail (i < self->sides->len, NULL);
  const DscComparisonSide *side = dsc_comparison_get_side (self, i);

  return dsc_comparison_is_lead (self, side) ? NULL : &side->parting;
}

guint64
dsc_comparison_get_first_difference (DscComparison *self)
{
  g_return_val_if_fail (DSC_IS_COMPARISON (self), 0);
  guint64 first = 0;

  for (guint i = 0; i < self->sides->len; i++)
    {
      const DscParting *parting = &dsc_comparison_get_side (self, i)->parting;

      if (parting->differs && (first == 0 || parting->difference.step < first))
        first = parting->difference.step;
    }
  return first;
}

const GArray *
dsc_comparison_get_runs (DscComparison *self)
{
  g_return_val_if_fail (DSC_IS_COMPARISON (self), NULL);
  return self->runs;
}
