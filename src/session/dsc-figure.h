/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-figure.h: a view that is not the picture of one state (matrix, layouts, history, plot, …) as a window sees it: a scene, a table of
 * the same data, and choices that change both.
 *
 * One pane shows every kind of figure: it asks for the scene, builds a control for each choice, and exports. What a kind can do stands in
 * its class. Main thread only, except `draw`, which runs in a worker on what `prepare` has returned. */
#pragma once

#include <gio/gio.h>

#include "dsc-scene.h"
#include "dsc-sheet.h"

typedef enum {
  DSC_CHOICE_ONE = 0,        /* one of the options */
  DSC_CHOICE_SOME,           /* any of the options: bits of `number` */
  DSC_CHOICE_FLAG,           /* number 0 or 1 */
  DSC_CHOICE_NUMBER,         /* minimum to maximum */
  DSC_CHOICE_TARGET,         /* one release */
  DSC_CHOICE_TARGETS,        /* several */
} DscChoiceKind;

typedef struct {
  const char         *name;      /* for settings: "log-scale"; not translated */
  const char         *label;     /* translated */
  DscChoiceKind       kind;
  const char * const *options;   /* ONE, SOME: translated labels, NULL-terminated */
  double              number;    /* ONE: number of the option; SOME: bits; FLAG; NUMBER */
  double              minimum, maximum, step;
  const DscTarget    *targets;   /* TARGET, TARGETS */
  guint               n_targets, most_targets;
} DscChoice;

#define DSC_TYPE_FIGURE (dsc_figure_get_type ())
G_DECLARE_DERIVABLE_TYPE (DscFigure, dsc_figure, DSC, FIGURE, GObject)

/* Signals: changed () when the scene and the table may be others; activated (guint action, gpointer a, gpointer b): the user asks for
 * something outside of the figure, by DscFigureAction. */
typedef enum {
  DSC_FIGURE_SHOW_TARGET = 0,    /* a: const DscTarget *; open its picture */
  DSC_FIGURE_COMPARE,            /* a, b: const DscTarget *; open both side by side */
  DSC_FIGURE_GO_TO_STEP,         /* a: const guint64 * */
} DscFigureAction;

struct _DscFigureClass {
  GObjectClass parent_class;

  /* Everything that drawing needs, copied so that a worker may use it; freed with free_prepared. May not be slow. */
  gpointer   (*prepare)       (DscFigure *self);
  void       (*free_prepared) (gpointer prepared);
  /* In a worker. NULL and error: cancelled, or a sentence on why there is no figure ("This script has no step."). The cancellable
   * is never NULL, whoever asks. */
  DscScene  *(*draw)          (gpointer prepared, const DscTextMetrics *metrics, GCancellable *cancellable, GError **error);
  DscSheet  *(*tabulate)      (gpointer prepared, GCancellable *cancellable, GError **error);     /* in a worker too; NULL: no table */
  /* What is added over the scene while the pointer is at a point of it: crosshair and values. NULL: nothing. May be NULL. Main thread;
   * `scene` is the one that is shown. */
  DscScene  *(*point_at)      (DscFigure *self, const DscScene *scene, DscPoint point, const DscTextMetrics *metrics);
  /* A datum was clicked, or Enter pressed on it. May be NULL. */
  void       (*activate)      (DscFigure *self, DscSceneId id);
  guint      (*get_n_choices) (DscFigure *self);
  DscChoice  (*get_choice)    (DscFigure *self, guint i);      /* pointers valid until the figure changes */
  void       (*set_number)    (DscFigure *self, guint i, double number);
  void       (*set_targets)   (DscFigure *self, guint i, const DscTarget *targets, guint n);
};

/* "history", "matrix" …: for settings, actions and file names; translated title for people. Static. */
const char *dsc_figure_get_name      (DscFigure *self);
const char *dsc_figure_get_title     (DscFigure *self);
guint       dsc_figure_get_n_choices (DscFigure *self);
DscChoice   dsc_figure_get_choice    (DscFigure *self, guint i);
/* Clamped; nothing happens when it is what it was, else `changed`. */
void        dsc_figure_set_number    (DscFigure *self, guint i, double number);
void        dsc_figure_set_targets   (DscFigure *self, guint i, const DscTarget *targets, guint n);
/* The scene, drawn in a worker; a newer call cancels the one before it. */
void        dsc_figure_draw_async    (DscFigure *self, const DscTextMetrics *metrics /* valid for ever, from any thread */,
                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
DscScene   *dsc_figure_draw_finish   (DscFigure *self, GAsyncResult *result, GError **error);
/* The table, as dsc_figure_draw_async. */
void        dsc_figure_tabulate_async  (DscFigure *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
DscSheet   *dsc_figure_tabulate_finish (DscFigure *self, GAsyncResult *result, GError **error);
/* Whether there is a table. */
gboolean    dsc_figure_has_sheet     (DscFigure *self);
/* For files and the clipboard: the figure as it is now, to be drawn by any one thread and with any metrics, as often as one likes,
 * beside what the calls above do. free. */
typedef struct DscFigureWork DscFigureWork;
DscFigureWork *dsc_figure_prepare    (DscFigure *self);
DscScene   *dsc_figure_work_draw     (DscFigureWork *self, const DscTextMetrics *metrics, GCancellable *cancellable, GError **error);
DscSheet   *dsc_figure_work_tabulate (DscFigureWork *self, GCancellable *cancellable, GError **error);
void        dsc_figure_work_free     (DscFigureWork *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscFigureWork, dsc_figure_work_free)
DscScene   *dsc_figure_point_at      (DscFigure *self, const DscScene *scene, DscPoint point, const DscTextMetrics *metrics);
void        dsc_figure_activate      (DscFigure *self, DscSceneId id);

/* For kinds of figures. */
void        dsc_figure_set_words     (DscFigure *self, const char *name, const char *title);   /* static strings; once */
void        dsc_figure_announce      (DscFigure *self);                                        /* emits changed */
void        dsc_figure_ask           (DscFigure *self, DscFigureAction action, gconstpointer a, gconstpointer b);
