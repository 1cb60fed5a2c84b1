/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-animation-png.c: a folder of numbered PNG files, and a list that says how long each is shown.
 *
 * They are written to a folder beside the one that is asked for, which takes its place when all are there. */
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "dsc-animation-private.h"

#define LIST "frames.ffconcat"     /* so that ffmpeg -f concat -i FOLDER/frames.ffconcat makes a film of it */

static gboolean
is_ours (const char *name)
{
  const gsize length = strlen (name);

  if (g_str_equal (name, LIST))
    return TRUE;
  return length >= 14 && g_str_has_prefix (name, "frame-") && g_str_has_suffix (name, ".png") && strspn (name + 6, "0123456789") == length - 10;
}

/* Only files of an earlier animation, or none, may be in the folder whose place is taken. */
static gboolean
check_folder (const char  *path,
              GError     **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;

  g_autoptr (GError) local = NULL;
  g_autoptr (GDir) folder = g_dir_open (path, 0, &local);
  if (folder == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY, g_file_test (path, G_FILE_TEST_IS_DIR) ? _("The folder “%s” cannot be read.")
                   : _("“%s” is a file. Name a folder for the pictures."), path);
      return FALSE;
    }
  for (const char *name = g_dir_read_name (folder); name != NULL; name = g_dir_read_name (folder))
    if (!is_ours (name))
      {
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_EMPTY,
                     _("The folder “%1$s” holds something else, “%2$s”. Nothing was written; name a new or an empty folder."), path, name);
        return FALSE;
      }
  return TRUE;
}

/* Only what we write is in it. */
static void
remove_folder (const char *path)
{
  GDir *folder = g_dir_open (path, 0, NULL);

  for (const char *name = folder != NULL ? g_dir_read_name (folder) : NULL; name != NULL; name = g_dir_read_name (folder))
    if (is_ours (name))
      {
        g_autofree char *file = g_build_filename (path, name, NULL);
        g_unlink (file);
      }
  g_clear_pointer (&folder, g_dir_close);
  g_rmdir (path);
}

static cairo_status_t
append_cb (void                *closure,
           const unsigned char *data,
           unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
write_picture (const char            *folder,
               const DscReelPicture  *picture,
               GString               *list,
               GError               **error)
{
  g_autofree char *name = g_strdup_printf ("frame-%04u.png", picture->number + 1);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  const cairo_status_t status = cairo_surface_write_to_png_stream (picture->surface, append_cb, bytes);

  if (status != CAIRO_STATUS_SUCCESS)
    {
      dsc_animation_set_error (error, path, cairo_status_to_string (status));
      return FALSE;
    }
  g_string_append_printf (list, "file '%s'\nduration %u.%03u\n", name, picture->milliseconds / 1000, picture->milliseconds % 1000);
  return dsc_write_file (path, bytes->data, bytes->len, error);
}

static gboolean
write_pictures (DscReel     *reel,
                const char  *folder,
                GError     **error)
{
  g_autofree char *path = g_build_filename (folder, LIST, NULL);
  GString *list = g_string_new ("ffconcat version 1.0\n");
  g_autoptr (GError) local = NULL;
  DscReelPicture picture;

  while (dsc_reel_next (reel, &picture, &local))
    if (!write_picture (folder, &picture, list, &local))
      break;
  const gboolean is_written = local == NULL && dsc_write_file (path, list->str, list->len, &local);
  g_string_free (list, TRUE);
  if (!is_written)
    g_propagate_error (error, g_steal_pointer (&local));
  return is_written;
}

/* The old folder steps aside until the new one is in its place. */
static gboolean
take_place (const char  *fresh,
            const char  *path,
            GError     **error)
{
  g_autofree char *aside = g_strconcat (fresh, ".old", NULL);
  const gboolean is_there = g_file_test (path, G_FILE_TEST_EXISTS);

  if (is_there && g_rename (path, aside) != 0)
    {
      dsc_animation_set_error (error, path, g_strerror (errno));
      return FALSE;
    }
  if (g_rename (fresh, path) != 0)
    {
      dsc_animation_set_error (error, path, g_strerror (errno));
      if (is_there)
        g_rename (aside, path);
      return FALSE;
    }
  if (is_there)
    remove_folder (aside);
  return TRUE;
}

gboolean
dsc_animation_write_pngs (DscReel     *reel,
                          const char  *path,
                          GError     **error)
{
  g_autofree char *plain = g_strdup (path);

  while (strlen (plain) > 1 && g_str_has_suffix (plain, "/"))
    plain[strlen (plain) - 1] = '\0';
  g_autofree char *fresh = g_strconcat (plain, ".XXXXXX", NULL);
  if (!check_folder (plain, error))
    return FALSE;
  if (g_mkdtemp_full (fresh, 0777) == NULL)
    {
      dsc_animation_set_error (error, plain, g_strerror (errno));
      return FALSE;
    }
  if (write_pictures (reel, fresh, error) && take_place (fresh, plain, error))
    return TRUE;
  remove_folder (fresh);
  return FALSE;
}
