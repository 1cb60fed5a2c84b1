/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-interpreter.h: the real Python interpreters of this machine.
 *
 * Looked for by name on PATH (python2.7, python3, python3.x) and where they usually are: /usr/bin, /usr/local/bin, the bin folders
 * below /opt, and those of the versions that pyenv keeps ($PYENV_ROOT, ~/.pyenv, and what "pyenv root" says where there is such
 * a command). Nothing else of the machine is read. */
#pragma once

#include <gio/gio.h>

#include "dsc-version.h"

typedef struct {
  char     *path;            /* as found or given */
  char     *name;            /* last part of the path */
  char     *release;         /* "3.12.1", "3.13.13t": what dsc_target_format says of the target */
  DscTarget target;
} DscInterpreter;

/* Starts it and asks what it is. NULL: it cannot be started, or is no CPython that is modelled; the error is a full sentence. */
DscInterpreter *dsc_interpreter_examine (const char *path, guint silence, GError **error);
void            dsc_interpreter_free    (DscInterpreter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscInterpreter, dsc_interpreter_free)

/* Where interpreters are looked for: a sentence, translated. */
const char     *dsc_interpreters_where  (void);
/* All that are found, oldest release first; each program once, and each release once. Free with g_ptr_array_unref. */
GPtrArray      *dsc_interpreters_find   (guint silence);
