/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-behaviours-numbers.c: the numbers in the words about behaviours, each computed from the rules of one release. */
#include "dsc-behaviours-private.h"

#include <string.h>

#include "dsc-describe-private.h"
#include "dsc-ladder.h"
#include "dsc-layout.h"

#define MANY_SLOTS 2048u      /* of a table that is emptied */
#define SET_SIZE     21u      /* elements: the number at which roundings part */
#define FIVE          5u

static gint64
block_size (const DscTraits *traits,
            DscBlockKind     block)
{
  return dsc_layout_block (traits, block).size;
}

/* Of a table with `slots`, without what lies in the dict anyway. */
static gint64
table_size (const DscTraits *traits,
            guint64          slots)
{
  if (traits->family != DSC_FAMILY_OPEN)
    return (gint64) dsc_layout_keys_size (traits, slots, FALSE);
  return (gint64) (slots * dsc_layout_entry (traits, FALSE).size);
}

/* What sys.getsizeof says of a dict without a key, or would say. */
static gint64
empty_size (const DscTraits *traits,
            DscEmptyRule     rule)
{
  const gint64 size = traits->gc_head + block_size (traits, DSC_BLOCK_DICT);

  if (rule == DSC_EMPTY_SHARED_KEYS && traits->family == DSC_FAMILY_KEYS_OPEN)
    return size + traits->pointer_size;        /* the array of values of the shared keys, one for their one slot (_PyDict_SizeOf) */
  return rule == DSC_EMPTY_OWN_TABLE && traits->family != DSC_FAMILY_OPEN ? size + table_size (traits, traits->min_size) : size;
}

/* Keys that a table holds before the next new one has it rebuilt. A test that comes before the store lets one more in. */
static guint64
usable (const DscTraits *traits,
        guint64          slots)
{
  return dsc_traits_usable (traits, slots) + (traits->resize_before_store ? 1 : 0);
}

/* After the rebuild that a new key makes when the table is full and `used` keys are left. Where it comes after the store, the new key counts. */
static guint64
rebuilt (const DscTraits *traits,
         guint64          used,
         guint64          slots)
{
  const gboolean counts_new = traits->family == DSC_FAMILY_OPEN && !traits->resize_before_store;

  return dsc_traits_round (traits, dsc_traits_growth_request (traits, used + (counts_new ? 1 : 0), slots));
}

/* {'a': 1} and then the int 1: the rebuild asks for what growth says, before the key is there. */
static gint64
str_and_int (const DscTraits *traits)
{
  return traits->gc_head + block_size (traits, DSC_BLOCK_DICT) + table_size (traits, rebuilt (traits, 1, traits->min_size));
}

static gint64
merge_slots (const DscTraits *traits,
             gboolean         as_request)
{
  const guint64 slots = traits->min_size;
  guint64 request;

  if (!dsc_traits_merge_request (traits, 1, 1, dsc_traits_usable (traits, slots) - 1, slots, 10, &request))
    return (gint64) slots;
  return (gint64) (as_request ? request : dsc_traits_round (traits, request));
}

static gint64
fromkeys_slots (const DscTraits *traits,
                gboolean         as_request)
{
  guint64 request = 0;

  if (!dsc_traits_fromkeys_request (traits->fromkeys_set, SET_SIZE, SET_SIZE, traits->min_size, &request))
    return 0;
  return (gint64) (as_request ? request : dsc_traits_round (traits, request));
}

static gint64
presized (const DscTraits *traits,
          guint64          n)
{
  guint64 request;
  const guint64 slots = dsc_traits_presized_slots (traits, n, &request);

  return (gint64) (slots != 0 ? slots : traits->min_size);
}

/* The most slots of a table whose indices take so many bytes. */
static gint64
indexed_slots (const DscTraits *traits,
               guint            width)
{
  guint64 slots = 1;

  while (dsc_traits_index_width (traits, slots * 2) <= width && slots < G_GUINT64_CONSTANT (1) << 40)
    slots *= 2;
  return (gint64) slots;
}

/* "8, 32, 128, 512": tables that a dict has while keys are added one by one. */
static char *
list_sizes (const DscTraits *traits)
{
  GString *out = g_string_new (NULL);
  guint64 slots = traits->min_size;

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *number = dsc_describe_number ((gint64) slots);

      g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", number);
      slots = rebuilt (traits, usable (traits, slots), slots);
    }
  return g_string_free (out, FALSE);
}

/* ---- by name ----------------------------------------------------------------------------------------------------- */

static gint64
number_of_table (const DscTraits *traits,
                 const char      *name)
{
  if (strcmp (name, "slots") == 0)
    return MAX (traits->min_size, 1);
  if (strcmp (name, "table") == 0)
    return table_size (traits, traits->min_size);
  if (strcmp (name, "usable-8") == 0)
    return (gint64) usable (traits, 8);
  if (strcmp (name, "usable-16") == 0)
    return (gint64) usable (traits, 16);
  if (strcmp (name, "usable-least") == 0)
    return (gint64) usable (traits, traits->min_size);
  if (strcmp (name, "round-6") == 0)
    return (gint64) dsc_traits_round (traits, 6);
  if (strcmp (name, "round-8") == 0)
    return (gint64) dsc_traits_round (traits, 8);
  if (strcmp (name, "round-32") == 0)
    return (gint64) dsc_traits_round (traits, 32);
  if (strcmp (name, "index-1") == 0)
    return indexed_slots (traits, 1);
  if (strcmp (name, "index-2") == 0)
    return indexed_slots (traits, 2);
  if (strcmp (name, "index-4") == 0)
    return indexed_slots (traits, 4);
  if (strcmp (name, "slots-531") == 0)
    return (gint64) rebuilt (traits, 2, 8);
  if (strcmp (name, "large") == 0)
    return MANY_SLOTS;
  if (strcmp (name, "emptied") == 0)
    return (gint64) rebuilt (traits, 0, MANY_SLOTS);
  return -1;
}

static gint64
number_of_building (const DscTraits *traits,
                    const char      *name)
{
  if (strcmp (name, "presize-6") == 0)
    return presized (traits, 6);
  if (strcmp (name, "merge") == 0)
    return merge_slots (traits, FALSE);
  if (strcmp (name, "merge-request") == 0)
    return merge_slots (traits, TRUE);
  if (strcmp (name, "fromkeys") == 0)
    return fromkeys_slots (traits, FALSE);
  if (strcmp (name, "fromkeys-request") == 0)
    return fromkeys_slots (traits, TRUE);
  if (strcmp (name, "str-1") == 0)
    return dsc_ladder_size (traits, DSC_LADDER_LOOP, TRUE, 1);
  if (strcmp (name, "str-5") == 0)
    return dsc_ladder_size (traits, DSC_LADDER_LOOP, TRUE, FIVE);
  if (strcmp (name, "int-1000") == 0)
    return dsc_ladder_size (traits, DSC_LADDER_LOOP, FALSE, 1000);
  if (strcmp (name, "str-int") == 0)
    return str_and_int (traits);
  return -1;
}

static gint64
number_of_memory (const DscTraits *traits,
                  const char      *name)
{
  if (strcmp (name, "empty") == 0)
    return empty_size (traits, traits->empty_display);
  if (strcmp (name, "empty-own") == 0)
    return empty_size (traits, traits->empty_display) - traits->gc_head - block_size (traits, DSC_BLOCK_DICT);
  if (strcmp (name, "gc") == 0)
    return traits->gc_head;
  if (strcmp (name, "empty-call") == 0)
    return empty_size (traits, traits->empty_call);
  if (strcmp (name, "empty-cleared") == 0)
    return empty_size (traits, traits->empty_cleared);
  if (strcmp (name, "entry") == 0)
    return dsc_layout_entry (traits, FALSE).size;
  if (strcmp (name, "str-entry") == 0)
    return dsc_layout_entry (traits, TRUE).size;
  if (strcmp (name, "dict") == 0)
    return block_size (traits, DSC_BLOCK_DICT);
  if (strcmp (name, "keys") == 0)
    return block_size (traits, DSC_BLOCK_KEYS);
  return -1;
}

/* NULL: no number has that name. */
static char *
number_of (const DscTraits *traits,
           const char      *trait,
           const char      *name)
{
  gint64 number;

  if (strcmp (name, "value") == 0)
    return dsc_describe_number (dsc_behaviour_get_trait (traits, trait));
  if (strcmp (name, "sizes") == 0)
    return list_sizes (traits);
  number = number_of_table (traits, name);
  if (number < 0)
    number = number_of_building (traits, name);
  if (number < 0)
    number = number_of_memory (traits, name);
  return number < 0 ? NULL : dsc_describe_number (number);
}

char *
dsc_behaviour_fill_in (const char      *text,
                       const char      *trait,
                       const DscTraits *traits,
                       const DscTraits *before)
{
  GString *out = g_string_new (NULL);

  while (*text != '\0')
    {
      const char *end = *text == '{' ? strchr (text, '}') : NULL;
      g_autofree char *name = end != NULL ? g_strndup (text + 1, (gsize) (end - text - 1)) : NULL;
      const gboolean was = name != NULL && g_str_has_prefix (name, "was:");
      g_autofree char *number = name != NULL ? number_of (was && before != NULL ? before : traits, trait, was ? name + 4 : name) : NULL;

      if (number != NULL)
        {
          g_string_append (out, number);
          text = end + 1;
        }
      else
        g_string_append_c (out, *text++);
    }
  return g_string_free (out, FALSE);
}
