/* SPDX-License-Identifier: GPL-3.0-or-later */
/* expression.c: a small evaluator by recursive descent; any part that it does not know makes the whole NULL. */
#include "expression.h"

#include "dsc-wtf8.h"

#include <glib.h>
#include <math.h>
#include <string.h>

typedef const DscObject *Value;

typedef struct {
  DscPool    *pool;
  const char *at;
  DscRuntime *runtime;     /* NULL: no dicts */
  GPtrArray  *dicts;
} Reader;

static Value read_sum (Reader *self);
static Value read_unary (Reader *self);

static void
skip_spaces (Reader *self)
{
  while (*self->at == ' ')
    self->at++;
}

/* Takes `token`, if it is next. "*" is not taken from "**". */
static bool
take (Reader *self, const char *token)
{
  const size_t length = strlen (token);

  skip_spaces (self);
  if (strncmp (self->at, token, length) != 0 || (strcmp (token, "*") == 0 && self->at[1] == '*'))
    return false;
  self->at += length;
  return true;
}

static bool
is_python2 (const Reader *self)
{
  return dsc_pool_get_traits (self->pool)->is_python2;
}

/* -- Numbers --------------------------------------------------------------------------------------------------------- */

static bool
is_integer (Value value)
{
  return value->kind == DSC_OBJECT_INT || value->kind == DSC_OBJECT_LONG || value->kind == DSC_OBJECT_BOOL;
}

static bool
is_number (Value value)
{
  return is_integer (value) || value->kind == DSC_OBJECT_FLOAT || value->kind == DSC_OBJECT_COMPLEX;
}

static DscBigint
to_big (Value value)
{
  DscBigint big;
  const DscStatus status = value->is_big ? dsc_bigint_copy (&big, &dsc_alloc_libc, value->as.big)
                                         : dsc_bigint_init_int64 (&big, &dsc_alloc_libc, value->as.integer);

  g_assert_cmpint (status, ==, DSC_STATUS_OK);
  return big;
}

static double
real_part (Value value)
{
  if (value->kind == DSC_OBJECT_COMPLEX)
    return value->as.pair[0];
  if (value->kind == DSC_OBJECT_FLOAT)
    return value->as.real;

  DscBigint big = to_big (value);
  const double real = dsc_bigint_to_double (&big);
  dsc_bigint_clear (&big, &dsc_alloc_libc);
  return real;
}

static double
imaginary_part (Value value)
{
  return value->kind == DSC_OBJECT_COMPLEX ? value->as.pair[1] : 0;
}

static Value
combine_integers (Reader *self, char operator, Value a, Value b)
{
  const bool is_long = a->kind == DSC_OBJECT_LONG || b->kind == DSC_OBJECT_LONG;
  DscBigint x = to_big (a), y = to_big (b), z;
  DscStatus status = DSC_STATUS_INVALID;

  switch (operator)
    {
    case '+':
      status = dsc_bigint_add (&z, &dsc_alloc_libc, &x, &y);
      break;
    case '-':
      status = dsc_bigint_subtract (&z, &dsc_alloc_libc, &x, &y);
      break;
    case '*':
      status = dsc_bigint_multiply (&z, &dsc_alloc_libc, &x, &y);
      break;
    case '^':
      status = dsc_bigint_power (&z, &dsc_alloc_libc, &x, (uint32_t) b->as.integer);
      break;
    default:
      break;
    }
  Value value = status == DSC_STATUS_OK ? dsc_object_big (self->pool, &z, is_long) : NULL;
  if (status == DSC_STATUS_OK)
    dsc_bigint_clear (&z, &dsc_alloc_libc);
  dsc_bigint_clear (&x, &dsc_alloc_libc);
  dsc_bigint_clear (&y, &dsc_alloc_libc);
  return value;
}

static Value
combine_doubles (Reader *self, char operator, double x, double y)
{
  switch (operator)
    {
    case '+':
      return dsc_object_float (self->pool, x + y);
    case '-':
      return dsc_object_float (self->pool, x - y);
    case '*':
      return dsc_object_float (self->pool, x * y);
    case '/':
      return dsc_object_float (self->pool, x / y);
    case '^':
      return dsc_object_float (self->pool, pow (x, y));
    default:
      return NULL;
    }
}

static Value
repeat (Reader *self, Value tuple, Value count)
{
  const size_t n = tuple->as.sequence.length;
  g_autofree Value *items = g_new (Value, n * (size_t) count->as.integer);

  for (size_t i = 0; i < n * (size_t) count->as.integer; i++)
    items[i] = tuple->as.sequence.items[i % n];
  return dsc_object_tuple (self->pool, items, n * (size_t) count->as.integer);
}

static Value
combine (Reader *self, char operator, Value a, Value b)
{
  if (a == NULL || b == NULL)
    return NULL;
  if (operator == '*' && a->kind == DSC_OBJECT_TUPLE && is_integer (b))
    return repeat (self, a, b);
  if (!is_number (a) || !is_number (b))
    return NULL;
  if (is_integer (a) && is_integer (b))
    return combine_integers (self, operator, a, b);
  if (a->kind != DSC_OBJECT_COMPLEX && b->kind != DSC_OBJECT_COMPLEX)
    return combine_doubles (self, operator, real_part (a), real_part (b));
  if (operator == '+')
    return dsc_object_complex (self->pool, real_part (a) + real_part (b), imaginary_part (a) + imaginary_part (b));
  if (operator == '-')
    return dsc_object_complex (self->pool, real_part (a) - real_part (b), imaginary_part (a) - imaginary_part (b));
  return NULL;
}

static Value
negate (Reader *self, Value value)
{
  if (value == NULL)
    return NULL;
  if (is_integer (value))
    return combine_integers (self, '-', dsc_object_int (self->pool, 0), value);
  if (value->kind == DSC_OBJECT_FLOAT)
    return dsc_object_float (self->pool, -value->as.real);
  if (value->kind == DSC_OBJECT_COMPLEX)
    return dsc_object_complex (self->pool, -value->as.pair[0], -value->as.pair[1]);
  return NULL;
}

static Value
read_integer (Reader *self, const char *text, size_t length)
{
  const bool is_long = text[length - 1] == 'L';
  const bool is_hex = g_str_has_prefix (text, "0x");
  DscBigint big;

  if (is_long && !is_python2 (self))
    return NULL;
  if (dsc_bigint_init_text (&big, &dsc_alloc_libc, text + 2 * is_hex, length - 2 * is_hex - is_long, is_hex ? 16 : 10)
      != DSC_STATUS_OK)
    return NULL;
  Value value = dsc_object_big (self->pool, &big, is_long);
  dsc_bigint_clear (&big, &dsc_alloc_libc);
  return value;
}

static Value
read_number (Reader *self)
{
  const size_t integer_length = strspn (self->at, "0123456789_xL");
  const char *start = self->at;

  if (strchr (".ej", start[integer_length]) == NULL || start[integer_length] == '\0')
    {
      self->at += integer_length;
      return read_integer (self, start, integer_length);
    }

  char *end;
  const double real = g_ascii_strtod (start, &end);
  self->at = end;
  if (*end != 'j')
    return dsc_object_float (self->pool, real);
  self->at++;
  return dsc_object_complex (self->pool, 0, real);
}

/* -- Strings --------------------------------------------------------------------------------------------------------- */

static uint32_t
read_hex (Reader *self, unsigned n)
{
  uint32_t value = 0;

  for (unsigned i = 0; i < n; i++)
    value = value * 16 + (uint32_t) g_ascii_xdigit_value (*self->at++);
  return value;
}

/* The character behind a backslash. */
static uint32_t
read_escape (Reader *self, bool raw)
{
  const char c = *self->at++;

  switch (c)
    {
    case 't':
      return '\t';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case '0':
      return 0;
    case 'x':
      return read_hex (self, 2);
    case 'u': case 'U':
      return raw ? (uint32_t) c : read_hex (self, c == 'u' ? 4 : 8);
    default:
      return (unsigned char) c;
    }
}

/* prefix: 0, 'u' or 'b'; the opening quote is next. In 2.x a plain literal is made of bytes. */
static Value
read_string (Reader *self, char prefix)
{
  const char quote = *self->at++;
  const bool raw = prefix == 'b' || (prefix == 0 && is_python2 (self));
  g_autoptr (GString) text = g_string_new (NULL);

  while (*self->at != quote)
    {
      if (*self->at == '\0')
        return NULL;
      uint32_t c = (unsigned char) *self->at++;
      if (c == '\\')
        c = read_escape (self, raw);
      else if (c >= 0x80)
        {
          self->at--;
          c = dsc_wtf8_next (&self->at, self->at + strlen (self->at));
        }
      char bytes[4] = { (char) c };
      g_string_append_len (text, bytes, raw ? 1 : (gssize) dsc_wtf8_put (c, bytes));
    }
  self->at++;
  if (raw)
    return dsc_object_bytes (self->pool, text->str, text->len);
  return dsc_object_unicode (self->pool, text->str, text->len);
}

/* -- Containers and calls -------------------------------------------------------------------------------------------- */

/* Items up to `close`; *out_comma: whether one was followed by a comma. */
static bool
read_items (Reader *self, const char *close, GPtrArray *items, bool *out_comma)
{
  *out_comma = false;
  while (!take (self, close))
    {
      Value item = read_sum (self);
      if (item == NULL)
        return false;
      g_ptr_array_add (items, (void *) item);
      if (take (self, ","))
        *out_comma = true;
      else if (take (self, close))
        return true;
      else
        return false;
    }
  return true;
}

static Value
read_parenthesis (Reader *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  bool comma;

  if (!read_items (self, ")", items, &comma))
    return NULL;
  if (items->len == 1 && !comma)
    return items->pdata[0];
  return dsc_object_tuple (self->pool, (Value *) items->pdata, items->len);
}

static Value
read_list (Reader *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  bool comma;

  if (!read_items (self, "]", items, &comma))
    return NULL;
  return dsc_object_list (self->pool, (Value *) items->pdata, items->len);
}

static Value
read_dict (Reader *self)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (DscPair));
  DscDict *dict;

  while (!take (self, "}"))
    {
      DscPair pair = { .key = read_sum (self) };
      if (pair.key == NULL || !take (self, ":"))
        return NULL;
      pair.value = read_sum (self);
      if (pair.value == NULL)
        return NULL;
      g_array_append_val (pairs, pair);
      take (self, ",");
    }
  if (dsc_dict_build (self->runtime, DSC_BUILD_DISPLAY, (DscPair *) (void *) pairs->data, pairs->len, &dict) != DSC_STATUS_OK)
    return NULL;
  g_ptr_array_add (self->dicts, dict);
  return dsc_dict_get_object (self->runtime, dict);
}

/* Items of a list, tuple or range, or none without argument. */
static bool
expand (Reader *self, Value argument, GPtrArray *items)
{
  if (argument == NULL)
    return true;
  if (argument->kind == DSC_OBJECT_RANGE)
    {
      const int64_t *range = argument->as.range;
      for (int64_t i = 0; i < (int64_t) dsc_object_range_length (argument); i++)
        g_ptr_array_add (items, (void *) dsc_object_int (self->pool, range[0] + i * range[2]));
      return true;
    }
  if (argument->kind != DSC_OBJECT_LIST && argument->kind != DSC_OBJECT_TUPLE)
    return false;
  for (size_t i = 0; i < argument->as.sequence.length; i++)
    g_ptr_array_add (items, (void *) argument->as.sequence.items[i]);
  return true;
}

static Value
call_container (Reader *self, const char *name, Value argument)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  if (!expand (self, argument, items))
    return NULL;
  if (strcmp (name, "tuple") == 0)
    return dsc_object_tuple (self->pool, (Value *) items->pdata, items->len);
  if (strcmp (name, "list") == 0)
    return dsc_object_list (self->pool, (Value *) items->pdata, items->len);
  if (strcmp (name, "set") == 0)
    return dsc_object_set (self->pool, (Value *) items->pdata, items->len);
  return dsc_object_frozenset (self->pool, (Value *) items->pdata, items->len);
}

static Value
call_range (Reader *self, GPtrArray *arguments)
{
  int64_t numbers[3] = { 0, 0, 1 };

  for (guint i = 0; i < arguments->len; i++)
    {
      Value argument = arguments->pdata[i];
      if (!is_integer (argument))
        return NULL;
      numbers[arguments->len == 1 ? 1 : i] = argument->as.integer;
    }
  Value range = dsc_object_range (self->pool, numbers[0], numbers[1], numbers[2]);
  return is_python2 (self) ? call_container (self, "list", range) : range;
}

static Value
call_float (Reader *self, Value argument)
{
  if (argument->kind == DSC_OBJECT_STR)
    return dsc_object_float (self->pool, g_ascii_strtod (argument->as.text.bytes, NULL));
  return is_number (argument) ? dsc_object_float (self->pool, real_part (argument)) : NULL;
}

static Value
call (Reader *self, const char *name, GPtrArray *arguments)
{
  Value first = arguments->len > 0 ? arguments->pdata[0] : NULL;
  Value second = arguments->len > 1 ? arguments->pdata[1] : NULL;

  if (g_str_equal (name, "range"))
    return call_range (self, arguments);
  if (g_str_equal (name, "float") && first != NULL)
    return call_float (self, first);
  if (g_str_equal (name, "complex") && second != NULL)
    return dsc_object_complex (self->pool, real_part (first), real_part (second));
  if (g_str_equal (name, "long") && is_python2 (self) && first != NULL && !first->is_big)
    return dsc_object_long (self->pool, first->as.integer);
  if (g_str_equal (name, "tuple") || g_str_equal (name, "set") || g_str_equal (name, "frozenset"))
    return call_container (self, name, first);
  return NULL;
}

static Value
read_name (Reader *self)
{
  const size_t length = strspn (self->at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_.");
  g_autofree char *name = g_strndup (self->at, length);
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  bool comma;

  if (length == 1 && strchr ("ub", *name) != NULL && strchr ("'\"", self->at[1]) != NULL)
    {
      self->at++;
      return read_string (self, *name);
    }
  self->at += length;
  if (g_str_equal (name, "None"))
    return dsc_object_none (self->pool);
  if (g_str_equal (name, "True") || g_str_equal (name, "False"))
    return dsc_object_bool (self->pool, *name == 'T');
  if (!take (self, "(") || !read_items (self, ")", arguments, &comma))
    return NULL;
  return call (self, name, arguments);
}

/* -- Operators ------------------------------------------------------------------------------------------------------- */

static Value
read_atom (Reader *self)
{
  skip_spaces (self);
  if (take (self, "("))
    return read_parenthesis (self);
  if (take (self, "["))
    return read_list (self);
  if (self->runtime != NULL && take (self, "{"))
    return read_dict (self);
  if (*self->at == '\'' || *self->at == '"')
    return read_string (self, 0);
  if (g_ascii_isdigit (*self->at))
    return read_number (self);
  return g_ascii_isalpha (*self->at) ? read_name (self) : NULL;
}

static Value
read_power (Reader *self)
{
  Value base = read_atom (self);

  return take (self, "**") ? combine (self, '^', base, read_unary (self)) : base;
}

static Value
read_unary (Reader *self)
{
  if (!take (self, "-"))
    return read_power (self);

  /* 2.x reads a minus and an imaginary literal as one literal, whose real part is +0. */
  Value value = read_unary (self);
  if (value != NULL && value->kind == DSC_OBJECT_COMPLEX && is_python2 (self))
    return dsc_object_complex (self->pool, 0, -value->as.pair[1]);
  return negate (self, value);
}

static Value
read_product (Reader *self)
{
  Value value = read_unary (self);

  for (;;)
    {
      if (take (self, "*"))
        value = combine (self, '*', value, read_unary (self));
      else if (take (self, "/"))
        value = combine (self, '/', value, read_unary (self));
      else
        return value;
    }
}

static Value
read_sum (Reader *self)
{
  Value value = read_product (self);

  for (;;)
    {
      if (take (self, "+"))
        value = combine (self, '+', value, read_product (self));
      else if (take (self, "-"))
        value = combine (self, '-', value, read_product (self));
      else
        return value;
    }
}

static Value
read_all (Reader self)
{
  Value value = read_sum (&self);

  skip_spaces (&self);
  return *self.at == '\0' ? value : NULL;
}

const DscObject *
expression_read (DscPool *pool, const char *text)
{
  return read_all ((Reader) { .pool = pool, .at = text });
}

const DscObject *
expression_read_in (DscRuntime *runtime, const char *text, GPtrArray *dicts)
{
  return read_all ((Reader) { .pool = dsc_runtime_get_pool (runtime), .at = text, .runtime = runtime, .dicts = dicts });
}
