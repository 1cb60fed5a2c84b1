/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-byte-pane.h: the bytes of the state below the picture, and a sentence on how to read those that are selected. */
#pragma once

#include "dsc-byte-rows.h"
#include "dsc-session.h"

#define DSC_TYPE_BYTE_PANE (dsc_byte_pane_get_type ())
G_DECLARE_FINAL_TYPE (DscBytePane, dsc_byte_pane, DSC, BYTE_PANE, GtkWidget)

/* Signals: selected (the user has chosen something here; the session knows it already). Property block: name of the block that is
 * shown (dsc_block_name), "" for all; it stays while a state has no such block, and follows what is selected. */

/* Follows the session while it is visible. Another one may take its place: a comparison has several. */
void         dsc_byte_pane_set_session    (DscBytePane *self,
                                           DscSession  *session);
/* Which side of a comparison the bytes are of; NULL: there are no sides. */
void         dsc_byte_pane_set_side       (DscBytePane *self,
                                           const char  *title);
DscByteRows *dsc_byte_pane_get_rows       (DscBytePane *self);
/* The sentence that is shown. */
const char  *dsc_byte_pane_get_reading    (DscBytePane *self);
void         dsc_byte_pane_set_show_addresses (DscBytePane *self,
                                           gboolean     show);
