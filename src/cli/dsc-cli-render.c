/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-render.c: "dictoscope-cli render": the picture of a script's dict or instance as PNG, SVG or PDF. */
#include "dsc-cli.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "dsc-describe.h"
#include "dsc-export.h"
#include "dsc-place.h"
#include "dsc-view-bytes.h"
#include "dsc-view-diagram.h"
#include "dsc-view-lane.h"

#define MAX_EVENTS (1u << 18)     /* of the last step */
#define LANE_STEPS 24u            /* columns that one picture may have */

typedef struct {
  DscPainter       *painter;
  DscFormat         format;
  DscExportOptions  export;
  const char       *output;
  gboolean          bytes, lane; /* --view bytes, --view lane */
  int               block;       /* DscBlockKind; negative: all */
  gboolean          addresses;
} Renderer;

/* "bytes" and its block. */
static gboolean
read_view (Renderer            *self,
           const DscCliOptions *options)
{
  self->bytes = g_strcmp0 (options->view, "bytes") == 0;
  self->lane = g_strcmp0 (options->view, "lane") == 0;
  self->block = DSC_BYTES_ALL_BLOCKS;
  self->addresses = options->addresses;
  if (options->view != NULL && !self->bytes && !self->lane && !g_str_equal (options->view, "diagram"))
    {
      dsc_cli_complain (_("There is no view “%s”. Use diagram, bytes or lane."), options->view);
      return FALSE;
    }
  if (!self->bytes && (options->block != NULL || options->addresses))
    {
      dsc_cli_complain (_("--block and --addresses are for --view bytes."));
      return FALSE;
    }
  for (guint i = 0; options->block != NULL && i < DSC_N_BLOCKS; i++)
    if (g_str_equal (options->block, dsc_block_name ((DscBlockKind) i)))
      self->block = (int) i;
  if (options->block == NULL || self->block >= 0)
    return TRUE;
  dsc_cli_complain (_("There is no block “%s”. Use dict.gc, dict, table, keys, values, instance.pre, instance, instance.values or instance.tail."),
                    options->block);
  return FALSE;
}

static gboolean
read_options (Renderer            *self,
              const DscCliOptions *options)
{
  if (options->output == NULL || !dsc_format_from_path (options->output, &self->format))
    {
      dsc_cli_complain (_("Name the picture with -o, with an ending of .png, .svg or .pdf."));
      return FALSE;
    }
  if (options->theme != NULL && !dsc_cli_read_theme (options->theme, &self->export.theme))
    return FALSE;
  if (options->detail != NULL && !dsc_detail_parse (options->detail, &self->export.detail))
    {
      dsc_cli_complain (_("There is no level of detail “%s”. Use anatomy, rows, cells, grid, density or auto."), options->detail);
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
  return read_view (self, options);
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

static DscScene *
create_scene (const Renderer *self,
              DscCliProgram  *program,
              gsize           step)
{
  DscCliView before = step > 0 ? dsc_cli_program_get_view (program, step - 1, NULL) : (DscCliView) { NULL };
  DscTrace trace;

  dsc_trace_init (&trace, &dsc_alloc_libc);
  trace.max_events = MAX_EVENTS;
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
        .sharer_name = dsc_cli_view_dup_sharer_name,
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

/* NULL: already told why. */
static DscScene *
create_bytes_scene (const Renderer *self,
                    DscCliProgram  *program,
                    gsize           step)
{
  DscCliView view = dsc_cli_program_get_view (program, step, NULL);
  DscScene *scene = NULL;

  if (view.snapshot == NULL)
    return NULL;
  const DscBytesOptions options = {
    .block = self->block,
    .show_addresses = self->addresses,
    .name = view.name,
    .metrics = dsc_painter_get_metrics (self->painter),
  };
  g_autoptr (DscViewBytes) bytes = dsc_view_bytes_new (view.snapshot, &options);
  const guint64 n = dsc_view_bytes_get_n_rows (bytes);
  if (n == 0)
    dsc_cli_complain (_("At step %1$" G_GSIZE_FORMAT " there is no block “%2$s”."), step, dsc_block_name ((DscBlockKind) self->block));
  else if (n > DSC_BYTES_MOST_ROWS)
    dsc_cli_complain (_("The bytes would fill %1$" G_GUINT64_FORMAT " rows, more than the %2$u that a picture can have. "
                        "Choose a smaller block with --block, or let “dictoscope-cli bytes” write them as text."), n, DSC_BYTES_MOST_ROWS);
  else
    scene = dsc_view_bytes_draw_picture (bytes);
  dsc_cli_view_clear (&view);
  return scene;
}

/* The steps up to this one, the last of them if there are many. */
static DscScene *
create_lane_scene (const Renderer *self,
                   DscCliProgram  *program,
                   gsize           step)
{
  DscCliView view = dsc_cli_program_get_view (program, step, NULL);
  const DscTraits traits = dsc_traits_resolve (program->target);
  const DscLaneOptions options = { .name = view.name, .current = step, .metrics = dsc_painter_get_metrics (self->painter) };
  const guint32 reg = view.name != NULL ? dsc_machine_find_name (dsc_timeline_get_live (program->timeline), view.name) : 0;
  const guint64 first = step > LANE_STEPS ? step - LANE_STEPS : 0;

  if (view.snapshot == NULL)
    return NULL;
  g_autoptr (GArray) steps = dsc_lane_read (program->timeline, reg, first, step - first);
  DscScene *scene = dsc_view_lane_new (&traits, (const DscLaneStep *) (gpointer) steps->data, steps->len, &options);
  dsc_cli_view_clear (&view);
  return scene;
}

/* NULL: nothing to show there, or already told what is wrong. */
static DscScene *
create_view (const Renderer      *self,
             DscCliProgram       *program,
             const DscCliOptions *options,
             gsize                step,
             DscExit             *status)
{
  DscScene *scene = self->bytes ? create_bytes_scene (self, program, step)
                    : self->lane ? create_lane_scene (self, program, step) : create_scene (self, program, step);
  DscCliView view = scene == NULL ? dsc_cli_program_get_view (program, step, NULL) : (DscCliView) { NULL };
  const gboolean is_told = view.snapshot != NULL;

  *status = scene != NULL || (options->every_step && !is_told) ? DSC_EXIT_OK : DSC_EXIT_FAILURE;
  if (*status != DSC_EXIT_OK && !is_told)
    dsc_cli_program_complain_no_view (program, step);
  dsc_cli_view_clear (&view);
  return scene;
}

/* FALSE: there is no such place in the picture; already told. */
static gboolean
find_crop (DscCliProgram       *program,
           const DscCliOptions *options,
           gsize                step,
           const DscScene      *scene,
           DscExportOptions    *export)
{
  DscCliView view = dsc_cli_program_get_view (program, step, NULL);
  g_autofree char *message = NULL;
  DscSceneId id;
  const gboolean found = dsc_place_parse (view.snapshot, options->crop, &id, &message) == DSC_PLACE_FOUND
                         && dsc_export_crop_to (scene, id, &export->crop);

  dsc_cli_view_clear (&view);
  if (found)
    export->scale *= dsc_export_crop_scale (scene, id);
  else
    dsc_cli_complain ("%s", message != NULL ? message : _("--crop names nothing in this picture. Use slot N, entry N, or a field such as ma_used."));
  return found;
}

static DscExit
render_state (const Renderer      *self,
              DscCliProgram       *program,
              const DscCliOptions *options,
              gsize                step)
{
  DscExit status;
  g_autoptr (DscScene) scene = create_view (self, program, options, step, &status);

  if (scene == NULL)
    return status;

  g_autofree char *path = get_output_path (self, options, step, program->last_step);
  g_autoptr (GError) error = NULL;
  DscExportOptions export = self->export;
  if (options->crop != NULL && !find_crop (program, options, step, scene, &export))
    return DSC_EXIT_FAILURE;
  if (dsc_export_file (self->painter, scene, path, self->format, &export, &error))
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
  if (!dsc_cli_options_parse (&options, DSC_CLI_OPTION_RUN | DSC_CLI_OPTION_PICTURE | DSC_CLI_OPTION_BLOCK | DSC_CLI_OPTION_ADDRESSES,
                              _("Runs a script and draws the state of its dict or instance."),
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
