/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-step-bar.c: the bar at the bottom: what the step did, in one sentence, the way through the steps, and the zoom. */
#include "dsc-step-bar.h"

#include <glib/gi18n.h>
#include <string.h>

/* Above this the slider has no ticks. */
#define MAX_TICKS 25u
/* Room that a word under a tick needs; with less, a letter stands for it. */
#define WORD_WIDTH 90

struct _DscStepBar {
  GtkWidget      parent_instance;
  GtkWidget *controls_box;
  GtkWidget *sentence_box;

  GtkLabel      *operation_label, *sentence_label, *count_label;
  GtkScale      *scale;
  GtkAdjustment *adjustment;

  GtkButton     *zoom_button;

  DscSession    *session;
  DscCanvas     *canvas;        /* borrowed: a neighbour in the window */
  DscHistory    *ticks_of;      /* borrowed, only compared */
  gboolean       ticks_have_words;
  guint          layout_source;
  gboolean       syncing;
};

G_DEFINE_FINAL_TYPE (DscStepBar, dsc_step_bar, GTK_TYPE_WIDGET)

static void
value_changed_cb (DscStepBar *self)
{
  if (!self->syncing && self->session != NULL)
    dsc_session_set_position (self->session, (guint64) (gtk_adjustment_get_value (self->adjustment) + 0.5));
}

/* ---- ticks ----------------------------------------------------------------------------------- */

static const char *
tick_text (DscStepMarks marks,
           gboolean     words)
{
  if (marks & DSC_MARK_ERROR)
    return words ? C_("tick of the slider", "error") : C_("tick of the slider: error", "!");
  if (marks & DSC_MARK_RESIZE)
    return words ? C_("tick of the slider", "resize") : C_("tick of the slider: resize", "R");
  if (marks & DSC_MARK_TOMBSTONE)
    return words ? C_("tick of the slider", "tombstone") : C_("tick of the slider: tombstone", "T");
  return NULL;
}

static gboolean
has_room_for_words (DscStepBar *self,
                    guint64     n)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (self->scale));

  return width == 0 || (guint64) width >= n * WORD_WIDTH;    /* 0: not known yet */
}

static void
update_ticks (DscStepBar *self)
{
  DscHistory *history = dsc_session_get_history (self->session);
  const guint64 n = dsc_session_get_n_steps (self->session);
  const gboolean words = has_room_for_words (self, n);

  if (history == self->ticks_of && words == self->ticks_have_words)
    return;
  self->ticks_of = history;
  self->ticks_have_words = words;
  gtk_scale_clear_marks (self->scale);
  if (n == 0 || n >= MAX_TICKS)
    return;
  for (guint64 i = 0; i <= n; i++)
    {
      const char *text = i > 0 ? tick_text (dsc_history_get_marks (history, i - 1), words) : NULL;
      g_autofree char *markup = text != NULL ? g_markup_printf_escaped ("<small>%s</small>", text) : NULL;

      gtk_scale_add_mark (self->scale, (double) i, GTK_POS_BOTTOM, markup);
    }
}

static gboolean
laid_out_cb (gpointer data)
{
  DscStepBar *self = data;

  self->layout_source = 0;
  update_ticks (self);
  return G_SOURCE_REMOVE;
}

/* Once the new sizes are there. */
static void
surface_layout_cb (DscStepBar *self)
{
  if (self->layout_source == 0)
    self->layout_source = g_idle_add_full (G_PRIORITY_LOW, laid_out_cb, self, NULL);
}

static void
dsc_step_bar_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (dsc_step_bar_parent_class)->realize (widget);
  g_signal_connect_object (gtk_native_get_surface (gtk_widget_get_native (widget)), "layout", G_CALLBACK (surface_layout_cb),
                           widget, G_CONNECT_SWAPPED);
}

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

static void
state_changed_cb (DscStepBar *self)
{
  const DscState *state = dsc_session_get_state (self->session);
  const guint64 n = dsc_session_get_n_steps (self->session);
  const guint64 position = dsc_session_get_position (self->session);
  /* Translators: "step 4 of 4" */
  g_autofree char *count = g_strdup_printf (_("step %'" G_GUINT64_FORMAT " of %'" G_GUINT64_FORMAT), position, n);

  self->syncing = TRUE;
  update_ticks (self);
  gtk_adjustment_configure (self->adjustment, (double) position, 0, (double) n, 1, MAX (1, (double) n / 20), 0);
  self->syncing = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->scale), n > 0);
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
zoom_changed_cb (DscStepBar *self)
{
  const int percent = (int) (dsc_canvas_get_zoom (self->canvas) * 100 + 0.5);
  /* Translators: the picture fits the window; its scale in percent */
  g_autofree char *text = dsc_canvas_is_fit (self->canvas) ? g_strdup_printf (_("Fit · %d %%"), percent)
                                                           : g_strdup_printf (_("%d %%"), percent);

  gtk_button_set_label (self->zoom_button, text);
}

/* ---- interface ------------------------------------------------------------------------------- */

void
dsc_step_bar_set_session (DscStepBar *self,
                          DscSession *session,
                          DscCanvas  *canvas)
{
  g_return_if_fail (DSC_IS_STEP_BAR (self));
  g_return_if_fail (self->session == NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (state_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::position", G_CALLBACK (state_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::n-steps", G_CALLBACK (state_changed_cb), self, G_CONNECT_SWAPPED);
  self->canvas = canvas;
  g_signal_connect_object (canvas, "zoom-changed", G_CALLBACK (zoom_changed_cb), self, G_CONNECT_SWAPPED);
  state_changed_cb (self);
  zoom_changed_cb (self);
}

const char *
dsc_step_bar_get_sentence (DscStepBar *self)
{
  g_return_val_if_fail (DSC_IS_STEP_BAR (self), NULL);
  return gtk_label_get_label (self->sentence_label);
}

const char *
dsc_step_bar_get_count (DscStepBar *self)
{
  g_return_val_if_fail (DSC_IS_STEP_BAR (self), NULL);
  return gtk_label_get_label (self->count_label);
}

static void
dsc_step_bar_dispose (GObject *object)
{
  DscStepBar *self = DSC_STEP_BAR (object);

  g_clear_handle_id (&self->layout_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), DSC_TYPE_STEP_BAR);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (dsc_step_bar_parent_class)->dispose (object);
}

static void
dsc_step_bar_class_init (DscStepBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dsc_step_bar_dispose;
  widget_class->realize = dsc_step_bar_realize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/dictoscope/Dictoscope/ui/dsc-step-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, DscStepBar, controls_box);
  gtk_widget_class_bind_template_child (widget_class, DscStepBar, sentence_box);
  gtk_widget_class_bind_template_child (widget_class, DscStepBar, operation_label);
  gtk_widget_class_bind_template_child (widget_class, DscStepBar, sentence_label);
  gtk_widget_class_bind_template_child (widget_class, DscStepBar, count_label);
  gtk_widget_class_bind_template_child (widget_class, DscStepBar, scale);
  gtk_widget_class_bind_template_child (widget_class, DscStepBar, adjustment);
  gtk_widget_class_bind_template_child (widget_class, DscStepBar, zoom_button);
  gtk_widget_class_bind_template_callback (widget_class, value_changed_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "stepbar");
}

static void
dsc_step_bar_init (DscStepBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
