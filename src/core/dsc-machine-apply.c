/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-machine-apply.c: what each kind of operation does to the variables and dicts of a machine.
 *
 * One table says for each kind which registers it needs and which function does it, so that a handler may rely on them. A
 * new dict is bound to its variable only when it is complete: whatever fails before leaves the variables as they were. */
#include "dsc-frozen.h"
#include "dsc-machine-private.h"
#include "dsc-object-private.h"

typedef DscStatus (*Handler) (DscMachine *self, const DscOp *op, DscResult *result);

enum {
  NEEDS_TARGET = 1,   /* a register to bind */
  NEEDS_SOURCE = 2,   /* a register that is bound to a dict */
  NEEDS_OTHER  = 4,   /* the same */
  NEEDS_PAIRS  = 8,   /* keys and values in pairs */
  NEEDS_KEYS   = 16,  /* keys in pairs */
  NEEDS_KEY    = 32,
  NEEDS_VALUE  = 64,
  STORES       = 128, /* values may get into a dict */
  READS        = 256, /* a target may be bound to what comes out */
  CHANGES      = 512, /* the table of the source, or of its __dict__, may change, if only by being searched */
};

typedef struct {
  Handler  handler;
  unsigned needs;
} Rule;

/* Binds *dict, which the call that gave the status has made (or not). */
static DscStatus
bind_new (DscMachine *self, const DscOp *op, DscResult *result, DscStatus status, DscDict *const *dict)
{
  if (status != DSC_STATUS_OK)
    return status;
  result->dict = dsc_dict_get_id (*dict);
  dsc_machine_bind_dict (self, op->target, *dict);
  return DSC_STATUS_OK;
}

static DscStatus
give (DscResult *result, const DscObject *value)
{
  result->value = value;
  return value != NULL ? DSC_STATUS_OK : DSC_STATUS_NO_MEMORY;
}

static DscStatus
give_int (DscMachine *self, DscResult *result, int64_t value)
{
  return self->wants_result ? give (result, dsc_object_int (self->pool, value)) : DSC_STATUS_OK;
}

static DscDict *
source_dict (DscMachine *self, const DscOp *op)
{
  return dsc_machine_get_dict (self, op->source);
}

static DscDict *
other_dict (DscMachine *self, const DscOp *op)
{
  return dsc_machine_get_dict (self, op->other);
}

/* Making dicts. */

static DscStatus
apply_new (DscMachine *self, const DscOp *op, DscResult *result)
{
  DscDict *dict = NULL;
  DscStatus status = op->kind == DSC_OP_NEW ? dsc_dict_new (self->rt, &dict) : dsc_dict_new_call (self->rt, &dict);

  return bind_new (self, op, result, status, &dict);
}

static DscStatus
apply_build (DscMachine *self, const DscOp *op, DscResult *result)
{
  DscDict *dict = NULL;

  if (op->form > DSC_BUILD_KWARGS)
    return DSC_STATUS_INVALID;
  return bind_new (self, op, result, dsc_dict_build (self->rt, (DscBuildForm) op->form, op->pairs, op->n_pairs, &dict), &dict);
}

/* dict (source, a=1): the vectorcall of 3.9 on stores the keywords one by one, dict_update_common before merges a dict of them. */
static DscStatus
add_keywords (DscMachine *self, const DscOp *op, DscDict *dict)
{
  DscStatus status = DSC_STATUS_OK;

  if (op->n_pairs == 0)
    return DSC_STATUS_OK;
  if (!self->rt->traits.call_stores_keywords)
    return dsc_dict_update_kwargs (self->rt, dict, op->pairs, op->n_pairs);
  for (size_t i = 0; i < op->n_pairs && status == DSC_STATUS_OK; i++)
    status = dsc_dict_set_item (self->rt, dict, op->pairs[i].key, op->pairs[i].value);
  return status;
}

static DscStatus
apply_new_from (DscMachine *self, const DscOp *op, DscResult *result)
{
  DscDict *dict = NULL;
  DscStatus status = dsc_dict_new_from (self->rt, source_dict (self, op), &dict);

  if (status != DSC_STATUS_OK)
    return status;
  status = add_keywords (self, op, dict);
  if (status != DSC_STATUS_OK)
    dsc_dict_unref (self->rt, dict);
  return bind_new (self, op, result, status, &dict);
}

static DscStatus
apply_kwargs_from (DscMachine *self, const DscOp *op, DscResult *result)
{
  DscDict *dict = NULL;

  return bind_new (self, op, result, dsc_dict_kwargs_from (self->rt, source_dict (self, op), &dict), &dict);
}

static DscStatus
apply_copy (DscMachine *self, const DscOp *op, DscResult *result)
{
  DscDict *dict = NULL;

  return bind_new (self, op, result, dsc_dict_copy (self->rt, source_dict (self, op), &dict), &dict);
}

static const DscObject *
value_or_none (DscMachine *self, const DscOp *op)
{
  return op->value != NULL ? op->value : dsc_object_none (self->pool);
}

static DscStatus
apply_fromkeys (DscMachine *self, const DscOp *op, DscResult *result)
{
  DscDict *dict = NULL;
  size_t bytes;

  if (op->form > DSC_ITERABLE_DICT)
    return DSC_STATUS_INVALID;
  if (__builtin_mul_overflow (op->n_pairs, sizeof (DscObject *), &bytes))
    return DSC_STATUS_NO_MEMORY;

  const DscObject **keys = dsc_alloc_new (self->alloc, bytes);
  if (keys == NULL)
    return DSC_STATUS_NO_MEMORY;
  for (size_t i = 0; i < op->n_pairs; i++)
    keys[i] = op->pairs[i].key;
  DscStatus status = dsc_dict_fromkeys (self->rt, (DscIterable) op->form, keys, op->n_pairs, value_or_none (self, op), &dict);
  dsc_alloc_free (self->alloc, keys);
  return bind_new (self, op, result, status, &dict);
}

static DscStatus
apply_fromkeys_dict (DscMachine *self, const DscOp *op, DscResult *result)
{
  DscDict *dict = NULL;
  DscStatus status = dsc_dict_fromkeys_dict (self->rt, source_dict (self, op), value_or_none (self, op), &dict);

  return bind_new (self, op, result, status, &dict);
}

static DscStatus
apply_union (DscMachine *self, const DscOp *op, DscResult *result)
{
  DscDict *dict = NULL;

  if (!self->rt->traits.has_union)
    return DSC_STATUS_UNSUPPORTED;
  return bind_new (self, op, result, dsc_dict_union (self->rt, source_dict (self, op), other_dict (self, op), &dict), &dict);
}

static bool
parts_are_valid (const DscMachine *self, const DscOp *op)
{
  for (size_t i = 0; i < op->n_parts; i++)
    {
      const DscMergePart *part = &op->parts[i];
      if (part->kind == DSC_MERGE_PART_DICT && dsc_machine_get_dict (self, part->reg) == NULL)
        return false;
      if (part->kind == DSC_MERGE_PART_PAIRS && (part->first > op->n_pairs || part->n > op->n_pairs - part->first))
        return false;
    }
  return true;
}

static DscStatus
apply_merge_display (DscMachine *self, const DscOp *op, DscResult *result)
{
  DscDict *dict = NULL;

  if (!self->rt->traits.has_unpacking)
    return DSC_STATUS_UNSUPPORTED;
  if (!parts_are_valid (self, op))
    return DSC_STATUS_INVALID;
  return bind_new (self, op, result, dsc_machine_merge_display (self, op, &dict), &dict);
}

/* Names. */

static DscClass *
find_class (const DscMachine *self, const DscObject *object)
{
  DscClass *class = self->classes;

  while (class != NULL && class->object != object)
    class = class->older;
  return class;
}

/* What a variable is bound to that gets the object, with a reference; all 0 when it is nothing of the kind, or gone. */
static DscStatus
refer_to (DscMachine *self, const DscObject *object, DscVariable *out_variable)
{
  DscStatus status = object != NULL ? dsc_runtime_take (self->rt, object) : DSC_STATUS_OK;

  *out_variable = (DscVariable) { 0 };
  if (object == NULL || status != DSC_STATUS_OK)
    return status == DSC_STATUS_INVALID ? DSC_STATUS_OK : status;
  if (object->kind == DSC_OBJECT_DICT)
    *out_variable = (DscVariable) { .kind = DSC_BOUND_DICT, .as.dict = dsc_runtime_find_dict (self->rt, object) };
  else if (object->kind == DSC_OBJECT_INSTANCE)
    *out_variable = (DscVariable) { .kind = DSC_BOUND_INSTANCE, .as.instance = dsc_runtime_find_instance (self->rt, object) };
  else if (object->kind == DSC_OBJECT_CLASS)
    *out_variable = (DscVariable) { .kind = DSC_BOUND_CLASS, .as.class = find_class (self, object) };
  else if (object->can_change)
    *out_variable = (DscVariable) { .kind = DSC_BOUND_NOTHING, .as.container = object };
  return DSC_STATUS_OK;
}

/* Binds what the object stands for; *out_bound: there is something. */
static DscStatus
bind_object (DscMachine *self, uint32_t target, const DscObject *object, bool *out_bound)
{
  DscVariable variable;
  DscStatus status = refer_to (self, object, &variable);

  *out_bound = variable.as.dict != NULL;   /* whichever it is */
  if (*out_bound)
    dsc_machine_bind (self, target, variable);
  return status;
}

static DscStatus
apply_bind_value (DscMachine *self, const DscOp *op, DscResult *result)
{
  const DscDict *dict = op->value != NULL ? dsc_runtime_find_dict (self->rt, op->value) : NULL;
  bool bound;
  DscStatus status = bind_object (self, op->target, op->value, &bound);

  if (dict != NULL)
    result->dict = dsc_dict_get_id (dict);
  return status == DSC_STATUS_OK && !bound ? DSC_STATUS_INVALID : status;
}

static DscStatus
apply_bind (DscMachine *self, const DscOp *op, DscResult *result)
{
  const DscVariable *source = dsc_machine_variable (self, op->source);

  if (op->source == 0)
    return apply_bind_value (self, op, result);
  if (!dsc_machine_is_bound (self, op->source))
    return DSC_STATUS_INVALID;
  if (source->kind == DSC_BOUND_DICT)
    {
      result->dict = dsc_dict_get_id (source->as.dict);
      dsc_dict_ref (source->as.dict);
    }
  else if (source->kind == DSC_BOUND_INSTANCE)
    dsc_instance_ref (source->as.instance);
  else if (source->kind == DSC_BOUND_NOTHING)
    dsc_runtime_hold (self->rt, source->as.container);
  dsc_machine_bind (self, op->target, *source);
  return DSC_STATUS_OK;
}

static DscStatus
apply_unbind (DscMachine *self, const DscOp *op, DscResult *result)
{
  uint32_t reg = op->target != 0 ? op->target : op->source;

  (void) result;
  if (!dsc_machine_is_bound (self, reg))
    return DSC_STATUS_INVALID;
  dsc_machine_unbind (self, reg);
  return DSC_STATUS_OK;
}

/* Single items. */

static DscStatus
apply_set_item (DscMachine *self, const DscOp *op, DscResult *result)
{
  (void) result;
  return dsc_dict_set_item (self->rt, source_dict (self, op), op->key, op->value);
}

static DscStatus
apply_delete_item (DscMachine *self, const DscOp *op, DscResult *result)
{
  (void) result;
  return dsc_dict_delete_item (self->rt, source_dict (self, op), op->key);
}

static DscStatus
apply_get (DscMachine *self, const DscOp *op, DscResult *result)
{
  const DscObject *value = NULL;
  DscStatus status = dsc_dict_get_item (self->rt, source_dict (self, op), op->key, &value);

  if (status != DSC_STATUS_OK)
    return status;
  if (value == NULL && op->kind == DSC_OP_GET_ITEM)
    return dsc_runtime_raise_key (self->rt, op->key);
  return give (result, value != NULL ? value : value_or_none (self, op));
}

static DscStatus
apply_contains (DscMachine *self, const DscOp *op, DscResult *result)
{
  bool found = false;
  DscStatus status = dsc_dict_contains (self->rt, source_dict (self, op), op->key, &found);

  return status == DSC_STATUS_OK ? give (result, dsc_object_bool (self->pool, found)) : status;
}

static DscStatus
apply_len (DscMachine *self, const DscOp *op, DscResult *result)
{
  return give_int (self, result, (int64_t) dsc_dict_get_used (source_dict (self, op)));
}

static DscStatus
apply_pop (DscMachine *self, const DscOp *op, DscResult *result)
{
  return dsc_dict_pop (self->rt, source_dict (self, op), op->key, op->value, &result->value);
}

/* The tuple is made before the item is gone, so that nothing can fail afterwards. A replay has it already. */
static DscStatus
apply_popitem (DscMachine *self, const DscOp *op, DscResult *result)
{
  DscDict *dict = source_dict (self, op);
  DscObject *tuple = NULL;
  DscPair pair;

  if (op->target != 0 && dsc_referents_reserve (self->rt) != DSC_STATUS_OK)
    return DSC_STATUS_NO_MEMORY;
  if (self->wants_result && dsc_dict_get_used (dict) != 0)
    {
      tuple = dsc_object_pair_new (self->pool);
      if (tuple == NULL)
        return DSC_STATUS_NO_MEMORY;
    }
  DscStatus status = dsc_dict_popitem (self->rt, dict, &pair);
  if (status == DSC_STATUS_OK && tuple != NULL)
    result->value = dsc_object_pair_fill (tuple, pair.key, pair.value);
  else if (status == DSC_STATUS_OK)
    result->value = op->value;
  return status;
}

static DscStatus
apply_setdefault (DscMachine *self, const DscOp *op, DscResult *result)
{
  return dsc_dict_setdefault (self->rt, source_dict (self, op), op->key, value_or_none (self, op), &result->value);
}

static DscStatus
apply_clear (DscMachine *self, const DscOp *op, DscResult *result)
{
  (void) result;
  return dsc_dict_clear_items (self->rt, source_dict (self, op));
}

/* Many items. */

static DscStatus
apply_update (DscMachine *self, const DscOp *op, DscResult *result)
{
  DscDict *dict = source_dict (self, op);

  (void) result;
  if (op->kind == DSC_OP_UPDATE_PAIRS)
    return dsc_dict_update_pairs (self->rt, dict, op->pairs, op->n_pairs);
  return dsc_dict_update_kwargs (self->rt, dict, op->pairs, op->n_pairs);
}

static DscStatus
apply_update_dict (DscMachine *self, const DscOp *op, DscResult *result)
{
  (void) result;
  if (op->kind == DSC_OP_IOR && !self->rt->traits.has_union)
    return DSC_STATUS_UNSUPPORTED;
  return dsc_dict_update_dict (self->rt, source_dict (self, op), other_dict (self, op));
}

static DscStatus
apply_fill (DscMachine *self, const DscOp *op, DscResult *result)
{
  DscDict *dict = source_dict (self, op);
  DscStatus status = DSC_STATUS_OK;

  (void) result;
  for (size_t i = 0; i < op->n_pairs && status == DSC_STATUS_OK; i++)
    status = dsc_dict_set_item (self->rt, dict, op->pairs[i].key, op->pairs[i].value);
  return status;
}

static DscStatus
apply_delete_many (DscMachine *self, const DscOp *op, DscResult *result)
{
  DscDict *dict = source_dict (self, op);
  DscStatus status = DSC_STATUS_OK;

  (void) result;
  for (size_t i = 0; i < op->n_pairs && status == DSC_STATUS_OK; i++)
    status = dsc_dict_delete_item (self->rt, dict, op->pairs[i].key);
  return status;
}

static DscStatus
apply_pop_many (DscMachine *self, const DscOp *op, DscResult *result)
{
  DscDict *dict = source_dict (self, op);
  DscStatus status = DSC_STATUS_OK;
  DscPair pair;

  (void) result;
  for (uint64_t i = 0; i < op->count && status == DSC_STATUS_OK; i++)
    {
      status = dsc_dict_popitem (self->rt, dict, &pair);
      dsc_runtime_let_go (self->rt);
    }
  return status;
}

/* Reads of the program. */

static DscStatus
apply_size (DscMachine *self, const DscOp *op, DscResult *result)
{
  DscDict *dict = source_dict (self, op);
  bool is_whole = op->kind == DSC_OP_GETSIZEOF;
  int64_t size;

  if (dict != NULL)
    size = is_whole ? dsc_dict_getsizeof (self->rt, dict) : dsc_dict_sizeof (self->rt, dict);
  else if (dsc_machine_get_instance (self, op->source) != NULL)
    size = is_whole ? dsc_instance_getsizeof (self->rt) : dsc_instance_basicsize (self->rt);
  else
    return DSC_STATUS_INVALID;
  return size >= 0 ? give_int (self, result, size) : DSC_STATUS_UNSUPPORTED;
}

static DscStatus
apply_shown (DscMachine *self, const DscOp *op, DscResult *result)
{
  (void) self;
  result->value = op->value != NULL ? op->value : op->key;
  return DSC_STATUS_OK;
}

static DscStatus
apply_raise (DscMachine *self, const DscOp *op, DscResult *result)
{
  (void) self, (void) op, (void) result;
  return DSC_STATUS_OK;
}

// clang-format off
static const Rule rules[] = {
  [DSC_OP_NEW]           = { apply_new,                   NEEDS_TARGET },
  [DSC_OP_NEW_CALL]      = { apply_new,                   NEEDS_TARGET },
  [DSC_OP_BUILD]         = { apply_build,                 NEEDS_TARGET | NEEDS_PAIRS | STORES },
  [DSC_OP_NEW_FROM]      = { apply_new_from,              NEEDS_TARGET | NEEDS_SOURCE | NEEDS_PAIRS | STORES },
  [DSC_OP_KWARGS_FROM]   = { apply_kwargs_from,           NEEDS_TARGET | NEEDS_SOURCE },
  [DSC_OP_COPY]          = { apply_copy,                  NEEDS_TARGET | NEEDS_SOURCE },
  [DSC_OP_FROMKEYS]      = { apply_fromkeys,              NEEDS_TARGET | NEEDS_KEYS | STORES },
  [DSC_OP_FROMKEYS_DICT] = { apply_fromkeys_dict,         NEEDS_TARGET | NEEDS_SOURCE | STORES },
  [DSC_OP_UNION]         = { apply_union,                 NEEDS_TARGET | NEEDS_SOURCE | NEEDS_OTHER },
  [DSC_OP_MERGE_DISPLAY] = { apply_merge_display,         NEEDS_TARGET | NEEDS_PAIRS | STORES },
  [DSC_OP_BIND]          = { apply_bind,                  NEEDS_TARGET },
  [DSC_OP_UNBIND]        = { apply_unbind,                0 },
  [DSC_OP_SET_ITEM]      = { apply_set_item,              NEEDS_SOURCE | NEEDS_KEY | NEEDS_VALUE | STORES | CHANGES },
  [DSC_OP_DELETE_ITEM]   = { apply_delete_item,           NEEDS_SOURCE | NEEDS_KEY | CHANGES },
  [DSC_OP_GET_ITEM]      = { apply_get,                   NEEDS_SOURCE | NEEDS_KEY | READS | CHANGES },
  [DSC_OP_GET]           = { apply_get,                   NEEDS_SOURCE | NEEDS_KEY | READS | CHANGES },
  [DSC_OP_CONTAINS]      = { apply_contains,              NEEDS_SOURCE | NEEDS_KEY | CHANGES },
  [DSC_OP_LEN]           = { apply_len,                   NEEDS_SOURCE },
  [DSC_OP_POP]           = { apply_pop,                   NEEDS_SOURCE | NEEDS_KEY | READS | CHANGES },
  [DSC_OP_POPITEM]       = { apply_popitem,               NEEDS_SOURCE | READS | CHANGES },
  [DSC_OP_SETDEFAULT]    = { apply_setdefault,            NEEDS_SOURCE | NEEDS_KEY | STORES | READS | CHANGES },
  [DSC_OP_CLEAR]         = { apply_clear,                 NEEDS_SOURCE | CHANGES },
  [DSC_OP_UPDATE_PAIRS]  = { apply_update,                NEEDS_SOURCE | NEEDS_PAIRS | STORES | CHANGES },
  [DSC_OP_UPDATE_KWARGS] = { apply_update,                NEEDS_SOURCE | NEEDS_PAIRS | STORES | CHANGES },
  [DSC_OP_UPDATE_DICT]   = { apply_update_dict,           NEEDS_SOURCE | NEEDS_OTHER | CHANGES },
  [DSC_OP_IOR]           = { apply_update_dict,           NEEDS_SOURCE | NEEDS_OTHER | CHANGES },
  [DSC_OP_GETSIZEOF]     = { apply_size,                  0 },
  [DSC_OP_SIZEOF]        = { apply_size,                  0 },
  [DSC_OP_ITERATE]       = { apply_shown,                 NEEDS_SOURCE | READS },
  [DSC_OP_PRINT]         = { apply_shown,                 0 },
  [DSC_OP_RAISE]         = { apply_raise,                 0 },
  [DSC_OP_CLASS]         = { dsc_machine_apply_class,     NEEDS_TARGET | NEEDS_KEY | NEEDS_KEYS },
  [DSC_OP_INSTANCE]      = { dsc_machine_apply_instance,  NEEDS_TARGET | NEEDS_PAIRS | STORES },
  [DSC_OP_SET_ATTR]      = { dsc_machine_apply_attribute, NEEDS_KEY | NEEDS_VALUE | STORES | CHANGES },
  [DSC_OP_GET_ATTR]      = { dsc_machine_apply_attribute, NEEDS_KEY | READS | CHANGES },
  [DSC_OP_DELETE_ATTR]   = { dsc_machine_apply_attribute, NEEDS_KEY | CHANGES },
  [DSC_OP_VARS]          = { dsc_machine_apply_vars,      CHANGES },
  [DSC_OP_SET_DICT]      = { dsc_machine_apply_set_dict,  NEEDS_OTHER | CHANGES },
  [DSC_OP_DROP]          = { apply_unbind,                0 },
  [DSC_OP_FILL]          = { apply_fill,                  NEEDS_SOURCE | NEEDS_PAIRS | STORES | CHANGES },
  [DSC_OP_DELETE_MANY]   = { apply_delete_many,           NEEDS_SOURCE | NEEDS_KEYS | CHANGES },
  [DSC_OP_POP_MANY]      = { apply_pop_many,              NEEDS_SOURCE | CHANGES },
};
// clang-format on

static bool
pairs_are_complete (const DscOp *op, bool values)
{
  for (size_t i = 0; i < op->n_pairs; i++)
    if (op->pairs[i].key == NULL || (values && op->pairs[i].value == NULL))
      return false;
  return true;
}

static bool
is_valid (const DscMachine *self, const DscOp *op, unsigned needs)
{
  for (size_t i = 0; i < op->n_drops; i++)
    if (dsc_machine_variable (self, op->drops[i]) == NULL)
      return false;
  return ((needs & NEEDS_TARGET) == 0 || dsc_machine_variable (self, op->target) != NULL)
         && ((needs & READS) == 0 || op->target == 0 || dsc_machine_variable (self, op->target) != NULL)
         && ((needs & NEEDS_SOURCE) == 0 || dsc_machine_get_dict (self, op->source) != NULL)
         && ((needs & NEEDS_OTHER) == 0 || dsc_machine_get_dict (self, op->other) != NULL)
         && ((needs & NEEDS_KEY) == 0 || op->key != NULL)
         && ((needs & NEEDS_VALUE) == 0 || op->value != NULL)
         && ((needs & (NEEDS_PAIRS | NEEDS_KEYS)) == 0 || pairs_are_complete (op, (needs & NEEDS_PAIRS) != 0));
}

/* A table that is common property of several machines becomes the dict's own. */
static DscStatus
prepare_change (DscMachine *self, const DscOp *op)
{
  const DscInstance *instance = dsc_machine_get_instance (self, op->source);
  DscDict *dict = instance != NULL ? dsc_instance_peek_dict (instance) : dsc_machine_get_dict (self, op->source);

  return dict != NULL ? dsc_dict_thaw (self->rt, dict) : DSC_STATUS_OK;
}

/* The handler, while everything that it needs is held. */
static DscStatus
handle (DscMachine *self, const Rule *rule, const DscOp *op, DscResult *result)
{
  DscStatus status = rule->handler (self, op, result);
  bool bound;

  if (status == DSC_STATUS_OK && (rule->needs & READS) != 0 && op->target != 0)
    status = bind_object (self, op->target, result->value, &bound);
  if (status == DSC_STATUS_RAISED)
    result->raised = *dsc_runtime_get_raised (self->rt);
  dsc_runtime_let_go (self->rt);
  return status;
}

static DscStatus
apply_rule (DscMachine *self, const Rule *rule, const DscOp *op, DscResult *result)
{
  DscDict *source = dsc_machine_get_dict (self, op->source);
  DscStatus status = (rule->needs & CHANGES) != 0 ? prepare_change (self, op) : DSC_STATUS_OK;

  if (status == DSC_STATUS_OK && (rule->needs & STORES) != 0)
    status = dsc_machine_take_operands (self, op);
  if (status != DSC_STATUS_OK)
    return status;
  if ((rule->needs & NEEDS_TARGET) == 0 && source != NULL)
    result->dict = dsc_dict_get_id (source);
  status = handle (self, rule, op, result);
  if ((rule->needs & STORES) != 0)
    dsc_machine_release_operands (self, op);
  return status;
}

DscStatus
dsc_machine_apply (DscMachine *self, const DscOp *op, DscResult *out_result)
{
  DscResult unwanted;
  DscResult *result = out_result != NULL ? out_result : &unwanted;
  const Rule *rule = op->kind < sizeof rules / sizeof *rules ? &rules[op->kind] : NULL;

  *result = (DscResult) { .status = DSC_STATUS_INVALID };
  self->wants_result = out_result != NULL;
  if (rule != NULL && rule->handler != NULL && is_valid (self, op, rule->needs))
    result->status = apply_rule (self, rule, op, result);
  if (result->status != DSC_STATUS_OK && result->status != DSC_STATUS_RAISED)
    *result = (DscResult) { .status = result->status };
  else
    for (size_t i = 0; i < op->n_drops; i++)
      dsc_machine_unbind (self, op->drops[i]);
  return result->status;
}
