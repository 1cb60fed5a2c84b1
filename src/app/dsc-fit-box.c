/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-fit-box.c: a row that leaves out what there is no room for, the least important first, instead of keeping the window wide.
 *
 * What is left over in width goes to the children that expand. */
#include "dsc-fit-box.h"

struct _DscFitBox {
  GtkWidget parent_instance;
};

static void buildable_init (GtkBuildableIface *iface);
static GtkBuildableIface *parent_buildable;

G_DEFINE_FINAL_TYPE_WITH_CODE (DscFitBox, dsc_fit_box, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

static GQuark
rank_quark (void)
{
  return g_quark_from_static_string ("dsc-fit-box-rank");
}

static guint
rank_of (GtkWidget *child)
{
  return GPOINTER_TO_UINT (g_object_get_qdata (G_OBJECT (child), rank_quark ()));
}

void
dsc_fit_box_set_rank (GtkWidget *child,
                      guint      rank)
{
  g_object_set_qdata (G_OBJECT (child), rank_quark (), GUINT_TO_POINTER (rank));
}

/* Width of all children up to a rank, and how many of them expand. */
static int
width_up_to (GtkWidget *self,
             guint      rank,
             gboolean   natural,
             guint     *out_n_expand)
{
  int width = 0, minimum, wanted;

  *out_n_expand = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (self); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (!gtk_widget_get_visible (child) || rank_of (child) > rank)
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &wanted, NULL, NULL);
      width += (width > 0 ? DSC_FIT_BOX_SPACING : 0) + (natural ? wanted : minimum);
      *out_n_expand += gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL);
    }
  return width;
}

static guint
largest_rank (GtkWidget *self)
{
  guint rank = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (self); child != NULL; child = gtk_widget_get_next_sibling (child))
    rank = MAX (rank, rank_of (child));
  return rank;
}

static void
dsc_fit_box_measure (GtkWidget      *widget,
                     GtkOrientation  orientation,
                     int             for_size,
                     int            *minimum,
                     int            *natural,
                     int            *minimum_baseline,
                     int            *natural_baseline)
{
  guint n_expand;

  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = width_up_to (widget, 0, FALSE, &n_expand);
      *natural = width_up_to (widget, G_MAXUINT, TRUE, &n_expand);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int least, wanted;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, &least, &wanted, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, wanted);
    }
}

static void
place (GtkWidget *self,
       GtkWidget *child,
       int        x,
       int        width,
       int        height)
{
  const gboolean mirrored = gtk_widget_get_direction (self) == GTK_TEXT_DIR_RTL;
  const GtkAllocation box = { mirrored ? gtk_widget_get_width (self) - x - width : x, 0, width, height };

  gtk_widget_size_allocate (child, &box, -1);
}

static void
dsc_fit_box_size_allocate (GtkWidget *widget,
                           int        width,
                           int        height,
                           int        baseline)
{
  guint n_expand, rank = largest_rank (widget);
  int x = 0, minimum, wanted;

  while (rank > 0 && width_up_to (widget, rank, TRUE, &n_expand) > width)
    rank--;
  const gboolean natural = width_up_to (widget, rank, TRUE, &n_expand) <= width;
  const int left = MAX (width - width_up_to (widget, rank, natural, &n_expand), 0);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      const gboolean shown = rank_of (child) <= rank;

      gtk_widget_set_child_visible (child, shown);
      if (!shown || !gtk_widget_get_visible (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &wanted, NULL, NULL);
      const int of_left = n_expand > 0 && gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL) ? left / (int) n_expand : 0;
      const int child_width = (natural ? wanted : minimum) + of_left;

      place (widget, child, x, child_width, height);
      x += child_width + DSC_FIT_BOX_SPACING;
    }
}

static void
dsc_fit_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (dsc_fit_box_parent_class)->dispose (object);
}

static void
dsc_fit_box_add_child (GtkBuildable *buildable,
                       GtkBuilder   *builder,
                       GObject      *child,
                       const char   *type)
{
  if (GTK_IS_WIDGET (child))
    gtk_widget_set_parent (GTK_WIDGET (child), GTK_WIDGET (buildable));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = dsc_fit_box_add_child;
}

static void
dsc_fit_box_class_init (DscFitBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dsc_fit_box_dispose;
  widget_class->measure = dsc_fit_box_measure;
  widget_class->size_allocate = dsc_fit_box_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
dsc_fit_box_init (DscFitBox *self)
{
}
