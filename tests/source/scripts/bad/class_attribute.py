d = {'a': 1}
class P(object):
    x = 1
d['never'] = 1
