/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-diagram.h: the Anatomy of one dict: header, keys object, indices, entries, objects, arrows, ledger, legend. */
#pragma once

#include "dsc-event.h"
#include "dsc-scene.h"

typedef struct {
  const char *name;              /* variable: "row" */
  const char *operation;         /* source text of the step; NULL: none */
  const char *sentence;          /* what just happened; NULL: none */
  guint64     step, n_steps;     /* "step 4 of 4"; n_steps 0: not shown */
  const DscSnapshot *before;     /* state before the step, to mark what changed; NULL: nothing is marked */
  const DscTrace *trace;         /* events of the step, for the remark beside the picture; NULL: only what the states tell */
  gsize       max_rows;          /* slots and entries drawn in full before the middle is left out with a count; 0: what fits on a page */
  gboolean    show_addresses;
  const DscTextMetrics *metrics; /* NULL: built in */
} DscDiagramOptions;

DscScene *dsc_view_diagram_new (const DscSnapshot *snapshot, const DscDiagramOptions *options);
