/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-witness-plan.c: tells the probe where the members of structs lie, from the model's own layout. */
#include "dsc-witness-private.h"

#define LARGEST_TABLE 40u     /* log2 of its slots */

GBytes *
dsc_witness_get_probe (void)
{
  GBytes *text = g_resource_lookup_data (dsc_witness_get_resource (), "/io/github/dictoscope/Dictoscope/witness/dsc-witness-probe.py",
                                         G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (text != NULL);
  return text;
}

static void
add_layout (GString         *plan,
            const char      *name,
            const DscLayout *layout)
{
  const char *separator = "";

  g_string_append_printf (plan, "\"%s\":{\"size\":%u,\"members\":{", name, layout->size);
  for (unsigned i = 0; i < layout->n_members; i++)
    {
      const DscMember *member = &layout->members[i];

      if (member->id == DSC_FIELD_PADDING || (member->size != 1 && member->size != 2 && member->size != 4 && member->size != 8))
        continue;
      g_string_append_printf (plan, "%s\"%s\":[%u,%u]", separator, dsc_field_name (member->id), member->offset, member->size);
      separator = ",";
    }
  g_string_append (plan, "}},");
}

static void
add_block (GString         *plan,
           const char      *name,
           const DscTraits *traits,
           DscBlockKind     kind)
{
  const DscLayout layout = dsc_layout_block (traits, kind);

  add_layout (plan, name, &layout);
}

/* [bytes of an entry, offset of the key, offset of the value] */
static void
add_entry (GString         *plan,
           const char      *name,
           const DscTraits *traits,
           gboolean         unicode)
{
  const DscLayout layout = dsc_layout_entry (traits, unicode);

  g_string_append_printf (plan, "\"%s\":[%u,%u,%u],", name, layout.size, dsc_layout_find (&layout, DSC_FIELD_ME_KEY)->offset,
                          dsc_layout_find (&layout, DSC_FIELD_ME_VALUE)->offset);
}

/* By log2 of the slots: bytes of a keys object with general and with unicode entries, and of its indices. */
static void
add_tables (GString         *plan,
            const DscTraits *traits)
{
  g_string_append (plan, "\"tables\":[");
  for (guint i = 0; i <= LARGEST_TABLE; i++)
    {
      const guint64 slots = (guint64) 1 << i;

      g_string_append_printf (plan, "%s[%" G_GUINT64_FORMAT ",%" G_GUINT64_FORMAT ",%" G_GUINT64_FORMAT "]", i != 0 ? "," : "",
                              dsc_layout_keys_size (traits, slots, FALSE), dsc_layout_keys_size (traits, slots, TRUE),
                              dsc_layout_index_bytes (traits, slots));
    }
  g_string_append (plan, "],");
}

static const char *
values_rule (const DscTraits *traits)
{
  if (traits->sharing != DSC_SHARING_ORDER_BYTES)
    return "array";
  return traits->instance_values == DSC_VALUES_INLINE ? "inline" : "prefix";
}

static guint
offset_of (const DscLayout *layout,
           DscFieldId       id)
{
  const DscMember *member = dsc_layout_find (layout, id);

  return member != NULL ? member->offset : 0;
}

GString *
dsc_witness_make_plan (const DscTraits *traits,
                       const char      *scripts)
{
  const DscLayout pre = dsc_layout_block (traits, DSC_BLOCK_INSTANCE_PRE);
  const DscLayout values = dsc_layout_block (traits, DSC_BLOCK_INSTANCE_VALUES);
  GString *plan = g_string_new ("{");

  g_string_append_printf (plan, "\"word\":%u,\"values\":\"%s\",\"inline\":%u,", traits->pointer_size, values_rule (traits),
                          offset_of (&values, DSC_FIELD_VALUES_VALUES));
  add_block (plan, "dict", traits, DSC_BLOCK_DICT);
  add_block (plan, "keys", traits, DSC_BLOCK_KEYS);
  add_block (plan, "instance", traits, DSC_BLOCK_INSTANCE);
  add_layout (plan, "pre", &pre);
  g_string_truncate (plan, plan->len - 2);                     /* "}," of the layout: one more member, the part that is not the collector's */
  g_string_append_printf (plan, ",\"told\":%u},", pre.size - MIN (traits->gc_head, pre.size));
  add_layout (plan, "inline_header", &values);
  add_entry (plan, "general", traits, FALSE);
  add_entry (plan, "unicode", traits, TRUE);
  add_tables (plan, traits);
  g_string_append_printf (plan, "\"scripts\":%s}\n", scripts);
  return plan;
}
