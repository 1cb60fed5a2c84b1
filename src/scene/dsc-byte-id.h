/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-byte-id.h: which bytes a thing in memory takes, and which thing a byte belongs to, in the ids that every view uses. */
#pragma once

#include "dsc-bytes.h"
#include "dsc-scene.h"

typedef struct {
  DscBlockKind block;
  guint64      offset;     /* bytes from the start of the block */
  guint64      size;       /* bytes, at least 1 */
} DscByteRange;

/* The smallest thing that the byte belongs to. A free or emptied entry is one thing; bytes that no id names are the block's.
 * PART_OF_PICTURE: no such byte. */
DscSceneId dsc_byte_id_at    (const DscSnapshot *snapshot, DscBlockKind block, guint64 offset);
/* The same for a cell that dsc_bytes_describe has given. */
DscSceneId dsc_byte_id_of    (const DscSnapshot *snapshot, DscBlockKind block, const DscByteCell *cell);
/* Where a thing lies. An object on the heap is found at the pointer to it. FALSE: it has no bytes in any block (ledger, sharers), or it
 * is not in this state. out_range may be NULL. */
gboolean   dsc_byte_id_range (const DscSnapshot *snapshot, DscSceneId id, DscByteRange *out_range);
