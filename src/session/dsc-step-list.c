/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-step-list.c: the operations of a run as a list model that makes its items only when they are looked at. */
#include "dsc-step-list.h"

#include <glib/gi18n.h>

/* ---- item ------------------------------------------------------------------------------------ */

struct _DscStepItem {
  GObject       parent_instance;
  DscHistory   *history;
  guint         index;
};

G_DEFINE_FINAL_TYPE (DscStepItem, dsc_step_item, G_TYPE_OBJECT)

enum { ITEM_PROP_NUMBER = 1, ITEM_PROP_LABEL, ITEM_PROP_OUTCOME, ITEM_PROP_IS_ERROR, ITEM_PROP_BYTES, ITEM_PROP_MARK,
       ITEM_PROP_MARK_TEXT, ITEM_PROP_SUMMARY, N_ITEM_PROPS };
static GParamSpec *item_props[N_ITEM_PROPS];

static char *
dup_outcome (DscStepItem *self)
{
  const DscStep *step = dsc_history_get_step (self->history, self->index);

  return step->error != NULL ? g_strdup (step->error) : dsc_history_dup_result (self->history, self->index);
}

static char *
dup_bytes (DscStepItem *self)
{
  const DscStep *step = dsc_history_get_step (self->history, self->index);

  if (step->getsizeof < 0)
    return g_strdup ("");
  /* Translators: a number of bytes, as short as can be */
  return g_strdup_printf (_("%'" G_GINT64_FORMAT " B"), (gint64) step->getsizeof);
}

static const char *
mark_name (DscStepMarks marks)
{
  return marks & DSC_MARK_RESIZE ? "resize" : marks & DSC_MARK_KIND ? "kind" : marks & DSC_MARK_UNSHARED ? "unshared"
         : marks & DSC_MARK_TOMBSTONE ? "tombstone" : "";
}

static const char *
mark_text (DscStepMarks marks)
{
  return marks & DSC_MARK_RESIZE ? _("the table is rebuilt")
         : marks & DSC_MARK_KIND ? _("the keys are of another kind from now on")
         : marks & DSC_MARK_UNSHARED ? _("stops sharing its keys")
         : marks & DSC_MARK_TOMBSTONE ? _("leaves a tombstone") : "";
}

static char *
dup_summary (DscStepItem *self)
{
  const DscStep *step = dsc_history_get_step (self->history, self->index);
  const DscStepMarks marks = dsc_history_get_marks (self->history, self->index);
  g_autofree char *outcome = dup_outcome (self);
  g_autofree char *bytes = dup_bytes (self);
  GString *text = g_string_new (NULL);

  /* Translators: number of a step and its source text */
  g_string_append_printf (text, _("Step %u: %s"), self->index + 1, step->label != NULL ? step->label : "");
  if (outcome != NULL)
    g_string_append_printf (text, " → %s", outcome);
  if (*bytes != '\0')
    g_string_append_printf (text, ", %s", bytes);
  if (*mark_text (marks) != '\0')
    g_string_append_printf (text, ", %s", mark_text (marks));
  return g_string_free (text, FALSE);
}

static void
dsc_step_item_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  DscStepItem *self = DSC_STEP_ITEM (object);
  const DscStep *step = dsc_history_get_step (self->history, self->index);
  const DscStepMarks marks = dsc_history_get_marks (self->history, self->index);

  switch (prop_id)
    {
    case ITEM_PROP_NUMBER:    g_value_set_uint (value, self->index + 1); break;
    case ITEM_PROP_LABEL:     g_value_set_string (value, step->label != NULL ? step->label : ""); break;
    case ITEM_PROP_OUTCOME:   g_value_take_string (value, dup_outcome (self)); break;
    case ITEM_PROP_IS_ERROR:  g_value_set_boolean (value, step->error != NULL); break;
    case ITEM_PROP_BYTES:     g_value_take_string (value, dup_bytes (self)); break;
    case ITEM_PROP_MARK:      g_value_set_string (value, mark_name (marks)); break;
    case ITEM_PROP_MARK_TEXT: g_value_set_string (value, mark_text (marks)); break;
    case ITEM_PROP_SUMMARY:   g_value_take_string (value, dup_summary (self)); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
dsc_step_item_finalize (GObject *object)
{
  DscStepItem *self = DSC_STEP_ITEM (object);

  g_clear_pointer (&self->history, dsc_history_unref);
  G_OBJECT_CLASS (dsc_step_item_parent_class)->finalize (object);
}

static void
dsc_step_item_class_init (DscStepItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = dsc_step_item_get_property;
  object_class->finalize = dsc_step_item_finalize;
  item_props[ITEM_PROP_NUMBER] = g_param_spec_uint ("number", NULL, NULL, 1, G_MAXUINT, 1, flags);
  item_props[ITEM_PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  item_props[ITEM_PROP_OUTCOME] = g_param_spec_string ("outcome", NULL, NULL, NULL, flags);
  item_props[ITEM_PROP_IS_ERROR] = g_param_spec_boolean ("is-error", NULL, NULL, FALSE, flags);
  item_props[ITEM_PROP_BYTES] = g_param_spec_string ("bytes", NULL, NULL, NULL, flags);
  item_props[ITEM_PROP_MARK] = g_param_spec_string ("mark", NULL, NULL, NULL, flags);
  item_props[ITEM_PROP_MARK_TEXT] = g_param_spec_string ("mark-text", NULL, NULL, NULL, flags);
  item_props[ITEM_PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_ITEM_PROPS, item_props);
}

static void
dsc_step_item_init (DscStepItem *self)
{
}

/* ---- list ------------------------------------------------------------------------------------ */

struct _DscStepList {
  GObject     parent_instance;
  DscHistory *history;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DscStepList, dsc_step_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static guint
count_steps (DscHistory *history)
{
  return history != NULL ? (guint) MIN (dsc_history_get_n_steps (history), G_MAXUINT - 1) : 0;
}

static GType
dsc_step_list_get_item_type (GListModel *model)
{
  return DSC_TYPE_STEP_ITEM;
}

static guint
dsc_step_list_get_n_items (GListModel *model)
{
  return count_steps (DSC_STEP_LIST (model)->history);
}

static gpointer
dsc_step_list_get_item (GListModel *model,
                        guint       position)
{
  DscStepList *self = DSC_STEP_LIST (model);

  if (position >= count_steps (self->history))
    return NULL;
  DscStepItem *item = g_object_new (DSC_TYPE_STEP_ITEM, NULL);

  item->history = dsc_history_ref (self->history);
  item->index = position;
  return item;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = dsc_step_list_get_item_type;
  iface->get_n_items = dsc_step_list_get_n_items;
  iface->get_item = dsc_step_list_get_item;
}

static void
dsc_step_list_finalize (GObject *object)
{
  DscStepList *self = DSC_STEP_LIST (object);

  g_clear_pointer (&self->history, dsc_history_unref);
  G_OBJECT_CLASS (dsc_step_list_parent_class)->finalize (object);
}

static void
dsc_step_list_class_init (DscStepListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dsc_step_list_finalize;
}

static void
dsc_step_list_init (DscStepList *self)
{
}

DscStepList *
dsc_step_list_new (void)
{
  return g_object_new (DSC_TYPE_STEP_LIST, NULL);
}

void
dsc_step_list_replace_history (DscStepList *self,
                               DscHistory  *history,
                               guint64      n_same)
{
  g_return_if_fail (DSC_IS_STEP_LIST (self));
  if (history == self->history)
    return;
  g_autoptr (DscHistory) old = g_steal_pointer (&self->history);
  const guint kept = (guint) MIN (n_same, G_MAXUINT - 1);

  self->history = history != NULL ? dsc_history_ref (history) : NULL;
  if (kept < count_steps (old) || kept < count_steps (history))
    g_list_model_items_changed (G_LIST_MODEL (self), kept, count_steps (old) - kept, count_steps (history) - kept);
}

void
dsc_step_list_set_history (DscStepList *self,
                           DscHistory  *history)
{
  g_return_if_fail (DSC_IS_STEP_LIST (self));
  const gboolean both = self->history != NULL && history != NULL;

  dsc_step_list_replace_history (self, history, both ? dsc_history_common_prefix (self->history, history) : 0);
}
