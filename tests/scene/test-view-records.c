/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-view-records.c: nothing overlaps or is cut, bars are to scale, every form has its bar and its line. */
#include "dsc-view-records.h"

#include <math.h>
#include <string.h>

#include "dsc-test-scene.h"

static DscRecordTable *
make_table (const char *versions,
            guint       forms,
            guint       fields,
            guint       last)
{
  g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof (DscTarget));
  g_auto (GStrv) words = g_strsplit (versions, " ", -1);
  g_autoptr (GError) error = NULL;

  for (char **word = words; *word != NULL; word++)
    {
      DscTarget target;
      if (dsc_target_parse (*word, &target) != DSC_STATUS_OK)
        g_error ("\"%s\" must be a target", *word);
      g_array_append_val (targets, target);
    }
  const DscRecordQuestion question = { (const DscTarget *) (gpointer) targets->data, targets->len, forms, fields, 1, last, 100000 };
  DscRecordTable *table = dsc_record_table_new (&question, NULL, &error);
  g_assert_no_error (error);
  return table;
}

static DscScene *
draw (const DscRecordTable *table)
{
  g_autoptr (GError) error = NULL;
  DscScene *scene = dsc_view_records_new (table, NULL, &error);

  g_assert_no_error (error);
  return scene;
}

static void
test_faults (void)
{
  static const struct { const char *versions; guint forms, fields, last; } cases[] = {
    { "3.14.10", DSC_RECORD_ALL_FORMS, 4, 40 },          { "2.7.18", DSC_RECORD_ALL_FORMS, 4, 40 },
    { "3.5.10 3.12.1", DSC_RECORD_ALL_FORMS, 31, 40 },   { "3.11.7 3.12.1 3.13.0t", DSC_RECORD_ALL_FORMS, 250, 250 },
    { "2.7.18 3.5.10 3.6.15 3.10.13 3.11.7 3.12.1 3.13.13 3.14.10 3.15.2 3.13.13t 3.12.3-i386 3.14.2-wasm32", DSC_RECORD_ALL_FORMS, 4, 40 },
    { "3.14.10", 1u << DSC_RECORD_TUPLE, 1, 2 },         { "3.14.10", DSC_RECORD_ALL_FORMS, 1, 1 },
    { "2.7.18 3.6.15 3.12.1", 1u << DSC_RECORD_CLASS, 4, 40 },   { "2.7.18 3.12.1", 1u << DSC_RECORD_DATACLASS, 4, 40 },
    { "2.7.18", 1u << DSC_RECORD_DATACLASS, 4, 40 },     { "1.5.2 2.1.3 gopy", DSC_RECORD_ALL_FORMS, 4, 40 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DscRecordTable) table = make_table (cases[i].versions, cases[i].forms, cases[i].fields, cases[i].last);
      g_autoptr (DscScene) scene = draw (table);
      g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);

      dsc_test_scene_check_layout (scene, faults);
      for (guint theme = 0; theme < DSC_N_THEMES; theme++)
        dsc_test_scene_check_contrast (scene, theme, faults);
      dsc_test_scene_report (cases[i].versions, faults);
    }
}

/* All bars have one scale; the bar of a form is as long as its bytes, and its title tells them. */
static void
test_bars (void)
{
  g_autoptr (DscRecordTable) table = make_table ("3.12.1 3.5.10", DSC_RECORD_ALL_FORMS, 7, 40);
  g_autoptr (DscScene) scene = draw (table);
  double pixels_per_byte = 0;
  guint n = 0;

  for (guint target = 0; target < 2; target++)
    for (int form = 0; form < DSC_N_RECORD_FORMS; form++)
      {
        const DscSceneId id = { .part = DSC_PART_OF_DATUM, .index = target, .extra = form };
        const DscRecordSize *size = dsc_record_table_get (table, target, (DscRecordForm) form, 7);
        double width = 0;

        for (guint i = 1; i < dsc_scene_get_n_nodes (scene); i++)
          {
            const DscNode *node = dsc_scene_get_node (scene, i);
            width += node->kind == DSC_NODE_RECT && dsc_scene_id_equal (node->id, id) ? node->bounds.width : 0;
          }
        g_assert_cmpint (width > 0, ==, size != NULL);
        if (size == NULL)
          continue;
        g_autofree char *title = dsc_scene_dup_title (scene, id);
        g_autofree char *bytes = g_strdup_printf ("%" G_GINT64_FORMAT " bytes each", size->bytes);
        g_assert_nonnull (strstr (title, bytes));
        pixels_per_byte = pixels_per_byte == 0 ? width / (double) size->bytes : pixels_per_byte;
        g_assert_cmpfloat (fabs (width - pixels_per_byte * (double) size->bytes), <, 0.01);
        n++;
      }
  g_assert_cmpuint (n, ==, 12 + 10);
}

static void
test_lines (void)
{
  g_autoptr (DscRecordTable) table = make_table ("3.12.1", DSC_RECORD_ALL_FORMS, 4, 40);
  g_autoptr (DscScene) scene = draw (table);

  for (guint i = 0; dsc_record_table_get_alike (table, 0, i) != 0; i++)
    {
      const int form = g_bit_nth_lsf (dsc_record_table_get_alike (table, 0, i), -1);
      const DscNode *node = dsc_scene_find (scene, (DscSceneId) { .part = DSC_PART_OF_DATUM, .extra = DSC_RECORDS_LINE + form });

      g_assert_nonnull (node);
      g_assert_nonnull (strstr (node->title, "with 40"));
    }
  g_assert_nonnull (dsc_scene_find (scene, (DscSceneId) { .part = DSC_PART_OF_DATUM, .extra = DSC_RECORDS_BREAK }));
  g_autofree char *column = dsc_scene_dup_title (scene, (DscSceneId) { .part = DSC_PART_OF_DATUM, .extra = DSC_RECORDS_COLUMN + 12 });
  g_assert_true (g_str_has_prefix (column, "12 fields, CPython 3.12.1, bytes: dict {…}, dict(zip) 464; tuple 136; list 152; "));
}

static void
test_too_many (void)
{
  g_autoptr (DscRecordTable) table = make_table ("2.7.18 3.5.10 3.6.15 3.10.13 3.11.7 3.12.1 3.13.13 3.14.10 3.15.2 3.13.13t 3.12.3-i386 3.14.2-wasm32 3.7.16",
                                                 1, 4, 40);
  g_autoptr (GError) error = NULL;

  g_assert_null (dsc_view_records_new (table, NULL, &error));
  g_assert_error (error, DSC_RECORD_ERROR, DSC_RECORD_ERROR_TOO_MANY);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/view-records/faults", test_faults);
  g_test_add_func ("/scene/view-records/bars", test_bars);
  g_test_add_func ("/scene/view-records/lines", test_lines);
  g_test_add_func ("/scene/view-records/too-many", test_too_many);
  return g_test_run ();
}
