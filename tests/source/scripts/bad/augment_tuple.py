d = {'a': 1}
a, b += 1
d['never'] = 1
