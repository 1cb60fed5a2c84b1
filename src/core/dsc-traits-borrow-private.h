/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-traits-borrow-private.h: setting one trait, which only trying another release's rule does. */
#pragma once

#include "dsc-traits.h"

void dsc_traits_set_member (DscTraits *self, size_t i, int64_t value);
