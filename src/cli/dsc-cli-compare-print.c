/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-compare-print.c: a comparison as text, CSV, Markdown and JSON. */
#include "dsc-cli-compare.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "dsc-compare-reasons.h"

static const char * const what_names[] = { "program", "outcome", "slots", "items", "bytes" };

G_STATIC_ASSERT (G_N_ELEMENTS (what_names) == DSC_N_DIFFERS);

/* ---- text ------------------------------------------------------------------------------------------------------ */

static void
append_rows (GString                *out,
             const DscCliComparison *self)
{
  g_string_append_printf (out, "%-24s %10s %10s %8s  %s\n", self->scripts[1] != NULL ? _("script") : _("release"), _("items"), _("slots"), _("bytes"),
                          _("parts from the one before at"));
  for (guint i = 0; i < self->n; i++)
    {
      const DscCliCompared *one = &self->compared[i];
      const DscStep *step = dsc_cli_compared_step (self, i);
      char name[200];

      dsc_cli_compared_name (self, i, name, sizeof name);
      g_string_append_printf (out, "%-24s ", name);
      if (step == NULL)
        g_string_append_printf (out, "%10s %10s %8s", "–", "–", "–");
      else if (step->getsizeof < 0)
        g_string_append_printf (out, "%10" G_GSIZE_FORMAT " %10" G_GSIZE_FORMAT " %8s", step->used, step->n_slots, "–");
      else
        g_string_append_printf (out, "%10" G_GSIZE_FORMAT " %10" G_GSIZE_FORMAT " %8" G_GINT64_FORMAT, step->used, step->n_slots, step->getsizeof);
      if (one->differs)
        g_string_append_printf (out, _("  step %" G_GUINT64_FORMAT), one->difference.step);
      g_string_append_c (out, '\n');
    }
}

/* Where no rule can be exchanged by itself: what the step did on either side, and how the tables are built. */
static void
tell_reasons (const DscCliComparison *self,
              guint                   i,
              GPtrArray              *lines)
{
  const DscCliCompared *one = &self->compared[i];
  const DscTarget targets[] = { one[-1].target, one->target };
  DscScript *const scripts[] = { one[-1].script, one->script };
  g_autoptr (DscReasons) found = one->difference.what == DSC_DIFFERS_PROGRAM ? NULL
                                 : dsc_compare_explain (scripts, targets, 2, self->hash_seed, self->what, one->difference.step, NULL, NULL, NULL);
  const gboolean is_known = found != NULL && (found->source != NULL || one->difference.what != DSC_DIFFERS_OUTCOME);
  char a[200];
  char b[200];

  g_ptr_array_add (lines, g_strdup (is_known ? _("No single rule makes it so: the tables are built differently.")
                                             : _("No rule of dicts that can be exchanged makes it so: the language or the program is another one there.")));
  if (!is_known)
    return;
  dsc_cli_compared_name (self, i - 1, a, sizeof a);
  dsc_cli_compared_name (self, i, b, sizeof b);
  for (guint k = 0; k < found->reasons->len; k++)
    {
      const DscReason *reason = &g_array_index (found->reasons, DscReason, k);

      if (reason->outcomes[0] != NULL && reason->outcomes[1] != NULL)
        /* Translators: what differs, a release and what it is there, another release and what it is there */
        g_ptr_array_add (lines, g_strdup_printf (_("%s: %s %s, %s %s"), reason->heading, a, reason->outcomes[0], b, reason->outcomes[1]));
    }
  if (found->source != NULL)
    g_ptr_array_add (lines, g_strdup_printf (_("Source: %s"), found->source));
}

/* Lines: what differs, and which rules make it so. Strings. */
static GPtrArray *
tell_difference (const DscCliComparison *self,
                 guint                   i)
{
  const DscCliCompared *one = &self->compared[i];
  const DscCliCompared *last = one - 1;
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  if (self->scripts[1] != NULL)
    {
      g_ptr_array_add (lines, g_strdup_printf (_("After step %" G_GUINT64_FORMAT " the two scripts differ; the rules are the same."), one->difference.step));
      return lines;
    }
  g_ptr_array_add (lines, dsc_difference_describe (&one->difference, last->target, one->target, last->timeline, one->timeline));
  for (guint k = 0; k < one->causes->len; k++)
    g_ptr_array_add (lines, dsc_cause_describe (&g_array_index (one->causes, DscCause, k), last->target, one->target));
  if (one->causes->len == 0)
    tell_reasons (self, i, lines);
  return lines;
}

/* What ended the run; NULL: it came to its end. */
static const char *
find_end (const DscCliComparison *self,
          guint                   i)
{
  for (guint k = 0; k <= i; k++)
    if (self->compared[k].run != NULL && self->compared[k].run->timeline == self->compared[i].timeline)
      return self->compared[k].run->diagnostic != NULL ? self->compared[k].run->diagnostic->message : NULL;
  return NULL;
}

static gboolean
end_alike (const DscCliComparison *self,
           guint                   a,
           guint                   b)
{
  return b < self->n && dsc_timeline_get_n_steps (self->compared[a].timeline) == dsc_timeline_get_n_steps (self->compared[b].timeline)
         && g_strcmp0 (find_end (self, a), find_end (self, b)) == 0;
}

/* Runs that ended before the step, neighbours together, and what ended them. */
static void
append_ends (GString                *out,
             const DscCliComparison *self)
{
  for (guint i = 0, next; i < self->n; i = next)
    {
      const gsize n_steps = dsc_timeline_get_n_steps (self->compared[i].timeline);
      const char *end = find_end (self, i);
      char name[200];

      next = i + 1;
      if (n_steps >= self->step)
        continue;
      dsc_cli_compared_name (self, i, name, sizeof name);
      g_string_append_printf (out, "\n%s", name);
      while (end_alike (self, i, next))
        next++;
      dsc_cli_compared_name (self, next - 1, name, sizeof name);
      if (next > i + 1)
        g_string_append_printf (out, "%s%s", next > i + 2 ? " … " : ", ", name);
      /* Translators: follows names of releases */
      g_string_append_printf (out, _(": the program ended after step %" G_GSIZE_FORMAT "."), n_steps);
      if (end != NULL)
        g_string_append_printf (out, " %s", end);
      g_string_append_c (out, '\n');
    }
}

static gboolean
is_idle (const DscCliComparison *self)
{
  for (guint i = 0; i < self->n; i++)
    if (dsc_timeline_get_n_steps (self->compared[i].timeline) > 0)
      return FALSE;
  return TRUE;
}

/* What the table cannot say by leaving a column empty. */
static void
append_alike (GString                *out,
              const DscCliComparison *self)
{
  if (self->n < 2 || is_idle (self))
    return;
  for (guint i = 1; i < self->n; i++)
    if (self->compared[i].differs)
      return;
  g_string_append_c (out, '\n');
  g_string_append (out, self->what == DSC_COMPARE_BYTES
                        ? _("After every operation the sizes are the same.\n")
                        : _("They behave alike: each operation leaves as many items and as many slots. “--by bytes” compares sizes.\n"));
}

static char *
write_text (const DscCliComparison *self)
{
  GString *out = g_string_new (NULL);

  if (dsc_cli_compare_operation (self) != NULL)
    g_string_append_printf (out, _("After step %" G_GSIZE_FORMAT ", “%s”:\n\n"), self->step, dsc_cli_compare_operation (self));
  else
    g_string_append (out, is_idle (self) ? _("The program does nothing to a dict or an instance.\n\n") : _("Before the first operation:\n\n"));
  append_rows (out, self);
  append_ends (out, self);
  for (guint i = 1; i < self->n; i++)
    {
      if (!self->compared[i].differs)
        continue;
      g_autoptr (GPtrArray) lines = tell_difference (self, i);
      char a[200];
      char b[200];

      dsc_cli_compared_name (self, i - 1, a, sizeof a);
      dsc_cli_compared_name (self, i, b, sizeof b);
      g_string_append_printf (out, "\n%s | %s\n", a, b);
      for (guint k = 0; k < lines->len; k++)
        g_string_append_printf (out, "  %s\n", (const char *) g_ptr_array_index (lines, k));
    }
  append_alike (out, self);
  return g_string_free (out, FALSE);
}

/* ---- CSV and Markdown ------------------------------------------------------------------------------------------ */

static void
add_row (const DscCliComparison *self,
         guint                   i,
         DscSheet               *sheet)
{
  const DscCliCompared *one = &self->compared[i];
  const DscStep *step = dsc_cli_compared_step (self, i);
  GString *rules = g_string_new (NULL);
  char name[200];

  dsc_cli_compared_name (self, i, name, sizeof name);
  dsc_sheet_add_row (sheet);
  dsc_sheet_add_text (sheet, name);
  dsc_sheet_add_integer (sheet, (gint64) self->step);
  if (step != NULL)
    {
      dsc_sheet_add_integer (sheet, (gint64) step->used);
      dsc_sheet_add_integer (sheet, (gint64) step->n_slots);
    }
  for (guint k = 0; step == NULL && k < 2; k++)
    dsc_sheet_add_empty (sheet);
  if (step != NULL && step->getsizeof >= 0)
    dsc_sheet_add_integer (sheet, step->getsizeof);
  else
    dsc_sheet_add_empty (sheet);
  if (one->differs)
    {
      dsc_sheet_add_integer (sheet, (gint64) one->difference.step);
      dsc_sheet_add_text (sheet, what_names[one->difference.what]);
      for (guint k = 0; one->causes != NULL && k < one->causes->len; k++)
        g_string_append_printf (rules, "%s%s", k > 0 ? " " : "", g_array_index (one->causes, DscCause, k).trait);
      dsc_sheet_add_text (sheet, rules->str);
    }
  g_string_free (rules, TRUE);
}

static DscSheet *
tabulate (const DscCliComparison *self)
{
  const char *operation = dsc_cli_compare_operation (self);
  g_autofree char *title = operation != NULL ? g_strdup_printf (_("After step %" G_GSIZE_FORMAT ", “%s”"), self->step, operation)
                                             : g_strdup (_("Before the first operation"));
  DscSheet *sheet = dsc_sheet_new (title);

  dsc_sheet_add_column (sheet, self->scripts[1] != NULL ? "script" : "version", self->scripts[1] != NULL ? _("script") : _("release"));
  dsc_sheet_add_column (sheet, "step", _("step"));
  dsc_sheet_add_column (sheet, "items", _("items"));
  dsc_sheet_add_column (sheet, "slots", _("slots"));
  dsc_sheet_add_column (sheet, "bytes", "sys.getsizeof");
  dsc_sheet_add_column (sheet, "differs_at", _("parts from the one before at step"));
  dsc_sheet_add_column (sheet, "differs_in", _("differs in"));
  dsc_sheet_add_column (sheet, "rules", _("by these rules"));
  for (guint i = 0; i < self->n; i++)
    add_row (self, i, sheet);
  for (guint i = 1; i < self->n; i++)
    {
      g_autoptr (GPtrArray) lines = self->compared[i].differs ? tell_difference (self, i) : NULL;
      for (guint k = 0; lines != NULL && k < lines->len; k++)
        dsc_sheet_add_note (sheet, g_ptr_array_index (lines, k));
    }
  return sheet;
}

static char *
write_sheet (const DscCliComparison *self,
             DscSheetFormat          format)
{
  g_autoptr (DscSheet) sheet = tabulate (self);

  return dsc_sheet_write (sheet, format);
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
add_difference (JsonBuilder            *builder,
                const DscCliComparison *self,
                guint                   i)
{
  const DscCliCompared *one = &self->compared[i];
  g_autoptr (GPtrArray) lines = tell_difference (self, i);

  json_builder_set_member_name (builder, "first_difference");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "step");
  json_builder_add_int_value (builder, (gint64) one->difference.step);
  json_builder_set_member_name (builder, "what");
  json_builder_add_string_value (builder, what_names[one->difference.what]);
  json_builder_set_member_name (builder, "sentence");
  json_builder_add_string_value (builder, g_ptr_array_index (lines, 0));
  json_builder_set_member_name (builder, "rules");
  json_builder_begin_array (builder);
  for (guint k = 0; one->causes != NULL && k < one->causes->len; k++)
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
  const DscStep *step = dsc_cli_compared_step (self, i);
  char name[200];

  dsc_cli_compared_name (self, i, name, sizeof name);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, self->scripts[1] != NULL ? "script" : "version");
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
    add_difference (builder, self, i);
  json_builder_end_object (builder);
}

static char *
write_json (const DscCliComparison *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const char *operation = dsc_cli_compare_operation (self);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "step");
  json_builder_add_int_value (builder, (gint64) self->step);
  json_builder_set_member_name (builder, "operation");
  json_builder_add_string_value (builder, operation != NULL ? operation : "");
  json_builder_set_member_name (builder, self->scripts[1] != NULL ? "scripts" : "versions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->n; i++)
    add_compared (builder, self, i);
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  JsonNode *root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, FALSE);
  json_node_unref (root);
  return g_strconcat (text, "\n", NULL);
}

char *
dsc_cli_compare_write (const DscCliComparison *self,
                       DscCliFormat            format)
{
  switch (format)
    {
    case DSC_CLI_JSON:
      return write_json (self);
    case DSC_CLI_CSV:
      return write_sheet (self, DSC_SHEET_CSV);
    case DSC_CLI_MARKDOWN:
      return write_sheet (self, DSC_SHEET_MARKDOWN);
    case DSC_CLI_TEXT:
      break;
    }
  return write_text (self);
}
