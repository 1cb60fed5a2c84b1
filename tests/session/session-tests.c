/* SPDX-License-Identifier: GPL-3.0-or-later */
/* session-tests.c: what the tests of sessions share. */
#include "session-tests.h"

#include <string.h>

void
session_settle (DscSession *session)
{
  while (dsc_session_is_running (session))
    g_main_context_iteration (NULL, TRUE);
}

DscTarget
target_from_text (const char *text)
{
  DscTarget target;

  g_assert_cmpint (dsc_target_parse (text, &target), ==, DSC_STATUS_OK);
  return target;
}

DscSession *
session_with (const char *text)
{
  DscSession *session = dsc_session_new ();

  dsc_session_set_target (session, target_from_text ("3.14.10"));
  dsc_session_load (session, text);
  session_settle (session);
  return session;
}

DscHistory *
history_of (const char *text)
{
  g_autoptr (DscScript) script = dsc_script_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  DscHistory *history = dsc_history_new (script, target_from_text ("3.14.10"), 0, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (history);
  return history;
}

typedef struct {
  DscScene *scene;
  DscSheet *sheet;
  GError   *error;
} Look;

static void
on_drawn (GObject      *object,
          GAsyncResult *result,
          gpointer      data)
{
  Look *look = data;

  look->scene = dsc_figure_draw_finish (DSC_FIGURE (object), result, &look->error);
}

static void
on_tabulated (GObject      *object,
              GAsyncResult *result,
              gpointer      data)
{
  Look *look = data;

  look->sheet = dsc_figure_tabulate_finish (DSC_FIGURE (object), result, &look->error);
}

gboolean
figure_look (DscFigure  *figure,
             DscScene  **scene,
             DscSheet  **sheet,
             GError    **error)
{
  Look look = { NULL };

  dsc_figure_draw_async (figure, &dsc_text_metrics_builtin, NULL, on_drawn, &look);
  while (look.scene == NULL && look.error == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (look.error == NULL)
    dsc_figure_tabulate_async (figure, NULL, on_tabulated, &look);
  while (look.sheet == NULL && look.error == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_clear_pointer (scene, dsc_scene_unref);
  g_clear_pointer (sheet, dsc_sheet_unref);
  *scene = look.scene;
  *sheet = look.sheet;
  if (error == NULL)
    g_assert_no_error (look.error);
  else if (look.error != NULL)
    g_propagate_error (error, look.error);
  return *sheet != NULL;
}
