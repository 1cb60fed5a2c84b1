/* SPDX-License-Identifier: GPL-3.0-or-later */
/* expression.h: reads the Python expressions of recorded facts into objects. */
#pragma once

#include "dsc-dict.h"

#include <glib.h>

/* Literals, tuples, lists, + - * / **, and calls of complex, float, frozenset, long, range, set, tuple. NULL: something else.
 * The result has the type that the pool's version gives it ('\xe9' is bytes in 2.x; 2**63 is a long). */
const DscObject *expression_read (DscPool *pool, const char *text);
/* Displays of dicts, too; each is also added to `dicts`, for the caller to release. */
const DscObject *expression_read_in (DscRuntime *runtime, const char *text, GPtrArray *dicts);
