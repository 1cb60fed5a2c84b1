d = {'a': 1}
x = 'a'.title()
d['never'] = 1
