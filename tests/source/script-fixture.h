/* SPDX-License-Identifier: GPL-3.0-or-later */
/* script-fixture.h: runs scripts and shows trees and histories as text, for the tests of scripts. */
#pragma once

#include "dsc-script-private.h"

#include <glib/gstdio.h>
#include <string.h>

DscTarget  script_target    (const char *name);
/* Never NULL: fails the test for no memory. */
DscRun    *script_run_text  (const char *text, gsize length, const char *target_name);
DscRun    *script_run       (const char *text, const char *target_name);
/* Everything that was printed. */
char      *script_output    (const DscRun *run);
/* One line for each step: its operation, names, label, size of the dict, what it printed or raised. */
char      *script_steps     (const DscRun *run);
/* The tree as nested lists, a statement a line. */
char      *script_tree      (const DscScript *script);
/* Names of the files in a folder of the test's sources that end like this, sorted. */
GPtrArray *script_files     (const char *folder, const char *ending);
/* Compares with a golden file, or writes it when DSC_UPDATE_GOLDENS is set; tests/source/update-goldens does that. */
void       script_check_golden (const char *path, const char *text);
