/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-figure-explain.c: the number that is asked about, in all releases. */
#include "dsc-figure-explain.h"

#include <glib/gi18n.h>

#include "dsc-view-explain.h"

#define ASKED_FIRST 1048     /* a small dict of Python 2 */

struct _DscFigureExplain {
  DscFigure parent_instance;
  gint64    bytes;
};

G_DEFINE_FINAL_TYPE (DscFigureExplain, dsc_figure_explain, DSC_TYPE_FIGURE)

static gpointer
prepare (DscFigure *figure)
{
  return g_memdup2 (&DSC_FIGURE_EXPLAIN (figure)->bytes, sizeof (gint64));
}

static DscSizeSearch *
search (gint64 bytes)
{
  g_autoptr (GArray) releases = dsc_size_list_releases ();

  return dsc_size_search_new (bytes, (const DscTarget *) (gpointer) releases->data, releases->len);
}

static DscScene *
draw (gpointer               prepared,
      const DscTextMetrics  *metrics,
      GCancellable          *cancellable,
      GError               **error)
{
  g_autoptr (DscSizeSearch) found = search (*(const gint64 *) prepared);
  g_autoptr (DscSizeSearch) smaller = NULL;
  g_autoptr (DscSizeSearch) larger = NULL;
  gint64 below;
  gint64 above;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  dsc_size_search_get_nearest (found, &below, &above);
  if (dsc_size_search_get_n (found) == 0)
    {
      smaller = below > 0 ? search (below) : NULL;
      larger = above <= DSC_EXPLAIN_MOST ? search (above) : NULL;
    }
  return dsc_view_explain_new (found, smaller, larger, metrics);
}

static DscSheet *
tabulate (gpointer       prepared,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr (DscSizeSearch) found = search (*(const gint64 *) prepared);

  return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL : dsc_size_search_to_sheet (found);
}

/* The finding that an index of the picture stands for; its release, if there is one. */
static gboolean
find_target (gint64     bytes,
             gint64     index,
             DscTarget *out_target)
{
  g_autoptr (DscSizeSearch) found = search (bytes);
  gint64 below;
  gint64 above;

  dsc_size_search_get_nearest (found, &below, &above);
  if (index >= DSC_EXPLAIN_ABOVE)
    return above <= DSC_EXPLAIN_MOST && find_target (above, index - DSC_EXPLAIN_ABOVE, out_target);
  if (index >= DSC_EXPLAIN_BELOW)
    return below > 0 && find_target (below, index - DSC_EXPLAIN_BELOW, out_target);
  if (index < 0 || index >= dsc_size_search_get_n (found))
    return FALSE;
  *out_target = dsc_size_search_get (found, (guint) index)->last;
  return TRUE;
}

static void
activate (DscFigure  *figure,
          DscSceneId  id)
{
  const gint64 number = dsc_view_explain_get_number (id);
  DscTarget target;

  if (number > 0)
    dsc_figure_set_number (figure, 0, (double) number);
  else if (find_target (DSC_FIGURE_EXPLAIN (figure)->bytes, id.index, &target))
    dsc_figure_ask (figure, DSC_FIGURE_SHOW_TARGET, &target, NULL);
}

static guint
get_n_choices (DscFigure *figure)
{
  return 1;
}

static DscChoice
get_choice (DscFigure *figure,
            guint      i)
{
  return (DscChoice) { .name = "bytes", .label = _("Number of bytes"), .kind = DSC_CHOICE_NUMBER, .number = (double) DSC_FIGURE_EXPLAIN (figure)->bytes,
                       .minimum = 1, .maximum = (double) DSC_EXPLAIN_MOST, .step = 1 };
}

static void
set_number (DscFigure *figure,
            guint      i,
            double     number)
{
  DSC_FIGURE_EXPLAIN (figure)->bytes = (gint64) number;
}

static void
dsc_figure_explain_class_init (DscFigureExplainClass *klass)
{
  DscFigureClass *figure_class = DSC_FIGURE_CLASS (klass);

  figure_class->prepare = prepare;
  figure_class->free_prepared = g_free;
  figure_class->draw = draw;
  figure_class->tabulate = tabulate;
  figure_class->activate = activate;
  figure_class->get_n_choices = get_n_choices;
  figure_class->get_choice = get_choice;
  figure_class->set_number = set_number;
}

static void
dsc_figure_explain_init (DscFigureExplain *self)
{
  self->bytes = ASKED_FIRST;
  dsc_figure_set_words (DSC_FIGURE (self), "explain", _("Explain a number"));
}

DscFigure *
dsc_figure_explain_new (void)
{
  return g_object_new (DSC_TYPE_FIGURE_EXPLAIN, NULL);
}
