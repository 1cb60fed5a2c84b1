d = {'a': 1}
f = lambda x: x
d['never'] = 1
