/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-sizes-states.c: tables of one dict going through something: emptied, copied, mixed, a record, and the parts of an empty one. */
#include "dsc-sizes-table-private.h"

#include <glib/gi18n-lib.h>

#include "dsc-layout.h"
#include "dsc-sizes-private.h"

#define EMPTIED_COUNT 1000u
#define COPIES_COUNT  8u
#define MAX_STAGES    24u

/* A dict goes through stages, in each version; rows are stages. Sizes of a version are made all at once. */
typedef struct {
  const char *name;
  gint64      size;
} Stage;

typedef struct {
  Stage    stages[MAX_STAGES];
  guint    n;
  DscTrial trial;
} Course;

static void
reach_with (Course     *self,
            const char *name,
            gint64      size)
{
  g_assert (self->n < MAX_STAGES);
  self->stages[self->n++] = (Stage) { name, size };
}

static void
reach (Course     *self,
       const char *name)
{
  reach_with (self, name, dsc_trial_size (&self->trial));
}

typedef void (*CourseFunc) (Course *course, const DscSizesQuery *query);

static GPtrArray *
run_courses (DscSizesTable        *table,
             const DscSizesQuery  *query,
             CourseFunc            function,
             GError              **error)
{
  g_autofree Course *courses = g_new0 (Course, query->n_targets + 1);
  GPtrArray *tables = dsc_sizes_tables_new ();

  g_ptr_array_add (tables, table);
  dsc_sizes_table_add_targets (table, query);
  for (gsize i = 0; i < query->n_targets; i++)
    {
      dsc_trial_init (&courses[i].trial, query->targets[i], 0);
      if (courses[i].trial.status == DSC_STATUS_OK)
        function (&courses[i], query);
      if (!dsc_trial_finish (&courses[i].trial, error))
        {
          g_ptr_array_unref (tables);
          return NULL;
        }
    }
  for (guint stage = 0; stage < courses[0].n; stage++)
    {
      dsc_sizes_table_add_text (table, courses[0].stages[stage].name);
      for (gsize i = 0; i < query->n_targets; i++)
        dsc_sizes_table_add_size (table, courses[i].stages[stage].size);
    }
  return tables;
}

static void
fill_ints (DscTrial *trial,
           guint     n)
{
  dsc_trial_renew (trial);
  for (guint i = 0; i < n; i++)
    dsc_trial_set (trial, dsc_trial_int (trial, i));
}

static void
fill_strs (DscTrial *trial,
           guint     n)
{
  dsc_trial_renew (trial);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("k%u", i);
      dsc_trial_set (trial, dsc_trial_str (trial, name));
    }
}

/* Emptied. */

static void
empty_ints (DscTrial *trial,
            guint     n)
{
  for (guint i = 0; i < n; i++)
    dsc_trial_delete (trial, dsc_trial_int (trial, i));
}

static void
run_emptied (Course              *self,
             const DscSizesQuery *query)
{
  const guint n = query->count != 0 ? query->count : EMPTIED_COUNT;
  DscTrial *trial = &self->trial;

  fill_ints (trial, n);
  reach (self, "all keys");
  empty_ints (trial, n - 1);
  reach (self, "all but one deleted");
  reach_with (self, "then d.copy()", dsc_trial_copy_size (trial));
  reach_with (self, "then dict(d)", dsc_trial_call_size (trial));
  dsc_trial_set (trial, dsc_trial_int (trial, n));
  reach (self, "then one key added");
  fill_ints (trial, n);
  empty_ints (trial, n);
  reach (self, "all deleted");
  dsc_trial_set (trial, dsc_trial_int (trial, n));
  reach (self, "then one key added");
  if (trial->status == DSC_STATUS_OK && dsc_dict_clear_items (trial->rt, trial->dict) == DSC_STATUS_OK)
    reach (self, "then clear()");
}

GPtrArray *
dsc_sizes_emptied (const DscSizesQuery  *query,
                   GError              **error)
{
  const guint n = query->count != 0 ? query->count : EMPTIED_COUNT;
  DscSizesTable *table = dsc_sizes_table_new ("emptied", "bytes", g_strdup_printf (_("sys.getsizeof of a dict of the int keys 0 to %u that is emptied with del"), n - 1));

  dsc_sizes_table_add_head (table, "dict");
  dsc_sizes_table_add_note (table, g_strdup_printf (_("The added key is %u, whose slot was never used."), n));
  return run_courses (table, query, run_emptied, error);
}

/* Copies of a dict with holes. */

typedef struct {
  gint64 copy, call, own;
} CopySizes;

static gboolean
try_copies (const DscSizesQuery  *query,
            DscTarget             target,
            guint                 n,
            CopySizes            *out_sizes,
            GError              **error)
{
  DscTrial trial;

  dsc_trial_init (&trial, target, 0);
  if (query->int_keys)
    fill_ints (&trial, n);
  else
    fill_strs (&trial, n);
  for (guint k = 0; k <= n; k++)
    {
      out_sizes[k].own = dsc_trial_size (&trial);
      out_sizes[k].copy = dsc_trial_copy_size (&trial);
      out_sizes[k].call = dsc_trial_call_size (&trial);
      if (k == n)
        break;
      g_autofree char *name = g_strdup_printf ("k%u", k);
      dsc_trial_delete (&trial, query->int_keys ? dsc_trial_int (&trial, k) : dsc_trial_str (&trial, name));
    }
  return dsc_trial_finish (&trial, error);
}

static void
add_copy_rows (DscSizesTable       *table,
               const DscSizesQuery *query,
               const CopySizes     *sizes,
               guint                n,
               gboolean             call)
{
  dsc_sizes_table_add_head (table, "deleted");
  dsc_sizes_table_add_targets (table, query);
  for (guint k = 0; k <= n; k++)
    {
      dsc_sizes_table_add_number (table, k);
      for (gsize i = 0; i < query->n_targets; i++)
        {
          const CopySizes *size = &sizes[i * (n + 1) + k];
          dsc_sizes_table_add_size (table, call ? size->call : size->copy);
        }
    }
  dsc_sizes_table_keep_steps (table);
}

GPtrArray *
dsc_sizes_copies (const DscSizesQuery  *query,
                  GError              **error)
{
  const guint n = query->count != 0 ? query->count : COPIES_COUNT;
  g_autofree CopySizes *sizes = g_new0 (CopySizes, (gsize) (n + 1) * (query->n_targets + 1));
  GPtrArray *tables = dsc_sizes_tables_new ();

  for (gsize i = 0; i < query->n_targets; i++)
    if (!try_copies (query, query->targets[i], n, &sizes[i * (n + 1)], error))
      {
        g_ptr_array_unref (tables);
        return NULL;
      }
  for (int call = 0; call < 2; call++)
    {
      const char *code = call ? "dict(d)" : "d.copy()";
      DscSizesTable *table = dsc_sizes_table_new (call ? "copies-dict" : "copies-copy", "bytes",
                                                  g_strdup_printf (_("sys.getsizeof of %s, where d had %u keys of which the first were deleted"), code, n));
      add_copy_rows (table, query, sizes, n, call);
      g_ptr_array_add (tables, table);
    }
  return tables;
}

/* Strs meet an int. */

static const guint mixed_counts[] = { 0, 1, 2, 3, 5, 6, 10, 11 };
static const char *const mixed_stages[] = { "str keys", "then 1 in d", "then d[1] = 1", "then del d[1]", "then d.copy()" };

static void
try_mixed (DscTrial *trial,
           guint     n,
           gint64    out_sizes[G_N_ELEMENTS (mixed_stages)])
{
  bool found;

  fill_strs (trial, n);
  const DscObject *one = dsc_trial_int (trial, 1);
  out_sizes[0] = dsc_trial_size (trial);
  if (trial->status == DSC_STATUS_OK)
    trial->status = dsc_dict_contains (trial->rt, trial->dict, one, &found);
  out_sizes[1] = dsc_trial_size (trial);
  dsc_trial_set (trial, one);
  out_sizes[2] = dsc_trial_size (trial);
  dsc_trial_delete (trial, one);
  out_sizes[3] = dsc_trial_size (trial);
  out_sizes[4] = dsc_trial_copy_size (trial);
}

typedef struct {
  gint64 of[G_N_ELEMENTS (mixed_counts)][G_N_ELEMENTS (mixed_stages)];
} MixedSizes;

static void
add_mixed_rows (DscSizesTable       *table,
                const DscSizesQuery *query,
                const MixedSizes    *sizes)
{
  dsc_sizes_table_add_head (table, "keys");
  dsc_sizes_table_add_head (table, "dict");
  dsc_sizes_table_add_targets (table, query);
  for (guint n = 0; n < G_N_ELEMENTS (mixed_counts); n++)
    for (guint stage = 0; stage < G_N_ELEMENTS (mixed_stages); stage++)
      {
        dsc_sizes_table_add_number (table, mixed_counts[n]);
        dsc_sizes_table_add_text (table, mixed_stages[stage]);
        for (gsize i = 0; i < query->n_targets; i++)
          dsc_sizes_table_add_size (table, sizes[i].of[n][stage]);
      }
}

GPtrArray *
dsc_sizes_mixed (const DscSizesQuery  *query,
                 GError              **error)
{
  g_autofree MixedSizes *sizes = g_new (MixedSizes, query->n_targets + 1);

  for (gsize i = 0; i < query->n_targets; i++)
    {
      DscTrial trial;
      dsc_trial_init (&trial, query->targets[i], 0);
      for (guint n = 0; n < G_N_ELEMENTS (mixed_counts); n++)
        try_mixed (&trial, mixed_counts[n], sizes[i].of[n]);
      if (!dsc_trial_finish (&trial, error))
        return NULL;
    }

  GPtrArray *tables = dsc_sizes_tables_new ();
  DscSizesTable *table = dsc_sizes_table_new ("mixed", "bytes", g_strdup (_("sys.getsizeof of a dict of str keys, one after the other, that meets an int key")));
  g_ptr_array_add (tables, table);
  add_mixed_rows (table, query, sizes);
  dsc_sizes_table_add_note (table, g_strdup (_("The keys are k0, k1 …, with hash seed 0.")));
  return tables;
}

/* A record of four fields. */

static gint64
size_of_tuple (DscTrial        *trial,
               const DscObject *keys[4])
{
  const DscObject *tuple = trial->status == DSC_STATUS_OK ? dsc_object_tuple (trial->pool, keys, 4) : NULL;
  const gint64 size = tuple != NULL ? dsc_sizes_of (dsc_trial_traits (trial), tuple) : -1;

  return size >= 0 ? size + dsc_trial_traits (trial)->gc_head : -1;
}

static void
run_record (Course              *self,
            const DscSizesQuery *query)
{
  static const char *const names[] = { "route", "date", "daytype", "rides" };
  DscTrial *trial = &self->trial;
  const DscTraits *traits = dsc_trial_traits (trial);
  const DscObject *keys[G_N_ELEMENTS (names)];
  DscPair pairs[G_N_ELEMENTS (names)];
  DscDict *row = NULL;

  (void) query;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      keys[i] = dsc_trial_str (trial, names[i]);
      pairs[i] = (DscPair) { keys[i], dsc_object_none (trial->pool) };
    }
  if (trial->status != DSC_STATUS_OK)
    return;
  const DscStatus status = dsc_dict_build (trial->rt, DSC_BUILD_DISPLAY_CONST, pairs, G_N_ELEMENTS (names), &row);
  dsc_trial_take (trial, status, row);
  reach (self, "row, a dict of 4");
  dsc_trial_set (trial, dsc_trial_str (trial, "a"));
  reach (self, "then row['a'] = 1");
  dsc_trial_set (trial, dsc_trial_str (trial, "b"));
  reach (self, "then row['b'] = 2");
  dsc_trial_delete (trial, dsc_trial_str (trial, "b"));
  reach (self, "then del row['b']");
  reach_with (self, "tuple of 4", size_of_tuple (trial, keys));
  reach_with (self, "object with 4 __slots__", traits->object_head + 4 * traits->pointer_size + traits->gc_head);
  reach_with (self, "object, __dict__ apart", dsc_instance_getsizeof (trial->rt));
}

GPtrArray *
dsc_sizes_record (const DscSizesQuery  *query,
                  GError              **error)
{
  DscSizesTable *table = dsc_sizes_table_new ("record", "bytes", g_strdup (_("sys.getsizeof of a record with the fields route, date, daytype and rides")));

  dsc_sizes_table_add_head (table, "record");
  dsc_sizes_table_add_note (table, g_strdup (_("A named tuple says the same as a tuple. The keys and values themselves are counted nowhere.")));
  return run_courses (table, query, run_record, error);
}

/* Parts. */

static void
reach_layout (Course          *self,
              const DscTraits *traits)
{
  const gint64 dict = dsc_layout_block (traits, DSC_BLOCK_DICT).size;
  const gboolean open = traits->family == DSC_FAMILY_OPEN;
  const gint64 embedded = open && traits->empty_display == DSC_EMPTY_OWN_TABLE ? (gint64) dsc_layout_keys_size (traits, traits->min_size, FALSE) : 0;
  const gint64 header = dsc_layout_block (traits, DSC_BLOCK_KEYS).size;
  const gint64 indices = (gint64) dsc_layout_index_bytes (traits, 8);

  reach_with (self, "GC head", traits->gc_head);
  reach_with (self, "PyDictObject", dict - embedded);
  reach_with (self, "8 slots inside it", embedded > 0 ? embedded : -1);
  reach_with (self, "header of keys object", open ? -1 : header);
  reach_with (self, "bookkeeping together", traits->gc_head + dict - embedded + header);
  reach_with (self, "index of 8 slots", indices > 0 ? indices : -1);
  reach_with (self, "entry, only str keys", dsc_layout_entry (traits, TRUE).size);
  reach_with (self, "entry, other keys", dsc_layout_entry (traits, FALSE).size);
}

static void
reach_emptied (Course     *self,
               const char *name,
               gboolean    pop)
{
  DscTrial *trial = &self->trial;

  fill_strs (trial, 10);
  for (guint i = 0; i < 10 && trial->status == DSC_STATUS_OK; i++)
    {
      g_autofree char *key = g_strdup_printf ("k%u", i);
      DscPair pair;
      if (pop)
        trial->status = dsc_dict_popitem (trial->rt, trial->dict, &pair);
      else
        dsc_trial_delete (trial, dsc_trial_str (trial, key));
    }
  reach (self, name);
}

static void
reach_empties (Course *self)
{
  DscTrial *trial = &self->trial;
  const DscTraits *traits = dsc_trial_traits (trial);
  DscDict *dict = NULL;
  DscStatus status;

  reach (self, "{}");
  reach_with (self, "{}.__sizeof__()", dsc_trial_size (trial) - traits->gc_head);
  reach_with (self, "dict()", dsc_trial_call_size (trial));
  reach_with (self, "{}.copy()", dsc_trial_copy_size (trial));
  status = dsc_dict_fromkeys (trial->rt, DSC_ITERABLE_LIST, NULL, 0, dsc_object_none (trial->pool), &dict);
  dsc_trial_take (trial, status, dict);
  reach_with (self, "dict.fromkeys([])", traits->has_fromkeys ? dsc_trial_size (trial) : -1);
  fill_strs (trial, 10);
  if (trial->status == DSC_STATUS_OK)
    trial->status = dsc_dict_clear_items (trial->rt, trial->dict);
  reach (self, "10 keys, then clear()");
  dsc_trial_set (trial, dsc_trial_str (trial, "k0"));
  reach (self, "then one key");
  reach_emptied (self, "10 keys, all deleted", FALSE);
  reach_emptied (self, "10 keys, all popped", TRUE);
}

static void
run_parts (Course              *self,
           const DscSizesQuery *query)
{
  (void) query;
  reach_layout (self, dsc_trial_traits (&self->trial));
  reach_empties (self);
}

GPtrArray *
dsc_sizes_parts (const DscSizesQuery  *query,
                 GError              **error)
{
  DscSizesTable *table = dsc_sizes_table_new ("parts", "bytes", g_strdup (_("What an empty dict is made of, and sys.getsizeof of dicts that are empty in one way or another")));

  dsc_sizes_table_add_head (table, "part");
  dsc_sizes_table_add_note (table, g_strdup (_("Bookkeeping is the GC head, the dict object and the header of its keys object. The keys are strs.")));
  return run_courses (table, query, run_parts, error);
}
