/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-trace.c: "dictoscope-cli trace": what happens inside each operation, event by event. */
#include "dsc-cli.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "dsc-cli-state.h"

/* The names of an event's numbers a, b, c, d; NULL where it has none. As dsc-event.h defines them. */
typedef struct {
  DscEventKind kind;
  const char  *name;
  const char  *numbers[4];
  const char  *object;
} EventForm;

/* clang-format off */
static const EventForm forms[] = {
  { DSC_EVENT_OPERATION_BEGIN, "operation_begin", { "operation" },                              NULL },
  { DSC_EVENT_OPERATION_END,   "operation_end",   { "status" },                                 NULL },
  { DSC_EVENT_RESIZE_BEGIN,    "resize_begin",    { "request", "size", "new_size", "used" },    NULL },
  { DSC_EVENT_RESIZE_END,      "resize_end",      { "size", "usable" },                         NULL },
  { DSC_EVENT_KIND_CHANGE,     "kind_change",     { "before", "after", NULL, "block" },         NULL },
  { DSC_EVENT_SPLIT_COMBINED,  "split_combined",  { "slots" },                                  NULL },
  { DSC_EVENT_SHARED_GROWTH,   "shared_growth",   { "nentries", "usable" },                     NULL },
  { DSC_EVENT_NEW_TABLE,       "new_table",       { "slots", "usable", "kind", "block" },       NULL },
  { DSC_EVENT_NEW_VALUES,      "new_values",      { "values", NULL, NULL, "block" },            NULL },
  { DSC_EVENT_CLASS_KEYS,      "class_keys",      { "before", "after", "class" },               NULL },
  { DSC_EVENT_RESIZE_TEST,     "resize_test",     { "a", "b", "c" },                            NULL },
  { DSC_EVENT_RESIZE_REQUEST,  "resize_request",  { "count", "factor", "addend", "divisor" },   NULL },
  { DSC_EVENT_VERSION_TAG,     "version_tag",     { "before", "after" },                        NULL },
  { DSC_EVENT_WATCHER,         "watcher",         { "told", "source" },                         "key" },
  { DSC_EVENT_ALLOCATE,        "allocate",        { "bytes", "block", "what", "room" },         NULL },
  { DSC_EVENT_FREE,            "free",            { "bytes", "block" },                         NULL },
  { DSC_EVENT_TRACKED,         "tracked",         { "tracked" },                                NULL },
  { DSC_EVENT_CLONE,           "clone",           { "bytes", "block", "from" },                 NULL },
  { DSC_EVENT_HASH,            "hash",            { "hash" },                                   "key" },
  { DSC_EVENT_PROBE,           "probe",           { "slot", "perturb", "perturb_after", "number" }, NULL },
  { DSC_EVENT_COMPARE,         "compare",         { "entry" },                                  "found" },
  { DSC_EVENT_HIT,             "hit",             { "slot", "entry" },                          NULL },
  { DSC_EVENT_MISS,            "miss",            { "slot" },                                   NULL },
  { DSC_EVENT_DUMMY_PASSED,    "dummy_passed",    { "slot" },                                   NULL },
  { DSC_EVENT_WRITE_INDEX,     "write_index",     { "slot", "before", "after", "block" },       NULL },
  { DSC_EVENT_WRITE_ENTRY,     "write_entry",     { "entry", "hash", NULL, "block" },           "key" },
  { DSC_EVENT_WRITE_VALUE,     "write_value",     { "entry", NULL, NULL, "block" },             "value" },
  { DSC_EVENT_DUMMY_PLACED,    "dummy_placed",    { "slot", "entry", "hash", "block" },         NULL },
  { DSC_EVENT_DUMMY_REUSED,    "dummy_reused",    { "slot" },                                   NULL },
  { DSC_EVENT_ENTRY_MOVED,     "entry_moved",     { "from", "to", "slot", "block" },            NULL },
  { DSC_EVENT_WRITE_FIELD,     "write_field",     { "before", "after", "at", "block" },         NULL },
};
/* clang-format on */

static const EventForm *
find_form (guint kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    if (forms[i].kind == kind)
      return &forms[i];
  return NULL;
}

/* What the event's detail means, in words; NULL: it has none. */
static const char *
get_detail (const DscEvent *event)
{
  static const char *const reasons[] = { NULL, "full", "from_empty", "update", "fromkeys", "kind", "split", "copy", "presize" };
  static const char *const tests[] = { NULL, "usable", "load", "merge_load", "merge_usable", "merge_room", "count", "kind", "split" };
  static const char *const roundings[] = { "power_above", "power_at_least", "bit_length", "prime_above" };
  static const char *const results[] = { NULL, "identical", "hash_differs", "equal", "unequal" };

  switch (event->kind)
    {
    case DSC_EVENT_RESIZE_BEGIN:
      return event->detail < G_N_ELEMENTS (reasons) ? reasons[event->detail] : NULL;
    case DSC_EVENT_RESIZE_TEST:
      return event->detail < G_N_ELEMENTS (tests) ? tests[event->detail] : NULL;
    case DSC_EVENT_RESIZE_REQUEST:
      return event->detail < G_N_ELEMENTS (roundings) ? roundings[event->detail] : NULL;
    case DSC_EVENT_COMPARE:
      return event->detail < G_N_ELEMENTS (results) ? results[event->detail] : NULL;
    case DSC_EVENT_WRITE_FIELD:
      return dsc_field_name (event->detail);
    case DSC_EVENT_ALLOCATE:
    case DSC_EVENT_FREE:
      return event->detail != 0 ? "free_list" : NULL;
    default:
      return NULL;
    }
}

/* Word for a number that is an enum; NULL: the number says it. */
static const char *
get_word (const DscEvent *event,
          gsize           i)
{
  static const char *const watcher[] = { NULL, "ADDED", "MODIFIED", "DELETED", "CLONED", "CLEARED", "DEALLOCATED" };
  const gint64 numbers[] = { event->a, event->b, event->c, event->d };

  if ((event->kind == DSC_EVENT_KIND_CHANGE && i < 2) || (event->kind == DSC_EVENT_NEW_TABLE && i == 2))
    return dsc_keys_kind_name (numbers[i]);
  if (event->kind == DSC_EVENT_ALLOCATE && i == 2)
    return dsc_block_name (numbers[i]);
  if (event->kind == DSC_EVENT_WATCHER && i == 0 && numbers[i] > 0 && numbers[i] < (gint64) G_N_ELEMENTS (watcher))
    return watcher[numbers[i]];
  return NULL;
}

/* Name of that number of this event; NULL: it says nothing. */
static const char *
get_name (const DscEvent  *event,
          const EventForm *form,
          gsize            i)
{
  static const char *const tested[][3] = {
    { NULL }, { "usable" }, { "fill", "size" }, { "fill", "size", "items" }, { "usable", NULL, "items" }, { "room", NULL, "items" },
    { NULL, NULL, "items" }, { NULL }, { NULL },
  };
  const gboolean is_array = event->detail == DSC_FIELD_ME_HASH || event->detail == DSC_FIELD_VALUES_ORDER;

  if (event->kind == DSC_EVENT_RESIZE_TEST)
    return i < 3 && event->detail < G_N_ELEMENTS (tested) ? tested[event->detail][i] : NULL;
  if ((event->kind == DSC_EVENT_WATCHER && i == 1 && event->a != DSC_WATCHER_CLONED) || (event->kind == DSC_EVENT_WRITE_FIELD && i == 2 && !is_array))
    return NULL;
  return form->numbers[i];
}

static gboolean
is_unsigned (const char *name)
{
  return g_str_has_prefix (name, "perturb");
}

static void
print_event_text (const DscEvent  *event,
                  const EventForm *form,
                  const DscPool   *pool)
{
  const gint64 numbers[] = { event->a, event->b, event->c, event->d };
  const char *detail = get_detail (event);

  printf ("    %-15s", form->name);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      const char *name = get_name (event, form, i);
      const char *word = get_word (event, i);

      if (name == NULL || (i == 3 && strcmp (name, "block") == 0))   /* where it is written: for programs */
        continue;
      if (word != NULL)
        printf (" %s %s", name, word);
      else if (is_unsigned (name))
        printf (" %s %#" G_GINT64_MODIFIER "x", name, (guint64) numbers[i]);
      else
        printf (" %s %" G_GINT64_FORMAT, name, numbers[i]);
    }
  if (form->object != NULL && event->object != NULL)
    {
      g_autofree char *repr = dsc_cli_repr (event->object, pool, 60);
      printf (" %s %s", form->object, repr);
    }
  if (event->kind == DSC_EVENT_WATCHER && dsc_event_get_other (event) != NULL)
    {
      g_autofree char *repr = dsc_cli_repr (dsc_event_get_other (event), pool, 60);
      printf (" value %s", repr);
    }
  printf (detail != NULL ? "  %s\n" : "\n", detail);
}

static void
add_event_json (JsonBuilder     *builder,
                const DscEvent  *event,
                const EventForm *form,
                const DscPool   *pool)
{
  const gint64 numbers[] = { event->a, event->b, event->c, event->d };
  const char *detail = get_detail (event);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "event");
  json_builder_add_string_value (builder, form->name);
  json_builder_set_member_name (builder, "dict");
  json_builder_add_int_value (builder, event->dict);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      const char *name = get_name (event, form, i);
      const char *word = get_word (event, i);
      if (name == NULL)
        continue;
      g_autofree char *hex = is_unsigned (name) ? g_strdup_printf ("%#" G_GINT64_MODIFIER "x", (guint64) numbers[i]) : NULL;

      json_builder_set_member_name (builder, name);
      if (word != NULL || hex != NULL)
        json_builder_add_string_value (builder, word != NULL ? word : hex);
      else
        json_builder_add_int_value (builder, numbers[i]);
    }
  if (form->object != NULL && event->object != NULL)
    {
      g_autofree char *repr = dsc_cli_repr (event->object, pool, 0);
      json_builder_set_member_name (builder, form->object);
      json_builder_add_string_value (builder, repr);
    }
  if (event->kind == DSC_EVENT_WATCHER && dsc_event_get_other (event) != NULL)
    {
      g_autofree char *repr = dsc_cli_repr (dsc_event_get_other (event), pool, 0);
      json_builder_set_member_name (builder, "value");
      json_builder_add_string_value (builder, repr);
    }
  if (detail != NULL)
    {
      json_builder_set_member_name (builder, "detail");
      json_builder_add_string_value (builder, detail);
    }
  json_builder_end_object (builder);
}

static void
print_step_text (const DscStep  *step,
                 gsize           number,
                 const DscTrace *trace,
                 const DscPool  *pool)
{
  printf ("%" G_GSIZE_FORMAT "  %s\n", number, step->label != NULL ? step->label : "");
  for (gsize i = 0; i < trace->n_events; i++)
    {
      const EventForm *form = find_form (trace->events[i].kind);

      if (form != NULL)
        print_event_text (&trace->events[i], form, pool);
    }
  if (step->error != NULL)
    printf ("    %s\n", step->error);
}

static void
print_step_json (const DscStep  *step,
                 gsize           number,
                 const DscTrace *trace,
                 const DscPool  *pool)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "step");
  json_builder_add_int_value (builder, number);
  json_builder_set_member_name (builder, "operation");
  json_builder_add_string_value (builder, step->label != NULL ? step->label : "");
  if (step->error != NULL)
    {
      json_builder_set_member_name (builder, "error");
      json_builder_add_string_value (builder, step->error);
    }
  json_builder_set_member_name (builder, "events");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < trace->n_events; i++)
    {
      const EventForm *form = find_form (trace->events[i].kind);

      if (form != NULL)
        add_event_json (builder, &trace->events[i], form, pool);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  dsc_cli_print_json (json_builder_get_root (builder), FALSE);
}

static void
print_trace (DscCliProgram       *program,
             const DscCliOptions *options,
             DscCliFormat         format)
{
  const gsize last = program->last_step;
  const gsize first = options->step >= 0 && !options->every_step ? MAX (last, 1) : 1;
  DscTrace trace;

  dsc_trace_init (&trace, &dsc_alloc_libc);
  for (gsize number = first; number <= last; number++)
    {
      dsc_trace_reset (&trace);
      dsc_timeline_seek (program->timeline, number, &trace);
      (format == DSC_CLI_JSON ? print_step_json : print_step_text) (dsc_timeline_get_step (program->timeline, number - 1), number, &trace,
                                                                    dsc_timeline_get_pool (program->timeline));
    }
  dsc_trace_clear (&trace);
}

DscExit
dsc_cli_trace (int    argc,
               char **argv)
{
  DscCliOptions options;
  DscCliFormat format;
  DscExit status = DSC_EXIT_USAGE;

  dsc_cli_options_init (&options);
  if (!dsc_cli_options_parse (&options, DSC_CLI_OPTION_RUN | DSC_CLI_OPTION_FORMAT,
                              _("Runs a script and prints what happens inside each operation; with --step, inside that one."), _("FILE"), &argc, &argv)
      || !dsc_cli_options_get_format (&options, 1 << DSC_CLI_TEXT | 1 << DSC_CLI_JSON, &format))
    goto out;
  if (argc != 2)
    {
      dsc_cli_complain (_("“%s” takes one file. “dictoscope-cli %s --help” tells more."), argv[0], argv[0]);
      goto out;
    }

  DscCliProgram program;
  status = dsc_cli_program_load (&program, &options, argv[1]);
  if (status == DSC_EXIT_OK)
    {
      print_trace (&program, &options, format);
      fflush (stdout);
      status = dsc_cli_program_finish (&program);
    }
  dsc_cli_program_clear (&program);

out:
  dsc_cli_options_clear (&options);
  return status;
}
