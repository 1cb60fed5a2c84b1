/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-arena.h: memory for many small things that are freed together, or back to a mark. */
#pragma once

#include "dsc-alloc.h"

typedef struct DscArenaChunk DscArenaChunk;

typedef struct {
  const DscAlloc *alloc;
  DscArenaChunk  *newest;    /* NULL: nothing allocated yet */
} DscArena;

typedef struct {
  DscArenaChunk *newest;
  size_t         used;
} DscArenaMark;

void         dsc_arena_init     (DscArena *self, const DscAlloc *alloc);
void         dsc_arena_clear    (DscArena *self);

/* Uninitialised, aligned for any C object; NULL: no memory, nothing has changed. */
void        *dsc_arena_allocate (DscArena *self, size_t size) DSC_WARN_UNUSED;

DscArenaMark dsc_arena_mark     (const DscArena *self);
void         dsc_arena_release  (DscArena *self, DscArenaMark mark);   /* frees what was allocated since the mark was taken */
