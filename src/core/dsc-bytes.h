/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-bytes.h: the bytes of a snapshot's blocks as they lie in the memory of that interpreter, and what each of them is.
 *
 * Nothing is laid out beforehand: any range of a block is made from the snapshot when it is asked for, so that a window on a
 * block of 100 MB costs what the window costs. All numbers are little-endian, pointers are as wide as the target's
 * (traits->pointer_size). What CPython never writes in a block is marked and reads as 0; in a real process it is whatever was
 * there before.
 *
 * The address model. It is the same on every run of the same program; parts do not overlap within their limits.
 *
 *                                       64-bit builds                        32-bit builds
 *   parts of the interpreter            from 0x540000000000                  from 0x00100000, up to 0x08000000
 *   blocks of at most 512 bytes         0x550000000000 + number * 1024       0x08000000 + number * 1024, up to 0x38000000
 *   objects                             0x7f0000000000 + ordinal * 64        0x40000000 + ordinal * 32, up to 0xc0000000
 *   larger blocks                       0x600000000000 + number * 4 GiB      0xc1000000 + number * 64 MiB, 15 of them
 *
 * "number" is that of the allocation (DscBlock's, given out one by one, taken again from a free list), "ordinal" that of the object
 * in its pool. When a region is used up its numbers begin again: blocks of one dict that are alive together have numbers near each
 * other and stay apart; of a 32-bit build only one block can be larger than 64 MiB, and none of the others is in its region then.
 * Parts of the interpreter: Py_EMPTY_KEYS at 0x1000 from there, empty_values 0x2000, the type dict 0x3000, the head of the list of
 * tracked objects 0x4000 (both neighbours of every tracked object), the thread 0x5000, search functions from 0x6000 on, 0x100
 * apart, classes from 0x10000 on, 0x1000 apart. Allocations begin at multiples of 16, in the middle of what is allocated lies the
 * object: in front of it its GC head or pre-header. The dict and the instance of the image are pointed at in
 * their blocks; any other dict, instance or class that is a value where the object lies that stands for it among the objects
 * (dsc_object_address). */
#pragma once

#include "dsc-snapshot.h"

typedef enum {
  DSC_BYTE_VALUE = 0,          /* a number */
  DSC_BYTE_REFCOUNT,           /* a number, too: ob_refcnt, ob_ref_local, ob_ref_shared, dk_refcnt */
  DSC_BYTE_POINTER,
  DSC_BYTE_PADDING,            /* between members and behind the last one */
  DSC_BYTE_UNINITIALISED,      /* a member that CPython has not written */
} DscByteKind;

typedef struct {               /* one member, or one element of an array */
  DscFieldId   member;         /* ME_KEY of an entry, VALUES_ORDER of an order byte …; PADDING */
  DscFieldId   array;          /* that it is an element of: MA_SMALLTABLE, MA_TABLE, DK_INDICES, DK_ENTRIES, VALUES_VALUES, VALUES_ORDER; else PADDING */
  uint64_t     index;          /* of the element */
  uint64_t     offset;         /* bytes from the start of the block */
  uint32_t     size;           /* bytes */
  DscByteKind  kind;
  bool         is_signed;
  bool         is_written;     /* false: CPython never writes these bytes; only of PADDING and UNINITIALISED */
  bool         is_unused;      /* an entry at or behind dk_nentries (3.6 on), an order byte at or behind size */
  bool         is_stale;       /* written once, no longer meaningful: me_hash of a deleted entry (3.6 on), slots in the dict after the
                                  table moved out (2.2 to 3.2), order bytes of deleted attributes (3.11 on), values in an
                                  instance that are not valid any more (3.13) */
  int64_t      value;          /* as the bytes say it; pointers: address, with whatever was added to it; 0 for what is not written */
  int64_t      tag;            /* of pointers: what was added to the address, -1 for values in 3.12's dict_or_values */
  DscTargetKind target;        /* pointers; NONE for others */
  DscBlockKind target_block;   /* target BLOCK, STATIC_KEYS, STATIC_VALUES */
  uint64_t     target_offset;  /* target BLOCK */
  const DscObject *object;     /* of a key, a value or the dummy; NULL: none, text tells */
  const char  *text;           /* meaning, as DscField's; static; NULL: none */
} DscByteCell;

#define DSC_BYTE_NAME_SIZE 48u

/* Writes at most n bytes of a block from that offset on; returns how many: fewer at the end of the block, 0 behind it or when there is
 * no such block. */
size_t      dsc_bytes_read       (const DscSnapshot *snapshot, DscBlockKind block, uint64_t offset, uint8_t *out, size_t n);
/* What the byte at that offset belongs to. The cells of a block follow each other without gaps: the next one is at
 * offset + size. false: no such block or offset. */
bool        dsc_bytes_describe   (const DscSnapshot *snapshot, DscBlockKind block, uint64_t offset, DscByteCell *out_cell);
/* "ob_refcnt", "dk_indices[3]", "dk_entries[2].me_key", "values[1]", "order[0]"; "" for padding. As snprintf. */
int         dsc_byte_cell_name   (const DscByteCell *self, char *buffer, size_t size);
/* "value", "refcount", "pointer", "padding", "uninitialised". */
const char *dsc_byte_kind_name   (DscByteKind kind);
