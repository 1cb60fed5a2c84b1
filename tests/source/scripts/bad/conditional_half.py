d = {'a': 1}
x = 1 if d
d['never'] = 1
