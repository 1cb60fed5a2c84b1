/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-json.h: JSON text read into a tree, exactly and within bounds.
 *
 * Scenarios and recordings hold what Python's json module writes: integers of any size, text with NUL characters and lone
 * surrogates. Nothing of that is lost here, and no text, however long or deep, can exhaust the stack. */
#pragma once

#include <gio/gio.h>

#include "dsc-error.h"

typedef enum {
  DSC_JSON_NULL = 0,
  DSC_JSON_FALSE,
  DSC_JSON_TRUE,
  DSC_JSON_INTEGER,
  DSC_JSON_BIG,        /* an integer that needs more than 64 bits: its text */
  DSC_JSON_FLOAT,
  DSC_JSON_STRING,
  DSC_JSON_ARRAY,
  DSC_JSON_OBJECT,
} DscJsonKind;

typedef struct DscJson       DscJson;
typedef struct DscJsonMember DscJsonMember;

struct DscJson {
  DscJsonKind kind;
  union {
    gint64 integer;
    double real;
    struct { const char *bytes; gsize length; } text;              /* STRING: UTF-8, lone surrogates encoded alike; NUL behind it. BIG: digits */
    struct { const DscJson *items; gsize length; } array;
    struct { const DscJsonMember *members; gsize length; } object; /* in the order of the text; names may repeat */
  } as;
};

struct DscJsonMember {
  DscJson name;        /* STRING */
  DscJson value;
};

typedef struct DscJsonDocument DscJsonDocument;

#define DSC_JSON_MAX_DEPTH 100u          /* brackets within each other */
#define DSC_JSON_MAX_BYTES (512u << 20)  /* longer texts are refused */

/* text need not end in NUL. NULL and DSC_ERROR_FORMAT with line and column when it is not one JSON value. */
DscJsonDocument *dsc_json_parse          (const char *text, gsize length, GError **error);
/* Reads a file of at most DSC_JSON_MAX_BYTES. */
DscJsonDocument *dsc_json_load           (const char *path, GError **error);
/* All bytes of a stream, which may come from anywhere; error when there are more than max_bytes (at most 2 GB). */
GBytes          *dsc_json_read_stream    (GInputStream *stream, gsize max_bytes, GError **error);
void             dsc_json_free           (DscJsonDocument *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscJsonDocument, dsc_json_free)
const DscJson   *dsc_json_get_root       (const DscJsonDocument *self);

/* NULL: not an object, or no such member. The last one of that name counts, as in Python. */
const DscJson   *dsc_json_get_member     (const DscJson *self, const char *name);
/* NULL: not an array, or shorter. */
const DscJson   *dsc_json_get_item       (const DscJson *self, gsize i);
gboolean         dsc_json_is_text        (const DscJson *self, const char *text);      /* a string that says exactly this; NULL is not */

/* Writes as Python's json.dumps (sort_keys=True, separators=(',', ':')) does. */
void             dsc_json_append         (GString *string, const DscJson *json);
void             dsc_json_append_text    (GString *string, const char *utf8, gsize length);
void             dsc_json_append_integer (GString *string, gint64 value);

/* Calls `found` for each place where two values differ, at most `limit` times; one of them is NULL where only one has a
 * member or item. path is like "d.ent[3][1]". Returns the number of differences, counted up to the limit. */
typedef void (*DscJsonDifference) (const char *path, const DscJson *expected, const DscJson *got, gpointer user_data);
gsize            dsc_json_compare        (const DscJson *expected, const DscJson *got, gsize limit, DscJsonDifference found,
                                          gpointer user_data);
