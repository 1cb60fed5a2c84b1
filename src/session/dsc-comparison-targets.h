/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-comparison-targets.h: which releases are told of beside those that are compared. */
#pragma once

#include <glib.h>

#include "dsc-version.h"

/* The newest release of each line, and those given, by number, each once: DscTarget. g_array_unref. */
GArray *dsc_comparison_list_targets (const DscTarget *targets, guint n);
