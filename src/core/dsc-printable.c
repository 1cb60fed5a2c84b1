/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-printable.c: lookup in a table of steps.
 *
 * Each step is the first code point of a run, shifted left by 8, and the Unicode version (major * 10 + minor) since which
 * all characters of the run are printable, 255 for never. The table is written by tools/make-printable. */
#include "dsc-printable.h"

#define OLDEST 51
#define NEVER  255

static const uint32_t steps[] = {
#include "dsc-printable-table.h"
};

bool
dsc_printable (uint32_t code_point, uint16_t unicode_data)
{
  const unsigned version = (unicode_data >> 8) * 10u + (unicode_data & 0xff);
  size_t low = 0, high = sizeof steps / sizeof steps[0];

  if (code_point >= 0x20 && code_point < 0x7f)
    return true;
  while (high - low > 1)
    {
      const size_t middle = (low + high) / 2;
      if (steps[middle] >> 8 <= code_point)
        low = middle;
      else
        high = middle;
    }

  const unsigned since = steps[low] & 0xff;
  return since != NEVER && since <= (version < OLDEST ? OLDEST : version);
}
