/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-snapshot-freeze.c: keeps what a snapshot shows from changing or vanishing behind its back.
 *
 * Nearly every object is immutable and lives as long as its pool. An object that stands for a dict or an instance is only
 * a way to something that goes on changing and may be gone, and so is a container with one inside. In a snapshot such an
 * object is replaced by an OPAQUE one with the text that repr () gave at that moment and with the address of the original.
 * A dict knows whether anything of the kind was ever stored in it; most are not even looked at. */
#include "dsc-snapshot-private.h"

#include "dsc-object-private.h"
#include "dsc-referents.h"
#include "dsc-repr.h"

#include <string.h>

#define MAX_CHARS 100u   /* of a string, and items of a container, in a frozen text; bounds the whole at some 64 times that */

typedef struct {
  DscSnapshot     *snapshot;
  const DscRuntime *rt;
  const DscObject *last;        /* what was frozen last, and into what: one value is often stored many times */
  const DscObject *last_frozen;
} Freezer;

static void
note_own (const Freezer *self, const DscObject *object)
{
  const DscDict *dict = dsc_runtime_find_dict (self->rt, object);
  const DscInstance *instance = dsc_runtime_find_instance (self->rt, object);

  if (dict != NULL && dsc_dict_get_id (dict) == self->snapshot->dict_id)
    self->snapshot->own_dict = object->ordinal;
  if (instance != NULL && dsc_instance_get_id (instance) == self->snapshot->instance_id)
    self->snapshot->own_instance = object->ordinal;
}

/* An OPAQUE object in the snapshot's own memory; NULL: no memory. */
static const DscObject *
freeze_object (Freezer *self, const DscObject *object)
{
  DscSnapshot *snapshot = self->snapshot;
  DscText text;

  note_own (self, object);
  dsc_text_init (&text, &snapshot->alloc);
  dsc_repr_append_in (&text, object, self->rt, MAX_CHARS);
  DscNamedObject *frozen = text.status != DSC_STATUS_OK ? NULL : dsc_arena_allocate (&snapshot->frozen, sizeof *frozen + text.length + 1);
  if (frozen != NULL)
    {
      char *bytes = (char *) (frozen + 1);

      memcpy (bytes, text.text, text.length + 1);
      *frozen = (DscNamedObject) {
        .base = { .kind = DSC_OBJECT_OPAQUE, .trackable = 1, .hash_known = object->hash_known, .hash = object->hash,
                  .ordinal = object->ordinal, .as.text = { bytes, text.length } },
        .class_name = dsc_object_type_name (object, snapshot->pool),
      };
    }
  dsc_text_clear (&text);
  return frozen != NULL ? &frozen->base : NULL;
}

static DscStatus
freeze_place (Freezer *self, const DscObject **place)
{
  const DscObject *object = *place;

  if (object == NULL || !object->can_change)
    return DSC_STATUS_OK;
  if (object != self->last)
    {
      const DscObject *frozen = freeze_object (self, object);

      if (frozen == NULL)
        return DSC_STATUS_NO_MEMORY;
      self->last = object;
      self->last_frozen = frozen;
    }
  *place = self->last_frozen;
  return DSC_STATUS_OK;
}

static DscStatus
freeze_entries (Freezer *self)
{
  const size_t stride = self->snapshot->has_hash ? sizeof (DscKeyEntry) : sizeof (DscUnicodeEntry);
  const size_t key = self->snapshot->has_hash ? offsetof (DscKeyEntry, me_key) : offsetof (DscUnicodeEntry, me_key);

  if (self->snapshot->n_entries == 0)   /* there may be no table at all */
    return DSC_STATUS_OK;

  char *entry = (char *) self->snapshot->memory + ((const char *) self->snapshot->entries - (const char *) self->snapshot->memory);
  /* me_value follows me_key in both structs. */
  for (size_t i = 0; i < self->snapshot->n_entries; i++, entry += stride)
    {
      const DscObject **places = (const DscObject **) (void *) (entry + key);

      if (freeze_place (self, &places[0]) != DSC_STATUS_OK || freeze_place (self, &places[1]) != DSC_STATUS_OK)
        return DSC_STATUS_NO_MEMORY;
    }
  return DSC_STATUS_OK;
}

DscStatus
dsc_snapshot_freeze (DscSnapshot *self, const DscRuntime *rt)
{
  Freezer freezer = { .snapshot = self, .rt = rt };

  for (size_t i = 0; i < DSC_SMALLTABLE_SIZE; i++)
    if (freeze_place (&freezer, &self->idle_smalltable[i].me_key) != DSC_STATUS_OK
        || freeze_place (&freezer, &self->idle_smalltable[i].me_value) != DSC_STATUS_OK)
      return DSC_STATUS_NO_MEMORY;

  for (size_t i = 0; self->idle_values != NULL && i < self->idle_header.capacity; i++)
    if (freeze_place (&freezer, &self->idle_values[i]) != DSC_STATUS_OK)
      return DSC_STATUS_NO_MEMORY;
  for (size_t i = 0; i < self->n_values; i++)
    if (freeze_place (&freezer, &self->values[i]) != DSC_STATUS_OK)
      return DSC_STATUS_NO_MEMORY;
  return freeze_entries (&freezer);
}
