/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-compare-pane.h: one side of a comparison: who it is (label, version, evidence), what hinders it, and its picture. */
#pragma once

#include "dsc-canvas.h"
#include "dsc-comparison.h"

#define DSC_TYPE_COMPARE_PANE (dsc_compare_pane_get_type ())
G_DECLARE_FINAL_TYPE (DscComparePane, dsc_compare_pane, DSC, COMPARE_PANE, GtkWidget)

/* Signal: entered (the focus or a press has come into it). */

/* The side with that number, whoever stands there. settings may be NULL. */
void       dsc_compare_pane_set_side    (DscComparePane *self,
                                         DscComparison  *comparison,
                                         guint           number,
                                         GSettings      *settings);
DscCanvas *dsc_compare_pane_get_canvas  (DscComparePane *self);
/* After the sides have changed: the head shows what they are now. */
void       dsc_compare_pane_update      (DscComparePane *self);
/* Of the last complete pictures; animated: from what is shown now in motion, which dsc_compare_pane_show_time goes through. The seconds it
 * takes; 0: it is there. */
double     dsc_compare_pane_show        (DscComparePane *self,
                                         gboolean        animated);
void       dsc_compare_pane_show_time   (DscComparePane *self,
                                         double          seconds);
/* What is not there any more is not kept. */
void       dsc_compare_pane_clear       (DscComparePane *self);
/* It is the one that is told of in detail. */
void       dsc_compare_pane_set_current (DscComparePane *self,
                                         gboolean        current);
/* Shown now; NULL: nothing. */
const char *dsc_compare_pane_get_note   (DscComparePane *self);
/* Room for notes, the same in all panes, so that pictures stand beside each other at the same height. */
GtkWidget  *dsc_compare_pane_get_note_box (DscComparePane *self);
void        dsc_compare_pane_set_note_room (DscComparePane *self,
                                         gboolean        room);
