/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-bytes-words.c: what stands beside bytes: names and values of members, and how to read them in a sentence. */
#include "dsc-view-bytes-private.h"

#include <glib/gi18n-lib.h>

#include "dsc-describe-private.h"

#define REPR_CHARS   60u
#define MOST_WRITTEN 16u    /* bytes that a sentence writes out */

char *
dsc_bytes_name_of (const DscByteCell *cell)
{
  char name[DSC_BYTE_NAME_SIZE];

  if (cell->member == DSC_FIELD_PADDING)
    /* Translators: bytes of padding, so many of them; short */
    return g_strdup_printf (_("pad %u"), cell->size);
  dsc_byte_cell_name (cell, name, sizeof name);
  return g_strdup (name);
}

char *
dsc_bytes_number_of (const DscByteCell *cell)
{
  return cell->is_signed ? dsc_describe_number (cell->value) : g_strdup_printf ("%" G_GUINT64_FORMAT, (guint64) cell->value);
}

static char *
target_text (const DscSnapshot *snapshot,
             const DscByteCell *cell)
{
  const DscTraits *traits = dsc_snapshot_get_traits (snapshot);

  switch (cell->target)
    {
    case DSC_TARGET_BLOCK:
      if (cell->target_offset > 0)
        return g_strdup_printf ("%s + %" G_GUINT64_FORMAT, dsc_block_type (traits, cell->target_block), cell->target_offset);
      return g_strdup (dsc_describe_block_title (snapshot, dsc_snapshot_find_block (snapshot, cell->target_block)));
    case DSC_TARGET_STATIC_KEYS:
      return g_strdup ("Py_EMPTY_KEYS");
    case DSC_TARGET_STATIC_VALUES:
      return g_strdup ("empty_values");
    case DSC_TARGET_OBJECT:
      if (cell->object != NULL)
        return cell->object->kind == DSC_OBJECT_DUMMY ? g_strdup ("dummy") : dsc_describe_repr (snapshot, cell->object, REPR_CHARS);
      break;
    case DSC_TARGET_NONE:
    case DSC_TARGET_NULL:
    case DSC_TARGET_TYPE:
    case DSC_TARGET_FUNCTION:
      break;
    }
  return g_strdup (cell->text != NULL ? cell->text : "");
}

char *
dsc_bytes_value_of (const DscSnapshot *snapshot,
                    const DscByteCell *cell)
{
  if (cell->kind == DSC_BYTE_PADDING)
    return g_strdup ("");
  if (cell->kind == DSC_BYTE_UNINITIALISED)
    return g_strdup (cell->size < 4 ? "" : _("never written"));
  if (cell->kind == DSC_BYTE_POINTER && cell->target == DSC_TARGET_NULL)
    return g_strdup ("NULL");
  if (cell->kind == DSC_BYTE_POINTER)
    {
      g_autofree char *target = target_text (snapshot, cell);
      g_autofree char *tag = cell->tag != 0 ? g_strdup_printf (" %s %" G_GINT64_FORMAT, cell->tag < 0 ? "−" : "+", ABS (cell->tag)) : g_strdup ("");
      return g_strconcat ("→ ", target, tag, NULL);
    }
  g_autofree char *number = dsc_bytes_number_of (cell);
  if (cell->array != DSC_FIELD_PADDING && cell->array == cell->member)
    return g_steal_pointer (&number);
  return g_strconcat ("= ", number, cell->text != NULL ? "  " : NULL, cell->text, NULL);
}

/* --- how to read them --------------------------------------------------------------------------------------------- */

/* "05 00 00 00": bytes that are never written are dots. */
static char *
write_bytes (const DscSnapshot  *snapshot,
             const DscByteRange *range)
{
  GString *text = g_string_new (NULL);
  guint8 bytes[MOST_WRITTEN];
  const gsize n = dsc_bytes_read (snapshot, range->block, range->offset, bytes, MIN (range->size, MOST_WRITTEN));

  for (gsize i = 0; i < n; i++)
    {
      DscByteCell cell;
      dsc_bytes_describe (snapshot, range->block, range->offset + i, &cell);
      g_string_append (text, i > 0 ? " " : "");
      if (cell.is_written)
        g_string_append_printf (text, "%02X", bytes[i]);
      else
        g_string_append (text, "··");
    }
  if (range->size > MOST_WRITTEN)
    g_string_append (text, " …");
  return g_string_free (text, FALSE);
}

static char *
explain_cell (const DscSnapshot *snapshot,
              DscBlockKind       block,
              const DscByteCell *cell)
{
  const DscByteRange range = { block, cell->offset, cell->size };
  g_autofree char *bytes = write_bytes (snapshot, &range);

  if (cell->kind == DSC_BYTE_PADDING && !cell->is_written)
    return g_strdup_printf (_("%s: padding. It is never written, so whatever was in memory before is still there."), bytes);
  if (cell->kind == DSC_BYTE_PADDING)
    return g_strdup_printf (_("%s: padding, cleared with the whole block."), bytes);
  if (cell->kind == DSC_BYTE_UNINITIALISED)
    return g_strdup_printf (_("%s: these bytes are never written here, so whatever was in memory before is still there."), bytes);
  if (cell->kind == DSC_BYTE_POINTER && cell->target == DSC_TARGET_NULL)
    return g_strdup_printf (_("%s is NULL: all bytes of the pointer are 0."), bytes);
  if (cell->kind == DSC_BYTE_POINTER)
    return g_strdup_printf (_("%1$s, lowest byte first, is the address 0x%2$" G_GINT64_MODIFIER "x."), bytes, (guint64) cell->value);

  g_autofree char *number = dsc_bytes_number_of (cell);
  if (cell->size == 1)
    return cell->is_signed && cell->value < 0 ? g_strdup_printf (_("%1$s is %2$s: the byte is signed, 256 is taken away."), bytes, number)
                                              : g_strdup_printf (_("%1$s is %2$s."), bytes, number);
  if (cell->is_signed && cell->value < 0)
    return g_strdup_printf (_("%1$s, lowest byte first, is %2$s: the highest bit is the sign."), bytes, number);
  return g_strdup_printf (_("%1$s, lowest byte first, is %2$s."), bytes, number);
}

/* An entry, a block: several members. */
static char *
explain_range (const DscSnapshot  *snapshot,
               const DscByteRange *range)
{
  g_autofree char *bytes = write_bytes (snapshot, range);
  g_autofree char *size = dsc_describe_size (range->size);

  return g_strdup_printf (_("%1$s: %2$s, several members; in each the lowest byte comes first."), bytes, size);
}

/* A number that is not 0 and has more than one byte. */
static gboolean
find_example (const DscSnapshot *snapshot,
              DscByteCell       *cell,
              DscBlockKind      *block)
{
  static const DscFieldId members[] = { DSC_FIELD_MA_USED, DSC_FIELD_DK_USABLE, DSC_FIELD_OB_REFCNT, DSC_FIELD_OB_REF_LOCAL };

  for (guint m = 0; m < G_N_ELEMENTS (members); m++)
    for (gsize i = 0; i < dsc_snapshot_get_n_blocks (snapshot); i++)
      {
        *block = dsc_snapshot_get_block (snapshot, i)->kind;
        const DscField *field = dsc_describe_find_field (snapshot, *block, members[m], 0);
        if (field != NULL && field->value != 0 && dsc_bytes_describe (snapshot, *block, field->member.offset, cell) && cell->size > 1)
          return TRUE;
      }
  return FALSE;
}

static char *
explain_rule (const DscSnapshot *snapshot)
{
  DscByteCell cell;
  DscBlockKind block;

  if (!find_example (snapshot, &cell, &block))
    return g_strdup (_("Numbers and addresses are stored lowest byte first (little-endian)."));
  g_autofree char *name = dsc_bytes_name_of (&cell);
  g_autofree char *example = explain_cell (snapshot, block, &cell);
  return g_strdup_printf (_("Numbers and addresses are stored lowest byte first (little-endian): in %1$s, %2$s"), name, example);
}

char *
dsc_view_bytes_explain (const DscSnapshot *snapshot,
                        DscSceneId         id)
{
  DscByteRange range;
  DscByteCell cell;

  if (id.part == DSC_PART_OF_BLOCK || !dsc_byte_id_range (snapshot, id, &range) || !dsc_bytes_describe (snapshot, range.block, range.offset, &cell))
    return explain_rule (snapshot);
  if (cell.size < range.size)
    return explain_range (snapshot, &range);
  return explain_cell (snapshot, range.block, &cell);
}

static const char *
remark_of (const DscByteCell *cell)
{
  if (cell->is_stale)
    return _("It is left from earlier and means nothing now.");
  return cell->is_unused ? _("It is not in use.") : NULL;
}

char *
dsc_view_bytes_describe_byte (const DscSnapshot *snapshot,
                              DscBlockKind       block,
                              guint64            offset)
{
  DscByteCell cell;

  if (!dsc_bytes_describe (snapshot, block, offset, &cell))
    return NULL;
  const DscSceneId id = dsc_byte_id_of (snapshot, block, &cell);
  g_autofree char *name = dsc_bytes_name_of (&cell);
  g_autofree char *title = id.part != DSC_PART_OF_BLOCK ? dsc_describe_title (snapshot, NULL, id) : NULL;
  g_autofree char *reading = explain_cell (snapshot, block, &cell);
  g_autofree char *place = dsc_describe_number ((gint64) offset);
  g_autoptr (GString) text = g_string_new (NULL);

  /* Translators: byte 2 of 8 of dk_usable, offset 18 in the keys object */
  g_string_append_printf (text, _("Byte %1$u of %2$u of %3$s, offset %4$s in the %5$s."), (guint) (offset - cell.offset) + 1, cell.size, name,
                          place, dsc_describe_block_words (block));
  g_string_append_printf (text, "\n%s", reading);
  if (remark_of (&cell) != NULL)
    g_string_append_printf (text, " %s", remark_of (&cell));
  if (title != NULL)
    g_string_append_printf (text, "\n%s", title);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
