/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-figure-tools.c: a row of controls, one for each choice of a figure.
 *
 * Controls are made anew only when the choices themselves are others: another label, kind or list of options. */
#include "dsc-figure-tools.h"

#include <glib/gi18n.h>
#include <math.h>

#include "dsc-target-choice.h"
#include "dsc-wrap-box.h"

#define TYPING_PAUSE 500     /* milliseconds after which a number that is being typed counts */

struct _DscFigureTools {
  GtkWidget   parent_instance;

  DscWrapBox *box;
  DscFigure  *figure;
  GSettings  *settings;       /* NULL: none */
  char       *shape;          /* of the choices that there are controls for; NULL: none */
  GPtrArray  *controls;       /* GtkWidget, one for each choice; borrowed */
  gboolean    syncing;
};

G_DEFINE_FINAL_TYPE (DscFigureTools, dsc_figure_tools, GTK_TYPE_WIDGET)

enum { SIGNAL_CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

static guint
index_of (gpointer control)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (control), "choice"));
}

/* ---- from the user to the figure --------------------------------------------------------------------------------- */

static void
choose_number (DscFigureTools *self,
               guint           i,
               double          number)
{
  if (self->syncing || i >= dsc_figure_get_n_choices (self->figure))
    return;
  dsc_figure_set_number (self->figure, i, number);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, i);
}

static void
option_selected_cb (GtkDropDown    *control,
                    GParamSpec     *pspec,
                    DscFigureTools *self)
{
  if (gtk_drop_down_get_selected (control) != GTK_INVALID_LIST_POSITION)
    choose_number (self, index_of (control), gtk_drop_down_get_selected (control));
}

static void
flag_toggled_cb (GtkCheckButton *control,
                 DscFigureTools *self)
{
  choose_number (self, index_of (control), gtk_check_button_get_active (control));
}

static void
bit_toggled_cb (GtkCheckButton *item,
                DscFigureTools *self)
{
  const guint bit = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (item), "bit"));
  const guint i = index_of (item);

  if (self->syncing || i >= dsc_figure_get_n_choices (self->figure))
    return;
  const guint64 before = (guint64) dsc_figure_get_choice (self->figure, i).number;
  const guint64 mask = G_GUINT64_CONSTANT (1) << bit;

  choose_number (self, i, (double) (gtk_check_button_get_active (item) ? before | mask : before & ~mask));
}

static void
value_changed_cb (GtkSpinButton  *control,
                  DscFigureTools *self)
{
  choose_number (self, index_of (control), gtk_spin_button_get_value (control));
}

static void
targets_chosen_cb (DscTargetChoice *control,
                   DscFigureTools  *self)
{
  guint n;
  const DscTarget *targets = dsc_target_choice_get_targets (control, &n);

  if (self->syncing || index_of (control) >= dsc_figure_get_n_choices (self->figure))
    return;
  dsc_figure_set_targets (self->figure, index_of (control), targets, n);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, index_of (control));
}

static int
length_of (GtkSpinButton *control)
{
  return (int) g_utf8_strlen (gtk_editable_get_text (GTK_EDITABLE (control)), -1);
}

/* Also "1,048", "1 048" and "1_048", as numbers are often copied; where there are fractions, a comma may begin one. What is no number is
 * none: FALSE. */
static gboolean
parse_number (GtkSpinButton *control,
              double        *number)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (control));
  g_autoptr (GString) digits = g_string_new (NULL);
  char *end;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);

      if (!g_unichar_isspace (c) && c != '_' && (c != ',' || gtk_spin_button_get_digits (control) > 0))
        g_string_append_unichar (digits, c);
    }
  *number = g_strtod (digits->str, &end);
  return digits->len > 0 && *end == '\0' && isfinite (*number) && (gtk_spin_button_get_digits (control) > 0 || *number == floor (*number));
}

/* The old number stays where letters or nothing were typed. */
static gint
input_cb (GtkSpinButton  *control,
          double         *number,
          DscFigureTools *self)
{
  GtkAdjustment *range = gtk_spin_button_get_adjustment (control);

  if (!parse_number (control, number))
    return GTK_INPUT_ERROR;
  *number = CLAMP (*number, gtk_adjustment_get_lower (range), gtk_adjustment_get_upper (range));
  return TRUE;
}

/* A number counts while it is being typed, once the typing pauses: what one looks for appears without a key to confirm it. */
static gboolean
typed_cb (gpointer user_data)
{
  g_autoptr (GtkSpinButton) control = g_object_ref (user_data);      /* another number may bring other controls */
  GtkAdjustment *range = gtk_spin_button_get_adjustment (control);
  double number;

  g_object_set_data (G_OBJECT (control), "typing", NULL);
  if (parse_number (control, &number) && number >= gtk_adjustment_get_lower (range) && number <= gtk_adjustment_get_upper (range)
      && number != gtk_adjustment_get_value (range))
    {
      const int behind = length_of (control) - gtk_editable_get_position (GTK_EDITABLE (control));

      gtk_spin_button_set_value (control, number);
      gtk_editable_set_position (GTK_EDITABLE (control), MAX (length_of (control) - behind, 0));
    }
  return G_SOURCE_REMOVE;
}

static void
stop_typing (gpointer source)
{
  GSource *timeout = g_main_context_find_source_by_id (NULL, GPOINTER_TO_UINT (source));

  if (timeout != NULL)
    g_source_destroy (timeout);
}

static void
text_changed_cb (GtkEditable    *control,
                 DscFigureTools *self)
{
  if (!self->syncing)
    g_object_set_data_full (G_OBJECT (control), "typing", GUINT_TO_POINTER (g_timeout_add (TYPING_PAUSE, typed_cb, control)), stop_typing);
}

/* ---- controls ---------------------------------------------------------------------------------------------------- */

static GtkWidget *
create_one (DscFigureTools  *self,
            const DscChoice *choice)
{
  GtkWidget *control = gtk_drop_down_new_from_strings (choice->options);

  g_signal_connect_object (control, "notify::selected", G_CALLBACK (option_selected_cb), self, 0);
  return control;
}

static GtkWidget *
create_some (DscFigureTools  *self,
             const DscChoice *choice,
             guint            i)
{
  GtkWidget *control = gtk_menu_button_new (), *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  for (guint k = 0; choice->options[k] != NULL; k++)
    {
      GtkWidget *item = gtk_check_button_new_with_label (choice->options[k]);

      g_object_set_data (G_OBJECT (item), "choice", GUINT_TO_POINTER (i));
      g_object_set_data (G_OBJECT (item), "bit", GUINT_TO_POINTER (k));
      g_signal_connect_object (item, "toggled", G_CALLBACK (bit_toggled_cb), self, 0);
      gtk_box_append (GTK_BOX (box), item);
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (control), popover);
  g_object_set_data (G_OBJECT (control), "items", box);
  return control;
}

/* Wide enough for the numbers that people type, not for the largest that would be allowed. */
static GtkWidget *
create_number (DscFigureTools  *self,
               const DscChoice *choice)
{
  const double step = choice->step > 0 ? choice->step : 1;
  const guint digits = step >= 1 ? 0 : (guint) CLAMP (ceil (-log10 (step)), 1, 6);
  GtkAdjustment *range = gtk_adjustment_new (choice->number, choice->minimum, choice->maximum, step, step * 10, 0);
  GtkWidget *control = gtk_spin_button_new (range, step, digits);
  const double widest = MAX (fabs (choice->minimum), fabs (choice->maximum));
  const int width = (int) CLAMP (widest > 0 ? floor (log10 (widest)) + 1 + digits : 1, 4, 11);

  gtk_spin_button_set_update_policy (GTK_SPIN_BUTTON (control), GTK_UPDATE_IF_VALID);
  gtk_editable_set_width_chars (GTK_EDITABLE (control), width);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (control), width);
  g_signal_connect_object (control, "input", G_CALLBACK (input_cb), self, 0);
  g_signal_connect_object (control, "value-changed", G_CALLBACK (value_changed_cb), self, 0);
  g_signal_connect_object (control, "changed", G_CALLBACK (text_changed_cb), self, 0);
  return control;
}

static GtkWidget *
create_control (DscFigureTools  *self,
                const DscChoice *choice,
                guint            i)
{
  GtkWidget *control = NULL;

  switch (choice->kind)
    {
    case DSC_CHOICE_ONE:
      return create_one (self, choice);
    case DSC_CHOICE_SOME:
      return create_some (self, choice, i);
    case DSC_CHOICE_FLAG:
      control = gtk_check_button_new_with_label (choice->label);
      g_signal_connect_object (control, "toggled", G_CALLBACK (flag_toggled_cb), self, 0);
      return control;
    case DSC_CHOICE_NUMBER:
      return create_number (self, choice);
    case DSC_CHOICE_TARGET:
    case DSC_CHOICE_TARGETS:
      control = dsc_target_choice_new (choice->label, choice->kind == DSC_CHOICE_TARGET ? 1 : choice->most_targets, self->settings);
      g_signal_connect_object (control, "chosen", G_CALLBACK (targets_chosen_cb), self, 0);
      return control;
    }
  return NULL;
}

/* What is chosen, behind its name; a flag has its name in it. */
static void
add_control (DscFigureTools  *self,
             const DscChoice *choice,
             guint            i)
{
  GtkWidget *control = create_control (self, choice, i);

  g_object_set_data (G_OBJECT (control), "choice", GUINT_TO_POINTER (i));
  g_ptr_array_add (self->controls, control);
  if (choice->kind == DSC_CHOICE_FLAG)
    {
      dsc_wrap_box_append (self->box, control);
      return;
    }
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = gtk_label_new (choice->label);

  gtk_widget_add_css_class (label, "dim-label");
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), control);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, choice->label, -1);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), control);
  dsc_wrap_box_append (self->box, box);
}

/* ---- from the figure to the controls ----------------------------------------------------------------------------- */

static void
sync_some (GtkWidget       *control,
           const DscChoice *choice)
{
  const guint64 bits = (guint64) choice->number;
  GtkWidget *item = gtk_widget_get_first_child (g_object_get_data (G_OBJECT (control), "items"));
  guint n = 0, all = 0;

  for (; item != NULL; item = gtk_widget_get_next_sibling (item), all++)
    {
      const gboolean active = (bits >> all & 1) != 0;

      gtk_check_button_set_active (GTK_CHECK_BUTTON (item), active);
      n += active;
    }
  /* Translators: how many of the options in a menu are chosen, and how many there are */
  g_autofree char *text = g_strdup_printf (_("%1$u of %2$u"), n, all);

  gtk_menu_button_set_label (GTK_MENU_BUTTON (control), text);
}

static void
sync_control (GtkWidget       *control,
              const DscChoice *choice)
{
  switch (choice->kind)
    {
    case DSC_CHOICE_ONE:
      if (gtk_drop_down_get_selected (GTK_DROP_DOWN (control)) != (guint) choice->number)
        gtk_drop_down_set_selected (GTK_DROP_DOWN (control), (guint) choice->number);
      break;
    case DSC_CHOICE_SOME:
      sync_some (control, choice);
      break;
    case DSC_CHOICE_FLAG:
      gtk_check_button_set_active (GTK_CHECK_BUTTON (control), choice->number != 0);
      break;
    case DSC_CHOICE_NUMBER:
      gtk_spin_button_set_range (GTK_SPIN_BUTTON (control), choice->minimum, choice->maximum);
      if (gtk_spin_button_get_value (GTK_SPIN_BUTTON (control)) != choice->number)
        gtk_spin_button_set_value (GTK_SPIN_BUTTON (control), choice->number);
      break;
    case DSC_CHOICE_TARGET:
    case DSC_CHOICE_TARGETS:
      dsc_target_choice_set_targets (DSC_TARGET_CHOICE (control), choice->targets, choice->n_targets);
      break;
    }
}

static char *
dup_shape (DscFigure *figure)
{
  GString *shape = g_string_new (NULL);

  for (guint i = 0; i < dsc_figure_get_n_choices (figure); i++)
    {
      const DscChoice choice = dsc_figure_get_choice (figure, i);

      g_string_append_printf (shape, "%s\n%s\n%d\n%g\n%u\n", choice.name, choice.label, choice.kind, choice.step, choice.most_targets);
      if (choice.kind == DSC_CHOICE_ONE || choice.kind == DSC_CHOICE_SOME)
        for (guint k = 0; choice.options[k] != NULL; k++)
          g_string_append_printf (shape, "\t%s\n", choice.options[k]);
    }
  return g_string_free (shape, FALSE);
}

static void
remake (DscFigureTools *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  guint focused = G_MAXUINT;

  for (guint i = 0; focus != NULL && i < self->controls->len; i++)
    if (focus == g_ptr_array_index (self->controls, i) || gtk_widget_is_ancestor (focus, g_ptr_array_index (self->controls, i)))
      focused = i;
  g_ptr_array_set_size (self->controls, 0);
  dsc_wrap_box_clear (self->box);
  for (guint i = 0; i < dsc_figure_get_n_choices (self->figure); i++)
    {
      const DscChoice choice = dsc_figure_get_choice (self->figure, i);

      add_control (self, &choice, i);
    }
  if (focused < self->controls->len)
    gtk_widget_grab_focus (g_ptr_array_index (self->controls, focused));
}

static void
figure_changed_cb (DscFigureTools *self)
{
  g_autofree char *shape = dup_shape (self->figure);

  self->syncing = TRUE;
  if (g_strcmp0 (shape, self->shape) != 0)
    {
      g_free (self->shape);
      self->shape = g_steal_pointer (&shape);
      remake (self);
    }
  for (guint i = 0; i < self->controls->len; i++)
    {
      const DscChoice choice = dsc_figure_get_choice (self->figure, i);

      sync_control (g_ptr_array_index (self->controls, i), &choice);
    }
  self->syncing = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), self->controls->len > 0);
}

void
dsc_figure_tools_set_figure (DscFigureTools *self,
                             DscFigure      *figure,
                             GSettings      *settings)
{
  g_return_if_fail (DSC_IS_FIGURE_TOOLS (self));
  g_return_if_fail (self->figure == NULL);
  self->figure = g_object_ref (figure);
  self->settings = settings != NULL ? g_object_ref (settings) : NULL;
  g_signal_connect_object (figure, "changed", G_CALLBACK (figure_changed_cb), self, G_CONNECT_SWAPPED);
  figure_changed_cb (self);
}

GtkWidget *
dsc_figure_tools_get_control (DscFigureTools *self,
                              guint           i)
{
  g_return_val_if_fail (DSC_IS_FIGURE_TOOLS (self), NULL);
  return i < self->controls->len ? g_ptr_array_index (self->controls, i) : NULL;
}

/* ---- widget ------------------------------------------------------------------------------------------------------ */

static void
dsc_figure_tools_dispose (GObject *object)
{
  DscFigureTools *self = DSC_FIGURE_TOOLS (object);

  g_ptr_array_set_size (self->controls, 0);
  if (self->box != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->box));
  self->box = NULL;
  g_clear_object (&self->figure);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (dsc_figure_tools_parent_class)->dispose (object);
}

static void
dsc_figure_tools_finalize (GObject *object)
{
  DscFigureTools *self = DSC_FIGURE_TOOLS (object);

  g_ptr_array_unref (self->controls);
  g_free (self->shape);
  G_OBJECT_CLASS (dsc_figure_tools_parent_class)->finalize (object);
}

static void
dsc_figure_tools_class_init (DscFigureToolsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dsc_figure_tools_dispose;
  G_OBJECT_CLASS (klass)->finalize = dsc_figure_tools_finalize;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", DSC_TYPE_FIGURE_TOOLS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
dsc_figure_tools_init (DscFigureTools *self)
{
  self->controls = g_ptr_array_new ();
  self->box = DSC_WRAP_BOX (dsc_wrap_box_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->box), GTK_WIDGET (self));
}
