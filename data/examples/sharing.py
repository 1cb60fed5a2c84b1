# Instances that share their keys
# SPDX-License-Identifier: GPL-3.0-or-later

import sys

class Point(object):
    def __init__(self, x, y):
        self.x = x
        self.y = y

# The class keeps one keys object for all its instances; each instance has only values of its own.
p = Point(1, 2)
q = Point(3, 4)
print(sys.getsizeof(p))
print(sys.getsizeof(p.__dict__))

# A name that the other instance does not have joins the shared keys all the same.
q.label = 'far'

# From CPython 3.6 to 3.10 a deletion ends the sharing; later releases keep the order of each instance apart.
r = Point(5, 6)
del r.x
r.x = 7
print(sys.getsizeof(r.__dict__))
