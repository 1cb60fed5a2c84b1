/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-scene-private.h: the memory of a scene, for the files that build and read it. */
#pragma once

#include "dsc-scene.h"

/* Room that a line of text takes above and below its baseline, in ems. */
#define DSC_TEXT_ASCENT  0.80
#define DSC_TEXT_DESCENT 0.22

struct DscScene {
  gatomicrefcount references;
  double          width, height;
  GArray         *nodes;         /* DscNode; node 0 is the root group */
  GArray         *maps;          /* numbers of the nodes that are maps */
  GArray         *open_groups;   /* numbers of the groups that are being filled, the root first */
  GStringChunk   *strings;       /* NULL: all texts are lent */
  GPtrArray      *paths;         /* points of the nodes that are paths; NULL: none */
  GPtrArray      *lenders;       /* scenes that own texts and points of this one; NULL: none */
  const char     *title;
  const char     *description;
};

/* "dk_entries" or "ma_table": CPython's name for the array that holds the entries. */
const char *dsc_scene_table_name (const DscTraits *traits);

/* The colour of a part of the bytes, wherever they are drawn. */
DscRole     dsc_ledger_part_role (DscLedgerPart part);

/* A box whose size is known only when what it holds has been added. */
void        dsc_scene_resize_rect (DscScene *self, guint node, DscRect box);

/* Nodes of another scene, whose texts stay where they are: the scene keeps a reference to it. Groups come as they are, `parent` too, which
 * dsc_scene_add_all corrects. */
guint       dsc_scene_add_copy    (DscScene *self, const DscNode *node);
void        dsc_scene_lend        (DscScene *self, DscScene *from);
void        dsc_scene_add_all     (DscScene *self, DscScene *from);

void        dsc_scene_set_node_role (DscScene *self, guint node, DscRole role);

static inline DscPoint
dsc_cubic_at (const DscPoint p[4],
              double         t)
{
  const double s = 1 - t;
  const double b0 = s * s * s;
  const double b1 = 3 * s * s * t;
  const double b2 = 3 * s * t * t;
  const double b3 = t * t * t;

  return (DscPoint) { b0 * p[0].x + b1 * p[1].x + b2 * p[2].x + b3 * p[3].x,
                      b0 * p[0].y + b1 * p[1].y + b2 * p[2].y + b3 * p[3].y };
}
