/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-recorder.c: writes what the recorder of the truth corpus would write of the model.
 *
 * All that is written of a dict comes from its snapshot, so a comparison with a recording proves the snapshot, too. Names of
 * members are in the order of their letters, as Python's json.dumps (sort_keys=True) gives them. */
#include "dsc-recorder.h"

#include <string.h>

#include "dsc-repr.h"
#include "dsc-snapshot.h"

#define LONGEST_REPR 200   /* characters; the rest is cut and counted */

struct DscRecorder {
  const DscPlayer *player;
  const DscPool   *pool;
  const DscTraits *traits;
  gsize            cap;
  GHashTable      *tags;         /* "r:" and a register, "o:" and an instance → gint64*: ma_version_tag when it was last written */
  DscText          text;         /* of one object */
  GString         *buffer;
};

DscRecorder *
dsc_recorder_new (const DscPlayer *player, gsize cap)
{
  DscRecorder *self = g_new0 (DscRecorder, 1);

  self->player = player;
  self->pool = dsc_player_get_pool (player);
  self->traits = dsc_pool_get_traits (self->pool);
  self->cap = cap;
  self->tags = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->buffer = g_string_new (NULL);
  dsc_text_init (&self->text, &dsc_alloc_libc);
  return self;
}

void
dsc_recorder_free (DscRecorder *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->tags);
  g_string_free (self->buffer, TRUE);
  dsc_text_clear (&self->text);
  g_free (self);
}

/* Members. */

static void
add_name (GString *line, const char *name)
{
  if (line->str[line->len - 1] != '{')
    g_string_append_c (line, ',');
  g_string_append_c (line, '"');
  g_string_append (line, name);
  g_string_append (line, "\":");
}

static void
add_integer (GString *line, const char *name, gint64 value)
{
  add_name (line, name);
  dsc_json_append_integer (line, value);
}

static void
add_text (GString *line, const char *name, const char *text)
{
  add_name (line, name);
  dsc_json_append_text (line, text, strlen (text));
}

static void
add_bool (GString *line, const char *name, gboolean value)
{
  add_name (line, name);
  g_string_append (line, value ? "true" : "false");
}

/* Objects as text. */

static void
cut_repr (DscRecorder *self)
{
  glong n_chars = g_utf8_strlen (self->text.text, (gssize) self->text.length);

  if (n_chars <= LONGEST_REPR)
    return;
  self->text.length = (gsize) (g_utf8_offset_to_pointer (self->text.text, LONGEST_REPR) - self->text.text);
  dsc_text_printf (&self->text, "...(%ld)", n_chars);
}

/* repr as the recorder words it, in self->text. */
static void
write_repr (DscRecorder *self, const DscObject *object)
{
  self->text.length = 0;
  dsc_repr_append (&self->text, object, self->pool, 0);
  if (self->text.status != DSC_STATUS_OK)
    return;
  if (strstr (self->text.text, " at 0x") != NULL)
    {
      self->text.length = 0;
      dsc_text_printf (&self->text, "<%s object>", dsc_object_type_name (object, self->pool));
    }
  else if (self->text.length > LONGEST_REPR)
    cut_repr (self);
}

static void
append_repr (DscRecorder *self, GString *line, const DscObject *object)
{
  if (object->kind == DSC_OBJECT_INT && !object->is_big)
    {
      g_string_append_c (line, '"');
      dsc_json_append_integer (line, object->as.integer);
      g_string_append_c (line, '"');
      return;
    }
  write_repr (self, object);
  if (self->text.status == DSC_STATUS_OK)
    dsc_json_append_text (line, self->text.text, self->text.length);
}

static void
append_repr_or_null (DscRecorder *self, GString *line, const DscObject *object)
{
  if (object != NULL)
    append_repr (self, line, object);
  else
    g_string_append (line, "null");
}

/* Tables. In the open families the slots are the entries: the recorder numbers those in use, in slot order. */

static gboolean
is_open (const DscRecorder *self)
{
  return self->traits->family != DSC_FAMILY_COMPACT;
}

/* Number that the recorder gives to a slot; *n_used counts the slots in use before it. */
static gint64
slot_number (const DscRecorder *self, const DscSnapshot *snapshot, gsize slot, gint64 *n_used)
{
  if (!is_open (self))
    return dsc_snapshot_get_index (snapshot, slot);
  switch (dsc_snapshot_get_slot_state (snapshot, slot))
    {
    case DSC_SLOT_EMPTY: return DSC_INDEX_EMPTY;
    case DSC_SLOT_DUMMY: return DSC_INDEX_DUMMY;
    case DSC_SLOT_USED:
    default:             return (*n_used)++;
    }
}

static gboolean
is_listed (const DscRecorder *self, const DscSnapshot *snapshot, gsize entry)
{
  return !is_open (self) || dsc_snapshot_get_slot_state (snapshot, entry) == DSC_SLOT_USED;
}

static void
add_indices (const DscRecorder *self, GString *line, const DscSnapshot *snapshot)
{
  gsize n = dsc_snapshot_get_n_slots (snapshot);
  gint64 n_used = 0;

  add_name (line, "idx");
  g_string_append_c (line, '[');
  for (gsize slot = 0; slot < n; slot++)
    {
      if (slot != 0)
        g_string_append_c (line, ',');
      dsc_json_append_integer (line, slot_number (self, snapshot, slot, &n_used));
    }
  g_string_append_c (line, ']');
}

static void
add_entries (DscRecorder *self, GString *line, const DscSnapshot *snapshot)
{
  gsize n = dsc_snapshot_get_n_entries (snapshot);
  const char *separator = "[";

  add_name (line, "ent");
  g_string_append_c (line, '[');
  for (gsize i = 0; i < n; i++)
    if (is_listed (self, snapshot, i))
      {
        DscEntry entry = dsc_snapshot_get_entry (snapshot, i);
        g_string_append (line, separator);
        dsc_json_append_integer (line, entry.me_hash);
        g_string_append_c (line, ',');
        append_repr_or_null (self, line, entry.me_key);
        g_string_append_c (line, ',');
        append_repr_or_null (self, line, entry.me_value);
        g_string_append_c (line, ']');
        separator = ",[";
      }
  g_string_append_c (line, ']');
}

/* Digests. */

static void
add_counts (GString *line, const char *name, const gint64 *counts, gsize n)
{
  add_name (line, name);
  for (gsize i = 0; i < n; i++)
    {
      g_string_append_c (line, i == 0 ? '[' : ',');
      dsc_json_append_integer (line, counts[i]);
    }
  g_string_append_c (line, ']');
}

static void
digest_piece (DscRecorder *self, GChecksum *checksum, gboolean all)
{
  if (self->buffer->len < 65536 && !all)
    return;
  g_checksum_update (checksum, (const guchar *) self->buffer->str, (gssize) self->buffer->len);
  g_string_truncate (self->buffer, 0);
}

static void
add_index_digest (DscRecorder *self, GString *line, const DscSnapshot *snapshot)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize n = dsc_snapshot_get_n_slots (snapshot);
  gint64 counts[3] = { (gint64) n, 0, 0 };
  gint64 n_used = 0;

  g_string_truncate (self->buffer, 0);
  for (gsize slot = 0; slot < n; slot++)
    {
      gint64 number = slot_number (self, snapshot, slot, &n_used);
      counts[1] += number == DSC_INDEX_EMPTY;
      counts[2] += number == DSC_INDEX_DUMMY;
      if (slot != 0)
        g_string_append_c (self->buffer, ',');
      dsc_json_append_integer (self->buffer, number);
      digest_piece (self, checksum, FALSE);
    }
  digest_piece (self, checksum, TRUE);
  add_counts (line, "idx_n", counts, 3);
  add_text (line, "idx_sha256", g_checksum_get_string (checksum));
}

static void
append_entry_text (DscRecorder *self, DscEntry entry)
{
  if (entry.me_key == NULL && entry.me_value == NULL)
    {
      g_string_append (self->buffer, "null");
      return;
    }
  dsc_json_append_integer (self->buffer, entry.me_hash);
  for (guint i = 0; i < 2; i++)
    {
      const DscObject *object = i == 0 ? entry.me_key : entry.me_value;
      g_string_append_c (self->buffer, ' ');
      if (object != NULL)
        write_repr (self, object);
      if (object == NULL)
        g_string_append (self->buffer, "None");
      else if (self->text.status == DSC_STATUS_OK)
        g_string_append_len (self->buffer, self->text.text, (gssize) self->text.length);
    }
}

static void
add_entry_digest (DscRecorder *self, GString *line, const DscSnapshot *snapshot)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize n = dsc_snapshot_get_n_entries (snapshot);
  gint64 counts[2] = { 0, 0 };

  g_string_truncate (self->buffer, 0);
  for (gsize i = 0; i < n; i++)
    if (is_listed (self, snapshot, i))
      {
        DscEntry entry = dsc_snapshot_get_entry (snapshot, i);
        if (counts[0]++ != 0)
          g_string_append_c (self->buffer, '\n');
        counts[1] += entry.me_key == NULL && entry.me_value == NULL;
        append_entry_text (self, entry);
        digest_piece (self, checksum, FALSE);
      }
  digest_piece (self, checksum, TRUE);
  add_counts (line, "ent_n", counts, 2);
  add_text (line, "ent_sha256", g_checksum_get_string (checksum));
}

/* Did ma_version_tag change since it was last written of this place? */
static gboolean
note_tag (DscRecorder *self, const char *place, gint64 tag)
{
  gint64 *last = g_hash_table_lookup (self->tags, place);
  gboolean changed = last == NULL || *last != tag;

  if (last == NULL)
    {
      last = g_new (gint64, 1);
      g_hash_table_insert (self->tags, g_strdup (place), last);
    }
  *last = tag;
  return changed;
}

static void
add_field (GString *line, const char *name, const DscSnapshot *snapshot, DscFieldId id)
{
  const DscField *field = dsc_snapshot_find_field (snapshot, id);

  if (field != NULL)
    add_integer (line, name, field->value);
}

static gsize
count_slots (const DscSnapshot *snapshot, DscSlotState state)
{
  gsize n = 0;

  for (gsize slot = 0; slot < dsc_snapshot_get_n_slots (snapshot); slot++)
    n += dsc_snapshot_get_slot_state (snapshot, slot) == state;
  return n;
}

/* The members from "dkv" to "log2_ib". */
static void
add_tables (DscRecorder *self, GString *line, const DscSnapshot *snapshot)
{
  gboolean digests = dsc_snapshot_get_n_slots (snapshot) > self->cap;

  add_field (line, "dkv", snapshot, DSC_FIELD_DK_VERSION);
  if (is_open (self))
    add_integer (line, "dummies", (gint64) count_slots (snapshot, DSC_SLOT_DUMMY));
  if (digests)
    add_entry_digest (self, line, snapshot);
  else
    add_entries (self, line, snapshot);
  add_field (line, "fill", snapshot, DSC_FIELD_MA_FILL);
  if (dsc_snapshot_has_dict (snapshot))
    add_integer (line, "gs", dsc_snapshot_get_getsizeof (snapshot));
  if (digests)
    add_index_digest (self, line, snapshot);
  else
    add_indices (self, line, snapshot);
  add_text (line, "kind", dsc_keys_kind_name (dsc_snapshot_get_kind (snapshot)));
  add_integer (line, "log2", g_bit_nth_msf (dsc_snapshot_get_n_slots (snapshot), -1));
  add_field (line, "log2_ib", snapshot, DSC_FIELD_DK_LOG2_INDEX_BYTES);
}

static void
add_entry_count (const DscRecorder *self, GString *line, const DscSnapshot *snapshot)
{
  if (self->traits->family == DSC_FAMILY_OPEN)
    add_field (line, "nent", snapshot, DSC_FIELD_MA_FILL);
  else if (self->traits->family == DSC_FAMILY_KEYS_OPEN)
    add_integer (line, "nent", (gint64) (dsc_snapshot_get_n_slots (snapshot) - count_slots (snapshot, DSC_SLOT_EMPTY)));
  else
    add_field (line, "nent", snapshot, DSC_FIELD_DK_NENTRIES);
}

/* Values. */

static void
add_order (GString *line, const DscSnapshot *snapshot)
{
  const guint8 *order;
  gsize n = dsc_snapshot_get_order (snapshot, &order);

  add_name (line, "order");
  g_string_append_c (line, '[');
  for (gsize i = 0; i < n; i++)
    {
      if (i != 0)
        g_string_append_c (line, ',');
      dsc_json_append_integer (line, order[i]);
    }
  g_string_append_c (line, ']');
}

/* The first n of them. */
static void
add_values (DscRecorder *self, GString *line, const DscSnapshot *snapshot, gsize n)
{
  add_name (line, "vals");
  g_string_append_c (line, '[');
  for (gsize i = 0; i < n; i++)
    {
      if (i != 0)
        g_string_append_c (line, ',');
      append_repr_or_null (self, line, dsc_snapshot_get_split_value (snapshot, i));
    }
  g_string_append_c (line, ']');
}

/* 3.13 on: the header knows how many there are. What is not valid has nothing in it. */
static void
add_counted_values (DscRecorder *self, GString *line, const DscSnapshot *snapshot, DscValuesHeader header)
{
  gboolean is_readable = header.valid || !header.embedded;

  add_integer (line, "capacity", header.capacity);
  add_integer (line, "embedded", header.embedded);
  if (is_readable)
    add_order (line, snapshot);
  add_integer (line, "size", header.size);
  if (header.embedded)
    add_integer (line, "valid", header.valid);
  if (is_readable)
    add_values (self, line, snapshot, header.capacity);
}

/* 3.11, 3.12: as many as the shared keys have place for now. */
static void
add_prefixed_values (DscRecorder *self, GString *line, const DscSnapshot *snapshot, DscValuesHeader header)
{
  gint64 n = dsc_snapshot_get_value (snapshot, DSC_FIELD_DK_NENTRIES, 0) + dsc_snapshot_get_value (snapshot, DSC_FIELD_DK_USABLE, 0);

  add_order (line, snapshot);
  add_integer (line, "prefix", header.prefix);
  add_integer (line, "size", header.size);
  add_values (self, line, snapshot, (gsize) n);
}

static void
add_values_object (DscRecorder *self, GString *line, const char *name, const DscSnapshot *snapshot, DscValuesHeader header)
{
  add_name (line, name);
  g_string_append_c (line, '{');
  if (self->traits->instance_values == DSC_VALUES_INLINE)
    add_counted_values (self, line, snapshot, header);
  else
    add_prefixed_values (self, line, snapshot, header);
  g_string_append_c (line, '}');
}

/* The members from "nent" to "shared_empty". */
static void
add_keys_fields (const DscRecorder *self, GString *line, const DscSnapshot *snapshot)
{
  gboolean has_keys = self->traits->family != DSC_FAMILY_OPEN;

  add_entry_count (self, line, snapshot);
  if (has_keys && !dsc_snapshot_is_shared_empty (snapshot))
    add_field (line, "rc", snapshot, DSC_FIELD_DK_REFCNT);
  if (has_keys)
    add_bool (line, "shared_empty", dsc_snapshot_is_shared_empty (snapshot));
}

/* The members from "nent" on. place: of note_tag. */
static void
add_fields (DscRecorder *self, GString *line, const DscSnapshot *snapshot, const char *place)
{
  const DscField *tag = dsc_snapshot_find_field (snapshot, DSC_FIELD_MA_VERSION_TAG);
  DscValuesHeader header;

  add_keys_fields (self, line, snapshot);
  if (self->traits->family == DSC_FAMILY_OPEN)
    add_bool (line, "small", dsc_snapshot_get_table_block (snapshot) == DSC_BLOCK_DICT);
  add_integer (line, "so", dsc_snapshot_get_sizeof (snapshot));
  if (self->traits->family != DSC_FAMILY_OPEN)
    add_bool (line, "split", dsc_snapshot_is_split (snapshot));
  add_bool (line, "trk", dsc_snapshot_is_tracked (snapshot));
  add_field (line, "usable", snapshot, DSC_FIELD_DK_USABLE);
  add_field (line, "used", snapshot, DSC_FIELD_MA_USED);
  if (tag != NULL)
    add_bool (line, "vchg", note_tag (self, place, tag->value));
  if (self->traits->sharing == DSC_SHARING_ORDER_BYTES && dsc_snapshot_get_values_header (snapshot, &header))
    add_values_object (self, line, "vh", snapshot, header);
  add_field (line, "wtag", snapshot, DSC_FIELD_MA_WATCHER_TAG);
}

static gboolean
add_dict (DscRecorder *self, GString *line, const char *name, const DscDict *dict, const char *place)
{
  DscRuntime *rt = dsc_machine_get_runtime (dsc_player_get_machine (self->player));
  DscSnapshot *snapshot = dsc_snapshot_new_from_dict (rt, dict);

  if (snapshot == NULL)
    return FALSE;
  add_name (line, name);
  g_string_append_c (line, '{');
  add_tables (self, line, snapshot);
  add_fields (self, line, snapshot, place);
  g_string_append_c (line, '}');
  dsc_snapshot_unref (snapshot);
  return TRUE;
}

/* Instances. */

/* The keys object cached on the class. */
static gboolean
add_class_keys (DscRecorder *self, GString *line, const DscPlayed *played)
{
  DscRuntime *rt = dsc_machine_get_runtime (dsc_player_get_machine (self->player));

  add_name (line, "ckeys");
  if (!dsc_class_shares_keys (played->instance_class))
    g_string_append (line, "null");
  else if (dsc_instance_uses_class_keys (played->instance))
    g_string_append (line, "\"=dict\"");
  else
    {
      DscSnapshot *snapshot = dsc_snapshot_new_from_class (rt, played->instance_class);
      if (snapshot == NULL)
        return FALSE;
      g_string_append_c (line, '{');
      add_tables (self, line, snapshot);
      add_keys_fields (self, line, snapshot);
      add_field (line, "usable", snapshot, DSC_FIELD_DK_USABLE);
      g_string_append_c (line, '}');
      dsc_snapshot_unref (snapshot);
    }
  return TRUE;
}

static gboolean
add_instance_dict (DscRecorder *self, GString *line, const DscPlayed *played)
{
  const DscDict *dict = dsc_instance_peek_dict (played->instance);
  g_autofree char *place = g_strconcat ("o:", played->instance_name, NULL);

  if (dict != NULL)
    return add_dict (self, line, "dict", dict, place);
  add_name (line, "dict");
  g_string_append (line, "null");
  return TRUE;
}

/* The members "inline" and "inline_used_by_dict". */
static void
add_inline (DscRecorder *self, GString *line, const DscSnapshot *snapshot)
{
  gboolean has_dict = dsc_snapshot_has_dict (snapshot);
  DscValuesHeader header;

  if (self->traits->sharing != DSC_SHARING_ORDER_BYTES)
    return;
  if (has_dict ? dsc_snapshot_get_idle_values_header (snapshot, &header) : dsc_snapshot_get_values_header (snapshot, &header))
    add_values_object (self, line, "inline", snapshot, header);
  if (has_dict && self->traits->instance_values == DSC_VALUES_INLINE)
    add_bool (line, "inline_used_by_dict", !dsc_snapshot_get_idle_values_header (snapshot, &header));
}

static gboolean
add_instance (DscRecorder *self, GString *line, const DscPlayed *played)
{
  DscRuntime *rt = dsc_machine_get_runtime (dsc_player_get_machine (self->player));
  DscSnapshot *snapshot = dsc_snapshot_new_from_instance (rt, played->instance);
  gboolean done;

  if (snapshot == NULL)
    return FALSE;
  add_name (line, "inst");
  g_string_append_c (line, '{');
  add_integer (line, "basic", dsc_snapshot_get_basicsize (snapshot));
  done = self->traits->family == DSC_FAMILY_OPEN || add_class_keys (self, line, played);
  done = add_instance_dict (self, line, played) && done;
  add_integer (line, "gs", dsc_snapshot_get_instance_getsizeof (snapshot));
  add_inline (self, line, snapshot);
  g_string_append_c (line, '}');
  dsc_snapshot_unref (snapshot);
  return done;
}

static void
add_sizes (GString *line, const GArray *sizes)
{
  add_name (line, "r");
  g_string_append_c (line, '[');
  for (guint i = 0; i < sizes->len; i++)
    {
      if (i != 0)
        g_string_append_c (line, ',');
      dsc_json_append_integer (line, g_array_index (sizes, gint64, i));
    }
  g_string_append_c (line, ']');
}

static void
add_exception (DscRecorder *self, GString *line, const DscPlayed *played)
{
  if (played->exception == NULL)
    return;
  add_text (line, "e", played->exception);
  if (played->exception_key != NULL)
    {
      add_name (line, "em");
      append_repr (self, line, played->exception_key);
    }
}

gboolean
dsc_recorder_append_line (DscRecorder *self, gsize i, const DscJson *op, const DscPlayed *played, GString *line, GError **error)
{
  const char *reg = dsc_machine_get_name (dsc_player_get_machine (self->player), played->reg);
  g_autofree char *place = g_strconcat ("r:", reg, NULL);
  g_autoptr (GString) instance = g_string_new ("{");
  gboolean done = played->instance == NULL || add_instance (self, instance, played);

  g_string_append_c (line, '{');
  if (played->dict != NULL)
    done = add_dict (self, line, "d", played->dict, place) && done;
  add_exception (self, line, played);
  if (played->has_hash)
    add_integer (line, "h", played->hash);
  add_integer (line, "i", (gint64) i);
  if (played->instance != NULL)
    g_string_append_printf (line, ",%s", instance->str + 1);
  add_name (line, "op");
  dsc_json_append (line, op);
  if (played->value != NULL && played->exception == NULL)
    {
      add_name (line, "r");
      append_repr (self, line, played->value);
    }
  if (played->sizes != NULL && played->exception == NULL)
    add_sizes (line, played->sizes);
  if (played->dict != NULL)
    add_text (line, "reg", reg);
  if (played->skip != NULL)
    add_text (line, "skip", played->skip);
  g_string_append_c (line, '}');
  if (!done || self->text.status != DSC_STATUS_OK)
    dsc_error_set_from_status (error, DSC_STATUS_NO_MEMORY, NULL);
  return done && self->text.status == DSC_STATUS_OK;
}
