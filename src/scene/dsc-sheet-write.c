/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-sheet-write.c: a sheet as CSV (RFC 4180), JSON, Markdown (tables as GitHub has them) and plain text. */
#include "dsc-sheet-private.h"

#include <string.h>

/* ---- CSV ------------------------------------------------------------------------------------------------------- */

static void
append_csv (GString    *out,
            const char *text)
{
  if (strpbrk (text, ",\"\r\n") == NULL)
    {
      g_string_append (out, text);
      return;
    }
  g_string_append_c (out, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *text);
    }
  g_string_append_c (out, '"');
}

static void
write_csv (const DscSheet *self,
           GString        *out)
{
  for (guint k = 0; k < self->columns->len; k++)
    {
      g_string_append (out, k > 0 ? "," : "");
      append_csv (out, g_array_index (self->columns, DscSheetColumn, k).name);
    }
  for (guint i = 0; i < self->n_rows; i++)
    {
      g_string_append_c (out, '\n');
      for (guint k = 0; k < self->columns->len; k++)
        {
          g_string_append (out, k > 0 ? "," : "");
          append_csv (out, dsc_sheet_get_cell (self, i, k));
        }
    }
  g_string_append_c (out, '\n');
}

/* ---- JSON ------------------------------------------------------------------------------------------------------ */

static void
append_json (GString    *out,
             const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  g_string_append_c (out, '"');
  for (const char *at = valid; *at != '\0'; at++)
    {
      if (*at == '"' || *at == '\\')
        g_string_append_c (out, '\\');
      if ((guchar) *at < 0x20)
        g_string_append_printf (out, "\\u%04x", *at);
      else
        g_string_append_c (out, *at);
    }
  g_string_append_c (out, '"');
}

static void
append_json_cell (GString            *out,
                  const DscSheetCell *cell)
{
  if (cell->kind == DSC_SHEET_KIND_EMPTY)
    g_string_append (out, "null");
  else if (cell->kind == DSC_SHEET_KIND_TEXT)
    append_json (out, cell->text);
  else
    g_string_append (out, cell->text);
}

static void
append_json_row (GString        *out,
                 const DscSheet *self,
                 guint           i)
{
  for (guint k = 0; k < self->columns->len; k++)
    {
      g_string_append (out, k > 0 ? ", " : "{");
      append_json (out, g_array_index (self->columns, DscSheetColumn, k).name);
      g_string_append (out, ": ");
      append_json_cell (out, dsc_sheet_cell (self, i, k));
    }
  g_string_append_c (out, '}');
}

static void
write_json (const DscSheet *self,
            GString        *out)
{
  g_string_append (out, "{\n  \"title\": ");
  append_json (out, self->title != NULL ? self->title : "");
  g_string_append (out, ",\n  \"columns\": [");
  for (guint k = 0; k < self->columns->len; k++)
    {
      g_string_append (out, k > 0 ? ", " : "");
      append_json (out, g_array_index (self->columns, DscSheetColumn, k).name);
    }
  g_string_append (out, "],\n  \"rows\": [");
  for (guint i = 0; i < self->n_rows; i++)
    {
      g_string_append (out, i > 0 ? ",\n    " : "\n    ");
      append_json_row (out, self, i);
    }
  g_string_append (out, self->n_rows > 0 ? "\n  ],\n  \"notes\": [" : "],\n  \"notes\": [");
  for (guint i = 0; i < self->notes->len; i++)
    {
      g_string_append (out, i > 0 ? ", " : "");
      append_json (out, g_ptr_array_index (self->notes, i));
    }
  g_string_append (out, "]\n}\n");
}

/* ---- for people ------------------------------------------------------------------------------------------------ */

char *
dsc_group_digits (const char *number)
{
  GString *out = g_string_new (NULL);
  const gsize sign = number[0] == '-' ? 1 : 0;
  const gsize n = strspn (number + sign, "0123456789");

  g_string_append_len (out, number, (gssize) sign);
  for (gsize i = 0; i < n; i++)
    {
      if (i > 0 && (n - i) % 3 == 0)
        g_string_append_c (out, ',');
      g_string_append_c (out, number[sign + i]);
    }
  g_string_append (out, number + sign + n);
  return g_string_free (out, FALSE);
}

/* Control characters become their pictures (U+2400 …), so that a row stays a line. g_free. */
static char *
shown (const DscSheetCell *cell)
{
  if (cell->kind == DSC_SHEET_KIND_EMPTY)
    return g_strdup ("–");
  if (cell->kind == DSC_SHEET_KIND_NUMBER)
    return dsc_group_digits (cell->text);

  g_autofree char *valid = g_utf8_make_valid (cell->text, -1);
  GString *out = g_string_new (NULL);
  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);

      g_string_append_unichar (out, c < 0x20 ? 0x2400 + c : c);
    }
  return g_string_free (out, FALSE);
}

char *
dsc_sheet_dup_shown (const DscSheet *self,
                     guint           row,
                     guint           column)
{
  return shown (dsc_sheet_cell (self, row, column));
}

static void
append_markdown (GString    *out,
                 const char *text)
{
  for (; *text != '\0'; text++)
    {
      if (strchr ("|\\`*_<>[]", *text) != NULL)
        g_string_append_c (out, '\\');
      g_string_append_c (out, *text);
    }
}

static void
append_markdown_row (GString        *out,
                     const DscSheet *self,
                     guint           i)
{
  g_string_append_c (out, '|');
  for (guint k = 0; k < self->columns->len; k++)
    {
      g_autofree char *text = shown (dsc_sheet_cell (self, i, k));

      g_string_append_c (out, ' ');
      append_markdown (out, text);
      g_string_append (out, " |");
    }
  g_string_append_c (out, '\n');
}

static void
write_markdown (const DscSheet *self,
                GString        *out)
{
  if (self->title != NULL)
    {
      g_string_append (out, "### ");
      append_markdown (out, self->title);
      g_string_append (out, "\n\n");
    }
  g_string_append_c (out, '|');
  for (guint k = 0; k < self->columns->len; k++)
    {
      g_string_append_c (out, ' ');
      append_markdown (out, g_array_index (self->columns, DscSheetColumn, k).label);
      g_string_append (out, " |");
    }
  g_string_append (out, "\n|");
  for (guint k = 0; k < self->columns->len; k++)
    g_string_append (out, dsc_sheet_is_numeric (self, k) ? " ---: |" : " --- |");
  g_string_append_c (out, '\n');
  for (guint i = 0; i < self->n_rows; i++)
    append_markdown_row (out, self, i);
  for (guint i = 0; i < self->notes->len; i++)
    {
      g_string_append_c (out, '\n');
      append_markdown (out, g_ptr_array_index (self->notes, i));
      g_string_append_c (out, '\n');
    }
}

/* Characters that a terminal gives the text: wide ones count twice. */
static gsize
text_cells (const char *text)
{
  gsize n = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      const gunichar c = g_utf8_get_char (text);

      n += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
    }
  return n;
}

static void
append_padded (GString    *out,
               const char *text,
               gsize       width,
               gboolean    right,
               gboolean    last)
{
  const gsize cells = text_cells (text);
  const gsize pad = width > cells ? width - cells : 0;

  for (gsize i = 0; right && i < pad; i++)
    g_string_append_c (out, ' ');
  g_string_append (out, text);
  for (gsize i = 0; !right && !last && i < pad; i++)
    g_string_append_c (out, ' ');
  g_string_append (out, last ? "\n" : "  ");
}

static void
write_text (const DscSheet *self,
            GString        *out)
{
  const guint n = self->columns->len;
  g_autofree gsize *widths = g_new0 (gsize, n + 1);
  g_autofree gboolean *right = g_new0 (gboolean, n + 1);

  for (guint k = 0; k < n; k++)
    {
      widths[k] = text_cells (g_array_index (self->columns, DscSheetColumn, k).label);
      right[k] = dsc_sheet_is_numeric (self, k);
      for (guint i = 0; i < self->n_rows; i++)
        {
          g_autofree char *text = shown (dsc_sheet_cell (self, i, k));
          widths[k] = MAX (widths[k], text_cells (text));
        }
    }
  if (self->title != NULL)
    g_string_append_printf (out, "%s\n\n", self->title);
  for (guint k = 0; k < n; k++)
    append_padded (out, g_array_index (self->columns, DscSheetColumn, k).label, widths[k], right[k], k + 1 == n);
  for (guint i = 0; i < self->n_rows; i++)
    for (guint k = 0; k < n; k++)
      {
        g_autofree char *text = shown (dsc_sheet_cell (self, i, k));
        append_padded (out, text, widths[k], right[k], k + 1 == n);
      }
  for (guint i = 0; i < self->notes->len; i++)
    g_string_append_printf (out, "%s%s\n", i == 0 ? "\n" : "", (const char *) g_ptr_array_index (self->notes, i));
}

char *
dsc_sheet_write (const DscSheet *self,
                 DscSheetFormat  format)
{
  GString *out = g_string_new (NULL);

  switch (format)
    {
    case DSC_SHEET_JSON:
      write_json (self, out);
      break;
    case DSC_SHEET_CSV:
      write_csv (self, out);
      break;
    case DSC_SHEET_MARKDOWN:
      write_markdown (self, out);
      break;
    case DSC_SHEET_TEXT:
    case DSC_N_SHEET_FORMATS:
    default:
      write_text (self, out);
      break;
    }
  return g_string_free (out, FALSE);
}

gboolean
dsc_sheet_format_from_path (const char     *path,
                            DscSheetFormat *out_format)
{
  static const char * const endings[DSC_N_SHEET_FORMATS] = { ".txt", ".json", ".csv", ".md" };
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (guint i = 0; i < DSC_N_SHEET_FORMATS; i++)
    if (g_str_has_suffix (lower, endings[i]))
      {
        *out_format = (DscSheetFormat) i;
        return TRUE;
      }
  return FALSE;
}
