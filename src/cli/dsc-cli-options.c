/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-options.c: options of the commands. */
#include "dsc-cli-verify.h"

#include <glib/gi18n.h>
#include <string.h>

void
dsc_cli_options_init (DscCliOptions *self)
{
  *self = (DscCliOptions) { .hash_seed = DSC_CLI_UNSET, .step = DSC_CLI_UNSET, .scale = 1,
                            .random = DSC_CLI_UNSET, .seed = DSC_CLI_UNSET, .silence = 60,
                            .from = DSC_CLI_UNSET, .to = DSC_CLI_UNSET, .speed = 1, .fps = 25, .captions = TRUE,
                            .up_to = DSC_CLI_UNSET, .count = DSC_CLI_UNSET, .names = DSC_CLI_UNSET };
}

void
dsc_cli_options_clear (DscCliOptions *self)
{
  g_free (self->version);
  g_free (self->name);
  g_free (self->theme);
  g_free (self->detail);
  g_free (self->crop);
  g_free (self->output);
  g_free (self->format_name);
  g_free (self->traits);
  g_free (self->block);
  g_free (self->view);
  g_strfreev (self->pythons);
  g_free (self->versions);
  g_free (self->script2);
  g_free (self->labels);
  g_free (self->keys);
  g_free (self->by);
  g_free (self->rows);
  g_free (self->seeds);
  g_free (self->grain);
  g_free (self->size);
  g_free (self->fields);
  g_free (self->forms);
}

static void
add_entry (GArray     *entries,
           const char *name,
           char        short_name,
           GOptionArg  type,
           gpointer    target,
           const char *description,
           const char *argument)
{
  const GOptionEntry entry = { name, short_name, 0, type, target, description, argument };

  g_array_append_val (entries, entry);
}

static void
add_sizes_entries (DscCliOptions *self,
                   GArray        *entries)
{
  add_entry (entries, "versions", 'V', G_OPTION_ARG_STRING, &self->versions,
             N_("releases with commas between, “minor” (the newest of each line) or “all” (each that differs)"), "V,…");
  add_entry (entries, "keys", 'k', G_OPTION_ARG_STRING, &self->keys, N_("int or str"), "KIND");
  add_entry (entries, "by", 0, G_OPTION_ARG_STRING, &self->by, N_("ladder: how the dict is built (loop); “sizes ways” lists the ways"), "WAY");
  add_entry (entries, "up-to", 0, G_OPTION_ARG_INT64, &self->up_to, N_("the most keys, slots or attributes"), "N");
  add_entry (entries, "count", 0, G_OPTION_ARG_INT64, &self->count, N_("how many keys or instances"), "N");
  add_entry (entries, "names", 0, G_OPTION_ARG_INT64, &self->names, N_("instances: how many attributes __init__ sets (0)"), "N");
  add_entry (entries, "seeds", 0, G_OPTION_ARG_STRING, &self->seeds, N_("hash seeds to try where they matter (0-63)"), "A-B");
  add_entry (entries, "kept", 0, G_OPTION_ARG_NONE, &self->kept, N_("instances: all are kept, and asked at the end"), NULL);
  add_entry (entries, "percent", 0, G_OPTION_ARG_NONE, &self->percent, N_("ladder: differences from the first version"), NULL);
}

static void
add_compare_entries (DscCliOptions      *self,
                     DscCliOptionGroups  groups,
                     GArray             *entries)
{
  add_entry (entries, "versions", 'V', G_OPTION_ARG_STRING, &self->versions,
             N_("releases with commas between, “minor” (the newest of each line) or “all” (each that differs) (minor)"), "V,…");
  add_entry (entries, "by", 0, G_OPTION_ARG_STRING, &self->by, N_("behaviour (slots, items, what operations give) or bytes (behaviour)"), "WHAT");
  add_entry (entries, "step", 0, G_OPTION_ARG_INT64, &self->step, N_("the state after N operations (the last)"), "N");
  add_entry (entries, "first-difference", 0, G_OPTION_ARG_NONE, &self->first_difference, N_("the state in which a release parts from the first one"), NULL);
  add_entry (entries, "name", 'n', G_OPTION_ARG_STRING, &self->name, N_("the variable to show (the one that the step is about)"), "VAR");
  add_entry (entries, "hash-seed", 0, G_OPTION_ARG_INT64, &self->hash_seed, N_("PYTHONHASHSEED, 0 to 4294967295 (0)"), "N");
  if (groups & DSC_CLI_OPTION_MATRIX)
    {
      add_entry (entries, "rows", 0, G_OPTION_ARG_STRING, &self->rows,
                 N_("measures with commas between, such as getsizeof,slots,probes, or “all” (seven usual ones)"), "ROW,…");
      add_entry (entries, "join", 0, G_OPTION_ARG_NONE, &self->join, N_("draw neighbours that have the same in every row as one column"), NULL);
      return;
    }
  add_entry (entries, "script2", 0, G_OPTION_ARG_FILENAME, &self->script2, N_("compare with this script, by the rules of one release"), "FILE2");
  add_entry (entries, "labels", 0, G_OPTION_ARG_STRING, &self->labels, N_("names of your own for what is compared, with commas between"), "A,B…");
}

static void
add_animate_entries (DscCliOptions *self,
                     GArray        *entries)
{
  const GOptionEntry no_captions = { "no-captions", 0, G_OPTION_FLAG_REVERSE, G_OPTION_ARG_NONE, &self->captions, N_("without that line"), NULL };

  self->scale = 0;
  add_entry (entries, "output", 'o', G_OPTION_ARG_FILENAME, &self->output,
             N_("what to write: .webp, .gif, .mp4 (by ffmpeg), a folder/ of PNG files; a storyboard as .pdf, .svg or .png"), "OUT");
  add_entry (entries, "from", 0, G_OPTION_ARG_INT64, &self->from, N_("the first step (1)"), "A");
  add_entry (entries, "to", 0, G_OPTION_ARG_INT64, &self->to, N_("the last step (the last of the script)"), "B");
  add_entry (entries, "grain", 0, G_OPTION_ARG_STRING, &self->grain,
             N_("what it stops at: operation, probe or write (probe; of storyboards operation)"), "GRAIN");
  add_entry (entries, "speed", 0, G_OPTION_ARG_DOUBLE, &self->speed, N_("0.25 to 16 (1)"), "S");
  add_entry (entries, "fps", 0, G_OPTION_ARG_INT64, &self->fps, N_("pictures a second while something moves, 1 to 60 (25)"), "N");
  add_entry (entries, "size", 0, G_OPTION_ARG_STRING, &self->size, N_("pixels of a picture, such as 1280x1000 (what the largest one needs)"), "WxH");
  add_entry (entries, "scale", 0, G_OPTION_ARG_DOUBLE, &self->scale, N_("size factor, in place of --size (1)"), "S");
  add_entry (entries, "theme", 0, G_OPTION_ARG_STRING, &self->theme, N_("light, dark, high-contrast, high-contrast-dark or print (light)"), "THEME");
  add_entry (entries, "captions", 0, G_OPTION_ARG_NONE, &self->captions, N_("a line below each picture says what happens (this is so)"), NULL);
  g_array_append_val (entries, no_captions);
  add_entry (entries, "loop", 0, G_OPTION_ARG_NONE, &self->loop, N_("begin again at the end, without end"), NULL);
  add_entry (entries, "storyboard", 0, G_OPTION_ARG_NONE, &self->storyboard, N_("pictures side by side on sheets, as .pdf, .svg and .png are always"), NULL);
}

static void
add_plot_entries (DscCliOptions *self,
                  GArray        *entries)
{
  add_entry (entries, "versions", 'V', G_OPTION_ARG_STRING, &self->versions,
             N_("releases with commas between, “minor” (the newest of each line) or “all” (each that differs) (minor)"), "V,…");
  add_entry (entries, "keys", 'k', G_OPTION_ARG_STRING, &self->keys, N_("int or str (int)"), "KIND");
  add_entry (entries, "by", 0, G_OPTION_ARG_STRING, &self->by, N_("how the dict is built (loop); “sizes ways” lists the ways"), "WAY");
  add_entry (entries, "up-to", 0, G_OPTION_ARG_INT64, &self->up_to, N_("the most keys (200; 1000000 with --log)"), "N");
  add_entry (entries, "log", 0, G_OPTION_ARG_NONE, &self->log_scale, N_("logarithmic axes"), NULL);
  add_entry (entries, "step", 0, G_OPTION_ARG_INT64, &self->step, N_("of a script: the state after N operations (the last)"), "N");
  add_entry (entries, "name", 'n', G_OPTION_ARG_STRING, &self->name, N_("of a script: the variable to look at (the one that the step is about)"), "VAR");
  add_entry (entries, "hash-seed", 0, G_OPTION_ARG_INT64, &self->hash_seed, N_("PYTHONHASHSEED, 0 to 4294967295 (0)"), "N");
}

static void
add_figure_entries (DscCliOptions *self,
                    GArray        *entries)
{
  add_entry (entries, "output", 'o', G_OPTION_ARG_FILENAME, &self->output,
             N_("file to write: .png, .svg or .pdf for the picture, .csv, .json, .md or .txt for its table"), "OUT");
  add_entry (entries, "theme", 0, G_OPTION_ARG_STRING, &self->theme,
             N_("light, dark, high-contrast, high-contrast-dark, print, greyscale or a file PALETTE.ini (light)"), "THEME");
  add_entry (entries, "scale", 0, G_OPTION_ARG_DOUBLE, &self->scale, N_("size factor (1)"), "S");
  add_entry (entries, "transparent", 0, G_OPTION_ARG_NONE, &self->transparent, N_("no background"), NULL);
  add_entry (entries, "format", 0, G_OPTION_ARG_STRING, &self->format_name, N_("text, json, csv or markdown (text)"), "FORMAT");
}

static void
add_records_entries (DscCliOptions *self,
                     GArray        *entries)
{
  add_entry (entries, "versions", 'V', G_OPTION_ARG_STRING, &self->versions,
             N_("releases with commas between, “minor” (the newest of each line) or “all” (each that differs) (one of each design)"), "V,…");
  add_entry (entries, "fields", 0, G_OPTION_ARG_STRING, &self->fields, N_("how many fields a record has, or a range (4)"), "N|A-B");
  add_entry (entries, "count", 0, G_OPTION_ARG_INT64, &self->count, N_("how many records there are (100000)"), "N");
  add_entry (entries, "forms", 0, G_OPTION_ARG_STRING, &self->forms, N_("tuple, class, dict-display … with commas between (all)"), "FORM,…");
}

static void
add_entries (DscCliOptions      *self,
             DscCliOptionGroups  groups,
             GArray             *entries)
{
  if (groups & (DSC_CLI_OPTION_RUN | DSC_CLI_OPTION_ANIMATE))
    {
      add_entry (entries, "version", 'V', G_OPTION_ARG_STRING, &self->version, N_("CPython release, such as 3.14.10, 3.14, 3.13.13t or 2.7.18-i386"), "V");
      add_entry (entries, "hash-seed", 0, G_OPTION_ARG_INT64, &self->hash_seed, N_("PYTHONHASHSEED, 0 to 4294967295 (0)"), "N");
      add_entry (entries, "name", 'n', G_OPTION_ARG_STRING, &self->name, N_("the variable to show (the one that the step is about)"), "VAR");
    }
  if (groups & DSC_CLI_OPTION_RUN)
    {
      add_entry (entries, "step", 0, G_OPTION_ARG_INT64, &self->step, N_("the state after N operations (the last)"), "N");
      add_entry (entries, "every-step", 0, G_OPTION_ARG_NONE, &self->every_step, N_("all states, from the first operation on"), NULL);
    }
  if (groups & DSC_CLI_OPTION_PICTURE)
    {
      add_entry (entries, "output", 'o', G_OPTION_ARG_FILENAME, &self->output, N_("file to write; its ending chooses PNG, SVG or PDF"), "OUT");
      add_entry (entries, "theme", 0, G_OPTION_ARG_STRING, &self->theme, N_("light, dark, high-contrast, high-contrast-dark, print, greyscale or a file PALETTE.ini (light)"), "THEME");
      add_entry (entries, "scale", 0, G_OPTION_ARG_DOUBLE, &self->scale, N_("size factor (1)"), "S");
      add_entry (entries, "transparent", 0, G_OPTION_ARG_NONE, &self->transparent, N_("no background"), NULL);
      add_entry (entries, "detail", 0, G_OPTION_ARG_STRING, &self->detail,
                 N_("level of large tables: anatomy, rows, cells, grid, density or auto, what fits the scale (auto)"), "LEVEL");
      add_entry (entries, "crop", 0, G_OPTION_ARG_STRING, &self->crop, N_("draw only this and what is around it: \"slot 5\", \"entry 12\", ma_used …"), "PLACE");
      add_entry (entries, "view", 0, G_OPTION_ARG_STRING, &self->view, N_("what to draw: diagram, bytes or lane (diagram)"), "VIEW");
    }
  if (groups & DSC_CLI_OPTION_VERSIONS)
    {
      add_entry (entries, "traits", 0, G_OPTION_ARG_STRING, &self->traits, N_("print every rule and number of one release"), "V");
      add_entry (entries, "all", 0, G_OPTION_ARG_NONE, &self->all, N_("also releases that behave like the one before"), NULL);
    }
  if (groups & DSC_CLI_OPTION_VERIFY)
    {
      add_entry (entries, "python", 0, G_OPTION_ARG_FILENAME_ARRAY, &self->pythons, N_("an interpreter; may be given more than once (all that are found)"), "PATH");
      add_entry (entries, "random", 0, G_OPTION_ARG_INT64, &self->random, N_("make scripts of N random operations"), "N");
      add_entry (entries, "seed", 0, G_OPTION_ARG_INT64, &self->seed, N_("which random scripts; also their hash seed, unless that is given (0)"), "S");
      add_entry (entries, "hash-seed", 0, G_OPTION_ARG_INT64, &self->hash_seed, N_("PYTHONHASHSEED, 0 to 4294967295 (0)"), "N");
      add_entry (entries, "bytes", 0, G_OPTION_ARG_NONE, &self->bytes, N_("also compare every byte of each block of memory"), NULL);
      add_entry (entries, "timeout", 0, G_OPTION_ARG_INT64, &self->silence, N_("seconds without a word, or with one script, after which an interpreter is given up (60)"), "SECONDS");
    }
  if (groups & (DSC_CLI_OPTION_COMPARE | DSC_CLI_OPTION_MATRIX))
    add_compare_entries (self, groups, entries);
  if (groups & DSC_CLI_OPTION_ANIMATE)
    add_animate_entries (self, entries);
  if (groups & DSC_CLI_OPTION_LIST)
    add_entry (entries, "versions", 'V', G_OPTION_ARG_STRING, &self->versions,
               N_("releases with commas between, “minor” (the newest of each line) or “all” (each that differs) (all)"), "V,…");
  if (groups & DSC_CLI_OPTION_PLOT)
    add_plot_entries (self, entries);
  if (groups & DSC_CLI_OPTION_RECORDS)
    add_records_entries (self, entries);
  if (groups & DSC_CLI_OPTION_FIGURE)
    add_figure_entries (self, entries);
  if (groups & DSC_CLI_OPTION_SIZES)
    add_sizes_entries (self, entries);
  if (groups & DSC_CLI_OPTION_FORMAT)
    add_entry (entries, "format", 0, G_OPTION_ARG_STRING, &self->format_name, N_("text, json or, for tables, csv (text)"), "FORMAT");
  if (groups & DSC_CLI_OPTION_ADDRESSES)
    add_entry (entries, "addresses", 0, G_OPTION_ARG_NONE, &self->addresses, N_("also the addresses of the model"), NULL);
  if (groups & DSC_CLI_OPTION_BLOCK)
    add_entry (entries, "block", 0, G_OPTION_ARG_STRING, &self->block, N_("only this block: dict, keys, values … (all)"), "BLOCK");
  g_array_set_size (entries, entries->len + 1);
}

gboolean
dsc_cli_options_parse (DscCliOptions       *self,
                       DscCliOptionGroups   groups,
                       const char          *summary,
                       const char          *files,
                       int                 *argc,
                       char              ***argv)
{
  g_autoptr (GArray) entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));
  g_autofree char *parameters = g_strconcat ((*argv)[0], files[0] != '\0' ? " " : "", files, NULL);
  g_autoptr (GOptionContext) context = g_option_context_new (parameters);
  g_autoptr (GError) error = NULL;

  add_entries (self, groups, entries);
  g_option_context_set_summary (context, summary);
  if (groups & DSC_CLI_OPTION_VERIFY)
    {
      g_autofree char *description = dsc_cli_verify_describe ();
      g_option_context_set_description (context, description);
    }
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, (const GOptionEntry *) (gpointer) entries->data, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      dsc_cli_complain (_("%s. “dictoscope-cli %s --help” tells the options."), error->message, (*argv)[0]);
      return FALSE;
    }
  if ((self->hash_seed < 0 && self->hash_seed != DSC_CLI_UNSET) || self->hash_seed > G_MAXUINT32)
    {
      dsc_cli_complain (_("The hash seed must be between 0 and 4294967295, as PYTHONHASHSEED must."));
      return FALSE;
    }
  if (self->step < 0 && self->step != DSC_CLI_UNSET)
    {
      dsc_cli_complain (_("The step must be 0 or more."));
      return FALSE;
    }
  return TRUE;
}

gboolean
dsc_cli_options_get_format (const DscCliOptions *self,
                            guint                allowed,
                            DscCliFormat        *out_format)
{
  static const char *const names[] = { "text", "json", "csv", "markdown" };
  const char *wanted = self->format_name != NULL ? self->format_name : "text";

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (wanted, names[i]) == 0 && (allowed & (1u << i)) != 0)
      {
        *out_format = i;
        return TRUE;
      }
  dsc_cli_complain (_("This command has no format “%s”. Use %s."), wanted,
                    (allowed & (1u << DSC_CLI_MARKDOWN)) != 0 ? _("text, json, csv or markdown")
                    : (allowed & (1u << DSC_CLI_CSV)) != 0 ? _("text, json or csv") : _("text or json"));
  return FALSE;
}

gboolean
dsc_cli_read_theme (const char *theme,
                    DscTheme   *out_theme)
{
  g_autoptr (GError) error = NULL;

  if (g_str_has_suffix (theme, ".ini"))
    {
      *out_theme = DSC_THEME_USER;
      if (dsc_palette_load_user (theme, &error))
        return TRUE;
      dsc_cli_complain ("%s", error->message);
      return FALSE;
    }
  if (dsc_theme_parse (theme, out_theme) && *out_theme != DSC_THEME_USER)
    return TRUE;
  dsc_cli_complain (_("There is no theme “%s”. Use light, dark, high-contrast, high-contrast-dark, print, greyscale or a file PALETTE.ini."), theme);
  return FALSE;
}
