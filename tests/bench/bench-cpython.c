/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-cpython.c: the same rows as bench-core, for the dict of the CPython that this program is linked with, through its C API.
 *
 * Usage: bench-cpython [--version] [--memory] N
 *
 * --version prints the release and nothing else. */
#include <Python.h>

#include "bench-rows.h"

#if PY_MAJOR_VERSION < 3
#define LONG_FROM(value)          PyInt_FromLong ((long) (value))
#define STR_FROM(text, length)    PyString_FromStringAndSize (text, length)
#else
#define LONG_FROM(value)          PyLong_FromLongLong (value)
#define STR_FROM(text, length)    PyUnicode_FromStringAndSize (text, length)
#endif

typedef struct {
  PyObject  *dict;
  PyObject **keys;
  size_t     n, n_all;   /* keys that are stored; all keys */
} Bench;

static void
must_work (bool works)
{
  if (works)
    return;
  PyErr_Print ();
  bench_fail ("bench-cpython: an operation did not go as it must; is there enough memory?", NULL);
}

static PyObject *
make_key (BenchKind kind, size_t i)
{
  char text[32];

  if (kind == BENCH_STR)
    {
      size_t length = bench_str_key (i, text);
      return STR_FROM (text, (Py_ssize_t) length);
    }
  return LONG_FROM (bench_int_key (kind, i));
}

static void
make_keys (void *data, BenchKind kind, size_t n, size_t n_all)
{
  Bench *self = data;

  self->n = n;
  self->n_all = n_all;
  self->keys = malloc (n_all * sizeof *self->keys);
  must_work (self->keys != NULL);
  for (size_t i = 0; i < n_all; i++)
    {
      self->keys[i] = make_key (kind, i);
      must_work (self->keys[i] != NULL && PyObject_Hash (self->keys[i]) != -1);   /* a str keeps its hash */
    }
}

static void
begin (void *data)
{
  Bench *self = data;

  self->dict = PyDict_New ();
  must_work (self->dict != NULL);
}

static void
run (void *data, BenchPhase phase)
{
  Bench *self = data;
  PyObject *const dict = self->dict;
  PyObject *const *const keys = self->keys + (phase == BENCH_MISS ? self->n : 0);
  PyObject *const expected = phase == BENCH_MISS ? NULL : Py_None;
  const size_t n = self->n;

  if (phase == BENCH_INSERT)
    for (size_t i = 0; i < n; i++)
      must_work (PyDict_SetItem (dict, keys[i], Py_None) == 0);
  else if (phase == BENCH_DELETE)
    for (size_t i = 0; i < n; i++)
      must_work (PyDict_DelItem (dict, keys[i]) == 0);
  else
    for (size_t i = 0; i < n; i++)
      must_work (PyDict_GetItem (dict, keys[i]) == expected);
  must_work (PyDict_Size (dict) == (phase == BENCH_DELETE ? 0 : (Py_ssize_t) n));
}

static void
end (void *data)
{
  Bench *self = data;

  Py_CLEAR (self->dict);
}

static void
free_keys (void *data)
{
  Bench *self = data;

  for (size_t i = 0; i < self->n_all; i++)
    Py_DECREF (self->keys[i]);
  free (self->keys);
}

static double
size_of (PyObject *object)
{
  static char method[] = "__sizeof__";   /* 2.x takes no const text */
  PyObject *size = PyObject_CallMethod (object, method, NULL);

  must_work (size != NULL);
  double result = PyFloat_AsDouble (size);
  Py_DECREF (size);
  return result;
}

/* What the objects say; the allocator takes more. */
static double
measure_memory (void *data)
{
  Bench *self = data;
  double sum = size_of (self->dict);

  for (size_t i = 0; i < self->n; i++)
    sum += size_of (self->keys[i]);
  return sum;
}

int
main (int argc, char **argv)
{
  Bench bench = { 0 };
  const BenchSubject subject = { &bench, make_keys, begin, run, end, free_keys, measure_memory };
  BenchPlan plan = { 0 };

  for (int i = 1; i < argc; i++)
    {
      if (strcmp (argv[i], "--version") == 0)
        {
          printf ("%s\n", PY_VERSION);
          return 0;
        }
      if (!bench_read_plan (argv[i], &plan))
        plan.n = 0, argc = 0;
    }
  if (plan.n == 0)
    {
      fprintf (stderr, "Usage: bench-cpython [--version] [--memory] N\nN is a number of keys up to 100000000\n");
      return 2;
    }
  setenv ("PYTHONHASHSEED", "0", 1);   /* as in the model */
  Py_Initialize ();
  bench_print (&subject, plan);
  Py_Finalize ();
  return 0;
}
