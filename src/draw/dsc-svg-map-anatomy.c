/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-svg-map-anatomy.c: level Anatomy of a map as SVG: the same boxes and words as dsc-painter-map-anatomy.c paints. */
#include <math.h>
#include <string.h>

#include "dsc-describe-private.h"
#include "dsc-svg-map-private.h"

static const DscFieldId fields[] = { DSC_FIELD_ME_HASH, DSC_FIELD_ME_KEY, DSC_FIELD_ME_VALUE };

/* Of a field in its cell, map units; without a width where the entry has no such field. */
static DscRect
field_box (DscSvgMapWriter *self,
           DscFieldId       field)
{
  const DscRect box = dsc_map_field_rect (self->map, 0, field);
  const double unit = self->g->unit;

  return (DscRect) { (box.x - self->g->x) / unit, (box.y - self->g->y) / unit, box.width / unit, box.height / unit };
}

/* --- grounds ------------------------------------------------------------------------------------------------------ */

void
dsc_svg_map_append_live_grounds (DscSvgMapWriter *self,
                                 guint            tint)
{
  const double share = 0.22 + 0.78 * pow (tint / (DSC_MAP_N_TINTS - 1.0), 1 / 1.3);
  const double bar = round (DSC_MAP_HEIGHT * share);

  dsc_svg_map_append_fill (self, (DscRect) { 0, DSC_MAP_HEIGHT - bar, 4.5, bar }, self->ink->tints[tint]);
  for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
    {
      const DscRect box = field_box (self, fields[f]);

      if (dsc_map_get_kind (self->map) == DSC_MAP_OF_ENTRIES && box.width > 0)
        dsc_svg_map_append_fill (self, box, self->ink->card);
    }
}

void
dsc_svg_map_append_dummy_grounds (DscSvgMapWriter *self)
{
  const gboolean is_index = dsc_map_get_kind (self->map) == DSC_MAP_OF_INDICES;

  dsc_svg_map_append_fill (self, (DscRect) { 2, 2, is_index ? self->width - 4 : 40, DSC_MAP_HEIGHT - 4 }, self->ink->dummy_ground);
  if (!is_index)
    dsc_svg_map_append_fill (self, (DscRect) { 46, DSC_MAP_HEIGHT / 4, 180, DSC_MAP_HEIGHT / 2 }, self->ink->dummy_ground);
}

/* --- texts -------------------------------------------------------------------------------------------------------- */

void
dsc_svg_map_append_anatomy_style (DscSvgMapWriter *self)
{
  static const struct { const char *name; DscRole role; const char *rest; } classes[] = {
    { "an", DSC_ROLE_LIVE, "font-size:12px;font-weight:bold;text-anchor:middle" },
    { "ax", DSC_ROLE_DUMMY, "font-size:12px;font-weight:bold;text-anchor:middle" },
    { "az", DSC_ROLE_EMPTY, "font-size:12px;font-weight:bold;text-anchor:middle" },
    { "al", DSC_ROLE_TEXT_DIM, "font-size:8px" }, { "ao", DSC_ROLE_EMPTY, "font-size:8px" }, { "as", DSC_ROLE_EMPTY, "font-size:6.5px" },
    { "ae", DSC_ROLE_EMPTY, "font-size:8px;text-anchor:end" }, { "av", DSC_ROLE_TEXT, "font-size:11px" },
    { "ah", DSC_ROLE_TEXT, "font-size:10px" }, { "at", DSC_ROLE_DUMMY, "font-size:10px;font-weight:bold" },
  };

  g_string_append (self->out, "<style>\n");
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      g_string_append_printf (self->out, ".%s{font-family:%s,monospace;fill:", classes[i].name, self->options->mono_family);
      dsc_svg_map_append_color (self->out, dsc_color_to_pixel (dsc_palette_get_ink (self->options->theme, classes[i].role)->text));
      g_string_append_printf (self->out, ";%s}\n", classes[i].rest);
    }
  g_string_append (self->out, "</style>\n");
}

static const char *
number_style (guint8 cell)
{
  return cell >= DSC_CELL_USED ? "an" : cell == DSC_CELL_DUMMY ? "ax" : "az";
}

static void
append_slot (DscSvgMapWriter *self,
             gsize            i,
             double           x,
             double           y)
{
  const DscSnapshot *snapshot = dsc_map_get_snapshot (self->map);
  g_autofree char *held = dsc_describe_number (dsc_snapshot_get_index (snapshot, i));
  char slot[24], offset[32];

  g_snprintf (slot, sizeof slot, "%" G_GSIZE_FORMAT, i);
  g_snprintf (offset, sizeof offset, "+%" G_GUINT64_FORMAT, (guint64) dsc_snapshot_get_index_offset (snapshot, i));
  dsc_svg_map_append_text (self, "al", x + 5, y + 10, slot);
  dsc_svg_map_append_text (self, number_style (self->cells[i]), x + DSC_MAP_INDEX_WIDTH / 2, y + 26, held);
  dsc_svg_map_append_text (self, "ae", x + DSC_MAP_INDEX_WIDTH - 3, y + 40, offset);
}

static void
append_field (DscSvgMapWriter *self,
              DscFieldId       field,
              const char      *value,
              double           x,
              double           y)
{
  const DscSnapshot *snapshot = dsc_map_get_snapshot (self->map);
  const DscRect box = field_box (self, field);
  const gboolean is_high = field == DSC_FIELD_ME_HASH;
  const guint size = (guint) dsc_snapshot_get_traits (snapshot)->pointer_size;
  const guint number = field == DSC_FIELD_ME_HASH ? 0 : field == DSC_FIELD_ME_KEY ? 1 : 2;
  char name[32];

  g_snprintf (name, sizeof name, "+%u %s", (number - (dsc_snapshot_entries_have_hash (snapshot) ? 0 : 1)) * size, dsc_field_name (field));
  dsc_svg_map_append_text (self, "al", x + box.x + 4, y + box.y + (is_high ? 9 : 12.5), name);
  if (!is_high)
    {
      dsc_svg_map_append_text (self, "av", x + box.x + 4 + 14 * 4.8, y + box.y + 13.5, value);
      return;
    }
  g_autofree char *upper = g_strndup (value, 9);
  dsc_svg_map_append_text (self, "ah", x + box.x + 4, y + box.y + 22, upper);
  if (strlen (value) > 10)
    dsc_svg_map_append_text (self, "ah", x + box.x + 4, y + box.y + 34, value + 10);
}

/* As many characters as fit behind the name. */
static void
append_object (DscSvgMapWriter *self,
               DscFieldId       field,
               const DscObject *object,
               double           x,
               double           y)
{
  const guint room = (guint) MAX ((field_box (self, field).width - 6 - 14 * 4.8) / 6.63, 1);
  g_autofree char *text = object != NULL ? dsc_describe_repr (dsc_map_get_snapshot (self->map), object, MIN (room, 24)) : g_strdup ("NULL");

  append_field (self, field, text, x, y);
}

static void
append_entry (DscSvgMapWriter *self,
              gsize            i,
              double           x,
              double           y)
{
  const DscSnapshot *snapshot = dsc_map_get_snapshot (self->map);
  char number[24], offset[32];

  g_snprintf (number, sizeof number, "%" G_GSIZE_FORMAT, i);
  g_snprintf (offset, sizeof offset, "+%" G_GUINT64_FORMAT, (guint64) dsc_snapshot_get_entry_offset (snapshot, i));
  dsc_svg_map_append_text (self, number_style (self->cells[i]), x + 24, y + 22, number);
  dsc_svg_map_append_text (self, strlen (offset) <= 7 ? "ao" : "as", x + 6, y + 38, offset);
  if (self->cells[i] == DSC_CELL_DUMMY)
    {
      g_autofree char *label = dsc_describe_tombstone_label (snapshot, i, TRUE);
      dsc_svg_map_append_text (self, "at", x + 50, y + 26, label);
    }
  if (self->cells[i] < DSC_CELL_USED)
    return;

  const DscEntry entry = dsc_snapshot_get_entry (snapshot, i);
  if (dsc_snapshot_entries_have_hash (snapshot))
    {
      g_autofree char *hash = dsc_describe_hash (dsc_snapshot_get_traits (snapshot), entry.me_hash);
      append_field (self, DSC_FIELD_ME_HASH, hash, x, y);
    }
  append_object (self, DSC_FIELD_ME_KEY, entry.me_key, x, y);
  append_object (self, DSC_FIELD_ME_VALUE, entry.me_value, x, y);
}

void
dsc_svg_map_append_anatomy_texts (DscSvgMapWriter *self,
                                  gsize            i,
                                  double           x,
                                  double           y)
{
  if (dsc_map_get_kind (self->map) == DSC_MAP_OF_INDICES)
    append_slot (self, i, x, y);
  else
    append_entry (self, i, x, y);
}
