/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-eval-order.c: sorted (), min () and max (). */
#include "dsc-eval-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SMALL_SORT 64u

typedef struct {
  DscEval       *eval;
  const DscNode *node;
} Sorter;

static gboolean
less (const Sorter *sorter,
      gpointer      a,
      gpointer      b,
      gboolean     *out_less)
{
  DscValue x = dsc_value_object (a), y = dsc_value_object (b);

  return dsc_eval_order (sorter->eval, sorter->node, DSC_OPERATOR_LESS, &x, &y, out_less);
}

/* The run at the beginning that is in order already; a falling one is turned around. Asks for item i < item i - 1, as
 * CPython's count_run does (Objects/listobject.c), so the first two items that do not compare are the same ones. */
static gboolean
count_run (const Sorter *sorter,
           gpointer     *items,
           gsize         n,
           gsize        *out_run)
{
  gboolean falls, is_less;
  gsize run = 2;

  *out_run = n;
  if (n < 2)
    return TRUE;
  if (!less (sorter, items[1], items[0], &falls))
    return FALSE;
  for (; run < n; run++)
    {
      if (!less (sorter, items[run], items[run - 1], &is_less))
        return FALSE;
      if (is_less != falls)
        break;
    }
  for (gsize i = 0; falls && i < run / 2; i++)
    {
      gpointer item = items[i];
      items[i] = items[run - 1 - i];
      items[run - 1 - i] = item;
    }
  *out_run = run;
  return TRUE;
}

/* Each further item goes to its place, found by halving. */
static gboolean
insert_rest (const Sorter *sorter,
             gpointer     *items,
             gsize         n,
             gsize         run)
{
  for (gsize i = run; i < n; i++)
    {
      gpointer pivot = items[i];
      gsize low = 0, high = i;

      while (low < high)
        {
          gsize middle = low + (high - low) / 2;
          gboolean is_less;

          if (!less (sorter, pivot, items[middle], &is_less))
            return FALSE;
          if (is_less)
            high = middle;
          else
            low = middle + 1;
        }
      memmove (items + low + 1, items + low, (i - low) * sizeof *items);
      items[low] = pivot;
    }
  return TRUE;
}

static gboolean
merge (const Sorter *sorter,
       gpointer     *items,
       gsize         half,
       gsize         n,
       gpointer     *room)
{
  gsize i = 0, j = half, k = 0;
  gboolean is_less;

  while (i < half && j < n)
    {
      if (!less (sorter, items[j], items[i], &is_less))
        return FALSE;
      room[k++] = is_less ? items[j++] : items[i++];
    }
  memcpy (room + k, items + i, (half - i) * sizeof *items);
  memcpy (room + k + (half - i), items + j, (n - j) * sizeof *items);
  memcpy (items, room, n * sizeof *items);
  return TRUE;
}

static gboolean
sort (const Sorter *sorter,
      gpointer     *items,
      gsize         n,
      gpointer     *room)
{
  gsize run;

  if (n < SMALL_SORT)
    return count_run (sorter, items, n, &run) && insert_rest (sorter, items, n, run);
  return sort (sorter, items, n / 2, room) && sort (sorter, items + n / 2, n - n / 2, room) && merge (sorter, items, n / 2, n, room);
}

/* Stable in both directions: a reverse sort turns the list around before and after. */
static void
turn (GPtrArray *items)
{
  for (guint i = 0; i < items->len / 2; i++)
    {
      gpointer item = items->pdata[i];
      items->pdata[i] = items->pdata[items->len - 1 - i];
      items->pdata[items->len - 1 - i] = item;
    }
}

gboolean
dsc_eval_sort (DscEval       *self,
               const DscNode *node,
               GPtrArray     *items,
               gboolean       reverse)
{
  g_autofree gpointer *room = g_new (gpointer, items->len + 1);
  Sorter sorter = { self, node };

  if (reverse)
    turn (items);
  if (items->len != 0 && !sort (&sorter, items->pdata, items->len, room))
    return FALSE;
  if (reverse)
    turn (items);
  return TRUE;
}

gboolean
dsc_eval_call_sorted (DscEval  *self,
                      DscCall  *call,
                      DscValue *out_value)
{
  gboolean reverse = FALSE;

  if (call->n_positional != 1 || call->n_keywords > 1 || (call->n_keywords == 1 && g_strcmp0 (call->keywords[0].text, "reverse") != 0))
    return dsc_eval_outside (self, call->node, _("Calls of sorted() with these arguments"), _("Write sorted(items) or sorted(items, reverse=True)."));
  if (call->n_keywords == 1 && !dsc_eval_truth (self, &call->keywords[0].value, call->node, &reverse))
    return FALSE;
  return dsc_eval_new_list (self, out_value) && dsc_eval_collect (self, call->node, &call->positional[0], out_value->as.list->items)
         && dsc_eval_sort (self, call->node, out_value->as.list->items, reverse);
}

/* min and max keep the first of several equal ones. */
static gboolean
find_extreme (DscEval       *self,
              const DscNode *node,
              GPtrArray     *items,
              gboolean       largest,
              DscValue      *out_value)
{
  *out_value = dsc_value_object (items->pdata[0]);
  for (guint i = 1; i < items->len; i++)
    {
      DscValue item = dsc_value_object (items->pdata[i]);
      gboolean better;

      if (!dsc_eval_order (self, node, largest ? DSC_OPERATOR_GREATER : DSC_OPERATOR_LESS, &item, out_value, &better))
        return FALSE;
      if (better)
        *out_value = item;
    }
  return dsc_eval_find_register (self, out_value, node);
}

gboolean
dsc_eval_call_extreme (DscEval  *self,
                       DscCall  *call,
                       DscValue *out_value)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  if (call->n_keywords == 0 && call->n_positional == 0)
    return dsc_call_fail_empty (self, call);
  if (call->n_keywords != 0)
    {
      g_autofree char *what = g_strdup_printf (_("Calls of %s() with these arguments"), call->name);
      return dsc_eval_outside (self, call->node, what, _("Give numbers or texts, or one iterable of them."));
    }
  if (call->n_positional == 1)
    {
      if (!dsc_eval_collect (self, call->node, &call->positional[0], items))
        return FALSE;
    }
  else
    for (guint i = 0; i < call->n_positional; i++)
      {
        if (dsc_eval_box (self, &call->positional[i], call->node) == NULL)
          return FALSE;
        g_ptr_array_add (items, (gpointer) dsc_eval_box (self, &call->positional[i], call->node));
      }
  if (items->len == 0)
    return dsc_eval_raise (self, call->node, DSC_EXCEPTION_VALUE_ERROR, "%s() %s", call->name,
                           DSC_EVAL_IS (self, WORDING_ITERABLE_EMPTY) ? "iterable argument is empty" : "arg is an empty sequence");
  return find_extreme (self, call->node, items, strcmp (call->name, "max") == 0, out_value);
}
