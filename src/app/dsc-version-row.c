/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-version-row.c: what a row of the list of versions shows. */
#include "dsc-version-row.h"

#include "dsc-row.h"

struct _DscVersionRow {
  GtkWidget        parent_instance;
  GtkWidget *row_box;
  DscVersionItem  *item;
  GSignalGroup    *signals;
  GtkLabel        *group_label, *text_label, *note_label, *evidence_label;
  GtkImage        *current_image;
  GtkToggleButton *favourite_button;
};

G_DEFINE_FINAL_TYPE (DscVersionRow, dsc_version_row, GTK_TYPE_WIDGET)

enum { SIGNAL_FAVOURITE_TOGGLED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
favourite_clicked_cb (DscVersionRow *self)
{
  g_signal_emit (self, signals[SIGNAL_FAVOURITE_TOGGLED], 0);
}

static void
show_item (DscVersionRow *self)
{
  g_autofree char *text = NULL, *group = NULL, *evidence = NULL, *evidence_text = NULL, *note = NULL, *summary = NULL;
  gboolean first, favourite, current;

  g_object_get (self->item, "text", &text, "group", &group, "first-of-group", &first, "evidence", &evidence,
                "evidence-text", &evidence_text, "note", &note, "favourite", &favourite, "current", &current,
                "summary", &summary, NULL);
  gtk_label_set_label (self->group_label, group);
  gtk_widget_set_visible (GTK_WIDGET (self->group_label), first);
  gtk_label_set_label (self->text_label, text);
  gtk_label_set_label (self->note_label, note);
  gtk_label_set_label (self->evidence_label, evidence);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->evidence_label), evidence_text);
  gtk_widget_set_opacity (GTK_WIDGET (self->current_image), current ? 1 : 0);
  gtk_toggle_button_set_active (self->favourite_button, favourite);
  gtk_button_set_icon_name (GTK_BUTTON (self->favourite_button), favourite ? "starred-symbolic" : "non-starred-symbolic");
  dsc_row_speak (GTK_WIDGET (self), summary);
}

GtkWidget *
dsc_version_row_new (void)
{
  return g_object_new (DSC_TYPE_VERSION_ROW, NULL);
}

void
dsc_version_row_set_item (DscVersionRow  *self,
                          DscVersionItem *item)
{
  g_return_if_fail (DSC_IS_VERSION_ROW (self));
  if (!g_set_object (&self->item, item))
    return;
  g_signal_group_set_target (self->signals, item);
  if (item != NULL)
    show_item (self);
}

DscVersionItem *
dsc_version_row_get_item (DscVersionRow *self)
{
  g_return_val_if_fail (DSC_IS_VERSION_ROW (self), NULL);
  return self->item;
}

static void
dsc_version_row_dispose (GObject *object)
{
  DscVersionRow *self = DSC_VERSION_ROW (object);

  g_clear_object (&self->signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), DSC_TYPE_VERSION_ROW);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (dsc_version_row_parent_class)->dispose (object);
}

static void
dsc_version_row_class_init (DscVersionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dsc_version_row_dispose;
  signals[SIGNAL_FAVOURITE_TOGGLED] = g_signal_new ("favourite-toggled", DSC_TYPE_VERSION_ROW, G_SIGNAL_RUN_LAST, 0,
                                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/dictoscope/Dictoscope/ui/dsc-version-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DscVersionRow, row_box);
  gtk_widget_class_bind_template_child (widget_class, DscVersionRow, group_label);
  gtk_widget_class_bind_template_child (widget_class, DscVersionRow, text_label);
  gtk_widget_class_bind_template_child (widget_class, DscVersionRow, note_label);
  gtk_widget_class_bind_template_child (widget_class, DscVersionRow, evidence_label);
  gtk_widget_class_bind_template_child (widget_class, DscVersionRow, current_image);
  gtk_widget_class_bind_template_child (widget_class, DscVersionRow, favourite_button);
  gtk_widget_class_bind_template_callback (widget_class, favourite_clicked_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
dsc_version_row_init (DscVersionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->signals = g_signal_group_new (DSC_TYPE_VERSION_ITEM);
  g_signal_group_connect_swapped (self->signals, "notify", G_CALLBACK (show_item), self);
}
