/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-moments-popover.h: what happened in a step, as a numbered list of sentences: the same that motion shows, to read and to go to. */
#pragma once

#include <gtk/gtk.h>

#include "dsc-session.h"

#define DSC_TYPE_MOMENTS_POPOVER (dsc_moments_popover_get_type ())
G_DECLARE_FINAL_TYPE (DscMomentsPopover, dsc_moments_popover, DSC, MOMENTS_POPOVER, GtkPopover)

/* Filled when it opens; follows the session while it is open. */
DscMomentsPopover *dsc_moments_popover_new (DscSession *session);
