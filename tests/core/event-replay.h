/* SPDX-License-Identifier: GPL-3.0-or-later */
/* event-replay.h: memory as plain cells, taken from a machine or changed by events only: both must come to the same. */
#pragma once

#include "dsc-machine-private.h"
#include "dsc-instance-private.h"

#include <glib.h>

typedef struct _Memory Memory;

Memory *memory_of     (const DscMachine *machine);
void    memory_free   (Memory *self);
/* Applies all events but those of the kind `skip` (and of that field, for WRITE_FIELD, if not DSC_FIELD_PADDING). NULL, or what did
 * not fit; free with g_free. */
char   *memory_replay (Memory *self, const DscTrace *trace, DscEventKind skip, DscFieldId skip_field);
/* Every cell; equal texts are equal memories. Free with g_free. */
char   *memory_text   (const Memory *self);
