/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-svg.c: the SVG is well formed, holds real text, names its groups once each, and a renderer draws it. */
#include "dsc-svg.h"

#include <string.h>

#ifdef HAVE_RSVG
#include <librsvg/rsvg.h>
#endif

#include "sample-scene.h"

static const DscSvgOptions plain = { .scale = 1, .sans_family = "DejaVu Sans", .mono_family = "DejaVu Sans Mono" };

typedef struct {
  GHashTable *ids;
  guint       n_groups, n_texts, n_titles;
  GString    *text;
} Seen;

static void
start_element_cb (GMarkupParseContext  *context,
                  const char           *name,
                  const char          **attributes,
                  const char          **values,
                  gpointer              data,
                  GError              **error)
{
  Seen *seen = data;

  (void) context;
  (void) error;
  seen->n_groups += strcmp (name, "g") == 0;
  seen->n_texts += strcmp (name, "text") == 0;
  seen->n_titles += strcmp (name, "title") == 0;
  for (gsize i = 0; attributes[i] != NULL; i++)
    if (strcmp (attributes[i], "id") == 0)
      g_assert_true (g_hash_table_add (seen->ids, g_strdup (values[i])));
}

static void
text_cb (GMarkupParseContext  *context,
         const char           *text,
         gsize                 length,
         gpointer              data,
         GError              **error)
{
  (void) context;
  (void) error;
  g_string_append_len (((Seen *) data)->text, text, length);
}

static void
test_well_formed (void)
{
  static const GMarkupParser parser = { .start_element = start_element_cb, .text = text_cb };
  g_autoptr (DscScene) scene = sample_scene_new (&dsc_text_metrics_builtin);
  Seen seen = { .ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), .text = g_string_new (NULL) };
  GMarkupParseContext *context = g_markup_parse_context_new (&parser, G_MARKUP_PREFIX_ERROR_POSITION, &seen, NULL);
  GString *svg = dsc_svg_write (scene, &plain);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_utf8_validate (svg->str, svg->len, NULL));
  g_markup_parse_context_parse (context, svg->str, svg->len, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (seen.n_groups, ==, 1 + 1 + (DSC_N_ROLES - 1));   /* the root, "sample", one a role */
  g_assert_cmpuint (seen.n_texts, ==, 2 * (DSC_N_ROLES - 1));
  g_assert_cmpuint (seen.n_titles, ==, 1 + (DSC_N_ROLES - 1));
  g_assert_nonnull (strstr (seen.text->str, "'<k>' & \"v\""));
  g_assert_nonnull (strstr (seen.text->str, "日本語"));
  g_assert_null (strchr (svg->str, '\001'));
  g_assert_true (g_hash_table_contains (seen.ids, "dk_indices.1"));
  g_assert_true (g_hash_table_contains (seen.ids, "dk_indices.1-2"));

  g_markup_parse_context_free (context);
  g_hash_table_unref (seen.ids);
  g_string_free (seen.text, TRUE);
  g_string_free (svg, TRUE);
}

static void
test_same_again (void)
{
  g_autoptr (DscScene) scene = sample_scene_new (&dsc_text_metrics_builtin);
  GString *one = dsc_svg_write (scene, &plain);
  GString *two = dsc_svg_write (scene, &plain);

  g_assert_cmpmem (one->str, one->len, two->str, two->len);
  g_string_free (one, TRUE);
  g_string_free (two, TRUE);
}

static void
test_scale (void)
{
  g_autoptr (DscScene) scene = dsc_scene_new (100, 50);
  DscSvgOptions options = plain;

  options.scale = 2.5;
  GString *svg = dsc_svg_write (scene, &options);
  g_assert_nonnull (strstr (svg->str, "width=\"250\" height=\"125\" viewBox=\"0 0 100 50\""));
  g_string_free (svg, TRUE);
}

static void
test_renderer (void)
{
#ifdef HAVE_RSVG
  g_autoptr (DscScene) scene = sample_scene_new (&dsc_text_metrics_builtin);
  GString *svg = dsc_svg_write (scene, &plain);
  g_autoptr (GError) error = NULL;
  RsvgHandle *handle = rsvg_handle_new_from_data ((const guint8 *) svg->str, svg->len, &error);
  g_assert_no_error (error);

  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 420, 400);
  cairo_t *cr = cairo_create (surface);
  const RsvgRectangle viewport = { 0, 0, dsc_scene_get_width (scene), dsc_scene_get_height (scene) };
  g_assert_true (rsvg_handle_render_document (handle, cr, &viewport, &error));
  g_assert_no_error (error);
  cairo_surface_flush (surface);
  g_assert_cmpuint (cairo_image_surface_get_data (surface)[3], ==, 0xff);   /* the background is there */
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_object_unref (handle);
  g_string_free (svg, TRUE);
#else
  g_test_skip ("librsvg was not found when this was built.");
#endif
}

static void
test_fade (void)
{
  g_autoptr (DscScene) scene = dsc_scene_new (100, 100);
  const DscPoint way[4] = { { 10, 10 }, { 30, 10 }, { 50, 50 }, { 70, 50 } };
  const guint rect = dsc_scene_add_rect (scene, (DscSceneId) { 0 }, DSC_ROLE_LIVE, (DscRect) { 5, 5, 30, 30 }, 0);
  const guint arrow = dsc_scene_add_arrow (scene, (DscSceneId) { 0 }, DSC_ROLE_PROBE, way);

  g_test_summary ("What fades is half transparent, what is hollow has no fill, and a dashed way has long dashes.");
  dsc_scene_set_node_fade (scene, rect, 204);
  dsc_scene_set_node_hollow (scene, rect, TRUE);
  dsc_scene_set_node_dashed (scene, arrow, TRUE);
  GString *svg = dsc_svg_write (scene, &plain);
  g_assert_nonnull (strstr (svg->str, "<g opacity=\"0.2\">"));
  g_assert_nonnull (strstr (svg->str, "style=\"fill:none\""));
  g_assert_nonnull (strstr (svg->str, "stroke-dasharray:9 4"));
  g_string_free (svg, TRUE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/svg/well-formed", test_well_formed);
  g_test_add_func ("/draw/svg/same-again", test_same_again);
  g_test_add_func ("/draw/svg/scale", test_scale);
  g_test_add_func ("/draw/svg/renderer", test_renderer);
  g_test_add_func ("/draw/svg/fade", test_fade);
  return g_test_run ();
}
