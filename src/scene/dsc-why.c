/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-why.c: chains of causes: the effect first, then each cause with its numbers, to the rule of the release. */
#include "dsc-why-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
free_link (gpointer data)
{
  DscWhyLink *link = data;

  g_free (link->text);
  g_free (link->code);
  g_free (link->function);
  g_free (link->source);
  g_free (link);
}

char *
dsc_why_find_issue (const char *source)
{
  static const char *const kinds[] = { "bpo-", "gh-", "PEP " };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const char *at = strstr (source, kinds[i]);
      if (at != NULL)
        return g_strndup (at, strlen (kinds[i]) + strspn (at + strlen (kinds[i]), "0123456789"));
    }
  return NULL;
}

/* The file that the history names first, with its folder; NULL: it names none. */
static char *
find_file (const char *source)
{
  static const char *const python[] = { "ast.c", "bytecodes.c", "ceval.c", "compile.c", "flowgraph.c", "pyhash.c", "random.c", NULL };
  g_autofree char *name = g_strndup (source, strcspn (source, ",:; "));

  if (g_str_has_prefix (name, "pycore_"))
    return g_strconcat ("Include/internal/", name, NULL);
  if (g_str_has_suffix (name, ".h"))
    return g_strconcat ("Include/", name, NULL);
  return g_str_has_suffix (name, ".c") ? g_strconcat (g_strv_contains (python, name) ? "Python/" : "Objects/", name, NULL) : NULL;
}

static char *
make_source (const DscWhyChain *self,
             const char        *file,
             const char        *trait)
{
  const DscTraitChange *earlier = NULL;
  const DscTraitChange *change = trait != NULL ? dsc_describe_find_change (self->traits, trait, &earlier) : NULL;
  g_autofree char *issue = change != NULL ? dsc_why_find_issue (change->source) : NULL;
  g_autofree char *version = dsc_describe_version (self->moments->after);
  g_autofree char *since = change != NULL ? dsc_describe_release (change->since) : NULL;

  g_autofree char *found = file != NULL ? g_strdup (file) : change != NULL ? find_file (change->source) : NULL;
  g_autofree char *place = found != NULL ? g_strconcat (found, ", ", version, NULL) : g_strdup (version);

  if (file == NULL && change == NULL)
    return NULL;
  if (issue != NULL)
    /* Translators: a source file and a release of CPython, since when the rule holds, and the number of the discussion of its change */
    return g_strdup_printf (_("%1$s (since %2$s: %3$s)"), place, since, issue);
  if (earlier != NULL)
    /* Translators: a source file and a release of CPython, and since when the rule holds */
    return g_strdup_printf (_("%1$s (since %2$s)"), place, since);
  return g_steal_pointer (&place);
}

void
dsc_why_add (DscWhyChain     *self,
             char            *text,
             char            *code,
             DscFunctionRole  role,
             const char      *trait)
{
  DscWhyLink *link = g_new0 (DscWhyLink, 1);
  const char *file = NULL;
  const char *function = role != DSC_WHY_NO_FUNCTION ? dsc_version_function (self->traits, role, &file) : NULL;

  link->text = text;
  link->code = code;
  link->function = g_strdup (function);
  link->source = make_source (self, file, trait);
  g_ptr_array_add (self->links, link);
}

const DscEvent *
dsc_why_find_event (const DscWhyChain *self,
                    DscEventKind       kind)
{
  return dsc_moments_find_event (self->moments, self->moment->first_event, dsc_moment_end (self->moment), kind);
}

gboolean
dsc_why_is_compact (const DscWhyChain *self)
{
  return self->traits->family == DSC_FAMILY_COMPACT;
}

gboolean
dsc_why_is_open (const DscWhyChain *self)
{
  return self->traits->family == DSC_FAMILY_OPEN;
}

char *
dsc_why_key (const DscWhyChain *self)
{
  return self->context->key != NULL ? dsc_describe_repr (self->moments->after, self->context->key, 40) : g_strdup (_("the key"));
}

/* --- which moment tells most -------------------------------------------------------------------------------------- */

static guint
weigh (const DscMoments *moments,
       const DscMoment  *moment)
{
  static const DscMomentKind weights[] = {   /* from the least */
    DSC_MOMENT_ALLOCATE, DSC_MOMENT_HASH, DSC_MOMENT_VALUE, DSC_MOMENT_CLONE, DSC_MOMENT_PROBE, DSC_MOMENT_FOUND, DSC_MOMENT_NOT_FOUND, DSC_MOMENT_SHARED_GROWTH,
    DSC_MOMENT_KIND_CHANGE, DSC_MOMENT_DUMMY_REUSED, DSC_MOMENT_DUMMY_PLACED, DSC_MOMENT_COMBINED, DSC_MOMENT_RESIZE_REQUEST,
  };

  for (guint i = 0; i < G_N_ELEMENTS (weights); i++)
    if (weights[i] == moment->kind)
      return moment->kind == DSC_MOMENT_PROBE && moment->is_insertion_walk ? 1 : i + 2;
  /* clear (): the dict goes back to Py_EMPTY_KEYS. */
  if (moment->kind == DSC_MOMENT_FIELD && moments->before != NULL)
    {
      const DscEvent *event = dsc_moments_find_event (moments, moment->first_event, dsc_moment_end (moment), DSC_EVENT_WRITE_FIELD);

      return event->detail == DSC_FIELD_MA_KEYS && event->b == 0;
    }
  return 0;
}

guint
dsc_why_find_telling (const DscMoments *moments)
{
  const guint n = dsc_moments_get_n (moments);
  guint best = n - 1, weight = 0;

  for (guint i = 0; i + 1 < n; i++)
    if (weigh (moments, dsc_moments_get (moments, i)) >= MAX (weight, 1))
      {
        best = i;
        weight = weigh (moments, dsc_moments_get (moments, i));
      }
  return best;
}

/* --- chains ------------------------------------------------------------------------------------------------------- */

static void
explain (DscWhyChain *self)
{
  if (!dsc_why_search (self) && !dsc_why_store (self) && !dsc_why_rebuild (self))
    dsc_why_table (self);
}

GPtrArray *
dsc_why_moment (const DscMoments *moments,
                guint             i)
{
  DscWhyChain chain = { .moments = moments, .traits = dsc_snapshot_get_traits (moments->after) };

  chain.links = g_ptr_array_new_with_free_func (free_link);
  chain.moment = dsc_moments_get (moments, i);
  chain.context = dsc_moments_get_context (moments, i);
  dsc_why_add (&chain, g_strdup (chain.moment->sentence), g_strdup (chain.moment->arithmetic), DSC_WHY_NO_FUNCTION, NULL);
  if (chain.moment->kind == DSC_MOMENT_DONE)
    {
      const guint telling = dsc_why_find_telling (moments);

      chain.moment = dsc_moments_get (moments, telling);
      chain.context = dsc_moments_get_context (moments, telling);
      if (chain.moment->kind != DSC_MOMENT_DONE)
        dsc_why_add (&chain, g_strdup (chain.moment->sentence), g_strdup (chain.moment->arithmetic), DSC_WHY_NO_FUNCTION, NULL);
    }
  explain (&chain);
  return chain.links;
}
