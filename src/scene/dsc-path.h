/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-path.h: the way down to a thing in memory: what it lies in, what is to be found below it, and how that is called.
 *
 * The way follows what a reader would open: an object holds its fields, a pointer field leads to the block that it points
 * at, a slot to its entry, an entry to its fields, a field of an entry to the object on the heap. */
#pragma once

#include "dsc-scene.h"

/* What id lies in, one level up; part PICTURE at the top. */
DscSceneId dsc_path_up     (const DscSnapshot *snapshot, DscSceneId id);
/* The first thing below id; id itself when there is nothing below it. From PICTURE: the outermost block. */
DscSceneId dsc_path_down   (const DscSnapshot *snapshot, DscSceneId id);
/* DscSceneId, from the outermost to id itself; empty for PICTURE. g_array_unref. */
GArray    *dsc_path_of     (const DscSnapshot *snapshot, DscSceneId id);
/* One level as a word or two, "keys object", "dk_indices[14]", translated where it is not CPython's name. g_free. */
char      *dsc_path_format_level (const DscSnapshot *snapshot, DscSceneId id);

#define DSC_PATH_CHAIN_MAX 64
/* The slots that a search for the key of a thing visits (of a slot in use, an entry or what is in it, a key, a value), as ids, the last of
 * them its own; 0: it has no key. */
gsize      dsc_path_chain  (const DscSnapshot *snapshot, DscSceneId id, DscSceneId out_slots[DSC_PATH_CHAIN_MAX]);
