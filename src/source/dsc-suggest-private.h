/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-suggest-private.h: which known name CPython thinks was meant by an unknown one. */
#pragma once

#include <glib.h>

#include "dsc-version.h"

/* The best of the candidates, or NULL; distance as Lib/traceback.py computes it. *best_distance: 0 in front of the first
 * call; later candidates have to be nearer. Returns `found` when none is. */
const char *dsc_suggest        (const char *wrong, const char *const *candidates, gsize n, guint *best_distance, const char *found);
guint       dsc_suggest_distance (const char *a, const char *b, guint max);      /* max + 1 when larger */

/* Names of module builtins in the order of its dict, and modules of the standard library (dsc-version-names.c). */
GPtrArray  *dsc_names_builtins (DscVersion version);                             /* const char *; free with g_ptr_array_unref */
gboolean    dsc_names_is_module (const char *name);
