/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-status.h: what every fallible function of the core returns; the core has no text for humans. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DSC_WARN_UNUSED __attribute__ ((warn_unused_result))

typedef enum {
  DSC_STATUS_OK = 0,
  DSC_STATUS_NO_MEMORY,       /* the allocation hook said no; the object is as it was before the call */
  DSC_STATUS_TOO_LARGE,       /* a size that CPython itself answers with MemoryError or OverflowError */
  DSC_STATUS_INVALID,         /* an argument that no correct caller passes on (unknown register, bad text) */
  DSC_STATUS_NOT_MODELLED,    /* true behaviour is not known to the model yet; nothing was changed */
  DSC_STATUS_UNSUPPORTED,     /* that version of Python cannot do it ("|" before 3.9); nothing was changed */
  /* Errors that the modelled Python program would see. DscRaised tells type and arguments. */
  DSC_STATUS_RAISED,
} DscStatus;
