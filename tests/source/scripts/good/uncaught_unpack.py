d = {'a': 1, 'b': 2}
a, b = d.popitem(), 1, 2
d['never'] = 1
