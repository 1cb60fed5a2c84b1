/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-style.c: which palette fits the desktop's style. */
#include "dsc-style.h"

DscTheme
dsc_style_get_theme (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  const gboolean dark = adw_style_manager_get_dark (manager);

  if (adw_style_manager_get_high_contrast (manager))
    return dark ? DSC_THEME_HIGH_CONTRAST_DARK : DSC_THEME_HIGH_CONTRAST;
  return dark ? DSC_THEME_DARK : DSC_THEME_LIGHT;
}

void
dsc_style_connect (gpointer  object,
                   GCallback changed)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  g_signal_connect_object (manager, "notify::dark", changed, object, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", changed, object, G_CONNECT_SWAPPED);
}

GdkRGBA
dsc_style_get_rgba (DscColor color)
{
  return (GdkRGBA) { color.r, color.g, color.b, color.a };
}
