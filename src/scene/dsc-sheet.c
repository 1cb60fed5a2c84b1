/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-sheet.c: the cells of a table. How they are written is in dsc-sheet-write.c. */
#include "dsc-sheet-private.h"

static void
clear_column (gpointer data)
{
  DscSheetColumn *self = data;

  g_free (self->name);
  g_free (self->label);
}

static void
clear_cell (gpointer data)
{
  g_free (((DscSheetCell *) data)->text);
}

DscSheet *
dsc_sheet_new (const char *title)
{
  DscSheet *self = g_atomic_rc_box_new0 (DscSheet);

  self->title = g_strdup (title);
  self->columns = g_array_new (FALSE, TRUE, sizeof (DscSheetColumn));
  g_array_set_clear_func (self->columns, clear_column);
  self->cells = g_array_new (FALSE, TRUE, sizeof (DscSheetCell));
  g_array_set_clear_func (self->cells, clear_cell);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  return self;
}

DscSheet *
dsc_sheet_ref (DscSheet *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  DscSheet *self = data;

  g_free (self->title);
  g_array_unref (self->columns);
  g_array_unref (self->cells);
  g_ptr_array_unref (self->notes);
}

void
dsc_sheet_unref (DscSheet *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

void
dsc_sheet_add_column (DscSheet   *self,
                      const char *name,
                      const char *label)
{
  const DscSheetColumn column = { g_strdup (name), g_strdup (label) };

  g_return_if_fail (self->n_rows == 0);
  g_array_append_val (self->columns, column);
}

void
dsc_sheet_add_row (DscSheet *self)
{
  self->n_rows++;
  self->filled = 0;
  g_array_set_size (self->cells, self->n_rows * self->columns->len);
}

static DscSheetCell *
next_cell (DscSheet *self)
{
  g_return_val_if_fail (self->n_rows > 0 && self->filled < self->columns->len, NULL);
  return &g_array_index (self->cells, DscSheetCell, (self->n_rows - 1) * self->columns->len + self->filled++);
}

static void
fill (DscSheet     *self,
      DscSheetKind  kind,
      char         *text)
{
  DscSheetCell *cell = next_cell (self);

  if (cell != NULL)
    *cell = (DscSheetCell) { kind, text };
}

void
dsc_sheet_add_text (DscSheet   *self,
                    const char *text)
{
  fill (self, text != NULL ? DSC_SHEET_KIND_TEXT : DSC_SHEET_KIND_EMPTY, g_strdup (text));
}

void
dsc_sheet_add_integer (DscSheet *self,
                       gint64    value)
{
  fill (self, DSC_SHEET_KIND_NUMBER, g_strdup_printf ("%" G_GINT64_FORMAT, value));
}

void
dsc_sheet_add_number (DscSheet *self,
                      double    value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (value))
    {
      dsc_sheet_add_empty (self);
      return;
    }
  /* The fewest digits that read back as the same number: 17 always do. */
  for (int precision = 15; precision <= 17; precision++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", precision);
      g_ascii_formatd (digits, sizeof digits, format, value);
      if (precision == 17 || g_ascii_strtod (digits, NULL) == value)
        break;
    }
  fill (self, DSC_SHEET_KIND_NUMBER, g_strdup (digits));
}

void
dsc_sheet_add_boolean (DscSheet *self,
                       gboolean  value)
{
  fill (self, DSC_SHEET_KIND_BOOLEAN, g_strdup (value ? "true" : "false"));
}

void
dsc_sheet_add_empty (DscSheet *self)
{
  fill (self, DSC_SHEET_KIND_EMPTY, NULL);
}

void
dsc_sheet_add_note (DscSheet   *self,
                    const char *note)
{
  g_ptr_array_add (self->notes, g_strdup (note));
}

const char *
dsc_sheet_get_title (const DscSheet *self)
{
  return self->title;
}

guint
dsc_sheet_get_n_rows (const DscSheet *self)
{
  return self->n_rows;
}

guint
dsc_sheet_get_n_columns (const DscSheet *self)
{
  return self->columns->len;
}

const char *
dsc_sheet_get_cell (const DscSheet *self,
                    guint           row,
                    guint           column)
{
  const char *text = dsc_sheet_cell (self, row, column)->text;

  return text != NULL ? text : "";
}

const char *
dsc_sheet_get_column_name (const DscSheet *self,
                           guint           column)
{
  return g_array_index (self->columns, DscSheetColumn, column).name;
}

const char *
dsc_sheet_get_column_label (const DscSheet *self,
                            guint           column)
{
  return g_array_index (self->columns, DscSheetColumn, column).label;
}

guint
dsc_sheet_get_n_notes (const DscSheet *self)
{
  return self->notes->len;
}

const char *
dsc_sheet_get_note (const DscSheet *self,
                    guint           i)
{
  return g_ptr_array_index (self->notes, i);
}

gboolean
dsc_sheet_is_numeric (const DscSheet *self,
                      guint           column)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->n_rows; i++)
    {
      const DscSheetKind kind = dsc_sheet_cell (self, i, column)->kind;

      if (kind == DSC_SHEET_KIND_TEXT || kind == DSC_SHEET_KIND_BOOLEAN)
        return FALSE;
      any |= kind == DSC_SHEET_KIND_NUMBER;
    }
  return any;
}

static int
rank_of (DscSheetKind kind)
{
  return kind == DSC_SHEET_KIND_EMPTY ? 0 : kind == DSC_SHEET_KIND_NUMBER ? 1 : 2;
}

int
dsc_sheet_compare (const DscSheet *self,
                   guint           column,
                   guint           a,
                   guint           b)
{
  const DscSheetCell *cell_a = dsc_sheet_cell (self, a, column), *cell_b = dsc_sheet_cell (self, b, column);
  const int rank_a = rank_of (cell_a->kind), rank_b = rank_of (cell_b->kind);

  if (rank_a != rank_b || rank_a == 0)
    return rank_a - rank_b;
  if (rank_a == 2)
    return g_utf8_collate (cell_a->text, cell_b->text);
  const double number_a = g_ascii_strtod (cell_a->text, NULL), number_b = g_ascii_strtod (cell_b->text, NULL);

  return (number_a > number_b) - (number_a < number_b);
}
