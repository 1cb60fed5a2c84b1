/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-text-fit.c: shortens, wraps and isolates text.
 *
 * A program's keys are any text at all. What is cut is cut between characters that stand alone (marks that combine and
 * joined emoji stay whole), and what runs from right to left is wrapped in an isolate, within which it may turn. */
#include "dsc-text-fit.h"

#include <string.h>

#define LEFT_TO_RIGHT_ISOLATE "\xe2\x81\xa6"
#define POP_ISOLATE           "\xe2\x81\xa9"
#define ELLIPSIS              "\xe2\x80\xa6"
#define ZERO_WIDTH_JOINER     0x200d

double
dsc_text_width (const DscTextMetrics *metrics,
                const DscFontSpec    *font,
                const char           *text)
{
  return metrics->text_width (metrics->user, font, text);
}

/* Offsets in bytes at which the text may be cut, 0 and the end included. */
static GArray *
list_cuts (const char *text)
{
  GArray *cuts = g_array_new (FALSE, FALSE, sizeof (guint));
  gunichar before = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);
      const guint offset = (guint) (p - text);
      const gboolean joined = before == ZERO_WIDTH_JOINER || g_unichar_iszerowidth (c) || c == ZERO_WIDTH_JOINER
                              || g_unichar_ismark (c) || (c >= 0x1f3fb && c <= 0x1f3ff) || (c >= 0xfe00 && c <= 0xfe0f);

      if (!joined || offset == 0)
        g_array_append_val (cuts, offset);
      before = c;
    }

  const guint end = (guint) strlen (text);
  g_array_append_val (cuts, end);
  return cuts;
}

/* What a shortened text ends in: "…", and the quote or isolate that it ended in. */
static char *
shortened_end (const char *text)
{
  gsize length = strlen (text);
  const char *isolate = g_str_has_suffix (text, POP_ISOLATE) ? POP_ISOLATE : "";
  const char last = length > strlen (isolate) ? text[length - strlen (isolate) - 1] : '\0';
  const char quote[] = { last == '\'' || last == '"' ? last : '\0', '\0' };

  return g_strconcat (ELLIPSIS, quote, isolate, NULL);
}

char *
dsc_text_shorten (const DscTextMetrics *metrics,
                  const DscFontSpec    *font,
                  const char           *text,
                  double                max_width)
{
  if (dsc_text_width (metrics, font, text) <= max_width)
    return g_strdup (text);

  g_autoptr (GArray) cuts = list_cuts (text);
  g_autofree char *end = shortened_end (text);
  guint low = 0;
  guint high = cuts->len - 1;

  while (low + 1 < high)
    {
      const guint middle = (low + high) / 2;
      g_autofree char *head = g_strndup (text, g_array_index (cuts, guint, middle));
      g_autofree char *candidate = g_strconcat (head, end, NULL);

      if (dsc_text_width (metrics, font, candidate) <= max_width)
        low = middle;
      else
        high = middle;
    }
  g_autofree char *head = g_strndup (text, g_array_index (cuts, guint, low));
  return low == 0 ? g_strdup (ELLIPSIS) : g_strconcat (head, end, NULL);
}

/* Length in bytes of as much of the text as fits; at least one character. */
static gsize
fitting_length (const DscTextMetrics *metrics,
                const DscFontSpec    *font,
                const char           *text,
                double                max_width)
{
  g_autoptr (GArray) cuts = list_cuts (text);
  guint fits = 1;

  for (guint i = 2; i < cuts->len; i++)
    {
      g_autofree char *head = g_strndup (text, g_array_index (cuts, guint, i));
      if (dsc_text_width (metrics, font, head) > max_width)
        break;
      fits = i;
    }
  return g_array_index (cuts, guint, fits);
}

/* Puts a word that alone is wider than a line on lines of its own; what is left of it starts the next line. */
static void
break_word (GPtrArray            *lines,
            const DscTextMetrics *metrics,
            const DscFontSpec    *font,
            GString              *line,
            double                max_width)
{
  while (dsc_text_width (metrics, font, line->str) > max_width)
    {
      const gsize length = fitting_length (metrics, font, line->str, max_width);

      if (length >= line->len)
        return;
      g_ptr_array_add (lines, g_strndup (line->str, length));
      g_string_erase (line, 0, (gssize) length);
    }
}

GPtrArray *
dsc_text_wrap (const DscTextMetrics *metrics,
               const DscFontSpec    *font,
               const char           *text,
               double                max_width)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  GString *line = g_string_new (NULL);

  for (char **word = words; *word != NULL; word++)
    {
      g_autofree char *longer = line->len > 0 ? g_strconcat (line->str, " ", *word, NULL) : g_strdup (*word);

      if (line->len > 0 && dsc_text_width (metrics, font, longer) > max_width)
        {
          g_ptr_array_add (lines, g_strdup (line->str));
          g_string_assign (line, *word);
        }
      else
        g_string_assign (line, longer);
      break_word (lines, metrics, font, line, max_width);
    }
  if (line->len > 0)
    g_ptr_array_add (lines, g_strdup (line->str));
  g_string_free (line, TRUE);
  return lines;
}

char *
dsc_text_clip (const char *text,
               gsize       max_chars)
{
  const char *end = text;

  for (gsize n = 0; n < max_chars && *end != '\0'; n++)
    {
      end++;
      while (((guchar) *end & 0xc0) == 0x80)
        end++;
    }
  if (*end == '\0')
    return g_strdup (text);
  g_autofree char *head = g_strndup (text, (gsize) (end - text));
  return g_strconcat (head, ELLIPSIS, NULL);
}

static gboolean
turns_direction (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if ((c >= 0x590 && c <= 0x8ff) || (c >= 0xfb1d && c <= 0xfdff) || (c >= 0xfe70 && c <= 0xfefe) || (c >= 0x10800 && c <= 0x10fff)
          || (c >= 0x1e800 && c <= 0x1efff) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069)
          || c == 0x200e || c == 0x200f)
        return TRUE;
    }
  return FALSE;
}

/* Control characters would break the line or turn what follows: shown as the pictures that Unicode has for them, or by number. */
static void
append_visible (GString  *out,
                gunichar  c)
{
  if (c < 0x20)
    g_string_append_unichar (out, 0x2400 + c);
  else if (c == 0x7f)
    g_string_append_unichar (out, 0x2421);
  else if ((c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f || c == 0x2028 || c == 0x2029
           || (c >= 0x80 && c < 0xa0))
    g_string_append_printf (out, "\\u%04x", c);
  else
    g_string_append_unichar (out, c);
}

char *
dsc_text_isolate (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  const gboolean isolated = turns_direction (valid);
  GString *out = g_string_new (isolated ? LEFT_TO_RIGHT_ISOLATE : "");

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    append_visible (out, g_utf8_get_char (p));
  if (isolated)
    g_string_append (out, POP_ISOLATE);
  return g_string_free (out, FALSE);
}
