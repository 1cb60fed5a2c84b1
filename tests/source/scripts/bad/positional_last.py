d = {'a': 1}
dict(a=1, 2)
d['never'] = 1
