/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-script-pane.c: the pane to the left: the script with its variables and examples, or its steps. */
#include "dsc-script-pane.h"

#include "dsc-row.h"
#include "dsc-step-list.h"
#include "dsc-step-row.h"
#include "dsc-variable-list.h"

struct _DscScriptPane {
  GtkWidget           parent_instance;

  GtkWidget          *box;
  GtkStack           *stack, *steps_stack;
  DscEditor          *editor;
  GtkListView        *variables_view, *examples_view, *steps_view;
  GtkWidget          *no_variables_label, *lists_box;
  GtkPaned           *script_paned;

  DscSession         *session;
  GtkSingleSelection *variables, *steps;
  gboolean            syncing;
};

G_DEFINE_FINAL_TYPE (DscScriptPane, dsc_script_pane, GTK_TYPE_WIDGET)

enum { SIGNAL_EXAMPLE_CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
example_activated_cb (GtkListView   *view,
                      guint          position,
                      DscScriptPane *self)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (view));
  g_autoptr (DscExampleItem) item = g_list_model_get_item (model, position);

  g_signal_emit (self, signals[SIGNAL_EXAMPLE_CHOSEN], 0, item);
}

/* The lists get what they want, but the editor at least half. */
static void
share_height_cb (DscScriptPane *self)
{
  const int height = gtk_widget_get_height (GTK_WIDGET (self->script_paned));
  int wanted;

  gtk_widget_measure (self->lists_box, GTK_ORIENTATION_VERTICAL, -1, NULL, &wanted, NULL, NULL);
  if (height > 0)
    gtk_paned_set_position (self->script_paned, MAX (height / 2, height - wanted - 12));
}

/* ---- the user selects ------------------------------------------------------------------------ */

static void
variable_selected_cb (DscScriptPane *self)
{
  DscVariableItem *item = gtk_single_selection_get_selected_item (self->variables);

  if (!self->syncing && item != NULL)
    dsc_session_set_pinned_name (self->session, dsc_variable_item_get_name (item));
}

static void
step_selected_cb (DscScriptPane *self)
{
  const guint selected = gtk_single_selection_get_selected (self->steps);

  if (!self->syncing && selected != GTK_INVALID_LIST_POSITION)
    dsc_session_set_position (self->session, (guint64) selected + 1);
}

/* ---- the session says ------------------------------------------------------------------------ */

static void
show_selected_step (DscScriptPane *self)
{
  const guint64 position = dsc_session_get_position (self->session);
  const guint row = position > 0 && position <= G_MAXUINT ? (guint) position - 1 : GTK_INVALID_LIST_POSITION;

  if (row != gtk_single_selection_get_selected (self->steps))
    gtk_single_selection_set_selected (self->steps, row);
  if (row != GTK_INVALID_LIST_POSITION && gtk_widget_get_mapped (GTK_WIDGET (self->steps_view)))
    gtk_widget_activate_action (GTK_WIDGET (self->steps_view), "list.scroll-to-item", "u", row);
}

static void
state_changed_cb (DscScriptPane *self)
{
  const DscState *state = dsc_session_get_state (self->session);
  GListModel *variables = dsc_session_get_variables (self->session);
  const gboolean any = g_list_model_get_n_items (variables) > 0;
  const guint row = state != NULL && state->name != NULL
                    ? dsc_variable_list_find (DSC_VARIABLE_LIST (variables), state->name) : G_MAXUINT;

  self->syncing = TRUE;
  gtk_single_selection_set_selected (self->variables, row == G_MAXUINT ? GTK_INVALID_LIST_POSITION : row);
  show_selected_step (self);
  self->syncing = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->variables_view), any);
  gtk_widget_set_visible (self->no_variables_label, !any);
  gtk_stack_set_visible_child_name (self->steps_stack, dsc_session_get_n_steps (self->session) > 0 ? "list" : "empty");
}

static void
steps_mapped_cb (DscScriptPane *self)
{
  self->syncing = TRUE;
  show_selected_step (self);
  self->syncing = FALSE;
}

/* The list may select something by itself while its model changes; what counts is the session's word afterwards. */
static GtkSingleSelection *
select_in (GListModel *model)
{
  GtkSingleSelection *selection = gtk_single_selection_new (NULL);

  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_single_selection_set_model (selection, model);
  return selection;
}

void
dsc_script_pane_set_session (DscScriptPane *self,
                             DscSession    *session,
                             GListModel    *examples)
{
  g_autoptr (GtkNoSelection) no_selection = gtk_no_selection_new (g_object_ref (examples));

  g_return_if_fail (DSC_IS_SCRIPT_PANE (self));
  g_return_if_fail (self->session == NULL);
  self->session = g_object_ref (session);
  self->variables = select_in (dsc_session_get_variables (session));
  self->steps = select_in (dsc_session_get_steps (session));
  gtk_list_view_set_model (self->variables_view, GTK_SELECTION_MODEL (self->variables));
  gtk_list_view_set_model (self->examples_view, GTK_SELECTION_MODEL (no_selection));
  gtk_list_view_set_model (self->steps_view, GTK_SELECTION_MODEL (self->steps));
  g_signal_connect_swapped (self->variables, "notify::selected", G_CALLBACK (variable_selected_cb), self);
  g_signal_connect_swapped (self->steps, "notify::selected", G_CALLBACK (step_selected_cb), self);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (state_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->steps_view, "map", G_CALLBACK (steps_mapped_cb), self);
  dsc_editor_set_session (self->editor, session);
  state_changed_cb (self);
}

DscEditor *
dsc_script_pane_get_editor (DscScriptPane *self)
{
  g_return_val_if_fail (DSC_IS_SCRIPT_PANE (self), NULL);
  return self->editor;
}

void
dsc_script_pane_show (DscScriptPane *self,
                      const char    *page)
{
  g_return_if_fail (DSC_IS_SCRIPT_PANE (self));
  gtk_stack_set_visible_child_name (self->stack, page);
}

void
dsc_script_pane_focus (DscScriptPane *self)
{
  g_return_if_fail (DSC_IS_SCRIPT_PANE (self));
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "steps") == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->steps_view));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static void
dsc_script_pane_dispose (GObject *object)
{
  DscScriptPane *self = DSC_SCRIPT_PANE (object);

  if (self->variables != NULL)
    g_signal_handlers_disconnect_by_data (self->variables, self);
  if (self->steps != NULL)
    g_signal_handlers_disconnect_by_data (self->steps, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), DSC_TYPE_SCRIPT_PANE);
  g_clear_object (&self->variables);
  g_clear_object (&self->steps);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (dsc_script_pane_parent_class)->dispose (object);
}

static void
dsc_script_pane_class_init (DscScriptPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dsc_script_pane_dispose;
  signals[SIGNAL_EXAMPLE_CHOSEN] = g_signal_new ("example-chosen", DSC_TYPE_SCRIPT_PANE, G_SIGNAL_RUN_LAST, 0,
                                                 NULL, NULL, NULL, G_TYPE_NONE, 1, DSC_TYPE_EXAMPLE_ITEM);
  g_type_ensure (DSC_TYPE_EDITOR);
  g_type_ensure (DSC_TYPE_ROW);
  g_type_ensure (DSC_TYPE_STEP_ROW);
  g_type_ensure (DSC_TYPE_VARIABLE_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/dictoscope/Dictoscope/ui/dsc-script-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, DscScriptPane, box);
  gtk_widget_class_bind_template_child (widget_class, DscScriptPane, stack);
  gtk_widget_class_bind_template_child (widget_class, DscScriptPane, steps_stack);
  gtk_widget_class_bind_template_child (widget_class, DscScriptPane, editor);
  gtk_widget_class_bind_template_child (widget_class, DscScriptPane, variables_view);
  gtk_widget_class_bind_template_child (widget_class, DscScriptPane, examples_view);
  gtk_widget_class_bind_template_child (widget_class, DscScriptPane, steps_view);
  gtk_widget_class_bind_template_child (widget_class, DscScriptPane, no_variables_label);
  gtk_widget_class_bind_template_child (widget_class, DscScriptPane, script_paned);
  gtk_widget_class_bind_template_child (widget_class, DscScriptPane, lists_box);
  gtk_widget_class_bind_template_callback (widget_class, example_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, share_height_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "scriptpane");
}

static void
dsc_script_pane_init (DscScriptPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
