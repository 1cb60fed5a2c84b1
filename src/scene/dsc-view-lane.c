/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-lane.c: a range of steps side by side: watchers, tags and marks. */
#include "dsc-view-lane.h"

#include <glib/gi18n-lib.h>

#include "dsc-describe-private.h"
#include "dsc-text-fit.h"

#define NAMES_WIDTH  168.0     /* of the column with the names of the rows */
#define COLUMN       104.0
#define HEAD          46.0
#define ROW           22.0
#define NUMBER_ROW    36.0     /* a number, and below it by how much it grew */
#define GLYPH         16.0
#define MARGIN        12.0
#define NOTE_LINE     17.0
#define LEAST_WIDTH  560.0     /* so that notes have room */

static const DscFontSpec name_font = { DSC_FONT_SANS, 12, FALSE };
static const DscFontSpec code_font = { DSC_FONT_MONO, 12, FALSE };
static const DscFontSpec step_font = { DSC_FONT_SANS, 12.5, TRUE };
static const DscFontSpec glyph_font = { DSC_FONT_SANS, 11.5, TRUE };
static const DscFontSpec change_font = { DSC_FONT_MONO, 11, TRUE };

/* clang-format off */
static const struct { const char *name; const char *glyph; DscRole role; } told_rows[] = {
  [DSC_WATCHER_ADDED]       = { "ADDED",       "+", DSC_ROLE_LIVE },
  [DSC_WATCHER_MODIFIED]    = { "MODIFIED",    "≠", DSC_ROLE_PROBE },
  [DSC_WATCHER_DELETED]     = { "DELETED",     "−", DSC_ROLE_DUMMY },
  [DSC_WATCHER_CLONED]      = { "CLONED",      "=", DSC_ROLE_SHARED },
  [DSC_WATCHER_CLEARED]     = { "CLEARED",     "0", DSC_ROLE_EMPTY },
  [DSC_WATCHER_DEALLOCATED] = { "DEALLOCATED", "×", DSC_ROLE_PADDING },
};

static const struct { DscLaneMarks mark; const char *letter; const char *name; DscRole role; } mark_glyphs[DSC_N_LANE_MARKS] = {
  { DSC_LANE_RESIZE,    "R", N_("the table is rebuilt"),            DSC_ROLE_LIVE },
  { DSC_LANE_TOMBSTONE, "T", N_("a deletion leaves a tombstone"),   DSC_ROLE_DUMMY },
  { DSC_LANE_COLLISION, "C", N_("a search looks at several slots"), DSC_ROLE_PROBE },
  { DSC_LANE_KIND,      "K", N_("the keys change their kind"),      DSC_ROLE_CHANGED },
  { DSC_LANE_UNSHARED,  "U", N_("a dict stops sharing its keys"),   DSC_ROLE_SHARED },
  { DSC_LANE_ERROR,     "!", N_("an exception is raised"),          DSC_ROLE_WARNING },
};
/* clang-format on */

typedef struct {
  DscScene             *scene;
  const DscTraits      *traits;
  const DscLaneStep    *steps;
  gsize                 n;
  guint64               current;
  const DscTextMetrics *metrics;
  double                width;
} Lane;

void
dsc_lane_step_clear (gpointer step)
{
  g_free (((DscLaneStep *) step)->label);
}

/* --- places ------------------------------------------------------------------------------------------------------- */

void
dsc_view_lane_get_column (gsize   i,
                          double *out_x,
                          double *out_width)
{
  *out_x = NAMES_WIDTH + (double) i * COLUMN;
  *out_width = COLUMN;
}

gint64
dsc_view_lane_column_at (double x,
                         gsize  n)
{
  const gint64 i = x < NAMES_WIDTH ? -1 : (gint64) ((x - NAMES_WIDTH) / COLUMN);

  return i >= 0 && (guint64) i < n ? i : -1;
}

static gboolean
has_tag (const DscTraits *traits)
{
  return traits->tag == DSC_TAG_VERSION;
}

static gboolean
is_told (const DscTraits *traits,
         guint            event)
{
  return traits->has_watchers && (traits->watcher_events & (1u << event)) != 0;
}

/* --- words -------------------------------------------------------------------------------------------------------- */

/* The release in which a trait got, or will get, a value; NULL: in none. */
static char *
release_of (const DscTraits *traits,
            const char      *trait,
            gint64           value,
            gboolean         later)
{
  const DscTraitChange *changes;
  const gsize n = dsc_traits_history (&changes);

  for (gsize i = 0; i < n; i++)
    if (g_str_equal (changes[i].trait, trait) && changes[i].value == value && (changes[i].since > traits->target.version) == later)
      return dsc_describe_release (changes[i].since);
  return NULL;
}

static void
note_watchers (GPtrArray       *notes,
               const DscTraits *traits)
{
  g_autofree char *since = release_of (traits, "has_watchers", TRUE, TRUE);

  if (!traits->has_watchers)
    g_ptr_array_add (notes, since != NULL ? g_strdup_printf (_("This release has no dict watchers; they came with %s."), since) : g_strdup (_("There are no dict watchers here.")));
  else if (is_told (traits, DSC_WATCHER_DELETED))
    g_ptr_array_add (notes, g_strdup (_("Nobody watches the dict here; the rows say what a watcher would be told.")));
  else
    g_ptr_array_add (notes, g_strdup (_("Nobody watches the dict here; the rows say what a watcher would be told. As reported, this implementation tells only ADDED, MODIFIED and CLEARED.")));
}

static void
note_tag (GPtrArray       *notes,
          const DscTraits *traits)
{
  g_autofree char *since = release_of (traits, "tag", DSC_TAG_VERSION, TRUE);
  g_autofree char *gone = release_of (traits, "tag", DSC_TAG_WATCHER, FALSE);

  if (has_tag (traits))
    g_ptr_array_add (notes, g_strdup (_("ma_version_tag is drawn from one counter for all dicts. Here it begins with the script; in a real interpreter it begins anywhere, so only its steps can be compared.")));
  else if (traits->tag == DSC_TAG_WATCHER && gone != NULL)
    g_ptr_array_add (notes, g_strdup_printf (_("There is no ma_version_tag any more: %s took it away (PEP 699). In its place _ma_watcher_tag keeps the bits of the watchers."), gone));
  else if (since != NULL)
    g_ptr_array_add (notes, g_strdup_printf (_("This release has no ma_version_tag; it came with %s."), since));
}

GPtrArray *
dsc_view_lane_notes (const DscTraits *traits)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *since = release_of (traits, "has_dk_version", TRUE, TRUE);

  note_watchers (notes, traits);
  note_tag (notes, traits);
  if (!traits->has_dk_version && since != NULL)
    g_ptr_array_add (notes, g_strdup_printf (_("This release has no dk_version; it came with %s."), since));
  if (traits->has_dk_version)
    g_ptr_array_add (notes, g_strdup (_("dk_version is 0 until specialised bytecode asks for a number, and 0 again after a change of the keys; Py_EMPTY_KEYS, which empty dicts share, has 1.")));
  return notes;
}

static void
append_told (GString           *text,
             const DscTraits   *traits,
             const DscLaneStep *step)
{
  for (guint k = DSC_WATCHER_ADDED; k <= DSC_WATCHER_DEALLOCATED; k++)
    if (!is_told (traits, k))
      continue;
    else if (step->told[k] == 1)
      g_string_append_printf (text, "; %s", told_rows[k].name);
    else if (step->told[k] > 1)
      g_string_append_printf (text, "; %s × %u", told_rows[k].name, step->told[k]);
}

static void
append_number (GString    *text,
               const char *name,
               guint64     before,
               guint64     after)
{
  if (before != after)
    g_string_append_printf (text, "; %s %" G_GUINT64_FORMAT " → %" G_GUINT64_FORMAT, name, before, after);
  else
    g_string_append_printf (text, "; %s %" G_GUINT64_FORMAT, name, after);
}

char *
dsc_view_lane_describe (const DscTraits   *traits,
                        const DscLaneStep *step)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, step->step);
  g_autofree char *clipped = step->label != NULL ? dsc_text_clip (step->label, 200) : NULL;
  g_autofree char *label = clipped != NULL ? dsc_text_isolate (clipped) : g_strdup ("");

  /* Translators: number of a step and its source text; facts follow, parted by "; " */
  g_string_append_printf (text, _("Step %1$s, %2$s"), number, label);
  append_told (text, traits, step);
  if (step->has_dict && has_tag (traits))
    append_number (text, "ma_version_tag", step->tag_before, step->tag_after);
  if (step->has_dict && traits->has_dk_version)
    append_number (text, "dk_version", step->dk_version_before, step->dk_version_after);
  if (step->has_dict && traits->has_watchers)
    g_string_append_printf (text, "; %s 0", _("watcher bits"));
  for (gsize i = 0; i < G_N_ELEMENTS (mark_glyphs); i++)
    if ((step->marks & mark_glyphs[i].mark) != 0)
      g_string_append_printf (text, "; %s", _(mark_glyphs[i].name));
  g_string_append_c (text, '.');
  return g_strdup (text->str);
}

/* --- drawing ------------------------------------------------------------------------------------------------------ */

static const DscSceneId nothing = { 0 };

static void
add_text (Lane              *self,
          DscRole            role,
          const DscFontSpec *font,
          DscAnchor          anchor,
          double             x,
          double             baseline,
          const char        *text)
{
  dsc_scene_add_text (self->scene, nothing, role, font, anchor, x, baseline, text, self->metrics);
}

static void
add_glyph (Lane       *self,
           DscRole     role,
           double      x,
           double      y,
           const char *text)
{
  dsc_scene_add_rect (self->scene, nothing, role, (DscRect) { x - GLYPH / 2, y - GLYPH / 2, GLYPH, GLYPH }, 4);
  add_text (self, role, &glyph_font, DSC_ANCHOR_MIDDLE, x, y + 4, text);
}

/* A row's name to the left, with a line below. */
static void
draw_row_name (Lane       *self,
               double      y,
               double      height,
               gboolean    is_code,
               gboolean    is_there,
               const char *name)
{
  add_text (self, is_there ? DSC_ROLE_TEXT : DSC_ROLE_TEXT_DIM, is_code ? &code_font : &name_font, DSC_ANCHOR_START, MARGIN, y + height / 2 + 4, name);
  dsc_scene_add_line (self->scene, nothing, DSC_ROLE_RULE, (DscPoint) { MARGIN, y + height }, (DscPoint) { self->width - MARGIN, y + height });
}

static void
draw_head (Lane              *self,
           const DscLaneStep *step,
           double             x)
{
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, step->step);
  g_autofree char *clipped = dsc_text_clip (step->label != NULL ? step->label : "", 100);
  g_autofree char *isolated = dsc_text_isolate (clipped);
  g_autofree char *label = dsc_text_shorten (self->metrics, &change_font, isolated, COLUMN - 10);

  add_text (self, DSC_ROLE_TITLE, &step_font, DSC_ANCHOR_MIDDLE, x + COLUMN / 2, 19, number);
  add_text (self, DSC_ROLE_TEXT_DIM, &change_font, DSC_ANCHOR_MIDDLE, x + COLUMN / 2, 36, label);
}

static void
draw_number (Lane    *self,
             double   x,
             double   y,
             guint64  before,
             guint64  after)
{
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, after);
  g_autofree char *change = after >= before ? g_strdup_printf ("+%" G_GUINT64_FORMAT, after - before) : g_strdup_printf ("−%" G_GUINT64_FORMAT, before - after);

  if (before != after)
    dsc_scene_add_rect (self->scene, nothing, DSC_ROLE_CHANGED, (DscRect) { x + 5, y + 2, COLUMN - 10, NUMBER_ROW - 4 }, 4);
  add_text (self, before != after ? DSC_ROLE_CHANGED : DSC_ROLE_TEXT_DIM, &code_font, DSC_ANCHOR_MIDDLE, x + COLUMN / 2, y + (before != after ? 15 : 22), number);
  if (before != after)
    add_text (self, DSC_ROLE_CHANGED, &change_font, DSC_ANCHOR_MIDDLE, x + COLUMN / 2, y + 29, change);
}

static void
draw_told (Lane   *self,
           double *y)
{
  if (!self->traits->has_watchers)
    {
      draw_row_name (self, *y, ROW, FALSE, FALSE, _("watchers: none here"));
      *y += ROW;
      return;
    }
  for (guint k = DSC_WATCHER_ADDED; k <= DSC_WATCHER_DEALLOCATED; k++, *y += ROW)
    {
      draw_row_name (self, *y, ROW, TRUE, is_told (self->traits, k), told_rows[k].name);
      for (gsize i = 0; i < self->n; i++)
        {
          const double x = NAMES_WIDTH + ((double) i + 0.5) * COLUMN;
          g_autofree char *times = g_strdup_printf ("× %u", self->steps[i].told[k]);

          if (!is_told (self->traits, k))
            add_text (self, DSC_ROLE_TEXT_DIM, &name_font, DSC_ANCHOR_MIDDLE, x, *y + ROW / 2 + 4, _("not told"));
          else if (self->steps[i].told[k] > 0)
            add_glyph (self, told_rows[k].role, x, *y + ROW / 2, told_rows[k].glyph);
          if (is_told (self->traits, k) && self->steps[i].told[k] > 1)
            add_text (self, DSC_ROLE_TEXT, &name_font, DSC_ANCHOR_START, x + GLYPH / 2 + 5, *y + ROW / 2 + 4, times);
        }
    }
}

static void
draw_tags (Lane   *self,
           double *y)
{
  const gboolean tag = has_tag (self->traits);

  draw_row_name (self, *y, tag ? NUMBER_ROW : ROW, tag, tag, tag ? "ma_version_tag" : _("no ma_version_tag"));
  for (gsize i = 0; tag && i < self->n; i++)
    if (self->steps[i].has_dict)
      draw_number (self, NAMES_WIDTH + (double) i * COLUMN, *y, self->steps[i].tag_before, self->steps[i].tag_after);
  *y += tag ? NUMBER_ROW : ROW;

  draw_row_name (self, *y, self->traits->has_dk_version ? NUMBER_ROW : ROW, self->traits->has_dk_version, self->traits->has_dk_version,
                 self->traits->has_dk_version ? "dk_version" : _("no dk_version"));
  for (gsize i = 0; self->traits->has_dk_version && i < self->n; i++)
    if (self->steps[i].has_dict)
      draw_number (self, NAMES_WIDTH + (double) i * COLUMN, *y, self->steps[i].dk_version_before, self->steps[i].dk_version_after);
  *y += self->traits->has_dk_version ? NUMBER_ROW : ROW;

  if (!self->traits->has_watchers)
    return;
  draw_row_name (self, *y, ROW, FALSE, TRUE, _("watcher bits"));
  for (gsize i = 0; i < self->n; i++)
    if (self->steps[i].has_dict)
      add_text (self, DSC_ROLE_TEXT_DIM, &code_font, DSC_ANCHOR_MIDDLE, NAMES_WIDTH + ((double) i + 0.5) * COLUMN, *y + ROW / 2 + 4, "00000000");
  *y += ROW;
}

static void
draw_marks (Lane   *self,
            double *y)
{
  draw_row_name (self, *y, ROW, FALSE, TRUE, _("to be noticed"));
  for (gsize i = 0; i < self->n; i++)
    {
      guint n = 0, at = 0;

      for (gsize k = 0; k < G_N_ELEMENTS (mark_glyphs); k++)
        n += (self->steps[i].marks & mark_glyphs[k].mark) != 0;
      for (gsize k = 0; k < G_N_ELEMENTS (mark_glyphs); k++)
        if ((self->steps[i].marks & mark_glyphs[k].mark) != 0)
          add_glyph (self, mark_glyphs[k].role, NAMES_WIDTH + ((double) i + 0.5) * COLUMN + (at++ - (n - 1) / 2.0) * (GLYPH + 2), *y + ROW / 2,
                     mark_glyphs[k].letter);
    }
  *y += ROW;
}

static void
draw_notes (Lane   *self,
            double *y)
{
  g_autoptr (GPtrArray) notes = dsc_view_lane_notes (self->traits);

  g_ptr_array_add (notes, g_strdup (_("R: the table is rebuilt; T: a deletion leaves a tombstone; C: a search looks at several slots; K: the keys change their kind; "
                                      "U: a dict stops sharing its keys; !: an exception is raised.")));
  *y += 8;
  for (guint i = 0; i < notes->len; i++)
    {
      g_autoptr (GPtrArray) lines = dsc_text_wrap (self->metrics, &name_font, g_ptr_array_index (notes, i), self->width - 2 * MARGIN);

      for (guint k = 0; k < lines->len; k++, *y += NOTE_LINE)
        add_text (self, DSC_ROLE_TEXT_DIM, &name_font, DSC_ANCHOR_START, MARGIN, *y + 12, g_ptr_array_index (lines, k));
      *y += 3;
    }
}

/* Under everything else: where the window is, and a name for each column. */
static void
draw_columns (Lane   *self,
              double  height)
{
  for (gsize i = 0; i < self->n; i++)
    {
      double x, width;
      g_autofree char *words = dsc_view_lane_describe (self->traits, &self->steps[i]);
      g_autofree char *name = g_strdup_printf ("step %" G_GUINT64_FORMAT, self->steps[i].step);

      dsc_view_lane_get_column (i, &x, &width);
      dsc_scene_begin_group (self->scene, nothing, name, words);
      dsc_scene_add_rect (self->scene, nothing, self->steps[i].step == self->current ? DSC_ROLE_HOVER : DSC_ROLE_NONE,
                          (DscRect) { x + 1, 2, width - 2, height - 4 }, 6);
      if (self->steps[i].step == self->current)
        dsc_scene_add_rect (self->scene, nothing, DSC_ROLE_SELECTION, (DscRect) { x + 1, 2, width - 2, height - 4 }, 6);
      draw_head (self, &self->steps[i], x);
      dsc_scene_end_group (self->scene);
    }
}

static double
height_of_rows (const DscTraits *traits)
{
  return HEAD + (traits->has_watchers ? 7 : 1) * ROW + (has_tag (traits) ? NUMBER_ROW : ROW) + (traits->has_dk_version ? NUMBER_ROW : ROW) + ROW;
}

DscScene *
dsc_view_lane_new (const DscTraits      *traits,
                   const DscLaneStep    *steps,
                   gsize                 n,
                   const DscLaneOptions *options)
{
  Lane self = { .traits = traits, .steps = steps, .n = n, .current = options != NULL ? options->current : 0 };
  const gboolean notes = options == NULL || !options->without_notes;
  const char *name = options != NULL && options->name != NULL ? options->name : _("the dict");
  const double height = height_of_rows (traits);
  double y = HEAD;

  self.metrics = options != NULL && options->metrics != NULL ? options->metrics : &dsc_text_metrics_builtin;
  self.width = MAX (NAMES_WIDTH + (double) n * COLUMN + MARGIN, LEAST_WIDTH);
  self.scene = dsc_scene_new (self.width, height);
  g_autofree char *title = g_strdup_printf (_("Watchers and version tags of %s"), name);
  dsc_scene_set_title (self.scene, title, title);
  dsc_scene_add_rect (self.scene, nothing, DSC_ROLE_BACKGROUND, (DscRect) { 0, 0, self.width, height }, 0);
  draw_columns (&self, height);
  add_text (&self, DSC_ROLE_TEXT_DIM, &name_font, DSC_ANCHOR_START, MARGIN, 19, _("step"));
  draw_told (&self, &y);
  draw_tags (&self, &y);
  draw_marks (&self, &y);
  if (notes)
    draw_notes (&self, &y);
  dsc_scene_set_size (self.scene, self.width, y + (notes ? 6 : 0));
  return self.scene;
}
