/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-resize-trace.c: what the events say about the rebuild of a table: why, and how the request came about.
 *
 * The one who asks for a rebuild leaves the cause in the runtime; it is told when the rebuild begins, after nothing can fail any
 * more. */
#include "dsc-family-private.h"

void
dsc_note_cause (DscRuntime *rt, DscResizeCause cause)
{
  if (rt->trace != NULL)
    rt->cause = cause;
}

void
dsc_note_growth (DscRuntime *rt, DscResizeTest test, int64_t a, uint64_t used, uint64_t size)
{
  const DscTraits *traits = &rt->traits;
  uint64_t addend = dsc_traits_growth_request (traits, 0, size);
  uint64_t factor = used != 0 ? (dsc_traits_growth_request (traits, used, size) - addend) / used : dsc_traits_growth_request (traits, 1, 0);

  dsc_note_cause (rt, (DscResizeCause) { .test = (uint8_t) test, .a = a, .b = test == DSC_RESIZE_TEST_LOAD ? (int64_t) size : 0,
                                         .count = used, .factor = factor, .addend = addend, .divisor = 1 });
}

void
dsc_note_resize (DscRuntime *rt, const DscDict *dict, DscResizeReason reason, uint64_t request, uint64_t before, uint64_t after)
{
  const DscResizeCause cause = rt->cause;

  if (rt->trace == NULL)
    return;
  rt->cause = (DscResizeCause) { .test = 0 };
  dsc_runtime_note (rt, dict, (DscEvent) { .kind = DSC_EVENT_RESIZE_BEGIN, .detail = (uint8_t) reason, .a = (int64_t) request,
                                           .b = (int64_t) before, .c = (int64_t) after, .d = (int64_t) dict->ma_used });
  if (cause.test == 0 || reason == DSC_RESIZE_FROM_EMPTY)
    return;
  dsc_runtime_note (rt, dict, (DscEvent) { .kind = DSC_EVENT_RESIZE_TEST, .detail = cause.test, .a = cause.a, .b = cause.b, .c = cause.c });
  if (cause.divisor != 0)
    dsc_runtime_note (rt, dict, (DscEvent) { .kind = DSC_EVENT_RESIZE_REQUEST, .detail = (uint8_t) rt->traits.rounding,
                                             .a = (int64_t) cause.count, .b = (int64_t) cause.factor, .c = (int64_t) cause.addend,
                                             .d = (int64_t) cause.divisor });
}

void
dsc_note_resized (const DscRuntime *rt, const DscDict *dict, uint64_t size, int64_t usable)
{
  dsc_runtime_note (rt, dict, (DscEvent) { .kind = DSC_EVENT_RESIZE_END, .a = (int64_t) size, .b = usable });
}
