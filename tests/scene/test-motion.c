/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-motion.c: the pictures of moments and the way between them, by a clock of the test's own. */
#include <math.h>
#include <string.h>

#include "dsc-motion.h"
#include "dsc-scene-private.h"
#include "dsc-test-moments.h"
#include "../dsc-test-cases.h"
#include "dsc-test-scene.h"
#include "dsc-view-moment-private.h"

#define FRAMES 41

typedef struct {
  const char *name, *version, *operations;
  DscGrain    grain;
} Case;

#define FIVE "set 'a'; set 'b'; set 'c'; set 'd'; set 'e'"
#define POINT "class; new; new; attr x; attr y; other x; "

static const Case cases[] = {
  { "probe-3.13",      "3.13.5",  FIVE "; get 'f'", DSC_GRAIN_PROBE },
  { "probe-3.5",       "3.5.10",  FIVE "; get 'f'", DSC_GRAIN_PROBE },
  { "probe-2.7",       "2.7.18",  FIVE "; get 13", DSC_GRAIN_PROBE },
  { "insert-3.13",     "3.13.5",  FIVE, DSC_GRAIN_WRITE },
  { "insert-3.10-i386", "3.10.4-i386", FIVE, DSC_GRAIN_WRITE },
  { "insert-2.7",      "2.7.18",  FIVE, DSC_GRAIN_WRITE },
  { "delete-3.9",      "3.9.18",  FIVE "; del 'b'", DSC_GRAIN_PROBE },
  { "delete-3.4",      "3.4.10",  FIVE "; del 'b'", DSC_GRAIN_PROBE },
  { "delete-3.14",     "3.14.10", FIVE "; del 'b'", DSC_GRAIN_OPERATION },
  { "resize-3.13",     "3.13.5",  FIVE "; del 'b'; set 'f'", DSC_GRAIN_PROBE },
  { "resize-3.6",      "3.6.15",  FIVE "; del 'b'; set 'f'", DSC_GRAIN_OPERATION },
  { "resize-2.7",      "2.7.18",  FIVE "; set 'f'", DSC_GRAIN_PROBE },
  { "resize-dense",    "3.12.1",  "update 21; set 21", DSC_GRAIN_PROBE },
  { "general-3.11",    "3.11.7",  "set 'a'; set 'b'; set 'c'; set 5", DSC_GRAIN_PROBE },
  { "general-2.7",     "2.7.18",  "set 'a'; set 'b'; set 'c'; set 5", DSC_GRAIN_WRITE },
  { "combined-3.11",   "3.11.7",  POINT "vars; vars 1", DSC_GRAIN_PROBE },
  { "combined-3.13",   "3.13.13", POINT "vars; vars 1", DSC_GRAIN_OPERATION },
  { "combined-3.6",    "3.6.15",  POINT "vars 1", DSC_GRAIN_PROBE },
  { "passed-3.9",      "3.9.18",  "set 8; set 16; set 24; del 16; get 24", DSC_GRAIN_PROBE },
  { "passed-2.7",      "2.7.18",  "set 8; set 16; set 24; del 16; set 32", DSC_GRAIN_PROBE },
  { "map-3.13",        "3.13.5",  "update 341; set 341", DSC_GRAIN_PROBE },
  { "map-2.7",         "2.7.18",  "update 300; set 'a'", DSC_GRAIN_PROBE },
  { "new-3.13",        "3.13.5",  "set 'a'", DSC_GRAIN_WRITE },
  { "many-3.8",        "3.8.18",  "set 'a'; update 40", DSC_GRAIN_WRITE },
  { "attribute-3.13",  "3.13.13", POINT "attr z", DSC_GRAIN_WRITE },
  { "attribute-3.5",   "3.5.10",  POINT "attr z", DSC_GRAIN_WRITE },
  { "ancient",         "1.5.2",   FIVE "; get 'f'", DSC_GRAIN_PROBE },
};

static const DscDiagramOptions options = { .name = "d", .operation = "d[key] = value", .step = 7, .n_steps = 9 };

static DscMoments *
make (const Case *what)
{
  return dsc_test_moments (what->version, what->operations);
}

static DscMotion *
move (DscMoments *moments,
      DscGrain    grain)
{
  return dsc_motion_new (moments, -1, (gint) dsc_moments_get_n (moments) - 1, grain, &options);
}

static double
time_at (const DscMotion *motion,
         guint            i)
{
  return dsc_motion_get_duration (motion) * i / (FRAMES - 1);
}

/* --- exact -------------------------------------------------------------------------------------------------------- */

static void
assert_same_scene (DscScene   *got,
                   DscScene   *expected,
                   const char *where)
{
  g_autofree char *a = dsc_scene_dump (got);
  g_autofree char *b = dsc_scene_dump (expected);
  g_auto (GStrv) lines_a = g_strsplit (a, "\n", -1);
  g_auto (GStrv) lines_b = g_strsplit (b, "\n", -1);

  for (guint i = 0; lines_a[i] != NULL && lines_b[i] != NULL; i++)
    if (strcmp (lines_a[i], lines_b[i]) != 0)
      g_error ("%s, line %u:\n%s\nbut should be\n%s", where, i, lines_a[i], lines_b[i]);
  g_assert_cmpstr (a, ==, b);
}

static void
test_stops (gconstpointer data)
{
  const Case *what = data;
  g_autoptr (DscMoments) moments = make (what);
  const gint last = (gint) dsc_moments_get_n (moments) - 1;

  g_test_summary ("At its stops a motion shows exactly the picture of the moment, and stops where the grain does.");
  for (DscGrain grain = DSC_GRAIN_OPERATION; grain < DSC_N_GRAINS; grain++)
    {
      g_autoptr (DscMotion) motion = move (moments, grain);
      gint expected = -1;
      for (guint k = 0; k < dsc_motion_get_n_stops (motion); k++)
        {
          gint moment;
          const double time = dsc_motion_get_stop (motion, k, &moment);
          expected = dsc_moments_find (moments, expected, TRUE, grain);
          g_assert_cmpint (moment, ==, expected);
          g_autoptr (DscScene) picture = dsc_view_moment_new (moments, moment, &options);
          if (picture == NULL)
            continue;             /* there is no dict yet */
          g_autoptr (DscScene) frame = dsc_motion_flatten (motion, time);
          g_autofree char *where = g_strdup_printf ("%s, grain %d, moment %d", what->name, grain, moment);
          assert_same_scene (frame, picture, where);
        }
      g_assert_cmpint (expected, ==, last);
    }
}

static void
test_end (gconstpointer data)
{
  const Case *what = data;
  g_autoptr (DscMoments) moments = make (what);
  g_autoptr (DscMotion) motion = move (moments, what->grain);
  DscMotionFrame frame;

  g_test_summary ("The last frame is the picture at rest, in one piece, with nothing over it; time is clamped.");
  const DscDiagramOptions rest = { .name = "d", .operation = "d[key] = value", .step = 7, .n_steps = 9, .before = dsc_moments_get_before (moments),
                                   .sentence = dsc_moments_get (moments, dsc_moments_get_n (moments) - 1)->sentence };
  g_autoptr (DscScene) expected = dsc_view_diagram_new (dsc_moments_get_after (moments), &rest);
  for (double more = 0; more < 10; more += 9)
    {
      dsc_motion_get_frame (motion, dsc_motion_get_duration (motion) + more, &frame);
      g_assert_null (frame.overlay);
      g_assert_cmpint (frame.moment, ==, (gint) dsc_moments_get_n (moments) - 1);
      assert_same_scene (frame.base, expected, what->name);
    }
  dsc_motion_get_frame (motion, -1, &frame);
  g_assert_cmpint (frame.moment, ==, -1);
  g_clear_pointer (&frame.overlay, dsc_scene_unref);
}

/* --- identity ----------------------------------------------------------------------------------------------------- */

static guint
count_live (const DscSnapshot *image)
{
  guint n = 0;

  for (gsize i = 0; image != NULL && i < dsc_snapshot_get_n_entries (image); i++)
    n += dsc_snapshot_get_entry_state (image, i) == DSC_SLOT_USED;
  return n;
}

static gboolean
is_row (const DscNode *node)
{
  if (node->kind != DSC_NODE_RECT || node->role != DSC_ROLE_LIVE || node->fade == 255)
    return FALSE;
  return node->id.part == DSC_PART_OF_ENTRY || (node->id.part == DSC_PART_OF_PICTURE && node->id.extra == DSC_MARK_OLD_ENTRY);
}

/* Rows that survive are there once in every frame, at strength; there is at most the new one besides. */
static void
test_identity (gconstpointer data)
{
  const Case *what = data;
  g_autoptr (DscMoments) moments = make (what);
  const guint before = count_live (dsc_moments_get_before (moments)), after = count_live (dsc_moments_get_after (moments));
  const gboolean is_shared = strstr (what->operations, "class") != NULL;

  g_test_summary ("A row that survives is in every frame exactly once, and does not fade.");
  if (dsc_snapshot_get_n_slots (dsc_moments_get_after (moments)) > 128 || is_shared || before + 1 < after)
    {
      g_test_message ("%s: rows are cells of a map, or of shared keys, or many: not counted", what->name);
      return;
    }
  for (DscGrain grain = DSC_GRAIN_OPERATION; grain < DSC_N_GRAINS; grain++)
    {
      g_autoptr (DscMotion) motion = move (moments, grain);
      for (guint i = 0; i < FRAMES; i++)
        {
          g_autoptr (DscScene) scene = dsc_motion_flatten (motion, time_at (motion, i));
          guint n = 0;
          for (guint k = 0; k < dsc_scene_get_n_nodes (scene); k++)
            {
              const DscNode *node = dsc_scene_get_node (scene, k);
              n += is_row (node);
              g_assert_true (!is_row (node) || node->fade <= 120 || before != after);
            }
          if (n < MIN (before, after) || n > MAX (before, after))
            g_error ("%s, grain %d, frame %u: %u rows, but there were %u and are %u", what->name, grain, i, n, before, after);
        }
    }
}

/* --- time --------------------------------------------------------------------------------------------------------- */

static void
test_time (gconstpointer data)
{
  const Case *what = data;
  g_autoptr (DscMoments) moments = make (what);

  g_test_summary ("No step takes longer than it may, and stops come one after the other.");
  for (DscGrain grain = DSC_GRAIN_OPERATION; grain < DSC_N_GRAINS; grain++)
    {
      g_autoptr (DscMotion) motion = move (moments, grain);
      double last = 0;
      g_assert_cmpfloat (dsc_motion_get_duration (motion), <=, DSC_MOTION_MAX_SECONDS + 1e-9);
      g_assert_cmpfloat (dsc_motion_get_duration (motion), >, 0);
      for (guint k = 0; k < dsc_motion_get_n_stops (motion); k++)
        {
          const double time = dsc_motion_get_stop (motion, k, NULL);
          g_assert_cmpfloat (time, >, last);
          last = time;
        }
      g_assert_cmpfloat (last, ==, dsc_motion_get_duration (motion));
    }
}

static void
test_one_move (void)
{
  g_autoptr (DscMoments) moments = dsc_test_moments ("3.13.5", FIVE "; get 'f'");
  const gint second = dsc_test_find_moment (moments, DSC_MOMENT_PROBE, dsc_test_find_moment (moments, DSC_MOMENT_PROBE, -1));
  g_autoptr (DscMotion) move = dsc_motion_new (moments, second - 1, second, DSC_GRAIN_PROBE, &options);
  g_autoptr (DscMotion) mark = dsc_motion_new (moments, -1, 0, DSC_GRAIN_PROBE, &options);

  g_test_summary ("A move by itself takes 200 to 400 ms, a highlight 120 ms.");
  g_assert_cmpfloat (dsc_motion_get_duration (move), >=, 0.2);
  g_assert_cmpfloat (dsc_motion_get_duration (move), <=, 0.4);
  g_assert_cmpfloat_with_epsilon (dsc_motion_get_duration (mark), 0.12, 1e-9);
}

static void
test_again (gconstpointer data)
{
  const Case *what = data;
  g_autoptr (DscMoments) moments = make (what);
  g_autoptr (DscMotion) a = move (moments, what->grain);
  g_autoptr (DscMotion) b = move (moments, what->grain);

  g_test_summary ("The same times give the same frames, in any order.");
  for (guint i = 0; i < FRAMES; i += 5)
    {
      g_autoptr (DscScene) forward = dsc_motion_flatten (a, time_at (a, i));
      dsc_scene_unref (dsc_motion_flatten (b, time_at (b, FRAMES - 1 - i)));
      g_autoptr (DscScene) back = dsc_motion_flatten (b, time_at (b, i));
      assert_same_scene (forward, back, what->name);
    }
}

/* --- layers ------------------------------------------------------------------------------------------------------- */

static guint
count_signs (DscMoments *moments,
             gint        i,
             DscRole     role)
{
  g_autoptr (DscScene) scene = dsc_view_moment_new (moments, i, &options);
  guint n = 0;

  for (guint k = 0; k < dsc_scene_get_n_nodes (scene); k++)
    {
      const DscNode *node = dsc_scene_get_node (scene, k);
      n += node->kind == DSC_NODE_RECT && node->id.extra == DSC_MARK_SIGN && node->role == role;
    }
  return n;
}

static void
test_chain (void)
{
  g_autoptr (DscMoments) moments = dsc_test_moments ("3.9.18", "set 8; set 16; set 24; del 16; get 24");
  guint expected = 0;

  g_test_summary ("Each probe adds a slot and a way to the chain; what is compared gets a cross or a tick, a dummy neither.");
  for (gint i = dsc_test_find_moment (moments, DSC_MOMENT_PROBE, -1); i >= 0; i = dsc_test_find_moment (moments, DSC_MOMENT_PROBE, i))
    {
      g_autoptr (DscScene) scene = dsc_view_moment_new (moments, i, &options);
      guint steps = 0, ways = 0;
      expected++;
      for (guint k = 0; k < dsc_scene_get_n_nodes (scene); k++)
        {
          const DscNode *node = dsc_scene_get_node (scene, k);
          steps += node->kind == DSC_NODE_RECT && node->id.extra == DSC_MARK_STEP;
          ways += node->kind == DSC_NODE_ARROW && node->id.extra == DSC_MARK_WAY;
        }
      g_assert_cmpuint (steps, ==, expected);
      g_assert_cmpuint (ways, ==, expected - 1);
      g_assert_cmpuint (count_signs (moments, i, DSC_ROLE_WARNING), ==, expected == 1);
      g_assert_cmpuint (count_signs (moments, i, DSC_ROLE_MATCH), ==, expected == 3);
    }
  g_assert_cmpuint (expected, ==, 3);
}

static void
test_base (void)
{
  g_autoptr (DscMoments) moments = dsc_test_moments ("3.13.5", FIVE "; get 'f'");
  const gint first = dsc_test_find_moment (moments, DSC_MOMENT_PROBE, -1);
  const gint last = dsc_test_find_moment (moments, DSC_MOMENT_NOT_FOUND, -1);
  g_autoptr (DscMotion) motion = dsc_motion_new (moments, first, last, DSC_GRAIN_PROBE, &options);
  DscMotionFrame frame;
  DscScene *base = NULL;

  g_test_summary ("While a search goes on, what is under the marks is the same scene.");
  for (guint i = 0; i < FRAMES; i++)
    {
      dsc_motion_get_frame (motion, time_at (motion, i), &frame);
      g_assert_true (base == NULL || frame.base == base);
      base = frame.base;
      g_assert_nonnull (frame.overlay);
      g_clear_pointer (&frame.overlay, dsc_scene_unref);
    }
}

static gboolean
looks_the_same (const DscNode *a,
                const DscNode *b)
{
  return a->kind == b->kind && a->role == b->role && a->fade == b->fade && memcmp (&a->bounds, &b->bounds, sizeof a->bounds) == 0
         && g_strcmp0 (a->kind == DSC_NODE_TEXT ? a->text : NULL, b->kind == DSC_NODE_TEXT ? b->text : NULL) == 0;
}

static gboolean
has_node (const DscScene *scene,
          const DscNode  *node)
{
  for (guint i = 1; i < dsc_scene_get_n_nodes (scene); i++)
    if (looks_the_same (dsc_scene_get_node (scene, i), node))
      return TRUE;
  return FALSE;
}

/* What looks the same at both ends looks so all the time, however the first end came about. */
static void
assert_what_stays_stands_still (const DscScene *from,
                                const DscScene *to,
                                const DscScene *frame,
                                const char     *where)
{
  for (guint i = 1; i < dsc_scene_get_n_nodes (to); i++)
    {
      const DscNode *node = dsc_scene_get_node (to, i);

      if (node->kind == DSC_NODE_GROUP || node->role == DSC_ROLE_NONE || !has_node (from, node) || has_node (frame, node))
        continue;
      g_error ("%s: %s at %g, %g does not stand still", where, node->kind == DSC_NODE_TEXT ? node->text : "a box", node->bounds.x, node->bounds.y);
    }
}

static void
test_between (gconstpointer data)
{
  const Case *what = data;
  g_autoptr (DscMoments) moments = make (what);
  g_autoptr (DscMotion) motion = move (moments, what->grain);
  g_autoptr (DscScene) from = dsc_motion_flatten (motion, dsc_motion_get_duration (motion) * 0.55);
  g_autoptr (DscScene) to = dsc_view_diagram_new (dsc_moments_get_after (moments), &options);
  g_autoptr (DscMotion) on = dsc_motion_new_between (from, to);
  g_autoptr (DscMotion) nowhere = dsc_motion_new_between (to, to);
  DscMotionFrame frame;

  g_test_summary ("From the midst of a motion to a picture at rest, in 400 ms at most.");
  g_assert_cmpfloat (dsc_motion_get_duration (on), <=, 0.4);
  dsc_motion_get_frame (on, 0, &frame);
  g_assert_true (frame.base == from && frame.overlay == NULL);
  for (guint i = 0; i < FRAMES; i++)
    {
      g_autoptr (DscScene) scene = dsc_motion_flatten (on, time_at (on, i));
      g_assert_cmpuint (dsc_scene_get_n_nodes (scene), >, 10);
      assert_what_stays_stands_still (from, to, scene, what->name);
    }
  dsc_motion_get_frame (on, 1, &frame);
  g_assert_true (frame.base == to && frame.overlay == NULL);
  g_assert_cmpfloat (dsc_motion_get_duration (nowhere), ==, 0);
}

/* --- looks -------------------------------------------------------------------------------------------------------- */

static gboolean
lies_within (const DscNode *node,
             DscRect        box)
{
  const DscRect *b = &node->bounds;

  return b->x >= box.x - 0.5 && b->y >= box.y - 0.5 && b->x + b->width <= box.x + box.width + 0.5 && b->y + b->height <= box.y + box.height + 0.5;
}

static gboolean
meets (const DscRect *a,
       const DscRect *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height;
}

static void
append_without_spaces (GString    *out,
                       const char *text)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (!g_unichar_isspace (g_utf8_get_char (c)) && *c != ';')
      g_string_append_unichar (out, g_utf8_get_char (c));
}

/* The whole calculation is there. */
static void
check_arithmetic (const char      *name,
                  const DscMoment *moment,
                  const DscScene  *marks)
{
  GString *shown = g_string_new (NULL), *wanted = g_string_new (NULL);

  append_without_spaces (wanted, moment->arithmetic != NULL ? moment->arithmetic : "");
  for (guint k = 1; k < dsc_scene_get_n_nodes (marks); k++)
    {
      const DscNode *node = dsc_scene_get_node (marks, k);
      if (node->kind == DSC_NODE_TEXT && node->role == DSC_ROLE_ACCENT && node->id.extra == DSC_MARK_CALLOUT)
        append_without_spaces (shown, node->text);
    }
  if (!g_string_equal (shown, wanted))
    g_error ("%s: the callout says \"%s\", the moment \"%s\"", name, shown->str, wanted->str);
  g_string_free (shown, TRUE);
  g_string_free (wanted, TRUE);
}

static const DscNode *
find_words (const DscScene *scene,
            const char     *words)
{
  for (guint k = 0; k < dsc_scene_get_n_nodes (scene); k++)
    {
      const DscNode *node = dsc_scene_get_node (scene, k);

      if (node->kind == DSC_NODE_TEXT && strcmp (node->text, words) == 0)
        return node;
    }
  return NULL;
}

static void
test_heading (gconstpointer data)
{
  const Case *what = data;
  g_autoptr (DscMoments) moments = make (what);
  const gint last = (gint) dsc_moments_get_n (moments) - 1;
  g_autoptr (DscScene) rest = dsc_view_moment_new (moments, last, &options);
  const DscNode *operation = find_words (rest, options.operation);

  g_test_summary ("Inside a step the heading says that it goes on; nothing else of it moves when it is done.");
  g_assert_nonnull (find_words (rest, "after"));
  g_assert_null (find_words (rest, "during"));
  for (gint i = 0; i < last && i < 20; i++)
    {
      g_autoptr (DscScene) inside = dsc_view_moment_new (moments, i, &options);

      if (inside == NULL)
        continue;
      const DscNode *during = find_words (inside, "during"), *still = find_words (inside, options.operation);
      g_assert_nonnull (during);
      g_assert_null (find_words (inside, "after"));
      g_assert_cmpfloat (still->bounds.x, ==, operation->bounds.x);
      g_assert_cmpfloat (during->bounds.x, >, find_words (inside, options.name)->bounds.x + find_words (inside, options.name)->bounds.width);
      g_assert_cmpfloat (during->bounds.x + during->bounds.width, <, still->bounds.x);
    }
}

/* Words of the callout and of the old table stay in their boxes, apart from each other and from the page. */
static void
test_layout (gconstpointer data)
{
  const Case *what = data;
  g_autoptr (DscMoments) moments = make (what);

  g_test_summary ("What a moment adds has room, and covers no words.");
  for (gint i = 0; i + 1 < (gint) dsc_moments_get_n (moments) && i < 80; i++)
    {
      DscMomentRooms rooms;
      g_autoptr (DscScene) page = dsc_moment_new_page (moments, i, &options, NULL, &rooms);
      if (page == NULL)
        continue;
      g_autoptr (DscScene) marks = dsc_scene_new (dsc_scene_get_width (page), dsc_scene_get_height (page));
      dsc_moment_add_marks (marks, page, &rooms, moments, i, &options);
      check_arithmetic (what->name, dsc_moments_get (moments, (guint) i), marks);
      for (guint k = 1; k < dsc_scene_get_n_nodes (page); k++)
        {
          const DscNode *node = dsc_scene_get_node (page, k);
          if (node->kind != DSC_NODE_TEXT && node->kind != DSC_NODE_MAP)
            continue;
          if (meets (&node->bounds, &rooms.callout) || meets (&node->bounds, &rooms.old))
            g_error ("%s, moment %d: \"%s\" lies in a room of the moment", what->name, i, node->text);
        }
      for (guint k = 1; k < dsc_scene_get_n_nodes (marks); k++)
        {
          const DscNode *node = dsc_scene_get_node (marks, k);
          const gboolean is_callout = node->id.extra == DSC_MARK_CALLOUT || node->id.extra == DSC_MARK_BIT;
          const gboolean is_old = node->id.extra >= DSC_MARK_OLD_TABLE;
          if (is_callout && node->kind == DSC_NODE_TEXT && g_str_has_suffix (node->text, "…"))
            g_error ("%s, moment %d: \"%s\" is cut", what->name, i, node->text);
          if (node->kind != DSC_NODE_GROUP && ((is_callout && !lies_within (node, rooms.callout)) || (is_old && !lies_within (node, rooms.old))))
            g_error ("%s, moment %d: a mark %d leaves its room", what->name, i, (int) node->id.extra);
          for (guint other = 1; node->kind == DSC_NODE_TEXT && (is_callout || is_old) && other < k; other++)
            {
              const DscNode *before = dsc_scene_get_node (marks, other);
              if (before->kind == DSC_NODE_TEXT && meets (&before->bounds, &node->bounds))
                g_error ("%s, moment %d: \"%s\" and \"%s\" overlap", what->name, i, before->text, node->text);
            }
        }
    }
}

/* --- goldens ------------------------------------------------------------------------------------------------------ */

/* What stands still is told by its rows; what moves, node by node. */
static void
append_frame (GString         *text,
              DscMotion       *motion,
              const DscTraits *traits,
              double           share)
{
  DscMotionFrame frame;

  dsc_motion_get_frame (motion, dsc_motion_get_duration (motion) * share, &frame);
  g_string_append_printf (text, "--- %.2f of %.3f s, to moment %d; standing still:", share, dsc_motion_get_duration (motion), frame.moment);
  for (guint i = 0; i < dsc_scene_get_n_nodes (frame.base); i++)
    {
      const DscNode *node = dsc_scene_get_node (frame.base, i);
      if (node->kind == DSC_NODE_RECT && node->role != DSC_ROLE_NONE && (node->id.part == DSC_PART_OF_ENTRY || node->id.part == DSC_PART_OF_SLOT))
        {
          g_autofree char *id = dsc_scene_id_format (node->id, traits);
          g_string_append_printf (text, " %s:%d", id, node->role);
        }
    }
  g_string_append_c (text, '\n');
  if (frame.overlay == NULL)
    return;
  g_autofree char *dump = dsc_scene_dump (frame.overlay);
  g_string_append (text, dump);
  dsc_scene_unref (frame.overlay);
}

static void
test_golden (gconstpointer data)
{
  const Case *what = data;
  g_autoptr (DscMoments) moments = make (what);
  g_autoptr (DscMotion) motion = move (moments, what->grain);
  g_autofree char *file = g_strconcat (what->name, ".motion", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "goldens", file, NULL);
  GString *text = g_string_new (NULL);
  g_autofree char *expected = NULL;

  for (guint i = 0; i <= 4; i++)
    append_frame (text, motion, dsc_snapshot_get_traits (dsc_moments_get_after (moments)), i / 4.0);
  g_autofree char *got = g_string_free (text, FALSE);
  if (g_getenv ("DSC_UPDATE_GOLDENS") != NULL)
    {
      g_assert_true (g_file_set_contents (path, got, -1, NULL));
      return;
    }
  if (!g_file_get_contents (path, &expected, NULL, NULL))
    g_error ("%s is missing; tests/scene/update-goldens writes it", path);
  g_auto (GStrv) is = g_strsplit (got, "\n", -1);
  g_auto (GStrv) was = g_strsplit (expected, "\n", -1);
  for (guint i = 0; is[i] != NULL || was[i] != NULL; i++)
    if (g_strcmp0 (is[i], was[i]) != 0)
      g_error ("%s, line %u:\n  was %s\n  is  %s\nIf that is right, tests/scene/update-goldens accepts it.", path, i + 1, was[i], is[i]);
}

int
main (int argc, char **argv)
{
  static const struct { const char *name; GTestDataFunc func; } each[] = {
    { "stops", test_stops }, { "end", test_end }, { "identity", test_identity }, { "time", test_time }, { "again", test_again },
    { "between", test_between }, { "layout", test_layout }, { "heading", test_heading },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint t = 0; t < G_N_ELEMENTS (each); t++)
    for (guint i = 0; i < G_N_ELEMENTS (cases); i += t == 0 ? DSC_TEST_CASES (1, 3) : 1)
      {
        g_autofree char *path = g_strdup_printf ("/scene/motion/%s/%s", each[t].name, cases[i].name);
        g_test_add_data_func (path, &cases[i], each[t].func);
      }
  for (guint i = 0; i < 18; i++)
    {
      g_autofree char *path = g_strconcat ("/scene/motion/golden/", cases[i].name, NULL);
      g_test_add_data_func (path, &cases[i], test_golden);
    }
  g_test_add_func ("/scene/motion/one-move", test_one_move);
  g_test_add_func ("/scene/motion/base", test_base);
  g_test_add_func ("/scene/motion/chain", test_chain);
  return g_test_run ();
}
