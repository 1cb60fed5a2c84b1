d = {'a': 1}
x = {'a': }
d['never'] = 1
