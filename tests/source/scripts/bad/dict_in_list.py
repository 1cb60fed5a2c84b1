d = {'a': 1}
d['l'] = [{}]
d['never'] = 1
