/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-sheet-view.c: a sheet as a table to read, sort and copy from. */
#include "dsc-sheet-view.h"

#include <glib/gi18n.h>

#include "dsc-sheet-list.h"

struct _DscSheetView {
  GtkWidget          parent_instance;

  GtkWidget         *box;
  GtkColumnView     *table;
  GtkWidget         *notes;
  GtkLabel          *notes_label;

  DscSheet          *sheet;            /* NULL: none */
  GtkSelectionModel *selection;        /* borrowed from the table */
  GtkSliceListModel *slice;            /* borrowed: the rows that there are so far */
  guint              growing;          /* 0: all are there */
};

G_DEFINE_FINAL_TYPE (DscSheetView, dsc_sheet_view, GTK_TYPE_WIDGET)

#define MEASURED_ROWS  500u     /* whose texts make a column wide enough */
#define WIDEST_TEXT    48       /* characters; what is longer stands in the tooltip */
#define NOTES_HEIGHT   96       /* pixels; then they scroll */
#define ROWS_AT_ONCE   8u       /* the table makes widgets for some 200 rows, whatever is seen: a few with each frame */
#define ROWS_MADE      240u

/* ---- cells ------------------------------------------------------------------------------------------------------- */

static guint
column_of (gpointer factory)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "column"));
}

/* In characters, so that the rows that are seen first do not decide. */
static int
width_of_column (const DscSheet *sheet,
                 guint           column)
{
  glong widest = 4;

  for (guint i = 0; i < MIN (dsc_sheet_get_n_rows (sheet), MEASURED_ROWS); i++)
    {
      g_autofree char *text = dsc_sheet_dup_shown (sheet, i, column);

      widest = MAX (widest, g_utf8_strlen (text, -1));
    }
  return (int) MIN (widest, WIDEST_TEXT);
}

static void
setup_cell_cb (GtkListItemFactory *factory,
               GtkListItem        *item,
               DscSheetView       *self)
{
  GtkWidget *label = gtk_label_new (NULL);
  const gboolean numeric = self->sheet != NULL && dsc_sheet_is_numeric (self->sheet, column_of (factory));

  gtk_label_set_xalign (GTK_LABEL (label), numeric ? 1 : 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), numeric ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "width")));
  if (numeric)
    gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
bind_cell_cb (GtkListItemFactory *factory,
              GtkListItem        *item,
              DscSheetView       *self)
{
  DscSheetRow *row = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_list_item_get_child (item);
  g_autofree char *text = dsc_sheet_dup_shown (dsc_sheet_row_get_sheet (row), dsc_sheet_row_get_index (row), column_of (factory));

  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, g_utf8_strlen (text, -1) > WIDEST_TEXT - 2 ? text : NULL);
}

static int
compare_cb (gconstpointer a,
            gconstpointer b,
            gpointer      column)
{
  DscSheetRow *row_a = (DscSheetRow *) a, *row_b = (DscSheetRow *) b;

  return dsc_sheet_compare (dsc_sheet_row_get_sheet (row_a), GPOINTER_TO_UINT (column), dsc_sheet_row_get_index (row_a),
                            dsc_sheet_row_get_index (row_b));
}

static void
add_column (DscSheetView *self,
            guint         k)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_cb, GUINT_TO_POINTER (k), NULL));

  g_object_set_data (G_OBJECT (factory), "column", GUINT_TO_POINTER (k));
  g_object_set_data (G_OBJECT (factory), "width", GINT_TO_POINTER (width_of_column (self->sheet, k)));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cell_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cell_cb), self, 0);
  column = gtk_column_view_column_new (dsc_sheet_get_column_label (self->sheet, k), factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_append_column (self->table, column);
}

/* ---- growing ---------------------------------------------------------------------------------------- */

static void
stop_growing (DscSheetView *self)
{
  if (self->growing != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->growing);
  self->growing = 0;
}

static void
show_all_rows (DscSheetView *self)
{
  stop_growing (self);
  if (self->slice != NULL)
    gtk_slice_list_model_set_size (self->slice, G_MAXUINT);
}

/* A few rows with each frame. */
static gboolean
grow_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  DscSheetView *self = DSC_SHEET_VIEW (widget);
  const guint size = gtk_slice_list_model_get_size (self->slice) + ROWS_AT_ONCE;

  if (size < MIN (ROWS_MADE, dsc_sheet_get_n_rows (self->sheet)))
    {
      gtk_slice_list_model_set_size (self->slice, size);
      return G_SOURCE_CONTINUE;
    }
  self->growing = 0;
  gtk_slice_list_model_set_size (self->slice, G_MAXUINT);
  return G_SOURCE_REMOVE;
}

static void
start_growing (DscSheetView *self)
{
  if (self->growing == 0 && self->slice != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->growing = gtk_widget_add_tick_callback (GTK_WIDGET (self), grow_cb, NULL, NULL);
}

static void
dsc_sheet_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (dsc_sheet_view_parent_class)->map (widget);
  start_growing (DSC_SHEET_VIEW (widget));
}

/* Hundreds of rows that are there when the table is shown again would all be styled in one frame. */
static void
dsc_sheet_view_unmap (GtkWidget *widget)
{
  DscSheetView *self = DSC_SHEET_VIEW (widget);

  GTK_WIDGET_CLASS (dsc_sheet_view_parent_class)->unmap (widget);
  stop_growing (self);
  if (self->slice != NULL)
    gtk_slice_list_model_set_size (self->slice, ROWS_AT_ONCE);
}

/* ---- sheet ------------------------------------------------------------------------------------------------------- */

static gboolean
has_same_columns (const DscSheet *a,
                  const DscSheet *b)
{
  if (a == NULL || b == NULL || dsc_sheet_get_n_columns (a) != dsc_sheet_get_n_columns (b))
    return FALSE;
  for (guint k = 0; k < dsc_sheet_get_n_columns (a); k++)
    if (g_strcmp0 (dsc_sheet_get_column_label (a, k), dsc_sheet_get_column_label (b, k)) != 0
        || dsc_sheet_is_numeric (a, k) != dsc_sheet_is_numeric (b, k) || width_of_column (b, k) > width_of_column (a, k))
      return FALSE;
  return TRUE;
}

static void
remake_columns (DscSheetView *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->table);

  gtk_column_view_sort_by_column (self->table, NULL, GTK_SORT_ASCENDING);
  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->table, column);
    }
  for (guint k = 0; self->sheet != NULL && k < dsc_sheet_get_n_columns (self->sheet); k++)
    add_column (self, k);
}

static void
tell_notes (DscSheetView *self)
{
  GString *notes = g_string_new (NULL);

  for (guint i = 0; self->sheet != NULL && i < dsc_sheet_get_n_notes (self->sheet); i++)
    g_string_append_printf (notes, "%s%s", i > 0 ? "\n" : "", dsc_sheet_get_note (self->sheet, i));
  gtk_label_set_label (self->notes_label, notes->str);
  gtk_widget_set_visible (self->notes, notes->len > 0);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->notes),
                                              MIN (NOTES_HEIGHT, self->sheet != NULL ? (int) MIN (dsc_sheet_get_n_notes (self->sheet), 9) * 20 + 18 : -1));
  g_string_free (notes, TRUE);
}

/* The rows are a list of their own inside the table, and it is that which has the focus. */
static void
tell_title (DscSheetView *self)
{
  const char *said = self->sheet != NULL ? dsc_sheet_get_title (self->sheet) : NULL;
  const char *title = said != NULL ? said : _("Table");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->table), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->table)); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_VIEW (child))
      gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

/* With the same columns they stay as they were widened and sorted. */
void
dsc_sheet_view_set_sheet (DscSheetView *self,
                          DscSheet     *sheet)
{
  g_return_if_fail (DSC_IS_SHEET_VIEW (self));
  if (sheet == self->sheet)
    return;
  const gboolean same = has_same_columns (self->sheet, sheet);
  g_autoptr (DscSheet) before = self->sheet;

  stop_growing (self);
  gtk_column_view_set_model (self->table, NULL);
  self->selection = NULL;
  self->slice = NULL;
  self->sheet = sheet != NULL ? dsc_sheet_ref (sheet) : NULL;
  if (!same)
    remake_columns (self);
  tell_notes (self);
  if (sheet == NULL)
    return;
  GtkSorter *sorter = gtk_column_view_get_sorter (self->table);
  GtkSortListModel *sorted = gtk_sort_list_model_new (G_LIST_MODEL (dsc_sheet_list_new (sheet)), g_object_ref (sorter));

  gtk_sort_list_model_set_incremental (sorted, TRUE);
  self->slice = gtk_slice_list_model_new (G_LIST_MODEL (sorted), 0, ROWS_AT_ONCE);
  self->selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (G_LIST_MODEL (self->slice)));
  gtk_column_view_set_model (self->table, self->selection);
  g_object_unref (self->selection);      /* the table has it */
  tell_title (self);
  start_growing (self);
}

GtkColumnView *
dsc_sheet_view_get_table (DscSheetView *self)
{
  g_return_val_if_fail (DSC_IS_SHEET_VIEW (self), NULL);
  return self->table;
}

/* ---- clipboard --------------------------------------------------------------------------------------------------- */

static GArray *
list_rows (DscSheetView *self)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint));

  show_all_rows (self);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);
  const gboolean all = gtk_bitset_is_empty (selected);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->selection)); i++)
    if (all || gtk_bitset_contains (selected, i))
      {
        g_autoptr (DscSheetRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), i);
        const guint index = dsc_sheet_row_get_index (row);

        g_array_append_val (rows, index);
      }
  return rows;
}

gboolean
dsc_sheet_view_copy (DscSheetView *self)
{
  g_return_val_if_fail (DSC_IS_SHEET_VIEW (self), FALSE);
  if (self->sheet == NULL)
    return FALSE;
  g_autoptr (GArray) rows = list_rows (self);
  g_autofree char *text = dsc_sheet_dup_tabbed (self->sheet, (const guint *) (gpointer) rows->data, rows->len);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  return TRUE;
}

static gboolean
copy_key_cb (GtkWidget *widget,
             GVariant  *args,
             gpointer   user_data)
{
  return dsc_sheet_view_copy (DSC_SHEET_VIEW (widget));
}

/* ---- widget ------------------------------------------------------------------------------------------------------ */

static void
dsc_sheet_view_dispose (GObject *object)
{
  DscSheetView *self = DSC_SHEET_VIEW (object);

  stop_growing (self);
  self->slice = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->sheet, dsc_sheet_unref);
  G_OBJECT_CLASS (dsc_sheet_view_parent_class)->dispose (object);
}

static void
dsc_sheet_view_class_init (DscSheetViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dsc_sheet_view_dispose;
  widget_class->map = dsc_sheet_view_map;
  widget_class->unmap = dsc_sheet_view_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, copy_key_cb, NULL);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
dsc_sheet_view_init (DscSheetView *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->table = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_column_view_set_show_row_separators (self->table, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->table), "data-table");
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_add_css_class (scroller, "sheet");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->table));
  self->notes_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->notes_label, TRUE);
  gtk_label_set_xalign (self->notes_label, 0);
  gtk_label_set_selectable (self->notes_label, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->notes_label), "sheet-notes");
  gtk_box_append (GTK_BOX (self->box), scroller);
  self->notes = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->notes), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->notes), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->notes), NOTES_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->notes), GTK_WIDGET (self->notes_label));
  gtk_box_append (GTK_BOX (self->box), self->notes);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  tell_title (self);
}
