d = {'a': 1}
x = f'{1 2}'
d['never'] = 1
