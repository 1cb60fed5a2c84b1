/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-instance.h: an instance of a plain class, its attributes and its __dict__, as object.c and dictobject.c keep them. */
#pragma once

#include "dsc-class.h"

typedef struct DscInstance DscInstance;

DscStatus    dsc_instance_new              (DscRuntime *rt, DscClass *class, DscInstance **out_instance) DSC_WARN_UNUSED;   /* one reference; no attribute yet */
DscInstance *dsc_instance_ref              (DscInstance *self);
void         dsc_instance_unref            (DscRuntime *rt, DscInstance *self);   /* at 0 it is deallocated; a dict that others hold lives on */

/* setattr, delattr, getattr of a name that the class does not define. name is an exact str. NO_MEMORY leaves attributes as they
 * were; but up to 3.10 a class that cannot take over the keys of an instance that outgrew them gives its own up, and the
 * attribute is set all the same, as in CPython. Deleting what is not there is RAISED, DSC_RAISED_ATTRIBUTE_ERROR, and may yet change
 * shared keys. Missing: *out_value is NULL and the status OK. */
DscStatus    dsc_instance_set_attribute    (DscRuntime *rt, DscInstance *self, const DscObject *name, const DscObject *value) DSC_WARN_UNUSED;
DscStatus    dsc_instance_delete_attribute (DscRuntime *rt, DscInstance *self, const DscObject *name) DSC_WARN_UNUSED;
DscStatus    dsc_instance_get_attribute    (DscRuntime *rt, DscInstance *self, const DscObject *name, const DscObject **out_value) DSC_WARN_UNUSED;
/* x.__dict__, vars (x): made when it is not there yet. Borrowed. */
DscStatus    dsc_instance_get_dict         (DscRuntime *rt, DscInstance *self, DscDict **out_dict) DSC_WARN_UNUSED;
DscStatus    dsc_instance_set_dict         (DscRuntime *rt, DscInstance *self, DscDict *dict) DSC_WARN_UNUSED;   /* x.__dict__ = dict; takes a reference */

DscDict     *dsc_instance_peek_dict        (const DscInstance *self);   /* NULL: not made yet */
DscClass    *dsc_instance_get_class        (const DscInstance *self);
size_t       dsc_instance_get_n_attributes (const DscInstance *self);   /* in its dict, or in its values while there is none */
bool         dsc_instance_uses_class_keys  (const DscInstance *self);   /* its dict has been made and shares the keys of the class */
uint32_t     dsc_instance_get_id           (const DscInstance *self);   /* from 1, unique in the runtime */
int64_t      dsc_instance_basicsize        (const DscRuntime *rt);      /* type (x).__basicsize__ */
int64_t      dsc_instance_getsizeof        (const DscRuntime *rt);      /* sys.getsizeof (x): all instances of plain classes are alike */
/* NULL, or the broken rule as static text: of the instance, of its values, and of its dict. */
const char  *dsc_instance_check            (const DscRuntime *rt, const DscInstance *self);
