/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-moment.h: the moments of one step at which a reader may stop: a probe, a comparison, a store, a stage of a resize.
 *
 * Read from the events of the step and nothing else. Moment i is the time right after its last event; before moment 0 memory is as it
 * was before the step, after the last one as after it. Immutable once made; any thread. */
#pragma once

#include "dsc-scene.h"
#include "dsc-timeline.h"

typedef enum { DSC_GRAIN_OPERATION = 0, DSC_GRAIN_PROBE, DSC_GRAIN_WRITE, DSC_N_GRAINS } DscGrain;

typedef enum {
  DSC_MOMENT_HASH = 1,         /* hash (key), and with it the first slot */
  DSC_MOMENT_PROBE,            /* a slot is looked at (the first, or the next one by the recurrence) and what is found there: empty, dummy, an entry compared */
  DSC_MOMENT_FOUND,            /* the search ended with a hit */
  DSC_MOMENT_NOT_FOUND,        /* it ended at an empty slot */
  DSC_MOMENT_ENTRY,            /* an entry's key, hash or value is stored */
  DSC_MOMENT_INDEX,            /* an index is stored */
  DSC_MOMENT_VALUE,            /* a value is stored, removed or replaced; split dicts and instances: in the array of values */
  DSC_MOMENT_DUMMY_PLACED,
  DSC_MOMENT_DUMMY_REUSED,
  DSC_MOMENT_FIELD,            /* a header field is stored: ma_used, dk_usable, … */
  DSC_MOMENT_RESIZE_REQUEST,   /* why the table is rebuilt, and how many slots are asked for, in numbers */
  DSC_MOMENT_NEW_TABLE,        /* it is there, empty */
  DSC_MOMENT_ROWS_MOVED,       /* the entries are in it (compact: in order; open: rehashed slot by slot) */
  DSC_MOMENT_INDICES_FILLED,   /* the indices are (compact) */
  DSC_MOMENT_OLD_TABLE_LEFT,   /* the old one is freed, with its dummies */
  DSC_MOMENT_KIND_CHANGE,
  DSC_MOMENT_COMBINED,         /* a split dict gets a table of its own: the values come home */
  DSC_MOMENT_SHARED_GROWTH,
  DSC_MOMENT_CLONE,
  DSC_MOMENT_VERSION_TAG,
  DSC_MOMENT_WATCHER,
  DSC_MOMENT_TRACKED,
  DSC_MOMENT_ALLOCATE,         /* of a dict, instance or array of values; of tables: NEW_TABLE */
  DSC_MOMENT_FREE,
  DSC_MOMENT_MANY,             /* more than DSC_MOMENTS_MAX: all that is left out, in one */
  DSC_MOMENT_DONE,             /* the step is done: always the last one, the only one of grain OPERATION */
} DscMomentKind;

#define DSC_MOMENTS_MAX 2000u

typedef struct {
  DscMomentKind kind;
  DscGrain      grain;         /* the coarsest one that stops here: searches, tombstones and stages of a resize PROBE, single stores WRITE */
  gsize         first_event, n_events;   /* of the trace; may be none */
  gboolean      is_insertion_walk;       /* PROBE: not of the search for the key (DscWalk) */
  guint         probe;         /* PROBE: number from 0 */
  guint64       perturb_before, perturb_after;   /* PROBE */
  gint64        slot;          /* PROBE, INDEX, DUMMY_…, FOUND, NOT_FOUND; else -1 */
  gint64        entry;         /* what the slot held, or what is stored; -1: none */
  DscSceneId    id;            /* what it is about: slot, entry, field, block */
  char         *sentence;      /* one sentence with real values, translated: "Probe 2 looks at slot 3: it holds entry 0, whose hash differs, so the search goes on." */
  char         *arithmetic;    /* PROBE, RESIZE_REQUEST: the calculation with its numbers put in, "i = (5·3 + 1 + perturb) & 7 = 2"; NULL: none */
} DscMoment;

typedef struct DscMoments DscMoments;

/* after: the image that is shown, before: the same thing one step earlier (NULL: it did not exist). The trace is copied as far as it
 * is about that thing; step may be NULL. */
DscMoments        *dsc_moments_new          (const DscStep *step, const DscTrace *trace, const DscSnapshot *before, const DscSnapshot *after);
DscMoments        *dsc_moments_ref          (DscMoments *self);
void               dsc_moments_unref        (DscMoments *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscMoments, dsc_moments_unref)
guint              dsc_moments_get_n        (const DscMoments *self);      /* at least 1 */
const DscMoment   *dsc_moments_get          (const DscMoments *self, guint i);
const DscTrace    *dsc_moments_get_trace    (const DscMoments *self);
const DscSnapshot *dsc_moments_get_before   (const DscMoments *self);      /* may be NULL */
const DscSnapshot *dsc_moments_get_after    (const DscMoments *self);
/* The next or previous moment that a grain stops at, from moment `from` (-1: before the step); -1: none in the step. */
gint               dsc_moments_find         (const DscMoments *self, gint from, gboolean forward, DscGrain grain);
/* Memory right after moment i (-1: before the step, may be NULL); of the last one `after` itself, and of tables above 4096 slots, whose
 * copies cost too much, before until the first store and after from there. Unref it. */
DscSnapshot       *dsc_moments_build_snapshot (const DscMoments *self, gint i);
