/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-records-lines.c: bytes of one record against its number of fields: lines, names at their ends, numbered break-evens.
 *
 * The scale of bytes is logarithmic: forms differ by factors, and small records matter as much as large ones. */
#include "dsc-view-records-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "dsc-describe-private.h"

#define AXIS_LEFT    58.0     /* room for numbers of bytes */
#define AXIS_BOTTOM  40.0
#define NAMES       216.0     /* room for names of lines */
#define SAMPLE       40.0     /* room for a piece of the line in front of its name */
#define NAME_LINE    15.0
#define MOST_LINES   24u
#define BADGE        18.0
#define MOST_BADGES  24u
#define STRIP_ROWS    3
#define STRIP_GAP     8.0     /* between the strip of badges and the plot */

typedef struct {
  char         *name;
  guint         target;
  DscRecordForm form;
  DscRole       role;
  guint         dashes;
  double        name_y;
} Line;

typedef struct {
  DscRecordPage *page;
  DscRect        plot;         /* inside the axes */
  int            least, most;  /* logarithms to the base 2 of the bytes at its bottom and top */
  GArray        *lines;        /* Line */
  gboolean       is_of_releases;   /* lines are those of one form in several releases, not of the forms of one */
} Chart;

/* The same form looks alike in the charts of all releases. */
static const struct { guint8 series, dashes; } looks[DSC_N_RECORD_FORMS] = {
  [DSC_RECORD_DICT_DISPLAY] = { 0, 0 },    [DSC_RECORD_DICT_ZIP] = { 1, 1 },        [DSC_RECORD_TUPLE] = { 2, 2 },
  [DSC_RECORD_LIST] = { 3, 3 },            [DSC_RECORD_NAMEDTUPLE] = { 4, 4 },      [DSC_RECORD_TYPING_NAMEDTUPLE] = { 4, 0 },
  [DSC_RECORD_SLOTS] = { 5, 5 },           [DSC_RECORD_CLASS] = { 6, 6 },           [DSC_RECORD_CLASS_DICT] = { 7, 7 },
  [DSC_RECORD_NAMESPACE] = { 1, 3 },       [DSC_RECORD_DATACLASS] = { 3, 6 },       [DSC_RECORD_DATACLASS_SLOTS] = { 5, 2 },
};

static DscSceneId
id_of (const Line *line)
{
  return dsc_datum (line->target, DSC_RECORDS_LINE + line->form);
}

static void
clear_line (gpointer data)
{
  g_free (((Line *) data)->name);
}

static const DscRecordQuestion *
question_of (const Chart *self)
{
  return dsc_record_table_get_question (self->page->table);
}

/* --- Scale. --- */

static double
x_of (const Chart *self,
      double       fields)
{
  const DscRecordQuestion *question = question_of (self);

  return self->plot.x + 10 + (fields - question->first) / (question->last - question->first) * (self->plot.width - 20);
}

static double
y_of (const Chart *self,
      double       bytes)
{
  return self->plot.y + self->plot.height * (self->most - log2 (bytes)) / (self->most - self->least);
}

static gint64
bytes_of (const Chart *self,
          const Line  *line,
          guint        fields)
{
  const DscRecordSize *size = dsc_record_table_get (self->page->table, line->target, line->form, fields);

  return size != NULL ? size->bytes : 0;
}

/* The same for all releases, so that their charts can be compared. */
static void
find_scale (Chart *self)
{
  const DscRecordQuestion *question = question_of (self);
  gint64 least = G_MAXINT64;
  gint64 most = 1;

  for (guint target = 0; target < question->n_targets; target++)
    for (guint form = 0; form < DSC_N_RECORD_FORMS; form++)
      for (guint fields = question->first; fields <= question->last; fields++)
        {
          const DscRecordSize *size = dsc_record_table_get (self->page->table, target, (DscRecordForm) form, fields);

          least = size != NULL ? MIN (least, size->bytes) : least;
          most = size != NULL ? MAX (most, size->bytes) : most;
        }
  self->least = (int) floor (log2 ((double) least));
  self->most = (int) ceil (log2 ((double) most * 1.05));
}

/* --- Axes. --- */

/* Where the bars above are; below it says so, or else what the axis is. */
static void
draw_asked (Chart  *self,
            double  bottom)
{
  const DscRecordQuestion *question = question_of (self);
  DscPage *page = &self->page->page;
  const double right = self->plot.x + self->plot.width;
  const gboolean is_inside = question->fields >= question->first && question->fields <= question->last;
  const double x = is_inside ? x_of (self, question->fields) : self->plot.x;
  g_autofree char *text = is_inside ? dsc_describe_count (question->fields, "%s field", "%s fields") : g_strdup ("");
  const double end = x + dsc_page_width_of (page, &dsc_page_small, text) + 14;
  const double axis = dsc_page_width_of (page, &dsc_page_small, _("fields"));

  if (is_inside)
    {
      dsc_scene_set_node_dashed (page->scene, dsc_scene_add_line (page->scene, dsc_no_id (), DSC_ROLE_ACCENT, (DscPoint) { x, self->plot.y },
                                                                  (DscPoint) { x, bottom }), TRUE);
      dsc_page_text (page, dsc_no_id (), DSC_ROLE_TEXT, &dsc_page_small, DSC_ANCHOR_START, x - 4, bottom + 33, text);
    }
  if (end < right - axis)
    dsc_page_text (page, dsc_no_id (), DSC_ROLE_TEXT_DIM, &dsc_page_small, DSC_ANCHOR_END, right, bottom + 33, _("fields"));
}

static void
draw_axes (Chart *self)
{
  const DscRecordQuestion *question = question_of (self);
  DscPage *page = &self->page->page;
  const double right = self->plot.x + self->plot.width;
  const double bottom = self->plot.y + self->plot.height;
  const guint n = question->last - question->first + 1;
  const guint step = n <= 12 ? 1 : n <= 60 ? 5 : n <= 120 ? 10 : 25;

  for (int tick = self->least; tick <= self->most; tick++)
    {
      g_autofree char *number = dsc_record_group_digits ((gint64) 1 << tick);
      const double y = y_of (self, ldexp (1, tick));

      dsc_scene_add_line (page->scene, dsc_no_id (), DSC_ROLE_GRID, (DscPoint) { self->plot.x, y }, (DscPoint) { right, y });
      dsc_page_text (page, dsc_no_id (), DSC_ROLE_TEXT_DIM, &dsc_page_mono_small, DSC_ANCHOR_END, self->plot.x - 8, y + 4, number);
    }
  for (guint fields = question->first; fields <= question->last; fields++)
    if (fields == question->first || fields % step == 0)
      {
        g_autofree char *number = g_strdup_printf ("%u", fields);
        dsc_page_text (page, dsc_no_id (), DSC_ROLE_TEXT_DIM, &dsc_page_mono_small, DSC_ANCHOR_MIDDLE, x_of (self, fields), bottom + 16, number);
      }
  dsc_page_text (page, dsc_no_id (), DSC_ROLE_TEXT_DIM, &dsc_page_small, DSC_ANCHOR_START, self->plot.x - AXIS_LEFT + 4, self->plot.y - 9, _("bytes"));
  draw_asked (self, bottom);
}

/* --- What can be hovered and walked through: a column for each number of fields, below the lines. --- */

/* "12 fields in CPython 3.14.10: tuple 144, list 152 bytes." */
static char *
column_title (const Chart *self,
              guint        fields)
{
  const Line *first = &g_array_index (self->lines, Line, 0);
  g_autofree char *count = dsc_describe_count (fields, "%s field", "%s fields");
  g_autofree char *heading = self->is_of_releases ? g_strdup (dsc_record_form_label (first->form)) : dsc_records_name_target (self->page->table, first->target);
  GString *values = g_string_new (NULL);

  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);
      g_autofree char *bytes = dsc_record_group_digits (bytes_of (self, line, fields));

      g_string_append_printf (values, "%s%s %s", i > 0 ? "; " : "", line->name, bytes);
    }

  g_autofree char *all = g_string_free (values, FALSE);
  /* Translators: a number of fields, a release or a form, and bytes of each line there: "12 fields, CPython 3.14.10, bytes: tuple 144; list 152." */
  return g_strdup_printf (_("%1$s, %2$s, bytes: %3$s."), count, heading, all);
}

static void
draw_columns (Chart *self)
{
  const DscRecordQuestion *question = question_of (self);
  DscScene *scene = self->page->page.scene;
  const double half = (x_of (self, question->last) - x_of (self, question->first)) / (question->last - question->first) / 2;

  for (guint fields = question->first; fields <= question->last; fields++)
    {
      const DscSceneId id = dsc_datum (g_array_index (self->lines, Line, 0).target, DSC_RECORDS_COLUMN + fields);
      g_autofree char *title = column_title (self, fields);
      g_autofree char *name = g_strdup_printf ("%u", fields);

      const double left = MAX (x_of (self, fields) - half, self->plot.x);
      const double right = MIN (x_of (self, fields) + half, self->plot.x + self->plot.width);

      dsc_scene_begin_group (scene, id, name, title);
      dsc_scene_add_rect (scene, id, DSC_ROLE_NONE, (DscRect) { left, self->plot.y, right - left, self->plot.height }, 0);
      dsc_scene_end_group (scene);
    }
}

/* --- Lines and their names. --- */

static void
draw_line (Chart *self,
           guint  i)
{
  const DscRecordQuestion *question = question_of (self);
  const Line *line = &g_array_index (self->lines, Line, i);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (DscPoint));

  for (guint fields = question->first; fields <= question->last; fields++)
    {
      const DscPoint point = { x_of (self, fields), y_of (self, (double) bytes_of (self, line, fields)) };
      g_array_append_val (points, point);
    }
  dsc_scene_add_path (self->page->page.scene, id_of (line), line->role, (const DscPoint *) (gpointer) points->data, points->len,
                      line->dashes);
}

static int
compare_name_y (gconstpointer a,
                gconstpointer b)
{
  const double left = (*(Line *const *) a)->name_y;
  const double right = (*(Line *const *) b)->name_y;

  return left < right ? -1 : left > right ? 1 : 0;
}

/* From the top down, each at least one line below the one before, then from the bottom up where they have left the plot. */
static void
place_names (Chart *self)
{
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  const double bottom = self->plot.y + self->plot.height + 4;
  double limit = self->plot.y;

  for (guint i = 0; i < self->lines->len; i++)
    {
      Line *line = &g_array_index (self->lines, Line, i);

      line->name_y = y_of (self, (double) bytes_of (self, line, question_of (self)->last));
      g_ptr_array_add (order, line);
    }
  g_ptr_array_sort (order, compare_name_y);
  for (guint i = 0; i < order->len; i++)
    {
      Line *line = g_ptr_array_index (order, i);
      line->name_y = MAX (line->name_y, limit);
      limit = line->name_y + NAME_LINE;
    }
  limit = bottom;
  for (guint i = order->len; i-- > 0;)
    {
      Line *line = g_ptr_array_index (order, i);
      line->name_y = MIN (line->name_y, limit);
      limit = line->name_y - NAME_LINE;
    }
}

static void
draw_name (Chart *self,
           guint  i)
{
  DscPage *page = &self->page->page;
  const Line *line = &g_array_index (self->lines, Line, i);
  const double right = x_of (self, question_of (self)->last);
  const double y = y_of (self, (double) bytes_of (self, line, question_of (self)->last));
  const DscPoint lead[2] = { { right, y }, { right + 20, line->name_y } };
  const DscPoint sample[2] = { { right + 20, line->name_y }, { right + SAMPLE, line->name_y } };
  const DscSceneId id = id_of (line);

  dsc_scene_add_path (page->scene, id, line->role, lead, 2, 0);
  dsc_scene_add_path (page->scene, id, line->role, sample, 2, line->dashes);
  dsc_page_text_fit (page, id, DSC_ROLE_TEXT, &dsc_page_small, DSC_ANCHOR_START, right + SAMPLE + 6, line->name_y + 4, line->name, NAMES - SAMPLE - 6 + 10);
}

static char *
line_title (const Chart *self,
            const Line  *line)
{
  const DscRecordQuestion *question = question_of (self);
  g_autofree char *release = dsc_records_name_target (self->page->table, line->target);
  g_autofree char *first = dsc_describe_size ((guint64) bytes_of (self, line, question->first));
  g_autofree char *last = dsc_describe_size ((guint64) bytes_of (self, line, question->last));

  return g_strdup_printf (_("%1$s in %2$s: %3$s with %4$u fields, %5$s with %6$u."), line->name, release, first, question->first, last, question->last);
}

static void
draw_lines (Chart *self)
{
  DscScene *scene = self->page->page.scene;

  place_names (self);
  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);
      g_autofree char *title = line_title (self, line);

      dsc_scene_begin_group (scene, id_of (line), line->name, title);
      draw_line (self, i);
      draw_name (self, i);
      dsc_scene_end_group (scene);
    }
}

/* --- Break-evens: numbers in a strip above the plot, from which a line leads down to where it is. --- */

static double
break_x (const Chart          *self,
         const DscRecordBreak *one)
{
  return x_of (self, g_array_index (one->runs[DSC_RECORD_LARGER], DscRecordRun, 0).from);
}

/* The lowest place of the strip that is free, at its x or left of it. */
static DscRect
place_badge (const Chart   *self,
             double         x,
             const DscRect *taken,
             guint          n_taken)
{
  DscRect box = { x - BADGE / 2 - 1, self->plot.y - STRIP_GAP - BADGE, BADGE + 2, BADGE - 2 };
  gboolean is_free = FALSE;

  while (!is_free)
    {
      is_free = TRUE;
      for (guint k = 0; k < n_taken && is_free; k++)
        is_free = fabs (box.x - taken[k].x) >= BADGE + 4 || fabs (box.y - taken[k].y) >= BADGE;
      if (is_free)
        break;
      box.y -= BADGE;
      if (box.y < self->plot.y - STRIP_GAP - STRIP_ROWS * BADGE)
        box = (DscRect) { box.x - BADGE - 4, self->plot.y - STRIP_GAP - BADGE, box.width, box.height };
    }
  return box;
}

static void
draw_badge (Chart                *self,
            guint                 i,
            const DscRecordBreak *one,
            DscRect               box)
{
  DscPage *page = &self->page->page;
  const guint fields = g_array_index (one->runs[DSC_RECORD_LARGER], DscRecordRun, 0).from;
  const DscRecordSize *size = dsc_record_table_get (self->page->table, self->page->target, one->a, fields);
  const DscSceneId id = dsc_datum (self->page->target, DSC_RECORDS_BREAK + i);
  const double x = break_x (self, one);
  g_autofree char *number = g_strdup_printf ("%u", i + 1);
  g_autofree char *text = dsc_record_break_format (one);

  dsc_scene_begin_group (page->scene, id, number, text);
  dsc_scene_set_node_dashed (page->scene, dsc_scene_add_line (page->scene, id, DSC_ROLE_RULE, (DscPoint) { x, self->plot.y - STRIP_GAP },
                                                              (DscPoint) { x, y_of (self, (double) size->bytes) }), TRUE);
  dsc_scene_add_rect (page->scene, id, DSC_ROLE_CHANGED, box, 8);
  dsc_page_text (page, id, DSC_ROLE_CHANGED, &dsc_page_small, DSC_ANCHOR_MIDDLE, box.x + box.width / 2, box.y + 12, number);
  dsc_scene_end_group (page->scene);
}

static void
draw_badges (Chart *self)
{
  DscRect taken[MOST_BADGES];

  for (guint i = 0; self->page->breaks != NULL && i < self->page->breaks->len && i < MOST_BADGES; i++)
    {
      const DscRecordBreak *one = g_ptr_array_index (self->page->breaks, i);

      taken[i] = place_badge (self, break_x (self, one), taken, i);
      draw_badge (self, i, one, taken[i]);
    }
}

/* --- The whole. --- */

static void
draw (Chart   *self,
      DscRect  box)
{
  const double strip = self->page->has_breaks ? STRIP_ROWS * BADGE + STRIP_GAP : 14;

  self->plot = (DscRect) { box.x + AXIS_LEFT, box.y + strip, box.width - AXIS_LEFT - NAMES, box.height - strip - AXIS_BOTTOM };
  find_scale (self);
  draw_axes (self);
  draw_columns (self);
  draw_lines (self);
}

static void
add_line (Chart         *self,
          char          *name,
          guint          target,
          DscRecordForm  form,
          guint          series,
          guint          dashes)
{
  const Line line = { .name = name, .target = target, .form = form, .role = (DscRole) (DSC_ROLE_SERIES_1 + series % 8),
                      .dashes = dashes % DSC_N_DASHES };

  g_array_append_val (self->lines, line);
}

void
dsc_records_draw_lines (DscRecordPage *self,
                        DscRect        box)
{
  Chart chart = { .page = self, .lines = g_array_new (FALSE, FALSE, sizeof (Line)) };

  g_array_set_clear_func (chart.lines, clear_line);
  for (guint i = 0; i < MOST_LINES; i++)
    {
      const guint alike = dsc_record_table_get_alike (self->table, self->target, i);
      const int form = g_bit_nth_lsf (alike, -1);

      if (alike == 0)
        break;
      add_line (&chart, dsc_record_name_forms (alike, TRUE), self->target, (DscRecordForm) form, looks[form].series, looks[form].dashes);
    }
  if (chart.lines->len > 0)
    draw (&chart, box);
  if (chart.lines->len > 0)
    draw_badges (&chart);
  g_array_unref (chart.lines);
}

void
dsc_records_draw_lines_of_releases (DscRecordPage *self,
                                    DscRecordForm  form,
                                    DscRect        box)
{
  const DscRecordQuestion *question = dsc_record_table_get_question (self->table);
  Chart chart = { .page = self, .lines = g_array_new (FALSE, FALSE, sizeof (Line)), .is_of_releases = TRUE };

  g_array_set_clear_func (chart.lines, clear_line);
  for (guint target = 0; target < question->n_targets; target++)
    if (dsc_record_table_get (self->table, target, form, question->first) != NULL)
      add_line (&chart, dsc_records_name_target (self->table, target), target, form, target, target + target / 8 * 3);
  if (chart.lines->len > 0)
    draw (&chart, box);
  g_array_unref (chart.lines);
}
