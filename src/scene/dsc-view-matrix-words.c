/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-matrix-words.c: what measures are called, how their values are written, and the matrix as a table. */
#include "dsc-view-matrix-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "dsc-describe.h"
#include "dsc-sheet-private.h"

typedef struct {
  const char *label;
  const char *sentence;
} Words;

/* clang-format off */
static const Words words[DSC_N_MEASURES] = {
  [DSC_MEASURE_GETSIZEOF]      = { "sys.getsizeof",            N_("What sys.getsizeof gives for the dict.") },
  [DSC_MEASURE_ALLOCATED]      = { N_("Allocated"),            N_("What the allocator hands out for it, with its rounding and what getsizeof leaves out.") },
  [DSC_MEASURE_ITEMS]          = { N_("Items"),                N_("Items in the dict: len (d).") },
  [DSC_MEASURE_SLOTS]          = { N_("Slots"),                N_("Slots of the hash table.") },
  [DSC_MEASURE_CAPACITY]       = { N_("Usable"),               N_("Entries that a table of so many slots can hold before it is made anew.") },
  [DSC_MEASURE_ROOM]           = { N_("Room left"),            N_("New keys that the table still takes before it is made anew.") },
  [DSC_MEASURE_FILL]           = { N_("Entries used up"),      N_("Entries that were used, live or emptied since.") },
  [DSC_MEASURE_DUMMIES]        = { N_("Dummies"),              N_("Slots with a dummy: a key was deleted there, and searches go on behind it.") },
  [DSC_MEASURE_HOLES]          = { N_("Holes"),                N_("Entries that were emptied and are not used again.") },
  [DSC_MEASURE_LOAD]           = { N_("Load"),                 N_("Share of the slots that are in use.") },
  [DSC_MEASURE_GC_HEAD]        = { N_("GC head"),              N_("Bytes of the garbage collector's head in front of the dict.") },
  [DSC_MEASURE_OBJECT]         = { N_("Dict object"),          N_("Bytes of the dict object itself.") },
  [DSC_MEASURE_HEADER]         = { N_("Keys header"),          N_("Bytes of the header of the keys object.") },
  [DSC_MEASURE_INDEX_BYTES]    = { N_("Indices"),              N_("Bytes of all indices.") },
  [DSC_MEASURE_ENTRY_BYTES]    = { N_("Entries"),              N_("Bytes of all entries, live, emptied and free.") },
  [DSC_MEASURE_VALUE_BYTES]    = { N_("Values"),               N_("Bytes of the values of a dict that shares its keys.") },
  [DSC_MEASURE_FREE_BYTES]     = { N_("Free entries"),         N_("Bytes of entries that were never used.") },
  [DSC_MEASURE_ENTRY_SIZE]     = { N_("One entry"),            N_("Bytes of one entry.") },
  [DSC_MEASURE_BYTES_PER_ITEM] = { N_("Bytes per item"),       N_("What sys.getsizeof gives, divided by the items.") },
  [DSC_MEASURE_PROBES]         = { N_("Probes per lookup"),    N_("Slots that a search for a present key looks at, on average.") },
  [DSC_MEASURE_LONGEST]        = { N_("Longest search"),       N_("Slots that the longest search for a present key looks at.") },
  [DSC_MEASURE_COLLISIONS]     = { N_("Collisions"),           N_("Keys that are not in the first slot that a search for them looks at.") },
  [DSC_MEASURE_RESIZES]        = { N_("Resizes so far"),       N_("Times that the table of this dict was made anew.") },
  [DSC_MEASURE_OPERATIONS]     = { N_("Operations so far"),    N_("Operations of the program up to here.") },
};
/* clang-format on */

const char *
dsc_measure_label (DscMeasure measure)
{
  return _(words[measure].label);
}

const char *
dsc_measure_describe (DscMeasure measure)
{
  return _(words[measure].sentence);
}

/* Without its unit: what stands in a cell. g_free. */
char *
dsc_matrix_number (DscMeasure measure,
                   double     value)
{
  g_autofree char *number = NULL;

  if (isnan (value))
    return g_strdup ("–");
  if (dsc_measure_unit (measure) == DSC_UNIT_RATIO)
    return g_strdup_printf ("%d %%", (int) floor (value * 100 + 0.5));
  if (dsc_measure_unit (measure) == DSC_UNIT_MEAN)
    {
      const gint64 hundredths = (gint64) floor (value * 100 + 0.5);

      /* Not %f, whose decimal point is the locale's. */
      number = g_strdup_printf ("%" G_GINT64_FORMAT ".%02d", hundredths / 100, (int) (hundredths % 100));
    }
  else
    number = g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) value);
  return dsc_group_digits (number);
}

char *
dsc_measure_format (DscMeasure measure,
                    double     value)
{
  g_autofree char *number = dsc_matrix_number (measure, value);

  if (isnan (value) || dsc_measure_unit (measure) != DSC_UNIT_BYTES)
    return g_steal_pointer (&number);
  /* Translators: a number of bytes. */
  return g_strdup_printf (_("%s B"), number);
}

char *
dsc_matrix_title (const DscMatrixOptions *options)
{
  g_autofree char *clipped = options->operation != NULL ? dsc_text_clip (options->operation, 120) : NULL;
  g_autofree char *operation = clipped != NULL ? dsc_text_isolate (clipped) : NULL;

  if (options->step == 0 || operation == NULL)
    return g_strdup (_("Before the first operation, version by version"));
  if (options->is_first_difference)
    /* Translators: %s is source text. */
    return g_strdup_printf (_("First difference, step %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT ": %s"), options->step, options->n_steps, operation);
  return g_strdup_printf (_("After step %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT ": %s"), options->step, options->n_steps, operation);
}

static gboolean
same_builds (const DscMatrixColumn *columns,
             guint                  n)
{
  for (guint i = 1; i < n; i++)
    if (columns[i].target.build.arch != columns[0].target.build.arch || columns[i].target.build.free_threaded != columns[0].target.build.free_threaded
        || columns[i].target.build.debug != columns[0].target.build.debug || columns[i].target.implementation != columns[0].target.implementation)
      return FALSE;
  return TRUE;
}

char *
dsc_matrix_line (const DscMatrixColumn  *columns,
                 guint                   n,
                 const DscMatrixOptions *options)
{
  GString *line = g_string_new (NULL);
  char build[80];

  if (options->name != NULL)
    {
      g_autofree char *clipped = dsc_text_clip (options->name, 60);
      g_autofree char *name = dsc_text_isolate (clipped);

      g_string_append_printf (line, "%s · ", name);
    }
  g_string_append_printf (line, ngettext ("%u release", "%u releases", n), n);
  if (n > 0 && same_builds (columns, n))
    {
      dsc_build_format (columns[0].target.build, build, sizeof build);
      g_string_append_printf (line, " · %s", build);
    }
  g_string_append_printf (line, " · PYTHONHASHSEED=%u", options->hash_seed);
  return g_string_free (line, FALSE);
}

DscSheet *
dsc_matrix_to_sheet (const DscMatrixColumn  *columns,
                     guint                   n,
                     const DscMatrixOptions *options)
{
  g_autofree char *title = dsc_matrix_title (options);
  g_autofree char *line = dsc_matrix_line (columns, n, options);
  DscSheet *sheet = dsc_sheet_new (title);

  dsc_sheet_add_column (sheet, "release", _("release"));
  for (guint k = 0; k < options->n_rows; k++)
    dsc_sheet_add_column (sheet, dsc_measure_name (options->rows[k]), dsc_measure_label (options->rows[k]));
  dsc_sheet_add_column (sheet, "build", _("build"));
  dsc_sheet_add_column (sheet, "evidence", _("rules"));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *evidence = dsc_describe_evidence (columns[i].target);
      char name[64];
      char build[80];

      dsc_target_format (columns[i].target, name, sizeof name);
      dsc_build_format (columns[i].target.build, build, sizeof build);
      dsc_sheet_add_row (sheet);
      dsc_sheet_add_text (sheet, name);
      for (guint k = 0; k < options->n_rows; k++)
        dsc_sheet_add_number (sheet, columns[i].values[options->rows[k]]);
      dsc_sheet_add_text (sheet, build);
      dsc_sheet_add_text (sheet, evidence);
    }
  dsc_sheet_add_note (sheet, line);
  return sheet;
}
