d = {'a': 1}
1 <> 2
d['never'] = 1
