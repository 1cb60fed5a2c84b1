/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-export-dialog.c: asks what the exported file is to be like, and writes it. */
#include "dsc-export-dialog.h"

#include <glib/gi18n.h>

#include "dsc-style.h"
#include "dsc-view-bytes.h"

struct _DscExportDialog {
  AdwWindow             parent_instance;

  AdwComboRow          *view_row, *format_row, *theme_row, *detail_row;
  GtkWidget            *crop_row;
  GtkSpinButton        *scale_spin;
  GtkSwitch            *transparent_switch, *crop_switch;
  GtkLabel             *size_label;

  DscSession           *session;
  char                 *name;
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (DscExportDialog, dsc_export_dialog, ADW_TYPE_WINDOW)

enum { SIGNAL_DONE, N_SIGNALS };
static guint signals[N_SIGNALS];

static const char *const endings[DSC_N_FORMATS] = { "png", "svg", "pdf" };

/* ---- writing --------------------------------------------------------------------------------- */

typedef struct {
  DscPainter       *painter;      /* of its own, with the scene measured by it */
  DscScene         *scene;
  char             *path;
  DscFormat         format;
  DscExportOptions  options;
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_clear_pointer (&self->scene, dsc_scene_unref);
  g_clear_pointer (&self->painter, dsc_painter_free);
  g_free (self->path);
  g_free (self);
}

static void
export_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;

  if (dsc_export_file (job->painter, job->scene, job->path, job->format, &job->options, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static DscViewBytes *
create_bytes (DscSession           *session,
              const DscTextMetrics *metrics)
{
  const DscState *state = dsc_session_get_state (session);
  const DscBytesOptions options = { .block = DSC_BYTES_ALL_BLOCKS, .name = state != NULL ? state->name : NULL, .metrics = metrics };

  return state != NULL && state->snapshot != NULL ? dsc_view_bytes_new (state->snapshot, &options) : NULL;
}

/* NULL: nothing to draw, or too much: then the error is set. */
static DscScene *
draw_bytes (DscSession           *session,
            const DscTextMetrics *metrics,
            GError              **error)
{
  g_autoptr (DscViewBytes) view = create_bytes (session, metrics);

  if (view == NULL)
    return NULL;
  if (dsc_view_bytes_get_n_rows (view) <= DSC_BYTES_MOST_ROWS)
    return dsc_view_bytes_draw_picture (view);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
               _("The bytes would fill %1$" G_GUINT64_FORMAT " rows, more than the %2$u that a picture can have. "
                 "“dictoscope-cli render --view bytes --block dict” draws one block, “dictoscope-cli bytes” writes all of them as text."),
               dsc_view_bytes_get_n_rows (view), DSC_BYTES_MOST_ROWS);
  return NULL;
}

static void
start_export (DscSession             *session,
              gboolean                bytes,
              GFile                  *file,
              DscFormat               format,
              const DscExportOptions *options,
              GAsyncReadyCallback     callback,
              gpointer                user_data)
{
  GError *error = NULL;
  g_autoptr (GTask) task = g_task_new (session, NULL, callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, start_export);
  g_task_set_task_data (task, job, job_free);
  job->path = g_file_get_path (file);
  job->painter = dsc_painter_new ();
  job->scene = bytes ? draw_bytes (session, dsc_painter_get_metrics (job->painter), &error)
                     : dsc_session_build_scene (session, dsc_painter_get_metrics (job->painter));
  job->format = format;
  job->options = *options;
  if (error != NULL)
    g_task_return_error (task, error);
  else if (job->path == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%s",
                             _("The picture can be written to a folder of this computer only. Please choose another place."));
  else if (job->scene == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s",
                             _("There is no picture at this step that could be exported."));
  else
    g_task_run_in_thread (task, export_in_thread);
}

void
dsc_export_async (DscSession             *session,
                  GFile                  *file,
                  DscFormat               format,
                  const DscExportOptions *options,
                  GAsyncReadyCallback     callback,
                  gpointer                user_data)
{
  start_export (session, FALSE, file, format, options, callback, user_data);
}

void
dsc_export_memory_async (DscSession             *session,
                         GFile                  *file,
                         DscFormat               format,
                         const DscExportOptions *options,
                         GAsyncReadyCallback     callback,
                         gpointer                user_data)
{
  start_export (session, TRUE, file, format, options, callback, user_data);
}

gboolean
dsc_export_finish (GAsyncResult  *result,
                   GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- asking ---------------------------------------------------------------------------------- */

DscFormat
dsc_export_dialog_get_format (DscExportDialog *self)
{
  return (DscFormat) MIN (adw_combo_row_get_selected (self->format_row), DSC_N_FORMATS - 1);
}

/* Of what is selected, when that is asked for and can be had; else everything. The scale is what the user's is multiplied by. */
static DscRect
get_crop (DscExportDialog *self,
          double          *out_scale)
{
  DscScene *scene = dsc_session_get_scene (self->session);
  const DscSceneId id = dsc_session_get_selection (self->session);
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
option_changed_cb (DscExportDialog *self)
{
  DscScene *scene = self->session != NULL ? dsc_session_get_scene (self->session) : NULL;

  if (scene == NULL)
    return;
  double crop_scale;
  const DscRect crop = get_crop (self, &crop_scale);
  const double scale = gtk_spin_button_get_value (self->scale_spin) * crop_scale;
  g_autoptr (DscPainter) painter = dsc_painter_new ();
  g_autoptr (DscViewBytes) bytes = dsc_export_dialog_get_bytes (self) ? create_bytes (self->session, dsc_painter_get_metrics (painter)) : NULL;
  const double width = (bytes != NULL ? dsc_view_bytes_get_width (bytes) : crop.width > 0 ? crop.width : dsc_scene_get_width (scene)) * scale;
  const double height = (bytes != NULL ? dsc_view_bytes_get_picture_height (bytes) : crop.width > 0 ? crop.height : dsc_scene_get_height (scene)) * scale;
  /* Translators: width and height of the picture */
  g_autofree char *text = dsc_export_dialog_get_format (self) == DSC_FORMAT_PNG
                          ? g_strdup_printf (_("%.0f × %.0f pixels"), width, height)
                          : g_strdup_printf (_("%.0f × %.0f units"), width, height);

  gtk_label_set_label (self->size_label, text);
  gtk_widget_set_sensitive (self->crop_row, bytes == NULL && dsc_export_crop_to (scene, dsc_session_get_selection (self->session), &(DscRect) { 0 }));
}

/* Only large tables have levels. */
static void
offer_details (DscExportDialog *self)
{
  DscScene *scene = dsc_session_get_scene (self->session);
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
  const Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GFile) file = job->path != NULL ? g_file_new_for_path (job->path) : NULL;
  g_autoptr (GError) error = NULL;

  dsc_export_finish (result, &error);
  g_signal_emit (self, signals[SIGNAL_DONE], 0, file, error != NULL ? error->message : NULL);
  gtk_window_close (GTK_WINDOW (self));
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
  if (g_file_peek_path (file) != NULL)
    dsc_format_from_path (g_file_peek_path (file), &format);   /* a known ending that was typed counts */
  start_export (self->session, dsc_export_dialog_get_bytes (self), file, format, &options, exported_cb, g_object_ref (self));
}

static void
export_clicked_cb (DscExportDialog *self)
{
  const DscFormat format = dsc_export_dialog_get_format (self);
  g_autofree char *name = g_strconcat (self->name, ".", endings[format], NULL);
  g_autofree char *pattern = g_strconcat ("*.", endings[format], NULL);
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

DscExportDialog *
dsc_export_dialog_new (GtkWindow  *parent,
                       DscSession *session,
                       const char *name)
{
  DscExportDialog *self = g_object_new (DSC_TYPE_EXPORT_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->name = g_strdup (name);
  if (dsc_palette_has_user ())
    gtk_string_list_append (GTK_STRING_LIST (adw_combo_row_get_model (self->theme_row)), _("My own palette"));
  adw_combo_row_set_selected (self->theme_row, dsc_style_get_theme ());
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
  gtk_widget_class_bind_template_child (widget_class, DscExportDialog, view_row);
  gtk_widget_class_bind_template_child (widget_class, DscExportDialog, format_row);
  gtk_widget_class_bind_template_child (widget_class, DscExportDialog, theme_row);
  gtk_widget_class_bind_template_child (widget_class, DscExportDialog, detail_row);
  gtk_widget_class_bind_template_child (widget_class, DscExportDialog, crop_row);
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
