/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-compare-rules.c: the rules that make a difference in few words, where each was read, and where it was undone. */
#include "dsc-compare-reasons-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LINE(version) ((version) >> 16)

typedef struct {
  const char *trait;
  const char *heading;
  gboolean    is_flag;
} RuleWords;

/* What is not here is called by its trait. */
static const RuleWords rule_words[] = {
  { "growth", N_("growth"), FALSE },
  { "rounding", N_("rounding"), FALSE },
  { "usable", N_("how full it may get"), FALSE },
  { "resize_before_store", N_("tested before each store"), TRUE },
  { "probe", N_("probe order"), FALSE },
  { "perturb_bits", N_("hash bits that perturb"), FALSE },
  { "min_size", N_("least slots"), FALSE },
  { "empty_display", N_("an empty {}"), FALSE },
  { "empty_call", N_("an empty dict()"), FALSE },
  { "empty_cleared", N_("after clear()"), FALSE },
  { "kind_rule", N_("kinds of keys"), FALSE },
  { "has_nodummy", N_("tables without dummies are known"), TRUE },
  { "has_unicode_entries", N_("short entries for str"), TRUE },
  { "has_log2_fields", N_("sizes kept as powers of two"), TRUE },
  { "fills_holes", N_("holes are filled"), TRUE },
  { "reuses_dummy_slot", N_("dummies are used again"), TRUE },
  { "popitem", N_("which item popitem() takes"), FALSE },
  { "presize", N_("made large enough at once"), FALSE },
  { "presize_cap", N_("most slots made beforehand"), FALSE },
  { "display", N_("how {…} is built"), FALSE },
  { "from_items", N_("known to be all str"), TRUE },
  { "merge", N_("update and merge"), FALSE },
  { "merge_clones", N_("update copies the keys whole"), TRUE },
  { "copy", N_("copy()"), FALSE },
  { "fromkeys_set", N_("fromkeys of a set"), FALSE },
  { "fromkeys_dict", N_("fromkeys of a dict"), FALSE },
  { "kwargs_presized", N_("dicts of keywords are made large enough"), TRUE },
  { "call_stores_keywords", N_("dict(a=1) stores one by one"), TRUE },
  { "unpack", N_("how {**a} is built"), FALSE },
  { "str_hash", N_("hash of str"), FALSE },
  { "int_hash", N_("hash of int"), FALSE },
  { "tuple_hash", N_("hash of tuple"), FALSE },
  { "frozenset_hash", N_("hash of frozenset"), FALSE },
  { "sharing", N_("shared keys"), FALSE },
  { "instance_values", N_("values of instances"), FALSE },
  { "delattr", N_("deleting an attribute"), FALSE },
  { "shared_keys_max", N_("most shared keys"), FALSE },
  { "gc_head", N_("bytes of the GC head"), FALSE },
  { "set_probe", N_("probe order of sets"), FALSE },
  { "set_load", N_("when sets grow"), FALSE },
};

static const RuleWords *
find_words (const char *trait)
{
  for (guint i = 0; i < G_N_ELEMENTS (rule_words); i++)
    if (g_str_equal (rule_words[i].trait, trait))
      return &rule_words[i];
  return NULL;
}

static char *
describe_rule (const ReasonSide *side,
               const char       *trait,
               const RuleWords  *words)
{
  const DscTraitChange *change = dsc_traits_find_change (&side->traits, trait);
  const gint64 value = change != NULL ? change->value : 0;

  if (words != NULL && words->is_flag)
    return g_strdup (value != 0 ? _("yes") : _("no"));
  if (change == NULL)
    return g_strdup (_("none"));
  return change->value_name != NULL ? g_strdup (change->value_name) : g_strdup_printf ("%" G_GINT64_FORMAT, value);
}

/* A rebuild tells growth and rounding with numbers. */
static gboolean
is_told (const Explanation *self,
         const char        *trait)
{
  gboolean has_rebuild = FALSE;

  for (guint i = 0; i < self->n; i++)
    has_rebuild = has_rebuild || self->sides[i].begin != NULL;
  for (guint i = 1; i < self->n; i++)
    if (self->parts[i].differs && self->parts[i].difference.step == self->step)
      return has_rebuild && (g_str_equal (trait, "rounding") || g_str_equal (trait, "growth"));
  return FALSE;
}

static gboolean
is_new (const Explanation *self,
        guint              before,
        const char        *trait)
{
  for (guint i = 1; i < before; i++)
    for (guint k = 0; self->parts[i].causes != NULL && k < self->parts[i].causes->len; k++)
      if (g_str_equal (g_array_index (self->parts[i].causes, DscCause, k).trait, trait))
        return FALSE;
  return TRUE;
}

static void
add_rule (Explanation *self,
          const char  *trait)
{
  const RuleWords *words = find_words (trait);
  char *texts[DSC_REASON_MOST_SIDES] = { NULL };

  for (guint i = 0; i < self->n; i++)
    texts[i] = describe_rule (&self->sides[i], trait, words);
  dsc_reasons_add_texts (self, g_strdup (words != NULL ? _(words->heading) : trait), texts);
}

static void
add_structure (Explanation *self)
{
  static const char *const names[DSC_N_FAMILIES] = {
    [DSC_FAMILY_OPEN] = N_("slots in one array"), [DSC_FAMILY_KEYS_OPEN] = N_("slots in a keys object"), [DSC_FAMILY_COMPACT] = N_("indices beside entries"),
  };
  char *texts[DSC_REASON_MOST_SIDES] = { NULL };

  for (guint i = 0; i < self->n; i++)
    texts[i] = g_strdup (_(names[self->sides[i].traits.family]));
  dsc_reasons_add_texts (self, g_strdup (_("the table")), texts);
}

/* What is no rule to be exchanged, because tables are laid out by it: of instances, of what popitem gives, of one part of the bytes. */
typedef enum { LAYOUT_OF_INSTANCE, LAYOUT_OF_OUTCOME, LAYOUT_OF_BYTES } LayoutKind;

static const struct {
  const char   *trait;
  LayoutKind    kind;
  DscLedgerPart part;
  gboolean      is_told;       /* in the bytes themselves */
} layout_rules[] = {
  { "instance_values", LAYOUT_OF_INSTANCE, 0, FALSE },
  { "sharing", LAYOUT_OF_INSTANCE, 0, FALSE },
  { "popitem", LAYOUT_OF_OUTCOME, 0, FALSE },
  { "gc_head", LAYOUT_OF_BYTES, DSC_PART_GC_HEAD, TRUE },
  { "has_log2_fields", LAYOUT_OF_BYTES, DSC_PART_KEYS_HEADER, FALSE },
  { "has_unicode_entries", LAYOUT_OF_BYTES, DSC_PART_LIVE, FALSE },
};

/* In some releases the shared empty keys have an array of no values beside them, so that every empty dict looks split. */
static gboolean
is_of_instance (const DscSnapshot *snapshot)
{
  return snapshot != NULL && (dsc_snapshot_has_instance (snapshot) || (dsc_snapshot_is_split (snapshot) && !dsc_snapshot_is_shared_empty (snapshot)));
}

static gboolean
is_layout_rule_of (const Explanation *self,
                   guint              i,
                   guint              rule)
{
  const ReasonSide *a = &self->sides[i - 1];
  const ReasonSide *b = &self->sides[i];

  if (dsc_traits_find_change (&a->traits, layout_rules[rule].trait) == dsc_traits_find_change (&b->traits, layout_rules[rule].trait))
    return FALSE;
  switch (layout_rules[rule].kind)
    {
    case LAYOUT_OF_INSTANCE:
      return is_of_instance (a->snapshot) || is_of_instance (b->snapshot);
    case LAYOUT_OF_OUTCOME:
      return self->parts[i].difference.what == DSC_DIFFERS_OUTCOME && a->step != NULL && a->step->op.kind == DSC_OP_POPITEM;
    case LAYOUT_OF_BYTES:
      break;
    }
  return a->snapshot != NULL && b->snapshot != NULL && dsc_reasons_part_differs (a, b, layout_rules[rule].part);
}

/* TRUE: one was found. */
static gboolean
add_layout_rules (Explanation *self,
                  guint        i,
                  gboolean     of_bytes)
{
  gboolean found = FALSE;

  for (guint k = 0; k < G_N_ELEMENTS (layout_rules); k++)
    if ((layout_rules[k].kind == LAYOUT_OF_BYTES) == of_bytes && is_layout_rule_of (self, i, k))
      {
        const char *trait = layout_rules[k].trait;
        const DscCause cause = { trait, dsc_traits_find_change (&self->sides[i - 1].traits, trait), dsc_traits_find_change (&self->sides[i].traits, trait) };

        if (is_new (self, i, trait) && !layout_rules[k].is_told)
          add_rule (self, trait);
        if (self->parts[i].causes == NULL)
          self->parts[i].causes = g_array_new (FALSE, FALSE, sizeof (DscCause));
        g_array_append_val (self->parts[i].causes, cause);
        found = TRUE;
      }
  return found;
}

void
dsc_reasons_add_byte_rules (Explanation *self)
{
  for (guint i = 1; i < self->n && !self->has_scripts; i++)
    add_layout_rules (self, i, TRUE);
}

static gboolean
has_byte_rule (const Explanation *self,
               guint              i)
{
  for (guint k = 0; k < G_N_ELEMENTS (layout_rules); k++)
    if (layout_rules[k].kind == LAYOUT_OF_BYTES && is_layout_rule_of (self, i, k))
      return TRUE;
  return FALSE;
}

static void
add_causes (Explanation *self,
            guint        i)
{
  const GArray *causes = self->parts[i].causes;

  for (guint k = 0; k < causes->len; k++)
    {
      const char *trait = g_array_index (causes, DscCause, k).trait;
      if (is_new (self, i, trait) && !is_told (self, trait))
        add_rule (self, trait);
    }
}

void
dsc_reasons_add_rules (Explanation *self)
{
  gboolean is_unknown = FALSE, other_families = FALSE;

  for (guint i = 1; i < self->n; i++)
    {
      const ReasonParting *parting = &self->parts[i];

      if (!parting->differs || parting->causes == NULL)
        continue;
      if (parting->causes->len > 0)
        add_causes (self, i);
      else if (add_layout_rules (self, i, FALSE))
        continue;
      else if (self->sides[i].traits.family != self->sides[i - 1].traits.family)
        other_families = TRUE;
      else
        is_unknown = is_unknown || parting->difference.what != DSC_DIFFERS_BYTES || !has_byte_rule (self, i);
    }
  if (other_families)
    add_structure (self);
  if (is_unknown)
    dsc_reasons_add (self, g_strdup (_("no single rule")), g_strdup (_("No rule that could be exchanged makes the difference: the tables are built differently.")));
}

/* ---- where it was read ----------------------------------------------------------------------------------------- */

static char *
format_release (DscVersion version)
{
  char text[40];

  /* Rules hold from the first alpha on; what one sees is the final release. */
  dsc_target_format ((DscTarget) { .version = (version & ~(DscVersion) 0xff) | DSC_V_FINAL }, text, sizeof text);
  return g_strdup (text);
}

/* "bpo-41493" of "dictobject.c, calculate_keysize (bpo-41493)", or the place itself. */
static char *
find_issue (const char *source)
{
  static const char *const marks[] = { "bpo-", "gh-", "PEP " };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *at = strstr (source, marks[i]);
      if (at != NULL)
        return g_strndup (at, strlen (marks[i]) + strspn (at + strlen (marks[i]), "0123456789"));
    }
  return g_strndup (source, strcspn (source, ";"));
}

/* Whether a change goes back to what was before `newer`, in a line that had it. A line's .0 that is as things were before a repair of the line
 * before came out is no going back. */
static gboolean
is_undoing (const DscTraitChange *change,
            const DscTraitChange *previous,
            const DscTraitChange *newer,
            const DscTraitChange *older)
{
  const gboolean is_start = (change->since & 0xffff) == 0;
  const gboolean is_branched = is_start && (newer->since & 0xff00) != 0 && LINE (change->since) == LINE (newer->since) + 1;

  return change->value == (older != NULL ? older->value : 0) && previous->value == newer->value && !is_branched;
}

static char *
tell_undone (const DscTraitChange *newer,
             const DscTraitChange *older,
             DscBuild              build)
{
  const DscTraitChange *changes;
  const DscTraitChange *previous = newer;
  const gsize n = dsc_traits_history (&changes);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    {
      if (!g_str_equal (changes[i].trait, newer->trait) || changes[i].since <= newer->since || !dsc_builds_contain (changes[i].builds, build))
        continue;
      if (is_undoing (&changes[i], previous, newer, older))
        {
          g_autofree char *release = format_release (changes[i].since);
          /* Translators: stands between two releases: "3.13.4 and 3.14.0" */
          g_string_append_printf (text, "%s%s", text->len > 0 ? _(" and ") : "", release);
        }
      previous = &changes[i];
    }
  return g_string_free (text, FALSE);
}

char *
dsc_cause_source (const DscCause *cause,
                  DscTarget       a,
                  DscTarget       b)
{
  const gboolean b_is_newer = cause->a == NULL || (cause->b != NULL && cause->b->since > cause->a->since);
  const DscTraitChange *newer = b_is_newer ? cause->b : cause->a;
  const DscTraitChange *older = b_is_newer ? cause->a : cause->b;

  if (newer == NULL)
    return NULL;
  g_autofree char *issue = find_issue (newer->source);
  g_autofree char *since = format_release (newer->since);
  g_autofree char *undone = tell_undone (newer, older, b_is_newer ? b.build : a.build);
  if (*undone == '\0')
    return g_strdup_printf ("%s, %s", issue, since);
  /* Translators: issue, the release in which a rule began, the releases in which it was taken back: bpo-41493, 3.10.0; undone in 3.13.4 */
  return g_strdup_printf (_("%1$s, %2$s; undone in %3$s"), issue, since, undone);
}

char *
dsc_reasons_tell_source (const Explanation *self)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 1; i < self->n; i++)
    for (guint k = 0; self->parts[i].causes != NULL && k < self->parts[i].causes->len; k++)
      {
        char *text = dsc_cause_source (&g_array_index (self->parts[i].causes, DscCause, k), self->sides[i - 1].target, self->sides[i].target);
        if (text != NULL && !g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL))
          g_ptr_array_add (texts, text);
        else
          g_free (text);
      }
  if (texts->len == 0)
    return NULL;
  g_ptr_array_add (texts, NULL);
  return g_strjoinv (" · ", (char **) texts->pdata);
}
