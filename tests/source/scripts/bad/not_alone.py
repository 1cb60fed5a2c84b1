d = {'a': 1}
x = 1 not 2
d['never'] = 1
