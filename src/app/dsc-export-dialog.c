/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-export-dialog.c: asks what the exported file is to be like, and has it written. */
#include "dsc-export-dialog.h"

#include <glib/gi18n.h>

#include "dsc-style.h"

struct _DscExportDialog {
  AdwWindow             parent_instance;

  AdwPreferencesGroup  *group;
  AdwComboRow          *view_row, *format_row, *theme_row, *detail_row;
  GtkWidget            *crop_row, *scale_row, *transparent_row;
  GtkSpinButton        *scale_spin;
  GtkSwitch            *transparent_switch, *crop_switch;
  GtkLabel             *size_label;

  DscSession           *session;       /* NULL: a figure is exported */
  DscFigure            *figure;        /* NULL: what the session shows is */
  DscScene             *shown;         /* of the figure, as it is on the screen; NULL: none */
  DscSceneId            selected;      /* in that */
  char                 *name;
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (DscExportDialog, dsc_export_dialog, ADW_TYPE_WINDOW)

enum { SIGNAL_DONE, N_SIGNALS };
static guint signals[N_SIGNALS];

/* In the order of the row: pictures as DscFormat has them, then tables. */
static const char *const endings[] = { "png", "svg", "pdf", "csv", "json", "md", "txt" };
static const DscSheetFormat sheet_formats[] = { DSC_SHEET_CSV, DSC_SHEET_JSON, DSC_SHEET_MARKDOWN, DSC_SHEET_TEXT };

/* ---- asking ---------------------------------------------------------------------------------- */

DscFormat
dsc_export_dialog_get_format (DscExportDialog *self)
{
  return (DscFormat) MIN (adw_combo_row_get_selected (self->format_row), DSC_N_FORMATS - 1);
}

gboolean
dsc_export_dialog_get_sheet_format (DscExportDialog *self,
                                    DscSheetFormat  *out_format)
{
  const guint selected = adw_combo_row_get_selected (self->format_row);

  if (selected < DSC_N_FORMATS || selected >= G_N_ELEMENTS (endings))
    return FALSE;
  *out_format = sheet_formats[selected - DSC_N_FORMATS];
  return TRUE;
}

static DscScene *
get_scene (DscExportDialog *self)
{
  return self->session != NULL ? dsc_session_get_scene (self->session) : self->shown;
}

static DscSceneId
get_selection (DscExportDialog *self)
{
  return self->session != NULL ? dsc_session_get_selection (self->session) : self->selected;
}

/* Of what is selected, when that is asked for and can be had; else everything. The scale is what the user's is multiplied by. */
static DscRect
get_crop (DscExportDialog *self,
          double          *out_scale)
{
  DscScene *scene = get_scene (self);
  const DscSceneId id = get_selection (self);
  DscRect crop = { 0 };

  *out_scale = 1;
  if (scene != NULL && gtk_switch_get_active (self->crop_switch) && !dsc_export_dialog_get_bytes (self) && dsc_export_crop_to (scene, id, &crop))
    *out_scale = dsc_export_crop_scale (scene, id);
  return crop;
}

DscExportOptions
dsc_export_dialog_get_options (DscExportDialog *self)
{
  double scale;
  const DscRect crop = get_crop (self, &scale);

  return (DscExportOptions) {
    .crop = crop,
    .detail = (DscDetail) adw_combo_row_get_selected (self->detail_row),
    .theme = (DscTheme) MIN (adw_combo_row_get_selected (self->theme_row), DSC_N_THEMES - 1),
    .transparent = gtk_switch_get_active (self->transparent_switch),
    .scale = gtk_spin_button_get_value (self->scale_spin) * scale,
  };
}

gboolean
dsc_export_dialog_get_bytes (DscExportDialog *self)
{
  return adw_combo_row_get_selected (self->view_row) == 1;
}

static void
tell_size (DscExportDialog *self,
           DscScene        *scene)
{
  double crop_scale;
  const DscRect crop = get_crop (self, &crop_scale);
  const double scale = gtk_spin_button_get_value (self->scale_spin) * crop_scale;
  g_autoptr (DscPainter) painter = dsc_painter_new ();
  g_autoptr (DscViewBytes) bytes = dsc_export_dialog_get_bytes (self) ? dsc_export_create_bytes (self->session, dsc_painter_get_metrics (painter)) : NULL;
  const double width = (bytes != NULL ? dsc_view_bytes_get_width (bytes) : crop.width > 0 ? crop.width : dsc_scene_get_width (scene)) * scale;
  const double height = (bytes != NULL ? dsc_view_bytes_get_picture_height (bytes) : crop.width > 0 ? crop.height : dsc_scene_get_height (scene)) * scale;
  /* Translators: width and height of the picture */
  g_autofree char *text = dsc_export_dialog_get_format (self) == DSC_FORMAT_PNG
                          ? g_strdup_printf (_("%.0f × %.0f pixels"), width, height)
                          : g_strdup_printf (_("%.0f × %.0f units"), width, height);

  gtk_label_set_label (self->size_label, text);
}

/* A table has no colours, and no size that could be told before it is made. */
static void
option_changed_cb (DscExportDialog *self)
{
  DscScene *scene = self->session != NULL || self->figure != NULL ? get_scene (self) : NULL;
  DscSheetFormat sheet_format;
  const gboolean is_sheet = dsc_export_dialog_get_sheet_format (self, &sheet_format);
  GtkWidget *of_pictures[] = { GTK_WIDGET (self->theme_row), GTK_WIDGET (self->detail_row), self->scale_row, self->transparent_row };

  for (gsize i = 0; i < G_N_ELEMENTS (of_pictures); i++)
    gtk_widget_set_sensitive (of_pictures[i], !is_sheet);
  gtk_widget_set_sensitive (self->crop_row, !is_sheet && scene != NULL && !dsc_export_dialog_get_bytes (self)
                                            && dsc_export_crop_to (scene, get_selection (self), &(DscRect) { 0 }));
  gtk_label_set_label (self->size_label, is_sheet ? _("The numbers of the figure, without its picture") : "");
  if (scene != NULL && !is_sheet)
    tell_size (self, scene);
}

/* Only large tables have levels. */
static void
offer_details (DscExportDialog *self)
{
  DscScene *scene = get_scene (self);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("What fits the scale"));
  for (guint detail = DSC_DETAIL_AUTO + 1; detail < DSC_N_DETAILS; detail++)
    gtk_string_list_append (names, dsc_detail_get_name ((DscDetail) detail));
  adw_combo_row_set_model (self->detail_row, G_LIST_MODEL (names));
  for (guint i = 0; scene != NULL && i < dsc_scene_get_n_nodes (scene); i++)
    if (dsc_scene_get_node (scene, i)->kind == DSC_NODE_MAP)
      {
        gtk_widget_set_visible (GTK_WIDGET (self->detail_row), TRUE);
        break;
      }
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (DscExportDialog) self = user_data;
  const char *path = dsc_export_get_path (result);
  g_autoptr (GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;
  g_autoptr (GError) error = NULL;

  dsc_export_finish (result, &error);
  g_signal_emit (self, signals[SIGNAL_DONE], 0, file, error != NULL ? error->message : NULL);
  gtk_window_close (GTK_WINDOW (self));
}

/* A known ending that was typed counts. */
static void
export_figure_to (DscExportDialog        *self,
                  GFile                  *file,
                  const DscExportOptions *options)
{
  const char *path = g_file_peek_path (file);
  DscFormat format = dsc_export_dialog_get_format (self);
  DscSheetFormat sheet_format = DSC_SHEET_CSV;
  const gboolean typed_picture = path != NULL && dsc_format_from_path (path, &format);
  const gboolean typed_sheet = !typed_picture && path != NULL && dsc_figure_has_sheet (self->figure) && dsc_sheet_format_from_path (path, &sheet_format);

  if (typed_sheet || (!typed_picture && dsc_export_dialog_get_sheet_format (self, &sheet_format)))
    dsc_export_sheet_async (self->figure, file, sheet_format, exported_cb, g_object_ref (self));
  else
    dsc_export_figure_async (self->figure, file, format, options, exported_cb, g_object_ref (self));
}

static void
chosen_cb (DscExportDialog *self,
           int              response)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  const DscExportOptions options = dsc_export_dialog_get_options (self);
  DscFormat format = dsc_export_dialog_get_format (self);

  if (response != GTK_RESPONSE_ACCEPT || file == NULL)
    return;
  if (self->figure != NULL)
    {
      export_figure_to (self, file, &options);
      return;
    }
  if (g_file_peek_path (file) != NULL)
    dsc_format_from_path (g_file_peek_path (file), &format);
  if (dsc_export_dialog_get_bytes (self))
    dsc_export_memory_async (self->session, file, format, &options, exported_cb, g_object_ref (self));
  else
    dsc_export_async (self->session, file, format, &options, exported_cb, g_object_ref (self));
}

static void
export_clicked_cb (DscExportDialog *self)
{
  const char *ending = endings[MIN (adw_combo_row_get_selected (self->format_row), G_N_ELEMENTS (endings) - 1)];
  g_autofree char *name = g_strconcat (self->name, ".", ending, NULL);
  g_autofree char *pattern = g_strconcat ("*.", ending, NULL);
  GtkFileFilter *filter = gtk_file_filter_new ();

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_("Export Picture"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE,
                                               _("_Export"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_filter_set_name (filter, pattern);
  gtk_file_filter_add_pattern (filter, pattern);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  g_object_unref (filter);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static DscExportDialog *
create (GtkWindow  *parent,
        const char *name)
{
  DscExportDialog *self = g_object_new (DSC_TYPE_EXPORT_DIALOG, "transient-for", parent, NULL);

  self->name = g_strdup (name);
  if (dsc_palette_has_user ())
    gtk_string_list_append (GTK_STRING_LIST (adw_combo_row_get_model (self->theme_row)), _("My own palette"));
  adw_combo_row_set_selected (self->theme_row, dsc_style_get_theme ());
  return self;
}

DscExportDialog *
dsc_export_dialog_new (GtkWindow  *parent,
                       DscSession *session,
                       const char *name)
{
  DscExportDialog *self = create (parent, name);

  self->session = g_object_ref (session);
  offer_details (self);
  option_changed_cb (self);
  return self;
}

static void
offer_tables (DscExportDialog *self)
{
  GtkStringList *formats = GTK_STRING_LIST (adw_combo_row_get_model (self->format_row));

  gtk_string_list_append (formats, _("CSV: table for spreadsheets"));
  gtk_string_list_append (formats, _("JSON: table for programs"));
  gtk_string_list_append (formats, _("Markdown: table for texts"));
  gtk_string_list_append (formats, _("Plain text: table in columns"));
}

DscExportDialog *
dsc_export_dialog_new_for_figure (GtkWindow  *parent,
                                  DscFigure  *figure,
                                  DscScene   *shown,
                                  DscSceneId  selected,
                                  const char *name)
{
  DscExportDialog *self = create (parent, name);

  self->figure = g_object_ref (figure);
  self->shown = shown != NULL ? dsc_scene_ref (shown) : NULL;
  self->selected = selected;
  adw_preferences_group_set_description (self->group, _("The figure that is shown now."));
  gtk_window_set_title (GTK_WINDOW (self), _("Export Figure"));
  gtk_widget_set_visible (GTK_WIDGET (self->view_row), FALSE);
  if (dsc_figure_has_sheet (figure))
    offer_tables (self);
  offer_details (self);
  option_changed_cb (self);
  return self;
}

static void
dsc_export_dialog_dispose (GObject *object)
{
  DscExportDialog *self = DSC_EXPORT_DIALOG (object);

  g_clear_object (&self->chooser);
  gtk_widget_dispose_template (GTK_WIDGET (self), DSC_TYPE_EXPORT_DIALOG);
  g_clear_object (&self->session);
  g_clear_object (&self->figure);
  g_clear_pointer (&self->shown, dsc_scene_unref);
  g_clear_pointer (&self->name, g_free);
  G_OBJECT_CLASS (dsc_export_dialog_parent_class)->dispose (object);
}

static void
dsc_export_dialog_class_init (DscExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dsc_export_dialog_dispose;
  signals[SIGNAL_DONE] = g_signal_new ("done", DSC_TYPE_EXPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 2, G_TYPE_FILE, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/dictoscope/Dictoscope/ui/dsc-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DscExportDialog, group);
  gtk_widget_class_bind_template_child (widget_class, DscExportDialog, view_row);
  gtk_widget_class_bind_template_child (widget_class, DscExportDialog, format_row);
  gtk_widget_class_bind_template_child (widget_class, DscExportDialog, theme_row);
  gtk_widget_class_bind_template_child (widget_class, DscExportDialog, detail_row);
  gtk_widget_class_bind_template_child (widget_class, DscExportDialog, crop_row);
  gtk_widget_class_bind_template_child (widget_class, DscExportDialog, scale_row);
  gtk_widget_class_bind_template_child (widget_class, DscExportDialog, transparent_row);
  gtk_widget_class_bind_template_child (widget_class, DscExportDialog, crop_switch);
  gtk_widget_class_bind_template_child (widget_class, DscExportDialog, scale_spin);
  gtk_widget_class_bind_template_child (widget_class, DscExportDialog, transparent_switch);
  gtk_widget_class_bind_template_child (widget_class, DscExportDialog, size_label);
  gtk_widget_class_bind_template_callback (widget_class, export_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, option_changed_cb);
}

static void
dsc_export_dialog_init (DscExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
