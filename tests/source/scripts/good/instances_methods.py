import sys
class P(object):
    """doc"""
    def __init__(self, x, y=0):
        self.x = x
        self.y = y
        self.setup()
    def setup(self):
        self.z = self.x + self.y
    def total(self, k=1):
        t = 0
        for n in ('x', 'y', 'z'):
            t += getattr(self, n)
            if t > 1000:
                return 'big'
        return t * k
    def grow(self, n):
        for i in range(n):
            setattr(self, 'a%d' % i, i)
    def me(self): return self
    def d(self): return self.__dict__
    def fresh(self):
        d = {'a': self.x}
        d['b'] = 2
        return d
t = 7
p = P(1, y=2)
q = P(5)
print(p.total(), p.total(k=3), q.total(2), P(1000).total(), t)
p.grow(8)
print(sys.getsizeof(p.__dict__), sys.getsizeof(q.__dict__))
print(p.me().me().x, p.d() == vars(p), sorted(p.d()))
f = p.fresh()
print(f, p.fresh()['b'], len(p.fresh()))
p.x += 10
print(p.x, vars(p)['x'])
r = P(2)
print(sys.getsizeof(r.__dict__), list(r.__dict__.items()) if sys.version_info >= (3, 6) else sorted(r.__dict__.items()))
print(sorted(vars(p).items()))
