/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-layout-difference.h: the structs of two releases member by member: what is the same, moved, grew, got another name, came and went.
 *
 * Everything comes from the layouts that dsc-layout.h computes; only which name follows which is a table, with the trait whose history tells
 * where it was read. */
#pragma once

#include <glib.h>

#include "dsc-layout.h"
#include "dsc-sheet.h"

typedef enum {               /* what is one block of memory, or one repeated part of it */
  DSC_LAYOUT_DICT = 0,       /* the GC head and PyDictObject behind it */
  DSC_LAYOUT_KEYS,           /* the fixed part of PyDictKeysObject */
  DSC_LAYOUT_ENTRY,          /* one entry (slot) of a table for keys of any type */
  DSC_LAYOUT_STR_ENTRY,      /* one entry of a table of nothing but strs; left out where both releases have one kind of entry */
  DSC_LAYOUT_VALUES,         /* the fixed part of the values of a split dict or instance */
  DSC_LAYOUT_INSTANCE,       /* an instance of a plain class, with its pre-header and GC head */
  DSC_N_LAYOUT_PARTS,
} DscLayoutPart;
#define DSC_LAYOUT_ALL_PARTS ((1u << DSC_N_LAYOUT_PARTS) - 1)

typedef enum {               /* bits; 0: the same */
  DSC_MEMBER_MOVED   = 1 << 0,   /* another place in its struct */
  DSC_MEMBER_GROWN   = 1 << 1,
  DSC_MEMBER_SHRUNK  = 1 << 2,
  DSC_MEMBER_RETYPED = 1 << 3,
  DSC_MEMBER_RENAMED = 1 << 4,   /* another name follows it, see source */
  DSC_MEMBER_ADDED   = 1 << 5,   /* not in the first release */
  DSC_MEMBER_REMOVED = 1 << 6,   /* not in the second release */
} DscMemberChanges;

typedef struct {
  DscFieldId  id;            /* PADDING: a hole */
  const char *type;
  gint32      offset;        /* bytes from the address of the object; negative in front of it */
  guint32     size;          /* bytes; 0: an array of any length begins here */
  gboolean    is_front;      /* of the GC head */
  gboolean    is_table;
} DscPlacedMember;

typedef struct {
  gboolean        has[2];
  DscPlacedMember side[2];   /* of those that it has */
  guint           changes;   /* DscMemberChanges */
  DscFieldId      heirs[2];  /* REMOVED: members of whatever block that do its work in the second release; PADDING: none */
  const char     *source;    /* RENAMED: where that was read; static, not translated; else NULL */
} DscMemberPair;

#define DSC_LAYOUT_MAX_PAIRS 64
typedef struct {
  DscLayoutPart part;
  gboolean      exists[2];   /* the release has such a block; it may still have no fixed part (values up to 3.12) */
  guint32       front[2];    /* bytes in front of the object's address */
  guint32       size[2];     /* bytes, with those in front and with holes */
  guint32       holes[2];    /* bytes of holes */
  DscMemberPair pairs[DSC_LAYOUT_MAX_PAIRS];     /* in the order of the first, what was added behind what it follows in the second */
  guint         n_pairs;
} DscPartDifference;

typedef struct {
  DscTraits         traits[2];
  DscPartDifference parts[DSC_N_LAYOUT_PARTS];   /* that were asked for and that one of the two has */
  guint             n_parts;
} DscLayoutDifference;

/* parts: bits 1 << DscLayoutPart. g_free. */
DscLayoutDifference *dsc_layout_difference_new     (DscTarget a, DscTarget b, guint parts);
gboolean             dsc_layout_difference_is_none (const DscLayoutDifference *self);
/* The nearest older release, in the same build where it has that, whose structs differ in anything. FALSE: all older ones are alike. */
gboolean             dsc_layout_find_older         (DscTarget target, DscTarget *out_older);

/* "PyDictObject with its GC head", translated. */
const char *dsc_layout_part_title  (DscLayoutPart part);
/* "dict": for the command line and tables, not translated. */
const char *dsc_layout_part_name   (DscLayoutPart part);
/* What follows the fixed part, or what there is in its place, in that release, as a sentence; NULL: nothing. g_free. */
char       *dsc_layout_part_note   (const DscLayoutDifference *self, const DscPartDifference *part, guint side);
/* "moved from 24 to 32, renamed from dk_size", translated; "the same" for none. g_free. */
char       *dsc_member_pair_describe (const DscMemberPair *pair);
/* "CPython 3.14.10: 64-bit · default build, from source." and, of what is no CPython, what it is. g_free. */
char       *dsc_layout_side_describe (const DscLayoutDifference *self, guint side);
/* The whole in a sentence with values: "ma_keys …". g_free. */
char       *dsc_member_pair_title  (const DscLayoutDifference *self, const DscMemberPair *pair, guint side);
/* One row per pair of members: block, then name, offset, size and type on either side, what changed, and the source of a new name. */
DscSheet   *dsc_layout_difference_tabulate (const DscLayoutDifference *self);
