/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-palette-private.h: how the palette of a user's file gets into the tables. */
#pragma once

#include "dsc-palette.h"

void dsc_palette_set_user (const DscInk *inks);      /* DSC_N_ROLES of them */
