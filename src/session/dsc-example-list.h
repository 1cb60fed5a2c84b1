/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-example-list.h: the example scripts inside the program, as a list model. */
#pragma once

#include <gio/gio.h>

#define DSC_TYPE_EXAMPLE_ITEM (dsc_example_item_get_type ())
G_DECLARE_FINAL_TYPE (DscExampleItem, dsc_example_item, DSC, EXAMPLE_ITEM, GObject)

/* Properties: title. */
const char *dsc_example_item_get_title (DscExampleItem *self);   /* the script's first comment */
const char *dsc_example_item_get_name  (DscExampleItem *self);   /* "record.py" */
/* The script without its licence line; g_free. */
char       *dsc_example_item_dup_text  (DscExampleItem *self);

/* DscExampleItem for each *.py below a GResource path; the default example comes first, the others by title. */
GListModel *dsc_example_list_new       (const char *resource_folder);
