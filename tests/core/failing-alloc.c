/* SPDX-License-Identifier: GPL-3.0-or-later */
/* failing-alloc.c: refusing the nth allocation. */
#include "failing-alloc.h"

#include <glib.h>
#include <stdlib.h>

static void *
failing_reallocate (void *user, void *block, size_t size)
{
  FailingAlloc *self = user;

  if (size == 0)
    {
      g_assert_cmpuint (self->n_live, >, 0);
      self->n_live--;
      free (block);
      return NULL;
    }
  if (++self->n_asked == self->fail_at)
    return NULL;
  self->n_live += block == NULL;
  return realloc (block, size);
}

void
failing_alloc_init (FailingAlloc *self, unsigned fail_at)
{
  *self = (FailingAlloc) { .alloc = { failing_reallocate, self }, .fail_at = fail_at };
}

bool
failing_alloc_has_failed (const FailingAlloc *self)
{
  return self->fail_at != 0 && self->n_asked >= self->fail_at;
}
