d = {'a': 1}
exec "x = 1"
d['never'] = 1
