/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-window-story.c: what is seen the very first time: a dict from its empty beginning, that plays by itself once and then rests.
 *
 * Whoever presses a key or a button has seen enough: it stops where it is, and what was pressed does what it always does. */
#include "dsc-window-private.h"

#include "dsc-settings.h"

#define STORY "five-keys.py"

static GObject *
find_story (DscWindow *self)
{
  const guint n = g_list_model_get_n_items (self->examples);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) example = g_list_model_get_item (self->examples, i);

      if (g_strcmp0 (dsc_example_item_get_name (DSC_EXAMPLE_ITEM (example)), STORY) == 0)
        return g_steal_pointer (&example);
    }
  return NULL;
}

static void
end_story (DscWindow *self)
{
  self->story_waits = FALSE;
  if (!self->tells_story)
    return;
  self->tells_story = FALSE;
  dsc_playback_pause (self->playback);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                DscWindow             *self)
{
  const gboolean was_told = self->tells_story || self->story_waits;

  end_story (self);
  return was_told && keyval == GDK_KEY_space;      /* it pauses what plays */
}

static void
button_pressed_cb (GtkGestureClick *gesture,
                   int              n_press,
                   double           x,
                   double           y,
                   DscWindow       *self)
{
  end_story (self);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
}

static void
listen (DscWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *click = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (click, GTK_PHASE_CAPTURE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect (click, "pressed", G_CALLBACK (button_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), click);
}

static void
state_changed_cb (DscWindow *self)
{
  if (!self->story_waits || !dsc_session_is_current (self->session))
    return;
  self->story_waits = FALSE;
  self->tells_story = dsc_playback_get_animated (self->playback);
  if (self->tells_story)
    dsc_playback_play (self->playback);
}

static void
playing_changed_cb (DscWindow *self)
{
  if (!dsc_playback_is_playing (self->playback))
    self->tells_story = FALSE;
}

gboolean
dsc_window_tell_story (DscWindow *self)
{
  g_autoptr (GObject) story = find_story (self);

  g_return_val_if_fail (DSC_IS_WINDOW (self), FALSE);
  if (story == NULL || !dsc_playback_get_animated (self->playback))
    return FALSE;
  listen (self);
  g_signal_connect_object (self->session, "notify::state", G_CALLBACK (state_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->playback, "notify::playing", G_CALLBACK (playing_changed_cb), self, G_CONNECT_SWAPPED);
  self->story_waits = TRUE;
  dsc_window_load_example (self, story);
  dsc_settings_set (self->settings, "story-told", g_variant_new_boolean (TRUE));
  return TRUE;
}
