/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-verify-state.c: one state of the model against one image of a real interpreter: the fixed parts of its blocks. */
#include "dsc-verify-private.h"

#include <string.h>

void
dsc_comparison_differ (DscComparison *self,
                       const char    *model,
                       const char    *interpreter,
                       const char    *format,
                       ...)
{
  va_list arguments;

  if (self->differs)
    return;
  self->differs = TRUE;
  va_start (arguments, format);
  self->field = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  self->model = g_strdup (model);
  self->interpreter = g_strdup (interpreter);
}

void
dsc_comparison_number (DscComparison *self,
                       const char    *block,
                       const char    *field,
                       gint64         i,
                       gint64         model,
                       gint64         interpreter)
{
  char first[32], second[32], number[32] = "";

  self->result->fields++;
  if (model == interpreter || self->differs)
    return;
  g_snprintf (first, sizeof first, "%" G_GINT64_FORMAT, model);
  g_snprintf (second, sizeof second, "%" G_GINT64_FORMAT, interpreter);
  if (i >= 0)
    g_snprintf (number, sizeof number, "[%" G_GINT64_FORMAT "]", i);
  dsc_comparison_differ (self, first, second, "%s.%s%s", block, field, number);
}

/* --- Pointers. --- */

static void
compare_pointer (DscComparison *self,
                 const char    *block,
                 const char    *name,
                 const char    *model,
                 guint64        expected,
                 guint64        found)
{
  char second[40];

  self->result->fields++;
  if (expected == found)
    return;
  g_snprintf (second, sizeof second, found != 0 ? "another address (0x%" G_GINT64_MODIFIER "x)" : "NULL", found);
  dsc_comparison_differ (self, model, second, "%s.%s", block, name);
}

/* Behind one name is one function, and one name to a function. */
static void
compare_function (DscComparison  *self,
                  const char     *block,
                  const DscField *field,
                  guint64         found)
{
  GHashTableIter iter;
  gpointer name, address;

  self->result->fields++;
  g_hash_table_iter_init (&iter, self->functions);
  while (g_hash_table_iter_next (&iter, &name, &address))
    if ((strcmp (name, field->text) == 0) != (*(guint64 *) address == found))
      {
        dsc_comparison_differ (self, field->text, *(guint64 *) address == found ? name : "another function", "%s.%s", block, dsc_field_name (field->member.id));
        return;
      }
  if (!g_hash_table_contains (self->functions, field->text))
    g_hash_table_insert (self->functions, (gpointer) field->text, g_memdup2 (&found, sizeof found));
}

/* What the target's address is in the interpreter, and a word for it. A tag in the low bits stays. */
static guint64
find_target (DscComparison  *self,
             const DscField *field,
             const char    **out_text)
{
  const DscBlock *block;

  switch (field->target)
    {
    case DSC_TARGET_BLOCK:
      if (self->is_foreign && field->member.id == DSC_FIELD_MA_VALUES)
        {
          *out_text = "values inside of another instance";
          return self->image->blocks[DSC_BLOCK_VALUES] != NULL ? self->image->blocks[DSC_BLOCK_VALUES]->address : G_MAXUINT64;
        }
      block = dsc_snapshot_find_block (self->snapshot, field->target_block);
      *out_text = dsc_block_name (field->target_block);
      if (block == NULL || self->image->blocks[field->target_block] == NULL)
        return G_MAXUINT64;
      return self->image->blocks[field->target_block]->address + ((guint64) field->value - block->address);
    case DSC_TARGET_STATIC_KEYS:
      *out_text = "the shared empty keys";
      return self->facts->empty_keys;
    case DSC_TARGET_STATIC_VALUES:
      *out_text = "the shared empty values";
      return self->facts->empty_values;
    case DSC_TARGET_TYPE:
      *out_text = field->text;
      return strcmp (field->text, "dict") == 0 && !self->image->has_fact[DSC_FACT_TYPE] ? self->facts->dict_type : (guint64) self->image->facts[DSC_FACT_TYPE];
    case DSC_TARGET_NULL:
    case DSC_TARGET_NONE:
    case DSC_TARGET_FUNCTION:
    case DSC_TARGET_OBJECT:
      break;
    }
  *out_text = "NULL";
  return 0;
}

static void
compare_target (DscComparison  *self,
                DscBlockKind    kind,
                const DscField *field,
                guint64         found)
{
  const char *block = dsc_block_name (kind);
  const char *text;
  guint64 expected;

  if (field->target == DSC_TARGET_OBJECT)
    {
      self->result->left_out[DSC_LEFT_OUT_GC_HEAD]++;
      return;
    }
  if (field->target == DSC_TARGET_FUNCTION)
    {
      compare_function (self, block, field, found);
      return;
    }
  if (field->target == DSC_TARGET_TYPE && kind == DSC_BLOCK_DICT)
    {
      compare_pointer (self, block, dsc_field_name (field->member.id), "dict", self->facts->dict_type, found);
      return;
    }
  expected = find_target (self, field, &text);
  compare_pointer (self, block, dsc_field_name (field->member.id), text, expected, found);
}

/* --- Numbers. --- */

/* A tag is a number of the whole interpreter; that it changed is the dict's own. */
static void
compare_tag (DscComparison *self,
             const char    *block,
             const char    *name,
             guint64        model,
             guint64        found)
{
  DscImage *image = self->image;

  if (image->has_tag && (model != image->model_tag) != (found != image->tag))
    dsc_comparison_differ (self, model != image->model_tag ? "changed" : "unchanged", found != image->tag ? "changed" : "unchanged", "%s.%s", block, name);
  image->has_tag = TRUE;
  image->model_tag = model;
  image->tag = found;
  self->result->fields++;
}

/* Whether the field is one that the interpreter makes itself. */
static gboolean
is_left_out (DscComparison  *self,
             const DscField *field,
             gint64          found,
             DscLeftOut     *out_reason)
{
  if (field->text != NULL && strcmp (field->text, "uninitialised") == 0)
    {
      *out_reason = DSC_LEFT_OUT_UNINITIALISED;
      return TRUE;
    }
  switch ((guint) field->member.id)
    {
    case DSC_FIELD_OB_TID:
    case DSC_FIELD_OB_PADDING:
    case DSC_FIELD_OB_FLAGS:
    case DSC_FIELD_OB_OVERFLOW:
    case DSC_FIELD_OB_MUTEX:
    case DSC_FIELD_OB_GC_BITS:
    case DSC_FIELD_OB_REF_LOCAL:
    case DSC_FIELD_OB_REF_SHARED:
      *out_reason = DSC_LEFT_OUT_THREAD;
      return TRUE;
    case DSC_FIELD_OB_NEXT:
    case DSC_FIELD_OB_PREV:
    case DSC_FIELD_GC_NEXT:
    case DSC_FIELD_GC_PREV:
    case DSC_FIELD_GC_REFS:
    case DSC_FIELD_GC_NEXT_WORD:
    case DSC_FIELD_GC_PREV_WORD:
      *out_reason = DSC_LEFT_OUT_GC_HEAD;
      return TRUE;
    case DSC_FIELD_OB_REFCNT:
      *out_reason = DSC_LEFT_OUT_REFCOUNT;
      return TRUE;
    case DSC_FIELD_DK_REFCNT:
      *out_reason = DSC_LEFT_OUT_EMPTY_REFCNT;
      return dsc_snapshot_is_shared_empty (self->snapshot) && self->traits->empty_refcnt == DSC_EMPTY_REFCNT_COUNTED;
    case DSC_FIELD_DK_VERSION:
      *out_reason = DSC_LEFT_OUT_DK_VERSION;
      return field->value == 0 && found != 0;
    default:
      return FALSE;
    }
}

static void
compare_field (DscComparison       *self,
               DscBlockKind         kind,
               const DscImageBlock *found,
               const DscField      *field)
{
  const DscMember *member = &field->member;
  const char *block = dsc_block_name (kind), *name = dsc_field_name (member->id);
  DscLeftOut reason;
  gint64 value;

  if (member->id == DSC_FIELD_PADDING || member->is_table)
    return;
  if (!dsc_image_read (found, member->offset, member->size, member->is_signed, &value))
    {
      if (is_left_out (self, field, 0, &reason))
        self->result->left_out[reason]++;
      else
        dsc_comparison_differ (self, "a member", "nothing is there", "%s.%s", block, name);
      return;
    }
  if (is_left_out (self, field, value, &reason))
    self->result->left_out[reason]++;
  else if (member->is_pointer)
    compare_target (self, kind, field, (guint64) value);
  else if (member->id == DSC_FIELD_MA_VERSION_TAG)
    compare_tag (self, block, name, (guint64) field->value, (guint64) value);
  else if (member->id == DSC_FIELD_MA_WATCHER_TAG && self->traits->target.build.free_threaded)
    dsc_comparison_number (self, block, name, -1, field->value & G_MAXUINT32, value & G_MAXUINT32);
  else
    dsc_comparison_number (self, block, name, -1, field->value, value);
}

static void
compare_block (DscComparison  *self,
               const DscBlock *block)
{
  const DscImageBlock *found = self->image->blocks[block->kind];

  if (block->kind == DSC_BLOCK_GC_HEAD || block->kind == DSC_BLOCK_INSTANCE_TAIL)
    {
      self->result->left_out[DSC_LEFT_OUT_GC_HEAD] += block->n_fields;
      return;
    }
  if (found == NULL && block->kind == DSC_BLOCK_INSTANCE_PRE && block->size == self->traits->gc_head)
    return;
  if (found == NULL)
    {
      if (self->image->kind == DSC_IMAGE_OLD_INSTANCE && block->kind >= DSC_BLOCK_INSTANCE_PRE)
        self->result->left_out[DSC_LEFT_OUT_OLD_INSTANCE] += block->n_fields;
      else if (!self->facts->knows_class_keys && block->kind == DSC_BLOCK_KEYS)
        self->result->left_out[DSC_LEFT_OUT_CLASS_KEYS] += block->n_fields;
      else if (block->kind != DSC_BLOCK_INSTANCE_VALUES || dsc_snapshot_has_instance (self->snapshot))
        dsc_comparison_differ (self, "there", "not there", "%s", dsc_block_name (block->kind));
      return;
    }
  for (guint i = 0; i < block->n_fields && !self->differs; i++)
    compare_field (self, block->kind, found, &block->fields[i]);
}

/* --- All of it. --- */

static void
compare_facts (DscComparison *self)
{
  const DscSnapshot *snapshot = self->snapshot;
  const gboolean has_dict = dsc_snapshot_has_dict (snapshot), has_instance = dsc_snapshot_has_instance (snapshot) && self->image->kind == DSC_IMAGE_INSTANCE;
  const gint64 values[DSC_FACT_TYPE] = {
    [DSC_FACT_GETSIZEOF] = has_dict ? dsc_snapshot_get_getsizeof (snapshot) : -1,
    [DSC_FACT_SIZEOF] = has_dict ? dsc_snapshot_get_sizeof (snapshot) : -1,
    [DSC_FACT_TRACKED] = has_dict ? dsc_snapshot_is_tracked (snapshot) : -1,
    [DSC_FACT_INSTANCE_GETSIZEOF] = has_instance ? dsc_snapshot_get_instance_getsizeof (snapshot) : -1,
    [DSC_FACT_BASICSIZE] = has_instance ? dsc_snapshot_get_basicsize (snapshot) : -1,
  };

  for (guint i = 0; i < DSC_FACT_TYPE; i++)
    {
      char first[32], second[32];

      self->result->fields += values[i] >= 0;
      if ((values[i] >= 0) == self->image->has_fact[i] && (values[i] < 0 || values[i] == self->image->facts[i]))
        continue;
      g_snprintf (first, sizeof first, values[i] >= 0 ? "%" G_GINT64_FORMAT : "no dict", values[i]);
      g_snprintf (second, sizeof second, self->image->has_fact[i] ? "%" G_GINT64_FORMAT : "no dict", self->image->facts[i]);
      dsc_comparison_differ (self, first, second, "%s", dsc_fact_name ((DscFact) i));
    }
}

gboolean
dsc_comparison_run (DscComparison     *self,
                    const DscSnapshot *snapshot,
                    DscImage          *image)
{
  DscValuesHeader header, idle;

  self->snapshot = snapshot;
  self->image = image;
  self->differs = FALSE;
  self->by_address = FALSE;
  self->is_foreign = dsc_snapshot_get_values_header (snapshot, &header) && header.embedded && dsc_snapshot_get_idle_values_header (snapshot, &idle);
  for (gsize i = 0; i < dsc_snapshot_get_n_blocks (snapshot); i++)
    compare_block (self, dsc_snapshot_get_block (snapshot, i));
  for (guint i = 0; i < DSC_N_BLOCKS; i++)
    if (image->blocks[i] != NULL && i != DSC_BLOCK_INSTANCE_PRE && !(i == DSC_BLOCK_VALUES && self->is_foreign) && dsc_snapshot_find_block (snapshot, (DscBlockKind) i) == NULL)
      dsc_comparison_differ (self, "not there", "there", "%s", dsc_block_name ((DscBlockKind) i));
  if (!self->differs)
    dsc_comparison_tables (self);
  if (self->bytes && !self->differs && !self->by_address)
    dsc_comparison_bytes (self);
  compare_facts (self);
  return !self->differs;
}
