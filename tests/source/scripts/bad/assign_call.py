d = {'a': 1}
f() = x
d['never'] = 1
