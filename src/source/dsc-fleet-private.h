/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-fleet-private.h: what the files of a fleet share.
 *
 *   target ──► kind (targets whose traits are equal) ──► run (a program, evaluated by one of them)
 *                                                    └─► track (the tables that the program's operations make by the kind's rules)
 *                                                    └─► bytes (sys.getsizeof of the track's shapes by the kind's layout)
 *
 * A program is evaluated anew where it could take another way; only its operations are replayed where nothing but tables can differ; and
 * only shapes are weighed anew where nothing but the layout differs. */
#pragma once

#include "dsc-fleet.h"

/* What differing traits can change (dsc-fleet-share.c). A trait that is in no list is PROGRAM: it may change anything. */
typedef enum {
  DSC_SHARE_PROGRAM = 0,
  DSC_SHARE_NOTHING,         /* of steps, slots, items and bytes */
  DSC_SHARE_LAYOUT,          /* bytes of the same table */
  DSC_SHARE_TABLE,           /* slots, by any operation */
  DSC_SHARE_BUILDING,        /* slots, by operations that make or fill dicts with many items at once */
  DSC_SHARE_PLACES,          /* in which slots keys are */
  DSC_SHARE_HASHES,          /* the same, and what a program sees of hashes */
  DSC_SHARE_SEED,            /* whether the hash seed is obeyed */
  DSC_SHARE_ODD_HASHES,      /* the same, of keys that are neither numbers nor texts */
  DSC_SHARE_TEXTS,           /* how floats, containers and control characters are written */
  DSC_SHARE_UNICODE,         /* the same of what is not ASCII */
  DSC_SHARE_INTEGERS,        /* not a trait by itself: pointer_size, where the program asks for C's long */
  DSC_SHARE_INSTANCES,
  DSC_SHARE_TUPLES,          /* tuple () of an empty iterator */
  DSC_SHARE_UNION,
  DSC_N_SHARES,
} DscShare;
#define DSC_SHARE_BIT(share) (1u << (share))

/* A table was made anew; `n` of them in one operation. */
typedef struct {
  guint64 step;              /* operations up to and with that one */
  guint32 dict;
  guint32 n;
} DscFleetResize;

/* A program as it ran by the rules of one target. */
typedef struct {
  guint        number;
  guint32      hash_seed;
  DscTarget    target;
  DscTraits    traits;
  DscRun      *run;
  DscTimeline *timeline;     /* its, while it runs with somebody looking */
  GArray      *resizes;      /* DscFleetResize, in order; NULL: nobody looked */
  /* Of its operations (dsc-fleet-share.c): */
  guint        shares;       /* bits of DscShare that may differ in a target that takes over its operations */
  gboolean     deletes;      /* dummies can be met, so that it matters in which slots keys are */
  gboolean     odd_keys;     /* some are neither numbers nor texts */
  const DscTraits *hashed;   /* whose hashes its keys have at present; NULL: their own */
  gboolean     orders;       /* it follows the order of items */
  gboolean     builds;       /* dicts are made or filled with many items at once */
} DscFleetRun;

/* The tables that a run's operations make by other rules. */
typedef struct {
  DscFleetRun *run;
  DscTraits    traits;
  guint32     *shapes_of;    /* of each step: number in shapes; G_MAXUINT32: the step is about no dict */
  guint32     *slots_of;     /* of each step */
  GArray      *shapes;       /* DscDictShape */
} DscFleetTrack;

typedef struct {
  const DscFleetTrack *track;
  DscTraits    traits;
  gint64      *bytes;        /* of each shape of the track */
} DscFleetBytes;

typedef struct {
  DscTraits    traits;
  gboolean     debug;
  GPtrArray   *shared;       /* by the number of a run of its worker: DscFleetShared; NULL: not tried yet */
} DscFleetKind;

/* How targets of a kind take part in a run. */
typedef struct {
  gboolean             is_possible;   /* else the operations do other things by its rules */
  const DscFleetTrack *track;         /* NULL: the run itself has its steps */
  const DscFleetBytes *bytes;
} DscFleetShared;

typedef struct {
  DscTarget            target;
  DscFleetKind        *kind;
  const DscFleetRun   *run;      /* NULL: not yet */
  const DscFleetShared *shared;
  DscFleetRun         *measured; /* for dsc_fleet_measure; NULL: not yet */
} DscFleetTarget;

/* What one worker has made; nothing of it is shared while it works. */
typedef struct {
  GPtrArray *runs;           /* DscFleetRun */
  GPtrArray *tracks;         /* DscFleetTrack */
  GPtrArray *bytes;          /* DscFleetBytes */
} DscFleetWork;

#define DSC_FLEET_WORKERS 2u

struct DscFleet {
  DscScript      *script;
  guint32         hash_seed;
  DscFleetTarget *targets;
  guint           n_targets;
  GHashTable     *kinds;     /* name to DscFleetKind, which it owns */
  DscFleetWork    work[DSC_FLEET_WORKERS];
  GPtrArray      *measured;  /* DscFleetRun, with their resizes */
  GHashTable     *partings;  /* of two targets to DscDifference; NULL: there is none (dsc-fleet-difference.c) */
  gint            n_done;    /* atomic */
};

/* NULL and error: no memory, cancelled, too long. */
DscFleetRun   *dsc_fleet_run_new      (DscFleet *self, const DscFleetTarget *target, gboolean with_resizes, GCancellable *cancellable, GError **error);
void           dsc_fleet_run_free     (DscFleetRun *self);
/* Gives its keys the hashes that they have by those rules; NULL: their own. */
void           dsc_fleet_run_hash_by  (DscFleetRun *self, const DscTraits *traits);

/* Fills in what a run lets others share. */
void           dsc_fleet_run_survey   (DscFleet *self, DscFleetRun *run);
/* Whether both have the same value of each trait that is not in one of these shares. */
gboolean       dsc_fleet_same_but     (const DscTraits *a, const DscTraits *b, guint shares);
/* Whether plain keys have the same hashes by both, with the run's seed. */
gboolean       dsc_fleet_hash_alike   (const DscFleetRun *run, const DscTraits *a, const DscTraits *b);
/* Whether the program of `run` is that of the target, operation by operation. */
gboolean       dsc_fleet_shares_run   (const DscFleet *self, const DscFleetRun *run, const DscFleetTarget *target);
/* Whether the run is the target's in everything, also in what has nothing to do with steps. */
gboolean       dsc_fleet_is_run_of    (const DscFleet *self, const DscFleetRun *run, const DscFleetTarget *target);
/* Traits by which tracks of that run may differ without there being two of them. */
guint          dsc_fleet_track_shares (const DscFleetRun *run, const DscTraits *traits);

/* How far the target's kind shares that run, made when first asked for; NULL and error: cancelled. */
const DscFleetShared *dsc_fleet_share (DscFleetWork *work, DscFleetRun *run, DscFleetKind *kind, GCancellable *cancellable, GError **error);
/* NULL and no error: the operations do not do by these rules what they did in the run. */
DscFleetTrack *dsc_fleet_track_new    (DscFleetRun *run, const DscTraits *traits, GCancellable *cancellable, GError **error);
void           dsc_fleet_track_free   (DscFleetTrack *self);
DscFleetBytes *dsc_fleet_bytes_new    (const DscFleetTrack *track, const DscTraits *traits);
void           dsc_fleet_bytes_free   (DscFleetBytes *self);

static inline DscFleetStep
dsc_fleet_target_step (const DscFleetTarget *self,
                       gsize                 i)
{
  const DscStep *step = dsc_timeline_get_step (self->run->run->timeline, i);
  const DscFleetTrack *track = self->shared->track;

  if (track == NULL)
    return (DscFleetStep) { step->used, step->n_slots, step->getsizeof };
  return (DscFleetStep) { step->used, track->slots_of[i], track->shapes_of[i] != G_MAXUINT32 ? self->shared->bytes->bytes[track->shapes_of[i]] : -1 };
}

/* dsc-fleet-difference.c */
GHashTable    *dsc_fleet_partings_new (void);
