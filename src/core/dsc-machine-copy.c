/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-machine-copy.c: a second machine in exactly the same state.
 *
 * Every block of memory is copied as it is; then what points into the source is made to point to the copy's own. So everything that a
 * later operation or an image depends on is the same: numbers of dicts and blocks, version tags, free lists, reference counts, and what is
 * left over in places that are not in use. The pool is shared, and with it all objects; what those for dicts and instances stand for in the
 * copy, its own table of referents says. Tables that nobody shares keys with are not copied at all but common until one of the two changes (dsc-frozen.h).
 *
 * First dicts, classes and instances are copied, so that each has its address, then what they refer to. */
#include "dsc-copier.h"
#include "dsc-frozen.h"
#include "dsc-instance-private.h"
#include "dsc-machine-private.h"

typedef struct {
  DscCopier   copier;
  DscMachine *to;
  DscRuntime *rt;              /* of `to` */
  size_t     *frozen_bytes;
  bool        failed;          /* no memory */
} Copy;

static void *
copy_block (Copy *self, const void *from, size_t size, bool *out_is_new)
{
  void *to = from != NULL && !self->failed ? dsc_copier_copy (&self->copier, from, size, out_is_new) : NULL;

  if (out_is_new != NULL && to == NULL)
    *out_is_new = false;
  self->failed = self->failed || (from != NULL && to == NULL);
  return to;
}

static DscValues *
copy_values (Copy *self, const DscValues *from)
{
  size_t order_bytes = self->rt->traits.sharing == DSC_SHARING_ORDER_BYTES ? from->capacity : 0;

  return copy_block (self, from, sizeof *from + from->capacity * sizeof (DscObject *) + order_bytes, NULL);
}

static DscKeys *
copy_keys (Copy *self, const DscKeys *from)
{
  return from != NULL ? copy_block (self, from, dsc_keys_real_size (&self->rt->traits, from->dk_log2_size, from->entry_size), NULL) : NULL;
}

/* Dicts. */

static bool
embeds_table (const DscTraits *traits)
{
  return traits->family == DSC_FAMILY_OPEN && traits->empty_display == DSC_EMPTY_OWN_TABLE;
}

/* Without their tables; in the same order. */
static void
copy_dicts (Copy *self, const DscDict *from)
{
  size_t size = sizeof *from + (embeds_table (&self->rt->traits) ? DSC_SMALLTABLE_SIZE * sizeof (DscKeyEntry) : 0);
  DscDict *previous = NULL;

  for (; from != NULL; from = from->next)
    {
      DscDict *to = copy_block (self, from, size, NULL);
      if (to == NULL)
        return;
      to->frozen = NULL;
      to->next = NULL;
      to->previous = previous;
      *(previous != NULL ? &previous->next : &self->rt->dicts) = to;
      previous = to;
    }
}

static void
share_table (Copy *self, const DscRuntime *rt, const DscDict *from, DscDict *to)
{
  to->frozen = dsc_frozen_of_dict (rt, from, self->frozen_bytes);
  if (to->frozen == NULL)
    self->failed = true;
  else if (to->ma_keys != NULL)
    to->ma_keys = dsc_frozen_get_table (to->frozen);
  else
    to->ma_table = dsc_frozen_get_table (to->frozen);
}

static void
copy_open_table (Copy *self, const DscDict *from, DscDict *to)
{
  if (from->ma_table == NULL || dsc_dict_is_small (from))
    {
      to->ma_table = from->ma_table != NULL ? to->ma_smalltable : NULL;
      return;
    }
  to->ma_table = copy_block (self, from->ma_table, (from->ma_mask + 1) * sizeof (DscKeyEntry), NULL);
}

static void
copy_tables (Copy *self, const DscRuntime *rt)
{
  DscDict *to = self->rt->dicts;

  for (const DscDict *from = rt->dicts; from != NULL && !self->failed; from = from->next, to = to->next)
    {
      if (dsc_frozen_is_possible (rt, from))
        share_table (self, rt, from, to);
      else if (rt->traits.family == DSC_FAMILY_OPEN)
        copy_open_table (self, from, to);
      else
        {
          to->ma_keys = copy_keys (self, from->ma_keys);
          to->ma_values = from->ma_values != NULL ? copy_values (self, from->ma_values) : NULL;
        }
    }
}

/* Classes and instances. */

static DscClass *
copy_class (Copy *self, const DscClass *from)
{
  bool is_new;
  DscClass *to = copy_block (self, from, sizeof *from, &is_new);

  if (is_new)
    to->ht_cached_keys = copy_keys (self, from->ht_cached_keys);
  return to;
}

static void
copy_instances (Copy *self, const DscInstance *from)
{
  DscInstance *previous = NULL;

  for (; from != NULL; from = from->next)
    {
      DscInstance *to = copy_block (self, from, sizeof *from, NULL);
      if (to == NULL)
        return;
      to->next = NULL;
      to->previous = previous;
      *(previous != NULL ? &previous->next : &self->rt->instances) = to;
      previous = to;
      to->class = copy_class (self, from->class);
      to->dict = dsc_copier_find (&self->copier, from->dict);
      to->values = from->values != NULL ? copy_values (self, from->values) : NULL;
    }
}

static void
copy_classes (Copy *self, const DscClass *from)
{
  for (DscClass **place = &self->to->classes; from != NULL && !self->failed; from = from->older)
    {
      *place = copy_class (self, from);
      if (*place != NULL)
        place = &(*place)->older;
    }
}

/* What objects stand for: the copies. */
static void
copy_referents (Copy *self, const DscReferents *from)
{
  DscReferents *to = &self->rt->referents;

  to->slots = copy_block (self, from->n_slots != 0 ? from->slots : NULL, from->n_slots * sizeof *from->slots, NULL);
  for (size_t i = 0; !self->failed && i < to->n_slots; i++)
    to->slots[i].referent = dsc_copier_find (&self->copier, from->slots[i].referent);
}

/* The whole. */

static void
copy_runtime (Copy *self, const DscRuntime *from)
{
  DscRuntime *to = copy_block (self, from, sizeof *from, NULL);

  if (to == NULL)
    return;
  self->rt = self->to->rt = to;
  to->dicts = NULL;
  to->instances = NULL;
  dsc_runtime_set_trace (to, NULL);
  to->empty_keys = copy_keys (self, from->empty_keys);
  to->empty_values = from->empty_values != NULL ? copy_values (self, from->empty_values) : NULL;
}

static void
copy_bindings (Copy *self, const DscMachine *from)
{
  DscMachine *to = self->to;

  to->variables = copy_block (self, from->n_variables != 0 ? from->variables : NULL, from->n_variables * sizeof *from->variables, NULL);
  to->buckets = copy_block (self, from->buckets, from->n_buckets * sizeof *from->buckets, NULL);
  if (self->failed)
    return;
  to->variables_capacity = to->n_variables;
  for (size_t i = 0; i < to->n_variables; i++)
    {
      const DscVariable *variable = &from->variables[i];
      if (variable->kind != DSC_BOUND_NOTHING)
        to->variables[i].as.dict = dsc_copier_find (&self->copier, variable->as.dict);   /* whichever it is */
    }
}

static void
abandon (Copy *self)
{
  for (DscDict *dict = self->rt != NULL ? self->rt->dicts : NULL; dict != NULL; dict = dict->next)
    dsc_frozen_unref (self->copier.alloc, dict->frozen);
  dsc_copier_abandon (&self->copier);
}

/* The source's dicts learn of frozen blocks that were made of their tables. */
static void
finish (Copy *self, DscMachine *source)
{
  DscDict *from = source->rt->dicts;

  for (const DscDict *to = self->rt->dicts; to != NULL; to = to->next, from = from->next)
    if (to->frozen != NULL && from->frozen == NULL)
      from->frozen = dsc_frozen_ref (to->frozen);
  dsc_pool_ref (self->rt->pool);
  dsc_copier_clear (&self->copier);
}

DscMachine *
dsc_machine_copy (DscMachine *source, size_t *frozen_bytes, size_t *out_bytes)
{
  Copy self = { .frozen_bytes = frozen_bytes };

  dsc_copier_init (&self.copier, source->alloc);
  self.to = copy_block (&self, source, sizeof *source, NULL);
  if (self.to == NULL)
    {
      abandon (&self);
      return NULL;
    }
  self.to->classes = NULL;
  copy_runtime (&self, source->rt);
  if (!self.failed)
    {
      copy_dicts (&self, source->rt->dicts);
      copy_instances (&self, source->rt->instances);
      copy_classes (&self, source->classes);
      copy_tables (&self, source->rt);
      copy_referents (&self, &source->rt->referents);
      copy_bindings (&self, source);
    }
  if (self.failed)
    {
      abandon (&self);
      return NULL;
    }
  if (out_bytes != NULL)
    *out_bytes = self.copier.bytes;
  finish (&self, source);
  return self.to;
}
