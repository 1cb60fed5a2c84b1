/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bytes-compare.c: compares the bytes of a snapshot with those that were read out of a real interpreter's memory.
 *
 * A field is what the recording calls one: a member, or a whole array of small numbers. It is right when the model has cells
 * at that very place which have the same name, kind and flags, when they say the same number or point at the same thing, and
 * when the bytes are the same. The bytes of pointers cannot be: there each recorded address must stand for one address of the
 * model, in both directions, and addresses inside a block for the same place in the model's block. */
#include "bytes-compare.h"

#include <string.h>

#include "dsc-repr.h"

#define MAX_POINTER  8u
#define LONGEST_REPR 200

typedef struct {
  const BytesPair  *pair;
  const DscTraits  *traits;
  BytesCount       *count;
  GString          *report;
  GError          **error;
  const DscJson    *blocks;
  GHashTable       *to_model;      /* recorded address → the model's, of what lies in no block */
  GHashTable       *to_recorded;
  GByteArray       *recorded[DSC_N_BLOCKS];   /* bytes; NULL: no such block */
  guint64           addresses[DSC_N_BLOCKS];
  guint64           covered[DSC_N_BLOCKS];    /* end of the last field */
} Comparison;

typedef struct {                   /* a field of the recording */
  DscBlockKind   block;
  guint64        offset, size;
  const char    *name, *kind;
  const DscJson *value, *target;
  gint64         tag;
  gboolean       is_unused, is_stale, is_varying, is_initialised;
} Field;

static const char *const skip_reasons[BYTES_N_SKIPS] = {
  [BYTES_SKIP_UNINITIALISED] = "never written by that interpreter",
  [BYTES_SKIP_PADDING] = "padding that was never written",
  [BYTES_SKIP_VARIES] = "not the same in two runs of that interpreter",
  [BYTES_SKIP_COUNTS_PROCESS] = "dk_refcnt of the shared empty keys, which counts the dicts of the whole process",
  [BYTES_SKIP_SPECIALISED] = "dk_version given by the specialising interpreter",
};

const char *
bytes_skip_reason (BytesSkip skip)
{
  return skip_reasons[skip];
}

/* --- Reading the recording. --- */

static const char *
get_text (const DscJson *object, const char *name)
{
  const DscJson *member = dsc_json_get_member (object, name);

  return member != NULL && member->kind == DSC_JSON_STRING ? member->as.text.bytes : NULL;
}

static gboolean
get_number (const DscJson *object, const char *name, gint64 *out_number)
{
  const DscJson *member = dsc_json_get_member (object, name);

  if (member == NULL || member->kind != DSC_JSON_INTEGER)
    return FALSE;
  *out_number = member->as.integer;
  return TRUE;
}

static gboolean
get_flag (const DscJson *object, const char *name)
{
  const DscJson *member = dsc_json_get_member (object, name);

  return member != NULL && member->kind == DSC_JSON_TRUE;
}

static gboolean
find_block_kind (const char *name, DscBlockKind *out_kind)
{
  for (guint kind = 0; name != NULL && kind < DSC_N_BLOCKS; kind++)
    if (strcmp (name, dsc_block_name (kind)) == 0)
      {
        *out_kind = kind;
        return TRUE;
      }
  return FALSE;
}

static gboolean
fail (const Comparison *self, const char *what)
{
  g_set_error (self->error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: %s", self->pair->place, what);
  return FALSE;
}

static GByteArray *
read_hex (const char *text)
{
  GByteArray *bytes = g_byte_array_new ();

  for (; text != NULL && g_ascii_isxdigit (text[0]) && g_ascii_isxdigit (text[1]); text += 2)
    {
      const guint8 byte = (guint8) (g_ascii_xdigit_value (text[0]) << 4 | g_ascii_xdigit_value (text[1]));
      g_byte_array_append (bytes, &byte, 1);
    }
  return bytes;
}

static gboolean
read_field (const Comparison *self, const DscJson *json, Field *out_field)
{
  gint64 offset, size;

  *out_field = (Field) {
    .name = get_text (json, "name"), .kind = get_text (json, "kind"),
    .value = dsc_json_get_member (json, "value"), .target = dsc_json_get_member (json, "target"),
    .is_unused = get_flag (json, "unused_entry"), .is_stale = get_flag (json, "stale"), .is_varying = get_flag (json, "varies"),
    .is_initialised = get_flag (json, "initialised"),
  };
  get_number (json, "tag", &out_field->tag);
  if (!find_block_kind (get_text (json, "block"), &out_field->block) || out_field->name == NULL || out_field->kind == NULL
      || !get_number (json, "offset", &offset) || !get_number (json, "size", &size) || offset < 0 || size <= 0)
    return fail (self, "a field has no block, name, kind, offset or size that is known.");
  out_field->offset = (guint64) offset;
  out_field->size = (guint64) size;
  return TRUE;
}

/* --- Saying what differs. --- */

static void G_GNUC_PRINTF (4, 5)
check (Comparison *self, gboolean is_same, const char *what, const char *format, ...)
{
  va_list arguments;

  self->count->n_fields++;
  self->count->n_differing += !is_same;
  if (is_same)
    return;
  g_string_append_printf (self->report, "%s, %s: ", self->pair->place, what);
  va_start (arguments, format);
  g_string_append_vprintf (self->report, format, arguments);
  va_end (arguments);
  g_string_append_c (self->report, '\n');
}

static void
check_number (Comparison *self, const char *name, gint64 got)
{
  gint64 expected;

  if (get_number (self->pair->recording, name, &expected))
    check (self, expected == got, name, "expected %" G_GINT64_FORMAT ", got %" G_GINT64_FORMAT, expected, got);
}

static void
check_flag (Comparison *self, const char *name, gboolean got)
{
  if (dsc_json_get_member (self->pair->recording, name) != NULL)
    check (self, get_flag (self->pair->recording, name) == got, name, "expected %s", got ? "false, got true" : "true, got false");
}

/* --- Words of the recording. --- */

static const char *
recorded_word (DscBlockKind block, DscFieldId member)
{
  const gboolean in_front = block == DSC_BLOCK_INSTANCE_PRE;

  switch ((int) member)
    {
    case DSC_FIELD_INSTANCE_DICT:
      return in_front ? "(pre-header: dict pointer)" : "(dict pointer)";
    case DSC_FIELD_INSTANCE_WEAKREF:
      return in_front ? "(pre-header: weakref list)" : "(weakref list)";
    case DSC_FIELD_INSTANCE_VALUES:
      return "(pre-header: values pointer)";
    case DSC_FIELD_INSTANCE_DICT_OR_VALUES:
      return "(pre-header: dict pointer, or values pointer minus 1)";
    case DSC_FIELD_PADDING:
      return "(padding)";
    case DSC_FIELD_DK_INDICES:
      return "dk_indices";
    default:
      return NULL;
    }
}

/* Name that a field made of these cells has in a recording. */
static void
word_name (const Comparison *self, DscBlockKind block, const DscByteCell *first, const DscByteCell *last, char *buffer, gsize size)
{
  const char *word = recorded_word (block, first->member);
  const gboolean backwards = self->traits->instance_values != DSC_VALUES_INLINE;

  if (word != NULL)
    g_strlcpy (buffer, word, size);
  else if (first->member == DSC_FIELD_VALUES_ORDER && backwards)
    g_strlcpy (buffer, first->is_unused ? "order (not used)" : "order, last to first", size);
  else if (first->member == DSC_FIELD_VALUES_ORDER)
    g_snprintf (buffer, size, "order[%u..%u]%s", (guint) first->index, (guint) last->index, first->is_unused ? " (not used)" : "");
  else if (first->array == DSC_FIELD_DK_ENTRIES || first->array == DSC_FIELD_MA_TABLE)
    g_snprintf (buffer, size, "entry[%u].%s", (guint) first->index, dsc_field_name (first->member));
  else
    dsc_byte_cell_name (first, buffer, size);
}

/* The recorder calls the search function of str-only tables lookdict_string in all versions that have tables without keys objects. */
static const char *
word_function (const Comparison *self, const char *name)
{
  const gboolean renamed = self->traits->family == DSC_FAMILY_OPEN && strcmp (name, "lookdict_unicode") == 0;

  return renamed ? "lookdict_string" : name;
}

/* As the recorder words it: cut, and without addresses. */
static void
append_object (const Comparison *self, GString *string, const DscObject *object)
{
  DscText text;

  if (object->kind == DSC_OBJECT_DUMMY)
    {
      g_string_append (string, "dummy");
      return;
    }
  dsc_text_init (&text, &dsc_alloc_libc);
  dsc_repr_append (&text, object, dsc_snapshot_get_pool (self->pair->snapshot), 0);
  const glong n_chars = g_utf8_strlen (text.text, (gssize) text.length);
  const gsize length = n_chars > LONGEST_REPR ? (gsize) (g_utf8_offset_to_pointer (text.text, LONGEST_REPR) - text.text) : text.length;
  g_string_append (string, "object:");
  if (strstr (text.text, " at 0x") != NULL)
    g_string_append_printf (string, "<%s object>", dsc_object_type_name (object, dsc_snapshot_get_pool (self->pair->snapshot)));
  else
    g_string_append_len (string, text.text, (gssize) length);
  if (n_chars > LONGEST_REPR)
    g_string_append_printf (string, "...(%ld)", n_chars);
  dsc_text_clear (&text);
}

static void
append_target (const Comparison *self, GString *string, const DscByteCell *cell)
{
  switch (cell->target)
    {
    case DSC_TARGET_NONE:
      g_string_append (string, "no pointer");
      return;
    case DSC_TARGET_NULL:
      g_string_append (string, "NULL");
      return;
    case DSC_TARGET_BLOCK:
      g_string_append_printf (string, "block:%s+%" G_GUINT64_FORMAT, dsc_block_name (cell->target_block), cell->target_offset);
      return;
    case DSC_TARGET_TYPE:
      g_string_append_printf (string, "type:%s", cell->text);
      return;
    case DSC_TARGET_FUNCTION:
      g_string_append_printf (string, "function:%s", word_function (self, cell->text));
      return;
    case DSC_TARGET_STATIC_KEYS:
      g_string_append (string, "static empty keys");
      return;
    case DSC_TARGET_STATIC_VALUES:
      g_string_append (string, "static empty values");
      return;
    case DSC_TARGET_OBJECT:
      if (cell->object != NULL)
        append_object (self, string, cell->object);
      else
        g_string_append (string, cell->text);
      return;
    default:
      g_assert_not_reached ();
    }
}

/* --- Fields. --- */

static guint64
read_word (const guint8 *bytes, gsize size)
{
  guint64 word = 0;

  for (gsize i = 0; i < size && i < MAX_POINTER; i++)
    word |= (guint64) bytes[i] << 8 * i;
  return word;
}

/* One address of the model for each recorded one, and the other way round. */
static gboolean
map_address (GHashTable *table, guint64 from, guint64 to)
{
  gpointer known;

  if (g_hash_table_lookup_extended (table, GSIZE_TO_POINTER (from), NULL, &known))
    return GPOINTER_TO_SIZE (known) == to;
  g_hash_table_insert (table, GSIZE_TO_POINTER (from), GSIZE_TO_POINTER (to));
  return TRUE;
}

/* Whether two pointers that are said to have the same target really have, as numbers. */
static gboolean
pointers_agree (Comparison *self, const DscByteCell *cell, guint64 expected, guint64 got)
{
  const guint64 mask = self->traits->pointer_size == 8 ? G_MAXUINT64 : G_MAXUINT32;
  const guint64 expected_address = (expected - (guint64) cell->tag) & mask;
  const guint64 got_address = (got - (guint64) cell->tag) & mask;
  const DscBlock *block = dsc_snapshot_find_block (self->pair->snapshot, cell->target_block);

  switch (cell->target)
    {
    case DSC_TARGET_NULL:
      return expected == 0 && got == 0;
    case DSC_TARGET_BLOCK: case DSC_TARGET_STATIC_KEYS: case DSC_TARGET_STATIC_VALUES:
      return block != NULL && self->recorded[cell->target_block] != NULL
             && expected_address == self->addresses[cell->target_block] + cell->target_offset
             && got_address == block->address + cell->target_offset;
    case DSC_TARGET_TYPE: case DSC_TARGET_FUNCTION: case DSC_TARGET_OBJECT:
      if (cell->object == NULL && cell->target == DSC_TARGET_OBJECT)
        return expected != 0 && got != 0 && (expected & 3) == (got & 3);   /* neighbours in a list: the model has one for all */
      return (cell->target == DSC_TARGET_FUNCTION || (expected_address | got_address) % self->traits->pointer_size == 0)
             && map_address (self->to_model, expected_address, got_address) && map_address (self->to_recorded, got_address, expected_address);
    case DSC_TARGET_NONE:
    default:
      return FALSE;
    }
}

static gboolean
points_at_nothing (const Comparison *self, const DscByteCell *cell)
{
  return cell->target == DSC_TARGET_BLOCK && dsc_snapshot_find_block (self->pair->snapshot, cell->target_block)->size == 0;
}

static void
check_pointer (Comparison *self, const Field *field, const DscByteCell *cell, const char *what, const guint8 *expected, const guint8 *got)
{
  g_autoptr (GString) target = g_string_new (NULL);
  const char *recorded = field->target != NULL && field->target->kind == DSC_JSON_STRING ? field->target->as.text.bytes : "(none)";

  append_target (self, target, cell);
  /* The recorder names the keys and values of the dict; other objects, and an array of no values, are addresses to it. */
  const gboolean is_nameless = strcmp (recorded, "address") == 0
                               && ((cell->target == DSC_TARGET_OBJECT && cell->object != NULL) || points_at_nothing (self, cell));
  if ((!is_nameless && strcmp (target->str, recorded) != 0) || cell->tag != field->tag)
    check (self, FALSE, what, "expected a pointer to %s (tag %d), got one to %s (tag %d)", recorded, (int) field->tag, target->str,
           (int) cell->tag);
  else
    check (self, pointers_agree (self, cell, read_word (expected, field->size), read_word (got, field->size)), what,
           "the addresses of %s do not stand for each other", target->str);
}

static gboolean
number_equals (const DscJson *json, gint64 value)
{
  return json != NULL && json->kind == DSC_JSON_INTEGER && json->as.integer == value;
}

/* Numbers that need the 64th bit are text in the tree. */
static gboolean
value_equals (const DscJson *json, const DscByteCell *cell)
{
  char text[32];

  if (json == NULL || json->kind != DSC_JSON_BIG || cell->is_signed)
    return number_equals (json, cell->value);
  g_snprintf (text, sizeof text, "%" G_GUINT64_FORMAT, (guint64) cell->value);
  return strcmp (json->as.text.bytes, text) == 0;
}

/* The cells of a field: one, or those of an array of numbers. */
static gboolean
values_equal (const Comparison *self, const Field *field)
{
  DscByteCell cell;
  gsize i = 0;

  for (guint64 offset = field->offset; offset < field->offset + field->size; offset += cell.size, i++)
    {
      if (!dsc_bytes_describe (self->pair->snapshot, field->block, offset, &cell))
        return FALSE;
      const DscJson *expected = field->value != NULL && field->value->kind == DSC_JSON_ARRAY ? dsc_json_get_item (field->value, i) : field->value;
      if (!value_equals (expected, &cell))
        return FALSE;
    }
  return field->value == NULL || field->value->kind != DSC_JSON_ARRAY || dsc_json_get_item (field->value, i) == NULL;
}

static void
check_value (Comparison *self, const Field *field, const char *what, const guint8 *expected, const guint8 *got)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (values_equal (self, field) && memcmp (expected, got, field->size) == 0)
    {
      check (self, TRUE, what, "%s", "");
      return;
    }
  if (field->value != NULL)
    dsc_json_append (text, field->value);
  g_string_append (text, ", got the bytes");
  for (guint64 i = 0; i < field->size; i++)
    g_string_append_printf (text, " %02x", got[i]);
  check (self, FALSE, what, "expected %s", text->str);
}

/* Whether the cells say of themselves what the recording says: the flags of the last one that matters. */
static gboolean
flags_equal (const Comparison *self, const Field *field, gboolean *out_is_stale)
{
  DscByteCell cell;
  gboolean is_unused = FALSE;
  gboolean is_stale = FALSE, tells = FALSE;

  for (guint64 offset = field->offset; offset < field->offset + field->size; offset += cell.size)
    {
      dsc_bytes_describe (self->pair->snapshot, field->block, offset, &cell);
      is_unused = is_unused || (cell.is_unused && cell.member != DSC_FIELD_VALUES_ORDER);
      is_stale = is_stale || cell.is_stale;
      /* Values that are not valid any more are not marked. */
      tells = tells || (cell.is_stale && cell.member != DSC_FIELD_VALUES_VALUES && (cell.value != 0 || cell.array == DSC_FIELD_MA_SMALLTABLE));
    }
  *out_is_stale = is_stale;
  /* What was left behind and is 0 cannot be told from what was never used. */
  return is_unused == field->is_unused && (field->is_stale ? is_stale : !tells);
}

/* Whether cells begin and end where the field does, and are of one kind; the first and the last of them. */
static gboolean
find_cells (const Comparison *self, const Field *field, DscByteCell *out_first, DscByteCell *out_last)
{
  guint64 offset = field->offset;
  const guint64 end = offset + field->size;

  for (DscByteCell cell; offset < end; offset += cell.size)
    {
      if (!dsc_bytes_describe (self->pair->snapshot, field->block, offset, &cell) || cell.offset != offset)
        return FALSE;
      if (offset == field->offset)
        *out_first = cell;
      *out_last = cell;
      if (cell.member != out_first->member || cell.kind != out_first->kind || (cell.is_unused && !out_first->is_unused))
        return FALSE;
    }
  return offset == end;
}

static gboolean
is_counting_process (const Comparison *self, const Field *field, const DscByteCell *cell, const guint8 *expected)
{
  const DscBlock *block = dsc_snapshot_find_block (self->pair->snapshot, field->block);

  return cell->member == DSC_FIELD_DK_REFCNT && block->is_static && self->traits->empty_refcnt == DSC_EMPTY_REFCNT_COUNTED
         && (gint64) read_word (expected, field->size) >= cell->value;
}

/* TRUE: the field is not to be compared, and has been counted. */
static gboolean
skip (Comparison *self, const Field *field, const DscByteCell *cell, const guint8 *expected)
{
  BytesSkip reason = BYTES_N_SKIPS;

  if (strcmp (field->kind, "uninitialised") == 0)
    reason = BYTES_SKIP_UNINITIALISED;
  else if (strcmp (field->kind, "padding") == 0 && !field->is_initialised)
    reason = BYTES_SKIP_PADDING;
  else if (field->is_varying)
    reason = BYTES_SKIP_VARIES;
  else if (is_counting_process (self, field, cell, expected))
    reason = BYTES_SKIP_COUNTS_PROCESS;
  else if (cell->member == DSC_FIELD_DK_VERSION && cell->value == 0 && read_word (expected, field->size) != 0)
    reason = BYTES_SKIP_SPECIALISED;
  if (reason == BYTES_N_SKIPS)
    return FALSE;
  self->count->n_skipped[reason]++;
  return TRUE;
}

static void
compare_contents (Comparison *self, const Field *field, const DscByteCell *cell, const char *what)
{
  const GByteArray *recorded = self->recorded[field->block];
  g_autofree guint8 *got = g_malloc (field->size);
  const guint8 *expected = recorded->data + field->offset;
  const char *kind = dsc_byte_kind_name (cell->kind);
  gboolean is_stale;

  if (skip (self, field, cell, expected))
    return;
  self->count->n_bytes += field->size;
  if (strcmp (kind, field->kind) != 0)
    check (self, FALSE, what, "expected a %s, got a %s", field->kind, kind);
  else if (!flags_equal (self, field, &is_stale))
    check (self, FALSE, what, "expected%s%s, got%s%s", field->is_unused ? " an unused entry" : "", field->is_stale ? " stale" : "",
           cell->is_unused ? " an unused entry" : "", is_stale ? " stale" : "");
  else if (dsc_bytes_read (self->pair->snapshot, field->block, field->offset, got, field->size) != field->size)
    check (self, FALSE, what, "the model's block ends before");
  else if (cell->kind == DSC_BYTE_POINTER)
    check_pointer (self, field, cell, what, expected, got);
  else if (cell->kind == DSC_BYTE_PADDING)
    check (self, cell->is_written && memcmp (expected, got, field->size) == 0, what, "expected padding that is 0, got what is not written");
  else
    check_value (self, field, what, expected, got);
}

static gboolean
compare_field (Comparison *self, const DscJson *json)
{
  Field field;
  DscByteCell first = { 0 }, last = { 0 };
  char name[128];

  if (!read_field (self, json, &field))
    return FALSE;
  if (self->recorded[field.block] == NULL || field.offset != self->covered[field.block]
      || field.size > self->recorded[field.block]->len - field.offset)
    return fail (self, "the fields do not follow each other through their block.");
  self->covered[field.block] += field.size;

  g_autofree char *what = g_strdup_printf ("%s+%" G_GUINT64_FORMAT " %s", dsc_block_name (field.block), field.offset, field.name);
  if (!find_cells (self, &field, &first, &last))
    {
      check (self, FALSE, what, "the model has other members between these %" G_GUINT64_FORMAT " bytes", field.size);
      return TRUE;
    }
  word_name (self, field.block, &first, &last, name, sizeof name);
  if (strcmp (name, field.name) != 0)
    check (self, FALSE, what, "expected %s, got %s", field.name, name);
  else
    compare_contents (self, &field, &first, what);
  return TRUE;
}

/* --- Blocks and allocations. --- */

static const char *
kind_name (DscKeysKind kind)
{
  static const char *const names[] = {
    [DSC_KEYS_GENERAL] = "general", [DSC_KEYS_UNICODE] = "unicode", [DSC_KEYS_SPLIT] = "split",
    [DSC_KEYS_UNICODE_NODUMMY] = "unicode_nodummy", [DSC_KEYS_STRING] = "string",
  };

  return names[kind];
}

static gboolean
compare_block (Comparison *self, const DscJson *json)
{
  const char *address = get_text (json, "address");
  const char *dk_kind = get_text (json, "dk_kind");
  DscBlockKind kind;
  gint64 size;

  if (!find_block_kind (get_text (json, "name"), &kind) || !get_number (json, "size", &size) || address == NULL)
    return fail (self, "a block has no name, address or size that is known.");
  self->recorded[kind] = read_hex (get_text (json, "hex"));
  self->addresses[kind] = g_ascii_strtoull (address, NULL, 0);
  if ((gint64) self->recorded[kind]->len != size)
    return fail (self, "a block has not as many bytes as it says.");

  const DscBlock *block = dsc_snapshot_find_block (self->pair->snapshot, kind);
  const char *name = dsc_block_name (kind);
  check (self, block != NULL, name, "the model has no such block");
  if (block == NULL)
    return TRUE;
  check (self, block->size == (guint64) size, name, "expected %" G_GINT64_FORMAT " bytes, got %" G_GUINT64_FORMAT, size, block->size);
  check (self, block->is_static == get_flag (json, "static"), name, "expected %s", block->is_static ? "an allocated one, got a static one" : "a static one, got an allocated one");
  if (dk_kind != NULL)
    {
      const char *got = kind_name (dsc_snapshot_get_kind (self->pair->snapshot));
      check (self, strcmp (dk_kind, got) == 0, name, "expected the kind %s, got %s", dk_kind, got);
    }
  return TRUE;
}

static void
check_no_other_blocks (Comparison *self)
{
  for (size_t i = 0; i < dsc_snapshot_get_n_blocks (self->pair->snapshot); i++)
    {
      const DscBlock *block = dsc_snapshot_get_block (self->pair->snapshot, i);
      check (self, self->recorded[block->kind] != NULL, dsc_block_name (block->kind), "the interpreter has no such block");
    }
}

/* The blocks lie one behind the other and have that size together. */
static gboolean
compare_allocation (Comparison *self, const DscJson *json, gboolean *allocated)
{
  const DscJson *names = dsc_json_get_member (json, "blocks");
  const DscJson *name;
  gint64 size;
  guint64 end = 0, sum = 0;
  gboolean adjoin = TRUE;

  if (!get_number (json, "size", &size))
    return fail (self, "an allocation has no size.");
  for (gsize i = 0; (name = dsc_json_get_item (names, i)) != NULL; i++)
    {
      DscBlockKind kind;
      if (name->kind != DSC_JSON_STRING || !find_block_kind (name->as.text.bytes, &kind))
        return fail (self, "an allocation has a block that is not known.");
      const DscBlock *block = dsc_snapshot_find_block (self->pair->snapshot, kind);
      allocated[kind] = TRUE;
      adjoin = adjoin && block != NULL && (i == 0 || block->address == end);
      end = block != NULL ? block->address + block->size : 0;
      sum += block != NULL ? block->size : 0;
    }
  check (self, adjoin && sum == (guint64) size, "allocation", "expected %" G_GINT64_FORMAT " bytes in one piece, got %" G_GUINT64_FORMAT "%s",
         size, sum, adjoin ? "" : " in several");
  return TRUE;
}

static gboolean
compare_allocations (Comparison *self)
{
  const DscJson *allocations = dsc_json_get_member (self->pair->recording, "allocations");
  const DscJson *allocation;
  gboolean allocated[DSC_N_BLOCKS] = { FALSE };

  for (gsize i = 0; (allocation = dsc_json_get_item (allocations, i)) != NULL; i++)
    if (!compare_allocation (self, allocation, allocated))
      return FALSE;
  for (size_t i = 0; i < dsc_snapshot_get_n_blocks (self->pair->snapshot); i++)
    {
      const DscBlock *block = dsc_snapshot_get_block (self->pair->snapshot, i);
      check (self, block->is_static != allocated[block->kind], dsc_block_name (block->kind), "%s",
             block->is_static ? "it is static, but part of an allocation" : "it is part of no allocation");
    }
  return TRUE;
}

/* --- The object as a whole. --- */

static void
compare_class_keys (Comparison *self)
{
  const DscInstance *instance = self->pair->instance;
  const char *expected = get_text (self->pair->recording, "class_keys");
  const char *got = "none";

  if (dsc_class_shares_keys (dsc_instance_get_class (instance)))
    got = dsc_instance_peek_dict (instance) == NULL || dsc_instance_uses_class_keys (instance) ? "block:keys+0" : "address";
  if (expected == NULL)
    expected = "none";
  check (self, strcmp (expected, got) == 0, "class_keys", "expected %s, got %s", expected, got);
}

static void
compare_head (Comparison *self)
{
  const DscSnapshot *snapshot = self->pair->snapshot;
  gint64 pre = 0;

  if (self->pair->instance == NULL)
    {
      check_number (self, "getsizeof", dsc_snapshot_get_getsizeof (snapshot));
      check_number (self, "__sizeof__", dsc_snapshot_get_sizeof (snapshot));
      check_flag (self, "gc_tracked", dsc_snapshot_is_tracked (snapshot));
      return;
    }
  const DscBlock *block = dsc_snapshot_find_block (snapshot, DSC_BLOCK_INSTANCE_PRE);
  pre = block != NULL ? (gint64) block->size : 0;
  check_number (self, "getsizeof", dsc_snapshot_get_instance_getsizeof (snapshot));
  check_number (self, "__sizeof__", dsc_snapshot_get_instance_getsizeof (snapshot) - pre);
  check_flag (self, "gc_tracked", TRUE);
  check_flag (self, "materialised", dsc_snapshot_has_dict (snapshot));
  compare_class_keys (self);
  if (dsc_snapshot_has_dict (snapshot))
    {
      check_number (self, "dict_getsizeof", dsc_snapshot_get_getsizeof (snapshot));
      check_flag (self, "dict_gc_tracked", dsc_snapshot_is_tracked (snapshot));
    }
}

static gboolean
compare_all (Comparison *self)
{
  const DscJson *blocks = dsc_json_get_member (self->pair->recording, "blocks");
  const DscJson *fields = dsc_json_get_member (self->pair->recording, "fields");
  const DscJson *item;

  compare_head (self);
  for (gsize i = 0; (item = dsc_json_get_item (blocks, i)) != NULL; i++)
    if (!compare_block (self, item))
      return FALSE;
  check_no_other_blocks (self);
  if (!compare_allocations (self))
    return FALSE;
  for (gsize i = 0; (item = dsc_json_get_item (fields, i)) != NULL; i++)
    if (!compare_field (self, item))
      return FALSE;
  for (guint kind = 0; kind < DSC_N_BLOCKS; kind++)
    if (self->recorded[kind] != NULL && self->covered[kind] != self->recorded[kind]->len)
      return fail (self, "the fields do not fill their block.");
  return TRUE;
}

gboolean
bytes_compare (const BytesPair *pair, BytesCount *count, GString *report, GError **error)
{
  Comparison self = {
    .pair = pair, .traits = dsc_snapshot_get_traits (pair->snapshot), .count = count, .report = report, .error = error,
    .to_model = g_hash_table_new (NULL, NULL), .to_recorded = g_hash_table_new (NULL, NULL),
  };
  gboolean done = compare_all (&self);

  g_hash_table_unref (self.to_model);
  g_hash_table_unref (self.to_recorded);
  for (guint kind = 0; kind < DSC_N_BLOCKS; kind++)
    g_clear_pointer (&self.recorded[kind], g_byte_array_unref);
  return done;
}
