/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-page-private.h: the page that figures other than the diagram are drawn on: heading, cards, texts, notes; so that all look alike.
 *
 * Things run from the top down: `y` is where the next one may begin. Text is never set below 11 px, and never over another one: what may
 * be too long goes through dsc_page_text_fit or dsc_page_paragraph. Boxes that stand for something have an id DSC_PART_OF_DATUM. */
#pragma once

#include "dsc-scene-private.h"
#include "dsc-text-fit.h"

#define DSC_PAGE_MARGIN 40.0
#define DSC_PAGE_RADIUS 12.0

typedef struct {
  DscScene             *scene;
  const DscTextMetrics *metrics;
  double                width;      /* of the page */
  double                y;
} DscPage;

extern const DscFontSpec dsc_page_title_font;   /* sans, bold, 22 */
extern const DscFontSpec dsc_page_heading;      /* sans, bold, 15 */
extern const DscFontSpec dsc_page_sans;         /* 13 */
extern const DscFontSpec dsc_page_sans_bold;    /* 13 */
extern const DscFontSpec dsc_page_small;        /* sans, 11.5 */
extern const DscFontSpec dsc_page_mono;         /* 13 */
extern const DscFontSpec dsc_page_mono_bold;    /* 13 */
extern const DscFontSpec dsc_page_mono_small;   /* 11.5 */

static inline DscSceneId
dsc_datum (gint64 index,
           gint64 extra)
{
  return (DscSceneId) { .part = DSC_PART_OF_DATUM, .index = index, .extra = extra };
}

static inline DscSceneId
dsc_no_id (void)
{
  return (DscSceneId) { .part = DSC_PART_OF_PICTURE };
}

/* metrics NULL: built in. */
void      dsc_page_begin     (DscPage *self, const DscTextMetrics *metrics, double width);
/* Title, below it a line (may be NULL) that is broken where it must be; y is below both. Also the scene's title and description. */
void      dsc_page_heading_block (DscPage *self, const char *title, const char *line);
/* Sets the size by width and y plus the margin; the caller owns the scene. */
DscScene *dsc_page_end       (DscPage *self);

/* Each returns the x behind the text. */
double    dsc_page_text      (DscPage *self, DscSceneId id, DscRole role, const DscFontSpec *font, DscAnchor anchor, double x, double baseline,
                              const char *text);
double    dsc_page_text_fit  (DscPage *self, DscSceneId id, DscRole role, const DscFontSpec *font, DscAnchor anchor, double x, double baseline,
                              const char *text, double max_width);
double    dsc_page_width_of  (DscPage *self, const DscFontSpec *font, const char *text);
/* Lines of at most `width` from top down; returns the y below. */
double    dsc_page_paragraph (DscPage *self, DscRole role, const DscFontSpec *font, double x, double top, double width, const char *text);
double    dsc_page_paragraph_height (DscPage *self, const DscFontSpec *font, double width, const char *text);
/* White box with its shadow. */
guint     dsc_page_card      (DscPage *self, DscSceneId id, DscRect box);
void      dsc_page_rule      (DscPage *self, double x1, double x2, double y);
/* The sign for a difference: a triangle in the gutter, its tip right of x, its middle at y. */
void      dsc_page_change_mark (DscPage *self, DscSceneId id, double x, double y);
/* A patch and what it stands for, one after the other: returns the x for the next one. */
double    dsc_page_legend_item (DscPage *self, DscRole role, double x, double baseline, const char *text);
