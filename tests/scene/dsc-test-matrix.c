/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-test-matrix.c: one of each version whose picture differs, each in the states that stretch a layout. */
#include "dsc-test-matrix.h"

#include "dsc-describe.h"
#include "dsc-view-diagram.h"

static const char *const versions[] = {
  "2.1.3", "2.7.18", "2.7.18-i386", "3.2.6", "3.3.0", "3.5.10", "3.6.15", "3.7.16", "3.9.18", "3.10.13", "3.11.7", "3.12.13-i386", "3.13.13t",
  "3.14.10", "3.15.2",
};

static const struct { DscStateKind kind; gsize n; } states[] = {
  { DSC_STATE_EXAMPLE, 0 }, { DSC_STATE_EXAMPLE, 1 }, { DSC_STATE_EXAMPLE, 2 }, { DSC_STATE_EXAMPLE, 3 }, { DSC_STATE_EXAMPLE, 4 },
  { DSC_STATE_INTS, 1 }, { DSC_STATE_INTS, 8 }, { DSC_STATE_INTS, 21 }, { DSC_STATE_INTS, 100 },
  { DSC_STATE_STRS, 5 }, { DSC_STATE_STRS, 8 }, { DSC_STATE_STRS, 30 }, { DSC_STATE_STRS, 100 },
  { DSC_STATE_MIXED, 8 }, { DSC_STATE_MIXED, 20 }, { DSC_STATE_MIXED, 100 },
  { DSC_STATE_LONG, 5 }, { DSC_STATE_SHARED, 5 }, { DSC_STATE_SHARED, 20 },
  { DSC_STATE_CLEARED, 5 }, { DSC_STATE_EMPTIED, 5 }, { DSC_STATE_POPPED, 5 },
};

/* One of each version that keeps instances in a way of its own. */
static const char *const instance_versions[] = {
  "2.7.18", "3.2.6", "3.3.7", "3.5.10", "3.6.15", "3.10.13", "3.10.4-i386", "3.11.7", "3.12.1", "3.12.13-i386", "3.13.0", "3.13.13t", "3.14.10",
  "3.14.2-wasm32", "3.15.2",
};

static const struct { DscStateKind kind; gsize n; } instance_states[] = {
  { DSC_STATE_INSTANCE, 0 }, { DSC_STATE_INSTANCE, 1 }, { DSC_STATE_INSTANCE, 3 }, { DSC_STATE_INSTANCE, 6 }, { DSC_STATE_INSTANCE, 28 },
  { DSC_STATE_VARS, 3 }, { DSC_STATE_VARS, 12 }, { DSC_STATE_DELETED, 3 }, { DSC_STATE_COMBINED, 3 }, { DSC_STATE_COMBINED, 25 },
  { DSC_STATE_KEPT, 3 }, { DSC_STATE_DICT, 3 }, { DSC_STATE_CLASS, 3 },
  { DSC_STATE_INSTANCE, 100 }, { DSC_STATE_CLASS, 100 }, { DSC_STATE_KEPT, 100 },
};

char *
dsc_test_case_name (const DscTestCase *self)
{
  return g_strdup_printf ("%s-%s-%" G_GSIZE_FORMAT, self->version, dsc_test_state_name (self->kind), self->n);
}

DscScene *
dsc_test_case_draw (const DscTestCase    *self,
                    const DscTestState   *state,
                    const DscTextMetrics *metrics)
{
  g_autofree char *sentence = dsc_describe_step (NULL, &state->trace, state->before, state->snapshot);
  const DscDiagramOptions options = {
    .name = self->kind == DSC_STATE_EXAMPLE ? "row" : self->kind == DSC_STATE_CLASS ? "Point" : self->kind >= DSC_STATE_INSTANCE ? "p" : "d",
    .sharer_name = dsc_test_sharer_name,
    .operation = state->operation,
    .sentence = state->operation != NULL ? sentence : NULL,
    .step = self->n,
    .n_steps = MAX (self->n, 4),
    .before = state->before,
    .trace = &state->trace,
    .metrics = metrics,
  };

  return dsc_view_diagram_new (state->snapshot, &options);
}

static void
visit (const DscTestCase    *test_case,
       const DscTextMetrics *metrics,
       DscTestMatrixFunc     func,
       gpointer              data)
{
  if (!dsc_test_state_exists (test_case->version, test_case->kind))
    return;

  g_autoptr (DscTestState) state = dsc_test_state_new (test_case->version, test_case->kind, test_case->n);
  g_autoptr (DscScene) scene = dsc_test_case_draw (test_case, state, metrics);

  func (test_case, scene, state, data);
}

void
dsc_test_matrix_foreach (const DscTextMetrics *metrics,
                         DscTestMatrixFunc     func,
                         gpointer              data)
{
  for (guint v = 0; v < G_N_ELEMENTS (versions); v++)
    for (guint s = 0; s < G_N_ELEMENTS (states); s++)
      visit (&(DscTestCase) { versions[v], states[s].kind, states[s].n }, metrics, func, data);
  for (guint v = 0; v < G_N_ELEMENTS (instance_versions); v++)
    for (guint s = 0; s < G_N_ELEMENTS (instance_states); s++)
      visit (&(DscTestCase) { instance_versions[v], instance_states[s].kind, instance_states[s].n }, metrics, func, data);
}
