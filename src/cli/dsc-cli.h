/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli.h: what the commands of dictoscope-cli share: options, the program that was run, and how it ends. */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "dsc-palette.h"
#include "dsc-script.h"

typedef enum {
  DSC_EXIT_OK = 0,
  DSC_EXIT_FAILURE = 1,      /* a difference, a failure that was asked for, a program that raised */
  DSC_EXIT_USAGE = 2,
} DscExit;

typedef enum { DSC_CLI_TEXT = 0, DSC_CLI_JSON, DSC_CLI_CSV, DSC_CLI_MARKDOWN } DscCliFormat;
#define DSC_CLI_FORMATS_OF_TABLES (1u << DSC_CLI_TEXT | 1u << DSC_CLI_JSON | 1u << DSC_CLI_CSV | 1u << DSC_CLI_MARKDOWN)

/* Options of all commands; each command registers those that it knows. Zero is "not given" except where said. */
#define DSC_CLI_UNSET G_MININT64   /* no number that a user means */

typedef struct {
  char    *version;          /* --version */
  gint64   hash_seed;        /* --hash-seed; DSC_CLI_UNSET: not given */
  gint64   step;             /* --step; DSC_CLI_UNSET: not given */
  char    *name;             /* --name */
  gboolean every_step;       /* --every-step */
  char    *theme;            /* --theme */
  double   scale;            /* --scale; 0 (animate): not given */
  gboolean transparent;      /* --transparent */
  char    *detail;           /* --detail */
  char    *crop;             /* --crop */
  gboolean addresses;        /* --addresses */
  char    *output;           /* -o */
  char    *format_name;      /* --format */
  char    *traits;           /* --traits */
  gboolean all;              /* --all */
  char    *block;            /* --block */
  char    *view;             /* --view */
  char   **pythons;          /* --python, any number of times; NULL: not given */
  gint64   random;           /* --random; DSC_CLI_UNSET: not given */
  gint64   seed;             /* --seed; DSC_CLI_UNSET: not given */
  gint64   silence;          /* --timeout */
  char    *versions;         /* --versions */
  char    *keys;             /* --keys */
  char    *by;               /* --by */
  char    *seeds;            /* --seeds */
  gint64   up_to, count, names;      /* DSC_CLI_UNSET: not given */
  gboolean kept;             /* --kept */
  gboolean log_scale;        /* --log */
  gboolean percent;          /* --percent */
  gboolean bytes;            /* --bytes */
  gboolean first_difference; /* --first-difference */
  char    *script2;          /* --script2 */
  char    *labels;           /* --labels */
  char    *rows;             /* --rows */
  gboolean join;             /* --join */
  gint64   from, to;         /* --from, --to; DSC_CLI_UNSET: not given */
  double   speed;            /* --speed */
  gint64   fps;              /* --fps */
  char    *grain;            /* --grain */
  char    *size;             /* --size */
  gboolean storyboard;       /* --storyboard */
  gboolean captions;         /* --captions, --no-captions */
  gboolean loop;             /* --loop */
  char    *fields;           /* --fields */
  char    *forms;            /* --forms */
} DscCliOptions;

typedef enum {
  DSC_CLI_OPTION_RUN     = 1 << 0,    /* version, hash-seed, step, name, every-step */
  DSC_CLI_OPTION_FORMAT  = 1 << 1,
  DSC_CLI_OPTION_PICTURE = 1 << 2,    /* output, theme, scale, transparent, detail, crop, view */
  DSC_CLI_OPTION_ADDRESSES = 1 << 3,
  DSC_CLI_OPTION_VERSIONS = 1 << 4,   /* traits, all */
  DSC_CLI_OPTION_BLOCK   = 1 << 5,
  DSC_CLI_OPTION_SIZES   = 1 << 7,    /* versions, keys, by, seeds, up-to, count, names, kept, percent */
  DSC_CLI_OPTION_COMPARE = 1 << 8,    /* versions, by, step, first-difference, hash-seed, script2, labels, name */
  DSC_CLI_OPTION_ANIMATE = 1 << 9,    /* version, hash-seed, name, output, theme, scale, from, to, speed, fps, grain, size, storyboard, captions, loop */
  DSC_CLI_OPTION_LIST    = 1 << 10,   /* versions */
  DSC_CLI_OPTION_FIGURE  = 1 << 11,   /* output, theme, scale, transparent, format: dsc_cli_finish_figure */
  DSC_CLI_OPTION_PLOT    = 1 << 12,   /* versions, keys, by, up-to, log, step, name, hash-seed */
  DSC_CLI_OPTION_MATRIX  = 1 << 13,   /* versions, by, step, first-difference, name, hash-seed, rows, join */
  DSC_CLI_OPTION_RECORDS = 1 << 16,   /* versions, fields, count, forms */
  DSC_CLI_OPTION_VERIFY  = 1 << 6,    /* python, random, seed, bytes, timeout, hash-seed */
} DscCliOptionGroups;

void     dsc_cli_options_init   (DscCliOptions *self);
void     dsc_cli_options_clear  (DscCliOptions *self);
/* Takes the options out of argv (argv[0] is the command), leaving the files. FALSE: wrong usage, already told on stderr. */
gboolean dsc_cli_options_parse  (DscCliOptions *self, DscCliOptionGroups groups, const char *summary, const char *files, int *argc, char ***argv);
/* FALSE: not one of the formats (bits 1 << DscCliFormat) that the command has; already told. */
gboolean dsc_cli_options_get_format (const DscCliOptions *self, guint allowed, DscCliFormat *out_format);

/* A script file run for one target. */
typedef struct {
  char        *path;
  DscScript   *script;
  DscRun      *run;
  DscTimeline *timeline;     /* the run's */
  DscTarget    target;
  guint32      hash_seed;
  gsize        first_step, last_step;   /* states asked for, inclusive */
  char        *name;         /* variable asked for, or NULL */
} DscCliProgram;

/* The script of a file ("-": standard input) as text, not more than a byte above DSC_SCRIPT_MAX_BYTES; NULL: not readable, already told. */
GString     *dsc_cli_read_script     (const char *path);
/* Exit status OK, or what went wrong, already told. self is always to be cleared. */
DscExit      dsc_cli_program_load    (DscCliProgram *self, const DscCliOptions *options, const char *path);
void         dsc_cli_program_clear   (DscCliProgram *self);
/* What is shown of a state: a dict, an instance, or a class whose instances share keys. */
typedef struct {
  DscSnapshot *snapshot;     /* NULL: nothing to show there */
  const char  *name;         /* of the variable; the program's */
  const char  *class_name;   /* of an instance or a class; else NULL */
  GPtrArray   *sharers;      /* char *: names of the variables that hold each of dsc_snapshot_get_sharer (); "" where none does */
} DscCliView;
DscCliView   dsc_cli_program_get_view (DscCliProgram *self, gsize step, DscTrace *trace);
void         dsc_cli_view_clear       (DscCliView *self);
/* A DscSharerNameFunc of that view. */
char        *dsc_cli_view_dup_sharer_name (const DscSharer *sharer, gpointer view);
/* Whether both show the same dict, instance or class. */
gboolean     dsc_cli_view_is_same     (const DscCliView *a, const DscCliView *b);
/* One line on stderr: why there is nothing to show after `step`. */
void         dsc_cli_program_complain_no_view (DscCliProgram *self, gsize step);
/* Status of the whole run: FAILURE and a line on stderr when the script did not run to its end. */
DscExit      dsc_cli_program_finish  (DscCliProgram *self);

/* One line on stderr: "dictoscope-cli: …". */
void     dsc_cli_complain       (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* "light", "dark", …, or the file of a palette (PALETTE.ini), which is loaded as DSC_THEME_USER. FALSE: neither; already told. */
gboolean dsc_cli_read_theme     (const char *theme, DscTheme *out_theme);

/* Releases of a list, each once, in its order; "minor" and "all" stand for many. DscTarget; NULL: one is not known, already told. */
GArray  *dsc_cli_parse_targets  (const char *text);
/* Tells on standard error if nothing is known of a release but what those near to it do. wanted: as the user wrote it. */
void     dsc_cli_warn_of_assumed (DscTarget target, const char *wanted);

/* On standard output, in one line, or pretty in many; takes root. */
void     dsc_cli_print_json     (JsonNode *root, gboolean pretty);

/* How the rules of that release and build were checked, untranslated: "measured on CPython 3.12.1", "from source", "assumed". */
void     dsc_cli_evidence       (DscTarget target, char *buffer, gsize size);

/* Commands: argv[0] is the command's name. */
DscExit  dsc_cli_versions       (int argc, char **argv);
DscExit  dsc_cli_run            (int argc, char **argv);
DscExit  dsc_cli_render         (int argc, char **argv);
DscExit  dsc_cli_animate        (int argc, char **argv);
DscExit  dsc_cli_trace          (int argc, char **argv);
DscExit  dsc_cli_bytes          (int argc, char **argv);
DscExit  dsc_cli_verify         (int argc, char **argv);
DscExit  dsc_cli_sizes          (int argc, char **argv);
DscExit  dsc_cli_compare        (int argc, char **argv);
DscExit  dsc_cli_explain        (int argc, char **argv);
DscExit  dsc_cli_records        (int argc, char **argv);
DscExit  dsc_cli_history        (int argc, char **argv);
DscExit  dsc_cli_layout         (int argc, char **argv);
DscExit  dsc_cli_plot           (int argc, char **argv);
DscExit  dsc_cli_matrix         (int argc, char **argv);
