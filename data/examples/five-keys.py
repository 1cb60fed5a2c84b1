# Five keys, delete three, add one
# SPDX-License-Identifier: GPL-3.0-or-later

import sys

d = {}
for k in range(5):
    d[k] = k
print(sys.getsizeof(d))

del d[0]
del d[1]
del d[2]
print(sys.getsizeof(d))

# Two items are left, and the table is full all the same: every entry has been used once.
d['new'] = 5
print(sys.getsizeof(d))
