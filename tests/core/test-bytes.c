/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-bytes.c: fields and tables are rebuilt from the bytes alone, by the published offsets, and compared with the snapshot. */
#include "snapshot-fixture.h"

#include "dsc-bytes.h"
#include "dsc-machine.h"

#define N_KEYS       40
#define N_OPERATIONS 250
#define N_NAMES      8

/* A block read as a whole. */
typedef struct {
  const DscBlock *block;      /* NULL: there is none */
  guint8         *bytes;
} Memory;

static Memory
memory_read (const DscSnapshot *snapshot, DscBlockKind kind)
{
  Memory self = { .block = dsc_snapshot_find_block (snapshot, kind) };

  if (self.block == NULL)
    return self;
  self.bytes = g_malloc (self.block->size + 1);
  memset (self.bytes, 0xee, self.block->size);
  g_assert_cmpuint (dsc_bytes_read (snapshot, kind, 0, self.bytes, self.block->size), ==, self.block->size);
  return self;
}

static guint64
get_unsigned (const Memory *self, guint64 offset, guint32 size)
{
  guint64 value = 0;

  g_assert_cmpuint (offset + size, <=, self->block->size);
  for (guint32 i = 0; i < size; i++)
    value |= (guint64) self->bytes[offset + i] << 8 * i;
  return value;
}

static gint64
get_signed (const Memory *self, guint64 offset, guint32 size)
{
  const guint64 value = get_unsigned (self, offset, size);
  const unsigned unused = 64 - 8 * size;

  return (gint64) (value << unused) >> unused;
}

static gint64
get_member (const Memory *self, const DscMember *member)
{
  return member->is_signed ? get_signed (self, member->offset, member->size) : (gint64) get_unsigned (self, member->offset, member->size);
}

static gint64
get_field (const Memory *self, const DscTraits *traits, DscFieldId id)
{
  const DscLayout layout = dsc_layout_block (traits, self->block->kind);
  const DscMember *member = dsc_layout_find (&layout, id);

  g_assert_nonnull (member);
  return get_member (self, member);
}

static guint64
address_of (const DscSnapshot *snapshot, const DscObject *object)
{
  return object != NULL ? dsc_object_address (object, dsc_snapshot_get_pool (snapshot)) : 0;
}

/* --- What must hold for any block. --- */

static gint64
low_bits (gint64 value, guint32 size)
{
  return size < 8 ? value & (((gint64) 1 << 8 * size) - 1) : value;
}

/* Cells follow each other through the block, and each of them says what its bytes say. */
static void
assert_cells (const DscSnapshot *snapshot, const Memory *memory)
{
  const DscBlockKind kind = memory->block->kind;
  DscByteCell cell;
  guint64 offset = 0;

  for (; offset < memory->block->size; offset += cell.size)
    {
      char name[DSC_BYTE_NAME_SIZE];

      g_assert_true (dsc_bytes_describe (snapshot, kind, offset, &cell));
      g_assert_cmpuint (cell.offset, ==, offset);
      g_assert_cmpuint (cell.size, >, 0);
      g_assert_cmpint (dsc_byte_cell_name (&cell, name, sizeof name), <, sizeof name);
      g_assert_true (cell.is_written || cell.kind == DSC_BYTE_PADDING || cell.kind == DSC_BYTE_UNINITIALISED);
      g_assert_true (cell.is_written || cell.value == 0);
      g_assert_true ((cell.kind == DSC_BYTE_POINTER) == (cell.target != DSC_TARGET_NONE));
      for (guint64 i = 8; i < cell.size; i++)
        g_assert_cmpuint (memory->bytes[offset + i], ==, 0);
      g_assert_cmphex (get_unsigned (memory, offset, MIN (cell.size, 8)), ==, (guint64) low_bits (cell.value, MIN (cell.size, 8)));
      DscByteCell last;
      g_assert_true (dsc_bytes_describe (snapshot, kind, offset + cell.size - 1, &last));
      g_assert_cmpuint (last.offset, ==, offset);
    }
  g_assert_cmpuint (offset, ==, memory->block->size);
  g_assert_false (dsc_bytes_describe (snapshot, kind, offset, &cell));
}

static void
assert_ranges (const DscSnapshot *snapshot, const Memory *memory)
{
  guint8 part[200];

  for (int i = 0; i < 20; i++)
    {
      const guint64 offset = (guint64) g_test_rand_int () % (memory->block->size + 3);
      const gsize n = (gsize) g_test_rand_int_range (0, sizeof part);
      const gsize rest = offset < memory->block->size ? (gsize) (memory->block->size - offset) : 0;

      memset (part, 0xcc, sizeof part);
      g_assert_cmpuint (dsc_bytes_read (snapshot, memory->block->kind, offset, part, n), ==, MIN (n, rest));
      if (rest > 0)
        g_assert_cmpmem (part, MIN (n, rest), memory->bytes + offset, MIN (n, rest));
      for (gsize j = MIN (n, rest); j < sizeof part; j++)
        g_assert_cmpuint (part[j], ==, 0xcc);
    }
}

static void
assert_members (const DscSnapshot *snapshot, const Memory *memory)
{
  const DscLayout layout = dsc_layout_block (dsc_snapshot_get_traits (snapshot), memory->block->kind);

  for (unsigned i = 0; i < layout.n_members; i++)
    {
      const DscMember *member = &layout.members[i];
      const DscField *field = NULL;

      for (unsigned j = 0; j < memory->block->n_fields; j++)
        if (memory->block->fields[j].member.offset == member->offset)
          field = &memory->block->fields[j];
      if (member->id == DSC_FIELD_PADDING || member->is_table)
        continue;
      g_assert_nonnull (field);
      if (g_strcmp0 (field->text, "uninitialised") == 0)
        g_assert_cmphex (get_unsigned (memory, member->offset, member->size), ==, 0);
      else
        g_assert_cmphex ((guint64) low_bits (get_member (memory, member), member->size), ==, (guint64) low_bits (field->value, member->size));
    }
}

/* --- Tables from the bytes alone. --- */

static guint64
slots_of (const Memory *keys, const DscTraits *traits)
{
  if (traits->has_log2_fields)
    return (guint64) 1 << get_field (keys, traits, DSC_FIELD_DK_LOG2_SIZE);
  return (guint64) get_field (keys, traits, DSC_FIELD_DK_SIZE);
}

/* Entry i, read at `start`; the hash is compared where there is one. */
static void
assert_entry (const DscSnapshot *snapshot, const Memory *memory, guint64 start, size_t i, const Memory *values, guint64 values_start)
{
  const DscTraits *traits = dsc_snapshot_get_traits (snapshot);
  const DscLayout layout = dsc_layout_entry (traits, !dsc_snapshot_entries_have_hash (snapshot));
  const DscMember *hash = dsc_layout_find (&layout, DSC_FIELD_ME_HASH);
  const DscEntry entry = dsc_snapshot_get_entry (snapshot, i);
  const guint64 at = start + i * layout.size;
  guint64 value = get_unsigned (memory, at + dsc_layout_find (&layout, DSC_FIELD_ME_VALUE)->offset, traits->pointer_size);

  if (values != NULL && values->block != NULL && i < dsc_snapshot_get_n_values (snapshot))
    {
      g_assert_cmphex (value, ==, 0);
      value = get_unsigned (values, values_start + i * traits->pointer_size, traits->pointer_size);
    }
  g_assert_cmphex (get_unsigned (memory, at + dsc_layout_find (&layout, DSC_FIELD_ME_KEY)->offset, traits->pointer_size), ==,
                   address_of (snapshot, entry.me_key));
  g_assert_cmphex (value, ==, address_of (snapshot, entry.me_value));
  if (hash != NULL)
    g_assert_cmpint (get_signed (memory, at + hash->offset, hash->size), ==, entry.me_hash);
}

/* What ma_values points at, as an offset in the block that it lies in. */
static guint64
find_values (const Memory *all, guint64 pointer, const Memory **out_values)
{
  static const DscBlockKind kinds[] = { DSC_BLOCK_VALUES, DSC_BLOCK_INSTANCE_VALUES };

  for (size_t i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const DscBlock *block = all[kinds[i]].block;
      /* 3.6: the copy of a cleared dict has an array of no values. */
      if (block != NULL && pointer >= block->address && pointer < block->address + MAX (block->size, 1))
        {
          *out_values = &all[kinds[i]];
          return pointer - block->address;
        }
    }
  *out_values = NULL;
  return 0;
}

/* Compact: indices of the width that the header says, then entries. */
static void
assert_compact (const DscSnapshot *snapshot, const Memory *all, const Memory *values, guint64 values_start)
{
  const DscTraits *traits = dsc_snapshot_get_traits (snapshot);
  const Memory *keys = &all[DSC_BLOCK_KEYS];
  const guint64 n_slots = slots_of (keys, traits);
  const guint64 header = dsc_layout_block (traits, DSC_BLOCK_KEYS).size;
  const guint32 width = n_slots > 1 && traits->has_log2_fields ? 1u << (get_field (keys, traits, DSC_FIELD_DK_LOG2_INDEX_BYTES) - get_field (keys, traits, DSC_FIELD_DK_LOG2_SIZE))
                                                               : dsc_traits_index_width (traits, n_slots);
  const guint64 entries = header + MAX (n_slots * width, 8);
  const size_t n_entries = (size_t) get_field (keys, traits, DSC_FIELD_DK_NENTRIES);

  g_assert_cmpuint (n_slots, ==, dsc_snapshot_get_n_slots (snapshot));
  g_assert_cmpuint (n_entries, ==, dsc_snapshot_get_n_entries (snapshot));
  for (size_t slot = 0; slot < n_slots; slot++)
    g_assert_cmpint (get_signed (keys, header + slot * width, width), ==, dsc_snapshot_get_index (snapshot, slot));
  for (size_t i = 0; i < n_entries; i++)
    assert_entry (snapshot, keys, entries, i, values, values_start);
  g_assert_cmpuint (entries + dsc_traits_usable (traits, n_slots) * dsc_snapshot_get_entry_size (snapshot), ==, keys->block->size);
}

static void
assert_keys (const DscSnapshot *snapshot, const Memory *all)
{
  const DscTraits *traits = dsc_snapshot_get_traits (snapshot);
  const Memory *dict = &all[DSC_BLOCK_DICT];
  const Memory *values = NULL;
  guint64 values_start = 0;

  if (dict->block != NULL)
    {
      const guint64 pointer = (guint64) get_field (dict, traits, DSC_FIELD_MA_VALUES);
      g_assert_cmphex ((guint64) get_field (dict, traits, DSC_FIELD_MA_KEYS), ==, all[DSC_BLOCK_KEYS].block->address);
      values_start = find_values (all, pointer, &values);
      g_assert_true ((pointer != 0) == (values != NULL));
      if (traits->instance_values == DSC_VALUES_INLINE)
        values_start += traits->pointer_size;
    }
  else
    return;   /* entries of shared keys have no values of their own */
  if (traits->family == DSC_FAMILY_COMPACT)
    assert_compact (snapshot, all, values, values_start);
  else
    for (size_t slot = 0; slot < slots_of (&all[DSC_BLOCK_KEYS], traits); slot++)
      assert_entry (snapshot, &all[DSC_BLOCK_KEYS], dsc_layout_block (traits, DSC_BLOCK_KEYS).size, slot, values, values_start);
}

static void
assert_open (const DscSnapshot *snapshot, const Memory *all)
{
  const DscTraits *traits = dsc_snapshot_get_traits (snapshot);
  const Memory *dict = &all[DSC_BLOCK_DICT];
  const DscLayout layout = dsc_layout_block (traits, DSC_BLOCK_DICT);
  const guint64 pointer = (guint64) get_field (dict, traits, DSC_FIELD_MA_TABLE);
  const bool has_mask = dsc_layout_find (&layout, DSC_FIELD_MA_MASK) != NULL;
  const size_t n_slots = (size_t) (has_mask ? get_field (dict, traits, DSC_FIELD_MA_MASK) + 1 : get_field (dict, traits, DSC_FIELD_MA_SIZE));
  const Memory *table = all[DSC_BLOCK_TABLE].block != NULL ? &all[DSC_BLOCK_TABLE] : dict;

  if (pointer == 0)
    {
      g_assert_cmpuint (dsc_snapshot_get_n_slots (snapshot), ==, 0);
      return;
    }
  g_assert_cmpuint (n_slots, ==, dsc_snapshot_get_n_slots (snapshot));
  for (size_t slot = 0; slot < n_slots; slot++)
    assert_entry (snapshot, table, pointer - table->block->address, slot, NULL, 0);
}

/* The order in which the values were set, read by the header in front of them or at their head. */
static void
assert_order (const DscSnapshot *snapshot, const Memory *all)
{
  const DscTraits *traits = dsc_snapshot_get_traits (snapshot);
  const uint8_t *order;
  const size_t n = dsc_snapshot_get_order (snapshot, &order);
  DscValuesHeader header;

  if (traits->sharing != DSC_SHARING_ORDER_BYTES || !dsc_snapshot_get_values_header (snapshot, &header))
    return;
  const Memory *values = &all[header.embedded ? DSC_BLOCK_INSTANCE_VALUES : DSC_BLOCK_VALUES];
  const bool is_behind = traits->instance_values == DSC_VALUES_INLINE;
  const guint8 *bytes = values->bytes;
  g_assert_cmpuint (is_behind ? bytes[1] : bytes[header.prefix - 2], ==, n);
  g_assert_cmpuint (is_behind ? bytes[0] : bytes[header.prefix - 1], ==, is_behind ? header.capacity : header.prefix);
  for (size_t i = 0; i < n; i++)
    g_assert_cmpuint (is_behind ? bytes[(1 + header.capacity) * traits->pointer_size + i] : bytes[header.prefix - 3 - i], ==, order[i]);
}

/* Blocks of one picture never overlap. */
static void
assert_apart (const DscSnapshot *snapshot)
{
  for (size_t i = 0; i < dsc_snapshot_get_n_blocks (snapshot); i++)
    for (size_t j = 0; j < i; j++)
      {
        const DscBlock *a = dsc_snapshot_get_block (snapshot, i);
        const DscBlock *b = dsc_snapshot_get_block (snapshot, j);
        g_assert_true (a->address + a->size <= b->address || b->address + b->size <= a->address);
      }
}

/* Takes the snapshot. */
static void
assert_bytes (DscSnapshot *snapshot)
{
  Memory all[DSC_N_BLOCKS];

  g_assert_nonnull (snapshot);
  assert_apart (snapshot);
  for (unsigned kind = 0; kind < DSC_N_BLOCKS; kind++)
    {
      all[kind] = memory_read (snapshot, kind);
      if (all[kind].block == NULL)
        continue;
      assert_cells (snapshot, &all[kind]);
      assert_ranges (snapshot, &all[kind]);
      assert_members (snapshot, &all[kind]);
    }
  if (dsc_snapshot_get_traits (snapshot)->family != DSC_FAMILY_OPEN)
    assert_keys (snapshot, all);
  else if (dsc_snapshot_has_dict (snapshot))
    assert_open (snapshot, all);
  assert_order (snapshot, all);
  for (unsigned kind = 0; kind < DSC_N_BLOCKS; kind++)
    g_free (all[kind].bytes);
  dsc_snapshot_unref (snapshot);
}

/* --- Random dicts. --- */

static const DscObject *
random_key (Fixture *f, int i, bool mixed)
{
  char name[16];

  g_snprintf (name, sizeof name, "k%d", i);
  switch (mixed ? i % 4 : 0)
    {
    case 1:  return dsc_object_int (f->pool, 7 - 5 * i);
    case 2:  return dsc_object_float (f->pool, i + 0.25);
    case 3:  return dsc_object_keyed (f->pool, -3 * i, name, "H");
    default: return fixture_str (f, name);
    }
}

static void
step (Fixture *f, const DscObject *const *keys)
{
  const DscObject *key = keys[g_test_rand_int_range (0, N_KEYS)];
  const DscObject *value;
  DscPair pair;
  DscDict *copy;

  switch (g_test_rand_int_range (0, 40))
    {
    case 0:
      g_assert_cmpint (dsc_dict_clear_items (f->rt, f->dict), ==, DSC_STATUS_OK);
      return;
    case 1:
      g_assert_cmpint (dsc_dict_copy (f->rt, f->dict, &copy), ==, DSC_STATUS_OK);
      dsc_dict_unref (f->rt, f->dict);
      f->dict = copy;
      return;
    case 2: case 3: case 4: case 5:
      if (dsc_dict_get_used (f->dict) != 0)
        g_assert_cmpint (dsc_dict_popitem (f->rt, f->dict, &pair), ==, DSC_STATUS_OK);
      return;
    case 6: case 7: case 8: case 9: case 10: case 11: case 12:
      g_assert_cmpint (dsc_dict_pop (f->rt, f->dict, key, dsc_object_none (f->pool), &value), ==, DSC_STATUS_OK);
      return;
    default:
      fixture_set (f, key, keys[g_test_rand_int_range (0, N_KEYS)]);
    }
}

static void
run_random (const char *target, bool mixed)
{
  Fixture f;
  const DscObject *keys[N_KEYS];

  fixture_init (&f, target);
  for (int i = 0; i < N_KEYS; i++)
    keys[i] = random_key (&f, i, mixed);
  for (int i = 0; i < N_OPERATIONS; i++)
    {
      assert_bytes (dsc_snapshot_new_from_dict (f.rt, f.dict));
      step (&f, keys);
    }
  fixture_clear (&f);
}

static void
test_random (gconstpointer data)
{
  for (size_t i = 0; i < G_N_ELEMENTS (fixture_targets); i++)
    run_random (fixture_targets[i], GPOINTER_TO_INT (data));
}

/* --- Random instances. --- */

static void
step_instance (Fixture *f, DscInstance *instance, const DscObject *name)
{
  DscDict *dict;

  switch (g_test_rand_int_range (0, 12))
    {
    case 0:
      g_assert_cmpint (dsc_instance_get_dict (f->rt, instance, &dict), ==, DSC_STATUS_OK);
      return;
    case 1: case 2: case 3:
      (void) !dsc_instance_delete_attribute (f->rt, instance, name);
      return;
    case 4:
      if (dsc_instance_peek_dict (instance) != NULL && g_test_rand_int_range (0, 4) == 0)
        g_assert_cmpint (dsc_dict_clear_items (f->rt, dsc_instance_peek_dict (instance)), ==, DSC_STATUS_OK);
      return;
    case 5:
      if (g_test_rand_int_range (0, 6) == 0)
        g_assert_cmpint (dsc_instance_set_dict (f->rt, instance, f->dict), ==, DSC_STATUS_OK);
      return;
    default:
      g_assert_cmpint (dsc_instance_set_attribute (f->rt, instance, name, dsc_object_int (f->pool, g_test_rand_int_range (0, 999))), ==, DSC_STATUS_OK);
    }
}

static void
run_instances (const char *target)
{
  Fixture f;
  DscClass *class;
  const DscObject *names[N_NAMES];

  fixture_init (&f, target);
  for (int i = 0; i < N_NAMES; i++)
    names[i] = random_key (&f, i, false);
  g_assert_cmpint (dsc_class_new (f.rt, fixture_str (&f, "P"), NULL, 0, &class), ==, DSC_STATUS_OK);
  for (int round = 0; round < 6; round++)
    {
      DscInstance *instance;
      g_assert_cmpint (dsc_instance_new (f.rt, class, &instance), ==, DSC_STATUS_OK);
      for (int i = 0; i < 40; i++)
        {
          DscDict *dict = dsc_instance_peek_dict (instance);
          assert_bytes (dsc_snapshot_new_from_instance (f.rt, instance));
          if (dict != NULL)
            assert_bytes (dsc_snapshot_new_from_dict (f.rt, dict));
          step_instance (&f, instance, names[g_test_rand_int_range (0, N_NAMES)]);
        }
      dsc_instance_unref (f.rt, instance);
    }
  dsc_class_unref (f.rt, class);
  fixture_clear (&f);
}

static void
test_instances (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (fixture_targets); i++)
    run_instances (fixture_targets[i]);
}

/* --- Single facts. --- */

static DscByteCell
cell_at (const DscSnapshot *snapshot, DscBlockKind block, guint64 offset, const char *expected_name)
{
  char name[DSC_BYTE_NAME_SIZE];
  DscByteCell cell;

  g_assert_true (dsc_bytes_describe (snapshot, block, offset, &cell));
  dsc_byte_cell_name (&cell, name, sizeof name);
  g_assert_cmpstr (name, ==, expected_name);
  return cell;
}

static void
test_names (void)
{
  Fixture f;

  fixture_init (&f, "3.13.0");
  fixture_fill_strs (&f, 0, 3);
  DscSnapshot *snapshot = fixture_snapshot (&f);
  g_assert_cmpint (cell_at (snapshot, DSC_BLOCK_DICT, 3, "ob_refcnt").kind, ==, DSC_BYTE_REFCOUNT);
  g_assert_cmpint (cell_at (snapshot, DSC_BLOCK_DICT, 32, "ma_keys").target, ==, DSC_TARGET_BLOCK);
  g_assert_cmpint (cell_at (snapshot, DSC_BLOCK_KEYS, 11, "").kind, ==, DSC_BYTE_PADDING);
  g_assert_false (cell_at (snapshot, DSC_BLOCK_KEYS, 11, "").is_written);
  g_assert_cmpuint (cell_at (snapshot, DSC_BLOCK_KEYS, 35, "dk_indices[3]").size, ==, 1);
  g_assert_true (cell_at (snapshot, DSC_BLOCK_KEYS, 40, "dk_entries[0].me_key").object == dsc_snapshot_get_entry (snapshot, 0).me_key);
  g_assert_true (cell_at (snapshot, DSC_BLOCK_KEYS, 95, "dk_entries[3].me_key").is_unused);
  g_assert_false (cell_at (snapshot, DSC_BLOCK_KEYS, 87, "dk_entries[2].me_value").is_unused);
  g_assert_cmpstr (dsc_byte_kind_name (DSC_BYTE_UNINITIALISED), ==, "uninitialised");
  dsc_snapshot_unref (snapshot);
  fixture_clear (&f);
}

static void
test_no_block (void)
{
  Fixture f;
  DscByteCell cell;
  guint8 bytes[4];

  fixture_init (&f, "3.13.0");
  DscSnapshot *snapshot = fixture_snapshot (&f);
  g_assert_cmpuint (dsc_bytes_read (snapshot, DSC_BLOCK_TABLE, 0, bytes, sizeof bytes), ==, 0);
  g_assert_cmpuint (dsc_bytes_read (snapshot, DSC_BLOCK_DICT, 48, bytes, sizeof bytes), ==, 0);
  g_assert_cmpuint (dsc_bytes_read (snapshot, DSC_BLOCK_DICT, 46, bytes, sizeof bytes), ==, 2);
  g_assert_cmpuint (dsc_bytes_read (snapshot, DSC_BLOCK_DICT, G_MAXUINT64, bytes, sizeof bytes), ==, 0);
  g_assert_false (dsc_bytes_describe (snapshot, DSC_BLOCK_VALUES, 0, &cell));
  dsc_snapshot_unref (snapshot);
  fixture_clear (&f);
}

/* 2.7: the slots in the dict keep what was in them when the table moved out. */
static void
test_idle_smalltable (void)
{
  Fixture f;

  fixture_init (&f, "2.7.18");
  fixture_fill_ints (&f, 0, 5);
  const DscObject *key = dsc_object_int (f.pool, 3);
  fixture_fill_ints (&f, 5, 6);
  fixture_delete (&f, key);
  DscSnapshot *snapshot = fixture_snapshot (&f);
  DscByteCell cell = cell_at (snapshot, DSC_BLOCK_DICT, 56 + 3 * 24 + 8, "ma_smalltable[3].me_key");
  g_assert_true (cell.is_stale);
  g_assert_true (cell.object == key);
  g_assert_cmpint (cell_at (snapshot, DSC_BLOCK_DICT, 56 + 3 * 24, "ma_smalltable[3].me_hash").value, ==, 3);
  g_assert_true (cell_at (snapshot, DSC_BLOCK_TABLE, 3 * 24 + 8, "ma_table[3].me_key").object == dsc_object_dummy (f.pool));
  dsc_snapshot_unref (snapshot);
  fixture_clear (&f);
}

/* Up to 3.10 popitem () leaves the hash in the entry that it gives back; 3.11 on writes -1 over it. */
static void
test_given_back (void)
{
  static const struct { const char *target; guint64 entry; gint64 hash; } cases[] = { { "3.9.18", 48, 2 }, { "3.12.1", 40, -1 } };

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture f;
      DscPair pair;

      fixture_init (&f, cases[i].target);
      fixture_fill_ints (&f, 0, 4);
      for (int j = 0; j < 2; j++)
        g_assert_cmpint (dsc_dict_popitem (f.rt, f.dict, &pair), ==, DSC_STATUS_OK);
      DscSnapshot *snapshot = fixture_snapshot (&f);
      DscByteCell cell = cell_at (snapshot, DSC_BLOCK_KEYS, cases[i].entry + 2 * 24, "dk_entries[2].me_hash");
      g_assert_true (cell.is_unused && cell.is_stale);
      g_assert_cmpint (cell.value, ==, cases[i].hash);
      g_assert_false (cell_at (snapshot, DSC_BLOCK_KEYS, cases[i].entry + 4 * 24, "dk_entries[4].me_hash").is_stale);
      dsc_snapshot_unref (snapshot);
      fixture_clear (&f);
    }
}

/* 3.3 to 3.5: the hash of a slot that was never used, but the first, where popitem () looks. */
static void
test_unwritten_hash (void)
{
  Fixture f;

  fixture_init (&f, "3.5.10");
  DscSnapshot *snapshot = fixture_snapshot (&f);
  g_assert_true (cell_at (snapshot, DSC_BLOCK_KEYS, 32, "dk_entries[0].me_hash").is_written);
  g_assert_cmpint (cell_at (snapshot, DSC_BLOCK_KEYS, 56, "dk_entries[1].me_hash").kind, ==, DSC_BYTE_UNINITIALISED);
  g_assert_true (cell_at (snapshot, DSC_BLOCK_KEYS, 64, "dk_entries[1].me_key").is_written);
  dsc_snapshot_unref (snapshot);
  fixture_clear (&f);
}

/* Order bytes: in use, left behind by a deletion, and never written (3.11, 3.12) or 0 (3.13 on). */
static void
test_order_bytes (gconstpointer data)
{
  const char *target = data;
  const bool is_behind = strcmp (target, "3.13.0") == 0;
  const DscBlockKind block = is_behind ? DSC_BLOCK_INSTANCE_VALUES : DSC_BLOCK_VALUES;
  Fixture f;
  DscClass *class;
  DscInstance *instance;

  fixture_init (&f, target);
  g_assert_cmpint (dsc_class_new (f.rt, fixture_str (&f, "P"), NULL, 0, &class), ==, DSC_STATUS_OK);
  g_assert_cmpint (dsc_instance_new (f.rt, class, &instance), ==, DSC_STATUS_OK);
  for (int i = 0; i < 3; i++)
    g_assert_cmpint (dsc_instance_set_attribute (f.rt, instance, random_key (&f, i, false), dsc_object_int (f.pool, i)), ==, DSC_STATUS_OK);
  g_assert_cmpint (dsc_instance_delete_attribute (f.rt, instance, random_key (&f, 1, false)), ==, DSC_STATUS_OK);
  DscSnapshot *snapshot = dsc_snapshot_new_from_instance (f.rt, instance);
  DscValuesHeader header;
  g_assert_true (dsc_snapshot_get_values_header (snapshot, &header));
  const guint64 first = is_behind ? 8 * (header.capacity + 1) : header.prefix - 3;
  const gint64 step_on = is_behind ? 1 : -1;
  g_assert_cmpint (cell_at (snapshot, block, first + (guint64) step_on, "order[1]").value, ==, 2);
  g_assert_true (cell_at (snapshot, block, first + (guint64) (2 * step_on), "order[2]").is_stale);
  g_assert_cmpint (cell_at (snapshot, block, first + (guint64) (2 * step_on), "order[2]").value, ==, 2);
  g_assert_true (cell_at (snapshot, block, first + (guint64) (3 * step_on), "order[3]").is_written == is_behind);
  g_assert_false (cell_at (snapshot, block, first + (guint64) (3 * step_on), "order[3]").is_stale);
  dsc_snapshot_unref (snapshot);
  dsc_instance_unref (f.rt, instance);
  dsc_class_unref (f.rt, class);
  fixture_clear (&f);
}

/* An instance whose dict left its inline values: 3.13 goes on pointing at what they held, 3.14 does not; the order bytes stay. */
static void
test_idle_values (gconstpointer data)
{
  const bool stays = strcmp (data, "3.13.0") == 0;
  Fixture f;
  DscClass *class;
  DscInstance *instance;
  DscDict *dict;

  fixture_init (&f, data);
  const DscObject *value = dsc_object_int (f.pool, 7);
  g_assert_cmpint (dsc_class_new (f.rt, fixture_str (&f, "P"), NULL, 0, &class), ==, DSC_STATUS_OK);
  g_assert_cmpint (dsc_instance_new (f.rt, class, &instance), ==, DSC_STATUS_OK);
  for (int i = 0; i < 2; i++)
    g_assert_cmpint (dsc_instance_set_attribute (f.rt, instance, random_key (&f, i, false), value), ==, DSC_STATUS_OK);
  g_assert_cmpint (dsc_instance_get_dict (f.rt, instance, &dict), ==, DSC_STATUS_OK);
  g_assert_cmpint (dsc_dict_set_item (f.rt, dict, value, value), ==, DSC_STATUS_OK);
  DscSnapshot *snapshot = dsc_snapshot_new_from_instance (f.rt, instance);
  DscValuesHeader header;
  g_assert_true (dsc_snapshot_get_idle_values_header (snapshot, &header));
  g_assert_false (header.valid);
  const DscByteCell cell = cell_at (snapshot, DSC_BLOCK_INSTANCE_VALUES, 16, "values[1]");
  g_assert_true (cell.object == (stays ? value : NULL));
  g_assert_true (cell.is_stale == stays);
  g_assert_cmpint (cell_at (snapshot, DSC_BLOCK_INSTANCE_VALUES, 8 * (header.capacity + 1) + 1, "order[1]").value, ==, 1);
  dsc_snapshot_unref (snapshot);
  dsc_instance_unref (f.rt, instance);
  dsc_class_unref (f.rt, class);
  fixture_clear (&f);
}

/* 3.12: one word that is the values' address minus 1. */
static void
test_tagged_pointer (void)
{
  Fixture f;
  DscClass *class;
  DscInstance *instance;

  fixture_init (&f, "3.12.1");
  g_assert_cmpint (dsc_class_new (f.rt, fixture_str (&f, "P"), NULL, 0, &class), ==, DSC_STATUS_OK);
  g_assert_cmpint (dsc_instance_new (f.rt, class, &instance), ==, DSC_STATUS_OK);
  DscSnapshot *snapshot = dsc_snapshot_new_from_instance (f.rt, instance);
  const DscByteCell cell = cell_at (snapshot, DSC_BLOCK_INSTANCE_PRE, 8, "dict_or_values");
  const DscBlock *values = dsc_snapshot_find_block (snapshot, DSC_BLOCK_VALUES);
  g_assert_cmpint (cell.tag, ==, -1);
  g_assert_cmpint (cell.target_block, ==, DSC_BLOCK_VALUES);
  g_assert_cmphex ((guint64) cell.value + 1, ==, values->address + cell.target_offset);
  dsc_snapshot_unref (snapshot);
  dsc_instance_unref (f.rt, instance);
  dsc_class_unref (f.rt, class);
  fixture_clear (&f);
}

/* A dict that is a value in itself is pointed at where it is. */
static void
test_own_dict (void)
{
  DscMachine *machine = dsc_machine_new (fixture_target ("3.13.0"), 0, NULL, &dsc_alloc_libc);
  DscRuntime *rt = dsc_machine_get_runtime (machine);
  const uint32_t d = dsc_machine_intern_name (machine, "d", 1);
  const DscObject *key = dsc_object_str (dsc_runtime_get_pool (rt), "self", 4);
  const DscOp make = { .kind = DSC_OP_NEW, .target = d };
  DscResult result;

  dsc_machine_apply (machine, &make, &result);
  g_assert_cmpint (result.status, ==, DSC_STATUS_OK);
  const DscOp store = { .kind = DSC_OP_SET_ITEM, .source = d, .key = key, .value = dsc_machine_get_object (machine, d) };
  dsc_machine_apply (machine, &store, &result);
  g_assert_cmpint (result.status, ==, DSC_STATUS_OK);
  DscSnapshot *snapshot = dsc_snapshot_new_from_dict (rt, dsc_machine_get_dict (machine, d));
  const DscByteCell cell = cell_at (snapshot, DSC_BLOCK_KEYS, 48, "dk_entries[0].me_value");
  g_assert_cmpint (cell.target, ==, DSC_TARGET_BLOCK);
  g_assert_cmpint (cell.target_block, ==, DSC_BLOCK_DICT);
  g_assert_cmphex ((guint64) cell.value, ==, dsc_snapshot_find_block (snapshot, DSC_BLOCK_DICT)->address);
  dsc_snapshot_unref (snapshot);
  dsc_machine_free (machine);
}

/* A window on a large block is as good as the whole of it. */
static void
test_large (void)
{
  Fixture f;

  fixture_init (&f, "3.13.0");
  fixture_fill_ints (&f, 0, 200000);
  DscSnapshot *snapshot = fixture_snapshot (&f);
  Memory memory = memory_read (snapshot, DSC_BLOCK_KEYS);
  for (int i = 0; i < 50; i++)
    assert_ranges (snapshot, &memory);
  g_free (memory.bytes);
  dsc_snapshot_unref (snapshot);
  fixture_clear (&f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/core/bytes/rebuilds-dicts/strs", GINT_TO_POINTER (0), test_random);
  g_test_add_data_func ("/core/bytes/rebuilds-dicts/mixed", GINT_TO_POINTER (1), test_random);
  g_test_add_func ("/core/bytes/rebuilds-instances", test_instances);
  g_test_add_func ("/core/bytes/names", test_names);
  g_test_add_func ("/core/bytes/no-block", test_no_block);
  g_test_add_func ("/core/bytes/idle-smalltable", test_idle_smalltable);
  g_test_add_func ("/core/bytes/given-back-by-popitem", test_given_back);
  g_test_add_func ("/core/bytes/unwritten-hash", test_unwritten_hash);
  g_test_add_data_func ("/core/bytes/order-bytes/in-front", "3.12.1", test_order_bytes);
  g_test_add_data_func ("/core/bytes/order-bytes/behind", "3.13.0", test_order_bytes);
  g_test_add_data_func ("/core/bytes/idle-values/stay", "3.13.0", test_idle_values);
  g_test_add_data_func ("/core/bytes/idle-values/are-cleared", "3.14.10", test_idle_values);
  g_test_add_func ("/core/bytes/tagged-pointer", test_tagged_pointer);
  g_test_add_func ("/core/bytes/own-dict", test_own_dict);
  g_test_add_func ("/core/bytes/large", test_large);
  return g_test_run ();
}
