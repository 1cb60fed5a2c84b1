/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-object-name.c: what an object is called: its type, its class, its address. */
#include "dsc-object-private.h"

bool
dsc_object_is_exact_str (const DscObject *self)
{
  return self->kind == DSC_OBJECT_STR;
}

const char *
dsc_object_class_name (const DscObject *self)
{
  switch ((DscObjectKind) self->kind)
    {
    case DSC_OBJECT_STR_SUBCLASS: case DSC_OBJECT_KEYED: case DSC_OBJECT_OPAQUE:
    case DSC_OBJECT_DICT: case DSC_OBJECT_INSTANCE: case DSC_OBJECT_CLASS:
      return ((const DscNamedObject *) self)->class_name;
    case DSC_OBJECT_NONE: case DSC_OBJECT_BOOL: case DSC_OBJECT_INT: case DSC_OBJECT_LONG:
    case DSC_OBJECT_FLOAT: case DSC_OBJECT_COMPLEX: case DSC_OBJECT_STR: case DSC_OBJECT_UNICODE:
    case DSC_OBJECT_BYTES: case DSC_OBJECT_TUPLE: case DSC_OBJECT_FROZENSET: case DSC_OBJECT_RANGE:
    case DSC_OBJECT_LIST: case DSC_OBJECT_SET: case DSC_OBJECT_DUMMY:
      return NULL;
    }
  return NULL;
}

const char *
dsc_object_type_name (const DscObject *self, const DscPool *pool)
{
  switch ((DscObjectKind) self->kind)
    {
    case DSC_OBJECT_NONE:      return "NoneType";
    case DSC_OBJECT_BOOL:      return "bool";
    case DSC_OBJECT_INT:       return "int";
    case DSC_OBJECT_LONG:      return "long";
    case DSC_OBJECT_FLOAT:     return "float";
    case DSC_OBJECT_COMPLEX:   return "complex";
    case DSC_OBJECT_STR:       return "str";
    case DSC_OBJECT_UNICODE:   return "unicode";
    case DSC_OBJECT_BYTES:     return "bytes";
    case DSC_OBJECT_TUPLE:     return "tuple";
    case DSC_OBJECT_FROZENSET: return "frozenset";
    case DSC_OBJECT_RANGE:     return pool->traits.is_python2 ? "xrange" : "range";
    case DSC_OBJECT_LIST:      return "list";
    case DSC_OBJECT_SET:       return "set";
    case DSC_OBJECT_DICT:      return "dict";
    case DSC_OBJECT_CLASS:     return "type";
    case DSC_OBJECT_DUMMY:     return "<dummy key>";
    case DSC_OBJECT_STR_SUBCLASS: case DSC_OBJECT_KEYED: case DSC_OBJECT_INSTANCE: case DSC_OBJECT_OPAQUE:
      return dsc_object_class_name (self);
    }
  return "?";
}

uint64_t
dsc_object_address (const DscObject *self, const DscPool *pool)
{
  if (pool->traits.pointer_size == 4)
    return UINT64_C (0x40000000) + (uint64_t) self->ordinal * 32 % UINT64_C (0x80000000);
  return UINT64_C (0x7f0000000000) + (uint64_t) self->ordinal * 64;
}
