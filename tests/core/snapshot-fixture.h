/* SPDX-License-Identifier: GPL-3.0-or-later */
/* snapshot-fixture.h: dicts of any version for the tests of snapshots, on an allocation hook that counts and can fail. */
#pragma once

#include "failing-alloc.h"

#include "dsc-snapshot.h"

#include <glib.h>
#include <string.h>

typedef struct {
  FailingAlloc memory;
  DscRuntime  *rt;
  DscPool     *pool;
  DscDict     *dict;       /* what the test is about; one reference */
} Fixture;

static inline DscTarget
fixture_target (const char *text)
{
  DscTarget target;

  if (dsc_target_parse (text, &target) != DSC_STATUS_OK)
    g_error ("\"%s\" must be a target", text);
  return target;
}

/* A runtime with an empty dict, {}. */
static inline void
fixture_init_target (Fixture *self, DscTarget target)
{
  failing_alloc_init (&self->memory, 0);
  self->rt = dsc_runtime_new (target, 0, &self->memory.alloc);
  g_assert_nonnull (self->rt);
  self->pool = dsc_runtime_get_pool (self->rt);
  g_assert_cmpint (dsc_dict_new (self->rt, &self->dict), ==, DSC_STATUS_OK);
}

static inline void
fixture_init (Fixture *self, const char *target)
{
  fixture_init_target (self, fixture_target (target));
}

static inline void
fixture_clear (Fixture *self)
{
  if (self->dict != NULL)
    dsc_dict_unref (self->rt, self->dict);
  if (self->rt != NULL)
    dsc_runtime_free (self->rt);
  g_assert_cmpuint (self->memory.n_live, ==, 0);
}

static inline const DscObject *
fixture_str (Fixture *self, const char *text)
{
  return dsc_object_str (self->pool, text, strlen (text));
}

static inline void
fixture_set (Fixture *self, const DscObject *key, const DscObject *value)
{
  g_assert_cmpint (dsc_dict_set_item (self->rt, self->dict, key, value), ==, DSC_STATUS_OK);
}

static inline void
fixture_delete (Fixture *self, const DscObject *key)
{
  g_assert_cmpint (dsc_dict_delete_item (self->rt, self->dict, key), ==, DSC_STATUS_OK);
}

/* d[i] = i * 10 for i in range (first, end) */
static inline void
fixture_fill_ints (Fixture *self, int first, int end)
{
  for (int i = first; i < end; i++)
    fixture_set (self, dsc_object_int (self->pool, i), dsc_object_int (self->pool, i * 10));
}

/* d['k%d' % i] = i for i in range (first, end) */
static inline void
fixture_fill_strs (Fixture *self, int first, int end)
{
  for (int i = first; i < end; i++)
    {
      g_autofree char *name = g_strdup_printf ("k%d", i);

      fixture_set (self, fixture_str (self, name), dsc_object_int (self->pool, i));
    }
}

/* Takes a snapshot with each allocation refused in turn; returns the one that needed no more, and how many were refused. */
static inline DscSnapshot *
fixture_snapshot_in_want (Fixture *self, unsigned *out_refused)
{
  const unsigned n_live = self->memory.n_live;
  DscSnapshot *snapshot = NULL;

  for (*out_refused = 0; snapshot == NULL; (*out_refused)++)
    {
      g_assert_cmpuint (self->memory.n_live, ==, n_live);
      self->memory.n_asked = 0;
      self->memory.fail_at = *out_refused + 1;
      snapshot = dsc_snapshot_new_from_dict (self->rt, self->dict);
    }
  (*out_refused)--;
  g_assert_false (failing_alloc_has_failed (&self->memory));
  self->memory.fail_at = 0;
  return snapshot;
}

static inline DscSnapshot *
fixture_snapshot (Fixture *self)
{
  DscSnapshot *snapshot = dsc_snapshot_new_from_dict (self->rt, self->dict);

  g_assert_nonnull (snapshot);
  return snapshot;
}

/* One release of each way to lay out or to fill a table, and the builds. */
static const char *const fixture_targets[] = {
  "1.5.2", "2.1.3", "2.2.3", "2.4.6", "2.7.18", "3.0.1", "3.2.6", "3.3.0", "3.3.7", "3.4.10", "3.5.2", "3.5.10", "3.6.0", "3.6.15", "3.7.0",
  "3.7.16", "3.8.18", "3.9.18", "3.10.13", "3.11.7", "3.12.1", "3.13.0", "3.13.13", "3.14.0", "3.14.10", "3.15.2", "3.13.13t", "3.14.5t",
  "2.7.18-i386", "3.5.2-i386", "3.7.5-i386", "3.10.4-i386", "3.13.5-i386", "3.13.2-wasm32", "3.15.0rc1-wasm32", "2.7.18d", "3.6.15d",
  "3.6.15-gc32", "3.14.10t-i386",
};
