/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-motion-tween.c: items on their way as nodes.
 *
 * What is the same moves, at full strength; where its words or its role change, the new ones come over the old ones on the way. */
#include "dsc-motion-private.h"

#include <math.h>
#include <string.h>

/* Slow at both ends. */
static double
ease (double t)
{
  return t < 0.5 ? 4 * t * t * t : 1 - 4 * (1 - t) * (1 - t) * (1 - t);
}

static double
lerp (double a,
      double b,
      double t)
{
  return a + (b - a) * t;
}

static DscRect
lerp_rect (DscRect a,
           DscRect b,
           double  t)
{
  return (DscRect) { lerp (a.x, b.x, t), lerp (a.y, b.y, t), lerp (a.width, b.width, t), lerp (a.height, b.height, t) };
}

static double
share_of (const DscMotionItem *item,
          double               share)
{
  if (share >= 1)
    return 1;
  return CLAMP ((share - item->start) / MAX (item->end - item->start, 1e-6), 0, 1);
}

/* The node in the midst of its way between two places. */
static DscNode
between (const DscNode *like,
         const DscNode *a,
         const DscNode *b,
         double         t)
{
  DscNode node = *like;

  node.bounds = lerp_rect (a->bounds, b->bounds, t);
  node.radius = lerp (a->radius, b->radius, t);
  node.baseline = lerp (a->baseline, b->baseline, t);
  node.font.size = lerp (a->font.size, b->font.size, t);
  for (guint i = 0; i < G_N_ELEMENTS (node.points); i++)
    node.points[i] = (DscPoint) { lerp (a->points[i].x, b->points[i].x, t), lerp (a->points[i].y, b->points[i].y, t) };
  if (like->kind != DSC_NODE_TEXT)
    return node;
  /* A text has the width of its own words, by its anchor. */
  const double width = like->bounds.width * node.font.size / like->font.size;
  const double free = node.bounds.width - width;
  node.bounds.x += like->anchor == DSC_ANCHOR_START ? 0 : like->anchor == DSC_ANCHOR_MIDDLE ? free / 2 : free;
  node.bounds.width = width;
  return node;
}

static guint8
fade_by (guint8 fade,
         double strength)
{
  return (guint8) lround (255 - (255 - fade) * CLAMP (strength, 0, 1));
}

static void
shift (DscNode  *node,
       DscPoint  by)
{
  node->bounds.x += by.x;
  node->bounds.y += by.y;
  node->baseline += by.y;
  for (guint i = 0; i < G_N_ELEMENTS (node->points); i++)
    node->points[i] = (DscPoint) { node->points[i].x + by.x, node->points[i].y + by.y };
}

/* From its place in one box to the same place in another one. */
static void
carry (DscNode *node,
       DscRect  home,
       DscRect  now)
{
  const double sx = home.width > 0 ? now.width / home.width : 1;
  const double sy = home.height > 0 ? now.height / home.height : 1;
  const double size = MIN (sx, sy);

  node->bounds = (DscRect) { now.x + (node->bounds.x - home.x) * sx, now.y + (node->bounds.y - home.y) * sy, node->bounds.width * sx,
                             node->bounds.height * sy };
  node->baseline = now.y + (node->baseline - home.y) * sy;
  node->font.size *= size;
  node->radius *= size;
  for (guint i = 0; i < G_N_ELEMENTS (node->points); i++)
    node->points[i] = (DscPoint) { now.x + (node->points[i].x - home.x) * sx, now.y + (node->points[i].y - home.y) * sy };
}

static void
add (DscScene *scene,
     DscNode   node)
{
  if (node.fade < 255)
    dsc_scene_add_copy (scene, &node);
}

static gboolean
looks_alike (const DscNode *a,
             const DscNode *b)
{
  if (a->role != b->role || a->kind != b->kind || a->hollow != b->hollow)
    return FALSE;
  return a->kind != DSC_NODE_TEXT || strcmp (a->text, b->text) == 0;
}

static gboolean
is_far (const DscNode *a,
        const DscNode *b)
{
  return fabs (a->bounds.x - b->bounds.x) + fabs (a->bounds.y - b->bounds.y) > 60;
}

/* Both are there: it moves. */
static void
add_moving (DscScene            *scene,
            const DscMotionItem *item,
            double               t)
{
  const double eased = ease (t);

  if (looks_alike (item->a, item->b))
    {
      DscNode node = between (item->b, item->a, item->b, eased);
      node.fade = (guint8) lround (lerp (item->a->fade, item->b->fade, t));
      node.dashed = t < 0.5 ? item->a->dashed : item->b->dashed;
      add (scene, node);
      return;
    }
  DscNode old = between (item->a, item->a, item->b, eased);
  DscNode new = between (item->b, item->a, item->b, eased);
  if (item->a->kind == DSC_NODE_TEXT)
    {
      /* Words stay with what they are on until it is nearly there. */
      const double swap = is_far (item->a, item->b) ? 0.75 : 0.5;
      old.fade = fade_by (item->a->fade, (swap - t) / 0.25);
      new.fade = fade_by (item->b->fade, (t - swap) / 0.25);
    }
  else
    {
      old.fade = t < 1 ? item->a->fade : 255;
      new.fade = fade_by (item->b->fade, t);
    }
  add (scene, old);
  add (scene, new);
}

static void
add_alone (DscScene            *scene,
           const DscTransition *self,
           const DscMotionItem *item,
           double               t,
           double               share)
{
  const gboolean is_going = item->a != NULL;
  DscNode node = is_going ? *item->a : *item->b;

  if (item->from.x != 0 || item->from.y != 0)
    {
      const double left = 1 - ease (t);
      if (t <= 0)
        return;
      shift (&node, (DscPoint) { item->from.x * left, item->from.y * (item->is_straight ? left : sin (left * G_PI)) });
      add (scene, node);
      return;
    }
  if (item->carrier >= 0)
    {
      const DscMotionItem *carrier = &g_array_index (self->items, DscMotionItem, item->carrier);
      const double way = ease (share_of (carrier, share));
      carry (&node, is_going ? carrier->a->bounds : carrier->b->bounds, lerp_rect (carrier->a->bounds, carrier->b->bounds, way));
    }
  node.fade = fade_by (node.fade, is_going ? 1 - t : t);
  add (scene, node);
}

DscScene *
dsc_transition_build_overlay (const DscTransition *self,
                              DscLayers            a,
                              DscLayers            b,
                              double               share)
{
  if (self->items->len == 0)
    return NULL;

  DscScene *scene = dsc_scene_new (dsc_scene_get_width (self->still), dsc_scene_get_height (self->still));
  DscScene *lenders[] = { a.page, a.marks, b.page, b.marks };

  for (guint i = 0; i < G_N_ELEMENTS (lenders); i++)
    if (lenders[i] != NULL)
      dsc_scene_lend (scene, lenders[i]);
  for (guint i = 0; i < self->items->len; i++)
    {
      const DscMotionItem *item = &g_array_index (self->items, DscMotionItem, i);
      const double t = share_of (item, share);

      if (item->is_static)
        add (scene, *item->b);
      else if (item->a != NULL && item->b != NULL)
        add_moving (scene, item, t);
      else
        add_alone (scene, self, item, t, share);
    }
  return scene;
}
