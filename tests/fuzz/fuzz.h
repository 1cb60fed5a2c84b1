/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz.h: what each fuzz target has, and what they share: versions chosen by bytes, and a clock that ends long runs. */
#pragma once

#include "dsc-version.h"

#include <gio/gio.h>

#define FUZZ_PREFIX   2u      /* bytes of an input in front of its text: version and build */
#define FUZZ_MAX_SIZE 4096u   /* longer inputs are cut */

/* libFuzzer's own name; also called by the driver. Always 0. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* One of all releases, in one of its builds. */
static inline DscTarget
fuzz_target_of (uint8_t release, uint8_t build)
{
  const DscVersion *releases;
  size_t n = dsc_releases (&releases);
  DscTarget target = { .version = releases[release * n / 256] };

  target.build.arch = (DscArch) (build % 8 < DSC_N_ARCHS ? build % 8 : DSC_ARCH_64);
  target.build.debug = build >= 240;
  target.build.free_threaded = build % 16 == 9 && target.version >= DSC_V (3, 13, 0);
  return target;
}
