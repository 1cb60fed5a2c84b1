d = {'a': 1, 'b': 2}
d.itmes()
d['never'] = 1
