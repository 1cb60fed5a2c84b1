/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-records.c: adds up the blocks of memory that one record consists of.
 *
 * Tuples, lists and objects with slots are a struct and n pointers; Objects/tupleobject.c, listobject.c, typeobject.c. A namedtuple is made by
 * PyType_GenericAlloc, which keeps room for one item more, and getsizeof does not tell. Dicts are asked from the ladders. What an instance
 * of a class costs depends on the instances before it (dsc-instance.c), so as many are made in the model as it takes until all further ones
 * are alike. */
#include "dsc-records.h"

#include "dsc-instance-private.h"
#include "dsc-ladder.h"
#include "dsc-layout.h"

#include <stdio.h>
#include <string.h>

/* clang-format off */
static const struct { const char *name, *code; } forms[DSC_N_RECORD_FORMS] = {
  [DSC_RECORD_DICT_DISPLAY]      = { "dict-display",      "{'a': v, …}" },
  [DSC_RECORD_DICT_ZIP]          = { "dict-zip",          "dict(zip(names, values))" },
  [DSC_RECORD_TUPLE]             = { "tuple",             "(v, …)" },
  [DSC_RECORD_LIST]              = { "list",              "[v, …]" },
  [DSC_RECORD_NAMEDTUPLE]        = { "namedtuple",        "collections.namedtuple" },
  [DSC_RECORD_TYPING_NAMEDTUPLE] = { "typing-namedtuple", "typing.NamedTuple" },
  [DSC_RECORD_SLOTS]             = { "slots",             "class with __slots__" },
  [DSC_RECORD_CLASS]             = { "class",             "class" },
  [DSC_RECORD_CLASS_DICT]        = { "class-dict",        "class, __dict__ asked for" },
  [DSC_RECORD_NAMESPACE]         = { "simple-namespace",  "types.SimpleNamespace" },
  [DSC_RECORD_DATACLASS]         = { "dataclass",         "dataclass" },
  [DSC_RECORD_DATACLASS_SLOTS]   = { "dataclass-slots",   "dataclass(slots=True)" },
};
/* clang-format on */

static const char *const blocks[DSC_N_RECORD_BLOCKS] = { "object", "items", "dict", "table", "values" };

const char *
dsc_record_form_name (DscRecordForm form)
{
  return forms[form].name;
}

const char *
dsc_record_form_code (DscRecordForm form)
{
  return forms[form].code;
}

const char *
dsc_record_block_name (DscRecordBlock block)
{
  return blocks[block];
}

bool
dsc_record_form_find (const char *name, DscRecordForm *out_form)
{
  for (int form = 0; form < DSC_N_RECORD_FORMS; form++)
    if (strcmp (forms[form].name, name) == 0)
      {
        *out_form = (DscRecordForm) form;
        return true;
      }
  return false;
}

bool
dsc_record_form_exists (const DscTraits *traits, DscRecordForm form)
{
  const bool is_dict = form == DSC_RECORD_DICT_DISPLAY || form == DSC_RECORD_DICT_ZIP;

  if (traits->target.implementation != DSC_IMPLEMENTATION_CPYTHON && !is_dict)
    return false;
  switch (form)
    {
    case DSC_RECORD_DICT_DISPLAY:
      return dsc_ladder_exists (traits, DSC_LADDER_DISPLAY, true);
    case DSC_RECORD_DICT_ZIP:
      return dsc_ladder_exists (traits, DSC_LADDER_PAIRS, true);
    case DSC_RECORD_TUPLE:
    case DSC_RECORD_LIST:
      return true;
    case DSC_RECORD_NAMEDTUPLE:
      return traits->has_namedtuple;
    case DSC_RECORD_TYPING_NAMEDTUPLE:
      return traits->has_typing_namedtuple;
    case DSC_RECORD_SLOTS:
    case DSC_RECORD_CLASS:
    case DSC_RECORD_CLASS_DICT:
      return traits->has_slots;
    case DSC_RECORD_NAMESPACE:
      return traits->has_simple_namespace;
    case DSC_RECORD_DATACLASS:
      return traits->has_dataclass;
    case DSC_RECORD_DATACLASS_SLOTS:
      return traits->has_dataclass_slots;
    case DSC_N_RECORD_FORMS:
      break;
    }
  return false;
}

/* --- Structs and pointers. --- */

/* ob_refcnt, ob_type, ob_size (an int before 2.5, but then pointers come next). */
static int64_t
var_head (const DscTraits *traits)
{
  return traits->gc_head + traits->object_head + traits->pointer_size;
}

static void
measure_tuple (const DscTraits *traits, unsigned n, bool is_subclass, DscRecordSize *out)
{
  const int64_t head = var_head (traits) + (traits->tuple_keeps_hash ? traits->pointer_size : 0);

  out->getsizeof = head + (int64_t) n * traits->pointer_size;
  out->blocks[DSC_RECORD_OBJECT] = out->getsizeof + (is_subclass ? traits->pointer_size : 0);
}

/* listobject.c, list_resize, of a list that is appended to: room for an eighth more and a few, in fours. Lists that are not appended to
 * have no spare room, so older rules do not matter here. */
static uint64_t
list_room (const DscTraits *traits, unsigned n)
{
  uint64_t room = 0;

  if (traits->list_display_max == 0 || n <= traits->list_display_max)
    return n;
  for (uint64_t used = 1; used <= n; used++)
    if (used > room)
      room = (used + (used >> 3) + 6) & ~(uint64_t) 3;
  return room;
}

/* PyListObject: ob_item, allocated. In free-threaded builds the items carry their own number in front, which getsizeof does not count. */
static void
measure_list (const DscTraits *traits, unsigned n, DscRecordSize *out)
{
  const int64_t items = (int64_t) list_room (traits, n) * traits->pointer_size;

  out->blocks[DSC_RECORD_OBJECT] = var_head (traits) + 2 * traits->pointer_size;
  out->blocks[DSC_RECORD_ITEMS] = items + (traits->target.build.free_threaded ? traits->pointer_size : 0);
  out->getsizeof = out->blocks[DSC_RECORD_OBJECT] + items;
}

static void
measure_slots (const DscTraits *traits, unsigned n, DscRecordSize *out)
{
  out->getsizeof = traits->gc_head + traits->object_head + (int64_t) n * traits->pointer_size;
  out->blocks[DSC_RECORD_OBJECT] = out->getsizeof;
}

/* --- Dicts. --- */

static int64_t
dict_object (const DscTraits *traits)
{
  return traits->gc_head + dsc_layout_block (traits, DSC_BLOCK_DICT).size;
}

static void
measure_dict (const DscTraits *traits, DscLadderWay way, unsigned n, DscRecordSize *out)
{
  out->getsizeof = dsc_ladder_size (traits, way, true, n);
  out->blocks[DSC_RECORD_OBJECT] = dict_object (traits);
  out->blocks[DSC_RECORD_TABLE] = out->getsizeof - dict_object (traits);
}

/* namespaceobject.c: an object with one pointer, to an empty dict that is updated with a dict of the keywords. */
static void
measure_namespace (const DscTraits *traits, unsigned n, DscRecordSize *out)
{
  measure_dict (traits, DSC_LADDER_UPDATE, n, out);
  out->dict_first = out->dict_later = out->getsizeof;
  out->getsizeof = traits->gc_head + traits->object_head + traits->pointer_size;
  out->blocks[DSC_RECORD_DICT] = out->blocks[DSC_RECORD_OBJECT];
  out->blocks[DSC_RECORD_OBJECT] = out->getsizeof;
}

/* --- Instances of classes. --- */

typedef struct {
  DscRuntime      *rt;
  DscClass        *class;
  const DscObject *names[DSC_RECORD_MOST_FIELDS];
  const DscObject *value;
  unsigned         n;
} Maker;

static DscStatus
begin_class (Maker *self, const DscTraits *traits, unsigned n, bool is_written, const DscAlloc *alloc)
{
  DscPool *pool;
  const DscObject *name;
  char text[16];

  *self = (Maker) { .rt = dsc_runtime_new (traits->target, 0, alloc), .n = n };
  if (self->rt == NULL)
    return DSC_STATUS_NO_MEMORY;
  pool = dsc_runtime_get_pool (self->rt);
  name = dsc_object_str (pool, "R", 1);
  self->value = dsc_object_int (pool, 7);
  for (unsigned i = 0; i < n; i++)
    {
      self->names[i] = dsc_object_str (pool, text, (size_t) snprintf (text, sizeof text, "f%u", i));
      if (self->names[i] == NULL)
        return DSC_STATUS_NO_MEMORY;
    }
  if (name == NULL || self->value == NULL)
    return DSC_STATUS_NO_MEMORY;
  return dsc_class_new (self->rt, name, self->names, is_written ? n : 0, &self->class);
}

static void
end_class (Maker *self)
{
  if (self->class != NULL)
    dsc_class_unref (self->rt, self->class);
  if (self->rt != NULL)
    dsc_runtime_free (self->rt);
}

static DscStatus
make_instance (Maker *self, DscInstance **out_instance)
{
  DscStatus status = dsc_instance_new (self->rt, self->class, out_instance);

  for (unsigned i = 0; i < self->n && status == DSC_STATUS_OK; i++)
    status = dsc_instance_set_attribute (self->rt, *out_instance, self->names[i], self->value);
  return status;
}

static void
add_dict (const Maker *self, const DscTraits *traits, const DscDict *dict, DscRecordSize *out)
{
  out->blocks[DSC_RECORD_DICT] = dict_object (traits);
  if (dict->ma_values == NULL || !dsc_dict_is_split (dict))
    out->blocks[DSC_RECORD_TABLE] = dsc_dict_getsizeof (self->rt, dict) - dict_object (traits);
  else if (!dict->ma_values->embedded)
    out->blocks[DSC_RECORD_VALUES] = (int64_t) dsc_values_bytes (traits, dict->ma_values->capacity);
}

static DscStatus
weigh (Maker *self, const DscTraits *traits, DscInstance *instance, bool asks, DscRecordSize *out)
{
  DscDict *dict = dsc_instance_peek_dict (instance);

  if (asks)
    {
      DscStatus status = dsc_instance_get_dict (self->rt, instance, &dict);
      if (status != DSC_STATUS_OK)
        return status;
    }
  out->blocks[DSC_RECORD_OBJECT] = (int64_t) dsc_instance_allocated (self->rt, instance);
  if (dict != NULL)
    add_dict (self, traits, dict, out);
  else if (!instance->values->embedded)
    out->blocks[DSC_RECORD_VALUES] = (int64_t) dsc_values_bytes (traits, instance->values->capacity);
  return DSC_STATUS_OK;
}

static DscStatus
ask_dict (Maker *self, DscInstance *instance, int64_t *out_size)
{
  DscDict *dict;
  DscStatus status = dsc_instance_get_dict (self->rt, instance, &dict);

  if (status == DSC_STATUS_OK)
    *out_size = dsc_dict_getsizeof (self->rt, dict);
  return status;
}

/* The instances stay alive, as in a list of records. Shared keys are settled once no place is left to be reserved for names to come. */
static DscStatus
make_many (Maker *self, const DscTraits *traits, bool asks, DscInstance **instances, unsigned n, DscRecordSize *out)
{
  DscStatus status = DSC_STATUS_OK;

  out->getsizeof = dsc_instance_getsizeof (self->rt);
  for (unsigned i = 0; i < n && status == DSC_STATUS_OK; i++)
    {
      status = make_instance (self, &instances[i]);
      if (i == 0 && status == DSC_STATUS_OK)
        status = ask_dict (self, instances[0], &out->dict_first);
    }
  if (status == DSC_STATUS_OK)
    status = weigh (self, traits, instances[n - 1], asks, out);
  if (status == DSC_STATUS_OK)
    status = ask_dict (self, instances[n - 1], &out->dict_later);
  return status;
}

/* is_written: the attributes are assigned in the source text of the class; a dataclass gets a function that was made elsewhere. */
static DscStatus
measure_class (const DscTraits *traits, unsigned n, bool is_written, bool asks, const DscAlloc *alloc, DscRecordSize *out)
{
  DscInstance *instances[UINT8_MAX + 3] = { NULL };
  const unsigned n_instances = 3u + traits->shared_keys_max;
  Maker maker;
  DscStatus status = begin_class (&maker, traits, n, is_written, alloc);

  if (status == DSC_STATUS_OK)
    status = make_many (&maker, traits, asks, instances, n_instances, out);
  for (unsigned i = 0; i < n_instances; i++)
    if (instances[i] != NULL)
      dsc_instance_unref (maker.rt, instances[i]);
  end_class (&maker);
  return status;
}

/* --- The whole. --- */

/* obmalloc.c, struct pool_header: four words and four ints, in steps of the alignment. */
static double
share_of_pool (const DscTraits *traits, int64_t block)
{
  const int64_t header = 4 * traits->pointer_size + 16;

  return (double) traits->small_pool / (double) ((traits->small_pool - header) / block);
}

static void
add_up (const DscTraits *traits, DscRecordSize *out)
{
  bool known = true;

  for (int block = 0; block < DSC_N_RECORD_BLOCKS; block++)
    {
      const bool is_object = block == DSC_RECORD_OBJECT || block == DSC_RECORD_DICT;
      const DscAllocatorRule allocator = is_object ? traits->object_allocator : traits->table_allocator;
      const int64_t taken = (int64_t) dsc_traits_allocated (traits, allocator, (uint64_t) out->blocks[block]);

      if (out->blocks[block] == 0)
        continue;
      known = known && taken != 0;
      out->bytes += out->blocks[block];
      out->taken += taken;
      out->resident += allocator == DSC_ALLOCATOR_PYMALLOC && out->blocks[block] <= traits->small_block_max && taken != 0
                         ? share_of_pool (traits, taken)
                         : (double) taken;
    }
  if (!known)
    {
      out->taken = 0;
      out->resident = 0;
    }
}

static DscStatus
measure (const DscTraits *traits, DscRecordForm form, unsigned n, const DscAlloc *alloc, DscRecordSize *out)
{
  switch (form)
    {
    case DSC_RECORD_DICT_DISPLAY:
      measure_dict (traits, DSC_LADDER_DISPLAY, n, out);
      break;
    case DSC_RECORD_DICT_ZIP:
      measure_dict (traits, DSC_LADDER_PAIRS, n, out);
      break;
    case DSC_RECORD_TUPLE:
      measure_tuple (traits, n, false, out);
      break;
    case DSC_RECORD_LIST:
      measure_list (traits, n, out);
      break;
    case DSC_RECORD_NAMEDTUPLE:
    case DSC_RECORD_TYPING_NAMEDTUPLE:
      measure_tuple (traits, n, true, out);
      break;
    case DSC_RECORD_SLOTS:
    case DSC_RECORD_DATACLASS_SLOTS:
      measure_slots (traits, n, out);
      break;
    case DSC_RECORD_CLASS:
    case DSC_RECORD_CLASS_DICT:
      return measure_class (traits, n, true, form == DSC_RECORD_CLASS_DICT, alloc, out);
    case DSC_RECORD_NAMESPACE:
      measure_namespace (traits, n, out);
      break;
    case DSC_RECORD_DATACLASS:
      return measure_class (traits, n, false, false, alloc, out);
    case DSC_N_RECORD_FORMS:
      return DSC_STATUS_INVALID;
    }
  return DSC_STATUS_OK;
}

DscStatus
dsc_record_measure (const DscTraits *traits, DscRecordForm form, unsigned n_fields, const DscAlloc *alloc, DscRecordSize *out_size)
{
  DscRecordSize size = { .dict_first = -1, .dict_later = -1 };
  DscStatus status;

  if (n_fields == 0 || n_fields > DSC_RECORD_MOST_FIELDS || !dsc_record_form_exists (traits, form))
    return DSC_STATUS_INVALID;
  status = measure (traits, form, n_fields, alloc, &size);
  if (status != DSC_STATUS_OK)
    return status;
  add_up (traits, &size);
  *out_size = size;
  return DSC_STATUS_OK;
}
