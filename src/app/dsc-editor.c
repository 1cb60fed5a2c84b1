/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-editor.c: the script editor: text, the line of the current step, the line that wrote what is selected, and the message about what
 * is wrong. */
#include "dsc-editor.h"

#include <glib/gi18n.h>

#include "dsc-style.h"

/* Colouring code of this size takes seconds and says little. */
#define HIGHLIGHT_MAX_CHARS 500000
#define STEP_MARK_CATEGORY "step"
#define WRITER_MARK_CATEGORY "writer"
#define WRITER_DELAY_MS 120u      /* without another step: nobody looks there while the program plays */

struct _DscEditor {
  GtkWidget        parent_instance;
  GtkWidget *scroller;

  GtkSourceView   *view;
  GtkSourceBuffer *buffer;
  GtkRevealer     *message_revealer;
  GtkButton       *message_button;
  GtkImage        *message_icon;
  GtkLabel        *message_label;

  DscSession      *session;
  GtkTextTag      *step_tag, *error_tag, *writer_tag;
  GCancellable    *writer_cancellable;     /* of the search that is under way; NULL: none is */
  guint            delay_source, scroll_source, writer_source;
  gboolean         loading;
  gboolean         wants_highlight;
};

G_DEFINE_FINAL_TYPE (DscEditor, dsc_editor, GTK_TYPE_WIDGET)

/* ---- from the editor to the session ---------------------------------------------------------- */

void
dsc_editor_replace_text (DscEditor  *self,
                         const char *text)
{
  GtkTextBuffer *buffer = dsc_editor_get_buffer (self);
  GtkTextIter start, end;

  g_return_if_fail (DSC_IS_EDITOR (self));
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, text, -1);
  gtk_text_buffer_end_user_action (buffer);
  dsc_editor_flush (self);
}

char *
dsc_editor_dup_text (DscEditor *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end);
  return gtk_text_buffer_get_text (GTK_TEXT_BUFFER (self->buffer), &start, &end, TRUE);
}

static gboolean
delay_over_cb (gpointer data)
{
  DscEditor *self = data;
  g_autofree char *text = dsc_editor_dup_text (self);

  self->delay_source = 0;
  dsc_session_set_text (self->session, text);
  return G_SOURCE_REMOVE;
}

void
dsc_editor_flush (DscEditor *self)
{
  g_return_if_fail (DSC_IS_EDITOR (self));
  if (self->delay_source == 0)
    return;
  g_clear_handle_id (&self->delay_source, g_source_remove);
  delay_over_cb (self);
}

static void
buffer_changed_cb (DscEditor *self)
{
  if (self->loading || self->session == NULL)
    return;
  g_clear_handle_id (&self->delay_source, g_source_remove);
  self->delay_source = g_timeout_add (DSC_EDITOR_DELAY_MS, delay_over_cb, self);
}

/* ---- from the session to the editor ---------------------------------------------------------- */

static void
remove_tag (DscEditor  *self,
            GtkTextTag *tag)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end);
  gtk_text_buffer_remove_tag (GTK_TEXT_BUFFER (self->buffer), tag, &start, &end);
}

/* Lines and columns of the session count from 1, columns in characters. */
static void
get_iter (DscEditor   *self,
          GtkTextIter *iter,
          guint        line,
          guint        column)
{
  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self->buffer), iter, (int) line - 1);
  for (guint i = 1; i < column && !gtk_text_iter_ends_line (iter); i++)
    gtk_text_iter_forward_char (iter);
}

static gboolean
is_current (DscEditor *self)
{
  return self->delay_source == 0 && dsc_session_is_current (self->session);
}

static void
mark_lines (DscEditor  *self,
            guint       line,
            guint       end_line,
            GtkTextTag *tag,
            const char *category)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter start, end;

  get_iter (self, &start, line, 1);
  get_iter (self, &end, end_line, 1);
  gtk_source_buffer_create_source_mark (self->buffer, NULL, category, &start);
  if (!gtk_text_iter_forward_line (&end))
    gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
}

static void
remove_marks (DscEditor  *self,
              GtkTextTag *tag,
              const char *category)
{
  GtkTextIter start, end;

  remove_tag (self, tag);
  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end);
  gtk_source_buffer_remove_source_marks (self->buffer, &start, &end, category);
}

/* Once everything has its size: scrolling a view that is still being laid out goes to the wrong place. */
static gboolean
scroll_to_step_cb (gpointer data)
{
  DscEditor *self = data;
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter start;

  self->scroll_source = 0;
  gtk_text_buffer_get_start_iter (buffer, &start);
  if (gtk_text_iter_has_tag (&start, self->step_tag) || gtk_text_iter_forward_to_tag_toggle (&start, self->step_tag))
    {
      GtkTextMark *mark = gtk_text_buffer_create_mark (buffer, NULL, &start, TRUE);

      gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self->view), mark);
      gtk_text_buffer_delete_mark (buffer, mark);
    }
  return G_SOURCE_REMOVE;
}

static void
mark_step (DscEditor *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  const DscState *state = dsc_session_get_state (self->session);

  if (!is_current (self))
    return;   /* the lines of the state are those of another text */
  remove_marks (self, self->step_tag, STEP_MARK_CATEGORY);
  if (state == NULL || state->line == 0 || (int) state->line > gtk_text_buffer_get_line_count (buffer))
    return;
  mark_lines (self, state->line, state->end_line, self->step_tag, STEP_MARK_CATEGORY);
  /* Whoever is typing is where he is. */
  if (self->scroll_source == 0 && !gtk_widget_has_focus (GTK_WIDGET (self->view)))
    self->scroll_source = g_idle_add_full (G_PRIORITY_LOW, scroll_to_step_cb, self, NULL);
}

/* ---- who wrote what is selected -------------------------------------------------------------- */

typedef struct {
  DscHistory *history;
  DscState   *state;
  DscSceneId  id;
} WriterRequest;

static void
writer_request_free (gpointer data)
{
  WriterRequest *self = data;

  dsc_history_unref (self->history);
  dsc_state_unref (self->state);
  g_free (self);
}

static void
find_writer_in_thread (GTask        *task,
                       gpointer      source,
                       gpointer      data,
                       GCancellable *cancellable)
{
  const WriterRequest *request = data;

  g_task_return_int (task, (gssize) dsc_history_find_writer (request->history, request->state, request->id, cancellable));
}

static void
writer_found_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  DscEditor *self = DSC_EDITOR (source);
  const WriterRequest *request = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  const gssize step = g_task_propagate_int (G_TASK (result), &error);

  if (error != NULL)   /* something else was selected meanwhile, or the window is gone */
    return;
  g_clear_object (&self->writer_cancellable);
  if (step <= 0 || !is_current (self) || request->state != dsc_session_get_state (self->session))
    return;
  const DscStep *operation = dsc_history_get_step (request->history, (guint64) step - 1);
  const guint line = operation->op.line;

  /* That of the step is marked already; two signs would lie on each other. */
  if (line > 0 && line != request->state->line && (int) line <= gtk_text_buffer_get_line_count (GTK_TEXT_BUFFER (self->buffer)))
    mark_lines (self, line, MAX (line, operation->op.end_line), self->writer_tag, WRITER_MARK_CATEGORY);
}

/* In the midst of a step entries are on their way. */
static gboolean
find_writer_cb (gpointer data)
{
  DscEditor *self = data;
  DscState *state = dsc_session_get_state (self->session);
  DscHistory *history = dsc_session_get_history (self->session);

  self->writer_source = 0;
  if (state == NULL || history == NULL || !is_current (self) || state->moment >= 0)
    return G_SOURCE_REMOVE;
  WriterRequest *request = g_new0 (WriterRequest, 1);

  request->history = dsc_history_ref (history);
  request->state = dsc_state_ref (state);
  request->id = dsc_session_get_selection (self->session);
  self->writer_cancellable = g_cancellable_new ();
  g_autoptr (GTask) task = g_task_new (self, self->writer_cancellable, writer_found_cb, NULL);
  g_task_set_task_data (task, request, writer_request_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, find_writer_in_thread);
  return G_SOURCE_REMOVE;
}

/* The line of code behind an entry: it may be far from that of the step. */
static void
mark_writer (DscEditor *self)
{
  g_clear_handle_id (&self->writer_source, g_source_remove);
  g_cancellable_cancel (self->writer_cancellable);
  g_clear_object (&self->writer_cancellable);
  remove_marks (self, self->writer_tag, WRITER_MARK_CATEGORY);
  if (dsc_session_get_selection (self->session).part != DSC_PART_OF_PICTURE)
    self->writer_source = g_timeout_add (WRITER_DELAY_MS, find_writer_cb, self);
}

/* ---- what is wrong --------------------------------------------------------------------------- */

static char *
format_message (const DscDiagnostic *diagnostic)
{
  GString *text = g_string_new (NULL);

  if (diagnostic->line > 0)
    g_string_append_printf (text, "%u:%u  ", diagnostic->line, diagnostic->column);
  g_string_append (text, diagnostic->message);
  if (diagnostic->suggestion != NULL)
    g_string_append_printf (text, " %s", diagnostic->suggestion);
  return g_string_free (text, FALSE);
}

static void
underline (DscEditor           *self,
           const DscDiagnostic *diagnostic)
{
  GtkTextIter start, end;

  get_iter (self, &start, diagnostic->line, diagnostic->column);
  get_iter (self, &end, MAX (diagnostic->end_line, diagnostic->line), diagnostic->end_column);
  if (gtk_text_iter_compare (&end, &start) <= 0)
    {
      end = start;
      if (!gtk_text_iter_forward_char (&end))
        gtk_text_iter_backward_char (&start);
    }
  gtk_text_buffer_apply_tag (GTK_TEXT_BUFFER (self->buffer), self->error_tag, &start, &end);
}

static void
show_diagnostic (DscEditor *self)
{
  const DscDiagnostic *diagnostic = dsc_session_get_diagnostic (self->session);

  remove_tag (self, self->error_tag);
  if (diagnostic == NULL)
    {
      gtk_revealer_set_reveal_child (self->message_revealer, FALSE);
      return;
    }
  g_autofree char *text = format_message (diagnostic);
  const gboolean notice = diagnostic->code == DSC_ERROR_NOT_MODELLED || diagnostic->code == DSC_ERROR_OUTSIDE_SUBSET;

  gtk_label_set_label (self->message_label, text);
  gtk_image_set_from_icon_name (self->message_icon, notice ? "dialog-warning-symbolic" : "dialog-error-symbolic");
  if (notice)
    gtk_widget_add_css_class (GTK_WIDGET (self->message_button), "notice");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->message_button), "notice");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->message_button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_revealer_set_reveal_child (self->message_revealer, TRUE);
  if (diagnostic->line > 0 && self->delay_source == 0)
    underline (self, diagnostic);
}

static void
message_clicked_cb (DscEditor *self)
{
  const DscDiagnostic *diagnostic = dsc_session_get_diagnostic (self->session);
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter iter;

  if (diagnostic == NULL || diagnostic->line == 0)
    return;
  get_iter (self, &iter, diagnostic->line, diagnostic->column);
  gtk_text_buffer_place_cursor (buffer, &iter);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->view), gtk_text_buffer_get_insert (buffer), 0.1, FALSE, 0, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* ---- look ------------------------------------------------------------------------------------ */

static void
update_style (DscEditor *self)
{
  const DscTheme theme = dsc_style_get_theme ();
  const gboolean dark = theme == DSC_THEME_DARK || theme == DSC_THEME_HIGH_CONTRAST_DARK;
  GdkRGBA step = dsc_style_get_rgba (dsc_palette_get_ink (theme, DSC_ROLE_PROBE)->stroke);
  GdkRGBA writer = dsc_style_get_rgba (dsc_palette_get_ink (theme, DSC_ROLE_SELECTION)->stroke);
  GdkRGBA error = dsc_style_get_rgba (dsc_palette_get_ink (theme, DSC_ROLE_WARNING)->stroke);
  GtkSourceStyleSchemeManager *schemes = gtk_source_style_scheme_manager_get_default ();

  step.alpha = 0.22f;
  writer.alpha = 0.16f;
  error.alpha = 1;
  g_object_set (self->step_tag, "paragraph-background-rgba", &step, NULL);
  g_object_set (self->writer_tag, "paragraph-background-rgba", &writer, NULL);
  g_object_set (self->error_tag, "underline-rgba", &error, NULL);
  if (self->wants_highlight)
    {
      const char *name = dark ? "Adwaita-dark" : "Adwaita";

      gtk_source_buffer_set_style_scheme (self->buffer, gtk_source_style_scheme_manager_get_scheme (schemes, name));
    }
}

void
dsc_editor_highlight (DscEditor *self)
{
  GtkSourceLanguageManager *languages = gtk_source_language_manager_get_default ();

  g_return_if_fail (DSC_IS_EDITOR (self));
  self->wants_highlight = TRUE;
  gtk_source_buffer_set_language (self->buffer, gtk_source_language_manager_get_language (languages, "python3"));
  gtk_source_buffer_set_highlight_syntax (self->buffer,
                                          gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (self->buffer)) <= HIGHLIGHT_MAX_CHARS);
  update_style (self);
}

/* A click beside a line is the same as going there and asking for its step. */
static void
line_clicked_cb (GtkSourceView   *view,
                 GtkTextIter     *iter,
                 guint            button,
                 GdkModifierType  state,
                 int              n_presses,
                 DscEditor       *self)
{
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self->buffer), iter);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.step-at-cursor", NULL);
}

static char *
writer_tooltip_cb (GtkSourceMarkAttributes *attributes,
                   GtkSourceMark           *mark,
                   gpointer                 data)
{
  return g_strdup (_("This line wrote what is selected."));
}

static void
add_gutter (DscEditor *self)
{
  g_autoptr (GtkSourceMarkAttributes) attributes = gtk_source_mark_attributes_new ();
  g_autoptr (GtkSourceMarkAttributes) of_writer = gtk_source_mark_attributes_new ();

  gtk_source_mark_attributes_set_icon_name (attributes, "media-playback-start-symbolic");
  gtk_source_view_set_mark_attributes (self->view, STEP_MARK_CATEGORY, attributes, 2);
  gtk_source_mark_attributes_set_icon_name (of_writer, "document-edit-symbolic");
  g_signal_connect (of_writer, "query-tooltip-text", G_CALLBACK (writer_tooltip_cb), NULL);
  gtk_source_view_set_mark_attributes (self->view, WRITER_MARK_CATEGORY, of_writer, 1);
  gtk_source_view_set_show_line_marks (self->view, TRUE);
  g_signal_connect_object (self->view, "line-mark-activated", G_CALLBACK (line_clicked_cb), self, 0);
}

/* ---- interface ------------------------------------------------------------------------------- */

void
dsc_editor_load (DscEditor *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter start;

  g_return_if_fail (DSC_IS_EDITOR (self));
  g_clear_handle_id (&self->delay_source, g_source_remove);
  self->loading = TRUE;
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, dsc_session_get_text (self->session), -1);
  gtk_text_buffer_end_irreversible_action (buffer);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  gtk_text_buffer_set_modified (buffer, FALSE);
  self->loading = FALSE;
  if (self->wants_highlight)
    dsc_editor_highlight (self);
  mark_step (self);
  mark_writer (self);
  show_diagnostic (self);
}

void
dsc_editor_set_session (DscEditor  *self,
                        DscSession *session)
{
  g_return_if_fail (DSC_IS_EDITOR (self));
  g_return_if_fail (self->session == NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (mark_step), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (mark_writer), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::selection", G_CALLBACK (mark_writer), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::diagnostic", G_CALLBACK (show_diagnostic), self, G_CONNECT_SWAPPED);
  dsc_editor_load (self);
}

GtkTextBuffer *
dsc_editor_get_buffer (DscEditor *self)
{
  g_return_val_if_fail (DSC_IS_EDITOR (self), NULL);
  return GTK_TEXT_BUFFER (self->buffer);
}

guint
dsc_editor_get_line (DscEditor *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  return (guint) gtk_text_iter_get_line (&iter) + 1;
}

static gboolean
dsc_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (DSC_EDITOR (widget)->view));
}

static void
dsc_editor_dispose (GObject *object)
{
  DscEditor *self = DSC_EDITOR (object);

  g_clear_handle_id (&self->delay_source, g_source_remove);
  g_clear_handle_id (&self->scroll_source, g_source_remove);
  g_clear_handle_id (&self->writer_source, g_source_remove);
  g_cancellable_cancel (self->writer_cancellable);
  g_clear_object (&self->writer_cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), DSC_TYPE_EDITOR);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (dsc_editor_parent_class)->dispose (object);
}

static void
dsc_editor_class_init (DscEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dsc_editor_dispose;
  widget_class->grab_focus = dsc_editor_grab_focus;
  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  g_type_ensure (GTK_SOURCE_TYPE_BUFFER);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/dictoscope/Dictoscope/ui/dsc-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, DscEditor, scroller);
  gtk_widget_class_bind_template_child (widget_class, DscEditor, view);
  gtk_widget_class_bind_template_child (widget_class, DscEditor, buffer);
  gtk_widget_class_bind_template_child (widget_class, DscEditor, message_revealer);
  gtk_widget_class_bind_template_child (widget_class, DscEditor, message_button);
  gtk_widget_class_bind_template_child (widget_class, DscEditor, message_icon);
  gtk_widget_class_bind_template_child (widget_class, DscEditor, message_label);
  gtk_widget_class_bind_template_callback (widget_class, buffer_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, message_clicked_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "editor");
}

static void
dsc_editor_init (DscEditor *self)
{
  GtkTextBuffer *buffer;

  gtk_widget_init_template (GTK_WIDGET (self));
  buffer = GTK_TEXT_BUFFER (self->buffer);
  self->writer_tag = gtk_text_buffer_create_tag (buffer, "writer", NULL);      /* below that of the step, on the same line */
  self->step_tag = gtk_text_buffer_create_tag (buffer, "step", NULL);
  self->error_tag = gtk_text_buffer_create_tag (buffer, "error", "underline", PANGO_UNDERLINE_ERROR, NULL);
  add_gutter (self);
  update_style (self);
  dsc_style_connect (self, G_CALLBACK (update_style));
  /* Code runs from left to right in every language. */
  gtk_widget_set_direction (GTK_WIDGET (self->view), GTK_TEXT_DIR_LTR);
}
