/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-diagram-title.c: what is shown, after which operation, in which CPython, and what just happened. */
#include "dsc-view-diagram-private.h"

#include <glib/gi18n-lib.h>

static const DscFontSpec name_font = { DSC_FONT_MONO, 30, TRUE };
static const DscFontSpec operation_font = { DSC_FONT_MONO, 18, FALSE };
static const DscFontSpec version_font = { DSC_FONT_SANS, 20, TRUE };
static const DscFontSpec sentence_font = { DSC_FONT_SANS, 14, FALSE };

#define SENTENCE      91.0   /* baseline of the first line */
#define SENTENCE_LINE 20.0
#define NAME_GAP      18.0
#define WORD_GAP      10.0
#define LEAST_GAP      7.0   /* beside "during", which is longer than "after" */
#define MOST_CHARS    600u     /* of a text that comes from a program */

/* Returns the x of the version's left edge: what stands at the left must end before it. */
static double
draw_version (DscDiagram *self)
{
  const double right = self->width - DSC_DIAGRAM_MARGIN;
  g_autofree char *version = dsc_describe_version (self->snapshot);
  g_autofree char *build = dsc_describe_build (self->snapshot);

  dsc_diagram_text (self, dsc_picture_id (), DSC_ROLE_TITLE, &version_font, DSC_ANCHOR_END, right, 44, version);
  dsc_diagram_text (self, dsc_picture_id (), DSC_ROLE_TEXT_DIM, &dsc_diagram_sans, DSC_ANCHOR_END, right, 65, build);
  return right - MAX (dsc_diagram_width (self, &version_font, version), dsc_diagram_width (self, &dsc_diagram_sans, build));
}

/* Long source text is set smaller before it is shortened. */
static void
draw_operation (DscDiagram *self,
                const char *text,
                double      x,
                double      room)
{
  DscFontSpec font = operation_font;

  while (font.size > 12.5 && dsc_diagram_width (self, &font, text) > room)
    font.size -= 0.5;
  dsc_diagram_text_fit (self, dsc_picture_id (), DSC_ROLE_TEXT_DIM, &font, DSC_ANCHOR_START, x, 54, text, room);
}

/* While the step still runs, the picture is not the one after it. The source text stands at the same place behind either word, so that
 * it does not move when the step is done. Returns that place. */
static double
draw_relation (DscDiagram *self,
               double      x)
{
  /* Translators: stands before the source text of an operation: after del row['b'] */
  const char *after = _("after");
  /* Translators: stands before the source text of an operation that is still going on: during del row['b'] */
  const char *during = _("during");
  const double after_width = dsc_diagram_width (self, &sentence_font, after), during_width = dsc_diagram_width (self, &sentence_font, during);
  const double place = MAX (x + NAME_GAP + after_width + WORD_GAP, x + 2 * LEAST_GAP + during_width);
  const double share = NAME_GAP / (NAME_GAP + WORD_GAP);

  if (self->rooms == NULL)
    dsc_diagram_text (self, dsc_picture_id (), DSC_ROLE_TEXT_DIM, &sentence_font, DSC_ANCHOR_START, x + NAME_GAP, 54, after);
  else
    dsc_diagram_text (self, dsc_picture_id (), DSC_ROLE_TEXT_DIM, &sentence_font, DSC_ANCHOR_START, x + (place - x - during_width) * share, 54, during);
  return place;
}

static void
draw_name (DscDiagram *self,
           double      end)
{
  g_autofree char *name = dsc_text_clip (self->options->name != NULL ? self->options->name : "dict", MOST_CHARS);
  g_autofree char *shown = dsc_text_isolate (name);
  const double room = end - 40 - DSC_DIAGRAM_MARGIN;
  double x = dsc_diagram_text_fit (self, dsc_picture_id (), DSC_ROLE_TITLE, &name_font, DSC_ANCHOR_START, DSC_DIAGRAM_MARGIN, 54,
                                   shown, room);

  if (self->options->operation == NULL || x + 120 > end - 40)
    return;

  g_autofree char *clipped = dsc_text_clip (self->options->operation, MOST_CHARS);
  g_autofree char *operation = dsc_text_isolate (clipped);
  x = draw_relation (self, x);
  draw_operation (self, operation, x, end - 40 - x);
}

static char *
step_text (DscDiagram *self)
{
  if (self->options->n_steps == 0)
    return NULL;

  g_autofree char *step = dsc_describe_number ((gint64) self->options->step);
  g_autofree char *last = dsc_describe_number ((gint64) self->options->n_steps);
  return g_strdup_printf (_("step %1$s of %2$s"), step, last);
}

/* Step, then the sentence, broken where it must be; returns the lowest baseline. */
static double
draw_sentence (DscDiagram *self)
{
  g_autofree char *step = step_text (self);
  double x = DSC_DIAGRAM_MARGIN;
  double baseline = SENTENCE;

  if (step != NULL)
    x = dsc_diagram_text (self, dsc_picture_id (), DSC_ROLE_TEXT_DIM, &dsc_diagram_sans, DSC_ANCHOR_START, x, baseline, step) + 16;
  if (self->options->sentence == NULL || *self->options->sentence == '\0')
    return step != NULL ? baseline : SENTENCE - 20;

  g_autofree char *clipped = dsc_text_clip (self->options->sentence, MOST_CHARS);
  g_autofree char *sentence = dsc_text_isolate (clipped);
  g_autoptr (GPtrArray) lines = dsc_text_wrap (self->metrics, &sentence_font, sentence, self->width - DSC_DIAGRAM_MARGIN - x);
  for (guint i = 0; i < lines->len; i++)
    {
      baseline = SENTENCE + i * SENTENCE_LINE;
      if (self->rooms != NULL)
        continue;                /* it tells of what is still to come; its place stays */
      dsc_diagram_text (self, dsc_picture_id (), DSC_ROLE_TEXT, &sentence_font, DSC_ANCHOR_START, x, baseline,
                        g_ptr_array_index (lines, i));
    }
  return baseline;
}

void
dsc_diagram_draw_title (DscDiagram *self)
{
  dsc_scene_begin_group (self->scene, dsc_picture_id (), _("title"), NULL);
  draw_name (self, draw_version (self));
  self->top = draw_sentence (self) + 26;
  self->bottom = self->top;
  dsc_scene_end_group (self->scene);
}
