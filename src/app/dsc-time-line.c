/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-time-line.c: the slider over the steps of a history, with what happened under it: ticks, glyphs of events, bookmarks.
 *
 * The slider and its trough are GtkScale's. The row below is one node that is drawn anew only when the history, the width or the
 * style changes, not when the slider moves: a place for each glyph, in which the marks of all its steps are united. */
#include "dsc-time-line.h"

#include <glib/gi18n.h>
#include <math.h>

#include "dsc-style.h"

#define ABOVE       11.0     /* room of bookmarks and of the row of glyphs: as in the style sheet */
#define BELOW       30.0
#define BADGE       18.0
#define LEAST_DRAG  4.0
#define PLACE       21.0     /* of one glyph among many */
#define DIFFERENCE_Y -6.0    /* middle of the bar of differences */
#define WORD_WIDTH  92.0     /* between ticks, so that words find room */

struct _DscTimeLine {
  GtkScale       parent_instance;

  DscSession    *session;
  DscPlayback   *playback;
  DscHistory    *history;        /* borrowed, only compared */
  GskRenderNode *row;            /* NULL: to be drawn */
  double         row_first, row_last;   /* ends that it was drawn for */
  GtkLabel      *tip;            /* in the tooltip: sentences are longer than its own label is wide */
  GArray        *differences;    /* DscStepRun; NULL: none */
  gboolean       syncing;
  guint64        told;           /* position that `sentence` is of */
  DscHistory    *told_of;        /* borrowed, only compared */
  char          *sentence;
};

G_DEFINE_FINAL_TYPE (DscTimeLine, dsc_time_line, GTK_TYPE_SCALE)

/* ---- marks ----------------------------------------------------------------------------------- */

typedef enum { SHAPE_SQUARE, SHAPE_OCTAGON, SHAPE_DIAMOND, SHAPE_RING, SHAPE_TRIANGLE, SHAPE_CIRCLE, SHAPE_NONE } Shape;

typedef struct {
  DscStepMarks  mark;
  Shape         shape;
  DscRole       role;
  const char   *letter, *word;      /* untranslated, with these contexts */
} Glyph;

/* The most important one first: where there is room for one, it is that. */
static const Glyph glyphs[] = {
  { DSC_MARK_ERROR,     SHAPE_OCTAGON,  DSC_ROLE_WARNING, NC_("letter of an event on the time line: error", "!"),       NC_("event on the time line", "error") },
  { DSC_MARK_RESIZE,    SHAPE_SQUARE,   DSC_ROLE_LIVE,    NC_("letter of an event on the time line: resize", "R"),      NC_("event on the time line", "resize") },
  { DSC_MARK_KIND,      SHAPE_DIAMOND,  DSC_ROLE_CHANGED, NC_("letter of an event on the time line: kind", "K"),        NC_("event on the time line", "new kind") },
  { DSC_MARK_UNSHARED,  SHAPE_RING,     DSC_ROLE_SHARED,  NC_("letter of an event on the time line: un-shared", "U"),   NC_("event on the time line", "un-shared") },
  { DSC_MARK_TOMBSTONE, SHAPE_TRIANGLE, DSC_ROLE_DUMMY,   NC_("letter of an event on the time line: tombstone", "T"),   NC_("event on the time line", "tombstone") },
  { DSC_MARK_COLLISION, SHAPE_CIRCLE,   DSC_ROLE_PROBE,   NC_("letter of an event on the time line: collision", "C"),   NC_("event on the time line", "collision") },
  { DSC_MARK_TAG,       SHAPE_NONE,     DSC_ROLE_TEXT_DIM, NC_("letter of an event on the time line: version tag", "V"), NC_("event on the time line", "version tag") },
};

static const char *const letter_contexts[] = {
  "letter of an event on the time line: error", "letter of an event on the time line: resize", "letter of an event on the time line: kind",
  "letter of an event on the time line: un-shared", "letter of an event on the time line: tombstone",
  "letter of an event on the time line: collision", "letter of an event on the time line: version tag",
};

static const char *
word_of (const Glyph *glyph)
{
  return g_dpgettext2 (NULL, "event on the time line", glyph->word);
}

static const Glyph *
glyph_of (DscStepMarks marks)
{
  for (gsize i = 0; i < G_N_ELEMENTS (glyphs); i++)
    if (marks & glyphs[i].mark)
      return &glyphs[i];
  return NULL;
}

static void
append_words (GString      *text,
              DscStepMarks  marks)
{
  const char *separator = "\n";

  for (gsize i = 0; i < G_N_ELEMENTS (glyphs); i++)
    if (marks & glyphs[i].mark)
      {
        g_string_append_printf (text, "%s%s", separator, word_of (&glyphs[i]));
        separator = " · ";
      }
}

/* ---- geometry -------------------------------------------------------------------------------- */

static gboolean
is_mirrored (DscTimeLine *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

static GtkWidget *
find_slider (GtkWidget *widget)
{
  if (g_strcmp0 (gtk_widget_get_css_name (widget), "slider") == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_slider (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Where the middle of the slider is for the first and for the last position. (gtk_range_get_slider_range measures from elsewhere.) */
static void
get_ends (DscTimeLine *self,
          double      *out_first,
          double      *out_last)
{
  GtkWidget *slider = find_slider (GTK_WIDGET (self));
  GdkRectangle trough;
  int width = 0;

  gtk_range_get_range_rect (GTK_RANGE (self), &trough);
  if (slider != NULL)
    gtk_widget_measure (slider, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  *out_first = trough.x + width / 2.0;
  *out_last = MAX (trough.x + trough.width - width / 2.0, *out_first + 1);
}

double
dsc_time_line_get_x (DscTimeLine *self,
                     guint64      position)
{
  const guint64 n = MAX (dsc_session_get_n_steps (self->session), 1);
  const double share = (double) MIN (position, n) / (double) n;
  double first, last;

  g_return_val_if_fail (DSC_IS_TIME_LINE (self), 0);
  get_ends (self, &first, &last);
  return first + (last - first) * (is_mirrored (self) ? 1 - share : share);
}

static double
share_at (DscTimeLine *self,
          double       x)
{
  double first, last;

  get_ends (self, &first, &last);
  const double share = CLAMP ((x - first) / (last - first), 0, 1);

  return is_mirrored (self) ? 1 - share : share;
}

static gboolean
is_below (DscTimeLine *self,
          double       y)
{
  return y > gtk_widget_get_height (GTK_WIDGET (self)) + 2;
}

/* Among many steps a glyph stands for those of its place. */
static guint64
n_places (DscTimeLine *self)
{
  double first, last;

  get_ends (self, &first, &last);
  return (guint64) MAX ((last - first) / PLACE, 1);
}

static void
get_place (DscTimeLine *self,
           guint64      place,
           guint64     *out_from,
           guint64     *out_to)      /* operations, from 0, exclusive */
{
  const guint64 n = dsc_session_get_n_steps (self->session);
  const double per_place = (double) n / (double) n_places (self);

  *out_from = (guint64) ((double) place * per_place);
  *out_to = MIN ((guint64) ((double) (place + 1) * per_place), n);
}

static guint64
event_near (DscTimeLine *self,
            guint64      position)
{
  const DscMarks *marks = dsc_history_get_all_marks (self->history);
  const guint64 n = dsc_session_get_n_steps (self->session);
  guint64 from, to, found;

  if (n < DSC_TIME_LINE_MANY_STEPS)
    return position;
  get_place (self, MIN (MAX (position, 1) - 1, n - 1) * n_places (self) / n, &from, &to);
  const Glyph *glyph = glyph_of (dsc_marks_get_between (marks, from, to));

  return glyph != NULL && dsc_marks_find (marks, from, TRUE, glyph->mark, &found) ? found + 1 : position;
}

guint64
dsc_time_line_get_position_at (DscTimeLine *self,
                               double       x,
                               double       y)
{
  g_return_val_if_fail (DSC_IS_TIME_LINE (self), 0);
  const guint64 position = (guint64) (share_at (self, x) * (double) dsc_session_get_n_steps (self->session) + 0.5);

  return is_below (self, y) && self->history != NULL ? event_near (self, position) : position;
}

/* ---- drawing --------------------------------------------------------------------------------- */

static void
set_color (cairo_t  *cr,
           DscColor  color)
{
  cairo_set_source_rgba (cr, color.r, color.g, color.b, color.a);
}

static void
trace_polygon (cairo_t *cr,
               double   x,
               double   y,
               double   radius,
               guint    n,
               double   turn)
{
  for (guint i = 0; i < n; i++)
    cairo_line_to (cr, x + radius * cos (2 * G_PI * (i + turn) / n), y + radius * sin (2 * G_PI * (i + turn) / n));
  cairo_close_path (cr);
}

static void
trace_shape (cairo_t *cr,
             Shape    shape,
             double   x,
             double   y)
{
  const double r = BADGE / 2;

  cairo_new_path (cr);
  switch (shape)
    {
    case SHAPE_SQUARE:   cairo_rectangle (cr, x - r + 1.5, y - r + 1.5, 2 * r - 3, 2 * r - 3); break;
    case SHAPE_OCTAGON:  trace_polygon (cr, x, y, r, 8, 0.5); break;
    case SHAPE_DIAMOND:  trace_polygon (cr, x, y, r + 2, 4, 0); break;
    case SHAPE_TRIANGLE: trace_polygon (cr, x, y + 2, r + 3, 3, 0.75 * 3); break;
    case SHAPE_RING:
    case SHAPE_CIRCLE:   cairo_arc (cr, x, y, r - 0.5, 0, 2 * G_PI); break;
    case SHAPE_NONE:     break;
    }
}

static void
show_text (DscTimeLine *self,
           cairo_t     *cr,
           const char  *text,
           double       x,
           double       y,
           gboolean     bold,
           gboolean     centered)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  int width, height;

  pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (cr, centered ? round (x - width / 2.0) : x, round (y - height / 2.0));
  pango_cairo_show_layout (cr, layout);
}

static void
draw_badge (DscTimeLine *self,
            cairo_t     *cr,
            const Glyph *glyph,
            double       x,
            double       y)
{
  const DscTheme theme = dsc_style_get_theme ();
  const DscInk *ink = dsc_palette_get_ink (theme, glyph->role);
  const DscColor text = dsc_palette_get_ink (theme, DSC_ROLE_TEXT)->text;

  trace_shape (cr, glyph->shape, x, y);
  set_color (cr, ink->fill);
  cairo_fill_preserve (cr);
  set_color (cr, ink->stroke.a > 0 ? ink->stroke : text);
  cairo_set_line_width (cr, glyph->shape == SHAPE_RING ? 3 : 1.5);
  cairo_stroke (cr);
  set_color (cr, text);
  show_text (self, cr, g_dpgettext2 (NULL, letter_contexts[glyph - glyphs], glyph->letter), x, glyph->shape == SHAPE_TRIANGLE ? y + 1 : y, TRUE, TRUE);
}

static void
draw_tick (DscTimeLine *self,
           cairo_t     *cr,
           double       x,
           double       top)
{
  set_color (cr, dsc_palette_get_ink (dsc_style_get_theme (), DSC_ROLE_TEXT_DIM)->text);
  cairo_rectangle (cr, round (x) - 0.5, top, 1, 5);
  cairo_fill (cr);
}

static void
draw_few (DscTimeLine *self,
          cairo_t     *cr,
          guint64      n,
          double       top)
{
  const gboolean words = n == 0 || fabs (dsc_time_line_get_x (self, n) - dsc_time_line_get_x (self, 0)) / (double) n >= WORD_WIDTH;

  for (guint64 i = 0; i <= n; i++)
    {
      const double x = dsc_time_line_get_x (self, i);
      const Glyph *glyph = i > 0 ? glyph_of (dsc_history_get_marks (self->history, i - 1)) : NULL;

      draw_tick (self, cr, x, top);
      if (glyph == NULL)
        continue;
      draw_badge (self, cr, glyph, x, top + 8 + BADGE / 2);
      /* The last word would reach beyond the edge. */
      if (words && !is_mirrored (self) && i < n)
        show_text (self, cr, word_of (glyph), x + BADGE / 2 + 6, top + 8 + BADGE / 2, FALSE, FALSE);
    }
}

static void
draw_many (DscTimeLine *self,
           cairo_t     *cr,
           guint64      n,
           double       top)
{
  const DscMarks *marks = dsc_history_get_all_marks (self->history);
  const guint64 places = n_places (self);
  double first, last;

  get_ends (self, &first, &last);
  for (guint64 place = 0; place < places; place++)
    {
      guint64 from, to;

      get_place (self, place, &from, &to);
      const Glyph *glyph = glyph_of (dsc_marks_get_between (marks, from, to) & DSC_MARKS_EVENTS);
      const double share = ((double) place + 0.5) / (double) places;

      if (glyph != NULL)
        draw_badge (self, cr, glyph, first + (last - first) * (is_mirrored (self) ? 1 - share : share), top + 8 + BADGE / 2);
    }
}

/* A flag with its tip at the trough. */
static void
draw_bookmark (DscTimeLine *self,
               cairo_t     *cr,
               guint64      position)
{
  const double x = dsc_time_line_get_x (self, position);

  set_color (cr, dsc_palette_get_ink (dsc_style_get_theme (), DSC_ROLE_TEXT)->text);
  cairo_move_to (cr, x, 3);
  cairo_line_to (cr, x - 5, 3 - ABOVE);
  cairo_line_to (cr, x + 5, 3 - ABOVE);
  cairo_close_path (cr);
  cairo_fill (cr);
}

/* A bar above the trough, with the sign of a difference where it begins. */
static void
draw_difference (DscTimeLine      *self,
                 cairo_t          *cr,
                 const DscStepRun *run,
                 double            free_from)
{
  const guint64 n = dsc_session_get_n_steps (self->session);
  const double begin = dsc_time_line_get_x (self, MIN (run->first, n)), end = dsc_time_line_get_x (self, MIN (run->last, n));
  const double ahead = is_mirrored (self) ? -1 : 1;
  const DscInk *ink = dsc_palette_get_ink (dsc_style_get_theme (), DSC_ROLE_CHANGED);
  const DscColor line = ink->stroke.a > 0 ? ink->stroke : dsc_palette_get_ink (dsc_style_get_theme (), DSC_ROLE_TEXT)->text;

  cairo_rectangle (cr, MIN (begin, end) - 1, DIFFERENCE_Y - 1.5, fabs (end - begin) + 2, 3);
  set_color (cr, line);
  cairo_fill (cr);
  if (begin < free_from)
    return;
  cairo_move_to (cr, begin - 4 * ahead, DIFFERENCE_Y - 5);
  cairo_line_to (cr, begin + 5 * ahead, DIFFERENCE_Y);
  cairo_line_to (cr, begin - 4 * ahead, DIFFERENCE_Y + 5);
  cairo_close_path (cr);
  set_color (cr, ink->fill);
  cairo_fill_preserve (cr);
  set_color (cr, line);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}

/* Signs that would lie on each other are left out. */
static void
draw_differences (DscTimeLine *self,
                  cairo_t     *cr)
{
  double free_from = -G_MAXDOUBLE, drawn = -G_MAXDOUBLE;

  for (guint i = 0; self->differences != NULL && i < self->differences->len; i++)
    {
      const DscStepRun *run = &g_array_index (self->differences, DscStepRun, is_mirrored (self) ? self->differences->len - 1 - i : i);
      const double begin = dsc_time_line_get_x (self, run->first);

      if (run->first == run->last && fabs (begin - drawn) < 1)
        continue;
      draw_difference (self, cr, run, free_from);
      drawn = begin;
      if (begin >= free_from)
        free_from = begin + 12;
    }
}

static void
draw_row (DscTimeLine *self)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  const guint64 n = dsc_session_get_n_steps (self->session);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (-24, (float) -ABOVE, (float) width + 48, (float) (height + ABOVE + BELOW)));
  gsize n_bookmarks;
  const guint64 *bookmarks = dsc_session_get_bookmarks (self->session, &n_bookmarks);

  if (self->history != NULL && n < DSC_TIME_LINE_MANY_STEPS)
    draw_few (self, cr, n, height + 1);
  else if (self->history != NULL)
    draw_many (self, cr, n, height + 1);
  if (self->history != NULL)
    draw_differences (self, cr);
  for (gsize i = 0; i < n_bookmarks; i++)
    draw_bookmark (self, cr, bookmarks[i]);
  cairo_destroy (cr);
  self->row = gtk_snapshot_free_to_node (snapshot);
  get_ends (self, &self->row_first, &self->row_last);
}

static void
redraw (DscTimeLine *self)
{
  g_clear_pointer (&self->row, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
dsc_time_line_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  DscTimeLine *self = DSC_TIME_LINE (widget);

  double first, last;

  get_ends (self, &first, &last);
  if (self->row != NULL && (self->row_first != first || self->row_last != last))
    g_clear_pointer (&self->row, gsk_render_node_unref);
  if (self->row == NULL && self->session != NULL && gtk_widget_get_width (widget) > 0)
    draw_row (self);
  if (self->row != NULL)
    gtk_snapshot_append_node (snapshot, self->row);
  GTK_WIDGET_CLASS (dsc_time_line_parent_class)->snapshot (widget, snapshot);
}

static void
dsc_time_line_css_changed (GtkWidget         *widget,
                           GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (dsc_time_line_parent_class)->css_changed (widget, change);
  redraw (DSC_TIME_LINE (widget));
}

/* ---- words ----------------------------------------------------------------------------------- */

static gboolean
is_different (DscTimeLine *self,
              guint64      position)
{
  for (guint i = 0; self->differences != NULL && i < self->differences->len; i++)
    {
      const DscStepRun *run = &g_array_index (self->differences, DscStepRun, i);

      if (position >= run->first && position <= run->last)
        return TRUE;
    }
  return FALSE;
}

char *
dsc_time_line_dup_text (DscTimeLine *self,
                        guint64      position)
{
  const guint64 n = dsc_session_get_n_steps (self->session);

  g_return_val_if_fail (DSC_IS_TIME_LINE (self), NULL);
  if (position == 0 || self->history == NULL)
    return g_strdup (_("Before the first operation."));
  const DscStep *step = dsc_history_get_step (self->history, position - 1);
  GString *text = g_string_new (NULL);

  /* Translators: number of a step, number of steps, source text of the operation */
  g_string_append_printf (text, _("Step %'" G_GUINT64_FORMAT " of %'" G_GUINT64_FORMAT ": %s"), position, n, step->label != NULL ? step->label : "");
  if (self->told != position || self->told_of != self->history)
    {
      g_free (self->sentence);
      self->sentence = dsc_session_dup_sentence (self->session, position);
      self->told = position;
      self->told_of = self->history;
    }
  if (step->error != NULL)
    g_string_append_printf (text, "\n%s", step->error);
  if (self->sentence != NULL)
    g_string_append_printf (text, "\n%s", self->sentence);
  append_words (text, dsc_history_get_marks (self->history, position - 1));
  if (is_different (self, position))
    g_string_append_printf (text, "\n%s", _("The sides differ here."));
  return g_string_free (text, FALSE);
}

static gboolean
dsc_time_line_query_tooltip (GtkWidget  *widget,
                             int         x,
                             int         y,
                             gboolean    keyboard,
                             GtkTooltip *tooltip)
{
  DscTimeLine *self = DSC_TIME_LINE (widget);
  const guint64 position = keyboard ? dsc_session_get_position (self->session) : dsc_time_line_get_position_at (self, x, y);
  g_autofree char *text = dsc_time_line_dup_text (self, position);
  const GdkRectangle area = { (int) dsc_time_line_get_x (self, position) - 8, (int) -ABOVE, 16, gtk_widget_get_height (widget) + (int) (ABOVE + BELOW) };

  gtk_label_set_label (self->tip, text);
  gtk_tooltip_set_custom (tooltip, GTK_WIDGET (self->tip));
  gtk_tooltip_set_tip_area (tooltip, &area);
  return TRUE;
}

/* ---- following ------------------------------------------------------------------------------- */

static void
dsc_time_line_value_changed (GtkRange *range)
{
  DscTimeLine *self = DSC_TIME_LINE (range);

  if (!self->syncing && self->playback != NULL)
    dsc_playback_seek (self->playback, (guint64) (gtk_range_get_value (range) + 0.5));
}

/* In the midst of a step the slider is between the positions before and after it. */
static double
value_of_place (DscTimeLine *self)
{
  const double position = (double) dsc_session_get_position (self->session);
  DscState *state = dsc_session_get_state (self->session);
  DscMoments *moments = state != NULL && state->moment >= 0 ? dsc_state_get_moments (state) : NULL;

  return moments != NULL ? position - 1 + (state->moment + 1.0) / dsc_moments_get_n (moments) : position;
}

static void
tell_place (DscTimeLine *self)
{
  const guint64 n = dsc_session_get_n_steps (self->session), position = dsc_session_get_position (self->session);
  const DscStep *step = position > 0 && self->history != NULL ? dsc_history_get_step (self->history, position - 1) : NULL;
  g_autofree char *text = g_strdup_printf (_("step %'" G_GUINT64_FORMAT " of %'" G_GUINT64_FORMAT ": %s"), position, n,
                                           step != NULL && step->label != NULL ? step->label : "");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

static void
place_changed_cb (DscTimeLine *self)
{
  const guint64 n = dsc_session_get_n_steps (self->session);
  GtkAdjustment *adjustment = gtk_range_get_adjustment (GTK_RANGE (self));

  if (self->history != dsc_session_get_history (self->session))
    {
      self->history = dsc_session_get_history (self->session);
      redraw (self);
    }
  self->syncing = TRUE;
  gtk_adjustment_configure (adjustment, value_of_place (self), 0, (double) n, 1, MAX (1, (double) n / 20), 0);
  self->syncing = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self), n > 0);
  tell_place (self);
}

/* A glyph goes to its event, and who drags on from there scrubs; anywhere else it is GtkRange's press. */
static void
drag_begin_cb (GtkGestureDrag *gesture,
               double          x,
               double          y,
               DscTimeLine    *self)
{
  const gboolean is_ours = is_below (self, y) && self->playback != NULL;

  gtk_gesture_set_state (GTK_GESTURE (gesture), is_ours ? GTK_EVENT_SEQUENCE_CLAIMED : GTK_EVENT_SEQUENCE_DENIED);
  if (!is_ours)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  dsc_playback_seek (self->playback, dsc_time_line_get_position_at (self, x, y));
}

static void
drag_update_cb (GtkGestureDrag *gesture,
                double          dx,
                double          dy,
                DscTimeLine    *self)
{
  double x, y;

  if (fabs (dx) >= LEAST_DRAG && gtk_gesture_drag_get_start_point (gesture, &x, &y))
    dsc_playback_seek (self->playback, dsc_time_line_get_position_at (self, x + dx, 0));
}

/* ---- interface ------------------------------------------------------------------------------- */

void
dsc_time_line_set_session (DscTimeLine *self,
                           DscSession  *session,
                           DscPlayback *playback)
{
  static const char *const announced[] = { "notify::state", "notify::position", "notify::moment", "notify::n-steps" };

  g_return_if_fail (DSC_IS_TIME_LINE (self));
  g_return_if_fail (self->session == NULL);
  self->session = g_object_ref (session);
  self->playback = g_object_ref (playback);
  for (gsize i = 0; i < G_N_ELEMENTS (announced); i++)
    g_signal_connect_object (session, announced[i], G_CALLBACK (place_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::bookmarks", G_CALLBACK (redraw), self, G_CONNECT_SWAPPED);
  place_changed_cb (self);
}

void
dsc_time_line_set_differences (DscTimeLine  *self,
                               const GArray *runs)
{
  g_return_if_fail (DSC_IS_TIME_LINE (self));
  g_clear_pointer (&self->differences, g_array_unref);
  if (runs != NULL && runs->len > 0)
    {
      self->differences = g_array_new (FALSE, FALSE, sizeof (DscStepRun));
      g_array_append_vals (self->differences, runs->data, runs->len);
    }
  redraw (self);
}

static void
dsc_time_line_dispose (GObject *object)
{
  DscTimeLine *self = DSC_TIME_LINE (object);

  g_clear_pointer (&self->row, gsk_render_node_unref);
  g_clear_pointer (&self->sentence, g_free);
  g_clear_pointer (&self->differences, g_array_unref);
  g_clear_object (&self->tip);
  g_clear_object (&self->session);
  g_clear_object (&self->playback);
  G_OBJECT_CLASS (dsc_time_line_parent_class)->dispose (object);
}

static void
dsc_time_line_class_init (DscTimeLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dsc_time_line_dispose;
  widget_class->snapshot = dsc_time_line_snapshot;
  widget_class->css_changed = dsc_time_line_css_changed;
  widget_class->query_tooltip = dsc_time_line_query_tooltip;
  GTK_RANGE_CLASS (klass)->value_changed = dsc_time_line_value_changed;
}

static void
dsc_time_line_init (DscTimeLine *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_range_set_adjustment (GTK_RANGE (self), gtk_adjustment_new (0, 0, 0, 1, 1, 0));
  gtk_range_set_round_digits (GTK_RANGE (self), 0);
  self->tip = g_object_ref_sink (GTK_LABEL (gtk_label_new (NULL)));
  gtk_label_set_wrap (self->tip, TRUE);
  gtk_label_set_xalign (self->tip, 0);
  gtk_label_set_max_width_chars (self->tip, 56);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "time-line");
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  dsc_style_connect (self, G_CALLBACK (redraw));
}
