/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-editor.h: the script editor: text, the line of the current step, that of what is selected, and the message about what is wrong. */
#pragma once

#include <gtksourceview/gtksource.h>

#include "dsc-session.h"

#define DSC_TYPE_EDITOR (dsc_editor_get_type ())
G_DECLARE_FINAL_TYPE (DscEditor, dsc_editor, DSC, EDITOR, GtkWidget)

/* Milliseconds without typing after which the session is told. */
#define DSC_EDITOR_DELAY_MS 150u

/* Loads the session's text, then follows and feeds it: typed text goes to it, its step and diagnostic are marked. */
void           dsc_editor_set_session   (DscEditor  *self,
                                         DscSession *session);
GtkTextBuffer *dsc_editor_get_buffer    (DscEditor  *self);
/* Takes over the session's text as another document: no undo goes back behind it. */
void           dsc_editor_load          (DscEditor  *self);
/* All of it by another text, as one change that can be undone; the session follows at once. */
void           dsc_editor_replace_text  (DscEditor  *self,
                                         const char *text);
char          *dsc_editor_dup_text      (DscEditor  *self);
/* Tells the session of what was typed now rather than in a moment. */
void           dsc_editor_flush         (DscEditor  *self);
/* From 1. */
guint          dsc_editor_get_line      (DscEditor  *self);
/* Colours of code: done after the first frame, because reading the language takes longer than the frame. */
void           dsc_editor_highlight     (DscEditor  *self);
