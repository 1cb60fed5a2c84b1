/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-find-bar.h: the line above the picture in which one writes what to find, or where to go. */
#pragma once

#include <gtk/gtk.h>

#include "dsc-session.h"

#define DSC_TYPE_FIND_BAR (dsc_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (DscFindBar, dsc_find_bar, DSC, FIND_BAR, GtkWidget)

/* Signals: found (the session's selection or step is now what was looked for), closed. */

typedef enum { DSC_FIND_BAR_FIND = 0, DSC_FIND_BAR_GO_TO } DscFindBarPurpose;

void        dsc_find_bar_set_session (DscFindBar *self,
                                      DscSession *session);
/* Shows it, with all of what was written last marked, and takes the focus. */
void        dsc_find_bar_open        (DscFindBar        *self,
                                      DscFindBarPurpose  purpose);
void        dsc_find_bar_close       (DscFindBar *self);
gboolean    dsc_find_bar_is_open     (DscFindBar *self);
/* What is said beside the line; "" when nothing. */
const char *dsc_find_bar_get_message (DscFindBar *self);
