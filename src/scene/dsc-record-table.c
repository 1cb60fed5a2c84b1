/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-record-table.c: measures all records of a question, compares forms, and writes them down. */
#include "dsc-record-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dsc-describe-private.h"

struct DscRecordTable {
  DscRecordQuestion question;      /* targets: a copy */
  guint             least, most;   /* numbers of fields that are measured */
  GArray           *sizes;         /* DscRecordSize by target, form, number of fields; bytes 0: there is none */
};

G_DEFINE_QUARK (dsc-record-error-quark, dsc_record_error)

static const DscRecordSize none;

/* --- Words. --- */

const char *
dsc_record_form_label (DscRecordForm form)
{
  static const char *const labels[DSC_N_RECORD_FORMS] = {
    [DSC_RECORD_DICT_DISPLAY] = N_("dict display {…}"),
    [DSC_RECORD_DICT_ZIP] = "dict(zip(…))",
    [DSC_RECORD_TUPLE] = "tuple",
    [DSC_RECORD_LIST] = "list",
    [DSC_RECORD_NAMEDTUPLE] = "namedtuple",
    [DSC_RECORD_TYPING_NAMEDTUPLE] = "typing.NamedTuple",
    [DSC_RECORD_SLOTS] = N_("class with __slots__"),
    [DSC_RECORD_CLASS] = N_("class"),
    [DSC_RECORD_CLASS_DICT] = N_("class, __dict__ asked for"),
    [DSC_RECORD_NAMESPACE] = "SimpleNamespace",
    [DSC_RECORD_DATACLASS] = "dataclass",
    [DSC_RECORD_DATACLASS_SLOTS] = "dataclass(slots=True)",
  };

  return _(labels[form]);
}

/* For the ends of lines; the same in all languages. */
static const char *
short_label (DscRecordForm form)
{
  static const char *const labels[DSC_N_RECORD_FORMS] = {
    [DSC_RECORD_DICT_DISPLAY] = "dict {…}",
    [DSC_RECORD_DICT_ZIP] = "dict(zip)",
    [DSC_RECORD_TUPLE] = "tuple",
    [DSC_RECORD_LIST] = "list",
    [DSC_RECORD_NAMEDTUPLE] = "namedtuple",
    [DSC_RECORD_TYPING_NAMEDTUPLE] = "NamedTuple",
    [DSC_RECORD_SLOTS] = "__slots__",
    [DSC_RECORD_CLASS] = "class",
    [DSC_RECORD_CLASS_DICT] = "class + __dict__",
    [DSC_RECORD_NAMESPACE] = "SimpleNamespace",
    [DSC_RECORD_DATACLASS] = "dataclass",
    [DSC_RECORD_DATACLASS_SLOTS] = "dataclass(slots)",
  };

  return labels[form];
}

const char *
dsc_record_block_label (DscRecordBlock block)
{
  static const char *const labels[DSC_N_RECORD_BLOCKS] = {
    [DSC_RECORD_OBJECT] = N_("object, with all that is in it"),
    [DSC_RECORD_ITEMS] = N_("items of a list"),
    [DSC_RECORD_DICT] = N_("__dict__ object"),
    [DSC_RECORD_TABLE] = N_("table or keys of its own"),
    [DSC_RECORD_VALUES] = N_("values beside shared keys"),
  };

  return _(labels[block]);
}

char *
dsc_record_name_forms (guint    forms,
                       gboolean is_short)
{
  GString *text = g_string_new (NULL);

  for (guint form = 0; form < DSC_N_RECORD_FORMS; form++)
    if (forms & (1u << form))
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", is_short ? short_label ((DscRecordForm) form) : dsc_record_form_label ((DscRecordForm) form));
  return g_string_free (text, FALSE);
}

/* --- Releases. --- */

/* The same kind of dicts, kept in instances in the same way. */
static gboolean
have_one_design (const DscTraits *a,
                 const DscTraits *b)
{
  return a->family == b->family && a->sharing == b->sharing && a->instance_values == b->instance_values
         && a->has_unicode_entries == b->has_unicode_entries;
}

GArray *
dsc_record_list_typical (void)
{
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (DscTarget));
  const DscVersion *releases;
  const gsize n = dsc_releases (&releases);

  for (gsize i = 0; i < n; i++)
    {
      const DscTarget target = { .version = releases[i] };
      const DscTraits traits = dsc_traits_resolve (target);
      gboolean is_new = traits.family != DSC_FAMILY_OPEN || traits.is_python2;   /* of the oldest design Python 2 is the one that people know */

      for (guint k = 0; k < targets->len && is_new; k++)
        {
          const DscTraits other = dsc_traits_resolve (g_array_index (targets, DscTarget, k));
          is_new = !have_one_design (&traits, &other);
        }
      if (is_new)
        g_array_append_val (targets, target);
    }
  return targets;
}

/* --- Measuring. --- */

static DscRecordSize *
place (const DscRecordTable *self,
       guint                 target,
       guint                 form,
       guint                 fields)
{
  const guint n = self->most - self->least + 1;

  return &g_array_index (self->sizes, DscRecordSize, (target * DSC_N_RECORD_FORMS + form) * n + fields - self->least);
}

static gboolean
measure_target (DscRecordTable *self,
                guint           target,
                const gint     *cancelled)
{
  const DscTraits traits = dsc_traits_resolve (self->question.targets[target]);

  for (guint form = 0; form < DSC_N_RECORD_FORMS; form++)
    for (guint fields = self->least; fields <= self->most; fields++)
      {
        const gboolean wanted = (self->question.forms & (1u << form)) != 0 && dsc_record_form_exists (&traits, (DscRecordForm) form);
        DscRecordSize *size = place (self, target, form, fields);

        if (cancelled != NULL && g_atomic_int_get (cancelled))
          return FALSE;
        *size = none;
        if (wanted && dsc_record_measure (&traits, (DscRecordForm) form, fields, &dsc_alloc_libc, size) != DSC_STATUS_OK)
          g_error ("No memory is left to measure records.");
      }
  return TRUE;
}

static gboolean
is_sensible (const DscRecordQuestion  *question,
             GError                  **error)
{
  if (question->n_targets > 0 && (question->forms & DSC_RECORD_ALL_FORMS) != 0 && question->first >= 1 && question->first <= question->last
      && question->last <= DSC_RECORD_MOST_FIELDS && question->fields >= 1 && question->fields <= DSC_RECORD_MOST_FIELDS && question->count >= 1
      && question->count <= DSC_RECORD_MOST_COUNT)
    return TRUE;
  g_set_error (error, DSC_RECORD_ERROR, DSC_RECORD_ERROR_INVALID,
               _("Records are compared for at least one release and form, with 1 to %u fields, and 1 to %u of them."), DSC_RECORD_MOST_FIELDS,
               DSC_RECORD_MOST_COUNT);
  return FALSE;
}

DscRecordTable *
dsc_record_table_new (const DscRecordQuestion  *question,
                      const gint               *cancelled,
                      GError                  **error)
{
  if (!is_sensible (question, error))
    return NULL;

  g_autoptr (DscRecordTable) self = g_new0 (DscRecordTable, 1);
  self->question = *question;
  self->question.targets = g_memdup2 (question->targets, question->n_targets * sizeof *question->targets);
  self->least = MIN (question->first, question->fields);
  self->most = MAX (question->last, question->fields);
  self->sizes = g_array_new (FALSE, FALSE, sizeof (DscRecordSize));
  g_array_set_size (self->sizes, question->n_targets * DSC_N_RECORD_FORMS * (self->most - self->least + 1));
  for (guint i = 0; i < question->n_targets; i++)
    if (!measure_target (self, i, cancelled))
      {
        g_set_error_literal (error, DSC_RECORD_ERROR, DSC_RECORD_ERROR_CANCELLED, _("The figure was not drawn: that was stopped."));
        return NULL;
      }
  return g_steal_pointer (&self);
}

void
dsc_record_table_free (DscRecordTable *self)
{
  if (self == NULL)
    return;
  g_free ((gpointer) self->question.targets);
  g_clear_pointer (&self->sizes, g_array_unref);
  g_free (self);
}

const DscRecordQuestion *
dsc_record_table_get_question (const DscRecordTable *self)
{
  return &self->question;
}

const DscRecordSize *
dsc_record_table_get (const DscRecordTable *self,
                      guint                 target,
                      DscRecordForm         form,
                      guint                 fields)
{
  g_return_val_if_fail (target < self->question.n_targets && fields >= self->least && fields <= self->most, NULL);

  const DscRecordSize *size = place (self, target, form, fields);
  return size->bytes != 0 ? size : NULL;
}

/* --- Comparing. --- */

static gboolean
has (const DscRecordTable *self,
     guint                 target,
     guint                 form)
{
  return dsc_record_table_get (self, target, (DscRecordForm) form, self->least) != NULL;
}

static gboolean
are_alike (const DscRecordTable *self,
           guint                 target,
           guint                 a,
           guint                 b)
{
  for (guint fields = self->least; fields <= self->most; fields++)
    if (place (self, target, a, fields)->bytes != place (self, target, b, fields)->bytes)
      return FALSE;
  return TRUE;
}

/* All that cost the same as `form`, itself included, where it is the first of them; else 0. */
static guint
alike_from (const DscRecordTable *self,
            guint                 target,
            guint                 form)
{
  guint alike = 0;

  for (guint other = 0; other < DSC_N_RECORD_FORMS; other++)
    if (has (self, target, other) && are_alike (self, target, form, other))
      alike |= 1u << other;
  return (alike & ((1u << form) - 1)) == 0 ? alike : 0;
}

guint
dsc_record_table_get_alike (const DscRecordTable *self,
                            guint                 target,
                            guint                 i)
{
  for (guint form = 0; form < DSC_N_RECORD_FORMS; form++)
    {
      const guint alike = has (self, target, form) ? alike_from (self, target, form) : 0;

      if (alike != 0 && i-- == 0)
        return alike;
    }
  return 0;
}

static void
break_free (gpointer data)
{
  DscRecordBreak *self = data;

  for (guint i = 0; i < DSC_N_RECORD_ORDERS; i++)
    g_array_unref (self->runs[i]);
  g_free (self);
}

static DscRecordOrder
order_of (const DscRecordTable *self,
          guint                 target,
          guint                 a,
          guint                 b,
          guint                 fields)
{
  const gint64 difference = place (self, target, a, fields)->bytes - place (self, target, b, fields)->bytes;

  return difference < 0 ? DSC_RECORD_SMALLER : difference > 0 ? DSC_RECORD_LARGER : DSC_RECORD_AS_LARGE;
}

/* What a is, compared with b, with each number of fields. */
static DscRecordBreak *
compare (const DscRecordTable *self,
         guint                 target,
         guint                 a,
         guint                 b)
{
  const DscRecordQuestion *question = &self->question;
  DscRecordBreak *found = g_new0 (DscRecordBreak, 1);
  DscRecordOrder last = DSC_N_RECORD_ORDERS;

  *found = (DscRecordBreak) { .a = (DscRecordForm) a, .b = (DscRecordForm) b, .first = question->first, .last = question->last };
  for (guint i = 0; i < DSC_N_RECORD_ORDERS; i++)
    found->runs[i] = g_array_new (FALSE, FALSE, sizeof (DscRecordRun));
  for (guint fields = question->first; fields <= question->last; fields++)
    {
      const DscRecordOrder order = order_of (self, target, a, b, fields);
      const DscRecordRun run = { fields, fields };
      GArray *runs = found->runs[order];

      if (order == last)
        g_array_index (runs, DscRecordRun, runs->len - 1).to = fields;
      else
        g_array_append_val (runs, run);
      last = order;
    }
  return found;
}

static guint
first_form (guint forms)
{
  return (guint) g_bit_nth_lsf (forms, -1);
}

/* Adds the pair if not always the same is smaller; a is the one that is not larger at the beginning. */
static void
add_break (const DscRecordTable *self,
           guint                 target,
           guint                 alike_a,
           guint                 alike_b,
           GPtrArray            *breaks)
{
  const gboolean turned = order_of (self, target, first_form (alike_a), first_form (alike_b), self->question.first) == DSC_RECORD_LARGER;
  const guint a = turned ? alike_b : alike_a;
  const guint b = turned ? alike_a : alike_b;
  DscRecordBreak *found = compare (self, target, first_form (a), first_form (b));

  found->alike_a = a;
  found->alike_b = b;
  if (found->runs[DSC_RECORD_LARGER]->len > 0)
    g_ptr_array_add (breaks, found);
  else
    break_free (found);
}

/* The order of the enum begins with the dicts, so pairs with them come first. */
GPtrArray *
dsc_record_table_list_breaks (const DscRecordTable *self,
                              guint                 target)
{
  GPtrArray *breaks = g_ptr_array_new_with_free_func (break_free);

  for (guint i = 0; dsc_record_table_get_alike (self, target, i) != 0; i++)
    for (guint k = i + 1; dsc_record_table_get_alike (self, target, k) != 0; k++)
      add_break (self, target, dsc_record_table_get_alike (self, target, i), dsc_record_table_get_alike (self, target, k), breaks);
  return breaks;
}

/* "1 to 29", "30 and more", "6 and 12 to 21". */
static char *
format_runs (const DscRecordBreak *self,
             const GArray         *runs)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    {
      const DscRecordRun *run = &g_array_index (runs, DscRecordRun, i);
      const char *gap = i == 0 ? "" : i + 1 < runs->len ? ", " : _(" and ");

      g_string_append (text, gap);
      if (run->to == self->last && run->from < run->to)
        g_string_append_printf (text, _("%u and more"), run->from);
      else if (run->from == run->to)
        g_string_append_printf (text, "%u", run->from);
      else
        g_string_append_printf (text, _("%u to %u"), run->from, run->to);
    }
  return g_string_free (text, FALSE);
}

char *
dsc_record_break_format (const DscRecordBreak *self)
{
  g_autofree char *a = dsc_record_name_forms (self->alike_a, FALSE);
  g_autofree char *b = dsc_record_name_forms (self->alike_b, FALSE);
  g_autofree char *smaller = format_runs (self, self->runs[DSC_RECORD_SMALLER]);
  g_autofree char *larger = format_runs (self, self->runs[DSC_RECORD_LARGER]);
  g_autofree char *equal = format_runs (self, self->runs[DSC_RECORD_AS_LARGE]);

  if (*equal == '\0')
    /* Translators: two ways to keep a record, and numbers of fields: "class — smaller than dict with 1 to 29 fields, larger with 30 and more". */
    return g_strdup_printf (_("%1$s — smaller than %2$s with %3$s fields, larger with %4$s."), a, b, smaller, larger);
  if (*smaller == '\0')
    return g_strdup_printf (_("%1$s — as large as %2$s with %3$s fields, larger with %4$s."), a, b, equal, larger);
  return g_strdup_printf (_("%1$s — smaller than %2$s with %3$s fields, as large with %4$s, larger with %5$s."), a, b, smaller, equal, larger);
}

/* --- The sheet. --- */

char *
dsc_record_group_digits (gint64 number)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  GString *text = g_string_new (NULL);
  const gsize n = strlen (digits);

  for (gsize i = 0; i < n; i++)
    {
      if (i > 0 && (n - i) % 3 == 0)
        g_string_append_c (text, ',');
      g_string_append_c (text, digits[i]);
    }
  return g_string_free (text, FALSE);
}

char *
dsc_record_format_question (const DscRecordQuestion *question)
{
  g_autofree char *count = dsc_record_group_digits ((gint64) question->count);
  g_autofree char *fields = dsc_describe_count (question->fields, "%s field", "%s fields");

  /* Translators: a number of records and of their fields: "100,000 records of 4 fields". */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%1$s record of %2$s", "%1$s records of %2$s", (gulong) question->count), count, fields);
}

static void
add_columns (DscSheet *sheet)
{
  static const char *const column_labels[DSC_N_RECORD_BLOCKS] = { N_("Object"), N_("Items"), "__dict__", N_("Table"), N_("Values") };

  dsc_sheet_add_column (sheet, "version", _("Release"));
  dsc_sheet_add_column (sheet, "form", _("Form"));
  dsc_sheet_add_column (sheet, "fields", _("Fields"));
  dsc_sheet_add_column (sheet, "getsizeof", "getsizeof");
  dsc_sheet_add_column (sheet, "dict_getsizeof", _("of __dict__"));
  dsc_sheet_add_column (sheet, "bytes", _("Bytes asked for"));
  for (guint block = 0; block < DSC_N_RECORD_BLOCKS; block++)
    dsc_sheet_add_column (sheet, dsc_record_block_name ((DscRecordBlock) block), _(column_labels[block]));
  dsc_sheet_add_column (sheet, "allocated", _("With rounding"));
  dsc_sheet_add_column (sheet, "total", _("All records"));
  dsc_sheet_add_column (sheet, "evidence", _("Rules"));
}

static void
add_bytes (DscSheet *sheet,
           gint64    bytes)
{
  if (bytes > 0)
    dsc_sheet_add_integer (sheet, bytes);
  else
    dsc_sheet_add_empty (sheet);
}

static void
add_row (const DscRecordTable *self,
         DscSheet             *sheet,
         guint                 target,
         guint                 form,
         guint                 fields)
{
  const DscRecordSize *size = dsc_record_table_get (self, target, (DscRecordForm) form, fields);
  g_autofree char *evidence = dsc_describe_evidence (self->question.targets[target]);
  char version[64];

  if (size == NULL)
    return;
  dsc_target_format (self->question.targets[target], version, sizeof version);
  dsc_sheet_add_row (sheet);
  dsc_sheet_add_text (sheet, version);
  dsc_sheet_add_text (sheet, dsc_record_form_name ((DscRecordForm) form));
  dsc_sheet_add_integer (sheet, fields);
  dsc_sheet_add_integer (sheet, size->getsizeof);
  add_bytes (sheet, size->dict_later);
  dsc_sheet_add_integer (sheet, size->bytes);
  for (guint block = 0; block < DSC_N_RECORD_BLOCKS; block++)
    add_bytes (sheet, size->blocks[block]);
  add_bytes (sheet, size->taken);
  dsc_sheet_add_integer (sheet, size->bytes * (gint64) self->question.count);
  dsc_sheet_add_text (sheet, evidence);
}

static void
add_breaks (const DscRecordTable *self,
            DscSheet             *sheet,
            guint                 target)
{
  g_autoptr (GPtrArray) breaks = dsc_record_table_list_breaks (self, target);
  char version[64];

  dsc_target_title (self->question.targets[target], version, sizeof version);
  for (guint i = 0; i < breaks->len; i++)
    {
      g_autofree char *text = dsc_record_break_format (g_ptr_array_index (breaks, i));
      g_autofree char *note = g_strdup_printf (_("%1$s: %2$s"), version, text);

      dsc_sheet_add_note (sheet, note);
    }
}

DscSheet *
dsc_record_table_to_sheet (const DscRecordTable *self,
                           gboolean              all_fields)
{
  const DscRecordQuestion *question = &self->question;
  g_autofree char *title = dsc_record_format_question (question);
  DscSheet *sheet = dsc_sheet_new (title);

  add_columns (sheet);
  for (guint target = 0; target < question->n_targets; target++)
    for (guint form = 0; form < DSC_N_RECORD_FORMS; form++)
      for (guint fields = all_fields ? question->first : question->fields; fields <= (all_fields ? question->last : question->fields); fields++)
        add_row (self, sheet, target, form, fields);
  dsc_sheet_add_note (sheet, _("Bytes for one of many records that live at the same time, without the values of its fields and without what all records of a class have in common."));
  for (guint target = 0; target < question->n_targets; target++)
    add_breaks (self, sheet, target);
  return sheet;
}
