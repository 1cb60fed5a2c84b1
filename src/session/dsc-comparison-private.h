/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-comparison-private.h: what the files of the comparison share. */
#pragma once

#include "dsc-comparison.h"

typedef struct {
  DscSession *session;
  char       *label;           /* the user's own; NULL: none */
  char       *script_name;     /* it has a script of its own; NULL: the lead's */
  gboolean    own_target;      /* FALSE: the lead's version */
  DscParting  parting;         /* from the lead */
  GArray     *runs;            /* DscStepRun, where it differs from the lead; NULL: not known */
  /* of the last complete pictures */
  DscState   *state;
  DscScene   *scene;
  DscPyramid *pyramid;
} DscComparisonSide;

struct _DscComparison {
  GObject               parent_instance;

  DscSession           *lead;
  DscPlayback          *playback;
  const DscTextMetrics *metrics;
  double                width;           /* of a picture; 0: by their number */
  GPtrArray            *sides;           /* DscComparisonSide; the lead is one of them, always */
  gboolean              on, stop_at_difference, following;
  guint                 focus;

  /* what it was turned off with, to be turned on with again */
  GArray               *last_targets;    /* NULL: nothing */
  DscTarget             last_lead;
  char                 *last_text;

  /* pictures */
  GTask                *picture_task;    /* borrowed; NULL: none is under way */
  guint                 picture_source;
  gboolean              stale;           /* what they are made of has changed since they were begun */
  GArray               *different;       /* DscSceneId */
  guint64               stopped_at;      /* position that playing was last looked at; G_MAXUINT64: none */
  gint                  select_when_there;   /* 1: the first, -1: the last that differs is selected with the next pictures */

  /* searches */
  GTask                *partner_task, *parting_task;     /* borrowed */
  GCancellable         *partner_cancellable, *parting_cancellable;
  GPtrArray            *compared;        /* histories that were compared last, by side; may hold NULL */
  GArray               *runs;            /* of all sides, united; NULL: not known */
};

/* dsc-comparison.c */
DscComparisonSide *dsc_comparison_get_side       (DscComparison *self,
                                                  guint          i);
gboolean           dsc_comparison_is_lead        (DscComparison           *self,
                                                  const DscComparisonSide *side);
void               dsc_comparison_notify_pictures (DscComparison *self);
void               dsc_comparison_notify_differences (DscComparison *self);
void               dsc_comparison_notify_searching (DscComparison *self);
void               dsc_comparison_say            (DscComparison *self,
                                                  const char    *sentence);
/* All sides have been run and are at the lead's place. */
gboolean           dsc_comparison_all_there      (DscComparison *self);

/* dsc-comparison-follow.c: makes all companions what the lead is. */
void               dsc_comparison_follow         (DscComparison *self);

/* dsc-comparison-pictures.c */
/* Makes pictures when all sides are there. */
void               dsc_comparison_update_pictures (DscComparison *self);
void               dsc_comparison_drop_pictures   (DscComparison *self);

/* dsc-comparison-search.c */
void               dsc_comparison_find_partings  (DscComparison *self);
void               dsc_comparison_forget_partings (DscComparison *self);
void               dsc_parting_clear             (DscParting *parting);
