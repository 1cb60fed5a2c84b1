/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-dict-build.c: dicts made from scratch: {}, dict (), displays, keyword arguments, dict.fromkeys.
 *
 * Where the number of items is known beforehand, most versions size the table by it: by the number of items written,
 * repeated keys included. How they turn the number into slots, and which ways of writing count as known, are traits.
 * Python/ceval.c: BUILD_MAP, BUILD_CONST_KEY_MAP, MAP_ADD; Python/compile.c: compiler_dict, compiler_subdict;
 * Objects/dictobject.c: _PyDict_NewPresized, _PyDict_FromItems, dict_fromkeys; Objects/call.c: _PyStack_AsDict. */
#include "dsc-family-private.h"

static DscStatus
new_dict (DscRuntime *rt, DscEmptyRule rule, DscDict **out_dict)
{
  DscDict *self;
  DscStatus status = dsc_dict_allocate (rt, &self);

  if (status != DSC_STATUS_OK)
    return status;
  status = rt->ops->init (rt, self, rule);
  if (status != DSC_STATUS_OK)
    {
      dsc_dict_discard (rt, self);
      return status;
    }
  dsc_dict_set_tag (rt, self, rt->trace != NULL);
  *out_dict = self;
  return DSC_STATUS_OK;
}

DscStatus
dsc_dict_new (DscRuntime *rt, DscDict **out_dict)
{
  return new_dict (rt, rt->traits.empty_display, out_dict);
}

DscStatus
dsc_dict_new_call (DscRuntime *rt, DscDict **out_dict)
{
  return new_dict (rt, rt->traits.empty_call, out_dict);
}

/* A count that is known beforehand, and how the request follows from it: (count * factor + addend) / divisor; divisor 0: it does not. */
static DscResizeCause
cause_of_count (uint64_t n, uint64_t count, unsigned factor, unsigned addend, unsigned divisor)
{
  return (DscResizeCause) { .test = DSC_RESIZE_TEST_COUNT, .c = (int64_t) n, .count = count, .factor = factor, .addend = addend, .divisor = divisor };
}

static void
note_presize_cause (DscRuntime *rt, uint64_t n, uint64_t request, uint64_t slots)
{
  bool by_count = rt->traits.presize == DSC_PRESIZE_N || rt->traits.presize == DSC_PRESIZE_N_ABOVE_5;

  if (rt->trace == NULL)
    return;
  if (by_count)
    dsc_note_cause (rt, cause_of_count (n, n, 1, 0, 1));
  else if (slots == dsc_traits_round (&rt->traits, request))
    dsc_note_cause (rt, cause_of_count (n, n, 3, 1, 2));
  else
    dsc_note_cause (rt, cause_of_count (n, 0, 0, 0, 0));   /* the cap */
}

static DscStatus
new_presized (DscRuntime *rt, uint64_t n, bool unicode, DscDict **out_dict)
{
  uint64_t request;
  uint64_t slots = dsc_traits_presized_slots (&rt->traits, n, &request);
  DscDict *self;

  if (slots == 0)
    return dsc_dict_new (rt, out_dict);
  DscStatus status = dsc_dict_allocate (rt, &self);
  if (status != DSC_STATUS_OK)
    return status;
  note_presize_cause (rt, n, request, slots);
  status = rt->ops->init_sized (rt, self, request, slots, unicode);
  if (status != DSC_STATUS_OK)
    {
      dsc_dict_discard (rt, self);
      return status;
    }
  dsc_dict_set_tag (rt, self, rt->trace != NULL);
  *out_dict = self;
  return DSC_STATUS_OK;
}

/* Ends the making of a dict: hands it over, or gives it back. */
static DscStatus
finish (DscRuntime *rt, DscStatus status, DscDict *self, DscDict **out_dict)
{
  if (status == DSC_STATUS_OK)
    *out_dict = self;
  else
    dsc_dict_unref (rt, self);
  return status;
}

static bool
are_all_str (const DscPair *pairs, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (!dsc_key_is_str (pairs[i].key))
      return false;
  return true;
}

/* A dict sized for `announced` items, and one store per pair. From 3.11 on the keys are looked at first; before, and in 2.x,
 * a fresh table is str-only whatever comes. */
static DscStatus
build_presized (DscRuntime *rt, const DscPair *pairs, size_t n, size_t announced, DscDict **out_dict)
{
  DscDict *self;
  DscStatus status = new_presized (rt, announced, !rt->traits.from_items || are_all_str (pairs, n), &self);

  if (status != DSC_STATUS_OK)
    return status;
  return finish (rt, dsc_dict_update_pairs (rt, self, pairs, n), self, out_dict);
}

static DscStatus
build_by_stores (DscRuntime *rt, DscStatus status, DscDict *self, const DscPair *pairs, size_t n, DscDict **out_dict)
{
  if (status != DSC_STATUS_OK)
    return status;
  return finish (rt, dsc_dict_update_pairs (rt, self, pairs, n), self, out_dict);
}

static DscStatus
build_new_by_stores (DscRuntime *rt, const DscPair *pairs, size_t n, DscDict **out_dict)
{
  DscDict *self = NULL;
  DscStatus status = dsc_dict_new (rt, &self);

  return build_by_stores (rt, status, self, pairs, n, out_dict);
}

/* One display that the compiler does not cut. */
static DscStatus
build_run (DscRuntime *rt, const DscPair *pairs, size_t n, DscDict **out_dict)
{
  if (!dsc_traits_display_presizes (&rt->traits, n))
    return build_new_by_stores (rt, pairs, n, out_dict);
  return build_presized (rt, pairs, n, n, out_dict);
}

/* Further runs are built each by itself and merged: into the first run, or, with the first one, into a new dict. */
static DscStatus
merge_runs (DscRuntime *rt, DscDict *self, const DscPair *pairs, size_t n, size_t run)
{
  DscStatus status = DSC_STATUS_OK;

  for (size_t done = 0; done < n && status == DSC_STATUS_OK; done += run)
    {
      DscDict *part;
      status = build_run (rt, pairs + done, n - done < run ? n - done : run, &part);
      if (status != DSC_STATUS_OK)
        return status;
      status = dsc_dict_update_dict (rt, self, part);
      dsc_dict_unref (rt, part);
    }
  return status;
}

static DscStatus
build_display (DscRuntime *rt, const DscPair *pairs, size_t n, DscDict **out_dict)
{
  size_t run = dsc_traits_display_run (&rt->traits);
  size_t first = rt->traits.unpack == DSC_UNPACK_UPDATE_FIRST ? run : 0;
  DscDict *self;
  DscStatus status;

  if (n <= run)
    return build_run (rt, pairs, n, out_dict);
  if (rt->traits.display == DSC_DISPLAY_STORES)
    return build_new_by_stores (rt, pairs, n, out_dict);
  if (rt->traits.unpack == DSC_UNPACK_NONE)   /* one dict, announced with the largest operand */
    return build_presized (rt, pairs, n, run, out_dict);
  status = first != 0 ? build_run (rt, pairs, first, &self) : dsc_dict_new (rt, &self);
  if (status != DSC_STATUS_OK)
    return status;
  return finish (rt, merge_runs (rt, self, pairs + first, n - first, run), self, out_dict);
}

/* The dict of keywords that a call in C is given: made from the arguments on the stack, or, from 3.10 on, by the caller when
 * they are too many for the stack. */
static DscStatus
build_call_keywords (DscRuntime *rt, const DscPair *pairs, size_t n, DscDict **out_dict)
{
  DscDict *self;
  DscStatus status;

  if (rt->traits.kwargs_on_stack != 0 && n > rt->traits.kwargs_on_stack)
    return build_new_by_stores (rt, pairs, n, out_dict);
  if (rt->traits.kwargs_presized)
    return build_presized (rt, pairs, n, n, out_dict);
  status = dsc_dict_new (rt, &self);
  if (status != DSC_STATUS_OK)
    return status;
  for (size_t i = 0; i < n && status == DSC_STATUS_OK; i++)
    {
      const DscPair *pair = rt->traits.kwargs_reversed ? &pairs[n - 1 - i] : &pairs[i];
      status = dsc_dict_set_item (rt, self, pair->key, pair->value);
    }
  return finish (rt, status, self, out_dict);
}

DscStatus
dsc_dict_update_kwargs (DscRuntime *rt, DscDict *self, const DscPair *pairs, size_t n)
{
  DscDict *keywords;

  if (n == 0)
    return DSC_STATUS_OK;
  DscStatus status = build_call_keywords (rt, pairs, n, &keywords);
  if (status != DSC_STATUS_OK)
    return status;
  status = dsc_dict_update_dict (rt, self, keywords);
  dsc_dict_unref (rt, keywords);
  return status;
}

static DscStatus
build_call (DscRuntime *rt, const DscPair *pairs, size_t n, bool keywords, DscDict **out_dict)
{
  DscDict *self;
  DscStatus status = dsc_dict_new_call (rt, &self);

  if (status != DSC_STATUS_OK)
    return status;
  if (keywords && !rt->traits.call_stores_keywords)
    status = dsc_dict_update_kwargs (rt, self, pairs, n);
  else
    status = dsc_dict_update_pairs (rt, self, pairs, n);
  return finish (rt, status, self, out_dict);
}

DscStatus
dsc_dict_build (DscRuntime *rt, DscBuildForm form, const DscPair *pairs, size_t n, DscDict **out_dict)
{
  switch (form)
    {
    case DSC_BUILD_DISPLAY:
    case DSC_BUILD_DISPLAY_CONST:
      return build_display (rt, pairs, n, out_dict);
    case DSC_BUILD_COMPREHENSION:
    case DSC_BUILD_KWARGS:
      return build_new_by_stores (rt, pairs, n, out_dict);
    case DSC_BUILD_CALL_PAIRS:
      return build_call (rt, pairs, n, false, out_dict);
    case DSC_BUILD_CALL_KWARGS:
      return build_call (rt, pairs, n, true, out_dict);
    }
  return DSC_STATUS_INVALID;
}

DscStatus
dsc_dict_kwargs_from (DscRuntime *rt, DscDict *source, DscDict **out_dict)
{
  DscDict *self;
  DscPair pair;
  size_t position = 0;
  DscStatus status = dsc_dict_new (rt, &self);

  if (status != DSC_STATUS_OK)
    return status;
  while (status == DSC_STATUS_OK && dsc_dict_next (source, &position, &pair))
    status = dsc_dict_set_item (rt, self, pair.key, pair.value);
  return finish (rt, status, self, out_dict);
}

/* fromkeys. */

static DscResizeCause
cause_of_fromkeys (DscFromkeysRule rule, uint64_t n, uint64_t fill, uint64_t request)
{
  switch (rule)
    {
    case DSC_FROMKEYS_STORES:
      break;
    case DSC_FROMKEYS_N:
      return cause_of_count (n, n, 1, 0, 1);
    case DSC_FROMKEYS_FILL:
      return cause_of_count (n, fill, 1, 0, 1);
    case DSC_FROMKEYS_HALF_X3:
      return cause_of_count (n, n / 2, 3, 0, 1);
    case DSC_FROMKEYS_ESTIMATE_DOWN:
      return cause_of_count (n, n, 3, 0, 2);
    case DSC_FROMKEYS_ESTIMATE_KEEP:
      if (request != dsc_traits_estimate_size (n))
        break;
      return cause_of_count (n, n, 3, 1, 2);
    case DSC_FROMKEYS_ESTIMATE:
      return cause_of_count (n, n, 3, 1, 2);
    }
  return cause_of_count (n, 0, 0, 0, 0);
}

/* Request for a source of n elements and fill slots in use; false: the dict is not resized. */
static bool
fromkeys_request (DscRuntime *rt, DscFromkeysRule rule, uint64_t n, uint64_t fill, const DscDict *self, uint64_t *out_request)
{
  if (!dsc_traits_fromkeys_request (rule, n, fill, rt->ops->n_slots (self), out_request))
    return false;
  dsc_note_cause (rt, cause_of_fromkeys (rule, n, fill, *out_request));
  return true;
}

DscStatus
dsc_dict_fromkeys_dict (DscRuntime *rt, DscDict *source, const DscObject *value, DscDict **out_dict)
{
  DscFromkeysRule rule = rt->traits.fromkeys_dict;
  DscDict *self;
  DscPair pair;
  size_t position = 0;
  uint64_t request;
  DscStatus status = dsc_dict_new_call (rt, &self);

  if (status != DSC_STATUS_OK)
    return status;
  bool sized = fromkeys_request (rt, rule, source->ma_used, source->ma_fill, self, &request);
  if (sized)
    status = rt->ops->resize (rt, self, request, DSC_RESIZE_FROMKEYS, dsc_dict_may_be_str_only (source));
  while (status == DSC_STATUS_OK && rt->ops->next (source, &position, &pair))
    status = sized ? rt->ops->insert (rt, self, pair.key, value) : rt->ops->store (rt, self, pair.key, value);
  return finish (rt, status, self, out_dict);
}

/* A set's elements were hashed when the set was made. */
static DscStatus
fromkeys_set (DscRuntime *rt, DscDict *self, const DscObject *const *keys, size_t n, const DscObject *value)
{
  uint64_t request;
  DscStatus status = DSC_STATUS_OK;
  bool sized = fromkeys_request (rt, rt->traits.fromkeys_set, n, n, self, &request);

  if (sized)
    status = rt->ops->resize (rt, self, request, DSC_RESIZE_FROMKEYS, !rt->traits.has_unicode_entries);
  for (size_t i = 0; i < n && status == DSC_STATUS_OK; i++)
    {
      status = dsc_runtime_hash_key (rt, self, keys[i], DSC_KEY_USE_STORE);
      if (status == DSC_STATUS_OK)
        status = sized ? rt->ops->insert (rt, self, keys[i], value) : rt->ops->store (rt, self, keys[i], value);
    }
  return status;
}

/* dict.fromkeys ({k: …}) with a display in the place of the dict. */
static DscStatus
fromkeys_of_display (DscRuntime *rt, const DscObject *const *keys, size_t n, const DscObject *value, DscDict **out_dict)
{
  DscDict *source;
  DscStatus status = dsc_dict_new_call (rt, &source);

  for (size_t i = 0; i < n && status == DSC_STATUS_OK; i++)
    {
      status = dsc_dict_set_item (rt, source, keys[i], value);
      if (status != DSC_STATUS_OK)
        dsc_dict_unref (rt, source);
    }
  if (status != DSC_STATUS_OK)
    return status;
  status = dsc_dict_fromkeys_dict (rt, source, value, out_dict);
  dsc_dict_unref (rt, source);
  return status;
}

DscStatus
dsc_dict_fromkeys (DscRuntime *rt, DscIterable iterable, const DscObject *const *keys, size_t n, const DscObject *value,
                   DscDict **out_dict)
{
  DscDict *self;
  DscStatus status;

  if (iterable == DSC_ITERABLE_DICT)
    return fromkeys_of_display (rt, keys, n, value, out_dict);
  status = dsc_dict_new_call (rt, &self);
  if (status != DSC_STATUS_OK)
    return status;
  if (iterable == DSC_ITERABLE_SET || iterable == DSC_ITERABLE_FROZENSET)
    status = fromkeys_set (rt, self, keys, n, value);
  else
    for (size_t i = 0; i < n && status == DSC_STATUS_OK; i++)
      status = dsc_dict_set_item (rt, self, keys[i], value);
  return finish (rt, status, self, out_dict);
}
