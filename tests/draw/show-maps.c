/* SPDX-License-Identifier: GPL-3.0-or-later */
/* show-maps.c: writes a gallery of dicts of every size at every level in every theme into a folder, for eyes; not a test.
 *
 *   show-maps FOLDER [ENTRIES]        up to ENTRIES entries, 5000000 if it is not said
 *
 * Pages are the whole picture at scale 1; the others are 800 × 500 pixels of the maps, named by version, entries, theme and level. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dsc-export.h"
#include "dsc-view-diagram.h"

#define WIDTH  800
#define HEIGHT 500

static const double pixels[DSC_N_DETAILS] = {
  [DSC_DETAIL_DENSITY] = 0.5, [DSC_DETAIL_GRID] = 3, [DSC_DETAIL_CELLS] = 11, [DSC_DETAIL_ROWS] = 24, [DSC_DETAIL_ANATOMY] = 56,
};

/* Keys of two kinds, a hole here and a cluster of holes there. */
static DscSnapshot *
create_snapshot (const char *version,
                 gsize       n)
{
  DscTarget target;
  DscDict *dict = NULL;
  char text[32];

  if (dsc_target_parse (version, &target) != DSC_STATUS_OK)
    g_error ("no such version");
  DscRuntime *rt = dsc_runtime_new (target, 0, &dsc_alloc_libc);
  DscPool *pool = dsc_runtime_get_pool (rt);
  if (dsc_dict_new (rt, &dict) != DSC_STATUS_OK)
    g_error ("no memory");
  for (gsize i = 0; i < n; i++)
    {
      const int length = snprintf (text, sizeof text, "key-%zu", i);
      const DscObject *key = dsc_object_str (pool, text, (gsize) length);
      if (dsc_dict_set_item (rt, dict, key, dsc_object_int (pool, (gint64) (i % 1000))) != DSC_STATUS_OK)
        g_error ("no memory");
      if ((i % 97 == 96 || (i / 40 % 25 == 7 && i % 3 > 0)) && i + 1 < n && dsc_dict_delete_item (rt, dict, key) != DSC_STATUS_OK)
        g_error ("no memory");
    }
  DscSnapshot *snapshot = dsc_snapshot_new_from_dict (rt, dict);
  dsc_dict_unref (rt, dict);
  dsc_runtime_free (rt);
  return snapshot;
}

static void
show (DscPainter             *painter,
      const DscScene         *scene,
      const DscExportOptions *options,
      const char             *folder,
      const char             *version,
      gsize                   n,
      const char             *what)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strdup_printf ("%s/%s-%zu-%s-%s.png", folder, version, n, dsc_theme_get_name (options->theme), what);

  if (!dsc_export_file (painter, scene, path, DSC_FORMAT_PNG, options, &error))
    g_error ("%s", error->message);
  g_print ("%s\n", path);
}

/* The border between the two maps, where there are two, so that both are seen. */
static void
show_levels (DscPainter     *painter,
             const DscScene *scene,
             DscTheme        theme,
             const char     *folder,
             const char     *version,
             gsize           n)
{
  const DscMap *map = dsc_scene_find_map (scene, (DscSceneId) { .part = DSC_PART_OF_ENTRY });

  for (guint detail = DSC_DETAIL_DENSITY; map != NULL && detail < DSC_N_DETAILS; detail++)
    {
      const DscRect bounds = dsc_map_get_bounds (map);
      const double scale = pixels[detail] / dsc_map_get_geometry (map)->pitch_y;
      const double width = MIN (WIDTH / scale, bounds.width), height = MIN (HEIGHT / scale, bounds.height);
      const gboolean has_slots = dsc_scene_find_map (scene, (DscSceneId) { .part = DSC_PART_OF_SLOT }) != NULL;
      const DscExportOptions options = {
        .theme = theme, .scale = scale, .crop = { bounds.x, bounds.y - (has_slots && scale < 3 ? height / 2 : 0), width, height },
      };

      show (painter, scene, &options, folder, version, n, dsc_detail_get_word (detail));
      if (!has_slots)
        continue;
      const DscRect slots = dsc_map_get_bounds (dsc_scene_find_map (scene, (DscSceneId) { .part = DSC_PART_OF_SLOT }));
      const DscExportOptions above = { .theme = theme, .scale = scale, .crop = { slots.x, slots.y, width, MIN (height, slots.height) } };
      g_autofree char *word = g_strdup_printf ("%s-slots", dsc_detail_get_word (detail));
      show (painter, scene, &above, folder, version, n, word);
    }
}

int
main (int    argc,
      char **argv)
{
  static const char *const versions[] = { "2.7.18", "3.14.10" };
  static const gsize sizes[] = { 5, 50, 1000, 5000, 1000000, 5000000 };
  g_autoptr (DscPainter) painter = dsc_painter_new ();
  const char *folder = argc > 1 ? argv[1] : ".";
  const gsize most = argc > 2 ? (gsize) strtoull (argv[2], NULL, 10) : 5000000;

  for (guint v = 0; v < G_N_ELEMENTS (versions); v++)
    for (guint s = 0; s < G_N_ELEMENTS (sizes) && sizes[s] <= most; s++)
      {
        const DscDiagramOptions options = { .name = "d", .metrics = dsc_painter_get_metrics (painter) };
        DscSnapshot *snapshot = create_snapshot (versions[v], sizes[s]);
        g_autoptr (DscScene) scene = dsc_view_diagram_new (snapshot, &options);

        for (guint theme = 0; theme < DSC_THEME_USER; theme++)
          {
            const DscExportOptions page = { .theme = (DscTheme) theme, .scale = 1 };
            show (painter, scene, &page, folder, versions[v], sizes[s], "page");
            show_levels (painter, scene, (DscTheme) theme, folder, versions[v], sizes[s]);
          }
        dsc_snapshot_unref (snapshot);
      }
  return EXIT_SUCCESS;
}
