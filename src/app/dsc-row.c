/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-row.c: what a row of a list view shows, with a name for assistive technologies. */
#include "dsc-row.h"

struct _DscRow {
  GtkWidget  parent_instance;
  GtkWidget *child;
};

G_DEFINE_FINAL_TYPE (DscRow, dsc_row, GTK_TYPE_WIDGET)

enum { PROP_CHILD = 1, PROP_SPOKEN, N_PROPS };
static GParamSpec *props[N_PROPS];

static G_DEFINE_QUARK (dsc-row-spoken, spoken)

static void
name_parent (GtkWidget *row)
{
  GtkWidget *parent = gtk_widget_get_parent (row);
  const char *text = g_object_get_qdata (G_OBJECT (row), spoken_quark ());

  if (parent != NULL && text != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

void
dsc_row_speak (GtkWidget  *row,
               const char *spoken)
{
  if (g_object_get_qdata (G_OBJECT (row), spoken_quark ()) == NULL)
    g_signal_connect (row, "notify::parent", G_CALLBACK (name_parent), NULL);
  g_object_set_qdata_full (G_OBJECT (row), spoken_quark (), g_strdup (spoken != NULL ? spoken : ""), g_free);
  name_parent (row);
}

static void
dsc_row_set_property (GObject      *object,
                      guint         prop_id,
                      const GValue *value,
                      GParamSpec   *pspec)
{
  DscRow *self = DSC_ROW (object);

  switch (prop_id)
    {
    case PROP_CHILD:
      g_clear_pointer (&self->child, gtk_widget_unparent);
      self->child = g_value_get_object (value);
      if (self->child != NULL)
        gtk_widget_set_parent (self->child, GTK_WIDGET (self));
      break;
    case PROP_SPOKEN: dsc_row_speak (GTK_WIDGET (self), g_value_get_string (value)); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
dsc_row_dispose (GObject *object)
{
  g_clear_pointer (&DSC_ROW (object)->child, gtk_widget_unparent);
  G_OBJECT_CLASS (dsc_row_parent_class)->dispose (object);
}

static void
dsc_row_class_init (DscRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = dsc_row_set_property;
  object_class->dispose = dsc_row_dispose;
  props[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_SPOKEN] = g_param_spec_string ("spoken", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
dsc_row_init (DscRow *self)
{
}
