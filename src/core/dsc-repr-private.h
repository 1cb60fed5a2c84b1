/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-repr-private.h: the parts of repr that are in files of their own. */
#pragma once

#include "dsc-repr.h"

#define DSC_REPR_MAX_DOUBLE 32

typedef enum {
  DSC_REPR_SHORTEST = 0,    /* fewest digits that read back the same */
  DSC_REPR_12_DIGITS,       /* %.12g: str () up to 2.7 and 3.1 */
  DSC_REPR_17_DIGITS,       /* %.17g: repr () up to 2.6 and in 3.0 */
} DscReprDigits;

/* Text of a double without locale; dot_zero: an integral value gets ".0". Returns its length. */
size_t dsc_repr_format_double (double value, DscReprDigits digits, bool dot_zero, char out_text[DSC_REPR_MAX_DOUBLE]);
/* repr of a text or of bytes, quotes and prefix included. */
void   dsc_repr_append_quoted (DscText *self, const DscObject *object, const DscPool *pool, size_t max_chars);
/* The characters themselves, as print writes them. */
void   dsc_repr_append_plain  (DscText *self, const DscObject *object, const DscPool *pool, size_t max_chars);
