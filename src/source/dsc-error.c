/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-error.c: texts of statuses and of Python's exceptions. */
#include "dsc-error.h"

#include <glib/gi18n-lib.h>

#include "dsc-wording-private.h"

G_DEFINE_QUARK (dsc-error-quark, dsc_error)

static const struct {
  DscErrorCode code;
  const char  *message;
} status_errors[] = {
  [DSC_STATUS_OK]           = { DSC_ERROR_FAILED,       N_("Nothing failed.") },
  [DSC_STATUS_NO_MEMORY]    = { DSC_ERROR_NO_MEMORY,    N_("There is not enough memory. Close other programs, or use smaller ranges or texts.") },
  [DSC_STATUS_TOO_LARGE]    = { DSC_ERROR_LIMIT,        N_("The result would be larger than what CPython or Dictoscope can hold. Use smaller numbers.") },
  [DSC_STATUS_INVALID]      = { DSC_ERROR_FAILED,       N_("The operation names something that does not exist.") },
  [DSC_STATUS_NOT_MODELLED] = { DSC_ERROR_NOT_MODELLED, N_("What CPython does here is not modelled yet. Remove the operation.") },
  [DSC_STATUS_UNSUPPORTED]  = { DSC_ERROR_VERSION,      N_("This version of CPython has no such operation. Choose a newer version.") },
  [DSC_STATUS_RAISED]       = { DSC_ERROR_RAISED,       N_("The operation raised an exception of Python.") },
};

void
dsc_error_set_from_status (GError   **error,
                           DscStatus  status,
                           const char *doing)
{
  if (doing != NULL)
    g_debug ("%s: status %d", doing, (int) status);
  g_set_error_literal (error, DSC_ERROR, (gint) status_errors[status].code, _(status_errors[status].message));
}

const char *
dsc_raised_type (const DscRaised *raised)
{
  switch (raised->kind)
    {
    case DSC_RAISED_KEY_ERROR:
    case DSC_RAISED_KEY_ERROR_EMPTY:
      return "KeyError";
    case DSC_RAISED_UNHASHABLE:
      return "TypeError";
    case DSC_RAISED_CHANGED_SIZE:
    case DSC_RAISED_CHANGED_KEYS:
      return "RuntimeError";
    case DSC_RAISED_ATTRIBUTE_ERROR:
      return "AttributeError";
    case DSC_RAISED_NOTHING:
      break;
    }
  return "";
}

static char *
describe_key (const DscObject *key,
              const DscPool   *pool)
{
  DscText text;

  dsc_text_init (&text, dsc_pool_get_alloc (pool));
  dsc_repr_append (&text, key, pool, 0);

  char *copy = g_strdup (text.text != NULL ? text.text : "");
  dsc_text_clear (&text);
  return copy;
}

static char *
describe_unhashable (const DscRaised *raised,
                     const DscPool   *pool)
{
  const char *culprit = dsc_object_type_name (raised->object, pool);

  if (raised->key == NULL || !dsc_wording_applies (DSC_WORDING_KEY_USE, dsc_pool_get_traits (pool)->target.version))
    return g_strdup_printf ("unhashable type: '%s'", culprit);
  return g_strdup_printf ("cannot use '%s' as a dict key (unhashable type: '%s')", dsc_object_type_name (raised->key, pool), culprit);
}

/* Up to 3.10 a deletion only names the attribute. */
static char *
describe_attribute (const DscRaised *raised,
                    const DscPool   *pool)
{
  const char *name = raised->key->as.text.bytes;

  if (raised->use == DSC_KEY_USE_DELETE && !dsc_wording_applies (DSC_WORDING_DELETE_NAMES_OBJECT, dsc_pool_get_traits (pool)->target.version))
    return g_strdup (name);
  return g_strdup_printf ("'%s' object has no attribute '%s'",
                          raised->object != NULL ? dsc_object_type_name (raised->object, pool) : "object", name);
}

char *
dsc_raised_format (const DscRaised *raised,
                   const DscPool   *pool)
{
  g_autofree char *message = NULL;

  switch (raised->kind)
    {
    case DSC_RAISED_KEY_ERROR:
      message = describe_key (raised->key, pool);
      break;
    case DSC_RAISED_KEY_ERROR_EMPTY:
      message = g_strdup ("'popitem(): dictionary is empty'");
      break;
    case DSC_RAISED_UNHASHABLE:
      message = describe_unhashable (raised, pool);
      break;
    case DSC_RAISED_CHANGED_SIZE:
      message = g_strdup ("dictionary changed size during iteration");
      break;
    case DSC_RAISED_CHANGED_KEYS:
      message = g_strdup ("dictionary keys changed during iteration");
      break;
    case DSC_RAISED_ATTRIBUTE_ERROR:
      message = describe_attribute (raised, pool);
      break;
    case DSC_RAISED_NOTHING:
      break;
    }
  return g_strdup_printf ("%s: %s", dsc_raised_type (raised), message != NULL ? message : "");
}
