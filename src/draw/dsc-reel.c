/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-reel.c: gets scenes from whoever has them, and paints what differs from the one before. */
#include "dsc-reel.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "dsc-damage.h"
#include "dsc-text-fit.h"

#define MOST_FRAMES    200000u
#define MOST_PIXELS    40e6          /* of a picture; some encoders keep several copies of one */
#define MOST_MILLIS    (24 * 3600 * 1000)
#define MOST_CHARS     600u          /* of a caption */
#define SIZE_PERMILLE  60u           /* share of the progress that looking at the sizes is */

struct DscReel {
  DscPainter          *painter;
  guint                n_frames;
  DscFrameFunc         frame;
  gpointer             data;
  DscAnimationOptions  options;
  GCancellable        *cancellable;
  guint                progress_from, progress_to;

  double               widest, tallest;    /* of the scenes, in their units */
  int                  width, height;      /* of the pictures, in pixels */
  double               scale, x, y;        /* where the scene is in them */
  DscFontSpec          font;               /* of captions */
  int                  caption_top;        /* the line below the picture begins there; height: there is none */

  cairo_surface_t     *surface;
  cairo_region_t      *painted, *damage;   /* where shown differs from the one before it, pending from shown */
  DscScene            *caption_scene;      /* what is painted as a caption now */
  DscFrame             shown, pending;     /* painted; the next one, which differs from it */
  guint                next, number;       /* of frames got so far, of pictures */
  gint64               start;
};

void
dsc_frame_clear (DscFrame *self)
{
  g_clear_pointer (&self->scene, dsc_scene_unref);
  g_clear_pointer (&self->caption, g_free);
}

static void
tell_progress (const DscReel *self,
               guint          from,
               guint          to,
               guint          done)
{
  const guint here = from + (guint) ((guint64) (to - from) * done / self->n_frames);

  if (self->options.permille != NULL)
    g_atomic_int_set (self->options.permille, (gint) (self->options.permille_before + (1000 - self->options.permille_before) * here / 1000));
}

gboolean
dsc_frame_get (DscFrame      *self,
               guint          i,
               guint          n,
               DscFrameFunc   frame,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  *self = (DscFrame) { NULL };
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  self->scene = frame (i, &self->milliseconds, &self->caption, data);
  self->milliseconds = MAX (self->milliseconds, 1);
  if (self->scene != NULL)
    return TRUE;
  dsc_frame_clear (self);
  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("Picture %1$u of %2$u could not be made; nothing was written."), i + 1, n);
  return FALSE;
}

static gboolean
get_frame (DscReel   *self,
           guint      i,
           DscFrame  *out_frame,
           GError   **error)
{
  return dsc_frame_get (out_frame, i, self->n_frames, self->frame, self->data, self->cancellable, error);
}

/* --- size --------------------------------------------------------------------------------------------------------- */

static void
add_caption (GPtrArray  *captions,
             const char *caption)
{
  if (caption == NULL || caption[0] == '\0' || (captions->len > 0 && g_str_equal (g_ptr_array_index (captions, captions->len - 1), caption)))
    return;
  g_ptr_array_add (captions, g_strdup (caption));
}

static gboolean
look_at_frames (DscReel    *self,
                GPtrArray  *captions,
                GError    **error)
{
  gint64 total = 0;

  for (guint i = 0; i < self->n_frames; i++)
    {
      DscFrame frame;

      if (!get_frame (self, i, &frame, error))
        return FALSE;
      self->widest = MAX (self->widest, dsc_scene_get_width (frame.scene));
      self->tallest = MAX (self->tallest, dsc_scene_get_height (frame.scene));
      if (self->options.captions)
        add_caption (captions, frame.caption);
      total += frame.milliseconds;
      dsc_frame_clear (&frame);
      tell_progress (self, 0, SIZE_PERMILLE, i + 1);
    }
  if (total <= MOST_MILLIS)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                       _("The animation would last longer than a day. Choose fewer steps or a higher speed."));
  return FALSE;
}

static GPtrArray *
wrap_caption (const DscReel *self,
              const char    *caption)
{
  g_autofree char *clipped = dsc_text_clip (caption, MOST_CHARS);
  g_autofree char *line = dsc_text_isolate (clipped);

  return dsc_text_wrap (dsc_painter_get_metrics (self->painter), &self->font, line, self->width - 3 * self->font.size);
}

/* Room for the caption with the most lines. */
static int
measure_captions (const DscReel *self,
                  GPtrArray     *captions)
{
  guint n_lines = 0;

  for (guint i = 0; i < captions->len; i++)
    {
      g_autoptr (GPtrArray) lines = wrap_caption (self, g_ptr_array_index (captions, i));
      n_lines = MAX (n_lines, lines->len);
    }
  return n_lines == 0 ? 0 : (int) ceil (self->font.size * (1.4 * n_lines + 1.2));
}

static gboolean
check_size (double                width,
            double                height,
            const DscReelLimits  *limits,
            GError              **error)
{
  if (width >= 16 && height >= 16 && MAX (width, height) <= limits->most_pixels_a_side && width * height <= MOST_PIXELS)
    return TRUE;
  if (width < 16 || height < 16)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 _("Pictures of %1$.0f × %2$.0f pixels are too small. They need at least 16 × 16."), width, height);
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 _("Pictures of %1$.0f × %2$.0f pixels are too large for this kind of file. At most %3$u pixels a side and %4$.0f million in all can be "
                   "written; choose a smaller size or scale."), width, height, limits->most_pixels_a_side, MOST_PIXELS / 1e6);
  return FALSE;
}

static int
round_to (double value,
          guint  even)
{
  return (int) (ceil (value / even - 1e-9) * even);
}

static gboolean
choose_size (DscReel              *self,
             GPtrArray            *captions,
             const DscReelLimits  *limits,
             GError              **error)
{
  const gboolean is_given = self->options.width != 0 && self->options.height != 0;
  const double scale = self->options.scale == 0 ? 1 : self->options.scale;
  const double width = is_given ? self->options.width : self->widest * scale;

  if (!check_size (width, is_given ? self->options.height : self->tallest * scale, limits, error))
    return FALSE;
  self->width = round_to (width, limits->even);
  self->font = (DscFontSpec) { DSC_FONT_SANS, CLAMP (self->width / 64.0, 12, 22), FALSE };
  const int band = measure_captions (self, captions);
  self->height = round_to (is_given ? self->options.height : self->tallest * scale + band, limits->even);
  self->caption_top = self->height - band;
  if (!check_size (self->width, self->height, limits, error))
    return FALSE;
  if (is_given && band > self->height / 2)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _("Pictures of %1$d × %2$d pixels are too small for their captions. Choose a larger size, or leave the captions out."),
                   self->width, self->height);
      return FALSE;
    }
  self->scale = is_given ? MIN (self->width / self->widest, self->caption_top / self->tallest) : scale;
  self->x = floor (MAX (self->width - self->widest * self->scale, 0) / 2);
  self->y = floor (MAX (self->caption_top - self->tallest * self->scale, 0) / 2);
  return TRUE;
}

static gboolean
prepare (DscReel              *self,
         const DscReelLimits  *limits,
         GError              **error)
{
  g_autoptr (GPtrArray) captions = g_ptr_array_new_with_free_func (g_free);
  const double scale = self->options.scale;

  if (self->n_frames == 0 || self->n_frames > MOST_FRAMES)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, self->n_frames == 0 ? _("There is no picture to write.")
                 : _("There would be %1$u pictures, more than the %2$u that are written. Choose fewer steps, a higher speed or fewer pictures a second."),
                 self->n_frames, MOST_FRAMES);
  else if (scale != 0 && !(scale >= 0.01 && scale <= 100))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("The scale must be between 0.01 and 100."));
  else if ((self->options.width == 0) != (self->options.height == 0))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("A size needs both a width and a height."));
  else if (!look_at_frames (self, captions, error) || !choose_size (self, captions, limits, error))
    return FALSE;
  else
    {
      self->surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, self->width, self->height);
      if (cairo_surface_status (self->surface) == CAIRO_STATUS_SUCCESS)
        return TRUE;
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("A picture of %d × %d pixels could not be drawn: there is not enough memory."),
                   self->width, self->height);
    }
  return FALSE;
}

DscReel *
dsc_reel_new (DscPainter                 *painter,
              guint                       n_frames,
              DscFrameFunc                frame,
              gpointer                    data,
              const DscAnimationOptions  *options,
              const DscReelLimits        *limits,
              GCancellable               *cancellable,
              GError                    **error)
{
  g_autoptr (DscReel) self = g_new0 (DscReel, 1);

  self->painter = painter;
  self->n_frames = n_frames;
  self->frame = frame;
  self->data = data;
  self->options = *options;
  self->options.transparent = options->transparent && limits->transparent;
  self->cancellable = cancellable;
  self->widest = self->tallest = 1;
  dsc_reel_set_progress (self, SIZE_PERMILLE, 1000);
  return prepare (self, limits, error) ? g_steal_pointer (&self) : NULL;
}

void
dsc_reel_free (DscReel *self)
{
  if (self == NULL)
    return;
  dsc_reel_rewind (self);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_free (self);
}

int
dsc_reel_get_width (const DscReel *self)
{
  return self->width;
}

int
dsc_reel_get_height (const DscReel *self)
{
  return self->height;
}

void
dsc_reel_set_progress (DscReel *self,
                       guint    from,
                       guint    to)
{
  self->progress_from = from;
  self->progress_to = to;
}

void
dsc_reel_rewind (DscReel *self)
{
  dsc_frame_clear (&self->shown);
  dsc_frame_clear (&self->pending);
  g_clear_pointer (&self->caption_scene, dsc_scene_unref);
  g_clear_pointer (&self->painted, cairo_region_destroy);
  g_clear_pointer (&self->damage, cairo_region_destroy);
  self->next = self->number = 0;
  self->start = 0;
}

/* --- painting ----------------------------------------------------------------------------------------------------- */

static DscScene *
create_caption_scene (const DscReel *self,
                      const char    *caption)
{
  DscScene *scene = dsc_scene_new (self->width, self->height - self->caption_top);
  g_autoptr (GPtrArray) lines = caption != NULL ? wrap_caption (self, caption) : g_ptr_array_new ();
  const DscPoint left = { 0, 0.5 }, right = { self->width, 0.5 };

  dsc_scene_add_line (scene, (DscSceneId) { 0 }, DSC_ROLE_RULE, left, right);
  for (guint i = 0; i < lines->len; i++)
    dsc_scene_add_text (scene, (DscSceneId) { 0 }, DSC_ROLE_TEXT, &self->font, DSC_ANCHOR_START, 1.5 * self->font.size,
                        self->font.size * (1.4 * i + 1.6), g_ptr_array_index (lines, i), dsc_painter_get_metrics (self->painter));
  return scene;
}

static void
paint_box (DscReel                     *self,
           const cairo_rectangle_int_t *box,
           const DscScene              *scene,
           double                       scale,
           double                       x,
           double                       y)
{
  const DscPaintOptions options = { .theme = self->options.theme, .transparent = self->options.transparent, .device_scale = scale, .outlines = TRUE };
  const DscRect clip = { (box->x - x) / scale, (box->y - y) / scale, box->width / scale, box->height / scale };
  cairo_t *cr = cairo_create (self->surface);

  cairo_rectangle (cr, box->x, box->y, box->width, box->height);
  cairo_clip (cr);
  if (self->options.transparent)
    {
      cairo_set_operator (cr, CAIRO_OPERATOR_CLEAR);
      cairo_paint (cr);
      cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
    }
  cairo_translate (cr, x, y);
  cairo_scale (cr, scale, scale);
  dsc_painter_paint (self->painter, cr, scene, &options, &clip);
  cairo_destroy (cr);
}

static void
paint_region (DscReel              *self,
              const cairo_region_t *region,
              gboolean              is_caption)
{
  cairo_rectangle_int_t area = { 0, is_caption ? self->caption_top : 0, self->width, is_caption ? self->height - self->caption_top : self->caption_top };
  cairo_region_t *part = cairo_region_copy (region);

  cairo_region_intersect_rectangle (part, &area);
  for (int i = 0; i < cairo_region_num_rectangles (part); i++)
    {
      cairo_rectangle_int_t box;

      cairo_region_get_rectangle (part, i, &box);
      if (is_caption)
        paint_box (self, &box, self->caption_scene, 1, 0, self->caption_top);
      else
        paint_box (self, &box, self->shown.scene, self->scale, self->x, self->y);
    }
  cairo_region_destroy (part);
}

/* Where `frame` differs from what is painted. */
static cairo_region_t *
find_damage (const DscReel  *self,
             const DscFrame *frame)
{
  const cairo_rectangle_int_t whole = { 0, 0, self->width, self->height };
  const cairo_rectangle_int_t caption = { 0, self->caption_top, self->width, self->height - self->caption_top };
  const cairo_rectangle_int_t picture = { 0, 0, self->width, self->caption_top };

  if (self->shown.scene == NULL)
    return cairo_region_create_rectangle (&whole);
  cairo_region_t *damage = dsc_damage_between (self->shown.scene, frame->scene, self->scale, self->x, self->y);
  cairo_region_intersect_rectangle (damage, &picture);
  if (self->options.captions && g_strcmp0 (self->shown.caption, frame->caption) != 0)
    cairo_region_union_rectangle (damage, &caption);
  return damage;
}

/* Gets frames until one differs from what is shown, or there are none. */
static gboolean
look_ahead (DscReel  *self,
            GError  **error)
{
  while (self->next < self->n_frames && self->pending.scene == NULL)
    {
      DscFrame frame;

      if (!get_frame (self, self->next, &frame, error))
        return FALSE;
      self->next++;
      cairo_region_t *damage = find_damage (self, &frame);
      if (cairo_region_is_empty (damage))
        {
          self->shown.milliseconds += frame.milliseconds;
          cairo_region_destroy (damage);
          dsc_frame_clear (&frame);
          continue;
        }
      self->pending = frame;
      self->damage = damage;
    }
  return TRUE;
}

static void
paint_pending (DscReel *self)
{
  const gboolean is_new_caption = self->caption_scene == NULL || g_strcmp0 (self->shown.caption, self->pending.caption) != 0;

  dsc_frame_clear (&self->shown);
  self->shown = self->pending;
  self->pending = (DscFrame) { NULL };
  if (self->caption_top < self->height && is_new_caption)
    {
      g_clear_pointer (&self->caption_scene, dsc_scene_unref);
      self->caption_scene = create_caption_scene (self, self->shown.caption);
      paint_region (self, self->damage, TRUE);
    }
  paint_region (self, self->damage, FALSE);
  cairo_surface_flush (self->surface);
}

gboolean
dsc_reel_next (DscReel         *self,
               DscReelPicture  *out_picture,
               GError         **error)
{
  if (self->number > 0)
    self->start += self->shown.milliseconds;
  else if (!look_ahead (self, error))
    return FALSE;
  if (self->pending.scene == NULL)
    return FALSE;
  paint_pending (self);
  g_clear_pointer (&self->painted, cairo_region_destroy);
  self->painted = g_steal_pointer (&self->damage);
  if (!look_ahead (self, error))       /* tells how long this one is shown */
    return FALSE;
  *out_picture = (DscReelPicture) { self->surface, self->painted, self->number++, self->start, self->shown.milliseconds };
  tell_progress (self, self->progress_from, self->progress_to, self->next);
  return TRUE;
}
