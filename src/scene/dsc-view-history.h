/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-history.h: a band for each behaviour over the releases of a build, with every change, and changes in full below.
 *
 * A column is a line of releases from its first one on, or from a micro release in which something that is shown changes. Ids are
 * DSC_PART_OF_DATUM: index is the behaviour, extra the number of the span (0: from the beginning; else it begins with a change). */
#pragma once

#include "dsc-behaviours.h"
#include "dsc-scene.h"

/* Changes in full: that of `selected` (an id of a span) above the bands; where it is NULL, all of them below, if at most four behaviours or a
 * range are asked for. metrics NULL: built in. */
DscScene *dsc_view_history          (const DscBehaviourHistory *history, const DscHistoryQuery *query, const DscSceneId *selected,
                                     const DscTextMetrics *metrics);
/* FALSE: it is not an id of a span of that history. */
gboolean  dsc_view_history_get_span (const DscBehaviourHistory *history, DscSceneId id, const DscBehaviourSpan **out_span);
