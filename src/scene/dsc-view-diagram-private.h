/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-diagram-private.h: what the files of the diagram share: the picture being built, its measures, its parts.
 *
 * Four arrangements. Anatomy, up to some twenty rows: object at the left, table in the middle, objects of the program at the
 * right, with an arrow for every pointer and index. Dense, above that: the cards are stacked over the full width, indices form
 * a grid whose cells say the entry's number, and entries stand in columns, each with its own objects beside it. Maps, above 128
 * slots: the tables are maps, with landmarks beside them. Shared, where several dicts or instances use one keys object that is no
 * map: at the left what is one's own, with value i on the line of entry i; in the middle the keys object; below, the others. */
#pragma once

#include "dsc-describe-private.h"
#include "dsc-pyramid.h"
#include "dsc-scene-private.h"
#include "dsc-text-fit.h"
#include "dsc-view-diagram.h"

#define DSC_DIAGRAM_WIDTH     1440.0   /* of the picture, unless the contents need more */
#define DSC_DIAGRAM_MARGIN    40.0
#define DSC_DIAGRAM_PAD       16.0     /* inside a card */
#define DSC_DIAGRAM_HEAD      38.0     /* of a card: its title */
#define DSC_DIAGRAM_FIELD     26.0     /* row of a field */
#define DSC_DIAGRAM_GUTTER    68.0     /* between columns of the anatomy, for arrows */
#define DSC_DIAGRAM_RADIUS    12.0
#define DSC_DIAGRAM_DOT       4.0      /* radius of a pointer's dot */

typedef enum {
  DSC_ROW_ENTRY = 1,     /* one entry or slot */
  DSC_ROW_RUN,           /* neighbours that are all empty, drawn as one */
} DscRowKind;

typedef struct {
  DscRowKind   kind;
  DscSlotState state;    /* ENTRY; RUN: EMPTY */
  gsize        first, count;
  DscRect      box;      /* where it was drawn; width 0: not yet */
} DscTableRow;

typedef struct {         /* a pointer member that was drawn and the object that it points at, which is drawn later */
  DscSceneId       id;   /* KEY or VALUE */
  const DscObject *object;
  DscPoint         from;
  double           x, width;   /* where the objects beside this entry have their place */
} DscHeapPointer;

typedef struct {         /* an index cell that was drawn and the entry that it names */
  gsize    slot, entry;
  DscPoint from;
} DscIndexArrow;

typedef struct {         /* measures of the rows of a table */
  double height;         /* of the box of a live entry */
  double low;            /* of the box of one that is empty, or of a run of them */
  double gap;            /* between boxes */
  double key_line, value_line;          /* y of the centres of the two lines, from the top of the box */
  double number_width, hash_width, label_width, text_width, dot_width;
  double pill_height;
  double number_size, label_size, text_size, hash_size, offset_size;   /* of fonts */
  gboolean hash_in_two;  /* hash broken over the two lines */
} DscRowStyle;

typedef struct {         /* places on the page that a moment of a step has besides the picture of memory; given and filled in */
  const DscSnapshot *after;  /* at the end of the step: what is said of that state then keeps its place free */
  gsize    old_slots;    /* of the table that a rebuild leaves; 0: none */
  gsize    old_entries;
  gboolean old_has_indices;
  gboolean old_has_values;   /* beside it, in an array of their own */
  gboolean is_beside;    /* they are at the left, in the column of the object; else they have the width of the page */
  DscRect  callout, old;
} DscMomentRooms;

typedef struct {
  DscScene                *scene;
  DscMomentRooms          *rooms;         /* NULL: the picture at rest */
  const DscSnapshot       *snapshot;
  const DscSnapshot       *before;        /* NULL: nothing is marked */
  const DscTraits         *traits;
  const DscDiagramOptions *options;
  const DscTextMetrics    *metrics;
  gboolean                 dense;
  gboolean                 mapped;        /* tables are maps */
  gboolean                 is_cancelled;  /* the picture is not finished */
  DscPyramid              *pyramid;       /* mapped: of the tables, built */
  gboolean                 shared;        /* the keys object is that of a class's instances */
  gboolean                 folds;         /* neighbours that are all empty share one row */
  gboolean                 index_grid;    /* indices form a grid, without arrows */
  gboolean                 table_is_new;  /* another table than before: its slots are not compared one by one */
  gboolean                 inside;        /* open tables: the table is the one inside the object */
  gboolean                 outside;       /* the table is in a block of its own; neither: there is none yet (up to 2.1) */
  double                   width;         /* of the picture */
  double                   top;           /* of the cards */
  double                   bottom;        /* lowest edge so far */
  GArray                  *rows;          /* DscTableRow */
  DscRowStyle              style;
  DscPoint                 dots[DSC_N_FIELDS];   /* of pointers in the dict and the instance, by field; x 0: none. OB_TYPE: the instance's */
  double                   value_objects_x, value_objects_width;   /* shared: where the objects that the values point at stand */
  DscPoint                 table_pointer; /* dot of ma_keys, ma_table; x 0: none */
  DscPoint                 table_target;  /* where it points */
  double                   heap_x, heap_width;
  double                   heap_top;      /* where the heading of the objects may stand */
  double                   heap_bottom;
  GArray                  *pointers;      /* DscHeapPointer */
  GArray                  *index_arrows;  /* DscIndexArrow */
  guint                    legend;        /* bits of DscLegendItem that occur */
} DscDiagram;

typedef enum {
  DSC_LEGEND_LIVE = 0, DSC_LEGEND_EMPTY, DSC_LEGEND_DUMMY, DSC_LEGEND_PADDING, DSC_LEGEND_IDLE, DSC_LEGEND_SHARED, DSC_LEGEND_CHANGED,
  DSC_LEGEND_INDEX, DSC_LEGEND_POINTER, DSC_LEGEND_SAME_OBJECT, DSC_LEGEND_SEARCH, DSC_LEGEND_CHAIN, DSC_N_LEGEND_ITEMS,
} DscLegendItem;

extern const DscFontSpec dsc_diagram_mono;        /* 13, names and values */
extern const DscFontSpec dsc_diagram_mono_bold;
extern const DscFontSpec dsc_diagram_mono_small;  /* 11, offsets */
extern const DscFontSpec dsc_diagram_sans;        /* 13 */
extern const DscFontSpec dsc_diagram_sans_small;  /* 11.5, notes */
extern const DscFontSpec dsc_diagram_sans_bold;   /* 13 */
extern const DscFontSpec dsc_diagram_heading;     /* mono, bold, 16 */

/* dsc-view-diagram-card.c: cards, texts, dots, marks. Each text returns the x behind it. */
double   dsc_diagram_text        (DscDiagram *self, DscSceneId id, DscRole role, const DscFontSpec *font, DscAnchor anchor,
                                  double x, double baseline, const char *text);
/* Shortened to max_width. */
double   dsc_diagram_text_fit    (DscDiagram *self, DscSceneId id, DscRole role, const DscFontSpec *font, DscAnchor anchor,
                                  double x, double baseline, const char *text, double max_width);
double   dsc_diagram_width       (DscDiagram *self, const DscFontSpec *font, const char *text);
typedef struct { guint shadow, rect; DscRect box; } DscCard;
DscCard  dsc_diagram_begin_card  (DscDiagram *self, DscSceneId id, const char *name, double x, double y, double width);
/* Title in CPython's words, note at the right end, a patch in the colour that the card has in the ledger; SHARED_CARD: a chain. */
void     dsc_diagram_card_title  (DscDiagram *self, const DscCard *card, DscSceneId id, const char *title, const char *note, DscRole patch);
void     dsc_diagram_end_card    (DscDiagram *self, DscCard *card, double bottom);
void     dsc_diagram_rule        (DscDiagram *self, double x1, double x2, double y);
void     dsc_diagram_dot         (DscDiagram *self, DscSceneId id, DscRole role, double x, double y);
void     dsc_diagram_arrow       (DscDiagram *self, DscSceneId id, DscRole role, DscPoint from, DscPoint to, double bend);
void     dsc_diagram_cross       (DscDiagram *self, DscSceneId id, double x, double y, double half);
void     dsc_diagram_change_mark (DscDiagram *self, DscSceneId id, double x, double y);
#define  DSC_DIAGRAM_CHAIN 26.0   /* width of the sign for what is shared */
void     dsc_diagram_chain       (DscDiagram *self, double x, double middle);
/* From the right edge of a card out and back to the right edge of one above or below. */
void     dsc_diagram_loop        (DscDiagram *self, DscSceneId id, DscPoint from, DscPoint to, double out);
/* Name of an array with a note, above it; returns the y below. */
double   dsc_diagram_section     (DscDiagram *self, double x, double y, const char *name, const char *note);
void     dsc_diagram_patch       (DscDiagram *self, DscRole role, double x, double baseline);
/* Small name above a column. */
void     dsc_diagram_caption     (DscDiagram *self, DscAnchor anchor, double x, double baseline, const char *text);
/* Hit area that also sets the bounds of a row. */
void     dsc_diagram_hit_area    (DscDiagram *self, DscSceneId id, DscRect box);

/* dsc-view-diagram-field.c: the fixed part of a block as rows of offset, size, name, note and value. */
double   dsc_diagram_fields_width  (DscDiagram *self, const DscBlock *block, guint columns);
/* Rows in `columns` columns inside x … x + width, from y down; returns the y below. */
double   dsc_diagram_draw_fields   (DscDiagram *self, const DscBlock *block, double x, double y, double width, guint columns);
double   dsc_diagram_fields_height (const DscBlock *block, guint columns);   /* 0: nothing to draw */

/* dsc-view-diagram-title.c, -object.c, -keys.c, -indices.c, -table.c, -heap.c, -remark.c, -ledger.c, -legend.c */
void     dsc_diagram_draw_title    (DscDiagram *self);
double   dsc_diagram_object_width  (DscDiagram *self);
void     dsc_diagram_draw_object   (DscDiagram *self, double x, double width);
double   dsc_diagram_object_height (DscDiagram *self);   /* drawn in one column */
/* What lies in front of an object, in a dashed box; returns the y below. */
double   dsc_diagram_draw_front    (DscDiagram *self, const DscBlock *block, const char *name, const char *note, double x, double y,
                                    double width, guint columns);
double   dsc_diagram_front_height  (const DscBlock *block, guint columns);
void     dsc_diagram_draw_keys     (DscDiagram *self, double x, double y, double width);
double   dsc_diagram_keys_width    (DscDiagram *self);
double   dsc_diagram_keys_head     (DscDiagram *self, double width);   /* from the top of the card down to the first entry; not dense */
double   dsc_diagram_entries_start (DscDiagram *self);   /* of the boxes, from the left edge of their card */
double   dsc_diagram_indices_width (DscDiagram *self);
void     dsc_diagram_draw_index_captions (DscDiagram *self, double x, double baseline);
/* Index cells from (x, y) down, about `height` tall; returns the y below. */
double   dsc_diagram_draw_indices  (DscDiagram *self, double x, double y, double height);
void     dsc_diagram_draw_index_arrows (DscDiagram *self);
/* The same as rows of many cells, for dense pictures. */
double   dsc_diagram_draw_index_grid (DscDiagram *self, double x, double y, double width);
double   dsc_diagram_index_grid_height (DscDiagram *self, double width);

/* dsc-view-diagram-instance.c: the instance, in one column or, wide, in several. */
double   dsc_diagram_instance_width  (DscDiagram *self);
double   dsc_diagram_instance_height (DscDiagram *self);   /* in one column, without the rows of values and what follows them */
gboolean dsc_diagram_instance_holds_values (DscDiagram *self);   /* the values that are in use lie inside it */
double   dsc_diagram_draw_instance   (DscDiagram *self, double x, double y, double width, gboolean is_wide);   /* returns the y below */
void     dsc_diagram_draw_class      (DscDiagram *self, DscPoint to);   /* the way from ob_type to the shared keys */

/* dsc-view-diagram-values.c: values, on the lines of the entries that they belong to, and their order bytes. */
double   dsc_diagram_values_width    (DscDiagram *self);
double   dsc_diagram_values_height   (DscDiagram *self);   /* of what is above the first value, inside the card */
/* All of it from y down; the rows of the table know where they stand. Returns the y below. */
double   dsc_diagram_draw_values     (DscDiagram *self, const DscBlock *block, double x, double y, double width);
double   dsc_diagram_draw_values_card (DscDiagram *self, const DscBlock *block, double x, double y, double width);
/* The first and last values, with their keys, beside keys that are a map; returns the y below. */
double   dsc_diagram_draw_values_ends (DscDiagram *self, const DscBlock *block, double x, double y, double width);
/* Values inside the instance that nothing uses. */
double   dsc_diagram_draw_idle_values (DscDiagram *self, const DscBlock *block, double x, double y, double width);

/* dsc-view-diagram-shared.c, -sharers.c */
void     dsc_diagram_arrange_shared  (DscDiagram *self);
void     dsc_diagram_draw_dict_loop  (DscDiagram *self, DscPoint to);   /* from the instance to the dict below it */
void     dsc_diagram_draw_sharers    (DscDiagram *self);

/* Names of the two tables with a note; the second returns the height that it takes. */
void     dsc_diagram_index_heading (DscDiagram *self, double x, double y, double end);
double   dsc_diagram_table_heading (DscDiagram *self, double x, double y, double end);

/* dsc-view-diagram-map.c, -landmarks.c: tables with more cells than can be drawn one by one */
#define  DSC_DIAGRAM_MOST_SLOTS 128u   /* of a table that is not a map */
#define  DSC_DIAGRAM_MAP_WIDTH 900.0   /* at least, of the card with the maps */
void     dsc_diagram_arrange_map   (DscDiagram *self);
double   dsc_diagram_draw_maps     (DscDiagram *self, double x, double y, double width);
void     dsc_diagram_draw_landmarks (DscDiagram *self, DscRect room);

void     dsc_diagram_list_rows     (DscDiagram *self);
void     dsc_diagram_choose_style  (DscDiagram *self);
double   dsc_diagram_entry_width   (const DscRowStyle *style);
/* Makes the boxes of the entries as wide as the card that holds them allows. */
void     dsc_diagram_stretch_rows  (DscDiagram *self, double width);
double   dsc_diagram_row_height    (const DscRowStyle *style, const DscTableRow *row);
double   dsc_diagram_rows_height   (DscDiagram *self);
#define  DSC_DIAGRAM_OFFSETS 44.0   /* margin left of an entry's box for its offset */
/* Rows from y down, boxes from x; returns the y below. */
double   dsc_diagram_draw_table    (DscDiagram *self, double x, double y);
/* The same in columns that fill x … x + width, each with its objects beside it. */
double   dsc_diagram_draw_table_columns (DscDiagram *self, double x, double y, double width);
/* One table row with its box at (x, y). */
void     dsc_diagram_draw_row      (DscDiagram *self, DscTableRow *row, double x, double y, double heap_x, double heap_width);

/* Room that an object wants, uncut. */
double   dsc_diagram_object_width_of (DscDiagram *self, const DscObject *object);
/* The objects that the rows point at, and the arrows to them. */
void     dsc_diagram_draw_heap     (DscDiagram *self);
void     dsc_diagram_draw_remarks  (DscDiagram *self, DscRect left);
double   dsc_diagram_measure_remark (DscDiagram *self, const DscRemark *remark, double width);   /* its height */
void     dsc_diagram_draw_ledger   (DscDiagram *self);
void     dsc_diagram_draw_legend   (DscDiagram *self);

/* The picture with room for a moment's marks instead of what is said of the whole step. */
DscScene *dsc_diagram_new_page     (const DscSnapshot *snapshot, const DscDiagramOptions *options, DscMomentRooms *rooms);
/* dsc-view-moment-rooms.c */
void     dsc_diagram_take_rooms    (DscDiagram *self, DscRect left);   /* where the remarks would be */
void     dsc_diagram_end_rooms     (DscDiagram *self);                 /* where the legend would be */

static inline DscSceneId
dsc_id (DscPartKind part,
        gint64      index)
{
  return (DscSceneId) { .part = (guint16) part, .index = index };
}

static inline DscSceneId
dsc_entry_field_id (gint64     entry,
                    DscFieldId field)
{
  return (DscSceneId) { .part = DSC_PART_OF_ENTRY_FIELD, .field = (guint16) field, .index = entry };
}

static inline DscSceneId
dsc_picture_id (void)
{
  return (DscSceneId) { .part = DSC_PART_OF_PICTURE };
}
