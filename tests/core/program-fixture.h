/* SPDX-License-Identifier: GPL-3.0-or-later */
/* program-fixture.h: programs that do what comes by chance, with their history. */
#pragma once

#include "machine-fixture.h"

#define N_NAMES 10u

/* A program that does what comes by chance, with its history. */
typedef struct {
  DscTimeline *timeline;
  GRand       *rand;
  uint32_t     names[N_NAMES];
  bool         has_unpacking, has_union;
} Program;

static inline void
program_init (Program *self, const char *target, guint32 seed, const DscAlloc *alloc)
{
  DscTraits traits = dsc_traits_resolve (target_of (target));

  self->timeline = dsc_timeline_new (target_of (target), 1, alloc);
  g_assert_nonnull (self->timeline);
  self->rand = g_rand_new_with_seed (seed);
  self->has_unpacking = traits.has_unpacking;
  self->has_union = traits.has_union;
  for (unsigned i = 0; i < N_NAMES; i++)
    self->names[i] = name_of (dsc_timeline_get_live (self->timeline), (const char *[]) { "a", "b", "c", "d", "e", "A", "B", "x", "y", " t" }[i]);
}

static inline void
program_clear (Program *self)
{
  g_rand_free (self->rand);
  dsc_timeline_free (self->timeline);
}

static inline guint32
below (Program *self, guint32 n)
{
  return (guint32) g_rand_int_range (self->rand, 0, (gint32) n);
}

static inline const DscObject *
some_name_object (Program *self)
{
  char name[16];

  g_snprintf (name, sizeof name, "k%u", below (self, 40));
  return str_of (dsc_timeline_get_pool (self->timeline), name);
}

static inline const DscObject *
some_object (Program *self)
{
  DscPool *pool = dsc_timeline_get_pool (self->timeline);

  return below (self, 3) == 0 ? dsc_object_int (pool, below (self, 400)) : some_name_object (self);
}

static inline uint32_t
some_name (Program *self)
{
  return self->names[below (self, N_NAMES)];
}


/* What a name is bound to, or a list or tuple of it; NULL: nothing is bound. */
static inline const DscObject *
some_mortal (Program *self, uint32_t reg)
{
  DscPool *pool = dsc_timeline_get_pool (self->timeline);
  const DscObject *object = dsc_machine_get_object (dsc_timeline_get_live (self->timeline), reg);
  const DscObject *items[] = { object, some_object (self), object };

  while (object != NULL && below (self, 3) == 0 && object->depth < 4)
    {
      object = below (self, 2) == 0 ? dsc_object_list (pool, items, 1 + below (self, 3)) : dsc_object_tuple (pool, items, 1 + below (self, 3));
      items[0] = object;
    }
  return object;
}

/* Operations on classes and instances: class and name are there, values are some_op ()'s. */
static inline void
make_instance_op (Program *self, DscOp *op)
{
  static const uint8_t kinds[] = {
    DSC_OP_CLASS, DSC_OP_INSTANCE, DSC_OP_INSTANCE, DSC_OP_INSTANCE, DSC_OP_SET_ATTR, DSC_OP_SET_ATTR, DSC_OP_SET_ATTR, DSC_OP_SET_ATTR,
    DSC_OP_SET_ATTR, DSC_OP_SET_ATTR, DSC_OP_GET_ATTR, DSC_OP_DELETE_ATTR, DSC_OP_DELETE_ATTR, DSC_OP_VARS, DSC_OP_SET_DICT, DSC_OP_DROP,
  };
  static DscPair pairs[6];
  DscPool *pool = dsc_timeline_get_pool (self->timeline);
  char name[16];

  op->kind = kinds[below (self, G_N_ELEMENTS (kinds))];
  g_snprintf (name, sizeof name, "n%u", below (self, below (self, 4) == 0 ? 40 : 8));
  op->key = str_of (pool, name);
  op->target = op->kind == DSC_OP_CLASS ? self->names[5 + below (self, 2)] : op->kind == DSC_OP_INSTANCE || op->kind == DSC_OP_DROP ? self->names[7 + below (self, 2)]
               : op->kind == DSC_OP_VARS || op->kind == DSC_OP_GET_ATTR ? self->names[below (self, 5)] : 0;
  op->source = op->kind == DSC_OP_INSTANCE ? self->names[5 + below (self, 2)] : self->names[7 + below (self, 2)];
  if (op->kind == DSC_OP_CLASS || op->kind == DSC_OP_INSTANCE)
    {
      op->value = NULL;
      op->n_pairs = below (self, 6);
      for (size_t i = 0; i < op->n_pairs; i++)
        {
          g_snprintf (name, sizeof name, "n%u", below (self, 8));
          pairs[i] = (DscPair) { str_of (pool, name), some_object (self) };
        }
      op->pairs = pairs;
    }
}

/* An operation that may well be one Python refuses; now and then what a name is bound to is a value. */
static inline DscOp
some_op (Program *self)
{
  static const uint8_t kinds[] = {
    DSC_OP_NEW, DSC_OP_NEW_CALL, DSC_OP_BUILD, DSC_OP_BUILD, DSC_OP_NEW_FROM, DSC_OP_COPY, DSC_OP_FROMKEYS, DSC_OP_UNION,
    DSC_OP_MERGE_DISPLAY, DSC_OP_BIND, DSC_OP_UNBIND, DSC_OP_SET_ITEM, DSC_OP_SET_ITEM, DSC_OP_SET_ITEM, DSC_OP_SET_ITEM,
    DSC_OP_SET_ITEM, DSC_OP_SET_ITEM, DSC_OP_DELETE_ITEM, DSC_OP_DELETE_ITEM, DSC_OP_DELETE_ITEM, DSC_OP_GET_ITEM, DSC_OP_GET,
    DSC_OP_CONTAINS, DSC_OP_LEN, DSC_OP_POP, DSC_OP_POP, DSC_OP_POPITEM, DSC_OP_POPITEM, DSC_OP_SETDEFAULT, DSC_OP_CLEAR,
    DSC_OP_UPDATE_PAIRS, DSC_OP_UPDATE_DICT, DSC_OP_IOR, DSC_OP_GETSIZEOF, DSC_OP_PRINT, DSC_OP_FILL, DSC_OP_DELETE_MANY,
    DSC_OP_FROMKEYS_DICT, DSC_OP_KWARGS_FROM, DSC_OP_UPDATE_KWARGS, DSC_OP_POP_MANY, DSC_OP_ITERATE,
  };
  static DscMergePart parts[3];
  static DscPair some_pairs[32];
  const DscMachine *live = dsc_timeline_get_live (self->timeline);
  DscOp op = { .kind = kinds[below (self, G_N_ELEMENTS (kinds))], .source = some_name (self), .other = some_name (self) };

  if (op.kind <= DSC_OP_UNBIND || op.kind == DSC_OP_GET_ITEM || op.kind == DSC_OP_SETDEFAULT)
    op.target = some_name (self);
  if ((op.kind == DSC_OP_POP || op.kind == DSC_OP_POPITEM) && below (self, 2) == 0)
    op.target = some_name (self);
  op.key = some_object (self);
  op.value = some_object (self);
  op.n_pairs = below (self, 20);
  for (size_t i = 0; i < op.n_pairs; i++)
    some_pairs[i] = (DscPair) { some_object (self), some_object (self) };
  if (below (self, 4) == 0 && dsc_machine_get_bound_kind (live, op.other) != DSC_BOUND_NOTHING)
    {
      op.value = some_mortal (self, op.other);
      if (below (self, 4) == 0)
        op.key = some_mortal (self, op.other);
      some_pairs[op.n_pairs++] = (DscPair) { op.key, op.value };
    }
  for (size_t i = 0; op.kind == DSC_OP_UPDATE_KWARGS && i < op.n_pairs; i++)
    some_pairs[i].key = some_name_object (self);
  op.pairs = some_pairs;
  op.count = below (self, 5);
  parts[0] = (DscMergePart) { .kind = DSC_MERGE_PART_DICT, .reg = op.source };
  parts[1] = (DscMergePart) { .kind = DSC_MERGE_PART_PAIRS, .n = op.n_pairs };
  parts[2] = (DscMergePart) { .kind = DSC_MERGE_PART_DICT, .reg = op.other };
  if (op.kind == DSC_OP_MERGE_DISPLAY)
    {
      op.parts = parts;
      op.n_parts = 3;
    }
  if (below (self, 4) == 0)
    make_instance_op (self, &op);
  if (below (self, 16) == 0)
    {
      op.drops = &self->names[N_NAMES - 1];
      op.n_drops = 1;
    }
  return op;
}

/* Appends until one more step is there. */
static inline void
append_some (Program *self)
{
  size_t n = dsc_timeline_get_n_steps (self->timeline);

  while (dsc_timeline_get_n_steps (self->timeline) == n)
    {
      DscOp op = some_op (self);
      DscStep *step;
      DscStatus status = dsc_timeline_append (self->timeline, &op, "some()", &step);
      if (status == DSC_STATUS_OK || status == DSC_STATUS_RAISED)
        g_assert_true (step == dsc_timeline_get_step (self->timeline, n) && step->result.status == status);
      else
        g_assert_true (status == DSC_STATUS_INVALID || status == DSC_STATUS_UNSUPPORTED || status == DSC_STATUS_NOT_MODELLED);
    }
}
