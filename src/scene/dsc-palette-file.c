/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-palette-file.c: reads a palette of the user's own from a key file. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "dsc-palette-private.h"

static gboolean is_loaded;

typedef struct {
  GKeyFile   *file;
  const char *group;
  GError    **error;
} Reader;

static gboolean
complain (Reader     *self,
          const char *key,
          const char *value,
          const char *expected)
{
  g_set_error (self->error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE, _("In [%1$s], %2$s is “%3$s”. %4$s"), self->group, key, value,
               expected);
  return FALSE;
}

static gboolean
parse_color (const char *text,
             DscColor   *out_color)
{
  const gsize length = strlen (text);
  char *end;

  if (g_str_equal (text, "none"))
    {
      *out_color = (DscColor) { 0 };
      return TRUE;
    }
  if (text[0] != '#' || (length != 7 && length != 9) || !g_ascii_isxdigit (text[1]))
    return FALSE;
  guint64 rgba = g_ascii_strtoull (text + 1, &end, 16);
  if (*end != '\0')
    return FALSE;
  rgba = length == 7 ? rgba << 8 | 0xff : rgba;
  *out_color = (DscColor) { (rgba >> 24 & 255) / 255.0f, (rgba >> 16 & 255) / 255.0f, (rgba >> 8 & 255) / 255.0f, (rgba & 255) / 255.0f };
  return TRUE;
}

static gboolean
read_key (Reader     *self,
          const char *key,
          const char *value,
          DscInk     *ink)
{
  static const char *const textures[] = { "none", "hatch", "cross-hatch", "dots" };
  DscColor *const color = g_str_equal (key, "fill") ? &ink->fill : g_str_equal (key, "stroke") ? &ink->stroke : g_str_equal (key, "text") ? &ink->text : NULL;

  if (color != NULL)
    return parse_color (value, color) || complain (self, key, value, _("Write #rrggbb, #rrggbbaa or none."));
  if (g_str_equal (key, "stroke-width"))
    {
      char *end;
      ink->stroke_width = g_ascii_strtod (value, &end);
      return (*value != '\0' && *end == '\0' && ink->stroke_width >= 0 && ink->stroke_width <= 20)
             || complain (self, key, value, _("Write a number of pixels, 0 to 20."));
    }
  if (g_str_equal (key, "dashed"))
    {
      ink->dashed = g_str_equal (value, "true");
      return ink->dashed || g_str_equal (value, "false") || complain (self, key, value, _("Write true or false."));
    }
  if (!g_str_equal (key, "texture"))
    return complain (self, key, value, _("There is no such key. Use fill, stroke, text, stroke-width, dashed or texture."));
  for (guint i = 0; i < G_N_ELEMENTS (textures); i++)
    if (g_str_equal (value, textures[i]))
      {
        ink->texture = (DscTexture) i;
        return TRUE;
      }
  return complain (self, key, value, _("Write none, hatch, cross-hatch or dots."));
}

static gboolean
read_role (Reader *self,
           DscInk *inks)
{
  guint role = DSC_ROLE_BACKGROUND;

  while (role < DSC_N_ROLES && !g_str_equal (self->group, dsc_role_name ((DscRole) role)))
    role++;
  if (role == DSC_N_ROLES)
    {
      g_set_error (self->error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_GROUP_NOT_FOUND, _("There is no role [%s]; live, empty, dummy and probe are such."),
                   self->group);
      return FALSE;
    }
  g_auto (GStrv) keys = g_key_file_get_keys (self->file, self->group, NULL, NULL);
  for (gsize i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *value = g_key_file_get_string (self->file, self->group, keys[i], self->error);

      if (value == NULL || !read_key (self, keys[i], g_strstrip (value), &inks[role]))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_base (Reader *self,
           DscInk *inks)
{
  g_autofree char *name = g_key_file_get_string (self->file, "palette", "base", NULL);
  DscTheme base = DSC_THEME_LIGHT;

  self->group = "palette";
  if (name != NULL && (!dsc_theme_parse (name, &base) || base == DSC_THEME_USER))
    return complain (self, "base", name, _("Write light, dark, high-contrast, high-contrast-dark, print or greyscale."));
  for (guint role = 0; role < DSC_N_ROLES; role++)
    inks[role] = *dsc_palette_get_ink (base, (DscRole) role);
  return TRUE;
}

gboolean
dsc_palette_load_user (const char *path,
                       GError    **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  Reader reader = { file, NULL, error };
  DscInk inks[DSC_N_ROLES];
  gboolean done = g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, error) && read_base (&reader, inks);
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  for (gsize i = 0; done && groups[i] != NULL; i++)
    {
      reader.group = groups[i];
      done = g_str_equal (groups[i], "palette") || read_role (&reader, inks);
    }
  if (!done)
    {
      g_prefix_error (error, _("The palette “%s” cannot be used: "), path);
      return FALSE;
    }
  dsc_palette_set_user (inks);
  is_loaded = TRUE;
  return TRUE;
}

gboolean
dsc_palette_has_user (void)
{
  return is_loaded;
}
