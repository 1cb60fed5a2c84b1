/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-sizes-table-private.h: what the makers of tables of sizes share: filling a table, and trying things out on a dict. */
#pragma once

#include "dsc-instance.h"
#include "dsc-sizes-table.h"

/* The title is taken. */
DscSizesTable *dsc_sizes_table_new         (const char *id, const char *unit, char *title);
void           dsc_sizes_table_add_head    (DscSizesTable *self, const char *name);
void           dsc_sizes_table_add_column  (DscSizesTable *self, const char *name);
void           dsc_sizes_table_add_targets (DscSizesTable *self, const DscSizesQuery *query);
/* Cells come row by row. */
void           dsc_sizes_table_add_number  (DscSizesTable *self, gint64 number);
void           dsc_sizes_table_add_size    (DscSizesTable *self, gint64 size);       /* below 0: empty */
void           dsc_sizes_table_add_text    (DscSizesTable *self, const char *text);
void           dsc_sizes_table_add_empty   (DscSizesTable *self);
void           dsc_sizes_table_add_note    (DscSizesTable *self, char *note);        /* taken */
/* Drops rows that say the same as the row above them (but for the heads), and marks cells that do; the table is made of whole rows. */
void           dsc_sizes_table_keep_steps  (DscSizesTable *self);
GPtrArray     *dsc_sizes_tables_new        (void);

/* An interpreter with one dict in it. After a failure all calls do nothing, and sizes are -1. */
typedef struct {
  DscRuntime *rt;
  DscPool    *pool;
  DscDict    *dict;
  DscStatus   status;
} DscTrial;

void             dsc_trial_init    (DscTrial *self, DscTarget target, guint32 hash_seed);
void             dsc_trial_clear   (DscTrial *self);
const DscTraits *dsc_trial_traits  (const DscTrial *self);
const DscObject *dsc_trial_int     (DscTrial *self, gint64 value);
const DscObject *dsc_trial_str     (DscTrial *self, const char *text);
void             dsc_trial_renew   (DscTrial *self);                              /* d = {} */
void             dsc_trial_take    (DscTrial *self, DscStatus status, DscDict *dict);   /* d = dict, of a call that ended so */
void             dsc_trial_set     (DscTrial *self, const DscObject *key);        /* d[key] = None */
void             dsc_trial_delete  (DscTrial *self, const DscObject *key);
gint64           dsc_trial_size    (DscTrial *self);                              /* sys.getsizeof (d) */
/* Sizes of d.copy () and dict (d). */
gint64           dsc_trial_copy_size (DscTrial *self);
gint64           dsc_trial_call_size (DscTrial *self);
/* Ends a trial that went into a table: FALSE with error if it failed. */
gboolean         dsc_trial_finish  (DscTrial *self, GError **error);

/* Whether the hash seed has a say: strs are hashed with it by default. */
gboolean         dsc_sizes_seed_matters (const DscTraits *traits);

GPtrArray *dsc_sizes_ladder     (const DscSizesQuery *query, GError **error);
GPtrArray *dsc_sizes_ways       (const DscSizesQuery *query, GError **error);
GPtrArray *dsc_sizes_growth     (const DscSizesQuery *query, GError **error);
GPtrArray *dsc_sizes_matrix     (const DscSizesQuery *query, GError **error);
GPtrArray *dsc_sizes_removed    (const DscSizesQuery *query, GError **error);
GPtrArray *dsc_sizes_parts      (const DscSizesQuery *query, GError **error);
GPtrArray *dsc_sizes_mixed      (const DscSizesQuery *query, GError **error);
GPtrArray *dsc_sizes_emptied    (const DscSizesQuery *query, GError **error);
GPtrArray *dsc_sizes_copies     (const DscSizesQuery *query, GError **error);
GPtrArray *dsc_sizes_record     (const DscSizesQuery *query, GError **error);
GPtrArray *dsc_sizes_instances  (const DscSizesQuery *query, GError **error);
GPtrArray *dsc_sizes_attributes (const DscSizesQuery *query, GError **error);

/* The number of subsets of k of five keys after whose deletion one more key changes the size, for that seed; k 0 to 5. */
typedef struct {
  gint64 before;             /* size of the five */
  gint64 after[32];          /* by subset: bit i is the i-th key */
} DscRemoved;
gboolean   dsc_sizes_try_removed (const DscSizesQuery *query, DscTarget target, guint32 seed, DscRemoved *out_removed, GError **error);
guint      dsc_removed_count     (const DscRemoved *self, guint k);
guint      dsc_removed_subsets   (guint k);   /* 1, 5, 10, 10, 5, 1 */
