/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-eval-steps.c: operations on their way to the timeline: labels, places, temporaries. */
#include "dsc-eval-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_LABEL_CHARACTERS 200
#define PROGRESS_EVERY 4096u
#define MANY_ITEMS     1000u
#define BYTES_OF_ITEM  48u

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* Source text in one line: line ends and the white space around them become one space. */
static char *
make_label (const DscScript *script,
            DscPlace         place)
{
  GString *label = g_string_sized_new (64);
  const char *text = script->text;
  guint n = 0;

  for (guint32 i = place.start; i < place.end;)
    {
      guint32 end = i + 1;

      if (n == MAX_LABEL_CHARACTERS - 1)
        {
          g_string_append (label, "…");
          break;
        }
      n++;
      if (text[i] != '\n' && text[i] != '\r')
        {
          while (end < place.end && ((guchar) text[end] & 0xc0) == 0x80)
            end++;
          g_string_append_len (label, text + i, end - i);
          i = end;
          continue;
        }
      while (i < place.end && is_space (text[i]))
        i++;
      while (label->len != 0 && is_space (label->str[label->len - 1]))
        g_string_truncate (label, label->len - 1);
      if (label->len != 0 && label->str[label->len - 1] == '\\')
        g_string_truncate (label, label->len - 1);
      g_string_append_c (label, ' ');
    }
  return g_string_free (label, FALSE);
}

/* Statements with blocks are shown by their head. */
static DscPlace
head_of (const DscNode *node)
{
  if (node->kind == DSC_NODE_FOR)
    return dsc_place_join (node->place, node->items[1]->place);
  if (node->kind == DSC_NODE_IF || node->kind == DSC_NODE_WHILE)
    return dsc_place_join (node->place, node->items[0]->place);
  return node->place;
}

static const char *
get_label (DscEval       *self,
           const DscNode *node)
{
  if (node == NULL)
    return "";
  if (self->labels[node->id] == NULL)
    self->labels[node->id] = make_label (self->script, head_of (node));
  return self->labels[node->id];
}

static gboolean
check_steps (DscEval       *self,
             const DscNode *place)
{
  gsize n = dsc_timeline_get_n_steps (self->timeline);

  if (n >= self->max_steps)
    {
      g_autofree char *message = g_strdup_printf (_("The program runs more than %" G_GSIZE_FORMAT " operations."), self->max_steps);
      return dsc_eval_limit (self, place, message, _("Use smaller ranges."));
    }
  if (n >= self->next_progress && n != 0)
    {
      self->next_progress = n + PROGRESS_EVERY;
      self->next_check = 0;
      if (self->progress != NULL)
        self->progress (n, self->user_data);
    }
  return dsc_eval_tick (self, place);
}

/* What the operation keeps: its pairs, and about as much as it may copy. */
static void
account (DscEval     *self,
         const DscOp *op)
{
  gsize n = op->n_pairs;
  gboolean copies = op->kind == DSC_OP_COPY || op->kind == DSC_OP_NEW_FROM || op->kind == DSC_OP_UNION || op->kind == DSC_OP_FROMKEYS_DICT
                    || op->kind == DSC_OP_UPDATE_DICT || op->kind == DSC_OP_IOR;

  if (copies)
    n += dsc_dict_get_used (dsc_machine_get_dict (self->machine, op->source));
  if (n > MANY_ITEMS)
    dsc_eval_account (self, n * BYTES_OF_ITEM);
}

gboolean
dsc_eval_append (DscEval       *self,
                 DscOp         *op,
                 const DscNode *place,
                 DscStep      **out_step)
{
  DscStep *step = NULL;

  if (!check_steps (self, place))
    return FALSE;
  if (place != NULL)
    {
      DscPlace head = head_of (place);

      op->line = head.line;
      op->column = head.column;
      op->end_line = head.end_line;
      op->end_column = head.end_column;
    }
  self->last_step = self->ticks;
  account (self, op);
  op->drops = (const uint32_t *) (gpointer) self->drops->data;
  op->n_drops = self->drops->len;

  DscStatus status = dsc_timeline_append (self->timeline, op, get_label (self, place), &step);
  for (guint i = 0; i < self->drops->len; i++)
    g_array_append_val (self->free_temporaries, g_array_index (self->drops, guint32, i));
  g_array_set_size (self->drops, 0);
  if (status != DSC_STATUS_OK && status != DSC_STATUS_RAISED)
    return dsc_eval_status (self, status, place);
  if (out_step != NULL)
    *out_step = step;
  if (step->result.status == DSC_STATUS_RAISED)
    return dsc_eval_take_raised (self, &step->result.raised);
  return TRUE;
}

guint32
dsc_eval_temporary (DscEval *self)
{
  guint32 reg = 0;

  if (self->free_temporaries->len != 0)
    {
      reg = g_array_index (self->free_temporaries, guint32, self->free_temporaries->len - 1);
      g_array_set_size (self->free_temporaries, self->free_temporaries->len - 1);
    }
  else
    {
      char name[16];

      g_snprintf (name, sizeof name, " %u", ++self->n_temporaries);
      reg = dsc_machine_intern_name (self->machine, name, strlen (name));
      if (reg == 0)
        {
          dsc_eval_no_memory (self);
          return 0;
        }
    }
  g_array_append_val (self->temporaries, reg);
  return reg;
}

/* The newest are near the end. */
static gboolean
forget (DscEval *self,
        guint32  reg)
{
  for (guint i = self->temporaries->len; i-- > 0;)
    if (g_array_index (self->temporaries, guint32, i) == reg)
      {
        g_array_remove_index (self->temporaries, i);
        return TRUE;
      }
  return FALSE;
}

void
dsc_eval_consume (DscEval        *self,
                  const DscValue *value)
{
  if (value->temporary && forget (self, value->reg))
    g_array_append_val (self->drops, value->reg);
}

void
dsc_eval_consume_since (DscEval *self,
                        guint    mark)
{
  if (self->temporaries->len <= mark)
    return;
  g_array_append_vals (self->drops, &g_array_index (self->temporaries, guint32, mark), self->temporaries->len - mark);
  g_array_set_size (self->temporaries, mark);
}

void
dsc_eval_give_back (DscEval *self,
                    guint32  reg)
{
  if (forget (self, reg))
    g_array_append_val (self->free_temporaries, reg);
}

void
dsc_eval_keep (DscEval *self,
               guint32  reg)
{
  forget (self, reg);
}

gboolean
dsc_eval_sweep (DscEval       *self,
                guint          mark,
                const DscNode *place)
{
  while (self->temporaries->len > mark)
    {
      guint32 reg = g_array_index (self->temporaries, guint32, self->temporaries->len - 1);

      g_array_set_size (self->temporaries, self->temporaries->len - 1);
      if (dsc_machine_is_bound (self->machine, reg))
        g_array_append_val (self->drops, reg);
      else
        g_array_append_val (self->free_temporaries, reg);
    }
  if (self->drops->len == 0)
    return TRUE;

  guint32 last = g_array_index (self->drops, guint32, self->drops->len - 1);
  g_array_set_size (self->drops, self->drops->len - 1);
  g_array_append_val (self->free_temporaries, last);
  return dsc_eval_append (self, &(DscOp) { .kind = DSC_OP_UNBIND, .target = last }, place, NULL);
}

guint32
dsc_eval_variable_register (DscEval *self,
                            guint32  symbol)
{
  DscBinding *binding = &self->variables[symbol];
  const char *name = dsc_tree_get_symbol (self->tree, symbol);

  if (binding->reg != 0)
    return binding->reg;
  if (binding->local)
    {
      binding->reg = dsc_eval_temporary (self);
      dsc_eval_keep (self, binding->reg);
    }
  else if ((binding->reg = dsc_machine_intern_name (self->machine, name, strlen (name))) == 0)
    dsc_eval_no_memory (self);
  return binding->reg;
}
