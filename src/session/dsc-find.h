/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-find.h: a search in one image: for a place (dsc-place.h), for a key whose repr holds a text, or for the address of an object. */
#pragma once

#include "dsc-place.h"

typedef struct DscFind DscFind;

typedef enum {
  DSC_FIND_MORE = 0,     /* not yet: look on */
  DSC_FIND_FOUND,
  DSC_FIND_NOTHING,      /* nowhere; see dsc_find_get_message */
} DscFindResult;

/* Holds a reference to the snapshot. Text without any letter finds nothing. */
DscFind       *dsc_find_new         (DscSnapshot *snapshot, const char *text);
void           dsc_find_free        (DscFind *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscFind, dsc_find_free)

/* Looks at up to `budget` entries further, forwards or backwards and round the ends, so that a search through millions can be done in
 * pieces between frames. After FOUND the next call looks for the next one. */
DscFindResult  dsc_find_look        (DscFind *self, gboolean backwards, gsize budget, DscSceneId *out_id);
/* The last match is another one than the one before, and was behind an end of the table, seen from there. */
gboolean       dsc_find_has_wrapped (const DscFind *self);
/* Why nothing was found, as a sentence; NULL before that. */
const char    *dsc_find_get_message (const DscFind *self);
