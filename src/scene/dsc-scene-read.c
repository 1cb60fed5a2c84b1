/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-scene-read.c: what is under a point, where a thing is, and the whole scene as text. */
#include "dsc-scene-private.h"

#include <math.h>
#include <string.h>

#include "dsc-describe.h"
#include "dsc-map.h"

#define ARROW_REACH 4.0   /* pixels beside a line that still hit it */

/* --- picking ------------------------------------------------------------------------------------------------------ */

static gboolean
rect_has (DscRect box,
          double  x,
          double  y)
{
  return x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height;
}

static double
segment_distance (DscPoint a,
                  DscPoint b,
                  double   x,
                  double   y)
{
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double length = dx * dx + dy * dy;
  const double t = length > 0 ? CLAMP (((x - a.x) * dx + (y - a.y) * dy) / length, 0, 1) : 0;

  return hypot (a.x + t * dx - x, a.y + t * dy - y);
}

static gboolean
arrow_has (const DscNode *node,
           double         x,
           double         y)
{
  const DscRect reach = { node->bounds.x - ARROW_REACH, node->bounds.y - ARROW_REACH,
                          node->bounds.width + 2 * ARROW_REACH, node->bounds.height + 2 * ARROW_REACH };
  DscPoint last = node->points[0];

  if (!rect_has (reach, x, y))
    return FALSE;
  for (guint i = 1; i <= 24; i++)
    {
      const DscPoint next = dsc_cubic_at (node->points, i / 24.0);

      if (segment_distance (last, next, x, y) <= ARROW_REACH)
        return TRUE;
      last = next;
    }
  return FALSE;
}

static gboolean
node_has (const DscNode *node,
          double         x,
          double         y)
{
  switch ((DscNodeKind) node->kind)
    {
    case DSC_NODE_RECT:
    case DSC_NODE_TEXT:
    case DSC_NODE_SHAPE:
    case DSC_NODE_MAP:
      return rect_has (node->bounds, x, y);
    case DSC_NODE_ARROW:
      return arrow_has (node, x, y);
    case DSC_NODE_LINE:
    case DSC_NODE_PATH:
    case DSC_NODE_GROUP:
      return FALSE;
    }
  return FALSE;
}

DscSceneId
dsc_scene_pick (const DscScene *self,
                double          x,
                double          y,
                double          scale)
{
  for (guint i = self->nodes->len; i-- > 1;)
    {
      const DscNode *node = dsc_scene_get_node (self, i);

      if (!node_has (node, x, y))
        continue;
      const DscSceneId cell = node->kind == DSC_NODE_MAP ? dsc_map_pick (node->map, x, y, scale) : (DscSceneId) { 0 };
      if (cell.part != DSC_PART_OF_PICTURE)
        return cell;
      while (node->id.part == DSC_PART_OF_PICTURE && node->parent != 0)
        node = dsc_scene_get_node (self, node->parent);
      if (node->id.part != DSC_PART_OF_PICTURE)
        return node->id;
    }
  return (DscSceneId) { 0 };
}

const DscNode *
dsc_scene_find (const DscScene *self,
                DscSceneId      id)
{
  for (guint i = 0; i < self->nodes->len; i++)
    {
      const DscNode *node = dsc_scene_get_node (self, i);

      if (dsc_scene_id_equal (node->id, id))
        return node;
    }
  return NULL;
}

/* --- maps --------------------------------------------------------------------------------------------------------- */

static const DscNode *
map_node (const DscScene *self,
          guint           i)
{
  return dsc_scene_get_node (self, g_array_index (self->maps, guint, i));
}

DscMap *
dsc_scene_find_map (const DscScene *self,
                    DscSceneId      id)
{
  for (guint i = 0; i < self->maps->len; i++)
    if (id.part == DSC_PART_OF_PICTURE || dsc_map_find (map_node (self, i)->map, id, NULL, NULL)
        || dsc_scene_id_equal (map_node (self, i)->id, id))
      return map_node (self, i)->map;
  return NULL;
}

double
dsc_scene_get_full_scale (const DscScene *self)
{
  double scale = 1;

  for (guint i = 0; i < self->maps->len; i++)
    scale = MAX (scale, 1 / dsc_map_get_geometry (map_node (self, i)->map)->unit);
  return scale;
}

static gboolean
find_nodes (const DscScene *self,
            DscSceneId      id,
            DscRect        *out_box)
{
  double left = HUGE_VAL, top = HUGE_VAL, right = -HUGE_VAL, bottom = -HUGE_VAL;

  for (guint i = 1; i < self->nodes->len; i++)
    {
      const DscNode *node = dsc_scene_get_node (self, i);

      if (!dsc_scene_id_equal (node->id, id))
        continue;
      left = MIN (left, node->bounds.x);
      top = MIN (top, node->bounds.y);
      right = MAX (right, node->bounds.x + node->bounds.width);
      bottom = MAX (bottom, node->bounds.y + node->bounds.height);
    }
  if (right < left)
    return FALSE;
  *out_box = (DscRect) { left, top, right - left, bottom - top };
  return TRUE;
}

gboolean
dsc_scene_get_bounds (const DscScene *self,
                      DscSceneId      id,
                      DscRect        *out_box)
{
  DscRect box;
  gboolean found = FALSE;

  if (id.part == DSC_PART_OF_PICTURE)
    return FALSE;
  for (guint i = 0; i < self->maps->len && !found; i++)
    found = dsc_map_find (map_node (self, i)->map, id, NULL, &box);
  if (!found && !find_nodes (self, id, &box))
    return FALSE;
  if (out_box != NULL)
    *out_box = box;
  return TRUE;
}

char *
dsc_scene_dup_title (const DscScene *self,
                     DscSceneId      id)
{
  const DscNode *node = id.part != DSC_PART_OF_PICTURE ? dsc_scene_find (self, id) : NULL;
  const DscMap *map = id.part != DSC_PART_OF_PICTURE ? dsc_scene_find_map (self, id) : NULL;

  if (node == NULL && map != NULL)
    return dsc_describe_title (dsc_map_get_snapshot (map), NULL, id);
  while (node != NULL && node->title == NULL)
    {
      const DscNode *parent = dsc_scene_get_node (self, node->parent);

      node = parent != node ? parent : NULL;
    }
  return node != NULL ? g_strdup (node->title) : NULL;
}

/* --- the scene as text -------------------------------------------------------------------------------------------- */

static const char *const kind_names[] = {
  [DSC_NODE_GROUP] = "group",
  [DSC_NODE_RECT]  = "rect",
  [DSC_NODE_TEXT]  = "text",
  [DSC_NODE_ARROW] = "arrow",
  [DSC_NODE_LINE]  = "line",
  [DSC_NODE_SHAPE] = "shape",
  [DSC_NODE_MAP]   = "map",
  [DSC_NODE_PATH]  = "path",
};

static const char *const role_names[DSC_N_ROLES] = {
  [DSC_ROLE_NONE] = "none",                 [DSC_ROLE_BACKGROUND] = "background",     [DSC_ROLE_SHADOW] = "shadow",
  [DSC_ROLE_CARD] = "card",                 [DSC_ROLE_PLATE] = "plate",               [DSC_ROLE_RULE] = "rule",
  [DSC_ROLE_TEXT] = "text",                 [DSC_ROLE_TEXT_DIM] = "text-dim",         [DSC_ROLE_TEXT_FAINT] = "text-faint",
  [DSC_ROLE_TITLE] = "title",               [DSC_ROLE_ACCENT] = "accent",             [DSC_ROLE_LIVE] = "live",
  [DSC_ROLE_EMPTY] = "empty",               [DSC_ROLE_DUMMY] = "dummy",               [DSC_ROLE_PADDING] = "padding",
  [DSC_ROLE_SHARED] = "shared",             [DSC_ROLE_PROBE] = "probe",               [DSC_ROLE_MATCH] = "match",
  [DSC_ROLE_CHANGED] = "changed",           [DSC_ROLE_POINTER] = "pointer",           [DSC_ROLE_POINTER_LIVE] = "pointer-live",
  [DSC_ROLE_NULL] = "null",                 [DSC_ROLE_HEAP_OBJECT] = "heap-object",   [DSC_ROLE_GC_HEAD] = "gc-head",
  [DSC_ROLE_LEDGER_GC] = "ledger-gc",       [DSC_ROLE_LEDGER_OBJECT] = "ledger-object", [DSC_ROLE_LEDGER_KEYS] = "ledger-keys",
  [DSC_ROLE_LEDGER_INDICES] = "ledger-indices", [DSC_ROLE_LEDGER_LIVE] = "ledger-live", [DSC_ROLE_LEDGER_DUMMY] = "ledger-dummy",
  [DSC_ROLE_LEDGER_FREE] = "ledger-free",   [DSC_ROLE_LEDGER_VALUES] = "ledger-values", [DSC_ROLE_LEDGER_IDLE] = "ledger-idle",
  [DSC_ROLE_CALLOUT] = "callout",           [DSC_ROLE_WARNING] = "warning",           [DSC_ROLE_SELECTION] = "selection",
  [DSC_ROLE_HOVER] = "hover",               [DSC_ROLE_SHARED_CARD] = "shared-card",
  [DSC_ROLE_GRID] = "grid",
  [DSC_ROLE_SERIES_1] = "series-1",         [DSC_ROLE_SERIES_2] = "series-2",         [DSC_ROLE_SERIES_3] = "series-3",
  [DSC_ROLE_SERIES_4] = "series-4",         [DSC_ROLE_SERIES_5] = "series-5",         [DSC_ROLE_SERIES_6] = "series-6",
  [DSC_ROLE_SERIES_7] = "series-7",         [DSC_ROLE_SERIES_8] = "series-8",         [DSC_ROLE_CHANGED_GROUND] = "changed-ground",
};

const char *
dsc_role_name (DscRole role)
{
  g_return_val_if_fail (role < DSC_N_ROLES, NULL);

  return role_names[role];
}

/* Rounded to hundredths, without trailing zeros, in every locale. */
static void
append_number (GString *out,
               double   value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (buffer, sizeof buffer, "%.2f", value);
  char *end = buffer + strlen (buffer) - 1;
  while (*end == '0')
    *end-- = '\0';
  if (*end == '.')
    *end = '\0';
  g_string_append (out, strcmp (buffer, "-0") == 0 ? "0" : buffer);
}

static void
append_pair (GString *out,
             double   a,
             char     separator,
             double   b)
{
  g_string_append_c (out, ' ');
  append_number (out, a);
  g_string_append_c (out, separator);
  append_number (out, b);
}

static void
append_id (GString    *out,
           DscSceneId  id)
{
  static const char *const names[] = {
    "", "block", "field", "slot", "entry", "entry-field", "key", "value", "ledger", "gap", "split-value", "order", "sharer", "datum",
  };

  if (id.part == DSC_PART_OF_PICTURE)
    return;
  g_string_append_printf (out, " <%s %" G_GINT64_FORMAT, names[id.part], id.index);
  if (id.part == DSC_PART_OF_FIELD || id.part == DSC_PART_OF_ENTRY_FIELD)
    g_string_append_printf (out, " %s", id.field == DSC_FIELD_PADDING ? "padding" : dsc_field_name ((DscFieldId) id.field));
  if (id.extra != 0)
    g_string_append_printf (out, " %" G_GINT64_FORMAT, id.extra);
  g_string_append_c (out, '>');
}

/* As a C string, but with every character above ASCII as it is. */
static void
append_quoted (GString    *out,
               const char *label,
               const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  g_string_append_printf (out, " %s\"", label);
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (out, '\\');
      if ((guchar) *p < 0x20)
        g_string_append_printf (out, "\\x%02x", (guint) (guchar) *p);
      else
        g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

static void
append_map (GString       *out,
            const DscNode *node)
{
  const DscMapGeometry *g = dsc_map_get_geometry (node->map);

  append_pair (out, node->bounds.x, ',', node->bounds.y);
  append_pair (out, node->bounds.width, 'x', node->bounds.height);
  g_string_append_printf (out, " %" G_GSIZE_FORMAT " %s in %" G_GSIZE_FORMAT " columns of",
                          g->n, dsc_map_get_kind (node->map) == DSC_MAP_OF_INDICES ? "slots" : "entries", g->columns);
  append_pair (out, g->pitch_x / g->unit, 'x', g->pitch_y / g->unit);
  g_string_append (out, " at 1:");
  append_number (out, 1 / g->unit);
}

static void
append_geometry (GString       *out,
                 const DscNode *node)
{
  switch ((DscNodeKind) node->kind)
    {
    case DSC_NODE_GROUP:
      break;
    case DSC_NODE_MAP:
      append_map (out, node);
      break;
    case DSC_NODE_RECT:
      append_pair (out, node->bounds.x, ',', node->bounds.y);
      append_pair (out, node->bounds.width, 'x', node->bounds.height);
      if (node->radius > 0)
        g_string_append (out, " r"), append_number (out, node->radius);
      break;
    case DSC_NODE_TEXT:
      append_pair (out, node->bounds.x, ',', node->baseline);
      g_string_append (out, node->font.font == DSC_FONT_MONO ? " mono" : " sans");
      append_number (out, node->font.size);
      g_string_append (out, node->font.bold ? "b" : "");
      g_string_append (out, node->anchor == DSC_ANCHOR_START ? "" : node->anchor == DSC_ANCHOR_MIDDLE ? " middle" : " end");
      break;
    case DSC_NODE_ARROW:
    case DSC_NODE_LINE:
    case DSC_NODE_SHAPE:
      for (guint i = 0; i < (node->kind == DSC_NODE_LINE ? 2 : 4); i++)
        append_pair (out, node->points[i].x, ',', node->points[i].y);
      break;
    case DSC_NODE_PATH:
      for (guint i = 0; i < node->n_path; i++)
        append_pair (out, node->path[i].x, ',', node->path[i].y);
      if (node->dashed > 0)
        g_string_append_printf (out, " pattern %u", node->dashed);
      break;
    }
}

static guint
node_depth (const DscScene *self,
            guint           i)
{
  guint depth = 0;

  for (guint32 parent = dsc_scene_get_node (self, i)->parent; parent != 0; parent = dsc_scene_get_node (self, parent)->parent)
    depth++;
  return depth;
}

char *
dsc_scene_dump (const DscScene *self)
{
  GString *out = g_string_new ("scene");

  append_pair (out, self->width, 'x', self->height);
  append_quoted (out, "", self->title);
  g_string_append_c (out, '\n');
  append_quoted (out, "description ", self->description);
  g_string_append_c (out, '\n');

  for (guint i = 1; i < self->nodes->len; i++)
    {
      const DscNode *node = dsc_scene_get_node (self, i);

      g_string_append_printf (out, "%*s%s", (int) (2 * node_depth (self, i)), "", kind_names[node->kind]);
      if (node->kind != DSC_NODE_GROUP)
        g_string_append_printf (out, " %s", role_names[node->role]);
      append_id (out, node->id);
      append_geometry (out, node);
      append_quoted (out, "", node->text);
      append_quoted (out, "title ", node->title);
      if (node->fade > 0)
        g_string_append_printf (out, " fade %u", node->fade);
      g_string_append (out, node->hollow ? " hollow" : "");
      g_string_append (out, node->dashed && node->kind != DSC_NODE_PATH ? " dashed\n" : "\n");
    }
  return g_string_free (out, FALSE);
}
