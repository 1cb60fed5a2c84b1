/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-size-search.c: asks each release what has a number of bytes, joins equal answers, and puts them into words. */
#include "dsc-size-search.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dsc-describe-private.h"

struct DscSizeSearch {
  gint64  bytes;
  guint   n_targets;
  GArray *findings;          /* DscSizeFinding */
  gint64  below, above;
};

/* In the order in which they lie in memory. */
static const struct { DscLedgerPart part; const char *name, *label; } parts[] = {
  { DSC_PART_GC_HEAD, "gc_head", N_("GC head") },
  { DSC_PART_OBJECT, "object", N_("object") },
  { DSC_PART_SMALLTABLE_IDLE, "smalltable_idle", N_("idle ma_smalltable") },
  { DSC_PART_KEYS_HEADER, "keys_header", N_("keys header") },
  { DSC_PART_INDICES, "indices", N_("indices") },
  { DSC_PART_FREE, "entries", N_("entries") },
  { DSC_PART_VALUES, "values", N_("values") },
};

const char *
dsc_size_part_label (DscLedgerPart part)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i].part == part)
      return _(parts[i].label);
  return NULL;
}

static gboolean
has_pre_header (const DscSizeFinding *self)
{
  const DscTraits traits = dsc_traits_resolve (self->last);

  return self->origin.kind == DSC_SIZE_INSTANCE && traits.instance_values != DSC_VALUES_IN_DICT;
}

const char *
dsc_size_finding_part_label (const DscSizeFinding *self,
                             DscLedgerPart         part)
{
  if (part != DSC_PART_GC_HEAD || !has_pre_header (self))
    return dsc_size_part_label (part);
  return dsc_traits_resolve (self->last).gc_head > 0 ? _("GC head and pre-header") : _("pre-header");
}

const char *
dsc_size_kind_label (DscSizeKind kind)
{
  static const char *const labels[DSC_N_SIZE_KINDS] = {
    [DSC_SIZE_DICT] = N_("A dict"),
    [DSC_SIZE_SHARED_DICT] = N_("The __dict__ of an instance, which shares the keys of its class"),
    [DSC_SIZE_LAST_SHARED_DICT] = N_("The __dict__ of an instance that alone has its keys by now, so that they are counted too"),
    [DSC_SIZE_INSTANCE] = N_("An instance of a class, without its __dict__ and values"),
  };

  return _(labels[kind]);
}

/* --- Searching. --- */

GArray *
dsc_size_list_releases (void)
{
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (DscTarget));
  const DscVersion *releases;

  for (gsize i = dsc_releases (&releases); i-- > 0;)
    {
      const DscTarget target = { .version = releases[i] };
      g_array_append_val (targets, target);
    }
  return targets;
}

static gboolean
same_build (DscTarget a,
            DscTarget b)
{
  return a.implementation == b.implementation && memcmp (&a.build, &b.build, sizeof a.build) == 0;
}

/* The finding that goes on with this target, which follows `before`; NULL: none. */
static DscSizeFinding *
find_before (GArray              *findings,
             const DscTarget     *before,
             DscTarget            target,
             const DscSizeOrigin *origin)
{
  if (before == NULL || !same_build (*before, target))
    return NULL;
  for (guint i = findings->len; i-- > 0;)
    {
      DscSizeFinding *one = &g_array_index (findings, DscSizeFinding, i);

      if (dsc_target_equal (one->last, *before) && dsc_size_origin_equal (&one->origin, origin))
        return one;
    }
  return NULL;
}

static void
search_target (DscSizeSearch   *self,
               const DscTarget *before,
               DscTarget        target)
{
  const DscTraits traits = dsc_traits_resolve (target);
  DscSizeOrigin origins[DSC_EXPLAIN_MAX];
  const gsize n = dsc_explain_size (&traits, self->bytes, origins);
  gint64 below;
  gint64 above;

  for (gsize i = 0; i < n; i++)
    {
      DscSizeFinding *known = find_before (self->findings, before, target, &origins[i]);
      const DscSizeFinding one = { target, target, origins[i] };

      if (known != NULL)
        known->last = target;
      else
        g_array_append_val (self->findings, one);
    }
  dsc_explain_nearest (&traits, self->bytes, &below, &above);
  self->below = MAX (self->below, below);
  self->above = self->above == 0 ? above : MIN (self->above, above);
}

static DscSizeKind
kind_of (const GArray *findings,
         guint         i)
{
  return g_array_index (findings, DscSizeFinding, i).origin.kind;
}

/* Keeps the order within a kind. */
static void
sort_by_kind (GArray *findings)
{
  for (guint i = 1; i < findings->len; i++)
    for (guint k = i; k > 0 && kind_of (findings, k) < kind_of (findings, k - 1); k--)
      {
        const DscSizeFinding moved = g_array_index (findings, DscSizeFinding, k);

        g_array_index (findings, DscSizeFinding, k) = g_array_index (findings, DscSizeFinding, k - 1);
        g_array_index (findings, DscSizeFinding, k - 1) = moved;
      }
}

DscSizeSearch *
dsc_size_search_new (gint64           bytes,
                     const DscTarget *targets,
                     guint            n_targets)
{
  DscSizeSearch *self = g_new0 (DscSizeSearch, 1);

  self->bytes = bytes;
  self->n_targets = n_targets;
  self->findings = g_array_new (FALSE, FALSE, sizeof (DscSizeFinding));
  for (guint i = 0; i < n_targets; i++)
    search_target (self, i > 0 ? &targets[i - 1] : NULL, targets[i]);
  sort_by_kind (self->findings);
  return self;
}

void
dsc_size_search_free (DscSizeSearch *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->findings);
  g_free (self);
}

gint64
dsc_size_search_get_bytes (const DscSizeSearch *self)
{
  return self->bytes;
}

guint
dsc_size_search_get_n_targets (const DscSizeSearch *self)
{
  return self->n_targets;
}

guint
dsc_size_search_get_n (const DscSizeSearch *self)
{
  return self->findings->len;
}

const DscSizeFinding *
dsc_size_search_get (const DscSizeSearch *self,
                     guint                i)
{
  return &g_array_index (self->findings, DscSizeFinding, i);
}

void
dsc_size_search_get_nearest (const DscSizeSearch *self,
                             gint64              *out_below,
                             gint64              *out_above)
{
  *out_below = self->below;
  *out_above = self->above;
}

/* --- Words. --- */

char *
dsc_size_finding_format_span (const DscSizeFinding *self)
{
  char first[64];
  char last[64];

  dsc_target_format (self->first, first, sizeof first);
  dsc_target_format (self->last, last, sizeof last);
  return dsc_target_equal (self->first, self->last) ? g_strdup (first) : g_strdup_printf (_("%s to %s"), first, last);
}

static char *
format_table (const DscSizeOrigin *self)
{
  if (self->slots == 0)
    return g_strdup (_("no table"));
  if (self->slots == 1)
    return g_strdup (_("the shared empty keys, which are not counted"));
  return g_strdup_printf (self->str_only ? _("%" G_GUINT64_FORMAT " slots for at most %" G_GUINT64_FORMAT " strs")
                                         : _("%" G_GUINT64_FORMAT " slots for at most %" G_GUINT64_FORMAT " keys"), self->slots, self->usable);
}

static char *
format_range (guint64 from,
              guint64 to)
{
  return from == to ? g_strdup_printf ("%" G_GUINT64_FORMAT, from)
                    : g_strdup_printf (_("%" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT), from, to);
}

static char *
format_keys (const DscSizeOrigin *self)
{
  g_autofree char *range = format_range (self->first_keys, self->last_keys);

  if (self->only_cleared)
    return g_strdup (_("only after clear ()"));
  if (self->slots <= 1)
    return g_strdup (_("an empty dict"));
  if (self->last_keys == 0)
    return g_strdup (_("not by adding keys one by one"));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s key added one by one", "%s keys added one by one", (gulong) self->last_keys), range);
}

static char *
format_shared (const DscSizeFinding *self)
{
  const DscSizeOrigin *origin = &self->origin;
  const DscTraits traits = dsc_traits_resolve (self->last);
  g_autofree char *range = format_range (origin->first_keys, origin->last_keys);

  if (traits.sharing == DSC_SHARING_ORDER_BYTES)
    return dsc_describe_count (origin->values, "the class has room for %s name at that time, used or still reserved",
                               "the class has room for %s names at that time, used or still reserved");
  if (origin->last_keys == 0)
    return g_strdup_printf (_("keys of %" G_GUINT64_FORMAT " slots, %" G_GUINT64_FORMAT " values; only after attributes were deleted"), origin->slots,
                            origin->values);
  return g_strdup_printf (_("keys of %" G_GUINT64_FORMAT " slots, %" G_GUINT64_FORMAT " values; the first instance of the class got %s attributes"),
                          origin->slots, origin->values, range);
}

char *
dsc_size_finding_format_what (const DscSizeFinding *self)
{
  switch (self->origin.kind)
    {
    case DSC_SIZE_DICT:
      {
        g_autofree char *table = format_table (&self->origin);
        g_autofree char *keys = format_keys (&self->origin);
        return g_strdup_printf ("%s; %s", table, keys);
      }
    case DSC_SIZE_SHARED_DICT:
    case DSC_SIZE_LAST_SHARED_DICT:
      return format_shared (self);
    case DSC_SIZE_INSTANCE:
    case DSC_N_SIZE_KINDS:
      break;
    }
  return g_strdup (has_pre_header (self) ? _("whatever attributes it has; two pointers in front of it are counted, one of them for its __dict__ or values")
                                         : _("whatever attributes it has; with pointers to its __dict__ and to weak references"));
}

/* --- The sheet. --- */

static void
add_columns (DscSheet *sheet)
{
  dsc_sheet_add_column (sheet, "first_version", _("First release"));
  dsc_sheet_add_column (sheet, "last_version", _("Last release"));
  dsc_sheet_add_column (sheet, "slots", _("Slots"));
  dsc_sheet_add_column (sheet, "usable", _("Usable"));
  dsc_sheet_add_column (sheet, "str_only", _("Strs only"));
  dsc_sheet_add_column (sheet, "first_keys", _("From keys"));
  dsc_sheet_add_column (sheet, "last_keys", _("To keys"));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    dsc_sheet_add_column (sheet, parts[i].name, _(parts[i].label));
  dsc_sheet_add_column (sheet, "kind", _("Kind"));
  dsc_sheet_add_column (sheet, "what", _("What"));
}

static void
add_row (DscSheet             *sheet,
         const DscSizeFinding *one)
{
  g_autofree char *what = dsc_size_finding_format_what (one);
  char first[64];
  char last[64];

  dsc_target_format (one->first, first, sizeof first);
  dsc_target_format (one->last, last, sizeof last);
  dsc_sheet_add_row (sheet);
  dsc_sheet_add_text (sheet, first);
  dsc_sheet_add_text (sheet, last);
  dsc_sheet_add_integer (sheet, (gint64) one->origin.slots);
  dsc_sheet_add_integer (sheet, (gint64) one->origin.usable);
  dsc_sheet_add_boolean (sheet, one->origin.str_only);
  dsc_sheet_add_integer (sheet, (gint64) one->origin.first_keys);
  dsc_sheet_add_integer (sheet, (gint64) one->origin.last_keys);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    dsc_sheet_add_integer (sheet, one->origin.parts[parts[i].part]);
  dsc_sheet_add_text (sheet, dsc_size_kind_name (one->origin.kind));
  dsc_sheet_add_text (sheet, what);
}

DscSheet *
dsc_size_search_to_sheet (const DscSizeSearch *self)
{
  g_autofree char *title = dsc_describe_size ((guint64) self->bytes);
  g_autofree char *note = g_strdup_printf (_("The nearest numbers that something has are %" G_GINT64_FORMAT " and %" G_GINT64_FORMAT "."), self->below,
                                           self->above);
  DscSheet *sheet = dsc_sheet_new (title);

  add_columns (sheet);
  for (guint i = 0; i < self->findings->len; i++)
    add_row (sheet, dsc_size_search_get (self, i));
  dsc_sheet_add_note (sheet, note);
  return sheet;
}
