/* SPDX-License-Identifier: GPL-3.0-or-later */
/* session-tests.h: what the tests of sessions share. */
#pragma once

#include "dsc-figure.h"
#include "dsc-session.h"

#define ROW_SCRIPT \
  "row = {'route': '22', 'date': '01/01/2001', 'daytype': 'U', 'rides': 7354}\n" \
  "row['a'] = 1\n" \
  "row['b'] = 2\n" \
  "del row['b']\n"

/* A session that has loaded and run the text. */
DscSession *session_with     (const char *text);
/* Until nothing is under way. */
void        session_settle   (DscSession *session);
DscTarget   target_from_text (const char *text);
/* A run of the text for "3.14.10" and hash seed 0, finished. */
DscHistory *history_of       (const char *text);
/* Draws the figure, then writes its table, in place of what was there before. FALSE: it refused; error NULL: it must not. */
gboolean    figure_look      (DscFigure *figure, DscScene **scene, DscSheet **sheet, GError **error);
