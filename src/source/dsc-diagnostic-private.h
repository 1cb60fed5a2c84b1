/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-diagnostic-private.h: places in a script, and diagnostics about them. */
#pragma once

#include "dsc-script.h"

/* A piece of the text. Offsets in bytes, lines and columns from 1, columns in characters, ends exclusive. */
typedef struct {
  guint32 start, end;
  guint32 line, column;
  guint32 end_line, end_column;
} DscPlace;

static inline DscPlace
dsc_place_join (DscPlace first, DscPlace last)
{
  first.end = last.end;
  first.end_line = last.end_line;
  first.end_column = last.end_column;
  return first;
}

/* message and suggestion are taken; suggestion may be NULL. */
DscDiagnostic *dsc_diagnostic_new_take (DscErrorCode code, DscPlace place, char *message, char *suggestion) G_GNUC_WARN_UNUSED_RESULT;
DscDiagnostic *dsc_diagnostic_copy     (const DscDiagnostic *self) G_GNUC_WARN_UNUSED_RESULT;
