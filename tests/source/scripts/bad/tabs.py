d = {'a': 1}
if d:
        x = 1
	y = 2
d['never'] = 1
