/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-stage.c: the canvas with what lies over it: progress, and words where there is no picture. */
#include "dsc-stage.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "dsc-path.h"
#include "dsc-style.h"

struct _DscStage {
  GtkWidget      parent_instance;

  GtkWidget     *overlay;
  GtkStack      *stack;
  DscCanvas     *canvas;
  AdwStatusPage *words;
  GtkButton     *words_button;
  GtkRevealer   *note_revealer;
  GtkSpinner    *spinner;
  GtkLabel      *note_label;
  DscFindBar    *find_bar;
  DscGuides     *guides;

  DscSession    *session;
  DscPlayback   *playback;
  guint          tick;              /* 0: nothing moves */
  gboolean       asleep;
  gboolean       focus_waits;       /* the picture had the focus, and is to have it again */
  gint64         last_frame;        /* frame time in microseconds; 0: none since it began */
};

G_DEFINE_FINAL_TYPE (DscStage, dsc_stage, GTK_TYPE_WIDGET)

/* ---- where there is no picture --------------------------------------------------------------- */

typedef struct {
  const char *title, *description;
  const char *button, *action;      /* NULL: none */
} Words;

static Words
words_of_failed_text (void)
{
  return (Words) { _("Nothing to Show Yet"),
                   _("The program stops before it makes a dict. The message below the script says where and why."), NULL, NULL };
}

static Words
words_of_state (const DscState *state)
{
  switch (state->kind)
    {
    case DSC_STATE_DICT:
      break;
    case DSC_STATE_NO_STEPS:
      return (Words) { _("An Empty Script"),
                       _("Write a line such as  d = {'a': 1}  to the left, or take one of the examples. "
                         "The picture follows while you type."), NULL, NULL };
    case DSC_STATE_BEFORE_DICT:
      if (state->step == 0)
        return (Words) { _("Before the First Step"), _("Nothing has been run yet, so there is no dict."), _("Play"), "win.play" };
      return (Words) { _("No Dict so Far"), _("Up to this step the program has not made a dict."),
                       _("Step Forward"), "win.next-step" };
    case DSC_STATE_UNBOUND:
      return (Words) { NULL, _("The name is bound to no dict or instance at this step: it does not exist yet, or no longer."),
                       _("Follow the Program"), "win.pin-variable" };
    case DSC_STATE_NO_KEYS:
      return (Words) { NULL,
                       _("This is a class whose instances share no keys, in this version or at this step. Look at one of its instances."),
                       _("Follow the Program"), "win.pin-variable" };
    }
  return (Words) { NULL, NULL, NULL, NULL };
}

void
dsc_stage_focus (DscStage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_return_if_fail (DSC_IS_STAGE (self));
  if (root == NULL)
    return;
  const gboolean picture = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "picture") == 0;
  GtkWidget *to = picture ? GTK_WIDGET (self->canvas) : GTK_WIDGET (self->words_button);

  self->focus_waits = !gtk_widget_get_visible (to);
  gtk_root_set_focus (root, self->focus_waits ? NULL : to);
}

/* The focus stays here: else a key that plays would press whatever button GTK moves it to. */
static void
show_page (DscStage   *self,
           const char *name)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  const gboolean has_focus = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack));

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), name) == 0)
    return;
  gtk_stack_set_visible_child_name (self->stack, name);
  if (has_focus || (self->focus_waits && focus == NULL))
    dsc_stage_focus (self);
}

static void
show_words (DscStage       *self,
            const DscState *state)
{
  const DscDiagnostic *diagnostic = dsc_session_get_diagnostic (self->session);
  const gboolean failed = diagnostic != NULL && (state->kind == DSC_STATE_NO_STEPS || state->kind == DSC_STATE_BEFORE_DICT)
                          && state->step == state->n_steps;
  const Words words = failed ? words_of_failed_text () : words_of_state (state);

  adw_status_page_set_title (self->words, words.title != NULL ? words.title : state->name != NULL ? state->name : "");
  adw_status_page_set_description (self->words, words.description);
  gtk_widget_set_visible (GTK_WIDGET (self->words_button), words.action != NULL);
  if (words.action != NULL)
    {
      gtk_button_set_label (self->words_button, words.button);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->words_button), words.action);
    }
  show_page (self, "words");
}

/* ---- motion ---------------------------------------------------------------------------------- */

/* After a pause, or where a frame took long, time goes on from there. */
#define MAX_FRAME_SECONDS 0.1

/* FALSE: nothing is on the way, the session's picture is to be shown. */
static gboolean
show_frame (DscStage *self)
{
  DscMotionFrame frame;

  if (!dsc_playback_get_frame (self->playback, &frame))
    return FALSE;
  dsc_canvas_set_frame (self->canvas, frame.base, frame.overlay);
  g_clear_pointer (&frame.overlay, dsc_scene_unref);
  show_page (self, "picture");
  return TRUE;
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  DscStage *self = DSC_STAGE (widget);
  const gint64 now = gdk_frame_clock_get_frame_time (clock);
  const double seconds = self->last_frame != 0 ? (double) (now - self->last_frame) / 1e6 : 0;

  self->last_frame = now;
  if (dsc_playback_advance (self->playback, MIN (seconds, MAX_FRAME_SECONDS)))
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
start_ticking (DscStage *self)
{
  if (self->tick != 0 || self->asleep)
    return;
  self->last_frame = 0;
  self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

/* ---- following the session ------------------------------------------------------------------- */

static char *
format_label (DscSession     *session,
              const DscState *state)
{
  char title[64];

  dsc_target_title (dsc_session_get_target (session), title, sizeof title);
  /* Translators: name of a variable, "CPython 3.14.10", step, number of steps */
  return g_strdup_printf (_("Memory of %s in %s, step %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT),
                          state->name != NULL ? state->name : _("a dict"), title, state->step, state->n_steps);
}

static char *
format_description (const DscState *state)
{
  g_autofree char *whole = dsc_describe_snapshot (state->snapshot, state->name);

  return state->sentence != NULL ? g_strdup_printf ("%s %s", state->sentence, whole) : g_steal_pointer (&whole);
}

/* The slots that a search for the selected key visits are ringed: of large tables nothing else shows them where they lie. */
static void
show_chain (DscStage *self)
{
  const DscState *state = dsc_session_get_state (self->session);
  DscScene *scene = dsc_canvas_get_scene (self->canvas);
  DscSceneId slots[DSC_PATH_CHAIN_MAX];
  gsize n = 0;

  if (state != NULL && state->snapshot != NULL && scene != NULL && dsc_scene_find_map (scene, (DscSceneId) { 0 }) != NULL)
    n = dsc_path_chain (state->snapshot, dsc_session_get_selection (self->session), slots);
  dsc_canvas_set_chain (self->canvas, slots, n);
}

static void
tell_words (DscStage       *self,
            const DscState *state)
{
  g_autofree char *label = format_label (self->session, state);
  g_autofree char *description = format_description (state);

  dsc_canvas_set_words (self->canvas, label, description);
}

static void
state_changed_cb (DscStage *self)
{
  const DscState *state = self->asleep ? NULL : dsc_session_get_state (self->session);
  const gboolean moves = state != NULL && show_frame (self);
  DscScene *scene = state != NULL && !moves ? dsc_session_get_scene (self->session) : NULL;

  if (state == NULL)
    return;
  if (moves)
    {
      tell_words (self, state);
      return;
    }
  if (scene == NULL)
    {
      dsc_canvas_set_scene (self->canvas, NULL);
      show_words (self, state);
      return;
    }
  dsc_canvas_set_frame (self->canvas, scene, NULL);
  tell_words (self, state);
  show_chain (self);
  show_page (self, "picture");
}

static void
frame_changed_cb (DscStage *self)
{
  if (self->asleep)
    return;
  if (!show_frame (self) && dsc_session_is_there (self->session))
    state_changed_cb (self);
  start_ticking (self);
}

static void
selection_changed_cb (DscStage *self)
{
  dsc_canvas_set_selection (self->canvas, dsc_session_get_selection (self->session));
  show_chain (self);
}

static void
show_note (DscStage *self)
{
  const gboolean busy = dsc_session_is_busy (self->session);
  const gboolean stale = dsc_session_is_stale (self->session);
  g_autofree char *text = NULL;

  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_revealer_set_reveal_child (self->note_revealer, busy || stale);
  if (busy)
    {
      const guint steps = dsc_session_get_progress (self->session);
      const int permille = dsc_session_get_permille (self->session);

      if (steps == 0 && permille < 0)
        text = g_strdup (_("Running… · Esc stops"));
      else if (steps == 0 && permille == 0)
        text = g_strdup (_("Making the picture… · Esc stops"));
      else if (steps == 0)
        text = g_strdup_printf (_("Making the picture: %d %% · Esc stops"), permille / 10);
      else
        text = g_strdup_printf (ngettext ("Running: %'u step so far · Esc stops",
                                                     "Running: %'u steps so far · Esc stops", steps), steps);
    }
  else if (stale)
    text = g_strdup (_("The picture shows the script as it was last understood."));
  if (text != NULL)
    gtk_label_set_label (self->note_label, text);
}

/* ---- following the canvas -------------------------------------------------------------------- */

static void
canvas_selected_cb (DscStage *self)
{
  dsc_session_set_selection (self->session, dsc_canvas_get_selection (self->canvas));
}

static void
style_changed_cb (DscStage *self)
{
  dsc_canvas_set_theme (self->canvas, dsc_style_get_theme ());
}

/* ---- interface ------------------------------------------------------------------------------- */

void
dsc_stage_set_session (DscStage    *self,
                       DscSession  *session,
                       DscPlayback *playback)
{
  g_return_if_fail (DSC_IS_STAGE (self));
  g_return_if_fail (self->session == NULL);
  self->session = g_object_ref (session);
  self->playback = g_object_ref (playback);
  g_signal_connect_object (playback, "frame-changed", G_CALLBACK (frame_changed_cb), self, G_CONNECT_SWAPPED);
  dsc_session_set_worker_metrics (session, dsc_canvas_get_worker_metrics ());
  dsc_session_set_metrics (session, dsc_canvas_get_metrics (self->canvas));
  dsc_guides_set_session (self->guides, session);
  dsc_find_bar_set_session (self->find_bar, session);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (state_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::diagnostic", G_CALLBACK (state_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::selection", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::busy", G_CALLBACK (show_note), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::stale", G_CALLBACK (show_note), self, G_CONNECT_SWAPPED);
  state_changed_cb (self);
  selection_changed_cb (self);
  show_note (self);
  start_ticking (self);
}

DscCanvas *
dsc_stage_get_canvas (DscStage *self)
{
  g_return_val_if_fail (DSC_IS_STAGE (self), NULL);
  return self->canvas;
}

DscFindBar *
dsc_stage_get_find_bar (DscStage *self)
{
  g_return_val_if_fail (DSC_IS_STAGE (self), NULL);
  return self->find_bar;
}

DscGuides *
dsc_stage_get_guides (DscStage *self)
{
  g_return_val_if_fail (DSC_IS_STAGE (self), NULL);
  return self->guides;
}

void
dsc_stage_set_awake (DscStage *self,
                     gboolean  awake)
{
  g_return_if_fail (DSC_IS_STAGE (self));
  if (awake == !self->asleep)
    return;
  self->asleep = !awake;
  if (awake)
    {
      state_changed_cb (self);
      start_ticking (self);
      return;
    }
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
}

void
dsc_stage_reveal_selection (DscStage *self)
{
  g_return_if_fail (DSC_IS_STAGE (self));
  dsc_canvas_reveal (self->canvas, dsc_session_get_selection (self->session));
}

static void
find_closed_cb (DscStage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

const char *
dsc_stage_get_words (DscStage *self)
{
  g_return_val_if_fail (DSC_IS_STAGE (self), NULL);
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "words") != 0)
    return NULL;
  return adw_status_page_get_title (self->words);
}

static void
dsc_stage_dispose (GObject *object)
{
  DscStage *self = DSC_STAGE (object);

  /* The session outlives the canvas, whose fonts it measures with. */
  if (self->session != NULL)
    dsc_session_set_metrics (self->session, NULL);
  g_clear_pointer (&self->guides, dsc_guides_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), DSC_TYPE_STAGE);
  g_clear_object (&self->session);
  g_clear_object (&self->playback);
  G_OBJECT_CLASS (dsc_stage_parent_class)->dispose (object);
}

static void
dsc_stage_class_init (DscStageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dsc_stage_dispose;
  g_type_ensure (DSC_TYPE_CANVAS);
  g_type_ensure (DSC_TYPE_FIND_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/dictoscope/Dictoscope/ui/dsc-stage.ui");
  gtk_widget_class_bind_template_child (widget_class, DscStage, overlay);
  gtk_widget_class_bind_template_child (widget_class, DscStage, stack);
  gtk_widget_class_bind_template_child (widget_class, DscStage, canvas);
  gtk_widget_class_bind_template_child (widget_class, DscStage, words);
  gtk_widget_class_bind_template_child (widget_class, DscStage, words_button);
  gtk_widget_class_bind_template_child (widget_class, DscStage, note_revealer);
  gtk_widget_class_bind_template_child (widget_class, DscStage, spinner);
  gtk_widget_class_bind_template_child (widget_class, DscStage, note_label);
  gtk_widget_class_bind_template_child (widget_class, DscStage, find_bar);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
dsc_stage_init (DscStage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->guides = dsc_guides_new (GTK_OVERLAY (self->overlay), self->canvas);
  g_signal_connect_object (self->canvas, "selection-changed", G_CALLBACK (canvas_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->find_bar, "found", G_CALLBACK (dsc_stage_reveal_selection), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->find_bar, "closed", G_CALLBACK (find_closed_cb), self, G_CONNECT_SWAPPED);
  dsc_style_connect (self, G_CALLBACK (style_changed_cb));
  style_changed_cb (self);
}
