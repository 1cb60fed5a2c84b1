/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-player.c: plays a scenario on a machine of its own, as the recorder does in a real interpreter.
 *
 * Each operation of the language becomes one operation of the machine, sometimes with one in front of it that makes an
 * argument (d.update (dict (pairs))), held by a temporary which dies with it. What the recorder evaluates as source text
 * (displays, keywords) is built as the compiler of that version builds it. */
#include "dsc-player-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum {
  DUMPS = 1,    /* the recording shows the current dict afterwards */
  NEEDS = 2,    /* it reads or changes the current dict */
  SHOWS = 4,    /* the recording shows the instance concerned */
};

typedef struct {
  const char  *name;
  DscPlayFunc *play;
  guint        min_args, max_args;   /* without the name */
  guint        flags;
} Rule;

// clang-format off
static const Rule rules[] = {
  { "new",               dsc_player_play_new,                  0, 1,        DUMPS },
  { "dict",              dsc_player_play_dict,                 0, 0,        DUMPS },
  { "use",               dsc_player_play_use,                  1, 1,        DUMPS },
  { "set",               dsc_player_play_set,                  1, 2,        DUMPS | NEEDS },
  { "del",               dsc_player_play_del,                  1, 1,        DUMPS | NEEDS },
  { "get",               dsc_player_play_get,                  1, 1,        DUMPS | NEEDS },
  { "item",              dsc_player_play_item,                 1, 1,        DUMPS | NEEDS },
  { "in",                dsc_player_play_in,                   1, 1,        DUMPS | NEEDS },
  { "pop",               dsc_player_play_pop,                  1, 2,        DUMPS | NEEDS },
  { "popitem",           dsc_player_play_popitem,              0, 0,        DUMPS | NEEDS },
  { "setdefault",        dsc_player_play_setdefault,           1, 2,        DUMPS | NEEDS },
  { "clear",             dsc_player_play_clear,                0, 0,        DUMPS | NEEDS },
  { "fill",              dsc_player_play_fill,                 3, 3,        DUMPS | NEEDS },
  { "delrange",          dsc_player_play_delrange,             3, 4,        DUMPS | NEEDS },
  { "popitems",          dsc_player_play_popitems,             1, 1,        DUMPS | NEEDS },
  { "literal",           dsc_player_play_literal,              1, 1,        DUMPS },
  { "literal_vars",      dsc_player_play_literal_vars,         1, 1,        DUMPS },
  { "literal_range",     dsc_player_play_literal_range,        2, 3,        DUMPS },
  { "comp_range",        dsc_player_play_comp_range,           2, 2,        DUMPS },
  { "ctor_pairs",        dsc_player_play_ctor_pairs,           1, 1,        DUMPS },
  { "ctor_pairs_range",  dsc_player_play_ctor_pairs_range,     2, 2,        DUMPS },
  { "zip_range",         dsc_player_play_ctor_pairs_range,     2, 2,        DUMPS },
  { "ctor_kwargs",       dsc_player_play_ctor_kwargs,          1, 1,        DUMPS },
  { "ctor_kwargs_range", dsc_player_play_ctor_kwargs_range,    1, 1,        DUMPS },
  { "kwargs_call",       dsc_player_play_kwargs_call,          1, 1,        DUMPS },
  { "kwargs_call_range", dsc_player_play_kwargs_call_range,    1, 1,        DUMPS },
  { "kwargs_star",       dsc_player_play_kwargs_star,          1, 1,        DUMPS },
  { "ctor_from",         dsc_player_play_ctor_from,            1, 1,        DUMPS },
  { "copy",              dsc_player_play_copy,                 0, 1,        DUMPS | NEEDS },
  { "fromkeys",          dsc_player_play_fromkeys,             1, 3,        DUMPS },
  { "fromkeys_range",    dsc_player_play_fromkeys_range,       2, 4,        DUMPS },
  { "fromkeys_of",       dsc_player_play_fromkeys_of,          1, 2,        DUMPS },
  { "update",            dsc_player_play_update,               1, 1,        DUMPS | NEEDS },
  { "update_dict",       dsc_player_play_update_dict,          1, 1,        DUMPS | NEEDS },
  { "update_range",      dsc_player_play_update_range,         3, 4,        DUMPS | NEEDS },
  { "update_from",       dsc_player_play_update_from,          1, 1,        DUMPS | NEEDS },
  { "update_kwargs",     dsc_player_play_update_kwargs,        1, 1,        DUMPS | NEEDS },
  { "union",             dsc_player_play_union,                1, 1,        DUMPS | NEEDS },
  { "union_from",        dsc_player_play_union_from,           1, 1,        DUMPS | NEEDS },
  { "ior_from",          dsc_player_play_ior_from,             1, 1,        DUMPS | NEEDS },
  { "merge_from",        dsc_player_play_merge_from,           0, G_MAXUINT, DUMPS },
  { "star_then",         dsc_player_play_star_then,            2, 2,        DUMPS },
  { "class",             dsc_player_play_class,               1, 3,        0 },
  { "class_range",       dsc_player_play_class_range,         2, 2,        0 },
  { "subclass",          dsc_player_play_subclass,            2, 3,        0 },
  { "instance",          dsc_player_play_instance,            2, 2,        SHOWS },
  { "instances",         dsc_player_play_instances,           3, 3,        SHOWS },
  { "drop",              dsc_player_play_drop,                1, 1,        0 },
  { "look",              dsc_player_play_look,                1, 1,        SHOWS },
  { "setattr",           dsc_player_play_setattr,             2, 3,        SHOWS },
  { "setattrs",          dsc_player_play_setattrs,            4, 4,        SHOWS },
  { "delattr",           dsc_player_play_delattr,             2, 2,        SHOWS },
  { "getattr",           dsc_player_play_getattr,             2, 2,        SHOWS },
  { "vars",              dsc_player_play_vars,                1, 1,        SHOWS },
  { "vars_set",          dsc_player_play_vars_set,            2, 3,        SHOWS },
  { "vars_del",          dsc_player_play_vars_del,            2, 2,        SHOWS },
  { "vars_pop",          dsc_player_play_vars_pop,            2, 2,        SHOWS },
  { "vars_popitem",      dsc_player_play_vars_popitem,        1, 1,        SHOWS },
  { "vars_clear",        dsc_player_play_vars_clear,          1, 1,        SHOWS },
  { "vars_update",       dsc_player_play_vars_update,         2, 2,        SHOWS },
  { "vars_setdefault",   dsc_player_play_vars_setdefault,     2, 3,        SHOWS },
  { "vars_reg",          dsc_player_play_vars_reg,            2, 2,        SHOWS | DUMPS },
  { "vars_copy",         dsc_player_play_vars_copy,           2, 2,        SHOWS | DUMPS },
  { "vars_ctor",         dsc_player_play_vars_ctor,           2, 2,        SHOWS | DUMPS },
  { "set_dict",          dsc_player_play_set_dict,            2, 2,        SHOWS },
  { "sizes",             dsc_player_play_sizes,               2, 2,        0 },
  { "sizes_kept",        dsc_player_play_sizes_kept,          2, 2,        0 },
};
// clang-format on

static const Rule *
find_rule (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (strcmp (rules[i].name, name) == 0)
      return &rules[i];
  return NULL;
}

DscPlayer *
dsc_player_new (const DscScenario *scenario, DscTarget target, guint32 hash_seed, GError **error)
{
  DscPlayer *self = g_new0 (DscPlayer, 1);
  DscResult result = { .status = DSC_STATUS_NO_MEMORY };

  self->scenario = scenario;
  self->classes = dsc_player_new_classes ();
  self->sizes = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->memo = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->pairs = g_array_new (FALSE, FALSE, sizeof (DscPair));
  self->items = g_ptr_array_new ();
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  self->told_always = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  self->machine = dsc_machine_new (target, hash_seed, NULL, &dsc_alloc_libc);
  if (self->machine != NULL)
    {
      self->pool = dsc_runtime_get_pool (dsc_machine_get_runtime (self->machine));
      self->traits = dsc_pool_get_traits (self->pool);
      self->current = dsc_machine_intern_name (self->machine, "d", 1);
      self->temporary = dsc_machine_intern_name (self->machine, " argument", 9);
      self->vars = dsc_machine_intern_name (self->machine, " vars", 5);
      dsc_machine_apply (self->machine, &(DscOp) { .kind = DSC_OP_NEW, .target = self->current }, &result);
    }
  if (result.status == DSC_STATUS_OK && self->temporary != 0 && self->vars != 0)
    return self;
  dsc_player_no_memory (error);
  dsc_player_free (self);
  return NULL;
}

void
dsc_player_free (DscPlayer *self)
{
  if (self == NULL)
    return;
  dsc_machine_free (self->machine);
  g_hash_table_unref (self->classes);
  g_array_unref (self->sizes);
  g_hash_table_unref (self->memo);
  g_array_unref (self->pairs);
  g_ptr_array_unref (self->items);
  g_hash_table_unref (self->told);
  g_hash_table_unref (self->told_always);
  g_free (self->unknown);
  g_free (self);
}

DscMachine *
dsc_player_get_machine (const DscPlayer *self)
{
  return self->machine;
}

DscPool *
dsc_player_get_pool (const DscPlayer *self)
{
  return self->pool;
}

void
dsc_player_tell_keys_version (DscPlayer *self, guint32 version)
{
  self->told_version = version;
}

gsize
dsc_player_get_position (const DscPlayer *self)
{
  return self->position;
}

static gboolean
play (DscPlayer *self, const Rule *rule, const DscJson *op, DscPlayed *played, GError **error)
{
  gsize n_args = op->as.array.length - 1;
  g_autoptr (GError) reason = NULL;

  if (n_args < rule->min_args || n_args > rule->max_args)
    g_set_error (&reason, DSC_ERROR, DSC_ERROR_FORMAT, _("Operation “%s” cannot have %" G_GSIZE_FORMAT " arguments."), rule->name,
                 n_args);
  else if ((rule->flags & NEEDS) != 0 && dsc_machine_get_dict (self->machine, self->current) == NULL)
    played->not_modelled = TRUE;
  else if (rule->play (self, op, played, &reason))
    return TRUE;
  if (reason == NULL && self->raised != NULL)
    played->exception = self->raised;
  if (reason == NULL)
    return TRUE;
  g_propagate_prefixed_error (error, g_steal_pointer (&reason), _("Operation %" G_GSIZE_FORMAT ": "), self->position);
  return FALSE;
}

static void
show_instance (DscPlayer *self, DscPlayed *played)
{
  const char *name = dsc_machine_get_name (self->machine, self->last_instance);

  played->instance = dsc_machine_get_instance (self->machine, self->last_instance);
  played->instance_class = dsc_instance_get_class (played->instance);
  if (self->told_version != 0 && dsc_class_get_keys_version (played->instance_class) == 0)
    {
      dsc_class_set_keys_version (played->instance_class, self->told_version);
      self->n_taken++;
    }
  played->instance_name = name + strlen (" o:");
}

gboolean
dsc_player_step (DscPlayer *self, DscPlayed *out_played, GError **error)
{
  const DscJson *op = dsc_scenario_get_op (self->scenario, self->position);
  const Rule *rule = find_rule (dsc_scenario_get_op_name (self->scenario, self->position));

  memset (out_played, 0, sizeof *out_played);
  self->raised = NULL;
  g_array_set_size (self->pairs, 0);
  g_array_set_size (self->sizes, 0);
  if (rule == NULL)
    {
      g_free (self->unknown);
      self->unknown = g_strconcat ("unknown op ", dsc_scenario_get_op_name (self->scenario, self->position), NULL);
      out_played->skip = self->unknown;
    }
  else if (!play (self, rule, op, out_played, error))
    return FALSE;
  self->position++;
  dsc_player_forget_hashes (self);
  out_played->reg = self->current;
  if (out_played->skip != NULL || out_played->not_modelled)
    return TRUE;
  if ((rule->flags & DUMPS) != 0)
    out_played->dict = dsc_machine_get_dict (self->machine, self->current);
  if ((rule->flags & SHOWS) != 0 && self->last_instance != 0)
    show_instance (self, out_played);
  self->told_version = 0;
  out_played->not_modelled = ((rule->flags & DUMPS) != 0 && out_played->dict == NULL)
                             || ((rule->flags & SHOWS) != 0 && out_played->instance == NULL);
  return TRUE;
}
