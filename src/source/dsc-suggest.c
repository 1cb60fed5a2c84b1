/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-suggest.c: "Did you mean: 'keys'?".
 *
 * CPython (Python/suggestions.c in 3.10 and 3.11, Lib/traceback.py from 3.12 on) takes the candidate with the least edit
 * distance: 2 for an insertion, a deletion or another letter, 1 for another case, and no more than a third of the letters. */
#include "dsc-suggest-private.h"

#include <string.h>

#define MOVE_COST 2u
#define CASE_COST 1u
#define MAX_NAME 40u

static guint
substitution_cost (char a,
                   char b)
{
  if (a == b)
    return 0;
  return g_ascii_tolower (a) == g_ascii_tolower (b) ? CASE_COST : MOVE_COST;
}

/* Rows of the usual table, one at a time; a is the shorter one. */
static guint
fill_rows (const char *a,
           gsize       n_a,
           const char *b,
           gsize       n_b,
           guint       max)
{
  guint row[MAX_NAME];
  guint result = 0;

  for (gsize i = 0; i < n_a; i++)
    row[i] = (guint) (i + 1) * MOVE_COST;
  for (gsize j = 0; j < n_b; j++)
    {
      guint before = (guint) j * MOVE_COST, minimum = G_MAXUINT;

      result = before;
      for (gsize i = 0; i < n_a; i++)
        {
          guint substitute = before + substitution_cost (b[j], a[i]);

          before = row[i];
          result = MIN (substitute, MIN (result, before) + MOVE_COST);
          row[i] = result;
          minimum = MIN (minimum, result);
        }
      if (minimum > max)
        return max + 1;
    }
  return result;
}

guint
dsc_suggest_distance (const char *a,
                      const char *b,
                      guint       max)
{
  gsize n_a = strlen (a), n_b = strlen (b);

  while (n_a != 0 && n_b != 0 && *a == *b)
    a++, b++, n_a--, n_b--;
  while (n_a != 0 && n_b != 0 && a[n_a - 1] == b[n_b - 1])
    n_a--, n_b--;
  if (n_a == 0 || n_b == 0)
    return MOVE_COST * (guint) (n_a + n_b);
  if (n_a > MAX_NAME || n_b > MAX_NAME)
    return max + 1;
  if (n_b < n_a)
    {
      const char *text = a;
      gsize n = n_a;

      a = b, n_a = n_b;
      b = text, n_b = n;
    }
  if ((n_b - n_a) * MOVE_COST > max)
    return max + 1;
  return fill_rows (a, n_a, b, n_b, max);
}

const char *
dsc_suggest (const char        *wrong,
             const char *const *candidates,
             gsize              n,
             guint             *best_distance,
             const char        *found)
{
  gsize length = strlen (wrong);

  if (length > MAX_NAME)
    return found;
  for (gsize i = 0; i < n; i++)
    {
      guint max = (guint) (length + strlen (candidates[i]) + 3) * MOVE_COST / 6;
      guint distance;

      if (strcmp (candidates[i], wrong) == 0)
        continue;
      if (found != NULL)
        max = MIN (max, *best_distance - 1);
      distance = dsc_suggest_distance (wrong, candidates[i], max);
      if (distance > max)
        continue;
      found = candidates[i];
      *best_distance = distance;
    }
  return found;
}
