/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-text-file.c: reads and writes script files so that a failure leaves both the file and the text as they were. */
#include "dsc-text-file.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "dsc-script.h"

typedef struct {
  char *text;
  char *etag;
} Loaded;

static void
loaded_free (gpointer data)
{
  Loaded *self = data;

  g_free (self->text);
  g_free (self->etag);
  g_free (self);
}

static char *
file_name (GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);
  return base != NULL ? g_filename_display_name (base) : g_strdup ("?");
}

/* What people say instead of "Error opening file /home/…/x.py: Is a directory". */
static const char *
reason_of (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    return _("it is a folder");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return _("there is no such file");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    return _("you do not have permission");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    return _("the disk is full");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY))
    return _("it is on a disk that can only be read");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE))
    return _("it is not an ordinary file");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG))
    return _("another program has changed it");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANT_CREATE_BACKUP))
    return _("its folder cannot be written to");
  return error->message;
}

/* Takes both; the code stays, so that callers can still tell what it was. */
static GError *
reword (GError *cause,
        char   *message)
{
  g_free (cause->message);
  cause->message = message;
  return cause;
}

static gboolean
check_size (GFile   *file,
            goffset  size,
            GError **error)
{
  if (size <= DSC_SCRIPT_MAX_BYTES)
    return TRUE;
  g_autofree char *name = file_name (file);
  g_autofree char *most = g_format_size_full (DSC_SCRIPT_MAX_BYTES, G_FORMAT_SIZE_IEC_UNITS);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
               /* Translators: file name, the largest size */
               _("“%s” could not be opened: it is larger than a script may be (%s)."), name, most);
  return FALSE;
}

static gboolean
check_utf8 (GFile       *file,
            const char  *text,
            gsize        length,
            GError     **error)
{
  const char *end;

  if (g_utf8_validate_len (text, length, &end))
    return TRUE;
  g_autofree char *name = file_name (file);
  guint line = 1;

  for (const char *p = text; p < end; p++)
    line += *p == '\n';
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               /* Translators: file name, a byte's value in hexadecimal, line number */
               _("“%s” could not be opened: it is not UTF-8 text (byte 0x%02X in line %u). Save it as UTF-8 and try again."),
               name, (guint) (guchar) *end, line);
  return FALSE;
}

static gboolean
check_lines (GFile       *file,
             const char  *text,
             gsize        length,
             GError     **error)
{
  const char *end = text + length;
  guint line = 1;

  for (const char *start = text; start < end; line++)
    {
      const char *stop = memchr (start, '\n', (gsize) (end - start));

      if (stop == NULL)
        stop = end;
      if (stop - start > (gssize) DSC_TEXT_FILE_MAX_LINE
          && g_utf8_strlen (start, stop - start) > (glong) DSC_TEXT_FILE_MAX_LINE)
        {
          g_autofree char *name = file_name (file);

          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       /* Translators: file name, line number, number of characters; do not translate dictoscope-cli */
                       _("“%s” could not be opened: line %u is longer than the editor can show (%u characters). "
                         "dictoscope-cli can run it."),
                       name, line, DSC_TEXT_FILE_MAX_LINE);
          return FALSE;
        }
      start = stop + 1;
    }
  return TRUE;
}

/* Reads at most one byte more than a script may have, so that /dev/zero and its kind end as well. */
static char *
read_limited (GFile         *file,
              gsize         *out_length,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  if (stream == NULL)
    return NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  const gsize limit = (gsize) DSC_SCRIPT_MAX_BYTES + 1;
  gsize got = 1;

  while (bytes->len < limit && got > 0)
    {
      guint8 block[65536];

      if (!g_input_stream_read_all (G_INPUT_STREAM (stream), block, MIN (sizeof block, limit - bytes->len),
                                    &got, cancellable, error))
        return NULL;
      g_byte_array_append (bytes, block, (guint) got);
    }
  *out_length = bytes->len;
  g_byte_array_append (bytes, (const guint8 *) "", 1);
  return (char *) g_byte_array_free (g_steal_pointer (&bytes), FALSE);
}

static char *
read_whole (GFile         *file,
            char         **out_etag,
            gsize         *out_length,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file,
                                                  G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE ","
                                                  G_FILE_ATTRIBUTE_ETAG_VALUE,
                                                  G_FILE_QUERY_INFO_NONE, cancellable, error);
  if (info == NULL)
    return NULL;
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, "");
      return NULL;
    }
  *out_etag = g_strdup (g_file_info_get_etag (info));
  return read_limited (file, out_length, cancellable, error);
}

static void
load_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GFile *file = task_data;
  GError *error = NULL;
  g_autofree char *etag = NULL;
  gsize length = 0;
  g_autofree char *text = read_whole (file, &etag, &length, cancellable, &error);

  if (text == NULL)
    {
      g_autofree char *name = file_name (file);

      /* Translators: file name, reason ("it is a folder") */
      g_task_return_error (task, reword (error, g_strdup_printf (_("“%s” could not be opened: %s."), name, reason_of (error))));
      return;
    }
  if (!check_size (file, (goffset) length, &error)
      || !check_utf8 (file, text, length, &error)
      || !check_lines (file, text, length, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  Loaded *loaded = g_new0 (Loaded, 1);

  loaded->text = g_steal_pointer (&text);
  loaded->etag = g_steal_pointer (&etag);
  g_task_return_pointer (task, loaded, loaded_free);
}

void
dsc_text_file_load_async (GFile               *file,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_return_if_fail (G_IS_FILE (file));
  g_task_set_source_tag (task, dsc_text_file_load_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, load_in_thread);
}

char *
dsc_text_file_load_finish (GAsyncResult  *result,
                           char         **out_etag,
                           GError       **error)
{
  Loaded *loaded = g_task_propagate_pointer (G_TASK (result), error);

  if (loaded == NULL)
    return NULL;
  char *text = g_steal_pointer (&loaded->text);

  if (out_etag != NULL)
    *out_etag = g_steal_pointer (&loaded->etag);
  loaded_free (loaded);
  return text;
}

/* GIO replaces a file by renaming a new one onto it. Where it cannot (several hard links, a folder that cannot be written to) it
 * would write over the old contents, so those cases get a backup first, and fail when there can be none. */
static gboolean
needs_backup (GFile *file)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_UNIX_NLINK, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autoptr (GFileInfo) folder_info = NULL;

  if (info == NULL || folder == NULL)
    return FALSE;
  if (g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_UNIX_NLINK) > 1)
    return TRUE;
  folder_info = g_file_query_info (folder, G_FILE_ATTRIBUTE_ACCESS_CAN_WRITE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  return folder_info != NULL && !g_file_info_get_attribute_boolean (folder_info, G_FILE_ATTRIBUTE_ACCESS_CAN_WRITE);
}

/* A symbolic link stays one: what it points at is replaced. */
static GFile *
real_file (GFile *file)
{
  const char *path = g_file_peek_path (file);
  char *real = path != NULL ? realpath (path, NULL) : NULL;

  if (real == NULL)
    return g_object_ref (file);
  GFile *resolved = g_file_new_for_path (real);

  free (real);
  return resolved;
}

typedef struct {
  GFile *file;
  char  *text;
  char  *etag;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *self = data;

  g_object_unref (self->file);
  g_free (self->text);
  g_free (self->etag);
  g_free (self);
}

/* Not g_file_replace_contents: that one closes the stream also when a write has failed, and closing is what puts the new file,
 * half of it, in the place of the old one. A close that is cancelled throws the new file away. */
static gboolean
replace (GFile         *file,
         Saving        *saving,
         char         **out_etag,
         GCancellable  *cancellable,
         GError       **error)
{
  g_autoptr (GFileOutputStream) stream = g_file_replace (file, saving->etag, needs_backup (file), G_FILE_CREATE_NONE,
                                                        cancellable, error);

  if (stream == NULL)
    return FALSE;
  if (!g_output_stream_write_all (G_OUTPUT_STREAM (stream), saving->text, strlen (saving->text), NULL, cancellable, error))
    {
      g_autoptr (GCancellable) cancelled = g_cancellable_new ();

      g_cancellable_cancel (cancelled);
      g_output_stream_close (G_OUTPUT_STREAM (stream), cancelled, NULL);
      return FALSE;
    }
  if (!g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error))
    return FALSE;
  *out_etag = g_file_output_stream_get_etag (stream);
  return TRUE;
}

static void
save_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Saving *saving = task_data;
  g_autoptr (GFile) file = real_file (saving->file);
  GError *error = NULL;
  char *etag = NULL;

  if (replace (file, saving, &etag, cancellable, &error))
    {
      g_task_return_pointer (task, etag != NULL ? etag : g_strdup (""), g_free);
      return;
    }
  g_autofree char *name = file_name (saving->file);

  g_task_return_error (task, reword (error,
                                     /* Translators: file name, reason ("the disk is full") */
                                     g_strdup_printf (_("“%s” could not be saved: %s. The text is still in the editor."),
                                                      name, reason_of (error))));
}

void
dsc_text_file_save_async (GFile               *file,
                          const char          *text,
                          const char          *etag,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Saving *saving = g_new0 (Saving, 1);

  g_task_set_source_tag (task, dsc_text_file_save_async);
  saving->file = g_object_ref (file);
  saving->text = g_strdup (text);
  saving->etag = g_strdup (etag);
  g_task_set_task_data (task, saving, saving_free);
  g_task_run_in_thread (task, save_in_thread);
}

gboolean
dsc_text_file_save_finish (GAsyncResult  *result,
                           char         **out_etag,
                           GError       **error)
{
  g_autofree char *etag = g_task_propagate_pointer (G_TASK (result), error);

  if (etag == NULL)
    return FALSE;
  if (out_etag != NULL)
    *out_etag = *etag != '\0' ? g_steal_pointer (&etag) : NULL;
  return TRUE;
}
