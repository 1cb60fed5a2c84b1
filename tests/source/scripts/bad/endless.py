class P(object):
    def f(self): return self.f()
P().f()
d = {'never': 1}
