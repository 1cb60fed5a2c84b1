/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-figure-history.c: what is chosen for the history strip, and what its clicks ask for. */
#include "dsc-figure-history.h"

#include <glib/gi18n.h>

#include "dsc-view-history.h"

enum { BEHAVIOUR, BUILD, N_CHOICES };

static const DscBuild builds[] = {
  { .arch = DSC_ARCH_64 }, { .arch = DSC_ARCH_64, .free_threaded = true }, { .arch = DSC_ARCH_I386 }, { .arch = DSC_ARCH_WASM32 },
  { .arch = DSC_ARCH_64, .debug = true },
};

struct _DscFigureHistory {
  DscFigure            parent_instance;
  guint                behaviour;        /* 0: all; else its number plus one */
  guint                build;
  DscSceneId           selected;         /* PICTURE: nothing */
  DscBehaviourHistory *history;          /* of the build; NULL: not made yet */
  GPtrArray           *behaviour_names;  /* NULL-terminated, as the next one */
  GPtrArray           *build_names;
};

G_DEFINE_FINAL_TYPE (DscFigureHistory, dsc_figure_history, DSC_TYPE_FIGURE)

typedef struct {
  DscBehaviourHistory *history;
  DscHistoryQuery      query;
  DscSceneId           selected;
} Prepared;

static DscBehaviourHistory *
ensure_history (DscFigureHistory *self)
{
  if (self->history == NULL)
    self->history = dsc_behaviour_history_new (builds[self->build]);
  return self->history;
}

static gpointer
prepare (DscFigure *figure)
{
  DscFigureHistory *self = DSC_FIGURE_HISTORY (figure);
  Prepared *prepared = g_new0 (Prepared, 1);

  prepared->history = dsc_behaviour_history_ref (ensure_history (self));
  prepared->selected = self->selected;
  if (self->behaviour > 0)
    prepared->query.behaviours = G_GUINT64_CONSTANT (1) << (self->behaviour - 1);
  return prepared;
}

static void
free_prepared (gpointer data)
{
  Prepared *self = data;

  dsc_behaviour_history_unref (self->history);
  g_free (self);
}

static DscScene *
draw (gpointer               data,
      const DscTextMetrics  *metrics,
      GCancellable          *cancellable,
      GError               **error)
{
  const Prepared *self = data;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return dsc_view_history (self->history, &self->query, self->selected.part == DSC_PART_OF_DATUM ? &self->selected : NULL, metrics);
}

static DscSheet *
tabulate (gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Prepared *self = data;

  return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL : dsc_behaviour_history_tabulate (self->history, &self->query);
}

static void
activate (DscFigure  *figure,
          DscSceneId  id)
{
  DscFigureHistory *self = DSC_FIGURE_HISTORY (figure);
  const DscBehaviourSpan *span;

  if (!dsc_view_history_get_span (ensure_history (self), id, &span))
    return;

  const DscTarget first = dsc_behaviour_history_get_target (self->history, span->first);
  const DscTarget last = dsc_behaviour_history_get_target (self->history, span->last);
  const DscTarget before = dsc_behaviour_history_get_target (self->history, span->is_change ? span->first - 1 : 0);
  if (!dsc_scene_id_equal (self->selected, id))
    {
      self->selected = id;
      dsc_figure_announce (figure);
    }
  if (span->is_change)
    dsc_figure_ask (figure, DSC_FIGURE_COMPARE, &before, &first);
  else
    dsc_figure_ask (figure, DSC_FIGURE_SHOW_TARGET, &last, NULL);
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
  DscFigureHistory *self = DSC_FIGURE_HISTORY (figure);

  if (i == BEHAVIOUR)
    return (DscChoice) { .name = "behaviour", .label = _("Behaviour"), .kind = DSC_CHOICE_ONE, .number = self->behaviour,
                         .options = (const char * const *) self->behaviour_names->pdata };
  return (DscChoice) { .name = "build", .label = _("Build"), .kind = DSC_CHOICE_ONE, .number = self->build,
                       .options = (const char * const *) self->build_names->pdata };
}

static void
set_number (DscFigure *figure,
            guint      i,
            double     number)
{
  DscFigureHistory *self = DSC_FIGURE_HISTORY (figure);

  self->selected = (DscSceneId) { .part = DSC_PART_OF_PICTURE };
  if (i == BEHAVIOUR)
    self->behaviour = (guint) number;
  else
    {
      self->build = (guint) number;
      g_clear_pointer (&self->history, dsc_behaviour_history_unref);
    }
}

static void
dsc_figure_history_finalize (GObject *object)
{
  DscFigureHistory *self = DSC_FIGURE_HISTORY (object);

  g_clear_pointer (&self->history, dsc_behaviour_history_unref);
  g_ptr_array_unref (self->behaviour_names);
  g_ptr_array_unref (self->build_names);
  G_OBJECT_CLASS (dsc_figure_history_parent_class)->finalize (object);
}

static void
dsc_figure_history_class_init (DscFigureHistoryClass *klass)
{
  DscFigureClass *figure_class = DSC_FIGURE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = dsc_figure_history_finalize;
  figure_class->prepare = prepare;
  figure_class->free_prepared = free_prepared;
  figure_class->draw = draw;
  figure_class->tabulate = tabulate;
  figure_class->activate = activate;
  figure_class->get_n_choices = get_n_choices;
  figure_class->get_choice = get_choice;
  figure_class->set_number = set_number;
}

static void
dsc_figure_history_init (DscFigureHistory *self)
{
  const DscBehaviour *behaviours;
  const guint n = dsc_behaviours (&behaviours);

  self->selected = (DscSceneId) { .part = DSC_PART_OF_PICTURE };
  self->behaviour_names = g_ptr_array_new_with_free_func (g_free);
  self->build_names = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->behaviour_names, g_strdup (_("All")));
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (self->behaviour_names, g_strdup (dsc_behaviour_get_title (i)));
  for (gsize i = 0; i < G_N_ELEMENTS (builds); i++)
    {
      char name[80];

      dsc_build_format (builds[i], name, sizeof name);
      g_ptr_array_add (self->build_names, g_strdup (name));
    }
  g_ptr_array_add (self->behaviour_names, NULL);
  g_ptr_array_add (self->build_names, NULL);
  dsc_figure_set_words (DSC_FIGURE (self), "history", _("History of behaviours"));
}

DscFigure *
dsc_figure_history_new (void)
{
  return g_object_new (DSC_TYPE_FIGURE_HISTORY, NULL);
}
