/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-describe.c: descriptions say what is in memory: inspector rows, titles, sentences of steps, remarks. */
#include "dsc-describe.h"

#include <string.h>

#include "dsc-test-matrix.h"

static const char *
row_value (const DscDescription *description,
           const char           *name)
{
  for (guint i = 0; i < description->rows->len; i++)
    {
      const DscDescribeRow *row = g_ptr_array_index (description->rows, i);
      if (g_str_equal (row->name, name))
        return row->value;
    }
  return NULL;
}

static DscDescription *
describe (const DscTestState *state,
          DscPartKind         part,
          gint64              index,
          DscFieldId          field)
{
  const DscSceneId id = { .part = (guint16) part, .field = (guint16) field, .index = index };

  return dsc_describe_part (state->snapshot, state->before, "row", id);
}

static void
test_slot (void)
{
  g_autoptr (DscTestState) state = dsc_test_state_new ("3.14.10", DSC_STATE_EXAMPLE, 4);
  g_autoptr (DscDescription) slot = describe (state, DSC_PART_OF_SLOT, 14, DSC_FIELD_PADDING);

  g_assert_cmpstr (slot->heading, ==, "dk_indices[14]");
  g_assert_cmpstr (slot->path, ==, "row › keys object › indices");
  g_assert_cmpstr (row_value (slot, "value"), ==, "−2  DKIX_DUMMY");
  g_assert_cmpstr (row_value (slot, "was"), ==, "5");
  g_assert_cmpstr (row_value (slot, "bytes"), ==, "FE");
  g_assert_cmpstr (row_value (slot, "type"), ==, "int8_t");
  g_assert_cmpstr (row_value (slot, "offset"), ==, "46 in the keys object");
  g_assert_cmpstr (row_value (slot, "since"), ==, "3.6: compact, ordered");
  g_assert_cmpstr (row_value (slot, "before"), ==, "keys, open");
}

static void
test_field (void)
{
  g_autoptr (DscTestState) state = dsc_test_state_new ("3.14.10", DSC_STATE_EXAMPLE, 4);
  g_autoptr (DscDescription) used = describe (state, DSC_PART_OF_FIELD, DSC_BLOCK_DICT, DSC_FIELD_MA_USED);
  g_autoptr (DscDescription) keys = describe (state, DSC_PART_OF_FIELD, DSC_BLOCK_DICT, DSC_FIELD_MA_KEYS);
  g_autoptr (DscDescription) kind = describe (state, DSC_PART_OF_FIELD, DSC_BLOCK_KEYS, DSC_FIELD_DK_KIND);

  g_assert_cmpstr (used->heading, ==, "ma_used");
  g_assert_cmpstr (used->path, ==, "row › dict object");
  g_assert_cmpstr (row_value (used, "was"), ==, "6");
  g_assert_cmpstr (row_value (used, "bytes"), ==, "05 00 00 00 00 00 00 00");
  g_assert_cmpstr (row_value (used, "type"), ==, "Py_ssize_t");
  g_assert_cmpstr (row_value (used, "offset"), ==, "16 in the dict object");
  g_assert_cmpstr (used->meaning, ==, "Number of items, which is what len() returns.");
  g_assert_cmpstr (row_value (keys, "points to"), ==, "the PyDictKeysObject of this dict");
  g_assert_cmpstr (row_value (kind, "since"), ==, "3.11");
  g_assert_nonnull (strstr (row_value (kind, "value"), "1"));
}

/* What leads to a thing: the pointers of headers to blocks, the slot to an entry, the entry to objects. */
static void
test_pointed_at_by (void)
{
  g_autoptr (DscTestState) state = dsc_test_state_new ("3.14.10", DSC_STATE_EXAMPLE, 4);
  g_autoptr (DscTestState) open = dsc_test_state_new ("2.7.18", DSC_STATE_INTS, 20);
  g_autoptr (DscDescription) keys = describe (state, DSC_PART_OF_BLOCK, DSC_BLOCK_KEYS, DSC_FIELD_PADDING);
  g_autoptr (DscDescription) dict = describe (state, DSC_PART_OF_BLOCK, DSC_BLOCK_DICT, DSC_FIELD_PADDING);
  g_autoptr (DscDescription) table = describe (open, DSC_PART_OF_BLOCK, DSC_BLOCK_TABLE, DSC_FIELD_PADDING);

  g_assert_cmpstr (row_value (keys, "pointed at by"), ==, "PyDictObject.ma_keys");
  g_assert_cmpstr (row_value (dict, "pointed at by"), ==, "names and containers of the program");
  g_assert_cmpstr (row_value (table, "pointed at by"), ==, "PyDictObject.ma_table");
  for (gint64 i = 0; i < 5; i++)
    {
      g_autoptr (DscDescription) entry = describe (state, DSC_PART_OF_ENTRY, i, DSC_FIELD_PADDING);
      const char *slot = row_value (entry, "pointed at by");

      g_assert_true (g_str_has_prefix (slot, "dk_indices["));
      g_assert_cmpint (dsc_snapshot_get_index (state->snapshot, (size_t) g_ascii_strtoull (strchr (slot, '[') + 1, NULL, 10)), ==, i);
    }
}

/* Since when a member is there, and what stood in its place: not when the trait that says so changed last. */
static void
test_since (void)
{
  static const struct { const char *version; DscBlockKind block; DscFieldId field; const char *since, *before; } cases[] = {
    { "3.14.10", DSC_BLOCK_KEYS, DSC_FIELD_DK_REFCNT, "3.3: keys, open", "nothing: a table had one owner" },
    { "3.14.10", DSC_BLOCK_KEYS, DSC_FIELD_DK_LOG2_SIZE, "3.11", "dk_size, the number itself" },
    { "3.14.10", DSC_BLOCK_KEYS, DSC_FIELD_DK_NENTRIES, "3.6: compact, ordered", "nothing: entries were the slots" },
    { "3.14.10", DSC_BLOCK_DICT, DSC_FIELD_MA_WATCHER_TAG, NULL, "ma_version_tag" },
    { "3.14.10", DSC_BLOCK_DICT, DSC_FIELD_OB_TYPE, "1.5.2 or earlier", NULL },
    { "3.14.10", DSC_BLOCK_DICT, DSC_FIELD_MA_USED, "1.5.2 or earlier", NULL },
    { "3.9.18", DSC_BLOCK_KEYS, DSC_FIELD_DK_SIZE, "3.3: keys, open", "ma_mask in the dict object, one less" },
    { "3.9.18", DSC_BLOCK_GC_HEAD, DSC_FIELD_GC_NEXT_WORD, "3.8", NULL },
    { "2.7.18", DSC_BLOCK_DICT, DSC_FIELD_MA_MASK, NULL, "ma_size, one more" },
  };

  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (DscTestState) state = dsc_test_state_new (cases[c].version, DSC_STATE_EXAMPLE, 4);
      g_autoptr (DscDescription) field = describe (state, DSC_PART_OF_FIELD, cases[c].block, cases[c].field);

      g_assert_nonnull (field);
      g_assert_nonnull (row_value (field, "since"));
      if (cases[c].since != NULL)
        g_assert_cmpstr (row_value (field, "since"), ==, cases[c].since);
      g_assert_cmpstr (row_value (field, "before"), ==, cases[c].before);
    }
}

/* Reference counts say what they count, and the rows account for the whole number where all of it is seen. */
static void
test_counts (void)
{
  g_autoptr (DscTestState) own = dsc_test_state_new ("3.9.18", DSC_STATE_EXAMPLE, 4);
  g_autoptr (DscTestState) shared = dsc_test_state_new ("3.9.18", DSC_STATE_INSTANCE, 3);
  g_autoptr (DscDescription) keys = describe (own, DSC_PART_OF_FIELD, DSC_BLOCK_KEYS, DSC_FIELD_DK_REFCNT);
  g_autoptr (DscDescription) dict = describe (own, DSC_PART_OF_FIELD, DSC_BLOCK_DICT, DSC_FIELD_OB_REFCNT);
  g_autoptr (DscDescription) class_keys = describe (shared, DSC_PART_OF_FIELD, DSC_BLOCK_KEYS, DSC_FIELD_DK_REFCNT);

  g_assert_cmpstr (row_value (keys, "counts"), ==, "ma_keys of this dict");
  g_assert_nonnull (strstr (row_value (dict, "counts"), "of the program"));
  g_assert_cmpstr (row_value (class_keys, "counts"), ==, "ht_cached_keys of the class");
  g_assert_true (g_str_has_prefix (row_value (class_keys, "and"), "ma_keys of "));
}

/* The bits in brackets are those of the hash that choose the first slot. */
static void
test_first_slot (void)
{
  static const struct { const char *version; const char *bits; } cases[] = {
    { "3.14.10", NULL }, { "3.9.18", NULL }, { "3.4.10", NULL }, { "2.7.18", NULL }, { "1.5.2", "(inverted)" },
  };

  for (gsize v = 0; v < G_N_ELEMENTS (cases); v++)
    {
      g_autoptr (DscTestState) state = dsc_test_state_new (cases[v].version, DSC_STATE_STRS, 20);

      for (gsize i = 0; i < dsc_snapshot_get_n_entries (state->snapshot); i++)
        {
          const DscEntry entry = dsc_snapshot_get_entry (state->snapshot, i);
          g_autoptr (DscDescription) description = describe (state, DSC_PART_OF_ENTRY, (gint64) i, DSC_FIELD_PADDING);
          const char *text = row_value (description, "first slot");
          guint64 bits = 0;

          if (dsc_snapshot_get_entry_state (state->snapshot, i) != DSC_SLOT_USED)
            {
              g_assert_null (text);
              continue;
            }
          for (const char *at = strchr (text, '[') + 1; *at != ']'; at++)
            if (*at != ' ')
              bits = 2 * bits + (*at == '1');
          g_assert_cmpuint (bits, ==, (guint64) entry.me_hash & (dsc_snapshot_get_n_slots (state->snapshot) - 1));
          if (cases[v].bits != NULL)
            g_assert_nonnull (strstr (text, cases[v].bits));
          else
            g_assert_cmpuint (g_ascii_strtoull (strstr (text, "→ ") + strlen ("→ "), NULL, 10), ==, bits);
        }
    }
}

static void
test_entry_and_objects (void)
{
  g_autoptr (DscTestState) state = dsc_test_state_new ("3.9.18", DSC_STATE_EXAMPLE, 4);
  g_autoptr (DscDescription) entry = describe (state, DSC_PART_OF_ENTRY, 3, DSC_FIELD_PADDING);
  g_autoptr (DscDescription) hash = describe (state, DSC_PART_OF_ENTRY_FIELD, 3, DSC_FIELD_ME_HASH);
  g_autoptr (DscDescription) value = describe (state, DSC_PART_OF_VALUE, 3, DSC_FIELD_PADDING);
  g_autoptr (DscDescription) tombstone = describe (state, DSC_PART_OF_ENTRY, 5, DSC_FIELD_PADDING);

  g_assert_cmpstr (row_value (entry, "key"), ==, "'rides'");
  g_assert_cmpstr (row_value (entry, "value"), ==, "7354");
  g_assert_cmpstr (row_value (entry, "type"), ==, "PyDictKeyEntry");
  g_assert_cmpstr (row_value (entry, "offset"), ==, "128 in the keys object");
  g_assert_cmpstr (row_value (hash, "value"), ==, row_value (entry, "hash"));
  g_assert_cmpstr (row_value (value, "repr"), ==, "7354");
  g_assert_cmpstr (row_value (value, "type"), ==, "int");
  g_assert_cmpstr (row_value (value, "pointed at by"), ==, "dk_entries[3].me_value");
  g_assert_cmpstr (row_value (tombstone, "state"), ==, "tombstone");
  g_assert_null (row_value (tombstone, "key"));
}

/* me_value of shared keys is NULL: the values lie in an array of the instance's or the dict's own. */
static void
test_objects_of_split_values (void)
{
  static const char *const versions[] = { "3.5.10", "3.9.18", "3.11.7", "3.14.10" };

  for (guint v = 0; v < G_N_ELEMENTS (versions); v++)
    {
      g_autoptr (DscTestState) state = dsc_test_state_new (versions[v], DSC_STATE_INSTANCE, 3);
      const gint64 n = (gint64) dsc_snapshot_get_n_values (state->snapshot);
      guint n_there = 0;

      for (gint64 i = 0; i < n + 1; i++)
        {
          g_autoptr (DscDescription) object = describe (state, DSC_PART_OF_VALUE, i, DSC_FIELD_VALUES_VALUES);
          const gboolean there = i < n && dsc_snapshot_get_split_value (state->snapshot, (gsize) i) != NULL;
          g_autofree char *pointer = g_strdup_printf ("values[%" G_GINT64_FORMAT "]", i);

          g_assert_true ((object != NULL) == there);
          if (there)
            g_assert_cmpstr (row_value (object, "pointed at by"), ==, pointer);
          n_there += there;
        }
      g_assert_cmpuint (n_there, ==, 3);
    }
}

static void
test_what_is_not_there (void)
{
  g_autoptr (DscTestState) new_state = dsc_test_state_new ("3.14.10", DSC_STATE_EXAMPLE, 4);
  g_autoptr (DscTestState) old_state = dsc_test_state_new ("2.7.18", DSC_STATE_EXAMPLE, 4);

  g_assert_null (describe (new_state, DSC_PART_OF_FIELD, DSC_BLOCK_DICT, DSC_FIELD_MA_FILL));
  g_assert_null (describe (old_state, DSC_PART_OF_FIELD, DSC_BLOCK_KEYS, DSC_FIELD_DK_KIND));
  g_assert_null (describe (old_state, DSC_PART_OF_SLOT, 3, DSC_FIELD_PADDING));
  g_assert_null (describe (new_state, DSC_PART_OF_SLOT, 16, DSC_FIELD_PADDING));
  g_assert_null (describe (new_state, DSC_PART_OF_SLOT, -1, DSC_FIELD_PADDING));
  g_assert_null (describe (new_state, DSC_PART_OF_ENTRY, 10, DSC_FIELD_PADDING));
  g_assert_null (describe (new_state, DSC_PART_OF_ENTRY_FIELD, 0, DSC_FIELD_ME_HASH));
  g_assert_null (describe (new_state, DSC_PART_OF_KEY, 5, DSC_FIELD_PADDING));
  g_assert_null (describe (new_state, DSC_PART_OF_BLOCK, DSC_BLOCK_VALUES, DSC_FIELD_PADDING));
  g_assert_null (describe (new_state, DSC_PART_OF_LEDGER, DSC_PART_SMALLTABLE_IDLE, DSC_FIELD_PADDING));
  g_assert_null (describe (new_state, DSC_PART_OF_PICTURE, 0, DSC_FIELD_PADDING));
}

/* --- instances and what they share --------------------------------------------------------------------------------- */

static char *
sentence (const DscTestState *state)
{
  return dsc_describe_step (NULL, &state->trace, state->before, state->snapshot);
}

static void
assert_sentence (const char  *version,
                 DscStateKind kind,
                 gsize        n,
                 const char  *expected)
{
  g_autoptr (DscTestState) state = dsc_test_state_new (version, kind, n);
  g_autofree char *text = sentence (state);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_shared_parts (void)
{
  g_autoptr (DscTestState) state = dsc_test_state_new ("3.13.0", DSC_STATE_DELETED, 3);
  g_autoptr (DscDescription) gone = describe (state, DSC_PART_OF_SPLIT_VALUE, 0, DSC_FIELD_PADDING);
  g_autoptr (DscDescription) there = describe (state, DSC_PART_OF_SPLIT_VALUE, 2, DSC_FIELD_PADDING);
  g_autoptr (DscDescription) order = describe (state, DSC_PART_OF_ORDER, 0, DSC_FIELD_PADDING);
  g_autoptr (DscDescription) idle = describe (state, DSC_PART_OF_ORDER, 28, DSC_FIELD_PADDING);
  g_autoptr (DscDescription) other = describe (state, DSC_PART_OF_SHARER, 1, DSC_FIELD_PADDING);
  g_autoptr (DscDescription) keys = describe (state, DSC_PART_OF_BLOCK, DSC_BLOCK_KEYS, DSC_FIELD_PADDING);

  g_assert_cmpstr (row_value (gone, "value"), ==, "NULL");
  g_assert_cmpstr (row_value (gone, "was"), ==, "1");
  g_assert_cmpstr (row_value (gone, "offset"), ==, "8 in the values inside the instance");
  g_assert_cmpstr (gone->meaning, ==, "values[0] (8 bytes at offset 8) is NULL: 'x' has no value here, though the key is among the shared ones. "
                                      "It was 1 before this step.");
  g_assert_cmpstr (row_value (there, "points to"), ==, "'red'");
  g_assert_cmpstr (row_value (there, "key"), ==, "'color'");
  g_assert_cmpstr (row_value (there, "order"), ==, "order[1]");
  g_assert_cmpstr (row_value (order, "value"), ==, "1");
  g_assert_cmpstr (row_value (order, "offset"), ==, "240 in the values inside the instance");
  g_assert_cmpstr (row_value (idle, "state"), ==, "not in use");
  g_assert_cmpstr (other->heading, ==, "instance 2");
  g_assert_cmpstr (row_value (other, "values set"), ==, "2");
  g_assert_cmpstr (row_value (keys, "shared by"), ==, "3");
  g_assert_null (describe (state, DSC_PART_OF_SPLIT_VALUE, 29, DSC_FIELD_PADDING));
  g_assert_null (describe (state, DSC_PART_OF_ORDER, 29, DSC_FIELD_PADDING));
  g_assert_null (describe (state, DSC_PART_OF_SHARER, 3, DSC_FIELD_PADDING));
}

static void
test_prefix_offsets (void)
{
  g_test_summary ("3.11, 3.12: 29 order bytes, backwards, behind one byte of padding; size and prefix; then the values.");
  g_autoptr (DscTestState) state = dsc_test_state_new ("3.11.7", DSC_STATE_INSTANCE, 3);
  g_autoptr (DscDescription) value = describe (state, DSC_PART_OF_SPLIT_VALUE, 1, DSC_FIELD_PADDING);
  g_autoptr (DscDescription) first = describe (state, DSC_PART_OF_ORDER, 0, DSC_FIELD_PADDING);
  g_autoptr (DscDescription) last = describe (state, DSC_PART_OF_ORDER, 28, DSC_FIELD_PADDING);

  g_assert_cmpstr (row_value (value, "offset"), ==, "40 in the values");
  g_assert_cmpstr (row_value (first, "offset"), ==, "29 in the values");
  g_assert_cmpstr (row_value (last, "offset"), ==, "1 in the values");
}

static void
test_sentences_of_sharing (void)
{
  g_test_summary ("Growth of shared keys, values set and deleted, dicts made, values out of use, sharing left: each has its sentence.");
  assert_sentence ("3.13.0", DSC_STATE_INSTANCE, 3,
                   "'color' joins the shared keys as entry 2, in slot 15, after 1 probe. values[2], that of 'color', becomes 'red'; order[2] "
                   "remembers that it is the last one set. dk_usable 25 → 24, dk_nentries 2 → 3, size 2 → 3.");
  assert_sentence ("3.9.18", DSC_STATE_INSTANCE, 3,
                   "'color' joins the shared keys as entry 2, in slot 1, after 2 probes. values[2], that of 'color', becomes 'red'. ma_used 2 → 3, "
                   "dk_usable 3 → 2, dk_nentries 2 → 3.");
  assert_sentence ("3.5.10", DSC_STATE_INSTANCE, 3,
                   "'color' joins the shared keys in slot 2, after 3 probes. values[2], that of 'color', becomes 'red'. ma_used 2 → 3, "
                   "dk_usable 1 → 0.");
  assert_sentence ("3.9.18", DSC_STATE_INSTANCE, 1,
                   "A dict is made for the instance. 'x' joins the shared keys as entry 0, in slot 5, after 1 probe. values[0], that of 'x', becomes 1. "
                   "ma_used 1, dk_usable 5 → 4, dk_nentries 0 → 1.");
  assert_sentence ("3.9.18", DSC_STATE_INSTANCE, 6,
                   "The keys outgrow the table that was shared: a new one of 16 slots takes its place for the class and its instances. "
                   "ma_used 5 → 6, dk_usable 0 → 4, dk_nentries 5 → 6, sys.getsizeof 104 → 144.");
  assert_sentence ("3.9.18", DSC_STATE_DELETED, 3,
                   "The dict leaves the shared keys: it gets a table of its own, with the values in its entries. The class gives its shared keys up: "
                   "dicts of instances made from now on have tables of their own. The table is rebuilt from 8 to 8 slots (request 8). "
                   "The table's kind changes from split to unicode. Slot 5 becomes a dummy (−2), entry 0 is emptied. ma_used 3 → 2, "
                   "dk_usable stays 2, sys.getsizeof 104 → 232.");
  assert_sentence ("3.11.7", DSC_STATE_DELETED, 3, "values[0] becomes NULL; the key 'x' stays among the shared ones. size 3 → 2.");
  assert_sentence ("3.14.10", DSC_STATE_VARS, 3, "values[0], that of 'x', becomes 5.");
  assert_sentence ("3.13.0", DSC_STATE_COMBINED, 3,
                   "The values inside the instance are no longer valid. The dict leaves the shared keys: it gets a table of its own, with the values in "
                   "its entries. The table is rebuilt from 64 to 16 slots (request 9). The table's kind changes from split to general. "
                   "1 takes entry 3 and slot 6, after 2 probes. ma_used 3 → 4, dk_usable 24 → 6, dk_nentries 3 → 4, sys.getsizeof 280 → 352.");
}

/* A picture of another instance, or of the class, when p makes the keys grow. */
static void
test_growth_seen_by_others (void)
{
  g_autoptr (DscTestState) state = dsc_test_state_new ("3.13.0", DSC_STATE_INSTANCE, 3);
  g_autoptr (DscTestState) class = dsc_test_state_new ("3.13.0", DSC_STATE_CLASS, 3);
  g_autofree char *made = dsc_describe_step (NULL, NULL, NULL, state->snapshot);
  g_autofree char *class_made = dsc_describe_step (NULL, NULL, NULL, class->snapshot);
  g_autofree char *nothing = dsc_describe_step (NULL, NULL, class->snapshot, class->snapshot);

  g_assert_true (g_str_has_prefix (made, "A new instance of 48 bytes, with room for 29 values."));
  g_assert_true (g_str_has_prefix (class_made, "A new class: its instances will share these keys."));
  g_assert_cmpstr (nothing, ==, "Nothing changes.");
}

static void
test_whole_instance (void)
{
  g_autoptr (DscTestState) state = dsc_test_state_new ("3.13.0", DSC_STATE_INSTANCE, 3);
  g_autofree char *text = dsc_describe_snapshot (state->snapshot, "p");

  g_assert_cmpstr (text, ==, "p in CPython 3.13.0: 3 attributes, 48 bytes (64-bit · default build · PYTHONHASHSEED=0 · measured on CPython 3.13.0). Its keys object holds "
                             "3 keys and is shared by 3 dicts and instances. The instance itself has room for 29 values. In the order of the table: "
                             "'x': 1, 'y': 101, 'color': 'red'.");
}

static gboolean
has_remark (const DscTestState *state,
            const char         *heading)
{
  g_autoptr (GPtrArray) remarks = dsc_describe_remarks (state->snapshot, state->before, &state->trace);

  for (guint i = 0; i < remarks->len; i++)
    if (g_str_equal (((DscRemark *) g_ptr_array_index (remarks, i))->heading, heading))
      return TRUE;
  return FALSE;
}

static void
test_remarks_of_sharing (void)
{
  g_autoptr (DscTestState) shared = dsc_test_state_new ("3.12.1", DSC_STATE_INSTANCE, 3);
  g_autoptr (DscTestState) left = dsc_test_state_new ("3.13.0", DSC_STATE_COMBINED, 3);
  g_autoptr (DscTestState) bare = dsc_test_state_new ("3.2.6", DSC_STATE_INSTANCE, 0);
  g_autoptr (DscTestState) plain = dsc_test_state_new ("3.13.0", DSC_STATE_EXAMPLE, 2);

  g_assert_true (has_remark (shared, "Why is it shared?"));
  g_assert_true (has_remark (shared, "How many values?"));
  g_assert_true (has_remark (left, "Not shared any more"));
  g_assert_true (has_remark (left, "Values out of use"));
  g_assert_false (has_remark (left, "Why is it shared?"));
  g_assert_true (has_remark (bare, "Where is the dict?"));
  g_assert_false (has_remark (bare, "Where is the table?"));
  g_assert_false (has_remark (plain, "Why is it shared?"));
}

/* --- everything in a picture can be described --------------------------------------------------------------------- */

static void
check_descriptions (const DscTestCase *test_case,
                    DscScene          *scene,
                    DscTestState      *state,
                    gpointer           data)
{
  (void) data;
  for (guint i = 1; i < dsc_scene_get_n_nodes (scene); i++)
    {
      const DscNode *node = dsc_scene_get_node (scene, i);
      if (node->kind != DSC_NODE_GROUP || node->id.part == DSC_PART_OF_PICTURE)
        continue;

      g_autoptr (DscDescription) description = dsc_describe_part (state->snapshot, state->before, "d", node->id);
      if (description == NULL)
        g_error ("%s %s: %s is not described", test_case->version, dsc_test_state_name (test_case->kind), node->text);
      g_assert_true (*description->heading != '\0' && *description->path != '\0' && *description->meaning != '\0');
      g_assert_true (g_utf8_validate (description->meaning, -1, NULL));
      for (guint r = 0; r < description->rows->len; r++)
        {
          const DscDescribeRow *row = g_ptr_array_index (description->rows, r);
          g_assert_true (*row->name != '\0' && *row->value != '\0' && g_utf8_validate (row->value, -1, NULL));
        }
    }
}

static void
test_everything_can_be_described (void)
{
  dsc_test_matrix_foreach (NULL, check_descriptions, NULL);
}

/* --- steps -------------------------------------------------------------------------------------------------------- */

static void
assert_step (const char   *version,
             DscStateKind  kind,
             gsize         n,
             const char   *expected)
{
  g_autoptr (DscTestState) state = dsc_test_state_new (version, kind, n);
  g_autofree char *sentence = dsc_describe_step (NULL, &state->trace, state->before, state->snapshot);

  g_assert_cmpstr (sentence, ==, expected);
}

static void
test_steps_of_the_example (void)
{
  assert_step ("3.14.10", DSC_STATE_EXAMPLE, 1, "A new dict of 184 bytes. A table of 8 slots takes the place of Py_EMPTY_KEYS. 4 keys are added. "
               "ma_used 4, dk_usable 1, dk_nentries 4.");
  assert_step ("3.14.10", DSC_STATE_EXAMPLE, 2, "'a' takes entry 4 and slot 0, after 2 probes. ma_used 4 → 5, dk_usable 1 → 0, dk_nentries 4 → 5.");
  assert_step ("3.14.10", DSC_STATE_EXAMPLE, 3,
               "The table is rebuilt from 8 to 16 slots (request 15). 'b' takes entry 5 and slot 14, after 1 probe. "
               "ma_used 5 → 6, dk_usable 0 → 4, dk_nentries 5 → 6, sys.getsizeof 184 → 272.");
  assert_step ("3.14.10", DSC_STATE_EXAMPLE, 4, "Slot 14 becomes a dummy (−2), entry 5 is emptied. ma_used 6 → 5, dk_usable stays 4.");
  assert_step ("2.7.18", DSC_STATE_EXAMPLE, 4, "Slot 3 becomes a dummy. ma_used 6 → 5, ma_fill stays 6.");
  assert_step ("3.5.10", DSC_STATE_CLEARED, 5,
               "The table is given back: ma_keys points at Py_EMPTY_KEYS. ma_used 5 → 0, sys.getsizeof 288 → 72.");
}

static void
test_steps_that_change_nothing (void)
{
  g_autoptr (DscTestState) state = dsc_test_state_new ("3.14.10", DSC_STATE_EXAMPLE, 4);
  DscStep step = { .error = "KeyError: 'x'" };
  g_autofree char *nothing = dsc_describe_step (NULL, NULL, state->snapshot, state->snapshot);
  g_autofree char *raised = dsc_describe_step (&step, NULL, state->snapshot, state->snapshot);
  g_autofree char *no_dict = dsc_describe_step (NULL, NULL, NULL, NULL);

  g_assert_cmpstr (nothing, ==, "Nothing changes.");
  g_assert_cmpstr (raised, ==, "KeyError: 'x' is raised.");
  g_assert_cmpstr (no_dict, ==, "Nothing changes.");
}

/* --- remarks ------------------------------------------------------------------------------------------------------ */

static char *
remark_text (const char   *version,
             DscStateKind  kind,
             gsize         n,
             const char   *heading)
{
  g_autoptr (DscTestState) state = dsc_test_state_new (version, kind, n);
  g_autoptr (GPtrArray) remarks = dsc_describe_remarks (state->snapshot, state->before, &state->trace);

  for (guint i = 0; i < remarks->len; i++)
    {
      const DscRemark *remark = g_ptr_array_index (remarks, i);
      if (g_str_equal (remark->heading, heading))
        return g_strdup (remark->text);
    }
  return NULL;
}

static void
assert_remark (const char   *version,
               DscStateKind  kind,
               gsize         n,
               const char   *heading,
               const char   *part)
{
  g_autofree char *text = remark_text (version, kind, n, heading);

  if (part == NULL)
    g_assert_null (text);
  else if (text == NULL || strstr (text, part) == NULL)
    g_error ("%s %s: '%s' lacks '%s'", version, heading, text, part);
}

static void
test_remarks_tell_the_numbers (void)
{
  assert_remark ("3.14.10", DSC_STATE_EXAMPLE, 4, "Why a tombstone?", "Slot 14 named entry 5, the key 'b'.");
  assert_remark ("3.14.10", DSC_STATE_EXAMPLE, 4, "Why a tombstone?", "dk_usable stays 4");
  assert_remark ("3.14.10", DSC_STATE_EXAMPLE, 3, "Why 16 slots?", "With used = 5, the rule used*3 asks for 15 slots");
  assert_remark ("2.7.18", DSC_STATE_EXAMPLE, 3, "Why 32 slots?", "asks for 24 slots");
  assert_remark ("2.7.18", DSC_STATE_EXAMPLE, 3, "Eight slots out of use", "192 bytes");
  assert_remark ("2.7.18", DSC_STATE_EXAMPLE, 4, "Why a dummy?", "ma_fill stays as it is");
  assert_remark ("3.9.18", DSC_STATE_EXAMPLE, 0, "Where is the table?", "Py_EMPTY_KEYS");
  assert_remark ("3.6.15", DSC_STATE_EXAMPLE, 0, "Where is the table?", NULL);
  assert_remark ("3.14.10", DSC_STATE_EXAMPLE, 2, "Where is the hash?", "16 bytes instead of 24");
  assert_remark ("3.9.18", DSC_STATE_EXAMPLE, 2, "Where is the hash?", NULL);
  assert_remark ("3.14.10", DSC_STATE_INTS, 3, "Why me_hash?", "24 bytes");
  assert_remark ("3.12.13-i386", DSC_STATE_INTS, 3, "Why me_hash?", "12 bytes");
  assert_remark ("3.14.10", DSC_STATE_POPPED, 5, "Why a tombstone?", NULL);
  assert_remark ("3.14.10", DSC_STATE_POPPED, 5, "Why a dummy?", "Slot 4 named entry 4, the key 28.");
  assert_remark ("2.1.3", DSC_STATE_EXAMPLE, 0, "Where is the table?", "ma_table is NULL");
}

/* A key behind the dummy is named with the slots of its search, and the search is the one that the table's rules make. */
static void
test_remark_names_the_key_behind (void)
{
  DscTarget target;
  g_assert_cmpint (dsc_target_parse ("3.9.18", &target), ==, DSC_STATUS_OK);
  DscRuntime *rt = dsc_runtime_new (target, 0, &dsc_alloc_libc);
  DscPool *pool = dsc_runtime_get_pool (rt);
  DscDict *dict;
  const DscObject *none = dsc_object_none (pool);

  /* 1 and 9 begin at slot 1 of 8; 9 is found past it, at 5·1 + 0 + 1 = 6. */
  g_assert_cmpint (dsc_dict_new (rt, &dict), ==, DSC_STATUS_OK);
  g_assert_cmpint (dsc_dict_set_item (rt, dict, dsc_object_int (pool, 1), none), ==, DSC_STATUS_OK);
  g_assert_cmpint (dsc_dict_set_item (rt, dict, dsc_object_int (pool, 9), none), ==, DSC_STATUS_OK);
  DscSnapshot *before = dsc_snapshot_new_from_dict (rt, dict);
  g_assert_cmpint (dsc_dict_delete_item (rt, dict, dsc_object_int (pool, 1)), ==, DSC_STATUS_OK);
  DscSnapshot *after = dsc_snapshot_new_from_dict (rt, dict);
  g_autoptr (GPtrArray) remarks = dsc_describe_remarks (after, before, NULL);
  const DscRemark *remark = g_ptr_array_index (remarks, 0);

  g_assert_cmpstr (remark->heading, ==, "Why a tombstone?");
  g_assert_nonnull (strstr (remark->text, "That is how 9 is still found: slots 1 → 6."));
  dsc_snapshot_unref (before);
  dsc_snapshot_unref (after);
  dsc_dict_unref (rt, dict);
  dsc_runtime_free (rt);
}

static void
test_whole_state (void)
{
  g_autoptr (DscTestState) state = dsc_test_state_new ("3.14.10", DSC_STATE_EXAMPLE, 4);
  g_autofree char *text = dsc_describe_snapshot (state->snapshot, "row");

  g_assert_cmpstr (text, ==,
                   "row in CPython 3.14.10: 5 items, 272 bytes (64-bit · default build · PYTHONHASHSEED=0 · measured on CPython 3.14.10). "
                   "Its keys object has 16 slots in dk_indices and room for 10 entries. Deleted keys have left 1 tombstone. "
                   "In the order of the table: 'route': '22', 'date': '01/01/2001', 'daytype': 'U', 'rides': 7354, 'a': 1.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/describe/slot", test_slot);
  g_test_add_func ("/scene/describe/field", test_field);
  g_test_add_func ("/scene/describe/pointed-at-by", test_pointed_at_by);
  g_test_add_func ("/scene/describe/since", test_since);
  g_test_add_func ("/scene/describe/counts", test_counts);
  g_test_add_func ("/scene/describe/first-slot", test_first_slot);
  g_test_add_func ("/scene/describe/entry-and-objects", test_entry_and_objects);
  g_test_add_func ("/scene/describe/shared-parts", test_shared_parts);
  g_test_add_func ("/scene/describe/prefix-offsets", test_prefix_offsets);
  g_test_add_func ("/scene/describe/sentences-of-sharing", test_sentences_of_sharing);
  g_test_add_func ("/scene/describe/growth-seen-by-others", test_growth_seen_by_others);
  g_test_add_func ("/scene/describe/whole-instance", test_whole_instance);
  g_test_add_func ("/scene/describe/remarks-of-sharing", test_remarks_of_sharing);
  g_test_add_func ("/scene/describe/objects-of-split-values", test_objects_of_split_values);
  g_test_add_func ("/scene/describe/what-is-not-there", test_what_is_not_there);
  g_test_add_func ("/scene/describe/everything-can-be-described", test_everything_can_be_described);
  g_test_add_func ("/scene/describe/steps-of-the-example", test_steps_of_the_example);
  g_test_add_func ("/scene/describe/steps-that-change-nothing", test_steps_that_change_nothing);
  g_test_add_func ("/scene/describe/remarks-tell-the-numbers", test_remarks_tell_the_numbers);
  g_test_add_func ("/scene/describe/remark-names-the-key-behind", test_remark_names_the_key_behind);
  g_test_add_func ("/scene/describe/whole-state", test_whole_state);
  return g_test_run ();
}
