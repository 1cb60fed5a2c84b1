d = {'a': 1}
5 = x
d['never'] = 1
