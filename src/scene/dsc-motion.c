/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-motion.c: the pictures that a motion goes through, when it reaches each, and what it looks like in between.
 *
 * Pictures are made when their time comes, and few are kept. The page of a moment is that of the one before unless something was stored. */
#include "dsc-motion-private.h"

#include <string.h>

#include "dsc-map.h"

#define MOVE_SECONDS      0.30
#define HIGHLIGHT_SECONDS 0.12
#define STAGE_SECONDS     0.40
#define ROWS_SECONDS      0.90
#define BETWEEN_SECONDS   0.30
#define MOST_PASSED       20u      /* pictures on the way that nobody stops at */
#define MOST_KEPT         24u      /* pictures and ways that are kept */

typedef struct {
  gint           moment;
  gboolean       is_stop;
  double         start, end;       /* seconds: the way to it begins, and ends */
  guint          page_number;
  DscLayers      layers;           /* page NULL: not made */
  DscMomentRooms rooms;
  DscTransition *way;              /* to it, from the one before; NULL: not made */
} Picture;

struct DscMotion {
  DscMoments       *moments;       /* NULL: between two scenes */
  DscDiagramOptions options;
  GArray           *pictures;      /* Picture; the first one is what it begins with */
  guint             n_stops;
};

static Picture *
get_picture (const DscMotion *self,
             guint            k)
{
  return &g_array_index (self->pictures, Picture, k);
}

static void
forget (Picture *picture)
{
  g_clear_pointer (&picture->layers.page, dsc_scene_unref);
  g_clear_pointer (&picture->layers.marks, dsc_scene_unref);
}

static void
clear_picture (gpointer data)
{
  Picture *picture = data;

  forget (picture);
  g_clear_pointer (&picture->way, dsc_transition_free);
}

/* --- when --------------------------------------------------------------------------------------------------------- */

static double
seconds_of (const DscMoment *moment)
{
  switch (moment->kind)
    {
    case DSC_MOMENT_PROBE:
    case DSC_MOMENT_ENTRY:
    case DSC_MOMENT_INDEX:
    case DSC_MOMENT_DUMMY_PLACED:
    case DSC_MOMENT_DUMMY_REUSED:
    case DSC_MOMENT_ALLOCATE:
    case DSC_MOMENT_CLONE:
    case DSC_MOMENT_KIND_CHANGE:
    case DSC_MOMENT_SHARED_GROWTH:
    case DSC_MOMENT_OLD_TABLE_LEFT:
    case DSC_MOMENT_DONE:
      return MOVE_SECONDS;
    case DSC_MOMENT_NEW_TABLE:
    case DSC_MOMENT_COMBINED:
    case DSC_MOMENT_MANY:
      return STAGE_SECONDS;
    case DSC_MOMENT_ROWS_MOVED:
      return ROWS_SECONDS;
    case DSC_MOMENT_HASH: case DSC_MOMENT_FOUND: case DSC_MOMENT_NOT_FOUND: case DSC_MOMENT_VALUE: case DSC_MOMENT_FIELD:
    case DSC_MOMENT_RESIZE_REQUEST: case DSC_MOMENT_INDICES_FILLED: case DSC_MOMENT_VERSION_TAG: case DSC_MOMENT_WATCHER:
    case DSC_MOMENT_TRACKED: case DSC_MOMENT_FREE:
      return HIGHLIGHT_SECONDS;
    }
  return HIGHLIGHT_SECONDS;
}

static void
add_picture (DscMotion *self,
             gint       moment,
             gboolean   is_stop,
             double     seconds)
{
  const double start = self->pictures->len > 0 ? get_picture (self, self->pictures->len - 1)->end : 0;
  const Picture picture = { .moment = moment, .is_stop = is_stop, .start = start, .end = start + seconds,
                            .page_number = self->moments != NULL ? dsc_moment_page_number (self->moments, moment) : self->pictures->len };

  g_array_append_val (self->pictures, picture);
  self->n_stops += is_stop;
}

/* All in all no longer than it may take. */
static void
fit_time (DscMotion *self)
{
  const double total = get_picture (self, self->pictures->len - 1)->end;
  const double scale = total > DSC_MOTION_MAX_SECONDS ? DSC_MOTION_MAX_SECONDS / total : 1;

  for (guint k = 0; k < self->pictures->len; k++)
    {
      get_picture (self, k)->start *= scale;
      get_picture (self, k)->end *= scale;
    }
}

/* What a motion that only stops at the end shows on the way: searches, tombstones, stages of a rebuild; of many the first ones and the
 * last ones, and stages before searches. */
static gboolean
is_passed (const DscMoment *moment)
{
  return moment->grain <= DSC_GRAIN_PROBE && !moment->is_insertion_walk;
}

static guint8 *
choose_passed (DscMoments *moments,
               gint        from,
               gint        to)
{
  guint8 *chosen = g_new0 (guint8, dsc_moments_get_n (moments));
  guint n = 0, left = MOST_PASSED;

  for (gint i = from + 1; i < to; i++)
    n += chosen[i] = is_passed (dsc_moments_get (moments, (guint) i));
  if (n <= MOST_PASSED)
    return chosen;
  memset (chosen, 0, dsc_moments_get_n (moments));
  for (gint round = 0; round < 2; round++)
    for (gint k = 0; k < to - from - 1 && left > 0; k++)
      {
        const gint i = k % 2 == 0 ? from + 1 + k / 2 : to - 1 - k / 2;
        const DscMoment *moment = dsc_moments_get (moments, (guint) i);
        const gboolean is_stage = moment->kind >= DSC_MOMENT_RESIZE_REQUEST;

        if (chosen[i] || !is_passed (moment) || is_stage != (round == 0))
          continue;
        chosen[i] = TRUE;
        left--;
      }
  return chosen;
}

static void
plan (DscMotion *self,
      gint       from,
      gint       to,
      DscGrain   grain)
{
  g_autofree guint8 *passed = grain == DSC_GRAIN_OPERATION ? choose_passed (self->moments, from, to) : NULL;

  add_picture (self, from, FALSE, 0);
  for (gint i = from + 1; i <= to; i++)
    {
      const DscMoment *moment = dsc_moments_get (self->moments, (guint) i);
      const gboolean is_stop = i == to || moment->grain <= grain;

      if (is_stop || (passed != NULL && passed[i]))
        add_picture (self, i, is_stop, seconds_of (moment));
    }
  fit_time (self);
}

/* --- pictures ----------------------------------------------------------------------------------------------------- */

static DscScene *
find_page (const DscMotion *self,
           guint            k,
           DscMomentRooms  *out_rooms)
{
  const guint number = get_picture (self, k)->page_number;

  for (guint i = 0; i < self->pictures->len; i++)
    {
      const Picture *other = get_picture (self, i);
      if (other->layers.page == NULL || other->page_number != number)
        continue;
      *out_rooms = other->rooms;
      return dsc_scene_ref (other->layers.page);
    }
  return NULL;
}

static void
make_picture (DscMotion *self,
              guint      k)
{
  Picture *picture = get_picture (self, k);

  if (picture->layers.page != NULL || self->moments == NULL)
    return;
  DscMomentRooms rooms;
  DscScene *page = find_page (self, k, &rooms);
  if (page == NULL)
    page = dsc_moment_new_page (self->moments, picture->moment, &self->options, k > 0 ? get_picture (self, k - 1)->layers.page : NULL, &rooms);
  if (page == NULL)
    return;
  picture->layers.page = page;
  picture->rooms = rooms;
  if (dsc_moment_is_rest (self->moments, picture->moment) || picture->moment < 0)
    return;
  picture->layers.marks = dsc_scene_new (dsc_scene_get_width (page), dsc_scene_get_height (page));
  dsc_moment_add_marks (picture->layers.marks, page, &rooms, self->moments, picture->moment, &self->options);
}

/* What events say about how things in one picture are called in the next one. */
static void
read_moves (const DscMotion *self,
            gint             from,
            gint             to,
            DscRenaming     *out)
{
  const DscTrace *trace = dsc_moments_get_trace (self->moments);
  const gsize start = from < 0 ? 0 : dsc_moment_end (dsc_moments_get (self->moments, (guint) from));
  const gsize end = dsc_moment_end (dsc_moments_get (self->moments, (guint) to));

  for (gsize i = start; i < MIN (end, trace->n_events); i++)
    {
      const DscEvent *e = &trace->events[i];
      if (e->kind == DSC_EVENT_NEW_TABLE || e->kind == DSC_EVENT_CLONE)
        {
          out->is_rebuilt = TRUE;
          g_clear_pointer (&out->moved, g_hash_table_unref);
          g_clear_pointer (&out->targets, g_hash_table_unref);
          out->n_moved = 0;
        }
      if (e->kind != DSC_EVENT_ENTRY_MOVED || e->a < 0 || e->b < 0)
        continue;
      if (out->moved == NULL)
        {
          out->moved = g_hash_table_new (NULL, NULL);
          out->targets = g_hash_table_new (NULL, NULL);
        }
      g_hash_table_insert (out->moved, GSIZE_TO_POINTER ((gsize) e->a + 1), GSIZE_TO_POINTER ((gsize) e->b + 1));
      g_hash_table_add (out->targets, GSIZE_TO_POINTER ((gsize) e->b + 1));
      out->n_moved++;
    }
}

static DscRenaming
rename_between (const DscMotion *self,
                gint             from,
                gint             to,
                DscScene        *page)
{
  DscRenaming renaming = { .new_entry = -1, .new_slot = -1 };

  if (self->moments == NULL)
    return renaming;
  const DscMoment *moment = dsc_moments_get (self->moments, (guint) to);
  read_moves (self, from, to, &renaming);
  renaming.shows_old = dsc_moment_find_rebuild (self->moments, to) >= 0;
  DscRect box;
  if (moment->kind == DSC_MOMENT_INDEX && moment->entry >= 0 && page != NULL
      && dsc_moment_find_box (page, dsc_id (DSC_PART_OF_ENTRY, moment->entry), &box))
    {
      renaming.new_slot = moment->slot;
      renaming.number = (DscPoint) { box.x + MIN (box.width / 2, 21), box.y + box.height / 2 };
    }
  if (moment->kind == DSC_MOMENT_ENTRY)
    renaming.new_entry = moment->entry;
  else if (moment->kind == DSC_MOMENT_DONE)
    for (gint i = from + 1; i < to; i++)
      if (dsc_moments_get (self->moments, (guint) i)->kind == DSC_MOMENT_ENTRY)
        renaming.new_entry = dsc_moments_get (self->moments, (guint) i)->entry;
  return renaming;
}

/* Few pictures are kept for good; of many only those that are needed now. */
static void
forget_others (DscMotion *self,
               guint      k)
{
  if (self->pictures->len <= MOST_KEPT)
    return;
  for (guint i = 1; i < self->pictures->len; i++)
    if (i != k && i + 1 != k)
      {
        g_clear_pointer (&get_picture (self, i)->way, dsc_transition_free);
        forget (get_picture (self, i));
      }
}

/* The way to picture k, with both ends; NULL: one of them cannot be shown. */
static const DscTransition *
make_way (DscMotion *self,
          guint      k)
{
  Picture *to = get_picture (self, k);
  Picture *from = get_picture (self, k - 1);

  if (to->way != NULL)
    return to->way;
  forget_others (self, k);
  make_picture (self, k - 1);
  make_picture (self, k);
  if (from->layers.page == NULL || to->layers.page == NULL)
    return NULL;
  DscRenaming renaming = rename_between (self, from->moment, to->moment, to->layers.page);
  to->way = dsc_transition_new (from->layers, to->layers, &renaming);
  g_clear_pointer (&renaming.moved, g_hash_table_unref);
  g_clear_pointer (&renaming.targets, g_hash_table_unref);
  return to->way;
}

/* --- object ------------------------------------------------------------------------------------------------------- */

static DscMotion *
new_motion (void)
{
  DscMotion *self = g_new0 (DscMotion, 1);

  self->pictures = g_array_new (FALSE, TRUE, sizeof (Picture));
  g_array_set_clear_func (self->pictures, clear_picture);
  return self;
}

/* What is short is made at once, so that no frame has to wait for it. */
static void
prepare (DscMotion *self)
{
  if (self->pictures->len > MOST_KEPT)
    return;
  for (guint k = 1; k < self->pictures->len; k++)
    make_way (self, k);
}

DscMotion *
dsc_motion_new (DscMoments              *moments,
                gint                     from,
                gint                     to,
                DscGrain                 grain,
                const DscDiagramOptions *options)
{
  g_return_val_if_fail (moments != NULL, NULL);
  const gint last = (gint) dsc_moments_get_n (moments) - 1;
  DscMotion *self = new_motion ();

  self->moments = dsc_moments_ref (moments);
  if (options != NULL)
    self->options = *options;
  from = CLAMP (from, -1, last);
  plan (self, from, CLAMP (to, from, last), grain);
  prepare (self);
  return self;
}

DscMotion *
dsc_motion_new_between (DscScene *from,
                        DscScene *to)
{
  g_return_val_if_fail (from != NULL && to != NULL, NULL);
  DscMotion *self = new_motion ();

  add_picture (self, -1, FALSE, 0);
  add_picture (self, -1, TRUE, BETWEEN_SECONDS);
  get_picture (self, 0)->layers.page = dsc_scene_ref (from);
  get_picture (self, 1)->layers.page = dsc_scene_ref (to);
  const DscTransition *way = make_way (self, 1);
  if (way->items->len == 0)
    get_picture (self, 1)->end = 0;
  return self;
}

void
dsc_motion_free (DscMotion *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->pictures);
  dsc_moments_unref (self->moments);
  g_free (self);
}

double
dsc_motion_get_duration (const DscMotion *self)
{
  return get_picture (self, self->pictures->len - 1)->end;
}

/* --- frames ------------------------------------------------------------------------------------------------------- */

/* A picture as it is, without anything in between. */
static void
show_picture (DscMotion      *self,
              guint           k,
              DscMotionFrame *out_frame)
{
  Picture *picture = get_picture (self, k);

  make_picture (self, k);
  *out_frame = (DscMotionFrame) { .base = picture->layers.page, .moment = picture->moment };
  if (picture->layers.marks == NULL || dsc_scene_get_n_nodes (picture->layers.marks) <= 1)
    return;
  out_frame->overlay = dsc_scene_ref (picture->layers.marks);
}

static guint
find_picture (const DscMotion *self,
              double           time)
{
  guint k = 0;

  while (k + 1 < self->pictures->len && get_picture (self, k)->end < time)
    k++;
  return k;
}

/* The last picture that can be shown; the first ones may not be there before a dict is. */
static void
show_nearest (DscMotion      *self,
              guint           k,
              DscMotionFrame *out_frame)
{
  const gint moment = get_picture (self, k)->moment;

  for (; k < self->pictures->len; k++)
    {
      show_picture (self, k, out_frame);
      if (out_frame->base != NULL)
        break;
    }
  out_frame->moment = moment;
}

void
dsc_motion_get_frame (DscMotion      *self,
                      double          time,
                      DscMotionFrame *out_frame)
{
  const guint k = find_picture (self, CLAMP (time, 0, dsc_motion_get_duration (self)));
  const Picture *picture = get_picture (self, k);
  const DscTransition *way = k > 0 && time < picture->end ? make_way (self, k) : NULL;

  if (way == NULL)
    {
      show_nearest (self, k, out_frame);
      return;
    }
  const double share = (time - picture->start) / (picture->end - picture->start);
  *out_frame = (DscMotionFrame) {
    .base = way->still,
    .overlay = dsc_transition_build_overlay (way, get_picture (self, k - 1)->layers, picture->layers, share),
    .moment = picture->moment,
  };
}

DscScene *
dsc_motion_flatten (DscMotion *self,
                    double     time)
{
  DscMotionFrame frame;

  dsc_motion_get_frame (self, time, &frame);
  g_return_val_if_fail (frame.base != NULL, NULL);
  DscScene *scene = dsc_scene_new (dsc_scene_get_width (frame.base), dsc_scene_get_height (frame.base));
  dsc_scene_set_title (scene, dsc_scene_get_title (frame.base), dsc_scene_get_description (frame.base));
  dsc_scene_add_all (scene, frame.base);
  if (frame.overlay != NULL)
    dsc_scene_add_all (scene, frame.overlay);
  g_clear_pointer (&frame.overlay, dsc_scene_unref);
  return scene;
}

guint
dsc_motion_get_n_stops (const DscMotion *self)
{
  return self->n_stops;
}

double
dsc_motion_get_stop (const DscMotion *self,
                     guint            k,
                     gint            *out_moment)
{
  g_return_val_if_fail (k < self->n_stops, 0);

  for (guint i = 0; i < self->pictures->len; i++)
    {
      const Picture *picture = get_picture (self, i);
      if (!picture->is_stop || k-- > 0)
        continue;
      if (out_moment != NULL)
        *out_moment = picture->moment;
      return picture->end;
    }
  return 0;
}
