/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-damage.c: finds what two scenes have in common, in the same order, and gathers the boxes of all that is left.
 *
 * Most pictures that follow each other share their beginning and end, so only the middle is looked up by its contents. What is
 * common keeps its order in both, therefore pixels that meet nothing but common nodes are the same in both. */
#include "dsc-damage.h"

#include <math.h>
#include <string.h>

#define MOST_BOXES 40       /* each box is a walk through all nodes when it is painted */

/* All that painting looks at; not ids, titles or groups. */
static gboolean
is_same_node (const DscNode *a,
              const DscNode *b)
{
  return a->kind == b->kind && a->role == b->role && a->anchor == b->anchor && a->dashed == b->dashed && a->fade == b->fade && a->map == b->map
         && memcmp (&a->bounds, &b->bounds, sizeof a->bounds) == 0 && a->radius == b->radius && a->baseline == b->baseline
         && a->font.font == b->font.font && a->font.size == b->font.size && !a->font.bold == !b->font.bold
         && memcmp (a->points, b->points, sizeof a->points) == 0 && (a->kind != DSC_NODE_TEXT || g_strcmp0 (a->text, b->text) == 0);
}

static guint64
mix (guint64 hash,
     double  number)
{
  guint64 bits;

  memcpy (&bits, &number, sizeof bits);
  hash = (hash ^ bits) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return hash ^ hash >> 29;
}

static guint64
hash_node (const DscNode *node)
{
  guint64 hash = (guint64) node->kind << 8 | node->role;

  hash = mix (mix (mix (mix (hash, node->bounds.x), node->bounds.y), node->bounds.width), node->bounds.height);
  return node->kind == DSC_NODE_TEXT && node->text != NULL ? mix (hash, g_str_hash (node->text)) : hash;
}

typedef struct {
  cairo_region_t *region;
  double          scale, x, y;
} Damage;

static void
add_box (Damage        *self,
         const DscNode *node)
{
  /* Strokes, arrow heads and letters reach a little outside their bounds, and lines move to the next pixel. */
  const double reach = (node->kind == DSC_NODE_TEXT ? node->font.size : 12) * self->scale + 1;
  const DscRect *b = &node->bounds;
  const double left = floor (b->x * self->scale + self->x - reach), top = floor (b->y * self->scale + self->y - reach);
  const double right = ceil ((b->x + b->width) * self->scale + self->x + reach), bottom = ceil ((b->y + b->height) * self->scale + self->y + reach);

  if (node->kind == DSC_NODE_GROUP || node->role == DSC_ROLE_NONE)
    return;
  const cairo_rectangle_int_t box = { (int) CLAMP (left, -1e6, 1e6), (int) CLAMP (top, -1e6, 1e6), (int) CLAMP (right - left, 0, 2e6),
                                      (int) CLAMP (bottom - top, 0, 2e6) };
  cairo_region_union_rectangle (self->region, &box);
}

typedef struct {
  const DscScene *before, *after;
  guint           start, before_end, after_end;   /* what is between the common beginning and the common end */
} Middle;

static Middle
find_middle (const DscScene *before,
             const DscScene *after)
{
  Middle self = { before, after, 0, dsc_scene_get_n_nodes (before), dsc_scene_get_n_nodes (after) };

  while (self.start < MIN (self.before_end, self.after_end)
         && is_same_node (dsc_scene_get_node (before, self.start), dsc_scene_get_node (after, self.start)))
    self.start++;
  while (self.before_end > self.start && self.after_end > self.start
         && is_same_node (dsc_scene_get_node (before, self.before_end - 1), dsc_scene_get_node (after, self.after_end - 1)))
    {
      self.before_end--;
      self.after_end--;
    }
  return self;
}

/* Number of the first node at or after `from` that is like `node`; G_MAXUINT: none. */
static guint
find_like (const Middle  *self,
           GHashTable    *first,
           const guint   *next,
           const DscNode *node,
           guint          from)
{
  const guint64 hash = hash_node (node);
  const gpointer found = g_hash_table_lookup (first, &hash);

  for (guint i = found != NULL ? GPOINTER_TO_UINT (found) - 1 : G_MAXUINT; i != G_MAXUINT; i = next[i - self->start])
    if (i >= from && is_same_node (dsc_scene_get_node (self->before, i), node))
      return i;
  return G_MAXUINT;
}

static void
compare_middle (Damage       *self,
                const Middle *middle)
{
  const guint n = middle->before_end - middle->start;
  g_autofree guint64 *hashes = g_new (guint64, n + 1);
  g_autofree guint *next = g_new (guint, n + 1);
  g_autoptr (GHashTable) first = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint from = middle->start;

  for (guint i = middle->before_end; i-- > middle->start;)
    {
      guint64 *hash = &hashes[i - middle->start];
      *hash = hash_node (dsc_scene_get_node (middle->before, i));
      const guint later = GPOINTER_TO_UINT (g_hash_table_lookup (first, hash));
      next[i - middle->start] = later != 0 ? later - 1 : G_MAXUINT;
      g_hash_table_replace (first, hash, GUINT_TO_POINTER (i + 1));
    }
  for (guint i = middle->start; i < middle->after_end; i++)
    {
      const DscNode *node = dsc_scene_get_node (middle->after, i);
      const guint like = find_like (middle, first, next, node, from);

      if (like == G_MAXUINT)
        {
          add_box (self, node);
          continue;
        }
      for (; from < like; from++)
        add_box (self, dsc_scene_get_node (middle->before, from));
      from = like + 1;
    }
  for (; from < middle->before_end; from++)
    add_box (self, dsc_scene_get_node (middle->before, from));
}

cairo_region_t *
dsc_damage_between (const DscScene *before,
                    const DscScene *after,
                    double          scale,
                    double          x,
                    double          y)
{
  Damage self = { cairo_region_create (), scale, x, y };
  cairo_rectangle_int_t whole;

  if (before == after)
    return self.region;
  const Middle middle = find_middle (before, after);
  compare_middle (&self, &middle);
  if (cairo_region_num_rectangles (self.region) > MOST_BOXES)
    {
      cairo_region_get_extents (self.region, &whole);
      cairo_region_union_rectangle (self.region, &whole);
    }
  return self.region;
}
