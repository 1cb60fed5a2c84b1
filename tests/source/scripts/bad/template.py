d = {'a': 1}
x = t'{d}'
d['never'] = 1
