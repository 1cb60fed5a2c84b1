/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-bigint.h: integers of any size as sign and magnitude, as far as keys and scripts need them. */
#pragma once

#include "dsc-alloc.h"

/* Value type that owns its digits; the empty magnitude is 0 and has negative == false. */
typedef struct {
  uint32_t *digits;     /* base 2**32, least significant first; no leading zero digit */
  size_t    n_digits;
  bool      negative;
} DscBigint;

#define DSC_BIGINT_MAX_DIGITS (1u << 14)   /* 512 Kibit; results above it are DSC_STATUS_TOO_LARGE: no call takes longer than about a second */

DscStatus dsc_bigint_init_int64  (DscBigint *self, const DscAlloc *alloc, int64_t value) DSC_WARN_UNUSED;
/* Text in base 2, 8, 10 or 16 without prefix or sign; single underscores between digits are allowed. INVALID otherwise. */
DscStatus dsc_bigint_init_text   (DscBigint *self, const DscAlloc *alloc, const char *text, size_t length, unsigned base) DSC_WARN_UNUSED;
DscStatus dsc_bigint_copy        (DscBigint *self, const DscAlloc *alloc, const DscBigint *other) DSC_WARN_UNUSED;
void      dsc_bigint_clear       (DscBigint *self, const DscAlloc *alloc);

bool      dsc_bigint_fits_int64  (const DscBigint *self, int64_t *out_value);
int       dsc_bigint_compare     (const DscBigint *a, const DscBigint *b);
bool      dsc_bigint_equals_double (const DscBigint *self, double value);   /* exactly */
double    dsc_bigint_to_double   (const DscBigint *self);          /* correctly rounded; inf when too large */
/* Decimal text, allocated, NUL-terminated. */
DscStatus dsc_bigint_to_text     (const DscBigint *self, const DscAlloc *alloc, char **out_text) DSC_WARN_UNUSED;

/* Python's arithmetic; out is initialised on OK only and may not alias an argument. // and % floor. */
DscStatus dsc_bigint_add         (DscBigint *out, const DscAlloc *alloc, const DscBigint *a, const DscBigint *b) DSC_WARN_UNUSED;
DscStatus dsc_bigint_subtract    (DscBigint *out, const DscAlloc *alloc, const DscBigint *a, const DscBigint *b) DSC_WARN_UNUSED;
DscStatus dsc_bigint_multiply    (DscBigint *out, const DscAlloc *alloc, const DscBigint *a, const DscBigint *b) DSC_WARN_UNUSED;
/* b must not be 0 (INVALID). out_quotient or out_remainder may be NULL. */
DscStatus dsc_bigint_divmod      (DscBigint *out_quotient, DscBigint *out_remainder, const DscAlloc *alloc,
                                  const DscBigint *a, const DscBigint *b) DSC_WARN_UNUSED;
DscStatus dsc_bigint_power       (DscBigint *out, const DscAlloc *alloc, const DscBigint *base, uint32_t exponent) DSC_WARN_UNUSED;
DscStatus dsc_bigint_shift_left  (DscBigint *out, const DscAlloc *alloc, const DscBigint *a, uint32_t bits) DSC_WARN_UNUSED;
