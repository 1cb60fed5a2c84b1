/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sample-scene.h: a small scene with every kind of node and every role, for the tests of this folder. */
#pragma once

#include "dsc-scene.h"

DscScene *sample_scene_new (const DscTextMetrics *metrics);
