# One int among strings
# SPDX-License-Identifier: GPL-3.0-or-later

import sys

d = {'a': 1, 'b': 2}
print(sys.getsizeof(d))

# In many versions it was enough to ask for a key that is no str.
0 in d

# A key that is no str needs entries with room for a hash, and a lookup that compares anything.
d[1] = 'one'
print(sys.getsizeof(d))

# Taking it out again changes nothing back, and a copy may copy the table as it is.
del d[1]
copy = dict(d)
print(sys.getsizeof(copy))

# The same two items in a dict made anew.
anew = {'a': 1, 'b': 2}
print(sys.getsizeof(anew))
