d = {'a': 1, 'b': 2}
max({})
d['never'] = 1
