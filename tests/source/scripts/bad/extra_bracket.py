d = {'a': 1}
d['x'] = 1)
d['never'] = 1
