/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-step-row.c: what a row of the list of steps shows. */
#include "dsc-step-row.h"

#include <glib/gi18n.h>

#include "dsc-row.h"
#include "dsc-step-list.h"

struct _DscStepRow {
  GtkWidget    parent_instance;
  GtkWidget *text_box;
  DscStepItem *item;
  GtkLabel    *number_label, *label_label, *outcome_label, *mark_label, *bytes_label;
};

G_DEFINE_FINAL_TYPE (DscStepRow, dsc_step_row, GTK_TYPE_WIDGET)

enum { PROP_ITEM = 1, N_PROPS };
static GParamSpec *props[N_PROPS];

static void
set_or_hide (GtkLabel   *label,
             const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static const char *
mark_word (const char *mark)
{
  if (g_strcmp0 (mark, "resize") == 0)
    return _("resize");
  if (g_strcmp0 (mark, "kind") == 0)
    return _("new kind");
  if (g_strcmp0 (mark, "unshared") == 0)
    return _("un-shared");
  return g_strcmp0 (mark, "tombstone") == 0 ? _("tombstone") : "";
}

static void
show_item (DscStepRow *self)
{
  g_autofree char *label = NULL, *outcome = NULL, *bytes = NULL, *mark = NULL, *mark_text = NULL, *summary = NULL;
  gboolean is_error;
  guint number;

  g_object_get (self->item, "number", &number, "label", &label, "outcome", &outcome, "is-error", &is_error, "bytes", &bytes,
                "mark", &mark, "mark-text", &mark_text, "summary", &summary, NULL);
  g_autofree char *digits = g_strdup_printf ("%u", number);
  g_autofree char *shown = outcome == NULL || is_error ? g_strdup (outcome) : g_strconcat ("→ ", outcome, NULL);

  set_or_hide (self->number_label, digits);
  gtk_label_set_label (self->label_label, label);
  set_or_hide (self->outcome_label, shown);
  if (is_error)
    gtk_widget_add_css_class (GTK_WIDGET (self->outcome_label), "step-error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->outcome_label), "step-error");
  set_or_hide (self->mark_label, mark_word (mark));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->mark_label), mark_text);
  set_or_hide (self->bytes_label, bytes);
  dsc_row_speak (GTK_WIDGET (self), summary);
}

static void
dsc_step_row_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  DscStepRow *self = DSC_STEP_ROW (object);

  switch (prop_id)
    {
    case PROP_ITEM:
      if (g_set_object (&self->item, g_value_get_object (value)) && self->item != NULL)
        show_item (self);
      break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
dsc_step_row_dispose (GObject *object)
{
  DscStepRow *self = DSC_STEP_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), DSC_TYPE_STEP_ROW);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (dsc_step_row_parent_class)->dispose (object);
}

static void
dsc_step_row_class_init (DscStepRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = dsc_step_row_set_property;
  object_class->dispose = dsc_step_row_dispose;
  props[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, DSC_TYPE_STEP_ITEM, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/dictoscope/Dictoscope/ui/dsc-step-cell.ui");
  gtk_widget_class_bind_template_child (widget_class, DscStepRow, text_box);
  gtk_widget_class_bind_template_child (widget_class, DscStepRow, number_label);
  gtk_widget_class_bind_template_child (widget_class, DscStepRow, label_label);
  gtk_widget_class_bind_template_child (widget_class, DscStepRow, outcome_label);
  gtk_widget_class_bind_template_child (widget_class, DscStepRow, mark_label);
  gtk_widget_class_bind_template_child (widget_class, DscStepRow, bytes_label);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
dsc_step_row_init (DscStepRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
