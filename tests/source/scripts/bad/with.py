d = {'a': 1}
with open('x') as f:
    pass
d['never'] = 1
