/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-compare-reasons.c: what makes the sides differ, as boxes, and the sizes of other releases, as bars. */
#include "dsc-view-compare-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define BOX_GAP      12.0
#define BAR_ROOM    110.0      /* height of the longest bar */
#define BAR_PITCH    50.0      /* least */

static const DscFontSpec outcome_font = { DSC_FONT_MONO, 17, TRUE };
static const DscFontSpec release_font = { DSC_FONT_SANS, 11.5, TRUE };
static const DscFontSpec small_outcome_font = { DSC_FONT_SANS, 12, TRUE };

static gboolean
has_outcomes (const DscCompareReason *reason)
{
  for (guint i = 0; i < DSC_COMPARE_MOST_SIDES; i++)
    if (reason->outcomes[i] != NULL)
      return TRUE;
  return FALSE;
}

/* Lines in the middle of x … x + width; returns the y below. */
static double
draw_centered (DscPage           *page,
               DscSceneId         id,
               DscRole            role,
               const DscFontSpec *font,
               DscRect            room,
               const char        *text)
{
  g_autoptr (GPtrArray) lines = dsc_text_wrap (page->metrics, font, text, room.width);
  const double line = font->size * 1.4;

  for (guint i = 0; i < lines->len; i++)
    dsc_page_text (page, id, role, font, DSC_ANCHOR_MIDDLE, room.x + room.width / 2, room.y + (i + 0.75) * line, g_ptr_array_index (lines, i));
  return room.y + lines->len * line;
}

static char *
reason_title (const DscComparePlan   *plan,
              const DscCompareReason *reason)
{
  GString *text = g_string_new (reason->heading);

  if (reason->note != NULL)
    g_string_append_printf (text, ": %s", reason->note);
  for (guint i = 0; i < plan->n; i++)
    if (reason->outcomes[i] != NULL)
      g_string_append_printf (text, "; %s: %s", dsc_compare_side_name (plan, i), reason->outcomes[i]);
  if (!g_str_has_suffix (text->str, "."))
    g_string_append_c (text, '.');
  return g_string_free (text, FALSE);
}

/* --- between two sides -------------------------------------------------------------------------------------------- */

static double
draw_outcome (DscPage    *page,
              DscSceneId  id,
              DscRect     box,
              const char *text)
{
  const gboolean is_short = dsc_page_width_of (page, &outcome_font, text) <= box.width - 12;
  const DscFontSpec *font = is_short ? &outcome_font : &small_outcome_font;
  g_autoptr (GPtrArray) lines = dsc_text_wrap (page->metrics, font, text, box.width - 14);

  box.height = MAX (46, lines->len * font->size * 1.4 + 16);
  dsc_scene_add_rect (page->scene, id, DSC_ROLE_CHANGED, box, 9);
  draw_centered (page, id, DSC_ROLE_CHANGED, font,
                 (DscRect) { box.x + 7, box.y + (box.height - lines->len * font->size * 1.4) / 2, box.width - 14, 0 }, text);
  return box.y + box.height;
}

static double
draw_reason (DscPage              *page,
             const DscComparePlan *plan,
             guint                 number,
             DscRect               box)
{
  const DscCompareReason *reason = &plan->options->reasons[number];
  const DscSceneId id = dsc_datum (number, 1);
  const double half = (box.width - 14) / 2;
  g_autofree char *title = reason_title (plan, reason);
  const double top = box.y;

  dsc_scene_begin_group (page->scene, id, reason->heading, title);
  const guint card = dsc_page_card (page, id, box);
  const DscRect text = { box.x + 10, box.y + 10, box.width - 20, 0 };
  double y = draw_centered (page, id, DSC_ROLE_TITLE, &dsc_page_mono_bold, text, reason->heading);
  if (reason->note != NULL)
    y = draw_centered (page, id, DSC_ROLE_TEXT_DIM, &dsc_page_small, (DscRect) { text.x, y + 2, text.width, 0 }, reason->note);
  box.height = y + 9 - top;
  dsc_scene_resize_rect (page->scene, card, box);
  dsc_scene_resize_rect (page->scene, card - 1, (DscRect) { box.x, box.y + 1.5, box.width, box.height });
  y = top + box.height;
  if (has_outcomes (reason))
    {
      double bottom = y;
      for (guint i = 0; i < 2; i++)
        {
          const double x = box.x + i * (half + 14);
          dsc_scene_add_line (page->scene, id, DSC_ROLE_CHANGED, (DscPoint) { box.x + box.width / 2 + (i == 0 ? -18 : 18), y + 2 },
                              (DscPoint) { x + half / 2, y + 17 });
          const double end = draw_outcome (page, id, (DscRect) { x, y + 19, half, 0 }, reason->outcomes[i] != NULL ? reason->outcomes[i] : "–");
          bottom = MAX (bottom, end);
        }
      y = bottom;
    }
  dsc_scene_end_group (page->scene);
  return y;
}

double
dsc_compare_draw_reasons (DscPage              *page,
                          const DscComparePlan *plan,
                          double                x,
                          double                y,
                          double                width)
{
  const double middle = x + width / 2;

  if (plan->options->is_first_difference)
    {
      y = draw_centered (page, dsc_no_id (), DSC_ROLE_TEXT_DIM, &dsc_page_sans, (DscRect) { x, y, width, 0 }, _("same until here"));
      dsc_page_rule (page, middle - 40, middle + 40, y + 10);
      y += 22;
    }
  for (guint i = 0; i < plan->options->n_reasons; i++)
    y = draw_reason (page, plan, i, (DscRect) { x, y, width, 0 }) + BOX_GAP;
  if (plan->options->source != NULL)
    y = draw_centered (page, dsc_no_id (), DSC_ROLE_TEXT_DIM, &dsc_page_small, (DscRect) { x, y + 4, width, 0 }, plan->options->source);
  return y;
}

/* --- below the sides ---------------------------------------------------------------------------------------------- */

/* Who, and at the right what it comes to, in as many lines as that needs. */
static double
draw_row_below (DscPage    *page,
                DscSceneId  id,
                const char *name,
                const char *outcome,
                DscRect     box)
{
  const double name_width = MIN (dsc_page_width_of (page, &dsc_page_small, name), box.width * 0.45);
  const double room = box.width - name_width - 22;
  const gboolean is_short = dsc_page_width_of (page, &dsc_page_mono_bold, outcome) <= room;
  const DscFontSpec *font = is_short ? &dsc_page_mono_bold : &small_outcome_font;
  g_autoptr (GPtrArray) lines = dsc_text_wrap (page->metrics, font, outcome, room);
  const double height = 20 + (MAX (lines->len, 1) - 1) * 15;

  dsc_scene_add_rect (page->scene, id, DSC_ROLE_CHANGED_GROUND, (DscRect) { box.x - 4, box.y + 5, box.width + 8, height }, 5);
  dsc_page_text_fit (page, id, DSC_ROLE_TEXT, &dsc_page_small, DSC_ANCHOR_START, box.x + 4, box.y + 19, name, name_width + 1);
  for (guint k = 0; k < lines->len; k++)
    dsc_page_text (page, id, DSC_ROLE_TEXT, font, DSC_ANCHOR_END, box.x + box.width - 2, box.y + 19 + k * 15, g_ptr_array_index (lines, k));
  return box.y + height + 2;
}

static double
draw_card_below (DscPage              *page,
                 const DscComparePlan *plan,
                 guint                 number,
                 DscRect               box)
{
  const DscCompareReason *reason = &plan->options->reasons[number];
  const DscSceneId id = dsc_datum (number, 1);
  const double x = box.x + 14;
  const double room = box.width - 28;
  g_autofree char *title = reason_title (plan, reason);
  double y = box.y + 10;

  dsc_scene_begin_group (page->scene, id, reason->heading, title);
  const guint card = dsc_page_card (page, id, box);
  y = dsc_page_paragraph (page, DSC_ROLE_TITLE, &dsc_page_mono_bold, x, y, room, reason->heading);
  if (reason->note != NULL)
    y = dsc_page_paragraph (page, DSC_ROLE_TEXT_DIM, &dsc_page_small, x, y + 1, room, reason->note);
  for (guint i = 0; has_outcomes (reason) && i < plan->n; i++)
    {
      const char *outcome = reason->outcomes[i] != NULL ? reason->outcomes[i] : "–";
      y = draw_row_below (page, id, plan->short_names[i], outcome, (DscRect) { x, y, room, 0 });
    }
  box.height = y + 12 - box.y;
  dsc_scene_resize_rect (page->scene, card, box);
  dsc_scene_resize_rect (page->scene, card - 1, (DscRect) { box.x, box.y + 1.5, box.width, box.height });
  dsc_scene_end_group (page->scene);
  return box.y + box.height;
}

double
dsc_compare_draw_reasons_below (DscPage              *page,
                                const DscComparePlan *plan,
                                double                y)
{
  const guint n = plan->options->n_reasons;
  const double room = page->width - 2 * DSC_PAGE_MARGIN;
  const guint most = MAX ((guint) (room / 290), 1);
  const guint bands = (MAX (n, 1) + most - 1) / most;
  const guint columns = (MAX (n, 1) + bands - 1) / bands;
  const double width = MIN ((room - (columns - 1) * 20) / columns, 480);

  dsc_page_text (page, dsc_no_id (), DSC_ROLE_TITLE, &dsc_page_heading, DSC_ANCHOR_START, DSC_PAGE_MARGIN, y + 16, _("What makes them differ"));
  y += 30;
  for (guint first = 0; first < n; first += columns)
    {
      double bottom = y;
      for (guint i = first; i < MIN (first + columns, n); i++)
        {
          const double end = draw_card_below (page, plan, i, (DscRect) { DSC_PAGE_MARGIN + (i - first) * (width + 20), y, width, 0 });
          bottom = MAX (bottom, end);
        }
      y = bottom + 16;
    }
  if (plan->options->source != NULL)
    y = dsc_page_paragraph (page, DSC_ROLE_TEXT_DIM, &dsc_page_small, DSC_PAGE_MARGIN, y, room, plan->options->source);
  return y;
}

/* --- releases ----------------------------------------------------------------------------------------------------- */

static gboolean
is_compared (const DscComparePlan *plan,
             DscTarget             target)
{
  for (guint i = 0; i < plan->n; i++)
    {
      const DscSnapshot *snapshot = dsc_compare_plan_get (plan, i);
      if (snapshot != NULL && dsc_target_equal (dsc_target_plain (dsc_snapshot_get_traits (snapshot)->target), dsc_target_plain (target)))
        return TRUE;
    }
  return FALSE;
}

static void
draw_release (DscPage                 *page,
              const DscComparePlan    *plan,
              const DscCompareRelease *release,
              guint                    i,
              DscRect                  room,
              double                   scale)
{
  const gboolean compared = is_compared (plan, release->target);
  const double middle = room.x + room.width / 2;
  const double height = release->bytes > 0 ? MAX ((double) release->bytes * scale, 1) : 0;
  const double base = room.y + room.height;
  g_autofree char *number = release->bytes >= 0 ? dsc_describe_number (release->bytes) : g_strdup ("–");
  char name[64];
  char full[64];

  dsc_target_format (release->target, name, sizeof name);
  dsc_target_title (release->target, full, sizeof full);
  g_autofree char *size = release->bytes >= 0 ? dsc_describe_size ((guint64) release->bytes) : NULL;
  g_autofree char *title = size != NULL ? g_strdup_printf ("%s: %s.", full, size)
                                        /* Translators: the name of a release stands in front of it. */
                                        : g_strdup_printf (_("%s: there is no such dict after this step."), full);
  dsc_scene_begin_group (page->scene, dsc_datum (i, 0), name, title);
  if (height > 0)
    dsc_scene_add_rect (page->scene, dsc_datum (i, 0), compared ? DSC_ROLE_LEDGER_LIVE : DSC_ROLE_LEDGER_OBJECT,
                        (DscRect) { room.x, base - height, room.width, height }, 2);
  dsc_page_text_fit (page, dsc_datum (i, 0), DSC_ROLE_TEXT, compared ? &dsc_page_mono_bold : &dsc_page_mono, DSC_ANCHOR_MIDDLE, middle, base - height - 7,
                     number, room.width * 1.25 - 2);
  g_auto (GStrv) lines = g_strsplit (name, "-", 2);      /* the build below the release */
  for (guint k = 0; lines[k] != NULL; k++)
    dsc_page_text_fit (page, dsc_datum (i, 0), compared ? DSC_ROLE_TITLE : DSC_ROLE_TEXT_DIM, compared ? &release_font : &dsc_page_small, DSC_ANCHOR_MIDDLE,
                       middle, base + 18 + k * 15, lines[k], room.width * 1.25 - 2);
  dsc_scene_end_group (page->scene);
}

static gboolean
has_builds (const DscCompareOptions *options)
{
  for (guint i = 0; i < options->n_releases; i++)
    {
      char name[64];

      dsc_target_format (options->releases[i].target, name, sizeof name);
      if (strchr (name, '-') != NULL)
        return TRUE;
    }
  return FALSE;
}

/* Room that a bar needs for its number and name. */
static double
widest_release (DscPage                 *page,
                const DscCompareOptions *options)
{
  double widest = BAR_PITCH;

  for (guint i = 0; i < options->n_releases; i++)
    {
      g_autofree char *number = dsc_describe_number (options->releases[i].bytes);
      char name[64];

      dsc_target_format (options->releases[i].target, name, sizeof name);
      g_auto (GStrv) lines = g_strsplit (name, "-", 2);
      const double name_width = dsc_page_width_of (page, &release_font, lines[0]) + 7;
      const double build_width = lines[1] != NULL ? dsc_page_width_of (page, &release_font, lines[1]) + 7 : 0;
      const double number_width = dsc_page_width_of (page, &dsc_page_mono_bold, number) + 8;
      widest = MAX (widest, MAX (MAX (name_width, build_width), number_width));
    }
  return widest;
}

double
dsc_compare_draw_releases (DscPage              *page,
                           const DscComparePlan *plan,
                           double                y)
{
  const DscCompareOptions *options = plan->options;
  const double room = page->width - 2 * DSC_PAGE_MARGIN;
  const guint columns = MIN (MAX ((guint) (room / widest_release (page, options)), 1), options->n_releases);
  const double pitch = MIN (room / columns, 140);
  gint64 most = 1;

  for (guint i = 0; i < options->n_releases; i++)
    most = MAX (most, options->releases[i].bytes);
  dsc_page_text (page, dsc_no_id (), DSC_ROLE_TITLE, &dsc_page_heading, DSC_ANCHOR_START, DSC_PAGE_MARGIN, y + 16, _("sys.getsizeof after this step, in bytes"));
  y += 26;
  for (guint first = 0; first < options->n_releases; first += columns)
    {
      const double base = y + 22 + BAR_ROOM;
      dsc_page_rule (page, DSC_PAGE_MARGIN, DSC_PAGE_MARGIN + columns * pitch, base);
      for (guint i = first; i < MIN (first + columns, options->n_releases); i++)
        draw_release (page, plan, &options->releases[i], i, (DscRect) { DSC_PAGE_MARGIN + (i - first) * pitch + pitch * 0.1, y + 22, pitch * 0.8, BAR_ROOM },
                      BAR_ROOM / (double) most);
      y = base + (has_builds (options) ? 46 : 32);
    }
  for (guint i = 0; i < options->n_releases; i++)
    if (options->releases[i].bytes < 0)
      return dsc_page_paragraph (page, DSC_ROLE_TEXT_DIM, &dsc_page_small, DSC_PAGE_MARGIN, y - 4, room, _("–: there is no dict after this step."));
  return y;
}
