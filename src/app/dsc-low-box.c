/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-low-box.c: a column whose first child takes what the others leave; others can be kept to a share of the height.
 *
 * GtkBox would divide what there is evenly between all that want more: in a low window a pane that was opened below the picture took
 * two thirds of its room. */
#include "dsc-low-box.h"

struct _DscLowBox {
  GtkWidget parent_instance;
};

static void buildable_init (GtkBuildableIface *iface);
static GtkBuildableIface *parent_buildable;

G_DEFINE_FINAL_TYPE_WITH_CODE (DscLowBox, dsc_low_box, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

static GQuark
share_quark (void)
{
  return g_quark_from_static_string ("dsc-low-box-share");
}

void
dsc_low_box_set_share (GtkWidget *child,
                       guint      percent)
{
  g_object_set_qdata (G_OBJECT (child), share_quark (), GUINT_TO_POINTER (percent));
}

static void
dsc_low_box_measure (GtkWidget      *widget,
                     GtkOrientation  orientation,
                     int             for_size,
                     int            *minimum,
                     int            *natural,
                     int            *minimum_baseline,
                     int            *natural_baseline)
{
  const gboolean along = orientation == GTK_ORIENTATION_VERTICAL;

  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int least, wanted;

      if (!gtk_widget_get_visible (child))
        continue;
      gtk_widget_measure (child, orientation, along ? for_size : -1, &least, &wanted, NULL, NULL);
      *minimum = along ? *minimum + least : MAX (*minimum, least);
      *natural = along ? *natural + wanted : MAX (*natural, wanted);
    }
}

/* Of a child behind the first. The first one is never pushed below its own minimum, nor are those that come later: left is what
 * there is without these. */
static int
height_of (GtkWidget *child,
           int        width,
           int        height,
           int       *left)
{
  const int percent = GPOINTER_TO_INT (g_object_get_qdata (G_OBJECT (child), share_quark ()));
  int least, wanted;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &least, &wanted, NULL, NULL);
  wanted = percent > 0 ? MIN (wanted, height * percent / 100) : wanted;
  wanted = MAX (MIN (wanted, least + *left), least);
  *left -= wanted - least;
  return wanted;
}

/* From above, because the zoom that the picture gets in its place is told by what lies below. */
static void
place_all (GtkWidget    *self,
           const GArray *heights,      /* from below */
           int           width,
           int           height)
{
  GtkWidget *child = gtk_widget_get_first_child (self);
  int y = 0, of_first = height;

  for (guint i = 0; i < heights->len; i++)
    of_first -= g_array_index (heights, int, i);
  if (gtk_widget_get_visible (child))
    gtk_widget_size_allocate (child, &(GtkAllocation) { 0, 0, width, MAX (of_first, 0) }, -1);
  y = MAX (of_first, 0);
  for (guint i = heights->len; i-- > 0;)
    {
      const int own = g_array_index (heights, int, i);

      child = gtk_widget_get_next_sibling (child);
      if (gtk_widget_get_visible (child))
        gtk_widget_size_allocate (child, &(GtkAllocation) { 0, y, width, own }, -1);
      y += own;
    }
}

static void
dsc_low_box_size_allocate (GtkWidget *widget,
                           int        width,
                           int        height,
                           int        baseline)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  g_autoptr (GArray) heights = g_array_new (FALSE, FALSE, sizeof (int));
  int least;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &least, NULL, NULL, NULL);
  int left = MAX (height - least, 0);

  /* The last one, which is always there, has what it wants first. */
  for (GtkWidget *child = gtk_widget_get_last_child (widget); child != NULL && child != first; child = gtk_widget_get_prev_sibling (child))
    {
      const int own = gtk_widget_get_visible (child) ? height_of (child, width, height, &left) : 0;

      g_array_append_val (heights, own);
    }
  if (first != NULL)
    place_all (widget, heights, width, height);
}

static void
dsc_low_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (dsc_low_box_parent_class)->dispose (object);
}

static void
dsc_low_box_add_child (GtkBuildable *buildable,
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
  iface->add_child = dsc_low_box_add_child;
}

static GtkSizeRequestMode
dsc_low_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
dsc_low_box_class_init (DscLowBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dsc_low_box_dispose;
  widget_class->get_request_mode = dsc_low_box_get_request_mode;
  widget_class->measure = dsc_low_box_measure;
  widget_class->size_allocate = dsc_low_box_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
dsc_low_box_init (DscLowBox *self)
{
}
