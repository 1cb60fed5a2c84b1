/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-layout-difference.c: pairs the members of two releases' structs.
 *
 * A member is first looked for by its name, then by the names that followed it; what is left came or went. A hole is the same hole when it
 * follows the same member. */
#include "dsc-layout-difference.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dsc-describe-private.h"

typedef struct {
  DscPlacedMember members[DSC_LAYOUT_MAX_PAIRS / 2];
  guint           n;
  guint32         front, size;
} Side;

/* Which member took the place of which, in the order of the releases; the row of the history with that trait and value tells where it was read. */
static const struct { DscFieldId from, to; const char *trait; gint64 value; } renames[] = {
  { DSC_FIELD_GC_NEXT, DSC_FIELD_GC_NEXT_WORD, "has_gc_refs", FALSE },
  { DSC_FIELD_GC_PREV, DSC_FIELD_GC_PREV_WORD, "has_gc_refs", FALSE },
  { DSC_FIELD_OB_PADDING, DSC_FIELD_OB_FLAGS, "has_ob_flags", TRUE },
  { DSC_FIELD_MA_SIZE, DSC_FIELD_MA_MASK, "probe", DSC_PROBE_PERTURB_LATE },
  { DSC_FIELD_MA_TABLE, DSC_FIELD_MA_KEYS, "family", DSC_FAMILY_KEYS_OPEN },
  { DSC_FIELD_MA_VERSION_TAG, DSC_FIELD_MA_WATCHER_TAG, "tag", DSC_TAG_WATCHER },
  { DSC_FIELD_DK_SIZE, DSC_FIELD_DK_LOG2_SIZE, "has_log2_fields", TRUE },
  { DSC_FIELD_DK_LOOKUP, DSC_FIELD_DK_KIND, "has_lookup_pointer", FALSE },
  { DSC_FIELD_INSTANCE_DICT, DSC_FIELD_INSTANCE_DICT_OR_VALUES, "instance_values", DSC_VALUES_TAGGED },
  { DSC_FIELD_INSTANCE_DICT_OR_VALUES, DSC_FIELD_INSTANCE_DICT, "instance_values", DSC_VALUES_INLINE },
};

/* Who does the work of a member that is gone, in whatever block; of two both are named. */
static const struct { DscFieldId gone, heir; } heirs[] = {
  { DSC_FIELD_MA_FILL, DSC_FIELD_DK_USABLE },
  { DSC_FIELD_MA_MASK, DSC_FIELD_DK_SIZE },
  { DSC_FIELD_MA_MASK, DSC_FIELD_DK_LOG2_SIZE },
  { DSC_FIELD_MA_LOOKUP, DSC_FIELD_DK_LOOKUP },
  { DSC_FIELD_MA_LOOKUP, DSC_FIELD_DK_KIND },
  { DSC_FIELD_MA_SIZE, DSC_FIELD_DK_SIZE },
  { DSC_FIELD_MA_SIZE, DSC_FIELD_DK_LOG2_SIZE },
  { DSC_FIELD_OB_REFCNT, DSC_FIELD_OB_REF_LOCAL },
  { DSC_FIELD_OB_REFCNT, DSC_FIELD_OB_REF_SHARED },
  { DSC_FIELD_GC_REFS, DSC_FIELD_GC_PREV_WORD },
  { DSC_FIELD_GC_REFS, DSC_FIELD_OB_GC_BITS },
  { DSC_FIELD_GC_PREV_WORD, DSC_FIELD_OB_GC_BITS },
  { DSC_FIELD_INSTANCE_VALUES, DSC_FIELD_INSTANCE_DICT_OR_VALUES },
};

/* ---- sides ------------------------------------------------------------------------------------------------------- */

static gboolean
is_gc_field (DscFieldId id)
{
  return id == DSC_FIELD_GC_NEXT || id == DSC_FIELD_GC_PREV || id == DSC_FIELD_GC_REFS || id == DSC_FIELD_GC_NEXT_WORD
         || id == DSC_FIELD_GC_PREV_WORD;
}

/* base: where the layout begins, from the address of the object. */
static void
place (Side            *self,
       const DscLayout *layout,
       gint32           base)
{
  gboolean is_front = FALSE;

  for (guint i = 0; i < layout->n_members; i++)
    {
      const DscMember *member = &layout->members[i];

      is_front = base < 0 && (is_gc_field (member->id) || (is_front && member->id == DSC_FIELD_PADDING));
      g_assert (self->n < G_N_ELEMENTS (self->members));
      self->members[self->n++] = (DscPlacedMember) { .id = member->id, .type = member->type, .offset = base + (gint32) member->offset,
                                                     .size = member->size, .is_front = is_front, .is_table = member->is_table };
    }
  self->size += layout->size;
}

static void
place_behind (Side            *self,
              DscLayout        front,
              DscLayout        object)
{
  self->front = front.size;
  place (self, &front, -(gint32) front.size);
  place (self, &object, 0);
}

static Side
lay_out (const DscTraits *traits,
         DscLayoutPart    part)
{
  DscLayout layout = { 0 };
  Side self = { .n = 0 };

  switch (part)
    {
    case DSC_LAYOUT_DICT:
      place_behind (&self, dsc_layout_block (traits, DSC_BLOCK_GC_HEAD), dsc_layout_block (traits, DSC_BLOCK_DICT));
      return self;
    case DSC_LAYOUT_INSTANCE:
      place_behind (&self, dsc_layout_block (traits, DSC_BLOCK_INSTANCE_PRE), dsc_layout_block (traits, DSC_BLOCK_INSTANCE));
      return self;
    case DSC_LAYOUT_KEYS:
      layout = dsc_layout_block (traits, DSC_BLOCK_KEYS);
      break;
    case DSC_LAYOUT_VALUES:
      layout = dsc_layout_block (traits, DSC_BLOCK_VALUES);
      break;
    case DSC_LAYOUT_ENTRY:
    case DSC_LAYOUT_STR_ENTRY:
    case DSC_N_LAYOUT_PARTS:
      layout = dsc_layout_entry (traits, part == DSC_LAYOUT_STR_ENTRY);
      break;
    }
  place (&self, &layout, 0);
  return self;
}

static gboolean
has_part (const DscTraits *traits,
          DscLayoutPart    part)
{
  if (part == DSC_LAYOUT_KEYS)
    return traits->family != DSC_FAMILY_OPEN;
  return part != DSC_LAYOUT_VALUES || traits->sharing != DSC_SHARING_NONE;
}

/* ---- pairs ------------------------------------------------------------------------------------------------------- */

typedef struct {
  const DscTraits *traits[2];
  Side             sides[2];
  gint             partner[2][DSC_LAYOUT_MAX_PAIRS / 2];     /* number on the other side; -1: none */
} Match;

static gint
find_member (const Side *self,
             DscFieldId  id)
{
  for (guint i = 0; i < self->n; i++)
    if (self->members[i].id == id)
      return (gint) i;
  return -1;
}

static void
join (Match *self,
      gint   a,
      gint   b)
{
  if (a < 0 || b < 0 || self->partner[0][a] >= 0 || self->partner[1][b] >= 0)
    return;
  self->partner[0][a] = b;
  self->partner[1][b] = a;
}

static gboolean
is_reversed (const Match *self)
{
  return self->traits[0]->target.version > self->traits[1]->target.version;
}

static void
match_names (Match *self)
{
  const guint older = is_reversed (self);

  for (guint i = 0; i < self->sides[0].n; i++)
    if (self->sides[0].members[i].id != DSC_FIELD_PADDING)
      join (self, (gint) i, find_member (&self->sides[1], self->sides[0].members[i].id));
  for (gsize i = 0; i < G_N_ELEMENTS (renames); i++)
    {
      const gint from = find_member (&self->sides[older], renames[i].from);
      const gint to = find_member (&self->sides[!older], renames[i].to);

      join (self, older == 0 ? from : to, older == 0 ? to : from);
    }
}

/* Holes behind members that are a pair; of two in a row there are none. */
static void
match_holes (Match *self)
{
  for (guint i = 0; i < self->sides[0].n; i++)
    {
      const gint before = i == 0 ? -1 : self->partner[0][i - 1];

      if (self->sides[0].members[i].id != DSC_FIELD_PADDING || (i > 0 && before < 0))
        continue;
      if ((guint) (before + 1) < self->sides[1].n && self->sides[1].members[before + 1].id == DSC_FIELD_PADDING)
        join (self, (gint) i, before + 1);
    }
}

static gboolean
has_field (const DscTraits *traits,
           DscFieldId       id)
{
  for (guint block = 0; block < DSC_N_BLOCKS; block++)
    {
      const DscLayout layout = dsc_layout_block (traits, block);

      if (dsc_layout_find (&layout, id) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
find_heirs (const Match   *self,
            DscMemberPair *pair)
{
  const guint side = pair->has[0] ? 0 : 1;
  guint n = 0;

  if (pair->changes != DSC_MEMBER_REMOVED)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (heirs) && n < G_N_ELEMENTS (pair->heirs); i++)
    if (heirs[i].gone == pair->side[side].id && has_field (self->traits[!side], heirs[i].heir))
      pair->heirs[n++] = heirs[i].heir;
}

/* Offset in its own struct: the GC head is one that lies in front. */
static gint32
own_offset (const DscPlacedMember *member,
            const Side            *side)
{
  gint32 head = 0;

  if (!member->is_front)
    return member->offset;
  while (!side->members[head].is_front)
    head++;
  return member->offset - side->members[head].offset;
}

static const char *
find_source (const char *trait,
             gint64      value,
             DscBuild    build)
{
  const DscTraitChange *changes;
  const gsize n = dsc_traits_history (&changes);

  for (gsize i = 0; i < n; i++)
    if (strcmp (changes[i].trait, trait) == 0 && changes[i].value == value && dsc_builds_contain (changes[i].builds, build))
      return changes[i].source;
  return NULL;
}

static const char *
find_rename (const Match *self,
             DscFieldId   a,
             DscFieldId   b)
{
  const gboolean reversed = is_reversed (self);
  const DscFieldId from = reversed ? b : a;
  const DscFieldId to = reversed ? a : b;

  for (gsize i = 0; i < G_N_ELEMENTS (renames); i++)
    if (renames[i].from == from && renames[i].to == to)
      return find_source (renames[i].trait, renames[i].value, self->traits[!reversed]->target.build);
  return NULL;
}

static DscMemberPair
make_pair (const Match *self,
           gint         a,
           gint         b)
{
  DscMemberPair pair = { .has = { a >= 0, b >= 0 } };

  if (a >= 0)
    pair.side[0] = self->sides[0].members[a];
  if (b >= 0)
    pair.side[1] = self->sides[1].members[b];
  if (a < 0 || b < 0)
    {
      pair.changes = a < 0 ? DSC_MEMBER_ADDED : DSC_MEMBER_REMOVED;
      find_heirs (self, &pair);
      return pair;
    }

  const DscPlacedMember *x = &pair.side[0];
  const DscPlacedMember *y = &pair.side[1];
  if (own_offset (x, &self->sides[0]) != own_offset (y, &self->sides[1]))
    pair.changes |= DSC_MEMBER_MOVED;
  if (x->size != y->size)
    pair.changes |= y->size > x->size ? DSC_MEMBER_GROWN : DSC_MEMBER_SHRUNK;
  if (strcmp (x->type, y->type) != 0)
    pair.changes |= DSC_MEMBER_RETYPED;
  if (x->id != y->id)
    {
      pair.changes |= DSC_MEMBER_RENAMED;
      pair.source = find_rename (self, x->id, y->id);
    }
  return pair;
}

static void
append_pair (DscPartDifference *part,
             const Match       *match,
             gint               a,
             gint               b)
{
  g_assert (part->n_pairs < G_N_ELEMENTS (part->pairs));
  part->pairs[part->n_pairs++] = make_pair (match, a, b);
}

static void
append_added (DscPartDifference *part,
              const Match       *match,
              guint              from)
{
  for (guint i = from; i < match->sides[1].n && match->partner[1][i] < 0; i++)
    append_pair (part, match, -1, (gint) i);
}

static DscPartDifference
compare_part (const DscTraits traits[2],
              DscLayoutPart   part)
{
  DscPartDifference self = { .part = part };
  Match match = { .traits = { &traits[0], &traits[1] } };

  memset (match.partner, -1, sizeof match.partner);
  for (guint k = 0; k < 2; k++)
    {
      self.exists[k] = has_part (&traits[k], part);
      if (self.exists[k])
        match.sides[k] = lay_out (&traits[k], part);
      self.front[k] = match.sides[k].front;
      self.size[k] = match.sides[k].size;
      for (guint i = 0; i < match.sides[k].n; i++)
        self.holes[k] += match.sides[k].members[i].id == DSC_FIELD_PADDING ? match.sides[k].members[i].size : 0;
    }
  match_names (&match);
  match_holes (&match);
  append_added (&self, &match, 0);
  for (guint i = 0; i < match.sides[0].n; i++)
    {
      append_pair (&self, &match, (gint) i, match.partner[0][i]);
      if (match.partner[0][i] >= 0)
        append_added (&self, &match, (guint) match.partner[0][i] + 1);
    }
  return self;
}

/* ---- the difference ---------------------------------------------------------------------------------------------- */

DscLayoutDifference *
dsc_layout_difference_new (DscTarget a,
                           DscTarget b,
                           guint     parts)
{
  DscLayoutDifference *self = g_new0 (DscLayoutDifference, 1);

  self->traits[0] = dsc_traits_resolve (a);
  self->traits[1] = dsc_traits_resolve (b);
  for (guint part = 0; part < DSC_N_LAYOUT_PARTS; part++)
    {
      const gboolean is_twice = part == DSC_LAYOUT_STR_ENTRY && !self->traits[0].has_unicode_entries && !self->traits[1].has_unicode_entries;

      if ((parts & (1u << part)) == 0 || is_twice)
        continue;
      if (has_part (&self->traits[0], part) || has_part (&self->traits[1], part))
        self->parts[self->n_parts++] = compare_part (self->traits, part);
    }
  return self;
}

gboolean
dsc_layout_difference_is_none (const DscLayoutDifference *self)
{
  for (guint i = 0; i < self->n_parts; i++)
    {
      if (self->parts[i].exists[0] != self->parts[i].exists[1])
        return FALSE;
      for (guint k = 0; k < self->parts[i].n_pairs; k++)
        if (self->parts[i].pairs[k].changes != 0)
          return FALSE;
    }
  return TRUE;
}

static gboolean
differ (DscTarget a,
        DscTarget b)
{
  g_autofree DscLayoutDifference *difference = dsc_layout_difference_new (a, b, DSC_LAYOUT_ALL_PARTS);

  return !dsc_layout_difference_is_none (difference);
}

gboolean
dsc_layout_find_older (DscTarget  target,
                       DscTarget *out_older)
{
  const DscVersion *releases;
  const gsize n = dsc_releases (&releases);

  for (gsize i = 0; i < n; i++)
    {
      char name[64];
      DscTarget older = { .version = releases[i], .build = target.build };
      DscTarget read;

      if (releases[i] >= target.version)
        continue;
      older.build.gc_head = 0;
      dsc_target_format (older, name, sizeof name);
      if (dsc_target_parse (name, &read) != DSC_STATUS_OK)       /* that release has no such build */
        older.build = (DscBuild) { .arch = target.build.arch, .debug = target.build.debug };
      if (differ (older, target))
        {
          *out_older = older;
          return TRUE;
        }
    }
  return FALSE;
}

/* ---- words ------------------------------------------------------------------------------------------------------- */

static const struct { const char *name, *title; } part_words[DSC_N_LAYOUT_PARTS] = {
  [DSC_LAYOUT_DICT] = { "dict", N_("The dict and the GC head in front of it") },
  [DSC_LAYOUT_KEYS] = { "keys", N_("Header of the keys object") },
  [DSC_LAYOUT_ENTRY] = { "entry", N_("One entry, for keys of any type") },
  [DSC_LAYOUT_STR_ENTRY] = { "str-entry", N_("One entry of a table of nothing but strs") },
  [DSC_LAYOUT_VALUES] = { "values", N_("Header of an instance's values") },
  [DSC_LAYOUT_INSTANCE] = { "instance", N_("An instance and what lies in front of it") },
};

const char *
dsc_layout_part_title (DscLayoutPart part)
{
  return _(part_words[part].title);
}

const char *
dsc_layout_part_name (DscLayoutPart part)
{
  return part_words[part].name;
}

char *
dsc_layout_part_note (const DscLayoutDifference *self,
                      const DscPartDifference   *part,
                      guint                      side)
{
  const DscTraits *traits = &self->traits[side];

  if (part->part == DSC_LAYOUT_KEYS && !part->exists[side])
    return g_strdup (_("There is no keys object: the dict itself points at its table."));
  if (part->part == DSC_LAYOUT_KEYS)
    return g_strdup (traits->family == DSC_FAMILY_COMPACT ? _("Behind it lie the indices, and behind them the entries.")
                                                          : _("Behind it lie the entries, which are the slots."));
  if (part->part == DSC_LAYOUT_VALUES && !part->exists[side])
    return g_strdup (_("No instances share keys, so there are no values beside them."));
  if (part->part == DSC_LAYOUT_VALUES && traits->sharing != DSC_SHARING_ORDER_BYTES)
    return g_strdup (_("No header: a bare array of pointers."));
  if (part->part == DSC_LAYOUT_VALUES && traits->instance_values != DSC_VALUES_INLINE)
    return g_strdup (_("No header: bytes for the order of insertion lie in front of the pointers, as many as there is room for values."));
  if (part->part == DSC_LAYOUT_INSTANCE && traits->instance_values == DSC_VALUES_INLINE)
    return g_strdup (_("The values themselves lie behind it, inside the object."));
  return NULL;
}

char *
dsc_layout_side_describe (const DscLayoutDifference *self,
                          guint                      side)
{
  const DscTarget target = self->traits[side].target;
  const char *about = dsc_target_about (target);
  g_autofree char *evidence = dsc_describe_evidence (target);
  char name[64];
  char build[80];

  if (about != NULL)
    return g_strdup (about);
  dsc_target_title (target, name, sizeof name);
  dsc_build_format (target.build, build, sizeof build);
  /* Translators: “CPython 3.14.10: 64-bit · default build, from source.” */
  return g_strdup_printf (_("%s: %s, %s."), name, build, evidence);
}

static const char *
member_name (const DscPlacedMember *member)
{
  return member->id == DSC_FIELD_PADDING ? _("padding") : dsc_field_name (member->id);
}

static void
add_clause (GString    *out,
            char       *clause)
{
  g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", clause);
  g_free (clause);
}

char *
dsc_member_pair_describe (const DscMemberPair *pair)
{
  const DscPlacedMember *a = &pair->side[0];
  const DscPlacedMember *b = &pair->side[1];
  GString *out = g_string_new (NULL);

  if (pair->changes == 0)
    g_string_append (out, _("the same"));
  if (pair->changes & DSC_MEMBER_ADDED)
    g_string_append (out, _("new"));
  if (pair->changes & DSC_MEMBER_REMOVED)
    g_string_append (out, _("gone"));
  if (pair->heirs[1] != DSC_FIELD_PADDING)
    add_clause (out, g_strdup_printf (_("its work is done by %s and %s"), dsc_field_name (pair->heirs[0]), dsc_field_name (pair->heirs[1])));
  else if (pair->heirs[0] != DSC_FIELD_PADDING)
    add_clause (out, g_strdup_printf (_("its work is done by %s"), dsc_field_name (pair->heirs[0])));
  if (pair->changes & DSC_MEMBER_RENAMED)
    add_clause (out, g_strdup_printf (_("in place of %s"), dsc_field_name (a->id)));
  if (pair->changes & DSC_MEMBER_MOVED)
    {
      g_autofree char *from = dsc_describe_number (a->offset);
      g_autofree char *to = dsc_describe_number (b->offset);

      add_clause (out, g_strdup_printf (_("moved from %s to %s"), from, to));
    }
  if (pair->changes & DSC_MEMBER_GROWN)
    add_clause (out, g_strdup_printf (_("grown from %u to %u bytes"), a->size, b->size));
  if (pair->changes & DSC_MEMBER_SHRUNK)
    add_clause (out, g_strdup_printf (_("shrunk from %u to %u bytes"), a->size, b->size));
  if (pair->changes & DSC_MEMBER_RETYPED)
    add_clause (out, g_strdup_printf (_("was %s"), a->type));
  return g_string_free (out, FALSE);
}

char *
dsc_member_pair_title (const DscLayoutDifference *self,
                       const DscMemberPair       *pair,
                       guint                      side)
{
  const DscPlacedMember *member = &pair->side[side];
  g_autofree char *change = dsc_member_pair_describe (pair);
  g_autofree char *offset = dsc_describe_number (member->offset);
  g_autofree char *size = dsc_describe_size (member->size);
  char release[64];
  char other[64];

  dsc_target_title (self->traits[side].target, release, sizeof release);
  dsc_target_format (self->traits[!side].target, other, sizeof other);
  if (member->id == DSC_FIELD_PADDING)
    /* Translators: “Padding of 4 bytes at offset 12 in CPython 3.14.10, compared with 3.11.7: the same.” */
    return g_strdup_printf (_("Padding of %s at offset %s in %s, compared with %s: %s."), size, offset, release, other, change);
  if (member->size == 0)
    return g_strdup_printf (_("%s, %s: begins at offset %s in %s, compared with %s: %s."), member_name (member), member->type, offset, release,
                            other, change);
  /* Translators: name, C type, “8 bytes”, number, “CPython 3.14.10”, “3.11.7”, “moved from 24 to 32” */
  return g_strdup_printf (_("%s, %s: %s at offset %s in %s, compared with %s: %s."), member_name (member), member->type, size, offset, release,
                          other, change);
}

/* ---- table ------------------------------------------------------------------------------------------------------- */

static void
add_columns (DscSheet *sheet)
{
  static const struct { const char *name, *label; } columns[] = {
    { "block", N_("Block") },
    { "member_a", N_("Member") }, { "offset_a", N_("Offset") }, { "size_a", N_("Bytes") }, { "type_a", N_("Type") },
    { "member_b", N_("Member") }, { "offset_b", N_("Offset") }, { "size_b", N_("Bytes") }, { "type_b", N_("Type") },
    { "change", N_("Change") }, { "source", N_("Source") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    dsc_sheet_add_column (sheet, columns[i].name, _(columns[i].label));
}

static void
add_side (DscSheet            *sheet,
          const DscMemberPair *pair,
          guint                side)
{
  const DscPlacedMember *member = &pair->side[side];

  if (!pair->has[side])
    {
      for (guint i = 0; i < 4; i++)
        dsc_sheet_add_empty (sheet);
      return;
    }
  dsc_sheet_add_text (sheet, member_name (member));
  dsc_sheet_add_integer (sheet, member->offset);
  dsc_sheet_add_integer (sheet, member->size);
  dsc_sheet_add_text (sheet, member->type);
}

static void
add_notes (const DscLayoutDifference *self,
           DscSheet                  *sheet)
{
  if (self->n_parts > 0 && dsc_layout_difference_is_none (self))
    dsc_sheet_add_note (sheet, _("Both lay out their structs in exactly the same way."));
  for (guint k = 0; k < 2; k++)
    {
      g_autofree char *side = dsc_layout_side_describe (self, k);
      dsc_sheet_add_note (sheet, side);
    }
  dsc_sheet_add_note (sheet, _("Offsets count bytes from the address of the object; what lies in front of it has negative ones."));
  for (guint i = 0; i < self->n_parts; i++)
    {
      const DscPartDifference *part = &self->parts[i];
      g_autofree char *note = g_strdup_printf (_("%s: %u bytes, %u of them padding, and %u bytes, %u of them padding."),
                                               dsc_layout_part_title (part->part), part->size[0], part->holes[0], part->size[1], part->holes[1]);

      dsc_sheet_add_note (sheet, note);
    }
}

DscSheet *
dsc_layout_difference_tabulate (const DscLayoutDifference *self)
{
  char names[2][64];

  for (guint k = 0; k < 2; k++)
    dsc_target_title (self->traits[k].target, names[k], sizeof names[k]);

  g_autofree char *title = g_strdup_printf (_("Structs of %s and %s"), names[0], names[1]);
  DscSheet *sheet = dsc_sheet_new (title);

  add_columns (sheet);
  for (guint i = 0; i < self->n_parts; i++)
    for (guint k = 0; k < self->parts[i].n_pairs; k++)
      {
        const DscMemberPair *pair = &self->parts[i].pairs[k];
        g_autofree char *change = dsc_member_pair_describe (pair);

        dsc_sheet_add_row (sheet);
        dsc_sheet_add_text (sheet, dsc_layout_part_name (self->parts[i].part));
        add_side (sheet, pair, 0);
        add_side (sheet, pair, 1);
        dsc_sheet_add_text (sheet, change);
        dsc_sheet_add_text (sheet, pair->source);
      }
  add_notes (self, sheet);
  return sheet;
}
