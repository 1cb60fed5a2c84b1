# Keys that collide
# SPDX-License-Identifier: GPL-3.0-or-later

# The hash of a small int is the int itself, and in a table of eight slots its last three bits choose
# the slot. These four all want slot 0, so each must probe on from there.
d = {}
d[0] = 'at home'
d[8] = 'second'
d[16] = 'third'
d[24] = 'fourth'

# Finding the last one walks the same way.
d[24]

# A dummy in the middle of that way keeps it open.
del d[8]
d[24]
