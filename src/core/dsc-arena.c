/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-arena.c: memory for many small things that are freed together, or back to a mark.
 *
 * Chunks are taken from the allocation hook and cut from the front. They form a list, newest first, so releasing to a mark
 * frees the chunks above it and cuts the one that it lies in. A request that does not fit into the newest chunk gets
 * a new one, at least as large as itself; what was left in the older chunk stays unused. */
#include "dsc-arena.h"

#include <stdalign.h>

#define CHUNK_SIZE ((size_t) 16 << 10)

struct DscArenaChunk {
  DscArenaChunk *older;
  size_t         used, size;    /* bytes of data */
  alignas (max_align_t) char data[];
};

void
dsc_arena_init (DscArena *self, const DscAlloc *alloc)
{
  *self = (DscArena) { .alloc = alloc };
}

void
dsc_arena_clear (DscArena *self)
{
  dsc_arena_release (self, (DscArenaMark) { NULL, 0 });
}

void *
dsc_arena_allocate (DscArena *self, size_t size)
{
  const size_t align = alignof (max_align_t);

  if (size > SIZE_MAX / 4)
    return NULL;
  size = (size + align - 1) & ~(align - 1);
  if (self->newest == NULL || size > self->newest->size - self->newest->used)
    {
      size_t room = size > CHUNK_SIZE ? size : CHUNK_SIZE;
      DscArenaChunk *chunk = dsc_alloc_new (self->alloc, sizeof *chunk + room);
      if (chunk == NULL)
        return NULL;
      chunk->older = self->newest;
      chunk->used = 0;
      chunk->size = room;
      self->newest = chunk;
    }

  char *start = self->newest->data + self->newest->used;
  self->newest->used += size;
  return start;
}

DscArenaMark
dsc_arena_mark (const DscArena *self)
{
  return (DscArenaMark) { self->newest, self->newest != NULL ? self->newest->used : 0 };
}

void
dsc_arena_release (DscArena *self, DscArenaMark mark)
{
  while (self->newest != mark.newest)
    {
      DscArenaChunk *chunk = self->newest;
      self->newest = chunk->older;
      dsc_alloc_free (self->alloc, chunk);
    }
  if (self->newest != NULL)
    self->newest->used = mark.used;
}
