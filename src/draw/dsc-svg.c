/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-svg.c: writes a scene as SVG.
 *
 * Each role becomes one CSS class for shapes and one for texts, each font a class, so that a file is small and can be
 * restyled by hand. Groups keep their names and become <g id> with <title>, so that the file can be searched by the names
 * that CPython gives its fields. Only the classes and patterns in use are written. */
#include "dsc-svg-private.h"

#include <math.h>
#include <string.h>

typedef struct {
  GString             *out;
  const DscSvgOptions *options;
  GHashTable          *ids;        /* ids given so far, and how many asked for each */
  GArray              *groups;     /* numbers of the open groups */
  GArray              *fonts;      /* DscFontSpec in use; the class is its place */
} Writer;

/* --- values ------------------------------------------------------------------------------------------------------- */

void
dsc_svg_append_unsigned (GString *out,
                         guint64  value)
{
  char digits[24];
  gsize n = sizeof digits;

  do
    digits[--n] = '0' + value % 10;
  while ((value /= 10) != 0);
  g_string_append_len (out, digits + n, sizeof digits - n);
}

/* Two decimals at most, no zeros at the end. By integers: a picture has thousands of numbers, and printf's were most of its cost. */
void
dsc_svg_append_number (GString *out,
                       double   value)
{
  const gint64 hundredths = llround (CLAMP (value, -1e12, 1e12) * 100);
  const guint64 size = ABS (hundredths);

  if (hundredths < 0)
    g_string_append_c (out, '-');
  dsc_svg_append_unsigned (out, size / 100);
  if (size % 100 == 0)
    return;
  g_string_append_c (out, '.');
  g_string_append_c (out, '0' + size % 100 / 10);
  if (size % 10 != 0)
    g_string_append_c (out, '0' + size % 10);
}

void
dsc_svg_append_attribute (GString    *out,
                          const char *name,
                          double      value)
{
  g_string_append_c (out, ' ');
  g_string_append (out, name);
  g_string_append (out, "=\"");
  dsc_svg_append_number (out, value);
  g_string_append_c (out, '"');
}

static const char *
get_escape (char c)
{
  switch (c)
    {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    default:
      return "\357\277\275";
    }
}

/* Length of the character at p if it may stand in XML as it is, else 0. */
static gsize
get_plain_length (const char *p)
{
  if ((guchar) *p < 0x80)
    return ((guchar) *p >= 0x20 || *p == '\n' || *p == '\t') && *p != '&' && *p != '<' && *p != '>' && *p != '"';

  const gunichar c = g_utf8_get_char_validated (p, -1);
  return c == (gunichar) -1 || c == (gunichar) -2 || c == 0xfffe || c == 0xffff ? 0 : (gsize) (g_utf8_next_char (p) - p);
}

/* What XML 1.0 cannot hold becomes U+FFFD; everything else is kept. */
void
dsc_svg_append_escaped (GString    *out,
                        const char *text)
{
  const char *start = text;

  for (const char *p = text; ; )
    {
      const gsize length = *p != '\0' ? get_plain_length (p) : 0;

      if (length > 0)
        {
          p += length;
          continue;
        }
      g_string_append_len (out, start, p - start);
      if (*p == '\0')
        return;
      g_string_append (out, get_escape (*p));
      /* A character that is forbidden as a whole is passed as a whole; a byte that is none, as a byte. */
      const gunichar c = g_utf8_get_char_validated (p, -1);
      p = c == (gunichar) -1 || c == (gunichar) -2 ? p + 1 : g_utf8_next_char (p);
      start = p;
    }
}

static void
append_color (GString    *out,
              const char *property,
              DscColor    color)
{
  g_string_append_printf (out, "%s:#%02x%02x%02x", property, (unsigned) lround (color.r * 255.0), (unsigned) lround (color.g * 255.0),
                          (unsigned) lround (color.b * 255.0));
  if (color.a < 1)
    {
      g_string_append_printf (out, ";%s-opacity:", property);
      dsc_svg_append_number (out, color.a);
    }
  g_string_append_c (out, ';');
}

/* --- style -------------------------------------------------------------------------------------------------------- */

static guint
font_class (Writer            *self,
            const DscFontSpec *font)
{
  for (guint i = 0; i < self->fonts->len; i++)
    {
      const DscFontSpec *known = &g_array_index (self->fonts, DscFontSpec, i);

      if (known->font == font->font && known->size == font->size && !known->bold == !font->bold)
        return i;
    }
  g_array_append_val (self->fonts, *font);
  return self->fonts->len - 1;
}

static void
append_texture (Writer       *self,
                guint         role,
                const DscInk *ink)
{
  const guint step = ink->texture == DSC_TEXTURE_DOTS ? 4 : 6;

  g_string_append_printf (self->out, "<pattern id=\"p%u\" width=\"%u\" height=\"%u\" patternUnits=\"userSpaceOnUse\">", role, step, step);
  if (ink->fill.a > 0)
    {
      g_string_append_printf (self->out, "<rect width=\"%u\" height=\"%u\" style=\"", step, step);
      append_color (self->out, "fill", ink->fill);
      g_string_append (self->out, "\"/>");
    }
  if (ink->texture == DSC_TEXTURE_DOTS)
    g_string_append (self->out, "<path d=\"M2 2h1v1h-1z\" style=\"");
  else if (ink->texture == DSC_TEXTURE_HATCH)
    g_string_append (self->out, "<path d=\"M-1 1L1 -1M0 6L6 0M5 7L7 5\" style=\"fill:none;");
  else
    g_string_append (self->out, "<path d=\"M-1 1L1 -1M0 6L6 0M5 7L7 5M-1 5L1 7M0 0L6 6M5 -1L7 1\" style=\"fill:none;");
  DscColor faint = ink->stroke;
  faint.a *= 0.55f;
  append_color (self->out, ink->texture == DSC_TEXTURE_DOTS ? "fill" : "stroke", faint);
  g_string_append (self->out, "\"/></pattern>\n");
}

static void
append_shape_class (GString      *out,
                    guint         role,
                    const DscInk *ink)
{
  g_string_append_printf (out, ".s%u{", role);
  if (ink->texture != DSC_TEXTURE_NONE)
    g_string_append_printf (out, "fill:url(#p%u);", role);
  else if (ink->fill.a > 0)
    append_color (out, "fill", ink->fill);
  else
    g_string_append (out, "fill:none;");
  if (ink->stroke.a > 0 && ink->stroke_width > 0)
    {
      append_color (out, "stroke", ink->stroke);
      g_string_append (out, "stroke-width:");
      dsc_svg_append_number (out, ink->stroke_width);
    }
  g_string_append (out, "}\n");
}

static void
append_arrow_classes (GString      *out,
                      guint         role,
                      const DscInk *ink)
{
  g_string_append_printf (out, ".a%u{fill:none;", role);
  append_color (out, "stroke", ink->stroke);
  g_string_append (out, "stroke-width:");
  dsc_svg_append_number (out, ink->stroke_width);
  g_string_append (out, "}\n");
  g_string_append_printf (out, ".h%u{", role);
  append_color (out, "fill", ink->stroke);
  g_string_append (out, "}\n");
}

typedef struct {
  gboolean shapes[DSC_N_ROLES], texts[DSC_N_ROLES], arrows[DSC_N_ROLES];
} Uses;

static void
find_uses (Writer         *self,
           const DscScene *scene,
           Uses           *uses)
{
  for (guint i = 0; i < dsc_scene_get_n_nodes (scene); i++)
    {
      const DscNode *node = dsc_scene_get_node (scene, i);

      if (node->kind == DSC_NODE_RECT || node->kind == DSC_NODE_SHAPE)
        uses->shapes[node->role] = TRUE;
      else if (node->kind == DSC_NODE_ARROW || node->kind == DSC_NODE_LINE || node->kind == DSC_NODE_PATH)
        uses->arrows[node->role] = TRUE;
      else if (node->kind == DSC_NODE_TEXT)
        {
          uses->texts[node->role] = TRUE;
          font_class (self, &node->font);
        }
    }
}

static void
append_style (Writer           *self,
              const DscSvgPart *parts,
              guint             n_parts)
{
  const DscSvgOptions *options = self->options;
  Uses uses = { 0 };

  for (guint i = 0; i < n_parts; i++)
    find_uses (self, parts[i].scene, &uses);
  g_string_append (self->out, "<defs>\n");
  for (guint role = 0; role < DSC_N_ROLES; role++)
    {
      const DscInk *ink = dsc_palette_get_ink (options->theme, role);

      if (uses.shapes[role] && ink->texture != DSC_TEXTURE_NONE)
        append_texture (self, role, ink);
    }
  g_string_append (self->out, "</defs>\n<style>\ntext{white-space:pre}\n.d{stroke-dasharray:3 3}\n");
  for (guint i = 0; i < self->fonts->len; i++)
    {
      const DscFontSpec *font = &g_array_index (self->fonts, DscFontSpec, i);

      g_string_append_printf (self->out, ".f%u{font-family:%s%s;font-size:", i,
                              font->font == DSC_FONT_MONO ? options->mono_family : options->sans_family,
                              font->font == DSC_FONT_MONO ? ",monospace" : ",sans-serif");
      dsc_svg_append_number (self->out, font->size);
      g_string_append (self->out, font->bold ? "px;font-weight:bold}\n" : "px}\n");
    }
  for (guint role = 0; role < DSC_N_ROLES; role++)
    {
      const DscInk *ink = dsc_palette_get_ink (options->theme, role);

      if (uses.shapes[role])
        append_shape_class (self->out, role, ink);
      if (uses.arrows[role])
        append_arrow_classes (self->out, role, ink);
      if (uses.texts[role])
        {
          g_string_append_printf (self->out, ".t%u{", role);
          append_color (self->out, "fill", ink->text);
          g_string_append (self->out, "}\n");
        }
    }
  g_string_append (self->out, "</style>\n");
}

/* --- nodes -------------------------------------------------------------------------------------------------------- */

static gboolean
is_dashed (const Writer  *self,
           const DscNode *node)
{
  return node->dashed || dsc_palette_get_ink (self->options->theme, node->role)->dashed;
}

/* <element class="s12 d": one letter for the kind of class, the role, and whether it is dashed. */
static void
begin_element (Writer        *self,
               const char    *start,
               const DscNode *node)
{
  g_string_append (self->out, start);
  dsc_svg_append_unsigned (self->out, node->role);
  g_string_append (self->out, node->kind != DSC_NODE_ARROW && node->kind != DSC_NODE_SHAPE && node->kind != DSC_NODE_PATH && is_dashed (self, node) ? " d\"" : "\"");
}

/* Closes a shape, with its title inside if it has one. */
static void
end_element (GString       *out,
             const DscNode *node,
             const char    *name)
{
  if (node->title == NULL)
    {
      g_string_append (out, "/>\n");
      return;
    }
  g_string_append (out, "><title>");
  dsc_svg_append_escaped (out, node->title);
  g_string_append (out, "</title></");
  g_string_append (out, name);
  g_string_append (out, ">\n");
}

static void
append_rect (Writer        *self,
             const DscNode *node)
{
  begin_element (self, "<rect class=\"s", node);
  dsc_svg_append_attribute (self->out, "x", node->bounds.x);
  dsc_svg_append_attribute (self->out, "y", node->bounds.y);
  dsc_svg_append_attribute (self->out, "width", MAX (node->bounds.width, 0));
  dsc_svg_append_attribute (self->out, "height", MAX (node->bounds.height, 0));
  if (node->radius > 0)
    dsc_svg_append_attribute (self->out, "rx", node->radius);
  if (node->hollow)
    g_string_append (self->out, " style=\"fill:none\"");
  end_element (self->out, node, "rect");
}

static void
append_text (Writer        *self,
             const DscNode *node)
{
  static const char *const anchors[] = { "", " text-anchor=\"middle\"", " text-anchor=\"end\"" };
  double x = node->bounds.x;

  if (node->anchor == DSC_ANCHOR_MIDDLE)
    x += node->bounds.width / 2;
  else if (node->anchor == DSC_ANCHOR_END)
    x += node->bounds.width;
  g_string_append (self->out, "<text class=\"f");
  dsc_svg_append_unsigned (self->out, font_class (self, &node->font));
  g_string_append (self->out, " t");
  dsc_svg_append_unsigned (self->out, node->role);
  g_string_append_c (self->out, '"');
  g_string_append (self->out, anchors[node->anchor]);
  dsc_svg_append_attribute (self->out, "x", x);
  dsc_svg_append_attribute (self->out, "y", node->baseline);
  g_string_append_c (self->out, '>');
  if (node->title != NULL)
    {
      g_string_append (self->out, "<title>");
      dsc_svg_append_escaped (self->out, node->title);
      g_string_append (self->out, "</title>");
    }
  dsc_svg_append_escaped (self->out, node->text);
  g_string_append (self->out, "</text>\n");
}

static void
append_point (GString *out,
              char     command,
              double   x,
              double   y)
{
  g_string_append_c (out, command);
  dsc_svg_append_number (out, x);
  g_string_append_c (out, ' ');
  dsc_svg_append_number (out, y);
}

static void
append_arrow (Writer        *self,
              const DscNode *node)
{
  const DscPoint *p = node->points;
  const double length = hypot (p[3].x - p[2].x, p[3].y - p[2].y);
  const double ux = length > 0 ? (p[3].x - p[2].x) / length : 1;
  const double uy = length > 0 ? (p[3].y - p[2].y) / length : 0;

  begin_element (self, "<path class=\"a", node);
  if (node->dashed)
    g_string_append (self->out, " style=\"stroke-dasharray:9 4\"");
  g_string_append (self->out, " d=\"");
  append_point (self->out, 'M', p[0].x, p[0].y);
  append_point (self->out, 'C', p[1].x, p[1].y);
  append_point (self->out, ' ', p[2].x, p[2].y);
  append_point (self->out, ' ', p[3].x - 8 * ux, p[3].y - 8 * uy);
  g_string_append_c (self->out, '"');
  end_element (self->out, node, "path");
  begin_element (self, "<path class=\"h", node);
  g_string_append (self->out, " d=\"");
  append_point (self->out, 'M', p[3].x, p[3].y);
  append_point (self->out, 'L', p[3].x - 9 * ux - 4 * uy, p[3].y - 9 * uy + 4 * ux);
  append_point (self->out, ' ', p[3].x - 9 * ux + 4 * uy, p[3].y - 9 * uy - 4 * ux);
  g_string_append (self->out, "z\"/>\n");
}

static void
append_path (Writer        *self,
             const DscNode *node)
{
  guint n;
  const double *dashes = dsc_scene_get_dashes (node->dashed, &n);

  begin_element (self, "<path class=\"a", node);
  if (n > 0)
    g_string_append (self->out, " style=\"stroke-dasharray:");
  for (guint i = 0; i < n; i++)
    {
      g_string_append (self->out, i > 0 ? " " : "");
      dsc_svg_append_number (self->out, dashes[i]);
    }
  g_string_append (self->out, n > 0 ? "\" stroke-linejoin=\"round\" d=\"" : " stroke-linejoin=\"round\" d=\"");
  for (guint i = 0; i < node->n_path; i++)
    append_point (self->out, i == 0 ? 'M' : i == 1 ? 'L' : ' ', node->path[i].x, node->path[i].y);
  g_string_append_c (self->out, '"');
  end_element (self->out, node, "path");
}

static void
append_line (Writer        *self,
             const DscNode *node)
{
  begin_element (self, "<path class=\"a", node);
  g_string_append (self->out, " d=\"");
  append_point (self->out, 'M', node->points[0].x, node->points[0].y);
  append_point (self->out, 'L', node->points[1].x, node->points[1].y);
  g_string_append_c (self->out, '"');
  end_element (self->out, node, "path");
}

static void
append_shape (Writer        *self,
              const DscNode *node)
{
  begin_element (self, "<path class=\"s", node);
  g_string_append (self->out, " d=\"");
  for (guint i = 0; i < G_N_ELEMENTS (node->points); i++)
    append_point (self->out, i == 0 ? 'M' : 'L', node->points[i].x, node->points[i].y);
  g_string_append (self->out, "z\"");
  end_element (self->out, node, "path");
}

/* A name that is valid as an id and not yet taken: "dk_indices.14", "dk_indices.14-2". */
static void
append_id (Writer     *self,
           const char *name)
{
  GString *id = g_string_new (NULL);

  for (const char *p = name; *p != '\0'; p++)
    if (g_ascii_isalnum (*p) || *p == '_' || *p == '.' || *p == '-')
      g_string_append_c (id, *p);
    else if (*p == '[')
      g_string_append_c (id, '.');
    else if (*p != ']' && id->len > 0 && id->str[id->len - 1] != '-')
      g_string_append_c (id, '-');
  if (id->len == 0 || !(g_ascii_isalpha (id->str[0]) || id->str[0] == '_'))
    g_string_prepend (id, "g-");

  const gsize length = id->len;
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->ids, id->str));
  g_hash_table_insert (self->ids, g_strdup (id->str), GUINT_TO_POINTER (n + 1));
  while (n > 0)
    {
      g_string_truncate (id, length);
      g_string_append_c (id, '-');
      dsc_svg_append_unsigned (id, ++n);
      if (!g_hash_table_contains (self->ids, id->str))
        {
          g_hash_table_insert (self->ids, g_strdup (id->str), GUINT_TO_POINTER (1));
          break;
        }
    }
  g_string_append (self->out, " id=\"");
  g_string_append_len (self->out, id->str, id->len);
  g_string_append_c (self->out, '"');
  g_string_free (id, TRUE);
}

static void
begin_group (Writer        *self,
             guint          number,
             const DscNode *node)
{
  g_string_append (self->out, "<g");
  if (node->text != NULL)
    append_id (self, node->text);
  g_string_append (self->out, ">\n");
  if (node->title != NULL)
    {
      g_string_append (self->out, "<title>");
      dsc_svg_append_escaped (self->out, node->title);
      g_string_append (self->out, "</title>\n");
    }
  g_array_append_val (self->groups, number);
}

static void
close_groups_down_to (Writer *self,
                      guint   parent)
{
  while (self->groups->len > 0 && g_array_index (self->groups, guint, self->groups->len - 1) != parent)
    {
      g_string_append (self->out, "</g>\n");
      g_array_set_size (self->groups, self->groups->len - 1);
    }
}

static gboolean
is_inside (const Writer  *self,
           const DscNode *node)
{
  /* Arrow heads and strokes reach a little outside the bounds. A text that does not is left out: enlarged as cells of large tables
   * are, it would be larger than fonts can be. */
  const double reach = node->kind == DSC_NODE_TEXT ? 0 : 12;
  const DscRect *crop = &self->options->crop;
  const DscRect *b = &node->bounds;

  return crop->width <= 0 || (b->x - reach < crop->x + crop->width && b->x + b->width + reach > crop->x
                              && b->y - reach < crop->y + crop->height && b->y + b->height + reach > crop->y);
}

static void
append_node (Writer        *self,
             guint          number,
             const DscNode *node)
{
  if (number != 0)
    close_groups_down_to (self, node->parent);
  if (node->kind == DSC_NODE_GROUP)
    begin_group (self, number, node);
  if (node->role == DSC_ROLE_NONE || !is_inside (self, node)
      || (self->options->transparent && node->role == DSC_ROLE_BACKGROUND))
    return;
  if (node->fade > 0)
    {
      g_string_append (self->out, "<g opacity=\"");
      dsc_svg_append_number (self->out, (255 - node->fade) / 255.0);
      g_string_append (self->out, "\">\n");
    }
  switch ((DscNodeKind) node->kind)
    {
    case DSC_NODE_GROUP:
      break;
    case DSC_NODE_RECT:
      append_rect (self, node);
      break;
    case DSC_NODE_TEXT:
      append_text (self, node);
      break;
    case DSC_NODE_ARROW:
      append_arrow (self, node);
      break;
    case DSC_NODE_LINE:
      append_line (self, node);
      break;
    case DSC_NODE_SHAPE:
      append_shape (self, node);
      break;
    case DSC_NODE_PATH:
      append_path (self, node);
      break;
    case DSC_NODE_MAP:
      dsc_svg_append_map (self->out, node->map, self->options);
      break;
    }
  if (node->fade > 0)
    g_string_append (self->out, "</g>\n");
}

static void
append_head (Writer     *self,
             DscRect     whole,
             const char *title,
             const char *description)
{
  const DscRect crop = self->options->crop;
  const DscRect area = crop.width > 0 && crop.height > 0 ? crop : whole;

  g_string_append (self->out, "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"");
  dsc_svg_append_attribute (self->out, "width", area.width * self->options->scale);
  dsc_svg_append_attribute (self->out, "height", area.height * self->options->scale);
  g_string_append (self->out, " viewBox=\"");
  dsc_svg_append_number (self->out, area.x);
  g_string_append_c (self->out, ' ');
  dsc_svg_append_number (self->out, area.y);
  g_string_append_c (self->out, ' ');
  dsc_svg_append_number (self->out, area.width);
  g_string_append_c (self->out, ' ');
  dsc_svg_append_number (self->out, area.height);
  g_string_append (self->out, "\">\n");
  if (title != NULL)
    {
      g_string_append (self->out, "<title>");
      dsc_svg_append_escaped (self->out, title);
      g_string_append (self->out, "</title>\n");
    }
  if (description != NULL)
    {
      g_string_append (self->out, "<desc>");
      dsc_svg_append_escaped (self->out, description);
      g_string_append (self->out, "</desc>\n");
    }
}

static void
append_background (Writer *self)
{
  const DscRect crop = self->options->crop;

  g_string_append (self->out, "<rect");
  if (crop.width > 0)
    {
      dsc_svg_append_attribute (self->out, "x", crop.x);
      dsc_svg_append_attribute (self->out, "y", crop.y);
    }
  g_string_append (self->out, " width=\"100%\" height=\"100%\" style=\"");
  append_color (self->out, "fill", dsc_palette_get_ink (self->options->theme, DSC_ROLE_BACKGROUND)->fill);
  g_string_append (self->out, "\"/>\n");
}

static void
append_part (Writer           *self,
             const DscSvgPart *part)
{
  for (guint i = 0; i < dsc_scene_get_n_nodes (part->scene); i++)
    append_node (self, i, dsc_scene_get_node (part->scene, i));
  for (guint i = 0; i < self->groups->len; i++)
    g_string_append (self->out, "</g>\n");
  g_array_set_size (self->groups, 0);
}

/* Its place on the sheet; the level of maps goes by the size that they have there. */
static void
append_placed_part (Writer           *self,
                    const DscSvgPart *part,
                    guint             number)
{
  const DscSvgOptions *whole = self->options;
  DscSvgOptions options = *whole;
  char scale[G_ASCII_DTOSTR_BUF_SIZE];

  options.scale *= part->scale;
  options.part = number + 1;
  self->options = &options;
  g_string_append (self->out, "<g transform=\"translate(");
  dsc_svg_append_number (self->out, part->x);
  g_string_append_c (self->out, ' ');
  dsc_svg_append_number (self->out, part->y);
  g_string_append_printf (self->out, ") scale(%s)\">\n", g_ascii_formatd (scale, sizeof scale, "%.9g", part->scale));
  append_part (self, part);
  g_string_append (self->out, "</g>\n");
  self->options = whole;
}

static Writer
begin_file (gsize                size,
            const DscSvgOptions *options)
{
  return (Writer) { g_string_sized_new (size), options, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                    g_array_new (FALSE, FALSE, sizeof (guint)), g_array_new (FALSE, TRUE, sizeof (DscFontSpec)) };
}

static GString *
end_file (Writer *self)
{
  g_string_append (self->out, "</svg>\n");
  g_hash_table_unref (self->ids);
  g_array_unref (self->groups);
  g_array_unref (self->fonts);
  return self->out;
}

GString *
dsc_svg_write (const DscScene      *scene,
               const DscSvgOptions *options)
{
  const DscSvgPart part = { (DscScene *) scene, 0, 0, 1 };
  const DscRect whole = { 0, 0, dsc_scene_get_width (scene), dsc_scene_get_height (scene) };
  Writer self = begin_file (dsc_scene_get_n_nodes (scene) * 96 + 4096, options);

  append_head (&self, whole, dsc_scene_get_title (scene), dsc_scene_get_description (scene));
  append_style (&self, &part, 1);
  if (!options->transparent)
    append_background (&self);
  append_part (&self, &part);
  return end_file (&self);
}

GString *
dsc_svg_write_sheet (const DscSvgPart    *parts,
                     guint                n_parts,
                     double               width,
                     double               height,
                     const char          *title,
                     const DscSvgOptions *options)
{
  Writer self = begin_file (65536, options);

  append_head (&self, (DscRect) { 0, 0, width, height }, title, NULL);
  append_style (&self, parts, n_parts);
  if (!options->transparent)
    append_background (&self);
  for (guint i = 0; i < n_parts; i++)
    append_placed_part (&self, &parts[i], i);
  return end_file (&self);
}
