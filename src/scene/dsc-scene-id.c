/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-scene-id.c: the name of a thing in memory, as CPython's code would write it. */
#include "dsc-scene-private.h"

gboolean
dsc_scene_id_equal (DscSceneId a,
                    DscSceneId b)
{
  return a.part == b.part && a.field == b.field && a.index == b.index && a.extra == b.extra;
}

const char *
dsc_scene_table_name (const DscTraits *traits)
{
  return traits->family == DSC_FAMILY_OPEN ? "ma_table" : "dk_entries";
}

static char *
format_field (DscSceneId       id,
              const DscTraits *traits)
{
  const DscBlockKind block = (DscBlockKind) id.index;

  if (id.field != DSC_FIELD_PADDING)
    return g_strdup (dsc_field_name ((DscFieldId) id.field));
  return g_strdup_printf ("%s+%" G_GINT64_FORMAT, dsc_block_type (traits, block), id.extra);
}

static const char *
ledger_part_name (DscLedgerPart part)
{
  static const char *const names[DSC_N_PARTS] = {
    [DSC_PART_GC_HEAD]         = "gc_head",
    [DSC_PART_OBJECT]          = "object",
    [DSC_PART_SMALLTABLE_IDLE] = "smalltable_idle",
    [DSC_PART_KEYS_HEADER]     = "keys_header",
    [DSC_PART_INDICES]         = "indices",
    [DSC_PART_LIVE]            = "live",
    [DSC_PART_TOMBSTONES]      = "tombstones",
    [DSC_PART_FREE]            = "free",
    [DSC_PART_VALUES]          = "values",
    [DSC_PART_LEFT_VALUES]     = "left_values",
    [DSC_PART_LEFT_ROOM]       = "left_room",
    [DSC_PART_SHARED_KEYS]     = "shared_keys",
    [DSC_PART_ROUNDING]        = "rounding",
  };

  return part < DSC_N_PARTS ? names[part] : "";
}

/* The type; two of an instance's blocks have the type of another one, or none. */
static char *
format_block (DscBlockKind     kind,
              const DscTraits *traits)
{
  const gboolean is_named = kind == DSC_BLOCK_INSTANCE_PRE || kind == DSC_BLOCK_INSTANCE_VALUES || kind == DSC_BLOCK_INSTANCE_TAIL;

  return g_strdup (is_named ? dsc_block_name (kind) : dsc_block_type (traits, kind));
}

static const char *
gap_name (DscSceneId  id,
          const char *table)
{
  return id.field == DSC_FIELD_DK_INDICES ? "dk_indices" : id.field == DSC_FIELD_VALUES_VALUES ? "values" : table;
}

char *
dsc_scene_id_format (DscSceneId       id,
                     const DscTraits *traits)
{
  const char *table = dsc_scene_table_name (traits);
  const gint64 i = id.index;

  switch ((DscPartKind) id.part)
    {
    case DSC_PART_OF_PICTURE:
      return g_strdup ("");
    case DSC_PART_OF_BLOCK:
      return format_block ((DscBlockKind) i, traits);
    case DSC_PART_OF_FIELD:
      return format_field (id, traits);
    case DSC_PART_OF_SLOT:
      return g_strdup_printf ("%s[%" G_GINT64_FORMAT "]", traits->family == DSC_FAMILY_COMPACT ? "dk_indices" : table, i);
    case DSC_PART_OF_ENTRY:
      return g_strdup_printf ("%s[%" G_GINT64_FORMAT "]", table, i);
    case DSC_PART_OF_ENTRY_FIELD:
      return g_strdup_printf ("%s[%" G_GINT64_FORMAT "].%s", table, i, dsc_field_name ((DscFieldId) id.field));
    case DSC_PART_OF_KEY:
      return g_strdup_printf ("*%s[%" G_GINT64_FORMAT "].me_key", table, i);
    case DSC_PART_OF_VALUE:
      return id.field == DSC_FIELD_VALUES_VALUES ? g_strdup_printf ("*values[%" G_GINT64_FORMAT "]", i)
                                                 : g_strdup_printf ("*%s[%" G_GINT64_FORMAT "].me_value", table, i);
    case DSC_PART_OF_LEDGER:
      return g_strdup_printf ("getsizeof.%s", ledger_part_name ((DscLedgerPart) i));
    case DSC_PART_OF_GAP:
      return g_strdup_printf ("%s[%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT "]",
                              gap_name (id, table), i, i + id.extra);
    case DSC_PART_OF_SPLIT_VALUE:
      return g_strdup_printf ("values[%" G_GINT64_FORMAT "]", i);
    case DSC_PART_OF_ORDER:
      return g_strdup_printf ("order[%" G_GINT64_FORMAT "]", i);
    case DSC_PART_OF_SHARER:
      return g_strdup_printf ("sharers[%" G_GINT64_FORMAT "]", i);
    case DSC_PART_OF_DATUM:
      return g_strdup_printf ("datum[%" G_GINT64_FORMAT "][%" G_GINT64_FORMAT "]", i, id.extra);
    }
  g_return_val_if_reached (g_strdup (""));
}
