/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-script.c: the text of a program, read once; immutable afterwards. */
#include "dsc-script-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dsc-parser-private.h"
#include "dsc-settings-private.h"

DscScript *
dsc_script_new (const char *text,
                gsize       length)
{
  DscScript *self = g_new0 (DscScript, 1);
  gboolean too_long = length > DSC_SCRIPT_MAX_BYTES;

  g_atomic_ref_count_init (&self->ref_count);
  dsc_settings_init (&self->settings);
  self->length = too_long ? 0 : length;
  self->text = g_malloc0 (self->length + 1);
  if (self->length != 0)
    memcpy (self->text, text, self->length);
  self->tree = dsc_parser_read (self->text, self->length, &self->settings, &self->diagnostic);
  if (too_long)
    self->diagnostic = dsc_diagnostic_new_take (DSC_ERROR_LIMIT, (DscPlace) { .line = 1, .column = 1, .end_line = 1, .end_column = 1 },
                                                g_strdup_printf (_("The text has %" G_GSIZE_FORMAT " bytes, but a script may have %u at most."), length,
                                                                 DSC_SCRIPT_MAX_BYTES),
                                                g_strdup (_("Open a smaller file.")));
  return self;
}

DscScript *
dsc_script_ref (DscScript *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
dsc_script_unref (DscScript *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  dsc_tree_free (self->tree);
  dsc_diagnostic_free (self->diagnostic);
  dsc_settings_clear (&self->settings);
  g_free (self->text);
  g_free (self);
}

const char *
dsc_script_get_text (const DscScript *self,
                     gsize           *out_length)
{
  if (out_length != NULL)
    *out_length = self->length;
  return self->text;
}

const DscDiagnostic *
dsc_script_get_diagnostic (const DscScript *self)
{
  return self->diagnostic;
}

const DscScriptSettings *
dsc_script_get_settings (const DscScript *self)
{
  return &self->settings;
}
