/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-cli.c: the commands of dictoscope-cli, as a user or a script calls them. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <unistd.h>

static const char record_script[] =
  "row = {'route': '22', 'date': '01/01/2001', 'daytype': 'U', 'rides': 7354}\n"
  "row['a'] = 1\n"
  "row['b'] = 2\n"
  "del row['b']\n";

typedef struct {
  char  *folder;
  char  *script;      /* path of a file with record_script */
  int    status;      /* of the last command */
  char  *out, *err;
  gsize  out_length;
} Fixture;

static char *
write_file (Fixture    *self,
            const char *name,
            const char *text,
            gssize      length)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (self->folder, name, NULL);

  g_file_set_contents (path, text, length, &error);
  g_assert_no_error (error);
  return path;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  (void) data;
  self->folder = g_dir_make_tmp ("dictoscope-cli-XXXXXX", &error);
  g_assert_no_error (error);
  self->script = write_file (self, "row.py", record_script, -1);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  (void) data;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);
      g_remove (path);
    }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_free (self->script);
  g_free (self->out);
  g_free (self->err);
}

/* Runs the program with these words; what it printed and how it ended is then in the fixture. */
static void
run (Fixture *self,
     ...)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  va_list list;
  const char *word;

  g_ptr_array_add (words, (char *) g_getenv ("DICTOSCOPE_CLI"));
  va_start (list, self);
  while ((word = va_arg (list, const char *)) != NULL)
    g_ptr_array_add (words, (char *) word);
  va_end (list);
  g_ptr_array_add (words, NULL);

  g_autoptr (GSubprocess) process = g_subprocess_newv ((const char *const *) words->pdata,
                                                       G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  g_autoptr (GBytes) out = NULL;
  g_autoptr (GBytes) err = NULL;
  g_subprocess_communicate (process, NULL, NULL, &out, &err, &error);
  g_assert_no_error (error);

  g_free (self->out);
  g_free (self->err);
  self->out_length = g_bytes_get_size (out);
  self->out = g_strndup (g_bytes_get_data (out, NULL) != NULL ? g_bytes_get_data (out, NULL) : "", self->out_length);
  self->err = g_strndup (g_bytes_get_data (err, NULL) != NULL ? g_bytes_get_data (err, NULL) : "", g_bytes_get_size (err));
  g_assert_true (g_subprocess_get_if_exited (process));
  self->status = g_subprocess_get_exit_status (process);
}

static void
assert_one_line (const char *text)
{
  const char *newline = strchr (text, '\n');

  g_assert_nonnull (newline);
  g_assert_cmpstr (newline, ==, "\n");
}

static void
assert_refused (Fixture    *self,
                int         status,
                const char *part)
{
  g_assert_cmpint (self->status, ==, status);
  assert_one_line (self->err);
  g_assert_nonnull (strstr (self->err, part));
}

static gint64
get_int (JsonObject *object,
         const char *member)
{
  g_assert_true (json_object_has_member (object, member));
  return json_object_get_int_member (object, member);
}

/* The states of the default example; the sizes are those of the checklist, rows 2-02 to 2-05. */
static void
test_record_sizes (Fixture       *self,
                   gconstpointer  data)
{
  static const struct { const char *version; gint64 display, a, b; } rows[] = {
    { "2.7.18", 280, 280, 1048 }, { "3.5.10", 288, 288, 480 }, { "3.6.15", 240, 240, 368 }, { "3.7.3", 240, 240, 368 },
    { "3.7.16", 248, 248, 376 },  { "3.8.18", 232, 232, 360 }, { "3.10.13", 232, 232, 360 }, { "3.11.7", 184, 184, 272 },
    { "3.13.0", 184, 184, 272 },  { "3.14.10", 184, 184, 272 }, { "3.15.2", 184, 184, 272 },
  };

  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const gint64 wanted[] = { rows[i].display, rows[i].a, rows[i].b, rows[i].b };

      run (self, "run", self->script, "--version", rows[i].version, "--every-step", "--format", "json", NULL);
      g_assert_cmpint (self->status, ==, 0);
      g_auto (GStrv) lines = g_strsplit (self->out, "\n", -1);
      g_assert_cmpint (g_strv_length (lines), ==, 5);
      for (gsize step = 0; step < 4; step++)
        {
          g_autoptr (JsonNode) node = json_from_string (lines[step], NULL);
          JsonObject *state = json_node_get_object (node);

          g_assert_cmpint (get_int (state, "sys.getsizeof"), ==, wanted[step]);
          g_assert_cmpint (get_int (state, "step"), ==, step + 1);
          g_assert_cmpstr (json_object_get_string_member (state, "name"), ==, "row");
          g_assert_cmpstr (json_object_get_string_member (state, "version"), ==, rows[i].version);
        }
    }
}

static void
test_json_keys (Fixture       *self,
                gconstpointer  data)
{
  static const char *const members[] = { "version", "build", "hash_seed", "step", "operation", "name", "result", "sys.getsizeof", "__sizeof__",
                                         "object", "keys", "values" };

  (void) data;
  run (self, "run", self->script, "-V", "3.14.10", "--format=json", NULL);
  g_assert_cmpint (self->status, ==, 0);
  g_autoptr (JsonNode) node = json_from_string (self->out, NULL);
  JsonObject *state = json_node_get_object (node);
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    g_assert_true (json_object_has_member (state, members[i]));

  JsonObject *object = json_object_get_object_member (state, "object");
  g_assert_cmpint (get_int (object, "ma_used"), ==, 5);
  g_assert_true (json_object_has_member (object, "_ma_watcher_tag"));
  g_assert_false (json_object_has_member (object, "ma_keys"));
  JsonObject *keys = json_object_get_object_member (state, "keys");
  g_assert_cmpint (get_int (keys, "dk_usable"), ==, 4);
  g_assert_cmpint (get_int (keys, "dk_nentries"), ==, 6);
  g_assert_cmpint (get_int (keys, "dk_log2_size"), ==, 4);

  /* The very slots of the figure that was read from a real 3.14.10. */
  static const gint64 indices[] = { -1, -1, -1, 4, 1, -1, -1, -1, -1, -1, 0, 2, -1, 3, -2, -1 };
  JsonArray *array = json_object_get_array_member (keys, "dk_indices");
  g_assert_cmpint (json_array_get_length (array), ==, G_N_ELEMENTS (indices));
  for (guint i = 0; i < G_N_ELEMENTS (indices); i++)
    g_assert_cmpint (json_array_get_int_element (array, i), ==, indices[i]);

  JsonArray *entries = json_object_get_array_member (keys, "dk_entries");
  g_assert_cmpint (json_array_get_length (entries), ==, 6);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (entries, 0), "me_key"), ==, "'route'");
  g_assert_true (json_array_get_null_element (entries, 5));

  run (self, "run", self->script, "-V", "3.14.10", "--format=json", "--addresses", NULL);
  g_assert_nonnull (strstr (self->out, "\"ma_keys\":\"0x"));

  run (self, "run", self->script, "-V", "2.7.18", "--format=json", NULL);
  g_assert_nonnull (strstr (self->out, "\"keys\":{\"ma_table\":["));
}

static void
test_same_bytes (Fixture       *self,
                 gconstpointer  data)
{
  static const char *const endings[] = { "png", "svg", "pdf" };

  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *one = g_strdup_printf ("%s/one.%s", self->folder, endings[i]);
      g_autofree char *two = g_strdup_printf ("%s/two.%s", self->folder, endings[i]);
      g_autofree char *a = NULL;
      g_autofree char *b = NULL;
      gsize n, m;

      run (self, "render", self->script, "-V", "3.9.18", "-o", one, NULL);
      g_assert_cmpint (self->status, ==, 0);
      run (self, "render", self->script, "-V", "3.9.18", "-o", two, NULL);
      g_assert_cmpint (self->status, ==, 0);
      g_assert_true (g_file_get_contents (one, &a, &n, NULL));
      g_assert_true (g_file_get_contents (two, &b, &m, NULL));
      g_assert_cmpmem (a, n, b, m);
    }
}

static void
test_svg_is_text (Fixture       *self,
                  gconstpointer  data)
{
  static const char *const words[] = { "ma_used", "dk_nentries", "me_key", "'daytype'", "CPython 3.14.10", "PYTHONHASHSEED=0", "272", "<title>", "<desc>" };
  g_autofree char *path = g_build_filename (self->folder, "row.svg", NULL);
  g_autofree char *text = NULL;

  (void) data;
  run (self, "render", self->script, "-V", "3.14.10", "-o", path, NULL);
  g_assert_cmpint (self->status, ==, 0);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_nonnull (strstr (text, words[i]));
}

static void
test_bytes_as_picture (Fixture       *self,
                       gconstpointer  data)
{
  static const char *const words[] = { "PyDictKeysObject", "dk_indices[0 … 15]", "dk_entries[0].me_key", "FE", "lowest byte first", "offset" };
  g_autofree char *path = g_build_filename (self->folder, "bytes.svg", NULL);
  g_autofree char *all = NULL;
  g_autofree char *one = NULL;

  (void) data;
  run (self, "render", self->script, "-V", "3.14.10", "--view", "bytes", "-o", path, NULL);
  g_assert_cmpint (self->status, ==, 0);
  g_assert_true (g_file_get_contents (path, &all, NULL, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_nonnull (strstr (all, words[i]));
  run (self, "render", self->script, "-V", "3.14.10", "--view", "bytes", "--block", "dict", "--addresses", "-o", path, NULL);
  g_assert_cmpint (self->status, ==, 0);
  g_assert_true (g_file_get_contents (path, &one, NULL, NULL));
  g_assert_nonnull (strstr (one, "ma_used"));
  g_assert_nonnull (strstr (one, "0x55"));
  g_assert_null (strstr (one, "dk_entries[0].me_key"));
  run (self, "render", self->script, "-V", "3.14.10", "--view", "bytes", "--block", "values", "-o", path, NULL);
  assert_refused (self, 1, "values");
  run (self, "render", self->script, "--view", "bytes", "--block", "heap", "-o", path, NULL);
  assert_refused (self, 2, "instance.values");
  run (self, "render", self->script, "--view", "film", "-o", path, NULL);
  assert_refused (self, 2, "film");
  run (self, "render", self->script, "--block", "dict", "-o", path, NULL);
  assert_refused (self, 2, "--view bytes");
}

static void
test_every_step (Fixture       *self,
                 gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->folder, "out.svg", NULL);

  (void) data;
  run (self, "render", self->script, "--every-step", "-o", path, NULL);
  g_assert_cmpint (self->status, ==, 0);
  for (int step = 1; step <= 4; step++)
    {
      g_autofree char *file = g_strdup_printf ("%s/out-%02d.svg", self->folder, step);
      g_assert_true (g_file_test (file, G_FILE_TEST_IS_REGULAR));
    }
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_trace (Fixture       *self,
            gconstpointer  data)
{
  (void) data;
  run (self, "trace", self->script, "-V", "3.14.10", NULL);
  g_assert_cmpint (self->status, ==, 0);
  g_assert_nonnull (strstr (self->out, "resize_begin    request 15 size 8 new_size 16 used 5"));
  g_assert_nonnull (strstr (self->out, "dummy_placed    slot 14 entry 5"));

  run (self, "trace", self->script, "-V", "3.14.10", "--step", "4", "--format", "json", NULL);
  g_assert_cmpint (self->status, ==, 0);
  assert_one_line (self->out);
  g_autoptr (JsonNode) node = json_from_string (self->out, NULL);
  g_assert_cmpint (get_int (json_node_get_object (node), "step"), ==, 4);
}

static JsonArray *
get_rows (JsonNode *node,
          guint     table)
{
  JsonObject *object = json_array_get_object_element (json_object_get_array_member (json_node_get_object (node), "tables"), table);

  return json_object_get_array_member (object, "rows");
}

/* The forum's question: five keys, three deleted, one added. */
static void
test_compare (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *path = write_file (self, "five.py", "d = {}\nfor k in 'abcde':\n    d[k] = 0\ndel d['a']\ndel d['b']\ndel d['c']\nd['f'] = 0\n", -1);

  (void) data;
  run (self, "compare", path, "--versions", "3.9.18,3.10.13,3.14.10", NULL);
  g_assert_cmpint (self->status, ==, 0);
  g_assert_nonnull (strstr (self->out, "They part at step 10, “d['f'] = 0”. 3.9.18 has 8 slots then, 3.10.13 has 16."));
  g_assert_nonnull (strstr (self->out, "bpo-41493"));
  g_assert_nonnull (strstr (self->out, "gh-133703"));

  run (self, "compare", path, "-V", "3.10.13", "--format", "csv", NULL);      /* finds itself a partner */
  g_assert_cmpstr (self->out, ==, "version,step,items,slots,bytes,differs_at,differs_in,rules\n"
                                  "3.10.13,10,3,16,360,,,\n3.9.25,10,3,8,232,10,slots,rounding\n");

  run (self, "compare", path, "-V", "3.5.10,3.6.15", "--by", "bytes", "--first-difference", "--format=json", NULL);
  g_assert_nonnull (strstr (self->out, "\"what\":\"bytes\""));
  g_assert_nonnull (strstr (self->out, "\"step\":1,"));

  run (self, "compare", path, "-V", "3.10.13,3.11.7", NULL);
  g_assert_nonnull (strstr (self->out, "\nThey behave alike: "));
  run (self, "compare", path, "-V", "3.10.13,3.11.7", "--by", "bytes", NULL);
  g_assert_null (strstr (self->out, "alike"));
  run (self, "compare", path, "-V", "3.10.13,3.10.14", "--by", "bytes", NULL);
  g_assert_nonnull (strstr (self->out, "\nAfter every operation the sizes are the same.\n"));

  run (self, "compare", path, "-V", "3.9,nonsense", NULL);
  g_assert_cmpint (self->status, ==, 2);
  run (self, "compare", path, "--by", "smell", NULL);
  g_assert_cmpint (self->status, ==, 2);
  run (self, "compare", path, "--step", "11", NULL);
  g_assert_cmpint (self->status, ==, 2);
  g_assert_nonnull (strstr (self->err, "10 operations"));
  run (self, "compare", "no-such-file.py", NULL);
  g_assert_cmpint (self->status, ==, 1);
}

/* What a release does not know, it raises; a program may do nothing at all. */
static void
test_compare_ends (Fixture       *self,
                   gconstpointer  data)
{
  g_autofree char *merges = write_file (self, "merges.py", "d = {'a': 1}\nd |= {'b': 2}\nd['c'] = 3\n", -1);
  g_autofree char *idle = write_file (self, "idle.py", "x = 3\n", -1);
  g_autofree char *instance = write_file (self, "instance.py", "class C:\n    pass\nx = C()\nx.a = 1\n", -1);

  (void) data;
  run (self, "compare", merges, "-V", "2.7.18,3.8.18,3.9.18", NULL);
  g_assert_cmpint (self->status, ==, 0);
  g_assert_nonnull (strstr (self->out, "\n2.7.18, 3.8.18: the program ended after step 3."));
  g_assert_nonnull (strstr (self->out, "In 3.8.18 it raises TypeError"));
  g_assert_null (strstr (self->out, "another way"));
  g_assert_null (strstr (self->out, "No single rule"));

  run (self, "compare", merges, "-V", "3.9.18,9.9", NULL);
  g_assert_cmpint (self->status, ==, 0);
  g_assert_nonnull (strstr (self->err, "CPython 9.9 is not known yet"));
  run (self, "layout", "9.9", NULL);
  g_assert_nonnull (strstr (self->err, "CPython 9.9 is not known yet"));

  run (self, "compare", idle, "-V", "3.8.18,3.9.18", NULL);
  g_assert_cmpint (self->status, ==, 0);
  g_assert_true (g_str_has_prefix (self->out, "The program does nothing to a dict or an instance.\n"));

  run (self, "compare", instance, "-V", "3.10.13,3.13.13", NULL);
  g_assert_nonnull (strstr (self->out, "values of instances: 3.10.13 in the dict, 3.13.13 inside the object\n"));
  run (self, "compare", instance, "-V", "3.10.13,3.13.13", "--step", "0", NULL);
  g_assert_true (g_str_has_prefix (self->out, "Before the first operation:\n"));
}

static void
assert_begins (Fixture    *self,
               const char *name,
               const char *beginning)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_assert_cmpuint (length, >, 100);
  g_assert_true (memcmp (text, beginning, strlen (beginning)) == 0);
}

/* Pictures of two, three and many releases, of two scripts, and tables in files. */
static void
test_compare_files (Fixture       *self,
                    gconstpointer  data)
{
  static const struct { const char *versions, *name, *beginning; } cases[] = {
    { "3.9.18,3.10.13", "two.svg", "<svg " },        { "2.7.18,3.5.10,3.14.10", "three.png", "\x89PNG" },
    { "minor", "many.pdf", "%PDF" },                  { "3.10.13", "partner.svg", "<svg " },
    { "3.9.18,3.10.13", "table.md", "### After step 10" }, { "3.9.18,3.10.13", "table.json", "{\"step\":10" },
    { "3.9.18,3.10.13", "table.csv", "version,step," },
  };
  g_autofree char *path = write_file (self, "five.py", "d = {}\nfor k in 'abcde':\n    d[k] = 0\ndel d['a']\ndel d['b']\ndel d['c']\nd['f'] = 0\n", -1);

  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *output = g_build_filename (self->folder, cases[i].name, NULL);

      run (self, "compare", path, "-V", cases[i].versions, "--first-difference", "-o", output, NULL);
      g_assert_cmpstr (self->err, ==, "");
      g_assert_cmpint (self->status, ==, 0);
      assert_begins (self, cases[i].name, cases[i].beginning);
    }

  g_autofree char *output = g_build_filename (self->folder, "scripts.svg", NULL);
  run (self, "compare", path, self->script, "-V", "3.13", "--labels", "five,row", "--theme", "dark", "-o", output, NULL);
  g_assert_cmpint (self->status, ==, 0);
  run (self, "compare", path, "--script2", self->script, "-V", "3.13", NULL);
  g_assert_nonnull (strstr (self->out, "the two scripts differ; the rules are the same."));

  run (self, "compare", path, self->script, "-V", "3.13,3.14", NULL);
  g_assert_cmpint (self->status, ==, 2);
  g_assert_nonnull (strstr (self->err, "by the rules of one release"));
  run (self, "compare", path, "-V", "3.9,3.14", "--labels", "one", NULL);
  g_assert_cmpint (self->status, ==, 2);
  g_assert_nonnull (strstr (self->err, "2 are needed"));
  run (self, "compare", path, "-V", "3.9,3.14", "-o", "picture.gif", NULL);
  g_assert_cmpint (self->status, ==, 2);
  run (self, "compare", path, "a.py", "b.py", NULL);
  g_assert_cmpint (self->status, ==, 2);
}

static void
test_explain (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *picture = g_build_filename (self->folder, "explained.svg", NULL);
  g_autofree char *text = NULL;

  (void) data;
  run (self, "explain", "1048", NULL);
  g_assert_cmpint (self->status, ==, 0);
  g_assert_nonnull (strstr (self->out, "\n2.5.0 to 3.2.6\n  32 slots for at most 21 keys; 6 to 21 keys added one by one\n"
                                       "  1048 = GC head 32 + object 56 + idle ma_smalltable 192 + entries 768\n"));
  run (self, "explain", "72", NULL);
  g_assert_nonnull (strstr (self->out, "3.4.0 to 3.5.10\n  the shared empty keys, which are not counted; only after clear ()\n  72 = GC head 24 + object 40 + values 8\n"));
  run (self, "explain", "184", "-V", "3.11.7", "--format", "csv", NULL);
  g_assert_cmpstr (self->out, ==, "first_version,last_version,slots,usable,str_only,first_keys,last_keys,gc_head,object,smalltable_idle,keys_header,indices,entries,"
                                  "values,kind,what\n"
                                  "3.11.7,3.11.7,8,5,true,1,5,16,48,0,32,8,80,0,dict,8 slots for at most 5 strs; 1 to 5 keys added one by one\n"
                                  "3.11.7,3.11.7,64,15,true,0,0,16,48,0,0,0,0,120,shared-dict,\"the class has room for 15 names at that time, used or still reserved\"\n");
  run (self, "explain", "65", "--format=json", NULL);
  g_assert_cmpint (self->status, ==, 1);
  g_assert_nonnull (strstr (self->out, "\"rows\": []"));
  g_assert_nonnull (strstr (self->err, "Nothing in these releases has the size 65; the nearest ones are 64 and 72."));
  run (self, "explain", "1048", "-o", picture, NULL);
  g_assert_cmpint (self->status, ==, 0);
  g_assert_true (g_file_get_contents (picture, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "1,048 bytes"));
  run (self, "explain", "many", NULL);
  g_assert_cmpint (self->status, ==, 2);
  run (self, "explain", NULL);
  g_assert_cmpint (self->status, ==, 2);
}

static void
test_plot (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *picture = g_build_filename (self->folder, "plot.svg", NULL);
  g_autofree char *text = NULL;

  (void) data;
  run (self, "plot", NULL);
  g_assert_cmpint (self->status, ==, 0);
  g_assert_nonnull (strstr (self->out, "  tombstones "));
  run (self, "plot", "sizes", "-V", "2.7,3.6", "--up-to", "30", "--format", "csv", NULL);
  g_assert_cmpint (self->status, ==, 0);
  g_assert_cmpstr (self->out, ==, "keys,2.7.18,3.6.15\n0,280,240\n6,1048,368\n11,1048,648\n22,3352,1184\n");
  run (self, "plot", "difference", "-V", "3.5,3.6", "--up-to", "50", "--format=csv", NULL);
  g_assert_nonnull (strstr (self->out, "\n11,0,35\n"));
  run (self, "plot", "resizes", "-V", "3.14", "--by", "kwargs", "-o", picture, NULL);
  g_assert_cmpint (self->status, ==, 0);
  g_assert_true (g_file_get_contents (picture, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "str keys"));
  g_remove (picture);

  static const char *const wrong[][4] = {
    { "nonsense" }, { "sizes", "--keys", "float" }, { "sizes", "--by", "magic" }, { "sizes", "--up-to", "0" }, { "sizes", "--up-to", "1000000001" },
    { "sizes", "-V", "9.9.9x" }, { "sizes", "script.py" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      run (self, "plot", wrong[i][0], wrong[i][1], wrong[i][2], NULL);
      g_assert_cmpint (self->status, ==, 2);
      g_assert_cmpstr (self->err, !=, "");
    }
  run (self, "plot", "costs", "-V", "3.8", "--up-to", "3", "--format", "csv", NULL);
  g_assert_cmpstr (self->out, ==, "keys,3.8.20 probes,3.8.20 lines\n1,1,2\n2,1,2\n3,1,2\n");
  run (self, "plot", "costs", "--by", "update", NULL);
  g_assert_cmpint (self->status, ==, 2);
  run (self, "plot", "costs", "--up-to", "200001", NULL);
  g_assert_cmpint (self->status, ==, 2);
  run (self, "plot", "history", self->script, "-V", "2.7.18,3.8.18", "--format", "csv", NULL);
  g_assert_cmpint (self->status, ==, 0);
  g_assert_cmpstr (self->out, ==, "step,2.7.18 getsizeof,3.8.18 getsizeof,2.7.18 slots,3.8.18 slots\n"
                                  "1,280,232,8,8\n3,1048,360,32,16\n");
  run (self, "plot", "probes", self->script, "-V", "3.14", "--step", "2", NULL);
  g_assert_nonnull (strstr (self->out, "row.py · row · after 2 of 4 operations"));
  run (self, "plot", "probes", self->script, "--step", "5", NULL);
  g_assert_cmpint (self->status, ==, 2);
  g_autofree char *raises = write_file (self, "raises.py", "d = {1: 1}\nd[2] = 2\nd[3]\nd[4] = 4\n", -1);
  run (self, "plot", "history", raises, "-V", "3.14", "--format=csv", NULL);
  g_assert_cmpint (self->status, ==, 1);
  g_assert_nonnull (strstr (self->err, "ends early"));
  g_assert_nonnull (strstr (self->err, "raises.py:3:"));
  g_assert_nonnull (strstr (self->out, "\n1,"));
  run (self, "plot", "lines", NULL);
  g_assert_cmpint (self->status, ==, 2);
  run (self, "plot", "lines", "no-such-file.py", NULL);
  g_assert_cmpint (self->status, ==, 1);
  run (self, "plot", "sizes", "--by", "kwargs", "--keys", "int", NULL);
  g_assert_cmpint (self->status, ==, 2);
}

static void
test_sizes (Fixture       *self,
            gconstpointer  data)
{
  (void) data;
  run (self, "sizes", NULL);                       /* the matrix, of every line that was measured */
  g_assert_cmpint (self->status, ==, 0);
  g_assert_cmpstr (self->err, ==, "");
  g_assert_nonnull (strstr (self->out, "  2.7.18 "));
  g_assert_nonnull (strstr (self->out, "\n5 number keys "));
  g_autofree char *first = g_strdup (self->out);
  run (self, "sizes", "table", NULL);
  g_assert_cmpstr (self->out, ==, first);

  run (self, "sizes", "ladder", "-V", "2.7,3.5.10,3.11.7-i386", "--keys", "str", "--up-to", "22", "--format", "csv", NULL);
  g_assert_cmpint (self->status, ==, 0);
  g_assert_cmpstr (self->out, ==, "keys,2.7.18,3.5.10,3.11.7-i386\n0,280,288,36\n1,280,288,104\n6,1048,480,152\n11,1048,480,256\n12,1048,864,256\n22,3352,1632,456\n");
  run (self, "sizes", "ladder", "-V", "2.7.18", "--by", "display", "--up-to", "10", NULL);
  g_assert_nonnull (strstr (self->out, "keys  2.7.18\n   0     280\n   6    1048\n   8     664\n"));

  run (self, "sizes", "removed", "-V", "3.5.10,3.6.15", "--seeds", "0-19", "--format=json", NULL);
  g_autoptr (JsonNode) node = json_from_string (self->out, NULL);
  JsonArray *rows = get_rows (node, 0);
  g_assert_cmpuint (json_array_get_length (rows), ==, 6);
  g_assert_cmpint (get_int (json_array_get_object_element (rows, 2), "3.6.15"), ==, 10);
  g_assert_cmpuint (json_array_get_length (get_rows (node, 2)), ==, 32);
  run (self, "sizes", "instances", "-V", "3.10.14,3.11.2", "--format=json", NULL);
  g_autoptr (JsonNode) instances = json_from_string (self->out, NULL);
  rows = get_rows (instances, 0);
  g_assert_cmpuint (json_array_get_length (rows), ==, 29);
  g_assert_cmpint (get_int (json_array_get_object_element (rows, 0), "3.10.14"), ==, 88);
  g_assert_cmpint (get_int (json_array_get_object_element (rows, 28), "3.11.2"), ==, 56);
  run (self, "sizes", "instances", "--kept", "-V", "3.11", "--format", "csv", NULL);
  g_assert_true (g_str_has_prefix (self->out, "instance,3.11.16\n1,56\n\nobject,"));
}

static void
test_sizes_versions (Fixture       *self,
                     gconstpointer  data)
{
  (void) data;
  run (self, "sizes", "ladder", "--versions", "minor", "--format", "csv", NULL);
  g_assert_true (g_str_has_prefix (self->out, "keys,1.5.2,1.6.1,2.0.1,"));
  run (self, "sizes", "ladder", "--versions", "all, 3.15.2-wasm32", "--format", "csv", NULL);
  g_assert_cmpint (self->status, ==, 0);
  g_assert_nonnull (strstr (self->out, ",3.7.4,"));
  g_assert_nonnull (strstr (self->out, ",3.15.2-wasm32\n"));
  run (self, "sizes", "ladder", "--versions", "3.14,3.14.10", "--format", "csv", NULL);      /* the same twice */
  g_assert_true (g_str_has_prefix (self->out, "keys,3.14.10\n"));
}

/* Implementations other than CPython say so wherever a version stands. */
static void
test_variants (Fixture       *self,
               gconstpointer  data)
{
  (void) data;
  run (self, "versions", NULL);
  g_assert_nonnull (strstr (self->out, "\ngopy         as reported                  gopy is CPython 3.14 ported to Go."));
  run (self, "versions", "--format", "csv", NULL);
  g_assert_nonnull (strstr (self->out, "\ngopy,as reported,yes\n"));
  run (self, "run", self->script, "-V", "gopy", NULL);
  g_assert_cmpint (self->status, ==, 0);
  g_assert_true (g_str_has_prefix (self->out, "gopy · 64-bit · default build · PYTHONHASHSEED=0 · as reported\n"));
  run (self, "run", self->script, "-V", "gopy", "--format", "json", NULL);
  g_autoptr (JsonNode) node = json_from_string (self->out, NULL);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "version"), ==, "gopy");
  g_assert_cmpint (get_int (json_node_get_object (node), "sys.getsizeof"), ==, 352);      /* CPython 3.14: 272 */
  run (self, "sizes", "ladder", "-V", "gopy,3.14", "--keys", "str", "--up-to", "6", "--format", "csv", NULL);
  g_assert_cmpstr (self->out, ==, "keys,gopy,3.14.10\n0,64,64\n1,224,184\n6,352,272\n");
  run (self, "run", self->script, "-V", "hettinger", NULL);
  g_assert_true (g_str_has_prefix (self->out, "compact-2012 · 64-bit · default build · PYTHONHASHSEED=0 · as reported\n"));
  run (self, "run", self->script, "-V", "gopy-i386d", NULL);
  assert_refused (self, 2, "“gopy-i386d”");

  g_autofree char *picture = g_build_filename (self->folder, "gopy.svg", NULL);
  g_autofree char *moved = g_build_filename (self->folder, "moved.svg", NULL);
  g_autofree char *text = NULL;
  g_autofree char *story = NULL;
  run (self, "render", self->script, "-V", "gopy", "-o", picture, NULL);
  g_assert_cmpint (self->status, ==, 0);
  g_assert_true (g_file_get_contents (picture, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, ">gopy<"));

  g_autofree char *script = write_file (self, "two.py", "d = {1: 1, 2: 2}\ndel d[1]\n", -1);
  run (self, "render", script, "-V", "compact-2012", "-o", moved, NULL);
  g_assert_true (g_file_get_contents (moved, &story, NULL, NULL));
  g_assert_nonnull (strstr (story, "moves into entry 0"));
  g_assert_nonnull (strstr (text, "as reported"));
}

static void
test_sizes_refused (Fixture       *self,
                    gconstpointer  data)
{
  (void) data;
  run (self, "sizes", "tables", NULL);
  assert_refused (self, 2, "no table of sizes called “tables”");
  run (self, "sizes", "table", "ladder", NULL);
  assert_refused (self, 2, "takes one table");
  run (self, "sizes", "--versions", "3.6,3.99x", NULL);
  assert_refused (self, 2, "“3.99x”");
  run (self, "sizes", "ladder", "--by", "fromkeys", NULL);
  assert_refused (self, 2, "no way of building a dict called “fromkeys”");
  run (self, "sizes", "ladder", "--by", "kwargs", "--keys", "int", NULL);
  assert_refused (self, 2, "Keywords are strs");
  run (self, "sizes", "ladder", "--keys", "float", NULL);
  assert_refused (self, 2, "Use int or str");
  run (self, "sizes", "ladder", "--up-to", "0", NULL);
  assert_refused (self, 2, "--up-to must be a number");
  run (self, "sizes", "attributes", "--up-to", "1001", NULL);
  assert_refused (self, 2, "up to 1000");
  run (self, "sizes", "record", "--count", "5", NULL);
  assert_refused (self, 2, "has no option --count");
  run (self, "sizes", "removed", "--seeds", "9-3", NULL);
  assert_refused (self, 2, "no range of hash seeds");
  run (self, "sizes", "removed", "--seeds", "0-4294967295", NULL);
  assert_refused (self, 2, "at most 65536 seeds");
  run (self, "sizes", "--format", "xml", NULL);
  assert_refused (self, 2, "no format “xml”");
  run (self, "sizes", "--help", NULL);
  g_assert_cmpint (self->status, ==, 0);
  g_assert_nonnull (strstr (self->out, "dictoscope-cli sizes ladder --keys str"));
  g_assert_nonnull (strstr (self->out, "  attributes "));
}

static void
test_versions (Fixture       *self,
               gconstpointer  data)
{
  static const char *const names[] = { "2.7.18", "3.2.6", "3.3.0", "3.5.10", "3.6.15", "3.13.4", "3.14.10", "3.15.2" };

  (void) data;
  run (self, "versions", NULL);
  g_assert_cmpint (self->status, ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_nonnull (strstr (self->out, names[i]));
  run (self, "versions", "--format", "json", NULL);
  g_autoptr (JsonNode) node = json_from_string (self->out, NULL);
  g_assert_true (JSON_NODE_HOLDS_ARRAY (node));
  run (self, "versions", "--traits", "3.7.0", NULL);
  g_assert_nonnull (strstr (self->out, "growth"));
}

static void
test_python_error (Fixture       *self,
                   gconstpointer  data)
{
  g_autofree char *path = write_file (self, "missing.py", "d = {'a': 1}\nd['zz']\nd['b'] = 2\n", -1);

  (void) data;
  run (self, "run", path, "-V", "3.12.1", "--format", "json", NULL);
  g_assert_cmpint (self->status, ==, 1);
  g_assert_nonnull (strstr (self->err, "missing.py:2:"));
  g_assert_nonnull (strstr (self->err, "KeyError: 'zz'"));
  g_assert_nonnull (strstr (self->out, "\"error\":\"KeyError: 'zz'\""));
  g_assert_nonnull (strstr (self->out, "\"ma_used\":1"));
}

static JsonNode *
run_json (Fixture    *self,
          const char *path,
          const char *version,
          const char *name)
{
  run (self, "run", path, "-V", version, "-n", name, "--format=json", NULL);
  g_assert_cmpstr (self->err, ==, "");
  g_assert_cmpint (self->status, ==, 0);
  return json_from_string (self->out, NULL);
}

static const char instances_script[] =
  "class P(object):\n"
  "    def __init__(self):\n"
  "        self.x = 1\n"
  "p = P()\n"
  "q = P()\n"
  "q.y = 2\n"
  "q.x = 3\n"
  "d = q.__dict__\n";

/* Object, dict, values with their order, shared keys and who shares them. */
static void
test_instance (Fixture       *self,
               gconstpointer  data)
{
  g_autofree char *path = write_file (self, "instances.py", instances_script, -1);

  (void) data;
  g_autoptr (JsonNode) p = run_json (self, path, "3.13.0", "p");
  JsonObject *state = json_node_get_object (p);
  g_assert_cmpstr (json_object_get_string_member (state, "kind"), ==, "instance");
  g_assert_cmpstr (json_object_get_string_member (state, "class"), ==, "P");
  g_assert_true (json_object_get_null_member (state, "object"));
  JsonObject *instance = json_object_get_object_member (state, "instance");
  g_assert_cmpint (get_int (instance, "sys.getsizeof"), ==, 48);
  g_assert_cmpint (get_int (instance, "__basicsize__"), ==, 16);
  g_assert_false (json_object_get_boolean_member (instance, "has_dict"));
  g_assert_cmpint (get_int (json_object_get_object_member (state, "values_header"), "capacity"), ==, 29);

  g_autoptr (JsonNode) q = run_json (self, path, "3.13.0", "q");
  state = json_node_get_object (q);
  g_assert_cmpint (get_int (state, "sys.getsizeof"), ==, 288);
  g_assert_cmpint (get_int (json_object_get_object_member (state, "object"), "ma_used"), ==, 2);
  JsonArray *values = json_object_get_array_member (state, "values");
  g_assert_cmpstr (json_array_get_string_element (values, 0), ==, "3");
  g_assert_cmpstr (json_array_get_string_element (values, 1), ==, "2");
  JsonArray *order = json_object_get_array_member (state, "order");
  g_assert_cmpint (json_array_get_length (order), ==, 2);
  g_assert_cmpint (json_array_get_int_element (order, 0), ==, 0);
  JsonArray *sharers = json_object_get_array_member (state, "sharers");
  g_assert_cmpint (json_array_get_length (sharers), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (sharers, 0), "name"), ==, "p");
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (sharers, 1), "name"), ==, "q, d");
}

/* Each block says what it is. */
static void
test_instance_blocks (Fixture       *self,
                      gconstpointer  data)
{
  static const struct { const char *block, *what; } wanted[] = {
    { "dict.gc", "what the garbage collector needs, in front of the dict" }, { "dict", "the __dict__ of the instance" },
    { "keys", "keys object that the instances of the class share" }, { "instance.pre", "what lies in front of the instance" },
    { "instance", "the instance" }, { "instance.values", "values inside the instance" },
    { "instance.tail", "room behind the values that this instance does not use" },
  };
  g_autofree char *path = write_file (self, "instances.py", instances_script, -1);

  (void) data;
  g_autoptr (JsonNode) node = run_json (self, path, "3.13.0", "q");
  JsonArray *blocks = json_object_get_array_member (json_node_get_object (node), "blocks");
  g_assert_cmpint (json_array_get_length (blocks), ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      JsonObject *block = json_array_get_object_element (blocks, i);

      g_assert_cmpstr (json_object_get_string_member (block, "block"), ==, wanted[i].block);
      g_assert_cmpstr (json_object_get_string_member (block, "what"), ==, wanted[i].what);
      g_assert_cmpint (get_int (block, "bytes"), >, 0);
    }
  JsonObject *pre = json_object_get_object_member (json_array_get_object_element (blocks, 3), "fields");
  g_assert_cmpstr (json_object_get_string_member (pre, "__dict__"), ==, "dict");
}

static void
test_instance_text (Fixture       *self,
                    gconstpointer  data)
{
  g_autofree char *path = write_file (self, "instances.py", instances_script, -1);
  g_autofree char *picture = g_build_filename (self->folder, "p.svg", NULL);

  (void) data;
  run (self, "run", path, "-V", "3.12.1", "-n", "p", NULL);
  g_assert_cmpint (self->status, ==, 0);
  g_assert_nonnull (strstr (self->out, "p: instance of P, sys.getsizeof 48, __basicsize__ 16\np.__dict__: not made\n"));
  g_assert_nonnull (strstr (self->out, "order bytes: 0\n"));
  g_assert_nonnull (strstr (self->out, "keys shared by 2:\n  * p "));
  run (self, "render", path, "-n", "p", "-o", picture, NULL);
  g_assert_cmpint (self->status, ==, 0);
  g_assert_true (g_file_test (picture, G_FILE_TEST_EXISTS));
  run (self, "trace", path, "-V", "3.12.1", "--step", "2", NULL);
  g_assert_cmpint (self->status, ==, 0);
  g_assert_nonnull (strstr (self->out, "write_field     before 30 after 29  dk_usable"));
}

/* A class is shown by the keys that its instances share, while they do. */
static void
test_class (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *path = write_file (self, "instances.py", instances_script, -1);

  (void) data;
  g_autoptr (JsonNode) node = run_json (self, path, "3.11.7", "P");
  JsonObject *state = json_node_get_object (node);
  g_assert_cmpstr (json_object_get_string_member (state, "kind"), ==, "class");
  g_assert_true (json_object_get_null_member (state, "sys.getsizeof"));
  g_assert_cmpint (get_int (json_object_get_object_member (state, "keys"), "dk_usable"), ==, 26);
  run (self, "run", path, "-V", "2.7.18", "-n", "P", NULL);
  assert_refused (self, 1, "“P” is a class whose instances share no keys");
}

/* The experiment that shows how the room for values shrinks with each instance. */
static void
test_forty_instances (Fixture       *self,
                      gconstpointer  data)
{
  static const struct { const char *version; gint64 first, change, last; } rows[] = {
    { "3.5.10", 72, 0, 72 }, { "3.10.13", 88, 0, 88 }, { "3.11.7", 280, -8, 56 }, { "3.13.0", 280, -8, 56 }, { "3.14.5t", 296, -8, 72 },
  };
  g_autofree char *path = write_file (self, "forty.py", "class x(object): pass\nprint([x().__dict__.__sizeof__() for _ in range(40)])\n", -1);

  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) wanted = g_string_new ("[");
      gint64 size = rows[i].first;

      for (guint n = 0; n < 40; n++, size = MAX (size + rows[i].change, rows[i].last))
        g_string_append_printf (wanted, "%s%" G_GINT64_FORMAT, n != 0 ? ", " : "", size);
      g_string_append_c (wanted, ']');
      run (self, "run", path, "-V", rows[i].version, "--format=json", NULL);
      g_assert_cmpint (self->status, ==, 0);
      g_autoptr (JsonNode) node = json_from_string (self->out, NULL);
      g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "result"), ==, wanted->str);
    }
}

/* Every release and build says how its rules were checked. */
static void
test_evidence (Fixture       *self,
               gconstpointer  data)
{
  static const struct { const char *version, *evidence; } rows[] = {
    { "3.12.1", "measured on CPython 3.12.1" }, { "3.13.13t", "measured on CPython 3.13.13t" }, { "2.7.18-i386", "measured on CPython 2.7.18-i386" },
    { "3.14.2-wasm32", "measured on CPython 3.14.2-wasm32" }, { "3.12.2", "from source" }, { "3.12.1d", "from source" }, { "3.13.0t", "from source" },
    { "3.12.1-i386", "from source" }, { "3.12.1-wasm32", "from source" }, { "3.8.18-gc32", "from source" }, { "1.5.2", "from source" },
    { "3.8.18-gc16", "measured on CPython 3.8.18" }, { "3.98.0", "assumed" },
  };

  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *end = g_strdup_printf (" · %s\n", rows[i].evidence);

      run (self, "run", self->script, "-V", rows[i].version, "--format=json", NULL);
      g_assert_cmpint (self->status, ==, 0);
      g_autoptr (JsonNode) node = json_from_string (self->out, NULL);
      g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "evidence"), ==, rows[i].evidence);
      run (self, "run", self->script, "-V", rows[i].version, NULL);
      g_assert_nonnull (strstr (self->out, end));
    }
  run (self, "versions", "--format=csv", "--all", NULL);
  g_assert_nonnull (strstr (self->out, "\n3.12.1,measured on CPython 3.12.1,"));
  g_assert_nonnull (strstr (self->out, "\n3.12.2,from source,"));
}

/* A picture of one place is smaller than the whole, and of large tables one can choose how much is told. */
static void
test_crop_and_detail (Fixture       *self,
                      gconstpointer  data)
{
  g_autofree char *path = write_file (self, "many.py", "d = dict.fromkeys(range(1000))\n", -1);
  g_autofree char *picture = g_build_filename (self->folder, "p.svg", NULL);
  g_autofree char *whole = NULL, *part = NULL, *rows = NULL;

  (void) data;
  run (self, "render", path, "-o", picture, NULL);
  g_assert_true (g_file_get_contents (picture, &whole, NULL, NULL));
  run (self, "render", path, "--crop", "ma_used", "-o", picture, NULL);
  g_assert_cmpint (self->status, ==, 0);
  g_assert_true (g_file_get_contents (picture, &part, NULL, NULL));
  g_assert_cmpuint (strlen (part), <, strlen (whole) / 2);
  g_assert_nonnull (strstr (part, "ma_used"));
  run (self, "render", path, "--detail", "rows", "-o", picture, NULL);
  g_assert_true (g_file_get_contents (picture, &rows, NULL, NULL));
  g_assert_cmpuint (strlen (rows), >, strlen (whole));
  run (self, "render", path, "--crop", "slot 5000", "-o", picture, NULL);
  assert_refused (self, 1, "There is no slot 5000; they go from 0 to 2047.");
  run (self, "render", path, "--crop", "elsewhere", "-o", picture, NULL);
  assert_refused (self, 1, "slot N");
  g_autofree char *pixels = g_build_filename (self->folder, "p.png", NULL);
  run (self, "render", path, "--detail", "rows", "--scale", "0.3", "-o", pixels, NULL);
  assert_refused (self, 1, "not pixels enough for the level Rows. Use a scale of at least ");
  run (self, "render", path, "--detail", "fine", "-o", picture, NULL);
  assert_refused (self, 2, "no level of detail");
}

/* Operations before an error stay. */
static void
test_late_syntax_error (Fixture       *self,
                        gconstpointer  data)
{
  g_autoptr (GString) text = g_string_new ("d = {}\n");

  (void) data;
  for (int i = 0; i < 498; i++)
    g_string_append_printf (text, "d[%d] = %d\n", i, i);
  g_string_append (text, "d[ = 1\n");
  g_autofree char *path = write_file (self, "late.py", text->str, -1);

  run (self, "run", path, "--format", "json", NULL);
  g_assert_cmpint (self->status, ==, 1);
  assert_one_line (self->err);
  g_assert_nonnull (strstr (self->err, "late.py:500:"));
  g_assert_nonnull (strstr (self->out, "\"ma_used\":498"));
}

static void
test_bad_input (Fixture       *self,
                gconstpointer  data)
{
  g_autofree char *empty = write_file (self, "empty.py", "", 0);
  g_autofree char *range = write_file (self, "range.py", "d = {}\nfor i in range(10**12):\n    d[i] = i\n", -1);
  g_autofree char *noise = g_malloc (1 << 20);
  guint32 seed = 1;

  (void) data;
  run (self, "run", empty, NULL);
  g_assert_cmpint (self->status, ==, 0);
  g_assert_nonnull (strstr (self->out, "No dict or instance to show"));

  for (gsize i = 0; i < 1 << 20; i++)
    noise[i] = (seed = seed * 1664525u + 1013904223u) >> 24;
  g_autofree char *random = write_file (self, "random.py", noise, 1 << 20);
  run (self, "run", random, NULL);
  assert_refused (self, 1, "random.py:1:");

  run (self, "run", self->folder, NULL);
  assert_refused (self, 1, self->folder);
  run (self, "run", "/nonexistent/row.py", NULL);
  assert_refused (self, 1, "/nonexistent/row.py");
  run (self, "run", range, NULL);
  assert_refused (self, 1, "range.py:2:");

  g_autofree char *brackets = g_strnfill (100000, '[');
  g_autofree char *nested = write_file (self, "nested.py", brackets, -1);
  run (self, "run", nested, NULL);
  assert_refused (self, 1, "nested.py:1:");
}

static void
test_long_key (Fixture       *self,
               gconstpointer  data)
{
  g_autofree char *body = g_strnfill (10 << 20, 'k');
  g_autofree char *text = g_strconcat ("d = {'", body, "': 1}\n", NULL);
  g_autofree char *path = write_file (self, "long.py", text, -1);
  g_autofree char *picture = g_build_filename (self->folder, "long.svg", NULL);

  (void) data;
  run (self, "run", path, "-V", "3.13.13", NULL);
  g_assert_cmpint (self->status, ==, 0);
  g_assert_nonnull (strstr (self->out, "sys.getsizeof 184"));
  run (self, "render", path, "-V", "3.13.13", "-o", picture, NULL);
  g_assert_cmpint (self->status, ==, 0);
}

static void
test_wrong_usage (Fixture       *self,
                  gconstpointer  data)
{
  (void) data;
  run (self, "run", self->script, "--version", "banana", NULL);
  assert_refused (self, 2, "banana");
  run (self, "run", self->script, "--version", "2.8.1", NULL);
  assert_refused (self, 2, "2.8.1");
  run (self, "run", self->script, "--step", "99", NULL);
  assert_refused (self, 2, "99");
  run (self, "run", self->script, "--hash-seed", "4294967296", NULL);
  assert_refused (self, 2, "4294967295");
  run (self, "run", self->script, "--format", "csv", NULL);
  assert_refused (self, 2, "csv");
  run (self, "render", self->script, "-o", "picture.gif", NULL);
  assert_refused (self, 2, ".png");
  run (self, "render", self->script, "-o", "p.png", "--scale", "-1", NULL);
  assert_refused (self, 2, "scale");
  run (self, "render", self->script, "-o", "p.png", "--theme", "no-such-palette.ini", NULL);
  assert_refused (self, 2, "no-such-palette.ini");
  run (self, "render", self->script, "-o", "p.png", "--theme", "pink", NULL);
  assert_refused (self, 2, "pink");
  run (self, "dance", NULL);
  assert_refused (self, 2, "dance");
  run (self, "run", self->script, "--name", "nobody", NULL);
  assert_refused (self, 1, "nobody");
}

static void
test_newer_version (Fixture       *self,
                    gconstpointer  data)
{
  (void) data;
  run (self, "run", self->script, "--version", "3.99.0", "--format", "json", NULL);
  g_assert_cmpint (self->status, ==, 0);
  assert_one_line (self->err);
  g_assert_nonnull (strstr (self->err, "assumed"));
  g_assert_nonnull (strstr (self->out, "\"version\":\"3.99.0\""));
}

static void
test_full_disk (Fixture       *self,
                gconstpointer  data)
{
  g_autofree char *link = g_build_filename (self->folder, "full.png", NULL);
  g_autofree char *missing = g_build_filename (self->folder, "no-such-folder", "row.svg", NULL);

  (void) data;
  if (!g_file_test ("/dev/full", G_FILE_TEST_EXISTS) || symlink ("/dev/full", link) != 0)
    {
      g_test_skip ("There is no /dev/full on this machine.");
      return;
    }
  run (self, "render", self->script, "-o", link, NULL);
  assert_refused (self, 1, "full.png");
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  run (self, "render", self->script, "-o", missing, NULL);
  assert_refused (self, 1, "row.svg");
}

static void
test_print_result (Fixture       *self,
                   gconstpointer  data)
{
  g_autofree char *path = write_file (self, "print.py", "d = {'a': 1}\nprint(len(d), 'two\\nlines')\n", -1);

  (void) data;
  run (self, "run", path, "-V", "3.14.10", NULL);
  g_assert_cmpint (self->status, ==, 0);
  g_assert_nonnull (strstr (self->out, "\n  → 1 two\n    lines\n"));
  run (self, "run", path, "-V", "3.14.10", "--format", "json", NULL);
  g_assert_nonnull (strstr (self->out, "\"result\":\"1 two\\nlines\""));
}

static void
test_negative_numbers (Fixture       *self,
                       gconstpointer  data)
{
  (void) data;
  run (self, "run", self->script, "--hash-seed", "-1", NULL);
  assert_refused (self, 2, "hash seed");
  run (self, "run", self->script, "--step", "-1", NULL);
  assert_refused (self, 2, "step");
}

/* Sequences are told “doesn't”, other objects “does not”; both as every release words them. */
static void
test_deletion_wording (Fixture       *self,
                       gconstpointer  data)
{
  g_autofree char *tuple = write_file (self, "tuple.py", "x = (1, 2)\ndel x[0]\n", -1);
  g_autofree char *number = write_file (self, "int.py", "x = 1\ndel x[0]\n", -1);

  (void) data;
  run (self, "run", tuple, NULL);
  g_assert_nonnull (strstr (self->err, "'tuple' object doesn't support item deletion"));
  run (self, "run", number, NULL);
  g_assert_nonnull (strstr (self->err, "'int' object does not support item deletion"));
}

static void
test_outside_suggests (Fixture       *self,
                       gconstpointer  data)
{
  g_autofree char *call = write_file (self, "id.py", "d = {}\nprint(id(d))\n", -1);
  g_autofree char *method = write_file (self, "append.py", "d = {'a': []}\nd['a'].append(1)\n", -1);

  (void) data;
  run (self, "run", call, NULL);
  g_assert_nonnull (strstr (self->err, ":2:7: error: Calls of id() are outside"));
  g_assert_nonnull (strstr (self->err, "Remove the call"));
  run (self, "run", method, NULL);
  g_assert_nonnull (strstr (self->err, ":2:1: error: Uses of “append”"));
  g_assert_nonnull (strstr (self->err, "Remove the operation"));
}

int
main (int    argc,
      char **argv)
{
  static const struct { const char *path; void (*function) (Fixture *, gconstpointer); } tests[] = {
    { "/cli/run/record-sizes", test_record_sizes },   { "/cli/run/json-keys", test_json_keys },
    { "/cli/run/python-error", test_python_error },   { "/cli/run/late-syntax-error", test_late_syntax_error },
    { "/cli/run/bad-input", test_bad_input },         { "/cli/run/long-key", test_long_key },
    { "/cli/run/wrong-usage", test_wrong_usage },     { "/cli/run/newer-version", test_newer_version },
    { "/cli/render/same-bytes", test_same_bytes },    { "/cli/render/svg-is-text", test_svg_is_text },
    { "/cli/render/every-step", test_every_step },
    { "/cli/render/crop-and-detail", test_crop_and_detail },
    { "/cli/render/bytes", test_bytes_as_picture },    { "/cli/render/full-disk", test_full_disk },
    { "/cli/run/print-result", test_print_result },   { "/cli/run/negative-numbers", test_negative_numbers },
    { "/cli/run/deletion-wording", test_deletion_wording }, { "/cli/run/outside-suggests", test_outside_suggests },
    { "/cli/run/instance", test_instance },           { "/cli/run/instance-blocks", test_instance_blocks },
    { "/cli/run/instance-text", test_instance_text }, { "/cli/run/class", test_class },
    { "/cli/run/forty-instances", test_forty_instances }, { "/cli/run/evidence", test_evidence },
    { "/cli/trace", test_trace },                     { "/cli/versions", test_versions },
    { "/cli/variants", test_variants },
    { "/cli/compare-files", test_compare_files },     { "/cli/compare-ends", test_compare_ends },
    { "/cli/compare", test_compare },                 { "/cli/explain", test_explain },
    { "/cli/plot", test_plot },
    { "/cli/sizes", test_sizes },                     { "/cli/sizes/versions", test_sizes_versions },   { "/cli/sizes/refused", test_sizes_refused },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].function, tear_down);
  return g_test_run ();
}
