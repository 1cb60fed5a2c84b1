d = {'a': 1}
raise KeyError('x')
d['never'] = 1
