/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-wtf8.h: code points of UTF-8 text in which lone surrogates are encoded like other characters (WTF-8). */
#pragma once

#include "dsc-status.h"

/* Code point at *position, which moves behind it; *position < end. Never fails: a byte that belongs to no character is
 * read as U+DC80 … U+DCFF, as Python's "surrogateescape" does. */
uint32_t dsc_wtf8_next       (const char **position, const char *end);
/* Writes 1 to 4 bytes, returns how many. code_point <= 0x10ffff. */
size_t   dsc_wtf8_put        (uint32_t code_point, char out_bytes[4]);
bool     dsc_wtf8_is_ascii   (const char *text, size_t length);
/* Number of code points; out_max (may be NULL) is the largest, 0 when there is none. */
size_t   dsc_wtf8_measure    (const char *text, size_t length, uint32_t *out_max);
