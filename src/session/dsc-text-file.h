/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-text-file.h: reads and writes script files so that a failure leaves both the file and the text as they were. */
#pragma once

#include <gio/gio.h>

/* Longest line, in characters, that an editor can lay out without standing still. */
#define DSC_TEXT_FILE_MAX_LINE 10000u

/* Reads a whole file in a worker. Errors are of G_IO_ERROR, their messages are sentences that name the file and the reason:
 * IS_DIRECTORY, PERMISSION_DENIED, NOT_FOUND …, MESSAGE_TOO_LARGE (more than DSC_SCRIPT_MAX_BYTES), INVALID_DATA (not UTF-8,
 * or a line longer than DSC_TEXT_FILE_MAX_LINE). */
void      dsc_text_file_load_async  (GFile               *file,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
/* The text (g_free) and the entity tag that tells a later save whether somebody else wrote meanwhile (g_free). */
char     *dsc_text_file_load_finish (GAsyncResult        *result,
                                     char               **out_etag,
                                     GError             **error);

/* Replaces the file's contents atomically. etag NULL overwrites whatever is there; else G_IO_ERROR_WRONG_ETAG when the file
 * has changed since. */
void      dsc_text_file_save_async  (GFile               *file,
                                     const char          *text,
                                     const char          *etag,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
gboolean  dsc_text_file_save_finish (GAsyncResult        *result,
                                     char               **out_etag,
                                     GError             **error);
