/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-diagram-heap.c: the objects that the entries point at, each beside its pointer, with an arrow.
 *
 * An object that several members point at is drawn once and all arrows go to it, as in memory; where that would cross half
 * the picture, or in dense ones, it is drawn again with a dashed outline, which the legend explains. */
#include "dsc-view-diagram-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define PILL_PAD        11.0
#define TYPE_GAP        7.0
#define MAX_FAN         6       /* arrows that one object takes from afar */
#define MAX_FAN_HEIGHT  330.0   /* how far apart they may start */

typedef struct {
  DscRect box;
  guint   arrows;
} Pill;

static DscFontSpec
pill_font (DscDiagram *self)
{
  return (DscFontSpec) { DSC_FONT_MONO, self->dense ? 10.5 : 12.5, FALSE };
}

static DscFontSpec
type_font (DscDiagram *self)
{
  return (DscFontSpec) { DSC_FONT_SANS, self->dense ? 9 : 10.5, FALSE };
}

static void
draw_heading (DscDiagram *self)
{
  if (self->dense || self->pointers->len == 0)
    return;

  g_autoptr (GPtrArray) lines = dsc_text_wrap (self->metrics, &dsc_diagram_sans_small, _("objects on the heap (not counted by sys.getsizeof)"),
                                               self->heap_width);
  for (guint i = 0; i < lines->len; i++)
    dsc_diagram_text (self, dsc_picture_id (), DSC_ROLE_TEXT_DIM, &dsc_diagram_sans_small, DSC_ANCHOR_START, self->heap_x + 4,
                      self->heap_top - 14 - (lines->len - 1 - i) * 16.0, g_ptr_array_index (lines, i));
}

static double
pill_pad (DscDiagram *self)
{
  return self->dense ? 8 : PILL_PAD;
}

static double
type_room (DscDiagram      *self,
           const DscObject *object)
{
  const DscFontSpec font = type_font (self);

  return dsc_diagram_width (self, &font, dsc_object_type_name (object, dsc_snapshot_get_pool (self->snapshot))) + TYPE_GAP;
}

double
dsc_diagram_object_width_of (DscDiagram      *self,
                             const DscObject *object)
{
  const DscFontSpec font = pill_font (self);

  if (object == NULL)
    return 0;
  g_autofree char *text = dsc_describe_repr (self->snapshot, object, 80);
  return 2 * pill_pad (self) + type_room (self, object) + dsc_diagram_width (self, &font, text);
}

/* Type and repr, in a box as wide as they are. */
static DscRect
draw_pill (DscDiagram           *self,
           const DscHeapPointer *pointer,
           gboolean              is_again)
{
  const DscFontSpec font = pill_font (self);
  const DscFontSpec small = type_font (self);
  const double height = self->style.pill_height;
  const double type_x = pointer->x + pill_pad (self);
  const double text_x = type_x + type_room (self, pointer->object);
  const double middle = pointer->from.y;
  const char *type = dsc_object_type_name (pointer->object, dsc_snapshot_get_pool (self->snapshot));
  g_autofree char *full = dsc_describe_repr (self->snapshot, pointer->object, 80);
  g_autofree char *text = dsc_text_shorten (self->metrics, &font, full, pointer->x + pointer->width - pill_pad (self) - text_x);
  const double right = text_x + dsc_diagram_width (self, &font, text) + pill_pad (self);
  const DscRect box = { pointer->x, middle - height / 2, right - pointer->x, height };

  const guint rect = dsc_scene_add_rect (self->scene, pointer->id, DSC_ROLE_HEAP_OBJECT, box, height / 2);
  dsc_scene_set_node_dashed (self->scene, rect, is_again);
  dsc_diagram_text (self, pointer->id, DSC_ROLE_TEXT_FAINT, &small, DSC_ANCHOR_START, type_x, middle + 0.355 * small.size, type);
  dsc_diagram_text (self, pointer->id, DSC_ROLE_TEXT, &font, DSC_ANCHOR_START, text_x, middle + 0.355 * font.size, text);
  return box;
}

static gboolean
can_share (DscDiagram           *self,
           const DscHeapPointer *pointer,
           const Pill           *pill)
{
  return !self->dense && pill->box.x == pointer->x && pill->arrows < MAX_FAN && fabs (pill->box.y - pointer->from.y) < MAX_FAN_HEIGHT;
}

static void
draw_arrow (DscDiagram           *self,
            const DscHeapPointer *pointer,
            DscRect               box)
{
  const DscPoint to = { box.x - 2, box.y + box.height / 2 };

  dsc_diagram_arrow (self, pointer->id, DSC_ROLE_POINTER, pointer->from, to, fabs (to.y - pointer->from.y) < 1 ? 0.3 : 0.55);
  self->legend |= 1u << DSC_LEGEND_POINTER;
}

static void
draw_pointer (DscDiagram           *self,
              const DscHeapPointer *pointer,
              GHashTable           *pills)
{
  Pill *known = g_hash_table_lookup (pills, pointer->object);
  g_autofree char *name = dsc_scene_id_format (pointer->id, self->traits);
  g_autofree char *title = dsc_describe_title (self->snapshot, self->before, pointer->id);

  dsc_scene_begin_group (self->scene, pointer->id, name, title);
  if (known != NULL && can_share (self, pointer, known))
    {
      draw_arrow (self, pointer, known->box);
      known->arrows++;
    }
  else
    {
      const DscRect box = draw_pill (self, pointer, known != NULL);

      draw_arrow (self, pointer, box);
      self->heap_bottom = MAX (self->heap_bottom, box.y + box.height);
      if (known == NULL)
        {
          Pill *pill = g_new (Pill, 1);
          *pill = (Pill) { box, 1 };
          g_hash_table_insert (pills, (gpointer) pointer->object, pill);
        }
      else
        self->legend |= 1u << DSC_LEGEND_SAME_OBJECT;
    }
  dsc_scene_end_group (self->scene);
}

void
dsc_diagram_draw_heap (DscDiagram *self)
{
  g_autoptr (GHashTable) pills = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  self->heap_bottom = self->heap_top;
  dsc_scene_begin_group (self->scene, dsc_picture_id (), _("objects"), NULL);
  draw_heading (self);
  for (guint i = 0; i < self->pointers->len; i++)
    draw_pointer (self, &g_array_index (self->pointers, DscHeapPointer, i), pills);
  dsc_scene_end_group (self->scene);
}
