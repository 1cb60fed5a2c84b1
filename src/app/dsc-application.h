/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-application.h: the program: command line, windows, what is common to them. */
#pragma once

#include <adwaita.h>

#define DSC_TYPE_APPLICATION (dsc_application_get_type ())
G_DECLARE_FINAL_TYPE (DscApplication, dsc_application, DSC, APPLICATION, AdwApplication)

/* flags: more of them; tests pass G_APPLICATION_NON_UNIQUE. */
DscApplication *dsc_application_new          (GApplicationFlags flags);
