/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-figure.c: a figure as a picture or as a table. */
#include "dsc-cli-figure.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "dsc-export.h"

static DscExit
write_picture (const DscCliOptions *options,
               DscFormat            format,
               const DscCliFigure  *figure,
               gpointer             data)
{
  DscExportOptions export = { .scale = options->scale, .transparent = options->transparent };
  g_autoptr (DscPainter) painter = NULL;
  g_autoptr (DscScene) scene = NULL;
  g_autoptr (GError) error = NULL;

  if (options->theme != NULL && !dsc_cli_read_theme (options->theme, &export.theme))
    return DSC_EXIT_USAGE;
  if (!(options->scale >= 0.01 && options->scale <= 100))
    {
      dsc_cli_complain (_("The scale must be between 0.01 and 100."));
      return DSC_EXIT_USAGE;
    }
  painter = dsc_painter_new ();
  scene = figure->draw (data, dsc_painter_get_metrics (painter));
  if (scene == NULL)
    return DSC_EXIT_FAILURE;
  if (dsc_export_file (painter, scene, options->output, format, &export, &error))
    return DSC_EXIT_OK;
  dsc_cli_complain ("%s", error->message);
  return DSC_EXIT_FAILURE;
}

static DscExit
write_table (const DscCliOptions *options,
             DscSheetFormat       format,
             const DscCliFigure  *figure,
             gpointer             data)
{
  g_autoptr (DscSheet) sheet = figure->tabulate (data);
  g_autoptr (GError) error = NULL;

  if (sheet == NULL)
    return DSC_EXIT_FAILURE;

  g_autofree char *text = dsc_sheet_write (sheet, format);
  if (options->output == NULL)
    fputs (text, stdout);
  else if (!dsc_write_file (options->output, text, strlen (text), &error))
    {
      dsc_cli_complain ("%s", error->message);
      return DSC_EXIT_FAILURE;
    }
  return DSC_EXIT_OK;
}

DscExit
dsc_cli_finish_figure (const DscCliOptions *options,
                       const DscCliFigure  *figure,
                       gpointer             data)
{
  static const DscSheetFormat formats[] = { [DSC_CLI_TEXT] = DSC_SHEET_TEXT, [DSC_CLI_JSON] = DSC_SHEET_JSON, [DSC_CLI_CSV] = DSC_SHEET_CSV,
                                            [DSC_CLI_MARKDOWN] = DSC_SHEET_MARKDOWN };
  DscCliFormat wanted;
  DscSheetFormat table;
  DscFormat picture;

  if (options->output != NULL && dsc_format_from_path (options->output, &picture))
    return write_picture (options, picture, figure, data);
  if (options->output != NULL && options->format_name == NULL && dsc_sheet_format_from_path (options->output, &table))
    return write_table (options, table, figure, data);
  if (options->output != NULL && options->format_name == NULL)
    {
      dsc_cli_complain (_("The ending of “%s” names no format. Use .png, .svg or .pdf for the picture, or .csv, .json, .md or .txt for its table."), options->output);
      return DSC_EXIT_USAGE;
    }
  if (!dsc_cli_options_get_format (options, DSC_CLI_FORMATS_OF_TABLES, &wanted))
    return DSC_EXIT_USAGE;
  return write_table (options, formats[wanted], figure, data);
}
