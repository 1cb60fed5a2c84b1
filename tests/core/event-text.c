/* SPDX-License-Identifier: GPL-3.0-or-later */
/* event-text.c: events in few words. */
#include "event-text.h"

static const char *
field_name (int id)
{
  return dsc_field_name ((DscFieldId) id);
}

static void
append_object (GString *text, const DscObject *object)
{
  if (object->kind == DSC_OBJECT_STR)
    g_string_append_printf (text, " '%s'", object->as.text.bytes);
  else if (object->kind == DSC_OBJECT_INT)
    g_string_append_printf (text, " %d", (int) object->as.integer);
  else
    g_string_append (text, object->kind == DSC_OBJECT_NONE ? " None" : " []");
}

static void
append_watcher (GString *text, const DscEvent *e)
{
  static const char *const names[] = { "", "ADDED", "MODIFIED", "DELETED", "CLONED", "CLEARED", "DEALLOCATED" };

  g_string_append (text, names[e->a]);
  if (e->object != NULL)
    append_object (text, e->object);
  if (dsc_event_get_other (e) != NULL)
    append_object (text, dsc_event_get_other (e));
  if (e->b != 0)
    g_string_append_printf (text, " of %d", (int) e->b);
}

static void
append_event (GString *text, const DscEvent *e)
{
  static const char *const compared[] = { "", "identical", "hash differs", "equal", "unequal" };
  static const char *const walks[] = { "probe", "free?", "entry?" };

  switch ((DscEventKind) e->kind)
    {
    case DSC_EVENT_HASH:         g_string_append_printf (text, "hash %d", (int) e->a); break;
    case DSC_EVENT_PROBE:        g_string_append_printf (text, "%s %d", walks[e->detail], (int) e->a); break;
    case DSC_EVENT_COMPARE:      g_string_append_printf (text, "compare %d %s", (int) e->a, compared[e->detail]); break;
    case DSC_EVENT_HIT:          g_string_append_printf (text, "hit %d %d", (int) e->a, (int) e->b); break;
    case DSC_EVENT_MISS:         g_string_append_printf (text, "miss %d", (int) e->a); break;
    case DSC_EVENT_DUMMY_PASSED: g_string_append_printf (text, "dummy %d", (int) e->a); break;
    case DSC_EVENT_DUMMY_REUSED: g_string_append_printf (text, "reuse %d", (int) e->a); break;
    case DSC_EVENT_DUMMY_PLACED: g_string_append_printf (text, "place %d", (int) e->a); break;
    case DSC_EVENT_WRITE_INDEX:  g_string_append_printf (text, "index %d: %d -> %d", (int) e->a, (int) e->b, (int) e->c); break;
    case DSC_EVENT_WRITE_ENTRY:  g_string_append_printf (text, "entry %d", (int) e->a); break;
    case DSC_EVENT_WRITE_VALUE:  g_string_append_printf (text, "value %d", (int) e->a); break;
    case DSC_EVENT_WRITE_FIELD:
      if (e->detail == DSC_FIELD_MA_KEYS || e->detail == DSC_FIELD_MA_TABLE)
        g_string_append_printf (text, "%s", field_name (e->detail));
      else
        g_string_append_printf (text, "%s %d -> %d", field_name (e->detail), (int) e->a, (int) e->b);
      break;
    case DSC_EVENT_VERSION_TAG:  g_string_append_printf (text, "tag +%d", (int) (e->b - e->a)); break;
    case DSC_EVENT_WATCHER:      append_watcher (text, e); break;
    case DSC_EVENT_ALLOCATE:     g_string_append_printf (text, "allocate %d%s", (int) e->a, e->detail ? " again" : ""); break;
    case DSC_EVENT_FREE:         g_string_append_printf (text, "free %d%s", (int) e->a, e->detail ? " kept" : ""); break;
    case DSC_EVENT_TRACKED:      g_string_append (text, "tracked"); break;
    case DSC_EVENT_CLONE:        g_string_append_printf (text, "clone %d", (int) e->a); break;
    case DSC_EVENT_KIND_CHANGE:
      g_string_append_printf (text, "kind %s -> %s", dsc_keys_kind_name ((DscKeysKind) e->a), dsc_keys_kind_name ((DscKeysKind) e->b));
      break;
    case DSC_EVENT_RESIZE_BEGIN:
      g_string_append_printf (text, "resize %d for %d: %d -> %d, used %d", e->detail, (int) e->a, (int) e->b, (int) e->c, (int) e->d);
      break;
    case DSC_EVENT_RESIZE_END:   g_string_append_printf (text, "resized %d, %d", (int) e->a, (int) e->b); break;
    case DSC_EVENT_ENTRY_MOVED:  g_string_append_printf (text, "move %d -> %d at %d", (int) e->a, (int) e->b, (int) e->c); break;
    case DSC_EVENT_NEW_TABLE:    g_string_append_printf (text, "table %d, %d", (int) e->a, (int) e->b); break;
    case DSC_EVENT_RESIZE_TEST:  g_string_append_printf (text, "test %d: %d %d %d", e->detail, (int) e->a, (int) e->b, (int) e->c); break;
    case DSC_EVENT_RESIZE_REQUEST:
      g_string_append_printf (text, "(%d * %d + %d) / %d", (int) e->a, (int) e->b, (int) e->c, (int) e->d);
      break;
    case DSC_EVENT_SPLIT_COMBINED: g_string_append (text, "combined"); break;
    case DSC_EVENT_SHARED_GROWTH:  g_string_append_printf (text, "shared %d, %d", (int) e->a, (int) e->b); break;
    case DSC_EVENT_NEW_VALUES:     g_string_append_printf (text, "values %d", (int) e->a); break;
    case DSC_EVENT_CLASS_KEYS:     g_string_append_printf (text, "class keys%s", e->b != 0 ? "" : " none"); break;
    case DSC_EVENT_NONE:
    case DSC_EVENT_OPERATION_BEGIN:
    case DSC_EVENT_OPERATION_END:
      g_assert_not_reached ();
    }
}

void
append_events (GString *text, const DscTrace *trace)
{
  for (size_t i = 0; i < trace->n_events; i++)
    {
      g_string_append (text, i == 0 ? "" : "; ");
      append_event (text, &trace->events[i]);
    }
}
