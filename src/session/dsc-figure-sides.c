/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-figure-sides.c: all sides of a comparison as one figure: for files, the clipboard, and as a table. */
#include "dsc-figure-sides.h"

#include <glib/gi18n.h>
#include <string.h>

#include "dsc-compare-reasons.h"
#include "dsc-comparison-targets.h"

struct _DscFigureSides {
  DscFigure      parent_instance;
  DscComparison *comparison;
};

G_DEFINE_FINAL_TYPE (DscFigureSides, dsc_figure_sides, DSC_TYPE_FIGURE)

static gpointer
prepare (DscFigure *figure)
{
  return dsc_comparison_make_page (DSC_FIGURE_SIDES (figure)->comparison);
}

static void
free_prepared (gpointer prepared)
{
  dsc_comparison_page_unref (prepared);
}

static gboolean
is_possible (const DscComparisonPage  *page,
             GCancellable             *cancellable,
             GError                  **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (page != NULL)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("The sides have not been drawn yet. Please try again when they are there."));
  return FALSE;
}

/* ---- what makes them differ -------------------------------------------------------------------- */

/* One of sides that have the same: then they are versions of one script. */
static DscScript *
script_of_side (const DscComparisonPage *page,
                const GPtrArray         *scripts,
                guint                    i)
{
  for (guint k = 0; k < i; k++)
    if (g_str_equal (page->texts[k], page->texts[i]))
      return dsc_script_ref (g_ptr_array_index (scripts, k));
  return dsc_script_new (page->texts[i], strlen (page->texts[i]));
}

static DscReasons *
find_reasons (const DscComparisonPage  *page,
              GCancellable             *cancellable,
              GError                  **error)
{
  g_autoptr (GPtrArray) scripts = g_ptr_array_new_with_free_func ((GDestroyNotify) dsc_script_unref);
  const guint what = page->same_script ? DSC_COMPARE_BEHAVIOUR : DSC_COMPARE_BEHAVIOUR & ~(1u << DSC_DIFFERS_PROGRAM);

  for (guint i = 0; i < page->n; i++)
    g_ptr_array_add (scripts, script_of_side (page, scripts, i));
  return dsc_compare_explain ((DscScript *const *) scripts->pdata, page->targets, page->n, page->hash_seed, what, page->options.step,
                              page->sides[0].name, cancellable, error);
}

/* Bytes after the step in the newest release of each line, and in those that are compared; none where the step is about no dict in any of
 * them, so that there is nothing to tell. */
static GArray *
list_releases (const DscComparisonPage  *page,
               GCancellable             *cancellable,
               GError                  **error)
{
  g_autoptr (DscScript) script = dsc_script_new (page->texts[0], strlen (page->texts[0]));
  g_autoptr (GArray) targets = dsc_comparison_list_targets (page->targets, page->n);
  g_autoptr (GArray) releases = g_array_new (FALSE, FALSE, sizeof (DscCompareRelease));

  for (guint i = 0; i < targets->len; i++)
    {
      DscCompareRelease release = { .target = g_array_index (targets, DscTarget, i), .bytes = -1 };
      const DscTraits traits = dsc_traits_resolve (release.target);
      g_autoptr (DscRun) run = dsc_script_run_by_traits (script, &traits, page->hash_seed, page->options.step, cancellable, error);

      if (run == NULL)
        return NULL;
      if (dsc_timeline_get_n_steps (run->timeline) >= page->options.step)
        release.bytes = dsc_timeline_get_step (run->timeline, page->options.step - 1)->getsizeof;
      g_array_append_val (releases, release);
    }
  for (guint i = 0; i < releases->len; i++)
    if (g_array_index (releases, DscCompareRelease, i).bytes >= 0)
      return g_steal_pointer (&releases);
  g_array_set_size (releases, 0);
  return g_steal_pointer (&releases);
}

static GArray *
copy_reasons (const DscReasons *found)
{
  GArray *reasons = g_array_new (FALSE, TRUE, sizeof (DscCompareReason));

  for (guint i = 0; found != NULL && i < found->reasons->len; i++)
    {
      const DscReason *from = &g_array_index (found->reasons, DscReason, i);
      DscCompareReason reason = { .heading = from->heading, .note = from->note };

      for (guint k = 0; k < DSC_COMPARE_MOST_SIDES; k++)
        reason.outcomes[k] = from->outcomes[k];
      g_array_append_val (reasons, reason);
    }
  return reasons;
}

/* ---- picture ----------------------------------------------------------------------------------- */

static DscScene *
draw (gpointer               prepared,
      const DscTextMetrics  *metrics,
      GCancellable          *cancellable,
      GError               **error)
{
  const DscComparisonPage *page = prepared;
  g_autoptr (DscReasons) found = NULL;
  g_autoptr (GArray) reasons = NULL, releases = NULL;

  if (!is_possible (page, cancellable, error))
    return NULL;
  if (page->n > 1 && page->options.step > 0)
    {
      found = find_reasons (page, cancellable, error);
      releases = found != NULL && page->same_script ? list_releases (page, cancellable, error) : NULL;
      if (found == NULL || (page->same_script && releases == NULL))
        return NULL;
    }
  DscCompareOptions options = page->options;

  reasons = copy_reasons (found);
  options.reasons = (const DscCompareReason *) (gpointer) reasons->data;
  options.n_reasons = reasons->len;
  options.source = found != NULL ? found->source : NULL;
  options.is_first_difference |= found != NULL && found->is_first;
  options.releases = releases != NULL ? (const DscCompareRelease *) (gpointer) releases->data : NULL;
  options.n_releases = releases != NULL ? releases->len : 0;
  options.metrics = metrics;
  return dsc_view_compare_new (page->sides, page->n, &options);
}

/* ---- table ------------------------------------------------------------------------------------- */

static void
add_columns (DscSheet                *sheet,
             const DscComparisonPage *page)
{
  dsc_sheet_add_column (sheet, "block", _("Block"));
  dsc_sheet_add_column (sheet, "member", _("Member"));
  for (guint i = 0; i < page->n; i++)
    {
      char title[64], build[96];
      g_autofree char *name = g_strdup_printf ("side_%u", i + 1);

      dsc_target_title (page->targets[i], title, sizeof title);
      dsc_build_format (page->targets[i].build, build, sizeof build);
      g_autofree char *release = g_strdup_printf ("%s · %s", title, build);
      g_autofree char *label = page->labels[i] != NULL ? g_strdup_printf ("%s (%s)", page->labels[i], release) : g_strdup (release);

      dsc_sheet_add_column (sheet, name, label);
    }
  dsc_sheet_add_column (sheet, "differs", _("Differs"));
}

typedef struct {
  gboolean is_there;
  gint64   value;
  char    *text;         /* NULL: the number */
} Cell;

static void
add_row (DscSheet   *sheet,
         const char *block,
         const char *member,
         Cell       *cells,      /* texts are freed */
         guint       n)
{
  gboolean differs = FALSE;

  dsc_sheet_add_row (sheet);
  dsc_sheet_add_text (sheet, block);
  dsc_sheet_add_text (sheet, member);
  for (guint i = 0; i < n; i++)
    {
      differs |= cells[i].is_there != cells[0].is_there || g_strcmp0 (cells[i].text, cells[0].text) != 0
                 || (cells[i].text == NULL && cells[i].value != cells[0].value);
      if (!cells[i].is_there)
        dsc_sheet_add_empty (sheet);
      else if (cells[i].text != NULL)
        dsc_sheet_add_text (sheet, cells[i].text);
      else
        dsc_sheet_add_integer (sheet, cells[i].value);
    }
  dsc_sheet_add_boolean (sheet, differs);
  for (guint i = 0; i < n; i++)
    g_free (cells[i].text);
}

/* Of a pointer what it points at; addresses of the model say nothing. */
static Cell
cell_of_field (const DscField *field)
{
  switch (field->target)
    {
    case DSC_TARGET_NONE:
      return (Cell) { TRUE, field->value, NULL };
    case DSC_TARGET_NULL:
      return (Cell) { TRUE, 0, g_strdup ("NULL") };
    case DSC_TARGET_BLOCK:
      return (Cell) { TRUE, 0, g_strdup (dsc_block_name (field->target_block)) };
    case DSC_TARGET_TYPE:
    case DSC_TARGET_FUNCTION:
    case DSC_TARGET_STATIC_KEYS:
    case DSC_TARGET_STATIC_VALUES:
    case DSC_TARGET_OBJECT:
      break;
    }
  return (Cell) { TRUE, 0, g_strdup (field->text != NULL ? field->text : "") };
}

static const DscField *
find_field (const DscSnapshot *snapshot,
            DscBlockKind       kind,
            DscFieldId         id)
{
  const DscBlock *block = snapshot != NULL ? dsc_snapshot_find_block (snapshot, kind) : NULL;

  for (guint i = 0; block != NULL && i < block->n_fields; i++)
    if (block->fields[i].member.id == id)
      return &block->fields[i];
  return NULL;
}

static void
add_member (DscSheet                *sheet,
            const DscComparisonPage *page,
            DscBlockKind             kind,
            DscFieldId               id)
{
  Cell cells[DSC_COMPARE_MOST_SIDES] = { 0 };
  gboolean any = FALSE;

  for (guint i = 0; i < page->n; i++)
    {
      const DscField *field = find_field (page->sides[i].snapshot, kind, id);

      any |= field != NULL;
      if (field != NULL)
        cells[i] = cell_of_field (field);
    }
  if (any)
    add_row (sheet, dsc_block_name (kind), dsc_field_name (id), cells, page->n);
}

/* What the whole comes to: not a member, but what one looks for first. */
static void
add_totals (DscSheet                *sheet,
            const DscComparisonPage *page)
{
  Cell bytes[DSC_COMPARE_MOST_SIDES] = { 0 }, slots[DSC_COMPARE_MOST_SIDES] = { 0 }, room[DSC_COMPARE_MOST_SIDES] = { 0 };

  for (guint i = 0; i < page->n; i++)
    {
      const DscSnapshot *snapshot = page->sides[i].snapshot;

      if (snapshot == NULL)
        continue;
      bytes[i] = (Cell) { TRUE, dsc_snapshot_get_getsizeof (snapshot), NULL };
      slots[i] = (Cell) { TRUE, (gint64) dsc_snapshot_get_n_slots (snapshot), NULL };
      room[i] = (Cell) { TRUE, (gint64) dsc_snapshot_get_entry_capacity (snapshot), NULL };
    }
  add_row (sheet, NULL, "sys.getsizeof", bytes, page->n);
  add_row (sheet, NULL, "slots", slots, page->n);
  add_row (sheet, NULL, "entries", room, page->n);
}

static DscSheet *
tabulate (gpointer       prepared,
          GCancellable  *cancellable,
          GError       **error)
{
  const DscComparisonPage *page = prepared;

  if (!is_possible (page, cancellable, error))
    return NULL;
  g_autofree char *title = page->options.operation != NULL
                             ? g_strdup_printf (_("After step %" G_GUINT64_FORMAT ", “%s”"), page->options.step, page->options.operation)
                             : g_strdup (_("Before the first operation"));
  DscSheet *sheet = dsc_sheet_new (title);

  add_columns (sheet, page);
  add_totals (sheet, page);
  for (int kind = 0; kind < DSC_N_BLOCKS; kind++)
    for (int id = 1; id < DSC_N_FIELDS; id++)
      if (id != DSC_FIELD_PADDING)
        add_member (sheet, page, (DscBlockKind) kind, (DscFieldId) id);
  for (guint i = 0; i < page->n; i++)
    if (page->absent[i] != NULL)
      dsc_sheet_add_note (sheet, page->absent[i]);
  return sheet;
}

/* ---- object ------------------------------------------------------------------------------------ */

static void
pictures_changed_cb (DscFigureSides *self)
{
  dsc_figure_announce (DSC_FIGURE (self));
}

static void
dsc_figure_sides_dispose (GObject *object)
{
  g_clear_object (&DSC_FIGURE_SIDES (object)->comparison);
  G_OBJECT_CLASS (dsc_figure_sides_parent_class)->dispose (object);
}

static void
dsc_figure_sides_class_init (DscFigureSidesClass *klass)
{
  DscFigureClass *figure_class = DSC_FIGURE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dsc_figure_sides_dispose;
  figure_class->prepare = prepare;
  figure_class->free_prepared = free_prepared;
  figure_class->draw = draw;
  figure_class->tabulate = tabulate;
}

static void
dsc_figure_sides_init (DscFigureSides *self)
{
  dsc_figure_set_words (DSC_FIGURE (self), "compare", _("Comparison"));
}

DscFigure *
dsc_figure_sides_new (DscComparison *comparison)
{
  DscFigureSides *self = g_object_new (DSC_TYPE_FIGURE_SIDES, NULL);

  self->comparison = g_object_ref (comparison);
  g_signal_connect_object (comparison, "notify::pictures", G_CALLBACK (pictures_changed_cb), self, G_CONNECT_SWAPPED);
  return DSC_FIGURE (self);
}
