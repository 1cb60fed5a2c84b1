/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-instance-private.h: the memory of classes and instances, for the files of the core that read or write it. */
#pragma once

#include "dsc-instance.h"
#include "dsc-split-private.h"

struct DscClass {
  uint32_t refcount;
  uint32_t id;
  const char *name;          /* the pool's */
  const DscObject *object;   /* stands for it; NULL until a machine says so */
  DscClass   *older;         /* the one before, of a machine */
  DscKeys *ht_cached_keys;   /* one reference; NULL up to 3.2, and when the class has given them up (3.3 to 3.10) */
};

struct DscInstance {
  uint32_t     refcount;
  uint32_t     id;
  uint32_t     block;
  uint32_t     room;         /* 3.13 on: values that the allocation has room for; capacity of values or one more */
  DscClass    *class;        /* one reference */
  DscDict     *dict;         /* one reference; NULL: not made yet */
  DscValues   *values;       /* 3.11, 3.12: until a dict takes them over, then NULL; 3.13 on: inside the instance, never NULL; no references while not valid */
  const DscObject *object;   /* stands for it; NULL until a machine says so */
  DscInstance *next, *previous;   /* all of the runtime, newest first */
};

/* dsc-instance.c: frees what a runtime still has when it goes: those that refer to themselves in a ring. Their dicts are gone. */
void      dsc_instance_free_last   (DscRuntime *rt);

/* dsc-class.c: slots of the keys that a new class has for its instances, as a logarithm to the base 2. */
unsigned  dsc_class_log2_of_shared (const DscTraits *traits);
/* dsc-class.c: the class is about to share these keys; NULL: none. */
void      dsc_class_note_keys      (const DscRuntime *rt, const DscClass *class, const DscKeys *keys);
/* dsc-instance.c: the same for all instances of plain classes; with what sys.getsizeof counts in front of it. */
int64_t   dsc_instance_basicsize_of (const DscTraits *traits);
int64_t   dsc_instance_getsizeof_of (const DscTraits *traits);
/* dsc-instance.c: bytes of the one block that the instance lies in: what is in front of it, itself, and what lies behind (3.13 on: values). */
uint64_t  dsc_instance_allocated   (const DscRuntime *rt, const DscInstance *self);
/* dsc-instance.c: the instance's pointer to its dict is about to be written. */
void      dsc_instance_note_dict   (const DscRuntime *rt, const DscInstance *self, uint32_t before, const DscDict *dict);

/* dsc-instance-dict.c: attributes that live in a dict from the first one on (up to 3.10). */
DscStatus dsc_instance_dict_set    (DscRuntime *rt, DscInstance *self, const DscObject *name, const DscObject *value) DSC_WARN_UNUSED;
DscStatus dsc_instance_dict_delete (DscRuntime *rt, DscInstance *self, const DscObject *name, bool *out_found) DSC_WARN_UNUSED;
DscStatus dsc_instance_dict_make   (DscRuntime *rt, DscInstance *self) DSC_WARN_UNUSED;   /* when there is none */
