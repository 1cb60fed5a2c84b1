/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-test-vision.h: how far apart two colours look, to every kind of colour vision. */
#pragma once

#include "dsc-palette.h"

typedef enum { DSC_VISION_FULL = 0, DSC_VISION_NO_RED, DSC_VISION_NO_GREEN, DSC_VISION_NO_BLUE, DSC_N_VISIONS } DscVision;

/* ΔE of CIE 1976, opaque colours: about 2 can just be seen side by side, 10 is seen at a glance. */
double dsc_test_vision_distance (DscColor a, DscColor b, DscVision vision);
