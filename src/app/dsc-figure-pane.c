/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-figure-pane.c: any figure in the middle of the window: its choices, its picture with crosshair, its table.
 *
 * One drawing is under way at a time. When the figure changes meanwhile, what is being drawn is still shown, and drawn once more after
 * that: so a figure that follows a playing script moves on even where one drawing takes longer than a step. What takes very long, or is
 * no longer what the user has chosen, is cancelled for the newer one instead. */
#include "dsc-figure-pane.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "dsc-style.h"

#define BUSY_AFTER     500       /* milliseconds */
#define OUTLIVED_AFTER 2000      /* milliseconds */
#define CLICK_DISTANCE 6.0       /* pixels that a click may slip */
#define LEAST_FIT      0.58      /* a page is read: better to scroll it than to see it whole and read nothing */

/* What is being made, or is to be: the scene or the sheet. */
typedef struct {
  GCancellable *cancellable;     /* NULL: nothing is being made */
  gint64        since;           /* microseconds */
  gboolean      outdated;        /* the figure has changed since */
} DscFigureMaking;

struct _DscFigurePane {
  GtkWidget        parent_instance;

  GtkWidget       *box;
  GtkStack        *stack;
  DscFigureTools  *tools;
  DscCanvas       *canvas;
  DscSheetView    *sheet_view;
  AdwStatusPage   *words;
  GtkButton       *again_button, *note_button, *copy_button;
  GtkToggleButton *table_button;
  GtkRevealer     *note_revealer;
  GtkSpinner      *spinner;
  GtkLabel        *note_label;

  DscFigure       *figure;
  DscFigureMaking  picture, table;
  guint            busy_timeout;     /* 0: none */
  gboolean         busy;
  gboolean         stopped;          /* by the user: nothing is made until somebody asks for it */
  gboolean         has_words;        /* in place of the picture */
  gboolean         focus_waits;      /* the picture had the focus, and is to have it again */
  gboolean         pointed;          /* there is a crosshair */
  DscPoint         pressed;          /* in the widget */
};

G_DEFINE_FINAL_TYPE (DscFigurePane, dsc_figure_pane, GTK_TYPE_WIDGET)

enum { SIGNAL_CHOSEN, SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void make (DscFigurePane *self);

/* ---- what is seen ------------------------------------------------------------------------------------------------ */

gboolean
dsc_figure_pane_get_show_table (DscFigurePane *self)
{
  g_return_val_if_fail (DSC_IS_FIGURE_PANE (self), FALSE);
  return gtk_toggle_button_get_active (self->table_button);
}

/* The focus stays in what is shown: else a key that plays would press whatever button GTK moves it to. */
static void
show_page (DscFigurePane *self)
{
  const char *name = self->has_words ? "words" : dsc_figure_pane_get_show_table (self) ? "table" : "picture";
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  const gboolean has_focus = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack));

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), name) == 0)
    return;
  gtk_stack_set_visible_child_name (self->stack, name);
  if (has_focus || (self->focus_waits && focus == NULL))
    dsc_figure_pane_focus (self);
}

/* A figure that is asked nothing but a number waits for it to be typed. */
static GtkWidget *
find_only_number (DscFigurePane *self)
{
  GtkWidget *control = dsc_figure_get_n_choices (self->figure) == 1 ? dsc_figure_tools_get_control (self->tools, 0) : NULL;

  return GTK_IS_SPIN_BUTTON (control) && !dsc_figure_pane_get_show_table (self) ? control : NULL;
}

void
dsc_figure_pane_focus (DscFigurePane *self)
{
  g_return_if_fail (DSC_IS_FIGURE_PANE (self));
  self->focus_waits = FALSE;
  if (find_only_number (self) != NULL)
    gtk_widget_grab_focus (find_only_number (self));
  else if (!self->has_words)
    gtk_widget_grab_focus (dsc_figure_pane_get_show_table (self) ? GTK_WIDGET (dsc_sheet_view_get_table (self->sheet_view))
                                                                 : GTK_WIDGET (self->canvas));
  else if (gtk_widget_get_visible (GTK_WIDGET (self->again_button)))
    gtk_widget_grab_focus (GTK_WIDGET (self->again_button));
  else if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    {
      /* The window hears the keys then; what is hidden would not. */
      self->focus_waits = TRUE;
      gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
    }
}

static void
show_words (DscFigurePane *self,
            const char    *message,
            gboolean       again)
{
  g_autofree char *markup = g_markup_escape_text (message, -1);

  adw_status_page_set_title (self->words, dsc_figure_get_title (self->figure));
  adw_status_page_set_description (self->words, markup);
  gtk_widget_set_visible (GTK_WIDGET (self->again_button), again);
  self->has_words = TRUE;
  show_page (self);
}

/* Progress, or that what is seen is not what it should be. */
static void
show_note (DscFigurePane *self)
{
  const gboolean incomplete = self->stopped && !self->has_words;

  gtk_spinner_set_spinning (self->spinner, self->busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->busy);
  if (self->busy)
    {
      gtk_label_set_label (self->note_label, _("Drawing the figure… · Esc stops"));
      gtk_button_set_label (self->note_button, _("Stop"));
    }
  else if (incomplete)
    {
      gtk_label_set_label (self->note_label, _("This is what was drawn before it was stopped."));
      gtk_button_set_label (self->note_button, _("Go On"));
    }
  gtk_revealer_set_reveal_child (self->note_revealer, self->busy || incomplete);
  gtk_widget_set_can_target (GTK_WIDGET (self->note_revealer), self->busy || incomplete);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
is_making (DscFigurePane *self)
{
  return self->picture.cancellable != NULL || self->table.cancellable != NULL;
}

static gboolean
busy_cb (gpointer user_data)
{
  DscFigurePane *self = user_data;

  self->busy_timeout = 0;
  self->busy = TRUE;
  show_note (self);
  return G_SOURCE_REMOVE;
}

static void
update_busy (DscFigurePane *self)
{
  if (is_making (self))
    {
      if (self->busy_timeout == 0 && !self->busy)
        self->busy_timeout = g_timeout_add (BUSY_AFTER, busy_cb, self);
      return;
    }
  g_clear_handle_id (&self->busy_timeout, g_source_remove);
  self->busy = FALSE;
  show_note (self);
}

/* ---- crosshair --------------------------------------------------------------------------------------------------- */

static void
show_overlay (DscFigurePane *self,
              DscScene      *overlay)
{
  if (overlay == NULL && !self->pointed)
    return;
  self->pointed = overlay != NULL;
  dsc_canvas_set_frame (self->canvas, dsc_canvas_get_scene (self->canvas), overlay);
}

static void
point_at (DscFigurePane *self,
          DscPoint       point)
{
  DscScene *scene = dsc_canvas_get_scene (self->canvas);
  g_autoptr (DscScene) overlay = scene != NULL ? dsc_figure_point_at (self->figure, scene, point, dsc_canvas_get_metrics (self->canvas)) : NULL;

  show_overlay (self, overlay);
}

static void
motion_cb (GtkEventControllerMotion *controller,
           double                    x,
           double                    y,
           DscFigurePane            *self)
{
  point_at (self, dsc_canvas_to_scene (self->canvas, (DscPoint) { x, y }));
}

static void
leave_cb (GtkEventControllerMotion *controller,
          DscFigurePane            *self)
{
  show_overlay (self, NULL);
}

/* The keyboard has the same crosshair. */
static void
selection_changed_cb (DscFigurePane *self)
{
  DscScene *scene = dsc_canvas_get_scene (self->canvas);
  const DscSceneId id = dsc_canvas_get_selection (self->canvas);
  DscRect box;

  if (scene != NULL && id.part == DSC_PART_OF_DATUM && dsc_scene_get_bounds (scene, id, &box))
    point_at (self, (DscPoint) { box.x + box.width / 2, box.y + box.height / 2 });
  else
    show_overlay (self, NULL);
}

/* ---- clicks ------------------------------------------------------------------------------------------------------ */

static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            DscFigurePane   *self)
{
  self->pressed = (DscPoint) { x, y };
}

static void
released_cb (GtkGestureClick *gesture,
             int              n_press,
             double           x,
             double           y,
             DscFigurePane   *self)
{
  DscScene *scene = dsc_canvas_get_scene (self->canvas);
  const DscPoint point = dsc_canvas_to_scene (self->canvas, (DscPoint) { x, y });

  if (scene == NULL || hypot (x - self->pressed.x, y - self->pressed.y) > CLICK_DISTANCE)
    return;
  const DscSceneId id = dsc_scene_pick (scene, point.x, point.y, 0);

  if (dsc_scene_id_equal (id, dsc_canvas_get_selection (self->canvas)))      /* not while a drag moves the picture */
    dsc_figure_activate (self->figure, id);
}

/* Before the canvas takes them for the diagram's. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                DscFigurePane         *self)
{
  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    {
      dsc_figure_activate (self->figure, dsc_canvas_get_selection (self->canvas));
      return TRUE;
    }
  return keyval == GDK_KEY_BackSpace;
}

/* ---- making ------------------------------------------------------------------------------------------------------ */

static void
begin (DscFigureMaking *making)
{
  making->cancellable = g_cancellable_new ();
  making->since = g_get_monotonic_time ();
  making->outdated = FALSE;
}

static void
fail (DscFigurePane *self,
      const GError  *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_words (self, error->message, FALSE);
  else if (self->stopped && dsc_canvas_get_scene (self->canvas) == NULL)
    show_words (self, _("Drawing was stopped before there was anything to see."), TRUE);
}

static void
tell_words (DscFigurePane *self,
            DscScene      *scene)
{
  const char *title = dsc_scene_get_title (scene);

  dsc_canvas_set_words (self->canvas, title != NULL && *title != '\0' ? title : dsc_figure_get_title (self->figure),
                        dsc_scene_get_description (scene));
}

static void
drawn_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (DscFigurePane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DscScene) scene = dsc_figure_draw_finish (DSC_FIGURE (source), result, &error);

  g_clear_object (&self->picture.cancellable);
  if (self->box == NULL)
    return;      /* the window is gone */
  if (scene != NULL)
    {
      show_overlay (self, NULL);
      dsc_canvas_set_scene (self->canvas, scene);
      tell_words (self, scene);
      self->has_words = FALSE;
      show_page (self);
    }
  else
    fail (self, error);
  make (self);
  update_busy (self);
}

static void
tabulated_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (DscFigurePane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DscSheet) sheet = dsc_figure_tabulate_finish (DSC_FIGURE (source), result, &error);

  g_clear_object (&self->table.cancellable);
  if (self->box == NULL)
    return;
  if (sheet != NULL)
    {
      dsc_sheet_view_set_sheet (self->sheet_view, sheet);
      self->has_words = FALSE;
      show_page (self);
    }
  else
    fail (self, error);
  make (self);
  update_busy (self);
}

static void
give_up (DscFigureMaking *making,
         gint64           milliseconds)
{
  if (making->cancellable != NULL && making->outdated && g_get_monotonic_time () - making->since >= milliseconds * 1000)
    g_cancellable_cancel (making->cancellable);
}

/* Whatever is to be seen and is not up to date, as far as it is not being made. */
static void
make (DscFigurePane *self)
{
  const gboolean table = dsc_figure_pane_get_show_table (self);
  DscFigureMaking *making = table ? &self->table : &self->picture;

  if (self->figure == NULL || self->stopped || !making->outdated || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (making->cancellable != NULL)
    {
      give_up (making, OUTLIVED_AFTER);
      return;
    }
  begin (making);
  if (table)
    dsc_figure_tabulate_async (self->figure, making->cancellable, tabulated_cb, g_object_ref (self));
  else
    dsc_figure_draw_async (self->figure, dsc_canvas_get_worker_metrics (), making->cancellable, drawn_cb, g_object_ref (self));
  update_busy (self);
}

static void
figure_changed_cb (DscFigurePane *self)
{
  self->picture.outdated = self->table.outdated = TRUE;
  self->stopped = FALSE;
  make (self);
}

void
dsc_figure_pane_stop (DscFigurePane *self)
{
  g_return_if_fail (DSC_IS_FIGURE_PANE (self));
  if (!is_making (self))
    return;
  self->stopped = TRUE;
  self->picture.outdated = self->table.outdated = TRUE;
  g_cancellable_cancel (self->picture.cancellable);
  g_cancellable_cancel (self->table.cancellable);
}

static void
go_on (DscFigurePane *self)
{
  self->stopped = FALSE;
  make (self);
  update_busy (self);
}

static void
note_clicked_cb (DscFigurePane *self)
{
  if (self->stopped)
    go_on (self);
  else
    dsc_figure_pane_stop (self);
}

static void
again_clicked_cb (DscFigurePane *self)
{
  go_on (self);
}

/* ---- table ------------------------------------------------------------------------------------------------------- */

static void
table_toggled_cb (DscFigurePane *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->copy_button), dsc_figure_pane_get_show_table (self));
  if (!self->has_words)
    show_page (self);
  make (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
dsc_figure_pane_set_show_table (DscFigurePane *self,
                                gboolean       show)
{
  g_return_if_fail (DSC_IS_FIGURE_PANE (self));
  gtk_toggle_button_set_active (self->table_button, show && dsc_figure_has_sheet (self->figure));
}

static void
copy_clicked_cb (DscFigurePane *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.copy-figure", NULL);
}

/* ---- interface --------------------------------------------------------------------------------------------------- */

static void
chosen_cb (DscFigurePane *self,
           guint          i)
{
  give_up (&self->picture, 0);
  give_up (&self->table, 0);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, i);
}

GtkWidget *
dsc_figure_pane_new (DscFigure *figure,
                     GSettings *settings)
{
  DscFigurePane *self = g_object_new (DSC_TYPE_FIGURE_PANE, NULL);

  self->figure = g_object_ref (figure);
  self->picture.outdated = self->table.outdated = TRUE;
  dsc_figure_tools_set_figure (self->tools, figure, settings);
  gtk_widget_set_visible (GTK_WIDGET (self->table_button), dsc_figure_has_sheet (figure));
  g_signal_connect_object (figure, "changed", G_CALLBACK (figure_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tools, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  dsc_canvas_set_words (self->canvas, dsc_figure_get_title (figure), NULL);
  return GTK_WIDGET (self);
}

DscFigure *
dsc_figure_pane_get_figure (DscFigurePane *self)
{
  g_return_val_if_fail (DSC_IS_FIGURE_PANE (self), NULL);
  return self->figure;
}

DscCanvas *
dsc_figure_pane_get_canvas (DscFigurePane *self)
{
  g_return_val_if_fail (DSC_IS_FIGURE_PANE (self), NULL);
  return self->canvas;
}

DscFigureTools *
dsc_figure_pane_get_tools (DscFigurePane *self)
{
  g_return_val_if_fail (DSC_IS_FIGURE_PANE (self), NULL);
  return self->tools;
}

DscSheetView *
dsc_figure_pane_get_sheet_view (DscFigurePane *self)
{
  g_return_val_if_fail (DSC_IS_FIGURE_PANE (self), NULL);
  return self->sheet_view;
}

gboolean
dsc_figure_pane_is_running (DscFigurePane *self)
{
  g_return_val_if_fail (DSC_IS_FIGURE_PANE (self), FALSE);
  return is_making (self);
}

gboolean
dsc_figure_pane_is_busy (DscFigurePane *self)
{
  g_return_val_if_fail (DSC_IS_FIGURE_PANE (self), FALSE);
  return self->busy;
}

const char *
dsc_figure_pane_get_words (DscFigurePane *self)
{
  g_return_val_if_fail (DSC_IS_FIGURE_PANE (self), NULL);
  return self->has_words ? adw_status_page_get_description (self->words) : NULL;
}

/* ---- widget ------------------------------------------------------------------------------------------------------ */

static void
style_changed_cb (DscFigurePane *self)
{
  dsc_canvas_set_theme (self->canvas, dsc_style_get_theme ());
}

static void
dsc_figure_pane_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (dsc_figure_pane_parent_class)->map (widget);
  make (DSC_FIGURE_PANE (widget));
}

static void
connect_canvas (DscFigurePane *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new (), *keys = gtk_event_controller_key_new ();
  GtkEventController *click = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());

  g_signal_connect (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->canvas), motion);
  gtk_widget_add_controller (GTK_WIDGET (self->canvas), click);
  gtk_widget_add_controller (GTK_WIDGET (self->canvas), keys);
  g_signal_connect_object (self->canvas, "selection-changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
dsc_figure_pane_dispose (GObject *object)
{
  DscFigurePane *self = DSC_FIGURE_PANE (object);

  g_cancellable_cancel (self->picture.cancellable);
  g_cancellable_cancel (self->table.cancellable);
  g_clear_handle_id (&self->busy_timeout, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), DSC_TYPE_FIGURE_PANE);
  g_clear_object (&self->figure);
  G_OBJECT_CLASS (dsc_figure_pane_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/dictoscope/Dictoscope/ui/dsc-figure-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, DscFigurePane, box);
  gtk_widget_class_bind_template_child (widget_class, DscFigurePane, stack);
  gtk_widget_class_bind_template_child (widget_class, DscFigurePane, tools);
  gtk_widget_class_bind_template_child (widget_class, DscFigurePane, canvas);
  gtk_widget_class_bind_template_child (widget_class, DscFigurePane, sheet_view);
  gtk_widget_class_bind_template_child (widget_class, DscFigurePane, words);
  gtk_widget_class_bind_template_child (widget_class, DscFigurePane, again_button);
  gtk_widget_class_bind_template_child (widget_class, DscFigurePane, note_button);
  gtk_widget_class_bind_template_child (widget_class, DscFigurePane, copy_button);
  gtk_widget_class_bind_template_child (widget_class, DscFigurePane, table_button);
  gtk_widget_class_bind_template_child (widget_class, DscFigurePane, note_revealer);
  gtk_widget_class_bind_template_child (widget_class, DscFigurePane, spinner);
  gtk_widget_class_bind_template_child (widget_class, DscFigurePane, note_label);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, table_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_clicked_cb);
}

static void
dsc_figure_pane_class_init (DscFigurePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dsc_figure_pane_dispose;
  widget_class->map = dsc_figure_pane_map;
  g_type_ensure (DSC_TYPE_CANVAS);
  g_type_ensure (DSC_TYPE_FIGURE_TOOLS);
  g_type_ensure (DSC_TYPE_SHEET_VIEW);
  bind_template (widget_class);
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", DSC_TYPE_FIGURE_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", DSC_TYPE_FIGURE_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
dsc_figure_pane_init (DscFigurePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  connect_canvas (self);
  dsc_canvas_set_least_fit (self->canvas, LEAST_FIT);
  dsc_style_connect (self, G_CALLBACK (style_changed_cb));
  style_changed_cb (self);
}
