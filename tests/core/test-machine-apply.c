/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-machine-apply.c: every kind of operation on dicts: its result, what it refuses, and running out of memory in it. */
#include "machine-fixture.h"

/* a = {'k0': 0, 'k1': 1, 'k2': 2}, b = {'k2': 20, 'k3': 30}; c is a name without a dict, t another one. */
typedef struct {
  FailingAlloc     memory;
  DscMachine      *machine;
  DscPool         *pool;
  uint32_t         a, b, c, t;
  const DscObject *keys[12];
  DscPair          pairs[12];
} Fixture;

static void
set_up (Fixture *self, const char *target)
{
  failing_alloc_init (&self->memory, 0);
  self->machine = dsc_machine_new (target_of (target), 0, NULL, &self->memory.alloc);
  g_assert_nonnull (self->machine);
  self->pool = pool_of (self->machine);
  self->a = name_of (self->machine, "a");
  self->b = name_of (self->machine, "b");
  self->c = name_of (self->machine, "c");
  self->t = name_of (self->machine, " t");
  for (int i = 0; i < 12; i++)
    {
      g_autofree char *name = g_strdup_printf ("k%d", i);
      self->keys[i] = str_of (self->pool, name);
      self->pairs[i] = (DscPair) { self->keys[i], dsc_object_int (self->pool, i) };
    }
  DscOp make_a = { .kind = DSC_OP_BUILD, .target = self->a, .pairs = self->pairs, .n_pairs = 3 };
  DscPair others[] = { { self->keys[2], dsc_object_int (self->pool, 20) }, { self->keys[3], dsc_object_int (self->pool, 30) } };
  DscOp make_b = { .kind = DSC_OP_BUILD, .target = self->b, .pairs = others, .n_pairs = 2 };
  g_assert_cmpint (dsc_machine_apply (self->machine, &make_a, NULL), ==, DSC_STATUS_OK);
  g_assert_cmpint (dsc_machine_apply (self->machine, &make_b, NULL), ==, DSC_STATUS_OK);
}

static void
tear_down (Fixture *self)
{
  dsc_machine_free (self->machine);
  g_assert_cmpuint (self->memory.n_live, ==, 0);
}

static char *
text_of (const Fixture *self, const DscObject *object)
{
  DscText text;

  if (object == NULL)
    return g_strdup ("-");
  dsc_text_init (&text, &dsc_alloc_libc);
  dsc_repr_append (&text, object, self->pool, 0);
  char *copy = g_strdup (text.text);
  dsc_text_clear (&text);
  return copy;
}

/* The items of the dict in order, "k0: 0, k1: 1". */
static char *
items_of (const Fixture *self, uint32_t reg)
{
  const DscDict *dict = dsc_machine_get_dict (self->machine, reg);
  GString *text = g_string_new (NULL);
  size_t position = 0;
  DscPair pair;

  while (dict != NULL && dsc_dict_next (dict, &position, &pair))
    {
      g_autofree char *key = text_of (self, pair.key);
      g_autofree char *value = text_of (self, pair.value);
      g_string_append_printf (text, "%s%s: %s", text->len != 0 ? ", " : "", key, value);
    }
  return g_string_free (text, FALSE);
}

/* A usual operation of each kind, its result, and the items of a name afterwards. */
typedef struct {
  DscOpKind   kind;
  const char *result;
  const char *name;      /* a, b or c */
  const char *items;
} Case;

#define A "'k0': 0, 'k1': 1, 'k2': 2"
#define B "'k2': 20, 'k3': 30"

static const Case cases[] = {
  { DSC_OP_NEW,           "-",            "c", "" },
  { DSC_OP_NEW_CALL,      "-",            "c", "" },
  { DSC_OP_BUILD,         "-",            "c", "'k4': 4, 'k5': 5, 'k6': 6, 'k7': 7, 'k8': 8, 'k9': 9" },
  { DSC_OP_NEW_FROM,      "-",            "c", A ", 'k4': 4" },
  { DSC_OP_KWARGS_FROM,   "-",            "c", A },
  { DSC_OP_COPY,          "-",            "c", A },
  { DSC_OP_FROMKEYS,      "-",            "c", "'k4': None, 'k5': None" },
  { DSC_OP_FROMKEYS_DICT, "-",            "c", "'k0': 5, 'k1': 5, 'k2': 5" },
  { DSC_OP_UNION,         "-",            "c", "'k0': 0, 'k1': 1, 'k2': 20, 'k3': 30" },
  { DSC_OP_MERGE_DISPLAY, "-",            "c", "'k0': 0, 'k1': 1, 'k2': 20, 'k4': 4, 'k3': 30" },
  { DSC_OP_BIND,          "-",            "c", A },
  { DSC_OP_UNBIND,        "-",            "a", "" },
  { DSC_OP_SET_ITEM,      "-",            "a", A ", 'k3': 30" },
  { DSC_OP_DELETE_ITEM,   "-",            "a", "'k0': 0, 'k2': 2" },
  { DSC_OP_GET_ITEM,      "1",            "a", A },
  { DSC_OP_GET,           "None",         "a", A },
  { DSC_OP_CONTAINS,      "False",        "a", A },
  { DSC_OP_LEN,           "3",            "a", A },
  { DSC_OP_POP,           "1",            "a", "'k0': 0, 'k2': 2" },
  { DSC_OP_POPITEM,       "('k2', 2)",    "a", "'k0': 0, 'k1': 1" },
  { DSC_OP_SETDEFAULT,    "None",         "a", A ", 'k3': None" },
  { DSC_OP_CLEAR,         "-",            "a", "" },
  { DSC_OP_UPDATE_PAIRS,  "-",            "a", A ", 'k3': 3, 'k4': 4, 'k5': 5" },
  { DSC_OP_UPDATE_KWARGS, "-",            "a", A ", 'k3': 3, 'k4': 4, 'k5': 5" },
  { DSC_OP_UPDATE_DICT,   "-",            "a", "'k0': 0, 'k1': 1, 'k2': 20, 'k3': 30" },
  { DSC_OP_IOR,           "-",            "a", "'k0': 0, 'k1': 1, 'k2': 20, 'k3': 30" },
  { DSC_OP_GETSIZEOF,     "184",          "a", A },
  { DSC_OP_SIZEOF,        "168",          "a", A },
  { DSC_OP_ITERATE,       "'k0'",         "a", A },
  { DSC_OP_PRINT,         "'printed'",    "a", A },
  { DSC_OP_RAISE,         "-",            "a", A },
  { DSC_OP_FILL,          "-",            "a", A ", 'k3': 3, 'k4': 4, 'k5': 5, 'k6': 6, 'k7': 7" },
  { DSC_OP_DELETE_MANY,   "-",            "a", "" },
  { DSC_OP_POP_MANY,      "-",            "a", "'k0': 0" },
};

static bool
makes_dict (DscOpKind kind)
{
  return kind <= DSC_OP_BIND;
}

static DscOp
op_of (Fixture *self, DscOpKind kind)
{
  static DscMergePart parts[3];
  DscOp op = { .kind = (uint8_t) kind, .source = self->a, .other = self->b, .target = makes_dict (kind) ? self->c : 0 };

  if (kind == DSC_OP_UNBIND)
    op = (DscOp) { .kind = DSC_OP_UNBIND, .target = self->a };
  else if (kind == DSC_OP_DELETE_ITEM || kind == DSC_OP_GET_ITEM || kind == DSC_OP_POP)
    op.key = self->keys[1];
  else if (kind == DSC_OP_ITERATE)
    op.key = self->keys[0];
  else
    op.key = self->keys[3];
  if (kind == DSC_OP_SET_ITEM)
    op.value = dsc_object_int (self->pool, 30);
  if (kind == DSC_OP_FROMKEYS_DICT)
    op.value = dsc_object_int (self->pool, 5);
  if (kind == DSC_OP_PRINT)
    op.value = str_of (self->pool, "printed");

  op.pairs = self->pairs + 3;
  op.n_pairs = kind == DSC_OP_FILL ? 5 : 3;
  op.count = 2;
  if (makes_dict (kind))
    {
      op.pairs = self->pairs + 4;
      op.n_pairs = kind == DSC_OP_BUILD ? 6 : kind == DSC_OP_FROMKEYS ? 2 : 1;
    }
  if (kind == DSC_OP_DELETE_MANY)
    op.pairs = self->pairs;
  if (kind == DSC_OP_MERGE_DISPLAY)
    {
      parts[0] = (DscMergePart) { .kind = DSC_MERGE_PART_DICT, .reg = self->a };
      parts[1] = (DscMergePart) { .kind = DSC_MERGE_PART_PAIRS, .n = 1 };
      parts[2] = (DscMergePart) { .kind = DSC_MERGE_PART_DICT, .reg = self->b };
      op.parts = parts;
      op.n_parts = 3;
    }
  return op;
}

static void
test_results (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture self;
      DscResult result;
      set_up (&self, "3.12.1");
      DscOp op = op_of (&self, cases[i].kind);
      g_test_message ("kind %d", cases[i].kind);
      g_assert_cmpint (dsc_machine_apply (self.machine, &op, &result), ==, DSC_STATUS_OK);
      g_assert_cmpint (result.status, ==, DSC_STATUS_OK);
      g_autofree char *value = text_of (&self, result.value);
      g_autofree char *items = items_of (&self, dsc_machine_find_name (self.machine, cases[i].name));
      g_assert_cmpstr (value, ==, cases[i].result);
      g_assert_cmpstr (items, ==, cases[i].items);
      tear_down (&self);
    }
}

static void
test_without_result (void)
{
  g_test_summary ("With no result wanted the same happens, and no object is made.");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture with;
      Fixture without;
      set_up (&with, "3.9.18");
      set_up (&without, "3.9.18");
      DscOp op = op_of (&with, cases[i].kind);
      g_assert_cmpint (dsc_machine_apply (with.machine, &op, &(DscResult) { 0 }), ==, DSC_STATUS_OK);
      op = op_of (&without, cases[i].kind);
      size_t bytes = dsc_pool_get_bytes (without.pool);
      const DscObject *before = dsc_object_int (without.pool, 1 << 20);
      g_assert_cmpint (dsc_machine_apply (without.machine, &op, NULL), ==, DSC_STATUS_OK);
      g_assert_cmpuint (dsc_object_int (without.pool, 1 << 20)->ordinal, ==, before->ordinal + 1);
      g_assert_cmpuint (dsc_pool_get_bytes (without.pool), ==, bytes);
      g_autofree char *expected = items_of (&with, dsc_machine_find_name (with.machine, cases[i].name));
      g_autofree char *got = items_of (&without, dsc_machine_find_name (without.machine, cases[i].name));
      g_assert_cmpstr (got, ==, expected);
      tear_down (&with);
      tear_down (&without);
    }
}

static void
test_raises (void)
{
  Fixture self;
  DscResult result;

  set_up (&self, "3.9.18");
  static const DscOpKind missing[] = { DSC_OP_GET_ITEM, DSC_OP_DELETE_ITEM, DSC_OP_POP };
  for (guint i = 0; i < G_N_ELEMENTS (missing); i++)
    {
      DscOp op = { .kind = (uint8_t) missing[i], .source = self.a, .key = self.keys[9] };
      g_assert_cmpint (dsc_machine_apply (self.machine, &op, &result), ==, DSC_STATUS_RAISED);
      g_assert_cmpint (result.raised.kind, ==, DSC_RAISED_KEY_ERROR);
      g_assert_true (result.raised.key == self.keys[9]);
      g_assert_null (result.value);
      g_assert_cmpuint (result.dict, ==, dsc_dict_get_id (dsc_machine_get_dict (self.machine, self.a)));
    }
  DscOp pop_all = { .kind = DSC_OP_POP_MANY, .source = self.a, .count = 4 };
  g_assert_cmpint (dsc_machine_apply (self.machine, &pop_all, &result), ==, DSC_STATUS_RAISED);
  g_assert_cmpint (result.raised.kind, ==, DSC_RAISED_KEY_ERROR_EMPTY);
  DscOp popitem = { .kind = DSC_OP_POPITEM, .source = self.a };
  g_assert_cmpint (dsc_machine_apply (self.machine, &popitem, &result), ==, DSC_STATUS_RAISED);
  g_assert_cmpint (result.raised.kind, ==, DSC_RAISED_KEY_ERROR_EMPTY);
  DscOp pop = { .kind = DSC_OP_POP, .source = self.b, .key = self.keys[9], .value = self.keys[0] };
  g_assert_cmpint (dsc_machine_apply (self.machine, &pop, &result), ==, DSC_STATUS_OK);
  g_assert_true (result.value == self.keys[0]);
  DscOp delete = { .kind = DSC_OP_DELETE_MANY, .source = self.b, .pairs = self.pairs + 3, .n_pairs = 3 };
  g_assert_cmpint (dsc_machine_apply (self.machine, &delete, &result), ==, DSC_STATUS_RAISED);
  g_assert_cmpuint (dsc_dict_get_used (dsc_machine_get_dict (self.machine, self.b)), ==, 1);
  tear_down (&self);
}

static void
test_refused (void)
{
  Fixture self;
  DscResult result;

  g_test_summary ("Registers without a dict, missing keys and kinds that do not exist change nothing.");
  set_up (&self, "3.12.1");
  g_autofree char *before = states_of (self.machine);
  for (unsigned kind = 0; kind < 256; kind++)
    {
      DscOp op = { .kind = (uint8_t) kind, .source = self.c, .other = 99, .drops = &self.a, .n_drops = 1 };
      if (kind == DSC_OP_PRINT || kind == DSC_OP_RAISE)
        continue;
      DscStatus status = dsc_machine_apply (self.machine, &op, &result);
      g_assert_cmpint (status, ==, DSC_STATUS_INVALID);
      g_assert_cmpint (result.status, ==, status);
      g_assert_cmpuint (result.dict, ==, 0);
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DscOp op = op_of (&self, cases[i].kind);
      op.drops = (const uint32_t[]) { 77 };
      op.n_drops = 1;
      g_assert_cmpint (dsc_machine_apply (self.machine, &op, &result), ==, DSC_STATUS_INVALID);
    }
  DscOp parts = op_of (&self, DSC_OP_MERGE_DISPLAY);
  parts.n_pairs = 0;
  g_assert_cmpint (dsc_machine_apply (self.machine, &parts, &result), ==, DSC_STATUS_INVALID);
  g_autofree char *after = states_of (self.machine);
  g_assert_cmpstr (after, ==, before);
  tear_down (&self);
}

static void
test_unsupported (void)
{
  static const struct { const char *target; DscOpKind kind; } all[] = {
    { "3.8.18", DSC_OP_UNION }, { "3.8.18", DSC_OP_IOR }, { "3.4.10", DSC_OP_MERGE_DISPLAY }, { "2.7.18", DSC_OP_MERGE_DISPLAY },
    { "2.7.18", DSC_OP_UNION },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      Fixture self;
      DscResult result;
      set_up (&self, all[i].target);
      g_autofree char *before = states_of (self.machine);
      DscOp op = op_of (&self, all[i].kind);
      op.drops = &self.a;
      op.n_drops = 1;
      g_assert_cmpint (dsc_machine_apply (self.machine, &op, &result), ==, DSC_STATUS_UNSUPPORTED);
      g_autofree char *after = states_of (self.machine);
      g_assert_cmpstr (after, ==, before);
      tear_down (&self);
    }
}

static void
test_drops (void)
{
  Fixture self;
  DscResult result;

  g_test_summary ("A temporary dies with the operation that names it, also when that raises.");
  for (int raises = 0; raises < 2; raises++)
    {
      set_up (&self, "3.11.7");
      DscOp bind = { .kind = DSC_OP_COPY, .source = self.b, .target = self.t };
      g_assert_cmpint (dsc_machine_apply (self.machine, &bind, &result), ==, DSC_STATUS_OK);
      uint32_t id = result.dict;
      DscOp op = { .kind = DSC_OP_UPDATE_DICT, .source = self.a, .other = self.t, .drops = &self.t, .n_drops = 1 };
      if (raises)
        op = (DscOp) { .kind = DSC_OP_GET_ITEM, .source = self.t, .key = self.keys[9], .drops = &self.t, .n_drops = 1 };
      g_assert_cmpint (dsc_machine_apply (self.machine, &op, &result), ==, raises ? DSC_STATUS_RAISED : DSC_STATUS_OK);
      g_assert_null (dsc_machine_find_dict (self.machine, id));
      g_assert_cmpint (dsc_machine_get_bound_kind (self.machine, self.t), ==, DSC_BOUND_NOTHING);
      tear_down (&self);
    }
}

static bool
is_done_one_by_one (DscOpKind kind)
{
  return kind == DSC_OP_UPDATE_PAIRS || kind == DSC_OP_UPDATE_KWARGS || kind == DSC_OP_UPDATE_DICT || kind == DSC_OP_IOR
         || kind == DSC_OP_FILL;
}

/* Refuses the nth allocation inside one operation; false when it needs fewer. */
static bool
refuse (const char *target, const Case *one, unsigned fail_at)
{
  Fixture self;
  DscResult result;

  set_up (&self, target);
  DscOp op = op_of (&self, one->kind);
  g_autofree char *before = states_of (self.machine);
  self.memory.n_asked = 0;
  self.memory.fail_at = fail_at;
  DscStatus status = dsc_machine_apply (self.machine, &op, &result);
  bool refused = failing_alloc_has_failed (&self.memory);
  self.memory.fail_at = 0;
  g_assert_cmpint (result.status, ==, status);
  if (refused && status == DSC_STATUS_NO_MEMORY && !is_done_one_by_one (one->kind))
    {
      g_autofree char *after = states_of (self.machine);
      g_assert_cmpstr (after, ==, before);
    }
  else
    g_free (states_of (self.machine));   /* checks the dicts */
  tear_down (&self);
  return refused;
}

static void
test_no_memory (gconstpointer target)
{
  unsigned n_refused = 0;

  g_test_summary ("Each allocation of each operation is refused once: nothing has changed, and nothing leaks.");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DscTraits traits = dsc_traits_resolve (target_of (target));
      if ((cases[i].kind == DSC_OP_UNION || cases[i].kind == DSC_OP_IOR) && !traits.has_union)
        continue;
      if (cases[i].kind == DSC_OP_MERGE_DISPLAY && !traits.has_unpacking)
        continue;
      for (unsigned fail_at = 1; refuse (target, &cases[i], fail_at); fail_at++)
        n_refused++;
    }
  g_assert_cmpuint (n_refused, >, 10);
}

static void
test_machine_without_memory (void)
{
  unsigned fail_at = 1;

  for (;; fail_at++)
    {
      FailingAlloc memory;
      failing_alloc_init (&memory, fail_at);
      DscMachine *machine = dsc_machine_new (target_of ("3.5.10"), 0, NULL, &memory.alloc);
      for (int i = 0; i < 200 && machine != NULL; i++)
        {
          g_autofree char *name = g_strdup_printf ("name%d", i);
          if (name_of (machine, name) == 0)
            g_assert_cmpuint (name_of (machine, name), ==, i + 1);   /* the refusal was the only one */
        }
      g_assert_true (machine == NULL || dsc_machine_get_n_names (machine) == 200);
      dsc_machine_free (machine);
      g_assert_cmpuint (memory.n_live, ==, 0);
      if (!failing_alloc_has_failed (&memory))
        break;
    }
  g_assert_cmpuint (fail_at, >, 12);   /* names lie in the pool, many in one block */
}

int
main (int argc, char **argv)
{
  static const char *const targets[] = { "2.7.18", "3.4.10", "3.6.15", "3.9.18", "3.11.7", "3.14.10", "3.13.13t" };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/machine-apply/results", test_results);
  g_test_add_func ("/core/machine-apply/without-result", test_without_result);
  g_test_add_func ("/core/machine-apply/raises", test_raises);
  g_test_add_func ("/core/machine-apply/refused", test_refused);
  g_test_add_func ("/core/machine-apply/unsupported", test_unsupported);
  g_test_add_func ("/core/machine-apply/drops", test_drops);
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autofree char *path = g_strconcat ("/core/machine-apply/no-memory/", targets[i], NULL);
      g_test_add_data_func (path, targets[i], test_no_memory);
    }
  g_test_add_func ("/core/machine-apply/machine-without-memory", test_machine_without_memory);
  return g_test_run ();
}
