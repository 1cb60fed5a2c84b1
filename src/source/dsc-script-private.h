/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-script-private.h: what a script holds, for the parser's tests and the evaluator. */
#pragma once

#include "dsc-ast-private.h"
#include "dsc-script.h"

struct DscScript {
  gatomicrefcount   ref_count;
  char             *text;          /* length bytes and a NUL */
  gsize             length;
  DscTree          *tree;
  DscDiagnostic    *diagnostic;    /* of reading, or NULL */
  DscScriptSettings settings;
};

/* Whether a watcher is told of a statement of that kind. */
gboolean dsc_script_is_watched (const DscNode *statement);
