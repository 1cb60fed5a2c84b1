d = {'a': 1}
x = d.keys() & {'a'}
d['never'] = 1
