/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-why-popover.c: why the step, or the moment that is shown, went as it did: the chain of causes as a list to read. */
#include "dsc-why-popover.h"

#include <glib/gi18n.h>

#include "dsc-shortcuts.h"
#include "dsc-why.h"

struct _DscWhyPopover {
  GtkPopover   parent_instance;
  DscSession  *session;
  GtkWidget   *scroller;
  GtkListBox  *list;
  GtkLabel    *none_label;
  GPtrArray   *spoken;        /* of each link, as it is read out */
};

G_DEFINE_FINAL_TYPE (DscWhyPopover, dsc_why_popover, GTK_TYPE_POPOVER)

/* ---- one link -------------------------------------------------------------------------------- */

static void
add_label (GtkWidget  *box,
           const char *text,
           const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), 30);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 58);
  gtk_widget_set_hexpand (label, TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
}

/* "insertion_resize · Objects/dictobject.c, CPython 3.14.10 (since 3.7: bpo-33205)" */
static char *
format_place (const DscWhyLink *link)
{
  if (link->function != NULL && link->source != NULL)
    return g_strdup_printf ("%s · %s", link->function, link->source);
  return g_strdup (link->function != NULL ? link->function : link->source);
}

static char *
format_spoken (const DscWhyLink *link)
{
  g_autofree char *place = format_place (link);
  GString *text = g_string_new (link->text);

  if (link->code != NULL)
    g_string_append_printf (text, " %s.", link->code);
  if (place != NULL)
    g_string_append_printf (text, " %s.", place);
  return g_string_free (text, FALSE);
}

static void
add_link (DscWhyPopover    *self,
          const DscWhyLink *link,
          guint             number)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *arrow = gtk_label_new (number == 0 ? "" : "↳");
  g_autofree char *place = format_place (link);
  char *spoken = format_spoken (link);

  gtk_widget_set_valign (arrow, GTK_ALIGN_START);
  gtk_label_set_width_chars (GTK_LABEL (arrow), 2);
  add_label (box, link->text, number == 0 ? "heading" : NULL);
  if (link->code != NULL)
    add_label (box, link->code, "monospace");
  if (place != NULL)
    add_label (box, place, "caption");
  gtk_box_append (GTK_BOX (line), arrow);
  gtk_box_append (GTK_BOX (line), box);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_list_box_append (self->list, row);
  g_ptr_array_add (self->spoken, spoken);
}

/* ---- following the session ------------------------------------------------------------------- */

static void
clear_list (DscWhyPopover *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_ptr_array_set_size (self->spoken, 0);
}

static void
update (DscWhyPopover *self)
{
  DscState *state = dsc_session_is_there (self->session) ? dsc_session_get_state (self->session) : NULL;
  DscMoments *moments = state != NULL && gtk_widget_get_visible (GTK_WIDGET (self)) ? dsc_state_get_moments (state) : NULL;

  clear_list (self);
  gtk_widget_set_visible (GTK_WIDGET (self->none_label), moments == NULL);
  gtk_widget_set_visible (self->scroller, moments != NULL);
  if (moments == NULL)
    return;
  const guint at = state->moment >= 0 ? (guint) state->moment : dsc_moments_get_n (moments) - 1;
  g_autoptr (GPtrArray) links = dsc_why_moment (moments, at);

  for (guint i = 0; i < links->len; i++)
    add_link (self, g_ptr_array_index (links, i), i);
}

static void
mapped_cb (DscWhyPopover *self)
{
  GtkListBoxRow *first;

  update (self);
  first = gtk_list_box_get_row_at_index (self->list, 0);
  if (first != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (first));
}

guint
dsc_why_popover_get_n_links (DscWhyPopover *self)
{
  g_return_val_if_fail (DSC_IS_WHY_POPOVER (self), 0);
  return self->spoken->len;
}

const char *
dsc_why_popover_get_link (DscWhyPopover *self,
                          guint          i)
{
  g_return_val_if_fail (DSC_IS_WHY_POPOVER (self), NULL);
  return i < self->spoken->len ? g_ptr_array_index (self->spoken, i) : NULL;
}

/* ---- object ---------------------------------------------------------------------------------- */

static void
dsc_why_popover_dispose (GObject *object)
{
  DscWhyPopover *self = DSC_WHY_POPOVER (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (dsc_why_popover_parent_class)->dispose (object);
}

static void
dsc_why_popover_finalize (GObject *object)
{
  g_ptr_array_unref (DSC_WHY_POPOVER (object)->spoken);
  G_OBJECT_CLASS (dsc_why_popover_parent_class)->finalize (object);
}

static void
dsc_why_popover_class_init (DscWhyPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dsc_why_popover_dispose;
  G_OBJECT_CLASS (klass)->finalize = dsc_why_popover_finalize;
}

static void
dsc_why_popover_init (DscWhyPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->spoken = g_ptr_array_new_with_free_func (g_free);
  self->none_label = GTK_LABEL (gtk_label_new (_("There is nothing to explain here: this is before the first step, or the step did nothing to what is shown.")));
  gtk_label_set_wrap (self->none_label, TRUE);
  gtk_label_set_max_width_chars (self->none_label, 40);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "why-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Why this happened: each row is the cause of the one above"), -1);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), 460);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->none_label));
  gtk_box_append (GTK_BOX (box), self->scroller);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  g_signal_connect (self, "map", G_CALLBACK (mapped_cb), NULL);
  dsc_shortcuts_bind_popover (GTK_WIDGET (self));
}

DscWhyPopover *
dsc_why_popover_new (DscSession *session)
{
  DscWhyPopover *self = g_object_new (DSC_TYPE_WHY_POPOVER, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return self;
}
