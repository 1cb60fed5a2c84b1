/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-version-list.c: every release of CPython as a searchable list model: favourites first, then by line, newest first. */
#include "dsc-version-list.h"

#include <glib/gi18n.h>
#include <string.h>

#include "dsc-describe.h"
#include "dsc-traits.h"

/* ---- words ----------------------------------------------------------------------------------- */

const char *
dsc_evidence_get_sentence (DscEvidence evidence)
{
  switch (evidence)
    {
    case DSC_EVIDENCE_MEASURED: return _("The model was compared with recordings of this very interpreter.");
    case DSC_EVIDENCE_SOURCE:   return _("The rules were read in the source of this release; its neighbours were measured.");
    case DSC_EVIDENCE_ASSUMED:  return _("This release is not known; the rules of the nearest known one are assumed.");
    case DSC_EVIDENCE_REPORTED: return _("Not CPython. What its authors report is shown; nothing was measured.");
    }
  return "";
}

gboolean
dsc_version_has_build (DscVersion version,
                       DscBuild   build)
{
  const DscTarget target = { version, build };
  DscTarget back;
  char text[64];

  dsc_target_format (target, text, sizeof text);
  return dsc_target_parse (text, &back) == DSC_STATUS_OK && dsc_target_equal (back, target);
}

/* ---- item ------------------------------------------------------------------------------------ */

struct _DscVersionItem {
  GObject      parent_instance;
  DscTarget    target;
  DscVersion   differs_from;     /* release before it that behaves differently; 0: none does */
  char        *text;
  char        *group;
  gboolean     first_of_group;
  gboolean     favourite;
  gboolean     current;
};

G_DEFINE_FINAL_TYPE (DscVersionItem, dsc_version_item, G_TYPE_OBJECT)

enum { ITEM_PROP_TEXT = 1, ITEM_PROP_GROUP, ITEM_PROP_FIRST_OF_GROUP, ITEM_PROP_EVIDENCE, ITEM_PROP_EVIDENCE_TEXT, ITEM_PROP_NOTE,
       ITEM_PROP_FAVOURITE, ITEM_PROP_CURRENT, ITEM_PROP_SUMMARY, N_ITEM_PROPS };
static GParamSpec *item_props[N_ITEM_PROPS];

static char *
dup_note (DscVersionItem *self)
{
  const DscTarget before = { self->differs_from, self->target.build };
  char text[64];

  if (self->differs_from == 0)
    return g_strdup ("");
  dsc_target_format (before, text, sizeof text);
  /* Translators: a version number */
  return g_strdup_printf (_("differs from %s"), text);
}

static char *
dup_summary (DscVersionItem *self)
{
  g_autofree char *evidence = dsc_describe_evidence (self->target);
  g_autofree char *note = dup_note (self);

  if (self->target.implementation != DSC_IMPLEMENTATION_CPYTHON)
    return g_strdup_printf ("%s, %s", self->text, evidence);
  if (*note == '\0')
    return g_strdup_printf ("CPython %s, %s", self->text, evidence);
  return g_strdup_printf ("CPython %s, %s, %s", self->text, evidence, note);
}

static void
dsc_version_item_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  DscVersionItem *self = DSC_VERSION_ITEM (object);
  const DscEvidence evidence = dsc_target_evidence (self->target);

  switch (prop_id)
    {
    case ITEM_PROP_TEXT:           g_value_set_string (value, self->text); break;
    case ITEM_PROP_GROUP:          g_value_set_string (value, self->group); break;
    case ITEM_PROP_FIRST_OF_GROUP: g_value_set_boolean (value, self->first_of_group); break;
    case ITEM_PROP_EVIDENCE:       g_value_take_string (value, dsc_describe_evidence (self->target)); break;
    case ITEM_PROP_EVIDENCE_TEXT:  g_value_set_string (value, dsc_evidence_get_sentence (evidence)); break;
    case ITEM_PROP_NOTE:           g_value_take_string (value, dup_note (self)); break;
    case ITEM_PROP_FAVOURITE:      g_value_set_boolean (value, self->favourite); break;
    case ITEM_PROP_CURRENT:        g_value_set_boolean (value, self->current); break;
    case ITEM_PROP_SUMMARY:        g_value_take_string (value, dup_summary (self)); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
dsc_version_item_finalize (GObject *object)
{
  DscVersionItem *self = DSC_VERSION_ITEM (object);

  g_free (self->text);
  g_free (self->group);
  G_OBJECT_CLASS (dsc_version_item_parent_class)->finalize (object);
}

static void
dsc_version_item_class_init (DscVersionItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = dsc_version_item_get_property;
  object_class->finalize = dsc_version_item_finalize;
  item_props[ITEM_PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  item_props[ITEM_PROP_GROUP] = g_param_spec_string ("group", NULL, NULL, NULL, flags);
  item_props[ITEM_PROP_FIRST_OF_GROUP] = g_param_spec_boolean ("first-of-group", NULL, NULL, FALSE, flags);
  item_props[ITEM_PROP_EVIDENCE] = g_param_spec_string ("evidence", NULL, NULL, NULL, flags);
  item_props[ITEM_PROP_EVIDENCE_TEXT] = g_param_spec_string ("evidence-text", NULL, NULL, NULL, flags);
  item_props[ITEM_PROP_NOTE] = g_param_spec_string ("note", NULL, NULL, NULL, flags);
  item_props[ITEM_PROP_FAVOURITE] = g_param_spec_boolean ("favourite", NULL, NULL, FALSE, flags);
  item_props[ITEM_PROP_CURRENT] = g_param_spec_boolean ("current", NULL, NULL, FALSE, flags);
  item_props[ITEM_PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_ITEM_PROPS, item_props);
}

static void
dsc_version_item_init (DscVersionItem *self)
{
}

static DscVersionItem *
item_new (DscTarget   target,
          const char *group)
{
  DscVersionItem *self = g_object_new (DSC_TYPE_VERSION_ITEM, NULL);
  char text[64];

  dsc_target_format (target, text, sizeof text);
  self->target = target;
  self->text = g_strdup (text);
  self->group = group != NULL ? g_strdup (group)
                              : g_strdup_printf ("CPython %u.%u", target.version >> 24, (target.version >> 16) & 0xff);
  return self;
}

static void
item_set (DscVersionItem *self,
          gboolean       *member,
          guint           prop,
          gboolean        value)
{
  if (*member == value)
    return;
  *member = value;
  g_object_notify_by_pspec (G_OBJECT (self), item_props[prop]);
}

DscTarget
dsc_version_item_get_target (DscVersionItem *self)
{
  return self->target;
}

const char *
dsc_version_item_get_text (DscVersionItem *self)
{
  g_return_val_if_fail (DSC_IS_VERSION_ITEM (self), NULL);
  return self->text;
}

/* ---- list ------------------------------------------------------------------------------------ */

struct _DscVersionList {
  GObject    parent_instance;
  GPtrArray *all;           /* every release in the build, newest first */
  GPtrArray *favourites;    /* items of their own, in the user's order */
  GPtrArray *shown;         /* what the query leaves, favourites first */
  char      *query;         /* without words before the number */
  DscBuild   build;
  DscTarget  current;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DscVersionList, dsc_version_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
dsc_version_list_get_item_type (GListModel *model)
{
  return DSC_TYPE_VERSION_ITEM;
}

static guint
dsc_version_list_get_n_items (GListModel *model)
{
  return DSC_VERSION_LIST (model)->shown->len;
}

static gpointer
dsc_version_list_get_item (GListModel *model,
                           guint       position)
{
  GPtrArray *shown = DSC_VERSION_LIST (model)->shown;

  return position < shown->len ? g_object_ref (g_ptr_array_index (shown, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = dsc_version_list_get_item_type;
  iface->get_n_items = dsc_version_list_get_n_items;
  iface->get_item = dsc_version_list_get_item;
}

static gboolean
matches (const char *text,
         const char *query,
         gboolean    inside)
{
  const char *found = query != NULL ? strstr (text, query) : text;

  return found == text || (inside && found != NULL && found[-1] == '.');
}

static DscVersionItem *
find_item (GPtrArray *items,
           DscTarget  target)
{
  for (guint i = 0; i < items->len; i++)
    {
      DscVersionItem *item = g_ptr_array_index (items, i);

      if (dsc_target_equal (item->target, target))
        return item;
    }
  return NULL;
}

static void
add_matching (DscVersionList *self,
              GPtrArray      *items,
              gboolean        inside)
{
  for (guint i = 0; i < items->len; i++)
    {
      DscVersionItem *item = g_ptr_array_index (items, i);

      if (matches (item->text, self->query, inside))
        g_ptr_array_add (self->shown, g_object_ref (item));
    }
}

static void
add_typed (DscVersionList *self)
{
  DscTarget target;

  if (self->query == NULL || dsc_target_parse (self->query, &target) != DSC_STATUS_OK
      || find_item (self->shown, target) != NULL)
    return;
  g_ptr_array_add (self->shown, item_new (target, _("As typed")));
}

static void
refilter (DscVersionList *self)
{
  const guint before = self->shown->len;
  const char *group = NULL;

  g_ptr_array_set_size (self->shown, 0);
  add_matching (self, self->favourites, FALSE);
  add_matching (self, self->all, FALSE);
  if (self->shown->len == 0)     /* nothing begins with it: "14.10" */
    add_matching (self, self->all, TRUE);
  add_typed (self);
  for (guint i = 0; i < self->shown->len; i++)
    {
      DscVersionItem *item = g_ptr_array_index (self->shown, i);

      item_set (item, &item->first_of_group, ITEM_PROP_FIRST_OF_GROUP, g_strcmp0 (group, item->group) != 0);
      item_set (item, &item->current, ITEM_PROP_CURRENT, dsc_target_equal (item->target, self->current));
      item_set (item, &item->favourite, ITEM_PROP_FAVOURITE, find_item (self->favourites, item->target) != NULL);
      group = item->group;
    }
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->shown->len);
}

/* Implementations other than CPython; each has one build. */
static void
add_variants (DscVersionList *self)
{
  const DscTarget *targets;
  const size_t n = dsc_variants (&targets);

  for (size_t i = 0; i < n; i++)
    {
      const DscTarget same_build = { targets[i].version, self->build, targets[i].implementation };

      if (dsc_target_equal (targets[i], same_build))
        g_ptr_array_add (self->all, item_new (targets[i], _("Other implementations")));
    }
}

/* Marks each release whose rules are not those of the release before it. */
static void
fill_all (DscVersionList *self)
{
  const DscVersion *releases;
  const size_t n = dsc_releases (&releases);
  DscVersion before = 0;
  DscTraits traits_before = { 0 };

  g_ptr_array_set_size (self->all, 0);
  for (size_t i = n; i-- > 0;)
    {
      const DscTarget target = { releases[i], self->build };

      if (!dsc_version_has_build (releases[i], self->build))
        continue;
      DscVersionItem *item = item_new (target, NULL);
      const DscTraits traits = dsc_traits_resolve (target);

      if (before != 0 && !dsc_traits_behave_alike (&traits_before, &traits))
        item->differs_from = before;
      before = releases[i];
      traits_before = traits;
      g_ptr_array_insert (self->all, 0, item);
    }
  add_variants (self);
}

static void
dsc_version_list_finalize (GObject *object)
{
  DscVersionList *self = DSC_VERSION_LIST (object);

  g_ptr_array_unref (self->all);
  g_ptr_array_unref (self->favourites);
  g_ptr_array_unref (self->shown);
  g_free (self->query);
  G_OBJECT_CLASS (dsc_version_list_parent_class)->finalize (object);
}

static void
dsc_version_list_class_init (DscVersionListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dsc_version_list_finalize;
}

static void
dsc_version_list_init (DscVersionList *self)
{
  self->all = g_ptr_array_new_with_free_func (g_object_unref);
  self->favourites = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  fill_all (self);
  refilter (self);
}

DscVersionList *
dsc_version_list_new (void)
{
  return g_object_new (DSC_TYPE_VERSION_LIST, NULL);
}

/* The beginning of one. */
static gboolean
is_variant_name (const char *query)
{
  const DscTarget *targets;
  const size_t n = dsc_variants (&targets);

  for (size_t i = 0; i < n; i++)
    {
      char text[64];

      dsc_target_format (targets[i], text, sizeof text);
      if (g_str_has_prefix (text, query))
        return TRUE;
    }
  return FALSE;
}

void
dsc_version_list_set_query (DscVersionList *self,
                            const char     *query)
{
  const char *number = query != NULL && !is_variant_name (query) ? strpbrk (query, "0123456789") : NULL;
  g_autofree char *stripped = number != NULL ? g_strchomp (g_ascii_strdown (number, -1)) : NULL;

  g_return_if_fail (DSC_IS_VERSION_LIST (self));
  if (number == NULL && query != NULL && *query != '\0')
    stripped = g_strdup (query);   /* words only: finds nothing, rather than everything */
  if (g_strcmp0 (stripped, self->query) == 0)
    return;
  g_free (self->query);
  self->query = g_steal_pointer (&stripped);
  refilter (self);
}

void
dsc_version_list_set_build (DscVersionList *self,
                            DscBuild        build)
{
  const DscTarget a = { 0, self->build }, b = { 0, build };

  g_return_if_fail (DSC_IS_VERSION_LIST (self));
  if (dsc_target_equal (a, b))
    return;
  self->build = build;
  fill_all (self);
  refilter (self);
}

void
dsc_version_list_set_current (DscVersionList *self,
                              DscTarget       target)
{
  g_return_if_fail (DSC_IS_VERSION_LIST (self));
  self->current = target;
  for (guint i = 0; i < self->shown->len; i++)
    {
      DscVersionItem *item = g_ptr_array_index (self->shown, i);

      item_set (item, &item->current, ITEM_PROP_CURRENT, dsc_target_equal (item->target, target));
    }
}

void
dsc_version_list_set_favourites (DscVersionList     *self,
                                 const char * const *texts)
{
  g_return_if_fail (DSC_IS_VERSION_LIST (self));
  g_ptr_array_set_size (self->favourites, 0);
  for (gsize i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      DscTarget target;

      if (dsc_target_parse (texts[i], &target) == DSC_STATUS_OK && find_item (self->favourites, target) == NULL)
        g_ptr_array_add (self->favourites, item_new (target, _("Favourites")));
    }
  refilter (self);
}
