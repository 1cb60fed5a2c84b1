/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-window.c: the main window: what it is made of, and what it remembers. */
#include "dsc-window-private.h"

#include <glib/gi18n.h>

#include "dsc-config.h"
#include "dsc-settings.h"
#include "dsc-shortcuts.h"

/* Below these the inspector, then the script would take the picture's place. The second one is what a header bar with all its words needs:
 * a window that has room for less begins without them. */
#define NARROW_WIDTH 1400
#define VERY_NARROW_WIDTH 930

G_DEFINE_FINAL_TYPE (DscWindow, dsc_window, ADW_TYPE_APPLICATION_WINDOW)

enum {
  PROP_SHOW_SCRIPT = 1, PROP_SHOW_INSPECTOR, PROP_SHOW_BYTES, PROP_SHOW_LANE, PROP_SHOW_ADDRESSES, PROP_PIN_VARIABLE, PROP_ANIMATE,
  PROP_FIGURE, PROP_COMPARE, PROP_STOP_AT_DIFFERENCE, N_PROPS
};
static GParamSpec *props[N_PROPS];

/* ---- words ----------------------------------------------------------------------------------- */

static char *
dup_document_name (DscWindow *self)
{
  if (self->file != NULL)
    {
      g_autofree char *base = g_file_get_basename (self->file);
      return g_filename_display_name (base);
    }
  return g_strdup (self->name != NULL ? self->name : _("New Script"));
}

void
dsc_window_update_title (DscWindow *self)
{
  g_autofree char *name = dup_document_name (self);
  const gboolean modified = dsc_window_is_modified (self);
  g_autofree char *shown = modified ? g_strconcat ("• ", name, NULL) : g_strdup (name);
  g_autofree char *title = g_strdup_printf ("%s — Dictoscope", shown);

  gtk_label_set_label (self->title_label, shown);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title_label), self->file != NULL ? g_file_peek_path (self->file) : NULL);
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->title_label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  modified ? _("Has unsaved changes") : "", -1);
  dsc_window_update_actions (self);
}

static void
remember_message (DscWindow  *self,
                  const char *message)
{
  g_free (self->last_message);
  self->last_message = g_strdup (message);
}

void
dsc_window_say (DscWindow  *self,
                const char *message)
{
  remember_message (self, message);
  g_autofree char *markup = g_markup_escape_text (message, -1);

  adw_toast_overlay_add_toast (self->toast_overlay, adw_toast_new (markup));
}

void
dsc_window_complain (DscWindow  *self,
                     const char *heading,
                     const char *message)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, message);

  remember_message (self, message);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "close");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- following the session ------------------------------------------------------------------- */

static void
target_changed_cb (DscWindow *self)
{
  const DscTarget target = dsc_session_get_target (self->session);
  g_autofree char *text = NULL, *label = NULL;
  char build[96], title[64];

  g_object_get (self->session, "target", &text, NULL);
  dsc_build_format (target.build, build, sizeof build);
  g_autofree char *arch = g_strndup (build, strcspn (build, "\302"));   /* up to the middle dot */

  dsc_target_title (target, title, sizeof title);
  label = g_strdup_printf ("%s · %s", title, g_strchomp (arch));
  gtk_label_set_label (self->version_label, label);
  g_autofree char *spoken = g_strdup_printf (_("Version: %s, %s, hash seed %u"), title, build,
                                             dsc_session_get_hash_seed (self->session));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->version_button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  dsc_settings_set (self->settings, "last-version", g_variant_new_string (text));
  dsc_settings_set (self->settings, "hash-seed", g_variant_new_uint32 (dsc_session_get_hash_seed (self->session)));
}

static void
session_changed_cb (DscWindow *self)
{
  dsc_window_update_actions (self);
}

static void
pinned_name_changed_cb (DscWindow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PIN_VARIABLE]);
}

static void
example_chosen_cb (DscWindow      *self,
                   DscExampleItem *example)
{
  dsc_window_guard (self, dsc_window_load_example, G_OBJECT (example));
}

static void
zoom_changed_cb (DscWindow *self)
{
  if (self->workspace == NULL)
    return;      /* the window is being taken apart */
  DscCanvas *canvas = dsc_stage_get_canvas (dsc_workspace_get_stage (self->workspace));

  const double zoom = dsc_canvas_is_fit (canvas) ? 0 : dsc_canvas_get_zoom (canvas);

  /* Deep inside a large table it is a place, not a habit. */
  if (zoom <= DSC_CANVAS_MAX_ZOOM)
    dsc_settings_set (self->settings, "zoom", g_variant_new_double (zoom));
}

/* ---- panes ----------------------------------------------------------------------------------- */

static DscRoom
room_of_width (int width)
{
  return width < VERY_NARROW_WIDTH ? DSC_ROOM_PICTURE : width < NARROW_WIDTH ? DSC_ROOM_SCRIPT : DSC_ROOM_ALL;
}

static gboolean
script_is_shown (DscWindow *self)
{
  return self->room >= DSC_ROOM_SCRIPT ? self->show_script : self->narrow_script;
}

static gboolean
inspector_is_shown (DscWindow *self)
{
  return self->room >= DSC_ROOM_ALL ? self->show_inspector : self->narrow_inspector;
}

/* The version is always named in full; where there is no room for both, the name of the script is left to the desktop. */
static void
apply_panes (DscWindow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->title_label), self->room >= DSC_ROOM_SCRIPT);
  gtk_widget_set_visible (GTK_WIDGET (self->figure_label), self->room >= DSC_ROOM_SCRIPT);
  gtk_widget_set_visible (self->figure_image, self->room < DSC_ROOM_SCRIPT);
  gtk_widget_set_visible (GTK_WIDGET (self->compare_label), self->room >= DSC_ROOM_SCRIPT);
  gtk_widget_set_visible (self->compare_image, self->room < DSC_ROOM_SCRIPT);
  gtk_widget_set_visible (self->export_button, self->room >= DSC_ROOM_SCRIPT);      /* the menu has it too */
  if (self->workspace != NULL)
    {
      dsc_workspace_show_panes (self->workspace, script_is_shown (self), inspector_is_shown (self));
      dsc_workspace_show_bytes (self->workspace, self->show_bytes, self->show_addresses);
      dsc_workspace_show_lane (self->workspace, self->show_lane);
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SHOW_SCRIPT]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SHOW_INSPECTOR]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SHOW_BYTES]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SHOW_LANE]);
}

static void
surface_layout_cb (DscWindow *self,
                   int        width,
                   int        height)
{
  if (room_of_width (width) == self->room)
    return;
  self->room = room_of_width (width);
  self->narrow_script = self->narrow_inspector = FALSE;
  apply_panes (self);
}

static void
dsc_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (dsc_window_parent_class)->realize (widget);
  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (widget)), "layout", G_CALLBACK (surface_layout_cb), widget,
                           G_CONNECT_SWAPPED);
}

/* ---- interface ------------------------------------------------------------------------------- */

static void
restore (DscWindow *self)
{
  GSettings *settings = self->settings;
  g_autofree char *version = dsc_settings_dup_string (settings, "last-version");
  const guint hash_seed = dsc_settings_get_uint (settings, "hash-seed", 0);   /* read before any of them is remembered again */
  const int width = dsc_settings_get_int (settings, "window-width", 1440);
  DscTarget target;

  gtk_window_set_default_size (GTK_WINDOW (self), width, dsc_settings_get_int (settings, "window-height", 900));
  if (dsc_settings_get_boolean (settings, "window-maximized", FALSE))
    gtk_window_maximize (GTK_WINDOW (self));
  self->show_script = dsc_settings_get_boolean (settings, "show-steps", TRUE);
  self->show_inspector = dsc_settings_get_boolean (settings, "show-inspector", TRUE);
  self->show_bytes = dsc_settings_get_boolean (settings, "show-bytes", FALSE);
  self->show_lane = dsc_settings_get_boolean (settings, "show-lane", FALSE);
  self->animate = dsc_settings_get_boolean (settings, "animate", TRUE);
  dsc_playback_set_speed (self->playback, dsc_settings_get_double (settings, "speed", 1));
  dsc_window_update_motion (self);
  self->room = room_of_width (width);
  apply_panes (self);
  if (*version != '\0' && dsc_target_parse (version, &target) == DSC_STATUS_OK)
    dsc_session_set_target (self->session, target);
  dsc_session_set_hash_seed (self->session, hash_seed);
}

static void
remember (DscWindow *self)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  dsc_settings_set (self->settings, "window-maximized", g_variant_new_boolean (gtk_window_is_maximized (GTK_WINDOW (self))));
  if (width > 0 && height > 0)
    {
      dsc_settings_set (self->settings, "window-width", g_variant_new_int32 (MAX (width, 360)));
      dsc_settings_set (self->settings, "window-height", g_variant_new_int32 (MAX (height, 294)));
    }
  dsc_settings_set (self->settings, "show-steps", g_variant_new_boolean (self->show_script));
  dsc_settings_set (self->settings, "show-inspector", g_variant_new_boolean (self->show_inspector));
  dsc_settings_set (self->settings, "show-bytes", g_variant_new_boolean (self->show_bytes));
  dsc_settings_set (self->settings, "speed", g_variant_new_double (dsc_playback_get_speed (self->playback)));
  dsc_settings_set (self->settings, "show-lane", g_variant_new_boolean (self->show_lane));
}

static void
connect_session (DscWindow *self)
{
  static const char *const announced[] = { "state", "position", "moment", "n-steps", "selection", "visits", "running", "busy" };

  for (gsize i = 0; i < G_N_ELEMENTS (announced); i++)
    {
      g_autofree char *signal = g_strconcat ("notify::", announced[i], NULL);

      g_signal_connect_object (self->session, signal, G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (self->session, "notify::target", G_CALLBACK (target_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::hash-seed", G_CALLBACK (target_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::pinned-name", G_CALLBACK (pinned_name_changed_cb), self, G_CONNECT_SWAPPED);
}

DscWindow *
dsc_window_new (GtkApplication *application,
                GSettings      *settings)
{
  DscWindow *self = g_object_new (DSC_TYPE_WINDOW, "application", application, NULL);

  self->settings = settings != NULL ? g_object_ref (settings) : NULL;
  restore (self);
  target_changed_cb (self);
  dsc_window_update_title (self);
  return self;
}

gboolean
dsc_window_is_untouched (DscWindow *self)
{
  g_return_val_if_fail (DSC_IS_WINDOW (self), FALSE);
  return self->untouched && !dsc_window_is_modified (self);
}

gboolean
dsc_window_is_modified (DscWindow *self)
{
  g_return_val_if_fail (DSC_IS_WINDOW (self), FALSE);
  return self->workspace != NULL && gtk_text_buffer_get_modified (dsc_editor_get_buffer (dsc_window_get_editor (self)));
}

GFile *
dsc_window_get_file (DscWindow *self)
{
  g_return_val_if_fail (DSC_IS_WINDOW (self), NULL);
  return self->file;
}

const char *
dsc_window_get_last_message (DscWindow *self)
{
  g_return_val_if_fail (DSC_IS_WINDOW (self), NULL);
  return self->last_message;
}

static void
block_changed_cb (DscWindow  *self,
                  GParamSpec *pspec,
                  GObject    *byte_pane)
{
  g_autofree char *block = NULL;

  g_object_get (byte_pane, "block", &block, NULL);
  dsc_settings_set (self->settings, "byte-block", g_variant_new_string (block));
}

static void
connect_byte_pane (DscWindow *self)
{
  g_autofree char *block = dsc_settings_dup_string (self->settings, "byte-block");
  DscBytePane *byte_pane = dsc_workspace_get_byte_pane (self->workspace);

  g_object_set (byte_pane, "block", block, NULL);
  g_signal_connect_object (byte_pane, "notify::block", G_CALLBACK (block_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
connect_workspace (DscWindow *self)
{
  GtkTextBuffer *buffer = dsc_editor_get_buffer (dsc_window_get_editor (self));
  DscCanvas *canvas = dsc_stage_get_canvas (dsc_workspace_get_stage (self->workspace));

  g_signal_connect_object (buffer, "modified-changed", G_CALLBACK (dsc_window_update_title), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "notify::can-undo", G_CALLBACK (dsc_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "notify::can-redo", G_CALLBACK (dsc_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dsc_workspace_get_script_pane (self->workspace), "example-chosen", G_CALLBACK (example_chosen_cb),
                           self, G_CONNECT_SWAPPED);
  dsc_canvas_set_zoom (canvas, dsc_settings_get_double (self->settings, "zoom", 0));
  g_signal_connect_object (canvas, "zoom-changed", G_CALLBACK (zoom_changed_cb), self, G_CONNECT_SWAPPED);
  connect_byte_pane (self);
  dsc_workspace_focus_centre (self->workspace);
}

DscWorkspace *
dsc_window_get_workspace (DscWindow *self)
{
  if (self->workspace == NULL)
    {
      self->workspace = dsc_workspace_new (self->session, self->playback, self->examples);
      dsc_workspace_set_comparison (self->workspace, self->comparison, self->settings);
      adw_toast_overlay_set_child (self->toast_overlay, GTK_WIDGET (self->workspace));
      apply_panes (self);
      connect_workspace (self);
      dsc_window_update_motion (self);
      dsc_window_update_actions (self);
    }
  return self->workspace;
}

void
dsc_window_complete (DscWindow *self)
{
  g_return_if_fail (DSC_IS_WINDOW (self));
  dsc_window_get_workspace (self);
}

DscSession *
dsc_window_get_session (DscWindow *self)
{
  g_return_val_if_fail (DSC_IS_WINDOW (self), NULL);
  return self->session;
}

DscEditor *
dsc_window_get_editor (DscWindow *self)
{
  g_return_val_if_fail (DSC_IS_WINDOW (self), NULL);
  return dsc_script_pane_get_editor (dsc_workspace_get_script_pane (dsc_window_get_workspace (self)));
}

DscStage *
dsc_window_get_stage (DscWindow *self)
{
  g_return_val_if_fail (DSC_IS_WINDOW (self), NULL);
  return dsc_workspace_get_stage (dsc_window_get_workspace (self));
}

DscInspector *
dsc_window_get_inspector (DscWindow *self)
{
  g_return_val_if_fail (DSC_IS_WINDOW (self), NULL);
  return dsc_workspace_get_inspector (dsc_window_get_workspace (self));
}

DscPlayback *
dsc_window_get_playback (DscWindow *self)
{
  g_return_val_if_fail (DSC_IS_WINDOW (self), NULL);
  return self->playback;
}

DscPlayerBar *
dsc_window_get_player_bar (DscWindow *self)
{
  g_return_val_if_fail (DSC_IS_WINDOW (self), NULL);
  return dsc_workspace_get_player_bar (dsc_window_get_workspace (self));
}

DscComparison *
dsc_window_get_comparison (DscWindow *self)
{
  g_return_val_if_fail (DSC_IS_WINDOW (self), NULL);
  return self->comparison;
}

DscCompareView *
dsc_window_get_compare_view (DscWindow *self)
{
  g_return_val_if_fail (DSC_IS_WINDOW (self), NULL);
  return dsc_workspace_get_compare_view (dsc_window_get_workspace (self));
}

DscVersionPopover *
dsc_window_get_version_popover (DscWindow *self)
{
  g_return_val_if_fail (DSC_IS_WINDOW (self), NULL);
  if (self->version_popover == NULL)
    {
      self->version_popover = dsc_version_popover_new (self->session, self->settings);
      gtk_menu_button_set_popover (self->version_button, GTK_WIDGET (self->version_popover));
    }
  return self->version_popover;
}

/* ---- widget ---------------------------------------------------------------------------------- */

/* A popover with hundreds of rows is not worth waiting for at the start. */
static void
create_version_popover_cb (GtkMenuButton *button,
                           gpointer       user_data)
{
  dsc_window_get_version_popover (DSC_WINDOW (user_data));
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         DscWindow     *self)
{
  GSList *files = g_value_get_boxed (value);

  if (files == NULL)
    return FALSE;
  dsc_window_guard (self, dsc_window_open_now, G_OBJECT (files->data));
  return TRUE;
}

static gboolean
dsc_window_close_request (GtkWindow *window)
{
  DscWindow *self = DSC_WINDOW (window);

  if (!self->closing && dsc_window_is_modified (self))
    {
      dsc_window_guard (self, dsc_window_close_now, NULL);
      return GDK_EVENT_STOP;
    }
  remember (self);
  return GTK_WINDOW_CLASS (dsc_window_parent_class)->close_request (window);
}

static void
dsc_window_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  DscWindow *self = DSC_WINDOW (object);

  switch (prop_id)
    {
    case PROP_SHOW_SCRIPT:    g_value_set_boolean (value, script_is_shown (self)); break;
    case PROP_SHOW_INSPECTOR: g_value_set_boolean (value, inspector_is_shown (self)); break;
    case PROP_SHOW_BYTES: g_value_set_boolean (value, self->show_bytes); break;
    case PROP_SHOW_LANE: g_value_set_boolean (value, self->show_lane); break;
    case PROP_SHOW_ADDRESSES: g_value_set_boolean (value, self->show_addresses); break;
    case PROP_ANIMATE: g_value_set_boolean (value, self->animate); break;
    case PROP_FIGURE: g_value_set_string (value, self->figure); break;
    case PROP_COMPARE: g_value_set_boolean (value, dsc_comparison_is_on (self->comparison)); break;
    case PROP_STOP_AT_DIFFERENCE: g_value_set_boolean (value, dsc_comparison_get_stop_at_difference (self->comparison)); break;
    case PROP_PIN_VARIABLE: g_value_set_boolean (value, dsc_session_get_pinned_name (self->session) != NULL); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_pin_variable (DscWindow *self,
                  gboolean   pin)
{
  const DscState *state = dsc_session_get_state (self->session);

  dsc_session_set_pinned_name (self->session, pin && state != NULL ? state->name : NULL);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PIN_VARIABLE]);
}

/* What is shown where there is no room for it lasts until the window is resized; elsewhere it is remembered. Beside the picture of a
 * very narrow window there is room for one pane: the other would push it out of the window. */
static void
set_show_script (DscWindow *self,
                 gboolean   show)
{
  if (self->room >= DSC_ROOM_SCRIPT)
    self->show_script = show;
  else
    self->narrow_script = show;
  if (self->room == DSC_ROOM_PICTURE && show)
    self->narrow_inspector = FALSE;
  apply_panes (self);
}

static void
set_show_inspector (DscWindow *self,
                    gboolean   show)
{
  if (self->room >= DSC_ROOM_ALL)
    self->show_inspector = show;
  else
    self->narrow_inspector = show;
  if (self->room == DSC_ROOM_PICTURE && show)
    self->narrow_script = FALSE;
  apply_panes (self);
}

static void
set_animate (DscWindow *self,
             gboolean   animate)
{
  self->animate = animate;
  dsc_settings_set (self->settings, "animate", g_variant_new_boolean (animate));
  dsc_window_update_motion (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ANIMATE]);
}

/* Where another figure hides the sides, they are shown first. */
static void
set_compare (DscWindow *self,
             gboolean   compare)
{
  if (!compare && dsc_window_get_figure_pane (self) != NULL)
    dsc_window_show_diagram (self);
  else
    dsc_comparison_set_on (self->comparison, compare);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COMPARE]);
}

static void
dsc_window_set_property (GObject      *object,
                         guint         prop_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  DscWindow *self = DSC_WINDOW (object);
  const gboolean wanted = G_VALUE_HOLDS_BOOLEAN (value) && g_value_get_boolean (value);

  switch (prop_id)
    {
    case PROP_FIGURE: dsc_window_show_figure (self, g_value_get_string (value)); break;
    case PROP_SHOW_SCRIPT: set_show_script (self, wanted); break;
    case PROP_SHOW_INSPECTOR: set_show_inspector (self, wanted); break;
    case PROP_SHOW_BYTES:
      self->show_bytes = wanted;
      apply_panes (self);
      break;
    case PROP_SHOW_LANE:
      self->show_lane = wanted;
      apply_panes (self);
      break;
    case PROP_SHOW_ADDRESSES:
      self->show_addresses = wanted;
      dsc_session_set_show_addresses (self->session, wanted);
      apply_panes (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_ANIMATE: set_animate (self, wanted); break;
    case PROP_PIN_VARIABLE: set_pin_variable (self, wanted); break;
    case PROP_COMPARE: set_compare (self, wanted); break;
    case PROP_STOP_AT_DIFFERENCE: dsc_comparison_set_stop_at_difference (self->comparison, wanted); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
dsc_window_dispose (GObject *object)
{
  DscWindow *self = DSC_WINDOW (object);

  if (self->session != NULL)
    dsc_session_cancel (self->session);
  if (self->file_cancellable != NULL)
    g_cancellable_cancel (self->file_cancellable);
  g_clear_object (&self->file_cancellable);
  g_clear_object (&self->chooser);
  dsc_window_forget_then (self);
  self->workspace = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), DSC_TYPE_WINDOW);
  g_clear_pointer (&self->figures, g_ptr_array_unref);
  g_clear_object (&self->examples);
  g_clear_object (&self->recent);
  g_clear_object (&self->settings);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (dsc_window_parent_class)->dispose (object);
}

static void
dsc_window_finalize (GObject *object)
{
  DscWindow *self = DSC_WINDOW (object);

  g_clear_object (&self->compare_figure);
  g_clear_pointer (&self->compare_when_run, g_array_unref);
  g_clear_object (&self->comparison);
  g_clear_object (&self->playback);
  g_clear_object (&self->session);
  g_free (self->etag);
  g_free (self->name);
  g_free (self->figure);
  g_free (self->last_message);
  G_OBJECT_CLASS (dsc_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, DSC_RESOURCE_PATH "/ui/dsc-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DscWindow, title_label);
  gtk_widget_class_bind_template_child (widget_class, DscWindow, version_label);
  gtk_widget_class_bind_template_child (widget_class, DscWindow, version_button);
  gtk_widget_class_bind_template_child (widget_class, DscWindow, compare_image);
  gtk_widget_class_bind_template_child (widget_class, DscWindow, compare_label);
  gtk_widget_class_bind_template_child (widget_class, DscWindow, export_button);
  gtk_widget_class_bind_template_child (widget_class, DscWindow, figure_button);
  gtk_widget_class_bind_template_child (widget_class, DscWindow, figure_label);
  gtk_widget_class_bind_template_child (widget_class, DscWindow, figure_image);
  gtk_widget_class_bind_template_child (widget_class, DscWindow, figures_menu);
  gtk_widget_class_bind_template_child (widget_class, DscWindow, figures_submenu);
  gtk_widget_class_bind_template_child (widget_class, DscWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, DscWindow, open_button);
  gtk_widget_class_bind_template_child (widget_class, DscWindow, toast_overlay);
  gtk_widget_class_bind_template_callback (widget_class, drop_cb);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  props[PROP_SHOW_SCRIPT] = g_param_spec_boolean ("show-script", NULL, NULL, TRUE, flags);
  props[PROP_SHOW_INSPECTOR] = g_param_spec_boolean ("show-inspector", NULL, NULL, TRUE, flags);
  props[PROP_SHOW_BYTES] = g_param_spec_boolean ("show-bytes", NULL, NULL, FALSE, flags);
  props[PROP_SHOW_LANE] = g_param_spec_boolean ("show-lane", NULL, NULL, FALSE, flags);
  props[PROP_SHOW_ADDRESSES] = g_param_spec_boolean ("show-addresses", NULL, NULL, FALSE, flags);
  props[PROP_ANIMATE] = g_param_spec_boolean ("animate", NULL, NULL, TRUE, flags);
  props[PROP_FIGURE] = g_param_spec_string ("figure", NULL, NULL, "diagram", flags);
  props[PROP_COMPARE] = g_param_spec_boolean ("compare", NULL, NULL, FALSE, flags);
  props[PROP_STOP_AT_DIFFERENCE] = g_param_spec_boolean ("stop-at-difference", NULL, NULL, TRUE, flags);
  props[PROP_PIN_VARIABLE] = g_param_spec_boolean ("pin-variable", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
dsc_window_class_init (DscWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = dsc_window_dispose;
  object_class->finalize = dsc_window_finalize;
  object_class->get_property = dsc_window_get_property;
  object_class->set_property = dsc_window_set_property;
  widget_class->realize = dsc_window_realize;
  GTK_WINDOW_CLASS (klass)->close_request = dsc_window_close_request;
  install_properties (object_class);
  bind_template (widget_class);
  gtk_widget_class_install_property_action (widget_class, "win.show-script", "show-script");
  gtk_widget_class_install_property_action (widget_class, "win.show-inspector", "show-inspector");
  gtk_widget_class_install_property_action (widget_class, "win.show-bytes", "show-bytes");
  gtk_widget_class_install_property_action (widget_class, "win.show-lane", "show-lane");
  gtk_widget_class_install_property_action (widget_class, "win.show-addresses", "show-addresses");
  gtk_widget_class_install_property_action (widget_class, "win.pin-variable", "pin-variable");
  gtk_widget_class_install_property_action (widget_class, "win.animate", "animate");
  gtk_widget_class_install_property_action (widget_class, "win.figure", "figure");
  dsc_window_figures_class_init (widget_class);
  dsc_window_compare_class_init (widget_class);
  dsc_window_files_class_init (widget_class);
  dsc_window_actions_class_init (widget_class);
  dsc_window_time_class_init (widget_class);
}

static void
dsc_window_init (DscWindow *self)
{
  self->session = dsc_session_new ();
  self->playback = dsc_playback_new (self->session);
  self->comparison = dsc_comparison_new (self->session, self->playback);
  self->animate = TRUE;
  self->examples = dsc_example_list_new (DSC_RESOURCE_PATH "/examples");
  self->untouched = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->version_button, create_version_popover_cb, self, NULL);
  dsc_shortcuts_bind_window (GTK_WIDGET (self));
  dsc_window_set_up_recent (self);
  dsc_window_set_up_figures (self);
  connect_session (self);
  dsc_window_set_up_comparison (self);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-enable-animations", G_CALLBACK (dsc_window_update_motion), self,
                           G_CONNECT_SWAPPED);
}
