/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bigint-fixture.h: big integers for tests. */
#pragma once

#include "dsc-bigint.h"

#include <glib.h>

#define OK(call) g_assert_cmpint ((call), ==, DSC_STATUS_OK)
#define libc     (&dsc_alloc_libc)

/* A number from decimal text with an optional minus. */
DscBigint bigint_fixture_read   (const char *text);
char     *bigint_fixture_text   (const DscBigint *self);
/* Compares with decimal text and clears. */
void      bigint_fixture_take   (DscBigint self, const char *wanted);
/* Up to max_digits digits, many of them 0 or all ones. */
DscBigint bigint_fixture_random (unsigned max_digits);
