/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-compare.h: one script by the rules of several releases, or two scripts by the rules of one, for printing and drawing. */
#pragma once

#include "dsc-cli-figure.h"
#include "dsc-compare.h"

typedef struct {
  DscTarget          target;
  DscScript         *script;       /* the comparison's */
  const char        *path;         /* of the script */
  char              *label;        /* the user's own; NULL: none */
  DscRun            *run;          /* owned; NULL: the rules are those of a release in front of it, whose run it shares */
  const DscTimeline *timeline;
  gboolean           differs;      /* from the one before it in the list */
  DscDifference      difference;
  GArray            *causes;       /* DscCause; NULL: does not differ */
} DscCliCompared;

typedef struct {
  const DscCliOptions *options;
  DscScript      *scripts[2];      /* the second one NULL: there is one only */
  guint32         hash_seed;
  guint           what;            /* bits 1 << DscDiffers */
  DscCliCompared *compared;
  guint           n;
  gsize           step;            /* the state that is told */
  gboolean        is_first_difference;     /* it is that after which two of them first differ */
} DscCliComparison;

/* "A.py" or "3.10.13": what tells one from the others; written without units. */
void           dsc_cli_compared_name    (const DscCliComparison *self, guint i, char *buffer, gsize size);
const DscStep *dsc_cli_compared_step    (const DscCliComparison *self, guint i);    /* NULL: the run has no such step */
const char    *dsc_cli_compare_operation (const DscCliComparison *self);            /* source text; NULL: none */

/* In that format. g_free. */
char      *dsc_cli_compare_write     (const DscCliComparison *self, DscCliFormat format);
/* The sides on one page, at most DSC_COMPARE_MOST_SIDES. NULL: already told why not. */
DscScene  *dsc_cli_compare_draw      (const DscCliComparison *self, const DscTextMetrics *metrics);
