/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-machine.h: a runtime with named variables, to which operations are applied one by one. */
#pragma once

#include "dsc-op.h"
#include "dsc-snapshot.h"

typedef struct DscMachine DscMachine;

typedef struct {
  DscStatus        status;
  DscRaised        raised;       /* when status is RAISED */
  const DscObject *value;        /* result as Python would give it; NULL: None / no expression. popitem: a tuple */
  uint32_t         dict;         /* id of the dict that the operation was about (target's for new ones); 0: none */
} DscResult;

typedef enum { DSC_BOUND_NOTHING = 0, DSC_BOUND_DICT, DSC_BOUND_INSTANCE, DSC_BOUND_CLASS } DscBoundKind;

/* pool: NULL makes a new one; else it is shared (replaying a history must use the pool that its operations live in). */
DscMachine   *dsc_machine_new            (DscTarget target, uint32_t hash_seed, DscPool *pool, const DscAlloc *alloc);
void          dsc_machine_free           (DscMachine *self);
DscRuntime   *dsc_machine_get_runtime    (const DscMachine *self);

/* Number of the variable of that name, made if new; 0: no memory. Temporaries have names that begin with a space. */
uint32_t      dsc_machine_intern_name    (DscMachine *self, const char *name, size_t length);
uint32_t      dsc_machine_find_name      (const DscMachine *self, const char *name);   /* 0: unknown */
const char   *dsc_machine_get_name       (const DscMachine *self, uint32_t reg);
uint32_t      dsc_machine_get_n_names    (const DscMachine *self);                     /* registers are 1 … n */
DscBoundKind  dsc_machine_get_bound_kind (const DscMachine *self, uint32_t reg);
DscDict      *dsc_machine_get_dict       (const DscMachine *self, uint32_t reg);       /* borrowed; NULL: not a dict */
const DscObject *dsc_machine_get_object  (const DscMachine *self, uint32_t reg);       /* the bound dict, instance or class as an object */
DscDict      *dsc_machine_find_dict      (const DscMachine *self, uint32_t dict_id);   /* NULL: deallocated */

/* Applies one operation. Events go to the runtime's trace. out_result is always filled. NOT_MODELLED and UNSUPPORTED change nothing. */
DscStatus     dsc_machine_apply          (DscMachine *self, const DscOp *op, DscResult *out_result);
