/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-scenario.c: operation scripts in JSON, the language of the truth corpus.
 *
 * Here is checked what makes a file a scenario: a name, and operations that are arrays beginning with a name. What the
 * arguments of an operation must be is known where it is played. */
#include "dsc-scenario.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct DscScenario {
  DscJsonDocument *document;
  const char      *name;
  const DscJson   *ops;
  GArray          *seeds;           /* guint32 */
  gsize            cap;
  gboolean         has_instances;
};

static const char *const instance_ops[] = {
  "class", "class_range", "subclass", "instance", "instances", "drop", "look", "setattr", "setattrs", "delattr", "getattr",
  "vars", "vars_set", "vars_del", "vars_pop", "vars_popitem", "vars_clear", "vars_update", "vars_setdefault", "vars_reg",
  "vars_copy", "vars_ctor", "set_dict", "sizes", "sizes_kept", NULL,
};

static gboolean
fail (GError **error, const char *reason)
{
  g_set_error (error, DSC_ERROR, DSC_ERROR_FORMAT, _("This is not a scenario: %s."), reason);
  return FALSE;
}

static gboolean
read_seeds (DscScenario *self, const DscJson *seeds, GError **error)
{
  guint32 seed = 0;

  if (seeds == NULL)
    g_array_append_val (self->seeds, seed);
  else if (seeds->kind != DSC_JSON_ARRAY)
    return fail (error, _("“seeds” is not an array"));
  for (gsize i = 0; seeds != NULL && i < seeds->as.array.length; i++)
    {
      const DscJson *item = dsc_json_get_item (seeds, i);
      if (item->kind != DSC_JSON_INTEGER || item->as.integer < 0 || item->as.integer > G_MAXUINT32)
        return fail (error, _("a hash seed is not a number from 0 to 4294967295"));
      seed = (guint32) item->as.integer;
      g_array_append_val (self->seeds, seed);
    }
  return TRUE;
}

static gboolean
read_ops (DscScenario *self, GError **error)
{
  if (self->ops == NULL || self->ops->kind != DSC_JSON_ARRAY)
    return fail (error, _("“ops” is missing or not an array"));
  for (gsize i = 0; i < self->ops->as.array.length; i++)
    {
      const DscJson *name = dsc_json_get_item (dsc_json_get_item (self->ops, i), 0);
      if (name == NULL || name->kind != DSC_JSON_STRING || strlen (name->as.text.bytes) != name->as.text.length)
        {
          g_set_error (error, DSC_ERROR, DSC_ERROR_FORMAT,
                       _("This is not a scenario: operation %" G_GSIZE_FORMAT " is not an array that begins with a name."), i);
          return FALSE;
        }
      self->has_instances = self->has_instances || g_strv_contains (instance_ops, name->as.text.bytes);
    }
  return TRUE;
}

static gboolean
read_scenario (DscScenario *self, GError **error)
{
  const DscJson *root = dsc_json_get_root (self->document);
  const DscJson *name = dsc_json_get_member (root, "name");
  const DscJson *cap = dsc_json_get_member (root, "cap");

  if (root->kind != DSC_JSON_OBJECT)
    return fail (error, _("it is not an object"));
  if (name == NULL || name->kind != DSC_JSON_STRING || strlen (name->as.text.bytes) != name->as.text.length)
    return fail (error, _("“name” is missing or not a string"));
  if (cap != NULL && (cap->kind != DSC_JSON_INTEGER || cap->as.integer < 0))
    return fail (error, _("“cap” is not a number of slots"));
  self->name = name->as.text.bytes;
  self->cap = cap == NULL ? DSC_SCENARIO_DEFAULT_CAP : (gsize) MIN (cap->as.integer, DSC_SCENARIO_DEFAULT_CAP);
  self->ops = dsc_json_get_member (root, "ops");
  return read_seeds (self, dsc_json_get_member (root, "seeds"), error) && read_ops (self, error);
}

/* Takes the document. */
static DscScenario *
new_from_document (DscJsonDocument *document, GError **error)
{
  DscScenario *self = g_new0 (DscScenario, 1);

  self->document = document;
  self->seeds = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (document != NULL && read_scenario (self, error))
    return self;
  dsc_scenario_free (self);
  return NULL;
}

DscScenario *
dsc_scenario_parse (const char *text, gsize length, GError **error)
{
  return new_from_document (dsc_json_parse (text, length, error), error);
}

DscScenario *
dsc_scenario_load (const char *path, GError **error)
{
  DscJsonDocument *document = dsc_json_load (path, error);
  DscScenario *self = new_from_document (document, error);

  if (self == NULL && document != NULL)
    g_prefix_error (error, "%s: ", path);
  return self;
}

void
dsc_scenario_free (DscScenario *self)
{
  if (self == NULL)
    return;
  dsc_json_free (self->document);
  g_array_unref (self->seeds);
  g_free (self);
}

const char *
dsc_scenario_get_name (const DscScenario *self)
{
  return self->name;
}

gsize
dsc_scenario_get_n_ops (const DscScenario *self)
{
  return self->ops->as.array.length;
}

const DscJson *
dsc_scenario_get_op (const DscScenario *self, gsize i)
{
  return dsc_json_get_item (self->ops, i);
}

const char *
dsc_scenario_get_op_name (const DscScenario *self, gsize i)
{
  return dsc_json_get_item (dsc_scenario_get_op (self, i), 0)->as.text.bytes;
}

gsize
dsc_scenario_get_cap (const DscScenario *self)
{
  return self->cap;
}

const guint32 *
dsc_scenario_get_seeds (const DscScenario *self, gsize *out_n)
{
  *out_n = self->seeds->len;
  return (const guint32 *) (const void *) self->seeds->data;
}

gboolean
dsc_scenario_has_instances (const DscScenario *self)
{
  return self->has_instances;
}
