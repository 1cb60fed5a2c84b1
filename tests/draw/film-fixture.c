/* SPDX-License-Identifier: GPL-3.0-or-later */
/* film-fixture.c: a box that wanders past others, with words that change. */
#include "film-fixture.h"

DscScene *
film_fixture_draw (guint    i,
                   guint   *out_milliseconds,
                   char   **out_caption,
                   gpointer data)
{
  static const DscFontSpec font = { DSC_FONT_SANS, 13, FALSE };
  FilmFixture *self = data;
  const guint place = i == 3 || i == 4 ? 2 : i;
  const DscSceneId none = { 0 };

  self->n_asked++;
  if (i == self->fail_at)
    {
      if (self->cancel != NULL)
        g_cancellable_cancel (self->cancel);
      return NULL;
    }
  DscScene *scene = dsc_scene_new (self->width, self->height);
  dsc_scene_begin_group (scene, none, "film", NULL);
  dsc_scene_add_rect (scene, none, DSC_ROLE_CARD, (DscRect) { 10, 10, self->width - 20, self->height - 20 }, 8);
  for (guint slot = 0; slot < 8; slot++)
    {
      const DscRect box = { 20.3 + slot * 34, 40.7, 30, 22 };
      g_autofree char *number = g_strdup_printf ("%u", slot);

      dsc_scene_add_rect (scene, none, slot < place ? DSC_ROLE_LIVE : slot == place ? DSC_ROLE_DUMMY : DSC_ROLE_EMPTY, box, 4);
      dsc_scene_add_text (scene, none, DSC_ROLE_TEXT, &font, DSC_ANCHOR_MIDDLE, box.x + 15, box.y + 16, number, self->metrics);
    }
  dsc_scene_add_rect (scene, none, DSC_ROLE_PROBE, (DscRect) { 20.3 + place * 21.7, 80.2, 40, 20 }, 5);
  dsc_scene_add_text (scene, none, DSC_ROLE_TITLE, &font, DSC_ANCHOR_START, 20, 30, place % 2 == 0 ? "even, ąę日" : "odd", self->metrics);
  dsc_scene_add_line (scene, none, DSC_ROLE_POINTER, (DscPoint) { 20, 120 }, (DscPoint) { 40 + place * 20, 130 });
  dsc_scene_end_group (scene);
  *out_milliseconds = 120;
  *out_caption = g_strdup_printf ("Step %u of %u: a caption that is long enough to be broken into lines when a picture is small, and must not be cut.",
                                  place + 1, FILM_FRAMES);
  return scene;
}

char *
film_fixture_run (const char *program,
                  ...)
{
  g_autofree char *path = g_find_program_in_path (program);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  va_list rest;
  int status;

  if (path == NULL)
    {
      g_autofree char *reason = g_strdup_printf ("There is no %s on this machine to read the file with.", program);
      g_test_skip (reason);
      return NULL;
    }
  g_ptr_array_add (words, path);
  va_start (rest, program);
  for (char *word = va_arg (rest, char *); word != NULL; word = va_arg (rest, char *))
    g_ptr_array_add (words, word);
  va_end (rest);
  g_ptr_array_add (words, NULL);
  g_spawn_sync (NULL, (char **) words->pdata, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
  return output;
}
