/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-explain.c: what has a number of bytes, against the numbers that people ask about, against every ladder, and against dicts and instances
 * that are really made: each origin is made again and has the number, and whatever is made is explained. */
#include "dsc-explain.h"

#include <glib.h>

#include "dsc-instance-private.h"

#define MOST_REMADE 20000     /* keys of the largest dict that is filled */

static DscTraits
traits_of (const char *text)
{
  DscTarget target;

  g_assert_cmpint (dsc_target_parse (text, &target), ==, DSC_STATUS_OK);
  return dsc_traits_resolve (target);
}

/* The one of that kind; NULL: none. */
static const DscSizeOrigin *
find_kind (const DscSizeOrigin *out, size_t n, DscSizeKind kind)
{
  for (size_t i = 0; i < n; i++)
    if (out[i].kind == kind)
      return &out[i];
  return NULL;
}

static void
test_numbers (void)
{
  static const struct { const char *version; int64_t bytes; gboolean str_only; uint64_t slots, first, last; } rows[] = {
    { "2.7.18", 1048, FALSE, 32, 6, 21 }, { "3.5.10", 480, FALSE, 16, 6, 11 },  { "3.6.15", 368, FALSE, 16, 6, 10 },
    { "3.9.18", 232, FALSE, 8, 1, 5 },    { "3.11.7", 184, TRUE, 8, 1, 5 },     { "3.11.7", 224, FALSE, 8, 1, 5 },
    { "3.11.7", 36952, FALSE, 2048, 683, 1365 }, { "3.8.18", 64, FALSE, 1, 0, 0 },
    { "3.5.10", 72, FALSE, 1, 0, 0 },     /* 288 before clear () */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const DscTraits traits = traits_of (rows[i].version);
      DscSizeOrigin out[DSC_EXPLAIN_MAX];
      const size_t n = dsc_explain_size (&traits, rows[i].bytes, out);
      const DscSizeOrigin *dict = find_kind (out, n, DSC_SIZE_DICT);

      g_assert_nonnull (dict);
      g_assert_cmpint (dict->str_only, ==, rows[i].str_only);
      g_assert_cmpuint (dict->slots, ==, rows[i].slots);
      g_assert_cmpuint (dict->first_keys, ==, rows[i].first);
      g_assert_cmpuint (dict->last_keys, ==, rows[i].last);
      g_assert_cmpint (dsc_size_origin_sum (dict), ==, rows[i].bytes);
    }
}

/* __sizeof__ of forty dicts of instances without attributes, as 3.11.7 and 3.10.14 were asked for: 280, 272 … 56 and 88; and what else people see
 * of x.__dict__ and x. */
static void
test_instances (void)
{
  static const struct { const char *version; int64_t bytes; DscSizeKind kind; uint64_t values, first, last; } rows[] = {
    { "3.11.7", 296, DSC_SIZE_SHARED_DICT, 29, 0, 0 }, { "3.11.7", 288, DSC_SIZE_SHARED_DICT, 28, 0, 0 },  { "3.12.1", 72, DSC_SIZE_SHARED_DICT, 1, 0, 0 },
    { "3.10.13", 104, DSC_SIZE_SHARED_DICT, 5, 0, 5 }, { "3.10.13", 144, DSC_SIZE_SHARED_DICT, 10, 6, 10 }, { "3.5.10", 96, DSC_SIZE_SHARED_DICT, 4, 0, 3 },
    { "3.5.10", 192, DSC_SIZE_SHARED_DICT, 16, 4, 11 }, { "3.3.0", 136, DSC_SIZE_SHARED_DICT, 8, 4, 5 },    { "3.6.15", 280, DSC_SIZE_LAST_SHARED_DICT, 5, 0, 5 },
    { "3.11.7", 56, DSC_SIZE_INSTANCE, 0, 0, 0 },      { "3.12.1", 48, DSC_SIZE_INSTANCE, 0, 0, 0 },        { "2.7.18", 64, DSC_SIZE_INSTANCE, 0, 0, 0 },
    { "3.13.13t", 72, DSC_SIZE_SHARED_DICT, 1, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const DscTraits traits = traits_of (rows[i].version);
      DscSizeOrigin out[DSC_EXPLAIN_MAX];
      const size_t n = dsc_explain_size (&traits, rows[i].bytes, out);
      const DscSizeOrigin *found = find_kind (out, n, rows[i].kind);

      g_assert_nonnull (found);
      g_assert_cmpint (dsc_size_origin_sum (found), ==, rows[i].bytes);
      g_assert_cmpuint (found->values, ==, rows[i].values);
      g_assert_cmpuint (found->first_keys, ==, rows[i].first);
      g_assert_cmpuint (found->last_keys, ==, rows[i].last);
    }
}

static void
test_no_such_number (void)
{
  const DscTraits traits = traits_of ("3.9.18");
  DscSizeOrigin out[DSC_EXPLAIN_MAX];

  g_assert_cmpuint (dsc_explain_size (&traits, 233, out), ==, 0);
  g_assert_cmpuint (dsc_explain_size (&traits, 0, out), ==, 0);
  g_assert_cmpuint (dsc_explain_size (&traits, -1, out), ==, 0);
  g_assert_cmpuint (dsc_explain_size (&traits, INT64_MAX, out), ==, 0);
}

static void
check_ladder (const DscTraits *traits, DscLadderWay way, bool str)
{
  uint64_t n = 0;

  do
    {
      const int64_t bytes = dsc_ladder_size (traits, way, str, n);
      DscSizeOrigin out[DSC_EXPLAIN_MAX];
      const size_t n_out = dsc_explain_size (traits, bytes, out);
      bool covered = way != DSC_LADDER_LOOP;

      g_assert_nonnull (find_kind (out, n_out, DSC_SIZE_DICT));
      for (size_t i = 0; i < n_out; i++)
        {
          g_assert_cmpint (dsc_size_origin_sum (&out[i]), ==, bytes);
          covered = covered || out[i].kind != DSC_SIZE_DICT || (n >= out[i].first_keys && n <= out[i].last_keys);
        }
      g_assert_true (covered);
      n = dsc_ladder_next (traits, way, str, n, 10000);
    }
  while (n != 0);
}

/* Every size of every ladder of every release has a table that explains it. */
static void
test_ladders (void)
{
  const DscVersion *releases;
  const size_t n = dsc_releases (&releases);
  DscTraits last[DSC_N_ARCHS] = { 0 };

  for (size_t i = 0; i < n; i++)
    for (int arch = 0; arch < DSC_N_ARCHS; arch++)
      {
        const DscTraits traits = dsc_traits_resolve ((DscTarget) { .version = releases[i], .build = { .arch = (DscArch) arch } });

        if (dsc_traits_behave_alike (&traits, &last[arch]))
          continue;
        last[arch] = traits;
        for (int way = 0; way < DSC_N_LADDERS; way++)
          for (int str = 0; str < 2; str++)
            if (dsc_ladder_exists (&traits, (DscLadderWay) way, str != 0))
              check_ladder (&traits, (DscLadderWay) way, str != 0);
      }
}

/* --- Made again in the model. --- */

typedef struct {
  DscRuntime *rt;
  DscPool    *pool;
  DscTraits   traits;
} World;

static World
world_of (DscTarget target)
{
  World self = { .rt = dsc_runtime_new (target, 0, &dsc_alloc_libc) };

  g_assert_nonnull (self.rt);
  self.pool = dsc_runtime_get_pool (self.rt);
  self.traits = *dsc_runtime_get_traits (self.rt);
  return self;
}

static const DscObject *
key_of (World *self, bool str, uint64_t i)
{
  g_autofree char *name = g_strdup_printf ("k%" G_GUINT64_FORMAT, i);
  const DscObject *key = str ? dsc_object_str (self->pool, name, strlen (name)) : dsc_object_int (self->pool, (int64_t) i);

  g_assert_nonnull (key);
  return key;
}

static void
set_key (World *self, DscDict *dict, bool str, uint64_t i)
{
  g_assert_cmpint (dsc_dict_set_item (self->rt, dict, key_of (self, str, i), dsc_object_int (self->pool, 1)), ==, DSC_STATUS_OK);
}

static int64_t
size_with_keys (World *self, bool str, uint64_t n)
{
  DscDict *dict;
  int64_t bytes;

  g_assert_cmpint (dsc_dict_new (self->rt, &dict), ==, DSC_STATUS_OK);
  for (uint64_t i = 0; i < n; i++)
    set_key (self, dict, str, i);
  bytes = dsc_dict_getsizeof (self->rt, dict);
  dsc_dict_unref (self->rt, dict);
  return bytes;
}

static int64_t
size_cleared (World *self)
{
  DscDict *dict;
  int64_t bytes;

  g_assert_cmpint (dsc_dict_new (self->rt, &dict), ==, DSC_STATUS_OK);
  set_key (self, dict, true, 0);
  g_assert_cmpint (dsc_dict_clear_items (self->rt, dict), ==, DSC_STATUS_OK);
  bytes = dsc_dict_getsizeof (self->rt, dict);
  dsc_dict_unref (self->rt, dict);
  return bytes;
}

/* A dict that is made large beforehand, with whatever number of keys gives so many slots; 0: none of the ways that were tried does. */
static int64_t
size_presized (World *self, const DscSizeOrigin *origin)
{
  int64_t bytes = 0;

  for (uint64_t n = 1; n <= MIN (origin->usable, 400) && bytes == 0; n += 1 + n / 8)
    for (int form = DSC_BUILD_DISPLAY; form <= DSC_BUILD_KWARGS && bytes == 0; form++)
      {
        g_autofree DscPair *pairs = g_new (DscPair, n);
        DscDict *dict = NULL;

        for (uint64_t i = 0; i < n; i++)
          pairs[i] = (DscPair) { key_of (self, origin->str_only || form >= DSC_BUILD_CALL_KWARGS, i), dsc_object_int (self->pool, 1) };
        if (dsc_dict_build (self->rt, (DscBuildForm) form, pairs, n, &dict) != DSC_STATUS_OK)
          continue;
        if (dsc_dict_getsizeof (self->rt, dict) == dsc_size_origin_sum (origin) && dsc_dict_get_n_slots (self->rt, dict) == origin->slots)
          bytes = dsc_dict_getsizeof (self->rt, dict);
        dsc_dict_unref (self->rt, dict);
      }
  return bytes;
}

/* FALSE: it was not made again. */
static gboolean
remake_dict (World *self, const DscSizeOrigin *origin)
{
  const int64_t bytes = dsc_size_origin_sum (origin);

  if (origin->slots <= 1)
    g_assert_cmpint (origin->only_cleared ? size_cleared (self) : size_with_keys (self, false, 0), ==, bytes);
  else if (origin->last_keys == 0)
    return size_presized (self, origin) == bytes;
  else if (origin->last_keys > MOST_REMADE)
    return FALSE;
  else
    {
      const bool str = origin->str_only || !self->traits.has_unicode_entries;

      g_assert_cmpuint (origin->last_keys, <=, origin->usable);
      g_assert_cmpint (size_with_keys (self, str, origin->first_keys), ==, bytes);
      g_assert_cmpint (size_with_keys (self, str, origin->last_keys), ==, bytes);
      g_assert_cmpint (size_with_keys (self, str, origin->last_keys + 1), !=, bytes);
    }
  return TRUE;
}

static DscClass *
class_of (World *self, uint64_t n_static)
{
  g_autofree const DscObject **names = g_new (const DscObject *, n_static + 1);
  DscClass *class = NULL;

  for (uint64_t i = 0; i < n_static; i++)
    names[i] = key_of (self, true, i);
  g_assert_cmpint (dsc_class_new (self->rt, dsc_object_str (self->pool, "C", 1), names, n_static, &class), ==, DSC_STATUS_OK);
  return class;
}

static DscInstance *
instance_of (World *self, DscClass *class, uint64_t n)
{
  DscInstance *instance = NULL;

  g_assert_cmpint (dsc_instance_new (self->rt, class, &instance), ==, DSC_STATUS_OK);
  for (uint64_t i = 0; i < n; i++)
    g_assert_cmpint (dsc_instance_set_attribute (self->rt, instance, key_of (self, true, i), dsc_object_int (self->pool, 1)), ==, DSC_STATUS_OK);
  return instance;
}

static int64_t
size_of_dict (World *self, DscInstance *instance)
{
  DscDict *dict;

  g_assert_cmpint (dsc_instance_get_dict (self->rt, instance, &dict), ==, DSC_STATUS_OK);
  return dsc_dict_getsizeof (self->rt, dict);
}

static int64_t
first_size (World *self, uint64_t n)
{
  DscClass *class = class_of (self, 0);
  DscInstance *instance = instance_of (self, class, n);
  const int64_t bytes = size_of_dict (self, instance);

  dsc_instance_unref (self->rt, instance);
  dsc_class_unref (self->rt, class);
  return bytes;
}

/* 3.11 on: as many instances before it as places are gone; or names that the class knows beforehand. */
static int64_t
size_with_places (World *self, uint64_t places, gboolean alone)
{
  const uint64_t most = self->traits.shared_keys_max;
  DscClass *class = class_of (self, places == most ? most : 0);
  DscInstance *instance = NULL;
  DscDict *dict;
  int64_t bytes;

  for (uint64_t i = 0; i < MAX (most - places, 1); i++)
    {
      if (instance != NULL)
        dsc_instance_unref (self->rt, instance);
      instance = instance_of (self, class, 0);
    }
  g_assert_cmpint (dsc_instance_get_dict (self->rt, instance, &dict), ==, DSC_STATUS_OK);
  dsc_dict_ref (dict);
  if (alone)
    {
      dsc_instance_unref (self->rt, instance);
      dsc_class_unref (self->rt, class);
    }
  bytes = dsc_dict_getsizeof (self->rt, dict);
  if (!alone)
    {
      dsc_instance_unref (self->rt, instance);
      dsc_class_unref (self->rt, class);
    }
  dsc_dict_unref (self->rt, dict);
  return bytes;
}

/* Up to 3.10: another instance outgrows the keys of the class, which gives them up. */
static int64_t
size_left_alone (World *self, uint64_t n)
{
  DscClass *class = class_of (self, 0);
  DscInstance *instance = instance_of (self, class, n);
  DscInstance *other = instance_of (self, class, n + 1);
  const int64_t bytes = size_of_dict (self, instance);

  dsc_instance_unref (self->rt, instance);
  dsc_instance_unref (self->rt, other);
  dsc_class_unref (self->rt, class);
  return bytes;
}

/* 3.3.3 to 3.5: keys of 4 slots grow to 8 only when most of what was in them is gone again. */
static int64_t
size_after_deletions (World *self, gboolean alone)
{
  DscClass *class = class_of (self, 0);
  DscInstance *instance = instance_of (self, class, 3);
  DscInstance *other = NULL;
  int64_t bytes;

  for (uint64_t i = 0; i < 2; i++)
    g_assert_cmpint (dsc_instance_delete_attribute (self->rt, instance, key_of (self, true, i)), ==, DSC_STATUS_OK);
  g_assert_cmpint (dsc_instance_set_attribute (self->rt, instance, key_of (self, true, 3), dsc_object_int (self->pool, 1)), ==, DSC_STATUS_OK);
  if (alone)
    other = instance_of (self, class, 12);
  bytes = size_of_dict (self, instance);
  dsc_instance_unref (self->rt, instance);
  if (other != NULL)
    dsc_instance_unref (self->rt, other);
  dsc_class_unref (self->rt, class);
  return bytes;
}

static gboolean
remake_shared (World *self, const DscSizeOrigin *origin)
{
  const int64_t bytes = dsc_size_origin_sum (origin);
  const gboolean alone = origin->kind == DSC_SIZE_LAST_SHARED_DICT;

  if (self->traits.sharing == DSC_SHARING_ORDER_BYTES)
    {
      if (origin->values == self->traits.shared_keys_max && !self->traits.preloads_static_attributes)
        return FALSE;
      g_assert_cmpint (size_with_places (self, origin->values, alone), ==, bytes);
      return TRUE;
    }
  if (origin->last_keys > MOST_REMADE)
    return FALSE;
  if (origin->last_keys == 0)
    g_assert_cmpint (size_after_deletions (self, alone), ==, bytes);
  else if (alone)
    g_assert_cmpint (size_left_alone (self, origin->last_keys), ==, bytes);
  else
    {
      g_assert_cmpint (first_size (self, origin->first_keys), ==, bytes);
      g_assert_cmpint (first_size (self, origin->last_keys), ==, bytes);
      g_assert_cmpint (first_size (self, origin->last_keys + 1), !=, bytes);
    }
  return TRUE;
}

static gboolean
remake (World *self, const DscSizeOrigin *origin)
{
  switch (origin->kind)
    {
    case DSC_SIZE_DICT:
      return remake_dict (self, origin);
    case DSC_SIZE_SHARED_DICT:
    case DSC_SIZE_LAST_SHARED_DICT:
      return remake_shared (self, origin);
    case DSC_SIZE_INSTANCE:
      g_assert_cmpint (dsc_instance_getsizeof (self->rt), ==, dsc_size_origin_sum (origin));
      return TRUE;
    case DSC_N_SIZE_KINDS:
      break;
    }
  g_assert_not_reached ();
}

typedef void (*TargetFunc) (DscTarget target);

/* Each release and build that behaves otherwise than the one before. */
static void
for_each_target (TargetFunc function)
{
  const DscVersion *releases;
  const size_t n = dsc_releases (&releases);

  for (int arch = 0; arch < DSC_N_ARCHS; arch++)
    for (int threads = 0; threads < 2; threads++)
      {
        DscTraits last = { 0 };

        for (size_t i = 0; i < n && (threads == 0 || releases[i] >= DSC_V (3, 13, 0)); i++)
          {
            const DscTarget target = { .version = releases[i], .build = { .arch = (DscArch) arch, .free_threaded = threads != 0 } };
            const DscTraits traits = dsc_traits_resolve (target);

            if (i == 0 || !dsc_traits_behave_alike (&traits, &last))
              function (target);
            last = traits;
          }
      }
}

static guint64 n_remade, n_left;

/* Walks from number to number, so that nothing that exists below a border is left out. */
static void
remake_all (DscTarget target)
{
  World world = world_of (target);
  int64_t bytes = 0;
  int64_t below;

  for (;;)
    {
      DscSizeOrigin out[DSC_EXPLAIN_MAX];
      size_t n;

      dsc_explain_nearest (&world.traits, bytes, &below, &bytes);
      if (bytes > 12000)
        break;
      n = dsc_explain_size (&world.traits, bytes, out);
      g_assert_cmpuint (n, >, 0);
      g_assert_cmpuint (n, <, DSC_EXPLAIN_MAX);
      for (size_t i = 0; i < n; i++)
        if (remake (&world, &out[i]))
          n_remade++;
        else
          {
            n_left++;
            g_assert_cmpuint (out[i].values, ==, world.traits.shared_keys_max);
          }
    }
  dsc_runtime_free (world.rt);
}

static void
test_remade (void)
{
  for_each_target (remake_all);
  g_test_message ("%" G_GUINT64_FORMAT " origins made again", n_remade);
  g_test_message ("%" G_GUINT64_FORMAT " not: the first dict of a class that derives from one with __slots__ or from int takes no place away, which is not modelled",
                  n_left);
  g_assert_cmpuint (n_remade, >, 50 * n_left);
}

static void
assert_explained (const DscTraits *traits, int64_t bytes, DscSizeKind kind)
{
  DscSizeOrigin out[DSC_EXPLAIN_MAX];
  const size_t n = dsc_explain_size (traits, bytes, out);

  g_assert_nonnull (find_kind (out, n, kind));
}

/* By the kind that it is: with keys that are shared, with shared keys that nobody else has, or with a table of its own. */
static void
assert_dict_explained (World *self, DscInstance *instance)
{
  DscDict *dict = NULL;

  g_assert_cmpint (dsc_instance_get_dict (self->rt, instance, &dict), ==, DSC_STATUS_OK);
  const bool is_split = self->traits.sharing != DSC_SHARING_NONE && dsc_dict_is_split (dict);
  assert_explained (&self->traits, dsc_dict_getsizeof (self->rt, dict),
                    !is_split ? DSC_SIZE_DICT : dict->ma_keys->dk_refcnt == 1 ? DSC_SIZE_LAST_SHARED_DICT : DSC_SIZE_SHARED_DICT);
}

/* Every size that a dict, and the __dict__ of a first and a second instance, has on the way to 2000 keys. */
static void
explain_all (DscTarget target)
{
  World world = world_of (target);
  DscDict *dict;

  for (int str = 0; str < 2; str++)
    {
      g_assert_cmpint (dsc_dict_new (world.rt, &dict), ==, DSC_STATUS_OK);
      for (uint64_t i = 0, before = 0; i <= 2000; i++)
        {
          const int64_t bytes = dsc_dict_getsizeof (world.rt, dict);

          if ((uint64_t) bytes != before)
            assert_explained (&world.traits, bytes, DSC_SIZE_DICT);
          before = (uint64_t) bytes;
          set_key (&world, dict, str != 0, i);
        }
      dsc_dict_unref (world.rt, dict);
    }
  for (int k = 0; k < 2 && world.traits.has_slots; k++)
    {
      DscClass *class = class_of (&world, 0);
      DscInstance *first = instance_of (&world, class, k == 0 ? 0 : 7);
      DscInstance *second = instance_of (&world, class, 0);

      for (uint64_t i = 0; i < (k == 0 ? 200 : 40); i++)
        {
          DscInstance *grown = i % 2 == 0 ? second : first;
          assert_dict_explained (&world, first);
          assert_dict_explained (&world, second);
          g_assert_cmpint (dsc_instance_set_attribute (world.rt, grown, key_of (&world, true, i), dsc_object_int (world.pool, 1)), ==, DSC_STATUS_OK);
        }
      dsc_instance_unref (world.rt, first);
      dsc_instance_unref (world.rt, second);
      dsc_class_unref (world.rt, class);
    }
  dsc_runtime_free (world.rt);
}

static void
test_complete (void)
{
  for_each_target (explain_all);
}

static void
test_nearest (void)
{
  const DscTraits traits = traits_of ("3.9.18");
  int64_t below, above;

  dsc_explain_nearest (&traits, 233, &below, &above);
  g_assert_cmpint (below, ==, 232);
  g_assert_cmpint (above, >, 233);
  g_assert_cmpint (above, <=, 360);
  dsc_explain_nearest (&traits, 1, &below, &above);
  g_assert_cmpint (below, ==, 0);
  g_assert_cmpint (above, ==, 48);                  /* an instance */
  dsc_explain_nearest (&traits, INT64_MAX, &below, &above);
  g_assert_cmpint (below, >, DSC_EXPLAIN_MOST / 4);
  g_assert_cmpint (above, >, DSC_EXPLAIN_MOST);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/explain/numbers", test_numbers);
  g_test_add_func ("/core/explain/no-such-number", test_no_such_number);
  g_test_add_func ("/core/explain/ladders", test_ladders);
  g_test_add_func ("/core/explain/instances", test_instances);
  g_test_add_func ("/core/explain/nearest", test_nearest);
  g_test_add_func ("/core/explain/remade", test_remade);
  g_test_add_func ("/core/explain/complete", test_complete);
  return g_test_run ();
}
