/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-window-compare.c: commands of the window that are about sides: comparing, adding a side, going from difference to difference. */
#include "dsc-window-private.h"

#include <glib/gi18n.h>

#include "dsc-figure-sides.h"
#include "dsc-text-file.h"

/* ---- sides ----------------------------------------------------------------------------------- */

static void
add_nearest (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  DscComparison *comparison = DSC_WINDOW (widget)->comparison;

  if (dsc_comparison_is_on (comparison))
    dsc_comparison_add_nearest (comparison);
  else
    dsc_comparison_set_on (comparison, TRUE);
}

static void
add_version (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  dsc_compare_view_choose_version (dsc_window_get_compare_view (DSC_WINDOW (widget)));
}

static void
swap (GtkWidget  *widget,
      const char *action_name,
      GVariant   *parameter)
{
  dsc_comparison_swap (DSC_WINDOW (widget)->comparison);
}

/* ---- another script ---------------------------------------------------------------------------- */

typedef struct {
  DscWindow *window;
  char      *name;
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->window);
  g_free (opening->name);
  g_free (opening);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static void
script_loaded_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (Opening) opening = user_data;
  DscWindow *self = opening->window;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = dsc_text_file_load_finish (result, NULL, &error);

  if (text != NULL)
    dsc_comparison_add_script (self->comparison, text, opening->name);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    dsc_window_complain (self, _("The Script Was Not Opened"), error->message);
}

void
dsc_window_compare_with_file (DscWindow *self,
                              GFile     *file)
{
  g_autofree char *base = g_file_get_basename (file);
  Opening *opening = g_new (Opening, 1);

  g_return_if_fail (DSC_IS_WINDOW (self));
  *opening = (Opening) { g_object_ref (self), g_filename_display_name (base) };
  dsc_text_file_load_async (file, NULL, script_loaded_cb, opening);
}

static void
script_chosen_cb (DscWindow *self,
                  int        response)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    dsc_window_compare_with_file (self, file);
}

static void
add_script (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  dsc_window_show_chooser (DSC_WINDOW (widget), _("Compare with Another Script"), GTK_FILE_CHOOSER_ACTION_OPEN, G_CALLBACK (script_chosen_cb));
}

/* ---- differences ----------------------------------------------------------------------------- */

static void
go_to_difference (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  DscWindow *self = DSC_WINDOW (widget);
  const gboolean forward = g_str_has_prefix (action_name, "win.next");

  if (dsc_comparison_next_difference (self->comparison, forward))
    dsc_workspace_reveal_selection (dsc_window_get_workspace (self));
  else
    dsc_window_say (self, forward ? _("There is no further difference") : _("There is no earlier difference"));
}

static void
go_to_first_difference (GtkWidget  *widget,
                        const char *action_name,
                        GVariant   *parameter)
{
  DscWindow *self = DSC_WINDOW (widget);
  const guint64 first = dsc_comparison_get_first_difference (self->comparison);

  if (first > 0)
    dsc_playback_seek (self->playback, first);
}

/* ---- as a figure ------------------------------------------------------------------------------- */

DscFigure *
dsc_window_get_compare_figure (DscWindow *self)
{
  if (!dsc_comparison_is_on (self->comparison) || dsc_comparison_get_n_sides (self->comparison) < 2
      || dsc_window_get_figure_pane (self) != NULL)
    return NULL;
  if (self->compare_figure == NULL)
    self->compare_figure = dsc_figure_sides_new (self->comparison);
  return self->compare_figure;
}

/* ---- from the command line --------------------------------------------------------------------- */

static void
running_changed_cb (DscWindow *self)
{
  g_autoptr (GArray) targets = NULL;

  if (self->compare_when_run == NULL || dsc_session_is_running (self->session))
    return;
  targets = g_steal_pointer (&self->compare_when_run);
  dsc_comparison_set_targets (self->comparison, (const DscTarget *) (gpointer) targets->data, targets->len);
}

void
dsc_window_compare_versions (DscWindow       *self,
                             const DscTarget *targets,
                             guint            n)
{
  g_return_if_fail (DSC_IS_WINDOW (self));
  g_return_if_fail (n >= 2);
  g_clear_pointer (&self->compare_when_run, g_array_unref);
  self->compare_when_run = g_array_new (FALSE, FALSE, sizeof (DscTarget));
  g_array_append_vals (self->compare_when_run, targets, n);
}

/* ---- following the comparison ---------------------------------------------------------------- */

static void
turned_cb (DscWindow *self)
{
  dsc_window_update_motion (self);
  dsc_window_update_actions (self);
  if (dsc_comparison_is_on (self->comparison) && self->workspace != NULL)
    dsc_window_show_diagram (self);
  g_object_notify (G_OBJECT (self), "compare");
}

static void
stop_changed_cb (DscWindow *self)
{
  g_object_notify (G_OBJECT (self), "stop-at-difference");
}

static void
said_cb (DscWindow  *self,
         const char *sentence)
{
  dsc_window_say (self, sentence);
}

void
dsc_window_update_compare_actions (DscWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const gboolean on = dsc_comparison_is_on (self->comparison);
  const guint n = dsc_comparison_get_n_sides (self->comparison);
  const gboolean room = n < DSC_COMPARE_MOST_SIDES && !dsc_comparison_is_searching (self->comparison);

  gtk_widget_action_set_enabled (widget, "win.compare-nearest", room);
  gtk_widget_action_set_enabled (widget, "win.compare-version", on && room);
  gtk_widget_action_set_enabled (widget, "win.compare-script", room);
  gtk_widget_action_set_enabled (widget, "win.compare-swap", n > 1);
  gtk_widget_action_set_enabled (widget, "win.first-difference", dsc_comparison_get_first_difference (self->comparison) > 0);
  gtk_widget_action_set_enabled (widget, "win.next-difference", n > 1);
  gtk_widget_action_set_enabled (widget, "win.previous-difference", n > 1);
}

void
dsc_window_set_up_comparison (DscWindow *self)
{
  static const char *const announced[] = { "sides", "pictures", "differences", "searching" };

  for (gsize i = 0; i < G_N_ELEMENTS (announced); i++)
    {
      g_autofree char *signal = g_strconcat ("notify::", announced[i], NULL);

      g_signal_connect_object (self->comparison, signal, G_CALLBACK (dsc_window_update_actions), self, G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (self->comparison, "notify::on", G_CALLBACK (turned_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->comparison, "notify::stop-at-difference", G_CALLBACK (stop_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::running", G_CALLBACK (running_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->comparison, "said", G_CALLBACK (said_cb), self, G_CONNECT_SWAPPED);
}

void
dsc_window_compare_class_init (GtkWidgetClass *klass)
{
  static const struct { const char *name; GtkWidgetActionActivateFunc activate; } actions[] = {
    { "win.compare-nearest", add_nearest },
    { "win.compare-version", add_version },
    { "win.compare-script", add_script },
    { "win.compare-swap", swap },
    { "win.first-difference", go_to_first_difference },
    { "win.next-difference", go_to_difference },
    { "win.previous-difference", go_to_difference },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (klass, actions[i].name, NULL, actions[i].activate);
  gtk_widget_class_install_property_action (klass, "win.compare", "compare");
  gtk_widget_class_install_property_action (klass, "win.stop-at-difference", "stop-at-difference");
}
