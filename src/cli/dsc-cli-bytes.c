/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-bytes.c: "dictoscope-cli bytes": the bytes of each block of memory beside what they are, as text or JSON. */
#include "dsc-cli.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#include "dsc-bytes.h"
#include "dsc-cli-state.h"

#define ROW_BYTES 8u
#define MAX_REPR  60

typedef struct {
  const DscSnapshot *snapshot;
  const DscPool     *pool;
  DscCliFormat       format;
  const char        *wanted;        /* name of the one block to show; NULL: all */
} Listing;

static gboolean
is_wanted (const Listing  *self,
           const DscBlock *block)
{
  return self->wanted == NULL || strcmp (self->wanted, dsc_block_name (block->kind)) == 0;
}

/* --- What a cell says. --- */

/* What a pointer points at. */
static char *
describe_target (const Listing     *self,
                 const DscByteCell *cell)
{
  switch (cell->target)
    {
    case DSC_TARGET_NULL:
      return g_strdup ("NULL");
    case DSC_TARGET_BLOCK:
      return g_strdup_printf (cell->target_offset != 0 ? "%s+%" G_GUINT64_FORMAT : "%s", dsc_block_name (cell->target_block), cell->target_offset);
    case DSC_TARGET_STATIC_KEYS:
      return g_strdup ("Py_EMPTY_KEYS");
    case DSC_TARGET_STATIC_VALUES:
      return g_strdup ("empty_values");
    case DSC_TARGET_OBJECT:
      if (cell->object != NULL)
        return cell->object->kind == DSC_OBJECT_DUMMY ? g_strdup ("dummy") : dsc_cli_repr (cell->object, self->pool, MAX_REPR);
      break;
    case DSC_TARGET_NONE:
    case DSC_TARGET_TYPE:
    case DSC_TARGET_FUNCTION:
      break;
    }
  return g_strdup (cell->text != NULL ? cell->text : "");
}

static void
append_number (GString           *text,
               const DscByteCell *cell)
{
  if (cell->is_signed)
    g_string_append_printf (text, "%" G_GINT64_FORMAT, cell->value);
  else
    g_string_append_printf (text, "%" G_GUINT64_FORMAT, (guint64) cell->value);
}

static char *
describe_cell (const Listing     *self,
               const DscByteCell *cell)
{
  GString *text = g_string_new (NULL);

  if (cell->kind == DSC_BYTE_POINTER)
    {
      g_autofree char *target = describe_target (self, cell);
      g_string_append_printf (text, cell->target != DSC_TARGET_NULL ? "→ %s" : "%s", target);
      if (cell->tag != 0)
        g_string_append_printf (text, " %s %" G_GINT64_FORMAT, cell->tag < 0 ? "−" : "+", ABS (cell->tag));
    }
  else if (cell->is_written && cell->kind != DSC_BYTE_PADDING)
    append_number (text, cell);
  if (cell->text != NULL && cell->target == DSC_TARGET_NONE)
    g_string_append_printf (text, "  %s", cell->text);
  return g_string_free (text, FALSE);
}

/* --- Text. --- */

/* Whether both belong on one row: small numbers of one array that are alike. */
static gboolean
is_row_mate (const DscByteCell *first,
             const DscByteCell *next)
{
  return first->member == first->array && first->array != DSC_FIELD_PADDING && next->array == first->array && next->member == first->member
         && first->kind != DSC_BYTE_POINTER && next->kind == first->kind && next->is_unused == first->is_unused && next->is_stale == first->is_stale
         && next->offset + next->size - first->offset <= ROW_BYTES;
}

static void
append_remarks (GString           *row,
                const DscByteCell *cell)
{
  if (!cell->is_written)
    g_string_append_printf (row, "  (%s)", _("never written"));
  else if (cell->is_stale)
    g_string_append_printf (row, "  (%s)", _("stale"));
  else if (cell->is_unused)
    g_string_append_printf (row, "  (%s)", _("not used"));
}

/* Bytes that are never written have no digits: a real process has anything there. */
static void
append_hex (GString           *row,
            const guint8      *bytes,
            gsize              n,
            gboolean           is_written)
{
  for (gsize i = 0; i < ROW_BYTES; i++)
    if (i >= n)
      g_string_append (row, "   ");
    else if (is_written)
      g_string_append_printf (row, " %02x", bytes[i]);
    else
      g_string_append (row, " ··");
}

static void
print_row (const Listing     *self,
           const DscBlock    *block,
           const DscByteCell *cell,
           guint64            end,
           const char        *name,
           const char        *text)
{
  for (guint64 offset = cell->offset; offset < end; offset += ROW_BYTES)
    {
      g_autoptr (GString) row = g_string_new (NULL);
      guint8 bytes[ROW_BYTES];
      const gsize n = dsc_bytes_read (self->snapshot, block->kind, offset, bytes, (gsize) MIN (ROW_BYTES, end - offset));

      g_string_printf (row, "  %8" G_GUINT64_FORMAT " ", offset);
      append_hex (row, bytes, n, cell->is_written);
      if (offset == cell->offset)
        {
          g_string_append_printf (row, "  %-28s %s", name, text);
          append_remarks (row, cell);
        }
      g_strchomp (row->str);
      puts (row->str);
    }
}

/* One row from that offset on; returns where the next one begins. */
static guint64
print_cells (const Listing  *self,
             const DscBlock *block,
             guint64         offset)
{
  DscByteCell first, next;
  char name[2 * DSC_BYTE_NAME_SIZE];

  dsc_bytes_describe (self->snapshot, block->kind, offset, &first);
  if (first.kind == DSC_BYTE_PADDING)
    g_strlcpy (name, _("(padding)"), sizeof name);
  else
    dsc_byte_cell_name (&first, name, sizeof name);

  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *own = describe_cell (self, &first);
  g_string_append (text, own);
  guint64 end = first.offset + first.size;
  guint64 last = first.index;
  while (dsc_bytes_describe (self->snapshot, block->kind, end, &next) && is_row_mate (&first, &next))
    {
      g_autofree char *more = describe_cell (self, &next);
      g_string_append_printf (text, " %s", more);
      end += next.size;
      last = next.index;
    }
  if (last != first.index)
    g_snprintf (name, sizeof name, "%s[%" G_GUINT64_FORMAT "…%" G_GUINT64_FORMAT "]", dsc_field_name (first.array), first.index, last);
  print_row (self, block, &first, end, name, g_strstrip (text->str));
  return end;
}

static void
print_block (const Listing  *self,
             const DscBlock *block)
{
  printf ("\n%s: %s, %" G_GUINT64_FORMAT " %s%s, 0x%" G_GINT64_MODIFIER "x\n", dsc_block_name (block->kind),
          dsc_block_type (dsc_snapshot_get_traits (self->snapshot), block->kind), block->size, _("bytes"), block->is_static ? _(", static") : "",
          block->address);
  for (guint64 offset = 0; offset < block->size;)
    offset = print_cells (self, block, offset);
}

/* --- JSON. --- */

static void
add_string (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_int (JsonBuilder *builder,
         const char  *name,
         gint64       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_flag (JsonBuilder *builder,
          const char  *name,
          gboolean     value)
{
  if (!value)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, TRUE);
}

static void
add_hexadecimal (JsonBuilder *builder,
                 const char  *name,
                 guint64      value)
{
  g_autofree char *text = g_strdup_printf ("0x%" G_GINT64_MODIFIER "x", value);

  add_string (builder, name, text);
}

static void
add_pointer (JsonBuilder       *builder,
             const Listing     *self,
             const DscByteCell *cell)
{
  const guint bits = 8 * cell->size;
  g_autofree char *target = describe_target (self, cell);

  add_string (builder, "target", target);
  add_hexadecimal (builder, "value", bits < 64 ? (guint64) cell->value & (((guint64) 1 << bits) - 1) : (guint64) cell->value);
  if (cell->tag != 0)
    add_int (builder, "tag", cell->tag);
}

static void
add_cell (JsonBuilder       *builder,
          const Listing     *self,
          const DscByteCell *cell)
{
  char name[DSC_BYTE_NAME_SIZE];

  dsc_byte_cell_name (cell, name, sizeof name);
  json_builder_begin_object (builder);
  add_int (builder, "offset", (gint64) cell->offset);
  add_int (builder, "size", cell->size);
  add_string (builder, "name", name);
  add_string (builder, "kind", dsc_byte_kind_name (cell->kind));
  if (cell->kind == DSC_BYTE_POINTER)
    add_pointer (builder, self, cell);
  else if (cell->kind != DSC_BYTE_PADDING && cell->is_written)
    {
      if (cell->is_signed || cell->value >= 0)
        add_int (builder, "value", cell->value);
      else
        add_hexadecimal (builder, "value", (guint64) cell->value);
      if (cell->text != NULL)
        add_string (builder, "meaning", cell->text);
    }
  add_flag (builder, "never_written", !cell->is_written);
  add_flag (builder, "unused", cell->is_unused);
  add_flag (builder, "stale", cell->is_stale);
  json_builder_end_object (builder);
}

static char *
read_hex (const Listing  *self,
          const DscBlock *block)
{
  static const char digits[] = "0123456789abcdef";
  char *hex = g_malloc (2 * block->size + 1);
  guint8 bytes[4096];
  gsize n;
  gsize done = 0;

  for (; (n = dsc_bytes_read (self->snapshot, block->kind, done, bytes, sizeof bytes)) != 0; done += n)
    for (gsize i = 0; i < n; i++)
      {
        hex[2 * (done + i)] = digits[bytes[i] >> 4];
        hex[2 * (done + i) + 1] = digits[bytes[i] & 15];
      }
  hex[2 * done] = '\0';
  return hex;
}

static void
add_block (JsonBuilder    *builder,
           const Listing  *self,
           const DscBlock *block)
{
  g_autofree char *hex = read_hex (self, block);
  DscByteCell cell;

  json_builder_begin_object (builder);
  add_string (builder, "name", dsc_block_name (block->kind));
  add_string (builder, "type", dsc_block_type (dsc_snapshot_get_traits (self->snapshot), block->kind));
  add_hexadecimal (builder, "address", block->address);
  add_int (builder, "size", (gint64) block->size);
  add_flag (builder, "static", block->is_static);
  add_string (builder, "hex", hex);
  json_builder_set_member_name (builder, "cells");
  json_builder_begin_array (builder);
  for (guint64 offset = 0; dsc_bytes_describe (self->snapshot, block->kind, offset, &cell); offset += cell.size)
    add_cell (builder, self, &cell);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
print_json (const Listing       *self,
            const DscCliProgram *program,
            gsize                step,
            const char          *name)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  char version[64], evidence[96];

  dsc_target_format (program->target, version, sizeof version);
  dsc_cli_evidence (program->target, evidence, sizeof evidence);
  json_builder_begin_object (builder);
  add_string (builder, "version", version);
  add_string (builder, "evidence", evidence);
  add_int (builder, "hash_seed", program->hash_seed);
  add_int (builder, "step", (gint64) step);
  add_string (builder, "name", name);
  add_string (builder, "byte_order", "little");
  add_int (builder, "pointer_size", dsc_snapshot_get_traits (self->snapshot)->pointer_size);
  json_builder_set_member_name (builder, "blocks");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < dsc_snapshot_get_n_blocks (self->snapshot); i++)
    if (is_wanted (self, dsc_snapshot_get_block (self->snapshot, i)))
      add_block (builder, self, dsc_snapshot_get_block (self->snapshot, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  dsc_cli_print_json (json_builder_get_root (builder), FALSE);
}

/* --- The command. --- */

static void
print_text (const Listing       *self,
            const DscCliProgram *program,
            gsize                step,
            const char          *name)
{
  char version[64], build[96], evidence[96];
  const DscStep *operation = step > 0 ? dsc_timeline_get_step (program->timeline, step - 1) : NULL;

  dsc_target_title (program->target, version, sizeof version);
  dsc_build_format (program->target.build, build, sizeof build);
  if (step > program->first_step)
    puts ("\n────────");
  dsc_cli_evidence (program->target, evidence, sizeof evidence);
  printf ("%s · %s · PYTHONHASHSEED=%u · %s\n", version, build, program->hash_seed, evidence);
  printf (_("step %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT), step, dsc_timeline_get_n_steps (program->timeline));
  printf ("  %s\n%s\n", operation != NULL && operation->label != NULL ? operation->label : "", name);
  for (gsize i = 0; i < dsc_snapshot_get_n_blocks (self->snapshot); i++)
    if (is_wanted (self, dsc_snapshot_get_block (self->snapshot, i)))
      print_block (self, dsc_snapshot_get_block (self->snapshot, i));
}

static gboolean
has_wanted (const Listing *self)
{
  for (gsize i = 0; i < dsc_snapshot_get_n_blocks (self->snapshot); i++)
    if (is_wanted (self, dsc_snapshot_get_block (self->snapshot, i)))
      return TRUE;
  return FALSE;
}

static void
complain_no_block (const Listing *self,
                   gsize          step)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (gsize i = 0; i < dsc_snapshot_get_n_blocks (self->snapshot); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", dsc_block_name (dsc_snapshot_get_block (self->snapshot, i)->kind));
  dsc_cli_complain (_("There is no block “%s” at step %" G_GSIZE_FORMAT ". There are: %s."), self->wanted, step, names->str);
}

static DscExit
print_step (DscCliProgram       *program,
            const DscCliOptions *options,
            DscCliFormat         format,
            gsize                step)
{
  DscCliView view = dsc_cli_program_get_view (program, step, NULL);
  const Listing listing = { view.snapshot, dsc_timeline_get_pool (program->timeline), format, options->block };
  DscExit status = DSC_EXIT_OK;

  if (view.snapshot == NULL)
    {
      if (!options->every_step)
        dsc_cli_program_complain_no_view (program, step);
      return options->every_step ? DSC_EXIT_OK : DSC_EXIT_FAILURE;
    }
  if (!has_wanted (&listing) && !options->every_step)
    {
      complain_no_block (&listing, step);
      status = DSC_EXIT_FAILURE;
    }
  else if (has_wanted (&listing) && format == DSC_CLI_JSON)
    print_json (&listing, program, step, view.name);
  else if (has_wanted (&listing))
    print_text (&listing, program, step, view.name);
  dsc_cli_view_clear (&view);
  return status;
}

/* FALSE: no block has that name in any version; already told. */
static gboolean
check_block (const char *wanted)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint kind = 0; kind < DSC_N_BLOCKS; kind++)
    {
      if (wanted == NULL || strcmp (wanted, dsc_block_name (kind)) == 0)
        return TRUE;
      g_string_append_printf (names, "%s%s", kind > 0 ? ", " : "", dsc_block_name (kind));
    }
  dsc_cli_complain (_("There is no block “%s”. Blocks are: %s."), wanted, names->str);
  return FALSE;
}

DscExit
dsc_cli_bytes (int    argc,
               char **argv)
{
  DscCliOptions options;
  DscCliFormat format;
  DscExit status = DSC_EXIT_USAGE;

  dsc_cli_options_init (&options);
  if (!dsc_cli_options_parse (&options, DSC_CLI_OPTION_RUN | DSC_CLI_OPTION_FORMAT | DSC_CLI_OPTION_BLOCK,
                              _("Runs a script and lists the bytes of its dict, with what they are."), _("FILE"), &argc, &argv)
      || !dsc_cli_options_get_format (&options, 1 << DSC_CLI_TEXT | 1 << DSC_CLI_JSON, &format) || !check_block (options.block))
    goto out;
  if (argc != 2)
    {
      dsc_cli_complain (_("“%s” takes one file. “dictoscope-cli %s --help” tells more."), argv[0], argv[0]);
      goto out;
    }

  DscCliProgram program;
  status = dsc_cli_program_load (&program, &options, argv[1]);
  for (gsize step = program.first_step; status == DSC_EXIT_OK && step <= program.last_step; step++)
    status = print_step (&program, &options, format, step);
  if (status == DSC_EXIT_OK)
    {
      fflush (stdout);
      status = dsc_cli_program_finish (&program);
    }
  dsc_cli_program_clear (&program);

out:
  dsc_cli_options_clear (&options);
  return status;
}
