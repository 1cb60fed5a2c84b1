d = {'a': 1}
x: int = 5
d['never'] = 1
