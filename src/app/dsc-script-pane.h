/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-script-pane.h: the pane to the left: the script with its variables and examples, or its steps. */
#pragma once

#include <gtk/gtk.h>

#include "dsc-editor.h"
#include "dsc-example-list.h"
#include "dsc-session.h"

#define DSC_TYPE_SCRIPT_PANE (dsc_script_pane_get_type ())
G_DECLARE_FINAL_TYPE (DscScriptPane, dsc_script_pane, DSC, SCRIPT_PANE, GtkWidget)

/* Signal: example-chosen (DscExampleItem). */

void        dsc_script_pane_set_session (DscScriptPane *self,
                                         DscSession    *session,
                                         GListModel    *examples);
DscEditor  *dsc_script_pane_get_editor  (DscScriptPane *self);
/* "script" or "steps". */
void        dsc_script_pane_show        (DscScriptPane *self,
                                         const char    *page);
/* Gives the keyboard to what the shown page is about. */
void        dsc_script_pane_focus       (DscScriptPane *self);
