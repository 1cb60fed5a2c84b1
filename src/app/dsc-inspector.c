/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-inspector.c: the pane to the right: the selected field in rows and words, or all parts of the picture as a list. */
#include "dsc-inspector.h"

#include <glib/gi18n.h>

#include "dsc-part-list.h"
#include "dsc-path.h"
#include "dsc-row.h"

struct _DscInspector {
  GtkWidget           parent_instance;

  GtkWidget          *box;
  GtkStack           *stack;
  GtkLabel           *side_label, *heading_label, *path_label, *meaning_label, *hint_label;
  GtkGrid            *grid;
  GtkListView        *parts_view;

  DscSession         *session;
  DscPartList        *parts;
  GtkSingleSelection *selection;
  gboolean            syncing;
  guint               scroll_id;     /* 0: not about to scroll the list */
  gboolean            laid_out;      /* a frame has passed since then */
};

G_DEFINE_FINAL_TYPE (DscInspector, dsc_inspector, GTK_TYPE_WIDGET)

enum { SIGNAL_PART_CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

/* ---- the selected field ---------------------------------------------------------------------- */

static void
set_or_hide (GtkLabel   *label,
             const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
clear_rows (DscInspector *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
}

static void
add_row (DscInspector         *self,
         const DscDescribeRow *row,
         int                   number)
{
  GtkWidget *name = gtk_label_new (row->name);
  GtkWidget *value = gtk_label_new (row->value);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_yalign (GTK_LABEL (name), 0);
  gtk_widget_add_css_class (name, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (value), 0);
  gtk_label_set_wrap (GTK_LABEL (value), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (value), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (value), TRUE);
  gtk_widget_set_hexpand (value, TRUE);
  if (row->is_code)
    {
      /* What breaks in the middle is a name or a number: a hyphen would be read as a part of it. */
      g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
      gtk_label_set_attributes (GTK_LABEL (value), attributes);
      gtk_widget_add_css_class (value, "monospace");
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (value), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, row->name, -1);
  gtk_grid_attach (self->grid, name, 0, number, 1, 1);
  gtk_grid_attach (self->grid, value, 1, number, 1, 1);
}

/* The way down to it: every level but the last leads there. */
static void
show_path (DscInspector   *self,
           const DscState *state,
           DscSceneId      id)
{
  g_autoptr (GArray) levels = dsc_path_of (state->snapshot, id);
  g_autoptr (GString) markup = g_string_new (NULL);
  g_autofree char *name = g_markup_escape_text (state->name != NULL ? state->name : "dict", -1);

  g_string_append_printf (markup, "<a href=\"-1\">%s</a>", name);
  for (guint i = 0; i < levels->len; i++)
    {
      g_autofree char *level = dsc_path_format_level (state->snapshot, g_array_index (levels, DscSceneId, i));
      g_autofree char *escaped = g_markup_escape_text (level, -1);

      if (i + 1 < levels->len)
        g_string_append_printf (markup, " › <a href=\"%u\">%s</a>", i, escaped);
      else
        g_string_append_printf (markup, " › %s", escaped);
    }
  gtk_label_set_markup (self->path_label, markup->str);
  gtk_widget_set_visible (GTK_WIDGET (self->path_label), TRUE);
}

static gboolean
path_link_cb (DscInspector *self,
              const char   *uri)
{
  const DscState *state = dsc_session_get_state (self->session);
  const gint64 level = g_ascii_strtoll (uri, NULL, 10);
  DscSceneId id = { .part = DSC_PART_OF_PICTURE };

  if (state == NULL || state->snapshot == NULL)
    return TRUE;
  g_autoptr (GArray) levels = dsc_path_of (state->snapshot, dsc_session_get_selection (self->session));
  if (level >= 0 && level < levels->len)
    id = g_array_index (levels, DscSceneId, level);
  dsc_session_set_selection (self->session, id);
  g_signal_emit (self, signals[SIGNAL_PART_CHOSEN], 0);
  return TRUE;
}

static void
show_description (DscInspector         *self,
                  const DscState       *state,
                  const DscDescription *description)
{
  set_or_hide (self->heading_label, description->heading);
  show_path (self, state, dsc_session_get_selection (self->session));
  for (guint i = 0; i < description->rows->len; i++)
    add_row (self, g_ptr_array_index (description->rows, i), (int) i);
  set_or_hide (self->meaning_label, description->meaning);
  set_or_hide (self->hint_label, NULL);
}

static void
show_missing (DscInspector   *self,
              const DscState *state,
              DscSceneId      id)
{
  g_autofree char *name = dsc_scene_id_format (id, dsc_snapshot_get_traits (state->snapshot));

  set_or_hide (self->heading_label, name);
  set_or_hide (self->path_label, NULL);
  set_or_hide (self->meaning_label,
               _("There is no such thing in this state. It stays selected, and is shown again where it exists."));
  set_or_hide (self->hint_label, NULL);
}

static void
show_whole (DscInspector   *self,
            const DscState *state)
{
  g_autofree char *text = state != NULL && state->snapshot != NULL ? dsc_describe_snapshot (state->snapshot, state->name) : NULL;

  set_or_hide (self->heading_label, state != NULL ? state->name : NULL);
  set_or_hide (self->path_label, NULL);
  set_or_hide (self->meaning_label, text);
  set_or_hide (self->hint_label,
               text == NULL ? NULL : _("Click a field of the picture, or walk through it with the arrow keys, to see what it is."));
}

static void
update_field (DscInspector *self)
{
  const DscState *state = dsc_session_get_state (self->session);
  const DscSceneId id = dsc_session_get_selection (self->session);
  g_autoptr (DscDescription) description = dsc_session_describe_selection (self->session);

  clear_rows (self);
  gtk_widget_set_visible (GTK_WIDGET (self->grid), description != NULL && description->rows->len > 0);
  if (description != NULL)
    show_description (self, state, description);
  else if (id.part != DSC_PART_OF_PICTURE && state != NULL && state->snapshot != NULL)
    show_missing (self, state, id);
  else
    show_whole (self, state);
}

/* ---- all parts ------------------------------------------------------------------------------- */

/* A list view that has not been laid out since its rows changed does not know how far to scroll, and shows some of them only. */
static gboolean
scroll_list_cb (GtkWidget     *list,
                GdkFrameClock *clock,
                gpointer       data)
{
  DscInspector *self = data;
  const guint row = gtk_single_selection_get_selected (self->selection);

  if (!self->laid_out)
    {
      self->laid_out = TRUE;
      return G_SOURCE_CONTINUE;
    }
  self->scroll_id = 0;
  if (row != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (list, "list.scroll-to-item", "u", row);
  return G_SOURCE_REMOVE;
}

static void
update_parts (DscInspector *self)
{
  const DscState *state = dsc_session_get_state (self->session);
  const gboolean has_picture = state != NULL && state->snapshot != NULL;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self->parts_view)))
    return;   /* filled when it is looked at */
  self->syncing = TRUE;
  dsc_part_list_set_scene (self->parts, has_picture ? dsc_session_get_scene (self->session) : NULL,
                           has_picture ? dsc_snapshot_get_traits (state->snapshot) : NULL);
  const guint row = dsc_part_list_find (self->parts, dsc_session_get_selection (self->session));

  gtk_single_selection_set_selected (self->selection, row == G_MAXUINT ? GTK_INVALID_LIST_POSITION : row);
  self->laid_out = FALSE;
  if (row != G_MAXUINT && self->scroll_id == 0)
    self->scroll_id = gtk_widget_add_tick_callback (GTK_WIDGET (self->parts_view), scroll_list_cb, self, NULL);
  self->syncing = FALSE;
}

static void
part_selected_cb (DscInspector *self)
{
  DscPartItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (self->syncing || item == NULL)
    return;
  dsc_session_set_selection (self->session, dsc_part_item_get_id (item));
  g_signal_emit (self, signals[SIGNAL_PART_CHOSEN], 0);
}

static void
update (DscInspector *self)
{
  update_field (self);
  update_parts (self);
}

/* ---- interface ------------------------------------------------------------------------------- */

void
dsc_inspector_set_session (DscInspector *self,
                           DscSession   *session)
{
  g_return_if_fail (DSC_IS_INSPECTOR (self));
  if (session == self->session)
    return;
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::selection", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

void
dsc_inspector_set_side (DscInspector *self,
                        const char   *title)
{
  g_return_if_fail (DSC_IS_INSPECTOR (self));
  set_or_hide (self->side_label, title);
}

const char *
dsc_inspector_get_heading (DscInspector *self)
{
  g_return_val_if_fail (DSC_IS_INSPECTOR (self), NULL);
  return gtk_label_get_label (self->heading_label);
}

static void
dsc_inspector_dispose (GObject *object)
{
  DscInspector *self = DSC_INSPECTOR (object);

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), DSC_TYPE_INSPECTOR);
  g_clear_object (&self->selection);
  g_clear_object (&self->parts);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (dsc_inspector_parent_class)->dispose (object);
}

static void
dsc_inspector_class_init (DscInspectorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dsc_inspector_dispose;
  signals[SIGNAL_PART_CHOSEN] = g_signal_new ("part-chosen", DSC_TYPE_INSPECTOR, G_SIGNAL_RUN_LAST, 0,
                                              NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (DSC_TYPE_PART_ITEM);
  g_type_ensure (DSC_TYPE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/dictoscope/Dictoscope/ui/dsc-inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, DscInspector, box);
  gtk_widget_class_bind_template_child (widget_class, DscInspector, stack);
  gtk_widget_class_bind_template_child (widget_class, DscInspector, side_label);
  gtk_widget_class_bind_template_child (widget_class, DscInspector, heading_label);
  gtk_widget_class_bind_template_child (widget_class, DscInspector, path_label);
  gtk_widget_class_bind_template_child (widget_class, DscInspector, meaning_label);
  gtk_widget_class_bind_template_child (widget_class, DscInspector, hint_label);
  gtk_widget_class_bind_template_child (widget_class, DscInspector, grid);
  gtk_widget_class_bind_template_child (widget_class, DscInspector, parts_view);
  gtk_widget_class_bind_template_callback (widget_class, path_link_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "inspector");
}

static void
dsc_inspector_init (DscInspector *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->parts = dsc_part_list_new ();
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->parts));
  gtk_list_view_set_model (self->parts_view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_swapped (self->selection, "notify::selected", G_CALLBACK (part_selected_cb), self);
  g_signal_connect_swapped (self->parts_view, "map", G_CALLBACK (update_parts), self);
}
