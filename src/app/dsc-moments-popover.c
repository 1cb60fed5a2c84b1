/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-moments-popover.c: what happened in a step, as a numbered list of sentences: the same that motion shows, to read and to go to. */
#include "dsc-moments-popover.h"

#include <glib/gi18n.h>

#include "dsc-shortcuts.h"

struct _DscMomentsPopover {
  GtkPopover          parent_instance;
  DscSession         *session;
  GtkSingleSelection *selection;
  GtkListView        *list;
  GtkLabel           *none_label;
  DscMoments         *moments;        /* shown; NULL: none */
  gboolean            syncing;
};

G_DEFINE_FINAL_TYPE (DscMomentsPopover, dsc_moments_popover, GTK_TYPE_POPOVER)

/* ---- rows ------------------------------------------------------------------------------------ */

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), 48);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  const char *sentence = gtk_string_object_get_string (gtk_list_item_get_item (item));
  g_autofree char *text = g_strdup_printf ("%u  %s", gtk_list_item_get_position (item) + 1, sentence);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

/* ---- following the session ------------------------------------------------------------------- */

static GListModel *
list_sentences (DscMoments *moments)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  for (guint i = 0; moments != NULL && i < dsc_moments_get_n (moments); i++)
    gtk_string_list_append (list, dsc_moments_get (moments, i)->sentence);
  return G_LIST_MODEL (list);
}

static void
update (DscMomentsPopover *self)
{
  DscState *state = dsc_session_is_there (self->session) ? dsc_session_get_state (self->session) : NULL;
  DscMoments *moments = state != NULL ? dsc_state_get_moments (state) : NULL;

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  self->syncing = TRUE;
  if (moments != self->moments)
    {
      g_autoptr (GListModel) list = list_sentences (moments);

      g_clear_pointer (&self->moments, dsc_moments_unref);
      self->moments = moments != NULL ? dsc_moments_ref (moments) : NULL;
      gtk_single_selection_set_model (self->selection, list);
    }
  if (moments != NULL)
    gtk_single_selection_set_selected (self->selection, state->moment >= 0 ? (guint) state->moment : dsc_moments_get_n (moments) - 1);
  gtk_widget_set_visible (GTK_WIDGET (self->none_label), moments == NULL);
  self->syncing = FALSE;
}

static void
selected_cb (DscMomentsPopover *self)
{
  const guint i = gtk_single_selection_get_selected (self->selection);

  if (self->syncing || self->moments == NULL || i == GTK_INVALID_LIST_POSITION)
    return;
  dsc_session_set_place (self->session, dsc_session_get_position (self->session), i + 1 < dsc_moments_get_n (self->moments) ? (gint) i : -1);
}

/* ---- object ---------------------------------------------------------------------------------- */

static GtkWidget *
create_list (DscMomentsPopover *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->selection = gtk_single_selection_new (NULL);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  self->list = GTK_LIST_VIEW (gtk_list_view_new (GTK_SELECTION_MODEL (self->selection), factory));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "pane-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What happened in this step, one by one"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 420);
  return scroller;
}

static void
dsc_moments_popover_dispose (GObject *object)
{
  DscMomentsPopover *self = DSC_MOMENTS_POPOVER (object);

  g_clear_pointer (&self->moments, dsc_moments_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (dsc_moments_popover_parent_class)->dispose (object);
}

static void
dsc_moments_popover_class_init (DscMomentsPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dsc_moments_popover_dispose;
}

static void
dsc_moments_popover_init (DscMomentsPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->none_label = GTK_LABEL (gtk_label_new (_("Nothing happened here: this is before the first step, or the step changed nothing in what is shown.")));
  gtk_label_set_wrap (self->none_label, TRUE);
  gtk_label_set_max_width_chars (self->none_label, 40);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->none_label));
  gtk_box_append (GTK_BOX (box), create_list (self));
  gtk_popover_set_child (GTK_POPOVER (self), box);
  g_signal_connect (self, "map", G_CALLBACK (update), NULL);
  dsc_shortcuts_bind_popover (GTK_WIDGET (self));
}

DscMomentsPopover *
dsc_moments_popover_new (DscSession *session)
{
  DscMomentsPopover *self = g_object_new (DSC_TYPE_MOMENTS_POPOVER, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return self;
}
