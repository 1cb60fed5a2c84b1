/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-motion-stages.c: the order in which things happen on the way from one picture to the next: what goes, then what moves, then what comes;
 * rows of a rebuilt table one after the other, and their indices behind them. */
#include "dsc-motion-private.h"

#define LEAVE_END   0.30f
#define MOVE_START  0.10f
#define MOVE_END    0.90f
#define COME_START  0.62f
#define ROWS_SPAN   0.45f     /* between the starts of the first row and of the last one */
#define ROW_WAY     0.38f
#define FILL_START  0.68f     /* of the indices */
#define FILL_SPAN   0.24f
#define FILL_WAY    0.08f
#define ENDS        4u        /* rows at either end that fly where there are too many */
#define COMES_FROM  150.0     /* a new entry, from the right */

static DscSceneId
nothing (DscSceneId id)
{
  id.extra = G_MAXINT64;
  return id;
}

/* More rows than can be followed: the first and the last few fly. */
static gboolean
flies (const DscRenaming *self,
       gint64             new_entry)
{
  return self->n_moved <= DSC_MOTION_MAX_FLYING || new_entry < (gint64) ENDS || new_entry >= (gint64) self->n_moved - (gint64) ENDS;
}

static gboolean
find_moved (const DscRenaming *self,
            gint64             old_entry,
            gint64            *out_entry)
{
  const gsize found = self->moved != NULL ? GPOINTER_TO_SIZE (g_hash_table_lookup (self->moved, GSIZE_TO_POINTER ((gsize) old_entry + 1))) : 0;

  *out_entry = (gint64) found - 1;
  return found != 0 && flies (self, *out_entry);
}

/* An empty entry of the new table that a row of the old one moves into. */
static gboolean
is_target (const DscRenaming *self,
           gint64             entry)
{
  return self->targets != NULL && flies (self, entry) && g_hash_table_contains (self->targets, GSIZE_TO_POINTER ((gsize) entry + 1));
}

static DscSceneId
rename_mark (const DscRenaming *self,
             DscSceneId         id)
{
  gint64 entry;

  if (id.extra == DSC_MARK_OLD_ENTRY && find_moved (self, id.index, &entry))
    return dsc_id (DSC_PART_OF_ENTRY, entry);
  if (id.extra == DSC_MARK_OLD_VALUE && find_moved (self, id.index, &entry))
    return dsc_entry_field_id (entry, DSC_FIELD_ME_VALUE);
  return id;
}

DscSceneId
dsc_renaming_apply (const DscRenaming *self,
                    DscSceneId         id)
{
  gint64 entry;

  switch ((DscPartKind) id.part)
    {
    case DSC_PART_OF_PICTURE:
      return rename_mark (self, id);
    case DSC_PART_OF_ENTRY:
    case DSC_PART_OF_ENTRY_FIELD:
    case DSC_PART_OF_KEY:
    case DSC_PART_OF_VALUE:
      if (!self->is_rebuilt)
        return self->n_moved > 0 && is_target (self, id.index) ? nothing (id) : id;
      if (find_moved (self, id.index, &entry))
        {
          id.index = entry;
          return id;
        }
      return self->shows_old && id.part == DSC_PART_OF_ENTRY ? dsc_mark_id (DSC_MARK_OLD_ENTRY, id.index) : nothing (id);
    case DSC_PART_OF_SLOT:
      if (!self->is_rebuilt)
        return id;
      return self->shows_old ? dsc_mark_id (DSC_MARK_OLD_SLOT, id.index) : nothing (id);
    case DSC_PART_OF_SPLIT_VALUE:
      if (self->moved != NULL && find_moved (self, id.index, &entry))
        return dsc_entry_field_id (entry, DSC_FIELD_ME_VALUE);
      if (self->is_rebuilt && self->shows_old)
        return dsc_mark_id (DSC_MARK_OLD_VALUE, id.index);
      return id;
    case DSC_PART_OF_BLOCK: case DSC_PART_OF_FIELD: case DSC_PART_OF_LEDGER: case DSC_PART_OF_GAP: case DSC_PART_OF_ORDER: case DSC_PART_OF_SHARER:
    case DSC_PART_OF_DATUM:
      return id;
    }
  return id;
}

/* --- turns -------------------------------------------------------------------------------------------------------- */

static gboolean
is_of_entry (DscSceneId id)
{
  return id.part == DSC_PART_OF_ENTRY || id.part == DSC_PART_OF_ENTRY_FIELD;
}

/* Where among the rows that move, 0 … 1. */
static float
place_of (const DscRenaming *self,
          gint64             entry)
{
  return self->n_moved > 1 ? (float) CLAMP ((double) entry / (double) (self->n_moved - 1), 0, 1) : 0;
}

static void
set_turn (DscMotionItem *item,
          float          start,
          float          way)
{
  item->start = start;
  item->end = MIN (start + way, 1);
}

static void
stage_rows (DscMotionItem     *item,
            const DscRenaming *renaming)
{
  const DscNode *b = item->b;

  if (renaming->n_moved == 0)
    return;
  if (b == NULL)
    {
      /* An empty one is there until the row is. */
      if (!renaming->is_rebuilt && is_of_entry (item->a->id) && item->a->role == DSC_ROLE_EMPTY)
        set_turn (item, MOVE_START + ROWS_SPAN * place_of (renaming, item->a->id.index) + ROW_WAY * 0.8f, ROW_WAY * 0.2f);
      return;
    }
  if (is_of_entry (b->id) || b->id.part == DSC_PART_OF_KEY || b->id.part == DSC_PART_OF_VALUE)
    {
      const float start = MOVE_START + ROWS_SPAN * place_of (renaming, b->id.index);
      if (item->a != NULL)
        set_turn (item, start, ROW_WAY);
      else
        set_turn (item, start + ROW_WAY * 0.75f, ROW_WAY * 0.25f);
    }
  else if (b->id.part == DSC_PART_OF_SLOT)
    set_turn (item, FILL_START + FILL_SPAN * (float) (b->id.index % 64) / 64, FILL_WAY);
}

/* A new entry comes in from the side of the objects, as it is; the empty one stays until it is there. */
static void
stage_new (DscTransition     *self,
           guint              i,
           const DscRenaming *renaming)
{
  DscMotionItem *item = &g_array_index (self->items, DscMotionItem, i);
  const DscNode *b = item->b;

  if (b == NULL || renaming->new_entry < 0 || !is_of_entry (b->id) || b->id.index != renaming->new_entry)
    return;
  if (item->a != NULL && b->role == item->a->role)
    return;
  if (item->a == NULL || b->role == DSC_ROLE_LIVE)
    {
      const DscMotionItem old = { .a = item->a, .start = COME_START, .end = MOVE_END, .carrier = -1 };
      item->a = NULL;
      item->from = (DscPoint) { COMES_FROM, -14 };
      set_turn (item, 0.0f, MOVE_END);
      if (old.a != NULL)
        g_array_append_val (self->items, old);
    }
}

/* An index takes its number from the entry. */
static void
stage_number (DscTransition     *self,
              guint              i,
              const DscRenaming *renaming)
{
  DscMotionItem *item = &g_array_index (self->items, DscMotionItem, i);
  const DscNode *b = item->b;

  if (b == NULL || renaming->new_slot < 0 || b->kind != DSC_NODE_TEXT || b->role != DSC_ROLE_LIVE || b->id.part != DSC_PART_OF_SLOT
      || b->id.index != renaming->new_slot)
    return;
  const DscMotionItem old = { .a = item->a, .start = 0, .end = LEAVE_END, .carrier = -1 };
  item->a = NULL;
  item->from = (DscPoint) { renaming->number.x - b->bounds.x - b->bounds.width / 2, renaming->number.y - b->bounds.y - b->bounds.height / 2 };
  item->is_straight = TRUE;
  set_turn (item, 0.05f, MOVE_END);
  if (old.a != NULL)
    g_array_append_val (self->items, old);
}

static gint
find_carrier (const DscTransition *self,
              const DscNode       *node,
              gboolean             is_going)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const DscMotionItem *item = &g_array_index (self->items, DscMotionItem, i);
      const DscNode *own = is_going ? item->a : item->b;

      if (item->a == NULL || item->b == NULL || own->kind != DSC_NODE_RECT || own->role == DSC_ROLE_PLATE || own->id.part != DSC_PART_OF_ENTRY
          || own->id.index != node->id.index)
        continue;
      return memcmp (&item->a->bounds, &item->b->bounds, sizeof (DscRect)) != 0 ? (gint) i : -1;
    }
  return -1;
}

/* What belongs to a row that moves goes along with it. */
static void
stage_carried (DscTransition *self,
               DscMotionItem *item)
{
  const DscNode *node = item->a != NULL ? item->a : item->b;

  if ((item->a != NULL && item->b != NULL) || !is_of_entry (node->id) || item->from.x != 0)
    return;
  item->carrier = find_carrier (self, node, item->a != NULL);
  if (item->carrier < 0)
    return;
  const DscMotionItem *carrier = &g_array_index (self->items, DscMotionItem, item->carrier);
  if (item->a != NULL)
    set_turn (item, carrier->start, (carrier->end - carrier->start) * 0.3f);
  else
    set_turn (item, carrier->start + (carrier->end - carrier->start) * 0.7f, (carrier->end - carrier->start) * 0.3f);
}

void
dsc_transition_stage (DscTransition     *self,
                      const DscRenaming *renaming)
{
  const guint n = self->items->len;

  for (guint i = 0; i < n; i++)
    {
      DscMotionItem *item = &g_array_index (self->items, DscMotionItem, i);

      if (item->b == NULL)
        set_turn (item, 0, LEAVE_END);
      else if (item->a == NULL)
        set_turn (item, COME_START, 1 - COME_START);
      else
        set_turn (item, MOVE_START, MOVE_END - MOVE_START);
      stage_rows (item, renaming);
      stage_new (self, i, renaming);
      stage_number (self, i, renaming);
    }
  for (guint i = 0; i < self->items->len; i++)
    stage_carried (self, &g_array_index (self->items, DscMotionItem, i));
}
