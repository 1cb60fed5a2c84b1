/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-bigint-private.h: magnitudes, for the files of dsc-bigint.h. */
#pragma once

#include "dsc-bigint.h"

/* n digits of 0, not normalised; NO_MEMORY, TOO_LARGE (out is empty then). */
DscStatus dsc_bigint_new_digits         (DscBigint *out, const DscAlloc *alloc, size_t n) DSC_WARN_UNUSED;
/* Takes leading zero digits away, and the sign of 0. */
void      dsc_bigint_normalise          (DscBigint *self);
int       dsc_bigint_compare_magnitudes (const DscBigint *a, const DscBigint *b);
