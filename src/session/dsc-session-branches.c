/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-session-branches.c: places in a session that are kept: bookmarks, and what the program was before it was edited.
 *
 * A branch is the text that somebody last looked through before the edits that made steps of it go away: going anywhere in the
 * new program makes that the next one. So a line that is typed makes at most one branch, however many programs there are on the
 * way; typing it back makes it go away. Since only neighbouring runs are compared, no old run is kept. */
#include "dsc-session-private.h"

static void
branch_free (gpointer data)
{
  DscBranch *self = data;

  g_free (self->text);
  g_free (self->operation);
  g_free (self);
}

void
dsc_session_branches_init (DscSession *self)
{
  self->branches = g_ptr_array_new_with_free_func (branch_free);
  self->bookmarks = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->base_prefix = G_MAXUINT64;
}

void
dsc_session_branches_clear (DscSession *self)
{
  g_clear_pointer (&self->branches, g_ptr_array_unref);
  g_clear_pointer (&self->bookmarks, g_array_unref);
  g_clear_pointer (&self->base_text, g_free);
}

void
dsc_session_forget_branches (DscSession *self)
{
  g_ptr_array_set_size (self->branches, 0);
  g_array_set_size (self->bookmarks, 0);
  g_clear_pointer (&self->base_text, g_free);
  self->open_branch = NULL;
  g_object_notify (G_OBJECT (self), "branches");
  g_object_notify (G_OBJECT (self), "bookmarks");
}

/* ---- branches -------------------------------------------------------------------------------- */

static void
set_base (DscSession *self,
          guint64     n_steps)
{
  g_free (self->base_text);
  self->base_text = g_strdup (self->text);
  self->base_n = n_steps;
  self->base_prefix = G_MAXUINT64;
  self->open_branch = NULL;
}

void
dsc_session_settle_branch (DscSession *self)
{
  if (self->base_prefix != G_MAXUINT64 && dsc_session_is_current (self))
    set_base (self, dsc_session_get_n_steps (self));
}

static void
remove_branch_of_text (DscSession *self,
                       const char *text)
{
  for (guint i = 0; i < self->branches->len; i++)
    {
      const DscBranch *branch = g_ptr_array_index (self->branches, i);

      if (g_strcmp0 (branch->text, text) != 0)
        continue;
      if (branch == self->open_branch)
        self->open_branch = NULL;
      g_ptr_array_remove_index (self->branches, i);
      return;
    }
}

/* `old` is the same as the base as far as the shared beginning has been so far. */
static void
open_branch (DscSession *self,
             DscHistory *old,
             guint64     prefix)
{
  if (self->open_branch == NULL)
    {
      remove_branch_of_text (self, self->base_text);
      self->open_branch = g_new0 (DscBranch, 1);
      self->open_branch->text = g_strdup (self->base_text);
      self->open_branch->n_steps = self->base_n;
      self->open_branch->step = G_MAXUINT64;
      g_ptr_array_insert (self->branches, 0, self->open_branch);
      if (self->branches->len > DSC_MAX_BRANCHES)
        g_ptr_array_set_size (self->branches, DSC_MAX_BRANCHES);
    }
  if (prefix + 1 >= self->open_branch->step)
    return;
  self->open_branch->step = prefix + 1;
  g_free (self->open_branch->operation);
  self->open_branch->operation = g_strdup (dsc_history_get_step (old, prefix)->label);
}

void
dsc_session_note_branch (DscSession *self,
                         DscHistory *old,
                         DscHistory *history,
                         guint64     n_same)
{
  const guint64 n = dsc_history_get_n_steps (history);

  if (old == NULL || self->base_text == NULL || g_strcmp0 (self->text, self->base_text) == 0)
    {
      if (self->open_branch != NULL)
        remove_branch_of_text (self, self->text);
      set_base (self, n);
    }
  else if (dsc_target_equal (dsc_history_get_target (old), dsc_history_get_target (history)))
    {
      if (n_same < self->base_prefix && n_same < self->base_n)
        open_branch (self, old, n_same);
      self->base_prefix = MIN (self->base_prefix, n_same);
    }
  remove_branch_of_text (self, self->text);
  g_object_notify (G_OBJECT (self), "branches");
}

guint
dsc_session_get_n_branches (DscSession *self)
{
  g_return_val_if_fail (DSC_IS_SESSION (self), 0);
  return self->branches->len;
}

const DscBranch *
dsc_session_get_branch (DscSession *self,
                        guint       i)
{
  g_return_val_if_fail (DSC_IS_SESSION (self), NULL);
  return i < self->branches->len ? g_ptr_array_index (self->branches, i) : NULL;
}

char *
dsc_session_leave_for_branch (DscSession *self,
                              guint       i)
{
  const DscBranch *branch = dsc_session_get_branch (self, i);

  if (branch == NULL)
    return NULL;
  char *text = g_strdup (branch->text);

  dsc_session_settle_branch (self);
  return text;
}

/* ---- bookmarks ------------------------------------------------------------------------------- */

const guint64 *
dsc_session_get_bookmarks (DscSession *self,
                           gsize      *out_n)
{
  g_return_val_if_fail (DSC_IS_SESSION (self), NULL);
  *out_n = self->bookmarks->len;
  return (const guint64 *) (gpointer) self->bookmarks->data;
}

/* Index of the first one that is not before the position. */
static guint
find_bookmark (DscSession *self,
               guint64     position)
{
  guint i = 0;

  while (i < self->bookmarks->len && g_array_index (self->bookmarks, guint64, i) < position)
    i++;
  return i;
}

static gboolean
is_bookmark (DscSession *self,
             guint       i,
             guint64     position)
{
  return i < self->bookmarks->len && g_array_index (self->bookmarks, guint64, i) == position;
}

gboolean
dsc_session_toggle_bookmark (DscSession *self)
{
  g_return_val_if_fail (DSC_IS_SESSION (self), FALSE);
  const guint i = find_bookmark (self, self->position);
  const gboolean was = is_bookmark (self, i, self->position);

  if (was)
    g_array_remove_index (self->bookmarks, i);
  else
    g_array_insert_val (self->bookmarks, i, self->position);
  g_object_notify (G_OBJECT (self), "bookmarks");
  return !was;
}

gboolean
dsc_session_find_bookmark (DscSession *self,
                           gboolean    forward,
                           guint64    *out_position)
{
  g_return_val_if_fail (DSC_IS_SESSION (self), FALSE);
  guint i = find_bookmark (self, self->position);

  if (forward && is_bookmark (self, i, self->position))
    i++;
  if (forward ? i >= self->bookmarks->len : i == 0)
    return FALSE;
  *out_position = g_array_index (self->bookmarks, guint64, forward ? i : i - 1);
  return TRUE;
}

void
dsc_session_drop_late_bookmarks (DscSession *self)
{
  const guint i = find_bookmark (self, dsc_session_get_n_steps (self) + 1);

  if (i == self->bookmarks->len)
    return;
  g_array_set_size (self->bookmarks, i);
  g_object_notify (G_OBJECT (self), "bookmarks");
}
