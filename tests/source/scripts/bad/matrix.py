d = {'a': 1}
a @ b
d['never'] = 1
