import sys
class Many(object):
    def __init__(self, n):
        for i in range(n):
            setattr(self, 'a%02d' % i, i)
class Many2(object):
    def __init__(self, n):
        for i in range(n):
            setattr(self, 'a%02d' % i, i)
m = Many(29)
print(sys.getsizeof(m.__dict__))
m.a29 = 1
print(sys.getsizeof(m.__dict__))
k = Many2(30)
print(sys.getsizeof(k.__dict__))
for n in (1, 4, 5, 6, 11, 22, 31, 40):
    class L(object): pass
    l = L()
    for i in range(n):
        setattr(l, 'b%d' % i, None)
    print(n, vars(l).__sizeof__())
    l2 = L()
    l2.x = 1
    print(vars(l2).__sizeof__(), vars(l).__sizeof__())
