/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-view-layout.c: nothing overlaps or is cut, every member is there on its side, and heights are bytes. */
#include "dsc-view-layout.h"

#include <math.h>
#include <string.h>

#include "dsc-test-scene.h"

static const struct { const char *a, *b; } pairs[] = {
  { "2.7.18", "3.3.7" }, { "3.5.10", "3.6.15" }, { "3.10.13", "3.11.7" }, { "3.13.13", "3.14.10" }, { "3.13.13", "3.13.13t" },
  { "3.9.18", "3.9.18-i386" }, { "3.14.10t", "3.14.10t" }, { "1.5.2", "3.15.2" }, { "3.7.16d", "3.8.18d" }, { "2.7.18-i386", "3.13.2-wasm32" },
  { "3.11.7", "3.12.1" }, { "gopy", "compact-2012" }, { "3.14.10", "2.1.3" },
};

static DscTarget
target_of (const char *text)
{
  DscTarget target;

  if (dsc_target_parse (text, &target) != DSC_STATUS_OK)
    g_error ("\"%s\" must be a target", text);
  return target;
}

static gboolean
has_text (const DscScene *scene,
          const char     *part)
{
  for (guint i = 1; i < dsc_scene_get_n_nodes (scene); i++)
    {
      const DscNode *node = dsc_scene_get_node (scene, i);

      if (node->kind == DSC_NODE_TEXT && strstr (node->text, part) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
test_faults (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    for (guint parts = DSC_LAYOUT_ALL_PARTS; parts > 0; parts = parts == DSC_LAYOUT_ALL_PARTS ? 1u << DSC_LAYOUT_VALUES : 0)
      {
        g_autofree DscLayoutDifference *difference = dsc_layout_difference_new (target_of (pairs[i].a), target_of (pairs[i].b), parts);
        g_autoptr (DscScene) scene = dsc_view_layout (difference, NULL);
        g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
        g_autofree char *what = g_strdup_printf ("%s and %s", pairs[i].a, pairs[i].b);

        dsc_test_scene_check_layout (scene, faults);
        for (guint theme = 0; theme < DSC_N_THEMES; theme++)
          dsc_test_scene_check_contrast (scene, theme, faults);
        dsc_test_scene_report (what, faults);
        for (guint k = 1; k < dsc_scene_get_n_nodes (scene); k++)
          if (dsc_scene_get_node (scene, k)->kind == DSC_NODE_TEXT)
            g_assert_cmpfloat (dsc_scene_get_node (scene, k)->font.size, >=, 11);
      }
}

static void
test_every_member (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree DscLayoutDifference *self = dsc_layout_difference_new (target_of (pairs[i].a), target_of (pairs[i].b), DSC_LAYOUT_ALL_PARTS);
      g_autoptr (DscScene) scene = dsc_view_layout (self, NULL);

      for (guint p = 0; p < self->n_parts; p++)
        for (guint k = 0; k < self->parts[p].n_pairs; k++)
          for (guint side = 0; side < 2; side++)
            {
              const DscSceneId id = { .part = DSC_PART_OF_DATUM, .index = self->parts[p].part, .extra = 2 * (gint64) k + side };
              const DscNode *node = dsc_scene_find (scene, id);
              const DscFieldId field = self->parts[p].pairs[k].side[side].id;

              g_assert_cmpint (node != NULL, ==, self->parts[p].pairs[k].has[side]);
              g_assert_cmpint (dsc_view_layout_get_side (id), ==, side);
              g_assert_cmpint (dsc_view_layout_get_heading (id), ==, -1);
              if (node == NULL || field == DSC_FIELD_PADDING)
                continue;
              g_assert_nonnull (strstr (node->title, dsc_field_name (field)));
              g_assert_true (has_text (scene, dsc_field_name (field)));
            }
    }
}

/* Boxes of one bar: each whole row of a member is as high as any other row of the card. */
static void
test_byte_scale (void)
{
  g_autofree DscLayoutDifference *self = dsc_layout_difference_new (target_of ("2.7.18"), target_of ("3.3.7"), 1u << DSC_LAYOUT_DICT);
  g_autoptr (DscScene) scene = dsc_view_layout (self, NULL);
  double eight = 0;
  guint checked = 0;

  for (guint i = 1; i < dsc_scene_get_n_nodes (scene); i++)
    {
      const DscNode *node = dsc_scene_get_node (scene, i);
      const DscSceneId id = dsc_scene_get_node (scene, node->parent)->id;

      if (node->kind != DSC_NODE_RECT || id.part != DSC_PART_OF_DATUM || id.extra % 2 != 0)
        continue;
      const guint bytes = self->parts[0].pairs[id.extra / 2].side[0].size;
      if (eight == 0)
        eight = node->bounds.height + 2;
      g_assert_cmpfloat (fabs (node->bounds.height + 2 - bytes / 8.0 * eight), <, 0.01);
      checked++;
    }
  g_assert_cmpuint (checked, ==, 12);
}

static void
test_alike (void)
{
  g_autofree DscLayoutDifference *self = dsc_layout_difference_new (target_of ("3.14.9"), target_of ("3.14.10"), DSC_LAYOUT_ALL_PARTS);
  g_autofree DscLayoutDifference *other = dsc_layout_difference_new (target_of ("3.13.0"), target_of ("3.14.10"), DSC_LAYOUT_ALL_PARTS);
  g_autofree DscLayoutDifference *nothing = dsc_layout_difference_new (target_of ("2.7.18"), target_of ("2.6.9"), 1u << DSC_LAYOUT_VALUES);
  g_autoptr (DscScene) scene = dsc_view_layout (self, NULL);
  g_autoptr (DscScene) different = dsc_view_layout (other, NULL);
  g_autoptr (DscScene) empty = dsc_view_layout (nothing, NULL);

  g_assert_nonnull (strstr (dsc_scene_get_description (scene), "in exactly the same way"));
  g_assert_null (strstr (dsc_scene_get_description (different), "in exactly the same way"));
  g_assert_true (has_text (empty, "Neither release has any"));
}

/* What people call the bookkeeping of a dict: known from interpreters. */
static void
test_sums (void)
{
  static const struct { const char *a, *b, *sum_a, *sum_b; } rows[] = {
    { "2.7.18", "3.3.7", "88", "104" }, { "3.4.10", "3.6.0", "96", "112" }, { "3.7.16", "3.8.18", "120", "104" }, { "3.11.7", "3.13.13t", "96", "96" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree DscLayoutDifference *self = dsc_layout_difference_new (target_of (rows[i].a), target_of (rows[i].b), DSC_LAYOUT_ALL_PARTS);
      g_autoptr (DscScene) scene = dsc_view_layout (self, NULL);
      const guint n = dsc_scene_get_n_nodes (scene);
      guint label = 0;

      for (guint k = 1; k < n; k++)
        if (dsc_scene_get_node (scene, k)->kind == DSC_NODE_TEXT && strstr (dsc_scene_get_node (scene, k)->text, "not slots, indices or entries") != NULL)
          label = k;
      g_autofree DscLayoutDifference *dict = dsc_layout_difference_new (target_of (rows[i].a), target_of (rows[i].b), 1u << DSC_LAYOUT_DICT);
      g_autoptr (DscScene) without_keys = dsc_view_layout (dict, NULL);
      g_assert_false (has_text (without_keys, "not slots, indices or entries"));
      g_assert_cmpuint (label, >, 0);
      g_assert_cmpstr (dsc_scene_get_node (scene, label + 1)->text, ==, rows[i].sum_a);
      g_assert_cmpstr (dsc_scene_get_node (scene, label + 2)->text, ==, rows[i].sum_b);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/view-layout/has-no-faults", test_faults);
  g_test_add_func ("/scene/view-layout/shows-every-member", test_every_member);
  g_test_add_func ("/scene/view-layout/byte-scale", test_byte_scale);
  g_test_add_func ("/scene/view-layout/says-that-they-are-alike", test_alike);
  g_test_add_func ("/scene/view-layout/sums", test_sums);
  return g_test_run ();
}
