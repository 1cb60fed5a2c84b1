/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-settings.c: view settings in a comment of a script. */
#include "dsc-settings-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SETTINGS_MAX_LENGTH 2000u

void
dsc_settings_init (DscScriptSettings *self)
{
  *self = (DscScriptSettings) { .hash_seed = -1, .step = -1 };
}

void
dsc_settings_clear (DscScriptSettings *self)
{
  g_strfreev (self->versions);
  g_free (self->name);
  dsc_settings_init (self);
}

static gboolean
read_versions (DscScriptSettings *self,
               const char        *value)
{
  g_auto (GStrv) versions = g_strsplit (value, ",", -1);
  DscTarget target;

  for (char **v = versions; *v != NULL; v++)
    if (dsc_target_parse (*v, &target) != DSC_STATUS_OK)
      return FALSE;
  if (versions[0] == NULL)
    return FALSE;
  g_strfreev (self->versions);
  self->versions = g_steal_pointer (&versions);
  return TRUE;
}

static gboolean
read_number (gint64     *out_number,
             const char *value,
             guint64     max)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (value, 10, 0, max, &number, NULL))
    return FALSE;
  *out_number = (gint64) number;
  return TRUE;
}

static gboolean
read_name (DscScriptSettings *self,
           const char        *value)
{
  if (*value == '\0' || g_ascii_isdigit (*value) || strpbrk (value, "'\"()[]{}.,;:=") != NULL)
    return FALSE;
  g_free (self->name);
  self->name = g_strdup (value);
  return TRUE;
}

/* NULL: understood; else what is expected. */
static const char *
read_setting (DscScriptSettings *self,
              const char        *key,
              const char        *value)
{
  if (strcmp (key, "version") == 0)
    return read_versions (self, value) ? NULL : _("Name CPython releases, as in version=3.14.10 or version=2.7.18,3.14.10.");
  if (strcmp (key, "hash-seed") == 0)
    return read_number (&self->hash_seed, value, G_MAXUINT32) ? NULL : _("Write a number from 0 to 4294967295, as in hash-seed=0.");
  if (strcmp (key, "step") == 0)
    return read_number (&self->step, value, DSC_SCRIPT_MAX_STEPS) ? NULL : _("Write the number of a step, as in step=3.");
  if (strcmp (key, "name") == 0)
    return read_name (self, value) ? NULL : _("Write the name of a variable, as in name=row.");
  return _("The settings are version, hash-seed, step and name.");
}

gboolean
dsc_settings_read (DscScriptSettings *self,
                   const char        *comment,
                   gsize              length,
                   char             **out_message,
                   char             **out_suggestion)
{
  static const char head[] = "dictoscope:";
  gsize start = 1;

  while (start < length && (comment[start] == ' ' || comment[start] == '\t'))
    start++;
  if (length - start < sizeof head - 1 || memcmp (comment + start, head, sizeof head - 1) != 0)
    return TRUE;
  start += sizeof head - 1;

  g_autofree char *rest = g_strndup (comment + start, MIN (length - start, SETTINGS_MAX_LENGTH));
  g_auto (GStrv) words = g_strsplit_set (rest, " \t", -1);

  for (char **word = words; *word != NULL; word++)
    {
      if (**word == '\0')
        continue;

      g_auto (GStrv) parts = g_strsplit (*word, "=", 2);
      const char *expected = read_setting (self, parts[0], parts[1] != NULL ? parts[1] : "");
      if (expected == NULL)
        continue;
      *out_message = g_strdup_printf (_("The view setting “%s” is not understood."), *word);
      *out_suggestion = g_strdup (expected);
      return FALSE;
    }
  return TRUE;
}
