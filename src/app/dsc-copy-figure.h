/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-copy-figure.h: the picture on the clipboard, as pixels and as a drawing. */
#pragma once

#include <gtk/gtk.h>

#include "dsc-figure.h"
#include "dsc-palette.h"
#include "dsc-session.h"

/* Puts the picture of the present state on the clipboard: image/png at twice its size, and image/svg+xml. Drawn in a worker
 * thread; the clipboard changes only when all of it is there. */
void     dsc_copy_figure_async  (DscSession          *session,
                                 GdkClipboard        *clipboard,
                                 DscTheme             theme,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data);
/* The same of any figure as it is now. */
void     dsc_copy_figure_of_async (DscFigure         *figure,
                                 GdkClipboard        *clipboard,
                                 DscTheme             theme,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data);
/* FALSE: nothing was copied; there is no picture at this step, or it could not be drawn. */
gboolean dsc_copy_figure_finish (GAsyncResult        *result,
                                 GError             **error);
