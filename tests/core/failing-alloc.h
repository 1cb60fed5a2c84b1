/* SPDX-License-Identifier: GPL-3.0-or-later */
/* failing-alloc.h: an allocation hook that refuses the nth allocation and counts the blocks that are out. */
#pragma once

#include "dsc-alloc.h"

typedef struct {
  DscAlloc alloc;       /* hand this on */
  unsigned n_asked;     /* allocations and enlargements so far */
  unsigned fail_at;     /* this one is refused, from 1; 0: none */
  unsigned n_live;      /* blocks not given back yet */
} FailingAlloc;

/* `self` must not move afterwards. */
void failing_alloc_init (FailingAlloc *self, unsigned fail_at);
/* Whether the refusal has happened. */
bool failing_alloc_has_failed (const FailingAlloc *self);
