/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-test-scene.h: what must be true of every picture, whatever it shows. */
#pragma once

#include "dsc-palette.h"

/* Appends one line for each fault to the list: texts that overlap, leave their box or are too small, boxes that cut each other, arrows
 * through text, ids used twice, things without a title. */
void dsc_test_scene_check_layout   (const DscScene *scene, GPtrArray *faults);
/* Texts against the ground under them at least 4.5:1, strokes that carry meaning at least 3:1. */
void dsc_test_scene_check_contrast (const DscScene *scene, DscTheme theme, GPtrArray *faults);
/* Fails the test with all faults, at most 20 of them, under that heading. */
void dsc_test_scene_report         (const char *what, GPtrArray *faults);
