/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-image.c: the memory of one variable of a real program, put together from what is told of it. */
#include "dsc-image.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_BLOCK ((gint64) 1 << 30)      /* bytes */

static const char *const fact_words[DSC_N_FACTS] = { "getsizeof", "sizeof", "tracked", "instance_getsizeof", "basicsize", "type" };

const char *
dsc_fact_name (DscFact fact)
{
  static const char *const names[DSC_N_FACTS] = { "sys.getsizeof (dict)", "dict.__sizeof__ ()", "gc.is_tracked (dict)", "sys.getsizeof (instance)",
                                                  "type (instance).__basicsize__", "type (instance)" };

  return names[fact];
}

DscImage *
dsc_image_new (void)
{
  return g_new0 (DscImage, 1);
}

static void
clear_entry (gpointer data)
{
  DscImageEntry *entry = data;

  g_free (entry->key);
  g_free (entry->value);
}

static void
free_block (DscImageBlock *block)
{
  if (block == NULL)
    return;
  g_byte_array_unref (block->bytes);
  g_array_unref (block->entries);
  g_free (block);
}

void
dsc_image_free (DscImage *self)
{
  for (guint i = 0; i < DSC_N_BLOCKS; i++)
    free_block (self->blocks[i]);
  g_free (self);
}

gboolean
dsc_image_read (const DscImageBlock *block,
                guint64              offset,
                guint                size,
                gboolean             is_signed,
                gint64              *out_value)
{
  guint64 value = 0;

  if (size > 8 || size == 0 || offset > block->bytes->len || size > block->bytes->len - offset)
    return FALSE;
  for (guint i = size; i-- > 0;)
    value = value << 8 | block->bytes->data[offset + i];
  if (is_signed && size < 8 && (value >> (8 * size - 1)) != 0)
    value |= G_MAXUINT64 << (8 * size);
  *out_value = (gint64) value;
  return TRUE;
}

/* --- What is told. --- */

static gboolean
get_integer (const DscJson *json,
             gint64         max,
             gint64        *out_value)
{
  if (json == NULL || json->kind != DSC_JSON_INTEGER || json->as.integer < 0 || json->as.integer > max)
    return FALSE;
  *out_value = json->as.integer;
  return TRUE;
}

static gboolean
is_array (const DscJson *json)
{
  return json != NULL && json->kind == DSC_JSON_ARRAY;
}

static gboolean
find_block (const DscJson *name,
            DscBlockKind  *out_kind)
{
  for (guint i = 0; i < DSC_N_BLOCKS; i++)
    if (dsc_json_is_text (name, dsc_block_name ((DscBlockKind) i)))
      {
        *out_kind = (DscBlockKind) i;
        return TRUE;
      }
  return FALSE;
}

/* Of what is another kind of thing all is told anew. */
static gboolean
take_kind (DscImage      *self,
           const DscJson *json)
{
  static const char *const names[] = { "dict", "class", "instance", "old" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (dsc_json_is_text (json, names[i]))
      {
        for (guint block = 0; self->kind != (DscImageKind) i && block < DSC_N_BLOCKS; block++)
          g_clear_pointer (&self->blocks[block], free_block);
        self->kind = (DscImageKind) i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
take_facts (DscImage      *self,
            const DscJson *json)
{
  if (json == NULL || json->kind != DSC_JSON_OBJECT)
    return FALSE;
  for (guint i = 0; i < DSC_N_FACTS; i++)
    {
      const DscJson *fact = dsc_json_get_member (json, fact_words[i]);

      self->has_fact[i] = fact != NULL;
      if (fact == NULL)
        continue;
      if (fact->kind == DSC_JSON_TRUE || fact->kind == DSC_JSON_FALSE)
        self->facts[i] = fact->kind == DSC_JSON_TRUE;
      else if (!get_integer (fact, G_MAXINT64, &self->facts[i]))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_bytes (DscImageBlock *block,
            const DscJson *piece)
{
  const DscJson *text = dsc_json_get_item (piece, 1);
  gint64 start;

  if (!get_integer (dsc_json_get_item (piece, 0), block->bytes->len, &start) || text == NULL || text->kind != DSC_JSON_STRING
      || text->as.text.length % 2 != 0 || text->as.text.length / 2 > block->bytes->len - (gsize) start)
    return FALSE;
  for (gsize i = 0; i < text->as.text.length; i += 2)
    {
      const int high = g_ascii_xdigit_value (text->as.text.bytes[i]), low = g_ascii_xdigit_value (text->as.text.bytes[i + 1]);

      if (high < 0 || low < 0)
        return FALSE;
      block->bytes->data[(gsize) start + i / 2] = (guint8) (high << 4 | low);
    }
  return TRUE;
}

static gboolean
take_text (const DscJson    *json,
           char            **text,
           const DscObject **checked)
{
  if (json == NULL || (json->kind != DSC_JSON_NULL && json->kind != DSC_JSON_STRING))
    return FALSE;
  g_free (*text);
  *text = json->kind == DSC_JSON_STRING ? g_strndup (json->as.text.bytes, json->as.text.length) : NULL;
  *checked = NULL;
  return TRUE;
}

static gboolean
take_entry (DscImageBlock *block,
            const DscJson *json)
{
  gint64 i;

  if (!get_integer (dsc_json_get_item (json, 0), (gint64) block->entries->len - 1, &i))
    return FALSE;
  DscImageEntry *entry = &g_array_index (block->entries, DscImageEntry, (guint) i);
  return take_text (dsc_json_get_item (json, 1), &entry->key, &entry->checked_key)
         && take_text (dsc_json_get_item (json, 2), &entry->value, &entry->checked_value);
}

static gboolean
take_block (DscImage      *self,
            const DscJson *json)
{
  const DscJson *pieces = dsc_json_get_member (json, "bytes"), *entries = dsc_json_get_member (json, "entries");
  gint64 size, n, address;
  DscBlockKind kind;

  if (!find_block (dsc_json_get_member (json, "block"), &kind) || !get_integer (dsc_json_get_member (json, "size"), MAX_BLOCK, &size)
      || !get_integer (dsc_json_get_member (json, "n"), size, &n) || !get_integer (dsc_json_get_member (json, "address"), G_MAXINT64, &address)
      || !is_array (pieces) || !is_array (entries))
    return FALSE;
  if (self->blocks[kind] == NULL)
    {
      self->blocks[kind] = g_new0 (DscImageBlock, 1);
      self->blocks[kind]->bytes = g_byte_array_new ();
      self->blocks[kind]->entries = g_array_new (FALSE, TRUE, sizeof (DscImageEntry));
      g_array_set_clear_func (self->blocks[kind]->entries, clear_entry);
    }

  DscImageBlock *block = self->blocks[kind];
  const guint old = block->bytes->len;
  block->address = (guint64) address;
  g_byte_array_set_size (block->bytes, (guint) size);
  if ((guint) size > old)
    memset (block->bytes->data + old, 0, (guint) size - old);
  g_array_set_size (block->entries, (guint) n);
  for (gsize i = 0; i < pieces->as.array.length; i++)
    if (!take_bytes (block, &pieces->as.array.items[i]))
      return FALSE;
  for (gsize i = 0; i < entries->as.array.length; i++)
    if (!take_entry (block, &entries->as.array.items[i]))
      return FALSE;
  return TRUE;
}

/* A value whose text has changed while it stayed where it was. */
static gboolean
take_soft (DscImage      *self,
           const DscJson *json)
{
  gint64 i, j;
  DscBlockKind kind;

  if (!find_block (dsc_json_get_item (json, 0), &kind) || self->blocks[kind] == NULL
      || !get_integer (dsc_json_get_item (json, 1), (gint64) self->blocks[kind]->entries->len - 1, &i)
      || !get_integer (dsc_json_get_item (json, 2), 1, &j))
    return FALSE;
  DscImageEntry *entry = &g_array_index (self->blocks[kind]->entries, DscImageEntry, (guint) i);
  return take_text (dsc_json_get_item (json, 3), j == 0 ? &entry->key : &entry->value, j == 0 ? &entry->checked_key : &entry->checked_value);
}

static gboolean
take_lost (DscImage      *self,
           const DscJson *name)
{
  DscBlockKind kind;

  if (!find_block (name, &kind))
    return FALSE;
  g_clear_pointer (&self->blocks[kind], free_block);
  return TRUE;
}

static gboolean
take_all (DscImage      *self,
          const DscJson *list,
          gboolean     (*take) (DscImage *self, const DscJson *item))
{
  if (!is_array (list))
    return FALSE;
  for (gsize i = 0; i < list->as.array.length; i++)
    if (!take (self, &list->as.array.items[i]))
      return FALSE;
  return TRUE;
}

gboolean
dsc_image_apply (DscImage      *self,
                 const DscJson *told,
                 GError       **error)
{
  if (take_kind (self, dsc_json_get_member (told, "kind")) && take_facts (self, dsc_json_get_member (told, "facts"))
      && take_all (self, dsc_json_get_member (told, "lost"), take_lost) && take_all (self, dsc_json_get_member (told, "blocks"), take_block)
      && take_all (self, dsc_json_get_member (told, "soft"), take_soft))
    return TRUE;
  g_set_error_literal (error, DSC_ERROR, DSC_ERROR_FORMAT, _("It told something about its memory that cannot be."));
  return FALSE;
}
