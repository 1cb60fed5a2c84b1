/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-class.h: a class as far as the dicts of its instances see it: the keys object that they share. */
#pragma once

#include "dsc-dict.h"

/* A plain class, derived from object or from another such class; each has shared keys of its own. */
typedef struct DscClass DscClass;

/* name: an exact str. static_names: what the methods of its own body assign to self, in any order, names may repeat; 3.14 on puts them into the shared keys
 * (typeobject.c, type_new_impl: __static_attributes__). NO_MEMORY; otherwise a class with one reference. */
DscStatus  dsc_class_new         (DscRuntime *rt, const DscObject *name, const DscObject *const *static_names, size_t n,
                                  DscClass **out_class) DSC_WARN_UNUSED;
DscClass  *dsc_class_ref         (DscClass *self);
void       dsc_class_unref       (DscRuntime *rt, DscClass *self);     /* instances hold references too */
uint32_t   dsc_class_get_id      (const DscClass *self);               /* from 1, unique in the runtime */
const char *dsc_class_get_name   (const DscClass *self);               /* the pool's */
/* dk_version of the shared keys, 0: none. It is given by the specialising interpreter (3.11 on), which the model does not know, and
 * taken back whenever a key is added; so it can only be told. */
uint32_t   dsc_class_get_keys_version (const DscClass *self);
void       dsc_class_set_keys_version (DscClass *self, uint32_t version);
bool       dsc_class_shares_keys (const DscClass *self);               /* has ht_cached_keys: not up to 3.2, nor once it has given them up */
