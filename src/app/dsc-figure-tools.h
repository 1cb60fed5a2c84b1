/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-figure-tools.h: a row of controls, one for each choice of a figure. */
#pragma once

#include <gtk/gtk.h>

#include "dsc-figure.h"

#define DSC_TYPE_FIGURE_TOOLS (dsc_figure_tools_get_type ())
G_DECLARE_FINAL_TYPE (DscFigureTools, dsc_figure_tools, DSC, FIGURE_TOOLS, GtkWidget)

/* Signal: chosen (guint i): the user has changed choice i, and the figure has it. */

/* settings: favourites; may be NULL. Once. */
void       dsc_figure_tools_set_figure  (DscFigureTools *self,
                                         DscFigure      *figure,
                                         GSettings      *settings);
/* The control of a choice: GtkDropDown, GtkMenuButton, GtkCheckButton, GtkSpinButton or DscTargetChoice. NULL: there is none. */
GtkWidget *dsc_figure_tools_get_control (DscFigureTools *self,
                                         guint           i);
