/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-matrix.c: lays out the matrix: columns in bands that fit the page, in each row a bar for each column.
 *
 * The bars of a row have one scale in all bands, so that they can be compared. A triangle in front of a number says that the column differs in
 * this row from the one at its left; the first column of a band has the last one of the band above at its left. */
#include "dsc-view-matrix-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "dsc-describe.h"
#include "dsc-page-private.h"

#define LABEL_WIDTH  170.0
#define USUAL_WIDTH  1600.0
#define LEAST_COLUMN 66.0
#define MOST_COLUMN  150.0
#define USUAL_COLUMN 104.0
#define LEAST_PAGE   640.0
#define BAR_HEIGHT   38.0
#define ROW_HEIGHT   72.0
#define RULE         (ROW_HEIGHT - 10)   /* of a row: where its bars stand */
#define HEAD_LINE    30.0
#define BUILD_LINE   17.0
#define PADDING      16.0
#define MARK_ROOM    14.0
#define BAND_GAP     22.0

typedef struct {
  guint first, n;            /* columns that are drawn as one */
} Group;

typedef struct {
  DscPage                 page;
  const DscMatrixColumn  *columns;
  const DscMatrixOptions *options;
  Group                  *groups;
  guint                   n_groups;
  double                 *most;        /* of each row */
  double                 *best;        /* NAN: none is best */
  double                  column_width;
  guint                   per_band;
  double                  head_height;
} Matrix;

/* ---- columns --------------------------------------------------------------------------------------------------- */

/* As they are written: what is alike to two decimals is not marked. */
static gboolean
same_value (DscMeasure measure,
            double     a,
            double     b)
{
  g_autofree char *text_a = NULL;
  g_autofree char *text_b = NULL;

  if (a == b || (isnan (a) && isnan (b)))
    return TRUE;
  if (dsc_measure_unit (measure) < DSC_UNIT_RATIO)
    return FALSE;
  text_a = dsc_matrix_number (measure, a);
  text_b = dsc_matrix_number (measure, b);
  return g_str_equal (text_a, text_b);
}

static gboolean
same_column (const Matrix *self,
             guint         a,
             guint         b)
{
  for (guint k = 0; k < self->options->n_rows; k++)
    if (!same_value (self->options->rows[k], self->columns[a].values[self->options->rows[k]], self->columns[b].values[self->options->rows[k]]))
      return FALSE;
  return TRUE;
}

static gboolean
is_current (const Matrix *self,
            guint         column)
{
  return self->options->current != NULL && dsc_target_equal (*self->options->current, self->columns[column].target);
}

/* The current release stands alone, so that it is seen. */
static void
make_groups (Matrix *self,
             guint   n)
{
  self->groups = g_new0 (Group, n + 1);
  for (guint i = 0; i < n; i++)
    {
      Group *last = self->n_groups > 0 ? &self->groups[self->n_groups - 1] : NULL;

      if (last != NULL && self->options->join && same_column (self, last->first, i) && !is_current (self, i) && !is_current (self, last->first))
        last->n++;
      else
        self->groups[self->n_groups++] = (Group) { i, 1 };
    }
}

static double
value_of (const Matrix *self,
          guint         row,
          guint         group)
{
  return self->columns[self->groups[group].first].values[self->options->rows[row]];
}

static void
scale_rows (Matrix *self)
{
  self->most = g_new0 (double, self->options->n_rows + 1);
  self->best = g_new0 (double, self->options->n_rows + 1);
  for (guint k = 0; k < self->options->n_rows; k++)
    {
      const int preference = dsc_measure_preference (self->options->rows[k]);
      double least = INFINITY;

      for (guint g = 0; g < self->n_groups; g++)
        if (!isnan (value_of (self, k, g)))
          {
            self->most[k] = MAX (self->most[k], value_of (self, k, g));
            least = MIN (least, value_of (self, k, g));
          }
      self->best[k] = preference < 0 && least < self->most[k] && !same_value (self->options->rows[k], least, self->most[k]) ? least : NAN;
    }
}

/* "3.13.13t" and, on a line of its own, "i386": the name without and with what the dash is in front of. */
static void
head_of (DscTarget   target,
         char      **out_name,
         char      **out_build)
{
  char name[64];
  char *dash;

  dsc_target_format (target, name, sizeof name);
  dash = target.implementation == DSC_IMPLEMENTATION_CPYTHON ? strchr (name, '-') : NULL;
  *out_build = dash != NULL ? g_strdup (dash + 1) : NULL;
  if (dash != NULL)
    *dash = '\0';
  *out_name = g_strdup (name);
}

static void
choose_width (Matrix *self)
{
  const double room = self->page.width - 2 * DSC_PAGE_MARGIN - 2 * PADDING - LABEL_WIDTH;
  double widest = LEAST_COLUMN - MARK_ROOM;
  guint n_bands;

  self->head_height = HEAD_LINE;

  for (guint g = 0; g < self->n_groups; g++)
    {
      g_autofree char *name = NULL;
      g_autofree char *build = NULL;

      head_of (self->columns[self->groups[g].first].target, &name, &build);
      if (build != NULL || self->groups[g].n > 1)
        self->head_height = HEAD_LINE + BUILD_LINE;
      widest = MAX (widest, dsc_page_width_of (&self->page, &dsc_page_mono_bold, name));
      for (guint k = 0; k < self->options->n_rows; k++)
        {
          g_autofree char *number = dsc_matrix_number (self->options->rows[k], value_of (self, k, g));

          widest = MAX (widest, dsc_page_width_of (&self->page, &dsc_page_mono_bold, number) + MARK_ROOM);
        }
    }
  self->column_width = MIN (ceil (widest) + 10, MOST_COLUMN);
  self->per_band = (guint) MAX (1, floor (room / self->column_width));
  n_bands = (self->n_groups + self->per_band - 1) / MAX (self->per_band, 1u);
  /* As many in each band, and no wider than they need: a few columns make a narrow page. */
  self->per_band = n_bands > 0 ? (self->n_groups + n_bands - 1) / n_bands : 1;
  self->column_width = MIN (floor (room / MAX (self->per_band, 1u)), MAX (self->column_width, USUAL_COLUMN));
  if (self->page.width - room + self->per_band * self->column_width < LEAST_PAGE)
    self->column_width = floor ((LEAST_PAGE - (self->page.width - room)) / MAX (self->per_band, 1u));
}

/* ---- drawing --------------------------------------------------------------------------------------------------- */

static double
column_x (const Matrix *self,
          guint         place)
{
  return DSC_PAGE_MARGIN + PADDING + LABEL_WIDTH + place * self->column_width;
}

static char *
describe_head (const Matrix *self,
               const Group  *group)
{
  g_autofree char *evidence = dsc_describe_evidence (self->columns[group->first].target);
  char first[64];
  char last[64];
  char build[80];

  dsc_target_title (self->columns[group->first].target, first, sizeof first);
  dsc_build_format (self->columns[group->first].target.build, build, sizeof build);
  if (group->n == 1)
    return g_strdup_printf ("%s: %s, %s.", first, build, evidence);
  dsc_target_title (self->columns[group->first + group->n - 1].target, last, sizeof last);
  /* Translators: releases, as “CPython 3.6.0”. */
  return g_strdup_printf (ngettext ("%s to %s: %u release that has the same in every row.", "%s to %s: %u releases that have the same in every row.", group->n),
                          first, last, group->n);
}

static void
draw_head (Matrix *self,
           guint   group,
           guint   place,
           double  top)
{
  const Group *columns = &self->groups[group];
  const DscSceneId id = dsc_datum (-1, columns->first);
  const double x = column_x (self, place);
  const double middle = x + self->column_width / 2;
  g_autofree char *name = NULL;
  g_autofree char *build = NULL;
  g_autofree char *sentence = describe_head (self, columns);

  head_of (self->columns[columns->first].target, &name, &build);
  if (columns->n > 1)
    {
      g_free (build);
      build = g_strdup_printf (ngettext ("and %u more", "and %u more", columns->n - 1), columns->n - 1);
    }
  const guint node = dsc_scene_add_rect (self->page.scene, id, DSC_ROLE_NONE, (DscRect) { x, top, self->column_width, self->head_height - 8 }, 6);
  dsc_scene_set_node_title (self->page.scene, node, sentence);
  dsc_page_text_fit (&self->page, id, DSC_ROLE_TEXT, &dsc_page_mono_bold, DSC_ANCHOR_MIDDLE, middle, top + 16, name,
                     self->column_width - 4);
  if (build != NULL)
    dsc_page_text_fit (&self->page, id, DSC_ROLE_TEXT_DIM, &dsc_page_small, DSC_ANCHOR_MIDDLE, middle, top + 33, build, self->column_width - 4);
}

static char *
describe_cell (const Matrix *self,
               guint         row,
               guint         group)
{
  const DscMeasure measure = self->options->rows[row];
  const double value = value_of (self, row, group);
  const double before = group > 0 ? value_of (self, row, group - 1) : value;
  g_autofree char *shown = dsc_measure_format (measure, value);
  g_autofree char *other = dsc_measure_format (measure, before);
  char name[64];
  char left[64];

  dsc_target_title (self->columns[self->groups[group].first].target, name, sizeof name);
  if (isnan (value))
    /* Translators: a release, then a measure. */
    return g_strdup_printf (_("%s has no “%s” here."), name, dsc_measure_label (measure));
  if (same_value (measure, value, before))
    /* Translators: a measure, a release, a value. */
    return g_strdup_printf (_("%s in %s: %s."), dsc_measure_label (measure), name, shown);
  dsc_target_title (self->columns[self->groups[group - 1].first].target, left, sizeof left);
  /* Translators: a measure, a release, a value; the release beside it and its value. */
  return g_strdup_printf (_("%s in %s: %s, unlike %s with %s."), dsc_measure_label (measure), name, shown, left, other);
}

static void
draw_bar (Matrix     *self,
          DscSceneId  id,
          guint       row,
          guint       group,
          double      x,
          double      bottom)
{
  const double value = value_of (self, row, group);
  const double height = self->most[row] > 0 && !isnan (value) ? MAX (value / self->most[row] * BAR_HEIGHT, value > 0 ? 1.5 : 0) : 0;
  const double inset = MIN (self->column_width * 0.16, 18);
  const DscRect bar = { x + inset, bottom - height, self->column_width - 2 * inset, height };

  if (height > 0)
    dsc_scene_add_rect (self->page.scene, id, is_current (self, self->groups[group].first) ? DSC_ROLE_MATCH : DSC_ROLE_LIVE, bar, MIN (3, height / 2));
}

static void
draw_cell (Matrix *self,
           guint   row,
           guint   group,
           guint   place,
           double  top)
{
  const DscSceneId id = dsc_datum (row, self->groups[group].first);
  const double x = column_x (self, place);
  const double value = value_of (self, row, group);
  const gboolean differs = group > 0 && !same_value (self->options->rows[row], value, value_of (self, row, group - 1));
  const double bottom = top + RULE;
  const double height = self->most[row] > 0 && !isnan (value) ? value / self->most[row] * BAR_HEIGHT : 0;
  const double baseline = bottom - height - 6;
  const DscFontSpec *font = !isnan (self->best[row]) && same_value (self->options->rows[row], value, self->best[row]) ? &dsc_page_mono_bold : &dsc_page_mono;
  g_autofree char *number = dsc_matrix_number (self->options->rows[row], value);
  g_autofree char *sentence = describe_cell (self, row, group);
  const double width = dsc_page_width_of (&self->page, font, number);
  const double middle = x + self->column_width / 2 + (differs ? MARK_ROOM / 2 - 1 : 0);
  const guint node = dsc_scene_add_rect (self->page.scene, id, DSC_ROLE_NONE, (DscRect) { x, top, self->column_width, ROW_HEIGHT }, 0);

  dsc_scene_set_node_title (self->page.scene, node, sentence);
  draw_bar (self, id, row, group, x, bottom);
  if (differs)
    dsc_page_change_mark (&self->page, id, middle - width / 2 - MARK_ROOM + 2, baseline - 4.5);
  dsc_page_text_fit (&self->page, id, isnan (value) ? DSC_ROLE_TEXT_DIM : DSC_ROLE_TEXT, font, DSC_ANCHOR_MIDDLE, middle, baseline, number, self->column_width - 4);
}

static void
draw_label (Matrix *self,
            guint   row,
            double  top)
{
  static const char * const units[] = { [DSC_UNIT_BYTES] = N_("bytes"), [DSC_UNIT_COUNT] = NULL, [DSC_UNIT_RATIO] = N_("of the slots"), [DSC_UNIT_MEAN] = N_("mean") };
  const DscMeasure measure = self->options->rows[row];
  const char *unit = units[dsc_measure_unit (measure)];
  const DscSceneId id = dsc_datum (row, -1);
  const double x = DSC_PAGE_MARGIN + PADDING;
  const double baseline = top + RULE - (unit != NULL ? 23 : 8);
  const guint node = dsc_scene_add_rect (self->page.scene, id, DSC_ROLE_NONE, (DscRect) { x, top, LABEL_WIDTH, ROW_HEIGHT }, 0);

  dsc_scene_set_node_title (self->page.scene, node, dsc_measure_describe (measure));
  dsc_page_text_fit (&self->page, id, DSC_ROLE_TEXT, &dsc_page_sans_bold, DSC_ANCHOR_START, x, baseline, dsc_measure_label (measure), LABEL_WIDTH - 8);
  if (unit != NULL)
    dsc_page_text_fit (&self->page, id, DSC_ROLE_TEXT_DIM, &dsc_page_small, DSC_ANCHOR_START, x, baseline + 16, _(unit), LABEL_WIDTH - 8);
}

static void
draw_current (Matrix *self,
              guint   place,
              double  top,
              double  height)
{
  dsc_scene_add_rect (self->page.scene, dsc_no_id (), DSC_ROLE_SELECTION, (DscRect) { column_x (self, place) + 1, top - 4, self->column_width - 2, height }, 8);
}

static void
draw_band (Matrix *self,
           guint   first,
           guint   n)
{
  const double height = 2 * PADDING + self->head_height + self->options->n_rows * ROW_HEIGHT;
  const double top = self->page.y + PADDING;
  const double right = column_x (self, self->per_band);

  dsc_page_card (&self->page, dsc_no_id (), (DscRect) { DSC_PAGE_MARGIN, self->page.y, right + PADDING - DSC_PAGE_MARGIN, height });
  for (guint i = 0; i < n; i++)
    if (is_current (self, self->groups[first + i].first))
      draw_current (self, i, top, height - 2 * PADDING + 8);
  for (guint i = 0; i < n; i++)
    draw_head (self, first + i, i, top);
  for (guint k = 0; k < self->options->n_rows; k++)
    {
      const double y = top + self->head_height + k * ROW_HEIGHT;

      draw_label (self, k, y);
      for (guint i = 0; i < n; i++)
        draw_cell (self, k, first + i, i, y);
      dsc_page_rule (&self->page, DSC_PAGE_MARGIN + PADDING, right, y + RULE);
    }
  self->page.y += height + BAND_GAP;
}

/* What implementations are that are no CPython, and which releases nobody knows yet. */
static void
draw_remarks (Matrix *self,
              guint   n,
              double  width)
{
  g_autoptr (GString) assumed = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      const char *about = dsc_target_about (self->columns[i].target);
      char name[64];

      if (about != NULL)
        self->page.y = dsc_page_paragraph (&self->page, DSC_ROLE_TEXT_DIM, &dsc_page_small, DSC_PAGE_MARGIN + 22, self->page.y + 4, width, about);
      if (dsc_target_evidence (self->columns[i].target) != DSC_EVIDENCE_ASSUMED)
        continue;
      dsc_target_format (self->columns[i].target, name, sizeof name);
      g_string_append_printf (assumed, "%s%s", assumed->len > 0 ? ", " : "", name);
    }
  if (assumed->len == 0)
    return;
  /* Translators: %s is a list of releases. */
  g_autofree char *text = g_strdup_printf (_("Assumed, as in the nearest release that is known: %s."), assumed->str);
  self->page.y = dsc_page_paragraph (&self->page, DSC_ROLE_TEXT_DIM, &dsc_page_small, DSC_PAGE_MARGIN + 22, self->page.y + 4, width, text);
}

static void
draw_legend (Matrix *self,
             guint   n)
{
  const double width = self->page.width - 2 * DSC_PAGE_MARGIN - 22;

  dsc_page_change_mark (&self->page, dsc_no_id (), DSC_PAGE_MARGIN + 5, self->page.y + 8);
  self->page.y = dsc_page_paragraph (&self->page, DSC_ROLE_TEXT_DIM, &dsc_page_small, DSC_PAGE_MARGIN + 22, self->page.y, width,
                                     _("Unlike the release at its left. Bars have one scale in each row. Bold: the least, where less is better."));
  draw_remarks (self, n, width);
}

DscScene *
dsc_view_matrix_new (const DscMatrixColumn  *columns,
                     guint                   n,
                     const DscMatrixOptions *options)
{
  Matrix self = { .columns = columns, .options = options };
  g_autofree char *title = dsc_matrix_title (options);
  g_autofree char *line = dsc_matrix_line (columns, n, options);

  dsc_page_begin (&self.page, options->metrics, options->width > 0 ? CLAMP (options->width, 480, 4000) : USUAL_WIDTH);
  make_groups (&self, n);
  scale_rows (&self);
  choose_width (&self);
  self.page.width = column_x (&self, self.per_band) + PADDING + DSC_PAGE_MARGIN;
  dsc_page_heading_block (&self.page, title, line);
  for (guint first = 0; first < self.n_groups; first += self.per_band)
    draw_band (&self, first, MIN (self.per_band, self.n_groups - first));
  if (n == 0 || options->n_rows == 0)
    self.page.y = dsc_page_paragraph (&self.page, DSC_ROLE_TEXT, &dsc_page_sans, DSC_PAGE_MARGIN, self.page.y, self.page.width - 2 * DSC_PAGE_MARGIN,
                                      n == 0 ? _("No release is chosen.") : _("No row is chosen."));
  else
    draw_legend (&self, n);
  g_free (self.groups);
  g_free (self.most);
  g_free (self.best);
  return dsc_page_end (&self.page);
}
