/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-writer.h: which operation wrote a thing in memory last, read backwards from the events: the line of code behind an entry.
 *
 * An entry that a rebuild has moved is followed to where it was. An operation with more events than are kept may leave its trail lost. */
#pragma once

#include "dsc-scene.h"
#include "dsc-timeline.h"

typedef struct {
  DscPartKind part;       /* ENTRY, KEY, VALUE or SLOT (a dummy); PICTURE: the trail is lost */
  gint64      index;      /* of the entry or the slot, after the operations that were not looked at yet */
  gboolean    is_new;     /* a rebuild has moved it, and is not yet behind */
  guint32     dict;       /* number of the dict, whatever names it had; 0: not known yet */
  gboolean    is_of_instance;      /* what was written before the dict was made was written without it */
} DscWriter;

/* FALSE: nobody writes such a thing, or it is empty. Slots in use stand for their entries. */
gboolean dsc_writer_init (DscWriter         *self,
                          const DscSnapshot *snapshot,
                          DscSceneId         id);
/* Looks at operations end - 1 down to first, at first for the dict that the register holds after end - 1; call it again with first as end. Moves
 * the timeline's machine. Returns the step, which is the operation's number + 1; 0: none of them wrote it, or (part PICTURE) the trail is
 * lost. */
guint64  dsc_writer_look (DscWriter   *self,
                          DscTimeline *timeline,
                          guint32      reg,
                          guint64      first,
                          guint64      end);
