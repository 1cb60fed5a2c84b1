/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-explain.c: "dictoscope-cli explain": every release and table that sys.getsizeof can have got a number from. */
#include "dsc-cli.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#include "dsc-explain.h"

/* Releases that follow each other and get the number from the same table. */
typedef struct {
  DscTarget     first, last;
  DscSizeOrigin origin;
} Found;

static const struct { DscLedgerPart part; const char *name, *words; } parts[] = {
  { DSC_PART_GC_HEAD, "gc_head", N_("GC head") },
  { DSC_PART_OBJECT, "object", N_("object") },
  { DSC_PART_SMALLTABLE_IDLE, "smalltable_idle", N_("idle ma_smalltable") },
  { DSC_PART_KEYS_HEADER, "keys_header", N_("keys header") },
  { DSC_PART_INDICES, "indices", N_("indices") },
  { DSC_PART_FREE, "entries", N_("entries") },
};

static gboolean
same_build (DscTarget a,
            DscTarget b)
{
  return a.implementation == b.implementation && memcmp (&a.build, &b.build, sizeof a.build) == 0;
}

/* The last found of the same build that this goes on with; NULL: none. */
static Found *
find_before (GArray              *found,
             DscTarget            before,
             const DscSizeOrigin *origin)
{
  for (guint i = found->len; i-- > 0;)
    {
      Found *one = &g_array_index (found, Found, i);

      if (dsc_target_equal (one->last, before) && dsc_size_origin_equal (&one->origin, origin))
        return one;
    }
  return NULL;
}

static GArray *
search (const GArray *targets,
        gint64        bytes)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (Found));

  for (guint i = 0; i < targets->len; i++)
    {
      const DscTarget target = g_array_index (targets, DscTarget, i);
      const DscTraits traits = dsc_traits_resolve (target);
      DscSizeOrigin origins[DSC_EXPLAIN_MAX];
      gsize n;

      n = dsc_explain_size (&traits, bytes, origins);
      for (gsize k = 0; k < n; k++)
        {
          Found *before = i > 0 && same_build (target, g_array_index (targets, DscTarget, i - 1))
                            ? find_before (found, g_array_index (targets, DscTarget, i - 1), &origins[k]) : NULL;
          const Found one = { target, target, origins[k] };

          if (before != NULL)
            before->last = target;
          else
            g_array_append_val (found, one);
        }
    }
  return found;
}

static char *
format_span (const Found *self)
{
  char first[64];
  char last[64];

  dsc_target_format (self->first, first, sizeof first);
  dsc_target_format (self->last, last, sizeof last);
  return dsc_target_equal (self->first, self->last) ? g_strdup (first) : g_strdup_printf (_("%s to %s"), first, last);
}

static char *
format_table (const DscSizeOrigin *self)
{
  if (self->slots == 0)
    return g_strdup (_("no table"));
  if (self->slots == 1)
    return g_strdup (_("the shared empty keys, which are not counted"));
  return g_strdup_printf (self->str_only ? _("%" G_GUINT64_FORMAT " slots for at most %" G_GUINT64_FORMAT " strs")
                                         : _("%" G_GUINT64_FORMAT " slots for at most %" G_GUINT64_FORMAT " keys"), self->slots, self->usable);
}

static char *
format_keys (const DscSizeOrigin *self)
{
  if (self->only_cleared)
    return g_strdup (_("only after clear ()"));
  if (self->slots <= 1)
    return g_strdup (_("an empty dict"));
  if (self->last_keys == 0)
    return g_strdup (_("not by adding keys one by one"));
  if (self->first_keys == self->last_keys)
    return g_strdup_printf (g_dngettext (NULL, "%" G_GUINT64_FORMAT " key added one by one", "%" G_GUINT64_FORMAT " keys added one by one", self->first_keys),
                            self->first_keys);
  return g_strdup_printf (_("%" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT " keys added one by one"), self->first_keys, self->last_keys);
}

static void
print_text (const GArray *found,
            gint64        bytes)
{
  for (guint i = 0; i < found->len; i++)
    {
      const Found *one = &g_array_index (found, Found, i);
      g_autofree char *span = format_span (one);
      g_autofree char *table = format_table (&one->origin);
      g_autofree char *keys = format_keys (&one->origin);
      const char *plus = "";

      printf ("%s\n  %s; %s\n  %" G_GINT64_FORMAT " =", span, table, keys, bytes);
      for (gsize k = 0; k < G_N_ELEMENTS (parts); k++)
        if (one->origin.parts[parts[k].part] != 0)
          {
            printf ("%s %s %" G_GINT64_FORMAT, plus, _(parts[k].words), one->origin.parts[parts[k].part]);
            plus = " +";
          }
      puts (i + 1 < found->len ? "\n" : "");
    }
}

static void
print_csv (const GArray *found)
{
  fputs ("first_version,last_version,slots,usable,str_only,first_keys,last_keys", stdout);
  for (gsize k = 0; k < G_N_ELEMENTS (parts); k++)
    printf (",%s", parts[k].name);
  puts ("");
  for (guint i = 0; i < found->len; i++)
    {
      const Found *one = &g_array_index (found, Found, i);
      char first[64];
      char last[64];

      dsc_target_format (one->first, first, sizeof first);
      dsc_target_format (one->last, last, sizeof last);
      printf ("%s,%s,%" G_GUINT64_FORMAT ",%" G_GUINT64_FORMAT ",%s,%" G_GUINT64_FORMAT ",%" G_GUINT64_FORMAT, first, last, one->origin.slots,
              one->origin.usable, one->origin.str_only ? "true" : "false", one->origin.first_keys, one->origin.last_keys);
      for (gsize k = 0; k < G_N_ELEMENTS (parts); k++)
        printf (",%" G_GINT64_FORMAT, one->origin.parts[parts[k].part]);
      puts ("");
    }
}

static void
add_number (JsonBuilder *builder,
            const char  *name,
            gint64       number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, number);
}

static void
add_found (JsonBuilder *builder,
           const Found *one)
{
  char first[64];
  char last[64];

  dsc_target_format (one->first, first, sizeof first);
  dsc_target_format (one->last, last, sizeof last);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "first_version");
  json_builder_add_string_value (builder, first);
  json_builder_set_member_name (builder, "last_version");
  json_builder_add_string_value (builder, last);
  add_number (builder, "slots", (gint64) one->origin.slots);
  add_number (builder, "usable", (gint64) one->origin.usable);
  json_builder_set_member_name (builder, "str_only");
  json_builder_add_boolean_value (builder, one->origin.str_only);
  add_number (builder, "first_keys", (gint64) one->origin.first_keys);
  add_number (builder, "last_keys", (gint64) one->origin.last_keys);
  json_builder_set_member_name (builder, "parts");
  json_builder_begin_object (builder);
  for (gsize k = 0; k < G_N_ELEMENTS (parts); k++)
    if (one->origin.parts[parts[k].part] != 0)
      add_number (builder, parts[k].name, one->origin.parts[parts[k].part]);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static void
print_json (const GArray *found,
            gint64        bytes)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_number (builder, "bytes", bytes);
  json_builder_set_member_name (builder, "origins");
  json_builder_begin_array (builder);
  for (guint i = 0; i < found->len; i++)
    add_found (builder, &g_array_index (found, Found, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  dsc_cli_print_json (json_builder_get_root (builder), FALSE);
}

static DscExit
explain (gint64        bytes,
         const GArray *targets,
         DscCliFormat  format)
{
  g_autoptr (GArray) found = search (targets, bytes);

  if (format == DSC_CLI_JSON)
    print_json (found, bytes);
  else if (format == DSC_CLI_CSV)
    print_csv (found);
  else
    print_text (found, bytes);
  if (found->len > 0)
    return DSC_EXIT_OK;
  dsc_cli_complain (_("No dict with a table of its own has %" G_GINT64_FORMAT " bytes in these releases. Dicts of instances that share their keys are not looked for."),
                    bytes);
  return DSC_EXIT_FAILURE;
}

DscExit
dsc_cli_explain (int    argc,
                 char **argv)
{
  g_autoptr (GArray) targets = NULL;
  DscCliOptions options;
  DscCliFormat format;
  DscExit status = DSC_EXIT_USAGE;
  gint64 bytes;

  dsc_cli_options_init (&options);
  if (!dsc_cli_options_parse (&options, DSC_CLI_OPTION_LIST | DSC_CLI_OPTION_FORMAT,
                              _("Tells which releases, tables and numbers of keys give a number of bytes as sys.getsizeof of a dict."), _("NUMBER"), &argc, &argv)
      || !dsc_cli_options_get_format (&options, 1 << DSC_CLI_TEXT | 1 << DSC_CLI_JSON | 1 << DSC_CLI_CSV, &format))
    goto out;
  if (argc != 2 || !g_ascii_string_to_signed (argv[1], 10, 1, DSC_EXPLAIN_MOST, &bytes, NULL))
    {
      dsc_cli_complain (_("“%s” takes one number of bytes, up to %" G_GINT64_FORMAT ". “dictoscope-cli %s --help” tells more."), argv[0], DSC_EXPLAIN_MOST, argv[0]);
      goto out;
    }
  targets = dsc_cli_parse_targets (options.versions != NULL ? options.versions : "all");
  if (targets != NULL)
    status = explain (bytes, targets, format);

out:
  dsc_cli_options_clear (&options);
  return status;
}
