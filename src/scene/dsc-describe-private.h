/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-describe-private.h: short wordings that pictures and descriptions share. Every char * is the caller's, to g_free. */
#pragma once

#include "dsc-describe.h"

/* dsc-describe-words.c: values as text */
char           *dsc_describe_repr            (const DscSnapshot *snapshot, const DscObject *object, gsize max_chars);   /* isolated; NULL object: "NULL" */
char           *dsc_describe_address         (const DscSnapshot *snapshot, const DscObject *object);
char           *dsc_describe_hash            (const DscTraits *traits, gint64 hash);      /* "8B22 CF26 02FB 60CE" */
char           *dsc_describe_number          (gint64 number);                             /* with a true minus sign */
/* ngettext: the form for n, its "%s" replaced by the number. one and many are literals, which xgettext finds by this function's name. */
char           *dsc_describe_count           (guint64 n, const char *one, const char *many);
char           *dsc_describe_size            (guint64 bytes);                             /* "16 bytes" */
char           *dsc_describe_version         (const DscSnapshot *snapshot);               /* "CPython 3.14.10" */
char           *dsc_describe_build           (const DscSnapshot *snapshot);               /* "64-bit · default build · PYTHONHASHSEED=0 · measured on CPython 3.14.10" */
char           *dsc_describe_chain           (const gsize *slots, gsize n);               /* "14 → 13 → 10" */
char           *dsc_describe_release         (DscVersion version);                        /* "3.11", "3.13.4", "3.14.0b2" */
/* The change of a trait that decides for this target, and the one before it (out_before may be NULL); NULL: none. */
const DscTraitChange *dsc_describe_find_change (const DscTraits *traits, const char *trait, const DscTraitChange **out_before);
gboolean        dsc_describe_is_entry        (const DscSnapshot *snapshot, gint64 i);
const char     *dsc_describe_entry_type      (const DscSnapshot *snapshot);               /* "PyDictUnicodeEntry" */
const char     *dsc_describe_index_type      (const DscSnapshot *snapshot);               /* "int8_t" */

/* dsc-describe-label.c: notes and labels in the diagram */
char           *dsc_describe_table_note      (const DscSnapshot *snapshot, gboolean is_long);
char           *dsc_describe_indices_note    (const DscSnapshot *snapshot);
const char     *dsc_describe_block_title     (const DscSnapshot *snapshot, const DscBlock *block);
char           *dsc_describe_block_note      (const DscSnapshot *snapshot, const DscBlock *block);
char           *dsc_describe_tombstone_label (const DscSnapshot *snapshot, gsize entry, gboolean is_short);
char           *dsc_describe_free_note       (const DscSnapshot *snapshot);
char           *dsc_describe_run_note        (gsize count, gboolean is_free);   /* "70 free", "22 empty" */
char           *dsc_describe_ledger_label    (const DscSnapshot *snapshot, const DscLedgerRow *row);
char           *dsc_describe_picture         (const DscSnapshot *snapshot, const char *name);
/* Member that the table is: DK_ENTRIES, MA_SMALLTABLE or MA_TABLE. */
DscFieldId      dsc_describe_table_field     (const DscSnapshot *snapshot);

/* dsc-describe-part.c */
const char     *dsc_describe_block_words     (DscBlockKind kind);                         /* "keys object" */

/* dsc-describe-field.c: members */
const DscField *dsc_describe_find_field      (const DscSnapshot *snapshot, DscBlockKind block, DscFieldId id, gint64 padding_offset);
gboolean        dsc_describe_field_changed   (const DscField *before, const DscField *now);
char           *dsc_describe_field_note      (const DscSnapshot *snapshot, const DscField *field);    /* NULL: none */
char           *dsc_describe_field_value     (const DscField *field, gboolean with_address);
const char     *dsc_describe_field_meaning   (const DscSnapshot *snapshot, DscFieldId id);            /* a sentence, translated; NULL: none */
/* The trait whose history says since when the member is there; NULL: always. */
const char     *dsc_describe_field_trait     (DscFieldId id);
char           *dsc_describe_points_to       (const DscSnapshot *snapshot, const DscField *field);    /* NULL: not a pointer, or nothing known */

/* Whether the two tables have the same shape and place in the structs, so that their slots can be compared one by one. */
gboolean        dsc_describe_same_table      (const DscSnapshot *before, const DscSnapshot *now);
gboolean        dsc_describe_entry_changed   (const DscSnapshot *before, const DscSnapshot *now, gsize entry);
