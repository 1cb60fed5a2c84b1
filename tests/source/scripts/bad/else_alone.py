d = {'a': 1}
else: pass
d['never'] = 1
