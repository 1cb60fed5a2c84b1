/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-why-popover.h: why the step, or the moment that is shown, went as it did: the chain of causes as a list to read. */
#pragma once

#include <gtk/gtk.h>

#include "dsc-session.h"

#define DSC_TYPE_WHY_POPOVER (dsc_why_popover_get_type ())
G_DECLARE_FINAL_TYPE (DscWhyPopover, dsc_why_popover, DSC, WHY_POPOVER, GtkPopover)

/* Filled when it opens; follows the session while it is open. */
DscWhyPopover *dsc_why_popover_new         (DscSession *session);
/* The links that are shown, each as it is read out; 0 and NULL while it is closed or there is nothing to explain. */
guint          dsc_why_popover_get_n_links (DscWhyPopover *self);
const char    *dsc_why_popover_get_link    (DscWhyPopover *self,
                                            guint          i);
