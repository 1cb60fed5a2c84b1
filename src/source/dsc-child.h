/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-child.h: a program that is run beside this one and read line by line, within bounds of time and size.
 *
 * Nothing is taken for granted of what it prints: a line may be too long, never end, or never come. Then reading fails with
 * words for a person, and freeing kills the program. Its standard input is empty, the last of what it says on standard
 * error is kept for the message. */
#pragma once

#include <gio/gio.h>

typedef struct DscChild DscChild;

#define DSC_CHILD_MAX_LINE  ((gsize) 256 << 20)   /* bytes */

/* Starts a Python: words are its path and arguments, ended by NULL. PYTHONHASHSEED is set, all else that begins with PYTHON is taken
 * out of its environment. silence: seconds without a word after which it is given up. NULL: it cannot be started. */
DscChild   *dsc_child_new        (const char *const *words, guint32 hash_seed, guint silence, GError **error);
/* Kills it if it still runs. NULL is allowed. */
void        dsc_child_free       (DscChild *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscChild, dsc_child_free)
/* The next line without its end, valid until the next call. NULL: the output is over, and the program has ended well; or an error: it
 * was silent for too long, printed too long a line, or ended badly. */
const char *dsc_child_read_line  (DscChild *self, gsize *out_length, GError **error);
