/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-window-files.c: opening, saving, and what becomes of unsaved changes.
 *
 * Reading and writing happen in the background; a document changes only after its file was read whole and found good, and is
 * called saved only after the file was written. */
#include "dsc-window-private.h"

#include <glib/gi18n.h>

#include "dsc-text-file.h"

#define MAX_RECENT 10

/* ---- unsaved changes ------------------------------------------------------------------------- */

void
dsc_window_forget_then (DscWindow *self)
{
  self->then = NULL;
  self->then_after_save = FALSE;
  g_clear_object (&self->then_what);
}

static void
go_on (DscWindow *self)
{
  DscWindowThen then = self->then;
  g_autoptr (GObject) what = g_steal_pointer (&self->then_what);

  dsc_window_forget_then (self);
  if (then != NULL)
    then (self, what);
}

static gboolean
go_on_cb (gpointer data)
{
  g_autoptr (DscWindow) self = data;

  go_on (self);
  return G_SOURCE_REMOVE;
}

static void
guard_response_cb (DscWindow  *self,
                   const char *response)
{
  if (g_strcmp0 (response, "discard") == 0)
    {
      /* Not now: what follows may close the window, and the dialog that is telling us still needs its parent. */
      g_idle_add (go_on_cb, g_object_ref (self));
      return;
    }
  if (g_strcmp0 (response, "save") != 0)
    {
      dsc_window_forget_then (self);
      return;
    }
  self->then_after_save = TRUE;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.save", NULL);
}

static void
ask_about_changes (DscWindow *self)
{
  g_autofree char *base = self->file != NULL ? g_file_get_basename (self->file) : NULL;
  g_autofree char *name = base != NULL ? g_filename_display_name (base)
                                        : g_strdup (self->name != NULL ? self->name : _("New Script"));
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (self), _("Save Changes?"), NULL));

  /* Translators: name of a script */
  adw_message_dialog_format_body (dialog, _("“%s” has changes that are not saved. If you do not save them, they are lost."), name);
  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "discard", _("_Discard"), "save", _("_Save"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (dialog, "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "save");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (guard_response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
dsc_window_guard (DscWindow     *self,
                  DscWindowThen  then,
                  GObject       *what)
{
  dsc_window_forget_then (self);
  self->then = then;
  self->then_what = what != NULL ? g_object_ref (what) : NULL;
  if (dsc_window_is_modified (self))
    ask_about_changes (self);
  else
    go_on (self);
}

/* ---- another document ------------------------------------------------------------------------ */

static void
set_document (DscWindow  *self,
              GFile      *file,
              char       *etag,         /* taken */
              const char *name,
              const char *text)
{
  g_set_object (&self->file, file);
  g_free (self->etag);
  self->etag = etag;
  g_free (self->name);
  self->name = g_strdup (name);
  dsc_session_load (self->session, text);
  if (self->workspace != NULL)   /* else it begins with the session's text */
    dsc_editor_load (dsc_window_get_editor (self));
  dsc_window_update_title (self);
}

static void
new_now (DscWindow *self,
         GObject   *nothing)
{
  set_document (self, NULL, NULL, NULL, "");
  dsc_script_pane_show (dsc_workspace_get_script_pane (dsc_window_get_workspace (self)), "script");
  gtk_widget_grab_focus (GTK_WIDGET (dsc_window_get_editor (self)));
}

void
dsc_window_load_example (DscWindow *self,
                         GObject   *example)
{
  g_autofree char *text = dsc_example_item_dup_text (DSC_EXAMPLE_ITEM (example));

  set_document (self, NULL, NULL, dsc_example_item_get_title (DSC_EXAMPLE_ITEM (example)), text);
}

void
dsc_window_load_default (DscWindow *self)
{
  g_autoptr (GObject) example = g_list_model_get_item (self->examples, 0);

  g_return_if_fail (DSC_IS_WINDOW (self));
  if (example != NULL)
    dsc_window_load_example (self, example);
}

void
dsc_window_close_now (DscWindow *self,
                      GObject   *nothing)
{
  self->closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

/* ---- opening --------------------------------------------------------------------------------- */

static GCancellable *
begin_file_work (DscWindow *self)
{
  if (self->file_cancellable != NULL)
    g_cancellable_cancel (self->file_cancellable);
  g_clear_object (&self->file_cancellable);
  self->file_cancellable = g_cancellable_new ();
  return self->file_cancellable;
}

typedef struct {
  DscWindow *window;
  GFile     *file;
} FileWork;

static FileWork *
file_work_new (DscWindow *self,
               GFile     *file)
{
  FileWork *work = g_new (FileWork, 1);

  *work = (FileWork) { g_object_ref (self), g_object_ref (file) };
  return work;
}

static void
file_work_free (FileWork *work)
{
  g_object_unref (work->window);
  g_object_unref (work->file);
  g_free (work);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FileWork, file_work_free)

static void
add_recent (GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);

  gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (FileWork) work = user_data;
  DscWindow *self = work->window;
  g_autoptr (GError) error = NULL;
  char *etag = NULL;
  g_autofree char *text = dsc_text_file_load_finish (result, &etag, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (text == NULL)
    {
      if (dsc_session_get_state (self->session) == NULL && !dsc_session_is_running (self->session))
        set_document (self, NULL, NULL, NULL, "");   /* a window that was made for this file */
      dsc_window_complain (self, _("The Script Was Not Opened"), error->message);
      return;
    }
  self->untouched = FALSE;
  set_document (self, work->file, etag, NULL, text);
  add_recent (work->file);
}

void
dsc_window_open_file (DscWindow *self,
                      GFile     *file)
{
  g_return_if_fail (DSC_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));
  dsc_text_file_load_async (file, begin_file_work (self), loaded_cb, file_work_new (self, file));
}

void
dsc_window_open_now (DscWindow *self,
                     GObject   *file)
{
  dsc_window_open_file (self, G_FILE (file));
}

static void
add_filters (GtkFileChooser *chooser)
{
  g_autoptr (GtkFileFilter) scripts = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (scripts, _("Python scripts"));
  gtk_file_filter_add_suffix (scripts, "py");
  gtk_file_filter_set_name (all, _("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, scripts);
  gtk_file_chooser_add_filter (chooser, all);
}

void
dsc_window_show_chooser (DscWindow            *self,
                         const char           *title,
                         GtkFileChooserAction  action,
                         GCallback             response)
{
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  add_filters (GTK_FILE_CHOOSER (self->chooser));
  g_signal_connect_object (self->chooser, "response", response, self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
open_response_cb (DscWindow *self,
                  int        response)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    dsc_window_open_file (self, file);
}

static void
choose_and_open (DscWindow *self,
                 GObject   *nothing)
{
  dsc_window_show_chooser (self, _("Open Script"), GTK_FILE_CHOOSER_ACTION_OPEN, G_CALLBACK (open_response_cb));
}

/* ---- recent files ---------------------------------------------------------------------------- */

static gboolean
is_script (GtkRecentInfo *info)
{
  return gtk_recent_info_has_application (info, g_get_application_name ())
         || g_str_has_suffix (gtk_recent_info_get_uri (info), ".py");
}

static void
fill_recent_cb (DscWindow *self)
{
  GList *items = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());

  g_menu_remove_all (self->recent);
  for (GList *l = items; l != NULL && g_menu_model_get_n_items (G_MENU_MODEL (self->recent)) < MAX_RECENT; l = l->next)
    if (is_script (l->data))
      {
        g_autoptr (GMenuItem) item = g_menu_item_new (gtk_recent_info_get_display_name (l->data), NULL);

        g_menu_item_set_action_and_target (item, "win.open-uri", "s", gtk_recent_info_get_uri (l->data));
        g_menu_append_item (self->recent, item);
      }
  if (items == NULL || g_menu_model_get_n_items (G_MENU_MODEL (self->recent)) == 0)
    g_menu_append (self->recent, _("No script was opened yet"), "win.none");
  g_list_free_full (items, (GDestroyNotify) gtk_recent_info_unref);
}

/* AdwSplitButton takes a tooltip for its second half, but no name. */
static void
name_recent_button (DscWindow *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->open_button));

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_MENU_BUTTON (child))
      gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Recent scripts"), -1);
}

void
dsc_window_set_up_recent (DscWindow *self)
{
  self->recent = g_menu_new ();
  name_recent_button (self);
  adw_split_button_set_menu_model (self->open_button, G_MENU_MODEL (self->recent));
  g_signal_connect_object (adw_split_button_get_popover (self->open_button), "show", G_CALLBACK (fill_recent_cb), self,
                           G_CONNECT_SWAPPED);
}

/* ---- saving ---------------------------------------------------------------------------------- */

typedef struct {
  FileWork *work;
  char     *text;
} SaveWork;

static void
save_work_free (SaveWork *self)
{
  file_work_free (self->work);
  g_free (self->text);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaveWork, save_work_free)

static void overwrite_response_cb (DscWindow  *self,
                                   const char *response);

/* The file was changed by somebody else since it was opened. */
static void
ask_to_overwrite (DscWindow  *self,
                  const char *message)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (self), _("The File Has Changed"), message));

  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "overwrite", _("_Overwrite"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "overwrite", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (overwrite_response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
save_failed (DscWindow    *self,
             const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG))
    {
      ask_to_overwrite (self, error->message);
      return;
    }
  dsc_window_forget_then (self);
  dsc_window_complain (self, _("The Script Was Not Saved"), error->message);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (SaveWork) save = user_data;
  DscWindow *self = save->work->window;
  DscEditor *editor = dsc_window_get_editor (self);
  g_autoptr (GError) error = NULL;
  char *etag = NULL;

  if (!dsc_text_file_save_finish (result, &etag, &error))
    {
      save_failed (self, error);
      return;
    }
  g_autofree char *now = dsc_editor_dup_text (editor);

  g_set_object (&self->file, save->work->file);
  g_free (self->etag);
  self->etag = etag;
  self->untouched = FALSE;
  if (g_strcmp0 (now, save->text) == 0)   /* nothing was typed meanwhile */
    gtk_text_buffer_set_modified (dsc_editor_get_buffer (editor), FALSE);
  dsc_window_update_title (self);
  add_recent (self->file);
  g_free (self->last_message);
  self->last_message = NULL;
  if (self->then_after_save)
    go_on (self);
}

static void
save (DscWindow  *self,
      GFile      *file,
      const char *etag)
{
  SaveWork *work = g_new (SaveWork, 1);

  work->work = file_work_new (self, file);
  work->text = dsc_editor_dup_text (dsc_window_get_editor (self));
  dsc_text_file_save_async (file, work->text, etag, begin_file_work (self), saved_cb, work);
}

void
dsc_window_save_to (DscWindow *self,
                    GFile     *file)
{
  g_return_if_fail (DSC_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));
  save (self, file, self->file != NULL && g_file_equal (file, self->file) ? self->etag : NULL);
}

static void
overwrite_response_cb (DscWindow  *self,
                       const char *response)
{
  if (g_strcmp0 (response, "overwrite") == 0 && self->file != NULL)
    save (self, self->file, NULL);
  else
    dsc_window_forget_then (self);
}

static void
save_response_cb (DscWindow *self,
                  int        response)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    save (self, file, NULL);   /* the chooser has asked whether to overwrite */
  else
    dsc_window_forget_then (self);
}

static void
choose_and_save (DscWindow *self)
{
  g_autofree char *name = self->file != NULL ? g_file_get_basename (self->file) : g_strdup (_("script.py"));

  dsc_window_show_chooser (self, _("Save Script"), GTK_FILE_CHOOSER_ACTION_SAVE, G_CALLBACK (save_response_cb));
  if (self->file != NULL)
    gtk_file_chooser_set_file (GTK_FILE_CHOOSER (self->chooser), self->file, NULL);
  else
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
}

/* ---- actions --------------------------------------------------------------------------------- */

static void
new_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  dsc_window_guard (DSC_WINDOW (widget), new_now, NULL);
}

static void
open_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  dsc_window_guard (DSC_WINDOW (widget), choose_and_open, NULL);
}

static void
open_uri_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  dsc_window_guard (DSC_WINDOW (widget), dsc_window_open_now, G_OBJECT (file));
}

static void
save_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  DscWindow *self = DSC_WINDOW (widget);

  if (self->file == NULL)
    choose_and_save (self);
  else
    save (self, self->file, self->etag);
}

static void
save_as_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  choose_and_save (DSC_WINDOW (widget));
}

void
dsc_window_files_class_init (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.new", NULL, new_action);
  gtk_widget_class_install_action (klass, "win.open", NULL, open_action);
  gtk_widget_class_install_action (klass, "win.open-uri", "s", open_uri_action);
  gtk_widget_class_install_action (klass, "win.save", NULL, save_action);
  gtk_widget_class_install_action (klass, "win.save-as", NULL, save_as_action);
}
