/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-pool.c: the memory that objects live in.
 *
 * An object is never freed alone, so making one is moving a pointer: chunks are taken from the allocation hook, each a
 * sixteenth of all that there is so far, from 4 KiB to 64 MiB, and cut into pieces from the front. So chunks are few, and
 * hardly more than a sixteenth of the memory is unused. What does not fit into a quarter of a chunk gets one of its own,
 * which leaves the current one as it is. */
#include "dsc-object-private.h"

#include "dsc-hash.h"

#include <string.h>

#define FIRST_CHUNK ((size_t) 4 << 10)
#define LAST_CHUNK  ((size_t) 64 << 20)

/* Of the next chunk that is cut into pieces. */
static size_t
chunk_size (const DscPool *self)
{
  size_t size = self->bytes / 16 & ~(FIRST_CHUNK - 1);

  return size < FIRST_CHUNK ? FIRST_CHUNK : size > LAST_CHUNK ? LAST_CHUNK : size;
}

static char *
add_chunk (DscPool *self, size_t size)
{
  DscChunk *chunk = dsc_alloc_new (&self->alloc, sizeof *chunk + size);

  if (chunk == NULL)
    return NULL;
  *chunk = (DscChunk) { self->chunks, sizeof *chunk + size };
  self->chunks = chunk;
  self->bytes += chunk->size;
  return (char *) (chunk + 1);
}

static void *
allocate_slowly (DscPool *self, size_t size)
{
  const size_t room = chunk_size (self);

  if (size > room / 4)
    return add_chunk (self, size);

  char *start = add_chunk (self, room);
  if (start == NULL)
    return NULL;
  self->free = start + size;
  self->left = room - size;
  return start;
}

void *
dsc_pool_allocate (DscPool *self, size_t size)
{
  if (size > SIZE_MAX / 4)
    return NULL;
  size = (size + 7) & ~(size_t) 7;
  if (size > self->left)
    return allocate_slowly (self, size);

  char *start = self->free;
  self->free += size;
  self->left -= size;
  return start;
}

DscObject *
dsc_pool_new_object (DscPool *self, DscObjectKind kind, size_t size, size_t extra)
{
  if (extra > SIZE_MAX / 4 || self->n_objects == UINT32_MAX)
    return NULL;

  DscObject *object = dsc_pool_allocate (self, size + extra);
  if (object == NULL)
    return NULL;
  memset (object, 0, size);
  object->kind = (uint8_t) kind;
  object->ordinal = self->n_objects++;
  return object;
}

DscPool *
dsc_pool_new (const DscTraits *traits, uint32_t hash_seed, const DscAlloc *alloc)
{
  DscPool *self = dsc_alloc_zero (alloc, sizeof *self);

  if (self == NULL)
    return NULL;
  self->n_refs = 1;
  self->hash_seed = hash_seed;
  self->alloc = *alloc;
  self->traits = *traits;
  self->secret = dsc_hash_secret (traits, hash_seed);
  self->bytes = sizeof *self;
  dsc_object_init_shared (self);
  return self;
}

DscPool *
dsc_pool_ref (DscPool *self)
{
  __atomic_add_fetch (&self->n_refs, 1, __ATOMIC_RELAXED);
  return self;
}

void
dsc_pool_unref (DscPool *self)
{
  if (self == NULL || __atomic_sub_fetch (&self->n_refs, 1, __ATOMIC_ACQ_REL) != 0)
    return;

  const DscAlloc alloc = self->alloc;
  for (DscChunk *chunk = self->chunks, *next; chunk != NULL; chunk = next)
    {
      next = chunk->next;
      dsc_alloc_free (&alloc, chunk);
    }
  dsc_alloc_free (&alloc, self);
}

const DscTraits *
dsc_pool_get_traits (const DscPool *self)
{
  return &self->traits;
}

uint32_t
dsc_pool_get_hash_seed (const DscPool *self)
{
  return self->hash_seed;
}

bool
dsc_pool_has_other_texts (const DscPool *self)
{
  return self->has_other_texts;
}

const DscHashSecret *
dsc_pool_get_secret (const DscPool *self)
{
  return &self->secret;
}

const DscAlloc *
dsc_pool_get_alloc (const DscPool *self)
{
  return &self->alloc;
}

size_t
dsc_pool_get_bytes (const DscPool *self)
{
  return self->bytes;
}
