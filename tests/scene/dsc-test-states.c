/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-test-states.c: makes dicts by the operations that a program would, one snapshot before the last of them and one after. */
#include "dsc-test-states.h"

#include <string.h>

typedef struct {
  DscRuntime   *rt;
  DscPool      *pool;
  DscDict      *dict;
  DscTestState *state;
} Maker;

const char *
dsc_test_state_name (DscStateKind kind)
{
  static const char *const names[DSC_N_STATE_KINDS] = {
    "example", "ints", "strs", "mixed", "long", "shared", "cleared", "emptied", "popped",
  };

  return names[kind];
}

static const DscObject *
str_object (Maker      *self,
            const char *text)
{
  return dsc_object_str (self->pool, text, strlen (text));
}

static void
set_item (Maker           *self,
          const DscObject *key,
          const DscObject *value)
{
  g_assert_cmpint (dsc_dict_set_item (self->rt, self->dict, key, value), ==, DSC_STATUS_OK);
}

static void
delete_item (Maker           *self,
             const DscObject *key)
{
  g_assert_cmpint (dsc_dict_delete_item (self->rt, self->dict, key), ==, DSC_STATUS_OK);
}

/* From here on the operation is the last one. */
static void
last_operation (Maker      *self,
                const char *text)
{
  if (self->dict != NULL)
    self->state->before = dsc_snapshot_new_from_dict (self->rt, self->dict);
  self->state->operation = g_strdup (text);
  dsc_runtime_set_trace (self->rt, &self->state->trace);
}

static void
make_example (Maker *self,
              gsize  n)
{
  static const char *const texts[][2] = { { "route", "22" }, { "date", "01/01/2001" }, { "daytype", "U" } };
  DscPair pairs[4];

  if (n == 1)
    last_operation (self, "row = {'route': '22', 'date': '01/01/2001', 'daytype': 'U', 'rides': 7354}");
  for (guint i = 0; i < 3; i++)
    pairs[i] = (DscPair) { str_object (self, texts[i][0]), str_object (self, texts[i][1]) };
  pairs[3] = (DscPair) { str_object (self, "rides"), dsc_object_int (self->pool, 7354) };
  if (n == 0)
    {
      g_assert_cmpint (dsc_dict_new (self->rt, &self->dict), ==, DSC_STATUS_OK);
      return;
    }
  g_assert_cmpint (dsc_dict_build (self->rt, DSC_BUILD_DISPLAY_CONST, pairs, 4, &self->dict), ==, DSC_STATUS_OK);

  const DscObject *b = str_object (self, "b");
  if (n == 2)
    last_operation (self, "row['a'] = 1");
  if (n >= 2)
    set_item (self, str_object (self, "a"), dsc_object_int (self->pool, 1));
  if (n == 3)
    last_operation (self, "row['b'] = 2");
  if (n >= 3)
    set_item (self, b, dsc_object_int (self->pool, 2));
  if (n == 4)
    last_operation (self, "del row['b']");
  if (n >= 4)
    delete_item (self, b);
}

static const DscObject *
key_object (Maker        *self,
            DscStateKind  kind,
            gsize         i)
{
  g_autofree char *text = NULL;

  if (kind == DSC_STATE_STRS || kind == DSC_STATE_SHARED || kind == DSC_STATE_EMPTIED)
    {
      text = g_strdup_printf ("key%" G_GSIZE_FORMAT, i);
      return str_object (self, text);
    }
  if (kind != DSC_STATE_MIXED || i % 4 == 0)
    return dsc_object_int (self->pool, (gint64) i * 7);
  if (i % 4 == 1)
    return dsc_object_float (self->pool, (double) i + 0.5);
  if (i % 4 == 3)
    return dsc_object_tuple (self->pool, (const DscObject *[]) { dsc_object_int (self->pool, (gint64) i), dsc_object_none (self->pool) }, 2);
  text = g_strdup_printf ("mixed %" G_GSIZE_FORMAT, i);
  return str_object (self, text);
}

static const DscObject *
value_object (Maker        *self,
              DscStateKind  kind,
              gsize         i)
{
  if (kind == DSC_STATE_SHARED)
    return dsc_object_none (self->pool);
  if (kind == DSC_STATE_MIXED && i % 5 == 2)
    return dsc_object_bool (self->pool, i % 2);
  return dsc_object_int (self->pool, (gint64) i * 1000);
}

static void
make_many (Maker        *self,
           DscStateKind  kind,
           gsize         n)
{
  g_autofree const DscObject **keys = g_new (const DscObject *, n + 1);
  g_autofree char *text = g_strdup_printf ("d[%" G_GSIZE_FORMAT "] = …", n);

  g_assert_cmpint (dsc_dict_new (self->rt, &self->dict), ==, DSC_STATUS_OK);
  for (gsize i = 0; i < n; i++)
    {
      keys[i] = key_object (self, kind, i);
      if (i + 1 == n && kind <= DSC_STATE_SHARED && kind != DSC_STATE_MIXED)
        last_operation (self, text);
      set_item (self, keys[i], value_object (self, kind, i));
    }
  for (gsize i = 0; kind == DSC_STATE_MIXED && i < n; i += 3)
    {
      if (i + 3 >= n)
        last_operation (self, "del d[k]");
      delete_item (self, keys[i]);
    }
  for (gsize i = 0; kind == DSC_STATE_EMPTIED && i < n; i++)
    delete_item (self, keys[i]);
  if (kind == DSC_STATE_CLEARED)
    {
      last_operation (self, "d.clear()");
      g_assert_cmpint (dsc_dict_clear_items (self->rt, self->dict), ==, DSC_STATUS_OK);
    }
  if (kind == DSC_STATE_POPPED)
    {
      DscPair pair;
      last_operation (self, "d.popitem()");
      g_assert_cmpint (dsc_dict_popitem (self->rt, self->dict, &pair), ==, DSC_STATUS_OK);
    }
}

static void
make_long (Maker *self)
{
  static const char *const texts[] = {
    "a key that goes on for quite a while and does not fit into any column", "\xe6\x96\x87\xe5\xad\x97\xe5\x8c\x96\xe3\x81\x91",
    "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d (\xd7\xa2\xd7\x95\xd7\x9c\xd7\x9d)", "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80 e\xcc\x81", "it's \"quoted\"\n\t",
  };
  g_autofree char *huge = g_strnfill (100000, 'x');

  g_assert_cmpint (dsc_dict_new (self->rt, &self->dict), ==, DSC_STATUS_OK);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    set_item (self, str_object (self, texts[i]), i == 0 ? str_object (self, huge) : str_object (self, texts[G_N_ELEMENTS (texts) - 1 - i]));
  last_operation (self, "d['\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d'] = 'a text with a line\nbreak in an operation that is so long that it cannot be shown whole on any line'");
  set_item (self, str_object (self, texts[1]), dsc_object_int (self->pool, G_MAXINT64));
}

DscTestState *
dsc_test_state_new (const char   *version,
                    DscStateKind  kind,
                    gsize         n)
{
  DscTestState *state = g_new0 (DscTestState, 1);
  Maker maker = { .state = state };
  DscTarget target;

  g_assert_cmpint (dsc_target_parse (version, &target), ==, DSC_STATUS_OK);
  maker.rt = dsc_runtime_new (target, 0, &dsc_alloc_libc);
  maker.pool = dsc_runtime_get_pool (maker.rt);
  dsc_trace_init (&state->trace, &dsc_alloc_libc);
  if (kind == DSC_STATE_EXAMPLE)
    make_example (&maker, n);
  else if (kind == DSC_STATE_LONG)
    make_long (&maker);
  else
    make_many (&maker, kind, n);
  dsc_runtime_set_trace (maker.rt, NULL);
  state->snapshot = dsc_snapshot_new_from_dict (maker.rt, maker.dict);
  g_assert_nonnull (state->snapshot);
  dsc_dict_unref (maker.rt, maker.dict);
  dsc_runtime_free (maker.rt);
  return state;
}

void
dsc_test_state_free (DscTestState *self)
{
  if (self == NULL)
    return;
  dsc_snapshot_unref (self->before);
  dsc_snapshot_unref (self->snapshot);
  dsc_trace_clear (&self->trace);
  g_free (self->operation);
  g_free (self);
}
