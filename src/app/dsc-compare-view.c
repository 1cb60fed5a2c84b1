/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-compare-view.c: two to four sides beside each other, at one zoom, with one selection, and a line that says where they part.
 *
 * The pictures are laid out together and have one size, so the views are kept together by giving all of them the zoom and the scroll
 * values of the one that the user moved, before the next frame is drawn. */
#include "dsc-compare-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "dsc-config.h"
#include "dsc-version-popover.h"

#define BUSY_AFTER_MS 500u
#define LEAST_FIT 0.8            /* smaller nothing of a side can be read with ease: rather scroll */
/* Pictures are laid out as wide as there is room for, between these; in steps, so that not every pixel makes new ones. */
#define LEAST_WIDTH 360
#define MOST_WIDTH 640
#define WIDTH_STEP 20
/* From so many pixels on they are as wide as the members of a struct need to stand in two columns. */
#define TWO_COLUMNS_FROM 490
#define TWO_COLUMNS_WIDTH 560
/* After a pause, or where a frame took long, time goes on from there. */
#define MAX_FRAME_SECONDS 0.1

struct _DscCompareView {
  GtkWidget      parent_instance;

  GtkWidget     *box, *waiting_box, *first_button;
  GtkBox        *panes_box;
  GtkLabel      *sentence_label;
  GtkLabel      *tip;             /* in its tooltip: the whole is longer than the bar has lines */
  GtkMenuButton *add_button;
  GtkRevealer   *note_revealer;
  GtkLabel      *note_label;
  GtkSpinner    *note_spinner;
  DscFindBar    *find_bar;

  DscComparison *comparison;
  DscPlayback   *playback;
  GSettings     *settings;        /* NULL: none */
  GtkSizeGroup  *note_heights;
  GPtrArray     *panes;           /* DscComparePane, as many as there ever were sides */
  gboolean       animated, syncing;
  double         seconds, duration;     /* of the motion of all pictures; duration 0: they stand still */
  guint          tick;            /* 0: nothing moves */
  gint64         last_frame;      /* frame time in microseconds; 0: none since it began */
  DscCanvas     *moved;           /* by the user; the others are to follow it. Borrowed */
  guint          sync_source, busy_source, width_source;
};

G_DEFINE_FINAL_TYPE (DscCompareView, dsc_compare_view, GTK_TYPE_WIDGET)

static DscComparePane *
pane_at (DscCompareView *self,
         guint           i)
{
  return g_ptr_array_index (self->panes, i);
}

static guint
n_shown (DscCompareView *self)
{
  return MIN (self->panes->len, dsc_comparison_get_n_sides (self->comparison));
}

/* ---- one view of all ------------------------------------------------------------------------- */

static GtkAdjustment *
adjustment_of (DscCanvas      *canvas,
               GtkOrientation  orientation)
{
  return orientation == GTK_ORIENTATION_HORIZONTAL ? gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (canvas))
                                                   : gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (canvas));
}

static void
follow_canvas (DscCanvas *canvas,
               DscCanvas *moved)
{
  if (dsc_canvas_is_fit (moved) && !dsc_canvas_is_fit (canvas))
    dsc_canvas_set_zoom (canvas, 0);
  else if (!dsc_canvas_is_fit (moved) && (dsc_canvas_is_fit (canvas) || dsc_canvas_get_zoom (canvas) != dsc_canvas_get_zoom (moved)))
    dsc_canvas_set_zoom (canvas, dsc_canvas_get_zoom (moved));
  for (int o = 0; o < 2; o++)
    gtk_adjustment_set_value (adjustment_of (canvas, (GtkOrientation) o), gtk_adjustment_get_value (adjustment_of (moved, (GtkOrientation) o)));
}

static gboolean
sync_cb (gpointer data)
{
  DscCompareView *self = data;

  self->sync_source = 0;
  self->syncing = TRUE;
  for (guint i = 0; i < n_shown (self); i++)
    if (dsc_compare_pane_get_canvas (pane_at (self, i)) != self->moved)
      follow_canvas (dsc_compare_pane_get_canvas (pane_at (self, i)), self->moved);
  self->syncing = FALSE;
  return G_SOURCE_REMOVE;
}

/* Sizes may just be allocated: the others follow right after that. */
static void
queue_sync (DscCompareView *self,
            DscCanvas      *moved)
{
  if (self->syncing)
    return;
  self->moved = moved;
  if (self->sync_source == 0)
    self->sync_source = g_idle_add_full (G_PRIORITY_DEFAULT, sync_cb, self, NULL);
}

static void
zoom_changed_cb (DscCompareView *self,
                 DscCanvas      *canvas)
{
  queue_sync (self, canvas);
}

static void
scrolled_cb (GtkAdjustment *adjustment,
             DscCanvas     *canvas)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (canvas), DSC_TYPE_COMPARE_VIEW);

  if (view != NULL)
    queue_sync (DSC_COMPARE_VIEW (view), canvas);
}

static gboolean
width_cb (gpointer data)
{
  DscCompareView *self = data;
  const int width = gtk_widget_get_width (GTK_WIDGET (dsc_compare_pane_get_canvas (pane_at (self, 0))));

  const int least = width >= TWO_COLUMNS_FROM ? TWO_COLUMNS_WIDTH : LEAST_WIDTH;

  self->width_source = 0;
  if (width > 0 && dsc_comparison_is_on (self->comparison))
    dsc_comparison_set_width (self->comparison, CLAMP (width / WIDTH_STEP * WIDTH_STEP, least, MOST_WIDTH));
  return G_SOURCE_REMOVE;
}

/* Also while sizes are allocated: what follows from it, follows right after that. */
static void
view_changed_cb (DscCompareView *self)
{
  if (self->width_source == 0)
    self->width_source = g_idle_add_full (G_PRIORITY_DEFAULT, width_cb, self, NULL);
}

/* ---- time ------------------------------------------------------------------------------------ */

static gboolean
advance_motion (DscCompareView *self,
                double          seconds)
{
  if (self->duration <= 0)
    return FALSE;
  self->seconds += seconds * dsc_playback_get_speed (self->playback);
  if (self->seconds >= self->duration)
    {
      self->seconds = self->duration;
      self->duration = 0;
    }
  for (guint i = 0; i < n_shown (self); i++)
    dsc_compare_pane_show_time (pane_at (self, i), self->seconds);
  return self->duration > 0;
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  DscCompareView *self = DSC_COMPARE_VIEW (widget);
  const gint64 now = gdk_frame_clock_get_frame_time (clock);
  const double seconds = self->last_frame != 0 ? MIN ((double) (now - self->last_frame) / 1e6, MAX_FRAME_SECONDS) : 0;
  const gboolean on = dsc_comparison_is_on (self->comparison);

  self->last_frame = now;
  const gboolean moves = advance_motion (self, seconds);
  const gboolean plays = on && dsc_playback_advance (self->playback, seconds);

  if (moves || plays || self->duration > 0)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
start_ticking (DscCompareView *self)
{
  if (self->tick != 0 || !dsc_comparison_is_on (self->comparison))
    return;
  self->last_frame = 0;
  self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

/* ---- what is shown --------------------------------------------------------------------------- */

static void
update_sentence (DscCompareView *self)
{
  g_autofree char *sentence = dsc_comparison_dup_sentence (self->comparison);
  g_autofree char *detail = dsc_comparison_dup_detail (self->comparison);

  g_autofree char *whole = detail != NULL ? g_strdup_printf ("%s\n\n%s", sentence, detail) : g_strdup (sentence);

  gtk_label_set_label (self->tip, whole != NULL ? whole : "");
  gtk_widget_set_has_tooltip (GTK_WIDGET (self->sentence_label), whole != NULL);
  /* The number of lines that a label may have is that of each paragraph. */
  gtk_label_set_label (self->sentence_label, sentence != NULL ? g_strdelimit (sentence, "\n", ' ') : "");
  gtk_widget_set_visible (self->first_button, dsc_comparison_get_first_difference (self->comparison) > 0);
}

static gboolean
query_tip_cb (DscCompareView *self,
              int             x,
              int             y,
              gboolean        keyboard,
              GtkTooltip     *tooltip)
{
  gtk_tooltip_set_custom (tooltip, GTK_WIDGET (self->tip));
  return TRUE;
}

static void
pictures_changed_cb (DscCompareView *self)
{
  const gboolean animated = self->animated && dsc_playback_came_by_step (self->playback) && gtk_widget_get_mapped (GTK_WIDGET (self));

  self->seconds = self->duration = 0;
  for (guint i = 0; i < n_shown (self); i++)
    self->duration = MAX (self->duration, dsc_compare_pane_show (pane_at (self, i), animated));
  if (self->duration > 0)
    start_ticking (self);
  update_sentence (self);
}

static void
pane_entered_cb (DscCompareView *self,
                 DscComparePane *pane)
{
  guint i;

  if (g_ptr_array_find (self->panes, pane, &i) && i < n_shown (self))
    dsc_comparison_set_focus (self->comparison, i);
}

static void
add_pane (DscCompareView *self)
{
  DscComparePane *pane = g_object_new (DSC_TYPE_COMPARE_PANE, NULL);
  DscCanvas *canvas = dsc_compare_pane_get_canvas (pane);
  DscCanvas *first = self->panes->len > 0 ? dsc_compare_pane_get_canvas (pane_at (self, 0)) : NULL;

  g_ptr_array_add (self->panes, pane);
  gtk_box_append (self->panes_box, GTK_WIDGET (pane));
  gtk_size_group_add_widget (self->note_heights, dsc_compare_pane_get_note_box (pane));
  dsc_compare_pane_set_side (pane, self->comparison, self->panes->len - 1, self->settings);
  dsc_canvas_set_least_fit (canvas, LEAST_FIT);
  if (first != NULL)
    follow_canvas (canvas, first);
  else
    g_signal_connect_object (canvas, "view-changed", G_CALLBACK (view_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pane, "entered", G_CALLBACK (pane_entered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "zoom-changed", G_CALLBACK (zoom_changed_cb), self, G_CONNECT_SWAPPED);
  for (int o = 0; o < 2; o++)
    g_signal_connect_object (adjustment_of (canvas, (GtkOrientation) o), "value-changed", G_CALLBACK (scrolled_cb), canvas, 0);
}

static void
focus_changed_cb (DscCompareView *self)
{
  const guint focus = dsc_comparison_get_focus (self->comparison);

  for (guint i = 0; i < self->panes->len; i++)
    dsc_compare_pane_set_current (pane_at (self, i), i == focus && dsc_comparison_get_n_sides (self->comparison) > 1);
}

static void
update_notes (DscCompareView *self)
{
  gboolean any = FALSE;

  for (guint i = 0; i < n_shown (self); i++)
    any |= dsc_compare_pane_get_note (pane_at (self, i)) != NULL;
  for (guint i = 0; i < self->panes->len; i++)
    dsc_compare_pane_set_note_room (pane_at (self, i), any);
}

/* Panes are never taken away: others look at the zoom of their canvases. */
static void
sides_changed_cb (DscCompareView *self)
{
  const guint n = dsc_comparison_get_n_sides (self->comparison);
  const gboolean on = dsc_comparison_is_on (self->comparison);

  while (on && self->panes->len < n)
    add_pane (self);
  for (guint i = 0; i < self->panes->len; i++)
    {
      gtk_widget_set_visible (GTK_WIDGET (pane_at (self, i)), i < n);
      if (i >= n || !on)
        dsc_compare_pane_clear (pane_at (self, i));
      else
        dsc_compare_pane_update (pane_at (self, i));
    }
  update_notes (self);
  gtk_widget_set_visible (self->waiting_box, on && n == 1);
  gtk_widget_set_sensitive (GTK_WIDGET (self->add_button), n < DSC_COMPARE_MOST_SIDES);
  focus_changed_cb (self);
  update_sentence (self);
}

/* ---- what takes long ------------------------------------------------------------------------- */

static void
show_note (DscCompareView *self,
           const char     *text)
{
  gtk_spinner_set_spinning (self->note_spinner, text != NULL);
  gtk_revealer_set_reveal_child (self->note_revealer, text != NULL);
  if (text != NULL)
    gtk_label_set_label (self->note_label, text);
}

static gboolean
busy_cb (gpointer data)
{
  DscCompareView *self = data;
  gboolean busy = FALSE;

  self->busy_source = 0;
  for (guint i = 0; i < dsc_comparison_get_n_sides (self->comparison); i++)
    busy |= dsc_session_is_running (dsc_comparison_get_session (self->comparison, i));
  if (dsc_comparison_is_searching (self->comparison))
    show_note (self, _("Looking for the nearest version that behaves differently… · Esc stops"));
  else if (busy)
    show_note (self, _("Running all sides… · Esc stops"));
  else
    show_note (self, _("Making the pictures…"));
  return G_SOURCE_REMOVE;
}

static void
work_changed_cb (DscCompareView *self)
{
  const gboolean works = dsc_comparison_is_on (self->comparison)
                         && (dsc_comparison_is_searching (self->comparison) || !dsc_comparison_is_there (self->comparison));

  if (!works)
    {
      g_clear_handle_id (&self->busy_source, g_source_remove);
      show_note (self, NULL);
    }
  else if (self->busy_source == 0 && !gtk_revealer_get_reveal_child (self->note_revealer))
    self->busy_source = g_timeout_add (BUSY_AFTER_MS, busy_cb, self);
}

/* ---- adding a side --------------------------------------------------------------------------- */

static void
picked_cb (DscCompareView  *self,
           const DscTarget *target)
{
  dsc_comparison_add_target (self->comparison, *target);
}

static gboolean
drop_popover_cb (gpointer popover)
{
  gtk_widget_unparent (popover);
  g_object_unref (popover);
  return G_SOURCE_REMOVE;
}

/* Not now: whoever closes it is still at work on it. */
static void
queue_drop_popover_cb (GtkWidget *popover)
{
  g_idle_add (drop_popover_cb, g_object_ref (popover));
}

void
dsc_compare_view_choose_version (DscCompareView *self)
{
  g_return_if_fail (DSC_IS_COMPARE_VIEW (self));
  const guint last = dsc_comparison_get_n_sides (self->comparison) - 1;
  DscVersionPopover *popover = dsc_version_popover_new_picker (dsc_session_get_target (dsc_comparison_get_session (self->comparison, last)),
                                                               self->settings);

  gtk_widget_set_parent (GTK_WIDGET (popover), GTK_WIDGET (self->add_button));
  g_signal_connect_object (popover, "picked", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (popover, "closed", G_CALLBACK (queue_drop_popover_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

/* ---- interface ------------------------------------------------------------------------------- */

static void
find_closed_cb (DscCompareView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (dsc_compare_view_get_canvas (self)));
}

void
dsc_compare_view_set_comparison (DscCompareView *self,
                                 DscComparison  *comparison,
                                 DscPlayback    *playback,
                                 GSettings      *settings)
{
  static const struct { const char *signal; void (*callback) (DscCompareView *self); } followed[] = {
    { "notify::sides", sides_changed_cb },     { "notify::on", sides_changed_cb },          { "notify::pictures", pictures_changed_cb },
    { "notify::differences", update_sentence }, { "notify::focus", focus_changed_cb },
    { "notify::searching", work_changed_cb },  { "notify::sides", work_changed_cb },        { "notify::pictures", work_changed_cb },
    { "notify::on", work_changed_cb },
  };
  DscSession *lead = dsc_comparison_get_session (comparison, dsc_comparison_get_lead (comparison));

  g_return_if_fail (DSC_IS_COMPARE_VIEW (self));
  g_return_if_fail (self->comparison == NULL);
  self->comparison = g_object_ref (comparison);
  self->playback = g_object_ref (playback);
  self->settings = settings != NULL ? g_object_ref (settings) : NULL;
  dsc_comparison_set_metrics (comparison, dsc_canvas_get_worker_metrics ());
  add_pane (self);
  for (gsize i = 0; i < G_N_ELEMENTS (followed); i++)
    g_signal_connect_object (comparison, followed[i].signal, G_CALLBACK (followed[i].callback), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (playback, "frame-changed", G_CALLBACK (start_ticking), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lead, "notify::running", G_CALLBACK (work_changed_cb), self, G_CONNECT_SWAPPED);
  dsc_find_bar_set_session (self->find_bar, lead);
  sides_changed_cb (self);
  pictures_changed_cb (self);
}

void
dsc_compare_view_set_animated (DscCompareView *self,
                               gboolean        animated)
{
  g_return_if_fail (DSC_IS_COMPARE_VIEW (self));
  self->animated = animated;
}

DscComparePane *
dsc_compare_view_get_pane (DscCompareView *self,
                           guint           i)
{
  g_return_val_if_fail (DSC_IS_COMPARE_VIEW (self), NULL);
  return i < self->panes->len ? pane_at (self, i) : NULL;
}

DscCanvas *
dsc_compare_view_get_canvas (DscCompareView *self)
{
  g_return_val_if_fail (DSC_IS_COMPARE_VIEW (self), NULL);
  const guint focus = dsc_comparison_get_focus (self->comparison);

  return dsc_compare_pane_get_canvas (pane_at (self, focus < self->panes->len ? focus : 0));
}

DscFindBar *
dsc_compare_view_get_find_bar (DscCompareView *self)
{
  g_return_val_if_fail (DSC_IS_COMPARE_VIEW (self), NULL);
  return self->find_bar;
}

void
dsc_compare_view_reveal_selection (DscCompareView *self)
{
  g_return_if_fail (DSC_IS_COMPARE_VIEW (self));
  DscCanvas *canvas = dsc_compare_view_get_canvas (self);

  dsc_canvas_reveal (canvas, dsc_canvas_get_selection (canvas));
  queue_sync (self, canvas);
}

const char *
dsc_compare_view_get_sentence (DscCompareView *self)
{
  g_return_val_if_fail (DSC_IS_COMPARE_VIEW (self), NULL);
  return gtk_label_get_label (self->sentence_label);
}

const char *
dsc_compare_view_get_tip (DscCompareView *self)
{
  g_return_val_if_fail (DSC_IS_COMPARE_VIEW (self), NULL);
  return gtk_label_get_label (self->tip);
}

GtkLabel *
dsc_compare_view_get_sentence_label (DscCompareView *self)
{
  g_return_val_if_fail (DSC_IS_COMPARE_VIEW (self), NULL);
  return self->sentence_label;
}

/* ---- widget ---------------------------------------------------------------------------------- */

static void
dsc_compare_view_dispose (GObject *object)
{
  DscCompareView *self = DSC_COMPARE_VIEW (object);

  g_clear_handle_id (&self->sync_source, g_source_remove);
  g_clear_handle_id (&self->busy_source, g_source_remove);
  g_clear_handle_id (&self->width_source, g_source_remove);
  g_ptr_array_set_size (self->panes, 0);
  gtk_widget_dispose_template (GTK_WIDGET (self), DSC_TYPE_COMPARE_VIEW);
  g_clear_object (&self->comparison);
  g_clear_object (&self->playback);
  g_clear_object (&self->settings);
  g_clear_object (&self->note_heights);
  g_clear_object (&self->tip);
  G_OBJECT_CLASS (dsc_compare_view_parent_class)->dispose (object);
}

static void
dsc_compare_view_finalize (GObject *object)
{
  g_ptr_array_unref (DSC_COMPARE_VIEW (object)->panes);
  G_OBJECT_CLASS (dsc_compare_view_parent_class)->finalize (object);
}

static void
dsc_compare_view_class_init (DscCompareViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = dsc_compare_view_dispose;
  object_class->finalize = dsc_compare_view_finalize;
  g_type_ensure (DSC_TYPE_FIND_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, DSC_RESOURCE_PATH "/ui/dsc-compare-view.ui");
  gtk_widget_class_bind_template_child (widget_class, DscCompareView, box);
  gtk_widget_class_bind_template_child (widget_class, DscCompareView, first_button);
  gtk_widget_class_bind_template_child (widget_class, DscCompareView, waiting_box);
  gtk_widget_class_bind_template_child (widget_class, DscCompareView, panes_box);
  gtk_widget_class_bind_template_child (widget_class, DscCompareView, sentence_label);
  gtk_widget_class_bind_template_child (widget_class, DscCompareView, add_button);
  gtk_widget_class_bind_template_child (widget_class, DscCompareView, note_revealer);
  gtk_widget_class_bind_template_child (widget_class, DscCompareView, note_label);
  gtk_widget_class_bind_template_child (widget_class, DscCompareView, note_spinner);
  gtk_widget_class_bind_template_child (widget_class, DscCompareView, find_bar);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "compareview");
}

static void
dsc_compare_view_init (DscCompareView *self)
{
  self->panes = g_ptr_array_new ();
  self->note_heights = gtk_size_group_new (GTK_SIZE_GROUP_VERTICAL);
  self->animated = TRUE;
  self->tip = g_object_ref_sink (GTK_LABEL (gtk_label_new (NULL)));
  gtk_label_set_wrap (self->tip, TRUE);
  gtk_label_set_wrap_mode (self->tip, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->tip, 0);
  gtk_label_set_max_width_chars (self->tip, 72);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->sentence_label, "query-tooltip", G_CALLBACK (query_tip_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->find_bar, "found", G_CALLBACK (dsc_compare_view_reveal_selection), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->find_bar, "closed", G_CALLBACK (find_closed_cb), self, G_CONNECT_SWAPPED);
}
