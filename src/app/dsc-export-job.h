/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-export-job.h: writes pictures and tables into files, in a worker. */
#pragma once

#include "dsc-export.h"
#include "dsc-figure.h"
#include "dsc-session.h"
#include "dsc-view-bytes.h"

/* The session's picture. */
void          dsc_export_async        (DscSession             *session,
                                       GFile                  *file,
                                       DscFormat               format,
                                       const DscExportOptions *options,
                                       GAsyncReadyCallback     callback,
                                       gpointer                user_data);
/* The same of the bytes in memory. */
void          dsc_export_memory_async (DscSession             *session,
                                       GFile                  *file,
                                       DscFormat               format,
                                       const DscExportOptions *options,
                                       GAsyncReadyCallback     callback,
                                       gpointer                user_data);
/* A figure as it is now; its table. */
void          dsc_export_figure_async (DscFigure              *figure,
                                       GFile                  *file,
                                       DscFormat               format,
                                       const DscExportOptions *options,
                                       GAsyncReadyCallback     callback,
                                       gpointer                user_data);
void          dsc_export_sheet_async  (DscFigure              *figure,
                                       GFile                  *file,
                                       DscSheetFormat          format,
                                       GAsyncReadyCallback     callback,
                                       gpointer                user_data);
/* Of any of them. */
gboolean      dsc_export_finish       (GAsyncResult           *result,
                                       GError                **error);
/* Where the file is, borrowed from the result; NULL: in no folder of this computer. */
const char   *dsc_export_get_path     (GAsyncResult           *result);

/* The bytes in memory as they are exported; NULL: there is no dict. */
DscViewBytes *dsc_export_create_bytes (DscSession             *session,
                                       const DscTextMetrics   *metrics);
