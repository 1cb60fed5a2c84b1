/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-builtins-private.h: functions of Python that the table of builtins names. */
#pragma once

#include "dsc-eval-private.h"

/* dsc-eval-number-functions.c */
gboolean dsc_call_abs    (DscEval *self, DscCall *call, DscValue *out_value);
gboolean dsc_call_bin    (DscEval *self, DscCall *call, DscValue *out_value);
gboolean dsc_call_divmod (DscEval *self, DscCall *call, DscValue *out_value);
gboolean dsc_call_float  (DscEval *self, DscCall *call, DscValue *out_value);
gboolean dsc_call_hex    (DscEval *self, DscCall *call, DscValue *out_value);
gboolean dsc_call_int    (DscEval *self, DscCall *call, DscValue *out_value);   /* int, long */
gboolean dsc_call_oct    (DscEval *self, DscCall *call, DscValue *out_value);
gboolean dsc_call_pow    (DscEval *self, DscCall *call, DscValue *out_value);
gboolean dsc_call_round  (DscEval *self, DscCall *call, DscValue *out_value);
/* dsc-eval-text-functions.c */
gboolean dsc_call_bytes  (DscEval *self, DscCall *call, DscValue *out_value);
gboolean dsc_call_chr    (DscEval *self, DscCall *call, DscValue *out_value);   /* chr, unichr */
gboolean dsc_call_ord    (DscEval *self, DscCall *call, DscValue *out_value);
gboolean dsc_call_print  (DscEval *self, DscCall *call, DscValue *out_value);
gboolean dsc_call_str    (DscEval *self, DscCall *call, DscValue *out_value);   /* str, unicode */
