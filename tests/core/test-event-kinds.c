/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-event-kinds.c: the exact events of small operations, each kind of event in each family that has it.
 *
 * events.golden holds them, one line for each operation; tests/core/update-goldens rewrites it. */
#include "event-text.h"
#include "machine-fixture.h"

#define MOST_PAIRS 12

typedef struct {
  DscMachine *machine;
  DscPool    *pool;
  DscTrace    trace;
  GString    *text;
  bool        seen[256];
} World;

/* One operation of the program: kind, names, and keys or values: a number is an int, anything else a str, "[]" a list. */
typedef struct {
  const char *label;
  DscOpKind   kind;
  const char *target, *source, *other, *key, *value;
  const char *pairs;         /* "a 1 b 2" */
  int         form;
} Line;

/* clang-format off */
static const Line program[] = {
  { "d = {}",                 DSC_OP_NEW,          "d" },
  { "d[5] = 1",               DSC_OP_SET_ITEM,     NULL, "d", NULL, "5", "1" },
  { "d[13] = 1",              DSC_OP_SET_ITEM,     NULL, "d", NULL, "13", "1" },
  { "d[13] = 2",              DSC_OP_SET_ITEM,     NULL, "d", NULL, "13", "2" },
  { "d[13] = 2 again",        DSC_OP_SET_ITEM,     NULL, "d", NULL, "13", "2" },
  { "d[21] misses",           DSC_OP_GET_ITEM,     NULL, "d", NULL, "21" },
  { "del d[5]",               DSC_OP_DELETE_ITEM,  NULL, "d", NULL, "5" },
  { "d.setdefault (21, [])",  DSC_OP_SETDEFAULT,   NULL, "d", NULL, "21", "[]" },
  { "d.popitem ()",           DSC_OP_POPITEM,      NULL, "d" },
  { "d.update (three pairs)", DSC_OP_UPDATE_PAIRS, NULL, "d", NULL, NULL, NULL, "1 1 2 2 3 3" },
  { "d[4] = 4 and more",      DSC_OP_FILL,         NULL, "d", NULL, NULL, NULL, "4 4 6 6" },
  { "e = d.copy ()",          DSC_OP_COPY,         "e", "d" },
  { "f = dict (d)",           DSC_OP_NEW_FROM,     "f", "d" },
  { "e.clear ()",             DSC_OP_CLEAR,        NULL, "e" },
  { "e.update (f)",           DSC_OP_UPDATE_DICT,  NULL, "e", "f" },
  { "f.update (12 pairs)",    DSC_OP_UPDATE_KWARGS, NULL, "f", NULL, NULL, NULL, "a 1 b 1 c 1 d 1 e 1 f 1 g 1" },
  { "e.update (f) again",     DSC_OP_UPDATE_DICT,  NULL, "e", "f" },
  { "del f",                  DSC_OP_UNBIND,       "f" },
  { "s = {6 strs}",           DSC_OP_BUILD,        "s", NULL, NULL, NULL, NULL, "a 1 b 1 c 1 d 1 e 1 f 1", DSC_BUILD_DISPLAY_CONST },
  { "7 in s",                 DSC_OP_CONTAINS,     NULL, "s", NULL, "7" },
  { "s[7] = 1",               DSC_OP_SET_ITEM,     NULL, "s", NULL, "7", "1" },
  { "g = fromkeys (set)",     DSC_OP_FROMKEYS,     "g", NULL, NULL, NULL, NULL, "1 1 2 2 3 3", DSC_ITERABLE_SET },
  { "class C",                DSC_OP_CLASS,        "C", NULL, NULL, "C", NULL, "x 1" },
  { "o = C ()",               DSC_OP_INSTANCE,     "o", "C" },
  { "o.x = 1",                DSC_OP_SET_ATTR,     NULL, "o", NULL, "x", "1" },
  { "o.y = 1",                DSC_OP_SET_ATTR,     NULL, "o", NULL, "y", "1" },
  { "p = C ()",               DSC_OP_INSTANCE,     "p", "C" },
  { "p.y = 1",                DSC_OP_SET_ATTR,     NULL, "p", NULL, "y", "1" },
  { "v = o.__dict__",         DSC_OP_VARS,         "v", "o" },
  { "v['x'] = 1 again",       DSC_OP_SET_ITEM,     NULL, "v", NULL, "x", "1" },
  { "o.z = 1",                DSC_OP_SET_ATTR,     NULL, "o", NULL, "z", "1" },
  { "del o.y",                DSC_OP_DELETE_ATTR,  NULL, "o", NULL, "y" },
  { "w = v.copy ()",          DSC_OP_COPY,         "w", "v" },
  { "v[1] = 1",               DSC_OP_SET_ITEM,     NULL, "v", NULL, "1", "1" },
  { "w.popitem ()",           DSC_OP_POPITEM,      NULL, "w" },
  { "q = C (x, y)",           DSC_OP_INSTANCE,     "q", "C", NULL, NULL, NULL, "x 1 y 1" },
  { "u = q.__dict__",         DSC_OP_VARS,         "u", "q" },
  { "q.__dict__ = d",         DSC_OP_SET_DICT,     NULL, "q", "d" },
  { "u.clear ()",             DSC_OP_CLEAR,        NULL, "u" },
  { "del o",                  DSC_OP_DROP,         "o", "o" },
};
/* clang-format on */

static uint32_t
reg_of (World *self, const char *name)
{
  return name != NULL ? name_of (self->machine, name) : 0;
}

static const DscObject *
object_of (World *self, const char *text)
{
  if (text == NULL)
    return NULL;
  if (strcmp (text, "[]") == 0)
    return dsc_object_list (self->pool, NULL, 0);
  return g_ascii_isdigit (*text) ? dsc_object_int (self->pool, g_ascii_strtoll (text, NULL, 10)) : str_of (self->pool, text);
}

static void
run_line (World *self, const Line *line)
{
  DscPair pairs[MOST_PAIRS];
  g_auto (GStrv) words = g_strsplit (line->pairs != NULL ? line->pairs : "", " ", -1);
  DscRuntime *rt = dsc_machine_get_runtime (self->machine);
  DscOp op = { .kind = (uint8_t) line->kind, .form = (uint8_t) line->form, .target = reg_of (self, line->target), .pairs = pairs,
               .source = reg_of (self, line->source), .other = reg_of (self, line->other), .key = object_of (self, line->key),
               .value = object_of (self, line->value), .count = 1 };

  for (op.n_pairs = 0; words[0] != NULL && words[2 * op.n_pairs] != NULL; op.n_pairs++)
    pairs[op.n_pairs] = (DscPair) { object_of (self, words[2 * op.n_pairs]), object_of (self, words[2 * op.n_pairs + 1]) };
  dsc_trace_reset (&self->trace);
  dsc_runtime_set_trace (rt, &self->trace);
  dsc_machine_apply (self->machine, &op, NULL);
  dsc_runtime_set_trace (rt, NULL);
  g_string_append_printf (self->text, "%s\n  ", line->label);
  append_events (self->text, &self->trace);
  g_string_append_c (self->text, '\n');
  for (size_t i = 0; i < self->trace.n_events; i++)
    self->seen[self->trace.events[i].kind] = true;
}

static void
run_program (World *self, const char *target)
{
  self->machine = dsc_machine_new (target_of (target), 0, NULL, &dsc_alloc_libc);
  self->pool = pool_of (self->machine);
  g_string_append_printf (self->text, "\n== CPython %s\n", target);
  for (size_t i = 0; i < G_N_ELEMENTS (program); i++)
    run_line (self, &program[i]);
  dsc_machine_free (self->machine);
}

/* Kinds that a family has no reason for. */
static void
assert_complete (const World *self, const char *target)
{
  static const DscEventKind all[] = {
    DSC_EVENT_RESIZE_BEGIN, DSC_EVENT_RESIZE_END, DSC_EVENT_RESIZE_TEST, DSC_EVENT_RESIZE_REQUEST, DSC_EVENT_ALLOCATE, DSC_EVENT_FREE,
    DSC_EVENT_NEW_TABLE, DSC_EVENT_HASH, DSC_EVENT_PROBE, DSC_EVENT_COMPARE, DSC_EVENT_HIT, DSC_EVENT_MISS, DSC_EVENT_DUMMY_PASSED,
    DSC_EVENT_DUMMY_PLACED, DSC_EVENT_DUMMY_REUSED, DSC_EVENT_WRITE_ENTRY, DSC_EVENT_WRITE_VALUE, DSC_EVENT_ENTRY_MOVED, DSC_EVENT_WRITE_FIELD,
    DSC_EVENT_TRACKED, DSC_EVENT_KIND_CHANGE,
  };
  static const DscEventKind with_keys[] = { DSC_EVENT_NEW_VALUES, DSC_EVENT_CLASS_KEYS, DSC_EVENT_SHARED_GROWTH, DSC_EVENT_SPLIT_COMBINED };
  const DscTraits traits = dsc_traits_resolve (target_of (target));

  for (size_t i = 0; i < G_N_ELEMENTS (all); i++)
    if (!self->seen[all[i]])
      g_error ("CPython %s: no event of kind %d", target, all[i]);
  for (size_t i = 0; i < G_N_ELEMENTS (with_keys) && traits.family != DSC_FAMILY_OPEN; i++)
    if (!self->seen[with_keys[i]])
      g_error ("CPython %s: no event of kind %d", target, with_keys[i]);
  g_assert_true (self->seen[DSC_EVENT_WRITE_INDEX] == (traits.family == DSC_FAMILY_COMPACT));
  g_assert_true (self->seen[DSC_EVENT_CLONE] == (traits.copy == DSC_COPY_CLONE));
  g_assert_true (self->seen[DSC_EVENT_VERSION_TAG] == (traits.tag == DSC_TAG_VERSION));
  g_assert_true (self->seen[DSC_EVENT_WATCHER] == traits.has_watchers);
}

static void
test_golden (void)
{
  static const char *const targets[] = { "2.7.18", "3.4.10", "3.6.0", "3.9.18", "3.11.7", "3.12.1", "3.13.0", "3.13.13", "3.14.10" };
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "events.golden", NULL);
  g_autofree char *golden = NULL;
  g_autoptr (GString) text = g_string_new ("Events of small operations; tests/core/test-event-kinds.c\n");

  for (size_t i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      World world = { .text = text };
      dsc_trace_init (&world.trace, &dsc_alloc_libc);
      run_program (&world, targets[i]);
      assert_complete (&world, targets[i]);
      dsc_trace_clear (&world.trace);
    }
  if (g_getenv ("DSC_UPDATE_GOLDENS") != NULL)
    g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  g_assert_true (g_file_get_contents (path, &golden, NULL, NULL));
  g_assert_cmpstr (text->str, ==, golden);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/event-kinds/golden", test_golden);
  return g_test_run ();
}
