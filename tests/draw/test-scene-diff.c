/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-scene-diff.c: pixels that differ between the pictures of two states lie in the boxes that are said to differ, and those are few. */
#include "dsc-scene-diff.h"

#include <math.h>
#include <string.h>

#include "dsc-painter.h"
#include "dsc-view-diagram.h"

#define PART_WIDTH  420
#define PART_HEIGHT 300

typedef struct {
  DscRuntime  *rt;
  DscDict     *dict;
  DscPainter  *painter;
  DscSnapshot *snapshot, *before;
  DscPyramid  *pyramid;        /* of snapshot */
  DscScene    *scene;          /* of snapshot */
  guint        step;
} Program;

static DscPyramid *
pyramid_of (const DscScene *scene)
{
  return dsc_map_get_pyramid (dsc_scene_find_map (scene, (DscSceneId) { 0 }));
}

static void
take_picture (Program *self)
{
  DscSnapshot *now = dsc_snapshot_new_from_dict (self->rt, self->dict);
  DscPyramid *followed = self->pyramid != NULL ? dsc_pyramid_new_changed (self->pyramid, self->snapshot, now) : NULL;
  const DscDiagramOptions options = { .name = "d", .metrics = dsc_painter_get_metrics (self->painter), .before = self->snapshot, .pyramid = followed,
                                      .step = self->step++, .n_steps = 1000, .operation = "d[key] = value" };

  self->scene = dsc_view_diagram_new (now, &options);
  dsc_snapshot_unref (self->before);
  self->before = self->snapshot;
  self->snapshot = now;
  g_clear_pointer (&self->pyramid, dsc_pyramid_unref);
  g_clear_pointer (&followed, dsc_pyramid_unref);
  self->pyramid = dsc_pyramid_ref (pyramid_of (self->scene));
}

static const DscObject *
key_of (Program *self,
        guint    i)
{
  g_autofree char *text = g_strdup_printf ("key %u", i);

  return dsc_object_str (dsc_runtime_get_pool (self->rt), text, strlen (text));
}

static void
set (Program *self,
     guint    key,
     guint    value)
{
  g_assert_cmpint (dsc_dict_set_item (self->rt, self->dict, key_of (self, key), dsc_object_int (dsc_runtime_get_pool (self->rt), value)), ==, DSC_STATUS_OK);
}

static Program *
program_new (const char *version,
             guint       n)
{
  Program *self = g_new0 (Program, 1);
  DscTarget target;

  g_assert_cmpint (dsc_target_parse (version, &target), ==, DSC_STATUS_OK);
  self->rt = dsc_runtime_new (target, 0, &dsc_alloc_libc);
  self->painter = dsc_painter_new ();
  g_assert_cmpint (dsc_dict_new (self->rt, &self->dict), ==, DSC_STATUS_OK);
  for (guint i = 0; i < n; i++)
    set (self, i, i);
  take_picture (self);
  return self;
}

static void
program_free (Program *self)
{
  dsc_scene_unref (self->scene);
  dsc_pyramid_unref (self->pyramid);
  dsc_snapshot_unref (self->snapshot);
  dsc_snapshot_unref (self->before);
  dsc_dict_unref (self->rt, self->dict);
  dsc_runtime_free (self->rt);
  dsc_painter_free (self->painter);
  g_free (self);
}

/* ---- pixels ---------------------------------------------------------------------------------- */

static cairo_surface_t *
paint_part (Program        *self,
            const DscScene *scene,
            double          scale,
            int             x,
            int             y)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, PART_WIDTH, PART_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  const DscPaintOptions options = { .device_scale = scale, .outlines = TRUE };
  const DscRect clip = { x / scale, y / scale, PART_WIDTH / scale, PART_HEIGHT / scale };

  cairo_translate (cr, -x, -y);
  cairo_scale (cr, scale, scale);
  dsc_painter_paint (self->painter, cr, scene, &options, &clip);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static gboolean
is_in_boxes (const GArray *boxes,
             double        scale,
             int           x,
             int           y)
{
  for (guint i = 0; i < boxes->len; i++)
    {
      const DscRect *box = &g_array_index (boxes, DscRect, i);

      if (x + 1 > box->x * scale - 1 && x < (box->x + box->width) * scale + 1 && y + 1 > box->y * scale - 1 && y < (box->y + box->height) * scale + 1)
        return TRUE;
    }
  return FALSE;
}

/* Returns how many pixels differ. */
static guint
check_part (Program        *self,
            const DscScene *a,
            const DscScene *b,
            const GArray   *boxes,
            double          scale,
            int             x,
            int             y)
{
  cairo_surface_t *before = paint_part (self, a, scale, x, y), *after = paint_part (self, b, scale, x, y);
  guint n = 0;

  for (int j = 0; j < PART_HEIGHT; j++)
    {
      const gsize offset = (gsize) j * (gsize) cairo_image_surface_get_stride (before);
      const guint32 *p = (const guint32 *) (const void *) (cairo_image_surface_get_data (before) + offset);
      const guint32 *q = (const guint32 *) (const void *) (cairo_image_surface_get_data (after) + offset);

      for (int i = 0; i < PART_WIDTH; i++)
        if ((p[i] & 0xffffff) != (q[i] & 0xffffff))
          {
            n++;
            if (!is_in_boxes (boxes, scale, x + i, y + j))
              g_error ("scale %.3f: pixel %d, %d differs and lies in none of %u boxes", scale, x + i, y + j, boxes->len);
          }
    }
  cairo_surface_destroy (before);
  cairo_surface_destroy (after);
  return n;
}

/* Around what is said to have changed, where a box that is too small would show, and anywhere. Returns how many pixels differ. */
static guint
check_scale (Program        *self,
             const DscScene *a,
             const DscScene *b,
             double          scale)
{
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (DscRect));
  guint n = 0;

  dsc_scene_list_changes (a, b, scale, boxes);
  for (guint i = 0; i < MIN (boxes->len, 6); i++)
    {
      const DscRect *box = &g_array_index (boxes, DscRect, boxes->len - 1 - i);   /* cells come last */

      n += check_part (self, a, b, boxes, scale, (int) ((box->x + box->width / 2) * scale) - PART_WIDTH / 2,
                       (int) ((box->y + box->height / 2) * scale) - PART_HEIGHT / 2);
    }
  for (guint i = 0; i < 4; i++)
    n += check_part (self, a, b, boxes, scale, g_test_rand_int_range (0, (int) (dsc_scene_get_width (a) * scale) + 1),
                     g_test_rand_int_range (0, (int) (dsc_scene_get_height (a) * scale) + 1));
  return n;
}

static const double pixels_per_cell[] = { 0.4, 0.83, 2.3, 7.1, 20, 61.7 };

static void
check_step (Program *self)
{
  g_autoptr (DscScene) earlier = g_steal_pointer (&self->scene);
  guint n = 0;

  take_picture (self);
  for (guint i = 0; i < G_N_ELEMENTS (pixels_per_cell); i++)
    {
      const DscMap *map = dsc_scene_find_map (self->scene, (DscSceneId) { 0 });

      n += check_scale (self, earlier, self->scene, pixels_per_cell[i] / dsc_map_get_geometry (map)->pitch_y);
    }
  g_assert_cmpuint (n, >, 0);   /* else nothing was tested */
}

static void
test_differences_lie_in_the_boxes (gconstpointer version)
{
  Program *self = program_new (version, 900);
  DscPair pair;

  set (self, 5000, 1);           /* a new item */
  check_step (self);
  set (self, 450, 77777);        /* another value */
  check_step (self);
  g_assert_cmpint (dsc_dict_delete_item (self->rt, self->dict, key_of (self, 300)), ==, DSC_STATUS_OK);
  check_step (self);
  set (self, 300, 3);
  check_step (self);
  g_assert_cmpint (dsc_dict_popitem (self->rt, self->dict, &pair), ==, DSC_STATUS_OK);
  check_step (self);
  set (self, 6000, 6);           /* in its place */
  check_step (self);
  for (guint i = 0; i < 20; i++)
    set (self, 7000 + i, i);
  check_step (self);
  program_free (self);
}

static double
area_of (const GArray *boxes)
{
  double area = 0;

  for (guint i = 0; i < boxes->len; i++)
    area += g_array_index (boxes, DscRect, i).width * g_array_index (boxes, DscRect, i).height;
  return area;
}

static void
test_one_value_changes_little (void)
{
  g_test_summary ("Where one value changed, less than a twentieth of the page may differ, and of the map only its cell.");
  Program *self = program_new ("3.14.10", 900);
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (DscRect));
  const DscSceneId id = { .part = DSC_PART_OF_ENTRY, .index = 450 };
  DscRect cell;

  set (self, 450, 1);
  g_clear_pointer (&self->scene, dsc_scene_unref);
  take_picture (self);
  g_autoptr (DscScene) earlier = g_steal_pointer (&self->scene);

  set (self, 450, 2);
  take_picture (self);
  const DscMap *before = dsc_scene_find_map (earlier, id), *after = dsc_scene_find_map (self->scene, id);

  g_assert_true (dsc_map_list_changes (before, after, 100, boxes));
  g_assert_cmpuint (boxes->len, ==, 1);
  g_assert_true (dsc_map_find (after, id, NULL, &cell));
  g_assert_cmpfloat_with_epsilon (g_array_index (boxes, DscRect, 0).x, cell.x, 1e-9);
  g_assert_cmpfloat_with_epsilon (g_array_index (boxes, DscRect, 0).y, cell.y, 1e-9);
  g_array_set_size (boxes, 0);
  dsc_scene_list_changes (earlier, self->scene, 1, boxes);
  g_assert_cmpfloat (area_of (boxes), <, dsc_scene_get_width (earlier) * dsc_scene_get_height (earlier) / 20);
  program_free (self);
}

typedef void (*Change) (DscScene *scene, guint node);

static void
change_fade (DscScene *scene,
             guint     node)
{
  dsc_scene_set_node_fade (scene, node, 100);
}

static void
change_hollow (DscScene *scene,
               guint     node)
{
  dsc_scene_set_node_hollow (scene, node, TRUE);
}

static void
change_dashed (DscScene *scene,
               guint     node)
{
  dsc_scene_set_node_dashed (scene, node, TRUE);
}

static void
change_title (DscScene *scene,
              guint     node)
{
  dsc_scene_set_node_title (scene, node, "what nobody sees");
}

static void
test_every_look_counts (void)
{
  static const struct { Change change; guint n_boxes; } cases[] = {
    { NULL, 0 }, { change_title, 0 }, { change_fade, 2 }, { change_hollow, 2 }, { change_dashed, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (DscRect));
      DscScene *scenes[2];

      for (guint k = 0; k < 2; k++)
        {
          scenes[k] = dsc_scene_new (100, 100);
          dsc_scene_add_rect (scenes[k], (DscSceneId) { 0 }, DSC_ROLE_CARD, (DscRect) { 0, 0, 100, 100 }, 0);
          const guint node = dsc_scene_add_rect (scenes[k], (DscSceneId) { 0 }, DSC_ROLE_LIVE, (DscRect) { 20, 20, 10, 10 }, 2);
          if (k == 1 && cases[i].change != NULL)
            cases[i].change (scenes[k], node);
        }
      dsc_scene_list_changes (scenes[0], scenes[1], 1, boxes);
      g_assert_cmpuint (boxes->len, ==, cases[i].n_boxes);
      dsc_scene_unref (scenes[0]);
      dsc_scene_unref (scenes[1]);
    }
}

static void
test_others_are_wholly_different (void)
{
  Program *self = program_new ("3.14.10", 900), *other = program_new ("3.14.10", 900), *larger = program_new ("3.14.10", 9000);
  const DscSceneId id = { .part = DSC_PART_OF_ENTRY };
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (DscRect));

  dsc_scene_list_changes (self->scene, self->scene, 1, boxes);
  g_assert_cmpuint (boxes->len, ==, 0);
  g_assert_false (dsc_map_list_changes (dsc_scene_find_map (self->scene, id), dsc_scene_find_map (other->scene, id), 1, boxes));
  g_assert_false (dsc_map_list_changes (dsc_scene_find_map (self->scene, id), dsc_scene_find_map (larger->scene, id), 1, boxes));
  g_assert_cmpuint (boxes->len, ==, 0);
  program_free (self);
  program_free (other);
  program_free (larger);
}

int
main (int    argc,
      char **argv)
{
  static const char *const versions[] = { "2.7.18", "3.6.15", "3.14.10" };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autofree char *path = g_strconcat ("/draw/scene-diff/differences-lie-in-the-boxes/", versions[i], NULL);
      g_test_add_data_func (path, versions[i], test_differences_lie_in_the_boxes);
    }
  g_test_add_func ("/draw/scene-diff/one-value-changes-little", test_one_value_changes_little);
  g_test_add_func ("/draw/scene-diff/every-look-counts", test_every_look_counts);
  g_test_add_func ("/draw/scene-diff/others-are-wholly-different", test_others_are_wholly_different);
  return g_test_run ();
}
