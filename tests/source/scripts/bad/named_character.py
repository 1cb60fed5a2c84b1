d = {'a': 1}
x = '\N{BULLET}'
d['never'] = 1
