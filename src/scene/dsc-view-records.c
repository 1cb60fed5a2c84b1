/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-records.c: the page of records: heading, bars, lines, break-evens. */
#include "dsc-view-records-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dsc-describe-private.h"

#define WIDTH        1240.0
#define LABELS        220.0       /* of the forms' names */
#define LEAST_COLUMN  150.0
#define ROW            30.0
#define BAR            18.0
#define CARD_GAP       18.0
#define LINES_HEIGHT  430.0
#define LINES_COLUMN  570.0       /* at least, of each release's lines */

/* --- Words. --- */

/* "18.4 MB": in thousands. */
static char *
format_total (gint64 bytes)
{
  static const char *const units[] = { "B", "kB", "MB", "GB", "TB" };
  double value = (double) bytes;
  guint unit = 0;
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  for (; value >= 999.95 && unit + 1 < G_N_ELEMENTS (units); unit++)
    value /= 1000;
  g_ascii_formatd (digits, sizeof digits, unit == 0 ? "%.0f" : "%.1f", value);
  return g_strdup_printf ("%s %s", digits, units[unit]);
}

char *
dsc_records_name_target (const DscRecordTable *table,
                         guint                 target)
{
  char text[64];

  dsc_target_title (dsc_record_table_get_question (table)->targets[target], text, sizeof text);
  return g_strdup (text);
}

/* Those whose numbers follow from rules that were read, but of which there is no recording. */
static void
append_evidence (const DscRecordQuestion *question,
                 GString                 *text)
{
  guint n = 0;
  char name[64];

  for (guint i = 0; i < question->n_targets; i++)
    {
      if (dsc_target_evidence (question->targets[i]) == DSC_EVIDENCE_MEASURED)
        continue;
      dsc_target_format (question->targets[i], name, sizeof name);
      g_string_append_printf (text, "%s%s", n == 0 ? _(" From the rules, without a recording: ") : ", ", name);
      n++;
    }
  if (n > 0)
    g_string_append_c (text, '.');
}

static char *
heading_line (const DscRecordTable *table)
{
  const DscRecordQuestion *question = dsc_record_table_get_question (table);
  GString *text = g_string_new (NULL);
  char build[128];

  for (guint i = 0; i < question->n_targets; i++)
    {
      g_autofree char *name = dsc_records_name_target (table, i);

      dsc_build_format (question->targets[i].build, build, sizeof build);
      g_string_append_printf (text, "%s%s", i == 0 ? "" : ", ", name);
      if (i + 1 == question->n_targets || memcmp (&question->targets[i].build, &question->targets[i + 1].build, sizeof (DscBuild)) != 0)
        g_string_append_printf (text, " (%s)", build);
    }
  g_string_append_printf (text, ". %s", _("Bytes that one of many records asks the allocator for; values of fields, and what a class costs once, are not in it."));
  append_evidence (question, text);
  return g_string_free (text, FALSE);
}

/* --- Bars. --- */

typedef struct {
  DscRecordForm form;
  gint64        bytes;       /* in the first release that has it */
  guint         target;      /* that release */
} Row;

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const Row *left = a;
  const Row *right = b;

  if (left->target != right->target)
    return left->target < right->target ? -1 : 1;
  if (left->bytes != right->bytes)
    return left->bytes < right->bytes ? -1 : 1;
  return (int) left->form - (int) right->form;
}

/* Forms that any of the releases has, the smallest first. */
static GArray *
list_rows (const DscRecordTable *table)
{
  const DscRecordQuestion *question = dsc_record_table_get_question (table);
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));

  for (int form = 0; form < DSC_N_RECORD_FORMS; form++)
    for (guint target = 0; target < question->n_targets; target++)
      {
        const DscRecordSize *size = dsc_record_table_get (table, target, (DscRecordForm) form, question->fields);
        const Row row = { (DscRecordForm) form, size != NULL ? size->bytes : 0, target };

        if (size == NULL)
          continue;
        g_array_append_val (rows, row);
        break;
      }
  g_array_sort (rows, compare_rows);
  return rows;
}

static gint64
most_bytes (const DscRecordTable *table)
{
  const DscRecordQuestion *question = dsc_record_table_get_question (table);
  gint64 most = 1;

  for (int form = 0; form < DSC_N_RECORD_FORMS; form++)
    for (guint target = 0; target < question->n_targets; target++)
      {
        const DscRecordSize *size = dsc_record_table_get (table, target, (DscRecordForm) form, question->fields);
        most = size != NULL ? MAX (most, size->bytes) : most;
      }
  return most;
}

static DscRole
block_role (DscRecordBlock block)
{
  static const DscRole roles[DSC_N_RECORD_BLOCKS] = {
    [DSC_RECORD_OBJECT] = DSC_ROLE_LEDGER_OBJECT,
    [DSC_RECORD_ITEMS] = DSC_ROLE_LEDGER_INDICES,
    [DSC_RECORD_DICT] = DSC_ROLE_LEDGER_GC,
    [DSC_RECORD_TABLE] = DSC_ROLE_LEDGER_KEYS,
    [DSC_RECORD_VALUES] = DSC_ROLE_LEDGER_VALUES,
  };

  return roles[block];
}

static char *
bar_title (const DscRecordTable *table,
           guint                 target,
           DscRecordForm         form,
           const DscRecordSize  *size)
{
  const DscRecordQuestion *question = dsc_record_table_get_question (table);
  g_autofree char *release = dsc_records_name_target (table, target);
  g_autofree char *fields = dsc_describe_count (question->fields, "%s field", "%s fields");
  g_autofree char *bytes = dsc_describe_size ((guint64) size->bytes);
  g_autofree char *total = dsc_record_group_digits (size->bytes * (gint64) question->count);
  g_autofree char *counted = size->dict_later < 0
                               ? g_strdup_printf (_("sys.getsizeof (x) is %" G_GINT64_FORMAT), size->getsizeof)
                               : g_strdup_printf (_("sys.getsizeof (x) is %" G_GINT64_FORMAT ", of x.__dict__ %" G_GINT64_FORMAT), size->getsizeof,
                                                  size->dict_later);

  /* Translators: "class with 4 fields in CPython 3.14.10: 104 bytes each, 10,400,000 for all; sys.getsizeof (x) is 48." */
  return g_strdup_printf (_("%1$s with %2$s in %3$s: %4$s each, %5$s for all; %6$s."), dsc_record_form_label (form), fields, release, bytes, total,
                          counted);
}

static char *
behind_bar (const DscRecordTable *table,
            const DscRecordSize  *size)
{
  const DscRecordQuestion *question = dsc_record_table_get_question (table);
  g_autofree char *total = format_total (size->bytes * (gint64) question->count);

  if (question->n_targets > 3)
    return g_strdup ("");
  if (question->n_targets > 1)
    return g_strdup (total);
  if (size->dict_later < 0)
    return g_strdup_printf (_("all: %s · getsizeof says %" G_GINT64_FORMAT), total, size->getsizeof);
  return g_strdup_printf (_("all: %s · getsizeof says %" G_GINT64_FORMAT " and, of __dict__, %" G_GINT64_FORMAT), total, size->getsizeof,
                          size->dict_later);
}

/* A bar to scale, its blocks side by side, the number of bytes behind it. */
static void
draw_bar (DscRecordPage       *self,
          guint                target,
          DscRecordForm        form,
          const DscRecordSize *size,
          double               x,
          double               top,
          double               scale)
{
  DscPage *page = &self->page;
  const DscSceneId id = dsc_datum (target, form);
  const double baseline = top + ROW / 2 + 5;
  g_autofree char *title = bar_title (self->table, target, form, size);
  g_autofree char *number = dsc_record_group_digits (size->bytes);
  g_autofree char *more = behind_bar (self->table, size);

  dsc_scene_begin_group (page->scene, id, dsc_record_form_label (form), title);
  for (guint block = 0; block < DSC_N_RECORD_BLOCKS; block++)
    if (size->blocks[block] > 0)
      {
        const double width = (double) size->blocks[block] * scale;

        dsc_scene_add_rect (page->scene, id, block_role ((DscRecordBlock) block), (DscRect) { x, top + (ROW - BAR) / 2, width, BAR }, 0);
        x += width;
      }
  x = dsc_page_text (page, id, DSC_ROLE_TEXT, &dsc_page_mono_bold, DSC_ANCHOR_START, x + 8, baseline, number);
  dsc_page_text (page, id, DSC_ROLE_TEXT_DIM, &dsc_page_small, DSC_ANCHOR_START, x + 10, baseline, more);
  dsc_scene_end_group (page->scene);
}

static double
room_behind_bar (DscRecordPage *self,
                 const GArray  *rows)
{
  const DscRecordQuestion *question = dsc_record_table_get_question (self->table);
  double room = 0;

  for (guint i = 0; i < rows->len; i++)
    for (guint target = 0; target < question->n_targets; target++)
      {
        const DscRecordSize *size = dsc_record_table_get (self->table, target, g_array_index (rows, Row, i).form, question->fields);
        g_autofree char *number = size != NULL ? dsc_record_group_digits (size->bytes) : NULL;
        g_autofree char *more = size != NULL ? behind_bar (self->table, size) : NULL;

        if (size != NULL)
          room = MAX (room, dsc_page_width_of (&self->page, &dsc_page_mono_bold, number) + dsc_page_width_of (&self->page, &dsc_page_small, more) + 30);
      }
  return room;
}

static void
draw_rows (DscRecordPage *self,
           const GArray  *rows,
           double         left,
           double         column)
{
  const DscRecordQuestion *question = dsc_record_table_get_question (self->table);
  const double scale = MAX (column - room_behind_bar (self, rows), 24) / (double) most_bytes (self->table);
  DscPage *page = &self->page;

  for (guint i = 0; i < rows->len; i++, page->y += ROW)
    {
      const DscRecordForm form = g_array_index (rows, Row, i).form;

      dsc_page_text_fit (page, dsc_no_id (), DSC_ROLE_TEXT, &dsc_page_sans, DSC_ANCHOR_START, left, page->y + ROW / 2 + 5,
                         dsc_record_form_label (form), LABELS - 12);
      for (guint target = 0; target < question->n_targets; target++)
        {
          const DscRecordSize *size = dsc_record_table_get (self->table, target, form, question->fields);
          const double x = left + LABELS + target * column;

          if (size != NULL)
            draw_bar (self, target, form, size, x, page->y, scale);
          else
            dsc_page_text (page, dsc_no_id (), DSC_ROLE_TEXT_DIM, &dsc_page_sans, DSC_ANCHOR_START, x, page->y + ROW / 2 + 5, "–");
        }
    }
}

static void
draw_legend (DscRecordPage *self,
             const GArray  *rows,
             double         left)
{
  const DscRecordQuestion *question = dsc_record_table_get_question (self->table);
  double x = left;

  for (guint block = 0; block < DSC_N_RECORD_BLOCKS; block++)
    {
      gboolean is_used = FALSE;

      for (guint i = 0; i < rows->len; i++)
        for (guint target = 0; target < question->n_targets; target++)
          {
            const DscRecordSize *size = dsc_record_table_get (self->table, target, g_array_index (rows, Row, i).form, question->fields);
            is_used = is_used || (size != NULL && size->blocks[block] > 0);
          }
      if (is_used)
        x = dsc_page_legend_item (&self->page, block_role ((DscRecordBlock) block), x, self->page.y + 14, dsc_record_block_label ((DscRecordBlock) block));
    }
  self->page.y += 22;
}

static void
draw_bars (DscRecordPage *self)
{
  const DscRecordQuestion *question = dsc_record_table_get_question (self->table);
  DscPage *page = &self->page;
  g_autoptr (GArray) rows = list_rows (self->table);
  const double left = DSC_PAGE_MARGIN + DSC_RECORDS_INSET;
  const double column = (page->width - 2 * left - LABELS) / question->n_targets;
  const double top = page->y;
  const double height = DSC_RECORDS_INSET + 28 + (question->n_targets > 1 ? 24 : 0) + rows->len * ROW + 38 + 8;

  dsc_page_card (page, dsc_no_id (), (DscRect) { DSC_PAGE_MARGIN, top, page->width - 2 * DSC_PAGE_MARGIN, height });
  page->y += DSC_RECORDS_INSET + 10;
  dsc_page_text (page, dsc_no_id (), DSC_ROLE_TITLE, &dsc_page_heading, DSC_ANCHOR_START, left, page->y, _("One record, in bytes"));
  page->y += 18;
  for (guint target = 0; target < question->n_targets && question->n_targets > 1; target++)
    {
      g_autofree char *name = dsc_records_name_target (self->table, target);
      dsc_page_text_fit (page, dsc_no_id (), DSC_ROLE_TEXT, &dsc_page_sans_bold, DSC_ANCHOR_START, left + LABELS + target * column, page->y + 12, name,
                         column - 10);
    }
  page->y += question->n_targets > 1 ? 24 : 0;
  draw_rows (self, rows, left, column);
  page->y += 10;
  draw_legend (self, rows, left);
  page->y = top + height + CARD_GAP;
}

/* --- Lines. --- */

static DscRecordForm
only_form (const DscRecordQuestion *question)
{
  return g_bit_storage (question->forms) == (guint) g_bit_nth_lsf (question->forms, -1) + 1 ? (DscRecordForm) g_bit_nth_lsf (question->forms, -1)
                                                                                            : DSC_N_RECORD_FORMS;
}

static void
draw_line_card (DscRecordPage *self,
                DscRect        box,
                const char    *title,
                DscRecordForm  form)
{
  const DscRect inner = { box.x + DSC_RECORDS_INSET, box.y + 52, box.width - 2 * DSC_RECORDS_INSET, box.height - 52 - 18 };

  dsc_page_card (&self->page, dsc_no_id (), box);
  dsc_page_text_fit (&self->page, dsc_no_id (), DSC_ROLE_TITLE, &dsc_page_heading, DSC_ANCHOR_START, inner.x, box.y + DSC_RECORDS_INSET + 10, title,
                     inner.width);
  if (form != DSC_N_RECORD_FORMS)
    dsc_records_draw_lines_of_releases (self, form, inner);
  else
    dsc_records_draw_lines (self, inner);
}

static void
draw_lines (DscRecordPage *self)
{
  const DscRecordQuestion *question = dsc_record_table_get_question (self->table);
  const double room = self->page.width - 2 * DSC_PAGE_MARGIN;
  const DscRecordForm form = question->n_targets > 1 ? only_form (question) : DSC_N_RECORD_FORMS;
  const guint n = form != DSC_N_RECORD_FORMS ? 1 : question->n_targets;
  const guint columns = MIN (n, MAX (1, (guint) ((room + CARD_GAP) / (LINES_COLUMN + CARD_GAP))));
  const double width = (room + CARD_GAP) / columns - CARD_GAP;

  if (question->first == question->last)
    return;
  for (guint i = 0; i < question->n_targets && form == DSC_N_RECORD_FORMS; i++)
    {
      g_autoptr (GPtrArray) breaks = dsc_record_table_list_breaks (self->table, i);
      self->has_breaks = self->has_breaks || breaks->len > 0;
    }
  for (guint i = 0; i < n; i++)
    {
      const DscRect box = { DSC_PAGE_MARGIN + (i % columns) * (width + CARD_GAP), self->page.y, width, LINES_HEIGHT };
      g_autofree char *name = form != DSC_N_RECORD_FORMS ? g_strdup (dsc_record_form_label (form)) : dsc_records_name_target (self->table, i);
      g_autofree char *title = g_strdup_printf (_("%s: bytes by number of fields"), name);

      self->target = i;
      self->breaks = dsc_record_table_list_breaks (self->table, i);
      draw_line_card (self, box, title, form);
      g_clear_pointer (&self->breaks, g_ptr_array_unref);
      if (i % columns + 1 == columns || i + 1 == n)
        self->page.y += LINES_HEIGHT + CARD_GAP;
    }
}

/* --- Break-evens. --- */

static double
draw_break (DscRecordPage        *self,
            guint                 target,
            guint                 i,
            const DscRecordBreak *one,
            double                left,
            double                y)
{
  const double room = self->page.width - 2 * left - 26;
  g_autofree char *text = dsc_record_break_format (one);
  g_autofree char *number = g_strdup_printf ("%u", i + 1);
  g_autofree char *full = g_strdup_printf (_("Break-even %1$s: %2$s"), number, text);
  const DscSceneId id = dsc_datum (target, DSC_RECORDS_SENTENCE + i);

  dsc_scene_begin_group (self->page.scene, id, number, full);
  dsc_scene_add_rect (self->page.scene, id, DSC_ROLE_CHANGED, (DscRect) { left, y + 1, 20, 16 }, 8);
  dsc_page_text (&self->page, id, DSC_ROLE_CHANGED, &dsc_page_small, DSC_ANCHOR_MIDDLE, left + 10, y + 13, number);
  const double end = dsc_page_paragraph (&self->page, DSC_ROLE_TEXT, &dsc_page_sans, left + 28, y, room, text);
  dsc_scene_end_group (self->page.scene);
  return end;
}

/* Of one release; returns the y below. */
static double
draw_breaks_of (DscRecordPage *self,
                guint          target,
                double         left,
                double         y)
{
  const DscRecordQuestion *question = dsc_record_table_get_question (self->table);
  g_autoptr (GPtrArray) breaks = dsc_record_table_list_breaks (self->table, target);
  g_autofree char *name = dsc_records_name_target (self->table, target);

  if (question->n_targets > 1)
    {
      dsc_page_text (&self->page, dsc_no_id (), DSC_ROLE_TEXT, &dsc_page_sans_bold, DSC_ANCHOR_START, left, y + 14, name);
      y += 22;
    }
  if (breaks->len == 0)
    y = dsc_page_paragraph (&self->page, DSC_ROLE_TEXT, &dsc_page_sans, left, y, self->page.width - 2 * left,
                            _("There is none: of any two forms, the same one is the smaller with every number of fields."));
  for (guint i = 0; i < breaks->len; i++)
    y = draw_break (self, target, i, g_ptr_array_index (breaks, i), left, y) + 3;
  return y + 8;
}

static void
draw_breaks (DscRecordPage *self)
{
  const DscRecordQuestion *question = dsc_record_table_get_question (self->table);
  const double left = DSC_PAGE_MARGIN + DSC_RECORDS_INSET;
  const double top = self->page.y;
  const guint card = dsc_page_card (&self->page, dsc_no_id (), (DscRect) { DSC_PAGE_MARGIN, top, 10, 10 });
  g_autofree char *title = g_strdup_printf (_("Break-even: where one form becomes smaller than another, from %u to %u fields"), question->first, question->last);
  double y = top + DSC_RECORDS_INSET + 22;
  DscRect box = { DSC_PAGE_MARGIN, top, self->page.width - 2 * DSC_PAGE_MARGIN, 0 };

  dsc_page_text_fit (&self->page, dsc_no_id (), DSC_ROLE_TITLE, &dsc_page_heading, DSC_ANCHOR_START, left, y - 12, title, self->page.width - 2 * left);
  for (guint target = 0; target < question->n_targets; target++)
    y = draw_breaks_of (self, target, left, y);
  box.height = y - top + 6;
  dsc_scene_resize_rect (self->page.scene, card, box);
  dsc_scene_resize_rect (self->page.scene, card - 1, (DscRect) { box.x, box.y + 1.5, box.width, box.height });
  self->page.y = top + box.height;
}

DscScene *
dsc_view_records_new (const DscRecordTable  *table,
                      const DscTextMetrics  *metrics,
                      GError               **error)
{
  const DscRecordQuestion *question = dsc_record_table_get_question (table);
  DscRecordPage self = { .table = table };
  g_autofree char *title = dsc_record_format_question (question);
  g_autofree char *line = heading_line (table);

  if (question->n_targets > DSC_RECORDS_MOST_DRAWN)
    {
      g_set_error (error, DSC_RECORD_ERROR, DSC_RECORD_ERROR_TOO_MANY,
                   _("A picture of records has at most %u releases, and these are %u. Choose fewer, or write the table."), DSC_RECORDS_MOST_DRAWN,
                   question->n_targets);
      return NULL;
    }
  dsc_page_begin (&self.page, metrics,
                  MAX (WIDTH, 2 * (DSC_PAGE_MARGIN + DSC_RECORDS_INSET) + LABELS + question->n_targets * LEAST_COLUMN));
  dsc_page_heading_block (&self.page, title, line);
  draw_bars (&self);
  draw_lines (&self);
  if (question->first < question->last && only_form (question) == DSC_N_RECORD_FORMS)
    draw_breaks (&self);
  return dsc_page_end (&self.page);
}
