/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-export-dialog.h: asks what the exported file is to be like, and writes it. */
#pragma once

#include <adwaita.h>

#include "dsc-export-job.h"

#define DSC_TYPE_EXPORT_DIALOG (dsc_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (DscExportDialog, dsc_export_dialog, DSC, EXPORT_DIALOG, AdwWindow)

/* Signal: done (GFile, char *message): the file was written (message NULL) or could not be. */

DscExportDialog *dsc_export_dialog_new         (GtkWindow  *parent,
                                                DscSession *session,
                                                const char *name);       /* proposed, without ending */
/* Of any figure, with its table if it has one. What stands side by side in a window can be exported as a figure too: whose draw
 * makes the scene and whose tabulate makes the sheet is all that is asked of it. shown: as it is on the screen, for its size and
 * for cutting out what is selected in it; may be NULL. */
DscExportDialog *dsc_export_dialog_new_for_figure (GtkWindow  *parent,
                                                DscFigure  *figure,
                                                DscScene   *shown,
                                                DscSceneId  selected,
                                                const char *name);
DscFormat        dsc_export_dialog_get_format  (DscExportDialog *self);
/* FALSE: a picture is to be written, not the table. */
gboolean         dsc_export_dialog_get_sheet_format (DscExportDialog *self,
                                                DscSheetFormat  *out_format);
DscExportOptions dsc_export_dialog_get_options (DscExportDialog *self);
/* The bytes instead of the picture. */
gboolean         dsc_export_dialog_get_bytes   (DscExportDialog *self);
