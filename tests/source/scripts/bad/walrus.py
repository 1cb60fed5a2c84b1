d = {'a': 1}
if (n := 5) > 3: pass
d['never'] = 1
