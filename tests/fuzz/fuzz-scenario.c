/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz-scenario.c: any text is read as a scenario, played and recorded.
 *
 * The first bytes choose the version. Inputs that ask for many items are passed over: they are slow, and nothing else. */
#include "fuzz.h"

#include "dsc-recorder.h"

#define MAX_ITEMS 4000

/* Numbers that may be numbers of items, added up. */
static gint64
count_items (const char *text, gsize length)
{
  gint64 sum = 0;

  for (gsize i = 0; i < length; i++)
    {
      gint64 number = 0;
      for (; i < length && g_ascii_isdigit (text[i]); i++)
        number = MIN (number * 10 + (text[i] - '0'), DSC_PLAYER_MAX_ITEMS + 1);
      if (number > 50 && number <= DSC_PLAYER_MAX_ITEMS)
        sum += number;
    }
  return sum;
}

static void
play (const DscScenario *scenario, DscTarget target)
{
  g_autoptr (DscPlayer) player = dsc_player_new (scenario, target, 0, NULL);

  g_assert (player != NULL);
  g_autoptr (DscRecorder) recorder = dsc_recorder_new (player, 64);
  g_autoptr (GString) line = g_string_new (NULL);
  DscPlayed played;
  for (gsize i = 0; i < dsc_scenario_get_n_ops (scenario); i++)
    {
      g_string_truncate (line, 0);
      if (!dsc_player_step (player, &played, NULL))
        return;
      if (played.not_modelled)
        return;
      if (!dsc_recorder_append_line (recorder, i, dsc_scenario_get_op (scenario, i), &played, line, NULL))
        return;
      const DscRuntime *rt = dsc_machine_get_runtime (dsc_player_get_machine (player));
      g_assert_cmpstr (played.dict != NULL ? dsc_dict_check (rt, played.dict) : NULL, ==, NULL);
      g_assert_cmpstr (played.instance != NULL ? dsc_instance_check (rt, played.instance) : NULL, ==, NULL);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  if (size < FUZZ_PREFIX)
    return 0;

  const char *text = (const char *) data + FUZZ_PREFIX;
  gsize length = MIN (size - FUZZ_PREFIX, FUZZ_MAX_SIZE);
  if (count_items (text, length) > MAX_ITEMS)
    return 0;
  g_autoptr (DscScenario) scenario = dsc_scenario_parse (text, length, NULL);
  if (scenario != NULL)
    play (scenario, fuzz_target_of (data[0], data[1]));
  return 0;
}
