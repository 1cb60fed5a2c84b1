/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-version.c: the list of CPython releases, and how a release and its build are written.
 *
 * A new release is one number in this list. What behaves differently in it is said in dsc-version-history.c; a release
 * of which nothing is said there behaves like the one before it. Three degrees of certainty are kept apart: `measured`
 * lists every interpreter of which the truth corpus holds a recording, the list of releases holds those whose sources
 * are known, and everything else that a text can name is assumed to behave like its nearest neighbour. */
#include "dsc-version-variants-private.h"

#include "dsc-traits.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define N_ELEMENTS(array) (sizeof (array) / sizeof (array)[0])
#define FINAL(major, minor, micro) (DSC_V (major, minor, micro) | DSC_V_FINAL)
/* Lines before this one get no further releases. */
#define OLDEST_LIVING_LINE DSC_V (3, 10, 0)
#define FIRST_FREE_THREADED DSC_V (3, 13, 0)

/* clang-format off */
#define R1(minor, micro) FINAL (1, minor, micro)
#define R2(minor, micro) FINAL (2, minor, micro)
#define R3(minor, micro) FINAL (3, minor, micro)
/* Newest first. */
static const DscVersion releases[] = {
  R3 (15,  2), R3 (15,  1), R3 (15,  0),
  R3 (14, 10), R3 (14,  9), R3 (14,  8), R3 (14,  7), R3 (14,  6), R3 (14,  5), R3 (14,  4), R3 (14,  3), R3 (14,  2), R3 (14,  1),
  R3 (14,  0),
  R3 (13, 13), R3 (13, 12), R3 (13, 11), R3 (13, 10), R3 (13,  9), R3 (13,  8), R3 (13,  7), R3 (13,  6), R3 (13,  5), R3 (13,  4),
  R3 (13,  3), R3 (13,  2), R3 (13,  1), R3 (13,  0),
  R3 (12, 14), R3 (12, 13), R3 (12, 12), R3 (12, 11), R3 (12, 10), R3 (12,  9), R3 (12,  8), R3 (12,  7), R3 (12,  6), R3 (12,  5),
  R3 (12,  4), R3 (12,  3), R3 (12,  2), R3 (12,  1), R3 (12,  0),
  R3 (11, 16), R3 (11, 15), R3 (11, 14), R3 (11, 13), R3 (11, 12), R3 (11, 11), R3 (11, 10), R3 (11,  9), R3 (11,  8), R3 (11,  7),
  R3 (11,  6), R3 (11,  5), R3 (11,  4), R3 (11,  3), R3 (11,  2), R3 (11,  1), R3 (11,  0),
  R3 (10, 21), R3 (10, 20), R3 (10, 19), R3 (10, 18), R3 (10, 17), R3 (10, 16), R3 (10, 15), R3 (10, 14), R3 (10, 13), R3 (10, 12),
  R3 (10, 11), R3 (10, 10), R3 (10,  9), R3 (10,  8), R3 (10,  7), R3 (10,  6), R3 (10,  5), R3 (10,  4), R3 (10,  3), R3 (10,  2),
  R3 (10,  1), R3 (10,  0),
  R3 (9, 25), R3 (9, 24), R3 (9, 23), R3 (9, 22), R3 (9, 21), R3 (9, 20), R3 (9, 19), R3 (9, 18), R3 (9, 17), R3 (9, 16), R3 (9, 15),
  R3 (9, 14), R3 (9, 13), R3 (9, 12), R3 (9, 11), R3 (9, 10), R3 (9, 9), R3 (9, 8), R3 (9, 7), R3 (9, 6), R3 (9, 5), R3 (9, 4),
  R3 (9, 3), R3 (9, 2), R3 (9, 1), R3 (9, 0),
  R3 (8, 20), R3 (8, 19), R3 (8, 18), R3 (8, 17), R3 (8, 16), R3 (8, 15), R3 (8, 14), R3 (8, 13), R3 (8, 12), R3 (8, 11), R3 (8, 10),
  R3 (8, 9), R3 (8, 8), R3 (8, 7), R3 (8, 6), R3 (8, 5), R3 (8, 4), R3 (8, 3), R3 (8, 2), R3 (8, 1), R3 (8, 0),
  R3 (7, 17), R3 (7, 16), R3 (7, 15), R3 (7, 14), R3 (7, 13), R3 (7, 12), R3 (7, 11), R3 (7, 10), R3 (7, 9), R3 (7, 8), R3 (7, 7),
  R3 (7, 6), R3 (7, 5), R3 (7, 4), R3 (7, 3), R3 (7, 2), R3 (7, 1), R3 (7, 0),
  R3 (6, 15), R3 (6, 14), R3 (6, 13), R3 (6, 12), R3 (6, 11), R3 (6, 10), R3 (6, 9), R3 (6, 8), R3 (6, 7), R3 (6, 6), R3 (6, 5),
  R3 (6, 4), R3 (6, 3), R3 (6, 2), R3 (6, 1), R3 (6, 0),
  R3 (5, 10), R3 (5, 9), R3 (5, 8), R3 (5, 7), R3 (5, 6), R3 (5, 5), R3 (5, 4), R3 (5, 3), R3 (5, 2), R3 (5, 1), R3 (5, 0),
  R3 (4, 10), R3 (4, 9), R3 (4, 8), R3 (4, 7), R3 (4, 6), R3 (4, 5), R3 (4, 4), R3 (4, 3), R3 (4, 2), R3 (4, 1), R3 (4, 0),
  R3 (3, 7), R3 (3, 6), R3 (3, 5), R3 (3, 4), R3 (3, 3), R3 (3, 2), R3 (3, 1), R3 (3, 0),
  R3 (2, 6), R3 (2, 5), R3 (2, 4), R3 (2, 3), R3 (2, 2), R3 (2, 1), R3 (2, 0),
  R3 (1, 5), R3 (1, 4), R3 (1, 3), R3 (1, 2), R3 (1, 1), R3 (1, 0),
  R3 (0, 1), R3 (0, 0),
  R2 (7, 18), R2 (7, 17), R2 (7, 16), R2 (7, 15), R2 (7, 14), R2 (7, 13), R2 (7, 12), R2 (7, 11), R2 (7, 10), R2 (7, 9), R2 (7, 8),
  R2 (7, 7), R2 (7, 6), R2 (7, 5), R2 (7, 4), R2 (7, 3), R2 (7, 2), R2 (7, 1), R2 (7, 0),
  R2 (6, 9), R2 (6, 8), R2 (6, 7), R2 (6, 6), R2 (6, 5), R2 (6, 4), R2 (6, 3), R2 (6, 2), R2 (6, 1), R2 (6, 0),
  R2 (5, 6), R2 (5, 5), R2 (5, 4), R2 (5, 3), R2 (5, 2), R2 (5, 1), R2 (5, 0),
  R2 (4, 6), R2 (4, 5), R2 (4, 4), R2 (4, 3), R2 (4, 2), R2 (4, 1), R2 (4, 0),
  R2 (3, 7), R2 (3, 6), R2 (3, 5), R2 (3, 4), R2 (3, 3), R2 (3, 2), R2 (3, 1), R2 (3, 0),
  R2 (2, 3), R2 (2, 2), R2 (2, 1), R2 (2, 0),
  R2 (1, 3), R2 (1, 2), R2 (1, 1), R2 (1, 0),
  R2 (0, 1), R2 (0, 0),
  R1 (6, 1), R1 (6, 0),
  R1 (5, 2),
};

#define ON_64(version)    { version, { .arch = DSC_ARCH_64 } }
#define ON_64T(version)   { version, { .arch = DSC_ARCH_64, .free_threaded = true } }
#define ON_I386(version)  { version, { .arch = DSC_ARCH_I386 } }
#define ON_WASM(version)  { version, { .arch = DSC_ARCH_WASM32 } }
/* Recorded interpreters: states of dicts, or (3.7.0, 3.12.13) the bytes of 21 dicts and the texts. */
static const DscTarget measured[] = {
  ON_64 (R2 (7, 18)), ON_64 (R3 (2, 6)), ON_64 (R3 (3, 0)), ON_64 (R3 (3, 7)), ON_64 (R3 (4, 10)), ON_64 (R3 (5, 2)), ON_64 (R3 (5, 10)),
  ON_64 (R3 (6, 0)), ON_64 (R3 (6, 15)), ON_64 (R3 (7, 0)), ON_64 (R3 (7, 16)), ON_64 (R3 (8, 18)), ON_64 (R3 (9, 18)),
  ON_64 (R3 (10, 13)), ON_64 (R3 (11, 7)), ON_64 (R3 (12, 1)), ON_64 (R3 (12, 13)), ON_64 (R3 (13, 0)), ON_64 (R3 (13, 13)),
  ON_64 (R3 (14, 10)), ON_64 (R3 (15, 2)),
  ON_64T (R3 (13, 13)), ON_64T (R3 (14, 5)), ON_64T (DSC_V (3, 15, 0) | 0xc1),
  ON_I386 (R2 (7, 18)), ON_I386 (R3 (5, 2)), ON_I386 (R3 (6, 9)), ON_I386 (R3 (7, 5)), ON_I386 (R3 (8, 10)), ON_I386 (R3 (9, 2)),
  ON_I386 (R3 (10, 4)), ON_I386 (R3 (11, 2)), ON_I386 (R3 (12, 3)), ON_I386 (R3 (13, 5)), ON_I386 (R3 (14, 10)), ON_I386 (R3 (15, 2)),
  ON_WASM (R3 (13, 2)), ON_WASM (R3 (14, 2)), ON_WASM (DSC_V (3, 15, 0) | 0xc1),
};
/* clang-format on */

static const char *const arch_names[DSC_N_ARCHS] = { "64", "i386", "wasm32" };
static const char *const arch_texts[DSC_N_ARCHS] = { "64-bit", "32-bit i386", "32-bit wasm32" };

static DscVersion
line_of (DscVersion version)
{
  return version & 0xffff0000u;
}

static bool
is_release (DscVersion version)
{
  for (size_t i = 0; i < N_ELEMENTS (releases); i++)
    if (releases[i] == version)
      return true;
  return false;
}

size_t
dsc_releases (const DscVersion **out_releases)
{
  *out_releases = releases;
  return N_ELEMENTS (releases);
}

DscVersion
dsc_release_newest (void)
{
  return releases[0];
}

DscVersion
dsc_release_newest_of (unsigned major, unsigned minor)
{
  if (major > 0xff || minor > 0xff)
    return 0;
  for (size_t i = 0; i < N_ELEMENTS (releases); i++)
    if (line_of (releases[i]) == DSC_V (major, minor, 0))
      return releases[i];
  return 0;
}

bool
dsc_target_equal (DscTarget a, DscTarget b)
{
  return a.version == b.version && a.build.arch == b.build.arch
         && a.build.free_threaded == b.build.free_threaded && a.build.debug == b.build.debug
         && a.build.gc_head == b.build.gc_head && a.implementation == b.implementation;
}

DscTarget
dsc_target_plain (DscTarget target)
{
  DscTarget plain = target;

  plain.build.gc_head = 0;
  return target.build.gc_head != 0 && dsc_traits_resolve (plain).gc_head == target.build.gc_head ? plain : target;
}

DscEvidence
dsc_target_evidence (DscTarget target)
{
  if (target.implementation != DSC_IMPLEMENTATION_CPYTHON)
    return DSC_EVIDENCE_REPORTED;
  target = dsc_target_plain (target);
  for (size_t i = 0; i < N_ELEMENTS (measured); i++)
    if (dsc_target_equal (measured[i], target))
      return DSC_EVIDENCE_MEASURED;
  return is_release (target.version) ? DSC_EVIDENCE_SOURCE : DSC_EVIDENCE_ASSUMED;
}

/* Reads a number without sign, blanks or leading zeros, at most max; moves *text behind it. */
static bool
read_number (const char **text, unsigned max, unsigned *out_number)
{
  const char *p = *text;
  unsigned number = 0;

  if (*p < '0' || *p > '9' || (*p == '0' && p[1] >= '0' && p[1] <= '9'))
    return false;
  for (; *p >= '0' && *p <= '9'; p++)
    {
      number = number * 10 + (unsigned) (*p - '0');
      if (number > max)
        return false;
    }
  *text = p;
  *out_number = number;
  return true;
}

static bool
read_literal (const char **text, const char *literal)
{
  size_t length = strlen (literal);

  if (strncmp (*text, literal, length) != 0)
    return false;
  *text += length;
  return true;
}

/* "a1", "b2", "rc1" or nothing: the lowest byte of a hex version. */
static bool
read_level (const char **text, unsigned *out_level)
{
  unsigned level;
  unsigned serial;

  if (read_literal (text, "rc"))
    level = 0xc0;
  else if (read_literal (text, "a"))
    level = 0xa0;
  else if (read_literal (text, "b"))
    level = 0xb0;
  else
    {
      *out_level = DSC_V_FINAL;
      return true;
    }
  if (!read_number (text, 15, &serial))
    return false;
  *out_level = level | serial;
  return true;
}

/* "3.14", "3.14.10" or "3.15.0rc1". */
static bool
read_version (const char **text, DscVersion *out_version)
{
  unsigned major;
  unsigned minor;
  unsigned micro;
  unsigned level;

  if (!read_number (text, 0xff, &major) || !read_literal (text, ".") || !read_number (text, 0xff, &minor))
    return false;
  if (!read_literal (text, "."))
    {
      *out_version = dsc_release_newest_of (major, minor);
      if (*out_version == 0)
        *out_version = FINAL (major, minor, 0);
      return true;
    }
  if (!read_number (text, 0xff, &micro) || !read_level (text, &level))
    return false;
  *out_version = DSC_V (major, minor, micro) | level;
  return true;
}

static bool
read_build (const char **text, DscBuild *out_build)
{
  unsigned gc_head = 0;

  *out_build = (DscBuild) { .arch = DSC_ARCH_64 };
  out_build->free_threaded = read_literal (text, "t");
  out_build->debug = read_literal (text, "d");
  for (DscArch arch = 0; arch < DSC_N_ARCHS; arch++)
    {
      const char *rest = *text;

      if (read_literal (&rest, "-") && read_literal (&rest, arch_names[arch]))
        {
          out_build->arch = arch;
          *text = rest;
          break;
        }
    }
  if (read_literal (text, "-gc") && (!read_number (text, 64, &gc_head) || gc_head == 0 || gc_head % 4 != 0))
    return false;
  out_build->gc_head = (uint8_t) gc_head;
  return true;
}

/* Whether such a release was made or may still be made. */
static bool
may_exist (DscVersion version)
{
  DscVersion newest = dsc_release_newest_of (version >> 24, (version >> 16) & 0xff);

  if (newest == 0)
    return version > releases[0];
  if (line_of (version) < OLDEST_LIVING_LINE && version > newest)
    return false;
  return version > newest || is_release ((version & ~0xffu) | DSC_V_FINAL);
}

DscStatus
dsc_target_parse (const char *text, DscTarget *out_target)
{
  DscTarget target = { .implementation = DSC_IMPLEMENTATION_CPYTHON };

  if (text != NULL && dsc_variant_find (text, out_target))
    return DSC_STATUS_OK;
  if (text == NULL || !read_version (&text, &target.version) || !read_build (&text, &target.build) || *text != '\0')
    return DSC_STATUS_INVALID;
  if (!may_exist (target.version))
    return DSC_STATUS_INVALID;
  if (target.build.free_threaded && (target.version < FIRST_FREE_THREADED || target.build.gc_head != 0))
    return DSC_STATUS_INVALID;
  *out_target = target;
  return DSC_STATUS_OK;
}

static size_t __attribute__ ((format (printf, 4, 5)))
append (char *buffer, size_t size, size_t length, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  int n = vsnprintf (length < size ? buffer + length : NULL, length < size ? size - length : 0, format, arguments);
  va_end (arguments);
  return length + (n > 0 ? (size_t) n : 0);
}

static size_t
append_version (char *buffer, size_t size, DscVersion version)
{
  unsigned level = version & 0xf0;
  unsigned serial = version & 0x0f;
  size_t length = append (buffer, size, 0, "%u.%u.%u", version >> 24, (version >> 16) & 0xff, (version >> 8) & 0xff);

  if (level != DSC_V_FINAL)
    length = append (buffer, size, length, "%s%u", level == 0xc0 ? "rc" : level == 0xb0 ? "b" : "a", serial);
  return length;
}

size_t
dsc_target_format (DscTarget target, char *buffer, size_t size)
{
  DscBuild build = target.build;
  const char *variant = dsc_variant_name (target.implementation);

  if (variant != NULL)
    return append (buffer, size, 0, "%s", variant);
  size_t length = append_version (buffer, size, target.version);

  if (build.free_threaded)
    length = append (buffer, size, length, "t");
  if (build.debug)
    length = append (buffer, size, length, "d");
  if (build.arch != DSC_ARCH_64)
    length = append (buffer, size, length, "-%s", arch_names[build.arch]);
  if (build.gc_head != 0)
    length = append (buffer, size, length, "-gc%u", build.gc_head);
  return length;
}

size_t
dsc_target_title (DscTarget target, char *buffer, size_t size)
{
  const size_t length = target.implementation == DSC_IMPLEMENTATION_CPYTHON ? append (buffer, size, 0, "CPython ") : 0;

  return length + dsc_target_format (target, length < size ? buffer + length : NULL, length < size ? size - length : 0);
}

size_t
dsc_build_format (DscBuild build, char *buffer, size_t size)
{
  static const char *const kinds[2][2] = { { "default", "debug" }, { "free-threaded", "free-threaded debug" } };
  size_t length = append (buffer, size, 0, "%s · %s build", arch_texts[build.arch], kinds[build.free_threaded][build.debug]);

  if (build.gc_head != 0)
    length = append (buffer, size, length, " · GC head of %u bytes", build.gc_head);
  return length;
}
