/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-why-private.h: a chain while it is made. */
#pragma once

#include "dsc-moment-private.h"
#include "dsc-version-functions.h"
#include "dsc-why.h"

typedef struct {
  const DscMoments       *moments;
  const DscMoment        *moment;
  const DscMomentContext *context;
  const DscTraits        *traits;
  GPtrArray              *links;       /* DscWhyLink */
} DscWhyChain;

#define DSC_WHY_NO_FUNCTION DSC_N_FUNCTIONS

/* Takes text and code (NULL: none). role: NO_FUNCTION: none. trait: a member of DscTraits whose last change is the rule's source; NULL: none. */
void            dsc_why_add         (DscWhyChain *self, char *text, char *code, DscFunctionRole role, const char *trait);
/* "bpo-41493" of "dictobject.c, calculate_keysize (bpo-41493)"; NULL: none is named. g_free. */
char           *dsc_why_find_issue  (const char *source);
const DscEvent *dsc_why_find_event  (const DscWhyChain *self, DscEventKind kind);   /* of the moment itself */
gboolean        dsc_why_is_compact  (const DscWhyChain *self);
gboolean        dsc_why_is_open     (const DscWhyChain *self);
char           *dsc_why_key         (const DscWhyChain *self);       /* that the operation is about: "'b'"; never NULL */

/* dsc-why-store.c: how many keys a table of so many slots can take. */
void            dsc_why_add_usable  (DscWhyChain *self, guint64 slots, gboolean shared);

/* dsc-why-search.c, dsc-why-store.c, dsc-why-rebuild.c, dsc-why-table.c: what they know of the moment. FALSE: nothing. */
gboolean        dsc_why_search      (DscWhyChain *self);
gboolean        dsc_why_store       (DscWhyChain *self);
gboolean        dsc_why_rebuild     (DscWhyChain *self);
gboolean        dsc_why_table       (DscWhyChain *self);
