/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-watch.h: progress and Ctrl+C of a command that may take long. */
#pragma once

#include <gio/gio.h>

typedef struct DscCliWatch DscCliWatch;

/* From here on SIGINT, SIGTERM and SIGHUP cancel, and after half a second a terminal shows how far it is. One at a time. */
DscCliWatch  *dsc_cli_watch_new             (void);
void          dsc_cli_watch_free            (DscCliWatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscCliWatch, dsc_cli_watch_free)
GCancellable *dsc_cli_watch_get_cancellable (DscCliWatch *self);
gint         *dsc_cli_watch_get_permille    (DscCliWatch *self);      /* 0 to 1000, set atomically */
