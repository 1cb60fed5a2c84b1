import sys
class A(object):
    def __init__(self, a):
        self.a = a
    def hello(self):
        return 'A%s' % self.a
class B(A):
    def __init__(self, a, b):
        super(B, self).__init__(a)
        self.b = b
    def hello(self):
        return 'B' + A.hello(self)
class C(B): pass
x = B(1, 2); y = A(3); z = C(4, 5)
print(x.hello(), y.hello(), z.hello(), sorted(vars(x)), sorted(vars(z)))
print(sys.getsizeof(vars(x)), sys.getsizeof(vars(y)), sys.getsizeof(vars(z)))
y.c = 9
print(sys.getsizeof(vars(y)), hasattr(y, 'c'), hasattr(x, 'c'), hasattr(x, 'hello'), getattr(x, 'nope', 'dflt'))
delattr(y, 'c')
print(hasattr(y, 'c'))
y.__dict__['c'] = 5
print(y.c)
