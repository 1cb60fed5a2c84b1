/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-layout-difference.c: every member of both layouts is told once, where it is, and what became of it. */
#include "dsc-layout-difference.h"

#include <string.h>

static const char *const builds[] = { "", "t", "d", "-i386", "-wasm32", "td" };

static DscTarget
target_of (const char *text)
{
  DscTarget target;

  if (dsc_target_parse (text, &target) != DSC_STATUS_OK)
    g_error ("\"%s\" must be a target", text);
  return target;
}

/* One target for each set of layouts that there is, over all releases and builds. */
static GArray *
list_targets (void)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (DscTarget));
  const DscVersion *releases;
  const gsize n = dsc_releases (&releases);

  for (gsize b = 0; b < G_N_ELEMENTS (builds); b++)
    for (gsize i = 0; i < n; i++)
      {
        DscTarget target = { .version = releases[i] };
        char name[64];
        gboolean is_known = FALSE;

        dsc_target_format (target, name, sizeof name);
        g_strlcat (name, builds[b], sizeof name);
        if (dsc_target_parse (name, &target) != DSC_STATUS_OK)
          continue;
        for (guint k = 0; k < list->len && !is_known; k++)
          {
            g_autofree DscLayoutDifference *difference = dsc_layout_difference_new (g_array_index (list, DscTarget, k), target, DSC_LAYOUT_ALL_PARTS);
            is_known = dsc_layout_difference_is_none (difference);
          }
        if (!is_known)
          g_array_append_val (list, target);
      }
  return list;
}

/* ---- each member once -------------------------------------------------------------------------------------------- */

static void
expect_layout (const DscPartDifference *part,
               guint                    side,
               const DscLayout         *layout,
               gint32                   base,
               guint                   *seen)
{
  for (guint i = 0; i < layout->n_members; i++)
    {
      const DscMember *member = &layout->members[i];
      guint n = 0;

      for (guint k = 0; k < part->n_pairs; k++)
        {
          const DscPlacedMember *placed = &part->pairs[k].side[side];

          if (!part->pairs[k].has[side] || placed->id != member->id || placed->offset != base + (gint32) member->offset || placed->size != member->size)
            continue;
          g_assert_cmpstr (placed->type, ==, member->type);
          n++;
        }
      g_assert_cmpuint (n, ==, 1);
      *seen += 1;
    }
}

static void
check_side (const DscLayoutDifference *self,
            const DscPartDifference   *part,
            guint                      side)
{
  static const DscBlockKind blocks[DSC_N_LAYOUT_PARTS] = { DSC_BLOCK_DICT, DSC_BLOCK_KEYS, 0, 0, DSC_BLOCK_VALUES, DSC_BLOCK_INSTANCE };
  const DscTraits *traits = &self->traits[side];
  const gboolean is_entry = part->part == DSC_LAYOUT_ENTRY || part->part == DSC_LAYOUT_STR_ENTRY;
  const DscLayout layout = is_entry ? dsc_layout_entry (traits, part->part == DSC_LAYOUT_STR_ENTRY) : dsc_layout_block (traits, blocks[part->part]);
  DscLayout front = { 0 };
  guint n = 0;
  guint seen = 0;
  guint32 bytes = 0;
  guint32 holes = 0;

  if (part->part == DSC_LAYOUT_DICT)
    front = dsc_layout_block (traits, DSC_BLOCK_GC_HEAD);
  if (part->part == DSC_LAYOUT_INSTANCE)
    front = dsc_layout_block (traits, DSC_BLOCK_INSTANCE_PRE);
  expect_layout (part, side, &front, -(gint32) front.size, &seen);
  expect_layout (part, side, &layout, 0, &seen);
  for (guint k = 0; k < part->n_pairs; k++)
    if (part->pairs[k].has[side])
      {
        n++;
        bytes += part->pairs[k].side[side].size;
        holes += part->pairs[k].side[side].id == DSC_FIELD_PADDING ? part->pairs[k].side[side].size : 0;
      }
  g_assert_cmpuint (n, ==, seen);
  g_assert_cmpuint (bytes, ==, part->size[side]);
  g_assert_cmpuint (front.size, ==, part->front[side]);
  g_assert_cmpuint (layout.size + front.size, ==, part->size[side]);
  g_assert_cmpuint (holes, ==, part->holes[side]);
}

static void
check_pair (const DscMemberPair *pair)
{
  const DscPlacedMember *a = &pair->side[0];
  const DscPlacedMember *b = &pair->side[1];

  g_assert_true (pair->has[0] || pair->has[1]);
  g_assert_cmpint ((pair->changes & DSC_MEMBER_ADDED) != 0, ==, !pair->has[0]);
  g_assert_cmpint ((pair->changes & DSC_MEMBER_REMOVED) != 0, ==, !pair->has[1]);
  if (!pair->has[0] || !pair->has[1])
    {
      g_assert_true (pair->changes == DSC_MEMBER_ADDED || pair->changes == DSC_MEMBER_REMOVED);
      return;
    }
  g_assert_cmpint ((pair->changes & DSC_MEMBER_GROWN) != 0, ==, b->size > a->size);
  g_assert_cmpint ((pair->changes & DSC_MEMBER_SHRUNK) != 0, ==, b->size < a->size);
  g_assert_cmpint ((pair->changes & DSC_MEMBER_RENAMED) != 0, ==, a->id != b->id);
  g_assert_cmpint ((pair->changes & DSC_MEMBER_RETYPED) != 0, ==, strcmp (a->type, b->type) != 0);
  g_assert_cmpint (a->id == DSC_FIELD_PADDING, ==, b->id == DSC_FIELD_PADDING);
  if (!a->is_front && !b->is_front)
    g_assert_cmpint ((pair->changes & DSC_MEMBER_MOVED) != 0, ==, a->offset != b->offset);
  if (pair->changes & DSC_MEMBER_RENAMED)
    g_assert_true (pair->source != NULL && *pair->source != '\0');
  else
    g_assert_null (pair->source);
}

static void
test_every_pair (void)
{
  g_autoptr (GArray) targets = list_targets ();

  g_assert_cmpuint (targets->len, >, 20);
  for (guint a = 0; a < targets->len; a++)
    for (guint b = 0; b < targets->len; b++)
      {
        g_autofree DscLayoutDifference *self = dsc_layout_difference_new (g_array_index (targets, DscTarget, a), g_array_index (targets, DscTarget, b),
                                                                          DSC_LAYOUT_ALL_PARTS);

        g_assert_cmpint (dsc_layout_difference_is_none (self), ==, a == b);
        for (guint i = 0; i < self->n_parts; i++)
          {
            check_side (self, &self->parts[i], 0);
            check_side (self, &self->parts[i], 1);
            for (guint k = 0; k < self->parts[i].n_pairs; k++)
              check_pair (&self->parts[i].pairs[k]);
          }
      }
}

/* ---- what became of them ----------------------------------------------------------------------------------------- */

static const DscMemberPair *
find_pair (const DscLayoutDifference *self,
           DscLayoutPart              part,
           guint                      side,
           DscFieldId                 id)
{
  for (guint i = 0; i < self->n_parts; i++)
    for (guint k = 0; k < self->parts[i].n_pairs; k++)
      if (self->parts[i].part == part && self->parts[i].pairs[k].has[side] && self->parts[i].pairs[k].side[side].id == id)
        return &self->parts[i].pairs[k];
  return NULL;
}

static void
expect (const char    *a,
        const char    *b,
        DscLayoutPart  part,
        guint          side,
        DscFieldId     id,
        const char    *words)
{
  g_autofree DscLayoutDifference *self = dsc_layout_difference_new (target_of (a), target_of (b), DSC_LAYOUT_ALL_PARTS);
  const DscMemberPair *pair = find_pair (self, part, side, id);

  g_assert_nonnull (pair);
  g_autofree char *said = dsc_member_pair_describe (pair);
  g_assert_cmpstr (said, ==, words);
}

static void
test_known_changes (void)
{
  expect ("3.10.13", "3.11.7", DSC_LAYOUT_KEYS, 1, DSC_FIELD_DK_LOG2_SIZE, "in place of dk_size, shrunk from 8 to 1 bytes, was Py_ssize_t");
  expect ("3.10.13", "3.11.7", DSC_LAYOUT_KEYS, 1, DSC_FIELD_DK_USABLE, "moved from 24 to 16");
  expect ("3.10.13", "3.11.7", DSC_LAYOUT_KEYS, 1, DSC_FIELD_PADDING, "new");
  expect ("3.10.13", "3.11.7", DSC_LAYOUT_STR_ENTRY, 0, DSC_FIELD_ME_HASH, "gone");
  expect ("3.10.13", "3.11.7", DSC_LAYOUT_INSTANCE, 1, DSC_FIELD_INSTANCE_DICT, "moved from 16 to −24");
  expect ("3.13.0", "3.14.10", DSC_LAYOUT_DICT, 1, DSC_FIELD_MA_WATCHER_TAG, "in place of ma_version_tag");
  expect ("3.14.10", "3.13.0", DSC_LAYOUT_DICT, 1, DSC_FIELD_MA_VERSION_TAG, "in place of _ma_watcher_tag");
  expect ("3.13.0", "3.14.10", DSC_LAYOUT_DICT, 1, DSC_FIELD_OB_REFCNT, "shrunk from 8 to 4 bytes, was Py_ssize_t");
  expect ("3.5.10", "3.6.15", DSC_LAYOUT_DICT, 1, DSC_FIELD_MA_KEYS, "moved from 24 to 32");
  expect ("2.7.18", "3.3.7", DSC_LAYOUT_DICT, 0, DSC_FIELD_MA_LOOKUP, "gone, its work is done by dk_lookup");
  expect ("2.7.18", "3.3.7", DSC_LAYOUT_DICT, 1, DSC_FIELD_MA_KEYS, "in place of ma_table, moved from 40 to 24, was PyDictEntry *");
  expect ("3.7.16", "3.8.18", DSC_LAYOUT_DICT, 1, DSC_FIELD_GC_NEXT_WORD, "in place of gc_next, was PyGC_Head *");
  expect ("3.13.13", "3.13.13t", DSC_LAYOUT_DICT, 0, DSC_FIELD_OB_REFCNT, "gone, its work is done by ob_ref_local and ob_ref_shared");
  expect ("3.13.13", "3.13.13t", DSC_LAYOUT_KEYS, 1, DSC_FIELD_DK_MUTEX, "new");
  expect ("3.13.13t", "3.14.10t", DSC_LAYOUT_DICT, 1, DSC_FIELD_OB_FLAGS, "in place of _padding");
  expect ("3.11.7", "3.12.1", DSC_LAYOUT_INSTANCE, 1, DSC_FIELD_INSTANCE_DICT_OR_VALUES, "in place of __dict__, was PyObject *");
}

static void
test_older (void)
{
  static const struct { const char *target, *older; } rows[] = {
    { "3.14.10", "3.13.13" }, { "3.11.7", "3.10.21" }, { "3.7.16", "3.7.3" }, { "3.13.0t", "3.12.14" }, { "3.9.2-i386", "3.7.17-i386" },
  };
  DscTarget older;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      char name[64];

      g_assert_true (dsc_layout_find_older (target_of (rows[i].target), &older));
      dsc_target_format (older, name, sizeof name);
      g_assert_cmpstr (name, ==, rows[i].older);
    }
  g_assert_false (dsc_layout_find_older (target_of ("1.5.2"), &older));
}

static void
test_sheet (void)
{
  g_autofree DscLayoutDifference *self = dsc_layout_difference_new (target_of ("3.13.0"), target_of ("3.14.10"), 1u << DSC_LAYOUT_DICT);
  g_autoptr (DscSheet) sheet = dsc_layout_difference_tabulate (self);
  guint renamed = 0;

  g_assert_cmpuint (self->n_parts, ==, 1);
  g_assert_cmpuint (dsc_sheet_get_n_rows (sheet), ==, self->parts[0].n_pairs);
  for (guint i = 0; i < dsc_sheet_get_n_rows (sheet); i++)
    {
      g_assert_cmpstr (dsc_sheet_get_cell (sheet, i, 0), ==, "dict");
      if (strcmp (dsc_sheet_get_cell (sheet, i, 5), "_ma_watcher_tag") != 0)
        continue;
      g_assert_cmpstr (dsc_sheet_get_cell (sheet, i, 1), ==, "ma_version_tag");
      g_assert_cmpstr (dsc_sheet_get_cell (sheet, i, 6), ==, "24");
      g_assert_nonnull (strstr (dsc_sheet_get_cell (sheet, i, 10), "PEP 699"));
      renamed++;
    }
  g_assert_cmpuint (renamed, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/layout-difference/tells-every-member-once", test_every_pair);
  g_test_add_func ("/scene/layout-difference/tells-what-became-of-it", test_known_changes);
  g_test_add_func ("/scene/layout-difference/finds-an-older-one", test_older);
  g_test_add_func ("/scene/layout-difference/sheet", test_sheet);
  return g_test_run ();
}
