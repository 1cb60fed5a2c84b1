import sys
class x(object):
    pass
xs = [x() for _ in range(40)]
print([sys.getsizeof(i.__dict__) for i in xs])
for i in xs: i.a = 1
print([sys.getsizeof(i.__dict__) for i in xs])
for n in range(35):
    setattr(xs[-1], 'k%d' % n, n)
print([sys.getsizeof(i.__dict__) for i in xs])
print(sys.getsizeof(xs[0]), xs[0].__sizeof__(), vars(xs[3]))
