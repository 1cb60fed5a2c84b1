/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-byte-pane.c: the bytes of the state below the picture, and a sentence on how to read those that are selected. */
#include "dsc-byte-pane.h"

#include <glib/gi18n.h>

#include "dsc-config.h"
#include "dsc-style.h"

struct _DscBytePane {
  GtkWidget    parent_instance;

  GtkWidget   *content;
  GtkLabel    *reading_label;
  DscByteRows *rows;

  DscSession  *session;
};

G_DEFINE_FINAL_TYPE (DscBytePane, dsc_byte_pane, GTK_TYPE_WIDGET)

enum { SIGNAL_SELECTED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* ---- following the session ------------------------------------------------------------------- */

static DscSnapshot *
snapshot_of (DscBytePane *self)
{
  const DscState *state = self->session != NULL ? dsc_session_get_state (self->session) : NULL;

  return state != NULL ? state->snapshot : NULL;
}

static void
tell_reading (DscBytePane *self)
{
  DscSnapshot *snapshot = snapshot_of (self);
  g_autofree char *text = snapshot != NULL ? dsc_view_bytes_explain (snapshot, dsc_session_get_selection (self->session))
                                           : g_strdup (_("There is nothing in memory at this step."));

  gtk_label_set_label (self->reading_label, text);
}

static void
state_changed_cb (DscBytePane *self)
{
  const DscState *state = dsc_session_get_state (self->session);

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  g_autofree char *label = state != NULL && state->name != NULL ? g_strdup_printf (_("Bytes of %s in memory"), state->name) : NULL;

  dsc_byte_rows_set_snapshot (self->rows, snapshot_of (self));
  dsc_byte_rows_set_label (self->rows, label);
  tell_reading (self);
}

static void
selection_changed_cb (DscBytePane *self)
{
  const DscSceneId id = dsc_session_get_selection (self->session);

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  if (!dsc_scene_id_equal (id, dsc_byte_rows_get_selection (self->rows)))
    {
      dsc_byte_rows_set_selection (self->rows, id);
      dsc_byte_rows_reveal (self->rows, id);
    }
  tell_reading (self);
}

/* What went on while nobody looked is caught up with. */
static void
visible_changed_cb (DscBytePane *self)
{
  if (self->session == NULL || !gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  state_changed_cb (self);
  selection_changed_cb (self);
}

static void
rows_selected_cb (DscBytePane *self)
{
  dsc_session_set_selection (self->session, dsc_byte_rows_get_selection (self->rows));
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0);
}

static void
style_changed_cb (DscBytePane *self)
{
  dsc_byte_rows_set_theme (self->rows, dsc_style_get_theme ());
}

/* ---- interface ------------------------------------------------------------------------------- */

void
dsc_byte_pane_set_session (DscBytePane *self,
                           DscSession  *session)
{
  g_return_if_fail (DSC_IS_BYTE_PANE (self));
  g_return_if_fail (self->session == NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (state_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::selection", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  visible_changed_cb (self);
}

void
dsc_byte_pane_reveal (DscBytePane *self)
{
  g_return_if_fail (DSC_IS_BYTE_PANE (self));
  if (self->session != NULL && gtk_widget_get_visible (GTK_WIDGET (self)))
    dsc_byte_rows_reveal (self->rows, dsc_session_get_selection (self->session));
}

DscByteRows *
dsc_byte_pane_get_rows (DscBytePane *self)
{
  g_return_val_if_fail (DSC_IS_BYTE_PANE (self), NULL);
  return self->rows;
}

const char *
dsc_byte_pane_get_reading (DscBytePane *self)
{
  g_return_val_if_fail (DSC_IS_BYTE_PANE (self), NULL);
  return gtk_label_get_label (self->reading_label);
}

void
dsc_byte_pane_set_show_addresses (DscBytePane *self,
                                  gboolean     show)
{
  g_return_if_fail (DSC_IS_BYTE_PANE (self));
  dsc_byte_rows_set_show_addresses (self->rows, show);
}

static void
dsc_byte_pane_dispose (GObject *object)
{
  DscBytePane *self = DSC_BYTE_PANE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), DSC_TYPE_BYTE_PANE);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (dsc_byte_pane_parent_class)->dispose (object);
}

static void
dsc_byte_pane_class_init (DscBytePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dsc_byte_pane_dispose;
  g_type_ensure (DSC_TYPE_BYTE_ROWS);
  signals[SIGNAL_SELECTED] = g_signal_new ("selected", DSC_TYPE_BYTE_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, DSC_RESOURCE_PATH "/ui/dsc-byte-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, DscBytePane, content);
  gtk_widget_class_bind_template_child (widget_class, DscBytePane, reading_label);
  gtk_widget_class_bind_template_child (widget_class, DscBytePane, rows);
  gtk_widget_class_set_css_name (widget_class, "bytepane");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
dsc_byte_pane_init (DscBytePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->rows, "selection-changed", G_CALLBACK (rows_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::visible", G_CALLBACK (visible_changed_cb), NULL);
  dsc_style_connect (self, G_CALLBACK (style_changed_cb));
  style_changed_cb (self);
}
