d = {'a': 1}
try:
    pass
except KeyError, e:
    pass
d['never'] = 1
