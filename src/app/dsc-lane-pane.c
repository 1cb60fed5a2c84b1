/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-lane-pane.c: the lane of watchers, tags and marks below the picture: the steps around the one that is shown, each a column.
 *
 * The columns are a horizontal list, so they are reached by keyboard and read out like any other list. They are read by a worker, a
 * hundred at a time, and again when the step that is shown comes near their end. */
#include "dsc-lane-pane.h"

#include <glib/gi18n.h>

#include "dsc-config.h"
#include "dsc-lane-column.h"

#define N_COLUMNS 96u
#define BLOCK     32u         /* ranges begin at a multiple of it */

struct _DscLanePane {
  GtkWidget           parent_instance;

  GtkWidget          *content;
  GtkLabel           *note_label;
  GtkListView        *list;
  DscLaneColumn      *names;

  DscSession         *session;
  GtkSingleSelection *selection;
  GtkStringList      *words;       /* of each column */
  GArray             *steps;       /* DscLaneStep; NULL: none read yet */
  DscTraits           traits;
  guint64             first;       /* operation of the first column */
  DscHistory         *history;     /* that they are of */
  char               *name;
  GCancellable       *cancellable; /* of the reading that goes on; NULL: none does */
  gboolean            syncing;
  guint               scroll_source;
};

G_DEFINE_FINAL_TYPE (DscLanePane, dsc_lane_pane, GTK_TYPE_WIDGET)

/* ---- columns --------------------------------------------------------------------------------- */

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  gtk_list_item_set_child (item, dsc_lane_column_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         DscLanePane              *self)
{
  const guint i = gtk_list_item_get_position (item);
  const DscLaneStep *step = self->steps != NULL && i < self->steps->len ? &g_array_index (self->steps, DscLaneStep, i) : NULL;

  if (step != NULL)
    dsc_lane_column_show (DSC_LANE_COLUMN (gtk_list_item_get_child (item)), &self->traits, step);
}

/* Once the columns have been laid out. */
static gboolean
scroll_cb (gpointer data)
{
  DscLanePane *self = data;
  const guint at = gtk_single_selection_get_selected (self->selection);

  self->scroll_source = 0;
  if (at != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", at);
  return G_SOURCE_REMOVE;
}

static void
select_current (DscLanePane *self)
{
  const guint64 position = dsc_session_get_position (self->session);
  const guint n = self->steps != NULL ? self->steps->len : 0;
  const guint at = position > self->first && position - self->first <= n ? (guint) (position - self->first - 1) : GTK_INVALID_LIST_POSITION;

  self->syncing = TRUE;
  gtk_single_selection_set_selected (self->selection, at);
  self->syncing = FALSE;
  if (self->scroll_source == 0)
    self->scroll_source = g_idle_add_full (G_PRIORITY_LOW, scroll_cb, self, NULL);
}

static void
selected_cb (DscLanePane *self)
{
  const guint i = gtk_single_selection_get_selected (self->selection);

  if (!self->syncing && i != GTK_INVALID_LIST_POSITION)
    dsc_session_set_position (self->session, self->first + i + 1);
}

/* ---- reading --------------------------------------------------------------------------------- */

typedef struct {
  DscHistory *history;
  char       *name;
  guint64     first;
} Request;

static void
request_free (gpointer data)
{
  Request *self = data;

  dsc_history_unref (self->history);
  g_free (self->name);
  g_free (self);
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  const Request *request = data;

  g_task_return_pointer (task, dsc_history_read_lane (request->history, request->name, request->first, N_COLUMNS, cancellable), (GDestroyNotify) g_array_unref);
}

static void
tell_notes (DscLanePane *self)
{
  g_autoptr (GPtrArray) notes = dsc_view_lane_notes (&self->traits);

  g_ptr_array_add (notes, NULL);
  g_autofree char *text = g_strjoinv (" ", (char **) notes->pdata);
  gtk_label_set_label (self->note_label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->note_label), text);
}

static void
take_steps (DscLanePane   *self,
            const Request *request,
            GArray        *steps)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  g_clear_pointer (&self->steps, g_array_unref);
  self->steps = steps;
  self->first = request->first;
  self->traits = dsc_traits_resolve (dsc_history_get_target (request->history));
  for (guint i = 0; i < steps->len; i++)
    {
      g_autofree char *text = dsc_view_lane_describe (&self->traits, &g_array_index (steps, DscLaneStep, i));
      gtk_string_list_append (words, text);
    }
  self->syncing = TRUE;
  g_set_object (&self->words, words);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (words));
  self->syncing = FALSE;
  dsc_lane_column_show (self->names, &self->traits, NULL);
  tell_notes (self);
  select_current (self);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  DscLanePane *self = DSC_LANE_PANE (source);
  g_autoptr (GError) error = NULL;
  GArray *steps = g_task_propagate_pointer (G_TASK (result), &error);

  if (steps == NULL)   /* another reading has begun, or the window is gone */
    return;
  g_clear_object (&self->cancellable);
  take_steps (self, g_task_get_task_data (G_TASK (result)), steps);
}

static void
read_lane (DscLanePane *self,
           guint64      first)
{
  Request *request = g_new0 (Request, 1);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  request->history = dsc_history_ref (self->history);
  request->name = g_strdup (self->name);
  request->first = first;
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, read_cb, NULL);
  g_task_set_task_data (task, request, request_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, read_thread);
}

/* ---- following the session ------------------------------------------------------------------- */

/* So that the step has columns on both sides of it. */
static guint64
first_around (guint64 position)
{
  const guint64 block = position / BLOCK * BLOCK;

  return block >= BLOCK ? block - BLOCK : 0;
}

static void
update (DscLanePane *self)
{
  DscHistory *history = self->session != NULL ? dsc_session_get_history (self->session) : NULL;
  const DscState *state = self->session != NULL ? dsc_session_get_state (self->session) : NULL;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || history == NULL || state == NULL)
    return;
  const guint64 position = dsc_session_get_position (self->session);
  const gboolean same = history == self->history && g_strcmp0 (self->name, state->name) == 0;
  const gboolean inside = position >= self->first && position <= self->first + N_COLUMNS;

  if (same && inside && (self->steps != NULL || self->cancellable != NULL))
    {
      if (self->steps != NULL)
        select_current (self);
      return;
    }
  g_clear_pointer (&self->history, dsc_history_unref);
  self->history = dsc_history_ref (history);
  g_free (self->name);
  self->name = g_strdup (state->name);
  self->first = first_around (position);
  read_lane (self, self->first);
}

/* ---- interface ------------------------------------------------------------------------------- */

void
dsc_lane_pane_set_session (DscLanePane *self,
                           DscSession  *session)
{
  g_return_if_fail (DSC_IS_LANE_PANE (self));
  g_return_if_fail (self->session == NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::position", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::n-steps", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

guint
dsc_lane_pane_get_n (DscLanePane *self)
{
  g_return_val_if_fail (DSC_IS_LANE_PANE (self), 0);
  return self->steps != NULL ? self->steps->len : 0;
}

const char *
dsc_lane_pane_get_words (DscLanePane *self,
                         guint        i)
{
  g_return_val_if_fail (DSC_IS_LANE_PANE (self), NULL);
  return self->words != NULL ? gtk_string_list_get_string (self->words, i) : NULL;
}

gboolean
dsc_lane_pane_is_there (DscLanePane *self)
{
  g_return_val_if_fail (DSC_IS_LANE_PANE (self), FALSE);
  return self->cancellable == NULL && self->steps != NULL;
}

/* ---- object ---------------------------------------------------------------------------------- */

static void
dsc_lane_pane_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (dsc_lane_pane_parent_class)->map (widget);
  update (DSC_LANE_PANE (widget));
}

static void
dsc_lane_pane_dispose (GObject *object)
{
  DscLanePane *self = DSC_LANE_PANE (object);

  g_clear_handle_id (&self->scroll_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), DSC_TYPE_LANE_PANE);
  g_clear_object (&self->selection);
  g_clear_object (&self->words);
  g_clear_object (&self->session);
  g_clear_pointer (&self->history, dsc_history_unref);
  g_clear_pointer (&self->steps, g_array_unref);
  g_clear_pointer (&self->name, g_free);
  G_OBJECT_CLASS (dsc_lane_pane_parent_class)->dispose (object);
}

static void
dsc_lane_pane_class_init (DscLanePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dsc_lane_pane_dispose;
  widget_class->map = dsc_lane_pane_map;
  g_type_ensure (DSC_TYPE_LANE_COLUMN);
  gtk_widget_class_set_template_from_resource (widget_class, DSC_RESOURCE_PATH "/ui/dsc-lane-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, DscLanePane, content);
  gtk_widget_class_bind_template_child (widget_class, DscLanePane, note_label);
  gtk_widget_class_bind_template_child (widget_class, DscLanePane, list);
  gtk_widget_class_bind_template_child (widget_class, DscLanePane, names);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "lanepane");
}

static void
dsc_lane_pane_init (DscLanePane *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_object_unref (factory);
}
