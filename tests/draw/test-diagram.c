/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-diagram.c: the diagram laid out by the widths of the fonts that are painted: nothing overlaps or is cut there either. */
#include "dsc-painter.h"
#include "dsc-test-matrix.h"
#include "dsc-test-scene.h"

static void
check_layout (const DscTestCase *test_case,
              DscScene          *scene,
              DscTestState      *state,
              gpointer           data)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *name = dsc_test_case_name (test_case);

  (void) state;
  (void) data;
  dsc_test_scene_check_layout (scene, faults);
  dsc_test_scene_report (name, faults);
}

static void
test_nothing_overlaps (void)
{
  g_test_summary ("No text meets another text, an edge, an arrow or the end of the picture, in any version and state, by Pango's widths.");
  g_autoptr (DscPainter) painter = dsc_painter_new ();

  dsc_test_matrix_foreach (dsc_painter_get_metrics (painter), check_layout, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/diagram/nothing-overlaps", test_nothing_overlaps);
  return g_test_run ();
}
