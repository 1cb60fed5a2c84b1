/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-figure-layout.c: what is chosen for the layout difference, and what its clicks ask for. */
#include "dsc-figure-layout.h"

#include <glib/gi18n.h>

#include "dsc-view-layout.h"

enum { FIRST, SECOND, BLOCKS, N_CHOICES };

struct _DscFigureLayout {
  DscFigure   parent_instance;
  DscTarget   targets[2];
  guint       parts;
  const char *labels[DSC_N_LAYOUT_PARTS + 1];
};

G_DEFINE_FINAL_TYPE (DscFigureLayout, dsc_figure_layout, DSC_TYPE_FIGURE)

static gpointer
prepare (DscFigure *figure)
{
  DscFigureLayout *self = DSC_FIGURE_LAYOUT (figure);

  return dsc_layout_difference_new (self->targets[0], self->targets[1], self->parts);
}

static DscScene *
draw (gpointer               prepared,
      const DscTextMetrics  *metrics,
      GCancellable          *cancellable,
      GError               **error)
{
  return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL : dsc_view_layout (prepared, metrics);
}

static DscSheet *
tabulate (gpointer       prepared,
          GCancellable  *cancellable,
          GError       **error)
{
  return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL : dsc_layout_difference_tabulate (prepared);
}

/* Members are only selected: too many clicks on them are meant to look, not to leave. */
static void
activate (DscFigure  *figure,
          DscSceneId  id)
{
  DscFigureLayout *self = DSC_FIGURE_LAYOUT (figure);
  const gint side = dsc_view_layout_get_heading (id);

  if (side >= 0)
    dsc_figure_ask (figure, DSC_FIGURE_SHOW_TARGET, &self->targets[side], NULL);
}

static guint
get_n_choices (DscFigure *figure)
{
  return N_CHOICES;
}

static DscChoice
get_choice (DscFigure *figure,
            guint      i)
{
  DscFigureLayout *self = DSC_FIGURE_LAYOUT (figure);

  if (i == BLOCKS)
    return (DscChoice) { .name = "blocks", .label = _("Blocks"), .kind = DSC_CHOICE_SOME, .options = self->labels, .number = self->parts };
  return (DscChoice) { .name = i == FIRST ? "first" : "second", .label = i == FIRST ? _("First release") : _("Second release"),
                       .kind = DSC_CHOICE_TARGET, .targets = &self->targets[i], .n_targets = 1, .most_targets = 1 };
}

static void
set_number (DscFigure *figure,
            guint      i,
            double     number)
{
  if (i == BLOCKS)
    DSC_FIGURE_LAYOUT (figure)->parts = (guint) number;
}

static void
set_targets (DscFigure       *figure,
             guint            i,
             const DscTarget *targets,
             guint            n)
{
  if (i != BLOCKS)
    DSC_FIGURE_LAYOUT (figure)->targets[i] = targets[0];
}

static void
dsc_figure_layout_class_init (DscFigureLayoutClass *klass)
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
  figure_class->set_targets = set_targets;
}

static void
dsc_figure_layout_init (DscFigureLayout *self)
{
  self->parts = DSC_LAYOUT_ALL_PARTS;
  for (guint i = 0; i < DSC_N_LAYOUT_PARTS; i++)
    self->labels[i] = dsc_layout_part_title (i);
  self->targets[1].version = dsc_release_newest ();
  if (!dsc_layout_find_older (self->targets[1], &self->targets[0]))
    self->targets[0] = self->targets[1];
  dsc_figure_set_words (DSC_FIGURE (self), "layout", _("Layout of the structs"));
}

DscFigure *
dsc_figure_layout_new (void)
{
  return g_object_new (DSC_TYPE_FIGURE_LAYOUT, NULL);
}
