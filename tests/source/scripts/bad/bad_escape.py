d = {'a': 1}
x = '\x4'
d['never'] = 1
