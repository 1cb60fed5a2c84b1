/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-wtf8.c: reading and writing of WTF-8. */
#include "dsc-wtf8.h"

#include <string.h>

static bool
is_continuation (const char *position, const char *end)
{
  return position < end && ((unsigned char) *position & 0xc0) == 0x80;
}

uint32_t
dsc_wtf8_next (const char **position, const char *end)
{
  static const uint32_t least[] = { 0, 0x80, 0x800, 0x10000 };
  const char *here = *position;
  const unsigned char lead = (unsigned char) *here++;

  *position = here;
  if (lead < 0x80)
    return lead;

  unsigned n_more = lead >= 0xf8 ? 0 : lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc0 ? 1 : 0;
  uint32_t code_point = lead & (0x3fu >> n_more);
  for (unsigned i = 0; i < n_more; i++)
    {
      if (!is_continuation (here, end))
        return 0xdc00u + lead;
      code_point = (code_point << 6) | ((unsigned char) *here++ & 0x3f);
    }
  if (n_more == 0 || code_point < least[n_more] || code_point > 0x10ffff)
    return 0xdc00u + lead;
  *position = here;
  return code_point;
}

size_t
dsc_wtf8_put (uint32_t code_point, char out_bytes[4])
{
  if (code_point < 0x80)
    {
      out_bytes[0] = (char) code_point;
      return 1;
    }
  if (code_point < 0x800)
    {
      out_bytes[0] = (char) (0xc0 | (code_point >> 6));
      out_bytes[1] = (char) (0x80 | (code_point & 0x3f));
      return 2;
    }
  if (code_point < 0x10000)
    {
      out_bytes[0] = (char) (0xe0 | (code_point >> 12));
      out_bytes[1] = (char) (0x80 | ((code_point >> 6) & 0x3f));
      out_bytes[2] = (char) (0x80 | (code_point & 0x3f));
      return 3;
    }
  out_bytes[0] = (char) (0xf0 | (code_point >> 18));
  out_bytes[1] = (char) (0x80 | ((code_point >> 12) & 0x3f));
  out_bytes[2] = (char) (0x80 | ((code_point >> 6) & 0x3f));
  out_bytes[3] = (char) (0x80 | (code_point & 0x3f));
  return 4;
}

bool
dsc_wtf8_is_ascii (const char *text, size_t length)
{
  uint64_t block;

  for (; length >= sizeof block; text += sizeof block, length -= sizeof block)
    {
      memcpy (&block, text, sizeof block);
      if ((block & UINT64_C (0x8080808080808080)) != 0)
        return false;
    }
  for (size_t i = 0; i < length; i++)
    if ((unsigned char) text[i] >= 0x80)
      return false;
  return true;
}

size_t
dsc_wtf8_measure (const char *text, size_t length, uint32_t *out_max)
{
  const char *end = text + length;
  uint32_t largest = 0;
  size_t n = 0;

  while (text < end)
    {
      const uint32_t code_point = dsc_wtf8_next (&text, end);
      largest = code_point > largest ? code_point : largest;
      n++;
    }
  if (out_max != NULL)
    *out_max = largest;
  return n;
}
