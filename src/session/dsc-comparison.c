/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-comparison.c: the sides of a comparison: which there are, in which order, what they are called, and which is looked at closely. */
#include "dsc-comparison-private.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (DscComparison, dsc_comparison, G_TYPE_OBJECT)

enum { PROP_ON = 1, PROP_SIDES, PROP_PICTURES, PROP_DIFFERENCES, PROP_SEARCHING, PROP_FOCUS, PROP_STOP_AT_DIFFERENCE, N_PROPS };
static GParamSpec *props[N_PROPS];
enum { SIGNAL_SAID, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
notify (DscComparison *self,
        guint          prop)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

void
dsc_comparison_notify_pictures (DscComparison *self)
{
  notify (self, PROP_PICTURES);
}

void
dsc_comparison_notify_differences (DscComparison *self)
{
  notify (self, PROP_DIFFERENCES);
}

void
dsc_comparison_notify_searching (DscComparison *self)
{
  notify (self, PROP_SEARCHING);
}

void
dsc_comparison_say (DscComparison *self,
                    const char    *sentence)
{
  g_signal_emit (self, signals[SIGNAL_SAID], 0, sentence);
}

/* ---- sides ----------------------------------------------------------------------------------- */

DscComparisonSide *
dsc_comparison_get_side (DscComparison *self,
                         guint          i)
{
  return i < self->sides->len ? g_ptr_array_index (self->sides, i) : NULL;
}

gboolean
dsc_comparison_is_lead (DscComparison           *self,
                        const DscComparisonSide *side)
{
  return side->session == self->lead;
}

static DscComparisonSide *
side_new (DscSession *session)
{
  DscComparisonSide *side = g_new0 (DscComparisonSide, 1);

  side->session = g_object_ref (session);
  return side;
}

static void
side_free (gpointer data)
{
  DscComparisonSide *side = data;

  dsc_session_cancel (side->session);
  g_object_unref (side->session);
  dsc_parting_clear (&side->parting);
  g_clear_pointer (&side->runs, g_array_unref);
  g_clear_pointer (&side->state, dsc_state_unref);
  g_clear_pointer (&side->scene, dsc_scene_unref);
  g_clear_pointer (&side->pyramid, dsc_pyramid_unref);
  g_free (side->label);
  g_free (side->script_name);
  g_free (side);
}

/* What follows when there are others, or they stand in another order. */
static void
sides_changed (DscComparison *self)
{
  dsc_comparison_drop_pictures (self);
  dsc_comparison_forget_partings (self);
  notify (self, PROP_SIDES);
  dsc_comparison_follow (self);
}

/* ---- what happens to them ---------------------------------------------------------------------- */

static void
changed_cb (DscComparison *self)
{
  dsc_comparison_follow (self);
}

static DscComparisonSide *
side_of (DscComparison *self,
         DscSession    *session)
{
  for (guint i = 0; i < self->sides->len; i++)
    if (dsc_comparison_get_side (self, i)->session == session)
      return dsc_comparison_get_side (self, i);
  return NULL;
}

/* Chosen for this side, by whoever shows the list of versions. */
static void
target_changed_cb (DscComparison *self,
                   GParamSpec    *pspec,
                   DscSession    *session)
{
  DscComparisonSide *side = side_of (self, session);

  if (side != NULL && !self->following)
    side->own_target = TRUE;
  notify (self, PROP_SIDES);
  dsc_comparison_follow (self);
}

/* The hash seed is that of all. */
static void
hash_seed_changed_cb (DscComparison *self,
                      GParamSpec    *pspec,
                      DscSession    *session)
{
  if (!self->following)
    dsc_session_set_hash_seed (self->lead, dsc_session_get_hash_seed (session));
}

static void
selection_changed_cb (DscComparison *self,
                      GParamSpec    *pspec,
                      DscSession    *session)
{
  const DscSceneId id = dsc_session_get_selection (session);

  if (!self->on)
    return;
  dsc_session_set_selection (self->lead, id);
  for (guint i = 0; i < self->sides->len; i++)
    dsc_session_set_selection (dsc_comparison_get_side (self, i)->session, id);
}

/* A run was done, or has failed: what hinders the side may be something else. */
static void
diagnostic_changed_cb (DscComparison *self)
{
  notify (self, PROP_SIDES);
  dsc_comparison_follow (self);
}

static void
connect_session (DscComparison *self,
                 DscSession    *session)
{
  static const char *const announced[] = { "state", "position", "moment", "n-steps", "running", "pinned-name" };

  for (gsize i = 0; i < G_N_ELEMENTS (announced); i++)
    {
      g_autofree char *signal = g_strconcat ("notify::", announced[i], NULL);

      g_signal_connect_object (session, signal, G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (session, "notify::target", G_CALLBACK (target_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::hash-seed", G_CALLBACK (hash_seed_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::selection", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::diagnostic", G_CALLBACK (diagnostic_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
drop_side (DscComparison *self,
           guint          i)
{
  DscComparisonSide *side = dsc_comparison_get_side (self, i);

  g_signal_handlers_disconnect_by_data (side->session, self);
  g_ptr_array_remove_index (self->sides, i);
  if (self->focus >= self->sides->len || self->focus > i)
    self->focus -= self->focus > 0;
}

/* ---- adding and taking away -------------------------------------------------------------------- */

static DscComparisonSide *
add_side (DscComparison *self)
{
  g_autoptr (DscSession) session = NULL;
  DscComparisonSide *side;

  if (self->sides->len >= DSC_COMPARE_MOST_SIDES)
    return NULL;
  session = dsc_session_new ();
  side = side_new (session);
  connect_session (self, session);
  g_ptr_array_add (self->sides, side);
  return side;
}

static void
turn_on (DscComparison *self)
{
  if (self->on)
    return;
  self->on = TRUE;
  notify (self, PROP_ON);
}

gboolean
dsc_comparison_add_target (DscComparison *self,
                           DscTarget      target)
{
  g_return_val_if_fail (DSC_IS_COMPARISON (self), FALSE);
  DscComparisonSide *side = add_side (self);

  if (side == NULL)
    return FALSE;
  side->own_target = TRUE;
  self->following = TRUE;
  dsc_session_set_target (side->session, target);
  self->following = FALSE;
  turn_on (self);
  sides_changed (self);
  return TRUE;
}

gboolean
dsc_comparison_add_script (DscComparison *self,
                           const char    *text,
                           const char    *name)
{
  g_return_val_if_fail (DSC_IS_COMPARISON (self), FALSE);
  g_return_val_if_fail (text != NULL && name != NULL, FALSE);
  DscComparisonSide *side = add_side (self);

  if (side == NULL)
    return FALSE;
  side->script_name = g_strdup (name);
  self->following = TRUE;
  dsc_session_set_target (side->session, dsc_session_get_target (self->lead));
  dsc_session_set_hash_seed (side->session, dsc_session_get_hash_seed (self->lead));
  dsc_session_set_text (side->session, text);
  self->following = FALSE;
  turn_on (self);
  sides_changed (self);
  return TRUE;
}

/* The version that the lead would take over; NULL: none can be. */
static DscComparisonSide *
heir_of_lead (DscComparison *self)
{
  for (guint i = 0; i < self->sides->len; i++)
    {
      DscComparisonSide *side = dsc_comparison_get_side (self, i);

      if (!dsc_comparison_is_lead (self, side) && side->script_name == NULL)
        return side;
    }
  return NULL;
}

gboolean
dsc_comparison_can_remove (DscComparison *self,
                           guint          i)
{
  g_return_val_if_fail (DSC_IS_COMPARISON (self), FALSE);
  DscComparisonSide *side = dsc_comparison_get_side (self, i);

  return side != NULL && self->sides->len > 1 && (!dsc_comparison_is_lead (self, side) || heir_of_lead (self) != NULL);
}

/* The lead becomes what another side is, and stands where that stood. */
static void
remove_lead (DscComparison *self,
             guint          i)
{
  DscComparisonSide *heir = heir_of_lead (self);
  const DscTarget target = dsc_session_get_target (heir->session);
  guint of_heir;

  g_ptr_array_find (self->sides, heir, &of_heir);
  DscComparisonSide *lead = dsc_comparison_get_side (self, i);

  g_free (lead->label);
  lead->label = g_steal_pointer (&heir->label);
  self->sides->pdata[of_heir] = lead;
  self->sides->pdata[i] = heir;
  drop_side (self, i);
  dsc_session_set_target (self->lead, target);
}

void
dsc_comparison_remove (DscComparison *self,
                       guint          i)
{
  g_return_if_fail (DSC_IS_COMPARISON (self));
  if (!dsc_comparison_can_remove (self, i))
    return;
  if (self->sides->len == 2 && i != dsc_comparison_get_lead (self))
    {
      dsc_comparison_set_on (self, FALSE);
      return;
    }
  if (dsc_comparison_is_lead (self, dsc_comparison_get_side (self, i)))
    remove_lead (self, i);
  else
    drop_side (self, i);
  sides_changed (self);
  notify (self, PROP_FOCUS);
  if (self->sides->len == 1)
    dsc_comparison_set_on (self, FALSE);
}

void
dsc_comparison_swap (DscComparison *self)
{
  g_return_if_fail (DSC_IS_COMPARISON (self));
  const guint n = self->sides->len;

  for (guint i = 0; i < n / 2; i++)
    {
      gpointer other = self->sides->pdata[n - 1 - i];

      self->sides->pdata[n - 1 - i] = self->sides->pdata[i];
      self->sides->pdata[i] = other;
    }
  self->focus = n - 1 - self->focus;
  dsc_comparison_drop_pictures (self);
  notify (self, PROP_SIDES);
  notify (self, PROP_FOCUS);
  dsc_comparison_follow (self);
}

/* ---- on and off -------------------------------------------------------------------------------- */

static void
drop_companions (DscComparison *self)
{
  for (guint i = self->sides->len; i > 0; i--)
    if (!dsc_comparison_is_lead (self, dsc_comparison_get_side (self, i - 1)))
      drop_side (self, i - 1);
  self->focus = 0;
}

/* Scripts that were opened for comparing are not kept: a file may be another one by then. */
static void
remember (DscComparison *self)
{
  g_clear_pointer (&self->last_targets, g_array_unref);
  g_free (self->last_text);
  self->last_targets = g_array_new (FALSE, FALSE, sizeof (DscTarget));
  for (guint i = 0; i < self->sides->len; i++)
    {
      const DscComparisonSide *side = dsc_comparison_get_side (self, i);
      const DscTarget target = dsc_session_get_target (side->session);

      if (!dsc_comparison_is_lead (self, side) && side->script_name == NULL)
        g_array_append_val (self->last_targets, target);
    }
  self->last_lead = dsc_session_get_target (self->lead);
  self->last_text = g_strdup (dsc_session_get_text (self->lead));
}

static gboolean
restore (DscComparison *self)
{
  if (self->last_targets == NULL || self->last_targets->len == 0 || !dsc_target_equal (self->last_lead, dsc_session_get_target (self->lead))
      || g_strcmp0 (self->last_text, dsc_session_get_text (self->lead)) != 0)
    return FALSE;
  for (guint i = 0; i < self->last_targets->len; i++)
    dsc_comparison_add_target (self, g_array_index (self->last_targets, DscTarget, i));
  return TRUE;
}

void
dsc_comparison_set_on (DscComparison *self,
                       gboolean       on)
{
  g_return_if_fail (DSC_IS_COMPARISON (self));
  if (on == self->on)
    return;
  if (on)
    {
      turn_on (self);
      if (!restore (self))
        dsc_comparison_add_nearest (self);
      return;
    }
  remember (self);
  dsc_comparison_cancel_search (self);
  self->on = FALSE;
  drop_companions (self);
  dsc_comparison_drop_pictures (self);
  dsc_comparison_forget_partings (self);
  notify (self, PROP_FOCUS);
  notify (self, PROP_SIDES);
  notify (self, PROP_ON);
}

gboolean
dsc_comparison_is_on (DscComparison *self)
{
  g_return_val_if_fail (DSC_IS_COMPARISON (self), FALSE);
  return self->on;
}

void
dsc_comparison_set_targets (DscComparison   *self,
                            const DscTarget *targets,
                            guint            n)
{
  g_return_if_fail (DSC_IS_COMPARISON (self));
  g_return_if_fail (n >= 2);
  dsc_comparison_cancel_search (self);
  drop_companions (self);
  dsc_session_set_target (self->lead, targets[0]);
  for (guint i = 1; i < MIN (n, DSC_COMPARE_MOST_SIDES); i++)
    dsc_comparison_add_target (self, targets[i]);
  notify (self, PROP_FOCUS);
}

static void
asked_targets_cb (DscComparison *self)
{
  guint n;
  const DscTarget *targets = dsc_session_get_asked_targets (self->lead, &n);

  if (n < 2)
    return;
  /* Adding sides does not change what was asked for, but a run of the lead would. */
  g_autofree DscTarget *copy = g_memdup2 (targets, n * sizeof *copy);

  dsc_comparison_set_targets (self, copy, n);
}

/* ---- what is told ------------------------------------------------------------------------------ */

guint
dsc_comparison_get_n_sides (DscComparison *self)
{
  g_return_val_if_fail (DSC_IS_COMPARISON (self), 0);
  return self->sides->len;
}

DscSession *
dsc_comparison_get_session (DscComparison *self,
                            guint          i)
{
  g_return_val_if_fail (DSC_IS_COMPARISON (self), NULL);
  g_return_val_if_fail (i < self->sides->len, NULL);
  return dsc_comparison_get_side (self, i)->session;
}

guint
dsc_comparison_get_lead (DscComparison *self)
{
  g_return_val_if_fail (DSC_IS_COMPARISON (self), 0);
  for (guint i = 0; i < self->sides->len; i++)
    if (dsc_comparison_is_lead (self, dsc_comparison_get_side (self, i)))
      return i;
  g_return_val_if_reached (0);
}

void
dsc_comparison_set_label (DscComparison *self,
                          guint          i,
                          const char    *label)
{
  g_return_if_fail (DSC_IS_COMPARISON (self));
  g_return_if_fail (i < self->sides->len);
  DscComparisonSide *side = dsc_comparison_get_side (self, i);
  g_autofree char *stripped = label != NULL ? g_strstrip (g_strdup (label)) : NULL;

  if (stripped != NULL && *stripped == '\0')
    g_clear_pointer (&stripped, g_free);
  if (g_strcmp0 (stripped, side->label) == 0)
    return;
  g_free (side->label);
  side->label = g_steal_pointer (&stripped);
  self->stale = TRUE;
  notify (self, PROP_SIDES);
  dsc_comparison_update_pictures (self);
}

const char *
dsc_comparison_get_label (DscComparison *self,
                          guint          i)
{
  g_return_val_if_fail (DSC_IS_COMPARISON (self), NULL);
  g_return_val_if_fail (i < self->sides->len, NULL);
  return dsc_comparison_get_side (self, i)->label;
}

char *
dsc_comparison_dup_title (DscComparison *self,
                          guint          i)
{
  char title[64];

  g_return_val_if_fail (DSC_IS_COMPARISON (self), NULL);
  g_return_val_if_fail (i < self->sides->len, NULL);
  const DscComparisonSide *side = dsc_comparison_get_side (self, i);

  if (side->label != NULL)
    return g_strdup (side->label);
  if (side->script_name != NULL)
    return g_strdup (side->script_name);
  dsc_target_title (dsc_session_get_target (side->session), title, sizeof title);
  return g_strdup (title);
}

gboolean
dsc_comparison_has_own_script (DscComparison *self,
                               guint          i)
{
  g_return_val_if_fail (DSC_IS_COMPARISON (self), FALSE);
  g_return_val_if_fail (i < self->sides->len, FALSE);
  return dsc_comparison_get_side (self, i)->script_name != NULL;
}

/* The exception that ended the program of a session, as Python prints it. Borrowed; NULL: it ran to its end, or its script cannot be run. */
static const char *
get_exception (DscSession *session)
{
  const DscDiagnostic *diagnostic = dsc_session_get_diagnostic (session);
  DscHistory *history = dsc_session_get_history (session);
  const DscTimeline *timeline = history != NULL ? dsc_history_get_timeline (history) : NULL;
  const gsize n = timeline != NULL ? dsc_timeline_get_n_steps (timeline) : 0;

  return diagnostic != NULL && diagnostic->code == DSC_ERROR_RAISED && n > 0 ? dsc_timeline_get_step (timeline, n - 1)->error : NULL;
}

char *
dsc_comparison_dup_note (DscComparison *self,
                         guint          i)
{
  g_return_val_if_fail (DSC_IS_COMPARISON (self), NULL);
  g_return_val_if_fail (i < self->sides->len, NULL);
  DscSession *session = dsc_comparison_get_side (self, i)->session;
  const DscDiagnostic *diagnostic = dsc_session_get_diagnostic (session);
  const char *exception = get_exception (session);
  const guint64 n = dsc_session_get_n_steps (session), n_lead = dsc_session_get_n_steps (self->lead);

  if (exception != NULL && dsc_session_get_position (session) != n)
    /* Translators: number of a step; the last line of Python's traceback, which is never translated */
    return g_strdup_printf (_("Python stops at step %'" G_GUINT64_FORMAT ": %s"), n, exception);
  if (diagnostic != NULL)
    return g_strdup (diagnostic->message);
  if (n >= n_lead || dsc_session_get_history (session) == NULL)
    return NULL;
  return g_strdup_printf (ngettext ("It ends after %'" G_GUINT64_FORMAT " step, and stays there while the other goes on.",
                                   "It ends after %'" G_GUINT64_FORMAT " steps, and stays there while the other goes on.", (gulong) n), n);
}

void
dsc_comparison_set_focus (DscComparison *self,
                          guint          i)
{
  g_return_if_fail (DSC_IS_COMPARISON (self));
  g_return_if_fail (i < self->sides->len);
  if (i == self->focus)
    return;
  self->focus = i;
  notify (self, PROP_FOCUS);
}

guint
dsc_comparison_get_focus (DscComparison *self)
{
  g_return_val_if_fail (DSC_IS_COMPARISON (self), 0);
  return self->focus;
}

void
dsc_comparison_set_stop_at_difference (DscComparison *self,
                                       gboolean       stop)
{
  g_return_if_fail (DSC_IS_COMPARISON (self));
  if (stop == self->stop_at_difference)
    return;
  self->stop_at_difference = stop;
  notify (self, PROP_STOP_AT_DIFFERENCE);
}

gboolean
dsc_comparison_get_stop_at_difference (DscComparison *self)
{
  g_return_val_if_fail (DSC_IS_COMPARISON (self), FALSE);
  return self->stop_at_difference;
}

gboolean
dsc_comparison_is_working (DscComparison *self)
{
  g_return_val_if_fail (DSC_IS_COMPARISON (self), FALSE);
  gboolean works = self->partner_task != NULL;

  for (guint i = 0; i < self->sides->len; i++)
    works |= self->on && dsc_session_is_running (dsc_comparison_get_side (self, i)->session);
  return works;
}

void
dsc_comparison_stop (DscComparison *self)
{
  g_return_if_fail (DSC_IS_COMPARISON (self));
  dsc_comparison_cancel_search (self);
  for (guint i = 0; self->on && i < self->sides->len; i++)
    dsc_session_cancel (dsc_comparison_get_side (self, i)->session);
}

void
dsc_comparison_set_width (DscComparison *self,
                          double         width)
{
  g_return_if_fail (DSC_IS_COMPARISON (self));
  if (width == self->width)
    return;
  self->width = width;
  self->stale = TRUE;
  dsc_comparison_update_pictures (self);
}

void
dsc_comparison_set_metrics (DscComparison        *self,
                            const DscTextMetrics *metrics)
{
  g_return_if_fail (DSC_IS_COMPARISON (self));
  self->metrics = metrics;
}

/* ---- object ---------------------------------------------------------------------------------- */

static void
dsc_comparison_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  DscComparison *self = DSC_COMPARISON (object);

  switch (prop_id)
    {
    case PROP_ON:          g_value_set_boolean (value, self->on); break;
    case PROP_SIDES:       g_value_set_uint (value, self->sides->len); break;
    case PROP_PICTURES:    g_value_set_boolean (value, self->different != NULL); break;
    case PROP_DIFFERENCES: g_value_set_boolean (value, self->runs != NULL); break;
    case PROP_SEARCHING:   g_value_set_boolean (value, self->partner_task != NULL); break;
    case PROP_FOCUS:       g_value_set_uint (value, self->focus); break;
    case PROP_STOP_AT_DIFFERENCE: g_value_set_boolean (value, self->stop_at_difference); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
dsc_comparison_dispose (GObject *object)
{
  DscComparison *self = DSC_COMPARISON (object);

  if (self->playback != NULL)
    dsc_playback_wait_for (self->playback, NULL, NULL);
  dsc_comparison_cancel_search (self);
  self->on = FALSE;
  if (self->sides->len > 0)
    {
      dsc_comparison_forget_partings (self);
      dsc_comparison_drop_pictures (self);
      drop_companions (self);
      g_signal_handlers_disconnect_by_data (self->lead, self);
      g_ptr_array_set_size (self->sides, 0);
    }
  g_clear_object (&self->playback);
  g_clear_object (&self->lead);
  G_OBJECT_CLASS (dsc_comparison_parent_class)->dispose (object);
}

static void
dsc_comparison_finalize (GObject *object)
{
  DscComparison *self = DSC_COMPARISON (object);

  g_ptr_array_unref (self->sides);
  g_ptr_array_unref (self->compared);
  g_clear_pointer (&self->last_targets, g_array_unref);
  g_free (self->last_text);
  G_OBJECT_CLASS (dsc_comparison_parent_class)->finalize (object);
}

static void
dsc_comparison_class_init (DscComparisonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = dsc_comparison_get_property;
  object_class->dispose = dsc_comparison_dispose;
  object_class->finalize = dsc_comparison_finalize;
  props[PROP_ON] = g_param_spec_boolean ("on", NULL, NULL, FALSE, flags);
  props[PROP_SIDES] = g_param_spec_uint ("sides", NULL, NULL, 0, DSC_COMPARE_MOST_SIDES, 1, flags);
  props[PROP_PICTURES] = g_param_spec_boolean ("pictures", NULL, NULL, FALSE, flags);
  props[PROP_DIFFERENCES] = g_param_spec_boolean ("differences", NULL, NULL, FALSE, flags);
  props[PROP_SEARCHING] = g_param_spec_boolean ("searching", NULL, NULL, FALSE, flags);
  props[PROP_FOCUS] = g_param_spec_uint ("focus", NULL, NULL, 0, DSC_COMPARE_MOST_SIDES, 0, flags);
  props[PROP_STOP_AT_DIFFERENCE] = g_param_spec_boolean ("stop-at-difference", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[SIGNAL_SAID] = g_signal_new ("said", DSC_TYPE_COMPARISON, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
dsc_comparison_init (DscComparison *self)
{
  self->sides = g_ptr_array_new_with_free_func (side_free);
  self->compared = g_ptr_array_new_with_free_func ((GDestroyNotify) dsc_history_unref);
  self->stop_at_difference = TRUE;
  self->stopped_at = G_MAXUINT64;
}

static gboolean
pictures_are_there (gpointer data)
{
  DscComparison *self = data;

  return !self->on || self->sides->len < 2 || dsc_comparison_is_there (self);
}

DscComparison *
dsc_comparison_new (DscSession  *lead,
                    DscPlayback *playback)
{
  DscComparison *self = g_object_new (DSC_TYPE_COMPARISON, NULL);

  self->lead = g_object_ref (lead);
  self->playback = g_object_ref (playback);
  g_ptr_array_add (self->sides, side_new (lead));
  connect_session (self, lead);
  g_signal_connect_object (lead, "notify::asked-targets", G_CALLBACK (asked_targets_cb), self, G_CONNECT_SWAPPED);
  dsc_playback_wait_for (playback, pictures_are_there, self);
  return self;
}
