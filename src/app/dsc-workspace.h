/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-workspace.h: what is below the header bar: script and steps, picture, inspector, player. */
#pragma once

#include <gtk/gtk.h>

#include "dsc-byte-pane.h"
#include "dsc-compare-view.h"
#include "dsc-figure-pane.h"
#include "dsc-inspector.h"
#include "dsc-lane-pane.h"
#include "dsc-script-pane.h"
#include "dsc-stage.h"
#include "dsc-player-bar.h"

#define DSC_TYPE_WORKSPACE (dsc_workspace_get_type ())
G_DECLARE_FINAL_TYPE (DscWorkspace, dsc_workspace, DSC, WORKSPACE, GtkWidget)

DscWorkspace  *dsc_workspace_new             (DscSession  *session,
                                              DscPlayback *playback,
                                              GListModel  *examples);
/* Shows its sides in the middle while it is on. settings may be NULL. */
void           dsc_workspace_set_comparison  (DscWorkspace  *self,
                                              DscComparison *comparison,
                                              GSettings     *settings);
void           dsc_workspace_show_panes      (DscWorkspace *self,
                                              gboolean      script,
                                              gboolean      inspector);
void           dsc_workspace_show_lane       (DscWorkspace *self,
                                              gboolean      show);
void           dsc_workspace_show_bytes      (DscWorkspace *self,
                                              gboolean      show,
                                              gboolean      addresses);
/* What takes the place of the picture: "diagram", the stage (while a comparison is on, its sides), or another child of the stack in the middle. */
void           dsc_workspace_show_centre     (DscWorkspace *self,
                                              const char   *name);
/* Another page of that stack. */
void           dsc_workspace_add_centre      (DscWorkspace *self,
                                              GtkWidget    *child,
                                              const char   *name);
/* The focus goes to the picture there, or to what stands in its place. */
void           dsc_workspace_focus_centre    (DscWorkspace *self);
/* The canvas there, whose zoom is shown and set; borrowed. */
DscCanvas     *dsc_workspace_get_canvas      (DscWorkspace *self);
/* Brings what is selected into view there. */
void           dsc_workspace_reveal_selection (DscWorkspace *self);
DscFindBar    *dsc_workspace_get_find_bar    (DscWorkspace *self);
DscCompareView *dsc_workspace_get_compare_view (DscWorkspace *self);
DscBytePane   *dsc_workspace_get_byte_pane   (DscWorkspace *self);
DscScriptPane *dsc_workspace_get_script_pane (DscWorkspace *self);
DscStage      *dsc_workspace_get_stage       (DscWorkspace *self);
DscInspector  *dsc_workspace_get_inspector   (DscWorkspace *self);
DscPlayerBar  *dsc_workspace_get_player_bar  (DscWorkspace *self);
