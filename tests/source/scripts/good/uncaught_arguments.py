d = {'a': 1, 'b': 2}
d.get()
d['never'] = 1
