/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-random-script.h: programs of random operations on dicts and instances, the same ones for the same seed on every machine. */
#pragma once

#include <gio/gio.h>

#include "dsc-version.h"

/* A program of n statements or a few more, each of which is at least one operation, in syntax that the release reads. The array holds its
 * statements of the outermost level, each with its line feed; any of them may be left out without making the others a
 * SyntaxError. Free with g_ptr_array_unref. */
GPtrArray *dsc_random_script_new  (guint64 seed, guint n, DscVersion version);
/* The statements from `first` on, n of them, put together: g_free. */
char      *dsc_random_script_join (const GPtrArray *statements);
