/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-machine-private.h: the variables of a machine, for the files that apply operations to it. */
#pragma once

#include "dsc-instance-private.h"
#include "dsc-machine.h"
#include "dsc-referents.h"

typedef struct {
  const char  *name;             /* NUL-terminated, the pool's */
  DscBoundKind kind;
  union {
    DscDict         *dict;       /* DSC_BOUND_DICT: one reference */
    DscInstance     *instance;   /* DSC_BOUND_INSTANCE: one reference */
    DscClass        *class;      /* DSC_BOUND_CLASS: the machine's reference */
    const DscObject *container;  /* DSC_BOUND_NOTHING: a tuple, list or set with what may die inside, one reference; else NULL */
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
  DscClass       *classes;       /* newest first; one reference each: a class refers to itself, and lives until the collector comes */
  bool            wants_result;  /* of the operation being applied */
};

static inline DscVariable *
dsc_machine_variable (const DscMachine *self, uint32_t reg)   /* NULL: no such register */
{
  return reg != 0 && reg <= self->n_variables ? &self->variables[reg - 1] : NULL;
}

/* The names that another machine of the same pool has more, in its order; this one has no others. */

/* dsc-machine-copy.c: a machine in exactly the same state, on the same pool, with the names shared. Tables become common property of both (dsc-frozen.h), which
 * is the only thing that `source` can be told by. frozen_bytes (may be NULL) counts the bytes of the tables that were frozen for it, as
 * long as they exist, so it must outlive both machines; *out_bytes (may be NULL) is what the copy takes besides. NULL: no memory, nothing has changed. */
DscMachine *dsc_machine_copy           (DscMachine *source, size_t *frozen_bytes, size_t *out_bytes) DSC_WARN_UNUSED;

/* Takes the reference; what was bound before is let go afterwards, as an assignment does. */
void       dsc_machine_bind            (DscMachine *self, uint32_t reg, DscVariable now);   /* the name in it is ignored */
void       dsc_machine_bind_dict       (DscMachine *self, uint32_t reg, DscDict *dict);
void       dsc_machine_unbind          (DscMachine *self, uint32_t reg);
void       dsc_machine_free_classes    (DscMachine *self);

/* While the operation runs, it refers to what it is about to store. INVALID: a dict is gone; NO_MEMORY; nothing has changed then. */
DscStatus  dsc_machine_take_operands   (DscMachine *self, const DscOp *op) DSC_WARN_UNUSED;
void       dsc_machine_release_operands (DscMachine *self, const DscOp *op);

/* Handlers of single kinds of operation; registers have been checked. */
DscStatus  dsc_machine_merge_display   (DscMachine *self, const DscOp *op, DscDict **out_dict) DSC_WARN_UNUSED;
DscStatus  dsc_machine_apply_class     (DscMachine *self, const DscOp *op, DscResult *result) DSC_WARN_UNUSED;
DscStatus  dsc_machine_apply_instance  (DscMachine *self, const DscOp *op, DscResult *result) DSC_WARN_UNUSED;
DscStatus  dsc_machine_apply_attribute (DscMachine *self, const DscOp *op, DscResult *result) DSC_WARN_UNUSED;
DscStatus  dsc_machine_apply_vars      (DscMachine *self, const DscOp *op, DscResult *result) DSC_WARN_UNUSED;
DscStatus  dsc_machine_apply_set_dict  (DscMachine *self, const DscOp *op, DscResult *result) DSC_WARN_UNUSED;
