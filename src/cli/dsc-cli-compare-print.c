/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-compare-print.c: a comparison as text, CSV and JSON. */
#include "dsc-cli-compare.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <stdio.h>

static const char * const what_names[] = { "program", "outcome", "slots", "items", "bytes" };

G_STATIC_ASSERT (G_N_ELEMENTS (what_names) == DSC_N_DIFFERS);

/* NULL: the run has no such step. */
static const DscStep *
step_of (const DscCliComparison *self,
         guint                   i)
{
  const DscTimeline *timeline = self->compared[i].timeline;

  return self->step > 0 && self->step <= dsc_timeline_get_n_steps (timeline) ? dsc_timeline_get_step (timeline, self->step - 1) : NULL;
}

static const char *
operation (const DscCliComparison *self)
{
  for (guint i = 0; i < self->n; i++)
    if (step_of (self, i) != NULL)
      return step_of (self, i)->label;
  return NULL;
}

/* ---- text ------------------------------------------------------------------------------------------------------ */

static void
print_rows (const DscCliComparison *self)
{
  printf ("%-24s %10s %10s %8s  %s\n", _("release"), _("items"), _("slots"), _("bytes"), _("parts from the one before at"));
  for (guint i = 0; i < self->n; i++)
    {
      const DscCliCompared *one = &self->compared[i];
      const DscStep *step = step_of (self, i);
      char name[64];

      dsc_target_format (one->target, name, sizeof name);
      printf ("%-24s ", name);
      if (step == NULL)
        printf ("%10s %10s %8s", "–", "–", "–");
      else if (step->getsizeof < 0)
        printf ("%10" G_GSIZE_FORMAT " %10" G_GSIZE_FORMAT " %8s", step->used, step->n_slots, "–");
      else
        printf ("%10" G_GSIZE_FORMAT " %10" G_GSIZE_FORMAT " %8" G_GINT64_FORMAT, step->used, step->n_slots, step->getsizeof);
      if (one->differs)
        printf (_("  step %" G_GUINT64_FORMAT), one->difference.step);
      puts ("");
    }
}

static void
print_difference (const DscCliComparison *self,
                  guint                   i)
{
  const DscCliCompared *one = &self->compared[i];
  const DscCliCompared *last = one - 1;
  g_autofree char *sentence = dsc_difference_describe (&one->difference, last->target, one->target, last->timeline, one->timeline);
  char a[64];
  char b[64];

  dsc_target_format (last->target, a, sizeof a);
  dsc_target_format (one->target, b, sizeof b);
  printf ("\n%s | %s\n  %s\n", a, b, sentence);
  for (guint k = 0; k < one->causes->len; k++)
    {
      g_autofree char *cause = dsc_cause_describe (&g_array_index (one->causes, DscCause, k), last->target, one->target);
      printf ("  %s\n", cause);
    }
  if (one->causes->len == 0)
    printf ("  %s\n", _("No single rule makes it so: the tables are built differently."));
}

static void
print_text (const DscCliComparison *self)
{
  if (operation (self) != NULL)
    printf (_("After step %" G_GSIZE_FORMAT ", “%s”:\n\n"), self->step, operation (self));
  print_rows (self);
  for (guint i = 1; i < self->n; i++)
    if (self->compared[i].differs)
      print_difference (self, i);
}

/* ---- CSV ------------------------------------------------------------------------------------------------------- */

static void
print_csv (const DscCliComparison *self)
{
  puts ("version,step,items,slots,bytes,differs_at,differs_in,rules");
  for (guint i = 0; i < self->n; i++)
    {
      const DscCliCompared *one = &self->compared[i];
      const DscStep *step = step_of (self, i);
      char name[64];

      dsc_target_format (one->target, name, sizeof name);
      printf ("%s,%" G_GSIZE_FORMAT ",", name, self->step);
      if (step != NULL)
        printf ("%" G_GSIZE_FORMAT ",%" G_GSIZE_FORMAT ",", step->used, step->n_slots);
      else
        printf (",,");
      if (step != NULL && step->getsizeof >= 0)
        printf ("%" G_GINT64_FORMAT, step->getsizeof);
      putchar (',');
      if (one->differs)
        printf ("%" G_GUINT64_FORMAT ",%s,", one->difference.step, what_names[one->difference.what]);
      else
        printf (",,");
      for (guint k = 0; one->differs && k < one->causes->len; k++)
        printf ("%s%s", k > 0 ? " " : "", g_array_index (one->causes, DscCause, k).trait);
      puts ("");
    }
}

/* ---- JSON ------------------------------------------------------------------------------------------------------ */

static void
add_rule (JsonBuilder          *builder,
          const char           *name,
          const DscTraitChange *change)
{
  json_builder_set_member_name (builder, name);
  if (change == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "value");
  if (change->value_name != NULL)
    json_builder_add_string_value (builder, change->value_name);
  else
    json_builder_add_int_value (builder, change->value);
  json_builder_set_member_name (builder, "source");
  json_builder_add_string_value (builder, change->source);
  json_builder_end_object (builder);
}

static void
add_difference (JsonBuilder          *builder,
                const DscCliCompared *one)
{
  const DscCliCompared *last = one - 1;
  g_autofree char *sentence = dsc_difference_describe (&one->difference, last->target, one->target, last->timeline, one->timeline);

  json_builder_set_member_name (builder, "first_difference");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "step");
  json_builder_add_int_value (builder, (gint64) one->difference.step);
  json_builder_set_member_name (builder, "what");
  json_builder_add_string_value (builder, what_names[one->difference.what]);
  json_builder_set_member_name (builder, "sentence");
  json_builder_add_string_value (builder, sentence);
  json_builder_set_member_name (builder, "rules");
  json_builder_begin_array (builder);
  for (guint k = 0; k < one->causes->len; k++)
    {
      const DscCause *cause = &g_array_index (one->causes, DscCause, k);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "rule");
      json_builder_add_string_value (builder, cause->trait);
      add_rule (builder, "before", cause->a);
      add_rule (builder, "this", cause->b);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_compared (JsonBuilder            *builder,
              const DscCliComparison *self,
              guint                   i)
{
  const DscStep *step = step_of (self, i);
  char name[64];

  dsc_target_format (self->compared[i].target, name, sizeof name);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "version");
  json_builder_add_string_value (builder, name);
  if (step != NULL)
    {
      json_builder_set_member_name (builder, "items");
      json_builder_add_int_value (builder, (gint64) step->used);
      json_builder_set_member_name (builder, "slots");
      json_builder_add_int_value (builder, (gint64) step->n_slots);
      if (step->getsizeof >= 0)
        {
          json_builder_set_member_name (builder, "getsizeof");
          json_builder_add_int_value (builder, step->getsizeof);
        }
    }
  if (self->compared[i].differs)
    add_difference (builder, &self->compared[i]);
  json_builder_end_object (builder);
}

static void
print_json (const DscCliComparison *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "step");
  json_builder_add_int_value (builder, (gint64) self->step);
  json_builder_set_member_name (builder, "operation");
  json_builder_add_string_value (builder, operation (self) != NULL ? operation (self) : "");
  json_builder_set_member_name (builder, "versions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->n; i++)
    add_compared (builder, self, i);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  dsc_cli_print_json (json_builder_get_root (builder), FALSE);
}

void
dsc_cli_compare_print (const DscCliComparison *self,
                       DscCliFormat            format)
{
  if (format == DSC_CLI_JSON)
    print_json (self);
  else if (format == DSC_CLI_CSV)
    print_csv (self);
  else
    print_text (self);
}
