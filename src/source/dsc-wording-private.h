/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-wording-private.h: in which words and to what an operation fails or differs, release by release. */
#pragma once

#include <glib.h>

#include "dsc-version.h"

typedef enum {
  DSC_WORDING_KEY_USE = 0,           /* "cannot use 'list' as a dict key (unhashable type: 'list')" */
  DSC_WORDING_PAIR_NOTE,             /* "object is not iterable" with a note about the element of the update sequence */
  DSC_WORDING_SINGULAR_ARGUMENT,     /* "expected at least 1 argument": plural before */
  DSC_WORDING_QUALIFIED_METHODS,     /* "dict.get() takes …": "get() takes …" before */
  DSC_WORDING_NO_DICT_FOR_ATTRIBUTE, /* "… and no __dict__ for setting new attributes" */
  DSC_WORDING_SUBSCRIPTABLE,         /* "is not subscriptable": "has no attribute '__getitem__'" before */
  DSC_WORDING_INDEXING_SAME,         /* d.keys()[0] is "not subscriptable": "does not support indexing" before */
  DSC_WORDING_INSTANCES_OF,          /* "'<' not supported between instances of": "unorderable types" before */
  DSC_WORDING_NOT_ENOUGH_VALUES,     /* "not enough values to unpack (expected 2, got 1)": "need more than 1 value" before */
  DSC_WORDING_TOO_MANY_EXPECTED,     /* "too many values to unpack (expected 1)" */
  DSC_WORDING_TOO_MANY_GOT,          /* "too many values to unpack (expected 1, got 2)" */
  DSC_WORDING_CANNOT_UNPACK,         /* "cannot unpack non-iterable int object" */
  DSC_WORDING_STRING_INDEX_PLAIN,    /* "string indices must be integers" alone */
  DSC_WORDING_STRING_INDEX_QUOTED,   /* "string indices must be integers, not 'str'" */
  DSC_WORDING_OR_SLICES,             /* "list indices must be integers or slices" */
  DSC_WORDING_CONTAINER,             /* "is not a container or iterable": "is not iterable" before */
  DSC_WORDING_ITERABLE_EMPTY,        /* "max() iterable argument is empty": "max() arg is an empty sequence" before */
  DSC_WORDING_QUOTED_ITERATOR,       /* "'dict' object is not an iterator": no quotes before */
  DSC_WORDING_NOT_REVERSIBLE,        /* "'dict' object is not reversible": "argument to reversed() must be a sequence" before */
  DSC_WORDING_CALL_NAMES_DICT,       /* "dict() argument after **": "type object argument after **" before */
  DSC_WORDING_VALUE_AFTER_STARS,     /* "Value after ** must be a mapping, not int" */
  DSC_WORDING_KEYWORDS_STRINGS,      /* "keywords must be strings": "keyword arguments must be strings" before */
  DSC_WORDING_CONCATENATE,           /* "can only concatenate str (not \"int\") to str" */
  DSC_WORDING_MUST_BE_STR,           /* "must be str, not int" (what came before that: "Can't convert 'int' object to str implicitly") */
  DSC_WORDING_DELETE_NAMES_OBJECT,   /* del x.a: "'P' object has no attribute 'a'": "a" alone before */
  DSC_WORDING_QUALIFIED_INIT,        /* "P.__init__() missing …": "__init__() missing …" before */
  DSC_WORDING_MISSING_ARGUMENTS,     /* "missing 1 required positional argument: 'a'" */
  DSC_WORDING_INTEGER_MODULO,        /* "integer modulo by zero": "integer division or modulo by zero" before */
  DSC_WORDING_REAL_NUMBER,           /* "%d format: a real number is required": "a number is required" before */
  DSC_WORDING_EXCEPTION_NO_COMMA,    /* repr (KeyError ('x')): "KeyError('x')" instead of "KeyError('x',)" */
  DSC_WORDING_SUGGESTIONS,           /* tracebacks end with "Did you mean: 'keys'?" */
  DSC_WORDING_SUGGEST_IMPORT,        /* "Did you forget to import 'sys'?" */
  DSC_WORDING_SUGGEST_DOTTED,        /* "Did you mean '.keys' instead of '.kyes'?" */
  DSC_WORDING_DIVISION_SHORT,        /* "division by zero" for every operator and type */
  DSC_WORDING_FLOAT_FLOOR,           /* "float floor division by zero": "float divmod()" before */
  DSC_WORDING_FLOAT_MODULO,          /* "float modulo by zero": "float modulo" before */
  DSC_WORDING_ZERO_TO_NEGATIVE,      /* "zero to a negative power": "0.0 cannot be raised to a negative power" before */
  DSC_WORDING_LIMIT_DIGITS,          /* "Exceeds the limit (4300 digits)": "(4300)" before */
  DSC_WORDING_ZIP_ITERABLE,          /* "'int' object is not iterable": "zip argument #1 must support iteration" before */
  DSC_WORDING_REPLACEMENT_INDEX,     /* "Replacement index 0 out of range for positional args tuple": "tuple index out of range" before */
  DSC_WORDING_IMMUTABLE_TYPE,        /* "cannot set 'x' attribute of immutable type 'dict'": "can't set attributes of built-in/extension type" before */
  DSC_WORDING_CLASS_TAKES_NONE,      /* "P() takes no arguments": "object() takes no parameters" before */
  DSC_WORDING_INTERPRETED_INT,       /* chr ('a'): "'str' object cannot be interpreted as an integer": "an integer is required (got type str)" before */
  DSC_WORDING_AT_LEAST_ONE,          /* "range expected at least 1 argument, got 0": "range expected 1 argument" before */
  DSC_WORDING_TYPES_EXPECT,          /* "bool expected at most 1 argument, got 2": "bool() takes at most 1 argument (2 given)" before */
  DSC_WORDING_TYPE_NAMED,            /* "type 'int' is not subscriptable": "'type' object is not subscriptable" before */
  DSC_WORDING_ATTRIBUTE_NAME,        /* getattr (x, 5): "attribute name must be string, not 'int'": "getattr(): attribute name must be string" before */
  DSC_WORDING_CANNOT_ACCESS_LOCAL,   /* "cannot access local variable 'x' where it is …": "local variable 'x' referenced before assignment" before */
  DSC_WORDING_STAR_VALUE,            /* [*5]: "Value after * must be an iterable, not int" */
  /* behaviour that goes with the release, not with the table */
  DSC_BEHAVIOUR_KEYS_CHANGED,        /* iteration notices keys that changed while the number stayed */
  DSC_BEHAVIOUR_DICT_REVERSED,       /* reversed (d) */
  DSC_BEHAVIOUR_SLICE_HASHABLE,      /* d[0:1] looks the slice up */
  DSC_BEHAVIOUR_KEY_FIRST_DISPLAY,   /* {k: v} computes the key before the value */
  DSC_BEHAVIOUR_KEY_FIRST_COMPREHENSION,
  DSC_BEHAVIOUR_INT_DIGITS_LIMITED,  /* str () of more than 4300 digits raises ValueError */
  DSC_BEHAVIOUR_CONSTANTS_MERGED,    /* equal constants that the compiler computes are one object in all of a program */
  DSC_BEHAVIOUR_COMPARES_FIRST_SECOND, /* sorted compares item 1 with item 0 in this order */
  DSC_N_WORDINGS,
} DscWording;

gboolean dsc_wording_applies (DscWording wording, DscVersion version);
