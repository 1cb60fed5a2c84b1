/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-printable.h: which characters repr () writes as they are. */
#pragma once

#include "dsc-status.h"

/* str.isprintable () of one character, with the Unicode data of version 0xMMmm (trait unicode_data; 5.1 to 17.0 are known,
 * what is older counts as 5.1). From Objects/unicodectype.c, _PyUnicode_IsPrintable. */
bool dsc_printable (uint32_t code_point, uint16_t unicode_data);
