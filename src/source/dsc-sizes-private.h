/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-sizes-private.h: bytes of objects that are no dicts, as far as they are known for a release. */
#pragma once

#include "dsc-object.h"

/* sys.getsizeof without the GC head; -1: not known for that type or release. */
int64_t dsc_sizes_of (const DscTraits *traits, const DscObject *object);
/* Whether a GC head stands in front of objects of that kind. */
bool    dsc_sizes_has_gc_head (const DscObject *object);
