/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-run.c: "dictoscope-cli run": the state of a script's dict or instance, as text or JSON. */
#include "dsc-cli.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "dsc-cli-state.h"

static DscExit
print_state (DscCliProgram       *program,
             const DscCliOptions *options,
             DscCliFormat         format,
             gsize                step)
{
  DscCliView view = dsc_cli_program_get_view (program, step, NULL);
  const DscCliState state = {
    .view = &view,
    .snapshot = view.snapshot,
    .operation = step > 0 ? dsc_timeline_get_step (program->timeline, step - 1) : NULL,
    .target = program->target,
    .hash_seed = program->hash_seed,
    .step = step,
    .n_steps = dsc_timeline_get_n_steps (program->timeline),
    .addresses = options->addresses,
    .pool = dsc_timeline_get_pool (program->timeline),
  };

  if (view.snapshot == NULL && program->name != NULL && !options->every_step)
    {
      dsc_cli_program_complain_no_view (program, step);
      return DSC_EXIT_FAILURE;
    }
  if (format == DSC_CLI_JSON)
    dsc_cli_print_json (dsc_cli_state_to_json (&state), FALSE);
  else
    {
      if (step > program->first_step)
        puts ("\n────────");
      dsc_cli_state_print (&state);
    }
  dsc_cli_view_clear (&view);
  return DSC_EXIT_OK;
}

DscExit
dsc_cli_run (int    argc,
             char **argv)
{
  DscCliOptions options;
  DscCliFormat format;
  DscExit status = DSC_EXIT_USAGE;

  dsc_cli_options_init (&options);
  if (!dsc_cli_options_parse (&options, DSC_CLI_OPTION_RUN | DSC_CLI_OPTION_FORMAT | DSC_CLI_OPTION_ADDRESSES,
                              _("Runs a script and prints the state of its dict or instance."), _("FILE"), &argc, &argv)
      || !dsc_cli_options_get_format (&options, 1 << DSC_CLI_TEXT | 1 << DSC_CLI_JSON, &format))
    goto out;
  if (argc != 2)
    {
      dsc_cli_complain (_("“%s” takes one file. “dictoscope-cli %s --help” tells more."), argv[0], argv[0]);
      goto out;
    }

  DscCliProgram program;
  status = dsc_cli_program_load (&program, &options, argv[1]);
  for (gsize step = program.first_step; status == DSC_EXIT_OK && step <= program.last_step; step++)
    status = print_state (&program, &options, format, step);
  if (status == DSC_EXIT_OK)
    {
      fflush (stdout);
      status = dsc_cli_program_finish (&program);
    }
  dsc_cli_program_clear (&program);

out:
  dsc_cli_options_clear (&options);
  return status;
}
