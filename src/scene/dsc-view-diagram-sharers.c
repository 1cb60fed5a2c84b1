/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-diagram-sharers.c: who uses the same keys object: each with its name, what it is, and which of the keys it has values for. */
#include "dsc-view-diagram-private.h"

#include <glib/gi18n-lib.h>

#define MOST_SHOWN  12u
#define MOST_CELLS  32u
#define CELL        19.0
#define PITCH       22.0
#define BOX_HEIGHT  62.0
#define LOW_HEIGHT  32.0     /* without cells */
#define GAP         14.0

static const DscFontSpec cell_font = { DSC_FONT_MONO, 10.5, TRUE };
static const DscFontSpec free_font = { DSC_FONT_MONO, 10, FALSE };

typedef struct {
  const DscSharer *sharer;
  DscSceneId       id;
  char            *name;
  guint            n_cells;
  char            *more;       /* keys for which there are no cells; NULL: none */
  double           width;
} Sharer;

/* One place for each key that there is, as far as the array has room for them. */
static gsize
count_places (DscDiagram      *self,
              const DscSharer *sharer)
{
  const gsize n = self->traits->family == DSC_FAMILY_COMPACT ? dsc_snapshot_get_n_entries (self->snapshot) : sharer->capacity;

  return MIN (n, sharer->capacity);
}

static char *
sharer_name (DscDiagram      *self,
             const DscSharer *sharer)
{
  g_autofree char *given = self->options->sharer_name != NULL ? self->options->sharer_name (sharer, self->options->sharer_data) : NULL;
  g_autofree char *own = given == NULL && sharer->is_this && self->options->name != NULL ? g_strdup (self->options->name) : NULL;
  const char *name = given != NULL ? given : own;

  if (name == NULL)
    return dsc_describe_sharer_name (sharer);
  g_autofree char *clipped = dsc_text_clip (name, 60);
  g_autofree char *shown = dsc_text_isolate (clipped);
  return dsc_text_shorten (self->metrics, &dsc_diagram_mono_bold, shown, 160);
}

static void
measure (DscDiagram *self,
         Sharer     *out,
         gsize       i)
{
  const DscSharer *sharer = dsc_snapshot_get_sharer (self->snapshot, i);
  const char *kind = dsc_describe_sharer_kind (sharer);

  const gsize n = count_places (self, sharer);

  *out = (Sharer) { .sharer = sharer, .id = dsc_id (DSC_PART_OF_SHARER, (gint64) i), .name = sharer_name (self, sharer),
                    .n_cells = (guint) MIN (n, MOST_CELLS) };
  if (n > MOST_CELLS)
    out->more = dsc_describe_count (n - MOST_CELLS, "and %s more", "and %s more");
  const double text = dsc_diagram_width (self, &dsc_diagram_mono_bold, out->name) + 10 + dsc_diagram_width (self, &dsc_diagram_sans_small, kind);
  const double more = out->more != NULL ? 8 + dsc_diagram_width (self, &dsc_diagram_sans_small, out->more) : 0;
  out->width = 2 * 12 + MAX (text, out->n_cells * PITCH + more);
}

static void
draw_cells (DscDiagram   *self,
            const Sharer *it,
            double        x,
            double        y)
{
  for (guint i = 0; i < it->n_cells; i++)
    {
      const gboolean is_set = it->sharer->set >> i & 1;
      const DscRect box = { x + i * PITCH, y, CELL, CELL };
      g_autofree char *number = g_strdup_printf ("%u", i);

      dsc_scene_add_rect (self->scene, it->id, is_set ? DSC_ROLE_LIVE : DSC_ROLE_EMPTY, box, 4);
      dsc_diagram_text (self, it->id, is_set ? DSC_ROLE_LIVE : DSC_ROLE_EMPTY, is_set ? &cell_font : &free_font, DSC_ANCHOR_MIDDLE,
                        box.x + CELL / 2, y + 13.4, number);
      self->legend |= 1u << (is_set ? DSC_LEGEND_LIVE : DSC_LEGEND_EMPTY);
    }
  if (it->more != NULL)
    dsc_diagram_text (self, it->id, DSC_ROLE_TEXT_DIM, &dsc_diagram_sans_small, DSC_ANCHOR_START, x + it->n_cells * PITCH + 5, y + 13.6,
                      it->more);
}

static void
draw_sharer (DscDiagram   *self,
             const Sharer *it,
             double        x,
             double        y)
{
  g_autofree char *sentence = dsc_describe_title (self->snapshot, self->before, it->id);
  g_autofree char *title = g_strdup_printf ("%s: %s", it->name, sentence);
  const DscRect box = { x, y, it->width, it->n_cells > 0 ? BOX_HEIGHT : LOW_HEIGHT };

  dsc_scene_begin_group (self->scene, it->id, it->name, title);
  dsc_scene_add_rect (self->scene, it->id, it->sharer->is_this ? DSC_ROLE_SHARED_CARD : DSC_ROLE_HEAP_OBJECT, box, 8);
  const double end = dsc_diagram_text (self, it->id, DSC_ROLE_TEXT, &dsc_diagram_mono_bold, DSC_ANCHOR_START, x + 12, y + 21, it->name);
  dsc_diagram_text (self, it->id, DSC_ROLE_TEXT_DIM, &dsc_diagram_sans_small, DSC_ANCHOR_START, end + 10, y + 21,
                    dsc_describe_sharer_kind (it->sharer));
  draw_cells (self, it, x + 12, y + 33);
  dsc_scene_end_group (self->scene);
}

static double
draw_heading (DscDiagram *self,
              double      y)
{
  const gsize n = dsc_snapshot_get_n_sharers (self->snapshot);
  g_autofree char *text = n > 0 ? dsc_describe_count (n, "The keys object has %s user", "The keys object is shared by %s")
                                : g_strdup (_("Nobody uses the keys object yet"));
  double x = DSC_DIAGRAM_MARGIN;

  dsc_diagram_chain (self, x, y - 5);
  x += DSC_DIAGRAM_CHAIN + 10;
  x = dsc_diagram_text (self, dsc_picture_id (), DSC_ROLE_TEXT, &dsc_diagram_sans_bold, DSC_ANCHOR_START, x, y, text);
  if (n > 0 && dsc_snapshot_get_n_entries (self->snapshot) > 0)
    dsc_diagram_text (self, dsc_picture_id (), DSC_ROLE_TEXT_DIM, &dsc_diagram_sans_small, DSC_ANCHOR_START, x + 14, y,
                      _("a filled cell: it has a value for the key of that entry"));
  return y + (n > 0 ? 16 : 0);
}

void
dsc_diagram_draw_sharers (DscDiagram *self)
{
  const double right = self->width - DSC_DIAGRAM_MARGIN;
  const gsize n = dsc_snapshot_get_n_sharers (self->snapshot);
  double x = DSC_DIAGRAM_MARGIN;
  gsize i = 0;

  const double height = dsc_snapshot_get_n_entries (self->snapshot) > 0 ? BOX_HEIGHT : LOW_HEIGHT;

  dsc_scene_begin_group (self->scene, dsc_picture_id (), _("shared by"), NULL);
  double y = draw_heading (self, self->bottom + 44);
  for (; i < MOST_SHOWN && dsc_snapshot_get_sharer (self->snapshot, i) != NULL; i++)
    {
      Sharer it;

      measure (self, &it, i);
      if (x > DSC_DIAGRAM_MARGIN && x + it.width > right)
        {
          x = DSC_DIAGRAM_MARGIN;
          y += height + GAP;
        }
      draw_sharer (self, &it, x, y);
      x += it.width + GAP;
      g_free (it.name);
      g_free (it.more);
    }
  if (i < n)
    {
      g_autofree char *more = dsc_describe_count (n - i, "and %s more", "and %s more");
      if (x + dsc_diagram_width (self, &dsc_diagram_sans, more) > right)
        {
          x = DSC_DIAGRAM_MARGIN;
          y += height + GAP;
        }
      dsc_diagram_text (self, dsc_picture_id (), DSC_ROLE_TEXT_DIM, &dsc_diagram_sans, DSC_ANCHOR_START, x, y + height / 2 + 5, more);
    }
  dsc_scene_end_group (self->scene);
  self->bottom = y + (n > 0 ? height : 0);
}
