/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-settings.h: what the program remembers, where the schema is installed; defaults where it is not. */
#pragma once

#include <gio/gio.h>

/* The application's settings, or NULL where no schema is found (started from a build folder): then nothing is remembered. */
GSettings *dsc_settings_new         (void);
/* Each gives fallback where settings is NULL or has no such key. */
int        dsc_settings_get_int     (GSettings  *settings,
                                     const char *key,
                                     int         fallback);
guint      dsc_settings_get_uint    (GSettings  *settings,
                                     const char *key,
                                     guint       fallback);
double     dsc_settings_get_double  (GSettings  *settings,
                                     const char *key,
                                     double      fallback);
gboolean   dsc_settings_get_boolean (GSettings  *settings,
                                     const char *key,
                                     gboolean    fallback);
char      *dsc_settings_dup_string  (GSettings  *settings,
                                     const char *key);               /* "" as fallback; g_free */
/* NULL as fallback, and where the key is of another type; unref. */
GVariant  *dsc_settings_get_value  (GSettings          *settings,
                                     const char         *key,
                                     const GVariantType *type);
/* Does nothing where settings is NULL or has no such key; value is consumed if floating. */
void       dsc_settings_set         (GSettings  *settings,
                                     const char *key,
                                     GVariant   *value);
