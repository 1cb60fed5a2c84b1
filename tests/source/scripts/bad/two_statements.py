d = {'a': 1}
x = 1 y = 2
d['never'] = 1
