/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-compare-side.c: one side of a comparison: head, members, and the bytes as a bar that adds up. */
#include "dsc-view-compare-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define BAR_HEIGHT 22.0

static const DscFontSpec label_font = { DSC_FONT_SANS, 16, TRUE };
static const DscFontSpec version_font = { DSC_FONT_SANS, 17, TRUE };
static const DscFontSpec pointer_font = { DSC_FONT_MONO, 11, FALSE };
static const DscFontSpec size_font = { DSC_FONT_SANS, 14, TRUE };

void
dsc_compare_draw_ground (DscCompareDrawing *self,
                         DscSceneId         id,
                         DscRect            box)
{
  dsc_scene_add_rect (self->page.scene, id, DSC_ROLE_CHANGED_GROUND, box, 5);
}

/* --- head --------------------------------------------------------------------------------------------------------- */

static double
inner_width (const DscCompareDrawing *self)
{
  return self->plan->width - 2 * DSC_COMPARE_PAD;
}

/* Of an instance both numbers, its own first. */
static char *
describe_sizes (const DscSnapshot *snapshot)
{
  g_autofree char *dict = dsc_describe_number (dsc_snapshot_get_getsizeof (snapshot));
  g_autofree char *instance = dsc_describe_number (dsc_snapshot_get_instance_getsizeof (snapshot));

  if (!dsc_snapshot_has_instance (snapshot))
    return dsc_snapshot_has_dict (snapshot) ? g_strdup_printf ("sys.getsizeof %s", dict) : g_strdup (_("keys of a class"));
  return dsc_snapshot_has_dict (snapshot) ? g_strdup_printf ("sys.getsizeof %s · __dict__ %s", instance, dict)
                                          : g_strdup_printf ("sys.getsizeof %s", instance);
}

static void
draw_head (DscCompareDrawing *self)
{
  const DscComparePlan *plan = self->plan;
  const DscCompareSide *side = &plan->sides[self->which];
  const double x = self->x + DSC_COMPARE_PAD;
  const double right = self->x + plan->width - DSC_COMPARE_PAD;
  double baseline = self->top + 20 + 12;
  double room = inner_width (self);

  if (side->label != NULL)
    {
      g_autofree char *clipped = dsc_text_clip (side->label, 200);
      g_autofree char *label = dsc_text_isolate (clipped);
      dsc_page_text_fit (&self->page, dsc_no_id (), DSC_ROLE_ACCENT, &label_font, DSC_ANCHOR_START, x, baseline, label, room);
    }
  baseline += plan->has_labels ? 24 : 0;
  if (plan->versions[self->which] == NULL)
    return;
  if (self->snapshot != NULL)
    {
      g_autofree char *size = describe_sizes (self->snapshot);
      room -= dsc_page_width_of (&self->page, &size_font, size) + 14;
      dsc_page_text (&self->page, dsc_no_id (), DSC_ROLE_TITLE, &size_font, DSC_ANCHOR_END, right, baseline, size);
    }
  dsc_page_text_fit (&self->page, dsc_no_id (), DSC_ROLE_TITLE, &version_font, DSC_ANCHOR_START, x, baseline, plan->versions[self->which], room);
  dsc_page_paragraph (&self->page, DSC_ROLE_TEXT_DIM, &dsc_page_small, x, self->top + plan->build_y, inner_width (self), plan->builds[self->which]);
}

/* --- members ------------------------------------------------------------------------------------------------------ */

/* "UNICODE", "fewer than 8 bits"… stand in front of the number where there is room. */
static char *
value_text (const DscCompareDrawing *self,
            const DscField          *field)
{
  g_autofree char *value = dsc_describe_field_value (field, FALSE);

  if (*value != '\0')
    return g_steal_pointer (&value);
  if (field->target == DSC_TARGET_BLOCK)
    {
      const DscBlock *block = dsc_snapshot_find_block (self->snapshot, field->target_block);
      return g_strdup_printf ("→ %s", block != NULL ? dsc_describe_block_title (self->snapshot, block) : dsc_block_name (field->target_block));
    }
  return dsc_describe_points_to (self->snapshot, field);
}

static void
draw_member (DscCompareDrawing    *self,
             DscSceneId            id,
             const DscField       *field,
             const DscCompareLine *line,
             double                x,
             double                baseline)
{
  const double right = x + line->width;
  const double name_x = x + DSC_COMPARE_GUTTER + 43;
  const gboolean is_number = !field->member.is_pointer;
  g_autofree char *offset = g_strdup_printf ("%u", field->member.offset);
  g_autofree char *size = g_strdup_printf ("%u", field->member.size);
  g_autofree char *value = value_text (self, field);
  const char *name = dsc_field_name (field->member.id);
  const double name_end = name_x + dsc_page_width_of (&self->page, &dsc_page_mono, name);
  const double value_width = MIN (dsc_page_width_of (&self->page, is_number ? &dsc_page_mono_bold : &pointer_font, value), right - 3 - name_end - 6);

  dsc_page_text (&self->page, id, DSC_ROLE_TEXT_FAINT, &dsc_page_mono_small, DSC_ANCHOR_END, x + DSC_COMPARE_GUTTER + 20, baseline, offset);
  dsc_page_text (&self->page, id, DSC_ROLE_TEXT_FAINT, &dsc_page_mono_small, DSC_ANCHOR_END, x + DSC_COMPARE_GUTTER + 35, baseline, size);
  dsc_page_text (&self->page, id, DSC_ROLE_TEXT, &dsc_page_mono, DSC_ANCHOR_START, name_x, baseline, name);
  dsc_page_text_fit (&self->page, id, is_number ? DSC_ROLE_TEXT : DSC_ROLE_TEXT_DIM, is_number ? &dsc_page_mono_bold : &pointer_font,
                     DSC_ANCHOR_END, right - 3, baseline, value, MAX (right - 3 - name_end - 6, 20));
  if (!is_number || field->text == NULL)
    return;
  const double room = right - 3 - value_width - 8 - name_end - 10;
  if (dsc_page_width_of (&self->page, &dsc_page_small, field->text) <= room)
    dsc_page_text (&self->page, id, DSC_ROLE_TEXT_DIM, &dsc_page_small, DSC_ANCHOR_START, name_end + 10, baseline, field->text);
}

static void
draw_line (DscCompareDrawing       *self,
           const DscCompareSection *section,
           const DscCompareLine    *line)
{
  const DscField *field = line->fields[self->which];
  const DscRect box = { self->x + line->x, self->top + line->y, line->width, 21 };
  guint model = self->which;

  while (line->fields[model] == NULL)
    model = (model + 1) % self->plan->n;
  const DscSceneId id = dsc_compare_field_id (section, line->fields[model]);
  g_autofree char *title = dsc_compare_title (self->plan, self->which, id, line->differs);
  dsc_scene_begin_group (self->page.scene, dsc_compare_own_id (self, id), dsc_field_name (line->fields[model]->member.id), title);
  if (field != NULL && line->differs)
    dsc_compare_draw_ground (self, dsc_compare_own_id (self, id), box);
  else
    dsc_scene_add_rect (self->page.scene, dsc_compare_own_id (self, id), DSC_ROLE_NONE, box, 0);
  if (field != NULL && line->differs)
    dsc_page_change_mark (&self->page, dsc_compare_own_id (self, id), box.x + 4, box.y + box.height / 2);
  if (field != NULL)
    draw_member (self, dsc_compare_own_id (self, id), field, line, box.x, box.y + 15.5);
  else
    dsc_scene_add_rect (self->page.scene, dsc_compare_own_id (self, id), DSC_ROLE_EMPTY,
                        (DscRect) { box.x + DSC_COMPARE_GUTTER + 4, box.y + 4, box.width - DSC_COMPARE_GUTTER - 8, box.height - 8 }, 4);
  dsc_scene_end_group (self->page.scene);
}

static void
draw_section (DscCompareDrawing       *self,
              const DscCompareSection *section)
{
  const DscBlock *block = section->blocks[self->which];
  const double x = self->x + DSC_COMPARE_PAD;
  const DscRect box = { x, self->top + section->y + 3, inner_width (self), 24 };
  const DscSceneId plain = { .part = DSC_PART_OF_BLOCK, .index = section->kind };
  const DscSceneId id = dsc_compare_own_id (self, plain);
  g_autofree char *title = dsc_compare_title (self->plan, self->which, plain, section->differs);

  dsc_page_rule (&self->page, self->x, self->x + self->plan->width, self->top + section->y);
  dsc_scene_begin_group (self->page.scene, id, dsc_block_name (section->kind), title);
  if (block != NULL && section->differs)
    dsc_compare_draw_ground (self, id, box);
  else
    dsc_scene_add_rect (self->page.scene, id, DSC_ROLE_NONE, box, 0);
  if (block != NULL && section->differs)
    dsc_page_change_mark (&self->page, id, x + 4, box.y + box.height / 2);
  if (block == NULL)
    {
      dsc_page_text_fit (&self->page, id, DSC_ROLE_TEXT_FAINT, &dsc_page_sans, DSC_ANCHOR_START, x + DSC_COMPARE_GUTTER + 4, box.y + 17,
                         /* Translators: a struct that the other side has is missing here */
                         section->kind == DSC_BLOCK_KEYS ? _("no keys object") : _("no such block"), box.width - DSC_COMPARE_GUTTER - 8);
      dsc_scene_end_group (self->page.scene);
      return;
    }
  g_autofree char *note = block->is_static ? g_strdup (_("static, not counted")) : dsc_describe_block_note (self->snapshot, block);
  const double end = dsc_page_text (&self->page, id, DSC_ROLE_TITLE, &dsc_page_mono_bold, DSC_ANCHOR_START, x + DSC_COMPARE_GUTTER + 4, box.y + 17,
                                    dsc_describe_block_title (self->snapshot, block));
  const double room = x + box.width - 4 - end - 12;
  if (dsc_page_width_of (&self->page, &dsc_page_mono_small, note) > room && strchr (note, '=') != NULL)
    *strchr (note, '=') = '\0';      /* the sum without its parts, which stand below */
  dsc_page_text_fit (&self->page, id, DSC_ROLE_TEXT_DIM, &dsc_page_mono_small, DSC_ANCHOR_END, x + box.width - 4, box.y + 16.5, g_strchomp (note), room);
  dsc_scene_end_group (self->page.scene);
  for (guint i = 0; i < section->lines->len; i++)
    draw_line (self, section, &g_array_index (section->lines, DscCompareLine, i));
}

/* --- bytes -------------------------------------------------------------------------------------------------------- */

/* To the scale of the largest side, so that lengths compare. */
static double
bar_scale (const DscComparePlan *plan)
{
  double most = 1;

  for (guint i = 0; i < plan->n; i++)
    {
      double sum = 0;
      for (guint k = 0; k < plan->shares->len; k++)
        sum += (double) g_array_index (plan->shares, DscCompareShare, k).rows[i].bytes;
      most = MAX (most, sum);
    }
  return (plan->width - 2 * DSC_COMPARE_PAD) / most;
}

static void
draw_share (DscCompareDrawing     *self,
            const DscCompareShare *share,
            double                 y)
{
  const DscLedgerRow *row = &share->rows[self->which];
  const double x = self->x + DSC_COMPARE_PAD;
  const DscSceneId plain = { .part = DSC_PART_OF_LEDGER, .index = share->part };
  const DscSceneId id = dsc_compare_own_id (self, plain);
  const DscRect box = { x, y, inner_width (self), 19 };
  g_autofree char *title = dsc_compare_title (self->plan, self->which, plain, share->differs);
  g_autofree char *label = dsc_describe_ledger_label (self->snapshot, row->bytes != 0 ? row : &(DscLedgerRow) { .part = share->part });
  g_autofree char *number = dsc_describe_number (row->bytes);

  dsc_scene_begin_group (self->page.scene, id, label, title);
  if (share->differs && row->bytes != 0)
    dsc_compare_draw_ground (self, id, box);
  else
    dsc_scene_add_rect (self->page.scene, id, DSC_ROLE_NONE, box, 0);
  if (row->bytes != 0 && share->differs)
    dsc_page_change_mark (&self->page, id, x + 4, y + 9.5);
  if (row->bytes != 0)
    {
      dsc_scene_add_rect (self->page.scene, id, DSC_ROLE_PLATE, (DscRect) { x + DSC_COMPARE_GUTTER + 2, y + 2.5, 14, 14 }, 3);
      dsc_scene_add_rect (self->page.scene, id, dsc_ledger_part_role (share->part), (DscRect) { x + DSC_COMPARE_GUTTER + 4, y + 4.5, 10, 10 }, 2);
      dsc_page_text (&self->page, id, DSC_ROLE_TEXT, &dsc_page_mono_bold, DSC_ANCHOR_END, x + box.width - 4, y + 14, number);
      dsc_page_text_fit (&self->page, id, DSC_ROLE_TEXT_DIM, &dsc_page_small, DSC_ANCHOR_START, x + DSC_COMPARE_GUTTER + 22, y + 14, label,
                         box.width - DSC_COMPARE_GUTTER - 40 - dsc_page_width_of (&self->page, &dsc_page_mono_bold, number));
    }
  dsc_scene_end_group (self->page.scene);
}

static void
draw_bytes (DscCompareDrawing *self)
{
  const DscComparePlan *plan = self->plan;
  const double scale = bar_scale (plan);
  const double y = self->top + plan->ledger_y;
  g_autofree char *number = dsc_describe_number (dsc_describe_getsizeof (self->snapshot));
  const gboolean of_instance_dict = dsc_snapshot_has_instance (self->snapshot) && dsc_snapshot_has_dict (self->snapshot);
  g_autofree char *heading = g_strdup_printf (of_instance_dict ? "sys.getsizeof(__dict__) = %s" : "sys.getsizeof = %s", number);
  double x = self->x + DSC_COMPARE_PAD;

  dsc_page_rule (&self->page, self->x, self->x + plan->width, y);
  dsc_page_text (&self->page, dsc_no_id (), DSC_ROLE_TITLE, &dsc_page_mono_bold, DSC_ANCHOR_START, x, y + 24, heading);
  for (guint i = 0; i < plan->shares->len; i++)
    {
      const DscCompareShare *share = &g_array_index (plan->shares, DscCompareShare, i);
      const double width = (double) share->rows[self->which].bytes * scale;

      if (width > 0)
        dsc_scene_add_rect (self->page.scene, dsc_compare_own_id (self, (DscSceneId) { .part = DSC_PART_OF_LEDGER, .index = share->part }),
                            dsc_ledger_part_role (share->part), (DscRect) { x, y + 38, width, BAR_HEIGHT }, 0);
      x += width;
    }
  for (guint i = 0; i < plan->shares->len; i++)
    draw_share (self, &g_array_index (plan->shares, DscCompareShare, i), y + 74 + i * 20.0);
}

/* --- all of it ---------------------------------------------------------------------------------------------------- */

void
dsc_compare_draw_side (DscCompareDrawing *self)
{
  const DscComparePlan *plan = self->plan;
  const char *name = dsc_compare_side_name (plan, self->which);

  self->snapshot = dsc_compare_plan_get (plan, self->which);
  dsc_scene_begin_group (self->page.scene, dsc_no_id (), name, NULL);
  dsc_page_card (&self->page, dsc_no_id (), (DscRect) { self->x, self->top, plan->width, plan->height });
  draw_head (self);
  if (self->snapshot == NULL)
    {
      const char *absent = plan->sides[self->which].absent != NULL ? plan->sides[self->which].absent : _("There is no such dict here.");
      dsc_page_paragraph (&self->page, DSC_ROLE_TEXT_DIM, &dsc_page_sans, self->x + DSC_COMPARE_PAD, self->top + plan->head_height, inner_width (self), absent);
      dsc_scene_end_group (self->page.scene);
      return;
    }
  for (guint i = 0; i < plan->sections->len; i++)
    draw_section (self, g_ptr_array_index (plan->sections, i));
  if (plan->tables[self->which] != DSC_COMPARE_NOTHING)
    dsc_compare_draw_table (self);
  if (plan->shares->len > 0)
    draw_bytes (self);
  dsc_scene_end_group (self->page.scene);
}
