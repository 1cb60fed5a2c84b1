d = {'a': 1}
x = 1__0
d['never'] = 1
