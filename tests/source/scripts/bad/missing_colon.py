d = {'a': 1}
x = {'a' 1}
d['never'] = 1
