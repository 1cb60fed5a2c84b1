d = {'a': 1}
global x
d['never'] = 1
