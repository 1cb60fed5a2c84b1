/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-diagnostic.c: what is wrong with a script, where, and what to write instead. */
#include "dsc-diagnostic-private.h"

#include <glib/gi18n-lib.h>

DscDiagnostic *
dsc_diagnostic_new_take (DscErrorCode code,
                         DscPlace     place,
                         char        *message,
                         char        *suggestion)
{
  DscDiagnostic *self = g_new (DscDiagnostic, 1);

  *self = (DscDiagnostic) {
    .code = code,
    .line = place.line,
    .column = place.column,
    .end_line = place.end_line,
    .end_column = place.end_column,
    .message = message,
    .suggestion = suggestion,
  };
  return self;
}

DscDiagnostic *
dsc_diagnostic_copy (const DscDiagnostic *self)
{
  DscDiagnostic *copy = g_memdup2 (self, sizeof *self);

  copy->message = g_strdup (self->message);
  copy->suggestion = g_strdup (self->suggestion);
  return copy;
}

char *
dsc_diagnostic_format (const DscDiagnostic *self,
                       const char          *file)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (file != NULL)
    g_string_append_printf (text, "%s:", file);
  if (self->line != 0)
    g_string_append_printf (text, "%u:%u:", self->line, self->column);
  if (text->len != 0)
    g_string_append_c (text, ' ');
  /* Translators: one line, as compilers write it: "script.py:5:9: error: The name is not defined. Write … instead." */
  g_string_append_printf (text, _("error: %s"), self->message);
  if (self->suggestion != NULL)
    g_string_append_printf (text, " %s", self->suggestion);
  for (char *c = text->str; *c != '\0'; c++)
    if (*c == '\n')
      *c = ' ';
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
dsc_diagnostic_free (DscDiagnostic *self)
{
  if (self == NULL)
    return;
  g_free (self->message);
  g_free (self->suggestion);
  g_free (self);
}
