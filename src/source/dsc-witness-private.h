/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-witness-private.h: what a witness is started with. */
#pragma once

#include "dsc-layout.h"

#include <gio/gio.h>

/* Made from dsc-witness.gresource.xml. */
GResource *dsc_witness_get_resource (void);
/* The text of the probe, which is kept in the program. */
GBytes  *dsc_witness_get_probe (void);
/* JSON that tells the probe where the members of structs lie. scripts: a JSON array of paths. */
GString *dsc_witness_make_plan (const DscTraits *traits, const char *scripts);
