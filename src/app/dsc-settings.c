/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-settings.c: what the program remembers, where the schema is installed; defaults where it is not. */
#include "dsc-settings.h"

#include "dsc-config.h"

GSettings *
dsc_settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = source != NULL ? g_settings_schema_source_lookup (source, DSC_APPLICATION_ID, TRUE) : NULL;

  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

/* An older schema of the same name may be installed. */
static gboolean
has_key (GSettings          *settings,
         const char         *key,
         const GVariantType *type)
{
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettingsSchemaKey) schema_key = NULL;

  if (settings == NULL)
    return FALSE;
  g_object_get (settings, "settings-schema", &schema, NULL);
  if (!g_settings_schema_has_key (schema, key))
    return FALSE;
  schema_key = g_settings_schema_get_key (schema, key);
  return g_variant_type_equal (g_settings_schema_key_get_value_type (schema_key), type);
}

int
dsc_settings_get_int (GSettings  *settings,
                      const char *key,
                      int         fallback)
{
  return has_key (settings, key, G_VARIANT_TYPE_INT32) ? g_settings_get_int (settings, key) : fallback;
}

guint
dsc_settings_get_uint (GSettings  *settings,
                       const char *key,
                       guint       fallback)
{
  return has_key (settings, key, G_VARIANT_TYPE_UINT32) ? g_settings_get_uint (settings, key) : fallback;
}

double
dsc_settings_get_double (GSettings  *settings,
                         const char *key,
                         double      fallback)
{
  return has_key (settings, key, G_VARIANT_TYPE_DOUBLE) ? g_settings_get_double (settings, key) : fallback;
}

gboolean
dsc_settings_get_boolean (GSettings  *settings,
                          const char *key,
                          gboolean    fallback)
{
  return has_key (settings, key, G_VARIANT_TYPE_BOOLEAN) ? g_settings_get_boolean (settings, key) : fallback;
}

char *
dsc_settings_dup_string (GSettings  *settings,
                         const char *key)
{
  return has_key (settings, key, G_VARIANT_TYPE_STRING) ? g_settings_get_string (settings, key) : g_strdup ("");
}

GVariant *
dsc_settings_get_value (GSettings          *settings,
                        const char         *key,
                        const GVariantType *type)
{
  return has_key (settings, key, type) ? g_settings_get_value (settings, key) : NULL;
}

void
dsc_settings_set (GSettings  *settings,
                  const char *key,
                  GVariant   *value)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (value);

  if (has_key (settings, key, g_variant_get_type (owned)))
    g_settings_set_value (settings, key, owned);
}
