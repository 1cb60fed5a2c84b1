/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-view.c: which dict, instance or class of a program is shown at a step, and what its parts are called there. */
#include "dsc-cli.h"

#include <glib/gi18n.h>
#include <string.h>

/* A class that shares no keys has nothing to show. */
static gboolean
can_show (DscMachine *machine,
          guint32     reg)
{
  const DscBoundKind kind = dsc_machine_get_bound_kind (machine, reg);

  return kind == DSC_BOUND_DICT || kind == DSC_BOUND_INSTANCE
         || (kind == DSC_BOUND_CLASS && dsc_class_shares_keys (dsc_machine_get_class (machine, reg)));
}

/* The variable that the newest step up to `step` is about. */
static guint32
find_visible (DscCliProgram *self,
              DscMachine    *machine,
              gsize          step)
{
  if (self->name != NULL)
    return dsc_machine_find_name (machine, self->name);
  for (gsize i = step; i > 0; i--)
    {
      const guint32 visible = dsc_timeline_get_step (self->timeline, i - 1)->visible;
      if (visible != 0 && can_show (machine, visible))
        return visible;
    }
  return 0;
}

static gboolean
is_sharer (DscMachine      *machine,
           guint32          reg,
           const DscSharer *sharer)
{
  const DscInstance *instance = dsc_machine_get_instance (machine, reg);
  const DscDict *dict = dsc_machine_get_dict (machine, reg);

  if (instance != NULL)
    return sharer->instance_id != 0 && dsc_instance_get_id (instance) == sharer->instance_id;
  return dict != NULL && !sharer->is_instance && dsc_dict_get_id (dict) == sharer->id;
}

/* "a, b": all variables that hold it; those of temporaries begin with a space. */
static char *
name_sharer (DscMachine      *machine,
             const DscSharer *sharer)
{
  GString *names = g_string_new (NULL);

  for (guint32 reg = 1; reg <= dsc_machine_get_n_names (machine); reg++)
    {
      const char *name = dsc_machine_get_name (machine, reg);

      if (name[0] != ' ' && is_sharer (machine, reg, sharer))
        g_string_append_printf (names, "%s%s", names->len != 0 ? ", " : "", name);
    }
  return g_string_free (names, FALSE);
}

static const char *
get_class_name (DscMachine *machine,
                guint32     reg)
{
  if (dsc_machine_get_instance (machine, reg) != NULL)
    return dsc_class_get_name (dsc_instance_get_class (dsc_machine_get_instance (machine, reg)));
  return dsc_machine_get_class (machine, reg) != NULL ? dsc_class_get_name (dsc_machine_get_class (machine, reg)) : NULL;
}

DscCliView
dsc_cli_program_get_view (DscCliProgram *self,
                          gsize          step,
                          DscTrace      *trace)
{
  DscMachine *machine = dsc_timeline_seek (self->timeline, step, trace);
  DscCliView view = { NULL };
  g_return_val_if_fail (machine != NULL, view);

  const guint32 reg = find_visible (self, machine, step);
  const DscSharer *sharer;

  view.snapshot = dsc_machine_take_snapshot (machine, reg);
  if (view.snapshot == NULL)
    return view;
  view.name = dsc_machine_get_name (machine, reg);
  view.class_name = get_class_name (machine, reg);
  view.sharers = g_ptr_array_new_with_free_func (g_free);
  for (gsize i = 0; (sharer = dsc_snapshot_get_sharer (view.snapshot, i)) != NULL; i++)
    g_ptr_array_add (view.sharers, name_sharer (machine, sharer));
  return view;
}

void
dsc_cli_view_clear (DscCliView *self)
{
  g_clear_pointer (&self->snapshot, dsc_snapshot_unref);
  g_clear_pointer (&self->sharers, g_ptr_array_unref);
}

char *
dsc_cli_view_dup_sharer_name (const DscSharer *sharer,
                              gpointer         data)
{
  const DscCliView *view = data;
  const DscSharer *other;

  for (gsize i = 0; (other = dsc_snapshot_get_sharer (view->snapshot, i)) != NULL; i++)
    if (other->is_instance == sharer->is_instance && other->id == sharer->id)
      return *(const char *) g_ptr_array_index (view->sharers, i) != '\0' ? g_strdup (g_ptr_array_index (view->sharers, i)) : NULL;
  return NULL;
}

gboolean
dsc_cli_view_is_same (const DscCliView *a,
                      const DscCliView *b)
{
  if (a->snapshot == NULL || b->snapshot == NULL || dsc_snapshot_has_instance (a->snapshot) != dsc_snapshot_has_instance (b->snapshot))
    return FALSE;
  if (dsc_snapshot_has_instance (a->snapshot))
    return dsc_snapshot_get_instance_id (a->snapshot) == dsc_snapshot_get_instance_id (b->snapshot);
  if (!dsc_snapshot_has_dict (a->snapshot) || !dsc_snapshot_has_dict (b->snapshot))
    return dsc_snapshot_has_dict (a->snapshot) == dsc_snapshot_has_dict (b->snapshot) && g_strcmp0 (a->name, b->name) == 0;
  return dsc_snapshot_get_dict_id (a->snapshot) == dsc_snapshot_get_dict_id (b->snapshot);
}

void
dsc_cli_program_complain_no_view (DscCliProgram *self,
                                  gsize          step)
{
  DscMachine *machine = dsc_timeline_seek (self->timeline, step, NULL);
  const guint32 reg = machine != NULL && self->name != NULL ? dsc_machine_find_name (machine, self->name) : 0;

  if (reg != 0 && dsc_machine_get_bound_kind (machine, reg) == DSC_BOUND_CLASS)
    dsc_cli_complain (_("“%s” is a class whose instances share no keys at step %" G_GSIZE_FORMAT ". Name one of its instances."), self->name, step);
  else if (self->name != NULL)
    dsc_cli_complain (_("There is no dict or instance called “%s” at step %" G_GSIZE_FORMAT "."), self->name, step);
  else
    dsc_cli_complain (_("There is no dict or instance to show at step %" G_GSIZE_FORMAT "."), step);
}
