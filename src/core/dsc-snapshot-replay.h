/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-snapshot-replay.h: memory in the midst of an operation: an image with some of the operation's events applied. */
#pragma once

#include "dsc-event.h"
#include "dsc-snapshot.h"

/* The image of the dict (instance, class) of `after` once the first n_events of the trace have happened. before: the image one step
 * earlier; NULL: it did not exist. trace: all events of the step, of whatever dict; those of others change nothing here. With no
 * event the image equals before, with all of them it equals after, in every field, index, entry and value; blocks that come
 * into being in between have the addresses that they have in after. While a table is rebuilt, it is the new table as far as it is
 * filled; the old one is in `before`. Costs a copy of the table. NULL: no memory, or the step's trace is not complete. */
DscSnapshot *dsc_snapshot_new_replayed (const DscSnapshot *before, const DscSnapshot *after, const DscTrace *trace, size_t n_events);
