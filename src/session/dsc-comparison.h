/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-comparison.h: two to four sides that go through time in lockstep: the window's own session, the lead, and companions that follow it.
 *
 * A companion is a session with a version of its own, or with a script of its own. It follows the lead's text, hash seed, variable, position
 * and moment; where its program is shorter it stays at its end. The pictures of all sides are laid out together, so they are made when all
 * have come to the lead's place; until then the last complete ones stay. What differs, and which rule makes it so, is looked for in a
 * worker. Sides stand in the order in which they are shown. All functions are for the main thread. */
#pragma once

#include "dsc-compare.h"
#include "dsc-playback.h"
#include "dsc-view-compare.h"

#define DSC_TYPE_COMPARISON (dsc_comparison_get_type ())
G_DECLARE_FINAL_TYPE (DscComparison, dsc_comparison, DSC, COMPARISON, GObject)

/* Properties for notify: on, sides (which there are, their order, versions, labels, and what hinders them), pictures (all of them are others),
 * differences (where the sides part, and why), searching (for a partner), focus, stop-at-difference.
 * Signal: said (const char *): a sentence for the user, when something that was asked for has come out. */

/* The playback waits for slow sides, and stops where they part. */
DscComparison *dsc_comparison_new            (DscSession  *lead,
                                              DscPlayback *playback);
/* Widths of text from any thread, valid for ever; NULL: built in. */
void           dsc_comparison_set_metrics    (DscComparison        *self,
                                              const DscTextMetrics *metrics);

/* Of the picture of a side, in logical pixels, as far as one can be so narrow or wide; 0: by their number. */
void           dsc_comparison_set_width      (DscComparison *self,
                                              double         width);

/* On: with the companions that there were when it was turned off, where script and version are still the same; else the nearest release
 * that behaves differently is looked for. */
void           dsc_comparison_set_on         (DscComparison *self,
                                              gboolean       on);
gboolean       dsc_comparison_is_on          (DscComparison *self);
/* On, with exactly these versions: the first one becomes the lead's. n: 2 to DSC_COMPARE_MOST_SIDES, more are left out. */
void           dsc_comparison_set_targets    (DscComparison   *self,
                                              const DscTarget *targets,
                                              guint            n);

guint          dsc_comparison_get_n_sides    (DscComparison *self);      /* 1: only the lead */
DscSession    *dsc_comparison_get_session    (DscComparison *self,
                                              guint          i);         /* borrowed */
guint          dsc_comparison_get_lead       (DscComparison *self);      /* its number */
/* FALSE: there are as many as there can be. Turns it on. */
gboolean       dsc_comparison_add_target     (DscComparison *self,
                                              DscTarget      target);
/* Another script by the rules of the lead's version; name: of its file, or what the user calls it. */
gboolean       dsc_comparison_add_script     (DscComparison *self,
                                              const char    *text,
                                              const char    *name);
/* Looks for the release next to the lead's that behaves unlike all sides, and adds it; `said` tells when there is none. */
void           dsc_comparison_add_nearest    (DscComparison *self);
gboolean       dsc_comparison_is_searching   (DscComparison *self);
void           dsc_comparison_cancel_search  (DscComparison *self);
/* Whether that side can be taken away: the lead goes by taking over the version of another side, which a side with its own script cannot give. */
gboolean       dsc_comparison_can_remove     (DscComparison *self,
                                              guint          i);
/* With one side left the comparison ends. */
void           dsc_comparison_remove         (DscComparison *self,
                                              guint          i);
/* The order the other way round. */
void           dsc_comparison_swap           (DscComparison *self);

/* The user's own; NULL: none. */
void           dsc_comparison_set_label      (DscComparison *self,
                                              guint          i,
                                              const char    *label);
const char    *dsc_comparison_get_label      (DscComparison *self,
                                              guint          i);
/* The user's label, the name of the side's own script, or the version. g_free. */
char          *dsc_comparison_dup_title      (DscComparison *self,
                                              guint          i);
gboolean       dsc_comparison_has_own_script (DscComparison *self,
                                              guint          i);
/* What is to be known of a side: it stopped with an error, or ended before the lead. NULL: nothing. g_free. */
char          *dsc_comparison_dup_note       (DscComparison *self,
                                              guint          i);

/* The side whose fields and bytes are told in detail. */
void           dsc_comparison_set_focus      (DscComparison *self,
                                              guint          i);
guint          dsc_comparison_get_focus      (DscComparison *self);

/* The last complete pictures. NULL: there are none yet. */
DscScene      *dsc_comparison_get_scene      (DscComparison *self,
                                              guint          i);         /* borrowed */
DscState      *dsc_comparison_get_state      (DscComparison *self,
                                              guint          i);         /* borrowed; that the picture is of */
/* They are of the lead's present place. */
gboolean       dsc_comparison_is_there       (DscComparison *self);
/* A partner is looked for, or a side runs. */
gboolean       dsc_comparison_is_working     (DscComparison *self);
/* Stops what takes long in any side; a search for a partner is given up. */
void           dsc_comparison_stop           (DscComparison *self);
/* What differs in them, in reading order; DscSceneId, borrowed, NULL: no pictures yet. */
const GArray  *dsc_comparison_get_different  (DscComparison *self);
/* Selects the next thing that differs in these pictures; after the last one goes to the next step in which the sides differ, and selects its
 * first (backward: last). FALSE: there is no further one. */
gboolean       dsc_comparison_next_difference (DscComparison *self,
                                               gboolean       forward);

/* A figure of all sides for a file: sides and options filled, with what they point at kept by the returned object. Unref it with
 * dsc_comparison_page_unref; NULL: no pictures yet. */
typedef struct {
  gatomicrefcount   ref_count;
  DscCompareSide    sides[DSC_COMPARE_MOST_SIDES];
  DscTarget         targets[DSC_COMPARE_MOST_SIDES];
  guint             n;
  DscCompareOptions options;      /* without metrics */
  gboolean          same_script;  /* the sides are versions of one script: reasons can be told, and other releases */
  char             *texts[DSC_COMPARE_MOST_SIDES];      /* of their scripts */
  guint32           hash_seed;
  /* private */
  DscState         *states[DSC_COMPARE_MOST_SIDES];
  DscPyramid       *pyramids[DSC_COMPARE_MOST_SIDES];
  char             *labels[DSC_COMPARE_MOST_SIDES], *absent[DSC_COMPARE_MOST_SIDES];
} DscComparisonPage;

DscComparisonPage *dsc_comparison_make_page   (DscComparison *self);
void               dsc_comparison_page_unref  (DscComparisonPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscComparisonPage, dsc_comparison_page_unref)

/* Where the lead and another side part. */
typedef struct {
  gboolean      is_known;       /* has been looked for; else the rest is empty */
  gboolean      differs;
  DscDifference difference;     /* its step from 1 */
  char         *sentence;       /* "3.10.13 has 16 slots and 3.9.18 8."; NULL: they do not differ */
  char         *rule;           /* in few words with values: "round up 6: 16 in 3.10.13, 8 in 3.9.18 (bpo-41493, 3.10.0)"; NULL: not known yet */
  char         *cause;          /* the rules of both as they were read, with their source, in sentences; NULL: not known, or not yet */
} DscParting;

const DscParting *dsc_comparison_get_parting  (DscComparison *self,
                                               guint          i);        /* borrowed; NULL: i is the lead */
/* The partings that the user wants to hear of now, in sentences. g_free. */
char             *dsc_comparison_dup_sentence (DscComparison *self);
/* The rules behind it as they were read in the sources, in full; NULL: none are known. g_free. */
char             *dsc_comparison_dup_detail   (DscComparison *self);
/* 0: they never part, or it is not known yet. */
guint64           dsc_comparison_get_first_difference (DscComparison *self);
/* Steps (from 1) after which sides differ; ascending runs, borrowed; NULL: not known yet. */
typedef struct {
  guint64 first, last;
} DscStepRun;
const GArray     *dsc_comparison_get_runs     (DscComparison *self);

/* Playing stops at each first difference. TRUE at the beginning. */
void              dsc_comparison_set_stop_at_difference (DscComparison *self,
                                                         gboolean       stop);
gboolean          dsc_comparison_get_stop_at_difference (DscComparison *self);
