/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-figure-pane.h: any figure in the middle of the window: its choices, its picture with crosshair, its table. */
#pragma once

#include "dsc-canvas.h"
#include "dsc-figure-tools.h"
#include "dsc-sheet-view.h"

#define DSC_TYPE_FIGURE_PANE (dsc_figure_pane_get_type ())
G_DECLARE_FINAL_TYPE (DscFigurePane, dsc_figure_pane, DSC, FIGURE_PANE, GtkWidget)

/* Signals: chosen (guint i): the user has changed a choice; changed: what can be done with the figure may be something else (busy, picture). */

/* Draws while it is on the screen only. settings: favourite releases; may be NULL. */
GtkWidget       *dsc_figure_pane_new            (DscFigure     *figure,
                                                 GSettings     *settings);
DscFigure       *dsc_figure_pane_get_figure     (DscFigurePane *self);
DscCanvas       *dsc_figure_pane_get_canvas     (DscFigurePane *self);
DscFigureTools  *dsc_figure_pane_get_tools      (DscFigurePane *self);
DscSheetView    *dsc_figure_pane_get_sheet_view (DscFigurePane *self);
/* The table instead of the picture. */
void            dsc_figure_pane_set_show_table  (DscFigurePane *self,
                                                 gboolean       show);
gboolean        dsc_figure_pane_get_show_table  (DscFigurePane *self);
/* Something is being made. */
gboolean        dsc_figure_pane_is_running      (DscFigurePane *self);
/* And it has been for so long (half a second) that people are told. */
gboolean        dsc_figure_pane_is_busy         (DscFigurePane *self);
/* What is shown stays, and a button offers to go on. */
void            dsc_figure_pane_stop            (DscFigurePane *self);
/* The words that stand in place of the picture; NULL while there is one. */
const char     *dsc_figure_pane_get_words       (DscFigurePane *self);
/* The focus goes to the picture, or to the table. */
void            dsc_figure_pane_focus           (DscFigurePane *self);
