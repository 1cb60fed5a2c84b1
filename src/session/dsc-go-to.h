/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-go-to.h: goes to a step, a line or a place in memory that a person names. */
#pragma once

#include "dsc-session.h"

/* "12" or "step 12", "line 3", "first", "last", or what dsc-place.h reads. FALSE: nothing changed, and out_message says why and what
 * can be written (g_free). */
gboolean dsc_go_to (DscSession *session, const char *text, char **out_message);
