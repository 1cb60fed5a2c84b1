/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-state-text.c: a state as text for a terminal: fields with offsets, the table, values, sharers, the ledger. */
#include "dsc-cli-state.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "dsc-describe.h"

#define MAX_REPR 60

static void
print_head (const DscCliState *self)
{
  g_autofree char *evidence = dsc_describe_evidence (self->target);
  char version[64], build[96];

  dsc_target_title (self->target, version, sizeof version);
  dsc_build_format (self->target.build, build, sizeof build);
  printf ("%s · %s · PYTHONHASHSEED=%u · %s\n", version, build, self->hash_seed, evidence);
  printf (_("step %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT), self->step, self->n_steps);
  if (self->operation != NULL && self->operation->label != NULL)
    printf ("  %s", self->operation->label);
  putchar ('\n');
  if (self->operation == NULL)
    return;
  if (self->operation->error != NULL)
    printf ("  %s\n", self->operation->error);
  else if (self->operation->result.value != NULL)
    {
      g_autofree char *result = dsc_cli_result (self->operation, self->pool, MAX_REPR);
      g_auto (GStrv) lines = g_strsplit (result, "\n", -1);
      for (gsize i = 0; i == 0 || lines[i] != NULL; i++)
        printf (i == 0 ? "  → %s\n" : "    %s\n", lines[i] != NULL ? lines[i] : "");
    }
}

static void
print_field (const DscField *field,
             gboolean        addresses)
{
  const DscMember *member = &field->member;

  if (member->id == DSC_FIELD_PADDING)
    {
      printf ("  %6u %5u  (padding)\n", member->offset, member->size);
      return;
    }
  printf ("  %6u %5u  %-22s ", member->offset, member->size, dsc_field_name (member->id));
  switch (field->target)
    {
    case DSC_TARGET_NULL:
      puts ("NULL");
      return;
    case DSC_TARGET_STATIC_KEYS:
      puts ("→ Py_EMPTY_KEYS");
      return;
    case DSC_TARGET_STATIC_VALUES:
      puts ("→ empty_values");
      return;
    case DSC_TARGET_TYPE:
    case DSC_TARGET_FUNCTION:
      printf ("→ %s\n", field->text);
      return;
    case DSC_TARGET_BLOCK:
      printf ("→ %s", dsc_block_name (field->target_block));
      printf (field->target_offset != 0 ? "+%u" : "", field->target_offset);
      if (addresses)
        printf ("  0x%" G_GINT64_MODIFIER "x", (guint64) field->value);
      putchar ('\n');
      return;
    case DSC_TARGET_NONE:
    case DSC_TARGET_OBJECT:
      break;
    }
  printf ("%" G_GINT64_FORMAT, field->value);
  printf (field->text != NULL ? "  %s\n" : "\n", field->text);
}

static void
print_block (const DscCliState *self,
             DscBlockKind       kind)
{
  const DscBlock *block = dsc_snapshot_find_block (self->snapshot, kind);

  if (block == NULL)
    return;
  printf ("\n%s, %" G_GUINT64_FORMAT " %s%s", dsc_block_type (dsc_snapshot_get_traits (self->snapshot), kind), block->size, _("bytes"),
          block->is_static ? _(", static, not counted") : "");
  if (self->addresses)
    printf (", 0x%" G_GINT64_MODIFIER "x", (guint64) block->address);
  putchar ('\n');
  for (guint i = 0; i < block->n_fields; i++)
    print_field (&block->fields[i], self->addresses);
}

static void
print_indices (const DscSnapshot *snapshot)
{
  const gsize n = dsc_snapshot_get_n_slots (snapshot);

  printf ("\ndk_indices, int%u × %" G_GSIZE_FORMAT, 8 * dsc_snapshot_get_index_width (snapshot), n);
  for (gsize i = 0; i < n; i++)
    {
      if (i % 16 == 0)
        printf ("\n  %6" G_GSIZE_FORMAT " ", i);
      printf (" %3" G_GINT64_FORMAT, dsc_snapshot_get_index (snapshot, i));
    }
  putchar ('\n');
}

static void
print_entry (const DscCliState *self,
             gsize              i)
{
  const DscSlotState state = dsc_snapshot_get_entry_state (self->snapshot, i);

  if (state == DSC_SLOT_EMPTY)
    return;
  printf ("  %6" G_GUINT64_FORMAT " %5" G_GSIZE_FORMAT "  ", dsc_snapshot_get_entry_offset (self->snapshot, i), i);
  if (state == DSC_SLOT_DUMMY)
    {
      puts (_("tombstone"));
      return;
    }
  const DscEntry entry = dsc_snapshot_get_entry (self->snapshot, i);
  g_autofree char *key = dsc_cli_repr (entry.me_key, self->pool, MAX_REPR);
  g_autofree char *value = entry.me_value != NULL ? dsc_cli_repr (entry.me_value, self->pool, MAX_REPR) : g_strdup ("NULL");

  printf (dsc_snapshot_entries_have_hash (self->snapshot) ? "%20" G_GINT64_FORMAT "  " : "(%" G_GINT64_FORMAT ")  ", entry.me_hash);
  printf ("%s: %s\n", key, value);
}

static void
print_entries (const DscCliState *self)
{
  const gboolean has_indices = dsc_snapshot_get_index_width (self->snapshot) != 0;
  const gsize n = dsc_snapshot_get_n_entries (self->snapshot);

  printf (_("\n%s, %" G_GSIZE_FORMAT " × %u bytes\n"),
          has_indices || dsc_snapshot_find_block (self->snapshot, DSC_BLOCK_KEYS) != NULL ? "dk_entries" : "ma_table",
          dsc_snapshot_get_entry_capacity (self->snapshot), dsc_snapshot_get_entry_size (self->snapshot));
  for (gsize i = 0; i < n; i++)
    print_entry (self, i);
}

static void
print_ledger (const DscSnapshot *snapshot)
{
  static const char *const names[DSC_N_PARTS] = { N_("GC head"), N_("object"), N_("embedded slots, idle"), N_("keys header"), N_("indices"), N_("live entries"),
                                                  N_("tombstones"), N_("free entries"), N_("values"),
                                                  N_("values or what lies around them"), N_("room not in use"), N_("share of the shared keys"),
                                                  N_("allocator rounding") };
  DscLedgerRow rows[DSC_N_PARTS];
  gsize n = dsc_snapshot_get_ledger (snapshot, rows);

  printf ("\nsys.getsizeof = %" G_GINT64_FORMAT " =", dsc_snapshot_get_getsizeof (snapshot));
  for (gsize i = 0; i < n; i++)
    printf ("%s %" G_GINT64_FORMAT " %s", i > 0 ? " +" : "", rows[i].bytes, _(names[rows[i].part]));
  putchar ('\n');
  n = dsc_snapshot_get_left_out (snapshot, rows);
  if (n > 0)
    printf ("%s", _("left out:"));
  for (gsize i = 0; i < n; i++)
    printf ("%s %" G_GINT64_FORMAT " %s", i > 0 ? " +" : "", rows[i].bytes, _(names[rows[i].part]));
  if (n > 0)
    putchar ('\n');
  if (!dsc_snapshot_knows_rounding (snapshot))
    puts (_("What the allocator adds is not known here."));
}

/* Values of a split dict or an instance: number, shared key, value; and the order in which they were set. */
static void
print_values (const DscCliState *self)
{
  const gsize n = dsc_snapshot_get_n_values (self->snapshot);
  const guint8 *order;
  DscValuesHeader header;

  if (n == 0 || !dsc_snapshot_get_values_header (self->snapshot, &header))
    return;
  printf (_("\nvalues, room for %" G_GSIZE_FORMAT "\n"), n);
  for (gsize i = 0; i < n; i++)
    {
      const DscObject *value = dsc_snapshot_get_split_value (self->snapshot, i);
      const gboolean has_key = i < dsc_snapshot_get_n_entries (self->snapshot) && dsc_snapshot_get_entry_state (self->snapshot, i) == DSC_SLOT_USED;

      if (value == NULL && !has_key)
        continue;
      g_autofree char *key = has_key ? dsc_cli_repr (dsc_snapshot_get_entry (self->snapshot, i).me_key, self->pool, MAX_REPR) : g_strdup ("");
      g_autofree char *text = value != NULL ? dsc_cli_repr (value, self->pool, MAX_REPR) : g_strdup ("NULL");
      printf ("  %6" G_GSIZE_FORMAT "  %s: %s\n", i, key, text);
    }
  if (dsc_snapshot_get_traits (self->snapshot)->sharing != DSC_SHARING_ORDER_BYTES)
    return;
  printf ("%s", _("order bytes:"));
  const gsize n_order = dsc_snapshot_get_order (self->snapshot, &order);
  for (gsize i = 0; i < n_order; i++)
    printf (" %u", order[i]);
  puts (n_order == 0 ? _(" none") : "");
}

static char *
describe_sharer (const DscSharer *sharer)
{
  const char *what = sharer->is_instance ? _("instance without a dict") : sharer->instance_id != 0 ? _("dict of an instance") : _("dict");

  return g_strdup_printf (ngettext ("%s, %" G_GSIZE_FORMAT " attribute, room for %u", "%s, %" G_GSIZE_FORMAT " attributes, room for %u",
                                    (gulong) sharer->n_attributes), what, sharer->n_attributes, sharer->capacity);
}

/* Who uses the shared keys, by the names of the variables that hold them. */
static void
print_sharers (const DscCliState *self)
{
  const DscSharer *sharer = dsc_snapshot_get_sharer (self->snapshot, 0);
  gsize i = 0;

  if (sharer == NULL || dsc_snapshot_get_kind (self->snapshot) != DSC_KEYS_SPLIT)
    return;
  printf (_("\nkeys shared by %" G_GSIZE_FORMAT ":\n"), dsc_snapshot_get_n_sharers (self->snapshot));
  for (; (sharer = dsc_snapshot_get_sharer (self->snapshot, i)) != NULL; i++)
    {
      const char *name = g_ptr_array_index (self->view->sharers, i);
      g_autofree char *what = describe_sharer (sharer);

      printf ("  %c %-12s %s\n", sharer->is_this ? '*' : ' ', *name != '\0' ? name : "-", what);
    }
  if (i < dsc_snapshot_get_n_sharers (self->snapshot))
    puts ("    …");
}

static void
print_summary (const DscCliState *self)
{
  const DscSnapshot *snapshot = self->snapshot;
  const char *name = self->view->name;

  if (dsc_snapshot_has_instance (snapshot))
    {
      printf (_("%s: instance of %s, sys.getsizeof %" G_GINT64_FORMAT ", __basicsize__ %" G_GINT64_FORMAT "\n"), name, self->view->class_name,
              dsc_snapshot_get_instance_getsizeof (snapshot), dsc_snapshot_get_basicsize (snapshot));
      if (dsc_snapshot_has_dict (snapshot))
        printf (_("%s.__dict__: sys.getsizeof %" G_GINT64_FORMAT ", __sizeof__ %" G_GINT64_FORMAT "\n"), name,
                dsc_snapshot_get_getsizeof (snapshot), dsc_snapshot_get_sizeof (snapshot));
      else
        printf (_("%s.__dict__: not made\n"), name);
    }
  else if (dsc_snapshot_has_dict (snapshot))
    printf ("%s: sys.getsizeof %" G_GINT64_FORMAT ", __sizeof__ %" G_GINT64_FORMAT "\n", name, dsc_snapshot_get_getsizeof (snapshot),
            dsc_snapshot_get_sizeof (snapshot));
  else
    printf (_("%s: class; the keys that its instances share\n"), name);
}

/* Nothing where an instance of an early release has no dict yet. */
static void
print_table (const DscCliState *self)
{
  if (dsc_snapshot_get_n_slots (self->snapshot) == 0)
    return;
  if (dsc_snapshot_get_index_width (self->snapshot) != 0)
    print_indices (self->snapshot);
  print_entries (self);
}

void
dsc_cli_state_print (const DscCliState *self)
{
  static const DscBlockKind blocks[] = { DSC_BLOCK_INSTANCE_PRE, DSC_BLOCK_INSTANCE, DSC_BLOCK_INSTANCE_VALUES, DSC_BLOCK_DICT, DSC_BLOCK_VALUES,
                                         DSC_BLOCK_KEYS };

  print_head (self);
  if (self->snapshot == NULL)
    {
      puts (_("No dict or instance to show at this step."));
      return;
    }
  print_summary (self);
  for (gsize i = 0; i < G_N_ELEMENTS (blocks); i++)
    print_block (self, blocks[i]);
  print_table (self);
  print_values (self);
  print_sharers (self);
  if (dsc_snapshot_has_dict (self->snapshot))
    print_ledger (self->snapshot);
}
