/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-fleet-difference.c: where two targets of a fleet part: what they share is not compared, and no two runs are compared twice. */
#include "dsc-fleet-private.h"

#define OF_PROGRAM (1u << DSC_DIFFERS_PROGRAM | 1u << DSC_DIFFERS_OUTCOME)

typedef struct {
  const DscFleetRun    *run_a, *run_b;
  const DscFleetTrack  *track_a, *track_b;
  const DscFleetBytes  *bytes_a, *bytes_b;
  guint                 what;
} Pair;

static guint
hash_pair (gconstpointer data)
{
  const Pair *pair = data;
  guint hash = pair->what;

  hash = hash * 31 + g_direct_hash (pair->run_a);
  hash = hash * 31 + g_direct_hash (pair->run_b);
  hash = hash * 31 + g_direct_hash (pair->track_a);
  hash = hash * 31 + g_direct_hash (pair->track_b);
  hash = hash * 31 + g_direct_hash (pair->bytes_a);
  return hash * 31 + g_direct_hash (pair->bytes_b);
}

static gboolean
same_pair (gconstpointer a,
           gconstpointer b)
{
  const Pair *x = a, *y = b;

  return x->what == y->what && x->run_a == y->run_a && x->run_b == y->run_b && x->track_a == y->track_a && x->track_b == y->track_b
         && x->bytes_a == y->bytes_a && x->bytes_b == y->bytes_b;
}

GHashTable *
dsc_fleet_partings_new (void)
{
  return g_hash_table_new_full (hash_pair, same_pair, g_free, g_free);
}

/* As dsc_compare_step has it, for what is no program or outcome. */
static gboolean
differ_at (const DscFleetTarget *a,
           const DscFleetTarget *b,
           gsize                 i,
           guint                 what,
           DscDifference        *out)
{
  const DscFleetStep x = dsc_fleet_target_step (a, i);
  const DscFleetStep y = dsc_fleet_target_step (b, i);

  if ((what & 1u << DSC_DIFFERS_SLOTS) != 0 && x.n_slots != y.n_slots)
    *out = (DscDifference) { DSC_DIFFERS_SLOTS, i + 1, (gint64) x.n_slots, (gint64) y.n_slots };
  else if ((what & 1u << DSC_DIFFERS_ITEMS) != 0 && x.used != y.used)
    *out = (DscDifference) { DSC_DIFFERS_ITEMS, i + 1, (gint64) x.used, (gint64) y.used };
  else if ((what & 1u << DSC_DIFFERS_BYTES) != 0 && x.getsizeof != y.getsizeof)
    *out = (DscDifference) { DSC_DIFFERS_BYTES, i + 1, x.getsizeof, y.getsizeof };
  else
    return FALSE;
  return TRUE;
}

/* Programs and outcomes; those of one run are the same. */
static gboolean
programs_differ (DscFleet             *self,
                 const DscFleetTarget *a,
                 const DscFleetTarget *b,
                 guint                 what,
                 DscDifference        *out)
{
  const Pair pair = { .run_a = a->run, .run_b = b->run, .what = what };
  gpointer found = NULL;

  if (a->run == b->run || what == 0)
    return FALSE;
  if (!g_hash_table_lookup_extended (self->partings, &pair, NULL, &found))
    {
      const gboolean differ = dsc_compare_runs (a->run->run->timeline, b->run->run->timeline, what, out);

      found = differ ? g_memdup2 (out, sizeof *out) : NULL;
      g_hash_table_insert (self->partings, g_memdup2 (&pair, sizeof pair), found);
    }
  if (found != NULL)
    *out = *(const DscDifference *) found;
  return found != NULL;
}

static gboolean
compare (DscFleet             *self,
         const DscFleetTarget *a,
         const DscFleetTarget *b,
         guint                 what,
         DscDifference        *out)
{
  const gsize n = MIN (dsc_timeline_get_n_steps (a->run->run->timeline), dsc_timeline_get_n_steps (b->run->run->timeline));
  const gboolean parts = programs_differ (self, a, b, what & OF_PROGRAM, out);
  const gboolean same_tables = a->run == b->run && a->shared->track == b->shared->track;
  const guint of_states = what & (same_tables ? 1u << DSC_DIFFERS_BYTES : ~OF_PROGRAM);
  const gsize end = of_states == 0 ? 0 : parts ? MIN (n, (gsize) out->step - 1) : n;

  for (gsize i = 0; i < end; i++)
    if (differ_at (a, b, i, of_states, out))
      return TRUE;
  return parts;
}

gboolean
dsc_fleet_find_difference (DscFleet      *self,
                           guint          a,
                           guint          b,
                           guint          what,
                           DscDifference *out_difference)
{
  const DscFleetTarget *x = &self->targets[a];
  const DscFleetTarget *y = &self->targets[b];
  const Pair pair = { x->run, y->run, x->shared->track, y->shared->track, x->shared->bytes, y->shared->bytes, what };
  gpointer found = NULL;

  if (x->run == y->run && x->shared->track == y->shared->track && x->shared->bytes == y->shared->bytes)
    return FALSE;
  if (!g_hash_table_lookup_extended (self->partings, &pair, NULL, &found))
    {
      DscDifference difference;

      found = compare (self, x, y, what, &difference) ? g_memdup2 (&difference, sizeof difference) : NULL;
      g_hash_table_insert (self->partings, g_memdup2 (&pair, sizeof pair), found);
    }
  if (found != NULL)
    *out_difference = *(const DscDifference *) found;
  return found != NULL;
}
