/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-compare.h: one script by the rules of several releases, for printing. */
#pragma once

#include "dsc-cli.h"
#include "dsc-compare.h"

typedef struct {
  DscTarget          target;
  DscRun            *run;          /* owned; NULL: the rules are those of a release in front of it, whose run it shares */
  const DscTimeline *timeline;
  gboolean           differs;      /* from the release before it in the list */
  DscDifference      difference;
  GArray            *causes;       /* DscCause; NULL: does not differ */
} DscCliCompared;

typedef struct {
  DscScript      *script;
  guint32         hash_seed;
  guint           what;            /* bits 1 << DscDiffers */
  DscCliCompared *compared;
  guint           n;
  gsize           step;            /* the state that is told */
} DscCliComparison;

/* On standard output. */
void dsc_cli_compare_print (const DscCliComparison *self, DscCliFormat format);
