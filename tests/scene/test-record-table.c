/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-record-table.c: break-evens are those of the numbers, sentences tell them, the sheet has every number. */
#include "dsc-record-table.h"

#include <string.h>

static DscTarget
target_of (const char *text)
{
  DscTarget target;

  if (dsc_target_parse (text, &target) != DSC_STATUS_OK)
    g_error ("\"%s\" must be a target", text);
  return target;
}

static DscRecordTable *
make_table (const DscTarget *targets,
            guint            n_targets,
            guint            forms,
            guint            first,
            guint            last)
{
  const DscRecordQuestion question = { targets, n_targets, forms, 4, first, last, 100000 };
  g_autoptr (GError) error = NULL;
  DscRecordTable *table = dsc_record_table_new (&question, NULL, &error);

  g_assert_no_error (error);
  return table;
}

/* Each number of fields is in one run, and in the right one. */
static void
check_break (const DscRecordTable *table,
             guint                 target,
             const DscRecordBreak *one)
{
  static const int signs[DSC_N_RECORD_ORDERS] = { -1, 1, 0 };

  for (guint fields = one->first; fields <= one->last; fields++)
    {
      const gint64 a = dsc_record_table_get (table, target, one->a, fields)->bytes;
      const gint64 b = dsc_record_table_get (table, target, one->b, fields)->bytes;
      guint n = 0;

      for (guint order = 0; order < DSC_N_RECORD_ORDERS; order++)
        for (guint i = 0; i < one->runs[order]->len; i++)
          {
            const DscRecordRun *run = &g_array_index (one->runs[order], DscRecordRun, i);

            if (fields < run->from || fields > run->to)
              continue;
            n++;
            g_assert_cmpint ((a > b) - (a < b), ==, signs[order]);
          }
      g_assert_cmpuint (n, ==, 1);
    }
  g_assert_cmpint (dsc_record_table_get (table, target, one->a, one->first)->bytes, <=, dsc_record_table_get (table, target, one->b, one->first)->bytes);
}

/* Every pair of sets is a break-even, or the same one is never the larger. */
static guint
check_all_pairs (const DscRecordTable *table,
                 guint                 target,
                 guint                 first,
                 guint                 last)
{
  g_autoptr (GPtrArray) breaks = dsc_record_table_list_breaks (table, target);
  guint n_pairs = 0;

  for (guint i = 0; i < breaks->len; i++)
    check_break (table, target, g_ptr_array_index (breaks, i));
  for (guint i = 0; dsc_record_table_get_alike (table, target, i) != 0; i++)
    for (guint k = i + 1; dsc_record_table_get_alike (table, target, k) != 0; k++)
      {
        const DscRecordForm a = (DscRecordForm) g_bit_nth_lsf (dsc_record_table_get_alike (table, target, i), -1);
        const DscRecordForm b = (DscRecordForm) g_bit_nth_lsf (dsc_record_table_get_alike (table, target, k), -1);
        gboolean smaller = FALSE;
        gboolean larger = FALSE;

        for (guint fields = first; fields <= last; fields++)
          {
            const gint64 difference = dsc_record_table_get (table, target, a, fields)->bytes - dsc_record_table_get (table, target, b, fields)->bytes;
            smaller = smaller || difference < 0;
            larger = larger || difference > 0;
          }
        g_assert_true (smaller || larger);
        n_pairs += smaller && larger;
      }
  g_assert_cmpuint (breaks->len, >=, n_pairs);
  return breaks->len;
}

static void
test_breaks (void)
{
  static const char *const versions[] = { "2.7.18", "3.3.7", "3.5.10", "3.6.15", "3.10.13", "3.11.7", "3.12.1", "3.13.0", "3.13.13t", "3.14.10", "3.12.3-i386" };
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      const DscTarget target = target_of (versions[i]);
      g_autoptr (DscRecordTable) table = make_table (&target, 1, DSC_RECORD_ALL_FORMS, 1, 60);

      n += check_all_pairs (table, 0, 1, 60);
    }
  g_assert_cmpuint (n, >, 20);
}

/* 30 attributes do not fit into shared keys any more: that is where a class costs more than a dict. */
static void
test_cliff (void)
{
  const DscTarget target = target_of ("3.12.1");
  g_autoptr (DscRecordTable) table = make_table (&target, 1, 1u << DSC_RECORD_CLASS | 1u << DSC_RECORD_DICT_DISPLAY, 1, 40);
  g_autoptr (GPtrArray) breaks = dsc_record_table_list_breaks (table, 0);

  g_assert_cmpuint (breaks->len, ==, 1);
  g_autofree char *text = dsc_record_break_format (g_ptr_array_index (breaks, 0));
  g_assert_cmpstr (text, ==, "class — smaller than dict display {…} with 1 to 29 fields, larger with 30 and more.");
}

static void
test_alike (void)
{
  const DscTarget target = target_of ("3.12.1");
  g_autoptr (DscRecordTable) table = make_table (&target, 1, DSC_RECORD_ALL_FORMS, 1, 40);
  guint all = 0;

  g_assert_cmphex (dsc_record_table_get_alike (table, 0, 0), ==, 1u << DSC_RECORD_DICT_DISPLAY | 1u << DSC_RECORD_DICT_ZIP);
  for (guint i = 0; dsc_record_table_get_alike (table, 0, i) != 0; i++)
    {
      g_assert_cmphex (all & dsc_record_table_get_alike (table, 0, i), ==, 0);
      all |= dsc_record_table_get_alike (table, 0, i);
    }
  g_assert_cmphex (all, ==, DSC_RECORD_ALL_FORMS);
  g_autofree char *names = dsc_record_name_forms (1u << DSC_RECORD_TUPLE | 1u << DSC_RECORD_SLOTS, FALSE);
  g_assert_cmpstr (names, ==, "tuple, class with __slots__");
}

static void
test_sheet (void)
{
  const DscTarget targets[2] = { target_of ("3.11.7"), target_of ("2.7.18") };
  g_autoptr (DscRecordTable) table = make_table (targets, 2, DSC_RECORD_ALL_FORMS, 1, 40);
  g_autoptr (DscSheet) one = dsc_record_table_to_sheet (table, FALSE);
  g_autoptr (DscSheet) all = dsc_record_table_to_sheet (table, TRUE);
  g_autofree char *csv = dsc_sheet_write (one, DSC_SHEET_CSV);

  g_assert_cmpuint (dsc_sheet_get_n_rows (one), ==, 12 + 8);
  g_assert_cmpuint (dsc_sheet_get_n_rows (all), ==, (12 + 8) * 40);
  g_assert_nonnull (strstr (csv, "\n3.11.7,class,4,56,104,104,56,,,,48,112,10400000,measured on CPython 3.11.7\n"));
  g_assert_nonnull (strstr (csv, "\n3.11.7,dict-display,4,184,,184,64,,,120,,192,18400000,measured on CPython 3.11.7\n"));
  g_assert_nonnull (strstr (csv, "\n2.7.18,tuple,4,88,,88,88,,,,,96,8800000,measured on CPython 2.7.18\n"));
  g_assert_null (strstr (csv, "2.7.18,dataclass"));
}

static void
refuse (const DscRecordQuestion *question)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (dsc_record_table_new (question, NULL, &error));
  g_assert_error (error, DSC_RECORD_ERROR, DSC_RECORD_ERROR_INVALID);
}

static void
test_hostile (void)
{
  const DscTarget target = target_of ("3.12.1");
  const DscRecordQuestion good = { &target, 1, 1, 4, 1, 40, 1 };
  DscRecordQuestion bad = good;
  const gint cancelled = 1;
  g_autoptr (GError) error = NULL;

  bad.n_targets = 0;
  refuse (&bad);
  bad = good;
  bad.forms = 1u << DSC_N_RECORD_FORMS;
  refuse (&bad);
  bad = good;
  bad.last = G_MAXUINT;
  refuse (&bad);
  bad = good;
  bad.first = 41;
  refuse (&bad);
  bad = good;
  bad.fields = 0;
  refuse (&bad);
  bad = good;
  bad.count = G_MAXUINT64;
  refuse (&bad);
  g_assert_null (dsc_record_table_new (&good, &cancelled, &error));
  g_assert_error (error, DSC_RECORD_ERROR, DSC_RECORD_ERROR_CANCELLED);
}

/* One of each design, the newest first; each of them another. */
static void
test_typical (void)
{
  g_autoptr (GArray) targets = dsc_record_list_typical ();

  g_assert_cmpuint (targets->len, >=, 6);
  g_assert_cmpuint (g_array_index (targets, DscTarget, 0).version, ==, dsc_release_newest ());
  for (guint i = 1; i < targets->len; i++)
    g_assert_cmpuint (g_array_index (targets, DscTarget, i).version, <, g_array_index (targets, DscTarget, i - 1).version);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/record-table/breaks", test_breaks);
  g_test_add_func ("/scene/record-table/cliff", test_cliff);
  g_test_add_func ("/scene/record-table/alike", test_alike);
  g_test_add_func ("/scene/record-table/sheet", test_sheet);
  g_test_add_func ("/scene/record-table/hostile", test_hostile);
  g_test_add_func ("/scene/record-table/typical", test_typical);
  return g_test_run ();
}
