/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-player.c: each operation of the scenario language. States are compared with real interpreters by truth-runner. */
#include "player-fixture.h"

typedef struct {
  const char *target;
  const char *ops;
  const char *result;      /* of the last operation, or its exception, or why it was skipped */
  const char *items;       /* of the current dict afterwards; NULL: not dumped */
} Case;

#define A "[\"literal\",[[\"a\",1],[\"b\",2]]]"
#define BEHIND_A A ",[\"new\",\"e\"],[\"set\",\"c\",3],"

static const Case cases[] = {
  { "3.12.1", "[\"new\"]", "-", "" },
  { "3.12.1", "[\"new\",\"e\"],[\"set\",1]", "-", "1: 0" },
  { "3.12.1", "[\"dict\"]", "-", "" },
  { "3.12.1", "[\"set\",1,2],[\"new\",\"e\"],[\"use\",\"d\"]", "-", "1: 2" },
  { "3.12.1", A ",[\"get\",\"a\"]", "1", "'a': 1, 'b': 2" },
  { "3.12.1", A ",[\"get\",\"z\"]", "-", "'a': 1, 'b': 2" },
  { "3.12.1", A ",[\"item\",\"z\"]", "KeyError 'z'", "'a': 1, 'b': 2" },
  { "3.12.1", A ",[\"in\",\"a\"]", "True", "'a': 1, 'b': 2" },
  { "3.12.1", A ",[\"del\",\"a\"]", "-", "'b': 2" },
  { "3.12.1", A ",[\"del\",[\"z\"]]", "TypeError", "'a': 1, 'b': 2" },
  { "3.12.1", A ",[\"set\",{\"fs\":[[]]}]", "TypeError", "'a': 1, 'b': 2" },
  { "3.12.1", A ",[\"pop\",\"a\"]", "1", "'b': 2" },
  { "3.12.1", A ",[\"pop\",\"z\",null]", "-", "'a': 1, 'b': 2" },
  { "3.12.1", A ",[\"pop\",\"z\"]", "KeyError 'z'", "'a': 1, 'b': 2" },
  { "3.12.1", A ",[\"popitem\"]", "('b', 2)", "'a': 1" },
  { "3.12.1", "[\"popitem\"]", "KeyError 'popitem(): dictionary is empty'", "" },
  { "3.12.1", A ",[\"setdefault\",\"c\"]", "-", "'a': 1, 'b': 2, 'c': None" },
  { "3.12.1", A ",[\"setdefault\",\"b\",5]", "2", "'a': 1, 'b': 2" },
  { "3.12.1", A ",[\"clear\"]", "-", "" },
  { "3.12.1", "[\"fill\",\"s\",2,4]", "-", "'k2': 2, 'k3': 3" },
  { "3.12.1", "[\"fill\",\"neg\",3,1]", "-", "" },
  { "3.12.1", "[\"fill\",\"odd\",1,3]", "skip kind", NULL },
  { "3.12.1", "[\"fill\",\"i\",0,6],[\"delrange\",\"i\",0,6,2]", "-", "1: 1, 3: 3, 5: 5" },
  { "3.12.1", "[\"fill\",\"i\",0,3],[\"delrange\",\"i\",2,-1,-1]", "-", "" },
  { "3.12.1", "[\"fill\",\"i\",0,3],[\"delrange\",\"i\",0,9]", "KeyError 3", "" },
  { "3.12.1", "[\"delrange\",\"i\",0,9,0]", "ValueError", "" },
  { "3.12.1", "[\"fill\",\"i\",0,5],[\"popitems\",2]", "-", "0: 0, 1: 1, 2: 2" },
  { "3.12.1", "[\"literal\",[[{\"x\":[0,-1]},{\"t\":[]}]]]", "-", "(-0-1j): ()" },
  { "2.7.18", "[\"literal\",[[{\"x\":[0,-1]},{\"t\":[]}]]]", "-", "-1j: ()" },
  { "3.12.1", "[\"literal\",[[{\"f\":\"inf\"},1]]]", "-", "inf: 1" },
  { "3.12.1", "[\"literal\",[[1,{\"t\":[{\"f\":\"inf\"}]}]]]", "NameError", "" },
  { "3.12.1", "[\"literal\",[[1,{\"x\":[1,{\"f\":1}]}]]]", "error", NULL },
  { "3.12.1", "[\"literal\",[[{\"c\":\"x\"},1]]]", "NameError", "" },
  { "3.12.1", "[\"literal\",[[{\"unhashable\":1},1],[{\"h\":[1,\"n\"]},2]]]", "NameError", "" },
  { "2.7.18", "[\"literal\",[[{\"unhashable\":1},1],[{\"h\":[1,\"n\"]},2]]]", "TypeError", "" },
  { "3.12.1", "[\"literal_vars\",[[{\"c\":\"x\"},{\"h\":[1,\"n\"]}]]]", "-", "S('x'): H(1,n)" },
  { "3.12.1", "[\"literal_range\",\"f\",2]", "-", "0.5: 0, 1.5: 1" },
  { "3.12.1", "[\"literal_range\",\"i16\",2,true]", "-", "0: 0, 65536: 1" },
  { "3.12.1", "[\"comp_range\",\"t\",2]", "-", "(0, 0): 0, (1, 1): 1" },
  { "3.12.1", "[\"ctor_pairs\",[[1,2],[1,3]]]", "-", "1: 3" },
  { "3.12.1", "[\"ctor_pairs_range\",\"s\",2]", "-", "'k0': 0, 'k1': 1" },
  { "3.12.1", "[\"zip_range\",\"i\",2]", "-", "0: 0, 1: 1" },
  { "3.12.1", "[\"ctor_kwargs\",[[\"a\",1],[{\"s\":\"b\"},[2]]]]", "-", "'a': 1, 'b': [2]" },
  { "3.12.1", "[\"ctor_kwargs\",[[\"a\",1],[\"a\",2]]]", "SyntaxError", "" },
  { "3.12.1", "[\"ctor_kwargs\",[[\"a\",{\"c\":\"x\"}]]]", "NameError", "" },
  { "3.12.1", "[\"ctor_kwargs_range\",2]", "-", "'k0': 0, 'k1': 1" },
  { "3.6.15", "[\"ctor_kwargs_range\",256]", "SyntaxError", "" },
  { "3.12.1", "[\"kwargs_call\",[[\"a\",1]]]", "-", "'a': 1" },
  { "3.12.1", "[\"kwargs_call_range\",1]", "-", "'k0': 0" },
  { "3.12.1", BEHIND_A "[\"kwargs_star\",\"d\"]", "-", "'a': 1, 'b': 2" },
  { "3.12.1", "[\"set\",1,1],[\"kwargs_star\",\"d\"]", "TypeError", "1: 1" },
  { "3.12.1", BEHIND_A "[\"ctor_from\",\"d\"]", "-", "'a': 1, 'b': 2" },
  { "3.12.1", "[\"ctor_from\",\"nowhere\"]", "KeyError 'nowhere'", "" },
  { "3.12.1", A ",[\"copy\"]", "-", "'a': 1, 'b': 2" },
  { "3.12.1", A ",[\"copy\",\"f\"],[\"del\",\"a\"],[\"use\",\"d\"]", "-", "'a': 1, 'b': 2" },
  { "3.12.1", "[\"fromkeys\",[1,2],5]", "-", "1: 5, 2: 5" },
  { "3.12.1", "[\"fromkeys\",[1,2]]", "-", "1: None, 2: None" },
  { "3.12.1", "[\"fromkeys\",[3,1,3],0,\"set\"]", "-", "1: 0, 3: 0" },
  { "3.12.1", "[\"fromkeys\",[3,1],0,\"frozenset\"]", "-", "1: 0, 3: 0" },
  { "3.12.1", "[\"fromkeys\",[{\"unhashable\":1}],0,\"set\"]", "TypeError", "" },
  { "3.12.1", "[\"fromkeys\",[3,1],0,\"dict\"]", "-", "3: 0, 1: 0" },
  { "3.12.1", "[\"fromkeys\",[{\"unhashable\":1}],0,\"dict\"]", "TypeError", "" },
  { "3.12.1", "[\"fromkeys\",[3,1],0,\"iter\"]", "-", "3: 0, 1: 0" },
  { "3.12.1", "[\"fromkeys\",[3,1],0,\"heap\"]", "skip how", NULL },
  { "3.12.1", "[\"fromkeys_range\",\"i\",2,7,\"tuple\"]", "-", "0: 7, 1: 7" },
  { "3.12.1", BEHIND_A "[\"fromkeys_of\",\"d\",0]", "-", "'a': 0, 'b': 0" },
  { "3.12.1", A ",[\"update\",[[\"b\",5],[\"c\",6]]]", "-", "'a': 1, 'b': 5, 'c': 6" },
  { "3.12.1", A ",[\"update_dict\",[[\"b\",5]]]", "-", "'a': 1, 'b': 5" },
  { "3.12.1", A ",[\"update_dict\",[[[],5]]]", "TypeError", "'a': 1, 'b': 2" },
  { "3.12.1", "[\"update_range\",\"i\",0,2]", "-", "0: 0, 1: 1" },
  { "3.12.1", "[\"update_range\",\"i\",0,2,\"dict\"]", "-", "0: 0, 1: 1" },
  { "3.12.1", BEHIND_A "[\"update_from\",\"d\"]", "-", "'c': 3, 'a': 1, 'b': 2" },
  { "3.12.1", A ",[\"update_kwargs\",[[\"a\",5]]]", "-", "'a': 5, 'b': 2" },
  { "3.12.1", A ",[\"union\",[[\"a\",5]]]", "-", "'a': 5, 'b': 2" },
  { "3.8.18", A ",[\"union\",[[\"a\",5]]]", "skip 3.9+", NULL },
  { "3.12.1", BEHIND_A "[\"union_from\",\"d\"]", "-", "'c': 3, 'a': 1, 'b': 2" },
  { "3.12.1", BEHIND_A "[\"ior_from\",\"d\"]", "-", "'c': 3, 'a': 1, 'b': 2" },
  { "3.8.18", BEHIND_A "[\"ior_from\",\"d\"]", "skip 3.9+", NULL },
  { "3.12.1", BEHIND_A "[\"merge_from\",\"e\",\"d\"]", "-", "'c': 3, 'a': 1, 'b': 2" },
  { "3.12.1", A ",[\"merge_from\"]", "-", "" },
  { "3.4.10", "[\"merge_from\",\"d\"]", "skip 3.5+", NULL },
  { "3.12.1", A ",[\"star_then\",\"d\",[[\"a\",3],[\"z\",4]]]", "-", "'a': 3, 'b': 2, 'z': 4" },
  { "3.12.1", A ",[\"star_then\",\"d\",[]]", "-", "'a': 1, 'b': 2" },
  { "3.4.10", "[\"star_then\",\"d\",[]]", "skip 3.5+", NULL },
  { "3.12.1", "[\"juggle\",1]", "skip unknown op juggle", NULL },
};

static char *
outcome_of (Fixture *self, const GError *error)
{
  const DscPlayed *played = &self->played;
  g_autofree char *key = fixture_repr (self, played->exception_key);

  if (error != NULL)
    return g_strdup ("error");
  if (played->skip != NULL)
    return g_strconcat ("skip ", played->skip, NULL);
  if (played->exception != NULL)
    return played->exception_key != NULL ? g_strconcat (played->exception, " ", key, NULL) : g_strdup (played->exception);
  return fixture_repr (self, played->value);
}

static void
test_operations (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture self;
      g_autoptr (GError) error = NULL;
      g_test_message ("%s", cases[i].ops);
      fixture_init (&self, cases[i].target, cases[i].ops);
      for (gsize n = dsc_scenario_get_n_ops (self.scenario); n > 0 && error == NULL; n--)
        dsc_player_step (self.player, &self.played, &error);
      g_autofree char *outcome = outcome_of (&self, error);
      g_assert_cmpstr (outcome, ==, cases[i].result);
      g_assert_true ((error == NULL && self.played.dict != NULL) == (cases[i].items != NULL));
      g_autofree char *items = cases[i].items != NULL ? fixture_items (&self) : NULL;
      g_assert_cmpstr (items, ==, cases[i].items);
      fixture_clear (&self);
    }
}

static void
test_malformed (void)
{
  static const char *const all[] = {
    "[\"new\",5]", "[\"new\",\"a\",1]", "[\"use\",\"x\"]", "[\"use\",\" argument\"]", "[\"set\"]", "[\"set\",{\"q\":1}]", "[\"set\",{\"i\":\"x\"}]",
    "[\"set\",{\"i\":1,\"s\":\"a\"}]", "[\"set\",{}]", "[\"set\",{\"h\":[1]}]", "[\"set\",{\"h\":[\"a\",\"b\"]}]", "[\"set\",{\"y\":\"\\u20ac\"}]",
    "[\"set\",{\"t\":5}]", "[\"set\",{\"f\":\"one\"}]", "[\"set\",{\"s\":5}]", "[\"set\",{\"x\":[1]}]",
    "[\"fill\",\"i\",0]", "[\"fill\",\"i\",0,\"9\"]", "[\"fill\",\"i\",0,1e3]", "[\"fill\",\"i\",0,99999999999999999999]",
    "[\"literal\",5]", "[\"literal\",[5]]", "[\"literal\",[[1]]]", "[\"literal\",[[1,2,3]]]", "[\"ctor_kwargs\",[[1,2]]]",
    "[\"fromkeys\",5]", "[\"update_from\"]", "[\"update_from\",5]", "[\"merge_from\",5]", "[\"star_then\",\"d\"]", "[\"popitems\",\"x\"]",
    "[\"vars_copy\",\"o\",5]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      Fixture self;
      g_autoptr (GError) error = NULL;
      fixture_init (&self, "3.9.18", all[i]);
      if (dsc_player_step (self.player, &self.played, &error))
        g_error ("%s is malformed", all[i]);
      g_assert_error (error, DSC_ERROR, DSC_ERROR_FORMAT);
      g_assert_true (g_str_has_prefix (error->message, "Operation 0: "));
      g_assert_cmpuint (dsc_player_get_position (self.player), ==, 0);
      fixture_clear (&self);
    }
}

static void
test_too_large (void)
{
  static const char *const all[] = { "[\"fill\",\"i\",0,1000000000000]", "[\"comp_range\",\"i\",1000000000000]", "[\"delrange\",\"i\",0,-1000000000000,-1]" };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      Fixture self;
      g_autoptr (GError) error = NULL;
      fixture_init (&self, "3.9.18", all[i]);
      g_assert_false (dsc_player_step (self.player, &self.played, &error));
      g_assert_error (error, DSC_ERROR, DSC_ERROR_LIMIT);
      fixture_clear (&self);
    }
}

static void
test_temporaries_die (void)
{
  Fixture self;

  g_test_summary ("The dict that an operation makes for itself is gone after it.");
  fixture_init (&self, "3.9.18", "[\"update_dict\",[[1,2]]],[\"union\",[[3,4]]],[\"fromkeys\",[1],0,\"dict\"]");
  for (int i = 0; i < 3; i++)
    {
      fixture_step (&self);
      DscMachine *machine = dsc_player_get_machine (self.player);
      for (guint32 id = 1; id < 10; id++)
        {
          DscDict *dict = dsc_machine_find_dict (machine, id);
          g_assert_true (dict == NULL || dict == self.played.dict);
        }
    }
  fixture_clear (&self);
}

static void
test_instances (void)
{
  Fixture self;

  g_test_summary ("Instances, classes and dicts have names of their own; a register can hold the dict of an instance.");
  fixture_init (&self, "3.12.1", "[\"class\",\"d\",[\"a\"]],[\"instance\",\"d\",\"d\"],[\"vars_reg\",\"d\",\"r\"],[\"set\",\"b\",2],[\"getattr\",\"d\",\"b\"],"
                                 "[\"getattr\",\"d\",\"c\"],[\"drop\",\"d\"],[\"drop\",\"d\"],[\"sizes\",\"d\",2],[\"sizes\",\"e\",2]");
  static const char *const exceptions[] = { NULL, NULL, NULL, NULL, NULL, "AttributeError", NULL, "KeyError", NULL, "KeyError" };
  for (guint i = 0; i < G_N_ELEMENTS (exceptions); i++)
    {
      fixture_step (&self);
      g_assert_false (self.played.not_modelled);
      g_assert_cmpstr (self.played.exception, ==, exceptions[i]);
      g_assert_cmpint (self.played.instance != NULL, ==, i == 1 || i == 2 || i == 4 || i == 5);
      g_assert_cmpint (self.played.dict != NULL, ==, i == 2 || i == 3);
      if (i == 4)
        g_assert_cmpint (self.played.value->as.integer, ==, 2);
      if (i == 8)
        g_assert_cmpint (g_array_index (self.played.sizes, gint64, 1), ==, 48 + 8 * 27);   /* the third instance, three places gone */
    }
  fixture_clear (&self);
}

static void
test_class_bodies (void)
{
  Fixture self;

  g_test_summary ("What a method assigns to self is known to the class before any instance is (3.14 on); a body may hold more than is modelled.");
  fixture_init (&self, "3.14.10", "[\"class\",\"C\",[\"b\"],\"def f(self): self.a = self.c = 1; self.d == 2; itself.e = 3\"],[\"instance\",\"o\",\"C\"],"
                                  "[\"vars\",\"o\"],[\"getattr\",\"o\",\"f\"],[\"class\",\"S\",[],\"__slots__ = ()\"]");
  for (guint i = 0; i < 3; i++)
    fixture_step (&self);
  const DscDict *dict = dsc_instance_peek_dict (self.played.instance);
  g_assert_cmpint (dsc_dict_sizeof (dsc_machine_get_runtime (dsc_player_get_machine (self.player)), dict), ==, 48 + 8 * 29);
  for (guint i = 0; i < 2; i++)
    {
      fixture_step (&self);
      g_assert_true (self.played.not_modelled);
    }
  fixture_clear (&self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/source/player/operations", test_operations);
  g_test_add_func ("/source/player/malformed", test_malformed);
  g_test_add_func ("/source/player/too-large", test_too_large);
  g_test_add_func ("/source/player/temporaries-die", test_temporaries_die);
  g_test_add_func ("/source/player/instances", test_instances);
  g_test_add_func ("/source/player/class-bodies", test_class_bodies);
  return g_test_run ();
}
