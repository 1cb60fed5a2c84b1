/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-version-names.c: names that every program of a release can see; part of the version files. */
#include "dsc-suggest-private.h"

#include <string.h>

/* Of 3.10, which is the first release that suggests names. */
static const char *const builtins[] = {
  "__name__", "__doc__", "__package__", "__loader__", "__spec__", "__build_class__", "__import__", "abs", "all", "any", "ascii",
  "bin", "breakpoint", "callable", "chr", "compile", "delattr", "dir", "divmod", "eval", "exec", "format", "getattr", "globals",
  "hasattr", "hash", "hex", "id", "input", "isinstance", "issubclass", "iter", "aiter", "len", "locals", "max", "min", "next",
  "anext", "oct", "ord", "pow", "print", "repr", "round", "setattr", "sorted", "sum", "vars", "None", "Ellipsis",
  "NotImplemented", "False", "True", "bool", "memoryview", "bytearray", "bytes", "classmethod", "complex", "dict", "enumerate",
  "filter", "float", "frozenset", "property", "int", "list", "map", "object", "range", "reversed", "set", "slice",
  "staticmethod", "str", "super", "tuple", "type", "zip", "__debug__", "BaseException", "Exception", "TypeError",
  "StopAsyncIteration", "StopIteration", "GeneratorExit", "SystemExit", "KeyboardInterrupt", "ImportError",
  "ModuleNotFoundError", "OSError", "EnvironmentError", "IOError", "EOFError", "RuntimeError", "RecursionError",
  "NotImplementedError", "NameError", "UnboundLocalError", "AttributeError", "SyntaxError", "IndentationError", "TabError",
  "LookupError", "IndexError", "KeyError", "ValueError", "UnicodeError", "UnicodeEncodeError", "UnicodeDecodeError",
  "UnicodeTranslateError", "AssertionError", "ArithmeticError", "FloatingPointError", "OverflowError", "ZeroDivisionError",
  "SystemError", "ReferenceError", "MemoryError", "BufferError", "Warning", "UserWarning", "EncodingWarning",
  "DeprecationWarning", "PendingDeprecationWarning", "SyntaxWarning", "RuntimeWarning", "FutureWarning", "ImportWarning",
  "UnicodeWarning", "BytesWarning", "ResourceWarning", "ConnectionError", "BlockingIOError", "BrokenPipeError",
  "ChildProcessError", "ConnectionAbortedError", "ConnectionRefusedError", "ConnectionResetError", "FileExistsError",
  "FileNotFoundError", "IsADirectoryError", "NotADirectoryError", "InterruptedError", "PermissionError", "ProcessLookupError",
  "TimeoutError", "open", "quit", "exit", "copyright", "credits", "license", "help",
};

static const struct {
  DscVersion  since;
  const char *name;
} later_builtins[] = {
  { DSC_V (3, 11, 0), "BaseExceptionGroup" },
  { DSC_V (3, 11, 0), "ExceptionGroup" },
  { DSC_V (3, 13, 0), "PythonFinalizationError" },
  { DSC_V (3, 13, 0), "_IncompleteInputError" },
  { DSC_V (3, 15, 0), "frozendict" },
};

/* Of 3.12 and 3.13; names that begin with an underscore are left out. Sorted. */
static const char *const modules[] = {
  "abc", "aifc", "antigravity", "argparse", "array", "ast", "asyncio", "atexit", "audioop", "base64", "bdb", "binascii",
  "bisect", "builtins", "bz2", "cProfile", "calendar", "cgi", "cgitb", "chunk", "cmath", "cmd", "code", "codecs", "codeop",
  "collections", "colorsys", "compileall", "concurrent", "configparser", "contextlib", "contextvars", "copy", "copyreg",
  "crypt", "csv", "ctypes", "curses", "dataclasses", "datetime", "dbm", "decimal", "difflib", "dis", "doctest", "email",
  "encodings", "ensurepip", "enum", "errno", "faulthandler", "fcntl", "filecmp", "fileinput", "fnmatch", "fractions", "ftplib",
  "functools", "gc", "genericpath", "getopt", "getpass", "gettext", "glob", "graphlib", "grp", "gzip", "hashlib", "heapq",
  "hmac", "html", "http", "idlelib", "imaplib", "imghdr", "importlib", "inspect", "io", "ipaddress", "itertools", "json",
  "keyword", "lib2to3", "linecache", "locale", "logging", "lzma", "mailbox", "mailcap", "marshal", "math", "mimetypes", "mmap",
  "modulefinder", "msilib", "msvcrt", "multiprocessing", "netrc", "nis", "nntplib", "nt", "ntpath", "nturl2path", "numbers",
  "opcode", "operator", "optparse", "os", "ossaudiodev", "pathlib", "pdb", "pickle", "pickletools", "pipes", "pkgutil",
  "platform", "plistlib", "poplib", "posix", "posixpath", "pprint", "profile", "pstats", "pty", "pwd", "py_compile", "pyclbr",
  "pydoc", "pydoc_data", "pyexpat", "queue", "quopri", "random", "re", "readline", "reprlib", "resource", "rlcompleter",
  "runpy", "sched", "secrets", "select", "selectors", "shelve", "shlex", "shutil", "signal", "site", "smtplib", "sndhdr",
  "socket", "socketserver", "spwd", "sqlite3", "sre_compile", "sre_constants", "sre_parse", "ssl", "stat", "statistics",
  "string", "stringprep", "struct", "subprocess", "sunau", "symtable", "sys", "sysconfig", "syslog", "tabnanny", "tarfile",
  "telnetlib", "tempfile", "termios", "textwrap", "this", "threading", "time", "timeit", "tkinter", "token", "tokenize",
  "tomllib", "trace", "traceback", "tracemalloc", "tty", "turtle", "turtledemo", "types", "typing", "unicodedata", "unittest",
  "urllib", "uu", "uuid", "venv", "warnings", "wave", "weakref", "webbrowser", "winreg", "winsound", "wsgiref", "xdrlib", "xml",
  "xmlrpc", "zipapp", "zipfile", "zipimport", "zlib", "zoneinfo",
};

GPtrArray *
dsc_names_builtins (DscVersion version)
{
  GPtrArray *names = g_ptr_array_sized_new (G_N_ELEMENTS (builtins) + G_N_ELEMENTS (later_builtins));

  for (gsize i = 0; i < G_N_ELEMENTS (builtins); i++)
    g_ptr_array_add (names, (gpointer) builtins[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (later_builtins); i++)
    if (version >= later_builtins[i].since)
      g_ptr_array_add (names, (gpointer) later_builtins[i].name);
  return names;
}

gboolean
dsc_names_is_module (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (modules); i++)
    if (strcmp (modules[i], name) == 0)
      return TRUE;
  return FALSE;
}
