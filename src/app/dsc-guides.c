/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-guides.c: what lies over the edges of the canvas: level of detail, minimap, landmarks.
 *
 * The canvas tells of its view while sizes are allocated too, when no widget may change; everything follows at once after that,
 * before the frame is drawn. */
#include "dsc-guides.h"

#include <math.h>

#include "dsc-style.h"

#define LANDMARKS_WIDTH 300.0
#define LANDMARKS_LEAST 224.0
#define LANDMARKS_SHARE 0.33     /* of the canvas, so that they do not cover what they stand beside */

struct DscGuides {
  DscCanvas   *canvas;
  DscSession  *session;
  GtkLabel    *level;
  DscMinimap  *minimap;
  GtkRevealer *revealer;
  DscCanvas   *landmarks;
  DscScene    *landmarks_of;       /* scene that they were made beside; only compared */
  DscSceneId   landmarks_with;     /* selection that they were made with */
  double       landmarks_width;
  guint        update_source;
};

/* ---- landmarks ------------------------------------------------------------------------------- */

static const DscNode *
find_header (const DscScene *scene)
{
  static const DscBlockKind kinds[] = { DSC_BLOCK_DICT, DSC_BLOCK_INSTANCE };
  const DscNode *node = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds) && node == NULL; i++)
    node = dsc_scene_find (scene, (DscSceneId) { .part = DSC_PART_OF_BLOCK, .index = kinds[i] });
  return node;
}

/* A large table is seen, and its header is not. */
static gboolean
needs_landmarks (DscGuides *self)
{
  const DscScene *scene = dsc_canvas_get_scene (self->canvas);
  const DscNode *header = scene != NULL && dsc_scene_find_map (scene, (DscSceneId) { 0 }) != NULL ? find_header (scene) : NULL;
  const DscRect view = dsc_canvas_get_view (self->canvas);

  if (header == NULL || dsc_canvas_shows_all (self->canvas))
    return FALSE;
  const double x = header->bounds.x + header->bounds.width / 2, y = header->bounds.y + header->bounds.height / 2;

  return x < view.x || x > view.x + view.width || y < view.y || y > view.y + view.height;
}

static void
update_landmarks (DscGuides *self)
{
  const gboolean needed = self->session != NULL && needs_landmarks (self);
  const DscSceneId selection = self->session != NULL ? dsc_session_get_selection (self->session) : (DscSceneId) { 0 };
  DscScene *scene = dsc_canvas_get_scene (self->canvas);
  const double width = floor (CLAMP (gtk_widget_get_width (GTK_WIDGET (self->canvas)) * LANDMARKS_SHARE, LANDMARKS_LEAST, LANDMARKS_WIDTH));

  if (width != self->landmarks_width)
    dsc_canvas_set_left_room (self->canvas, width + 18);
  if (needed && (scene != self->landmarks_of || width != self->landmarks_width || !dsc_scene_id_equal (selection, self->landmarks_with)
                 || dsc_canvas_get_scene (self->landmarks) == NULL))
    {
      g_autoptr (DscScene) made = dsc_session_build_landmarks (self->session, dsc_canvas_get_metrics (self->landmarks), width);

      self->landmarks_of = scene;
      self->landmarks_with = selection;
      self->landmarks_width = width;
      dsc_canvas_set_scene (self->landmarks, made);
      dsc_canvas_set_selection (self->landmarks, selection);
      if (made != NULL)
        {
          gtk_widget_set_size_request (GTK_WIDGET (self->landmarks), (int) dsc_scene_get_width (made), (int) dsc_scene_get_height (made));
          dsc_canvas_set_words (self->landmarks, dsc_scene_get_title (made), NULL);
        }
    }
  const gboolean shown = needed && dsc_canvas_get_scene (self->landmarks) != NULL;
  gtk_revealer_set_reveal_child (self->revealer, shown);
  gtk_widget_set_margin_start (GTK_WIDGET (self->level), shown ? (int) width + 12 : 0);   /* beside them, not on them */
}

static void
landmark_selected_cb (DscCanvas *landmarks,
                      DscGuides *self)
{
  const DscSceneId id = dsc_canvas_get_selection (landmarks);

  if (self->session == NULL || id.part == DSC_PART_OF_PICTURE)
    return;
  dsc_session_set_selection (self->session, id);
  dsc_canvas_reveal (self->canvas, id);
}

/* ---- following ------------------------------------------------------------------------------- */

static void
update_level (DscGuides *self)
{
  g_autofree char *text = dsc_canvas_dup_level (self->canvas);

  if (text != NULL && g_strcmp0 (text, gtk_label_get_label (self->level)) != 0)
    gtk_label_set_label (self->level, text);
  gtk_widget_set_visible (GTK_WIDGET (self->level), text != NULL);
}

static gboolean
update_cb (gpointer data)
{
  DscGuides *self = data;

  self->update_source = 0;
  update_level (self);
  dsc_minimap_update (self->minimap);
  update_landmarks (self);
  return G_SOURCE_REMOVE;
}

static void
queue_update (DscGuides *self)
{
  if (self->update_source == 0)
    self->update_source = g_idle_add_full (G_PRIORITY_DEFAULT, update_cb, self, NULL);
}

static void
view_changed_cb (DscCanvas *canvas,
                 DscGuides *self)
{
  queue_update (self);
}

static void
selection_changed_cb (DscSession *session,
                      GParamSpec *pspec,
                      DscGuides  *self)
{
  queue_update (self);
}

static void
style_changed_cb (DscCanvas *landmarks)
{
  dsc_canvas_set_theme (landmarks, dsc_style_get_theme ());
}

/* ---- making ---------------------------------------------------------------------------------- */

/* The picture is memory and is not mirrored in right-to-left locales, nor is what lies over it: the canvas keeps its left side free. */
static void
lay_over (GtkOverlay *overlay,
          GtkWidget  *widget,
          GtkAlign    halign,
          GtkAlign    valign)
{
  gtk_widget_set_direction (widget, GTK_TEXT_DIR_LTR);
  gtk_widget_set_halign (widget, halign);
  gtk_widget_set_valign (widget, valign);
  gtk_overlay_add_overlay (overlay, widget);
}

static void
make_landmarks (DscGuides *self)
{
  GtkWidget *frame = gtk_scrolled_window_new ();

  self->landmarks = g_object_new (DSC_TYPE_CANVAS, NULL);
  dsc_canvas_set_zoom (self->landmarks, 1);
  gtk_widget_set_focusable (GTK_WIDGET (self->landmarks), FALSE);
  dsc_style_connect (self->landmarks, G_CALLBACK (style_changed_cb));
  style_changed_cb (self->landmarks);
  g_signal_connect (self->landmarks, "selection-changed", G_CALLBACK (landmark_selected_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (frame), GTK_WIDGET (self->landmarks));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (frame), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (frame), TRUE);
  gtk_widget_add_css_class (frame, "landmarks");
  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_transition_type (self->revealer, GTK_REVEALER_TRANSITION_TYPE_CROSSFADE);
  gtk_revealer_set_child (self->revealer, frame);
}

DscGuides *
dsc_guides_new (GtkOverlay *overlay,
                DscCanvas  *canvas)
{
  DscGuides *self = g_new0 (DscGuides, 1);

  self->canvas = canvas;
  dsc_canvas_set_left_room (canvas, LANDMARKS_WIDTH + 18);
  make_landmarks (self);
  lay_over (overlay, GTK_WIDGET (self->revealer), GTK_ALIGN_START, GTK_ALIGN_START);
  self->level = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->level), "level-pill");
  gtk_widget_set_can_target (GTK_WIDGET (self->level), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->level), FALSE);
  lay_over (overlay, GTK_WIDGET (self->level), GTK_ALIGN_START, GTK_ALIGN_END);
  self->minimap = dsc_minimap_new (canvas);
  lay_over (overlay, GTK_WIDGET (self->minimap), GTK_ALIGN_END, GTK_ALIGN_END);
  g_signal_connect (canvas, "view-changed", G_CALLBACK (view_changed_cb), self);
  g_signal_connect (canvas, "zoom-changed", G_CALLBACK (view_changed_cb), self);
  return self;
}

void
dsc_guides_free (DscGuides *self)
{
  g_clear_handle_id (&self->update_source, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->canvas, self);
  g_signal_handlers_disconnect_by_data (self->landmarks, self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_free (self);
}

void
dsc_guides_set_session (DscGuides  *self,
                        DscSession *session)
{
  g_return_if_fail (self->session == NULL);
  self->session = g_object_ref (session);
  g_signal_connect (session, "notify::selection", G_CALLBACK (selection_changed_cb), self);
}

DscMinimap *
dsc_guides_get_minimap (DscGuides *self)
{
  return self->minimap;
}

const char *
dsc_guides_get_level (DscGuides *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->level)) ? gtk_label_get_label (self->level) : NULL;
}

DscCanvas *
dsc_guides_get_landmarks (DscGuides *self)
{
  return self->landmarks;
}
