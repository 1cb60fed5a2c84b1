/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-describe-shared.c: what a class's instances share and what each has of its own: values, order bytes, sharers, in words.
 *
 * The keys object belongs to all of them; value i of each belongs to entry i of it. Where the values lie, and what lies around
 * them, differs: a bare array (3.3 to 3.10), one behind its order bytes (3.11, 3.12), one with a header in front and the order
 * bytes behind (3.13 on), which then is mostly a part of the instance. */
#include "dsc-describe-private.h"

#include <glib/gi18n-lib.h>

#define VALUE_CHARS 200u

gboolean
dsc_describe_is_shared (const DscSnapshot *snapshot)
{
  return dsc_snapshot_get_kind (snapshot) == DSC_KEYS_SPLIT && !dsc_snapshot_is_shared_empty (snapshot)
         && dsc_snapshot_find_block (snapshot, DSC_BLOCK_KEYS) != NULL;
}

/* Whether two images are of the same dict, instance or class. */
gboolean
dsc_describe_same_thing (const DscSnapshot *before,
                         const DscSnapshot *now)
{
  const DscBlock *was = dsc_snapshot_find_block (before, DSC_BLOCK_KEYS);
  const DscBlock *is = dsc_snapshot_find_block (now, DSC_BLOCK_KEYS);

  if (!dsc_target_equal (dsc_snapshot_get_traits (before)->target, dsc_snapshot_get_traits (now)->target))
    return FALSE;
  if (dsc_snapshot_has_instance (before) || dsc_snapshot_has_instance (now))
    return dsc_snapshot_get_instance_id (before) == dsc_snapshot_get_instance_id (now);
  if (dsc_snapshot_has_dict (before) || dsc_snapshot_has_dict (now))
    return dsc_snapshot_get_dict_id (before) == dsc_snapshot_get_dict_id (now);
  return was != NULL && is != NULL && was->address == is->address;
}

/* --- where the values lie ----------------------------------------------------------------------------------------- */

const DscBlock *
dsc_describe_values_block (const DscSnapshot *snapshot)
{
  DscValuesHeader header;

  if (!dsc_snapshot_is_split (snapshot) || !dsc_snapshot_get_values_header (snapshot, &header))
    return NULL;
  return dsc_snapshot_find_block (snapshot, header.embedded ? DSC_BLOCK_INSTANCE_VALUES : DSC_BLOCK_VALUES);
}

guint64
dsc_describe_value_offset (const DscSnapshot *snapshot,
                           gsize              i)
{
  const DscTraits *traits = dsc_snapshot_get_traits (snapshot);
  DscValuesHeader header;

  dsc_snapshot_get_values_header (snapshot, &header);
  return header.prefix + dsc_layout_block (traits, DSC_BLOCK_VALUES).size + (guint64) i * traits->pointer_size;
}

gsize
dsc_describe_n_order_bytes (const DscSnapshot *snapshot)
{
  return dsc_snapshot_get_traits (snapshot)->sharing == DSC_SHARING_ORDER_BYTES ? dsc_snapshot_get_n_values (snapshot) : 0;
}

guint64
dsc_describe_order_offset (const DscSnapshot *snapshot,
                           gsize              k)
{
  DscValuesHeader header;

  dsc_snapshot_get_values_header (snapshot, &header);
  if (header.prefix > 0)
    return header.prefix - 3 - (guint64) k;   /* backwards, in front of the size and the length of the prefix */
  return dsc_describe_value_offset (snapshot, header.capacity) + k;
}

/* Which of the order bytes names the value; −1: none. */
gint64
dsc_describe_order_of (const DscSnapshot *snapshot,
                       gsize              i)
{
  const guint8 *bytes;
  const gsize n = dsc_snapshot_get_order (snapshot, &bytes);

  for (gsize k = 0; k < n; k++)
    if (bytes[k] == i)
      return (gint64) k;
  return -1;
}

/* Number of attributes or items, whatever the image is of. */
gint64
dsc_describe_n_items (const DscSnapshot *snapshot)
{
  gint64 n = 0;

  if (dsc_snapshot_has_dict (snapshot))
    return dsc_snapshot_get_value (snapshot, DSC_FIELD_MA_USED, 0);
  for (gsize i = 0; i < dsc_snapshot_get_n_values (snapshot); i++)
    n += dsc_snapshot_get_split_value (snapshot, i) != NULL;
  return n;
}

/* --- sentences ---------------------------------------------------------------------------------------------------- */

typedef struct {
  char text[24];
} Number;

static Number
place_number (guint64 n)
{
  Number number;

  g_snprintf (number.text, sizeof number.text, "%" G_GUINT64_FORMAT, n);
  return number;
}

static char *
format_place (guint64 size,
              guint64 offset)
{
  g_autofree char *bytes = dsc_describe_size (size);
  g_autofree char *at = dsc_describe_number ((gint64) offset);

  return g_strdup_printf (_("%1$s at offset %2$s"), bytes, at);
}

static const DscObject *
key_of (const DscSnapshot *snapshot,
        gsize              i)
{
  return i < dsc_snapshot_get_n_entries (snapshot) ? dsc_snapshot_get_entry (snapshot, i).me_key : NULL;
}

static char *
empty_value_sentence (const DscSnapshot *snapshot,
                      gsize              i,
                      const char        *place)
{
  const DscObject *key = key_of (snapshot, i);

  if (key == NULL)
    return g_strdup_printf (_("values[%1$s] (%2$s) is NULL: no shared key has this place yet."), place_number (i).text, place);
  g_autofree char *text = dsc_describe_repr (snapshot, key, VALUE_CHARS);
  return g_strdup_printf (_("values[%1$s] (%2$s) is NULL: %3$s has no value here, though the key is among the shared ones."),
                          place_number (i).text, place, text);
}

static char *
order_sentence (const DscSnapshot *snapshot,
                gsize              i)
{
  const gint64 k = dsc_describe_order_of (snapshot, i);

  if (k < 0)
    return NULL;
  g_autofree char *at = dsc_describe_number (k);
  g_autofree char *nth = dsc_describe_number (k + 1);
  return g_strdup_printf (_("It comes as number %1$s in the order of insertion: order[%2$s] names it."), nth, at);
}

static char *
value_was (const DscSnapshot *before,
           const DscSnapshot *now,
           gsize              i)
{
  if (before == NULL || !dsc_describe_split_value_changed (before, now, i))
    return NULL;
  g_autofree char *old = dsc_describe_repr (before, dsc_snapshot_get_split_value (before, i), VALUE_CHARS);
  return g_strdup_printf (_("It was %s before this step."), old);
}

static char *
join (char *first,
      char *second)
{
  if (second == NULL)
    return first;
  char *both = g_strconcat (first, " ", second, NULL);
  g_free (first);
  g_free (second);
  return both;
}

char *
dsc_describe_split_value_title (const DscSnapshot *snapshot,
                                const DscSnapshot *before,
                                gint64             index)
{
  if (index < 0 || (guint64) index >= dsc_snapshot_get_n_values (snapshot))
    return NULL;

  const gsize i = (gsize) index;
  const DscObject *value = dsc_snapshot_get_split_value (snapshot, i);
  g_autofree char *place = format_place (dsc_snapshot_get_traits (snapshot)->pointer_size, dsc_describe_value_offset (snapshot, i));
  if (value == NULL)
    return join (empty_value_sentence (snapshot, i, place), value_was (before, snapshot, i));

  g_autofree char *text = dsc_describe_repr (snapshot, value, VALUE_CHARS);
  g_autofree char *key = dsc_describe_repr (snapshot, key_of (snapshot, i), VALUE_CHARS);
  char *title = g_strdup_printf (_("values[%1$s] (%2$s) points at %3$s, the value of the shared key %4$s."), place_number (i).text, place, text, key);
  return join (join (title, order_sentence (snapshot, i)), value_was (before, snapshot, i));
}

char *
dsc_describe_order_title (const DscSnapshot *snapshot,
                          gint64             index)
{
  const guint8 *bytes;
  const gsize n = dsc_snapshot_get_order (snapshot, &bytes);

  if (index < 0 || (guint64) index >= dsc_describe_n_order_bytes (snapshot))
    return NULL;

  const gsize k = (gsize) index;
  g_autofree char *place = format_place (1, dsc_describe_order_offset (snapshot, k));
  if (k >= n)
    return g_strdup_printf (_("order[%1$s] (%2$s) is not in use: what is in it means nothing."), place_number (k).text, place);
  g_autofree char *key = dsc_describe_repr (snapshot, key_of (snapshot, bytes[k]), VALUE_CHARS);
  return g_strdup_printf (_("order[%1$s] (%2$s) is %3$s: number %4$s in the order of insertion is the key %5$s."), place_number (k).text, place,
                          place_number (bytes[k]).text, place_number (k + 1).text, key);
}

/* --- sharers ------------------------------------------------------------------------------------------------------ */

/* "instance 2", "dict 5": for sharers that have no name. */
char *
dsc_describe_sharer_name (const DscSharer *sharer)
{
  g_autofree char *number = dsc_describe_number (sharer->instance_id != 0 ? sharer->instance_id : sharer->id);

  return sharer->instance_id != 0 ? g_strdup_printf (_("instance %s"), number) : g_strdup_printf (_("dict %s"), number);
}

const char *
dsc_describe_sharer_kind (const DscSharer *sharer)
{
  switch (sharer->values)
    {
    case DSC_SHARER_WITHOUT_VALUES:
      return _("no values");
    case DSC_SHARER_INLINE:
      return sharer->is_instance ? _("values inside it") : _("values inside it, __dict__ made");
    case DSC_SHARER_POINTED:
      return _("values pointed at");
    case DSC_SHARER_IN_DICT:
      return sharer->instance_id != 0 ? _("values of its __dict__") : _("a dict without instance");
    }
  return "";
}

static char *
sharer_values_sentence (const DscSharer *sharer)
{
  switch (sharer->values)
    {
    case DSC_SHARER_WITHOUT_VALUES:
      return g_strdup (_("It has no values."));
    case DSC_SHARER_INLINE:
      return g_strdup (sharer->is_instance ? _("Its values lie inside the instance; it has no dict.")
                                           : _("Its values lie inside the instance, and its __dict__ uses them there."));
    case DSC_SHARER_POINTED:
      return g_strdup (_("The instance points at its values; it has no dict."));
    case DSC_SHARER_IN_DICT:
      return g_strdup (_("Its values are an array of the dict's own."));
    }
  return NULL;
}

char *
dsc_describe_sharer_title (const DscSnapshot *snapshot,
                           gint64             index)
{
  const DscSharer *sharer = index >= 0 ? dsc_snapshot_get_sharer (snapshot, (gsize) index) : NULL;

  if (sharer == NULL)
    return NULL;
  g_autofree char *name = dsc_describe_sharer_name (sharer);
  g_autofree char *attributes = dsc_describe_count (sharer->n_attributes, "%s value set", "%s values set");
  g_autofree char *capacity = dsc_describe_number (sharer->capacity);
  char *title = sharer->is_this ? g_strdup_printf (_("This is what the picture shows (%1$s): %2$s, room for %3$s."), name, attributes, capacity)
                                : g_strdup_printf (_("The same keys object serves %1$s: %2$s, room for %3$s."), name, attributes, capacity);
  return join (title, sharer_values_sentence (sharer));
}

/* --- rows for the inspector --------------------------------------------------------------------------------------- */

static void
add_bytes_row (DscDescription *self,
               guint64         value,
               guint           size)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < size; i++)
    g_string_append_printf (text, i == 0 ? "%02X" : " %02X", (guint) (value >> (8 * i)) & 0xff);
  dsc_description_add_row (self, _("bytes"), TRUE, g_string_free (text, FALSE));
}

gboolean
dsc_describe_split_value_rows (DscDescription    *self,
                               const DscSnapshot *snapshot,
                               const DscSnapshot *before,
                               gint64             index)
{
  if (index < 0 || (guint64) index >= dsc_snapshot_get_n_values (snapshot))
    return FALSE;

  const gsize i = (gsize) index;
  const DscTraits *traits = dsc_snapshot_get_traits (snapshot);
  const DscObject *value = dsc_snapshot_get_split_value (snapshot, i);
  const DscObject *key = key_of (snapshot, i);
  const gint64 k = dsc_describe_order_of (snapshot, i);
  dsc_description_add_row (self, _("value"), TRUE, value != NULL ? dsc_describe_address (snapshot, value) : g_strdup ("NULL"));
  if (value != NULL)
    dsc_description_add_row (self, _("points to"), TRUE, dsc_describe_repr (snapshot, value, VALUE_CHARS));
  if (before != NULL && dsc_describe_split_value_changed (before, snapshot, i))
    dsc_description_add_row (self, _("was"), TRUE, dsc_describe_repr (before, dsc_snapshot_get_split_value (before, i), VALUE_CHARS));
  if (key != NULL)
    dsc_description_add_row (self, _("key"), TRUE, dsc_describe_repr (snapshot, key, VALUE_CHARS));
  if (k >= 0)
    dsc_description_add_row (self, _("order"), TRUE, g_strdup_printf ("order[%" G_GINT64_FORMAT "]", k));
  add_bytes_row (self, value != NULL ? dsc_object_address (value, dsc_snapshot_get_pool (snapshot)) : 0, traits->pointer_size);
  dsc_description_add_row (self, _("type"), TRUE, g_strdup ("PyObject *"));
  dsc_description_add_place (self, dsc_describe_values_block (snapshot)->kind, dsc_describe_value_offset (snapshot, i), traits->pointer_size);
  return TRUE;
}

gboolean
dsc_describe_order_rows (DscDescription    *self,
                         const DscSnapshot *snapshot,
                         gint64             index)
{
  const guint8 *bytes;
  const gsize n = dsc_snapshot_get_order (snapshot, &bytes);

  if (index < 0 || (guint64) index >= dsc_describe_n_order_bytes (snapshot))
    return FALSE;
  if ((guint64) index < n)
    {
      dsc_description_add_row (self, _("value"), TRUE, dsc_describe_number (bytes[index]));
      dsc_description_add_row (self, _("key"), TRUE, dsc_describe_repr (snapshot, key_of (snapshot, bytes[index]), VALUE_CHARS));
      add_bytes_row (self, bytes[index], 1);
    }
  else
    dsc_description_add_row (self, _("state"), FALSE, g_strdup (_("not in use")));
  dsc_description_add_row (self, _("type"), TRUE, g_strdup ("uint8_t"));
  dsc_description_add_place (self, dsc_describe_values_block (snapshot)->kind, dsc_describe_order_offset (snapshot, (gsize) index), 1);
  return TRUE;
}

gboolean
dsc_describe_sharer_rows (DscDescription    *self,
                          const DscSnapshot *snapshot,
                          gint64             index)
{
  const DscSharer *sharer = index >= 0 ? dsc_snapshot_get_sharer (snapshot, (gsize) index) : NULL;

  if (sharer == NULL)
    return FALSE;
  g_free (self->heading);
  self->heading = dsc_describe_sharer_name (sharer);
  dsc_description_add_row (self, _("values"), FALSE, g_strdup (dsc_describe_sharer_kind (sharer)));
  dsc_description_add_row (self, _("values set"), TRUE, dsc_describe_number ((gint64) sharer->n_attributes));
  dsc_description_add_row (self, _("room for"), TRUE, dsc_describe_number (sharer->capacity));
  dsc_description_add_row (self, _("address"), TRUE, g_strdup_printf ("0x%" G_GINT64_MODIFIER "x", (guint64) sharer->address));
  if (sharer->values_address != 0)
    dsc_description_add_row (self, _("values at"), TRUE, g_strdup_printf ("0x%" G_GINT64_MODIFIER "x", (guint64) sharer->values_address));
  return TRUE;
}

gboolean
dsc_describe_split_value_changed (const DscSnapshot *before,
                                  const DscSnapshot *now,
                                  gsize              i)
{
  return dsc_describe_same_thing (before, now) && dsc_describe_is_shared (before)
         && dsc_snapshot_get_split_value (before, i) != dsc_snapshot_get_split_value (now, i);
}

gboolean
dsc_describe_order_changed (const DscSnapshot *before,
                            const DscSnapshot *now,
                            gsize              k)
{
  const guint8 *old, *new;

  if (!dsc_describe_same_thing (before, now) || !dsc_describe_is_shared (before))
    return FALSE;
  const gsize was = dsc_snapshot_get_order (before, &old);
  const gsize is = dsc_snapshot_get_order (now, &new);
  return (k < was) != (k < is) || (k < was && old[k] != new[k]);
}
