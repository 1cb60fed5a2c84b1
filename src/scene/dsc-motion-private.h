/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-motion-private.h: what lies between two pictures: nodes that stand still, and items that move, come or go. */
#pragma once

#include "dsc-view-moment-private.h"

typedef struct {               /* what becomes of one node; at least one of a, b is there. Times are shares of the way, 0 … 1 */
  const DscNode *a, *b;        /* NULL: it comes, it goes */
  float          start, end;   /* of its way; before it is as in a (or not there), after it as in b (or gone) */
  gboolean       is_static;    /* stands still, but something that moves would be painted over it */
  gint           carrier;      /* item whose box takes it along; -1: none */
  gboolean       is_straight;  /* on a straight way; else in a small arc, from the side */
  DscPoint       from;         /* comes from so far away (a NULL): an offset; 0, 0: it appears where it is */
} DscMotionItem;

typedef struct {
  DscScene *still;             /* what both have in common; one reference */
  GArray   *items;             /* DscMotionItem, in painting order */
} DscTransition;

typedef struct {               /* how things in the first picture are called in the second one */
  gboolean    is_rebuilt;      /* the table is another one */
  gboolean    shows_old;       /* and the second picture shows the old one too */
  GHashTable *moved;           /* old entry + 1 to new entry + 1; NULL: none */
  GHashTable *targets;         /* new entries + 1 */
  guint       n_moved;
  gint64      new_entry;       /* comes in from the side; -1: none */
  gint64      new_slot;        /* takes the number of an entry; -1: none */
  DscPoint    number;          /* where that number stands at the entry */
} DscRenaming;

/* One picture: a page, and marks on it (NULL: none). */
typedef struct { DscScene *page, *marks; } DscLayers;

DscTransition *dsc_transition_new   (DscLayers a, DscLayers b, const DscRenaming *renaming);
void           dsc_transition_free  (DscTransition *self);
/* dsc-motion-tween.c: all items at that share of the way as nodes of a new scene; NULL: there are none. */
DscScene      *dsc_transition_build_overlay (const DscTransition *self, DscLayers a, DscLayers b, double share);
/* dsc-motion-stages.c: when each item has its turn. */
void           dsc_transition_stage (DscTransition *self, const DscRenaming *renaming);
DscSceneId     dsc_renaming_apply   (const DscRenaming *self, DscSceneId id);
gboolean       dsc_motion_same_node (const DscNode *a, const DscNode *b);
