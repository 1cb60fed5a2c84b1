/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-hash.h: hash () of every modelled type, in every version, under any PYTHONHASHSEED. Objects/object.c, Python/pyhash.c. */
#pragma once

#include "dsc-object.h"

/* The secret that PYTHONHASHSEED=seed gives; seed 0 is all zero, and so is every one before the variable existed. Python/random.c, bootstrap_hash.c (lcg_urandom). */
DscHashSecret dsc_hash_secret       (const DscTraits *traits, uint32_t seed);

/* Hash of an object; computed once, then kept in it. false: unhashable (list, set, dict, or a tuple holding one), and
 * out_culprit (may be NULL) is the object that Python's message names the type of. */
bool          dsc_hash_object       (const DscObject *object, const DscPool *pool, int64_t *out_hash, const DscObject **out_culprit);

/* The hash of an object that hashes by its address, read from a real process; before anything has asked for it. */
void          dsc_hash_take         (const DscObject *object, int64_t hash);

/* Gives numbers and texts (BOOL, INT, LONG, STR, UNICODE, BYTES) the hashes that they have by other rules than their pool's. No table that holds
 * them may be used until they have their own again, and nobody else the pool. */
void          dsc_hash_by_traits    (const DscObject *const *objects, size_t n, const DscTraits *traits, uint32_t seed);

/* The parts, public for tests and explanations. Results are signed, sign-extended from hash_size bytes; -1 is already -2. */
int64_t       dsc_hash_bytes        (const DscTraits *traits, const DscHashSecret *secret, const void *bytes, size_t length);
int64_t       dsc_hash_text         (const DscTraits *traits, const DscHashSecret *secret, const char *utf8, size_t length);  /* canonical storage: 1, 2 or 4 bytes a character */
int64_t       dsc_hash_int64        (const DscTraits *traits, int64_t value);          /* int and long alike */
int64_t       dsc_hash_int          (const DscTraits *traits, const DscBigint *value);
int64_t       dsc_hash_double       (const DscTraits *traits, double value);     /* not NaN where nan_hash_by_address */
int64_t       dsc_hash_complex      (const DscTraits *traits, double re, double im);   /* nor here */
int64_t       dsc_hash_pointer      (const DscTraits *traits, uint64_t address);
int64_t       dsc_hash_given        (const DscTraits *traits, int64_t value);          /* what hash () makes of a __hash__ method's result */
