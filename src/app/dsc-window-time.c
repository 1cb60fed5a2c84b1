/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-window-time.c: commands of the window that are about time: play, step, jump, bookmarks, branches. */
#include "dsc-window-private.h"

#include <glib/gi18n.h>

#include "dsc-settings.h"

/* ---- playing --------------------------------------------------------------------------------- */

static void
play (GtkWidget  *widget,
      const char *action_name,
      GVariant   *parameter)
{
  DscPlayback *playback = DSC_WINDOW (widget)->playback;

  if (dsc_playback_is_playing (playback))
    dsc_playback_pause (playback);
  else
    dsc_playback_play (playback);
}

static void
change_speed (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  DscPlayback *playback = DSC_WINDOW (widget)->playback;
  const double speed = dsc_playback_get_speed (playback);

  dsc_playback_set_speed (playback, g_str_has_suffix (action_name, "faster") ? speed * 2 : speed / 2);
}

/* The desktop's wish, and the user's own. */
void
dsc_window_update_motion (DscWindow *self)
{
  gboolean enabled = TRUE;

  g_object_get (gtk_settings_get_default (), "gtk-enable-animations", &enabled, NULL);
  /* Sides have one motion for all of them, of their own; what is between two pictures of the lead plays no part. */
  dsc_playback_set_animated (self->playback, enabled && self->animate && !dsc_comparison_is_on (self->comparison));
  if (self->workspace != NULL)
    dsc_compare_view_set_animated (dsc_workspace_get_compare_view (self->workspace), enabled && self->animate);
}

/* ---- steps ----------------------------------------------------------------------------------- */

static void
step (GtkWidget  *widget,
      const char *action_name,
      GVariant   *parameter)
{
  DscPlayback *playback = DSC_WINDOW (widget)->playback;
  const DscGrain grain = g_str_has_suffix (action_name, "-operation") ? DSC_GRAIN_OPERATION : dsc_playback_get_grain (playback);

  dsc_playback_step (playback, g_str_has_prefix (action_name, "win.next"), grain);
}

static void
go_to_end (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  DscWindow *self = DSC_WINDOW (widget);

  dsc_playback_seek (self->playback, g_str_has_prefix (action_name, "win.last") ? dsc_session_get_n_steps (self->session) : 0);
}

static void
step_at_cursor (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  DscWindow *self = DSC_WINDOW (widget);

  dsc_session_select_line (self->session, dsc_editor_get_line (dsc_window_get_editor (self)));
  dsc_workspace_reveal_selection (dsc_window_get_workspace (self));
}

static const struct { const char *suffix; DscStepMarks marks; } jumps[] = {
  { "-event",     DSC_MARKS_EVENTS },
  { "-resize",    DSC_MARK_RESIZE },
  { "-tombstone", DSC_MARK_TOMBSTONE },
  { "-collision", DSC_MARK_COLLISION },
};

static void
jump (GtkWidget  *widget,
      const char *action_name,
      GVariant   *parameter)
{
  DscWindow *self = DSC_WINDOW (widget);
  const gboolean forward = g_str_has_prefix (action_name, "win.next");

  for (gsize i = 0; i < G_N_ELEMENTS (jumps); i++)
    if (g_str_has_suffix (action_name, jumps[i].suffix) && !dsc_playback_jump (self->playback, forward, jumps[i].marks))
      dsc_window_say (self, forward ? _("There is none after this step") : _("There is none before this step"));
}

/* ---- bookmarks and branches ------------------------------------------------------------------ */

/* The flag on the time line tells of it. */
static void
bookmark (GtkWidget  *widget,
          const char *action_name,
          GVariant   *parameter)
{
  dsc_session_toggle_bookmark (DSC_WINDOW (widget)->session);
}

static void
go_to_bookmark (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  DscWindow *self = DSC_WINDOW (widget);
  guint64 position;

  if (dsc_session_find_bookmark (self->session, g_str_has_prefix (action_name, "win.next"), &position))
    dsc_playback_seek (self->playback, position);
  else
    dsc_window_say (self, _("There is no such bookmark"));
}

/* By way of the editor, so that undo comes back. */
static void
go_to_branch (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  DscWindow *self = DSC_WINDOW (widget);
  g_autofree char *text = dsc_session_leave_for_branch (self->session, g_variant_get_uint32 (parameter));

  if (text == NULL)
    return;
  dsc_editor_replace_text (dsc_window_get_editor (self), text);
  dsc_window_say (self, _("Back to the earlier script; Ctrl+Z undoes that"));
}

/* ---- what can be done now -------------------------------------------------------------------- */

void
dsc_window_update_time_actions (DscWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const guint64 position = dsc_session_get_position (self->session);
  const guint64 n = dsc_session_get_n_steps (self->session);
  const gboolean inside = dsc_session_get_moment (self->session) >= 0;

  gtk_widget_action_set_enabled (widget, "win.play", n > 0);
  gtk_widget_action_set_enabled (widget, "win.next-step", position < n || inside);
  gtk_widget_action_set_enabled (widget, "win.next-operation", position < n || inside);
  gtk_widget_action_set_enabled (widget, "win.last-step", position < n || inside);
  gtk_widget_action_set_enabled (widget, "win.previous-step", position > 0);
  gtk_widget_action_set_enabled (widget, "win.previous-operation", position > 0);
  gtk_widget_action_set_enabled (widget, "win.first-step", position > 0);
}

void
dsc_window_time_class_init (GtkWidgetClass *klass)
{
  static const struct { const char *name; GtkWidgetActionActivateFunc activate; const char *parameter; } actions[] = {
    { "win.play", play, NULL },
    { "win.slower", change_speed, NULL },
    { "win.faster", change_speed, NULL },
    { "win.next-step", step, NULL },
    { "win.previous-step", step, NULL },
    { "win.next-operation", step, NULL },
    { "win.previous-operation", step, NULL },
    { "win.first-step", go_to_end, NULL },
    { "win.last-step", go_to_end, NULL },
    { "win.step-at-cursor", step_at_cursor, NULL },
    { "win.next-event", jump, NULL },
    { "win.previous-event", jump, NULL },
    { "win.next-resize", jump, NULL },
    { "win.previous-resize", jump, NULL },
    { "win.next-tombstone", jump, NULL },
    { "win.previous-tombstone", jump, NULL },
    { "win.next-collision", jump, NULL },
    { "win.previous-collision", jump, NULL },
    { "win.bookmark", bookmark, NULL },
    { "win.next-bookmark", go_to_bookmark, NULL },
    { "win.previous-bookmark", go_to_bookmark, NULL },
    { "win.branch", go_to_branch, "u" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (klass, actions[i].name, actions[i].parameter, actions[i].activate);
}
