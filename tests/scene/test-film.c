/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-film.c: a film goes through the stops of its steps in order, rests at each, and ends with the picture at rest. */
#include "dsc-film.h"

#include <string.h>

#include "dsc-test-moments.h"

#define FIVE "set 'a'; set 'b'; set 'c'; set 'd'; set 'e'"

typedef struct {
  guint n_opened, n_freed;
} Steps;

static void
free_owner (gpointer data)
{
  ((Steps *) data)->n_freed++;
}

/* Step 1 is nothing to look at, 2 has moments, 3 has none. */
static gboolean
get_step (guint64      step,
          DscFilmStep *out_step,
          gpointer     data)
{
  Steps *self = data;

  if (step == 1)
    return FALSE;
  self->n_opened++;
  DscMoments *moments = dsc_test_moments ("3.13.5", FIVE "; get 'f'");
  *out_step = (DscFilmStep) {
    .after = dsc_snapshot_ref ((DscSnapshot *) dsc_moments_get_after (moments)),
    .moments = step == 2 ? dsc_moments_ref (moments) : NULL,
    .options = { .name = "d", .sentence = step == 2 ? "second" : "third", .step = step },
    .owner = self,
    .free_owner = free_owner,
  };
  dsc_moments_unref (moments);
  return TRUE;
}

static guint
count_stops (DscGrain grain)
{
  g_autoptr (DscMoments) moments = dsc_test_moments ("3.13.5", FIVE "; get 'f'");
  const DscDiagramOptions options = { .name = "d" };
  g_autoptr (DscMotion) motion = dsc_motion_new (moments, -1, (gint) dsc_moments_get_n (moments) - 1, grain, &options);

  return dsc_motion_get_n_stops (motion);
}

static void
test_still (void)
{
  for (guint grain = 0; grain < DSC_N_GRAINS; grain++)
    {
      const DscFilmOptions options = { .first = 1, .last = 3, .grain = grain, .still = TRUE };
      Steps steps = { 0 };
      DscFilm *film = dsc_film_new (&options, get_step, &steps);
      gint permille = 0;
      const guint n = dsc_film_count_frames (film, &permille);

      g_assert_cmpuint (n, ==, (grain == DSC_GRAIN_OPERATION ? 1 : count_stops (grain)) + 1);
      g_assert_cmpint (permille, ==, DSC_FILM_COUNTED * 2 / 3);
      for (guint i = 0; i < n; i++)
        {
          guint milliseconds = 0;
          g_autofree char *caption = NULL;
          g_autoptr (DscScene) scene = dsc_film_draw_frame (i, &milliseconds, &caption, film);

          g_assert_nonnull (scene);
          g_assert_nonnull (caption);
          g_assert_cmpuint (milliseconds, >, 0);
          g_assert_cmpint (strcmp (caption, "third") == 0, ==, i + 1 == n);
          g_assert_cmpint (strcmp (caption, "second") == 0, ==, i + 2 == n);
        }
      dsc_film_free (film);
      g_assert_cmpuint (steps.n_opened, ==, steps.n_freed);
    }
}

static guint
add_up (DscFilm *film,
        guint    n)
{
  guint total = 0;

  for (guint i = 0; i < n; i++)
    {
      guint milliseconds = 0;
      g_autofree char *caption = NULL;
      g_autoptr (DscScene) scene = dsc_film_draw_frame (i, &milliseconds, &caption, film);

      g_assert_nonnull (scene);
      total += milliseconds;
    }
  return total;
}

/* Twice as fast is half as long, and more pictures a second are more pictures of the same time. */
static void
test_time (void)
{
  DscFilmOptions options = { .first = 2, .last = 3, .grain = DSC_GRAIN_PROBE };
  Steps steps = { 0 };
  g_autoptr (DscFilm) film = dsc_film_new (&options, get_step, &steps);
  const guint n = dsc_film_count_frames (film, NULL), total = add_up (film, n);

  options.speed = 2;
  g_autoptr (DscFilm) fast = dsc_film_new (&options, get_step, &steps);
  const guint n_fast = dsc_film_count_frames (fast, NULL), total_fast = add_up (fast, n_fast);
  options.speed = 1;
  options.rate = 50;
  g_autoptr (DscFilm) fine = dsc_film_new (&options, get_step, &steps);
  const guint n_fine = dsc_film_count_frames (fine, NULL), total_fine = add_up (fine, n_fine);

  g_assert_cmpuint (n_fast, <, n);
  g_assert_cmpuint (n, <, n_fine);
  g_assert_cmpint (ABS ((int) (total - 2 * total_fast)), <=, (int) (2 * 40 * (count_stops (DSC_GRAIN_PROBE) + 1)));
  g_assert_cmpint (ABS ((int) (total - total_fine)), <=, (int) (40 * (count_stops (DSC_GRAIN_PROBE) + 1)));
}

/* In any order, the same frame is the same picture. */
static void
test_order (void)
{
  const DscFilmOptions options = { .first = 2, .last = 3, .grain = DSC_GRAIN_PROBE };
  Steps steps = { 0 };
  g_autoptr (DscFilm) film = dsc_film_new (&options, get_step, &steps);
  const guint n = dsc_film_count_frames (film, NULL);
  g_autoptr (GPtrArray) dumps = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    {
      guint milliseconds;
      g_autofree char *caption = NULL;
      g_autoptr (DscScene) scene = dsc_film_draw_frame (i, &milliseconds, &caption, film);
      g_ptr_array_add (dumps, dsc_scene_dump (scene));
    }
  for (guint i = n; i-- > 0;)
    {
      guint milliseconds;
      g_autofree char *caption = NULL;
      g_autoptr (DscScene) scene = dsc_film_draw_frame (i, &milliseconds, &caption, film);
      g_autofree char *dump = dsc_scene_dump (scene);
      g_assert_cmpstr (dump, ==, g_ptr_array_index (dumps, i));
    }
  g_assert_null (dsc_film_draw_frame (n, NULL, NULL, film));
}

static void
test_nothing (void)
{
  const DscFilmOptions options = { .first = 1, .last = 1 };
  Steps steps = { 0 };
  g_autoptr (DscFilm) film = dsc_film_new (&options, get_step, &steps);

  g_assert_cmpuint (dsc_film_count_frames (film, NULL), ==, 0);
  g_assert_null (dsc_film_draw_frame (0, NULL, NULL, film));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/film/still", test_still);
  g_test_add_func ("/scene/film/time", test_time);
  g_test_add_func ("/scene/film/order", test_order);
  g_test_add_func ("/scene/film/nothing", test_nothing);
  return g_test_run ();
}
