/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-referents.h: what objects stand for in one runtime, and how often it is referred to.
 *
 * An object of the pool says who, a runtime says what: many machines share the objects of one history, and each has a dict, an instance or a
 * count of its own behind them. A dict or an instance dies when its last reference goes, in CPython's order: what it holds goes before its
 * own memory. References are counted from
 *
 *   registers of a machine          names and temporaries
 *   tables                          keys and values of a dict; values of an instance
 *   an instance                     its __dict__
 *   tuples, lists and sets          as soon as one of these here refers to them; each holds its items once, however often it is held itself
 *   an operation                    the values that it is about to store, as long as it runs
 *
 * Everything else (numbers, texts, containers of them, classes) lives as long as the pool and is not counted; one bit of the object tells
 * (can_change). There is no cyclic garbage collector: what refers to itself in a ring lives until the runtime is freed. */
#pragma once

#include "dsc-dict-private.h"

#define DSC_MAX_NESTED_DEATHS 50u   /* PyTrash_UNWIND_LEVEL: what would die deeper than that waits until the outermost is done */

/* The dict or the instance that the object stands for; NULL: it is gone, or of another runtime. A dict whose object came from another
 * machine of the same history is found by its number. */
DscDict            *dsc_runtime_find_dict     (const DscRuntime *rt, const DscObject *object);
struct DscInstance *dsc_runtime_find_instance (const DscRuntime *rt, const DscObject *object);

/* The object stands for that dict or instance from now on, until it dies. NO_MEMORY: nothing has changed. */
DscStatus dsc_runtime_adopt    (DscRuntime *rt, const DscObject *object, void *referent) DSC_WARN_UNUSED;
/* It is dying. */
void      dsc_runtime_disown   (DscRuntime *rt, const DscObject *object);

/* One more reference to the object and, for a container that nobody held, to its items. NO_MEMORY: nothing has changed; never for what is
 * held already. INVALID: a dict is gone, or another runtime's. */
DscStatus dsc_runtime_take     (DscRuntime *rt, const DscObject *object) DSC_WARN_UNUSED;
/* The same of what is held already. */
void      dsc_runtime_hold     (DscRuntime *rt, const DscObject *object);
void      dsc_runtime_release  (DscRuntime *rt, const DscObject *object);   /* NULL is allowed */

/* The reference that a table had is the caller's until dsc_runtime_let_go. */
void      dsc_runtime_hand_out (DscRuntime *rt, const DscObject *object);

/* Outermost, what was left waiting by deaths inside each other dies; one of them: false when there is none. */
void      dsc_runtime_reap      (DscRuntime *rt);
bool      dsc_dict_reap         (DscRuntime *rt);
bool      dsc_instance_reap     (DscRuntime *rt);

/* Frees the table of referents. */
void      dsc_referents_clear  (DscRuntime *rt);
/* Room for one more, so that the next new one cannot fail. */
DscStatus dsc_referents_reserve (DscRuntime *rt) DSC_WARN_UNUSED;
