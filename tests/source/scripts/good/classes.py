from __future__ import print_function
# Classes whose __init__ assigns attributes.
class Point(object):
    """A point."""

    def __init__(self, x, y=0, label=None):
        self.x = x
        self.y = y
        both = x + y
        self.sum = both
        if label:
            self.label = label


class Empty(object): pass

p = Point(1)
q = Point(2, y=3, label='q')
p.z = 5
p.x += 10
print(p.x, p.y, p.z, p.sum, q.x, q.y, q.sum, q.label)
del p.z
try:
    p.z
except AttributeError as e:
    print('no z')
e = Empty()
e.a = {}
e.a['k'] = 1
print(e.a, e is e, p == q, len({'x': p.x}))
