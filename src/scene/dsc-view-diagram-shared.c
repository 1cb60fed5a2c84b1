/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-diagram-shared.c: arranges a picture whose keys object is shared.
 *
 * At the left, one below the other, what is one's own: the instance, the dict, the values. What holds the values comes last,
 * because value i is to stand on the line of entry i of the keys object in the middle; whichever of the two columns reaches its
 * first row sooner begins lower. Objects stand beside what points at them, those of the values between the two columns. */
#include "dsc-view-diagram-private.h"

#include <math.h>

#define CARD_GAP    28.0
#define OBJECTS_GAP 44.0     /* between a value and its object */
#define OBJECTS     128.0
#define HEAP_MIN    165.0
#define HEAP_MAX    340.0

typedef struct {
  const DscBlock *values;        /* NULL: none */
  gboolean has_instance, has_dict, values_inside;   /* inside: of an instance that is in the picture */
  double   left, left_head;      /* width of the left column; its height above the first value */
  double   keys, keys_head;
  double   keys_x, rows_y;
  double   dict_title, dict_bottom, values_title;   /* where arrows arrive */
} Plan;

static void
measure_left (DscDiagram *self,
              Plan       *plan)
{
  if (plan->has_instance)
    {
      plan->left = dsc_diagram_instance_width (self);
      plan->left_head += dsc_diagram_instance_height (self);
    }
  if (plan->has_dict)
    {
      plan->left = MAX (plan->left, dsc_diagram_object_width (self));
      plan->left_head += dsc_diagram_object_height (self) + (plan->has_instance ? CARD_GAP : 0);
    }
  if (plan->values != NULL)
    {
      plan->left = MAX (plan->left, dsc_diagram_values_width (self));
      plan->left_head += (plan->values_inside ? 34 - 6 : CARD_GAP + DSC_DIAGRAM_HEAD) + dsc_diagram_values_height (self);
    }
  plan->left = ceil (plan->left);
}

/* Where the rows of both columns stand; the boxes get their width when they are drawn. */
static void
place_rows (DscDiagram *self,
            double      y)
{
  for (guint r = 0; r < self->rows->len; r++)
    {
      DscTableRow *row = &g_array_index (self->rows, DscTableRow, r);

      row->box.y = y;
      y += dsc_diagram_row_height (&self->style, row) + self->style.gap;
    }
}

static void
measure (DscDiagram *self,
         Plan       *plan)
{
  plan->values = dsc_describe_values_block (self->snapshot);
  plan->has_instance = dsc_snapshot_find_block (self->snapshot, DSC_BLOCK_INSTANCE) != NULL;
  plan->has_dict = dsc_snapshot_has_dict (self->snapshot);
  plan->values_inside = plan->has_instance && dsc_diagram_instance_holds_values (self);
  measure_left (self, plan);
  plan->keys = ceil (dsc_diagram_keys_width (self));
  plan->keys_head = dsc_diagram_keys_head (self, plan->keys);
  plan->keys_x = DSC_DIAGRAM_MARGIN + (plan->left > 0 ? plan->left + OBJECTS_GAP + OBJECTS + 34 : 0);
  dsc_diagram_stretch_rows (self, plan->keys - dsc_diagram_entries_start (self) - 4 - DSC_DIAGRAM_PAD);
  self->heap_x = plan->keys_x + plan->keys + DSC_DIAGRAM_GUTTER;
  self->width = MAX (DSC_DIAGRAM_WIDTH, self->heap_x + HEAP_MIN + DSC_DIAGRAM_MARGIN);
  self->heap_width = MIN (self->width - DSC_DIAGRAM_MARGIN - self->heap_x, HEAP_MAX);
  self->value_objects_x = DSC_DIAGRAM_MARGIN + plan->left + OBJECTS_GAP;
  self->value_objects_width = OBJECTS;
}

/* --- the left column ---------------------------------------------------------------------------------------------- */

static double
draw_dict (DscDiagram *self,
           Plan       *plan,
           double      y)
{
  const double top = self->top;

  self->top = y;
  dsc_diagram_draw_object (self, DSC_DIAGRAM_MARGIN, plan->left);
  self->top = top;
  return y + dsc_diagram_object_height (self);
}

static void
draw_left (DscDiagram *self,
           Plan       *plan)
{
  const DscBlock *gc = dsc_snapshot_find_block (self->snapshot, DSC_BLOCK_GC_HEAD);
  double y = plan->rows_y - plan->left_head;

  if (plan->has_instance && !plan->values_inside)
    y = dsc_diagram_draw_instance (self, DSC_DIAGRAM_MARGIN, y, plan->left, FALSE) + CARD_GAP;
  if (plan->has_dict)
    {
      plan->dict_title = y + (gc != NULL ? dsc_diagram_front_height (gc, 1) + 10 : 0) + DSC_DIAGRAM_HEAD / 2;
      plan->dict_bottom = draw_dict (self, plan, y);
      y = plan->dict_bottom + CARD_GAP;
    }
  plan->values_title = plan->values_inside ? y + dsc_diagram_instance_height (self) + 16 : y + DSC_DIAGRAM_HEAD / 2;
  if (plan->values_inside)
    dsc_diagram_draw_instance (self, DSC_DIAGRAM_MARGIN, y, plan->left, FALSE);
  else if (plan->values != NULL)
    dsc_diagram_draw_values_card (self, plan->values, DSC_DIAGRAM_MARGIN, y, plan->left);
}

/* --- arrows ------------------------------------------------------------------------------------------------------- */

static void
draw_loop (DscDiagram  *self,
           const Plan  *plan,
           DscFieldId   field,
           DscBlockKind block,
           double       y,
           double       out)
{
  const DscSceneId id = { .part = DSC_PART_OF_FIELD, .field = (guint16) field, .index = block };
  const DscPoint to = { DSC_DIAGRAM_MARGIN + plan->left + 3, y };

  if (self->dots[field].x > 0)
    dsc_diagram_loop (self, id, self->dots[field], to, out);
}

/* The instance's pointers to its dict and its values; the dict's to the values. */
static void
draw_loops (DscDiagram *self,
            const Plan *plan)
{
  const DscBlockKind holder = self->traits->instance_values == DSC_VALUES_IN_DICT ? DSC_BLOCK_INSTANCE : DSC_BLOCK_INSTANCE_PRE;
  const double dict = plan->values_inside ? plan->dict_bottom - 9 : plan->dict_title;

  if (plan->has_instance && plan->has_dict)
    draw_loop (self, plan, DSC_FIELD_INSTANCE_DICT, holder, dict, 34);
  if (plan->has_instance && plan->has_dict)
    draw_loop (self, plan, DSC_FIELD_INSTANCE_DICT_OR_VALUES, holder, dict, 34);
  else
    draw_loop (self, plan, DSC_FIELD_INSTANCE_DICT_OR_VALUES, holder, plan->values_title, 40);
  draw_loop (self, plan, DSC_FIELD_INSTANCE_VALUES, holder, plan->values_title, 40);
  /* Far out where another one comes up to the dict. */
  draw_loop (self, plan, DSC_FIELD_MA_VALUES, DSC_BLOCK_DICT, plan->values_title, plan->values_inside && plan->has_instance ? 130 : 54);
}

void
dsc_diagram_draw_dict_loop (DscDiagram *self,
                            DscPoint    to)
{
  const gboolean tagged = self->dots[DSC_FIELD_INSTANCE_DICT].x <= 0;
  const DscFieldId field = tagged ? DSC_FIELD_INSTANCE_DICT_OR_VALUES : DSC_FIELD_INSTANCE_DICT;
  const DscBlockKind holder = self->traits->instance_values == DSC_VALUES_IN_DICT ? DSC_BLOCK_INSTANCE : DSC_BLOCK_INSTANCE_PRE;
  const DscSceneId id = { .part = DSC_PART_OF_FIELD, .field = (guint16) field, .index = holder };

  if (self->dots[field].x > 0)
    dsc_diagram_loop (self, id, self->dots[field], to, 34);
}

void
dsc_diagram_arrange_shared (DscDiagram *self)
{
  Plan plan = { 0 };

  measure (self, &plan);
  dsc_diagram_draw_title (self);
  plan.rows_y = self->top + MAX (plan.left_head, plan.keys_head);
  place_rows (self, plan.rows_y);
  self->heap_top = plan.rows_y;
  draw_left (self, &plan);
  draw_loops (self, &plan);

  const double keys_y = plan.rows_y - plan.keys_head;
  if (plan.has_instance && !plan.has_dict)
    dsc_diagram_draw_class (self, (DscPoint) { plan.keys_x - 3, keys_y + DSC_DIAGRAM_HEAD / 2 });
  dsc_diagram_draw_keys (self, plan.keys_x, keys_y, plan.keys);
  dsc_diagram_draw_heap (self);
  const double above = keys_y - self->top - 24;
  const gboolean has_room = above > 100 && plan.left > 0;
  dsc_diagram_draw_remarks (self, (DscRect) { plan.keys_x, self->top, has_room ? MIN (plan.keys, 480) : 0, has_room ? above : 0 });
  dsc_diagram_draw_sharers (self);
}
