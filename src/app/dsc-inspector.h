/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-inspector.h: the pane to the right: the selected field in rows and words, or all parts of the picture as a list. */
#pragma once

#include <gtk/gtk.h>

#include "dsc-session.h"

#define DSC_TYPE_INSPECTOR (dsc_inspector_get_type ())
G_DECLARE_FINAL_TYPE (DscInspector, dsc_inspector, DSC, INSPECTOR, GtkWidget)

/* Signal: part-chosen: something was selected in the list of parts, so that the canvas may reveal it. */

/* Another one may take its place: a comparison has several. */
void        dsc_inspector_set_session (DscInspector *self,
                                       DscSession   *session);
/* Which side of a comparison is told of; NULL: there are no sides. */
void        dsc_inspector_set_side    (DscInspector *self,
                                       const char   *title);
const char *dsc_inspector_get_heading (DscInspector *self);
