/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-compare-plan.c: the lines that the sides of a comparison share, and where each is. */
#include "dsc-view-compare-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define HEAD_TOP      20.0
#define FIELD         23.0     /* pitch of fields */
#define SECTION       30.0     /* heading of a struct */
#define SECTION_GAP    8.0
#define COLUMN_GAP    12.0
#define TWO_COLUMNS  560.0     /* least width for members in two columns */
#define MOST_SLOTS   128u      /* of a table that is drawn in rows */
#define FEW_SLOTS     16u      /* that stay rows beside a map */
#define LEAST_SHARE   64u      /* a table this much smaller than the largest has a map with cells of its own size */

const DscSnapshot *
dsc_compare_plan_get (const DscComparePlan *self,
                      guint                 which)
{
  return self->sides[which].snapshot;
}

/* --- members ------------------------------------------------------------------------------------------------------ */

/* Members that are one with another name. */
static DscFieldId
former_name (DscFieldId id)
{
  if (id == DSC_FIELD_GC_NEXT_WORD || id == DSC_FIELD_GC_PREV_WORD)
    return id == DSC_FIELD_GC_NEXT_WORD ? DSC_FIELD_GC_NEXT : DSC_FIELD_GC_PREV;
  if (id == DSC_FIELD_DK_LOG2_SIZE)
    return DSC_FIELD_DK_SIZE;
  return id == DSC_FIELD_MA_WATCHER_TAG ? DSC_FIELD_MA_VERSION_TAG : id;
}

static gboolean
is_shown (const DscField *field)
{
  return !field->member.is_table && field->member.id != DSC_FIELD_PADDING && field->member.id != DSC_FIELD_VALUES_ORDER;
}

static const DscField *
any_field (const DscCompareLine *line)
{
  for (guint i = 0; i < DSC_COMPARE_MOST_SIDES; i++)
    if (line->fields[i] != NULL)
      return line->fields[i];
  g_return_val_if_reached (NULL);
}

/* Into the line of the member that it is, or into a new one behind that of the member before it; returns the place behind it. */
static guint
add_field (DscCompareSection *section,
           guint              which,
           const DscField    *field,
           guint              at)
{
  for (guint i = 0; i < section->lines->len; i++)
    {
      DscCompareLine *line = &g_array_index (section->lines, DscCompareLine, i);

      if (line->fields[which] == NULL && former_name (any_field (line)->member.id) == former_name (field->member.id))
        {
          line->fields[which] = field;
          return i + 1;
        }
    }

  DscCompareLine line = { 0 };
  line.fields[which] = field;
  g_array_insert_val (section->lines, at, line);
  return at + 1;
}

static void
mark_line (DscCompareSection *section,
           DscCompareLine    *line,
           guint              n)
{
  const DscField *first = any_field (line);

  for (guint i = 0; i < n; i++)
    if (section->blocks[i] != NULL && (line->fields[i] == NULL || dsc_compare_fields_differ (first, line->fields[i])))
      line->differs = TRUE;
}

static void
mark_section (const DscComparePlan *self,
              DscCompareSection    *section)
{
  const DscBlock *first = NULL;

  for (guint i = 0; i < self->n; i++)
    {
      const DscBlock *block = section->blocks[i];

      if (block == NULL)
        section->differs = section->differs || dsc_compare_plan_get (self, i) != NULL;
      else if (first == NULL)
        first = block;
      else if (block->size != first->size || block->is_static != first->is_static)
        section->differs = TRUE;
    }
  for (guint i = 0; i < section->lines->len; i++)
    mark_line (section, &g_array_index (section->lines, DscCompareLine, i), self->n);
}

static void
section_free (gpointer data)
{
  DscCompareSection *section = data;

  g_array_unref (section->lines);
  g_free (section);
}

static void
add_section (DscComparePlan *self,
             DscBlockKind    kind)
{
  DscCompareSection *section = g_new0 (DscCompareSection, 1);
  gboolean is_empty = TRUE;

  section->kind = kind;
  section->lines = g_array_new (FALSE, FALSE, sizeof (DscCompareLine));
  for (guint i = 0; i < self->n; i++)
    {
      const DscSnapshot *snapshot = dsc_compare_plan_get (self, i);
      const DscBlock *block = snapshot != NULL ? dsc_snapshot_find_block (snapshot, kind) : NULL;
      guint at = 0;

      section->blocks[i] = block;
      is_empty = is_empty && block == NULL;
      for (guint k = 0; block != NULL && k < block->n_fields; k++)
        if (is_shown (&block->fields[k]))
          at = add_field (section, i, &block->fields[k], at);
    }
  mark_section (self, section);
  if (is_empty)
    section_free (section);
  else
    g_ptr_array_add (self->sections, section);
}

/* --- bytes -------------------------------------------------------------------------------------------------------- */

static void
add_share (DscComparePlan *self,
           DscLedgerPart   part,
           DscLedgerRow    rows[DSC_COMPARE_MOST_SIDES][DSC_N_PARTS],
           const gsize    *n_rows)
{
  DscCompareShare share = { .part = part };
  gint64 first = -1;
  gboolean is_empty = TRUE;

  for (guint i = 0; i < self->n; i++)
    {
      for (gsize k = 0; k < n_rows[i]; k++)
        if (rows[i][k].part == part)
          share.rows[i] = rows[i][k];
      if (dsc_compare_plan_get (self, i) == NULL)
        continue;
      is_empty = is_empty && share.rows[i].bytes == 0;
      share.differs = share.differs || (first >= 0 && share.rows[i].bytes != first);
      first = share.rows[i].bytes;
    }
  if (!is_empty)
    g_array_append_val (self->shares, share);
}

static void
add_shares (DscComparePlan *self)
{
  DscLedgerRow rows[DSC_COMPARE_MOST_SIDES][DSC_N_PARTS];
  gsize n_rows[DSC_COMPARE_MOST_SIDES] = { 0 };

  for (guint i = 0; i < self->n; i++)
    if (dsc_compare_plan_get (self, i) != NULL)
      n_rows[i] = dsc_snapshot_get_ledger (dsc_compare_plan_get (self, i), rows[i]);
  for (guint part = 0; part < DSC_PART_LEFT_VALUES; part++)
    add_share (self, (DscLedgerPart) part, rows, n_rows);
}

/* --- tables ------------------------------------------------------------------------------------------------------- */

static void
choose_tables (DscComparePlan *self)
{
  gsize most = 0;

  for (guint i = 0; i < self->n; i++)
    if (dsc_compare_plan_get (self, i) != NULL)
      most = MAX (most, dsc_snapshot_get_n_slots (dsc_compare_plan_get (self, i)));
  for (guint i = 0; i < self->n; i++)
    {
      const DscSnapshot *snapshot = dsc_compare_plan_get (self, i);
      const gsize slots = snapshot != NULL ? dsc_snapshot_get_n_slots (snapshot) : 0;

      if (slots == 0)
        continue;
      self->has_open = self->has_open || dsc_compare_is_open (snapshot);
      self->has_compact = self->has_compact || !dsc_compare_is_open (snapshot);
      self->tables[i] = most > MOST_SLOTS && slots > FEW_SLOTS ? DSC_COMPARE_MAPS : DSC_COMPARE_ROWS;
      if (self->tables[i] == DSC_COMPARE_ROWS)
        self->n_rows = MAX (self->n_rows, MAX (slots, dsc_snapshot_get_entry_capacity (snapshot)));
    }
}

/* The largest table that is drawn like this one: cells of tables that are not too unlike have the same size and place. */
static const DscSnapshot *
find_model (const DscComparePlan *self,
            guint                 which)
{
  const DscSnapshot *snapshot = dsc_compare_plan_get (self, which);
  const DscSnapshot *model = snapshot;

  for (guint i = 0; i < self->n; i++)
    {
      const DscSnapshot *other = dsc_compare_plan_get (self, i);

      if (self->tables[i] == DSC_COMPARE_MAPS && dsc_compare_is_open (other) == dsc_compare_is_open (snapshot)
          && dsc_snapshot_get_n_slots (other) > dsc_snapshot_get_n_slots (model)
          && dsc_snapshot_get_n_slots (other) / LEAST_SHARE <= dsc_snapshot_get_n_slots (snapshot))
        model = other;
    }
  return model;
}

static gboolean
build_pyramid (DscComparePlan *self,
               guint           which)
{
  const DscCompareSide *side = &self->sides[which];
  const DscMapPlan *plan = &self->maps[which];

  if (side->pyramid != NULL && dsc_pyramid_fits (side->pyramid, side->snapshot, plan->slot_columns, plan->entry_columns))
    self->pyramids[which] = dsc_pyramid_ref (side->pyramid);
  else
    self->pyramids[which] = dsc_pyramid_new ((DscSnapshot *) side->snapshot, plan->slot_columns, plan->entry_columns);
  return dsc_pyramid_build (self->pyramids[which], self->options->cancelled, self->options->permille);
}

static double
map_height (gsize  n,
            gsize  columns,
            double unit)
{
  return columns > 0 ? ceil ((double) ((n + columns - 1) / columns) * (DSC_MAP_HEIGHT + DSC_MAP_GAP) * unit) : 0;
}

/* Cells of maps have no marks: their number is told. */
static void
count_differing (DscComparePlan *self)
{
  gsize slots = 0, entries = 0;
  gboolean has_map = FALSE;

  for (guint i = 0; i < self->n; i++)
    if (self->tables[i] != DSC_COMPARE_NOTHING)
      {
        const gsize n_slots = dsc_snapshot_get_n_slots (self->sides[i].snapshot);
        const gsize capacity = dsc_snapshot_get_entry_capacity (self->sides[i].snapshot);
        has_map = has_map || self->tables[i] == DSC_COMPARE_MAPS;
        slots = MAX (slots, n_slots);
        entries = MAX (entries, capacity);
      }
  for (gsize i = 0; has_map && i < MIN (slots, DSC_COMPARE_MOST_CELLS); i++)
    self->n_differing[TRUE] += dsc_compare_slot_differs (self, i);
  for (gsize i = 0; has_map && i < MIN (entries, DSC_COMPARE_MOST_CELLS); i++)
    self->n_differing[FALSE] += dsc_compare_any_differs (self, !self->has_compact, i);
}

/* --- measures ----------------------------------------------------------------------------------------------------- */

static double
default_width (guint n)
{
  static const double widths[] = { 720, 720, 640, 484, 384 };

  return widths[MIN (n, DSC_COMPARE_MOST_SIDES)];
}

static double
place_head (DscComparePlan *self)
{
  DscPage page = { .metrics = self->metrics };
  double most = 0;

  self->build_y = HEAD_TOP + (self->has_labels ? 24 : 0) + 19;
  for (guint i = 0; i < self->n; i++)
    {
      const double height = dsc_page_paragraph_height (&page, &dsc_page_small, self->width - 2 * DSC_COMPARE_PAD, self->builds[i]);
      most = MAX (most, height);
    }
  return self->build_y + ceil (most) + 12;
}

static double
place_section (DscComparePlan    *self,
               DscCompareSection *section,
               double             y)
{
  const guint columns = self->width >= TWO_COLUMNS && section->lines->len > 2 ? 2 : 1;
  const guint per_column = (section->lines->len + columns - 1) / columns;
  const double width = (self->width - 2 * DSC_COMPARE_PAD - (columns - 1) * COLUMN_GAP) / columns;

  section->y = y;
  for (guint i = 0; i < section->lines->len; i++)
    {
      DscCompareLine *line = &g_array_index (section->lines, DscCompareLine, i);

      line->x = DSC_COMPARE_PAD + (i / per_column) * (width + COLUMN_GAP);
      line->y = y + SECTION + (i % per_column) * FIELD;
      line->width = width;
    }
  return y + SECTION + per_column * FIELD + SECTION_GAP;
}

/* Maps of entries begin below the longest map of indices; rows beside them are as long as they are. Returns the y below. */
static double
place_table (DscComparePlan *self)
{
  double indices = 0, entries = 0;
  gboolean has_table = FALSE;

  self->pitch = self->rows->len <= 16 ? 28 : self->rows->len <= 40 ? 25 : 23;
  self->rows_y = self->table_y + 50;
  for (guint i = 0; i < self->n; i++)
    {
      const DscSnapshot *snapshot = dsc_compare_plan_get (self, i);

      has_table = has_table || self->tables[i] != DSC_COMPARE_NOTHING;
      if (self->tables[i] != DSC_COMPARE_MAPS)
        continue;
      self->maps[i] = dsc_map_plan (find_model (self, i), self->width - 2 * DSC_COMPARE_PAD - DSC_MAP_RULER);
      const double of_indices = map_height (dsc_snapshot_get_n_slots (snapshot), self->maps[i].slot_columns, self->maps[i].unit);
      const double of_entries = map_height (dsc_snapshot_get_entry_capacity (snapshot), self->maps[i].entry_columns, self->maps[i].unit);
      indices = MAX (indices, of_indices);
      entries = MAX (entries, of_entries);
    }
  if (!has_table)
    return self->table_y;
  self->entries_map_y = self->table_y + (indices > 0 ? 68 + indices + 18 : 0);
  const double maps = entries > 0 ? self->entries_map_y + 68 + entries : 0;
  return MAX (self->rows_y + self->rows->len * self->pitch, maps) + 14;
}

static void
place (DscComparePlan *self)
{
  double y = self->head_height = place_head (self);

  for (guint i = 0; i < self->sections->len; i++)
    y = place_section (self, g_ptr_array_index (self->sections, i), y + 4);
  self->table_y = y + 4;
  self->ledger_y = place_table (self);
  self->height = self->shares->len > 0 ? self->ledger_y + 84 + self->shares->len * 20.0 + 14 : self->ledger_y + 14;
  self->height = ceil (MAX (self->height, self->head_height + 120));
}

/* --- all of it ---------------------------------------------------------------------------------------------------- */

static const DscTarget *
target_of (const DscCompareSide *side)
{
  return side->snapshot != NULL ? &dsc_snapshot_get_traits (side->snapshot)->target : side->target;
}

/* "3.14.10-i386"; NULL: not known. */
static char *
name_target (const DscCompareSide *side)
{
  char text[64];

  if (target_of (side) == NULL)
    return NULL;
  dsc_target_format (*target_of (side), text, sizeof text);
  return g_strdup (text);
}

/* "CPython 3.14.10"; NULL: not known. */
static char *
name_version (const DscCompareSide *side)
{
  char text[64];

  if (target_of (side) == NULL)
    return NULL;
  dsc_target_title (*target_of (side), text, sizeof text);
  return g_strdup (text);
}

static char *
describe_build (const DscCompareSide *side)
{
  char text[80];

  if (side->snapshot != NULL)
    return dsc_describe_build (side->snapshot);
  if (side->target == NULL)
    return g_strdup ("");
  dsc_build_format (side->target->build, text, sizeof text);
  return g_strdup (text);
}

/* Builds of one release have one name in titles. */
static gboolean
has_twins (const DscComparePlan *self)
{
  for (guint i = 0; i < self->n; i++)
    for (guint k = i + 1; k < self->n; k++)
      if (self->versions[i] != NULL && g_strcmp0 (self->versions[i], self->versions[k]) == 0)
        return TRUE;
  return FALSE;
}

static void
name_sides (DscComparePlan *self)
{
  for (guint i = 0; i < self->n; i++)
    {
      const DscCompareSide *side = &self->sides[i];
      g_autofree char *build = describe_build (side);
      g_autofree char *clipped = side->name != NULL ? dsc_text_clip (side->name, 80) : NULL;
      g_autofree char *name = clipped != NULL ? dsc_text_isolate (clipped) : NULL;

      self->has_labels = self->has_labels || side->label != NULL;
      self->short_names[i] = g_strdup (side->label);
      if (side->label == NULL)
        self->short_names[i] = name_target (side);
      if (self->short_names[i] == NULL)
        self->short_names[i] = g_strdup (_("no dict"));
      self->versions[i] = name_version (side);
      self->builds[i] = name != NULL ? g_strdup_printf ("%s · %s", name, build) : g_strdup (build);
    }

  const gboolean is_short = has_twins (self);
  for (guint i = 0; i < self->n; i++)
    self->names[i] = is_short || self->sides[i].label != NULL || self->versions[i] == NULL ? self->short_names[i] : self->versions[i];
}

gboolean
dsc_compare_plan_init (DscComparePlan          *self,
                       const DscCompareSide    *sides,
                       guint                    n,
                       const DscCompareOptions *options)
{
  static const DscCompareOptions defaults = { 0 };
  static const DscBlockKind blocks[] = { DSC_BLOCK_INSTANCE_PRE, DSC_BLOCK_INSTANCE, DSC_BLOCK_INSTANCE_VALUES, DSC_BLOCK_GC_HEAD, DSC_BLOCK_DICT,
                                         DSC_BLOCK_KEYS, DSC_BLOCK_VALUES };

  *self = (DscComparePlan) { .sides = sides, .n = MIN (n, DSC_COMPARE_MOST_SIDES), .options = options != NULL ? options : &defaults };
  self->metrics = self->options->metrics != NULL ? self->options->metrics : &dsc_text_metrics_builtin;
  self->width = self->options->width > 0 ? CLAMP (self->options->width, 360, 900) : default_width (n);
  self->sections = g_ptr_array_new_with_free_func (section_free);
  self->shares = g_array_new (FALSE, FALSE, sizeof (DscCompareShare));
  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    add_section (self, blocks[i]);
  add_shares (self);
  choose_tables (self);
  if (options == NULL)
    return TRUE;
  dsc_compare_list_rows (self);
  name_sides (self);
  count_differing (self);
  place (self);
  for (guint i = 0; i < self->n; i++)
    if (self->tables[i] == DSC_COMPARE_MAPS && !build_pyramid (self, i))
      return FALSE;
  return TRUE;
}

void
dsc_compare_plan_clear (DscComparePlan *self)
{
  g_ptr_array_unref (self->sections);
  g_array_unref (self->shares);
  g_clear_pointer (&self->rows, g_array_unref);
  g_free (self->row_of);
  for (guint i = 0; i < self->n; i++)
    {
      g_free (self->short_names[i]);
      g_free (self->versions[i]);
      g_free (self->builds[i]);
      g_clear_pointer (&self->pyramids[i], dsc_pyramid_unref);
    }
}

