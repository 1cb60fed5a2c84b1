/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-window-actions.c: commands of the window that are not about files. */
#include "dsc-window-private.h"

#include <glib/gi18n.h>

#include "dsc-copy-figure.h"
#include "dsc-animation-dialog.h"
#include "dsc-export-dialog.h"
#include "dsc-shortcuts.h"
#include "dsc-style.h"

#define ZOOM_FACTOR 1.2

/* ---- runs ------------------------------------------------------------------------------------ */

static void
stop (GtkWidget  *widget,
      const char *action_name,
      GVariant   *parameter)
{
  DscWindow *self = DSC_WINDOW (widget);
  DscFigurePane *pane = dsc_window_get_figure_pane (self);

  if (pane != NULL && dsc_figure_pane_is_busy (pane))
    dsc_figure_pane_stop (pane);
  else if (dsc_comparison_is_working (self->comparison))
    dsc_comparison_stop (self->comparison);
  else if (dsc_session_is_busy (self->session))
    dsc_session_cancel (self->session);
  else
    dsc_window_show_diagram (self);
}

/* ---- view ------------------------------------------------------------------------------------ */

static void
zoom (GtkWidget  *widget,
      const char *action_name,
      GVariant   *parameter)
{
  DscCanvas *canvas = dsc_workspace_get_canvas (dsc_window_get_workspace (DSC_WINDOW (widget)));

  if (g_str_has_suffix (action_name, "-in"))
    dsc_canvas_zoom_by (canvas, ZOOM_FACTOR);
  else if (g_str_has_suffix (action_name, "-out"))
    dsc_canvas_zoom_by (canvas, 1 / ZOOM_FACTOR);
  else if (g_str_has_suffix (action_name, "-selection"))
    dsc_canvas_zoom_to (canvas, dsc_canvas_get_selection (canvas));
  else
    dsc_canvas_set_zoom (canvas, g_str_has_suffix (action_name, "-fit") ? 0 : 1);
}

static void
choose_version (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  dsc_shortcuts_pop_up (DSC_WINDOW (widget)->version_button);
}

static void
focus_script (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  DscWindow *self = DSC_WINDOW (widget);
  const gboolean steps = g_str_has_suffix (action_name, "steps");

  dsc_shortcuts_pop_down (widget);
  g_object_set (self, "show-script", TRUE, NULL);
  dsc_script_pane_show (dsc_workspace_get_script_pane (dsc_window_get_workspace (self)), steps ? "steps" : "script");
  dsc_script_pane_focus (dsc_workspace_get_script_pane (dsc_window_get_workspace (self)));
}

static void
focus_picture (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  dsc_shortcuts_pop_down (widget);
  dsc_workspace_focus_centre (dsc_window_get_workspace (DSC_WINDOW (widget)));
}

static void
show_shortcuts (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  GtkWindow *window = dsc_shortcuts_window_new ();

  dsc_shortcuts_pop_down (widget);
  gtk_window_set_transient_for (window, GTK_WINDOW (widget));
  gtk_window_present (window);
}

/* The bytes take the focus with them when they go. */
static void
hide_bytes (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  g_object_set (widget, "show-bytes", FALSE, NULL);
  focus_picture (widget, action_name, parameter);
}

static void
hide_lane (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  g_object_set (widget, "show-lane", FALSE, NULL);
  focus_picture (widget, action_name, parameter);
}

static void
why (GtkWidget  *widget,
     const char *action_name,
     GVariant   *parameter)
{
  dsc_player_bar_ask_why (dsc_workspace_get_player_bar (dsc_window_get_workspace (DSC_WINDOW (widget))));
}

/* ---- places ---------------------------------------------------------------------------------- */

static void
find (GtkWidget  *widget,
      const char *action_name,
      GVariant   *parameter)
{
  DscFindBar *bar = dsc_workspace_get_find_bar (dsc_window_get_workspace (DSC_WINDOW (widget)));

  dsc_window_show_diagram (DSC_WINDOW (widget));
  dsc_shortcuts_pop_down (widget);
  dsc_find_bar_open (bar, g_str_has_suffix (action_name, "go-to") ? DSC_FIND_BAR_GO_TO : DSC_FIND_BAR_FIND);
}

static void
revisit (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  DscWindow *self = DSC_WINDOW (widget);

  dsc_window_show_diagram (self);
  dsc_session_revisit (self->session, g_str_has_suffix (action_name, "forward"));
  dsc_workspace_reveal_selection (dsc_window_get_workspace (self));
}

static void
drill (GtkWidget  *widget,
       const char *action_name,
       GVariant   *parameter)
{
  DscWindow *self = DSC_WINDOW (widget);

  dsc_session_drill (self->session, g_str_has_suffix (action_name, "-in"));
  dsc_workspace_reveal_selection (dsc_window_get_workspace (self));
}

/* ---- editing --------------------------------------------------------------------------------- */

static void
undo (GtkWidget  *widget,
      const char *action_name,
      GVariant   *parameter)
{
  gtk_text_buffer_undo (dsc_editor_get_buffer (dsc_window_get_editor (DSC_WINDOW (widget))));
}

static void
redo (GtkWidget  *widget,
      const char *action_name,
      GVariant   *parameter)
{
  gtk_text_buffer_redo (dsc_editor_get_buffer (dsc_window_get_editor (DSC_WINDOW (widget))));
}

/* ---- export ---------------------------------------------------------------------------------- */

static void
exported_cb (DscWindow  *self,
             GFile      *file,
             const char *message)
{
  g_autofree char *base = file != NULL ? g_file_get_basename (file) : NULL;
  g_autofree char *name = base != NULL ? g_filename_display_name (base) : NULL;
  g_autofree char *said = NULL;

  if (message != NULL)
    {
      dsc_window_complain (self, _("The Picture Was Not Exported"), message);
      return;
    }
  /* Translators: name of a file */
  said = g_strdup_printf (_("Exported to “%s”"), name);
  dsc_window_say (self, said);
}

static void
present_export (DscWindow       *self,
                DscExportDialog *dialog)
{
  g_signal_connect_object (dialog, "done", G_CALLBACK (exported_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
export_picture (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  DscWindow *self = DSC_WINDOW (widget);
  const DscState *state = dsc_session_get_state (self->session);
  DscFigurePane *pane = dsc_window_get_figure_pane (self);
  DscFigure *sides = dsc_window_get_compare_figure (self);
  g_autofree char *target = NULL, *name = NULL;

  if (pane != NULL)
    {
      DscFigure *figure = dsc_figure_pane_get_figure (pane);
      DscCanvas *canvas = dsc_figure_pane_get_canvas (pane);

      present_export (self, dsc_export_dialog_new_for_figure (GTK_WINDOW (self), figure, dsc_canvas_get_scene (canvas),
                                                              dsc_canvas_get_selection (canvas), dsc_figure_get_name (figure)));
      return;
    }
  if (sides != NULL)
    {
      present_export (self, dsc_export_dialog_new_for_figure (GTK_WINDOW (self), sides, NULL, (DscSceneId) { 0 }, dsc_figure_get_name (sides)));
      return;
    }
  g_object_get (self->session, "target", &target, NULL);
  name = g_strdup_printf ("%s-%s-%" G_GUINT64_FORMAT, state->name != NULL ? state->name : "dict", target, state->step);
  present_export (self, dsc_export_dialog_new (GTK_WINDOW (self), self->session, name));
}

static void
animation_exported_cb (DscWindow  *self,
                       GFile      *file,
                       const char *message)
{
  if (message != NULL)
    dsc_window_complain (self, _("The Animation Was Not Exported"), message);
  else
    exported_cb (self, file, NULL);
}

static void
export_animation (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  DscWindow *self = DSC_WINDOW (widget);
  const DscState *state = dsc_session_get_state (self->session);
  g_autofree char *target = NULL, *name = NULL;
  DscAnimationDialog *dialog;

  g_object_get (self->session, "target", &target, NULL);
  name = g_strdup_printf ("%s-%s", state->name != NULL ? state->name : "dict", target);
  dialog = dsc_animation_dialog_new (GTK_WINDOW (self), self->session, name);
  g_signal_connect_object (dialog, "done", G_CALLBACK (animation_exported_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
copied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (DscWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (dsc_copy_figure_finish (result, &error))
    dsc_window_say (self, _("Picture copied"));
  else if (error != NULL)
    dsc_window_complain (self, _("The Picture Was Not Copied"), error->message);
}

static void
copy_figure (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  DscWindow *self = DSC_WINDOW (widget);
  DscFigurePane *pane = dsc_window_get_figure_pane (self);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);

  if (dsc_window_get_compare_figure (self) != NULL)
    dsc_copy_figure_of_async (dsc_window_get_compare_figure (self), clipboard, dsc_style_get_theme (), copied_cb, g_object_ref (widget));
  else if (pane == NULL)
    dsc_copy_figure_async (self->session, clipboard, dsc_style_get_theme (), copied_cb, g_object_ref (widget));
  else if (!dsc_figure_pane_get_show_table (pane))
    dsc_copy_figure_of_async (dsc_figure_pane_get_figure (pane), clipboard, dsc_style_get_theme (), copied_cb, g_object_ref (widget));
  else if (dsc_sheet_view_copy (dsc_figure_pane_get_sheet_view (pane)))
    dsc_window_say (self, _("Table copied"));
}

/* ---- what can be done now -------------------------------------------------------------------- */

void
dsc_window_update_actions (DscWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const DscState *state = dsc_session_get_state (self->session);
  DscFigurePane *pane = dsc_window_get_figure_pane (self);
  const gboolean has_picture = pane != NULL ? dsc_figure_pane_get_words (pane) == NULL : state != NULL && state->snapshot != NULL;
  GtkTextBuffer *buffer = self->workspace != NULL ? dsc_editor_get_buffer (dsc_window_get_editor (self)) : NULL;

  dsc_window_update_time_actions (self);
  gtk_widget_action_set_enabled (widget, "win.copy-figure", has_picture);
  gtk_widget_action_set_enabled (widget, "win.toggle-table", pane != NULL && dsc_figure_has_sheet (dsc_figure_pane_get_figure (pane)));
  gtk_widget_action_set_enabled (widget, "win.export-animation", state != NULL && dsc_session_get_n_steps (self->session) > 0);
  gtk_widget_action_set_enabled (widget, "win.export", has_picture);
  gtk_widget_action_set_enabled (widget, "win.zoom-selection", pane != NULL || dsc_session_get_selection (self->session).part != DSC_PART_OF_PICTURE);
  gtk_widget_action_set_enabled (widget, "win.back", dsc_session_can_revisit (self->session, FALSE));
  gtk_widget_action_set_enabled (widget, "win.forward", dsc_session_can_revisit (self->session, TRUE));
  gtk_widget_action_set_enabled (widget, "win.undo", buffer != NULL && gtk_text_buffer_get_can_undo (buffer));
  gtk_widget_action_set_enabled (widget, "win.redo", buffer != NULL && gtk_text_buffer_get_can_redo (buffer));
  gtk_widget_action_set_enabled (widget, "win.save", self->file == NULL || dsc_window_is_modified (self));
  gtk_widget_action_set_enabled (widget, "win.stop", pane != NULL || dsc_session_is_busy (self->session) || dsc_comparison_is_working (self->comparison));
  dsc_window_update_compare_actions (self);
}

void
dsc_window_actions_class_init (GtkWidgetClass *klass)
{
  static const struct { const char *name; GtkWidgetActionActivateFunc activate; } actions[] = {
    { "win.stop", stop },
    { "win.zoom-in", zoom },
    { "win.zoom-out", zoom },
    { "win.zoom-fit", zoom },
    { "win.zoom-selection", zoom },
    { "win.zoom-natural", zoom },
    { "win.version", choose_version },
    { "win.focus-script", focus_script },
    { "win.focus-steps", focus_script },
    { "win.focus-picture", focus_picture },
    { "win.hide-bytes", hide_bytes },
    { "win.hide-lane", hide_lane },
    { "win.why", why },
    { "win.show-help-overlay", show_shortcuts },
    { "win.find", find },
    { "win.go-to", find },
    { "win.back", revisit },
    { "win.forward", revisit },
    { "win.drill-in", drill },
    { "win.drill-out", drill },
    { "win.undo", undo },
    { "win.redo", redo },
    { "win.export", export_picture },
    { "win.export-animation", export_animation },
    { "win.copy-figure", copy_figure },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (klass, actions[i].name, NULL, actions[i].activate);
}
