d = {'a': 1}
class P(object):
    def f(self):
        class Q(object): pass
d['never'] = 1
