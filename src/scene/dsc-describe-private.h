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
/* Of what sys.getsizeof counts, or leaves out. */
gboolean        dsc_describe_find_ledger_row (const DscSnapshot *snapshot, gint64 part, DscLedgerRow *out_row);
gboolean        dsc_describe_has_pre_header  (const DscSnapshot *snapshot);
gint64          dsc_describe_getsizeof       (const DscSnapshot *snapshot);
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
/* Since when a member is there, and what stood in its place (translated; NULL: nothing, or it is not known). A change of NULL with TRUE:
 * it is as old as all that is known. FALSE: nothing is told. */
gboolean        dsc_describe_field_since     (const DscTraits *traits, DscFieldId id, const DscTraitChange **out_change, const char **out_before);
char           *dsc_describe_points_to       (const DscSnapshot *snapshot, const DscField *field);    /* NULL: not a pointer, or nothing known */

/* dsc-describe-pointers.c: pointers of the image that lead to some bytes of a block: "PyDictObject.ma_keys"; NULL: none does */
char           *dsc_describe_pointers_to     (const DscSnapshot *snapshot, DscBlockKind block, guint64 offset, guint64 size);
/* The same of a block, or in words what leads there from outside; NULL: nothing is known. */
char           *dsc_describe_pointers_to_block (const DscSnapshot *snapshot, const DscBlock *block);
/* What a reference count counts; adds nothing for other members. */
void            dsc_describe_count_rows      (DscDescription *self, const DscSnapshot *snapshot, const DscField *field, DscBlockKind block);

/* dsc-describe-part.c: takes value; NULL adds nothing. */
void            dsc_description_add_row      (DscDescription *self, const char *name, gboolean is_code, char *value);
void            dsc_description_add_place    (DscDescription *self, DscBlockKind block, guint64 offset, guint64 size);

/* dsc-describe-sharing.c: adds what a step did to shared keys and values. TRUE: that is all there is to say of keys and values. */
gboolean        dsc_describe_sharing         (GPtrArray *clauses, const DscTrace *trace, const DscSnapshot *before, const DscSnapshot *after);

/* dsc-describe-shared.c: what instances share, and what each has of its own */
gboolean        dsc_describe_is_shared       (const DscSnapshot *snapshot);   /* the keys object is that of a class's instances */
gboolean        dsc_describe_same_thing      (const DscSnapshot *before, const DscSnapshot *now);
gint64          dsc_describe_n_items         (const DscSnapshot *snapshot);
const DscBlock *dsc_describe_values_block    (const DscSnapshot *snapshot);   /* that holds the values of a split dict or instance; NULL: none */
guint64         dsc_describe_value_offset    (const DscSnapshot *snapshot, gsize i);   /* in that block; as many as there are values: behind them */
gsize           dsc_describe_n_order_bytes   (const DscSnapshot *snapshot);   /* in use or not */
guint64         dsc_describe_order_offset    (const DscSnapshot *snapshot, gsize k);
gint64          dsc_describe_order_of        (const DscSnapshot *snapshot, gsize i);
gboolean        dsc_describe_split_value_changed (const DscSnapshot *before, const DscSnapshot *now, gsize i);
gboolean        dsc_describe_order_changed   (const DscSnapshot *before, const DscSnapshot *now, gsize k);
char           *dsc_describe_split_value_title (const DscSnapshot *snapshot, const DscSnapshot *before, gint64 index);
char           *dsc_describe_order_title     (const DscSnapshot *snapshot, gint64 index);
char           *dsc_describe_sharer_title    (const DscSnapshot *snapshot, gint64 index);
char           *dsc_describe_sharer_name     (const DscSharer *sharer);
const char     *dsc_describe_sharer_kind     (const DscSharer *sharer);
/* FALSE: there is no such thing. */
gboolean        dsc_describe_split_value_rows (DscDescription *self, const DscSnapshot *snapshot, const DscSnapshot *before, gint64 index);
gboolean        dsc_describe_order_rows      (DscDescription *self, const DscSnapshot *snapshot, gint64 index);
gboolean        dsc_describe_sharer_rows     (DscDescription *self, const DscSnapshot *snapshot, gint64 index);

/* Whether the two tables have the same shape and place in the structs, so that their slots can be compared one by one. */
gboolean        dsc_describe_same_table      (const DscSnapshot *before, const DscSnapshot *now);
gboolean        dsc_describe_entry_changed   (const DscSnapshot *before, const DscSnapshot *now, gsize entry);
