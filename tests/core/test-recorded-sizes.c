/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-recorded-sizes.c: every size that real interpreters were asked for, computed again: recorded-sizes.txt. */
#include "table-fixture.h"

#define LADDER_QUICK 100000   /* keys; the whole ladder, to a million, with -m slow */
#define BUILD_RUNS   65
#define BUILD_SAME   130

typedef struct {
  char  *table, *name, *values;
  char **interpreters;
} Row;

static void
row_free (Row *self)
{
  g_free (self->table);
  g_free (self->name);
  g_free (self->values);
  g_strfreev (self->interpreters);
  g_free (self);
}

static GPtrArray *
read_rows (const char *table)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "recorded-sizes.txt", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) columns = g_strsplit (*line, "\t", -1);
      if (**line == '#' || g_strv_length (columns) != 4 || strcmp (columns[0], table) != 0)
        continue;
      Row *row = g_new (Row, 1);
      *row = (Row) { g_strdup (columns[0]), g_strdup (columns[1]), g_strdup (columns[3]), g_strsplit (columns[2], ",", -1) };
      g_ptr_array_add (rows, row);
    }
  g_assert_cmpuint (rows->len, >, 0);
  return rows;
}

typedef char *(*Compute) (const char *interpreter, const Row *row);

static void
compare_rows (const char *table, Compute compute)
{
  g_autoptr (GPtrArray) rows = read_rows (table);
  unsigned n = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = g_ptr_array_index (rows, i);
      for (char **interpreter = row->interpreters; *interpreter != NULL; interpreter++)
        {
          g_autofree char *values = compute (*interpreter, row);
          if (strcmp (values, row->values) != 0)
            {
              g_test_message ("%s: %s, %s", table, row->name, *interpreter);
              g_assert_cmpstr (values, ==, row->values);
            }
          n++;
        }
    }
  g_test_message ("%u rows of table \"%s\" agree", n, table);
}

static const DscObject *
nth_key (Fixture *f, bool str, int i)
{
  char name[16];

  if (!str)
    return fixture_int (f, i);
  g_snprintf (name, sizeof name, "k%d", i);
  return fixture_str (f, name);
}

/* One key after the other. */

/* Appends "n: size" whenever the size is another one than the last. */
static void
append_step (GString *text, int n, int64_t size, int64_t *last)
{
  if (size == *last)
    return;
  g_string_append_printf (text, "%s%d:%" G_GINT64_FORMAT, text->len != 0 ? "," : "", n, size);
  *last = size;
}

static char *
compute_ladder (const char *interpreter, const Row *row)
{
  bool str = strcmp (row->name, "str") == 0;
  bool first = strcmp (interpreter, row->interpreters[0]) == 0;
  int end = g_test_slow () && first ? 1000000 : first ? LADDER_QUICK : 2000;
  GString *text = g_string_new (NULL);
  int64_t last = -1;
  Fixture f;

  fixture_init (&f, interpreter);
  append_step (text, 0, getsizeof (&f), &last);
  for (int n = 1; n <= end; n++)
    {
      fixture_set (&f, nth_key (&f, str, n - 1), dsc_object_none (f.pool));
      append_step (text, n, getsizeof (&f), &last);
    }
  assert_sound (&f, f.dict);
  fixture_clear (&f);
  /* Steps beyond the end are not computed: take them as given. */
  if (g_str_has_prefix (row->values, text->str) && end < 1000000)
    {
      const char *rest = row->values + text->len;
      g_assert_cmpint (*rest == ',' ? atoi (rest + 1) : end + 1, >, end);
      g_string_append (text, rest);
    }
  return g_string_free (text, FALSE);
}

static void
test_ladder (void)
{
  compare_rows ("ladder", compute_ladder);
}

/* Five keys, delete k, add one, add another. */

static void
five_sizes (const char *interpreter, bool str, int k, int64_t out_sizes[4])
{
  Fixture f;

  fixture_init (&f, interpreter);
  for (int i = 0; i < 5; i++)
    fixture_set (&f, nth_key (&f, str, i), fixture_int (&f, 0));
  out_sizes[0] = getsizeof (&f);
  for (int i = 0; i < k; i++)
    fixture_delete (&f, nth_key (&f, str, i));
  out_sizes[1] = getsizeof (&f);
  fixture_set (&f, nth_key (&f, str, 100), fixture_int (&f, 0));
  out_sizes[2] = getsizeof (&f);
  fixture_set (&f, nth_key (&f, str, 101), fixture_int (&f, 0));
  out_sizes[3] = getsizeof (&f);
  assert_sound (&f, f.dict);
  fixture_clear (&f);
}

static char *
compute_five (const char *interpreter, const Row *row)
{
  GString *text = g_string_new (NULL);

  for (int k = 0; k <= 5; k++)
    {
      int64_t sizes[4];
      five_sizes (interpreter, strcmp (row->name, "str") == 0, k, sizes);
      g_string_append_printf (text, "%s%d/%d/%d/%d", k == 0 ? "" : ",", (int) sizes[0], (int) sizes[1], (int) sizes[2], (int) sizes[3]);
    }
  return g_string_free (text, FALSE);
}

static void
test_five (void)
{
  compare_rows ("five", compute_five);
}

/* Ways to make a dict of n keys. */

static DscDict *
grown (Fixture *f, bool str, int first, int n)
{
  DscDict *dict;

  g_assert_cmpint (dsc_dict_new (f->rt, &dict), ==, DSC_STATUS_OK);
  for (int i = 0; i < n; i++)
    g_assert_cmpint (dsc_dict_set_item (f->rt, dict, nth_key (f, str, first + i), fixture_int (f, 0)), ==, DSC_STATUS_OK);
  return dict;
}

static DscStatus
build_from_keys (Fixture *f, DscIterable iterable, const DscPair *pairs, int n, DscDict **out_dict)
{
  g_autofree const DscObject **keys = g_new (const DscObject *, n + 1);

  for (int i = 0; i < n; i++)
    keys[i] = pairs[i].key;
  return dsc_dict_fromkeys (f->rt, iterable, keys, (size_t) n, fixture_int (f, 0), out_dict);
}

static DscStatus
build_by_form (Fixture *f, const char *way, const DscPair *pairs, int n, DscDict **out_dict)
{
  static const struct { const char *way; DscBuildForm form; } forms[] = {
    { "comprehension", DSC_BUILD_COMPREHENSION },
    { "dict(list of pairs)", DSC_BUILD_CALL_PAIRS },
    { "dict(zip)", DSC_BUILD_CALL_PAIRS },
    { "display, constant keys", DSC_BUILD_DISPLAY_CONST },
    { "display, variable keys", DSC_BUILD_DISPLAY },
    { "dict(a=..)", DSC_BUILD_CALL_KWARGS },
    { "f(a=..)", DSC_BUILD_KWARGS },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (forms); i++)
    if (strcmp (forms[i].way, way) == 0)
      return dsc_dict_build (f->rt, forms[i].form, pairs, (size_t) n, out_dict);
  return DSC_STATUS_INVALID;
}

static DscStatus
update_grown (Fixture *f, int n_before, bool str, DscDict *source, DscDict **out_dict)
{
  *out_dict = grown (f, str, 1000, n_before);
  return dsc_dict_update_dict (f->rt, *out_dict, source);
}

/* {**d} and {**d, k: 0}; the one pair is a display of its own. */
static DscStatus
build_unpacked (Fixture *f, DscDict *source, bool str, bool one_more, DscDict **out_dict)
{
  DscPair pair = { nth_key (f, str, 1000), fixture_int (f, 0) };
  DscDict *more;
  DscStatus status = dsc_dict_new (f->rt, out_dict);

  if (status == DSC_STATUS_OK)
    status = dsc_dict_update_dict (f->rt, *out_dict, source);
  if (status != DSC_STATUS_OK || !one_more)
    return status;
  status = dsc_dict_build (f->rt, DSC_BUILD_DISPLAY, &pair, 1, &more);
  if (status == DSC_STATUS_OK)
    status = dsc_dict_update_dict (f->rt, *out_dict, more);
  dsc_dict_unref (f->rt, more);
  return status;
}

static DscStatus
build_from_dict (Fixture *f, const char *way, DscDict *source, bool str, DscDict **out_dict)
{
  DscDict *empty = f->dict;

  if (strcmp (way, "d.copy()") == 0)
    return dsc_dict_copy (f->rt, source, out_dict);
  if (strcmp (way, "dict(d)") == 0)
    return dsc_dict_new_from (f->rt, source, out_dict);
  if (strcmp (way, "f(**d)") == 0)
    return dsc_dict_kwargs_from (f->rt, source, out_dict);
  if (strcmp (way, "d | {}") == 0)
    return dsc_dict_union (f->rt, source, empty, out_dict);
  if (strcmp (way, "{} | d") == 0)
    return dsc_dict_union (f->rt, empty, source, out_dict);
  if (strcmp (way, "{}.update(dict)") == 0)
    return update_grown (f, 0, str, source, out_dict);
  if (strcmp (way, "{1 key}.update(dict)") == 0)
    return update_grown (f, 1, str, source, out_dict);
  if (strcmp (way, "{5 keys}.update(dict)") == 0)
    return update_grown (f, 5, str, source, out_dict);
  if (strcmp (way, "fromkeys(dict)") == 0)
    return dsc_dict_fromkeys_dict (f->rt, source, fixture_int (f, 0), out_dict);
  if (strcmp (way, "{**d}") == 0 || strcmp (way, "{**d, k: 0}") == 0)
    return build_unpacked (f, source, str, strcmp (way, "{**d, k: 0}") == 0, out_dict);
  return DSC_STATUS_INVALID;
}

/* dict (**d): the keywords are d's items. */
static DscStatus
build (Fixture *f, const char *way, bool str, int n, DscDict **out_dict)
{
  g_autofree DscPair *pairs = str ? str_pairs (f, 0, (size_t) n) : int_pairs (f, 0, (size_t) n);

  if (strcmp (way, "fromkeys(list)") == 0)
    return build_from_keys (f, DSC_ITERABLE_LIST, pairs, n, out_dict);
  if (strcmp (way, "fromkeys(set)") == 0)
    return build_from_keys (f, DSC_ITERABLE_SET, pairs, n, out_dict);
  if (strcmp (way, "dict(**d)") == 0)
    return dsc_dict_build (f->rt, DSC_BUILD_CALL_KWARGS, pairs, (size_t) n, out_dict);
  if (strcmp (way, "{}.update(pairs)") == 0)
    {
      *out_dict = grown (f, str, 0, 0);
      return dsc_dict_update_pairs (f->rt, *out_dict, pairs, (size_t) n);
    }

  DscStatus status = build_by_form (f, way, pairs, n, out_dict);
  if (status != DSC_STATUS_INVALID)
    return status;
  DscDict *source = grown (f, str, 0, n);
  status = build_from_dict (f, way, source, str, out_dict);
  dsc_dict_unref (f->rt, source);
  return status;
}

static int64_t
built_size (Fixture *f, const char *way, bool str, int n)
{
  DscDict *dict;

  g_assert_cmpint (build (f, way, str, n, &dict), ==, DSC_STATUS_OK);
  assert_sound (f, dict);
  int64_t size = dsc_dict_getsizeof (f->rt, dict);
  dsc_dict_unref (f->rt, dict);
  return size;
}

static int64_t
grown_size (Fixture *f, bool str, int n)
{
  DscDict *dict = grown (f, str, 0, n);
  int64_t size = dsc_dict_getsizeof (f->rt, dict);

  dsc_dict_unref (f->rt, dict);
  return size;
}

static char *
compute_build (const char *interpreter, const Row *row)
{
  bool str = strcmp (row->table, "build str") == 0;
  bool same = strcmp (row->values, "=") == 0;
  GString *text = g_string_new (NULL);
  int64_t last = -1;
  Fixture f;

  fixture_init (&f, interpreter);
  for (int n = 0; n < (same ? BUILD_SAME : BUILD_RUNS); n++)
    {
      int64_t size = built_size (&f, row->name, str, n);
      if (same)
        g_assert_cmpint (size, ==, grown_size (&f, str, n));
      else
        append_step (text, n, size, &last);
    }
  fixture_clear (&f);
  return same ? (g_string_free (text, TRUE), g_strdup ("=")) : g_string_free (text, FALSE);
}

static void
test_build_int (void)
{
  compare_rows ("build int", compute_build);
}

static void
test_build_str (void)
{
  compare_rows ("build str", compute_build);
}

/* Copies of a dict with holes. */

static char *
compute_holes (const char *interpreter, const Row *row)
{
  int n = atoi (row->name);
  GString *text = g_string_new (NULL);
  g_autofree char *last = g_strdup ("");
  Fixture f;

  fixture_init (&f, interpreter);
  for (int k = 0; k <= n; k++)
    {
      DscDict *copy;
      DscDict *rebuilt;
      DscDict *dict = grown (&f, false, 0, n);
      for (int i = 0; i < k; i++)
        g_assert_cmpint (dsc_dict_delete_item (f.rt, dict, fixture_int (&f, i)), ==, DSC_STATUS_OK);
      g_assert_cmpint (dsc_dict_copy (f.rt, dict, &copy), ==, DSC_STATUS_OK);
      g_assert_cmpint (dsc_dict_new_from (f.rt, dict, &rebuilt), ==, DSC_STATUS_OK);
      assert_sound (&f, copy);
      assert_sound (&f, rebuilt);
      char *sizes = g_strdup_printf ("%d/%d/%d", (int) dsc_dict_getsizeof (f.rt, dict), (int) dsc_dict_getsizeof (f.rt, copy),
                                     (int) dsc_dict_getsizeof (f.rt, rebuilt));
      if (strcmp (sizes, last) != 0)
        g_string_append_printf (text, "%s%d:%s", k == 0 ? "" : ",", k, sizes);
      g_free (last);
      last = sizes;
      dsc_dict_unref (f.rt, dict);
      dsc_dict_unref (f.rt, copy);
      dsc_dict_unref (f.rt, rebuilt);
    }
  fixture_clear (&f);
  return g_string_free (text, FALSE);
}

static void
test_holes (void)
{
  compare_rows ("holes", compute_holes);
}

/* Empty dicts. */

static void
append_size (GString *text, Fixture *f)
{
  assert_sound (f, f->dict);
  g_string_append_printf (text, "%s%" G_GINT64_FORMAT, text->len != 0 ? "," : "", getsizeof (f));
}

static char *
compute_empty (const char *interpreter, const Row *row)
{
  GString *text = g_string_new (NULL);
  DscDict *dict;
  Fixture f;

  (void) row;
  fixture_init (&f, interpreter);
  append_size (text, &f);
  g_assert_cmpint (dsc_dict_new_call (f.rt, &dict), ==, DSC_STATUS_OK);
  fixture_take (&f, dict);
  append_size (text, &f);
  fixture_renew (&f);
  clear_items (&f);
  append_size (text, &f);
  fixture_renew (&f);
  g_assert_cmpint (dsc_dict_copy (f.rt, f.dict, &dict), ==, DSC_STATUS_OK);
  fixture_take (&f, dict);
  append_size (text, &f);
  g_assert_cmpint (dsc_dict_fromkeys (f.rt, DSC_ITERABLE_LIST, NULL, 0, fixture_int (&f, 0), &dict), ==, DSC_STATUS_OK);
  fixture_take (&f, dict);
  append_size (text, &f);
  for (int round = 0; round < 3; round++)
    {
      fixture_take (&f, grown (&f, true, 0, 10));
      for (int i = 0; i < 10 && round > 0; i++)
        {
          if (round == 1)
            fixture_delete (&f, nth_key (&f, true, i));
          else
            (void) pop_item (&f);
        }
      if (round == 0)
        clear_items (&f);
      append_size (text, &f);
      if (round > 0)
        continue;
      fixture_set (&f, nth_key (&f, true, 0), fixture_int (&f, 0));
      append_size (text, &f);
    }
  fixture_clear (&f);
  return g_string_free (text, FALSE);
}

static void
test_empty (void)
{
  compare_rows ("empty", compute_empty);
}

/* A str-only dict meets an int key. */

static char *
compute_meets_int (const char *interpreter, const Row *row)
{
  GString *text = g_string_new (NULL);
  g_auto (GStrv) counts = g_strsplit (row->name, ",", -1);
  Fixture f;

  fixture_init (&f, interpreter);
  for (char **count = counts; *count != NULL; count++)
    {
      DscDict *copy;
      fixture_take (&f, grown (&f, true, 0, atoi (*count)));
      g_string_append_printf (text, "%s%d", text->len != 0 ? "," : "", (int) getsizeof (&f));
      (void) get_value (&f, fixture_int (&f, 1));
      g_string_append_printf (text, "/%d", (int) getsizeof (&f));
      set_int (&f, 1, 1);
      g_string_append_printf (text, "/%d", (int) getsizeof (&f));
      delete_int (&f, 1);
      g_assert_cmpint (dsc_dict_copy (f.rt, f.dict, &copy), ==, DSC_STATUS_OK);
      g_string_append_printf (text, "/%d/%d", (int) getsizeof (&f), (int) dsc_dict_getsizeof (f.rt, copy));
      dsc_dict_unref (f.rt, copy);
    }
  fixture_clear (&f);
  return g_string_free (text, FALSE);
}

static void
test_meets_int (void)
{
  compare_rows ("meets-int", compute_meets_int);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/recorded-sizes/ladder", test_ladder);
  g_test_add_func ("/core/recorded-sizes/five", test_five);
  g_test_add_func ("/core/recorded-sizes/build-int", test_build_int);
  g_test_add_func ("/core/recorded-sizes/build-str", test_build_str);
  g_test_add_func ("/core/recorded-sizes/holes", test_holes);
  g_test_add_func ("/core/recorded-sizes/empty", test_empty);
  g_test_add_func ("/core/recorded-sizes/meets-int", test_meets_int);
  return g_test_run ();
}
