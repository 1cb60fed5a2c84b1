d = {'a': 1}
class P(object): pass
hash(P())
d['never'] = 1
