/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-window-private.h: what the files of the window share. */
#pragma once

#include "dsc-comparison.h"
#include "dsc-example-list.h"
#include "dsc-window.h"
#include "dsc-workspace.h"

typedef void (*DscWindowThen) (DscWindow *self,
                               GObject   *what);

typedef enum { DSC_ROOM_PICTURE = 0, DSC_ROOM_SCRIPT, DSC_ROOM_ALL } DscRoom;     /* what the window is wide enough for */

struct _DscWindow {
  AdwApplicationWindow  parent_instance;

  GtkLabel             *title_label, *version_label, *figure_label, *compare_label;
  GtkMenuButton        *version_button, *menu_button, *figure_button;
  GtkWidget            *export_button;
  GtkWidget            *compare_image, *figure_image;        /* in place of the label, where there is no room for it */
  GMenu                *figures_menu, *figures_submenu;      /* of the header bar, of the main menu: the same items */
  AdwSplitButton       *open_button;
  AdwToastOverlay      *toast_overlay;
  DscWorkspace         *workspace;           /* NULL until after the first frame, or until it is asked for */
  DscVersionPopover    *version_popover;     /* NULL until it is asked for */

  DscSession           *session;
  DscPlayback          *playback;
  DscComparison        *comparison;
  DscFigure            *compare_figure;      /* of its sides; NULL until it is asked for */
  GArray               *compare_when_run;    /* DscTarget, once the document has been run; NULL: nothing */
  GSettings            *settings;            /* NULL: none */
  GListModel           *examples;
  GPtrArray            *figures;             /* of dsc-window-figures.c */
  char                 *figure;              /* name of what is in the middle */
  GMenu                *recent;              /* filled when it is opened */

  /* document */
  GFile                *file;                /* NULL: not saved anywhere */
  char                 *etag;
  char                 *name;                /* of a document without file: an example's title, or NULL */
  gboolean              untouched;
  GCancellable         *file_cancellable;
  GtkFileChooserNative *chooser;             /* alive while it is shown */

  /* what goes on once the unsaved changes are dealt with */
  DscWindowThen         then;
  GObject              *then_what;
  gboolean              then_after_save;
  gboolean              closing;             /* nothing asks any more */

  gboolean              show_script, show_inspector, show_bytes, show_addresses, show_lane;
  gboolean              animate;             /* the user wants motion */
  gboolean              story_waits;         /* plays as soon as it has run */
  gboolean              tells_story;         /* plays by itself: any key or click ends that */
  DscRoom               room;
  gboolean              narrow_script, narrow_inspector;   /* shown although there is no room, because the user said so */
  char                 *last_message;
};

/* dsc-window.c */
void dsc_window_update_title    (DscWindow *self);
void dsc_window_say             (DscWindow  *self,
                                 const char *message);      /* a toast */
void dsc_window_complain        (DscWindow  *self,
                                 const char *heading,
                                 const char *message);      /* a dialog */
DscWorkspace *dsc_window_get_workspace (DscWindow *self);
/* dsc-window-files.c */
void dsc_window_files_class_init (GtkWidgetClass *klass);
/* Runs then (self, what) at once, or once the user has saved or thrown away what is unsaved, or never. */
void dsc_window_guard           (DscWindow     *self,
                                 DscWindowThen  then,
                                 GObject       *what);
void dsc_window_forget_then     (DscWindow *self);
void dsc_window_load_example    (DscWindow *self,
                                 GObject   *example);       /* a DscExampleItem */
void dsc_window_open_now        (DscWindow *self,
                                 GObject   *file);
void dsc_window_close_now       (DscWindow *self,
                                 GObject   *nothing);
/* Of a script; response is called with the window and the answer while self->chooser is alive. */
void dsc_window_show_chooser    (DscWindow            *self,
                                 const char           *title,
                                 GtkFileChooserAction  action,
                                 GCallback             response);
void dsc_window_set_up_recent   (DscWindow *self);
/* dsc-window-time.c */
void dsc_window_time_class_init  (GtkWidgetClass *klass);
void dsc_window_update_time_actions (DscWindow *self);
void dsc_window_update_motion    (DscWindow *self);
/* dsc-window-compare.c */
void dsc_window_compare_class_init (GtkWidgetClass *klass);
void dsc_window_set_up_comparison (DscWindow *self);
void dsc_window_update_compare_actions (DscWindow *self);
/* dsc-window-figures.c */
void dsc_window_figures_class_init (GtkWidgetClass *klass);
void dsc_window_set_up_figures   (DscWindow *self);
/* The focus goes there too, unless it is somewhere else than in the middle. */
void dsc_window_show_diagram     (DscWindow *self);
/* All sides as one figure; NULL: they are not shown. Borrowed. */
DscFigure *dsc_window_get_compare_figure (DscWindow *self);
/* dsc-window-actions.c */
void dsc_window_actions_class_init (GtkWidgetClass *klass);
void dsc_window_update_actions  (DscWindow *self);
