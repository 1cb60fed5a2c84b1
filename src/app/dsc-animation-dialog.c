/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-animation-dialog.c: asks which steps are to be exported as motion, and how, and shows how far it is.
 *
 * The window stays alive meanwhile: the run that is written is held by the job. */
#include "dsc-animation-dialog.h"

#include <glib/gi18n.h>

#include "dsc-settings.h"
#include "dsc-style.h"

#define LOOK_MS 100       /* between two looks at the progress */

struct _DscAnimationDialog {
  AdwWindow             parent_instance;

  AdwComboRow          *kind_row, *grain_row, *speed_row, *theme_row;
  GtkWidget            *options, *loop_row, *export_button;
  GtkSpinButton        *from_spin, *to_spin, *scale_spin;
  GtkSwitch            *captions_switch, *loop_switch;
  GtkRevealer          *revealer;
  GtkProgressBar       *progress;
  GtkButton            *cancel_button;

  DscSession           *session;
  GSettings            *settings;
  char                 *name;
  GtkFileChooserNative *chooser;
  GCancellable         *cancellable;      /* of what is being written; NULL: nothing */
  gint                 *permille;
  guint                 look_source;
};

G_DEFINE_FINAL_TYPE (DscAnimationDialog, dsc_animation_dialog, ADW_TYPE_WINDOW)

enum { SIGNAL_DONE, N_SIGNALS };
static guint signals[N_SIGNALS];

static const double speeds[] = { 0.25, 0.5, 1, 2, 4, 8, 16 };

DscAnimationRequest
dsc_animation_dialog_get_request (DscAnimationDialog *self)
{
  return (DscAnimationRequest) {
    .kind = MIN (adw_combo_row_get_selected (self->kind_row), DSC_N_ANIMATION_KINDS - 1),
    .first = (guint64) gtk_spin_button_get_value (self->from_spin),
    .last = (guint64) gtk_spin_button_get_value (self->to_spin),
    .grain = MIN (adw_combo_row_get_selected (self->grain_row), DSC_N_GRAINS - 1),
    .speed = speeds[MIN (adw_combo_row_get_selected (self->speed_row), G_N_ELEMENTS (speeds) - 1)],
    .scale = gtk_spin_button_get_value (self->scale_spin),
    .theme = MIN (adw_combo_row_get_selected (self->theme_row), DSC_N_THEMES - 1),
    .captions = gtk_switch_get_active (self->captions_switch),
    .loop = gtk_switch_get_active (self->loop_switch),
    .permille = self->permille,
  };
}

/* ---- writing --------------------------------------------------------------------------------- */

gboolean
dsc_animation_dialog_is_writing (DscAnimationDialog *self)
{
  return self->cancellable != NULL;
}

static gboolean
look_cb (gpointer data)
{
  DscAnimationDialog *self = data;

  gtk_progress_bar_set_fraction (self->progress, g_atomic_int_get (self->permille) / 1000.0);
  return G_SOURCE_CONTINUE;
}

static void
show_writing (DscAnimationDialog *self,
              gboolean            is_writing)
{
  gtk_revealer_set_reveal_child (self->revealer, is_writing);
  gtk_widget_set_sensitive (self->options, !is_writing);
  gtk_widget_set_sensitive (self->export_button, !is_writing);
  gtk_button_set_label (self->cancel_button, is_writing ? _("_Stop") : _("_Cancel"));
  g_clear_handle_id (&self->look_source, g_source_remove);
  if (is_writing)
    {
      gtk_progress_bar_set_fraction (self->progress, 0);
      self->look_source = g_timeout_add (LOOK_MS, look_cb, self);
      gtk_widget_grab_focus (GTK_WIDGET (self->cancel_button));
    }
}

typedef struct {
  DscAnimationDialog *dialog;        /* weak; NULL: it is gone, which has cancelled this */
  GFile              *file;
  gint                permille;      /* written by the thread until it is done */
} Writing;

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Writing *writing = user_data;
  DscAnimationDialog *self = writing->dialog;
  g_autoptr (GError) error = NULL;
  const gboolean is_written = dsc_animation_write_finish (result, &error);

  if (self != NULL)
    {
      g_object_remove_weak_pointer (G_OBJECT (self), (gpointer *) &writing->dialog);
      g_object_ref (self);
      g_clear_object (&self->cancellable);
      self->permille = NULL;
      show_writing (self, FALSE);
      if (is_written || !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_signal_emit (self, signals[SIGNAL_DONE], 0, writing->file, error != NULL ? error->message : NULL);
      if (is_written)
        gtk_window_close (GTK_WINDOW (self));
      g_object_unref (self);
    }
  g_application_release (g_application_get_default ());
  g_object_unref (writing->file);
  g_free (writing);
}

static void
remember (DscAnimationDialog *self)
{
  const DscAnimationRequest request = dsc_animation_dialog_get_request (self);

  dsc_settings_set (self->settings, "animation-kind", g_variant_new_int32 ((gint32) request.kind));
  dsc_settings_set (self->settings, "animation-grain", g_variant_new_int32 ((gint32) request.grain));
  dsc_settings_set (self->settings, "animation-speed", g_variant_new_double (request.speed));
  dsc_settings_set (self->settings, "animation-scale", g_variant_new_double (request.scale));
  dsc_settings_set (self->settings, "animation-captions", g_variant_new_boolean (request.captions));
  dsc_settings_set (self->settings, "animation-loop", g_variant_new_boolean (request.loop));
}

void
dsc_animation_dialog_write (DscAnimationDialog *self,
                            GFile              *file)
{
  Writing *writing = g_new0 (Writing, 1);

  g_return_if_fail (self->cancellable == NULL);
  remember (self);
  writing->dialog = self;
  g_object_add_weak_pointer (G_OBJECT (self), (gpointer *) &writing->dialog);
  writing->file = g_object_ref (file);
  self->permille = &writing->permille;
  self->cancellable = g_cancellable_new ();
  DscAnimationRequest request = dsc_animation_dialog_get_request (self);
  if (g_file_peek_path (file) != NULL)
    request.kind = dsc_animation_kind_of_path (g_file_peek_path (file), request.kind);      /* a known ending that was typed counts */
  show_writing (self, TRUE);
  g_application_hold (g_application_get_default ());      /* a last window that is closed lets it clean up */
  dsc_animation_write_async (self->session, file, &request, self->cancellable, written_cb, writing);
}

static void
chosen_cb (DscAnimationDialog *self,
           int                 response)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL && self->cancellable == NULL)
    dsc_animation_dialog_write (self, file);
}

/* ---- asking ---------------------------------------------------------------------------------- */

static void
export_clicked_cb (DscAnimationDialog *self)
{
  const char *ending = dsc_animation_kind_get_ending (dsc_animation_dialog_get_request (self).kind);
  const gboolean is_folder = ending[0] == '\0';
  g_autofree char *name = g_strconcat (self->name, is_folder ? "" : ".", ending, NULL);
  g_autofree char *pattern = g_strconcat ("*.", ending, NULL);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (is_folder ? _("Folder for the Pictures") : _("Export Animation"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, _("_Export"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  if (!is_folder)
    {
      gtk_file_filter_set_name (filter, pattern);
      gtk_file_filter_add_pattern (filter, pattern);
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
    }
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* While it writes, the button and Escape end that; else they close the dialog. */
static void
cancel_clicked_cb (DscAnimationDialog *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   user_data)
{
  cancel_clicked_cb (DSC_ANIMATION_DIALOG (widget));
  return TRUE;
}

static void
kind_changed_cb (DscAnimationDialog *self)
{
  const DscAnimationKind kind = dsc_animation_dialog_get_request (self).kind;
  const gboolean is_still = dsc_animation_kind_is_still (kind);

  gtk_widget_set_sensitive (GTK_WIDGET (self->speed_row), !is_still);
  gtk_widget_set_sensitive (self->loop_row, kind == DSC_ANIMATION_KIND_WEBP || kind == DSC_ANIMATION_KIND_GIF);
}

/* The later one follows: the first step is never behind the last. */
static void
from_changed_cb (DscAnimationDialog *self)
{
  const double from = gtk_spin_button_get_value (self->from_spin);

  if (gtk_spin_button_get_value (self->to_spin) < from)
    gtk_spin_button_set_value (self->to_spin, from);
}

static void
to_changed_cb (DscAnimationDialog *self)
{
  const double to = gtk_spin_button_get_value (self->to_spin);

  if (gtk_spin_button_get_value (self->from_spin) > to)
    gtk_spin_button_set_value (self->from_spin, to);
}

static guint
find_speed (double speed)
{
  guint nearest = 0;

  for (guint i = 1; i < G_N_ELEMENTS (speeds); i++)
    if (ABS (speeds[i] - speed) < ABS (speeds[nearest] - speed))
      nearest = i;
  return nearest;
}

static void
recall (DscAnimationDialog *self)
{
  const double n_steps = (double) dsc_session_get_n_steps (self->session);

  self->settings = dsc_settings_new ();
  adw_combo_row_set_selected (self->kind_row, (guint) CLAMP (dsc_settings_get_int (self->settings, "animation-kind", 0), 0, DSC_N_ANIMATION_KINDS - 1));
  adw_combo_row_set_selected (self->grain_row, (guint) CLAMP (dsc_settings_get_int (self->settings, "animation-grain", 1), 0, DSC_N_GRAINS - 1));
  adw_combo_row_set_selected (self->speed_row, find_speed (dsc_settings_get_double (self->settings, "animation-speed", 1)));
  gtk_spin_button_set_value (self->scale_spin, dsc_settings_get_double (self->settings, "animation-scale", 1));
  gtk_switch_set_active (self->captions_switch, dsc_settings_get_boolean (self->settings, "animation-captions", TRUE));
  gtk_switch_set_active (self->loop_switch, dsc_settings_get_boolean (self->settings, "animation-loop", TRUE));
  if (dsc_palette_has_user ())
    gtk_string_list_append (GTK_STRING_LIST (adw_combo_row_get_model (self->theme_row)), _("My own palette"));
  adw_combo_row_set_selected (self->theme_row, dsc_style_get_theme ());
  gtk_spin_button_set_range (self->from_spin, 0, n_steps);
  gtk_spin_button_set_range (self->to_spin, 0, n_steps);
  gtk_spin_button_set_value (self->to_spin, n_steps);
  gtk_spin_button_set_value (self->from_spin, MIN (n_steps, 1));
}

DscAnimationDialog *
dsc_animation_dialog_new (GtkWindow  *parent,
                          DscSession *session,
                          const char *name)
{
  DscAnimationDialog *self = g_object_new (DSC_TYPE_ANIMATION_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->name = g_strdup (name);
  recall (self);
  kind_changed_cb (self);
  return self;
}

static void
dsc_animation_dialog_dispose (GObject *object)
{
  DscAnimationDialog *self = DSC_ANIMATION_DIALOG (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->look_source, g_source_remove);
  g_clear_object (&self->chooser);
  gtk_widget_dispose_template (GTK_WIDGET (self), DSC_TYPE_ANIMATION_DIALOG);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->name, g_free);
  G_OBJECT_CLASS (dsc_animation_dialog_parent_class)->dispose (object);
}

static void
dsc_animation_dialog_class_init (DscAnimationDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dsc_animation_dialog_dispose;
  signals[SIGNAL_DONE] = g_signal_new ("done", DSC_TYPE_ANIMATION_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 2, G_TYPE_FILE, G_TYPE_STRING);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/dictoscope/Dictoscope/ui/dsc-animation-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DscAnimationDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, DscAnimationDialog, grain_row);
  gtk_widget_class_bind_template_child (widget_class, DscAnimationDialog, speed_row);
  gtk_widget_class_bind_template_child (widget_class, DscAnimationDialog, theme_row);
  gtk_widget_class_bind_template_child (widget_class, DscAnimationDialog, options);
  gtk_widget_class_bind_template_child (widget_class, DscAnimationDialog, loop_row);
  gtk_widget_class_bind_template_child (widget_class, DscAnimationDialog, export_button);
  gtk_widget_class_bind_template_child (widget_class, DscAnimationDialog, from_spin);
  gtk_widget_class_bind_template_child (widget_class, DscAnimationDialog, to_spin);
  gtk_widget_class_bind_template_child (widget_class, DscAnimationDialog, scale_spin);
  gtk_widget_class_bind_template_child (widget_class, DscAnimationDialog, captions_switch);
  gtk_widget_class_bind_template_child (widget_class, DscAnimationDialog, loop_switch);
  gtk_widget_class_bind_template_child (widget_class, DscAnimationDialog, revealer);
  gtk_widget_class_bind_template_child (widget_class, DscAnimationDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, DscAnimationDialog, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, export_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, from_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, to_changed_cb);
}

static void
dsc_animation_dialog_init (DscAnimationDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
