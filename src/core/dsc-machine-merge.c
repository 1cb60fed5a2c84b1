/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-machine-merge.c: {**a, k: v, **b}, as the compiler of each version takes it apart.
 *
 * A run of pairs between two unpackings is a display of its own, with its own presizing; long runs are cut as the
 * compiler cuts them. Up to 3.8 all parts are on the stack before BUILD_MAP_UNPACK makes a new dict and updates it with each.
 * From 3.9 on the first run is itself the result (a leading unpacking goes into a BUILD_MAP 0), and each further part is
 * merged into it by DICT_UPDATE as soon as it is made. Source: Python/compile.c, compiler_dict. */
#include "dsc-machine-private.h"

/* Number of stack items that the parts become: unpacked dicts and runs. */
static size_t
count_containers (const DscOp *op, size_t run)
{
  size_t n = 0;

  for (size_t i = 0; i < op->n_parts; i++)
    n += op->parts[i].kind == DSC_MERGE_PART_DICT ? 1 : (op->parts[i].n + run - 1) / run;
  return n;
}

static bool
begins_with_run (const DscOp *op)
{
  size_t i = 0;

  while (i < op->n_parts && op->parts[i].kind == DSC_MERGE_PART_PAIRS && op->parts[i].n == 0)
    i++;
  return i < op->n_parts && op->parts[i].kind == DSC_MERGE_PART_PAIRS;
}

/* Visits the containers in order: *part and *done (pairs of it) are the place, which moves on. A run is built and owned by
 * the caller, an unpacked dict gets one more reference. *out_dict is NULL behind the last one. */
static DscStatus
next_container (DscMachine *self, const DscOp *op, size_t *part, size_t *done, DscDict **out_dict)
{
  *out_dict = NULL;
  while (*part < op->n_parts)
    {
      const DscMergePart *now = &op->parts[*part];
      if (now->kind == DSC_MERGE_PART_DICT)
        {
          ++*part;
          *out_dict = dsc_dict_ref (dsc_machine_get_dict (self, now->reg));
          return DSC_STATUS_OK;
        }
      size_t left = now->n - *done;
      if (left != 0)
        {
          size_t run = dsc_traits_display_run (&self->rt->traits);
          const DscPair *pairs = op->pairs + now->first + *done;
          size_t n = left < run ? left : run;
          *done += n;
          return dsc_dict_build (self->rt, op->form != 0 ? DSC_BUILD_DISPLAY_CONST : DSC_BUILD_DISPLAY, pairs, n, out_dict);
        }
      ++*part;
      *done = 0;
    }
  return DSC_STATUS_OK;
}

/* DICT_UPDATE, from 3.9 on. */
static DscStatus
update_first (DscMachine *self, const DscOp *op, DscDict **out_dict)
{
  size_t part = 0;
  size_t done = 0;
  DscDict *result = NULL;
  DscDict *next;
  DscStatus status;

  if (begins_with_run (op))
    status = next_container (self, op, &part, &done, &result);
  else
    status = dsc_dict_new (self->rt, &result);
  while (status == DSC_STATUS_OK
         && (status = next_container (self, op, &part, &done, &next)) == DSC_STATUS_OK
         && next != NULL)
    {
      status = dsc_dict_update_dict (self->rt, result, next);
      dsc_dict_unref (self->rt, next);
    }
  if (status == DSC_STATUS_OK)
    *out_dict = result;
  else if (result != NULL)
    dsc_dict_unref (self->rt, result);
  return status;
}

/* BUILD_MAP_UNPACK, up to 3.8. */
static DscStatus
unpack_stack (DscMachine *self, DscDict **stack, size_t n, DscDict **out_dict)
{
  DscDict *result;
  DscStatus status = dsc_dict_new (self->rt, &result);

  if (status != DSC_STATUS_OK)
    return status;
  for (size_t i = 0; i < n && status == DSC_STATUS_OK; i++)
    status = dsc_dict_update_dict (self->rt, result, stack[i]);
  if (status == DSC_STATUS_OK)
    *out_dict = result;
  else
    dsc_dict_unref (self->rt, result);
  return status;
}

static DscStatus
all_into_new (DscMachine *self, const DscOp *op, DscDict **out_dict)
{
  size_t n = count_containers (op, dsc_traits_display_run (&self->rt->traits));
  size_t n_made = 0;
  size_t part = 0;
  size_t done = 0;
  DscDict **stack = dsc_alloc_new (self->alloc, n * sizeof *stack);
  DscStatus status = stack != NULL ? DSC_STATUS_OK : DSC_STATUS_NO_MEMORY;

  while (status == DSC_STATUS_OK && n_made < n)
    {
      status = next_container (self, op, &part, &done, &stack[n_made]);
      n_made += status == DSC_STATUS_OK;
    }
  if (status == DSC_STATUS_OK && n == 1 && begins_with_run (op))
    *out_dict = dsc_dict_ref (stack[0]);
  else if (status == DSC_STATUS_OK)
    status = unpack_stack (self, stack, n, out_dict);
  for (size_t i = n_made; i-- > 0;)
    dsc_dict_unref (self->rt, stack[i]);
  dsc_alloc_free (self->alloc, stack);
  return status;
}

DscStatus
dsc_machine_merge_display (DscMachine *self, const DscOp *op, DscDict **out_dict)
{
  return self->rt->traits.unpack == DSC_UNPACK_UPDATE_FIRST ? update_first (self, op, out_dict) : all_into_new (self, op, out_dict);
}
