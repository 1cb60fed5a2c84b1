/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-application.c: the program: command line, windows, what is common to them. Keys are in dsc-shortcuts.c. */
#include "dsc-application.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>

#include "dsc-config.h"
#include "dsc-palette.h"
#include "dsc-settings.h"
#include "dsc-shortcuts.h"
#include "dsc-window.h"

struct _DscApplication {
  AdwApplication  parent_instance;
  GSettings      *settings;               /* NULL: none */
  GArray         *compared;               /* DscTarget: versions that the command line wants side by side; NULL: none */
  gboolean        exit_after_first_frame, exit_after_first_picture;     /* for measurements */
};

G_DEFINE_FINAL_TYPE (DscApplication, dsc_application, ADW_TYPE_APPLICATION)

/* ---- windows --------------------------------------------------------------------------------- */

/* A window is put together in three steps, each after a frame was drawn: header bar, then everything that shows the document,
 * then what only adorns it. */
static gboolean
adorn_cb (gpointer user_data)
{
  g_autoptr (DscWindow) window = user_data;

  gtk_window_set_default_icon_name (DSC_APPLICATION_ID);
  dsc_editor_highlight (dsc_window_get_editor (window));
  return G_SOURCE_REMOVE;
}

static void
quit_if_asked (DscWindow *window,
               gboolean   asked)
{
  if (asked)
    g_application_quit (G_APPLICATION (gtk_window_get_application (GTK_WINDOW (window))));
}

static void
picture_painted_cb (GdkFrameClock *clock,
                    DscWindow     *window)
{
  DscApplication *self = DSC_APPLICATION (gtk_window_get_application (GTK_WINDOW (window)));

  if (self == NULL || (self->exit_after_first_picture && dsc_session_is_running (dsc_window_get_session (window))))
    return;
  g_signal_handlers_disconnect_by_func (clock, picture_painted_cb, window);
  quit_if_asked (window, self->exit_after_first_picture);
  g_idle_add (adorn_cb, g_object_ref (window));
}

static gboolean
complete_cb (gpointer user_data)
{
  g_autoptr (DscWindow) window = user_data;
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));

  dsc_window_complete (window);
  if (clock != NULL)
    g_signal_connect_object (clock, "after-paint", G_CALLBACK (picture_painted_cb), window, 0);
  return G_SOURCE_REMOVE;
}

static void
first_frame_cb (GdkFrameClock *clock,
                DscWindow     *window)
{
  DscApplication *self = DSC_APPLICATION (gtk_window_get_application (GTK_WINDOW (window)));

  g_signal_handlers_disconnect_by_func (clock, first_frame_cb, window);
  if (self == NULL)
    return;
  quit_if_asked (window, self->exit_after_first_frame);
  g_idle_add (complete_cb, g_object_ref (window));
}

static void
window_realized_cb (DscWindow *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));

  g_signal_connect_object (clock, "after-paint", G_CALLBACK (first_frame_cb), window, 0);
}

static DscWindow *
new_window (DscApplication *self)
{
  DscWindow *window = dsc_window_new (GTK_APPLICATION (self), self->settings);

  g_signal_connect (window, "realize", G_CALLBACK (window_realized_cb), NULL);
  return window;
}

/* Each file is compared, and so is the example where there is none. */
static void
compare_if_asked (DscApplication *self,
                  DscWindow      *window)
{
  if (self->compared != NULL)
    dsc_window_compare_versions (window, (const DscTarget *) (gpointer) self->compared->data, self->compared->len);
}

static void
dsc_application_activate (GApplication *application)
{
  DscApplication *self = DSC_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    {
      window = GTK_WINDOW (new_window (self));
      compare_if_asked (self, DSC_WINDOW (window));
      /* Where nothing is remembered, it would be the first time each time. */
      if (self->compared != NULL || dsc_settings_get_boolean (self->settings, "story-told", TRUE) || !dsc_window_tell_story (DSC_WINDOW (window)))
        dsc_window_load_default (DSC_WINDOW (window));
    }
  gtk_window_present (window);
}

static DscWindow *
window_for_file (DscApplication *self,
                 GFile          *file)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    {
      GFile *other = DSC_IS_WINDOW (l->data) ? dsc_window_get_file (l->data) : NULL;

      if (other != NULL && g_file_equal (other, file))
        return l->data;
    }
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (DSC_IS_WINDOW (l->data) && dsc_window_is_untouched (l->data))
      return l->data;
  return new_window (self);
}

static void
dsc_application_open (GApplication  *application,
                      GFile        **files,
                      int            n_files,
                      const char    *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      DscWindow *window = window_for_file (DSC_APPLICATION (application), files[i]);

      compare_if_asked (DSC_APPLICATION (application), window);
      if (dsc_window_get_file (window) == NULL)
        dsc_window_open_file (window, files[i]);
      gtk_window_present (GTK_WINDOW (window));
    }
}

/* ---- actions --------------------------------------------------------------------------------- */

static void
new_window_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  DscWindow *window = new_window (DSC_APPLICATION (user_data));

  dsc_window_load_default (window);
  gtk_window_present (GTK_WINDOW (window));
}

/* Each window asks about its unsaved changes; the program ends with the last one. */
static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (user_data)));

  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (GTK_WINDOW (l->data));
}

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  adw_show_about_window (gtk_application_get_active_window (GTK_APPLICATION (user_data)),
                         "application-name", "Dictoscope",
                         "application-icon", DSC_APPLICATION_ID,
                         "version", DSC_PROGRAM_VERSION,
                         "comments", _("Shows what a Python dict really is in memory, in every version of CPython."),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         NULL);
}

static void
apply_color_scheme (const char *scheme)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  adw_style_manager_set_color_scheme (manager,
                                      g_strcmp0 (scheme, "light") == 0 ? ADW_COLOR_SCHEME_FORCE_LIGHT
                                      : g_strcmp0 (scheme, "dark") == 0 ? ADW_COLOR_SCHEME_FORCE_DARK
                                      : ADW_COLOR_SCHEME_DEFAULT);
}

static void
change_color_scheme_cb (GSimpleAction *action,
                        GVariant      *state,
                        gpointer       user_data)
{
  DscApplication *self = DSC_APPLICATION (user_data);

  g_simple_action_set_state (action, state);
  apply_color_scheme (g_variant_get_string (state, NULL));
  dsc_settings_set (self->settings, "color-scheme", state);
}

static void
add_actions (DscApplication *self)
{
  static const GActionEntry entries[] = {
    { .name = "new-window", .activate = new_window_cb },
    { .name = "quit", .activate = quit_cb },
    { .name = "about", .activate = about_cb },
    { .name = "color-scheme", .parameter_type = "s", .state = "'system'", .change_state = change_color_scheme_cb },
  };
  g_autofree char *scheme = dsc_settings_dup_string (self->settings, "color-scheme");

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  if (*scheme != '\0' && g_strcmp0 (scheme, "system") != 0)
    g_action_group_change_action_state (G_ACTION_GROUP (self), "color-scheme", g_variant_new_string (scheme));
}

/* ---- command line ---------------------------------------------------------------------------- */

/* As a locale would choose it; for pictures of the window where no right-to-left locale is installed. */
static void
set_text_direction (GVariantDict *options)
{
  const char *direction;

  if (g_variant_dict_lookup (options, "text-direction", "&s", &direction))
    gtk_widget_set_default_direction (g_str_equal (direction, "rtl") ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
}

/* FALSE: told why. A window of its own process: one that runs already knows nothing of the wish. */
static gboolean
read_compared (DscApplication *self,
               GVariantDict   *options)
{
  const char *listed;

  if (!g_variant_dict_lookup (options, "compare", "&s", &listed))
    return TRUE;
  g_auto (GStrv) words = g_strsplit (listed, ",", -1);

  self->compared = g_array_new (FALSE, FALSE, sizeof (DscTarget));
  for (gsize i = 0; words[i] != NULL; i++)
    {
      DscTarget target;

      if (dsc_target_parse (g_strstrip (words[i]), &target) != DSC_STATUS_OK)
        {
          g_printerr (_("dictoscope: “%s” is no CPython release that Dictoscope knows. “dictoscope-cli versions” lists them."), words[i]);
          g_printerr ("\n");
          return FALSE;
        }
      g_array_append_val (self->compared, target);
    }
  if (self->compared->len < 2 || self->compared->len > DSC_COMPARE_MOST_SIDES)
    {
      g_printerr (_("dictoscope: Side by side stand two to %u versions, separated by commas; these are %u."), DSC_COMPARE_MOST_SIDES, self->compared->len);
      g_printerr ("\n");
      return FALSE;
    }
  g_application_set_flags (G_APPLICATION (self), g_application_get_flags (G_APPLICATION (self)) | G_APPLICATION_NON_UNIQUE);
  return TRUE;
}

static int
dsc_application_handle_local_options (GApplication *application,
                                      GVariantDict *options)
{
  DscApplication *self = DSC_APPLICATION (application);

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("dictoscope %s\n", DSC_PROGRAM_VERSION);
      return 0;
    }
  if (!read_compared (self, options))
    return 2;
  self->exit_after_first_frame = g_variant_dict_contains (options, "exit-after-first-frame");
  self->exit_after_first_picture = g_variant_dict_contains (options, "exit-after-first-picture");
  if (gtk_init_check ())
    {
      set_text_direction (options);
      return -1;
    }
  g_printerr ("%s\n", _("dictoscope: There is no display to open a window on. dictoscope-cli works without one."));
  return 1;
}

static void
add_options (GApplication *application)
{
  static const GOptionEntry options[] = {
    { "version", 'v', 0, G_OPTION_ARG_NONE, NULL, N_("Show the version of the program and exit"), NULL },
    { "compare", 'c', 0, G_OPTION_ARG_STRING, NULL, N_("Show these versions side by side"), N_("VERSION,VERSION…") },
    { "exit-after-first-frame", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, NULL, NULL, NULL },
    { "exit-after-first-picture", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, NULL, NULL, NULL },
    { "text-direction", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, NULL, NULL, "ltr|rtl" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  g_application_add_main_option_entries (application, options);
  g_application_set_option_context_parameter_string (application, _("[FILE.py…]"));
  g_application_set_option_context_summary (application,
                                            _("Shows what a Python dict really is in memory while a script runs on it."));
}

/* A palette of the user's own is one more to choose for exports. */
static void
load_palette (void)
{
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "dictoscope", "palette.ini", NULL);
  g_autoptr (GError) error = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS) && !dsc_palette_load_user (path, &error))
    g_message ("%s", error->message);
}

/* ---- object ---------------------------------------------------------------------------------- */

static void
dsc_application_startup (GApplication *application)
{
  DscApplication *self = DSC_APPLICATION (application);

  G_APPLICATION_CLASS (dsc_application_parent_class)->startup (application);
  self->settings = dsc_settings_new ();
  load_palette ();
  add_actions (self);
  dsc_shortcuts_bind (GTK_APPLICATION (self));
}

static void
dsc_application_finalize (GObject *object)
{
  g_clear_object (&DSC_APPLICATION (object)->settings);
  g_clear_pointer (&DSC_APPLICATION (object)->compared, g_array_unref);
  G_OBJECT_CLASS (dsc_application_parent_class)->finalize (object);
}

static void
dsc_application_class_init (DscApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = dsc_application_finalize;
  application_class->startup = dsc_application_startup;
  application_class->activate = dsc_application_activate;
  application_class->open = dsc_application_open;
  application_class->handle_local_options = dsc_application_handle_local_options;
}

static void
dsc_application_init (DscApplication *self)
{
  add_options (G_APPLICATION (self));
}

DscApplication *
dsc_application_new (GApplicationFlags flags)
{
  return g_object_new (DSC_TYPE_APPLICATION,
                       "application-id", DSC_APPLICATION_ID,
                       "resource-base-path", DSC_RESOURCE_PATH,
                       "flags", G_APPLICATION_HANDLES_OPEN | flags,
                       NULL);
}
