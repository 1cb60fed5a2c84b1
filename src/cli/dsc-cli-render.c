/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-render.c: "dictoscope-cli render": the picture of a script's dict or instance as PNG, SVG or PDF. */
#include "dsc-cli.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "dsc-describe.h"
#include "dsc-export.h"
#include "dsc-view-diagram.h"

typedef struct {
  DscPainter       *painter;
  DscFormat         format;
  DscExportOptions  export;
  const char       *output;
} Renderer;

static gboolean
read_options (Renderer            *self,
              const DscCliOptions *options)
{
  if (options->output == NULL || !dsc_format_from_path (options->output, &self->format))
    {
      dsc_cli_complain (_("Name the picture with -o, with an ending of .png, .svg or .pdf."));
      return FALSE;
    }
  if (options->theme != NULL && !dsc_theme_parse (options->theme, &self->export.theme))
    {
      dsc_cli_complain (_("There is no theme “%s”. Use light, dark, high-contrast, high-contrast-dark or print."), options->theme);
      return FALSE;
    }
  if (!(options->scale >= 0.01 && options->scale <= 100))
    {
      dsc_cli_complain (_("The scale must be between 0.01 and 100."));
      return FALSE;
    }
  self->export.scale = options->scale;
  self->export.transparent = options->transparent;
  self->output = options->output;
  return TRUE;
}

/* "out.svg" is "out-007.svg" for step 7 of 120, when every step gets a file. */
static char *
get_output_path (const Renderer      *self,
                 const DscCliOptions *options,
                 gsize                step,
                 gsize                last)
{
  if (!options->every_step)
    return g_strdup (self->output);

  const gsize stem = strlen (self->output) - 4;
  const int digits = MAX (1 + (int) floor (log10 (MAX (last, 1))), 2);
  return g_strdup_printf ("%.*s-%0*" G_GSIZE_FORMAT "%s", (int) stem, self->output, digits, step, self->output + stem);
}

static char *
name_sharer (const DscSharer *sharer,
             gpointer         data)
{
  const DscCliView *view = data;
  const DscSharer *other;

  for (gsize i = 0; (other = dsc_snapshot_get_sharer (view->snapshot, i)) != NULL; i++)
    if (other->is_instance == sharer->is_instance && other->id == sharer->id)
      return *(const char *) g_ptr_array_index (view->sharers, i) != '\0' ? g_strdup (g_ptr_array_index (view->sharers, i)) : NULL;
  return NULL;
}

static DscScene *
create_scene (const Renderer *self,
              DscCliProgram  *program,
              gsize           step)
{
  DscCliView before = step > 0 ? dsc_cli_program_get_view (program, step - 1, NULL) : (DscCliView) { NULL };
  DscTrace trace;

  dsc_trace_init (&trace, &dsc_alloc_libc);
  DscCliView after = dsc_cli_program_get_view (program, step, &trace);
  DscScene *scene = NULL;
  if (after.snapshot != NULL)
    {
      const DscStep *operation = step > 0 ? dsc_timeline_get_step (program->timeline, step - 1) : NULL;
      const DscSnapshot *comparable = dsc_cli_view_is_same (&before, &after) ? before.snapshot : NULL;
      g_autofree char *sentence = operation != NULL ? dsc_describe_step (operation, &trace, comparable, after.snapshot) : NULL;
      const DscDiagramOptions options = {
        .name = after.name,
        .operation = operation != NULL ? operation->label : NULL,
        .sentence = sentence,
        .step = step,
        .n_steps = dsc_timeline_get_n_steps (program->timeline),
        .before = comparable,
        .trace = &trace,
        .sharer_name = name_sharer,
        .sharer_data = &after,
        .metrics = dsc_painter_get_metrics (self->painter),
      };
      scene = dsc_view_diagram_new (after.snapshot, &options);
    }
  dsc_trace_clear (&trace);
  dsc_cli_view_clear (&before);
  dsc_cli_view_clear (&after);
  return scene;
}

static DscExit
render_state (const Renderer      *self,
              DscCliProgram       *program,
              const DscCliOptions *options,
              gsize                step)
{
  g_autoptr (DscScene) scene = create_scene (self, program, step);

  if (scene == NULL)
    {
      if (options->every_step)
        return DSC_EXIT_OK;
      dsc_cli_program_complain_no_view (program, step);
      return DSC_EXIT_FAILURE;
    }

  g_autofree char *path = get_output_path (self, options, step, program->last_step);
  g_autoptr (GError) error = NULL;
  if (dsc_export_file (self->painter, scene, path, self->format, &self->export, &error))
    return DSC_EXIT_OK;
  dsc_cli_complain ("%s", error->message);
  return DSC_EXIT_FAILURE;
}

DscExit
dsc_cli_render (int    argc,
                char **argv)
{
  DscCliOptions options;
  Renderer renderer = { NULL };
  DscExit status = DSC_EXIT_USAGE;

  dsc_cli_options_init (&options);
  if (!dsc_cli_options_parse (&options, DSC_CLI_OPTION_RUN | DSC_CLI_OPTION_PICTURE, _("Runs a script and draws the state of its dict or instance."),
                              _("FILE"), &argc, &argv)
      || !read_options (&renderer, &options))
    goto out;
  if (argc != 2)
    {
      dsc_cli_complain (_("“%s” takes one file. “dictoscope-cli %s --help” tells more."), argv[0], argv[0]);
      goto out;
    }

  DscCliProgram program;
  renderer.painter = dsc_painter_new ();
  status = dsc_cli_program_load (&program, &options, argv[1]);
  for (gsize step = program.first_step; status == DSC_EXIT_OK && step <= program.last_step; step++)
    status = render_state (&renderer, &program, &options, step);
  const DscExit finish = program.run != NULL ? dsc_cli_program_finish (&program) : DSC_EXIT_OK;
  status = status == DSC_EXIT_OK ? finish : status;
  dsc_cli_program_clear (&program);
  dsc_painter_free (renderer.painter);

out:
  dsc_cli_options_clear (&options);
  return status;
}
