d = {'a': 1}
class P(object):
    def __len__(self): return 1
d['never'] = 1
