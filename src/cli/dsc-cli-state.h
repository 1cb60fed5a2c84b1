/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-state.h: one state of a dict as JSON or as text. */
#pragma once

#include <json-glib/json-glib.h>

#include "dsc-snapshot.h"
#include "dsc-timeline.h"

typedef struct {
  const DscSnapshot *snapshot;      /* NULL: no dict to show */
  const DscStep     *operation;     /* the operation that led here; NULL: step 0 */
  DscTarget          target;
  guint32            hash_seed;
  gsize              step, n_steps;
  const char        *name;          /* variable; NULL: none */
  gboolean           addresses;
  const DscPool     *pool;
} DscCliState;

/* One object with the keys "version", "build", "hash_seed", "step", "operation", "name", "result" or "error", "sys.getsizeof", "__sizeof__",
 * "object", "keys" and "values"; what the version does not have is null. */
JsonNode *dsc_cli_state_to_json (const DscCliState *self);
void      dsc_cli_state_print   (const DscCliState *self);     /* text on standard output */
/* repr of an object, shortened to `max` characters a string (0: whole). g_free. */
char     *dsc_cli_repr          (const DscObject *object, const DscPool *pool, gsize max);
/* What a step that has a result gave: the repr of the value; of print the text itself, without the last line's end. g_free. */
char     *dsc_cli_result        (const DscStep *step, const DscPool *pool, gsize max);
