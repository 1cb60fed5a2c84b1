d = {'a': 1}
x = d,,
d['never'] = 1
