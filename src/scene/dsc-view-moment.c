/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-moment.c: the picture of a moment: the page, and which marks are on it. */
#include "dsc-view-moment-private.h"

#include <math.h>

#include "dsc-map.h"

#define RING 3.0        /* from a box to the ring around it */
#define LEAST_RING 9.0  /* so large at least, in maps */

gboolean
dsc_moment_is_rest (DscMoments *moments,
                    gint        i)
{
  return i + 1 >= (gint) dsc_moments_get_n (moments);
}

/* --- the page ----------------------------------------------------------------------------------------------------- */

static gboolean
changes_page (const DscEvent *event)
{
  switch ((guint) event->kind)
    {
    case DSC_EVENT_RESIZE_BEGIN:
    case DSC_EVENT_RESIZE_END:
    case DSC_EVENT_KIND_CHANGE:
    case DSC_EVENT_VERSION_TAG:
    case DSC_EVENT_ALLOCATE:
    case DSC_EVENT_FREE:
    case DSC_EVENT_TRACKED:
    case DSC_EVENT_CLONE:
    case DSC_EVENT_NEW_TABLE:
    case DSC_EVENT_NEW_VALUES:
    case DSC_EVENT_CLASS_KEYS:
      return TRUE;
    default:
      return event->kind >= DSC_EVENT_WRITE_INDEX;
    }
}

guint
dsc_moment_page_number (DscMoments *moments,
                        gint        i)
{
  const DscTrace *trace = dsc_moments_get_trace (moments);
  const gsize end = i < 0 ? 0 : dsc_moment_end (dsc_moments_get (moments, (guint) i));
  guint n = 0;

  if (i < 0 || dsc_moment_is_rest (moments, i))
    return i < 0 ? G_MAXUINT - 1 : G_MAXUINT;
  if (dsc_moments_is_coarse (moments))
    {
      DscSnapshot *snapshot = dsc_moments_build_snapshot (moments, i);
      const gboolean is_before = snapshot == dsc_moments_get_before (moments);
      dsc_snapshot_unref (snapshot);
      return is_before ? 1 : 2;
    }
  for (gsize k = 0; k < MIN (end, trace->n_events); k++)
    n += changes_page (&trace->events[k]);
  return n;
}

/* Room for the largest table that the step leaves. */
static void
plan_old_table (DscMoments     *moments,
                DscMomentRooms *rooms)
{
  const DscTrace *trace = dsc_moments_get_trace (moments);
  const DscTraits *traits = dsc_snapshot_get_traits (rooms->after);

  rooms->old_has_indices = traits->family == DSC_FAMILY_COMPACT;
  for (gsize i = 0; i < trace->n_events; i++)
    {
      const DscEvent *event = &trace->events[i];
      const gsize slots = event->kind == DSC_EVENT_RESIZE_BEGIN && event->b > 1 ? (gsize) event->b : 0;

      rooms->old_slots = MAX (rooms->old_slots, slots);
    }
  const DscSnapshot *before = dsc_moments_get_before (moments);
  const gboolean is_first = before != NULL && dsc_snapshot_get_n_slots (before) == rooms->old_slots;
  rooms->old_has_values = is_first && dsc_snapshot_is_split (before);
  rooms->old_entries = is_first ? dsc_snapshot_get_n_entries (before)
                       : rooms->old_has_indices ? (gsize) dsc_traits_usable (traits, rooms->old_slots) : rooms->old_slots;
}

static DscDiagramOptions
page_options (DscMoments              *moments,
              const DscDiagramOptions *options)
{
  DscDiagramOptions page = *options;

  page.before = dsc_moments_get_before (moments);
  page.sentence = dsc_moments_get (moments, dsc_moments_get_n (moments) - 1)->sentence;
  page.trace = NULL;
  return page;
}

/* What is known of a large table already: of the state after the step by whoever shows it, or from another page of the same image. */
static DscPyramid *
find_pyramid (DscMoments              *moments,
              const DscSnapshot       *snapshot,
              const DscDiagramOptions *options,
              DscScene                *kept)
{
  const DscMap *map = kept != NULL ? dsc_scene_find_map (kept, (DscSceneId) { 0 }) : NULL;

  if (map != NULL && dsc_map_get_snapshot (map) == snapshot)
    return dsc_map_get_pyramid (map);
  return snapshot == dsc_moments_get_after (moments) ? options->pyramid : NULL;
}

/* The picture that the step begins with is one at rest, of the step before. */
static DscScene *
new_page_before (const DscSnapshot *snapshot,
                 DscDiagramOptions *options)
{
  options->before = NULL;
  options->sentence = NULL;
  options->operation = NULL;
  if (options->step > 0)
    options->step--;
  return dsc_view_diagram_new (snapshot, options);
}

DscScene *
dsc_moment_new_page (DscMoments              *moments,
                     gint                     i,
                     const DscDiagramOptions *options,
                     DscScene                *kept,
                     DscMomentRooms          *out_rooms)
{
  DscDiagramOptions page = page_options (moments, options);
  DscSnapshot *snapshot;
  DscScene *scene;

  *out_rooms = (DscMomentRooms) { .after = dsc_moments_get_after (moments) };
  if (dsc_moment_is_rest (moments, i))
    {
      page.pyramid = find_pyramid (moments, dsc_moments_get_after (moments), options, kept);
      return dsc_view_diagram_new (dsc_moments_get_after (moments), &page);
    }
  snapshot = dsc_moments_build_snapshot (moments, i);
  if (snapshot == NULL)
    return NULL;
  page.pyramid = find_pyramid (moments, snapshot, options, kept);
  if (i < 0)
    {
      scene = new_page_before (snapshot, &page);
      dsc_snapshot_unref (snapshot);
      return scene;
    }
  plan_old_table (moments, out_rooms);
  scene = dsc_diagram_new_page (snapshot, &page, out_rooms);
  dsc_snapshot_unref (snapshot);
  return scene;
}

/* --- finding ------------------------------------------------------------------------------------------------------ */

gboolean
dsc_moment_find_box (DscScene   *page,
                     DscSceneId  id,
                     DscRect    *out_box)
{
  const DscMap *map = dsc_scene_find_map (page, id);

  if (map != NULL && dsc_map_find (map, id, NULL, out_box))
    return TRUE;
  id = dsc_scene_get_shown (page, id);
  for (guint i = 0; i < dsc_scene_get_n_nodes (page); i++)
    {
      const DscNode *node = dsc_scene_get_node (page, i);

      if (node->kind != DSC_NODE_RECT || node->role == DSC_ROLE_PLATE || !dsc_scene_id_equal (node->id, id))
        continue;
      *out_box = node->bounds;
      return TRUE;
    }
  return dsc_scene_get_bounds (page, id, out_box) && out_box->width > 0;
}

DscSceneId
dsc_moment_slot_id (DscMoments *moments,
                    gint64      slot)
{
  return dsc_id (dsc_moments_is_compact (moments) ? DSC_PART_OF_SLOT : DSC_PART_OF_ENTRY, slot);
}

static DscRect
grow (DscRect box,
      double  by)
{
  const double x = MAX (by, (LEAST_RING - box.width) / 2);
  const double y = MAX (by, (LEAST_RING - box.height) / 2);

  return (DscRect) { box.x - x, box.y - y, box.width + 2 * x, box.height + 2 * y };
}

static void
add_ring (DscMarks    *self,
          DscMarkKind  kind,
          gint64       index,
          DscRole      role,
          DscRect      box)
{
  const guint node = dsc_scene_add_rect (self->scene, dsc_mark_id (kind, index), role, grow (box, RING), 8);

  dsc_scene_set_node_hollow (self->scene, node, TRUE);
}

/* --- the search --------------------------------------------------------------------------------------------------- */

/* First moment of the walk that moment i belongs to; -1: it is of none. */
static gint
find_walk (const DscMoments *moments,
           gint              i)
{
  const DscMoment *here = dsc_moments_get (moments, (guint) i);

  if (here->kind != DSC_MOMENT_PROBE && here->kind != DSC_MOMENT_FOUND && here->kind != DSC_MOMENT_NOT_FOUND
      && here->kind != DSC_MOMENT_DUMMY_REUSED)
    return -1;
  for (; i >= 0; i--)
    {
      const DscMoment *moment = dsc_moments_get (moments, (guint) i);

      if (moment->kind == DSC_MOMENT_PROBE && moment->probe == 0)
        return i;
    }
  return -1;
}

static gboolean
is_perturbed (const DscMarks  *self,
              const DscMoment *probe)
{
  const DscTraits *traits = dsc_snapshot_get_traits (dsc_moments_get_after (self->moments));

  return traits->perturb_bits != 0 && (traits->probe == DSC_PROBE_PERTURB_FIRST ? probe->perturb_after : probe->perturb_before) != 0;
}

/* Beside a column of cells, above a row of them. */
static void
add_way (DscMarks *self,
         gint64    k,
         DscRect   from,
         DscRect   to,
         gboolean  is_dashed)
{
  const double dx = to.x + to.width / 2 - from.x - from.width / 2;
  const double dy = to.y - from.y;
  guint node;

  if (fabs (dx) < 2)
    {
      const double x = to.x + to.width + RING;
      const double bulge = 16 + 0.12 * fabs (dy) + 3 * (double) (k % 4);
      const DscPoint points[4] = { { x, from.y + from.height / 2 }, { x + bulge, from.y + from.height / 2 }, { x + bulge, to.y + to.height / 2 },
                                   { x + 1, to.y + to.height / 2 } };
      node = dsc_scene_add_arrow (self->scene, dsc_mark_id (DSC_MARK_WAY, k), DSC_ROLE_PROBE, points);
    }
  else
    {
      const double reach = 20 + 0.1 * fabs (dx);
      const DscPoint points[4] = { { from.x + from.width / 2, from.y - RING }, { from.x + from.width / 2 + 0.2 * dx, from.y - reach },
                                   { to.x + to.width / 2 - 0.2 * dx, to.y - reach }, { to.x + to.width / 2, to.y - RING } };
      node = dsc_scene_add_arrow (self->scene, dsc_mark_id (DSC_MARK_WAY, k), DSC_ROLE_PROBE, points);
    }
  dsc_scene_set_node_dashed (self->scene, node, is_dashed);
}

/* The number of the probe, at the corner of its cell. */
static void
add_step (DscMarks *self,
          gint64    k,
          DscRect   box)
{
  static const DscFontSpec font = { DSC_FONT_SANS, 9.5, TRUE };
  const DscRect badge = { box.x - RING - 6.5, box.y - RING - 4.5, 13, 13 };
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, k + 1);

  if (box.height < 14)
    return;
  dsc_scene_add_rect (self->scene, dsc_mark_id (DSC_MARK_STEP, k), DSC_ROLE_PROBE, badge, 6.5);
  dsc_scene_add_text (self->scene, dsc_mark_id (DSC_MARK_STEP, k), DSC_ROLE_PROBE, &font, DSC_ANCHOR_MIDDLE, badge.x + 6.5, badge.y + 9.9, number,
                      self->metrics);
}

static void
add_sign (DscMarks *self,
          DscRect   box,
          gboolean  is_tick)
{
  const DscSceneId id = dsc_mark_id (DSC_MARK_SIGN, 0);
  const DscRole role = is_tick ? DSC_ROLE_MATCH : DSC_ROLE_WARNING;
  const double x = box.x + box.width + RING, y = box.y - RING;
  const double r = box.height < 14 ? 5 : 8.5;
  const double k = r / 8.5;

  dsc_scene_add_rect (self->scene, id, role, (DscRect) { x - r, y - r, 2 * r, 2 * r }, r);
  if (is_tick)
    {
      dsc_scene_add_line (self->scene, id, role, (DscPoint) { x - 4 * k, y + 0.5 * k }, (DscPoint) { x - 1 * k, y + 3.5 * k });
      dsc_scene_add_line (self->scene, id, role, (DscPoint) { x - 1 * k, y + 3.5 * k }, (DscPoint) { x + 4 * k, y - 3 * k });
      return;
    }
  dsc_scene_add_line (self->scene, id, role, (DscPoint) { x - 3 * k, y - 3 * k }, (DscPoint) { x + 3 * k, y + 3 * k });
  dsc_scene_add_line (self->scene, id, role, (DscPoint) { x - 3 * k, y + 3 * k }, (DscPoint) { x + 3 * k, y - 3 * k });
}

/* What was compared at this moment is the key, or the search has ended there. */
static gboolean
is_match (const DscMarks  *self,
          const DscMoment *here)
{
  const DscEvent *compare = dsc_moments_find_event (self->moments, here->first_event, dsc_moment_end (here), DSC_EVENT_COMPARE);

  return here->kind == DSC_MOMENT_FOUND || (compare != NULL && (compare->detail == DSC_COMPARE_IDENTICAL || compare->detail == DSC_COMPARE_EQUAL));
}

/* The slots visited so far, the ways between them, and what the last one leads to. */
static void
add_chain (DscMarks *self,
           gint      first)
{
  const DscMoment *here = dsc_moments_get (self->moments, (guint) self->i);
  const gboolean is_found = here->kind == DSC_MOMENT_FOUND;
  DscRect box, last = { 0 };
  gint64 k = 0;

  for (gint i = first; i <= self->i; i++)
    {
      const DscMoment *probe = dsc_moments_get (self->moments, (guint) i);

      if (probe->kind != DSC_MOMENT_PROBE || !dsc_moment_find_box (self->page, dsc_moment_slot_id (self->moments, probe->slot), &box))
        continue;
      if (k > 0)
        add_way (self, k, last, box, is_perturbed (self, probe));
      last = box;
      k++;
    }
  if (k == 0)
    return;
  k = 0;
  for (gint i = first; i <= self->i; i++)
    {
      const DscMoment *probe = dsc_moments_get (self->moments, (guint) i);

      if (probe->kind == DSC_MOMENT_PROBE && dsc_moment_find_box (self->page, dsc_moment_slot_id (self->moments, probe->slot), &box))
        add_step (self, k++, box);
    }
  add_ring (self, DSC_MARK_CURSOR, 0, is_found ? DSC_ROLE_MATCH : DSC_ROLE_PROBE, last);
  if (here->entry < 0 || !dsc_moments_is_compact (self->moments))
    {
      if (is_found || here->entry >= 0)
        add_sign (self, last, is_match (self, here));
      return;
    }
  if (!dsc_moment_find_box (self->page, dsc_id (DSC_PART_OF_ENTRY, here->entry), &box))
    return;
  add_ring (self, DSC_MARK_ENTRY, 0, is_found ? DSC_ROLE_MATCH : DSC_ROLE_PROBE, box);
  add_sign (self, box, is_match (self, here));
}

/* --- other moments ------------------------------------------------------------------------------------------------ */

static void
add_target (DscMarks *self)
{
  const DscMoment *here = dsc_moments_get (self->moments, (guint) self->i);
  DscRect box;

  if (here->id.part == DSC_PART_OF_PICTURE || here->id.part == DSC_PART_OF_BLOCK || !dsc_moment_find_box (self->page, here->id, &box))
    return;
  if (here->id.part == DSC_PART_OF_SLOT || (here->slot >= 0 && !dsc_moments_is_compact (self->moments)))
    add_ring (self, DSC_MARK_CURSOR, 0, DSC_ROLE_PROBE, box);
  else
    add_ring (self, here->id.part == DSC_PART_OF_ENTRY ? DSC_MARK_ENTRY : DSC_MARK_TARGET, 0, DSC_ROLE_PROBE, box);
}

void
dsc_moment_add_marks (DscScene                *scene,
                      DscScene                *page,
                      const DscMomentRooms    *rooms,
                      DscMoments              *moments,
                      gint                     i,
                      const DscDiagramOptions *options)
{
  DscMarks self = { .moments = moments, .options = options, .rooms = *rooms, .page = page, .scene = scene, .i = i };
  gint first;

  if (i < 0 || dsc_moment_is_rest (moments, i))
    return;
  self.metrics = options->metrics != NULL ? options->metrics : &dsc_text_metrics_builtin;
  dsc_moment_add_old_table (&self);
  first = find_walk (moments, i);
  if (first >= 0)
    add_chain (&self, first);
  else
    add_target (&self);
  dsc_moment_add_callout (&self);
}

DscScene *
dsc_view_moment_new (DscMoments              *moments,
                     gint                     i,
                     const DscDiagramOptions *options)
{
  static const DscDiagramOptions defaults = { 0 };
  DscMomentRooms rooms;

  g_return_val_if_fail (moments != NULL, NULL);
  if (options == NULL)
    options = &defaults;
  g_autoptr (DscScene) scene = dsc_moment_new_page (moments, i, options, NULL, &rooms);
  if (scene == NULL)
    return NULL;
  /* Marks stand on what is there, not on each other. */
  g_autoptr (DscScene) marks = dsc_scene_new (dsc_scene_get_width (scene), dsc_scene_get_height (scene));
  dsc_moment_add_marks (marks, scene, &rooms, moments, i, options);
  dsc_scene_add_all (scene, marks);
  return g_steal_pointer (&scene);
}
