/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-event.c: lists of events. */
#include "dsc-event.h"

#include "failing-alloc.h"

#include <glib.h>

static void
test_keeps_order (void)
{
  DscTrace trace;

  dsc_trace_init (&trace, &dsc_alloc_libc);
  for (int i = 0; i < 1000; i++)
    dsc_trace_add (&trace, (DscEvent) { .kind = DSC_EVENT_PROBE, .a = i });
  g_assert_cmpuint (trace.n_events, ==, 1000);
  g_assert_cmpint (trace.status, ==, DSC_STATUS_OK);
  for (int i = 0; i < 1000; i++)
    g_assert_cmpint (trace.events[i].a, ==, i);

  const DscEvent *before = trace.events;
  dsc_trace_reset (&trace);
  g_assert_cmpuint (trace.n_events, ==, 0);
  dsc_trace_add (&trace, (DscEvent) { .kind = DSC_EVENT_HIT });
  g_assert_true (trace.events == before);
  dsc_trace_clear (&trace);
  dsc_trace_add (&trace, (DscEvent) { .kind = DSC_EVENT_HIT });
  g_assert_cmpuint (trace.n_events, ==, 1);
  dsc_trace_clear (&trace);
}

static void
test_no_hole (void)
{
  FailingAlloc failing;
  DscTrace trace;

  g_test_summary ("Once an event is missing none follows, until the trace is reset.");
  failing_alloc_init (&failing, 2);
  dsc_trace_init (&trace, &failing.alloc);
  for (int i = 0; i < 100; i++)
    dsc_trace_add (&trace, (DscEvent) { .a = i });
  g_assert_cmpint (trace.status, ==, DSC_STATUS_NO_MEMORY);
  g_assert_cmpuint (trace.n_events, ==, 16);
  g_assert_cmpint (trace.events[15].a, ==, 15);
  dsc_trace_reset (&trace);
  dsc_trace_add (&trace, (DscEvent) { .a = 100 });
  g_assert_cmpuint (trace.n_events, ==, 1);
  dsc_trace_clear (&trace);
  g_assert_cmpuint (failing.n_live, ==, 0);
}

static void
test_keeps_both_ends (void)
{
  DscTrace trace;

  dsc_trace_init (&trace, &dsc_alloc_libc);
  trace.max_events = DSC_TRACE_LEAST;
  for (int n = 0; n < 5000; n++)
    {
      dsc_trace_reset (&trace);
      for (int i = 0; i < n; i++)
        dsc_trace_add (&trace, (DscEvent) { .kind = i % 3 == 0 ? DSC_EVENT_PROBE : DSC_EVENT_COMPARE, .a = i });
      g_assert_cmpuint (trace.n_events, <=, DSC_TRACE_LEAST);
      g_assert_cmpuint (trace.n_events + dsc_trace_count_left_out (&trace), ==, n);
      g_assert_cmpint (trace.status, ==, n <= (int) DSC_TRACE_LEAST ? DSC_STATUS_OK : DSC_STATUS_TOO_LARGE);
      const size_t first = trace.status == DSC_STATUS_OK ? trace.n_events : trace.cut_at;
      uint64_t n_probes = trace.left_out[DSC_EVENT_PROBE];
      for (size_t i = 0; i < trace.n_events; i++)
        {
          g_assert_cmpint (trace.events[i].a, ==, i < first ? (int) i : n - (int) (trace.n_events - i));
          n_probes += trace.events[i].kind == DSC_EVENT_PROBE;
        }
      g_assert_cmpuint (n_probes, ==, (n + 2) / 3);
      if (trace.status != DSC_STATUS_OK)
        g_assert_cmpuint (trace.n_events - trace.cut_at, >=, DSC_TRACE_LAST);
      n += n > 1100 ? 13 : 0;
    }
  dsc_trace_clear (&trace);
}

static void
test_kind_names (void)
{
  g_assert_cmpstr (dsc_keys_kind_name (DSC_KEYS_GENERAL), ==, "general");
  g_assert_cmpstr (dsc_keys_kind_name (DSC_KEYS_UNICODE), ==, "unicode");
  g_assert_cmpstr (dsc_keys_kind_name (DSC_KEYS_SPLIT), ==, "split");
  g_assert_cmpstr (dsc_keys_kind_name (DSC_KEYS_UNICODE_NODUMMY), ==, "unicode_nodummy");
  g_assert_cmpstr (dsc_keys_kind_name (DSC_KEYS_STRING), ==, "string");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/event/keeps-order", test_keeps_order);
  g_test_add_func ("/core/event/no-hole", test_no_hole);
  g_test_add_func ("/core/event/keeps-both-ends", test_keeps_both_ends);
  g_test_add_func ("/core/event/kind-names", test_kind_names);
  return g_test_run ();
}
