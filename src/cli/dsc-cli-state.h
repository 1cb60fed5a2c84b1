/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-state.h: one state of a dict, an instance or a class as JSON or as text. */
#pragma once

#include <json-glib/json-glib.h>

#include "dsc-cli.h"
#include "dsc-snapshot.h"
#include "dsc-timeline.h"

typedef struct {
  const DscCliView  *view;
  const DscSnapshot *snapshot;      /* the view's; NULL: nothing to show */
  const DscStep     *operation;     /* the operation that led here; NULL: step 0 */
  DscTarget          target;
  guint32            hash_seed;
  gsize              step, n_steps;
  gboolean           addresses;
  const DscPool     *pool;
} DscCliState;

/* One object with the keys "version", "build", "evidence", "hash_seed", "step", "operation", "name", "result" or "error", "kind" ("dict",
 * "instance" or "class"), "class" (its name), "instance", "sys.getsizeof" and "__sizeof__" (of the dict), "object", "keys", "values", "order" and
 * "values_header" (of a split dict or an instance), "sharers" and "blocks", which tells of each block of memory what it is; what
 * the version or the thing that is shown does not have is null. */
JsonNode *dsc_cli_state_to_json (const DscCliState *self);
void      dsc_cli_state_print   (const DscCliState *self);     /* text on standard output */
/* What a block of memory is, untranslated and static: "the instance", "values inside the instance" … */
const char *dsc_cli_block_what  (const DscSnapshot *snapshot, const DscBlock *block);
/* repr of an object, shortened to `max` characters a string (0: whole). g_free. */
char     *dsc_cli_repr          (const DscObject *object, const DscPool *pool, gsize max);
/* What a step that has a result gave: the repr of the value; of print the text itself, without the last line's end. g_free. */
char     *dsc_cli_result        (const DscStep *step, const DscPool *pool, gsize max);
