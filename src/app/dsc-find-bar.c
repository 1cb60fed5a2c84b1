/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-find-bar.c: finds while one types; searches through millions of keys in pieces between the frames. */
#include "dsc-find-bar.h"

#include <glib/gi18n.h>

#include "dsc-config.h"
#include "dsc-find.h"
#include "dsc-go-to.h"

#define ENTRIES_AT_ONCE 2000u      /* a few milliseconds */

struct _DscFindBar {
  GtkWidget          parent_instance;

  GtkRevealer       *revealer;
  GtkEditable       *entry;
  GtkLabel          *message_label;
  GtkWidget         *next_button, *previous_button;

  DscSession        *session;
  DscFindBarPurpose  purpose;
  char              *texts[2];          /* by purpose: what was written last */
  DscFind           *find;              /* NULL: to be begun */
  DscState          *find_in;           /* the state that it searches */
  gboolean           backwards;
  guint              source;            /* searching on when idle; 0: not */
  gboolean           switching;
  gboolean           waiting;           /* what is written is to be looked for as soon as there is something to look at */
  guint              waiting_source;    /* it is: at once; 0: not */
};

G_DEFINE_FINAL_TYPE (DscFindBar, dsc_find_bar, GTK_TYPE_WIDGET)

enum { SIGNAL_FOUND, SIGNAL_CLOSED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
say (DscFindBar *self,
     const char *message)
{
  gtk_label_set_label (self->message_label, message);
  gtk_widget_set_visible (GTK_WIDGET (self->message_label), *message != '\0');
}

/* The program may still run, or its state be on the way: what is not there now may be there then. */
static gboolean
wait_for_state (DscFindBar *self)
{
  self->waiting = dsc_session_is_running (self->session);
  if (self->waiting)
    say (self, _("The program still runs; this is looked for as soon as its state is there."));
  return self->waiting;
}

/* ---- finding --------------------------------------------------------------------------------- */

static void
forget_find (DscFindBar *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->find, dsc_find_free);
  g_clear_pointer (&self->find_in, dsc_state_unref);
}

static void
mark_failure (DscFindBar *self,
              gboolean    failed)
{
  if (failed)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               failed ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static gboolean
look_on_cb (gpointer data)
{
  DscFindBar *self = data;
  DscSceneId id;
  const DscFindResult result = dsc_find_look (self->find, self->backwards, ENTRIES_AT_ONCE, &id);

  if (result == DSC_FIND_MORE)
    {
      say (self, _("Searching…"));
      return G_SOURCE_CONTINUE;
    }
  self->source = 0;
  mark_failure (self, result == DSC_FIND_NOTHING);
  if (result == DSC_FIND_NOTHING)
    {
      say (self, dsc_find_get_message (self->find));
      return G_SOURCE_REMOVE;
    }
  say (self, dsc_find_has_wrapped (self->find) ? _("Went on from the other end.") : "");
  dsc_session_set_selection (self->session, id);
  g_signal_emit (self, signals[SIGNAL_FOUND], 0);
  return G_SOURCE_REMOVE;
}

static void
look (DscFindBar *self,
      gboolean    backwards)
{
  DscState *state = dsc_session_get_state (self->session);
  const char *text = gtk_editable_get_text (self->entry);

  if (*text == '\0' || state == NULL || state->snapshot == NULL)
    {
      forget_find (self);
      mark_failure (self, FALSE);
      if (*text == '\0' || !wait_for_state (self))
        say (self, *text == '\0' ? "" : _("There is no dict at this step."));
      return;
    }
  if (self->find == NULL || self->find_in != state)
    {
      forget_find (self);
      self->find = dsc_find_new (state->snapshot, text);
      self->find_in = dsc_state_ref (state);
    }
  self->backwards = backwards;
  g_clear_handle_id (&self->source, g_source_remove);
  if (look_on_cb (self) == G_SOURCE_CONTINUE)
    self->source = g_idle_add (look_on_cb, self);
}

/* ---- the line -------------------------------------------------------------------------------- */

static void
go (DscFindBar *self)
{
  g_autofree char *message = NULL;

  if (dsc_go_to (self->session, gtk_editable_get_text (self->entry), &message))
    {
      g_signal_emit (self, signals[SIGNAL_FOUND], 0);
      dsc_find_bar_close (self);
      return;
    }
  if (wait_for_state (self))
    return;
  mark_failure (self, TRUE);
  say (self, message);
}

static void
changed_cb (DscFindBar *self)
{
  if (self->switching || self->session == NULL)
    return;
  self->waiting = FALSE;
  forget_find (self);
  g_free (self->texts[self->purpose]);
  self->texts[self->purpose] = g_strdup (gtk_editable_get_text (self->entry));
  if (self->purpose == DSC_FIND_BAR_FIND)
    {
      look (self, FALSE);
      return;
    }
  mark_failure (self, FALSE);
  say (self, "");
}

static void
activate_cb (DscFindBar *self)
{
  if (self->purpose == DSC_FIND_BAR_GO_TO)
    go (self);
  else
    look (self, FALSE);
}

static gboolean
look_again_cb (gpointer data)
{
  DscFindBar *self = data;

  self->waiting_source = 0;
  if (self->waiting)
    {
      self->waiting = FALSE;
      activate_cb (self);
    }
  return G_SOURCE_REMOVE;
}

/* When all others have been told too: what is found is to be revealed in the new picture. */
static void
running_cb (DscFindBar *self)
{
  if (self->waiting && self->waiting_source == 0 && !dsc_session_is_running (self->session))
    self->waiting_source = g_idle_add_full (G_PRIORITY_DEFAULT, look_again_cb, self, NULL);
}

static void
next_cb (DscFindBar *self)
{
  look (self, FALSE);
}

static void
previous_cb (DscFindBar *self)
{
  look (self, TRUE);
}

static gboolean
key_pressed_cb (DscFindBar            *self,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                GtkEventControllerKey *controller)
{
  const gboolean enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter;

  if (self->purpose != DSC_FIND_BAR_FIND || !enter || (state & GDK_SHIFT_MASK) == 0)
    return FALSE;
  look (self, TRUE);
  return TRUE;
}

/* ---- interface ------------------------------------------------------------------------------- */

void
dsc_find_bar_set_session (DscFindBar *self,
                          DscSession *session)
{
  g_return_if_fail (DSC_IS_FIND_BAR (self));
  if (g_set_object (&self->session, session) && session != NULL)
    g_signal_connect_object (session, "notify::running", G_CALLBACK (running_cb), self, G_CONNECT_SWAPPED);
}

void
dsc_find_bar_open (DscFindBar        *self,
                   DscFindBarPurpose  purpose)
{
  const gboolean finds = purpose == DSC_FIND_BAR_FIND;
  const char *label = finds ? _("Find a key, a slot or an address") : _("Go to a step, a line, a slot or an entry");

  g_return_if_fail (DSC_IS_FIND_BAR (self));
  forget_find (self);
  self->waiting = FALSE;
  self->purpose = purpose;
  self->switching = TRUE;
  gtk_editable_set_text (self->entry, self->texts[purpose] != NULL ? self->texts[purpose] : "");
  self->switching = FALSE;
  g_object_set (self->entry, "placeholder-text", finds ? _("Key, slot 5, or 0x…") : _("12, line 3, slot 5, entry 7"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_visible (self->next_button, finds);
  gtk_widget_set_visible (self->previous_button, finds);
  mark_failure (self, FALSE);
  say (self, "");
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  gtk_widget_set_can_target (GTK_WIDGET (self), TRUE);
  gtk_editable_select_region (self->entry, 0, -1);   /* GTK warns of a cursor that blinks in what is selected after the focus came */
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (self->entry, 0, -1);
}

void
dsc_find_bar_close (DscFindBar *self)
{
  g_return_if_fail (DSC_IS_FIND_BAR (self));
  if (!dsc_find_bar_is_open (self))
    return;
  self->waiting = FALSE;
  forget_find (self);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

gboolean
dsc_find_bar_is_open (DscFindBar *self)
{
  g_return_val_if_fail (DSC_IS_FIND_BAR (self), FALSE);
  return gtk_revealer_get_reveal_child (self->revealer);
}

const char *
dsc_find_bar_get_message (DscFindBar *self)
{
  g_return_val_if_fail (DSC_IS_FIND_BAR (self), NULL);
  return gtk_label_get_label (self->message_label);
}

static void
dsc_find_bar_dispose (GObject *object)
{
  DscFindBar *self = DSC_FIND_BAR (object);

  forget_find (self);
  g_clear_handle_id (&self->waiting_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), DSC_TYPE_FIND_BAR);
  g_clear_object (&self->session);
  g_clear_pointer (&self->texts[DSC_FIND_BAR_FIND], g_free);
  g_clear_pointer (&self->texts[DSC_FIND_BAR_GO_TO], g_free);
  G_OBJECT_CLASS (dsc_find_bar_parent_class)->dispose (object);
}

static void
dsc_find_bar_class_init (DscFindBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dsc_find_bar_dispose;
  signals[SIGNAL_FOUND] = g_signal_new ("found", DSC_TYPE_FIND_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CLOSED] = g_signal_new ("closed", DSC_TYPE_FIND_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, DSC_RESOURCE_PATH "/ui/dsc-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, DscFindBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, DscFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, DscFindBar, message_label);
  gtk_widget_class_bind_template_child (widget_class, DscFindBar, next_button);
  gtk_widget_class_bind_template_child (widget_class, DscFindBar, previous_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, dsc_find_bar_close);
  gtk_widget_class_set_css_name (widget_class, "findbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SEARCH);
}

static void
dsc_find_bar_init (DscFindBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}
