/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-test-moments.c: operations written as short texts, done to the model. */
#include "dsc-test-moments.h"

#include <stdlib.h>
#include <string.h>

#define N_MOST 3000

void
dsc_test_run_init (DscTestRun *self,
                   const char *version)
{
  DscTarget target;

  *self = (DscTestRun) { 0 };
  g_assert_cmpint (dsc_target_parse (version, &target), ==, DSC_STATUS_OK);
  self->rt = dsc_runtime_new (target, 0, &dsc_alloc_libc);
  self->pool = dsc_runtime_get_pool (self->rt);
  dsc_trace_init (&self->trace, &dsc_alloc_libc);
}

void
dsc_test_run_clear (DscTestRun *self)
{
  DscDict *dicts[] = { self->dict, self->other };
  DscInstance *instances[] = { self->p, self->q };

  for (gsize i = 0; i < G_N_ELEMENTS (dicts); i++)
    if (dicts[i] != NULL)
      dsc_dict_unref (self->rt, dicts[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (instances); i++)
    if (instances[i] != NULL)
      dsc_instance_unref (self->rt, instances[i]);
  if (self->class != NULL)
    dsc_class_unref (self->rt, self->class);
  dsc_snapshot_unref (self->before);
  dsc_trace_clear (&self->trace);
  dsc_runtime_free (self->rt);
}

const DscObject *
dsc_test_str (DscTestRun *self,
              const char *text)
{
  return dsc_object_str (self->pool, text, strlen (text));
}

const DscObject *
dsc_test_int (DscTestRun *self,
              gint64      number)
{
  return dsc_object_int (self->pool, number);
}

static DscSnapshot *
take (DscTestRun *self)
{
  if (self->dict != NULL)
    return dsc_snapshot_new_from_dict (self->rt, self->dict);
  if (self->p != NULL)
    return dsc_snapshot_new_from_instance (self->rt, self->p);
  return self->class != NULL && dsc_class_shares_keys (self->class) ? dsc_snapshot_new_from_class (self->rt, self->class) : NULL;
}

void
dsc_test_run_begin (DscTestRun *self)
{
  dsc_snapshot_unref (self->before);
  self->before = take (self);
  dsc_runtime_set_trace (self->rt, &self->trace);
}

DscMoments *
dsc_test_run_end (DscTestRun *self)
{
  DscSnapshot *after = take (self);
  DscMoments *moments;

  dsc_runtime_set_trace (self->rt, NULL);
  g_assert_nonnull (after);
  /* A class is not the instance that was made of it. */
  if (self->before != NULL && dsc_snapshot_get_instance_id (self->before) != dsc_snapshot_get_instance_id (after))
    g_clear_pointer (&self->before, dsc_snapshot_unref);
  moments = dsc_moments_new (NULL, &self->trace, self->before, after);
  dsc_snapshot_unref (after);
  return moments;
}

static const DscObject *
key_of (DscTestRun *self,
        const char *text)
{
  if (text[0] != '\'')
    return dsc_test_int (self, g_ascii_strtoll (text, NULL, 0));
  g_autofree char *inner = g_strndup (text + 1, strlen (text) - 2);
  return dsc_test_str (self, inner);
}

static void
ok (DscStatus status)
{
  g_assert_true (status == DSC_STATUS_OK || status == DSC_STATUS_RAISED);
}

static void
fill_pairs (DscTestRun *self,
            DscPair     pairs[N_MOST],
            gsize       n)
{
  g_assert_cmpuint (n, <=, N_MOST);
  for (gsize i = 0; i < n; i++)
    pairs[i] = (DscPair) { dsc_test_int (self, (gint64) i), dsc_test_int (self, (gint64) i * 10) };
}

static void
need_dict (DscTestRun *self)
{
  if (self->dict == NULL && self->p == NULL)
    ok (dsc_dict_new (self->rt, &self->dict));
}

static void
do_build (DscTestRun *self,
          const char *name,
          gsize       n)
{
  DscPair pairs[N_MOST];
  const DscObject *keys[N_MOST];

  fill_pairs (self, pairs, n);
  for (gsize i = 0; i < n; i++)
    keys[i] = pairs[i].key;
  if (g_str_equal (name, "update"))
    {
      need_dict (self);
      ok (dsc_dict_update_pairs (self->rt, self->dict, pairs, n));
    }
  else if (g_str_equal (name, "display"))
    ok (dsc_dict_build (self->rt, DSC_BUILD_DISPLAY, pairs, n, &self->dict));
  else if (g_str_equal (name, "fromset"))
    ok (dsc_dict_fromkeys (self->rt, DSC_ITERABLE_SET, keys, n, dsc_object_none (self->pool), &self->dict));
  else
    {
      need_dict (self);
      if (self->other == NULL)
        {
          dsc_runtime_set_trace (self->rt, NULL);
          ok (dsc_dict_build (self->rt, DSC_BUILD_DISPLAY, pairs, n, &self->other));
          dsc_runtime_set_trace (self->rt, &self->trace);
        }
      ok (dsc_dict_update_dict (self->rt, self->dict, self->other));
    }
}

static void
do_instance (DscTestRun *self,
             const char *name,
             const char *argument)
{
  const DscObject *value;

  if (g_str_equal (name, "class"))
    ok (dsc_class_new (self->rt, dsc_test_str (self, "Point"), NULL, 0, &self->class));
  else if (g_str_equal (name, "new"))
    ok (dsc_instance_new (self->rt, self->class, self->p == NULL ? &self->p : &self->q));
  else if (g_str_equal (name, "attr"))
    ok (dsc_instance_set_attribute (self->rt, self->p, dsc_test_str (self, argument), dsc_test_int (self, 7)));
  else if (g_str_equal (name, "other"))
    ok (dsc_instance_set_attribute (self->rt, self->q, dsc_test_str (self, argument), dsc_test_int (self, 7)));
  else if (g_str_equal (name, "getattr"))
    ok (dsc_instance_get_attribute (self->rt, self->p, dsc_test_str (self, argument), &value));
  else if (g_str_equal (name, "delattr"))
    ok (dsc_instance_delete_attribute (self->rt, self->p, dsc_test_str (self, argument)));
  else
    {
      DscDict *dict;
      g_assert_cmpstr (name, ==, "vars");
      ok (dsc_instance_get_dict (self->rt, self->p, &dict));
      if (argument != NULL)
        ok (dsc_dict_set_item (self->rt, dict, key_of (self, argument), dsc_test_int (self, 8)));
    }
}

static gboolean
do_item (DscTestRun *self,
         const char *name,
         const char *argument)
{
  const DscObject *value;
  DscPair pair;

  need_dict (self);
  if (g_str_equal (name, "set"))
    ok (dsc_dict_set_item (self->rt, self->dict, key_of (self, argument), dsc_test_int (self, 1)));
  else if (g_str_equal (name, "del"))
    ok (dsc_dict_delete_item (self->rt, self->dict, key_of (self, argument)));
  else if (g_str_equal (name, "get"))
    ok (dsc_dict_get_item (self->rt, self->dict, key_of (self, argument), &value));
  else if (g_str_equal (name, "pop"))
    ok (dsc_dict_popitem (self->rt, self->dict, &pair));
  else if (g_str_equal (name, "clear"))
    ok (dsc_dict_clear_items (self->rt, self->dict));
  else
    return FALSE;
  return TRUE;
}

static void
do_copy (DscTestRun *self)
{
  g_clear_pointer (&self->before, dsc_snapshot_unref);
  self->other = self->dict;
  self->dict = NULL;
  ok (dsc_dict_copy (self->rt, self->other, &self->dict));
}

void
dsc_test_run_do (DscTestRun *self,
                 const char *operation)
{
  g_auto (GStrv) words = g_strsplit (operation, " ", 2);
  const char *builds[] = { "update", "from", "fromset", "display", NULL };
  const char *items[] = { "set", "del", "get", "pop", "clear", NULL };

  if (g_strv_contains (builds, words[0]))
    do_build (self, words[0], (gsize) atoi (words[1]));
  else if (g_strv_contains (items, words[0]))
    g_assert_true (do_item (self, words[0], words[1]));
  else if (g_str_equal (words[0], "copy"))
    do_copy (self);
  else
    do_instance (self, words[0], words[1]);
}

DscMoments *
dsc_test_moments (const char *version,
                  const char *operations)
{
  return dsc_test_moments_cut (version, operations, 0);
}

DscMoments *
dsc_test_moments_cut (const char *version,
                      const char *operations,
                      gsize       max_events)
{
  g_auto (GStrv) list = g_strsplit (operations, "; ", -1);
  const guint n = g_strv_length (list);
  DscMoments *moments;
  DscTestRun run;

  dsc_test_run_init (&run, version);
  run.trace.max_events = max_events;
  for (guint i = 0; i < n; i++)
    {
      if (i + 1 == n)
        dsc_test_run_begin (&run);
      dsc_test_run_do (&run, list[i]);
    }
  moments = dsc_test_run_end (&run);
  dsc_test_run_clear (&run);
  return moments;
}

gint
dsc_test_find_moment (const DscMoments *moments,
                      DscMomentKind     kind,
                      gint              after)
{
  for (guint i = (guint) (after + 1); i < dsc_moments_get_n (moments); i++)
    if (dsc_moments_get (moments, i)->kind == kind)
      return (gint) i;
  return -1;
}
