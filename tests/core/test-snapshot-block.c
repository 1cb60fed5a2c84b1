/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-snapshot-block.c: blocks, offsets and fields against layouts, and against fields read from real interpreters. */
#include "snapshot-fixture.h"

/* --- The recorded dicts, built in the model. --- */

static void
set_str (Fixture *self, const char *key, const DscObject *value)
{
  fixture_set (self, fixture_str (self, key), value);
}

/* for k in letters: d[k] = 0 */
static void
set_letters (Fixture *self, const char *letters)
{
  for (const char *p = letters; *p != '\0'; p++)
    fixture_set (self, dsc_object_str (self->pool, p, 1), dsc_object_int (self->pool, 0));
}

static void
delete_letters (Fixture *self, const char *letters)
{
  for (const char *p = letters; *p != '\0'; p++)
    fixture_delete (self, dsc_object_str (self->pool, p, 1));
}

static void
set_zeros (Fixture *self, int n)
{
  for (int i = 0; i < n; i++)
    fixture_set (self, dsc_object_int (self->pool, i), dsc_object_int (self->pool, 0));
}

/* A display, all keys constants: replaces the dict. */
static void
build (Fixture *self, const DscPair *pairs, size_t n)
{
  dsc_dict_unref (self->rt, self->dict);
  g_assert_cmpint (dsc_dict_build (self->rt, DSC_BUILD_DISPLAY_CONST, pairs, n, &self->dict), ==, DSC_STATUS_OK);
}

static void
make_empty_display (Fixture *self)
{
  (void) self;
}

static void
make_dict_call (Fixture *self)
{
  dsc_dict_unref (self->rt, self->dict);
  g_assert_cmpint (dsc_dict_new_call (self->rt, &self->dict), ==, DSC_STATUS_OK);
}

static void
make_one_str (Fixture *self)
{
  const DscPair pair = { fixture_str (self, "a"), dsc_object_int (self->pool, 1) };

  build (self, &pair, 1);
}

static void
make_name_alice (Fixture *self)
{
  set_str (self, "name", fixture_str (self, "Alice"));
}

static void
make_five_str (Fixture *self)
{
  set_letters (self, "abcde");
}

static void
make_six_int (Fixture *self)
{
  set_zeros (self, 6);
}

static void
make_mixed (Fixture *self)
{
  const DscObject *pair[] = { dsc_object_int (self->pool, 1), dsc_object_int (self->pool, 2) };

  set_str (self, "a", pair[0]);
  fixture_set (self, pair[0], fixture_str (self, "x"));
  fixture_set (self, dsc_object_float (self->pool, 2.5), dsc_object_int (self->pool, 3));
  fixture_set (self, dsc_object_tuple (self->pool, pair, 2), dsc_object_int (self->pool, 4));
}

static void
make_none_key (Fixture *self)
{
  fixture_set (self, dsc_object_none (self->pool), dsc_object_int (self->pool, 0));
}

static void
make_five_str_del_two (Fixture *self)
{
  set_letters (self, "abcde");
  delete_letters (self, "bd");
}

static void
make_six_str_del_four_add (Fixture *self)
{
  set_letters (self, "abcdef");
  delete_letters (self, "abcd");
  set_letters (self, "g");
}

static void
make_five_int_del_two (Fixture *self)
{
  set_zeros (self, 5);
  fixture_delete (self, dsc_object_int (self->pool, 1));
  fixture_delete (self, dsc_object_int (self->pool, 3));
}

static void
make_emptied_by_del (Fixture *self)
{
  set_letters (self, "abc");
  delete_letters (self, "abc");
}

static void
make_cleared (Fixture *self)
{
  set_letters (self, "abc");
  g_assert_cmpint (dsc_dict_clear_items (self->rt, self->dict), ==, DSC_STATUS_OK);
}

static void
make_row (Fixture *self)
{
  const DscPair pairs[] = {
    { fixture_str (self, "route"), fixture_str (self, "22") },
    { fixture_str (self, "date"), fixture_str (self, "01/01/2001") },
    { fixture_str (self, "daytype"), fixture_str (self, "U") },
    { fixture_str (self, "rides"), dsc_object_int (self->pool, 7354) },
  };

  build (self, pairs, G_N_ELEMENTS (pairs));
}

static void
make_holds_list (Fixture *self)
{
  const DscPair pair = { fixture_str (self, "a"), dsc_object_list (self->pool, NULL, 0) };

  build (self, &pair, 1);
}

static const struct
{
  const char *name;
  void      (*make) (Fixture *self);
} scenarios[] = {
  { "empty_display", make_empty_display },
  { "dict_call", make_dict_call },
  { "one_str", make_one_str },
  { "name_alice", make_name_alice },
  { "five_str", make_five_str },
  { "six_int", make_six_int },
  { "mixed", make_mixed },
  { "none_key", make_none_key },
  { "five_str_del_two", make_five_str_del_two },
  { "six_str_del_four_add", make_six_str_del_four_add },
  { "five_int_del_two", make_five_int_del_two },
  { "emptied_by_del", make_emptied_by_del },
  { "cleared", make_cleared },
  { "row", make_row },
  { "holds_list", make_holds_list },
};

/* --- Their fields, written as the recording writes them. --- */

static char *
write_target (const DscField *field)
{
  switch (field->target)
    {
    case DSC_TARGET_NONE:
      return g_strdup_printf ("%" G_GINT64_FORMAT, field->value);
    case DSC_TARGET_NULL:
      g_assert_cmpint (field->value, ==, 0);
      return g_strdup ("NULL");
    case DSC_TARGET_BLOCK:
      return g_strdup_printf ("block:%s+%u", dsc_block_name (field->target_block), field->target_offset);
    case DSC_TARGET_TYPE:
      return g_strdup_printf ("type:%s", field->text);
    case DSC_TARGET_FUNCTION:
      return g_strdup_printf ("function:%s", field->text);
    case DSC_TARGET_STATIC_KEYS:
      return g_strdup ("static_empty_keys");
    case DSC_TARGET_STATIC_VALUES:
      return g_strdup ("static_empty_values");
    case DSC_TARGET_OBJECT:
      return g_strdelimit (g_strdup (field->text), " ", '_');
    }
  g_assert_not_reached ();
}

static char *
write_field (const DscSnapshot *snapshot, const DscField *field)
{
  if (g_strcmp0 (field->text, "uninitialised") == 0)
    return g_strdup ("?");
  /* The recorder names the function of an open table after the kind of the table; its name changed when str became text. */
  if (field->member.id == DSC_FIELD_MA_LOOKUP && dsc_snapshot_get_kind (snapshot) == DSC_KEYS_STRING)
    {
      g_assert_cmpstr (field->text, ==, dsc_snapshot_get_traits (snapshot)->is_python2 ? "lookdict_string" : "lookdict_unicode");
      return g_strdup ("function:lookdict_string");
    }
  return write_target (field);
}

static const DscField *
find_field_by_name (const DscSnapshot *snapshot, const char *name)
{
  for (DscFieldId id = 1; id < DSC_N_FIELDS; id++)
    if (strcmp (dsc_field_name (id), name) == 0)
      return dsc_snapshot_find_field (snapshot, id);
  return NULL;
}

/* One "name:value" of a recording. */
static bool
agrees (const DscSnapshot *snapshot, const char *item)
{
  const char *colon = strchr (item, ':');
  g_autofree char *name = g_strndup (item, (gsize) (colon - item));
  g_autofree char *value = NULL;

  if (strcmp (name, "getsizeof") == 0)
    value = g_strdup_printf ("%" G_GINT64_FORMAT, dsc_snapshot_get_getsizeof (snapshot));
  else if (strcmp (name, "tracked") == 0)
    value = g_strdup_printf ("%d", dsc_snapshot_is_tracked (snapshot));
  else
    {
      const DscField *field = find_field_by_name (snapshot, name);

      value = field != NULL ? write_field (snapshot, field) : g_strdup ("no such field");
    }
  if (strcmp (value, colon + 1) == 0)
    return true;
  g_test_message ("%s is recorded, the model has %s", item, value);
  return false;
}

static unsigned
compare_scenario (GKeyFile *file, const char *group, size_t i)
{
  g_autofree char *line = g_key_file_get_string (file, group, scenarios[i].name, NULL);
  Fixture fixture;
  unsigned compared = 0;

  g_assert_nonnull (line);
  fixture_init (&fixture, group);
  scenarios[i].make (&fixture);
  DscSnapshot *snapshot = fixture_snapshot (&fixture);
  g_auto (GStrv) items = g_strsplit (line, " ", -1);
  for (char **item = items; *item != NULL; item++, compared++)
    if (!agrees (snapshot, *item))
      {
        g_test_message ("in %s of %s", scenarios[i].name, group);
        g_test_fail ();
      }
  dsc_snapshot_unref (snapshot);
  fixture_clear (&fixture);
  return compared;
}

static void
test_recorded_fields (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "truth", "fields.ini", NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  unsigned compared = 0;

  g_test_summary ("Every header field of 15 dicts holds what 39 real interpreters had there.");
  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);
  for (char **group = groups; *group != NULL; group++)
    for (size_t i = 0; i < G_N_ELEMENTS (scenarios); i++)
      compared += compare_scenario (file, *group, i);
  g_assert_cmpuint (compared, >, 8000);
}

/* --- Blocks. --- */

static void
check_block (const DscSnapshot *snapshot, const DscBlock *block)
{
  const DscTraits *traits = dsc_snapshot_get_traits (snapshot);
  const DscLayout layout = dsc_layout_block (traits, block->kind);
  uint32_t end = 0;

  for (unsigned i = 0; i < block->n_fields; i++)
    {
      const DscField *field = &block->fields[i];

      g_assert_cmpuint (field->member.offset, ==, end);
      g_assert_cmpuint (field->member.size, >, 0);
      if (field->member.id != DSC_FIELD_PADDING)
        g_assert_cmpuint (dsc_layout_find (&layout, field->member.id)->offset, ==, end);
      if (field->target == DSC_TARGET_BLOCK)
        {
          const DscBlock *target = dsc_snapshot_find_block (snapshot, field->target_block);

          g_assert_cmpuint ((uint64_t) field->value, ==, target->address + field->target_offset);
          g_assert_cmpuint (field->target_offset, <, target->size);
        }
      g_assert_true (field->member.is_pointer || field->target == DSC_TARGET_NONE);
      end += field->member.size;
    }
  g_assert_cmpuint (end, ==, layout.size);
  g_assert_cmpuint (end, <=, block->size);
}

static void
check_blocks (const DscSnapshot *snapshot)
{
  const DscTraits *traits = dsc_snapshot_get_traits (snapshot);
  uint64_t counted = 0;

  for (size_t i = 0; i < dsc_snapshot_get_n_blocks (snapshot); i++)
    {
      const DscBlock *block = dsc_snapshot_get_block (snapshot, i);

      g_assert_true (dsc_snapshot_find_block (snapshot, block->kind) == block);
      g_assert_cmpuint (block->address, >, 0);
      g_assert_cmpuint (block->address % traits->pointer_size, ==, 0);
      g_assert_true (traits->pointer_size == 8 || block->address + block->size <= UINT32_MAX);
      check_block (snapshot, block);
      counted += block->is_counted ? block->size : 0;
      for (size_t j = 0; j < i; j++)
        {
          const DscBlock *other = dsc_snapshot_get_block (snapshot, j);

          g_assert_cmpint (other->kind, <, block->kind);
          g_assert_true (other->address + other->size <= block->address || block->address + block->size <= other->address);
        }
    }
  g_assert_cmpuint (counted, ==, dsc_snapshot_get_getsizeof (snapshot));
}

static void
test_fields_fill_their_blocks (void)
{
  const DscVersion *releases;
  size_t n = dsc_releases (&releases);

  for (size_t i = 0; i < n; i++)
    for (unsigned bits = 0; bits < 4 * DSC_N_ARCHS; bits++)
      {
        DscTarget target = { releases[i], { (DscArch) (bits / 4), (bits & 1) && releases[i] >= DSC_V (3, 13, 0), bits & 2, 0 } };
        static const int counts[] = { 0, 1, 5, 30 };
        Fixture fixture;

        fixture_init_target (&fixture, target);
        for (size_t c = 0; c < G_N_ELEMENTS (counts); c++)
          {
            fixture_fill_strs (&fixture, 0, counts[c]);
            DscSnapshot *snapshot = fixture_snapshot (&fixture);
            check_blocks (snapshot);
            dsc_snapshot_unref (snapshot);
          }
        fixture_clear (&fixture);
      }
}

static void
test_addresses_stay (void)
{
  for (size_t t = 0; t < G_N_ELEMENTS (fixture_targets); t++)
    {
      Fixture fixture;
      DscDict *other;

      fixture_init (&fixture, fixture_targets[t]);
      g_assert_cmpint (dsc_dict_new (fixture.rt, &other), ==, DSC_STATUS_OK);
      DscSnapshot *before = fixture_snapshot (&fixture);
      fixture_fill_ints (&fixture, 0, 100);
      DscSnapshot *after = fixture_snapshot (&fixture);
      DscSnapshot *elsewhere = dsc_snapshot_new_from_dict (fixture.rt, other);
      const DscBlock *dict = dsc_snapshot_find_block (before, DSC_BLOCK_DICT);
      const DscBlock *gc = dsc_snapshot_find_block (before, DSC_BLOCK_GC_HEAD);
      g_assert_cmpuint (dict->address, ==, dsc_snapshot_find_block (after, DSC_BLOCK_DICT)->address);
      g_assert_cmpuint (dict->address, !=, dsc_snapshot_find_block (elsewhere, DSC_BLOCK_DICT)->address);
      if (gc != NULL)
        g_assert_cmpuint (gc->address + gc->size, ==, dict->address);
      dsc_snapshot_unref (before);
      dsc_snapshot_unref (after);
      dsc_snapshot_unref (elsewhere);
      dsc_dict_unref (fixture.rt, other);
      fixture_clear (&fixture);
    }
}

static void
test_texts (void)
{
  static const struct
  {
    const char *target;
    DscFieldId  field;
    const char *strs, *general;
  } cases[] = {
    { "2.7.18", DSC_FIELD_MA_LOOKUP, "lookdict_string", "lookdict" },
    { "3.2.6", DSC_FIELD_MA_LOOKUP, "lookdict_unicode", "lookdict" },
    { "3.5.10", DSC_FIELD_DK_LOOKUP, "lookdict_unicode_nodummy", "lookdict" },
    { "3.10.13", DSC_FIELD_DK_LOOKUP, "lookdict_unicode_nodummy", "lookdict" },
    { "3.13.13", DSC_FIELD_DK_KIND, "UNICODE", "GENERAL" },
    { "3.13.13", DSC_FIELD_OB_TYPE, "dict", "dict" },
  };

  for (size_t c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      Fixture fixture;

      fixture_init (&fixture, cases[c].target);
      fixture_fill_strs (&fixture, 0, 2);
      DscSnapshot *strs = fixture_snapshot (&fixture);
      fixture_fill_ints (&fixture, 0, 1);
      DscSnapshot *general = fixture_snapshot (&fixture);
      g_assert_cmpstr (dsc_snapshot_find_field (strs, cases[c].field)->text, ==, cases[c].strs);
      g_assert_cmpstr (dsc_snapshot_find_field (general, cases[c].field)->text, ==, cases[c].general);
      dsc_snapshot_unref (strs);
      dsc_snapshot_unref (general);
      fixture_clear (&fixture);
    }
}

static void
test_deleting_brings_dummies (void)
{
  Fixture fixture;

  fixture_init (&fixture, "3.6.15");
  fixture_fill_strs (&fixture, 0, 2);
  fixture_delete (&fixture, fixture_str (&fixture, "k0"));
  DscSnapshot *snapshot = fixture_snapshot (&fixture);
  g_assert_cmpstr (dsc_snapshot_find_field (snapshot, DSC_FIELD_DK_LOOKUP)->text, ==, "lookdict_unicode");
  dsc_snapshot_unref (snapshot);
  fixture_clear (&fixture);
}

static void
test_absent_fields (void)
{
  Fixture fixture;

  fixture_init (&fixture, "2.7.18");
  DscSnapshot *snapshot = fixture_snapshot (&fixture);
  g_assert_null (dsc_snapshot_find_field (snapshot, DSC_FIELD_MA_KEYS));
  g_assert_null (dsc_snapshot_find_block (snapshot, DSC_BLOCK_KEYS));
  g_assert_cmpint (dsc_snapshot_get_value (snapshot, DSC_FIELD_DK_USABLE, -7), ==, -7);
  g_assert_cmpint (dsc_snapshot_get_value (snapshot, DSC_FIELD_MA_MASK, -7), ==, 7);
  dsc_snapshot_unref (snapshot);
  fixture_clear (&fixture);
}

/* The polynomial of a table of 4 and of 8 slots, and none without a table. */
static void
test_oldest_dict (void)
{
  Fixture fixture;

  fixture_init (&fixture, "1.5.2");
  DscSnapshot *none = fixture_snapshot (&fixture);
  fixture_fill_strs (&fixture, 0, 1);
  DscSnapshot *four = fixture_snapshot (&fixture);
  g_assert_cmpint (dsc_snapshot_find_field (none, DSC_FIELD_MA_TABLE)->target, ==, DSC_TARGET_NULL);
  g_assert_cmpint (dsc_snapshot_get_value (none, DSC_FIELD_MA_SIZE, -1), ==, 0);
  g_assert_cmpint (dsc_snapshot_get_value (none, DSC_FIELD_MA_POLY, -1), ==, 0);
  g_assert_cmpint (dsc_snapshot_get_value (four, DSC_FIELD_MA_SIZE, -1), ==, 4);
  g_assert_cmpint (dsc_snapshot_get_value (four, DSC_FIELD_MA_POLY, -1), ==, 7);
  g_assert_cmpint (dsc_snapshot_find_field (four, DSC_FIELD_MA_TABLE)->target_block, ==, DSC_BLOCK_TABLE);
  dsc_snapshot_unref (none);
  dsc_snapshot_unref (four);
  fixture_clear (&fixture);
}

/* The table that the events made last is the one in the image; those made before it are not. */
static void
test_numbers_of_events (void)
{
  static const char *const versions[] = { "2.7.18", "3.5.10", "3.9.18", "3.14.10", "3.12.13-i386" };

  for (size_t v = 0; v < G_N_ELEMENTS (versions); v++)
    {
      Fixture fixture;
      DscTrace trace;
      int64_t last = 0;

      fixture_init (&fixture, versions[v]);
      dsc_trace_init (&trace, &dsc_alloc_libc);
      dsc_runtime_set_trace (fixture.rt, &trace);
      fixture_fill_strs (&fixture, 0, 200);
      dsc_runtime_set_trace (fixture.rt, NULL);
      DscSnapshot *snapshot = fixture_snapshot (&fixture);
      const DscBlockKind table = dsc_snapshot_get_table_block (snapshot);

      for (size_t i = 0; i < trace.n_events; i++)
        if (trace.events[i].kind == DSC_EVENT_NEW_TABLE)
          last = trace.events[i].d;
      g_assert_cmpint (last, >, 0);
      for (size_t i = 0; i < trace.n_events; i++)
        if (trace.events[i].kind == DSC_EVENT_NEW_TABLE)
          g_assert_cmpint (dsc_snapshot_is_block (snapshot, table, trace.events[i].d), ==, trace.events[i].d == last);
      g_assert_false (dsc_snapshot_is_block (snapshot, table, 0));
      g_assert_false (dsc_snapshot_is_block (snapshot, DSC_BLOCK_INSTANCE, last));
      dsc_snapshot_unref (snapshot);
      dsc_trace_clear (&trace);
      fixture_clear (&fixture);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/snapshot-block/recorded-fields", test_recorded_fields);
  g_test_add_func ("/core/snapshot-block/fields-fill-their-blocks", test_fields_fill_their_blocks);
  g_test_add_func ("/core/snapshot-block/addresses-stay", test_addresses_stay);
  g_test_add_func ("/core/snapshot-block/texts", test_texts);
  g_test_add_func ("/core/snapshot-block/deleting-brings-dummies", test_deleting_brings_dummies);
  g_test_add_func ("/core/snapshot-block/absent-fields", test_absent_fields);
  g_test_add_func ("/core/snapshot-block/oldest-dict", test_oldest_dict);
  g_test_add_func ("/core/snapshot-block/numbers-of-events", test_numbers_of_events);
  return g_test_run ();
}
