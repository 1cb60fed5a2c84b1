/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-describe-words.c: values as text: objects, hashes, numbers, versions. */
#include "dsc-describe-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dsc-repr.h"
#include "dsc-text-fit.h"

char *
dsc_describe_repr (const DscSnapshot *snapshot,
                   const DscObject   *object,
                   gsize              max_chars)
{
  const DscPool *pool = dsc_snapshot_get_pool (snapshot);
  DscText text;

  if (object == NULL)
    return g_strdup ("NULL");
  if (object->kind == DSC_OBJECT_DUMMY)
    return g_strdup ("dummy");

  dsc_text_init (&text, dsc_pool_get_alloc (pool));
  dsc_repr_append (&text, object, pool, max_chars);
  g_autofree char *clipped = dsc_text_clip (text.status == DSC_STATUS_OK && text.text != NULL ? text.text : "…", 2 * max_chars);
  dsc_text_clear (&text);
  return dsc_text_isolate (clipped);
}

char *
dsc_describe_address (const DscSnapshot *snapshot,
                      const DscObject   *object)
{
  return g_strdup_printf ("0x%" G_GINT64_MODIFIER "x", (guint64) dsc_object_address (object, dsc_snapshot_get_pool (snapshot)));
}

char *
dsc_describe_hash (const DscTraits *traits,
                   gint64           hash)
{
  const guint64 bits = (guint64) hash;

  if (traits->hash_size == 4)
    return g_strdup_printf ("%04X %04X", (guint) (bits >> 16) & 0xffff, (guint) bits & 0xffff);
  return g_strdup_printf ("%04X %04X %04X %04X", (guint) (bits >> 48), (guint) (bits >> 32) & 0xffff, (guint) (bits >> 16) & 0xffff,
                          (guint) bits & 0xffff);
}

char *
dsc_describe_number (gint64 number)
{
  if (number < 0)
    return g_strdup_printf ("−%" G_GUINT64_FORMAT, (guint64) 0 - (guint64) number);
  return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

/* ngettext with the number put in as text: xgettext does not know GLib's format macros. */
char *
dsc_describe_count (guint64     n,
                    const char *one,
                    const char *many)
{
  const char *words = g_dngettext (GETTEXT_PACKAGE, one, many, (gulong) n);
  const char *place = strstr (words, "%s");

  g_return_val_if_fail (place != NULL, g_strdup (words));
  return g_strdup_printf ("%.*s%" G_GUINT64_FORMAT "%s", (int) (place - words), words, n, place + 2);
}

char *
dsc_describe_size (guint64 bytes)
{
  return dsc_describe_count (bytes, "%s byte", "%s bytes");
}

char *
dsc_describe_version (const DscSnapshot *snapshot)
{
  DscTarget target = dsc_snapshot_get_traits (snapshot)->target;
  char text[64];

  /* The architecture is in the line below. */
  target.build.arch = DSC_ARCH_64;
  dsc_target_title (target, text, sizeof text);
  return g_strdup (text);
}

char *
dsc_describe_evidence (DscTarget target)
{
  char text[64];

  switch (dsc_target_evidence (target))
    {
    case DSC_EVIDENCE_MEASURED:
      dsc_target_format (dsc_target_plain (target), text, sizeof text);
      /* Translators: release and build of an interpreter whose memory was recorded, such as 3.13.13t */
      return g_strdup_printf (_("measured on CPython %s"), text);
    case DSC_EVIDENCE_SOURCE:
      return g_strdup (_("from source"));
    case DSC_EVIDENCE_ASSUMED:
      break;
    case DSC_EVIDENCE_REPORTED:
      return g_strdup (_("as reported"));
    }
  return g_strdup (_("assumed"));
}

char *
dsc_describe_build (const DscSnapshot *snapshot)
{
  const DscTraits *traits = dsc_snapshot_get_traits (snapshot);
  g_autofree char *evidence = dsc_describe_evidence (traits->target);
  char build[96];

  dsc_build_format (traits->target.build, build, sizeof build);
  return g_strdup_printf ("%s · PYTHONHASHSEED=%u · %s", build, dsc_snapshot_get_hash_seed (snapshot), evidence);
}

const char *
dsc_describe_entry_type (const DscSnapshot *snapshot)
{
  const DscTraits *traits = dsc_snapshot_get_traits (snapshot);

  if (traits->family == DSC_FAMILY_OPEN)
    return dsc_block_type (traits, DSC_BLOCK_TABLE);
  return dsc_snapshot_entries_have_hash (snapshot) ? "PyDictKeyEntry" : "PyDictUnicodeEntry";
}

const char *
dsc_describe_index_type (const DscSnapshot *snapshot)
{
  switch (dsc_snapshot_get_index_width (snapshot))
    {
    case 1:
      return "int8_t";
    case 2:
      return "int16_t";
    case 4:
      return "int32_t";
    default:
      return "int64_t";
    }
}

gboolean
dsc_describe_is_entry (const DscSnapshot *snapshot,
                       gint64             i)
{
  return i >= 0 && (guint64) i < dsc_snapshot_get_entry_capacity (snapshot);
}

char *
dsc_describe_chain (const gsize *slots,
                    gsize        n)
{
  GString *text = g_string_new (NULL);

  for (gsize k = 0; k < n; k++)
    g_string_append_printf (text, "%s%" G_GSIZE_FORMAT, k == 0 ? "" : " → ", slots[k]);
  return g_string_free (text, FALSE);
}

/* The micro number only where it says something. */
char *
dsc_describe_release (DscVersion version)
{
  const guint level = version & 0xff;
  const guint micro = (version >> 8) & 0xff;
  GString *text = g_string_new (NULL);

  g_string_printf (text, "%u.%u", version >> 24, (version >> 16) & 0xff);
  if (micro > 0 || level > 0)
    g_string_append_printf (text, ".%u", micro);
  if (level > 0 && level < DSC_V_FINAL)
    g_string_append_printf (text, "%s%u", (level & 0xf0) == 0xa0 ? "a" : (level & 0xf0) == 0xb0 ? "b" : "rc", level & 0x0f);
  return g_string_free (text, FALSE);
}

const DscTraitChange *
dsc_describe_find_change (const DscTraits       *traits,
                          const char            *trait,
                          const DscTraitChange **out_before)
{
  const DscTraitChange *changes;
  const DscTraitChange *found = NULL;
  const DscTraitChange *before = NULL;
  const gsize n = dsc_traits_history (&changes);

  for (gsize i = 0; i < n; i++)
    if (g_str_equal (changes[i].trait, trait) && changes[i].since <= traits->target.version
        && dsc_builds_contain (changes[i].builds, traits->target.build))
      {
        before = found;
        found = &changes[i];
      }
  if (out_before != NULL)
    *out_before = before;
  return found;
}
