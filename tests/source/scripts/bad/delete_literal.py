d = {'a': 1}
del 5
d['never'] = 1
