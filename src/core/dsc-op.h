/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-op.h: one operation on dicts or instances as plain data: what every source delivers and a machine applies. */
#pragma once

#include "dsc-dict.h"

typedef enum {
  DSC_OP_NONE = 0,
  /* make a dict, bind it to `target` */
  DSC_OP_NEW = 1,              /* {} */
  DSC_OP_NEW_CALL = 2,         /* dict () */
  DSC_OP_BUILD = 3,            /* pairs, form */
  DSC_OP_NEW_FROM = 4,         /* dict (source) and then pairs as keywords */
  DSC_OP_KWARGS_FROM = 5,      /* f (**source) */
  DSC_OP_COPY = 6,             /* source.copy () */
  DSC_OP_FROMKEYS = 7,         /* keys in pairs[].key, value, iterable */
  DSC_OP_FROMKEYS_DICT = 8,    /* source, value */
  DSC_OP_UNION = 9,            /* source | other */
  DSC_OP_MERGE_DISPLAY = 10,   /* {**a, k: v, **b}: parts */
  /* names */
  DSC_OP_BIND = 20,            /* target = source (one more name for the same dict, instance or class); source 0: what the object `value` refers to, or a container of such */
  DSC_OP_UNBIND = 21,          /* del target (a name, not an item) */
  /* change or read dict `source` */
  DSC_OP_SET_ITEM = 30,        /* key, value */
  DSC_OP_DELETE_ITEM = 31,
  DSC_OP_GET_ITEM = 32,        /* d[k] */
  DSC_OP_GET = 33,             /* d.get (key, value); value NULL: None */
  DSC_OP_CONTAINS = 34,
  DSC_OP_LEN = 35,
  DSC_OP_POP = 36,             /* value NULL: no default */
  DSC_OP_POPITEM = 37,         /* value: the tuple that came out, when no result is asked for; NULL: not known */
  DSC_OP_SETDEFAULT = 38,
  DSC_OP_CLEAR = 39,
  DSC_OP_UPDATE_PAIRS = 40,    /* d.update ([(k, v), …]) */
  DSC_OP_UPDATE_KWARGS = 41,
  DSC_OP_UPDATE_DICT = 42,     /* d.update (other) */
  DSC_OP_IOR = 43,             /* d |= other */
  DSC_OP_GETSIZEOF = 44,       /* sys.getsizeof (d), of a dict or an instance */
  DSC_OP_SIZEOF = 45,          /* d.__sizeof__ (), the same */
  DSC_OP_ITERATE = 46,         /* one step of "for k in d" was taken: key and value are its results; nothing changes. Both NULL: all
                                  of it was read at once (list (d)) */
  DSC_OP_PRINT = 47,           /* value: the str that was printed; source may be 0 */
  DSC_OP_RAISE = 48,           /* an exception that no operation on a dict raised (NameError, ZeroDivisionError …): status OK,
                                  nothing changes; the step's error words it */
  /* classes and instances */
  DSC_OP_CLASS = 60,           /* target; key: name (a str); pairs[].key: names that its methods assign to self, in any order. value: the
                                  CLASS object that stands for it; NULL: made, and found in the result */
  DSC_OP_INSTANCE = 61,        /* target = source (); pairs: what __init__ assigns, in order. value: as for CLASS, an INSTANCE object */
  DSC_OP_SET_ATTR = 62, DSC_OP_GET_ATTR = 63, DSC_OP_DELETE_ATTR = 64,    /* key: name, value */
  DSC_OP_VARS = 65,            /* target = vars (source); target 0: asked for, but not bound */
  DSC_OP_SET_DICT = 66,        /* source.__dict__ = other */
  DSC_OP_DROP = 67,            /* del name of an instance */
  /* many at once, one step (corpora) */
  DSC_OP_FILL = 80,            /* all pairs set one by one in source */
  DSC_OP_DELETE_MANY = 81,     /* pairs[].key deleted one by one */
  DSC_OP_POP_MANY = 82,        /* count times popitem */
} DscOpKind;

typedef enum { DSC_MERGE_PART_PAIRS = 0, DSC_MERGE_PART_DICT } DscMergePartKind;
typedef struct {
  DscMergePartKind kind;
  uint32_t         reg;          /* DICT: register of the dict that ** unpacks */
  size_t           first, n;     /* PAIRS: slice of the operation's pairs */
} DscMergePart;

/* Registers are names of the program: numbers from 1 (0: none), named by the machine. Arrays are borrowed from the op's
 * owner, normally the timeline, which copies them. Objects belong to the machine's pool. */
typedef struct {
  uint8_t             kind;      /* DscOpKind */
  uint8_t             form;      /* BUILD: DscBuildForm; FROMKEYS: DscIterable; MERGE_DISPLAY: 1 = all keys of the pairs are constants */
  uint16_t            reserved;
  uint32_t            target, source, other;   /* GET_ITEM, GET, POP, POPITEM, SETDEFAULT, ITERATE, GET_ATTR: a target that is not 0 is bound to the
                                                  value that came out when that is a dict, an instance, a class or holds one */
  const DscObject    *key, *value;
  const DscPair      *pairs;
  size_t              n_pairs;
  const DscMergePart *parts;
  size_t              n_parts;
  uint64_t            count;
  /* Temporaries that die with this operation: unbound after it, also when it raised; in this order. */
  const uint32_t     *drops;
  size_t              n_drops;
  /* Where it stands in the program; 0: nowhere. Columns from 1, in characters, end exclusive. */
  uint32_t            line, column, end_line, end_column;
} DscOp;
