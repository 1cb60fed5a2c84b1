/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-text.c: growing of texts. A failure is kept in the text, so that a writer checks once, at the end. */
#include "dsc-text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void
dsc_text_init (DscText *self, const DscAlloc *alloc)
{
  *self = (DscText) { .alloc = alloc };
}

void
dsc_text_clear (DscText *self)
{
  dsc_alloc_free (self->alloc, self->text);
  dsc_text_init (self, self->alloc);
}

/* Makes room for `more` bytes and the NUL. */
static bool
reserve (DscText *self, size_t more)
{
  if (self->status != DSC_STATUS_OK)
    return false;
  if (more < self->capacity - self->length)
    return true;

  size_t wanted = self->length + more + 1;
  if (more > SIZE_MAX / 4 || wanted > SIZE_MAX / 4)
    {
      self->status = DSC_STATUS_NO_MEMORY;
      return false;
    }
  wanted = wanted < 64 ? 64 : wanted + wanted / 2;
  char *text = self->alloc->reallocate (self->alloc->user, self->text, wanted);
  if (text == NULL)
    {
      self->status = DSC_STATUS_NO_MEMORY;
      return false;
    }
  self->text = text;
  self->capacity = wanted;
  return true;
}

void
dsc_text_append_len (DscText *self, const char *text, size_t length)
{
  if (!reserve (self, length))
    return;
  if (length != 0)
    memcpy (self->text + self->length, text, length);
  self->length += length;
  self->text[self->length] = '\0';
}

void
dsc_text_append (DscText *self, const char *text)
{
  dsc_text_append_len (self, text, strlen (text));
}

void
dsc_text_printf (DscText *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  const int length = vsnprintf (NULL, 0, format, args);
  va_end (args);
  if (length < 0)
    {
      self->status = self->status == DSC_STATUS_OK ? DSC_STATUS_INVALID : self->status;
      return;
    }
  if (!reserve (self, (size_t) length))
    return;

  va_start (args, format);
  vsnprintf (self->text + self->length, (size_t) length + 1, format, args);
  va_end (args);
  self->length += (size_t) length;
}

char *
dsc_text_steal (DscText *self, DscStatus *out_status)
{
  reserve (self, 0);

  const DscStatus status = self->status;
  char *text = NULL;
  if (status == DSC_STATUS_OK)
    {
      text = self->text;
      text[self->length] = '\0';
      self->text = NULL;
    }
  if (out_status != NULL)
    *out_status = status;
  dsc_text_clear (self);
  return text;
}
