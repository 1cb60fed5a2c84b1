/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-survey.h: the whole table of a snapshot with one byte a cell: its state, and how many probes it takes to get there. */
#pragma once

#include "dsc-snapshot.h"

/* A cell in use is 1 + probes, where probes counts the slots that a search for its key looks at, itself included: 2 where the
 * first one is right, at most 255, which stands for 254 probes or more. Cells of entries: EMPTY is still free, DUMMY emptied. */
enum { DSC_CELL_EMPTY = 0, DSC_CELL_DUMMY = 1, DSC_CELL_USED = 2, DSC_CELL_MOST = 255 };

static inline unsigned
dsc_cell_probes (uint8_t cell)
{
  return cell >= DSC_CELL_USED ? cell - 1u : 0;
}

/* Slots first … first + n - 1 into cells[first …]; cells has room for all slots. Compact tables: those in use become USED until
 * dsc_survey_entries has seen their entries. */
void dsc_survey_slots   (const DscSnapshot *self, size_t first, size_t n, uint8_t *cells);
/* Entries first … into cells[first …], which has room for the capacity; slot_cells, as dsc_survey_slots has left it, learns
 * the probes (NULL: nobody asks). Compact tables only: an open table's slots are its entries. */
void dsc_survey_entries (const DscSnapshot *self, size_t first, size_t n, uint8_t *cells, uint8_t *slot_cells);
/* The same as both together, for a whole compact table, whose entries have been surveyed: slots first … into cells[first …]. Much
 * quicker than to let each entry write to its slot, which may be anywhere. */
void dsc_survey_slots_after_entries (const DscSnapshot *self, size_t first, size_t n, const uint8_t *entry_cells, uint8_t *cells);
