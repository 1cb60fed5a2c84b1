/* SPDX-License-Identifier: GPL-3.0-or-later */
/* film-fixture.h: a few pictures that follow each other, and programs that read files back, for tests of motion. */
#pragma once

#include "dsc-animation.h"

typedef struct {
  const DscTextMetrics *metrics;
  guint                 fail_at;      /* frame that cannot be made; G_MAXUINT: none */
  GCancellable         *cancel;       /* cancelled at fail_at; NULL: the frame fails instead */
  guint                 n_asked;
  double                width, height;
} FilmFixture;

#define FILM_FRAMES 12u
/* Of 12 frames: 3 and 4 are like 2; each is shown 120 ms, and has a caption. */
DscScene *film_fixture_draw (guint i, guint *out_milliseconds, char **out_caption, gpointer data);

/* What a program printed; NULL, and the test is skipped with a reason: it is not on this machine. It must end well. */
char     *film_fixture_run  (const char *program, ...) G_GNUC_NULL_TERMINATED;
