d = {'a': 1}
d[]
d['never'] = 1
