d = {'a': 1}
class P(object):
    def f(): pass
d['never'] = 1
