/* SPDX-License-Identifier: GPL-3.0-or-later */
/* machine-dump.h: everything that a machine is made of as text: equal texts are machines that will do the same for ever. */
#pragma once

#include "dsc-machine.h"

/* Counters, free lists, every dict, keys object, value array, instance and class to the last byte, objects by their ordinal, variables;
 * checks the invariants on the way. */
char *machine_dump (const DscMachine *machine);
