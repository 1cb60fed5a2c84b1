/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-behaviours-words.c: what each value of a trait is called, and what it means for whoever uses a dict.
 *
 * No number that a rule gives is typed here: {name} is computed when the text is made. A row without a meaning changes only together with
 * another trait of its behaviour, which says it. */
#include "dsc-behaviours-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ANY DSC_ANY_VALUE
/* Values of traits that say nothing while the thing itself is not there yet. */
#define NO_COLLECTOR (G_MININT64 + 1)
#define NO_SHARING   (G_MININT64 + 2)
#define NO_RETURN    (G_MININT64 + 3)

/* clang-format off */
static const DscBehaviourWords rows[] = {
  /* table */
  { "family", "structure", DSC_FAMILY_OPEN, N_("one table of slots"),
    N_("Hash, key and value stand in the slots themselves; {slots} slots take {table} bytes.") },
  { "family", "structure", DSC_FAMILY_KEYS_OPEN, N_("a keys object of slots"),
    N_("The slots leave the dict for a keys object of their own, which the dicts of a class’s instances can share.") },
  { "family", "structure", DSC_FAMILY_COMPACT, N_("indices and dense entries"),
    N_("Small indices point into an array of entries without gaps: the keys object of {slots} slots takes {table} bytes instead of {was:table}.") },
  { "family", "order", DSC_FAMILY_OPEN, N_("by slot"),
    N_("A walk through a dict goes from slot to slot, so the order depends on hashes, on the size of the table and on its history.") },
  { "family", "order", DSC_FAMILY_KEYS_OPEN, N_("by slot"), NULL },
  { "family", "order", DSC_FAMILY_COMPACT, N_("as the keys were first stored"),
    N_("A walk goes through the entries, so items come in the order in which their keys were stored first; at first that was a detail of CPython, then a promise of the language.") },
  { "family", "dummies", DSC_FAMILY_OPEN, N_("the whole slot"), NULL },
  { "family", "dummies", DSC_FAMILY_KEYS_OPEN, N_("the whole slot"), NULL },
  { "family", "dummies", DSC_FAMILY_COMPACT, N_("only the index, not the entry"),
    N_("Every new key takes a fresh entry, so room that deletions made does not count until the table is rebuilt.") },
  { "reuses_dummy_slot", NULL, TRUE, N_("the first dummy on the way"),
    N_("A new key takes the slot of the first dummy that its search has met, and the table does not get fuller by it.") },
  { "reuses_dummy_slot", NULL, FALSE, N_("never used again"),
    N_("A new key goes to the first slot that nothing has ever been in, because other threads may be searching without a lock.") },
  { "growth", NULL, DSC_GROWTH_USED_X2, N_("used*2"),
    N_("A full table asks for twice the keys in it. Keys added one by one get {sizes} slots.") },
  { "growth", NULL, DSC_GROWTH_USED_X4, N_("used*4, used*2 above 50,000"),
    N_("A full table asks for four times its keys, a very large one for twice. Keys added one by one get {sizes} slots instead of {was:sizes}.") },
  { "growth", NULL, DSC_GROWTH_USED_X2_PLUS_HALF, N_("used*2 + size/2"),
    N_("Half the size is added, so that a table whose keys were removed shrinks slowly: one of {large} slots without any key has {emptied} after its next rebuild, instead of {was:emptied}.") },
  { "growth", NULL, DSC_GROWTH_USED_X3, N_("used*3"),
    N_("Only the keys that are left count, so a rebuild can shrink a table: one of {large} slots without any key has {emptied} after it, instead of {was:emptied}.") },
  { "growth", NULL, DSC_GROWTH_USED_X4_ALWAYS, N_("used*4"), N_("A full table asks for four times its keys.") },
  { "rounding", NULL, DSC_ROUNDING_GT, N_("power of two above the request"),
    N_("A request that is a power of two itself gets the next one: {round-8} slots for a request of 8.") },
  { "rounding", NULL, DSC_ROUNDING_GE, N_("power of two from the request on"),
    N_("Five keys, three of them removed and one added: the rebuild gives {slots-531} slots instead of {was:slots-531}.") },
  { "rounding", NULL, DSC_ROUNDING_BIT_LENGTH, N_("by bit length, too large for 1 to 7 and for powers of two"),
    N_("A request from 1 to 7 gets {round-6} slots instead of {was:round-6}, one of 32 gets {round-32} instead of {was:round-32}. Five keys, three of them removed and one added, end with {slots-531} slots instead of {was:slots-531}.") },
  { "rounding", NULL, DSC_ROUNDING_PRIME, N_("the next prime of a list"), N_("Tables have prime sizes.") },
  { "usable", NULL, DSC_USABLE_FILL, N_("fill*3 < size*2"),
    N_("Keys and dummies together fill at most {usable-8} of 8 and {usable-16} of 16 slots; a new key beyond that has the table rebuilt.") },
  { "usable", NULL, DSC_USABLE_2N1_3, N_("(2*size + 1)/3"),
    N_("A counter of free places goes down with each new key: {usable-8} of 8 slots, {usable-16} of 16, where there were {was:usable-16}.") },
  { "usable", NULL, DSC_USABLE_2N_3, N_("2*size/3"),
    N_("There is room for {usable-8} keys in 8 slots and for {usable-16} in 16, instead of {was:usable-16}.") },
  { "resize_before_store", NULL, TRUE, N_("tested before any store"), N_("Even storing to a key that is there already can have the table rebuilt.") },
  { "resize_before_store", NULL, FALSE, N_("tested when a key is added"), N_("Storing to a key that is there already never has the table rebuilt any more; at most {usable-8} of 8 slots are in use, where there were {was:usable-8}.") },
  { "min_size", NULL, ANY, N_("{value} slots"), N_("The least table of a dict with keys has {value} slots, with room for {usable-least} keys.") },
  { "probe", NULL, DSC_PROBE_POLYNOMIAL, N_("multiplied in a finite field"),
    N_("The step is made of the lowest bits of the hash and doubled modulo a polynomial, so that every slot is visited once; higher bits do not count.") },
  { "probe", NULL, DSC_PROBE_PERTURB_LATE, N_("5i + perturb + 1, then perturb >>= 5"),
    N_("All of the hash takes part in the choice of the second slot already; five bits are shifted out behind each probe.") },
  { "probe", NULL, DSC_PROBE_PERTURB_FIRST, N_("perturb >>= 5, then 5i + perturb + 1"),
    N_("The five lowest bits, which have chosen the first slot, are shifted out before the second one is chosen; large hashes are searched for along other ways.") },
  { "probe", NULL, DSC_PROBE_PRIME, N_("steps of 3s + 1"), N_("Steps depend on the hash.") },
  { "perturb_bits", NULL, 0, NULL, NULL },
  { "perturb_bits", NULL, ANY, N_("{value} bits of the hash"), N_("{value} bits of the hash take part in the search.") },
  { "deleted_hash", NULL, DSC_DELETED_HASH_STALE, N_("me_hash stays"), N_("A deleted entry keeps the hash of the key that was in it, though key and value are gone.") },
  { "deleted_hash", NULL, DSC_DELETED_HASH_ZERO, N_("me_hash is wiped"),
    N_("del and pop() write 0 into the hash of a deleted entry, popitem() −1; entries of nothing but strs have no hash.") },
  { "popitem", NULL, DSC_POPITEM_FINGER, N_("slot 0, else from a finger"),
    N_("popitem() takes what is in slot 0, or goes on from where it stopped last, a place that is kept in slot 0’s me_hash.") },
  { "popitem", NULL, DSC_POPITEM_LAST, N_("the last entry"), N_("popitem() takes the item that was stored last.") },

  /* empty */
  { "empty_display", NULL, DSC_EMPTY_NO_TABLE, N_("{} has no table"), N_("A dict gets its first table when the first key is stored.") },
  { "empty_display", NULL, DSC_EMPTY_OWN_TABLE, N_("{} has {slots} slots"),
    N_("An empty dict has its first {slots} slots from the start: {} and dict () take {empty} bytes with the GC head.") },
  { "empty_display", NULL, DSC_EMPTY_SHARED_KEYS, N_("{} uses shared keys"),
    N_("{} points at one static keys object, which all empty dicts share: it takes {empty} bytes instead of {was:empty}.") },
  { "empty_call", NULL, DSC_EMPTY_NO_TABLE, N_("dict () has no table"), NULL },
  { "empty_call", NULL, DSC_EMPTY_OWN_TABLE, N_("dict () has {slots} slots"), NULL },
  { "empty_call", NULL, DSC_EMPTY_SHARED_KEYS, N_("dict () uses shared keys"), N_("dict () does as {} does: it takes {empty-call} bytes instead of {was:empty-call}.") },
  { "empty_cleared", NULL, DSC_EMPTY_NO_TABLE, N_("clear () leaves no table"), NULL },
  { "empty_cleared", NULL, DSC_EMPTY_OWN_TABLE, N_("clear () leaves {slots} slots"), NULL },
  { "empty_cleared", NULL, DSC_EMPTY_SHARED_KEYS, N_("clear () leaves shared keys"), N_("clear () gives the table back: sys.getsizeof says {empty-cleared} bytes then, instead of {was:empty-cleared}.") },
  { "empty_log2_index_bytes", NULL, ANY, N_("its dk_log2_index_bytes is {value}"), N_("Only that member of the static keys object changes; the indices of it always take 8 bytes.") },
  { "empty_refcnt", NULL, DSC_EMPTY_REFCNT_COUNTED, N_("its uses are counted"), N_("The static keys object counts the dicts that use it.") },
  { "empty_refcnt", NULL, DSC_EMPTY_REFCNT_LOW_ONES, N_("immortal shared keys"), N_("The static keys object is immortal: its count is one fixed number, which nobody writes to.") },
  { "empty_refcnt", NULL, DSC_EMPTY_REFCNT_TOP_BIT, N_("immortal, the top bit set"), N_("The fixed count of the static keys object is another number, the least that a Py_ssize_t can be.") },

  /* kinds and entries */
  { "kind_rule", NULL, DSC_KIND_NONE, N_("one search for all keys"), N_("Every comparison of keys takes the general way.") },
  { "kind_rule", NULL, DSC_KIND_DICT_LOOKUP, N_("per dict, until another key is met"),
    N_("A dict of nothing but strs is searched by a faster function, until the first lookup or store with another key: then never again, not even after clear().") },
  { "kind_rule", NULL, DSC_KIND_KEYS_LOOKUP, N_("per keys object, until another key is met"),
    N_("The faster search belongs to the keys object, so clear() brings it back; a mere lookup with another key still ends it.") },
  { "kind_rule", NULL, DSC_KIND_KEYS_NEW_KEY, N_("per keys object, until another key is stored"),
    N_("Looking up another key no longer ends the faster search; only storing a new one does.") },
  { "kind_rule", NULL, DSC_KIND_REBUILD_ANY_STORE, N_("rebuilt at any store of another key"),
    N_("Storing another key has a table of strs rebuilt, even where an equal key is there. {'a': 1} takes {str-1} bytes, and with the int 1 as second key {str-int} bytes.") },
  { "kind_rule", NULL, DSC_KIND_REBUILD_NEW_KEY, N_("rebuilt only for a new other key"),
    N_("Storing another key has a table of strs rebuilt only where no equal key is there: a str subclass may overwrite without that.") },
  { "has_nodummy", NULL, TRUE, N_("a search without dummies"), N_("Tables of strs in which nothing was deleted have a still faster search.") },
  { "has_nodummy", NULL, FALSE, NULL, NULL },
  { "has_unicode_entries", NULL, FALSE, N_("{entry} bytes"), N_("An entry is hash, key and value, {entry} bytes, whatever the keys are.") },
  { "has_unicode_entries", NULL, TRUE, N_("{str-entry} bytes for strs, else {entry}"),
    N_("Strs keep their hash themselves, so in a table of nothing else an entry takes {str-entry} bytes instead of {was:str-entry}, and a dict of five {str-5} bytes instead of {was:str-5}.") },

  /* building */
  { "presize", NULL, DSC_PRESIZE_NONE, N_("never"), N_("No dict is sized before it is filled.") },
  { "presize", NULL, DSC_PRESIZE_N_ABOVE_5, N_("for n, above 5"),
    N_("A dict of n items that is known beforehand gets the power of two above n, without room for growth: {presize-6} slots for six items, so that the sixth has it rebuilt.") },
  { "presize", NULL, DSC_PRESIZE_N, N_("for n"), N_("Such a dict always gets a table of its own, of the power of two above n: {presize-6} slots for six items.") },
  { "presize", NULL, DSC_PRESIZE_ESTIMATE, N_("for (3n + 1)/2"), N_("How full a table may be is now allowed for: {presize-6} slots for six items instead of {was:presize-6}.") },
  { "presize", NULL, DSC_PRESIZE_ESTIMATE_ABOVE_5, N_("for (3n + 1)/2, above 5"), N_("Up to five items begin as an empty dict, which is cheap.") },
  { "presize_cap", NULL, 0, N_("any number of slots"), NULL },
  { "presize_cap", NULL, ANY, N_("at most {value} slots"), N_("No more than {value} slots are made beforehand.") },
  { "from_items", NULL, FALSE, N_("whatever the keys are"), NULL },
  { "from_items", NULL, TRUE, N_("strs are seen beforehand"), N_("Where all keys are there beforehand and are strs, the table is made for strs at once.") },
  { "display", NULL, DSC_DISPLAY_STORES, N_("an empty dict and n stores"), N_("The interpreter begins with an empty dict and stores one item after the other.") },
  { "display", NULL, DSC_DISPLAY_PRESIZED, N_("sized for n"), N_("The compiler says how many items there are, and the table is sized for them.") },
  { "display", NULL, DSC_DISPLAY_RUNS_OF_17, N_("runs of 17, when more than 15"),
    N_("A display of more than 15 items is not sized beforehand any more: runs of 17 are stored one by one and merged.") },
  { "display_const_keys", NULL, TRUE, N_("constant keys in one tuple"), N_("Keys that are constants come as one tuple.") },
  { "display_const_keys", NULL, FALSE, N_("no tuple of constant keys"), N_("Constant keys are pushed one by one again, as all others are.") },
  { "has_comprehension", NULL, FALSE, N_("no comprehension"), N_("There is no comprehension for dicts.") },
  { "has_comprehension", NULL, TRUE, N_("comprehensions"), N_("A comprehension begins with an empty dict and stores one item after the other.") },
  { "unpack", NULL, DSC_UNPACK_NONE, N_("a syntax error"), N_("{**a} cannot be written.") },
  { "unpack", NULL, DSC_UNPACK_ALL_INTO_NEW, N_("all parts, then a new dict"), N_("All parts of {**a, **b} are made first, then a new dict is updated with each of them.") },
  { "unpack", NULL, DSC_UNPACK_UPDATE_FIRST, N_("the first part is updated"), N_("The first part, or an empty dict, is updated with each part as it comes.") },
  { "has_unpacking", NULL, ANY, NULL, NULL },
  { "has_union", NULL, FALSE, N_("no a | b"), NULL },
  { "has_union", NULL, TRUE, N_("a | b"), N_("a | b is a copy of a that is updated with b.") },
  { "merge", NULL, DSC_MERGE_FILL_X3_2, N_("(used + n)*3/2"), N_("Before a dict takes over another one it makes room for both: one key and ten more ask for {merge-request} and get {merge} slots.") },
  { "merge", NULL, DSC_MERGE_FILL_X2, N_("(used + n)*2"), N_("Twice the keys of both: one key and ten more ask for {merge-request} instead of {was:merge-request} and get {merge} slots.") },
  { "merge", NULL, DSC_MERGE_USABLE_X2, N_("(used + n)*2, if room is short"), N_("Room is made when less than two thirds of what comes would fit: one key and ten more ask for {merge-request} and get {merge} slots.") },
  { "merge", NULL, DSC_MERGE_ESTIMATE_DOWN, N_("3*(used + n)/2, rounded down"), N_("One key and ten more ask for {merge-request} instead of {was:merge-request} and get {merge} slots.") },
  { "merge", NULL, DSC_MERGE_ESTIMATE, N_("(3*(used + n) + 1)/2"), N_("One key and ten more ask for {merge-request} instead of {was:merge-request} and get {merge} slots, in which they find room.") },
  { "merge", NULL, DSC_MERGE_STORES, N_("one store after the other"), N_("No room is made beforehand.") },
  { "merge_clones", NULL, FALSE, N_("always item by item"), NULL },
  { "merge_clones", NULL, TRUE, N_("an empty dict clones the other"),
    N_("An empty dict that takes over one without a hole copies its keys object byte for byte; so does dict(d).") },
  { "copy", NULL, DSC_COPY_RESIZE_INSERT, N_("resized and inserted"), N_("copy() makes room for all keys and inserts one after the other, without dummies.") },
  { "copy", NULL, DSC_COPY_MERGE, N_("as update() of an empty dict"), N_("copy() is what update() of an empty dict is.") },
  { "copy", NULL, DSC_COPY_CLONE, N_("byte for byte, unless a third is gone"),
    N_("copy() takes the table over as it is, dummies and all, when at least two thirds of the entries that were used are alive.") },
  { "fromkeys_set", NULL, DSC_FROMKEYS_STORES, N_("n stores"), NULL },
  { "fromkeys_set", NULL, DSC_FROMKEYS_N, N_("of a set: n"), N_("The table is sized for the elements of a set: 21 of them ask for {fromkeys-request} and get {fromkeys} slots.") },
  { "fromkeys_set", NULL, DSC_FROMKEYS_HALF_X3, N_("n/2*3"), N_("Room for one and a half times as many is asked for, of a set or a dict: 21 elements ask for {fromkeys-request} and get {fromkeys} slots.") },
  { "fromkeys_set", NULL, DSC_FROMKEYS_ESTIMATE_DOWN, N_("3*n/2"), N_("21 elements of a set or dict ask for {fromkeys-request} and get {fromkeys} slots.") },
  { "fromkeys_set", NULL, DSC_FROMKEYS_ESTIMATE, N_("(3n + 1)/2"), N_("21 elements of a set or dict ask for {fromkeys-request} instead of {was:fromkeys-request} and get {fromkeys} slots.") },
  { "fromkeys_set", NULL, DSC_FROMKEYS_ESTIMATE_KEEP, N_("(3n + 1)/2, never smaller"), N_("A table that is there already is not made smaller. 21 elements of a set or dict get {fromkeys} slots instead of {was:fromkeys}.") },
  { "fromkeys_set", NULL, DSC_FROMKEYS_FILL, N_("of a set: its fill"), NULL },
  { "fromkeys_dict", NULL, DSC_FROMKEYS_STORES, N_("of a dict: n stores"), NULL },
  { "fromkeys_dict", NULL, DSC_FROMKEYS_FILL, N_("of a dict: its fill"), N_("Of a dict the number of keys and dummies is taken for the number of keys.") },
  { "fromkeys_dict", NULL, DSC_FROMKEYS_N, N_("of a dict: n"), N_("Of a dict the number of its keys is taken, without dummies.") },
  { "fromkeys_dict", NULL, ANY, NULL, NULL },
  { "has_fromkeys", NULL, FALSE, N_("no fromkeys"), N_("There is no dict.fromkeys.") },
  { "has_fromkeys", NULL, TRUE, N_("n stores"), N_("dict.fromkeys is there, and stores one key after the other.") },
  { "has_dict_keywords", NULL, FALSE, N_("no dict (a=1)"), N_("dict takes no keywords.") },
  { "has_dict_keywords", NULL, TRUE, N_("dict (a=1)"), N_("dict (a=1) can be written; a dict of the keywords is merged into the new one.") },
  { "has_dict_call", NULL, FALSE, N_("no dict (…)"), NULL },
  { "has_dict_call", NULL, TRUE, N_("dict is a type"), N_("dict is a type, and can be called with a mapping or with pairs.") },
  { "call_stores_keywords", NULL, FALSE, N_("merged"), NULL },
  { "call_stores_keywords", NULL, TRUE, N_("stored one by one"), N_("dict (a=1) stores its keywords one by one, instead of merging a dict of them.") },
  { "kwargs_presized", NULL, FALSE, N_("not sized beforehand"), NULL },
  { "kwargs_presized", NULL, TRUE, N_("sized beforehand"), N_("The dict of keywords that a function written in C gets is sized for their number.") },
  { "kwargs_reversed", NULL, TRUE, N_("the last one first"), N_("The last keyword is stored first.") },
  { "kwargs_reversed", NULL, FALSE, N_("the first one first"), N_("Keywords are stored in the order in which they are written; before, the last one came first.") },
  { "kwargs_on_stack", NULL, 0, N_("any number on the stack"), NULL },
  { "kwargs_on_stack", NULL, ANY, N_("up to {value} on the stack"), N_("A call of a method with more than {value} keywords stores them in a dict, one by one, before the method is called.") },

  /* objects and the collector */
  { "gc_head", NULL, 0, N_("none"), N_("Nothing lies in front of a dict.") },
  { "gc_head", NULL, ANY, N_("{value} bytes"), N_("{value} bytes lie in front of every dict, and sys.getsizeof counts them: {} takes {empty} bytes.") },
  { "has_gc_refs", NULL, TRUE, NULL, NULL },
  { "has_gc_refs", NULL, FALSE, N_("no gc_refs"), N_("The collector has no count of its own in it any more, but uses the second link for that.") },
  { "gc_refs", NULL, DSC_GC_REFS_UNSET, NULL, NULL },
  { "gc_refs", NULL, DSC_GC_REFS_3_2, N_("gc_refs is −3 or −2"), N_("Between collections gc_refs tells whether the object is tracked: −3, or not: −2.") },
  { "gc_refs", NULL, DSC_GC_REFS_6_4, N_("gc_refs is −6 or −4"), N_("gc_refs is −6 of a tracked object and −4 of one that is not; the lowest bit has another use.") },
  { "gc_always_tracked", NULL, NO_COLLECTOR, N_("no collector"), N_("There is no collector of cycles: a dict that holds itself is never given back.") },
  { "gc_always_tracked", NULL, TRUE, N_("from the beginning"), N_("The collector visits every dict from its creation on.") },
  { "gc_always_tracked", NULL, FALSE, N_("when it could be in a cycle"),
    N_("A dict of nothing but numbers and strings is not visited by the collector; it is from the first key or value on that could be part of a cycle.") },
  { "object_head", NULL, ANY, N_("{value} bytes"), N_("Every object begins with {value} bytes: its reference count, its type, and what else this build keeps there.") },
  { "has_ssize_t", NULL, TRUE, N_("counts as wide as a pointer"), N_("ob_refcnt is as wide as a pointer, instead of an int.") },
  { "has_ob_flags", NULL, TRUE, N_("with ob_flags"), N_("Two bytes of the head now hold flags of the object; it is as long as before.") },
  { "family", "header", ANY, N_("dict {dict}, keys {keys} bytes"), N_("The dict takes {dict} bytes, and the header of its keys object {keys}.") },
  { "has_ssize_t", "header", TRUE, N_("dict {dict}, keys {keys} bytes"), N_("Counts become as wide as a pointer: the dict takes {dict} bytes; it was {was:dict}.") },
  { "probe", "header", DSC_PROBE_POLYNOMIAL, N_("dict {dict}, keys {keys} bytes"), NULL },
  { "probe", "header", DSC_PROBE_PERTURB_LATE, N_("dict {dict}, keys {keys} bytes"), N_("ma_mask takes the place of ma_size, and {slots} slots are embedded: the dict takes {dict} bytes, they alone {table}.") },
  { "probe", "header", ANY, NULL, NULL },
  { "has_lookup_pointer", "header", FALSE, N_("dict {dict}, keys {keys} bytes"), NULL },
  { "has_lookup_pointer", "header", TRUE, N_("dict {dict}, keys {keys} bytes"), N_("ma_lookup is new: it points at the function that searches the table.") },
  { "has_log2_fields", "header", FALSE, N_("dict {dict}, keys {keys} bytes"), NULL },
  { "has_log2_fields", "header", TRUE, N_("dict {dict}, keys {keys} bytes"), N_("Sizes are kept as logarithms of a byte each: the header of the keys takes {keys} bytes; it was {was:keys}.") },
  { "tag", "header", DSC_TAG_NONE, N_("dict {dict}, keys {keys} bytes"), NULL },
  { "tag", "header", DSC_TAG_VERSION, N_("dict {dict}, keys {keys} bytes"), N_("ma_version_tag takes 8 bytes more.") },
  { "tag", "header", DSC_TAG_WATCHER, N_("dict {dict}, keys {keys} bytes"), N_("_ma_watcher_tag takes the place of ma_version_tag.") },

  /* bookkeeping */
  { "tag", NULL, DSC_TAG_NONE, N_("none"), N_("Nothing in a dict tells whether it has changed.") },
  { "tag", NULL, DSC_TAG_VERSION, N_("ma_version_tag"),
    N_("Each change gives the dict the next number of one counter for all dicts, so that code which has cached a lookup sees whether it still holds.") },
  { "tag", NULL, DSC_TAG_WATCHER, N_("_ma_watcher_tag"), N_("There is no version any more; its 8 bytes say who watches the dict.") },
  { "version_tag_step", NULL, 0, NULL, NULL },
  { "version_tag_step", NULL, 1, NULL, NULL },
  { "version_tag_step", NULL, ANY, N_("goes up by {value}"), N_("The counter goes up by {value} instead of {was:value}: its lowest bits have another use.") },
  { "tag_bumps_on_same_value", NULL, TRUE, N_("also when nothing changes"), N_("Storing the very same object again gives a new number, too.") },
  { "tag_bumps_on_same_value", NULL, FALSE, N_("not for the very same object"), N_("Storing the very same object again leaves the version as it is.") },
  { "split_tag_bumps_on_same_value", NULL, TRUE, N_("in split dicts also when nothing changes"), N_("In a split dict, storing the very same object again gives a new number.") },
  { "split_tag_bumps_on_same_value", NULL, FALSE, NULL, NULL },
  { "has_dk_version", NULL, FALSE, N_("none"), N_("A keys object has no version.") },
  { "has_dk_version", NULL, TRUE, N_("32 bits, on demand"),
    N_("Specialised bytecode asks for a version and trusts its cached index until any change of the keys sets dk_version to 0.") },
  { "has_watchers", NULL, FALSE, N_("none"), N_("Nothing outside of a dict is told when it changes.") },
  { "has_watchers", NULL, TRUE, N_("up to eight"), N_("Up to eight callbacks can watch a dict; each is told before a change is made.") },
  { "watch", NULL, DSC_WATCH_NONE, NULL, NULL },
  { "watch", NULL, DSC_WATCH_BEFORE_ROOM, N_("told before room is made"), NULL },
  { "watch", NULL, DSC_WATCH_AFTER_ROOM, N_("told after room is made"), N_("ADDED is told once there is room for the key; what is stored by attribute past the dict is not told.") },
  { "watch", NULL, DSC_WATCH_INLINE, N_("told of inline values too"), N_("What is stored by attribute past the dict is told as well.") },
  { "watcher_events", NULL, ANY, NULL, NULL },
  { "free_list_dicts", NULL, 0, N_("none"), N_("Memory of dicts is always given back and asked for anew.") },
  { "free_list_dicts", NULL, ANY, N_("{value} dicts"), N_("Up to {value} dict objects are kept for the next ones.") },
  { "free_list_keys", NULL, 0, N_("no keys objects"), NULL },
  { "free_list_keys", NULL, ANY, N_("and {value} keys objects"), N_("Up to {value} keys objects of {slots} slots are kept as well.") },
  { "object_allocator", NULL, DSC_ALLOCATOR_UNKNOWN, N_("not known"), N_("What this build adds to a block of memory is not known.") },
  { "object_allocator", NULL, DSC_ALLOCATOR_MALLOC, N_("the C library"), N_("Dicts and tables are blocks of the C library.") },
  { "object_allocator", NULL, DSC_ALLOCATOR_PYMALLOC, N_("pymalloc for objects"), N_("Small objects come from Python’s own allocator, which has size classes.") },
  { "object_allocator", NULL, DSC_ALLOCATOR_MIMALLOC, N_("mimalloc"), N_("Objects and tables come from mimalloc, which has size classes of its own.") },
  { "table_allocator", NULL, DSC_ALLOCATOR_PYMALLOC, N_("pymalloc for tables too"), N_("Small tables come from Python’s own allocator as well.") },
  { "table_allocator", NULL, ANY, NULL, NULL },
  { "small_block_max", NULL, 0, NULL, NULL },
  { "small_block_max", NULL, ANY, N_("up to {value} bytes"), N_("Blocks of up to {value} bytes count as small.") },
  { "small_block_step", NULL, 0, NULL, NULL },
  { "small_block_step", NULL, ANY, N_("in steps of {value} bytes"), N_("Sizes of small blocks are rounded up to multiples of {value}.") },
  { "small_pool", NULL, 0, NULL, NULL },
  { "small_pool", NULL, ANY, N_("in pages of {value} bytes"), N_("Small blocks of one size are cut from pages of {value} bytes.") },

  /* hashes */
  { "str_hash", NULL, DSC_STR_HASH_FNV, N_("FNV"), N_("A multiplication and an exclusive or for each character, which is easy to find colliding keys for.") },
  { "str_hash", NULL, DSC_STR_HASH_SIPHASH24, N_("SipHash-2-4"), N_("A keyed hash: whoever does not know the seed cannot find keys that collide.") },
  { "str_hash", NULL, DSC_STR_HASH_SIPHASH13, N_("SipHash-1-3"), N_("The same with fewer rounds, so it is faster; all hashes of strs are others.") },
  { "str_hash", NULL, DSC_STR_HASH_FNV_BLOCKS, N_("FNV by blocks"), N_("Each step takes as many bytes of the text as a hash has.") },
  { "hash_randomised", NULL, FALSE, N_("off"), N_("A str has the same hash in every run.") },
  { "hash_randomised", NULL, TRUE, N_("on"), N_("Each run chooses a seed of its own, so strs lie in other slots each time, unless PYTHONHASHSEED says which seed.") },
  { "obeys_hash_seed", NULL, FALSE, N_("not yet in this line"), N_("PYTHONHASHSEED came to this line only with a later release of it.") },
  { "obeys_hash_seed", NULL, TRUE, N_("on demand"), N_("PYTHONHASHSEED is obeyed.") },
  { "int_hash", NULL, DSC_INT_HASH_LONG, N_("digits, rotated and added"), N_("An int that fits into a word is its own hash; the digits of longer ones are rotated and added.") },
  { "int_hash", NULL, DSC_INT_HASH_MODULUS, N_("modulo a prime"), N_("All numbers hash modulo one large prime, so that equal ones of whatever type hash alike.") },
  { "tuple_hash", NULL, DSC_TUPLE_HASH_MULT_LENGTH, N_("multiplied, and the length"), N_("The hashes of the items are multiplied in one after the other.") },
  { "tuple_hash", NULL, DSC_TUPLE_HASH_MULT, N_("varying multiplier"), N_("The multiplier changes from item to item, so nested tuples collide less.") },
  { "tuple_hash", NULL, DSC_TUPLE_HASH_XXH, N_("like xxHash"), N_("The arithmetic is that of xxHash, so tuples of similar numbers collide less; all hashes of tuples are others.") },
  { "frozenset_hash", NULL, DSC_FROZENSET_HASH_OLD, N_("frozenset: shuffled"), NULL },
  { "frozenset_hash", NULL, DSC_FROZENSET_HASH_SHIFTED, N_("frozenset: shuffled, shifted"), N_("Hashes of frozensets are shifted into each other at the end, so that similar ones spread over the slots.") },
  { "pointer_hash_rotated", NULL, FALSE, N_("the address itself"), N_("An object without a hash of its own hashes as its address, whose lowest bits are mostly alike.") },
  { "pointer_hash_rotated", NULL, TRUE, N_("the address, rotated"), N_("The lowest four bits of the address are rotated to the top, so that objects spread over the slots.") },
  { "nan_hash_by_address", NULL, TRUE, N_("NaN by its address"), N_("Each NaN hashes by its address, so that many of them no longer share one slot.") },
  { "nan_hash_by_address", NULL, FALSE, N_("NaN is 0"), NULL },
  { "none_hash_constant", NULL, TRUE, N_("None a constant"), N_("None has the same hash in every run, whatever its address is.") },
  { "none_hash_constant", NULL, FALSE, N_("None by its address"), NULL },

  /* instances */
  { "sharing", NULL, DSC_SHARING_NONE, N_("none"), N_("Every instance has a dict with keys of its own.") },
  { "sharing", NULL, DSC_SHARING_SLOTS, N_("keys of the class"), N_("Instances of a class share one keys object, and each has only an array of values.") },
  { "sharing", NULL, DSC_SHARING_IN_ORDER, N_("only in the same order"),
    N_("An instance shares the keys only as long as its attributes are set in the order of the first one, without a gap.") },
  { "sharing", NULL, DSC_SHARING_ORDER_BYTES, N_("in any order"),
    N_("A byte for each value keeps the order, so instances may set, skip and delete attributes as they like and go on sharing.") },
  { "shared_keys_max", NULL, 0, NULL, NULL },
  { "shared_keys_max", NULL, ANY, N_("at most {value} names"), N_("At most {value} names are shared; whoever sets more gets keys of its own.") },
  { "preloads_static_attributes", NULL, FALSE, N_("no names known beforehand"), NULL },
  { "preloads_static_attributes", NULL, TRUE, N_("names known beforehand"), N_("The names that methods assign to self are shared keys before there is an instance.") },
  { "instance_values", NULL, DSC_VALUES_IN_DICT, N_("in a dict"), N_("The first attribute makes a dict for the instance.") },
  { "instance_values", NULL, DSC_VALUES_POINTER, N_("beside the object"), N_("There is no dict until __dict__ is asked for: a pointer in front of the instance leads to an array of its values.") },
  { "instance_values", NULL, DSC_VALUES_TAGGED, N_("behind one tagged word"), N_("One word in front of the instance leads to its values or to its dict, and its lowest bit tells which.") },
  { "instance_values", NULL, DSC_VALUES_INLINE, N_("inside the object"), N_("The values lie in the instance itself; a dict that is asked for shows these very values.") },
  { "invalid_values_stay", NULL, TRUE, NULL, NULL },
  { "invalid_values_stay", NULL, FALSE, N_("wiped when invalid"), N_("Values in the instance that are no longer valid are wiped, instead of pointing at what they held.") },
  { "set_dict_delays", NULL, FALSE, N_("replaced dicts go at once"), NULL },
  { "set_dict_delays", NULL, TRUE, N_("replaced dicts wait"), N_("A dict that another one replaces is let go later, when no thread can be reading it.") },
  { "delattr", NULL, NO_SHARING, N_("nothing is shared"), N_("There are no shared keys that could be given up.") },
  { "delattr", NULL, DSC_DELATTR_KEEPS, N_("a deletion leaves them"), N_("Deleting an attribute leaves the shared keys of the class as they are.") },
  { "delattr", NULL, DSC_DELATTR_LEAVES_OTHERS, N_("a deletion in an unshared dict"), N_("Deleting an attribute from a dict that does not share, or no longer, makes the class give up its shared keys.") },
  { "delattr", NULL, DSC_DELATTR_LEAVES, N_("any deletion"), N_("Deleting any attribute makes the class give up its shared keys; instances made later share nothing.") },
  { "split_popitem_doubles", NULL, TRUE, N_("popitem() doubles the table"), N_("popitem() of a dict that shares gives it a table of its own, of twice the slots.") },
  { "split_popitem_doubles", NULL, FALSE, N_("popitem() keeps the size"), N_("popitem() of a dict that shares gives it a table of its own of the same size.") },
  { "resplit_needs_split", NULL, TRUE, N_("only what shared shares again"), N_("A store by attribute lets a dict share again only if it did so before the store.") },
  { "resplit_needs_split", NULL, NO_RETURN, N_("never again"), N_("A dict that has left the shared keys never shares again.") },
  { "resplit_needs_split", NULL, FALSE, N_("what has left may share again"), NULL },
};
/* clang-format on */

gint64
dsc_behaviour_get_trait (const DscTraits *traits,
                         const char      *name)
{
  const gsize n = dsc_traits_n_members ();

  for (gsize i = 0; i < n; i++)
    if (strcmp (dsc_traits_member_name (i), name) == 0)
      return dsc_traits_get_member (traits, i);
  g_return_val_if_reached (0);
}

static gboolean
matches (const DscBehaviourWords *row,
         const DscTraits         *traits,
         gint64                   value)
{
  if (row->value == NO_COLLECTOR)
    return traits->gc_head == 0 && !traits->target.build.free_threaded;
  if (row->value == NO_SHARING)
    return traits->sharing == DSC_SHARING_NONE;
  if (row->value == NO_RETURN)
    return traits->sharing == DSC_SHARING_ORDER_BYTES;
  return row->value == ANY || row->value == value;
}

const DscBehaviourWords *
dsc_behaviour_find_words (const char      *behaviour,
                          const char      *trait,
                          const DscTraits *traits)
{
  const gint64 value = dsc_behaviour_get_trait (traits, trait);

  for (guint pass = 0; pass < 2; pass++)       /* rows of that behaviour come before those of any */
    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
      if (strcmp (rows[i].trait, trait) == 0 && matches (&rows[i], traits, value)
          && (pass == 0 ? g_strcmp0 (rows[i].behaviour, behaviour) == 0 : rows[i].behaviour == NULL))
        return &rows[i];
  return NULL;
}
