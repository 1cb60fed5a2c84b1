/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-compare.h: two to four states side by side, the same things on the same lines, with what differs marked.
 *
 * A side is a narrow picture of one dict: its fields, its indices and entries (or their maps), its bytes. The sides are laid out together: a field,
 * a slot and an entry have the same y in all of them, an empty place is left where one side lacks what another has. In tables of more than 16
 * lines, numbers at which all sides are empty share a line (GAP). Ids are those of the diagram, so that a selection means the same in both; on a
 * page of several sides the number of the side is added to `extra`, 1 << 32 for each, and these are DATUM: bar of a release (index: its place,
 * extra 0) and reason (index: its place, extra 1).
 *
 * What is written alike is alike: objects by their repr; addresses, reference counts and version tags are of the process and never differ. A
 * member differs too where one side has the struct without it, or by another name. A slot or entry that a side's table is too short for
 * counts as empty: its fields say that it is short. Slots are compared by the keys that they lead to where one table is open and the other
 * has indices; entries of the two are not compared. */
#pragma once

#include "dsc-pyramid.h"
#include "dsc-view-diagram.h"

#define DSC_COMPARE_MOST_SIDES 4u

typedef struct {
  const char        *label;      /* the user's own; NULL: the release */
  const char        *name;       /* of the variable; may be NULL */
  const DscSnapshot *snapshot;   /* NULL: there is no such dict then, and `absent` says why */
  const char        *absent;
  const DscTarget   *target;     /* named in the head where there is no snapshot; may be NULL */
  DscPyramid        *pyramid;    /* as in DscDiagramOptions; may be NULL */
} DscCompareSide;

/* One box of the column between two sides: what both do alike, or what comes out different. From the rules and the events; translated. */
typedef struct {
  const char *heading;           /* "GROWTH_RATE" */
  const char *note;              /* "2 × 3 = 6"; may be NULL */
  const char *outcomes[DSC_COMPARE_MOST_SIDES];    /* "8", "16": one for each side where it differs; NULL: the same in all */
} DscCompareReason;

typedef struct {
  DscTarget target;
  gint64    bytes;
} DscCompareRelease;

typedef struct {
  const char             *operation;    /* source text of the step; NULL: none */
  guint64                 step, n_steps;
  gboolean                is_first_difference;
  const DscCompareReason *reasons;      /* between the sides, where there are two; below them where there are more */
  guint                   n_reasons;
  const char             *source;       /* "bpo-41493, 3.10.0; undone in 3.13.4"; may be NULL */
  /* Below: sys.getsizeof after this step in other releases too; bytes < 0: none. n_releases 0: without it. */
  const DscCompareRelease *releases;
  guint                   n_releases;
  const gint             *cancelled;    /* as in DscDiagramOptions */
  gint                   *permille;
  double                  width;        /* of one side, 360 … 900; 0: by their number */
  const DscTextMetrics   *metrics;      /* NULL: built in */
} DscCompareOptions;

/* Each sign of a difference is a SHAPE with role CHANGED, its ground a RECT with role CHANGED_GROUND; both have the id of what differs. */
/* One side by itself, for a canvas: as high as all of them. options may be NULL. NULL: cancelled. */
DscScene *dsc_view_compare_side_new (const DscCompareSide *sides, guint n, guint which, const DscCompareOptions *options);
/* All of them on one page, with heads, reasons and releases: for files. */
DscScene *dsc_view_compare_new      (const DscCompareSide *sides, guint n, const DscCompareOptions *options);
/* What differs between any two sides, in reading order, each once: DscSceneId, which at least one side has; a renamed member by the name that the
 * first side has. Slots and entries: the first 10,000. Free with g_array_unref. */
GArray   *dsc_compare_list_differences (const DscCompareSide *sides, guint n);
