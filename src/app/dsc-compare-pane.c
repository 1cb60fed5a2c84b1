/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-compare-pane.c: one side of a comparison: who it is (label, version, evidence), what hinders it, and its picture. */
#include "dsc-compare-pane.h"

#include <glib/gi18n.h>
#include <string.h>

#include "dsc-config.h"
#include "dsc-fit-box.h"
#include "dsc-motion.h"
#include "dsc-path.h"
#include "dsc-style.h"
#include "dsc-version-popover.h"

/* Beyond this the pictures of a motion cost too much between two frames. */
#define MAX_MOVING_SLOTS 16384u

struct _DscComparePane {
  GtkWidget      parent_instance;

  GtkWidget     *box, *head;
  GtkMenuButton *version_button;
  GtkLabel      *version_label, *evidence_label, *note_label;
  GtkEntry      *label_entry;
  GtkButton     *close_button;
  GtkWidget     *note_box;
  DscCanvas     *canvas;

  DscComparison *comparison;      /* NULL until it has a side */
  GSettings     *settings;        /* NULL: none */
  guint          number;
  gboolean       has_note;
  DscSession    *session;         /* of the side that the list of versions was made for; NULL: none */
  DscScene      *scene;           /* at rest */
  DscMotion     *motion;          /* that leads to it; NULL: none */
  double         time;            /* in the motion */
};

G_DEFINE_FINAL_TYPE (DscComparePane, dsc_compare_pane, GTK_TYPE_WIDGET)

enum { SIGNAL_ENTERED, N_SIGNALS };
static guint signals[N_SIGNALS];

static gboolean
is_side (DscComparePane *self)
{
  return self->comparison != NULL && self->number < dsc_comparison_get_n_sides (self->comparison);
}

/* ---- head ------------------------------------------------------------------------------------ */

static void
update_version (DscComparePane *self,
                DscSession     *session)
{
  const DscTarget target = dsc_session_get_target (session);
  g_autofree char *evidence = dsc_describe_evidence (target);
  char title[64], build[96];

  dsc_target_title (target, title, sizeof title);
  dsc_build_format (target.build, build, sizeof build);
  g_autofree char *text = g_strdup_printf ("%s · %s", title, build);
  g_autofree char *arch = g_strndup (build, strcspn (build, "\302"));   /* up to the middle dot */
  /* Beside others there is no room for the name of the language. */
  const char *release = g_str_has_prefix (title, "CPython ") ? title + strlen ("CPython ") : title;
  g_autofree char *shown = g_strdup_printf ("%s · %s", release, g_strchomp (arch));
  /* Translators: "2", "CPython 3.10.13 · 64-bit · default build" */
  g_autofree char *spoken = g_strdup_printf (_("Version of side %u: %s"), self->number + 1, text);

  gtk_label_set_label (self->version_label, shown);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->version_button), text);
  gtk_label_set_label (self->evidence_label, evidence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->version_button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
update_label (DscComparePane *self)
{
  const char *label = dsc_comparison_get_label (self->comparison, self->number);
  const gboolean own = dsc_comparison_has_own_script (self->comparison, self->number);
  g_autofree char *title = dsc_comparison_dup_title (self->comparison, self->number);
  g_autofree char *spoken = g_strdup_printf (_("Label of side %u"), self->number + 1);

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->label_entry)), label != NULL ? label : "") != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->label_entry), label != NULL ? label : "");
  gtk_entry_set_placeholder_text (self->label_entry, own ? title : _("Label"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->label_entry), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
update_close (DscComparePane *self)
{
  g_autofree char *title = dsc_comparison_dup_title (self->comparison, self->number);
  /* Translators: the user's name of a side of a comparison, or its version */
  g_autofree char *spoken = g_strdup_printf (_("Take %s away"), title);

  gtk_widget_set_visible (GTK_WIDGET (self->close_button), dsc_comparison_can_remove (self->comparison, self->number));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->close_button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/* It tells whether the side is where its program ends. */
static void
update_note (DscComparePane *self)
{
  g_autofree char *note = dsc_comparison_dup_note (self->comparison, self->number);

  gtk_label_set_label (self->note_label, note != NULL ? note : "");
  gtk_widget_set_tooltip_text (self->note_box, note);
  gtk_widget_set_opacity (self->note_box, note != NULL ? 1 : 0);
  self->has_note = note != NULL;
}

void
dsc_compare_pane_update (DscComparePane *self)
{
  g_return_if_fail (DSC_IS_COMPARE_PANE (self));
  if (!is_side (self))
    return;
  DscSession *session = dsc_comparison_get_session (self->comparison, self->number);

  if (session != self->session)
    {
      gtk_menu_button_set_popover (self->version_button, NULL);
      g_set_object (&self->session, session);
    }
  update_version (self, session);
  update_label (self);
  update_close (self);
  update_note (self);
}

GtkWidget *
dsc_compare_pane_get_note_box (DscComparePane *self)
{
  g_return_val_if_fail (DSC_IS_COMPARE_PANE (self), NULL);
  return self->note_box;
}

void
dsc_compare_pane_set_note_room (DscComparePane *self,
                                gboolean        room)
{
  g_return_if_fail (DSC_IS_COMPARE_PANE (self));
  gtk_widget_set_visible (self->note_box, room);
}

/* A list with hundreds of rows is made when it is asked for. */
static void
create_popover_cb (GtkMenuButton *button,
                   gpointer       user_data)
{
  DscComparePane *self = user_data;

  if (gtk_menu_button_get_popover (button) == NULL && self->session != NULL)
    gtk_menu_button_set_popover (button, GTK_WIDGET (dsc_version_popover_new (self->session, self->settings)));
}

static void
take_label (DscComparePane *self)
{
  if (is_side (self))
    dsc_comparison_set_label (self->comparison, self->number, gtk_editable_get_text (GTK_EDITABLE (self->label_entry)));
}

static void
label_activated_cb (DscComparePane *self)
{
  take_label (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

/* Escape gives the label back that there was. */
static gboolean
label_key_cb (GtkEventControllerKey *controller,
              guint                  keyval,
              guint                  keycode,
              GdkModifierType        state,
              DscComparePane        *self)
{
  if (keyval != GDK_KEY_Escape || !is_side (self))
    return GDK_EVENT_PROPAGATE;
  update_label (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
  return GDK_EVENT_STOP;
}

static void
close_clicked_cb (DscComparePane *self)
{
  if (is_side (self))
    dsc_comparison_remove (self->comparison, self->number);
}

static void
entered_cb (DscComparePane *self)
{
  g_signal_emit (self, signals[SIGNAL_ENTERED], 0);
}

/* Also where there is nothing to select. */
static void
pressed_cb (DscComparePane *self)
{
  entered_cb (self);
}

/* ---- picture --------------------------------------------------------------------------------- */

static void
tell_words (DscComparePane *self,
            const DscState *state)
{
  g_autofree char *title = dsc_comparison_dup_title (self->comparison, self->number);
  g_autofree char *whole = state->snapshot != NULL ? dsc_describe_snapshot (state->snapshot, state->name) : NULL;
  g_autofree char *note = dsc_comparison_dup_note (self->comparison, self->number);
  const guint n = dsc_comparison_get_n_sides (self->comparison);
  /* Translators: number and name of a side of a comparison, name of a variable, step, number of steps */
  g_autofree char *label = g_strdup_printf (_("Side %u of %u, %s: memory of %s, step %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT),
                                            self->number + 1, n, title, state->name != NULL ? state->name : _("a dict"), state->step, state->n_steps);
  g_autoptr (GString) description = g_string_new (note);

  if (state->sentence != NULL)
    g_string_append_printf (description, "%s%s", description->len > 0 ? " " : "", state->sentence);
  if (whole != NULL)
    g_string_append_printf (description, "%s%s", description->len > 0 ? " " : "", whole);
  dsc_canvas_set_words (self->canvas, label, description->str);
}

/* In large tables nothing but a ring shows where the slots of a search lie. */
static void
show_chain (DscComparePane *self,
            const DscState *state)
{
  DscSceneId slots[DSC_PATH_CHAIN_MAX];
  gsize n = 0;

  if (state->snapshot != NULL && self->scene != NULL && dsc_scene_find_map (self->scene, (DscSceneId) { 0 }) != NULL)
    n = dsc_path_chain (state->snapshot, dsc_canvas_get_selection (self->canvas), slots);
  dsc_canvas_set_chain (self->canvas, slots, n);
}

static void
selection_changed_cb (DscComparePane *self)
{
  DscState *state;

  if (!is_side (self))
    return;
  dsc_canvas_set_selection (self->canvas, dsc_session_get_selection (dsc_comparison_get_session (self->comparison, self->number)));
  state = dsc_comparison_get_state (self->comparison, self->number);
  if (state != NULL)
    show_chain (self, state);
}

static gboolean
may_move (const DscState *state)
{
  return state != NULL && (state->snapshot == NULL || dsc_snapshot_get_n_slots (state->snapshot) <= MAX_MOVING_SLOTS);
}

/* From what is seen at this moment, also in the midst of another motion. */
static DscMotion *
motion_to (DscComparePane *self,
           DscScene       *scene)
{
  g_autoptr (DscScene) from = self->motion != NULL ? dsc_motion_flatten (self->motion, self->time)
                              : self->scene != NULL ? dsc_scene_ref (self->scene) : NULL;
  DscMotion *motion = from != NULL ? dsc_motion_new_between (from, scene) : NULL;

  if (motion != NULL && dsc_motion_get_duration (motion) <= 0)
    g_clear_pointer (&motion, dsc_motion_free);
  return motion;
}

double
dsc_compare_pane_show (DscComparePane *self,
                       gboolean        animated)
{
  g_return_val_if_fail (DSC_IS_COMPARE_PANE (self), 0);
  DscScene *scene = is_side (self) ? dsc_comparison_get_scene (self->comparison, self->number) : NULL;
  DscState *state = is_side (self) ? dsc_comparison_get_state (self->comparison, self->number) : NULL;
  DscMotion *motion = animated && scene != NULL && scene != self->scene && may_move (state) ? motion_to (self, scene) : NULL;

  g_clear_pointer (&self->motion, dsc_motion_free);
  g_clear_pointer (&self->scene, dsc_scene_unref);
  self->motion = motion;
  self->time = 0;
  self->scene = scene != NULL ? dsc_scene_ref (scene) : NULL;
  dsc_compare_pane_show_time (self, 0);
  if (is_side (self))
    update_note (self);
  if (state != NULL)
    {
      tell_words (self, state);
      show_chain (self, state);
    }
  return motion != NULL ? dsc_motion_get_duration (motion) : 0;
}

void
dsc_compare_pane_show_time (DscComparePane *self,
                            double          seconds)
{
  DscMotionFrame frame;

  g_return_if_fail (DSC_IS_COMPARE_PANE (self));
  self->time = seconds;
  if (self->motion != NULL && seconds < dsc_motion_get_duration (self->motion))
    {
      dsc_motion_get_frame (self->motion, seconds, &frame);
      dsc_canvas_set_frame (self->canvas, frame.base, frame.overlay);
      g_clear_pointer (&frame.overlay, dsc_scene_unref);
      return;
    }
  g_clear_pointer (&self->motion, dsc_motion_free);
  dsc_canvas_set_frame (self->canvas, self->scene, NULL);
}

void
dsc_compare_pane_clear (DscComparePane *self)
{
  g_return_if_fail (DSC_IS_COMPARE_PANE (self));
  g_clear_pointer (&self->motion, dsc_motion_free);
  g_clear_pointer (&self->scene, dsc_scene_unref);
  dsc_canvas_set_frame (self->canvas, NULL, NULL);
  dsc_canvas_set_chain (self->canvas, NULL, 0);
}

static void
canvas_selected_cb (DscComparePane *self)
{
  entered_cb (self);
  if (is_side (self))
    dsc_session_set_selection (dsc_comparison_get_session (self->comparison, self->number), dsc_canvas_get_selection (self->canvas));
}

static void
style_changed_cb (DscComparePane *self)
{
  dsc_canvas_set_theme (self->canvas, dsc_style_get_theme ());
}

/* ---- interface ------------------------------------------------------------------------------- */

void
dsc_compare_pane_set_side (DscComparePane *self,
                           DscComparison  *comparison,
                           guint           number,
                           GSettings      *settings)
{
  g_return_if_fail (DSC_IS_COMPARE_PANE (self));
  g_return_if_fail (self->comparison == NULL);
  self->comparison = g_object_ref (comparison);
  self->number = number;
  self->settings = settings != NULL ? g_object_ref (settings) : NULL;
  /* The lead's selection is everybody's. */
  g_signal_connect_object (dsc_comparison_get_session (comparison, dsc_comparison_get_lead (comparison)), "notify::selection",
                           G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  dsc_compare_pane_update (self);
  selection_changed_cb (self);
}

DscCanvas *
dsc_compare_pane_get_canvas (DscComparePane *self)
{
  g_return_val_if_fail (DSC_IS_COMPARE_PANE (self), NULL);
  return self->canvas;
}

void
dsc_compare_pane_set_current (DscComparePane *self,
                              gboolean        current)
{
  g_return_if_fail (DSC_IS_COMPARE_PANE (self));
  if (current)
    gtk_widget_add_css_class (self->head, "current");
  else
    gtk_widget_remove_css_class (self->head, "current");
}

const char *
dsc_compare_pane_get_note (DscComparePane *self)
{
  g_return_val_if_fail (DSC_IS_COMPARE_PANE (self), NULL);
  return self->has_note ? gtk_label_get_label (self->note_label) : NULL;
}

/* ---- widget ---------------------------------------------------------------------------------- */

static void
dsc_compare_pane_dispose (GObject *object)
{
  DscComparePane *self = DSC_COMPARE_PANE (object);

  g_clear_pointer (&self->motion, dsc_motion_free);
  g_clear_pointer (&self->scene, dsc_scene_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), DSC_TYPE_COMPARE_PANE);
  g_clear_object (&self->session);
  g_clear_object (&self->comparison);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (dsc_compare_pane_parent_class)->dispose (object);
}

static void
dsc_compare_pane_class_init (DscComparePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dsc_compare_pane_dispose;
  signals[SIGNAL_ENTERED] = g_signal_new ("entered", DSC_TYPE_COMPARE_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (DSC_TYPE_CANVAS);
  g_type_ensure (DSC_TYPE_FIT_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, DSC_RESOURCE_PATH "/ui/dsc-compare-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, DscComparePane, box);
  gtk_widget_class_bind_template_child (widget_class, DscComparePane, head);
  gtk_widget_class_bind_template_child (widget_class, DscComparePane, version_button);
  gtk_widget_class_bind_template_child (widget_class, DscComparePane, version_label);
  gtk_widget_class_bind_template_child (widget_class, DscComparePane, evidence_label);
  gtk_widget_class_bind_template_child (widget_class, DscComparePane, label_entry);
  gtk_widget_class_bind_template_child (widget_class, DscComparePane, close_button);
  gtk_widget_class_bind_template_child (widget_class, DscComparePane, note_box);
  gtk_widget_class_bind_template_child (widget_class, DscComparePane, note_label);
  gtk_widget_class_bind_template_child (widget_class, DscComparePane, canvas);
  gtk_widget_class_bind_template_callback (widget_class, label_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_clicked_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "comparepane");
}

static void
dsc_compare_pane_init (DscComparePane *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new (), *label_focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *press = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->version_button, create_popover_cb, self, NULL);
  dsc_fit_box_set_rank (GTK_WIDGET (self->evidence_label), 2);
  dsc_fit_box_set_rank (GTK_WIDGET (self->label_entry), 1);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  g_signal_connect_object (press, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
  g_signal_connect_object (focus, "enter", G_CALLBACK (entered_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect_object (label_focus, "leave", G_CALLBACK (take_label), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->label_entry), label_focus);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (label_key_cb), self, 0);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->label_entry), keys);
  g_signal_connect_object (self->canvas, "selection-changed", G_CALLBACK (canvas_selected_cb), self, G_CONNECT_SWAPPED);
  dsc_style_connect (self, G_CALLBACK (style_changed_cb));
  style_changed_cb (self);
}
