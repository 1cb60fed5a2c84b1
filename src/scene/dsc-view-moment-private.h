/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-moment-private.h: the two layers of a moment's picture: the page, which is memory, and the marks on it.
 *
 * Moments between two stores have the same page. Marks have ids of PART_OF_PICTURE, so that nothing takes them for memory; `extra`
 * says which kind of mark, `index` which one, and `field` nothing: what has the same id in the next moment is the same mark. */
#pragma once

#include "dsc-moment-private.h"
#include "dsc-view-diagram-private.h"
#include "dsc-motion.h"
#include "dsc-probe.h"

typedef enum {
  DSC_MARK_CURSOR = 1,       /* around the slot that is looked at */
  DSC_MARK_STEP,             /* slot of probe `index` of the chain, and its number */
  DSC_MARK_WAY,              /* from probe index - 1 to probe index */
  DSC_MARK_ENTRY,            /* around the entry that is compared or written */
  DSC_MARK_SIGN,             /* tick or cross at it */
  DSC_MARK_TARGET,           /* around whatever else the moment is about */
  DSC_MARK_CALLOUT,          /* its box and words */
  DSC_MARK_BIT,              /* bit `index` of the hash, in what is left of it as perturb */
  DSC_MARK_OLD_TABLE,        /* the table that a rebuild leaves: box and words */
  DSC_MARK_OLD_SLOT,         /* its slot `index` */
  DSC_MARK_OLD_ENTRY,        /* its entry `index` */
  DSC_MARK_OLD_ARRAY,        /* place `index` of the array of values beside it */
  DSC_MARK_OLD_VALUE,        /* the value of that entry, where it is in an array of its own */
} DscMarkKind;

static inline DscSceneId
dsc_mark_id (DscMarkKind kind,
             gint64      index)
{
  return (DscSceneId) { .part = DSC_PART_OF_PICTURE, .index = index, .extra = kind };
}

#define DSC_OLD_SLOT_PITCH   26.0   /* small cells of an old table */
#define DSC_OLD_ENTRY_PITCH 78.0
#define DSC_OLD_LINE        22.0
#define DSC_OLD_HEAD        30.0
#define DSC_OLD_PAD         12.0
#define DSC_OLD_NAMED       32u      /* entries that are drawn with their keys */

typedef struct {
  DscMoments              *moments;
  const DscDiagramOptions *options;
  const DscTextMetrics    *metrics;
  DscMomentRooms           rooms;
  DscScene                *page;     /* where things are; not changed */
  DscScene                *scene;    /* that marks are added to */
  gint                     i;        /* the moment */
} DscMarks;

/* The page at moment i (-1: before the step), with the rooms on it; NULL: there is nothing to show, or cancelled. */
DscScene *dsc_moment_new_page   (DscMoments *moments, gint i, const DscDiagramOptions *options, DscScene *kept /* another page, or NULL */,
                                 DscMomentRooms *out_rooms);
/* Moments with the same number have the same page. */
guint     dsc_moment_page_number (DscMoments *moments, gint i);
gboolean  dsc_moment_is_rest    (DscMoments *moments, gint i);
/* Adds the marks of moment i to a scene. */
void      dsc_moment_add_marks  (DscScene *scene, DscScene *page, const DscMomentRooms *rooms, DscMoments *moments, gint i,
                                 const DscDiagramOptions *options);
/* dsc-view-moment-callout.c, -old.c */
void      dsc_moment_add_callout (DscMarks *self);
void      dsc_moment_add_old_table (DscMarks *self);
/* The RESIZE_BEGIN whose rebuild moment i is in the midst of: there is an old table; -1: none. */
gint64    dsc_moment_find_rebuild (DscMoments *moments, gint i);
/* The box that stands for a thing: its outline, not its labels. FALSE: it is not in the picture. */
gboolean  dsc_moment_find_box    (DscScene *page, DscSceneId id, DscRect *out_box);
DscSceneId dsc_moment_slot_id    (DscMoments *moments, gint64 slot);
