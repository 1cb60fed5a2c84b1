/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-compact-trace.c: the events of tables, told in order. */
#include "event-text.h"
#include "table-fixture.h"

typedef struct {
  Fixture  f;
  DscTrace trace;
} Traced;

static void
traced_init (Traced *self, const char *target)
{
  fixture_init (&self->f, target);
  dsc_trace_init (&self->trace, &self->f.memory.alloc);
}

static void
traced_clear (Traced *self)
{
  dsc_runtime_set_trace (self->f.rt, NULL);
  dsc_trace_clear (&self->trace);
  fixture_clear (&self->f);
}

/* Events from here on. */
static void
begin (Traced *self)
{
  dsc_trace_reset (&self->trace);
  dsc_runtime_set_trace (self->f.rt, &self->trace);
}

static void
assert_events (Traced *self, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  dsc_runtime_set_trace (self->f.rt, NULL);
  append_events (text, &self->trace);
  g_assert_cmpstr (text->str, ==, expected);
  assert_sound (&self->f, self->f.dict);
}

static void
test_collision (void)
{
  Traced t;

  traced_init (&t, "3.12.1");
  set_int (&t.f, 5, 0);
  set_int (&t.f, 2, 0);
  begin (&t);
  fixture_set (&t.f, fixture_int (&t.f, 13), fixture_int (&t.f, 7));
  assert_events (&t, "hash 13; probe 5; compare 0 hash differs; probe 2; compare 1 hash differs; probe 3; miss 3; ADDED 13 7; free? 5; "
                     "free? 2; free? 3; index 3: -1 -> 2; entry 2; value 2; dk_usable 3 -> 2; dk_nentries 2 -> 3; ma_used 2 -> 3; tag +256");
  traced_clear (&t);
}

static void
test_perturb (void)
{
  Traced t;

  g_test_summary ("A PROBE event carries what is left of the hash before and after its step, and the number of the step.");
  traced_init (&t, "3.9.18");
  set_int (&t.f, 258, 0);
  begin (&t);
  (void) get_value (&t.f, fixture_int (&t.f, 258 + 4096));
  const DscEvent *e = t.trace.events;
  g_assert_cmpuint (t.trace.n_events, ==, 5);   /* hash, probe 2, compare, probe, miss */
  g_assert_cmpint (e[1].b, ==, 4354);
  g_assert_cmpint (e[1].c, ==, 4354);
  g_assert_cmpint (e[1].d, ==, 0);
  g_assert_cmpint (e[3].a, ==, (5 * 2 + (4354 >> 5) + 1) % 8);
  g_assert_cmpint (e[3].b, ==, 4354);
  g_assert_cmpint (e[3].c, ==, 4354 >> 5);
  g_assert_cmpint (e[3].d, ==, 1);
  traced_clear (&t);
}

static void
test_hit_and_overwrite (void)
{
  Traced t;

  traced_init (&t, "3.9.18");
  set_int (&t.f, 5, 0);
  begin (&t);
  (void) get_value (&t.f, dsc_object_float (t.f.pool, 5.0));
  assert_events (&t, "hash 5; probe 5; compare 0 equal; hit 5 0");
  begin (&t);
  fixture_set (&t.f, fixture_int (&t.f, 5), fixture_int (&t.f, 1));
  assert_events (&t, "hash 5; probe 5; compare 0 identical; hit 5 0; value 0; tag +1");
  begin (&t);
  fixture_set (&t.f, fixture_int (&t.f, 5), fixture_int (&t.f, 1));
  assert_events (&t, "hash 5; probe 5; compare 0 identical; hit 5 0");
  traced_clear (&t);
}

static void
test_delete_and_reuse (void)
{
  Traced t;

  traced_init (&t, "3.13.0");
  set_int (&t.f, 1, 0);
  set_int (&t.f, 9, 0);
  begin (&t);
  fixture_delete (&t.f, fixture_int (&t.f, 1));
  assert_events (&t, "hash 1; probe 1; compare 0 identical; hit 1 0; DELETED 1; entry? 1; index 1: 0 -> -2; place 1; ma_used 2 -> 1; "
                     "tag +4096");
  begin (&t);
  fixture_set (&t.f, fixture_int (&t.f, 17), fixture_int (&t.f, 0));
  assert_events (&t, "hash 17; probe 1; dummy 1; probe 6; compare 1 hash differs; probe 7; miss 7; ADDED 17 0; free? 1; reuse 1; "
                     "index 1: -2 -> 2; entry 2; value 2; dk_usable 3 -> 2; dk_nentries 2 -> 3; ma_used 1 -> 2; tag +4096");
  traced_clear (&t);
}

static void
test_resize (void)
{
  Traced t;

  traced_init (&t, "3.7.16");
  for (int i = 0; i < 5; i++)
    set_int (&t.f, i, 0);
  delete_int (&t.f, 1);
  delete_int (&t.f, 3);
  begin (&t);
  fixture_set (&t.f, fixture_int (&t.f, 7), fixture_int (&t.f, 0));
  assert_events (&t, "hash 7; probe 7; miss 7; allocate 296; table 16, 10; resize 1 for 9: 8 -> 16, used 3; test 1: 0 0 0; (3 * 3 + 0) / 1; "
                     "move 0 -> 0 at 0; move 2 -> 1 at 2; move 4 -> 2 at 4; dk_usable 10 -> 7; dk_nentries 0 -> 3; ma_keys; free 168 kept; "
                     "resized 16, 7; free? 7; index 7: -1 -> 3; entry 3; value 3; dk_usable 7 -> 6; dk_nentries 3 -> 4; ma_used 3 -> 4; "
                     "tag +1");
  traced_clear (&t);
}

static void
test_first_store (void)
{
  Traced t;

  traced_init (&t, "3.11.7");
  begin (&t);
  fixture_set (&t.f, fixture_str (&t.f, ""), fixture_int (&t.f, 0));   /* the hash of "" is 0 */
  assert_events (&t, "hash 0; allocate 120; table 8, 5; ma_keys; resize 2 for 0: 1 -> 8, used 0; resized 8, 5; free? 0; index 0: -1 -> 0; "
                     "entry 0; value 0; dk_usable 5 -> 4; dk_nentries 0 -> 1; ma_used 0 -> 1; tag +1");
  traced_clear (&t);
}

static void
test_kind_change (void)
{
  Traced t;

  traced_init (&t, "3.11.7");
  set_str (&t.f, "", 0);
  begin (&t);
  fixture_set (&t.f, fixture_int (&t.f, 1), fixture_int (&t.f, 0));
  assert_events (&t, "hash 1; allocate 288; table 16, 10; resize 5 for 3: 8 -> 16, used 1; test 7: 0 0 0; (1 * 3 + 0) / 1; "
                     "kind unicode -> general; move 0 -> 0 at 0; dk_usable 10 -> 9; dk_nentries 0 -> 1; ma_keys; free 120 kept; "
                     "resized 16, 9; probe 1; miss 1; free? 1; index 1: -1 -> 1; entry 1; value 1; dk_usable 9 -> 8; dk_nentries 1 -> 2; "
                     "ma_used 1 -> 2; tag +1");
  traced_clear (&t);
  traced_init (&t, "3.8.18");
  set_str (&t.f, "", 0);
  begin (&t);
  (void) get_value (&t.f, fixture_int (&t.f, 1));
  assert_events (&t, "hash 1; kind unicode_nodummy -> general; probe 1; miss 1");
  traced_clear (&t);
}

static void
test_clone (void)
{
  Traced t;
  DscDict *copy;

  traced_init (&t, "3.14.10");
  set_int (&t.f, 1, 1);
  begin (&t);
  g_assert_cmpint (dsc_dict_copy (t.f.rt, t.f.dict, &copy), ==, DSC_STATUS_OK);
  assert_events (&t, "allocate 64; tracked; allocate 160; clone 160; ma_keys; ma_used 0 -> 1");
  begin (&t);
  dsc_dict_unref (t.f.rt, copy);
  assert_events (&t, "DEALLOCATED; free 160; free 64 kept");
  begin (&t);
  g_assert_cmpint (dsc_dict_new (t.f.rt, &copy), ==, DSC_STATUS_OK);
  assert_events (&t, "allocate 64 again; tracked; ma_keys");
  dsc_dict_unref (t.f.rt, copy);
  traced_clear (&t);
}

static void
test_dk_version (void)
{
  Traced t;

  traced_init (&t, "3.14.10");
  set_int (&t.f, 1, 1);
  t.f.dict->ma_keys->dk_version = 7;
  begin (&t);
  fixture_set (&t.f, fixture_int (&t.f, 2), fixture_int (&t.f, 1));
  assert_events (&t, "hash 2; probe 2; miss 2; ADDED 2 1; free? 2; index 2: -1 -> 1; entry 1; value 1; dk_version 7 -> 0; dk_usable 4 -> 3; "
                     "dk_nentries 1 -> 2; ma_used 1 -> 2");
  t.f.dict->ma_keys->dk_version = 8;
  begin (&t);
  fixture_delete (&t.f, fixture_int (&t.f, 2));
  assert_events (&t, "hash 2; probe 2; compare 1 identical; hit 2 1; DELETED 2; entry? 2; index 2: 1 -> -2; place 2; dk_version 8 -> 0; "
                     "ma_used 2 -> 1");
  traced_clear (&t);
}

static void
test_clear_event (void)
{
  Traced t;

  traced_init (&t, "3.12.1");
  set_int (&t.f, 1, 1);
  begin (&t);
  clear_items (&t.f);
  assert_events (&t, "CLEARED; tag +256; ma_keys; ma_used 1 -> 0; free 160");
  traced_clear (&t);
}

static void
test_tracked (void)
{
  Traced t;

  traced_init (&t, "3.12.1");
  set_int (&t.f, 1, 1);
  const DscObject *list = dsc_object_list (t.f.pool, NULL, 0);
  begin (&t);
  fixture_set (&t.f, fixture_int (&t.f, 1), list);
  assert_events (&t, "hash 1; probe 1; compare 0 identical; hit 1 0; tracked; MODIFIED 1 []; value 0; tag +256");
  traced_clear (&t);
}

static void
test_open_table (void)
{
  Traced t;

  traced_init (&t, "2.7.18");
  for (int i = 0; i < 4; i++)
    set_int (&t.f, i, 0);
  delete_int (&t.f, 2);
  begin (&t);
  fixture_set (&t.f, fixture_int (&t.f, 10), fixture_int (&t.f, 0));
  assert_events (&t, "hash 10; probe 2; dummy 2; probe 5; miss 5; reuse 2; entry 2; value 2; ma_used 3 -> 4");
  set_int (&t.f, 4, 0);
  begin (&t);
  fixture_set (&t.f, fixture_int (&t.f, 5), fixture_int (&t.f, 0));
  assert_events (&t, "hash 5; probe 5; miss 5; entry 5; value 5; ma_fill 5 -> 6; ma_used 5 -> 6; allocate 768; table 32, 0; "
                     "resize 1 for 24: 8 -> 32, used 6; test 2: 6 8 0; (6 * 4 + 0) / 1; ma_table; ma_mask 7 -> 31; move 0 -> 0 at 0; "
                     "move 1 -> 1 at 1; move 2 -> 10 at 10; move 3 -> 3 at 3; move 4 -> 4 at 4; move 5 -> 5 at 5; resized 32, 21");
  traced_clear (&t);
}

static void
test_keys_open_table (void)
{
  Traced t;

  traced_init (&t, "3.4.10");
  set_int (&t.f, 2, 0);
  begin (&t);
  fixture_delete (&t.f, fixture_int (&t.f, 2));
  assert_events (&t, "hash 2; probe 2; compare 2 identical; hit 2 2; place 2; ma_used 1 -> 0");
  for (int i = 3; i < 7; i++)
    set_int (&t.f, i, 0);
  begin (&t);
  fixture_set (&t.f, fixture_int (&t.f, 7), fixture_int (&t.f, 0));
  assert_events (&t, "hash 7; probe 7; miss 7; allocate 416; table 16, 11; resize 1 for 12: 8 -> 16, used 4; test 1: 0 0 0; "
                     "(4 * 2 + 4) / 1; ma_keys; move 3 -> 3 at 3; move 4 -> 4 at 4; move 5 -> 5 at 5; move 6 -> 6 at 6; dk_usable 11 -> 7; "
                     "free 224; resized 16, 7; free? 7; entry 7; value 7; dk_usable 7 -> 6; ma_used 4 -> 5");
  traced_clear (&t);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/compact-trace/collision", test_collision);
  g_test_add_func ("/core/compact-trace/perturb", test_perturb);
  g_test_add_func ("/core/compact-trace/hit-and-overwrite", test_hit_and_overwrite);
  g_test_add_func ("/core/compact-trace/delete-and-reuse", test_delete_and_reuse);
  g_test_add_func ("/core/compact-trace/resize", test_resize);
  g_test_add_func ("/core/compact-trace/first-store", test_first_store);
  g_test_add_func ("/core/compact-trace/kind-change", test_kind_change);
  g_test_add_func ("/core/compact-trace/clone", test_clone);
  g_test_add_func ("/core/compact-trace/dk-version", test_dk_version);
  g_test_add_func ("/core/compact-trace/clear", test_clear_event);
  g_test_add_func ("/core/compact-trace/tracked", test_tracked);
  g_test_add_func ("/core/compact-trace/open-table", test_open_table);
  g_test_add_func ("/core/compact-trace/keys-open-table", test_keys_open_table);
  return g_test_run ();
}
