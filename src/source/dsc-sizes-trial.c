/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-sizes-trial.c: a dict of the model that things are tried out on. */
#include "dsc-sizes-table-private.h"

#include <string.h>

#include "dsc-error.h"

static gboolean
note (DscTrial  *self,
      DscStatus  status)
{
  if (self->status == DSC_STATUS_OK)
    self->status = status;
  return self->status == DSC_STATUS_OK;
}

static gboolean
is_alive (const DscTrial *self)
{
  return self->status == DSC_STATUS_OK;
}

void
dsc_trial_init (DscTrial  *self,
                DscTarget  target,
                guint32    hash_seed)
{
  *self = (DscTrial) { .rt = dsc_runtime_new (target, hash_seed, &dsc_alloc_libc) };
  if (self->rt == NULL)
    {
      self->status = DSC_STATUS_NO_MEMORY;
      return;
    }
  self->pool = dsc_runtime_get_pool (self->rt);
  dsc_trial_renew (self);
}

void
dsc_trial_clear (DscTrial *self)
{
  if (self->dict != NULL)
    dsc_dict_unref (self->rt, self->dict);
  g_clear_pointer (&self->rt, dsc_runtime_free);
  self->dict = NULL;
}

const DscTraits *
dsc_trial_traits (const DscTrial *self)
{
  return self->rt != NULL ? dsc_runtime_get_traits (self->rt) : NULL;
}

static const DscObject *
note_object (DscTrial        *self,
             const DscObject *object)
{
  note (self, object != NULL ? DSC_STATUS_OK : DSC_STATUS_NO_MEMORY);
  return object;
}

const DscObject *
dsc_trial_int (DscTrial *self,
               gint64    value)
{
  return is_alive (self) ? note_object (self, dsc_object_int (self->pool, value)) : NULL;
}

const DscObject *
dsc_trial_str (DscTrial   *self,
               const char *text)
{
  return is_alive (self) ? note_object (self, dsc_object_str (self->pool, text, strlen (text))) : NULL;
}

void
dsc_trial_renew (DscTrial *self)
{
  DscDict *dict = NULL;

  if (!is_alive (self))
    return;
  const DscStatus status = dsc_dict_new (self->rt, &dict);
  dsc_trial_take (self, status, dict);
}

void
dsc_trial_take (DscTrial  *self,
                DscStatus  status,
                DscDict   *dict)
{
  if (!note (self, status))
    return;
  if (self->dict != NULL)
    dsc_dict_unref (self->rt, self->dict);
  self->dict = dict;
}

void
dsc_trial_set (DscTrial        *self,
               const DscObject *key)
{
  if (is_alive (self))
    note (self, dsc_dict_set_item (self->rt, self->dict, key, dsc_object_none (self->pool)));
}

void
dsc_trial_delete (DscTrial        *self,
                  const DscObject *key)
{
  if (is_alive (self))
    note (self, dsc_dict_delete_item (self->rt, self->dict, key));
}

gint64
dsc_trial_size (DscTrial *self)
{
  return is_alive (self) ? dsc_dict_getsizeof (self->rt, self->dict) : -1;
}

static gint64
size_of_new (DscTrial  *self,
             DscStatus  status,
             DscDict   *dict)
{
  if (!note (self, status))
    return -1;
  const gint64 size = dsc_dict_getsizeof (self->rt, dict);
  dsc_dict_unref (self->rt, dict);
  return size;
}

gint64
dsc_trial_copy_size (DscTrial *self)
{
  DscDict *dict = NULL;

  if (!is_alive (self))
    return -1;
  const DscStatus status = dsc_dict_copy (self->rt, self->dict, &dict);
  return size_of_new (self, status, dict);
}

gint64
dsc_trial_call_size (DscTrial *self)
{
  DscDict *dict = NULL;

  if (!is_alive (self) || !dsc_trial_traits (self)->has_dict_call)
    return -1;
  const DscStatus status = dsc_dict_new_from (self->rt, self->dict, &dict);
  return size_of_new (self, status, dict);
}

gboolean
dsc_trial_finish (DscTrial  *self,
                  GError   **error)
{
  const DscStatus status = self->status;

  dsc_trial_clear (self);
  if (status != DSC_STATUS_OK)
    dsc_error_set_from_status (error, status, "making a table of sizes");
  return status == DSC_STATUS_OK;
}

gboolean
dsc_sizes_seed_matters (const DscTraits *traits)
{
  return traits->hash_randomised && traits->obeys_hash_seed;
}
