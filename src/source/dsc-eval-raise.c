/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-eval-raise.c: exceptions of the modelled program, and reasons why a run stops. */
#include "dsc-eval-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct {
  const char      *name;
  DscExceptionKind base;       /* NONE: derives from none that is known */
} exceptions[DSC_N_EXCEPTIONS] = {
  [DSC_EXCEPTION_NONE]                 = { "", DSC_EXCEPTION_NONE },
  [DSC_EXCEPTION_KEY_ERROR]            = { "KeyError", DSC_EXCEPTION_LOOKUP_ERROR },
  [DSC_EXCEPTION_INDEX_ERROR]          = { "IndexError", DSC_EXCEPTION_LOOKUP_ERROR },
  [DSC_EXCEPTION_LOOKUP_ERROR]         = { "LookupError", DSC_EXCEPTION_EXCEPTION },
  [DSC_EXCEPTION_ZERO_DIVISION_ERROR]  = { "ZeroDivisionError", DSC_EXCEPTION_ARITHMETIC_ERROR },
  [DSC_EXCEPTION_OVERFLOW_ERROR]       = { "OverflowError", DSC_EXCEPTION_ARITHMETIC_ERROR },
  [DSC_EXCEPTION_ARITHMETIC_ERROR]     = { "ArithmeticError", DSC_EXCEPTION_EXCEPTION },
  [DSC_EXCEPTION_TYPE_ERROR]           = { "TypeError", DSC_EXCEPTION_EXCEPTION },
  [DSC_EXCEPTION_ATTRIBUTE_ERROR]      = { "AttributeError", DSC_EXCEPTION_EXCEPTION },
  [DSC_EXCEPTION_NAME_ERROR]           = { "NameError", DSC_EXCEPTION_EXCEPTION },
  [DSC_EXCEPTION_UNBOUND_LOCAL_ERROR]  = { "UnboundLocalError", DSC_EXCEPTION_NAME_ERROR },
  [DSC_EXCEPTION_RUNTIME_ERROR]        = { "RuntimeError", DSC_EXCEPTION_EXCEPTION },
  [DSC_EXCEPTION_STOP_ITERATION]       = { "StopIteration", DSC_EXCEPTION_EXCEPTION },
  [DSC_EXCEPTION_ASSERTION_ERROR]      = { "AssertionError", DSC_EXCEPTION_EXCEPTION },
  [DSC_EXCEPTION_MEMORY_ERROR]         = { "MemoryError", DSC_EXCEPTION_EXCEPTION },
  [DSC_EXCEPTION_UNICODE_ENCODE_ERROR] = { "UnicodeEncodeError", DSC_EXCEPTION_UNICODE_ERROR },
  [DSC_EXCEPTION_UNICODE_DECODE_ERROR] = { "UnicodeDecodeError", DSC_EXCEPTION_UNICODE_ERROR },
  [DSC_EXCEPTION_UNICODE_ERROR]        = { "UnicodeError", DSC_EXCEPTION_VALUE_ERROR },
  [DSC_EXCEPTION_VALUE_ERROR]          = { "ValueError", DSC_EXCEPTION_EXCEPTION },
  [DSC_EXCEPTION_EXCEPTION]            = { "Exception", DSC_EXCEPTION_BASE_EXCEPTION },
  [DSC_EXCEPTION_BASE_EXCEPTION]       = { "BaseException", DSC_EXCEPTION_NONE },
};

const char *
dsc_exception_name (DscExceptionKind kind)
{
  return exceptions[kind].name;
}

gboolean
dsc_exception_find (const char       *name,
                    DscExceptionKind *out_kind)
{
  for (guint i = 1; i < DSC_N_EXCEPTIONS; i++)
    if (strcmp (exceptions[i].name, name) == 0)
      {
        *out_kind = (DscExceptionKind) i;
        return TRUE;
      }
  return FALSE;
}

gboolean
dsc_exception_matches (DscExceptionKind kind,
                       DscExceptionKind handler)
{
  for (; kind != DSC_EXCEPTION_NONE; kind = exceptions[kind].base)
    if (kind == handler)
      return TRUE;
  return FALSE;
}

void
dsc_exception_clear (DscException *self)
{
  g_free (self->message);
  g_free (self->line);
  *self = (DscException) { .kind = DSC_EXCEPTION_NONE };
}

char *
dsc_exception_line (DscExceptionKind kind,
                    const char      *message)
{
  if (*message == '\0')
    return g_strdup (exceptions[kind].name);
  return g_strdup_printf ("%s: %s", exceptions[kind].name, message);
}

/* The exception flies from here on; the last step says so. Both texts are taken. */
static gboolean
set_raised (DscEval         *self,
            DscExceptionKind kind,
            const DscObject *argument,
            char            *message,
            char            *line)
{
  dsc_exception_clear (&self->exception);
  self->exception = (DscException) { .kind = kind, .argument = argument, .message = message, .line = line };
  if (dsc_timeline_set_error (self->timeline, line) != DSC_STATUS_OK)
    return dsc_eval_no_memory (self);
  self->state = DSC_EVAL_RAISED;
  return FALSE;
}

static gboolean
append_raise (DscEval       *self,
              const DscNode *place)
{
  return dsc_eval_append (self, &(DscOp) { .kind = DSC_OP_RAISE }, place, NULL);
}

gboolean
dsc_eval_raise (DscEval         *self,
                const DscNode   *place,
                DscExceptionKind kind,
                const char      *format,
                ...)
{
  va_list arguments;

  if (!append_raise (self, place))
    return FALSE;
  va_start (arguments, format);
  char *message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return set_raised (self, kind, NULL, message, dsc_exception_line (kind, message));
}

gboolean
dsc_eval_add_to_line (DscEval    *self,
                      const char *text)
{
  char *line;

  if (self->state != DSC_EVAL_RAISED || *text == '\0')
    return FALSE;
  line = g_strconcat (self->exception.line, text, NULL);
  g_free (self->exception.line);
  self->exception.line = line;
  if (dsc_timeline_set_error (self->timeline, line) != DSC_STATUS_OK)
    return dsc_eval_no_memory (self);
  return FALSE;
}

gboolean
dsc_eval_reword (DscEval    *self,
                 const char *message,
                 const char *suggestion)
{
  char *old = self->exception.message;

  if (self->state != DSC_EVAL_RAISED)
    return FALSE;
  self->exception.message = g_strdup (message);
  g_free (old);
  g_free (self->exception.line);
  self->exception.line = dsc_exception_line (self->exception.kind, message);
  if (dsc_timeline_set_error (self->timeline, self->exception.line) != DSC_STATUS_OK)
    return dsc_eval_no_memory (self);
  return dsc_eval_add_to_line (self, suggestion);
}

gboolean
dsc_eval_raise_key (DscEval         *self,
                    const DscNode   *place,
                    const DscObject *key)
{
  DscRaised raised = { .kind = DSC_RAISED_KEY_ERROR, .key = key };

  return append_raise (self, place) && dsc_eval_take_raised (self, &raised);
}

gboolean
dsc_eval_raise_again (DscEval       *self,
                      const DscNode *place,
                      DscException  *exception)
{
  if (!append_raise (self, place))
    {
      dsc_exception_clear (exception);
      return FALSE;
    }
  return set_raised (self, exception->kind, exception->argument, exception->message, exception->line);
}

static DscExceptionKind
kind_of (const DscRaised *raised)
{
  DscExceptionKind kind = DSC_EXCEPTION_RUNTIME_ERROR;

  dsc_exception_find (dsc_raised_type (raised), &kind);
  return kind;
}

gboolean
dsc_eval_take_raised (DscEval         *self,
                      const DscRaised *raised)
{
  char *line = dsc_raised_format (raised, self->pool);
  const char *colon = strstr (line, ": ");

  return set_raised (self, kind_of (raised), raised->kind == DSC_RAISED_KEY_ERROR ? raised->key : NULL,
                     g_strdup (colon != NULL ? colon + 2 : ""), line);
}

gboolean
dsc_eval_stop (DscEval       *self,
               DscErrorCode   code,
               const DscNode *place,
               char          *message,
               char          *suggestion)
{
  DscPlace where = place != NULL ? place->place : self->statement != NULL ? self->statement->place : (DscPlace) { 0 };

  dsc_diagnostic_free (self->diagnostic);
  self->diagnostic = dsc_diagnostic_new_take (code, where, message, suggestion);
  self->state = DSC_EVAL_STOPPED;
  return FALSE;
}

gboolean
dsc_eval_outside (DscEval       *self,
                  const DscNode *place,
                  const char    *what,
                  const char    *suggestion)
{
  return dsc_eval_stop (self, DSC_ERROR_OUTSIDE_SUBSET, place,
                        g_strdup_printf (_("%s are outside the subset of Python that Dictoscope runs."), what),
                        g_strdup (suggestion != NULL ? suggestion : _("Leave it out.")));
}

gboolean
dsc_eval_limit (DscEval       *self,
                const DscNode *place,
                const char    *message,
                const char    *suggestion)
{
  return dsc_eval_stop (self, DSC_ERROR_LIMIT, place, g_strdup (message), g_strdup (suggestion));
}

gboolean
dsc_eval_no_memory (DscEval *self)
{
  self->state = DSC_EVAL_NO_MEMORY;
  return FALSE;
}

gboolean
dsc_eval_status (DscEval       *self,
                 DscStatus      status,
                 const DscNode *place)
{
  g_autoptr (GError) error = NULL;

  if (status == DSC_STATUS_OK)
    return TRUE;
  if (status == DSC_STATUS_NO_MEMORY)
    return dsc_eval_no_memory (self);
  if (status == DSC_STATUS_TOO_LARGE)
    return dsc_eval_limit (self, place, _("The result would be larger than what CPython or Dictoscope can hold."), _("Use smaller numbers."));
  dsc_error_set_from_status (&error, status, "script");
  return dsc_eval_stop (self, (DscErrorCode) error->code, place, g_strdup (error->message), NULL);
}
