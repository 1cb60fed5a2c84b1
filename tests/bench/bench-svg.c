/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-svg.c: the picture of a dict of 100 entries as SVG, against Graphviz's dot drawing the same tables as record nodes.
 *
 * Ours: layout of the scene from the snapshot, and the SVG from the scene, in this process. dot: CPU of its process on the
 * full graph, and that less the CPU on an empty graph, so that neither side pays for starting. */
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "dsc-painter.h"
#include "dsc-snapshot.h"
#include "dsc-svg.h"
#include "dsc-view-diagram.h"

#define N_ENTRIES 100
#define N_ROUNDS 15

static double
cpu_ms (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);
  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static DscSnapshot *
create_snapshot (void)
{
  DscTarget target = { .version = dsc_release_newest () };
  DscRuntime *rt = dsc_runtime_new (target, 0, &dsc_alloc_libc);
  DscPool *pool = dsc_runtime_get_pool (rt);
  DscDict *dict = NULL;

  if (dsc_dict_new (rt, &dict) != DSC_STATUS_OK)
    g_error ("no memory");
  for (int i = 0; i < N_ENTRIES; i++)
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

/* Record labels are limited to 16384 characters: the tables are split over several nodes. */
static GString *
write_dot (const DscSnapshot *snapshot)
{
  GString *out = g_string_new ("digraph d {\nnode [shape=record];\n");
  const size_t n_slots = dsc_snapshot_get_n_slots (snapshot);

  g_string_append (out, "indices [label=\"");
  for (size_t i = 0; i < n_slots; i++)
    g_string_append_printf (out, "%s<s%zu>%d", i > 0 ? "|" : "", i, (int) dsc_snapshot_get_index (snapshot, i));
  g_string_append (out, "\"];\n");
  for (size_t i = 0; i < dsc_snapshot_get_n_entries (snapshot); i++)
    {
      const DscEntry entry = dsc_snapshot_get_entry (snapshot, i);
      g_string_append_printf (out, "e%zu [label=\"<k>me_hash %" G_GINT64_FORMAT "|me_key %s|me_value %" G_GINT64_FORMAT "\"];\n", i, entry.me_hash,
                              entry.me_key->as.text.bytes, entry.me_value->as.integer);
    }
  for (size_t i = 0; i < n_slots; i++)
    if (dsc_snapshot_get_index (snapshot, i) >= 0)
      g_string_append_printf (out, "indices:s%zu -> e%d:k;\n", i, (int) dsc_snapshot_get_index (snapshot, i));
  g_string_append (out, "}\n");
  return out;
}

/* posix_spawn, not fork: after a fork this process would pay a page fault for each page that it writes to next. */
static double
run_dot (const char *path)
{
  char *const command[] = { (char *) "dot", (char *) "-Tsvg", (char *) path, NULL };
  posix_spawn_file_actions_t actions;
  struct rusage usage;
  pid_t child;
  int status;

  posix_spawn_file_actions_init (&actions);
  posix_spawn_file_actions_addopen (&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  if (posix_spawnp (&child, command[0], &actions, NULL, command, environ) != 0 || wait4 (child, &status, 0, &usage) != child
      || !WIFEXITED (status) || WEXITSTATUS (status) != 0)
    g_error ("dot failed");
  posix_spawn_file_actions_destroy (&actions);
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
}

typedef struct { double scene, svg; gsize bytes; } Ours;   /* milliseconds */

static Ours
run_ours (DscPainter        *painter,
          const DscSnapshot *snapshot)
{
  const DscDiagramOptions options = { .name = "d", .metrics = dsc_painter_get_metrics (painter) };
  const DscSvgOptions svg_options = { .scale = 1, .sans_family = dsc_painter_get_family (painter, DSC_FONT_SANS),
                                      .mono_family = dsc_painter_get_family (painter, DSC_FONT_MONO) };
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
main (void)
{
  g_autofree char *dot = g_find_program_in_path ("dot");
  if (dot == NULL)
    {
      puts ("bench-svg: skipped, Graphviz's dot was not found.");
      return 77;
    }

  g_autofree char *folder = g_dir_make_tmp ("dictoscope-bench-XXXXXX", NULL);
  g_autofree char *full = g_build_filename (folder, "full.dot", NULL);
  g_autofree char *empty = g_build_filename (folder, "empty.dot", NULL);
  DscSnapshot *snapshot = create_snapshot ();
  DscPainter *painter = dsc_painter_new ();
  GString *text = write_dot (snapshot);
  double scene[N_ROUNDS], svg[N_ROUNDS], gross[N_ROUNDS], start[N_ROUNDS];

  g_file_set_contents (full, text->str, text->len, NULL);
  g_file_set_contents (empty, "digraph d { }\n", -1, NULL);
  const gsize bytes = run_ours (painter, snapshot).bytes;
  run_dot (full);
  for (int i = 0; i < N_ROUNDS; i++)
    {
      const Ours ours = run_ours (painter, snapshot);
      scene[i] = ours.scene;
      svg[i] = ours.svg;
      gross[i] = run_dot (full);
      start[i] = run_dot (empty);
    }

  const double a = median (scene), b = median (svg), c = median (gross), d = median (start);
  printf ("svg of 100 entries       scene %.2f ms + svg %.2f ms (%" G_GSIZE_FORMAT " bytes); dot %.2f ms, %.2f ms without its start\n", a, b, bytes, c, c - d);
  printf ("                         dot's whole process takes %.1f times our svg, %.1f times scene and svg; without its start %.1f and %.1f times\n",
          c / b, c / (a + b), (c - d) / b, (c - d) / (a + b));
  g_remove (full);
  g_remove (empty);
  g_rmdir (folder);
  g_string_free (text, TRUE);
  dsc_painter_free (painter);
  dsc_snapshot_unref (snapshot);
  return 0;
}
