/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-why.h: why something happened: from what one sees back to the rule that made it so, with the numbers put in. */
#pragma once

#include "dsc-moment.h"

typedef struct {
  char *text;        /* one sentence with its numbers: "dk_usable was 0, so the table had to be rebuilt before the insert." */
  char *code;        /* the test or formula with its values: "GROWTH_RATE = ma_used * 3 = 5 * 3 = 15"; NULL: none. Our own wording of a rule, in C's notation */
  char *function;    /* CPython's function of that version, "insertion_resize"; NULL: none */
  char *source;      /* "Objects/dictobject.c, 3.11", where that version has it, with bpo- or gh- number where a release changed it; NULL */
} DscWhyLink;

/* The chain of moment i, the effect first, then each cause; DscWhyLink, freed with the array; never empty. Names and rules are those of the
 * version (traits), never a version test. */
GPtrArray *dsc_why_moment (const DscMoments *moments, guint i);

/* The moment of a step that tells most: a rebuild, else a dummy, else a change of kind or of sharing, else where its last search ended,
 * else its last one. It is what DONE's chain goes on with. */
guint      dsc_why_find_telling (const DscMoments *moments);
