/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-player.h: plays a scenario on a machine of its own, operation by operation, as the recorder of the truth corpus does in
 * a real interpreter. */
#pragma once

#include "dsc-machine.h"
#include "dsc-scenario.h"

typedef struct DscPlayer DscPlayer;

typedef struct {
  const char      *skip;          /* why this version cannot do the operation, in the recorder's words; NULL: it was done */
  gboolean         not_modelled;  /* the model does not know what a real interpreter does; nothing below means anything */
  const DscObject *value;         /* result; NULL: None */
  const char      *exception;     /* name of the type that Python raises, or NULL */
  const DscObject *exception_key; /* argument of a KeyError, or NULL */
  gboolean         has_hash;      /* single-key operations whose key is hashable */
  gint64           hash;
  const DscInstance *instance;    /* instance that the recording dumps; NULL: none. Until the next step */
  const char      *instance_name;
  DscClass        *instance_class;
  const GArray    *sizes;         /* gint64: the result, where it is a list of sizes; else NULL */
  DscDict         *dict;          /* what the recording dumps; NULL: nothing. Until the next step */
  uint32_t         reg;           /* the current register */
} DscPlayed;

#define DSC_PLAYER_MAX_ITEMS 5000000   /* of one operation */

/* The scenario must live longer. NULL: no memory. */
DscPlayer  *dsc_player_new           (const DscScenario *scenario, DscTarget target, guint32 hash_seed, GError **error);
void        dsc_player_free          (DscPlayer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscPlayer, dsc_player_free)

DscMachine *dsc_player_get_machine   (const DscPlayer *self);
DscPool    *dsc_player_get_pool      (const DscPlayer *self);

/* Hashes that come from an address in the recorded process are not the model's to know: they are taken from the recording.
 * always: of all keys that look like this (None, and what holds it, before 3.12), told before the first step. Otherwise of a
 * key that is in a dict after the next step (NaN from 3.10 on): keys that the step makes take them in the order told, without
 * those that keys had before it. What is not used is forgotten with the step. */
void        dsc_player_tell_hash     (DscPlayer *self, const char *repr, gint64 hash, gboolean always);
void        dsc_player_tell_key_hash (DscPlayer *self, gint64 hash);   /* of the key of the next step, "h" of a recording */
/* dk_version of the shared keys that the next step shows. Numbers are given out by the specialising interpreter in the order in which
 * the recording process ran into them; taken when the model's keys have none. */
void        dsc_player_tell_keys_version (DscPlayer *self, guint32 version);
gsize       dsc_player_get_n_taken   (const DscPlayer *self);          /* hashes and versions taken from a recording */

/* Plays the next operation. FALSE: malformed operation (DSC_ERROR_FORMAT), too large (DSC_ERROR_LIMIT) or no memory;
 * Python's errors are results. */
gboolean    dsc_player_step          (DscPlayer *self, DscPlayed *out_played, GError **error);
gsize       dsc_player_get_position  (const DscPlayer *self);   /* number of operations played */
