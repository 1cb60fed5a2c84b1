import sys
class C(object):
    def __init__(self):
        self.a = 1; self.b = 2; self.c = 3
x = C(); y = C()
print(vars(x).__sizeof__())
d = x.__dict__.copy(); print(d.__sizeof__(), sys.getsizeof(d))
d = dict(x.__dict__); print(d.__sizeof__())
d = {}; d.update(x.__dict__); print(d.__sizeof__())
e = {'q': 1}; e.update(vars(x)); print(e.__sizeof__())
x.__dict__['k'] = 5
print(x.k, vars(x).__sizeof__())
print(x.__dict__.pop('k'), vars(x).__sizeof__())
print(x.__dict__.setdefault('m', 4), x.m, vars(x).__sizeof__())
print(x.__dict__.get('zz', 1), 'a' in x.__dict__, len(x.__dict__))
x.__dict__.clear()
print(vars(x), vars(x).__sizeof__())
x.n = 1
print(vars(x), vars(x).__sizeof__())
y.__dict__ = {'u': 1}
print(y.u, vars(y).__sizeof__(), hasattr(y, 'a'))
y.v = 2
print(vars(y).__sizeof__())
z = C()
z.__dict__ = x.__dict__
z.t = 3
print(x.t, vars(x) is vars(z))
print(z.__dict__.popitem())
z.__dict__.update({'w': 1, 5: 6})
print(vars(z).__sizeof__())
try:
    z.nothere
except AttributeError as e:
    print(e)
try:
    del z.nothere
except AttributeError as e:
    print(e)
try:
    z.__dict__ = 5
except TypeError as e:
    print(e)
w = C()
w.__dict__.update(a=5, b=6)
print(w.a, vars(w).__sizeof__())
for k in list(vars(w)): delattr(w, k)
print(vars(w), vars(w).__sizeof__())
