# SPDX-License-Identifier: GPL-3.0-or-later
# A thousand operations and some: inserts, lookups, overwrites, deletes, copies.
import sys
d = {}
for i in range(400):
    d[i] = str(i)
for i in range(200):
    d['k' + str(i)] = i
for i in range(200):
    del d[i]
for i in range(100):
    d.pop('k' + str(i))
for i in range(100):
    d.get(i + 200)
e = d.copy()
e.update({'a': 1, 'b': 2})
print(len(d), len(e), sys.getsizeof(d) > 0)
