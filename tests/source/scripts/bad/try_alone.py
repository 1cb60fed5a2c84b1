d = {'a': 1}
try:
    pass
x = 1
d['never'] = 1
