/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-object-private.h: the inside of a pool, shared by the files that make objects. */
#pragma once

#include "dsc-object.h"

#define DSC_POOL_FIRST_SMALL_INT (-5)   /* Objects/longobject.c, NSMALLNEGINTS */
#define DSC_POOL_LAST_SMALL_INT  256    /* NSMALLPOSINTS - 1 */
#define DSC_POOL_N_SMALL_INTS    (DSC_POOL_LAST_SMALL_INT - DSC_POOL_FIRST_SMALL_INT + 1)

/* Memory is handed out from chunks, one behind the other, and only given back all at once. */
typedef struct DscChunk DscChunk;
struct DscChunk {
  DscChunk *next;
  size_t    size;       /* bytes with this header */
};

struct DscPool {
  uint32_t      n_refs;                           /* atomic */
  uint32_t      hash_seed;
  uint32_t      n_objects;                        /* also the next ordinal */
  DscAlloc      alloc;
  DscTraits     traits;
  DscHashSecret secret;

  DscChunk     *chunks;                           /* the newest first */
  char         *free;                             /* rest of the current chunk */
  size_t        left;                             /* its bytes, a multiple of 8 */
  size_t        bytes;                            /* of all chunks and the pool itself */

  bool          has_other_texts;                  /* some text that was asked for is not ASCII */

  /* Objects of which there is one each. */
  DscObject     none, dummy, truth[2], empty_tuple;
  DscObject     small_ints[DSC_POOL_N_SMALL_INTS];
  DscObject     empty_text, empty_raw;            /* text: 2.x unicode, 3.x str; raw: 2.x str, 3.x bytes */
  DscObject     char_text[256], char_raw[256];
  char          char_utf8[256][3], char_bytes[256][2];
};

/* An object of a kind that has a class name. */
typedef struct {
  DscObject   base;
  const char *class_name;
  int64_t     given_hash;    /* KEYED: what its __hash__ returned; hash () may have made something else of it */
} DscNamedObject;

/* Memory of the pool, a multiple of 8, aligned to 8; NULL: no memory. */
void      *dsc_pool_allocate      (DscPool *self, size_t size);
/* A new object with `extra` bytes behind its own `size`; kind and ordinal are set, all else is 0. NULL: no memory. */
DscObject *dsc_pool_new_object    (DscPool *self, DscObjectKind kind, size_t size, size_t extra);
/* Fills the objects of which there is one each; dsc-object.c. */
void       dsc_object_init_shared (DscPool *pool);

/* A tuple of two items that are still to come, so that an operation which cannot be undone can have its result made before
 * it; NULL: no memory. Filled once, before anybody else sees it. */
DscObject       *dsc_object_pair_new  (DscPool *pool);
const DscObject *dsc_object_pair_fill (DscObject *self, const DscObject *first, const DscObject *second);
