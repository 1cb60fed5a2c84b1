/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-error.h: the one place where statuses of the core and errors of Python become texts for people. */
#pragma once

#include <glib.h>

#include "dsc-machine.h"

#define DSC_ERROR (dsc_error_quark ())
GQuark dsc_error_quark (void);

typedef enum {
  DSC_ERROR_FAILED = 0,       /* see the message */
  DSC_ERROR_NO_MEMORY,
  DSC_ERROR_SYNTAX,           /* script text; line and column are in the diagnostic */
  DSC_ERROR_OUTSIDE_SUBSET,   /* Python, but not of the subset */
  DSC_ERROR_LIMIT,            /* larger than what a script may do */
  DSC_ERROR_NOT_MODELLED,
  DSC_ERROR_VERSION,          /* text names no CPython release */
  DSC_ERROR_FORMAT,           /* JSON of the wrong shape; a setting of a script that is not understood */
  DSC_ERROR_RAISED,           /* the modelled program ended with an exception of Python's, whose words are in the message */
} DscErrorCode;

/* Sets a translated full sentence for a status of the core. `doing` is a phrase for the log of what was being done; may be NULL. */
void   dsc_error_set_from_status (GError **error, DscStatus status, const char *doing);

/* The last line of the traceback as that version words it: "KeyError: 'x'", "TypeError: unhashable type: 'list'",
 * 3.14's "cannot use 'list' as a dict key (unhashable type: 'list')" … Never translated. Free with g_free. */
char  *dsc_raised_format         (const DscRaised *raised, const DscPool *pool);
/* Name of the exception type: "KeyError", "TypeError", "RuntimeError". */
const char *dsc_raised_type      (const DscRaised *raised);
