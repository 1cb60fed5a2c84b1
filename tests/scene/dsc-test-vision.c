/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-test-vision.c: simulates eyes that lack one kind of cone, and measures distances in CIE L*a*b*. */
#include "dsc-test-vision.h"

#include <math.h>

/* Of Machado, Oliveira and Fernandes (2009), for complete protanopia, deuteranopia and tritanopia, on linear light. */
static const double matrices[DSC_N_VISIONS][3][3] = {
  { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
  { { 0.152286, 1.052583, -0.204868 }, { 0.114503, 0.786281, 0.099216 }, { -0.003882, -0.048116, 1.051998 } },
  { { 0.367322, 0.860646, -0.227968 }, { 0.280085, 0.672501, 0.047413 }, { -0.011820, 0.042940, 0.968881 } },
  { { 1.255528, -0.076749, -0.178779 }, { -0.078411, 0.930809, 0.147602 }, { 0.004733, 0.691367, 0.303900 } },
};

static double
curve (double t)
{
  return t > 216.0 / 24389 ? cbrt (t) : (t * 24389 / 27 + 16) / 116;
}

/* CIE L*a*b* of linear light. */
static void
lab_of (const double rgb[3],
        double       lab[3])
{
  const double x = curve ((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.9505);
  const double y = curve (0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]);
  const double z = curve ((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.089);

  lab[0] = 116 * y - 16;
  lab[1] = 500 * (x - y);
  lab[2] = 200 * (y - z);
}

static double
linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static void
see (DscColor  color,
     DscVision vision,
     double    lab[3])
{
  const double rgb[3] = { linear (color.r), linear (color.g), linear (color.b) };
  double seen[3];

  for (guint i = 0; i < 3; i++)
    seen[i] = CLAMP (matrices[vision][i][0] * rgb[0] + matrices[vision][i][1] * rgb[1] + matrices[vision][i][2] * rgb[2], 0, 1);
  lab_of (seen, lab);
}

double
dsc_test_vision_distance (DscColor  a,
                          DscColor  b,
                          DscVision vision)
{
  double p[3], q[3];

  see (a, vision, p);
  see (b, vision, q);
  return sqrt (pow (p[0] - q[0], 2) + pow (p[1] - q[1], 2) + pow (p[2] - q[2], 2));
}
