d = {'a': 1}
d.update({'a': 1}
d['never'] = 1
