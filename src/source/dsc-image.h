/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-image.h: what the memory of one variable of a real program holds, as told piece by piece from inside of it.
 *
 * Bytes are the interpreter's own, addresses too. What is told comes from another process and is never trusted: sizes and places
 * are checked before they are used. */
#pragma once

#include "dsc-json.h"
#include "dsc-snapshot.h"

typedef struct {
  char *key, *value;                         /* what is at these addresses: repr; NULL: nothing */
  const DscObject *checked_key, *checked_value;    /* found to be the same as the model's; a note of the comparison */
} DscImageEntry;

typedef struct {
  guint64     address;
  GByteArray *bytes;
  GArray     *entries;                       /* DscImageEntry: of the table or of the values in it */
} DscImageBlock;

typedef enum { DSC_IMAGE_DICT = 0, DSC_IMAGE_CLASS, DSC_IMAGE_INSTANCE, DSC_IMAGE_OLD_INSTANCE } DscImageKind;

typedef enum { DSC_FACT_GETSIZEOF = 0, DSC_FACT_SIZEOF, DSC_FACT_TRACKED, DSC_FACT_INSTANCE_GETSIZEOF, DSC_FACT_BASICSIZE, DSC_FACT_TYPE, DSC_N_FACTS } DscFact;
const char *dsc_fact_name (DscFact fact);    /* "sys.getsizeof (d)" … */

typedef struct {
  DscImageKind   kind;
  gboolean       has_fact[DSC_N_FACTS];
  gint64         facts[DSC_N_FACTS];
  DscImageBlock *blocks[DSC_N_BLOCKS];       /* NULL: there is none */
  gboolean       has_tag;                    /* notes of the comparison: version tags when they were last seen */
  guint64        model_tag, tag;
} DscImage;

DscImage *dsc_image_new   (void);
void      dsc_image_free  (DscImage *self);
/* Takes over what was told; FALSE: it cannot be so, and the image is no longer of use. */
gboolean  dsc_image_apply (DscImage *self, const DscJson *told, GError **error);
/* A number of 1, 2, 4 or 8 bytes; FALSE: the block does not reach that far. */
gboolean  dsc_image_read  (const DscImageBlock *block, guint64 offset, guint size, gboolean is_signed, gint64 *out_value);
