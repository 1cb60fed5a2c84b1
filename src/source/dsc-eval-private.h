/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-eval-private.h: one run of a script for one version; shared by the files of the evaluator.
 *
 * The tree is walked; numbers, texts and lists are computed here, everything that touches a dict becomes an operation that is
 * appended to the timeline. A name that is bound to a dict, an instance or a class is a register of the machine; a dict
 * that has no name yet is bound to a temporary register, which dies with the operation that uses it (DscOp.drops). */
#pragma once

#include "dsc-ast-private.h"
#include "dsc-hash.h"
#include "dsc-script-private.h"
#include "dsc-wording-private.h"

typedef struct DscEval DscEval;
typedef struct DscIter DscIter;
typedef struct DscFrame DscFrame;

typedef enum {
  DSC_VALUE_NOTHING = 0,       /* a name that is not bound */
  DSC_VALUE_INT,               /* as.integer; becomes an object only where something keeps it */
  DSC_VALUE_FLOAT,             /* as.real */
  DSC_VALUE_OBJECT,            /* as.object; dicts, instances and classes with the register that they are bound to */
  DSC_VALUE_LIST,              /* as.list: a list that the program may still change */
  DSC_VALUE_VIEW,              /* of the dict in reg; detail: DscViewKind */
  DSC_VALUE_ITERATOR,          /* as.iterator */
  DSC_VALUE_BUILTIN,           /* as.integer: number of a function of Python's or of sys */
  DSC_VALUE_MODULE,            /* sys */
  DSC_VALUE_VERSION_INFO,      /* sys.version_info */
  DSC_VALUE_EXCEPTION,         /* as.exception */
} DscValueKind;

typedef enum { DSC_VIEW_KEYS = 0, DSC_VIEW_VALUES, DSC_VIEW_ITEMS } DscViewKind;

typedef enum {
  DSC_EXCEPTION_NONE = 0,
  DSC_EXCEPTION_KEY_ERROR, DSC_EXCEPTION_INDEX_ERROR, DSC_EXCEPTION_LOOKUP_ERROR,
  DSC_EXCEPTION_ZERO_DIVISION_ERROR, DSC_EXCEPTION_OVERFLOW_ERROR, DSC_EXCEPTION_ARITHMETIC_ERROR,
  DSC_EXCEPTION_TYPE_ERROR, DSC_EXCEPTION_ATTRIBUTE_ERROR, DSC_EXCEPTION_NAME_ERROR, DSC_EXCEPTION_UNBOUND_LOCAL_ERROR, DSC_EXCEPTION_RUNTIME_ERROR,
  DSC_EXCEPTION_STOP_ITERATION, DSC_EXCEPTION_ASSERTION_ERROR, DSC_EXCEPTION_MEMORY_ERROR,
  DSC_EXCEPTION_UNICODE_ENCODE_ERROR, DSC_EXCEPTION_UNICODE_DECODE_ERROR, DSC_EXCEPTION_UNICODE_ERROR, DSC_EXCEPTION_VALUE_ERROR,
  DSC_EXCEPTION_EXCEPTION, DSC_EXCEPTION_BASE_EXCEPTION,
  DSC_N_EXCEPTIONS,
} DscExceptionKind;

typedef struct {
  DscExceptionKind kind;
  const DscObject *argument;   /* KeyError: the key, whose repr is the message; else NULL */
  char            *message;    /* str (exception); in the evaluator's memory */
  char            *line;       /* last line of the traceback */
} DscException;

typedef struct {
  GPtrArray       *items;      /* const DscObject * */
  const DscObject *object;     /* the list as an object, once something else refers to it: then it cannot change any more */
} DscList;

typedef struct {
  guint8  kind;                /* DscValueKind */
  guint8  detail;
  bool    is_long;             /* INT: a long of Python 2 */
  bool    temporary;           /* reg is a temporary that nothing else uses */
  guint32 reg;                 /* OBJECT: of a dict, instance or class; VIEW */
  union {
    gint64           integer;
    double           real;
    const DscObject *object;
    DscList         *list;
    DscIter         *iterator;
    DscException    *exception;
  } as;
} DscValue;

typedef struct {
  DscValue value;
  guint32  reg;                /* register of that name, or 0: none was needed yet */
  gboolean local;              /* of a comprehension or of a method: its register is a temporary. A parameter has none of its own as long
                                  as it has the value that it was called with: value.reg is the caller's */
} DscBinding;

typedef enum {
  DSC_EVAL_RUNNING = 0,
  DSC_EVAL_RAISED,             /* an exception of Python's: exception */
  DSC_EVAL_STOPPED,            /* diagnostic */
  DSC_EVAL_CANCELLED,
  DSC_EVAL_NO_MEMORY,
} DscEvalState;

typedef enum { DSC_FLOW_NEXT = 0, DSC_FLOW_BREAK, DSC_FLOW_CONTINUE, DSC_FLOW_RETURN, DSC_FLOW_FAILED } DscFlow;

/* Work that a run may do between two operations, and what it may hold. */
#define DSC_EVAL_MAX_TICKS  20000000u
#define DSC_EVAL_MAX_MEMORY ((gsize) 2 << 30)

struct DscEval {
  DscScript        *script;
  DscTree          *tree;
  DscTimeline      *timeline;
  DscMachine       *machine;           /* the live one */
  DscPool          *pool;
  const DscTraits  *traits;
  gboolean          wording[DSC_N_WORDINGS];
  guint64           asked;             /* bits of DscWording that were asked for */
  guint             looks;             /* DscLook */

  DscBinding      *variables;         /* by symbol */
  const DscObject **constants;         /* by number; NULL: not made yet */
  const DscObject **names;             /* by symbol: str objects of keywords and attributes that are no constants */
  const DscObject **folded;            /* values of nodes that CPython's compiler folds */
  GHashTable       *merged;            /* repr to the object, of those where the release has one for all that are equal */
  char            **labels;            /* by node id; NULL: not made yet */
  guint8           *builtins;          /* by symbol: number of a builtin, 0: none */
  GHashTable       *classes;           /* class object to DscEvalClass, which it owns */
  GHashTable       *instances;         /* instance object to its DscEvalClass */
  DscFrame         *frame;             /* of the method that runs; NULL: none */
  guint             n_frames;
  GHashTable       *sets;              /* set object to how it was made (dsc-eval-sets.c) */
  GHashTable       *held;              /* object that may die to the register that keeps it alive (for lists and tuples) */
  GPtrArray        *loops;             /* DscIter *, of “for” statements under way, outermost first */
  gboolean          may_release;       /* something that was held may have been let go of since the last look */
  GPtrArray        *lists;             /* DscList *, all of the run */
  GPtrArray        *iterators;         /* DscIter *, all that a value refers to */
  GPtrArray        *exceptions;        /* DscException *, all that a value refers to */

  GArray           *temporaries;       /* guint32: registers in use, newest last */
  GArray           *free_temporaries;  /* guint32: to be used again */
  GArray           *drops;             /* guint32: die with the next operation */
  guint             n_temporaries;     /* names given out */
  guint32           into;              /* register for the dict that the next evaluated node makes; 0: a temporary */
  const DscNode    *into_place;        /* the assignment that it is for */

  DscEvalState      state;
  DscException      exception;         /* while RAISED */
  DscException     *handled;           /* of the "except" block at hand; for a bare traceback */
  DscDiagnostic    *diagnostic;
  const DscNode    *statement;         /* being run */
  guint             depth;
  gsize             max_steps;         /* operations after which it stops */
  guint64           ticks, next_check, last_step;   /* work done; when limits are looked at again; at the last operation */
  gsize             next_progress;
  guint64           release_work;      /* objects looked at by dsc_eval_release */
  gsize             own_bytes;         /* of lists and iterators, which live as long as the run */

  const DscRunWatcher *watcher;        /* or NULL */
  GCancellable     *cancellable;
  DscRunProgress    progress;
  gpointer          user_data;
};

/* Life (dsc-eval.c). */
DscEval *dsc_eval_new            (DscScript *script, const DscTraits *traits, guint32 hash_seed);
void     dsc_eval_free           (DscEval *self);                                         /* not the timeline */
/* Counts work; FALSE: cancelled or too much of it. */
gboolean dsc_eval_tick           (DscEval *self, const DscNode *node);
/* Something of that size was made that lives as long as the run. */
void     dsc_eval_account        (DscEval *self, gsize bytes);
/* Whether the release words or does it so; it is remembered that somebody asked. */
#define DSC_EVAL_IS(self, wording_) ((self)->asked |= G_GUINT64_CONSTANT (1) << DSC_##wording_, (self)->wording[DSC_##wording_])
G_STATIC_ASSERT (DSC_N_WORDINGS <= 64);
static inline DscVersion
dsc_eval_ask_release (DscEval *self)
{
  self->looks |= DSC_LOOKS_AT_RELEASE;
  return self->traits->target.version;
}
/* Whether repr (or str) of an object is the same in every release of one major version: SAME; BY_SIZE: it is an int that does not fit
 * 32 bits; BY_RELEASE: it may not be. */
typedef enum { DSC_TEXT_SAME = 0, DSC_TEXT_BY_SIZE, DSC_TEXT_BY_RELEASE } DscTextKind;
static inline DscTextKind
dsc_object_kind_of_text (const DscObject *object, gboolean as_str)
{
  switch (object->kind)
    {
    case DSC_OBJECT_NONE:
    case DSC_OBJECT_BOOL:
      return DSC_TEXT_SAME;
    case DSC_OBJECT_INT:
      return !object->is_big && object->as.integer >= G_MININT32 && object->as.integer <= G_MAXINT32 ? DSC_TEXT_SAME : DSC_TEXT_BY_SIZE;
    case DSC_OBJECT_STR:
      if (!object->is_ascii)
        return DSC_TEXT_BY_RELEASE;
      for (gsize i = 0; !as_str && i < object->as.text.length; i++)
        if (object->as.text.bytes[i] < 0x20 || object->as.text.bytes[i] == 0x7f)
          return DSC_TEXT_BY_RELEASE;
      return DSC_TEXT_SAME;
    default:
      return DSC_TEXT_BY_RELEASE;
    }
}
/* The object's text, or whether another one equals it, is asked for. */
void     dsc_eval_look_at_text   (DscEval *self, const DscObject *object, gboolean as_str);

/* Steps (dsc-eval-steps.c). Appends an operation at the place of a node, with all pending drops. FALSE: raised or stopped. */
gboolean dsc_eval_append         (DscEval *self, DscOp *op, const DscNode *place, DscStep **out_step) G_GNUC_WARN_UNUSED_RESULT;
guint32  dsc_eval_temporary      (DscEval *self);                                         /* a register */
/* The next operation is the last that uses it. */
void     dsc_eval_consume        (DscEval *self, const DscValue *value);
/* The same for all temporaries made since there were `mark` of them. */
void     dsc_eval_consume_since  (DscEval *self, guint mark);
void     dsc_eval_give_back      (DscEval *self, guint32 reg);                            /* was never bound */
/* The register stays bound from here on. */
void     dsc_eval_keep           (DscEval *self, guint32 reg);
/* Unbinds temporaries made since there were `mark` of them. */
gboolean dsc_eval_sweep          (DscEval *self, guint mark, const DscNode *place) G_GNUC_WARN_UNUSED_RESULT;
guint32  dsc_eval_variable_register (DscEval *self, guint32 symbol);

/* Raising and stopping (dsc-eval-raise.c); all return FALSE. */
gboolean dsc_eval_raise          (DscEval *self, const DscNode *place, DscExceptionKind kind, const char *format, ...) G_GNUC_PRINTF (4, 5);
/* NameError, with the suggestion that the version's traceback makes. */
gboolean dsc_eval_raise_name     (DscEval *self, const DscNode *place, const char *name);
gboolean dsc_eval_raise_attribute (DscEval *self, const DscNode *place, const DscValue *object, const char *name);
/* The same for an AttributeError that an operation has just raised, whose words do not name the object as this version does; FALSE. */
gboolean dsc_eval_reword_attribute (DscEval *self, const DscValue *object, const char *name);
gboolean dsc_eval_reword         (DscEval *self, const char *message, const char *suggestion);
/* What the traceback says behind the message; FALSE. */
gboolean dsc_eval_add_to_line    (DscEval *self, const char *text);
gboolean dsc_eval_raise_key      (DscEval *self, const DscNode *place, const DscObject *key);
/* An exception that was taken off flies again; *exception is taken. */
gboolean dsc_eval_raise_again    (DscEval *self, const DscNode *place, DscException *exception);
gboolean dsc_eval_take_raised    (DscEval *self, const DscRaised *raised);                /* of the operation just appended */
gboolean dsc_eval_stop           (DscEval *self, DscErrorCode code, const DscNode *place, char *message, char *suggestion);
gboolean dsc_eval_outside        (DscEval *self, const DscNode *place, const char *what, const char *suggestion);   /* plural noun */
gboolean dsc_eval_limit          (DscEval *self, const DscNode *place, const char *message, const char *suggestion);
gboolean dsc_eval_no_memory      (DscEval *self);
gboolean dsc_eval_status         (DscEval *self, DscStatus status, const DscNode *place); /* of the core; TRUE on OK */
const char *dsc_exception_name   (DscExceptionKind kind);
gboolean dsc_exception_find      (const char *name, DscExceptionKind *out_kind);
gboolean dsc_exception_matches   (DscExceptionKind kind, DscExceptionKind handler);
void     dsc_exception_clear     (DscException *self);
/* "KeyError: 'x'" from the parts. */
char    *dsc_exception_line      (DscExceptionKind kind, const char *message);

/* Values (dsc-eval-values.c). */
static inline DscValue
dsc_value_int (gint64 integer)
{
  return (DscValue) { .kind = DSC_VALUE_INT, .as.integer = integer };
}
static inline DscValue
dsc_value_float (double real)
{
  return (DscValue) { .kind = DSC_VALUE_FLOAT, .as.real = real };
}
static inline DscValue
dsc_value_object (const DscObject *object)
{
  return (DscValue) { .kind = DSC_VALUE_OBJECT, .as.object = object };
}
DscValue dsc_eval_bool           (DscEval *self, gboolean value);
DscValue dsc_eval_none           (DscEval *self);
gboolean dsc_value_is            (const DscValue *value, DscObjectKind kind);             /* an object of that kind */
gboolean dsc_value_is_dict       (const DscValue *value);
gboolean dsc_value_is_bound      (const DscValue *value);                                 /* dict, instance or class: lives in a register; containers that do */
gboolean dsc_object_may_die      (const DscObject *object);                               /* those, and containers with one inside: something must refer to it */
/* An int or bool that fits; FALSE otherwise. */
gboolean dsc_value_get_int       (const DscValue *value, gint64 *out_integer);
gboolean dsc_value_is_integral   (const DscValue *value);                                 /* int, long or bool of any size */
gboolean dsc_value_is_text       (const DscValue *value);                                 /* str; 2.x: str or unicode */
const char *dsc_eval_type_name   (DscEval *self, const DscValue *value);
/* The value as an object; *value then holds that object. NULL: failed. Lists freeze. */
const DscObject *dsc_eval_box    (DscEval *self, DscValue *value, const DscNode *place);
/* Truth; a dict costs an operation. */
gboolean dsc_eval_truth          (DscEval *self, DscValue *value, const DscNode *place, gboolean *out_truth) G_GNUC_WARN_UNUSED_RESULT;
gboolean dsc_eval_new_list       (DscEval *self, DscValue *out_value);
gboolean dsc_eval_new_text       (DscEval *self, const char *text, gsize length, DscValue *out_value);   /* native str of UTF-8 */
/* repr or str as UTF-8; free with g_free. NULL: failed. */
char    *dsc_eval_repr           (DscEval *self, DscValue *value, const DscNode *place, gboolean as_str, gsize *out_length);
/* A dict, instance or class object that no register is known for gets one; so does a container with one inside that no register keeps alive. */
gboolean dsc_eval_needs_register (DscEval *self, const DscValue *value);                  /* else nothing is keeping it alive */
gboolean dsc_eval_find_register  (DscEval *self, DscValue *value, const DscNode *place) G_GNUC_WARN_UNUSED_RESULT;
/* A container made by the program refers to the object: what is in a register stays there. */
gboolean dsc_eval_hold           (DscEval *self, DscValue *value, const DscNode *place) G_GNUC_WARN_UNUSED_RESULT;
gboolean dsc_eval_hold_items     (DscEval *self, GPtrArray *items, const DscNode *place) G_GNUC_WARN_UNUSED_RESULT;   /* of another container */

/* Unbinds what only lay in containers that no name leads to any more (dsc-eval-release.c); does nothing within a method. */
gboolean dsc_eval_release        (DscEval *self, const DscNode *statement) G_GNUC_WARN_UNUSED_RESULT;
/* The value is no longer what a name stands for, or has changed: the next look is worth it. */
void     dsc_eval_note_change    (DscEval *self, const DscValue *before);

/* Expressions (dsc-eval-expressions.c). A bound value's register is good until the next statement. */
gboolean dsc_eval_expression     (DscEval *self, const DscNode *node, DscValue *out_value) G_GNUC_WARN_UNUSED_RESULT;
/* The same, where the value is about to get another name: an int or float that a name holds becomes one object for both. */
gboolean dsc_eval_shared         (DscEval *self, const DscNode *node, DscValue *out_value) G_GNUC_WARN_UNUSED_RESULT;
gboolean dsc_eval_makes_dict     (DscEval *self, const DscNode *node);
/* The same as an object; a name's value becomes that object too, so that it is the same one next time. */
gboolean dsc_eval_object         (DscEval *self, const DscNode *node, DscValue *out_value) G_GNUC_WARN_UNUSED_RESULT;
/* The same, of what is only gone through. */
gboolean dsc_eval_iterable       (DscEval *self, const DscNode *node, DscValue *out_value) G_GNUC_WARN_UNUSED_RESULT;
/* Sets (dsc-eval-sets.c). Item by item; from another value (NULL: none); as a display. */
void     dsc_eval_init_sets      (DscEval *self);
gboolean dsc_eval_make_set       (DscEval *self, const DscNode *node, GPtrArray *items, gboolean frozen, DscValue *out_value) G_GNUC_WARN_UNUSED_RESULT;
gboolean dsc_eval_make_set_from  (DscEval *self, const DscNode *node, const DscValue *source, GPtrArray *items, gboolean frozen,
                                  DscValue *out_value) G_GNUC_WARN_UNUSED_RESULT;
gboolean dsc_eval_set_display    (DscEval *self, const DscNode *node, GPtrArray *items, DscValue *out_value) G_GNUC_WARN_UNUSED_RESULT;
gboolean dsc_eval_set_gone_through (DscEval *self, const DscNode *node, GPtrArray *items, DscValue *out_value) G_GNUC_WARN_UNUSED_RESULT;
gboolean dsc_eval_load_name      (DscEval *self, const DscNode *node, DscValue *out_value) G_GNUC_WARN_UNUSED_RESULT;
/* (dsc-eval-arithmetic.c) in_place: "+=" */
gboolean dsc_eval_binary         (DscEval *self, const DscNode *node, DscOperator operator, gboolean in_place, DscValue *left, DscValue *right,
                                  DscValue *out_value) G_GNUC_WARN_UNUSED_RESULT;
gboolean dsc_eval_unary          (DscEval *self, const DscNode *node, DscOperator operator, DscValue *operand, DscValue *out_value) G_GNUC_WARN_UNUSED_RESULT;
/* (dsc-eval-integers.c) integral operands of any size. */
gboolean dsc_eval_integers       (DscEval *self, const DscNode *node, DscOperator operator, DscValue *left, DscValue *right,
                                  DscValue *out_value) G_GNUC_WARN_UNUSED_RESULT;
gboolean dsc_eval_set_big        (DscEval *self, const DscNode *node, DscBigint *take, gboolean is_long, DscValue *out_value) G_GNUC_WARN_UNUSED_RESULT;
gboolean dsc_eval_to_big         (DscEval *self, const DscNode *node, const DscValue *value, DscBigint *out_big) G_GNUC_WARN_UNUSED_RESULT;
gboolean dsc_eval_truncate       (DscEval *self, const DscNode *node, double real, DscValue *out_value) G_GNUC_WARN_UNUSED_RESULT;
gboolean dsc_eval_to_double      (const DscValue *value, double *out_real);               /* int, float, bool; may be inf */
/* (dsc-eval-sequences.c) */
gboolean dsc_eval_add_sequences  (DscEval *self, const DscNode *node, DscValue *left, DscValue *right, gboolean in_place, gboolean *out_handled, DscValue *out_value);
gboolean dsc_eval_repeat         (DscEval *self, const DscNode *node, DscValue *left, DscValue *right, gboolean *out_handled, DscValue *out_value);
gboolean dsc_eval_make_sequence  (DscEval *self, const DscNode *node, GPtrArray *items, gboolean list, DscValue *out_value);
/* A text of that kind: STR (2.x: bytes), UNICODE or BYTES. */
gboolean dsc_eval_set_text       (DscEval *self, DscObjectKind kind, const char *text, gsize length, DscValue *out_value);
gboolean dsc_eval_check_ascii    (DscEval *self, const DscNode *node, const DscObject *text);
gboolean dsc_eval_fail_frozen    (DscEval *self, const DscNode *node);
gboolean dsc_eval_index          (DscEval *self, const DscNode *node, DscValue *sequence, DscValue *index, DscValue *out_value);
gboolean dsc_eval_slice          (DscEval *self, const DscNode *node, DscValue *sequence, const DscNode *slice, DscValue *out_value);
gboolean dsc_eval_length         (DscEval *self, const DscNode *node, DscValue *value, gint64 *out_length);
/* (dsc-eval-compare.c) */
gboolean dsc_eval_compare        (DscEval *self, const DscNode *node, DscOperator operator, DscValue *left, DscValue *right, gboolean *out_result) G_GNUC_WARN_UNUSED_RESULT;
/* "<", "<=", ">", ">=". */
gboolean dsc_eval_order          (DscEval *self, const DscNode *node, DscOperator operator, DscValue *left, DscValue *right, gboolean *out_result) G_GNUC_WARN_UNUSED_RESULT;
/* (dsc-eval-format.c) */
gboolean dsc_eval_format_string  (DscEval *self, const DscNode *node, DscValue *out_value) G_GNUC_WARN_UNUSED_RESULT;
gboolean dsc_eval_percent        (DscEval *self, const DscNode *node, DscValue *format, DscValue *arguments, DscValue *out_value) G_GNUC_WARN_UNUSED_RESULT;
/* The text of a value as a part of a longer one: str, or repr (conversion 'r', 'a'). */
gboolean dsc_eval_append_shown   (DscEval *self, const DscNode *node, DscValue *value, char conversion, GString *out_text) G_GNUC_WARN_UNUSED_RESULT;
gboolean dsc_eval_append_small   (const DscValue *value, GString *out_text);
gboolean dsc_eval_check_digits   (DscEval *self, const DscNode *node, gsize n_digits) G_GNUC_WARN_UNUSED_RESULT;
gboolean dsc_eval_format_value   (DscEval *self, const DscNode *node, DscValue *value, const char *spec, GString *out_text) G_GNUC_WARN_UNUSED_RESULT;

/* Dicts (dsc-eval-dicts.c). */
gboolean dsc_eval_get_item       (DscEval *self, const DscNode *node, DscValue *dict, DscValue *key, guint32 into, DscValue *out_value) G_GNUC_WARN_UNUSED_RESULT;
gboolean dsc_eval_set_item       (DscEval *self, const DscNode *place, DscValue *dict, DscValue *key, DscValue *value) G_GNUC_WARN_UNUSED_RESULT;
gboolean dsc_eval_delete_item    (DscEval *self, const DscNode *place, DscValue *dict, DscValue *key) G_GNUC_WARN_UNUSED_RESULT;
gboolean dsc_eval_contains       (DscEval *self, const DscNode *node, DscValue *dict, DscValue *key, gboolean *out_found) G_GNUC_WARN_UNUSED_RESULT;
gboolean dsc_eval_dict_length    (DscEval *self, const DscNode *node, DscValue *dict, gint64 *out_length) G_GNUC_WARN_UNUSED_RESULT;
gboolean dsc_eval_dict_display   (DscEval *self, const DscNode *node, guint32 into, DscValue *out_value) G_GNUC_WARN_UNUSED_RESULT;
gboolean dsc_eval_union          (DscEval *self, const DscNode *node, gboolean in_place, DscValue *left, DscValue *right, guint32 into,
                                  DscValue *out_value) G_GNUC_WARN_UNUSED_RESULT;
gboolean dsc_eval_dicts_equal    (DscEval *self, const DscNode *node, DscValue *left, DscValue *right, gboolean *out_equal) G_GNUC_WARN_UNUSED_RESULT;
DscDict *dsc_eval_get_dict       (DscEval *self, const DscValue *dict);
gboolean dsc_eval_update_from    (DscEval *self, const DscNode *node, DscValue *dict, DscValue *source) G_GNUC_WARN_UNUSED_RESULT;   /* d.update (source) */
/* An operation whose result may be a dict, which is then bound to `into` or to a temporary. */
gboolean dsc_eval_append_read    (DscEval *self, DscOp *op, const DscNode *node, guint32 into, DscValue *out_value) G_GNUC_WARN_UNUSED_RESULT;
/* An operation that makes a dict in `into` or in a temporary; op's other members are set. */
gboolean dsc_eval_append_new     (DscEval *self, DscOp *op, const DscNode *node, guint32 into, DscValue *out_value) G_GNUC_WARN_UNUSED_RESULT;

/* Iteration (dsc-eval-iterate.c). */
typedef enum {
  DSC_ITER_RANGE = 0, DSC_ITER_OBJECTS, DSC_ITER_LIST, DSC_ITER_TEXT, DSC_ITER_BYTES, DSC_ITER_DICT, DSC_ITER_ENUMERATE, DSC_ITER_ZIP, DSC_ITER_COMPREHENSION,
  DSC_ITER_SHARED,             /* what the iterator inner[0] has left */
} DscIterKind;
struct DscIter {
  guint8                  kind;
  guint8                  view;          /* DICT: DscViewKind */
  gboolean                backwards;     /* LIST, OBJECTS, RANGE */
  gboolean                finished;
  gboolean                shown;         /* DICT: each step is an operation */
  gint64                  next, step;    /* RANGE, ENUMERATE */
  guint64                 left;          /* RANGE: steps; DICT: items that were there and did not come yet */
  const DscObject *const *items;         /* OBJECTS */
  gsize                   n, i;
  const DscObject        *owner;         /* TEXT, BYTES: what is gone through; RANGE: NULL */
  DscList                *list;
  DscValue                dict;
  gsize                   used, position;
  DscIter                *inner[4];      /* ENUMERATE, ZIP */
  guint                   n_inner;
  struct DscComprehension *comprehension;
  const DscNode          *place;
};
gboolean dsc_eval_iterate        (DscEval *self, const DscNode *node, DscValue *value, DscIter *out_iter) G_GNUC_WARN_UNUSED_RESULT;
/* TRUE and *out_found FALSE at the end. into: register for a dict that comes out as a value. */
gboolean dsc_iter_next           (DscEval *self, DscIter *iter, guint32 into, DscValue *out_value, gboolean *out_found) G_GNUC_WARN_UNUSED_RESULT;
/* The next item of a dict's items, without a tuple; only for DICT and VIEW_ITEMS. */
gboolean dsc_iter_next_pair      (DscEval *self, DscIter *iter, guint32 into, DscValue *out_key, DscValue *out_value, gboolean *out_found) G_GNUC_WARN_UNUSED_RESULT;
gboolean dsc_eval_is_iterable    (const DscValue *value);
void     dsc_iter_clear          (DscIter *iter);
DscIter *dsc_eval_new_iterator   (DscEval *self, const DscIter *iter);
/* All items that are left, as objects; array is given. Limited to DSC_SCRIPT_MAX_STEPS. */
gboolean dsc_eval_collect        (DscEval *self, const DscNode *node, DscValue *value, GPtrArray *out_items) G_GNUC_WARN_UNUSED_RESULT;

/* Comprehensions (dsc-eval-comprehensions.c). */
typedef struct DscComprehension DscComprehension;
DscComprehension *dsc_comprehension_new (DscEval *self, const DscNode *node, guint first_clause);   /* NULL: failed */
gboolean dsc_comprehension_next  (DscComprehension *self, gboolean *out_found) G_GNUC_WARN_UNUSED_RESULT;
/* Puts the names that it hid back. */
void     dsc_comprehension_leave (DscComprehension *self);
void     dsc_comprehension_enter (DscComprehension *self);
void     dsc_comprehension_free  (DscComprehension *self);
gboolean dsc_eval_comprehension  (DscEval *self, const DscNode *node, guint32 into, DscValue *out_value) G_GNUC_WARN_UNUSED_RESULT;

/* Calls (dsc-eval-calls.c). */
typedef struct {
  const DscObject *name;       /* as a native str */
  const char      *text;       /* NULL: the name is no str */
  DscValue         value;
  const DscNode   *node;
} DscKeywordArgument;
typedef struct {
  const DscNode      *node;    /* CALL */
  const char         *name;    /* of the function */
  DscValue            self;    /* of a method: what is in front of the dot */
  DscValue           *positional;
  guint               n_positional;
  DscKeywordArgument *keywords;
  guint               n_keywords;
  guint32             into;
  guint               mark;    /* temporaries made since then belong to the call */
  gpointer            user_data;
} DscCall;
/* A native str with that name. NULL: failed. */
const DscObject *dsc_eval_name_object (DscEval *self, guint32 symbol);
/* The attribute is not there, or outside of the subset. FALSE. */
gboolean dsc_eval_fail_attribute (DscEval *self, const DscNode *node, const DscValue *object, const char *name);
typedef gboolean (*DscCallHandler) (DscEval *self, DscCall *call, DscValue *out_value);
gboolean dsc_eval_call           (DscEval *self, const DscNode *node, guint32 into, DscValue *out_value) G_GNUC_WARN_UNUSED_RESULT;
/* Python's own checks of arguments; FALSE: raised. */
gboolean dsc_call_check_count    (DscEval *self, DscCall *call, guint min, guint max);    /* "get expected at least 1 argument, got 0" */
gboolean dsc_call_check_type     (DscEval *self, DscCall *call);                          /* "bool expected at most 1 argument, got 2" */
gboolean dsc_call_fail_empty     (DscEval *self, DscCall *call);                          /* "range expected at least 1 argument, got 0" */
gboolean dsc_call_check_none     (DscEval *self, DscCall *call);                          /* "clear() takes no arguments (1 given)" */
gboolean dsc_call_check_one      (DscEval *self, DscCall *call);                          /* "len() takes exactly one argument (2 given)" */
gboolean dsc_call_no_keywords    (DscEval *self, DscCall *call);
const DscNode *dsc_call_argument_node (const DscCall *call, guint i);

/* Tables of functions: of Python and sys (dsc-eval-builtins.c), of dicts (dsc-eval-dict-methods.c), of others (dsc-eval-methods.c). */
typedef struct {
  const char    *name;
  DscCallHandler handler;
  guint8         only;         /* 0: everywhere; 2: Python 2; 3: Python 3 */
} DscFunction;
extern const DscFunction dsc_builtin_functions[];
extern const guint       dsc_n_builtin_functions;
guint    dsc_builtin_getsizeof   (void);                                                  /* number of sys.getsizeof */
guint    dsc_builtin_find        (const char *name);                                      /* number from 1; 0: none */
gboolean dsc_eval_is_utf8        (const DscValue *encoding);
DscCallHandler dsc_dict_method_find (DscEval *self, const char *name);
DscCallHandler dsc_method_find   (DscEval *self, const DscValue *value, const char *name);
gboolean dsc_attribute_exists    (DscEval *self, const DscValue *value, const char *name); /* in CPython, whether it is in the subset or not */
gboolean dsc_eval_call_dict      (DscEval *self, DscCall *call, DscValue *out_value);     /* dict (…) (dsc-eval-dict-calls.c) */
gboolean dsc_eval_call_format    (DscEval *self, DscCall *call, DscValue *out_value);     /* '…'.format (…) (dsc-eval-percent.c) */
gboolean dsc_eval_call_fromkeys  (DscEval *self, DscCall *call, DscValue *out_value);
gboolean dsc_eval_call_update    (DscEval *self, DscCall *call, DscValue *out_value);
gboolean dsc_eval_call_sorted    (DscEval *self, DscCall *call, DscValue *out_value);     /* dsc-eval-order.c */
gboolean dsc_eval_call_extreme   (DscEval *self, DscCall *call, DscValue *out_value);     /* min, max */
gboolean dsc_eval_sort           (DscEval *self, const DscNode *node, GPtrArray *items, gboolean reverse);
gboolean dsc_eval_call_getsizeof (DscEval *self, DscCall *call, DscValue *out_value);     /* dsc-eval-sizes.c */
gboolean dsc_eval_call_sizeof    (DscEval *self, DscCall *call, DscValue *out_value);

/* Classes and instances (dsc-eval-classes.c). */
typedef struct DscEvalClass {
  const DscNode             *node;      /* CLASS */
  const struct DscEvalClass *base;      /* NULL: object, or none */
  DscValue                 **defaults;  /* by item of the node: of the method's parameters, computed with the class */
  gboolean                   is_old;    /* Python 2, without object */
} DscEvalClass;
typedef struct {
  const DscEvalClass *class;            /* that defines it */
  const DscNode      *node;             /* METHOD */
  const DscValue     *defaults;
} DscMethod;
void     dsc_eval_init_classes   (DscEval *self);
void     dsc_eval_clear_classes  (DscEval *self);
const DscEvalClass *dsc_eval_get_class (DscEval *self, const DscValue *value);            /* of a class or an instance; NULL: it is neither */
gboolean dsc_eval_find_method    (DscEval *self, const DscEvalClass *class, const char *name, DscMethod *out_method);
gboolean dsc_eval_is_old_instance (DscEval *self, const DscValue *object);                /* Python 2, class without object */
gboolean dsc_eval_class          (DscEval *self, const DscNode *node) G_GNUC_WARN_UNUSED_RESULT;
gboolean dsc_eval_instance       (DscEval *self, DscCall *call, DscValue *class, DscValue *out_value) G_GNUC_WARN_UNUSED_RESULT;

/* Calls of methods (dsc-eval-frames.c). */
gboolean dsc_eval_run_method     (DscEval *self, DscCall *call, const DscMethod *method, const DscValue *instance, DscValue *out_value) G_GNUC_WARN_UNUSED_RESULT;
/* The same, and the call's temporaries go. */
gboolean dsc_eval_call_own       (DscEval *self, DscCall *call, const DscMethod *method, const DscValue *instance, DscValue *out_value) G_GNUC_WARN_UNUSED_RESULT;
void     dsc_eval_release_call   (DscEval *self, const DscCall *call, DscValue *result);
DscFlow  dsc_eval_return         (DscEval *self, const DscNode *node);
/* node: CALL of super. *out_class: where the search for a method begins; NULL: object. */
gboolean dsc_eval_super          (DscEval *self, const DscNode *node, const DscEvalClass **out_class, DscValue *out_instance) G_GNUC_WARN_UNUSED_RESULT;

/* Attributes (dsc-eval-attributes.c). */
char   **dsc_eval_instance_names (DscEval *self, const DscValue *object);                 /* attributes and methods, sorted; free with g_strfreev */
gboolean dsc_eval_version_attribute (DscEval *self, const DscNode *node, const char *name, DscValue *out_value) G_GNUC_WARN_UNUSED_RESULT;
gboolean dsc_eval_sys_attribute  (DscEval *self, const DscNode *node, const char *name, DscValue *out_value) G_GNUC_WARN_UNUSED_RESULT;
gboolean dsc_eval_attribute      (DscEval *self, const DscNode *node, guint32 into, DscValue *out_value) G_GNUC_WARN_UNUSED_RESULT;
/* name: an exact str, or NULL after a failure. */
gboolean dsc_eval_get_attribute  (DscEval *self, const DscNode *node, DscValue *object, const DscObject *name, guint32 into, DscValue *out_value) G_GNUC_WARN_UNUSED_RESULT;
gboolean dsc_eval_set_attribute  (DscEval *self, const DscNode *place, DscValue *object, const DscObject *name, DscValue *value) G_GNUC_WARN_UNUSED_RESULT;
gboolean dsc_eval_delete_attribute (DscEval *self, const DscNode *place, DscValue *object, const DscObject *name) G_GNUC_WARN_UNUSED_RESULT;
/* Whether the instance itself has it; nothing is recorded. */
gboolean dsc_eval_has_own        (DscEval *self, const DscValue *instance, const DscObject *name);
gboolean dsc_eval_vars           (DscEval *self, const DscNode *node, DscValue *object, guint32 into, DscValue *out_value) G_GNUC_WARN_UNUSED_RESULT;
gboolean dsc_eval_call_getattr   (DscEval *self, DscCall *call, DscValue *out_value);
gboolean dsc_eval_call_hasattr   (DscEval *self, DscCall *call, DscValue *out_value);
gboolean dsc_eval_call_setattr   (DscEval *self, DscCall *call, DscValue *out_value);
gboolean dsc_eval_call_delattr   (DscEval *self, DscCall *call, DscValue *out_value);

/* Statements (dsc-eval-statements.c, dsc-eval-assign.c). */
DscFlow  dsc_eval_statement      (DscEval *self, const DscNode *node);
DscFlow  dsc_eval_try            (DscEval *self, const DscNode *node);
DscFlow  dsc_eval_block          (DscEval *self, const DscNode *block);
gboolean dsc_eval_assign         (DscEval *self, const DscNode *target, DscValue *value, const DscNode *place) G_GNUC_WARN_UNUSED_RESULT;
gboolean dsc_eval_assign_name    (DscEval *self, guint32 symbol, DscValue *value, const DscNode *place) G_GNUC_WARN_UNUSED_RESULT;
gboolean dsc_eval_delete         (DscEval *self, const DscNode *target, const DscNode *place) G_GNUC_WARN_UNUSED_RESULT;
gboolean dsc_eval_augment        (DscEval *self, const DscNode *node) G_GNUC_WARN_UNUSED_RESULT;
gboolean dsc_eval_store_slice    (DscEval *self, const DscNode *target, DscValue *object);
gboolean dsc_eval_fail_not_unpackable (DscEval *self, const DscNode *place, DscValue *value);
gboolean dsc_eval_unpack         (DscEval *self, const DscNode *target, DscValue *value, const DscNode *place) G_GNUC_WARN_UNUSED_RESULT;
