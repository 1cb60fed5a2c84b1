/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-repr.h: repr () and str () of the modelled objects, as each version writes them. */
#pragma once

#include "dsc-object.h"
#include "dsc-text.h"

/* Appends repr (object) resp. str (object) in UTF-8; lone surrogates and what else repr escapes come out escaped (str: only
 * lone surrogates and, in 2.x, bytes that are not UTF-8).
 *
 * max_chars keeps a picture from being flooded; 0 = no limit. At most max_chars characters of any one string, digits of any
 * one int and items of any one container are written, and no new item is begun once the text has 64 * max_chars bytes; what
 * was left out is written as "…+N" behind the quote or before the bracket. A dict inside itself is {...}, as in CPython, and
 * so is one at level 500, where CPython would raise RecursionError.
 *
 * A STR_SUBCLASS is written class_name('text') and a KEYED class_name(hash,name): classes of user keys say so in __repr__. */
void      dsc_repr_append      (DscText *self, const DscObject *object, const DscPool *pool, size_t max_chars);
/* The same with dicts as they are in that runtime; the others show those of the machine that the object was made for. One that is gone is {...}. */
void      dsc_repr_append_in   (DscText *self, const DscObject *object, const DscRuntime *rt, size_t max_chars);
void      dsc_repr_append_str  (DscText *self, const DscObject *object, const DscPool *pool, size_t max_chars);
/* Shortest text that reads back as the same double, as repr (float) since 2.7 / 3.1; buffer of at least 32. Returns its
 * length; the decimal point is '.' in every locale. */
size_t    dsc_repr_double      (double value, char *buffer, size_t size);
