/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-player-instance.c: the operations of a scenario on classes and instances.
 *
 * Registers, instances and classes are names of three kinds; in the machine, where all names are alike, instances and classes
 * are called " o:NAME" and " c:NAME". What an operation does through x.__dict__ is done to a temporary that is bound to that
 * dict. The body of a class is Python text; what its methods assign to self is looked for in it, as the compiler does
 * for __static_attributes__. */
#include "dsc-player-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ARG(i) dsc_json_get_item (op, i)

typedef struct {
  GPtrArray *init;         /* DscObject: names that __init__ assigns, those of the base class first */
  char      *member;       /* name of the method that the body defines, which instances find on the class; or NULL */
} PlayerClass;

static void
free_class (gpointer data)
{
  PlayerClass *class = data;

  g_ptr_array_unref (class->init);
  g_free (class->member);
  g_free (class);
}

GHashTable *
dsc_player_new_classes (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_class);
}

/* Names. */

static gboolean
is_name (const DscJson *json)
{
  return json != NULL && json->kind == DSC_JSON_STRING && strlen (json->as.text.bytes) == json->as.text.length;
}

static guint32
register_of (DscPlayer *self, const char *prefix, const char *name, GError **error)
{
  g_autofree char *full = g_strconcat (prefix, name, NULL);
  guint32 reg = dsc_machine_intern_name (self->machine, full, strlen (full));

  if (reg == 0)
    dsc_player_no_memory (error);
  return reg;
}

static void
raise_key_error (DscPlayer *self, const char *name, DscPlayed *played, GError **error)
{
  played->exception = "KeyError";
  played->exception_key = dsc_object_str (self->pool, name, strlen (name));
  if (played->exception_key == NULL)
    dsc_player_no_memory (error);
}

/* Register of the instance that argument 1 names and that the recording shows afterwards. The recorder cannot go on without one. */
static guint32
find_instance (DscPlayer *self, const DscJson *op, GError **error)
{
  guint32 reg = is_name (ARG (1)) ? register_of (self, " o:", ARG (1)->as.text.bytes, error) : 0;

  if (reg != 0 && dsc_machine_get_instance (self->machine, reg) != NULL)
    {
      self->last_instance = reg;
      return reg;
    }
  if (!dsc_player_failed (error))
    dsc_player_wrong_argument (op, 1, error);
  return 0;
}

/* The class, and the register that holds it. NULL without error: KeyError. */
static const PlayerClass *
find_class (DscPlayer *self, const DscJson *op, guint i, guint32 *out_reg, DscPlayed *played, GError **error)
{
  if (!is_name (ARG (i)))
    {
      dsc_player_wrong_argument (op, i, error);
      return NULL;
    }

  const char *name = ARG (i)->as.text.bytes;
  const PlayerClass *class = g_hash_table_lookup (self->classes, name);
  *out_reg = register_of (self, " c:", name, error);
  if (class == NULL)
    raise_key_error (self, name, played, error);
  return class;
}

static const DscObject *
name_object (DscPlayer *self, const char *name, gsize length, GError **error)
{
  const DscObject *object = dsc_object_str (self->pool, name, length);

  if (object == NULL)
    dsc_player_no_memory (error);
  return object;
}

static const DscObject *
attribute_name (DscPlayer *self, const DscJson *op, guint i, GError **error)
{
  if (!is_name (ARG (i)))
    {
      dsc_player_wrong_argument (op, i, error);
      return NULL;
    }
  return name_object (self, ARG (i)->as.text.bytes, ARG (i)->as.text.length, error);
}

/* Classes. */

static gboolean
is_identifier_char (char c)
{
  return g_ascii_isalnum (c) || c == '_' || (c & 0x80) != 0;
}

/* "= …" and not "== …"; an augmented assignment does not count. */
static gboolean
is_assigned (const char *text)
{
  while (*text == ' ')
    text++;
  return text[0] == '=' && text[1] != '=';
}

/* Adds what a method assigns to self as a pair without a value. */
static gboolean
add_names_of_body (DscPlayer *self, const char *body, GError **error)
{
  for (const char *found = strstr (body, "self."); found != NULL; found = strstr (found + 1, "self."))
    {
      const char *name = found + strlen ("self.");
      gsize length = 0;
      while (is_identifier_char (name[length]))
        length++;
      if ((found != body && is_identifier_char (found[-1])) || length == 0 || !is_assigned (name + length))
        continue;
      const DscObject *object = name_object (self, name, length, error);
      if (object == NULL)
        return FALSE;
      dsc_player_add_pair (self, object, NULL);
    }
  return TRUE;
}

static gboolean
add_name (DscPlayer *self, PlayerClass *class, const char *name, gsize length, GError **error)
{
  const DscObject *object = name_object (self, name, length, error);

  if (object == NULL)
    return FALSE;
  g_ptr_array_add (class->init, (gpointer) object);
  dsc_player_add_pair (self, object, NULL);
  return TRUE;
}

static gboolean
add_names_of_init (DscPlayer *self, PlayerClass *class, const DscJson *op, guint i, GError **error)
{
  const DscJson *names = ARG (i);

  if (names != NULL && names->kind != DSC_JSON_ARRAY)
    return dsc_player_wrong_argument (op, i, error);
  for (gsize n = 0; names != NULL && n < names->as.array.length; n++)
    {
      const DscJson *name = &names->as.array.items[n];
      if (!is_name (name))
        return dsc_player_wrong_argument (op, i, error);
      if (!add_name (self, class, name->as.text.bytes, name->as.text.length, error))
        return FALSE;
    }
  return TRUE;
}

/* What a body may be: nothing, one method, or a statement that leaves instances alone. */
static gboolean
is_known_body (const char *body)
{
  return *body == '\0' || g_str_has_prefix (body, "def ") || strcmp (body, "pass") == 0;
}

static gboolean
define (DscPlayer *self, const DscJson *op, PlayerClass *class, DscPlayed *played, GError **error)
{
  const char *name = ARG (1)->as.text.bytes;
  DscOp on = { .kind = DSC_OP_CLASS, .target = register_of (self, " c:", name, error), .key = attribute_name (self, op, 1, error) };

  if (on.target == 0 || on.key == NULL)
    {
      free_class (class);
      return FALSE;
    }
  g_hash_table_insert (self->classes, g_strdup (name), class);
  dsc_player_set_pairs (self, &on);
  if (!dsc_player_apply (self, &on, played, error))
    return FALSE;
  played->value = NULL;
  return TRUE;
}

static PlayerClass *
new_class (const PlayerClass *base)
{
  PlayerClass *class = g_new0 (PlayerClass, 1);

  class->init = g_ptr_array_new ();
  for (guint i = 0; base != NULL && i < base->init->len; i++)
    g_ptr_array_add (class->init, g_ptr_array_index (base->init, i));
  class->member = base != NULL ? g_strdup (base->member) : NULL;
  return class;
}

gboolean
dsc_player_play_class (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  const char *body = is_name (ARG (3)) ? ARG (3)->as.text.bytes : "";

  if (!is_name (ARG (1)) || (ARG (3) != NULL && !is_name (ARG (3))))
    return dsc_player_wrong_argument (op, is_name (ARG (1)) ? 3 : 1, error);
  if (!is_known_body (body))
    {
      played->not_modelled = TRUE;
      return TRUE;
    }

  PlayerClass *class = new_class (NULL);
  if (g_str_has_prefix (body, "def "))
    class->member = g_strndup (body + strlen ("def "), strcspn (body + strlen ("def "), " ("));
  if (!add_names_of_init (self, class, op, 2, error) || !add_names_of_body (self, body, error))
    {
      free_class (class);
      return FALSE;
    }
  return define (self, op, class, played, error);
}

gboolean
dsc_player_play_class_range (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  PlayerClass *class = NULL;
  gint64 n;

  if (!is_name (ARG (1)))
    return dsc_player_wrong_argument (op, 1, error);
  if (!dsc_player_get_integer (op, 2, 0, &n, error))
    return FALSE;
  if (n > DSC_PLAYER_MAX_ITEMS)
    return dsc_player_too_many (op, error);
  class = new_class (NULL);
  for (gint64 i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("a%" G_GINT64_FORMAT, i);
      if (!add_name (self, class, name, strlen (name), error))
        {
          free_class (class);
          return FALSE;
        }
    }
  return define (self, op, class, played, error);
}

gboolean
dsc_player_play_subclass (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  guint32 base_reg;

  if (!is_name (ARG (1)))
    return dsc_player_wrong_argument (op, 1, error);
  const PlayerClass *base = find_class (self, op, 2, &base_reg, played, error);
  if (base == NULL)
    return !dsc_player_failed (error);

  PlayerClass *class = new_class (base);
  if (!add_names_of_init (self, class, op, 3, error))
    {
      free_class (class);
      return FALSE;
    }
  return define (self, op, class, played, error);
}

/* Instances. */

/* reg = class (), where __init__ assigns 0 to each of its names. */
static gboolean
instantiate (DscPlayer *self, const PlayerClass *class, guint32 class_reg, guint32 reg, DscPlayed *played, GError **error)
{
  const DscObject *zero = dsc_object_int (self->pool, 0);
  DscOp on = { .kind = DSC_OP_INSTANCE, .source = class_reg, .target = reg };

  if (zero == NULL)
    return dsc_player_no_memory (error);
  g_array_set_size (self->pairs, 0);
  for (guint i = 0; i < class->init->len; i++)
    dsc_player_add_pair (self, g_ptr_array_index (class->init, i), zero);
  dsc_player_set_pairs (self, &on);
  if (!dsc_player_apply (self, &on, played, error))
    return FALSE;
  played->value = NULL;
  return TRUE;
}

gboolean
dsc_player_play_instance (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  guint32 class_reg;
  const PlayerClass *class = find_class (self, op, 2, &class_reg, played, error);

  if (!is_name (ARG (1)))
    return dsc_player_wrong_argument (op, 1, error);
  if (class == NULL)
    return !dsc_player_failed (error);
  guint32 reg = register_of (self, " o:", ARG (1)->as.text.bytes, error);
  if (reg == 0 || !instantiate (self, class, class_reg, reg, played, error))
    return FALSE;
  self->last_instance = reg;
  return TRUE;
}

gboolean
dsc_player_play_instances (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  guint32 class_reg;
  const PlayerClass *class = find_class (self, op, 2, &class_reg, played, error);
  gint64 n;

  if (!is_name (ARG (1)))
    return dsc_player_wrong_argument (op, 1, error);
  if (class == NULL)
    return !dsc_player_failed (error);
  if (!dsc_player_get_integer (op, 3, 0, &n, error))
    return FALSE;
  if (n > DSC_PLAYER_MAX_ITEMS)
    return dsc_player_too_many (op, error);
  for (gint64 i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s%" G_GINT64_FORMAT, ARG (1)->as.text.bytes, i);
      guint32 reg = register_of (self, " o:", name, error);
      if (reg == 0 || !instantiate (self, class, class_reg, reg, played, error))
        return FALSE;
      self->last_instance = reg;
    }
  return TRUE;
}

gboolean
dsc_player_play_look (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  (void) played;
  return find_instance (self, op, error) != 0;
}

gboolean
dsc_player_play_drop (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  if (!is_name (ARG (1)))
    return dsc_player_wrong_argument (op, 1, error);
  guint32 reg = register_of (self, " o:", ARG (1)->as.text.bytes, error);
  if (reg == 0)
    return FALSE;
  if (dsc_machine_get_instance (self->machine, reg) == NULL)
    {
      raise_key_error (self, ARG (1)->as.text.bytes, played, error);
      return !dsc_player_failed (error);
    }
  self->last_instance = 0;
  return dsc_player_apply (self, &(DscOp) { .kind = DSC_OP_DROP, .source = reg }, played, error);
}

/* Attributes. */

gboolean
dsc_player_play_setattr (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  DscOp on = { .kind = DSC_OP_SET_ATTR, .source = find_instance (self, op, error) };

  if (on.source == 0)
    return FALSE;
  on.key = attribute_name (self, op, 2, error);
  return on.key != NULL && dsc_player_get_value (self, op, 3, dsc_object_int (self->pool, 0), &on.value, error)
         && dsc_player_apply (self, &on, played, error);
}

gboolean
dsc_player_play_setattrs (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  DscOp on = { .kind = DSC_OP_SET_ATTR, .source = find_instance (self, op, error) };
  gint64 first;
  gint64 end;

  if (on.source == 0 || !dsc_player_get_integer (op, 3, 0, &first, error) || !dsc_player_get_integer (op, 4, 0, &end, error))
    return FALSE;
  if (!is_name (ARG (2)))
    return dsc_player_wrong_argument (op, 2, error);
  if (end - first > DSC_PLAYER_MAX_ITEMS)
    return dsc_player_too_many (op, error);
  for (gint64 i = first; i < end; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s%" G_GINT64_FORMAT, ARG (2)->as.text.bytes, i);
      on.key = name_object (self, name, strlen (name), error);
      on.value = dsc_object_int (self->pool, i);
      if (on.key != NULL && on.value == NULL)
        dsc_player_no_memory (error);
      if (on.key == NULL || on.value == NULL || !dsc_player_apply (self, &on, played, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
play_attribute (DscPlayer *self, const DscJson *op, DscOpKind kind, DscPlayed *played, GError **error)
{
  DscOp on = { .kind = (uint8_t) kind, .source = find_instance (self, op, error) };

  if (on.source == 0)
    return FALSE;
  on.key = attribute_name (self, op, 2, error);
  return on.key != NULL && dsc_player_apply (self, &on, played, error);
}

gboolean
dsc_player_play_delattr (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  return play_attribute (self, op, DSC_OP_DELETE_ATTR, played, error);
}

/* What the instance does not have may be a method of its class. */
gboolean
dsc_player_play_getattr (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  if (!play_attribute (self, op, DSC_OP_GET_ATTR, played, error))
    return FALSE;
  if (played->exception != NULL)
    {
      const DscObject *object = dsc_machine_get_object (self->machine, self->last_instance);
      const PlayerClass *class = object != NULL ? g_hash_table_lookup (self->classes, dsc_object_class_name (object)) : NULL;
      played->not_modelled = class == NULL || g_strcmp0 (class->member, ARG (2)->as.text.bytes) == 0;
    }
  return TRUE;
}

/* Through the dict. */

/* target = vars (the instance of argument 1). */
static gboolean
bind_vars (DscPlayer *self, const DscJson *op, guint32 target, DscPlayed *played, GError **error)
{
  DscOp on = { .kind = DSC_OP_VARS, .source = find_instance (self, op, error), .target = target };

  return on.source != 0 && dsc_player_apply (self, &on, played, error);
}

/* An operation on that dict, which a temporary holds as long as it takes. */
static gboolean
apply_to_vars (DscPlayer *self, const DscJson *op, DscOp *on, DscPlayed *played, GError **error)
{
  if (!bind_vars (self, op, self->vars, played, error))
    return FALSE;
  on->source = self->vars;
  on->drops = &self->vars;
  on->n_drops = 1;
  return dsc_player_apply (self, on, played, error);
}

gboolean
dsc_player_play_vars (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  return apply_to_vars (self, op, &(DscOp) { .kind = DSC_OP_LEN }, played, error);
}

/* A single key: argument 2; perhaps a value: argument 3. */
static gboolean
play_vars_key (DscPlayer *self, const DscJson *op, DscOpKind kind, const DscObject *fallback, DscPlayed *played, GError **error)
{
  DscOp on = { .kind = (uint8_t) kind };
  gboolean has_value = dsc_player_get_value (self, op, 3, fallback, &on.value, error);

  if (dsc_player_failed (error) || find_instance (self, op, error) == 0)
    return FALSE;
  if (!has_value && kind == DSC_OP_SET_ITEM)
    return FALSE;   /* the value of an assignment is made first, the other arguments after vars () */
  on.key = has_value ? dsc_player_make_object (self, ARG (2), error) : NULL;
  if (on.key != NULL)
    return apply_to_vars (self, op, &on, played, error);
  return !dsc_player_failed (error) && dsc_player_play_vars (self, op, played, error) && FALSE;
}

gboolean
dsc_player_play_vars_set (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  return play_vars_key (self, op, DSC_OP_SET_ITEM, dsc_object_int (self->pool, 0), played, error);
}

gboolean
dsc_player_play_vars_del (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  return play_vars_key (self, op, DSC_OP_DELETE_ITEM, NULL, played, error);
}

gboolean
dsc_player_play_vars_pop (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  return play_vars_key (self, op, DSC_OP_POP, NULL, played, error);
}

gboolean
dsc_player_play_vars_setdefault (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  return play_vars_key (self, op, DSC_OP_SETDEFAULT, NULL, played, error);
}

gboolean
dsc_player_play_vars_popitem (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  return apply_to_vars (self, op, &(DscOp) { .kind = DSC_OP_POPITEM }, played, error);
}

gboolean
dsc_player_play_vars_clear (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  return apply_to_vars (self, op, &(DscOp) { .kind = DSC_OP_CLEAR }, played, error);
}

/* vars (o).update (dict (pairs)) */
gboolean
dsc_player_play_vars_update (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  guint32 drops[] = { self->temporary, self->vars };
  DscOp on = { .kind = DSC_OP_UPDATE_DICT, .source = self->vars, .other = self->temporary, .drops = drops, .n_drops = G_N_ELEMENTS (drops) };

  if (!dsc_player_get_pairs (self, op, 2, error) || !bind_vars (self, op, self->vars, played, error)
      || !dsc_player_build (self, DSC_BUILD_CALL_PAIRS, self->temporary, played, error))
    return FALSE;
  if (played->exception != NULL)
    return dsc_machine_apply (self->machine, &(DscOp) { .kind = DSC_OP_UNBIND, .target = self->vars }, NULL) == DSC_STATUS_OK;
  return dsc_player_apply (self, &on, played, error);
}

/* The register of argument 2 becomes the current one. */
static gboolean
play_vars_to_register (DscPlayer *self, const DscJson *op, DscOpKind kind, DscPlayed *played, GError **error)
{
  guint32 reg = dsc_player_name_register (self, op, 2, error);
  gboolean done;

  if (reg == 0)
    return FALSE;
  if (kind == DSC_OP_VARS)
    done = bind_vars (self, op, reg, played, error);
  else
    done = apply_to_vars (self, op, &(DscOp) { .kind = (uint8_t) kind, .target = reg }, played, error);
  self->current = reg;
  return done;
}

gboolean
dsc_player_play_vars_reg (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  return play_vars_to_register (self, op, DSC_OP_VARS, played, error);
}

gboolean
dsc_player_play_vars_copy (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  return play_vars_to_register (self, op, DSC_OP_COPY, played, error);
}

gboolean
dsc_player_play_vars_ctor (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  return play_vars_to_register (self, op, DSC_OP_NEW_FROM, played, error);
}

gboolean
dsc_player_play_set_dict (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  DscOp on = { .kind = DSC_OP_SET_DICT, .source = find_instance (self, op, error) };

  if (on.source == 0)
    return FALSE;
  on.other = dsc_player_find_register (self, op, 2, played, error);
  return on.other == 0 ? !dsc_player_failed (error) : dsc_player_apply (self, &on, played, error);
}

/* Sizes. */

static gboolean
take_size (DscPlayer *self, guint32 reg, DscPlayed *played, GError **error)
{
  if (!dsc_player_apply (self, &(DscOp) { .kind = DSC_OP_SIZEOF, .source = reg, .drops = &reg, .n_drops = 1 }, played, error))
    return FALSE;
  gint64 size = played->value->as.integer;
  g_array_append_val (self->sizes, size);
  return TRUE;
}

/* The instance is gone when its dict is asked: nothing else held it. */
static gboolean
size_thrown_away (DscPlayer *self, const PlayerClass *class, guint32 class_reg, DscPlayed *played, GError **error)
{
  DscOp vars = { .kind = DSC_OP_VARS, .source = self->temporary, .target = self->vars, .drops = &self->temporary, .n_drops = 1 };

  return instantiate (self, class, class_reg, self->temporary, played, error) && dsc_player_apply (self, &vars, played, error)
         && take_size (self, self->vars, played, error);
}

static gboolean
size_kept (DscPlayer *self, guint32 reg, DscPlayed *played, GError **error)
{
  DscOp vars = { .kind = DSC_OP_VARS, .source = reg, .target = self->vars };

  return dsc_player_apply (self, &vars, played, error) && take_size (self, self->vars, played, error);
}

static gboolean
play_sizes (DscPlayer *self, const DscJson *op, gboolean keep, DscPlayed *played, GError **error)
{
  guint32 class_reg;
  const PlayerClass *class = find_class (self, op, 1, &class_reg, played, error);
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (guint32));
  gint64 n;

  if (class == NULL)
    return !dsc_player_failed (error);
  if (!dsc_player_get_integer (op, 2, 0, &n, error))
    return FALSE;
  if (n > DSC_PLAYER_MAX_ITEMS)
    return dsc_player_too_many (op, error);
  for (gint64 i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, i);
      guint32 reg = keep ? register_of (self, " k:", name, error) : 0;
      if (keep ? reg == 0 || !instantiate (self, class, class_reg, reg, played, error)
               : !size_thrown_away (self, class, class_reg, played, error))
        return FALSE;
      g_array_append_val (kept, reg);
    }
  for (guint i = 0; keep && i < kept->len; i++)
    if (!size_kept (self, g_array_index (kept, guint32, i), played, error))
      return FALSE;
  for (guint i = 0; keep && i < kept->len; i++)
    dsc_machine_apply (self->machine, &(DscOp) { .kind = DSC_OP_DROP, .source = g_array_index (kept, guint32, i) }, NULL);
  played->value = NULL;
  played->sizes = self->sizes;
  return TRUE;
}

gboolean
dsc_player_play_sizes (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  return play_sizes (self, op, FALSE, played, error);
}

gboolean
dsc_player_play_sizes_kept (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  return play_sizes (self, op, TRUE, played, error);
}
