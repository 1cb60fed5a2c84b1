d = {'a': 1}
x = yield 5
d['never'] = 1
