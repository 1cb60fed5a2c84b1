/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-diagram.h: the picture of one dict, instance or class: headers, keys object, indices, entries, values, who shares the keys,
 * objects, arrows, ledger, legend.
 *
 * Tables of more than 128 slots are maps (dsc-map.h): the page keeps its size, cells get smaller, and landmarks stand beside. What
 * such a picture tells needs a look at every entry, some 20 ms a million: for large dicts call this in a worker thread, with a
 * painter of its own for the metrics, and keep the pyramid of the picture (dsc_scene_find_map, dsc_map_get_pyramid). */
#pragma once

#include "dsc-event.h"
#include "dsc-pyramid.h"
#include "dsc-scene.h"

/* Name of the variable that one of the sharers is bound to; NULL: none. g_free. */
typedef char *(*DscSharerNameFunc) (const DscSharer *sharer, gpointer data);

typedef struct {
  const char *name;              /* variable: "row" */
  const char *operation;         /* source text of the step; NULL: none */
  const char *sentence;          /* what just happened; NULL: none */
  guint64     step, n_steps;     /* "step 4 of 4"; n_steps 0: not shown */
  const DscSnapshot *before;     /* state before the step, to mark what changed; NULL: nothing is marked */
  const DscTrace *trace;         /* events of the step, for the remark beside the picture; NULL: only what the states tell */
  DscSceneId  selection;         /* its probe chain is written out beside a map; PART_OF_PICTURE: none */
  DscPyramid *pyramid;           /* a built one of this very state, from another picture of it or brought up to date by
                                    dsc_pyramid_update; taken if its shape fits; NULL: made */
  const gint *cancelled;         /* as in dsc_pyramid_build; may be NULL */
  gint       *permille;
  gboolean    show_addresses;
  DscSharerNameFunc sharer_name; /* NULL: sharers are called "instance 2" */
  gpointer    sharer_data;
  const DscTextMetrics *metrics; /* NULL: built in */
} DscDiagramOptions;

/* NULL: cancelled. */
DscScene *dsc_view_diagram_new (const DscSnapshot *snapshot, const DscDiagramOptions *options);
/* Landmarks of a large table by themselves, for the edge of a view that shows another part of it: the header in few lines, first and
 * last entries, the longest search, the selected one. As wide as said; options->pyramid must be of a picture of this state.
 * NULL: the table is not a map, or there is no pyramid. */
DscScene *dsc_view_landmarks_new (const DscSnapshot *snapshot, const DscDiagramOptions *options, double width);
