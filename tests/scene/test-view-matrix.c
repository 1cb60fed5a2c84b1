/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-view-matrix.c: the matrix of few and many releases: every cell is there, is readable, and says what it says. */
#include "dsc-view-matrix.h"

#include <math.h>
#include <string.h>

#include "dsc-test-scene.h"

static const DscMeasure rows[] = { DSC_MEASURE_GETSIZEOF, DSC_MEASURE_SLOTS, DSC_MEASURE_LOAD, DSC_MEASURE_PROBES, DSC_MEASURE_HOLES, DSC_MEASURE_RESIZES };

/* Releases in their order, with values that change now and then. */
static DscMatrixColumn *
make_columns (guint n)
{
  DscMatrixColumn *columns = g_new0 (DscMatrixColumn, n + 1);
  const DscVersion *releases;
  const gsize n_releases = dsc_releases (&releases);

  for (guint i = 0; i < n; i++)
    {
      columns[i].target = (DscTarget) { .version = releases[(n_releases - 1 - i) % n_releases], .build = { .arch = i % 7 == 6 ? DSC_ARCH_I386 : DSC_ARCH_64 } };
      for (int m = 0; m < DSC_N_MEASURES; m++)
        columns[i].values[m] = i % 11 == 10 ? NAN : 100.0 * m + i / 3;
      columns[i].values[DSC_MEASURE_GETSIZEOF] = i / 3 * 167772248.0;
      columns[i].values[DSC_MEASURE_LOAD] = (i % 5) / 5.0;
    }
  return columns;
}

static DscMatrixOptions
make_options (void)
{
  return (DscMatrixOptions) { .operation = "d['new'] = 1", .step = 10, .n_steps = 12, .name = "d", .rows = rows, .n_rows = G_N_ELEMENTS (rows) };
}

static void
check (guint    n,
       gboolean join,
       double   width)
{
  g_autofree DscMatrixColumn *columns = make_columns (n);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  DscMatrixOptions options = make_options ();

  options.join = join;
  options.width = width;
  if (n > 2)
    options.current = &columns[2].target;

  g_autoptr (DscScene) scene = dsc_view_matrix_new (columns, n, &options);
  g_autoptr (DscScene) again = dsc_view_matrix_new (columns, n, &options);
  g_autofree char *dump = dsc_scene_dump (scene);
  g_autofree char *same = dsc_scene_dump (again);

  g_assert_cmpstr (dump, ==, same);
  dsc_test_scene_check_layout (scene, faults);
  for (int theme = 0; theme < DSC_THEME_USER; theme++)
    dsc_test_scene_check_contrast (scene, (DscTheme) theme, faults);
  g_autofree char *what = g_strdup_printf ("%u releases, %s, %g wide", n, join ? "joined" : "each", width);
  dsc_test_scene_report (what, faults);
  if (width > 0)
    g_assert_cmpfloat (dsc_scene_get_width (scene), <=, MAX (width, 640));
}

static void
test_sizes (void)
{
  static const guint numbers[] = { 0, 1, 2, 5, 20, 26, 70, 272 };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      check (numbers[i], FALSE, 0);
      check (numbers[i], TRUE, 0);
      check (numbers[i], FALSE, 700);
    }
}

static void
test_cells (void)
{
  g_autofree DscMatrixColumn *columns = make_columns (20);
  DscMatrixOptions options = make_options ();
  g_autoptr (DscScene) scene = dsc_view_matrix_new (columns, 20, &options);

  g_assert_nonnull (strstr (dsc_scene_get_title (scene), "d['new'] = 1"));
  g_assert_nonnull (strstr (dsc_scene_get_title (scene), "10"));
  for (gint64 row = -1; row < (gint64) G_N_ELEMENTS (rows); row++)
    for (gint64 column = 0; column < 20; column++)
      {
        const DscSceneId id = { .part = DSC_PART_OF_DATUM, .index = row, .extra = column };
        g_autofree char *title = dsc_scene_dup_title (scene, id);
        char name[64];

        dsc_target_title (columns[column].target, name, sizeof name);
        g_assert_nonnull (title);
        g_assert_nonnull (strstr (title, name));
        if (row >= 0 && !isnan (columns[column].values[rows[row]]))
          {
            g_autofree char *value = dsc_measure_format (rows[row], columns[column].values[rows[row]]);

            g_assert_nonnull (strstr (title, value));
          }
      }
}

/* A bar is as high as its value, by one scale in all bands. */
static void
test_bars (void)
{
  g_autofree DscMatrixColumn *columns = make_columns (40);
  DscMatrixOptions options = make_options ();

  options.n_rows = 1;
  for (guint i = 0; i < 40; i++)
    columns[i].values[rows[0]] = 100 + i;

  g_autoptr (DscScene) scene = dsc_view_matrix_new (columns, 40, &options);
  double scale = 0;
  guint n = 0;

  for (guint i = 0; i < dsc_scene_get_n_nodes (scene); i++)
    {
      const DscNode *node = dsc_scene_get_node (scene, i);

      if (node->kind != DSC_NODE_RECT || node->id.part != DSC_PART_OF_DATUM || node->role != DSC_ROLE_LIVE)
        continue;
      const double per_unit = node->bounds.height / columns[node->id.extra].values[rows[0]];

      if (n++ > 0)
        g_assert_cmpfloat_with_epsilon (per_unit, scale, 1e-9);
      scale = per_unit;
    }
  g_assert_cmpuint (n, ==, 40);
}

static guint
count_marks (const DscScene *scene)
{
  guint n = 0;

  for (guint i = 0; i < dsc_scene_get_n_nodes (scene); i++)
    n += dsc_scene_get_node (scene, i)->role == DSC_ROLE_CHANGED;
  return n;
}

/* Each change from the left has its mark, joined or not. */
static void
test_marks (void)
{
  g_autofree DscMatrixColumn *columns = make_columns (4);
  DscMatrixOptions options = make_options ();

  for (guint i = 0; i < 4; i++)
    for (int m = 0; m < DSC_N_MEASURES; m++)
      columns[i].values[m] = 8;
  columns[2].values[DSC_MEASURE_SLOTS] = columns[3].values[DSC_MEASURE_SLOTS] = 16;

  g_autoptr (DscScene) each = dsc_view_matrix_new (columns, 4, &options);
  options.join = TRUE;
  g_autoptr (DscScene) joined = dsc_view_matrix_new (columns, 4, &options);

  /* One of them is the legend's. */
  g_assert_cmpuint (count_marks (each), ==, 2);
  g_assert_cmpuint (count_marks (joined), ==, 2);
  g_assert_nonnull (dsc_scene_find (each, (DscSceneId) { .part = DSC_PART_OF_DATUM, .index = -1, .extra = 3 }));
  g_assert_null (dsc_scene_find (joined, (DscSceneId) { .part = DSC_PART_OF_DATUM, .index = -1, .extra = 3 }));
  g_assert_nonnull (dsc_scene_find (joined, (DscSceneId) { .part = DSC_PART_OF_DATUM, .index = -1, .extra = 2 }));
}

static void
test_hostile (void)
{
  g_autofree DscMatrixColumn *columns = make_columns (3);
  g_autofree char *longest = g_strnfill (100000, 'x');
  DscMatrixOptions options = make_options ();

  options.operation = longest;
  options.name = "\xd7\xa9\n\x01";

  g_autoptr (DscScene) scene = dsc_view_matrix_new (columns, 3, &options);
  g_assert_cmpuint (strlen (dsc_scene_get_title (scene)), <, 1000);
  g_assert_cmpfloat (dsc_scene_get_height (scene), <, 2000);
}

static void
test_sheet (void)
{
  g_autofree DscMatrixColumn *columns = make_columns (12);
  DscMatrixOptions options = make_options ();
  g_autoptr (DscSheet) sheet = dsc_matrix_to_sheet (columns, 12, &options);

  g_assert_cmpuint (dsc_sheet_get_n_rows (sheet), ==, 12);
  g_assert_cmpuint (dsc_sheet_get_n_columns (sheet), ==, 3 + G_N_ELEMENTS (rows));
  g_assert_cmpstr (dsc_sheet_get_cell (sheet, 3, 1), ==, "167772248");
  g_assert_cmpstr (dsc_sheet_get_cell (sheet, 3, 3), ==, "0.6");
  g_assert_cmpstr (dsc_sheet_get_cell (sheet, 10, 1), !=, NULL);
  g_assert_cmpstr (dsc_sheet_get_cell (sheet, 10, 2), ==, "");
}

static void
test_words (void)
{
  for (int i = 0; i < DSC_N_MEASURES; i++)
    {
      g_assert_cmpuint (strlen (dsc_measure_label ((DscMeasure) i)), >, 2);
      g_assert_true (g_str_has_suffix (dsc_measure_describe ((DscMeasure) i), "."));
    }
  g_autofree char *bytes = dsc_measure_format (DSC_MEASURE_GETSIZEOF, 1048);
  g_autofree char *share = dsc_measure_format (DSC_MEASURE_LOAD, 0.625);
  g_autofree char *mean = dsc_measure_format (DSC_MEASURE_PROBES, 1.005);
  g_autofree char *none = dsc_measure_format (DSC_MEASURE_SLOTS, NAN);

  g_assert_cmpstr (bytes, ==, "1,048 B");
  g_assert_cmpstr (share, ==, "63 %");
  g_assert_cmpstr (mean, ==, "1.00");
  g_assert_cmpstr (none, ==, "–");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/view-matrix/sizes", test_sizes);
  g_test_add_func ("/scene/view-matrix/cells", test_cells);
  g_test_add_func ("/scene/view-matrix/bars", test_bars);
  g_test_add_func ("/scene/view-matrix/marks", test_marks);
  g_test_add_func ("/scene/view-matrix/hostile", test_hostile);
  g_test_add_func ("/scene/view-matrix/sheet", test_sheet);
  g_test_add_func ("/scene/view-matrix/words", test_words);
  return g_test_run ();
}
