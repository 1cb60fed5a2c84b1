/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-scenario.h: operation scripts in JSON, the language of the truth corpus. dsc-player.h plays them. */
#pragma once

#include "dsc-json.h"

typedef struct DscScenario DscScenario;

#define DSC_SCENARIO_DEFAULT_CAP 4096u   /* slots above which recordings hold digests, when a scenario says nothing less */

/* NULL and DSC_ERROR_FORMAT when the JSON is not a scenario (names what and where), DSC_ERROR_LIMIT when it is too large. */
DscScenario   *dsc_scenario_load          (const char *path, GError **error);
DscScenario   *dsc_scenario_parse         (const char *text, gsize length, GError **error);
void           dsc_scenario_free          (DscScenario *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscScenario, dsc_scenario_free)

const char    *dsc_scenario_get_name      (const DscScenario *self);
gsize          dsc_scenario_get_n_ops     (const DscScenario *self);
const DscJson *dsc_scenario_get_op        (const DscScenario *self, gsize i);    /* an array: ["set", k, v] */
const char    *dsc_scenario_get_op_name   (const DscScenario *self, gsize i);    /* "set" */
gsize          dsc_scenario_get_cap       (const DscScenario *self);             /* at most DSC_SCENARIO_DEFAULT_CAP */
const guint32 *dsc_scenario_get_seeds     (const DscScenario *self, gsize *out_n);
gboolean       dsc_scenario_has_instances (const DscScenario *self);             /* uses classes or instances */
