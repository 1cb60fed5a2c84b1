/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-scenario.h: operation scripts in JSON, the language of the truth corpus, turned into operations of a machine. */
#pragma once

#include <json-glib/json-glib.h>

#include "dsc-error.h"

typedef struct DscScenario DscScenario;

/* NULL and DSC_ERROR_FORMAT when the JSON is not a scenario (names what and where). */
DscScenario *dsc_scenario_load        (const char *path, GError **error);
void         dsc_scenario_free        (DscScenario *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscScenario, dsc_scenario_free)

const char  *dsc_scenario_get_name    (const DscScenario *self);
gsize        dsc_scenario_get_n_ops   (const DscScenario *self);
JsonArray   *dsc_scenario_get_op      (const DscScenario *self, gsize i);           /* borrowed: ["set", k, v] */
gsize        dsc_scenario_get_cap     (const DscScenario *self);                    /* slots above which recordings hold digests */
const guint32 *dsc_scenario_get_seeds (const DscScenario *self, gsize *out_n);
gboolean     dsc_scenario_has_instances (const DscScenario *self);                  /* uses classes or instances */

/* Player: applies the operations one by one to a machine of its own. */
typedef struct DscPlayer DscPlayer;
typedef struct {
  gboolean    skipped;        /* this version cannot do the operation */
  DscResult   result;
  DscDict    *dict;           /* what the recording dumps as "d"; NULL: nothing */
  const char *reg;            /* name of the current register */
  gboolean    has_hash;       /* "h" */
  gint64      hash;
} DscPlayed;
DscPlayer   *dsc_player_new           (DscScenario *scenario, DscTarget target, guint32 hash_seed, GError **error);
void         dsc_player_free          (DscPlayer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscPlayer, dsc_player_free)
/* Plays operation i (in order, from 0). FALSE: malformed operation or no memory; Python's errors are results. */
gboolean     dsc_player_step          (DscPlayer *self, gsize i, DscPlayed *out_played, GError **error);
DscMachine  *dsc_player_get_machine   (const DscPlayer *self);
