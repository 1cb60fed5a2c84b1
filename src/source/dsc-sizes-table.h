/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-sizes-table.h: tables of sizes: what sys.getsizeof says, version by version, as rows, columns and cells.
 *
 * A table is plain data, for printing, plotting or comparing. Sizes by the number of keys come from the rules (dsc-ladder.h), everything else
 * from dicts of the model that are filled and emptied. */
#pragma once

#include <glib.h>

#include "dsc-ladder.h"

typedef enum { DSC_CELL_EMPTY = 0, DSC_CELL_NUMBER, DSC_CELL_TEXT } DscCellKind;   /* EMPTY: the version has no such thing, or it is not known */

typedef struct {
  DscCellKind kind;
  gboolean    repeats;       /* in a table of steps: the same as in the row above */
  gint64      number;
  char       *text;
} DscCell;

typedef struct {
  const char *id;            /* "ladder", static */
  const char *unit;          /* of numbers: "bytes", "subsets", "seeds", "slots", "%"; static, not translated */
  char       *title;         /* a sentence without its stop, translated */
  guint       n_heads;       /* columns in front that name the row */
  GPtrArray  *columns;       /* char *; behind the heads mostly versions, as dsc_target_format writes them */
  GPtrArray  *notes;         /* char *: full sentences, translated */
  GArray     *cells;         /* DscCell, row by row */
} DscSizesTable;

void           dsc_sizes_table_free       (DscSizesTable *self);
guint          dsc_sizes_table_get_n_rows (const DscSizesTable *self);
const DscCell *dsc_sizes_table_get_cell   (const DscSizesTable *self, guint row, guint column);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscSizesTable, dsc_sizes_table_free)

/* What is asked for; each kind of table looks at what concerns it. */
typedef struct {
  const DscTarget *targets;
  gsize            n_targets;
  gboolean         int_keys;           /* else strs */
  gboolean         percent;            /* ladder: differences from the first target */
  DscLadderWay     way;
  guint64          up_to;              /* keys; 0: the table's own, also for count */
  guint            count;              /* instances; keys of a dict */
  guint            names;              /* attributes that __init__ sets */
  gboolean         kept;               /* instances stay alive until all are there */
  guint32          first_seed, last_seed;
  const char     **removed_keys;       /* six strs: five that are there, one that is added; NULL: letters */
} DscSizesQuery;

#define DSC_SIZES_MAX_SEEDS 65536u

void dsc_sizes_query_init (DscSizesQuery *self);   /* as the command line has them when nothing is said; no targets */

/* Tables of one kind. NULL with error: no memory. */
typedef GPtrArray *(*DscSizesFunc) (const DscSizesQuery *query, GError **error);
typedef struct {
  const char  *name;         /* "ladder" */
  const char  *options;      /* of the command line: "[--keys int|str] …" */
  const char  *summary;      /* to be translated */
  guint64      max_up_to;    /* 0: the table has no such option */
  guint        max_count;
  guint        max_names;
  DscSizesFunc function;     /* DscSizesTable *; g_ptr_array_unref */
} DscSizesKind;
const DscSizesKind *dsc_sizes_kinds (gsize *out_n);

/* The newest release of each line of which an interpreter was recorded, and of every line, oldest first; every release that behaves
 * unlike the one before it. DscTarget elements. */
GArray *dsc_sizes_usual_targets (void);
GArray *dsc_sizes_minor_targets (void);
GArray *dsc_sizes_all_targets   (void);
