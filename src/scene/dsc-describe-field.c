/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-describe-field.c: the members of CPython's structs: what each is for, and its value in words. */
#include "dsc-describe-private.h"

#include <glib/gi18n-lib.h>

typedef struct {
  const char *meaning;
  const char *trait;      /* whose history says since when the member is there; "": always; NULL: that is not told */
  guint8      least, most;   /* the member is there while the trait lies between them */
  const char *before;     /* what stood in its place; NULL: what the trait was, if anything */
} FieldWords;

#define FROM(value) value, G_MAXUINT8
#define ONLY(value) value, value
#define LAST G_MAXUINT8, 0       /* since the last change of it */

/* clang-format off */
static const FieldWords words[DSC_N_FIELDS] = {
  [DSC_FIELD_PADDING]        = { N_("Bytes that nothing uses, so that what follows is aligned."), NULL, 0, 0, NULL },
  [DSC_FIELD_GC_NEXT]        = { N_("Link to the next object in the garbage collector's list."), "has_gc_refs", FROM (TRUE), NULL },
  [DSC_FIELD_GC_PREV]        = { N_("Link to the object before in the garbage collector's list."), "has_gc_refs", FROM (TRUE), NULL },
  [DSC_FIELD_GC_REFS]        = { N_("State of the object for the garbage collector; while it runs, a copy of the reference count."), "has_gc_refs", FROM (TRUE), NULL },
  [DSC_FIELD_GC_NEXT_WORD]   = { N_("Link to the next object in the garbage collector's list; NULL while the object is not tracked."), "has_gc_refs", ONLY (FALSE), NULL },
  [DSC_FIELD_GC_PREV_WORD]   = { N_("Link to the object before in the garbage collector's list; its low bits are flags."), "has_gc_refs", ONLY (FALSE), NULL },
  [DSC_FIELD_OB_NEXT]        = { N_("Link to the next of all objects, in builds that trace references."), "object_head", LAST, NULL },
  [DSC_FIELD_OB_PREV]        = { N_("Link to the object before among all objects, in builds that trace references."), "object_head", LAST, NULL },
  [DSC_FIELD_OB_TID]         = { N_("The thread that owns the object."), "object_head", LAST, NULL },
  [DSC_FIELD_OB_PADDING]     = { N_("Room that is declared, but not used."), "object_head", LAST, NULL },
  [DSC_FIELD_OB_FLAGS]       = { N_("Flags of the object."), "has_ob_flags", FROM (TRUE), N_("a part of ob_refcnt, or padding") },
  [DSC_FIELD_OB_MUTEX]       = { N_("The object's own lock, one byte."), "object_head", LAST, NULL },
  [DSC_FIELD_OB_GC_BITS]     = { N_("What the garbage collector notes about the object, in place of a GC head."), "gc_head", LAST, N_("a GC head in front of the object") },
  [DSC_FIELD_OB_REF_LOCAL]   = { N_("References counted by the thread that owns the object."), "object_head", LAST, N_("ob_refcnt, one count for all threads") },
  [DSC_FIELD_OB_REF_SHARED]  = { N_("References counted by other threads; the two low bits are flags."), "object_head", LAST, N_("ob_refcnt, one count for all threads") },
  [DSC_FIELD_OB_REFCNT]      = { N_("How many references to this object there are; at 0 it is deallocated."), "", 0, 0, NULL },
  [DSC_FIELD_OB_OVERFLOW]    = { N_("The sixteen bits above ob_refcnt."), "has_ob_flags", FROM (TRUE), N_("the upper half of ob_refcnt") },
  [DSC_FIELD_OB_TYPE]        = { N_("The object's type."), "", 0, 0, NULL },
  [DSC_FIELD_MA_FILL]        = { N_("Slots that are in use or hold a dummy: what decides when the table grows."), "family", FROM (0), NULL },
  [DSC_FIELD_MA_USED]        = { N_("Number of items, which is what len() returns."), "", 0, 0, NULL },
  [DSC_FIELD_MA_MASK]        = { N_("Number of slots less one: hash & ma_mask is the slot where a search begins."), "empty_display", ONLY (DSC_EMPTY_OWN_TABLE), N_("ma_size, one more") },
  [DSC_FIELD_MA_SIZE]        = { N_("Number of slots."), "family", FROM (0), NULL },
  [DSC_FIELD_MA_POLY]        = { N_("Polynomial that decides in which order slots are probed."), "family", FROM (0), NULL },
  [DSC_FIELD_MA_TABLE]       = { N_("Where the slots are: inside the object, or in a block of their own."), "family", FROM (0), NULL },
  [DSC_FIELD_MA_LOOKUP]      = { N_("The function that searches the table: one for str keys only, and a general one."), "has_lookup_pointer", FROM (TRUE), NULL },
  [DSC_FIELD_MA_SMALLTABLE]  = { N_("Eight slots inside the object, so that a small dict needs no second block."), "empty_display", ONLY (DSC_EMPTY_OWN_TABLE), N_("nothing: every table was a block of its own") },
  [DSC_FIELD_MA_VERSION_TAG] = { N_("A number that changes whenever the dict does, so that code can see that it did not."), "tag", ONLY (DSC_TAG_VERSION), NULL },
  [DSC_FIELD_MA_WATCHER_TAG] = { N_("Low bits: which watchers are told when the dict changes."), "tag", ONLY (DSC_TAG_WATCHER), N_("ma_version_tag") },
  [DSC_FIELD_MA_KEYS]        = { N_("The keys object, which holds the hash table."), "family", FROM (DSC_FAMILY_KEYS_OPEN), N_("ma_table, and ma_smalltable inside the object") },
  [DSC_FIELD_MA_VALUES]      = { N_("The values of a split table; NULL when each entry holds its own value."), "sharing", FROM (DSC_SHARING_SLOTS), N_("nothing: each dict held its keys and values together") },
  [DSC_FIELD_MA_HASH]        = { N_("Hash of the frozen dict, −1 until it is asked for."), NULL, 0, 0, NULL },
  [DSC_FIELD_DK_REFCNT]      = { N_("How many users this keys object has; sys.getsizeof counts it only when that is 1."), "family", FROM (DSC_FAMILY_KEYS_OPEN), N_("nothing: a table had one owner") },
  [DSC_FIELD_DK_SIZE]        = { N_("Number of slots, a power of two."), "family", FROM (DSC_FAMILY_KEYS_OPEN), N_("ma_mask in the dict object, one less") },
  [DSC_FIELD_DK_LOG2_SIZE]   = { N_("Number of slots as a power of two: 1 << dk_log2_size."), "has_log2_fields", FROM (TRUE), N_("dk_size, the number itself") },
  [DSC_FIELD_DK_LOG2_INDEX_BYTES] = { N_("Bytes of dk_indices as a power of two."), "has_log2_fields", FROM (TRUE), N_("nothing: it followed from dk_size") },
  [DSC_FIELD_DK_KIND]        = { N_("What the keys are: any objects, only exact str, or shared by instances."), "has_log2_fields", FROM (TRUE), N_("dk_lookup, a function for each kind") },
  [DSC_FIELD_DK_MUTEX]       = { N_("Lock of the keys object, one byte."), "object_head", LAST, NULL },
  [DSC_FIELD_DK_VERSION]     = { N_("Number by which specialised code knows this set of keys; 0: it has none."), "has_dk_version", FROM (TRUE), N_("nothing: ma_version_tag told of the whole dict") },
  [DSC_FIELD_DK_LOOKUP]      = { N_("The function that searches this table."), "has_lookup_pointer", FROM (TRUE), NULL },
  [DSC_FIELD_DK_USABLE]      = { NULL, "family", FROM (DSC_FAMILY_KEYS_OPEN), N_("ma_fill in the dict object, counted upwards") },
  [DSC_FIELD_DK_NENTRIES]    = { N_("Entries used up so far, tombstones included; the next new key takes the entry of this number."), "family", FROM (DSC_FAMILY_COMPACT), N_("nothing: entries were the slots") },
  [DSC_FIELD_DK_INDICES]     = { N_("The hash table: each slot holds −1 (empty), −2 (dummy) or the number of an entry."), "family", FROM (DSC_FAMILY_COMPACT), N_("nothing: entries were the slots") },
  [DSC_FIELD_DK_ENTRIES]     = { NULL, "family", FROM (DSC_FAMILY_KEYS_OPEN), NULL },
  [DSC_FIELD_ME_HASH]        = { N_("The key's hash, so that it need not be computed again."), "", 0, 0, NULL },
  [DSC_FIELD_ME_KEY]         = { N_("The key object."), "", 0, 0, NULL },
  [DSC_FIELD_ME_VALUE]       = { N_("The value object."), "", 0, 0, NULL },
  [DSC_FIELD_VALUES_CAPACITY] = { N_("How many values there is room for."), "instance_values", FROM (DSC_VALUES_INLINE), N_("nothing: arrays of values had no header") },
  [DSC_FIELD_VALUES_SIZE]    = { N_("How many values are set."), "instance_values", FROM (DSC_VALUES_POINTER), NULL },
  [DSC_FIELD_VALUES_EMBEDDED] = { N_("Whether the values lie inside an instance."), "instance_values", FROM (DSC_VALUES_INLINE), N_("nothing: arrays of values had no header") },
  [DSC_FIELD_VALUES_VALID]   = { N_("Whether the values inside the instance are still in use."), "instance_values", FROM (DSC_VALUES_INLINE), N_("nothing: arrays of values had no header") },
  [DSC_FIELD_VALUES_PREFIX]  = { N_("Bytes in front of the values."), "instance_values", FROM (DSC_VALUES_POINTER), NULL },
  [DSC_FIELD_VALUES_VALUES]  = { N_("The values, in the order of the shared keys."), "sharing", FROM (DSC_SHARING_SLOTS), NULL },
  [DSC_FIELD_INSTANCE_DICT]  = { N_("The dict that __dict__ gives; NULL: it has not been made."), NULL, 0, 0, NULL },
  [DSC_FIELD_INSTANCE_WEAKREF] = { N_("The first of the weak references to the instance."), NULL, 0, 0, NULL },
  [DSC_FIELD_INSTANCE_VALUES] = { N_("The values of the instance; NULL once a dict has taken them over."), "instance_values", FROM (DSC_VALUES_POINTER), N_("the values were those of the dict") },
  [DSC_FIELD_INSTANCE_DICT_OR_VALUES] = { N_("The dict, or the address of the values less 1: an odd number, which no address of a dict is."), "instance_values", ONLY (DSC_VALUES_TAGGED), N_("two words, one for the dict and one for the values") },
  [DSC_FIELD_VALUES_ORDER]   = { N_("In which order the values were set."), "sharing", FROM (DSC_SHARING_ORDER_BYTES), NULL },
};
/* clang-format on */

const char *
dsc_describe_field_meaning (const DscSnapshot *snapshot,
                            DscFieldId         id)
{
  const gboolean is_compact = dsc_snapshot_get_traits (snapshot)->family == DSC_FAMILY_COMPACT;

  if (id == DSC_FIELD_DK_USABLE)
    return is_compact ? _("Entries that may still be used before the table must be rebuilt; deleting gives none back.")
                      : _("Slots never used that may still be taken before the table must be rebuilt.");
  if (id == DSC_FIELD_DK_ENTRIES)
    return is_compact ? _("The entries, in the order in which keys were added.") : _("The slots: each holds a hash, a key and a value.");
  return id < DSC_N_FIELDS && words[id].meaning != NULL ? _(words[id].meaning) : NULL;
}

/* The change that brought the member, as far as releases up to this one are known without a break in between. */
gboolean
dsc_describe_field_since (const DscTraits       *traits,
                          DscFieldId             id,
                          const DscTraitChange **out_change,
                          const char           **out_before)
{
  const DscTraitChange *changes, *begin = NULL, *before = NULL, *last = NULL;
  const gsize n = dsc_traits_history (&changes);
  const FieldWords *field = id < DSC_N_FIELDS ? &words[id] : NULL;

  *out_change = NULL;
  *out_before = NULL;
  if (field == NULL || field->trait == NULL)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (changes[i].trait, field->trait) && changes[i].since <= traits->target.version
        && dsc_builds_contain (changes[i].builds, traits->target.build))
      {
        const gboolean is_last = field->least > field->most;
        const gboolean is_there = is_last
                                  || (changes[i].value >= field->least && (changes[i].value <= field->most || field->most == G_MAXUINT8));

        if (is_there && (begin == NULL || is_last))
          before = last;
        begin = !is_there ? NULL : begin == NULL || is_last ? &changes[i] : begin;
        last = &changes[i];
      }
  *out_change = begin;
  *out_before = field->before != NULL ? _(field->before) : begin != NULL && before != NULL ? before->value_name : NULL;
  return begin != NULL || *field->trait == '\0';
}

const DscField *
dsc_describe_find_field (const DscSnapshot *snapshot,
                         DscBlockKind       kind,
                         DscFieldId         id,
                         gint64             padding_offset)
{
  const DscBlock *block = dsc_snapshot_find_block (snapshot, kind);

  for (guint i = 0; block != NULL && i < block->n_fields; i++)
    if (block->fields[i].member.id == id && (id != DSC_FIELD_PADDING || block->fields[i].member.offset == padding_offset))
      return &block->fields[i];
  return NULL;
}

gboolean
dsc_describe_field_changed (const DscField *before,
                            const DscField *now)
{
  if (before->target != now->target || before->value != now->value)
    return TRUE;
  return before->target == DSC_TARGET_FUNCTION && g_strcmp0 (before->text, now->text) != 0;
}

/* --- notes -------------------------------------------------------------------------------------------------------- */

static char *
fill_note (const DscSnapshot *snapshot,
           gint64             fill)
{
  const gint64 dummies = fill - dsc_snapshot_get_value (snapshot, DSC_FIELD_MA_USED, fill);

  if (dummies == 0)
    return g_strdup (_("no dummies"));
  return dsc_describe_count ((guint64) dummies, "%s dummy", "%s dummies");
}

char *
dsc_describe_field_note (const DscSnapshot *snapshot,
                         const DscField    *field)
{
  const gint64 slots = (gint64) dsc_snapshot_get_n_slots (snapshot);

  if (field->member.id == DSC_FIELD_PADDING)
    return dsc_describe_count (field->member.size, "%s byte of padding", "%s bytes of padding");
  if (field->member.id == DSC_FIELD_MA_USED)
    return g_strdup (_("items"));
  if (field->member.id == DSC_FIELD_DK_REFCNT)
    return field->value < 0 ? g_strdup (_("immortal")) : NULL;
  if (field->member.id == DSC_FIELD_MA_FILL)
    return fill_note (snapshot, field->value);
  if (field->member.id == DSC_FIELD_MA_MASK || field->member.id == DSC_FIELD_DK_LOG2_SIZE)
    return dsc_describe_count ((guint64) slots, "%s slot", "%s slots");
  if (field->member.id == DSC_FIELD_DK_SIZE)
    return g_strdup (_("slots"));
  if (field->member.id == DSC_FIELD_DK_LOG2_INDEX_BYTES)
    return dsc_describe_count ((guint64) 1 << CLAMP (field->value, 0, 62), "%s byte", "%s bytes");
  if (field->member.id == DSC_FIELD_DK_USABLE)
    return g_strdup (dsc_snapshot_get_index_width (snapshot) > 0 ? _("entries left") : _("slots left"));
  if (field->member.id == DSC_FIELD_DK_NENTRIES)
    return g_strdup (_("entries used"));
  if (field->member.id == DSC_FIELD_INSTANCE_DICT_OR_VALUES)
    return field->target == DSC_TARGET_NULL ? NULL : g_strdup (field->target_block == DSC_BLOCK_DICT ? _("the dict") : _("values, − 1"));
  return field->text != NULL && !field->member.is_pointer ? g_strdup (field->text) : NULL;
}

/* --- values ------------------------------------------------------------------------------------------------------- */

char *
dsc_describe_field_value (const DscField *field,
                          gboolean        with_address)
{
  if (field->member.id == DSC_FIELD_PADDING)
    return g_strdup ("");
  if (!field->member.is_pointer)
    return field->member.is_signed ? dsc_describe_number (field->value) : g_strdup_printf ("%" G_GUINT64_FORMAT, (guint64) field->value);
  if (field->target == DSC_TARGET_NULL)
    return g_strdup ("NULL");
  if (with_address && field->value != 0)
    return g_strdup_printf ("0x%" G_GINT64_MODIFIER "x", (guint64) field->value);
  if (field->member.id == DSC_FIELD_INSTANCE_DICT_OR_VALUES)
    return g_strdup ("");
  if (field->target == DSC_TARGET_STATIC_KEYS)
    return g_strdup ("Py_EMPTY_KEYS");
  if (field->target == DSC_TARGET_STATIC_VALUES)
    return g_strdup ("empty_values");
  return g_strdup (field->text != NULL ? field->text : "");
}

char *
dsc_describe_points_to (const DscSnapshot *snapshot,
                        const DscField    *field)
{
  const DscTraits *traits = dsc_snapshot_get_traits (snapshot);

  switch (field->target)
    {
    case DSC_TARGET_NONE:
      return NULL;
    case DSC_TARGET_NULL:
      return g_strdup (_("nothing (NULL)"));
    case DSC_TARGET_BLOCK:
      if (field->member.id == DSC_FIELD_INSTANCE_DICT_OR_VALUES && field->target_block != DSC_BLOCK_DICT)
        return g_strdup (_("the values, with 1 taken away to say that it is not a dict"));
      if (field->target_block == DSC_BLOCK_VALUES || field->target_block == DSC_BLOCK_INSTANCE_VALUES)
        return g_strdup (field->target_block == DSC_BLOCK_VALUES ? _("the array of values") : _("the values inside the instance"));
      if (field->target_block == DSC_BLOCK_KEYS && dsc_describe_is_shared (snapshot))
        return g_strdup (_("the keys object that all instances share"));
      if (field->target_offset == 0)
        return g_strdup_printf (_("the %s of this dict"), dsc_block_type (traits, field->target_block));
      return g_strdup_printf (_("offset %1$u in the %2$s of this dict"), field->target_offset, dsc_block_type (traits, field->target_block));
    case DSC_TARGET_TYPE:
      return g_strdup_printf (_("the type %s"), field->text != NULL ? field->text : "");
    case DSC_TARGET_FUNCTION:
      return g_strdup_printf (_("the function %s"), field->text != NULL ? field->text : "");
    case DSC_TARGET_STATIC_KEYS:
      return g_strdup (_("Py_EMPTY_KEYS, the keys object of all empty dicts"));
    case DSC_TARGET_STATIC_VALUES:
      return g_strdup (_("empty_values, the values of all empty dicts"));
    case DSC_TARGET_OBJECT:
      return g_strdup (field->text != NULL ? field->text : _("an object"));
    }
  return NULL;
}

gboolean
dsc_describe_same_table (const DscSnapshot *before,
                         const DscSnapshot *now)
{
  return dsc_describe_same_thing (before, now)
         && dsc_snapshot_get_n_slots (before) == dsc_snapshot_get_n_slots (now)
         && dsc_snapshot_get_entry_size (before) == dsc_snapshot_get_entry_size (now)
         && dsc_snapshot_get_table_block (before) == dsc_snapshot_get_table_block (now)
         && dsc_snapshot_is_shared_empty (before) == dsc_snapshot_is_shared_empty (now);
}

gboolean
dsc_describe_entry_changed (const DscSnapshot *before,
                            const DscSnapshot *now,
                            gsize              entry)
{
  const gboolean was = entry < dsc_snapshot_get_entry_capacity (before) && dsc_snapshot_get_entry_state (before, entry) != DSC_SLOT_EMPTY;
  const gboolean is = dsc_snapshot_get_entry_state (now, entry) != DSC_SLOT_EMPTY;

  if (!was || !is)
    return was != is;

  const DscEntry a = dsc_snapshot_get_entry (before, entry);
  const DscEntry b = dsc_snapshot_get_entry (now, entry);
  if (dsc_describe_is_shared (now))
    return a.me_key != b.me_key;
  return a.me_key != b.me_key || a.me_value != b.me_value || a.me_hash != b.me_hash;
}
