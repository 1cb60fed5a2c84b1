/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-compare.c: the sides of a comparison one by one, and all of them on a page with what makes them differ. */
#include "dsc-view-compare-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define COLUMN   240.0     /* between two sides, for reasons */
#define GAP       22.0     /* between sides */
#define EDGE       3.0     /* around a side by itself, for its outline and shadow */

static const DscFontSpec step_font = { DSC_FONT_SANS, 14, FALSE };
static const DscFontSpec operation_font = { DSC_FONT_MONO, 22, TRUE };

/* "d: CPython 3.9.18 and CPython 3.10.13" */
static char *
picture_title (const DscComparePlan *plan)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < plan->n; i++)
    g_ptr_array_add (names, (gpointer) dsc_compare_side_name (plan, i));
  g_ptr_array_add (names, NULL);
  g_autofree char *list = g_strjoinv (" · ", (char **) names->pdata);
  if (plan->options->operation == NULL)
    return g_strdup (list);
  return g_strdup_printf ("%s — %s", plan->options->operation, list);
}

static char *
description (const DscComparePlan *plan)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < plan->n; i++)
    {
      const DscCompareSide *side = &plan->sides[i];
      g_autofree char *sentence = side->snapshot != NULL ? dsc_describe_picture (side->snapshot, side->name)
                                                         : g_strdup (side->absent != NULL ? side->absent : _("There is no such dict here."));
      g_string_append_printf (text, "%s%s", i > 0 ? " · " : "", sentence);
    }
  return g_string_free (text, FALSE);
}

static void
draw_side (DscPage              *page,
           const DscComparePlan *plan,
           guint                 which,
           double                x,
           double                y,
           gint64                extra)
{
  DscCompareDrawing drawing = { .page = *page, .plan = plan, .which = which, .x = x, .top = y, .extra = extra };

  dsc_compare_draw_side (&drawing);
}

static DscScene *
finish (DscPage              *page,
        const DscComparePlan *plan,
        guint                 background,
        double                height)
{
  g_autofree char *title = picture_title (plan);
  g_autofree char *text = description (plan);

  dsc_scene_set_title (page->scene, title, text);
  dsc_scene_set_size (page->scene, page->width, height);
  dsc_scene_resize_rect (page->scene, background, (DscRect) { 0, 0, page->width, height });
  return page->scene;
}

DscScene *
dsc_view_compare_side_new (const DscCompareSide    *sides,
                           guint                    n,
                           guint                    which,
                           const DscCompareOptions *options)
{
  static const DscCompareOptions defaults = { 0 };
  DscScene *scene = NULL;
  DscComparePlan plan;
  DscPage page;

  g_return_val_if_fail (sides != NULL && which < n && n <= DSC_COMPARE_MOST_SIDES, NULL);

  if (dsc_compare_plan_init (&plan, sides, n, options != NULL ? options : &defaults))
    {
      dsc_page_begin (&page, plan.metrics, plan.width + 2 * EDGE);
      const guint background = dsc_scene_add_rect (page.scene, dsc_no_id (), DSC_ROLE_BACKGROUND, (DscRect) { 0 }, 0);
      draw_side (&page, &plan, which, EDGE, EDGE, 0);
      scene = finish (&page, &plan, background, plan.height + 2 * EDGE);
    }
  dsc_compare_plan_clear (&plan);
  return scene;
}

/* --- page --------------------------------------------------------------------------------------------------------- */

static char *
step_text (const DscCompareOptions *options)
{
  if (options->n_steps == 0)
    return NULL;
  if (options->operation == NULL)
    return g_strdup_printf (_("step %1$" G_GUINT64_FORMAT " of %2$" G_GUINT64_FORMAT), options->step, options->n_steps);
  if (options->is_first_difference)
    return g_strdup_printf (_("first difference, step %1$" G_GUINT64_FORMAT " of %2$" G_GUINT64_FORMAT ":"), options->step, options->n_steps);
  return g_strdup_printf (_("step %1$" G_GUINT64_FORMAT " of %2$" G_GUINT64_FORMAT ":"), options->step, options->n_steps);
}

static double
draw_page_head (DscPage              *page,
                const DscComparePlan *plan)
{
  g_autofree char *step = step_text (plan->options);
  g_autofree char *clipped = plan->options->operation != NULL ? dsc_text_clip (plan->options->operation, 200) : NULL;
  g_autofree char *operation = clipped != NULL ? dsc_text_isolate (clipped) : NULL;
  const double room = page->width - 2 * DSC_PAGE_MARGIN;
  double y = 30;

  if (step != NULL)
    {
      dsc_page_text_fit (page, dsc_no_id (), DSC_ROLE_TEXT_DIM, &step_font, DSC_ANCHOR_MIDDLE, page->width / 2, y + 12, step, room);
      y += 22;
    }
  if (operation != NULL)
    {
      dsc_page_text_fit (page, dsc_no_id (), DSC_ROLE_TITLE, &operation_font, DSC_ANCHOR_MIDDLE, page->width / 2, y + 21, operation, room);
      y += 32;
    }
  return y + 16;
}

static double
legend_item (DscPage    *page,
             DscRole     role,
             double      x,
             double      y,
             const char *text)
{
  return dsc_page_legend_item (page, role, x, y, text);
}

/* What the colours and signs stand for. */
static double
draw_legend (DscPage *page,
             double   y)
{
  const double baseline = y + 14;
  double x = DSC_PAGE_MARGIN;

  dsc_scene_add_rect (page->scene, dsc_no_id (), DSC_ROLE_CHANGED_GROUND, (DscRect) { x, baseline - 12, 30, 16 }, 4);
  dsc_page_change_mark (page, dsc_no_id (), x + 5, baseline - 4);
  x = dsc_page_text (page, dsc_no_id (), DSC_ROLE_TEXT_DIM, &dsc_page_small, DSC_ANCHOR_START, x + 38, baseline, _("differs between the sides")) + 26;
  x = legend_item (page, DSC_ROLE_LIVE, x, baseline, _("in use"));
  x = legend_item (page, DSC_ROLE_DUMMY, x, baseline, _("deleted"));
  legend_item (page, DSC_ROLE_EMPTY, x, baseline, _("empty or free; in a list of members: not there"));
  return y + 26;
}

static DscScene *
draw_page (const DscComparePlan *plan)
{
  const gboolean between = plan->n == 2 && plan->options->n_reasons > 0;
  const double gap = between ? COLUMN : GAP;
  DscPage page;

  dsc_page_begin (&page, plan->metrics, MAX (2 * DSC_PAGE_MARGIN + plan->n * plan->width + (plan->n - 1) * gap, 640));
  const guint background = dsc_scene_add_rect (page.scene, dsc_no_id (), DSC_ROLE_BACKGROUND, (DscRect) { 0 }, 0);
  const double top = draw_page_head (&page, plan);
  double bottom = top + plan->height;
  for (guint i = 0; i < plan->n; i++)
    draw_side (&page, plan, i, DSC_PAGE_MARGIN + i * (plan->width + gap), top, (gint64) i << 32);
  if (between)
    {
      const double end = dsc_compare_draw_reasons (&page, plan, DSC_PAGE_MARGIN + plan->width + 14, top + plan->head_height, COLUMN - 28);
      bottom = MAX (bottom, end);
    }
  bottom = draw_legend (&page, bottom + 14);
  if (plan->options->n_reasons > 0 && !between)
    bottom = dsc_compare_draw_reasons_below (&page, plan, bottom + 18);
  if (plan->options->n_releases > 0)
    bottom = dsc_compare_draw_releases (&page, plan, bottom + 18);
  return finish (&page, plan, background, ceil (bottom + 24));
}

DscScene *
dsc_view_compare_new (const DscCompareSide    *sides,
                      guint                    n,
                      const DscCompareOptions *options)
{
  static const DscCompareOptions defaults = { 0 };
  DscScene *scene = NULL;
  DscComparePlan plan;

  g_return_val_if_fail (sides != NULL && n > 0 && n <= DSC_COMPARE_MOST_SIDES, NULL);

  if (dsc_compare_plan_init (&plan, sides, n, options != NULL ? options : &defaults))
    scene = draw_page (&plan);
  dsc_compare_plan_clear (&plan);
  return scene;
}
