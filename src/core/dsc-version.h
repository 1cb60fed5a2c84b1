/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-version.h: which CPython is modelled: release number, build, and how that choice is written. */
#pragma once

#include "dsc-status.h"

/* A release in CPython's own hex form: sys.hexversion can be passed straight in. 3.14.10 final is 0x030e0af0. */
typedef uint32_t DscVersion;

#define DSC_V(major, minor, micro)  (((DscVersion) (major) << 24) | ((DscVersion) (minor) << 16) | ((DscVersion) (micro) << 8))
#define DSC_V_FINAL 0xf0u   /* DSC_V (…) | DSC_V_FINAL is a final release; without it, everything from its first alpha on */

typedef enum {
  DSC_ARCH_64 = 0,      /* LP64, x86-64 System V: 8-byte pointers, long double aligned to 16 */
  DSC_ARCH_I386,        /* i386 System V: 4-byte pointers, 8-byte integers aligned to 4 */
  DSC_ARCH_WASM32,      /* 4-byte pointers, 8-byte integers aligned to 8; str hash is FNV */
  DSC_N_ARCHS,
} DscArch;

typedef struct {
  DscArch arch;
  bool    free_threaded;   /* 3.13 and later only */
  bool    debug;           /* --with-pydebug; changes layouts up to 3.7 (Py_TRACE_REFS) */
  uint8_t gc_head;         /* 0: as the release has it; else bytes of the GC head in a distributor's patched build */
} DscBuild;

typedef enum {          /* whose dict it is */
  DSC_IMPLEMENTATION_CPYTHON = 0,
  DSC_IMPLEMENTATION_GOPY,           /* CPython 3.14 ported to Go, as its authors report */
  DSC_IMPLEMENTATION_COMPACT_2012,   /* the compact dict as it was proposed in 2012, in a CPython of that time */
  DSC_N_IMPLEMENTATIONS,
} DscImplementation;

typedef struct {
  DscVersion        version;         /* of an implementation other than CPython: the release that it follows where nothing else is known */
  DscBuild          build;
  DscImplementation implementation;
} DscTarget;

typedef enum {
  DSC_EVIDENCE_MEASURED = 0,   /* a recording of this very release and build is in the truth corpus */
  DSC_EVIDENCE_SOURCE,         /* rules read in the release's source; its neighbours are measured */
  DSC_EVIDENCE_ASSUMED,        /* not a release that the version files know (newer, or no final): its nearest neighbour's rules are assumed */
  DSC_EVIDENCE_REPORTED,       /* not CPython: what its authors say, where it differs from the release that it follows; nothing was measured */
} DscEvidence;

/* The newest first; every final release from 1.5.2 on that the version files know. Static storage. */
size_t      dsc_releases              (const DscVersion **out_releases);
DscVersion  dsc_release_newest        (void);
/* The release that a bare "3.13" means: the newest known of that line; 0 if the line is unknown. */
DscVersion  dsc_release_newest_of     (unsigned major, unsigned minor);
DscEvidence dsc_target_evidence       (DscTarget target);
/* The same target; a GC head that the release has anyway is not named: "3.8.18-gc16" is 3.8.18. */
DscTarget   dsc_target_plain          (DscTarget target);

/* Implementations other than CPython, in the order of the enum; each has one target. Static storage. */
size_t      dsc_variants              (const DscTarget **out_targets);
/* "gopy: CPython 3.14 ported to Go. …": what it is and what is not known of it, in English full sentences. NULL: CPython. Static storage. */
const char *dsc_target_about          (DscTarget target);

/* Reads "3.14.10", "3.14" (newest micro), "3.13.13t" (free-threaded), "3.15.0rc1", each with an optional "-64", "-i386" or
 * "-wasm32" behind it and "d" for debug ("3.7.16d", "3.13.13td"); last of all "-gc32" names the bytes of a patched GC head.
 * Newer than known is OK and has evidence ASSUMED, but not in a line that has ended ("2.7.19").
 * "gopy" and "compact-2012" (also "hettinger") are variants; nothing may follow their names.
 * DSC_STATUS_INVALID: not such a text, or a release that never existed, or one older than 1.5.2. out_target is written only on OK. */
DscStatus   dsc_target_parse          (const char *text, DscTarget *out_target) DSC_WARN_UNUSED;
/* Canonical text, "3.14.10", "3.13.13t", "2.7.18-i386": always three numbers, no suffix for 64-bit; dsc_target_parse reads it back.
 * Writes at most size bytes with the NUL, returns the length of the whole as snprintf does; 40 bytes are always enough. */
size_t      dsc_target_format         (DscTarget target, char *buffer, size_t size);
/* What a title says: "CPython 3.14.10", "gopy". As dsc_target_format. */
size_t      dsc_target_title          (DscTarget target, char *buffer, size_t size);
/* "64-bit · default build", "32-bit i386 · free-threaded build" … in English, for pictures and JSON ("build"). UTF-8; 80 bytes are always enough. */
size_t      dsc_build_format          (DscBuild build, char *buffer, size_t size);
bool        dsc_target_equal          (DscTarget a, DscTarget b);
