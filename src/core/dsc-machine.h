/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-machine.h: a runtime with named variables, to which operations are applied one by one.
 *
 * A dict or an instance lives as long as something refers to it: a variable, a key or a value of a dict, an attribute, or a tuple, list or set
 * that one of these refers to; a dict also as the __dict__ of an instance (dsc-referents.h). Classes live as long as the machine. They are plain ones: attributes that come from the
 * class itself, such as methods and __class__, are DSC_STATUS_NOT_MODELLED. */
#pragma once

#include "dsc-instance.h"
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
/* By rules that are not the pool's (dsc_runtime_new_by_traits): what a program that is known comes to elsewhere. */
DscMachine   *dsc_machine_new_by_traits  (const DscTraits *traits, DscPool *pool, const DscAlloc *alloc);
void          dsc_machine_free           (DscMachine *self);
/* Knows the names of another one by the same numbers. */
DscStatus     dsc_machine_share_names    (DscMachine *self, const DscMachine *from) DSC_WARN_UNUSED;
DscRuntime   *dsc_machine_get_runtime    (const DscMachine *self);

/* Number of the variable of that name, made if new; 0: no memory. Temporaries have names that begin with a space. */
uint32_t      dsc_machine_intern_name    (DscMachine *self, const char *name, size_t length);
uint32_t      dsc_machine_find_name      (const DscMachine *self, const char *name);   /* 0: unknown */
const char   *dsc_machine_get_name       (const DscMachine *self, uint32_t reg);
uint32_t      dsc_machine_get_n_names    (const DscMachine *self);                     /* registers are 1 … n */
DscBoundKind  dsc_machine_get_bound_kind (const DscMachine *self, uint32_t reg);
/* Bound to one of those; or to a tuple, list or set with one inside, of which nothing else is told. */
bool          dsc_machine_is_bound       (const DscMachine *self, uint32_t reg);
DscDict      *dsc_machine_get_dict       (const DscMachine *self, uint32_t reg);       /* borrowed; NULL: not a dict */
/* The bound dict, instance or class as an object (or the container); always the same one for the same thing. NULL: nothing bound, or no memory. */
const DscObject *dsc_machine_get_object  (const DscMachine *self, uint32_t reg);
DscInstance  *dsc_machine_get_instance   (const DscMachine *self, uint32_t reg);       /* borrowed; NULL: not an instance */
DscClass     *dsc_machine_get_class      (const DscMachine *self, uint32_t reg);       /* borrowed; NULL: not a class */
/* Image of what is bound. NULL: nothing is, it is a class that shares no keys, or there is no memory. */
DscSnapshot  *dsc_machine_take_snapshot  (const DscMachine *self, uint32_t reg);
DscDict      *dsc_machine_find_dict      (const DscMachine *self, uint32_t dict_id);   /* NULL: deallocated */

/* Applies one operation. Events go to the runtime's trace. out_result is always filled; NULL: results are not wanted, and no
 * object is made for one (replaying). OK and RAISED are Python's own outcomes. INVALID (an unbound register, say),
 * NOT_MODELLED and UNSUPPORTED change nothing. NO_MEMORY and TOO_LARGE leave every variable and dict as it was, but of an
 * operation that stores or deletes many items one by one, what was done before stays, as after Python's MemoryError. */
DscStatus     dsc_machine_apply          (DscMachine *self, const DscOp *op, DscResult *out_result);
