/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-why-rebuild.c: why a table is rebuilt, and why it has so many slots afterwards. */
#include "dsc-why-private.h"

#include <glib/gi18n-lib.h>

#define QUADRUPLES_UP_TO 50000

typedef struct {
  const DscEvent *begin, *test, *request;   /* test, request: NULL: none */
} Rebuild;

static Rebuild
find_rebuild (const DscWhyChain *self)
{
  const DscTrace *trace = &self->moments->trace;
  const gsize at = (gsize) self->context->resize;
  Rebuild rebuild = { .begin = &trace->events[at] };

  for (gsize i = at + 1; i < MIN (at + 3, trace->n_events); i++)
    {
      if (trace->events[i].kind == DSC_EVENT_RESIZE_TEST)
        rebuild.test = &trace->events[i];
      if (trace->events[i].kind == DSC_EVENT_RESIZE_REQUEST)
        rebuild.request = &trace->events[i];
    }
  return rebuild;
}

/* --- the test ----------------------------------------------------------------------------------------------------- */

static DscFunctionRole
asking_function (const Rebuild *rebuild)
{
  switch (rebuild->begin->detail)
    {
    case DSC_RESIZE_FROM_EMPTY:
      return DSC_FUNCTION_FROM_EMPTY;
    case DSC_RESIZE_UPDATE:
      return DSC_FUNCTION_MERGE;
    case DSC_RESIZE_FROMKEYS:
      return DSC_FUNCTION_FROMKEYS;
    case DSC_RESIZE_COPY:
      return DSC_FUNCTION_COPY;
    case DSC_RESIZE_PRESIZE:
      return DSC_FUNCTION_PRESIZE;
    case DSC_RESIZE_KIND:
      return DSC_FUNCTION_INSERT;
    default:
      return DSC_FUNCTION_GROW;
    }
}

/* Emptied entries are what fills a table without being of use. */
static void
add_dead (DscWhyChain   *self,
          const Rebuild *rebuild)
{
  const gboolean is_early = self->moment->kind == DSC_MOMENT_RESIZE_REQUEST || self->moment->kind == DSC_MOMENT_NEW_TABLE;
  const gint64 fill = is_early ? self->context->fill : self->context->old_fill;
  const gint64 entries = is_early ? self->context->n_entries : self->context->old_entries;
  const gint64 dead = dsc_why_is_open (self) ? fill - rebuild->begin->d : dsc_why_is_compact (self) ? entries - rebuild->begin->d : 0;

  if (dead > 0)
    dsc_why_add (self, dsc_describe_count ((guint64) dead, "%s of the places that are used up was emptied by a deletion; it counts until the table is rebuilt.",
                                           "%s of the places that are used up were emptied by deletions; they count until the table is rebuilt."),
                 dsc_why_is_open (self) ? g_strdup_printf ("ma_fill - ma_used = %" G_GINT64_FORMAT, dead) : g_strdup_printf ("dk_nentries - ma_used = %" G_GINT64_FORMAT, dead),
                 DSC_FUNCTION_DELETE, NULL);
}

static void
add_kind_test (DscWhyChain *self)
{
  g_autofree char *key = dsc_why_key (self);

  dsc_why_add (self, g_strdup_printf (_("%s is not exactly a str. Tables of nothing but strings have shorter entries, without the hash, or share their keys; this key needs a general one."),
               key),
               g_strdup ("PyUnicode_CheckExact (key) is 0"), DSC_FUNCTION_INSERT, "kind_rule");
}

static void
add_split_test (DscWhyChain *self)
{
  const char *text = _("The shared keys do not suit this dict any more.");

  if (self->traits->sharing == DSC_SHARING_IN_ORDER)
    text = _("In this release a dict shares its keys only as long as its values are a row without gaps, set in the order of the shared keys: a deletion or another order ends that.");
  else if (self->traits->sharing == DSC_SHARING_ORDER_BYTES)
    text = _("A dict whose key finds no room among the shared ones, or whose last item is popped, needs keys of its own.");
  else if (self->traits->sharing == DSC_SHARING_SLOTS)
    text = _("A dict whose key finds no room among the shared ones, or is no str, or whose item is popped, needs keys of its own.");
  dsc_why_add (self, g_strdup (text), NULL, DSC_FUNCTION_INSERT, "sharing");
}

static gboolean
was_shared (const DscWhyChain *self,
            const Rebuild     *rebuild)
{
  const DscSnapshot *before = self->moments->before;

  return before != NULL && dsc_describe_is_shared (before) && dsc_snapshot_get_n_slots (before) == (gsize) rebuild->begin->b;
}

static void
add_test (DscWhyChain   *self,
          const Rebuild *rebuild)
{
  const DscFunctionRole role = asking_function (rebuild);
  const gint64 a = rebuild->test != NULL ? rebuild->test->a : 0;
  const gint64 b = rebuild->test != NULL ? rebuild->test->b : 0;
  const gint64 c = rebuild->test != NULL ? rebuild->test->c : 0;

  switch (rebuild->test != NULL ? rebuild->test->detail : 0)
    {
    case DSC_RESIZE_TEST_USABLE:
      dsc_why_add (self, g_strdup (_("The key is new, and no entry is left for it.")),
                   g_strdup_printf ("dk_usable <= 0: %" G_GINT64_FORMAT " <= 0", a), role, "usable");
      add_dead (self, rebuild);
      dsc_why_add_usable (self, (guint64) rebuild->begin->b, was_shared (self, rebuild));
      break;
    case DSC_RESIZE_TEST_LOAD:
      dsc_why_add (self, self->traits->resize_before_store ? g_strdup (_("Before each store, even to a key that is there, the load is tested: two thirds of the slots hold a key or a dummy."))
                                                           : g_strdup (_("After a key was added the load is tested: two thirds of the slots hold a key or a dummy.")),
                   g_strdup_printf ("ma_fill*3 >= (ma_mask + 1)*2: %" G_GINT64_FORMAT " >= %" G_GINT64_FORMAT, a * 3, b * 2), role, "resize_before_store");
      add_dead (self, rebuild);
      break;
    case DSC_RESIZE_TEST_MERGE_LOAD:
      dsc_why_add (self, g_strdup (_("Before items are taken over from a dict there must be room for all of them, as if none of the keys were there yet.")),
                   g_strdup_printf ("(%" G_GINT64_FORMAT " + %" G_GINT64_FORMAT ")*3 >= %" G_GINT64_FORMAT "*2", a, c, b), role, "merge");
      break;
    case DSC_RESIZE_TEST_MERGE_USABLE:
      dsc_why_add (self, g_strdup (_("Before items are taken over from a dict there must be room for two thirds of them at least.")),
                   g_strdup_printf ("dk_usable*3 < n*2: %" G_GINT64_FORMAT " < %" G_GINT64_FORMAT, a * 3, c * 2), role, "merge");
      break;
    case DSC_RESIZE_TEST_MERGE_ROOM:
      dsc_why_add (self, g_strdup (_("Before items are taken over from a dict the table must be one that could hold all of them.")),
                   g_strdup_printf ("USABLE_FRACTION (dk_size) < n: %" G_GINT64_FORMAT " < %" G_GINT64_FORMAT, a, c), role, "merge");
      break;
    case DSC_RESIZE_TEST_COUNT:
      dsc_why_add (self, g_strdup (_("How many items will come is known beforehand, so the table is made large enough at once and need not grow on the way; added one by one the same items may end in another size.")),
                   g_strdup_printf ("n = %" G_GINT64_FORMAT, c), role, rebuild->begin->detail == DSC_RESIZE_FROMKEYS ? "fromkeys_set" : "presize");
      break;
    case DSC_RESIZE_TEST_KIND:
      add_kind_test (self);
      break;
    case DSC_RESIZE_TEST_SPLIT:
      add_split_test (self);
      break;
    default:
      if (rebuild->begin->detail == DSC_RESIZE_FROM_EMPTY)
        dsc_why_add (self, g_strdup (_("An empty dict has no table of its own: it points at the static Py_EMPTY_KEYS, which has no entry. The first key needs a table.")),
                     g_strdup ("ma_keys == Py_EMPTY_KEYS"), role, "empty_display");
      else
        add_split_test (self);
      break;
    }
}

/* --- the request -------------------------------------------------------------------------------------------------- */

static gboolean
is_growth (const Rebuild *rebuild)
{
  return rebuild->test != NULL && (rebuild->test->detail == DSC_RESIZE_TEST_USABLE || rebuild->test->detail == DSC_RESIZE_TEST_LOAD || rebuild->test->detail == DSC_RESIZE_TEST_KIND
                                   || rebuild->test->detail == DSC_RESIZE_TEST_SPLIT);
}

static char *
growth_code (const DscWhyChain *self,
             const DscEvent    *request,
             gint64             result)
{
  const char *name = dsc_version_function (self->traits, DSC_FUNCTION_GROWTH, NULL);
  const char *formula = request->c != 0 ? "ma_used*2 + dk_size/2" : request->b == 4 ? "ma_used*4" : request->b == 3 ? "ma_used*3" : "ma_used*2";
  g_autofree char *numbers = request->c != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT "*2 + %" G_GINT64_FORMAT, request->a, request->c)
                                             : g_strdup_printf ("%" G_GINT64_FORMAT "*%" G_GINT64_FORMAT, request->a, request->b);

  return g_strdup_printf ("%s = %s = %s = %" G_GINT64_FORMAT, name != NULL ? name : "minused", formula, numbers, result);
}

static void
add_growth (DscWhyChain   *self,
            const Rebuild *rebuild)
{
  const gboolean counts_new = dsc_why_is_open (self) && !self->traits->resize_before_store;

  dsc_why_add (self, counts_new ? g_strdup (_("How many slots are asked for depends on the live items only, the new one among them; dummies do not count."))
                                : g_strdup (_("How many slots are asked for depends on the live items only, without the new one; dummies do not count.")),
               growth_code (self, rebuild->request, rebuild->begin->a), DSC_FUNCTION_GROWTH, "growth");
  if (self->traits->growth == DSC_GROWTH_USED_X4)
    dsc_why_add (self, rebuild->request->a > QUADRUPLES_UP_TO ? g_strdup (_("Above 50,000 items the table only doubles, to be sparing with memory."))
                                                              : g_strdup (_("Up to 50,000 items the request is four times their number, so that the table is rebuilt rarely; above, twice.")),
                 g_strdup_printf ("ma_used > 50000: %" G_GINT64_FORMAT " > 50000", rebuild->request->a), DSC_FUNCTION_GROW, "growth");
  else if (self->traits->growth == DSC_GROWTH_USED_X2_PLUS_HALF)
    dsc_why_add (self, g_strdup (_("Half the old size is added, so that a dict which deletes as much as it adds keeps some room to spare.")),
                 NULL, DSC_FUNCTION_GROWTH, "growth");
  else if (self->traits->growth == DSC_GROWTH_USED_X3)
    dsc_why_add (self, g_strdup (_("Three times the items: a dict that only grows doubles, and one full of dummies may stay as it is or shrink.")),
                 NULL, DSC_FUNCTION_GROWTH, "growth");
}

static void
add_request (DscWhyChain   *self,
             const Rebuild *rebuild)
{
  const DscEvent *request = rebuild->request;
  g_autofree char *slots = dsc_describe_number (rebuild->begin->c);

  if (request == NULL && rebuild->begin->detail == DSC_RESIZE_FROM_EMPTY)
    dsc_why_add (self, g_strdup_printf (_("The first table has the least size, %s slots: most dicts never hold more than five items."), slots),
                 g_strdup_printf ("PyDict_MINSIZE = %s", slots),
                 DSC_FUNCTION_FROM_EMPTY, "min_size");
  else if (request == NULL)
    dsc_why_add (self, g_strdup_printf (_("The size is not computed here: it is to be %s slots."), slots), NULL, DSC_FUNCTION_RESIZE, NULL);
  else if (is_growth (rebuild))
    add_growth (self, rebuild);
  else if (request->d == 2)
    dsc_why_add (self, g_strdup_printf (_("The request is half as much again as the items, so that two thirds of the slots are enough for them.")),
                 g_strdup_printf ("(%" G_GINT64_FORMAT "*%" G_GINT64_FORMAT " + %" G_GINT64_FORMAT ") / 2 = %" G_GINT64_FORMAT, request->a, request->b, request->c, rebuild->begin->a),
                 DSC_FUNCTION_ESTIMATE, rebuild->begin->detail == DSC_RESIZE_UPDATE ? "merge" : rebuild->begin->detail == DSC_RESIZE_FROMKEYS ? "fromkeys_set" : "presize");
  else
    dsc_why_add (self, request->b == 1 ? g_strdup (_("The request is the number of items itself, without regard to the two thirds that a table may be filled; so it may have to grow all the same."))
                                       : g_strdup (_("The request is a multiple of the items that there will be.")),
                 g_strdup_printf ("%" G_GINT64_FORMAT "*%" G_GINT64_FORMAT " = %" G_GINT64_FORMAT, request->a, request->b, rebuild->begin->a), asking_function (rebuild),
                 rebuild->begin->detail == DSC_RESIZE_UPDATE ? "merge" : rebuild->begin->detail == DSC_RESIZE_FROMKEYS ? "fromkeys_set" : "presize");
}

/* --- the size ----------------------------------------------------------------------------------------------------- */

/* The change after the one that holds for this release; NULL: none. */
static const DscTraitChange *
next_change (const DscTraits *traits,
             const char      *trait)
{
  const DscTraitChange *changes;
  const gsize n = dsc_traits_history (&changes);

  for (gsize i = 0; i < n; i++)
    if (g_str_equal (changes[i].trait, trait) && changes[i].since > traits->target.version && dsc_builds_contain (changes[i].builds, traits->target.build))
      return &changes[i];
  return NULL;
}

static guint64
least_power (const DscTraits *traits,
             guint64          request)
{
  guint64 slots = traits->min_size;

  while (slots < request)
    slots *= 2;
  return slots;
}

static void
add_rounding (DscWhyChain   *self,
              const Rebuild *rebuild)
{
  const guint64 request = (guint64) rebuild->begin->a;
  const guint64 slots = (guint64) rebuild->begin->c;
  const guint64 enough = least_power (self->traits, request);
  char *code = dsc_moment_arithmetic_rounding (self->traits, request, slots);
  const char *text = _("The size is the least power of two that is not less than the request.");

  if (self->traits->rounding == DSC_ROUNDING_GT)
    text = _("The size is the least power of two above the request: a request that is a power of two itself is doubled.");
  else if (self->traits->rounding == DSC_ROUNDING_PRIME)
    text = _("The size is the first prime number of a fixed list above the request.");
  else if (self->traits->rounding == DSC_ROUNDING_BIT_LENGTH)
    text = _("The size is computed from the number of bits of the request.");
  dsc_why_add (self, g_strdup (text), code, DSC_FUNCTION_ROUNDING, "rounding");
  if (self->traits->rounding == DSC_ROUNDING_BIT_LENGTH && slots != enough)
    {
      const DscTraitChange *fix = next_change (self->traits, "rounding");
      g_autofree char *less = dsc_describe_number ((gint64) enough);
      g_autofree char *release = fix != NULL ? dsc_describe_release (fix->since) : NULL;
      g_autofree char *issue = fix != NULL ? dsc_why_find_issue (fix->source) : NULL;

      dsc_why_add (self, issue != NULL ? g_strdup_printf (_("%1$s slots would have been enough: the formula is off by one bit. It was repaired in %2$s (%3$s)."),
                   less, release, issue)
                                     : g_strdup_printf (_("%s slots would have been enough: the formula is off by one bit."), less),
                   g_strdup_printf ("(request | 8) - 1 = %" G_GUINT64_FORMAT ", but request - 1 = %" G_GUINT64_FORMAT, (request | 8) - 1, request > 0 ? request - 1 : 0), DSC_FUNCTION_ROUNDING,
                   NULL);
    }
}

static void
add_outcome (DscWhyChain   *self,
             const Rebuild *rebuild)
{
  const gint64 before = rebuild->begin->b, after = rebuild->begin->c;
  g_autofree char *slots = dsc_describe_number (after);

  if (rebuild->begin->detail == DSC_RESIZE_SPLIT || rebuild->begin->detail == DSC_RESIZE_KIND)
    return;
  if (before > 1 && after < before)
    dsc_why_add (self, g_strdup_printf (_("So the table shrinks, to %s slots: a rebuild is the only occasion for that."), slots),
                 NULL, DSC_FUNCTION_RESIZE, NULL);
  else if (before > 1 && after == before)
    dsc_why_add (self, g_strdup (_("So the table has as many slots as before; what the rebuild gains is that the dummies are gone.")),
                 NULL, DSC_FUNCTION_RESIZE, NULL);
}

static void
add_own (DscWhyChain *self)
{
  switch ((guint) self->moment->kind)
    {
    case DSC_MOMENT_ROWS_MOVED:
      if (dsc_why_is_compact (self))
        dsc_why_add (self, g_strdup (_("The entries are copied in their order, and the emptied ones are left out: so their numbers change, and their order does not.")),
                     NULL, DSC_FUNCTION_RESIZE, "family");
      else
        dsc_why_add (self, g_strdup (_("The mask is another one, so more bits of each hash have a say: each key is stored anew, in the order of the old slots. That is why the order of such a dict changes when it grows.")),
                     NULL, DSC_FUNCTION_REINSERT, "family");
      break;
    case DSC_MOMENT_INDICES_FILLED:
      dsc_why_add (self, g_strdup (_("The mask is another one, so each entry's slot is found anew; no key is compared, since all are known to differ, and no dummy can be in the way.")),
                   NULL, DSC_FUNCTION_REINSERT, NULL);
      break;
    case DSC_MOMENT_OLD_TABLE_LEFT:
      if (dsc_why_find_event (self, DSC_EVENT_FREE) == NULL)
        dsc_why_add (self, dsc_why_is_open (self) ? g_strdup (_("Eight slots are part of every dict object; they lie idle as long as the table is elsewhere."))
                                                  : g_strdup (_("The keys are shared: the class and its other instances go on using them.")), NULL, DSC_WHY_NO_FUNCTION, NULL);
      else
        dsc_why_add (self, g_strdup (_("Only live items are copied: dummies stay in the old table and go with it, and nothing else clears them away.")),
                   NULL, DSC_FUNCTION_FREE_KEYS, "free_list_keys");
      break;
    default:
      break;
    }
}

gboolean
dsc_why_rebuild (DscWhyChain *self)
{
  const DscMomentKind kind = self->moment->kind;

  if (self->context->resize < 0
      || (kind != DSC_MOMENT_RESIZE_REQUEST && kind != DSC_MOMENT_NEW_TABLE && kind != DSC_MOMENT_ROWS_MOVED && kind != DSC_MOMENT_INDICES_FILLED && kind != DSC_MOMENT_OLD_TABLE_LEFT))
    return FALSE;
  const Rebuild rebuild = find_rebuild (self);

  add_own (self);
  add_test (self, &rebuild);
  add_request (self, &rebuild);
  if (rebuild.request != NULL)
    add_rounding (self, &rebuild);
  add_outcome (self, &rebuild);
  return TRUE;
}
