/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli.c: main of dictoscope-cli: finds the command and runs it. */
#include "dsc-cli.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "dsc-config.h"

typedef struct {
  const char *name;
  const char *arguments;
  const char *summary;
  DscExit   (*function) (int argc, char **argv);
} Command;

static const Command commands[] = {
  { "versions", "", N_("list the CPython releases that are modelled, or the rules of one"), dsc_cli_versions },
  { "run", "FILE", N_("run a script and print the state of its dict"), dsc_cli_run },
  { "render", "FILE -o OUT.{png,svg,pdf}", N_("run a script and draw the state of its dict"), dsc_cli_render },
  { "animate", "FILE -o OUT.{webp,gif,mp4,pdf}", N_("run a script and write what happens as motion or a storyboard"), dsc_cli_animate },
  { "sizes", "[TABLE]", N_("print tables of sizes, version by version"), dsc_cli_sizes },
  { "compare", "FILE", N_("run a script in several versions and tell where they part, and why"), dsc_cli_compare },
  { "matrix", "FILE", N_("run a script in several versions and set measures of its dict side by side"), dsc_cli_matrix },
  { "explain", "NUMBER", N_("tell which tables of which versions have so many bytes"), dsc_cli_explain },
  { "records", "", N_("tell what many records cost as dicts, tuples, instances …"), dsc_cli_records },
  { "layout", "A [B]", N_("compare the structs of two versions member by member"), dsc_cli_layout },
  { "plot", "KIND [FILE]", N_("draw sizes, load, probe lengths … of many versions as curves"), dsc_cli_plot },
  { "history", "[BEHAVIOUR…]", N_("tell what changed in dicts, release by release, and what it means"), dsc_cli_history },
  { "trace", "FILE", N_("run a script and print what happens inside each operation"), dsc_cli_trace },
  { "bytes", "FILE", N_("run a script and list the bytes of its dict, with what they are"), dsc_cli_bytes },
  { "verify", "FILE | --random N", N_("compare the model with the Python interpreters of this machine"), dsc_cli_verify },
};

void
dsc_cli_complain (const char *format,
                  ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  fprintf (stderr, "dictoscope-cli: %s\n", message);
}

void
dsc_cli_print_json (JsonNode *root,
                    gboolean  pretty)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();

  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, pretty);
  g_autofree char *text = json_generator_to_data (generator, NULL);
  puts (text);
  json_node_unref (root);
}

static void
print_help (FILE *out)
{
  fputs (_("Usage: dictoscope-cli COMMAND [OPTION…] [FILE]\n\n"
           "Shows what a Python dict is in memory, in every CPython version.\n\nCommands:\n"), out);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *usage = g_strconcat (commands[i].name, " ", commands[i].arguments, NULL);
      const glong length = g_utf8_strlen (usage, -1);

      fprintf (out, "  %s%*s %s\n", usage, (int) MAX (39 - length, 0), "", _(commands[i].summary));
    }
  fputs (_("\n“dictoscope-cli COMMAND --help” tells the options of a command. FILE may be “-” for standard input.\n"
           "Exit status: 0 success, 1 a failure or a difference, 2 wrong usage.\n"), out);
}

static const Command *
find_command (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (commands[i].name, name) == 0)
      return &commands[i];
  return NULL;
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, DSC_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("dictoscope-cli");

  if (argc < 2)
    {
      print_help (stderr);
      return DSC_EXIT_USAGE;
    }
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0 || strcmp (argv[1], "help") == 0)
    {
      print_help (stdout);
      return DSC_EXIT_OK;
    }
  if (strcmp (argv[1], "--version") == 0)
    {
      puts ("dictoscope-cli " DSC_PROGRAM_VERSION);
      return DSC_EXIT_OK;
    }

  const Command *command = find_command (argv[1]);
  if (command == NULL)
    {
      dsc_cli_complain (_("There is no command “%s”. “dictoscope-cli --help” lists them."), argv[1]);
      return DSC_EXIT_USAGE;
    }
  DscExit status = command->function (argc - 1, argv + 1);
  if (fflush (stdout) != 0 || ferror (stdout))
    {
      dsc_cli_complain (_("Standard output could not be written: %s."), g_strerror (errno));
      status = DSC_EXIT_FAILURE;
    }
  return status;
}
