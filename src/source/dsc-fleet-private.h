/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-fleet-private.h: what the files of a fleet share. */
#pragma once

#include "dsc-fleet.h"

/* A program as it ran by the rules of one target. */
typedef struct {
  DscTarget  target;
  DscTraits  traits;
  DscRun    *run;
  DscTimeline *timeline;     /* its, while it runs with somebody looking */
  GArray    *resizes;        /* DscFleetResize, in order; NULL: nobody looked */
} DscFleetRun;

/* A table was made anew; `n` of them in one operation. */
typedef struct {
  guint64 step;              /* operations up to and with that one */
  guint32 dict;
  guint32 n;
} DscFleetResize;

typedef struct {
  DscTarget    target;
  DscTraits    traits;
  DscFleetRun *run;          /* NULL: not yet. Borrowed */
  DscFleetRun *measured;     /* the same, for dsc_fleet_measure */
} DscFleetTarget;

struct DscFleet {
  DscScript      *script;
  guint32         hash_seed;
  DscFleetTarget *targets;
  guint           n_targets;
  GPtrArray      *runs;      /* DscFleetRun */
  GPtrArray      *measured;  /* the same, with their resizes */
};

/* Whether the program must run by the target as it did in `run`: same rules, and the same answers to all that it asked of the release. */
gboolean     dsc_fleet_run_is_of     (const DscFleet *self, const DscFleetRun *run, const DscFleetTarget *target);
/* NULL and error: no memory, cancelled, too long. */
DscFleetRun *dsc_fleet_run_new       (DscFleet *self, const DscFleetTarget *target, gboolean with_resizes, GCancellable *cancellable, GError **error);
void         dsc_fleet_run_free      (DscFleetRun *self);
