/* SPDX-License-Identifier: GPL-3.0-or-later */
/* show-diagrams.c: paints diagrams of many versions and states into a folder, for eyes; not a test.
 *
 *   show-diagrams FOLDER [VERSION KIND N THEME]…      without a choice: some of all that the tests check */
#include <gio/gio.h>
#include <stdlib.h>

#include "dsc-describe.h"
#include "dsc-export.h"
#include "dsc-test-states.h"
#include "dsc-view-diagram.h"

static void
show (DscPainter  *painter,
      const char  *folder,
      const char  *version,
      const char  *kind_name,
      gsize        n,
      const char  *theme_name)
{
  g_autoptr (GError) error = NULL;
  DscStateKind kind = DSC_STATE_EXAMPLE;
  DscExportOptions export = { .scale = 1 };

  while (kind < DSC_N_STATE_KINDS && !g_str_equal (dsc_test_state_name (kind), kind_name))
    kind++;
  g_assert (kind < DSC_N_STATE_KINDS && dsc_theme_parse (theme_name, &export.theme));

  g_autoptr (DscTestState) state = dsc_test_state_new (version, kind, n);
  g_autofree char *sentence = dsc_describe_step (NULL, &state->trace, state->before, state->snapshot);
  const DscDiagramOptions options = {
    .name = kind == DSC_STATE_EXAMPLE ? "row" : kind == DSC_STATE_CLASS ? "Point" : kind >= DSC_STATE_INSTANCE ? "p" : "d",
    .sharer_name = dsc_test_sharer_name,
    .operation = state->operation,
    .sentence = state->operation != NULL ? sentence : NULL,
    .step = n,
    .n_steps = MAX (n, 4),
    .before = state->before,
    .trace = &state->trace,
    .metrics = dsc_painter_get_metrics (painter),
  };
  g_autoptr (DscScene) scene = dsc_view_diagram_new (state->snapshot, &options);
  g_autofree char *path = g_strdup_printf ("%s/%s-%s-%zu-%s.png", folder, version, kind_name, n, theme_name);
  if (!dsc_export_file (painter, scene, path, DSC_FORMAT_PNG, &export, &error))
    g_error ("%s", error->message);
  g_print ("%s\n", path);
}

/* Every way to keep instances, light and dark in turn. */
static void
show_instances (DscPainter *painter,
                const char *folder)
{
  static const char *const versions[] = {
    "2.7.18", "3.5.10", "3.9.18", "3.10.4-i386", "3.11.7", "3.12.1", "3.13.0", "3.13.13t", "3.14.10", "3.14.2-wasm32",
  };
  static const struct { DscStateKind kind; gsize n; } states[] = {
    { DSC_STATE_INSTANCE, 0 }, { DSC_STATE_INSTANCE, 3 }, { DSC_STATE_VARS, 3 }, { DSC_STATE_DELETED, 3 }, { DSC_STATE_COMBINED, 3 },
    { DSC_STATE_KEPT, 3 }, { DSC_STATE_DICT, 3 }, { DSC_STATE_CLASS, 3 }, { DSC_STATE_VARS, 12 }, { DSC_STATE_CROWD, 40 },
  };

  for (guint v = 0; v < G_N_ELEMENTS (versions); v++)
    for (guint s = 0; s < G_N_ELEMENTS (states); s++)
      if (dsc_test_state_exists (versions[v], states[s].kind))
        show (painter, folder, versions[v], dsc_test_state_name (states[s].kind), states[s].n, (v + s) % 2 == 0 ? "light" : "dark");
}

int
main (int    argc,
      char **argv)
{
  static const char *const versions[] = { "2.7.18", "3.5.10", "3.6.15", "3.9.18", "3.11.7", "3.14.10" };
  g_autoptr (DscPainter) painter = dsc_painter_new ();
  const char *folder = argc > 1 ? argv[1] : ".";

  for (int i = 2; i + 3 < argc; i += 4)
    show (painter, folder, argv[i], argv[i + 1], (gsize) g_ascii_strtoull (argv[i + 2], NULL, 10), argv[i + 3]);
  if (argc > 2)
    return EXIT_SUCCESS;
  for (guint v = 0; v < G_N_ELEMENTS (versions); v++)
    {
      for (gsize step = 0; step <= 4; step++)
        show (painter, folder, versions[v], "example", step, "light");
      show (painter, folder, versions[v], "ints", 8, "light");
      show (painter, folder, versions[v], "strs", 8, "dark");
      show (painter, folder, versions[v], "mixed", 8, "light");
      show (painter, folder, versions[v], "ints", 100, "light");
      show (painter, folder, versions[v], "strs", 100, "dark");
    }
  show_instances (painter, folder);
  return EXIT_SUCCESS;
}
