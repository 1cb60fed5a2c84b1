/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-go-to.c: "step 12", "line 3", "slot 5": reads it and goes there. */
#include "dsc-go-to.h"

#include <glib/gi18n.h>
#include <string.h>

#include "dsc-place.h"

/* A number with one of two words in front of it, or with none when bare is set. */
static gboolean
read_number (const char *text, const char *word, const char *translated, gboolean bare, guint64 *out_number)
{
  gsize skip = 0;

  if (g_str_has_prefix (text, word))
    skip = strlen (word);
  else if (*translated != '\0' && g_str_has_prefix (text, translated))
    skip = strlen (translated);
  else if (!bare)
    return FALSE;
  g_autofree char *rest = g_strstrip (g_strdup (text + skip));

  return g_ascii_string_to_unsigned (rest, 10, 0, G_MAXUINT64, out_number, NULL);
}

static gboolean
go_to_step (DscSession *session, guint64 step, char **out_message)
{
  const guint64 n = dsc_session_get_n_steps (session);

  if (step > n)
    {
      *out_message = g_strdup_printf (_("There is no step %" G_GUINT64_FORMAT "; they go from 0 to %" G_GUINT64_FORMAT "."), step, n);
      return FALSE;
    }
  dsc_session_set_position (session, step);
  return TRUE;
}

static gboolean
go_to_line (DscSession *session, guint64 line, char **out_message)
{
  const guint64 step = line <= G_MAXUINT ? dsc_session_find_step_of_line (session, (guint) line) : dsc_session_get_n_steps (session);

  if (step == 0)
    {
      *out_message = g_strdup_printf (_("No step begins in line %" G_GUINT64_FORMAT " or before it."), line);
      return FALSE;
    }
  dsc_session_set_position (session, step);
  return TRUE;
}

static gboolean
go_to_place (DscSession *session, const char *text, char **out_message)
{
  const DscState *state = dsc_session_get_state (session);
  DscSceneId id;
  const DscPlaceResult result = state != NULL && state->snapshot != NULL ? dsc_place_parse (state->snapshot, text, &id, out_message)
                                                                        : DSC_PLACE_NONE;

  if (result == DSC_PLACE_FOUND)
    dsc_session_set_selection (session, id);
  else if (result == DSC_PLACE_NONE)
    *out_message = g_strdup (_("Write a step (12), a line (line 3), a slot (slot 5), an entry (entry 7), a field (ma_used) or an address (0x…)."));
  return result == DSC_PLACE_FOUND;
}

gboolean
dsc_go_to (DscSession *session, const char *text, char **out_message)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  guint64 number;

  *out_message = NULL;
  g_strstrip (lower);
  if (strcmp (lower, "first") == 0 || strcmp (lower, _("first")) == 0)
    return go_to_step (session, 0, out_message);
  if (strcmp (lower, "last") == 0 || strcmp (lower, _("last")) == 0)
    return go_to_step (session, dsc_session_get_n_steps (session), out_message);
  if (read_number (lower, "step", _("step"), TRUE, &number))
    return go_to_step (session, number, out_message);
  if (read_number (lower, "line", _("line"), FALSE, &number))
    return go_to_line (session, number, out_message);
  return go_to_place (session, text, out_message);
}
