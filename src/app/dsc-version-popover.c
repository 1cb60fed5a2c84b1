/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-version-popover.c: the list of versions with its search, the build and the hash seed. */
#include "dsc-version-popover.h"

#include <glib/gi18n.h>
#include <string.h>

#include "dsc-shortcuts.h"
#include "dsc-version-row.h"

struct _DscVersionPopover {
  GtkPopover          parent_instance;

  GtkSearchEntry     *search_entry;
  GtkStack           *stack;
  GtkListView        *list_view;
  GtkLabel           *nothing_label;
  GtkDropDown        *build_drop_down;
  GtkSpinButton      *seed_spin;
  GtkWidget          *seed_label;
  GtkAdjustment      *seed_adjustment;

  DscSession         *session;         /* NULL: whoever listens to "picked" is told */
  DscTarget           target;          /* without a session: what is chosen now */
  GSettings          *settings;        /* NULL: none */
  GStrv               favourites;
  DscVersionList     *list;
  GtkSingleSelection *selection;
  gboolean            syncing;
  guint               scroll_tick;     /* 0: none */
};

G_DEFINE_FINAL_TYPE (DscVersionPopover, dsc_version_popover, GTK_TYPE_POPOVER)

enum { SIGNAL_PICKED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* In the order of the drop-down. */
static const DscBuild builds[] = {
  { .arch = DSC_ARCH_64 },
  { .arch = DSC_ARCH_64, .free_threaded = TRUE },
  { .arch = DSC_ARCH_64, .debug = TRUE },
  { .arch = DSC_ARCH_I386 },
  { .arch = DSC_ARCH_WASM32 },
};

static guint
index_of_build (DscBuild build)
{
  for (guint i = 0; i < G_N_ELEMENTS (builds); i++)
    if (builds[i].arch == build.arch && builds[i].free_threaded == build.free_threaded && builds[i].debug == build.debug)
      return i;
  return 0;
}

/* ---- choosing -------------------------------------------------------------------------------- */

static DscTarget
get_target (DscVersionPopover *self)
{
  return self->session != NULL ? dsc_session_get_target (self->session) : self->target;
}

/* The popover goes first: whoever is told may take away the button that it belongs to. */
static void
pick (DscVersionPopover *self,
      DscTarget          target)
{
  g_autoptr (DscVersionPopover) kept = g_object_ref (self);

  gtk_popover_popdown (GTK_POPOVER (self));
  if (self->session != NULL)
    dsc_session_set_target (self->session, target);
  else
    g_signal_emit (self, signals[SIGNAL_PICKED], 0, &target);
}

static void
choose (DscVersionPopover *self,
        guint              position)
{
  g_autoptr (DscVersionItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  if (item == NULL)
    return;
  pick (self, dsc_version_item_get_target (item));
}

static void
row_activated_cb (GtkListView       *view,
                  guint              position,
                  DscVersionPopover *self)
{
  choose (self, position);
}

static void
search_activated_cb (DscVersionPopover *self)
{
  choose (self, 0);
}

static void
stop_search_cb (DscVersionPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
search_changed_cb (DscVersionPopover *self)
{
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  dsc_version_list_set_query (self->list, query);
  const gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0;

  if (!any)
    {
      g_autofree char *text = g_strdup_printf (_("No release of CPython is called “%s” in this build. "
                                                 "Type a number, in full or its beginning."), query);

      gtk_label_set_label (self->nothing_label, text);
    }
  gtk_stack_set_visible_child_name (self->stack, any ? "list" : "nothing");
}

static void
build_selected_cb (DscVersionPopover *self)
{
  const guint selected = gtk_drop_down_get_selected (self->build_drop_down);
  DscTarget target;

  if (self->syncing || self->list == NULL || selected >= G_N_ELEMENTS (builds))
    return;
  target = get_target (self);
  target.build = builds[selected];
  dsc_version_list_set_build (self->list, target.build);
  search_changed_cb (self);
  if (self->session != NULL && target.implementation == DSC_IMPLEMENTATION_CPYTHON && dsc_version_has_build (target.version, target.build))
    dsc_session_set_target (self->session, target);
}

static void
seed_changed_cb (DscVersionPopover *self)
{
  if (!self->syncing && self->session != NULL)
    dsc_session_set_hash_seed (self->session, (guint32) gtk_adjustment_get_value (self->seed_adjustment));
}

/* ---- favourites ------------------------------------------------------------------------------ */

static void
favourite_toggled_cb (DscVersionPopover *self,
                      DscVersionRow     *row)
{
  const char *text = dsc_version_item_get_text (dsc_version_row_get_item (row));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const gboolean was = g_strv_contains ((const char * const *) self->favourites, text);

  for (gsize i = 0; self->favourites[i] != NULL; i++)
    if (strcmp (self->favourites[i], text) != 0)
      g_strv_builder_add (builder, self->favourites[i]);
  if (!was)
    g_strv_builder_add (builder, text);
  g_strfreev (self->favourites);
  self->favourites = g_strv_builder_end (builder);
  if (self->settings != NULL)
    g_settings_set_strv (self->settings, "favourite-versions", (const char * const *) self->favourites);
  dsc_version_list_set_favourites (self->list, (const char * const *) self->favourites);
}

/* ---- following the session ------------------------------------------------------------------- */

static void
target_changed_cb (DscVersionPopover *self)
{
  const DscTarget target = get_target (self);

  self->syncing = TRUE;
  gtk_drop_down_set_selected (self->build_drop_down, index_of_build (target.build));
  if (self->session != NULL)
    gtk_adjustment_set_value (self->seed_adjustment, dsc_session_get_hash_seed (self->session));
  dsc_version_list_set_build (self->list, builds[index_of_build (target.build)]);
  dsc_version_list_set_current (self->list, target);
  self->syncing = FALSE;
}

static guint
row_of_current (DscVersionPopover *self)
{
  const DscTarget current = get_target (self);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->list)); i++)
    {
      g_autoptr (DscVersionItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      if (dsc_target_equal (dsc_version_item_get_target (item), current))
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

/* A list that never had a size shows nothing at all when it is scrolled: not before it has one. */
static gboolean
scroll_cb (GtkWidget     *list_view,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  DscVersionPopover *self = user_data;
  const guint row = row_of_current (self);

  if (gtk_widget_get_height (list_view) == 0)
    return G_SOURCE_CONTINUE;
  if (row != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (list_view, "list.scroll-to-item", "u", row);
  self->scroll_tick = 0;
  return G_SOURCE_REMOVE;
}

static void
show_cb (DscVersionPopover *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  search_changed_cb (self);
  target_changed_cb (self);
  gtk_single_selection_set_selected (self->selection, row_of_current (self));
  if (self->scroll_tick == 0)
    self->scroll_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->list_view), scroll_cb, self, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* ---- rows ------------------------------------------------------------------------------------ */

static void
setup_row_cb (DscVersionPopover *self,
              GtkListItem       *list_item)
{
  GtkWidget *row = dsc_version_row_new ();

  g_signal_connect_object (row, "favourite-toggled", G_CALLBACK (favourite_toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (list_item, row);
}

static void
bind_row_cb (DscVersionPopover *self,
             GtkListItem       *list_item)
{
  dsc_version_row_set_item (DSC_VERSION_ROW (gtk_list_item_get_child (list_item)), gtk_list_item_get_item (list_item));
}

static void
unbind_row_cb (DscVersionPopover *self,
               GtkListItem       *list_item)
{
  dsc_version_row_set_item (DSC_VERSION_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static void
set_up_list (DscVersionPopover *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row_cb), self, G_CONNECT_SWAPPED);
  self->list = dsc_version_list_new ();
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->list)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
}

static void
set_up_builds (DscVersionPopover *self)
{
  const char *names[G_N_ELEMENTS (builds) + 1] = {
    _("Default, 64-bit"), _("Free-threaded, 64-bit"), _("Debug, 64-bit"), _("32-bit, i386"), _("32-bit, wasm32"), NULL,
  };
  g_autoptr (GtkStringList) model = gtk_string_list_new (names);

  self->syncing = TRUE;
  gtk_drop_down_set_model (self->build_drop_down, G_LIST_MODEL (model));
  self->syncing = FALSE;
}

/* ---- object ---------------------------------------------------------------------------------- */

static DscVersionPopover *
create (GSettings *settings)
{
  DscVersionPopover *self = g_object_new (DSC_TYPE_VERSION_POPOVER, NULL);

  self->settings = settings != NULL ? g_object_ref (settings) : NULL;
  self->favourites = settings != NULL ? g_settings_get_strv (settings, "favourite-versions") : g_new0 (char *, 1);
  dsc_version_list_set_favourites (self->list, (const char * const *) self->favourites);
  return self;
}

DscVersionPopover *
dsc_version_popover_new (DscSession *session,
                         GSettings  *settings)
{
  DscVersionPopover *self = create (settings);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::target", G_CALLBACK (target_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::hash-seed", G_CALLBACK (target_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

DscVersionPopover *
dsc_version_popover_new_picker (DscTarget  target,
                                GSettings *settings)
{
  DscVersionPopover *self = create (settings);

  self->target = target;
  gtk_widget_set_visible (self->seed_label, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->seed_spin), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Version of CPython"), -1);
  return self;
}

DscVersionList *
dsc_version_popover_get_list (DscVersionPopover *self)
{
  g_return_val_if_fail (DSC_IS_VERSION_POPOVER (self), NULL);
  return self->list;
}

GtkEditable *
dsc_version_popover_get_entry (DscVersionPopover *self)
{
  g_return_val_if_fail (DSC_IS_VERSION_POPOVER (self), NULL);
  return GTK_EDITABLE (self->search_entry);
}

static void
dsc_version_popover_dispose (GObject *object)
{
  DscVersionPopover *self = DSC_VERSION_POPOVER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), DSC_TYPE_VERSION_POPOVER);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->favourites, g_strfreev);
  G_OBJECT_CLASS (dsc_version_popover_parent_class)->dispose (object);
}

static void
dsc_version_popover_class_init (DscVersionPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dsc_version_popover_dispose;
  signals[SIGNAL_PICKED] = g_signal_new ("picked", DSC_TYPE_VERSION_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/dictoscope/Dictoscope/ui/dsc-version-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, DscVersionPopover, search_entry);
  gtk_widget_class_bind_template_child (widget_class, DscVersionPopover, stack);
  gtk_widget_class_bind_template_child (widget_class, DscVersionPopover, list_view);
  gtk_widget_class_bind_template_child (widget_class, DscVersionPopover, nothing_label);
  gtk_widget_class_bind_template_child (widget_class, DscVersionPopover, build_drop_down);
  gtk_widget_class_bind_template_child (widget_class, DscVersionPopover, seed_spin);
  gtk_widget_class_bind_template_child (widget_class, DscVersionPopover, seed_label);
  gtk_widget_class_bind_template_child (widget_class, DscVersionPopover, seed_adjustment);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, build_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, seed_changed_cb);
}

static void
dsc_version_popover_init (DscVersionPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_entry_set_key_capture_widget (self->search_entry, GTK_WIDGET (self->list_view));
  set_up_list (self);
  set_up_builds (self);
  g_signal_connect (self, "show", G_CALLBACK (show_cb), NULL);
  dsc_shortcuts_bind_popover (GTK_WIDGET (self));
}
