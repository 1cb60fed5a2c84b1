d = {'a': 1}
x = f'{d'
d['never'] = 1
