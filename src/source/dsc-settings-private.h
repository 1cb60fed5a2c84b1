/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-settings-private.h: the comment "# dictoscope: version=3.14.10 hash-seed=0 step=3 name=row", with which a script says how to show it. */
#pragma once

#include "dsc-script.h"

void     dsc_settings_init  (DscScriptSettings *self);
void     dsc_settings_clear (DscScriptSettings *self);
/* comment: from "#" to the end of the line. Any other comment is left alone. FALSE: it is such a line and wrong; what was
 * understood in front of the mistake holds. version= may name several, with commas; of a setting given twice the last holds. */
gboolean dsc_settings_read  (DscScriptSettings *self, const char *comment, gsize length, char **out_message, char **out_suggestion);
