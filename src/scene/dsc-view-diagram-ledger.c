/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-diagram-ledger.c: where each byte of sys.getsizeof goes: a bar to scale whose parts add up to the number. Behind a gap, lower,
 * what is in memory for it too, but not in the number. */
#include "dsc-view-diagram-private.h"

#include <glib/gi18n-lib.h>

#define BAR_HEIGHT   38.0
#define LEFT_HEIGHT  24.0      /* of parts that are left out of the number */
#define LEFT_GAP     14.0      /* in front of them */
#define LEAST_WIDTH   2.0      /* of a part, so that it is seen */
#define LABEL_GAP    16.0
#define PATCH        16.0

static const DscFontSpec title_font = { DSC_FONT_SANS, 17, TRUE };
static const DscFontSpec sum_font = { DSC_FONT_MONO, 12.5, FALSE };
static const DscFontSpec number_font = { DSC_FONT_MONO, 13, TRUE };
static const DscFontSpec label_font = { DSC_FONT_SANS, 12, FALSE };

typedef struct {
  DscLedgerRow row;
  DscRect      box;
  char        *label;         /* with the number in front of it when that does not fit into the box */
  gboolean     number_fits;
  gboolean     has_patch;     /* a patch of the part's colour before the label, because it does not stand under the part */
  double       label_width, label_center;
} Segment;

DscRole
dsc_ledger_part_role (DscLedgerPart part)
{
  static const DscRole roles[DSC_N_PARTS] = {
    [DSC_PART_GC_HEAD]         = DSC_ROLE_LEDGER_GC,
    [DSC_PART_OBJECT]          = DSC_ROLE_LEDGER_OBJECT,
    [DSC_PART_SMALLTABLE_IDLE] = DSC_ROLE_LEDGER_IDLE,
    [DSC_PART_KEYS_HEADER]     = DSC_ROLE_LEDGER_KEYS,
    [DSC_PART_INDICES]         = DSC_ROLE_LEDGER_INDICES,
    [DSC_PART_LIVE]            = DSC_ROLE_LEDGER_LIVE,
    [DSC_PART_TOMBSTONES]      = DSC_ROLE_LEDGER_DUMMY,
    [DSC_PART_FREE]            = DSC_ROLE_LEDGER_FREE,
    [DSC_PART_VALUES]          = DSC_ROLE_LEDGER_VALUES,
    [DSC_PART_LEFT_VALUES]     = DSC_ROLE_LEDGER_VALUES,
    [DSC_PART_LEFT_ROOM]       = DSC_ROLE_LEDGER_IDLE,
    [DSC_PART_SHARED_KEYS]     = DSC_ROLE_LEDGER_KEYS,
    [DSC_PART_ROUNDING]        = DSC_ROLE_LEDGER_FREE,
  };

  return roles[part];
}

static gboolean
is_left_out (const Segment *segment)
{
  return segment->row.part >= DSC_PART_LEFT_VALUES;
}

/* --- measures ----------------------------------------------------------------------------------------------------- */

static void
measure_segments (DscDiagram *self,
                  Segment    *segments,
                  gsize       n,
                  double      y)
{
  const gboolean has_gap = is_left_out (&segments[n - 1]);
  const double whole = self->width - 2 * DSC_DIAGRAM_MARGIN - (has_gap ? LEFT_GAP + (double) n * LEAST_WIDTH : 0);
  double total = 0;
  double x = DSC_DIAGRAM_MARGIN;

  for (gsize i = 0; i < n; i++)
    total += (double) segments[i].row.bytes;
  for (gsize i = 0; i < n; i++)
    {
      Segment *segment = &segments[i];
      const gboolean begins_left = is_left_out (segment) && (i == 0 || !is_left_out (&segments[i - 1]));
      const double width = whole * (double) segment->row.bytes / total + (has_gap ? LEAST_WIDTH : 0);
      const double height = is_left_out (segment) ? LEFT_HEIGHT : BAR_HEIGHT;
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) segment->row.bytes);
      g_autofree char *name = dsc_describe_ledger_label (self->snapshot, &segment->row);

      x += begins_left ? LEFT_GAP : 0;
      segment->box = (DscRect) { x, y + BAR_HEIGHT - height, width, height };
      segment->number_fits = dsc_diagram_width (self, &number_font, number) + 8 <= width;
      segment->label = segment->number_fits ? g_steal_pointer (&name) : g_strdup_printf ("%s %s", number, name);
      segment->label_width = dsc_diagram_width (self, &label_font, segment->label);
      segment->label_center = x + width / 2;
      x += width;
    }
}

/* Labels stand under their parts; those that would meet are pushed apart as little as possible, within the margins. Runs of
 * labels that touch move as one: the mean of what each of them wishes. */
static void
place_labels (DscDiagram *self,
              Segment    *segments,
              gsize       n)
{
  for (int round = 0; round < 64; round++)
    {
      gboolean moved = FALSE;

      for (gsize i = 0; i + 1 < n; i++)
        {
          const double overlap = segments[i].label_center + segments[i].label_width / 2 + LABEL_GAP
                                 - (segments[i + 1].label_center - segments[i + 1].label_width / 2);
          if (overlap > 0.01)
            {
              segments[i].label_center -= overlap / 2;
              segments[i + 1].label_center += overlap / 2;
              moved = TRUE;
            }
        }
      const double left = DSC_DIAGRAM_MARGIN + segments[0].label_width / 2;
      const double right = self->width - DSC_DIAGRAM_MARGIN - segments[n - 1].label_width / 2;
      segments[0].label_center = MAX (segments[0].label_center, left);
      segments[n - 1].label_center = MIN (segments[n - 1].label_center, right);
      if (!moved)
        break;
    }

  /* What the rounds left over is settled from the left, then from the right. */
  for (gsize i = 1; i < n; i++)
    segments[i].label_center = MAX (segments[i].label_center, segments[i - 1].label_center + LABEL_GAP
                                                              + (segments[i - 1].label_width + segments[i].label_width) / 2);
  for (gsize i = n; i-- > 0;)
    {
      const double limit = i + 1 < n ? segments[i + 1].label_center - segments[i + 1].label_width / 2 - LABEL_GAP
                                     : self->width - DSC_DIAGRAM_MARGIN;
      segments[i].label_center = MIN (segments[i].label_center, limit - segments[i].label_width / 2);
    }
}

/* Labels that were pushed away from their part get a patch of its colour, which needs room and may push others away. */
static void
place_labels_with_patches (DscDiagram *self,
                           Segment    *segments,
                           gsize       n)
{
  gboolean settled = FALSE;

  while (!settled)
    {
      settled = TRUE;
      for (gsize i = 0; i < n; i++)
        segments[i].label_center = segments[i].box.x + segments[i].box.width / 2;
      place_labels (self, segments, n);
      for (gsize i = 0; i < n; i++)
        if (!segments[i].has_patch && (!segments[i].number_fits || segments[i].label_center < segments[i].box.x
                                       || segments[i].label_center > segments[i].box.x + segments[i].box.width))
          {
            segments[i].has_patch = TRUE;
            segments[i].label_width += PATCH;
            settled = FALSE;
          }
    }
}

/* --- drawing ------------------------------------------------------------------------------------------------------ */

static void
draw_segment (DscDiagram    *self,
              const Segment *segment)
{
  const DscSceneId id = dsc_id (DSC_PART_OF_LEDGER, segment->row.part);
  const DscRole role = dsc_ledger_part_role (segment->row.part);
  const double center = segment->box.x + segment->box.width / 2;
  const double bottom = segment->box.y + segment->box.height, middle = segment->box.y + segment->box.height / 2;
  const double label_y = bottom + 21;
  g_autofree char *title = dsc_describe_title (self->snapshot, self->before, id);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) segment->row.bytes);

  dsc_scene_begin_group (self->scene, id, segment->label, title);
  dsc_scene_add_rect (self->scene, id, role, segment->box, 0);
  if (segment->number_fits)
    {
      const double half = dsc_diagram_width (self, &number_font, number) / 2;
      if (role == DSC_ROLE_LEDGER_DUMMY || role == DSC_ROLE_LEDGER_IDLE)
        dsc_scene_add_rect (self->scene, id, DSC_ROLE_PLATE, (DscRect) { center - half - 4, middle - 10, 2 * half + 8, 20 }, 4);
      dsc_diagram_text (self, id, role, &number_font, DSC_ANCHOR_MIDDLE, center, middle + 5, number);
    }
  if (segment->has_patch)
    dsc_scene_add_rect (self->scene, id, role, (DscRect) { segment->label_center - segment->label_width / 2, label_y - 10, 10, 10 }, 2);
  dsc_diagram_text (self, id, DSC_ROLE_TEXT_DIM, &label_font, DSC_ANCHOR_END, segment->label_center + segment->label_width / 2, label_y,
                    segment->label);
  dsc_scene_end_group (self->scene);
}

static void
draw_size_before (DscDiagram *self,
                  double      x,
                  double      baseline)
{
  const gboolean is_alike = self->before != NULL && dsc_snapshot_has_dict (self->before) == dsc_snapshot_has_dict (self->snapshot);
  const gint64 was = is_alike ? dsc_describe_getsizeof (self->before) : -1;

  if (was < 0 || was == dsc_describe_getsizeof (self->snapshot))
    return;
  g_autofree char *number = dsc_describe_number (was);
  g_autofree char *text = g_strdup_printf (_("%s before this step"), number);
  dsc_diagram_change_mark (self, dsc_picture_id (), x + 8, baseline - 5);
  dsc_diagram_text (self, dsc_picture_id (), DSC_ROLE_TEXT_DIM, &dsc_diagram_sans, DSC_ANCHOR_START, x + 18, baseline, text);
}

static void
draw_heading (DscDiagram    *self,
              const Segment *segments,
              gsize          n,
              double         baseline)
{
  g_autofree char *name = dsc_text_clip (self->options->name != NULL ? self->options->name : "dict", 80);
  g_autofree char *shown = dsc_text_isolate (name);
  g_autofree char *short_name = dsc_text_shorten (self->metrics, &title_font, shown, 400);
  g_autofree char *bytes = dsc_describe_size ((guint64) dsc_describe_getsizeof (self->snapshot));
  const char *dict = dsc_snapshot_has_instance (self->snapshot) && dsc_snapshot_has_dict (self->snapshot) ? ".__dict__" : "";
  g_autofree char *title = g_strdup_printf ("sys.getsizeof(%s%s) = %s", short_name, dict, bytes);
  GString *sum = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    g_string_append_printf (sum, "%s%" G_GINT64_FORMAT, i == 0 ? "= " : " + ", (gint64) segments[i].row.bytes);
  const double x = dsc_diagram_text (self, dsc_picture_id (), DSC_ROLE_TITLE, &title_font, DSC_ANCHOR_START, DSC_DIAGRAM_MARGIN, baseline,
                                     title);
  const double end = dsc_diagram_text (self, dsc_picture_id (), DSC_ROLE_TEXT_DIM, &sum_font, DSC_ANCHOR_START, x + 14, baseline, sum->str);
  draw_size_before (self, end + 18, baseline);
  g_string_free (sum, TRUE);
}

/* Blocks that are there, but not in the number. */
static char *
uncounted_text (DscDiagram *self)
{
  static const struct { DscBlockKind kind; const char *words; } blocks[] = {
    { DSC_BLOCK_KEYS, N_("the shared keys") },
    { DSC_BLOCK_VALUES, N_("the values") },
    { DSC_BLOCK_INSTANCE_VALUES, N_("the values inside the instance") },
    { DSC_BLOCK_INSTANCE_TAIL, N_("the room behind these values") },
  };
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    {
      const DscBlock *block = dsc_snapshot_find_block (self->snapshot, blocks[i].kind);
      const gboolean is_counted = block != NULL && block->is_counted && dsc_snapshot_has_dict (self->snapshot);
      if (block == NULL || is_counted || block->is_static)
        continue;
      g_autofree char *size = dsc_describe_size (block->size);
      /* Translators: a part of memory and its size: the values (40 bytes). */
      g_ptr_array_add (parts, g_strdup_printf (_("%1$s (%2$s)"), _(blocks[i].words), size));
    }
  if (parts->len == 0)
    return NULL;
  g_ptr_array_add (parts, NULL);
  g_autofree char *list = g_strjoinv (", ", (char **) parts->pdata);
  return g_strdup_printf (_("Not counted: %s."), list);
}

/* What the number leaves out of every dict and instance. */
static char *
never_text (DscDiagram    *self,
            const Segment *segments,
            gsize          n)
{
  const gboolean is_known = dsc_snapshot_knows_rounding (self->snapshot);
  gint64 left = 0;

  for (gsize i = 0; i < n; i++)
    left += is_left_out (&segments[i]) ? segments[i].row.bytes : 0;
  g_autofree char *bytes = dsc_describe_size ((guint64) left);
  if (!is_known)
    return g_strdup (_("Never counted: keys and values themselves, and what the allocator adds, which is not known here."));
  if (left == 0)
    return g_strdup (_("Never counted: keys and values themselves. The allocator adds nothing to blocks of these sizes."));
  return g_strdup_printf (_("Behind the gap: %s that sys.getsizeof leaves out. Never counted: keys and values themselves."), bytes);
}

/* The instance's own number where the bar is that of its dict. */
static char *
instance_text (DscDiagram *self)
{
  if (!dsc_snapshot_has_instance (self->snapshot) || !dsc_snapshot_has_dict (self->snapshot))
    return NULL;
  g_autofree char *size = dsc_describe_size ((guint64) dsc_snapshot_get_instance_getsizeof (self->snapshot));
  return g_strdup_printf (_("The instance itself: %s, without dict and values."), size);
}

/* Texts one behind the other, on the next line where there is no room. */
static void
draw_notes (DscDiagram    *self,
            const Segment *segments,
            gsize          n,
            double         baseline)
{
  char *texts[] = { uncounted_text (self), instance_text (self), never_text (self, segments, n) };
  const gboolean has_chain = texts[0] != NULL && self->shared;
  double x = DSC_DIAGRAM_MARGIN;

  if (has_chain)
    dsc_diagram_chain (self, x, baseline - 4.5);
  x += has_chain ? DSC_DIAGRAM_CHAIN + 10 : 0;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (texts[i] == NULL)
        continue;
      if (x > DSC_DIAGRAM_MARGIN && x + dsc_diagram_width (self, &dsc_diagram_sans, texts[i]) > self->width - DSC_DIAGRAM_MARGIN)
        {
          x = DSC_DIAGRAM_MARGIN;
          baseline += 20;
        }
      x = dsc_diagram_text (self, dsc_picture_id (), DSC_ROLE_TEXT, &dsc_diagram_sans, DSC_ANCHOR_START, x, baseline, texts[i]) + 24;
      g_free (texts[i]);
    }
  self->bottom = baseline + 4;
}

void
dsc_diagram_draw_ledger (DscDiagram *self)
{
  DscLedgerRow rows[2 * DSC_N_PARTS];
  Segment segments[2 * DSC_N_PARTS] = { 0 };
  const gsize n_counted = dsc_snapshot_get_ledger (self->snapshot, rows);
  const gsize n = n_counted + dsc_snapshot_get_left_out (self->snapshot, rows + n_counted);
  const double y = self->bottom + 66;

  if (n_counted == 0)
    return;
  for (gsize i = 0; i < n; i++)
    segments[i].row = rows[i];
  measure_segments (self, segments, n, y);
  place_labels_with_patches (self, segments, n);

  dsc_scene_begin_group (self->scene, dsc_picture_id (), _("where each byte goes"), NULL);
  draw_heading (self, segments, n_counted, self->bottom + 52);
  for (gsize i = 0; i < n; i++)
    draw_segment (self, &segments[i]);
  dsc_scene_end_group (self->scene);
  self->bottom = y + BAR_HEIGHT + 27;
  draw_notes (self, segments, n, self->bottom + 22);
  for (gsize i = 0; i < n; i++)
    g_free (segments[i].label);
}
