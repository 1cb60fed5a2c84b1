/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-verify-bytes.c: one state of the model against one image of a real interpreter: every byte of every block, pointers by what
 * they point at. */
#include "dsc-verify-private.h"

#include "dsc-bytes.h"

/* What a pointer of the model would be in the interpreter. FALSE: which object it is was told by its repr, and compared as such. */
static gboolean
map_pointer (DscComparison     *self,
             const DscByteCell *cell,
             guint64           *out_address)
{
  const DscImageBlock *block;

  switch (cell->target)
    {
    case DSC_TARGET_NULL:
      *out_address = 0;
      return TRUE;
    case DSC_TARGET_STATIC_KEYS:
      *out_address = self->facts->empty_keys;
      return TRUE;
    case DSC_TARGET_STATIC_VALUES:
      *out_address = self->facts->empty_values;
      return TRUE;
    case DSC_TARGET_BLOCK:
      block = self->image->blocks[cell->target_block];
      *out_address = block != NULL ? block->address + cell->target_offset + (guint64) cell->tag : 0;
      return block != NULL && !(self->is_foreign && cell->member == DSC_FIELD_MA_VALUES);
    case DSC_TARGET_OBJECT:
      *out_address = self->facts->dummy;
      return cell->object != NULL && cell->object->kind == DSC_OBJECT_DUMMY;
    case DSC_TARGET_NONE:
    case DSC_TARGET_TYPE:
    case DSC_TARGET_FUNCTION:
      break;
    }
  return FALSE;
}

/* Members that are compared in their own way, or that the interpreter makes itself. */
static gboolean
is_own (const DscComparison *self,
        const DscByteCell   *cell)
{
  switch ((guint) cell->member)
    {
    case DSC_FIELD_MA_VERSION_TAG:
    case DSC_FIELD_DK_VERSION:
    case DSC_FIELD_OB_REFCNT:
    case DSC_FIELD_OB_TID:
    case DSC_FIELD_OB_PADDING:
    case DSC_FIELD_OB_FLAGS:
    case DSC_FIELD_OB_OVERFLOW:
    case DSC_FIELD_OB_MUTEX:
    case DSC_FIELD_OB_GC_BITS:
    case DSC_FIELD_OB_REF_LOCAL:
    case DSC_FIELD_OB_REF_SHARED:
    case DSC_FIELD_OB_NEXT:
    case DSC_FIELD_OB_PREV:
    case DSC_FIELD_GC_NEXT:
    case DSC_FIELD_GC_PREV:
    case DSC_FIELD_GC_REFS:
    case DSC_FIELD_GC_NEXT_WORD:
    case DSC_FIELD_GC_PREV_WORD:
      return TRUE;
    case DSC_FIELD_DK_REFCNT:
      return dsc_snapshot_is_shared_empty (self->snapshot);
    case DSC_FIELD_MA_WATCHER_TAG:
      return self->traits->target.build.free_threaded;
    default:
      return !cell->is_written || cell->kind == DSC_BYTE_UNINITIALISED || cell->is_stale;
    }
}

static void
compare_cell (DscComparison       *self,
              DscBlockKind         kind,
              const DscImageBlock *block,
              const DscByteCell   *cell)
{
  const guint size = MIN (cell->size, 8);
  char name[DSC_BYTE_NAME_SIZE], first[32], second[32];
  gint64 expected = cell->value, found;
  guint64 address;

  if (is_own (self, cell) || cell->size > 8 || (size & (size - 1)) != 0 || !dsc_image_read (block, cell->offset, size, cell->is_signed, &found))
    {
      self->result->bytes_left_out += cell->size;
      return;
    }
  if (cell->kind == DSC_BYTE_POINTER)
    {
      if (map_pointer (self, cell, &address))
        expected = (gint64) address;
      else
        expected = found != 0 ? found : 1;
    }
  self->result->bytes += cell->size;
  if (expected == found)
    return;
  dsc_byte_cell_name (cell, name, sizeof name);
  g_snprintf (first, sizeof first, "0x%0*" G_GINT64_MODIFIER "x", (int) size * 2, expected & (gint64) (G_MAXUINT64 >> (64 - 8 * size)));
  g_snprintf (second, sizeof second, "0x%0*" G_GINT64_MODIFIER "x", (int) size * 2, found & (gint64) (G_MAXUINT64 >> (64 - 8 * size)));
  dsc_comparison_differ (self, first, second, "bytes of %s.%s (offset %" G_GUINT64_FORMAT ")", dsc_block_name (kind), name, cell->offset);
}

void
dsc_comparison_bytes (DscComparison *self)
{
  for (gsize i = 0; i < dsc_snapshot_get_n_blocks (self->snapshot); i++)
    {
      const DscBlock *block = dsc_snapshot_get_block (self->snapshot, i);
      const DscImageBlock *found = self->image->blocks[block->kind];
      DscByteCell cell;

      /* An instance with the dict of another one: the image of the model has one block for the values inside of both. */
      if (found == NULL || (self->is_foreign && block->kind == DSC_BLOCK_INSTANCE_VALUES))
        {
          self->result->bytes_left_out += block->size;
          continue;
        }
      for (guint64 offset = 0; !self->differs && dsc_bytes_describe (self->snapshot, block->kind, offset, &cell); offset = cell.offset + cell.size)
        compare_cell (self, block->kind, found, &cell);
    }
}
