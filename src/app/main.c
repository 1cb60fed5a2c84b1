/* SPDX-License-Identifier: GPL-3.0-or-later */
/* main.c: starts the program with a window. */
#include <glib/gi18n.h>
#include <locale.h>

#include "dsc-application.h"
#include "dsc-config.h"

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (DSC_GETTEXT_PACKAGE, DSC_LOCALE_DIR);
  bind_textdomain_codeset (DSC_GETTEXT_PACKAGE, "UTF-8");
  textdomain (DSC_GETTEXT_PACKAGE);
  g_set_application_name ("Dictoscope");

  g_autoptr (DscApplication) application = dsc_application_new (G_APPLICATION_DEFAULT_FLAGS);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
