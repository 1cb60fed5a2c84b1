/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-diagram-legend.c: what the colours, textures and arrows of this picture mean; only those that are in it. */
#include "dsc-view-diagram-private.h"

#include <glib/gi18n-lib.h>

#define SWATCH_WIDTH  24.0
#define SWATCH_HEIGHT 16.0
#define ITEM_GAP      28.0
#define LINE          26.0

typedef struct {
  DscLegendItem item;
  DscRole       role;
  const char   *text;
} LegendItem;

static const LegendItem items[] = {
  { DSC_LEGEND_LIVE,        DSC_ROLE_LIVE,         N_("in use") },
  { DSC_LEGEND_EMPTY,       DSC_ROLE_EMPTY,        N_("empty, free") },
  { DSC_LEGEND_DUMMY,       DSC_ROLE_DUMMY,        N_("dummy, tombstone") },
  { DSC_LEGEND_PADDING,     DSC_ROLE_PADDING,      N_("padding") },
  { DSC_LEGEND_IDLE,        DSC_ROLE_LEDGER_IDLE,  N_("not in use") },
  { DSC_LEGEND_SHARED,      DSC_ROLE_SHARED,       N_("static, shared") },
  { DSC_LEGEND_CHANGED,     DSC_ROLE_CHANGED,      N_("changed by this step") },
  { DSC_LEGEND_INDEX,       DSC_ROLE_POINTER_LIVE, N_("index of an entry") },
  { DSC_LEGEND_POINTER,     DSC_ROLE_POINTER,      NULL },
  { DSC_LEGEND_SAME_OBJECT, DSC_ROLE_HEAP_OBJECT,  N_("an object that is drawn already") },
  { DSC_LEGEND_SEARCH,      DSC_ROLE_PROBE,        NULL },
  { DSC_LEGEND_CHAIN,       DSC_ROLE_SHARED_CARD,  N_("shared") },
};

static void
draw_swatch (DscDiagram       *self,
             const LegendItem *item,
             double            x,
             double            baseline)
{
  const DscSceneId id = dsc_picture_id ();
  const double middle = baseline - 4.5;
  const DscRect box = { x, middle - SWATCH_HEIGHT / 2, SWATCH_WIDTH, SWATCH_HEIGHT };

  switch (item->item)
    {
    case DSC_LEGEND_INDEX:
    case DSC_LEGEND_POINTER:
      if (item->item == DSC_LEGEND_POINTER)
        dsc_diagram_dot (self, id, item->role, x + DSC_DIAGRAM_DOT, middle);
      dsc_diagram_arrow (self, id, item->role, (DscPoint) { x + 2, middle }, (DscPoint) { x + SWATCH_WIDTH + 4, middle }, 0.3);
      break;
    case DSC_LEGEND_CHANGED:
      dsc_diagram_change_mark (self, id, x + SWATCH_WIDTH - 4, middle);
      break;
    case DSC_LEGEND_SAME_OBJECT:
      dsc_scene_set_node_dashed (self->scene, dsc_scene_add_rect (self->scene, id, item->role, box, SWATCH_HEIGHT / 2), TRUE);
      break;
    case DSC_LEGEND_CHAIN:
      dsc_diagram_chain (self, x - 1, middle);
      break;
    case DSC_LEGEND_DUMMY:
      dsc_scene_add_rect (self->scene, id, item->role, box, 4);
      dsc_diagram_cross (self, id, x + SWATCH_WIDTH / 2, middle, 3.5);
      break;
    case DSC_LEGEND_SEARCH:
    case DSC_LEGEND_LIVE:
    case DSC_LEGEND_EMPTY:
    case DSC_LEGEND_PADDING:
    case DSC_LEGEND_IDLE:
    case DSC_LEGEND_SHARED:
    case DSC_N_LEGEND_ITEMS:
      dsc_scene_add_rect (self->scene, id, item->role, box, 4);
      break;
    }
}

/* The longest search of the table is the full colour. */
static char *
search_text (DscDiagram *self)
{
  const DscBin whole = dsc_pyramid_get_whole (self->pyramid, DSC_LAYER_ENTRIES);
  g_autofree char *probes = dsc_describe_count (dsc_cell_probes (whole.worst), "%s probe", "%s probes");

  /* Translators: the colour of cells whose search visits many slots, up to that many probes. */
  return g_strdup_printf (_("long search, up to %s"), probes);
}

static char *
item_text (DscDiagram       *self,
           const LegendItem *item)
{
  if (item->item == DSC_LEGEND_SEARCH)
    return search_text (self);
  if (item->text != NULL)
    return g_strdup (_(item->text));
  return dsc_describe_count (self->traits->pointer_size, "pointer (%s byte)", "pointer (%s bytes)");
}

void
dsc_diagram_draw_legend (DscDiagram *self)
{
  const double right = self->width - DSC_DIAGRAM_MARGIN;
  const char *remark = _("offsets and sizes in bytes; boxes are not to scale");
  const double remark_width = dsc_diagram_width (self, &dsc_diagram_sans_small, remark);
  double x = DSC_DIAGRAM_MARGIN;
  double baseline = self->bottom + 38;

  dsc_scene_begin_group (self->scene, dsc_picture_id (), _("legend"), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      if ((self->legend & (1u << items[i].item)) == 0)
        continue;

      g_autofree char *text = item_text (self, &items[i]);
      const double width = SWATCH_WIDTH + 10 + dsc_diagram_width (self, &dsc_diagram_sans_small, text);
      if (x > DSC_DIAGRAM_MARGIN && x + width > right)
        {
          x = DSC_DIAGRAM_MARGIN;
          baseline += LINE;
        }
      draw_swatch (self, &items[i], x, baseline);
      dsc_diagram_text (self, dsc_picture_id (), DSC_ROLE_TEXT_DIM, &dsc_diagram_sans_small, DSC_ANCHOR_START, x + SWATCH_WIDTH + 10, baseline,
                        text);
      x += width + ITEM_GAP;
    }
  if (x + remark_width > right)
    baseline += LINE;
  dsc_diagram_text (self, dsc_picture_id (), DSC_ROLE_TEXT_DIM, &dsc_diagram_sans_small, DSC_ANCHOR_END, right, baseline, remark);
  dsc_scene_end_group (self->scene);
  self->bottom = baseline + 30;
}
