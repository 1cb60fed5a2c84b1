/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-history.c: "dictoscope-cli history": how dicts behave, release by release. */
#include "dsc-cli-figure.h"

#include <glib/gi18n.h>
#include <string.h>

#include "dsc-view-history.h"

typedef struct {
  DscBehaviourHistory *history;
  DscHistoryQuery      query;
} Wanted;

static DscScene *
draw (gpointer              data,
      const DscTextMetrics *metrics)
{
  const Wanted *self = data;

  return dsc_view_history (self->history, &self->query, NULL, metrics);
}

static DscSheet *
tabulate (gpointer data)
{
  const Wanted *self = data;

  return dsc_behaviour_history_tabulate (self->history, &self->query);
}

static gboolean
read_behaviours (int              argc,
                 char           **argv,
                 DscHistoryQuery *query)
{
  for (int i = 1; i < argc; i++)
    {
      const DscBehaviour *behaviours;
      const guint n = dsc_behaviours (&behaviours);
      g_autoptr (GString) names = g_string_new (NULL);
      guint found;

      if (dsc_behaviour_find (argv[i], &found))
        {
          query->behaviours |= G_GUINT64_CONSTANT (1) << found;
          continue;
        }
      for (guint k = 0; k < n; k++)
        g_string_append_printf (names, "%s%s", k > 0 ? ", " : "", behaviours[k].name);
      dsc_cli_complain (_("There is no behaviour “%s”. Those that Dictoscope knows are: %s."), argv[i], names->str);
      return FALSE;
    }
  return TRUE;
}

/* "A,B": the range between them, in the build of both; "A" alone: the build. */
static gboolean
read_versions (const char *text,
               Wanted     *self)
{
  g_autoptr (GArray) targets = text != NULL ? dsc_cli_parse_targets (text) : NULL;
  DscBuild build = { 0 };

  if (text != NULL && targets == NULL)
    return FALSE;
  if (targets != NULL)
    build = g_array_index (targets, DscTarget, 0).build;
  if (targets != NULL && targets->len != 2)
    {
      dsc_cli_complain (_("--versions takes two releases here, as in “--versions A,B”: what changed between them is shown."));
      return FALSE;
    }
  if (targets != NULL)
    for (guint i = 0; i < 2; i++)
      if (g_array_index (targets, DscTarget, i).implementation != DSC_IMPLEMENTATION_CPYTHON
          || g_array_index (targets, DscTarget, i).build.arch != build.arch || g_array_index (targets, DscTarget, i).build.debug != build.debug
          || g_array_index (targets, DscTarget, i).build.free_threaded != build.free_threaded)
        {
          dsc_cli_complain (_("The history is that of one build of CPython, and these two differ in theirs. “dictoscope-cli layout” or “compare” compare builds."));
          return FALSE;
        }
  self->history = dsc_behaviour_history_new (build);
  if (targets == NULL
      || dsc_behaviour_history_get_range (self->history, g_array_index (targets, DscTarget, 0).version, g_array_index (targets, DscTarget, 1).version, &self->query))
    return TRUE;
  dsc_cli_complain (_("There are not two releases from the first of “%s” to the second one."), text);
  return FALSE;
}

DscExit
dsc_cli_history (int    argc,
                 char **argv)
{
  static const DscCliFigure figure = { draw, tabulate };
  DscCliOptions options;
  DscExit status = DSC_EXIT_USAGE;
  Wanted wanted = { NULL };

  dsc_cli_options_init (&options);
  if (dsc_cli_options_parse (&options, DSC_CLI_OPTION_FIGURE | DSC_CLI_OPTION_LIST,
                             _("Tells how dicts behave, release by release: what changed, since when, where that was read and what it means. With --versions A,B "
                               "only what changed between the two, in their build."),
                             _("[BEHAVIOUR…]"), &argc, &argv)
      && read_behaviours (argc, argv, &wanted.query) && read_versions (options.versions, &wanted))
    status = dsc_cli_finish_figure (&options, &figure, &wanted);
  if (wanted.history != NULL)
    dsc_behaviour_history_unref (wanted.history);
  dsc_cli_options_clear (&options);
  return status;
}
