/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-explain.h: everything that has a number of bytes, each as a bar of its parts, which add up to it.
 *
 * Ids: DSC_PART_OF_DATUM. index: number of the finding (of the search or, where it found nothing, of DSC_EXPLAIN_BELOW or _ABOVE + number, those of
 * the nearest numbers); extra: DscLedgerPart + 1, or 0 for the whole. The nearest numbers themselves: index -1 and -2, extra the number. */
#pragma once

#include "dsc-scene.h"
#include "dsc-size-search.h"

#define DSC_EXPLAIN_BELOW 10000
#define DSC_EXPLAIN_ABOVE 20000

/* below, above: searches for the nearest numbers, drawn where `search` has found nothing; may be NULL. metrics NULL: built in. */
DscScene *dsc_view_explain_new        (const DscSizeSearch *search, const DscSizeSearch *below, const DscSizeSearch *above,
                                       const DscTextMetrics *metrics);
/* The number that a click there asks for; 0: none. */
gint64    dsc_view_explain_get_number (DscSceneId id);
