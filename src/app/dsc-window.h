/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-window.h: the main window: one document, everything around it. */
#pragma once

#include <adwaita.h>

#include "dsc-canvas.h"
#include "dsc-compare-view.h"
#include "dsc-figure-pane.h"
#include "dsc-editor.h"
#include "dsc-inspector.h"
#include "dsc-session.h"
#include "dsc-stage.h"
#include "dsc-player-bar.h"
#include "dsc-version-popover.h"

#define DSC_TYPE_WINDOW (dsc_window_get_type ())
G_DECLARE_FINAL_TYPE (DscWindow, dsc_window, DSC, WINDOW, AdwApplicationWindow)

/* Properties, each the state of the action of that name: show-script, show-inspector, show-addresses, pin-variable, compare,
 * stop-at-difference, figure: what is in the middle, "diagram" or the name of a figure. */

/* settings may be NULL. */
DscWindow         *dsc_window_new               (GtkApplication *application,
                                                 GSettings      *settings);

/* The built-in default example. */
void               dsc_window_load_default      (DscWindow *self);
/* The first thing that anybody sees: an example that plays by itself, until a key or a button is pressed. FALSE: nothing is to move. */
gboolean           dsc_window_tell_story        (DscWindow *self);
/* Reads a file in the background; on failure the document stays and a dialog says why. Does not ask about unsaved changes. */
void               dsc_window_open_file         (DscWindow *self,
                                                 GFile     *file);
/* These versions side by side, as soon as the document that is being loaded has been run, whatever its settings line says. */
void               dsc_window_compare_versions  (DscWindow       *self,
                                                const DscTarget *targets,
                                                guint            n);
/* Puts a script beside the document's, by the rules of the same version; on failure a dialog says why. */
void               dsc_window_compare_with_file (DscWindow *self,
                                                GFile     *file);
/* Writes the script to a file and makes it the document's; on failure everything stays and a dialog says why. */
void               dsc_window_save_to           (DscWindow *self,
                                                 GFile     *file);
/* TRUE: nothing was typed and no file was opened, so the window may be used for another document. */
gboolean           dsc_window_is_untouched      (DscWindow *self);
gboolean           dsc_window_is_modified       (DscWindow *self);
GFile             *dsc_window_get_file          (DscWindow *self);     /* NULL: none yet; borrowed */
/* What was said last in a toast or dialog; NULL: nothing. For tests. */
const char        *dsc_window_get_last_message  (DscWindow *self);

/* Makes the workspace if it is not there yet; until then the window has a header bar only. */
void               dsc_window_complete          (DscWindow *self);

/* The parts, borrowed; asking for one completes the window. */
DscSession        *dsc_window_get_session       (DscWindow *self);
DscEditor         *dsc_window_get_editor        (DscWindow *self);
DscStage          *dsc_window_get_stage         (DscWindow *self);
DscInspector      *dsc_window_get_inspector     (DscWindow *self);
DscPlayerBar      *dsc_window_get_player_bar    (DscWindow *self);
DscPlayback       *dsc_window_get_playback      (DscWindow *self);
DscComparison     *dsc_window_get_comparison    (DscWindow *self);     /* does not complete it */
DscCompareView    *dsc_window_get_compare_view  (DscWindow *self);
DscVersionPopover *dsc_window_get_version_popover (DscWindow *self);   /* made if it is not there yet */
/* A figure beside those that the window knows, behind them in the menu; its title is its label there. */
void               dsc_window_add_figure        (DscWindow *self,
                                                 DscFigure *figure);
/* "diagram", or a name that dsc_figure_get_name gives; of what there is not, nothing happens. */
void               dsc_window_show_figure       (DscWindow  *self,
                                                 const char *name);
/* What is shown in the middle; NULL: it is no figure. */
DscFigurePane     *dsc_window_get_figure_pane   (DscWindow *self);
