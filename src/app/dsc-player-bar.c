/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-player-bar.c: the bar at the bottom: what the step did, in one sentence, the time line, the player, and the zoom. */
#include "dsc-player-bar.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "dsc-fit-box.h"
#include "dsc-moments-popover.h"
#include "dsc-shortcuts.h"
#include "dsc-why-popover.h"

#define MAX_BRANCH_CHARS 40

struct _DscPlayerBar {
  GtkWidget      parent_instance;

  GtkWidget     *sentence_box, *controls_box, *choices_box, *lists_box, *zoom_box;
  GtkLabel      *operation_label, *sentence_label, *count_label;
  DscTimeLine   *time_line;
  GtkButton     *play_button, *zoom_button;
  GtkDropDown   *speed_choice, *grain_choice;
  GtkMenuButton *branches_button, *moments_button, *why_button;

  DscSession    *session;
  DscPlayback   *playback;
  DscCanvas     *canvas;        /* borrowed: a neighbour in the window */
};

G_DEFINE_FINAL_TYPE (DscPlayerBar, dsc_player_bar, GTK_TYPE_WIDGET)

static const double speeds[] = { 0.25, 0.5, 1, 2, 4, 8, 16, 0 };

/* ---- words ----------------------------------------------------------------------------------- */

static char *
format_sentence (const DscState *state)
{
  GString *text;

  if (state->n_steps == 0)
    return g_strdup (_("The script has no steps yet."));
  if (state->step == 0)
    return g_strdup (_("Before the first operation."));
  text = g_string_new (NULL);
  if (state->error != NULL && (state->sentence == NULL || strstr (state->sentence, state->error) == NULL))
    g_string_append (text, state->error);
  else if (state->result != NULL && state->error == NULL)
    g_string_append_printf (text, "→ %s", state->result);
  if (state->sentence != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "   " : "", state->sentence);
  return g_string_free (text, FALSE);
}

/* "step 4 of 4", and in the midst of a step also where. */
static char *
format_count (DscPlayerBar *self)
{
  const guint64 n = dsc_session_get_n_steps (self->session), position = dsc_session_get_position (self->session);
  DscState *state = dsc_session_get_state (self->session);
  DscMoments *moments = state != NULL && state->moment >= 0 ? dsc_state_get_moments (state) : NULL;

  if (moments != NULL)
    /* Translators: "step 4 of 7 · moment 2 of 9 in it" */
    return g_strdup_printf (_("step %'" G_GUINT64_FORMAT " of %'" G_GUINT64_FORMAT " · moment %d of %u in it"), position, n, state->moment + 1,
                            dsc_moments_get_n (moments));
  /* Translators: "step 4 of 4" */
  return g_strdup_printf (_("step %'" G_GUINT64_FORMAT " of %'" G_GUINT64_FORMAT), position, n);
}

static void
state_changed_cb (DscPlayerBar *self)
{
  const DscState *state = dsc_session_get_state (self->session);
  g_autofree char *count = format_count (self);

  gtk_label_set_label (self->count_label, count);
  if (state == NULL)
    return;
  g_autofree char *sentence = format_sentence (state);

  gtk_label_set_label (self->operation_label, state->operation != NULL ? state->operation : "");
  gtk_widget_set_visible (GTK_WIDGET (self->operation_label), state->operation != NULL);
  gtk_label_set_label (self->sentence_label, sentence);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->sentence_label), sentence);
  if (state->error != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->sentence_label), "step-error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->sentence_label), "step-error");
}

static void
zoom_changed_cb (DscPlayerBar *self)
{
  const int percent = (int) (dsc_canvas_get_zoom (self->canvas) * 100 + 0.5);
  /* Translators: the picture fits the window; its scale in percent */
  g_autofree char *text = dsc_canvas_is_fit (self->canvas) ? g_strdup_printf (_("Fit · %d %%"), percent)
                                                           : g_strdup_printf (_("%d %%"), percent);

  gtk_button_set_label (self->zoom_button, text);
}

/* ---- player ---------------------------------------------------------------------------------- */

static void
playing_changed_cb (DscPlayerBar *self)
{
  const gboolean playing = dsc_playback_is_playing (self->playback);

  gtk_button_set_icon_name (self->play_button, playing ? "media-playback-pause-symbolic" : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->play_button), playing ? _("Pause (Space)") : _("Play (Space)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play_button), GTK_ACCESSIBLE_PROPERTY_LABEL, playing ? _("Pause") : _("Play"), -1);
}

/* What has the focus is a button inside, which GTK leaves without a name. */
static void
name_choice (GtkDropDown *choice,
             const char  *name)
{
  GtkStringObject *item = gtk_drop_down_get_selected_item (choice);
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (choice));

  if (item == NULL || button == NULL)
    return;
  /* Translators: what is chosen and what it is: "Speed: 1×" */
  g_autofree char *spoken = g_strdup_printf (_("%s: %s"), name, gtk_string_object_get_string (item));

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
speed_changed_cb (DscPlayerBar *self)
{
  const double speed = dsc_playback_get_speed (self->playback);
  guint i = 0;

  while (speeds[i + 1] > 0 && speeds[i] < speed)
    i++;
  gtk_drop_down_set_selected (self->speed_choice, i);
  name_choice (self->speed_choice, _("Speed"));
}

static void
grain_changed_cb (DscPlayerBar *self)
{
  gtk_drop_down_set_selected (self->grain_choice, dsc_playback_get_grain (self->playback));
  name_choice (self->grain_choice, _("One step is"));
}

static void
speed_chosen_cb (DscPlayerBar *self)
{
  const guint i = gtk_drop_down_get_selected (self->speed_choice);

  if (i < G_N_ELEMENTS (speeds) - 1)
    dsc_playback_set_speed (self->playback, speeds[i]);
}

static void
grain_chosen_cb (DscPlayerBar *self)
{
  const guint i = gtk_drop_down_get_selected (self->grain_choice);

  if (i < DSC_N_GRAINS)
    dsc_playback_set_grain (self->playback, (DscGrain) i);
}

static void
fill_choices (DscPlayerBar *self)
{
  const char *const grains[] = {
    C_("what one step of the player is", "Operation"), C_("what one step of the player is", "Probe"), C_("what one step of the player is", "Write"), NULL,
  };
  g_autoptr (GtkStringList) grain_list = gtk_string_list_new (grains);
  g_autoptr (GtkStringList) speed_list = gtk_string_list_new (NULL);

  for (guint i = 0; speeds[i] > 0; i++)
    {
      /* Translators: speed of the player: times the usual one */
      g_autofree char *text = g_strdup_printf (_("%g×"), speeds[i]);

      gtk_string_list_append (speed_list, text);
    }
  gtk_drop_down_set_model (self->speed_choice, G_LIST_MODEL (speed_list));
  gtk_drop_down_set_model (self->grain_choice, G_LIST_MODEL (grain_list));
}

/* ---- branches -------------------------------------------------------------------------------- */

static char *
format_branch (const DscBranch *branch)
{
  g_autofree char *start = g_utf8_substring (branch->operation, 0, MIN (g_utf8_strlen (branch->operation, -1), MAX_BRANCH_CHARS));
  const char *more = strlen (start) < strlen (branch->operation) ? "…" : "";

  /* Translators: an earlier text of the script: the first step that was another one there, its source text, its number of steps */
  return g_strdup_printf (_("Step %'" G_GUINT64_FORMAT ": %s%s (of %'" G_GUINT64_FORMAT ")"), branch->step, start, more, branch->n_steps);
}

static void
branches_changed_cb (DscPlayerBar *self)
{
  const guint n = dsc_session_get_n_branches (self->session);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *label = format_branch (dsc_session_get_branch (self->session, i));
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "win.branch", "u", i);
      g_menu_append_item (section, item);
    }
  g_menu_append_section (menu, _("Go Back to an Earlier Script"), G_MENU_MODEL (section));
  gtk_menu_button_set_menu_model (self->branches_button, G_MENU_MODEL (menu));
  gtk_widget_set_visible (GTK_WIDGET (self->branches_button), n > 0);
}

/* ---- interface ------------------------------------------------------------------------------- */

static void
connect_player (DscPlayerBar *self)
{
  g_signal_connect_object (self->playback, "notify::playing", G_CALLBACK (playing_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->playback, "notify::speed", G_CALLBACK (speed_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->playback, "notify::grain", G_CALLBACK (grain_changed_cb), self, G_CONNECT_SWAPPED);
  speed_changed_cb (self);
  grain_changed_cb (self);
  g_signal_connect_object (self->speed_choice, "notify::selected", G_CALLBACK (speed_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grain_choice, "notify::selected", G_CALLBACK (grain_chosen_cb), self, G_CONNECT_SWAPPED);
  playing_changed_cb (self);
}

void
dsc_player_bar_set_session (DscPlayerBar *self,
                            DscSession   *session,
                            DscPlayback  *playback,
                            DscCanvas    *canvas)
{
  g_return_if_fail (DSC_IS_PLAYER_BAR (self));
  g_return_if_fail (self->session == NULL);
  self->session = g_object_ref (session);
  self->playback = g_object_ref (playback);
  dsc_time_line_set_session (self->time_line, session, playback);
  gtk_menu_button_set_popover (self->moments_button, GTK_WIDGET (dsc_moments_popover_new (session)));
  gtk_menu_button_set_popover (self->why_button, GTK_WIDGET (dsc_why_popover_new (session)));
  g_signal_connect_object (session, "notify::state", G_CALLBACK (state_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::position", G_CALLBACK (state_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::n-steps", G_CALLBACK (state_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::branches", G_CALLBACK (branches_changed_cb), self, G_CONNECT_SWAPPED);
  connect_player (self);
  dsc_player_bar_set_canvas (self, canvas);
  state_changed_cb (self);
  branches_changed_cb (self);
}

void
dsc_player_bar_set_canvas (DscPlayerBar *self,
                           DscCanvas    *canvas)
{
  g_return_if_fail (DSC_IS_PLAYER_BAR (self));
  g_return_if_fail (DSC_IS_CANVAS (canvas));
  if (self->canvas == canvas)
    return;
  if (self->canvas != NULL)
    g_signal_handlers_disconnect_by_func (self->canvas, zoom_changed_cb, self);
  self->canvas = canvas;
  g_signal_connect_object (canvas, "zoom-changed", G_CALLBACK (zoom_changed_cb), self, G_CONNECT_SWAPPED);
  zoom_changed_cb (self);
}

const char *
dsc_player_bar_get_sentence (DscPlayerBar *self)
{
  g_return_val_if_fail (DSC_IS_PLAYER_BAR (self), NULL);
  return gtk_label_get_label (self->sentence_label);
}

const char *
dsc_player_bar_get_count (DscPlayerBar *self)
{
  g_return_val_if_fail (DSC_IS_PLAYER_BAR (self), NULL);
  return gtk_label_get_label (self->count_label);
}

DscTimeLine *
dsc_player_bar_get_time_line (DscPlayerBar *self)
{
  g_return_val_if_fail (DSC_IS_PLAYER_BAR (self), NULL);
  return self->time_line;
}

DscWhyPopover *
dsc_player_bar_ask_why (DscPlayerBar *self)
{
  g_return_val_if_fail (DSC_IS_PLAYER_BAR (self), NULL);
  dsc_shortcuts_pop_up (self->why_button);
  return DSC_WHY_POPOVER (gtk_menu_button_get_popover (self->why_button));
}

static void
dsc_player_bar_dispose (GObject *object)
{
  DscPlayerBar *self = DSC_PLAYER_BAR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), DSC_TYPE_PLAYER_BAR);
  g_clear_object (&self->session);
  g_clear_object (&self->playback);
  G_OBJECT_CLASS (dsc_player_bar_parent_class)->dispose (object);
}

static void
dsc_player_bar_class_init (DscPlayerBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dsc_player_bar_dispose;
  g_type_ensure (DSC_TYPE_FIT_BOX);
  g_type_ensure (DSC_TYPE_TIME_LINE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/dictoscope/Dictoscope/ui/dsc-player-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, DscPlayerBar, controls_box);
  gtk_widget_class_bind_template_child (widget_class, DscPlayerBar, sentence_box);
  gtk_widget_class_bind_template_child (widget_class, DscPlayerBar, choices_box);
  gtk_widget_class_bind_template_child (widget_class, DscPlayerBar, lists_box);
  gtk_widget_class_bind_template_child (widget_class, DscPlayerBar, zoom_box);
  gtk_widget_class_bind_template_child (widget_class, DscPlayerBar, operation_label);
  gtk_widget_class_bind_template_child (widget_class, DscPlayerBar, sentence_label);
  gtk_widget_class_bind_template_child (widget_class, DscPlayerBar, count_label);
  gtk_widget_class_bind_template_child (widget_class, DscPlayerBar, time_line);
  gtk_widget_class_bind_template_child (widget_class, DscPlayerBar, play_button);
  gtk_widget_class_bind_template_child (widget_class, DscPlayerBar, zoom_button);
  gtk_widget_class_bind_template_child (widget_class, DscPlayerBar, speed_choice);
  gtk_widget_class_bind_template_child (widget_class, DscPlayerBar, grain_choice);
  gtk_widget_class_bind_template_child (widget_class, DscPlayerBar, branches_button);
  gtk_widget_class_bind_template_child (widget_class, DscPlayerBar, moments_button);
  gtk_widget_class_bind_template_child (widget_class, DscPlayerBar, why_button);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "playerbar");
}

static void
dsc_player_bar_init (DscPlayerBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_choices (self);
  /* Keys, menus and the head of the picture have what a narrow window leaves out. */
  dsc_fit_box_set_rank (self->choices_box, 1);
  dsc_fit_box_set_rank (self->zoom_box, 2);
  dsc_fit_box_set_rank (self->lists_box, 3);
  dsc_fit_box_set_rank (GTK_WIDGET (self->count_label), 4);
}
