/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-window-figures.c: what stands in the middle of the window: the diagram, or one of the figures, each made when it is first asked for. */
#include "dsc-window-private.h"

#include <glib/gi18n.h>

#include "dsc-figure-explain.h"
#include "dsc-figure-history.h"
#include "dsc-figure-layout.h"
#include "dsc-figure-matrix.h"
#include "dsc-figure-plot.h"
#include "dsc-figure-records.h"
#include "dsc-settings.h"

#define DIAGRAM "diagram"

/* ---- kinds ------------------------------------------------------------------------------------------------------- */

static DscFigure *
create_layout (DscSession *session)
{
  return dsc_figure_layout_new ();
}

static DscFigure *
create_history (DscSession *session)
{
  return dsc_figure_history_new ();
}

static DscFigure *
create_matrix (DscSession *session)
{
  return dsc_figure_matrix_new (session);
}

static DscFigure *
create_plot (DscSession *session)
{
  return dsc_figure_plot_new (session);
}

static DscFigure *
create_records (DscSession *session)
{
  return dsc_figure_records_new ();
}

static DscFigure *
create_explain (DscSession *session)
{
  return dsc_figure_explain_new ();
}

typedef DscFigure *(*Create) (DscSession *session);

/* In the order of the menu; the names are those of the figures, and the keys are in the table of shortcuts. */
static const struct { const char *name, *label, *key; Create create; } kinds[] = {
  { DIAGRAM, N_("Diagram"), "1", NULL },
  { "matrix", N_("Matrix"), "2", create_matrix },
  { "layout", N_("Layout"), "3", create_layout },
  { "history", N_("History"), "4", create_history },
  { "plot", N_("Plots"), "5", create_plot },
  { "records", N_("Records"), "6", create_records },
  { "explain", N_("Explain"), "7", create_explain },
};

typedef struct {
  const char    *name;
  char          *label;
  Create         create;      /* NULL: it is there, or the diagram */
  DscFigure     *figure;      /* NULL: not made yet */
  DscFigurePane *pane;        /* borrowed from the workspace; NULL: not made yet */
} Entry;

static void
entry_free (gpointer data)
{
  Entry *self = data;

  g_free (self->label);
  g_clear_object (&self->figure);
  g_free (self);
}

static Entry *
find_entry (DscWindow  *self,
            const char *name)
{
  for (guint i = 0; self->figures != NULL && i < self->figures->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->figures, i);

      if (g_strcmp0 (entry->name, name) == 0)
        return entry;
    }
  return NULL;
}

/* ---- what figures ask for ---------------------------------------------------------------------------------------- */

static void
show_target (DscWindow       *self,
             const DscTarget *target)
{
  dsc_session_set_target (self->session, *target);
  dsc_window_show_diagram (self);
}

static void
activated_cb (DscWindow     *self,
              guint          action,
              gconstpointer  a,
              gconstpointer  b)
{
  switch ((DscFigureAction) action)
    {
    case DSC_FIGURE_SHOW_TARGET:
      show_target (self, a);
      break;
    case DSC_FIGURE_COMPARE:
      dsc_comparison_set_targets (self->comparison, (const DscTarget[]) { *(const DscTarget *) a, *(const DscTarget *) b }, 2);
      dsc_window_show_diagram (self);
      break;
    case DSC_FIGURE_GO_TO_STEP:
      dsc_playback_seek (self->playback, *(const guint64 *) a);
      break;
    }
}

/* ---- what is remembered ------------------------------------------------------------------------------------------ */

static char *
dup_key (DscFigure       *figure,
         const DscChoice *choice)
{
  return g_strdup_printf ("%s/%s", dsc_figure_get_name (figure), choice->name);
}

static gboolean
is_of_targets (const DscChoice *choice)
{
  return choice->kind == DSC_CHOICE_TARGET || choice->kind == DSC_CHOICE_TARGETS;
}

static GVariant *
pack_choice (const DscChoice *choice)
{
  GVariantBuilder texts;
  char text[64];

  if (!is_of_targets (choice))
    return g_variant_new_double (choice->number);
  g_variant_builder_init (&texts, G_VARIANT_TYPE_STRING_ARRAY);
  for (guint i = 0; i < choice->n_targets; i++)
    {
      dsc_target_format (choice->targets[i], text, sizeof text);
      g_variant_builder_add (&texts, "s", text);
    }
  return g_variant_builder_end (&texts);
}

static void
chosen_cb (DscWindow     *self,
           guint          i,
           DscFigurePane *pane)
{
  DscFigure *figure = dsc_figure_pane_get_figure (pane);
  g_autoptr (GVariant) before = dsc_settings_get_value (self->settings, "figure-choices", G_VARIANT_TYPE_VARDICT);

  if (before == NULL || i >= dsc_figure_get_n_choices (figure))
    return;
  const DscChoice choice = dsc_figure_get_choice (figure, i);
  g_autofree char *key = dup_key (figure, &choice);
  GVariantDict dict;

  g_variant_dict_init (&dict, before);
  g_variant_dict_insert_value (&dict, key, pack_choice (&choice));
  dsc_settings_set (self->settings, "figure-choices", g_variant_dict_end (&dict));
}

/* What cannot be read, or is no release any more, is passed over. */
static void
restore_targets (DscFigure *figure,
                 guint      i,
                 GVariant  *value)
{
  g_autofree const char **texts = g_variant_get_strv (value, NULL);
  g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof (DscTarget));

  for (gsize k = 0; texts[k] != NULL; k++)
    {
      DscTarget target;

      if (dsc_target_parse (texts[k], &target) == DSC_STATUS_OK)
        g_array_append_val (targets, target);
    }
  if (targets->len > 0)
    dsc_figure_set_targets (figure, i, (const DscTarget *) (gpointer) targets->data, targets->len);
}

static void
restore_choices (DscWindow *self,
                 DscFigure *figure)
{
  g_autoptr (GVariant) choices = dsc_settings_get_value (self->settings, "figure-choices", G_VARIANT_TYPE_VARDICT);

  for (guint i = 0; choices != NULL && i < dsc_figure_get_n_choices (figure); i++)
    {
      const DscChoice choice = dsc_figure_get_choice (figure, i);
      g_autofree char *key = dup_key (figure, &choice);
      g_autoptr (GVariant) value = g_variant_lookup_value (choices, key, is_of_targets (&choice) ? G_VARIANT_TYPE_STRING_ARRAY : G_VARIANT_TYPE_DOUBLE);

      if (value != NULL && is_of_targets (&choice))
        restore_targets (figure, i, value);
      else if (value != NULL)
        dsc_figure_set_number (figure, i, g_variant_get_double (value));
    }
}

/* ---- showing ----------------------------------------------------------------------------------------------------- */

static void
pane_changed_cb (DscWindow *self)
{
  dsc_window_update_actions (self);
}

static void
complete (DscWindow *self,
          Entry     *entry)
{
  if (entry->figure == NULL)
    entry->figure = entry->create (self->session);
  restore_choices (self, entry->figure);
  entry->pane = DSC_FIGURE_PANE (dsc_figure_pane_new (entry->figure, self->settings));
  dsc_workspace_add_centre (dsc_window_get_workspace (self), GTK_WIDGET (entry->pane), entry->name);
  g_signal_connect_object (entry->figure, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry->pane, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry->pane, "changed", G_CALLBACK (pane_changed_cb), self, G_CONNECT_SWAPPED);
}

static gboolean
focus_is_elsewhere (DscWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  DscWorkspace *workspace = dsc_window_get_workspace (self);
  GtkWidget *panes[] = { GTK_WIDGET (dsc_workspace_get_script_pane (workspace)), GTK_WIDGET (dsc_workspace_get_inspector (workspace)),
                         GTK_WIDGET (dsc_workspace_get_byte_pane (workspace)) };

  for (gsize i = 0; focus != NULL && i < G_N_ELEMENTS (panes); i++)
    if (gtk_widget_is_ancestor (focus, panes[i]))
      return TRUE;
  return FALSE;
}

static void
tell_label (DscWindow   *self,
            const Entry *entry)
{
  g_autofree char *spoken = g_strdup_printf (_("Shown in the middle: %s"), entry->label);

  gtk_label_set_label (self->figure_label, entry->label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->figure_button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

void
dsc_window_show_figure (DscWindow  *self,
                        const char *name)
{
  Entry *entry = find_entry (self, name);

  g_return_if_fail (DSC_IS_WINDOW (self));
  if (entry == NULL || g_strcmp0 (name, self->figure) == 0)
    return;
  DscWorkspace *workspace = dsc_window_get_workspace (self);
  const gboolean elsewhere = focus_is_elsewhere (self);

  if (entry->pane == NULL && !g_str_equal (name, DIAGRAM))
    complete (self, entry);
  g_free (self->figure);
  self->figure = g_strdup (name);
  dsc_workspace_show_centre (workspace, name);
  tell_label (self, entry);
  dsc_window_update_actions (self);
  if (!elsewhere && entry->pane != NULL)
    dsc_figure_pane_focus (entry->pane);
  else if (!elsewhere)
    dsc_workspace_focus_centre (workspace);
  g_object_notify (G_OBJECT (self), "figure");
}

void
dsc_window_show_diagram (DscWindow *self)
{
  dsc_window_show_figure (self, DIAGRAM);
}

DscFigurePane *
dsc_window_get_figure_pane (DscWindow *self)
{
  g_return_val_if_fail (DSC_IS_WINDOW (self), NULL);
  const Entry *entry = find_entry (self, self->figure);

  return entry != NULL ? entry->pane : NULL;
}

static void
toggle_figure (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  DscWindow *self = DSC_WINDOW (widget);
  const char *name = g_variant_get_string (parameter, NULL);

  dsc_window_show_figure (self, g_strcmp0 (name, self->figure) == 0 ? DIAGRAM : name);
}

static void
toggle_table (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  DscFigurePane *pane = dsc_window_get_figure_pane (DSC_WINDOW (widget));

  if (pane == NULL)
    return;
  dsc_figure_pane_set_show_table (pane, !dsc_figure_pane_get_show_table (pane));
  dsc_figure_pane_focus (pane);
}

/* ---- set-up ------------------------------------------------------------------------------------------------------ */

static void
add_entry (DscWindow  *self,
           const char *name,
           const char *label,
           const char *key,
           Create      create,
           DscFigure  *figure)
{
  Entry *entry = g_new0 (Entry, 1);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  entry->name = name;
  entry->label = g_strdup (label);
  entry->create = create;
  entry->figure = figure != NULL ? g_object_ref (figure) : NULL;
  g_ptr_array_add (self->figures, entry);
  g_menu_item_set_action_and_target (item, "win.figure", "s", name);
  if (key != NULL)
    g_menu_item_set_attribute (item, "accel", "s", key);
  g_menu_append_item (self->figures_menu, item);
  g_menu_append_item (self->figures_submenu, item);
}

void
dsc_window_add_figure (DscWindow *self,
                       DscFigure *figure)
{
  g_return_if_fail (DSC_IS_WINDOW (self));
  add_entry (self, dsc_figure_get_name (figure), dsc_figure_get_title (figure), NULL, NULL, figure);
}

void
dsc_window_set_up_figures (DscWindow *self)
{
  self->figures = g_ptr_array_new_with_free_func (entry_free);
  self->figure = g_strdup (DIAGRAM);      /* the items of the menu ask for it */
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    add_entry (self, kinds[i].name, _(kinds[i].label), kinds[i].key, kinds[i].create, NULL);
  tell_label (self, g_ptr_array_index (self->figures, 0));
}

void
dsc_window_figures_class_init (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.toggle-figure", "s", toggle_figure);
  gtk_widget_class_install_action (klass, "win.toggle-table", NULL, toggle_table);
}
