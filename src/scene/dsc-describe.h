/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-describe.h: what a thing in memory is, in words and rows: inspector, tooltips, descriptions, sentences of a step. */
#pragma once

#include "dsc-scene.h"
#include "dsc-timeline.h"

typedef struct {
  char *name;        /* "value", "bytes", "type", "offset", "was" …, translated */
  char *value;
  gboolean is_code;  /* set in the monospace font */
} DscDescribeRow;

typedef struct {
  char      *heading;    /* "dk_indices[14]" */
  char      *path;       /* "row › keys object › indices" */
  GPtrArray *rows;       /* DscDescribeRow */
  char      *meaning;    /* one sentence */
} DscDescription;

/* before: state one step earlier, or NULL. NULL when the id is nothing in this snapshot (the part does not exist in this version). */
DscDescription *dsc_describe_part      (const DscSnapshot *snapshot, const DscSnapshot *before, const char *name, DscSceneId id);
void            dsc_description_free   (DscDescription *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscDescription, dsc_description_free)
/* The same in one sentence with values: tooltip, title of a node. NULL as above. g_free. */
char           *dsc_describe_title     (const DscSnapshot *snapshot, const DscSnapshot *before, DscSceneId id);

/* Why things are as they are: computed from the states and, when given, the events of the step; most important first. */
typedef struct {
  DscRole role;      /* what it is about: DUMMY, SHARED, LIVE … */
  char   *heading;   /* "Why −2 and not −1?" */
  char   *text;      /* a few sentences, each true of this state */
} DscRemark;
/* before, trace may be NULL. DscRemark, freed with the array. */
GPtrArray      *dsc_describe_remarks   (const DscSnapshot *snapshot, const DscSnapshot *before, const DscTrace *trace);

/* "slot 14 becomes a dummy (−2), entry 5 is emptied; ma_used 6 → 5, dk_usable stays 4." from the step's events and states. g_free. */
char           *dsc_describe_step      (const DscStep *step, const DscTrace *trace, const DscSnapshot *before, const DscSnapshot *after);
/* How the rules of that very release and build were checked: "measured on CPython 3.12.1", "from source", "assumed". g_free. */
char           *dsc_describe_evidence  (DscTarget target);
/* The whole state in a few sentences, for screen readers and pictures' descriptions. g_free. */
char           *dsc_describe_snapshot  (const DscSnapshot *snapshot, const char *name);
