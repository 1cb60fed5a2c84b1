d = {'a': 1}
class P(object):
    def get(self): return 1
d['never'] = 1
