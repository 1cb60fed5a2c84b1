/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-wtf8.c: every code point, and bytes that are none. */
#include "dsc-wtf8.h"

#include <glib.h>
#include <string.h>

static void
test_round_trip (void)
{
  for (uint32_t c = 0; c < 0x110000; c++)
    {
      char bytes[4], glib[6];
      const size_t n = dsc_wtf8_put (c, bytes);
      const char *p = bytes;

      g_assert_cmpmem (bytes, n, glib, g_unichar_to_utf8 (c, glib));
      g_assert_cmphex (dsc_wtf8_next (&p, bytes + n), ==, c);
      g_assert_true (p == bytes + n);
      g_assert_true (dsc_wtf8_is_ascii (bytes, n) == (c < 0x80));
    }
}

static void
test_bad_bytes (void)
{
  static const char *const texts[] = {
    "\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xe0\x80\x80", "\xe0\x9f\xbf", "\xf0\x80\x80\x80", "\xf4\x90\x80\x80",
    "\xf8\x88\x80\x80\x80", "\xff", "\xc3", "\xe2\x82", "\xf0\x9f\x98", "\xc3(", "\xe2\x82(",
  };

  g_test_summary ("A byte that begins no character is one code point of its own, and reading goes on behind it.");
  for (size_t i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *p = texts[i];
      g_assert_cmphex (dsc_wtf8_next (&p, texts[i] + strlen (texts[i])), ==, 0xdc00u + (unsigned char) texts[i][0]);
      g_assert_true (p == texts[i] + 1);
    }
}

static void
test_never_reads_past_the_end (void)
{
  for (unsigned lead = 0; lead < 256; lead++)
    {
      char *one = g_malloc (1);      /* exactly as long, so that sanitizers see a step too far */
      const char *p = one;

      *one = (char) lead;
      const uint32_t c = dsc_wtf8_next (&p, one + 1);
      g_assert_cmphex (c, ==, lead < 0x80 ? lead : 0xdc00 + lead);
      g_assert_true (p == one + 1);
      g_free (one);
    }
}

static void
test_measure (void)
{
  uint32_t largest;

  g_assert_cmpuint (dsc_wtf8_measure ("", 0, &largest), ==, 0);
  g_assert_cmphex (largest, ==, 0);
  g_assert_cmpuint (dsc_wtf8_measure ("a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80z", 11, &largest), ==, 5);
  g_assert_cmphex (largest, ==, 0x1f600);
  g_assert_cmpuint (dsc_wtf8_measure ("ab", 2, NULL), ==, 2);
}

static void
test_ascii (void)
{
  char text[40];

  for (size_t n = 0; n <= sizeof text; n++)
    for (size_t i = 0; i < n; i++)
      {
        memset (text, 'x', sizeof text);
        g_assert_true (dsc_wtf8_is_ascii (text, n));
        text[i] = '\x80';
        g_assert_false (dsc_wtf8_is_ascii (text, n));
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/wtf8/round-trip", test_round_trip);
  g_test_add_func ("/core/wtf8/bad-bytes", test_bad_bytes);
  g_test_add_func ("/core/wtf8/never-reads-past-the-end", test_never_reads_past_the_end);
  g_test_add_func ("/core/wtf8/measure", test_measure);
  g_test_add_func ("/core/wtf8/ascii", test_ascii);
  return g_test_run ();
}
