d = {'a': 1}
x = f'{}'
d['never'] = 1
