/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-test-cli.h: what tests of dictoscope-cli share: a folder of their own, the program run in it, and what it said. */
#pragma once

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  char *folder;
  char *script;        /* a file in it; NULL: none was written */
  char *out, *err;     /* of the last run */
  int   status;
} DscTestCli;

/* Functions of a fixture. At the end nothing but the script may be left in the folder. */
void dsc_test_cli_set_up    (DscTestCli    *self,
                             gconstpointer  data);
void dsc_test_cli_tear_down (DscTestCli    *self,
                             gconstpointer  data);
void dsc_test_cli_write     (DscTestCli    *self,
                             const char    *script);

/* "dictoscope-cli" and the words of all these texts, which are separated by single spaces; NULL ends them, empty ones have none. */
void dsc_test_cli_run       (DscTestCli    *self,
                             ...) G_GNUC_NULL_TERMINATED;
void assert_says            (const char    *text,
                             const char    *part);
