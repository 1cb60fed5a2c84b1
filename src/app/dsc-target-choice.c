/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-target-choice.c: a button that says which releases are chosen, and opens a list to choose others. */
#include "dsc-target-choice.h"

#include <glib/gi18n.h>

#include "dsc-version-popover.h"
#include "dsc-wrap-box.h"

#define NAMED 3u            /* so many releases are named on the button; of more there is the number */
#define CHIPS_WIDTH 420     /* pixels; then they break into lines */
#define CHIPS_HEIGHT 300    /* pixels; then they scroll */

struct _DscTargetChoice {
  GtkWidget      parent_instance;

  GtkWidget     *button;          /* GtkMenuButton */
  GtkLabel      *label;
  DscWrapBox    *chips;           /* of several; NULL until the popover is asked for, or of one */
  GtkWidget     *scroller;        /* around them */
  GtkWidget     *add_button, *lines_button, *all_button;

  char          *name;
  guint          most;
  GSettings     *settings;
  GArray        *targets;         /* DscTarget */
};

G_DEFINE_FINAL_TYPE (DscTargetChoice, dsc_target_choice, GTK_TYPE_WIDGET)

enum { SIGNAL_CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

static void update (DscTargetChoice *self);

static DscTarget
target_at (DscTargetChoice *self,
           guint            i)
{
  return g_array_index (self->targets, DscTarget, i);
}

static void
chosen (DscTargetChoice *self)
{
  update (self);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

/* ---- changing ---------------------------------------------------------------------------------------------------- */

void
dsc_target_choice_add (DscTargetChoice *self,
                       DscTarget        target)
{
  g_return_if_fail (DSC_IS_TARGET_CHOICE (self));
  for (guint i = 0; i < self->targets->len; i++)
    if (dsc_target_equal (target_at (self, i), target))
      return;
  if (self->most == 1)
    g_array_set_size (self->targets, 0);
  if (self->targets->len >= self->most)
    return;
  g_array_append_val (self->targets, target);
  chosen (self);
}

void
dsc_target_choice_remove (DscTargetChoice *self,
                          guint            i)
{
  g_return_if_fail (DSC_IS_TARGET_CHOICE (self));
  if (self->targets->len <= 1 || i >= self->targets->len)
    return;
  g_array_remove_index (self->targets, i);
  chosen (self);
}

static void
picked_cb (DscTargetChoice *self,
           const DscTarget *target)
{
  dsc_target_choice_add (self, *target);
}

static void
remove_clicked_cb (GtkWidget       *button,
                   DscTargetChoice *self)
{
  dsc_target_choice_remove (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "target")));
  if (self->add_button != NULL)
    gtk_widget_grab_focus (self->add_button);      /* the button that had it is gone */
}

/* Oldest first. lines: only the newest of each line. */
static guint
list_releases (GArray   *out,
               gboolean  lines)
{
  const DscVersion *releases;
  const size_t n = dsc_releases (&releases);
  guint count = 0;

  for (size_t i = n; i-- > 0;)
    {
      const DscTarget target = { .version = releases[i] };

      if (lines && dsc_release_newest_of (releases[i] >> 24, (releases[i] >> 16) & 0xff) != releases[i])
        continue;
      count++;
      if (out != NULL)
        g_array_append_val (out, target);
    }
  return count;
}

static void
take_releases (GtkWidget       *button,
               DscTargetChoice *self)
{
  g_array_set_size (self->targets, 0);
  list_releases (self->targets, button == self->lines_button);
  if (self->targets->len > self->most)
    g_array_set_size (self->targets, self->most);
  chosen (self);
}

/* ---- popovers ---------------------------------------------------------------------------------------------------- */

static GtkWidget *
create_picker (DscTargetChoice *self)
{
  const DscTarget target = self->targets->len > 0 ? target_at (self, self->targets->len - 1) : (DscTarget) { 0 };
  DscVersionPopover *popover = dsc_version_popover_new_picker (target, self->settings);

  g_signal_connect_object (popover, "picked", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (popover);
}

static GtkWidget *
create_chip (DscTargetChoice *self,
             guint            i)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  char text[64];

  dsc_target_format (target_at (self, i), text, sizeof text);
  g_autofree char *spoken = g_strdup_printf (_("Remove %s"), text);

  gtk_widget_add_css_class (chip, "target-chip");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data (G_OBJECT (button), "target", GUINT_TO_POINTER (i));
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked_cb), self, 0);
  gtk_widget_set_sensitive (button, self->targets->len > 1);
  gtk_box_append (GTK_BOX (chip), gtk_label_new (text));
  gtk_box_append (GTK_BOX (chip), button);
  return chip;
}

static void
update_chips (DscTargetChoice *self)
{
  if (self->chips == NULL)
    return;
  dsc_wrap_box_clear (self->chips);
  for (guint i = 0; i < self->targets->len; i++)
    dsc_wrap_box_append (self->chips, create_chip (self, i));
  gtk_widget_set_sensitive (self->add_button, self->targets->len < self->most);
  int height;

  gtk_widget_measure (GTK_WIDGET (self->chips), GTK_ORIENTATION_VERTICAL, CHIPS_WIDTH, NULL, &height, NULL, NULL);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scroller), MIN (height, CHIPS_HEIGHT));
}

static void
create_add_popover_cb (GtkMenuButton *button,
                       gpointer       user_data)
{
  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_popover (button, create_picker (user_data));
}

static GtkWidget *
create_set_button (DscTargetChoice *self,
                   const char      *label,
                   gboolean         lines)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_signal_connect_object (button, "clicked", G_CALLBACK (take_releases), self, 0);
  gtk_widget_set_visible (button, list_releases (NULL, lines) <= self->most);
  return button;
}

/* Chips of those that are chosen, each with a button that removes it, and buttons that add. */
static GtkWidget *
create_list (DscTargetChoice *self)
{
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *buttons = dsc_wrap_box_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->scroller = scroller;
  self->chips = DSC_WRAP_BOX (dsc_wrap_box_new ());
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), CHIPS_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->chips));
  self->add_button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->add_button), _("Add a Release"));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->add_button), create_add_popover_cb, self, NULL);
  self->lines_button = create_set_button (self, _("Newest of Each Line"), TRUE);
  self->all_button = create_set_button (self, _("All Releases"), FALSE);
  dsc_wrap_box_append (DSC_WRAP_BOX (buttons), self->add_button);
  dsc_wrap_box_append (DSC_WRAP_BOX (buttons), self->lines_button);
  dsc_wrap_box_append (DSC_WRAP_BOX (buttons), self->all_button);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_widget_set_size_request (box, CHIPS_WIDTH, -1);
  gtk_widget_add_css_class (popover, "target-list");
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL, self->name, -1);
  update_chips (self);
  return popover;
}

static void
create_popover_cb (GtkMenuButton *button,
                   gpointer       user_data)
{
  DscTargetChoice *self = DSC_TARGET_CHOICE (user_data);

  if (self->most == 1)
    gtk_menu_button_set_popover (button, create_picker (self));      /* anew: it begins at what is chosen now */
  else if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_popover (button, create_list (self));
}

/* ---- button ------------------------------------------------------------------------------------------------------ */

static char *
name_targets (DscTargetChoice *self)
{
  GString *out = g_string_new (NULL);
  char text[64];

  for (guint i = 0; i < self->targets->len; i++)
    {
      if (self->most == 1)
        dsc_target_title (target_at (self, i), text, sizeof text);
      else
        dsc_target_format (target_at (self, i), text, sizeof text);
      g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", text);
    }
  return g_string_free (out, FALSE);
}

/* Of one release the full text stands in the tooltip, with its build; of several, all are in the list, which a tooltip would cover. */
static void
update (DscTargetChoice *self)
{
  g_autofree char *all = name_targets (self);
  g_autofree char *count = g_strdup_printf (ngettext ("%u release", "%u releases", self->targets->len), self->targets->len);
  const char *shown = self->targets->len <= NAMED ? all : count;
  g_autofree char *spoken = g_strdup_printf ("%s: %s", self->name, all);
  char build[96] = "";

  gtk_label_set_label (self->label, self->targets->len > 0 ? shown : _("Choose a release"));
  if (self->most == 1 && self->targets->len == 1)
    dsc_build_format (target_at (self, 0).build, build, sizeof build);
  g_autofree char *tooltip = *build != '\0' ? g_strdup_printf ("%s · %s", all, build) : NULL;

  gtk_widget_set_tooltip_text (self->button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  update_chips (self);
}

void
dsc_target_choice_set_targets (DscTargetChoice *self,
                               const DscTarget *targets,
                               guint            n)
{
  gboolean same;

  g_return_if_fail (DSC_IS_TARGET_CHOICE (self));
  same = n == self->targets->len;
  for (guint i = 0; same && i < n; i++)
    same = dsc_target_equal (targets[i], target_at (self, i));
  if (same && n > 0)
    return;
  g_array_set_size (self->targets, 0);
  if (n > 0)
    g_array_append_vals (self->targets, targets, n);
  update (self);
}

const DscTarget *
dsc_target_choice_get_targets (DscTargetChoice *self,
                               guint           *out_n)
{
  g_return_val_if_fail (DSC_IS_TARGET_CHOICE (self), NULL);
  *out_n = self->targets->len;
  return (const DscTarget *) (gpointer) self->targets->data;
}

GtkWidget *
dsc_target_choice_new (const char *label,
                       guint       most,
                       GSettings  *settings)
{
  DscTargetChoice *self = g_object_new (DSC_TYPE_TARGET_CHOICE, NULL);

  self->name = g_strdup (label);
  self->most = MAX (most, 1);
  self->settings = settings != NULL ? g_object_ref (settings) : NULL;
  update (self);
  return GTK_WIDGET (self);
}

static void
dsc_target_choice_dispose (GObject *object)
{
  DscTargetChoice *self = DSC_TARGET_CHOICE (object);

  self->chips = NULL;
  self->add_button = NULL;
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (dsc_target_choice_parent_class)->dispose (object);
}

static void
dsc_target_choice_finalize (GObject *object)
{
  DscTargetChoice *self = DSC_TARGET_CHOICE (object);

  g_free (self->name);
  g_array_unref (self->targets);
  G_OBJECT_CLASS (dsc_target_choice_parent_class)->finalize (object);
}

static void
dsc_target_choice_class_init (DscTargetChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dsc_target_choice_dispose;
  G_OBJECT_CLASS (klass)->finalize = dsc_target_choice_finalize;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", DSC_TYPE_TARGET_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
dsc_target_choice_init (DscTargetChoice *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *arrow = gtk_image_new_from_icon_name ("pan-down-symbolic");

  self->targets = g_array_new (FALSE, FALSE, sizeof (DscTarget));
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (self->label, 32);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (box), arrow);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), box);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), create_popover_cb, self, NULL);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}
