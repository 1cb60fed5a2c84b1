/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-target-choice.h: a button that says which releases are chosen, and opens a list to choose others. */
#pragma once

#include <gtk/gtk.h>

#include "dsc-version.h"

#define DSC_TYPE_TARGET_CHOICE (dsc_target_choice_get_type ())
G_DECLARE_FINAL_TYPE (DscTargetChoice, dsc_target_choice, DSC, TARGET_CHOICE, GtkWidget)

/* Signal: chosen (by the user; read them with get_targets). */

/* most: 1 for one release, which is replaced; more: releases are added and removed, and at least one stays. settings: favourites; may be NULL. */
GtkWidget       *dsc_target_choice_new         (const char      *label,
                                                guint            most,
                                                GSettings       *settings);
void             dsc_target_choice_set_targets (DscTargetChoice *self,
                                                const DscTarget *targets,
                                                guint            n);
const DscTarget *dsc_target_choice_get_targets (DscTargetChoice *self,
                                                guint           *out_n);
/* As the user does. */
void             dsc_target_choice_add         (DscTargetChoice *self,
                                                DscTarget        target);
void             dsc_target_choice_remove      (DscTargetChoice *self,
                                                guint            i);
