/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-pyramid-join.c: counts blocks: small ones cell by cell, the others from the four blocks below each.
 *
 * Counts lie in separate bits of one word and cannot overflow into each other, so four blocks are added in one sum. */
#include "dsc-pyramid-private.h"

#include <string.h>

/* --- cells -------------------------------------------------------------------------------------------------------- */

#define STRIP ((gsize) 512)   /* columns of cells that are counted at a time: a multiple of every width of block */

/* For each column of cells: how many of those below each other are in use, are dummies, and the largest byte. */
typedef struct { guint8 used[STRIP], dummies[STRIP], worst[STRIP]; } Strip;

static inline guint32
pack (guint used,
      guint dummies,
      guint worst)
{
  return used | dummies << DSC_BIN32_COUNT | worst << (2 * DSC_BIN32_COUNT);
}

/* A block at the edge: those of its cells that are in the table. */
static guint32
count_block (const DscPyramidTable *table,
             const DscPyramidLevel *level,
             gsize                  row,
             gsize                  column)
{
  const gsize right = MIN ((column + 1) << level->log2_width, table->columns);
  guint used = 0, dummies = 0, worst = 0;

  for (gsize y = row << level->log2_height; y < (row + 1) << level->log2_height; y++)
    for (gsize x = column << level->log2_width; x < right && y * table->columns + x < table->n; x++)
      {
        const guint8 cell = table->levels[0].bins[y * table->columns + x];

        used += cell >= DSC_CELL_USED;
        dummies += cell == DSC_CELL_DUMMY;
        worst = MAX (worst, cell);
      }
  return pack (used, dummies, worst);
}

/* Each step is the same for all columns, so that the compiler takes sixteen of them at once. */
static void
add_row (Strip        *strip,
         const guint8 *restrict cells,
         gsize         n)
{
  for (gsize x = 0; x < n; x++)
    {
      const guint8 cell = cells[x];

      strip->used[x] += cell >= DSC_CELL_USED;
      strip->dummies[x] += cell == DSC_CELL_DUMMY;
      strip->worst[x] = MAX (strip->worst[x], cell);
    }
}

static inline guint32
sum_columns (const Strip *strip,
             gsize        x,
             guint        width)
{
  guint used = 0, dummies = 0, worst = 0;

  for (guint i = 0; i < width; i++)
    {
      used += strip->used[x + i];
      dummies += strip->dummies[x + i];
      worst = MAX (worst, strip->worst[x + i]);
    }
  return pack (used, dummies, worst);
}

/* n blocks beside each other, all of whose cells are in the table; they fit into a strip. */
static void
count_strip (const DscPyramidTable *table,
             const DscPyramidLevel *level,
             gsize                  row,
             gsize                  column,
             gsize                  n,
             guint32               *out)
{
  const guint8 *cells = table->levels[0].bins + (row << level->log2_height) * table->columns + (column << level->log2_width);
  const gsize width = n << level->log2_width;
  Strip strip;

  memset (strip.used, 0, width);
  memset (strip.dummies, 0, width);
  memset (strip.worst, 0, width);
  for (gsize y = 0; y < (gsize) 1 << level->log2_height; y++)
    add_row (&strip, cells + y * table->columns, width);
  if (level->log2_width == 2)
    for (gsize i = 0; i < n; i++)
      out[i] = sum_columns (&strip, 4 * i, 4);
  else if (level->log2_width == 1)
    for (gsize i = 0; i < n; i++)
      out[i] = sum_columns (&strip, 2 * i, 2);
  else
    for (gsize i = 0; i < n; i++)
      out[i] = sum_columns (&strip, i, 1);
}

void
dsc_pyramid_count (const DscPyramidTable *table,
                   guint                  number,
                   gsize                  row,
                   gsize                  from,
                   gsize                  end,
                   guint32               *out)
{
  const DscPyramidLevel *level = &table->levels[number];
  const gsize whole = ((row + 1) << level->log2_height) * table->columns <= table->n ? MIN (end, table->columns >> level->log2_width) : from;
  const gsize most = STRIP >> level->log2_width;
  gsize column = from;

  g_assert (number >= 1 && number <= DSC_PYRAMID_COUNTED);
  while (column < whole)
    {
      const gsize n = MIN (whole - column, most);

      count_strip (table, level, row, column, n, out + (column - from));
      column += n;
    }
  for (; column < end; column++)
    out[column - from] = count_block (table, level, row, column);
}

/* --- blocks ------------------------------------------------------------------------------------------------------- */

/* Four blocks below, of `n_bits` counts, as one; `wide_bits` is what the sum gets. */
static inline guint64
join_bins (const guint64 below[4],
           guint         n_bits,
           guint         wide_bits)
{
  const guint64 mask = ((guint64) 1 << n_bits) - 1;
  guint64 used = 0, dummies = 0, worst = 0;

  for (guint i = 0; i < 4; i++)
    {
      used += below[i] & mask;
      dummies += below[i] >> n_bits & mask;
      worst = MAX (worst, below[i] >> (2 * n_bits));
    }
  return used | dummies << wide_bits | worst << (2 * wide_bits);
}

/* One row of a level from two rows below, of which the second and the last column may be missing. */
#define JOIN(below_type, below_bits, type, bits) \
  { \
    const below_type *a = (const below_type *) lower->bins + 2 * row * lower->columns; \
    const below_type *b = 2 * row + 1 < lower->rows ? a + lower->columns : NULL; \
    type *bins = (type *) level->bins + row * level->columns; \
    for (gsize column = from; column < end; column++) \
      { \
        const gsize x = 2 * column; \
        const gboolean has_right = x + 1 < lower->columns; \
        const guint64 below[4] = { a[x], has_right ? a[x + 1] : 0, b != NULL ? b[x] : 0, b != NULL && has_right ? b[x + 1] : 0 }; \
        bins[column] = (type) join_bins (below, below_bits, bits); \
      } \
  }

void
dsc_pyramid_join (DscPyramidTable *table,
                  guint            number,
                  gsize            row,
                  gsize            from,
                  gsize            end)
{
  const DscPyramidLevel *level = &table->levels[number];
  const DscPyramidLevel *lower = &table->levels[number - 1];

  if (number <= DSC_PYRAMID_COUNTED)
    dsc_pyramid_count (table, number, row, from, end, (guint32 *) level->bins + row * level->columns + from);
  else if (number <= 5)
    JOIN (guint32, DSC_BIN32_COUNT, guint32, DSC_BIN32_COUNT)
  else if (number == 6)
    JOIN (guint32, DSC_BIN32_COUNT, guint64, DSC_BIN64_COUNT)
  else
    JOIN (guint64, DSC_BIN64_COUNT, guint64, DSC_BIN64_COUNT)
}
