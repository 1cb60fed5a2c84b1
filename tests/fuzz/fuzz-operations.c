/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz-operations.c: bytes are operations on dicts and instances, done in a history that is traced and in one that is not.
 *
 * After each one the invariants hold; in the end both machines are the same to the last byte, and so is the untraced one's state when
 * its history is sought for it, from keyframes that are close to each other, and from the beginning. */
#include "fuzz.h"

#include "machine-dump.h"

#include "dsc-keyframes.h"

#include <string.h>

#define N_NAMES       10u
#define MAX_OPS       300u
#define MAX_PAIRS     16u
#define BYTES_OF_OP   5u
#define MAX_USED      2000u    /* items of a dict, beyond which it is cleared */

typedef struct {
  DscTimeline *timeline;
  DscTrace     trace;
  uint32_t     names[N_NAMES];
} Side;

static const uint8_t kinds[] = {
  DSC_OP_NEW, DSC_OP_NEW_CALL, DSC_OP_BUILD, DSC_OP_NEW_FROM, DSC_OP_KWARGS_FROM, DSC_OP_COPY, DSC_OP_FROMKEYS, DSC_OP_FROMKEYS_DICT, DSC_OP_UNION,
  DSC_OP_MERGE_DISPLAY, DSC_OP_BIND, DSC_OP_UNBIND, DSC_OP_SET_ITEM, DSC_OP_DELETE_ITEM, DSC_OP_GET_ITEM, DSC_OP_GET, DSC_OP_CONTAINS,
  DSC_OP_LEN, DSC_OP_POP, DSC_OP_POPITEM, DSC_OP_SETDEFAULT, DSC_OP_CLEAR, DSC_OP_UPDATE_PAIRS, DSC_OP_UPDATE_KWARGS, DSC_OP_UPDATE_DICT, DSC_OP_IOR,
  DSC_OP_GETSIZEOF, DSC_OP_SIZEOF, DSC_OP_ITERATE, DSC_OP_CLASS, DSC_OP_INSTANCE, DSC_OP_SET_ATTR, DSC_OP_GET_ATTR, DSC_OP_DELETE_ATTR, DSC_OP_VARS,
  DSC_OP_SET_DICT, DSC_OP_DROP, DSC_OP_FILL, DSC_OP_DELETE_MANY, DSC_OP_POP_MANY, DSC_OP_SET_ITEM, DSC_OP_SET_ITEM, DSC_OP_SET_ITEM, DSC_OP_SET_ATTR,
  DSC_OP_SET_ATTR, DSC_OP_INSTANCE, DSC_OP_VARS, DSC_OP_FILL,
};

static void
side_init (Side *self, DscTarget target)
{
  self->timeline = dsc_timeline_new (target, 0, &dsc_alloc_libc);
  g_assert (self->timeline != NULL);
  dsc_trace_init (&self->trace, &dsc_alloc_libc);
  for (unsigned i = 0; i < N_NAMES; i++)
    {
      char name[2] = { (char) ('a' + i), '\0' };
      self->names[i] = dsc_machine_intern_name (dsc_timeline_get_live (self->timeline), name, 1);
    }
}

static void
side_clear (Side *self)
{
  dsc_timeline_free (self->timeline);
  dsc_trace_clear (&self->trace);
}

/* Keys that meet each other often: ints, texts, floats and bools equal to ints, and some that all have one hash. */
static const DscObject *
key_of (DscPool *pool, uint8_t byte)
{
  char name[8];

  switch (byte % 8)
    {
    case 0:  return dsc_object_int (pool, byte / 8 - 3);
    case 1:  return dsc_object_int (pool, (int64_t) (byte / 8) << 40);
    case 2:  return byte % 16 < 8 ? dsc_object_bool (pool, byte / 16 % 2) : dsc_object_float (pool, byte / 16);
    case 3:
      g_snprintf (name, sizeof name, "x%d", byte / 8 % 4);
      return dsc_object_keyed (pool, byte / 64, name, "Key");
    default:
      g_snprintf (name, sizeof name, "n%d", byte / 4);
      return dsc_object_str (pool, name, strlen (name));
    }
}

static const DscObject *
name_of_attribute (DscPool *pool, uint8_t byte)
{
  char name[8];

  g_snprintf (name, sizeof name, "n%d", byte % 40);
  return dsc_object_str (pool, name, strlen (name));
}

static bool
is_attribute_op (uint8_t kind)
{
  return kind == DSC_OP_SET_ATTR || kind == DSC_OP_GET_ATTR || kind == DSC_OP_DELETE_ATTR || kind == DSC_OP_CLASS;
}

/* Values: what a name is bound to, or something plain. */
static const DscObject *
value_of (Side *self, uint8_t byte)
{
  const DscMachine *live = dsc_timeline_get_live (self->timeline);
  uint32_t reg = self->names[byte / 4 % N_NAMES];

  if (byte % 4 == 0 && dsc_machine_get_bound_kind (live, reg) != DSC_BOUND_NOTHING)
    return dsc_machine_get_object (live, reg);
  return key_of (dsc_timeline_get_pool (self->timeline), byte);
}

static DscOp
decode (Side *self, const uint8_t *bytes, DscPair *pairs, DscMergePart *parts)
{
  DscPool *pool = dsc_timeline_get_pool (self->timeline);
  DscOp op = { .kind = kinds[bytes[0] % G_N_ELEMENTS (kinds)] };
  bool has_names = is_attribute_op (op.kind) || op.kind == DSC_OP_INSTANCE || op.kind == DSC_OP_UPDATE_KWARGS || op.kind == DSC_OP_NEW_FROM;

  op.source = self->names[bytes[1] % N_NAMES];
  op.other = self->names[bytes[2] % N_NAMES];
  op.target = self->names[bytes[2] / 16 % N_NAMES];
  op.key = is_attribute_op (op.kind) ? name_of_attribute (pool, bytes[3]) : key_of (pool, bytes[3]);
  op.value = op.kind == DSC_OP_CLASS || op.kind == DSC_OP_INSTANCE ? NULL : value_of (self, bytes[4]);
  op.form = bytes[3] % 8;
  op.count = bytes[4] % 8;
  op.n_pairs = bytes[4] % MAX_PAIRS;
  for (size_t i = 0; i < op.n_pairs; i++)
    {
      uint8_t byte = (uint8_t) (bytes[3] + i * bytes[1]);
      pairs[i] = (DscPair) { has_names ? name_of_attribute (pool, byte) : key_of (pool, byte), value_of (self, (uint8_t) (byte + i)) };
    }
  op.pairs = pairs;
  if (op.kind == DSC_OP_MERGE_DISPLAY)
    {
      parts[0] = (DscMergePart) { .kind = DSC_MERGE_PART_DICT, .reg = op.source };
      parts[1] = (DscMergePart) { .kind = DSC_MERGE_PART_PAIRS, .n = op.n_pairs };
      parts[2] = (DscMergePart) { .kind = DSC_MERGE_PART_DICT, .reg = op.other };
      op.parts = parts;
      op.n_parts = 3;
      op.form %= 2;
    }
  return op;
}

static DscStatus
apply (Side *self, const uint8_t *bytes, bool traced)
{
  DscPair pairs[MAX_PAIRS];
  DscMergePart parts[3];
  DscMachine *live = dsc_timeline_get_live (self->timeline);
  DscOp op = decode (self, bytes, pairs, parts);
  const DscDict *dict = dsc_machine_get_dict (live, op.source);

  if (dict != NULL && dsc_dict_get_used (dict) > MAX_USED)
    op = (DscOp) { .kind = DSC_OP_CLEAR, .source = op.source };
  dsc_trace_reset (&self->trace);
  dsc_runtime_set_trace (dsc_machine_get_runtime (live), traced ? &self->trace : NULL);
  DscStatus status = dsc_timeline_append (self->timeline, &op, NULL, NULL);
  dsc_runtime_set_trace (dsc_machine_get_runtime (dsc_timeline_get_live (self->timeline)), NULL);
  g_assert (status != DSC_STATUS_NO_MEMORY);
  return status;
}

static void
check (const Side *self)
{
  const DscMachine *live = dsc_timeline_get_live (self->timeline);
  const DscRuntime *rt = dsc_machine_get_runtime (live);

  for (unsigned i = 0; i < N_NAMES; i++)
    {
      const DscDict *dict = dsc_machine_get_dict (live, self->names[i]);
      const DscInstance *instance = dsc_machine_get_instance (live, self->names[i]);
      g_assert_cmpstr (dict != NULL ? dsc_dict_check (rt, dict) : NULL, ==, NULL);
      g_assert_cmpstr (instance != NULL ? dsc_instance_check (rt, instance) : NULL, ==, NULL);
    }
}

static void
assert_same (const DscMachine *a, const DscMachine *b)
{
  g_autofree char *left = machine_dump (a);
  g_autofree char *right = machine_dump (b);

  g_assert_cmpstr (left, ==, right);
}

/* The history's own states: from keyframes, and replayed. */
static void
check_history (Side *self, uint8_t byte)
{
  DscKeyframes *keyframes = dsc_timeline_get_keyframes (self->timeline);
  size_t n = dsc_timeline_get_n_steps (self->timeline);
  size_t step = n * byte / 256;

  assert_same (dsc_timeline_get_live (self->timeline), dsc_timeline_seek (self->timeline, n, NULL));
  g_autofree char *dump = machine_dump (dsc_timeline_seek (self->timeline, step, NULL));
  dsc_keyframes_clear (keyframes);
  g_assert (dsc_timeline_seek (self->timeline, 0, NULL) != NULL);
  g_autofree char *replayed = machine_dump (dsc_timeline_seek (self->timeline, step, NULL));
  g_assert_cmpstr (dump, ==, replayed);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  Side plain;
  Side traced;

  if (size < FUZZ_PREFIX + BYTES_OF_OP)
    return 0;
  side_init (&plain, fuzz_target_of (data[0], data[1]));
  side_init (&traced, fuzz_target_of (data[0], data[1]));
  dsc_timeline_get_keyframes (plain.timeline)->min_work = dsc_timeline_get_keyframes (plain.timeline)->next = 1 + data[2] * 4u;
  size_t n = MIN ((size - FUZZ_PREFIX) / BYTES_OF_OP, MAX_OPS);
  for (size_t i = 0; i < n; i++)
    {
      const uint8_t *bytes = data + FUZZ_PREFIX + i * BYTES_OF_OP;
      DscStatus status = apply (&plain, bytes, false);
      g_assert_cmpint (apply (&traced, bytes, true), ==, status);
      check (&plain);
    }
  check (&traced);
  assert_same (dsc_timeline_get_live (plain.timeline), dsc_timeline_get_live (traced.timeline));
  check_history (&plain, data[size - 1]);
  side_clear (&plain);
  side_clear (&traced);
  return 0;
}
