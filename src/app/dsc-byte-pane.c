/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-byte-pane.c: the bytes of the state below the picture, all blocks or one of them, and a sentence on how to read those that are
 * selected. */
#include "dsc-byte-pane.h"

#include <glib/gi18n.h>

#include "dsc-config.h"
#include "dsc-path.h"
#include "dsc-style.h"

struct _DscBytePane {
  GtkWidget    parent_instance;

  GtkWidget   *content;
  GtkLabel    *side_label, *reading_label;
  DscByteRows *rows;
  GtkDropDown *block_choice;

  DscSession  *session;
  int          wanted;         /* DscBlockKind, or DSC_BYTES_ALL_BLOCKS: what the user wants to see where it exists */
  GArray      *choices;        /* of int: what each row of block_choice stands for */
  gboolean     filling;
};

enum { PROP_BLOCK = 1, N_PROPS };
static GParamSpec *props[N_PROPS];

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

/* ---- which block ----------------------------------------------------------------------------- */

static guint
row_of_block (DscBytePane *self,
              int          block)
{
  for (guint i = 0; i < self->choices->len; i++)
    if (g_array_index (self->choices, int, i) == block)
      return i;
  return 0;
}

/* The blocks that the state has; where the wanted one is not among them, all are shown for the time being. */
static void
fill_choice (DscBytePane *self)
{
  DscSnapshot *snapshot = snapshot_of (self);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const int all = DSC_BYTES_ALL_BLOCKS;

  self->filling = TRUE;
  g_array_set_size (self->choices, 0);
  g_array_append_val (self->choices, all);
  gtk_string_list_append (names, _("all blocks"));
  for (gsize i = 0; snapshot != NULL && i < dsc_snapshot_get_n_blocks (snapshot); i++)
    {
      const DscBlock *block = dsc_snapshot_get_block (snapshot, i);
      const int kind = block->kind;
      g_autofree char *name = dsc_path_format_level (snapshot, (DscSceneId) { .part = DSC_PART_OF_BLOCK, .index = kind });

      if (block->size == 0)
        continue;
      g_array_append_val (self->choices, kind);
      gtk_string_list_append (names, name);
    }
  gtk_drop_down_set_model (self->block_choice, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->block_choice, row_of_block (self, self->wanted));
  self->filling = FALSE;
  dsc_byte_rows_set_block (self->rows, g_array_index (self->choices, int, row_of_block (self, self->wanted)));
}

static void
want_block (DscBytePane *self,
            int          block)
{
  if (block == self->wanted)
    return;
  self->wanted = block;
  self->filling = TRUE;
  gtk_drop_down_set_selected (self->block_choice, row_of_block (self, block));
  self->filling = FALSE;
  dsc_byte_rows_set_block (self->rows, g_array_index (self->choices, int, row_of_block (self, block)));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BLOCK]);
}

static void
block_chosen_cb (DscBytePane *self)
{
  const guint row = gtk_drop_down_get_selected (self->block_choice);

  if (!self->filling && row < self->choices->len)
    want_block (self, g_array_index (self->choices, int, row));
}

/* What is selected elsewhere is to be seen here, too. */
static void
follow_selection (DscBytePane *self,
                  DscSceneId   id)
{
  DscSnapshot *snapshot = snapshot_of (self);
  DscByteRange range;

  if (self->wanted != DSC_BYTES_ALL_BLOCKS && snapshot != NULL && id.part != DSC_PART_OF_PICTURE
      && dsc_byte_id_range (snapshot, id, &range) && (int) range.block != self->wanted)
    want_block (self, (int) range.block);
}

/* ---- what is shown --------------------------------------------------------------------------- */

static void
state_changed_cb (DscBytePane *self)
{
  const DscState *state = dsc_session_get_state (self->session);

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  g_autofree char *label = state != NULL && state->name != NULL ? g_strdup_printf (_("Bytes of %s in memory"), state->name) : NULL;

  fill_choice (self);
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
      follow_selection (self, id);
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
  if (session == self->session)
    return;
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (state_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::selection", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  visible_changed_cb (self);
}

void
dsc_byte_pane_set_side (DscBytePane *self,
                        const char  *title)
{
  g_return_if_fail (DSC_IS_BYTE_PANE (self));
  gtk_label_set_label (self->side_label, title != NULL ? title : "");
  gtk_widget_set_visible (GTK_WIDGET (self->side_label), title != NULL);
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
dsc_byte_pane_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  DscBytePane *self = DSC_BYTE_PANE (object);

  if (prop_id == PROP_BLOCK)
    g_value_set_string (value, self->wanted < 0 ? "" : dsc_block_name ((DscBlockKind) self->wanted));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
dsc_byte_pane_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  DscBytePane *self = DSC_BYTE_PANE (object);
  const char *name = g_value_get_string (value);
  int block = DSC_BYTES_ALL_BLOCKS;

  if (prop_id != PROP_BLOCK)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }
  for (int kind = 0; kind < DSC_N_BLOCKS; kind++)
    if (g_strcmp0 (name, dsc_block_name ((DscBlockKind) kind)) == 0)
      block = kind;
  want_block (self, block);
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
dsc_byte_pane_finalize (GObject *object)
{
  g_array_unref (DSC_BYTE_PANE (object)->choices);
  G_OBJECT_CLASS (dsc_byte_pane_parent_class)->finalize (object);
}

static void
dsc_byte_pane_class_init (DscBytePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dsc_byte_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = dsc_byte_pane_finalize;
  G_OBJECT_CLASS (klass)->get_property = dsc_byte_pane_get_property;
  G_OBJECT_CLASS (klass)->set_property = dsc_byte_pane_set_property;
  props[PROP_BLOCK] = g_param_spec_string ("block", NULL, NULL, "",
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
  g_type_ensure (DSC_TYPE_BYTE_ROWS);
  signals[SIGNAL_SELECTED] = g_signal_new ("selected", DSC_TYPE_BYTE_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, DSC_RESOURCE_PATH "/ui/dsc-byte-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, DscBytePane, content);
  gtk_widget_class_bind_template_child (widget_class, DscBytePane, side_label);
  gtk_widget_class_bind_template_child (widget_class, DscBytePane, reading_label);
  gtk_widget_class_bind_template_child (widget_class, DscBytePane, rows);
  gtk_widget_class_bind_template_child (widget_class, DscBytePane, block_choice);
  gtk_widget_class_bind_template_callback (widget_class, block_chosen_cb);
  gtk_widget_class_set_css_name (widget_class, "bytepane");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
dsc_byte_pane_init (DscBytePane *self)
{
  self->wanted = DSC_BYTES_ALL_BLOCKS;
  self->choices = g_array_new (FALSE, FALSE, sizeof (int));
  g_array_append_val (self->choices, self->wanted);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->rows, "selection-changed", G_CALLBACK (rows_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::visible", G_CALLBACK (visible_changed_cb), NULL);
  dsc_style_connect (self, G_CALLBACK (style_changed_cb));
  style_changed_cb (self);
}
