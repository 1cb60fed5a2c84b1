/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-compare-bytes.c: which parts of sys.getsizeof differ between sides, and by what. */
#include "dsc-compare-reasons-private.h"

#include <glib/gi18n-lib.h>

static const char *
part_name (DscLedgerPart part)
{
  static const char *const names[DSC_N_PARTS] = {
    [DSC_PART_GC_HEAD] = N_("bytes of the GC head"),         [DSC_PART_OBJECT] = N_("bytes of the object"),
    [DSC_PART_SMALLTABLE_IDLE] = N_("bytes of idle slots"),  [DSC_PART_KEYS_HEADER] = N_("bytes of the keys header"),
    [DSC_PART_INDICES] = N_("bytes of the indices"),         [DSC_PART_LIVE] = N_("bytes of what is in use"),
    [DSC_PART_TOMBSTONES] = N_("bytes of what was deleted"), [DSC_PART_FREE] = N_("bytes that are free"),
    [DSC_PART_VALUES] = N_("bytes of the values"),
  };

  return names[part] != NULL ? _(names[part]) : NULL;
}

/* "3 × 24 = 72"; parts without a number: "72". */
static char *
part_text (const DscLedgerRow *row)
{
  if (row->count > 1 && row->bytes % (gint64) row->count == 0)
    return g_strdup_printf ("%" G_GSIZE_FORMAT " × %" G_GINT64_FORMAT " = %" G_GINT64_FORMAT, row->count, row->bytes / (gint64) row->count, (gint64) row->bytes);
  return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) row->bytes);
}

static DscLedgerRow
row_of (const ReasonSide *side,
        DscLedgerPart     part)
{
  DscLedgerRow rows[DSC_N_PARTS];
  const gsize n = side->snapshot != NULL ? dsc_snapshot_get_ledger (side->snapshot, rows) : 0;

  for (gsize i = 0; i < n; i++)
    if (rows[i].part == part)
      return rows[i];
  return (DscLedgerRow) { .part = part };
}

gboolean
dsc_reasons_part_differs (const ReasonSide *a,
                          const ReasonSide *b,
                          DscLedgerPart     part)
{
  return row_of (a, part).bytes != row_of (b, part).bytes;
}

void
dsc_reasons_add_bytes (Explanation *self)
{
  for (guint part = 0; part < DSC_PART_LEFT_VALUES; part++)
    {
      char *texts[DSC_REASON_MOST_SIDES] = { NULL };
      gboolean alike = TRUE;

      for (guint i = 0; i < self->n; i++)
        {
          const DscLedgerRow row = row_of (&self->sides[i], (DscLedgerPart) part);
          const DscLedgerRow first = row_of (&self->sides[0], (DscLedgerPart) part);
          alike = alike && row.bytes == first.bytes;
          texts[i] = part_text (&row);
        }
      if (!alike && part_name ((DscLedgerPart) part) != NULL)
        dsc_reasons_add_texts (self, g_strdup (part_name ((DscLedgerPart) part)), texts);
      else
        for (guint i = 0; i < self->n; i++)
          g_free (texts[i]);
    }
}
