/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-history.c: draws bands of behaviours over releases.
 *
 * Only releases at which something changes have a column of their own, beside the first of each line, so that a band of a hundred and
 * fifty releases can be read. What finds no room in a span stands in its title, in the table, and in full below when it is selected. */
#include "dsc-view-history.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dsc-describe-private.h"
#include "dsc-page-private.h"

#define PAGE_WIDTH     1600.0
#define CARD_PADDING   20.0
#define NAMES          196.0      /* column of the behaviours' titles */
#define LEAST_COLUMN   29.0
#define AXIS           26.0
#define LINE           15.0
#define BAND_GAP       6.0
#define BORDER         4.0        /* of a change, at the left of its span */
#define LEAST_ROOM     50.0       /* for more words in a span than fit into one line */
#define MOST_LINES     3u
#define FEW            4u         /* behaviours whose changes are all told in full */

typedef struct {
  DscPage                   *page;
  const DscBehaviourHistory *history;
  const DscHistoryQuery     *query;
  const DscSceneId          *selected;
  guint                      first, last;     /* releases */
  GArray                    *columns;         /* guint: the release that each begins with */
  double                     left, column;
} View;

gboolean
dsc_view_history_get_span (const DscBehaviourHistory  *history,
                           DscSceneId                  id,
                           const DscBehaviourSpan    **out_span)
{
  if (id.part != DSC_PART_OF_DATUM || id.index < 0 || id.index >= history->spans->len || id.extra < 0
      || id.extra >= dsc_behaviour_history_get_n_spans (history, (guint) id.index))
    return FALSE;
  *out_span = dsc_behaviour_history_get_span (history, (guint) id.index, (guint) id.extra);
  return TRUE;
}

/* ---- columns ----------------------------------------------------------------------------------------------------- */

static DscVersion
line_of (const View *self,
         guint       release)
{
  return dsc_behaviour_history_get_target (self->history, release).version >> 16;
}

static gboolean
begins_line (const View *self,
             guint       release)
{
  return release == self->first || line_of (self, release) != line_of (self, release - 1);
}

static gboolean
is_changed_at (const View *self,
               guint       release)
{
  for (guint i = 0; i < self->history->spans->len; i++)
    for (guint k = 1; dsc_history_query_has (self->query, self->history, i) && k < dsc_behaviour_history_get_n_spans (self->history, i); k++)
      if (dsc_behaviour_history_get_span (self->history, i, k)->first == release)
        return TRUE;
  return FALSE;
}

static void
list_columns (View *self)
{
  const gboolean has_range = self->query->first != 0 || self->query->last != 0;

  self->last = has_range ? MIN (self->query->last, self->history->targets->len - 1) : self->history->targets->len - 1;
  self->first = has_range ? MIN (self->query->first, self->last) : 0;
  self->columns = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = self->first; i <= self->last; i++)
    if (begins_line (self, i) || is_changed_at (self, i))
      g_array_append_val (self->columns, i);
}

/* Left edge of the column of a release; behind the last release the right edge of the last column. */
static double
x_of (const View *self,
      guint       release)
{
  guint i = 0;

  while (i < self->columns->len && g_array_index (self->columns, guint, i) < release)
    i++;
  return self->left + i * self->column;
}

static char *
release_name (const View *self,
              guint       release)
{
  char name[64];

  dsc_target_format (dsc_behaviour_history_get_target (self->history, release), name, sizeof name);
  return g_strdup (name);
}

/* "3.13" for the first of a line, ".4" for a later one; what the range begins with is written out. */
static char *
column_name (const View *self,
             guint       release)
{
  const DscVersion version = dsc_behaviour_history_get_target (self->history, release).version;

  if (!begins_line (self, release))
    return g_strdup_printf (".%u", (version >> 8) & 0xff);
  return g_strdup_printf ("%u.%u", version >> 24, (version >> 16) & 0xff);
}

static void
draw_axis (View   *self,
           double  baseline)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const guint release = g_array_index (self->columns, guint, i);
      const gboolean is_line = begins_line (self, release);
      g_autofree char *name = column_name (self, release);

      dsc_page_text_fit (self->page, dsc_no_id (), is_line ? DSC_ROLE_TEXT : DSC_ROLE_TEXT_DIM, &dsc_page_small, DSC_ANCHOR_START,
                         self->left + i * self->column + 2, baseline, name, self->column - 1);
    }
}

/* ---- bands ------------------------------------------------------------------------------------------------------- */

static gboolean
words_fit (View       *self,
           const char *text,
           double      room)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (char **word = words; *word != NULL; word++)
    if (dsc_page_width_of (self->page, &dsc_page_small, *word) > room)
      return FALSE;
  return TRUE;
}

/* Lines for a span, at most MOST_LINES, the last one shortened if it must be; none where there is no room. */
static GPtrArray *
fit_words (View       *self,
           const char *text,
           double      room)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  if (dsc_page_width_of (self->page, &dsc_page_small, text) <= room)
    {
      g_ptr_array_add (lines, g_strdup (text));
      return lines;
    }
  if (room < LEAST_ROOM)
    return lines;
  if (!words_fit (self, text, room))
    {
      g_ptr_array_add (lines, dsc_text_shorten (self->page->metrics, &dsc_page_small, text, room));
      return lines;
    }
  g_ptr_array_unref (lines);
  lines = dsc_text_wrap (self->page->metrics, &dsc_page_small, text, room);
  if (lines->len > MOST_LINES)
    {
      g_autoptr (GString) rest = g_string_new (g_ptr_array_index (lines, MOST_LINES - 1));

      for (guint i = MOST_LINES; i < lines->len; i++)
        g_string_append_printf (rest, " %s", (char *) g_ptr_array_index (lines, i));
      g_ptr_array_set_size (lines, MOST_LINES - 1);
      g_ptr_array_add (lines, dsc_text_shorten (self->page->metrics, &dsc_page_small, rest->str, room));
    }
  return lines;
}

static double
span_width (const View             *self,
            const DscBehaviourSpan *span,
            double                 *out_x)
{
  *out_x = x_of (self, MAX (span->first, self->first));
  return x_of (self, MIN (span->last, self->last) + 1) - *out_x;
}

static gboolean
is_shown (const View             *self,
          const DscBehaviourSpan *span)
{
  return span->last >= self->first && span->first <= self->last;
}

static double
words_room (double width)
{
  return width - BORDER - 12;
}

static char *
span_title (const View             *self,
            guint                   behaviour,
            const DscBehaviourSpan *span)
{
  g_autofree char *first = release_name (self, span->first);
  g_autofree char *last = release_name (self, span->last);

  if (!span->is_change)
    return g_strdup_printf (_("%s, up to %s: %s. %s"), dsc_behaviour_get_title (behaviour), last, span->to, span->meaning);
  return g_strdup_printf (_("%s, from %s to %s: %s; before that: %s. %s"), dsc_behaviour_get_title (behaviour), first, last, span->to, span->from, span->meaning);
}

static void
draw_span (View   *self,
           guint   behaviour,
           guint   number,
           double  y,
           double  height)
{
  const DscBehaviourSpan *span = dsc_behaviour_history_get_span (self->history, behaviour, number);
  const gboolean is_change = dsc_history_query_has_change (self->query, span);
  const DscSceneId id = dsc_datum (behaviour, number);
  g_autofree char *title = span_title (self, behaviour, span);
  g_autofree char *first = column_name (self, MAX (span->first, self->first));
  g_autofree char *release = release_name (self, span->first);
  double x;
  const double width = span_width (self, span, &x);
  const double room = words_room (width);
  g_autoptr (GPtrArray) lines = fit_words (self, span->words, room);
  DscScene *scene = self->page->scene;
  double baseline = y + 16;

  dsc_scene_begin_group (scene, id, dsc_behaviour_get_title (behaviour), title);
  dsc_scene_add_rect (scene, dsc_no_id (), number % 2 == 0 ? DSC_ROLE_HEAP_OBJECT : DSC_ROLE_CALLOUT, (DscRect) { x + 1, y, width - 2, height }, 4);
  if (is_change)
    dsc_scene_add_rect (scene, dsc_no_id (), DSC_ROLE_CHANGED, (DscRect) { x + 1, y, BORDER, height }, 1);
  if (is_change && room >= dsc_page_width_of (self->page, &dsc_page_small, first))
    {
      const gboolean fits = room >= dsc_page_width_of (self->page, &dsc_page_small, release);

      dsc_page_text (self->page, dsc_no_id (), DSC_ROLE_TEXT_DIM, &dsc_page_small, DSC_ANCHOR_START, x + BORDER + 6, baseline, fits ? release : first);
      baseline += LINE;
    }
  for (guint i = 0; i < lines->len; i++)
    dsc_page_text (self->page, dsc_no_id (), DSC_ROLE_TEXT, &dsc_page_small, DSC_ANCHOR_START, x + BORDER + 6, baseline + i * LINE, g_ptr_array_index (lines, i));
  if (self->selected != NULL && dsc_scene_id_equal (*self->selected, id))
    dsc_scene_set_node_hollow (scene, dsc_scene_add_rect (scene, dsc_no_id (), DSC_ROLE_SELECTION, (DscRect) { x, y - 1, width, height + 2 }, 5), TRUE);
  dsc_scene_end_group (scene);
}

static double
band_height (View  *self,
             guint  behaviour)
{
  const guint n = dsc_behaviour_history_get_n_spans (self->history, behaviour);
  guint most = 1;

  for (guint i = 0; i < n; i++)
    {
      const DscBehaviourSpan *span = dsc_behaviour_history_get_span (self->history, behaviour, i);
      double x;

      if (!is_shown (self, span))
        continue;
      g_autoptr (GPtrArray) lines = fit_words (self, span->words, words_room (span_width (self, span, &x)));
      most = MAX (most, lines->len + (dsc_history_query_has_change (self->query, span) ? 1 : 0));
    }
  return 8 + most * LINE;
}

static void
draw_band (View   *self,
           guint   behaviour,
           double  y,
           double  height)
{
  const guint n = dsc_behaviour_history_get_n_spans (self->history, behaviour);

  dsc_page_text_fit (self->page, dsc_no_id (), DSC_ROLE_TEXT, &dsc_page_sans_bold, DSC_ANCHOR_START, DSC_PAGE_MARGIN + CARD_PADDING, y + 17,
                     dsc_behaviour_get_title (behaviour), NAMES - 8);
  for (guint i = 0; i < n; i++)
    if (is_shown (self, dsc_behaviour_history_get_span (self->history, behaviour, i)))
      draw_span (self, behaviour, i, y, height);
}

/* Behaviours from `from` on that belong together; *out_end is the first of the next group. NULL: none of them is shown. */
static GArray *
list_group (const View *self,
            guint       from,
            guint      *out_end)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (guint));
  guint i = from;

  do
    {
      if (dsc_history_query_has (self->query, self->history, i))
        g_array_append_val (list, i);
      i++;
    }
  while (i < self->history->spans->len && dsc_behaviour_get_group (i) == NULL);
  *out_end = i;
  return list;
}

static void
draw_group (View         *self,
            const char   *title,
            const GArray *list)
{
  DscPage *page = self->page;
  double height = 46 + AXIS + CARD_PADDING - BAND_GAP;
  double y = page->y + 46 + AXIS;

  for (guint i = 0; i < list->len; i++)
    height += band_height (self, g_array_index (list, guint, i)) + BAND_GAP;
  dsc_page_card (page, dsc_no_id (), (DscRect) { DSC_PAGE_MARGIN, page->y, page->width - 2 * DSC_PAGE_MARGIN, height });
  dsc_page_text (page, dsc_no_id (), DSC_ROLE_TITLE, &dsc_page_heading, DSC_ANCHOR_START, DSC_PAGE_MARGIN + CARD_PADDING, page->y + 32, title);
  draw_axis (self, page->y + 46 + AXIS - 9);
  for (guint i = 0; i < list->len; i++)
    {
      const guint behaviour = g_array_index (list, guint, i);
      const double band = band_height (self, behaviour);

      draw_band (self, behaviour, y, band);
      y += band + BAND_GAP;
    }
  page->y += height + 16;
}

/* ---- changes in full --------------------------------------------------------------------------------------------- */

/* With a page of its own it only measures; returns the y below. */
static double
draw_full (View                   *self,
           DscPage                *page,
           guint                   behaviour,
           const DscBehaviourSpan *span,
           double                  x,
           double                  y,
           double                  width)
{
  g_autofree char *first = release_name (self, span->first);
  g_autofree char *before = span->is_change ? release_name (self, span->first - 1) : NULL;
  g_autofree char *heading = span->is_change ? g_strdup_printf (_("%s, from %s on"), dsc_behaviour_get_title (behaviour), first)
                                             : g_strdup_printf (_("%s, from the beginning"), dsc_behaviour_get_title (behaviour));
  g_autofree char *was = span->is_change ? g_strdup_printf (_("Up to %s: %s"), before, span->from) : NULL;
  g_autofree char *is = g_strdup_printf (_("From %s on: %s"), first, span->to);
  g_autofree char *source = g_strdup_printf (_("Read in: %s"), span->source);

  y = dsc_page_paragraph (page, DSC_ROLE_TITLE, &dsc_page_heading, x, y, width, heading) + 4;
  if (was != NULL)
    y = dsc_page_paragraph (page, DSC_ROLE_TEXT_DIM, &dsc_page_sans, x, y, width, was);
  y = dsc_page_paragraph (page, DSC_ROLE_TEXT, &dsc_page_sans_bold, x, y, width, is) + 4;
  if (*span->meaning != '\0')
    y = dsc_page_paragraph (page, DSC_ROLE_TEXT, &dsc_page_sans, x, y, width, span->meaning) + 4;
  if (*span->source != '\0')
    y = dsc_page_paragraph (page, DSC_ROLE_TEXT_DIM, &dsc_page_small, x, y, width, source);
  return y;
}

static double
full_height (View                   *self,
             guint                   behaviour,
             const DscBehaviourSpan *span,
             double                  width)
{
  g_autoptr (DscScene) scratch = dsc_scene_new (self->page->width, 1);
  DscPage trial = *self->page;

  trial.scene = scratch;
  return draw_full (self, &trial, behaviour, span, 0, 0, width);
}

typedef struct {
  guint                   behaviour;
  const DscBehaviourSpan *span;
} Told;

static GArray *
list_told (View *self)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Told));
  const DscBehaviourSpan *selected;
  guint n_shown = 0;

  for (guint i = 0; i < self->history->spans->len; i++)
    n_shown += dsc_history_query_has (self->query, self->history, i) ? 1 : 0;
  if (self->selected != NULL && dsc_view_history_get_span (self->history, *self->selected, &selected))
    {
      const Told one = { (guint) self->selected->index, selected };
      g_array_append_val (list, one);
      return list;
    }
  if (n_shown > FEW && self->query->last == 0)
    return list;
  for (guint i = 0; i < self->history->spans->len; i++)
    for (guint k = 0; dsc_history_query_has (self->query, self->history, i) && k < dsc_behaviour_history_get_n_spans (self->history, i); k++)
      {
        const Told one = { i, dsc_behaviour_history_get_span (self->history, i, k) };

        if (dsc_history_query_has_change (self->query, one.span) || (self->query->last == 0 && !one.span->is_change))
          g_array_append_val (list, one);
      }
  return list;
}

static void
draw_told (View *self)
{
  g_autoptr (GArray) list = list_told (self);
  DscPage *page = self->page;
  const double card = (page->width - 2 * DSC_PAGE_MARGIN - 16) / 2;
  const double room = card - 2 * CARD_PADDING;

  for (guint i = 0; i < list->len; i += 2)
    {
      double height = 0;

      for (guint k = i; k < MIN (i + 2, list->len); k++)
        height = MAX (height, full_height (self, g_array_index (list, Told, k).behaviour, g_array_index (list, Told, k).span, room));
      for (guint k = i; k < MIN (i + 2, list->len); k++)
        {
          const Told *one = &g_array_index (list, Told, k);
          const double x = DSC_PAGE_MARGIN + (k - i) * (card + 16);

          dsc_page_card (page, dsc_no_id (), (DscRect) { x, page->y, card, height + 2 * CARD_PADDING });
          draw_full (self, page, one->behaviour, one->span, x + CARD_PADDING, page->y + CARD_PADDING, room);
        }
      page->y += height + 2 * CARD_PADDING + 16;
    }
}

/* ---- the page ---------------------------------------------------------------------------------------------------- */

static void
draw_heading (View *self)
{
  g_autofree char *first = release_name (self, self->first);
  g_autofree char *last = release_name (self, self->last);
  g_autofree char *title = self->query->last != 0 ? g_strdup_printf (_("What changed in dicts from CPython %s to %s"), first, last)
                                                  : g_strdup (_("How dicts changed, release by release"));
  char build[80];

  dsc_build_format (self->history->build, build, sizeof build);
  g_autofree char *line = g_strdup_printf (_("CPython %s to %s, %s. A column is a line of releases, or begins with a later release of it in which something changes; "
                                             "releases stand in the order of their numbers."), first, last, build);
  dsc_page_heading_block (self->page, title, line);
  self->page->y += 6;
  const double x = dsc_page_legend_item (self->page, DSC_ROLE_CHANGED, DSC_PAGE_MARGIN, self->page->y, _("begins with a change"));
  dsc_page_legend_item (self->page, DSC_ROLE_HEAP_OBJECT, x, self->page->y, _("as long as nothing changes"));
  self->page->y += 22;
}

DscScene *
dsc_view_history (const DscBehaviourHistory *history,
                  const DscHistoryQuery     *query,
                  const DscSceneId          *selected,
                  const DscTextMetrics      *metrics)
{
  View self = { .history = history, .query = query, .selected = selected };
  gboolean is_empty = TRUE;
  DscPage page;

  list_columns (&self);
  self.left = DSC_PAGE_MARGIN + CARD_PADDING + NAMES;
  self.column = MAX (LEAST_COLUMN, (PAGE_WIDTH - DSC_PAGE_MARGIN - CARD_PADDING - self.left) / self.columns->len);
  dsc_page_begin (&page, metrics, self.left + self.column * self.columns->len + CARD_PADDING + DSC_PAGE_MARGIN);
  self.page = &page;
  draw_heading (&self);
  if (selected != NULL)
    draw_told (&self);
  for (guint i = 0, end; i < history->spans->len; i = end)
    {
      g_autoptr (GArray) list = list_group (&self, i, &end);

      if (list->len > 0)
        draw_group (&self, dsc_behaviour_get_group (i), list);
      is_empty &= list->len == 0;
    }
  if (is_empty)
    page.y = dsc_page_paragraph (&page, DSC_ROLE_TEXT, &dsc_page_sans, DSC_PAGE_MARGIN, page.y, page.width - 2 * DSC_PAGE_MARGIN,
                                 _("None of these behaviours changed there.")) + 16;
  if (selected == NULL)
    draw_told (&self);
  page.y -= 16;
  g_array_unref (self.columns);
  return dsc_page_end (&page);
}
