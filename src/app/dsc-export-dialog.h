/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-export-dialog.h: asks what the exported file is to be like, and writes it. */
#pragma once

#include <adwaita.h>

#include "dsc-export.h"
#include "dsc-session.h"

#define DSC_TYPE_EXPORT_DIALOG (dsc_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (DscExportDialog, dsc_export_dialog, DSC, EXPORT_DIALOG, AdwWindow)

/* Signal: done (GFile, char *message): the file was written (message NULL) or could not be. */

DscExportDialog *dsc_export_dialog_new         (GtkWindow  *parent,
                                                DscSession *session,
                                                const char *name);       /* proposed, without ending */
DscFormat        dsc_export_dialog_get_format  (DscExportDialog *self);
DscExportOptions dsc_export_dialog_get_options (DscExportDialog *self);
/* The bytes instead of the picture. */
gboolean         dsc_export_dialog_get_bytes   (DscExportDialog *self);

/* Writes the session's picture in a worker. */
void             dsc_export_async              (DscSession             *session,
                                                GFile                  *file,
                                                DscFormat               format,
                                                const DscExportOptions *options,
                                                GAsyncReadyCallback     callback,
                                                gpointer                user_data);
/* The same of the bytes in memory. */
void             dsc_export_memory_async       (DscSession             *session,
                                                GFile                  *file,
                                                DscFormat               format,
                                                const DscExportOptions *options,
                                                GAsyncReadyCallback     callback,
                                                gpointer                user_data);
gboolean         dsc_export_finish             (GAsyncResult           *result,
                                                GError                **error);
