/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-test-states.c: makes dicts by the operations that a program would, one snapshot before the last of them and one after. */
#include "dsc-test-states.h"

#include <string.h>

#define N_INSTANCES 128

typedef struct {
  DscRuntime   *rt;
  DscPool      *pool;
  DscDict      *dict;
  DscClass     *class;
  DscInstance  *instances[N_INSTANCES];   /* p, q, one without a name; more only in a crowd */
  gboolean      in_order;                 /* all must set their attributes in one order to share */
  gboolean      is_class;                 /* what the picture is of */
  DscTestState *state;
} Maker;

const char *
dsc_test_state_name (DscStateKind kind)
{
  static const char *const names[DSC_N_STATE_KINDS] = {
    "example", "ints", "strs", "mixed", "long", "shared", "cleared", "emptied", "popped",
    "instance", "vars", "deleted", "combined", "kept", "dict", "class", "crowd",
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

static DscSnapshot *
take_snapshot (Maker *self)
{
  if (self->is_class)
    return dsc_snapshot_new_from_class (self->rt, self->class);
  if (self->dict != NULL)
    return dsc_snapshot_new_from_dict (self->rt, self->dict);
  return self->instances[0] != NULL ? dsc_snapshot_new_from_instance (self->rt, self->instances[0]) : NULL;
}

/* From here on the operation is the last one. */
static void
last_operation (Maker      *self,
                const char *text)
{
  self->state->before = take_snapshot (self);
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

/* --- instances ---------------------------------------------------------------------------------------------------- */

static const DscObject *
attribute_name (Maker *self,
                gsize  i)
{
  static const char *const names[] = { "x", "y", "color", "weight" };
  g_autofree char *text = i < G_N_ELEMENTS (names) ? g_strdup (names[i]) : g_strdup_printf ("field%" G_GSIZE_FORMAT, i);

  return str_object (self, text);
}

static void
set_attribute (Maker       *self,
               DscInstance *instance,
               gsize        i)
{
  const DscObject *value = i == 2 ? str_object (self, "red") : dsc_object_int (self->pool, (gint64) i * 100 + 1);

  g_assert_cmpint (dsc_instance_set_attribute (self->rt, instance, attribute_name (self, i), value), ==, DSC_STATUS_OK);
}

static void
make_instances (Maker   *self,
                gsize    n,
                gboolean shows_last)
{
  g_autofree char *text = g_strdup_printf ("p.%s = …", n > 0 ? attribute_name (self, n - 1)->as.text.bytes : "");

  g_assert_cmpint (dsc_class_new (self->rt, str_object (self, "Point"), NULL, 0, &self->class), ==, DSC_STATUS_OK);
  for (guint k = 0; k < 3; k++)
    g_assert_cmpint (dsc_instance_new (self->rt, self->class, &self->instances[k]), ==, DSC_STATUS_OK);
  for (gsize i = 0; i < n; i++)
    {
      if (shows_last && i + 1 == n)
        last_operation (self, text);
      set_attribute (self, self->instances[0], i);
    }
  dsc_runtime_set_trace (self->rt, NULL);
  for (gsize i = 0; i + 1 < n; i++)
    set_attribute (self, self->instances[1], self->in_order ? i : n - 2 - i);
}

static void
make_crowd (Maker *self,
            gsize  n)
{
  g_assert_cmpuint (n, <=, N_INSTANCES);
  g_assert_cmpint (dsc_class_new (self->rt, str_object (self, "Point"), NULL, 0, &self->class), ==, DSC_STATUS_OK);
  for (gsize k = 0; k < n; k++)
    {
      g_assert_cmpint (dsc_instance_new (self->rt, self->class, &self->instances[k]), ==, DSC_STATUS_OK);
      for (gsize i = 0; i < k % 3; i++)
        set_attribute (self, self->instances[k], i);
    }
}

static DscDict *
make_dict_of (Maker *self)
{
  DscDict *dict = NULL;

  g_assert_cmpint (dsc_instance_get_dict (self->rt, self->instances[0], &dict), ==, DSC_STATUS_OK);
  return dict;
}

static void
make_shared (Maker       *self,
             DscStateKind kind,
             gsize        n)
{
  self->in_order = dsc_pool_get_traits (self->pool)->sharing == DSC_SHARING_IN_ORDER;
  make_instances (self, n, kind == DSC_STATE_INSTANCE);
  if (kind == DSC_STATE_VARS)
    {
      make_dict_of (self);
      last_operation (self, "p.x = 5");
      g_assert_cmpint (dsc_instance_set_attribute (self->rt, self->instances[0], attribute_name (self, 0), dsc_object_int (self->pool, 5)), ==,
                       DSC_STATUS_OK);
    }
  if (kind == DSC_STATE_DELETED)
    {
      last_operation (self, "del p.x");
      g_assert_cmpint (dsc_instance_delete_attribute (self->rt, self->instances[0], attribute_name (self, 0)), ==, DSC_STATUS_OK);
    }
  if (kind == DSC_STATE_COMBINED)
    {
      DscDict *dict = make_dict_of (self);
      last_operation (self, "vars(p)[1] = 2");
      g_assert_cmpint (dsc_dict_set_item (self->rt, dict, dsc_object_int (self->pool, 1), dsc_object_int (self->pool, 2)), ==, DSC_STATUS_OK);
    }
  if (kind == DSC_STATE_DICT)
    self->dict = dsc_dict_ref (make_dict_of (self));
  if (kind == DSC_STATE_KEPT)
    {
      self->dict = dsc_dict_ref (make_dict_of (self));
      dsc_instance_unref (self->rt, self->instances[0]);
      self->instances[0] = NULL;
    }
  self->is_class = kind == DSC_STATE_CLASS;
}

gboolean
dsc_test_state_exists (const char  *version,
                       DscStateKind kind)
{
  DscTarget target;

  g_assert_cmpint (dsc_target_parse (version, &target), ==, DSC_STATUS_OK);
  return kind != DSC_STATE_CLASS || dsc_traits_resolve (target).sharing != DSC_SHARING_NONE;
}

char *
dsc_test_sharer_name (const DscSharer *sharer,
                      gpointer         data)
{
  (void) data;
  return sharer->instance_id == 1 ? g_strdup ("p") : sharer->instance_id == 2 ? g_strdup ("q") : NULL;
}

static void
clear_maker (Maker *self)
{
  if (self->dict != NULL)
    dsc_dict_unref (self->rt, self->dict);
  for (guint k = 0; k < N_INSTANCES; k++)
    if (self->instances[k] != NULL)
      dsc_instance_unref (self->rt, self->instances[k]);
  if (self->class != NULL)
    dsc_class_unref (self->rt, self->class);
  dsc_runtime_free (self->rt);
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
  else if (kind == DSC_STATE_CROWD)
    make_crowd (&maker, n);
  else if (kind >= DSC_STATE_INSTANCE)
    make_shared (&maker, kind, n);
  else
    make_many (&maker, kind, n);
  dsc_runtime_set_trace (maker.rt, NULL);
  state->snapshot = take_snapshot (&maker);
  g_assert_nonnull (state->snapshot);
  clear_maker (&maker);
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
