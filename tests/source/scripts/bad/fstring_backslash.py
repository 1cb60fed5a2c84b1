d = {'a': 1}
x = f'{"\n"}'
d['never'] = 1
