d = {'a': 1}
x = f'{1 +}'
d['never'] = 1
