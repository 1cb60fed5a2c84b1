/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-player-private.h: what the files of the player share. */
#pragma once

#include "dsc-player.h"

struct DscPlayer {
  const DscScenario *scenario;
  DscMachine        *machine;
  DscPool           *pool;
  const DscTraits   *traits;
  gsize              position;
  uint32_t           current;       /* register of the current dict */
  uint32_t           temporary;     /* for a dict or an instance that lives during one operation */
  uint32_t           vars;          /* for the dict of an instance, as long */
  uint32_t           last_instance; /* register of the instance that the recording shows; 0: none */
  GHashTable        *classes;       /* name → what its __init__ does; dsc-player-instance.c */
  GArray            *sizes;         /* gint64: result of the operation being played */
  GHashTable        *memo;          /* text of a key of a user class → its object: equal ones are identical */
  GArray            *pairs;         /* DscPair: of the operation being played */
  GPtrArray         *items;         /* DscObject: its keys */
  GHashTable        *told;          /* repr → GArray of gint64: hashes of keys of the next operation, in order */
  GHashTable        *told_always;   /* repr → the same: of all such keys */
  gint64             key_hash;      /* of the key of the next operation */
  gboolean           key_hash_is_told, none_is_told;
  guint32            told_version;  /* of the shared keys after the next operation; 0: nothing told */
  gsize              n_taken;       /* hashes and versions that came from a recording */
  const char        *raised;        /* exception of an argument that cannot be made; NULL: all could */
  char              *unknown;       /* what the recorder says of an operation that it does not know */
};

/* Objects; NULL and error: malformed, or no memory. NULL without error: Python raises self->raised instead of making it. A
 * value differs from a key where it is a JSON array: a list. */
const DscObject *dsc_player_make_object  (DscPlayer *self, const DscJson *json, GError **error);
const DscObject *dsc_player_make_value   (DscPlayer *self, const DscJson *json, GError **error);
/* Key i of a kind of range ("i", "s" …); NULL without error: there is no such kind. */
const DscObject *dsc_player_nth_key      (DscPlayer *self, const DscJson *kind, gint64 i, GError **error);
/* eval (repr (object)), where an infinite float alone is float ('inf'). NULL without error: NameError, because the text names
 * something that the evaluating program does not know. */
const DscObject *dsc_player_evaluate     (DscPlayer *self, const DscObject *object, gboolean nested, GError **error);
gboolean         dsc_player_no_memory    (GError **error);   /* sets it, returns FALSE */

/* Hashes of keys. */
gboolean         dsc_player_hashes_by_address (const DscPlayer *self, const DscObject *object);   /* and nobody told which */
void             dsc_player_take_hash    (DscPlayer *self, const DscObject *key);   /* what was told, if it needs that */
void             dsc_player_forget_hashes (DscPlayer *self);                        /* of the operation that was played */

/* Arguments: op is the JSON array of the operation, i counts from 1, behind the name. FALSE, 0: error is set, except where
 * said; it must not be NULL. */
gboolean dsc_player_wrong_argument  (const DscJson *op, guint i, GError **error);   /* sets it, returns FALSE */
gboolean dsc_player_too_many        (const DscJson *op, GError **error);            /* the same */
gboolean dsc_player_failed          (GError **error);                               /* is it set? */
gboolean dsc_player_get_integer     (const DscJson *op, guint i, gint64 fallback, gint64 *out_value, GError **error);
gboolean dsc_player_get_value       (DscPlayer *self, const DscJson *op, guint i, const DscObject *fallback,
                                     const DscObject **out_value, GError **error);
guint32  dsc_player_name_register   (DscPlayer *self, const DscJson *op, guint i, GError **error);   /* made if new */
/* Must hold a dict; 0 without error: it does not, and played says what comes of it. */
guint32  dsc_player_find_register   (DscPlayer *self, const DscJson *op, guint i, DscPlayed *played, GError **error);
/* Into self->pairs: [[k, v], …]; the same with names as keys; range (first, end) of a kind, each number a value; the same for
 * arguments kind, n. Ranges: FALSE without error: played->skip says why not. */
gboolean dsc_player_get_pairs       (DscPlayer *self, const DscJson *op, guint i, GError **error);
gboolean dsc_player_get_keywords    (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error);
gboolean dsc_player_can_be_called   (const DscPlayer *self, DscPlayed *played);   /* with these keywords; else a SyntaxError */
gboolean dsc_player_get_range       (DscPlayer *self, const DscJson *op, const DscJson *kind, gint64 first, gint64 end,
                                     DscPlayed *played, GError **error);
gboolean dsc_player_get_n_range     (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error);
void     dsc_player_add_pair        (DscPlayer *self, const DscObject *key, const DscObject *value);
/* Replaces the values, or keys and values of a display, in self->pairs by what their source text evaluates to. FALSE without
 * error: played has a NameError. Pairs behind one that raises are cut off. */
gboolean dsc_player_evaluate_values (DscPlayer *self, DscPlayed *played, GError **error);
gboolean dsc_player_evaluate_display (DscPlayer *self, DscPlayed *played, GError **error);

GHashTable *dsc_player_new_classes  (void);

/* Operations of the machine. */
DscOp    dsc_player_on_current      (const DscPlayer *self, DscOpKind kind);                   /* on the current dict */
DscOp    dsc_player_to_current      (const DscPlayer *self, DscOpKind kind, guint32 source);   /* its result becomes the current dict */
void     dsc_player_set_pairs       (const DscPlayer *self, DscOp *op);
gboolean dsc_player_apply           (DscPlayer *self, const DscOp *op, DscPlayed *played, GError **error);
gboolean dsc_player_build           (DscPlayer *self, DscBuildForm form, guint32 target, DscPlayed *played, GError **error);
/* dict (pairs) into the temporary, which op uses and drops. */
gboolean dsc_player_apply_with_temporary (DscPlayer *self, DscOp *op, DscPlayed *played, GError **error);

/* One kind of operation of the language. */
typedef gboolean DscPlayFunc (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error);
DscPlayFunc dsc_player_play_class, dsc_player_play_class_range, dsc_player_play_delattr, dsc_player_play_drop,
            dsc_player_play_getattr, dsc_player_play_instance, dsc_player_play_instances, dsc_player_play_look,
            dsc_player_play_set_dict, dsc_player_play_setattr, dsc_player_play_setattrs, dsc_player_play_sizes,
            dsc_player_play_sizes_kept, dsc_player_play_subclass, dsc_player_play_vars, dsc_player_play_vars_clear,
            dsc_player_play_vars_copy, dsc_player_play_vars_ctor, dsc_player_play_vars_del, dsc_player_play_vars_pop,
            dsc_player_play_vars_popitem, dsc_player_play_vars_reg, dsc_player_play_vars_set,
            dsc_player_play_vars_setdefault, dsc_player_play_vars_update;
DscPlayFunc dsc_player_play_clear, dsc_player_play_comp_range, dsc_player_play_copy, dsc_player_play_ctor_from,
            dsc_player_play_ctor_kwargs, dsc_player_play_ctor_kwargs_range, dsc_player_play_ctor_pairs,
            dsc_player_play_ctor_pairs_range, dsc_player_play_del, dsc_player_play_delrange, dsc_player_play_dict,
            dsc_player_play_fill, dsc_player_play_fromkeys, dsc_player_play_fromkeys_of,
            dsc_player_play_fromkeys_range, dsc_player_play_get, dsc_player_play_in, dsc_player_play_ior_from,
            dsc_player_play_item, dsc_player_play_kwargs_call, dsc_player_play_kwargs_call_range,
            dsc_player_play_kwargs_star, dsc_player_play_literal, dsc_player_play_literal_range,
            dsc_player_play_literal_vars, dsc_player_play_merge_from, dsc_player_play_new, dsc_player_play_pop,
            dsc_player_play_popitem, dsc_player_play_popitems, dsc_player_play_set, dsc_player_play_setdefault,
            dsc_player_play_star_then, dsc_player_play_union, dsc_player_play_union_from, dsc_player_play_update,
            dsc_player_play_update_dict, dsc_player_play_update_from, dsc_player_play_update_kwargs,
            dsc_player_play_update_range, dsc_player_play_use;
