/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-state-json.c: a state as one JSON object, with CPython's own names.
 *
 * Before 3.3 there is no keys object: "keys" then holds the slots alone, as "ma_table". A slot of a table without indices is
 * an object when it is in use, null for a tombstone (dummy), false when it was never used. */
#include "dsc-cli-state.h"

char *
dsc_cli_repr (const DscObject *object,
              const DscPool   *pool,
              gsize            max)
{
  DscText text;
  DscStatus status;

  dsc_text_init (&text, &dsc_alloc_libc);
  dsc_repr_append (&text, object, pool, max);
  char *repr = dsc_text_steal (&text, &status);
  char *copy = g_utf8_make_valid (repr != NULL ? repr : "", -1);
  dsc_alloc_free (&dsc_alloc_libc, repr);
  return copy;
}

char *
dsc_cli_result (const DscStep *step,
                const DscPool *pool,
                gsize          max)
{
  DscText text;
  DscStatus status;

  if (step->op.kind != DSC_OP_PRINT)
    return dsc_cli_repr (step->result.value, pool, max);
  dsc_text_init (&text, &dsc_alloc_libc);
  dsc_repr_append_str (&text, step->result.value, pool, max);
  char *printed = dsc_text_steal (&text, &status);
  char *copy = g_utf8_make_valid (printed != NULL ? printed : "", -1);
  dsc_alloc_free (&dsc_alloc_libc, printed);
  if (g_str_has_suffix (copy, "\n"))
    copy[strlen (copy) - 1] = '\0';
  return copy;
}

/* What a block of memory is, untranslated. */
const char *
dsc_cli_block_what (const DscSnapshot *snapshot,
                    const DscBlock    *block)
{
  const gboolean of_instance = dsc_snapshot_has_instance (snapshot);

  switch (block->kind)
    {
    case DSC_BLOCK_GC_HEAD:         return "what the garbage collector needs, in front of the dict";
    case DSC_BLOCK_DICT:            return of_instance ? "the __dict__ of the instance" : "the dict";
    case DSC_BLOCK_TABLE:           return "slots of the dict";
    case DSC_BLOCK_KEYS:
      if (block->is_static)
        return "keys object of all empty dicts";
      return dsc_snapshot_get_kind (snapshot) == DSC_KEYS_SPLIT ? "keys object that the instances of the class share" : "keys object of this dict alone";
    case DSC_BLOCK_VALUES:          return block->is_static ? "values of all empty dicts" : dsc_snapshot_has_dict (snapshot) ? "values of the dict" : "values of the instance";
    case DSC_BLOCK_INSTANCE_PRE:    return "what lies in front of the instance";
    case DSC_BLOCK_INSTANCE:        return "the instance";
    case DSC_BLOCK_INSTANCE_VALUES: return "values inside the instance";
    case DSC_BLOCK_INSTANCE_TAIL:   return "room behind the values that this instance does not use";
    case DSC_N_BLOCKS:              break;
    }
  return "";
}

static void
add_string (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_int (JsonBuilder *builder,
         const char  *name,
         gint64       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_address (JsonBuilder *builder,
             const char  *name,
             guint64      address)
{
  g_autofree char *text = g_strdup_printf ("0x%" G_GINT64_MODIFIER "x", address);

  add_string (builder, name, text);
}

/* How members that point at a block of the same picture are told. */
typedef enum { POINTERS_LEFT_OUT = 0, POINTERS_BY_NAME, POINTERS_BY_ADDRESS } Pointers;

static void
add_pointer (JsonBuilder    *builder,
             const DscField *field,
             Pointers        pointers)
{
  const char *name = dsc_field_name (field->member.id);

  switch (field->target)
    {
    case DSC_TARGET_NULL:
      add_string (builder, name, NULL);
      return;
    case DSC_TARGET_STATIC_KEYS:
      add_string (builder, name, "Py_EMPTY_KEYS");
      return;
    case DSC_TARGET_STATIC_VALUES:
      add_string (builder, name, "empty_values");
      return;
    case DSC_TARGET_TYPE:
    case DSC_TARGET_FUNCTION:
      add_string (builder, name, field->text);
      return;
    case DSC_TARGET_BLOCK:
      if (pointers == POINTERS_BY_NAME)
        add_string (builder, name, dsc_block_name (field->target_block));
      break;
    case DSC_TARGET_NONE:
    case DSC_TARGET_OBJECT:
      break;
    }
  if (pointers == POINTERS_BY_ADDRESS)
    add_address (builder, name, (guint64) field->value);
}

static void
add_fields (JsonBuilder    *builder,
            const DscBlock *block,
            Pointers        pointers)
{
  if (pointers == POINTERS_BY_ADDRESS)
    add_address (builder, "address", block->address);
  for (guint i = 0; i < block->n_fields; i++)
    {
      const DscField *field = &block->fields[i];

      if (field->member.id == DSC_FIELD_PADDING || field->member.size == 0 || field->member.id == DSC_FIELD_MA_SMALLTABLE)
        continue;
      if (field->member.is_pointer)
        add_pointer (builder, field, pointers);
      else
        add_int (builder, dsc_field_name (field->member.id), field->value);
    }
}

static void
add_entry (JsonBuilder       *builder,
           const DscCliState *self,
           gsize              i,
           DscSlotState       state)
{
  if (state != DSC_SLOT_USED)
    {
      if (state == DSC_SLOT_DUMMY)
        json_builder_add_null_value (builder);
      else
        json_builder_add_boolean_value (builder, FALSE);
      return;
    }

  const DscEntry entry = dsc_snapshot_get_entry (self->snapshot, i);
  g_autofree char *key = dsc_cli_repr (entry.me_key, self->pool, 0);
  g_autofree char *value = entry.me_value != NULL ? dsc_cli_repr (entry.me_value, self->pool, 0) : NULL;

  json_builder_begin_object (builder);
  add_int (builder, "me_hash", entry.me_hash);
  add_string (builder, "me_key", key);
  add_string (builder, "me_value", value);
  if (self->addresses)
    {
      add_address (builder, "key_address", dsc_object_address (entry.me_key, self->pool));
      if (entry.me_value != NULL)
        add_address (builder, "value_address", dsc_object_address (entry.me_value, self->pool));
    }
  json_builder_end_object (builder);
}

static void
add_table (JsonBuilder       *builder,
           const DscCliState *self,
           const char        *name)
{
  const DscSnapshot *snapshot = self->snapshot;
  const gboolean has_indices = dsc_snapshot_get_index_width (snapshot) != 0;
  const gsize n_slots = dsc_snapshot_get_n_slots (snapshot);

  if (has_indices)
    {
      json_builder_set_member_name (builder, dsc_field_name (DSC_FIELD_DK_INDICES));
      json_builder_begin_array (builder);
      for (gsize i = 0; i < n_slots; i++)
        json_builder_add_int_value (builder, dsc_snapshot_get_index (snapshot, i));
      json_builder_end_array (builder);
    }
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  const gsize n = has_indices ? dsc_snapshot_get_n_entries (snapshot) : n_slots;
  for (gsize i = 0; i < n; i++)
    add_entry (builder, self, i, dsc_snapshot_get_entry_state (snapshot, i));
  json_builder_end_array (builder);
}

static void
add_values (JsonBuilder       *builder,
            const DscCliState *self)
{
  const gsize n = dsc_snapshot_get_n_values (self->snapshot);

  json_builder_set_member_name (builder, "values");
  if (n == 0)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_array (builder);
  for (gsize i = 0; i < n; i++)
    {
      const DscObject *value = dsc_snapshot_get_split_value (self->snapshot, i);
      g_autofree char *repr = value != NULL ? dsc_cli_repr (value, self->pool, 0) : NULL;

      if (repr != NULL)
        json_builder_add_string_value (builder, repr);
      else
        json_builder_add_null_value (builder);
    }
  json_builder_end_array (builder);
}

/* Numbers of the values in the order in which they were set; null: the version keeps no such order here. */
static void
add_order (JsonBuilder       *builder,
           const DscCliState *self)
{
  const guint8 *order;
  DscValuesHeader header;

  if (dsc_snapshot_get_traits (self->snapshot)->sharing != DSC_SHARING_ORDER_BYTES || !dsc_snapshot_get_values_header (self->snapshot, &header))
    {
      add_string (builder, "order", NULL);
      return;
    }
  const gsize n = dsc_snapshot_get_order (self->snapshot, &order);
  json_builder_set_member_name (builder, "order");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < n; i++)
    json_builder_add_int_value (builder, order[i]);
  json_builder_end_array (builder);
}

static void
add_bool (JsonBuilder *builder,
          const char  *name,
          gboolean     value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

/* What the version does not have is left out. */
static void
add_values_header (JsonBuilder       *builder,
                   const DscCliState *self)
{
  const DscTraits *traits = dsc_snapshot_get_traits (self->snapshot);
  DscValuesHeader header;

  if (traits->sharing != DSC_SHARING_ORDER_BYTES || !dsc_snapshot_get_values_header (self->snapshot, &header))
    {
      add_string (builder, "values_header", NULL);
      return;
    }
  json_builder_set_member_name (builder, "values_header");
  json_builder_begin_object (builder);
  add_int (builder, "capacity", header.capacity);
  add_int (builder, "size", header.size);
  if (traits->instance_values == DSC_VALUES_INLINE)
    {
      add_bool (builder, "embedded", header.embedded);
      add_bool (builder, "valid", header.valid);
    }
  else
    add_int (builder, "prefix", header.prefix);
  json_builder_end_object (builder);
}

static void
add_sharers (JsonBuilder       *builder,
             const DscCliState *self)
{
  static const char *const places[] = { NULL, "inline", "pointed", "in dict" };
  const DscSharer *sharer;

  json_builder_set_member_name (builder, "sharers");
  json_builder_begin_array (builder);
  for (gsize i = 0; (sharer = dsc_snapshot_get_sharer (self->snapshot, i)) != NULL; i++)
    {
      const char *name = g_ptr_array_index (self->view->sharers, i);

      json_builder_begin_object (builder);
      add_string (builder, "name", *name != '\0' ? name : NULL);
      add_string (builder, "kind", sharer->is_instance ? "instance" : sharer->instance_id != 0 ? "dict of an instance" : "dict");
      add_bool (builder, "this", sharer->is_this);
      add_int (builder, "attributes", (gint64) sharer->n_attributes);
      add_int (builder, "capacity", sharer->capacity);
      add_string (builder, "values", places[sharer->values]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  add_int (builder, "n_sharers", (gint64) dsc_snapshot_get_n_sharers (self->snapshot));
}

static void
add_block (JsonBuilder       *builder,
           const DscCliState *self,
           const DscBlock    *block)
{
  json_builder_begin_object (builder);
  add_string (builder, "block", dsc_block_name (block->kind));
  add_string (builder, "type", dsc_block_type (dsc_snapshot_get_traits (self->snapshot), block->kind));
  add_string (builder, "what", dsc_cli_block_what (self->snapshot, block));
  add_int (builder, "bytes", (gint64) block->size);
  add_bool (builder, "static", block->is_static);
  add_bool (builder, "counted", block->is_counted);
  json_builder_set_member_name (builder, "fields");
  json_builder_begin_object (builder);
  add_fields (builder, block, self->addresses ? POINTERS_BY_ADDRESS : POINTERS_BY_NAME);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static void
add_blocks (JsonBuilder       *builder,
            const DscCliState *self)
{
  json_builder_set_member_name (builder, "blocks");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < dsc_snapshot_get_n_blocks (self->snapshot); i++)
    add_block (builder, self, dsc_snapshot_get_block (self->snapshot, i));
  json_builder_end_array (builder);
}

static void
add_instance (JsonBuilder       *builder,
              const DscCliState *self)
{
  if (!dsc_snapshot_has_instance (self->snapshot))
    {
      add_string (builder, "instance", NULL);
      return;
    }
  json_builder_set_member_name (builder, "instance");
  json_builder_begin_object (builder);
  add_int (builder, "sys.getsizeof", dsc_snapshot_get_instance_getsizeof (self->snapshot));
  add_int (builder, "__basicsize__", dsc_snapshot_get_basicsize (self->snapshot));
  add_bool (builder, "has_dict", dsc_snapshot_has_dict (self->snapshot));
  json_builder_end_object (builder);
}

/* The dict; null where an instance has none yet, and for a class. */
static void
add_dict (JsonBuilder       *builder,
          const DscCliState *self)
{
  if (!dsc_snapshot_has_dict (self->snapshot))
    {
      add_string (builder, "sys.getsizeof", NULL);
      add_string (builder, "__sizeof__", NULL);
      add_string (builder, "object", NULL);
      return;
    }
  add_int (builder, "sys.getsizeof", dsc_snapshot_get_getsizeof (self->snapshot));
  add_int (builder, "__sizeof__", dsc_snapshot_get_sizeof (self->snapshot));
  json_builder_set_member_name (builder, "object");
  json_builder_begin_object (builder);
  add_fields (builder, dsc_snapshot_find_block (self->snapshot, DSC_BLOCK_DICT), self->addresses ? POINTERS_BY_ADDRESS : POINTERS_LEFT_OUT);
  json_builder_end_object (builder);
}

static void
add_keys (JsonBuilder       *builder,
          const DscCliState *self)
{
  const DscBlock *keys = dsc_snapshot_find_block (self->snapshot, DSC_BLOCK_KEYS);

  if (keys == NULL && !dsc_snapshot_has_dict (self->snapshot))
    {
      add_string (builder, "keys", NULL);
      return;
    }
  json_builder_set_member_name (builder, "keys");
  json_builder_begin_object (builder);
  if (keys != NULL)
    add_fields (builder, keys, self->addresses ? POINTERS_BY_ADDRESS : POINTERS_LEFT_OUT);
  add_table (builder, self, keys != NULL ? "dk_entries" : "ma_table");
  json_builder_end_object (builder);
}

static void
add_memory (JsonBuilder       *builder,
            const DscCliState *self)
{
  add_string (builder, "kind", dsc_snapshot_has_instance (self->snapshot) ? "instance" : dsc_snapshot_has_dict (self->snapshot) ? "dict" : "class");
  add_string (builder, "class", self->view->class_name);
  add_instance (builder, self);
  add_dict (builder, self);
  add_keys (builder, self);
  add_values (builder, self);
  add_order (builder, self);
  add_values_header (builder, self);
  add_sharers (builder, self);
  add_blocks (builder, self);
}

static void
add_no_memory (JsonBuilder *builder)
{
  static const char *const names[] = { "kind", "class", "instance", "sys.getsizeof", "__sizeof__", "object", "keys", "values", "order",
                                       "values_header", "sharers", "n_sharers", "blocks" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    add_string (builder, names[i], NULL);
}

static void
add_outcome (JsonBuilder       *builder,
             const DscCliState *self)
{
  const DscStep *step = self->operation;

  if (step != NULL && step->error != NULL)
    {
      add_string (builder, "error", step->error);
      return;
    }
  g_autofree char *result = step != NULL && step->result.value != NULL ? dsc_cli_result (step, self->pool, 0) : NULL;
  add_string (builder, "result", result);
}

JsonNode *
dsc_cli_state_to_json (const DscCliState *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  char version[64], build[96], evidence[96];

  dsc_cli_evidence (self->target, evidence, sizeof evidence);
  dsc_target_format (self->target, version, sizeof version);
  dsc_build_format (self->target.build, build, sizeof build);
  json_builder_begin_object (builder);
  add_string (builder, "version", version);
  add_string (builder, "build", build);
  add_string (builder, "evidence", evidence);
  add_int (builder, "hash_seed", self->hash_seed);
  add_int (builder, "step", self->step);
  add_string (builder, "operation", self->operation != NULL ? self->operation->label : NULL);
  add_string (builder, "name", self->view->name);
  add_outcome (builder, self);
  if (self->snapshot != NULL)
    add_memory (builder, self);
  else
    add_no_memory (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
