/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-animation-dialog.h: asks which steps are to be exported as motion, and how, and shows how far it is. */
#pragma once

#include <adwaita.h>

#include "dsc-animation-job.h"

#define DSC_TYPE_ANIMATION_DIALOG (dsc_animation_dialog_get_type ())
G_DECLARE_FINAL_TYPE (DscAnimationDialog, dsc_animation_dialog, DSC, ANIMATION_DIALOG, AdwWindow)

/* Signal: done (GFile, char *message): it was written (message NULL) or could not be. Not when it was cancelled. */

DscAnimationDialog  *dsc_animation_dialog_new         (GtkWindow          *parent,
                                                       DscSession         *session,
                                                       const char         *name);       /* proposed, without ending */
DscAnimationRequest  dsc_animation_dialog_get_request (DscAnimationDialog *self);
/* Begins; closing the dialog, or its button, ends it. */
void                 dsc_animation_dialog_write       (DscAnimationDialog *self,
                                                       GFile              *file);
gboolean             dsc_animation_dialog_is_writing  (DscAnimationDialog *self);
