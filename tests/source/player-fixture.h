/* SPDX-License-Identifier: GPL-3.0-or-later */
/* player-fixture.h: short scenarios played for a version, for the tests of the player and the recorder. */
#pragma once

#include "dsc-recorder.h"
#include "dsc-repr.h"

#include <string.h>

typedef struct {
  DscScenario *scenario;
  DscPlayer   *player;
  DscPlayed    played;     /* of the last step */
} Fixture;

/* ops: JSON, ["new"], ["set", 1, 2] … without the outer brackets. */
static inline void
fixture_init (Fixture *self, const char *target_name, const char *ops)
{
  g_autofree char *text = g_strdup_printf ("{\"name\":\"test\",\"ops\":[%s]}", ops);
  g_autoptr (GError) error = NULL;
  DscTarget target;

  g_assert_cmpint (dsc_target_parse (target_name, &target), ==, DSC_STATUS_OK);
  self->scenario = dsc_scenario_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  self->player = dsc_player_new (self->scenario, target, 0, &error);
  g_assert_no_error (error);
}

static inline void
fixture_clear (Fixture *self)
{
  dsc_player_free (self->player);
  dsc_scenario_free (self->scenario);
}

static inline void
fixture_step (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  dsc_player_step (self->player, &self->played, &error);
  g_assert_no_error (error);
}

/* Plays all; the last step's result is in `played`. */
static inline void
fixture_play (Fixture *self)
{
  for (gsize i = dsc_player_get_position (self->player); i < dsc_scenario_get_n_ops (self->scenario); i++)
    fixture_step (self);
}

static inline char *
fixture_repr (const Fixture *self, const DscObject *object)
{
  DscText text;

  if (object == NULL)
    return g_strdup ("-");
  dsc_text_init (&text, &dsc_alloc_libc);
  dsc_repr_append (&text, object, dsc_player_get_pool (self->player), 0);
  char *copy = g_strdup (text.text);
  dsc_text_clear (&text);
  return copy;
}

/* The items of the current dict, "k: v, …". */
static inline char *
fixture_items (const Fixture *self)
{
  GString *text = g_string_new (NULL);
  size_t position = 0;
  DscPair pair;

  g_assert_nonnull (self->played.dict);
  while (dsc_dict_next (self->played.dict, &position, &pair))
    {
      g_autofree char *key = fixture_repr (self, pair.key);
      g_autofree char *value = fixture_repr (self, pair.value);
      g_string_append_printf (text, "%s%s: %s", text->len != 0 ? ", " : "", key, value);
    }
  return g_string_free (text, FALSE);
}
