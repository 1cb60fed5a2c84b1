/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-version-list.h: every release of CPython as a searchable list model: favourites first, then by line, newest first. */
#pragma once

#include <gio/gio.h>

#include "dsc-version.h"

#define DSC_TYPE_VERSION_ITEM (dsc_version_item_get_type ())
G_DECLARE_FINAL_TYPE (DscVersionItem, dsc_version_item, DSC, VERSION_ITEM, GObject)

/* Properties: text ("3.13.13t"), group ("Favourites", "CPython 3.13"), first-of-group, evidence ("measured on CPython 3.13.13t" …), evidence-text
 * (the same in a sentence), note ("differs from 3.13.3", or ""), favourite, current, summary (for screen readers). */
DscTarget       dsc_version_item_get_target (DscVersionItem *self);
const char     *dsc_version_item_get_text   (DscVersionItem *self);

/* "measured", "from source", "assumed", translated. Static. */
const char     *dsc_evidence_get_sentence   (DscEvidence evidence);

#define DSC_TYPE_VERSION_LIST (dsc_version_list_get_type ())
G_DECLARE_FINAL_TYPE (DscVersionList, dsc_version_list, DSC, VERSION_LIST, GObject)

DscVersionList *dsc_version_list_new            (void);
/* Begin of a number ("3.1" finds 3.1.x and 3.10 to 3.19), if none begins so a part of it ("13.2"), or a whole target that the list need not have
 * ("3.16.0", "3.13.2t-i386"). Words before it ("Python 3.9") are passed over. NULL or "": everything. */
void            dsc_version_list_set_query      (DscVersionList *self,
                                                 const char     *query);
/* The build of all rows. Releases that never had it are left out. */
void            dsc_version_list_set_build      (DscVersionList *self,
                                                 DscBuild        build);
void            dsc_version_list_set_current    (DscVersionList *self,
                                                 DscTarget       target);
/* Canonical texts of targets; those that are none are passed over. NULL-terminated, may be NULL. */
void            dsc_version_list_set_favourites (DscVersionList     *self,
                                                 const char * const *texts);
/* Whether such a build of that release exists. */
gboolean        dsc_version_has_build           (DscVersion version,
                                                 DscBuild   build);
