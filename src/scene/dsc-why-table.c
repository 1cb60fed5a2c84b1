/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-why-table.c: why a table changes its kind or stops being shared, and what is kept in books about dicts. */
#include "dsc-why-private.h"

#include <glib/gi18n-lib.h>

/* --- kinds -------------------------------------------------------------------------------------------------------- */

static void
add_kind_rule (DscWhyChain *self)
{
  switch (self->traits->kind_rule)
    {
    case DSC_KIND_NONE:
      break;
    case DSC_KIND_DICT_LOOKUP:
      dsc_why_add (self, g_strdup (_("Here the kind belongs to the dict: the first lookup or store with another key ends it for good, even after clear().")),
                   NULL, DSC_FUNCTION_LOOKUP_STR, "kind_rule");
      break;
    case DSC_KIND_KEYS_LOOKUP:
      dsc_why_add (self, g_strdup (_("Here even a mere lookup with another key ends it, because the search function cannot go back.")),
                   NULL, DSC_FUNCTION_LOOKUP_STR, "kind_rule");
      break;
    case DSC_KIND_KEYS_NEW_KEY:
      dsc_why_add (self, g_strdup (_("Here only a store of such a key ends it; a lookup falls back to the general search and leaves the table as it is.")),
                   NULL, DSC_FUNCTION_INSERT, "kind_rule");
      break;
    case DSC_KIND_REBUILD_ANY_STORE:
      dsc_why_add (self, g_strdup (_("The entries of the two kinds differ in size, so the table is rebuilt, and before the lookup: even if an equal key is there already.")),
                   NULL, DSC_FUNCTION_INSERT, "kind_rule");
      break;
    case DSC_KIND_REBUILD_NEW_KEY:
      dsc_why_add (self, g_strdup (_("The entries of the two kinds differ in size, so the table is rebuilt, but only when the key is really new.")),
                   NULL, DSC_FUNCTION_INSERT, "kind_rule");
      break;
    }
}

static void
explain_kind (DscWhyChain *self)
{
  const DscEvent *event = dsc_why_find_event (self, DSC_EVENT_KIND_CHANGE);
  g_autofree char *key = dsc_why_key (self);

  if (event->a == DSC_KEYS_UNICODE_NODUMMY && event->b == DSC_KEYS_UNICODE)
    {
      dsc_why_add (self, g_strdup (_("The fastest search trusts that no slot holds a dummy; from this deletion on one does, until the table is rebuilt.")),
                   NULL, DSC_FUNCTION_DELETE, "has_nodummy");
      return;
    }
  if (event->b == DSC_KEYS_GENERAL && self->context->key != NULL && !dsc_object_is_exact_str (self->context->key))
    dsc_why_add (self, g_strdup_printf (_("%s is not exactly a str: comparing it may run any code and fail, so the table gives up what only strings allow."), key),
                 g_strdup ("PyUnicode_CheckExact (key) is 0"),
                 DSC_WHY_NO_FUNCTION, NULL);
  if (event->b == DSC_KEYS_GENERAL)
    add_kind_rule (self);
  if (event->b == DSC_KEYS_GENERAL && self->traits->has_unicode_entries)
    dsc_why_add (self, g_strdup (_("A general entry has a member more, me_hash: strings keep their hash themselves, other objects do not. It does not go back, not even when the key is deleted.")),
                 g_strdup_printf ("sizeof (PyDictUnicodeEntry) = %u, sizeof (PyDictKeyEntry) = %u", dsc_layout_entry (self->traits, true).size, dsc_layout_entry (self->traits, false).size),
                 DSC_WHY_NO_FUNCTION, "has_unicode_entries");
  if (event->b == DSC_KEYS_SPLIT)
    dsc_why_add (self, g_strdup (_("No other dict uses the class's keys, so those of this one become them: the values move into an array beside them.")),
                 NULL, DSC_FUNCTION_SHARE_AGAIN, "sharing");
  if (event->a == DSC_KEYS_SPLIT && event->b != DSC_KEYS_GENERAL)
    dsc_why_add (self, g_strdup (_("The new table is this dict's alone, so it is searched as one of strings, the values in its entries.")),
                 NULL, DSC_FUNCTION_RESIZE, "sharing");
}

/* --- sharing ------------------------------------------------------------------------------------------------------ */

static void
explain_combined (DscWhyChain *self)
{
  static const char *const rules[] = {
    [DSC_SHARING_NONE] = NULL,
    [DSC_SHARING_SLOTS] = N_("Shared keys suit only strings, and only as many as the table has room for; what does not fit in ends the sharing for this dict."),
    [DSC_SHARING_IN_ORDER] = N_("Only values that are set in the order of the shared keys, without a gap, can share them: another order, a deletion or a key too many ends it for this dict."),
    [DSC_SHARING_ORDER_BYTES] = N_("Any order and any gap may share, thanks to the order bytes; what ends it is a key that is no str, a name that finds no room (there are at most 30), or popitem()."),
  };
  const char *rule = rules[self->traits->sharing];

  if (rule != NULL)
    dsc_why_add (self, g_strdup (_(rule)), NULL, DSC_FUNCTION_INSERT, "sharing");
  dsc_why_add (self, g_strdup (_("The values come home: each is copied from the array into the entry of its key, and the array is given back.")),
               NULL, DSC_FUNCTION_RESIZE, NULL);
  if (self->traits->sharing == DSC_SHARING_ORDER_BYTES)
    dsc_why_add (self, g_strdup (_("Only this dict leaves; the class and its other instances go on sharing.")), NULL, DSC_WHY_NO_FUNCTION, "sharing");
}

static void
explain_shared (DscWhyChain *self)
{
  const DscEvent *class_keys = dsc_why_find_event (self, DSC_EVENT_CLASS_KEYS);

  if (class_keys != NULL && class_keys->b == 0 && dsc_moments_find_event (self->moments, 0, self->moments->trace.n_events, DSC_EVENT_DUMMY_PLACED) != NULL)
    {
      dsc_why_add (self, g_strdup (_("In this release the deletion of an attribute ends the sharing for the class: what its instances have in common is no longer sure.")),
                   NULL, DSC_FUNCTION_ATTRIBUTE, "delattr");
      return;
    }
  if (class_keys != NULL && class_keys->b == 0)
    {
      dsc_why_add (self, g_strdup (_("Other instances still use the old keys, so the class cannot adopt those of this one; it gives up sharing for all that are made later.")),
                   NULL, DSC_FUNCTION_ATTRIBUTE, "sharing");
      return;
    }
  if (class_keys != NULL)
    {
      dsc_why_add (self, g_strdup (_("A class keeps one keys object for its instances, which hold only their values.")),
                   NULL, DSC_FUNCTION_CLASS_KEYS, "sharing");
      return;
    }
  dsc_why_add (self, g_strdup (_("The name is new to the class, and there is room for it; so it is stored once, for all instances, and each needs only a value.")),
               NULL, DSC_FUNCTION_SHARED_INSERT, "sharing");
  if (self->traits->shared_keys_max != 0)
    {
      g_autofree char *most = dsc_describe_number (self->traits->shared_keys_max);
      dsc_why_add (self, g_strdup_printf (_("There is room for at most %s names, less one for each instance made so far; names are never removed."), most),
                   g_strdup_printf ("SHARED_KEYS_MAX_SIZE = %s", most),
                   DSC_FUNCTION_CLASS_KEYS, "shared_keys_max");
    }
}

/* --- books -------------------------------------------------------------------------------------------------------- */

/* A copy gets the keys at once, an update or dict (d) finds an empty dict. */
static gboolean
is_copy (const DscWhyChain *self)
{
  for (gsize i = 0; i < self->moment->first_event; i++)
    if (self->moments->trace.events[i].kind == DSC_EVENT_WRITE_FIELD && self->moments->trace.events[i].detail == DSC_FIELD_MA_KEYS)
      return FALSE;
  return self->moments->before == NULL;
}

static void
explain_clone (DscWhyChain *self)
{
  if (is_copy (self))
    dsc_why_add (self, g_strdup (_("At least two thirds of the entries that the source has used up are alive, so copying its keys object byte for byte is quicker than storing each item; the copy has the same size, dummies and all.")),
                 g_strdup ("ma_used >= dk_nentries*2/3"), DSC_FUNCTION_CLONE, "copy");
  else
    dsc_why_add (self, g_strdup (_("The dict is empty, and the source has no emptied entry, so copying its keys object byte for byte is quicker than storing each item.")),
                 g_strdup ("mp->ma_used == 0 && other->ma_used == other->dk_nentries"), DSC_FUNCTION_CLONE, "merge_clones");
}

static void
explain_tag (DscWhyChain *self)
{
  g_autofree char *step = dsc_describe_number (self->traits->version_tag_step);

  dsc_why_add (self, g_strdup (_("Each change gives the dict the next number of one counter for all dicts, so an equal tag means: the same dict, unchanged. Code that caches a lookup compares it.")),
               NULL,
               DSC_FUNCTION_VERSION_TAG, "tag");
  if (self->traits->version_tag_step > 1)
    dsc_why_add (self, g_strdup_printf (self->traits->version_tag_step > 256 ? _("The counter goes up by %s, because the low 8 bits of the tag say who watches the dict, and the next 4 count its changes.")
                                                                             : _("The counter goes up by %s, because the low 8 bits of the tag say who watches the dict."), step),
                 g_strdup_printf ("DICT_VERSION_INCREMENT = %s", step), DSC_FUNCTION_VERSION_TAG, "version_tag_step");
  dsc_why_add (self, g_strdup (_("Here the counter begins with the script; a real interpreter has counted many dicts before, so only the differences can be compared.")),
               NULL, DSC_WHY_NO_FUNCTION, NULL);
}

static void
explain_watcher (DscWhyChain *self)
{
  dsc_why_add (self, g_strdup (_("Up to eight callbacks can watch a dict; each is told of a change before it is made, so that what was derived from the old contents can be dropped.")),
               NULL, DSC_FUNCTION_WATCHERS, "has_watchers");
  if (dsc_why_find_event (self, DSC_EVENT_WATCHER)->a != DSC_WATCHER_ADDED)
    return;
  if (self->traits->watch == DSC_WATCH_BEFORE_ROOM)
    dsc_why_add (self, g_strdup (_("In this release ADDED is told before room is made for the key.")), NULL, DSC_FUNCTION_WATCHERS, "watch");
  else
    dsc_why_add (self, g_strdup (_("In this release ADDED is told after room has been made for the key.")), NULL, DSC_FUNCTION_WATCHERS, "watch");
}

static void
explain_tracked (DscWhyChain *self)
{
  if (self->traits->gc_always_tracked)
    dsc_why_add (self, g_strdup (_("In this release the collector tracks every dict from its creation on.")),
                 NULL, DSC_WHY_NO_FUNCTION, "gc_always_tracked");
  else
    dsc_why_add (self, g_strdup (_("A dict of nothing but numbers and strings can be in no cycle, so the collector leaves it alone until a key or value is stored that could be.")),
                 NULL, DSC_FUNCTION_TRACK,
                 "gc_always_tracked");
}

static void
explain_memory (DscWhyChain *self)
{
  const DscEvent *event = dsc_why_find_event (self, DSC_EVENT_ALLOCATE);
  const gboolean is_free = self->moment->kind == DSC_MOMENT_FREE;

  if (is_free)
    event = dsc_why_find_event (self, DSC_EVENT_FREE);
  if (event != NULL && event->detail != 0)
    dsc_why_add (self, g_strdup (_("Up to 80 dict objects, and keys objects of 8 slots, are kept for the next ones instead of being given back.")),
                 NULL, is_free ? DSC_FUNCTION_DEALLOC : DSC_FUNCTION_NEW_DICT,
                 "free_list_dicts");
  else if (!is_free && event != NULL && (event->c == DSC_BLOCK_VALUES || event->c == DSC_BLOCK_INSTANCE_VALUES))
    dsc_why_add (self, g_strdup (_("There is room for as many values as the shared keys have names or may still get.")),
                 NULL, DSC_FUNCTION_NEW_VALUES, "instance_values");
  else if (!is_free && event != NULL && event->c == DSC_BLOCK_DICT && self->context->kind == DSC_KEYS_SPLIT)
    dsc_why_add (self, g_strdup (_("The dict of the instance is asked for, or needed, for the first time.")),
                 NULL, DSC_FUNCTION_MATERIALISE, "instance_values");
  else
    dsc_why_add (self, is_free ? g_strdup (_("Nothing refers to that memory any more.")) : g_strdup (_("No block of that kind lies ready in a free list, so memory is asked for anew.")),
                 NULL,
                 is_free ? DSC_WHY_NO_FUNCTION : DSC_FUNCTION_NEW_DICT, NULL);
}

static void
explain_new_table (DscWhyChain *self)
{
  dsc_why_add (self, g_strdup (_("In this release a new dict has a table of its own from the start, of the least size.")),
               NULL, dsc_why_is_open (self) ? DSC_FUNCTION_NEW_DICT : DSC_FUNCTION_NEW_KEYS, "empty_display");
}

gboolean
dsc_why_table (DscWhyChain *self)
{
  static const struct { DscMomentKind kind; void (*explain) (DscWhyChain *); } explainers[] = {
    { DSC_MOMENT_KIND_CHANGE, explain_kind },     { DSC_MOMENT_COMBINED, explain_combined }, { DSC_MOMENT_SHARED_GROWTH, explain_shared },
    { DSC_MOMENT_CLONE, explain_clone },          { DSC_MOMENT_VERSION_TAG, explain_tag },   { DSC_MOMENT_WATCHER, explain_watcher },
    { DSC_MOMENT_TRACKED, explain_tracked },      { DSC_MOMENT_ALLOCATE, explain_memory },   { DSC_MOMENT_FREE, explain_memory },
    { DSC_MOMENT_NEW_TABLE, explain_new_table },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (explainers); i++)
    if (explainers[i].kind == self->moment->kind)
      {
        explainers[i].explain (self);
        return TRUE;
      }
  return FALSE;
}
