/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-describe-pointers.c: who points at a thing, and what a reference count counts, as far as the image tells.
 *
 * Pointers between the blocks of the image are members of it. What the program itself holds (names, containers) is told by the
 * counts only: whatever they count beyond the pointers that are seen. */
#include "dsc-describe-private.h"

#include <glib/gi18n-lib.h>

#define MOST_NAMED 6u    /* sharers that are named */

static guint
append_pointers (const DscSnapshot *snapshot,
                 DscBlockKind       kind,
                 guint64            offset,
                 guint64            size,
                 GString           *text)
{
  guint n = 0;

  for (gsize i = 0; i < dsc_snapshot_get_n_blocks (snapshot); i++)
    {
      const DscBlock *block = dsc_snapshot_get_block (snapshot, i);

      for (guint k = 0; k < block->n_fields; k++)
        {
          const DscField *field = &block->fields[k];

          if (field->target != DSC_TARGET_BLOCK || field->target_block != kind || field->target_offset < offset
              || field->target_offset - offset >= size)
            continue;
          g_string_append_printf (text, "%s%s.%s", text->len > 0 ? ", " : "", dsc_block_type (dsc_snapshot_get_traits (snapshot), block->kind),
                                  dsc_field_name (field->member.id));
          n++;
        }
    }
  return n;
}

char *
dsc_describe_pointers_to (const DscSnapshot *snapshot,
                          DscBlockKind       kind,
                          guint64            offset,
                          guint64            size)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_pointers (snapshot, kind, offset, size, text);
  return text->len > 0 ? g_strdup (text->str) : NULL;
}

char *
dsc_describe_pointers_to_block (const DscSnapshot *snapshot,
                                const DscBlock    *block)
{
  char *pointers = dsc_describe_pointers_to (snapshot, block->kind, 0, G_MAXUINT64);

  if (pointers != NULL)
    return pointers;
  switch (block->kind)
    {
    case DSC_BLOCK_GC_HEAD:
      return g_strdup (dsc_snapshot_is_tracked (snapshot) ? _("the garbage collector's list") : _("nothing: the object is not tracked"));
    case DSC_BLOCK_DICT:
    case DSC_BLOCK_INSTANCE:
      return g_strdup (_("names and containers of the program"));
    case DSC_BLOCK_KEYS:
      return block->is_static ? g_strdup (_("all empty dicts")) : dsc_describe_is_shared (snapshot) ? g_strdup (_("the class, by ht_cached_keys")) : NULL;
    case DSC_BLOCK_INSTANCE_PRE:
      return g_strdup (_("nothing: it is found in front of the instance"));
    case DSC_BLOCK_INSTANCE_VALUES:
    case DSC_BLOCK_INSTANCE_TAIL:
      return g_strdup (_("nothing: it is found behind the instance"));
    case DSC_BLOCK_TABLE:
    case DSC_BLOCK_VALUES:
    case DSC_N_BLOCKS:
      break;
    }
  return NULL;
}

/* --- reference counts --------------------------------------------------------------------------------------------- */

/* "instance 1, instance 2 and 5 more": of one kind. */
static char *
name_sharers (const DscSnapshot *snapshot,
              gboolean           is_instance,
              gsize             *out_n)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const DscSharer *sharer;
  gsize n = 0;

  for (gsize i = 0; (sharer = dsc_snapshot_get_sharer (snapshot, i)) != NULL; i++)
    if (sharer->is_instance == is_instance && n++ < MOST_NAMED)
      {
        g_autofree char *name = dsc_describe_sharer_name (sharer);
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", name);
      }
  if (n > MOST_NAMED)
    g_string_append (text, ", …");
  *out_n = n;
  return g_strdup (text->str);
}

static void
describe_keys_refcnt (DscDescription    *self,
                      const DscSnapshot *snapshot,
                      const DscField    *field,
                      const DscBlock    *block)
{
  gsize n_dicts, n_instances;

  if (field->value < 0 || (block->is_static && dsc_snapshot_get_traits (snapshot)->empty_refcnt != DSC_EMPTY_REFCNT_COUNTED))
    {
      dsc_description_add_row (self, _("counts"), FALSE, g_strdup (_("nothing: the object is immortal")));
      return;
    }
  if (block->is_static)
    {
      dsc_description_add_row (self, _("counts"), FALSE, g_strdup (_("the interpreter itself, and each empty dict that points here")));
      return;
    }
  if (!dsc_describe_is_shared (snapshot))
    {
      dsc_description_add_row (self, _("counts"), FALSE, g_strdup (_("ma_keys of this dict")));
      return;
    }
  g_autofree char *dicts = name_sharers (snapshot, FALSE, &n_dicts);
  g_autofree char *instances = name_sharers (snapshot, TRUE, &n_instances);
  g_autofree char *count = dsc_describe_count (n_dicts, "ma_keys of %s dict", "ma_keys of %s dicts");
  const gboolean all = dsc_snapshot_get_n_sharers (snapshot) <= DSC_SHARERS_MAX;
  const gboolean has_class = !all || field->value > (gint64) n_dicts;

  if (has_class)
    dsc_description_add_row (self, _("counts"), FALSE, g_strdup (_("ht_cached_keys of the class")));
  if (n_dicts > 0)
    /* Translators: how many dicts are counted, and whose they are: ma_keys of 2 dicts (instance 1, instance 2) */
    dsc_description_add_row (self, has_class ? _("and") : _("counts"), FALSE, g_strdup_printf (_("%1$s (%2$s)"), count, dicts));
  if (n_instances > 0)
    dsc_description_add_row (self, _("not counted"), FALSE, g_strdup_printf (_("%s, which come to the keys by way of their class"), instances));
}

/* Of a dict or an instance. */
static void
describe_object_refcnt (DscDescription    *self,
                        const DscSnapshot *snapshot,
                        const DscField    *field,
                        const DscBlock    *block)
{
  g_autoptr (GString) pointers = g_string_new (NULL);
  const gint64 n = append_pointers (snapshot, block->kind, 0, 1, pointers);
  const gint64 others = field->value - n;

  if (n > 0)
    dsc_description_add_row (self, _("counts"), FALSE, g_strdup (pointers->str));
  if (others > 0)
    dsc_description_add_row (self, n > 0 ? _("and") : _("counts"), FALSE,
                             dsc_describe_count ((guint64) others, "%s name or container of the program", "%s names and containers of the program"));
}

void
dsc_describe_count_rows (DscDescription    *self,
                         const DscSnapshot *snapshot,
                         const DscField    *field,
                         DscBlockKind       kind)
{
  const DscBlock *block = dsc_snapshot_find_block (snapshot, kind);

  if (block != NULL && field->member.id == DSC_FIELD_DK_REFCNT)
    describe_keys_refcnt (self, snapshot, field, block);
  else if (block != NULL && field->member.id == DSC_FIELD_OB_REFCNT && (kind == DSC_BLOCK_DICT || kind == DSC_BLOCK_INSTANCE))
    describe_object_refcnt (self, snapshot, field, block);
}
