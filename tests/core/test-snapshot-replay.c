/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-snapshot-replay.c: images in the midst of operations, held against those before and after them.
 *
 * A trace is given to the function with one event that says nothing in front and one behind, so that neither end is answered with an
 * image that is at hand: memory is made of cells, changed and described again. */
#include "dsc-machine-private.h"
#include "dsc-snapshot-replay.h"
#include "program-fixture.h"
#include "../dsc-test-cases.h"
#include "snapshot-fixture.h"

#include "dsc-snapshot-private.h"

typedef struct {
  DscTrace trace;        /* the step's, with NONE in front and behind */
  DscTrace recorded;
  GString *text;         /* of a difference */
} Step;

/* --- comparing ---------------------------------------------------------------------------------------------------- */

static guint
name_object (const DscObject *object)
{
  return object != NULL ? object->ordinal + 1 : 0;
}

/* What the program's other variables have to do with. */
static gboolean
is_untold (const DscSnapshot *image, DscFieldId id)
{
  return id == DSC_FIELD_OB_REFCNT || id == DSC_FIELD_OB_REF_LOCAL || (id == DSC_FIELD_DK_REFCNT && dsc_snapshot_is_shared_empty (image));
}

static void
append_block (GString *text, const DscSnapshot *image, const DscBlock *block)
{
  g_string_append_printf (text, "%s at %" G_GINT64_MODIFIER "x, %" G_GUINT64_FORMAT " bytes, %d %d:", dsc_block_name (block->kind), block->address,
                          block->size, block->is_static, block->is_counted);
  for (guint i = 0; i < block->n_fields; i++)
    {
      const DscField *field = &block->fields[i];
      if (!is_untold (image, field->member.id))
        g_string_append_printf (text, " %s %" G_GINT64_FORMAT " %d %d %u %s", dsc_field_name (field->member.id), field->value, field->target,
                                field->target_block, field->target_offset, field->text != NULL ? field->text : "");
    }
  g_string_append_c (text, '\n');
}

static void
append_values (GString *text, const DscSnapshot *image)
{
  DscValuesHeader header, idle;
  const uint8_t *order;
  const gboolean has_values = dsc_snapshot_get_values_header (image, &header);
  const gboolean has_idle = dsc_snapshot_get_idle_values_header (image, &idle);

  for (gsize i = 0; i < dsc_snapshot_get_n_values (image); i++)
    g_string_append_printf (text, " value %u", name_object (dsc_snapshot_get_split_value (image, i)));
  const gsize n = dsc_snapshot_get_order (image, &order);
  for (gsize i = 0; i < n; i++)
    g_string_append_printf (text, " order %d", order[i]);
  if (has_values)
    g_string_append_printf (text, " header %u %u %u %d %d", header.capacity, header.size, header.prefix, header.embedded, header.valid);
  if (has_idle)
    g_string_append_printf (text, " idle %u %u %u %d %d", idle.capacity, idle.size, idle.prefix, idle.embedded, idle.valid);
}

static void
append_table (GString *text, const DscSnapshot *image)
{
  DscLedgerRow ledger[DSC_N_PARTS];
  const gsize n = dsc_snapshot_get_ledger (image, ledger);

  for (gsize i = 0; i < dsc_snapshot_get_n_slots (image); i++)
    g_string_append_printf (text, " %" G_GINT64_FORMAT, dsc_snapshot_get_index (image, i));
  for (gsize i = 0; i < dsc_snapshot_get_n_entries (image); i++)
    {
      const DscEntry entry = dsc_snapshot_get_entry (image, i);
      g_string_append_printf (text, " [%" G_GINT64_FORMAT " %u %u %d]", entry.me_hash, name_object (entry.me_key), name_object (entry.me_value),
                              dsc_snapshot_get_entry_state (image, i));
    }
  for (gsize i = 0; i < n; i++)
    g_string_append_printf (text, "\nledger %d %" G_GINT64_FORMAT " %zu", ledger[i].part, ledger[i].bytes, ledger[i].count);
}

static char *
describe (const DscSnapshot *image)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text, "dict %u instance %u: %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " tracked %d kind %d empty %d split %d\n",
                   dsc_snapshot_get_dict_id (image), dsc_snapshot_get_instance_id (image), dsc_snapshot_get_getsizeof (image),
                   dsc_snapshot_get_sizeof (image), dsc_snapshot_get_instance_getsizeof (image), dsc_snapshot_is_tracked (image),
                   dsc_snapshot_get_kind (image), dsc_snapshot_is_shared_empty (image), dsc_snapshot_is_split (image));
  g_string_append_printf (text, "%zu slots, %zu of %zu entries, %u %d %u %d\n", dsc_snapshot_get_n_slots (image), dsc_snapshot_get_n_entries (image),
                          dsc_snapshot_get_entry_capacity (image), dsc_snapshot_get_index_width (image), dsc_snapshot_entries_have_hash (image),
                          dsc_snapshot_get_entry_size (image), dsc_snapshot_get_table_block (image));
  for (gsize i = 0; i < dsc_snapshot_get_n_blocks (image); i++)
    append_block (text, image, dsc_snapshot_get_block (image, i));
  append_values (text, image);
  append_table (text, image);
  return g_string_free (text, FALSE);
}

/* --- one step ----------------------------------------------------------------------------------------------------- */

static GPtrArray *
take_images (const DscMachine *machine)
{
  GPtrArray *images = g_ptr_array_new_with_free_func ((GDestroyNotify) dsc_snapshot_unref);

  for (const DscDict *dict = machine->rt->dicts; dict != NULL; dict = dict->next)
    g_ptr_array_add (images, dsc_snapshot_new_from_dict (machine->rt, dict));
  for (const DscInstance *instance = machine->rt->instances; instance != NULL; instance = instance->next)
    g_ptr_array_add (images, dsc_snapshot_new_from_instance (machine->rt, instance));
  for (const DscClass *class = machine->classes; class != NULL; class = class->older)
    if (class->ht_cached_keys != NULL)
      g_ptr_array_add (images, dsc_snapshot_new_from_class (machine->rt, class));
  return images;
}

static DscSnapshot *
find_image (GPtrArray *images, const DscSnapshot *like)
{
  for (guint i = 0; i < images->len; i++)
    {
      DscSnapshot *image = images->pdata[i];
      if (image->instance_id == like->instance_id && (image->instance_id != 0 || (image->has_dict == like->has_dict && image->dict_id == like->dict_id
          && image->origin.class_id == like->origin.class_id)))
        return image;
    }
  return NULL;
}

static void
frame_trace (Step *self)
{
  dsc_trace_reset (&self->trace);
  dsc_trace_add (&self->trace, (DscEvent) { .kind = DSC_EVENT_NONE });
  for (gsize i = 0; i < self->recorded.n_events; i++)
    dsc_trace_add (&self->trace, self->recorded.events[i]);
  dsc_trace_add (&self->trace, (DscEvent) { .kind = DSC_EVENT_NONE });
}

static void
assert_same (const Step *self, const DscSnapshot *before, const DscSnapshot *got, const DscSnapshot *expected, const char *when)
{
  g_autofree char *a = got != NULL ? describe (got) : g_strdup ("nothing");
  g_autofree char *b = describe (expected);

  if (strcmp (a, b) == 0)
    return;
  g_autofree char *was = before != NULL ? describe (before) : g_strdup ("nothing");
  GString *events = g_string_new (NULL);
  for (gsize i = 0; i < self->trace.n_events; i++)
    {
      const DscEvent *e = &self->trace.events[i];
      g_string_append_printf (events, "%d.%d dict %u: %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " #%u\n", e->kind,
                              e->detail, e->dict, e->a, e->b, e->c, e->d, name_object (e->object));
    }
  g_error ("%s\nwas:\n%s\n%s\nby events:\n%s\nin fact:\n%s", when, was, events->str, a, b);
}

/* In between a table may be half written, but no number may lead out of it. */
static void
check_sane (const DscSnapshot *image)
{
  g_assert_cmpuint (dsc_snapshot_get_n_entries (image), <=, dsc_snapshot_get_entry_capacity (image));
  for (gsize i = 0; i < dsc_snapshot_get_n_slots (image); i++)
    g_assert_cmpint (dsc_snapshot_get_index (image, i), <, (gint64) dsc_snapshot_get_entry_capacity (image));
  g_assert_cmpuint (image->n_live + image->n_dummies, <=, dsc_snapshot_get_entry_capacity (image));
}

static void
check_thing (const Step *self, const DscSnapshot *before, const DscSnapshot *after, gboolean has_between)
{
  const gsize n = self->trace.n_events;
  DscSnapshot *image = dsc_snapshot_new_replayed (before, after, &self->trace, 1);

  if (before != NULL)
    {
      assert_same (self, before, image, before, "no event has happened");
      g_assert_cmpuint (dsc_snapshot_get_n_sharers (image), ==, dsc_snapshot_get_n_sharers (before));
    }
  dsc_snapshot_unref (image);
  image = dsc_snapshot_new_replayed (before, after, &self->trace, n - 1);
  assert_same (self, before, image, after, "all events have happened");
  dsc_snapshot_unref (image);
  for (gsize i = 2; has_between && i + 1 < n; i++)
    {
      image = dsc_snapshot_new_replayed (before, after, &self->trace, i);
      if (image != NULL)
        {
          g_autofree char *text = describe (image);
          g_assert_nonnull (text);
          check_sane (image);
        }
      dsc_snapshot_unref (image);
    }
}

static void
check_step (Step *self, Program *program, gsize i)
{
  DscMachine *machine = dsc_timeline_seek (program->timeline, i, NULL);
  g_assert_nonnull (machine);
  g_autoptr (GPtrArray) before = take_images (machine);
  dsc_trace_reset (&self->recorded);
  machine = dsc_timeline_seek (program->timeline, i + 1, &self->recorded);
  g_assert_nonnull (machine);
  g_autoptr (GPtrArray) after = take_images (machine);

  frame_trace (self);
  for (guint k = 0; k < after->len; k++)
    check_thing (self, find_image (before, after->pdata[k]), after->pdata[k], i % 8 == 0);
}

static void
test_random (gconstpointer target)
{
  Step self = { 0 };
  FailingAlloc memory;

  g_test_summary ("Every image after an operation is the one before it and the events; so is every one in between.");
  failing_alloc_init (&memory, 0);
  dsc_trace_init (&self.trace, &dsc_alloc_libc);
  dsc_trace_init (&self.recorded, &dsc_alloc_libc);
  for (guint seed = 0; seed < (g_test_slow () ? 20u : 1u); seed++)
    {
      Program program;

      program_init (&program, target, seed + 7, &memory.alloc);
      for (gsize i = 0; i < DSC_TEST_CASES (150, 60); i++)
        {
          append_some (&program);
          check_step (&self, &program, i);
        }
      program_clear (&program);
    }
  dsc_trace_clear (&self.trace);
  dsc_trace_clear (&self.recorded);
  g_assert_cmpuint (memory.n_live, ==, 0);
}

/* --- by hand ------------------------------------------------------------------------------------------------------ */

/* d['k5'] = 5, the sixth key: a table of 8 slots becomes one of 16. */
static void
make_growth (Fixture *self, const char *target, DscTrace *trace, DscSnapshot **before, DscSnapshot **after)
{
  fixture_init (self, target);
  fixture_fill_strs (self, 0, 5);
  fixture_delete (self, fixture_str (self, "k1"));
  *before = fixture_snapshot (self);
  dsc_trace_init (trace, &self->memory.alloc);
  dsc_runtime_set_trace (self->rt, trace);
  fixture_set (self, fixture_str (self, "k5"), dsc_object_int (self->pool, 5));
  dsc_runtime_set_trace (self->rt, NULL);
  *after = fixture_snapshot (self);
}

static void
clear_growth (Fixture *self, DscTrace *trace, DscSnapshot *before, DscSnapshot *after)
{
  dsc_snapshot_unref (before);
  dsc_snapshot_unref (after);
  dsc_trace_clear (trace);
  fixture_clear (self);
}

static gsize
find_event (const DscTrace *trace, DscEventKind kind, gsize from)
{
  while (from < trace->n_events && trace->events[from].kind != kind)
    from++;
  g_assert_cmpuint (from, <, trace->n_events);
  return from;
}

static void
test_rebuild (void)
{
  Fixture self;
  DscTrace trace;
  DscSnapshot *before, *after;

  g_test_summary ("While a table is rebuilt, the image is of the new table, as far as it is filled.");
  make_growth (&self, "3.13.5", &trace, &before, &after);
  const gsize begin = find_event (&trace, DSC_EVENT_RESIZE_BEGIN, 0);
  const gsize first = find_event (&trace, DSC_EVENT_ENTRY_MOVED, begin);
  for (guint n = 0; n <= 4; n++)
    {
      DscSnapshot *image = dsc_snapshot_new_replayed (before, after, &trace, first + n);
      g_assert_nonnull (image);
      g_assert_cmpuint (dsc_snapshot_get_n_slots (image), ==, 16);
      g_assert_cmpuint (dsc_snapshot_get_n_entries (image), ==, n);
      g_assert_cmphex (dsc_snapshot_find_block (image, DSC_BLOCK_KEYS)->address, ==, dsc_snapshot_find_block (after, DSC_BLOCK_KEYS)->address);
      dsc_snapshot_unref (image);
    }
  const gsize written = find_event (&trace, DSC_EVENT_WRITE_ENTRY, first);
  DscSnapshot *image = dsc_snapshot_new_replayed (before, after, &trace, written + 1);
  g_assert_cmpuint (dsc_snapshot_get_n_entries (image), ==, 5);
  g_assert_cmpint (dsc_snapshot_get_value (image, DSC_FIELD_DK_NENTRIES, -1), ==, 4);
  g_assert_null (dsc_snapshot_get_entry (image, 4).me_value);
  dsc_snapshot_unref (image);
  clear_growth (&self, &trace, before, after);
}

static void
test_ends (void)
{
  Fixture self;
  DscTrace trace;
  DscSnapshot *before, *after, *image;

  g_test_summary ("Before the first event a new dict is not there; more events than there are is all of them.");
  make_growth (&self, "3.11.7", &trace, &before, &after);
  image = dsc_snapshot_new_replayed (before, after, &trace, SIZE_MAX);
  g_assert_true (image == after);
  dsc_snapshot_unref (image);
  image = dsc_snapshot_new_replayed (before, after, &trace, 0);
  g_assert_true (image == before);
  dsc_snapshot_unref (image);
  trace.status = DSC_STATUS_NO_MEMORY;
  g_assert_null (dsc_snapshot_new_replayed (before, after, &trace, 1));
  clear_growth (&self, &trace, before, after);
}

static void
test_no_memory (gconstpointer target)
{
  Fixture self;
  DscTrace trace;
  DscSnapshot *before, *after, *image = NULL;
  guint refused = 0;

  g_test_summary ("Whichever allocation is refused, there is no image, and nothing leaks.");
  make_growth (&self, target, &trace, &before, &after);
  const guint n_live = self.memory.n_live;
  while (image == NULL)
    {
      self.memory.n_asked = 0;
      self.memory.fail_at = ++refused;
      image = dsc_snapshot_new_replayed (before, after, &trace, trace.n_events - 1);
      g_assert_true (image != NULL || self.memory.n_live == n_live);
    }
  self.memory.fail_at = 0;
  g_assert_cmpuint (refused, >, 4);
  dsc_snapshot_unref (image);
  clear_growth (&self, &trace, before, after);
}

static void
test_garbage (gconstpointer target)
{
  Fixture self;
  DscTrace trace;
  DscSnapshot *before, *after;
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  g_test_summary ("Numbers of events that lead nowhere are passed over.");
  make_growth (&self, target, &trace, &before, &after);
  for (guint round = 0; round < 400; round++)
    {
      const gsize i = (gsize) g_rand_int_range (rand, 0, (gint) trace.n_events);
      const DscEvent original = trace.events[i];
      gint64 *numbers[] = { &trace.events[i].a, &trace.events[i].b, &trace.events[i].c, &trace.events[i].d };

      if (original.kind == DSC_EVENT_NEW_TABLE || original.kind == DSC_EVENT_ALLOCATE)
        continue;                /* they say how much memory there is */
      *numbers[g_rand_int_range (rand, 0, 4)] = g_rand_boolean (rand) ? g_rand_int (rand) : -1 - (gint64) g_rand_int (rand) * 4;
      dsc_snapshot_unref (dsc_snapshot_new_replayed (before, after, &trace, trace.n_events - 1));
      trace.events[i] = original;
    }
  clear_growth (&self, &trace, before, after);
}

int
main (int argc, char **argv)
{
  static const char *const families[] = { "2.7.18", "3.5.10", "3.13.5" };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (fixture_targets); i++)
    {
      g_autofree char *path = g_strconcat ("/core/snapshot-replay/random/", fixture_targets[i], NULL);
      g_test_add_data_func (path, fixture_targets[i], test_random);
    }
  g_test_add_func ("/core/snapshot-replay/rebuild", test_rebuild);
  g_test_add_func ("/core/snapshot-replay/ends", test_ends);
  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    {
      g_autofree char *no_memory = g_strconcat ("/core/snapshot-replay/no-memory/", families[i], NULL);
      g_autofree char *garbage = g_strconcat ("/core/snapshot-replay/garbage/", families[i], NULL);
      g_test_add_data_func (no_memory, families[i], test_no_memory);
      g_test_add_data_func (garbage, families[i], test_garbage);
    }
  return g_test_run ();
}
