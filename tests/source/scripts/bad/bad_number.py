d = {'a': 1}
x = 12abc
d['never'] = 1
