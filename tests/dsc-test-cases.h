/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-test-cases.h: how many cases of its kind a test tries. A build with sanitizers is several times slower, and runs beside one without,
 * which has tried all of them: what it looks for (memory, overflow) shows in a part of the cases as well. */
#pragma once

#ifdef __SANITIZE_ADDRESS__
#define DSC_TEST_CASES(all, with_sanitizers) (with_sanitizers)
#else
#define DSC_TEST_CASES(all, with_sanitizers) (all)
#endif
