/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-variable-list.h: the dicts that have a name at the step that is shown, as a list model. */
#pragma once

#include <gio/gio.h>

#include "dsc-history.h"

#define DSC_TYPE_VARIABLE_ITEM (dsc_variable_item_get_type ())
G_DECLARE_FINAL_TYPE (DscVariableItem, dsc_variable_item, DSC, VARIABLE_ITEM, GObject)

/* Properties: name; extent ("5 items · 272 B"); summary, both, for screen readers. */
const char *dsc_variable_item_get_name (DscVariableItem *self);

#define DSC_TYPE_VARIABLE_LIST (dsc_variable_list_get_type ())
G_DECLARE_FINAL_TYPE (DscVariableList, dsc_variable_list, DSC, VARIABLE_LIST, GObject)

DscVariableList *dsc_variable_list_new       (void);
/* Takes over the variables of a state (NULL: none). Items whose name stays in its place stay themselves. */
void             dsc_variable_list_set_state (DscVariableList *self,
                                              const DscState  *state);
/* Position of a name, or GTK's G_MAXUINT for "none". */
guint            dsc_variable_list_find      (DscVariableList *self,
                                              const char      *name);
