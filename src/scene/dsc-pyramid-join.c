/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-pyramid-join.c: counts a row of blocks from the four blocks, or cells, below each.
 *
 * Counts lie in separate bits of one word and cannot overflow into each other, so four blocks are added in one sum. */
#include "dsc-pyramid-private.h"

/* Up to four bytes of cells: count those in use and the dummies, and keep the largest byte. */
static guint16
join_cells (const guint8 *cells,
            const gsize  *at,
            guint         n)
{
  guint used = 0, dummies = 0, worst = 0;

  for (guint i = 0; i < n; i++)
    {
      const guint8 cell = cells[at[i]];

      used += cell >= DSC_CELL_USED;
      dummies += cell == DSC_CELL_DUMMY;
      worst = MAX (worst, cell);
    }
  return (guint16) (used | dummies << DSC_BIN16_COUNT | worst << (2 * DSC_BIN16_COUNT));
}

/* Which cells a block of level 1 has: two by two, or four one below the other. Those that are not in the table are left out. */
static guint
list_cells (const DscPyramidTable *table,
            gsize                  row,
            gsize                  column,
            gsize                  at[4])
{
  const DscPyramidLevel *level = &table->levels[1];
  guint n = 0;

  for (gsize y = row << level->log2_height; y < (row + 1) << level->log2_height; y++)
    for (gsize x = column << level->log2_width; x < (column + 1) << level->log2_width; x++)
      if (x < table->columns && y * table->columns + x < table->n)
        at[n++] = y * table->columns + x;
  return n;
}

static void
join_first (DscPyramidTable *table,
            gsize            row,
            gsize            from,
            gsize            end)
{
  const DscPyramidLevel *level = &table->levels[1];
  const guint8 *cells = table->levels[0].bins;
  guint16 *bins = (guint16 *) level->bins + row * level->columns;
  const gsize last_row = (row + 1) << level->log2_height;
  /* Blocks whose cells are all there need no question. */
  const gsize whole = last_row * table->columns <= table->n ? MIN (end, table->columns >> level->log2_width) : from;
  const gsize stride = table->columns;
  const guint8 *p = cells + (row << level->log2_height) * stride;
  const gsize step = (gsize) 1 << level->log2_width;
  const gsize offsets[4] = { 0, step == 2 ? 1 : stride, step == 2 ? stride : 2 * stride, step == 2 ? stride + 1 : 3 * stride };
  gsize column = from;

  for (; column < whole; column++)
    bins[column] = join_cells (p + column * step, offsets, 4);
  for (; column < end; column++)
    {
      gsize at[4];
      const guint n = list_cells (table, row, column, at);
      bins[column] = join_cells (cells, at, n);
    }
}

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

  if (number == 1)
    join_first (table, row, from, end);
  else if (number == 2)
    JOIN (guint16, DSC_BIN16_COUNT, guint32, DSC_BIN32_COUNT)
  else if (number <= 5)
    JOIN (guint32, DSC_BIN32_COUNT, guint32, DSC_BIN32_COUNT)
  else if (number == 6)
    JOIN (guint32, DSC_BIN32_COUNT, guint64, DSC_BIN64_COUNT)
  else
    JOIN (guint64, DSC_BIN64_COUNT, guint64, DSC_BIN64_COUNT)
}
