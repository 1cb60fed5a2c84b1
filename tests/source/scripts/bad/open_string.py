d = {'a': 1}
x = 'abc
d['never'] = 1
