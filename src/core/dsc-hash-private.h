/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-hash-private.h: what the hash functions of all types have in common. */
#pragma once

#include "dsc-hash.h"

/* Cuts x to the hash type of the target, sign-extends it, and keeps -1 for "error". */
static inline int64_t
dsc_hash_finish (const DscTraits *traits, uint64_t x)
{
  const int64_t hash = traits->hash_size == 4 ? (int32_t) (uint32_t) x : (int64_t) x;

  return hash == -1 ? -2 : hash;
}
