/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-eval-sys.c: what of the module sys a script may ask for. */
#include "dsc-eval-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
dsc_eval_sys_attribute (DscEval       *self,
                        const DscNode *node,
                        const char    *name,
                        DscValue      *out_value)
{
  g_autofree char *what = NULL;

  if (strcmp (name, "version_info") == 0 && dsc_eval_ask_release (self) != 0)
    *out_value = (DscValue) { .kind = DSC_VALUE_VERSION_INFO };
  else if (strcmp (name, "getsizeof") == 0)
    *out_value = (DscValue) { .kind = DSC_VALUE_BUILTIN, .as.integer = dsc_builtin_getsizeof () };
  else if (strcmp (name, "hexversion") == 0)
    *out_value = dsc_value_int (dsc_eval_ask_release (self));
  else if (strcmp (name, "maxsize") == 0 || (strcmp (name, "maxint") == 0 && self->traits->is_python2))
    {
      self->looks |= DSC_LOOKS_AT_INTEGERS;
      *out_value = dsc_value_int (self->traits->pointer_size == 8 ? G_MAXINT64 : G_MAXINT32);
    }
  else
    {
      what = g_strdup_printf (_("Uses of sys.%s"), name);
      return dsc_eval_outside (self, node, what, _("Use sys.getsizeof or sys.version_info."));
    }
  return TRUE;
}

gboolean
dsc_eval_version_attribute (DscEval       *self,
                            const DscNode *node,
                            const char    *name,
                            DscValue      *out_value)
{
  static const char *const names[] = { "major", "minor", "micro", "releaselevel", "serial" };
  DscValue version = { .kind = DSC_VALUE_VERSION_INFO };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], name) == 0)
      {
        DscValue index = dsc_value_int ((gint64) i);
        return dsc_eval_index (self, node, &version, &index, out_value);
      }
  return dsc_eval_fail_attribute (self, node, &version, name);
}
