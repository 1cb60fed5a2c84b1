/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-svg.c: the picture of a dict as SVG, against Graphviz's dot drawing the same tables as record nodes.
 *
 *   bench-svg [N [LEVEL]]       N entries, 100 if it is not said; LEVEL of maps: cells, rows …; what fits scale 1 if it is not said
 *
 * Ours: layout of the scene from the snapshot, and the SVG from the scene, in this process. dot: CPU of its process on the
 * full graph, and that less the CPU on an empty graph, so that neither side pays for starting. */
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "dsc-painter.h"
#include "dsc-snapshot.h"
#include "dsc-svg.h"
#include "dsc-view-diagram.h"

#define SLOTS_PER_NODE 512   /* of dot's graph: record labels are limited to 16384 characters */
#define N_ROUNDS 9

static double
cpu_ms (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);
  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static DscSnapshot *
create_snapshot (int n_entries)
{
  DscTarget target = { .version = dsc_release_newest () };
  DscRuntime *rt = dsc_runtime_new (target, 0, &dsc_alloc_libc);
  DscPool *pool = dsc_runtime_get_pool (rt);
  DscDict *dict = NULL;

  if (dsc_dict_new (rt, &dict) != DSC_STATUS_OK)
    g_error ("no memory");
  for (int i = 0; i < n_entries; i++)
    {
      g_autofree char *key = g_strdup_printf ("key-%d", i);
      if (dsc_dict_set_item (rt, dict, dsc_object_str (pool, key, strlen (key)), dsc_object_int (pool, i)) != DSC_STATUS_OK)
        g_error ("no memory");
    }
  DscSnapshot *snapshot = dsc_snapshot_new_from_dict (rt, dict);
  dsc_dict_unref (rt, dict);
  dsc_runtime_free (rt);
  return snapshot;
}

/* Slots in nodes as large as they may be, entries in one each. */
static GString *
write_dot (const DscSnapshot *snapshot)
{
  GString *out = g_string_new ("digraph d {\nnode [shape=record];\n");
  const size_t n_slots = dsc_snapshot_get_n_slots (snapshot);

  for (size_t first = 0; first < n_slots; first += SLOTS_PER_NODE)
    {
      g_string_append_printf (out, "indices%zu [label=\"", first / SLOTS_PER_NODE);
      for (size_t i = first; i < MIN (first + SLOTS_PER_NODE, n_slots); i++)
        g_string_append_printf (out, "%s<s%zu>%d", i > first ? "|" : "", i, (int) dsc_snapshot_get_index (snapshot, i));
      g_string_append (out, "\"];\n");
    }
  for (size_t i = 0; i < dsc_snapshot_get_n_entries (snapshot); i++)
    {
      const DscEntry entry = dsc_snapshot_get_entry (snapshot, i);
      g_string_append_printf (out, "e%zu [label=\"<k>me_hash %" G_GINT64_FORMAT "|me_key %s|me_value %" G_GINT64_FORMAT "\"];\n", i, entry.me_hash,
                              entry.me_key->as.text.bytes, entry.me_value->as.integer);
    }
  for (size_t i = 0; i < n_slots; i++)
    if (dsc_snapshot_get_index (snapshot, i) >= 0)
      g_string_append_printf (out, "indices%zu:s%zu -> e%d:k;\n", i / SLOTS_PER_NODE, i, (int) dsc_snapshot_get_index (snapshot, i));
  g_string_append (out, "}\n");
  return out;
}

/* posix_spawn, not fork: after a fork this process would pay a page fault for each page that it writes to next. */
static double
run_dot (const char *path,
         const char *output)
{
  char *const command[] = { (char *) "dot", (char *) "-Tsvg", (char *) path, NULL };
  posix_spawn_file_actions_t actions;
  struct rusage usage;
  pid_t child;
  int status;

  posix_spawn_file_actions_init (&actions);
  posix_spawn_file_actions_addopen (&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (posix_spawnp (&child, command[0], &actions, NULL, command, environ) != 0 || wait4 (child, &status, 0, &usage) != child
      || !WIFEXITED (status) || WEXITSTATUS (status) != 0)
    g_error ("dot failed");
  posix_spawn_file_actions_destroy (&actions);
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
}

typedef struct { double scene, svg; gsize bytes; } Ours;   /* milliseconds */

static Ours
run_ours (DscPainter        *painter,
          const DscSnapshot *snapshot,
          DscDetail          detail)
{
  const DscDiagramOptions options = { .name = "d", .metrics = dsc_painter_get_metrics (painter) };
  const DscSvgOptions svg_options = { .scale = 1, .sans_family = dsc_painter_get_family (painter, DSC_FONT_SANS),
                                      .mono_family = dsc_painter_get_family (painter, DSC_FONT_MONO), .detail = detail };
  const double start = cpu_ms (CLOCK_PROCESS_CPUTIME_ID);
  DscScene *scene = dsc_view_diagram_new (snapshot, &options);
  const double middle = cpu_ms (CLOCK_PROCESS_CPUTIME_ID);
  GString *svg = dsc_svg_write (scene, &svg_options);
  const Ours cost = { middle - start, cpu_ms (CLOCK_PROCESS_CPUTIME_ID) - middle, svg->len };

  g_string_free (svg, TRUE);
  dsc_scene_unref (scene);
  return cost;
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  const double x = *(const double *) a;
  const double y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median (double *values)
{
  qsort (values, N_ROUNDS, sizeof *values, compare_doubles);
  return values[N_ROUNDS / 2];
}

int
main (int    argc,
      char **argv)
{
  const int n_entries = argc > 1 ? atoi (argv[1]) : 100;
  DscDetail detail = DSC_DETAIL_AUTO;

  if (n_entries < 1 || (argc > 2 && !dsc_detail_parse (argv[2], &detail)))
    {
      puts ("Usage: bench-svg [N [auto|density|grid|cells|rows|anatomy]]");
      return 2;
    }
  g_autofree char *dot = g_find_program_in_path ("dot");
  if (dot == NULL)
    {
      puts ("bench-svg: skipped, Graphviz's dot was not found.");
      return 77;
    }

  g_autofree char *folder = g_dir_make_tmp ("dictoscope-bench-XXXXXX", NULL);
  g_autofree char *full = g_build_filename (folder, "full.dot", NULL);
  g_autofree char *empty = g_build_filename (folder, "empty.dot", NULL);
  g_autofree char *output = g_build_filename (folder, "full.svg", NULL);
  g_autofree char *dot_svg = NULL;
  gsize dot_bytes = 0;
  DscSnapshot *snapshot = create_snapshot (n_entries);
  DscPainter *painter = dsc_painter_new ();
  GString *text = write_dot (snapshot);
  double scene[N_ROUNDS], svg[N_ROUNDS], gross[N_ROUNDS], start[N_ROUNDS];

  g_file_set_contents (full, text->str, text->len, NULL);
  g_file_set_contents (empty, "digraph d { }\n", -1, NULL);
  const gsize bytes = run_ours (painter, snapshot, detail).bytes;
  run_dot (full, output);
  g_file_get_contents (output, &dot_svg, &dot_bytes, NULL);
  for (int i = 0; i < N_ROUNDS; i++)
    {
      const Ours ours = run_ours (painter, snapshot, detail);
      scene[i] = ours.scene;
      svg[i] = ours.svg;
      gross[i] = run_dot (full, "/dev/null");
      start[i] = run_dot (empty, "/dev/null");
    }

  const double a = median (scene), b = median (svg), c = median (gross), d = median (start);
  printf ("svg of %4d entries      scene %.2f ms + svg %.2f ms (%" G_GSIZE_FORMAT " bytes); dot %.2f ms, %.2f ms without its start (%" G_GSIZE_FORMAT
          " bytes)\n", n_entries, a, b, bytes, c, c - d, dot_bytes);
  printf ("                         dot's whole process takes %.1f times our svg, %.1f times scene and svg; without its start %.1f and %.1f times\n",
          c / b, c / (a + b), (c - d) / b, (c - d) / (a + b));
  g_remove (full);
  g_remove (empty);
  g_remove (output);
  g_rmdir (folder);
  g_string_free (text, TRUE);
  dsc_painter_free (painter);
  dsc_snapshot_unref (snapshot);
  return 0;
}
