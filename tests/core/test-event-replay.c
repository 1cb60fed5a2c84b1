/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-event-replay.c: the events of an operation turn the memory before it into the memory after it, cell by cell.
 *
 * Random programs on dicts, classes and instances run in every kind of release and build. After each operation its events are applied
 * to what was there before, and every cell is compared with the model's own memory. That the check would notice is checked as
 * well: with any kind of event, or any field, left out, the same programs must fail. */
#include "event-replay.h"
#include "machine-fixture.h"
#include "snapshot-fixture.h"

#define N_NAMES   4      /* of dicts, of instances */
#define N_KEYS    40
#define MOST_PAIRS 24

typedef struct {
  DscMachine      *machine;
  DscPool         *pool;
  DscTrace         trace;
  GRand           *rand;
  uint32_t         dicts[N_NAMES], instances[N_NAMES], classes[2];
  const DscObject *keys[N_KEYS], *names[N_KEYS];
} World;

static const DscObject *
make_key (World *self, int i)
{
  g_autofree char *text = g_strdup_printf ("k%d", i % 15);

  switch (i % 5)
    {
    case 0:  return dsc_object_int (self->pool, i / 5 * 8);
    case 1:  return dsc_object_keyed (self->pool, i % 3 * 8, text, "H");
    case 2:  return dsc_object_str_subclass (self->pool, text, strlen (text), "S");
    default: return str_of (self->pool, text);
    }
}

static void
world_init (World *self, const char *target, guint32 seed)
{
  *self = (World) { .machine = dsc_machine_new (target_of (target), 0, NULL, &dsc_alloc_libc), .rand = g_rand_new_with_seed (seed) };
  self->pool = pool_of (self->machine);
  dsc_trace_init (&self->trace, &dsc_alloc_libc);
  for (int i = 0; i < N_NAMES; i++)
    {
      const char dict[] = { 'd', (char) ('0' + i), '\0' };
      const char instance[] = { 'x', (char) ('0' + i), '\0' };
      self->dicts[i] = name_of (self->machine, dict);
      self->instances[i] = name_of (self->machine, instance);
    }
  self->classes[0] = name_of (self->machine, "C");
  self->classes[1] = name_of (self->machine, "D");
  for (int i = 0; i < N_KEYS; i++)
    {
      g_autofree char *text = g_strdup_printf ("k%d", i);
      self->names[i] = str_of (self->pool, text);
      self->keys[i] = make_key (self, i);
    }
}

static void
world_clear (World *self)
{
  dsc_runtime_set_trace (dsc_machine_get_runtime (self->machine), NULL);
  dsc_machine_free (self->machine);
  dsc_trace_clear (&self->trace);
  g_rand_free (self->rand);
}

static int
any (World *self, int n)
{
  return g_rand_int_range (self->rand, 0, n);
}

static uint32_t
any_dict (World *self)
{
  return self->dicts[any (self, N_NAMES)];
}

/* Now and then one that the collector must know, or a dict. */
static const DscObject *
any_value (World *self)
{
  int kind = any (self, 20);
  const DscObject *object = kind == 0 ? dsc_machine_get_object (self->machine, any_dict (self)) : NULL;

  if (kind == 1)
    object = dsc_object_list (self->pool, NULL, 0);
  return object != NULL ? object : self->keys[any (self, N_KEYS)];
}

static const DscObject *
any_key (World *self, bool only_names)
{
  return only_names ? self->names[any (self, any (self, 3) == 0 ? N_KEYS : 6)] : self->keys[any (self, N_KEYS)];
}

static const uint8_t new_kinds[] = { DSC_OP_NEW, DSC_OP_NEW_CALL, DSC_OP_BUILD, DSC_OP_BUILD, DSC_OP_NEW_FROM, DSC_OP_KWARGS_FROM, DSC_OP_COPY,
                                     DSC_OP_COPY, DSC_OP_FROMKEYS, DSC_OP_FROMKEYS_DICT, DSC_OP_UNION, DSC_OP_BIND };
static const uint8_t item_kinds[] = { DSC_OP_SET_ITEM, DSC_OP_SET_ITEM, DSC_OP_SET_ITEM, DSC_OP_SET_ITEM, DSC_OP_DELETE_ITEM, DSC_OP_DELETE_ITEM,
                                      DSC_OP_GET_ITEM, DSC_OP_CONTAINS, DSC_OP_POP, DSC_OP_POPITEM, DSC_OP_SETDEFAULT, DSC_OP_SETDEFAULT };
static const uint8_t many_kinds[] = { DSC_OP_CLEAR, DSC_OP_UPDATE_PAIRS, DSC_OP_UPDATE_KWARGS, DSC_OP_UPDATE_DICT, DSC_OP_UPDATE_DICT, DSC_OP_IOR,
                                      DSC_OP_FILL, DSC_OP_DELETE_MANY, DSC_OP_POP_MANY, DSC_OP_UNBIND };
static const uint8_t instance_kinds[] = { DSC_OP_INSTANCE, DSC_OP_SET_ATTR, DSC_OP_SET_ATTR, DSC_OP_SET_ATTR, DSC_OP_SET_ATTR, DSC_OP_SET_ATTR,
                                          DSC_OP_SET_ATTR, DSC_OP_GET_ATTR, DSC_OP_DELETE_ATTR, DSC_OP_VARS, DSC_OP_VARS, DSC_OP_SET_DICT };

static uint8_t
any_kind (World *self)
{
  int dice = any (self, 100);

  if (dice < 12)
    return new_kinds[any (self, G_N_ELEMENTS (new_kinds))];
  if (dice < 50)
    return item_kinds[any (self, G_N_ELEMENTS (item_kinds))];
  if (dice < 62)
    return many_kinds[any (self, G_N_ELEMENTS (many_kinds))];
  return dice < 98 ? instance_kinds[any (self, G_N_ELEMENTS (instance_kinds))] : dice < 99 ? DSC_OP_CLASS : DSC_OP_DROP;
}

/* Whatever does not apply (an unbound name, a value that is missing) does nothing, and has no events. */
static DscOp
any_op (World *self, DscPair pairs[MOST_PAIRS])
{
  const uint8_t kind = any_kind (self);
  const bool is_attribute = kind == DSC_OP_SET_ATTR || kind == DSC_OP_GET_ATTR || kind == DSC_OP_DELETE_ATTR;
  const bool needs_names = is_attribute || kind == DSC_OP_CLASS || kind == DSC_OP_INSTANCE || kind == DSC_OP_UPDATE_KWARGS || any (self, 2) == 0;
  DscOp op = { .kind = kind, .target = any_dict (self), .source = any_dict (self), .other = any_dict (self), .pairs = pairs,
               .n_pairs = (size_t) any (self, any (self, 4) == 0 ? MOST_PAIRS : 6), .key = any_key (self, needs_names),
               .count = (uint64_t) any (self, 5) };

  for (size_t i = 0; i < op.n_pairs; i++)
    pairs[i] = (DscPair) { any_key (self, needs_names), any_value (self) };
  if (kind == DSC_OP_SET_ITEM || kind == DSC_OP_SETDEFAULT || kind == DSC_OP_SET_ATTR || kind == DSC_OP_FROMKEYS || kind == DSC_OP_FROMKEYS_DICT)
    op.value = any_value (self);
  if (kind == DSC_OP_BUILD)
    op.form = (uint8_t) (needs_names ? any (self, DSC_BUILD_KWARGS + 1) : any (self, DSC_BUILD_CALL_PAIRS + 1));
  if (kind == DSC_OP_FROMKEYS)
    op.form = (uint8_t) any (self, DSC_ITERABLE_DICT + 1);
  if (kind == DSC_OP_CLASS)
    op.target = self->classes[any (self, 2)];
  if (kind == DSC_OP_INSTANCE)
    op.target = self->instances[any (self, N_NAMES)], op.source = self->classes[any (self, 2)];
  if (is_attribute || kind == DSC_OP_VARS || kind == DSC_OP_SET_DICT || kind == DSC_OP_DROP)
    op.source = self->instances[any (self, N_NAMES)];
  if (kind == DSC_OP_GET_ATTR || kind == DSC_OP_GET_ITEM || kind == DSC_OP_POP || kind == DSC_OP_SETDEFAULT)
    op.target = 0;
  if (kind == DSC_OP_DROP || kind == DSC_OP_UNBIND)
    op.target = op.source;
  return op;
}

/* Numbers that only an interpreter's specialised instructions give; they go when keys are added. */
static void
number_keys (World *self)
{
  const DscDict *dict = dsc_machine_get_dict (self->machine, any_dict (self));

  if (dict != NULL && self->machine->rt->traits.has_dk_version && dict->ma_keys != self->machine->rt->empty_keys)
    dict->ma_keys->dk_version = (uint32_t) any (self, 100);
}

/* One operation; NULL, or how memory and events differ. */
static char *
run_step (World *self, DscEventKind skip, DscFieldId skip_field)
{
  DscPair pairs[MOST_PAIRS];
  DscOp op = any_op (self, pairs);

  if (any (self, 10) == 0)
    number_keys (self);
  Memory *before = memory_of (self->machine);
  dsc_trace_reset (&self->trace);
  dsc_runtime_set_trace (self->machine->rt, &self->trace);
  DscStatus status = dsc_machine_apply (self->machine, &op, NULL);
  dsc_runtime_set_trace (self->machine->rt, NULL);
  Memory *after = memory_of (self->machine);

  g_autofree char *text_before = memory_text (before);
  g_autofree char *complaint = memory_replay (before, &self->trace, skip, skip_field);
  g_autofree char *replayed = memory_text (before);
  g_autofree char *expected = memory_text (after);
  memory_free (before);
  memory_free (after);
  if (complaint == NULL && strcmp (replayed, expected) == 0)
    return NULL;
  return g_strdup_printf ("operation %d, status %d: %s\nbefore:\n%s\nby its events:\n%s\nin fact:\n%s", op.kind, status,
                          complaint != NULL ? complaint : "", text_before, replayed, expected);
}

static char *
run (const char *target, guint32 seed, int n, DscEventKind skip, DscFieldId skip_field)
{
  World world;
  char *difference = NULL;

  world_init (&world, target, seed);
  for (int i = 0; i < 2; i++)
    {
      DscOp op = { .kind = DSC_OP_CLASS, .target = world.classes[i], .key = world.names[i], .pairs = (DscPair[]) { { world.names[3], NULL } },
                   .n_pairs = 1 };
      g_assert_cmpint (dsc_machine_apply (world.machine, &op, NULL), ==, DSC_STATUS_OK);
    }
  for (int i = 0; i < n && difference == NULL; i++)
    difference = run_step (&world, skip, skip_field);
  world_clear (&world);
  return difference;
}

static void
test_random (gconstpointer data)
{
  const char *target = data;

  for (int i = 0; i < (g_test_slow () ? 20 : 2); i++)
    {
      guint32 seed = (guint32) g_test_rand_int ();
      g_autofree char *difference = run (target, seed, 200, DSC_EVENT_NONE, DSC_FIELD_PADDING);
      if (difference != NULL)
        g_error ("CPython %s, seed %u: %s", target, seed, difference);
    }
}

/* One release for each way to keep what an event may tell. */
static const char *const diverse_targets[] = { "2.1.3", "2.7.18", "3.5.10", "3.9.18", "3.11.7", "3.12.1", "3.13.5" };

static void
assert_noticed (DscEventKind skip, DscFieldId field)
{
  for (guint32 i = 0; i < 5 * G_N_ELEMENTS (diverse_targets); i++)
    {
      g_autofree char *difference = run (diverse_targets[i % G_N_ELEMENTS (diverse_targets)], i, 300, skip, field);
      if (difference != NULL)
        return;
    }
  g_error ("Nobody misses events of the kind %d, field \"%s\".", skip, dsc_field_name (field));
}

static void
test_misses_kinds (void)
{
  static const DscEventKind kinds[] = {
    DSC_EVENT_ALLOCATE, DSC_EVENT_FREE, DSC_EVENT_NEW_TABLE, DSC_EVENT_NEW_VALUES, DSC_EVENT_CLONE, DSC_EVENT_CLASS_KEYS, DSC_EVENT_KIND_CHANGE,
    DSC_EVENT_RESIZE_BEGIN, DSC_EVENT_TRACKED, DSC_EVENT_VERSION_TAG, DSC_EVENT_WRITE_INDEX, DSC_EVENT_WRITE_ENTRY, DSC_EVENT_WRITE_VALUE,
    DSC_EVENT_DUMMY_PLACED, DSC_EVENT_ENTRY_MOVED,
  };

  g_test_summary ("A program's memory cannot be had without any one kind of event.");
  for (size_t i = 0; i < G_N_ELEMENTS (kinds); i++)
    assert_noticed (kinds[i], DSC_FIELD_PADDING);
}

static void
test_misses_fields (void)
{
  static const DscFieldId fields[] = {
    DSC_FIELD_MA_USED, DSC_FIELD_MA_FILL, DSC_FIELD_MA_MASK, DSC_FIELD_MA_TABLE, DSC_FIELD_MA_KEYS, DSC_FIELD_MA_VALUES, DSC_FIELD_MA_LOOKUP,
    DSC_FIELD_DK_REFCNT, DSC_FIELD_DK_VERSION, DSC_FIELD_DK_USABLE, DSC_FIELD_DK_NENTRIES, DSC_FIELD_ME_HASH, DSC_FIELD_VALUES_SIZE,
    DSC_FIELD_VALUES_VALID, DSC_FIELD_VALUES_ORDER, DSC_FIELD_INSTANCE_DICT, DSC_FIELD_INSTANCE_VALUES, DSC_FIELD_INSTANCE_DICT_OR_VALUES,
  };

  for (size_t i = 0; i < G_N_ELEMENTS (fields); i++)
    assert_noticed (DSC_EVENT_WRITE_FIELD, fields[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (fixture_targets); i++)
    {
      g_autofree char *path = g_strconcat ("/core/event-replay/random/", fixture_targets[i], NULL);
      g_test_add_data_func (path, fixture_targets[i], test_random);
    }
  g_test_add_func ("/core/event-replay/misses-kinds", test_misses_kinds);
  g_test_add_func ("/core/event-replay/misses-fields", test_misses_fields);
  return g_test_run ();
}
