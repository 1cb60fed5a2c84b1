/* SPDX-License-Identifier: GPL-3.0-or-later */
/* event-text.h: events in few words, for tests that expect an exact list. */
#pragma once

#include "dsc-event.h"
#include "dsc-layout.h"

#include <glib.h>

void append_events (GString *text, const DscTrace *trace);   /* with "; " between them */
