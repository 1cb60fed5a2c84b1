d = {'a': 1}
class P(dict):
    pass
d['never'] = 1
