/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-scene.h: a picture as plain data: rectangles, texts, arrows and groups, each with a semantic id and a role.
 *
 * Screen, PNG, SVG, PDF, hit-testing, tooltips, descriptions for screen readers, goldens of tests and motion all read the
 * same scene. Colours are not in it: a role is looked up in a palette when it is painted. Units are logical pixels, y down. */
#pragma once

#include <glib.h>

#include "dsc-snapshot.h"

typedef struct { double x, y, width, height; } DscRect;
typedef struct { double x, y; } DscPoint;

typedef enum {                 /* what a node stands for; with `index` and `field` it names one thing in memory */
  DSC_PART_OF_PICTURE = 0,     /* title, legend, frame: nothing in memory */
  DSC_PART_OF_BLOCK,           /* index: DscBlockKind */
  DSC_PART_OF_FIELD,           /* index: DscBlockKind, field: DscFieldId; padding: field PADDING and offset in `extra` */
  DSC_PART_OF_SLOT,            /* index: slot of the index table */
  DSC_PART_OF_ENTRY,           /* index: entry (open tables: slot) */
  DSC_PART_OF_ENTRY_FIELD,     /* index: entry, field: ME_HASH, ME_KEY, ME_VALUE */
  DSC_PART_OF_KEY,             /* index: entry; the key object on the heap */
  DSC_PART_OF_VALUE,           /* index: entry; the value object. field VALUES_VALUES: index is the place among the values */
  DSC_PART_OF_LEDGER,          /* index: DscLedgerPart */
  DSC_PART_OF_GAP,             /* a run of empty ones drawn as one row; field: DK_ENTRIES or VALUES_VALUES, index: the first, extra: how many */
  DSC_PART_OF_SPLIT_VALUE,     /* index: place in the array of values of a split dict or instance */
  DSC_PART_OF_ORDER,           /* index: order byte (3.11 on), from the first that was set */
  DSC_PART_OF_SHARER,          /* index: of dsc_snapshot_get_sharer */
  DSC_PART_OF_DATUM,           /* of a figure that is no picture of memory: what index and extra count is said by its view */
} DscPartKind;

typedef struct {
  guint16 part;                /* DscPartKind */
  guint16 field;               /* DscFieldId */
  gint64  index;
  gint64  extra;
} DscSceneId;
gboolean dsc_scene_id_equal  (DscSceneId a, DscSceneId b);
/* "dk_indices[14]", "dk_entries[3].me_hash", "ma_used" …: CPython's path, for breadcrumbs, SVG ids and goldens. g_free. */
char    *dsc_scene_id_format (DscSceneId id, const DscTraits *traits);

typedef enum {                 /* meaning, not colour; dsc-palette.h gives each its fill, stroke, text and texture */
  DSC_ROLE_NONE = 0,           /* not painted (groups, hit areas) */
  DSC_ROLE_BACKGROUND, DSC_ROLE_SHADOW, DSC_ROLE_CARD, DSC_ROLE_PLATE /* smooth ground under text on a texture */, DSC_ROLE_RULE,
  DSC_ROLE_TEXT, DSC_ROLE_TEXT_DIM, DSC_ROLE_TEXT_FAINT, DSC_ROLE_TITLE, DSC_ROLE_ACCENT,
  DSC_ROLE_LIVE, DSC_ROLE_EMPTY, DSC_ROLE_DUMMY, DSC_ROLE_PADDING, DSC_ROLE_SHARED,
  DSC_ROLE_PROBE, DSC_ROLE_MATCH, DSC_ROLE_CHANGED,
  DSC_ROLE_POINTER, DSC_ROLE_POINTER_LIVE, DSC_ROLE_NULL, DSC_ROLE_HEAP_OBJECT,
  DSC_ROLE_GC_HEAD, DSC_ROLE_LEDGER_GC, DSC_ROLE_LEDGER_OBJECT, DSC_ROLE_LEDGER_KEYS, DSC_ROLE_LEDGER_INDICES, DSC_ROLE_LEDGER_LIVE,
  DSC_ROLE_LEDGER_DUMMY, DSC_ROLE_LEDGER_FREE, DSC_ROLE_LEDGER_VALUES, DSC_ROLE_LEDGER_IDLE,
  DSC_ROLE_CALLOUT, DSC_ROLE_WARNING, DSC_ROLE_SELECTION, DSC_ROLE_HOVER,
  DSC_ROLE_SHARED_CARD,        /* outline, chain and words of what several dicts use */
  DSC_ROLE_GRID,               /* lines behind the values of a plot */
  DSC_ROLE_SERIES_1, DSC_ROLE_SERIES_2, DSC_ROLE_SERIES_3, DSC_ROLE_SERIES_4, DSC_ROLE_SERIES_5, DSC_ROLE_SERIES_6, DSC_ROLE_SERIES_7,
  DSC_ROLE_SERIES_8,           /* one release or kind among several in a plot; dashes and marks tell them apart too */
  DSC_ROLE_CHANGED_GROUND,     /* pale ground under what differs or has changed, beside the sign of CHANGED */
  DSC_N_ROLES,
} DscRole;

const char *dsc_role_name (DscRole role);      /* "live", "ledger-free", …; not translated */

typedef struct DscMap DscMap;  /* dsc-map.h */

typedef enum { DSC_NODE_GROUP = 1, DSC_NODE_RECT, DSC_NODE_TEXT, DSC_NODE_ARROW, DSC_NODE_LINE, DSC_NODE_SHAPE, DSC_NODE_MAP, DSC_NODE_PATH } DscNodeKind;
typedef enum { DSC_FONT_SANS = 0, DSC_FONT_MONO } DscFont;
typedef enum { DSC_ANCHOR_START = 0, DSC_ANCHOR_MIDDLE, DSC_ANCHOR_END } DscAnchor;

typedef struct {
  DscFont   font;
  double    size;              /* pixels per em */
  gboolean  bold;
} DscFontSpec;

typedef struct {
  guint8      kind;            /* DscNodeKind */
  guint8      role;            /* DscRole */
  guint8      anchor;          /* TEXT: DscAnchor */
  guint8      dashed;          /* RECT: dashed outline (EMPTY has it by its role); ARROW: long dashes; PATH: number of a pattern, dsc_scene_get_dashes */
  guint8      hollow;          /* RECT: nothing but the outline */
  guint8      fade;            /* how far it has come or gone in a motion: 0 opaque, 255 not to be seen; every kind but GROUP and MAP */
  guint32     parent;          /* index of the group it belongs to; itself for the root, node 0 */
  DscSceneId  id;
  DscRect     bounds;          /* everything: RECT its box; TEXT the measured box; ARROW, LINE, SHAPE, PATH the box of its points; GROUP of its members */
  double      radius;          /* RECT: corner */
  DscFontSpec font;            /* TEXT */
  double      baseline;        /* TEXT: y of the baseline; x is by anchor at bounds' left, middle or right */
  const char *text;            /* TEXT: UTF-8; GROUP: name ("keys object") for SVG and screen readers; owned by the scene */
  const char *title;           /* one sentence on what it is, with values; tooltip and description; may be NULL; owned by the scene */
  DscPoint    points[4];       /* ARROW: cubic from [0] to [3], head at [3] (its dot is a round RECT); LINE: [0] to [1];
                                  SHAPE: closed polygon of all four, filled and outlined (triangle: the last two are equal) */
  DscMap     *map;             /* MAP: the cells; a reference of the scene's. What it holds has ids of its own, without nodes */
  const DscPoint *path;        /* PATH: straight from each point to the next, not filled; owned by the scene */
  guint32     n_path;
} DscNode;

/* Widths of text, given by whoever paints, so that what is laid out fits what is drawn. */
typedef struct {
  double (*text_width) (gpointer user, const DscFontSpec *font, const char *text);
  gpointer user;
} DscTextMetrics;
/* Built in, from a table of advance widths, the same on every machine: for tests and where nothing is painted. */
extern const DscTextMetrics dsc_text_metrics_builtin;

typedef struct DscScene DscScene;

DscScene      *dsc_scene_new          (double width, double height);
DscScene      *dsc_scene_ref          (DscScene *self);
void           dsc_scene_unref        (DscScene *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscScene, dsc_scene_unref)

void           dsc_scene_set_size     (DscScene *self, double width, double height);
double         dsc_scene_get_width    (const DscScene *self);
double         dsc_scene_get_height   (const DscScene *self);
void           dsc_scene_set_title    (DscScene *self, const char *title, const char *description);   /* whole picture, in words */
const char    *dsc_scene_get_title    (const DscScene *self);
const char    *dsc_scene_get_description (const DscScene *self);
guint          dsc_scene_get_n_nodes  (const DscScene *self);
const DscNode *dsc_scene_get_node     (const DscScene *self, guint i);       /* in painting order, groups before their members */

/* Building. Strings are copied. begin/end nest. Each returns the node's number. */
guint          dsc_scene_begin_group  (DscScene *self, DscSceneId id, const char *name, const char *title);
void           dsc_scene_end_group    (DscScene *self);
guint          dsc_scene_add_rect     (DscScene *self, DscSceneId id, DscRole role, DscRect box, double radius);
guint          dsc_scene_add_text     (DscScene *self, DscSceneId id, DscRole role, const DscFontSpec *font, DscAnchor anchor,
                                       double x, double baseline, const char *text, const DscTextMetrics *metrics);
guint          dsc_scene_add_arrow    (DscScene *self, DscSceneId id, DscRole role, const DscPoint points[4]);
guint          dsc_scene_add_line     (DscScene *self, DscSceneId id, DscRole role, DscPoint from, DscPoint to);
guint          dsc_scene_add_shape    (DscScene *self, DscSceneId id, DscRole role, const DscPoint points[4]);
guint          dsc_scene_add_map      (DscScene *self, DscSceneId id, DscMap *map);   /* takes a reference of its own */
/* dashes: 0 none, up to DSC_N_DASHES - 1 another pattern each, in the order in which they are told apart best. n_points at least 1; copied. */
guint          dsc_scene_add_path     (DscScene *self, DscSceneId id, DscRole role, const DscPoint *points, guint n_points, guint dashes);
void           dsc_scene_set_node_title (DscScene *self, guint node, const char *title);
void           dsc_scene_set_node_dashed (DscScene *self, guint node, gboolean dashed);
void           dsc_scene_set_node_hollow (DscScene *self, guint node, gboolean hollow);
void           dsc_scene_set_node_fade (DscScene *self, guint node, guint8 fade);

/* Reading. */
#define DSC_N_DASHES 8u
/* Lengths in pixels, drawn and left out in turn, of that pattern of a PATH; 0 of them: a line without gaps. Static. */
const double  *dsc_scene_get_dashes   (guint dashes, guint *out_n);
/* The thing in memory that is topmost under the point: the nearest ancestor of the node there that stands for one; in a map the
 * cell, or its field. scale: device pixels per scene unit, which decides whether a map's fields can be told apart; 0: they can.
 * PART_OF_PICTURE: nothing. */
DscSceneId     dsc_scene_pick         (const DscScene *self, double x, double y, double scale);
/* First node (group before members) with this id; NULL: no node has it. Cells of maps have none. */
const DscNode *dsc_scene_find         (const DscScene *self, DscSceneId id);
/* Box around all nodes of this id, or of the cell in a map; where both are there the map's, which is its home. FALSE: it is not in
 * the picture. out_box may be NULL. */
gboolean       dsc_scene_get_bounds   (const DscScene *self, DscSceneId id, DscRect *out_box);
/* What stands for a thing in the picture: itself, the field that points at an object which has no box of its own, or the run of
 * empty ones that it was folded into (GAP). */
DscSceneId     dsc_scene_get_shown    (const DscScene *self, DscSceneId id);
/* The sentence on what it is: of its node, of the nearest group around it that has one, or made for the cell. NULL: none. g_free. */
char          *dsc_scene_dup_title    (const DscScene *self, DscSceneId id);
/* The map that has this id; NULL: none. With id {0}: the first map. */
DscMap        *dsc_scene_find_map     (const DscScene *self, DscSceneId id);
/* Device pixels per scene unit at which every cell shows all of it: the largest zoom that is of use. At least 1. */
double         dsc_scene_get_full_scale (const DscScene *self);
/* Next thing that keyboard focus reaches from `from` in a direction; same id when there is none. */
typedef enum { DSC_MOVE_LEFT, DSC_MOVE_RIGHT, DSC_MOVE_UP, DSC_MOVE_DOWN, DSC_MOVE_NEXT, DSC_MOVE_PREVIOUS, DSC_MOVE_FIRST, DSC_MOVE_LAST } DscMove;
DscSceneId     dsc_scene_move         (const DscScene *self, DscSceneId from, DscMove move);
/* Text of the whole scene, one node a line, numbers rounded to 0.01: goldens. g_free. */
char          *dsc_scene_dump         (const DscScene *self);
