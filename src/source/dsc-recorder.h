/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-recorder.h: writes what the recorder of the truth corpus would write of the model: so the model is right where the
 * two texts are equal. */
#pragma once

#include "dsc-player.h"

typedef struct DscRecorder DscRecorder;

/* The player must live longer. cap: slots above which counts and digests stand for the tables. */
DscRecorder *dsc_recorder_new         (const DscPlayer *player, gsize cap);
void         dsc_recorder_free        (DscRecorder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscRecorder, dsc_recorder_free)

/* Appends the line (without a line feed) about operation i, which has just been played: JSON with sorted names. Every
 * operation must be told, since `vchg` compares with the one before. FALSE: no memory. */
gboolean     dsc_recorder_append_line (DscRecorder *self, gsize i, const DscJson *op, const DscPlayed *played, GString *line,
                                       GError **error);
