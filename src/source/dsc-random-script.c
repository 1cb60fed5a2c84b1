/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-random-script.c: programs of random operations on dicts and instances; of some of them the point is who holds what, and when it dies. */
#include "dsc-random-script.h"

#include <string.h>

#include "dsc-syntax-private.h"

/* Keys of one program are of one or a few of these sorts, so that tables of one kind and tables that change their kind both come up. */
typedef enum {
  KEY_SMALL_INT = 0, KEY_COLLIDING_INT, KEY_NEGATIVE_INT, KEY_BIG_INT, KEY_TEXT, KEY_LETTER, KEY_TUPLE, KEY_FLOAT, KEY_CONSTANT, KEY_BYTES,
  N_KEYS,
} KeySort;

typedef struct {
  guint64    state;
  GPtrArray *statements;
  GString   *line;
  guint      n;               /* statements so far */
  DscVersion version;
  KeySort    sorts[3];        /* of the program's keys; some may be the same */
  guint      range;           /* how many different keys of a sort there are */
  guint      n_classes;
} Maker;

/* --- Numbers: SplitMix64, so that they are the same everywhere. --- */

static guint64
next (Maker *self)
{
  guint64 z = self->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

static guint
below (Maker *self,
       guint  n)
{
  return (guint) (next (self) % n);
}

static void
put (Maker      *self,
     const char *format,
     ...) G_GNUC_PRINTF (2, 3);

static void
put (Maker      *self,
     const char *format,
     ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_string_append_vprintf (self->line, format, arguments);
  va_end (arguments);
}

static void
end_statement (Maker *self)
{
  put (self, "\n");
  g_ptr_array_add (self->statements, g_string_free (self->line, FALSE));
  self->line = g_string_new (NULL);
  self->n++;
}

/* --- Words. --- */

static const char *
dict_name (Maker *self)
{
  static const char *const names[] = { "d", "d", "d", "e", "e", "f" };

  return names[below (self, G_N_ELEMENTS (names))];
}

static const char *
instance_name (Maker *self)
{
  static const char *const names[] = { "x", "x", "y", "z" };

  return names[below (self, G_N_ELEMENTS (names))];
}

static void
put_key_of (Maker  *self,
            KeySort sort,
            guint   i)
{
  static const char *const constants[] = { "None", "True", "False", "0", "1", "1.0", "''", "()" };

  switch (sort)
    {
    case KEY_SMALL_INT:     put (self, "%u", i); break;
    case KEY_COLLIDING_INT: put (self, "%u", i * 1024); break;
    case KEY_NEGATIVE_INT:  put (self, "-%u", i); break;
    case KEY_BIG_INT:       put (self, "%u%019u", i + 1, i * 7919); break;
    case KEY_TEXT:          put (self, "'k%u'", i); break;
    case KEY_LETTER:        put (self, "'%c'", (int) ('a' + i % 26)); break;
    case KEY_TUPLE:         put (self, "(%u, 'k%u')", i, i % 3); break;
    case KEY_FLOAT:         put (self, "%u.5", i); break;
    case KEY_CONSTANT:      put (self, "%s", constants[i % G_N_ELEMENTS (constants)]); break;
    case KEY_BYTES:         put (self, "b'k%u'", i); break;
    case N_KEYS:            break;
    }
}

static void
put_key (Maker *self)
{
  put_key_of (self, self->sorts[below (self, G_N_ELEMENTS (self->sorts))], below (self, self->range));
}

static void
put_value (Maker *self)
{
  switch (below (self, 12))
    {
    case 0:  put (self, "'v%u'", below (self, 100)); break;
    case 1:  put (self, "None"); break;
    case 2:  put (self, "%u.25", below (self, 100)); break;
    case 3:  put (self, "(%u, 'x')", below (self, 10)); break;
    case 4:  put (self, "[%u]", below (self, 10)); break;
    default: put (self, "%u", below (self, 1000)); break;
    }
}

static void
put_pairs (Maker *self,
           guint  n)
{
  for (guint i = 0; i < n; i++)
    {
      put (self, i != 0 ? ", " : "");
      put_key (self);
      put (self, ": ");
      put_value (self);
    }
}

static void
put_tuples (Maker *self,
            guint  n)
{
  for (guint i = 0; i < n; i++)
    {
      put (self, i != 0 ? ", (" : "(");
      put_key (self);
      put (self, ", ");
      put_value (self);
      put (self, ")");
    }
}

/* a0=1, a3=2: no name twice. */
static void
put_keywords (Maker *self,
              guint  n)
{
  const guint start = below (self, 5), step = 1 + below (self, 3);

  for (guint i = 0; i < n; i++)
    put (self, "%sk%u=%u", i != 0 ? ", " : "", start + i * step, below (self, 100));
}

static void
put_keys (Maker *self,
          guint  n)
{
  for (guint i = 0; i < n; i++)
    {
      put (self, i != 0 ? ", " : "");
      put_key (self);
    }
}

/* How many items: mostly few, seldom many. */
static guint
some (Maker *self)
{
  const guint kind = below (self, 10);

  return kind < 7 ? below (self, 6) : kind < 9 ? below (self, 20) : below (self, 70);
}

/* "i" of a loop made into a key. */
static const char *
key_of_loop (Maker *self)
{
  static const char *const forms[] = { "i", "i", "i * 1024", "'k%d' % i", "'k%d' % i", "(i, i)", "i + 0.5", "-i", "str(i)" };

  return forms[below (self, G_N_ELEMENTS (forms))];
}

/* --- Statements: dicts. --- */

/* May raise what is named. */
static void
put_try (Maker      *self,
         const char *statement,
         const char *errors)
{
  put (self, "try:\n    %s\nexcept %s:\n    pass", statement, errors);
}

static void
make_display (Maker *self)
{
  put (self, "%s = {", dict_name (self));
  put_pairs (self, some (self));
  put (self, "}");
}

static void
make_new (Maker *self)
{
  const char *name = dict_name (self);

  switch (below (self, 7))
    {
    case 0:
      put (self, "%s = {}", name);
      break;
    case 1:
      put (self, "%s = dict()", name);
      break;
    case 2:
      put (self, "%s = dict(", name);
      put_keywords (self, below (self, 20));
      put (self, ")");
      break;
    case 3:
      put (self, "%s = dict([", name);
      put_tuples (self, some (self));
      put (self, "])");
      break;
    case 4:
      put (self, "%s = {%s: i for i in range(%u)}", name, key_of_loop (self), below (self, 60));
      break;
    case 5:
      put (self, "%s = dict((%s, i) for i in range(%u))", name, key_of_loop (self), below (self, 60));
      break;
    default:
      put (self, "%s = dict(%s, ", name, dict_name (self));
      put_keywords (self, 1 + below (self, 4));
      put (self, ")");
      break;
    }
}

static void
make_fromkeys (Maker *self)
{
  static const char *const opened[] = { "[", "(", "set([", "frozenset([", "iter([" };
  static const char *const closed[] = { "]", ",)", "])", "])", "])" };
  const guint kind = below (self, 7);

  put (self, "%s = dict.fromkeys(", dict_name (self));
  if (kind < 5)
    {
      put (self, "%s", opened[kind]);
      put_keys (self, 1 + some (self));
      put (self, "%s", closed[kind]);
    }
  else if (kind == 5)
    put (self, "range(%u)", below (self, 50));
  else
    put (self, "%s", dict_name (self));
  put (self, ", %u)", below (self, 10));
}

static void
make_copy (Maker *self)
{
  static const char *const forms[] = { "%s = %s.copy()", "%s = dict(%s)", "%s = %s" };
  const char *target = dict_name (self), *source = dict_name (self);

  switch (below (self, G_N_ELEMENTS (forms)))
    {
    case 0:  put (self, "%s = %s.copy()", target, source); break;
    case 1:  put (self, "%s = dict(%s)", target, source); break;
    default: put (self, "%s = %s", target, source); break;
    }
}

static void
make_union (Maker *self)
{
  g_autofree char *statement = NULL;
  const char *target = dict_name (self), *first = dict_name (self), *second = dict_name (self);

  if (below (self, 3) == 0 && dsc_syntax_is_available (DSC_SYNTAX_DICT_UNPACKING, self->version))
    {
      put (self, "%s = {**%s, ", target, first);
      put_pairs (self, 1 + below (self, 4));
      put (self, ", **%s}", second);
      return;
    }
  statement = below (self, 2) == 0 ? g_strdup_printf ("%s = %s | %s", target, first, second) : g_strdup_printf ("%s |= %s", target, first);
  put_try (self, statement, "TypeError");
}

static void
make_update (Maker *self)
{
  put (self, "%s.update(", dict_name (self));
  switch (below (self, 5))
    {
    case 0:
      put (self, "[");
      put_tuples (self, some (self));
      put (self, "]");
      break;
    case 1:
      put (self, "{");
      put_pairs (self, some (self));
      put (self, "}");
      break;
    case 2:
      put_keywords (self, 1 + below (self, 6));
      break;
    default:
      put (self, "%s", dict_name (self));
      break;
    }
  put (self, ")");
}

static void
make_loop (Maker *self)
{
  const char *name = dict_name (self), *key = key_of_loop (self);
  const guint start = below (self, 40), n = below (self, 12) == 0 ? 400 : below (self, 40);

  if (below (self, 3) != 0)
    put (self, "for i in range(%u, %u):\n    %s[%s] = i", start, start + n, name, key);
  else
    put (self, "for i in range(%u, %u):\n    %s.pop(%s, None)", start, start + n, name, key);
}

static void
make_pop (Maker *self)
{
  const char *name = dict_name (self);

  switch (below (self, 4))
    {
    case 0:
      put (self, "try:\n    del %s[", name);
      put_key (self);
      put (self, "]\nexcept KeyError as problem:\n    print(problem)");
      break;
    case 1:
      put (self, "try:\n    print(%s.pop(", name);
      put_key (self);
      put (self, "))\nexcept KeyError:\n    pass");
      break;
    case 2:
      put (self, "%s.pop(", name);
      put_key (self);
      put (self, ", 0)");
      break;
    default:
      put (self, "try:\n    print(%s.popitem())\nexcept KeyError:\n    pass", name);
      break;
    }
}

static void
make_read (Maker *self)
{
  const char *name = dict_name (self);

  switch (below (self, 6))
    {
    case 0:
      put (self, "print(%s.get(", name);
      put_key (self);
      put (self, "), len(%s))", name);
      break;
    case 1:
      put (self, "print(");
      put_key (self);
      put (self, " in %s)", name);
      break;
    case 2:
      put (self, "print(list(%s))", name);
      break;
    case 3:
      put (self, "%s.setdefault(", name);
      put_key (self);
      put (self, ")");
      break;
    case 4:
      put (self, "print(%s == %s)", name, dict_name (self));
      break;
    default:
      put (self, "for k in %s:\n    last = k", name);
      break;
    }
}

static void
make_store (Maker *self)
{
  const char *name = dict_name (self);

  if (below (self, 5) == 0)
    {
      put (self, "%s.setdefault(", name);
      put_key (self);
      put (self, ", ");
      put_value (self);
      put (self, ")");
      return;
    }
  put (self, "%s[", name);
  put_key (self);
  put (self, "] = ");
  put_value (self);
}

/* --- Statements: instances. --- */

static void
make_class (Maker *self)
{
  const guint n = below (self, 5) == 0 ? below (self, 35) : below (self, 7);

  put (self, "class %c(object):\n", (int) ('P' + below (self, 3)));
  if (n == 0)
    {
      put (self, "    pass");
      return;
    }
  put (self, "    def __init__(self):\n");
  for (guint i = 0; i < n; i++)
    put (self, "%s        self.a%u = %u", i != 0 ? "\n" : "", (i * 3) % 7 + i / 7 * 7, i);
}

static void
put_attribute (Maker *self)
{
  put (self, "a%u", below (self, 8) == 0 ? below (self, 40) : below (self, 8));
}

static void
make_attribute (Maker *self)
{
  const char *name = instance_name (self);

  switch (below (self, 6))
    {
    case 0:
      put (self, "try:\n    del %s.", name);
      put_attribute (self);
      put (self, "\nexcept AttributeError:\n    pass");
      break;
    case 1:
      put (self, "try:\n    print(%s.", name);
      put_attribute (self);
      put (self, ")\nexcept AttributeError:\n    pass");
      break;
    default:
      put (self, "%s.", name);
      put_attribute (self);
      put (self, " = ");
      put_value (self);
      break;
    }
}

/* Through x.__dict__. */
static void
make_vars (Maker *self)
{
  const char *name = instance_name (self), *dict = dict_name (self);

  switch (below (self, 12))
    {
    case 0:  put (self, "%s = %s.__dict__", dict, name); break;
    case 1:  put (self, "%s = vars(%s)", dict, name); break;
    case 2:  put (self, "%s = %s.__dict__.copy()", dict, name); break;
    case 3:  put (self, "%s = dict(%s.__dict__)", dict, name); break;
    case 4:  put (self, "%s.__dict__ = %s", name, dict); break;
    case 5:  put (self, "%s.__dict__.clear()", name); break;
    case 6:  put (self, "try:\n    print(%s.__dict__.popitem())\nexcept KeyError:\n    pass", name); break;
    case 7:  put (self, "%s.__dict__.pop('a%u', None)", name, below (self, 8)); break;
    case 8:  put (self, "%s.update(%s.__dict__)", dict, name); break;
    case 9:  put (self, "%s.__dict__.update(%s)", name, "{'a1': 1, 'a2': 2}"); break;
    case 10: put (self, "%s.__dict__['a%u'] = %u", name, below (self, 10), below (self, 100)); break;
    default: put (self, "print(len(%s.__dict__))", name); break;
    }
}

static void
make_instance (Maker *self)
{
  put (self, "%s = %c()", instance_name (self), (int) ('P' + below (self, 3)));
}

/* --- Statements: what holds what, and how it dies. Only what is new goes into attributes and lists, and names of dicts never into dicts, so
 * that no rings come up, which only the collector would free. Nothing is printed: instances have addresses in their texts. --- */

static void
put_mortal (Maker *self)
{
  static const char *const forms[] = { "P()", "Q()", "P()", "R()", "{}", "{'a': 1, 2: 3}", "[P(), {}]", "(Q(), 1)", "{'n': P()}", "[[P()], [Q()]]",
                                       "dict(a=P())", "[({1: [P()]}, Q())]" };

  put (self, "%s", forms[below (self, G_N_ELEMENTS (forms))]);
}

/* What may also be in more than one place. */
static void
put_shared (Maker *self)
{
  switch (below (self, 6))
    {
    case 0:  put (self, "%s", instance_name (self)); break;
    case 1:  put (self, "(%s, %s)", instance_name (self), instance_name (self)); break;
    case 2:  put (self, "list(l)"); break;
    case 3:  put (self, "tuple(l)"); break;
    default: put_mortal (self); break;
    }
}

static void
make_mortal_item (Maker *self)
{
  const char *name = dict_name (self);

  switch (below (self, 8))
    {
    case 0:
      put (self, "%s.setdefault(", name);
      put_key (self);
      put (self, ", ");
      put_shared (self);
      put (self, ")");
      return;
    case 1:
      put (self, "%s.update([(", name);
      put_key (self);
      put (self, ", ");
      put_shared (self);
      put (self, "), (");
      put_key (self);
      put (self, ", ");
      put_mortal (self);
      put (self, ")])");
      return;
    case 2:
      put (self, "for i in range(%u):\n    %s[%s] = ", below (self, 12), name, key_of_loop (self));
      put_mortal (self);
      return;
    default:
      put (self, "%s[", name);
      put_key (self);
      put (self, "] = ");
      put_shared (self);
      return;
    }
}

static void
make_mortal_dict (Maker *self)
{
  const char *name = dict_name (self), *other = dict_name (self);

  switch (below (self, 9))
    {
    case 0:  put (self, "%s = {", name); put_key (self); put (self, ": "); put_shared (self); put (self, "}"); break;
    case 1:  put (self, "%s = dict.fromkeys(['p', 'q', 3], ", name); put_shared (self); put (self, ")"); break;
    case 2:  put (self, "%s = %s.copy()", name, other); break;
    case 3:  put (self, "%s = dict(%s)", name, other); break;
    case 4:  put (self, "%s.update(%s)", name, other); break;
    case 5:  put (self, "%s = {%s: P() for i in range(%u)}", name, key_of_loop (self), below (self, 9)); break;
    case 6:  put (self, "%s = {}", name); break;
    case 7:  put (self, "%s.clear()", name); break;
    default: put (self, "%s = dict([(1, {}), ('k1', ", name); put_shared (self); put (self, ")])"); break;
    }
}

static void
make_death (Maker *self)
{
  const char *name = dict_name (self);

  switch (below (self, 9))
    {
    case 0:  put (self, "try:\n    del %s[", name); put_key (self); put (self, "]\nexcept KeyError:\n    pass"); break;
    case 1:  put (self, "%s.pop(", name); put_key (self); put (self, ", None)"); break;
    case 2:  put (self, "t = %s.pop(", name); put_key (self); put (self, ", None)"); break;
    case 3:  put (self, "t = %s.get(", name); put_key (self); put (self, ")"); break;
    case 4:  put_try (self, below (self, 2) == 0 ? "d.popitem()" : "k, t = d.popitem()", "KeyError"); break;
    case 5:  put (self, "%s[", name); put_key (self); put (self, "] = "); put_value (self); break;
    case 6:  put_try (self, below (self, 2) == 0 ? "u = t[0]" : "u = t[1][0]", "Exception"); break;
    case 7:  put (self, "t = None"); break;
    default: put (self, "u = t"); break;
    }
}

static void
make_list (Maker *self)
{
  switch (below (self, 11))
    {
    case 0:  put (self, "l = ["); put_mortal (self); put (self, ", %s, ", instance_name (self)); put_mortal (self); put (self, "]"); break;
    case 1:  put (self, "l.append("); put_mortal (self); put (self, ")"); break;
    case 2:  put_try (self, "l.pop()", "IndexError"); break;
    case 3:  put_try (self, "t = l.pop()", "IndexError"); break;
    case 4:  put_try (self, "l[0] = Q()", "IndexError"); break;
    case 5:  put_try (self, "del l[0]", "IndexError"); break;
    case 6:  put (self, "l = l + [P()]"); break;
    case 7:  put (self, "for i in range(%u):\n    l = [P(), {i: Q()}]", below (self, 6)); break;
    case 8:  put (self, "l = list(%s.values())", dict_name (self)); break;
    case 9:  put (self, "for t in l:\n    u = [t]"); break;
    default: put (self, "l = []"); break;
    }
}

static void
make_mortal_loop (Maker *self)
{
  const char *name = dict_name (self);

  switch (below (self, 4))
    {
    case 0:  put (self, "for t in %s.values():\n    u = t", name); break;
    case 1:  put (self, "for k, t in %s.items():\n    u = (k, t)", name); break;
    case 2:  put (self, "for t in list(%s.values()):\n    %s.clear()", name, name); break;
    default: put (self, "for t in %s.items():\n    pass", name); break;
    }
}

static void
make_mortal_attribute (Maker *self)
{
  const char *name = instance_name (self);

  switch (below (self, 8))
    {
    case 0:  put (self, "%s.__dict__.pop('a%u', None)", name, below (self, 8)); break;
    case 1:  put (self, "t = %s.__dict__.pop('a%u', None)", name, below (self, 8)); break;
    case 2:  put (self, "%s.__dict__.clear()", name); break;
    case 3:  put (self, "t = vars(%s).copy()", name); break;
    case 4:  put (self, "try:\n    del %s.", name); put_attribute (self); put (self, "\nexcept AttributeError:\n    pass"); break;
    case 5:  put (self, "try:\n    t = %s.", name); put_attribute (self); put (self, "\nexcept AttributeError:\n    pass"); break;
    default: put (self, "%s.", name); put_attribute (self); put (self, " = "); put_mortal (self); break;
    }
}

/* --- The program. --- */

typedef struct {
  guint  weight;
  void (*make) (Maker *self);
} Rule;

static const Rule dict_rules[] = {
  { 30, make_store }, { 12, make_pop }, { 8, make_read }, { 5, make_update }, { 4, make_loop }, { 4, make_new }, { 3, make_display },
  { 3, make_copy }, { 3, make_union }, { 2, make_fromkeys },
};

static const Rule instance_rules[] = {
  { 20, make_attribute }, { 8, make_vars }, { 5, make_instance }, { 1, make_class }, { 6, make_store }, { 2, make_pop }, { 2, make_copy },
};

static const Rule mortal_rules[] = {
  { 20, make_mortal_item }, { 20, make_death }, { 10, make_mortal_attribute }, { 9, make_list }, { 7, make_mortal_dict }, { 3, make_mortal_loop },
  { 5, make_instance }, { 1, make_class },
};

static void
make_one (Maker      *self,
          const Rule *rules,
          gsize       n)
{
  guint total = 0;

  for (gsize i = 0; i < n; i++)
    total += rules[i].weight;

  guint chosen = below (self, total);
  gsize i = 0;
  while (chosen >= rules[i].weight)
    chosen -= rules[i++].weight;
  rules[i].make (self);
  end_statement (self);
}

static void
begin_program (Maker   *self,
               gboolean has_instances,
               gboolean has_mortals)
{
  static const char *const names[] = { "x", "y", "z" };
  const KeySort sort = (KeySort) below (self, N_KEYS);

  for (guint i = 0; i < G_N_ELEMENTS (self->sorts); i++)
    self->sorts[i] = below (self, 3) == 0 ? (KeySort) below (self, N_KEYS) : sort;
  if (has_instances)
    self->sorts[0] = KEY_TEXT;
  self->range = 3 + below (self, 40);
  put (self, "from __future__ import print_function\n");
  put (self, "d = {}\ne = {}\nf = {}");
  for (guint i = 0; has_instances && i < G_N_ELEMENTS (names); i++)
    {
      put (self, "\nclass %c(object):\n    %s\n", (int) ('P' + i), i == 0 ? "pass" : i == 1 ? "def __init__(self):\n        self.a0 = 0\n        self.a1 = 1"
           : "def __init__(self):\n        self.a2 = 0\n        self.a1 = 1\n        self.a0 = 2");
      put (self, "%s = %c()", names[i], (int) ('P' + i));
    }
  if (has_mortals)
    put (self, "\nt = u = None\nl = []");
  end_statement (self);
}

GPtrArray *
dsc_random_script_new (guint64    seed,
                       guint      n,
                       DscVersion version)
{
  Maker self = { .state = seed, .version = version, .line = g_string_new (NULL), .statements = g_ptr_array_new_with_free_func (g_free) };
  const guint sort = below (&self, 6);
  const gboolean has_mortals = sort < 2, has_instances = sort < 4;

  begin_program (&self, has_instances, has_mortals);
  while (self.n < n)
    if (has_mortals)
      make_one (&self, mortal_rules, G_N_ELEMENTS (mortal_rules));
    else if (has_instances)
      make_one (&self, instance_rules, G_N_ELEMENTS (instance_rules));
    else
      make_one (&self, dict_rules, G_N_ELEMENTS (dict_rules));
  g_string_free (self.line, TRUE);
  return self.statements;
}

char *
dsc_random_script_join (const GPtrArray *statements)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < statements->len; i++)
    g_string_append (text, statements->pdata[i]);
  return g_string_free (text, FALSE);
}
