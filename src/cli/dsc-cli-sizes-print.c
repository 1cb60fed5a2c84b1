/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-sizes-print.c: tables of sizes as text, CSV and JSON. */
#include "dsc-cli-sizes.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#define LINE_WIDTH 150      /* wider tables are printed in parts */
#define GAP        2

/* Text. */

static char *
cell_text (const DscSizesTable *table,
           guint                row,
           guint                column)
{
  const DscCell *cell = dsc_sizes_table_get_cell (table, row, column);

  if (cell->repeats)
    return g_strdup ("·");
  switch (cell->kind)
    {
    case DSC_CELL_NUMBER:
      if (strcmp (table->unit, "%") == 0 && column > table->n_heads)
        return g_strdup_printf ("%+" G_GINT64_FORMAT " %%", cell->number);
      return g_strdup_printf ("%" G_GINT64_FORMAT, cell->number);
    case DSC_CELL_TEXT:
      return g_strdup (cell->text);
    case DSC_CELL_EMPTY:
      break;
    }
  return g_strdup (column < table->n_heads ? "" : "-");
}

static gboolean
is_left (const DscSizesTable *table,
         guint                column)
{
  return column < table->n_heads && dsc_sizes_table_get_n_rows (table) > 0
         && dsc_sizes_table_get_cell (table, 0, column)->kind == DSC_CELL_TEXT;
}

static guint
measure_column (const DscSizesTable *table,
                guint                column)
{
  glong width = g_utf8_strlen (g_ptr_array_index (table->columns, column), -1);

  for (guint row = 0; row < dsc_sizes_table_get_n_rows (table); row++)
    {
      g_autofree char *text = cell_text (table, row, column);
      width = MAX (width, g_utf8_strlen (text, -1));
    }
  return (guint) width;
}

static void
append_padded (GString    *line,
               const char *text,
               guint       width,
               gboolean    left)
{
  const guint length = (guint) g_utf8_strlen (text, -1);
  const int padding = (int) (width - MIN (width, length));

  if (left)
    g_string_append_printf (line, "%s%*s", text, padding + GAP, "");
  else
    g_string_append_printf (line, "%*s%s%*s", padding, "", text, GAP, "");
}

static void
print_line (GString *line)
{
  while (line->len > 0 && line->str[line->len - 1] == ' ')
    g_string_truncate (line, line->len - 1);
  puts (line->str);
  g_string_truncate (line, 0);
}

/* The heads, and columns from first up to before end. row -1: the names. */
static void
print_part_row (const DscSizesTable *table,
                const guint         *widths,
                int                  row,
                guint                first,
                guint                end)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint column = 0; column < end; column++)
    {
      if (column >= table->n_heads && column < first)
        continue;
      g_autofree char *text = row < 0 ? g_strdup (g_ptr_array_index (table->columns, column)) : cell_text (table, (guint) row, column);
      append_padded (line, text, widths[column], is_left (table, column));
    }
  print_line (line);
}

static guint
fit_part (const DscSizesTable *table,
          const guint         *widths,
          guint                first)
{
  guint width = 0;
  guint end = first;

  for (guint column = 0; column < table->n_heads; column++)
    width += widths[column] + GAP;
  while (end < table->columns->len && (end == first || width + widths[end] <= LINE_WIDTH))
    width += widths[end++] + GAP;
  return end;
}

static gboolean
has_repeats (const DscSizesTable *table)
{
  for (guint i = 0; i < table->cells->len; i++)
    if (g_array_index (table->cells, DscCell, i).repeats)
      return TRUE;
  return FALSE;
}

static void
print_text (const DscSizesTable *table)
{
  g_autofree guint *widths = g_new (guint, table->columns->len + 1);

  printf ("%s\n\n", table->title);
  for (guint column = 0; column < table->columns->len; column++)
    widths[column] = measure_column (table, column);
  for (guint first = table->n_heads, end; first < table->columns->len; first = end)
    {
      end = fit_part (table, widths, first);
      for (int row = -1; row < (int) dsc_sizes_table_get_n_rows (table); row++)
        print_part_row (table, widths, row, first, end);
      puts ("");
    }
  if (has_repeats (table))
    puts (_("“·”: as in the row above."));
  for (guint i = 0; i < table->notes->len; i++)
    puts (g_ptr_array_index (table->notes, i));
}

/* CSV. */

static void
print_csv_field (const char *text,
                 gboolean    first)
{
  if (!first)
    putchar (',');
  if (strpbrk (text, ",\"\n") == NULL)
    {
      fputs (text, stdout);
      return;
    }
  putchar ('"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        putchar ('"');
      putchar (*p);
    }
  putchar ('"');
}

static void
print_csv (const DscSizesTable *table)
{
  for (guint column = 0; column < table->columns->len; column++)
    print_csv_field (g_ptr_array_index (table->columns, column), column == 0);
  putchar ('\n');
  for (guint row = 0; row < dsc_sizes_table_get_n_rows (table); row++)
    {
      for (guint column = 0; column < table->columns->len; column++)
        {
          const DscCell *cell = dsc_sizes_table_get_cell (table, row, column);
          g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, cell->number);
          print_csv_field (cell->kind == DSC_CELL_TEXT ? cell->text : cell->kind == DSC_CELL_NUMBER ? number : "", column == 0);
        }
      putchar ('\n');
    }
}

/* JSON. */

static void
add_string (JsonBuilder *builder,
            const char  *name,
            const char  *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static gboolean
find_evidence (const char *version,
               char       *buffer,
               gsize       size)
{
  DscTarget target;

  if (dsc_target_parse (version, &target) != DSC_STATUS_OK)
    return FALSE;
  dsc_cli_evidence (target, buffer, size);
  return TRUE;
}

static void
add_columns (JsonBuilder         *builder,
             const DscSizesTable *table)
{
  json_builder_set_member_name (builder, "columns");
  json_builder_begin_array (builder);
  for (guint column = 0; column < table->columns->len; column++)
    {
      const char *name = g_ptr_array_index (table->columns, column);
      char evidence[96];
      const gboolean is_version = column >= table->n_heads && find_evidence (name, evidence, sizeof evidence);
      json_builder_begin_object (builder);
      add_string (builder, is_version ? "version" : "name", name);
      if (is_version)
        add_string (builder, "evidence", evidence);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_row (JsonBuilder         *builder,
         const DscSizesTable *table,
         guint                row)
{
  json_builder_begin_object (builder);
  for (guint column = 0; column < table->columns->len; column++)
    {
      const DscCell *cell = dsc_sizes_table_get_cell (table, row, column);
      json_builder_set_member_name (builder, g_ptr_array_index (table->columns, column));
      if (cell->kind == DSC_CELL_NUMBER)
        json_builder_add_int_value (builder, cell->number);
      else if (cell->kind == DSC_CELL_TEXT)
        json_builder_add_string_value (builder, cell->text);
      else
        json_builder_add_null_value (builder);
    }
  json_builder_end_object (builder);
}

static void
add_table (JsonBuilder         *builder,
           const DscSizesTable *table)
{
  json_builder_begin_object (builder);
  add_string (builder, "table", table->id);
  add_string (builder, "title", table->title);
  add_string (builder, "unit", table->unit);
  add_columns (builder, table);
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint row = 0; row < dsc_sizes_table_get_n_rows (table); row++)
    add_row (builder, table, row);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "notes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < table->notes->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (table->notes, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
print_json (GPtrArray *tables)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "tables");
  json_builder_begin_array (builder);
  for (guint i = 0; i < tables->len; i++)
    add_table (builder, g_ptr_array_index (tables, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  dsc_cli_print_json (json_builder_get_root (builder), TRUE);
}

void
dsc_cli_sizes_print (GPtrArray    *tables,
                     DscCliFormat  format)
{
  if (format == DSC_CLI_JSON)
    {
      print_json (tables);
      return;
    }
  for (guint i = 0; i < tables->len; i++)
    {
      if (i > 0)
        putchar ('\n');
      (format == DSC_CLI_CSV ? print_csv : print_text) (g_ptr_array_index (tables, i));
    }
}
