/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-place.h: a thing in memory as a person names it: "slot 5", "entry 12", "dk_indices[5]", "ma_used", "0x7f02c0". */
#pragma once

#include "dsc-scene.h"

typedef enum {
  DSC_PLACE_NONE = 0,      /* not the name of a place: perhaps a key */
  DSC_PLACE_FOUND,
  DSC_PLACE_MISSING,       /* the name of a place that this image does not have */
} DscPlaceResult;

/* Reads text without regard to case and outer white space. out_id is written on FOUND only; out_message, a sentence that says what
 * there is instead, on MISSING only (g_free; may be NULL). Words are read in English and in the user's language. An address is found
 * where a block lies, down to a member, a value or an order byte; not where an object does. */
DscPlaceResult dsc_place_parse (const DscSnapshot *snapshot, const char *text, DscSceneId *out_id, char **out_message);
/* What a step was about, as far as the two images tell: the entry that it wrote, the value, or the slot that it emptied; of several the
 * last; of a table that is new, the dict. before may be NULL. FALSE: nothing that has a place changed. */
gboolean       dsc_place_of_change (const DscSnapshot *before, const DscSnapshot *now, DscSceneId *out_id);
