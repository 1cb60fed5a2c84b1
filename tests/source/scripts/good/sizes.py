from __future__ import print_function
import sys
# Sizes of dicts while they grow and shrink, and of other objects.
d = {}
last = None
for i in range(200):
    d[i + 1000] = i
    if sys.getsizeof(d) != last:
        last = sys.getsizeof(d)
        print(len(d), last, d.__sizeof__())
e = {}
for i in range(100):
    e['key%d' % i] = i
for i in range(95):
    del e['key%d' % i]
print(len(e), sys.getsizeof(e), sys.getsizeof(e.copy()), sys.getsizeof(dict(e)))
e['one'] = 1
e[1] = 1
print(sys.getsizeof(e))
e.clear()
print(sys.getsizeof(e), sys.getsizeof({}), sys.getsizeof(dict()), sys.getsizeof({1: 1}), sys.getsizeof({'a': 1}))
f = {'a': 1, 'b': 2, 'c': 3, 'd': 4, 'e': 5}
print(sys.getsizeof(f))
for k in ('a', 'b', 'c'): del f[k]
f['x'] = 1
print(sys.getsizeof(f))
