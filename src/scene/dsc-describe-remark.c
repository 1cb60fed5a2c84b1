/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-describe-remark.c: the reasons behind a state, in the few sentences that fit beside a picture.
 *
 * Nothing here is written for an example: which slot, which key, which numbers comes from the snapshots and events, and a
 * sentence whose premise cannot be checked is left out. What the step did comes first, what merely is so after it. */
#include "dsc-describe-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_KEYS_SEARCHED 4096u    /* beyond, "which keys lie behind this slot" takes too long to find out */
#define MOST_SLOTS_SCANNED 65536u
#define CHAIN              64u

typedef struct {
  const DscSnapshot *snapshot, *before;
  const DscTraits   *traits;
  const DscTrace    *trace;
  GPtrArray         *remarks;
  gboolean           is_compact;
  gboolean           same_table;      /* before has a table of the same shape: its slots can be compared */
} Context;

static void
remark_free (gpointer data)
{
  DscRemark *remark = data;

  g_free (remark->heading);
  g_free (remark->text);
  g_free (remark);
}

/* Takes the sentences. */
static void
add_remark (Context    *self,
            DscRole     role,
            const char *heading,
            GPtrArray  *sentences)
{
  DscRemark *remark = g_new (DscRemark, 1);

  g_ptr_array_add (sentences, NULL);
  remark->role = role;
  remark->heading = g_strdup (heading);
  remark->text = g_strjoinv (" ", (char **) sentences->pdata);
  g_ptr_array_add (self->remarks, remark);
  g_ptr_array_unref (sentences);
}

static GPtrArray *
new_sentences (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

static char *
number (gint64 n)
{
  return dsc_describe_number (n);
}

/* Last event of that kind that concerns this dict; NULL: none. */
static const DscEvent *
find_event (const Context *self,
            DscEventKind   kind)
{
  const guint32 dict = dsc_snapshot_get_dict_id (self->snapshot);

  for (gsize i = self->trace != NULL ? self->trace->n_events : 0; i-- > 0;)
    if (self->trace->events[i].kind == kind && self->trace->events[i].dict == dict)
      return &self->trace->events[i];
  return NULL;
}

static gint64
value_of (const DscSnapshot *snapshot,
          DscFieldId         id)
{
  return dsc_snapshot_get_value (snapshot, id, 0);
}

/* --- dummies ------------------------------------------------------------------------------------------------------ */

static gboolean
became_dummy (const Context *self,
              gsize          slot)
{
  return self->same_table && dsc_snapshot_get_slot_state (self->before, slot) == DSC_SLOT_USED
         && dsc_snapshot_get_slot_state (self->snapshot, slot) == DSC_SLOT_DUMMY;
}

/* The dummy that the step made, or else the first one; −1: there is none. */
static gint64
find_dummy (const Context *self,
            gboolean      *out_is_new)
{
  const gsize n = MIN (dsc_snapshot_get_n_slots (self->snapshot), MOST_SLOTS_SCANNED);
  gint64 found = -1;

  *out_is_new = FALSE;
  for (gsize slot = 0; slot < n; slot++)
    if (dsc_snapshot_get_slot_state (self->snapshot, slot) == DSC_SLOT_DUMMY)
      {
        if (became_dummy (self, slot))
          {
            *out_is_new = TRUE;
            return (gint64) slot;
          }
        if (found < 0)
          found = (gint64) slot;
      }
  return found;
}

/* The slots that lead to a live entry, when the slot in question is one of them before the last; else 0. */
static gsize
chain_past (const Context *self,
            gsize          i,
            gsize          slot,
            gsize         *out_slots)
{
  const DscEntry entry = dsc_snapshot_get_entry (self->snapshot, i);
  const gsize n = dsc_snapshot_probe_chain (self->snapshot, entry.me_hash, (gint64) i, out_slots, CHAIN);

  for (gsize k = 0; k + 1 < n; k++)
    if (out_slots[k] == slot)
      return n;
  return 0;
}

/* Which keys are found only because the search goes on past the slot; NULL when that takes too long to say. */
static char *
keys_behind (const Context *self,
             gsize          slot)
{
  const gsize n = dsc_snapshot_get_n_entries (self->snapshot);
  gsize slots[CHAIN], first[CHAIN];
  gsize n_first = 0, n_behind = 0, entry = 0;

  if (n > MOST_KEYS_SEARCHED)
    return NULL;
  for (gsize i = 0; i < n; i++)
    if (dsc_snapshot_get_entry_state (self->snapshot, i) == DSC_SLOT_USED)
      {
        const gsize length = chain_past (self, i, slot, slots);
        if (length > 0 && n_behind++ == 0)
          {
            n_first = length;
            entry = i;
            memcpy (first, slots, length * sizeof slots[0]);
          }
      }
  if (n_behind == 0)
    return g_strdup (_("No key of this dict lies behind it now, but a deletion does not look for that."));

  g_autofree char *key = dsc_describe_repr (self->snapshot, dsc_snapshot_get_entry (self->snapshot, entry).me_key, 24);
  g_autofree char *chain = dsc_describe_chain (first, n_first);
  if (n_behind == 1)
    return g_strdup_printf (_("That is how %1$s is still found: slots %2$s."), key, chain);
  g_autofree char *others = dsc_describe_count (n_behind - 1, "%s other key", "%s other keys");
  return g_strdup_printf (_("That is how %1$s is still found (slots %2$s), and %3$s."), key, chain, others);
}

/* What the slot was before it became a dummy. */
static char *
former_key (const Context *self,
            gsize          slot)
{
  const gint64 entry = dsc_snapshot_get_index (self->before, slot);
  g_autofree char *key = dsc_describe_repr (self->before, dsc_snapshot_get_entry (self->before, (gsize) entry).me_key, 24);
  g_autofree char *at = number ((gint64) slot);
  g_autofree char *named = number (entry);

  if (self->is_compact)
    return g_strdup_printf (_("Slot %1$s named entry %2$s, the key %3$s."), at, named, key);
  return g_strdup_printf (_("Slot %1$s held the key %2$s."), at, key);
}

static char *
rule_of_dummies (const Context *self,
                 gsize          slot,
                 gboolean       is_new)
{
  g_autofree char *at = number ((gint64) slot);

  if (is_new)
    return g_strdup (self->is_compact ? _("At −1 a search would end; −2 tells it to go on.")
                                      : _("At an empty slot a search would end; the dummy tells it to go on."));
  return self->is_compact ? g_strdup_printf (_("Slot %s is −2: its entry was deleted. At −1 a search would end; −2 tells it to go on."), at)
                          : g_strdup_printf (_("A key was deleted in slot %s. At an empty slot a search would end; the dummy tells it to go on."),
                                             at);
}

/* What the deletion leaves: no room in the compact table, a slot for a new key in the older ones. */
static char *
room_of_dummies (const Context *self,
                 gboolean       is_new)
{
  const DscFieldId room = dsc_snapshot_find_field (self->snapshot, DSC_FIELD_DK_USABLE) != NULL ? DSC_FIELD_DK_USABLE : DSC_FIELD_MA_FILL;
  g_autofree char *now = number (value_of (self->snapshot, room));

  if (!self->is_compact)
    return self->traits->reuses_dummy_slot
             ? g_strdup_printf (_("A new key whose search comes past it may take the slot, and %s stays as it is."), dsc_field_name (room))
             : NULL;
  if (is_new && value_of (self->before, room) == value_of (self->snapshot, room))
    return g_strdup_printf (_("%1$s stays %2$s: deleting gives no room back."), dsc_field_name (room), now);
  return g_strdup (_("A rebuilt table leaves it behind."));
}

/* An emptied entry; popitem leaves a dummy index, but no such entry. */
static gboolean
has_tombstone (const Context *self)
{
  return self->is_compact && (gint64) dsc_snapshot_get_n_entries (self->snapshot) > value_of (self->snapshot, DSC_FIELD_MA_USED);
}

static void
add_dummy_remark (Context *self,
                  gboolean only_new)
{
  gboolean is_new;
  const gint64 slot = find_dummy (self, &is_new);

  if (slot < 0 || is_new != only_new)
    return;

  GPtrArray *sentences = new_sentences ();
  if (is_new)
    g_ptr_array_add (sentences, former_key (self, (gsize) slot));
  g_ptr_array_add (sentences, rule_of_dummies (self, (gsize) slot, is_new));
  char *behind = keys_behind (self, (gsize) slot);
  if (behind != NULL)
    g_ptr_array_add (sentences, behind);
  char *room = room_of_dummies (self, is_new);
  if (room != NULL)
    g_ptr_array_add (sentences, room);
  add_remark (self, DSC_ROLE_DUMMY, has_tombstone (self) ? _("Why a tombstone?") : _("Why a dummy?"), sentences);
}

/* --- resizes ------------------------------------------------------------------------------------------------------ */

/* "used*3", "power of two >= request": the name that the history gives the rule in force. */
static const char *
rule_name (const Context *self,
           const char    *trait)
{
  const DscTraitChange *change = dsc_describe_find_change (self->traits, trait, NULL);

  return change != NULL ? change->value_name : NULL;
}

/* "used is 5, so used*3 asks for 15 slots; power of two >= request: 16." NULL when the rule does not give these numbers. */
static char *
growth_sentence (const Context *self,
                 gint64         used,
                 gint64         size,
                 gint64         request,
                 gint64         slots)
{
  const char *growth = rule_name (self, "growth");
  const char *rounding = rule_name (self, "rounding");

  if (growth == NULL || rounding == NULL || dsc_traits_growth_request (self->traits, (guint64) used, (guint64) size) != (guint64) request
      || dsc_traits_round (self->traits, (guint64) request) != (guint64) slots)
    return NULL;

  g_autofree char *n = number (used);
  g_autofree char *asked = number (request);
  g_autofree char *got = number (slots);
  return g_strdup_printf (_("With used = %1$s, the rule %2$s asks for %3$s slots; rounded (%4$s): %5$s."), n, growth, asked, rounding, got);
}

static char *
request_sentence (const Context *self,
                  gint64         request,
                  gint64         slots)
{
  const char *rounding = rule_name (self, "rounding");
  g_autofree char *asked = number (request);
  g_autofree char *got = number (slots);

  if (rounding == NULL || dsc_traits_round (self->traits, (guint64) request) != (guint64) slots)
    return g_strdup_printf (_("The request is %s slots."), asked);
  return g_strdup_printf (_("The request is %1$s slots; rounded (%2$s): %3$s."), asked, rounding, got);
}

static char *
resize_reason (const Context  *self,
               const DscEvent *event)
{
  switch ((DscResizeReason) event->detail)
    {
    case DSC_RESIZE_FULL:
      return g_strdup (self->traits->family == DSC_FAMILY_OPEN ? _("Two thirds of the slots were filled, dummies included.")
                                                               : _("dk_usable was 0 and the key is new."));
    case DSC_RESIZE_FROM_EMPTY:
      return g_strdup (_("The first key: Py_EMPTY_KEYS, which all empty dicts share, gives way to a table of its own."));
    case DSC_RESIZE_UPDATE:
      return g_strdup (_("Room for all items of the other dict was made beforehand."));
    case DSC_RESIZE_FROMKEYS:
      return g_strdup (_("Room for all keys was made beforehand."));
    case DSC_RESIZE_KIND:
      return g_strdup (_("A key came that is not exactly a str: the table is rebuilt with entries that hold the hash."));
    case DSC_RESIZE_SPLIT:
      return g_strdup (_("The shared keys no longer fit: the dict gets a table of its own."));
    case DSC_RESIZE_PRESIZE:
      return g_strdup (_("The dict is made with room for all items that are to come."));
    case DSC_RESIZE_COPY:
      return g_strdup (_("Room for the copy was made beforehand."));
    }
  return NULL;
}

static void
add_resize_remark (Context *self)
{
  const DscEvent *event = find_event (self, DSC_EVENT_RESIZE_BEGIN);

  if (event == NULL || event->c != (gint64) dsc_snapshot_get_n_slots (self->snapshot))
    return;

  GPtrArray *sentences = new_sentences ();
  g_autofree char *heading = dsc_describe_count ((guint64) event->c, "Why %s slot?", "Why %s slots?");
  char *reason = resize_reason (self, event);
  char *growth = event->detail == DSC_RESIZE_FULL || event->detail == DSC_RESIZE_KIND
                   ? growth_sentence (self, event->d, event->b, event->a, event->c) : NULL;
  if (reason != NULL)
    g_ptr_array_add (sentences, reason);
  if (growth != NULL)
    g_ptr_array_add (sentences, growth);
  else if (event->detail != DSC_RESIZE_FROM_EMPTY)
    g_ptr_array_add (sentences, request_sentence (self, event->a, event->c));

  const gint64 left_behind = self->before != NULL && self->is_compact && !dsc_snapshot_is_shared_empty (self->before) && !dsc_describe_is_shared (self->before)
                               ? (gint64) dsc_snapshot_get_n_entries (self->before) - value_of (self->before, DSC_FIELD_MA_USED) : 0;
  if (left_behind > 0)
    g_ptr_array_add (sentences, dsc_describe_count ((guint64) left_behind, "%s tombstone is left behind.", "%s tombstones are left behind."));
  add_remark (self, DSC_ROLE_LIVE, heading, sentences);
}

/* --- what is so --------------------------------------------------------------------------------------------------- */

/* Up to 2.1. */
static void
add_no_table_remark (Context *self)
{
  if (dsc_snapshot_get_n_slots (self->snapshot) > 0 || !dsc_snapshot_has_dict (self->snapshot))
    return;

  GPtrArray *sentences = new_sentences ();
  g_autofree char *size = number (self->traits->min_size);
  g_ptr_array_add (sentences, g_strdup_printf (_("There is none: ma_table is NULL until the first key is stored, which brings %s slots."), size));
  add_remark (self, DSC_ROLE_NONE, _("Where is the table?"), sentences);
}

static void
add_shared_empty_remark (Context *self)
{
  if (!dsc_snapshot_is_shared_empty (self->snapshot))
    return;

  GPtrArray *sentences = new_sentences ();
  g_autofree char *size = number (self->traits->min_size);
  g_ptr_array_add (sentences, g_strdup (_("An empty dict has none of its own: ma_keys points at Py_EMPTY_KEYS, a static keys object with one "
                                          "slot that is always empty, the same for all empty dicts.")));
  g_ptr_array_add (sentences, g_strdup_printf (_("The first key brings a table of %s slots."), size));
  add_remark (self, DSC_ROLE_SHARED, _("Where is the table?"), sentences);
}

/* The next new key rebuilds: said while it is about to happen. */
static void
add_full_remark (Context *self)
{
  const gint64 used = value_of (self->snapshot, DSC_FIELD_MA_USED);
  const gint64 size = (gint64) dsc_snapshot_get_n_slots (self->snapshot);
  const gint64 fill = value_of (self->snapshot, DSC_FIELD_MA_FILL);
  const gboolean is_open = self->traits->family == DSC_FAMILY_OPEN;
  const gboolean is_full = is_open ? self->traits->resize_before_store ? fill * 3 >= size * 2 : (fill + 1) * 3 >= size * 2 : value_of (self->snapshot, DSC_FIELD_DK_USABLE) <= 0;

  if (!is_full || dsc_snapshot_is_shared_empty (self->snapshot) || used == 0 || dsc_describe_is_shared (self->snapshot))
    return;

  const gint64 counted = is_open ? used + 1 : used;
  const gint64 request = (gint64) dsc_traits_growth_request (self->traits, (guint64) counted, (guint64) size);
  const gint64 slots = (gint64) dsc_traits_round (self->traits, (guint64) request);
  GPtrArray *sentences = new_sentences ();
  if (is_open)
    g_ptr_array_add (sentences, g_strdup (_("One more filled slot reaches two thirds of the table: then it is rebuilt.")));
  else
    g_ptr_array_add (sentences, g_strdup (self->is_compact ? _("dk_usable is 0: the next new key rebuilds the table first.")
                                                           : _("dk_usable is 0: the next key that needs an empty slot rebuilds the table first.")));
  char *growth = growth_sentence (self, counted, size, request, slots);
  if (growth != NULL)
    g_ptr_array_add (sentences, growth);
  add_remark (self, DSC_ROLE_LIVE, _("What does the next key do?"), sentences);
}

static void
add_smalltable_remark (Context *self)
{
  const DscField *field = dsc_snapshot_find_field (self->snapshot, DSC_FIELD_MA_SMALLTABLE);
  GPtrArray *sentences;

  if (field == NULL)
    return;
  g_autofree char *size = dsc_describe_size (field->member.size);
  sentences = new_sentences ();
  if (dsc_snapshot_get_table_block (self->snapshot) == DSC_BLOCK_DICT)
    {
      g_ptr_array_add (sentences, g_strdup_printf (_("A small dict needs none: its eight slots, %s, lie inside the object, and ma_table points "
                                                     "at them."), size));
      add_remark (self, DSC_ROLE_LIVE, _("Where is the second block?"), sentences);
      return;
    }
  g_ptr_array_add (sentences, g_strdup_printf (_("ma_table points at slots outside. The eight inside the object, %s, stay where they are and are "
                                                 "counted; clear() or a rebuilt table of eight slots uses them again."), size));
  add_remark (self, DSC_ROLE_NONE, _("Eight slots out of use"), sentences);
}

static void
add_kind_remark (Context *self)
{
  if (!self->traits->has_unicode_entries || dsc_snapshot_is_shared_empty (self->snapshot) || dsc_snapshot_get_n_slots (self->snapshot) == 0
      || dsc_describe_is_shared (self->snapshot))
    return;

  const DscLayout unicode = dsc_layout_entry (self->traits, true);
  const DscLayout general = dsc_layout_entry (self->traits, false);
  g_autofree char *small = number (unicode.size);
  g_autofree char *large = number (general.size);
  GPtrArray *sentences = new_sentences ();

  if (dsc_snapshot_entries_have_hash (self->snapshot))
    {
      g_ptr_array_add (sentences, g_strdup_printf (_("This table takes keys of any type, so each entry keeps its key's hash: %1$s bytes, where a table "
                                                     "of str keys only needs %2$s."), large, small));
      add_remark (self, DSC_ROLE_NONE, _("Why me_hash?"), sentences);
      return;
    }
  g_ptr_array_add (sentences, g_strdup_printf (_("All keys are exactly str, and a str keeps its own hash: an entry takes %1$s bytes instead of %2$s."),
                                               small, large));
  add_remark (self, DSC_ROLE_NONE, _("Where is the hash?"), sentences);
}

/* --- shared keys -------------------------------------------------------------------------------------------------- */

/* What the step did to the sharing. */
static void
add_left_sharing_remark (Context *self)
{
  if (self->before == NULL || !dsc_describe_is_shared (self->before) || dsc_describe_is_shared (self->snapshot)
      || !dsc_describe_same_thing (self->before, self->snapshot) || !dsc_snapshot_has_dict (self->snapshot))
    return;

  GPtrArray *sentences = new_sentences ();
  g_autofree char *others = dsc_describe_count (MAX (dsc_snapshot_get_n_sharers (self->before), 1) - 1, "%s other", "%s others");
  g_ptr_array_add (sentences, g_strdup (_("Before this step the keys were shared and the values lay beside them. Now the dict has a table of its own, "
                                          "with the values in its entries.")));
  g_ptr_array_add (sentences, g_strdup_printf (_("The keys object that it has left was shared by it and %s."), others));
  add_remark (self, DSC_ROLE_SHARED, _("Not shared any more"), sentences);
}

static char *
sharing_rule (const Context *self)
{
  switch (self->traits->sharing)
    {
    case DSC_SHARING_SLOTS:
      return g_strdup (_("Any instance may add a key while dk_usable is above 0, and leave out what it likes: a value stands at the slot of its key."));
    case DSC_SHARING_IN_ORDER:
      return g_strdup (_("All must set the same keys in the same order: an instance that does not gets a table of its own."));
    case DSC_SHARING_ORDER_BYTES:
      return g_strdup (_("Each instance may set the keys in an order of its own, which its order bytes keep."));
    case DSC_SHARING_NONE:
      break;
    }
  return NULL;
}

static void
add_shared_remark (Context *self)
{
  if (!dsc_describe_is_shared (self->snapshot))
    return;

  GPtrArray *sentences = new_sentences ();
  char *rule = sharing_rule (self);
  g_ptr_array_add (sentences, g_strdup (_("The class keeps one keys object for all its instances; each instance has only values of its own.")));
  if (rule != NULL)
    g_ptr_array_add (sentences, rule);
  add_remark (self, DSC_ROLE_SHARED, _("Why is it shared?"), sentences);
}

/* 3.11 on: dk_usable falls with each instance made, and with it the room that the next one gets. */
static void
add_shrinking_remark (Context *self)
{
  const gint64 usable = value_of (self->snapshot, DSC_FIELD_DK_USABLE);
  const gint64 n_entries = (gint64) dsc_snapshot_get_n_entries (self->snapshot);

  if (!dsc_describe_is_shared (self->snapshot) || self->traits->instance_values == DSC_VALUES_IN_DICT)
    return;

  GPtrArray *sentences = new_sentences ();
  g_autofree char *room = number (n_entries + usable);
  g_autofree char *keys = number (n_entries);
  g_autofree char *left = number (usable);
  g_ptr_array_add (sentences, g_strdup_printf (_("An instance made now would get room for %1$s values: the %2$s keys that are there and dk_usable, %3$s. "
                                                 "Each instance made takes 1 from dk_usable while it is above 1, so that later ones are made smaller."),
                                               room, keys, left));
  add_remark (self, DSC_ROLE_NONE, _("How many values?"), sentences);
}

/* Values inside the instance that its dict does not use. */
static void
add_idle_values_remark (Context *self)
{
  DscValuesHeader header;

  if (!dsc_snapshot_get_idle_values_header (self->snapshot, &header))
    return;

  GPtrArray *sentences = new_sentences ();
  g_autofree char *capacity = dsc_describe_count (header.capacity, "%s value", "%s values");
  g_ptr_array_add (sentences, g_strdup_printf (_("The instance still has room for %s inside it, but valid is 0: attributes are in the dict alone."), capacity));
  add_remark (self, DSC_ROLE_NONE, _("Values out of use"), sentences);
}

static void
add_instance_remark (Context *self)
{
  if (!dsc_snapshot_has_instance (self->snapshot) || dsc_snapshot_has_dict (self->snapshot))
    return;

  GPtrArray *sentences = new_sentences ();
  if (self->traits->instance_values != DSC_VALUES_IN_DICT)
    g_ptr_array_add (sentences, g_strdup (_("There is none: attributes are stored and found without it. x.__dict__ or vars(x) would make one.")));
  else
    g_ptr_array_add (sentences, g_strdup (_("There is none yet: the first attribute that is stored makes it, and so does x.__dict__ or vars(x).")));
  add_remark (self, DSC_ROLE_NONE, _("Where is the dict?"), sentences);
}

GPtrArray *
dsc_describe_remarks (const DscSnapshot *snapshot,
                      const DscSnapshot *before,
                      const DscTrace    *trace)
{
  Context self = {
    .snapshot = snapshot,
    .before = before,
    .traits = dsc_snapshot_get_traits (snapshot),
    .trace = trace,
    .remarks = g_ptr_array_new_with_free_func (remark_free),
  };

  self.is_compact = self.traits->family == DSC_FAMILY_COMPACT;
  self.same_table = before != NULL && dsc_describe_same_table (before, snapshot);
  add_left_sharing_remark (&self);
  add_resize_remark (&self);
  add_dummy_remark (&self, TRUE);
  add_no_table_remark (&self);
  add_shared_empty_remark (&self);
  add_full_remark (&self);
  add_dummy_remark (&self, FALSE);
  add_shared_remark (&self);
  add_idle_values_remark (&self);
  add_instance_remark (&self);
  add_shrinking_remark (&self);
  add_smalltable_remark (&self);
  add_kind_remark (&self);
  return self.remarks;
}
