/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-repr.h: repr () and str () of the modelled objects, as each version writes them. */
#pragma once

#include "dsc-object.h"

/* Growable UTF-8 text on the core's allocation hook. Lone surrogates come out escaped, as repr does. */
typedef struct {
  const DscAlloc *alloc;
  char           *text;      /* NUL-terminated once anything was appended; may be NULL before */
  size_t          length;
  size_t          capacity;
  DscStatus       status;    /* first failure; appending after it does nothing */
} DscText;

void      dsc_text_init        (DscText *self, const DscAlloc *alloc);
void      dsc_text_clear       (DscText *self);
void      dsc_text_append      (DscText *self, const char *text);
void      dsc_text_append_len  (DscText *self, const char *text, size_t length);
void      dsc_text_printf      (DscText *self, const char *format, ...) __attribute__ ((format (printf, 2, 3)));
/* Ends the text and hands it over (free with dsc_alloc_free); NULL and the status when something failed. */
char     *dsc_text_steal       (DscText *self, DscStatus *out_status);

/* Appends repr (object) resp. str (object); at most max_chars characters of any one string are written, the rest is shown as
 * "…" with the count, 0 = no limit. repr of dicts needs the dict: written as {…} through dsc-dict.h. */
void      dsc_repr_append      (DscText *self, const DscObject *object, const DscPool *pool, size_t max_chars);
void      dsc_repr_append_str  (DscText *self, const DscObject *object, const DscPool *pool, size_t max_chars);
/* Shortest text that reads back as the same double, as repr (float) since 2.7 / 3.1; buffer of at least 32. */
size_t    dsc_repr_double      (double value, char *buffer, size_t size);
