/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-version-popover.h: the list of versions with its search, the build and the hash seed. */
#pragma once

#include <gtk/gtk.h>

#include "dsc-session.h"
#include "dsc-version-list.h"

#define DSC_TYPE_VERSION_POPOVER (dsc_version_popover_get_type ())
G_DECLARE_FINAL_TYPE (DscVersionPopover, dsc_version_popover, DSC, VERSION_POPOVER, GtkPopover)

/* settings may be NULL: then favourites are not kept. */
DscVersionPopover *dsc_version_popover_new       (DscSession *session,
                                                  GSettings  *settings);
/* Without a hash seed, for any choice of a release: changes nothing itself, and emits picked (const DscTarget *) when a row is
 * activated. target: what is chosen now, and whose build is listed first. */
DscVersionPopover *dsc_version_popover_new_picker (DscTarget  target,
                                                  GSettings *settings);
DscVersionList    *dsc_version_popover_get_list  (DscVersionPopover *self);
GtkEditable       *dsc_version_popover_get_entry (DscVersionPopover *self);
