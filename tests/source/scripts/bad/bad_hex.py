d = {'a': 1}
x = 0xg
d['never'] = 1
