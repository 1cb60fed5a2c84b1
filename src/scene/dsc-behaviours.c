/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-behaviours.c: which traits make a behaviour, and when it changed in the releases of one build. */
#include "dsc-behaviours-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dsc-describe-private.h"

/* clang-format off */
static const DscBehaviour behaviours[] = {
  { "structure",   N_("Structure"),                    N_("The table"), { "family" } },
  { "growth",      N_("Growth of a full table"),       NULL, { "growth" } },
  { "rounding",    N_("Rounding of a request"),        NULL, { "rounding" } },
  { "usable",      N_("How full it may be"),           NULL, { "usable", "resize_before_store" } },
  { "least",       N_("Least table"),                  NULL, { "min_size" } },
  { "probe",       N_("Order of probes"),              NULL, { "probe", "perturb_bits" } },
  { "dummies",     N_("Use of dummies again"),         NULL, { "reuses_dummy_slot", "family" } },
  { "deleted",     N_("Deleted entries"),              NULL, { "deleted_hash" } },
  { "entry",       N_("Size of an entry"),             NULL, { "has_unicode_entries" } },
  { "kinds",       N_("Tables of nothing but strs"),   NULL, { "kind_rule", "has_nodummy" } },
  { "empty",       N_("Empty dict"),                   NULL, { "empty_display", "empty_call", "empty_cleared", "empty_refcnt", "empty_log2_index_bytes" } },
  { "indices",     N_("Width of an index"),            NULL, { "family" } },
  { "order",       N_("Order of iteration"),           NULL, { "family" } },
  { "popitem",     N_("popitem()"),                    NULL, { "popitem" } },
  { "presize",     N_("Sizes known beforehand"),       N_("Building"), { "presize", "presize_cap", "from_items" } },
  { "display",     N_("Display {k: v, …}"),            NULL, { "display", "display_const_keys" } },
  { "comprehension", N_("Comprehension"),              NULL, { "has_comprehension" } },
  { "unpack",      N_("{**a} and a | b"),              NULL, { "unpack", "has_union" } },
  { "update",      N_("update() and merging"),         NULL, { "merge", "merge_clones" } },
  { "copy",        N_("copy()"),                       NULL, { "copy" } },
  { "fromkeys",    N_("fromkeys()"),                   NULL, { "has_fromkeys", "fromkeys_set", "fromkeys_dict" } },
  { "keywords",    N_("Keywords: dict (a=1)"),         NULL, { "has_dict_keywords", "has_dict_call", "call_stores_keywords", "kwargs_presized", "kwargs_reversed", "kwargs_on_stack" } },
  { "size-empty",  N_("Bytes of {}"),                  N_("Size, with the GC head"),
    { "empty_display", "gc_head", "family", "object_head", "has_ssize_t", "has_lookup_pointer", "has_log2_fields", "tag", "min_size" } },
  { "size-strs",   N_("Bytes with five strs"),         NULL,
    { "family", "gc_head", "growth", "usable", "object_head", "has_ssize_t", "has_lookup_pointer", "has_log2_fields", "has_unicode_entries", "tag", "min_size" } },
  { "size-ints",   N_("Bytes with 1000 ints"),         NULL,
    { "family", "gc_head", "growth", "usable", "object_head", "has_ssize_t", "has_lookup_pointer", "has_log2_fields", "tag", "min_size", "rounding" } },
  { "header",      N_("Dict and header of its keys"),  N_("Memory"), { "family", "probe", "has_ssize_t", "has_lookup_pointer", "has_log2_fields", "tag" } },
  { "gc-head",     N_("GC head"),                      NULL, { "gc_head", "has_gc_refs", "gc_refs" } },
  { "tracking",    N_("Tracking by the collector"),    NULL, { "gc_always_tracked" } },
  { "object-head", N_("Head of every object"),         NULL, { "object_head", "has_ssize_t", "has_ob_flags" } },
  { "free-lists",  N_("Free lists"),                   NULL, { "free_list_dicts", "free_list_keys" } },
  { "allocator",   N_("Allocator"),                    NULL, { "object_allocator", "table_allocator", "small_block_max", "small_block_step", "small_pool" } },
  { "version-tag", N_("Version of a dict"),            N_("Bookkeeping"), { "tag", "version_tag_step", "tag_bumps_on_same_value", "split_tag_bumps_on_same_value" } },
  { "dk-version",  N_("Version of the keys"),          NULL, { "has_dk_version" } },
  { "watchers",    N_("Watchers"),                     NULL, { "has_watchers", "watch", "watcher_events" } },
  { "str-hash",    N_("Hash of a str"),                N_("Hashes"), { "str_hash" } },
  { "seed",        N_("Random seed of hashes"),        NULL, { "hash_randomised", "obeys_hash_seed" } },
  { "int-hash",    N_("Hash of a number"),             NULL, { "int_hash" } },
  { "tuple-hash",  N_("Hash of a tuple, frozenset"),   NULL, { "tuple_hash", "frozenset_hash" } },
  { "address-hash", N_("Hash by address"),             NULL, { "pointer_hash_rotated", "nan_hash_by_address", "none_hash_constant" } },
  { "sharing",     N_("Sharing of keys"),              N_("Instances"), { "sharing", "shared_keys_max", "preloads_static_attributes" } },
  { "values",      N_("Values of an instance"),        NULL, { "instance_values", "invalid_values_stay", "set_dict_delays" } },
  { "unsharing",   N_("What ends the sharing"),        NULL, { "delattr", "split_popitem_doubles", "resplit_needs_split" } },
};

static const struct { const char *trait, *reason; } left_out[] = {
  { "pointer_size",          "a matter of the machine, not of the release" },
  { "align_8",               "a matter of the machine, not of the release" },
  { "hash_size",             "a matter of the machine, not of the release" },
  { "malloc_head",           "the C library's, the same for all releases" },
  { "always_general",        "no release of CPython differs" },
  { "fills_holes",           "no release of CPython differs" },
  { "hash_magnitude",        "no release of CPython differs" },
  { "has_unpacking",         "told by \"unpack\" in the behaviour of that name" },
  { "max_call_arguments",    "a limit of the language's syntax" },
  { "empty_tuple_made_anew", "about tuples; it decides only whether a dict with one is tracked" },
  { "range_by_value",        "about ranges as keys" },
  { "unicode_narrow",        "about strs" },
  { "set_probe",             "about sets" },
  { "set_load",              "about sets" },
  { "set_display",           "about sets" },
  { "unicode_data",          "about repr ()" },
  { "repr_octal",            "about repr ()" },
  { "float_repr_short",      "about repr ()" },
  { "float_str_short",       "about str ()" },
  { "is_python2",            "about the language" },
  { "mixed_complex",         "about complex numbers" },
  { "has_slots",             "about classes that are compared with dicts" },
  { "has_namedtuple",        "about classes that are compared with dicts" },
  { "has_typing_namedtuple", "about classes that are compared with dicts" },
  { "has_simple_namespace",  "about classes that are compared with dicts" },
  { "has_dataclass",         "about classes that are compared with dicts" },
  { "has_dataclass_slots",   "about classes that are compared with dicts" },
  { "tuple_keeps_hash",      "about tuples" },
  { "list_display_max",      "about lists" },
};
/* clang-format on */

G_STATIC_ASSERT (G_N_ELEMENTS (behaviours) <= 64);       /* bits of a query */

guint
dsc_behaviours (const DscBehaviour **out_behaviours)
{
  *out_behaviours = behaviours;
  return G_N_ELEMENTS (behaviours);
}

const char *
dsc_behaviour_get_title (guint behaviour)
{
  return _(behaviours[behaviour].title);
}

const char *
dsc_behaviour_get_group (guint behaviour)
{
  return behaviours[behaviour].group != NULL ? _(behaviours[behaviour].group) : NULL;
}

gboolean
dsc_behaviour_find (const char *name,
                    guint      *out_behaviour)
{
  for (guint i = 0; i < G_N_ELEMENTS (behaviours); i++)
    if (strcmp (behaviours[i].name, name) == 0)
      {
        *out_behaviour = i;
        return TRUE;
      }
  return FALSE;
}

const char *
dsc_behaviours_left_out (const char *trait)
{
  for (gsize i = 0; i < G_N_ELEMENTS (left_out); i++)
    if (strcmp (left_out[i].trait, trait) == 0)
      return left_out[i].reason;
  return NULL;
}

/* ---- spans ------------------------------------------------------------------------------------------------------- */

static void
clear_span (gpointer data)
{
  DscBehaviourSpan *self = data;

  g_free (self->words);
  g_free (self->from);
  g_free (self->to);
  g_free (self->source);
  g_free (self->meaning);
}

/* Adds to a list with separators what is not in it yet. Takes text; NULL adds nothing. */
static void
add_part (GString    *list,
          const char *separator,
          char       *text)
{
  if (text != NULL && strstr (list->str, text) == NULL)
    g_string_append_printf (list, "%s%s", list->len > 0 ? separator : "", text);
  g_free (text);
}

static char *
words_of (const DscBehaviourWords *row,
          const DscTraits         *traits)
{
  return row != NULL && row->words != NULL ? dsc_behaviour_fill_in (_(row->words), row->trait, traits, NULL) : NULL;
}

typedef struct {
  GString *from, *to, *source, *meaning;
  gboolean is_whole;           /* the behaviour's first trait is among those that changed, or one whose words are about the whole behaviour */
} Parts;

static void
add_trait (Parts           *self,
           const char      *behaviour,
           const char      *trait,
           const DscTraits *before,
           const DscTraits *now)
{
  const DscBehaviourWords *old = dsc_behaviour_find_words (behaviour, trait, before);
  const DscBehaviourWords *row = dsc_behaviour_find_words (behaviour, trait, now);
  const DscTraitChange *change = dsc_traits_find_change (now, trait);
  g_autofree char *from = words_of (old, before);
  g_autofree char *to = words_of (row, now);

  if (dsc_behaviour_get_trait (before, trait) == dsc_behaviour_get_trait (now, trait) || row == NULL || (to == NULL && row->meaning == NULL)
      || (g_strcmp0 (from, to) == 0 && (row->meaning == NULL || row->value == DSC_ANY_VALUE)))
    return;
  self->is_whole |= row->behaviour != NULL && to != NULL;
  if (row->meaning != NULL)
    add_part (self->meaning, " ", dsc_behaviour_fill_in (_(row->meaning), trait, now, before));
  if (change != NULL)
    add_part (self->source, "; ", g_strdup (change->source));
  add_part (self->from, "; ", g_steal_pointer (&from));
  add_part (self->to, "; ", g_steal_pointer (&to));
}

static char *
take_or (GString    *text,
         const char *otherwise)
{
  if (text->len > 0)
    return g_string_free (text, FALSE);
  g_string_free (text, TRUE);
  return g_strdup (otherwise);
}

/* A span that begins with release i, if something changes there. */
static void
append_change (GArray             *spans,
               const DscBehaviour *behaviour,
               const DscTraits    *before,
               const DscTraits    *now,
               guint               i)
{
  Parts parts = { g_string_new (NULL), g_string_new (NULL), g_string_new (NULL), g_string_new (NULL), FALSE };
  const char *last = g_array_index (spans, DscBehaviourSpan, spans->len - 1).words;
  DscBehaviourSpan span = { .first = i, .last = i, .is_change = TRUE };

  for (guint k = 0; behaviour->traits[k] != NULL; k++)
    {
      add_trait (&parts, behaviour->name, behaviour->traits[k], before, now);
      parts.is_whole |= k == 0 && parts.to->len > 0;
    }

  const gboolean changed = parts.to->len > 0 || parts.meaning->len > 0;
  span.from = take_or (parts.from, last);
  span.to = take_or (parts.to, last);
  span.source = take_or (parts.source, "");
  span.meaning = take_or (parts.meaning, "");
  /* What comes to that which stays as it is has a plus in front. */
  span.words = parts.is_whole ? g_strdup (span.to) : g_strconcat ("+ ", span.to, NULL);
  if (changed)
    g_array_append_val (spans, span);
  else
    clear_span (&span);
}

static void
append_first (GArray             *spans,
              const DscBehaviour *behaviour,
              const DscTraits    *traits)
{
  const DscBehaviourWords *row = dsc_behaviour_find_words (behaviour->name, behaviour->traits[0], traits);
  const DscTraitChange *change = dsc_traits_find_change (traits, behaviour->traits[0]);
  DscBehaviourSpan span = { .words = words_of (row, traits), .source = g_strdup (change != NULL ? change->source : "") };

  g_assert (row != NULL && span.words != NULL);
  span.to = g_strdup (span.words);
  span.meaning = row->meaning != NULL ? dsc_behaviour_fill_in (_(row->meaning), row->trait, traits, NULL) : g_strdup ("");
  g_array_append_val (spans, span);
}

static GArray *
list_spans (const DscBehaviour *behaviour,
            const DscTraits    *traits,
            guint               n)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (DscBehaviourSpan));

  g_array_set_clear_func (spans, clear_span);
  append_first (spans, behaviour, &traits[0]);
  for (guint i = 1; i < n; i++)
    {
      append_change (spans, behaviour, &traits[i - 1], &traits[i], i);
      g_array_index (spans, DscBehaviourSpan, spans->len - 1).last = i;
    }
  return spans;
}

/* ---- the history ------------------------------------------------------------------------------------------------- */

static GArray *
list_targets (DscBuild build)
{
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (DscTarget));
  const DscVersion *releases;
  gsize i = dsc_releases (&releases);

  while (i-- > 0)
    {
      const DscTarget target = { .version = releases[i], .build = build };
      char name[64];
      DscTarget read;

      dsc_target_format (target, name, sizeof name);
      if (dsc_target_parse (name, &read) == DSC_STATUS_OK)       /* older ones have no free-threaded build */
        g_array_append_val (targets, target);
    }
  return targets;
}

DscBehaviourHistory *
dsc_behaviour_history_new (DscBuild build)
{
  DscBehaviourHistory *self = g_atomic_rc_box_new0 (DscBehaviourHistory);

  build.gc_head = 0;
  self->build = build;
  self->targets = list_targets (build);
  self->spans = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  g_autofree DscTraits *traits = g_new (DscTraits, self->targets->len);
  for (guint i = 0; i < self->targets->len; i++)
    traits[i] = dsc_traits_resolve (g_array_index (self->targets, DscTarget, i));
  for (guint i = 0; i < G_N_ELEMENTS (behaviours); i++)
    g_ptr_array_add (self->spans, list_spans (&behaviours[i], traits, self->targets->len));
  return self;
}

DscBehaviourHistory *
dsc_behaviour_history_ref (DscBehaviourHistory *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_history (gpointer data)
{
  DscBehaviourHistory *self = data;

  g_array_unref (self->targets);
  g_ptr_array_unref (self->spans);
}

void
dsc_behaviour_history_unref (DscBehaviourHistory *self)
{
  g_atomic_rc_box_release_full (self, clear_history);
}

guint
dsc_behaviour_history_get_n_spans (const DscBehaviourHistory *self,
                                   guint                      behaviour)
{
  return ((GArray *) g_ptr_array_index (self->spans, behaviour))->len;
}

const DscBehaviourSpan *
dsc_behaviour_history_get_span (const DscBehaviourHistory *self,
                                guint                      behaviour,
                                guint                      span)
{
  return &g_array_index ((GArray *) g_ptr_array_index (self->spans, behaviour), DscBehaviourSpan, span);
}

DscTarget
dsc_behaviour_history_get_target (const DscBehaviourHistory *self,
                                  guint                      release)
{
  return g_array_index (self->targets, DscTarget, release);
}

/* ---- what is asked for ------------------------------------------------------------------------------------------- */

gboolean
dsc_behaviour_history_get_range (const DscBehaviourHistory *self,
                                 DscVersion                 a,
                                 DscVersion                 b,
                                 DscHistoryQuery           *query)
{
  const DscVersion older = MIN (a, b);
  const DscVersion newer = MAX (a, b);
  guint first = 0;
  guint last = self->targets->len;

  while (first < self->targets->len && dsc_behaviour_history_get_target (self, first).version < older)
    first++;
  while (last > 0 && dsc_behaviour_history_get_target (self, last - 1).version > newer)
    last--;
  if (first + 1 >= last)
    return FALSE;
  query->first = first;
  query->last = last - 1;
  query->changed_only = TRUE;
  return TRUE;
}

static gboolean
has_range (const DscHistoryQuery *query)
{
  return query->first != 0 || query->last != 0;
}

gboolean
dsc_history_query_has_change (const DscHistoryQuery  *query,
                              const DscBehaviourSpan *span)
{
  return span->is_change && (!has_range (query) || (span->first > query->first && span->first <= query->last));
}

gboolean
dsc_history_query_has (const DscHistoryQuery     *query,
                       const DscBehaviourHistory *history,
                       guint                      behaviour)
{
  const guint n = dsc_behaviour_history_get_n_spans (history, behaviour);

  if (query->behaviours != 0 && (query->behaviours & (G_GUINT64_CONSTANT (1) << behaviour)) == 0)
    return FALSE;
  if (!query->changed_only)
    return TRUE;
  for (guint i = 0; i < n; i++)
    if (dsc_history_query_has_change (query, dsc_behaviour_history_get_span (history, behaviour, i)))
      return TRUE;
  return FALSE;
}

/* ---- table ------------------------------------------------------------------------------------------------------- */

static void
add_release (DscSheet                  *sheet,
             const DscBehaviourHistory *self,
             guint                      release)
{
  char name[64];

  dsc_target_format (dsc_behaviour_history_get_target (self, release), name, sizeof name);
  dsc_sheet_add_text (sheet, name);
}

static void
add_row (DscSheet                  *sheet,
         const DscBehaviourHistory *self,
         guint                      behaviour,
         const DscBehaviourSpan    *span)
{
  dsc_sheet_add_row (sheet);
  dsc_sheet_add_text (sheet, behaviours[behaviour].name);
  dsc_sheet_add_text (sheet, dsc_behaviour_get_title (behaviour));
  add_release (sheet, self, span->first);
  if (span->is_change)
    add_release (sheet, self, span->first - 1);
  else
    dsc_sheet_add_empty (sheet);
  dsc_sheet_add_text (sheet, span->from);
  dsc_sheet_add_text (sheet, span->to);
  dsc_sheet_add_text (sheet, *span->source != '\0' ? span->source : NULL);
  dsc_sheet_add_text (sheet, span->meaning);
}

DscSheet *
dsc_behaviour_history_tabulate (const DscBehaviourHistory *self,
                                const DscHistoryQuery     *query)
{
  static const struct { const char *name, *label; } columns[] = {
    { "behaviour", N_("Name") }, { "title", N_("Behaviour") }, { "since", N_("Since") }, { "before", N_("Before that") },
    { "from", N_("It was") }, { "to", N_("It became") }, { "source", N_("Source") }, { "meaning", N_("Meaning") },
  };
  char build[80];

  dsc_build_format (self->build, build, sizeof build);
  g_autofree char *title = g_strdup_printf (_("How dicts changed, release by release (%s)"), build);
  DscSheet *sheet = dsc_sheet_new (title);
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    dsc_sheet_add_column (sheet, columns[i].name, _(columns[i].label));
  for (guint i = 0; i < G_N_ELEMENTS (behaviours); i++)
    for (guint k = 0; dsc_history_query_has (query, self, i) && k < dsc_behaviour_history_get_n_spans (self, i); k++)
      {
        const DscBehaviourSpan *span = dsc_behaviour_history_get_span (self, i, k);

        if (dsc_history_query_has_change (query, span) || (!span->is_change && !has_range (query)))
          add_row (sheet, self, i, span);
      }
  if (dsc_sheet_get_n_rows (sheet) == 0)
    dsc_sheet_add_note (sheet, _("None of these behaviours changed there."));
  dsc_sheet_add_note (sheet, _("Releases stand in the order of their numbers, so a change of an older line can come in between."));
  return sheet;
}
