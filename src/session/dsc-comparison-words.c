/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-comparison-words.c: where the sides of a comparison part, in sentences. */
#include "dsc-comparison-private.h"

#include <glib/gi18n.h>

static char *
describe_numbers (DscDiffers  what,
                  const char *name_a,
                  const char *a,
                  gulong      count,
                  const char *name_b,
                  const char *b)
{
  /* Translators: names of two scripts or versions, each with its number; only the first one is followed by the noun */
  const char *format = what == DSC_DIFFERS_SLOTS ? ngettext ("%s has %s slot, %s has %s.", "%s has %s slots, %s has %s.", count)
                       : what == DSC_DIFFERS_ITEMS ? ngettext ("%s has %s item, %s has %s.", "%s has %s items, %s has %s.", count)
                                                   : ngettext ("%s takes %s byte, %s takes %s.", "%s takes %s bytes, %s takes %s.", count);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (format, name_a, a, name_b, b);
#pragma GCC diagnostic pop
}

/* Of two scripts: the sides are told apart by their names. */
static char *
describe_scripts (const DscDifference *difference,
                  const char          *name_a,
                  const char          *name_b)
{
  g_autofree char *numbers = NULL;

  if (difference->what == DSC_DIFFERS_SLOTS || difference->what == DSC_DIFFERS_ITEMS || difference->what == DSC_DIFFERS_BYTES)
    {
      g_autofree char *a = g_strdup_printf ("%" G_GINT64_FORMAT, difference->a);
      g_autofree char *b = g_strdup_printf ("%" G_GINT64_FORMAT, difference->b);

      numbers = describe_numbers (difference->what, name_a, a, (gulong) difference->a, name_b, b);
    }
  else
    numbers = g_strdup_printf (_("%s and %s do different things."), name_a, name_b);
  /* Translators: number of a step; a sentence with the names of two scripts, each with its number of slots, items or bytes */
  return g_strdup_printf (_("They part at step %'" G_GUINT64_FORMAT ": %s"), difference->step, numbers);
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

static gboolean
may_be_told (DscComparison *self,
             guint          i)
{
  const DscComparisonSide *side = dsc_comparison_get_side (self, i);

  return !dsc_comparison_is_lead (self, side) && side->parting.differs;
}

/* Not just in how many bytes a release needs for the same. */
static gboolean
is_real (const DscComparisonSide *side)
{
  return side->parting.differs && (side->parting.difference.what != DSC_DIFFERS_BYTES || side->script_name != NULL);
}

static gboolean
any_is_real (DscComparison *self)
{
  for (guint i = 0; i < self->sides->len; i++)
    if (may_be_told (self, i) && is_real (dsc_comparison_get_side (self, i)))
      return TRUE;
  return FALSE;
}

/* All sides have been compared with the lead: what is said of all is said of each. */
static gboolean
all_are_known (DscComparison *self)
{
  for (guint i = 0; i < self->sides->len; i++)
    {
      const DscComparisonSide *side = dsc_comparison_get_side (self, i);

      if (!dsc_comparison_is_lead (self, side) && !side->parting.is_known)
        return FALSE;
    }
  return self->runs != NULL;
}

static char *
tell_alike (DscComparison *self)
{
  const guint64 n = dsc_session_get_n_steps (self->lead);

  if (!all_are_known (self))
    return NULL;
  return g_strdup_printf (ngettext ("They are alike in the only step, in behaviour and in size.",
                                    "They are alike in all %'" G_GUINT64_FORMAT " steps, in behaviour and in size.", (gulong) n), n);
}

/* The step that the user is told of: the present one where sides part at it, else the first at which any do. Where any behaves differently,
 * those that only need more bytes are not told of. */
static guint64
find_told_step (DscComparison *self)
{
  const guint64 here = dsc_session_get_position (self->lead);
  const gboolean real = any_is_real (self);
  guint64 first = G_MAXUINT64;

  for (guint i = 0; i < self->sides->len; i++)
    {
      const DscComparisonSide *side = dsc_comparison_get_side (self, i);

      if (!may_be_told (self, i) || (real && !is_real (side)))
        continue;
      if (side->parting.difference.step == here)
        return here;
      first = MIN (first, side->parting.difference.step);
    }
  return first;
}

/* The sides of which the user is told now; those that part from the lead at that step. */
static GArray *
list_told (DscComparison *self)
{
  GArray *told = g_array_new (FALSE, FALSE, sizeof (guint));
  const guint64 step = find_told_step (self);
  const gboolean real = any_is_real (self);

  for (guint i = 0; i < self->sides->len; i++)
    {
      const DscComparisonSide *side = dsc_comparison_get_side (self, i);

      if (may_be_told (self, i) && side->parting.difference.step == step && (!real || is_real (side)))
        g_array_append_val (told, i);
    }
  return told;
}

/* "3.5.10 parted from 3.9.25 at step 1 already.", of sides that are not told of since others part at this step. */
static void
append_earlier (DscComparison *self,
                GString       *text,
                guint64        step)
{
  g_autofree char *lead = dsc_comparison_dup_title (self, dsc_comparison_get_lead (self));

  for (guint i = 0; i < self->sides->len; i++)
    {
      const DscComparisonSide *side = dsc_comparison_get_side (self, i);

      if (!may_be_told (self, i) || !is_real (side) || side->parting.difference.step >= step)
        continue;
      g_autofree char *title = dsc_comparison_dup_title (self, i);

      g_string_append_c (text, ' ');
      /* Translators: names of two sides of a comparison, number of a step */
      g_string_append_printf (text, _("%s parted from %s at step %'" G_GUINT64_FORMAT " already."), title, lead, side->parting.difference.step);
    }
}

static gboolean
has_other_version (DscComparison *self)
{
  for (guint i = 0; i < self->sides->len; i++)
    if (!dsc_comparison_is_lead (self, dsc_comparison_get_side (self, i)) && dsc_comparison_get_side (self, i)->script_name == NULL)
      return TRUE;
  return FALSE;
}

/* What is true of all sides up to here, or in all steps; NULL: nothing is. */
static const char *
tell_before (DscComparison *self,
             guint64        step)
{
  if (!all_are_known (self))
    return NULL;
  if (!any_is_real (self))
    return _("They behave alike, only sizes differ.");
  if (step <= dsc_session_get_position (self->lead))
    return NULL;
  /* Sizes may differ before. */
  return has_other_version (self) ? _("They behave alike so far.") : _("Alike so far.");
}

/* Time is the lead's: where its program has ended, nothing else tells of what a longer one still does. NULL: it has not, or none is longer. */
static char *
tell_longer (DscComparison *self)
{
  const guint64 n = dsc_session_get_n_steps (self->lead);
  const DscComparisonSide *longest = NULL;
  guint64 most = n;
  guint which = 0;

  if (!all_are_known (self) || dsc_session_get_position (self->lead) < n)
    return NULL;
  for (guint i = 0; i < self->sides->len; i++)
    {
      const DscComparisonSide *side = dsc_comparison_get_side (self, i);

      if (dsc_session_get_n_steps (side->session) <= most)
        continue;
      most = dsc_session_get_n_steps (side->session);
      longest = side;
      which = i;
    }
  if (longest == NULL)
    return NULL;
  g_autofree char *title = dsc_comparison_dup_title (self, which);
  g_autofree char *lead = dsc_comparison_dup_title (self, dsc_comparison_get_lead (self));

  if (longest->script_name != NULL)
    /* Translators: name of a script, number of a step */
    return g_strdup_printf (_("%s goes on to step %'" G_GUINT64_FORMAT "; open it by itself to follow it. "), title, most);
  /* Translators: a version, number of a step, the version or name of another side */
  return g_strdup_printf (_("%s goes on to step %'" G_GUINT64_FORMAT "; choose its version for the side of %s to follow it. "), title, most, lead);
}

char *
dsc_comparison_dup_sentence (DscComparison *self)
{
  g_return_val_if_fail (DSC_IS_COMPARISON (self), NULL);
  g_autoptr (GArray) told = list_told (self);
  g_autofree char *longer = tell_longer (self);

  if (told->len == 0)
    return longer != NULL ? g_strdup (g_strchomp (longer)) : tell_alike (self);
  const DscParting *parting = &dsc_comparison_get_side (self, g_array_index (told, guint, 0))->parting;
  const guint64 step = parting->difference.step;
  const char *before = tell_before (self, step);
  g_autofree char *sentence = describe_all (self, told);
  g_autoptr (GString) text = g_string_new (longer);

  g_string_append_printf (text, "%s%s%s", before != NULL ? before : "", before != NULL ? " " : "", sentence);
  append_earlier (self, text, step);
  if (step == dsc_session_get_position (self->lead) && any_is_real (self) && parting->rule != NULL)
    g_string_append_printf (text, "\n%s", parting->rule);
  return g_string_free (g_steal_pointer (&text), FALSE);
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
