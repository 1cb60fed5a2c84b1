/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-palette.c: the colours of each role in each theme.
 *
 * State is always colour, texture and glyph together. The hues are those of Okabe and Ito; vermillion is darker and orange
 * lighter than theirs, because with the lightness that strokes need they would look alike without red or green cones. Text
 * is never in the hue itself but in a shade of it that is dark (or light) enough to read. Series of plots have the same hues, and no meaning. Dark themes are not inverted: strokes
 * are lighter, fills are thin washes over the card. tests/scene/test-palette.c holds the contrasts. */
#include "dsc-palette-private.h"

#include <math.h>
#include <string.h>

typedef struct {             /* 0xRRGGBBAA; 0: not painted */
  guint32 fill, stroke, text;
  guint8  texture;           /* DscTexture */
  guint8  dashed;
  float   stroke_width;
} Row;

#define HATCH DSC_TEXTURE_HATCH
#define CROSS DSC_TEXTURE_CROSS_HATCH
#define DOTS  DSC_TEXTURE_DOTS

/* clang-format off */
static const Row light[DSC_N_ROLES] = {
  [DSC_ROLE_BACKGROUND]     = { 0xf6f5f4ff, 0,          0x241f31ff },
  [DSC_ROLE_SHADOW]         = { 0x00000012, 0,          0 },
  [DSC_ROLE_CARD]           = { 0xffffffff, 0xdddcd8ff, 0x241f31ff, 0, 0, 1.0f },
  [DSC_ROLE_PLATE]          = { 0xffffffff, 0,          0x241f31ff },
  [DSC_ROLE_RULE]           = { 0,          0xe4e3e0ff, 0,          0, 0, 1.0f },
  [DSC_ROLE_TEXT]           = { 0,          0x241f31ff, 0x241f31ff, 0, 0, 1.0f },
  [DSC_ROLE_TEXT_DIM]       = { 0,          0x5e5c64ff, 0x5e5c64ff, 0, 0, 1.0f },
  [DSC_ROLE_TEXT_FAINT]     = { 0,          0xa9a8a5ff, 0x6f6e75ff, 0, 0, 1.0f },
  [DSC_ROLE_TITLE]          = { 0,          0x241f31ff, 0x241f31ff, 0, 0, 1.0f },
  [DSC_ROLE_ACCENT]         = { 0x0072b2ff, 0x0072b2ff, 0x00598cff, 0, 0, 1.5f },
  [DSC_ROLE_LIVE]           = { 0xe9f2f8ff, 0x0072b2ff, 0x00466eff, 0, 0, 1.5f },
  [DSC_ROLE_EMPTY]          = { 0,          0x898885ff, 0x6f6e75ff, 0, 1, 1.0f },
  [DSC_ROLE_DUMMY]          = { 0xfffaf6ff, 0xb84500ff, 0x9a3c00ff, HATCH, 0, 1.5f },
  [DSC_ROLE_PADDING]        = { 0xf1f0eeff, 0x8f8e8bff, 0x5e5c64ff, CROSS, 0, 0.8f },
  [DSC_ROLE_SHARED]         = { 0xfbf1f7ff, 0xb0568aff, 0x7a2d5aff, 0, 1, 1.5f },
  [DSC_ROLE_PROBE]          = { 0xfdf3dcff, 0xb98200ff, 0x6b4a00ff, 0, 0, 2.5f },
  [DSC_ROLE_MATCH]          = { 0xe3f5efff, 0x008f68ff, 0x005a42ff, 0, 0, 2.5f },
  [DSC_ROLE_CHANGED]        = { 0xf0e442ff, 0x7a6f00ff, 0x241f31ff, 0, 0, 1.2f },
  [DSC_ROLE_POINTER]        = { 0x5e5c64ff, 0x5e5c64ff, 0x5e5c64ff, 0, 0, 1.25f },
  [DSC_ROLE_POINTER_LIVE]   = { 0x0072b2ff, 0x0072b2ff, 0x00466eff, 0, 0, 1.6f },
  [DSC_ROLE_NULL]           = { 0,          0x6f6e75ff, 0x6f6e75ff, 0, 0, 1.0f },
  [DSC_ROLE_HEAP_OBJECT]    = { 0xffffffff, 0x8f8e8bff, 0x241f31ff, 0, 0, 1.0f },
  [DSC_ROLE_GC_HEAD]        = { 0,          0x8f8e8bff, 0x5e5c64ff, 0, 1, 1.1f },
  [DSC_ROLE_LEDGER_GC]      = { 0xd3d2ceff, 0x8f8e8bff, 0x241f31ff, 0, 0, 1.0f },
  [DSC_ROLE_LEDGER_OBJECT]  = { 0x99c1f1ff, 0x4a86c9ff, 0x241f31ff, 0, 0, 1.0f },
  [DSC_ROLE_LEDGER_KEYS]    = { 0xc9b6e4ff, 0x8a6fb5ff, 0x241f31ff, 0, 0, 1.0f },
  [DSC_ROLE_LEDGER_INDICES] = { 0x9fe0b4ff, 0x4c9467ff, 0x241f31ff, 0, 0, 1.0f },
  [DSC_ROLE_LEDGER_LIVE]    = { 0x0072b2ff, 0x00598cff, 0xffffffff, 0, 0, 1.0f },
  [DSC_ROLE_LEDGER_DUMMY]   = { 0xfffaf6ff, 0xb84500ff, 0x9a3c00ff, HATCH, 0, 1.2f },
  [DSC_ROLE_LEDGER_FREE]    = { 0xffffffff, 0x8f8e8bff, 0x5e5c64ff, 0, 1, 1.0f },
  [DSC_ROLE_LEDGER_VALUES]  = { 0xf3cf8fff, 0xa5771bff, 0x241f31ff, 0, 0, 1.0f },
  [DSC_ROLE_LEDGER_IDLE]    = { 0xf1f0eeff, 0x8f8e8bff, 0x5e5c64ff, DOTS, 0, 1.0f },
  [DSC_ROLE_CALLOUT]        = { 0xf4f8fbff, 0x6f9fbfff, 0x241f31ff, 0, 0, 1.0f },
  [DSC_ROLE_WARNING]        = { 0xfff6efff, 0xb84500ff, 0x9a3c00ff, 0, 0, 1.2f },
  [DSC_ROLE_SELECTION]      = { 0x3584e426, 0x1c71d8ff, 0x1a5fb4ff, 0, 0, 2.5f },
  [DSC_ROLE_HOVER]          = { 0x3584e414, 0x3584e4ff, 0x1a5fb4ff, 0, 0, 1.5f },
  [DSC_ROLE_SHARED_CARD]    = { 0xffffffff, 0xb0568aff, 0x7a2d5aff, 0, 0, 1.5f },
  [DSC_ROLE_GRID]           = { 0,          0xe4e3e0ff, 0,          0, 0, 1.0f },
  [DSC_ROLE_SERIES_1]       = { 0xd6e8f4ff, 0x0072b2ff, 0x00466eff, 0, 0, 2.0f },
  [DSC_ROLE_SERIES_2]       = { 0xfbe6d8ff, 0xc9540aff, 0x8f3800ff, HATCH, 0, 2.0f },
  [DSC_ROLE_SERIES_3]       = { 0xd9f1e8ff, 0x008f68ff, 0x005a42ff, DOTS, 0, 2.0f },
  [DSC_ROLE_SERIES_4]       = { 0xf6e3eeff, 0xb0568aff, 0x7a2d5aff, CROSS, 0, 2.0f },
  [DSC_ROLE_SERIES_5]       = { 0xfbefd0ff, 0xb98200ff, 0x6b4a00ff, 0, 0, 2.0f },
  [DSC_ROLE_SERIES_6]       = { 0xdef0fbff, 0x2f8fccff, 0x0b5680ff, HATCH, 0, 2.0f },
  [DSC_ROLE_SERIES_7]       = { 0xe2e1e6ff, 0x241f31ff, 0x241f31ff, DOTS, 0, 2.0f },
  [DSC_ROLE_SERIES_8]       = { 0xf6f3c4ff, 0x7a7400ff, 0x555000ff, CROSS, 0, 2.0f },
  [DSC_ROLE_CHANGED_GROUND] = { 0xfaf6c6ff, 0,          0x241f31ff },
};

static const Row dark[DSC_N_ROLES] = {
  [DSC_ROLE_BACKGROUND]     = { 0x1d1c21ff, 0,          0xf2f1f5ff },
  [DSC_ROLE_SHADOW]         = { 0x00000040, 0,          0 },
  [DSC_ROLE_CARD]           = { 0x28272dff, 0x3f3e46ff, 0xf2f1f5ff, 0, 0, 1.0f },
  [DSC_ROLE_PLATE]          = { 0x28272dff, 0,          0xf2f1f5ff },
  [DSC_ROLE_RULE]           = { 0,          0x3a3941ff, 0,          0, 0, 1.0f },
  [DSC_ROLE_TEXT]           = { 0,          0xf2f1f5ff, 0xf2f1f5ff, 0, 0, 1.0f },
  [DSC_ROLE_TEXT_DIM]       = { 0,          0xc0bec8ff, 0xc0bec8ff, 0, 0, 1.0f },
  [DSC_ROLE_TEXT_FAINT]     = { 0,          0x6d6b76ff, 0xa09ea9ff, 0, 0, 1.0f },
  [DSC_ROLE_TITLE]          = { 0,          0xf2f1f5ff, 0xf2f1f5ff, 0, 0, 1.0f },
  [DSC_ROLE_ACCENT]         = { 0x4fb0eaff, 0x4fb0eaff, 0x8fcdf4ff, 0, 0, 1.5f },
  [DSC_ROLE_LIVE]           = { 0x2a3d4cff, 0x4fb0eaff, 0xb5dff9ff, 0, 0, 1.5f },
  [DSC_ROLE_EMPTY]          = { 0,          0x7b7985ff, 0xa09ea9ff, 0, 1, 1.0f },
  [DSC_ROLE_DUMMY]          = { 0x33271fff, 0xe8702aff, 0xffbf8cff, HATCH, 0, 1.5f },
  [DSC_ROLE_PADDING]        = { 0x2f2e35ff, 0x7b7985ff, 0xc0bec8ff, CROSS, 0, 0.8f },
  [DSC_ROLE_SHARED]         = { 0x3a2833ff, 0xdd93bdff, 0xf3c6deff, 0, 1, 1.5f },
  [DSC_ROLE_PROBE]          = { 0x433615ff, 0xf5c84aff, 0xffe0a0ff, 0, 0, 2.5f },
  [DSC_ROLE_MATCH]          = { 0x17392eff, 0x35c597ff, 0xaaf0d8ff, 0, 0, 2.5f },
  [DSC_ROLE_CHANGED]        = { 0x46430fff, 0xf0e442ff, 0xf6efa0ff, 0, 0, 1.4f },
  [DSC_ROLE_POINTER]        = { 0xb5b3bdff, 0xb5b3bdff, 0xc0bec8ff, 0, 0, 1.25f },
  [DSC_ROLE_POINTER_LIVE]   = { 0x4fb0eaff, 0x4fb0eaff, 0xb5dff9ff, 0, 0, 1.6f },
  [DSC_ROLE_NULL]           = { 0,          0xa09ea9ff, 0xa09ea9ff, 0, 0, 1.0f },
  [DSC_ROLE_HEAP_OBJECT]    = { 0x2f2e35ff, 0x85838fff, 0xf2f1f5ff, 0, 0, 1.0f },
  [DSC_ROLE_GC_HEAD]        = { 0,          0x7b7985ff, 0xc0bec8ff, 0, 1, 1.1f },
  [DSC_ROLE_LEDGER_GC]      = { 0x4d4b55ff, 0x85838fff, 0xf2f1f5ff, 0, 0, 1.0f },
  [DSC_ROLE_LEDGER_OBJECT]  = { 0x315a88ff, 0x6c9fd6ff, 0xf2f1f5ff, 0, 0, 1.0f },
  [DSC_ROLE_LEDGER_KEYS]    = { 0x5b4a80ff, 0xa48fd0ff, 0xf2f1f5ff, 0, 0, 1.0f },
  [DSC_ROLE_LEDGER_INDICES] = { 0x2a6445ff, 0x63b586ff, 0xf2f1f5ff, 0, 0, 1.0f },
  [DSC_ROLE_LEDGER_LIVE]    = { 0x4fb0eaff, 0x8fcdf4ff, 0x0b2233ff, 0, 0, 1.0f },
  [DSC_ROLE_LEDGER_DUMMY]   = { 0x33271fff, 0xe8702aff, 0xffbf8cff, HATCH, 0, 1.2f },
  [DSC_ROLE_LEDGER_FREE]    = { 0x28272dff, 0x7b7985ff, 0xc0bec8ff, 0, 1, 1.0f },
  [DSC_ROLE_LEDGER_VALUES]  = { 0x6e541bff, 0xc79d45ff, 0xf2f1f5ff, 0, 0, 1.0f },
  [DSC_ROLE_LEDGER_IDLE]    = { 0x2f2e35ff, 0x7b7985ff, 0xc0bec8ff, DOTS, 0, 1.0f },
  [DSC_ROLE_CALLOUT]        = { 0x25303aff, 0x5f8fb0ff, 0xf2f1f5ff, 0, 0, 1.0f },
  [DSC_ROLE_WARNING]        = { 0x33271fff, 0xe8702aff, 0xffbf8cff, 0, 0, 1.2f },
  [DSC_ROLE_SELECTION]      = { 0x62a0ea33, 0x99c1f1ff, 0xc5dcf7ff, 0, 0, 2.5f },
  [DSC_ROLE_HOVER]          = { 0x62a0ea1f, 0x62a0eaff, 0xc5dcf7ff, 0, 0, 1.5f },
  [DSC_ROLE_SHARED_CARD]    = { 0x28272dff, 0xdd93bdff, 0xf3c6deff, 0, 0, 1.5f },
  [DSC_ROLE_GRID]           = { 0,          0x3a3941ff, 0,          0, 0, 1.0f },
  [DSC_ROLE_SERIES_1]       = { 0x24404fff, 0x4fb0eaff, 0xb5dff9ff, 0, 0, 2.0f },
  [DSC_ROLE_SERIES_2]       = { 0x46301fff, 0xe8702aff, 0xffbf8cff, HATCH, 0, 2.0f },
  [DSC_ROLE_SERIES_3]       = { 0x1c4336ff, 0x35c597ff, 0xaaf0d8ff, DOTS, 0, 2.0f },
  [DSC_ROLE_SERIES_4]       = { 0x45303dff, 0xdd93bdff, 0xf3c6deff, CROSS, 0, 2.0f },
  [DSC_ROLE_SERIES_5]       = { 0x4b3d18ff, 0xf5c84aff, 0xffe0a0ff, 0, 0, 2.0f },
  [DSC_ROLE_SERIES_6]       = { 0x33475aff, 0xa6dcffff, 0xcfeaffff, HATCH, 0, 2.0f },
  [DSC_ROLE_SERIES_7]       = { 0x44434bff, 0xf2f1f5ff, 0xf2f1f5ff, DOTS, 0, 2.0f },
  [DSC_ROLE_SERIES_8]       = { 0x403e16ff, 0xb5ad2cff, 0xefe88cff, CROSS, 0, 2.0f },
  [DSC_ROLE_CHANGED_GROUND] = { 0x363312ff, 0x8d861fff, 0xf2f1f5ff, 0, 0, 1.0f },
};

static const Row high_contrast[DSC_N_ROLES] = {
  [DSC_ROLE_BACKGROUND]     = { 0xffffffff, 0,          0x000000ff },
  [DSC_ROLE_CARD]           = { 0xffffffff, 0x000000ff, 0x000000ff, 0, 0, 1.5f },
  [DSC_ROLE_PLATE]          = { 0xffffffff, 0,          0x000000ff },
  [DSC_ROLE_RULE]           = { 0,          0x000000ff, 0,          0, 0, 1.0f },
  [DSC_ROLE_TEXT]           = { 0,          0x000000ff, 0x000000ff, 0, 0, 1.0f },
  [DSC_ROLE_TEXT_DIM]       = { 0,          0x1a1a1aff, 0x1a1a1aff, 0, 0, 1.0f },
  [DSC_ROLE_TEXT_FAINT]     = { 0,          0x3a3a3aff, 0x3a3a3aff, 0, 0, 1.0f },
  [DSC_ROLE_TITLE]          = { 0,          0x000000ff, 0x000000ff, 0, 0, 1.0f },
  [DSC_ROLE_ACCENT]         = { 0x004b78ff, 0x004b78ff, 0x003a5eff, 0, 0, 2.0f },
  [DSC_ROLE_LIVE]           = { 0xdcecf6ff, 0x004b78ff, 0x00243aff, 0, 0, 2.5f },
  [DSC_ROLE_EMPTY]          = { 0,          0x4a4a4aff, 0x3a3a3aff, 0, 1, 1.2f },
  [DSC_ROLE_DUMMY]          = { 0xffffffff, 0x7a2d00ff, 0x5e2500ff, HATCH, 0, 2.5f },
  [DSC_ROLE_PADDING]        = { 0xffffffff, 0x4a4a4aff, 0x1a1a1aff, CROSS, 0, 1.0f },
  [DSC_ROLE_SHARED]         = { 0xffffffff, 0x7a2d5aff, 0x4d1a38ff, 0, 1, 2.5f },
  [DSC_ROLE_PROBE]          = { 0xfff0c9ff, 0x8a6000ff, 0x3a2800ff, 0, 0, 3.5f },
  [DSC_ROLE_MATCH]          = { 0xd8f3eaff, 0x005a42ff, 0x00362aff, 0, 0, 3.5f },
  [DSC_ROLE_CHANGED]        = { 0xfff04aff, 0x000000ff, 0x000000ff, 0, 0, 1.5f },
  [DSC_ROLE_POINTER]        = { 0x000000ff, 0x000000ff, 0x000000ff, 0, 0, 2.0f },
  [DSC_ROLE_POINTER_LIVE]   = { 0x004b78ff, 0x004b78ff, 0x00243aff, 0, 0, 2.0f },
  [DSC_ROLE_NULL]           = { 0,          0x3a3a3aff, 0x3a3a3aff, 0, 0, 1.0f },
  [DSC_ROLE_HEAP_OBJECT]    = { 0xffffffff, 0x000000ff, 0x000000ff, 0, 0, 1.5f },
  [DSC_ROLE_GC_HEAD]        = { 0,          0x000000ff, 0x000000ff, 0, 1, 1.5f },
  [DSC_ROLE_LEDGER_GC]      = { 0xd0d0d0ff, 0x000000ff, 0x000000ff, 0, 0, 1.5f },
  [DSC_ROLE_LEDGER_OBJECT]  = { 0xa9cdf5ff, 0x000000ff, 0x000000ff, 0, 0, 1.5f },
  [DSC_ROLE_LEDGER_KEYS]    = { 0xd6c6efff, 0x000000ff, 0x000000ff, 0, 0, 1.5f },
  [DSC_ROLE_LEDGER_INDICES] = { 0xb2edc6ff, 0x000000ff, 0x000000ff, 0, 0, 1.5f },
  [DSC_ROLE_LEDGER_LIVE]    = { 0x004b78ff, 0x000000ff, 0xffffffff, 0, 0, 1.5f },
  [DSC_ROLE_LEDGER_DUMMY]   = { 0xffffffff, 0x7a2d00ff, 0x5e2500ff, HATCH, 0, 2.0f },
  [DSC_ROLE_LEDGER_FREE]    = { 0xffffffff, 0x000000ff, 0x000000ff, 0, 1, 1.5f },
  [DSC_ROLE_LEDGER_VALUES]  = { 0xffdf9eff, 0x000000ff, 0x000000ff, 0, 0, 1.5f },
  [DSC_ROLE_LEDGER_IDLE]    = { 0xffffffff, 0x000000ff, 0x000000ff, DOTS, 0, 1.5f },
  [DSC_ROLE_CALLOUT]        = { 0xffffffff, 0x004b78ff, 0x000000ff, 0, 0, 2.0f },
  [DSC_ROLE_WARNING]        = { 0xffffffff, 0x7a2d00ff, 0x5e2500ff, 0, 0, 2.0f },
  [DSC_ROLE_SELECTION]      = { 0x0040ff26, 0x0030c0ff, 0x0030c0ff, 0, 0, 3.5f },
  [DSC_ROLE_HOVER]          = { 0x0040ff14, 0x0030c0ff, 0x0030c0ff, 0, 0, 2.0f },
  [DSC_ROLE_SHARED_CARD]    = { 0xffffffff, 0x7a2d5aff, 0x4d1a38ff, 0, 0, 2.5f },
  [DSC_ROLE_GRID]           = { 0,          0xb4b4b4ff, 0,          0, 0, 1.0f },
  [DSC_ROLE_SERIES_1]       = { 0xdcecf6ff, 0x004b78ff, 0x00243aff, 0, 0, 2.6f },
  [DSC_ROLE_SERIES_2]       = { 0xffe7d8ff, 0x9a3500ff, 0x5e2500ff, HATCH, 0, 2.6f },
  [DSC_ROLE_SERIES_3]       = { 0xd8f3eaff, 0x14805cff, 0x00362aff, DOTS, 0, 2.6f },
  [DSC_ROLE_SERIES_4]       = { 0xf9e2efff, 0x7a2d5aff, 0x4d1a38ff, CROSS, 0, 2.6f },
  [DSC_ROLE_SERIES_5]       = { 0xfff0c9ff, 0x8a6000ff, 0x3a2800ff, 0, 0, 2.6f },
  [DSC_ROLE_SERIES_6]       = { 0xe0f2ffff, 0x1f6fa8ff, 0x0a3a5cff, HATCH, 0, 2.6f },
  [DSC_ROLE_SERIES_7]       = { 0xe6e6e6ff, 0x000000ff, 0x000000ff, DOTS, 0, 2.6f },
  [DSC_ROLE_SERIES_8]       = { 0xf7f4c0ff, 0x3c4200ff, 0x2e2b00ff, CROSS, 0, 2.6f },
  [DSC_ROLE_CHANGED_GROUND] = { 0xfff9a8ff, 0x000000ff, 0x000000ff, 0, 0, 1.0f },
};

static const Row high_contrast_dark[DSC_N_ROLES] = {
  [DSC_ROLE_BACKGROUND]     = { 0x000000ff, 0,          0xffffffff },
  [DSC_ROLE_CARD]           = { 0x000000ff, 0xffffffff, 0xffffffff, 0, 0, 1.5f },
  [DSC_ROLE_PLATE]          = { 0x000000ff, 0,          0xffffffff },
  [DSC_ROLE_RULE]           = { 0,          0xffffffff, 0,          0, 0, 1.0f },
  [DSC_ROLE_TEXT]           = { 0,          0xffffffff, 0xffffffff, 0, 0, 1.0f },
  [DSC_ROLE_TEXT_DIM]       = { 0,          0xe6e6e6ff, 0xe6e6e6ff, 0, 0, 1.0f },
  [DSC_ROLE_TEXT_FAINT]     = { 0,          0xc8c8c8ff, 0xc8c8c8ff, 0, 0, 1.0f },
  [DSC_ROLE_TITLE]          = { 0,          0xffffffff, 0xffffffff, 0, 0, 1.0f },
  [DSC_ROLE_ACCENT]         = { 0x8fd0ffff, 0x8fd0ffff, 0xb8e1ffff, 0, 0, 2.0f },
  [DSC_ROLE_LIVE]           = { 0x0d2a3dff, 0x8fd0ffff, 0xd8eeffff, 0, 0, 2.5f },
  [DSC_ROLE_EMPTY]          = { 0,          0xb4b4b4ff, 0xc8c8c8ff, 0, 1, 1.2f },
  [DSC_ROLE_DUMMY]          = { 0x000000ff, 0xff9040ff, 0xffd2b0ff, HATCH, 0, 2.5f },
  [DSC_ROLE_PADDING]        = { 0x000000ff, 0xb4b4b4ff, 0xe6e6e6ff, CROSS, 0, 1.0f },
  [DSC_ROLE_SHARED]         = { 0x000000ff, 0xf5b6d8ff, 0xffdcf0ff, 0, 1, 2.5f },
  [DSC_ROLE_PROBE]          = { 0x3d2c00ff, 0xffd75cff, 0xffe7b0ff, 0, 0, 3.5f },
  [DSC_ROLE_MATCH]          = { 0x003828ff, 0x5fe6bdff, 0xc2f8e6ff, 0, 0, 3.5f },
  [DSC_ROLE_CHANGED]        = { 0x3a3700ff, 0xfff04aff, 0xfff7a8ff, 0, 0, 1.8f },
  [DSC_ROLE_POINTER]        = { 0xffffffff, 0xffffffff, 0xffffffff, 0, 0, 2.0f },
  [DSC_ROLE_POINTER_LIVE]   = { 0x8fd0ffff, 0x8fd0ffff, 0xd8eeffff, 0, 0, 2.0f },
  [DSC_ROLE_NULL]           = { 0,          0xc8c8c8ff, 0xc8c8c8ff, 0, 0, 1.0f },
  [DSC_ROLE_HEAP_OBJECT]    = { 0x000000ff, 0xffffffff, 0xffffffff, 0, 0, 1.5f },
  [DSC_ROLE_GC_HEAD]        = { 0,          0xffffffff, 0xffffffff, 0, 1, 1.5f },
  [DSC_ROLE_LEDGER_GC]      = { 0x4a4a4aff, 0xffffffff, 0xffffffff, 0, 0, 1.5f },
  [DSC_ROLE_LEDGER_OBJECT]  = { 0x1f4f86ff, 0xffffffff, 0xffffffff, 0, 0, 1.5f },
  [DSC_ROLE_LEDGER_KEYS]    = { 0x553c86ff, 0xffffffff, 0xffffffff, 0, 0, 1.5f },
  [DSC_ROLE_LEDGER_INDICES] = { 0x1c5c3aff, 0xffffffff, 0xffffffff, 0, 0, 1.5f },
  [DSC_ROLE_LEDGER_LIVE]    = { 0x8fd0ffff, 0xffffffff, 0x000000ff, 0, 0, 1.5f },
  [DSC_ROLE_LEDGER_DUMMY]   = { 0x000000ff, 0xff9040ff, 0xffd2b0ff, HATCH, 0, 2.0f },
  [DSC_ROLE_LEDGER_FREE]    = { 0x000000ff, 0xffffffff, 0xffffffff, 0, 1, 1.5f },
  [DSC_ROLE_LEDGER_VALUES]  = { 0x654700ff, 0xffffffff, 0xffffffff, 0, 0, 1.5f },
  [DSC_ROLE_LEDGER_IDLE]    = { 0x000000ff, 0xffffffff, 0xffffffff, DOTS, 0, 1.5f },
  [DSC_ROLE_CALLOUT]        = { 0x000000ff, 0x8fd0ffff, 0xffffffff, 0, 0, 2.0f },
  [DSC_ROLE_WARNING]        = { 0x000000ff, 0xff9040ff, 0xffd2b0ff, 0, 0, 2.0f },
  [DSC_ROLE_SELECTION]      = { 0x8fd0ff33, 0xfff04aff, 0xfff04aff, 0, 0, 3.5f },
  [DSC_ROLE_HOVER]          = { 0x8fd0ff1f, 0xffffffff, 0xffffffff, 0, 0, 2.0f },
  [DSC_ROLE_SHARED_CARD]    = { 0x000000ff, 0xf5b6d8ff, 0xffdcf0ff, 0, 0, 2.5f },
  [DSC_ROLE_GRID]           = { 0,          0x4e4e4eff, 0,          0, 0, 1.0f },
  [DSC_ROLE_SERIES_1]       = { 0x0d2a3dff, 0x8fd0ffff, 0xd8eeffff, 0, 0, 2.6f },
  [DSC_ROLE_SERIES_2]       = { 0x3d1f08ff, 0xff9040ff, 0xffd2b0ff, HATCH, 0, 2.6f },
  [DSC_ROLE_SERIES_3]       = { 0x003828ff, 0x5fe6bdff, 0xc2f8e6ff, DOTS, 0, 2.6f },
  [DSC_ROLE_SERIES_4]       = { 0x3a1a2cff, 0xf5b6d8ff, 0xffdcf0ff, CROSS, 0, 2.6f },
  [DSC_ROLE_SERIES_5]       = { 0x3d2c00ff, 0xffd75cff, 0xffe7b0ff, 0, 0, 2.6f },
  [DSC_ROLE_SERIES_6]       = { 0x203040ff, 0xd3edffff, 0xe6f4ffff, HATCH, 0, 2.6f },
  [DSC_ROLE_SERIES_7]       = { 0x303030ff, 0xffffffff, 0xffffffff, DOTS, 0, 2.6f },
  [DSC_ROLE_SERIES_8]       = { 0x2c2a00ff, 0xd6ce3aff, 0xfff7a8ff, CROSS, 0, 2.6f },
  [DSC_ROLE_CHANGED_GROUND] = { 0x242200ff, 0xfff04aff, 0xffffffff, 0, 0, 1.0f },
};

/* What print changes of the light theme: white paper, thin strokes, no shadows; fills stay pale so that little ink is used. */
static const struct { DscRole role; Row row; } print_changes[] = {
  { DSC_ROLE_BACKGROUND,     { 0xffffffff, 0,          0x000000ff } },
  { DSC_ROLE_SHADOW,         { 0,          0,          0 } },
  { DSC_ROLE_CARD,           { 0xffffffff, 0x8f8e8bff, 0x000000ff, 0, 0, 0.6f } },
  { DSC_ROLE_RULE,           { 0,          0xb4b3b0ff, 0,          0, 0, 0.5f } },
  { DSC_ROLE_GRID,           { 0,          0xcfcecbff, 0,          0, 0, 0.5f } },
  { DSC_ROLE_TEXT,           { 0,          0x000000ff, 0x000000ff, 0, 0, 0.6f } },
  { DSC_ROLE_TEXT_DIM,       { 0,          0x4a484fff, 0x4a484fff, 0, 0, 0.6f } },
  { DSC_ROLE_TEXT_FAINT,     { 0,          0x8f8e8bff, 0x5e5c64ff, 0, 0, 0.6f } },
  { DSC_ROLE_TITLE,          { 0,          0x000000ff, 0x000000ff, 0, 0, 0.6f } },
  { DSC_ROLE_LIVE,           { 0xf2f8fbff, 0x0072b2ff, 0x003a5eff, 0, 0, 0.9f } },
  { DSC_ROLE_EMPTY,          { 0,          0x898885ff, 0x5e5c64ff, 0, 1, 0.6f } },
  { DSC_ROLE_DUMMY,          { 0xffffffff, 0xb84500ff, 0x8a3500ff, HATCH, 0, 0.9f } },
  { DSC_ROLE_PADDING,        { 0xffffffff, 0x8f8e8bff, 0x4a484fff, CROSS, 0, 0.6f } },
  { DSC_ROLE_HEAP_OBJECT,    { 0xffffffff, 0x77767bff, 0x000000ff, 0, 0, 0.6f } },
  { DSC_ROLE_POINTER,        { 0x4a484fff, 0x4a484fff, 0x4a484fff, 0, 0, 0.9f } },
  { DSC_ROLE_POINTER_LIVE,   { 0x0072b2ff, 0x0072b2ff, 0x003a5eff, 0, 0, 0.9f } },
  { DSC_ROLE_CALLOUT,        { 0xffffffff, 0x6f9fbfff, 0x000000ff, 0, 0, 0.8f } },
  { DSC_ROLE_WARNING,        { 0xffffffff, 0xb84500ff, 0x8a3500ff, 0, 0, 0.8f } },
  { DSC_ROLE_LEDGER_DUMMY,   { 0xffffffff, 0xb84500ff, 0x8a3500ff, HATCH, 0, 0.9f } },
  { DSC_ROLE_LEDGER_IDLE,    { 0xffffffff, 0x77767bff, 0x4a484fff, DOTS, 0, 0.6f } },
};

/* Greyscale is print in greys of the same lightness, but for these: what hues tell apart, lightness and textures have to.
 * What is in use is mid grey, a dummy black; the parts of the bar lie dark beside light. */
static const struct { DscRole role; Row row; } greyscale_changes[] = {
  { DSC_ROLE_ACCENT,         { 0x4a4a4aff, 0x4a4a4aff, 0x333333ff, 0, 0, 1.5f } },
  { DSC_ROLE_LIVE,           { 0xeeeeeeff, 0x4a4a4aff, 0x222222ff, 0, 0, 1.2f } },
  { DSC_ROLE_DUMMY,          { 0xffffffff, 0x000000ff, 0x000000ff, HATCH, 0, 1.2f } },
  { DSC_ROLE_SHARED,         { 0xf4f4f4ff, 0x333333ff, 0x222222ff, 0, 1, 1.8f } },
  { DSC_ROLE_SHARED_CARD,    { 0xffffffff, 0x333333ff, 0x222222ff, 0, 0, 1.8f } },
  { DSC_ROLE_PROBE,          { 0xe0e0e0ff, 0x3d3d3dff, 0x222222ff, 0, 0, 2.5f } },
  { DSC_ROLE_MATCH,          { 0xd0d0d0ff, 0x000000ff, 0x000000ff, 0, 0, 3.0f } },
  { DSC_ROLE_CHANGED,        { 0xc8c8c8ff, 0x333333ff, 0x000000ff, 0, 0, 1.2f } },
  { DSC_ROLE_CHANGED_GROUND, { 0xe6e6e6ff, 0x8f8f8fff, 0x000000ff, 0, 0, 0.6f } },
  { DSC_ROLE_POINTER_LIVE,   { 0x222222ff, 0x222222ff, 0x222222ff, 0, 0, 1.2f } },
  { DSC_ROLE_LEDGER_GC,      { 0xc4c4c4ff, 0x666666ff, 0x000000ff, 0, 0, 0.8f } },
  { DSC_ROLE_LEDGER_OBJECT,  { 0xf2f2f2ff, 0x666666ff, 0x000000ff, 0, 0, 0.8f } },
  { DSC_ROLE_LEDGER_KEYS,    { 0xb0b0b0ff, 0x555555ff, 0x000000ff, 0, 0, 0.8f } },
  { DSC_ROLE_LEDGER_INDICES, { 0xe6e6e6ff, 0x666666ff, 0x000000ff, 0, 0, 0.8f } },
  { DSC_ROLE_LEDGER_LIVE,    { 0x555555ff, 0x333333ff, 0xffffffff, 0, 0, 0.8f } },
  { DSC_ROLE_LEDGER_DUMMY,   { 0xffffffff, 0x000000ff, 0x000000ff, HATCH, 0, 1.0f } },
  { DSC_ROLE_LEDGER_VALUES,  { 0xd4d4d4ff, 0x666666ff, 0x000000ff, 0, 0, 0.8f } },
  { DSC_ROLE_SELECTION,      { 0x00000020, 0x000000ff, 0x000000ff, 0, 0, 2.5f } },
  { DSC_ROLE_HOVER,          { 0x00000012, 0x555555ff, 0x000000ff, 0, 0, 1.5f } },
  { DSC_ROLE_SERIES_1,       { 0x9c9c9cff, 0x000000ff, 0x000000ff, 0, 0, 1.6f } },
  { DSC_ROLE_SERIES_2,       { 0xffffffff, 0x747474ff, 0x333333ff, HATCH, 0, 1.6f } },
  { DSC_ROLE_SERIES_3,       { 0xe4e4e4ff, 0x3e3e3eff, 0x222222ff, DOTS, 0, 1.6f } },
  { DSC_ROLE_SERIES_4,       { 0xffffffff, 0x939393ff, 0x3d3d3dff, CROSS, 0, 1.6f } },
  { DSC_ROLE_SERIES_5,       { 0xd2d2d2ff, 0x1c1c1cff, 0x111111ff, 0, 0, 1.6f } },
  { DSC_ROLE_SERIES_6,       { 0xecececff, 0x6a6a6aff, 0x2a2a2aff, HATCH, 0, 1.6f } },
  { DSC_ROLE_SERIES_7,       { 0xf6f6f6ff, 0x4f4f4fff, 0x222222ff, DOTS, 0, 1.6f } },
  { DSC_ROLE_SERIES_8,       { 0xdadadaff, 0x2c2c2cff, 0x333333ff, CROSS, 0, 1.6f } },
};
/* clang-format on */

static DscInk inks[DSC_N_THEMES][DSC_N_ROLES];

static DscColor
color_from_rgba (guint32 rgba)
{
  return (DscColor) { ((rgba >> 24) & 0xff) / 255.0f, ((rgba >> 16) & 0xff) / 255.0f, ((rgba >> 8) & 0xff) / 255.0f,
                      (rgba & 0xff) / 255.0f };
}

static DscInk
ink_from_row (const Row *row)
{
  return (DscInk) {
    .fill = color_from_rgba (row->fill),
    .stroke = color_from_rgba (row->stroke),
    .text = color_from_rgba (row->text),
    .texture = (DscTexture) row->texture,
    .stroke_width = row->stroke_width,
    .dashed = row->dashed,
  };
}

static double
linear_light (float channel)
{
  return channel <= 0.04045f ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
luminance (DscColor color)
{
  return 0.2126 * linear_light (color.r) + 0.7152 * linear_light (color.g) + 0.0722 * linear_light (color.b);
}

/* The grey that is as light, so that every contrast stays what it was. */
static DscColor
grey_of (DscColor color)
{
  const double y = luminance (color);
  const float grey = (float) (y <= 0.0031308 ? y * 12.92 : 1.055 * pow (y, 1 / 2.4) - 0.055);

  return (DscColor) { grey, grey, grey, color.a };
}

static void
fill_greyscale (void)
{
  for (guint role = 0; role < DSC_N_ROLES; role++)
    {
      DscInk ink = inks[DSC_THEME_PRINT][role];

      ink.fill = grey_of (ink.fill);
      ink.stroke = grey_of (ink.stroke);
      ink.text = grey_of (ink.text);
      inks[DSC_THEME_GREYSCALE][role] = ink;
    }
  for (guint i = 0; i < G_N_ELEMENTS (greyscale_changes); i++)
    inks[DSC_THEME_GREYSCALE][greyscale_changes[i].role] = ink_from_row (&greyscale_changes[i].row);
}

static void
fill_inks (void)
{
  static const Row *const tables[DSC_N_THEMES] = {
    [DSC_THEME_LIGHT]              = light,
    [DSC_THEME_DARK]               = dark,
    [DSC_THEME_HIGH_CONTRAST]      = high_contrast,
    [DSC_THEME_HIGH_CONTRAST_DARK] = high_contrast_dark,
    [DSC_THEME_PRINT]              = light,
    [DSC_THEME_GREYSCALE]          = light,
    [DSC_THEME_USER]               = light,
  };

  for (guint theme = 0; theme < DSC_N_THEMES; theme++)
    for (guint role = 0; role < DSC_N_ROLES; role++)
      inks[theme][role] = ink_from_row (&tables[theme][role]);
  for (guint i = 0; i < G_N_ELEMENTS (print_changes); i++)
    inks[DSC_THEME_PRINT][print_changes[i].role] = ink_from_row (&print_changes[i].row);
  fill_greyscale ();
}

const DscInk *
dsc_palette_get_ink (DscTheme theme,
                     DscRole  role)
{
  static gsize filled;

  g_return_val_if_fail (theme < DSC_N_THEMES && role < DSC_N_ROLES, NULL);

  if (g_once_init_enter (&filled))
    {
      fill_inks ();
      g_once_init_leave (&filled, 1);
    }
  return &inks[theme][role];
}

void
dsc_palette_set_user (const DscInk *user)
{
  dsc_palette_get_ink (DSC_THEME_USER, DSC_ROLE_NONE);       /* fills the others first */
  memcpy (inks[DSC_THEME_USER], user, sizeof inks[DSC_THEME_USER]);
}

static const char *const theme_names[DSC_N_THEMES] = {
  [DSC_THEME_LIGHT]              = "light",
  [DSC_THEME_DARK]               = "dark",
  [DSC_THEME_HIGH_CONTRAST]      = "high-contrast",
  [DSC_THEME_HIGH_CONTRAST_DARK] = "high-contrast-dark",
  [DSC_THEME_PRINT]              = "print",
  [DSC_THEME_GREYSCALE]          = "greyscale",
  [DSC_THEME_USER]               = "user",
};

const char *
dsc_theme_get_name (DscTheme theme)
{
  g_return_val_if_fail (theme < DSC_N_THEMES, NULL);

  return theme_names[theme];
}

gboolean
dsc_theme_parse (const char *name,
                 DscTheme   *out_theme)
{
  for (guint i = 0; i < DSC_N_THEMES; i++)
    if (g_strcmp0 (name, theme_names[i]) == 0)
      {
        *out_theme = (DscTheme) i;
        return TRUE;
      }
  return FALSE;
}

DscColor
dsc_color_over (DscColor a,
                DscColor b)
{
  const float alpha = a.a + b.a * (1 - a.a);

  if (alpha <= 0)
    return (DscColor) { 0 };
  return (DscColor) {
    (a.r * a.a + b.r * b.a * (1 - a.a)) / alpha,
    (a.g * a.a + b.g * b.a * (1 - a.a)) / alpha,
    (a.b * a.a + b.b * b.a * (1 - a.a)) / alpha,
    alpha,
  };
}

double
dsc_color_contrast (DscColor a,
                    DscColor b)
{
  const double la = luminance (dsc_color_over (a, b));
  const double lb = luminance (b);

  return (MAX (la, lb) + 0.05) / (MIN (la, lb) + 0.05);
}
