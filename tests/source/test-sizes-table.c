/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-sizes-table.c: tables of sizes against what real interpreters reported, and against the table that the forum knows. */
#include "dsc-sizes-table-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static DscTarget
target_of (const char *text)
{
  DscTarget target;

  g_assert_cmpint (dsc_target_parse (text, &target), ==, DSC_STATUS_OK);
  return target;
}

static GArray *
targets_of (const char *texts)
{
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (DscTarget));
  g_auto (GStrv) words = g_strsplit (texts, ",", -1);

  for (char **word = words; *word != NULL; word++)
    {
      const DscTarget target = target_of (*word);
      g_array_append_val (targets, target);
    }
  return targets;
}

static DscSizesQuery
query_of (const GArray *targets)
{
  DscSizesQuery query;

  dsc_sizes_query_init (&query);
  query.targets = (const DscTarget *) (gpointer) targets->data;
  query.n_targets = targets->len;
  return query;
}

static GPtrArray *
make (DscSizesFunc         function,
      const DscSizesQuery *query)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *tables = function (query, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (tables->len, >, 0);
  for (guint i = 0; i < tables->len; i++)
    {
      const DscSizesTable *table = g_ptr_array_index (tables, i);
      g_assert_cmpuint (table->cells->len % table->columns->len, ==, 0);
      g_assert_cmpuint (table->columns->len, >, table->n_heads);
      g_assert_cmpuint (dsc_sizes_table_get_n_rows (table), >, 0);
    }
  return tables;
}

static char *
cell_text (const DscSizesTable *table,
           guint                row,
           guint                column)
{
  const DscCell *cell = dsc_sizes_table_get_cell (table, row, column);

  if (cell->kind == DSC_CELL_EMPTY)
    return g_strdup ("");
  return cell->kind == DSC_CELL_TEXT ? g_strdup (cell->text) : g_strdup_printf ("%" G_GINT64_FORMAT, cell->number);
}

/* A column from one row to before another, with commas between. */
static char *
column_text (const DscSizesTable *table,
             guint                column,
             guint                first,
             guint                end)
{
  GString *text = g_string_new (NULL);

  for (guint row = first; row < end; row++)
    {
      g_autofree char *cell = cell_text (table, row, column);
      g_string_append_printf (text, "%s%s", row > first ? "," : "", cell);
    }
  return g_string_free (text, FALSE);
}

/* The forum's table: its cells, as they were measured there; “*” stands for what differs from run to run. */
static void
test_matrix (void)
{
  static const struct {
    const char *targets, *sizes, *resizes;
  } columns[] = {
    { "2.7.18", "280,280,280,1048,1048", "1,5,10,10,5,0" },
    { "3.5.10", "288,288,288,480,480", "1,*,*,*,0,0" },
    { "3.6.15", "240,240,240,368,368", "1,5,10,0,0,0" },
    { "3.7.16", "248,248,248,376,376", "1,5,10,0,0,0" },
    { "3.8.18,3.9.18", "64,232,232,360,360", "1,5,10,0,0,0" },
    { "3.10.13", "64,232,232,360,360", "1,5,10,10,5,0" },
    { "3.11.7,3.12.1,3.13.0", "64,184,224,272,352", "1,5,10,10,5,0" },
    { "3.13.4,3.13.13,3.14.10,3.15.2,3.13.13t", "64,184,224,272,352", "1,5,10,0,0,0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr (GArray) targets = targets_of (columns[i].targets);
      const DscSizesQuery query = query_of (targets);
      g_autoptr (GPtrArray) tables = make (dsc_sizes_matrix, &query);
      const DscSizesTable *table = g_ptr_array_index (tables, 0);

      g_assert_cmpuint (dsc_sizes_table_get_n_rows (table), ==, 11);
      for (guint column = table->n_heads; column < table->columns->len; column++)
        {
          g_autofree char *sizes = column_text (table, column, 0, 5);
          g_assert_cmpstr (sizes, ==, columns[i].sizes);
          g_auto (GStrv) resizes = g_strsplit (columns[i].resizes, ",", -1);
          for (guint k = 0; k <= 5; k++)
            {
              g_autofree char *cell = cell_text (table, 5 + k, column);
              if (strcmp (resizes[k], "*") == 0)
                g_assert_nonnull (strstr (cell, "–"));
              else
                g_assert_cmpstr (cell, ==, resizes[k]);
            }
        }
    }
}

/* How many of the seeds 0 to 19 resize when the first k of a … e are deleted and another key comes; counted in CPython 2.7.18 with -R.
 * Which key it is matters there, but not from 3.6 on. */
static void
test_removed_by_seed (void)
{
  static const struct {
    const char *target, *key;
    guint       n[6];
  } counted[] = {
    { "2.7.18", "f1", { 20, 18, 18, 18, 15, 0 } }, { "2.7.18", "new1", { 20, 16, 8, 8, 3, 0 } },
    { "2.7.18", "z1", { 20, 17, 9, 9, 5, 0 } },    { "2.7.18", "m", { 20, 16, 13, 13, 13, 0 } },
    { "2.7.18", "t", { 20, 15, 14, 12, 0, 0 } },   { "2.7.18", "k100", { 20, 18, 15, 14, 14, 0 } },
    { "3.6.15", "m", { 20, 20, 20, 0, 0, 0 } },    { "3.12.1", "new1", { 20, 20, 20, 20, 20, 0 } },
    { "3.13.0", "m", { 20, 20, 20, 20, 20, 0 } },  { "3.9.18", "z1", { 20, 20, 20, 0, 0, 0 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (counted); i++)
    {
      const char *keys[] = { "a", "b", "c", "d", "e", counted[i].key };
      guint n[6] = { 0 };
      DscSizesQuery query;
      dsc_sizes_query_init (&query);
      query.removed_keys = keys;
      for (guint32 seed = 0; seed < 20; seed++)
        {
          DscRemoved removed;
          g_assert_true (dsc_sizes_try_removed (&query, target_of (counted[i].target), seed, &removed, NULL));
          for (guint k = 0; k <= 5; k++)
            n[k] += removed.after[(1u << k) - 1] != removed.before;
        }
      g_test_message ("%s, %s", counted[i].target, counted[i].key);
      g_assert_cmpmem (n, sizeof n, counted[i].n, sizeof counted[i].n);
    }
}

static void
test_removed (void)
{
  g_autoptr (GArray) targets = targets_of ("3.5.10,3.6.15,3.3.7");
  DscSizesQuery query = query_of (targets);

  query.last_seed = 19;
  g_autoptr (GPtrArray) tables = make (dsc_sizes_removed, &query);
  g_assert_cmpuint (tables->len, ==, 3);
  const DscSizesTable *seeds = g_ptr_array_index (tables, 1);
  const DscSizesTable *subsets = g_ptr_array_index (tables, 2);
  g_assert_cmpuint (dsc_sizes_table_get_n_rows (subsets), ==, 32);
  g_assert_cmpuint (seeds->columns->len, ==, 3);          /* only the version in which seeds differ */
  for (gint64 k = 0; k <= 5; k++)                         /* each seed is counted once for each k */
    {
      gint64 sum = 0;
      for (guint row = 0; row < dsc_sizes_table_get_n_rows (seeds); row++)
        if (dsc_sizes_table_get_cell (seeds, row, 0)->number == k)
          sum += dsc_sizes_table_get_cell (seeds, row, 2)->number;
      g_assert_cmpint (sum, ==, 20);
    }

  query.int_keys = TRUE;
  g_autoptr (GPtrArray) of_ints = make (dsc_sizes_removed, &query);
  g_assert_cmpuint (of_ints->len, ==, 2);                 /* no seeds */
  g_autofree char *ints = column_text (g_ptr_array_index (of_ints, 0), 2, 0, 6);
  g_assert_cmpstr (ints, ==, "1,5,10,10,0,0");
}

/* Recorded files. */

typedef void (*RowFunc) (char **columns, const DscSizesQuery *query);

static void
compare_file (const char *folder,
              const char *name,
              const char *table,
              RowFunc     function)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, folder, name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) columns = g_strsplit (*line, "\t", -1);
      if (g_strv_length (columns) != 4 || strcmp (columns[0], table) != 0)
        continue;
      g_autoptr (GArray) targets = targets_of (columns[2]);
      const DscSizesQuery query = query_of (targets);
      function (columns, &query);
      n++;
    }
  g_assert_cmpuint (n, >, 0);
}

static void
assert_columns (const DscSizesTable *table,
                guint                first,
                guint                end,
                const char          *expected)
{
  for (guint column = table->n_heads; column < table->columns->len; column++)
    {
      g_autofree char *values = column_text (table, column, first, end);
      g_test_message ("%s of %s", table->id, (char *) g_ptr_array_index (table->columns, column));
      g_assert_cmpstr (values, ==, expected);
    }
}

/* Recorded: {}, dict (), {} cleared, {}.copy (), dict.fromkeys ([]), ten keys cleared, one set again, all deleted, all popped. */
static void
compare_empty (char               **columns,
               const DscSizesQuery *query)
{
  g_autoptr (GPtrArray) tables = make (dsc_sizes_parts, query);
  const DscSizesTable *table = g_ptr_array_index (tables, 0);
  g_auto (GStrv) values = g_strsplit (columns[3], ",", -1);
  static const guint rows[] = { 8, 10, 0, 11, 12, 13, 14, 15, 16 };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i] != 0)
      assert_columns (table, rows[i], rows[i] + 1, values[i]);
}

static void
test_parts (void)
{
  g_autoptr (GArray) targets = targets_of ("2.7.18,3.3.7,3.5.10,3.6.15,3.7.3,3.7.16,3.10.13,3.15.2,3.14.5t");
  const DscSizesQuery query = query_of (targets);
  static const gint64 bookkeeping[] = { 88, 104, 96, 112, 112, 120, 104, 96, 96 };

  compare_file ("../core", "recorded-sizes.txt", "empty", compare_empty);
  g_autoptr (GPtrArray) tables = make (dsc_sizes_parts, &query);
  for (guint i = 0; i < targets->len; i++)
    g_assert_cmpint (dsc_sizes_table_get_cell (g_ptr_array_index (tables, 0), 4, 1 + i)->number, ==, bookkeeping[i]);
}

/* Recorded: before/in/set/deleted/copy for each number of keys. */
static void
compare_mixed (char               **columns,
               const DscSizesQuery *query)
{
  g_autoptr (GPtrArray) tables = make (dsc_sizes_mixed, query);
  const DscSizesTable *table = g_ptr_array_index (tables, 0);
  g_auto (GStrv) counts = g_strsplit (columns[1], ",", -1);
  g_auto (GStrv) values = g_strsplit (columns[3], ",", -1);

  for (guint i = 0; counts[i] != NULL; i++)
    for (guint row = 0; row < dsc_sizes_table_get_n_rows (table); row += 5)
      if (dsc_sizes_table_get_cell (table, row, 0)->number == atoi (counts[i]))
        {
          g_strdelimit (values[i], "/", ',');
          assert_columns (table, row, row + 5, values[i]);
        }
}

static void
test_mixed (void)
{
  compare_file ("../core", "recorded-sizes.txt", "meets-int", compare_mixed);
}

/* The value that a table of steps has for a number. */
static gint64
value_at (const DscSizesTable *table,
          guint                column,
          gint64               n)
{
  gint64 value = -1;

  for (guint row = 0; row < dsc_sizes_table_get_n_rows (table); row++)
    if (dsc_sizes_table_get_cell (table, row, 0)->number <= n)
      value = dsc_sizes_table_get_cell (table, row, column)->number;
  return value;
}

/* Recorded: from which k on which size of d, d.copy () and dict (d). */
static void
compare_copies (char               **columns,
                const DscSizesQuery *query)
{
  DscSizesQuery copies = *query;
  g_auto (GStrv) steps = g_strsplit (columns[3], ",", -1);

  copies.count = (guint) atoi (columns[1]);
  copies.int_keys = TRUE;
  g_autoptr (GPtrArray) tables = make (dsc_sizes_copies, &copies);
  for (char **step = steps; *step != NULL; step++)
    {
      gint64 k, own, copy, call;
      g_assert_cmpint (sscanf (*step, "%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, &k, &own, &copy, &call), ==, 4);
      for (guint i = 0; i < query->n_targets; i++)
        {
          g_assert_cmpint (value_at (g_ptr_array_index (tables, 0), 1 + i, k), ==, copy);
          g_assert_cmpint (value_at (g_ptr_array_index (tables, 1), 1 + i, k), ==, call);
        }
    }
}

static void
test_copies (void)
{
  compare_file ("../core", "recorded-sizes.txt", "holes", compare_copies);
}

/* Recorded: "280x1,272x1,…" */
static void
compare_instances (char               **columns,
                   const DscSizesQuery *query)
{
  DscSizesQuery instances = *query;
  g_auto (GStrv) runs = g_strsplit (columns[3], ",", -1);
  gint64 n = 0;

  instances.names = (guint) atoi (columns[1]);
  instances.kept = strcmp (columns[0], "kept") == 0;
  g_autoptr (GPtrArray) tables = make (dsc_sizes_instances, &instances);
  for (char **run = runs; *run != NULL; run++)
    {
      gint64 size, times;
      g_assert_cmpint (sscanf (*run, "%" G_GINT64_FORMAT "x%" G_GINT64_FORMAT, &size, &times), ==, 2);
      for (guint i = 0; i < query->n_targets; i++)
        {
          g_assert_cmpint (value_at (g_ptr_array_index (tables, 0), 1 + i, n + 1), ==, size);
          g_assert_cmpint (value_at (g_ptr_array_index (tables, 0), 1 + i, n + times), ==, size);
        }
      n += times;
    }
  g_assert_cmpint (n, ==, 40);
}

static void
compare_objects (char               **columns,
                 const DscSizesQuery *query)
{
  g_autoptr (GPtrArray) tables = make (dsc_sizes_instances, query);
  const guint row = strcmp (columns[1], "object()") == 0 ? 2 : 0;

  assert_columns (g_ptr_array_index (tables, 1), row, row + 1, columns[3]);
}

static void
test_instances (void)
{
  compare_file (".", "recorded-instances.txt", "dropped", compare_instances);
  compare_file (".", "recorded-instances.txt", "kept", compare_instances);
  compare_file (".", "recorded-instances.txt", "object", compare_objects);
}

/* The cliff at thirty attributes. */
static void
test_attributes (void)
{
  g_autoptr (GArray) targets = targets_of ("3.10.13,3.11.7,3.13.0,3.14.10,3.15.2");
  const DscSizesQuery query = query_of (targets);
  g_autoptr (GPtrArray) tables = make (dsc_sizes_attributes, &query);
  static const struct {
    guint  table, column;
    gint64 n, size;
  } cells[] = {
    { 0, 1, 29, 384 }, { 0, 1, 30, 384 }, { 0, 2, 29, 280 }, { 0, 2, 30, 1568 }, { 0, 3, 30, 1568 },
    { 0, 4, 29, 288 }, { 0, 4, 30, 288 }, { 0, 4, 31, 816 }, { 0, 5, 31, 816 }, { 1, 4, 30, 1568 }, { 1, 5, 30, 1568 },
    { 2, 2, 32, 832 - 16 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    g_assert_cmpint (value_at (g_ptr_array_index (tables, cells[i].table), cells[i].column, cells[i].n), ==, cells[i].size);
}

static void
test_record (void)
{
  g_autoptr (GArray) targets = targets_of ("2.7.18,3.5.10,3.6.15,3.7.3,3.7.16,3.10.13,3.11.7");
  const DscSizesQuery query = query_of (targets);
  g_autoptr (GPtrArray) tables = make (dsc_sizes_record, &query);
  const DscSizesTable *table = g_ptr_array_index (tables, 0);
  static const char *const expected[] = {
    "280,280,1048,1048", "288,288,480,480", "240,240,368,368", "240,240,368,368", "248,248,376,376", "232,232,360,360", "184,184,272,272",
  };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *values = column_text (table, 1 + i, 0, 4);
      g_assert_cmpstr (values, ==, expected[i]);
    }
  g_autofree char *others = column_text (table, 7, 4, 7);
  g_assert_cmpstr (others, ==, "72,64,56");
}

/* 1000 keys, and 1365, which fill a table to the last. */
static void
test_emptied (void)
{
  g_autoptr (GArray) targets = targets_of ("2.7.18,3.3.0,3.3.7,3.5.10,3.6.0,3.7.0,3.8.18,3.10.13,3.11.7,3.13.13");
  DscSizesQuery query = query_of (targets);
  static const gint64 of_one_left[] = { 0, 0, 0, 0, 36968, 240, 232, 360, 352, 224 };
  static const gint64 of_none_left[] = { 280, 296, 49256, 49248, 18528, 240, 232, 232, 224, 224 };

  g_autoptr (GPtrArray) thousand = make (dsc_sizes_emptied, &query);
  g_autofree char *in_311 = column_text (g_ptr_array_index (thousand, 0), 9, 0, 4);
  g_assert_cmpstr (in_311, ==, "36952,36952,352,352");
  query.count = 1365;
  g_autoptr (GPtrArray) full = make (dsc_sizes_emptied, &query);
  for (guint i = 0; i < targets->len; i++)
    {
      if (of_one_left[i] != 0)
        g_assert_cmpint (dsc_sizes_table_get_cell (g_ptr_array_index (full, 0), 4, 1 + i)->number, ==, of_one_left[i]);
      g_assert_cmpint (dsc_sizes_table_get_cell (g_ptr_array_index (full, 0), 6, 1 + i)->number, ==, of_none_left[i]);
    }
}

static void
test_ladder (void)
{
  g_autoptr (GArray) targets = targets_of ("3.5.10,3.6.0,2.7.18");
  DscSizesQuery query = query_of (targets);

  query.int_keys = TRUE;
  query.up_to = 342;
  g_autoptr (GPtrArray) tables = make (dsc_sizes_ladder, &query);
  const DscSizesTable *table = g_ptr_array_index (tables, 0);
  g_autofree char *keys = column_text (table, 0, 0, dsc_sizes_table_get_n_rows (table));
  g_assert_cmpstr (keys, ==, "0,6,11,12,22,43,44,86,171,172,342");
  assert_columns (table, 0, 0, "");
  g_autofree char *in_27 = column_text (table, 3, 0, 11);
  g_assert_cmpstr (in_27, ==, "280,1048,1048,1048,3352,3352,3352,12568,12568,12568,49432");
  g_assert_true (dsc_sizes_table_get_cell (table, 2, 3)->repeats);
  g_assert_false (dsc_sizes_table_get_cell (table, 4, 3)->repeats);

  /* 3.6 is a sixth to a quarter smaller than 3.5, but larger at 11, 43 and 171 keys. */
  query.percent = TRUE;
  g_autoptr (GPtrArray) percent = make (dsc_sizes_ladder, &query);
  static const struct {
    gint64 n, percent;
  } steps[] = { { 5, -17 }, { 6, -23 }, { 11, 35 }, { 12, -25 }, { 43, 40 }, { 44, -28 }, { 171, 49 } };
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    g_assert_cmpint (value_at (g_ptr_array_index (percent, 0), 2, steps[i].n), ==, steps[i].percent);
}

static void
test_ways (void)
{
  g_autoptr (GArray) targets = targets_of ("2.7.18,3.4.10,3.11.7");
  DscSizesQuery query = query_of (targets);

  query.int_keys = TRUE;
  g_autoptr (GPtrArray) tables = make (dsc_sizes_ways, &query);
  const DscSizesTable *table = g_ptr_array_index (tables, 0);
  for (guint row = 0; row < dsc_sizes_table_get_n_rows (table); row++)
    {
      const char *way = dsc_sizes_table_get_cell (table, row, 0)->text;
      if (strcmp (way, "loop") == 0 || strcmp (way, "fromkeys-range") == 0)
        g_assert_cmpint (dsc_sizes_table_get_cell (table, row, 4)->number, ==, 632);
      if (strcmp (way, "fromkeys-set") == 0)
        g_assert_cmpint (dsc_sizes_table_get_cell (table, row, 4)->number, ==, 1168);
      if (strcmp (way, "unpack") == 0)
        g_assert_cmpint (dsc_sizes_table_get_cell (table, row, 3)->kind, ==, DSC_CELL_EMPTY);
    }
  query.count = 8;
  g_autoptr (GPtrArray) eight = make (dsc_sizes_ways, &query);
  g_assert_cmpint (dsc_sizes_table_get_cell (g_ptr_array_index (eight, 0), 2, 2)->number, ==, 664);    /* the display of 2.7 */
}

/* The border of 50,000: at 131072 slots 2.7 doubles. */
static void
test_growth (void)
{
  g_autoptr (GArray) targets = targets_of ("1.5.2,2.2.3,2.7.18,3.3.0,3.5.10,3.15.2");
  const DscSizesQuery query = query_of (targets);
  g_autoptr (GPtrArray) tables = make (dsc_sizes_growth, &query);
  const DscSizesTable *table = g_ptr_array_index (tables, 0);
  static const char *const first_two[] = { "3 → 8,6 → 16", ",5 → 16", ",5 → 32", ",5 → 16", ",5 → 16", ",5 → 16" };

  for (guint i = 0; i < G_N_ELEMENTS (first_two); i++)
    {
      g_autofree char *text = column_text (table, 1 + i, 0, 2);
      g_assert_cmpstr (text, ==, first_two[i]);
    }
  for (guint row = 0; row < dsc_sizes_table_get_n_rows (table); row++)
    if (dsc_sizes_table_get_cell (table, row, 0)->number == 131072)
      g_assert_cmpstr (dsc_sizes_table_get_cell (table, row, 3)->text, ==, "87381 → 262144");
}

static void
test_targets (void)
{
  g_autoptr (GArray) usual = dsc_sizes_usual_targets ();
  g_autoptr (GArray) minor = dsc_sizes_minor_targets ();
  g_autoptr (GArray) all = dsc_sizes_all_targets ();

  g_assert_cmpuint (usual->len, ==, 15);
  g_assert_cmpuint (minor->len, >, usual->len);
  g_assert_cmpuint (all->len, >, minor->len);
  for (guint i = 1; i < usual->len; i++)
    g_assert_cmpuint (g_array_index (usual, DscTarget, i - 1).version, <, g_array_index (usual, DscTarget, i).version);
}

/* Each kind of table for every version at once. */
static void
test_kinds (void)
{
  gsize n;
  const DscSizesKind *kinds = dsc_sizes_kinds (&n);
  g_autoptr (GArray) all = dsc_sizes_all_targets ();
  DscSizesQuery query = query_of (all);

  query.last_seed = 3;
  query.up_to = 200;
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GPtrArray) tables = make (kinds[i].function, &query);
      const DscSizesTable *table = g_ptr_array_index (tables, 0);
      g_assert_cmpstr (table->title, !=, "");
      if (strcmp (kinds[i].name, "copies") != 0)
        g_assert_cmpstr (table->id, ==, kinds[i].name);
      g_assert_cmpuint (table->columns->len, ==, table->n_heads + all->len);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/source/sizes-table/matrix", test_matrix);
  g_test_add_func ("/source/sizes-table/removed-by-seed", test_removed_by_seed);
  g_test_add_func ("/source/sizes-table/removed", test_removed);
  g_test_add_func ("/source/sizes-table/parts", test_parts);
  g_test_add_func ("/source/sizes-table/mixed", test_mixed);
  g_test_add_func ("/source/sizes-table/copies", test_copies);
  g_test_add_func ("/source/sizes-table/instances", test_instances);
  g_test_add_func ("/source/sizes-table/attributes", test_attributes);
  g_test_add_func ("/source/sizes-table/record", test_record);
  g_test_add_func ("/source/sizes-table/emptied", test_emptied);
  g_test_add_func ("/source/sizes-table/ladder", test_ladder);
  g_test_add_func ("/source/sizes-table/ways", test_ways);
  g_test_add_func ("/source/sizes-table/growth", test_growth);
  g_test_add_func ("/source/sizes-table/targets", test_targets);
  g_test_add_func ("/source/sizes-table/kinds", test_kinds);
  return g_test_run ();
}
