d = {'a': 1}
x = 089
d['never'] = 1
