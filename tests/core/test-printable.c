/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-printable.c: characters that repr () leaves as they are, by Unicode version. */
#include "dsc-printable.h"

#include <glib.h>

static guint
count (uint16_t unicode_data)
{
  guint n = 0;

  for (uint32_t c = 0; c < 0x110000; c++)
    n += dsc_printable (c, unicode_data);
  return n;
}

static void
test_counts (void)
{
  static const struct { uint16_t data; guint n; } counted[] = {
    { 0x0900, 128003 }, { 0x0b00, 137204 }, { 0x0c01, 137750 }, { 0x0d00, 143680 }, { 0x0e00, 144516 }, { 0x0f00, 148998 },
    { 0x0f01, 149625 }, { 0x1000, 154810 }, { 0x1100, 159613 },
  };

  g_test_summary ("As many as interpreters with that Unicode version count with isprintable (); 16.0 by its list of new characters.");
  for (gsize i = 0; i < G_N_ELEMENTS (counted); i++)
    g_assert_cmpuint (count (counted[i].data), ==, counted[i].n);
}

static void
test_only_more (void)
{
  static const uint16_t data[] = { 0, 0x0501, 0x0600, 0x0601, 0x0603, 0x0800, 0x0900, 0x1100, 0xff00 };

  g_test_summary ("What is printable stays so in later versions.");
  for (gsize i = 1; i < G_N_ELEMENTS (data); i++)
    for (uint32_t c = 0; c < 0x110000; c++)
      if (dsc_printable (c, data[i - 1]))
        g_assert_true (dsc_printable (c, data[i]));
  g_assert_cmpuint (count (0), ==, count (0x0501));
  g_assert_cmpuint (count (0xff00), ==, count (0x1100));
}

static void
test_characters (void)
{
  static const struct { uint32_t c; uint16_t since; } characters[] = {
    { ' ', 0 }, { 'a', 0 }, { '~', 0 }, { 0xa1, 0 }, { 0xe9, 0 }, { 0x3b1, 0 }, { 0x4e2d, 0 }, { 0xac00, 0 },
    { 0x1f600, 0x0601 }, { 0x20bd, 0x0700 }, { 0x1f917, 0x0800 }, { 0x1f991, 0x0900 }, { 0x20bf, 0x0a00 }, { 0x1f9b8, 0x0b00 },
    { 0x1f9bb, 0x0c00 }, { 0x32ff, 0x0c01 }, { 0x1fac0, 0x0d00 }, { 0x1fae0, 0x0e00 }, { 0x1fae8, 0x0f00 }, { 0x2ebf0, 0x0f01 },
    { 0x1fae9, 0x1000 }, { 0x1c89, 0x1000 }, { 0x1fac8, 0x1100 }, { 0x20c1, 0x1100 },
  };
  static const uint32_t never[] = {
    0, 0x1f, 0x7f, 0x80, 0xa0, 0xad, 0x378, 0x61c, 0x180e, 0x200b, 0x2028, 0x202e, 0x3000, 0xd800, 0xdfff, 0xe000, 0xfeff,
    0xffff, 0xe0001, 0x10ffff,
  };

  static const uint16_t data[] = {
    0x0501, 0x0600, 0x0601, 0x0602, 0x0603, 0x0700, 0x0800, 0x0900, 0x0a00, 0x0b00, 0x0c00, 0x0c01, 0x0d00, 0x0e00, 0x0f00,
    0x0f01, 0x1000, 0x1100,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (characters); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (data); j++)
      g_assert_true (dsc_printable (characters[i].c, data[j]) == (data[j] >= characters[i].since));
  for (gsize i = 0; i < G_N_ELEMENTS (never); i++)
    g_assert_false (dsc_printable (never[i], 0x1100));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/printable/counts", test_counts);
  g_test_add_func ("/core/printable/only-more", test_only_more);
  g_test_add_func ("/core/printable/characters", test_characters);
  return g_test_run ();
}
