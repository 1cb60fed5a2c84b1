/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-behaviours-private.h: words for values of traits, and the numbers that stand in them. */
#pragma once

#include "dsc-behaviours.h"

typedef struct {
  const char *trait;
  const char *behaviour;     /* only in this one; NULL: in any. Such rows stand before those for any */
  gint64      value;         /* DSC_ANY_VALUE: any; then nothing is told where the words stay the same */
  const char *words;         /* N_; NULL: it is not told of beside another trait that changes too */
  const char *meaning;       /* N_; NULL: another trait's says it. {name} and {was:name} are numbers, see dsc_behaviour_fill_in */
} DscBehaviourWords;
#define DSC_ANY_VALUE G_MININT64

/* NULL: there is no row. */
const DscBehaviourWords *dsc_behaviour_find_words (const char *behaviour, const char *trait, const DscTraits *traits);
/* The text with its numbers: {name} computed for `traits`, {was:name} for `before` (for traits again where that is NULL). g_free. */
char                    *dsc_behaviour_fill_in    (const char *text, const char *trait, const DscTraits *traits, const DscTraits *before);
gint64                   dsc_behaviour_get_trait  (const DscTraits *traits, const char *name);
