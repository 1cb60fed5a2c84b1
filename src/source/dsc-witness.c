/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-witness.c: a real interpreter that tells what the memory of its dicts holds: what it is asked, and what it says. */
#include "dsc-witness.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "dsc-child.h"
#include "dsc-witness-private.h"

#define MAX_PASSED 1000000u     /* lines of a script that are passed over */

struct DscWitness {
  char            *folder;
  guint            n_scripts;
  DscChild        *child;
  DscJsonDocument *line;
  DscWitnessFacts  facts;
  GHashTable      *images;
  gboolean         in_script;
};

static gboolean
write_file (const char *folder,
            const char *name,
            GString    *text,
            GError    **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  const gboolean ok = g_file_set_contents (path, text->str, (gssize) text->len, error);

  g_string_free (text, TRUE);
  return ok;
}

static char *
script_name (guint i)
{
  return g_strdup_printf ("script-%u.py", i);
}

/* Behind each statement that is watched stands a call of the probe's, in the same line, so that lines and bytecode stay as they are. */
static GString *
instrument (const DscScript *script)
{
  g_autoptr (GArray) ends = dsc_script_list_ends (script);
  gsize length, done = 0;
  const char *text = dsc_script_get_text (script, &length);
  GString *made = g_string_sized_new (length + ends->len * 32);

  for (guint i = 0; i < ends->len; i++)
    {
      const guint32 end = g_array_index (ends, guint32, i);
      gsize at = end;

      while (at < length && (text[at] == ' ' || text[at] == '\t' || text[at] == ')'))
        at++;
      g_string_append_len (made, text + done, (gssize) (at - done));
      g_string_append_printf (made, "; __dictoscope__(%u)", end);
      done = at;
    }
  g_string_append_len (made, text + done, (gssize) (length - done));
  return made;
}

static gboolean
write_files (DscWitness           *self,
             const DscInterpreter *interpreter,
             GPtrArray            *scripts,
             GError              **error)
{
  const DscTraits traits = dsc_traits_resolve (interpreter->target);
  g_autoptr (GBytes) probe = dsc_witness_get_probe ();
  gsize length;
  const char *text = g_bytes_get_data (probe, &length);
  GString *paths = g_string_new ("[");

  for (guint i = 0; i < scripts->len; i++)
    {
      g_autofree char *name = script_name (i);
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      if (!write_file (self->folder, name, instrument (scripts->pdata[i]), error))
        {
          g_string_free (paths, TRUE);
          return FALSE;
        }
      self->n_scripts = i + 1;
      if (i != 0)
        g_string_append_c (paths, ',');
      dsc_json_append_text (paths, path, strlen (path));
    }
  g_string_append_c (paths, ']');

  GString *plan = dsc_witness_make_plan (&traits, paths->str);
  g_string_free (paths, TRUE);
  return write_file (self->folder, "plan.json", plan, error) && write_file (self->folder, "probe.py", g_string_new_len (text, (gssize) length), error);
}

static void
remove_file (DscWitness *self,
             const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  g_unlink (path);
}

static void
remove_files (DscWitness *self)
{
  for (guint i = 0; i < self->n_scripts; i++)
    {
      g_autofree char *name = script_name (i);
      remove_file (self, name);
    }
  remove_file (self, "plan.json");
  remove_file (self, "probe.py");
  g_rmdir (self->folder);
  g_free (self->folder);
}

void
dsc_witness_free (DscWitness *self)
{
  if (self == NULL)
    return;
  dsc_child_free (self->child);
  dsc_json_free (self->line);
  g_hash_table_unref (self->images);
  if (self->folder != NULL)
    remove_files (self);
  g_free (self);
}

/* --- Reading. --- */

static gboolean
fail_format (GError **error)
{
  g_set_error_literal (error, DSC_ERROR, DSC_ERROR_FORMAT, _("It does not say what the probe says."));
  return FALSE;
}

static gboolean
read_line (DscWitness     *self,
           const DscJson **out_root,
           GError        **error)
{
  GError *failure = NULL;
  gsize length;
  const char *line = dsc_child_read_line (self->child, &length, &failure);

  g_clear_pointer (&self->line, dsc_json_free);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (line == NULL)
    {
      g_set_error_literal (error, DSC_ERROR, DSC_ERROR_FORMAT, _("It ended before it had told everything."));
      return FALSE;
    }
  if ((self->line = dsc_json_parse (line, length, NULL)) == NULL || dsc_json_get_root (self->line)->kind != DSC_JSON_OBJECT)
    return fail_format (error);
  *out_root = dsc_json_get_root (self->line);
  return TRUE;
}

static gint64
get_number (const DscJson *object,
            const char    *name)
{
  const DscJson *member = dsc_json_get_member (object, name);

  return member != NULL && member->kind == DSC_JSON_INTEGER ? member->as.integer : 0;
}

static gboolean
is_true (const DscJson *json)
{
  return json != NULL && json->kind == DSC_JSON_TRUE;
}

static gboolean
read_hello (DscWitness *self,
            GError    **error)
{
  const DscJson *root;

  if (!read_line (self, &root, error))
    return FALSE;

  const DscJson *hello = dsc_json_get_member (root, "hello");
  if (hello == NULL || hello->kind != DSC_JSON_OBJECT || is_true (dsc_json_get_member (hello, "big")))
    return fail_format (error);
  self->facts = (DscWitnessFacts) {
    .hash_none = get_number (hello, "hash_none"),
    .dict_type = (guint64) get_number (hello, "dict_type"),
    .empty_keys = (guint64) get_number (hello, "empty_keys"),
    .empty_values = (guint64) get_number (hello, "empty_values"),
    .dummy = (guint64) get_number (hello, "dummy"),
    .held = get_number (hello, "held"),
    .held_instance = get_number (hello, "held_instance"),
    .knows_class_keys = is_true (dsc_json_get_member (hello, "knows_class_keys")),
  };
  return TRUE;
}

DscWitness *
dsc_witness_new (const DscInterpreter *interpreter,
                 guint32               hash_seed,
                 GPtrArray            *scripts,
                 guint                 silence,
                 GError              **error)
{
  g_autoptr (DscWitness) self = g_new0 (DscWitness, 1);

  self->images = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) dsc_image_free);
  if ((self->folder = g_dir_make_tmp ("dictoscope-verify-XXXXXX", error)) == NULL || !write_files (self, interpreter, scripts, error))
    return NULL;

  g_autofree char *probe = g_build_filename (self->folder, "probe.py", NULL);
  g_autofree char *plan = g_build_filename (self->folder, "plan.json", NULL);
  const char *const words[] = { interpreter->path, "-W", "ignore", "-S", "-s", "-B", probe, plan, NULL };
  if ((self->child = dsc_child_new (words, hash_seed, silence, error)) == NULL || !read_hello (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

const DscWitnessFacts *
dsc_witness_get_facts (const DscWitness *self)
{
  return &self->facts;
}

GHashTable *
dsc_witness_get_images (const DscWitness *self)
{
  return self->images;
}

gboolean
dsc_witness_begin (DscWitness *self,
                   guint       i,
                   GError    **error)
{
  const DscJson *root;
  guint passed = 0;

  do
    if (!read_line (self, &root, error))
      return FALSE;
  while (self->in_script && dsc_json_get_member (root, "script") == NULL && ++passed < MAX_PASSED);

  const DscJson *number = dsc_json_get_member (root, "script");
  if (number == NULL || number->kind != DSC_JSON_INTEGER || number->as.integer != i)
    return fail_format (error);
  self->in_script = TRUE;
  g_hash_table_remove_all (self->images);
  return TRUE;
}

static gboolean
take_gone (DscWitness    *self,
           const DscJson *gone)
{
  if (gone == NULL)
    return TRUE;
  if (gone->kind != DSC_JSON_ARRAY)
    return FALSE;
  for (gsize i = 0; i < gone->as.array.length; i++)
    if (gone->as.array.items[i].kind != DSC_JSON_STRING || !g_hash_table_remove (self->images, gone->as.array.items[i].as.text.bytes))
      return FALSE;
  return TRUE;
}

static gboolean
take_told (DscWitness    *self,
           const DscJson *told,
           GError       **error)
{
  if (told == NULL)
    return TRUE;
  if (told->kind != DSC_JSON_ARRAY)
    return fail_format (error);
  for (gsize i = 0; i < told->as.array.length; i++)
    {
      const DscJson *one = &told->as.array.items[i];
      const DscJson *name = dsc_json_get_member (one, "name");

      if (name == NULL || name->kind != DSC_JSON_STRING)
        return fail_format (error);
      DscImage *image = g_hash_table_lookup (self->images, name->as.text.bytes);
      if (image == NULL)
        {
          image = dsc_image_new ();
          g_hash_table_insert (self->images, g_strdup (name->as.text.bytes), image);
        }
      if (!dsc_image_apply (image, one, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_optional_text (const DscJson *json)
{
  return json == NULL || json->kind == DSC_JSON_STRING || json->kind == DSC_JSON_NULL;
}

gboolean
dsc_witness_next (DscWitness   *self,
                  DscTestimony *out_testimony,
                  GError      **error)
{
  const DscJson *root;

  if (!read_line (self, &root, error))
    return FALSE;

  const DscJson *at = dsc_json_get_member (root, "at"), *end = dsc_json_get_member (root, "end");
  const DscJson *printed = dsc_json_get_member (root, "out"), *raised = dsc_json_get_member (root, "error");
  const DscJson *place = at != NULL ? at : end;
  if (place == NULL || place->kind != DSC_JSON_INTEGER || place->as.integer < 0 || place->as.integer > G_MAXUINT32
      || !is_optional_text (printed) || !is_optional_text (raised))
    return fail_format (error);
  *out_testimony = (DscTestimony) { .kind = at != NULL ? DSC_TESTIMONY_STATEMENT : DSC_TESTIMONY_END, .end = (guint32) place->as.integer, .printed = "" };
  if (printed != NULL && printed->kind == DSC_JSON_STRING)
    {
      out_testimony->printed = printed->as.text.bytes;
      out_testimony->printed_length = printed->as.text.length;
    }
  if (raised != NULL && raised->kind == DSC_JSON_STRING)
    out_testimony->raised = raised->as.text.bytes;
  self->in_script = at != NULL;
  if (!take_gone (self, dsc_json_get_member (root, "gone")))
    return fail_format (error);
  return take_told (self, dsc_json_get_member (root, "told"), error);
}
