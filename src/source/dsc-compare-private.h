/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-compare-private.h: what the files of the comparison share. */
#pragma once

#include "dsc-compare.h"

