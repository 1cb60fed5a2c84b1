/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-figure-history.h: how dicts changed, release by release, as a figure of the window. */
#pragma once

#include "dsc-figure.h"

#define DSC_TYPE_FIGURE_HISTORY (dsc_figure_history_get_type ())
G_DECLARE_FINAL_TYPE (DscFigureHistory, dsc_figure_history, DSC, FIGURE_HISTORY, DscFigure)

/* Choices: behaviour (all at first), build. A click on a change selects it, so that it is told in full, and asks for the release before it and
 * its first one side by side; on what was in the beginning, for the picture of the last release that had it. */
DscFigure *dsc_figure_history_new (void);
