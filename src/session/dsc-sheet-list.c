/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-sheet-list.c: the rows of a sheet as a list model. */
#include "dsc-sheet-list.h"

struct _DscSheetRow {
  GObject   parent_instance;

  DscSheet *sheet;
  guint     index;
};

G_DEFINE_FINAL_TYPE (DscSheetRow, dsc_sheet_row, G_TYPE_OBJECT)

struct _DscSheetList {
  GObject   parent_instance;

  DscSheet *sheet;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DscSheetList, dsc_sheet_list, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* ---- rows -------------------------------------------------------------------------------------------------------- */

guint
dsc_sheet_row_get_index (DscSheetRow *self)
{
  return self->index;
}

DscSheet *
dsc_sheet_row_get_sheet (DscSheetRow *self)
{
  return self->sheet;
}

static void
dsc_sheet_row_finalize (GObject *object)
{
  dsc_sheet_unref (DSC_SHEET_ROW (object)->sheet);
  G_OBJECT_CLASS (dsc_sheet_row_parent_class)->finalize (object);
}

static void
dsc_sheet_row_class_init (DscSheetRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dsc_sheet_row_finalize;
}

static void
dsc_sheet_row_init (DscSheetRow *self)
{
}

/* ---- list -------------------------------------------------------------------------------------------------------- */

static GType
get_item_type (GListModel *model)
{
  return DSC_TYPE_SHEET_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return dsc_sheet_get_n_rows (DSC_SHEET_LIST (model)->sheet);
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  DscSheetList *self = DSC_SHEET_LIST (model);

  if (position >= dsc_sheet_get_n_rows (self->sheet))
    return NULL;
  DscSheetRow *row = g_object_new (DSC_TYPE_SHEET_ROW, NULL);

  row->sheet = dsc_sheet_ref (self->sheet);
  row->index = position;
  return row;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

DscSheetList *
dsc_sheet_list_new (DscSheet *sheet)
{
  DscSheetList *self = g_object_new (DSC_TYPE_SHEET_LIST, NULL);

  self->sheet = dsc_sheet_ref (sheet);
  return self;
}

static void
dsc_sheet_list_finalize (GObject *object)
{
  dsc_sheet_unref (DSC_SHEET_LIST (object)->sheet);
  G_OBJECT_CLASS (dsc_sheet_list_parent_class)->finalize (object);
}

static void
dsc_sheet_list_class_init (DscSheetListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dsc_sheet_list_finalize;
}

static void
dsc_sheet_list_init (DscSheetList *self)
{
}

/* ---- clipboard --------------------------------------------------------------------------------------------------- */

/* What would begin another cell or row becomes a blank. */
static void
append_cell (GString    *out,
             guint       column,
             const char *text)
{
  if (column > 0)
    g_string_append_c (out, '\t');
  for (; *text != '\0'; text++)
    g_string_append_c (out, *text == '\t' || *text == '\n' || *text == '\r' ? ' ' : *text);
}

char *
dsc_sheet_dup_tabbed (const DscSheet *sheet,
                      const guint    *rows,
                      guint           n_rows)
{
  GString *out = g_string_new (NULL);
  const guint n = rows != NULL ? n_rows : dsc_sheet_get_n_rows (sheet);

  for (guint k = 0; k < dsc_sheet_get_n_columns (sheet); k++)
    append_cell (out, k, dsc_sheet_get_column_label (sheet, k));
  g_string_append_c (out, '\n');
  for (guint i = 0; i < n; i++)
    {
      for (guint k = 0; k < dsc_sheet_get_n_columns (sheet); k++)
        append_cell (out, k, dsc_sheet_get_cell (sheet, rows != NULL ? rows[i] : i, k));
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}
