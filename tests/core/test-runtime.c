/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-runtime.c: a modelled interpreter as far as dicts see it. */
#include "table-fixture.h"

static void
test_pool (void)
{
  Fixture f;

  g_test_summary ("Two runtimes on one pool see the same objects; the pool outlives the first.");
  fixture_init (&f, "3.9.18");
  DscRuntime *second = dsc_runtime_new_with_pool (f.pool, &f.memory.alloc);
  DscDict *dict;
  g_assert_cmpint (dsc_dict_new (second, &dict), ==, DSC_STATUS_OK);
  const DscObject *key = fixture_str (&f, "key");
  g_assert_cmpint (dsc_dict_set_item (second, dict, key, key), ==, DSC_STATUS_OK);
  g_assert_cmpuint (f.dict->ma_used, ==, 0);
  g_assert_true (dsc_runtime_get_traits (second)->target.version == dsc_runtime_get_traits (f.rt)->target.version);
  fixture_set (&f, key, key);
  dsc_dict_unref (f.rt, f.dict);
  dsc_runtime_free (f.rt);
  f.rt = second;
  f.dict = dict;
  g_assert_nonnull (get_value (&f, key));
  fixture_clear (&f);
}

static void
test_trace_switch (void)
{
  Fixture f;
  DscTrace trace;

  g_test_summary ("A trace may be set and taken away between any two operations.");
  for (size_t i = 0; i < G_N_ELEMENTS (fixture_targets); i++)
    {
      fixture_init (&f, fixture_targets[i]);
      dsc_trace_init (&trace, &f.memory.alloc);
      for (int n = 0; n < 40; n++)
        {
          dsc_runtime_set_trace (f.rt, n % 2 ? &trace : NULL);
          g_assert_true (dsc_runtime_get_trace (f.rt) == (n % 2 ? &trace : NULL));
          size_t before = trace.n_events;
          set_int (&f, n, n);
          g_assert_true ((trace.n_events > before) == (n % 2 == 1));
        }
      dsc_runtime_set_trace (f.rt, NULL);
      dsc_trace_clear (&trace);
      fixture_clear (&f);
    }
}

static void
test_free_list_of_dicts (void)
{
  Fixture f;
  DscDict *dicts[100];
  uint32_t last = 0;

  g_test_summary ("Eighty dict blocks are kept, the last one given back is the next one taken; before 2.4 none is.");
  for (int i = 0; i < 2; i++)
    {
      fixture_init (&f, i == 0 ? "2.7.18" : "2.3.7");
      for (int n = 0; n < 100; n++)
        g_assert_cmpint (dsc_dict_new (f.rt, &dicts[n]), ==, DSC_STATUS_OK);
      for (int n = 0; n < 100; n++)
        {
          if (n == 79)
            last = dicts[n]->block;
          dsc_dict_unref (f.rt, dicts[n]);
        }
      g_assert_cmpuint (f.rt->free_dicts.n, ==, i == 0 ? 80 : 0);
      g_assert_cmpint (dsc_dict_new (f.rt, &dicts[0]), ==, DSC_STATUS_OK);
      g_assert_true ((dicts[0]->block == last) == (i == 0));
      dsc_dict_unref (f.rt, dicts[0]);
      fixture_clear (&f);
    }
}

static void
test_raised (void)
{
  Fixture f;

  fixture_init (&f, "3.9.18");
  g_assert_cmpint (dsc_runtime_get_raised (f.rt)->kind, ==, DSC_RAISED_NOTHING);
  const DscObject *key = fixture_int (&f, 7);
  g_assert_cmpint (dsc_runtime_raise_key (f.rt, key), ==, DSC_STATUS_RAISED);
  g_assert_cmpint (dsc_runtime_get_raised (f.rt)->kind, ==, DSC_RAISED_KEY_ERROR);
  g_assert_true (dsc_runtime_get_raised (f.rt)->key == key);
  fixture_clear (&f);
}

static void
test_tag_counter (void)
{
  Fixture f;
  DscDict *second;

  g_test_summary ("Version tags come from one counter of the runtime: no two dicts ever have the same.");
  fixture_init (&f, "3.11.7");
  g_assert_cmpint (dsc_dict_new (f.rt, &second), ==, DSC_STATUS_OK);
  g_assert_cmpuint (second->ma_version_tag, ==, f.dict->ma_version_tag + 1);
  set_int (&f, 1, 1);
  g_assert_cmpuint (f.dict->ma_version_tag, ==, second->ma_version_tag + 1);
  dsc_dict_unref (f.rt, second);
  fixture_clear (&f);
}

static void
test_free_nothing (void)
{
  dsc_runtime_free (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/runtime/pool", test_pool);
  g_test_add_func ("/core/runtime/trace-switch", test_trace_switch);
  g_test_add_func ("/core/runtime/free-list-of-dicts", test_free_list_of_dicts);
  g_test_add_func ("/core/runtime/raised", test_raised);
  g_test_add_func ("/core/runtime/tag-counter", test_tag_counter);
  g_test_add_func ("/core/runtime/free-nothing", test_free_nothing);
  return g_test_run ();
}
