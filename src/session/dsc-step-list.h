/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-step-list.h: the operations of a run as a list model that makes its items only when they are looked at. */
#pragma once

#include <gio/gio.h>

#include "dsc-history.h"

#define DSC_TYPE_STEP_ITEM (dsc_step_item_get_type ())
G_DECLARE_FINAL_TYPE (DscStepItem, dsc_step_item, DSC, STEP_ITEM, GObject)

/* Properties: number (from 1), label, outcome (result, or the error), is-error, bytes ("272 B" or ""), mark ("", "resize",
 * "kind", "unshared", "tombstone"), mark-text (the same in words), summary (all of it in one sentence, for screen readers). */

#define DSC_TYPE_STEP_LIST (dsc_step_list_get_type ())
G_DECLARE_FINAL_TYPE (DscStepList, dsc_step_list, DSC, STEP_LIST, GObject)

DscStepList *dsc_step_list_new         (void);
/* Only what differs from the run before is announced as changed. history may be NULL. */
void         dsc_step_list_set_history (DscStepList *self,
                                        DscHistory  *history);
/* The same, where it is known how many steps at the beginning are the same. */
void         dsc_step_list_replace_history (DscStepList *self,
                                       DscHistory  *history,
                                       guint64      n_same);
