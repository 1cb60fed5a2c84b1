/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-wrap-box.c: children one behind the other, in as many lines as they need. */
#include "dsc-wrap-box.h"

struct _DscWrapBox {
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (DscWrapBox, dsc_wrap_box, GTK_TYPE_WIDGET)

static int
width_of (GtkWidget *child,
          int        available)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return available < 0 ? natural : CLAMP (natural, minimum, MAX (available, minimum));
}

static int
height_of (GtkWidget *child,
           int        width)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &minimum, &natural, NULL, NULL);
  return natural;
}

/* The line that begins with `first`: how high it is, and the first child behind it. */
static int
measure_line (GtkWidget  *first,
              int         width,
              GtkWidget **out_next)
{
  int x = 0, height = 0;

  for (*out_next = first; *out_next != NULL; *out_next = gtk_widget_get_next_sibling (*out_next))
    {
      if (!gtk_widget_should_layout (*out_next))
        continue;
      const int needed = width_of (*out_next, width);

      if (x > 0 && x + needed > width)
        break;
      x += needed + DSC_WRAP_BOX_SPACING;
      height = MAX (height, height_of (*out_next, needed));
    }
  return height;
}

static int
height_for_width (GtkWidget *widget,
                  int        width)
{
  int height = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget), *next; child != NULL; child = next)
    {
      const int line = measure_line (child, width, &next);

      height += line + (height > 0 && line > 0 ? DSC_WRAP_BOX_LINE_SPACING : 0);
    }
  return height;
}

static GtkSizeRequestMode
dsc_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
dsc_wrap_box_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int least, wanted;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &wanted, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural += wanted + (*natural > 0 ? DSC_WRAP_BOX_SPACING : 0);
    }
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = height_for_width (widget, for_size >= 0 ? MAX (for_size, *minimum) : *natural);
}

static void
dsc_wrap_box_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  const gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int y = 0;

  for (GtkWidget *first = gtk_widget_get_first_child (widget), *next; first != NULL; first = next)
    {
      const int line = measure_line (first, width, &next);
      int x = 0;

      for (GtkWidget *child = first; child != next; child = gtk_widget_get_next_sibling (child))
        {
          if (!gtk_widget_should_layout (child))
            continue;
          const int child_width = width_of (child, width), child_height = height_of (child, child_width);
          const GtkAllocation box = { mirrored ? width - x - child_width : x, y + (line - child_height) / 2, child_width, child_height };

          gtk_widget_size_allocate (child, &box, -1);
          x += child_width + DSC_WRAP_BOX_SPACING;
        }
      y += line + DSC_WRAP_BOX_LINE_SPACING;
    }
}

GtkWidget *
dsc_wrap_box_new (void)
{
  return g_object_new (DSC_TYPE_WRAP_BOX, NULL);
}

void
dsc_wrap_box_append (DscWrapBox *self,
                     GtkWidget  *child)
{
  g_return_if_fail (DSC_IS_WRAP_BOX (self));
  gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}

void
dsc_wrap_box_clear (DscWrapBox *self)
{
  GtkWidget *child;

  g_return_if_fail (DSC_IS_WRAP_BOX (self));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static void
dsc_wrap_box_dispose (GObject *object)
{
  dsc_wrap_box_clear (DSC_WRAP_BOX (object));
  G_OBJECT_CLASS (dsc_wrap_box_parent_class)->dispose (object);
}

static void
dsc_wrap_box_class_init (DscWrapBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dsc_wrap_box_dispose;
  widget_class->get_request_mode = dsc_wrap_box_get_request_mode;
  widget_class->measure = dsc_wrap_box_measure;
  widget_class->size_allocate = dsc_wrap_box_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
dsc_wrap_box_init (DscWrapBox *self)
{
}
