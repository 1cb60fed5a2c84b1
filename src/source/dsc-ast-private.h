/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-ast-private.h: the tree of a script: what the parser builds and the evaluator reads.
 *
 * Nodes live in an arena and never change once the tree is complete, so any number of runs may read it at the same time.
 * Chains of operators of one rank (a + b - c), comparisons and and/or are flat: depth comes from brackets only. */
#pragma once

#include "dsc-diagnostic-private.h"
#include "dsc-lexer-private.h"
#include "dsc-syntax-private.h"

typedef enum {
  /* expressions */
  DSC_NODE_CONSTANT = 0,       /* number: constant */
  DSC_NODE_NAME,               /* number: symbol */
  DSC_NODE_FORMAT_STRING,      /* items: constants and FIELDs */
  DSC_NODE_FIELD,              /* {expression!detail:spec}: expression, spec (FORMAT_STRING or CONSTANT) or NULL; detail: 'r', 's', 'a' or 0 */
  DSC_NODE_TUPLE, DSC_NODE_LIST, DSC_NODE_SET,         /* items */
  DSC_NODE_DICT,               /* items: key, value, key, value …; key NULL: ** value */
  DSC_NODE_DICT_COMPREHENSION, /* key, value, clauses … */
  DSC_NODE_LIST_COMPREHENSION, DSC_NODE_SET_COMPREHENSION, DSC_NODE_GENERATOR,      /* element, clauses … */
  DSC_NODE_CLAUSE_FOR,         /* target, iterable */
  DSC_NODE_CLAUSE_IF,          /* condition */
  DSC_NODE_UNARY,              /* operand; detail: operator ADD, SUBTRACT, INVERT */
  DSC_NODE_NOT,                /* operand */
  DSC_NODE_CHAIN,              /* operands; operators behind them, evaluated from the left */
  DSC_NODE_POWER,              /* base, exponent */
  DSC_NODE_AND, DSC_NODE_OR,   /* operands */
  DSC_NODE_COMPARE,            /* operands; operators behind them */
  DSC_NODE_CONDITIONAL,        /* value, condition, other value */
  DSC_NODE_SUBSCRIPT,          /* object, index */
  DSC_NODE_SLICE,              /* start, stop, step; each may be NULL */
  DSC_NODE_ATTRIBUTE,          /* object; number: symbol */
  DSC_NODE_CALL,               /* function, arguments …; detail: 1 = a trailing generator without brackets of its own */
  DSC_NODE_KEYWORD,            /* value; number: symbol */
  DSC_NODE_UNPACK,             /* ** value (in a call) */
  DSC_NODE_STAR,               /* * value */
  /* statements */
  DSC_NODE_BLOCK,              /* statements */
  DSC_NODE_EXPRESSION,         /* expression */
  DSC_NODE_ASSIGN,             /* targets …, value */
  DSC_NODE_AUGMENT,            /* target, value; detail: operator */
  DSC_NODE_DELETE,             /* targets */
  DSC_NODE_PASS, DSC_NODE_BREAK, DSC_NODE_CONTINUE,
  DSC_NODE_ASSERT,             /* condition, message or NULL */
  DSC_NODE_IF,                 /* condition, block, condition, block …, else block (when the number is odd) */
  DSC_NODE_WHILE,              /* condition, block, else block or NULL */
  DSC_NODE_FOR,                /* target, iterable, block, else block or NULL */
  DSC_NODE_TRY,                /* block, else block or NULL, finally block or NULL, handlers … */
  DSC_NODE_HANDLER,            /* type or NULL, block; number: symbol of "as" + 1, or 0 */
  DSC_NODE_CLASS,              /* NAME of the base or NULL, METHODs …; number: symbol; detail: 1 = derives from object */
  DSC_NODE_METHOD,             /* block, PARAMETERs … (the first is self); number: symbol */
  DSC_NODE_PARAMETER,          /* default or NULL; number: symbol */
  DSC_NODE_IMPORT,             /* number: symbol bound to module sys */
  DSC_NODE_IMPORT_FROM,        /* number: symbol bound; detail: symbol … of sys in items[0], a NAME */
  DSC_NODE_RETURN,             /* value or NULL */
} DscNodeKind;

typedef enum {
  DSC_NODE_IS_CONSTANT = 1 << 0,     /* CPython's compiler knows its value; number is its place among the folded values (not CONSTANT) */
  DSC_NODE_MUTATES     = 1 << 1,     /* something in it may change a dict: a method is called */
  DSC_NODE_PARENTHESES = 1 << 2,     /* stands in parentheses of its own */
} DscNodeFlags;

typedef struct DscNode DscNode;
struct DscNode {
  guint8    kind;              /* DscNodeKind */
  guint8    detail;
  guint8    flags;             /* DscNodeFlags */
  guint16   depth;             /* 1 for a leaf */
  guint32   n_items;
  guint32   number;
  guint32   id;                /* from 0, unique in the tree */
  DscPlace  place;
  DscNode **items;
};

#define DSC_TREE_MAX_DEPTH 1000u         /* of expressions */
#define DSC_TREE_MAX_NODES 6000000u

static inline const guint8 *
dsc_node_get_operators (const DscNode *self)   /* CHAIN, COMPARE: one less than items */
{
  return (const guint8 *) (self->items + self->n_items);
}

/* Whether item i is a target, or a part of the statement that may hold targets: not a value that is only read. */
gboolean dsc_node_binds_item (const DscNode *self, guint i);

typedef enum {
  DSC_CONSTANT_NONE = 0, DSC_CONSTANT_FALSE, DSC_CONSTANT_TRUE,
  DSC_CONSTANT_INT,            /* digits in base, sign-free */
  DSC_CONSTANT_LONG,           /* the same with an L */
  DSC_CONSTANT_FLOAT, DSC_CONSTANT_IMAGINARY,
  DSC_CONSTANT_TEXT,           /* '…' */
  DSC_CONSTANT_UNICODE,        /* u'…' */
  DSC_CONSTANT_BYTES,          /* b'…' */
} DscConstantKind;

typedef struct {
  guint8      kind;
  guint8      base;            /* INT, LONG too large for 64 bits: text is their digits in this base; else 0 */
  double      real;
  gint64      integer;
  const char *text;            /* TEXT, UNICODE: WTF-8; BYTES: raw */
  gsize       length;
  const char *legacy;          /* TEXT: what Python 2 makes of it, raw bytes; NULL: the same as text */
  gsize       legacy_length;
} DscConstant;

typedef struct {
  DscSyntax syntax;
  DscPlace  place;
} DscRequirement;

typedef struct {
  GPtrArray  *chunks;          /* the arena */
  gsize       chunk_left;
  char       *chunk_next;

  DscNode    *body;            /* BLOCK: all statements in front of the first error */
  guint32     n_nodes;
  guint32     n_folded;
  GPtrArray  *symbols;         /* char *, in the arena; index is the symbol */
  GHashTable *symbol_numbers;  /* char * to number */
  GArray     *constants;       /* DscConstant */
  GHashTable *constant_numbers;
  GArray     *requirements;    /* DscRequirement, in the order of the text */
  gboolean    has_coding;      /* a coding comment, or a byte order mark */
  gboolean    future_print, future_division, future_unicode;
} DscTree;

DscTree *dsc_tree_new          (void);
void     dsc_tree_free         (DscTree *self);
gpointer dsc_tree_allocate     (DscTree *self, gsize size);                        /* aligned to 8, not cleared */
guint32  dsc_tree_intern       (DscTree *self, const char *name, gsize length);    /* symbol */
guint32  dsc_tree_add_constant (DscTree *self, const DscConstant *constant);       /* equal ones share a number; texts are copied */
void     dsc_tree_require      (DscTree *self, DscSyntax syntax, DscPlace place);
/* NULL: too many nodes, or too deep (never for the body, whose place is nowhere). items are copied; operators (n - 1 bytes) may be NULL. */
DscNode *dsc_tree_add_node     (DscTree *self, DscNodeKind kind, DscPlace place, DscNode *const *items, guint n, const guint8 *operators);

static inline const char *
dsc_tree_get_symbol (const DscTree *self,
                     guint32        symbol)
{
  return g_ptr_array_index (self->symbols, symbol);
}
