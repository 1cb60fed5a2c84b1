/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-tiles.c: a scene at any zoom as square pieces of pixels.
 *
 * There are tiles of the zoom that is wanted and, until they are complete, those of the one before, which stand in for them, scaled,
 * above a small picture of the whole. Painting what a view lacks goes on in one worker at a time, with a painter of its own; while a
 * picture is cheap (a few tiles of a map), or new, the main thread does it, and nothing is seen late. */
#include "dsc-tiles.h"

#include <math.h>

#include "dsc-scene-diff.h"
#include "dsc-style.h"

#define SPARE_TILES    8       /* kept beyond what is seen */
#define CHEAP_US       700.0   /* what painting in the main thread may take in a frame */
#define SMALL_WIDTH    210.0   /* logical pixels; the small picture fits into both */
#define SMALL_HEIGHT   150.0

typedef struct {
  cairo_surface_t *pixels;
  GskRenderNode   *node;       /* of it, at 0, 0; NULL until it is shown */
  guint64          seen;       /* number of the snapshot that showed it last */
} Tile;

typedef struct {
  double      zoom;
  int         scale;
  GHashTable *tiles;           /* gint64 key → Tile */
} Layer;

typedef struct { gint64 column, row, end_column, end_row; } Range;   /* ends excluded */

struct DscTiles {
  grefcount   references;      /* the owner's and the job's, in the main thread both */
  gboolean    dead;
  DscPainter *painter, *worker_painter;
  DscScene   *scene;
  DscTheme    theme;
  guint       generation;      /* of scene and theme */
  Layer      *now, *before;    /* before: NULL, or stands in */
  guint64     snapshots;
  guint       n_painted;
  GskRenderNode *shown;        /* what the last snapshot appended, exact; NULL: it was not */
  DscTilesView view;           /* of it */
  gboolean    first;           /* nothing of this scene was shown yet */
  gboolean    complete;        /* the last snapshot lacked nothing */
  double      tile_us;         /* of this zoom's tiles, as measured; negative: not yet */
  Tile        small;
  gboolean    small_is_old;    /* of the scene before: better than none in a corner, but not below tiles of this one */
  double      small_width, small_height;
  int         small_scale;     /* 0: not wanted */
  gpointer    job;             /* under way; borrowed */
  void      (*changed) (gpointer data);
  gpointer    data;
};

typedef struct {
  DscTiles   *owner;
  DscPainter *painter;         /* the worker's */
  DscScene   *scene;
  DscTheme    theme;
  guint       generation;
  double      zoom;
  int         scale;
  GArray     *keys;            /* gint64 */
  GPtrArray  *pixels;          /* of keys, as far as it came */
  gint        cancelled;
  double      us;
  int         small_scale;     /* 0: no small picture */
  cairo_surface_t *small;
} Job;

/* ---- tiles ----------------------------------------------------------------------------------- */

static gint64
make_key (gint64 column,
          gint64 row)
{
  return row << 32 | column;
}

static void
tile_clear (Tile *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->pixels, cairo_surface_destroy);
}

static void
tile_free (gpointer data)
{
  tile_clear (data);
  g_free (data);
}

static Layer *
layer_new (double zoom,
           int    scale)
{
  Layer *self = g_new0 (Layer, 1);

  self->zoom = zoom;
  self->scale = scale;
  self->tiles = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, tile_free);
  return self;
}

static void
layer_free (Layer *self)
{
  g_hash_table_unref (self->tiles);
  g_free (self);
}

static Tile *
layer_find (const Layer *self,
            gint64       column,
            gint64       row)
{
  const gint64 key = make_key (column, row);

  return g_hash_table_lookup (self->tiles, &key);
}

static void
layer_take (Layer           *self,
            gint64           key,
            cairo_surface_t *pixels,
            guint64          seen)
{
  Tile *tile = g_new0 (Tile, 1);

  tile->pixels = pixels;
  tile->seen = seen;
  g_hash_table_replace (self->tiles, g_memdup2 (&key, sizeof key), tile);
}

static gsize
bytes_of (cairo_surface_t *pixels)
{
  return pixels != NULL ? (gsize) cairo_image_surface_get_stride (pixels) * (gsize) cairo_image_surface_get_height (pixels) : 0;
}

static gsize
layer_get_size (const Layer *self)
{
  GHashTableIter iter;
  gpointer tile;
  gsize size = 0;

  if (self == NULL)
    return 0;
  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, NULL, &tile))
    size += bytes_of (((Tile *) tile)->pixels);
  return size;
}

/* Tiles that meet a view whose lengths are content pixels of this layer; none outside of the content. */
static Range
range_of (const DscScene *scene,
          double          zoom,
          int             scale,
          DscRect         view)
{
  const double right = MIN (view.x + view.width, dsc_scene_get_width (scene) * zoom) * scale;
  const double bottom = MIN (view.y + view.height, dsc_scene_get_height (scene) * zoom) * scale;

  return (Range) {
    (gint64) floor (MAX (view.x, 0) * scale / DSC_TILE_SIZE), (gint64) floor (MAX (view.y, 0) * scale / DSC_TILE_SIZE),
    (gint64) ceil (right / DSC_TILE_SIZE), (gint64) ceil (bottom / DSC_TILE_SIZE),
  };
}

/* ---- painting -------------------------------------------------------------------------------- */

static cairo_surface_t *
paint (DscPainter     *painter,
       const DscScene *scene,
       DscTheme        theme,
       double          pixels_per_unit,
       int             scale,
       DscRect         box)            /* device pixels of the content */
{
  /* All of them are opaque, but GSK's recordings have an alpha channel: this way a tile is copied into one as it is. */
  cairo_surface_t *pixels = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) box.width, (int) box.height);
  cairo_t *cr = cairo_create (pixels);
  const DscRect clip = {
    box.x / pixels_per_unit, box.y / pixels_per_unit, box.width / pixels_per_unit, box.height / pixels_per_unit,
  };
  const DscPaintOptions options = { .theme = theme, .outlines = TRUE, .device_scale = pixels_per_unit };

  cairo_translate (cr, -box.x, -box.y);
  cairo_scale (cr, pixels_per_unit, pixels_per_unit);
  dsc_painter_paint (painter, cr, scene, &options, &clip);
  cairo_destroy (cr);
  cairo_surface_set_device_scale (pixels, scale, scale);
  return pixels;
}

static cairo_surface_t *
paint_tile (DscPainter     *painter,
            const DscScene *scene,
            DscTheme        theme,
            double          zoom,
            int             scale,
            gint64          key)
{
  const double x = (double) (key & G_MAXUINT32) * DSC_TILE_SIZE, y = (double) (key >> 32) * DSC_TILE_SIZE;
  const double width = ceil (dsc_scene_get_width (scene) * zoom) * scale, height = ceil (dsc_scene_get_height (scene) * zoom) * scale;

  return paint (painter, scene, theme, zoom * scale, scale,
                (DscRect) { x, y, MAX (MIN (DSC_TILE_SIZE, width - x), 1), MAX (MIN (DSC_TILE_SIZE, height - y), 1) });
}

static double
small_zoom (const DscScene *scene)
{
  return MIN (SMALL_WIDTH / MAX (dsc_scene_get_width (scene), 1), SMALL_HEIGHT / MAX (dsc_scene_get_height (scene), 1));
}

static cairo_surface_t *
paint_small (DscPainter     *painter,
             const DscScene *scene,
             DscTheme        theme,
             int             scale)
{
  const double zoom = small_zoom (scene);

  return paint (painter, scene, theme, zoom * scale, scale,
                (DscRect) { 0, 0, MAX (round (dsc_scene_get_width (scene) * zoom), 1) * scale,
                            MAX (round (dsc_scene_get_height (scene) * zoom), 1) * scale });
}

/* The surface is kept beside the node: cairo would copy it when it were given away. */
static GskRenderNode *
get_node (Tile *tile,
          int   scale)
{
  if (tile->node == NULL)
    {
      GtkSnapshot *snapshot = gtk_snapshot_new ();
      const graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) cairo_image_surface_get_width (tile->pixels) / (float) scale,
                                                         (float) cairo_image_surface_get_height (tile->pixels) / (float) scale);
      cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);

      cairo_set_source_surface (cr, tile->pixels, 0, 0);
      cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
      cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
      cairo_paint (cr);
      cairo_destroy (cr);
      tile->node = gtk_snapshot_free_to_node (snapshot);
    }
  return tile->node;
}

/* ---- the worker ------------------------------------------------------------------------------ */

static void
tiles_unref (DscTiles *self)
{
  if (!g_ref_count_dec (&self->references))
    return;
  g_clear_pointer (&self->worker_painter, dsc_painter_free);
  g_free (self);
}

static void
job_free (gpointer data)
{
  Job *self = data;

  dsc_scene_unref (self->scene);
  g_array_unref (self->keys);
  g_ptr_array_unref (self->pixels);
  g_clear_pointer (&self->small, cairo_surface_destroy);
  g_free (self);
}

static void
paint_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Job *job = task_data;
  const gint64 start = g_get_monotonic_time ();

  if (job->painter == NULL)
    job->painter = dsc_painter_new ();
  for (guint i = 0; i < job->keys->len && !g_atomic_int_get (&job->cancelled); i++)
    g_ptr_array_add (job->pixels, paint_tile (job->painter, job->scene, job->theme, job->zoom, job->scale,
                                              g_array_index (job->keys, gint64, i)));
  job->us = (double) (g_get_monotonic_time () - start) / MAX (job->pixels->len, 1);
  if (job->small_scale > 0 && !g_atomic_int_get (&job->cancelled))
    job->small = paint_small (job->painter, job->scene, job->theme, job->small_scale);
  g_task_return_boolean (task, TRUE);
}

static void
take_small (DscTiles           *self,
            cairo_surface_t *pixels,
            int              scale)
{
  tile_clear (&self->small);
  self->small.pixels = pixels;
  self->small_is_old = FALSE;
  self->small_scale = scale;
  self->small_width = cairo_image_surface_get_width (pixels) / (double) scale;
  self->small_height = cairo_image_surface_get_height (pixels) / (double) scale;
}

/* What was painted for a zoom that has passed is a better stand-in than what was there. */
static void
take_results (DscTiles *self,
              Job   *job)
{
  const gboolean current = self->now != NULL && job->zoom == self->now->zoom && job->scale == self->now->scale;
  Layer *layer = self->now;

  if (job->small != NULL)
    take_small (self, g_steal_pointer (&job->small), job->small_scale);
  if (job->keys->len == 0)
    return;
  if (!current)
    {
      g_clear_pointer (&self->before, layer_free);
      layer = self->before = layer_new (job->zoom, job->scale);
    }
  else
    self->tile_us = job->us;
  self->n_painted += job->pixels->len;
  for (guint i = 0; i < job->pixels->len; i++)
    layer_take (layer, g_array_index (job->keys, gint64, i), cairo_surface_reference (job->pixels->pdata[i]), self->snapshots);
}

static void
job_done_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  DscTiles *self = data;
  Job *job = g_task_get_task_data (G_TASK (result));

  self->worker_painter = job->painter;
  self->job = NULL;
  if (!self->dead)
    {
      if (job->generation == self->generation)
        take_results (self, job);
      self->changed (self->data);
    }
  tiles_unref (self);
}

static gboolean
lacks_small (const DscTiles *self)
{
  return self->small_scale > 0 && (self->small.pixels == NULL || self->small_is_old);
}

static void
start_job (DscTiles *self,
           GArray   *keys)             /* taken */
{
  Job *job = g_new0 (Job, 1);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, job_done_cb, self);

  job->painter = g_steal_pointer (&self->worker_painter);
  job->scene = dsc_scene_ref (self->scene);
  job->theme = self->theme;
  job->generation = self->generation;
  job->zoom = self->now != NULL ? self->now->zoom : 1;
  job->scale = self->now != NULL ? self->now->scale : 1;
  job->keys = keys;
  job->pixels = g_ptr_array_new_with_free_func ((GDestroyNotify) cairo_surface_destroy);
  job->small_scale = lacks_small (self) ? self->small_scale : 0;
  self->job = job;
  g_ref_count_inc (&self->references);
  g_task_set_source_tag (task, start_job);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, paint_in_thread);
}

/* ---- the view -------------------------------------------------------------------------------- */

static void
take_view (DscTiles              *self,
           const DscTilesView *view)
{
  if (self->now != NULL && self->now->zoom == view->zoom && self->now->scale == view->scale)
    return;
  if (self->now != NULL && g_hash_table_size (self->now->tiles) > 0 && (self->complete || self->before == NULL))
    {
      g_clear_pointer (&self->before, layer_free);
      self->before = g_steal_pointer (&self->now);
    }
  g_clear_pointer (&self->now, layer_free);
  self->now = layer_new (view->zoom, view->scale);
  self->tile_us = -1;
}

static GArray *
list_missing (DscTiles *self,
              Range  range)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 row = range.row; row < range.end_row; row++)
    for (gint64 column = range.column; column < range.end_column; column++)
      {
        const gint64 key = make_key (column, row);

        if (layer_find (self->now, column, row) == NULL)
          g_array_append_val (keys, key);
      }
  return keys;
}

static void
paint_missing (DscTiles  *self,
               GArray *keys)
{
  const gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < keys->len; i++)
    {
      const gint64 key = g_array_index (keys, gint64, i);

      layer_take (self->now, key, paint_tile (self->painter, self->scene, self->theme, self->now->zoom, self->now->scale, key), self->snapshots);
    }
  self->tile_us = (double) (g_get_monotonic_time () - start) / MAX (keys->len, 1);
  self->n_painted += keys->len;
  g_array_set_size (keys, 0);
}

static void
append_layer (DscTiles              *self,
              GtkSnapshot        *snapshot,
              Layer              *layer,
              const DscTilesView *view)
{
  const double factor = view->zoom / layer->zoom;
  const double side = (double) DSC_TILE_SIZE / layer->scale;
  const Range range = range_of (self->scene, layer->zoom, layer->scale,
                                (DscRect) { view->x / factor, view->y / factor, view->width / factor, view->height / factor });

  for (gint64 row = range.row; row < range.end_row; row++)
    for (gint64 column = range.column; column < range.end_column; column++)
      {
        Tile *tile = layer_find (layer, column, row);

        if (tile == NULL)
          continue;
        tile->seen = self->snapshots;
        gtk_snapshot_save (snapshot);
        gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) ((double) column * side * factor - view->x),
                                                                (float) ((double) row * side * factor - view->y)));
        if (layer != self->now)
          gtk_snapshot_scale (snapshot, (float) factor, (float) factor);
        gtk_snapshot_append_node (snapshot, get_node (tile, layer->scale));
        gtk_snapshot_restore (snapshot);
      }
}

/* Below everything else. Zoomed in far, only its part that can be seen: floats end somewhere. */
static void
append_small (DscTiles              *self,
              GtkSnapshot        *snapshot,
              const DscTilesView *view)
{
  const double factor = dsc_scene_get_width (self->scene) * view->zoom / self->small_width;

  if (factor > 2000)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) -view->x, (float) -view->y));
  gtk_snapshot_scale (snapshot, (float) factor, (float) factor);
  gtk_snapshot_append_node (snapshot, get_node (&self->small, self->small_scale));
  gtk_snapshot_restore (snapshot);
}

static void
drop_unseen (DscTiles *self,
             Range     range)
{
  const guint most = (guint) (MAX (range.end_column - range.column, 0) * MAX (range.end_row - range.row, 0)) + SPARE_TILES;

  if (self->complete)
    g_clear_pointer (&self->before, layer_free);
  /* Those first that were not seen for long. */
  for (guint64 age = 64; age > 0 && g_hash_table_size (self->now->tiles) > most; age /= 8)
    {
      GHashTableIter iter;
      gpointer tile;

      g_hash_table_iter_init (&iter, self->now->tiles);
      while (g_hash_table_size (self->now->tiles) > most && g_hash_table_iter_next (&iter, NULL, &tile))
        if (((Tile *) tile)->seen + age <= self->snapshots)
          g_hash_table_iter_remove (&iter);
    }
}

/* ---- interface ------------------------------------------------------------------------------- */

DscTiles *
dsc_tiles_new (DscPainter  *painter,
               void       (*changed) (gpointer data),
               gpointer     data)
{
  DscTiles *self = g_new0 (DscTiles, 1);
  g_ref_count_init (&self->references);
  self->painter = painter;
  self->changed = changed;
  self->data = data;
  return self;
}

static void
forget (DscTiles *self)
{
  if (self->job != NULL)
    g_atomic_int_set (&((Job *) self->job)->cancelled, 1);
  self->generation++;
  g_clear_pointer (&self->shown, gsk_render_node_unref);
  g_clear_pointer (&self->now, layer_free);
  g_clear_pointer (&self->before, layer_free);
  self->small_is_old = TRUE;
  g_clear_pointer (&self->scene, dsc_scene_unref);
  self->first = TRUE;
  self->complete = FALSE;
}

void
dsc_tiles_free (DscTiles *self)
{
  forget (self);
  tile_clear (&self->small);
  self->dead = TRUE;
  tiles_unref (self);
}

/* Tiles that show anything of the boxes, and a pixel around them. */
static void
drop_tiles (Layer        *layer,
            const GArray *boxes)
{
  const double unit = layer->zoom * layer->scale;
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, layer->tiles);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const double x = (double) (*(gint64 *) key & G_MAXUINT32) * DSC_TILE_SIZE, y = (double) (*(gint64 *) key >> 32) * DSC_TILE_SIZE;
      gboolean is_changed = FALSE;

      for (guint i = 0; i < boxes->len && !is_changed; i++)
        {
          const DscRect *box = &g_array_index (boxes, DscRect, i);

          is_changed = box->x * unit - 1 < x + DSC_TILE_SIZE && (box->x + box->width) * unit + 1 > x
                       && box->y * unit - 1 < y + DSC_TILE_SIZE && (box->y + box->height) * unit + 1 > y;
        }
      if (is_changed)
        g_hash_table_iter_remove (&iter);
    }
}

/* Those tiles that look the same in another scene; NULL: none. */
static Layer *
steal_unchanged (DscTiles *self,
                 DscScene *scene,
                 DscTheme  theme)
{
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (DscRect));

  if (self->now == NULL || self->scene == NULL || scene == NULL || theme != self->theme)
    return NULL;
  dsc_scene_list_changes (self->scene, scene, self->now->zoom * self->now->scale, boxes);
  drop_tiles (self->now, boxes);
  return g_steal_pointer (&self->now);
}

void
dsc_tiles_set_scene (DscTiles *self,
                     DscScene *scene,
                     DscTheme  theme)
{
  if (scene == self->scene && theme == self->theme)
    return;
  Layer *unchanged = steal_unchanged (self, scene, theme);

  forget (self);
  if (scene == NULL || theme != self->theme)
    tile_clear (&self->small);
  self->now = unchanged;
  self->scene = scene != NULL ? dsc_scene_ref (scene) : NULL;
  self->theme = theme;
}

static gboolean
view_equal (const DscTilesView *a,
            const DscTilesView *b)
{
  return a->zoom == b->zoom && a->scale == b->scale && a->x == b->x && a->y == b->y && a->width == b->width && a->height == b->height;
}

/* Filling what tiles cover anyway would cost as much as they do. */
static void
append_background (DscTiles           *self,
                   GtkSnapshot        *snapshot,
                   const DscTilesView *view)
{
  const GdkRGBA color = dsc_style_get_rgba (dsc_palette_get_ink (self->theme, DSC_ROLE_BACKGROUND)->fill);
  const gboolean covered = self->complete && view->x >= 0 && view->y >= 0
                           && view->x + view->width <= dsc_scene_get_width (self->scene) * view->zoom
                           && view->y + view->height <= dsc_scene_get_height (self->scene) * view->zoom;

  if (!covered)
    gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (0, 0, (float) view->width, (float) view->height));
}

static GskRenderNode *
make_node (DscTiles           *self,
           const DscTilesView *view)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  append_background (self, snapshot, view);
  if (!self->complete && self->small.pixels != NULL && !self->small_is_old)
    append_small (self, snapshot, view);
  if (!self->complete && self->before != NULL)
    append_layer (self, snapshot, self->before, view);
  append_layer (self, snapshot, self->now, view);
  return gtk_snapshot_free_to_node (snapshot);
}

void
dsc_tiles_snapshot (DscTiles           *self,
                    GtkSnapshot        *snapshot,
                    const DscTilesView *view)
{
  if (self->scene == NULL)
    return;
  if (self->shown != NULL && view_equal (view, &self->view))
    {
      gtk_snapshot_append_node (snapshot, self->shown);
      return;
    }
  self->snapshots++;
  take_view (self, view);
  const Range range = range_of (self->scene, view->zoom, view->scale, (DscRect) { view->x, view->y, view->width, view->height });
  GArray *missing = list_missing (self, range);

  if (missing->len > 0 && (self->first || (self->tile_us >= 0 && self->tile_us * missing->len <= CHEAP_US)))
    paint_missing (self, missing);
  self->first = FALSE;
  self->complete = missing->len == 0;
  g_clear_pointer (&self->shown, gsk_render_node_unref);
  GskRenderNode *node = make_node (self, view);

  if (node != NULL)
    gtk_snapshot_append_node (snapshot, node);
  if (self->complete)
    {
      self->shown = g_steal_pointer (&node);
      self->view = *view;
    }
  g_clear_pointer (&node, gsk_render_node_unref);
  drop_unseen (self, range);
  if (self->job == NULL && (missing->len > 0 || lacks_small (self)))
    start_job (self, missing);
  else
    g_array_unref (missing);
}

gboolean
dsc_tiles_is_settled (DscTiles *self)
{
  return self->job == NULL && (self->scene == NULL || self->complete);
}

guint
dsc_tiles_get_n_painted (DscTiles *self)
{
  return self->n_painted;
}

gsize
dsc_tiles_get_size (DscTiles *self)
{
  return layer_get_size (self->now) + layer_get_size (self->before) + bytes_of (self->small.pixels);
}

GskRenderNode *
dsc_tiles_get_small (DscTiles *self,
                     double   *out_width,
                     double   *out_height)
{
  if (self->small.pixels == NULL)
    return NULL;
  *out_width = self->small_width;
  *out_height = self->small_height;
  return get_node (&self->small, self->small_scale);
}

void
dsc_tiles_want_small (DscTiles *self,
                      int       scale)
{
  self->small_scale = scale;
  if (lacks_small (self) && self->scene != NULL && self->job == NULL && self->now != NULL && self->complete)
    start_job (self, g_array_new (FALSE, FALSE, sizeof (gint64)));
}
