d = {'a': 1}
x = f'{d!z}'
d['never'] = 1
