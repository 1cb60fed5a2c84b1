/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-moment-arithmetic.c: the calculations of a probe and of a request, as that version does them, with the numbers put in. */
#include "dsc-moment-private.h"

#include <stdlib.h>

#define SHORT_NUMBER 1000000u

char *
dsc_moment_bits (guint64 bits)
{
  if (bits < SHORT_NUMBER)
    return g_strdup_printf ("%" G_GUINT64_FORMAT, bits);
  return g_strdup_printf ("0x%" G_GINT64_MODIFIER "x", bits);
}

/* Objects/dictobject.c, lookdict of each family; Objects/mappingobject.c, lookmapping before that. */
static char *
first_probe (const DscTraits        *traits,
             const DscEvent         *probe,
             const DscMomentContext *context)
{
  const guint64 mask = context->slots > 0 ? context->slots - 1 : 0;
  g_autofree char *hash = dsc_moment_bits (context->hash);
  g_autofree char *bits = dsc_moment_bits ((guint64) probe->b);

  switch (traits->probe)
    {
    case DSC_PROBE_PERTURB_LATE:
    case DSC_PROBE_PERTURB_FIRST:
      return g_strdup_printf ("i = hash & mask = %s & %" G_GUINT64_FORMAT " = %" G_GINT64_FORMAT, bits, mask, probe->a);
    case DSC_PROBE_POLYNOMIAL:
      return g_strdup_printf ("i = ~hash & mask = ~%s & %" G_GUINT64_FORMAT " = %" G_GINT64_FORMAT, hash, mask, probe->a);
    case DSC_PROBE_PRIME:
      return g_strdup_printf ("i = hash %% size = %s %% %" G_GUINT64_FORMAT " = %" G_GINT64_FORMAT, hash, context->slots, probe->a);
    }
  g_return_val_if_reached (NULL);
}

static char *
next_probe (const DscTraits        *traits,
            const DscEvent         *probe,
            const DscMomentContext *context)
{
  const guint64 mask = context->slots > 0 ? context->slots - 1 : 0;
  const gint64 i = context->last_slot;
  g_autofree char *before = dsc_moment_bits ((guint64) probe->b);
  g_autofree char *after = dsc_moment_bits ((guint64) probe->c);

  switch (traits->probe)
    {
    case DSC_PROBE_PERTURB_LATE:
      return g_strdup_printf ("i = (5·%" G_GINT64_FORMAT " + %s + 1) & %" G_GUINT64_FORMAT " = %" G_GINT64_FORMAT "; perturb >>= 5: %s", i, before,
                              mask, probe->a, after);
    case DSC_PROBE_PERTURB_FIRST:
      return g_strdup_printf ("perturb = %s >> 5 = %s; i = (5·%" G_GINT64_FORMAT " + %s + 1) & %" G_GUINT64_FORMAT " = %" G_GINT64_FORMAT, before,
                              after, i, after, mask, probe->a);
    case DSC_PROBE_POLYNOMIAL:
      return g_strdup_printf ("(%" G_GINT64_FORMAT " + incr) & mask = (%" G_GINT64_FORMAT " + %s) & %" G_GUINT64_FORMAT " = %" G_GINT64_FORMAT,
                              context->first_slot, context->first_slot, before, mask, probe->a);
    case DSC_PROBE_PRIME:
      return g_strdup_printf ("i = (%" G_GINT64_FORMAT " + %s) %% %" G_GUINT64_FORMAT " = %" G_GINT64_FORMAT, i, before, context->slots, probe->a);
    }
  g_return_val_if_reached (NULL);
}

char *
dsc_moment_arithmetic_probe (const DscTraits        *traits,
                             const DscEvent         *probe,
                             const DscMomentContext *context)
{
  return probe->d == 0 || context->last_slot < 0 ? first_probe (traits, probe, context) : next_probe (traits, probe, context);
}

/* Objects/dictobject.c: the loop in dictresize; 3.10 on calculate_keysize, 3.11 on calculate_log2_keysize. */
char *
dsc_moment_arithmetic_rounding (const DscTraits *traits,
                                guint64          request,
                                guint64          slots)
{
  const guint64 filled = ((request | 8) - 1) | 7;

  switch (traits->rounding)
    {
    case DSC_ROUNDING_GT:
      return g_strdup_printf ("2ⁿ > %" G_GUINT64_FORMAT ": %" G_GUINT64_FORMAT, request, slots);
    case DSC_ROUNDING_GE:
      return g_strdup_printf ("2ⁿ >= %" G_GUINT64_FORMAT ": %" G_GUINT64_FORMAT, request, slots);
    case DSC_ROUNDING_BIT_LENGTH:
      return g_strdup_printf ("1 << bit_length (((%" G_GUINT64_FORMAT " | 8) - 1) | 7) = 1 << bit_length (%" G_GUINT64_FORMAT ") = %" G_GUINT64_FORMAT,
                              request, filled, slots);
    case DSC_ROUNDING_PRIME:
      return g_strdup_printf ("prime > %" G_GUINT64_FORMAT ": %" G_GUINT64_FORMAT, request, slots);
    }
  g_return_val_if_reached (NULL);
}

/* "5 * 3 = 15", "3 * 2 + 4 = 10", "(3 * 3 + 1) / 2 = 5". */
static char *
formula (const DscEvent *request)
{
  const gint64 result = request->d != 0 ? (request->a * request->b + request->c) / request->d : 0;
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s%" G_GINT64_FORMAT " * %" G_GINT64_FORMAT, request->d > 1 && request->c != 0 ? "(" : "", request->a, request->b);
  if (request->c != 0)
    g_string_append_printf (text, " + %" G_GINT64_FORMAT "%s", request->c, request->d > 1 ? ")" : "");
  if (request->d > 1)
    g_string_append_printf (text, " / %" G_GINT64_FORMAT, request->d);
  g_string_append_printf (text, " = %" G_GINT64_FORMAT, result);
  return g_strdup (text->str);
}

char *
dsc_moment_arithmetic_request (const DscTraits *traits,
                               const DscEvent  *begin,
                               const DscEvent  *request)
{
  g_autofree char *calculated = request != NULL ? formula (request) : NULL;
  g_autofree char *rounded = dsc_moment_arithmetic_rounding (traits, (guint64) begin->a, (guint64) begin->c);

  return calculated != NULL ? g_strdup_printf ("%s; %s", calculated, rounded) : NULL;
}
