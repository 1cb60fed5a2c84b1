/* SPDX-License-Identifier: GPL-3.0-or-later */
/* script-fixture.c: runs scripts and shows trees and histories as text. */
#include "script-fixture.h"

DscTarget
script_target (const char *name)
{
  DscTarget target;

  g_assert_cmpint (dsc_target_parse (name, &target), ==, DSC_STATUS_OK);
  return target;
}

DscRun *
script_run_text (const char *text,
                 gsize       length,
                 const char *target_name)
{
  g_autoptr (DscScript) script = dsc_script_new (text, length);
  g_autoptr (GError) error = NULL;
  DscRun *run = dsc_script_run (script, script_target (target_name), 0, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (run);
  return run;
}

DscRun *
script_run (const char *text,
            const char *target_name)
{
  return script_run_text (text, strlen (text), target_name);
}

char *
script_output (const DscRun *run)
{
  GString *output = g_string_new (NULL);

  for (gsize i = 0; i < dsc_timeline_get_n_steps (run->timeline); i++)
    {
      const DscStep *step = dsc_timeline_get_step (run->timeline, i);

      if (step->op.kind == DSC_OP_PRINT)
        g_string_append_len (output, step->op.value->as.text.bytes, (gssize) step->op.value->as.text.length);
    }
  return g_string_free (output, FALSE);
}

static const char *
name_of (const DscRun *run,
         guint32       reg)
{
  const char *name = dsc_machine_get_name (dsc_timeline_get_live (run->timeline), reg);

  return name != NULL ? name : "-";
}

char *
script_steps (const DscRun *run)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < dsc_timeline_get_n_steps (run->timeline); i++)
    {
      const DscStep *step = dsc_timeline_get_step (run->timeline, i);

      g_string_append_printf (text, "%" G_GSIZE_FORMAT " %u:%u %u <%s> <- <%s> <%s>%s | %s |", i + 1, step->op.line, step->op.column, step->op.kind,
                              name_of (run, step->op.target), name_of (run, step->op.source), name_of (run, step->op.other),
                              step->op.n_drops != 0 ? " drops" : "", step->label);
      if (step->getsizeof >= 0)
        g_string_append_printf (text, " %s %" G_GINT64_FORMAT " bytes, %" G_GSIZE_FORMAT " items", name_of (run, step->visible), (gint64) step->getsizeof,
                                step->used);
      if (step->op.kind == DSC_OP_PRINT)
        {
          g_autofree char *escaped = g_strescape (step->op.value->as.text.bytes, NULL);
          g_string_append_printf (text, " \"%s\"", escaped);
        }
      if (step->error != NULL)
        g_string_append_printf (text, " ! %s", step->error);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

static const char *const kind_names[] = {
  "constant", "name", "format", "field", "tuple", "list", "set", "dict", "dict-comprehension", "list-comprehension", "set-comprehension",
  "generator", "for-clause", "if-clause", "unary", "not", "chain", "power", "and", "or", "compare", "conditional", "subscript", "slice",
  "attribute", "call", "keyword", "unpack", "star", "block", "expression", "assign", "augment", "delete", "pass", "break", "continue", "assert",
  "if", "while", "for", "try", "handler", "class", "method", "parameter", "import", "import-from", "return",
};

static void
append_constant (GString           *text,
                 const DscConstant *constant)
{
  g_autofree char *escaped = constant->text != NULL ? g_strescape (constant->text, NULL) : NULL;
  g_autofree char *legacy = constant->legacy != NULL ? g_strescape (constant->legacy, NULL) : NULL;
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  switch ((DscConstantKind) constant->kind)
    {
    case DSC_CONSTANT_NONE:      g_string_append (text, "None"); break;
    case DSC_CONSTANT_FALSE:     g_string_append (text, "False"); break;
    case DSC_CONSTANT_TRUE:      g_string_append (text, "True"); break;
    case DSC_CONSTANT_INT:
    case DSC_CONSTANT_LONG:
      if (constant->base != 0)
        g_string_append_printf (text, "%s base %u", escaped, constant->base);
      else
        g_string_append_printf (text, "%" G_GINT64_FORMAT, constant->integer);
      g_string_append (text, constant->kind == DSC_CONSTANT_LONG ? "L" : "");
      break;
    case DSC_CONSTANT_FLOAT:     g_string_append (text, g_ascii_dtostr (buffer, sizeof buffer, constant->real)); break;
    case DSC_CONSTANT_IMAGINARY: g_string_append_printf (text, "%sj", g_ascii_dtostr (buffer, sizeof buffer, constant->real)); break;
    case DSC_CONSTANT_TEXT:      g_string_append_printf (text, "\"%s\"", escaped); break;
    case DSC_CONSTANT_UNICODE:   g_string_append_printf (text, "u\"%s\"", escaped); break;
    case DSC_CONSTANT_BYTES:     g_string_append_printf (text, "b\"%s\"", escaped); break;
    }
  if (legacy != NULL)
    g_string_append_printf (text, "/\"%s\"", legacy);
}

static void
append_node (GString       *text,
             const DscTree *tree,
             const DscNode *node,
             guint          indent)
{
  gboolean is_statement = node != NULL && node->kind >= DSC_NODE_BLOCK && node->kind != DSC_NODE_PARAMETER;

  if (is_statement && text->len != 0)
    g_string_append_printf (text, "\n%*s", (int) indent * 2, "");
  if (node == NULL)
    {
      g_string_append_c (text, '-');
      return;
    }
  if (node->kind == DSC_NODE_CONSTANT)
    {
      append_constant (text, &g_array_index (tree->constants, DscConstant, node->number));
      return;
    }
  if (node->kind == DSC_NODE_NAME)
    {
      g_string_append (text, dsc_tree_get_symbol (tree, node->number));
      return;
    }
  g_string_append_printf (text, "(%s", kind_names[node->kind]);
  if (node->kind == DSC_NODE_ATTRIBUTE || node->kind == DSC_NODE_KEYWORD || node->kind == DSC_NODE_CLASS || node->kind == DSC_NODE_PARAMETER
      || node->kind == DSC_NODE_IMPORT || node->kind == DSC_NODE_IMPORT_FROM)
    g_string_append_printf (text, " %s", dsc_tree_get_symbol (tree, node->number));
  if (node->kind == DSC_NODE_HANDLER && node->number != 0)
    g_string_append_printf (text, " as %s", dsc_tree_get_symbol (tree, node->number - 1));
  if (node->kind == DSC_NODE_UNARY || node->kind == DSC_NODE_AUGMENT)
    g_string_append_printf (text, " %s", dsc_operator_text ((DscOperator) node->detail));
  if (node->kind == DSC_NODE_FIELD && node->detail != 0)
    g_string_append_printf (text, " !%c", node->detail);
  if ((node->flags & DSC_NODE_IS_CONSTANT) != 0)
    g_string_append (text, " folded");
  for (guint i = 0; i < node->n_items; i++)
    {
      g_string_append_c (text, ' ');
      if (i != 0 && (node->kind == DSC_NODE_CHAIN || node->kind == DSC_NODE_COMPARE))
        g_string_append_printf (text, "%s ", dsc_operator_text ((DscOperator) dsc_node_get_operators (node)[i - 1]));
      append_node (text, tree, node->items[i], indent + 1);
    }
  g_string_append_c (text, ')');
}

char *
script_tree (const DscScript *script)
{
  GString *text = g_string_new (NULL);

  append_node (text, script->tree, script->tree->body, 0);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < script->tree->requirements->len; i++)
    {
      const DscRequirement *r = &g_array_index (script->tree->requirements, DscRequirement, i);
      g_string_append_printf (text, "needs at %u:%u: %s\n", r->place.line, r->place.column, dsc_syntax_name (r->syntax));
    }
  return g_string_free (text, FALSE);
}

static gint
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
script_files (const char *folder,
              const char *ending)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, folder, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (path, 0, &error);
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ending))
      g_ptr_array_add (files, g_build_filename (path, name, NULL));
  g_ptr_array_sort (files, compare_names);
  return files;
}

void
script_check_golden (const char *path,
                     const char *text)
{
  g_autofree char *golden = NULL;
  g_autoptr (GError) error = NULL;

  if (g_getenv ("DSC_UPDATE_GOLDENS") != NULL)
    {
      g_assert_true (g_file_set_contents (path, text, -1, &error));
      return;
    }
  g_assert_true (g_file_get_contents (path, &golden, NULL, &error));
  if (strcmp (golden, text) == 0)
    return;
  g_test_message ("%s does not hold any more what the code says. If the new text is right, run tests/source/update-goldens BUILD_FOLDER. It is now:\n%s",
                  path, text);
  g_test_fail ();
}
