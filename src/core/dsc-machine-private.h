/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-machine-private.h: the variables of a machine, for the files that apply operations to it. */
#pragma once

#include "dsc-arena.h"
#include "dsc-dict-private.h"
#include "dsc-instance.h"
#include "dsc-machine.h"

/* A class or an instance and what stands for it. An instance goes with the last variable that is bound to it, unless it was stored as
 * a value; then it stays, as every class does, until the machine is freed. */
typedef struct DscThing {
  DscBoundKind     kind;         /* DSC_BOUND_CLASS or DSC_BOUND_INSTANCE */
  const DscObject *object;       /* stands for it */
  const char      *class_name;   /* the pool's */
  DscClass        *class;        /* CLASS: one reference */
  DscInstance     *instance;     /* INSTANCE: one reference */
  uint32_t         n_bound;      /* variables */
  bool             stays;
  struct DscThing *newer, *older;
} DscThing;

typedef struct {
  const char  *name;             /* NUL-terminated, the pool's */
  DscBoundKind kind;
  union {
    DscDict  *dict;              /* DSC_BOUND_DICT: one reference */
    DscThing *thing;
  } as;
} DscVariable;

struct DscMachine {
  const DscAlloc *alloc;
  DscRuntime     *rt;
  DscPool        *pool;          /* the runtime's */
  DscVariable    *variables;     /* of register 1 + i */
  size_t          n_variables, variables_capacity;
  uint32_t       *buckets;       /* registers by hash of the name, 0: free; a power of two of them, at most half full */
  size_t          n_buckets;
  DscThing       *things;        /* newest first */
  DscDict       **pinned;        /* dicts that were stored as values: one reference each */
  size_t          n_pinned, pinned_capacity;
  DscArena        objects;       /* that stand for dicts, when they were made like those of another machine */
  bool            wants_result;  /* of the operation being applied */
};

static inline DscVariable *
dsc_machine_variable (const DscMachine *self, uint32_t reg)   /* NULL: no such register */
{
  return reg != 0 && reg <= self->n_variables ? &self->variables[reg - 1] : NULL;
}

/* The names that another machine of the same pool has more, in its order; this one has no others. */
DscStatus  dsc_machine_share_names     (DscMachine *self, const DscMachine *from) DSC_WARN_UNUSED;

/* dsc-machine-copy.c: a machine in exactly the same state, on the same pool, with the names shared. Tables become common property of both (dsc-frozen.h), which
 * is the only thing that `source` can be told by. frozen_bytes (may be NULL) counts the bytes of the tables that were frozen for it, as
 * long as they exist, so it must outlive both machines; *out_bytes (may be NULL) is what the copy takes besides. NULL: no memory, nothing has changed. */
DscMachine *dsc_machine_copy           (DscMachine *source, size_t *frozen_bytes, size_t *out_bytes) DSC_WARN_UNUSED;

/* Takes the reference; what was bound before is let go afterwards, as an assignment does. */
void       dsc_machine_bind_dict       (DscMachine *self, uint32_t reg, DscDict *dict);
void       dsc_machine_bind_thing      (DscMachine *self, uint32_t reg, DscThing *thing);
void       dsc_machine_unbind          (DscMachine *self, uint32_t reg);
void       dsc_machine_free_things     (DscMachine *self);
/* A variable is bound to it, or no longer; the last one may be its end. */
void       dsc_machine_hold_thing      (DscThing *thing);
void       dsc_machine_let_go_thing    (DscMachine *self, DscThing *thing);
/* Instances among the values of the operation stay: nobody counts who holds values. */
void       dsc_machine_keep_instances  (DscMachine *self, const DscOp *op);

/* The object that stands for the dict, made like the one that stands for it in another machine, with the same address.
 * NULL: no memory. */
const DscObject *dsc_machine_adopt_object (DscMachine *self, DscDict *dict, const DscObject *original);

/* Keeps the dicts that the operation stores as values. NOT_MODELLED: one lies inside a tuple or another container; INVALID: one
 * is gone. */
DscStatus  dsc_machine_pin_values      (DscMachine *self, const DscOp *op) DSC_WARN_UNUSED;
void       dsc_machine_unpin_to        (DscMachine *self, size_t n_pinned);

/* Handlers of single kinds of operation; registers have been checked. */
DscStatus  dsc_machine_merge_display   (DscMachine *self, const DscOp *op, DscDict **out_dict) DSC_WARN_UNUSED;
DscStatus  dsc_machine_apply_class     (DscMachine *self, const DscOp *op, DscResult *result) DSC_WARN_UNUSED;
DscStatus  dsc_machine_apply_instance  (DscMachine *self, const DscOp *op, DscResult *result) DSC_WARN_UNUSED;
DscStatus  dsc_machine_apply_attribute (DscMachine *self, const DscOp *op, DscResult *result) DSC_WARN_UNUSED;
DscStatus  dsc_machine_apply_vars      (DscMachine *self, const DscOp *op, DscResult *result) DSC_WARN_UNUSED;
DscStatus  dsc_machine_apply_set_dict  (DscMachine *self, const DscOp *op, DscResult *result) DSC_WARN_UNUSED;
