/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-text.h: growable UTF-8 text on the core's allocation hook. */
#pragma once

#include "dsc-alloc.h"

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
/* Formats as the C locale's printf does only for %s, %c, %d, %u, %x and the like: a double's decimal point is the locale's. */
void      dsc_text_printf      (DscText *self, const char *format, ...) __attribute__ ((format (printf, 2, 3)));
/* Ends the text and hands it over (free with dsc_alloc_free); NULL and the status when something failed. */
char     *dsc_text_steal       (DscText *self, DscStatus *out_status);
