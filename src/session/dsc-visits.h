/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-visits.h: the places that a reader has looked at, to go back and forth between them as in a browser. */
#pragma once

#include "dsc-scene.h"

typedef struct {
  DscSceneId id;
  guint64    step;
} DscVisit;

#define DSC_VISITS_MAX 200u      /* kept; the oldest are forgotten first */

typedef struct DscVisits DscVisits;

DscVisits *dsc_visits_new         (void);
void       dsc_visits_free        (DscVisits *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscVisits, dsc_visits_free)
void       dsc_visits_clear       (DscVisits *self);

/* A place is looked at now: what lay ahead is forgotten. A neighbour of the last place at the same step takes that place's
 * stead, since walking along a row with the arrow keys is one visit. */
void       dsc_visits_add         (DscVisits *self, DscVisit visit);
gboolean   dsc_visits_can_go      (const DscVisits *self, gboolean forward);
/* FALSE: there is nothing there. */
gboolean   dsc_visits_go          (DscVisits *self, gboolean forward, DscVisit *out_visit);
