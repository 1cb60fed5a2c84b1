/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-workspace.c: what is below the header bar: script and steps, picture, inspector, player.
 *
 * A widget of its own because the window makes it only after its first frame: a window with a header bar is there in about
 * half the time. */
#include "dsc-workspace.h"

#include "dsc-config.h"
#include "dsc-low-box.h"

#define LANE_SHARE 33     /* percent of the height, at most: it is there beside the picture */

struct _DscWorkspace {
  GtkWidget      parent_instance;

  GtkWidget     *script_paned, *bytes_paned;
  DscScriptPane *script_pane;
  GtkStack      *centre;
  DscStage      *stage;
  DscCompareView *compare_view;
  DscBytePane   *byte_pane;
  DscInspector  *inspector;
  DscLanePane   *lane_pane;
  DscPlayerBar  *player_bar;

  DscSession    *session;
  DscPlayback   *playback;
  DscComparison *comparison;      /* NULL: none */
};

G_DEFINE_FINAL_TYPE (DscWorkspace, dsc_workspace, GTK_TYPE_WIDGET)

/* The list of parts and the bytes are other ways to the picture: what is chosen there is brought into view here. */
static void
part_chosen_cb (DscWorkspace *self)
{
  dsc_workspace_reveal_selection (self);
}

DscWorkspace *
dsc_workspace_new (DscSession  *session,
                   DscPlayback *playback,
                   GListModel  *examples)
{
  DscWorkspace *self = g_object_new (DSC_TYPE_WORKSPACE, NULL);

  self->session = g_object_ref (session);
  self->playback = g_object_ref (playback);
  dsc_script_pane_set_session (self->script_pane, session, examples);
  dsc_stage_set_session (self->stage, session, playback);
  dsc_byte_pane_set_session (self->byte_pane, session);
  dsc_inspector_set_session (self->inspector, session);
  dsc_lane_pane_set_session (self->lane_pane, session);
  dsc_player_bar_set_session (self->player_bar, session, playback, dsc_stage_get_canvas (self->stage));
  return self;
}

/* ---- comparison ------------------------------------------------------------------------------ */

static gboolean
is_comparing (DscWorkspace *self)
{
  return self->comparison != NULL && dsc_comparison_is_on (self->comparison);
}

/* The panes beside the picture tell of one side, and say of which. */
static void
focus_changed_cb (DscWorkspace *self)
{
  const gboolean on = is_comparing (self) && dsc_comparison_get_n_sides (self->comparison) > 1;
  const guint focus = dsc_comparison_get_focus (self->comparison);
  DscSession *session = on ? dsc_comparison_get_session (self->comparison, focus) : self->session;
  g_autofree char *title = on ? dsc_comparison_dup_title (self->comparison, focus) : NULL;

  dsc_inspector_set_session (self->inspector, session);
  dsc_inspector_set_side (self->inspector, title);
  dsc_byte_pane_set_session (self->byte_pane, session);
  dsc_byte_pane_set_side (self->byte_pane, title);
  dsc_player_bar_set_canvas (self->player_bar, dsc_workspace_get_canvas (self));
}

/* No other figure stands in the middle. */
static gboolean
is_picture (DscWorkspace *self)
{
  GtkWidget *child = gtk_stack_get_visible_child (self->centre);

  return child == GTK_WIDGET (self->stage) || child == GTK_WIDGET (self->compare_view);
}

static void
comparison_turned_cb (DscWorkspace *self)
{
  const gboolean on = is_comparing (self);

  dsc_stage_set_awake (self->stage, !on);
  if (is_picture (self))
    {
      dsc_workspace_show_centre (self, "diagram");
      dsc_workspace_focus_centre (self);
    }
  focus_changed_cb (self);
}

static void
differences_changed_cb (DscWorkspace *self)
{
  dsc_time_line_set_differences (dsc_player_bar_get_time_line (self->player_bar),
                                 is_comparing (self) ? dsc_comparison_get_runs (self->comparison) : NULL);
}

void
dsc_workspace_set_comparison (DscWorkspace  *self,
                              DscComparison *comparison,
                              GSettings     *settings)
{
  g_return_if_fail (DSC_IS_WORKSPACE (self));
  g_return_if_fail (self->comparison == NULL);
  self->comparison = g_object_ref (comparison);
  dsc_compare_view_set_comparison (self->compare_view, comparison, self->playback, settings);
  g_signal_connect_object (comparison, "notify::on", G_CALLBACK (comparison_turned_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (comparison, "notify::focus", G_CALLBACK (focus_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (comparison, "notify::sides", G_CALLBACK (focus_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (comparison, "notify::differences", G_CALLBACK (differences_changed_cb), self, G_CONNECT_SWAPPED);
  if (is_comparing (self))
    comparison_turned_cb (self);
  differences_changed_cb (self);
}

void
dsc_workspace_focus_centre (DscWorkspace *self)
{
  GtkWidget *child = gtk_stack_get_visible_child (self->centre);

  g_return_if_fail (DSC_IS_WORKSPACE (self));
  if (child == GTK_WIDGET (self->stage))
    dsc_stage_focus (self->stage);
  else if (!gtk_widget_grab_focus (GTK_WIDGET (dsc_workspace_get_canvas (self))) && DSC_IS_FIGURE_PANE (child))
    dsc_figure_pane_focus (DSC_FIGURE_PANE (child));
}

void
dsc_workspace_reveal_selection (DscWorkspace *self)
{
  g_return_if_fail (DSC_IS_WORKSPACE (self));
  if (is_comparing (self))
    dsc_compare_view_reveal_selection (self->compare_view);
  else
    dsc_stage_reveal_selection (self->stage);
}

DscFindBar *
dsc_workspace_get_find_bar (DscWorkspace *self)
{
  g_return_val_if_fail (DSC_IS_WORKSPACE (self), NULL);
  return is_comparing (self) ? dsc_compare_view_get_find_bar (self->compare_view) : dsc_stage_get_find_bar (self->stage);
}

DscCompareView *
dsc_workspace_get_compare_view (DscWorkspace *self)
{
  g_return_val_if_fail (DSC_IS_WORKSPACE (self), NULL);
  return self->compare_view;
}

/* ---- panes ----------------------------------------------------------------------------------- */

/* A window that became narrow at once, with all panes still there, has pushed the script aside: what is asked for is shown whole. */
static void
widen_script_pane (DscWorkspace *self)
{
  int least;

  g_object_get (self->script_pane, "width-request", &least, NULL);
  if (gtk_paned_get_position (GTK_PANED (self->script_paned)) < least)
    gtk_paned_set_position (GTK_PANED (self->script_paned), least);
}

void
dsc_workspace_show_panes (DscWorkspace *self,
                          gboolean      script,
                          gboolean      inspector)
{
  g_return_if_fail (DSC_IS_WORKSPACE (self));
  if (script && !gtk_widget_get_visible (GTK_WIDGET (self->script_pane)))
    widen_script_pane (self);
  gtk_widget_set_visible (GTK_WIDGET (self->script_pane), script);
  gtk_widget_set_visible (GTK_WIDGET (self->inspector), inspector);
}

/* The first time, the bytes get a good half of the height. */
void
dsc_workspace_show_bytes (DscWorkspace *self,
                          gboolean      show,
                          gboolean      addresses)
{
  g_return_if_fail (DSC_IS_WORKSPACE (self));
  const int height = gtk_widget_get_height (self->bytes_paned);

  if (show && !gtk_widget_get_visible (GTK_WIDGET (self->byte_pane)) && height > 0)
    {
      gboolean is_set;

      g_object_get (self->bytes_paned, "position-set", &is_set, NULL);
      if (!is_set)
        gtk_paned_set_position (GTK_PANED (self->bytes_paned), height * 45 / 100);
    }
  dsc_byte_pane_set_show_addresses (self->byte_pane, addresses);
  gtk_widget_set_visible (GTK_WIDGET (self->byte_pane), show);
}

void
dsc_workspace_show_lane (DscWorkspace *self,
                         gboolean      show)
{
  g_return_if_fail (DSC_IS_WORKSPACE (self));
  gtk_widget_set_visible (GTK_WIDGET (self->lane_pane), show);
}

void
dsc_workspace_show_centre (DscWorkspace *self,
                           const char   *name)
{
  g_return_if_fail (DSC_IS_WORKSPACE (self));
  if (g_str_equal (name, "diagram") && is_comparing (self))
    name = "compare";
  gtk_stack_set_visible_child_name (self->centre, name);
  dsc_player_bar_set_canvas (self->player_bar, dsc_workspace_get_canvas (self));
}

void
dsc_workspace_add_centre (DscWorkspace *self,
                          GtkWidget    *child,
                          const char   *name)
{
  g_return_if_fail (DSC_IS_WORKSPACE (self));
  gtk_stack_add_named (self->centre, child, name);
}

DscCanvas *
dsc_workspace_get_canvas (DscWorkspace *self)
{
  g_return_val_if_fail (DSC_IS_WORKSPACE (self), NULL);
  GtkWidget *child = gtk_stack_get_visible_child (self->centre);

  if (DSC_IS_COMPARE_VIEW (child))
    return dsc_compare_view_get_canvas (self->compare_view);
  return DSC_IS_FIGURE_PANE (child) ? dsc_figure_pane_get_canvas (DSC_FIGURE_PANE (child)) : dsc_stage_get_canvas (self->stage);
}

DscBytePane *
dsc_workspace_get_byte_pane (DscWorkspace *self)
{
  g_return_val_if_fail (DSC_IS_WORKSPACE (self), NULL);
  return self->byte_pane;
}

DscScriptPane *
dsc_workspace_get_script_pane (DscWorkspace *self)
{
  g_return_val_if_fail (DSC_IS_WORKSPACE (self), NULL);
  return self->script_pane;
}

DscStage *
dsc_workspace_get_stage (DscWorkspace *self)
{
  g_return_val_if_fail (DSC_IS_WORKSPACE (self), NULL);
  return self->stage;
}

DscInspector *
dsc_workspace_get_inspector (DscWorkspace *self)
{
  g_return_val_if_fail (DSC_IS_WORKSPACE (self), NULL);
  return self->inspector;
}

DscPlayerBar *
dsc_workspace_get_player_bar (DscWorkspace *self)
{
  g_return_val_if_fail (DSC_IS_WORKSPACE (self), NULL);
  return self->player_bar;
}

static void
dsc_workspace_dispose (GObject *object)
{
  DscWorkspace *self = DSC_WORKSPACE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), DSC_TYPE_WORKSPACE);
  g_clear_object (&self->session);
  g_clear_object (&self->playback);
  g_clear_object (&self->comparison);
  G_OBJECT_CLASS (dsc_workspace_parent_class)->dispose (object);
}

static void
dsc_workspace_class_init (DscWorkspaceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dsc_workspace_dispose;
  g_type_ensure (DSC_TYPE_BYTE_PANE);
  g_type_ensure (DSC_TYPE_COMPARE_VIEW);
  g_type_ensure (DSC_TYPE_SCRIPT_PANE);
  g_type_ensure (DSC_TYPE_STAGE);
  g_type_ensure (DSC_TYPE_INSPECTOR);
  g_type_ensure (DSC_TYPE_LANE_PANE);
  g_type_ensure (DSC_TYPE_LOW_BOX);
  g_type_ensure (DSC_TYPE_PLAYER_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, DSC_RESOURCE_PATH "/ui/dsc-workspace.ui");
  gtk_widget_class_bind_template_child (widget_class, DscWorkspace, script_paned);
  gtk_widget_class_bind_template_child (widget_class, DscWorkspace, bytes_paned);
  gtk_widget_class_bind_template_child (widget_class, DscWorkspace, byte_pane);
  gtk_widget_class_bind_template_child (widget_class, DscWorkspace, script_pane);
  gtk_widget_class_bind_template_child (widget_class, DscWorkspace, centre);
  gtk_widget_class_bind_template_child (widget_class, DscWorkspace, stage);
  gtk_widget_class_bind_template_child (widget_class, DscWorkspace, compare_view);
  gtk_widget_class_bind_template_child (widget_class, DscWorkspace, inspector);
  gtk_widget_class_bind_template_child (widget_class, DscWorkspace, lane_pane);
  gtk_widget_class_bind_template_child (widget_class, DscWorkspace, player_bar);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
dsc_workspace_init (DscWorkspace *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  dsc_low_box_set_share (GTK_WIDGET (self->lane_pane), LANE_SHARE);
  g_signal_connect_object (self->inspector, "part-chosen", G_CALLBACK (part_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->byte_pane, "selected", G_CALLBACK (part_chosen_cb), self, G_CONNECT_SWAPPED);
}
