/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-test-scene.c: looks for the faults that a reader would see: overlaps, cut text, too small text, too little contrast. */
#include "dsc-test-scene.h"

#include <math.h>
#include <string.h>

#define LEAST_FONT_SIZE 9.0
#define TOUCH           0.6      /* pixels that rounding may let boxes share */

static void
add_fault (GPtrArray     *faults,
           const char    *what,
           const DscNode *a,
           const DscNode *b)
{
  GString *line = g_string_new (what);
  const DscNode *nodes[2] = { a, b };

  for (guint i = 0; i < 2 && nodes[i] != NULL; i++)
    g_string_append_printf (line, " | kind %d role %d part %d/%" G_GINT64_FORMAT " at %.1f,%.1f %.1fx%.1f '%s'", nodes[i]->kind, nodes[i]->role,
                            nodes[i]->id.part, nodes[i]->id.index, nodes[i]->bounds.x, nodes[i]->bounds.y, nodes[i]->bounds.width,
                            nodes[i]->bounds.height, nodes[i]->text != NULL ? nodes[i]->text : "");
  g_ptr_array_add (faults, g_string_free (line, FALSE));
}

static gboolean
intersect (DscRect a,
           DscRect b,
           double  slack)
{
  return a.x + a.width > b.x + slack && b.x + b.width > a.x + slack && a.y + a.height > b.y + slack && b.y + b.height > a.y + slack;
}

static gboolean
contains (DscRect outer,
          DscRect inner)
{
  return inner.x >= outer.x - TOUCH && inner.y >= outer.y - TOUCH && inner.x + inner.width <= outer.x + outer.width + TOUCH
         && inner.y + inner.height <= outer.y + outer.height + TOUCH;
}

static gboolean
is_painted_box (const DscNode *node)
{
  return node->kind == DSC_NODE_RECT && node->role != DSC_ROLE_NONE && node->role != DSC_ROLE_SHADOW;
}

/* Ink box of a line of text: without the room above small letters and below the baseline, where nothing is painted. */
static DscRect
ink_box (const DscNode *text)
{
  return (DscRect) { text->bounds.x, text->baseline - 0.74 * text->font.size, text->bounds.width, 0.92 * text->font.size };
}

/* --- layout ------------------------------------------------------------------------------------------------------- */

static void
check_text (const DscScene *scene,
            const DscNode  *text,
            GPtrArray      *faults)
{
  const DscRect page = { 0, 0, dsc_scene_get_width (scene), dsc_scene_get_height (scene) };
  const DscRect ink = ink_box (text);

  if (text->font.size < LEAST_FONT_SIZE)
    add_fault (faults, "text is too small", text, NULL);
  if (!contains (page, ink))
    add_fault (faults, "text leaves the picture", text, NULL);
  if (!g_utf8_validate (text->text, -1, NULL))
    add_fault (faults, "text is not UTF-8", text, NULL);
  for (const char *p = text->text; *p != '\0'; p++)
    if ((guchar) *p < 0x20)
      add_fault (faults, "text holds a control character", text, NULL);
}

static gboolean
arrow_enters (const DscNode *arrow,
              DscRect        box)
{
  const DscPoint *p = arrow->points;

  for (guint i = 0; i <= 64; i++)
    {
      const double t = i / 64.0, s = 1 - t;
      const double x = s * s * s * p[0].x + 3 * s * s * t * p[1].x + 3 * s * t * t * p[2].x + t * t * t * p[3].x;
      const double y = s * s * s * p[0].y + 3 * s * s * t * p[1].y + 3 * s * t * t * p[2].y + t * t * t * p[3].y;

      if (x > box.x + 1 && x < box.x + box.width - 1 && y > box.y + 1 && y < box.y + box.height - 1)
        return TRUE;
    }
  return FALSE;
}

static gboolean
path_enters (const DscNode *path,
             DscRect        box)
{
  for (guint i = 1; i < path->n_path; i++)
    for (guint k = 0; k <= 64; k++)
      {
        const double x = path->path[i - 1].x + (path->path[i].x - path->path[i - 1].x) * k / 64;
        const double y = path->path[i - 1].y + (path->path[i].y - path->path[i - 1].y) * k / 64;

        if (x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height)
          return TRUE;
      }
  return FALSE;
}

static void
check_pair_with_text (const DscNode *text,
                      const DscNode *other,
                      GPtrArray     *faults)
{
  const DscRect ink = ink_box (text);

  switch ((DscNodeKind) other->kind)
    {
    case DSC_NODE_TEXT:
      if (intersect (ink, ink_box (other), TOUCH))
        add_fault (faults, "texts overlap", text, other);
      break;
    case DSC_NODE_MAP:
      if (intersect (ink, other->bounds, TOUCH))
        add_fault (faults, "text on a map", text, other);
      break;
    case DSC_NODE_RECT:
      if (is_painted_box (other) && intersect (ink, other->bounds, TOUCH) && !contains (other->bounds, ink))
        add_fault (faults, "text leaves its box", text, other);
      break;
    case DSC_NODE_ARROW:
      if (arrow_enters (other, ink))
        add_fault (faults, "arrow runs through text", text, other);
      break;
    case DSC_NODE_LINE:
    case DSC_NODE_SHAPE:
      if (intersect (ink, (DscRect) { other->bounds.x - 0.5, other->bounds.y - 0.5, other->bounds.width + 1, other->bounds.height + 1 }, TOUCH))
        add_fault (faults, "line or mark on text", text, other);
      break;
    case DSC_NODE_PATH:
      if (path_enters (other, ink))
        add_fault (faults, "path runs through text", text, other);
      break;
    case DSC_NODE_GROUP:
      break;
    }
}

static void
check_boxes (const DscNode *a,
             const DscNode *b,
             GPtrArray     *faults)
{
  if (intersect (a->bounds, b->bounds, TOUCH) && !contains (a->bounds, b->bounds) && !contains (b->bounds, a->bounds))
    add_fault (faults, "boxes cut each other", a, b);
}

static void
check_group (const DscScene *scene,
             guint           i,
             GPtrArray      *faults)
{
  const DscNode *group = dsc_scene_get_node (scene, i);

  if (group->id.part == DSC_PART_OF_PICTURE)
    return;
  if (group->title == NULL || *group->title == '\0')
    add_fault (faults, "group without a title", group, NULL);
  if (group->text == NULL || *group->text == '\0')
    add_fault (faults, "group without a name", group, NULL);
  for (guint k = 1; k < i; k++)
    if (dsc_scene_get_node (scene, k)->kind == DSC_NODE_GROUP && dsc_scene_id_equal (dsc_scene_get_node (scene, k)->id, group->id))
      add_fault (faults, "two groups have one id", group, dsc_scene_get_node (scene, k));
}

void
dsc_test_scene_check_layout (const DscScene *scene,
                             GPtrArray      *faults)
{
  const guint n = dsc_scene_get_n_nodes (scene);
  const DscRect page = { 0, 0, dsc_scene_get_width (scene), dsc_scene_get_height (scene) };

  for (guint i = 1; i < n; i++)
    {
      const DscNode *node = dsc_scene_get_node (scene, i);

      if (node->kind == DSC_NODE_TEXT)
        check_text (scene, node, faults);
      else if (node->kind == DSC_NODE_GROUP)
        check_group (scene, i, faults);
      else if (!contains (page, node->bounds))
        add_fault (faults, "node leaves the picture", node, NULL);
      for (guint k = 1; k < n; k++)
        {
          const DscNode *other = dsc_scene_get_node (scene, k);

          if (node->kind == DSC_NODE_TEXT && (other->kind != DSC_NODE_TEXT || k > i) && k != i)
            check_pair_with_text (node, other, faults);
          else if (k > i && is_painted_box (node) && is_painted_box (other))
            check_boxes (node, other, faults);
        }
    }
}

/* --- contrast ----------------------------------------------------------------------------------------------------- */

/* Colour under a point, painted by the nodes before `end`; *out_texture: of the topmost box there. */
static DscColor
ground_at (const DscScene *scene,
           DscTheme        theme,
           guint           end,
           DscPoint        point,
           DscTexture     *out_texture)
{
  DscColor ground = dsc_palette_get_ink (theme, DSC_ROLE_BACKGROUND)->fill;

  *out_texture = DSC_TEXTURE_NONE;
  for (guint i = 1; i < end; i++)
    {
      const DscNode *node = dsc_scene_get_node (scene, i);
      const DscInk *ink = dsc_palette_get_ink (theme, node->role);

      /* An arrow begins on its own dot. */
      if (!is_painted_box (node) || node->role == DSC_ROLE_POINTER || !contains (node->bounds, (DscRect) { point.x, point.y, 0, 0 }))
        continue;
      ground = dsc_color_over (ink->fill, ground);
      if (ink->fill.a > 0 || ink->texture != DSC_TEXTURE_NONE)
        *out_texture = ink->texture;
    }
  return ground;
}

static gboolean
stroke_carries_meaning (const DscNode *node)
{
  switch (node->role)
    {
    case DSC_ROLE_LIVE:
    case DSC_ROLE_EMPTY:
    case DSC_ROLE_DUMMY:
    case DSC_ROLE_SHARED:
    case DSC_ROLE_POINTER:
    case DSC_ROLE_POINTER_LIVE:
    case DSC_ROLE_HEAP_OBJECT:
    case DSC_ROLE_GC_HEAD:
    case DSC_ROLE_CHANGED:
    case DSC_ROLE_WARNING:
    case DSC_ROLE_LEDGER_OBJECT:
    case DSC_ROLE_LEDGER_KEYS:
    case DSC_ROLE_LEDGER_INDICES:
    case DSC_ROLE_LEDGER_LIVE:
    case DSC_ROLE_LEDGER_DUMMY:
    case DSC_ROLE_LEDGER_FREE:
    case DSC_ROLE_LEDGER_VALUES:
    case DSC_ROLE_SERIES_1:
    case DSC_ROLE_SERIES_2:
    case DSC_ROLE_SERIES_3:
    case DSC_ROLE_SERIES_4:
    case DSC_ROLE_SERIES_5:
    case DSC_ROLE_SERIES_6:
    case DSC_ROLE_SERIES_7:
    case DSC_ROLE_SERIES_8:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
check_contrast (const DscScene *scene,
                DscTheme        theme,
                guint           i,
                GPtrArray      *faults)
{
  const DscNode *node = dsc_scene_get_node (scene, i);
  const DscInk *ink = dsc_palette_get_ink (theme, node->role);
  const gboolean is_text = node->kind == DSC_NODE_TEXT;
  const DscPoint point = node->kind == DSC_NODE_PATH ? node->path[0] : node->kind == DSC_NODE_ARROW || node->kind == DSC_NODE_LINE
                           ? node->points[0] : (DscPoint) { node->bounds.x + node->bounds.width / 2, node->bounds.y + node->bounds.height / 2 };
  DscTexture texture;

  if (node->kind == DSC_NODE_GROUP || (!is_text && !stroke_carries_meaning (node)))
    return;

  const DscColor ground = ground_at (scene, theme, i, point, &texture);
  const double contrast = dsc_color_contrast (is_text ? ink->text : ink->stroke, ground);
  if (is_text && texture != DSC_TEXTURE_NONE)
    add_fault (faults, "text on a texture", node, NULL);
  if (contrast < (is_text ? 4.5 : 3.0))
    {
      g_autofree char *what = g_strdup_printf ("contrast %.2f in theme %s", contrast, dsc_theme_get_name (theme));
      add_fault (faults, what, node, NULL);
    }
}

void
dsc_test_scene_check_contrast (const DscScene *scene,
                               DscTheme        theme,
                               GPtrArray      *faults)
{
  for (guint i = 1; i < dsc_scene_get_n_nodes (scene); i++)
    check_contrast (scene, theme, i, faults);
}

void
dsc_test_scene_report (const char *what,
                       GPtrArray  *faults)
{
  if (faults->len == 0)
    return;
  g_test_message ("%s: %u faults", what, faults->len);
  for (guint i = 0; i < faults->len && i < 20; i++)
    g_test_message ("  %s", (char *) g_ptr_array_index (faults, i));
  g_test_fail ();
}
