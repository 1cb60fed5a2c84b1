/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-version-variants-private.h: implementations other than CPython: their names, and where their traits differ. */
#pragma once

#include "dsc-traits.h"

const char *dsc_variant_name    (DscImplementation implementation);               /* "gopy"; NULL: CPython */
bool        dsc_variant_find    (const char *name, DscTarget *out_target);       /* the whole text; out_target is written on true only */
/* Rows that override traits of the release that the variant follows; since is 0. In the order of the traits' members. */
size_t      dsc_variant_changes (DscImplementation implementation, const DscTraitChange **out_changes);
