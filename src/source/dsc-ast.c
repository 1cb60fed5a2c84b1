/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-ast.c: storage of the tree of a script: arena, symbols, constants. */
#include "dsc-ast-private.h"

#include <string.h>

#define CHUNK_SIZE (64u << 10)

/* Key of a constant: everything in it that makes it differ from others. */
static guint
hash_constant (gconstpointer key)
{
  const DscConstant *c = key;
  guint64 bits;
  guint hash = 2166136261u ^ c->kind;

  memcpy (&bits, &c->real, sizeof bits);
  hash = (hash ^ (guint) bits ^ (guint) (bits >> 32)) * 16777619u;
  hash = (hash ^ (guint) c->integer ^ (guint) (c->integer >> 32)) * 16777619u;
  for (gsize i = 0; i < c->length; i++)
    hash = (hash ^ (guchar) c->text[i]) * 16777619u;
  return hash;
}

static gboolean
equal_constant (gconstpointer a,
                gconstpointer b)
{
  const DscConstant *x = a, *y = b;

  return x->kind == y->kind && x->base == y->base && memcmp (&x->real, &y->real, sizeof x->real) == 0 && x->integer == y->integer
         && x->length == y->length && (x->length == 0 || memcmp (x->text, y->text, x->length) == 0)
         && (x->legacy == NULL) == (y->legacy == NULL) && x->legacy_length == y->legacy_length
         && (x->legacy_length == 0 || memcmp (x->legacy, y->legacy, x->legacy_length) == 0);
}

DscTree *
dsc_tree_new (void)
{
  DscTree *self = g_new0 (DscTree, 1);

  self->chunks = g_ptr_array_new_with_free_func (g_free);
  self->symbols = g_ptr_array_new ();
  self->symbol_numbers = g_hash_table_new (g_str_hash, g_str_equal);
  self->constants = g_array_new (FALSE, FALSE, sizeof (DscConstant));
  self->constant_numbers = g_hash_table_new (hash_constant, equal_constant);
  self->requirements = g_array_new (FALSE, FALSE, sizeof (DscRequirement));
  return self;
}

void
dsc_tree_free (DscTree *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->symbol_numbers, g_hash_table_unref);
  g_clear_pointer (&self->constant_numbers, g_hash_table_unref);
  g_clear_pointer (&self->symbols, g_ptr_array_unref);
  g_clear_pointer (&self->constants, g_array_unref);
  g_clear_pointer (&self->requirements, g_array_unref);
  g_clear_pointer (&self->chunks, g_ptr_array_unref);
  g_free (self);
}

gpointer
dsc_tree_allocate (DscTree *self,
                   gsize    size)
{
  size = (size + 7) & ~(gsize) 7;
  if (size > CHUNK_SIZE / 4)
    {
      g_ptr_array_add (self->chunks, g_malloc (size));
      return g_ptr_array_index (self->chunks, self->chunks->len - 1);
    }
  if (size > self->chunk_left)
    {
      self->chunk_next = g_malloc (CHUNK_SIZE);
      self->chunk_left = CHUNK_SIZE;
      g_ptr_array_add (self->chunks, self->chunk_next);
    }

  gpointer block = self->chunk_next;
  self->chunk_next += size;
  self->chunk_left -= size;
  return block;
}

static char *
copy_text (DscTree    *self,
           const char *text,
           gsize       length)
{
  char *copy = dsc_tree_allocate (self, length + 1);

  if (length != 0)
    memcpy (copy, text, length);
  copy[length] = '\0';
  return copy;
}

guint32
dsc_tree_intern (DscTree    *self,
                 const char *name,
                 gsize       length)
{
  char buffer[64];
  g_autofree char *long_name = NULL;
  const char *key = buffer;
  gpointer number;

  if (length < sizeof buffer)
    {
      memcpy (buffer, name, length);
      buffer[length] = '\0';
    }
  else
    key = long_name = g_strndup (name, length);
  if (g_hash_table_lookup_extended (self->symbol_numbers, key, NULL, &number))
    return GPOINTER_TO_UINT (number);

  char *copy = copy_text (self, key, length);
  g_ptr_array_add (self->symbols, copy);
  g_hash_table_insert (self->symbol_numbers, copy, GUINT_TO_POINTER (self->symbols->len - 1));
  return self->symbols->len - 1;
}

guint32
dsc_tree_add_constant (DscTree           *self,
                       const DscConstant *constant)
{
  gpointer number;

  if (g_hash_table_lookup_extended (self->constant_numbers, constant, NULL, &number))
    return GPOINTER_TO_UINT (number);

  DscConstant *key = dsc_tree_allocate (self, sizeof *key);
  *key = *constant;
  if (key->text != NULL)
    key->text = copy_text (self, key->text, key->length);
  if (key->legacy != NULL)
    key->legacy = copy_text (self, key->legacy, key->legacy_length);
  g_array_append_val (self->constants, *key);
  g_hash_table_insert (self->constant_numbers, key, GUINT_TO_POINTER (self->constants->len - 1));
  return self->constants->len - 1;
}

void
dsc_tree_require (DscTree  *self,
                  DscSyntax syntax,
                  DscPlace  place)
{
  DscRequirement requirement = { syntax, place };

  /* A place in front of the last one: a note about a whole whose parts were noted first. The order of statements stays. */
  g_array_append_val (self->requirements, requirement);
}

DscNode *
dsc_tree_add_node (DscTree        *self,
                   DscNodeKind     kind,
                   DscPlace        place,
                   DscNode *const *items,
                   guint           n,
                   const guint8   *operators)
{
  guint depth = 0;
  guint8 flags = 0;

  for (guint i = 0; i < n; i++)
    if (items[i] != NULL)
      {
        depth = MAX (depth, items[i]->depth);
        flags |= items[i]->flags & DSC_NODE_MUTATES;
      }
  if ((depth >= DSC_TREE_MAX_DEPTH || self->n_nodes >= DSC_TREE_MAX_NODES) && place.line != 0)
    return NULL;

  gsize tail = sizeof (DscNode *) * n + (operators != NULL ? n : 0);
  DscNode *node = dsc_tree_allocate (self, sizeof *node + tail);
  *node = (DscNode) {
    .kind = (guint8) kind,
    .flags = flags,
    .depth = (guint16) (depth + 1),
    .n_items = n,
    .id = self->n_nodes++,
    .place = place,
    .items = (DscNode **) (node + 1),
  };
  if (n != 0)
    memcpy (node->items, items, sizeof *items * n);
  if (operators != NULL)
    memcpy (node->items + n, operators, n - 1);
  return node;
}

gboolean
dsc_node_binds_item (const DscNode *self,
                     guint          i)
{
  switch ((guint) self->kind)
    {
    case DSC_NODE_TUPLE:
    case DSC_NODE_LIST:
    case DSC_NODE_STAR:
    case DSC_NODE_BLOCK:
    case DSC_NODE_DELETE:
    case DSC_NODE_TRY:
      return TRUE;
    case DSC_NODE_ASSIGN:
      return i + 1 < self->n_items;
    case DSC_NODE_AUGMENT:
      return i == 0;
    case DSC_NODE_FOR:
      return i != 1;
    case DSC_NODE_WHILE:
    case DSC_NODE_HANDLER:
      return i != 0;
    case DSC_NODE_IF:
      return i % 2 != 0 || i + 1 == self->n_items;
    default:
      return FALSE;
    }
}
