/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-snapshot-diff.c: compares the tables of two images, many cells at a time: nearly all of them are the same. */
#include "dsc-snapshot-diff.h"
#include "dsc-snapshot-private.h"

#include <string.h>

#define RUN ((size_t) 256)   /* cells that are compared at once */

typedef struct { size_t *out, n, most; } List;

/* FALSE: there are more than fit. */
static bool
list_add (List *self, size_t i)
{
  if (self->n == self->most)
    {
      self->n++;
      return false;
    }
  self->out[self->n++] = i;
  return true;
}

static bool
list_changed (List *self, const void *memory, const void *other_memory, size_t n, size_t size)
{
  const char *a = memory, *b = other_memory;

  for (size_t first = 0; first < n; first += RUN)
    {
      const size_t end = n - first < RUN ? n : first + RUN;

      if (memcmp (a + first * size, b + first * size, (end - first) * size) == 0)
        continue;
      for (size_t i = first; i < end; i++)
        if (memcmp (a + i * size, b + i * size, size) != 0 && !list_add (self, i))
          return false;
    }
  return true;
}

bool
dsc_snapshot_is_alike (const DscSnapshot *self, const DscSnapshot *other)
{
  return self->pool == other->pool && self->n_slots == other->n_slots && self->capacity == other->capacity
         && self->index_width == other->index_width && self->has_hash == other->has_hash && self->entry_size == other->entry_size
         && self->table_block == other->table_block && self->entry_offset == other->entry_offset && self->dummy == other->dummy
         && self->memory != NULL && other->memory != NULL && self->values == NULL && other->values == NULL
         && self->kind != DSC_KEYS_SPLIT && other->kind != DSC_KEYS_SPLIT;
}

size_t
dsc_snapshot_list_changed_slots (const DscSnapshot *self, const DscSnapshot *other, size_t *out, size_t most)
{
  List list = { out, 0, most };

  list_changed (&list, self->memory, other->memory, self->index_width != 0 ? self->n_slots : 0, self->index_width);
  return list.n;
}

size_t
dsc_snapshot_list_changed_entries (const DscSnapshot *self, const DscSnapshot *other, size_t *out, size_t most)
{
  const size_t size = self->has_hash ? sizeof (DscKeyEntry) : sizeof (DscUnicodeEntry);
  const size_t both = self->n_entries < other->n_entries ? self->n_entries : other->n_entries;
  const size_t end = self->n_entries < other->n_entries ? other->n_entries : self->n_entries;
  List list = { out, 0, most };
  bool has_room = list_changed (&list, self->entries, other->entries, both, size);

  for (size_t i = both; has_room && i < end; i++)
    has_room = list_add (&list, i);
  return list.n;
}
