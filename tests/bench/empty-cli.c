/* SPDX-License-Identifier: GPL-3.0-or-later */
/* empty-cli.c: a program that does nothing, linked with what dictoscope-cli is linked with. */

int
main (void)
{
  return 0;
}
