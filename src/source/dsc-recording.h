/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-recording.h: what a real interpreter did with a scenario: one line of JSON for each operation, read from a .jsonl.gz
 * file as the recorder of the truth corpus writes it. */
#pragma once

#include "dsc-json.h"

typedef struct DscRecording DscRecording;

#define DSC_RECORDING_MAX_BYTES (64u << 20)    /* unpacked; larger ones are refused */

/* NULL: not readable, not gzip, too large, or its first line does not describe an interpreter (DSC_ERROR_FORMAT). */
DscRecording    *dsc_recording_load           (const char *path, GError **error);
void             dsc_recording_free           (DscRecording *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscRecording, dsc_recording_free)

/* "random_int_10.s42.jsonl.gz": scenario (free with g_free) and seed. FALSE: not such a name. */
gboolean         dsc_recording_split_name     (const char *file_name, char **out_scenario, guint32 *out_hash_seed);

const char      *dsc_recording_get_scenario   (const DscRecording *self);
guint32          dsc_recording_get_hash_seed  (const DscRecording *self);
/* FALSE and error: it was made by another release or build than the target. */
gboolean         dsc_recording_is_of          (const DscRecording *self, DscTarget target, GError **error);

gsize            dsc_recording_get_n_lines    (const DscRecording *self);   /* operations */
const char      *dsc_recording_get_line       (const DscRecording *self, gsize i, gsize *out_length);   /* no NUL behind it */
DscJsonDocument *dsc_recording_parse_line     (const DscRecording *self, gsize i, GError **error);

/* Hashes that come from addresses: calls `found` for each key in the table after operation i whose repr has this word in it
 * ("None", "nan"); None also as the operation's own key. */
typedef void (*DscRecordedHash) (const char *repr, gint64 hash, gpointer user_data);
void             dsc_recording_find_hashes    (const DscRecording *self, gsize i, const char *word, DscRecordedHash found,
                                               gpointer user_data);
/* Hash of the key that operation i is about; FALSE: it has none. */
gboolean         dsc_recording_get_key_hash   (const DscRecording *self, gsize i, gint64 *out_hash);
/* dk_version of the shared keys that line i shows; FALSE: none are shown, or they have none. */
gboolean         dsc_recording_get_keys_version (const DscRecording *self, gsize i, guint32 *out_version);
