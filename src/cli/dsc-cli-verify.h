/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-verify.h: what "verify" finds of one interpreter, and how it is told. */
#pragma once

#include "dsc-cli.h"
#include "dsc-verify.h"

typedef struct {
  const DscInterpreter  *interpreter;
  const DscVerification *result;        /* NULL: failure says why nothing could be compared */
  const char            *failure;
  const char            *file;          /* of the script; NULL: random ones */
  const char            *reproduced;    /* file with a small script that shows the difference; NULL: none */
  guint32                hash_seed;
  gboolean               is_told;      /* why the model stopped has been printed */
} DscCliVerdict;

void  dsc_cli_verdict_print_text (const DscCliVerdict *self);
/* One object of a list. */
void  dsc_cli_verdict_print_json (const DscCliVerdict *self, gboolean first);
/* What is compared and what is not, for --help: g_free. */
char *dsc_cli_verify_describe    (void);
