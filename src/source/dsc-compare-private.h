/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-compare-private.h: what the files of the comparison share. */
#pragma once

#include "dsc-compare.h"

/* Whether operation i, which both have, ends differently. */
gboolean dsc_compare_step (const DscTimeline *a, const DscTimeline *b, gsize i, guint what, DscDifference *out);
