/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-sizes-instances.c: tables of instance dicts: instance after instance, and attribute after attribute. */
#include "dsc-sizes-table-private.h"

#include <glib/gi18n-lib.h>

#define USUAL_COUNT      40u
#define USUAL_ATTRIBUTES 40u

/* class x with an __init__ that sets `names` attributes. */
typedef struct {
  DscTrial          trial;
  const DscObject **names;
  guint             n_names;
  DscClass         *class;
} Class;

/* in_init: the names are assigned in the body of __init__, where the compiler sees them; else by setattr in a loop. */
static gboolean
class_init (Class     *self,
            DscTarget  target,
            guint      n_names,
            gboolean   in_init)
{
  dsc_trial_init (&self->trial, target, 0);
  self->names = g_new (const DscObject *, n_names + 1);
  self->n_names = n_names;
  self->class = NULL;
  for (guint i = 0; i < n_names; i++)
    {
      g_autofree char *name = g_strdup_printf ("a%u", i);
      self->names[i] = dsc_trial_str (&self->trial, name);
    }

  const DscObject *name = dsc_trial_str (&self->trial, "x");
  if (self->trial.status == DSC_STATUS_OK)
    self->trial.status = dsc_class_new (self->trial.rt, name, self->names, in_init ? n_names : 0, &self->class);
  return self->trial.status == DSC_STATUS_OK;
}

static DscInstance *
class_make (Class *self)
{
  DscInstance *instance = NULL;

  if (self->trial.status != DSC_STATUS_OK)
    return NULL;
  self->trial.status = dsc_instance_new (self->trial.rt, self->class, &instance);
  for (guint i = 0; i < self->n_names && self->trial.status == DSC_STATUS_OK; i++)
    self->trial.status = dsc_instance_set_attribute (self->trial.rt, instance, self->names[i], dsc_object_none (self->trial.pool));
  return instance;
}

static gint64
class_ask (Class       *self,
           DscInstance *instance)
{
  DscDict *dict = NULL;

  if (self->trial.status != DSC_STATUS_OK)
    return -1;
  self->trial.status = dsc_instance_get_dict (self->trial.rt, instance, &dict);
  return self->trial.status == DSC_STATUS_OK ? dsc_dict_sizeof (self->trial.rt, dict) : -1;
}

static void
class_drop (Class       *self,
            DscInstance *instance)
{
  if (instance != NULL)
    dsc_instance_unref (self->trial.rt, instance);
}

static gboolean
class_finish (Class   *self,
              GError **error)
{
  if (self->class != NULL)
    dsc_class_unref (self->trial.rt, self->class);
  g_free (self->names);
  return dsc_trial_finish (&self->trial, error);
}

/* Instance after instance. */

static gboolean
try_instances (const DscSizesQuery  *query,
               DscTarget             target,
               guint                 count,
               gint64               *out_sizes,
               GError              **error)
{
  g_autofree DscInstance **instances = g_new0 (DscInstance *, count);
  Class class;

  class_init (&class, target, query->names, TRUE);
  for (guint i = 0; i < count; i++)
    {
      instances[i] = class_make (&class);
      if (query->kept)
        continue;
      out_sizes[i] = class_ask (&class, instances[i]);
      class_drop (&class, instances[i]);
      instances[i] = NULL;
    }
  for (guint i = 0; i < count && query->kept; i++)
    out_sizes[i] = class_ask (&class, instances[i]);
  for (guint i = 0; i < count; i++)
    class_drop (&class, instances[i]);
  return class_finish (&class, error);
}

static DscSizesTable *
make_sequence (const DscSizesQuery *query,
               const gint64        *sizes,
               guint                count)
{
  char *title = g_strdup_printf (query->kept ? _("__dict__.__sizeof__() of %u instances, all made before the first is asked; __init__ sets %u attributes")
                                             : _("[x().__dict__.__sizeof__() for i in range(%u)], where __init__ sets %u attributes"), count, query->names);
  DscSizesTable *table = dsc_sizes_table_new ("instances", "bytes", title);

  dsc_sizes_table_add_head (table, "instance");
  dsc_sizes_table_add_targets (table, query);
  for (guint i = 0; i < count; i++)
    {
      dsc_sizes_table_add_number (table, i + 1);
      for (gsize j = 0; j < query->n_targets; j++)
        dsc_sizes_table_add_size (table, sizes[j * count + i]);
    }
  dsc_sizes_table_keep_steps (table);
  dsc_sizes_table_add_note (table, g_strdup (_("A row stands for its instance and those that follow, up to the next row. Shared keys are not counted.")));
  return table;
}

static gint64
object_size (DscTarget target,
             guint     what)
{
  const DscTraits traits = dsc_traits_resolve (target);
  DscTrial trial;
  gint64 size;

  if (what == 2)
    return traits.object_head;
  dsc_trial_init (&trial, target, 0);
  if (trial.status != DSC_STATUS_OK)
    size = -1;
  else
    size = what == 0 ? dsc_instance_getsizeof (trial.rt) : dsc_instance_basicsize (trial.rt);
  dsc_trial_clear (&trial);
  return size;
}

static DscSizesTable *
make_objects (const DscSizesQuery *query)
{
  static const char *const names[] = { "sys.getsizeof(x())", "x.__basicsize__", "sys.getsizeof(object())" };
  DscSizesTable *table = dsc_sizes_table_new ("instances-objects", "bytes", g_strdup (_("The instance itself, without its dict")));

  dsc_sizes_table_add_head (table, "object");
  dsc_sizes_table_add_targets (table, query);
  for (guint what = 0; what < G_N_ELEMENTS (names); what++)
    {
      dsc_sizes_table_add_text (table, names[what]);
      for (gsize i = 0; i < query->n_targets; i++)
        dsc_sizes_table_add_size (table, object_size (query->targets[i], what));
    }
  return table;
}

GPtrArray *
dsc_sizes_instances (const DscSizesQuery  *query,
                     GError              **error)
{
  const guint count = query->count != 0 ? query->count : USUAL_COUNT;
  g_autofree gint64 *sizes = g_new (gint64, (gsize) count * (query->n_targets + 1));

  for (gsize i = 0; i < query->n_targets; i++)
    if (!try_instances (query, query->targets[i], count, &sizes[i * count], error))
      return NULL;

  GPtrArray *tables = dsc_sizes_tables_new ();
  g_ptr_array_add (tables, make_sequence (query, sizes, count));
  g_ptr_array_add (tables, make_objects (query));
  return tables;
}

/* Attribute after attribute. */

static gboolean
try_first_instance (DscTarget   target,
                    guint       n,
                    gboolean    in_init,
                    gint64     *out_size,
                    GError    **error)
{
  Class class;

  class_init (&class, target, n, in_init);
  DscInstance *instance = class_make (&class);
  *out_size = class_ask (&class, instance);
  class_drop (&class, instance);
  return class_finish (&class, error);
}

static DscSizesTable *
make_attributes (const DscSizesQuery  *query,
                 guint                 most,
                 gboolean              in_init,
                 GError              **error)
{
  g_autoptr (DscSizesTable) table =
      dsc_sizes_table_new (in_init ? "attributes" : "attributes-setattr", "bytes",
                           g_strdup (in_init ? _("__dict__.__sizeof__() of the first instance, whose __init__ assigns so many attributes")
                                             : _("The same with setattr in a loop, which the compiler cannot foresee")));

  dsc_sizes_table_add_head (table, "attributes");
  dsc_sizes_table_add_targets (table, query);
  for (guint n = 0; n <= most; n++)
    {
      dsc_sizes_table_add_number (table, n);
      for (gsize i = 0; i < query->n_targets; i++)
        {
          gint64 size;
          if (!try_first_instance (query->targets[i], n, in_init, &size, error))
            return NULL;
          dsc_sizes_table_add_size (table, size);
        }
    }
  dsc_sizes_table_keep_steps (table);
  return g_steal_pointer (&table);
}

static DscSizesTable *
make_plain (const DscSizesQuery *query,
            guint                most)
{
  DscSizesTable *table = dsc_sizes_table_new ("attributes-dict", "bytes", g_strdup (_("__sizeof__() of a plain dict with so many str keys, to compare")));

  dsc_sizes_table_add_head (table, "keys");
  dsc_sizes_table_add_targets (table, query);
  for (guint n = 0; n <= most; n++)
    {
      dsc_sizes_table_add_number (table, n);
      for (gsize i = 0; i < query->n_targets; i++)
        {
          const DscTraits traits = dsc_traits_resolve (query->targets[i]);
          dsc_sizes_table_add_number (table, dsc_ladder_size (&traits, DSC_LADDER_LOOP, TRUE, n) - traits.gc_head);
        }
    }
  dsc_sizes_table_keep_steps (table);
  return table;
}

GPtrArray *
dsc_sizes_attributes (const DscSizesQuery  *query,
                      GError              **error)
{
  const guint most = query->up_to != 0 ? (guint) query->up_to : USUAL_ATTRIBUTES;
  GPtrArray *tables = dsc_sizes_tables_new ();

  for (int in_init = 1; in_init >= 0; in_init--)
    {
      DscSizesTable *table = make_attributes (query, most, in_init, error);
      if (table == NULL)
        {
          g_ptr_array_unref (tables);
          return NULL;
        }
      g_ptr_array_add (tables, table);
    }
  g_ptr_array_add (tables, make_plain (query, most));
  return tables;
}
