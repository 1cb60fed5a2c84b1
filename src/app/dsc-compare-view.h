/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-compare-view.h: two to four sides beside each other, at one zoom, with one selection, and a line that says where they part. */
#pragma once

#include "dsc-compare-pane.h"
#include "dsc-find-bar.h"

#define DSC_TYPE_COMPARE_VIEW (dsc_compare_view_get_type ())
G_DECLARE_FINAL_TYPE (DscCompareView, dsc_compare_view, DSC, COMPARE_VIEW, GtkWidget)

/* settings may be NULL. While the comparison is on, time goes by here: the playback is told of each frame. */
void            dsc_compare_view_set_comparison (DscCompareView *self,
                                                 DscComparison  *comparison,
                                                 DscPlayback    *playback,
                                                 GSettings      *settings);
/* Whether pictures go over into each other. */
void            dsc_compare_view_set_animated   (DscCompareView *self,
                                                 gboolean        animated);
/* Of the side that is told of in detail; it lives as long as the view. */
DscCanvas      *dsc_compare_view_get_canvas     (DscCompareView *self);
DscComparePane *dsc_compare_view_get_pane       (DscCompareView *self,
                                                 guint           i);       /* NULL: there was never such a side */
DscFindBar     *dsc_compare_view_get_find_bar   (DscCompareView *self);
/* Brings what is selected into view, on all sides. */
void            dsc_compare_view_reveal_selection (DscCompareView *self);
/* Asks which version is to be added. */
void            dsc_compare_view_choose_version (DscCompareView *self);
/* The sentence on where the sides part, as it is shown. */
const char     *dsc_compare_view_get_sentence   (DscCompareView *self);
/* It in full, with the rules as they were read; what its tooltip shows. */
const char     *dsc_compare_view_get_tip        (DscCompareView *self);
/* That shows it, in up to three lines. */
GtkLabel       *dsc_compare_view_get_sentence_label (DscCompareView *self);
