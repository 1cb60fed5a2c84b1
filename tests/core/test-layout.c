/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-layout.c: computed layouts of structs against those read from the memory of real interpreters. */
#include "dsc-layout.h"

#include <glib.h>
#include <string.h>

static DscTraits
traits_of (const char *text)
{
  DscTarget target;

  if (dsc_target_parse (text, &target) != DSC_STATUS_OK)
    g_error ("\"%s\" must be a target", text);
  return dsc_traits_resolve (target);
}

static GKeyFile *
load_recorded (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "truth", "layouts.ini", NULL);
  GKeyFile *file = g_key_file_new ();
  g_autoptr (GError) error = NULL;

  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  return file;
}

/* A layout as the recording writes it: "ob_refcnt:0:8 ob_type:8:8", tables left out. */
static char *
write_layout (const DscLayout *layout)
{
  GString *out = g_string_new (NULL);

  for (unsigned i = 0; i < layout->n_members; i++)
    {
      const DscMember *member = &layout->members[i];

      if (member->is_table || (layout->block == DSC_BLOCK_VALUES && member->id == DSC_FIELD_PADDING))
        continue;
      g_string_append_printf (out, "%s%s:%u:%u", out->len > 0 ? " " : "",
                              member->id == DSC_FIELD_PADDING ? "-" : dsc_field_name (member->id), member->offset, member->size);
    }
  return g_string_free (out, FALSE);
}

static void
compare_layout (GKeyFile *file, const char *group, const char *key, DscLayout layout)
{
  g_autofree char *recorded = g_key_file_get_string (file, group, key, NULL);
  g_autofree char *computed = write_layout (&layout);

  if (g_strcmp0 (recorded != NULL ? recorded : "", computed) != 0)
    {
      g_test_message ("%s %s: recorded %s, computed %s", group, key, recorded, computed);
      g_test_fail ();
    }
}

static void
test_recorded_members (void)
{
  g_autoptr (GKeyFile) file = load_recorded ();
  gsize n_groups;
  g_auto (GStrv) groups = g_key_file_get_groups (file, &n_groups);

  g_assert_cmpuint (n_groups, ==, 39);
  for (gsize i = 0; i < n_groups; i++)
    {
      DscTraits traits = traits_of (groups[i]);

      compare_layout (file, groups[i], "gc", dsc_layout_block (&traits, DSC_BLOCK_GC_HEAD));
      compare_layout (file, groups[i], "dict", dsc_layout_block (&traits, DSC_BLOCK_DICT));
      compare_layout (file, groups[i], "keys", dsc_layout_block (&traits, DSC_BLOCK_KEYS));
      compare_layout (file, groups[i], "values", dsc_layout_block (&traits, DSC_BLOCK_VALUES));
      compare_layout (file, groups[i], "entry", dsc_layout_entry (&traits, false));
      if (g_key_file_has_key (file, groups[i], "unicode_entry", NULL))
        compare_layout (file, groups[i], "unicode_entry", dsc_layout_entry (&traits, true));
      else
        compare_layout (file, groups[i], "entry", dsc_layout_entry (&traits, true));
    }
}

static int
recorded_number (GKeyFile *file, const char *group, const char *key)
{
  g_autoptr (GError) error = NULL;
  int number = g_key_file_get_integer (file, group, key, &error);

  g_assert_no_error (error);
  return number;
}

static void
test_recorded_sizes (void)
{
  g_autoptr (GKeyFile) file = load_recorded ();
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  for (char **group = groups; *group != NULL; group++)
    {
      DscTraits traits = traits_of (*group);
      DscLayout dict = dsc_layout_block (&traits, DSC_BLOCK_DICT);
      DscLayout keys = dsc_layout_block (&traits, DSC_BLOCK_KEYS);
      const DscMember *small = dsc_layout_find (&dict, DSC_FIELD_MA_SMALLTABLE);

      g_assert_cmpuint (dict.size, ==, recorded_number (file, *group, "dict_size"));
      g_assert_cmpuint (dsc_layout_block (&traits, DSC_BLOCK_GC_HEAD).size, ==, recorded_number (file, *group, "gc_head"));
      if (g_key_file_has_key (file, *group, "head", NULL))
        {
          g_assert_cmpuint (traits.object_head, ==, recorded_number (file, *group, "head"));
          g_assert_cmpuint (keys.size, ==, recorded_number (file, *group, "keys_head"));
        }
      if (traits.family == DSC_FAMILY_OPEN)
        {
          g_assert_cmpuint (small->offset, ==, recorded_number (file, *group, "smalltable"));
          g_assert_cmpuint (small->offset + small->size, ==, dict.size);
          continue;
        }
      g_assert_null (small);
      g_assert_cmpuint (dsc_layout_index_bytes (&traits, 16), ==, recorded_number (file, *group, "index_bytes_of_16"));
      g_assert_cmpuint (keys.size + dsc_layout_index_bytes (&traits, 16), ==, recorded_number (file, *group, "entries_of_16"));
    }
}

static void
test_recorded_keys_objects (void)
{
  g_autoptr (GKeyFile) file = load_recorded ();
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);
  unsigned compared = 0;

  for (char **group = groups; *group != NULL; group++)
    {
      DscTraits traits = traits_of (*group);
      g_auto (GStrv) sizes = g_key_file_get_string_list (file, *group, "sizes", NULL, NULL);
      g_auto (GStrv) items = g_strsplit (sizes[0], " ", -1);

      for (char **item = items; *item != NULL; item++)
        {
          g_auto (GStrv) parts = g_strsplit (*item, ":", -1);
          uint64_t slots = g_ascii_strtoull (parts[0], NULL, 10);

          g_assert_cmpuint (dsc_layout_keys_size (&traits, slots, parts[1][0] == 'u'), ==, g_ascii_strtoull (parts[2], NULL, 10));
          compared++;
        }
    }
  g_assert_cmpuint (compared, >, 150);
}

/* Bytes of keys objects and tables of more slots, 64-bit, as measured by sys.getsizeof. */
static void
test_larger_keys_objects (void)
{
  static const char *const versions[] = { "2.7.18", "3.5.10", "3.10.13", "3.13.13" };
  static const uint64_t measured[][6] = {
    /* slots, table, keys with slots, keys with indices, and log2 fields, and entries without hash */
    { 32, 768, 800, 576, 568, 400 },      { 64, 1536, 1568, 1112, 1104, 768 },     { 128, 3072, 3104, 2208, 2200, 1520 },
    { 256, 6144, 6176, 4632, 4624, 3264 }, { 512, 12288, 12320, 9248, 9240, 6512 }, { 1024, 24576, 24608, 18456, 18448, 12992 },
  };

  for (size_t v = 0; v < G_N_ELEMENTS (versions); v++)
    for (size_t i = 0; i < G_N_ELEMENTS (measured); i++)
      {
        DscTraits traits = traits_of (versions[v]);

        g_assert_cmpuint (dsc_layout_keys_size (&traits, measured[i][0], false), ==, measured[i][v + 1]);
        g_assert_cmpuint (dsc_layout_keys_size (&traits, measured[i][0], true), ==, measured[i][v == 3 ? 5 : v + 1]);
      }
}

static void
test_sizes_saturate (void)
{
  static const char *const versions[] = { "2.7.18", "3.5.10", "3.10.13", "3.13.13t" };

  for (size_t v = 0; v < G_N_ELEMENTS (versions); v++)
    {
      DscTraits traits = traits_of (versions[v]);

      g_assert_cmpuint (dsc_layout_keys_size (&traits, UINT64_MAX, false), ==, UINT64_MAX);
      g_assert_cmpuint (dsc_layout_keys_size (&traits, UINT64_C (1) << 62, false), ==, UINT64_MAX);
    }
  DscTraits compact = traits_of ("3.13.13");
  DscTraits open = traits_of ("3.5.10");
  g_assert_cmpuint (dsc_layout_index_bytes (&compact, UINT64_C (1) << 62), ==, UINT64_MAX);
  g_assert_cmpuint (dsc_layout_index_bytes (&open, UINT64_MAX), ==, 0);
  g_assert_cmpuint (dsc_layout_keys_size (&compact, 1 << 28, false), ==, 32 + (UINT64_C (4) << 28) + UINT64_C (178956970) * 24);
}

/* Structs of releases that nobody recorded, from their sources. */
static void
test_layouts_from_source (void)
{
  static const struct
  {
    const char  *version;
    DscBlockKind block;
    uint32_t     size;
    const char  *members;
  } cases[] = {
    { "1.5.2", DSC_BLOCK_GC_HEAD, 0, "" },
    { "1.5.2", DSC_BLOCK_DICT, 40, "ob_refcnt:0:4 -:4:4 ob_type:8:8 ma_fill:16:4 ma_used:20:4 ma_size:24:4 ma_poly:28:4 ma_table:32:8" },
    { "2.1.3", DSC_BLOCK_DICT, 48,
      "ob_refcnt:0:4 -:4:4 ob_type:8:8 ma_fill:16:4 ma_used:20:4 ma_size:24:4 ma_poly:28:4 ma_table:32:8 ma_lookup:40:8" },
    { "2.1.3", DSC_BLOCK_GC_HEAD, 24, "gc_next:0:8 gc_prev:8:8 gc_refs:16:4 -:20:4" },
    { "2.4.6", DSC_BLOCK_DICT, 240, "ob_refcnt:0:4 -:4:4 ob_type:8:8 ma_fill:16:4 ma_used:20:4 ma_mask:24:4 -:28:4 ma_table:32:8 ma_lookup:40:8" },
    { "2.4.6", DSC_BLOCK_GC_HEAD, 32, "gc_next:0:8 gc_prev:8:8 gc_refs:16:4 -:20:12" },
    { "2.5.6-i386", DSC_BLOCK_DICT, 124, "ob_refcnt:0:4 ob_type:4:4 ma_fill:8:4 ma_used:12:4 ma_mask:16:4 ma_table:20:4 ma_lookup:24:4" },
    { "2.7.18d", DSC_BLOCK_DICT, 264,
      "_ob_next:0:8 _ob_prev:8:8 ob_refcnt:16:8 ob_type:24:8 ma_fill:32:8 ma_used:40:8 ma_mask:48:8 ma_table:56:8 ma_lookup:64:8" },
    { "3.7.16d", DSC_BLOCK_DICT, 64, "_ob_next:0:8 _ob_prev:8:8 ob_refcnt:16:8 ob_type:24:8 ma_used:32:8 ma_version_tag:40:8 ma_keys:48:8 ma_values:56:8" },
    { "3.7.5-wasm32", DSC_BLOCK_GC_HEAD, 16, "gc_next:0:4 gc_prev:4:4 gc_refs:8:4 -:12:4" },
    { "3.13.13t-i386", DSC_BLOCK_DICT, 40,
      "ob_tid:0:4 _padding:4:2 ob_mutex:6:1 ob_gc_bits:7:1 ob_ref_local:8:4 ob_ref_shared:12:4 ob_type:16:4 ma_used:20:4 ma_version_tag:24:8 "
      "ma_keys:32:4 ma_values:36:4" },
    { "3.14.10t-wasm32", DSC_BLOCK_DICT, 40,
      "ob_tid:0:4 ob_flags:4:2 ob_mutex:6:1 ob_gc_bits:7:1 ob_ref_local:8:4 ob_ref_shared:12:4 ob_type:16:4 ma_used:20:4 _ma_watcher_tag:24:8 "
      "ma_keys:32:4 ma_values:36:4" },
    { "3.13.13t-i386", DSC_BLOCK_KEYS, 20,
      "dk_refcnt:0:4 dk_log2_size:4:1 dk_log2_index_bytes:5:1 dk_kind:6:1 dk_mutex:7:1 dk_version:8:4 dk_usable:12:4 dk_nentries:16:4" },
    { "3.6.15-gc32", DSC_BLOCK_GC_HEAD, 32, "gc_next:0:8 gc_prev:8:8 gc_refs:16:8 -:24:8" },
    { "3.13.13-i386", DSC_BLOCK_VALUES, 4, "capacity:0:1 size:1:1 embedded:2:1 valid:3:1" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DscTraits traits = traits_of (cases[i].version);
      DscLayout layout = dsc_layout_block (&traits, cases[i].block);
      g_autofree char *computed = write_layout (&layout);

      g_assert_cmpstr (computed, ==, cases[i].members);
      g_assert_cmpuint (layout.size, ==, cases[i].size);
    }
}

static void
check_layout (const DscTraits *traits, const DscLayout *layout)
{
  uint32_t end = 0;

  g_assert_cmpuint (layout->n_members, <=, DSC_LAYOUT_MAX_MEMBERS);
  for (unsigned i = 0; i < layout->n_members; i++)
    {
      const DscMember *member = &layout->members[i];

      g_assert_cmpuint (member->offset, ==, end);
      g_assert_nonnull (member->type);
      g_assert_true (member->id == DSC_FIELD_PADDING || (member->type[0] != '\0' && dsc_field_name (member->id)[0] != '\0'));
      if (member->is_pointer)
        g_assert_cmpuint (member->offset % traits->pointer_size, ==, 0);
      if (member->id == DSC_FIELD_PADDING)
        g_assert_cmpuint (member->size, >, 0);
      end += member->size;
    }
  g_assert_cmpuint (end, ==, layout->size);
}

static void
test_members_fill_every_layout (void)
{
  const DscVersion *releases;
  size_t n = dsc_releases (&releases);

  for (size_t i = 0; i < n; i++)
    for (unsigned bits = 0; bits < 4 * DSC_N_ARCHS; bits++)
      {
        DscTarget target = { releases[i], { (DscArch) (bits / 4), (bits & 1) && releases[i] >= DSC_V (3, 13, 0), bits & 2, 0 } };
        DscTraits traits = dsc_traits_resolve (target);

        for (DscBlockKind kind = 0; kind < DSC_N_BLOCKS; kind++)
          {
            DscLayout layout = dsc_layout_block (&traits, kind);

            g_assert_cmpint (layout.block, ==, kind);
            check_layout (&traits, &layout);
          }
        DscLayout general = dsc_layout_entry (&traits, false);
        DscLayout unicode = dsc_layout_entry (&traits, true);
        check_layout (&traits, &general);
        check_layout (&traits, &unicode);
        g_assert_cmpuint (general.size, ==, 3u * traits.pointer_size);
        g_assert_cmpuint (unicode.size, ==, (traits.has_unicode_entries ? 2u : 3u) * traits.pointer_size);
      }
}

static void
test_names (void)
{
  DscTraits oldest = traits_of ("2.1.3");
  DscTraits classic = traits_of ("2.7.18");
  DscTraits modern = traits_of ("3.13");
  DscLayout entry = dsc_layout_entry (&classic, false);
  DscLayout old_entry = dsc_layout_entry (&oldest, false);
  DscLayout modern_entry = dsc_layout_entry (&modern, false);

  g_assert_cmpstr (dsc_block_name (DSC_BLOCK_GC_HEAD), ==, "dict.gc");
  g_assert_cmpstr (dsc_block_name (DSC_BLOCK_INSTANCE_VALUES), ==, "instance.values");
  g_assert_cmpstr (dsc_block_type (&oldest, DSC_BLOCK_DICT), ==, "dictobject");
  g_assert_cmpstr (dsc_block_type (&classic, DSC_BLOCK_DICT), ==, "PyDictObject");
  g_assert_cmpstr (dsc_block_type (&classic, DSC_BLOCK_TABLE), ==, "PyDictEntry");
  g_assert_cmpstr (dsc_block_type (&modern, DSC_BLOCK_KEYS), ==, "PyDictKeysObject");
  g_assert_cmpstr (dsc_block_type (&modern, DSC_BLOCK_VALUES), ==, "PyDictValues");
  g_assert_cmpstr (entry.members[0].type, ==, "Py_ssize_t");
  g_assert_cmpstr (old_entry.members[0].type, ==, "long");
  g_assert_cmpstr (modern_entry.members[0].type, ==, "Py_hash_t");
  for (DscBlockKind kind = 0; kind < DSC_N_BLOCKS; kind++)
    g_assert_true (dsc_block_name (kind)[0] != '\0' && dsc_block_type (&modern, kind) != NULL);
  for (DscFieldId id = 0; id < DSC_N_FIELDS; id++)
    for (DscFieldId other = 0; other < id; other++)
      g_assert_cmpstr (dsc_field_name (id), !=, dsc_field_name (other));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/layout/recorded-members", test_recorded_members);
  g_test_add_func ("/core/layout/recorded-sizes", test_recorded_sizes);
  g_test_add_func ("/core/layout/recorded-keys-objects", test_recorded_keys_objects);
  g_test_add_func ("/core/layout/larger-keys-objects", test_larger_keys_objects);
  g_test_add_func ("/core/layout/sizes-saturate", test_sizes_saturate);
  g_test_add_func ("/core/layout/layouts-from-source", test_layouts_from_source);
  g_test_add_func ("/core/layout/members-fill-every-layout", test_members_fill_every_layout);
  g_test_add_func ("/core/layout/names", test_names);
  return g_test_run ();
}
